//! Numerical code: matrices and systems of equations.

use chainrule::differentiate;

use crate::check::check;

/// Newton for two unknowns, Cramer's rule.
#[test]
fn newton_system() {
    #[differentiate]
    fn f(a: f64, b: f64) -> f64 {
        let (mut x, mut y) = (1.0, 2.0);
        for _ in 0..8 {
            let (r, s) = (x * x + y * y - a, x * y - b);
            let [[j11, j12], [j21, j22]] = [[2.0 * x, 2.0 * y], [y, x]];
            let det = j11 * j22 - j12 * j21;
            let dx = (r * j22 - s * j12) / det;
            let dy = (j11 * s - j21 * r) / det;
            x -= dx;
            y -= dy;
        }
        x + y
    }

    check!(f(5.5, 2.2), (5.5f64 + 4.4).sqrt(), [0.5 / 9.9f64.sqrt(), 1.0 / 9.9f64.sqrt()]);
}

/// A matrix product, three loops.
#[test]
fn matmul() {
    #[differentiate]
    fn f(a: &[[f64; 2]; 2], b: &[[f64; 2]; 2]) -> f64 {
        let mut c = [[0.0; 2]; 2];
        for i in 0..2 {
            for j in 0..2 {
                for k in 0..2 {
                    c[i][j] += a[i][k] * b[k][j];
                }
            }
        }
        c[0][0] + c[1][1]
    }

    check!(
        f(&[[1.0, 2.0], [3.0, 4.0]], &[[5.0, 6.0], [7.0, 8.0]]),
        69.0,
        ([[5.0, 7.0], [6.0, 8.0]], [[1.0, 3.0], [2.0, 4.0]])
    );
}

/// A flat matrix with strides, y = A x, |y|².
#[test]
fn flat_matrix() {
    #[differentiate]
    fn f(a: &[f64], x: &[f64]) -> f64 {
        let n = x.len();
        let rows = a.len() / n;
        let mut y = vec![0.0; rows];
        for i in 0..rows {
            for j in 0..n {
                y[i] += a[i * n + j] * x[j];
            }
        }
        y.iter().map(|v| v * v).sum::<f64>()
    }

    check!(
        f(&[1.0, 2.0, 3.0, 4.0], &[5.0, 6.0]),
        17.0 * 17.0 + 39.0 * 39.0,
        ([170.0, 204.0, 390.0, 468.0], [2.0 * (17.0 + 117.0), 2.0 * (34.0 + 156.0)])
    );
}

/// Cholesky, log-determinant.
#[test]
fn cholesky_log_determinant() {
    #[differentiate]
    fn f(a: &[[f64; 2]; 2]) -> f64 {
        let mut l = [[0.0; 2]; 2];
        for i in 0..2 {
            for j in 0..=i {
                let mut s = a[i][j];
                for k in 0..j {
                    s -= l[i][k] * l[j][k];
                }
                if i == j {
                    l[i][i] = s.sqrt();
                } else {
                    l[i][j] = s / l[j][j];
                }
            }
        }
        let mut log_det = 0.0;
        for i in 0..2 {
            log_det += 2.0 * l[i][i].ln();
        }
        log_det
    }

    check!(f(&[[4.0, 1.0], [2.0, 5.0]]), 16f64.ln(), [[5.0 / 16.0, 0.0], [-4.0 / 16.0, 4.0 / 16.0]]);
}

/// Cholesky and both substitutions, slices of vectors.
#[test]
fn cholesky_solve() {
    #[differentiate]
    fn f(b: &[f64]) -> f64 {
        let a = [[4.0, 2.0, 0.0], [2.0, 5.0, 1.0], [0.0, 1.0, 3.0]];
        let n = b.len();
        let mut l = vec![vec![0.0; n]; n];
        for i in 0..n {
            for j in 0..=i {
                let s: f64 = (0..j).map(|k| l[i][k] * l[j][k]).sum();
                l[i][j] = if i == j { f64::sqrt(a[i][i] - s) } else { (a[i][j] - s) / l[j][j] };
            }
        }
        let mut y = b.to_vec();
        for i in 0..n {
            for k in 0..i {
                let t = y[k];
                y[i] -= l[i][k] * t;
            }
            y[i] /= l[i][i];
        }
        for i in (0..n).rev() {
            for k in i + 1..n {
                let t = y[k];
                y[i] -= l[k][i] * t;
            }
            y[i] /= l[i][i];
        }
        b.iter().zip(&y).map(|(p, q)| p * q).sum()
    }

    let i = [
        [14.0 / 44.0, -6.0 / 44.0, 2.0 / 44.0],
        [-6.0 / 44.0, 12.0 / 44.0, -4.0 / 44.0],
        [2.0 / 44.0, -4.0 / 44.0, 16.0 / 44.0],
    ];
    check!(
        f(&[1.0, 2.0, 3.0]),
        i[0][0] + 4.0 * i[1][1] + 9.0 * i[2][2] + 4.0 * i[0][1] + 6.0 * i[0][2] + 12.0 * i[1][2],
        [
            2.0 * (i[0][0] + 2.0 * i[0][1] + 3.0 * i[0][2]),
            2.0 * (i[1][0] + 2.0 * i[1][1] + 3.0 * i[1][2]),
            2.0 * (i[2][0] + 2.0 * i[2][1] + 3.0 * i[2][2])
        ]
    );
}

