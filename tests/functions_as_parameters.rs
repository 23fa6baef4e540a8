//! Functions that take functions: solvers and integrators, written once, and differentiated through what they are given.

mod differences;

use std::marker::PhantomData;

use chainrule::{
    Differentiated1, Differentiated2, Differentiated3, Float, TwiceDifferentiated1, TwiceDifferentiated2,
    differentiate,
};
use differences::slope;

fn close(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-13 * (1.0 + a.abs().max(b.abs()))
}

#[differentiate(order = 2)]
fn decay(y: f64) -> f64 {
    -0.5 * y
}

#[differentiate(order = 2)]
fn logistic(y: f64) -> f64 {
    y * (1.0 - y)
}

#[differentiate(order = 2)]
fn scaled(y: f64, k: f64) -> f64 {
    -k * y * y
}

#[differentiate(order = 2)]
fn euler<F: TwiceDifferentiated1<f64, Output = f64>>(y: f64, h: f64) -> f64 {
    y + h * F::call(y)
}

#[test]
fn a_step_of_a_function_by_its_type() {
    let (y, h) = (0.3, 0.25);
    assert_eq!(euler::<decay>(y, h).to_bits(), (y + h * decay(y)).to_bits());
    let (value, [by_y, by_h]) = euler::value_and_gradient::<logistic>(y, h);
    assert_eq!(value.to_bits(), (y + h * logistic(y)).to_bits());
    assert!(close(by_y, 1.0 + h * (1.0 - 2.0 * y)) && close(by_h, y * (1.0 - y)));
    let [[yy, yh], [hy, hh]] = euler::hessian::<logistic>(y, h);
    assert!(close(yy, -2.0 * h) && close(yh, 1.0 - 2.0 * y) && close(hy, yh) && hh == 0.0);
}

// Many steps, with a parameter of the equation that varies.
#[differentiate(wrt(y, k))]
fn heun<F>(y: f64, k: f64, h: f64, steps: usize) -> f64
where
    F: Differentiated2<f64, f64, Output = f64>,
{
    let mut y = y;
    for _ in 0..steps {
        let first = F::call(y, k);
        let second = F::call(y + h * first, k);
        y += 0.5 * h * (first + second);
    }
    y
}

#[test]
fn steps_with_a_parameter_of_the_equation() {
    let (value, [by_y, by_k]) = heun::value_and_gradient::<scaled>(1.5, 0.7, 0.1, 20);
    assert_eq!(value.to_bits(), heun::<scaled>(1.5, 0.7, 0.1, 20).to_bits());
    assert!((by_y - slope(|y| heun::<scaled>(y, 0.7, 0.1, 20), 1.5)).abs() < 1e-10);
    assert!((by_k - slope(|k| heun::<scaled>(1.5, k, 0.1, 20), 0.7)).abs() < 1e-10);
    let (_, along) = heun::jvp::<scaled>(1.5, 0.7, 0.1, 20, [2.0, -1.0]);
    assert!(close(along, 2.0 * by_y - by_k));
}

#[differentiate]
fn pendulum(t: f64, y: &[f64], k: f64) -> Vec<f64> {
    vec![y[1], -k * y[0].sin() + 0.1 * t]
}

#[differentiate(wrt(y, k))]
fn classic<F: for<'a> Differentiated3<f64, &'a [f64], f64, Output = Vec<f64>>>(
    y: &[f64],
    k: f64,
    h: f64,
    steps: usize,
) -> Vec<f64> {
    let mut y = y.to_vec();
    let mut t = 0.0;
    for _ in 0..steps {
        let k1 = F::call(t, &y, k);
        let y2: Vec<f64> = y.iter().zip(&k1).map(|(y, k)| y + 0.5 * h * k).collect();
        let k2 = F::call(t + 0.5 * h, &y2, k);
        let y3: Vec<f64> = y.iter().zip(&k2).map(|(y, k)| y + 0.5 * h * k).collect();
        let k3 = F::call(t + 0.5 * h, &y3, k);
        let y4: Vec<f64> = y.iter().zip(&k3).map(|(y, k)| y + h * k).collect();
        let k4 = F::call(t + h, &y4, k);
        for i in 0..y.len() {
            y[i] += h / 6.0 * (k1[i] + 2.0 * k2[i] + 2.0 * k3[i] + k4[i]);
        }
        t += h;
    }
    y
}

