//! The slopes of single steps, each against a difference quotient of the line that says what the step is.

use std::collections::HashMap;

use super::expression::Expression;
use super::lines::{Line, Machine};
use super::reader::Reader;
use super::texts::{equals, ranges};
use super::value::Value;

/// What each step is: `u`, `x′` for what `x` becomes, `xₖ₊₁`, and `sₖ` for a term of the sum `s`.
pub(crate) struct Formulas {
    found: HashMap<String, Vec<(Expression, f64)>>,
}

const LOW: &str = "ₖⱼᵢₗₘₙₚᵣₛₜᵤᵥ";

impl Formulas {
    pub(crate) fn of(lines: &[Line]) -> Formulas {
        let mut formulas = Formulas { found: HashMap::new() };
        formulas.read(lines);
        formulas
    }

    fn read(&mut self, lines: &[Line]) {
        for line in lines {
            self.read(&line.inner);
            if !line.inner.is_empty() {
                continue;
            }
            let (text, _) = ranges(&line.text);
            if let Some((names, values)) = text.split_once(" ← ") {
                for (name, value) in at_once(names, values) {
                    self.add(format!("{name}′"), value, 1.0);
                }
            } else if let [names, values, ..] = *equals(text).as_slice()
                && !names.contains('[')
                && !names[1..].contains('(')
            {
                self.sum(names, values);
                for (name, value) in at_once(names, values) {
                    self.add(name, value, 1.0);
                }
            }
        }
    }

    fn add(&mut self, name: String, formula: Expression, sign: f64) {
        self.found.entry(name).or_default().push((formula, sign));
    }

    /// `s = c + Σₖ Σⱼ x[k, j]`
    fn sum(&mut self, name: &str, value: &str) {
        let Some((before, mut rest)) = value.split_once('Σ') else { return };
        let mut name = name.to_owned();
        let sign = if before.ends_with("− ") || before.ends_with('−') { -1.0 } else { 1.0 };
        loop {
            let Some(low) = rest.chars().next().filter(|low| LOW.contains(*low)) else { return };
            name.push(low);
            rest = rest[low.len_utf8()..].trim_start();
            match rest.strip_prefix('Σ') {
                Some(inner) => rest = inner,
                None => break,
            }
        }
        let mut reader = Reader::new(rest);
        let term = reader.expression();
        if reader.is_at_end() {
            self.add(name, term, sign);
        }
    }

    /// Compares a line of slopes; how many slopes could be compared.
    pub(crate) fn check(&self, machine: &Machine, text: &str) -> usize {
        let (text, ranges) = ranges(text);
        let [target, value] = *equals(text).as_slice() else { panic!("{text} says two things") };
        let (step, variable) =
            target.strip_prefix('∂').and_then(|rest| rest.split_once("/∂")).expect("a slope");
        let variable = variable.split(" at fixed ").next().expect("there is a first part");
        let formulas = self.found.get(step).unwrap_or_else(|| panic!("nobody says what {step} is"));
        // What is one thing or another by a branch is compared where it is one.
        let [(formula, sign)] = formulas.as_slice() else { return 0 };
        if variable.contains('[') && formula.reads(variable.split('[').next().unwrap_or_default()) > 1 {
            // Two of the elements may be one.
            return 0;
        }
        let (value, variable) = (Reader::whole(value), Reader::whole(variable));
        let mut count = 0;
        machine.for_all(&ranges, &mut Vec::new(), &mut |indices| {
            let slope = machine.value(&value, &ranges, indices).number();
            let at = |change: f64| {
                let mut moved = machine.copy();
                let now = moved.value(&variable, &ranges, indices).number();
                moved.store(&variable, Value::Number(now + change), false, indices);
                let found = moved.value(formula, &ranges, indices);
                let scale = if now.abs() > 1.0 { now.abs() } else { 1.0 };
                assert!(change.abs() < scale, "a small change");
                sign * found.number()
            };
            let h = 1e-6;
            let (left, here, right) = (at(-h), at(0.0), at(h));
            let (below, above) = ((here - left) / h, (right - here) / h);
            let close = |a: f64, b: f64| (a - b).abs() <= 1e-3 * (1.0 + a.abs().max(b.abs()));
            // Where there is a kink, or nothing at all, nobody can tell.
            if below.is_finite() && above.is_finite() && close(below, above) {
                let middle = (right - left) / (2.0 * h);
                assert!(close(middle, slope), "{text} at {indices:?}: {slope}, and the quotient is {middle}");
                count += 1;
            }
        });
        count
    }
}

/// What each of several names is.
fn at_once(names: &str, values: &str) -> Vec<(String, Expression)> {
    let Some(inner) = names.strip_prefix('(').and_then(|names| names.strip_suffix(')')) else {
        if names.contains(", ") {
            return Vec::new();
        }
        return vec![(names.to_owned(), Reader::whole(values))];
    };
    let names: Vec<&str> = inner.split(", ").collect();
    let mut reader = Reader::new(values);
    assert!(reader.take("("), "{values}");
    let mut all = Vec::new();
    for (number, name) in names.iter().enumerate() {
        all.push(((*name).to_owned(), reader.expression()));
        assert!(reader.take(if number + 1 < names.len() { ", " } else { ")" }), "{values}");
    }
    all
}
