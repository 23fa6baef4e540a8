//! The slopes of single steps, each against a difference quotient of the line that says what the step is.

use std::collections::HashMap;

use chainrule::derivation::{
    Derivation, Error, Evaluation, Expression, Line, Moment, Reduction, Slope, Statement, Targets, Term,
    Topic,
};

/// Compares all slopes of steps, in all the iterations that there were.
pub(crate) fn check(derivation: &Derivation, evaluation: &Evaluation) -> Result<(), Error> {
    let mut formulas = Formulas::default();
    if let Some(part) = derivation.part(Topic::Function) {
        formulas.read(&part.lines);
    }
    evaluation.each_slope(|moment, slope, formula| formulas.check(moment, slope, formula))
}

/// What each step is: `u`, `x′` for what `x` becomes, `xₖ₊₁`, and `sₖ` for a term of the sum `s`.
#[derive(Default)]
struct Formulas {
    found: HashMap<String, Vec<(Expression, f64)>>,
}

impl Formulas {
    fn read(&mut self, lines: &[Line]) {
        for line in lines {
            self.read(&line.lines);
            match &line.statement {
                Statement::Become { targets, value, .. } => {
                    for (name, value) in each(targets, value) {
                        self.add(format!("{name}′"), value, 1.0);
                    }
                }
                Statement::Equal { targets, values, .. } => {
                    for (name, value) in each(targets, &values[0]) {
                        self.sum(&name, value);
                        self.add(name, value, 1.0);
                    }
                }
                _ => {}
            }
        }
    }

    fn add(&mut self, name: String, formula: &Expression, sign: f64) {
        self.found.entry(name).or_default().push((formula.clone(), sign));
    }

    /// `s = c + Σₖ Σⱼ x[k, j]`
    fn sum(&mut self, name: &str, value: &Expression) {
        let terms: Vec<(bool, &Expression)> = match value {
            Expression::Sum(terms) => terms.iter().map(|Term { minus, term, .. }| (*minus, term)).collect(),
            _ => vec![(false, value)],
        };
        for (minus, term) in terms {
            let (mut name, mut inner) = (name.to_owned(), term);
            while let Expression::Over(Reduction::Sum, _, of) = inner {
                name.extend(inner.to_string().chars().nth(1));
                inner = of;
            }
            if !std::ptr::eq(inner, term) {
                self.add(name, inner, if minus { -1.0 } else { 1.0 });
            }
        }
    }

    /// Compares a slope at a place.
    fn check(&self, moment: &Moment, slope: &Slope, formula: &Expression) -> Result<(), Error> {
        let (step, variable) = (slope.of.to_string(), &slope.by);
        let formulas = self.found.get(&step).unwrap_or_else(|| panic!("nobody says what {step} is"));
        // What is one thing or another by a branch is compared where it is one.
        let [(of, sign)] = formulas.as_slice() else { return Ok(()) };
        if let Expression::Element(array, _) = variable
            && reads(of, array) > 1
        {
            // Two of the elements may be one.
            return Ok(());
        }
        let found = moment.value(formula)?.number()?;
        let now = moment.value(variable)?.number()?;
        let at = |change: f64| {
            let mut moved = moment.clone();
            moved.set(variable, now + change)?;
            Ok::<f64, Error>(sign * moved.value(of)?.number()?)
        };
        let h = 1e-6;
        let (left, here, right) = (at(-h)?, at(0.0)?, at(h)?);
        let (below, above) = ((here - left) / h, (right - here) / h);
        let close = |a: f64, b: f64| (a - b).abs() <= 1e-3 * (1.0 + a.abs().max(b.abs()));
        // Where there is a kink, or nothing at all, nobody can tell.
        if below.is_finite() && above.is_finite() && close(below, above) {
            let middle = (right - left) / (2.0 * h);
            assert!(
                close(middle, found),
                "∂{step}/∂{variable} = {formula}: {found}, and the quotient is {middle}"
            );
        }
        Ok(())
    }
}

/// What each of several names is; nothing for elements of arrays, and for what a function gives.
fn each<'v>(targets: &Targets, value: &'v Expression) -> Vec<(String, &'v Expression)> {
    let is_name = |target: &&Expression| matches!(target, Expression::Name(_) | Expression::Indexed(..));
    match (targets, value) {
        (Targets::One(target), value) => {
            [target].into_iter().filter(is_name).map(|target| (target.to_string(), value)).collect()
        }
        (Targets::AtOnce(all), Expression::Tuple(values)) => {
            all.iter().zip(values).map(|(target, value)| (target.to_string(), value)).collect()
        }
        _ => Vec::new(),
    }
}

/// How often a formula reads an array; how long it is does not change with its elements.
fn reads(formula: &Expression, array: &Expression) -> usize {
    match formula {
        Expression::Method(_, name, _) if name == "len" => 0,
        _ if formula == array => 1,
        _ => formula.parts().into_iter().map(|part| reads(part, array)).sum(),
    }
}
