//! One item among those of an iterator that lends them to be changed, as in `v.iter_mut().max_by(…)`: it is known by its number, and is where it was.

use std::rc::Rc;

use super::Lowering;
use super::closure::Applied;
use super::iterator::{Access, Source};
use super::random_access::is_random;
use super::value::Value;
use crate::elementary::Kind;
use crate::ir::Id;

impl<'t> Lowering<'t, '_> {
    /// The item that wins against all others; `wins` says whether a new one does against the best so far.
    pub(super) fn lent_winner(
        &mut self,
        source: &Source<'t>,
        closure: Option<&Applied<'t>>,
        wins: &mut dyn FnMut(&mut Self, Value<'t>, Value<'t>) -> Option<Id>,
    ) -> Option<Value<'t>> {
        let (source, filters) = without_filters(source);
        let never = self.graph.boolean(false);
        let zero = self.graph.literal("0usize", Kind::Integer);
        let nothing = Value::Option(never, Box::new(Value::Number(zero)));
        let result = self.variables.fresh(Some(nothing));
        let mut carried = Vec::new();
        for closure in closure.into_iter().chain(filters.iter().copied()) {
            carried.extend(self.carried_of(closure));
        }
        carried.push((result, false));
        let numbered = Source::Enumerate(Rc::new(source.clone()));
        self.each(None, carried, &numbered, None, &mut |lowering, item| {
            let Value::Tuple(parts) = item else { return };
            let Ok([number, new]) = <[Value; 2]>::try_from(parts) else { return };
            let Some(Value::Option(is_some, best)) = lowering.current(result) else { return };
            let (Value::Number(number), Value::Number(best)) = (number, *best) else { return };
            let Some(passes) = lowering.passes_all(&filters, &new) else { return };
            let replaces = lowering.choose(
                Some(passes),
                |lowering| {
                    lowering.choose(
                        Some(is_some),
                        |lowering| {
                            let best = lowering.at_number(source, best)?;
                            wins(lowering, new, best)
                        },
                        |lowering| Some(lowering.graph.boolean(true)),
                    )
                },
                |lowering| Some(lowering.graph.boolean(false)),
            );
            let Some(replaces) = replaces else { return };
            let winner = lowering.selection(replaces, number, best);
            let is_some = lowering.graph.or(is_some, replaces);
            let value = Value::Option(is_some, Box::new(Value::Number(winner)));
            lowering.variables.assign(result, Some(value));
        })?;
        let Value::Option(is_some, number) = self.current(result)? else { return None };
        let Value::Number(number) = *number else { return None };
        let item = self.item_if_there(source, number, is_some)?;
        Some(Value::Option(is_some, Box::new(item)))
    }

    /// Whether an item passes filters, the later of which see only what the earlier let through.
    fn passes_all(&mut self, filters: &[&Applied<'t>], item: &Value<'t>) -> Option<Id> {
        let Some((&first, rest)) = filters.split_first() else { return Some(self.graph.boolean(true)) };
        let passes = self.test(first, item);
        self.choose(
            passes,
            |lowering| lowering.passes_all(rest, item),
            |lowering| Some(lowering.graph.boolean(false)),
        )
    }
}

/// What is filtered, and by what, in the order in which an item comes by.
fn without_filters<'s, 't>(source: &'s Source<'t>) -> (&'s Source<'t>, Vec<&'s Applied<'t>>) {
    let Source::Filter(inner, closure) = source else { return (source, Vec::new()) };
    let (source, mut filters) = without_filters(inner);
    filters.push(closure);
    (source, filters)
}

/// Whether the items are elements of an array that are lent to be changed, and can be had by their numbers.
pub(super) fn lends_items(source: &Source) -> bool {
    let (source, _) = without_filters(source);
    match source {
        Source::Memory(_, access) => *access == Access::Mutable,
        Source::Enumerate(inner)
        | Source::Reversed(inner)
        | Source::Skip(inner, _)
        | Source::Take(inner, _)
        | Source::Step(inner, _) => is_random(source) && lends_items(inner),
        Source::Zip(a, b) => is_random(source) && (lends_items(a) || lends_items(b)),
        _ => false,
    }
}
