//! Functions written by a generator: every statement with every other.

#![allow(unused, clippy::all, clippy::pedantic, reason = "nobody wrote them")]

use chainrule::differentiate;

use crate::functions::{carried_out, helper};

const X: [f64; 4] = [0.3, -1.2, 0.9, 0.7];

#[differentiate]
fn random_0(a: f64, b: f64, x: &[f64; 4], n: usize) -> f64 {
    let mut m0 = a;
    m0 += ((1.5 + b) + (b - m0)).tanh();
    let v1: f64 = (m0 - b) / (1.0 + ((m0).max(m0)).powi(2)) * (m0).atan();
    for i2 in 0..n + 1 {
        let mut c3 = 0;
        while m0 < 0.9 && c3 < 4 {
            m0 = ((x[i2 % 4] - (n as f64)) * x[(i2 + 1) % 4] * x[(n + 1) % 4]).sin();
            m0 += 0.2 + 0.1 * (x[(i2 + 1) % 4]).sin();
            c3 += 1;
        }
        let v4: f64 = v1 * m0;
        let u5 = x.iter().map(|e| e * a).sum::<f64>();
        m0 = (helper(x[3], 1.5) + (u5 + u5)).tanh();
    }
    let v6: f64 = helper((if a < v1 { (0.75 + v1) } else { (a).sin() }), (v1 + x[1]) * (0.75 - a));
    m0 = (v1).tanh();
    let mut c7 = 0;
    while m0 < 0.9 && c7 < 4 {
        let mut c8 = 0;
        while m0 < 0.9 && c8 < 4 {
            let mut m9: f64 = 0.1;
            m0 += 0.2 + 0.1 * (m9 * m9).sin();
            c8 += 1;
        }
        let mut q10 = [0.5_f64; 3];
        m0 += 0.2 + 0.1 * (0.5 + v6).sin();
        c7 += 1;
    }
    m0 * 1.5 + v1 * 0.75 + v6 * 0.1 + a * 0.75 + x[3] * x[0]
}

#[differentiate]
fn random_1(a: f64, b: f64, x: &[f64; 4], n: usize) -> f64 {
    let mut m0 = a;
    let mut c1 = 0;
    while m0 < 0.9 && c1 < 4 {
        let v2: f64 = 3.0;
        m0 += 0.2 + 0.1 * (x[n % 4]).sin();
        c1 += 1;
    }
    let v3: f64 = ((a - m0).powi(2) - ((m0) / (1.0 + (a).powi(2)) * (0.1 + a)));
    m0 = ((m0 * (n as f64)) + (v3 + a)).sin();
    let v4: f64 = ((-(m0)).cos()).tanh();
    m0 = (a).atan();
    let v5: f64 = ((x[(n + 1) % 4]).powi(2) - (x[(n + 1) % 4] * b + (x[(n + 1) % 4] + x[n % 4])));
    let mut m6: f64 = 0.5;
    m0 * 0.1 + m6 * 0.25 + v3 * 0.1 + v4 * 3.0 + v5 * 0.1 + a * 2.0 + x[3] * x[0]
}

#[differentiate]
fn random_2(a: f64, b: f64, x: &[f64; 4], n: usize) -> f64 {
    let mut m0 = a;
    m0 += ((a * x[n % 4]).powi(2)).sin();
    let v1: f64 = ((a + 1.5) - (b + x[(n + 1) % 4])) / (1.0 + ((m0 + a) + (0.5 - x[3])).powi(2));
    for i2 in 1..4 {
        for i3 in 1..4 {
            m0 *= (if v1 < x[(n + 1) % 4] { v1 } else { v1 }).cos();
            m0 = ((x[n % 4]) / (1.0 + (a).powi(2)) + x[i2 % 4]).tanh();
            let mut q4: [f64; 3] = [(x[(i3 + 1) % 4] - x[0]), (i3 as f64).cos(), v1];
            m0 = ((b).min(m0) + -(0.75_f64)).sin();
        }
        m0 = (b).atan();
    }
    let mut q5 = [3.0_f64; 2];
    for i6 in 0..3 {
        m0 -= (-((x[(i6 + 1) % 4]).sin())).atan();
        for i7 in (0..3).rev() {
            q5[n % 2] = ((if n % 2 == 0 { a } else { v1 }) * (i7 as f64)).sin();
            q5[(i6 + 1) % 2] = (3.0_f64).cos();
            m0 = ((v1 + (n as f64)) + (q5[(n + 1) % 2] - a)).atan();
        }
        let v8: f64 = (((v1 + v1) - m0) + (0.75 * a).powi(2));
        m0 *= ((i6 as f64).atan()).tanh();
        if v1 > b {
            continue;
        }
        m0 -= (x[i6 % 4]).cos();
    }
    q5[n % 2] = 0.3 * (q5[n % 2]).tanh();
    q5[(n + 1) % 2] = ((1.5_f64).cos() + 0.25).atan();
    m0 * 2.0 + v1 * 0.1 + a * 0.1 + x[3] * x[0] + q5[1] * q5[0]
}

#[differentiate]
fn random_3(a: f64, b: f64, x: &[f64; 4], n: usize) -> f64 {
    let mut m0 = a;
    m0 = 0.3 * (((a).atan()).powi(2)).tanh();
    if a < 3.0 {
        let v1: f64 = (m0 + (x[0] + b).max(((n as f64) - b)));
        for i2 in 0..n {
            if b < 3.0 {
                let v3: f64 = m0;
                let v4: f64 = (v3 * (n as f64) * b).min(((v1 - m0) - (0.25 + a)));
                m0 *= (v4).sin();
            }
            m0 = 0.3 * ((b + x[(i2 + 1) % 4]) * v1 * m0).tanh();
            let mut m5: f64 = 0.3 * ((v1).powi(2)).tanh();
            m0 += (m0 * a * (2.0_f64).powi(2)).sin();
        }
        m0 = 0.3 * ((x[2]).sin()).tanh();
    } else {
        let v6: f64 = (((0.1 - b) * (n as f64)) + (b).powi(2));
        m0 = ((a * x[n % 4]) + (2.0 + x[(n + 1) % 4])).tanh();
    }
    if (n as f64) > m0 {
        let mut c7 = 0;
        while m0 < 0.9 && c7 < 4 {
            m0 = ((a).atan() + (a - x[0])).atan();
            if 0.5 > a {
                m0 = ((0.5_f64).min(b) * (b + m0)).tanh();
                m0 *= (a * b).sin();
            } else {
                m0 -= ((m0 * 0.25) * helper((n as f64), x[1])).tanh();
                let mut q8: [f64; 2] = [-(a), (a + b)];
                m0 = (q8[n % 2] * x[1] + (m0 + b)).tanh();
            }
            m0 += 0.2 + 0.1 * (if b < b { x[2] } else { x[(n + 1) % 4] }).sin();
            c7 += 1;
        }
        m0 = ((n as f64).powi(2) * b * b).sin();
        m0 += (((n as f64) + x[n % 4]) * 0.25).tanh();
    }
    if n % 2 == 0 {
        m0 *= (if n % 2 == 0 { x[n % 4] } else { a }).atan();
        m0 = 0.3 * ((helper(m0, x[(n + 1) % 4])).min((m0 - 2.0))).tanh();
        m0 = (((a) / (1.0 + (a).powi(2))).max(b)).cos();
    } else {
        for i9 in (0..3).rev() {
            m0 -= 0.3 * (a).tanh();
            m0 = (helper((b - 0.5), (0.75_f64) / (1.0 + (x[3]).powi(2)))).tanh();
            if i9 % 2 == 0 {
                break;
            }
            m0 = 0.3 * (-(-(b))).tanh();
        }
        let v10: f64 = ((m0 + 0.1) - (m0 + x[n % 4])) * (0.1 + (x[(n + 1) % 4] + x[3]));
        m0 *= (helper(b, x[3])).tanh();
    }
    m0 * 3.0 + a * 0.5 + x[3] * x[0]
}

#[differentiate]
fn random_4(a: f64, b: f64, x: &[f64; 4], n: usize) -> (f64, f64) {
    let mut m0 = a;
    let v1: f64 = x[(n + 1) % 4];
    let mut m2: f64 = 0.5;
    let mut m3: f64 = 0.25;
    for i4 in 0..3 {
        let mut c5 = 0;
        while m2 < 0.9 && c5 < 4 {
            for i6 in (0..3).rev() {
                let v7: f64 = ((a).powi(2) + ((if a < a { b } else { 0.75 }) - (b) / (1.0 + (b).powi(2))));
                let u8 = x.iter().map(|e| e * b).sum::<f64>();
                let v9: f64 = -(3.0 * a + (v1 - v7));
                m2 = (-((v9).max(0.25))).cos();
                if (i6 as f64) < m2 {
                    break;
                }
                m3 = 0.3 * (-((v1).cos())).tanh();
            }
            let mut c10 = 0;
            while m0 < 0.9 && c10 < 4 {
                m2 *= (m3 + m0).tanh();
                m0 += 0.2 + 0.1 * (-(v1)).sin();
                c10 += 1;
            }
            m2 += 0.2 + 0.1 * (x[(i4 + 1) % 4]).sin();
            c5 += 1;
        }
        let v11: f64 = 0.25;
        if x[(i4 + 1) % 4] < x[3] {
            if x[i4 % 4] > v11 {
                let u12 = x.iter().map(|e| e * v11).sum::<f64>();
                m3 *= 0.3 * ((1.5_f64).min((i4 as f64))).tanh();
            }
            m0 = ((a - (i4 as f64)) + -(a)).cos();
        } else {
            m3 = ((a).tanh() + v11 * x[n % 4]).atan();
            if 0.25 < m3 {
                m2 += ((i4 as f64).min(0.1) + ((i4 as f64) + m3)).atan();
                m3 = 0.3 * ((x[(i4 + 1) % 4]).powi(2) + (v1 * v1)).tanh();
            } else {
                m3 *= (x[2] + a).tanh();
                m2 = (0.1_f64).sin();
                m3 *= ((n as f64).min(x[3])).sin();
            }
            m3 = (helper(a, (x[n % 4] + (i4 as f64)))).atan();
        }
        m3 = (x[(n + 1) % 4]).atan();
    }
    (((0.1_f64) / (1.0 + (b).powi(2)) * (b).powi(2)).cos(), b + m2 + a)
}

