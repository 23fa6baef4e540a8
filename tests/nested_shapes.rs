//! Calls of derivatives with arguments and results of every shape.

use chainrule::differentiate;
#[differentiate(wrt(p), order = 2)]
fn a(n: usize, p: &[f64], flag: bool, s: f64) -> f64 {
    let mut t = 0.0;
    for i in 0..n {
        t += p[i] * p[i] * if flag { s } else { s * s };
    }
    t
}
#[differentiate]
fn fa(x: f64) -> f64 {
    let d = a::gradient(2, &[1.0, x], false, x);
    d[0] * d[1]
}
#[differentiate(wrt(p), order = 2)]
fn b(mut p: Vec<f64>, s: f64) -> f64 {
    p.push(s * p[0]);
    p[0] *= p[1];
    p[0] * p[1]
}
#[differentiate]
fn fb(x: f64) -> f64 {
    let d = b::gradient(vec![2.0], x);
    d[0]
}
#[differentiate]
fn fb2(x: f64) -> f64 {
    let (v, d) = b::value_and_gradient(vec![x], 2.0);
    d[0] + v
}
#[differentiate(wrt(p), order = 2)]
fn c<const N: usize>(p: [f64; N], s: f64) -> f64 {
    let mut t = 1.0;
    for v in p {
        t *= v + s;
    }
    t
}
#[differentiate]
fn fc(x: f64) -> f64 {
    let d = c::gradient([1.0, 2.0], x);
    d[0] * d[1]
}
#[differentiate(wrt(p), order = 2)]
fn d(p: &[f64], s: f64) -> (f64, Vec<f64>) {
    let y: Vec<f64> = p.iter().map(|v| v * v * s).collect();
    (p[0] * s, y)
}
#[differentiate]
fn fd(x: f64) -> f64 {
    let ((v, y), (dv, dy)) = d::jvp(&[1.0, 2.0], x, vec![x, 1.0]);
    v + y[0] + y[1] + dv * dy[0]
}
#[differentiate]
fn fd2(x: f64) -> f64 {
    let w = vec![1.0, x];
    let (_, d) = d::vjp(&[1.0, 2.0], x, (x, w));
    d[0] * d[1]
}
#[differentiate(wrt(p, q), order = 2)]
fn e(p: &[f64; 2], q: &[f64; 2], s: f64) -> f64 {
    s * s * (p[0] * q[0] + p[1] * q[1])
}
#[differentiate]
fn fe(x: f64) -> f64 {
    let (dp, dq) = e::gradient(&[1.0, x], &[x, 2.0], x);
    dp[0] * dq[1] + dp[1] * dq[0]
}
#[differentiate(wrt(p), order = 2)]
fn g32(p: f32, q: f32) -> f32 {
    p * p * q * q * q
}
#[differentiate]
fn fg(x: f32) -> f32 {
    g32::gradient(2.0, x)
}
#[differentiate(wrt(q), order = 2)]
fn second(p: f64, q: f64) -> f64 {
    p * p * p * q * q
}
#[differentiate]
fn fs(x: f64) -> f64 {
    second::gradient(x, 1.0) + second::gradient(1.0, x)
}
#[differentiate]
fn cb(x: f64, k: &[f64]) -> f64 {
    let mut t = 0.0;
    for (i, v) in k.iter().enumerate() {
        if *v > 0.0 {
            t += second::gradient(x, *v);
        } else if i > 2 {
            break;
        }
    }
    t
}
#[test]
fn each_has_the_slope_of_its_closed_form() {
    // d = [2 x^2, 2x x^2] -> 4x^5
    assert_eq!(fa::value_and_gradient(1.0), (4.0, 20.0));
    assert_eq!(fa::jvp(1.0, 2.0), (4.0, 40.0));
    // p1 = s p0; p0' = s p0^2; f = s^2 p0^3; d = 3 s^2 p0^2
    assert_eq!(fb::value_and_gradient(1.0), (12.0, 24.0));
    assert_eq!(fb::jvp(1.0, 1.0), (12.0, 24.0));
    assert_eq!(fb2::value_and_gradient(1.0), (16.0, 36.0));
    // (1+x)(2+x): d = [2+x, 1+x] -> (2+x)(1+x)
    assert_eq!(fc::value_and_gradient(1.0), (6.0, 5.0));
    // v = x, y = [x, 4x], dv = x*x, dy0 = 2*1*x*x -> 6x + 2x^4
    assert_eq!(fd::value_and_gradient(1.0), (8.0, 14.0));
    assert_eq!(fd::jvp(1.0, 1.0), (8.0, 14.0));
    // d0 = x*x + 2 x, d1 = 4 x x -> 4x^4 + 8x^3
    assert_eq!(fd2::value_and_gradient(1.0), (12.0, 40.0));
    // dp = x^2 q, dq = x^2 p: x^2 x * x^2 x + x^2 2 x^2 1 = x^6 + 2x^4
    assert_eq!(fe::value_and_gradient(1.0), (3.0, 14.0));
    assert_eq!(fe::jvp(1.0, 1.0), (3.0, 14.0));
    assert_eq!(fg::value_and_gradient(1.0), (4.0, 12.0));
    // 2x^3 + 2x
    assert_eq!(fs::value_and_gradient(1.0), (4.0, 8.0));
    // 2 x^3 (1 + 2)
    assert_eq!(cb::value_and_gradient(1.0, &[1.0, -1.0, 2.0]), (6.0, (18.0, vec![2.0, 0.0, 2.0])));
    assert_eq!(cb::value_and_gradient(1.0, &[]), (0.0, (0.0, Vec::new())));
}
