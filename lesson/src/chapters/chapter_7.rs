//! Chapter 7: more of everything, and which activations and losses bear it.

use std::error::Error;

use chainrule::Activation;
use chainrule::network::{cross_entropy, gelu, relu, sigmoid, softmax, softplus, square, tanh};
use serde_json::{Value, json};

use super::chapter_7_networks::{Digits, Spirals, by_layer};
use crate::content::{Both, Cell, Chapter, Table, both, rounded_points, same};
use crate::examples::chapter_7::{LARGEST, squared_again_and_again, swish};
use crate::examples::chapter_8::WEIGHTS;
use crate::examples::five_weights::{START, squared};
use crate::facts::{Facts, fixed, scientific, shortest, thousands};

pub(crate) fn chapter() -> Result<Chapter, Box<dyn Error>> {
    let spirals = Spirals::learn()?;
    let digits = Digits::learn()?;
    let square_slope = <square as Activation<f64>>::value_and_slope(1000.0).1;
    let sigmoid_slope = <sigmoid as Activation<f64>>::value_and_slope(0.0).1;
    let facts = Facts::default()
        .with("weights", START.len().to_string())
        .with("largest", scientific(LARGEST, 2))
        .with("ratio", scientific(LARGEST / START.len() as f64, 1))
        .with("square_slope", shortest(square_slope))
        .with("sigmoid_slope", shortest(sigmoid_slope))
        .with("vanishing", scientific(0.3_f64.powi(100), 0))
        .with("slope_of_each", "0.3")
        .with("grown_from", "1.5")
        .with("shrunk_from", "0.5")
        .with("grown", scientific(squared_again_and_again(1.5, 10), 1))
        .with("shrunk", scientific(squared_again_and_again(0.5, 10), 1))
        .with("loss", fixed(loss_of([0.8, 0.2]), 3))
        .with("probability", "0.8")
        .with("spirals_right", fixed(100.0 * spirals.accuracy, 0))
        .with("digits_right", fixed(100.0 * digits.accuracy, 1))
        .with("digits_wrong", digits.wrong.to_string())
        .with("digits_held", digits.held.to_string());
    Ok(Chapter::new(7, facts)
        .table("sizes", sizes(&spirals, &digits))
        .table("activations", activations())
        .figure(
            "activation",
            "chart",
            both("An activation and its slope", "활성화 함수와 그 기울기"),
            activation(),
        )
        .figure(
            "layers",
            "chart",
            both("The gradient, layer by layer", "층마다 남는 기울기의 크기"),
            by_layer()?,
        )
        .table("losses", losses())
        .figure(
            "spirals",
            "map",
            both("Two spirals, learned epoch by epoch", "에포크마다 나아지는 두 나선의 구분"),
            spirals.drawing,
        )
        .figure(
            "confusion",
            "matrix",
            both("What is taken for what", "무엇을 무엇으로 보았나"),
            digits.matrix,
        )
        .figure(
            "mistaken",
            "tiles",
            both("The held-out digits that it gets wrong", "틀린 숫자들"),
            digits.mistaken,
        )
        .figure(
            "learned",
            "tiles",
            both("What 16 of its first neurons look for", "첫 층의 뉴런 16개가 찾는 무늬"),
            digits.weights,
        ))
}

/// −ln of the probability of the right answer, from a network that is this sure of each class; the first one is right.
fn loss_of(probabilities: [f64; 2]) -> f64 {
    cross_entropy(&probabilities.map(f64::ln), &[1.0, 0.0])
}

fn sizes(spirals: &Spirals, digits: &Digits) -> Table {
    let columns = [both("network", "신경망"), both("layers", "층"), both("weights", "가중치 수")];
    let mut table = Table::new(
        both("From five weights to a great many", "가중치 다섯 개에서 아주 많은 개수까지"),
        &columns,
    );
    let count = |count: usize| Cell::from(thousands(count));
    table.row([both("the lesson's", "강의의 신경망").into(), "2-2-1".into(), count(START.len())]);
    table.row([both("wines, chapter 8", "와인, 8장").into(), "13-8-3".into(), count(WEIGHTS)]);
    table.row([both("two spirals", "두 나선").into(), "2-16-16-2".into(), count(spirals.weights)]);
    table.row([
        both("digits, 8×8 pixels", "8×8 픽셀 숫자").into(),
        "64-128-64-10".into(),
        count(digits.parameters),
    ]);
    table.row([
        both("GPT-4, by rumour: never confirmed", "GPT-4(소문일 뿐 확인된 적 없음)").into(),
        both("unknown", "알려지지 않음").into(),
        scientific(LARGEST, 2).into(),
    ]);
    table
}

