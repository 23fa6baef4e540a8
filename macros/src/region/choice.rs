//! Integers, and values that leave a branch, whichever side of it is taken.

use proc_macro2::TokenStream;

use super::{Action, ArrayId, StatementId};
use crate::elementary::{Function, Kind};
use crate::ir::{Graph, Id, Node};

impl Graph {
    /// Arithmetic of integers, which may overflow and so keeps to its region.
    pub(crate) fn integer(&mut self, function: Function, a: Id, b: Id) -> Id {
        let operator: TokenStream = function.name.parse().unwrap_or_default();
        let tokens = quote::quote!(__a #operator __b);
        self.constant(tokens, vec![("__a".to_owned(), a), ("__b".to_owned(), b)], Vec::new(), false)
    }

    pub(crate) fn arrays(&self) -> impl Iterator<Item = (ArrayId, &super::Array)> {
        self.structure.arrays.iter().enumerate().map(|(position, array)| (ArrayId::at(position), array))
    }

    /// The one truth value or the other.
    pub(crate) fn truth_of(&mut self, condition: Id, then: Id, otherwise: Id) -> Id {
        match (self.truth(then), self.truth(otherwise)) {
            (Some(true), Some(false)) => condition,
            (Some(false), Some(true)) => self.not(condition),
            (Some(true), None) => self.or(condition, otherwise),
            (None, Some(false)) => self.and(condition, then),
            _ => self.make(Node::Select { condition, then, otherwise }),
        }
    }

    /// A value that nobody reads.
    pub(crate) fn nothing(&mut self, kind: Kind) -> Id {
        match kind {
            Kind::Real => self.zero(),
            Kind::Integer => self.literal("0", Kind::Integer),
            Kind::Boolean => self.boolean(false),
            Kind::Unknown => self.constant(
                quote::quote!(::core::default::Default::default()),
                Vec::new(),
                Vec::new(),
                false,
            ),
        }
    }

    /// A value that leaves a branch, whichever side is taken.
    pub(crate) fn branch_result(&mut self, branch: StatementId, then: Id, otherwise: Id) -> Id {
        let Action::Branch { condition, then: first, otherwise: second } =
            self.statement(branch).action.clone()
        else {
            return then;
        };
        if self.truth(then).is_some() && self.truth(otherwise).is_some() {
            return self.truth_of(condition, then, otherwise);
        }
        let known = self.region(first).yields.iter().zip(&self.region(second).yields);
        if let Some(number) = known.into_iter().position(|known| known == (&then, &otherwise)) {
            return self.statement(branch).results[number];
        }
        self.region_mut(first).yields.push(then);
        self.region_mut(second).yields.push(otherwise);
        let kind = match self.kind(then) {
            Kind::Unknown => self.kind(otherwise),
            kind => kind,
        };
        let active = self.is_active(then) || self.is_active(otherwise);
        self.add_result(branch, kind, active)
    }
}
