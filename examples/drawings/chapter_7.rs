//! The pictures of chapter 7: the gradient by layer, two spirals, and the digits that are taken for others.

use std::error::Error;

use chainrule::data::Dataset;
use chainrule::ndarray::Array2;
use chainrule::network::softmax;

use super::{EPOCHS, Held, digits, gradients, largest, learn_digits, learn_spirals, spirals};
use chainrule_pictures::{Axis, Chart, Folder, Map, Picture, Tiles, confusion};

pub(crate) fn draw(folder: &Folder) -> Result<(), Box<dyn Error>> {
    let [gentle, steep] = by_layer()?;
    folder.write("chapter_7_gradients", &gentle)?;
    folder.write("chapter_7_explosion", &steep)?;
    folder.write("chapter_7_spirals", &arms()?)?;
    let held = learn_digits(&digits()?, 1, EPOCHS)?;
    folder.write("chapter_7_digits", &mistaken(&held))?;
    folder.write("chapter_7_confusion", &what_for_what(&held.confusion))?;
    folder.write("chapter_7_weights", &looked_for(&held))?;
    Ok(())
}

/// The size of the gradient at each layer: where it vanishes and where it holds, and where it explodes.
fn by_layer() -> Result<[Picture; 2], Box<dyn Error>> {
    let (steep, gentle): (Vec<_>, Vec<_>) = gradients()?.into_iter().partition(|(_, sizes)| sizes[0] > 1e10);
    let drawn = |title: &str, all: Vec<(&str, Vec<f64>)>, layers, [from, to]: [f64; 2]| {
        let sizes = Axis::logarithmic("size of the gradient", from, to);
        let chart = Chart::new(title, Axis::linear("layer", 1.0, layers), sizes);
        all.into_iter()
            .fold(chart, |chart, (name, sizes)| {
                chart.line(name, sizes.into_iter().zip(1..).map(|(size, layer)| [f64::from(layer), size]))
            })
            .draw()
    };
    Ok([
        drawn("The gradient by layer: a sigmoid lets it vanish", gentle, 10.0, [1e-7, 10.0]),
        drawn("The gradient by layer: x² lets it explode", steep, 6.0, [1e30, 1e45]),
    ])
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

fn what_for_what(counts: &[Vec<usize>]) -> Picture {
    let digits: Vec<usize> = (0..counts.len()).collect();
    confusion("Held-out digits: what is taken for what", &digits, counts)
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