#[test]
fn runge_kutta_over_a_vector() {
    let start = [0.4, -0.2];
    let end = |y: &[f64], k: f64| classic::<pendulum>(y, k, 0.05, 30);
    let (value, jacobian) = classic::value_and_jacobian::<pendulum>(&start, 1.3, 0.05, 30);
    assert_eq!(value, end(&start, 1.3));
    for (i, (by_y, by_k)) in jacobian.iter().enumerate() {
        assert!((by_k - slope(|k| end(&start, k)[i], 1.3)).abs() < 1e-9);
        assert!((by_y[0] - slope(|y| end(&[y, -0.2], 1.3)[i], 0.4)).abs() < 1e-9);
        assert!((by_y[1] - slope(|y| end(&[0.4, y], 1.3)[i], -0.2)).abs() < 1e-9);
    }
}

// By a value of the type, behind a reference or not, under a name or none.
#[differentiate]
fn by_reference(f: &impl Differentiated1<f64, Output = f64>, y: f64, h: f64) -> f64 {
    y + h * f.at(y)
}

#[differentiate]
fn by_value<F: Differentiated1<f64, Output = f64>>(f: F, y: f64, h: f64) -> f64 {
    let slope = f.at(y);
    by_reference(&f, y, h) + h * F::call(slope)
}

#[differentiate(wrt(y))]
fn by_marker<F: Differentiated1<f64, Output = f64>>(_: PhantomData<F>, y: f64) -> f64 {
    F::call(F::call(y))
}

#[differentiate]
fn handed_on<F: Differentiated1<f64, Output = f64>>(y: f64, h: f64) -> f64 {
    by_both::<F>(y, h) * h
}

#[differentiate]
fn by_both<F: Differentiated1<f64, Output = f64>>(y: f64, h: f64) -> f64 {
    y * F::call(h)
}

#[test]
fn values_of_a_type() {
    let (y, h) = (0.3, 0.25);
    assert_eq!(by_reference::gradient(&decay {}, y, h), [1.0 - 0.5 * h, -0.5 * y]);
    let value = |y: f64, h: f64| y + h * logistic(y) + h * logistic(logistic(y));
    let (got, [by_y, by_h]) = by_value::value_and_gradient(logistic {}, y, h);
    assert!(close(got, value(y, h)));
    assert!((by_y - slope(|y| value(y, h), y)).abs() < 1e-10);
    assert!((by_h - slope(|h| value(y, h), h)).abs() < 1e-10);
    assert_eq!(by_marker::gradient(PhantomData::<decay>, 3.0), 0.25);
    let [by_y, by_h] = handed_on::gradient::<logistic>(y, h);
    assert!(close(by_y, logistic(h) * h) && close(by_h, y * (2.0 * h - 3.0 * h * h)));
}

// Two functions, one of them of another float type through `T`.
#[differentiate(order = 2)]
fn composed<F, G>(x: f64) -> f64
where
    F: TwiceDifferentiated1<f64, Output = f64>,
    G: TwiceDifferentiated1<f64, Output = f64>,
{
    F::call(G::call(x)) + G::call(2.0)
}

#[differentiate]
fn square<T: Float>(x: T) -> T {
    x * x
}

#[differentiate]
fn generic<T: Float, F: Differentiated1<T, Output = T>>(x: T) -> T {
    F::call(x) * x
}

#[test]
fn several_functions_and_any_float() {
    let x = 0.7;
    let g = x * (1.0 - x);
    let (dg, ddg) = (1.0 - 2.0 * x, -2.0);
    assert!(close(composed::gradient::<logistic, logistic>(x), (1.0 - 2.0 * g) * dg));
    let [[second]] = composed::hessian::<logistic, logistic>(x);
    assert!(close(second, -2.0 * dg * dg + (1.0 - 2.0 * g) * ddg));
    assert_eq!(composed::gradient::<decay, decay>(x), 0.25);
    assert_eq!(generic::gradient::<f64, square>(2.0), 12.0);
    assert_eq!(generic::gradient::<f32, square>(2.0_f32), 12.0);
}

// A number that `wrt` leaves out is a constant to those who differentiate the function, and not to those who call it.
#[differentiate(wrt(x))]
fn offset(x: f64, by: f64) -> f64 {
    x * x + by * by
}

