//! Conditions: truth values of all kinds.

use crate::code::Code;
use crate::number::Real;
use crate::scope::{Kind, Scope, Variable};
use crate::writer::Writer;

impl Writer<'_> {
    pub(crate) fn condition(&mut self, scope: &Scope) -> Code<bool> {
        let wholes = scope.all(|variable| variable.kind == Kind::Whole);
        let truths = scope.all(|variable| variable.kind == Kind::Truth);
        match self.below(10) {
            0 | 1 if !wholes.is_empty() => {
                let Variable { name, slot, .. } = self.one_of(&wholes);
                let remainder = self.below(3);
                Code::new(format!("{name} % 3 == {remainder}"), move |state| {
                    Ok(state.get(slot).whole() % 3 == remainder)
                })
            }
            2 | 3 if !truths.is_empty() => {
                let Variable { name, slot, .. } = self.one_of(&truths);
                if self.happens(0.5) {
                    Code::new(format!("!{name}"), move |state| Ok(!state.get(slot).truth()))
                } else {
                    Code::new(name, move |state| Ok(state.get(slot).truth()))
                }
            }
            4 if scope.depth < 4 => {
                let inner = scope.block();
                let (a, b) = (self.condition(&inner), self.condition(&inner));
                if self.happens(0.5) {
                    Code::new(format!("({a} && {b})"), move |state| Ok(a.run(state)? && b.run(state)?))
                } else {
                    Code::new(format!("({a} || {b})"), move |state| Ok(a.run(state)? || b.run(state)?))
                }
            }
            5 => {
                let a = self.number(scope, 2);
                let method = self.one_of(&["is_nan", "is_finite"]);
                let path = self.float;
                Code::new(format!("{path}::{method}({a})"), move |state| {
                    let nan = a.run(state)?.primal().is_nan();
                    Ok(if method == "is_nan" { nan } else { !nan })
                })
            }
            _ => {
                let (a, b) = (self.number(scope, 2), self.number(scope, 2));
                let less = self.happens(0.5);
                let text = if less { format!("{a} < {b}") } else { format!("{a} >= {b}") };
                Code::new(text, move |state| {
                    let (a, b) = (a.run(state)?.primal(), b.run(state)?.primal());
                    Ok(if less { a < b } else { a >= b })
                })
            }
        }
    }
}
