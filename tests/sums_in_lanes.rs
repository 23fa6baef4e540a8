//! Loops that add up slopes in lanes: the value keeps its bits, the gradient is right for every number of iterations, and nothing leaks.
//!
//! Most data are small integers, so that every sum is exact in whatever order, and integers say what is right.

#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::explicit_iter_loop,
    clippy::ptr_arg,
    clippy::trivially_copy_pass_by_ref,
    reason = "small integers become floats and come back, and every form is written as users write it"
)]

use chainrule::differentiate;

/// Around every length at which something begins or ends: none, a block of 16, the least number of iterations for lanes, more blocks.
const LENGTHS: [usize; 17] = [0, 1, 2, 7, 15, 16, 17, 31, 32, 33, 47, 48, 49, 63, 64, 65, 1000];

/// Integers between −3 and 3, another sequence for each seed.
fn integers(seed: u64, length: usize) -> Vec<i64> {
    numbers(seed, length).into_iter().map(|number| (number * 3.49).round() as i64).collect()
}

fn floats(integers: &[i64]) -> Vec<f64> {
    integers.iter().map(|&integer| integer as f64).collect()
}

/// Numbers between −1 and 1.
fn numbers(seed: u64, length: usize) -> Vec<f64> {
    let mut state = seed;
    let mut next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 11) as f64 / (1_u64 << 53) as f64 * 2.0 - 1.0
    };
    (0..length).map(|_| next()).collect()
}

/// What a sum is nearly, whatever its length: each addition leaves its rounding behind, which is added in the end.
fn exact(terms: impl Iterator<Item = f64>) -> f64 {
    let (mut sum, mut rest) = (0.0_f64, 0.0);
    for term in terms {
        let next = sum + term;
        rest += if sum.abs() >= term.abs() { sum - next + term } else { term - next + sum };
        sum = next;
    }
    sum + rest
}

#[differentiate(wrt(w))]
fn network(w: &[f64; 5], x1: &[f64], x2: &[f64], targets: &[f64]) -> f64 {
    let mut sum = 0.0;
    for ((x1, x2), target) in x1.iter().zip(x2).zip(targets) {
        let h1 = (x1 + w[0] * x2).powi(2);
        let h2 = w[1] * x1 * x2;
        let y = w[2] * h1 + w[3] * h2 + w[4];
        sum += (y - target).powi(2);
    }
    sum
}

fn network_in_integers(w: [i64; 5], examples: impl Iterator<Item = [i64; 3]>) -> [i64; 5] {
    let mut gradient = [0; 5];
    for [x1, x2, target] in examples {
        let t = x1 + w[0] * x2;
        let h2 = w[1] * x1 * x2;
        let e = w[2] * t * t + w[3] * h2 + w[4] - target;
        let own = [2 * e * w[2] * 2 * t * x2, 2 * e * w[3] * x1 * x2, 2 * e * t * t, 2 * e * h2, 2 * e];
        gradient.iter_mut().zip(own).for_each(|(sum, term)| *sum += term);
    }
    gradient
}

#[test]
fn a_network_over_many_examples() {
    for length in LENGTHS {
        let [a, b, c] = [1, 2, 3].map(|seed| integers(seed, length));
        let expected = network_in_integers([1, -2, 3, 1, 2], (0..length).map(|i| [a[i], b[i], c[i]]));
        let (x1, x2, targets) = (floats(&a), floats(&b), floats(&c));
        let w = [1.0, -2.0, 3.0, 1.0, 2.0];
        let (value, gradient) = network::value_and_gradient(&w, &x1, &x2, &targets);
        assert_eq!(value.to_bits(), network(&w, &x1, &x2, &targets).to_bits());
        assert_eq!(gradient, expected.map(|slope| slope as f64), "{length} examples");
    }
}

