//! Branches, and what leaves early.

use crate::code::{Code, Leave, Value};
use crate::scope::{Around, Scope};
use crate::writer::Writer;

impl Writer<'_> {
    pub(crate) fn if_statement(&mut self, scope: &Scope) -> Code<()> {
        let condition = self.condition(scope);
        let then = self.block(scope.block());
        match self.below(4) {
            0 | 1 => Code::new(format!("if {condition} {{ {then} }}"), move |state| {
                if condition.run(state)? { then.run(state) } else { Ok(()) }
            }),
            2 => {
                let otherwise = self.block(scope.block());
                let text = format!("if {condition} {{ {then} }} else {{ {otherwise} }}");
                Code::new(
                    text,
                    move |state| {
                        if condition.run(state)? { then.run(state) } else { otherwise.run(state) }
                    },
                )
            }
            _ => {
                let second = self.condition(scope);
                let (middle, last) = (self.block(scope.block()), self.block(scope.block()));
                let text =
                    format!("if {condition} {{ {then} }} else if {second} {{ {middle} }} else {{ {last} }}");
                Code::new(text, move |state| {
                    if condition.run(state)? {
                        then.run(state)
                    } else if second.run(state)? {
                        middle.run(state)
                    } else {
                        last.run(state)
                    }
                })
            }
        }
    }

    pub(crate) fn match_statement(&mut self, scope: &Scope) -> Code<()> {
        let on = self.index(scope, 4);
        let (first, second) = (self.block(scope.block()), self.block(scope.block()));
        Code::new(
            format!("match {on} {{ 0 => {{ {first} }} 1..=2 => {{ {second} }} _ => {{}} }}"),
            move |state| match on.run(state)? {
                0 => first.run(state),
                1 | 2 => second.run(state),
                _ => Ok(()),
            },
        )
    }

    pub(crate) fn leave(&mut self, scope: &Scope) -> Option<Code<()>> {
        if scope.loops.is_empty() {
            return None;
        }
        let condition = self.condition(scope);
        let labelled: Vec<Around> =
            scope.loops.iter().filter(|around| around.label.is_some()).cloned().collect();
        let around = if labelled.is_empty() || self.happens(0.5) {
            Around { label: None, ..scope.loops[scope.loops.len() - 1].clone() }
        } else {
            self.one_of(&labelled)
        };
        let goes_on = self.happens(0.5);
        let word = if goes_on { "continue" } else { "break" };
        let label = around.label.map(|label| format!(" {label}")).unwrap_or_default();
        let number = around.number;
        Some(Code::new(format!("if {condition} {{ {word}{label}; }}"), move |state| {
            match (condition.run(state)?, goes_on) {
                (false, _) => Ok(()),
                (true, true) => Err(Leave::Continue(number)),
                (true, false) => Err(Leave::Break(number)),
            }
        }))
    }

    pub(crate) fn early_return(&mut self, scope: &Scope) -> Code<()> {
        let condition = self.condition(scope);
        let number = self.number(scope, 1);
        Code::new(format!("if {condition} {{ return {number}; }}"), move |state| {
            if condition.run(state)? {
                return Err(Leave::Return(Value::Number(number.run(state)?)));
            }
            Ok(())
        })
    }
}
