//! What has no type of its own: integers without suffix, variables that are given their value later, blocks with labels.

use crate::code::{Code, Number, State, Value};
use crate::number::Real;
use crate::scope::{Kind, Scope};
use crate::writer::Writer;

impl Writer<'_> {
    /// `{ let mut n = 1; if … { n += 2; } x.powi(n) }`, and exponents by casts and operations on bits.
    pub(crate) fn power_of_integer(&mut self, scope: &Scope) -> Code<Number> {
        let (base, condition) = (self.number(&scope.block(), 2), self.condition(&scope.block()));
        let (start, step) = (self.below(2), self.below(3));
        let (n, p) = (self.new_name(scope, "n"), self.name("p"));
        let (head, exponent) = match self.below(4) {
            0 => (format!("let mut {n} = {start}; if {p} {{ {n} += {step}; }}"), n),
            1 => (format!("let {n}; if {p} {{ {n} = {start} + {step}; }} else {{ {n} = {start}; }}"), n),
            2 => (
                format!(
                    "let mut {n} = {start}u8; {n} = if {p} {{ ({n} ^ {step}) + (({n} & {step}) << 1) }} else {{ {n} | 0 }};"
                ),
                format!("{n} as i32"),
            ),
            _ => (format!("let {n} = if {p} {{ {} }} else {{ {start} }};", start + step), n),
        };
        // The base and the condition stand before the new name.
        let q = self.name("q");
        let text = format!(
            "({{ let ({p}, {q}): (bool, {}) = ({condition}, {base}); {head} {q}.powi({exponent}) }})",
            self.float
        );
        Code::new(text, move |state: &mut State| {
            let truth = condition.run(state)?;
            let base = base.run(state)?;
            Ok(base.powi(i32::try_from(if truth { start + step } else { start }).expect("they are small")))
        })
    }

    /// `let v; if … { v = …; } else { v = …; }`
    pub(crate) fn let_late(&mut self, scope: &mut Scope) -> Code<()> {
        let condition = self.condition(scope);
        let (a, b) = (self.number(scope, 1), self.number(scope, 1));
        let first = self.name("v");
        let variable = self.variable(scope, "v", Kind::Number, false);
        let name = variable.name.clone();
        let text = format!(
            "let {first}; if {condition} {{ {first} = {a}; }} else {{ {first} = {b}; }} let {name}: {} = {first};",
            self.float
        );
        let slot = variable.slot;
        scope.add(variable);
        Code::new(text, move |state| {
            let value = if condition.run(state)? { a.run(state)? } else { b.run(state)? };
            state.set(slot, Value::Number(value));
            Ok(())
        })
    }

    /// `'b: { if … { break 'b …; } … }`
    pub(crate) fn labelled(&mut self, scope: &Scope) -> Code<Number> {
        let scope = scope.block();
        let label = self.name("'b");
        let (p, q) = (self.condition(&scope), self.condition(&scope));
        let [a, b, c] = [(); 3].map(|()| self.number(&scope, 2));
        let text =
            format!("({label}: {{ if {p} {{ break {label} {a}; }} if {q} {{ break {label} {b}; }} {c} }})");
        Code::new(text, move |state| {
            if p.run(state)? {
                return a.run(state);
            }
            if q.run(state)? { b.run(state) } else { c.run(state) }
        })
    }
}
