//! Loops.
//!
//! What a loop changes is carried from one iteration to the next. Which variables these are, and which of them vary,
//! is found by lowering the body until nothing new comes up; every attempt begins from the same state.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::ToTokens;
use syn::{Expr, ExprForLoop, ExprLoop, ExprWhile, Label, Lifetime, Pat};

use super::Lowering;
use super::branch::{Change, is_flag};
use super::value::Value;
use crate::elementary::{Function, Kind};
use crate::errors::quoted;
use crate::ir::{Graph, Id, Node};
use crate::region::{Action, ArrayId, Header, Origin, RegionKind};

/// More attempts than any loop needs.
const MOST_ATTEMPTS: usize = 64;

/// All that lowering changes.
struct Snapshot {
    graph: Graph,
    scopes: Vec<HashMap<String, Option<Value>>>,
    changes: Vec<Change>,
    early: usize,
    mutable: HashSet<String>,
    items: usize,
    taken: HashSet<String>,
    given_names: HashMap<String, usize>,
    errors: usize,
}

/// What a loop carries: of each variable, which of the numbers that it is made of vary.
type Carried = BTreeMap<(usize, String), Vec<bool>>;

impl Lowering<'_> {
    fn snapshot(&self) -> Snapshot {
        Snapshot {
            graph: self.graph.clone(),
            scopes: self.scopes.clone(),
            changes: self.changes.clone(),
            early: self.early.len(),
            mutable: self.mutable.clone(),
            items: self.items.len(),
            taken: self.taken.clone(),
            given_names: self.given_names.clone(),
            errors: self.errors.count(),
        }
    }

    fn restore(&mut self, snapshot: Snapshot) {
        self.graph = snapshot.graph;
        self.scopes = snapshot.scopes;
        self.changes = snapshot.changes;
        self.early.truncate(snapshot.early);
        self.mutable = snapshot.mutable;
        self.items.truncate(snapshot.items);
        self.taken = snapshot.taken;
        self.given_names = snapshot.given_names;
        self.errors.truncate(snapshot.errors);
        self.left = false;
    }

    /// A loop: what is prepared stands before it, and is handed in where an iteration begins.
    pub(super) fn repeat<P>(
        &mut self,
        label: Option<&str>,
        prepare: &mut dyn FnMut(&mut Self) -> Option<P>,
        enter: &mut dyn FnMut(&mut Self, P) -> Option<Header>,
        body: &mut dyn FnMut(&mut Self),
    ) -> Option<()> {
        let mut carried = Carried::new();
        let mut active_arrays: BTreeSet<ArrayId> = BTreeSet::new();
        for _ in 0..MOST_ATTEMPTS {
            let snapshot = self.snapshot();
            for &array in &active_arrays {
                self.graph.array_mut(array).active = true;
            }
            let arrays: Vec<bool> = self.graph.structure.arrays.iter().map(|array| array.active).collect();
            let complete = self.attempt(label, &mut carried, prepare, enter, body)?;
            let mut known = complete;
            for (id, array) in self.graph.arrays() {
                if arrays.get(id.index()).is_some_and(|before| *before != array.active) {
                    known &= !active_arrays.insert(id);
                }
            }
            if known {
                return Some(());
            }
            self.restore(snapshot);
        }
        unreachable!("each attempt finds something new, of which there is only so much")
    }

    /// Lowers the loop with what is known to be carried; whether that was all.
    fn attempt<P>(
        &mut self,
        label: Option<&str>,
        carried: &mut Carried,
        prepare: &mut dyn FnMut(&mut Self) -> Option<P>,
        enter: &mut dyn FnMut(&mut Self, P) -> Option<Header>,
        body: &mut dyn FnMut(&mut Self),
    ) -> Option<bool> {
        let keyword = self.keyword;
        let prepared = prepare(self)?;
        let (region, around) = self.graph.open(RegionKind::Loop);
        let number = self.loops.len();
        self.loops.push(label.map(str::to_owned));
        let never = self.graph.boolean(false);
        let flags = [format!("#break{number}"), format!("#continue{number}")];
        self.scopes.push(flags.iter().map(|flag| (flag.clone(), Some(Value::Number(never)))).collect());
        let own = self.scopes.len() - 1;
        let header = enter(self, prepared);

        let mut initial = Vec::new();
        let mut starts: Vec<Option<(Value, Value)>> = Vec::new();
        for ((scope, name), varies) in &*carried {
            let Some(Some(before)) = self.scopes[*scope].get(name).cloned() else {
                starts.push(None);
                continue;
            };
            let mut varies = varies.iter();
            let several = before.numbers().len() > 1;
            let start = before.map(&mut |id| {
                let active = varies.next() == Some(&true) || self.graph.is_active(id);
                let kind = if active { Kind::Real } else { self.graph.kind(id) };
                let start = self.graph.carry(region, kind, active);
                if !name.starts_with('#') {
                    let part = initial.len();
                    let name = if several { format!("{name}_{part}") } else { name.clone() };
                    self.christen_text(&name, start);
                }
                initial.push(id);
                start
            });
            // Nothing of this runs once it was left.
            let seen = if is_flag(name) { Value::Number(never) } else { start.clone() };
            self.scopes[*scope].insert(name.clone(), Some(seen));
            starts.push(Some((before, start)));
        }
        let mark = self.changes.len();
        if header.is_some() {
            body(self);
        }
        self.left = false;
        let exit = {
            let mut exit = never;
            for scope in 0..self.scopes.len() {
                let flags: BTreeMap<String, Id> = self.scopes[scope]
                    .iter()
                    .filter(|(name, _)| is_flag(name) && **name != format!("#continue{number}"))
                    .filter_map(|(name, value)| match value {
                        Some(Value::Number(id)) => Some((name.clone(), *id)),
                        _ => None,
                    })
                    .collect();
                for flag in flags.into_values() {
                    exit = self.graph.or(exit, flag);
                }
            }
            (exit != never).then_some(exit)
        };
        let changes = self.take_back(mark);
        self.scopes.pop();
        self.loops.pop();
        self.graph.enter(around);
        let header = header?;

        let mut complete = true;
        let mut yields = Vec::new();
        let mut results = Vec::new();
        for (((scope, name), varies), start) in carried.iter_mut().zip(&starts) {
            let Some((before, start)) = start else { continue };
            self.scopes[*scope].insert(name.clone(), Some(before.clone()));
            let next = match changes.get(&(*scope, name.clone())) {
                Some(Some(next)) => next,
                Some(None) => return None,
                None => start,
            };
            if !start.differs_in_numbers_only(next) {
                self.errors.report(
                    quote::quote_spanned!(keyword=> for),
                    format!("the loop makes `{name}` stand for another array, which is not supported"),
                    "declare an array with `let mut` before the loop, and assign to its elements",
                );
                return None;
            }
            for ((next, start), varies) in next.numbers().into_iter().zip(start.numbers()).zip(varies) {
                if self.graph.is_active(next) && !self.graph.is_active(start) {
                    *varies = true;
                    complete = false;
                }
                yields.push(next);
                results.push((self.graph.kind(start), self.graph.is_active(start)));
            }
        }
        for ((scope, name), value) in &changes {
            if *scope < own && !carried.contains_key(&(*scope, name.clone())) {
                let numbers = value.as_ref().map(Value::numbers).unwrap_or_default();
                let varies = numbers.into_iter().map(|id| self.graph.is_active(id)).collect();
                carried.insert((*scope, name.clone()), varies);
                complete = false;
            }
        }
        if !complete {
            return Some(false);
        }
        self.graph.region_mut(region).yields = yields;
        let action = Action::Loop { header, body: region, initial, exit };
        let statement = self.graph.perform(action, &results);
        let mut results = self.graph.statement(statement).results.clone().into_iter();
        for ((scope, name), start) in carried.keys().zip(starts) {
            if let Some((_, start)) = start {
                let result = start.map(&mut |id| results.next().unwrap_or(id));
                self.set(*scope, name.clone(), Some(result));
            }
        }
        Some(true)
    }

    /// `for index in 0..count`
    pub(super) fn count_up(&mut self, count: Id, body: &mut dyn FnMut(&mut Self, Id)) -> Option<()> {
        let index = std::cell::Cell::new(None);
        self.repeat(
            None,
            &mut |_| Some(()),
            &mut |lowering, ()| {
                let found = lowering.binding(0, "k");
                index.set(Some(found));
                Some(Header::Count { count, index: found })
            },
            &mut |lowering| {
                if let Some(index) = index.get() {
                    body(lowering, index);
                }
            },
        )
    }

    /// A name that a loop binds in each iteration.
    pub(super) fn binding(&mut self, number: usize, name: &str) -> Id {
        let region = self.graph.current();
        let id = self.graph.fresh(Origin::Binding(region, number), Kind::Unknown, false, region);
        let name = Ident::new(&self.unique_of_ours(name), Span::call_site());
        self.graph.name(id, crate::ir::Name { text: name.to_string(), user: Some(name), written: None });
        id
    }

    fn unique_of_ours(&mut self, name: &str) -> String {
        if self.taken.insert(name.to_owned()) && !self.given_names.contains_key(name) {
            self.given_names.insert(name.to_owned(), 1);
            return name.to_owned();
        }
        self.given_names.entry(name.to_owned()).or_insert(1);
        self.unique(name)
    }

    /// `for pattern in tokens`, where nothing of the tokens varies.
    pub(super) fn repeat_tokens(
        &mut self,
        label: Option<&str>,
        pattern: &Pat,
        iterable: &Expr,
        body: &mut dyn FnMut(&mut Self),
    ) -> Option<()> {
        let mut names = Vec::new();
        names_of(pattern, &mut names);
        self.repeat(
            label,
            &mut |lowering| lowering.constant(iterable),
            &mut |lowering, iterable| {
                let region = lowering.graph.current();
                let mut bindings = Vec::new();
                let mut renamed = HashMap::new();
                for (number, name) in names.iter().enumerate() {
                    let id =
                        lowering.graph.fresh(Origin::Binding(region, number), Kind::Unknown, false, region);
                    lowering.bind(name, id);
                    let given = lowering.graph.name_of(id).and_then(|name| name.user.clone());
                    renamed.insert(name.to_string(), given.unwrap_or_else(|| name.clone()));
                    bindings.push(id);
                }
                let tokens = rename(lowering.nested.restore(pattern.to_token_stream()), &renamed);
                let pattern = lowering.graph.keep(tokens);
                Some(Header::For { pattern, iterable, bindings })
            },
            body,
        )
    }

    pub(super) fn for_loop(&mut self, repeat: &ExprForLoop) {
        self.keyword = repeat.for_token.span;
        let label = label_of(repeat.label.as_ref());
        if self.is_constant(&repeat.expr) && !self.looks_at_what_changes(&repeat.expr) {
            self.repeat_tokens(label.as_deref(), &repeat.pat, &repeat.expr, &mut |lowering| {
                lowering.unit_block(&repeat.body);
            });
            return;
        }
        let Some(source) = self.source(&repeat.expr) else { return };
        self.each(label.as_deref(), &source, Some(&repeat.pat), &mut |lowering, value| {
            lowering.scopes.push(HashMap::new());
            if let Some(names) = lowering.take_apart(&repeat.pat, &value) {
                for (name, value) in names {
                    lowering.bind_any(&name, value);
                }
                lowering.unit_block(&repeat.body);
            }
            lowering.scopes.pop();
        });
    }

    pub(super) fn while_loop(&mut self, repeat: &ExprWhile) {
        self.keyword = repeat.while_token.span;
        let number = self.loops.len();
        self.repeat(
            label_of(repeat.label.as_ref()).as_deref(),
            &mut |_| Some(()),
            &mut |_, ()| Some(Header::Forever),
            &mut |lowering| {
                let condition = lowering.condition(&repeat.cond);
                lowering.as_statement = true;
                lowering.choose(
                    condition,
                    |lowering| {
                        lowering.unit_block(&repeat.body);
                        Some(())
                    },
                    |lowering| {
                        lowering.leave(&format!("#break{number}"));
                        None
                    },
                );
            },
        );
    }

    pub(super) fn endless_loop(&mut self, repeat: &ExprLoop) {
        self.keyword = repeat.loop_token.span;
        self.repeat(
            label_of(repeat.label.as_ref()).as_deref(),
            &mut |_| Some(()),
            &mut |_, ()| Some(Header::Forever),
            &mut |lowering| lowering.unit_block(&repeat.body),
        );
    }

    /// A `loop` with the number that it is left with.
    pub(super) fn loop_value(&mut self, repeat: &ExprLoop) -> Option<Id> {
        let name = result_of_loop(self.loops.len());
        let zero = self.graph.zero();
        self.scopes.push(HashMap::from([(name.clone(), Some(Value::Number(zero)))]));
        self.endless_loop(repeat);
        match self.scopes.pop()?.remove(&name)?? {
            Value::Number(id) => Some(id),
            _ => None,
        }
    }

    /// `break` and `continue`.
    pub(super) fn leave_loop(
        &mut self,
        whole: &Expr,
        label: Option<&Lifetime>,
        value: Option<&Expr>,
        flag: &str,
    ) {
        let position = match label {
            None => self.loops.len().checked_sub(1),
            Some(label) => {
                let name = label.ident.to_string();
                self.loops.iter().rposition(|known| known.as_deref() == Some(&name))
            }
        };
        let Some(number) = position else {
            self.errors.report_wrong_rust(
                whole,
                format!("`{}` leaves no loop", quoted(whole)),
                "take it out",
            );
            self.left = true;
            return;
        };
        if let Some(value) = value {
            let name = result_of_loop(number);
            let result = self.expression(value).and_then(|id| self.real(value, id));
            match self.scopes.iter().rposition(|scope| scope.contains_key(&name)) {
                Some(scope) => self.set(scope, name, result.map(Value::Number)),
                None => self.errors.report_wrong_rust(
                    whole,
                    format!("nothing uses the value that `{}` gives the loop", quoted(whole)),
                    "name it, as in `let result = loop { … };`, or `break` without it",
                ),
            }
        }
        self.leave(&format!("{flag}{number}"));
    }
}

