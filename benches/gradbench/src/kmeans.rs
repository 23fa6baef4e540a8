//! k-means by Newton's method, whose Hessian is diagonal.

use chainrule::differentiate;
use serde::Deserialize;
use serde_json::Value;

use crate::protocol::{Outcome, read, run, run_with, unknown};

#[derive(Deserialize)]
struct Input {
    points: Vec<Vec<f64>>,
    centroids: Vec<Vec<f64>>,
}

#[differentiate(wrt(centroids), order = 2)]
fn cost(points: &[f64], centroids: &[f64], dimension: usize) -> f64 {
    let mut cost = 0.0;
    for point in points.chunks_exact(dimension) {
        let mut closest = f64::INFINITY;
        for centroid in centroids.chunks_exact(dimension) {
            let mut distance = 0.0;
            for (p, c) in point.iter().zip(centroid) {
                distance += (p - c) * (p - c);
            }
            if distance < closest {
                closest = distance;
            }
        }
        cost += closest;
    }
    cost
}

pub(crate) fn evaluate(function: &str, input: &Value) -> Result<Outcome, String> {
    let Input { points, centroids } = read(input)?;
    let dimension = centroids.first().map_or(1, Vec::len);
    let (points, centroids) = (points.concat(), centroids.concat());
    match function {
        "cost" => run(input, || cost(&points, &centroids, dimension)),
        "dir" => run_with(
            input,
            || {
                // The Hessian times a vector of ones is its diagonal, as there is nothing else.
                let ones = vec![1.0; centroids.len()];
                let (gradient, diagonal) = cost::gradient_and_hvp(&points, &centroids, dimension, ones);
                gradient
                    .iter()
                    .zip(diagonal)
                    .map(|(slope, curvature)| slope / curvature)
                    .collect::<Vec<f64>>()
            },
            |direction| direction.chunks(dimension).map(<[f64]>::to_vec).collect::<Vec<_>>(),
        ),
        _ => unknown(function),
    }
}
