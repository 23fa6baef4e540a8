//! The points of a program: the calls there, and what they give by the oracle.

use crate::code::{Leave, Number, Outcome, State, Value};
use crate::function::{Declared, Parameter};
use crate::number::{Dual, Real};
use crate::program::{Figure, Function, Returns};
use crate::scope::Form;
use crate::types::Type;
use crate::writer::Writer;

/// Larger numbers are not compared: rounding grows with them.
const LARGEST: f64 = 1e5;

/// What stands where a result is written to.
const STALE: [f64; 2] = [0.5, -1.25];

/// An argument of the function: its numbers, or what does not vary.
enum Argument {
    Numbers(Vec<f64>),
    Constant(Value, String),
}

impl Function {
    /// The calls at a point, as a text, and what they give.
    pub(crate) fn at(&self, chance: &mut Writer, point: usize) -> Outcome<(String, Vec<Figure>)> {
        let arguments: Vec<Argument> =
            self.parameters.iter().map(|parameter| argument(chance, parameter.declared)).collect();
        let sizes = self.parameters.iter().filter(|p| p.differentiated).map(|p| p.declared.size());
        let inputs: usize = sizes.sum();
        let direction: Vec<f64> = (0..inputs).map(|_| chance.below(9) as f64 / 4.0 - 1.0).collect();

        let mut columns = Vec::new();
        let (mut values, mut product) = (Vec::new(), Vec::new());
        for i in 0..inputs {
            let result = self.result(&arguments, |k| f64::from(u8::from(k == i)), |k| direction[k])?;
            values = result.iter().map(|number| number.primal()).collect();
            columns.push(result.iter().map(|number| number.tangent.primal()).collect::<Vec<f64>>());
            product.push(result.iter().map(|number| number.tangent.tangent.primal()).collect::<Vec<f64>>());
        }
        let cotangent: Vec<f64> = (0..values.len()).map(|_| chance.below(9) as f64 / 4.0 - 1.0).collect();

        let mut calls = Calls { function: self, text: String::new(), figures: vec![], point };
        let texts: Vec<String> = self
            .parameters
            .iter()
            .zip(&arguments)
            .map(|(parameter, argument)| match argument {
                Argument::Numbers(numbers) => parameter.declared.argument(numbers),
                Argument::Constant(_, text) => text.clone(),
            })
            .collect();
        let mut texts = texts.join(", ");
        let count = values.len();
        if let Returns::Written(of) = self.returns {
            let stale = of.literal(&mut STALE.into_iter(), false);
            calls.add_written(&format!("{texts}, &mut out"), &stale, &values);
            texts.push_str(&format!(", &{stale}"));
        } else {
            calls.add("f", &texts, count, &values);
        }
        let rows: Vec<f64> =
            (0..count).flat_map(|row| columns.iter().map(move |column| column[row])).collect();
        let with_values = |numbers: &[f64]| [values.as_slice(), numbers].concat();
        let several =
            if matches!(self.returns, Returns::Number | Returns::Option) { "gradient" } else { "jacobian" };
        // What returns rows or structs has no Jacobian.
        let has_no_jacobian = matches!(
            self.returns,
            Returns::Rows | Returns::Parts(_) | Returns::Matrix(_) | Returns::Written(Type::Struct(_))
        );
        if !has_no_jacobian {
            calls.add(&format!("f::{several}"), &texts, 0, &rows);
            calls.add(&format!("f::value_and_{several}"), &texts, count, &with_values(&rows));
        }
        let change: Vec<f64> = (0..count)
            .map(|row| columns.iter().zip(&direction).map(|(column, along)| column[row] * along).sum())
            .collect();
        let along = self.owned(&direction);
        calls.add("f::jvp", &format!("{texts}, {along}"), count, &with_values(&change));
        if let (true, Some(first)) = (self.lanes, columns.first()) {
            let unit: Vec<f64> = (0..inputs).map(|k| f64::from(u8::from(k == 0))).collect();
            let directions = format!("{texts}, [{along}, {}]", self.owned(&unit));
            let changes = [change.as_slice(), first].concat();
            calls.add("f::jvp_many", &directions, count, &with_values(&changes));
        }
        let pulled: Vec<f64> = columns
            .iter()
            .map(|column| column.iter().zip(&cotangent).map(|(slope, back)| slope * back).sum())
            .collect();
        // Where there is no value, there is no derivative.
        let pulled = if values.is_empty() { vec![] } else { pulled };
        let back = self.cotangent(&cotangent);
        calls.add("f::vjp", &format!("{texts}, {back}"), count, &with_values(&pulled));
        if self.has_slice() && self.returns == Returns::Number {
            calls.add_into("f::gradient_into", &texts, None, &rows);
        }
        if self.second_order {
            let product: Vec<f64> = product.concat();
            calls.add("f::hvp", &format!("{texts}, {along}"), 0, &product);
            if self.has_slice() {
                calls.add_into("f::hvp_into", &texts, Some(&direction), &product);
            }
            if self.has_hessian() {
                let mut hessian = Vec::new();
                for i in 0..inputs {
                    for j in 0..inputs {
                        let unit = |of: usize| move |k: usize| f64::from(u8::from(k == of));
                        let result = self.result(&arguments, unit(i), unit(j))?;
                        hessian.push(result[0].tangent.tangent.primal());
                    }
                }
                calls.add("f::hessian", &texts, 0, &hessian);
            }
        }
        let numbers = || calls.figures.iter().flat_map(|figure| &figure.numbers);
        if numbers().any(|number| !number.is_finite() || number.abs() > LARGEST) {
            return Err(Leave::Unsuitable);
        }
        Ok((calls.text, calls.figures))
    }

