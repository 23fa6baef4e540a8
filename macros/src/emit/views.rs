//! What an innermost loop goes through of a list, as a slice that is as long as the loop: its elements then need no check.
//!
//! `for k in 0..n { s += a[t + k] }` becomes `let view = &a[t..][..n]; for k in 0..n { s += view[k] }`. Only what every iteration looks at is
//! taken beforehand, so that nothing fails that would not have failed in the loop.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};
use syn::{BinOp, Expr, RangeLimits};

use super::body::Writer;
use super::expression::{Code, with_names};
use super::structure::Structure;
use crate::elementary::{Function, Kind};
use crate::ir::{Graph, Id, Node};
use crate::region::{Action, ArrayId, Header, Layout, Place, RegionId};
use crate::syntax::tokens::words;

/// The path of an element, and where it starts.
type Start = (Vec<Id>, Option<String>);

/// What stands before a loop that goes through slices.
pub(super) struct Views {
    /// Where the loop ends, by a name.
    pub(super) bound: TokenStream,
    /// The numbers that stay.
    pub(super) elements: TokenStream,
    pub(super) declared: TokenStream,
    pub(super) slices: Vec<Slice>,
    /// What the loop runs over.
    pub(super) range: TokenStream,
    /// How many iterations there are, and which one it is, if these are known to be of `usize`.
    pub(super) counts: Option<(TokenStream, TokenStream)>,
}

/// A slice of a list, by the name that it has in the loop.
pub(super) struct Slice {
    pub(super) name: Ident,
    pub(super) list: TokenStream,
    pub(super) offset: Option<TokenStream>,
}

/// The part of a list that a loop goes through: up to the index that the loop moves, and the code of where it starts.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Stretch {
    array: ArrayId,
    outer: Vec<Id>,
    /// Where it starts, if not at the first element.
    start: Option<String>,
}

/// An element of a stretch, by the path that leads to it.
struct Seen {
    path: Vec<Id>,
    start: Option<TokenStream>,
}

/// The elements that each iteration of a loop looks at.
pub(super) struct Looks {
    /// Those that the loop moves: by which step of the path, and where that starts.
    moved: Vec<(Place, usize, Option<TokenStream>)>,
    /// Numbers that stay.
    pub(super) still: Vec<Place>,
    /// The lists that are changed.
    changed: BTreeSet<ArrayId>,
}

/// From where to where a loop goes.
pub(super) struct Extent {
    pub(super) index: Id,
    pub(super) start: TokenStream,
    pub(super) end: TokenStream,
    from_first: bool,
}

