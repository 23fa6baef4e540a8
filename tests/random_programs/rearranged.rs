//! Arrays that a program declares and rearranges.

use crate::code::{Code, State, Value, array};
use crate::scope::{Form, Kind, Scope, Shape, Variable};
use crate::statements::run_all;
use crate::writer::Writer;

impl Writer<'_> {
    pub(crate) fn let_array(&mut self, scope: &mut Scope) -> Code<()> {
        let (value, shape) = self.array(scope);
        let mutable = self.happens(0.8);
        let variable = self.variable(scope, "a", Kind::Array(shape), mutable);
        let word = if mutable { "mut " } else { "" };
        let (text, slot) = (format!("let {word}{} = {value};", variable.name), variable.slot);
        scope.add(variable);
        Code::new(text, move |state| {
            let value = value.run(state)?;
            state.set(slot, value);
            Ok(())
        })
    }

    /// `a = …;` of a whole array.
    pub(crate) fn replace(&mut self, scope: &Scope) -> Option<Code<()>> {
        let arrays = scope.changing_arrays();
        if arrays.is_empty() {
            return None;
        }
        let (Variable { name, slot, .. }, shape) = self.one_of(&arrays);
        let value = self.array_of(scope, shape)?;
        Some(Code::new(format!("{name} = {value};"), move |state| {
            let value = value.run(state)?;
            state.set(slot, value);
            Ok(())
        }))
    }

    /// `a = a[1..].to_vec();` or `a = vec![…];`, and within a block the old length again.
    pub(crate) fn resize(&mut self, scope: &mut Scope) -> Option<Code<()>> {
        let mut arrays = scope.changing_arrays();
        arrays.retain(|(_, shape)| shape.form == Form::Vector && shape.columns.is_none());
        if arrays.is_empty() {
            return None;
        }
        let (Variable { name, slot, .. }, shape) = self.one_of(&arrays);
        let (first, other) = if shape.length > 2 && self.happens(0.6) {
            let (from, length) = (self.below(2), shape.length - 1);
            let text = format!("{name}[{from}..{}].to_vec()", from + length);
            let part = Code::new(text, move |state: &mut State| {
                Ok(Value::Many(state.get(slot).many()[from..from + length].to_vec()))
            });
            (part, Shape { length, ..shape })
        } else {
            let other = Shape { length: 2 + self.below(3), ..shape };
            (self.array_of(scope, other).unwrap_or_else(|| self.list(scope, other)), other)
        };
        if scope.depth == 0 {
            scope.resize(&name, other.length);
            return Some(Code::new(format!("{name} = {first};"), move |state| {
                let value = first.run(state)?;
                state.set(slot, value);
                Ok(())
            }));
        }
        // Nothing leaves where the length is another one.
        let mut inner = scope.block();
        inner.loops.clear();
        inner.returns = false;
        inner.resize(&name, other.length);
        let between: Vec<Code<()>> = (0..2).map(|_| self.statement(&mut inner)).collect();
        let back = self.list(&scope.without_mutable(), shape);
        let texts: Vec<&str> = between.iter().map(|statement| statement.text.as_str()).collect();
        let text = format!("{name} = {first}; {{ {} }} {name} = {back};", texts.join(" "));
        Some(Code::new(text, move |state| {
            let value = first.run(state)?;
            state.set(slot, value);
            run_all(&between, state)?;
            let value = back.run(state)?;
            state.set(slot, value);
            Ok(())
        }))
    }

    /// `swap`, `fill`, `copy_from_slice`, `reverse` and whole rows.
    pub(crate) fn rearrange(&mut self, scope: &Scope) -> Option<Code<()>> {
        let arrays = scope.changing_arrays();
        if arrays.is_empty() {
            return None;
        }
        let (Variable { name, slot, .. }, shape) = self.one_of(&arrays);
        if let Some(columns) = shape.columns {
            let row = self.index(scope, shape.length);
            let value = self.array_of(scope, Shape { length: columns, columns: None, form: Form::Fixed })?;
            return Some(Code::new(format!("{name}[{row}] = {value};"), move |state| {
                let value = value.run(state)?;
                let row = row.run(state)?;
                state.get_mut(slot).many_mut()[row] = value;
                Ok(())
            }));
        }
        match self.below(3) {
            0 => {
                let (a, b) = (self.index(scope, shape.length), self.index(scope, shape.length));
                Some(Code::new(format!("{name}.swap({a}, {b});"), move |state| {
                    let (a, b) = (a.run(state)?, b.run(state)?);
                    state.get_mut(slot).many_mut().swap(a, b);
                    Ok(())
                }))
            }
            1 => {
                let mut inner = scope.clone();
                inner.remove(&name);
                let number = self.number(&inner, 2);
                Some(Code::new(format!("{name}.fill({number});"), move |state| {
                    let number = number.run(state)?;
                    state.set(slot, array(vec![number; shape.length]));
                    Ok(())
                }))
            }
            _ => {
                let same = |other: &Shape| other.length == shape.length && other.columns.is_none();
                let mut others = scope.arrays(same);
                others.retain(|(other, _)| other.name != name);
                if others.is_empty() {
                    return None;
                }
                let (other, from) = self.one_of(&others);
                let reference = matches!(from.form, Form::Slice | Form::FixedReference);
                let ampersand = if reference { "" } else { "&" };
                Some(Code::new(format!("{name}.copy_from_slice({ampersand}{});", other.name), move |state| {
                    let value = state.get(other.slot).clone();
                    state.set(slot, value);
                    Ok(())
                }))
            }
        }
    }
}
