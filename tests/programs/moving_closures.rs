//! Closures that move what they capture, and closures that borrow it.

use chainrule::differentiate;

use crate::check::check;

/// A `move` closure copies what it captures.
#[test]
fn array() {
    #[differentiate]
    fn f(x: f64) -> f64 {
        let mut a = [x];
        let g = move |t: f64| a[0] * t;
        a[0] = 5.0;
        g(x) + a[0]
    }

    check!(f(3.0), 9.0 + 5.0, 6.0);
}

/// A number captured by move and changed after.
#[test]
fn number() {
    #[differentiate]
    fn f(x: f64) -> f64 {
        let mut a = x * x;
        let g = move |t: f64| a * t;
        a += 1.0;
        g(x) * a
    }

    check!(f(2.0), 8.0 * 5.0, 5.0 * 2.0f64.powi(4) + 3.0 * 4.0);
}

/// A move closure made in each turn.
#[test]
fn in_a_loop() {
    #[differentiate]
    fn f(x: f64) -> f64 {
        let mut a = x;
        let mut s = 0.0;
        for _ in 0..3 {
            let g = move |t: f64| a * t;
            a *= x;
            s += g(a);
        }
        s
    }

    check!(f(2.0), 8.0 + 32.0 + 128.0, 3.0 * 4.0 + 5.0 * 16.0 + 7.0 * 64.0);
}

/// A move closure that changes its own copy.
#[test]
fn changes_its_own_copy() {
    #[differentiate]
    fn f(x: f64) -> f64 {
        let mut n = x;
        let mut next = move || {
            n *= x;
            n
        };
        let a = next();
        let b = next();
        n + a + b
    }

    check!(f(3.0), 3.0 + 9.0 + 27.0, 1.0 + 6.0 + 27.0);
}

/// A closure that borrows sees what it captured when it is called.
#[test]
fn borrowing_sees_what_it_captured() {
    #[differentiate]
    fn f(x: f64) -> f64 {
        let a = x * x;
        let g = |t: f64| a * t;
        let a = 7.0 * x;
        g(x) + a
    }

    check!(f(2.0), 8.0 + 14.0, 12.0 + 7.0);
}

/// A closure that changes what it borrows.
#[test]
fn borrowing_changes_what_it_captured() {
    #[differentiate]
    fn f(x: f64) -> f64 {
        let mut s = 0.0;
        let mut add = |t: f64| s += t * x;
        add(x);
        add(2.0);
        s * x
    }

    check!(f(3.0), (9.0 + 6.0) * 3.0, 3.0 * 9.0 + 4.0 * 3.0);
}

/// Names within a move closure shadow.
#[test]
fn shadow() {
    #[differentiate]
    fn f(x: f64) -> f64 {
        let y = 2.0 * x;
        let g = move |x: f64| {
            let y = x * y;
            y * y
        };
        g(3.0) + y
    }

    check!(f(1.5), 81.0 + 3.0, 2.0 * 9.0 * 4.0 * 1.5 + 2.0);
}

/// A vector moved into a closure.
#[test]
fn vector() {
    #[differentiate]
    fn f(x: f64) -> f64 {
        let v = vec![x, x * x];
        let g = move |i: usize| v[i] * 2.0;
        g(0) * g(1)
    }

    check!(f(2.0), 32.0, 4.0 * 3.0 * 4.0);
}

/// An array captured, then changed in a loop.
#[test]
fn array_before_a_loop() {
    #[differentiate]
    fn f(x: f64) -> f64 {
        let mut w = [1.0, x];
        let old = move |i: usize| w[i];
        for i in 0..2 {
            w[i] = old(1 - i) * x;
        }
        w[0] + 10.0 * w[1] + old(1)
    }

    check!(f(3.0), 9.0 + 30.0 + 3.0, 6.0 + 10.0 + 1.0);
}

