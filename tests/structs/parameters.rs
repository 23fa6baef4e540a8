//! Structs and tuples as parameters.

use chainrule::{Differentiable, differentiate};

use super::differences::parts::{check, check_products, close, numbers};

#[derive(Clone, Debug, Differentiable)]
struct Pendulum {
    length: f64,
    damping: [f64; 2],
    #[differentiate(constant)]
    #[allow(dead_code)]
    name: String,
    #[differentiate(constant)]
    dt: f64,
    #[differentiate(constant)]
    steps: usize,
    #[differentiate(constant)]
    weights: Vec<f64>,
}

fn pendulum() -> Pendulum {
    Pendulum {
        length: 2.0,
        damping: [0.1, 0.2],
        name: "door".into(),
        dt: 0.5,
        steps: 3,
        weights: vec![1.0, 2.0],
    }
}

#[differentiate(wrt(p, state), order = 2)]
fn energy(p: &Pendulum, state: (f64, f64)) -> f64 {
    let (angle, speed) = state;
    let kinetic = 0.5 * (p.length * speed).powi(2);
    kinetic
        + 9.81 * p.length * (1.0 - angle.cos())
        + p.damping[0] * speed * p.dt
        + p.damping[1] * p.weights[1]
}

#[differentiate(wrt(p))]
fn decay(p: &Pendulum) -> f64 {
    let mut x = p.length;
    for k in 0..p.steps {
        x -= p.dt * p.damping[k % 2] * x * p.weights.iter().sum::<f64>();
    }
    x / p.steps as f64
}

#[test]
fn constant_fields_are_no_part_of_a_gradient() {
    let at = (pendulum(), (0.3, 0.7));
    check(|(p, state)| energy(p, *state), &at, energy::value_and_gradient(&at.0, at.1));
    check(decay, &at.0, decay::value_and_gradient(&at.0));
    let (gradient, of_state) = energy::gradient(&at.0, at.1);
    assert_eq!(gradient, PendulumTangent { length: gradient.length, damping: [0.35, 2.0] });
    // A change of it along itself.
    let direction = (gradient.clone(), of_state);
    let (_, change) = energy::jvp(&at.0, at.1, direction.clone());
    let wanted: f64 = numbers(&direction).iter().map(|slope| slope * slope).sum();
    close(&[change], &[wanted]);
}

#[test]
fn second_derivatives_along_a_direction() {
    let at = (pendulum(), (0.3, 0.7));
    let direction = (PendulumTangent { length: 1.0, damping: [2.0, -1.0] }, (0.5, -0.25));
    let found = numbers(&energy::hvp(&at.0, at.1, direction.clone()));
    let along = |t: f64| {
        let mut moved = at.clone();
        moved.add_multiple(t, &direction);
        numbers(&energy::gradient(&moved.0, moved.1))
    };
    for (i, found) in found.iter().enumerate() {
        close(&[*found], &[super::differences::slope(|t| along(t)[i], 0.0)]);
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Differentiable)]
struct Particle {
    position: [f64; 3],
    mass: f64,
}

fn particles() -> Vec<Particle> {
    vec![
        Particle { position: [0.0, 0.5, 0.0], mass: 1.0 },
        Particle { position: [1.0, 2.0, 2.0], mass: 2.0 },
        Particle { position: [-1.0, 2.0, 1.0], mass: 3.0 },
    ]
}

#[differentiate(wrt(ps))]
fn potential(ps: &[Particle]) -> f64 {
    let mut total = 0.0;
    for (i, a) in ps.iter().enumerate() {
        for b in &ps[i + 1..] {
            let mut square = 0.0;
            for k in 0..3 {
                square += (a.position[k] - b.position[k]).powi(2);
            }
            total -= a.mass * b.mass / square.sqrt();
        }
    }
    total
}

#[differentiate(wrt(ps))]
fn inertia(ps: &[Particle]) -> f64 {
    ps.iter().map(|p| 0.5 * p.mass * p.position.iter().map(|v| v * v).sum::<f64>()).sum()
}

#[differentiate(wrt(ps))]
fn heaviest(ps: &[Particle]) -> f64 {
    ps.iter().map(|p| p.mass).fold(f64::NEG_INFINITY, f64::max) * ps.first().unwrap().position[1]
}

