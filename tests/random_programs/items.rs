//! Items of a block: constants, functions and imports, which the whole block sees, wherever in it they stand.

use crate::code::{Code, Value, array};
use crate::number::Real;
use crate::scope::{Form, Kind, Scope, Shape, Variable};
use crate::writer::Writer;

impl Writer<'_> {
    /// Items, perhaps, which are added to the scope of a block that has bound nothing yet: what they are.
    pub(crate) fn items(&mut self, scope: &mut Scope) -> Vec<Code<()>> {
        let count = if self.float == "f64" { self.weighted(&[(12, 0), (2, 1), (1, 2)]) } else { 0 };
        let mut names = scope.clone();
        let mut items = Vec::new();
        for _ in 0..count {
            let (text, kind, value) = self.item();
            let variable = self.variable(&names, "c", kind.clone(), false);
            let (name, slot) = (variable.name.clone(), variable.slot);
            names.reserve(&name);
            scope.add(variable);
            if kind != Kind::Function {
                // A constant is a pattern of its own, wherever it is seen.
                scope.reserve(&name);
            }
            items.push(Code::new(text.replace("NAME", &name), move |state| {
                state.set(slot, value.clone());
                Ok(())
            }));
        }
        items
    }

    /// An item with `NAME` for its name, and what it stands for.
    fn item(&mut self) -> (String, Kind, Value) {
        match self.below(6) {
            0 | 1 => {
                let number = self.one_of(&[0.5, 1.5, -2.0]);
                (format!("const NAME: f64 = {number:?};"), Kind::Number, Value::Number(Real::of(number)))
            }
            2 => {
                let whole = self.below(4);
                (format!("const NAME: usize = {whole};"), Kind::Whole, Value::Whole(whole))
            }
            3 => {
                let third = Value::Number(Real::of(std::f64::consts::FRAC_PI_3));
                ("use std::f64::consts::FRAC_PI_3 as NAME;".to_owned(), Kind::Number, third)
            }
            4 => {
                let shape = Shape { length: 2, columns: None, form: Form::Fixed };
                let numbers = array([Real::of(0.75), Real::of(-1.5)]);
                ("const NAME: [f64; 2] = [0.75, -1.5];".to_owned(), Kind::Array(shape), numbers)
            }
            _ => {
                let text = "fn NAME(NAME: f64) -> f64 { let NAME = NAME * 2.0; NAME + 1.0 }";
                (text.to_owned(), Kind::Function, Value::Truth(true))
            }
        }
    }

    /// What a function that is an item makes of a number that does not vary.
    pub(crate) fn item_call(&mut self, Variable { name, .. }: &Variable) -> Code<crate::code::Number> {
        let (_, alone, value) = self.a_literal();
        Code::new(format!("{name}({alone})"), move |_| Ok(Real::of(value * 2.0 + 1.0)))
    }
}