#[differentiate]
fn random_5(a: f64, b: f64, x: &[f64; 4], n: usize) -> f64 {
    let mut m0 = a;
    let mut q1: [f64; 4] = [(b).sin(), b, (m0).min(x[n % 4]), a];
    q1[0] = 0.3 * ((q1[(n + 1) % 4]) / (1.0 + (m0).powi(2)) + (m0 + a)).tanh();
    q1[(n + 1) % 4] += (a * x[0] * a).sin();
    for i2 in (0..3).rev() {
        q1[2] += 0.3 * ((q1[2]) / (1.0 + (0.5_f64).powi(2)) + (m0 + x[i2 % 4])).tanh();
        m0 -= ((a * m0).cos()).atan();
    }
    m0 * 0.25 + a * 2.0 + x[3] * x[0] + q1[3] * q1[0]
}

#[differentiate]
fn random_6(a: f64, b: f64, x: &[f64; 4], n: usize) -> f64 {
    let mut m0 = a;
    for i1 in 0..n {
        let v2: f64 =
            (if a > (n as f64) { (0.1_f64) / (1.0 + (b).powi(2)) } else { (a - m0) }).min((b + a) * (m0 * b));
        let v3: f64 = m0;
        m0 = ((n as f64).tanh() * a * a).atan();
    }
    let v4: f64 = ((m0 + a) + (a).min((n as f64))).max((2.0 - x[0]));
    for i5 in (0..3).rev() {
        let u6 = x.iter().map(|e| e * a).sum::<f64>();
        m0 += ((v4 * u6) - b).tanh();
        let v7: f64 = (((m0 - 3.0) + a) - ((b * v4) * a));
        m0 += (v7 * (i5 as f64) + (v4 - u6)).sin();
    }
    m0 *= (n as f64).cos();
    if v4 > 0.5 {
        m0 = ((v4) / (1.0 + (m0).powi(2))).tanh();
        m0 += ((if n % 2 == 0 { x[n % 4] } else { v4 }) - (0.25_f64).max(m0)).cos();
        m0 = ((x[n % 4]).sin() * ((n as f64) - (n as f64))).sin();
    } else {
        let u8 = x.iter().map(|e| e * e).sum::<f64>();
        m0 += (1.5_f64).tanh();
    }
    let mut m9: f64 = ((n as f64) / (1.0 + (b).powi(2))).atan();
    let mut c10 = 0;
    while m0 < 0.9 && c10 < 4 {
        let v11: f64 = (b - (1.5 - x[1])) * ((x[(n + 1) % 4] * b) + -(m9));
        m0 += 0.2 + 0.1 * ((n as f64) * b).sin();
        c10 += 1;
    }
    let mut c12 = 0;
    while m0 < 0.9 && c12 < 4 {
        let v13: f64 = (b) / (1.0 + (((n as f64) * x[(n + 1) % 4]) + (0.75_f64).powi(2)).powi(2));
        let mut m14: f64 = a;
        m0 += 0.2 + 0.1 * ((0.5_f64) / (1.0 + (m0).powi(2))).sin();
        c12 += 1;
    }
    m0 * 0.25 + m9 * 0.5 + v4 * 0.75 + a * 1.5 + x[3] * x[0]
}

#[differentiate]
fn random_7(a: f64, b: f64, x: &[f64; 4], n: usize) -> f64 {
    let mut m0 = a;
    for i1 in 0..n {
        let v2: f64 = ((x[(i1 + 1) % 4] - 2.0).atan() - (a - (b * a)));
        m0 -= 0.3 * ((a).powi(2) - m0 * (i1 as f64)).tanh();
        if n % 2 == 0 {
            continue;
        }
        m0 += (((n as f64) - x[(n + 1) % 4]).sin()).sin();
    }
    let u3 = x.iter().map(|e| e * e).sum::<f64>();
    m0 *= 0.3 * ((x[3]).tanh()).tanh();
    for i4 in 0..n {
        let mut q5 = [0.1_f64; 4];
        let u6 = x.iter().map(|e| e.sin()).sum::<f64>();
        m0 = ((u3 * m0) + a * u3).atan();
    }
    for i7 in (0..3).rev() {
        let mut q8 = [0.75_f64; 3];
        let mut c9 = 0;
        while m0 < 0.9 && c9 < 4 {
            let v10: f64 = (((1.5_f64) / (1.0 + (0.25_f64).powi(2))) / (1.0 + (0.75 * a).powi(2)) + a);
            m0 += 0.2 + 0.1 * ((u3) / (1.0 + (q8[2]).powi(2))).sin();
            c9 += 1;
        }
        q8[(n + 1) % 3] += (x[(n + 1) % 4]).sin();
        m0 += ((b).min((i7 as f64)) * (b) / (1.0 + (q8[0]).powi(2))).sin();
        if i7 % 2 == 0 {
            continue;
        }
        m0 *= (u3).tanh();
    }
    m0 = (0.75_f64).tanh();
    m0 * 0.25 + u3 * 0.5 + a * 0.5 + x[3] * x[0]
}

#[differentiate]
fn random_8(a: f64, b: f64, x: &[f64; 4], n: usize) -> (f64, f64) {
    let mut m0 = a;
    let mut q1: [f64; 4] = [a, (m0 + 2.0), 0.25, (b).sin()];
    if x[(n + 1) % 4] < (n as f64) {
        m0 = (2.0_f64).cos();
        m0 = (b * a * b).cos();
    }
    if b < q1[1] {
        let mut c2 = 0;
        while m0 < 0.9 && c2 < 4 {
            let mut q3: [f64; 3] = [(0.75 - b), -(0.75_f64), (0.75_f64).cos()];
            m0 += 0.2 + 0.1 * ((a) / (1.0 + (x[(n + 1) % 4]).powi(2))).sin();
            c2 += 1;
        }
        m0 += ((2.0_f64).powi(2) * 0.5).cos();
    }
    for i4 in 1..4 {
        for i5 in 0..3 {
            for i6 in 1..4 {
                let mut q7 = [0.1_f64; 3];
                q1[1] = ((m0 * x[3]).powi(2)).sin();
                m0 = (-((a).max(b))).sin();
                m0 += 0.3 * (-(b) - (a).sin()).tanh();
            }
            m0 *= 0.3 * ((x[0]).sin()).tanh();
        }
        m0 += 0.3 * (-(-(x[(n + 1) % 4]))).tanh();
    }
    q1[(n + 1) % 4] += (q1[n % 4] - (1.5 - b)).cos();
    (((m0 - m0) * (m0 - m0)).sin(), m0 + b + a)
}

#[differentiate]
fn random_9(a: f64, b: f64, x: &[f64; 4], n: usize) -> (f64, f64) {
    let mut m0 = a;
    let mut q1 = [2.0_f64; 2];
    let v2: f64 = (2.0 - q1[0]);
    for i3 in 0..n + 1 {
        let mut c4 = 0;
        while m0 < 0.9 && c4 < 4 {
            let v5: f64 = m0;
            m0 += 0.2 + 0.1 * (q1[(i3 + 1) % 2]).sin();
            c4 += 1;
        }
        let u6 = x.iter().map(|e| e * e).sum::<f64>();
        m0 = (((3.0_f64).tanh()).max(x[1])).tanh();
    }
    m0 -= (v2 * (n as f64) * (m0 + 1.5)).atan();
    m0 += (b).atan();
    ((b).cos(), a + m0 + b)
}

#[differentiate]
fn random_10(a: f64, b: f64, x: &[f64; 4], n: usize) -> f64 {
    let mut m0 = a;
    for i1 in 0..3 {
        let v2: f64 = (a * ((m0 + x[(i1 + 1) % 4]) + (0.1_f64) / (1.0 + (b).powi(2))));
        let v3: f64 = (((v2).atan() * (v2 + a)) + ((v2 * x[(n + 1) % 4]) - (b + a)));
        if a < v2 {
            if m0 < x[0] {
                m0 += 0.3 * ((1.5 + x[(n + 1) % 4]).max(m0)).tanh();
                let mut m4: f64 = m0;
                m4 += ((x[1]).powi(2) * (x[3] - a)).sin();
            }
            m0 -= 0.3 * ((x[(i1 + 1) % 4] + v2).max(((n as f64) * m0))).tanh();
            m0 *= (-(i1 as f64)).sin();
        } else {
            for i5 in 1..4 {
                let v6: f64 = helper(v3 * a * (b).cos(), (2.0 - (x[0]) / (1.0 + (0.1_f64).powi(2))));
                m0 = (((n as f64) * x[(i1 + 1) % 4]).min(a)).cos();
                let v7: f64 = (((v2).powi(2) - (v3 + v6)) * (a - 0.75) / (1.0 + (v6).powi(2)));
                m0 += (a).sin();
            }
            m0 *= (m0).cos();
        }
        m0 = (x[3] + (v2 * x[i1 % 4])).tanh();
    }
    let v8: f64 = (x[(n + 1) % 4] + (n as f64)).atan() * ((m0 + m0) * x[0] * 0.75);
    m0 = 0.3 * ((2.0 - x[1]) / (1.0 + (m0 * v8).powi(2))).tanh();
    let mut q9 = [0.1_f64; 3];
    let v10: f64 = x[3];
    m0 * 2.0 + v8 * 0.5 + v10 * 1.5 + a * 0.75 + x[3] * x[0] + q9[2] * q9[0]
}

#[differentiate]
fn random_11(a: f64, b: f64, x: &[f64; 4], n: usize) -> f64 {
    let mut m0 = a;
    let mut q1: [f64; 4] = [(m0 - a), (x[3] * m0), (2.0 * 1.5), (a - a)];
    m0 -= ((3.0 - b) + 2.0).sin();
    m0 = (((n as f64) + x[(n + 1) % 4]) / (1.0 + (x[0] + m0).powi(2))).atan();
    let mut m2: f64 = (2.0 + a).atan();
    if a > (n as f64) {
        m0 -= ((1.5 + m2) + a * q1[(n + 1) % 4]).cos();
        q1[3] *= ((0.5_f64).powi(2)).cos();
        m2 *= ((a).max(m0)).atan();
    } else {
        q1[(n + 1) % 4] *= ((helper(a, m0)).max((n as f64))).tanh();
        let mut c3 = 0;
        while m0 < 0.9 && c3 < 4 {
            m2 = 0.3 * (if n % 2 == 0 { (q1[(n + 1) % 4]) / (1.0 + (b).powi(2)) } else { b }).tanh();
            m0 += 0.2 + 0.1 * (m2 * m2).sin();
            c3 += 1;
        }
        m0 = 0.3 * (((a).powi(2)).powi(2)).tanh();
    }
    let mut q4 = [0.1_f64; 3];
    for i5 in 0..n + 1 {
        for i6 in 0..n {
            let mut q7 = [0.75_f64; 4];
            m0 *= 0.3 * ((b).tanh()).tanh();
            if m2 > 3.0 {
                break;
            }
            m0 -= (-(a * m2)).sin();
        }
        if a > q1[0] {
            if x[n % 4] > b {
                let u8 = x.iter().map(|e| e * e).sum::<f64>();
                q1[0] += ((m2 + u8) - u8).atan();
                m0 = ((b - m2) * (x[i5 % 4] * m2)).cos();
            } else {
                q4[(n + 1) % 3] = 0.3 * ((q1[3]).cos() - (a + a)).tanh();
                m2 = ((m0 + (n as f64)) / (1.0 + (1.5_f64).powi(2))).atan();
            }
            m0 = (b).cos();
        }
        m2 += (-(m2)).tanh();
    }
    m0 * 3.0 + m2 * 0.75 + a * 3.0 + x[3] * x[0] + q1[3] * q1[0] + q4[2] * q4[0]
}

