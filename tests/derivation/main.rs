//! The derivations carried out: an interpreter that knows the notation and nothing else takes the text of
//! `DERIVATION` and the arguments, and must arrive at the value and at every derivative.

#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_sign_loss,
    clippy::cast_lossless,
    reason = "an index is a number as well"
)]
#![allow(clippy::assign_op_pattern, reason = "functions are written in all ways")]

mod arrays;
mod elementary;
mod expression;
mod expressions;
mod functions;
mod lines;
mod random;
mod reader;
mod recurrences;
mod slopes;
mod sums;
mod texts;
mod value;

use std::collections::HashMap;

use expression::{Function, Functions};
use lines::{Derivation, Line, Machine, close};
use value::Value;

/// What a function is, and what its text is held against.
pub(crate) struct Case<'c> {
    pub(crate) name: &'c str,
    pub(crate) text: &'c str,
    pub(crate) arguments: Vec<(&'c str, Value)>,
    /// The parameters by which it is differentiated.
    pub(crate) by: &'c [&'c str],
    pub(crate) value: Value,
    /// The gradient, or the Jacobian.
    pub(crate) slopes: Value,
}

/// The functions that those of the tests call.
pub(crate) fn helpers() -> Functions {
    let mut all = HashMap::new();
    all.insert(
        "helper".to_owned(),
        Function {
            values: Box::new(|a| vec![functions::helper(a[0].number(), a[1].number()).into()]),
            slopes: Box::new(|position, a| {
                vec![functions::helper::gradient(a[0].number(), a[1].number())[position - 1].into()]
            }),
        },
    );
    all.insert(
        "pair".to_owned(),
        Function {
            values: Box::new(|a| {
                let (s, p) = functions::pair(a[0].number(), a[1].number());
                vec![s.into(), p.into()]
            }),
            slopes: Box::new(|position, a| {
                let rows = functions::pair::jacobian(a[0].number(), a[1].number());
                rows.iter().map(|row| row[position - 1].into()).collect()
            }),
        },
    );
    all.insert(
        "norm".to_owned(),
        Function {
            values: Box::new(|a| vec![functions::norm(&a[0].flat()).into()]),
            slopes: Box::new(|_, a| vec![functions::norm::gradient(&a[0].flat()).into()]),
        },
    );
    all
}

impl Case<'_> {
    /// Carries the text out.
    pub(crate) fn check(&self) {
        let functions = helpers();
        let derivation = Derivation::read(self.text);
        if let Some(function) = derivation.part("The function, step by step") {
            self.check_steps(&derivation, function, &functions);
        } else if let Some(given) = derivation.part("The derivatives, as they are given") {
            let mut machine = self.machine(&functions);
            machine.back(given);
            self.check_slopes(&machine, &[self.name.to_owned()]);
        } else {
            self.check_lines(&derivation, &functions);
        }
    }

    fn machine<'f>(&self, functions: &'f Functions) -> Machine<'f> {
        let names = self.arguments.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
        Machine::new(functions, names)
    }

    /// How the outputs are called, one or several.
    fn outputs(&self, machine: &Machine) -> Vec<(String, Value)> {
        if let Some(value) = machine.names.get(self.name) {
            return vec![(self.name.to_owned(), value.clone())];
        }
        let numbered = (1..).map(|number| format!("{}{}", self.name, reader::subscript(number)));
        numbered.map_while(|name| Some((name.clone(), machine.names.get(&name)?.clone()))).collect()
    }

    fn compare(&self, what: &str, found: &[f64], wanted: &[f64]) {
        let is_right = found.len() == wanted.len() && found.iter().zip(wanted).all(|(a, b)| close(*a, *b));
        assert!(is_right, "{what} of {}: {found:?}, not {wanted:?}\n{}", self.name, self.text);
    }

    fn check_value(&self, machine: &Machine) {
        let found: Vec<f64> = self.outputs(machine).iter().flat_map(|(_, value)| value.flat()).collect();
        self.compare("the value", &found, &self.value.flat());
    }

    /// The slope of each step, against its formula.
    fn check_local(machine: &mut Machine, derivation: &Derivation) {
        let steps = derivation.parts.iter().find(|(title, _)| title.starts_with("The function"));
        let (_, steps) = steps.expect("there is one");
        if let Some(slopes) = derivation.part("The slope of each step") {
            machine.compare(&slopes::Formulas::of(steps), slopes);
        }
    }

    /// A function with loops or arrays.
    fn check_lines(&self, derivation: &Derivation, functions: &Functions) {
        let mut machine = self.machine(functions);
        machine.forth(derivation.part("The function").expect("there is one"));
        self.check_value(&machine);
        Self::check_local(&mut machine, derivation);
        let outputs = self.outputs(&machine);
        let back = derivation.part("Backwards").expect("there is a way back");
        let count = self.value.flat().len();
        let mut rows = Vec::new();
        for row in 0..count {
            let mut machine = self.machine(functions);
            machine.forth(derivation.part("The function").expect("there is one"));
            let mut seeds = (0..count).map(|position| if position == row { 1.0 } else { 0.0 });
            let is_given =
                derivation.parts.iter().any(|(title, _)| title.starts_with("Backwards from given"));
            if is_given {
                for (name, value) in &outputs {
                    let seed = value.refilled(&mut seeds);
                    machine.slopes.insert(format!("∂{name}"), seed);
                }
            } else {
                assert_eq!(count, 1, "of one number there is one derivation");
            }
            machine.back(back);
            for name in self.by {
                let slope = machine.slopes.get(&format!("∂{name}"));
                rows.extend(slope.unwrap_or_else(|| panic!("no ∂{name} in\n{}", self.text)).flat());
            }
        }
        self.compare("the derivatives", &rows, &self.slopes.flat());
    }

    /// A function that is a list of steps.
    fn check_steps(&self, derivation: &Derivation, function: &[Line], functions: &Functions) {
        let mut machine = self.machine(functions);
        machine.forth(function);
        self.check_value(&machine);
        Self::check_local(&mut machine, derivation);
        machine.back(derivation.part("The slope of each step").unwrap_or_default());
        for (title, lines) in &derivation.parts {
            if title.starts_with("Backwards") || title == "Collected" {
                machine.back(lines);
            }
        }
        let outputs: Vec<String> = self.outputs(&machine).into_iter().map(|(name, _)| name).collect();
        self.check_slopes(&machine, &outputs);
    }

    /// `∂f/∂x` of every output by every parameter.
    fn check_slopes(&self, machine: &Machine, outputs: &[String]) {
        let mut rows = Vec::new();
        for output in outputs {
            for name in self.by {
                let slope = format!("∂{output}/∂{name}");
                rows.extend(machine.slopes.get(&slope).unwrap_or_else(|| panic!("no {slope}")).flat());
            }
        }
        self.compare("the derivatives", &rows, &self.slopes.flat());
    }
}
