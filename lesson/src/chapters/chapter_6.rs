//! Chapter 6: online, batch and mini-batch, and what this network cannot learn.

use std::error::Error;

use serde_json::{Value, json};

use crate::content::{Both, Cell, Chapter, Table, both, rounded_points, same};
use crate::examples::chapter_6::{
    LESSON_GRADIENT, LESSON_PREDICTIONS, LESSON_SLIPS, LESSON_WEIGHTS, MANY, RULES, descent_by_examples,
    drawings::thinned, fit, online_steps, race,
};
use crate::examples::five_weights::{
    INPUTS, START, batch_error_and_gradient, error_and_gradient, first_neuron, predict, row, second_neuron,
    step, target,
};
use crate::facts::{Facts, fixed, shortest, thousands};

const RATE: f64 = 0.0001;

pub(crate) fn chapter() -> Result<Chapter, Box<dyn Error>> {
    let (total, gradient) = batch_error_and_gradient(START);
    let next = step(START, gradient, RATE);
    let (weights, steps) = fit();
    let new = [0.0, 4.0];
    let online = online_steps(RATE);
    let facts = Facts::default()
        .with("rate", shortest(RATE))
        .with("total", shortest(total))
        .with("slip_1", shortest(LESSON_SLIPS[0]))
        .with("right_1", shortest(error_and_gradient(START, INPUTS[1]).1[0]))
        .with("slip_2", shortest(LESSON_SLIPS[1]))
        .with("right_2", shortest(error_and_gradient(START, INPUTS[2]).1[1]))
        .with("h1_by_w1", shortest(first_neuron::gradient(START[0], 1.0, 4.0)[0]))
        .with("h2_by_w2", shortest(second_neuron::gradient(START[1], 2.0, 1.0)[0]))
        .with("after_two", shortest_of(batch_error_and_gradient(online[1].1).0))
        .with("third_error", shortest_of(online[2].0))
        .with("after_online", shortest_of(batch_error_and_gradient(online[2].1).0))
        .with("after_batch", shortest_of(batch_error_and_gradient(next).0))
        .with("many", MANY.to_string())
        .with("steps", thousands(steps))
        .with("learned", fixed(predict(weights, new), 1))
        .with("wanted", shortest(target(new)));
    Ok(Chapter::new(6, facts)
        .table("forward", forward(total))
        .table("gradients", gradients(gradient))
        .table("updates", updates(gradient, next))
        .table("predictions", predictions(next))
        .table("both-ways", both_ways(&online, total, next))
        .table("cost", cost())
        .figure(
            "noise",
            "chart",
            both("Online is noisy, the batch is smooth", "흔들리는 온라인, 매끄러운 배치"),
            noise(),
        )
        .figure(
            "race",
            "chart",
            both("The race: steps until the error is below 10⁻⁶", "경주: 오차가 10⁻⁶보다 작아질 때까지"),
            rules()?,
        )
        .figure(
            "unlearnable",
            "chart",
            both("What it cannot learn: x2 alone, here where x1 is 0", "배울 수 없는 것: x1이 0일 때의 x2"),
            unlearnable(weights),
        ))
}

/// Two decimals, as for errors.
fn shortest_of(number: f64) -> String {
    fixed(number, 2)
}

fn forward(total: f64) -> Table {
    let columns = [
        same("(x1, x2)"),
        same("h1"),
        same("h2"),
        both("predicted", "예측"),
        both("wanted", "목푯값"),
        both("error", "오차"),
    ];
    let mut table = Table::new(both("Forward, with the first weights", "처음 가중치로 순전파"), &columns);
    for input in INPUTS {
        let [x1, x2] = input;
        table.row([
            row(&input).into(),
            shortest(first_neuron(START[0], x1, x2)).into(),
            shortest(second_neuron(START[1], x1, x2)).into(),
            shortest(predict(START, input)).into(),
            shortest(target(input)).into(),
            shortest(error_and_gradient(START, input).0).into(),
        ]);
    }
    let empty = || Cell::from("");
    table.row([both("together", "합계").into(), empty(), empty(), empty(), empty(), shortest(total).into()]);
    table
}