#[differentiate]
fn random_12(a: f64, b: f64, x: &[f64; 4], n: usize) -> f64 {
    let mut m0 = a;
    for i1 in 0..n {
        m0 *= (a - a).tanh();
        let v2: f64 = a;
        m0 = ((x[0] + v2) + (n as f64)).cos();
    }
    let v3: f64 = helper((0.5_f64).sin(), b * b) * (-(m0) + (m0 + x[(n + 1) % 4]));
    let v4: f64 = helper((b - a), (v3 - (b - 1.5)));
    for i5 in 0..3 {
        m0 *= ((n as f64).powi(2)).atan();
        m0 = 0.3 * ((v3).max(b) + -(0.5_f64)).tanh();
    }
    let u6 = x.iter().map(|e| e * v3).sum::<f64>();
    m0 * 3.0 + v3 * 0.5 + v4 * 1.5 + u6 * 0.1 + a * 3.0 + x[3] * x[0]
}

#[differentiate]
fn random_13(a: f64, b: f64, x: &[f64; 4], n: usize) -> f64 {
    let mut m0 = a;
    let mut c1 = 0;
    while m0 < 0.9 && c1 < 4 {
        let mut c2 = 0;
        while m0 < 0.9 && c2 < 4 {
            let u3 = x.iter().map(|e| e.sin()).sum::<f64>();
            for i4 in 0..3 {
                m0 = (if 0.75 < m0 { (i4 as f64).min(a) } else { (i4 as f64).min((n as f64)) }).sin();
                let mut m5: f64 = (x[n % 4] * m0).cos();
                let mut m6: f64 = 2.0;
                m5 = (((b).atan()) / (1.0 + (0.5_f64 + 0.25).powi(2))).cos();
            }
            m0 += 0.2 + 0.1 * ((x[(n + 1) % 4]) / (1.0 + (u3).powi(2))).sin();
            c2 += 1;
        }
        m0 += 0.2 + 0.1 * (m0 - x[0]).sin();
        c1 += 1;
    }
    let u7 = x.iter().map(|e| e.sin()).sum::<f64>();
    let v8: f64 = (n as f64);
    let mut q9 = [0.75_f64; 3];
    m0 * 3.0 + u7 * 0.75 + v8 * 3.0 + a * 0.25 + x[3] * x[0] + q9[2] * q9[0]
}

#[differentiate]
fn random_14(a: f64, b: f64, x: &[f64; 4], n: usize) -> f64 {
    let mut m0 = a;
    for i1 in 0..n + 1 {
        let v2: f64 = (x[1] - ((i1 as f64).max(b)).max((x[2]).min(m0)));
        m0 *= (a * b).sin();
    }
    let mut q3: [f64; 3] = [b, b, (b).min(b)];
    for i4 in 0..3 {
        q3[1] = (i4 as f64).atan();
        m0 = ((b).max(m0) * (a * 0.75)).atan();
    }
    let mut m5: f64 = a;
    m0 * 0.75 + m5 * 3.0 + a * 0.75 + x[3] * x[0] + q3[2] * q3[0]
}

#[differentiate]
fn random_15(a: f64, b: f64, x: &[f64; 4], n: usize) -> f64 {
    let mut m0 = a;
    for i1 in 1..4 {
        for i2 in 0..3 {
            let v3: f64 = (if m0 < m0 { (a * m0 + m0) } else { ((n as f64) + (x[1] - a)) });
            let v4: f64 = (m0 + (x[(i2 + 1) % 4] + a).min((m0 * x[(i2 + 1) % 4])));
            m0 = 0.3 * (v3).tanh();
            if b < (n as f64) {
                continue;
            }
            m0 *= (-(v3)).sin();
        }
        m0 += ((x[(n + 1) % 4] + (i1 as f64)) * b).sin();
    }
    for i5 in 0..n + 1 {
        let mut m6: f64 = 3.0;
        m6 = (m6 * (n as f64)).sin();
    }
    let v7: f64 = (((b + a) * 1.5) * ((x[0]).min(m0)).cos());
    let u8 = x.iter().map(|e| e.sin()).sum::<f64>();
    m0 *= 0.3 * (x[n % 4] + b).tanh();
    let v9: f64 = ((3.0 + x[(n + 1) % 4]) - (n as f64)) * -(m0);
    m0 = (0.75 * (v9 + x[2])).sin();
    m0 * 1.5 + v7 * 0.5 + u8 * 1.5 + v9 * 0.1 + a * 0.75 + x[3] * x[0]
}

#[differentiate]
fn random_16(a: f64, b: f64, x: &[f64; 4], n: usize) -> f64 {
    let mut m0 = a;
    m0 += 0.3 * ((b + x[0]) + b).tanh();
    m0 -= 0.3 * (m0 + (b).atan()).tanh();
    m0 *= 0.3 * (-(x[3])).tanh();
    let v1: f64 = 0.25;
    for i2 in 1..4 {
        for i3 in 0..n {
            for i4 in 0..n + 1 {
                m0 = 0.3 * (((x[i2 % 4]).powi(2)).min(0.1 * b)).tanh();
                m0 += (0.25_f64).cos();
                if i4 % 2 == 0 {
                    break;
                }
                m0 += ((0.5_f64).powi(2) * (a - x[1])).tanh();
            }
            m0 += 0.3 * (3.0 + (x[0]).min(a)).tanh();
        }
        let v5: f64 = (-((x[3]) / (1.0 + (a).powi(2))) + (0.1 * 2.0) * (b - b));
        m0 -= (helper(1.5, (x[(n + 1) % 4]).max((n as f64)))).cos();
    }
    let v6: f64 = -(b * 0.25) * (m0 + (b * b));
    let mut q7 = [0.25_f64; 2];
    m0 * 1.5 + v1 * 0.75 + v6 * 1.5 + a * 0.75 + x[3] * x[0] + q7[1] * q7[0]
}

#[differentiate]
fn random_17(a: f64, b: f64, x: &[f64; 4], n: usize) -> f64 {
    let mut m0 = a;
    m0 = ((n as f64) * b).atan();
    let u1 = x.iter().map(|e| e * b).sum::<f64>();
    let v2: f64 = ((x[1]).min(u1) + (if m0 < a { b } else { (n as f64) })).powi(2);
    m0 = (m0 * 3.0 + (x[n % 4] - v2)).cos();
    let v3: f64 = (a + u1).atan() * (m0 + v2) / (1.0 + (m0).powi(2));
    m0 *= (b).atan();
    m0 * 2.0 + u1 * 0.75 + v2 * 3.0 + v3 * 1.5 + a * 0.1 + x[3] * x[0]
}

#[differentiate]
fn random_18(a: f64, b: f64, x: &[f64; 4], n: usize) -> f64 {
    let mut m0 = a;
    for i1 in 0..n + 1 {
        let v2: f64 = (if m0 > (n as f64) {
            ((m0).powi(2) * (m0 - 0.75))
        } else {
            (if 0.25 > (n as f64) { (1.5 + b) } else { -(m0) })
        });
        m0 += 0.3 * ((b - 0.75).min((0.75 * v2))).tanh();
    }
    m0 += ((m0).powi(2) + (m0).max(b)).tanh();
    let v3: f64 = (if n % 2 == 0 { (a + 1.5).powi(2) } else { m0 });
    for i4 in 0..n {
        let u5 = x.iter().map(|e| e.sin()).sum::<f64>();
        let v6: f64 = (m0 - 1.5);
        m0 = 0.3 * ((n as f64) / (1.0 + (i4 as f64).powi(2)) - -(v3)).tanh();
    }
    let mut m7: f64 = (n as f64);
    m0 * 0.25 + m7 * 1.5 + v3 * 0.5 + a * 1.5 + x[3] * x[0]
}

#[differentiate]
fn random_19(a: f64, b: f64, x: &[f64; 4], n: usize) -> f64 {
    let mut m0 = a;
    m0 *= ((b).powi(2)).cos();
    let v1: f64 = x[(n + 1) % 4];
    m0 = ((b + v1).min((x[2]) / (1.0 + (a).powi(2)))).tanh();
    m0 *= (v1 * x[n % 4]).atan();
    let u2 = x.iter().map(|e| e.sin()).sum::<f64>();
    if 3.0 > (n as f64) {
        for i3 in (0..3).rev() {
            let mut m4: f64 = 0.1;
            m0 = 0.3 * (-(m4 + a)).tanh();
        }
        m0 = ((m0 - v1) * -(0.25_f64)).tanh();
        m0 -= (-(-(u2))).cos();
    }
    let v5: f64 = (helper(x[3] * a, (v1).sin()) * (-(b)).min((u2).min(m0)));
    for i6 in 0..3 {
        m0 *= 0.3 * (3.0_f64).tanh();
        let v7: f64 = helper(((1.5 * x[n % 4]) * (0.5 + a)), (u2 * (m0 * 0.75)));
        m0 *= 0.3 * ((a).powi(2)).tanh();
    }
    m0 * 0.1 + v1 * 0.75 + u2 * 2.0 + v5 * 0.5 + a * 0.5 + x[3] * x[0]
}

#[differentiate]
fn random_20(a: f64, b: f64, x: &[f64; 4], n: usize) -> (f64, f64) {
    let mut m0 = a;
    let v1: f64 = helper(-((a) / (1.0 + (x[n % 4]).powi(2))), ((b).cos()).atan());
    let u2 = x.iter().map(|e| e * e).sum::<f64>();
    let u3 = x.iter().map(|e| e.sin()).sum::<f64>();
    let u4 = x.iter().map(|e| e * u3).sum::<f64>();
    let u5 = x.iter().map(|e| e * e).sum::<f64>();
    (0.3 * (u5).tanh(), u5 + a + v1)
}

