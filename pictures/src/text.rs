//! Words and numbers on a picture.

use svg::node::element::Text;

use crate::palette;

/// Which part of a text stands at its place.
///
/// ```
/// use chainrule_pictures::{Anchor, text};
///
/// assert!(text("a word", [10.0, 20.0], Anchor::End).to_string().contains("end"));
/// ```
#[derive(Clone, Copy, Debug)]
pub enum Anchor {
    /// Its beginning.
    Start,
    /// Its middle.
    Middle,
    /// Its end.
    End,
}

/// A line of text at a place, in pixels. Its base line is there.
///
/// ```
/// use chainrule_pictures::{Anchor, text};
///
/// assert!(text("a word", [10.0, 20.0], Anchor::Start).to_string().contains("a word"));
/// ```
pub fn text(content: impl Into<String>, [x, y]: [f64; 2], anchor: Anchor) -> Text {
    let anchor = match anchor {
        Anchor::Start => "start",
        Anchor::Middle => "middle",
        Anchor::End => "end",
    };
    Text::new(content)
        .set("x", pixel(x))
        .set("y", pixel(y))
        .set("text-anchor", anchor)
        .set("fill", palette::INK)
}

/// A number as mathematics writes it: with a real minus, and never minus zero.
///
/// ```
/// use chainrule_pictures::number;
///
/// assert_eq!([number(-1.5, 1), number(-0.001, 2)], ["−1.5", "0.00"]);
/// ```
#[must_use]
pub fn number(number: f64, decimals: usize) -> String {
    let plain = format!("{number:.decimals$}");
    match plain.strip_prefix('-') {
        Some(digits) if digits.chars().all(|digit| "0.".contains(digit)) => digits.into(),
        Some(digits) => format!("−{digits}"),
        None => plain,
    }
}

/// A number with as many digits as tell it apart at a glance: four, and no more than it has.
///
/// ```
/// use chainrule_pictures::short;
///
/// assert_eq!([short(0.125), short(-1234.567), short(0.000_012_345)], ["0.125", "−1234.6", "1.234·10⁻⁵"]);
/// ```
#[must_use]
pub fn short(figure: f64) -> String {
    if figure == 0.0 || !figure.is_finite() {
        return figure.abs().to_string();
    }
    if !(1e-3..1e6).contains(&figure.abs()) {
        let scientific = format!("{figure:.3e}");
        let (digits, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
        let digits = digits.trim_end_matches('0').trim_end_matches('.').replace('-', "−");
        let power = power_of_ten(exponent.parse().unwrap_or(0));
        return if digits == "1" { power } else { format!("{digits}·{power}") };
    }
    let decimals = if figure.abs() >= 1000.0 {
        1
    } else if figure.abs() >= 1.0 {
        3
    } else {
        4
    };
    let fixed = number(figure, decimals);
    fixed.trim_end_matches('0').trim_end_matches('.').into()
}

/// A power of ten with its exponent raised: 10⁻³.
pub(crate) fn power_of_ten(exponent: i32) -> String {
    let raised = exponent.to_string();
    let raised = raised.chars().map(|digit| match digit {
        '-' => '⁻',
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        '0' | '4'..='9' => char::from_u32(0x2070 + u32::from(digit) - u32::from('0')).unwrap_or(digit),
        other => other,
    });
    format!("10{}", raised.collect::<String>())
}

/// A length to a hundredth of a pixel, for a file that stays small.
pub(crate) fn pixel(length: f64) -> String {
    let fixed = format!("{length:.2}");
    fixed.trim_end_matches('0').trim_end_matches('.').into()
}
