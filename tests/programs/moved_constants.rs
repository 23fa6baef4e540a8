//! Constants that are moved, and not copied.

use chainrule::differentiate;

use crate::check::{check, near};

/// A named iterator.
#[test]
fn iterator() {
    #[differentiate]
    fn f(x: f64, d: &[usize]) -> f64 {
        let it = d.iter();
        let mut s = 0.0;
        for v in it {
            s += x * *v as f64;
        }
        s * x
    }

    check!(f(3.0, &[1, 2]), 27.0, 18.0);
}

/// A vector that a loop takes.
#[test]
fn vector() {
    #[differentiate]
    fn f(x: f64, ks: Vec<usize>) -> f64 {
        let mut s = x;
        for k in ks {
            s *= k as f64 * x;
        }
        s
    }

    check!(f(2.0, vec![1, 3]), 24.0, 36.0);
}

/// A vector made here, moved into a call.
#[test]
fn local() {
    fn total(v: Vec<f64>) -> f64 {
        v.iter().sum()
    }
    #[differentiate]
    fn f(x: f64) -> f64 {
        let v = vec![1.0, 2.0];
        let w = v.clone();
        let t = total(v);
        x * t * w[1]
    }

    check!(f(2.0), 12.0, 6.0);
}

/// A constant that cannot be copied, moved into a call.
#[test]
fn string() {
    fn length(s: String) -> usize {
        s.len()
    }
    #[differentiate]
    fn f(x: f64, name: String) -> f64 {
        let n = length(name);
        x.powi(n as i32)
    }

    check!(f(2.0, String::from("abc")), 8.0, 12.0);
}

/// What a call gave, moved into a loop.
#[test]
fn twice_in_a_loop() {
    fn split(v: Vec<f64>) -> (Vec<f64>, f64) {
        let n = v.len() as f64;
        (v, n)
    }
    #[differentiate(wrt(x))]
    fn f(x: f64, v: Vec<f64>) -> f64 {
        let (w, n) = split(v);
        let mut s = 0.0;
        for t in w {
            s += t * x;
        }
        s * n
    }

    near("value", &f(2.0, vec![1.0, 2.0]), &12.0);
    near("gradient", &f::gradient(2.0, vec![1.0, 2.0]), &6.0);
    near("jvp", &f::jvp(2.0, vec![1.0, 2.0], 1.0), &(12.0, 6.0));
}

/// A box that one branch moves.
#[test]
fn box_in_one_branch() {
    #[differentiate]
    fn f(x: f64, b: Box<f64>, up: bool) -> f64 {
        let k = if up {
            *b
        } else {
            let c = b;
            *c * 2.0
        };
        x * x * k
    }

    check!(f(2.0, Box::new(3.0), true), 12.0, 12.0);
    check!(f(2.0, Box::new(3.0), false), 24.0, 24.0);
}

/// What an option holds is moved out of it, and looked at again for the way back.
#[test]
fn out_of_options() {
    #[differentiate]
    fn f(x: f64, ks: Option<Vec<i32>>, name: Option<String>) -> f64 {
        let mut s = 0.0;
        if let Some(v) = ks {
            for k in v {
                s += x.powi(k);
            }
        }
        match name {
            Some(name) => s * name.len() as f64,
            None => s,
        }
    }

    check!(f(3.0, Some(vec![1, 2]), Some("ab".to_owned())), 24.0, 14.0);
    check!(f(3.0, None, None), 0.0, 0.0);
}
