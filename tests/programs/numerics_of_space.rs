//! Numerical code: geometry, physics, and paths through grids and trees.

use chainrule::differentiate;

use crate::check::{check, hessian, jacobian};

/// Lennard-Jones energy of a cluster.
#[test]
fn lennard_jones() {
    #[differentiate]
    fn f(x: &[[f64; 3]]) -> f64 {
        let mut e = 0.0;
        for i in 0..x.len() {
            for j in 0..i {
                let r2: f64 = (0..3).map(|k| (x[i][k] - x[j][k]).powi(2)).sum();
                let s6 = 1.0 / (r2 * r2 * r2);
                e += 4.0 * (s6 * s6 - s6);
            }
        }
        e
    }

    let d = 4.0 * (-12.0 * 2f64.powi(-13) + 6.0 * 2f64.powi(-7));
    check!(
        f(&[[0.0, 0.0, 0.0], [2.0, 0.0, 0.0]]),
        4.0 * (2f64.powi(-12) - 2f64.powi(-6)),
        [[-d, 0.0, 0.0], [d, 0.0, 0.0]]
    );
}

/// The force of gravity.
#[test]
fn gravity() {
    #[differentiate]
    fn f(p: &[f64; 2], q: &[f64; 2]) -> [f64; 2] {
        let d = [q[0] - p[0], q[1] - p[1]];
        let r2 = d[0] * d[0] + d[1] * d[1];
        let w = 1.0 / (r2 * r2.sqrt());
        [d[0] * w, d[1] * w]
    }

    let a = -(1.0 / 125.0 - 3.0 * 9.0 / 3125.0);
    let b = 36.0 / 3125.0;
    let c = -(1.0 / 125.0 - 48.0 / 3125.0);
    jacobian!(
        f(&[0.0, 0.0], &[3.0, 4.0]),
        [3.0 / 125.0, 4.0 / 125.0],
        [([a, b], [-a, -b]), ([b, c], [-b, -c])]
    );
}

/// A rotation by a quaternion.
#[test]
fn quaternion() {
    #[differentiate]
    fn f(q: &[f64; 4], v: &[f64; 3]) -> [f64; 3] {
        let [w, x, y, z] = *q;
        let cross = |a: [f64; 3], b: [f64; 3]| {
            [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]]
        };
        let u = [x, y, z];
        let t = cross(u, *v);
        let s = cross(u, t);
        [v[0] + 2.0 * (w * t[0] + s[0]), v[1] + 2.0 * (w * t[1] + s[1]), v[2] + 2.0 * (w * t[2] + s[2])]
    }

    jacobian!(
        f(&[1.0, 0.0, 0.0, 0.0], &[1.0, 2.0, 3.0]),
        [1.0, 2.0, 3.0],
        [
            ([0.0, 0.0, 6.0, -4.0], [1.0, 0.0, 0.0]),
            ([0.0, -6.0, 0.0, 2.0], [0.0, 1.0, 0.0]),
            ([0.0, 4.0, -2.0, 0.0], [0.0, 0.0, 1.0])
        ]
    );
}

/// A camera's projection with distortion and a guard.
#[test]
fn camera() {
    #[differentiate]
    fn f(p: &[f64; 3], k: &[f64; 2]) -> (f64, f64) {
        if p[2] <= 0.0 {
            return (0.0, 0.0);
        }
        let (u, v) = (p[0] / p[2], p[1] / p[2]);
        let r2 = u * u + v * v;
        let d = 1.0 + r2 * (k[0] + k[1] * r2);
        (u * d, v * d)
    }

    jacobian!(
        f(&[1.0, 0.0, 2.0], &[0.0, 0.0]),
        (0.5, 0.0),
        [([0.5, 0.0, -0.25], [0.125, 0.03125]), ([0.0, 0.5, 0.0], [0.0, 0.0])]
    );
    jacobian!(f(&[1.0, 1.0, -1.0], &[0.0, 0.0]), (0.0, 0.0), [([0.0; 3], [0.0; 2]), ([0.0; 3], [0.0; 2])]);
}

/// A planar arm, forward kinematics.
#[test]
fn robot_arm() {
    #[differentiate]
    fn f(angles: &[f64]) -> [f64; 2] {
        let lengths = [1.0, 0.8, 0.5];
        let mut total = 0.0;
        let mut tip = [0.0; 2];
        for (a, l) in angles.iter().zip(lengths) {
            total += a;
            tip[0] += l * total.cos();
            tip[1] += l * total.sin();
        }
        tip
    }

    let (c, s) = (|t: f64| t.cos(), |t: f64| t.sin());
    jacobian!(
        f(&[0.3, 0.4, 0.5]),
        [c(0.3) + 0.8 * c(0.7) + 0.5 * c(1.2), s(0.3) + 0.8 * s(0.7) + 0.5 * s(1.2)],
        [
            [-s(0.3) - 0.8 * s(0.7) - 0.5 * s(1.2), -0.8 * s(0.7) - 0.5 * s(1.2), -0.5 * s(1.2)],
            [c(0.3) + 0.8 * c(0.7) + 0.5 * c(1.2), 0.8 * c(0.7) + 0.5 * c(1.2), 0.5 * c(1.2)]
        ]
    );
}

