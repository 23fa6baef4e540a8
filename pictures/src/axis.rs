//! An axis: numbers go in, shares of its length come out; and which numbers to write along it.

use crate::text::{number, power_of_ten};

/// A range of numbers with a name, in proportion or by powers of ten.
///
/// ```
/// use chainrule_pictures::{Axis, Chart};
///
/// let chart = Chart::new("Powers", Axis::linear("x", 0.0, 4.0), Axis::logarithmic("2^x", 1.0, 16.0));
/// ```
#[derive(Clone)]
pub struct Axis {
    pub(crate) name: String,
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
    ///
    /// ```
    /// let axis = chainrule_pictures::Axis::linear("iteration", 0.0, 100.0);
    /// ```
    #[must_use]
    pub fn linear(name: &str, from: f64, to: f64) -> Self {
        Self { name: name.into(), from, to, scale: Scale::Linear }
    }

    /// Equal ways for equal ratios; both ends are positive.
    ///
    /// ```
    /// let axis = chainrule_pictures::Axis::logarithmic("loss", 1e-6, 1.0);
    /// ```
    #[must_use]
    pub fn logarithmic(name: &str, from: f64, to: f64) -> Self {
        Self { name: name.into(), from, to, scale: Scale::Logarithmic }
    }

    /// In proportion, and a little further than the numbers reach that are finite.
    ///
    /// ```
    /// let axis = chainrule_pictures::Axis::around("x", [3.0, 2.4, 0.1]);
    /// assert!(axis.ends()[0] < 0.1 && axis.ends()[1] > 3.0);
    /// ```
    #[must_use]
    pub fn around(name: &str, numbers: impl IntoIterator<Item = f64>) -> Self {
        let [low, high] = extremes(numbers).unwrap_or([-1.0, 1.0]);
        let margin = if low < high { 0.12 * (high - low) } else { 1.0 };
        Self::linear(name, low - margin, high + margin)
    }

    /// By powers of ten, from the last below the numbers to the first above them; those that are not positive have no place.
    ///
    /// ```
    /// let axis = chainrule_pictures::Axis::powers("loss", [0.2, 0.03]);
    /// assert_eq!(axis.ends(), [0.01, 1.0]);
    /// ```
    #[must_use]
    pub fn powers(name: &str, numbers: impl IntoIterator<Item = f64>) -> Self {
        let positive = numbers.into_iter().filter(|number| *number > 0.0);
        let [low, high] = extremes(positive).unwrap_or([0.1, 1.0]).map(f64::log10);
        let (low, high) = (low.floor(), high.ceil());
        let high = if low < high { high } else { low + 1.0 };
        Self::logarithmic(name, 10_f64.powf(low), 10_f64.powf(high))
    }

    /// The numbers at both ends.
    ///
    /// ```
    /// assert_eq!(chainrule_pictures::Axis::linear("x", -1.0, 2.0).ends(), [-1.0, 2.0]);
    /// ```
    #[must_use]
    pub fn ends(&self) -> [f64; 2] {
        [self.from, self.to]
    }

    /// From 0 to 1, with nothing written along it.
    ///
    /// ```
    /// assert_eq!(chainrule_pictures::Axis::bare().ends(), [0.0, 1.0]);
    /// ```
    #[must_use]
    pub fn bare() -> Self {
        Self { name: String::new(), from: 0.0, to: 1.0, scale: Scale::Bare }
    }

    /// How far along the axis a number stands: from 0 to 1, or beyond the ends.
    pub(crate) fn share(&self, number: f64) -> f64 {
        match self.scale {
            Scale::Linear | Scale::Bare => (number - self.from) / (self.to - self.from),
            Scale::Logarithmic => (number / self.from).log10() / (self.to / self.from).log10(),
        }
    }

    /// The number that stands at a share of the axis.
    pub(crate) fn number(&self, share: f64) -> f64 {
        match self.scale {
            Scale::Linear | Scale::Bare => self.from + share * (self.to - self.from),
            Scale::Logarithmic => self.from * (self.to / self.from).powf(share),
        }
    }

    /// About so many numbers to write along the axis, and how each is written.
    pub(crate) fn ticks(&self, about: usize) -> Vec<(f64, String)> {
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

/// The least and the largest of the numbers that are finite.
fn extremes(numbers: impl IntoIterator<Item = f64>) -> Option<[f64; 2]> {
    let finite = numbers.into_iter().filter(|number| number.is_finite());
    finite.fold(None, |found, number| {
        let [low, high] = found.unwrap_or([number; 2]);
        Some([f64::min(low, number), f64::max(high, number)])
    })
}
