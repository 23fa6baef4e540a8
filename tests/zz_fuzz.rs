#![allow(warnings)]
use chainrule::differentiate;
#[differentiate(order = 2)]
pub fn g0(a: f64, b: f64, c: f64, y: f64, n: usize) -> f64 {
    let x = [a, b, c];
    let mut s = y;
    let mut v = [1.0_f64, x[0], 0.5];
    let mut m = [[0.0_f64; 2]; 2];
    let mut w: Vec<f64> = vec![1.0];
    if v[0] > 0.0 {
        v[1] = v[0].recip() + x[1];
    } else {
        v.swap(0, 2);
    }
    let q0 = if m[0][1] > 0.0 { m[0][1].ln() * m[0][1].sqrt() } else { (y).max(x[2]) };
    s += q0;
    let q1 = if v[1] > 0.0 { v[1].sqrt() } else { x[2] };
    s += q1;
    if s > 0.0 {
        m[1 % 2][1] += s.recip() + v[1];
    }
    s + v[0] * v[1] + v[2] + m[0][1] + m[1][1] + w.iter().sum::<f64>()
}
#[differentiate(order = 2)]
pub fn g1(a: f64, b: f64, c: f64, y: f64, n: usize) -> f64 {
    let x = [a, b, c];
    let mut s = y;
    let mut v = [1.0_f64, x[0], 0.5];
    let mut m = [[0.0_f64; 2]; 2];
    if x[1] > s {
        if m[0][1] > 0.0 {
            {
                let q = m[0][1].powf(0.5);
                v[1] -= q;
                s += q;
            }
        }
    }
    for i0 in 0..n {
        if x[i0] > x[0] {
            match n {
                0 => {
                    s += (v[0]).max(x[0]);
                }
                1 => {
                    if x[2] > 0.0 {
                        v[1] *= x[i0] / x[2].sqrt();
                    } else {
                        s += y;
                    }
                }
                _ => {
                    if m[0][1] > 0.0 {
                        s += m[0][1].recip() + x[1];
                    }
                }
            }
            if x[0] > 0.0 {
                m[0 % 2][1] += x[0].sqrt() * v[1];
            }
        }
        match n {
            0 => {
                v[0] *= (x[0]).abs();
            }
            1 => {
                let q1 = if s > 0.0 { s.powf(0.5) } else { s * x[0] };
                s += q1;
            }
            _ => {
                if v[i0] > 0.0 {
                    s = s * 0.5 + v[i0].sqrt();
                }
            }
        }
        if x[0] > 0.0 {
            s += v[0] / x[0].sqrt();
        }
    }
    s + v[0] * v[1] + v[2] + m[0][1] + m[1][1]
}
#[differentiate(order = 2)]
pub fn g2(a: f64, b: f64, c: f64, y: f64, n: usize) -> f64 {
    let x = [a, b, c];
    let mut s = y;
    let mut v = [1.0_f64, x[0], 0.5];
    let mut m = [[0.0_f64; 2]; 2];
    if x[1] < -5.0 {
        return s;
    }
    match n {
        0 => {
            s = s * 0.5 + v[1];
        }
        1 => {
            let q0 = if s > 0.0 { x[0] / s.sqrt() } else { v[1] * v[0] };
            s += q0;
        }
        _ => {
            for i1 in 0..x.len() {
                s += (m[0][1]).abs();
            }
        }
    }
    for t2 in &x {
        if x[0] < -5.0 {
            return s;
        }
    }
    s + v[0] * v[1] + v[2] + m[0][1] + m[1][1]
}
#[differentiate(order = 2)]
pub fn g3(a: f64, b: f64, c: f64, y: f64, n: usize) -> f64 {
    let x = [a, b, c];
    let mut s = y;
    let mut v = [1.0_f64, x[0], 0.5];
    let mut m = [[0.0_f64; 2]; 2];
    if m[0][1] < -5.0 {
        return s;
    }
    s += x[2] + v[0];
    match n {
        0 => {
            m[0 % 2][1] += s * v[1];
        }
        1 => match n {
            0 => {
                m[1 % 2][1] += (s).abs();
            }
            1 => {
                if v[0] > 0.0 {
                    {
                        let q = 1.0 / v[0];
                        v[2] -= q;
                        s += q;
                    }
                } else {
                    m[0 % 2][1] += (v[0]).sin();
                }
            }
            _ => {
                if v[0] > 0.0 {
                    s += v[0].powf(0.5);
                }
            }
        },
        _ => {
            if y > 0.0 {
                m[1 % 2][1] += x[2] / y.sqrt();
            } else {
                v[1] += x[1] - 0.5 * v[0];
            }
        }
    }
    s + v[0] * v[1] + v[2] + m[0][1] + m[1][1]
}
#[differentiate(order = 2)]
pub fn g4(a: f64, b: f64, c: f64, y: f64, n: usize) -> f64 {
    let x = [a, b, c];
    let mut s = y;
    let mut v = [1.0_f64, x[0], 0.5];
    let mut m = [[0.0_f64; 2]; 2];
    let mut w: Vec<f64> = vec![1.0];
    for t0 in &x {
        s += (v[1]).sin();
        if m[0][1] > 0.0 {
            s = s * 0.5 + m[0][1].ln() * m[0][1].sqrt();
        }
    }
    if s < -5.0 {
        return s;
    }
    let q1 = if v[0] > 0.0 { v[0].powf(0.5) } else { (s).max(x[1]) };
    s += q1;
    s + v[0] * v[1] + v[2] + m[0][1] + m[1][1] + w.iter().sum::<f64>()
}
#[differentiate(order = 2)]
pub fn g5(a: f64, b: f64, c: f64, y: f64, n: usize) -> f64 {
    let x = [a, b, c];
    let mut s = y;
    let mut v = [1.0_f64, x[0], 0.5];
    let mut m = [[0.0_f64; 2]; 2];
    let mut w: Vec<f64> = vec![1.0];
    v.swap(0, 1);
    match n {
        0 => {
            v[0] += (x[0]).abs();
        }
        1 => {
            let q0 = if s > 0.0 { s.powf(0.5) } else { v[1] - 0.5 * x[0] };
            s += q0;
        }
        _ => {
            if v[0] > 0.0 {
                w[0] += 1.0 / v[0];
            }
        }
    }
    s + v[0] * v[1] + v[2] + m[0][1] + m[1][1] + w.iter().sum::<f64>()
}
#[differentiate(order = 2)]
pub fn g6(a: f64, b: f64, c: f64, y: f64, n: usize) -> f64 {
    let x = [a, b, c];
    let mut s = y;
    let mut v = [1.0_f64, x[0], 0.5];
    let mut m = [[0.0_f64; 2]; 2];
    let mut w: Vec<f64> = vec![1.0];
    if x[1] > 0.0 {
        s = s * 0.5 + x[1].ln();
    }
    if x[0] > 0.0 {
        v[1] = x[0].recip() + v[1];
    } else {
        {
            let q = (v[1]).sin();
            v[0] -= q;
            s += q;
        }
    }
    s + v[0] * v[1] + v[2] + m[0][1] + m[1][1] + w.iter().sum::<f64>()
}
#[differentiate(order = 2)]
pub fn g7(a: f64, b: f64, c: f64, y: f64, n: usize) -> f64 {
    let x = [a, b, c];
    let mut s = y;
    let mut v = [1.0_f64, x[0], 0.5];
    let mut m = [[0.0_f64; 2]; 2];
    if x[1] > 0.0 {
        s = s * 0.5 + x[1].sqrt();
    }
    if m[0][1] > 0.0 {
        s += x[2] / m[0][1].sqrt();
    } else {
        v[1] += s;
    }
    s + v[0] * v[1] + v[2] + m[0][1] + m[1][1]
}
#[differentiate(order = 2)]
pub fn g8(a: f64, b: f64, c: f64, y: f64, n: usize) -> f64 {
    let x = [a, b, c];
    let mut s = y;
    let mut v = [1.0_f64, x[0], 0.5];
    let mut m = [[0.0_f64; 2]; 2];
    let mut w: Vec<f64> = vec![1.0];
    let q0 = if x[0] > 0.0 { x[0].ln() * x[0].sqrt() } else { x[2] };
    s += q0;
    for t1 in &x {
        match n {
            0 => {
                w.push((x[0]).abs());
            }
            1 => {
                if v[1] > v[0] {
                    if x[0] > 0.0 {
                        w[0] += x[0].powf(0.5);
                    }
                    if v[1] > 0.0 {
                        s += v[1].powf(0.5);
                    }
                }
            }
            _ => {
                let q2 = if s > 0.0 { s.ln() } else { (x[1]).max((*t1)) };
                s += q2;
            }
        }
    }
    s + v[0] * v[1] + v[2] + m[0][1] + m[1][1] + w.iter().sum::<f64>()
}
#[differentiate(order = 2)]
pub fn g9(a: f64, b: f64, c: f64, y: f64, n: usize) -> f64 {
    let x = [a, b, c];
    let mut s = y;
    let mut v = [1.0_f64, x[0], 0.5];
    let mut m = [[0.0_f64; 2]; 2];
    let mut w: Vec<f64> = vec![1.0];
    v.swap(0, 2);
    let q0 = if x[1] > 0.0 { x[1].sqrt() } else { (x[2]).max(y) };
    s += q0;
    s + v[0] * v[1] + v[2] + m[0][1] + m[1][1] + w.iter().sum::<f64>()
}
#[differentiate(order = 2)]
pub fn g10(a: f64, b: f64, c: f64, y: f64, n: usize) -> f64 {
    let x = [a, b, c];
    let mut s = y;
    let mut v = [1.0_f64, x[0], 0.5];
    let mut m = [[0.0_f64; 2]; 2];
    let mut w: Vec<f64> = vec![1.0];
    if x[1] > 0.0 {
        v[1] = x[1].ln() * x[1].sqrt();
    }
    if x[0] > 0.0 {
        v[2] *= x[0].ln();
    } else {
        match n {
            0 => {
                v[2] = x[1] - 0.5 * x[1];
            }
            1 => {
                if x[2] > v[1] {
                    if x[2] > 0.0 {
                        m[1 % 2][1] += x[2].powf(0.5);
                    } else {
                        m[0 % 2][1] += v[1] - 0.5 * v[0];
                    }
                }
            }
            _ => {
                let q0 = if y > 0.0 { y.ln() * y.sqrt() } else { v[1] + m[0][1] };
                s += q0;
            }
        }
    }
    if v[1] < -5.0 {
        return s;
    }
    if x[2] > 0.0 {
        w.push(x[2].ln());
    }
    s + v[0] * v[1] + v[2] + m[0][1] + m[1][1] + w.iter().sum::<f64>()
}
#[differentiate(order = 2)]
pub fn g11(a: f64, b: f64, c: f64, y: f64, n: usize) -> f64 {
    let x = [a, b, c];
    let mut s = y;
    let mut v = [1.0_f64, x[0], 0.5];
    let mut m = [[0.0_f64; 2]; 2];
    let mut w: Vec<f64> = vec![1.0];
    if x[2] > 0.0 {
        s += x[2].sqrt() * y;
    }
    if s > 0.0 {
        s = s * 0.5 + s.ln() * s.sqrt();
    } else {
        for i0 in 0..x.len() {
            match n {
                0 => {
                    s += (y).sin();
                }
                1 => {
                    if m[0][1] > 0.0 {
                        w[0] += m[0][1].powf(0.5);
                    }
                }
                _ => {
                    if x[1] > 0.0 {
                        w.push(x[1].ln() * x[1].sqrt());
                    }
                }
            }
        }
    }
    if y > 0.0 {
        s = s * 0.5 + y.sqrt() * y;
    } else {
        v[1] = x[0] + s;
    }
    if v[1] > 0.0 {
        v[0] += v[1].ln();
    } else {
        {
            let q = (x[0]).sin();
            v[0] -= q;
            s += q;
        }
    }
    s + v[0] * v[1] + v[2] + m[0][1] + m[1][1] + w.iter().sum::<f64>()
}
#[differentiate(order = 2)]
pub fn g12(a: f64, b: f64, c: f64, y: f64, n: usize) -> f64 {
    let x = [a, b, c];
    let mut s = y;
    let mut v = [1.0_f64, x[0], 0.5];
    let mut m = [[0.0_f64; 2]; 2];
    let mut w: Vec<f64> = vec![1.0];
    for i0 in 0..3 {
        if x[i0] <= 0.0 {
            break;
        }
        w[0] += x[i0].ln();
        if y > 0.0 {
            s += y.recip() + v[1];
        } else {
            w.push(x[1] * v[1]);
        }
        {
            let q = (x[i0]).abs();
            v[0] -= q;
            s += q;
        }
    }
    if m[0][1] < -5.0 {
        return s;
    }
    let q1 = if v[0] > 0.0 { v[0].sqrt() } else { x[2] + x[2] };
    s += q1;
    s + v[0] * v[1] + v[2] + m[0][1] + m[1][1] + w.iter().sum::<f64>()
}
#[differentiate(order = 2)]
pub fn g13(a: f64, b: f64, c: f64, y: f64, n: usize) -> f64 {
    let x = [a, b, c];
    let mut s = y;
    let mut v = [1.0_f64, x[0], 0.5];
    let mut m = [[0.0_f64; 2]; 2];
    let mut w: Vec<f64> = vec![1.0];
    for t0 in &x {
        let q1 = if x[2] > 0.0 { v[1] / x[2].sqrt() } else { (*t0).abs() };
        s += q1;
    }
    if m[0][1] > 0.0 {
        s += m[0][1].recip() + s;
    } else {
        v[1] *= v[1] * v[0];
    }
    for i2 in 0..n {
        if m[0][1] > 0.0 {
            w[0] += m[0][1].sqrt() * y;
        }
    }
    let q3 = if x[1] > 0.0 { m[0][1] / x[1].sqrt() } else { x[1] };
    s += q3;
    s + v[0] * v[1] + v[2] + m[0][1] + m[1][1] + w.iter().sum::<f64>()
}
#[differentiate(order = 2)]
pub fn g14(a: f64, b: f64, c: f64, y: f64, n: usize) -> f64 {
    let x = [a, b, c];
    let mut s = y;
    let mut v = [1.0_f64, x[0], 0.5];
    let mut m = [[0.0_f64; 2]; 2];
    if x[1] > 0.0 {
        v[1] *= 1.0 / x[1];
    }
    for i0 in 0..x.len() {
        match n {
            0 => {
                v[i0] *= v[1] - 0.5 * y;
            }
            1 => match n {
                0 => {
                    m[0 % 2][1] += y;
                }
                1 => {
                    if m[0][1] > 0.0 {
                        s += m[0][1].ln() * m[0][1].sqrt();
                    }
                }
                _ => {
                    if m[0][1] > 0.0 {
                        v[1] = m[0][1].sqrt() * m[0][1];
                    } else {
                        m[1 % 2][1] += (x[0]).max(x[1]);
                    }
                }
            },
            _ => {
                if m[0][1] > 0.0 {
                    {
                        let q = 1.0 / m[0][1];
                        v[0] -= q;
                        s += q;
                    }
                } else {
                    v[1] *= (y).max(x[0]);
                }
            }
        }
        for t1 in &x {
            v[1] = (x[2]).max(m[0][1]);
            if x[0] > 0.0 {
                v[1] += v[i0] / x[0].sqrt();
            } else {
                m[0 % 2][1] += v[0];
            }
        }
        v.swap(0, 0);
    }
    if x[1] > 0.0 {
        v[0] = y / x[1].sqrt();
    }
    if m[0][1] > 0.0 {
        m[0 % 2][1] += x[1] / m[0][1].sqrt();
    }
    s + v[0] * v[1] + v[2] + m[0][1] + m[1][1]
}
#[differentiate(order = 2)]
pub fn g15(a: f64, b: f64, c: f64, y: f64, n: usize) -> f64 {
    let x = [a, b, c];
    let mut s = y;
    let mut v = [1.0_f64, x[0], 0.5];
    let mut m = [[0.0_f64; 2]; 2];
    if v[1] > 0.0 {
        {
            let q = v[1].recip() + m[0][1];
            v[0] -= q;
            s += q;
        }
    }
    for i0 in 0..3 {
        if x[i0] <= 0.0 {
            continue;
        }
        v[i0] = x[i0].ln() * x[i0].sqrt();
        for t1 in &x {
            s = s * 0.5 + v[1] + m[0][1];
        }
        v.swap(0, 1);
        if m[0][1] > x[0] {
            match n {
                0 => {
                    v[0] += (y).max(x[0]);
                }
                1 => {
                    if x[2] > 0.0 {
                        v[i0] += x[2].recip() + x[i0];
                    } else {
                        v[i0] *= (x[2]).sin();
                    }
                }
                _ => {
                    if x[0] > 0.0 {
                        v[i0] *= 1.0 / x[0];
                    }
                }
            }
            if x[0] > 0.0 {
                s = s * 0.5 + x[0].sqrt();
            }
        }
    }
    if v[1] > 0.0 {
        v[1] += v[1].recip() + y;
    }
    if x[1] > m[0][1] {
        v.swap(0, 1);
    }
    s + v[0] * v[1] + v[2] + m[0][1] + m[1][1]
}
#[differentiate(order = 2)]
pub fn g16(a: f64, b: f64, c: f64, y: f64, n: usize) -> f64 {
    let x = [a, b, c];
    let mut s = y;
    let mut v = [1.0_f64, x[0], 0.5];
    let mut m = [[0.0_f64; 2]; 2];
    for t0 in &x {
        if v[0] > 0.0 {
            v[0] = v[0] / v[0].sqrt();
        }
        if x[0] > 0.0 {
            {
                let q = x[0].ln();
                v[0] -= q;
                s += q;
            }
        } else {
            {
                let q = m[0][1] + x[0];
                v[2] -= q;
                s += q;
            }
        }
    }
    if y > m[0][1] {
        if m[0][1] > v[1] {
            if x[0] < -5.0 {
                return s;
            }
            for i1 in 0..x.len() {
                if v[1] > 0.0 {
                    v[0] += v[1].ln();
                } else {
                    v[1] *= v[1];
                }
                if x[2] > 0.0 {
                    s += x[2].ln() * x[2].sqrt();
                } else {
                    s = s * 0.5 + v[1] + m[0][1];
                }
                if v[0] > 0.0 {
                    v[1] *= v[0].sqrt() * x[2];
                }
            }
        }
        m[0 % 2][1] += (x[2]).abs();
    }
    if x[1] > 0.0 {
        v[2] *= y / x[1].sqrt();
    } else {
        m[2 % 2][1] += (x[0]).sin();
    }
    s + v[0] * v[1] + v[2] + m[0][1] + m[1][1]
}
#[differentiate(order = 2)]
pub fn g17(a: f64, b: f64, c: f64, y: f64, n: usize) -> f64 {
    let x = [a, b, c];
    let mut s = y;
    let mut v = [1.0_f64, x[0], 0.5];
    let mut m = [[0.0_f64; 2]; 2];
    if x[1] > 0.0 {
        m[0 % 2][1] += x[1].powf(0.5);
    } else {
        for t0 in &x {
            if x[0] > 0.0 {
                v[0] *= 1.0 / x[0];
            } else {
                if y > 0.0 {
                    m[2 % 2][1] += y.ln() * y.sqrt();
                } else {
                    v[2] += (*t0).sin();
                }
            }
        }
    }
    if x[0] > 0.0 {
        m[0 % 2][1] += x[0].ln();
    } else {
        s = s * 0.5 + (x[1]).sin();
    }
    if x[1] < -5.0 {
        return s;
    }
    s + v[0] * v[1] + v[2] + m[0][1] + m[1][1]
}
#[differentiate(order = 2)]
pub fn g18(a: f64, b: f64, c: f64, y: f64, n: usize) -> f64 {
    let x = [a, b, c];
    let mut s = y;
    let mut v = [1.0_f64, x[0], 0.5];
    let mut m = [[0.0_f64; 2]; 2];
    v.swap(0, 1);
    match n {
        0 => {
            v[1] *= (x[1]).max(s);
        }
        1 => {
            for i0 in 0..3 {
                if x[i0] <= 0.0 {
                    continue;
                }
                m[1 % 2][1] += v[1] / x[i0].sqrt();
                let q1 = if x[0] > 0.0 { x[0].recip() + s } else { x[1] };
                s += q1;
            }
        }
        _ => match n {
            0 => {
                v[1] = (y).max(v[0]);
            }
            1 => {
                if v[1] > 0.0 {
                    s += v[1].recip() + x[1];
                } else {
                    {
                        let q = (y).max(y);
                        v[2] -= q;
                        s += q;
                    }
                }
            }
            _ => {
                for t2 in &x {
                    if v[1] > 0.0 {
                        s = s * 0.5 + v[1].recip() + v[1];
                    }
                    if x[0] > 0.0 {
                        v[2] = 1.0 / x[0];
                    } else {
                        {
                            let q = (*t2) * (*t2);
                            v[1] -= q;
                            s += q;
                        }
                    }
                }
            }
        },
    }
    if y > 0.0 {
        s = s * 0.5 + y.powf(0.5);
    } else {
        if s > 0.0 {
            s = s * 0.5 + 1.0 / s;
        }
    }
    m[2 % 2][1] += (y).sin();
    s + v[0] * v[1] + v[2] + m[0][1] + m[1][1]
}
#[differentiate(order = 2)]
pub fn g19(a: f64, b: f64, c: f64, y: f64, n: usize) -> f64 {
    let x = [a, b, c];
    let mut s = y;
    let mut v = [1.0_f64, x[0], 0.5];
    let mut m = [[0.0_f64; 2]; 2];
    let mut w: Vec<f64> = vec![1.0];
    if v[0] < -5.0 {
        return s;
    }
    if v[1] > 0.0 {
        w.push(v[1].sqrt() * m[0][1]);
    }
    if v[0] > 0.0 {
        v[1] = v[0].sqrt() * s;
    } else {
        w[0] += x[0] + x[0];
    }
    s + v[0] * v[1] + v[2] + m[0][1] + m[1][1] + w.iter().sum::<f64>()
}
#[differentiate(order = 2)]
pub fn g20(a: f64, b: f64, c: f64, y: f64, n: usize) -> f64 {
    let x = [a, b, c];
    let mut s = y;
    let mut v = [1.0_f64, x[0], 0.5];
    let mut m = [[0.0_f64; 2]; 2];
    if x[0] > 0.0 {
        s += x[0].powf(0.5);
    }
    if m[0][1] > 0.0 {
        v[1] = 1.0 / m[0][1];
    }
    s + v[0] * v[1] + v[2] + m[0][1] + m[1][1]
}
#[differentiate(order = 2)]
pub fn g21(a: f64, b: f64, c: f64, y: f64, n: usize) -> f64 {
    let x = [a, b, c];
    let mut s = y;
    let mut v = [1.0_f64, x[0], 0.5];
    let mut m = [[0.0_f64; 2]; 2];
    let mut w: Vec<f64> = vec![1.0];
    match n {
        0 => {
            s = s * 0.5 + m[0][1];
        }
        1 => {
            for t0 in &x {
                if x[0] > v[1] {
                    if x[0] > 0.0 {
                        s += 1.0 / x[0];
                    }
                }
                let q1 = if v[0] > 0.0 { 1.0 / v[0] } else { x[0] * x[2] };
                s += q1;
            }
        }
        _ => {
            if m[0][1] > 0.0 {
                w.push(m[0][1].sqrt());
            }
        }
    }
    match n {
        0 => {
            s += v[0];
        }
        1 => {
            if x[2] < -5.0 {
                return s;
            }
        }
        _ => {
            let q2 = if x[1] > 0.0 { x[1].ln() * x[1].sqrt() } else { m[0][1] };
            s += q2;
        }
    }
    s + v[0] * v[1] + v[2] + m[0][1] + m[1][1] + w.iter().sum::<f64>()
}
#[differentiate(order = 2)]
pub fn g22(a: f64, b: f64, c: f64, y: f64, n: usize) -> f64 {
    let x = [a, b, c];
    let mut s = y;
    let mut v = [1.0_f64, x[0], 0.5];
    let mut m = [[0.0_f64; 2]; 2];
    v[1] = v[0] - 0.5 * x[2];
    for t0 in &x {
        match n {
            0 => {
                v[2] *= x[0] - 0.5 * v[0];
            }
            1 => {
                if m[0][1] > 0.0 {
                    m[2 % 2][1] += 1.0 / m[0][1];
                }
            }
            _ => {
                v[2] = v[1];
            }
        }
        for t1 in &x {
            s = s * 0.5 + (x[2]).max(v[1]);
        }
    }
    if s > 0.0 {
        s += s.powf(0.5);
    }
    s + v[0] * v[1] + v[2] + m[0][1] + m[1][1]
}
#[differentiate(order = 2)]
pub fn g23(a: f64, b: f64, c: f64, y: f64, n: usize) -> f64 {
    let x = [a, b, c];
    let mut s = y;
    let mut v = [1.0_f64, x[0], 0.5];
    let mut m = [[0.0_f64; 2]; 2];
    if v[1] > 0.0 {
        v[1] = v[1].sqrt() * v[1];
    } else {
        if x[1] > 0.0 {
            s += x[1].ln();
        } else {
            for t0 in &x {
                if (*t0) > 0.0 {
                    v[1] += (*t0).sqrt();
                }
                if x[2] > 0.0 {
                    {
                        let q = 1.0 / x[2];
                        v[1] -= q;
                        s += q;
                    }
                }
            }
        }
    }
    if v[1] > 0.0 {
        m[2 % 2][1] += v[1].sqrt();
    } else {
        if x[2] > 0.0 {
            v[0] *= x[2].sqrt();
        } else {
            for i1 in 0..3 {
                if x[1] > 0.0 {
                    v[0] += 1.0 / x[1];
                } else {
                    v[i1] += v[0] * v[i1];
                }
            }
        }
    }
    s + v[0] * v[1] + v[2] + m[0][1] + m[1][1]
}
#[differentiate(order = 2)]
pub fn g24(a: f64, b: f64, c: f64, y: f64, n: usize) -> f64 {
    let x = [a, b, c];
    let mut s = y;
    let mut v = [1.0_f64, x[0], 0.5];
    let mut m = [[0.0_f64; 2]; 2];
    if v[0] > 0.0 {
        {
            let q = v[0].recip() + x[1];
            v[1] -= q;
            s += q;
        }
    }
    v.swap(0, 2);
    s + v[0] * v[1] + v[2] + m[0][1] + m[1][1]
}
#[differentiate(order = 2)]
pub fn g25(a: f64, b: f64, c: f64, y: f64, n: usize) -> f64 {
    let x = [a, b, c];
    let mut s = y;
    let mut v = [1.0_f64, x[0], 0.5];
    let mut m = [[0.0_f64; 2]; 2];
    match n {
        0 => {
            v[2] += (m[0][1]).sin();
        }
        1 => {
            for t0 in &x {
                match n {
                    0 => {
                        m[0 % 2][1] += (x[2]).max(s);
                    }
                    1 => {
                        if s > 0.0 {
                            v[2] = s.powf(0.5);
                        }
                    }
                    _ => {
                        if x[2] > 0.0 {
                            v[0] += x[2].ln();
                        }
                    }
                }
            }
        }
        _ => match n {
            0 => {
                v[2] *= (s).sin();
            }
            1 => {
                for t1 in &x {
                    if y > 0.0 {
                        v[2] *= m[0][1] / y.sqrt();
                    } else {
                        v[2] *= (v[0]).abs();
                    }
                }
            }
            _ => {
                if v[0] > m[0][1] {
                    if s > 0.0 {
                        v[2] *= 1.0 / s;
                    } else {
                        s = s * 0.5 + v[0];
                    }
                    if x[2] > 0.0 {
                        v[0] *= x[2].recip() + v[0];
                    }
                }
            }
        },
    }
    match n {
        0 => {
            v[2] *= (x[1]).sin();
        }
        1 => {
            v[0] += (y).sin();
        }
        _ => {
            if y > s {
                let q2 = if m[0][1] > 0.0 { m[0][1].ln() } else { v[1] * v[0] };
                s += q2;
            }
        }
    }
    if v[0] > y {
        s += x[1] + m[0][1];
        if v[0] > 0.0 {
            v[0] += v[0].ln();
        } else {
            if x[0] > 0.0 {
                v[1] *= x[0].sqrt();
            }
        }
    }
    s + v[0] * v[1] + v[2] + m[0][1] + m[1][1]
}
#[differentiate(order = 2)]
pub fn g26(a: f64, b: f64, c: f64, y: f64, n: usize) -> f64 {
    let x = [a, b, c];
    let mut s = y;
    let mut v = [1.0_f64, x[0], 0.5];
    let mut m = [[0.0_f64; 2]; 2];
    let mut w: Vec<f64> = vec![1.0];
    match n {
        0 => {
            s += (v[1]).sin();
        }
        1 => {
            v[1] += x[1] - 0.5 * x[2];
        }
        _ => {
            if v[0] > 0.0 {
                w.push(v[0].ln() * v[0].sqrt());
            }
        }
    }
    if v[1] > 0.0 {
        v[1] *= v[1].powf(0.5);
    } else {
        {
            let q = (x[1]).sin();
            v[0] -= q;
            s += q;
        }
    }
    if v[0] > 0.0 {
        v[2] += v[0].recip() + v[1];
    } else {
        match n {
            0 => {
                m[0 % 2][1] += (v[0]).abs();
            }
            1 => {
                if x[0] > 0.0 {
                    s += x[0].powf(0.5);
                }
            }
            _ => {
                let q0 = if v[1] > 0.0 { v[1].sqrt() * v[0] } else { m[0][1] + y };
                s += q0;
            }
        }
    }
    match n {
        0 => {
            w[0] += v[0] - 0.5 * x[2];
        }
        1 => match n {
            0 => {
                v[2] = (v[0]).sin();
            }
            1 => {
                for i1 in 0..n {
                    if m[0][1] > 0.0 {
                        v[0] += m[0][1].powf(0.5);
                    } else {
                        s = s * 0.5 + (x[i1]).max(v[1]);
                    }
                    if x[0] > 0.0 {
                        s = s * 0.5 + m[0][1] / x[0].sqrt();
                    }
                    if x[0] > 0.0 {
                        {
                            let q = x[0].powf(0.5);
                            v[0] -= q;
                            s += q;
                        }
                    } else {
                        v[i1] *= s;
                    }
                }
            }
            _ => {
                v.swap(0, 0);
            }
        },
        _ => {
            if s > 0.0 {
                s += s.recip() + x[2];
            }
        }
    }
    s + v[0] * v[1] + v[2] + m[0][1] + m[1][1] + w.iter().sum::<f64>()
}
#[differentiate(order = 2)]
pub fn g27(a: f64, b: f64, c: f64, y: f64, n: usize) -> f64 {
    let x = [a, b, c];
    let mut s = y;
    let mut v = [1.0_f64, x[0], 0.5];
    let mut m = [[0.0_f64; 2]; 2];
    let mut w: Vec<f64> = vec![1.0];
    if y > v[1] {
        if v[1] < -5.0 {
            return s;
        }
    }
    match n {
        0 => {
            v[0] = s;
        }
        1 => {
            let q0 = if m[0][1] > 0.0 { m[0][1].recip() + x[0] } else { x[2] - 0.5 * s };
            s += q0;
        }
        _ => {
            for i1 in 0..3 {
                for i2 in 0..n {
                    if v[1] > 0.0 {
                        v[1] += v[1].recip() + x[2];
                    }
                    if x[2] > 0.0 {
                        {
                            let q = x[1] / x[2].sqrt();
                            v[1] -= q;
                            s += q;
                        }
                    } else {
                        w[0] += (s).abs();
                    }
                }
            }
        }
    }
    match n {
        0 => {
            w[0] += (y).abs();
        }
        1 => {
            v[0] *= (v[0]).max(v[1]);
        }
        _ => {
            for i3 in 0..n {
                if x[i3] <= 0.0 {
                    break;
                }
                v[1] = x[1] / x[i3].sqrt();
                v[1] *= v[i3] + x[2];
                if v[i3] > 0.0 {
                    {
                        let q = v[i3].ln() * v[i3].sqrt();
                        v[1] -= q;
                        s += q;
                    }
                } else {
                    m[0 % 2][1] += m[0][1] - 0.5 * x[2];
                }
            }
        }
    }
    v.swap(0, 0);
    s + v[0] * v[1] + v[2] + m[0][1] + m[1][1] + w.iter().sum::<f64>()
}
#[differentiate(order = 2)]
pub fn g28(a: f64, b: f64, c: f64, y: f64, n: usize) -> f64 {
    let x = [a, b, c];
    let mut s = y;
    let mut v = [1.0_f64, x[0], 0.5];
    let mut m = [[0.0_f64; 2]; 2];
    if x[1] > 0.0 {
        m[2 % 2][1] += x[1].ln();
    }
    for i0 in 0..3 {
        for t1 in &x {
            if s > 0.0 {
                v[0] = s.ln();
            } else {
                if (*t1) > 0.0 {
                    v[1] *= 1.0 / (*t1);
                }
            }
            s += (y).max(s);
        }
    }
    s + v[0] * v[1] + v[2] + m[0][1] + m[1][1]
}
#[differentiate(order = 2)]
pub fn g29(a: f64, b: f64, c: f64, y: f64, n: usize) -> f64 {
    let x = [a, b, c];
    let mut s = y;
    let mut v = [1.0_f64, x[0], 0.5];
    let mut m = [[0.0_f64; 2]; 2];
    let mut w: Vec<f64> = vec![1.0];
    if x[1] > 0.0 {
        {
            let q = x[1].powf(0.5);
            v[0] -= q;
            s += q;
        }
    } else {
        w.push((x[2]).abs());
    }
    let q0 = if x[2] > 0.0 { m[0][1] / x[2].sqrt() } else { (v[1]).max(v[1]) };
    s += q0;
    for i1 in 0..x.len() {
        let q2 = if s > 0.0 { s.ln() * s.sqrt() } else { x[0] + x[0] };
        s += q2;
        for i3 in 0..3 {
            if x[i3] <= 0.0 {
                continue;
            }
            v[i3] *= x[i3].recip() + v[1];
            if x[i1] > 0.0 {
                {
                    let q = x[i1].powf(0.5);
                    v[0] -= q;
                    s += q;
                }
            } else {
                v[i3] += v[i3] + v[0];
            }
        }
    }
    match n {
        0 => {
            v[2] += s * x[2];
        }
        1 => {
            if x[1] > 0.0 {
                w[0] += x[1].sqrt();
            }
        }
        _ => {
            let q4 = if m[0][1] > 0.0 { m[0][1].sqrt() * x[2] } else { x[0] };
            s += q4;
        }
    }
    s + v[0] * v[1] + v[2] + m[0][1] + m[1][1] + w.iter().sum::<f64>()
}
#[differentiate(order = 2)]
pub fn g30(a: f64, b: f64, c: f64, y: f64, n: usize) -> f64 {
    let x = [a, b, c];
    let mut s = y;
    let mut v = [1.0_f64, x[0], 0.5];
    let mut m = [[0.0_f64; 2]; 2];
    if x[0] > 0.0 {
        v[2] *= x[0].sqrt();
    } else {
        v[1] += (x[1]).max(x[0]);
    }
    if m[0][1] > 0.0 {
        s = s * 0.5 + y / m[0][1].sqrt();
    } else {
        if y > 0.0 {
            s = s * 0.5 + 1.0 / y;
        } else {
            v[0] = x[1];
        }
    }
    for i0 in 0..x.len() {
        if x[i0] <= 0.0 {
            break;
        }
        m[i0 % 2][1] += x[i0].ln();
        if y > x[1] {
            for t1 in &x {
                if v[i0] > 0.0 {
                    {
                        let q = v[i0].ln() * v[i0].sqrt();
                        v[i0] -= q;
                        s += q;
                    }
                }
                if (*t1) > 0.0 {
                    v[0] += (*t1).sqrt() * x[1];
                }
            }
        }
        v[i0] *= (v[i0]).sin();
        v[0] *= x[2];
    }
    s + v[0] * v[1] + v[2] + m[0][1] + m[1][1]
}
#[differentiate(order = 2)]
pub fn g31(a: f64, b: f64, c: f64, y: f64, n: usize) -> f64 {
    let x = [a, b, c];
    let mut s = y;
    let mut v = [1.0_f64, x[0], 0.5];
    let mut m = [[0.0_f64; 2]; 2];
    if x[0] > 0.0 {
        v[0] *= x[0].sqrt();
    } else {
        s += m[0][1] * x[0];
    }
    m[1 % 2][1] += m[0][1];
    if s > 0.0 {
        {
            let q = s.ln();
            v[0] -= q;
            s += q;
        }
    } else {
        {
            let q = y + x[1];
            v[1] -= q;
            s += q;
        }
    }
    s + v[0] * v[1] + v[2] + m[0][1] + m[1][1]
}
#[differentiate(order = 2)]
pub fn g32(a: f64, b: f64, c: f64, y: f64, n: usize) -> f64 {
    let x = [a, b, c];
    let mut s = y;
    let mut v = [1.0_f64, x[0], 0.5];
    let mut m = [[0.0_f64; 2]; 2];
    let q0 = if x[2] > 0.0 { 1.0 / x[2] } else { (s).sin() };
    s += q0;
    if v[0] > 0.0 {
        s = s * 0.5 + v[0].recip() + x[1];
    }
    let q1 = if v[1] > 0.0 { v[1].ln() * v[1].sqrt() } else { v[0] };
    s += q1;
    s += (s).abs();
    s + v[0] * v[1] + v[2] + m[0][1] + m[1][1]
}
#[differentiate(order = 2)]
pub fn g33(a: f64, b: f64, c: f64, y: f64, n: usize) -> f64 {
    let x = [a, b, c];
    let mut s = y;
    let mut v = [1.0_f64, x[0], 0.5];
    let mut m = [[0.0_f64; 2]; 2];
    let mut w: Vec<f64> = vec![1.0];
    s = s * 0.5 + (v[1]).max(m[0][1]);
    if x[0] > m[0][1] {
        match n {
            0 => {
                s += (v[1]).sin();
            }
            1 => {
                if x[2] > 0.0 {
                    m[1 % 2][1] += x[2].recip() + s;
                }
            }
            _ => {
                if v[1] > v[1] {
                    if v[0] > 0.0 {
                        m[1 % 2][1] += v[0].ln() * v[0].sqrt();
                    }
                    if y > 0.0 {
                        m[2 % 2][1] += y.powf(0.5);
                    }
                }
            }
        }
    }
    for t0 in &x {
        match n {
            0 => {
                w[0] += m[0][1] * v[1];
            }
            1 => {
                if x[0] > 0.0 {
                    s += x[0].powf(0.5);
                }
            }
            _ => {
                if x[1] > 0.0 {
                    v[2] *= x[1].ln();
                }
            }
        }
        for i1 in 0..n {
            if y > 0.0 {
                {
                    let q = y.ln() * y.sqrt();
                    v[1] -= q;
                    s += q;
                }
            }
        }
    }
    let q2 = if x[0] > 0.0 { v[0] / x[0].sqrt() } else { v[1] * y };
    s += q2;
    s + v[0] * v[1] + v[2] + m[0][1] + m[1][1] + w.iter().sum::<f64>()
}
#[differentiate(order = 2)]
pub fn g34(a: f64, b: f64, c: f64, y: f64, n: usize) -> f64 {
    let x = [a, b, c];
    let mut s = y;
    let mut v = [1.0_f64, x[0], 0.5];
    let mut m = [[0.0_f64; 2]; 2];
    let mut w: Vec<f64> = vec![1.0];
    if v[1] > 0.0 {
        {
            let q = v[1].powf(0.5);
            v[0] -= q;
            s += q;
        }
    }
    if v[0] > 0.0 {
        w[0] += v[0].sqrt() * y;
    }
    s + v[0] * v[1] + v[2] + m[0][1] + m[1][1] + w.iter().sum::<f64>()
}
#[differentiate(order = 2)]
pub fn g35(a: f64, b: f64, c: f64, y: f64, n: usize) -> f64 {
    let x = [a, b, c];
    let mut s = y;
    let mut v = [1.0_f64, x[0], 0.5];
    let mut m = [[0.0_f64; 2]; 2];
    let mut w: Vec<f64> = vec![1.0];
    if s < -5.0 {
        return s;
    }
    if x[2] > 0.0 {
        v[1] *= x[2].sqrt() * x[1];
    } else {
        if y > 0.0 {
            m[1 % 2][1] += y.ln();
        } else {
            w[0] += (s).max(s);
        }
    }
    for t0 in &x {
        if x[1] > m[0][1] {
            for i1 in 0..3 {
                if v[i1] > 0.0 {
                    v[1] += v[i1].powf(0.5);
                }
                if x[2] > 0.0 {
                    s += v[0] / x[2].sqrt();
                } else {
                    w[0] += x[1] - 0.5 * v[0];
                }
                if v[0] > 0.0 {
                    w.push(v[0].sqrt() * x[0]);
                }
            }
        }
        if x[1] > 0.0 {
            w.push(1.0 / x[1]);
        } else {
            {
                let q = (m[0][1]).sin();
                v[2] -= q;
                s += q;
            }
        }
    }
    if x[0] > x[1] {
        for t2 in &x {
            if m[0][1] > 0.0 {
                s += m[0][1].ln();
            }
            if x[2] > 0.0 {
                {
                    let q = 1.0 / x[2];
                    v[0] -= q;
                    s += q;
                }
            } else {
                if v[0] > 0.0 {
                    m[0 % 2][1] += v[0].sqrt();
                } else {
                    w.push((*t2));
                }
            }
        }
        v[2] += (x[1]).max(x[1]);
    }
    s + v[0] * v[1] + v[2] + m[0][1] + m[1][1] + w.iter().sum::<f64>()
}
#[differentiate(order = 2)]
pub fn g36(a: f64, b: f64, c: f64, y: f64, n: usize) -> f64 {
    let x = [a, b, c];
    let mut s = y;
    let mut v = [1.0_f64, x[0], 0.5];
    let mut m = [[0.0_f64; 2]; 2];
    let mut w: Vec<f64> = vec![1.0];
    s = s * 0.5 + (v[0]).max(x[0]);
    v.swap(0, 0);
    s + v[0] * v[1] + v[2] + m[0][1] + m[1][1] + w.iter().sum::<f64>()
}
#[differentiate(order = 2)]
pub fn g37(a: f64, b: f64, c: f64, y: f64, n: usize) -> f64 {
    let x = [a, b, c];
    let mut s = y;
    let mut v = [1.0_f64, x[0], 0.5];
    let mut m = [[0.0_f64; 2]; 2];
    let mut w: Vec<f64> = vec![1.0];
    if v[0] > 0.0 {
        {
            let q = v[0].recip() + s;
            v[2] -= q;
            s += q;
        }
    }
    if x[0] > 0.0 {
        s += x[0].powf(0.5);
    }
    for t0 in &x {
        if s > 0.0 {
            s = s * 0.5 + s.sqrt() * x[1];
        }
        if m[0][1] > m[0][1] {
            if (*t0) > 0.0 {
                {
                    let q = s / (*t0).sqrt();
                    v[1] -= q;
                    s += q;
                }
            }
            if s > 0.0 {
                s += x[1] / s.sqrt();
            }
        }
    }
    for i1 in 0..n {
        if v[0] > 0.0 {
            {
                let q = v[0].sqrt();
                v[0] -= q;
                s += q;
            }
        }
    }
    s + v[0] * v[1] + v[2] + m[0][1] + m[1][1] + w.iter().sum::<f64>()
}
#[differentiate(order = 2)]
pub fn g38(a: f64, b: f64, c: f64, y: f64, n: usize) -> f64 {
    let x = [a, b, c];
    let mut s = y;
    let mut v = [1.0_f64, x[0], 0.5];
    let mut m = [[0.0_f64; 2]; 2];
    m[1 % 2][1] += (m[0][1]).max(y);
    if x[1] > 0.0 {
        s = s * 0.5 + x[1].recip() + m[0][1];
    } else {
        v[0] += x[2] * s;
    }
    if y < -5.0 {
        return s;
    }
    for t0 in &x {
        if y > m[0][1] {
            if v[0] > 0.0 {
                s = s * 0.5 + v[0].recip() + s;
            } else {
                {
                    let q = v[0] + s;
                    v[1] -= q;
                    s += q;
                }
            }
        }
        v[0] = m[0][1] + v[0];
    }
    s + v[0] * v[1] + v[2] + m[0][1] + m[1][1]
}
#[differentiate(order = 2)]
pub fn g39(a: f64, b: f64, c: f64, y: f64, n: usize) -> f64 {
    let x = [a, b, c];
    let mut s = y;
    let mut v = [1.0_f64, x[0], 0.5];
    let mut m = [[0.0_f64; 2]; 2];
    let q0 = if x[1] > 0.0 { x[0] / x[1].sqrt() } else { (x[2]).sin() };
    s += q0;
    if v[0] > 0.0 {
        m[1 % 2][1] += v[0].ln();
    }
    if m[0][1] > 0.0 {
        m[2 % 2][1] += m[0][1].sqrt();
    } else {
        v[1] += x[2] - 0.5 * s;
    }
    s + v[0] * v[1] + v[2] + m[0][1] + m[1][1]
}
#[differentiate(order = 2)]
pub fn g40(a: f64, b: f64, c: f64, y: f64, n: usize) -> f64 {
    let x = [a, b, c];
    let mut s = y;
    let mut v = [1.0_f64, x[0], 0.5];
    let mut m = [[0.0_f64; 2]; 2];
    match n {
        0 => {
            let q = (x[2]).sin();
            v[2] -= q;
            s += q;
        }
        1 => {
            for i0 in 0..x.len() {
                for i1 in 0..x.len() {
                    if v[i0] > 0.0 {
                        s = s * 0.5 + v[i0].ln();
                    } else {
                        m[i1 % 2][1] += (x[0]).max(x[2]);
                    }
                    if v[i1] > 0.0 {
                        {
                            let q = v[i1].sqrt();
                            v[0] -= q;
                            s += q;
                        }
                    }
                    if x[1] > 0.0 {
                        s += x[1].ln() * x[1].sqrt();
                    } else {
                        {
                            let q = (x[i1]).sin();
                            v[i1] -= q;
                            s += q;
                        }
                    }
                }
                match n {
                    0 => {
                        m[0 % 2][1] += (x[i0]).abs();
                    }
                    1 => {
                        if v[0] > 0.0 {
                            v[i0] += v[0].sqrt() * v[i0];
                        } else {
                            v[0] += (x[0]).abs();
                        }
                    }
                    _ => {
                        if y > 0.0 {
                            m[0 % 2][1] += 1.0 / y;
                        }
                    }
                }
            }
        }
        _ => match n {
            0 => {
                s += (x[2]).max(v[1]);
            }
            1 => match n {
                0 => {
                    let q = (x[1]).sin();
                    v[0] -= q;
                    s += q;
                }
                1 => {
                    if v[0] > 0.0 {
                        s += s / v[0].sqrt();
                    }
                }
                _ => {
                    if v[1] > 0.0 {
                        v[0] *= 1.0 / v[1];
                    } else {
                        v[0] += (v[0]).abs();
                    }
                }
            },
            _ => {
                v.swap(0, 2);
            }
        },
    }
    if y > 0.0 {
        m[2 % 2][1] += y.powf(0.5);
    } else {
        if x[1] > 0.0 {
            m[0 % 2][1] += x[1].sqrt();
        }
    }
    match n {
        0 => {
            let q = s + v[0];
            v[2] -= q;
            s += q;
        }
        1 => {
            if s > 0.0 {
                m[2 % 2][1] += 1.0 / s;
            } else {
                v[1] += x[2] * m[0][1];
            }
        }
        _ => {
            if m[0][1] > 0.0 {
                s = s * 0.5 + m[0][1].sqrt();
            }
        }
    }
    s + v[0] * v[1] + v[2] + m[0][1] + m[1][1]
}
#[differentiate(order = 2)]
pub fn g41(a: f64, b: f64, c: f64, y: f64, n: usize) -> f64 {
    let x = [a, b, c];
    let mut s = y;
    let mut v = [1.0_f64, x[0], 0.5];
    let mut m = [[0.0_f64; 2]; 2];
    let mut w: Vec<f64> = vec![1.0];
    if v[1] > m[0][1] {
        for t0 in &x {
            if s < -5.0 {
                return s;
            }
        }
    }
    v.swap(0, 1);
    let q1 = if x[1] > 0.0 { x[1].powf(0.5) } else { s - 0.5 * y };
    s += q1;
    s + v[0] * v[1] + v[2] + m[0][1] + m[1][1] + w.iter().sum::<f64>()
}
#[differentiate(order = 2)]
pub fn g42(a: f64, b: f64, c: f64, y: f64, n: usize) -> f64 {
    let x = [a, b, c];
    let mut s = y;
    let mut v = [1.0_f64, x[0], 0.5];
    let mut m = [[0.0_f64; 2]; 2];
    for i0 in 0..x.len() {
        if x[i0] <= 0.0 {
            continue;
        }
        s += x[i0].powf(0.5);
        match n {
            0 => {
                v[1] += x[2] - 0.5 * y;
            }
            1 => {
                if y > 0.0 {
                    v[i0] *= x[2] / y.sqrt();
                } else {
                    m[0 % 2][1] += m[0][1] * x[0];
                }
            }
            _ => {
                if v[1] > 0.0 {
                    v[i0] = v[1].ln() * v[1].sqrt();
                } else {
                    if s > 0.0 {
                        s = s * 0.5 + s.powf(0.5);
                    } else {
                        v[1] *= (v[0]).sin();
                    }
                }
            }
        }
    }
    if y > 0.0 {
        v[2] = y.sqrt() * v[0];
    } else {
        m[0 % 2][1] += x[0] * m[0][1];
    }
    if x[2] > 0.0 {
        {
            let q = 1.0 / x[2];
            v[0] -= q;
            s += q;
        }
    }
    s + v[0] * v[1] + v[2] + m[0][1] + m[1][1]
}
#[differentiate(order = 2)]
pub fn g43(a: f64, b: f64, c: f64, y: f64, n: usize) -> f64 {
    let x = [a, b, c];
    let mut s = y;
    let mut v = [1.0_f64, x[0], 0.5];
    let mut m = [[0.0_f64; 2]; 2];
    let mut w: Vec<f64> = vec![1.0];
    w.push(m[0][1] - 0.5 * y);
    if v[1] > 0.0 {
        w[0] += 1.0 / v[1];
    } else {
        for i0 in 0..x.len() {
            for i1 in 0..n {
                if v[1] > 0.0 {
                    v[0] += 1.0 / v[1];
                } else {
                    {
                        let q = x[2];
                        v[0] -= q;
                        s += q;
                    }
                }
            }
            v[i0] = x[1] - 0.5 * v[0];
            if v[0] > v[i0] {
                if x[2] > 0.0 {
                    v[0] = x[2].sqrt() * x[1];
                }
            }
        }
    }
    s + v[0] * v[1] + v[2] + m[0][1] + m[1][1] + w.iter().sum::<f64>()
}
#[differentiate(order = 2)]
pub fn g44(a: f64, b: f64, c: f64, y: f64, n: usize) -> f64 {
    let x = [a, b, c];
    let mut s = y;
    let mut v = [1.0_f64, x[0], 0.5];
    let mut m = [[0.0_f64; 2]; 2];
    let mut w: Vec<f64> = vec![1.0];
    v.swap(0, 0);
    v[1] += x[2] + v[0];
    match n {
        0 => {
            v[0] *= (v[1]).sin();
        }
        1 => {
            v.swap(0, 1);
        }
        _ => {
            if x[1] < -5.0 {
                return s;
            }
        }
    }
    s + v[0] * v[1] + v[2] + m[0][1] + m[1][1] + w.iter().sum::<f64>()
}
#[differentiate(order = 2)]
pub fn g45(a: f64, b: f64, c: f64, y: f64, n: usize) -> f64 {
    let x = [a, b, c];
    let mut s = y;
    let mut v = [1.0_f64, x[0], 0.5];
    let mut m = [[0.0_f64; 2]; 2];
    let mut w: Vec<f64> = vec![1.0];
    match n {
        0 => {
            w[0] += y + y;
        }
        1 => match n {
            0 => {
                s += (m[0][1]).max(s);
            }
            1 => {
                v.swap(0, 0);
            }
            _ => {
                if m[0][1] > 0.0 {
                    m[2 % 2][1] += v[1] / m[0][1].sqrt();
                }
            }
        },
        _ => {
            let q0 = if s > 0.0 { s.ln() * s.sqrt() } else { (s).abs() };
            s += q0;
        }
    }
    match n {
        0 => {
            m[1 % 2][1] += (x[1]).sin();
        }
        1 => {
            v.swap(0, 1);
        }
        _ => {
            if y > 0.0 {
                s += y.recip() + m[0][1];
            }
        }
    }
    s + v[0] * v[1] + v[2] + m[0][1] + m[1][1] + w.iter().sum::<f64>()
}
#[differentiate(order = 2)]
pub fn g46(a: f64, b: f64, c: f64, y: f64, n: usize) -> f64 {
    let x = [a, b, c];
    let mut s = y;
    let mut v = [1.0_f64, x[0], 0.5];
    let mut m = [[0.0_f64; 2]; 2];
    v.swap(0, 1);
    if s > 0.0 {
        v[2] += s.sqrt() * x[1];
    }
    s + v[0] * v[1] + v[2] + m[0][1] + m[1][1]
}
#[differentiate(order = 2)]
pub fn g47(a: f64, b: f64, c: f64, y: f64, n: usize) -> f64 {
    let x = [a, b, c];
    let mut s = y;
    let mut v = [1.0_f64, x[0], 0.5];
    let mut m = [[0.0_f64; 2]; 2];
    for t0 in &x {
        match n {
            0 => {
                m[0 % 2][1] += v[1] + x[0];
            }
            1 => {
                for i1 in 0..n {
                    if x[i1] <= 0.0 {
                        continue;
                    }
                    v[i1] = x[i1].sqrt() * x[0];
                    if y > 0.0 {
                        v[1] += 1.0 / y;
                    } else {
                        {
                            let q = v[i1];
                            v[1] -= q;
                            s += q;
                        }
                    }
                    if v[0] > 0.0 {
                        s += v[0].sqrt();
                    } else {
                        s += (x[i1]).sin();
                    }
                }
            }
            _ => match n {
                0 => {
                    s = s * 0.5 + (x[1]).abs();
                }
                1 => {
                    if x[0] > 0.0 {
                        v[0] *= x[0].sqrt() * m[0][1];
                    }
                }
                _ => {
                    if x[2] > 0.0 {
                        v[0] = x[2].ln() * x[2].sqrt();
                    } else {
                        v[0] = (x[1]).max(y);
                    }
                }
            },
        }
        v.swap(0, 1);
    }
    for t2 in &x {
        if x[1] > 0.0 {
            s = s * 0.5 + x[1] / x[1].sqrt();
        }
        if v[1] > 0.0 {
            v[1] += 1.0 / v[1];
        } else {
            if x[2] > 0.0 {
                s += x[2].recip() + x[1];
            } else {
                if m[0][1] > 0.0 {
                    v[1] *= m[0][1].sqrt() * m[0][1];
                }
            }
        }
    }
    s + v[0] * v[1] + v[2] + m[0][1] + m[1][1]
}
#[differentiate(order = 2)]
pub fn g48(a: f64, b: f64, c: f64, y: f64, n: usize) -> f64 {
    let x = [a, b, c];
    let mut s = y;
    let mut v = [1.0_f64, x[0], 0.5];
    let mut m = [[0.0_f64; 2]; 2];
    let mut w: Vec<f64> = vec![1.0];
    if x[1] > 0.0 {
        {
            let q = x[1].powf(0.5);
            v[2] -= q;
            s += q;
        }
    } else {
        if x[1] < -5.0 {
            return s;
        }
    }
    v.swap(0, 0);
    s + v[0] * v[1] + v[2] + m[0][1] + m[1][1] + w.iter().sum::<f64>()
}
#[differentiate(order = 2)]
pub fn g49(a: f64, b: f64, c: f64, y: f64, n: usize) -> f64 {
    let x = [a, b, c];
    let mut s = y;
    let mut v = [1.0_f64, x[0], 0.5];
    let mut m = [[0.0_f64; 2]; 2];
    let mut w: Vec<f64> = vec![1.0];
    if x[1] > 0.0 {
        v[0] = 1.0 / x[1];
    }
    {
        let q = v[0];
        v[2] -= q;
        s += q;
    }
    {
        let q = (m[0][1]).max(x[1]);
        v[2] -= q;
        s += q;
    }
    s + v[0] * v[1] + v[2] + m[0][1] + m[1][1] + w.iter().sum::<f64>()
}
#[differentiate(order = 2)]
pub fn g50(a: f64, b: f64, c: f64, y: f64, n: usize) -> f64 {
    let x = [a, b, c];
    let mut s = y;
    let mut v = [1.0_f64, x[0], 0.5];
    let mut m = [[0.0_f64; 2]; 2];
    if s < -5.0 {
        return s;
    }
    match n {
        0 => {
            let q = y;
            v[0] -= q;
            s += q;
        }
        1 => {
            v.swap(0, 0);
        }
        _ => {
            for t0 in &x {
                if x[2] < -5.0 {
                    return s;
                }
                if x[2] > x[2] {
                    if x[0] > 0.0 {
                        v[1] += x[0].sqrt() * x[0];
                    } else {
                        s = s * 0.5 + s - 0.5 * x[2];
                    }
                }
            }
        }
    }
    if v[0] > 0.0 {
        {
            let q = y / v[0].sqrt();
            v[1] -= q;
            s += q;
        }
    }
    for i1 in 0..n {
        if x[i1] <= 0.0 {
            break;
        }
        v[1] = x[i1].ln();
        if v[i1] > 0.0 {
            v[i1] *= v[i1].ln();
        }
        let q2 = if x[0] > 0.0 { x[0].recip() + m[0][1] } else { s };
        s += q2;
    }
    s + v[0] * v[1] + v[2] + m[0][1] + m[1][1]
}
#[differentiate(order = 2)]
pub fn g51(a: f64, b: f64, c: f64, y: f64, n: usize) -> f64 {
    let x = [a, b, c];
    let mut s = y;
    let mut v = [1.0_f64, x[0], 0.5];
    let mut m = [[0.0_f64; 2]; 2];
    let mut w: Vec<f64> = vec![1.0];
    if x[2] > 0.0 {
        v[1] *= x[2].recip() + y;
    }
    v.swap(0, 1);
    if x[0] > 0.0 {
        v[2] *= x[0].ln() * x[0].sqrt();
    }
    if v[0] > 0.0 {
        v[0] += v[0].sqrt();
    } else {
        if v[1] > 0.0 {
            m[2 % 2][1] += v[1].sqrt();
        }
    }
    s + v[0] * v[1] + v[2] + m[0][1] + m[1][1] + w.iter().sum::<f64>()
}
#[differentiate(order = 2)]
pub fn g52(a: f64, b: f64, c: f64, y: f64, n: usize) -> f64 {
    let x = [a, b, c];
    let mut s = y;
    let mut v = [1.0_f64, x[0], 0.5];
    let mut m = [[0.0_f64; 2]; 2];
    if v[0] > 0.0 {
        v[0] = v[0].sqrt() * v[0];
    }
    let q0 = if m[0][1] > 0.0 { m[0][1].recip() + x[0] } else { (m[0][1]).abs() };
    s += q0;
    s + v[0] * v[1] + v[2] + m[0][1] + m[1][1]
}
#[differentiate(order = 2)]
pub fn g53(a: f64, b: f64, c: f64, y: f64, n: usize) -> f64 {
    let x = [a, b, c];
    let mut s = y;
    let mut v = [1.0_f64, x[0], 0.5];
    let mut m = [[0.0_f64; 2]; 2];
    let mut w: Vec<f64> = vec![1.0];
    if v[0] > 0.0 {
        m[2 % 2][1] += v[0].sqrt();
    }
    if x[1] > v[1] {
        match n {
            0 => {
                w.push(x[2]);
            }
            1 => {
                for t0 in &x {
                    if s > 0.0 {
                        {
                            let q = s.sqrt() * x[0];
                            v[1] -= q;
                            s += q;
                        }
                    } else {
                        s = s * 0.5 + y + v[0];
                    }
                }
            }
            _ => {
                if v[0] > 0.0 {
                    v[2] = v[0].ln();
                }
            }
        }
    }
    w.push(v[1]);
    s + v[0] * v[1] + v[2] + m[0][1] + m[1][1] + w.iter().sum::<f64>()
}
#[differentiate(order = 2)]
pub fn g54(a: f64, b: f64, c: f64, y: f64, n: usize) -> f64 {
    let x = [a, b, c];
    let mut s = y;
    let mut v = [1.0_f64, x[0], 0.5];
    let mut m = [[0.0_f64; 2]; 2];
    let q0 = if v[1] > 0.0 { v[1].ln() } else { (y).max(x[2]) };
    s += q0;
    if v[0] > x[0] {
        if s > 0.0 {
            s += s.ln() * s.sqrt();
        }
    }
    s + v[0] * v[1] + v[2] + m[0][1] + m[1][1]
}
#[differentiate(order = 2)]
pub fn g55(a: f64, b: f64, c: f64, y: f64, n: usize) -> f64 {
    let x = [a, b, c];
    let mut s = y;
    let mut v = [1.0_f64, x[0], 0.5];
    let mut m = [[0.0_f64; 2]; 2];
    for t0 in &x {
        match n {
            0 => {
                v[2] *= v[1] + x[1];
            }
            1 => {
                if v[0] > 0.0 {
                    v[2] += v[0].ln();
                }
            }
            _ => {
                if y < -5.0 {
                    return s;
                }
            }
        }
        let q1 = if y > 0.0 { y.recip() + m[0][1] } else { (s).abs() };
        s += q1;
    }
    let q2 = if v[0] > 0.0 { v[0].sqrt() * v[0] } else { v[0] };
    s += q2;
    if x[2] > v[0] {
        if s < -5.0 {
            return s;
        }
        v.swap(0, 1);
    }
    for t3 in &x {
        if x[0] > 0.0 {
            s = s * 0.5 + x[0].ln() * x[0].sqrt();
        }
    }
    s + v[0] * v[1] + v[2] + m[0][1] + m[1][1]
}
#[differentiate(order = 2)]
pub fn g56(a: f64, b: f64, c: f64, y: f64, n: usize) -> f64 {
    let x = [a, b, c];
    let mut s = y;
    let mut v = [1.0_f64, x[0], 0.5];
    let mut m = [[0.0_f64; 2]; 2];
    s += (v[0]).abs();
    if x[0] > 0.0 {
        m[1 % 2][1] += x[0].ln();
    } else {
        m[0 % 2][1] += (v[0]).max(x[0]);
    }
    if s > 0.0 {
        {
            let q = s.recip() + s;
            v[2] -= q;
            s += q;
        }
    } else {
        s += (v[0]).max(v[1]);
    }
    s + v[0] * v[1] + v[2] + m[0][1] + m[1][1]
}
#[differentiate(order = 2)]
pub fn g57(a: f64, b: f64, c: f64, y: f64, n: usize) -> f64 {
    let x = [a, b, c];
    let mut s = y;
    let mut v = [1.0_f64, x[0], 0.5];
    let mut m = [[0.0_f64; 2]; 2];
    if y < -5.0 {
        return s;
    }
    if y > 0.0 {
        {
            let q = 1.0 / y;
            v[1] -= q;
            s += q;
        }
    }
    for t0 in &x {
        let q1 = if m[0][1] > 0.0 { m[0][1].ln() } else { v[1] };
        s += q1;
    }
    s + v[0] * v[1] + v[2] + m[0][1] + m[1][1]
}
#[differentiate(order = 2)]
pub fn g58(a: f64, b: f64, c: f64, y: f64, n: usize) -> f64 {
    let x = [a, b, c];
    let mut s = y;
    let mut v = [1.0_f64, x[0], 0.5];
    let mut m = [[0.0_f64; 2]; 2];
    let mut w: Vec<f64> = vec![1.0];
    if s > 0.0 {
        m[0 % 2][1] += s.ln();
    }
    if v[1] > 0.0 {
        w.push(v[1].sqrt());
    }
    for i0 in 0..x.len() {
        if x[i0] <= 0.0 {
            break;
        }
        v[1] += x[i0].powf(0.5);
        match n {
            0 => {
                v[1] *= x[1] - 0.5 * x[0];
            }
            1 => match n {
                0 => {
                    v[1] += (s).abs();
                }
                1 => {
                    if x[i0] > 0.0 {
                        v[1] *= x[i0].ln();
                    } else {
                        v[i0] += (x[i0]).abs();
                    }
                }
                _ => {
                    if v[0] > 0.0 {
                        m[1 % 2][1] += v[0] / v[0].sqrt();
                    }
                }
            },
            _ => {
                w[0] += s + v[i0];
            }
        }
    }
    s + v[0] * v[1] + v[2] + m[0][1] + m[1][1] + w.iter().sum::<f64>()
}
#[differentiate(order = 2)]
pub fn g59(a: f64, b: f64, c: f64, y: f64, n: usize) -> f64 {
    let x = [a, b, c];
    let mut s = y;
    let mut v = [1.0_f64, x[0], 0.5];
    let mut m = [[0.0_f64; 2]; 2];
    let mut w: Vec<f64> = vec![1.0];
    w[0] += x[2] * x[0];
    v.swap(0, 2);
    s + v[0] * v[1] + v[2] + m[0][1] + m[1][1] + w.iter().sum::<f64>()
}
#[differentiate(order = 2)]
pub fn g60(a: f64, b: f64, c: f64, y: f64, n: usize) -> f64 {
    let x = [a, b, c];
    let mut s = y;
    let mut v = [1.0_f64, x[0], 0.5];
    let mut m = [[0.0_f64; 2]; 2];
    if y > 0.0 {
        {
            let q = y.recip() + v[1];
            v[2] -= q;
            s += q;
        }
    } else {
        v.swap(0, 0);
    }
    v.swap(0, 1);
    if y > 0.0 {
        v[0] += y.ln() * y.sqrt();
    } else {
        if x[0] > 0.0 {
            v[0] = v[0] / x[0].sqrt();
        }
    }
    for t0 in &x {
        match n {
            0 => {
                s = s * 0.5 + (*t0);
            }
            1 => {
                if (*t0) < -5.0 {
                    return s;
                }
            }
            _ => {
                if v[1] < -5.0 {
                    return s;
                }
            }
        }
        if v[1] > 0.0 {
            s = s * 0.5 + v[1].sqrt() * (*t0);
        }
    }
    s + v[0] * v[1] + v[2] + m[0][1] + m[1][1]
}
#[differentiate(order = 2)]
pub fn g61(a: f64, b: f64, c: f64, y: f64, n: usize) -> f64 {
    let x = [a, b, c];
    let mut s = y;
    let mut v = [1.0_f64, x[0], 0.5];
    let mut m = [[0.0_f64; 2]; 2];
    if m[0][1] > 0.0 {
        v[1] = m[0][1].ln();
    }
    m[2 % 2][1] += (y).sin();
    s + v[0] * v[1] + v[2] + m[0][1] + m[1][1]
}
#[differentiate(order = 2)]
pub fn g62(a: f64, b: f64, c: f64, y: f64, n: usize) -> f64 {
    let x = [a, b, c];
    let mut s = y;
    let mut v = [1.0_f64, x[0], 0.5];
    let mut m = [[0.0_f64; 2]; 2];
    let mut w: Vec<f64> = vec![1.0];
    let q0 = if s > 0.0 { s.recip() + x[0] } else { x[0] + y };
    s += q0;
    if v[1] < -5.0 {
        return s;
    }
    if m[0][1] > x[0] {
        if s > v[1] {
            if x[2] > 0.0 {
                w[0] += x[2].sqrt() * x[0];
            }
            if x[1] > 0.0 {
                {
                    let q = 1.0 / x[1];
                    v[0] -= q;
                    s += q;
                }
            }
        }
    }
    if s > 0.0 {
        {
            let q = s.powf(0.5);
            v[2] -= q;
            s += q;
        }
    }
    s + v[0] * v[1] + v[2] + m[0][1] + m[1][1] + w.iter().sum::<f64>()
}
#[differentiate(order = 2)]
pub fn g63(a: f64, b: f64, c: f64, y: f64, n: usize) -> f64 {
    let x = [a, b, c];
    let mut s = y;
    let mut v = [1.0_f64, x[0], 0.5];
    let mut m = [[0.0_f64; 2]; 2];
    let mut w: Vec<f64> = vec![1.0];
    match n {
        0 => {
            v[1] += (y).max(m[0][1]);
        }
        1 => {
            s = s * 0.5 + y + x[0];
        }
        _ => match n {
            0 => {
                m[1 % 2][1] += x[1] * x[1];
            }
            1 => {
                if s > 0.0 {
                    s += s.recip() + y;
                }
            }
            _ => {
                if m[0][1] > y {
                    if s > 0.0 {
                        m[0 % 2][1] += v[1] / s.sqrt();
                    }
                    if x[1] > 0.0 {
                        v[1] = x[2] / x[1].sqrt();
                    }
                }
            }
        },
    }
    if x[1] > 0.0 {
        w.push(x[1].sqrt() * x[2]);
    }
    match n {
        0 => {
            v[2] *= (x[1]).max(x[2]);
        }
        1 => {
            if x[0] > 0.0 {
                w[0] += x[0].sqrt() * m[0][1];
            } else {
                v.swap(0, 1);
            }
        }
        _ => {
            for t0 in &x {
                for i1 in 0..x.len() {
                    if (*t0) > 0.0 {
                        v[i1] += (*t0).powf(0.5);
                    } else {
                        s = s * 0.5 + x[1] * (*t0);
                    }
                    if v[1] > 0.0 {
                        s = s * 0.5 + v[1].ln();
                    }
                }
                if s > 0.0 {
                    v[1] *= s.ln();
                }
            }
        }
    }
    s + v[0] * v[1] + v[2] + m[0][1] + m[1][1] + w.iter().sum::<f64>()
}
#[differentiate(order = 2)]
pub fn g64(a: f64, b: f64, c: f64, y: f64, n: usize) -> f64 {
    let x = [a, b, c];
    let mut s = y;
    let mut v = [1.0_f64, x[0], 0.5];
    let mut m = [[0.0_f64; 2]; 2];
    let mut w: Vec<f64> = vec![1.0];
    if y > 0.0 {
        {
            let q = m[0][1] / y.sqrt();
            v[2] -= q;
            s += q;
        }
    }
    match n {
        0 => {
            v[1] = v[1] - 0.5 * x[0];
        }
        1 => {
            if x[0] < -5.0 {
                return s;
            }
        }
        _ => {
            for i0 in 0..3 {
                if x[2] > 0.0 {
                    {
                        let q = 1.0 / x[2];
                        v[0] -= q;
                        s += q;
                    }
                } else {
                    m[i0 % 2][1] += x[2] + m[0][1];
                }
            }
        }
    }
    s + v[0] * v[1] + v[2] + m[0][1] + m[1][1] + w.iter().sum::<f64>()
}
#[differentiate(order = 2)]
pub fn g65(a: f64, b: f64, c: f64, y: f64, n: usize) -> f64 {
    let x = [a, b, c];
    let mut s = y;
    let mut v = [1.0_f64, x[0], 0.5];
    let mut m = [[0.0_f64; 2]; 2];
    let mut w: Vec<f64> = vec![1.0];
    match n {
        0 => {
            w.push(x[0]);
        }
        1 => {
            if v[0] > 0.0 {
                m[0 % 2][1] += 1.0 / v[0];
            }
        }
        _ => {
            v.swap(0, 2);
        }
    }
    let q0 = if m[0][1] > 0.0 { m[0][1].sqrt() * x[2] } else { (y).sin() };
    s += q0;
    let q1 = if y > 0.0 { y.sqrt() } else { y };
    s += q1;
    s + v[0] * v[1] + v[2] + m[0][1] + m[1][1] + w.iter().sum::<f64>()
}
#[differentiate(order = 2)]
pub fn g66(a: f64, b: f64, c: f64, y: f64, n: usize) -> f64 {
    let x = [a, b, c];
    let mut s = y;
    let mut v = [1.0_f64, x[0], 0.5];
    let mut m = [[0.0_f64; 2]; 2];
    let mut w: Vec<f64> = vec![1.0];
    if x[0] > 0.0 {
        v[2] *= x[0].sqrt() * y;
    }
    if v[1] > x[0] {
        let q0 = if v[0] > 0.0 { v[0].powf(0.5) } else { v[1] };
        s += q0;
        v.swap(0, 1);
    }
    if s < -5.0 {
        return s;
    }
    s + v[0] * v[1] + v[2] + m[0][1] + m[1][1] + w.iter().sum::<f64>()
}
#[differentiate(order = 2)]
pub fn g67(a: f64, b: f64, c: f64, y: f64, n: usize) -> f64 {
    let x = [a, b, c];
    let mut s = y;
    let mut v = [1.0_f64, x[0], 0.5];
    let mut m = [[0.0_f64; 2]; 2];
    let mut w: Vec<f64> = vec![1.0];
    if x[1] > 0.0 {
        {
            let q = x[1].powf(0.5);
            v[0] -= q;
            s += q;
        }
    }
    v.swap(0, 2);
    s += (y).sin();
    s + v[0] * v[1] + v[2] + m[0][1] + m[1][1] + w.iter().sum::<f64>()
}
#[differentiate(order = 2)]
pub fn g68(a: f64, b: f64, c: f64, y: f64, n: usize) -> f64 {
    let x = [a, b, c];
    let mut s = y;
    let mut v = [1.0_f64, x[0], 0.5];
    let mut m = [[0.0_f64; 2]; 2];
    s = s * 0.5 + (v[0]).abs();
    let q0 = if s > 0.0 { s.powf(0.5) } else { s + x[1] };
    s += q0;
    for t1 in &x {
        if v[1] < -5.0 {
            return s;
        }
        for t2 in &x {
            if x[2] > (*t1) {
                if m[0][1] > 0.0 {
                    v[2] *= m[0][1].sqrt() * v[1];
                } else {
                    m[2 % 2][1] += (*t2).abs();
                }
            }
            if x[1] > 0.0 {
                v[0] += 1.0 / x[1];
            } else {
                if (*t2) > 0.0 {
                    m[1 % 2][1] += (*t2).sqrt() * v[0];
                } else {
                    {
                        let q = (x[2]).max(v[1]);
                        v[1] -= q;
                        s += q;
                    }
                }
            }
        }
    }
    v.swap(0, 0);
    s + v[0] * v[1] + v[2] + m[0][1] + m[1][1]
}
#[differentiate(order = 2)]
pub fn g69(a: f64, b: f64, c: f64, y: f64, n: usize) -> f64 {
    let x = [a, b, c];
    let mut s = y;
    let mut v = [1.0_f64, x[0], 0.5];
    let mut m = [[0.0_f64; 2]; 2];
    let mut w: Vec<f64> = vec![1.0];
    let q0 = if m[0][1] > 0.0 { m[0][1].sqrt() * x[1] } else { (x[2]).abs() };
    s += q0;
    for i1 in 0..3 {
        for t2 in &x {
            if y > 0.0 {
                s = s * 0.5 + y.ln();
            } else {
                w[0] += v[1] + s;
            }
            if v[i1] > 0.0 {
                w[0] += v[i1].sqrt() * m[0][1];
            }
        }
        v[0] += x[i1] + y;
        let q3 = if x[0] > 0.0 { x[0].sqrt() * s } else { (s).abs() };
        s += q3;
    }
    if x[2] > 0.0 {
        w[0] += x[2].powf(0.5);
    } else {
        w.push(x[2] - 0.5 * v[0]);
    }
    s + v[0] * v[1] + v[2] + m[0][1] + m[1][1] + w.iter().sum::<f64>()
}
#[differentiate(order = 2)]
pub fn g70(a: f64, b: f64, c: f64, y: f64, n: usize) -> f64 {
    let x = [a, b, c];
    let mut s = y;
    let mut v = [1.0_f64, x[0], 0.5];
    let mut m = [[0.0_f64; 2]; 2];
    if m[0][1] > 0.0 {
        s += m[0][1].powf(0.5);
    }
    let q0 = if x[1] > 0.0 { x[1].sqrt() } else { v[0] * x[1] };
    s += q0;
    if m[0][1] > x[0] {
        if x[2] > 0.0 {
            m[0 % 2][1] += x[2].powf(0.5);
        } else {
            v[0] *= y - 0.5 * x[2];
        }
    }
    if v[1] > 0.0 {
        s = s * 0.5 + v[1].powf(0.5);
    }
    s + v[0] * v[1] + v[2] + m[0][1] + m[1][1]
}
#[differentiate(order = 2)]
pub fn g71(a: f64, b: f64, c: f64, y: f64, n: usize) -> f64 {
    let x = [a, b, c];
    let mut s = y;
    let mut v = [1.0_f64, x[0], 0.5];
    let mut m = [[0.0_f64; 2]; 2];
    if s > 0.0 {
        v[2] = s.ln() * s.sqrt();
    } else {
        {
            let q = y * v[0];
            v[1] -= q;
            s += q;
        }
    }
    if x[1] > 0.0 {
        v[2] *= x[1].recip() + m[0][1];
    } else {
        v[2] += (v[1]).max(x[0]);
    }
    s + v[0] * v[1] + v[2] + m[0][1] + m[1][1]
}
#[differentiate(order = 2)]
pub fn g72(a: f64, b: f64, c: f64, y: f64, n: usize) -> f64 {
    let x = [a, b, c];
    let mut s = y;
    let mut v = [1.0_f64, x[0], 0.5];
    let mut m = [[0.0_f64; 2]; 2];
    let mut w: Vec<f64> = vec![1.0];
    for t0 in &x {
        v.swap(0, 1);
    }
    if s > 0.0 {
        {
            let q = s.recip() + v[0];
            v[2] -= q;
            s += q;
        }
    }
    s + v[0] * v[1] + v[2] + m[0][1] + m[1][1] + w.iter().sum::<f64>()
}
#[differentiate(order = 2)]
pub fn g73(a: f64, b: f64, c: f64, y: f64, n: usize) -> f64 {
    let x = [a, b, c];
    let mut s = y;
    let mut v = [1.0_f64, x[0], 0.5];
    let mut m = [[0.0_f64; 2]; 2];
    let q0 = if x[0] > 0.0 { x[0].ln() * x[0].sqrt() } else { v[1] - 0.5 * m[0][1] };
    s += q0;
    match n {
        0 => {
            m[1 % 2][1] += (s).abs();
        }
        1 => match n {
            0 => {
                s = s * 0.5 + v[1] + y;
            }
            1 => {
                s = s * 0.5 + (m[0][1]).sin();
            }
            _ => {
                if x[1] > 0.0 {
                    v[2] *= x[1].powf(0.5);
                }
            }
        },
        _ => {
            if x[0] > 0.0 {
                v[2] += x[0].powf(0.5);
            }
        }
    }
    if s > 0.0 {
        m[1 % 2][1] += 1.0 / s;
    }
    if x[1] > 0.0 {
        v[0] *= x[1].sqrt();
    } else {
        v[2] = (v[0]).max(s);
    }
    s + v[0] * v[1] + v[2] + m[0][1] + m[1][1]
}
#[differentiate(order = 2)]
pub fn g74(a: f64, b: f64, c: f64, y: f64, n: usize) -> f64 {
    let x = [a, b, c];
    let mut s = y;
    let mut v = [1.0_f64, x[0], 0.5];
    let mut m = [[0.0_f64; 2]; 2];
    if s > 0.0 {
        m[2 % 2][1] += s.powf(0.5);
    }
    if s > 0.0 {
        s = s * 0.5 + s.recip() + v[0];
    }
    s + v[0] * v[1] + v[2] + m[0][1] + m[1][1]
}
#[differentiate(order = 2)]
pub fn g75(a: f64, b: f64, c: f64, y: f64, n: usize) -> f64 {
    let x = [a, b, c];
    let mut s = y;
    let mut v = [1.0_f64, x[0], 0.5];
    let mut m = [[0.0_f64; 2]; 2];
    if x[2] > 0.0 {
        s = s * 0.5 + x[2].ln();
    }
    let q0 = if x[1] > 0.0 { x[1].recip() + m[0][1] } else { (x[1]).abs() };
    s += q0;
    for t1 in &x {
        if x[2] > 0.0 {
            m[0 % 2][1] += x[2].ln() * x[2].sqrt();
        }
        if x[2] > v[1] {
            for i2 in 0..3 {
                if x[i2] > 0.0 {
                    v[0] *= y / x[i2].sqrt();
                } else {
                    m[i2 % 2][1] += (v[0]).max(v[1]);
                }
            }
        }
    }
    s + v[0] * v[1] + v[2] + m[0][1] + m[1][1]
}
#[differentiate(order = 2)]
pub fn g76(a: f64, b: f64, c: f64, y: f64, n: usize) -> f64 {
    let x = [a, b, c];
    let mut s = y;
    let mut v = [1.0_f64, x[0], 0.5];
    let mut m = [[0.0_f64; 2]; 2];
    let mut w: Vec<f64> = vec![1.0];
    if v[1] > 0.0 {
        w[0] += 1.0 / v[1];
    }
    for t0 in &x {
        m[1 % 2][1] += s;
    }
    if m[0][1] > 0.0 {
        v[0] = m[0][1].powf(0.5);
    }
    s + v[0] * v[1] + v[2] + m[0][1] + m[1][1] + w.iter().sum::<f64>()
}
#[differentiate(order = 2)]
pub fn g77(a: f64, b: f64, c: f64, y: f64, n: usize) -> f64 {
    let x = [a, b, c];
    let mut s = y;
    let mut v = [1.0_f64, x[0], 0.5];
    let mut m = [[0.0_f64; 2]; 2];
    let mut w: Vec<f64> = vec![1.0];
    if s > 0.0 {
        v[1] = s.powf(0.5);
    }
    v[0] *= y - 0.5 * s;
    let q0 = if x[1] > 0.0 { x[2] / x[1].sqrt() } else { v[0] };
    s += q0;
    s + v[0] * v[1] + v[2] + m[0][1] + m[1][1] + w.iter().sum::<f64>()
}
#[differentiate(order = 2)]
pub fn g78(a: f64, b: f64, c: f64, y: f64, n: usize) -> f64 {
    let x = [a, b, c];
    let mut s = y;
    let mut v = [1.0_f64, x[0], 0.5];
    let mut m = [[0.0_f64; 2]; 2];
    if y > 0.0 {
        {
            let q = y.sqrt();
            v[2] -= q;
            s += q;
        }
    } else {
        m[0 % 2][1] += v[0] * x[1];
    }
    if s > x[2] {
        for t0 in &x {
            v.swap(0, 1);
        }
        for t1 in &x {
            s = s * 0.5 + (y).sin();
            let q2 = if x[1] > 0.0 { x[1].sqrt() * m[0][1] } else { m[0][1] * m[0][1] };
            s += q2;
        }
    }
    s + v[0] * v[1] + v[2] + m[0][1] + m[1][1]
}
#[differentiate(order = 2)]
pub fn g79(a: f64, b: f64, c: f64, y: f64, n: usize) -> f64 {
    let x = [a, b, c];
    let mut s = y;
    let mut v = [1.0_f64, x[0], 0.5];
    let mut m = [[0.0_f64; 2]; 2];
    let q0 = if v[1] > 0.0 { v[1].recip() + v[0] } else { m[0][1] };
    s += q0;
    v[2] += v[0] + y;
    for t1 in &x {
        let q2 = if (*t1) > 0.0 { 1.0 / (*t1) } else { x[0] * y };
        s += q2;
        if x[1] > 0.0 {
            v[2] *= x[1].ln() * x[1].sqrt();
        } else {
            v[2] += (v[1]).max(x[2]);
        }
    }
    v.swap(0, 2);
    s + v[0] * v[1] + v[2] + m[0][1] + m[1][1]
}
#[differentiate(order = 2)]
pub fn g80(a: f64, b: f64, c: f64, y: f64, n: usize) -> f64 {
    let x = [a, b, c];
    let mut s = y;
    let mut v = [1.0_f64, x[0], 0.5];
    let mut m = [[0.0_f64; 2]; 2];
    let mut w: Vec<f64> = vec![1.0];
    if v[1] > 0.0 {
        w.push(v[1].sqrt() * x[0]);
    } else {
        match n {
            0 => {
                s += (x[2]).sin();
            }
            1 => {
                let q0 = if m[0][1] > 0.0 { x[0] / m[0][1].sqrt() } else { y * v[0] };
                s += q0;
            }
            _ => {
                if x[2] > x[2] {
                    if x[0] > 0.0 {
                        w[0] += x[0].sqrt() * y;
                    } else {
                        s = s * 0.5 + v[0] * x[1];
                    }
                    if v[1] > 0.0 {
                        v[2] = v[1].powf(0.5);
                    }
                }
            }
        }
    }
    for i1 in 0..3 {
        let q2 = if v[0] > 0.0 { v[0].ln() } else { (x[1]).abs() };
        s += q2;
        s += x[1] - 0.5 * v[i1];
    }
    if v[0] > 0.0 {
        v[0] = v[0].ln() * v[0].sqrt();
    }
    if x[1] > 0.0 {
        v[0] *= x[1].recip() + x[2];
    }
    s + v[0] * v[1] + v[2] + m[0][1] + m[1][1] + w.iter().sum::<f64>()
}
#[differentiate(order = 2)]
pub fn g81(a: f64, b: f64, c: f64, y: f64, n: usize) -> f64 {
    let x = [a, b, c];
    let mut s = y;
    let mut v = [1.0_f64, x[0], 0.5];
    let mut m = [[0.0_f64; 2]; 2];
    let mut w: Vec<f64> = vec![1.0];
    if m[0][1] > 0.0 {
        {
            let q = m[0][1].ln();
            v[2] -= q;
            s += q;
        }
    } else {
        s = s * 0.5 + x[1] + v[0];
    }
    {
        let q = (v[1]).max(v[0]);
        v[1] -= q;
        s += q;
    }
    let q0 = if m[0][1] > 0.0 { m[0][1].powf(0.5) } else { (x[2]).abs() };
    s += q0;
    s + v[0] * v[1] + v[2] + m[0][1] + m[1][1] + w.iter().sum::<f64>()
}
#[differentiate(order = 2)]
pub fn g82(a: f64, b: f64, c: f64, y: f64, n: usize) -> f64 {
    let x = [a, b, c];
    let mut s = y;
    let mut v = [1.0_f64, x[0], 0.5];
    let mut m = [[0.0_f64; 2]; 2];
    if v[0] > 0.0 {
        v[0] += v[0].sqrt();
    } else {
        v[2] += s - 0.5 * x[1];
    }
    if v[0] > 0.0 {
        s = s * 0.5 + v[0].ln() * v[0].sqrt();
    } else {
        v.swap(0, 0);
    }
    for t0 in &x {
        if x[2] > 0.0 {
            {
                let q = x[2].ln() * x[2].sqrt();
                v[2] -= q;
                s += q;
            }
        }
        if x[1] < -5.0 {
            return s;
        }
    }
    v[2] += (v[0]).abs();
    s + v[0] * v[1] + v[2] + m[0][1] + m[1][1]
}
#[differentiate(order = 2)]
pub fn g83(a: f64, b: f64, c: f64, y: f64, n: usize) -> f64 {
    let x = [a, b, c];
    let mut s = y;
    let mut v = [1.0_f64, x[0], 0.5];
    let mut m = [[0.0_f64; 2]; 2];
    if x[2] > 0.0 {
        m[0 % 2][1] += x[2].sqrt();
    }
    for i0 in 0..x.len() {
        let q1 = if v[1] > 0.0 { v[1].recip() + m[0][1] } else { x[i0] - 0.5 * v[0] };
        s += q1;
        if m[0][1] > 0.0 {
            v[1] = m[0][1].sqrt() * x[2];
        } else {
            for i2 in 0..3 {
                if v[i0] > 0.0 {
                    m[i2 % 2][1] += s / v[i0].sqrt();
                } else {
                    v[1] = (v[1]).abs();
                }
            }
        }
    }
    s + v[0] * v[1] + v[2] + m[0][1] + m[1][1]
}
#[differentiate(order = 2)]
pub fn g84(a: f64, b: f64, c: f64, y: f64, n: usize) -> f64 {
    let x = [a, b, c];
    let mut s = y;
    let mut v = [1.0_f64, x[0], 0.5];
    let mut m = [[0.0_f64; 2]; 2];
    if m[0][1] > v[1] {
        if s < -5.0 {
            return s;
        }
    }
    if m[0][1] > 0.0 {
        m[1 % 2][1] += 1.0 / m[0][1];
    }
    s + v[0] * v[1] + v[2] + m[0][1] + m[1][1]
}
#[differentiate(order = 2)]
pub fn g85(a: f64, b: f64, c: f64, y: f64, n: usize) -> f64 {
    let x = [a, b, c];
    let mut s = y;
    let mut v = [1.0_f64, x[0], 0.5];
    let mut m = [[0.0_f64; 2]; 2];
    let mut w: Vec<f64> = vec![1.0];
    if x[1] < -5.0 {
        return s;
    }
    for i0 in 0..3 {
        if x[i0] <= 0.0 {
            break;
        }
        {
            let q = x[i0].powf(0.5);
            v[1] -= q;
            s += q;
        }
        for i1 in 0..3 {
            if x[i1] <= 0.0 {
                continue;
            }
            s = s * 0.5 + x[i1].sqrt();
            if x[0] > 0.0 {
                s = s * 0.5 + x[0].ln();
            }
            if v[1] > x[1] {
                if x[i0] > 0.0 {
                    v[i1] = x[i0].ln();
                }
                if x[i1] > 0.0 {
                    m[0 % 2][1] += x[i1].sqrt() * x[2];
                }
            }
        }
    }
    if s > s {
        if m[0][1] > 0.0 {
            w.push(m[0][1].ln() * m[0][1].sqrt());
        } else {
            if x[1] > m[0][1] {
                if x[0] > 0.0 {
                    m[1 % 2][1] += x[0].sqrt() * x[0];
                } else {
                    m[0 % 2][1] += v[0] - 0.5 * s;
                }
            }
        }
    }
    if s < -5.0 {
        return s;
    }
    s + v[0] * v[1] + v[2] + m[0][1] + m[1][1] + w.iter().sum::<f64>()
}
#[differentiate(order = 2)]
pub fn g86(a: f64, b: f64, c: f64, y: f64, n: usize) -> f64 {
    let x = [a, b, c];
    let mut s = y;
    let mut v = [1.0_f64, x[0], 0.5];
    let mut m = [[0.0_f64; 2]; 2];
    let mut w: Vec<f64> = vec![1.0];
    s += x[2] + s;
    for i0 in 0..n {
        if m[0][1] > 0.0 {
            v[1] *= v[1] / m[0][1].sqrt();
        } else {
            match n {
                0 => {
                    s = s * 0.5 + (m[0][1]).sin();
                }
                1 => {
                    if v[1] > 0.0 {
                        w.push(1.0 / v[1]);
                    }
                }
                _ => {
                    if x[i0] > 0.0 {
                        w.push(x[i0].powf(0.5));
                    }
                }
            }
        }
        for t1 in &x {
            let q2 = if s > 0.0 { s.powf(0.5) } else { (*t1).max(x[2]) };
            s += q2;
        }
    }
    s + v[0] * v[1] + v[2] + m[0][1] + m[1][1] + w.iter().sum::<f64>()
}
#[differentiate(order = 2)]
pub fn g87(a: f64, b: f64, c: f64, y: f64, n: usize) -> f64 {
    let x = [a, b, c];
    let mut s = y;
    let mut v = [1.0_f64, x[0], 0.5];
    let mut m = [[0.0_f64; 2]; 2];
    let mut w: Vec<f64> = vec![1.0];
    if s > 0.0 {
        v[1] *= 1.0 / s;
    }
    if v[0] > 0.0 {
        w.push(v[0].sqrt() * v[0]);
    } else {
        if x[1] > x[1] {
            match n {
                0 => {
                    m[1 % 2][1] += (m[0][1]).abs();
                }
                1 => {
                    if y > 0.0 {
                        w[0] += 1.0 / y;
                    } else {
                        s += (v[0]).max(v[0]);
                    }
                }
                _ => {
                    if s > 0.0 {
                        s += s.sqrt() * x[2];
                    } else {
                        s = s * 0.5 + s;
                    }
                }
            }
        }
    }
    if v[0] < -5.0 {
        return s;
    }
    s + v[0] * v[1] + v[2] + m[0][1] + m[1][1] + w.iter().sum::<f64>()
}
#[differentiate(order = 2)]
pub fn g88(a: f64, b: f64, c: f64, y: f64, n: usize) -> f64 {
    let x = [a, b, c];
    let mut s = y;
    let mut v = [1.0_f64, x[0], 0.5];
    let mut m = [[0.0_f64; 2]; 2];
    let mut w: Vec<f64> = vec![1.0];
    w[0] += x[1] * v[0];
    v[2] *= (x[0]).sin();
    if y > x[0] {
        if y < -5.0 {
            return s;
        }
        match n {
            0 => {
                v[2] *= y - 0.5 * y;
            }
            1 => {
                let q0 = if m[0][1] > 0.0 { m[0][1].sqrt() * v[1] } else { x[1] - 0.5 * y };
                s += q0;
            }
            _ => {
                if x[0] > v[0] {
                    if v[0] > 0.0 {
                        v[0] *= v[0].powf(0.5);
                    } else {
                        {
                            let q = m[0][1] + v[0];
                            v[0] -= q;
                            s += q;
                        }
                    }
                    if y > 0.0 {
                        v[0] *= y.recip() + y;
                    } else {
                        s = s * 0.5 + (m[0][1]).abs();
                    }
                }
            }
        }
    }
    s + v[0] * v[1] + v[2] + m[0][1] + m[1][1] + w.iter().sum::<f64>()
}
#[differentiate(order = 2)]
pub fn g89(a: f64, b: f64, c: f64, y: f64, n: usize) -> f64 {
    let x = [a, b, c];
    let mut s = y;
    let mut v = [1.0_f64, x[0], 0.5];
    let mut m = [[0.0_f64; 2]; 2];
    let mut w: Vec<f64> = vec![1.0];
    match n {
        0 => {
            s = s * 0.5 + y + v[0];
        }
        1 => {
            if v[1] > 0.0 {
                v[2] = v[1].powf(0.5);
            }
        }
        _ => {
            if x[1] > 0.0 {
                v[0] = x[1].recip() + x[0];
            }
        }
    }
    {
        let q = (x[2]).max(v[1]);
        v[0] -= q;
        s += q;
    }
    s + v[0] * v[1] + v[2] + m[0][1] + m[1][1] + w.iter().sum::<f64>()
}
#[differentiate(order = 2)]
pub fn g90(a: f64, b: f64, c: f64, y: f64, n: usize) -> f64 {
    let x = [a, b, c];
    let mut s = y;
    let mut v = [1.0_f64, x[0], 0.5];
    let mut m = [[0.0_f64; 2]; 2];
    let mut w: Vec<f64> = vec![1.0];
    let q0 = if s > 0.0 { s.powf(0.5) } else { y - 0.5 * m[0][1] };
    s += q0;
    for i1 in 0..x.len() {
        for i2 in 0..3 {
            if x[i2] <= 0.0 {
                continue;
            }
            s = s * 0.5 + x[i2].ln() * x[i2].sqrt();
            if v[i2] > 0.0 {
                m[i2 % 2][1] += v[i2].recip() + x[0];
            }
        }
        v.swap(0, 2);
        if x[2] > v[i1] {
            if x[1] > 0.0 {
                w.push(x[1].sqrt() * v[i1]);
            }
        }
    }
    for i3 in 0..3 {
        if y > v[1] {
            if v[1] > 0.0 {
                w.push(1.0 / v[1]);
            }
        }
        v.swap(0, 1);
    }
    if s > 0.0 {
        {
            let q = 1.0 / s;
            v[1] -= q;
            s += q;
        }
    } else {
        if x[2] < -5.0 {
            return s;
        }
    }
    s + v[0] * v[1] + v[2] + m[0][1] + m[1][1] + w.iter().sum::<f64>()
}
#[differentiate(order = 2)]
pub fn g91(a: f64, b: f64, c: f64, y: f64, n: usize) -> f64 {
    let x = [a, b, c];
    let mut s = y;
    let mut v = [1.0_f64, x[0], 0.5];
    let mut m = [[0.0_f64; 2]; 2];
    let mut w: Vec<f64> = vec![1.0];
    if x[0] > 0.0 {
        v[2] *= x[0] / x[0].sqrt();
    }
    match n {
        0 => {
            w[0] += (s).max(s);
        }
        1 => {
            if y > 0.0 {
                w.push(y.ln() * y.sqrt());
            }
        }
        _ => match n {
            0 => {
                v[2] += (y).max(v[1]);
            }
            1 => {
                for i0 in 0..3 {
                    if y > 0.0 {
                        {
                            let q = v[i0] / y.sqrt();
                            v[i0] -= q;
                            s += q;
                        }
                    } else {
                        w.push(x[1] * v[0]);
                    }
                    if x[2] > 0.0 {
                        v[1] *= m[0][1] / x[2].sqrt();
                    } else {
                        {
                            let q = x[2] * x[0];
                            v[0] -= q;
                            s += q;
                        }
                    }
                }
            }
            _ => {
                if v[1] > y {
                    if x[0] > 0.0 {
                        s += m[0][1] / x[0].sqrt();
                    } else {
                        v[2] = (v[1]).max(x[2]);
                    }
                    if v[0] > 0.0 {
                        w[0] += v[0].ln() * v[0].sqrt();
                    }
                }
            }
        },
    }
    s + v[0] * v[1] + v[2] + m[0][1] + m[1][1] + w.iter().sum::<f64>()
}
#[differentiate(order = 2)]
pub fn g92(a: f64, b: f64, c: f64, y: f64, n: usize) -> f64 {
    let x = [a, b, c];
    let mut s = y;
    let mut v = [1.0_f64, x[0], 0.5];
    let mut m = [[0.0_f64; 2]; 2];
    for t0 in &x {
        if x[1] < -5.0 {
            return s;
        }
    }
    if y > 0.0 {
        s += 1.0 / y;
    } else {
        v[2] += (v[0]).max(v[1]);
    }
    v[0] = x[0] * v[1];
    s + v[0] * v[1] + v[2] + m[0][1] + m[1][1]
}
#[differentiate(order = 2)]
pub fn g93(a: f64, b: f64, c: f64, y: f64, n: usize) -> f64 {
    let x = [a, b, c];
    let mut s = y;
    let mut v = [1.0_f64, x[0], 0.5];
    let mut m = [[0.0_f64; 2]; 2];
    if y > 0.0 {
        s = s * 0.5 + x[1] / y.sqrt();
    } else {
        v.swap(0, 0);
    }
    if v[0] > 0.0 {
        v[2] += 1.0 / v[0];
    }
    s += s + x[0];
    s + v[0] * v[1] + v[2] + m[0][1] + m[1][1]
}
#[differentiate(order = 2)]
pub fn g94(a: f64, b: f64, c: f64, y: f64, n: usize) -> f64 {
    let x = [a, b, c];
    let mut s = y;
    let mut v = [1.0_f64, x[0], 0.5];
    let mut m = [[0.0_f64; 2]; 2];
    if y > 0.0 {
        s = s * 0.5 + y.ln();
    }
    if v[1] > 0.0 {
        v[0] = v[1].powf(0.5);
    }
    for i0 in 0..3 {
        if x[i0] <= 0.0 {
            break;
        }
        m[1 % 2][1] += x[i0].powf(0.5);
        let q1 = if s > 0.0 { x[i0] / s.sqrt() } else { (v[i0]).sin() };
        s += q1;
        v.swap(0, 0);
    }
    s + v[0] * v[1] + v[2] + m[0][1] + m[1][1]
}
#[differentiate(order = 2)]
pub fn g95(a: f64, b: f64, c: f64, y: f64, n: usize) -> f64 {
    let x = [a, b, c];
    let mut s = y;
    let mut v = [1.0_f64, x[0], 0.5];
    let mut m = [[0.0_f64; 2]; 2];
    let mut w: Vec<f64> = vec![1.0];
    if x[1] > 0.0 {
        {
            let q = x[1].sqrt() * y;
            v[1] -= q;
            s += q;
        }
    } else {
        v[2] = y - 0.5 * x[0];
    }
    match n {
        0 => {
            s = s * 0.5 + (v[1]).sin();
        }
        1 => {
            let q0 = if x[0] > 0.0 { x[0].sqrt() * x[2] } else { (v[1]).sin() };
            s += q0;
        }
        _ => {
            v.swap(0, 1);
        }
    }
    s + v[0] * v[1] + v[2] + m[0][1] + m[1][1] + w.iter().sum::<f64>()
}
#[differentiate(order = 2)]
pub fn g96(a: f64, b: f64, c: f64, y: f64, n: usize) -> f64 {
    let x = [a, b, c];
    let mut s = y;
    let mut v = [1.0_f64, x[0], 0.5];
    let mut m = [[0.0_f64; 2]; 2];
    if x[0] > 0.0 {
        s = s * 0.5 + x[0].ln() * x[0].sqrt();
    } else {
        for t0 in &x {
            for t1 in &x {
                if x[2] > 0.0 {
                    s = s * 0.5 + x[2].ln() * x[2].sqrt();
                }
            }
        }
    }
    if y > v[1] {
        if v[0] > 0.0 {
            m[1 % 2][1] += v[0].sqrt();
        } else {
            s += s;
        }
        if x[1] > 0.0 {
            {
                let q = x[1].ln() * x[1].sqrt();
                v[1] -= q;
                s += q;
            }
        } else {
            m[0 % 2][1] += (v[0]).max(v[1]);
        }
    }
    s + v[0] * v[1] + v[2] + m[0][1] + m[1][1]
}
#[differentiate(order = 2)]
pub fn g97(a: f64, b: f64, c: f64, y: f64, n: usize) -> f64 {
    let x = [a, b, c];
    let mut s = y;
    let mut v = [1.0_f64, x[0], 0.5];
    let mut m = [[0.0_f64; 2]; 2];
    let mut w: Vec<f64> = vec![1.0];
    if v[1] > 0.0 {
        v[1] += v[1].ln();
    }
    if s > x[2] {
        if m[0][1] > 0.0 {
            w.push(m[0][1].ln());
        }
    }
    s + v[0] * v[1] + v[2] + m[0][1] + m[1][1] + w.iter().sum::<f64>()
}
#[differentiate(order = 2)]
pub fn g98(a: f64, b: f64, c: f64, y: f64, n: usize) -> f64 {
    let x = [a, b, c];
    let mut s = y;
    let mut v = [1.0_f64, x[0], 0.5];
    let mut m = [[0.0_f64; 2]; 2];
    let mut w: Vec<f64> = vec![1.0];
    let q0 = if m[0][1] > 0.0 { m[0][1].powf(0.5) } else { (y).abs() };
    s += q0;
    for t1 in &x {
        s += v[1];
    }
    s + v[0] * v[1] + v[2] + m[0][1] + m[1][1] + w.iter().sum::<f64>()
}
#[differentiate(order = 2)]
pub fn g99(a: f64, b: f64, c: f64, y: f64, n: usize) -> f64 {
    let x = [a, b, c];
    let mut s = y;
    let mut v = [1.0_f64, x[0], 0.5];
    let mut m = [[0.0_f64; 2]; 2];
    let mut w: Vec<f64> = vec![1.0];
    for t0 in &x {
        if (*t0) > 0.0 {
            w[0] += (*t0).ln() * (*t0).sqrt();
        }
    }
    let q1 = if v[0] > 0.0 { v[0].sqrt() * x[1] } else { v[1] + y };
    s += q1;
    s + v[0] * v[1] + v[2] + m[0][1] + m[1][1] + w.iter().sum::<f64>()
}
#[differentiate(order = 2)]
pub fn g100(a: f64, b: f64, c: f64, y: f64, n: usize) -> f64 {
    let x = [a, b, c];
    let mut s = y;
    let mut v = [1.0_f64, x[0], 0.5];
    let mut m = [[0.0_f64; 2]; 2];
    let mut w: Vec<f64> = vec![1.0];
    if v[0] > 0.0 {
        {
            let q = x[1] / v[0].sqrt();
            v[0] -= q;
            s += q;
        }
    }
    for i0 in 0..n {
        if s > 0.0 {
            s = s * 0.5 + s.powf(0.5);
        }
        let q1 = if s > 0.0 { 1.0 / s } else { v[i0] };
        s += q1;
        v.swap(0, 1);
    }
    if x[0] > s {
        for i2 in 0..x.len() {
            if x[0] > 0.0 {
                m[0 % 2][1] += x[0].recip() + x[2];
            } else {
                if x[1] > 0.0 {
                    w[0] += x[1].ln();
                } else {
                    {
                        let q = (x[i2]).sin();
                        v[1] -= q;
                        s += q;
                    }
                }
            }
        }
        if x[2] < -5.0 {
            return s;
        }
    }
    let q3 = if s > 0.0 { s.recip() + x[2] } else { (x[0]).abs() };
    s += q3;
    s + v[0] * v[1] + v[2] + m[0][1] + m[1][1] + w.iter().sum::<f64>()
}
#[differentiate(order = 2)]
pub fn g101(a: f64, b: f64, c: f64, y: f64, n: usize) -> f64 {
    let x = [a, b, c];
    let mut s = y;
    let mut v = [1.0_f64, x[0], 0.5];
    let mut m = [[0.0_f64; 2]; 2];
    if y > 0.0 {
        v[0] += y.ln();
    } else {
        s = s * 0.5 + (m[0][1]).sin();
    }
    if m[0][1] > 0.0 {
        s += v[1] / m[0][1].sqrt();
    } else {
        v[1] = v[0] * m[0][1];
    }
    for i0 in 0..n {
        match n {
            0 => {
                let q = v[1];
                v[i0] -= q;
                s += q;
            }
            1 => {
                if x[i0] > v[0] {
                    if y > 0.0 {
                        s = s * 0.5 + 1.0 / y;
                    }
                }
            }
            _ => {
                for t1 in &x {
                    if s > 0.0 {
                        v[0] = s.powf(0.5);
                    } else {
                        v[1] += (v[i0]).max(x[i0]);
                    }
                    if m[0][1] > 0.0 {
                        s += m[0][1].powf(0.5);
                    } else {
                        v[0] += y * x[0];
                    }
                }
            }
        }
        let q2 = if v[i0] > 0.0 { v[i0].sqrt() * v[0] } else { x[i0] };
        s += q2;
        if x[1] > x[i0] {
            if y > 0.0 {
                s += y.recip() + v[i0];
            }
            if x[0] > 0.0 {
                v[0] *= x[0].ln();
            }
        }
    }
    if m[0][1] > 0.0 {
        v[1] = m[0][1].ln();
    }
    s + v[0] * v[1] + v[2] + m[0][1] + m[1][1]
}
#[differentiate(order = 2)]
pub fn g102(a: f64, b: f64, c: f64, y: f64, n: usize) -> f64 {
    let x = [a, b, c];
    let mut s = y;
    let mut v = [1.0_f64, x[0], 0.5];
    let mut m = [[0.0_f64; 2]; 2];
    let mut w: Vec<f64> = vec![1.0];
    if x[1] > x[2] {
        let q0 = if m[0][1] > 0.0 { m[0][1].recip() + v[0] } else { (s).abs() };
        s += q0;
    }
    if s > 0.0 {
        w[0] += s.sqrt() * x[2];
    } else {
        m[1 % 2][1] += y * v[1];
    }
    if m[0][1] < -5.0 {
        return s;
    }
    s + v[0] * v[1] + v[2] + m[0][1] + m[1][1] + w.iter().sum::<f64>()
}
#[differentiate(order = 2)]
pub fn g103(a: f64, b: f64, c: f64, y: f64, n: usize) -> f64 {
    let x = [a, b, c];
    let mut s = y;
    let mut v = [1.0_f64, x[0], 0.5];
    let mut m = [[0.0_f64; 2]; 2];
    let q0 = if s > 0.0 { y / s.sqrt() } else { (x[2]).abs() };
    s += q0;
    match n {
        0 => {
            m[0 % 2][1] += x[2];
        }
        1 => match n {
            0 => {
                v[0] += y * y;
            }
            1 => {
                if y > 0.0 {
                    {
                        let q = y.ln() * y.sqrt();
                        v[2] -= q;
                        s += q;
                    }
                } else {
                    if y > 0.0 {
                        v[2] *= y.ln() * y.sqrt();
                    } else {
                        m[1 % 2][1] += m[0][1];
                    }
                }
            }
            _ => {
                if y > x[2] {
                    if x[1] > 0.0 {
                        v[1] = 1.0 / x[1];
                    } else {
                        {
                            let q = s;
                            v[2] -= q;
                            s += q;
                        }
                    }
                }
            }
        },
        _ => {
            m[2 % 2][1] += x[0] - 0.5 * v[0];
        }
    }
    s + v[0] * v[1] + v[2] + m[0][1] + m[1][1]
}
#[differentiate(order = 2)]
pub fn g104(a: f64, b: f64, c: f64, y: f64, n: usize) -> f64 {
    let x = [a, b, c];
    let mut s = y;
    let mut v = [1.0_f64, x[0], 0.5];
    let mut m = [[0.0_f64; 2]; 2];
    let mut w: Vec<f64> = vec![1.0];
    if v[0] > 0.0 {
        m[2 % 2][1] += v[0].recip() + s;
    } else {
        w[0] += v[1] - 0.5 * x[0];
    }
    let q0 = if x[1] > 0.0 { 1.0 / x[1] } else { s + s };
    s += q0;
    let q1 = if v[1] > 0.0 { 1.0 / v[1] } else { (y).max(y) };
    s += q1;
    s + v[0] * v[1] + v[2] + m[0][1] + m[1][1] + w.iter().sum::<f64>()
}
#[differentiate(order = 2)]
pub fn g105(a: f64, b: f64, c: f64, y: f64, n: usize) -> f64 {
    let x = [a, b, c];
    let mut s = y;
    let mut v = [1.0_f64, x[0], 0.5];
    let mut m = [[0.0_f64; 2]; 2];
    let mut w: Vec<f64> = vec![1.0];
    if y > 0.0 {
        v[1] = y.recip() + s;
    }
    if s < -5.0 {
        return s;
    }
    if x[1] > 0.0 {
        w.push(x[1].sqrt());
    }
    s + v[0] * v[1] + v[2] + m[0][1] + m[1][1] + w.iter().sum::<f64>()
}
#[differentiate(order = 2)]
pub fn g106(a: f64, b: f64, c: f64, y: f64, n: usize) -> f64 {
    let x = [a, b, c];
    let mut s = y;
    let mut v = [1.0_f64, x[0], 0.5];
    let mut m = [[0.0_f64; 2]; 2];
    let mut w: Vec<f64> = vec![1.0];
    if x[1] > x[1] {
        if x[1] > 0.0 {
            w.push(x[1].sqrt() * x[1]);
        } else {
            v[1] *= x[0] * v[1];
        }
        for t0 in &x {
            if s > 0.0 {
                {
                    let q = s.ln() * s.sqrt();
                    v[1] -= q;
                    s += q;
                }
            }
            for t1 in &x {
                if x[1] > 0.0 {
                    s = s * 0.5 + x[1].ln() * x[1].sqrt();
                } else {
                    m[0 % 2][1] += (*t0).max(x[1]);
                }
            }
        }
    }
    for t2 in &x {
        if x[0] > 0.0 {
            v[2] = x[1] / x[0].sqrt();
        } else {
            if v[0] > 0.0 {
                w[0] += v[0].ln() * v[0].sqrt();
            } else {
                s += (x[1]).sin();
            }
        }
        if (*t2) > 0.0 {
            m[1 % 2][1] += 1.0 / (*t2);
        } else {
            s = s * 0.5 + v[1];
        }
    }
    if v[0] > 0.0 {
        s += v[0].ln() * v[0].sqrt();
    }
    let q3 = if x[0] > 0.0 { x[0].sqrt() * s } else { v[0] };
    s += q3;
    s + v[0] * v[1] + v[2] + m[0][1] + m[1][1] + w.iter().sum::<f64>()
}
#[differentiate(order = 2)]
pub fn g107(a: f64, b: f64, c: f64, y: f64, n: usize) -> f64 {
    let x = [a, b, c];
    let mut s = y;
    let mut v = [1.0_f64, x[0], 0.5];
    let mut m = [[0.0_f64; 2]; 2];
    if y > 0.0 {
        {
            let q = y.sqrt();
            v[2] -= q;
            s += q;
        }
    }
    let q0 = if s > 0.0 { s.ln() } else { m[0][1] * x[0] };
    s += q0;
    s + v[0] * v[1] + v[2] + m[0][1] + m[1][1]
}
#[differentiate(order = 2)]
pub fn g108(a: f64, b: f64, c: f64, y: f64, n: usize) -> f64 {
    let x = [a, b, c];
    let mut s = y;
    let mut v = [1.0_f64, x[0], 0.5];
    let mut m = [[0.0_f64; 2]; 2];
    if m[0][1] < -5.0 {
        return s;
    }
    if x[1] < -5.0 {
        return s;
    }
    match n {
        0 => {
            let q = (v[1]).max(x[1]);
            v[2] -= q;
            s += q;
        }
        1 => {
            if y > 0.0 {
                s += y.recip() + y;
            }
        }
        _ => {
            for t0 in &x {
                if y > x[0] {
                    if x[0] > 0.0 {
                        m[1 % 2][1] += x[0].ln() * x[0].sqrt();
                    }
                }
            }
        }
    }
    s + v[0] * v[1] + v[2] + m[0][1] + m[1][1]
}
#[differentiate(order = 2)]
pub fn g109(a: f64, b: f64, c: f64, y: f64, n: usize) -> f64 {
    let x = [a, b, c];
    let mut s = y;
    let mut v = [1.0_f64, x[0], 0.5];
    let mut m = [[0.0_f64; 2]; 2];
    if x[2] > 0.0 {
        v[1] = x[2].recip() + m[0][1];
    }
    if s > 0.0 {
        m[0 % 2][1] += v[0] / s.sqrt();
    } else {
        v.swap(0, 0);
    }
    s + v[0] * v[1] + v[2] + m[0][1] + m[1][1]
}
#[differentiate(order = 2)]
pub fn g110(a: f64, b: f64, c: f64, y: f64, n: usize) -> f64 {
    let x = [a, b, c];
    let mut s = y;
    let mut v = [1.0_f64, x[0], 0.5];
    let mut m = [[0.0_f64; 2]; 2];
    v.swap(0, 0);
    match n {
        0 => {
            s += x[1] * s;
        }
        1 => {
            if m[0][1] > 0.0 {
                v[1] *= m[0][1].ln();
            }
        }
        _ => {
            v.swap(0, 1);
        }
    }
    m[2 % 2][1] += v[1];
    s + v[0] * v[1] + v[2] + m[0][1] + m[1][1]
}
#[differentiate(order = 2)]
pub fn g111(a: f64, b: f64, c: f64, y: f64, n: usize) -> f64 {
    let x = [a, b, c];
    let mut s = y;
    let mut v = [1.0_f64, x[0], 0.5];
    let mut m = [[0.0_f64; 2]; 2];
    let mut w: Vec<f64> = vec![1.0];
    v[2] += (x[2]).sin();
    if v[0] < -5.0 {
        return s;
    }
    for i0 in 0..3 {
        if x[1] > 0.0 {
            v[i0] += x[1].recip() + x[2];
        }
    }
    s + v[0] * v[1] + v[2] + m[0][1] + m[1][1] + w.iter().sum::<f64>()
}
#[differentiate(order = 2)]
pub fn g112(a: f64, b: f64, c: f64, y: f64, n: usize) -> f64 {
    let x = [a, b, c];
    let mut s = y;
    let mut v = [1.0_f64, x[0], 0.5];
    let mut m = [[0.0_f64; 2]; 2];
    let mut w: Vec<f64> = vec![1.0];
    for i0 in 0..n {
        m[0 % 2][1] += y - 0.5 * v[0];
    }
    if y > 0.0 {
        w.push(y.ln() * y.sqrt());
    } else {
        let q1 = if s > 0.0 { s.recip() + y } else { (m[0][1]).max(v[0]) };
        s += q1;
    }
    if x[2] > 0.0 {
        s = s * 0.5 + s / x[2].sqrt();
    } else {
        if x[2] > 0.0 {
            {
                let q = x[2].powf(0.5);
                v[0] -= q;
                s += q;
            }
        } else {
            m[0 % 2][1] += x[1] + x[0];
        }
    }
    s + v[0] * v[1] + v[2] + m[0][1] + m[1][1] + w.iter().sum::<f64>()
}
#[differentiate(order = 2)]
pub fn g113(a: f64, b: f64, c: f64, y: f64, n: usize) -> f64 {
    let x = [a, b, c];
    let mut s = y;
    let mut v = [1.0_f64, x[0], 0.5];
    let mut m = [[0.0_f64; 2]; 2];
    for t0 in &x {
        if x[0] < -5.0 {
            return s;
        }
    }
    for t1 in &x {
        v[0] += (v[1]).max(m[0][1]);
        let q2 = if x[0] > 0.0 { x[0].sqrt() } else { (x[2]).abs() };
        s += q2;
    }
    if x[1] > 0.0 {
        m[2 % 2][1] += x[1].sqrt() * x[0];
    } else {
        m[1 % 2][1] += x[2] * s;
    }
    s + v[0] * v[1] + v[2] + m[0][1] + m[1][1]
}
#[differentiate(order = 2)]
pub fn g114(a: f64, b: f64, c: f64, y: f64, n: usize) -> f64 {
    let x = [a, b, c];
    let mut s = y;
    let mut v = [1.0_f64, x[0], 0.5];
    let mut m = [[0.0_f64; 2]; 2];
    let mut w: Vec<f64> = vec![1.0];
    for t0 in &x {
        if x[1] < -5.0 {
            return s;
        }
    }
    if s > x[2] {
        for t1 in &x {
            if s > 0.0 {
                m[1 % 2][1] += s.powf(0.5);
            } else {
                if v[1] > 0.0 {
                    {
                        let q = v[1].ln();
                        v[0] -= q;
                        s += q;
                    }
                } else {
                    m[0 % 2][1] += m[0][1];
                }
            }
        }
        if y > 0.0 {
            s += y.sqrt() * y;
        }
    }
    s + v[0] * v[1] + v[2] + m[0][1] + m[1][1] + w.iter().sum::<f64>()
}
#[differentiate(order = 2)]
pub fn g115(a: f64, b: f64, c: f64, y: f64, n: usize) -> f64 {
    let x = [a, b, c];
    let mut s = y;
    let mut v = [1.0_f64, x[0], 0.5];
    let mut m = [[0.0_f64; 2]; 2];
    v.swap(0, 1);
    if m[0][1] > 0.0 {
        v[0] += m[0][1].recip() + v[0];
    }
    if s < -5.0 {
        return s;
    }
    if x[0] > s {
        {
            let q = (v[1]).max(y);
            v[0] -= q;
            s += q;
        }
    }
    s + v[0] * v[1] + v[2] + m[0][1] + m[1][1]
}
#[differentiate(order = 2)]
pub fn g116(a: f64, b: f64, c: f64, y: f64, n: usize) -> f64 {
    let x = [a, b, c];
    let mut s = y;
    let mut v = [1.0_f64, x[0], 0.5];
    let mut m = [[0.0_f64; 2]; 2];
    for i0 in 0..x.len() {
        match n {
            0 => {
                v[1] *= m[0][1] * v[i0];
            }
            1 => match n {
                0 => {
                    v[0] *= (x[0]).sin();
                }
                1 => {
                    if x[i0] > 0.0 {
                        v[0] = 1.0 / x[i0];
                    } else {
                        s += (x[2]).max(m[0][1]);
                    }
                }
                _ => {
                    if v[0] > 0.0 {
                        v[0] *= v[0].powf(0.5);
                    } else {
                        v[0] *= m[0][1] * s;
                    }
                }
            },
            _ => {
                let q = v[i0] + y;
                v[0] -= q;
                s += q;
            }
        }
    }
    m[1 % 2][1] += v[0];
    if y > 0.0 {
        m[0 % 2][1] += y.ln() * y.sqrt();
    } else {
        if x[0] > x[1] {
            for i1 in 0..3 {
                if x[i1] <= 0.0 {
                    break;
                }
                s += x[i1].recip() + x[1];
                if v[1] > 0.0 {
                    s += 1.0 / v[1];
                }
            }
        }
    }
    let q2 = if x[1] > 0.0 { x[1].powf(0.5) } else { (s).abs() };
    s += q2;
    s + v[0] * v[1] + v[2] + m[0][1] + m[1][1]
}
#[differentiate(order = 2)]
pub fn g117(a: f64, b: f64, c: f64, y: f64, n: usize) -> f64 {
    let x = [a, b, c];
    let mut s = y;
    let mut v = [1.0_f64, x[0], 0.5];
    let mut m = [[0.0_f64; 2]; 2];
    let mut w: Vec<f64> = vec![1.0];
    for t0 in &x {
        for i1 in 0..n {
            m[1 % 2][1] += v[1] + x[0];
            v[1] += (x[0]).max(v[i1]);
            if y > 0.0 {
                w.push(y.powf(0.5));
            }
        }
    }
    if v[0] > 0.0 {
        s = s * 0.5 + v[0].recip() + v[1];
    } else {
        s += (x[2]).max(x[1]);
    }
    s + v[0] * v[1] + v[2] + m[0][1] + m[1][1] + w.iter().sum::<f64>()
}
#[differentiate(order = 2)]
pub fn g118(a: f64, b: f64, c: f64, y: f64, n: usize) -> f64 {
    let x = [a, b, c];
    let mut s = y;
    let mut v = [1.0_f64, x[0], 0.5];
    let mut m = [[0.0_f64; 2]; 2];
    v.swap(0, 2);
    if m[0][1] > 0.0 {
        m[0 % 2][1] += 1.0 / m[0][1];
    } else {
        for t0 in &x {
            if s > x[2] {
                if y > 0.0 {
                    {
                        let q = y.powf(0.5);
                        v[0] -= q;
                        s += q;
                    }
                } else {
                    m[2 % 2][1] += v[0];
                }
            }
            let q1 = if v[1] > 0.0 { v[1].sqrt() * m[0][1] } else { x[2] };
            s += q1;
        }
    }
    match n {
        0 => {
            v[0] *= (m[0][1]).sin();
        }
        1 => {
            if v[1] > 0.0 {
                s += v[1].powf(0.5);
            } else {
                if v[0] > 0.0 {
                    m[2 % 2][1] += v[0].sqrt();
                }
            }
        }
        _ => {
            if v[1] > x[0] {
                v[0] = s - 0.5 * x[2];
                if y > 0.0 {
                    v[0] = y.ln() * y.sqrt();
                }
            }
        }
    }
    if s < -5.0 {
        return s;
    }
    s + v[0] * v[1] + v[2] + m[0][1] + m[1][1]
}
#[differentiate(order = 2)]
pub fn g119(a: f64, b: f64, c: f64, y: f64, n: usize) -> f64 {
    let x = [a, b, c];
    let mut s = y;
    let mut v = [1.0_f64, x[0], 0.5];
    let mut m = [[0.0_f64; 2]; 2];
    let mut w: Vec<f64> = vec![1.0];
    let q0 = if s > 0.0 { 1.0 / s } else { y * x[2] };
    s += q0;
    v[0] *= v[0] + v[0];
    if y > 0.0 {
        w[0] += y.sqrt();
    } else {
        w[0] += (v[1]).sin();
    }
    w[0] += (m[0][1]).abs();
    s + v[0] * v[1] + v[2] + m[0][1] + m[1][1] + w.iter().sum::<f64>()
}
fn bad(a: f64, b: f64) -> bool {
    if b.is_nan() || b.is_infinite() {
        return false;
    }
    !((a - b).abs() <= 1e-8 * (1.0 + b.abs()))
}
macro_rules! check {
    ($f:ident, $bad:ident) => {{
        for x in [[0.0, -1.0, 2.0], [-1.0, 0.0, 0.0], [2.0, 1.0, -3.0], [0.0, 0.0, 0.0], [1.5, 4.0, 0.25]] {
            for y in [0.0, -1.0, 1.0] {
                for n in [0usize, 1, 3] {
                    let (value, g) = $f::value_and_gradient(x[0], x[1], x[2], y, n);
                    let hess = $f::hessian(x[0], x[1], x[2], y, n);
                    for i in 0..4 {
                        let mut d = [0.0; 4];
                        d[i] = 1.0;
                        let (v, t) = $f::jvp(x[0], x[1], x[2], y, n, d);
                        let h = $f::hvp(x[0], x[1], x[2], y, n, d);
                        if bad(g[i], t) {
                            println!(
                                "BAD {} {:?} {} {}: gradient {:?} jvp {} value {}",
                                stringify!($f),
                                x,
                                y,
                                n,
                                g,
                                t,
                                v
                            );
                            $bad += 1;
                            break;
                        }
                        if t.is_finite() && value.is_finite() && h.iter().any(|h| h.is_nan()) {
                            println!("NANHVP {} {:?} {} {}: i {} {:?}", stringify!($f), x, y, n, i, h);
                            break;
                        }
                        for j in 0..4 {
                            if bad(h[j], hess[i][j]) || bad(h[j], hess[j][i]) {
                                println!(
                                    "BADHESS {} {:?} {} {}: {:?} {:?}",
                                    stringify!($f),
                                    x,
                                    y,
                                    n,
                                    h,
                                    hess
                                );
                                $bad += 1;
                            }
                        }
                    }
                }
            }
        }
    }};
}
#[test]
fn t() {
    let mut bad = 0;
    check!(g0, bad);
    check!(g1, bad);
    check!(g2, bad);
    check!(g3, bad);
    check!(g4, bad);
    check!(g5, bad);
    check!(g6, bad);
    check!(g7, bad);
    check!(g8, bad);
    check!(g9, bad);
    check!(g10, bad);
    check!(g11, bad);
    check!(g12, bad);
    check!(g13, bad);
    check!(g14, bad);
    check!(g15, bad);
    check!(g16, bad);
    check!(g17, bad);
    check!(g18, bad);
    check!(g19, bad);
    check!(g20, bad);
    check!(g21, bad);
    check!(g22, bad);
    check!(g23, bad);
    check!(g24, bad);
    check!(g25, bad);
    check!(g26, bad);
    check!(g27, bad);
    check!(g28, bad);
    check!(g29, bad);
    check!(g30, bad);
    check!(g31, bad);
    check!(g32, bad);
    check!(g33, bad);
    check!(g34, bad);
    check!(g35, bad);
    check!(g36, bad);
    check!(g37, bad);
    check!(g38, bad);
    check!(g39, bad);
    check!(g40, bad);
    check!(g41, bad);
    check!(g42, bad);
    check!(g43, bad);
    check!(g44, bad);
    check!(g45, bad);
    check!(g46, bad);
    check!(g47, bad);
    check!(g48, bad);
    check!(g49, bad);
    check!(g50, bad);
    check!(g51, bad);
    check!(g52, bad);
    check!(g53, bad);
    check!(g54, bad);
    check!(g55, bad);
    check!(g56, bad);
    check!(g57, bad);
    check!(g58, bad);
    check!(g59, bad);
    check!(g60, bad);
    check!(g61, bad);
    check!(g62, bad);
    check!(g63, bad);
    check!(g64, bad);
    check!(g65, bad);
    check!(g66, bad);
    check!(g67, bad);
    check!(g68, bad);
    check!(g69, bad);
    check!(g70, bad);
    check!(g71, bad);
    check!(g72, bad);
    check!(g73, bad);
    check!(g74, bad);
    check!(g75, bad);
    check!(g76, bad);
    check!(g77, bad);
    check!(g78, bad);
    check!(g79, bad);
    check!(g80, bad);
    check!(g81, bad);
    check!(g82, bad);
    check!(g83, bad);
    check!(g84, bad);
    check!(g85, bad);
    check!(g86, bad);
    check!(g87, bad);
    check!(g88, bad);
    check!(g89, bad);
    check!(g90, bad);
    check!(g91, bad);
    check!(g92, bad);
    check!(g93, bad);
    check!(g94, bad);
    check!(g95, bad);
    check!(g96, bad);
    check!(g97, bad);
    check!(g98, bad);
    check!(g99, bad);
    check!(g100, bad);
    check!(g101, bad);
    check!(g102, bad);
    check!(g103, bad);
    check!(g104, bad);
    check!(g105, bad);
    check!(g106, bad);
    check!(g107, bad);
    check!(g108, bad);
    check!(g109, bad);
    check!(g110, bad);
    check!(g111, bad);
    check!(g112, bad);
    check!(g113, bad);
    check!(g114, bad);
    check!(g115, bad);
    check!(g116, bad);
    check!(g117, bad);
    check!(g118, bad);
    check!(g119, bad);
    println!("bad {bad}");
}