fn gradients(together: [f64; 5]) -> Table {
    let columns = [both("example", "예시"), same("w1"), same("w2"), same("w3"), same("w4"), same("w5")];
    let caption = both(
        "The slope of the error by each weight. Small, under ours: where it is known, the lesson's.",
        "가중치마다 오차의 기울기. 작은 글씨는 강의의 수치(알려진 곳만).",
    );
    let mut table = Table::new(caption, &columns);
    for (index, input) in INPUTS.into_iter().enumerate() {
        let (_, gradient) = error_and_gradient(START, input);
        let mut cells = vec![Cell::from(row(&input))];
        for (weight, slope) in gradient.into_iter().enumerate() {
            let slip = match (index, weight) {
                (1, 0) => Some(LESSON_SLIPS[0]),
                (2, 1) => Some(LESSON_SLIPS[1]),
                _ => None,
            };
            cells.push(match slip {
                Some(slip) => Cell::beside(shortest(slope), shortest(slip), slope == slip),
                None => shortest(slope).into(),
            });
        }
        table.row(cells);
    }
    let sums = together.into_iter().zip(LESSON_GRADIENT);
    let sums = sums.map(|(ours, lesson)| Cell::beside(shortest(ours), shortest(lesson), ours == lesson));
    table.row(std::iter::once(both("together", "합계").into()).chain(sums));
    table
}

fn updates(gradient: [f64; 5], next: [f64; 5]) -> Table {
    let columns = [
        both("weight", "가중치"),
        both("before", "걷기 전"),
        both("slope", "기울기"),
        both("update", "변화량"),
        both("after", "걸은 뒤"),
    ];
    let caption = both(
        "One batch step at the rate 0.0001. Under our figure stands the lesson's.",
        "학습률 0.0001로 배치 한 걸음. 작은 글씨는 강의의 수치.",
    );
    let mut table = Table::new(caption, &columns);
    for index in 0..5 {
        let (ours, lesson) = (shortest(next[index]), shortest(LESSON_WEIGHTS[index]));
        let right = ours == lesson;
        table.row([
            format!("w{}", index + 1).into(),
            shortest(START[index]).into(),
            shortest(gradient[index]).into(),
            shortest(next[index] - START[index]).into(),
            Cell::beside(ours, lesson, right),
        ]);
    }
    table
}

fn predictions(next: [f64; 5]) -> Table {
    let columns = [
        both("example", "예시"),
        both("wanted", "목푯값"),
        both("before", "걷기 전"),
        both("after", "걸은 뒤"),
        both("with the lesson's weights", "강의의 가중치로는"),
    ];
    let caption = both(
        "The predictions after the batch step. Under our figure stands the lesson's.",
        "배치 한 걸음 뒤의 예측. 작은 글씨는 강의의 수치.",
    );
    let mut table = Table::new(caption, &columns);
    for (input, lesson) in INPUTS.into_iter().zip(LESSON_PREDICTIONS) {
        let ours = fixed(predict(next, input), 3);
        table.row([
            row(&input).into(),
            shortest(target(input)).into(),
            shortest(predict(START, input)).into(),
            Cell::beside(ours, shortest(lesson), fixed(predict(next, input), 2) == fixed(lesson, 2)),
            fixed(predict(LESSON_WEIGHTS, input), 3).into(),
        ]);
    }
    table
}

/// The steps of an epoch online.
const ONLINE: [Both; 3] =
    [both("online, 1", "온라인 1"), both("online, 2", "온라인 2"), both("online, 3", "온라인 3")];

/// The steps of an epoch in both ways, and what the three errors together are after each.
fn both_ways(online: &[(f64, [f64; 5]); 3], total: f64, batch: [f64; 5]) -> Table {
    let columns = [
        both("step", "걸음"),
        both("example", "예시"),
        both("its error before", "걷기 전 오차"),
        both("weights after", "걸은 뒤의 가중치"),
        both("all three errors after", "걸은 뒤 오차의 합"),
    ];
    let mut table = Table::new(both("One epoch, both ways", "한 에포크를 걷는 두 가지 방법"), &columns);
    for (index, (error, weights)) in online.iter().enumerate() {
        table.row([
            ONLINE[index].into(),
            row(&INPUTS[index]).into(),
            shortest_of(*error).into(),
            row(weights).into(),
            shortest_of(batch_error_and_gradient(*weights).0).into(),
        ]);
    }
    table.row([
        both("batch, 1", "배치 1").into(),
        both("all three", "셋 모두").into(),
        shortest_of(total).into(),
        row(&batch).into(),
        shortest_of(batch_error_and_gradient(batch).0).into(),
    ]);
    table
}