/// A determinant, by elimination with pivots.
#[test]
fn determinant() {
    #[differentiate]
    fn f(m: &[[f64; 3]; 3]) -> f64 {
        let mut a = *m;
        let mut det = 1.0;
        for k in 0..3 {
            let mut p = k;
            for i in k + 1..3 {
                if a[i][k].abs() > a[p][k].abs() {
                    p = i;
                }
            }
            if p != k {
                a.swap(p, k);
                det = -det;
            }
            det *= a[k][k];
            for i in k + 1..3 {
                let factor = a[i][k] / a[k][k];
                for j in k..3 {
                    let t = a[k][j];
                    a[i][j] -= factor * t;
                }
            }
        }
        det
    }

    check!(
        f(&[[1.0, 2.0, 3.0], [4.0, 5.0, 6.0], [7.0, 8.0, 10.0]]),
        -3.0,
        [[2.0, 2.0, -3.0], [4.0, -11.0, 6.0], [-3.0, 6.0, -3.0]]
    );
}

/// A linear system, by elimination with pivots.
#[test]
fn elimination_with_pivots() {
    #[differentiate]
    fn f(a: &[[f64; 2]; 2], b: &[f64; 2]) -> f64 {
        let mut m: Vec<Vec<f64>> = (0..2).map(|i| vec![a[i][0], a[i][1], b[i]]).collect();
        for k in 0..2 {
            let p = (k..2).max_by(|&i, &j| m[i][k].abs().partial_cmp(&m[j][k].abs()).unwrap()).unwrap();
            m.swap(k, p);
            for i in 0..2 {
                if i != k {
                    let f = m[i][k] / m[k][k];
                    for j in k..3 {
                        let t = m[k][j];
                        m[i][j] -= f * t;
                    }
                }
            }
        }
        m[0][2] / m[0][0] + m[1][2] / m[1][1]
    }

    let (x, y) = (-4.0, 4.5);
    let (u, v) = (-2.0 + 1.5, 1.0 - 0.5);
    check!(f(&[[1.0, 2.0], [3.0, 4.0]], &[5.0, 6.0]), x + y, ([[-u * x, -u * y], [-v * x, -v * y]], [u, v]));
}

/// A tridiagonal system.
#[test]
fn tridiagonal_system() {
    #[differentiate]
    fn f(d: &[f64]) -> f64 {
        let n = d.len();
        let mut c = vec![0.0; n];
        let mut y = vec![0.0; n];
        c[0] = 1.0 / 4.0;
        y[0] = d[0] / 4.0;
        for i in 1..n {
            let m = 4.0 - c[i - 1];
            c[i] = 1.0 / m;
            y[i] = (d[i] - y[i - 1]) / m;
        }
        for i in (0..n - 1).rev() {
            y[i] -= c[i] * y[i + 1];
        }
        y[0] * y[n - 1]
    }

    let (a, b) = (10.0 / 56.0, 38.0 / 56.0);
    check!(
        f(&[1.0, 2.0, 3.0]),
        a * b,
        [(15.0 * b + a) / 56.0, (-4.0 * b - 4.0 * a) / 56.0, (b + 15.0 * a) / 56.0]
    );
}

/// A power iteration, the Rayleigh quotient.
#[test]
fn power_iteration() {
    #[differentiate]
    fn f(a: &[[f64; 2]; 2]) -> f64 {
        let mut v = [1.0, 0.5];
        for _ in 0..60 {
            let w = [a[0][0] * v[0] + a[0][1] * v[1], a[1][0] * v[0] + a[1][1] * v[1]];
            let n = w[0].hypot(w[1]);
            v = [w[0] / n, w[1] / n];
        }
        let av = [a[0][0] * v[0] + a[0][1] * v[1], a[1][0] * v[0] + a[1][1] * v[1]];
        v[0] * av[0] + v[1] * av[1]
    }

    check!(f(&[[2.0, 1.0], [1.0, 2.0]]), 3.0, [[0.5, 0.5], [0.5, 0.5]]);
}

