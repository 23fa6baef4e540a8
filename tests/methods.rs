//! Methods: what `self` holds is constant, and the derivatives stand beside them. And parameters by reference, or without a name.

use chainrule::{Float, differentiate};

struct Pendulum {
    stiffness: f64,
    rest: Vec<f64>,
    name: &'static str,
}

#[differentiate(order = 2)]
fn cube(x: f64) -> f64 {
    x * x * x
}

impl Pendulum {
    const FACTOR: f64 = 3.0;

    fn gain(&self) -> f64 {
        self.stiffness * 2.0
    }

    #[differentiate]
    fn loss(&self, p: &[f64]) -> f64 {
        let mut sum = 0.0;
        for (i, rest) in self.rest.iter().enumerate() {
            sum += (p[i] - rest).powi(2) * self.stiffness;
        }
        sum
    }

    /// A force.
    #[differentiate(order = 2)]
    fn force(&self, angle: f64) -> f64 {
        -self.stiffness * angle.sin() * self.gain() + cube(angle)
    }

    #[differentiate(wrt(x))]
    fn both(&self, x: f64, y: f64) -> (f64, f64) {
        if self.name.is_empty() { (x, y) } else { (x * y * Self::FACTOR, self.rest[0] * x) }
    }

    #[differentiate]
    fn layer(&self, w: &[[f64; 2]], b: f64) -> Vec<f64> {
        w.iter().map(|row| (row[0] * self.stiffness + row[1] + b).tanh()).collect()
    }
}

fn pendulum() -> Pendulum {
    Pendulum { stiffness: 1.5, rest: vec![1.0, 2.0], name: "p" }
}

#[test]
fn methods_have_their_derivatives_beside_them() {
    let p = pendulum();
    assert_eq!(p.loss_gradient(&[2.0, 4.0]), [3.0, 6.0]);
    assert_eq!(p.loss_value_and_gradient(&[2.0, 4.0]), (7.5, vec![3.0, 6.0]));
    let mut slopes = [0.0; 2];
    p.loss_gradient_into(&[2.0, 4.0], &mut slopes);
    assert_eq!(slopes, [3.0, 6.0]);
    let angle = 0.5_f64;
    assert!((p.force_gradient(angle) - (-4.5 * angle.cos() + 3.0 * angle * angle)).abs() < 1e-14);
    assert!((p.force_hessian(angle)[0][0] - (4.5 * angle.sin() + 6.0 * angle)).abs() < 1e-14);
    assert_eq!(p.both_jacobian(2.0, 5.0), [15.0, 1.0]);
    assert_eq!(p.both_jvp(2.0, 5.0, 1.0), ((30.0, 2.0), (15.0, 1.0)));
    assert_eq!(p.layer_jacobian(&[[0.0, 0.0]], 0.0), [(vec![[1.5, 1.0]], 1.0)]);
    assert_eq!(p.layer_vjp(&[[0.0, 0.0]], 0.0, vec![2.0]), (vec![0.0], (vec![[3.0, 2.0]], 2.0)));
    assert!(Pendulum::FORCE_DERIVATION.contains("∂force/∂angle"));
}

struct Model {
    scale: f64,
    data: Vec<(f64, f64)>,
}

impl Model {
    #[differentiate(order = 2)]
    fn gain(&self, x: f64) -> f64 {
        self.scale * x * x
    }

    fn plain(&self, y: f64) -> f64 {
        y + self.scale
    }

    #[differentiate(order = 2)]
    fn twice(&self, x: f64) -> f64 {
        self.gain(x) * 2.0 + self.plain(3.0)
    }

    #[differentiate]
    fn predict(&self, p: &[f64], t: f64) -> f64 {
        p[0] * (-p[1] * t).exp() * self.scale
    }

    #[differentiate]
    fn residual(&self, p: &[f64], i: usize) -> f64 {
        let (t, y) = self.data[i];
        self.predict(p, t) - y
    }

    #[differentiate]
    fn loss(&self, p: &[f64]) -> f64 {
        let mut sum = 0.0;
        for i in 0..self.data.len() {
            let r = self.residual(p, i);
            sum += r * r;
        }
        sum
    }

    #[differentiate]
    fn power(&self, x: f64, n: u32) -> f64 {
        if n == 0 { self.scale } else { x * self.power(x, n - 1) }
    }

    #[differentiate]
    fn layer(&self, x: &[f64]) -> Vec<f64> {
        x.iter().map(|v| v * self.scale).collect()
    }

    #[differentiate]
    fn network(&self, x: &[f64]) -> f64 {
        let hidden = self.layer(x);
        let out = self.layer(&hidden);
        out[0] * out[1]
    }

    #[differentiate]
    fn checked(&self, x: f64) -> Option<f64> {
        if x > 0.0 { Some(x.ln() * self.scale) } else { None }
    }

    #[differentiate]
    fn squared(&self, x: f64) -> Option<f64> {
        let v = self.checked(x)?;
        Some(v * v)
    }
}

