//! Derivatives that a program itself asks for: `let … = g::gradient(…);` and its like.

use crate::calls::Arguments;
use crate::code::{Code, Number, Outcome, Slot, State, Value};
use crate::function::{Callee, Declared, Gives, Parameter};
use crate::number::{Dual, Real};
use crate::scope::{Form, Kind, Scope, Shape, Variable};
use crate::writer::Writer;

impl Writer<'_> {
    /// `let … = g::gradient(…);` and its like.
    pub(crate) fn let_derivative(&mut self, scope: &mut Scope) -> Option<Code<()>> {
        let callees: Vec<Callee> = self.callees.clone();
        if callees.is_empty() || !self.derivatives || scope.loops.len() > 1 {
            return None;
        }
        let callee = self.one_of(&callees);
        let Callee { name, number, parameters, gives, .. } = callee.clone();
        let arguments = self.arguments(scope, 1, &parameters);
        let real: Vec<Declared> = parameters
            .iter()
            .filter(|p| p.differentiated)
            .map(|p| p.declared)
            .filter(|d| d.is_real())
            .collect();
        let scalars = real.iter().all(|&declared| declared == Declared::Number);
        let with_value = self.happens(0.5);
        let rows = matches!(gives, Gives::Array(_)) && (real.len() == 1 || scalars);
        match self.below(6) {
            0 | 1 => return Some(self.let_vjp(scope, callee, arguments, &real)),
            2 | 3 if rows => return Some(self.let_entry(scope, callee, arguments, &real)),
            choice if gives != Gives::Number || choice < 3 => {
                return Some(self.let_jvp(scope, callee, arguments, &real));
            }
            _ => {}
        }
        let value = self.variable(scope, "v", Kind::Number, false);
        let (variables, mut pattern) = self.slopes(scope, &value, &real);
        let function = if with_value { "value_and_gradient" } else { "gradient" };
        if with_value {
            pattern = format!("({}, {pattern})", value.name);
        }
        let text = format!("let {pattern} = {name}::{function}({});", arguments.text);
        let slots: Vec<_> = variables.iter().map(|variable| variable.slot).collect();
        let value_slot = value.slot;
        for variable in variables {
            scope.add(variable);
        }
        if with_value {
            scope.add(value);
        }
        Some(Code::new(text, move |state| {
            let arguments = arguments.run(state)?;
            let mut slopes = Vec::new();
            for along in 0..count(&arguments, &parameters) {
                let result = state.call(number, along_unit(&arguments, &parameters, along))?.number();
                state.set(value_slot, Value::Number(result.innermost(|inner| inner.value)));
                slopes.push(result.innermost(|inner| inner.tangent));
            }
            set_slopes(state, &slots, &real, slopes);
            Ok(())
        }))
    }

    /// One variable for the slope by each parameter, and the pattern that takes them apart.
    fn slopes(&mut self, scope: &Scope, beside: &Variable, real: &[Declared]) -> (Vec<Variable>, String) {
        let mut names = scope.clone();
        names.reserve(&beside.name);
        let mut variables = Vec::new();
        for declared in real {
            let kind = match *declared {
                Declared::Array { shape, .. } => {
                    let form = if shape.form == Form::Slice { Form::Vector } else { Form::Fixed };
                    Kind::Array(Shape { form, ..shape })
                }
                _ => Kind::Number,
            };
            let variable = self.variable(&names, "d", kind, false);
            names.reserve(&variable.name);
            variables.push(variable);
        }
        let names: Vec<&str> = variables.iter().map(|variable| variable.name.as_str()).collect();
        let scalars = real.iter().all(|&declared| declared == Declared::Number);
        let pattern = match (names.len(), scalars) {
            (1, _) => names[0].to_owned(),
            (_, true) => format!("[{}]", names.join(", ")),
            (_, false) => format!("({})", names.join(", ")),
        };
        (variables, pattern)
    }

    fn let_vjp(
        &mut self,
        scope: &mut Scope,
        Callee { name, number, gives, parameters, .. }: Callee,
        arguments: Arguments,
        real: &[Declared],
    ) -> Code<()> {
        let cotangent: Vec<Code<Number>> = (0..gives.count()).map(|_| self.number(scope, 2)).collect();
        let texts: Vec<&str> = cotangent.iter().map(|number| number.text.as_str()).collect();
        let list = texts.join(", ");
        let seed = match gives {
            Gives::Number => list,
            Gives::Array(shape) if shape.form == Form::Fixed => format!("[{list}]"),
            Gives::Array(_) => format!("vec![{list}]"),
            Gives::Parts(_) | Gives::Option(_) | Gives::Matrix(_) => {
                unreachable!("programs of structs ask for no derivatives")
            }
        };
        let value = self.variable(scope, "d", gives.kind(), false);
        let (variables, pattern) = self.slopes(scope, &value, real);
        let text = format!("let ({}, {pattern}) = {name}::vjp({}, {seed});", value.name, arguments.text);
        let slots: Vec<_> = variables.iter().map(|variable| variable.slot).collect();
        let (value_slot, real) = (value.slot, real.to_vec());
        for variable in variables.into_iter().chain([value]) {
            scope.add(variable);
        }
        Code::new(text, move |state| {
            let arguments = arguments.run(state)?;
            let cotangent =
                cotangent.iter().map(|number| number.run(state)).collect::<Outcome<Vec<Number>>>()?;
            let value = state.call(number, arguments.clone())?;
            state.set(value_slot, value);
            let mut slopes = Vec::new();
            for along in 0..count(&arguments, &parameters) {
                let result = state.call(number, along_unit(&arguments, &parameters, along))?;
                let changes =
                    result.numbers().into_iter().map(|change| change.innermost(|inner| inner.tangent));
                let terms = changes.zip(&cotangent).map(|(change, &seed)| change * seed);
                slopes.push(terms.fold(Number::of(0.0), |sum, term| sum + term));
            }
            set_slopes(state, &slots, &real, slopes);
            Ok(())
        })
    }

    /// An entry of a Jacobian.
    fn let_entry(
        &mut self,
        scope: &mut Scope,
        Callee { name, number, gives, parameters, .. }: Callee,
        arguments: Arguments,
        real: &[Declared],
    ) -> Code<()> {
        let inputs: usize = real.iter().map(|declared| declared.size()).sum();
        let (row, column) = (self.below(gives.count()), self.below(inputs));
        let entry = match real {
            [Declared::Number] => format!("[{row}]"),
            [Declared::Array { shape: Shape { columns: Some(columns), .. }, .. }] => {
                format!("[{row}][{}][{}]", column / columns, column % columns)
            }
            _ => format!("[{row}][{column}]"),
        };
        let with_value = self.happens(0.5);
        let variable = self.variable(scope, "v", Kind::Number, false);
        let jacobian = self.name("d");
        let text = if with_value {
            format!(
                "let (_, {jacobian}) = {name}::value_and_jacobian({}); let {} = {jacobian}{entry};",
                arguments.text, variable.name
            )
        } else {
            format!("let {} = {name}::jacobian({}){entry};", variable.name, arguments.text)
        };
        let slot = variable.slot;
        scope.add(variable);
        Code::new(text, move |state| {
            let arguments = arguments.run(state)?;
            let result = state.call(number, along_unit(&arguments, &parameters, column))?;
            state.set(slot, Value::Number(result.numbers()[row].innermost(|inner| inner.tangent)));
            Ok(())
        })
    }

    fn let_jvp(
        &mut self,
        scope: &mut Scope,
        Callee { name, number, gives, parameters, .. }: Callee,
        arguments: Arguments,
        real: &[Declared],
    ) -> Code<()> {
        let scalars = real.iter().all(|&declared| declared == Declared::Number);
        let mut direction: Vec<Code<Number>> = Vec::new();
        let mut parts = Vec::new();
        for declared in real {
            let numbers: Vec<Code<Number>> = (0..declared.size()).map(|_| self.number(scope, 2)).collect();
            let texts: Vec<&str> = numbers.iter().map(|number| number.text.as_str()).collect();
            let list = texts.join(", ");
            parts.push(match declared {
                Declared::Array { shape, .. } if shape.form == Form::Slice => format!("vec![{list}]"),
                Declared::Array { .. } => format!("[{list}]"),
                _ => list,
            });
            direction.extend(numbers);
        }
        let along = match (parts.as_slice(), scalars) {
            ([only], _) => only.clone(),
            (all, true) => format!("[{}]", all.join(", ")),
            (all, false) => format!("({})", all.join(", ")),
        };
        let [value, change] = self.variables(scope, [("d", gives.kind(), false), ("d", gives.kind(), false)]);
        // What is used as an array is seen from how it is used.
        let typed = match gives {
            Gives::Number | Gives::Parts(_) | Gives::Option(_) | Gives::Matrix(_) => String::new(),
            Gives::Array(_) => {
                let kind = gives.text(self.float);
                format!(": ({kind}, {kind})")
            }
        };
        let text = format!(
            "let ({}, {}){typed} = {name}::jvp({}, {along});",
            value.name, change.name, arguments.text
        );
        let slots = (value.slot, change.slot);
        scope.add(value);
        scope.add(change);
        Code::new(text, move |state| {
            let arguments = arguments.run(state)?;
            let direction =
                direction.iter().map(|number| number.run(state)).collect::<Outcome<Vec<Number>>>()?;
            let result = state.call(number, along_direction(&arguments, &parameters, |i| direction[i]))?;
            let value = result.map(&mut |number| number.innermost(|inner| inner.value));
            let change = result.map(&mut |number| number.innermost(|inner| inner.tangent));
            state.set(slots.0, value);
            state.set(slots.1, change);
            Ok(())
        })
    }
}