#[test]
fn the_value_keeps_its_bits_and_the_gradient_its_digits() {
    for length in LENGTHS {
        let [x1, x2, targets] = [4, 5, 6].map(|seed| numbers(seed, length));
        let w = [0.3, -0.7, 1.1, 0.5, 0.2];
        let (value, gradient) = network::value_and_gradient(&w, &x1, &x2, &targets);
        assert_eq!(value.to_bits(), network(&w, &x1, &x2, &targets).to_bits());
        let terms = |position: usize| {
            (0..length).map(move |i| (x1_of(i, 4), x1_of(i, 5), x1_of(i, 6))).map(move |(x1, x2, target)| {
                let t = x1 + w[0] * x2;
                let h2 = w[1] * x1 * x2;
                let e = w[2] * t * t + w[3] * h2 + w[4] - target;
                [4.0 * e * w[2] * t * x2, 2.0 * e * w[3] * x1 * x2, 2.0 * e * t * t, 2.0 * e * h2, 2.0 * e]
                    [position]
            })
        };
        for (position, slope) in gradient.into_iter().enumerate() {
            let size = exact(terms(position).map(f64::abs));
            assert!(
                (slope - exact(terms(position))).abs() <= 1e-14 * size,
                "{length} examples, slope {position}"
            );
        }
    }
}

fn x1_of(place: usize, seed: u64) -> f64 {
    numbers(seed, place + 1)[place]
}

#[differentiate(wrt(a, b))]
fn in_the_documented_order(a: f64, b: f64, xs: &[f64]) -> f64 {
    let mut sum = 0.0;
    for x in xs.iter() {
        sum += a * x + b * (x * x);
    }
    sum
}

#[test]
fn the_order_of_the_additions_is_fixed() {
    for length in LENGTHS {
        let xs = numbers(7, length);
        let gradient = in_the_documented_order::gradient(2.0, 3.0, &xs);
        let expected: [f64; 2] = [|x: f64| x, |x: f64| x * x].map(|term| {
            if length < 32 {
                return xs.iter().fold(0.0, |sum, &x| sum + term(x));
            }
            let mut lanes = [0.0; 16];
            for (place, &x) in xs.iter().enumerate() {
                lanes[place % 16] += term(x);
            }
            for count in [8, 4, 2, 1] {
                for lane in 0..count {
                    lanes[lane] += lanes[lane + count];
                }
            }
            lanes[0]
        });
        assert_eq!(gradient.map(f64::to_bits), expected.map(f64::to_bits), "{length} numbers");
    }
}

#[differentiate(wrt(w))]
fn rectified(w: &[f64], x1: &[f64], x2: &[f64], targets: &[f64]) -> f64 {
    let mut total = 0.0;
    for i in 0..targets.len() {
        let h = (w[0] * x1[i] + w[1] * x2[i] + w[2]).max(0.0);
        total += (h * w[3] + w[4] - targets[i]).powi(2);
    }
    total
}

#[test]
fn what_is_not_taken_does_not_leak() {
    for length in [32, 33, 48, 1000] {
        let [a, b, c] = [8, 9, 10].map(|seed| integers(seed, length));
        let (mut x1, x2, targets) = (floats(&a), floats(&b), floats(&c));
        let w = [1.0, -2.0, 1.0, 3.0, 2.0];
        // Its neuron is off, so that it counts for the last weight alone.
        x1[17] = f64::NEG_INFINITY;
        let mut expected = [0_i64; 5];
        for i in 0..length {
            let before = a[i] - 2 * b[i] + 1;
            let h = if i == 17 { 0 } else { before.max(0) };
            let e = 3 * h + 2 - c[i];
            let through = if h > 0 { 2 * e * 3 } else { 0 };
            let own = [through * a[i], through * b[i], through, 2 * e * h, 2 * e];
            expected.iter_mut().zip(own).for_each(|(sum, term)| *sum += term);
        }
        let (value, gradient) = rectified::value_and_gradient(&w, &x1, &x2, &targets);
        assert_eq!(value.to_bits(), rectified(&w, &x1, &x2, &targets).to_bits());
        assert_eq!(gradient, expected.map(|slope| slope as f64));
    }
}

#[test]
fn what_is_not_finite_arrives() {
    let [x1, x2, mut targets] = [11, 12, 13].map(|seed| floats(&integers(seed, 40)));
    targets[39] = f64::INFINITY;
    let gradient = network::gradient(&[1.0, 0.0, 1.0, 1.0, 1.0], &x1, &x2, &targets);
    assert_eq!(gradient[4], f64::NEG_INFINITY);
    targets[39] = f64::NAN;
    let (value, gradient) = network::value_and_gradient(&[1.0, 1.0, 1.0, 1.0, 1.0], &x1, &x2, &targets);
    assert!(value.is_nan() && gradient.iter().all(|slope| slope.is_nan()));
}

