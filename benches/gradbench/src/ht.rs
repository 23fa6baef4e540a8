//! Hand tracking: how far the vertices of a posed hand are from where they were measured.

use chainrule::differentiate;
use serde::Deserialize;
use serde_json::Value;

use crate::protocol::{Outcome, read, run, run_with, unknown};

/// Global rotation (3), global translation (3), four angles for each of five fingers.
const ANGLES: usize = 26;

#[derive(Deserialize)]
struct Input {
    theta: Vec<f64>,
    data: Data,
    us: Vec<Vec<f64>>,
}

#[derive(Deserialize)]
struct Data {
    model: Model,
    correspondences: Vec<usize>,
    points: Vec<Vec<f64>>,
}

#[derive(Deserialize)]
struct Model {
    parents: Vec<i64>,
    base_relatives: Vec<Vec<Vec<f64>>>,
    inverse_base_absolutes: Vec<Vec<Vec<f64>>>,
    base_positions: Vec<Vec<f64>>,
    weights: Vec<Vec<f64>>,
    triangles: Vec<[usize; 3]>,
    is_mirrored: bool,
}

type Matrix = [[f64; 4]; 4];

#[differentiate(lanes)]
fn product(a: &[[f64; 4]; 4], b: &[[f64; 4]; 4]) -> [[f64; 4]; 4] {
    let mut c = [[0.0; 4]; 4];
    for i in 0..4 {
        for j in 0..4 {
            for k in 0..4 {
                c[i][j] += a[i][k] * b[k][j];
            }
        }
    }
    c
}

/// A rotation by an angle about each axis, x first.
#[differentiate(lanes)]
fn rotation_by_angles(x: f64, z: f64, y: f64) -> [[f64; 4]; 4] {
    let (sx, cx) = x.sin_cos();
    let (sy, cy) = y.sin_cos();
    let (sz, cz) = z.sin_cos();
    [
        [cz * cy, cz * sy * sx - sz * cx, cz * sy * cx + sz * sx, 0.0],
        [sz * cy, sz * sy * sx + cz * cx, sz * sy * cx - cz * sx, 0.0],
        [-sy, cy * sx, cy * cx, 0.0],
        [0.0, 0.0, 0.0, 1.0],
    ]
}

/// A rotation about an axis by its length.
#[differentiate(lanes)]
fn rotation_about(axis: &[f64; 3]) -> [[f64; 3]; 3] {
    let angle = (axis[0] * axis[0] + axis[1] * axis[1] + axis[2] * axis[2]).sqrt();
    let mut r = [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]];
    if angle >= 0.0001 {
        let (x, y, z) = (axis[0] / angle, axis[1] / angle, axis[2] / angle);
        let (s, c) = angle.sin_cos();
        r[0][0] = x * x + (1.0 - x * x) * c;
        r[0][1] = x * y * (1.0 - c) - z * s;
        r[0][2] = x * z * (1.0 - c) + y * s;
        r[1][0] = x * y * (1.0 - c) + z * s;
        r[1][1] = y * y + (1.0 - y * y) * c;
        r[1][2] = y * z * (1.0 - c) - x * s;
        r[2][0] = x * z * (1.0 - c) - y * s;
        r[2][1] = z * y * (1.0 - c) + x * s;
        r[2][2] = z * z + (1.0 - z * z) * c;
    }
    r
}

/// The positions of the vertices of the posed hand.
#[differentiate(wrt(theta), lanes)]
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "parents that are there have numbers from 0 on"
)]
fn vertices(
    theta: &[f64; ANGLES],
    parents: &[i64],
    relatives: &[Matrix],
    inverses: &[Matrix],
    base: &[[f64; 4]],
    weights: &[f64],
    mirrored: bool,
) -> Vec<[f64; 3]> {
    let bones = parents.len();
    let mut absolutes = vec![[[0.0; 4]; 4]; bones];
    let mut positions = vec![[0.0; 3]; base.len()];
    for bone in 0..bones {
        // Bones 2 to 4 of each finger bend, the second one sideways too.
        let finger = if bone > 0 { (bone - 1) / 4 } else { 0 };
        let joint = if bone > 0 { (bone - 1) % 4 } else { 0 };
        let bends = bone > 0 && joint > 0 && finger < 5;
        let mut bend = 0.0;
        let mut side = 0.0;
        if bends {
            let first = 6 + 4 * finger;
            if joint == 1 {
                bend = theta[first];
                side = theta[first + 1];
            } else {
                bend = theta[first + joint];
            }
        }
        let turn = rotation_by_angles(bend, side, 0.0);
        let relative = product(&relatives[bone], &turn);
        if parents[bone] < 0 {
            absolutes[bone] = relative;
        } else {
            absolutes[bone] = product(&absolutes[parents[bone] as usize], &relative);
        }
        let transform = product(&absolutes[bone], &inverses[bone]);
        for v in 0..base.len() {
            let weight = weights[v * bones + bone];
            if weight != 0.0 {
                for i in 0..3 {
                    let moved = transform[i][0] * base[v][0]
                        + transform[i][1] * base[v][1]
                        + transform[i][2] * base[v][2]
                        + transform[i][3] * base[v][3];
                    positions[v][i] += moved * weight;
                }
            }
        }
    }
    let r = rotation_about(&[theta[0], theta[1], theta[2]]);
    for v in 0..positions.len() {
        let x = if mirrored { -positions[v][0] } else { positions[v][0] };
        let (y, z) = (positions[v][1], positions[v][2]);
        for i in 0..3 {
            positions[v][i] = r[i][0] * x + r[i][1] * y + r[i][2] * z + theta[3 + i];
        }
    }
    positions
}

