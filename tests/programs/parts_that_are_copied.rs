//! What is built of a variable keeps what it was given, when the variable changes afterwards.

use chainrule::{Differentiable, differentiate};

use crate::check::near;

#[derive(Clone, Copy, Debug, PartialEq, Differentiable)]
struct Pair {
    x: f64,
    y: f64,
}

#[derive(Clone, Copy, Debug, PartialEq, Differentiable)]
struct Around {
    pair: Pair,
    k: f64,
}

/// 18x³ + 1 + 3x + 3x
#[differentiate]
fn of_arrays(x: f64) -> f64 {
    let mut p = [x, 2.0];
    let t = (p, 1.0);
    p[0] *= 3.0;
    let l = [p, t.0];
    p[0] *= 2.0;
    let twice = [p; 2];
    p[1] = x;
    let o = (x, p);
    p[0] = 0.0;
    let (_, q) = o;
    t.0[0] * t.0[0] * q[0] * 3.0 + t.1 + l[0][0] + twice[1][0] * p[1] / (2.0 * x) + p[0]
}

/// 3x²·2 + 2y² + x
#[differentiate(wrt(s))]
fn of_structs(s: Pair) -> f64 {
    let mut p = s;
    let b = Around { pair: p, k: 2.0 };
    p.x *= 3.0;
    let l = [p, b.pair];
    p.y *= 2.0;
    b.pair.x * p.x * b.k + l[0].y * p.y + l[1].x
}

#[test]
fn copies() {
    let x = 0.7;
    let (value, gradient) = of_arrays::value_and_gradient(x);
    near("copies", &value, &(18.0 * x * x * x + 1.0 + 6.0 * x));
    near("copies", &gradient, &(54.0 * x * x + 6.0));
    let (value, gradient) = of_structs::value_and_gradient(Pair { x: 1.3, y: 0.6 });
    near("copies", &value, &(6.0 * 1.3 * 1.3 + 2.0 * 0.6 * 0.6 + 1.3));
    near("copies", &gradient.x, &(12.0 * 1.3 + 1.0));
    near("copies", &gradient.y, &(4.0 * 0.6));
}