#[differentiate]
fn diagonal<F: Differentiated2<f64, f64, Output = f64>>(x: f64) -> f64 {
    F::call(x, 3.0 * x)
}

#[test]
fn numbers_that_are_left_out() {
    assert_eq!(offset::gradient(2.0, 1.0), 4.0);
    assert_eq!(diagonal::gradient::<offset>(2.0), 40.0);
}

// Structs, arrays and constants among the arguments.
#[derive(Clone, Debug, PartialEq, chainrule::Differentiable)]
struct Spring {
    stiffness: f64,
    length: f64,
}

#[differentiate(wrt(spring, x), order = 2)]
fn force(spring: &Spring, x: f64) -> f64 {
    -spring.stiffness * (x - spring.length)
}

#[differentiate(wrt(spring, x))]
fn work<F: for<'a> Differentiated2<&'a Spring, f64, Output = f64>>(
    spring: &Spring,
    x: f64,
    steps: usize,
) -> f64 {
    let mut sum = 0.0;
    for i in 0..steps {
        sum += F::call(spring, x * i as f64) * x;
    }
    sum
}

#[differentiate]
fn power_sum(x: [f64; 2], n: i32) -> [f64; 2] {
    [x[0].powi(n), x[0] * x[1]]
}

#[differentiate]
fn folded<F: Differentiated2<[f64; 2], i32, Output = [f64; 2]>>(x: f64) -> f64 {
    let [a, b] = F::call([x, 2.0 * x], 3);
    a * b
}

#[test]
fn structs_arrays_and_constants() {
    let spring = Spring { stiffness: 2.0, length: 0.5 };
    let (by_spring, by_x) = work::gradient::<force>(&spring, 0.4, 3);
    let total = |s: &Spring, x: f64| -> f64 {
        (0..3).map(|i| -s.stiffness * (x * f64::from(i) - s.length) * x).sum()
    };
    assert!((by_x - slope(|x| total(&spring, x), 0.4)).abs() < 1e-10);
    let by_length = slope(|length| total(&Spring { length, ..spring.clone() }, 0.4), 0.5);
    assert!((by_spring.length - by_length).abs() < 1e-10);
    assert!((by_spring.stiffness - total(&spring, 0.4) / 2.0).abs() < 1e-13);
    // x³·2x².
    assert!(close(folded::gradient::<power_sum>(1.5), 10.0 * 1.5_f64.powi(4)));
}

#[differentiate(order = 2)]
fn twice<F: TwiceDifferentiated2<f64, f64, Output = f64>>(x: f64, k: f64) -> f64 {
    let mut sum = 0.0;
    for i in 0..3 {
        sum += F::call(x * f64::from(i), k) * k;
    }
    sum
}

#[test]
fn second_derivatives_through_loops() {
    // Σ −k²x²i² = −5k²x².
    let (x, k) = (0.7, 1.3);
    let [[xx, xk], [kx, kk]] = twice::hessian::<scaled>(x, k);
    assert!(
        close(xx, -10.0 * k * k) && close(xk, -20.0 * k * x) && close(kx, xk) && close(kk, -10.0 * x * x)
    );
    let [by_x, by_k] = twice::hvp::<scaled>(x, k, [1.0, 2.0]);
    assert!(close(by_x, xx + 2.0 * xk) && close(by_k, kx + 2.0 * kk));
}

// Functions that are constant.
#[differentiate]
fn weighed(weight: impl Fn(usize) -> f64, x: &[f64]) -> f64 {
    x.iter().enumerate().map(|(i, x)| weight(i) * x * x).sum()
}

#[differentiate(wrt(x))]
fn interpolated<W: Fn(f64) -> f64 + Copy>(x: f64, weight: W, at: &[f64]) -> f64 {
    let mut sum = 0.0;
    for &t in at {
        sum += weight(t) * (x - t).powi(2);
    }
    sum * inner(weight, x)
}

#[differentiate]
fn inner<W: Fn(f64) -> f64>(weight: W, x: f64) -> f64 {
    weight(1.0) * x
}