#[differentiate]
fn random_21(a: f64, b: f64, x: &[f64; 4], n: usize) -> f64 {
    let mut m0 = a;
    for i1 in 0..n {
        let mut q2 = [0.1_f64; 4];
        let v3: f64 = (i1 as f64);
        let mut c4 = 0;
        while m0 < 0.9 && c4 < 4 {
            for i5 in 1..4 {
                let v6: f64 =
                    (((b).powi(2)).min((m0 + q2[(n + 1) % 4])) + (v3 + q2[(i1 + 1) % 4]) * (i1 as f64).sin());
                q2[i5 % 4] = ((0.25 + b) - -(n as f64)).tanh();
                let v7: f64 = (-(0.75 + x[1]) + (v6 - (0.1_f64).max(q2[n % 4])));
                m0 = (-(a + v7)).tanh();
            }
            q2[(i1 + 1) % 4] += (-(1.5_f64) + v3).sin();
            m0 += 0.2 + 0.1 * ((x[0]).atan()).sin();
            c4 += 1;
        }
        m0 *= (b * 0.1).tanh();
    }
    let mut q8: [f64; 2] = [(n as f64), x[3] * b];
    m0 *= 0.3 * (1.5_f64).tanh();
    let v9: f64 = -(((n as f64) - m0).min(helper(0.5, a)));
    let mut q10: [f64; 3] = [q8[(n + 1) % 2] * m0, (v9 - v9), (0.75_f64) / (1.0 + (v9).powi(2))];
    q10[n % 3] = ((b - m0) + ((n as f64) - a)).sin();
    m0 += ((x[2] + b) * (b - a)).cos();
    m0 * 0.1 + v9 * 0.5 + a * 3.0 + x[3] * x[0] + q8[1] * q8[0] + q10[2] * q10[0]
}

#[differentiate]
fn random_22(a: f64, b: f64, x: &[f64; 4], n: usize) -> f64 {
    let mut m0 = a;
    m0 = ((x[1] - 1.5) * (x[1] + 0.25)).cos();
    let mut c1 = 0;
    while m0 < 0.9 && c1 < 4 {
        for i2 in 1..4 {
            let mut m3: f64 = 0.3 * (1.5 + b).tanh();
            let mut m4: f64 = 3.0;
            m0 = 0.3 * (a).tanh();
        }
        let mut m5: f64 = 0.3 * (3.0 + x[n % 4]).tanh();
        m0 += 0.2 + 0.1 * (x[n % 4] * 1.5).sin();
        c1 += 1;
    }
    let mut m6: f64 = (m0 + b).atan();
    let mut m7: f64 = 0.75;
    let mut q8 = [2.0_f64; 2];
    m6 *= ((b) / (1.0 + (a).powi(2))).sin();
    m6 += (-(m6) * 0.5).cos();
    m0 * 0.5 + m6 * 0.1 + m7 * 0.25 + a * 0.75 + x[3] * x[0] + q8[1] * q8[0]
}

#[differentiate]
fn random_23(a: f64, b: f64, x: &[f64; 4], n: usize) -> f64 {
    let mut m0 = a;
    for i1 in 0..n + 1 {
        if 0.5 > 1.5 {
            m0 = (a).sin();
            m0 += (b * (x[0] + m0)).tanh();
        }
        m0 = 0.3 * (m0).tanh();
    }
    let mut q2 = [1.5_f64; 2];
    q2[0] += ((a).min(m0) + m0 * a).atan();
    let v3: f64 = m0;
    m0 *= (m0).sin();
    let u4 = x.iter().map(|e| e.sin()).sum::<f64>();
    for i5 in 0..3 {
        let u6 = x.iter().map(|e| e * b).sum::<f64>();
        let v7: f64 = (((3.0_f64).sin() + (n as f64).powi(2)) + (q2[(i5 + 1) % 2] - (u4 - a)));
        m0 -= (((3.0_f64).max(u4)).max((m0 + m0))).cos();
        m0 *= 0.3 * (if a > u6 { u6 } else { a }).tanh();
    }
    m0 * 0.1 + v3 * 0.75 + u4 * 0.75 + a * 0.25 + x[3] * x[0] + q2[1] * q2[0]
}

#[differentiate]
fn random_24(a: f64, b: f64, x: &[f64; 4], n: usize) -> (f64, f64) {
    let mut m0 = a;
    for i1 in 0..n {
        let v2: f64 = -(a * (n as f64)) * (-(x[2])).powi(2);
        let v3: f64 = (if b > b { m0 } else { b }) / (1.0 + (helper(2.0, v2)).powi(2)) * ((n as f64) - m0);
        m0 *= (a + x[2]).sin();
    }
    m0 = ((a + m0).tanh()).cos();
    let v4: f64 = (b * 1.5 * x[2] * m0 + (a + ((n as f64) + b)));
    m0 *= (-(a)).tanh();
    let v5: f64 = 1.5;
    let mut c6 = 0;
    while m0 < 0.9 && c6 < 4 {
        for i7 in 0..n {
            let mut c8 = 0;
            while m0 < 0.9 && c8 < 4 {
                let u9 = x.iter().map(|e| e.sin()).sum::<f64>();
                m0 += 0.2 + 0.1 * ((v5) / (1.0 + (v4).powi(2))).sin();
                c8 += 1;
            }
            let v10: f64 = -((x[(n + 1) % 4]) / (1.0 + (a).powi(2)) + b * x[i7 % 4]);
            m0 = 0.3 * (helper((v4 + x[i7 % 4]), (x[n % 4] + x[(n + 1) % 4]))).tanh();
            m0 = (((x[0]) / (1.0 + (v10).powi(2))).sin()).tanh();
        }
        if v4 < v4 {
            let v11: f64 = x[(n + 1) % 4];
            m0 *= (if a > x[(n + 1) % 4] { (n as f64) } else { (n as f64) }).tanh();
        } else {
            let mut q12 = [1.5_f64; 2];
            q12[(n + 1) % 2] = ((-(b)).powi(2)).atan();
            m0 = ((b) / (1.0 + (x[(n + 1) % 4]).powi(2)) * (v4).min(x[(n + 1) % 4])).tanh();
        }
        m0 += 0.2 + 0.1 * ((x[1]).tanh()).sin();
        c6 += 1;
    }
    let mut m13: f64 = ((v5).min((n as f64))).sin();
    if v4 < m13 {
        m13 += ((b + m13) / (1.0 + ((v4) / (1.0 + (x[1]).powi(2))).powi(2))).cos();
        m0 = 0.3 * (x[n % 4]).tanh();
    }
    (((if v4 < (n as f64) { b } else { 0.5 }) + ((n as f64) * a)).atan(), v5 + m0 + m13)
}

#[differentiate]
fn random_25(a: f64, b: f64, x: &[f64; 4], n: usize) -> f64 {
    let mut m0 = a;
    for i1 in 0..n + 1 {
        let u2 = x.iter().map(|e| e * b).sum::<f64>();
        m0 *= 0.3 * (x[n % 4] - u2).tanh();
    }
    let v3: f64 = x[3];
    m0 = (a - (v3 + b)).tanh();
    let v4: f64 = (b - x[2]);
    let v5: f64 = ((v4 * v4).min(0.25) * (n as f64) * (n as f64) * (1.5 - v4));
    m0 * 2.0 + v3 * 2.0 + v4 * 1.5 + v5 * 0.75 + a * 0.75 + x[3] * x[0]
}

#[differentiate]
fn random_26(a: f64, b: f64, x: &[f64; 4], n: usize) -> f64 {
    let mut m0 = a;
    m0 *= ((a) / (1.0 + (b).powi(2))).cos();
    let v1: f64 = (n as f64);
    for i2 in (0..3).rev() {
        let v3: f64 = (a + (a) / (1.0 + (m0).powi(2))) * (helper(0.75, x[(i2 + 1) % 4])).tanh();
        for i4 in 0..n {
            for i5 in (0..3).rev() {
                let mut m6: f64 = 2.0;
                m0 *= (0.1 - x[i2 % 4]).tanh();
            }
            m0 = ((v3).powi(2) + (x[3]) / (1.0 + (v3).powi(2))).cos();
            let mut q7: [f64; 4] = [(b - 0.1), (a) / (1.0 + (a).powi(2)), ((i2 as f64) + 0.25), (x[1] - b)];
            m0 = 0.3 * ((x[2]) / (1.0 + (v1 - a).powi(2))).tanh();
        }
        let v8: f64 = (0.25 + (x[0] + v1)).max(((n as f64) * (i2 as f64).cos()));
        m0 = ((m0 + 0.1) - (v3).max((i2 as f64))).cos();
    }
    let v9: f64 = -((0.1 - m0).min((a).cos()));
    let mut m10: f64 = a;
    m0 * 0.1 + m10 * 0.5 + v1 * 1.5 + v9 * 0.25 + a * 0.5 + x[3] * x[0]
}

#[differentiate]
fn random_27(a: f64, b: f64, x: &[f64; 4], n: usize) -> f64 {
    let mut m0 = a;
    let v1: f64 = b;
    let v2: f64 = (if m0 > (n as f64) { ((a).min(m0) + a) } else { ((x[2] + m0) * (x[1] - m0)) });
    let mut m3: f64 = 0.75;
    m3 = 0.3 * ((v1).max((n as f64)) + x[n % 4]).tanh();
    m0 * 0.75 + m3 * 0.1 + v1 * 2.0 + v2 * 0.75 + a * 0.75 + x[3] * x[0]
}

#[differentiate]
fn random_28(a: f64, b: f64, x: &[f64; 4], n: usize) -> f64 {
    let mut m0 = a;
    let mut m1: f64 = 2.0;
    let v2: f64 = (((x[n % 4]) / (1.0 + (m0).powi(2)) + (x[3] + b)) + helper((1.5 - (n as f64)), (0.1 + b)));
    m0 = 0.3 * (a * 0.25 + (v2 + m1)).tanh();
    let mut c3 = 0;
    while m1 < 0.9 && c3 < 4 {
        m1 = ((m0 - m0) - (0.5_f64).atan()).atan();
        for i4 in 0..n + 1 {
            let mut q5 = [3.0_f64; 2];
            m1 = 0.3 * (0.1_f64).tanh();
            m1 = (x[1]).tanh();
        }
        m1 += 0.2 + 0.1 * (0.1_f64 * 0.25).sin();
        c3 += 1;
    }
    m0 *= (helper(a, m1)).tanh();
    m0 * 1.5 + m1 * 0.25 + v2 * 2.0 + a * 0.75 + x[3] * x[0]
}