#[test]
fn cotangents_and_weights_of_every_size() {
    let length = 50;
    let [a, b, c] = [1, 2, 3].map(|seed| integers(seed, length));
    let (x1, x2, targets) = (floats(&a), floats(&b), floats(&c));
    for weight in [1, 0, -3] {
        let w = [1, 1, weight, weight, 2];
        let slopes = network_in_integers(w, (0..length).map(|i| [a[i], b[i], c[i]]));
        for cotangent in [1.0, 0.0, -0.5, 2_f64.powi(400), 2_f64.powi(-900), 2_f64.powi(-1060)] {
            let (_, gradient) = network::vjp(&w.map(|w| w as f64), &x1, &x2, &targets, cotangent);
            assert_eq!(gradient, slopes.map(|slope| slope as f64 * cotangent), "times {cotangent:e}");
        }
    }
}

/// The same in every form in which lists are gone through.
mod forms {
    use chainrule::differentiate;

    #[differentiate(wrt(a, b))]
    pub(crate) fn by_index(a: f64, b: f64, xs: &[f64], ys: &[f64]) -> f64 {
        let mut sum = 0.0;
        for i in 0..xs.len() {
            sum += (a * xs[i] + b - ys[i]).powi(2);
        }
        sum
    }

    #[differentiate(wrt(a, b))]
    pub(crate) fn by_iterator(a: f64, b: f64, xs: &[f64], ys: &[f64]) -> f64 {
        xs.iter().zip(ys).map(|(x, y)| (a * x + b - y).powi(2)).sum()
    }

    #[differentiate(wrt(a, b))]
    pub(crate) fn by_copies(a: f64, b: f64, xs: &[f64], ys: &[f64]) -> f64 {
        let mut sum = 0.0;
        for (x, &y) in xs.iter().copied().zip(ys) {
            sum += (a * x + b - y).powi(2);
        }
        sum
    }

    #[differentiate(wrt(a, b))]
    pub(crate) fn by_vector(a: &f64, b: &f64, xs: &Vec<f64>, ys: Vec<f64>) -> f64 {
        let mut sum = 0.0;
        for (x, y) in xs.iter().zip(&ys) {
            sum += (a * x + b - y).powi(2);
        }
        sum
    }

    #[differentiate(wrt(a, b))]
    pub(crate) fn by_number(a: f64, b: f64, xs: &[f64], ys: &[f64]) -> f64 {
        let mut sum = 0.0;
        for (i, x) in xs.iter().enumerate() {
            sum += (a * x + b - ys[i]).powi(2);
        }
        sum
    }

    #[differentiate(wrt(a, b))]
    pub(crate) fn by_rows(a: f64, b: f64, rows: &[[f64; 2]]) -> f64 {
        let mut sum = 0.0;
        for row in rows {
            sum += (a * row[0] + b - row[1]).powi(2);
        }
        sum
    }

    #[differentiate(wrt(a, b))]
    pub(crate) fn by_parts(a: f64, b: f64, rows: &[[f64; 2]]) -> f64 {
        let mut sum = 0.0;
        for &[x, y] in rows {
            sum += (a * x + b - y).powi(2);
        }
        sum
    }

    #[differentiate(wrt(a, b))]
    pub(crate) fn by_pairs(a: f64, b: f64, pairs: &[(f64, f64)]) -> f64 {
        let mut sum = 0.0;
        for (x, y) in pairs {
            sum += (a * x + b - y).powi(2);
        }
        sum
    }

    #[differentiate(wrt(a, b))]
    pub(crate) fn by_rows_of_an_index(a: f64, b: f64, rows: &[[f64; 2]]) -> f64 {
        let mut sum = 0.0;
        for i in 0..rows.len() {
            let error = a * rows[i][0] + b - rows[i][1];
            sum += error * error;
        }
        sum
    }

    #[differentiate(wrt(a, b))]
    pub(crate) fn in_two_steps(a: f64, b: f64, xs: &[f64], ys: &[f64]) -> f64 {
        let mut sum = 0.0;
        for (x, y) in xs.iter().zip(ys) {
            let error = a * x + b - y;
            sum += error * error * 2.0;
            sum -= error * error;
        }
        sum
    }