/// A move closure whose captured array changes in a branch.
#[test]
fn vector_that_changes_in_a_branch() {
    #[differentiate]
    fn f(x: f64) -> f64 {
        let mut w = vec![x, 2.0];
        let snap = w.clone();
        let old = move || snap[0] * snap[1];
        if x > 0.0 {
            w[0] = w[0] * w[0];
        }
        old() + w[0]
    }

    check!(f(3.0), 15.0, 8.0);
}

/// A shared capture, changed in between by shadowing, in a loop.
#[test]
fn borrows_in_a_loop() {
    #[differentiate]
    fn f(x: f64) -> f64 {
        let mut s = x;
        for i in 0..3 {
            let t = s;
            let g = |u: f64| u * t + i as f64;
            s = g(s) * 0.5;
        }
        s
    }

    let a = 0.5;
    let b = (a * a + 1.0) * 0.5;
    check!(f(1.0), (b * b + 2.0) * 0.5, b * a);
}

/// A closure that writes an array it borrows.
#[test]
fn writes_an_array() {
    #[differentiate]
    fn f(x: f64) -> f64 {
        let mut a = [0.0; 3];
        let mut put = |i: usize, v: f64| a[i] += v * x;
        put(0, 2.0);
        put(2, x);
        put(0, x);
        a[0] * a[2]
    }

    check!(f(3.0), (6.0 + 9.0) * 9.0, 8.0 * 9.0 + 15.0 * 6.0);
}

/// Move closures within the closures of iterators.
#[test]
fn in_a_closure_of_an_iterator() {
    #[differentiate]
    fn f(x: &[f64], k: f64) -> f64 {
        x.iter()
            .enumerate()
            .map(|(i, v)| {
                let g = move |t: f64| t * *v + i as f64 * k;
                g(k)
            })
            .sum()
    }

    check!(f(&[2.0, 3.0], 5.0), 10.0 + 15.0 + 5.0, ([5.0, 5.0], 5.0 + 1.0));
}

/// A move closure over a vector element, made before the vector is assigned.
#[test]
fn element_before_its_vector_is_assigned() {
    #[differentiate]
    fn f(x: f64) -> f64 {
        let mut v = vec![x, x * x];
        let first = v[0];
        let g = move |t: f64| first * t;
        v = vec![1.0; 3];
        v[2] *= x;
        g(v[2]) + v.len() as f64
    }

    check!(f(3.0), 9.0 + 3.0, 6.0);
}

/// A counter by move keeps its state between calls, the outer one does not see it.
#[test]
fn keeps_its_state() {
    #[differentiate]
    fn f(x: f64) -> f64 {
        let mut c = [x, 1.0];
        let mut bump = move |t: f64| {
            c[0] *= t;
            c[1] += c[0];
            c[1]
        };
        let p = bump(x);
        let q = bump(2.0);
        p * q + c[0] + c[1]
    }

    check!(f(2.0), 5.0 * 13.0 + 3.0, 4.0 * 13.0 + 5.0 * 12.0 + 1.0);
}

/// In the middle of an iterator, what a closure has moved and changes is its own.
#[test]
fn changed_in_iterators() {
    #[differentiate]
    fn summed(x: &[f64]) -> f64 {
        let mut k = x[0];
        let s: f64 = x
            .iter()
            .map(move |v| {
                k += v;
                k * v
            })
            .sum();
        s * k
    }
    #[differentiate]
    fn folded(x: &[f64]) -> f64 {
        let mut a = [x[0], 1.0];
        let s = x.iter().fold(0.0, move |s, v| {
            a[0] += v;
            s + a[0]
        });
        s * a[0] + a[1]
    }
    #[differentiate]
    fn counted(x: f64, ks: &[i32]) -> f64 {
        let mut n = 0;
        let s: i32 = ks
            .iter()
            .map(move |k| {
                n += k;
                n
            })
            .sum();
        x.powi(s) * x.powi(n + 1)
    }
    #[differentiate]
    fn in_an_option(x: f64, y: f64, o: Option<f64>) -> f64 {
        let mut k = x;
        let s = o.map_or(0.0, move |t| {
            k *= t * y;
            k
        });
        s * k
    }

    // s = 2a·a + (2a + b)·b, times a
    check!(summed(&[2.0, 3.0]), 58.0, [29.0 + 2.0 * (8.0 + 6.0), 2.0 * (4.0 + 6.0)]);
    // s = 2a + (2a + b), times a, and one
    check!(folded(&[2.0, 3.0]), 23.0, [8.0 * 2.0 + 3.0, 2.0]);
    check!(counted(2.0, &[1, 2]), 32.0, 5.0 * 16.0);
    check!(in_an_option(2.0, 3.0, Some(5.0)), 60.0, [60.0, 20.0]);
}

