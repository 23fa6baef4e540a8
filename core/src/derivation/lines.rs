//! Reads lines: the text of a derivation goes in, its parts and statements come out.

use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::reader::{Missing, Reader};
use super::statement::{Head, Over, Targets};
use super::{Derivation, Error, Expression, Line, Part, Statement};

/// So deep may lines stand within each other.
const DEEPEST: usize = 40;

/// Reads the whole.
pub(super) fn read(text: &str) -> Result<Derivation, Error> {
    let mut lines = text.lines().enumerate().map(|(number, line)| (number + 1, line));
    let (function, parameters) =
        lines.next().and_then(|(_, line)| signature(line)).ok_or(Error::NoFunction)?;
    let mut parts: Vec<Part> = Vec::new();
    for (number, line) in lines.filter(|(_, line)| !line.is_empty()) {
        let text = line.trim_start_matches(' ');
        let depth = (line.len() - text.len()) / 2;
        if depth == 0 {
            parts.push(Part { title: line.into(), lines: Vec::new() });
            continue;
        }
        let out_of_place = Error::OutOfPlace { line: number };
        let Some(part) = parts.last_mut().filter(|_| depth <= DEEPEST) else { return Err(out_of_place) };
        let mut within = &mut part.lines;
        for _ in 1..depth {
            let Some(around) = within.last_mut() else { return Err(out_of_place) };
            within = &mut around.lines;
        }
        let statement = if part.title == "Where it holds" { proviso(text) } else { statement(text) };
        let statement = statement.map_err(|missing| missing.within(text, number))?;
        within.push(Line { statement, lines: Vec::new() });
    }
    Ok(Derivation { function, parameters, parts })
}

/// `f(x, y)`
fn signature(line: &str) -> Option<(String, Vec<String>)> {
    let (name, parameters) = line.strip_suffix(')')?.split_once('(')?;
    let parameters = parameters.split(", ").filter(|name| !name.is_empty()).map(String::from);
    (!name.is_empty()).then(|| (name.into(), parameters.collect()))
}

fn proviso(text: &str) -> Result<Statement, Missing> {
    let (of, words) =
        text.split_once(": ").ok_or_else(|| Missing { wanted: "a colon", rest: text.to_string() })?;
    Ok(Statement::Proviso { of: expression(of)?, words: words.into() })
}

fn statement(text: &str) -> Result<Statement, Missing> {
    if text.starts_with('…') {
        return Ok(Statement::LeftOut(text.into()));
    }
    if text == "else" {
        return Ok(Statement::Else);
    }
    if let Some(condition) = text.strip_prefix("if ") {
        return Ok(Statement::If(expression(condition)?));
    }
    if let Some(condition) = text.strip_prefix("leave if ") {
        return Ok(Statement::LeaveIf(expression(condition)?));
    }
    if let Some(head) = text.strip_prefix("for ") {
        return Ok(Statement::For(self::head(head)?));
    }
    if let Some(to) = text.strip_prefix("append a row to ") {
        return Ok(Statement::AppendRow(expression(to)?));
    }
    if let Some((value, to)) = text.strip_prefix("append ").and_then(|rest| rest.rsplit_once(" to ")) {
        return Ok(Statement::Append { value: expression(value)?, to: expression(to)? });
    }
    if let Some(element) = text.strip_prefix("remove ") {
        return Ok(Statement::Remove(expression(element)?));
    }
    let (text, over) = over(text)?;
    let find = |sign| apart(text, sign);
    if let [target, value] = *find(" ← ") {
        return Ok(Statement::Become { targets: targets(target)?, value: expression(value)?, over });
    }
    for (sign, minus) in [(" += ", false), (" −= ", true)] {
        if let [target, value] = *find(sign) {
            return Ok(Statement::Change {
                target: expression(target)?,
                minus,
                by: expression(value)?,
                over,
            });
        }
    }
    match *find(" = ") {
        [target, ref values @ ..] if !values.is_empty() => Ok(Statement::Equal {
            targets: targets(target)?,
            values: values.iter().map(|value| expression(value)).collect::<Result<_, _>>()?,
            over,
        }),
        _ => Err(Missing { wanted: "what something is, or becomes,", rest: text.into() }),
    }
}

/// An expression; what only Rust has a sign for stays as it is.
fn expression(text: &str) -> Result<Expression, Missing> {
    const RUST: [&str; 15] =
        ["{", "&", "::", "!", "\"", "'", "?", "=>", " as ", "*", "<<", ">>", " ^ ", " | ", "[..]"];
    Reader::whole(text).or_else(|missing| {
        let is_rust = RUST.iter().any(|sign| text.contains(sign)) || text.matches('|').count() > 1;
        if is_rust { Ok(Expression::Rust(text.into())) } else { Err(missing) }
    })
}

fn targets(text: &str) -> Result<Targets, Missing> {
    if let Some(inner) = text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
        return Ok(Targets::AtOnce(
            apart(inner, ", ").into_iter().map(expression).collect::<Result<_, _>>()?,
        ));
    }
    Ok(match *apart(text, ", ") {
        [only] => Targets::One(expression(only)?),
        ref all => Targets::Results(all.iter().map(|target| expression(target)).collect::<Result<_, _>>()?),
    })
}

/// What a sign separates, outside of parentheses.
fn apart<'t>(text: &'t str, sign: &str) -> alloc::boxed::Box<[&'t str]> {
    let (mut depth, mut start, mut parts) = (0_usize, 0, Vec::new());
    for (at, letter) in text.char_indices() {
        match letter {
            '(' | '[' | '{' | '⟨' => depth += 1,
            ')' | ']' | '}' | '⟩' => depth = depth.saturating_sub(1),
            _ if depth == 0 && at >= start && text[at..].starts_with(sign) => {
                parts.push(&text[start..at]);
                start = at + sign.len();
            }
            _ => {}
        }
    }
    parts.push(&text[start..]);
    parts.into()
}

/// `… for k in 0..n, j in 0..k, backwards`: the line itself, and what each index goes through.
fn over(text: &str) -> Result<(&str, Over), Missing> {
    let mut over = Over::default();
    let Some((line, rest)) = text.split_once(" for ") else { return Ok((text, over)) };
    let rest = match rest.strip_suffix(", backwards") {
        Some(rest) => {
            over.backwards = true;
            rest
        }
        None => rest,
    };
    for index in &*apart(rest, ", ") {
        let (letter, range) = index
            .split_once(" in ")
            .and_then(|(letter, range)| Some((letter.parse().ok()?, range)))
            .ok_or_else(|| Missing { wanted: "an index and what it goes through", rest: (*index).into() })?;
        over.indices.push((letter, expression(range)?));
    }
    Ok((line, over))
}

/// `k in 0..n`, `(a, b) in pairs`, `step in 0.. while x > 0`, each perhaps backwards.
fn head(text: &str) -> Result<Head, Missing> {
    let (text, backwards) = text.strip_suffix(", backwards").map_or((text, false), |text| (text, true));
    let (text, condition) = match text.split_once(" while ") {
        Some((text, condition)) => (text, Some(expression(condition)?)),
        None => (text, None),
    };
    let (pattern, range) = text
        .split_once(" in ")
        .ok_or_else(|| Missing { wanted: "what a loop goes through", rest: text.into() })?;
    let (range, again) = range.split_at(range.find(", again").unwrap_or(range.len()));
    Ok(Head { pattern: pattern.into(), range: expression(range)?, again: again.into(), condition, backwards })
}
