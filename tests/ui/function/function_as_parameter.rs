use chainrule::{Differentiated1, TwiceDifferentiated1, differentiate};

#[differentiate]
fn once(x: f64) -> f64 {
    x * x
}

#[differentiate(wrt(x))]
fn scaled(x: f64, k: f64) -> f64 {
    k * x
}

#[differentiate]
fn newton<F: Differentiated1<f64, Output = f64>>(x: f64) -> f64 {
    x - F::call(x) / F::gradient(x)
}

#[differentiate(order = 2)]
fn euler<F: Differentiated1<f64, Output = f64>>(x: f64) -> f64 {
    x + F::call(x)
}

#[differentiate(order = 2)]
fn heun<F: TwiceDifferentiated1<f64, Output = f64>>(x: f64) -> f64 {
    x + F::call(x)
}

#[differentiate]
fn changing(mut f: impl FnMut(f64) -> f64, x: f64) -> f64 {
    f(1.0) * x
}

#[differentiate]
fn closure(f: impl Fn(f64) -> f64, x: f64) -> f64 {
    f(x) * x
}

#[differentiate]
fn number(f: impl Copy, x: f64) -> f64 {
    let _ = f;
    x
}

fn main() {
    heun::hessian::<once>(1.0);
    heun::hessian::<scaled>(1.0);
}