/// What an iterator has moved does not change until it is gone through.
#[test]
fn captured_by_iterators_in_variables() {
    #[differentiate]
    fn number(x: &[f64]) -> f64 {
        let mut k = x[0];
        let it = x.iter().map(move |v| v * k);
        k = 5.0;
        let s: f64 = it.sum();
        s * k
    }
    #[differentiate]
    fn array(x: &[f64]) -> f64 {
        let mut a = [x[0]; 2];
        let it = x.iter().map(move |v| v * a[0]);
        a[0] = 5.0;
        let mut s = 0.0;
        for t in it {
            s += t * a[0];
        }
        s
    }
    #[differentiate]
    fn constants(x: f64, ks: &[i32]) -> f64 {
        let mut n = 2;
        let it = ks.iter().map(move |k| k * n);
        n += 1;
        let s: i32 = it.sum();
        x.powi(s) * x.powi(n)
    }
    #[differentiate]
    fn range(x: f64) -> f64 {
        let mut n = 3;
        let it = 0..n;
        n = 4;
        let s: f64 = it.map(|i| x.powi(i)).sum();
        s * n as f64
    }
    #[differentiate]
    fn two_of_one_closure(x: &[f64]) -> f64 {
        let times = |a: f64| x.iter().map(move |v| v * a);
        times(x[0]).zip(times(x[1])).map(|(p, q)| p * q).sum()
    }

    check!(number(&[2.0, 3.0]), 50.0, [5.0 * 7.0, 5.0 * 2.0]);
    check!(array(&[2.0, 3.0]), 50.0, [5.0 * 7.0, 5.0 * 2.0]);
    check!(constants(2.0, &[1, 2]), 512.0, 9.0 * 256.0);
    check!(range(2.0), 28.0, 4.0 * 5.0);
    // (a² + b²)·a·b
    check!(two_of_one_closure(&[2.0, 3.0]), 78.0, [3.0 * 12.0 + 27.0, 8.0 + 2.0 * 27.0]);
}

/// A closure that changes what it has moved, called again and again.
#[test]
fn called_in_loops() {
    #[differentiate]
    fn running(x: &[f64]) -> f64 {
        let mut k = x[0];
        let mut add = move |v: f64| {
            k += v;
            k
        };
        let mut s = 0.0;
        for v in x {
            s += add(*v);
        }
        s * k
    }
    #[differentiate]
    fn numbers(x: &[f64]) -> f64 {
        let mut c = 0;
        let mut next = move || {
            c += 1;
            c
        };
        let mut s = 0.0;
        for v in x {
            s += v.powi(next());
        }
        s
    }
    #[differentiate]
    fn longer(x: f64, y: f64) -> f64 {
        let mut v = vec![x];
        v.push(1.0);
        let mut grow = move |t: f64| {
            v.push(t);
            v.iter().sum::<f64>() * v.len() as f64
        };
        grow(y) * grow(x)
    }

    check!(running(&[2.0, 3.0]), 22.0, [11.0 + 2.0 * 4.0, 2.0]);
    check!(numbers(&[2.0, 3.0]), 11.0, [1.0, 6.0]);
    // 3(x + 1 + y) · 4(2x + 1 + y)
    check!(longer(2.0, 3.0), 12.0 * 6.0 * 8.0, [12.0 * (8.0 + 2.0 * 6.0), 12.0 * (8.0 + 6.0)]);
}
