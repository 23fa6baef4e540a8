//! Methods that leave `self` as it is, and change what they are lent.

use chainrule::{Differentiable, differentiate};

use super::differences::parts::check_at;

#[derive(Clone, Debug, Differentiable)]
struct Filter {
    gain: f64,
    taps: Vec<f64>,
}

#[derive(Clone, Debug, Differentiable)]
struct Chain {
    filter: Filter,
    level: f64,
}

impl Filter {
    #[differentiate(wrt(self, x))]
    fn run(&self, x: &mut [f64]) {
        x[0] = self.gain * x[1];
    }

    #[differentiate(wrt(self, x))]
    fn measured(&self, x: &mut [f64]) -> f64 {
        x[0] = self.gain * x[1];
        x[0] * self.taps[0]
    }

    #[differentiate(wrt(self, x))]
    fn tried(&self, x: &mut [f64]) -> Option<f64> {
        if self.gain < 0.3 {
            return None;
        }
        x[0] = self.gain * x[1];
        Some(x[0] * self.taps[0])
    }

    #[differentiate(wrt(self, x))]
    fn used_up(self, x: &mut [f64]) -> Result<f64, String> {
        x[1] *= self.gain;
        if self.gain < 0.3 { Err("too quiet".to_owned()) } else { Ok(x[1] * self.taps[1]) }
    }

    #[differentiate(wrt(self, x))]
    fn is_loud(&self, x: &mut [f64]) -> bool {
        x[0] = self.gain * x[1];
        x[0] > 0.3
    }
}

#[differentiate(wrt(filter, x))]
fn run_in_turns(filter: &Filter, x: f64) -> f64 {
    let chain = Chain { filter: filter.clone(), level: x };
    let mut signal = [x, 2.0 * x];
    filter.run(&mut signal);
    for _ in 0..2 {
        chain.filter.run(&mut signal);
        signal[1] += signal[0];
    }
    let all = vec![filter.clone(), filter.clone()];
    for one in all.iter() {
        one.run(&mut signal);
        signal[1] *= signal[0];
    }
    signal[0] * signal[1] * chain.level
}

#[differentiate(wrt(filter, x))]
fn measured_by_two(filter: &Filter, x: f64) -> f64 {
    let mut signal = vec![x, 2.0 * x];
    let first = filter.measured(&mut signal);
    let own = filter.clone();
    signal[1] *= first;
    own.measured(&mut signal) + signal[0]
}

#[differentiate(wrt(filter, x))]
fn looked_at(filter: &Filter, x: f64) -> f64 {
    let mut signal = vec![x, 2.0 * x];
    let first = filter.tried(&mut signal).unwrap_or(x);
    let second = if let Ok(level) = filter.clone().used_up(&mut signal) { level } else { 2.0 * x };
    let third = if filter.is_loud(&mut signal) { signal[0] * x } else { signal[1] };
    first * second + third * signal[0]
}

#[differentiate(wrt(filter, x))]
fn unwrapped(filter: Filter, x: f64) -> f64 {
    let mut signal = vec![x, 2.0 * x];
    let first = filter.tried(&mut signal).unwrap();
    signal[1] *= first;
    filter.used_up(&mut signal).expect("it is loud") * signal[1]
}

#[differentiate(wrt(filter, x))]
fn tried_in_turn(filter: &Filter, x: f64) -> Option<f64> {
    let mut signal = vec![x, 2.0 * x];
    let first = filter.tried(&mut signal)?;
    signal[1] *= first;
    Some(filter.tried(&mut signal)? * signal[0])
}

#[differentiate(wrt(x))]
fn of_a_constant(filter: &Filter, x: f64) -> f64 {
    let mut signal = vec![x, 2.0 * x];
    filter.run(&mut signal);
    filter.measured(&mut signal) + filter.tried(&mut signal).unwrap_or(1.0) * signal[0]
}

#[test]
fn methods_that_change_what_they_are_lent() {
    for gain in [0.8, 0.2, 0.1] {
        let at = (Filter { gain, taps: vec![1.1, 0.4] }, 0.6);
        let (filter, x) = (&at.0, at.1);
        check_at(&at, |at| run_in_turns(&at.0, at.1), run_in_turns::value_and_gradient(filter, x));
        check_at(&at, |at| measured_by_two(&at.0, at.1), measured_by_two::value_and_gradient(filter, x));
        check_at(&at, |at| looked_at(&at.0, at.1), looked_at::value_and_gradient(filter, x));
        check_at(&x, |&x| of_a_constant(filter, x), of_a_constant::value_and_gradient(filter, x));
        let found = tried_in_turn::value_and_gradient(filter, x);
        assert_eq!(found.is_some(), gain > 0.3);
        if let Some(found) = found {
            check_at(&at, |at| tried_in_turn(&at.0, at.1).unwrap(), found);
            let found = unwrapped::value_and_gradient(filter.clone(), x);
            check_at(&at, |at| unwrapped(at.0.clone(), at.1), found);
        }
    }
}
