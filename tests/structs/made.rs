//! Structs and tuples that a function makes and changes, and those that it returns.

use chainrule::{Differentiable, differentiate};

use super::differences::parts::{check, check_products};

#[derive(Clone, Copy, Debug, PartialEq, Differentiable)]
struct State {
    x: f64,
    v: f64,
}

#[derive(Clone, Copy, Debug, PartialEq, Differentiable)]
struct Params {
    k: f64,
    c: f64,
}

const PARAMS: Params = Params { k: 2.0, c: 0.3 };

#[differentiate(wrt(p))]
fn simulated(p: &Params, steps: usize) -> f64 {
    let mut s = State { x: 1.0, v: 0.0 };
    for _ in 0..steps {
        let a = -p.k * s.x - p.c * s.v;
        s.v += a * 0.1;
        s.x += s.v * 0.1;
    }
    s.x
}

#[differentiate(wrt(s, p))]
fn step(s: State, p: &Params, dt: f64) -> State {
    let a = -p.k * s.x - p.c * s.v;
    State { x: s.x + dt * s.v, v: s.v + dt * a }
}

#[differentiate(wrt(p))]
fn rolled_out(p: &Params, steps: usize) -> f64 {
    let mut s = State { x: 1.0, v: 0.0 };
    for _ in 0..steps {
        s = step(s, p, 0.1);
    }
    s.x * s.x
}

#[differentiate(wrt(start, p))]
fn trajectory(start: State, p: &Params, steps: usize) -> Vec<State> {
    let mut all = vec![start];
    for i in 0..steps {
        let next = step(all[i], p, 0.1);
        all.push(next);
    }
    all
}

#[differentiate(wrt(start, p))]
fn weighed(start: State, p: &Params) -> f64 {
    let all = trajectory(start, p, 3);
    all.iter().enumerate().map(|(i, s)| i as f64 * s.x * s.v).sum()
}

#[test]
fn states_of_simulations() {
    check(|p| simulated(p, 5), &PARAMS, simulated::value_and_gradient(&PARAMS, 5));
    check(|p| rolled_out(p, 5), &PARAMS, rolled_out::value_and_gradient(&PARAMS, 5));
    let at = (State { x: 1.0, v: 0.5 }, PARAMS);
    check_products(
        |(s, p)| step(*s, p, 0.1),
        &at,
        |direction| step::jvp(at.0, &at.1, 0.1, direction),
        |cotangent| step::vjp(at.0, &at.1, 0.1, cotangent),
    );
    check_products(
        |(s, p)| trajectory(*s, p, 2),
        &at,
        |direction| trajectory::jvp(at.0, &at.1, 2, direction),
        |cotangent| trajectory::vjp(at.0, &at.1, 2, cotangent),
    );
    check(|(s, p)| weighed(*s, p), &at, weighed::value_and_gradient(at.0, &at.1));
}

#[differentiate]
fn turned(s: (f64, f64), k: f64) -> (f64, f64) {
    let (x, v) = s;
    (x + 0.1 * v, v - 0.1 * k * x)
}

#[differentiate]
fn turned_often(k: f64) -> f64 {
    let mut s = (1.0, 0.0);
    for _ in 0..3 {
        s = turned(s, k);
    }
    s.0 + turned((s.1, k), s.0).1
}

#[differentiate(wrt(p))]
fn with_base(p: &Params, f: f64) -> f64 {
    let q = Params { k: p.k * f, ..*p };
    let r = Params { c: q.k, ..q };
    q.k * q.c + r.c * r.k
}

#[differentiate]
fn chosen(x: f64, y: f64) -> f64 {
    let s = if x > y { State { x, v: y } } else { State { x: y, v: 2.0 * x } };
    s.x * s.x + s.v
}

#[differentiate(wrt(states))]
fn changed(mut states: Vec<State>) -> f64 {
    for s in &mut states {
        s.x += s.v * 0.5;
        s.v *= 0.9;
    }
    states.swap(0, 1);
    states[0].x * 2.0 + states.iter().map(|s| s.x * s.v).sum::<f64>()
}

#[differentiate]
fn listed(x: f64, y: f64) -> f64 {
    let states = [State { x, v: y }, State { x: y * y, v: x }, State { x: 1.0, v: 2.0 }];
    let mut pairs = vec![(x, y)];
    pairs.push((y, x * y));
    states.iter().map(|s| s.x * s.v).sum::<f64>() + pairs.iter().map(|(a, b)| a * b).sum::<f64>()
}

#[differentiate(wrt(s))]
fn early(s: &State, limit: f64) -> State {
    if s.x > limit {
        return State { x: s.v, v: s.x };
    }
    State { x: s.x * s.v, v: 1.0 }
}