struct Problem {
    theta: [f64; ANGLES],
    parents: Vec<i64>,
    relatives: Vec<Matrix>,
    inverses: Vec<Matrix>,
    base: Vec<[f64; 4]>,
    weights: Vec<f64>,
    mirrored: bool,
    correspondences: Vec<usize>,
    triangles: Vec<[usize; 3]>,
    points: Vec<[f64; 3]>,
    us: Vec<[f64; 2]>,
}

impl Problem {
    fn new(Input { theta, data, us }: Input) -> Result<Self, String> {
        let Data { model, correspondences, points } = data;
        Ok(Problem {
            theta: theta.try_into().map_err(|_| "theta is of another length".to_owned())?,
            parents: model.parents,
            relatives: model.base_relatives.iter().map(|rows| matrix(rows)).collect(),
            inverses: model.inverse_base_absolutes.iter().map(|rows| matrix(rows)).collect(),
            base: model.base_positions.iter().map(|values| row(values)).collect(),
            weights: model.weights.concat(),
            mirrored: model.is_mirrored,
            correspondences,
            triangles: model.triangles,
            points: points.iter().map(|values| row(values)).collect(),
            us: us.iter().map(|values| row(values)).collect(),
        })
    }

    fn vertices(&self) -> Vec<[f64; 3]> {
        vertices(
            &self.theta,
            &self.parents,
            &self.relatives,
            &self.inverses,
            &self.base,
            &self.weights,
            self.mirrored,
        )
    }

    /// The change of the vertices with each of the angles.
    fn changes(&self) -> [Vec<[f64; 3]>; ANGLES] {
        let unit = |angle| std::array::from_fn(|other| if other == angle { 1.0 } else { 0.0 });
        vertices::jvp_many(
            &self.theta,
            &self.parents,
            &self.relatives,
            &self.inverses,
            &self.base,
            &self.weights,
            self.mirrored,
            std::array::from_fn(unit),
        )
        .1
    }

    /// The point of the hand that belongs to a measured one: a vertex, or a point of a triangle.
    fn on_the_hand(&self, vertices: &[[f64; 3]], i: usize) -> [f64; 3] {
        let at = self.correspondences[i];
        match self.us.get(i) {
            None => vertices[at],
            Some([u, v]) => {
                let [a, b, c] = self.triangles[at].map(|vertex| vertices[vertex]);
                std::array::from_fn(|j| u * a[j] + v * b[j] + (1.0 - u - v) * c[j])
            }
        }
    }

    fn objective(&self) -> Vec<f64> {
        let vertices = self.vertices();
        let errors = self.points.iter().enumerate().flat_map(|(i, point)| {
            let found = self.on_the_hand(&vertices, i);
            std::array::from_fn::<f64, 3, _>(|j| point[j] - found[j])
        });
        errors.collect()
    }

    /// How many numbers there are to a row of the Jacobian: its own two coordinates in the triangle, and the angles.
    fn width(&self) -> usize {
        self.own() + ANGLES
    }

    fn own(&self) -> usize {
        if self.us.is_empty() { 0 } else { 2 }
    }

    /// A row for each error, one behind the other.
    fn jacobian(&self) -> Vec<f64> {
        let (own, width) = (self.own(), self.width());
        let vertices = if own > 0 { self.vertices() } else { Vec::new() };
        let changes = self.changes();
        let mut slopes = vec![0.0; 3 * self.points.len() * width];
        for (i, rows) in slopes.chunks_exact_mut(3 * width).enumerate() {
            let [first, second, third] = [0, 1, 2].map(|j| j * width + own);
            if own > 0 {
                let [a, b, c] = self.triangles[self.correspondences[i]].map(|vertex| vertices[vertex]);
                for j in 0..3 {
                    rows[j * width] = c[j] - a[j];
                    rows[j * width + 1] = c[j] - b[j];
                }
            }
            for (angle, change) in changes.iter().enumerate() {
                let [x, y, z] = self.on_the_hand(change, i);
                rows[first + angle] = -x;
                rows[second + angle] = -y;
                rows[third + angle] = -z;
            }
        }
        slopes
    }
}

fn matrix(rows: &[Vec<f64>]) -> Matrix {
    std::array::from_fn(|i| row(&rows[i]))
}

fn row<const N: usize>(values: &[f64]) -> [f64; N] {
    std::array::from_fn(|i| values[i])
}

pub(crate) fn evaluate(function: &str, input: &Value) -> Result<Outcome, String> {
    let problem = Problem::new(read(input)?)?;
    match function {
        "objective" => run(input, || problem.objective()),
        "jacobian" => run_with(
            input,
            || problem.jacobian(),
            |slopes| slopes.chunks(problem.width()).map(<[f64]>::to_vec).collect::<Vec<_>>(),
        ),
        _ => unknown(function),
    }
}