#[test]
fn methods_call_each_other() {
    let model = Model { scale: 2.0, data: vec![(0.0, 1.0), (1.0, 2.0)] };
    assert_eq!(model.twice_gradient(3.0), 24.0);
    assert_eq!(model.twice_hessian(3.0), [[8.0]]);
    // r₀ = 2a − 1, r₁ = 2a·e − 2 with e = exp(−b)
    let (a, b) = (1.0_f64, 0.5_f64);
    let e = (-b).exp();
    let (r0, r1) = (2.0 * a - 1.0, 2.0 * a * e - 2.0);
    let slopes = model.loss_gradient(&[a, b]);
    assert!((slopes[0] - (4.0 * r0 + 4.0 * r1 * e)).abs() < 1e-14);
    assert!((slopes[1] + 4.0 * r1 * a * e).abs() < 1e-14);
    assert_eq!(model.power_gradient(2.0, 3), 24.0);
    // (4·x₀)·(4·x₁)
    assert_eq!(model.network_gradient(&[3.0, 4.0]), [64.0, 48.0]);
    let slope = model.squared_gradient(3.0).unwrap();
    assert!((slope - 8.0 * 3.0_f64.ln() / 3.0).abs() < 1e-14);
    assert_eq!(model.squared_gradient(-3.0), None);
}

#[derive(Clone)]
struct Named(f64);

/// Functions of the user's that are called like derivatives.
impl Named {
    fn gradient(&self, k: f64) -> f64 {
        k * 100.0 + self.0
    }

    #[differentiate]
    fn uses_it(&self, x: f64) -> f64 {
        let other = self.clone();
        x * 3.0 + Self::gradient(&other, 2.0)
    }

    #[differentiate]
    fn jacobian(&self, x: f64) -> f64 {
        x * self.0
    }

    #[differentiate]
    fn calls_it(&self, x: f64) -> f64 {
        self.jacobian(x) * x
    }
}

#[test]
fn names_of_the_users_own() {
    let named = Named(2.0);
    assert_eq!(named.uses_it_value_and_gradient(3.0), (211.0, 3.0));
    assert_eq!(named.calls_it_gradient(3.0), 12.0);
    assert_eq!(named.jacobian_gradient(3.0), 2.0);
}

#[differentiate]
fn without_names(x: f64, _: usize, _: &str, unused: f64) -> f64 {
    x * 2.0 + unused
}

#[test]
fn several_parameters_without_a_name() {
    assert_eq!(without_names::gradient(3.0, 1, "", 2.0), [2.0, 1.0]);
}

struct Spring<T, const N: usize> {
    stiffness: T,
    rest: [T; N],
}

#[differentiate]
impl<T: Float, const N: usize> Spring<T, N> {
    #[differentiate(order = 2)]
    fn energy(&self, x: &[T; N]) -> T {
        let mut sum = T::of(0.0);
        for i in 0..N {
            sum += (x[i] - self.rest[i]).powi(2);
        }
        sum * self.stiffness / T::of(2.0)
    }

    #[differentiate]
    fn softplus(x: T) -> T {
        (T::of(1.0) + x.exp()).ln()
    }
}

#[test]
fn an_impl_block_has_type_parameters_and_functions_without_self() {
    let spring = Spring { stiffness: 3.0, rest: [1.0, 2.0] };
    assert_eq!(spring.energy_gradient(&[2.0, 5.0]), [3.0, 9.0]);
    assert_eq!(spring.energy_hessian(&[2.0, 5.0]), [[3.0, 0.0], [0.0, 3.0]]);
    assert_eq!(Spring::<f32, 1>::softplus_gradient(0.0), 0.5);
}

#[differentiate(order = 2)]
#[allow(clippy::trivially_copy_pass_by_ref, reason = "such functions are written")]
fn by_reference(x: &f64, y: f64, _: i32) -> f64 {
    let z = *x * y;
    z * x.sin() + x
}

#[differentiate(wrt(y))]
#[allow(clippy::trivially_copy_pass_by_ref, reason = "such functions are written")]
fn held_by_reference(x: &f64, y: &f64) -> f64 {
    let k = *x;
    k * y * *x + x.sqrt() * y
}

#[test]
fn numbers_behind_references() {
    let (x, y) = (2.0_f64, 3.0);
    let [d_x, d_y] = by_reference::gradient(&x, y, 1);
    assert!((d_x - (y * x.sin() + x * y * x.cos() + 1.0)).abs() < 1e-14);
    assert!((d_y - x * x.sin()).abs() < 1e-14);
    let [[_, mixed], _] = by_reference::hessian(&x, y, 1);
    assert!((mixed - (x.sin() + x * x.cos())).abs() < 1e-14);
    assert_eq!(held_by_reference::value_and_gradient(&4.0, &3.0), (54.0, 18.0));
}

/// Methods of one's own under names that lists, iterators and numbers have as well.
struct Series {
    start: f64,
}

impl Series {
    #[differentiate]
    fn next(&self, x: f64) -> f64 {
        self.start + x * x
    }

    #[differentiate]
    fn sum(&self, x: f64, y: f64) -> f64 {
        self.next(x) * y
    }

    #[differentiate]
    fn exp(&self, x: f64) -> f64 {
        self.start * x.exp()
    }

    #[differentiate]
    fn all_of(&self, x: f64) -> f64 {
        self.sum(self.next(x), x) + self.exp(x)
    }
}

#[test]
fn names_that_others_have_too() {
    let (series, x) = (Series { start: 0.5 }, 0.7_f64);
    let slope = series.all_of_gradient(x);
    let inner = 0.5 + x * x;
    let expected = 4.0 * inner * x * x + 0.5 + inner * inner + 0.5 * x.exp();
    assert!((slope - expected).abs() < 1e-13, "{slope} {expected}");
}
