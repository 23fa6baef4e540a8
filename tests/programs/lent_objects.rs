//! Methods that change what they are called on, asked of names that are references to it.

use chainrule::{Differentiable, differentiate};

#[derive(Clone, Copy, Debug, PartialEq, Differentiable)]
struct Filter {
    gain: f64,
    last: f64,
}

impl Filter {
    #[differentiate(wrt(self, x))]
    fn step(&mut self, x: f64) -> f64 {
        let y = self.gain * x + self.last;
        self.last = x;
        y
    }
}

#[differentiate(wrt(filters))]
fn one_after_the_other(filters: &[Filter], xs: &[f64]) -> f64 {
    let mut filters = filters.to_vec();
    xs.iter()
        .map(|&x| {
            let mut y = x;
            for filter in filters.iter_mut() {
                y = filter.step(y);
            }
            y
        })
        .sum()
}

#[differentiate(wrt(filters))]
fn folded(filters: &[Filter], x: f64) -> f64 {
    let mut filters = filters.to_vec();
    filters.iter_mut().fold(x, |y, filter| filter.step(y))
}

#[differentiate(wrt(filters))]
fn the_last(filters: &[Filter], x: f64) -> f64 {
    let mut filters = filters.to_vec();
    if let Some(filter) = filters.last_mut() { filter.step(x) + filter.step(x) } else { 0.0 }
}

#[differentiate(wrt(filters))]
fn beside(filters: &[Filter], xs: &[f64]) -> f64 {
    let mut filters = filters.to_vec();
    let mut sum = 0.0;
    for (filter, &x) in filters.iter_mut().zip(xs) {
        sum += filter.step(x) * filter.last;
    }
    sum + filters.iter_mut().map(|filter| filter.step(1.0)).sum::<f64>()
}

#[test]
fn all() {
    let filters = [Filter { gain: 2.0, last: 0.5 }, Filter { gain: 3.0, last: 0.25 }];
    let flat = |filters: Vec<Filter>| filters.into_iter().flat_map(|f| [f.gain, f.last]).collect::<Vec<_>>();
    // y = g·x + l of the first, then g·y + l of the second.
    let (value, by) = folded::value_and_gradient(&filters, 4.0);
    assert_eq!((value, flat(by)), (25.75, vec![12.0, 3.0, 8.5, 1.0]));
    // For x = 1: y = 2.5, z = 7.75; for x = 2 with last x = 1 and last y = 2.5: y = 5, z = 17.5.
    let (value, by) = one_after_the_other::value_and_gradient(&filters, &[1.0, 2.0]);
    // ∂z₁ = (3, 3, 2.5, 1); ∂z₂ = (6 + 1, 1, 5, 0).
    assert_eq!((value, flat(by)), (25.25, vec![10.0, 4.0, 7.5, 1.0]));
    // (g·x + l) + (g·x + x)
    let (value, by) = the_last::value_and_gradient(&filters, 4.0);
    assert_eq!((value, flat(by)), (28.25, vec![0.0, 0.0, 8.0, 1.0]));
    // Of each (g·x + l)·x + (g + x).
    let (value, by) = beside::value_and_gradient(&filters, &[4.0, 2.0]);
    assert_eq!((value, flat(by)), (34.0 + 6.0 + 12.5 + 5.0, vec![17.0, 4.0, 5.0, 2.0]));
}