    fn differentiated(&self) -> impl Iterator<Item = &Parameter> {
        self.parameters.iter().filter(|parameter| parameter.differentiated)
    }

    fn has_slice(&self) -> bool {
        let is_whole = |declared| matches!(declared, Declared::Parts(..) | Declared::Matrix(..));
        if self.differentiated().any(|parameter| is_whole(parameter.declared)) {
            return false;
        }
        self.differentiated().any(|parameter| {
            matches!(parameter.declared, Declared::Array { shape, .. } if shape.form == Form::Slice)
        })
    }

    fn has_hessian(&self) -> bool {
        let kinds: Vec<Declared> = self.differentiated().map(|parameter| parameter.declared).collect();
        let only_array = |declared: &Declared| match declared {
            Declared::Array { shape, .. } => shape.columns.is_none(),
            Declared::VectorReference(_) => true,
            _ => false,
        };
        kinds.iter().all(|declared| *declared == Declared::Number)
            || matches!(kinds.as_slice(), [only] if only_array(only))
    }

    /// The numbers that the function gives, where its parameters vary along two directions.
    fn result(
        &self,
        arguments: &[Argument],
        first: impl Fn(usize) -> f64,
        second: impl Fn(usize) -> f64,
    ) -> Outcome<Vec<Number>> {
        let mut next = 0;
        let mut variables = Vec::new();
        for (parameter, argument) in self.parameters.iter().zip(arguments) {
            variables.push(match argument {
                Argument::Constant(value, _) => value.clone(),
                Argument::Numbers(numbers) => {
                    let mut number = |value: f64| {
                        let mut number = Number::of(value);
                        if parameter.differentiated {
                            number.tangent = Dual::of(first(next));
                            number.value.tangent = Dual::of(second(next));
                            next += 1;
                        }
                        number
                    };
                    let numbers: Vec<Number> = numbers.iter().map(|&value| number(value)).collect();
                    parameter.declared.value(&numbers)
                }
            });
        }
        if let Returns::Written(of) = self.returns {
            variables.push(of.value(&mut STALE.into_iter().map(Number::of)));
        }
        let (body, functions) = (&self.bodies[self.bodies.len() - 1], &self.bodies);
        let mut state = State { variables, functions, patience: 3_000 };
        match body(&mut state) {
            Ok(value) | Err(Leave::Return(value)) => Ok(value.numbers()),
            Err(other) => Err(other),
        }
    }

    /// Numbers in the shape of the gradient.
    fn owned(&self, numbers: &[f64]) -> String {
        let mut rest = numbers;
        let mut parts = Vec::new();
        for parameter in self.differentiated() {
            let (numbers, after) = rest.split_at(parameter.declared.size());
            parts.push(parameter.declared.owned(numbers));
            rest = after;
        }
        match parts.as_slice() {
            [only] => only.clone(),
            _ if self.differentiated().all(|p| p.declared == Declared::Number) => {
                format!("[{}]", parts.join(", "))
            }
            _ => format!("({})", parts.join(", ")),
        }
    }

