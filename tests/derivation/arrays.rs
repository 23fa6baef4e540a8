//! Arrays that are written, grow, are returned or are handed on.

use chainrule::differentiate;

use crate::functions::carried_out;

const X: [f64; 4] = [0.3, -1.2, 2.0, 0.7];

#[differentiate]
fn prefix(x: &[f64; 4], c: f64) -> f64 {
    let mut a = [0.0; 4];
    a[0] = x[0];
    for i in 1..4 {
        a[i] = a[i - 1] * c + x[i];
    }
    let mut s = 0.0;
    for i in 0..4 {
        s += a[i] * a[i];
    }
    s
}

#[differentiate]
fn neighbours_multiplied(x: f64, y: f64) -> [f64; 3] {
    let mut out = [x, y, x * y];
    for i in 0..3 {
        out[i] = out[i] * out[(i + 1) % 3];
    }
    out
}

#[differentiate]
fn growing(x: f64, n: usize) -> f64 {
    let mut v = vec![x];
    for i in 0..n {
        let last = v[i];
        v.push(last * x + 1.0);
    }
    v.iter().sum()
}

#[differentiate]
fn normalised(x: &[f64], k: f64) -> (f64, Vec<f64>) {
    let s: f64 = x.iter().map(|v| v * k).sum();
    (s, x.iter().map(|v| v / s).collect())
}

#[differentiate]
fn softmax(x: &[f64; 4]) -> [f64; 4] {
    let mut e = [0.0; 4];
    let mut sum = 0.0;
    for i in 0..4 {
        e[i] = x[i].exp();
        sum += e[i];
    }
    for i in 0..4 {
        e[i] /= sum;
    }
    e
}

#[differentiate]
fn changed_twice(x: f64, y: f64) -> f64 {
    let mut a = [x, y];
    a[0] = a[0] * a[1];
    a[1] = a[0] + a[1] * a[1];
    a[0] *= a[1];
    a[0] + 2.0 * a[1]
}

#[differentiate]
fn heat(start: &[f64; 4], k: f64, steps: usize) -> f64 {
    let mut u = *start;
    for _ in 0..steps {
        let before = u;
        for i in 1..3 {
            u[i] = before[i] + k * (before[i - 1] - 2.0 * before[i] + before[i + 1]);
        }
    }
    u.iter().map(|v| v * v).sum()
}

#[differentiate]
fn bubble(x: &[f64; 4]) -> f64 {
    let mut a = *x;
    for i in 0..3 {
        for j in 0..3 - i {
            if a[j] > a[j + 1] {
                a.swap(j, j + 1);
            }
        }
    }
    let mut s = 0.0;
    for i in 0..4 {
        s += a[i] * (i + 1) as f64;
    }
    s
}

#[differentiate]
fn handed_to_a_norm(x: &[f64], c: f64) -> f64 {
    let scaled: Vec<f64> = x.iter().map(|v| v * c).collect();
    crate::functions::norm(&scaled) + c
}

#[differentiate]
fn matrix_product(a: &[[f64; 2]; 2], b: &[[f64; 2]; 2]) -> [[f64; 2]; 2] {
    let mut c = [[0.0; 2]; 2];
    for i in 0..2 {
        for j in 0..2 {
            for k in 0..2 {
                c[i][j] += a[i][k] * b[k][j];
            }
        }
    }
    c
}

#[differentiate]
fn network(w: &[[f64; 2]; 3], v: &[f64; 3], x: &[f64; 2]) -> f64 {
    let mut hidden = [0.0; 3];
    for i in 0..3 {
        let mut s = 0.0;
        for j in 0..2 {
            s += w[i][j] * x[j];
        }
        hidden[i] = s.tanh();
    }
    let mut out = 0.0;
    for i in 0..3 {
        out += v[i] * hidden[i];
    }
    (out - 1.0).powi(2)
}

#[differentiate]
fn stack(x: &[f64]) -> f64 {
    let mut s = Vec::new();
    let mut total = 1.0;
    for i in 0..x.len() {
        s.push(x[i] * total);
        if x[i] < 0.0 {
            total += s[i] * s[0];
        }
    }
    total
}

#[differentiate]
fn branches_with_arrays(x: &[f64; 4], c: f64) -> f64 {
    let mut a = [c; 4];
    for i in 0..4 {
        if x[i] > 0.5 {
            a[i] = x[i] * c;
        } else if i > 0 {
            a[i] = a[i - 1] * x[i];
        }
    }
    a[0] + a[1] * a[2] + a[3]
}

#[differentiate]
fn histogram(x: &[f64], bins: &[usize]) -> [f64; 2] {
    let mut h = [0.0; 2];
    for i in 0..x.len() {
        h[bins[i]] += x[i] * x[i];
    }
    h
}

#[differentiate]
fn several_rows(x: f64, y: f64) -> ([f64; 2], f64) {
    let a = [x * y, x.sin()];
    (a, a[0] * a[1])
}

#[differentiate]
fn cholesky(a: &[[f64; 2]; 2]) -> f64 {
    let mut l = [[0.0; 2]; 2];
    for i in 0..2 {
        for j in 0..=i {
            let mut s = a[i][j];
            for k in 0..j {
                s -= l[i][k] * l[j][k];
            }
            if i == j {
                l[i][j] = s.sqrt();
            } else {
                l[i][j] = s / l[j][j];
            }
        }
    }
    l[0][0].ln() + l[1][1].ln()
}

carried_out! {
    prefix[x c] gradient by [x c] at (&X, 0.7);
    neighbours_multiplied[x y] jacobian by [x y] at (0.8, 1.4);
    growing[x n] gradient by [x] at (0.8, 3) at (0.8, 0);
    normalised[x k] jacobian by [x k] at (&X[..], 0.7);
    softmax[x] jacobian by [x] at (&X);
    changed_twice[x y] gradient by [x y] at (0.8, 1.4);
    heat[start k steps] gradient by [start k] at (&X, 0.2, 3);
    bubble[x] gradient by [x] at (&X);
    handed_to_a_norm[x c] gradient by [x c] at (&X[..], 0.7);
    matrix_product[a b] jacobian by [a b] at (&[[0.2, 1.1], [-0.4, 0.6]], &[[0.9, -0.3], [0.5, 0.1]]);
    network[w v x] gradient by [w v x] at (&[[0.2, 1.1], [-0.4, 0.6], [0.9, -0.3]], &[0.3, -0.8, 0.5], &[0.7, 0.2]);
    stack[x] gradient by [x] at (&X[..]);
    branches_with_arrays[x c] gradient by [x c] at (&X, 0.7);
    histogram[x bins] jacobian by [x] at (&X[..], &[0, 1, 1, 0][..]);
    several_rows[x y] jacobian by [x y] at (0.8, 1.4);
    cholesky[a] gradient by [a] at (&[[2.0, 0.3], [0.3, 1.5]]);
}
