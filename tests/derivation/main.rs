//! The derivations carried out: [`Evaluation`] knows the notation and nothing else, takes the text of `DERIVATION` and the arguments, and
//! must arrive at the value and at every derivative; the slopes of single steps are those of their formulas by differences.

#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_lossless,
    reason = "an index is a number as well"
)]
#![allow(clippy::assign_op_pattern, reason = "functions are written in all ways")]

mod arrays;
mod expressions;
mod functions;
mod latex;
mod random;
mod recurrences;
mod slopes;
mod sums;
mod untrue;

use chainrule::derivation::{Derivation, Evaluation, Topic, Value};

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

/// How to call the functions that those of the tests call.
fn with_helpers(evaluation: Evaluation<'_>) -> Evaluation<'_> {
    let two = |a: &[Value]| [a[0].number().unwrap(), a[1].number().unwrap()];
    evaluation
        .function(
            "helper",
            move |a| {
                let [x, y] = two(a);
                vec![functions::helper(x, y).into()]
            },
            move |position, a| {
                let [x, y] = two(a);
                vec![functions::helper::gradient(x, y)[position - 1].into()]
            },
        )
        .function(
            "pair",
            move |a| {
                let [x, y] = two(a);
                let (s, p) = functions::pair(x, y);
                vec![s.into(), p.into()]
            },
            move |position, a| {
                let [x, y] = two(a);
                functions::pair::jacobian(x, y).iter().map(|row| row[position - 1].into()).collect()
            },
        )
        .function(
            "norm",
            |a| vec![functions::norm(&a[0].flat()).into()],
            |_, a| vec![functions::norm::gradient(&a[0].flat()).into()],
        )
}

impl Case<'_> {
    /// Carries the text out.
    pub(crate) fn check(&self) {
        let derivation = Derivation::read(self.text).unwrap_or_else(|error| panic!("{error}\n{}", self.text));
        assert_eq!(derivation.to_string(), self.text);
        let forth = self.forth(&derivation);
        slopes::check(&derivation, &forth).unwrap_or_else(|error| panic!("{error}\n{}", self.text));
        let outputs: Vec<(String, Value)> =
            forth.outputs().into_iter().map(|(name, value)| (name, value.clone())).collect();
        if derivation.part(Topic::Given).is_none() {
            let found: Vec<f64> = outputs.iter().flat_map(|(_, value)| value.flat()).collect();
            self.compare("the value", &found, &self.value.flat());
        }
        if self.text.contains("\nBackwards from") && !self.text.contains("step by step") {
            self.check_lines(&derivation, &outputs);
        } else {
            let names = if outputs.is_empty() { vec![self.name.to_owned()] } else { names(&outputs) };
            self.check_steps(forth, &names);
        }
        self.check_graph(&derivation, &outputs);
    }

    /// What depends on what: where all steps are of numbers, its slopes in the parameters are those of the derivation, or it is an error.
    fn check_graph(&self, derivation: &Derivation, outputs: &[(String, Value)]) {
        for (name, value) in outputs.iter().filter(|(_, value)| matches!(value, Value::Number(_))) {
            match self.with_arguments(derivation).graph(name) {
                Ok(graph) => {
                    assert_eq!(
                        graph.nodes.last().map(|node| node.value),
                        value.number().ok(),
                        "{}",
                        self.text
                    );
                }
                // A call that is given an array has slopes in all of its elements.
                Err(error) => assert_eq!(self.name, "handed_to_a_norm", "{error}\n{}", self.text),
            }
        }
    }

    /// The function, worked out.
    fn forth<'d>(&self, derivation: &'d Derivation) -> Evaluation<'d> {
        let mut evaluation = self.with_arguments(derivation);
        evaluation.forward().unwrap_or_else(|error| panic!("{error}\n{}", self.text));
        evaluation
    }

    fn with_arguments<'d>(&self, derivation: &'d Derivation) -> Evaluation<'d> {
        let arguments = self.arguments.iter();
        arguments.fold(with_helpers(Evaluation::new(derivation)), |evaluation, (name, value)| {
            evaluation.argument(name, value.clone())
        })
    }

    fn back(&self, evaluation: &mut Evaluation) {
        evaluation.backward().unwrap_or_else(|error| panic!("{error}\n{}", self.text));
    }

    fn compare(&self, what: &str, found: &[f64], wanted: &[f64]) {
        let is_right = found.len() == wanted.len() && found.iter().zip(wanted).all(|(a, b)| close(*a, *b));
        assert!(is_right, "{what} of {}: {found:?}, not {wanted:?}\n{}", self.name, self.text);
    }

    /// A function with loops or arrays: the way back, for each of its numbers.
    fn check_lines(&self, derivation: &Derivation, outputs: &[(String, Value)]) {
        let count = self.value.flat().len();
        let is_given = self.text.contains("\nBackwards from given");
        assert!(is_given || count == 1, "of one number there is one derivation");
        let mut rows = Vec::new();
        for row in 0..count {
            let mut evaluation = self.forth(derivation);
            let mut seeds = (0..count).map(|position| if position == row { 1.0 } else { 0.0 });
            for (name, value) in outputs.iter().filter(|_| is_given) {
                evaluation.given(name, refilled(value, &mut seeds));
            }
            self.back(&mut evaluation);
            for name in self.by {
                rows.extend(self.slope(&evaluation, &format!("∂{name}")));
            }
        }
        self.compare("the derivatives", &rows, &self.slopes.flat());
    }

    /// A function that is a list of steps: `∂f/∂x` of every value by every parameter.
    fn check_steps(&self, mut evaluation: Evaluation, outputs: &[String]) {
        self.back(&mut evaluation);
        let mut rows = Vec::new();
        for output in outputs {
            for name in self.by {
                rows.extend(self.slope(&evaluation, &format!("∂{output}/∂{name}")));
            }
        }
        self.compare("the derivatives", &rows, &self.slopes.flat());
    }

    fn slope(&self, evaluation: &Evaluation, name: &str) -> Vec<f64> {
        let slope = evaluation.value(name).unwrap_or_else(|| panic!("no {name} in\n{}", self.text));
        slope.flat()
    }
}

fn names(outputs: &[(String, Value)]) -> Vec<String> {
    outputs.iter().map(|(name, _)| name.clone()).collect()
}

/// A shape with other numbers.
fn refilled(shape: &Value, numbers: &mut impl Iterator<Item = f64>) -> Value {
    match shape {
        Value::List(elements) => {
            Value::List(elements.iter().map(|element| refilled(element, numbers)).collect())
        }
        _ => numbers.next().expect("there are as many numbers").into(),
    }
}

fn close(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-8 * (1.0 + a.abs().max(b.abs())) || a.is_nan() && b.is_nan() || a == b
}