    #[differentiate(wrt(line))]
    pub(crate) fn by_slice(line: &[f64], xs: &[f64], ys: &[f64]) -> f64 {
        let mut sum = 0.0;
        for (x, y) in xs.iter().zip(ys) {
            sum += (line[0] * x + line[1] - y).powi(2);
        }
        sum
    }

    #[differentiate(wrt(a, b))]
    pub(crate) fn generic<T: chainrule::Float>(a: T, b: T, xs: &[T], ys: &[T]) -> T {
        let mut sum = T::ZERO;
        for (&x, &y) in xs.iter().zip(ys) {
            sum += (a * x + b - y).powi(2);
        }
        sum
    }

    #[differentiate(wrt(a, b))]
    pub(crate) fn single(a: f32, b: f32, xs: &[f32], ys: &[f32]) -> f32 {
        let mut sum = 0.0;
        for (x, y) in xs.iter().zip(ys) {
            sum += (a * x + b - y).powi(2);
        }
        sum
    }
}

#[test]
fn lists_in_every_form() {
    for length in LENGTHS {
        let [a, b] = [14, 15].map(|seed| integers(seed, length));
        let mut expected = [0; 2];
        for (x, y) in a.iter().zip(&b) {
            let error = 2 * x + 1 - y;
            expected[0] += 2 * error * x;
            expected[1] += 2 * error;
        }
        let expected = expected.map(|slope| slope as f64);
        let (xs, ys) = (floats(&a), floats(&b));
        let rows: Vec<[f64; 2]> = xs.iter().zip(&ys).map(|(&x, &y)| [x, y]).collect();
        assert_eq!(forms::by_index::gradient(2.0, 1.0, &xs, &ys), expected);
        assert_eq!(forms::by_iterator::gradient(2.0, 1.0, &xs, &ys), expected);
        assert_eq!(forms::by_copies::gradient(2.0, 1.0, &xs, &ys), expected);
        assert_eq!(forms::by_vector::gradient(&2.0, &1.0, &xs, ys.clone()), expected);
        assert_eq!(forms::by_number::gradient(2.0, 1.0, &xs, &ys), expected);
        assert_eq!(forms::by_rows::gradient(2.0, 1.0, &rows), expected);
        assert_eq!(forms::by_parts::gradient(2.0, 1.0, &rows), expected);
        let pairs: Vec<(f64, f64)> = rows.iter().map(|&[x, y]| (x, y)).collect();
        assert_eq!(forms::by_pairs::gradient(2.0, 1.0, &pairs), expected);
        assert_eq!(forms::by_rows_of_an_index::gradient(2.0, 1.0, &rows), expected);
        assert_eq!(forms::in_two_steps::gradient(2.0, 1.0, &xs, &ys), expected);
        assert_eq!(forms::by_slice::gradient(&[2.0, 1.0], &xs, &ys), expected);
        assert_eq!(forms::generic::gradient(2.0, 1.0, &xs, &ys), expected);
        let (xs, ys): (Vec<f32>, Vec<f32>) =
            (a.iter().map(|&x| x as f32).collect(), b.iter().map(|&y| y as f32).collect());
        assert_eq!(forms::single::gradient(2.0, 1.0, &xs, &ys), expected.map(|slope| slope as f32));
        let (value, _) = forms::in_two_steps::value_and_gradient(0.3, 0.7, &floats(&a), &floats(&b));
        assert_eq!(value.to_bits(), forms::in_two_steps(0.3, 0.7, &floats(&a), &floats(&b)).to_bits());
    }
}

#[test]
fn lists_of_other_lengths() {
    let [xs, ys] = [16, 17].map(|seed| floats(&integers(seed, 100)));
    for length in [0, 10, 31, 32, 40, 99] {
        let expected = forms::by_iterator::gradient(2.0, 1.0, &xs[..length], &ys[..length]);
        assert_eq!(forms::by_iterator::gradient(2.0, 1.0, &xs, &ys[..length]), expected);
        assert_eq!(forms::by_iterator::gradient(2.0, 1.0, &xs[..length], &ys), expected);
        assert_eq!(forms::by_index::gradient(2.0, 1.0, &xs[..length], &ys), expected);
    }
}