/// The hidden variable that a loop's value is kept in.
fn result_of_loop(number: usize) -> String {
    format!("#result{number}")
}

fn label_of(label: Option<&Label>) -> Option<String> {
    label.map(|label| label.name.ident.to_string())
}

/// The names that a pattern binds.
pub(super) fn names_of(pattern: &Pat, names: &mut Vec<Ident>) {
    match pattern {
        Pat::Ident(name) => names.push(name.ident.clone()),
        Pat::Reference(inner) => names_of(&inner.pat, names),
        Pat::Paren(inner) => names_of(&inner.pat, names),
        Pat::Type(inner) => names_of(&inner.pat, names),
        Pat::Tuple(tuple) => tuple.elems.iter().for_each(|element| names_of(element, names)),
        Pat::Slice(slice) => slice.elems.iter().for_each(|element| names_of(element, names)),
        Pat::TupleStruct(tuple) => tuple.elems.iter().for_each(|element| names_of(element, names)),
        Pat::Struct(parts) => parts.fields.iter().for_each(|field| names_of(&field.pat, names)),
        _ => {}
    }
}

/// The same tokens with other names.
fn rename(tokens: TokenStream, names: &HashMap<String, Ident>) -> TokenStream {
    tokens
        .into_iter()
        .map(|token| match token {
            TokenTree::Ident(name) => TokenTree::Ident(names.get(&name.to_string()).cloned().unwrap_or(name)),
            TokenTree::Group(group) => {
                let mut renamed = proc_macro2::Group::new(group.delimiter(), rename(group.stream(), names));
                renamed.set_span(group.span());
                TokenTree::Group(renamed)
            }
            other => other,
        })
        .collect()
}

impl Graph {
    /// Arithmetic of integers, which may overflow and so keeps to its region.
    pub(crate) fn integer(&mut self, function: Function, a: Id, b: Id) -> Id {
        let operator: TokenStream = function.name.parse().unwrap_or_default();
        let tokens = quote::quote!((__a #operator __b));
        self.constant(tokens, vec![("__a".to_owned(), a), ("__b".to_owned(), b)], Vec::new(), false)
    }

    pub(crate) fn arrays(&self) -> impl Iterator<Item = (ArrayId, &crate::region::Array)> {
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
    pub(crate) fn branch_result(
        &mut self,
        branch: crate::region::StatementId,
        then: Id,
        otherwise: Id,
    ) -> Id {
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
