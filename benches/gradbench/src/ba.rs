//! Bundle adjustment: where cameras stood and points lay, from pictures; its Jacobian is sparse.

use chainrule::differentiate;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::protocol::{Outcome, read, run, run_with, unknown};

/// Rotation (3), center (3), focal length, principal point (2), radial distortion (2).
const CAMERA: usize = 11;

#[derive(Deserialize)]
struct Input {
    n: usize,
    m: usize,
    p: usize,
    cam: [f64; CAMERA],
    x: [f64; 3],
    w: f64,
    feat: [f64; 2],
}

/// What a camera sees of a point, beside what it should, weighted.
#[differentiate(wrt(camera, point, weight))]
fn reprojection_error(camera: &[f64; CAMERA], point: &[f64; 3], weight: f64, feature: &[f64; 2]) -> [f64; 2] {
    let [a, b, c] = [point[0] - camera[3], point[1] - camera[4], point[2] - camera[5]];
    let squared_angle = camera[0] * camera[0] + camera[1] * camera[1] + camera[2] * camera[2];
    // By Rodrigues' formula, or its limit where there is no rotation.
    let (x, y, z) = if squared_angle == 0.0 {
        (
            a + camera[1] * c - camera[2] * b,
            b + camera[2] * a - camera[0] * c,
            c + camera[0] * b - camera[1] * a,
        )
    } else {
        let angle = squared_angle.sqrt();
        let (sine, cosine) = angle.sin_cos();
        let [u, v, w] = [camera[0] / angle, camera[1] / angle, camera[2] / angle];
        let along = (u * a + v * b + w * c) * (1.0 - cosine);
        (
            a * cosine + (v * c - w * b) * sine + u * along,
            b * cosine + (w * a - u * c) * sine + v * along,
            c * cosine + (u * b - v * a) * sine + w * along,
        )
    };
    let (right, up) = (x / z, y / z);
    let squared_radius = right * right + up * up;
    let distortion = 1.0 + camera[9] * squared_radius + camera[10] * squared_radius * squared_radius;
    [
        weight * (right * distortion * camera[6] + camera[7] - feature[0]),
        weight * (up * distortion * camera[6] + camera[8] - feature[1]),
    ]
}

#[differentiate]
fn weight_error(weight: f64) -> f64 {
    1.0 - weight * weight
}

/// The problem as it is given: one camera, one point, one feature, many times over.
struct Problem {
    cameras: Vec<[f64; CAMERA]>,
    points: Vec<[f64; 3]>,
    weights: Vec<f64>,
    features: Vec<[f64; 2]>,
    /// The camera and the point of each observation.
    observations: Vec<(usize, usize)>,
}

/// A sparse matrix, in memory that is used again.
#[derive(Default)]
struct Sparse {
    /// Where each row begins among the entries.
    rows: Vec<usize>,
    columns: Vec<usize>,
    values: Vec<f64>,
}

impl Problem {
    fn new(Input { n, m, p, cam, x, w, feat }: Input) -> Self {
        Problem {
            cameras: vec![cam; n],
            points: vec![x; m],
            weights: vec![w; p],
            features: vec![feat; p],
            observations: (0..p).map(|i| (i % n, i % m)).collect(),
        }
    }

    fn objective(&self) -> (Vec<[f64; 2]>, Vec<f64>) {
        let errors = self.observations.iter().zip(&self.weights).zip(&self.features);
        let errors = errors.map(|((&(camera, point), &weight), feature)| {
            reprojection_error(&self.cameras[camera], &self.points[point], weight, feature)
        });
        (errors.collect(), self.weights.iter().map(|&weight| weight_error(weight)).collect())
    }

    fn jacobian(&self, into: &mut Sparse) {
        let (n, m) = (self.cameras.len(), self.points.len());
        let Sparse { rows, columns, values } = into;
        rows.clear();
        columns.clear();
        values.clear();
        rows.push(0);
        for (i, &(camera, point)) in self.observations.iter().enumerate() {
            let jacobian = reprojection_error::jacobian(
                &self.cameras[camera],
                &self.points[point],
                self.weights[i],
                &self.features[i],
            );
            for (by_camera, by_point, by_weight) in jacobian {
                columns.extend((0..CAMERA).map(|c| CAMERA * camera + c));
                columns.extend((0..3).map(|c| CAMERA * n + 3 * point + c));
                columns.push(CAMERA * n + 3 * m + i);
                values.extend(by_camera);
                values.extend(by_point);
                values.push(by_weight);
                rows.push(columns.len());
            }
        }
        for (i, &weight) in self.weights.iter().enumerate() {
            columns.push(CAMERA * n + 3 * m + i);
            values.push(weight_error::gradient(weight));
            rows.push(columns.len());
        }
    }
}

pub(crate) fn evaluate(function: &str, input: &Value) -> Result<Outcome, String> {
    let problem = Problem::new(read(input)?);
    match function {
        "objective" => run_with(
            input,
            || problem.objective(),
            |(errors, weights)| {
                json!({
                    "reproj_error": { "elements": errors[0], "repeated": errors.len() },
                    "w_err": { "element": weights[0], "repeated": weights.len() },
                })
            },
        ),
        "jacobian" => {
            let mut jacobian = Sparse::default();
            let outcome = run(input, || problem.jacobian(&mut jacobian))?;
            let Sparse { rows, columns, values } = jacobian;
            Ok(outcome.with(json!({ "rows": ends(&rows), "cols": ends(&columns), "vals": ends(&values) })))
        }
        _ => unknown(function),
    }
}

/// The first thirty and the last, which is what is compared.
fn ends<T: Copy>(all: &[T]) -> Vec<T> {
    all.iter().take(2 * (CAMERA + 4)).chain(all.last()).copied().collect()
}
