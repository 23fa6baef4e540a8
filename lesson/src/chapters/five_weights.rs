//! The network of five weights as a drawing that goes step by step: the values on their way to the error, and the blame on
//! its way back.

use serde_json::{Map, Value, json};

use crate::examples::five_weights::{
    INPUTS, START, error_and_gradient, first_neuron, output, second_neuron, squared, target,
};
use crate::facts::shortest;

/// What is drawn: its name, the row and the column from 0 to 4, and how it is worked out.
const NODES: [(&str, f64, f64, &str); 12] = [
    ("w1", 0.0, 0.0, ""),
    ("x1", 0.0, 1.33, ""),
    ("x2", 0.0, 2.67, ""),
    ("w2", 0.0, 4.0, ""),
    ("w3", 1.0, 0.0, ""),
    ("h1", 1.0, 1.0, "(x1 + w1·x2)²"),
    ("w5", 1.0, 2.0, ""),
    ("h2", 1.0, 3.0, "w2·x1·x2"),
    ("w4", 1.0, 4.0, ""),
    ("y", 2.0, 2.0, "w3·h1 + w4·h2 + w5"),
    ("error", 3.0, 2.0, "(y − target)²"),
    ("target", 3.0, 4.0, ""),
];

const EDGES: [[&str; 2]; 13] = [
    ["w1", "h1"],
    ["x1", "h1"],
    ["x2", "h1"],
    ["w2", "h2"],
    ["x1", "h2"],
    ["x2", "h2"],
    ["w3", "y"],
    ["h1", "y"],
    ["w5", "y"],
    ["h2", "y"],
    ["w4", "y"],
    ["y", "error"],
    ["target", "error"],
];

/// What becomes known at each step: values on the way there, blame on the way back.
const VALUES: [&[&str]; 4] =
    [&["x1", "x2", "w1", "w2", "w3", "w4", "w5"], &["h1", "h2"], &["y"], &["target", "error"]];
const BLAMES: [&[&str]; 4] = [&["error"], &["y"], &["h1", "h2", "w3", "w4", "w5"], &["w1", "w2"]];

/// The drawing for each of the lesson's examples, with or without the way back.
pub(super) fn drawing(with_blame: bool) -> Value {
    let nodes: Vec<Value> = NODES
        .into_iter()
        .map(|(id, row, column, formula)| json!({"id": id, "row": row, "column": column, "formula": formula}))
        .collect();
    let mut steps: Vec<Value> =
        VALUES.into_iter().map(|values| json!({"values": values, "blames": []})).collect();
    if with_blame {
        steps.extend(BLAMES.into_iter().map(|blames| json!({"values": [], "blames": blames})));
    }
    let examples: Vec<Value> = INPUTS.into_iter().map(|input| example(input, with_blame)).collect();
    json!({"nodes": nodes, "edges": EDGES, "steps": steps, "examples": examples})
}

