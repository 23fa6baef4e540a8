//! Vectors that loops use as scratch: those of each iteration, and those that are declared once and overwritten.

use chainrule::differentiate;

use crate::check::check;

/// Overwritten in each iteration before it is read.
#[test]
fn overwritten() {
    #[differentiate]
    fn f(x: &[f64], steps: usize) -> f64 {
        let n = x.len();
        let mut scratch = vec![0.0; n];
        let mut sum = 0.0;
        for s in 0..steps {
            for i in 0..n {
                scratch[i] = x[i] * (s + 1) as f64;
            }
            for i in 0..n {
                sum += scratch[i] * scratch[n - 1 - i];
            }
        }
        sum
    }

    // (1 + 4)·2·x₀·x₁
    check!(f(&[3.0, 2.0], 2), 60.0, [20.0, 30.0]);
}

/// Read before it is overwritten: what the iteration before left counts.
#[test]
fn read_first() {
    #[differentiate]
    fn f(x: &[f64], steps: usize) -> f64 {
        let n = x.len();
        let mut last = vec![0.0; n];
        let mut sum = 0.0;
        for s in 0..steps {
            for i in 0..n {
                sum += last[i] * x[i];
            }
            for i in 0..n {
                last[i] = x[i] * (s + 1) as f64;
            }
        }
        sum
    }

    // x₀² + x₁² + 2·(x₀² + x₁²)
    check!(f(&[1.0, 2.0], 3), 15.0, [6.0, 12.0]);
}

/// Not all of it is overwritten, or not in each iteration.
#[test]
fn not_all_of_it() {
    #[differentiate]
    fn f(x: &[f64], steps: usize) -> f64 {
        let n = x.len();
        let mut last = vec![0.0; n];
        let mut sum = 0.0;
        for s in 0..steps {
            for i in 0..n - 1 {
                last[i] = x[i] * (s + 1) as f64;
            }
            for i in 0..n {
                sum += last[i] * last[i];
            }
            last[n - 1] = x[n - 1];
        }
        sum
    }
    #[differentiate]
    fn g(x: &[f64], steps: usize) -> f64 {
        let n = x.len();
        let mut last = vec![0.0; n];
        let mut sum = 0.0;
        for s in 0..steps {
            for i in 0..n {
                if s % 2 == 0 {
                    last[i] = x[i] * (s + 1) as f64;
                }
            }
            for i in 0..n {
                sum += last[i];
            }
        }
        sum
    }

    // x₀² + 4·x₀² + x₁²
    check!(f(&[1.0, 2.0], 2), 9.0, [10.0, 4.0]);
    check!(g(&[1.0, 2.0], 2), 6.0, [2.0, 2.0]);
}

/// What the last iteration left is used, or returned.
#[test]
fn used_behind() {
    #[differentiate]
    fn f(x: &[f64], steps: usize) -> f64 {
        let n = x.len();
        let mut v = vec![0.0; n];
        let mut sum = 0.0;
        for s in 0..steps {
            for i in 0..n {
                v[i] = x[i] * (s + 1) as f64;
            }
            for i in 0..n {
                sum += v[i];
            }
        }
        sum + v[0] * v[0]
    }
    #[differentiate]
    fn g(x: &[f64], steps: usize) -> Vec<f64> {
        let n = x.len();
        let mut v = vec![0.0; n];
        let mut sum = 0.0;
        for _ in 0..steps {
            for i in 0..n {
                v[i] = x[i] * x[i] + sum;
            }
            for i in 0..n {
                sum += v[i];
            }
        }
        v
    }

    check!(f(&[1.0, 3.0], 2), 12.0 + 4.0, [3.0 + 8.0, 3.0]);
    // The sum of the first iteration is x₀² + x₁².
    assert_eq!(g(&[1.0, 3.0], 2), [11.0, 19.0]);
    let (value, gradient) = g::vjp(&[1.0, 3.0], 2, vec![1.0, 10.0]);
    assert_eq!(value, [11.0, 19.0]);
    assert_eq!(gradient, [2.0 * 12.0, 6.0 * 21.0]);
}

/// Of other lengths in each iteration, and a vector of each iteration in one of them.
#[test]
fn of_other_lengths() {
    #[differentiate]
    fn f(x: &[f64]) -> f64 {
        let mut sum = 0.0;
        for n in 1..x.len() + 1 {
            let mut powers = vec![0.0; n];
            for i in 0..n {
                powers[i] = x[i].powi(n as i32);
            }
            for i in 0..n {
                let mut both = vec![0.0; i + 1];
                both[i] += powers[i] * powers[n - 1];
                sum += both[0] + both[i];
            }
        }
        sum
    }

    let (a, b) = (2.0_f64, 3.0_f64);
    // n = 1: 2·a²; n = 2: 2·a²·b² + b⁴.
    check!(
        f(&[a, b]),
        2.0 * a * a + 2.0 * a * a * b * b + b.powi(4),
        [4.0 * a + 4.0 * a * b * b, 4.0 * a * a * b + 4.0 * b.powi(3)]
    );
}

/// A name outside that is the same as that of the scratch.
#[test]
fn same_names() {
    #[differentiate]
    fn f(x: &[f64], memory: f64) -> f64 {
        let v = memory * 2.0;
        let mut sum = 0.0;
        for k in 0..x.len() {
            let w = v;
            let mut v = vec![0.0; 2];
            v[0] = x[k] * w;
            v[1] = v[0] * v[0];
            sum += v[1] * memory;
        }
        sum + v
    }

    // 4·m³·x² + 2·m
    check!(f(&[3.0], 2.0), 292.0, ([192.0], 4.0 * 3.0 * 4.0 * 9.0 + 2.0));
}