#[test]
#[should_panic(expected = "out of range")]
fn a_list_that_is_too_short() {
    forms::by_index::gradient(2.0, 1.0, &[1.0; 100], &[1.0; 99]);
}

#[differentiate(wrt(a, b))]
fn from_somewhere(a: f64, b: f64, from: usize, xs: &[f64], ys: &[f64]) -> f64 {
    let mut sum = 0.0;
    for i in from..xs.len() {
        sum += (a * xs[i] + b * i as f64 - ys[i]).powi(2);
    }
    sum
}

#[test]
fn loops_that_begin_later() {
    for length in LENGTHS {
        let [a, b] = [18, 19].map(|seed| integers(seed, length));
        for from in [0, 1, 5, 16, 70, 999] {
            let mut expected = [0; 2];
            for i in from..length {
                let error = 2 * a[i] + i as i64 - b[i];
                expected[0] += 2 * error * a[i];
                expected[1] += 2 * error * i as i64;
            }
            let gradient = from_somewhere::gradient(2.0, 1.0, from, &floats(&a), &floats(&b));
            assert_eq!(gradient, expected.map(|slope| slope as f64), "{from}..{length}");
        }
    }
}

#[differentiate(wrt(a, b))]
fn only_where_there(a: f64, b: f64, xs: &[f64], ys: &[f64]) -> f64 {
    let mut sum = 0.0;
    for i in 0..xs.len() {
        let y = if i < ys.len() { ys[i] } else { 1.0 };
        sum += (a * xs[i] + b - y).powi(2);
    }
    sum
}

#[test]
fn elements_that_only_some_iterations_look_at() {
    let [a, b] = [20, 21].map(|seed| integers(seed, 100));
    let mut expected = [0; 2];
    for i in 0..100 {
        let error = 2 * a[i] + 1 - if i < 40 { b[i] } else { 1 };
        expected[0] += 2 * error * a[i];
        expected[1] += 2 * error;
    }
    let gradient = only_where_there::gradient(2.0, 1.0, &floats(&a), &floats(&b[..40]));
    assert_eq!(gradient, expected.map(|slope| slope as f64));
}

#[differentiate(wrt(a, b), order = 2)]
fn of_second_order(a: f64, b: f64, xs: &[f64], ys: &[f64]) -> f64 {
    let mut sum = 0.0;
    for (x, y) in xs.iter().zip(ys) {
        sum += (a * x + b - y).powi(2) * a;
    }
    sum
}

#[test]
fn forwards_and_second_derivatives() {
    for length in LENGTHS {
        let [p, q] = [22, 23].map(|seed| integers(seed, length));
        let (mut gradient, mut hessian) = ([0; 2], [[0; 2]; 2]);
        for (x, y) in p.iter().zip(&q) {
            let error = 2 * x + 1 - y;
            gradient[0] += 2 * (2 * error * x) + error * error;
            gradient[1] += 2 * (2 * error);
            hessian[0][0] += 2 * (2 * x * x) + 2 * (2 * error * x);
            hessian[0][1] += 2 * (2 * x) + 2 * error;
            hessian[1][1] += 4;
        }
        hessian[1][0] = hessian[0][1];
        let (xs, ys) = (floats(&p), floats(&q));
        assert_eq!(of_second_order::gradient(2.0, 1.0, &xs, &ys), gradient.map(|slope| slope as f64));
        let along = of_second_order::jvp(2.0, 1.0, &xs, &ys, [1.0, -2.0]).1;
        assert_eq!(along, (gradient[0] - 2 * gradient[1]) as f64);
        assert_eq!(
            of_second_order::hessian(2.0, 1.0, &xs, &ys),
            hessian.map(|row| row.map(|slope| slope as f64))
        );
    }
}

/// A loss whose mean is taken, so that what goes back is known behind the loop alone.
#[differentiate(wrt(a, b))]
fn root_of_the_mean(a: f64, b: f64, xs: &[f64], ys: &[f64]) -> f64 {
    let mut sum = 0.0;
    for (x, y) in xs.iter().zip(ys) {
        sum += (a * x + b - y).powi(2);
    }
    (sum / xs.len() as f64).sqrt()
}

