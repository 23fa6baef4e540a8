//! Sorting: the order is that of the user's own comparison, and constant; the values follow it.

use quote::quote;
use syn::RangeLimits;

use super::Lowering;
use crate::elementary::Kind;
use crate::region::{Action, Initial, Place};
use crate::syntax::{Expr, ExprKind};
use crate::table::methods::Change;

impl<'t> Lowering<'t, '_> {
    pub(super) fn sort(&mut self, place: &Place, comparison: &'t Expr, change: Change) -> Option<()> {
        let krate = self.context.krate.clone();
        let saved = self.saved(place);
        let name = self.graph.array(saved.array).name.clone();
        let by_key = change == Change::SortByKey;
        let order = if by_key { quote!(order_by_key) } else { quote!(order) };
        let id = self.constant_around(
            comparison,
            |comparison| quote!(#krate::support::#order(&#name[..], #comparison)),
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

    /// `copy_within(range, to)`: the elements of a range, also where they were.
    pub(super) fn copied_within(&mut self, place: &Place, range: &'t Expr, to: &'t Expr) -> Option<()> {
        let ExprKind::Range(start, limits, end) = &range.bare().kind else {
            return self.unsupported(range);
        };
        let count = self.length(place);
        let start = match start {
            Some(start) => self.index(start)?,
            None => self.graph.literal("0usize", Kind::Integer),
        };
        let is_closed = end.is_some() && matches!(limits, RangeLimits::Closed(_));
        let end = match end {
            Some(end) => self.index(end)?,
            None => count,
        };
        let to = self.index(to)?;
        let saved = self.saved(place);
        self.fill_by(place, count, &mut |lowering, index| {
            let mentions = [("__start", start), ("__end", end), ("__to", to), ("__k", index)];
            let mentions = mentions.map(|(name, id)| (name.to_owned(), id)).to_vec();
            let behind = if is_closed { quote!(__end + 1) } else { quote!(__end) };
            let tokens = quote!((if __k >= __to && __k - __to < #behind - __start {
                __k - __to + __start
            } else {
                __k
            }));
            let from = lowering.graph.constant(tokens, mentions, Vec::new(), false);
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