impl Structure<'_, '_> {
    /// The slices that a loop goes through; their elements are read and written by these from now on.
    pub(super) fn views(&mut self, header: &Header, body: RegionId) -> Option<Views> {
        let has_loops = |graph: &Graph| {
            let inside = graph.statements_within(body);
            inside.iter().any(|&id| matches!(graph.statement(id).action, Action::Loop { .. }))
        };
        if self.writer.scope.constant || has_loops(self.graph()) {
            return None;
        }
        let extent = self.extent(header)?;
        let Looks { moved, still, changed } = self.looks(Some(extent.index), body);
        let mut stretches: BTreeMap<Stretch, Vec<Seen>> = BTreeMap::new();
        for (place, depth, start) in moved {
            let text = start.as_ref().map(ToString::to_string);
            let (array, outer) = (place.array, place.path[..depth].to_vec());
            let path = place.path[..=depth].to_vec();
            stretches.entry(Stretch { array, outer, start: text }).or_default().push(Seen { path, start });
        }
        if stretches.is_empty() && still.is_empty() {
            return None;
        }
        let krate = self.writer.scope.krate;
        let (mut bound, mut elements, mut declared) =
            (TokenStream::new(), TokenStream::new(), TokenStream::new());
        let (mut slices, mut end) = (Vec::new(), extent.end);
        if end.clone().into_iter().count() > 1 {
            let name = self.unused("end");
            bound = quote!(let #name = #end;);
            end = name.to_token_stream();
        }
        let index = self.code(extent.index);
        // What leads to an element counts from 0 on, in `usize`.
        let counts = (extent.from_first && !stretches.is_empty()).then(|| (end.clone(), index.clone()));
        let start = extent.start;
        let runs = quote!((#start) < #end);
        for place in still {
            let (element, name) = (self.place(&place), self.unused("element"));
            let is_change = self.graph().lanes.is_some() && self.graph().array(place.array).derivative;
            let nought = if is_change { quote!(nought) } else { quote!(zero) };
            elements.extend(quote!(let #name = if #runs { #element } else { #krate::support::#nought() };));
            self.writer.views.insert((place.array, place.path), name.to_token_stream());
        }
        for (stretch, seen_by) in stretches {
            let is_changed = changed.contains(&stretch.array);
            let list = self.place(&Place { path: stretch.outer, ..Place::of(stretch.array) });
            let view = self.unused("view");
            let offset = seen_by[0].start.clone();
            slices.push(Slice { name: view.clone(), list: list.clone(), offset: offset.clone() });
            let seen = match (offset, is_changed) {
                (None, false) if extent.from_first => quote!(&#list[..#end]),
                (None, true) if extent.from_first => quote!(&mut #list[..#end]),
                (offset, is_changed) => {
                    let offset = offset.unwrap_or_else(|| quote!(0));
                    if is_changed {
                        quote!(#krate::support::view_mut(&mut #list[..], #runs, || #offset, #end))
                    } else {
                        quote!(#krate::support::view(&#list[..], #runs, || #offset, #end))
                    }
                }
            };
            declared.extend(quote!(let #view = #seen;));
            for Seen { path, .. } in seen_by {
                if let Some(uses) = path.last().and_then(|last| self.writer.uses.slot(*last).as_mut()) {
                    *uses = uses.saturating_sub(1);
                }
                self.writer.views.insert((stretch.array, path), quote!(#view[#index]));
            }
        }
        Some(Views { bound, elements, declared, slices, range: quote!(#start..#end), counts })
    }

    pub(super) fn extent(&self, header: &Header) -> Option<Extent> {
        let (index, start, end) = match header {
            Header::Count { count, index } | Header::CountDown { count, index } => {
                (*index, syn::parse_quote!(0), syn::parse2(self.code(*count)).ok()?)
            }
            Header::For { iterable, bindings, .. } | Header::ForReversed { iterable, bindings, .. } => {
                let [index] = bindings.as_slice() else { return None };
                let Ok(Expr::Range(range)) = syn::parse2(self.code(*iterable)) else { return None };
                if !matches!(range.limits, RangeLimits::HalfOpen(_)) {
                    return None;
                }
                (*index, *range.start?, *range.end?)
            }
            Header::Forever => return None,
        };
        let from_first = start.to_token_stream().to_string() == "0";
        may_be_repeated(&start).then(|| Extent {
            index,
            start: start.to_token_stream(),
            end: end.to_token_stream(),
            from_first,
        })
    }

    pub(super) fn looks(&self, index: Option<Id>, body: RegionId) -> Looks {
        let graph = self.graph();
        let mut always: Vec<Place> = Vec::new();
        let mut all: Vec<Place> = Vec::new();
        let mut taken: BTreeSet<ArrayId> = BTreeSet::new();
        let mut changed: BTreeSet<ArrayId> = BTreeSet::new();
        let mut roots: Vec<Id> = graph.region(body).yields.clone();
        for id in graph.statements_within(body) {
            let statement = graph.statement(id);
            let action = &statement.action;
            if !self.alive.statements.contains(&id) {
                continue;
            }
            changed.extend(action.changes());
            let own = graph.structure.resolve(statement.region) == body;
            match action {
                Action::Load { place } | Action::Take { place } if own => always.push(place.clone()),
                Action::Store { place, value } | Action::Increase { place, value } if own => {
                    // What is added on a condition is not looked at where that does not hold.
                    if matches!(graph.node(*value), Node::Select { .. }) {
                        taken.insert(place.array);
                    } else {
                        always.push(place.clone());
                    }
                    roots.push(*value);
                }
                action => {
                    taken.extend(action.changes().into_iter().chain(action.reads()));
                    taken.extend(action.makes());
                    roots.extend(action.uses().into_iter().filter(|_| own));
                }
            }
        }
        let evaluated: BTreeSet<Id> = unconditional(graph, &roots);
        for id in graph.reachable(&graph.used_within(body)) {
            match graph.node(id) {
                // What nobody reads is not looked at.
                _ if !self.alive.nodes.contains(&id) => {}
                Node::Element { .. } if self.writer.written.contains(id) => {}
                Node::Element { place, .. } if evaluated.contains(&id) => always.push(place.clone()),
                Node::Element { place, .. } => all.push(place.clone()),
                Node::Constant { arrays, .. } => taken.extend(arrays),
                _ => {}
            }
        }
        // What is also looked at in another way is not lent for changes.
        taken.extend(all.iter().map(|place| place.array));
        let (mut found, mut still) = (Vec::new(), Vec::new());
        let mut starts: BTreeMap<ArrayId, BTreeSet<Start>> = BTreeMap::new();
        for place in always {
            match index.and_then(|index| self.moved(&place, index, body)) {
                Some((depth, start)) => {
                    let text = start.as_ref().map(ToString::to_string);
                    starts.entry(place.array).or_default().insert((place.path[..depth].to_vec(), text));
                    found.push((place, depth, start));
                }
                None => {
                    taken.insert(place.array);
                    still.push(place);
                }
            }
        }
        still.retain(|place| !changed.contains(&place.array) && self.is_still(place, body));
        still.sort_by(|a, b| (a.array, &a.path).cmp(&(b.array, &b.path)));
        still.dedup();
        let is_alone = |array: &ArrayId| !taken.contains(array) && starts[array].len() == 1;
        found.retain(|(place, ..)| !changed.contains(&place.array) || is_alone(&place.array));
        Looks { moved: found, still, changed }
    }

    /// Whether a place is the same number in every iteration, if nothing changes it.
    pub(super) fn is_still(&self, place: &Place, body: RegionId) -> bool {
        let graph = self.graph();
        let array = graph.array(place.array);
        // Of what type a field is only rustc knows: it may be an integer that is compared.
        let in_field = place.path.iter().any(|&step| matches!(graph.node(step), Node::Field(_)));
        array.kind == Kind::Real
            && !in_field
            && !array.late
            && !graph.is_within(graph.structure.resolve(array.home), body)
            && place.range.is_none()
            && graph.layout(place) == Layout::Number
            && place
                .path
                .iter()
                .all(|step| self.writer.written.contains(*step) && !graph.is_within(graph.home(*step), body))
    }

    /// Which step of a place a loop moves by one each time, and where that starts.
    fn moved(&self, place: &Place, index: Id, body: RegionId) -> Option<(usize, Option<TokenStream>)> {
        let graph = self.graph();
        let array = graph.array(place.array);
        let is_there = !graph.is_within(graph.structure.resolve(array.home), body);
        // Where the type says how long it is, nothing need be said.
        let is_told = graph.is_of_fixed_length(place.array);
        if place.range.is_some() || place.borrowed || array.late || !is_there || is_told {
            return None;
        }
        let depth = place.path.iter().position(|&step| graph.is_within(graph.home(step), body))?;
        let list = Place { path: place.path[..depth].to_vec(), ..Place::of(place.array) };
        // Of what kind the list in a field is only rustc knows.
        let in_field = list.path.iter().any(|&step| matches!(graph.node(step), Node::Field(_)));
        if in_field || !matches!(graph.layout(&list), Layout::List(_)) {
            return None;
        }
        let is_known = |id: &Id| self.writer.written.contains(*id);
        if !place.path[..depth].iter().all(is_known) {
            return None;
        }
        let start = self.start(place.path[depth], index)?;
        Some((depth, start))
    }

    /// What is added to the loop's index.
    #[allow(clippy::option_option, reason = "it is no sum with the index, or one with nothing else")]
    fn start(&self, step: Id, index: Id) -> Option<Option<TokenStream>> {
        if step == index {
            return Some(None);
        }
        if let Node::Apply(Function::ADD, terms) = self.graph().node(step) {
            let &[first, second] = terms.as_slice() else { return None };
            let (found, other) = match (self.start(first, index), self.start(second, index)) {
                (Some(found), None) => (found, second),
                (None, Some(found)) => (found, first),
                _ => return None,
            };
            let other = self.writer.written.get(other)?.tokens.clone();
            return Some(Some(found.map_or(other.clone(), |found| quote!((#found) + (#other)))));
        }
        let Node::Constant { tokens, mentions, arrays, .. } = self.graph().node(step) else { return None };
        if !arrays.is_empty() {
            return None;
        }
        let sum: Expr = syn::parse2(self.graph().tokens(*tokens).clone()).ok()?;
        let rest = without(&sum, &|name| mentions.iter().any(|(known, id)| name == known && *id == index))?;
        let rest = rest?;
        let mut own = Vec::new();
        let mut codes: Vec<Code> = Vec::new();
        for (name, id) in mentions.iter().filter(|(_, id)| *id != index) {
            codes.push(self.writer.written.get(*id)?.clone());
            own.push((name.clone(), *id));
        }
        Some(Some(with_names(rest, &own, &codes)))
    }
}

impl Writer<'_> {
    /// A place in a list that is seen by a slice of it.
    pub(super) fn viewed(&self, place: &Place) -> Option<TokenStream> {
        if self.views.is_empty() {
            return None;
        }
        let view = |depth: usize| self.views.get(&(place.array, place.path[..depth].to_vec()));
        let (depth, view) = (1..=place.path.len()).find_map(|depth| Some((depth, view(depth)?)))?;
        let rest = Place { path: place.path[depth..].to_vec(), ..Place::of(place.array) };
        let steps = self.scope.graph.steps(&rest, |index| self.written[index].tokens.clone());
        Some(quote!(#view #steps))
    }
}

/// Whether an expression may be worked out more than once: it calls nothing of the user's.
pub(super) fn may_be_repeated(expression: &Expr) -> bool {
    match expression {
        Expr::Lit(_) | Expr::Path(_) => true,
        Expr::Paren(inner) => may_be_repeated(&inner.expr),
        Expr::Group(inner) => may_be_repeated(&inner.expr),
        Expr::Field(field) => may_be_repeated(&field.base),
        Expr::Cast(cast) => may_be_repeated(&cast.expr),
        Expr::Unary(unary) => may_be_repeated(&unary.expr),
        Expr::Index(index) => may_be_repeated(&index.expr) && may_be_repeated(&index.index),
        Expr::Binary(binary) => may_be_repeated(&binary.left) && may_be_repeated(&binary.right),
        Expr::MethodCall(call) => call.method == "len" && may_be_repeated(&call.receiver),
        Expr::Call(call) => {
            let is_ours = matches!(&*call.func, Expr::Path(path) if path.path.leading_colon.is_some());
            is_ours && call.args.iter().all(may_be_repeated)
        }
        _ => false,
    }
}

/// A sum without one of its terms, which occurs once.
#[allow(clippy::option_option, reason = "the term is not in the sum, or nothing else is")]
fn without(sum: &Expr, is_term: &dyn Fn(&Ident) -> bool) -> Option<Option<TokenStream>> {
    match sum {
        Expr::Paren(inner) => without(&inner.expr, is_term),
        Expr::Group(inner) => without(&inner.expr, is_term),
        Expr::Path(path) => path.path.get_ident().is_some_and(is_term).then_some(None),
        Expr::Binary(binary) if matches!(binary.op, BinOp::Add(_)) => {
            let (left, right) = (&binary.left, &binary.right);
            let (found, other) = match (without(left, is_term), without(right, is_term)) {
                (Some(found), None) => (found, right),
                (None, Some(found)) => (found, left),
                _ => return None,
            };
            let other = other.to_token_stream();
            let again = words(&other).iter().any(is_term);
            (!again).then(|| Some(found.map_or(other.clone(), |found| quote!((#found) + (#other)))))
        }
        _ => None,
    }
}

/// What is worked out whenever the roots are: nothing that stands behind a condition.
fn unconditional(graph: &Graph, roots: &[Id]) -> BTreeSet<Id> {
    let mut found = BTreeSet::new();
    let mut pending = roots.to_vec();
    while let Some(id) = pending.pop() {
        if !found.insert(id) {
            continue;
        }
        match graph.node(id) {
            Node::Select { condition, .. } => pending.push(*condition),
            Node::Apply(function, arguments) if *function == Function::AND || *function == Function::OR => {
                pending.extend(arguments.first());
            }
            _ => pending.extend(graph.arguments(id)),
        }
    }
    found
}