#[differentiate]
fn random_29(a: f64, b: f64, x: &[f64; 4], n: usize) -> (f64, f64) {
    let mut m0 = a;
    let mut c1 = 0;
    while m0 < 0.9 && c1 < 4 {
        if n % 2 == 0 {
            let mut c2 = 0;
            while m0 < 0.9 && c2 < 4 {
                let mut q3: [f64; 3] = [(0.75 + m0), b, (1.5 + b)];
                m0 += 0.2 + 0.1 * ((a) / (1.0 + (a).powi(2))).sin();
                c2 += 1;
            }
            m0 -= (m0).sin();
            m0 -= 0.3 * (m0 + -(b)).tanh();
        } else {
            m0 *= 0.3 * (-(0.1_f64)).tanh();
            let mut q4 = [2.0_f64; 4];
            m0 += ((n as f64) * m0 + (q4[n % 4]).powi(2)).cos();
        }
        m0 += 0.2 + 0.1 * ((n as f64) * a).sin();
        c1 += 1;
    }
    let v5: f64 = -(((n as f64) * a).powi(2));
    let u6 = x.iter().map(|e| e.sin()).sum::<f64>();
    let u7 = x.iter().map(|e| e * e).sum::<f64>();
    for i8 in 0..n {
        m0 *= (helper(u7, b)).cos();
        let mut m9: f64 = x[2];
        for i10 in 0..n {
            let v11: f64 = (((0.5 - x[(i10 + 1) % 4]) - m0) - (x[i8 % 4] * u7 + (u6) / (1.0 + (b).powi(2))));
            if x[n % 4] < u6 {
                let u12 = x.iter().map(|e| e.sin()).sum::<f64>();
                m9 += 0.3 * (x[i8 % 4] * m9 - (3.0 + v5)).tanh();
            } else {
                let u13 = x.iter().map(|e| e.sin()).sum::<f64>();
                m9 += 0.3 * (b * x[1] * (v5 + m9)).tanh();
            }
            let v14: f64 =
                ((u7 * (i8 as f64)) - (if x[i10 % 4] < a { x[(i8 + 1) % 4] } else { 3.0 })).powi(2);
            m9 *= ((a).tanh()).tanh();
        }
        m0 = 0.3 * (x[(i8 + 1) % 4]).tanh();
        if a > 0.1 {
            break;
        }
        m9 -= (m9 + (0.25_f64) / (1.0 + (a).powi(2))).atan();
    }
    let mut m15: f64 = ((b) / (1.0 + (1.5_f64).powi(2))).sin();
    let v16: f64 = (m15 + -((n as f64) - (n as f64)));
    ((u6 * (x[n % 4] + 3.0)).cos(), a + u6 + u7)
}

#[differentiate]
fn random_30(a: f64, b: f64, x: &[f64; 4], n: usize) -> f64 {
    let mut m0 = a;
    let v1: f64 = b;
    let v2: f64 = ((a * v1) / (1.0 + (a * b).powi(2))) / (1.0 + (-(m0) + (1.5 + (n as f64))).powi(2));
    for i3 in 0..n + 1 {
        let mut q4 = [0.1_f64; 2];
        let mut c5 = 0;
        while m0 < 0.9 && c5 < 4 {
            q4[1] += 0.3 * (i3 as f64).tanh();
            m0 += 0.3 * (-(x[(i3 + 1) % 4]) - x[2] * 3.0).tanh();
            m0 += 0.2 + 0.1 * ((v1).atan()).sin();
            c5 += 1;
        }
        m0 -= ((0.75 + q4[(i3 + 1) % 2]) * (v2 + m0)).tanh();
    }
    m0 = ((v1 * 0.25) - (m0).min(x[1])).cos();
    m0 = ((v2 - v1).max((if (n as f64) < x[n % 4] { x[3] } else { v2 }))).cos();
    for i6 in 0..3 {
        let mut c7 = 0;
        while m0 < 0.9 && c7 < 4 {
            m0 = 0.3 * ((m0).powi(2) + (v2).tanh()).tanh();
            m0 += 0.2 + 0.1 * (3.0 + v1).sin();
            c7 += 1;
        }
        m0 += 0.3 * ((x[3] + v1) / (1.0 + (x[n % 4] + v1).powi(2))).tanh();
        m0 += ((b - v2) * (b + x[(n + 1) % 4])).atan();
    }
    let mut m8: f64 = 0.3 * ((x[n % 4]) / (1.0 + (2.0_f64).powi(2))).tanh();
    m0 * 0.1 + m8 * 0.25 + v1 * 0.1 + v2 * 2.0 + a * 2.0 + x[3] * x[0]
}

#[differentiate]
fn random_31(a: f64, b: f64, x: &[f64; 4], n: usize) -> f64 {
    let mut m0 = a;
    m0 -= 0.3 * ((n as f64).max((b * 2.0))).tanh();
    let mut q1: [f64; 4] =
        [(x[(n + 1) % 4]) / (1.0 + (x[3]).powi(2)), (n as f64), (m0) / (1.0 + (a).powi(2)), (x[0] + 0.5)];
    if n % 2 == 0 {
        let mut q2: [f64; 4] = [0.1, -(q1[0]), (b).powi(2), -(n as f64)];
        m0 = 0.3 * (x[n % 4]).tanh();
    }
    let u3 = x.iter().map(|e| e * a).sum::<f64>();
    m0 * 3.0 + u3 * 0.1 + a * 0.1 + x[3] * x[0] + q1[3] * q1[0]
}

#[differentiate]
fn random_32(a: f64, b: f64, x: &[f64; 4], n: usize) -> (f64, f64) {
    let mut m0 = a;
    let mut c1 = 0;
    while m0 < 0.9 && c1 < 4 {
        let v2: f64 = (m0).min(x[(n + 1) % 4]) * b * ((n as f64).max(b)) / (1.0 + (a).powi(2));
        let v3: f64 = (((x[(n + 1) % 4]).atan()).powi(2) - v2);
        m0 += 0.2 + 0.1 * (0.5_f64).sin();
        c1 += 1;
    }
    let u4 = x.iter().map(|e| e * a).sum::<f64>();
    for i5 in 0..n {
        let mut m6: f64 = 2.0;
        for i7 in 0..n {
            m0 += 0.3 * (-(0.5 - b)).tanh();
            m6 *= (m6 + m6).sin();
        }
        let mut q8 = [0.1_f64; 4];
        m0 = (a).sin();
    }
    let mut m9: f64 = u4;
    for i10 in 0..n + 1 {
        m0 *= (m9).atan();
        m9 = 0.3 * (helper(x[i10 % 4], x[(i10 + 1) % 4]) * (a + u4)).tanh();
        m9 = (m0).sin();
        m0 = (u4 + (x[(i10 + 1) % 4] + x[(i10 + 1) % 4])).tanh();
    }
    if (n as f64) < m0 {
        m0 = (m0 * a * (a) / (1.0 + (3.0_f64).powi(2))).cos();
        m9 += 0.3 * ((2.0 + x[n % 4]) - (0.5_f64).powi(2)).tanh();
        m9 *= 0.3 * (-(a)).tanh();
    }
    m0 = 0.3 * (-((n as f64) * u4)).tanh();
    (((if (n as f64) < m0 { m9 } else { (n as f64) }) + (x[3] + x[0])).tanh(), b + m9 + m0)
}

#[differentiate]
fn random_33(a: f64, b: f64, x: &[f64; 4], n: usize) -> f64 {
    let mut m0 = a;
    let mut q1 = [3.0_f64; 2];
    m0 = ((b * x[(n + 1) % 4]) + (a * b)).atan();
    let v2: f64 = ((a).cos() + (q1[0] + m0) * (if q1[0] < a { x[1] } else { a }));
    let mut c3 = 0;
    while m0 < 0.9 && c3 < 4 {
        let u4 = x.iter().map(|e| e.sin()).sum::<f64>();
        m0 += 0.2 + 0.1 * (helper(u4, v2)).sin();
        c3 += 1;
    }
    let v5: f64 = ((n as f64).sin() - q1[n % 2]).atan();
    let mut c6 = 0;
    while m0 < 0.9 && c6 < 4 {
        let mut q7: [f64; 3] = [(v5).cos(), (n as f64) * v2, x[(n + 1) % 4]];
        m0 += 0.2 + 0.1 * (b + a).sin();
        c6 += 1;
    }
    m0 * 3.0 + v2 * 2.0 + v5 * 3.0 + a * 3.0 + x[3] * x[0] + q1[1] * q1[0]
}

#[differentiate]
fn random_34(a: f64, b: f64, x: &[f64; 4], n: usize) -> f64 {
    let mut m0 = a;
    if n % 2 == 0 {
        let mut m1: f64 = 2.0;
        m1 += 0.3 * (((x[1]).powi(2)) / (1.0 + ((b).atan()).powi(2))).tanh();
    } else {
        let u2 = x.iter().map(|e| e.sin()).sum::<f64>();
        m0 -= 0.3 * ((if x[(n + 1) % 4] < a { b } else { u2 }) - (b) / (1.0 + (a).powi(2))).tanh();
    }
    for i3 in 1..4 {
        for i4 in 0..n {
            let u5 = x.iter().map(|e| e * a).sum::<f64>();
            m0 *= (0.25 * x[1]).sin();
            m0 *= (u5 * b).cos();
            m0 = ((m0 * u5) + ((n as f64) + b)).atan();
        }
        m0 = (-((m0).cos())).cos();
        m0 = (-(-(m0))).sin();
    }
    let v6: f64 = (a).min(a);
    let mut c7 = 0;
    while m0 < 0.9 && c7 < 4 {
        let v8: f64 = helper(1.5, b) * (n as f64) * 1.5 * ((a + (n as f64)) + x[(n + 1) % 4]);
        for i9 in 0..3 {
            let v10: f64 = a;
            if n % 2 == 0 {
                let mut m11: f64 = x[n % 4];
                m0 *= (v10).sin();
                m0 += ((x[0] + b).cos()).sin();
            }
            m0 = ((x[i9 % 4] * v8) / (1.0 + (x[(i9 + 1) % 4] * b).powi(2))).cos();
        }
        m0 += 0.2 + 0.1 * (helper(3.0, a)).sin();
        c7 += 1;
    }
    m0 * 2.0 + v6 * 1.5 + a * 0.1 + x[3] * x[0]
}