/// Name, formula, formula of the slope, and the activation itself.
type Row = (&'static str, &'static str, &'static str, fn(f64) -> (f64, f64));

const ACTIVATIONS: [Row; 7] = [
    ("ReLU", "max(0, x)", "x > 0: 1, x ≤ 0: 0", <relu as Activation<f64>>::value_and_slope),
    ("sigmoid σ", "1/(1 + e⁻ˣ)", "σ·(1 − σ)", <sigmoid as Activation<f64>>::value_and_slope),
    ("tanh", "tanh x", "1 − tanh² x", <tanh as Activation<f64>>::value_and_slope),
    ("x²", "x²", "2·x", <square as Activation<f64>>::value_and_slope),
    ("softplus", "ln(1 + eˣ)", "σ(x)", <softplus as Activation<f64>>::value_and_slope),
    ("GELU", "x·Φ(x)", "Φ(x) + x·φ(x)", <gelu as Activation<f64>>::value_and_slope),
    ("swish", "x·σ(x)", "σ + x·σ·(1 − σ)", <swish as Activation<f64>>::value_and_slope),
];

fn activations() -> Table {
    let columns = [
        both("activation", "활성화 함수"),
        both("formula", "식"),
        both("slope", "기울기"),
        both("slope at −2", "−2에서"),
        both("at 0", "0에서"),
        both("at 2", "2에서"),
        both("at 1000", "1000에서"),
    ];
    let caption = both("Activations and their slopes", "활성화 함수와 기울기");
    let mut table = Table::new(caption, &columns);
    for (name, formula, slope, function) in ACTIVATIONS {
        let slopes = [-2.0, 0.0, 2.0, 1000.0].map(|x| Cell::from(trimmed(function(x).1)));
        table.row([name.into(), formula.into(), slope.into()].into_iter().chain(slopes));
    }
    table
}

/// A number to three decimals, or none if it is whole.
fn trimmed(number: f64) -> String {
    if number.fract() == 0.0 { fixed(number, 0) } else { fixed(number, 3) }
}

fn activation() -> Value {
    // Just after 0, too, where the slope of the ReLU jumps.
    let places =
        || (-60..=60).map(|twentieth| if twentieth == 1 { 1e-6 } else { f64::from(twentieth) / 20.0 });
    let choices: Vec<Value> = ACTIVATIONS
        .into_iter()
        .map(|(name, _, _, function)| {
            json!({
                "name": name,
                "series": [
                    {"name": both("value", "값").json(), "points": rounded_points(places().map(|x| [x, function(x).0]))},
                    {"name": both("slope", "기울기").json(), "points": rounded_points(places().map(|x| [x, function(x).1]))},
                ],
            })
        })
        .collect();
    json!({
        "x": {"name": "x", "from": -3, "to": 3},
        "y": {"name": "", "from": -2, "to": 4},
        "choose": both("activation", "활성화 함수").json(),
        "choices": choices,
    })
}

const REGRESSION: Both = both("regression: a number", "회귀: 수 하나");
const CLASSES: Both = both("classes: one of several", "분류: 여럿 중 하나");

fn losses() -> Table {
    let columns = [
        both("task", "과제"),
        both("loss", "손실"),
        both("example", "예"),
        both("its loss", "그 손실"),
        both("blame of the output", "출력의 책임"),
    ];
    let caption = both(
        "What is wanted chooses the loss. Under our figure stands the lesson's.",
        "과제에 따른 손실. 작은 글씨는 강의의 수치.",
    );
    let mut table = Table::new(caption, &columns);
    let (value, slope) = squared::value_and_gradient(37.0, 24.0);
    table.row([
        REGRESSION.into(),
        both("squared error (y − t)²", "제곱 오차 (y − t)²").into(),
        same("y = 37, t = 24").into(),
        shortest(value).into(),
        shortest(slope).into(),
    ]);
    let logits = [0.8_f64.ln(), 0.2_f64.ln()];
    let [p, q] = [softmax(&logits)[0], softmax(&logits)[1]];
    let loss = fixed(loss_of([0.8, 0.2]), 3);
    let right = loss == "0.223";
    table.row([
        CLASSES.into(),
        both("cross-entropy −ln p", "교차 엔트로피 −ln p").into(),
        both("p = (0.8, 0.2), the first is right", "p = (0.8, 0.2), 첫째가 정답").into(),
        Cell::beside(loss, "0.223", right),
        format!("({}, {})", fixed(p - 1.0, 1), fixed(q, 1)).into(),
    ]);
    table
}
