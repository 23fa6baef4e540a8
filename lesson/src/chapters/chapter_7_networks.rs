//! Chapter 7, what is trained: the gradient by layer, the spirals and the digits.

use std::error::Error;

use chainrule::Network;
use chainrule::data::Dataset;
use chainrule::ndarray::Array2;
use chainrule::network::softmax;
use serde_json::{Value, json};

use crate::content::{both, rounded, rounded_points};
use crate::examples::chapter_7::{
    EPOCHS, Held, digits_in, gradients, largest, learn_digits, learn_spirals_observed, spirals,
};

const DIGITS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../examples/data/digits.csv");

/// The size of the gradient at each of ten layers, for the activations that bear it.
pub(super) fn by_layer() -> Result<Value, Box<dyn Error>> {
    let series: Vec<Value> = gradients()?
        .into_iter()
        .filter(|(_, sizes)| sizes.len() == 10)
        .map(|(name, sizes)| {
            let points = (1..).map(f64::from).zip(sizes).map(|(layer, size)| [layer, size]);
            json!({"name": name, "points": rounded_points(points), "dots": true})
        })
        .collect();
    Ok(json!({
        "x": {"name": both("layer, from the inputs on", "입력 쪽에서 센 층").json(), "from": 1, "to": 10},
        "y": {"name": both("size of the gradient", "기울기의 크기").json(), "from": 1e-7, "to": 10, "logarithmic": true},
        "series": series,
    }))
}

/// The two arms, and what a network makes of the plane while it learns them.
pub(super) struct Spirals {
    pub(super) accuracy: f64,
    pub(super) weights: usize,
    pub(super) drawing: Value,
}

/// Cells along each axis, and the letters for what is thought of each, from the one arm to the other.
const CELLS: usize = 44;
const LETTERS: &[u8] = b"abcdefghijklmnopq";
const REACH: f64 = 1.2;

impl Spirals {
    pub(super) fn learn() -> Result<Self, Box<dyn Error>> {
        let (examples, held_out) = spirals(1)?;
        let mut frames = Vec::new();
        let mut fault = None;
        let network = learn_spirals_observed(&examples, 1, |epoch, network| {
            if [1, 2, 5, 10, 15, 20, 30, 40, 60, 80, 120, 200].contains(&epoch) {
                match (regions(network), network.accuracy(&held_out)) {
                    (Ok(cells), Ok(right)) => {
                        frames.push(json!({"epoch": epoch, "cells": cells, "right": rounded(100.0 * right)}));
                    }
                    (Err(error), _) | (_, Err(error)) => fault = Some(error),
                }
            }
        })?;
        if let Some(fault) = fault {
            return Err(fault.into());
        }
        let mut points = Vec::new();
        for (data, is_held_out) in [(&examples, 0), (&held_out, 1)] {
            for (input, target) in data.inputs().rows().into_iter().zip(data.targets().rows()) {
                let [x, y] = [0, 1].map(|axis| (input[axis] * 100.0).round() / 100.0);
                points.push(json!([x, y, usize::from(target[1] == 1.0), is_held_out]));
            }
        }
        Ok(Self {
            accuracy: network.accuracy(&held_out)?,
            weights: network.layers().iter().map(chainrule::network::Layer::parameters).sum(),
            drawing: json!({
                "reach": REACH,
                "cells": CELLS,
                "frames": frames,
                "points": points,
                "names": [both("one arm", "한쪽 팔").json(), both("the other", "다른 팔").json()],
                "held": both("ring: held out", "고리: 떼어 둔 점").json(),
            }),
        })
    }
}

/// A letter for each cell of the plane, row by row from above.
fn regions(network: &Network) -> Result<String, chainrule::network::Error> {
    let middle = |cell: usize| REACH * (2.0 * (cell as f64 + 0.5) / CELLS as f64 - 1.0);
    let points = Array2::from_shape_fn((CELLS * CELLS, 2), |(cell, axis)| {
        if axis == 0 { middle(cell % CELLS) } else { -middle(cell / CELLS) }
    });
    let logits = network.predict(points.view())?;
    Ok(logits.rows().into_iter().map(|row| letter(softmax(&[row[0], row[1]])[1])).collect())
}

/// A letter for a share from 0 to 1.
fn letter(share: f64) -> char {
    let last = LETTERS.len() - 1;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share of 16")]
    let index = (share.clamp(0.0, 1.0) * last as f64).round() as usize;
    char::from(LETTERS[index])
}

/// The digits, learned, and what came of it.
pub(super) struct Digits {
    pub(super) accuracy: f64,
    pub(super) wrong: usize,
    pub(super) held: usize,
    pub(super) parameters: usize,
    pub(super) matrix: Value,
    pub(super) mistaken: Value,
    pub(super) weights: Value,
}

impl Digits {
    pub(super) fn learn() -> Result<Self, Box<dyn Error>> {
        let held = learn_digits(&digits_in(DIGITS)?, 1, EPOCHS)?;
        let mistaken = mistaken(&held.images, &held.taken_for);
        Ok(Self {
            accuracy: held.accuracy,
            wrong: mistaken.len(),
            held: held.images.len(),
            // 64-128-64-10, each neuron with a bias.
            parameters: [64, 128, 64, 10].windows(2).map(|pair| (pair[0] + 1) * pair[1]).sum(),
            matrix: json!({
                "rows": both("is a", "실제 숫자").json(),
                "columns": both("taken for a", "신경망의 답").json(),
                "counts": held.confusion,
            }),
            mistaken: json!({"tiles": mistaken, "signed": false}),
            weights: json!({"tiles": looked_for(&held), "signed": true}),
        })
    }
}

/// A tile for each image that is taken for another digit.
fn mistaken(images: &Dataset<f32>, taken_for: &[usize]) -> Vec<Value> {
    let (inputs, targets) = (images.inputs(), images.targets());
    let pairs = inputs.rows().into_iter().zip(targets.rows()).zip(taken_for);
    let mut tiles = Vec::new();
    for ((image, target), taken_for) in pairs {
        let digit = largest(target.iter().copied());
        if digit != *taken_for {
            // The data count the ink of a pixel from 0 to 16.
            let cells: String = image.iter().map(|&ink| letter(f64::from(ink) / 16.0)).collect();
            tiles.push(json!({"cells": cells, "name": {
                "en": format!("{digit}, taken for {taken_for}"),
                "ko": format!("{digit}, 답은 {taken_for}"),
            }}));
        }
    }
    tiles
}

/// The weights of the first neurons, each in shares of its largest: from the most against a pixel to the most for it.
fn looked_for(held: &Held) -> Vec<Value> {
    let rows = held.first_weights.rows();
    rows.into_iter()
        .take(16)
        .enumerate()
        .map(|(index, row)| {
            let reach = row.iter().fold(0.0_f32, |reach, weight| reach.max(weight.abs()));
            let cells: String =
                row.iter().map(|weight| letter(f64::from(0.5 + 0.5 * weight / reach))).collect();
            let name = (index + 1).to_string();
            json!({"cells": cells, "name": name})
        })
        .collect()
}
