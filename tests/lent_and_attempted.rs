//! Functions that change what they are lent and say whether they could, where that is looked at: whatever they say, what they changed until then stays.

#![allow(clippy::question_mark, reason = "every form in which it is looked at is tested")]

use chainrule::{Differentiable, differentiate};

mod differences;

use differences::parts::check_at;

#[differentiate(wrt(p, q), order = 2)]
fn reads(p: f64, q: &[f64]) -> f64 {
    q[0] * q[1] + p
}

#[differentiate(wrt(p, q), order = 2)]
fn checked(p: f64, q: &mut [f64]) -> Result<(), String> {
    q[1] *= p;
    if p < 0.5 {
        return Err("far away".into());
    }
    q[0] *= p.sin();
    Ok(())
}

#[differentiate(wrt(p, q), order = 2)]
fn twice(p: f64, q: &mut [f64]) -> Result<(), String> {
    checked(p, q)?;
    q[0] += p * q[1];
    checked(p * 0.8, q).map_err(|error| error + " again")?;
    q[1] += p * p;
    Ok(())
}

#[differentiate(wrt(p, q), order = 2)]
fn found(p: f64, q: &mut [f64]) -> Option<f64> {
    q[1] *= p;
    if q[1] < 0.2 {
        return None;
    }
    q[0] *= p;
    Some(q[0] + p)
}

#[differentiate(wrt(p, q), order = 2)]
fn searched(p: f64, q: &mut [f64]) -> Option<f64> {
    let first = found(p, &mut *q)?;
    q[0] += first;
    let second = found(0.9 * p, &mut *q)?;
    q[0] *= 2.0;
    if first < second { Some(first * second) } else { found(p, &mut *q) }
}

#[derive(Clone, Debug, Differentiable)]
struct State {
    x: f64,
    v: f64,
}

#[differentiate(wrt(state, dt))]
fn advance(state: &mut State, dt: f64) -> bool {
    state.v -= dt * state.x;
    if state.v < -2.0 {
        return false;
    }
    state.x += dt * state.v;
    state.x > 0.0
}

macro_rules! functions {
    ($($(#[$order:meta])? fn $name:ident($p:ident, $q:ident) -> Result<f64, String> $body:block)*) => {
        $(
            #[differentiate(wrt($p, $q), order = 2)]
            #[allow(clippy::unnecessary_wraps)]
            fn $name($p: f64, $q: &mut [f64]) -> Result<f64, String> $body
        )*

        #[test]
        fn what_it_says_is_looked_at() {
            $(
                for p in [0.31, 0.57, 0.7, 1.3, 2.1] {
                    let point = (p, vec![1.5, 0.4]);
                    let value = |p: f64, q: &[f64]| $name(p, &mut q.to_vec());
                    match $name::value_and_gradient(p, &mut [1.5, 0.4]) {
                        Ok(derivatives) => {
                            check_at(&point, |(p, q)| value(*p, q).expect("it is near"), derivatives);
                            let along = |p: f64, q: &[f64]| -> f64 {
                                let (by_p, by_q) = $name::gradient(p, &mut q.to_vec()).expect("it is near");
                                by_p + 0.5 * by_q[0] - by_q[1]
                            };
                            let product =
                                $name::hvp(p, &mut [1.5, 0.4], (1.0, vec![0.5, -1.0])).expect("it is near");
                            check_at(&point, |(p, q)| along(*p, q), (along(p, &[1.5, 0.4]), product));
                        }
                        Err(error) => assert_eq!(value(p, &[1.5, 0.4]), Err(error)),
                    }
                }
            )*
        }
    };
}

functions! {
    fn is_err(p, q) -> Result<f64, String> {
        if checked(p, &mut *q).is_err() {
            return Err("no".into());
        }
        Ok(reads(p, q))
    }
    fn matched(p, q) -> Result<f64, String> {
        let mut s = 0.0;
        match checked(p, &mut *q) {
            Ok(()) => s += q[0],
            Err(error) => return Err(error),
        }
        Ok(reads(p, q) + s)
    }
    fn if_let(p, q) -> Result<f64, String> {
        if let Err(error) = twice(p, &mut *q) {
            return Err(error);
        }
        Ok(reads(p, q))
    }
    fn let_else(p, q) -> Result<f64, String> {
        let Ok(()) = checked(p, &mut *q) else { return Err("no".into()) };
        Ok(reads(p, q))
    }
    fn whether(p, q) -> Result<f64, String> {
        let ok = twice(p, &mut *q).is_ok();
        let z = if ok { p * p } else { q[0] };
        Ok(reads(p, q) * z)
    }
    fn ignored(p, q) -> Result<f64, String> {
        twice(p, &mut *q).ok();
        Ok(reads(p, q))
    }
    fn in_a_loop(p, q) -> Result<f64, String> {
        let mut v = vec![p, 2.0 * q[1]];
        for k in 0..4 {
            if twice(p + 0.1 * f64::from(k), &mut v).is_err() {
                continue;
            }
            v[0] *= 0.7;
        }
        Ok(reads(p, &v))
    }
    fn or_another(p, q) -> Result<f64, String> {
        let mut v = q.to_vec();
        let u = found(p, &mut v).unwrap_or(p * p * 3.0);
        Ok(reads(u, &v))
    }
    fn or_what_is_left(p, q) -> Result<f64, String> {
        let mut v = q.to_vec();
        if let Some(u) = searched(p, &mut v) { Ok(reads(u, &v)) } else { Ok(v[1] * 3.0 + v[0]) }
    }
    fn on_a_condition(p, q) -> Result<f64, String> {
        let mut v = [q[0], q[1] * p];
        match found(p, &mut v) {
            Some(u) if u > 1.0 => v[0] += u,
            Some(_) => v[1] += 1.0,
            None => v[0] *= 3.0,
        }
        Ok(reads(p, &v))
    }
}

#[differentiate]
fn until_it_stops(x: f64, dt: f64) -> f64 {
    let mut state = State { x, v: x * x };
    let mut time = 0.0;
    while advance(&mut state, dt) {
        time += dt;
    }
    state.x * state.v + time
}

#[differentiate]
fn at_most(x: f64, dt: f64) -> f64 {
    let mut state = State { x, v: 0.1 };
    for _ in 0..9 {
        if !advance(&mut state, dt) {
            break;
        }
    }
    let again = advance(&mut state, 0.5 * dt) && advance(&mut state, 2.0 * dt);
    if again { state.x } else { state.v * state.v }
}

#[test]
fn whether_it_goes_on() {
    for x in [0.7, 0.9, 2.2] {
        for dt in [0.35, 0.4] {
            let at = |f: fn(f64, f64) -> f64| move |[x, dt]: &[f64; 2]| f(*x, *dt);
            check_at(&[x, dt], at(until_it_stops), until_it_stops::value_and_gradient(x, dt));
            check_at(&[x, dt], at(at_most), at_most::value_and_gradient(x, dt));
        }
    }
}