#[differentiate]
fn random_35(a: f64, b: f64, x: &[f64; 4], n: usize) -> f64 {
    let mut m0 = a;
    let mut c1 = 0;
    while m0 < 0.9 && c1 < 4 {
        let v2: f64 = (3.0_f64).tanh();
        for i3 in (0..3).rev() {
            for i4 in 0..n {
                let mut q5 = [0.5_f64; 3];
                m0 += (a).atan();
            }
            let u6 = x.iter().map(|e| e * e).sum::<f64>();
            m0 = 0.3 * ((a - u6) * ((n as f64) - v2)).tanh();
        }
        m0 += 0.2 + 0.1 * ((m0) / (1.0 + (a).powi(2))).sin();
        c1 += 1;
    }
    m0 = ((m0 + 0.5) + (m0).powi(2)).cos();
    let v7: f64 = 0.1;
    let mut m8: f64 = (n as f64);
    let mut q9 = [0.5_f64; 3];
    for i10 in 1..4 {
        m8 -= 0.3 * (-((m0).tanh())).tanh();
        if i10 % 2 == 0 {
            q9[(i10 + 1) % 3] = ((m0 + v7).powi(2)).atan();
            let u11 = x.iter().map(|e| e * v7).sum::<f64>();
            m0 = 0.3 * ((helper(m0, (i10 as f64))).min(helper(b, u11))).tanh();
        } else {
            q9[0] = (m8).atan();
            m0 = (helper((n as f64), 3.0)).tanh();
        }
        let v12: f64 = (2.0 + (v7).powi(2))
            / (1.0 + ((helper((n as f64), 0.5)) / (1.0 + (b * q9[(i10 + 1) % 3]).powi(2))).powi(2));
        m0 = (b * 3.0 + x[3]).atan();
    }
    m0 * 0.25 + m8 * 0.1 + v7 * 0.75 + a * 0.1 + x[3] * x[0] + q9[2] * q9[0]
}

#[differentiate]
fn random_36(a: f64, b: f64, x: &[f64; 4], n: usize) -> f64 {
    let mut m0 = a;
    let v1: f64 = ((b * x[(n + 1) % 4]).powi(2) - (0.25 - m0) / (1.0 + (m0 - m0).powi(2)));
    let v2: f64 = v1 * helper(((n as f64) - v1), m0);
    let v3: f64 = ((if n % 2 == 0 { (v1).max(v2) } else { (n as f64).powi(2) }) - a);
    if n % 2 == 0 {
        let v4: f64 = ((v3 * m0) + (m0 + x[(n + 1) % 4]))
            / (1.0 + ((b - x[0]) + (if x[n % 4] < (n as f64) { a } else { a })).powi(2));
        m0 = 0.3 * (-(v3) * (v1).max(a)).tanh();
    }
    for i5 in (0..3).rev() {
        let u6 = x.iter().map(|e| e * e).sum::<f64>();
        m0 *= (m0 * a).sin();
    }
    m0 = 0.3 * ((n as f64) + (x[n % 4] + m0)).tanh();
    m0 * 0.25 + v1 * 3.0 + v2 * 0.1 + v3 * 0.5 + a * 0.75 + x[3] * x[0]
}

#[differentiate]
fn random_37(a: f64, b: f64, x: &[f64; 4], n: usize) -> f64 {
    let mut m0 = a;
    let mut c1 = 0;
    while m0 < 0.9 && c1 < 4 {
        let v2: f64 = (helper(((n as f64) * b), m0)).powi(2);
        m0 += 0.2 + 0.1 * (v2 + a).sin();
        c1 += 1;
    }
    m0 -= (b).sin();
    let mut m3: f64 = 0.75;
    m3 = ((a).powi(2)).atan();
    let v4: f64 = ((n as f64) - (b + m0) / (1.0 + ((b) / (1.0 + (a).powi(2))).powi(2)));
    let v5: f64 = (n as f64);
    let mut m6: f64 = (v4 * a).sin();
    m0 * 0.75 + m3 * 1.5 + m6 * 1.5 + v4 * 1.5 + v5 * 2.0 + a * 0.5 + x[3] * x[0]
}

#[differentiate]
fn random_38(a: f64, b: f64, x: &[f64; 4], n: usize) -> f64 {
    let mut m0 = a;
    m0 -= (b).cos();
    let mut c1 = 0;
    while m0 < 0.9 && c1 < 4 {
        for i2 in 1..4 {
            for i3 in 0..3 {
                let v4: f64 = ((b).powi(2) * -(b - 2.0));
                m0 -= 0.3 * ((3.0_f64).powi(2)).tanh();
            }
            m0 = (((a).atan()) / (1.0 + (a - 0.5).powi(2))).cos();
        }
        m0 = ((0.75_f64).min(m0) * (a - (n as f64))).tanh();
        m0 += 0.2 + 0.1 * (2.0_f64 + 1.5).sin();
        c1 += 1;
    }
    let mut c5 = 0;
    while m0 < 0.9 && c5 < 4 {
        let v6: f64 = ((n as f64) * (m0 * a - b));
        m0 += 0.2 + 0.1 * ((n as f64) + x[2]).sin();
        c5 += 1;
    }
    let v7: f64 = ((if x[n % 4] < x[(n + 1) % 4] { 1.5 } else { m0 }).sin() + ((2.0 - x[0]) * 3.0));
    let mut m8: f64 = 2.0;
    m0 * 1.5 + m8 * 3.0 + v7 * 0.5 + a * 0.75 + x[3] * x[0]
}

#[differentiate]
fn random_39(a: f64, b: f64, x: &[f64; 4], n: usize) -> f64 {
    let mut m0 = a;
    if n % 2 == 0 {
        for i1 in 0..n {
            let u2 = x.iter().map(|e| e * a).sum::<f64>();
            m0 -= 0.3 * ((u2).powi(2)).tanh();
            m0 = (n as f64).atan();
        }
        m0 = ((m0 - a) * (m0).powi(2)).atan();
    } else {
        m0 *= (-(n as f64)).tanh();
        let u3 = x.iter().map(|e| e.sin()).sum::<f64>();
        m0 += (-(a) * (0.25_f64) / (1.0 + (0.75_f64).powi(2))).sin();
    }
    let mut m4: f64 = m0;
    for i5 in 1..4 {
        for i6 in 0..n + 1 {
            let mut m7: f64 = 0.25;
            m4 = (b).atan();
            m7 -= (((n as f64) + (i5 as f64)) * (x[i6 % 4] - a)).atan();
            m7 *= 0.3 * (x[1]).tanh();
        }
        m0 = (n as f64).tanh();
        let v8: f64 = (a).powi(2);
        m0 += ((helper((i5 as f64), (i5 as f64))).powi(2)).sin();
    }
    for i9 in 1..4 {
        let v10: f64 = m0;
        let v11: f64 = (i9 as f64);
        m4 *= ((v11) / (1.0 + (1.5_f64).powi(2))).atan();
        m0 = ((x[n % 4]).powi(2) - -(v11)).atan();
    }
    m0 * 0.5 + m4 * 0.5 + a * 0.75 + x[3] * x[0]
}

#[differentiate]
fn random_40(a: f64, b: f64, x: &[f64; 4], n: usize) -> (f64, f64) {
    let mut m0 = a;
    let mut q1: [f64; 3] = [(x[1]).cos(), m0, (x[2]).powi(2)];
    let mut q2 = [0.5_f64; 2];
    let v3: f64 = (m0 * (n as f64));
    for i4 in (0..3).rev() {
        m0 = (-((m0) / (1.0 + (a).powi(2)))).sin();
        m0 = 0.3 * (v3 + (b + q1[(i4 + 1) % 3])).tanh();
    }
    m0 = ((v3 + 2.0) + (m0).tanh()).atan();
    (0.3 * (if 2.0 > 0.5 { 0.5 } else { a }).tanh(), a + m0 + v3)
}

#[differentiate]
fn random_41(a: f64, b: f64, x: &[f64; 4], n: usize) -> (f64, f64) {
    let mut m0 = a;
    for i1 in 1..4 {
        let v2: f64 = m0;
        m0 = 0.3 * (helper(m0, 0.25) - (v2 + b)).tanh();
    }
    let mut c3 = 0;
    while m0 < 0.9 && c3 < 4 {
        let mut c4 = 0;
        while m0 < 0.9 && c4 < 4 {
            for i5 in 0..n + 1 {
                let v6: f64 = ((b).max(x[(n + 1) % 4] * 0.5) + (m0 * m0).powi(2));
                let u7 = x.iter().map(|e| e * b).sum::<f64>();
                m0 -= (if 0.25 < v6 { ((i5 as f64) + v6) } else { v6 }).tanh();
                m0 -= ((x[n % 4] * x[(n + 1) % 4]) + (2.0 - x[i5 % 4])).atan();
                if a < x[(i5 + 1) % 4] {
                    continue;
                }
                m0 = ((x[2] + a) / (1.0 + (a - a).powi(2))).cos();
            }
            if (n as f64) > (n as f64) {
                let v8: f64 = a;
                m0 = 0.3 * (x[(n + 1) % 4]).tanh();
            }
            m0 += 0.2 + 0.1 * (b + m0).sin();
            c4 += 1;
        }
        m0 += 0.2 + 0.1 * (-(b)).sin();
        c3 += 1;
    }
    let v9: f64 = 1.5;
    m0 *= (0.1 * v9).tanh();
    let mut m10: f64 = 3.0;
    let mut q11: [f64; 2] = [(m10 + v9), -(x[(n + 1) % 4])];
    (0.3 * ((m10 - x[n % 4]) * (m10 * (n as f64))).tanh(), m10 + m0 + b)
}

#[differentiate]
fn random_42(a: f64, b: f64, x: &[f64; 4], n: usize) -> f64 {
    let mut m0 = a;
    let v1: f64 = (a * ((n as f64) * m0).atan());
    for i2 in 0..n + 1 {
        let v3: f64 = ((0.5 * b) * (m0 + 2.0)).min((x[1]).tanh());
        if v1 < x[(i2 + 1) % 4] {
            m0 = 0.3 * (-(b + b)).tanh();
            m0 = (3.0_f64).sin();
        }
        m0 = ((x[i2 % 4] * (i2 as f64)).powi(2)).tanh();
        if x[(n + 1) % 4] < 0.25 {
            continue;
        }
        m0 -= (-(3.0 + v3)).cos();
    }
    for i4 in 0..n {
        m0 = 0.3 * ((i4 as f64).powi(2) + (m0 + (n as f64))).tanh();
        m0 = 0.3 * ((-(b)).min(helper(a, v1))).tanh();
    }
    let v5: f64 = (b * ((m0 * (n as f64)) - (b).max((n as f64))));
    m0 * 0.1 + v1 * 0.75 + v5 * 3.0 + a * 3.0 + x[3] * x[0]
}

