//! The Black-Scholes price of a call, with a logistic curve in place of the normal distribution.

#![allow(clippy::neg_multiply, reason = "`symdiff` writes −1·x")]

use chainrule::differentiate;

use crate::dual::{self, Dual};
use crate::measure::{By, Table};

/// Nearly the normal distribution.
#[differentiate]
fn distribution(x: f64) -> f64 {
    1.0 / (1.0 + (-1.702 * x).exp())
}

#[differentiate]
fn price(spot: f64, strike: f64, rate: f64, volatility: f64, time: f64) -> f64 {
    let spread = volatility * time.sqrt();
    let d1 = ((spot / strike).ln() + (rate + 0.5 * volatility.powi(2)) * time) / spread;
    let d2 = d1 - spread;
    spot * distribution(d1) - strike * (-rate * time).exp() * distribution(d2)
}

#[inline]
fn by_hand(spot: f64, strike: f64, rate: f64, volatility: f64, time: f64) -> (f64, [f64; 5]) {
    let root = time.sqrt();
    let spread = volatility * root;
    let variance = volatility * volatility;
    let drift = rate + 0.5 * variance;
    let d1 = ((spot / strike).ln() + drift * time) / spread;
    let d2 = d1 - spread;
    let n1 = 1.0 / (1.0 + (-1.702 * d1).exp());
    let n2 = 1.0 / (1.0 + (-1.702 * d2).exp());
    let discount = (-rate * time).exp();
    let paid = strike * discount;
    let paid_n2 = paid * n2;

    let per_spread = 1.0 / spread;
    let d_d1 = (1.702 * spot) * (n1 * (1.0 - n1));
    let d_d2 = (1.702 * paid) * (n2 * (1.0 - n2));
    let d_numerator = (d_d1 - d_d2) * per_spread;
    let d_spread = d_d2 - d_numerator * d1;
    let per_both = d_numerator / (spot * strike);
    let d_drift = d_numerator * time;
    // The slope of `spread` in `time`, volatility / root, without another division.
    let spread_time = variance * per_spread;
    (
        spot * n1 - paid_n2,
        [
            n1 + per_both * strike,
            -(discount * n2) - per_both * spot,
            d_drift + time * paid_n2,
            d_drift * volatility + d_spread * root,
            d_numerator * drift + rate * paid_n2 + 0.5 * (d_spread * spread_time),
        ],
    )
}

/// `symdiff` knows no calls: the distribution stands where it is used.
#[symdiff::gradient(var = x, dim = 5)]
fn for_symdiff(x: &[f64]) -> f64 {
    let spread = x[3] * x[4].sqrt();
    let d1 = ((x[0] / x[1]).ln() + (x[2] + 0.5 * x[3].powi(2)) * x[4]) / spread;
    let d2 = d1 - spread;
    x[0] * (1.0 / (1.0 + (-1.702 * d1).exp()))
        - x[1] * (-x[2] * x[4]).exp() * (1.0 / (1.0 + (-1.702 * d2).exp()))
}

#[inline]
fn for_duals<D: Dual>([spot, strike, rate, volatility, time]: [D; 5]) -> D {
    let distribution = |x: D| ((x * -1.702).exp() + 1.0).recip();
    let spread = volatility * time.sqrt();
    let d1 = ((spot / strike).ln() + (rate + volatility.powi(2) * 0.5) * time) / spread;
    let d2 = d1 - spread;
    spot * distribution(d1) - strike * (-rate * time).exp() * distribution(d2)
}

pub(crate) fn compare(table: &mut Table) {
    table.row(
        "black-scholes",
        |random| {
            [
                random.between(80.0, 120.0),
                random.between(80.0, 120.0),
                random.between(0.01, 0.08),
                random.between(0.1, 0.5),
                random.between(0.2, 2.0),
            ]
        },
        |row| {
            row.reference(
                |[spot, strike, rate, volatility, time]| price(spot, strike, rate, volatility, time),
                |[spot, strike, rate, volatility, time]| by_hand(spot, strike, rate, volatility, time),
            );
            row.gradient(By::Chainrule, |[spot, strike, rate, volatility, time]| {
                price::value_and_gradient(spot, strike, rate, volatility, time)
            });
            row.gradient(By::Symdiff, |x| (for_symdiff(&x), for_symdiff_gradient(&x)));
            row.gradient(By::NumDual, |x| dual::num_dual(x, for_duals));
            row.gradient(By::Hyperdual, |x| dual::hyperdual::<5, 6>(x, for_duals));
        },
    );
}
