//! Lines taken apart: what is said to be equal, and what each index goes through.

use super::expression::Expression;
use super::reader::Reader;

/// What is said to be equal, in parentheses and brackets taken together.
pub(crate) fn equals(text: &str) -> Vec<&str> {
    let (mut depth, mut start, mut parts) = (0, 0, Vec::new());
    for (at, letter) in text.char_indices() {
        match letter {
            '(' | '[' => depth += 1,
            ')' | ']' => depth -= 1,
            '=' if depth == 0 && text[..at].ends_with(' ') && text[at + 1..].starts_with(' ') => {
                parts.push(&text[start..at - 1]);
                start = at + 2;
            }
            _ => {}
        }
    }
    parts.push(&text[start..]);
    parts
}

/// `sₖ = x[k] for k in 0..n, j in 0..k`: the line itself, and what each index goes through.
pub(crate) fn ranges(text: &str) -> (&str, Vec<(char, Expression)>) {
    let Some((line, mut rest)) = text.split_once(" for ") else { return (text, Vec::new()) };
    let mut ranges = Vec::new();
    loop {
        let letter = rest.chars().next().expect("an index");
        let mut reader = Reader::new(&rest[letter.len_utf8()..]);
        assert!(reader.take(" in "), "{text}");
        let range = reader.expression();
        ranges.push((letter, range));
        if reader.is_at_end() {
            return (line, ranges);
        }
        if reader.take(", backwards") {
            let (letter, range) = ranges.pop().expect("there is one");
            ranges.push((letter, turned(range)));
            return (line, ranges);
        }
        rest = reader.take_rest(", ");
    }
}

fn turned(range: Expression) -> Expression {
    Expression::Method(Box::new(range), "rev".to_owned(), Vec::new())
}