#[differentiate]
fn random_43(a: f64, b: f64, x: &[f64; 4], n: usize) -> f64 {
    let mut m0 = a;
    for i1 in (0..3).rev() {
        m0 *= ((x[(n + 1) % 4]).sin()).tanh();
        let mut q2: [f64; 3] = [-(1.5_f64), 1.5 * m0, 0.1];
        for i3 in 1..4 {
            let u4 = x.iter().map(|e| e.sin()).sum::<f64>();
            let mut m5: f64 = u4;
            m5 -= (x[(i3 + 1) % 4] * q2[(i1 + 1) % 3] - (0.75 - m5)).tanh();
        }
        m0 = ((m0 - 3.0) + b).cos();
    }
    m0 = (-(n as f64)).sin();
    for i6 in 1..4 {
        let mut m7: f64 = a;
        for i8 in (0..3).rev() {
            let u9 = x.iter().map(|e| e.sin()).sum::<f64>();
            let mut q10: [f64; 4] = [1.5 * b, (m7 - x[i6 % 4]), (x[(i8 + 1) % 4]).min(0.1), (m0).powi(2)];
            m7 -= 0.3 * (b).tanh();
            m7 += 0.3 * (q10[3]).tanh();
        }
        let v11: f64 = -(helper((0.1 + a), (a * 2.0)));
        m0 = (m0).sin();
    }
    let v12: f64 = (a + (x[0]).powi(2));
    m0 *= ((x[3]).sin()).tanh();
    let mut q13 = [0.5_f64; 2];
    m0 * 0.75 + v12 * 1.5 + a * 1.5 + x[3] * x[0] + q13[1] * q13[0]
}

#[differentiate]
fn random_44(a: f64, b: f64, x: &[f64; 4], n: usize) -> f64 {
    let mut m0 = a;
    m0 += ((a - m0) * (x[n % 4] + b)).cos();
    for i1 in 0..3 {
        let mut m2: f64 = 0.3 * ((0.1_f64).min((n as f64))).tanh();
        for i3 in 0..n + 1 {
            m2 = ((a * 2.0).sin()).tanh();
            for i4 in 1..4 {
                let mut m5: f64 = m2;
                let v6: f64 = (x[n % 4]) / (1.0 + ((b).min(m5) * -(x[(i1 + 1) % 4])).powi(2));
                let v7: f64 = b;
                m5 = (x[n % 4]).tanh();
                if m0 < x[1] {
                    continue;
                }
                m2 *= 0.3 * (m0).tanh();
            }
            m0 *= ((m0).powi(2)).atan();
            if i1 % 2 == 0 {
                continue;
            }
            m0 += 0.3 * (b).tanh();
        }
        m0 -= (0.5_f64).cos();
    }
    for i8 in 0..3 {
        let v9: f64 = -(b * m0);
        m0 = ((if (n as f64) < b { (i8 as f64) } else { x[0] }) + ((i8 as f64) * b)).tanh();
    }
    m0 = 0.3 * (helper((x[n % 4] * x[(n + 1) % 4]), ((n as f64) * b))).tanh();
    m0 *= 0.3 * ((n as f64) - m0).tanh();
    m0 += ((m0 * m0).powi(2)).tanh();
    m0 * 2.0 + a * 3.0 + x[3] * x[0]
}

#[differentiate]
fn random_45(a: f64, b: f64, x: &[f64; 4], n: usize) -> f64 {
    let mut m0 = a;
    m0 = 0.3 * (a * a + 0.5).tanh();
    m0 *= (-(a)).sin();
    let mut c1 = 0;
    while m0 < 0.9 && c1 < 4 {
        for i2 in (0..3).rev() {
            if b > b {
                let u3 = x.iter().map(|e| e.sin()).sum::<f64>();
                m0 = (-(a * b)).atan();
            } else {
                let v4: f64 = ((if a < m0 { 0.75 } else { b }) * (x[i2 % 4] * 0.5)
                    + (x[(n + 1) % 4] * m0 * a * (i2 as f64)));
                let mut q5: [f64; 4] = [x[(i2 + 1) % 4], m0, x[(i2 + 1) % 4] * v4, (m0).min(0.1)];
                m0 += ((n as f64) * (b).cos()).sin();
            }
            for i6 in 0..n + 1 {
                let mut m7: f64 = 0.25;
                m0 *= (m7 * m0).cos();
            }
            let mut q8 = [1.5_f64; 3];
            m0 = 0.3 * ((3.0 + a).min(m0 * x[0])).tanh();
        }
        for i9 in 1..4 {
            let v10: f64 = (-((n as f64) + x[3]) - a);
            m0 = ((x[0]).cos()).atan();
            if x[n % 4] < 0.5 {
                continue;
            }
            m0 += 0.3 * (helper(helper(x[n % 4], m0), (x[n % 4]).powi(2))).tanh();
        }
        m0 += 0.2 + 0.1 * (-(0.75_f64)).sin();
        c1 += 1;
    }
    m0 = ((b * m0).powi(2)).cos();
    let u11 = x.iter().map(|e| e.sin()).sum::<f64>();
    m0 = (-((1.5_f64).powi(2))).cos();
    let mut q12 = [0.25_f64; 2];
    q12[(n + 1) % 2] = ((m0).powi(2) - (m0 + 0.5)).sin();
    m0 * 2.0 + u11 * 1.5 + a * 3.0 + x[3] * x[0] + q12[1] * q12[0]
}

#[differentiate]
fn random_46(a: f64, b: f64, x: &[f64; 4], n: usize) -> f64 {
    let mut m0 = a;
    for i1 in (0..3).rev() {
        let mut q2 = [2.0_f64; 2];
        q2[1] *= 0.3 * (x[3] * (b * b)).tanh();
        m0 += 0.3 * (((m0) / (1.0 + (b).powi(2))) / (1.0 + (helper(x[1], (n as f64))).powi(2))).tanh();
    }
    if (n as f64) < a {
        let mut c3 = 0;
        while m0 < 0.9 && c3 < 4 {
            for i4 in 0..n {
                m0 = 0.3 * ((a).max(3.0) - (x[(n + 1) % 4] - a)).tanh();
                let u5 = x.iter().map(|e| e * e).sum::<f64>();
                m0 = 0.3 * ((b + m0) + a * 2.0).tanh();
                m0 = ((i4 as f64) + (b - u5)).sin();
            }
            m0 += 0.2 + 0.1 * (x[(n + 1) % 4] * 0.5).sin();
            c3 += 1;
        }
        m0 -= (0.25 * (n as f64)).sin();
    }
    m0 = 0.3 * (x[(n + 1) % 4]).tanh();
    for i6 in 0..3 {
        m0 = 0.3 * (x[1]).tanh();
        m0 = (((b) / (1.0 + (m0).powi(2))) / (1.0 + ((i6 as f64) + a).powi(2))).cos();
    }
    let v7: f64 = ((m0 + x[0]) * (m0).sin()) / (1.0 + (m0 * (0.75 - (n as f64))).powi(2));
    let mut m8: f64 = m0;
    m0 * 2.0 + m8 * 2.0 + v7 * 3.0 + a * 0.5 + x[3] * x[0]
}

#[differentiate]
fn random_47(a: f64, b: f64, x: &[f64; 4], n: usize) -> f64 {
    let mut m0 = a;
    if m0 < x[(n + 1) % 4] {
        let v1: f64 = ((1.5 + x[(n + 1) % 4]).min(x[(n + 1) % 4] * a) - x[n % 4]);
        m0 += (v1 + (x[(n + 1) % 4] + 0.25)).sin();
    } else {
        let mut c2 = 0;
        while m0 < 0.9 && c2 < 4 {
            let mut m3: f64 = 0.75;
            m0 += 0.2 + 0.1 * (m0 + a).sin();
            c2 += 1;
        }
        for i4 in 0..n {
            let mut m5: f64 = b;
            m0 *= 0.3 * (0.1 - a).tanh();
        }
        m0 = ((b).cos() - ((n as f64) * m0)).sin();
    }
    m0 = (0.1 * 0.5 - (x[n % 4] - 0.75)).cos();
    let mut c6 = 0;
    while m0 < 0.9 && c6 < 4 {
        let mut q7: [f64; 2] = [(a - x[(n + 1) % 4]), b];
        m0 += 0.2 + 0.1 * ((x[n % 4]) / (1.0 + (a).powi(2))).sin();
        c6 += 1;
    }
    m0 = (a).sin();
    if m0 < b {
        for i8 in 1..4 {
            let mut q9: [f64; 3] = [(0.5_f64).min(x[(i8 + 1) % 4]), (x[2]).max(b), m0];
            m0 = ((m0 * m0).powi(2)).sin();
            q9[(i8 + 1) % 3] *= ((x[(i8 + 1) % 4] * 0.1) + (b).tanh()).tanh();
            m0 = ((n as f64) * x[0]).atan();
            if a < m0 {
                continue;
            }
            m0 -= (q9[(i8 + 1) % 3]).atan();
        }
        m0 = (m0 * (b + 2.0)).tanh();
    } else {
        m0 = (if b < 0.1 { (m0) / (1.0 + (1.5_f64).powi(2)) } else { (m0 - 0.75) }).atan();
        let u10 = x.iter().map(|e| e.sin()).sum::<f64>();
        m0 *= (2.0_f64).tanh();
    }
    let v11: f64 = ((if 0.75 < m0 { x[(n + 1) % 4] } else { a }) - (b * x[0])).powi(2);
    m0 *= 0.3 * (-(a)).tanh();
    if v11 > b {
        m0 += ((x[2] * v11).max(a * a)).cos();
        m0 += 0.3 * (0.75_f64).tanh();
    } else {
        m0 -= (a).atan();
        m0 *= (m0 * x[(n + 1) % 4]).atan();
        m0 = ((m0 * b).atan()).sin();
    }
    m0 * 0.5 + v11 * 1.5 + a * 0.75 + x[3] * x[0]
}

#[differentiate]
fn random_48(a: f64, b: f64, x: &[f64; 4], n: usize) -> f64 {
    let mut m0 = a;
    let mut c1 = 0;
    while m0 < 0.9 && c1 < 4 {
        let mut q2 = [0.5_f64; 3];
        m0 += 0.2 + 0.1 * ((m0).cos()).sin();
        c1 += 1;
    }
    let mut c3 = 0;
    while m0 < 0.9 && c3 < 4 {
        let mut c4 = 0;
        while m0 < 0.9 && c4 < 4 {
            let mut q5 = [0.5_f64; 4];
            let u6 = x.iter().map(|e| e.sin()).sum::<f64>();
            m0 += 0.2 + 0.1 * (m0 + m0).sin();
            c4 += 1;
        }
        m0 = 0.3 * (-(a * b)).tanh();
        m0 += 0.2 + 0.1 * ((a).cos()).sin();
        c3 += 1;
    }
    for i7 in 0..n {
        let mut m8: f64 = 0.1;
        if n % 2 == 0 {
            let v9: f64 = (0.25 * ((n as f64) + 0.75) * helper((n as f64).sin(), -(a)));
            if v9 > m0 {
                let v10: f64 =
                    helper((b + b).max(helper(m8, v9)), (if m8 > 0.5 { x[0] * v9 } else { (a).max(0.5) }));
                m0 -= ((m0 + x[1]) + -(i7 as f64)).tanh();
                m8 += (helper(b, m8) * (x[n % 4] + x[n % 4])).tanh();
            }
            m0 += ((a).min((n as f64)) * (x[(i7 + 1) % 4]) / (1.0 + (1.5_f64).powi(2))).atan();
        } else {
            if m8 > m8 {
                m0 *= 0.3 * ((3.0_f64).min(a)).tanh();
                m0 = (-(b + b)).tanh();
            } else {
                let mut m11: f64 = 0.75;
                m8 = (1.5_f64).tanh();
                m8 = (m0).sin();
            }
            m0 += ((x[(n + 1) % 4]).min(x[1]) * -(b)).cos();
        }
        m0 = (((n as f64) - x[0]) / (1.0 + (x[0] - a).powi(2))).atan();
        if m0 > b {
            break;
        }
        m8 -= ((x[(n + 1) % 4] - m8) + m0).tanh();
    }
    m0 += ((n as f64) * m0 - (b - x[n % 4])).tanh();
    let v12: f64 = (helper((b * (n as f64)), x[n % 4]) + ((x[1]).max(a) - (b + 0.5)));
    let v13: f64 = (((x[(n + 1) % 4] + 0.75) - (b + m0)) * a);
    m0 -= 0.3 * (0.75_f64).tanh();
    m0 = (0.5_f64).tanh();
    m0 * 3.0 + v12 * 1.5 + v13 * 2.0 + a * 0.1 + x[3] * x[0]
}

