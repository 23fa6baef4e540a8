//! Letters and digits below and above the line.

use alloc::string::{String, ToString};

/// The letters that indices have, below the line and on it.
const LETTERS: [(char, char); 17] = [
    ('ₐ', 'a'),
    ('ₑ', 'e'),
    ('ₕ', 'h'),
    ('ᵢ', 'i'),
    ('ⱼ', 'j'),
    ('ₖ', 'k'),
    ('ₗ', 'l'),
    ('ₘ', 'm'),
    ('ₙ', 'n'),
    ('ₒ', 'o'),
    ('ₚ', 'p'),
    ('ᵣ', 'r'),
    ('ₛ', 's'),
    ('ₜ', 't'),
    ('ᵤ', 'u'),
    ('ᵥ', 'v'),
    ('ₓ', 'x'),
];

/// The letter on the line of one below it.
pub(super) fn raised(low: char) -> Option<char> {
    LETTERS.iter().find(|(known, _)| *known == low).map(|(_, letter)| *letter)
}

/// The letter below the line, or the letter itself if there is none.
pub(super) fn lowered(letter: char) -> char {
    LETTERS.iter().find(|(_, known)| *known == letter).map_or(letter, |(low, _)| *low)
}

/// The digit of one below the line.
pub(super) fn low_digit(letter: char) -> Option<u32> {
    ('₀'..='₉').contains(&letter).then(|| u32::from(letter) - u32::from('₀'))
}

/// The digit of one above the line.
pub(super) fn high_digit(letter: char) -> Option<u32> {
    match letter {
        '¹' => Some(1),
        '²' => Some(2),
        '³' => Some(3),
        '⁰' | '⁴'..='⁹' => Some(u32::from(letter) - u32::from('⁰')),
        _ => None,
    }
}

/// A number below the line, as it is part of a name.
pub(super) fn subscript(number: i64) -> String {
    let low = |letter: char| match letter.to_digit(10) {
        Some(digit) => char::from_u32(u32::from('₀') + digit).unwrap_or(letter),
        None => '₋',
    };
    number.to_string().chars().map(low).collect()
}

/// A number above the line.
pub(super) fn superscript(number: i32) -> String {
    let high = |letter: char| match letter {
        '-' => '⁻',
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        digit => {
            digit.to_digit(10).and_then(|digit| char::from_u32(u32::from('⁰') + digit)).unwrap_or(letter)
        }
    };
    number.to_string().chars().map(high).collect()
}
