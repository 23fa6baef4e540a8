//! Functions that are a list of steps.

use chainrule::differentiate;

use crate::functions::carried_out;

#[differentiate]
fn lesson(x1: f64, x2: f64) -> f64 {
    ((2.0 * x1 + x2).powi(2) + 3.0 * x2.powi(2)).powi(3)
}

#[differentiate]
fn diamond(x: f64) -> f64 {
    let a = x * x;
    let b = a.sin();
    let c = a.cos() * b;
    a * b + c
}

#[differentiate]
fn kinks(x: f64, y: f64) -> f64 {
    let a = if x > y { x * x } else { y.sin() };
    let b = a.max(y);
    (a + b) * b
}

#[differentiate]
fn returned_early(x: f64, y: f64) -> f64 {
    if x < 0.0 {
        return y * x;
    }
    let z = crate::functions::helper(x, y);
    if z > 2.0 {
        return z.ln();
    }
    z * x
}

#[differentiate]
fn shadowed(x: f64, n: i32) -> f64 {
    let y = x.abs().max(0.5);
    let y = y * n as f64;
    let x = y.tanh() + x.powi(n);
    x * y
}

#[differentiate]
fn quotients(a: f64, b: f64, c: f64) -> f64 {
    a / b * c + a / (b * c) - (a - (b - c)) / a / b
}

#[differentiate]
fn signs(a: f64, b: f64) -> f64 {
    -(-a * -b) - (a - b) * -(b + a).powi(-2) + -a.powi(2) - (-b).exp()
}

#[differentiate]
fn powers(x: f64, p: f64) -> f64 {
    x.powf(p) + p.powf(2.5) + (x * p).sqrt().powi(3) + 2f64.powf(x) + x.cbrt().recip() + x.exp2() - x.powi(-1)
}

#[differentiate]
fn many_functions(x: f64, y: f64) -> f64 {
    x.sin().atan2(y) + x.hypot(y) + (x + y).ln() * x.ln_1p() + y.exp_m1() + x.asinh() - y.atan() / x.cosh()
        + x.mul_add(y, 2.0)
        + (x - y).mul_add(x + y, x)
        + x.log(3.0)
        + y.log2()
        + x.log10()
        + (x % y)
        + x.rem_euclid(y)
        + x.clamp(0.0, 1.0)
        + y.fract()
        + x.to_radians()
        + x.copysign(y)
        + x.abs().sqrt()
}

#[differentiate]
fn arm(a: f64, b: f64) -> (f64, f64) {
    let (s, c) = (a + b).sin_cos();
    (crate::functions::helper(a.cos(), c), a.sin() + s)
}

#[differentiate]
fn both_of_a_pair(a: f64, b: f64) -> f64 {
    let (s, p) = crate::functions::pair(a * b, a);
    s.sin() * p
}

#[differentiate(wrt(x))]
fn constants(x: f64, n: usize, k: f64) -> f64 {
    let m = (n - 1) * 2;
    x * (n / 2) as f64 + x.powi(n as i32) / (m as f64 + k) + std::f64::consts::PI * x
        - k * k * x / (k / n as f64)
        + x * 1.0 / 2.0
        - x * (if n > 3 { 1.5 } else { k })
}

#[differentiate]
fn identity(x: f64) -> f64 {
    x
}

#[differentiate]
fn constant(x: f64) -> f64 {
    let _ = x;
    2.0
}

#[differentiate(derivative(x = 2.0 * x * y, y = x * x))]
fn opaque(x: f64, y: f64) -> f64 {
    x * x * y
}

#[differentiate]
fn guarded(x: f64) -> f64 {
    if x > 0.0 {
        x.ln() / x
    } else if x == 0.0 {
        0.0
    } else {
        (-x).sqrt() * x
    }
}

#[differentiate]
fn long_sum(a: f64, b: f64, c: f64) -> f64 {
    a * b
        + b * c
        + c * a
        + (a * b * c).sin()
        + (a + b + c).cos()
        + a * a * b
        + b * b * c
        + c * c * a
        + (a - b).exp()
        + (b - c).exp()
        + (c - a).exp()
        + a / b
        + b / c
        + c / a
        + (a * c).tanh()
        + (b * b).atan()
        + a.sqrt() * b.sqrt()
        + c.sqrt() / (1.0 + a * a)
        + (a * b - c).powi(2)
        + (a - b * c).powi(3)
}

#[differentiate]
fn variable(x: f64) -> f64 {
    let variable = x.sin();
    let u = variable * x;
    variable * u
}

carried_out! {
    variable[x] gradient by [x] at (1.3);
    lesson[x1 x2] gradient by [x1 x2] at (1.0, 2.0);
    diamond[x] gradient by [x] at (1.3);
    kinks[x y] gradient by [x y] at (1.3, 0.4) at (0.2, 0.9);
    returned_early[x y] gradient by [x y] at (1.3, 0.4) at (-0.2, 0.9) at (2.5, 1.0);
    shadowed[x n] gradient by [x] at (1.3, 2) at (-0.7, 3);
    quotients[a b c] gradient by [a b c] at (1.3, 0.4, 2.0);
    signs[a b] gradient by [a b] at (1.3, 0.4);
    powers[x p] gradient by [x p] at (1.3, 0.4);
    many_functions[x y] gradient by [x y] at (1.3, 0.4) at (0.6, 0.7);
    arm[a b] jacobian by [a b] at (1.3, 0.4);
    both_of_a_pair[a b] gradient by [a b] at (1.3, 0.4);
    constants[x n k] gradient by [x] at (1.3, 5, 0.3) at (1.3, 2, 0.3);
    identity[x] gradient by [x] at (1.3);
    constant[x] gradient by [x] at (1.3);
    opaque[x y] gradient by [x y] at (1.3, 0.4);
    guarded[x] gradient by [x] at (1.3) at (-0.7) at (0.0);
    long_sum[a b c] gradient by [a b c] at (1.3, 0.4, 2.0);
}
