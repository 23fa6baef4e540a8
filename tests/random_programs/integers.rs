//! Integers: indices and counts.

use crate::code::Code;
use crate::scope::{Kind, Scope, Shape, Variable};
use crate::writer::Writer;

impl Writer<'_> {
    /// An integer that is less than `bound`.
    pub(crate) fn index(&mut self, scope: &Scope, bound: usize) -> Code<usize> {
        let wholes = scope.all(|variable| variable.kind == Kind::Whole);
        let orders = scope.all(|variable| variable.kind == Kind::Wholes);
        if let [Variable { name, slot, .. }] = orders.as_slice()
            && self.happens(0.3)
        {
            let (inner, slot) = (self.index(&scope.without_wholes(), 3), *slot);
            return Code::new(format!("{name}[{inner}] % {bound}"), move |state| {
                let at = inner.run(state)?;
                Ok(state.get(slot).many()[at].whole() % bound)
            });
        }
        if wholes.is_empty() || self.happens(0.3) {
            let index = self.below(bound);
            return Code::new(index.to_string(), move |_| Ok(index));
        }
        let Variable { name, slot, .. } = self.one_of(&wholes);
        match self.below(3) {
            0 => Code::new(format!("({name} + 1) % {bound}"), move |state| {
                Ok((state.get(slot).whole() + 1) % bound)
            }),
            1 => {
                let last = bound - 1;
                Code::new(format!("{last} - {name} % {bound}"), move |state| {
                    Ok(last - state.get(slot).whole() % bound)
                })
            }
            _ => Code::new(format!("{name} % {bound}"), move |state| Ok(state.get(slot).whole() % bound)),
        }
    }

    /// An integer that is at most `most`.
    pub(crate) fn count(&mut self, scope: &Scope, most: usize) -> Code<usize> {
        let wholes = scope.all(|variable| variable.kind == Kind::Whole && !variable.mutable);
        let short = |shape: &Shape| shape.length <= most;
        let arrays = scope.arrays(short);
        if !arrays.is_empty() && self.happens(0.3) {
            let (Variable { name, .. }, shape) = self.one_of(&arrays);
            return Code::new(format!("{name}.len()"), move |_| Ok(shape.length));
        }
        if !wholes.is_empty() && self.happens(0.4) {
            let Variable { name, slot, .. } = self.one_of(&wholes);
            return Code::new(format!("{name}.min({most})"), move |state| {
                Ok(state.get(slot).whole().min(most))
            });
        }
        let count = self.below(most + 1);
        Code::new(count.to_string(), move |_| Ok(count))
    }
}