#[test]
fn what_goes_back_is_known_behind_the_loop() {
    for length in [1, 16, 32, 33, 1000] {
        let [p, q] = [24, 25].map(|seed| integers(seed, length));
        let errors: Vec<f64> = p.iter().zip(&q).map(|(x, y)| (2 * x + 1 - y) as f64).collect();
        let root = (errors.iter().map(|error| error * error).sum::<f64>() / length as f64).sqrt();
        let by_a: f64 =
            errors.iter().zip(&p).map(|(error, &x)| error * x as f64).sum::<f64>() / length as f64 / root;
        let by_b = errors.iter().sum::<f64>() / length as f64 / root;
        let gradient = root_of_the_mean::gradient(2.0, 1.0, &floats(&p), &floats(&q));
        for (slope, expected) in gradient.into_iter().zip([by_a, by_b]) {
            assert!((slope - expected).abs() <= 1e-14 * (1.0 + expected.abs()), "{slope} for {expected}");
        }
    }
}

/// What is added on conditions, in one step or several.
mod conditions {
    use chainrule::differentiate;

    #[differentiate(wrt(a, b))]
    pub(crate) fn only_above(a: f64, b: f64, xs: &[f64], ys: &[f64]) -> f64 {
        let mut sum = -0.0;
        for (x, y) in xs.iter().zip(ys) {
            let error = a * x + b - y;
            if error > 0.0 {
                sum += error * error;
            }
        }
        sum
    }

    #[differentiate(wrt(a, b))]
    pub(crate) fn on_either_side(a: f64, b: f64, xs: &[f64], ys: &[f64]) -> f64 {
        let mut sum = 0.0;
        for (x, y) in xs.iter().zip(ys) {
            let error = a * x + b - y;
            if error > 0.0 {
                sum += error * error;
            } else {
                sum -= 2.0 * error;
            }
            sum += b;
        }
        sum
    }

    #[differentiate(wrt(a, b))]
    pub(crate) fn filtered(a: f64, b: f64, xs: &[f64], ys: &[f64]) -> f64 {
        xs.iter().zip(ys).filter(|(x, _)| **x > 0.0).map(|(x, y)| (a * x + b - y).powi(2)).sum()
    }

    #[differentiate(wrt(a, b))]
    pub(crate) fn as_long_as_there_are(a: f64, b: f64, xs: &[f64], ys: &[f64]) -> f64 {
        let mut sum = 0.0;
        for i in 0..xs.len() {
            if i < ys.len() {
                sum += a * xs[i] * ys[i];
            }
            sum += b * xs[i];
        }
        sum
    }

    #[differentiate(wrt(a))]
    pub(crate) fn by_the_one_before(a: f64, xs: &[f64]) -> f64 {
        let mut sum = 0.0;
        for i in 0..xs.len() {
            if i > 0 {
                sum += a * xs[i] * (i - 1) as f64;
            }
        }
        sum
    }

    #[differentiate(wrt(a))]
    pub(crate) fn where_it_is_finite(a: f64, xs: &[f64]) -> f64 {
        let mut sum = 0.0;
        for x in xs {
            if *x != 0.0 {
                sum += a * a / x;
            }
        }
        sum
    }
}

/// Weights of one side of a branch alone, in an array and in a slice that may be too short for that.
mod sides {
    use chainrule::differentiate;

    #[differentiate(wrt(w))]
    pub(crate) fn of_an_array(w: &[f64; 4], xs: &[f64], ys: &[f64]) -> f64 {
        let mut sum = 0.0;
        for (x, y) in xs.iter().zip(ys) {
            let z = w[0] * x + w[1];
            let h = if z > 0.0 { w[3] * z } else { w[2] * z };
            sum += (h - y) * (h - y);
        }
        sum
    }

    #[differentiate(wrt(w))]
    pub(crate) fn of_a_slice(w: &[f64], xs: &[f64], ys: &[f64]) -> f64 {
        let mut sum = 0.0;
        for (x, y) in xs.iter().zip(ys) {
            let z = w[0] * x + w[1];
            let h = if z > -1e9 { w[3] * z } else { w[4] * z };
            sum += (h - y) * (h - y);
        }
        sum
    }
}