    /// Numbers in the shape of the result.
    fn cotangent(&self, numbers: &[f64]) -> String {
        let list: Vec<String> = numbers.iter().map(|number| format!("{number:?}")).collect();
        match self.returns {
            Returns::Number => list[0].clone(),
            // Where there is no value, whatever is pulled back gives none.
            Returns::Option => list.first().cloned().unwrap_or("1.0".to_owned()),
            Returns::Matrix(of) => of.literal(numbers),
            Returns::Pair => format!("({})", list.join(", ")),
            Returns::Fixed => format!("[{}]", list.join(", ")),
            Returns::Vector => format!("vec![{}]", list.join(", ")),
            // Of a slice, as many as were written.
            Returns::Written(Type::Array(_)) => format!("vec![{}]", list.join(", ")),
            Returns::Parts(of) | Returns::Written(of) => of.literal(&mut numbers.iter().copied(), true),
            Returns::Rows => format!("[[{}], [{}]]", list[..2].join(", "), list[2..].join(", ")),
        }
    }
}

struct Calls<'a> {
    function: &'a Function,
    text: String,
    figures: Vec<Figure>,
    point: usize,
}

impl Calls<'_> {
    fn add(&mut self, call: &str, arguments: &str, values: usize, numbers: &[f64]) {
        let name = format!("{} {call}", self.point);
        self.text.push_str(&format!("        figure(\"{name}\", &{call}({arguments}));\n"));
        self.figures.push(Figure { call: name, numbers: numbers.to_vec(), values });
    }

    /// A call that writes its result.
    fn add_written(&mut self, arguments: &str, stale: &str, numbers: &[f64]) {
        let name = format!("{} f", self.point);
        self.text.push_str(&format!(
            "        {{ let mut out = {stale}; f({arguments}); figure(\"{name}\", &out); }}\n"
        ));
        self.figures.push(Figure { call: name, numbers: numbers.to_vec(), values: numbers.len() });
    }

    /// A call that writes into memory of its caller.
    fn add_into(&mut self, call: &str, arguments: &str, direction: Option<&[f64]>, numbers: &[f64]) {
        let name = format!("{} {call}", self.point);
        let (mut declared, mut along, mut slots, mut names) = (String::new(), vec![], vec![], vec![]);
        let mut next = 0;
        for parameter in self.function.differentiated() {
            let size = parameter.declared.size();
            let slot = format!("slot_{}", parameter.name);
            let stale = parameter.declared.owned(&vec![9.0; size]);
            declared.push_str(&format!("let mut {slot} = {stale}; "));
            slots.push(format!("&mut {slot}"));
            names.push(format!("&{slot}"));
            if let Some(direction) = direction {
                let owned = parameter.declared.owned(&direction[next..next + size]);
                let number = parameter.declared == Declared::Number;
                along.push(if number { owned } else { format!("&{owned}") });
            }
            next += size;
        }
        let arguments = [vec![arguments.to_owned()], along, slots].concat().join(", ");
        let shown = names.join(", ");
        self.text.push_str(&format!(
            "        {{ {declared}{call}({arguments}); figures(\"{name}\", &[{}]); }}\n",
            shown.split(", ").map(|name| format!("{name} as &dyn Numbers")).collect::<Vec<_>>().join(", "),
        ));
        self.figures.push(Figure { call: name, numbers: numbers.to_vec(), values: 0 });
    }
}

fn argument(chance: &mut Writer, declared: Declared) -> Argument {
    match declared {
        Declared::Whole => {
            let whole = chance.below(4);
            Argument::Constant(Value::Whole(whole), whole.to_string())
        }
        Declared::Truth => {
            let truth = chance.happens(0.5);
            Argument::Constant(Value::Truth(truth), truth.to_string())
        }
        Declared::Wholes(length) => {
            let wholes: Vec<usize> = (0..length).map(|_| chance.below(5)).collect();
            let value = Value::Many(wholes.iter().copied().map(Value::Whole).collect());
            Argument::Constant(value, format!("&{wholes:?}"))
        }
        _ => {
            let mut number = || chance.below(41) as f64 / 16.0 - 1.25 + 1.0 / 64.0;
            Argument::Numbers((0..declared.size()).map(|_| number()).collect())
        }
    }
}