#[test]
fn constant_functions() {
    let offsets = [1.0, 2.0];
    assert_eq!(weighed::gradient(|i| offsets[i], &[3.0, 4.0]), [6.0, 16.0]);
    let value = |x: f64| ((x - 1.0).powi(2) + 4.0 * (x - 4.0).powi(2)) * x;
    let (got, by_x) = interpolated::value_and_gradient(2.0, |t: f64| t.sqrt() * t.sqrt(), &[1.0, 4.0]);
    assert!(close(got, value(2.0)));
    assert!((by_x - slope(value, 2.0)).abs() < 1e-9);
}

// Wherever a call may stand: handed to an iterator, in closures and branches, behind early exits, in methods, recursively.
#[differentiate]
fn by_name<F: Differentiated1<f64, Output = f64>>(x: &[f64]) -> f64 {
    x.iter().copied().map(F::call).sum()
}

#[differentiate]
fn in_closure<F: Differentiated1<f64, Output = f64>>(f: &F, x: &[f64]) -> f64 {
    let twice = |t: f64| f.at(t) * 2.0;
    let mut sum = 0.0;
    for v in x {
        if *v > 0.5 {
            sum += twice(*v);
        } else {
            sum -= f.at(*v * *v);
        }
    }
    sum
}

#[differentiate]
fn roots<F, G>(x: f64, k: f64) -> f64
where
    F: Differentiated1<f64, Output = f64>,
    G: Differentiated1<f64, Output = f64>,
{
    let mut x = x;
    for _ in 0..4 {
        let slope = G::call(x);
        if slope.abs() < 1e-12 {
            return x * k;
        }
        x -= (F::call(x) - k) / slope;
    }
    x
}

#[differentiate]
fn doubled(x: f64) -> f64 {
    2.0 * x
}

#[differentiate]
fn polar(r: f64, t: f64) -> [f64; 2] {
    [r * t.cos(), r * t.sin()]
}

#[differentiate]
fn taken_apart<F: Differentiated2<f64, f64, Output = [f64; 2]>>(x: f64) -> f64 {
    let [p, q] = F::call(x, 2.0 * x);
    p * q
}

#[differentiate]
fn repeated<F: Differentiated1<f64, Output = f64>>(x: f64, n: usize) -> f64 {
    if n == 0 { x } else { F::call(repeated::<F>(x, n - 1)) }
}

#[differentiate]
fn in_a_branch<F: Differentiated1<f64, Output = f64>>(x: f64, n: usize) -> f64 {
    if n == 0 { x } else { F::call(x.sin()) }
}

struct Solver<F> {
    step: f64,
    function: PhantomData<F>,
}

#[differentiate]
impl<F: Differentiated1<f64, Output = f64>> Solver<F> {
    #[differentiate]
    fn next(&self, y: f64) -> f64 {
        y + self.step * F::call(y)
    }

    #[differentiate]
    fn end(&self, y: f64) -> f64 {
        let mut y = y;
        for _ in 0..3 {
            y = self.next(y);
        }
        y
    }
}

#[test]
fn wherever_a_call_may_stand() {
    let x = [0.3, 0.9];
    assert!(by_name::gradient::<logistic>(&x).iter().zip(x).all(|(slope, x)| close(*slope, 1.0 - 2.0 * x)));
    let slopes = in_closure::gradient(&logistic {}, &x);
    assert!(close(slopes[0], -2.0 * 0.3 * (1.0 - 2.0 * 0.09)) && close(slopes[1], 2.0 * (1.0 - 1.8)));
    // √k, which no longer depends on where it began.
    let [by_x, by_k] = roots::gradient::<square, doubled>(1.3, 2.0);
    assert!(by_x.abs() < 1e-6 && (by_k - 0.5 / 2.0_f64.sqrt()).abs() < 1e-6);
    assert!(close(taken_apart::gradient::<polar>(0.7), 0.7 * 2.8_f64.sin() + 2.0 * 0.49 * 2.8_f64.cos()));
    assert!(close(repeated::gradient::<square>(0.7, 3), 8.0 * 0.7_f64.powi(7)));
    assert!(close(in_a_branch::gradient::<square>(0.7, 0), 1.0));
    assert!(close(in_a_branch::gradient::<square>(0.7, 1), 1.4_f64.sin()));
    let solver = Solver::<decay> { step: 0.1, function: PhantomData };
    assert!(close(solver.end_gradient(0.7), 0.95_f64.powi(3)));
}