/// Haversine distance.
#[test]
fn great_circle() {
    #[differentiate]
    fn f(a: &[f64; 2], b: &[f64; 2]) -> f64 {
        let [p, q] = *a;
        let [r, s] = *b;
        let h = ((r - p) / 2.0).sin().powi(2) + p.cos() * r.cos() * ((s - q) / 2.0).sin().powi(2);
        2.0 * 6371.0 * h.sqrt().asin()
    }

    check!(f(&[0.0, 0.0], &[0.0, 0.5]), 6371.0 * 0.5, ([0.0, -6371.0], [0.0, 6371.0]));
}

/// The area of a polygon, cyclic indices.
#[test]
fn polygon_area() {
    #[differentiate]
    fn f(p: &[[f64; 2]]) -> f64 {
        let n = p.len();
        let mut s = 0.0;
        for i in 0..n {
            let (a, b) = (p[i], p[(i + 1) % n]);
            s += a[0] * b[1] - b[0] * a[1];
        }
        0.5 * s.abs()
    }

    check!(f(&[[0.0, 0.0], [4.0, 0.0], [0.0, 3.0]]), 6.0, [[-1.5, -2.0], [1.5, 0.0], [0.0, 2.0]]);
}

/// Rosenbrock with its Hessian.
#[test]
fn rosenbrock() {
    #[differentiate(order = 2)]
    fn f(x: &[f64; 3]) -> f64 {
        x.windows(2).map(|w| 100.0 * (w[1] - w[0] * w[0]).powi(2) + (1.0 - w[0]).powi(2)).sum()
    }

    check!(f(&[1.0, 1.0, 2.0]), 100.0, [0.0, -400.0, 200.0]);
    hessian!(
        f(&[1.0, 1.0, 2.0]),
        [
            [1200.0 - 400.0 + 2.0, -400.0, 0.0],
            [-400.0, 200.0 + 1200.0 - 800.0 + 2.0, -400.0],
            [0.0, -400.0, 200.0]
        ]
    );
}

/// Dynamic time warping.
#[test]
fn time_warping() {
    #[differentiate]
    fn f(a: &[f64], b: &[f64]) -> f64 {
        let (n, m) = (a.len(), b.len());
        let mut d = vec![vec![f64::INFINITY; m + 1]; n + 1];
        d[0][0] = 0.0;
        for i in 1..=n {
            for j in 1..=m {
                let cost = (a[i - 1] - b[j - 1]).powi(2);
                d[i][j] = cost + d[i - 1][j].min(d[i][j - 1]).min(d[i - 1][j - 1]);
            }
        }
        d[n][m]
    }

    check!(f(&[1.0, 2.0, 4.0], &[1.5, 4.5]), 0.75, ([-1.0, 1.0, -1.0], [1.0 - 1.0, 1.0]));
}

/// Viterbi's algorithm: the score of the best path.
#[test]
fn viterbi() {
    #[differentiate]
    fn f(emit: &[[f64; 2]], trans: &[[f64; 2]; 2]) -> f64 {
        let mut score = emit[0];
        for e in &emit[1..] {
            let mut next = [f64::NEG_INFINITY; 2];
            for j in 0..2 {
                for i in 0..2 {
                    next[j] = next[j].max(score[i] + trans[i][j] + e[j]);
                }
            }
            score = next;
        }
        score[0].max(score[1])
    }

    check!(
        f(&[[1.0, 2.0], [0.5, 3.0]], &[[0.1, 0.2], [0.3, 0.4]]),
        2.0 + 0.4 + 3.0,
        ([[0.0, 1.0], [0.0, 1.0]], [[0.0, 0.0], [0.0, 1.0]])
    );
}

/// The longest path through a grid.
#[test]
fn longest_path() {
    #[differentiate]
    fn f(w: &[[f64; 3]; 2]) -> f64 {
        let mut best = *w;
        for i in 0..2 {
            for j in 0..3 {
                let up = if i > 0 { best[i - 1][j] } else { 0.0 };
                let left = if j > 0 { best[i][j - 1] } else { 0.0 };
                best[i][j] += if up > left { up } else { left };
            }
        }
        best[1][2] * best[1][2]
    }

    check!(f(&[[1.0, 5.0, 0.5], [2.0, 1.0, 3.0]]), 100.0, [[20.0, 20.0, 0.0], [0.0, 20.0, 20.0]]);
}

/// Recursion over a slice.
#[test]
fn recursion() {
    #[differentiate]
    fn f(x: &[f64]) -> f64 {
        if x.len() == 1 {
            return x[0];
        }
        let m = x.len() / 2;
        f(&x[..m]) * f(&x[m..]) + x[0]
    }

    check!(f(&[2.0, 3.0, 5.0]), 2.0 * (15.0 + 3.0) + 2.0, [19.0, 2.0 * 6.0, 2.0 * 3.0]);
}