fn cost() -> Table {
    let columns = [
        both("way", "방법"),
        both("examples a step", "걸음마다 예시"),
        both("steps an epoch", "에포크마다 걸음"),
        both("gradients an epoch", "에포크마다 그래디언트 계산"),
    ];
    let mut table =
        Table::new(both("What each way costs with 300 examples", "예시가 300개일 때의 비용"), &columns);
    for (name, batch) in
        [(both("online", "온라인"), 1), (both("mini-batch", "미니배치"), 30), (both("batch", "배치"), MANY)]
    {
        table.row([
            name.into(),
            batch.to_string().into(),
            MANY.div_ceil(batch).to_string().into(),
            MANY.to_string().into(),
        ]);
    }
    table
}

fn noise() -> Value {
    let series: Vec<Value> = [
        (both("online", "온라인"), 1),
        (both("mini-batch of 30", "30개씩 미니배치"), 30),
        (both("batch of 300", "300개 배치"), MANY),
    ]
    .into_iter()
    .map(|(name, batch)| {
        let points = descent_by_examples(batch);
        json!({"name": name.json(), "points": rounded_points(points), "dots": batch > 1})
    })
    .collect();
    json!({
        "x": {"name": both("examples seen", "지금까지 본 예시의 수").json(), "from": 0, "to": 2 * MANY},
        "y": {"name": both("mean error", "평균 오차").json(), "from": 0, "to": 60},
        "series": series,
        "player": "examples",
        "plays": 60,
    })
}

fn rules() -> Result<Value, Box<dyn Error>> {
    let mut series = Vec::new();
    for (name, rule, rate) in RULES {
        let errors = race(rule, rate)?;
        let name = match name {
            "descent" => both("descent", "경사 하강법"),
            "momentum 0.9" => both("momentum 0.9", "모멘텀 0.9"),
            _ => both("Adam", "Adam"),
        };
        let steps = thousands(errors.len() - 1);
        series.push(json!({
            "name": {"en": format!("{}, rate {rate}: {steps} steps", name.en), "ko": format!("{}, 학습률 {rate}: {steps}걸음", name.ko)},
            "points": rounded_points(thinned(&errors)),
        }));
    }
    Ok(json!({
        "x": {"name": both("steps", "걸음 수").json(), "from": 1, "to": 100_000, "logarithmic": true},
        "y": {"name": both("error over the three", "세 오차의 합").json(), "from": 1e-7, "to": 1000, "logarithmic": true},
        "series": series,
        "player": "steps",
        "plays": 50,
        "quiet": true,
    }))
}

fn unlearnable(weights: [f64; 5]) -> Value {
    let along = |value: &dyn Fn([f64; 2]) -> f64| {
        rounded_points((-50..=50).map(|tenth| f64::from(tenth) / 10.0).map(|x2| [x2, value([0.0, x2])]))
    };
    let [wanted, found] = [target([0.0, 4.0]), predict(weights, [0.0, 4.0])];
    json!({
        "x": {"name": "x2", "from": -5, "to": 5},
        "y": {"name": "y", "from": -16, "to": 16},
        "series": [
            {"name": both("wanted: 3·x2", "목푯값 3·x2").json(), "points": along(&target)},
            {"name": both("prediction", "예측").json(), "points": along(&|input| predict(weights, input))},
            {"name": both("at (0, 4)", "(0, 4)에서").json(), "points": rounded_points([[4.0, wanted], [4.0, found]]), "marks": true},
        ],
        "notes": [
            {"at": [3.4, wanted + 1.0], "words": fixed(wanted, 1)},
            {"at": [4.5, found - 2.5], "words": fixed(found, 1)},
        ],
    })
}
