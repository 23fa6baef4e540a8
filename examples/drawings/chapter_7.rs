//! The pictures of chapter 7: the gradient by layer, two spirals, and the digits that are taken for others.

use std::error::Error;

use chainrule::data::Dataset;
use chainrule::ndarray::Array2;
use chainrule::network::softmax;

use chainrule_pictures::svg::Node;
use chainrule_pictures::svg::node::element::{Group, Rectangle};

use super::{EPOCHS, Held, digits, gradients, largest, learn_digits, learn_spirals, spirals};
use chainrule_pictures::{Anchor, Axis, Folder, Frame, Legend, Map, Picture, Plane, Tiles, palette, text};

pub(crate) fn draw(folder: &Folder) -> Result<(), Box<dyn Error>> {
    folder.write("chapter_7_gradients", &by_layer()?)?;
    folder.write("chapter_7_spirals", &arms()?)?;
    let held = learn_digits(&digits()?, 1, EPOCHS)?;
    folder.write("chapter_7_digits", &mistaken(&held))?;
    folder.write("chapter_7_confusion", &confusion(&held.confusion))?;
    folder.write("chapter_7_weights", &looked_for(&held))?;
    Ok(())
}

/// The size of the gradient at each layer: where it vanishes, where it holds, and where it explodes.
fn by_layer() -> Result<Picture, Box<dyn Error>> {
    let frame = |left| Frame { left, top: 90.0, width: 310.0, height: 310.0 };
    let layers = |last| Axis::linear("layer", 1.0, last);
    let gentle = Plane::new(layers(10.0), Axis::logarithmic("size of the gradient", 1e-7, 10.0), frame(84.0));
    let steep = Plane::new(layers(6.0), Axis::logarithmic("", 1e30, 1e45), frame(480.0));
    let mut curves = [gentle.inside(), steep.inside()];
    let mut legend = Legend::new([810.0, 90.0]);
    for ((name, sizes), colour) in gradients()?.into_iter().zip(palette::SERIES) {
        let explodes = usize::from(sizes[0] > 1e10);
        let plane = [&gentle, &steep][explodes];
        let points = (1..).map(f64::from).zip(sizes).map(|(layer, size)| [layer, size]);
        for point in points.clone() {
            curves[explodes].append(plane.dot(point, 4.0, colour));
        }
        curves[explodes].append(plane.line(points).set("stroke", colour));
        legend = legend.line(name, colour, "none");
    }
    let heading = |plane: &Plane, words: &str| {
        let Frame { left, top, .. } = plane.frame;
        text(words, [left, top - 12.0], Anchor::Start).set("fill", palette::GREY)
    };
    Ok(Picture::new("The gradient on its way back from the last layer to the first", [920.0, 460.0])
        .with(gentle.axes())
        .with(steep.axes())
        .with(heading(&gentle, "a sigmoid lets it vanish, tanh and ReLU do not"))
        .with(heading(&steep, "x² lets it explode (on another scale)"))
        .with_all(curves)
        .with(legend.draw()))
}

/// What the network of seed 1 makes of the plane, and the points of both arms.
fn arms() -> Result<Picture, Box<dyn Error>> {
    let (examples, held_out) = spirals(1)?;
    let network = learn_spirals(&examples, 1)?;
    let score = |[x1, x2]: [f64; 2]| {
        let point = Array2::from_shape_fn((1, 2), |(_, column)| [x1, x2][column]);
        network.predict(point.view()).map_or(0.5, |logits| softmax(&[logits[[0, 0]], logits[[0, 1]]])[1])
    };
    let arm = |points: &Dataset<f64>, arm: usize| -> Vec<[f64; 2]> {
        let rows = points.inputs().into_iter().copied().collect::<Vec<_>>();
        let targets = points.targets();
        let pairs = rows.chunks_exact(2).map(|row| [row[0], row[1]]).enumerate();
        pairs.filter(|(row, _)| targets[[*row, arm]] == 1.0).map(|(_, point)| point).collect()
    };
    let axis = |name| Axis::linear(name, -1.2, 1.2);
    let right = 100.0 * network.accuracy(&held_out)?;
    Ok(Map::new(
        &format!("Two spirals: {right:.0} % of the held-out points are right"),
        axis("x1"),
        axis("x2"),
    )
    .regions(score)
    .points("one arm", arm(&examples, 0))
    .rings("one arm, held out", arm(&held_out, 0))
    .points("the other", arm(&examples, 1))
    .rings("the other, held out", arm(&held_out, 1))
    .draw())
}