#[test]
fn lists_of_structs() {
    let ps = particles();
    check(|ps| potential(ps), &ps, potential::value_and_gradient(&ps));
    check(|ps| inertia(ps), &ps, inertia::value_and_gradient(&ps));
    check(|ps| heaviest(ps), &ps, heaviest::value_and_gradient(&ps));
    let mut slot = vec![Particle { position: [9.0; 3], mass: 9.0 }; 3];
    potential::gradient_into(&ps, &mut slot);
    assert_eq!(slot, potential::gradient(&ps));
}

#[derive(Clone, Debug, PartialEq, Differentiable)]
struct Layer {
    weights: Vec<Vec<f64>>,
    bias: Vec<f64>,
}

#[derive(Clone, Debug, PartialEq, Differentiable)]
struct Net {
    hidden: Layer,
    out: Vec<f64>,
    scale: f64,
    pair: (f64, [f64; 2]),
}

#[differentiate(wrt(net), order = 2)]
fn forward(net: &Net, x: &[f64]) -> f64 {
    let Net { hidden, out, scale, .. } = net;
    let mut sum = 0.0;
    for (i, row) in hidden.weights.iter().enumerate() {
        let mut z = hidden.bias[i];
        for (w, x) in row.iter().zip(x) {
            z += w * x;
        }
        sum += out[i] * z.tanh();
    }
    scale * sum + net.pair.0 * net.pair.1[1]
}

fn net() -> Net {
    Net {
        hidden: Layer { weights: vec![vec![0.1, 0.2], vec![0.3, 0.4]], bias: vec![0.5, 0.6] },
        out: vec![1.0, 2.0],
        scale: 2.0,
        pair: (0.3, [0.4, 0.5]),
    }
}

#[test]
fn structs_within_structs() {
    let (net, x) = (net(), [1.0, -1.0]);
    check(|net| forward(net, &x), &net, forward::value_and_gradient(&net, &x));
    let found = numbers(&forward::hvp(&net, &x, net.clone()));
    let along = |t: f64| {
        let mut moved = net.clone();
        moved.add_multiple(t, &net);
        numbers(&forward::gradient(&moved, &x))
    };
    for (i, found) in found.iter().enumerate() {
        close(&[*found], &[super::differences::slope(|t| along(t)[i], 0.0)]);
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Differentiable)]
struct Meters(f64);

#[differentiate(wrt(a, b))]
fn area(a: Meters, b: Meters) -> f64 {
    let Meters(width) = a;
    width * b.0
}

#[differentiate(order = 2)]
fn polar((r, phi): (f64, f64)) -> f64 {
    r * phi.cos() + r * r * phi
}

#[differentiate]
fn rotated((x, y): (f64, f64), angle: f64) -> (f64, f64) {
    (x * angle.cos() - y * angle.sin(), x * angle.sin() + y * angle.cos())
}

#[differentiate(wrt(points))]
fn length(points: &[(f64, f64)]) -> f64 {
    let mut sum = 0.0;
    for pair in points.windows(2) {
        let (x0, y0) = pair[0];
        let (x1, y1) = pair[1];
        sum += ((x1 - x0).powi(2) + (y1 - y0).powi(2)).sqrt();
    }
    sum
}

#[differentiate(wrt(points))]
fn spread(points: &[(f64, f64)]) -> f64 {
    let n = points.len() as f64;
    let x = points.iter().map(|(x, _)| x).sum::<f64>() / n;
    let y = points.iter().map(|&(_, y)| y).sum::<f64>() / n;
    points.iter().map(|p| (p.0 - x).powi(2) + (p.1 - y).powi(2)).sum()
}

