//! References by name.

use chainrule::differentiate;

use crate::check::check;

/// A reference to an array.
#[test]
fn array() {
    #[differentiate]
    fn energy(q: &[f64; 2]) -> f64 {
        q[0] * q[0] + q[1]
    }
    #[differentiate]
    fn f(x: f64) -> f64 {
        let r = [x, x * x];
        let q = &r;
        energy(q) * q[0]
    }

    check!(f(2.0), 16.0, 6.0 * 4.0);
}

/// References to parts, given to calls twice.
#[test]
fn parts() {
    #[differentiate]
    fn energy(q: &[f64]) -> f64 {
        q.iter().map(|v| v * v).sum()
    }
    #[differentiate]
    fn f(x: &[f64]) -> f64 {
        let r = x.to_vec();
        let q = &r[1..];
        let p: &[f64] = &r;
        let s = p;
        energy(q) * energy(s)
    }

    check!(f(&[1.0, 2.0]), 4.0 * 5.0, [2.0 * 4.0, 4.0 * 5.0 + 4.0 * 4.0]);
}

/// A reference to a part, by name.
#[test]
fn halves() {
    #[differentiate]
    fn f(x: &[f64]) -> f64 {
        let n = x.len();
        let head = &x[..n / 2];
        let tail = &x[n / 2..];
        let mut s = 0.0;
        for i in 0..head.len() {
            s += head[i] * tail[i];
        }
        s
    }

    check!(f(&[1.0, 2.0, 3.0, 4.0]), 11.0, [3.0, 4.0, 1.0, 2.0]);
}

/// A mutable reference to an element and a row, by name.
#[test]
fn mutable() {
    #[differentiate]
    fn f(x: f64) -> f64 {
        let mut a = [[x; 2]; 2];
        {
            let row = &mut a[1];
            row[0] *= x;
            row[1] = 5.0;
        }
        let e = &mut a[0][1];
        *e += x * x;
        a[0][1] * a[1][0] + a[1][1]
    }

    check!(f(2.0), 6.0 * 4.0 + 5.0, 5.0 * 4.0 + 6.0 * 4.0);
}

/// A reference chosen by a branch.
#[test]
fn chosen_by_a_branch() {
    #[differentiate]
    fn f(x: &[f64; 2], y: &[f64; 2], c: bool) -> f64 {
        let z = if c { x } else { y };
        let w = &z[1];
        z[0] * *w
    }

    check!(f(&[2.0, 3.0], &[4.0, 5.0], true), 6.0, ([3.0, 2.0], [0.0, 0.0]));
    check!(f(&[2.0, 3.0], &[4.0, 5.0], false), 20.0, ([0.0, 0.0], [5.0, 4.0]));
}

/// References to numbers.
#[test]
fn numbers() {
    #[differentiate]
    fn f(x: f64, y: f64) -> f64 {
        let a = &x;
        let b = &(x * y);
        let c = *a * *b;
        let d = a * b + c;
        d * y
    }

    check!(f(2.0, 3.0), 72.0, [72.0, 24.0 * 2.0]);
}

/// A method of a reference to a number.
#[test]
fn e_borrowed_receiver() {
    #[differentiate]
    fn f(x: f64) -> f64 {
        (&x).sin()
    }

    check!(f(3.0), 3f64.sin(), 3f64.cos());
}

/// A slice that is asked for by name, and handed on before its vector changes.
#[test]
fn as_slice_before_a_change() {
    #[differentiate]
    fn product(v: &[f64]) -> f64 {
        v[0] * v[1]
    }
    #[differentiate]
    fn f(x: f64) -> f64 {
        let mut v = vec![x, x * x];
        let r = v.as_slice();
        let a = product(r);
        v[0] = 3.0 * x;
        product(v.as_slice()) + a
    }

    check!(f(2.0), 32.0, 48.0);
}

/// What is made for a mutable reference: it goes to functions by the reference's name, and may become longer there.
#[test]
fn made_for_a_reference() {
    #[differentiate]
    fn step(q: &mut [f64; 2]) {
        q[0] *= q[1];
        q[1] += 1.0;
    }
    #[differentiate]
    fn array(p: f64) -> f64 {
        let q = &mut [p, 1.5];
        step(q);
        step(q);
        q[0] + q[1] * p
    }
    // 1.5·2.5·p + 3.5·p
    check!(array(2.0), 14.5, 7.25);

    #[differentiate]
    fn grow(q: &mut Vec<f64>) {
        q[0] *= q[1];
        q.push(2.0 * q[0]);
    }
    #[differentiate]
    fn vector(p: f64) -> f64 {
        let q = &mut vec![p, 1.5];
        grow(q);
        q[1] *= p;
        q.iter().sum::<f64>() * q.len() as f64
    }
    // 3·(1.5·p + 1.5·p + 3·p)
    check!(vector(2.0), 36.0, 18.0);

    #[differentiate]
    fn by_another_name(p: f64) -> f64 {
        let mut v = vec![p, 2.0];
        let q = &mut v;
        let mut sum = 0.0;
        for _ in 0..2 {
            grow(q);
            for i in 0..q.len() {
                sum += q[i] * i as f64;
            }
        }
        sum + v[v.len() - 1]
    }
    // (2 + 8·p) + (2 + 8·p + 24·p) + 8·p
    check!(by_another_name(0.5), 28.0, 48.0);

    #[differentiate]
    fn parts(p: &[f64]) -> f64 {
        let q: &mut [f64] = &mut [p[0], p[1], 3.0];
        q[0] *= q[2];
        q.sort_by(f64::total_cmp);
        let t = &mut (q[0], 2.0);
        t.0 *= t.1;
        t.0 * q[2]
    }
    check!(parts(&[2.0, 1.0]), 12.0, [6.0, 12.0]);
}
