//! Assignments.

use crate::code::{Code, Leave, Number, Value, apart};
use crate::number::Real;
use crate::numbers::{combine, remainder};
use crate::scope::{Kind, Scope, Variable};
use crate::writer::Writer;

impl Writer<'_> {
    /// The operator of an assignment, and what keeps the numbers from growing.
    pub(crate) fn change(&mut self, scope: &Scope) -> (&'static str, Code<Number>) {
        let operator = self.one_of(&["", "", "+", "-", "*", "*", "/", "%"]);
        // A type parameter is changed behind a reference, so that nothing else may change it meanwhile.
        let number = self.number(scope, if self.float == "T" { 2 } else { 1 });
        let number = match operator {
            "*" => Code::new(format!("{}::sin({number})", self.float), {
                let number = number.clone();
                move |state| Ok(number.run(state)?.sin())
            }),
            "/" => {
                let two = if self.float == "T" { "T::of(2.0)" } else { "2.0" };
                Code::new(format!("({two} + {number}.powi(2))"), {
                    let number = number.clone();
                    move |state| Ok(Number::of(2.0) + number.run(state)?.powi(2))
                })
            }
            "%" => {
                let text = if self.float == "T" { "T::of(1.3)" } else { "1.3" };
                Code::new(text, |_| Ok(Number::of(1.3)))
            }
            _ => number,
        };
        (operator, number)
    }

    pub(crate) fn assign(&mut self, scope: &Scope) -> Option<Code<()>> {
        let numbers =
            scope.all(|variable| variable.mutable && matches!(variable.kind, Kind::Number | Kind::Reference));
        if numbers.is_empty() {
            return None;
        }
        let Variable { name, slot, kind, .. } = self.one_of(&numbers);
        let star = if kind == Kind::Reference { "*" } else { "" };
        let (operator, number) = self.change(scope);
        Some(Code::new(format!("{star}{name} {operator}= {number};"), move |state| {
            let change = number.run(state)?;
            let value = changed(operator, state.get(slot).number(), change)?;
            state.set(slot, Value::Number(value));
            Ok(())
        }))
    }

    /// `(a, b) = (…, …);`
    pub(crate) fn assign_tuple(&mut self, scope: &Scope) -> Option<Code<()>> {
        let numbers = scope.all(|variable| variable.mutable && variable.kind == Kind::Number);
        if numbers.len() < 2 {
            return None;
        }
        let (a, b) = (self.number(scope, 1), self.number(scope, 1));
        let (first, second) = (&numbers[0], &numbers[numbers.len() - 1]);
        let slots = [first.slot, second.slot];
        Some(Code::new(format!("({}, {}) = ({a}, {b});", first.name, second.name), move |state| {
            let values = [a.run(state)?, b.run(state)?];
            for (slot, value) in slots.into_iter().zip(values) {
                state.set(slot, Value::Number(value));
            }
            Ok(())
        }))
    }

    pub(crate) fn assign_element(&mut self, scope: &Scope) -> Option<Code<()>> {
        let arrays = scope.changing_arrays();
        if arrays.is_empty() {
            return None;
        }
        let (Variable { name, slot, .. }, shape) = self.one_of(&arrays);
        let (mut operator, mut number) = self.change(scope);
        if self.float == "T" {
            // What a type parameter is changed by must not read the array that is changed.
            (operator, number) = ("", self.number(scope, 1));
        }
        let row = self.index(scope, shape.length);
        let Some(columns) = shape.columns else {
            return Some(Code::new(format!("{name}[{row}] {operator}= {number};"), move |state| {
                let change = number.run(state)?;
                let at = row.run(state)?;
                let value = changed(operator, state.get(slot).many()[at].number(), change)?;
                state.get_mut(slot).many_mut()[at] = Value::Number(value);
                Ok(())
            }));
        };
        let column = self.index(scope, columns);
        Some(Code::new(format!("{name}[{row}][{column}] {operator}= {number};"), move |state| {
            let change = number.run(state)?;
            let (row, column) = (row.run(state)?, column.run(state)?);
            let element = &mut state.get_mut(slot).many_mut()[row].many_mut()[column];
            *element = Value::Number(changed(operator, element.number(), change)?);
            Ok(())
        }))
    }
}

/// What an assignment makes of a number.
pub(crate) fn changed(operator: &str, before: Number, change: Number) -> Result<Number, Leave> {
    if operator == "%" {
        apart(change, Number::of(0.0))?;
        return remainder(before, change);
    }
    Ok(combine(operator, before, change))
}
