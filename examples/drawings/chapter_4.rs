//! The picture of chapter 4: the network as a graph, and the values that an example gives it from left to right.

use std::error::Error;

use chainrule_pictures::svg::node::element::{Group, Text};

use super::five_weights::{INPUTS, START, first_neuron, second_neuron, shortest};
use super::forward;
use chainrule_pictures::boxes::{Node, label};
use chainrule_pictures::{Anchor, Folder, Picture, Timeline, palette, text};

pub(crate) fn draw(folder: &Folder) -> Result<(), Box<dyn Error>> {
    folder.write("chapter_4_forward", &graph())?;
    Ok(())
}

/// The weights on the arrows and the values in the nodes, column by column.
fn graph() -> Picture {
    let [w1, w2, w3, w4, w5] = START.map(shortest);
    let [x1, x2] = INPUTS[0].map(shortest);
    let h1 = shortest(first_neuron(START[0], INPUTS[0][0], INPUTS[0][1]));
    let h2 = shortest(second_neuron(START[1], INPUTS[0][0], INPUTS[0][1]));
    let (target, y, error) = forward()[0];
    let [target, y, error] = [target, y, error].map(shortest);

    let timeline = Timeline::new(4, 2.0);
    let mut captions = Group::new();
    for (step, caption) in [
        format!("The example ({x1}, {x2}) goes in."),
        format!("The hidden neurons: h1 = ({x1} + {w1}·{x2})² = {h1}, and h2 = {w2}·{x1}·{x2} = {h2}."),
        format!("The prediction: y = {w3}·{h1} + {w4}·{h2} + {w5} = {y}."),
        format!("Wanted is {target}, so that the error is ({y} − {target})² = {error}."),
    ]
    .into_iter()
    .enumerate()
    {
        let caption = text(caption, [24.0, 58.0], Anchor::Start).set("fill", palette::GREY);
        captions = captions.add(timeline.at(step, 0.0, caption));
    }

    let [first_input, second_input] =
        [[85.0, 145.0], [85.0, 325.0]].map(|middle| Node::new(middle, [110.0, 40.0]));
    let [first_hidden, second_hidden] =
        [[415.0, 145.0], [415.0, 325.0]].map(|middle| Node::new(middle, [110.0, 40.0]));
    let [output, loss, wanted] =
        [[615.0, 235.0], [815.0, 235.0], [815.0, 345.0]].map(|middle| Node::new(middle, [110.0, 40.0]));
    let [sum, product, one] =
        [[255.0, 145.0], [255.0, 325.0], [615.0, 115.0]].map(|middle| Node::new(middle, [24.0, 24.0]));

    let mut arrows = Group::new();
    for (from, to) in [
        (first_input, sum),
        (first_input, product),
        (second_input, sum),
        (second_input, product),
        (sum, first_hidden),
        (product, second_hidden),
        (first_hidden, output),
        (second_hidden, output),
        (one, output),
        (output, loss),
        (wanted, loss),
    ] {
        arrows = arrows.add(from.arrow(&to, palette::GREY));
    }
    for (place, words) in [
        (second_input.toward(&sum, 0.74), format!("w1 = {w1}")),
        (product.toward(&second_hidden, 0.46), format!("w2 = {w2}")),
        (first_hidden.toward(&output, 0.48), format!("w3 = {w3}")),
        (second_hidden.toward(&output, 0.48), format!("w4 = {w4}")),
        (one.toward(&output, 0.46), format!("w5 = {w5}")),
    ] {
        arrows = arrows.add(label(place, &[words], palette::ROSE));
    }
    arrows = arrows.add(label(sum.toward(&first_hidden, 0.46), &["squared".into()], palette::GREY));

    let mut nodes = Group::new();
    for (node, sign) in [(sum, "+"), (product, "·"), (one, "1")] {
        nodes = nodes.add(node.outline(palette::GREY)).add(node.line(0, 1, sign));
    }
    for (step, node, name, value) in [
        (0, first_input, "x1", x1),
        (0, second_input, "x2", x2),
        (1, first_hidden, "h1", h1),
        (1, second_hidden, "h2", h2),
        (2, output, "y", y),
        (3, loss, "error", error),
        (3, wanted, "wanted", target),
    ] {
        let value = node.line(0, 1, format!("{name} = {value}")).set("font-weight", "bold");
        nodes = nodes.add(node.outline(palette::BLUE)).add(timeline.from(step, value));
    }
    for (node, way, formula) in [
        (first_hidden, [0.0, -30.0], "h1 = (x1 + w1·x2)²"),
        (second_hidden, [0.0, 38.0], "h2 = w2·x1·x2"),
        (output, [42.0, 38.0], "y = w3·h1 + w4·h2 + w5"),
        (loss, [0.0, -30.0], "error = (y − wanted)²"),
    ] {
        nodes = nodes.add(beside(node, way, formula));
    }
    Picture::new("Forward: from an example to the error", [900.0, 395.0])
        .with(arrows)
        .with(nodes)
        .with(captions)
}

/// A formula above a node or below it.
fn beside(node: Node, way: [f64; 2], formula: &str) -> Text {
    let place = [0, 1].map(|axis| node.middle[axis] + way[axis]);
    text(formula, place, Anchor::Middle).set("fill", palette::GREY).set("font-size", 12)
}