#[test]
fn weights_of_one_side() {
    for length in LENGTHS {
        let [p, q] = [28, 29].map(|seed| integers(seed, length));
        let (xs, ys) = (floats(&p), floats(&q));
        let (mut by_side, mut by_one) = ([0; 4], [0; 4]);
        for (x, y) in p.iter().zip(&q) {
            let z = 2 * x + 1;
            for (above, sums) in [(z > 0, &mut by_side), (true, &mut by_one)] {
                let factor = if above { 3 } else { -2 };
                let error = factor * z - y;
                let own = [2 * error * factor * x, 2 * error * factor];
                sums.iter_mut().zip(own).for_each(|(sum, term)| *sum += term);
                sums[if above { 3 } else { 2 }] += 2 * error * z;
            }
        }
        let w = [2.0, 1.0, -2.0, 3.0];
        let (value, slopes) = sides::of_an_array::value_and_gradient(&w, &xs, &ys);
        assert_eq!(value.to_bits(), sides::of_an_array(&w, &xs, &ys).to_bits());
        assert_eq!(slopes, by_side.map(|slope| slope as f64));
        assert_eq!(sides::of_a_slice::gradient(&w, &xs, &ys), by_one.map(|slope| slope as f64));
    }
}

#[test]
fn additions_on_conditions() {
    for length in LENGTHS {
        let [p, q] = [26, 27].map(|seed| integers(seed, length));
        let (xs, ys) = (floats(&p), floats(&q));
        let (mut above, mut either, mut filtered) = ([0; 2], [0; 2], [0; 2]);
        for (&x, y) in p.iter().zip(&q) {
            let error = 2 * x + 1 - y;
            let own = [2 * error * x, 2 * error];
            if error > 0 {
                above.iter_mut().zip(own).for_each(|(sum, term)| *sum += term);
            }
            let side = if error > 0 { own } else { [-2 * x, -2] };
            either.iter_mut().zip(side).for_each(|(sum, term)| *sum += term);
            either[1] += 1;
            if x > 0 {
                filtered.iter_mut().zip(own).for_each(|(sum, term)| *sum += term);
            }
        }
        let as_floats = |slopes: [i64; 2]| slopes.map(|slope| slope as f64);
        assert_eq!(conditions::only_above::gradient(2.0, 1.0, &xs, &ys), as_floats(above));
        assert_eq!(conditions::on_either_side::gradient(2.0, 1.0, &xs, &ys), as_floats(either));
        assert_eq!(conditions::filtered::gradient(2.0, 1.0, &xs, &ys), as_floats(filtered));
        for (a, b) in [(0.3, 0.7), (0.0, -9.0), (-1.7, 1e-3)] {
            for (value, (expected, _)) in [
                (
                    conditions::only_above(a, b, &xs, &ys),
                    conditions::only_above::value_and_gradient(a, b, &xs, &ys),
                ),
                (
                    conditions::on_either_side(a, b, &xs, &ys),
                    conditions::on_either_side::value_and_gradient(a, b, &xs, &ys),
                ),
                (
                    conditions::filtered(a, b, &xs, &ys),
                    conditions::filtered::value_and_gradient(a, b, &xs, &ys),
                ),
            ] {
                assert_eq!(value.to_bits(), expected.to_bits());
            }
        }
        let few = length / 2;
        let by_few: i64 = p.iter().zip(&q[..few]).map(|(x, y)| x * y).sum();
        let slopes = conditions::as_long_as_there_are::gradient(2.0, 1.0, &xs, &ys[..few]);
        assert_eq!(slopes, as_floats([by_few, p.iter().sum()]));
        let expected: i64 = p.iter().zip(0..).skip(1).map(|(x, i)| x * (i - 1)).sum();
        assert_eq!(conditions::by_the_one_before::gradient(2.0, &xs), expected as f64);
        let inverses: Vec<f64> =
            p.iter().map(|&x| [0.0, 1.0, 0.5, 0.25][usize::try_from(x.abs()).unwrap()]).collect();
        let expected: f64 = inverses.iter().filter(|x| **x != 0.0).map(|x| 4.0 / x).sum();
        assert_eq!(conditions::where_it_is_finite::gradient(2.0, &inverses), expected);
    }
}