#[differentiate]
fn random_49(a: f64, b: f64, x: &[f64; 4], n: usize) -> f64 {
    let mut m0 = a;
    let mut m1: f64 = (x[n % 4] + 3.0).cos();
    for i2 in 0..3 {
        let mut q3: [f64; 2] = [a, (if x[(i2 + 1) % 4] > m0 { a } else { a })];
        m0 *= 0.3 * ((n as f64) * a).tanh();
    }
    let mut c4 = 0;
    while m0 < 0.9 && c4 < 4 {
        let v5: f64 = (-(m0 + m1) + b * (n as f64) / (1.0 + (m0).powi(2)));
        m0 += 0.2 + 0.1 * (m0 - m1).sin();
        c4 += 1;
    }
    for i6 in (0..3).rev() {
        if b > b {
            let mut q7 = [0.25_f64; 4];
            m1 *= 0.3 * (x[i6 % 4]).tanh();
        }
        let v8: f64 = (helper(1.5 * (i6 as f64), -(a)) * (0.75 + m0));
        for i9 in 1..4 {
            m1 = 0.3 * ((b).atan() - m0).tanh();
            m1 *= (-(m1)).tanh();
            if 0.25 > m1 {
                continue;
            }
            m1 *= (x[(i6 + 1) % 4]).atan();
        }
        m1 = ((v8 * m1) + (m0) / (1.0 + (3.0_f64).powi(2))).sin();
    }
    let u10 = x.iter().map(|e| e * b).sum::<f64>();
    if 1.5 < b {
        let mut q11: [f64; 3] = [(m0 * x[3]), (3.0 + x[(n + 1) % 4]), (x[n % 4] + u10)];
        q11[1] *= ((m1 + m0).powi(2)).sin();
        m0 *= (u10 * q11[0]).cos();
    } else {
        if n % 2 == 0 {
            m0 *= ((b).min(m0)).tanh();
            m1 = 0.3 * (u10 * m0 + (n as f64)).tanh();
        } else {
            let v12: f64 = (u10 + (m0).atan());
            m1 = ((u10 - a) * (b - 1.5)).atan();
            m1 = (helper((x[3]).max(m0), (1.5 + x[(n + 1) % 4]))).atan();
        }
        let v13: f64 = ((helper(x[1], a) - helper(u10, m1)) - u10);
        m1 *= ((v13).max((n as f64))).sin();
    }
    m0 += (x[2] - 0.75).sin();
    m0 * 2.0 + m1 * 1.5 + u10 * 0.1 + a * 0.25 + x[3] * x[0]
}

carried_out! {
    random_0[a b x n] gradient by [a b x] at (0.6, -0.4, &X, 3) at (-0.2, 0.8, &X, 1);
    random_1[a b x n] gradient by [a b x] at (0.6, -0.4, &X, 3) at (-0.2, 0.8, &X, 1);
    random_2[a b x n] gradient by [a b x] at (0.6, -0.4, &X, 3) at (-0.2, 0.8, &X, 1);
    random_3[a b x n] gradient by [a b x] at (0.6, -0.4, &X, 3) at (-0.2, 0.8, &X, 1);
    random_4[a b x n] jacobian by [a b x] at (0.6, -0.4, &X, 3) at (-0.2, 0.8, &X, 1);
    random_5[a b x n] gradient by [a b x] at (0.6, -0.4, &X, 3) at (-0.2, 0.8, &X, 1);
    random_6[a b x n] gradient by [a b x] at (0.6, -0.4, &X, 3) at (-0.2, 0.8, &X, 1);
    random_7[a b x n] gradient by [a b x] at (0.6, -0.4, &X, 3) at (-0.2, 0.8, &X, 1);
    random_8[a b x n] jacobian by [a b x] at (0.6, -0.4, &X, 3) at (-0.2, 0.8, &X, 1);
    random_9[a b x n] jacobian by [a b x] at (0.6, -0.4, &X, 3) at (-0.2, 0.8, &X, 1);
    random_10[a b x n] gradient by [a b x] at (0.6, -0.4, &X, 3) at (-0.2, 0.8, &X, 1);
    random_11[a b x n] gradient by [a b x] at (0.6, -0.4, &X, 3) at (-0.2, 0.8, &X, 1);
    random_12[a b x n] gradient by [a b x] at (0.6, -0.4, &X, 3) at (-0.2, 0.8, &X, 1);
    random_13[a b x n] gradient by [a b x] at (0.6, -0.4, &X, 3) at (-0.2, 0.8, &X, 1);
    random_14[a b x n] gradient by [a b x] at (0.6, -0.4, &X, 3) at (-0.2, 0.8, &X, 1);
    random_15[a b x n] gradient by [a b x] at (0.6, -0.4, &X, 3) at (-0.2, 0.8, &X, 1);
    random_16[a b x n] gradient by [a b x] at (0.6, -0.4, &X, 3) at (-0.2, 0.8, &X, 1);
    random_17[a b x n] gradient by [a b x] at (0.6, -0.4, &X, 3) at (-0.2, 0.8, &X, 1);
    random_18[a b x n] gradient by [a b x] at (0.6, -0.4, &X, 3) at (-0.2, 0.8, &X, 1);
    random_19[a b x n] gradient by [a b x] at (0.6, -0.4, &X, 3) at (-0.2, 0.8, &X, 1);
    random_20[a b x n] jacobian by [a b x] at (0.6, -0.4, &X, 3) at (-0.2, 0.8, &X, 1);
    random_21[a b x n] gradient by [a b x] at (0.6, -0.4, &X, 3) at (-0.2, 0.8, &X, 1);
    random_22[a b x n] gradient by [a b x] at (0.6, -0.4, &X, 3) at (-0.2, 0.8, &X, 1);
    random_23[a b x n] gradient by [a b x] at (0.6, -0.4, &X, 3) at (-0.2, 0.8, &X, 1);
    random_24[a b x n] jacobian by [a b x] at (0.6, -0.4, &X, 3) at (-0.2, 0.8, &X, 1);
    random_25[a b x n] gradient by [a b x] at (0.6, -0.4, &X, 3) at (-0.2, 0.8, &X, 1);
    random_26[a b x n] gradient by [a b x] at (0.6, -0.4, &X, 3) at (-0.2, 0.8, &X, 1);
    random_27[a b x n] gradient by [a b x] at (0.6, -0.4, &X, 3) at (-0.2, 0.8, &X, 1);
    random_28[a b x n] gradient by [a b x] at (0.6, -0.4, &X, 3) at (-0.2, 0.8, &X, 1);
    random_29[a b x n] jacobian by [a b x] at (0.6, -0.4, &X, 3) at (-0.2, 0.8, &X, 1);
    random_30[a b x n] gradient by [a b x] at (0.6, -0.4, &X, 3) at (-0.2, 0.8, &X, 1);
    random_31[a b x n] gradient by [a b x] at (0.6, -0.4, &X, 3) at (-0.2, 0.8, &X, 1);
    random_32[a b x n] jacobian by [a b x] at (0.6, -0.4, &X, 3) at (-0.2, 0.8, &X, 1);
    random_33[a b x n] gradient by [a b x] at (0.6, -0.4, &X, 3) at (-0.2, 0.8, &X, 1);
    random_34[a b x n] gradient by [a b x] at (0.6, -0.4, &X, 3) at (-0.2, 0.8, &X, 1);
    random_35[a b x n] gradient by [a b x] at (0.6, -0.4, &X, 3) at (-0.2, 0.8, &X, 1);
    random_36[a b x n] gradient by [a b x] at (0.6, -0.4, &X, 3) at (-0.2, 0.8, &X, 1);
    random_37[a b x n] gradient by [a b x] at (0.6, -0.4, &X, 3) at (-0.2, 0.8, &X, 1);
    random_38[a b x n] gradient by [a b x] at (0.6, -0.4, &X, 3) at (-0.2, 0.8, &X, 1);
    random_39[a b x n] gradient by [a b x] at (0.6, -0.4, &X, 3) at (-0.2, 0.8, &X, 1);
    random_40[a b x n] jacobian by [a b x] at (0.6, -0.4, &X, 3) at (-0.2, 0.8, &X, 1);
    random_41[a b x n] jacobian by [a b x] at (0.6, -0.4, &X, 3) at (-0.2, 0.8, &X, 1);
    random_42[a b x n] gradient by [a b x] at (0.6, -0.4, &X, 3) at (-0.2, 0.8, &X, 1);
    random_43[a b x n] gradient by [a b x] at (0.6, -0.4, &X, 3) at (-0.2, 0.8, &X, 1);
    random_44[a b x n] gradient by [a b x] at (0.6, -0.4, &X, 3) at (-0.2, 0.8, &X, 1);
    random_45[a b x n] gradient by [a b x] at (0.6, -0.4, &X, 3) at (-0.2, 0.8, &X, 1);
    random_46[a b x n] gradient by [a b x] at (0.6, -0.4, &X, 3) at (-0.2, 0.8, &X, 1);
    random_47[a b x n] gradient by [a b x] at (0.6, -0.4, &X, 3) at (-0.2, 0.8, &X, 1);
    random_48[a b x n] gradient by [a b x] at (0.6, -0.4, &X, 3) at (-0.2, 0.8, &X, 1);
    random_49[a b x n] gradient by [a b x] at (0.6, -0.4, &X, 3) at (-0.2, 0.8, &X, 1);
}
