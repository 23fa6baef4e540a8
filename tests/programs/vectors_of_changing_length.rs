//! Vectors that grow and shrink.

use chainrule::differentiate;

use crate::check::{check, hessian, jacobian};

/// A vector parameter that grows.
#[test]
fn push_param() {
    #[differentiate]
    fn f(mut v: Vec<f64>, s: f64) -> f64 {
        v.push(s * v[0]);
        v[0] * v[1]
    }

    check!(f(vec![3.0], 2.0), 18.0, (vec![12.0], 9.0));
}

/// A vector parameter that is assigned.
#[test]
fn assign_param() {
    #[differentiate]
    fn g(mut v: Vec<f64>, s: f64) -> f64 {
        v = vec![s * v[0]];
        v[0]
    }

    check!(g(vec![3.0, 1.0], 2.0), 6.0, (vec![2.0, 0.0], 3.0));
}

/// A vector parameter that shrinks.
#[test]
fn pop_param() {
    #[differentiate]
    fn f(mut v: Vec<f64>) -> f64 {
        let a = v.pop().unwrap();
        a * v[0] * v.len() as f64
    }

    check!(f(vec![3.0, 1.0, 5.0]), 30.0, vec![10.0, 0.0, 6.0]);
}

/// A vector parameter is truncated.
#[test]
fn truncated_parameter() {
    #[differentiate]
    fn f(mut v: Vec<f64>) -> f64 {
        v.truncate(2);
        v.iter().map(|t| t * t).sum()
    }

    check!(f(vec![3.0, 1.0, 5.0]), 10.0, vec![6.0, 2.0, 0.0]);
}

/// Pushes in a loop, by what was pushed.
#[test]
fn push_in_a_loop() {
    #[differentiate]
    fn f(mut v: Vec<f64>) -> f64 {
        while v.len() < 5 {
            let n = v.len();
            v.push(v[n - 1] + v[n - 2]);
        }
        v[4] * v[0]
    }

    check!(f(vec![2.0, 3.0]), 13.0 * 2.0, vec![13.0 + 4.0, 6.0]);
}

/// A local vector of another length each turn.
#[test]
fn reassign_local() {
    #[differentiate]
    fn f(x: &[f64]) -> f64 {
        let mut v = x.to_vec();
        while v.len() > 1 {
            v = v.windows(2).map(|w| w[0] * w[1]).collect();
        }
        v[0]
    }

    check!(f(&[2.0, 3.0, 5.0]), 90.0, [45.0, 60.0, 18.0]);
}

/// A vector parameter that grows in a branch.
#[test]
fn param_branch() {
    #[differentiate]
    fn f(mut v: Vec<f64>, s: f64) -> f64 {
        if s > 1.0 {
            v.push(s);
            v.push(s * v[0]);
        }
        v.iter().sum()
    }

    check!(f(vec![3.0, 1.0], 2.0), 12.0, (vec![3.0, 1.0], 1.0 + 3.0));
    check!(f(vec![3.0, 1.0], 0.5), 4.0, (vec![1.0, 1.0], 0.0));
}

/// A vector parameter assigned a shorter part of itself.
#[test]
fn param_shorter() {
    #[differentiate]
    fn f(mut v: Vec<f64>) -> f64 {
        v = v[1..].to_vec();
        let k = v.len();
        v[0] *= v[k - 1];
        v[0]
    }

    check!(f(vec![9.0, 2.0, 3.0]), 6.0, vec![0.0, 3.0, 2.0]);
}

/// Two vector parameters, swapped in length.
#[test]
fn two_params() {
    #[differentiate]
    fn f(mut a: Vec<f64>, mut b: Vec<f64>) -> f64 {
        let t = a.clone();
        a = b.clone();
        b = t;
        a.push(b[0]);
        a.iter().product::<f64>() * b.len() as f64
    }

    check!(f(vec![2.0], vec![3.0, 4.0]), 24.0, (vec![12.0], vec![8.0, 6.0]));
}

/// A grown vector parameter is returned.
#[test]
fn return_param() {
    #[differentiate]
    fn f(mut v: Vec<f64>) -> Vec<f64> {
        let s = v.iter().sum::<f64>();
        v.push(s * s);
        v
    }

    jacobian!(f(vec![2.0, 3.0]), [2.0, 3.0, 25.0], [[1.0, 0.0], [0.0, 1.0], [10.0, 10.0]]);
}

/// A parameter shrinks by reassignment until one is left.
#[test]
fn halved_in_a_loop() {
    #[differentiate]
    fn f(mut v: Vec<f64>) -> f64 {
        while v.len() > 1 {
            let n = v.len() / 2;
            let mut w = vec![0.0; n];
            for i in 0..n {
                w[i] = v[2 * i] * v[2 * i + 1];
            }
            v = w;
        }
        v[0]
    }

    check!(f(vec![1.0, 2.0, 3.0, 4.0]), 24.0, vec![24.0, 12.0, 8.0, 6.0]);
}

/// `extend` and `insert`.
#[test]
fn extend_and_insert() {
    #[differentiate]
    fn f(x: &[f64]) -> f64 {
        let mut v = vec![1.0];
        v.extend(x.iter().map(|t| t * t));
        v.insert(0, x[0]);
        v.iter().enumerate().map(|(i, t)| i as f64 * t).sum()
    }

    check!(f(&[2.0, 3.0]), 1.0 + 8.0 + 27.0, [8.0, 18.0]);
}