#[test]
fn structs_on_the_way() {
    check(|k| turned_often(*k), &2.0, turned_often::value_and_gradient(2.0));
    check(|p| with_base(p, 5.0), &PARAMS, with_base::value_and_gradient(&PARAMS, 5.0));
    for at in [[1.0, 2.0], [2.0, 1.0]] {
        check(|[x, y]| chosen(*x, *y), &at, chosen::value_and_gradient(at[0], at[1]));
        check(|[x, y]| listed(*x, *y), &at, listed::value_and_gradient(at[0], at[1]));
        let at = State { x: at[0], v: at[1] };
        check_products(
            |s| early(s, 1.5),
            &at,
            |direction| early::jvp(&at, 1.5, direction),
            |cotangent| early::vjp(&at, 1.5, cotangent),
        );
    }
    let states = vec![State { x: 1.0, v: 0.5 }, State { x: 2.0, v: 3.0 }];
    check(|states| changed(states.clone()), &states, changed::value_and_gradient(states.clone()));
}

#[differentiate(order = 2)]
fn nested(x: f64, y: f64) -> ((f64, f64), [f64; 2]) {
    ((x * y, x), [y * y, x * x * y])
}

#[differentiate]
fn slopes_of_nested(x: f64, y: f64) -> f64 {
    let ((xy, x), [yy, _]) = nested::jacobian(x, y);
    xy[0] * x[0] + yy[1]
}

#[test]
fn tuples_within_tuples() {
    let ((xy, x), [yy, xxy]) = nested::jacobian(2.0, 3.0);
    assert_eq!((xy, x, yy, xxy), ([3.0, 2.0], [1.0, 0.0], [0.0, 6.0], [12.0, 4.0]));
    let at = [2.0, 3.0];
    check_products(
        |[x, y]| {
            let (pair, [a, b]) = nested(*x, *y);
            (pair, [a, b])
        },
        &at,
        |direction| nested::jvp(at[0], at[1], direction),
        |cotangent| nested::vjp(at[0], at[1], cotangent),
    );
    // y·1 + 2·y
    assert_eq!(slopes_of_nested::value_and_gradient(2.0, 3.0), (9.0, [0.0, 3.0]));
}

#[differentiate]
fn polar(r: f64, angle: f64) -> State {
    State { x: r * angle.cos(), v: r * angle.sin() }
}

#[differentiate]
fn of_calls(r: f64, angle: f64) -> f64 {
    let p = polar(r, angle);
    let State { x, .. } = polar(angle, r);
    p.x * p.v * r + polar(r, x).v
}

/// In a function that says nothing else of structs.
#[test]
fn fields_of_what_a_call_gives() {
    let at = (0.7, 1.2);
    let (value, [by_r, by_angle]) = of_calls::value_and_gradient(at.0, at.1);
    check(|at: &(f64, f64)| of_calls(at.0, at.1), &at, (value, (by_r, by_angle)));
}

#[derive(Clone, Debug, Differentiable)]
struct Power {
    scale: f64,
    #[differentiate(constant)]
    exponent: i32,
    #[differentiate(constant)]
    place: usize,
}

#[differentiate(wrt(p, x))]
fn raised(p: &Power, x: &[f64]) -> f64 {
    let mut sum = 0.0;
    for k in 0..p.exponent {
        sum += x[p.place].powi(k);
    }
    sum * p.scale.powi(p.exponent)
}

/// (1 + x₁ + x₁²)·s³, at x₁ = 2 and s = 3
#[test]
fn constant_fields_as_exponents_and_places() {
    let p = Power { scale: 3.0, exponent: 3, place: 1 };
    let (value, (by_p, by_x)) = raised::value_and_gradient(&p, &[5.0, 2.0]);
    assert_eq!((value, by_p.scale, by_x), (189.0, 189.0, vec![0.0, 135.0]));
}

#[allow(clippy::cast_precision_loss, clippy::cast_lossless, reason = "written as a cast")]
#[differentiate(wrt(p))]
fn counted(p: &[Power]) -> f64 {
    p.iter().map(|p| p.exponent as f64 * p.scale).sum::<f64>() * p[0].place as f64
}

/// Casts of constant fields: (3·s₀ + 2·s₁)·i₀
#[test]
fn constant_fields_as_numbers() {
    let p = [3, 2].map(|exponent| Power { scale: 1.5, exponent, place: 4 });
    let (value, by_p) = counted::value_and_gradient(&p);
    assert_eq!((value, by_p[0].scale, by_p[1].scale), (30.0, 12.0, 8.0));
}
