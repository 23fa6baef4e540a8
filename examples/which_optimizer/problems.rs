//! Test problems for optimisers: J. J. Moré, B. S. Garbow, K. E. Hillstrom, Testing Unconstrained Optimization Software, ACM
//! Transactions on Mathematical Software 7 (1981), by their numbers there.
//!
//! Each is a list of residuals, of which the sum of squares is to be least; both are differentiated.

use std::f64::consts::PI;

use chainrule::differentiate;

/// Rows of slopes, or of second derivatives.
type Matrix = Vec<Vec<f64>>;

/// A problem, with parameters as a list whatever the function takes.
pub(crate) struct Problem {
    pub(crate) number: u32,
    pub(crate) name: &'static str,
    pub(crate) start: Vec<f64>,
    /// The least sum of squares.
    pub(crate) minimum: f64,
    /// The sum of squares with its gradient.
    pub(crate) sum: fn(&[f64]) -> (f64, Vec<f64>),
    pub(crate) hessian: fn(&[f64]) -> Matrix,
    /// The residuals with their Jacobian.
    pub(crate) residuals: fn(&[f64]) -> (Vec<f64>, Matrix),
}

/// A problem from a function of residuals: its sum of squares, and both behind one type for all.
macro_rules! problem {
    ($number:literal $name:literal $residuals:ident[$parameters:literal], $start:expr => $minimum:expr) => {{
        #[differentiate(order = 2)]
        fn sum(x: &[f64; $parameters]) -> f64 {
            let residuals = $residuals(x);
            residuals.iter().map(|r| r * r).sum()
        }
        fn array(x: &[f64]) -> &[f64; $parameters] {
            x.try_into().expect("as many numbers as the start has")
        }
        Problem {
            number: $number,
            name: $name,
            start: $start.to_vec(),
            minimum: $minimum,
            sum: |x| {
                let (value, gradient) = sum::value_and_gradient(array(x));
                (value, gradient.to_vec())
            },
            hessian: |x| sum::hessian(array(x)).iter().map(|row| row.to_vec()).collect(),
            residuals: |x| {
                let (residuals, rows) = $residuals::value_and_jacobian(array(x));
                (residuals.to_vec(), rows.iter().map(|row| row.to_vec()).collect())
            },
        }
    }};
}

/// The problems, in the order of the article, with its starts and its minima.
pub(crate) fn all() -> Vec<Problem> {
    vec![
        problem!(1 "Rosenbrock" rosenbrock[2], [-1.2, 1.0] => 0.0),
        problem!(2 "Freudenstein, Roth" freudenstein_roth[2], [0.5, -2.0] => 0.0),
        problem!(3 "Powell, badly scaled" powell_scaled[2], [0.0, 1.0] => 0.0),
        problem!(4 "Brown, badly scaled" brown_scaled[2], [1.0, 1.0] => 0.0),
        problem!(5 "Beale" beale[2], [1.0, 1.0] => 0.0),
        problem!(6 "Jennrich, Sampson" jennrich_sampson[2], [0.3, 0.4] => 124.362),
        problem!(7 "helical valley" helical_valley[3], [-1.0, 0.0, 0.0] => 0.0),
        problem!(8 "Bard" bard[3], [1.0, 1.0, 1.0] => 8.21487e-3),
        problem!(9 "Gauss" gauss[3], [0.4, 1.0, 0.0] => 1.12793e-8),
        problem!(10 "Meyer" meyer[3], [0.02, 4000.0, 250.0] => 87.9458),
        problem!(12 "Box" box_3d[3], [0.0, 10.0, 20.0] => 0.0),
        problem!(13 "Powell, singular" powell_singular[4], [3.0, -1.0, 0.0, 1.0] => 0.0),
        problem!(14 "Wood" wood[4], [-3.0, -1.0, -3.0, -1.0] => 0.0),
        problem!(15 "Kowalik, Osborne" kowalik_osborne[4], [0.25, 0.39, 0.415, 0.39] => 3.07505e-4),
        problem!(16 "Brown, Dennis" brown_dennis[4], [25.0, 5.0, -5.0, -1.0] => 85822.2),
        problem!(17 "Osborne 1" osborne_1[5], [0.5, 1.5, -1.0, 0.01, 0.02] => 5.46489e-5),
        problem!(18 "Biggs EXP6" biggs[6], [1.0, 2.0, 1.0, 1.0, 1.0, 1.0] => 0.0),
        problem!(20 "Watson" watson[6], [0.0; 6] => 2.28767e-3),
        problem!(21 "Rosenbrock, extended" rosenbrock_extended[10], [-1.2, 1.0, -1.2, 1.0, -1.2, 1.0, -1.2, 1.0, -1.2, 1.0] => 0.0),
        problem!(25 "variably dimensioned" variably_dimensioned[10], [0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1, 0.0] => 0.0),
        problem!(30 "Broyden, tridiagonal" broyden_tridiagonal[10], [-1.0; 10] => 0.0),
    ]
}