/// `insert` and `remove`.
#[test]
fn remove() {
    #[differentiate]
    fn f(x: &[f64]) -> f64 {
        let mut y = x.to_vec();
        y.insert(1, x[0] * x[1]);
        let r = y.remove(0);
        y[0] * r + y[1]
    }

    check!(f(&[2.0, 3.0]), 12.0 + 3.0, [4.0 * 3.0, 4.0 + 1.0]);
}

/// `insert` at the front and in the middle.
#[test]
fn insert() {
    #[differentiate]
    fn f(x: &[f64]) -> f64 {
        let mut y = x.to_vec();
        y.insert(1, x[0] * x[1]);
        y.insert(0, x[1]);
        let mut s = 0.0;
        for (i, v) in y.iter().enumerate() {
            s += v * (i + 1) as f64;
        }
        s
    }

    check!(f(&[2.0, 3.0]), 3.0 + 4.0 + 18.0 + 12.0, [2.0 + 9.0, 1.0 + 6.0 + 4.0]);
}

/// `truncate` in a loop.
#[test]
fn truncate_in_a_loop() {
    #[differentiate]
    fn f(x: &[f64]) -> f64 {
        let mut y = x.to_vec();
        let mut s = 0.0;
        while y.len() > 1 {
            let n = y.len();
            for i in 0..n {
                y[i] *= x[0];
            }
            y.truncate(n - 1);
            s += y[n - 2];
        }
        s
    }

    check!(f(&[2.0, 3.0, 5.0]), 6.0 + 8.0, [3.0 + 3.0 * 4.0, 2.0, 0.0]);
}

/// `pop` by `unwrap` and by `while let`.
#[test]
fn pop() {
    #[differentiate]
    fn f(x: &[f64]) -> f64 {
        let mut list = x.to_vec();
        let mut s = 0.0;
        while let Some(v) = list.pop() {
            s = s * 0.5 + v * v;
        }
        s
    }
    #[differentiate]
    fn g(x: &[f64]) -> f64 {
        let mut list = x.to_vec();
        let a = list.pop().unwrap();
        let b = list.pop().unwrap_or(1.0);
        a * b
    }

    check!(f(&[2.0, 3.0]), 4.0 + 4.5, [4.0, 3.0]);
    check!(f(&[]), 0.0, [0.0; 0]);
    check!(g(&[2.0, 3.0]), 6.0, [3.0, 2.0]);
    check!(g(&[3.0]), 3.0, [1.0]);
}

/// A stack machine, by `push` and `pop`.
#[test]
fn stack_machine() {
    #[differentiate]
    fn f(x: f64, y: f64, code: &[u8]) -> f64 {
        let mut st = Vec::new();
        for &c in code {
            match c {
                0 => st.push(x),
                1 => st.push(y),
                2 => {
                    let b = st.pop().unwrap();
                    let a = st.pop().unwrap();
                    st.push(a + b);
                }
                _ => {
                    let b = st.pop().unwrap();
                    let a = st.pop().unwrap();
                    st.push(a * b);
                }
            }
        }
        st.pop().unwrap()
    }

    check!(f(2.0, 3.0, &[0, 1, 3, 0, 2, 1, 3]), 24.0, [3.0 * 4.0, 2.0 * 3.0 + 2.0 * 3.0 + 2.0]);
}

/// `extend_from_slice`.
#[test]
fn e_extend_from_slice() {
    #[differentiate]
    fn f(x: &[f64]) -> f64 {
        let mut y = vec![1.0];
        y.extend_from_slice(x);
        y.iter().enumerate().map(|(i, v)| v * i as f64).sum()
    }

    check!(f(&[2.0, 3.0]), 8.0, [1.0, 2.0]);
}

/// `clear`, and another length behind it.
#[test]
fn e_clear() {
    #[differentiate]
    fn f(x: &[f64]) -> f64 {
        let mut y = x.to_vec();
        y.truncate(2);
        let a: f64 = y.iter().product();
        y.clear();
        for _ in 0..3 {
            y.push(a);
        }
        y.iter().sum()
    }

    check!(f(&[2.0, 3.0, 4.0]), 18.0, [9.0, 6.0, 0.0]);
}

/// `resize` to more and to less, and `append`, which empties the other.
#[test]
fn resize_and_append() {
    #[differentiate]
    fn resized(mut v: Vec<f64>, s: f64) -> f64 {
        v.resize(1, 0.0);
        v.resize(3, s * s);
        v[0] * v[2]
    }
    #[differentiate]
    fn rows(s: f64, n: usize) -> f64 {
        let mut v = vec![[s, 1.0]];
        v.resize(n, [s * s, s]);
        v.iter().map(|row| row[0] * row[1]).sum()
    }
    #[differentiate(order = 2)]
    fn appended(s: f64, t: f64) -> f64 {
        let mut v = vec![t];
        for i in 1..3 {
            let mut w = vec![s * i as f64, t];
            v.append(&mut w);
            w.push(s);
            v[0] *= w[0] * w.len() as f64;
        }
        v[0] * v[3] * v.len() as f64
    }

    check!(resized(vec![3.0, 1.0], 2.0), 12.0, (vec![4.0, 0.0], 12.0));
    check!(rows(2.0, 3), 2.0 + 2.0 * 8.0, 1.0 + 2.0 * 12.0);
    // t·s²·2s·5
    check!(appended(2.0, 3.0), 240.0, [360.0, 80.0]);
    hessian!(appended(2.0, 3.0), [[360.0, 120.0], [120.0, 0.0]]);
}