/// How many numbers there are among the arguments that the derivative is by.
fn count(arguments: &[Value], parameters: &[Parameter]) -> usize {
    let by = arguments.iter().zip(parameters).filter(|(_, parameter)| parameter.differentiated);
    by.map(|(value, _)| value.numbers().len()).sum()
}

/// Arguments of which one number alone changes.
fn along_unit(arguments: &[Value], parameters: &[Parameter], along: usize) -> Vec<Value> {
    along_direction(arguments, parameters, |i| Number::of(f64::from(u8::from(i == along))))
}

/// Gives the variables of the slopes their values.
fn set_slopes(state: &mut State, slots: &[Slot], real: &[Declared], slopes: Vec<Number>) {
    let mut slopes = slopes.into_iter();
    for (slot, declared) in slots.iter().zip(real) {
        let numbers: Vec<Number> = slopes.by_ref().take(declared.size()).collect();
        state.set(*slot, declared.value(&numbers));
    }
}

/// Arguments whose innermost tangents are these numbers.
fn along_direction(
    arguments: &[Value],
    parameters: &[Parameter],
    direction: impl Fn(usize) -> Number,
) -> Vec<Value> {
    let mut next = 0;
    let mut directed = |number: Number| {
        next += 1;
        number.with_innermost(direction(next - 1))
    };
    let directed = arguments.iter().zip(parameters).map(|(value, parameter)| {
        if parameter.differentiated { value.map(&mut directed) } else { value.clone() }
    });
    directed.collect()
}

impl Number {
    /// The same of other innermost dual numbers.
    fn innermost(self, part: impl Fn(Dual<f64>) -> f64) -> Number {
        let constant = |inner| Dual::<f64>::of(part(inner));
        let middle =
            |dual: Dual<Dual<f64>>| Dual { value: constant(dual.value), tangent: constant(dual.tangent) };
        Dual { value: middle(self.value), tangent: middle(self.tangent) }
    }

    /// The same with another's values as innermost tangents.
    fn with_innermost(self, change: Number) -> Number {
        let inner = |a: Dual<f64>, b: Dual<f64>| Dual { value: a.value, tangent: b.value };
        let middle = |a: Dual<Dual<f64>>, b: Dual<Dual<f64>>| Dual {
            value: inner(a.value, b.value),
            tangent: inner(a.tangent, b.tangent),
        };
        Dual { value: middle(self.value, change.value), tangent: middle(self.tangent, change.tangent) }
    }
}
