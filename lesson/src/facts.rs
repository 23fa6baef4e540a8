//! The figures of a chapter by name, for the placeholders of its texts.

use std::collections::BTreeMap;

/// Names and what stands for each.
#[derive(Default)]
pub(crate) struct Facts(BTreeMap<&'static str, String>);

impl Facts {
    /// With one more.
    pub(crate) fn with(mut self, name: &'static str, figure: impl Into<String>) -> Self {
        self.0.insert(name, figure.into());
        self
    }

    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }

    pub(crate) fn names(&self) -> impl Iterator<Item = &'static str> {
        self.0.keys().copied()
    }
}

/// A number to so many decimals, with a real minus, and never minus zero.
pub(crate) fn fixed(number: f64, decimals: usize) -> String {
    let plain = format!("{number:.decimals$}");
    match plain.strip_prefix('-') {
        Some(digits) if digits.chars().all(|digit| "0.".contains(digit)) => digits.into(),
        Some(digits) => format!("−{digits}"),
        None => plain,
    }
}

/// A number to at most four decimals, without zeros behind it.
pub(crate) fn shortest(number: f64) -> String {
    let text = fixed(number, 4);
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').into() } else { text }
}

/// A number of one digit times a power of ten: 5·10⁻⁵³.
pub(crate) fn scientific(number: f64, decimals: usize) -> String {
    let text = format!("{number:.decimals$e}");
    let Some((digits, exponent)) = text.split_once('e') else { return text };
    let raised: String = exponent.chars().map(raise).collect();
    format!("{}·10{raised}", digits.replace('-', "−"))
}

fn raise(digit: char) -> char {
    match digit {
        '-' => '⁻',
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        digit => char::from_u32(0x2070 + u32::from(digit) - u32::from('0')).unwrap_or(digit),
    }
}

/// A count with its thousands set apart.
pub(crate) fn thousands(count: usize) -> String {
    if count < 1000 { count.to_string() } else { format!("{},{:03}", thousands(count / 1000), count % 1000) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_mathematics_does() {
        assert_eq!(fixed(-1.5, 1), "−1.5");
        assert_eq!(fixed(-0.001, 2), "0.00");
        assert_eq!(shortest(-0.0026), "−0.0026");
        assert_eq!(shortest(1300.0), "1300");
        assert_eq!(scientific(5.15e-53, 0), "5·10⁻⁵³");
        assert_eq!(scientific(-1.76e12, 2), "−1.76·10¹²");
        assert_eq!(thousands(71_289), "71,289");
        assert_eq!(thousands(1_000_004), "1,000,004");
    }
}
