//! The emitted code of a handful of functions, for people to review.

use expect_test::{ExpectFile, expect_file};

use super::expand;

/// `UPDATE_EXPECT=1 cargo test -p chainrule-macros` writes what is emitted now into the files.
fn matches(file: ExpectFile, (options, function): (&str, &str)) {
    let tokens = expand(options, function);
    file.assert_eq(&prettyplease::unparse(&syn::parse2(tokens).expect("what is emitted is Rust")));
}

#[test]
fn the_lesson() {
    matches(
        expect_file!["snapshots/chainrule_macros__tests__snapshots__the_lesson.snap"],
        ("", "pub fn f(x1: f64, x2: f64) -> f64 { ((2.0 * x1 + x2).powi(2) + 3.0 * x2.powi(2)).powi(3) }"),
    );
}

#[test]
fn a_network_of_five_weights() {
    matches(
        expect_file!["snapshots/chainrule_macros__tests__snapshots__a_network_of_five_weights.snap"],
        (
            "wrt(w1, w2, w3, w4, w5)",
            "fn error(w1: f64, w2: f64, w3: f64, w4: f64, w5: f64, x1: f64, x2: f64, target: f64) -> f64 {
            let h1 = (x1 + w1 * x2).powi(2);
            let h2 = w2 * x1 * x2;
            let y_pred = w3 * h1 + w4 * h2 + w5;
            (y_pred - target).powi(2)
        }",
        ),
    );
}

#[test]
fn kinks_and_shadowing() {
    matches(
        expect_file!["snapshots/chainrule_macros__tests__snapshots__kinks_and_shadowing.snap"],
        (
            "order = 2",
            "fn f(x: f32, n: i32) -> f32 { let y = x.abs().max(0.5); let y = y * n as f32; y.tanh() + x.powi(n) }",
        ),
    );
}

#[test]
fn several_values_and_calls() {
    matches(
        expect_file!["snapshots/chainrule_macros__tests__snapshots__several_values_and_calls.snap"],
        (
            "",
            "fn arm(a: f64, b: f64) -> (f64, f64) { let (s, c) = (a + b).sin_cos(); (length(a.cos(), c), a.sin() + s) }",
        ),
    );
}

#[test]
fn a_loss_in_lanes() {
    matches(
        expect_file!["snapshots/chainrule_macros__tests__snapshots__a_loss_in_lanes.snap"],
        (
            "wrt(a, b)",
            "fn loss(a: f64, b: f64, xs: &[f64], ys: &[f64]) -> f64 {
            let mut sum = 0.0;
            for (x, y) in xs.iter().zip(ys) {
                sum += (a * x + b - y).powi(2);
            }
            sum
        }",
        ),
    );
}

#[test]
fn errors_leave_stubs() {
    matches(
        expect_file!["snapshots/chainrule_macros__tests__snapshots__errors_leave_stubs.snap"],
        ("order = 2", "pub fn f(x: f64) -> f64 { x ^ 2 }"),
    );
}

#[test]
fn a_sum_over_neighbours() {
    matches(
        expect_file!["snapshots/chainrule_macros__tests__snapshots__a_sum_over_neighbours.snap"],
        (
            "",
            "fn rosenbrock(x: &[f64]) -> f64 {
            let mut sum = 0.0;
            for i in 0..x.len() - 1 {
                sum += 100.0 * (x[i + 1] - x[i].powi(2)).powi(2) + (1.0 - x[i]).powi(2);
            }
            sum
        }",
        ),
    );
}

#[test]
fn a_layer_of_neurons() {
    matches(
        expect_file!["snapshots/chainrule_macros__tests__snapshots__a_layer_of_neurons.snap"],
        (
            "wrt(weights)",
            "fn layer<const N: usize>(weights: &[[f64; N]], inputs: &[f64; N]) -> f64 {
            weights.iter().map(|row| row.iter().zip(inputs).map(|(w, x)| w * x).sum::<f64>().tanh()).sum()
        }",
        ),
    );
}

#[test]
fn a_recurrence() {
    matches(
        expect_file!["snapshots/chainrule_macros__tests__snapshots__a_recurrence.snap"],
        (
            "",
            "fn logistic(start: f64, rate: f64, steps: usize) -> f64 {
            let mut x = start;
            for _ in 0..steps {
                x = rate * x * (1.0 - x);
            }
            x
        }",
        ),
    );
}

#[test]
fn a_loop_that_is_left() {
    matches(
        expect_file!["snapshots/chainrule_macros__tests__snapshots__a_loop_that_is_left.snap"],
        (
            "",
            "fn root(a: f64) -> f64 {
            let mut x = a;
            while (x * x - a).abs() > 1e-12 {
                x = 0.5 * (x + a / x);
            }
            x
        }",
        ),
    );
}

#[test]
fn a_running_maximum() {
    matches(
        expect_file!["snapshots/chainrule_macros__tests__snapshots__a_running_maximum.snap"],
        (
            "",
            "fn largest(x: &[f64]) -> f64 {
            x.iter().copied().fold(f64::NEG_INFINITY, f64::max)
        }",
        ),
    );
}