fn example([x1, x2]: [f64; 2], with_blame: bool) -> Value {
    let [w1, w2, w3, w4, w5] = START;
    let (h1, [h1_by_w1, ..]) = first_neuron::value_and_gradient(w1, x1, x2);
    let (h2, [h2_by_w2, ..]) = second_neuron::value_and_gradient(w2, x1, x2);
    let (y, [y_by_w3, y_by_w4, y_by_w5, y_by_h1, y_by_h2]) = output::value_and_gradient(w3, w4, w5, h1, h2);
    let wanted = target([x1, x2]);
    let (error, by_y) = squared::value_and_gradient(y, wanted);
    let [by_h1, by_h2] = [by_y * y_by_h1, by_y * y_by_h2];
    let (_, by_weights) = error_and_gradient(START, [x1, x2]);

    let named = |pairs: &[(&str, f64)]| -> Value {
        pairs
            .iter()
            .map(|(name, number)| ((*name).to_owned(), json!(shortest(*number))))
            .collect::<Map<_, _>>()
            .into()
    };
    let values = named(&[
        ("x1", x1),
        ("x2", x2),
        ("w1", w1),
        ("w2", w2),
        ("w3", w3),
        ("w4", w4),
        ("w5", w5),
        ("h1", h1),
        ("h2", h2),
        ("y", y),
        ("target", wanted),
        ("error", error),
    ]);
    let slopes = named(&[
        ("w1 h1", h1_by_w1),
        ("w2 h2", h2_by_w2),
        ("w3 y", y_by_w3),
        ("w4 y", y_by_w4),
        ("w5 y", y_by_w5),
        ("h1 y", y_by_h1),
        ("h2 y", y_by_h2),
        ("y error", by_y),
    ]);
    let blames = named(&[
        ("error", 1.0),
        ("y", by_y),
        ("h1", by_h1),
        ("h2", by_h2),
        ("w1", by_weights[0]),
        ("w2", by_weights[1]),
        ("w3", by_weights[2]),
        ("w4", by_weights[3]),
        ("w5", by_weights[4]),
    ]);

    let s = shortest;
    let input = format!("({}, {})", s(x1), s(x2));
    let mut captions = vec![
        (
            format!("The example {input} goes in; the weights are what they are."),
            format!("입력은 {input}입니다. 가중치는 이미 정해져 있습니다."),
        ),
        in_both(
            ["The hidden neurons", "은닉 뉴런"],
            &format!(
                "h1 = ({} + {}·{})² = {}, h2 = {}·{}·{} = {}",
                s(x1),
                s(w1),
                s(x2),
                s(h1),
                s(w2),
                s(x1),
                s(x2),
                s(h2)
            ),
        ),
        in_both(
            ["The prediction", "예측"],
            &format!("y = {}·{} + {}·{} + {} = {}", s(w3), s(h1), s(w4), s(h2), s(w5), s(y)),
        ),
        in_both(
            ["The error, for wanted is the target", "목푯값과 견준 오차"],
            &format!("({} − {})² = {}", s(y), s(wanted), s(error)),
        ),
    ];
    if with_blame {
        captions.extend([
            in_both(["Back from here. By itself the error has the slope 1", "여기서부터 거꾸로 갑니다. 오차를 오차로 미분하면"], "∂error/∂error = 1"),
            in_both(
                ["The blame of the prediction", "예측의 책임"],
                &format!("∂error/∂y = 2·({} − {}) = {}", s(y), s(wanted), s(by_y)),
            ),
            in_both(
                ["Times the slope on each arrow into y", "y로 들어가는 화살표마다 기울기를 곱하면"],
                &format!(
                    "h1: {0}·{1} = {2}, h2: {0}·{3} = {4}, w3: {0}·{5} = {6}, w4: {0}·{7} = {8}, w5: {0}·{9} = {10}",
                    s(by_y), s(y_by_h1), s(by_h1), s(y_by_h2), s(by_h2), s(y_by_w3), s(by_weights[2]), s(y_by_w4),
                    s(by_weights[3]), s(y_by_w5), s(by_weights[4])
                ),
            ),
            in_both(
                ["And once more, into h1 and h2", "한 번 더, h1과 h2로 들어가는 화살표에서"],
                &format!(
                    "w1: {}·{} = {}, w2: {}·{} = {}",
                    s(by_h1), s(h1_by_w1), s(by_weights[0]), s(by_h2), s(h2_by_w2), s(by_weights[1])
                ),
            ),
        ]);
    }
    let captions: Vec<Value> = captions.into_iter().map(|(en, ko)| json!({"en": en, "ko": ko})).collect();
    json!({"name": input, "values": values, "slopes": slopes, "blames": blames, "captions": captions})
}

fn in_both([en, ko]: [&str; 2], formula: &str) -> (String, String) {
    (format!("{en}: {formula}."), format!("{ko}: {formula}"))
}
