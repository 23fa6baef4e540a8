//! The picture of chapter 5: the values on their way to the error, and the blame on its way back to the weights.

use std::error::Error;

use svg::node::element::Group;

use super::five_weights::{START, first_neuron, predict, second_neuron, shortest, squared, target};
use super::pictures::graph::{Node, label};
use super::pictures::{Anchor, Folder, Picture, Timeline, palette, text};
use super::{INPUT, along_each_path, local_slopes};

/// A step for the values of each column, from left to right, and then one for the blame of each, from right to left.
const STEPS: [&str; 8] = [
    "Forward: the weights and the example are given.",
    "Forward: the hidden neurons.",
    "Forward: the prediction.",
    "Forward: the error.",
    "Backward: by itself, the error has the slope 1.",
    "Backward: times the slope on the arrow, that is the blame of the prediction.",
    "Backward: the blame of y times the slope on each arrow that leads to y.",
    "Backward: blame times the slope on the arrow, node by node, until each weight has its share.",
];

pub(crate) fn draw(folder: &Folder) -> Result<(), Box<dyn Error>> {
    folder.write("chapter_5_blame", &graph())
}

/// What leads to the error and takes blame.
struct Quantity {
    name: &'static str,
    /// How it is worked out; a weight is not.
    formula: Option<&'static str>,
    value: f64,
    /// The slope of the error by it.
    blame: f64,
    node: Node,
    /// The steps at which the value and the blame are known.
    known: [usize; 2],
}

fn quantities() -> [Quantity; 9] {
    let [w1, w2, w3, w4, w5] = START;
    let [x1, x2] = INPUT;
    let [h1, h2] = [first_neuron(w1, x1, x2), second_neuron(w2, x1, x2)];
    let y = predict(START, INPUT);
    let error = squared(y, target(INPUT));

    let slopes = local_slopes();
    let [by_w1, by_w2, by_w3, by_w4, by_w5] = along_each_path(&slopes);
    let by_y = slopes.error_by_y;
    let [by_h1, by_h2] = [by_y * slopes.y_by_h1, by_y * slopes.y_by_h2];

    let weight = |name, value, blame, middle, step| {
        let node = Node::new(middle, [134.0, 44.0]);
        Quantity { name, formula: None, value, blame, node, known: [0, step] }
    };
    let neuron = |name, formula, value, blame, middle, known| {
        let node = Node::new(middle, [164.0, 62.0]);
        Quantity { name, formula: Some(formula), value, blame, node, known }
    };
    [
        weight("w1", w1, by_w1, [91.0, 130.0], 7),
        weight("w2", w2, by_w2, [91.0, 500.0], 7),
        weight("w3", w3, by_w3, [690.0, 130.0], 6),
        weight("w4", w4, by_w4, [690.0, 500.0], 6),
        weight("w5", w5, by_w5, [410.0, 315.0], 6),
        neuron("h1", "h1 = (x1 + w1·x2)²", h1, by_h1, [410.0, 185.0], [1, 6]),
        neuron("h2", "h2 = w2·x1·x2", h2, by_h2, [410.0, 445.0], [1, 6]),
        neuron("y", "y = w3·h1 + w4·h2 + w5", y, by_y, [690.0, 315.0], [2, 5]),
        neuron("error", "error = (y − target)²", error, 1.0, [985.0, 315.0], [3, 4]),
    ]
}

fn graph() -> Picture {
    let timeline = Timeline::new(STEPS.len(), 2.0);
    let quantities = quantities();
    let mut captions = Group::new();
    for (step, caption) in STEPS.into_iter().enumerate() {
        let caption = text(caption, [24.0, 58.0], Anchor::Start).set("fill", palette::GREY);
        captions = captions.add(timeline.at(step, 0.0, caption));
    }
    Picture::new("Backpropagation: the values go right, and the blame comes back", [1090.0, 550.0])
        .with(given(&quantities))
        .with(arrows(&quantities, timeline))
        .with_all(quantities.iter().map(|quantity| lines(quantity, timeline)))
        .with(captions)
}

/// The example, which takes no blame.
fn given(quantities: &[Quantity]) -> Group {
    let mut group = Group::new();
    for (name, value, middle, into) in [
        ("x1", INPUT[0], [91.0, 255.0], ["h1", "h2"].as_slice()),
        ("x2", INPUT[1], [91.0, 375.0], &["h1", "h2"]),
        ("target", target(INPUT), [985.0, 445.0], &["error"]),
    ] {
        let from = Node::new(middle, [96.0, 30.0]);
        for to in quantities.iter().filter(|quantity| into.contains(&quantity.name)) {
            group = group.add(from.arrow(&to.node, palette::GREY));
        }
        let words = from.line(0, 1, format!("{name} = {}", shortest(value)));
        group = group.add(from.outline(palette::GREY)).add(words.set("fill", palette::GREY));
    }
    group
}

/// An arrow for each local slope; when the blame comes, it turns back, with the slope on it.
fn arrows(quantities: &[Quantity], timeline: Timeline) -> Group {
    let find = |name: &str| quantities.iter().find(|quantity| quantity.name == name);
    let mut group = Group::new();
    for (name, formula, slope) in local_slopes().table() {
        // ∂y/∂h1 is on the arrow from h1 to y.
        let Some([to, from]) = name.split_once('/').map(|ends| [ends.0, ends.1]) else { continue };
        let [to, from] = [to, from].map(|end| find(end.trim_start_matches('∂')));
        let (Some(to), Some(from)) = (to, from) else { continue };
        let slope = shortest(slope);
        let mut words = vec![name.to_owned(), format!("= {formula}"), format!("= {slope}")];
        if formula == slope {
            words.pop();
        }
        let back = Group::new().add(to.node.arrow(&from.node, palette::ROSE)).add(label(
            from.node.toward(&to.node, 0.5),
            &words,
            palette::ROSE,
        ));
        let forward = timeline.until(from.known[1], from.node.arrow(&to.node, palette::GREY));
        group = group.add(forward).add(timeline.from(from.known[1], back));
    }
    group
}

/// The node of a quantity, in which the value appears, and then the blame.
fn lines(quantity: &Quantity, timeline: Timeline) -> Group {
    let Quantity { name, formula, value, blame, node, known } = quantity;
    let mut group = Group::new().set("font-size", 12).add(node.outline(palette::BLUE));
    let first = usize::from(formula.is_some());
    if let Some(formula) = formula {
        group = group.add(node.line(0, 3, *formula).set("fill", palette::GREY));
    }
    let [value, blame] = [value, blame].map(|&number| shortest(number));
    let value = node.line(first, first + 2, format!("{name} = {value}")).set("font-weight", "bold");
    let blame = node.line(first + 1, first + 2, format!("∂error/∂{name} = {blame}"));
    let blame = blame.set("fill", palette::ROSE).set("font-weight", "bold");
    group.add(timeline.from(known[0], value)).add(timeline.from(known[1], blame))
}
