//! What structs hold: boxes, borrowed data, lists of structs with constants, parts of type parameters; and what they hold is given.

use chainrule::{Differentiable, differentiate};
use num_traits::Float;

use super::differences::parts::check_at;

#[derive(Clone, Debug, Differentiable)]
struct Line {
    slope: f64,
    offset: f64,
}

#[derive(Clone, Debug, Differentiable)]
struct Model {
    line: Box<Line>,
    scale: f64,
}

#[differentiate(wrt(model, x))]
fn boxed(model: &Model, x: f64) -> f64 {
    (model.line.slope * x + model.line.offset) * model.scale
}

#[derive(Clone, Debug, Differentiable)]
struct Fit<'a> {
    weights: [f64; 2],
    #[differentiate(constant)]
    data: &'a [(f64, f64)],
}

#[differentiate(wrt(fit))]
fn misfit(fit: &Fit<'_>) -> f64 {
    fit.data.iter().map(|(x, y)| (fit.weights[0] * x + fit.weights[1] - y).powi(2)).sum()
}

#[derive(Clone, Debug, Differentiable)]
struct Polynomial<const N: usize> {
    coefficients: [f64; N],
}

#[differentiate(wrt(p))]
fn evaluated<const N: usize>(p: &Polynomial<N>, x: f64) -> f64 {
    p.coefficients.iter().rev().fold(0.0, |sum, c| sum * x + c)
}

#[derive(Clone, Debug, Differentiable)]
struct Pair<A, B> {
    first: A,
    second: B,
}

#[differentiate(wrt(pair))]
fn of_both(pair: &Pair<f64, [f64; 2]>) -> f64 {
    pair.first * pair.second[0] + pair.second[1].sin()
}

#[test]
fn whatever_they_hold() {
    let model = Model { line: Box::new(Line { slope: 2.0, offset: -1.0 }), scale: 3.0 };
    check_at(&(model.clone(), 0.5), |at| boxed(&at.0, at.1), boxed::value_and_gradient(&model, 0.5));
    let data = [(0.0, 1.0), (1.0, 3.5)];
    let fit = Fit { weights: [1.0, 0.5], data: &data };
    check_at(&fit, misfit, misfit::value_and_gradient(&fit));
    let p = Polynomial { coefficients: [1.0, -2.0, 0.5] };
    check_at(&p, |p| evaluated(p, 0.7), evaluated::value_and_gradient(&p, 0.7));
    let pair = Pair { first: 2.0, second: [0.3, 0.4] };
    check_at(&pair, of_both, of_both::value_and_gradient(&pair));
}

#[derive(Clone, Debug, Differentiable)]
struct Body {
    place: [f64; 2],
    #[differentiate(constant)]
    mass: f64,
}

#[derive(Clone, Debug, Differentiable)]
#[differentiate(tangent)]
struct World {
    bodies: Vec<Body>,
    pull: f64,
}

#[differentiate(wrt(world))]
fn energy(world: &World) -> f64 {
    let mut sum = 0.0;
    for (i, a) in world.bodies.iter().enumerate() {
        for b in &world.bodies[i + 1..] {
            let apart = (a.place[0] - b.place[0]).hypot(a.place[1] - b.place[1]);
            sum -= world.pull * a.mass * b.mass / apart;
        }
    }
    sum
}

impl World {
    #[differentiate(wrt(self))]
    fn step(&mut self, dt: f64) {
        for body in self.bodies.iter_mut() {
            body.place[0] += dt * self.pull * body.place[1] / body.mass;
        }
    }
}

#[differentiate(wrt(bodies))]
fn drift(bodies: &mut Vec<Body>, dt: f64) {
    for body in bodies.iter_mut() {
        body.place[1] += dt * body.mass * body.place[0].sin();
    }
}

#[differentiate(wrt(start))]
fn afterwards(start: &World) -> f64 {
    let mut world = start.clone();
    for _ in 0..3 {
        world.step(0.1);
    }
    let mut bodies = world.bodies.clone();
    drift(&mut bodies, 0.5);
    bodies[0].place[0] * bodies[1].place[1]
}

#[test]
fn lists_of_structs_with_constants() {
    let bodies = vec![Body { place: [0.1, 0.2], mass: 2.0 }, Body { place: [1.0, 0.5], mass: 3.0 }];
    let world = World { bodies, pull: 0.7 };
    check_at(&world, energy, energy::value_and_gradient(&world));
    check_at(&world, afterwards, afterwards::value_and_gradient(&world));
}

impl Body {
    #[differentiate(wrt(self, at))]
    fn potential(&self, at: f64) -> f64 {
        -self.mass * self.place[1] / (1.0 + (self.place[0] - at).powi(2))
    }
}

/// The loop that calls methods of the items says nothing of what they are, and the other one does, whichever comes first.
#[differentiate(wrt(start, at))]
fn moved_and_asked(start: &World, at: f64) -> f64 {
    let mut world = start.clone();
    let mut sum = 0.0;
    for body in world.bodies.iter() {
        sum += body.potential(at);
    }
    for body in world.bodies.iter_mut() {
        body.place[0] += at * world.pull;
    }
    for body in world.bodies.iter() {
        sum += body.potential(2.0 * at);
    }
    sum
}

#[test]
fn items_of_which_one_loop_knows_what_they_are() {
    let bodies = vec![Body { place: [0.1, 0.2], mass: 2.0 }, Body { place: [1.0, 0.5], mass: 3.0 }];
    let world = World { bodies, pull: 0.7 };
    let found = moved_and_asked::value_and_gradient(&world, 0.3);
    check_at(&(world, 0.3), |at| moved_and_asked(&at.0, at.1), found);
}

#[derive(Clone, Copy, Debug, Differentiable)]
struct Vec2<T> {
    x: T,
    y: T,
}

#[differentiate]
impl<T: Float> Vec2<T> {
    #[differentiate]
    fn of_angle(angle: T) -> Self {
        Vec2 { x: angle.cos(), y: angle.sin() }
    }

    #[differentiate(wrt(self, other))]
    fn dot(&self, other: &Vec2<T>) -> T {
        self.x * other.x + self.y * other.y
    }

    #[differentiate(wrt(self, by))]
    fn grow(&mut self, by: T) -> T {
        self.x = self.x * by;
        self.x + self.y
    }

    #[differentiate(wrt(self))]
    fn direction(&self) -> Self {
        let length = self.dot(self).sqrt();
        Vec2 { x: self.x / length, y: self.y / length }
    }
}

#[differentiate(wrt(v, angle))]
fn cosine<T: Float>(v: &Vec2<T>, angle: T) -> T {
    v.direction().dot(&Vec2::of_angle(angle))
}

type Plane = Vec2<f64>;

/// Nothing here shows that the struct has a type parameter.
#[differentiate(wrt(v))]
fn stretched(v: &Plane, by: f64) -> f64 {
    let mut sum = 0.0;
    for k in 0..2 {
        let longer = Vec2 { x: v.x * by, y: v.y + k as f64 };
        sum += longer.dot(v) * longer.x;
    }
    let mut other = *v;
    Vec2::grow(&mut other, by);
    sum * Vec2::grow(&mut other, sum) + other.x
}

#[test]
fn made_of_a_type_parameter() {
    let v = Vec2 { x: 1.0, y: 2.0 };
    check_at(&v, |v| stretched(v, 1.5), stretched::value_and_gradient(&v, 1.5));
    check_at(&(v, 0.4), |at| cosine(&at.0, at.1), cosine::value_and_gradient(&v, 0.4));
}
