//! Numerical code: roots, integrals, series and interpolation.

use chainrule::differentiate;

use crate::check::{check, within};

/// Newton's iteration with a while and a tolerance.
#[test]
fn newton_cube_root() {
    #[differentiate]
    fn f(a: f64) -> f64 {
        let mut x = 1.0;
        let mut steps = 0;
        while (x * x * x - a).abs() > 1e-14 * a && steps < 60 {
            let slope = 3.0 * x * x;
            x -= (x * x * x - a) / slope;
            steps += 1;
        }
        x
    }

    within("value", &f(27.0), &3.0, 1e-14);
    within("gradient", &f::gradient(8.0), &(1.0 / 12.0), 1e-9);
    within("gradient", &f::gradient(27.0), &(1.0 / 27.0), 1e-9);
}

/// Bisection: branches choose between values that vary.
#[test]
fn bisection() {
    #[differentiate]
    fn f(a: f64) -> f64 {
        let mut lo = 0.0;
        let mut hi = a;
        for _ in 0..4 {
            let mid = 0.5 * (lo + hi);
            if mid * mid > a { hi = mid } else { lo = mid }
        }
        0.5 * (lo + hi)
    }

    check!(f(9.0), 9.0 * 11.0 / 32.0, 11.0 / 32.0);
}

/// Runge-Kutta of order 4, a closure for the slope.
#[test]
fn rk4_linear() {
    #[differentiate]
    fn f(y0: f64, a: f64) -> f64 {
        let h = 0.25;
        let slope = |_t: f64, y: f64| a * y;
        let mut y = y0;
        let mut t = 0.0;
        for _ in 0..4 {
            let k1 = slope(t, y);
            let k2 = slope(t + h / 2.0, y + h / 2.0 * k1);
            let k3 = slope(t + h / 2.0, y + h / 2.0 * k2);
            let k4 = slope(t + h, y + h * k3);
            y += h / 6.0 * (k1 + 2.0 * k2 + 2.0 * k3 + k4);
            t += h;
        }
        y
    }

    let z = 0.5f64 * 0.25;
    let p = 1.0 + z + z * z / 2.0 + z * z * z / 6.0 + z * z * z * z / 24.0;
    let q = 0.25 * (1.0 + z + z * z / 2.0 + z * z * z / 6.0);
    check!(f(2.0, 0.5), 2.0 * p.powi(4), [p.powi(4), 8.0 * p.powi(3) * q]);
}

/// A fixed point, by a loop that is left.
#[test]
fn fixed_point() {
    #[differentiate]
    fn f(j: f64, h: f64) -> f64 {
        let mut m = 0.5;
        loop {
            let next = (j * m + h).tanh();
            let done = (next - m).abs() < 1e-13;
            m = next;
            if done {
                break m;
            }
        }
    }

    let m: f64 = f(0.5, 0.2);
    within("value", &m, &(0.5 * m + 0.2).tanh(), 1e-12);
    let s = 1.0 - m * m;
    let right = [s * m / (1.0 - s * 0.5), s / (1.0 - s * 0.5)];
    within("gradient", &f::gradient(0.5, 0.2), &right, 1e-9);
}

/// Horner's scheme.
#[test]
fn horner() {
    #[differentiate]
    fn f(c: &[f64], x: f64) -> f64 {
        c.iter().rev().fold(0.0, |acc, a| acc * x + a)
    }

    check!(f(&[1.0, 2.0, 3.0], 2.0), 17.0, ([1.0, 2.0, 4.0], 14.0));
}

/// A Chebyshev polynomial by recurrence.
#[test]
fn chebyshev() {
    #[differentiate]
    fn f(x: f64, n: usize) -> f64 {
        let (mut a, mut b) = (1.0, x);
        if n == 0 {
            return a;
        }
        for _ in 1..n {
            let c = 2.0 * x * b - a;
            a = b;
            b = c;
        }
        b
    }

    check!(f(0.25, 3), 4.0 / 64.0 - 0.75, 12.0 / 16.0 - 3.0);
    check!(f(0.5, 4), 8.0 / 16.0 - 8.0 / 4.0 + 1.0, 32.0 / 8.0 - 8.0);
    check!(f(0.5, 0), 1.0, 0.0);
}

/// Legendre polynomials.
#[test]
fn legendre() {
    #[differentiate]
    fn f(x: f64, n: usize) -> f64 {
        let mut p = vec![1.0, x];
        for k in 2..=n {
            let kf = k as f64;
            p.push(((2.0 * kf - 1.0) * x * p[k - 1] - (kf - 1.0) * p[k - 2]) / kf);
        }
        p[n]
    }

    check!(f(0.5, 2), 0.5 * (0.75 - 1.0), 1.5);
    check!(f(0.5, 3), 0.5 * (5.0 * 0.125 - 1.5), 0.5 * (15.0 * 0.25 - 3.0));
}

