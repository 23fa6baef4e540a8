//! Sorting: the order is that of the user's own comparison, and constant; the values follow it.

use quote::quote;

use super::Lowering;
use crate::elementary::Kind;
use crate::region::{Action, Initial, Place};
use crate::syntax::Expr;

impl<'t> Lowering<'t, '_> {
    pub(super) fn sort(&mut self, place: &Place, comparison: &'t Expr) -> Option<()> {
        let krate = self.context.krate.clone();
        let saved = self.saved(place);
        let name = self.graph.array(saved.array).name.clone();
        let id = self.constant_around(
            comparison,
            |comparison| quote!(#krate::support::order(&#name[..], #comparison)),
        )?;
        // The comparison may look at anything.
        let id = self.with_array(id, saved.array);
        let order =
            self.new_constant_memory(&self.wanted_name("order"), 1, Kind::Integer, Initial::Value(id));
        let count = self.length(place);
        self.fill_by(place, count, &mut |lowering, index| {
            let at = lowering.graph.at(&order, index);
            let from = lowering.graph.element(at);
            lowering.graph.at(&saved, from)
        });
        Some(())
    }

    /// The same constant, pinned here because it looks at an array.
    fn with_array(&mut self, id: crate::ir::Id, array: crate::region::ArrayId) -> crate::ir::Id {
        let crate::ir::Node::Constant { tokens, mentions, mut arrays, .. } = self.graph.node(id).clone()
        else {
            return id;
        };
        arrays.push(array);
        let statement = self.graph.perform(
            Action::Opaque { tokens, mentions, arrays, changes: Vec::new() },
            &[(Kind::Unknown, false)],
        );
        self.graph.statement(statement).results[0]
    }
}