#[differentiate(order = 2)]
fn rosenbrock(x: &[f64; 2]) -> [f64; 2] {
    [10.0 * (x[1] - x[0].powi(2)), 1.0 - x[0]]
}

#[differentiate(order = 2)]
fn freudenstein_roth(x: &[f64; 2]) -> [f64; 2] {
    [-13.0 + x[0] + ((5.0 - x[1]) * x[1] - 2.0) * x[1], -29.0 + x[0] + ((x[1] + 1.0) * x[1] - 14.0) * x[1]]
}

#[differentiate(order = 2)]
fn powell_scaled(x: &[f64; 2]) -> [f64; 2] {
    [1e4 * x[0] * x[1] - 1.0, (-x[0]).exp() + (-x[1]).exp() - 1.0001]
}

#[differentiate(order = 2)]
fn brown_scaled(x: &[f64; 2]) -> [f64; 3] {
    [x[0] - 1e6, x[1] - 2e-6, x[0] * x[1] - 2.0]
}

#[differentiate(order = 2)]
fn beale(x: &[f64; 2]) -> [f64; 3] {
    [1.5 - x[0] * (1.0 - x[1]), 2.25 - x[0] * (1.0 - x[1].powi(2)), 2.625 - x[0] * (1.0 - x[1].powi(3))]
}

#[differentiate(order = 2)]
fn jennrich_sampson(x: &[f64; 2]) -> [f64; 10] {
    let mut r = [0.0; 10];
    for k in 0..10 {
        let i = (k + 1) as f64;
        r[k] = 2.0 + 2.0 * i - ((i * x[0]).exp() + (i * x[1]).exp());
    }
    r
}

#[differentiate(order = 2)]
fn helical_valley(x: &[f64; 3]) -> [f64; 3] {
    let half_turn = if x[0] < 0.0 { 0.5 } else { 0.0 };
    let turn = (x[1] / x[0]).atan() / (2.0 * PI) + half_turn;
    [10.0 * (x[2] - 10.0 * turn), 10.0 * ((x[0].powi(2) + x[1].powi(2)).sqrt() - 1.0), x[2]]
}

const BARD: [f64; 15] =
    [0.14, 0.18, 0.22, 0.25, 0.29, 0.32, 0.35, 0.39, 0.37, 0.58, 0.73, 0.96, 1.34, 2.10, 4.39];

#[differentiate(order = 2)]
fn bard(x: &[f64; 3]) -> [f64; 15] {
    let mut r = [0.0; 15];
    for k in 0..15 {
        let u = (k + 1) as f64;
        let v = 16.0 - u;
        let w = u.min(v);
        r[k] = BARD[k] - (x[0] + u / (v * x[1] + w * x[2]));
    }
    r
}

const GAUSS: [f64; 15] = [
    0.0009, 0.0044, 0.0175, 0.0540, 0.1295, 0.2420, 0.3521, 0.3989, 0.3521, 0.2420, 0.1295, 0.0540, 0.0175,
    0.0044, 0.0009,
];

#[differentiate(order = 2)]
fn gauss(x: &[f64; 3]) -> [f64; 15] {
    let mut r = [0.0; 15];
    for k in 0..15 {
        let t = (8.0 - (k + 1) as f64) / 2.0;
        r[k] = x[0] * (-x[1] * (t - x[2]).powi(2) / 2.0).exp() - GAUSS[k];
    }
    r
}

const MEYER: [f64; 16] = [
    34780.0, 28610.0, 23650.0, 19630.0, 16370.0, 13720.0, 11540.0, 9744.0, 8261.0, 7030.0, 6005.0, 5147.0,
    4427.0, 3820.0, 3307.0, 2872.0,
];

#[differentiate(order = 2)]
fn meyer(x: &[f64; 3]) -> [f64; 16] {
    let mut r = [0.0; 16];
    for k in 0..16 {
        let t = 45.0 + 5.0 * (k + 1) as f64;
        r[k] = x[0] * (x[1] / (t + x[2])).exp() - MEYER[k];
    }
    r
}

#[differentiate(order = 2)]
fn box_3d(x: &[f64; 3]) -> [f64; 10] {
    let mut r = [0.0; 10];
    for k in 0..10 {
        let t = 0.1 * (k + 1) as f64;
        let weight = (-t).exp() - (-10.0 * t).exp();
        r[k] = (-t * x[0]).exp() - (-t * x[1]).exp() - x[2] * weight;
    }
    r
}

#[differentiate(order = 2)]
fn powell_singular(x: &[f64; 4]) -> [f64; 4] {
    [
        x[0] + 10.0 * x[1],
        5.0_f64.sqrt() * (x[2] - x[3]),
        (x[1] - 2.0 * x[2]).powi(2),
        10.0_f64.sqrt() * (x[0] - x[3]).powi(2),
    ]
}

