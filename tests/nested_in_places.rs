//! Calls of derivatives in every place where an expression may stand.

use chainrule::differentiate;
#[differentiate(wrt(p), order = 2)]
fn g(p: f64, q: f64) -> f64 {
    p * p * q * q * q
}
#[differentiate(wrt(p, q), order = 2)]
fn h(p: f64, q: f64, r: f64) -> f64 {
    p * p * q * q * q * r
}

#[differentiate]
fn closure(x: f64) -> f64 {
    let k = |t: f64| g::gradient(t, x);
    k(1.0) + k(x)
}
#[differentiate]
fn iter(x: f64) -> f64 {
    (0..3).map(|k| g::gradient(f64::from(k), x)).sum()
}
#[differentiate]
fn cond(x: f64) -> f64 {
    let mut p = 1.0;
    while g::gradient(p, x) < 10.0 {
        p *= 2.0 * x;
    }
    p
}
#[differentiate]
fn choose(x: f64) -> f64 {
    if g::gradient(2.0, x) > 0.0 { g::gradient(x, 1.0) } else { g::gradient(1.0, x) }
}
#[differentiate]
fn assigned(x: f64) -> f64 {
    let mut d = 0.0;
    d += g::gradient(x, 2.0);
    d *= g::gradient(2.0, x);
    d
}
#[differentiate]
fn wild(x: f64) -> f64 {
    let (_, d) = g::value_and_gradient(2.0, x);
    let (v, _) = g::value_and_gradient(x, x);
    d + v
}
#[differentiate]
fn store(x: f64) -> f64 {
    let mut a = [0.0; 3];
    for i in 0..3 {
        a[i] = g::gradient(x, i as f64);
    }
    a[1] * a[2]
}
#[differentiate]
fn fields(x: f64) -> f64 {
    g::value_and_gradient(x, 2.0).1 + g::value_and_gradient(2.0, x).0
}
#[differentiate]
fn arr(x: f64, y: f64) -> [f64; 2] {
    h::gradient(x, y, 1.0)
}
#[differentiate]
fn arrv(x: f64, y: f64) -> [f64; 2] {
    let [a, b] = h::gradient(x, y, x);
    [a, b]
}
#[differentiate]
fn under(x: f64) -> f64 {
    let [a, _] = h::gradient(x, 2.0, x);
    a
}
#[differentiate]
fn dotted(x: f64) -> f64 {
    h::gradient(x, 2.0, x)[1] + h::gradient(2.0, x, 1.0)[0]
}
#[differentiate]
fn summed(x: f64) -> f64 {
    h::gradient(x, 2.0, x).iter().sum()
}
#[differentiate]
fn summed2(x: f64) -> f64 {
    let d = h::gradient(x, 2.0, x);
    d.iter().map(|v| v * v).sum::<f64>()
}
#[differentiate]
fn k(p: f64) -> f64 {
    p * p * p
}
#[differentiate]
fn handed(x: f64) -> f64 {
    let d = g::gradient(2.0, x);
    k(d)
}
#[differentiate]
fn arg(x: f64) -> f64 {
    k(g::gradient(2.0, x)) + g(g::gradient(1.0, x), 2.0)
}
#[differentiate]
fn method(x: f64) -> f64 {
    g::gradient(2.0, x).sqrt().powi(4) - g::gradient(2.0, x)
}
#[differentiate]
fn tuple(x: f64) -> f64 {
    let (a, b) = (g::gradient(2.0, x), g::gradient(x, 2.0));
    a * b
}
#[differentiate]
fn nested(x: f64) -> f64 {
    g::gradient(g::gradient(1.0, x), x)
}
#[differentiate]
fn early(x: f64) -> f64 {
    let d = g::gradient(2.0, x);
    if d > 100.0 {
        return x;
    }
    d
}
#[differentiate]
fn typed(x: f64) -> f64 {
    let d: f64 = g::gradient(2.0, x);
    let e: [f64; 2] = h::gradient(1.0, x, 1.0);
    d + e[0]
}
#[differentiate]
fn jac_row(x: f64) -> f64 {
    let j = arr2::jacobian(x, 2.0);
    j[0][0] + j[1][1]
}
#[differentiate(order = 2)]
fn arr2(x: f64, y: f64) -> [f64; 2] {
    [x * x * y, x * y * y]
}

#[test]
fn each_has_the_slope_of_its_closed_form() {
    assert_eq!(closure::value_and_gradient(2.0), (16.0 + 32.0, 24.0 + 64.0));
    assert_eq!(iter::value_and_gradient(2.0), (48.0, 72.0));
    // 2p x^3: x=1: p=1:2, p=2: 4, 4: 8, 8: 16 -> p = 8x^3
    assert_eq!(cond::value_and_gradient(1.0), (8.0, 24.0));
    assert_eq!(choose::value_and_gradient(3.0), (6.0, 2.0));
    assert_eq!(choose::value_and_gradient(-3.0), (-54.0, 54.0));
    assert_eq!(assigned::value_and_gradient(1.0), (64.0, 256.0));
    assert_eq!(wild::value_and_gradient(1.0), (5.0, 17.0));
    assert_eq!(store::value_and_gradient(2.0), (128.0, 128.0));
    assert_eq!(fields::value_and_gradient(1.0), (20.0, 28.0));
    assert_eq!(arr(1.0, 2.0), [16.0, 12.0]);
    assert_eq!(arr::jacobian(1.0, 2.0), [[16.0, 24.0], [24.0, 12.0]]);
    // 2x y^3 x, 3x^2y^2x
    assert_eq!(arrv::jacobian(1.0, 2.0), [[32.0, 24.0], [36.0, 12.0]]);
    assert_eq!(under::value_and_gradient(1.0), (16.0, 32.0));
    // 12x^3 + 4x^3
    assert_eq!(dotted::value_and_gradient(1.0), (16.0, 48.0));
    // 16x^2 + 12x^3
    assert_eq!(summed::value_and_gradient(1.0), (28.0, 68.0));
    assert_eq!(summed2::value_and_gradient(1.0), (256.0 + 144.0, 4.0 * 256.0 + 6.0 * 144.0));
    assert_eq!(handed::value_and_gradient(1.0), (64.0, 576.0));
    // 64x^9 + (2x^3)^2*8
    assert_eq!(arg::value_and_gradient(1.0), (96.0, 576.0 + 192.0));
    assert_eq!(method::value_and_gradient(1.0), (12.0, 96.0 - 12.0));
    assert_eq!(tuple::value_and_gradient(1.0), (64.0, 256.0));
    // 4x^6
    assert_eq!(nested::value_and_gradient(1.0), (4.0, 24.0));
    assert_eq!(early::value_and_gradient(1.0), (4.0, 12.0));
    assert_eq!(early::value_and_gradient(10.0), (10.0, 1.0));
    assert_eq!(typed::value_and_gradient(1.0), (6.0, 18.0));
    // 4x + 4x
    assert_eq!(jac_row::value_and_gradient(1.0), (8.0, 8.0));
}
