//! Functions that change what they are lent and may fail, and calls of them that leave where they do.

use chainrule::{Differentiable, differentiate};

use super::differences::parts::check_at;

#[derive(Clone, Debug, PartialEq)]
enum Failure {
    Diverged(f64),
    TooSmall,
}

#[derive(Clone, Debug, Differentiable)]
struct State {
    q: f64,
    p: f64,
}

#[differentiate(wrt(state, k))]
fn advance(state: &mut State, k: f64, dt: f64) -> Result<(), Failure> {
    if dt <= 0.0 {
        return Err(Failure::TooSmall);
    }
    state.p -= dt * k * state.q;
    state.q += dt * state.p;
    if state.q.abs() > 1e6 {
        return Err(Failure::Diverged(state.q));
    }
    Ok(())
}

#[differentiate(wrt(state, k))]
fn kick(state: &mut State, k: f64, dt: f64) -> Result<f64, Failure> {
    state.p -= dt * k * state.q;
    if state.p > 100.0 { Err(Failure::Diverged(state.p)) } else { Ok(state.p * k) }
}

impl State {
    #[differentiate(wrt(self, k))]
    fn drift(&mut self, k: f64) -> Option<()> {
        if k < 0.0 {
            return None;
        }
        if k > 5.0 {
            self.q += 1.0;
            return Some(());
        }
        self.q += k * self.p;
        Some(())
    }

    #[differentiate(wrt(self, k))]
    fn relax(&mut self, k: f64) -> Result<f64, Failure> {
        self.p *= k;
        self.checked()?;
        match k {
            k if k > 3.0 => Err(Failure::TooSmall),
            k => Ok(self.p + k),
        }
    }

    #[differentiate(wrt(self))]
    fn checked(&self) -> Result<f64, Failure> {
        if self.q > 1e3 { Err(Failure::Diverged(self.q)) } else { Ok(self.q) }
    }
}

#[differentiate(wrt(x, out))]
fn fill(x: f64, out: &mut [f64]) -> Result<(), String> {
    if out.is_empty() {
        return Err("nothing to fill".to_owned());
    }
    for (i, o) in out.iter_mut().enumerate() {
        *o = *o * x + i as f64;
    }
    Ok(())
}

#[differentiate(wrt(k))]
fn energy_after(k: f64, steps: usize, dt: f64) -> Result<f64, Failure> {
    let mut state = State { q: 1.0, p: 0.0 };
    for _ in 0..steps {
        advance(&mut state, k, dt)?;
    }
    Ok(0.5 * state.p * state.p + 0.5 * k * state.q * state.q)
}

#[differentiate(wrt(k))]
fn all_of_them(k: f64, steps: usize) -> Result<f64, Failure> {
    let mut state = State { q: 1.0, p: 0.3 };
    let mut sum = 0.0;
    for _ in 0..steps {
        sum += kick(&mut state, k, 0.1)?;
        state.drift(0.1 * k).ok_or(Failure::TooSmall)?;
        let relaxed = state.relax(k)?;
        // What it gives nobody asks for, what it changes counts.
        kick(&mut state, 2.0 * k, 0.1)?;
        sum += relaxed * state.checked()?;
    }
    Ok(sum + state.p * state.q)
}

#[differentiate]
fn unwrapped(k: f64) -> f64 {
    let mut state = State { q: 1.0, p: 0.3 };
    state.drift(k).unwrap();
    let relaxed = state.relax(k).expect("it is small");
    let mut v = vec![1.0, k];
    fill(k, &mut v).unwrap();
    relaxed + state.q * v[1]
}

#[test]
fn what_they_change_counts() {
    let found = energy_after::value_and_gradient(1.3, 5, 0.1).unwrap();
    check_at(&1.3, |&k| energy_after(k, 5, 0.1).unwrap(), found);
    check_at(&1.3, |&k| all_of_them(k, 3).unwrap(), all_of_them::value_and_gradient(1.3, 3).unwrap());
    check_at(&0.4, |&k| unwrapped(k), unwrapped::value_and_gradient(0.4));
}

#[test]
fn where_they_fail_so_do_their_derivatives() {
    assert_eq!(energy_after::gradient(1.3, 5, 0.0), Err(Failure::TooSmall));
    let state = State { q: 1.0, p: 2.0 };
    let unit = State { q: 1.0, p: 0.0 };
    // q ← q + dt·(p − dt·k·q)
    let (after, (by_state, by_k)) = advance::vjp(&state, 3.0, 0.5, unit.clone()).unwrap();
    assert_eq!((after.q, after.p), (1.25, 0.5));
    assert_eq!((by_state.q, by_state.p, by_k), (0.25, 0.5, -0.25));
    assert!(matches!(advance::vjp(&state, 3.0, 0.0, unit.clone()), Err(Failure::TooSmall)));
    assert!(state.drift_vjp(-1.0, unit).is_none());
    assert_eq!(fill::jvp(2.0, &[], (1.0, vec![])), Err("nothing to fill".to_owned()));
}

impl State {
    /// What only looks, and may see nothing: q², where q is positive.
    #[differentiate(wrt(self))]
    fn square(&self) -> Option<f64> {
        if self.q > 0.0 { Some(self.q * self.q) } else { None }
    }
}

/// q² + (q²)²·p where q is positive, q + 3·p elsewhere
#[differentiate(wrt(start))]
fn looked_at(start: &State) -> f64 {
    let mut state = start.clone();
    let first = state.square().unwrap_or(state.q);
    if let Some(square) = state.square() {
        state.q = square;
    } else {
        state.q = 3.0;
    }
    first + state.square().map_or(0.0, |square| if start.q > 0.0 { square } else { 3.0 }) * state.p
}

#[test]
fn methods_that_look_leave_what_may_change_elsewhere() {
    let (value, by) = looked_at::value_and_gradient(&State { q: 2.0, p: 5.0 });
    assert_eq!((value, by.q, by.p), (84.0, 164.0, 16.0));
    let (value, by) = looked_at::value_and_gradient(&State { q: -2.0, p: 5.0 });
    assert_eq!((value, by.q, by.p), (13.0, 1.0, 3.0));
}
