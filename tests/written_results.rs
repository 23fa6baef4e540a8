//! Functions that return nothing and write their results: the derivatives are those of what is written.

#![allow(clippy::unnecessary_mut_passed, reason = "callers hand over what the function would write to")]

use chainrule::differentiate;

#[differentiate]
fn oscillator(t: f64, y: &[f64], dy: &mut [f64]) {
    dy[0] = y[1] * t;
    dy[1] = -y[0];
}

#[differentiate(wrt(y))]
fn lorenz(_t: f64, y: &[f64; 3], dy: &mut [f64; 3]) {
    let [a, b, c] = *y;
    dy[0] = 10.0 * (b - a);
    dy[1] = a * (28.0 - c) - b;
    dy[2] = a * b - 8.0 / 3.0 * c;
}

#[differentiate]
fn product(x: &[f64], out: &mut f64) {
    *out = 1.0;
    for v in x {
        *out *= v;
    }
    if *out > 100.0 {
        return;
    }
    *out += 2.0 * x[0];
}

#[differentiate(out(d))]
#[allow(clippy::ptr_arg, reason = "such functions are written")]
fn with_scratch(x: &[f64], scratch: &mut [f64], d: &mut Vec<f64>) {
    for i in 0..x.len() {
        scratch[i] = x[i] * x[i];
    }
    for (out, s) in d.iter_mut().zip(scratch.iter()) {
        *out = s + 1.0;
    }
}

/// What stood there before counts, and is constant.
#[differentiate]
fn accumulated(x: f64, sum: &mut f64, product: &mut f64) {
    *sum += x;
    *product *= x;
}

struct Decay {
    rate: f64,
}

impl Decay {
    #[differentiate]
    fn step(&self, y: &[f64], dy: &mut [f64]) {
        dy.iter_mut().zip(y).for_each(|(d, v)| *d = v * self.rate);
    }
}

#[test]
fn jacobians_of_what_is_written() {
    let mut dy = [0.0; 2];
    assert_eq!(
        oscillator::value_and_jacobian(3.0, &[1.0, 2.0], &dy),
        (vec![6.0, -1.0], vec![(2.0, vec![0.0, 3.0]), (0.0, vec![-1.0, 0.0])])
    );
    assert_eq!(oscillator::jacobian(3.0, &[1.0, 2.0], &mut dy)[0], (2.0, vec![0.0, 3.0]));
    let (a, b, c) = (1.0, 2.0, 3.0);
    assert_eq!(
        lorenz::jacobian(0.0, &[a, b, c], &[0.0; 3]),
        [[-10.0, 10.0, 0.0], [28.0 - c, -1.0, -a], [b, a, -8.0 / 3.0]]
    );
    assert_eq!(
        with_scratch::jacobian(&[2.0, 3.0], &[0.0; 2], &vec![0.0; 2]),
        [vec![4.0, 0.0], vec![0.0, 6.0]]
    );
    assert_eq!(Decay { rate: 3.0 }.step_jacobian(&[1.0], &[0.0]), [[3.0]]);
}

#[test]
fn one_number_is_a_value_with_a_gradient() {
    assert_eq!(product::value_and_gradient(&[2.0, 3.0], &0.0), (10.0, vec![5.0, 2.0]));
    assert_eq!(product::value_and_gradient(&[20.0, 30.0], &0.0), (600.0, vec![30.0, 20.0]));
}

#[test]
fn what_stood_there_before() {
    assert_eq!(accumulated::value_and_jacobian(3.0, &5.0, &7.0), ([8.0, 21.0], [1.0, 7.0]));
    assert_eq!(accumulated::jvp(3.0, &5.0, &7.0, 2.0), ((8.0, 21.0), (2.0, 14.0)));
}

#[test]
fn both_ways() {
    let y = [1.0, 2.0];
    assert_eq!(
        oscillator::vjp(3.0, &y, &[0.0; 2], vec![1.0, 10.0]),
        (vec![6.0, -1.0], (2.0, vec![-10.0, 3.0]))
    );
    assert_eq!(oscillator::jvp(3.0, &y, &[0.0; 2], (1.0, vec![0.0, 1.0])), (vec![6.0, -1.0], vec![5.0, 0.0]));
}
