//! Expressions that are arrays.

use crate::code::{Code, Number, Outcome, State, Value, array};
use crate::scope::{Form, Scope, Shape, Variable};
use crate::writer::Writer;

impl Writer<'_> {
    /// An array of any shape that a variable may have.
    pub(crate) fn array(&mut self, scope: &Scope) -> (Code<Value>, Shape) {
        if self.happens(0.3)
            && let Some((code, length)) = self.collected(scope)
        {
            return (code, Shape { length, columns: None, form: Form::Vector });
        }
        let form = self.one_of(&[Form::Fixed, Form::Vector]);
        let shape = if self.happens(0.2) {
            Shape { length: 2, columns: Some(2 + self.below(2)), form }
        } else {
            Shape { length: 2 + self.below(3), columns: None, form }
        };
        match self.array_of(scope, shape) {
            Some(code) => (code, shape),
            None => (self.list(scope, shape), shape),
        }
    }

    /// An array of this shape, from whatever there is; nothing, where that is nothing.
    pub(crate) fn array_of(&mut self, scope: &Scope, shape: Shape) -> Option<Code<Value>> {
        let of_same_length = |other: &Shape| other.length == shape.length && other.columns == shape.columns;
        let others = scope.arrays(of_same_length);
        if others.is_empty() || self.happens(0.4) {
            if let Some(call) = self.array_call(scope, shape) {
                return Some(call);
            }
            return Some(self.list(scope, shape));
        }
        let (Variable { name, slot, .. }, from) = self.one_of(&others);
        let text = match (shape.form, from.form) {
            (Form::Fixed, Form::Fixed) => name,
            (Form::Fixed, Form::FixedReference) => format!("*{name}"),
            (Form::Vector, Form::Vector) if self.happens(0.7) => format!("{name}.clone()"),
            (Form::Vector, _) => format!("{name}.to_vec()"),
            _ => return None,
        };
        Some(Code::new(text, move |state| Ok(state.get(slot).clone())))
    }

    /// An array that is written out: `[a, b]`, `[a; 2]`, `vec![…]`.
    pub(crate) fn list(&mut self, scope: &Scope, shape: Shape) -> Code<Value> {
        let start = if shape.form == Form::Vector { "vec![" } else { "[" };
        let Some(columns) = shape.columns else {
            let (text, run) = self.numbers_of(scope, shape.length);
            return Code::new(format!("{start}{text}]"), move |state| Ok(array(run(state)?)));
        };
        if self.happens(0.4) {
            let number = self.number(scope, 2);
            let text = format!("{start}[{number}; {columns}]; {}]", shape.length);
            return Code::new(text, move |state| {
                let row = array(vec![number.run(state)?; columns]);
                Ok(Value::Many(vec![row; shape.length]))
            });
        }
        let rows: Vec<_> = (0..shape.length).map(|_| self.numbers_of(scope, columns)).collect();
        let texts: Vec<String> = rows.iter().map(|(text, _)| format!("[{text}]")).collect();
        Code::new(format!("{start}{}]", texts.join(", ")), move |state| {
            let rows = rows.iter().map(|(_, run)| Ok(array(run(state)?)));
            Ok(Value::Many(rows.collect::<Outcome<_>>()?))
        })
    }

    /// What stands within the brackets of a list of numbers.
    pub(crate) fn numbers_of(
        &mut self,
        scope: &Scope,
        length: usize,
    ) -> (String, impl Fn(&mut State) -> Outcome<Vec<Number>> + use<>) {
        let repeated = self.happens(0.3);
        let count = if repeated { 1 } else { length };
        let numbers: Vec<Code<Number>> = (0..count).map(|_| self.number(scope, 2)).collect();
        let texts: Vec<&str> = numbers.iter().map(|number| number.text.as_str()).collect();
        let text = if repeated { format!("{}; {length}", texts[0]) } else { texts.join(", ") };
        let run = move |state: &mut State| {
            let found = numbers.iter().map(|number| number.run(state)).collect::<Outcome<Vec<_>>>()?;
            Ok(if repeated { vec![found[0]; length] } else { found })
        };
        (text, run)
    }
}