#[test]
fn tuples_and_newtypes() {
    let at = (Meters(2.0), Meters(3.0));
    check(|(a, b)| area(*a, *b), &at, area::value_and_gradient(at.0, at.1));
    let at = (2.0, 0.5);
    check(|at| polar(*at), &at, polar::value_and_gradient(at));
    // The shape of the gradient, with a gradient in place of each number.
    let ((rr, rp), (pr, pp)) = polar::hessian(at);
    let (r, phi) = at;
    close(&[rr, rp, pr, pp], &[2.0 * phi, 2.0 * r - phi.sin(), 2.0 * r - phi.sin(), -r * phi.cos()]);
    let at = ((2.0, 0.5), 0.7);
    check_products(
        |(point, angle)| rotated(*point, *angle),
        &at,
        |direction| rotated::jvp(at.0, at.1, direction),
        |cotangent| rotated::vjp(at.0, at.1, cotangent),
    );
    let [((xx, xy), _), ((yx, yy), _)] = rotated::jacobian(at.0, at.1);
    let (sin, cos) = at.1.sin_cos();
    close(&[xx, xy, yx, yy], &[cos, -sin, sin, cos]);
    let points = vec![(0.0, 0.0), (3.0, 4.0), (3.5, 5.0)];
    check(|points| length(points), &points, length::value_and_gradient(&points));
    check(|points| spread(points), &points, spread::value_and_gradient(&points));
}

#[derive(Clone, Copy, Debug, PartialEq, Differentiable)]
struct Gauss<T> {
    mu: T,
    sigma: T,
}

#[differentiate(wrt(g))]
fn log_density<T: num_traits::Float>(g: &Gauss<T>, x: T) -> T {
    let z = (x - g.mu) / g.sigma;
    -(z * z) / (T::one() + T::one()) - g.sigma.ln()
}

#[test]
fn generic_structs() {
    let at = Gauss { mu: 0.5, sigma: 2.0 };
    check(|g| log_density(g, 1.25), &at, log_density::value_and_gradient(&at, 1.25));
    let single = log_density::gradient(&Gauss { mu: 0.5_f32, sigma: 2.0 }, 1.0);
    assert_eq!(single, Gauss { mu: 0.125, sigma: -0.46875 });
}

/// A struct within, of which something is constant.
#[derive(Clone, Debug, Differentiable)]
#[differentiate(tangent)]
struct Double {
    left: Pendulum,
    right: Pendulum,
}

#[differentiate(wrt(d))]
fn both(d: &Double) -> f64 {
    decay(&d.left) * d.right.length * d.right.dt
}

#[test]
fn constants_within_structs_within() {
    let at = Double { left: pendulum(), right: Pendulum { length: 3.0, ..pendulum() } };
    check(both, &at, both::value_and_gradient(&at));
}

/// What a constant field may be for: exponents and places by a name with a type, conditions, branches and factors as it is.
#[derive(Clone, Debug, Differentiable)]
struct Term {
    factors: Vec<f64>,
    #[differentiate(constant)]
    power: i32,
    #[differentiate(constant)]
    place: usize,
    #[differentiate(constant)]
    doubled: bool,
    #[differentiate(constant)]
    weights: [f64; 2],
}

#[differentiate(wrt(term))]
fn by_constants(term: &Term) -> f64 {
    let (power, place): (i32, usize) = (term.power, term.place);
    let value = term.factors[place].powi(power) * f64::from(power) * term.weights[place];
    let doubled = if term.doubled { 2.0 * value } else { value + term.factors[0] };
    let before = if term.place > 0 { term.factors[0] } else { term.factors[1] };
    doubled * before
        + match term.power {
            2 => term.factors[0],
            _ => term.factors[1] * term.factors[1],
        }
}

#[test]
fn constant_fields_that_decide() {
    for (power, place, doubled) in [(2, 0, true), (3, 1, false), (3, 1, true)] {
        let at = Term { factors: vec![2.0, 5.0], power, place, doubled, weights: [0.5, 0.25] };
        check(by_constants, &at, by_constants::value_and_gradient(&at));
    }
}

/// A struct that can only be differentiated by, not copied or printed.
#[test]
fn with_the_derive_alone() {
    #[derive(Differentiable)]
    struct Point {
        x: f64,
        y: f64,
    }
    #[differentiate(wrt(p))]
    fn f(p: &Point) -> f64 {
        p.x * p.y
    }

    let slopes = f::gradient(&Point { x: 2.0, y: 3.0 });
    assert_eq!((slopes.x, slopes.y), (3.0, 2.0));
}