/// Linear interpolation, the interval by a search.
#[test]
fn linear_interpolation() {
    #[differentiate]
    fn f(xs: &[f64], ys: &[f64], x: f64) -> f64 {
        let mut i = 0;
        while i + 2 < xs.len() && x > xs[i + 1] {
            i += 1;
        }
        let t = (x - xs[i]) / (xs[i + 1] - xs[i]);
        ys[i] * (1.0 - t) + ys[i + 1] * t
    }

    check!(f(&[0.0, 1.0, 3.0], &[1.0, 2.0, 6.0], 2.0), 4.0, ([0.0, -1.0, -1.0], [0.0, 0.5, 0.5], 2.0));
    check!(
        f(&[0.0, 1.0, 3.0], &[1.0, 2.0, 6.0], 9.0),
        18.0,
        ([0.0, -2.0 + 8.0, -8.0], [0.0, -3.0, 4.0], 2.0)
    );
}

/// A table of constants, searched by `position`.
#[test]
fn table_of_constants() {
    const XS: [f64; 4] = [0.0, 1.0, 2.0, 4.0];
    const YS: [f64; 4] = [0.0, 1.0, 4.0, 16.0];
    #[differentiate]
    fn f(x: f64) -> f64 {
        let i = XS.iter().position(|&k| k > x).unwrap_or(3).max(1) - 1;
        YS[i] + (YS[i + 1] - YS[i]) / (XS[i + 1] - XS[i]) * (x - XS[i])
    }

    check!(f(1.5), 2.5, 3.0);
    check!(f(5.0), 22.0, 6.0);
    check!(f(-1.0), -1.0, 1.0);
}

/// De Boor's recursion, by tables.
#[test]
fn bspline() {
    #[differentiate]
    fn f(c: &[f64; 4], x: f64) -> f64 {
        let mut d = *c;
        for r in 1..4 {
            for j in (r..4).rev() {
                let left = j as f64 - 3.0;
                let a = (x - left) / (4 - r) as f64;
                d[j] = (1.0 - a) * d[j - 1] + a * d[j];
            }
        }
        d[3]
    }

    let w = |t: f64| {
        [
            (1.0 - t).powi(3) / 6.0,
            (3.0 * t * t * t - 6.0 * t * t + 4.0) / 6.0,
            (-3.0 * t * t * t + 3.0 * t * t + 3.0 * t + 1.0) / 6.0,
            t * t * t / 6.0,
        ]
    };
    let b = w(0.25);
    let s = [
        -(0.75f64 * 0.75) / 2.0,
        (9.0 * 0.0625 - 3.0) / 6.0,
        (-9.0 * 0.0625 + 1.5 + 3.0) / 6.0,
        0.0625 / 2.0,
    ];
    check!(
        f(&[1.0, 2.0, 4.0, 3.0], 0.25),
        b[0] + 2.0 * b[1] + 4.0 * b[2] + 3.0 * b[3],
        (b, s[0] + 2.0 * s[1] + 4.0 * s[2] + 3.0 * s[3])
    );
}

/// Simpson's rule, weights by a match.
#[test]
fn simpson() {
    #[differentiate]
    fn f(b: f64) -> f64 {
        let n = 6;
        let h = b / n as f64;
        let mut s = 0.0;
        for i in 0..=n {
            let w = match i {
                0 | 6 => 1.0,
                i if i % 2 == 1 => 4.0,
                _ => 2.0,
            };
            let x = i as f64 * h;
            s += w * x * x * x;
        }
        s * h / 3.0
    }

    check!(f(2.0), 4.0, 8.0);
}

/// Gauss-Legendre from a table of tuples.
#[test]
fn gauss_legendre() {
    const NODES: [(f64, f64); 3] = [
        (-0.7745966692414834, 0.5555555555555556),
        (0.0, 0.8888888888888888),
        (0.7745966692414834, 0.5555555555555556),
    ];
    #[differentiate]
    fn f(a: f64, b: f64) -> f64 {
        let (m, r) = (0.5 * (a + b), 0.5 * (b - a));
        let mut s = 0.0;
        for (x, w) in NODES {
            s += w * (m + r * x).powi(2);
        }
        s * r
    }

    check!(f(1.0, 3.0), 26.0 / 3.0, [-1.0, 9.0]);
}

/// The error function by its series.
#[test]
fn erf_series() {
    #[differentiate]
    fn f(x: f64) -> f64 {
        let mut term = x;
        let mut sum = x;
        let mut n = 0;
        while term.abs() > 1e-17 {
            n += 1;
            term *= -x * x / n as f64;
            sum += term / (2 * n + 1) as f64;
        }
        sum * std::f64::consts::FRAC_2_SQRT_PI
    }

    check!(f(0.5), 0.5204998778130465, std::f64::consts::FRAC_2_SQRT_PI * (-0.25f64).exp());
}
