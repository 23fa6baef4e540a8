//! The emitted code of a handful of functions, for people to review.

use super::expand;

fn pretty(options: &str, function: &str) -> String {
    let tokens = expand(options, function);
    prettyplease::unparse(&syn::parse2(tokens).expect("what is emitted is Rust"))
}

#[test]
fn the_lesson() {
    insta::assert_snapshot!(pretty(
        "",
        "pub fn f(x1: f64, x2: f64) -> f64 { ((2.0 * x1 + x2).powi(2) + 3.0 * x2.powi(2)).powi(3) }"
    ));
}

#[test]
fn a_network_of_five_weights() {
    insta::assert_snapshot!(pretty(
        "wrt(w1, w2, w3, w4, w5)",
        "fn error(w1: f64, w2: f64, w3: f64, w4: f64, w5: f64, x1: f64, x2: f64, target: f64) -> f64 {
            let h1 = (x1 + w1 * x2).powi(2);
            let h2 = w2 * x1 * x2;
            let y_pred = w3 * h1 + w4 * h2 + w5;
            (y_pred - target).powi(2)
        }"
    ));
}

#[test]
fn kinks_and_shadowing() {
    insta::assert_snapshot!(pretty(
        "order = 2",
        "fn f(x: f32, n: i32) -> f32 { let y = x.abs().max(0.5); let y = y * n as f32; y.tanh() + x.powi(n) }"
    ));
}

#[test]
fn several_values_and_calls() {
    insta::assert_snapshot!(pretty(
        "",
        "fn arm(a: f64, b: f64) -> (f64, f64) { let (s, c) = (a + b).sin_cos(); (length(a.cos(), c), a.sin() + s) }"
    ));
}

#[test]
fn errors_leave_stubs() {
    insta::assert_snapshot!(pretty("order = 2", "pub fn f(x: f64) -> f64 { x ^ 2 }"));
}

#[test]
fn a_sum_over_neighbours() {
    insta::assert_snapshot!(pretty(
        "",
        "fn rosenbrock(x: &[f64]) -> f64 {
            let mut sum = 0.0;
            for i in 0..x.len() - 1 {
                sum += 100.0 * (x[i + 1] - x[i].powi(2)).powi(2) + (1.0 - x[i]).powi(2);
            }
            sum
        }"
    ));
}

#[test]
fn a_layer_of_neurons() {
    insta::assert_snapshot!(pretty(
        "wrt(weights)",
        "fn layer<const N: usize>(weights: &[[f64; N]], inputs: &[f64; N]) -> f64 {
            weights.iter().map(|row| row.iter().zip(inputs).map(|(w, x)| w * x).sum::<f64>().tanh()).sum()
        }"
    ));
}

#[test]
fn a_recurrence() {
    insta::assert_snapshot!(pretty(
        "",
        "fn logistic(start: f64, rate: f64, steps: usize) -> f64 {
            let mut x = start;
            for _ in 0..steps {
                x = rate * x * (1.0 - x);
            }
            x
        }"
    ));
}

#[test]
fn a_loop_that_is_left() {
    insta::assert_snapshot!(pretty(
        "",
        "fn root(a: f64) -> f64 {
            let mut x = a;
            while (x * x - a).abs() > 1e-12 {
                x = 0.5 * (x + a / x);
            }
            x
        }"
    ));
}

#[test]
fn a_running_maximum() {
    insta::assert_snapshot!(pretty(
        "",
        "fn largest(x: &[f64]) -> f64 {
            x.iter().copied().fold(f64::NEG_INFINITY, f64::max)
        }"
    ));
}