#[differentiate(order = 2)]
fn wood(x: &[f64; 4]) -> [f64; 6] {
    [
        10.0 * (x[1] - x[0].powi(2)),
        1.0 - x[0],
        90.0_f64.sqrt() * (x[3] - x[2].powi(2)),
        1.0 - x[2],
        10.0_f64.sqrt() * (x[1] + x[3] - 2.0),
        (x[1] - x[3]) / 10.0_f64.sqrt(),
    ]
}

const KOWALIK_OSBORNE: [[f64; 2]; 11] = [
    [4.0, 0.1957],
    [2.0, 0.1947],
    [1.0, 0.1735],
    [0.5, 0.1600],
    [0.25, 0.0844],
    [0.167, 0.0627],
    [0.125, 0.0456],
    [0.1, 0.0342],
    [0.0833, 0.0323],
    [0.0714, 0.0235],
    [0.0625, 0.0246],
];

#[differentiate(order = 2)]
fn kowalik_osborne(x: &[f64; 4]) -> [f64; 11] {
    let mut r = [0.0; 11];
    for k in 0..11 {
        let u = KOWALIK_OSBORNE[k][0];
        r[k] = KOWALIK_OSBORNE[k][1] - x[0] * (u * u + u * x[1]) / (u * u + u * x[2] + x[3]);
    }
    r
}

#[differentiate(order = 2)]
fn brown_dennis(x: &[f64; 4]) -> [f64; 20] {
    let mut r = [0.0; 20];
    for k in 0..20 {
        let t = (k + 1) as f64 / 5.0;
        r[k] = (x[0] + t * x[1] - t.exp()).powi(2) + (x[2] + x[3] * t.sin() - t.cos()).powi(2);
    }
    r
}

const OSBORNE: [f64; 33] = [
    0.844, 0.908, 0.932, 0.936, 0.925, 0.908, 0.881, 0.850, 0.818, 0.784, 0.751, 0.718, 0.685, 0.658, 0.628,
    0.603, 0.580, 0.558, 0.538, 0.522, 0.506, 0.490, 0.478, 0.467, 0.457, 0.448, 0.438, 0.431, 0.424, 0.420,
    0.414, 0.411, 0.406,
];

#[differentiate(order = 2)]
fn osborne_1(x: &[f64; 5]) -> [f64; 33] {
    let mut r = [0.0; 33];
    for k in 0..33 {
        let t = 10.0 * k as f64;
        r[k] = OSBORNE[k] - (x[0] + x[1] * (-t * x[3]).exp() + x[2] * (-t * x[4]).exp());
    }
    r
}

#[differentiate(order = 2)]
fn biggs(x: &[f64; 6]) -> [f64; 13] {
    let mut r = [0.0; 13];
    for k in 0..13 {
        let t = 0.1 * (k + 1) as f64;
        let y = (-t).exp() - 5.0 * (-10.0 * t).exp() + 3.0 * (-4.0 * t).exp();
        r[k] = x[2] * (-t * x[0]).exp() - x[3] * (-t * x[1]).exp() + x[5] * (-t * x[4]).exp() - y;
    }
    r
}

#[differentiate(order = 2)]
fn watson(x: &[f64; 6]) -> [f64; 31] {
    let mut r = [0.0; 31];
    for k in 0..29 {
        let t = (k + 1) as f64 / 29.0;
        let mut slope = 0.0;
        let mut value = 0.0;
        for j in (0..6).rev() {
            value = value * t + x[j];
        }
        for j in (1..6).rev() {
            slope = slope * t + j as f64 * x[j];
        }
        r[k] = slope - value.powi(2) - 1.0;
    }
    r[29] = x[0];
    r[30] = x[1] - x[0].powi(2) - 1.0;
    r
}

#[differentiate(order = 2)]
fn rosenbrock_extended(x: &[f64; 10]) -> [f64; 10] {
    let mut r = [0.0; 10];
    for k in 0..5 {
        r[2 * k] = 10.0 * (x[2 * k + 1] - x[2 * k].powi(2));
        r[2 * k + 1] = 1.0 - x[2 * k];
    }
    r
}

#[differentiate(order = 2)]
fn variably_dimensioned(x: &[f64; 10]) -> [f64; 12] {
    let mut r = [0.0; 12];
    let mut sum = 0.0;
    for k in 0..10 {
        r[k] = x[k] - 1.0;
        sum += (k + 1) as f64 * (x[k] - 1.0);
    }
    r[10] = sum;
    r[11] = sum.powi(2);
    r
}

#[differentiate(order = 2)]
fn broyden_tridiagonal(x: &[f64; 10]) -> [f64; 10] {
    let mut r = [0.0; 10];
    for k in 0..10 {
        r[k] = (3.0 - 2.0 * x[k]) * x[k] + 1.0;
        if k > 0 {
            r[k] -= x[k - 1];
        }
        if k < 9 {
            r[k] -= 2.0 * x[k + 1];
        }
    }
    r
}
