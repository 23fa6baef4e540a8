//! What is handed to other functions, and what they give: of kinds that nothing else says, and in memory that changes later.

use chainrule::differentiate;

use crate::check::check;

#[differentiate]
fn weighted(a: &[f64; 3], b: f64) -> f64 {
    a[0] * b + a[1] * b * b
}

#[differentiate]
fn scaled(a: &[f64; 3], b: f64) -> [f64; 3] {
    [a[0] * b, a[1], b]
}

#[differentiate]
fn leading(a: &[f64], b: f64) -> f64 {
    a[0] * b * b
}

#[differentiate(order = 2)]
fn wave(a: f64) -> f64 {
    a.sin()
}

/// A constant array that changes after it was handed over: the derivative is that of what it was.
#[test]
fn changed_after_a_call() {
    #[differentiate(wrt(x))]
    fn once(x: f64, mut a: [f64; 3]) -> f64 {
        let value = weighted(&a, x);
        a[0] = x;
        a[1] = 100.0;
        value * a[0]
    }
    #[differentiate(wrt(x))]
    fn between(x: f64, a: &[f64; 3]) -> f64 {
        let mut w = *a;
        let first = weighted(&w, x);
        w[0] += 100.0;
        first * weighted(&w, x)
    }
    #[differentiate(wrt(x))]
    fn in_a_loop(x: f64, a: &[f64; 3]) -> f64 {
        let mut total = 0.0;
        let mut w = *a;
        for i in 0..3 {
            total += weighted(&w, x);
            w[i] += 1.0;
        }
        total
    }
    #[differentiate(wrt(x))]
    fn by_its_result(x: f64, mut a: [f64; 3]) -> f64 {
        a[2] -= scaled(&a, x)[1];
        x * a[2]
    }
    #[differentiate(wrt(x))]
    fn of_a_row(x: f64) -> f64 {
        let mut rows = [[1.0, 2.0], [3.0, 4.0]];
        let value = leading(&rows[1], x);
        rows[1][0] = 50.0;
        value * rows[1][0]
    }

    check!(of_a_row(2.0), 600.0, 600.0);
    check!(once(2.0, [3.0, 5.0, 1.0]), 26.0 * 2.0, 26.0 + 2.0 * 23.0);
    // 3x + 5x² and 103x + 5x²
    check!(between(2.0, &[3.0, 5.0, 1.0]), 26.0 * 226.0, 23.0 * 226.0 + 26.0 * 123.0);
    // 3x + 5x², 4x + 5x², 4x + 6x²
    check!(in_a_loop(2.0, &[3.0, 5.0, 1.0]), 22.0 + 64.0, 11.0 + 64.0);
    check!(by_its_result(2.0, [1.0, 5.0, 3.0]), 2.0 * (3.0 - 5.0), -2.0);
}

/// Results that are only compared, pushed, chosen from or handed on.
#[test]
fn results_of_no_other_use() {
    #[differentiate]
    fn compared(x: f64) -> f64 {
        let v = wave(x);
        let t = wave(v) >= v;
        if t { x } else { 2.0 * x }
    }
    #[differentiate]
    fn chosen(x: f64) -> f64 {
        wave(if x > 1.0 { wave(x) } else { wave(2.0) })
    }
    #[differentiate]
    fn slopes(x: f64) -> f64 {
        let (v, d) = wave::value_and_gradient(x);
        let mut unused = d;
        let rows = vec![[wave::gradient(x); 3]; 2];
        v * x
    }

    check!(compared(2.0), 4.0, 2.0);
    check!(chosen(2.0), 2.0_f64.sin().sin(), 2.0_f64.sin().cos() * 2.0_f64.cos());
    check!(slopes(2.0), 2.0 * 2.0_f64.sin(), 2.0_f64.sin() + 2.0 * 2.0_f64.cos());
}

/// Variables with the name of the function that is called, or of an item of a block.
#[test]
fn names_of_functions() {
    #[differentiate]
    fn called(x: f64) -> f64 {
        let mut scaled = scaled(&[x, x, x], x);
        scaled.iter().sum::<f64>()
    }
    #[differentiate]
    fn in_a_block(x: f64, k: &[f64]) -> f64 {
        let mut t = 0.0;
        {
            for i in 1..3 {
                let twice: usize = 2;
                t += x * C;
                if twice > before(twice) {
                    t += x;
                }
            }
            fn twice(k: f64) -> f64 {
                k * 2.0
            }
            const C: f64 = 3.0;
            fn before(k: usize) -> usize {
                k - 1
            }
            t *= twice(1.5);
        }
        t * k[0]
    }

    check!(called(2.0), 4.0 + 2.0 + 2.0, 6.0);
    check!(in_a_block(0.5, &[2.0]), 24.0, (48.0, [12.0]));
}

/// Parts of arrays that end with their scope, fields of tuples, comparisons of references.
#[test]
fn small_forms() {
    #[differentiate(wrt(x))]
    fn parts(x: f64, a: &[f64]) -> f64 {
        let mut y = x;
        for i in 0..2 {
            let own = a.to_vec();
            y *= own[1..].windows(2).map(|w| y * w[0]).sum::<f64>();
        }
        y
    }
    #[differentiate]
    fn fields(x: f64) -> f64 {
        let mut p = (2.0, 3.0);
        p.0 = x * x;
        x + p.0
    }
    #[differentiate]
    fn largest(x: &[f64]) -> f64 {
        let mut largest = x[0];
        for v in x {
            if v > &largest {
                largest = *v;
            }
        }
        largest
    }
    #[differentiate(wrt(x))]
    fn folded(c: &[f64], x: f64) -> f64 {
        c.iter().enumerate().fold(x, |t, (_, c)| if *c > t { t } else { *c * t })
    }

    // y ← 3y², twice
    check!(parts(2.0, &[1.0, 3.0, 4.0]), 27.0 * 16.0, 27.0 * 4.0 * 8.0);
    check!(fields(3.0), 12.0, 7.0);
    check!(largest(&[2.0, 3.0]), 3.0, [0.0, 1.0]);
    check!(folded(&[1.5, 9.0], 2.0), 3.0, 1.5);
}

/// What calls give is handed on out of blocks, and summed up.
#[test]
fn handed_on_out_of_blocks_and_sums() {
    #[differentiate]
    fn g(a: f64, b: f64) -> f64 {
        a * b
    }
    #[differentiate]
    fn f(x: f64, y: f64) -> f64 {
        g({ g(x, y) }, (1..4).map(|_| x).sum::<f64>())
    }
    #[differentiate(wrt(x))]
    fn h(x: f64, list: &[f64; 4]) -> f64 {
        g(list.chunks_exact(2).map(|part| g(x, g(part[0], 0.5))).sum::<f64>(), 2.0)
    }

    check!(f(2.0, 5.0), 60.0, [60.0, 12.0]);
    check!(h(3.0, &[1.0, 0.0, 3.0, 0.0]), 12.0, 4.0);
}