/// Gram-Schmidt on rows, as far as a length.
#[test]
fn gram_schmidt() {
    #[differentiate]
    fn f(a: &[[f64; 2]; 2]) -> f64 {
        let mut q = *a;
        for i in 0..2 {
            for j in 0..i {
                let d = q[i][0] * q[j][0] + q[i][1] * q[j][1];
                for k in 0..2 {
                    let t = q[j][k];
                    q[i][k] -= d * t;
                }
            }
            let n = (q[i][0].powi(2) + q[i][1].powi(2)).sqrt();
            if i == 1 {
                return n;
            }
            for k in 0..2 {
                q[i][k] /= n;
            }
        }
        0.0
    }

    // the determinant over the length of the first row
    check!(f(&[[3.0, 4.0], [1.0, 2.0]]), 0.4, [[0.352, -0.264], [-0.8, 0.6]]);
}

/// The exponential of a matrix by its series, trace.
#[test]
fn matrix_exponential() {
    #[differentiate]
    fn f(a: &[[f64; 2]; 2]) -> f64 {
        let mut term = [[1.0, 0.0], [0.0, 1.0]];
        let mut sum = term;
        for k in 1..30 {
            let mut next = [[0.0; 2]; 2];
            for i in 0..2 {
                for j in 0..2 {
                    for l in 0..2 {
                        next[i][j] += term[i][l] * a[l][j] / k as f64;
                    }
                    sum[i][j] += next[i][j];
                }
            }
            term = next;
        }
        sum[0][0] + sum[1][1]
    }

    check!(f(&[[0.5, 0.0], [0.0, 1.0]]), 0.5f64.exp() + 1f64.exp(), [[0.5f64.exp(), 0.0], [0.0, 1f64.exp()]]);
}

/// A step of a Kalman filter of two states, arrays of arrays.
#[test]
fn kalman_matrix() {
    #[differentiate]
    fn f(p: &[[f64; 2]; 2], x: &[f64; 2], z: f64, r: f64) -> f64 {
        let h = [1.0, 0.0];
        let mut ph = [0.0; 2];
        for i in 0..2 {
            for j in 0..2 {
                ph[i] += p[i][j] * h[j];
            }
        }
        let s = ph.iter().zip(h.iter()).map(|(a, b)| a * b).sum::<f64>() + r;
        let gain = ph.map(|v| v / s);
        let y = z - x[0];
        let moved = [x[0] + gain[0] * y, x[1] + gain[1] * y];
        moved[0] * moved[1]
    }

    check!(
        f(&[[2.0, 0.5], [0.5, 1.0]], &[1.0, -1.0], 3.0, 2.0),
        2.0 * -0.75,
        (
            [[-0.75 * 2.0 * 2.0 / 16.0 + 2.0 * -0.5 * 2.0 / 16.0, 0.0], [2.0 * 2.0 / 4.0, 0.0]],
            [-0.75 * 0.5 - 2.0 * 0.125, 2.0],
            -0.75 * 0.5 + 2.0 * 0.125,
            0.75 * 2.0 * 2.0 / 16.0 - 2.0 * 0.5 * 2.0 / 16.0
        )
    );
}

/// Sweeps of Gauss-Seidel over a grid.
#[test]
fn laplace_gauss_seidel() {
    #[differentiate]
    fn f(b: f64) -> f64 {
        let mut u = [[0.0; 4]; 4];
        for j in 0..4 {
            u[0][j] = b;
        }
        for _ in 0..2 {
            for i in 1..3 {
                for j in 1..3 {
                    u[i][j] = 0.25 * (u[i - 1][j] + u[i + 1][j] + u[i][j - 1] + u[i][j + 1]);
                }
            }
        }
        u[2][2]
    }

    // linear in the value at the edge, and odd
    let slope: f64 = f(1.0);
    assert!(slope > 0.1);
    check!(f(3.0), 3.0 * slope, slope);
}

/// The heat equation, two buffers swapped.
#[test]
fn heat() {
    #[differentiate]
    fn f(u0: &[f64], r: f64) -> f64 {
        let n = u0.len();
        let mut u = u0.to_vec();
        let mut v = u.clone();
        for _ in 0..3 {
            for i in 1..n - 1 {
                v[i] = u[i] + r * (u[i - 1] - 2.0 * u[i] + u[i + 1]);
            }
            std::mem::swap(&mut u, &mut v);
        }
        u[n / 2]
    }

    check!(f(&[0.0, 1.0, 0.0], 0.25), 0.125, ([0.25 * 1.75, 0.125, 0.25 * 1.75], -6.0 * 0.25));
}
