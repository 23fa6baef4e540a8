//! An axis: numbers go in, shares of its length come out; and which numbers to write along it.

use super::text::{number, power_of_ten};

/// A range of numbers with a name, in proportion or by powers of ten.
#[derive(Clone)]
pub(crate) struct Axis {
    pub(super) name: String,
    from: f64,
    to: f64,
    scale: Scale,
}

#[derive(Clone, Copy)]
enum Scale {
    Linear,
    Logarithmic,
    Bare,
}

impl Axis {
    /// Equal ways for equal differences.
    pub(crate) fn linear(name: &str, from: f64, to: f64) -> Self {
        Self { name: name.into(), from, to, scale: Scale::Linear }
    }

    /// Equal ways for equal ratios; both ends are positive.
    pub(crate) fn logarithmic(name: &str, from: f64, to: f64) -> Self {
        Self { name: name.into(), from, to, scale: Scale::Logarithmic }
    }

    /// From 0 to 1, with nothing written along it.
    pub(crate) fn bare() -> Self {
        Self { name: String::new(), from: 0.0, to: 1.0, scale: Scale::Bare }
    }

    /// How far along the axis a number stands: from 0 to 1, or beyond the ends.
    pub(super) fn share(&self, number: f64) -> f64 {
        match self.scale {
            Scale::Linear | Scale::Bare => (number - self.from) / (self.to - self.from),
            Scale::Logarithmic => (number / self.from).log10() / (self.to / self.from).log10(),
        }
    }

    /// The number that stands at a share of the axis.
    pub(super) fn number(&self, share: f64) -> f64 {
        match self.scale {
            Scale::Linear | Scale::Bare => self.from + share * (self.to - self.from),
            Scale::Logarithmic => self.from * (self.to / self.from).powf(share),
        }
    }

    /// About so many numbers to write along the axis, and how each is written.
    pub(super) fn ticks(&self, about: usize) -> Vec<(f64, String)> {
        match self.scale {
            Scale::Linear => self.round_numbers(about),
            Scale::Logarithmic => self.powers_of_ten(about),
            Scale::Bare => Vec::new(),
        }
    }

    fn round_numbers(&self, about: usize) -> Vec<(f64, String)> {
        let rough = (self.to - self.from) / about as f64;
        let power = 10_f64.powf(rough.log10().floor());
        // Of the round steps, the one that comes nearest in ratio.
        let round = [1.0, 2.0, 5.0, 10.0].map(|digit| digit * power);
        let step = round.into_iter().rfind(|&step| step <= 1.45 * rough).unwrap_or(power);
        let is_whole = |scaled: f64| (scaled - scaled.round()).abs() < 1e-6;
        let decimals = (0..12).find(|&decimals| is_whole(step * 10_f64.powi(decimals))).unwrap_or(12);
        let first = (self.from / step - 1e-6).ceil();
        let last = (self.to / step + 1e-6).floor();
        let multiples =
            (0..100).map(|index| first + f64::from(index)).take_while(|&multiple| multiple <= last);
        multiples
            .map(|multiple| (multiple * step, number(multiple * step, decimals.unsigned_abs() as usize)))
            .collect()
    }

    fn powers_of_ten(&self, about: usize) -> Vec<(f64, String)> {
        let inside = |number: f64| (-1e-9..=1.0 + 1e-9).contains(&self.share(number));
        let exponents: Vec<i32> = (-300..=300).filter(|&exponent| inside(10_f64.powi(exponent))).collect();
        if exponents.len() < 2 {
            return self.digits_of_a_decade();
        }
        let every = exponents.len().div_ceil(about).max(1);
        let written = exponents.into_iter().step_by(every);
        written.map(|exponent| (10_f64.powi(exponent), power_of_ten(exponent))).collect()
    }

    /// Where hardly a power of ten is inside, its halves and doubles say more.
    fn digits_of_a_decade(&self) -> Vec<(f64, String)> {
        let power = 10_f64.powf(self.from.log10().floor());
        let digits = [1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0].map(|digit| digit * power);
        let inside = digits.into_iter().filter(|&digit| (self.from..=self.to).contains(&digit));
        inside.map(|digit| (digit, digit.to_string())).collect()
    }
}
