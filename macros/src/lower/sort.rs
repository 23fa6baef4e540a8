//! Sorting: the order is that of the user's own comparison, and constant; the values follow it.

use quote::quote;
use syn::RangeLimits;

use super::Lowering;
use super::value::Value;
use crate::elementary::{Function, Kind};
use crate::ir::{Id, Node};
use crate::region::{Action, ArrayId, Initial, Place};
use crate::syntax::{Expr, ExprKind, Method};
use crate::table::methods::Change;

impl<'t> Lowering<'t, '_> {
    pub(super) fn sort(
        &mut self,
        place: &Place,
        comparison: &'t Expr,
        change: Change,
        nth: Option<Id>,
    ) -> Option<()> {
        let krate = self.context.krate.clone();
        let saved = self.saved(place);
        let name = self.graph.array(saved.array).name.clone();
        let order = match change {
            Change::SortByKey => quote!(order_by_key),
            Change::SortUnstable => quote!(order_unstable),
            Change::SortUnstableByKey => quote!(order_unstable_by_key),
            Change::Select => quote!(order_around),
            _ => quote!(order),
        };
        let around = nth.map(|_| quote!(__nth,));
        let id = self.constant_around(
            comparison,
            |comparison| quote!(#krate::support::#order(&#name[..], #around #comparison)),
        )?;
        // The comparison may look at anything.
        let id = self.with_array(id, saved.array, nth);
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

    /// `v.select_nth_unstable_by(n, …)`: what is before the element, the element itself, and what is behind it.
    pub(super) fn selected(&mut self, method: &'t Method) -> Option<Value<'t>> {
        let place = self.target(&method.receiver)?;
        let [nth, comparison] = method.arguments.as_slice() else { return None };
        let nth = self.index(nth)?;
        self.sort(&place, comparison, Change::Select, Some(nth))?;
        let one = self.graph.literal("1", Kind::Integer);
        let behind = self.integer_operation(Function::ADD, nth, one);
        let ((front, _), (_, back)) = (self.split(&place, nth), self.split(&place, behind));
        let at = self.graph.at(&place, nth);
        Some(Value::Tuple(vec![front, self.part_of_memory(at).borrowed(), back]))
    }

    /// The same constant, pinned here because it looks at an array, and at which element is wanted.
    fn with_array(&mut self, id: Id, array: ArrayId, nth: Option<Id>) -> Id {
        let Node::Constant { tokens, mut mentions, mut arrays, .. } = self.graph.node(id).clone() else {
            return id;
        };
        arrays.push(array);
        mentions.extend(nth.map(|nth| ("__nth".to_owned(), nth)));
        let statement = self.graph.perform(
            Action::Opaque { tokens, mentions, arrays, changes: Vec::new() },
            &[(Kind::Unknown, false)],
        );
        self.graph.statement(statement).results[0]
    }
}
