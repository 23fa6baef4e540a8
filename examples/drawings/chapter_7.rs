//! The pictures of chapter 7: the gradient by layer, two spirals, and the digits that are taken for others.

use std::error::Error;

use chainrule::data::Dataset;
use chainrule::ndarray::Array2;
use chainrule::network::softmax;

use svg::Node;

use super::pictures::{Anchor, Axis, Folder, Frame, Legend, Map, Picture, Plane, Tiles, palette, text};
use super::{EPOCHS, digits, gradients, largest, learn_digits, learn_spirals, spirals};

pub(crate) fn draw(folder: &Folder) -> Result<(), Box<dyn Error>> {
    folder.write("chapter_7_gradients", &by_layer()?)?;
    folder.write("chapter_7_spirals", &arms()?)?;
    folder.write("chapter_7_digits", &mistaken()?)
}

/// The size of the gradient at each layer: where it vanishes, where it holds, and where it explodes.
fn by_layer() -> Result<Picture, Box<dyn Error>> {
    let frame = |left| Frame { left, top: 90.0, width: 310.0, height: 310.0 };
    let layers = |last| Axis::linear("layer", 1.0, last);
    let gentle = Plane::new(layers(10.0), Axis::logarithmic("size of the gradient", 1e-7, 10.0), frame(84.0));
    let steep = Plane::new(layers(6.0), Axis::logarithmic("", 1e30, 1e45), frame(480.0));
    let mut curves = [gentle.inside(), steep.inside()];
    let mut legend = Legend::new([290.0, 320.0]);
    for ((name, sizes), colour) in gradients()?.into_iter().zip(palette::SERIES) {
        let explodes = usize::from(sizes[0] > 1e10);
        let plane = [&gentle, &steep][explodes];
        let points = (1..).map(f64::from).zip(sizes).map(|(layer, size)| [layer, size]);
        for point in points.clone() {
            curves[explodes].append(plane.dot(point, 4.0, colour));
        }
        curves[explodes].append(plane.line(points).set("stroke", colour));
        if explodes == 0 {
            legend = legend.line(name, colour, "none");
        }
    }
    let heading = |plane: &Plane, words: &str| {
        let Frame { left, top, .. } = plane.frame;
        text(words, [left, top - 12.0], Anchor::Start).set("fill", palette::GREY)
    };
    Ok(Picture::new("The gradient on its way back from the last layer to the first", [820.0, 460.0])
        .with(gentle.axes())
        .with(steep.axes())
        .with(heading(&gentle, "a sigmoid lets it vanish, tanh and ReLU do not"))
        .with(heading(&steep, "x² lets it explode"))
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
fn mistaken() -> Result<Picture, Box<dyn Error>> {
    let held = learn_digits(&digits()?, 1, EPOCHS)?;
    let mut tiles = Tiles::new("Held-out digits that the network gets wrong", 5);
    let images = held.images.inputs();
    let targets = held.images.targets();
    for ((image, target), taken_for) in images.rows().into_iter().zip(targets.rows()).zip(held.taken_for) {
        let digit = largest(target.iter().copied());
        if digit != taken_for {
            // The data count the ink of a pixel from 0 to 16.
            let ink: Vec<f64> = image.iter().map(|&ink| f64::from(ink) / 16.0).collect();
            tiles = tiles.image(&format!("{digit}, taken for {taken_for}"), 8, &ink);
        }
    }
    Ok(tiles.draw())
}
