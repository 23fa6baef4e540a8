//! Words and numbers on a picture.

use svg::node::element::Text;

use super::palette;

/// Which part of a text stands at its place.
#[derive(Clone, Copy)]
pub(crate) enum Anchor {
    Start,
    Middle,
    End,
}

/// A line of text at a place, in pixels. Its base line is there.
pub(crate) fn text(content: impl Into<String>, [x, y]: [f64; 2], anchor: Anchor) -> Text {
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
pub(crate) fn number(number: f64, decimals: usize) -> String {
    let plain = format!("{number:.decimals$}");
    match plain.strip_prefix('-') {
        Some(digits) if digits.chars().all(|digit| "0.".contains(digit)) => digits.into(),
        Some(digits) => format!("−{digits}"),
        None => plain,
    }
}

/// A power of ten with its exponent raised: 10⁻³.
pub(super) fn power_of_ten(exponent: i32) -> String {
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
pub(super) fn pixel(length: f64) -> String {
    let fixed = format!("{length:.2}");
    fixed.trim_end_matches('0').trim_end_matches('.').into()
}