/// The held-out digits that the network of seed 1 takes for others.
fn mistaken(held: &Held) -> Picture {
    let mut tiles = Tiles::new("Held-out digits that the network gets wrong", 5);
    let images = held.images.inputs();
    let targets = held.images.targets();
    for ((image, target), taken_for) in images.rows().into_iter().zip(targets.rows()).zip(&held.taken_for) {
        let digit = largest(target.iter().copied());
        if digit != *taken_for {
            // The data count the ink of a pixel from 0 to 16.
            let ink: Vec<f64> = image.iter().map(|&ink| f64::from(ink) / 16.0).collect();
            tiles = tiles.image(&format!("{digit}, taken for {taken_for}"), 8, &ink);
        }
    }
    tiles.draw()
}

/// How often each digit is taken for each, over the digits that were held out.
fn confusion(counts: &[Vec<usize>]) -> Picture {
    const SIDE: f64 = 34.0;
    const LEFT: f64 = 110.0;
    const TOP: f64 = 104.0;
    let middle = |cell: usize| SIDE * (cell as f64 + 0.5);
    let most = counts.iter().flatten().copied().max().unwrap_or(1).max(1) as f64;
    let mut cells = Group::new();
    for (digit, row) in counts.iter().enumerate() {
        cells = cells
            .add(text(digit.to_string(), [LEFT - 14.0, TOP + middle(digit) + 4.5], Anchor::Middle))
            .add(text(digit.to_string(), [LEFT + middle(digit), TOP - 10.0], Anchor::Middle));
        for (taken_for, &count) in row.iter().enumerate() {
            let colour = if digit == taken_for { palette::BLUE } else { palette::ROSE };
            // One wrong digit has to be seen beside forty that are right.
            let share = match count {
                0 => 0.0,
                _ if digit == taken_for => count as f64 / most,
                _ => 0.5 + count as f64 / most,
            };
            let place = [LEFT + middle(taken_for), TOP + middle(digit)];
            let cell = Rectangle::new()
                .set("x", place[0] - SIDE / 2.0)
                .set("y", place[1] - SIDE / 2.0)
                .set("width", SIDE)
                .set("height", SIDE)
                .set("fill", colour)
                .set("fill-opacity", format!("{:.2}", share.min(1.0) * 0.6))
                .set("stroke", palette::GRID);
            cells = cells.add(cell);
            if count > 0 {
                cells = cells.add(text(count.to_string(), [place[0], place[1] + 4.5], Anchor::Middle));
            }
        }
    }
    let side = SIDE * counts.len() as f64;
    let name = |words: &str, place: [f64; 2]| text(words, place, Anchor::Middle).set("fill", palette::GREY);
    let beside = [44.0, TOP + side / 2.0];
    Picture::new("Held-out digits: what is taken for what", [LEFT + side + 40.0, TOP + side + 24.0])
        .with(name("taken for", [LEFT + side / 2.0, TOP - 34.0]))
        .with(name("digit", beside).set("transform", format!("rotate(-90 {} {})", beside[0], beside[1])))
        .with(cells)
}

/// What the first neurons look for: their weights, each in shares of its largest.
fn looked_for(held: &Held) -> Picture {
    let neurons = held.first_weights.rows().into_iter().take(16).enumerate();
    neurons
        .fold(
            Tiles::new("What 16 neurons look for: rose speaks for, blue against", 8),
            |tiles, (index, row)| {
                let largest = row.iter().fold(f32::MIN_POSITIVE, |largest, weight| largest.max(weight.abs()));
                let weights: Vec<f64> = row.iter().map(|weight| f64::from(weight / largest)).collect();
                tiles.weights(&format!("neuron {}", index + 1), 8, &weights)
            },
        )
        .draw()
}
