//! The statements of a body: loops, branches, arrays, tapes, each behind the `let`s that it needs.
//!
//! First it is found out what is alive: whatever a result depends on, and whatever changes an array that is alive.
//! Then each node is given the region in which it is computed: where all its uses are, but outside of loops that it
//! does not depend on. Between two statements, the expressions are written as in a body without statements.

use std::collections::BTreeSet;

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};

use super::alive::{Alive, direct_uses, homes};
use super::body::{Body, Scope, Writer};
use super::callee::{Callee, Order};
use super::emission::ours;
use super::expression::{Code, unlent};
use super::literals;
use super::placement::{Place as Position, Placement};
use super::schedule::schedule;
use crate::elementary::Kind;
use crate::hash::{HashMap, HashSet};
use crate::ir::{ByNode, Graph, Id, Node, NodeSet};
use crate::region::{Action, Argument, ArrayId, Header, Layout, Place, RegionId, StatementId, TapeId};
use crate::syntax::tokens::mentions;

/// Writes a body with statements.
pub(super) fn write(scope: &Scope, results: &[Id]) -> Body {
    let alive = Alive::of(scope.graph, results, scope.arrays);
    let homes = homes(scope.graph, &alive, results);
    let mut writer = Writer {
        scope,
        uses: ByNode::default(),
        mentioned: NodeSet::default(),
        parts: HashMap::default(),
        written: ByNode::default(),
        placement: Placement::of(scope.graph, &[], &[], std::iter::empty()),
        lets: Vec::new(),
        taken: scope
            .taken
            .iter()
            .cloned()
            .chain(scope.graph.arrays().map(|(_, array)| array.name.to_string()))
            .collect(),
        unnamed: 0,
        callees: Vec::new(),
        inline: HashSet::default(),
        hoisted: HashSet::default(),
        views: HashMap::default(),
    };
    for &id in &alive.nodes {
        for argument in scope.graph.arguments(id) {
            *writer.uses.slot(argument).get_or_insert(0) += 1;
            if homes.get(&argument) != homes.get(&id) {
                writer.hoisted.insert(argument);
            }
        }
        match scope.graph.node(id) {
            Node::Part { call, part } => writer.parts.entry(*call).or_default().push(*part),
            // What the user's tokens borrow from outlives them.
            Node::Constant { mentions, .. } => {
                let constants = mentions.iter().filter(|(name, id)| {
                    !name.starts_with("__") && matches!(scope.graph.node(*id), Node::Constant { .. })
                });
                constants.for_each(|(_, id)| writer.mentioned.insert(*id, ()));
            }
            _ => {}
        }
    }
    for &statement in &alive.statements {
        match &scope.graph.statement(statement).action {
            Action::Loop {
                header: Header::For { iterable, .. } | Header::ForReversed { iterable, .. },
                ..
            } => {
                writer.inline.insert(*iterable);
            }
            // Each array is made by itself, though it be by the same tokens.
            Action::Declare { initial, .. } | Action::Assign { initial, .. } => {
                let made = initial.ids().into_iter().filter(|&id| scope.graph.kind(id) == Kind::Unknown);
                writer.inline.extend(made);
            }
            // They are also asked for zeros of their shape.
            Action::PushForward { call, .. } => {
                for id in call.arguments.iter().flat_map(Argument::ids) {
                    *writer.uses.slot(id).get_or_insert(0) += 1;
                }
            }
            _ => {}
        }
    }
    for (_, id) in direct_uses(scope.graph, &alive, results) {
        *writer.uses.slot(id).get_or_insert(0) += 1;
    }
    let mut emission = Structure {
        writer,
        alive: &alive,
        homes: &homes,
        names: HashMap::default(),
        places: HashMap::default(),
        memories: HashMap::default(),
        kept: Structure::asked_for_kept(scope.graph),
    };
    let mut statements = emission.tapes();
    statements.extend(emission.region(RegionId::BODY, results));
    let values = results.iter().map(|id| emission.writer.written[*id].tokens.clone()).collect();
    Body { callees: emission.writer.callees, statements, values }
}

pub(super) struct Structure<'w, 'a> {
    pub(super) writer: Writer<'a>,
    pub(super) alive: &'w Alive,
    homes: &'w HashMap<Id, RegionId>,
    /// What the tapes are called.
    pub(super) names: HashMap<TapeId, Ident>,
    /// The place of each statement that knows its place on a tape.
    pub(super) places: HashMap<StatementId, TokenStream>,
    /// The memory of vectors that loops make in each iteration.
    pub(super) memories: HashMap<ArrayId, Ident>,
    /// The calls of operations that hand out what they keep beside their value.
    pub(super) kept: HashSet<StatementId>,
}

impl Structure<'_, '_> {
    pub(super) fn graph(&self) -> &Graph {
        self.writer.scope.graph
    }

    /// The statements of a region, and what the ends need.
    pub(super) fn region(&mut self, region: RegionId, ends: &[Id]) -> TokenStream {
        let mut tokens = TokenStream::new();
        for id in self.graph().region(region).statements.clone() {
            if self.alive.statements.contains(&id) {
                let needed = self.needed(id);
                tokens.extend(self.expressions(region, &needed));
                tokens.extend(self.statement(id));
            }
        }
        tokens.extend(self.expressions(region, ends));
        tokens
    }

    /// What a statement and all that is inside of it uses.
    pub(super) fn needed(&self, id: StatementId) -> Vec<Id> {
        let graph = self.graph();
        let mut all = vec![id];
        for region in graph.statement(id).action.regions() {
            all.extend(graph.statements_within(region));
        }
        let mut needed = Vec::new();
        for id in all.into_iter().filter(|id| self.alive.statements.contains(id)) {
            let statement = graph.statement(id);
            match &statement.action {
                Action::Loop { header, body, initial, exit } => {
                    needed.extend(header.uses());
                    needed.extend(exit);
                    for (number, &first) in initial.iter().enumerate() {
                        if self.alive.results.contains(&(id, number)) {
                            needed.push(first);
                            needed.push(graph.region(*body).yields[number]);
                        }
                    }
                }
                Action::Branch { condition, then, otherwise } => {
                    needed.push(*condition);
                    for number in 0..statement.results.len() {
                        if self.alive.results.contains(&(id, number)) {
                            needed.push(graph.region(*then).yields[number]);
                            needed.push(graph.region(*otherwise).yields[number]);
                        }
                    }
                }
                action => needed.extend(action.uses()),
            }
        }
        needed
    }

    /// The `let`s of a region that come before what uses these nodes.
    pub(super) fn expressions(&mut self, region: RegionId, needed: &[Id]) -> TokenStream {
        let graph = self.writer.scope.graph;
        let mut order: BTreeSet<Id> = BTreeSet::new();
        let mut roots: BTreeSet<Id> = BTreeSet::new();
        let mut seen: HashSet<Id> = HashSet::default();
        let mut pending: Vec<(Id, bool)> = needed.iter().map(|&id| (id, true)).collect();
        while let Some((id, root)) = pending.pop() {
            let own = self.homes.get(&id) == Some(&region)
                && !self.writer.written.contains(id)
                && !matches!(graph.node(id), Node::Fresh(_));
            if own && root {
                roots.insert(id);
            }
            if !seen.insert(id) {
                continue;
            }
            if self.writer.written.contains(id) {
                continue;
            }
            if own {
                order.insert(id);
            }
            pending.extend(graph.arguments(id).into_iter().map(|argument| (argument, !own)));
        }
        if order.is_empty() {
            return TokenStream::new();
        }
        let order: Vec<Id> = order.into_iter().collect();
        let roots: Vec<Id> = roots.into_iter().collect();
        self.writer.placement =
            Placement::of(graph, &order, &roots, self.writer.written.iter().map(|(id, _)| id));
        self.writer.lets = Vec::new();
        for &id in &order {
            self.writer.write(id);
        }
        let used: Vec<Id> = roots.iter().flat_map(|id| self.writer.written[*id].mentions.clone()).collect();
        let tokens = schedule(graph, &self.writer.placement, &self.writer.written, &self.writer.lets, &used);
        for id in order {
            if self.writer.placement.is_placed(id) && self.writer.placement.place(id) == Position::BODY {
                if let Some(code) = self.writer.written.slot(id) {
                    code.mentions.clear();
                }
            } else {
                // It is known in its branch alone; whoever needs it behind that writes it again.
                self.writer.written.slot(id).take();
            }
        }
        tokens
    }

    pub(super) fn code(&self, id: Id) -> TokenStream {
        self.writer.written[id].tokens.clone()
    }

    /// The code of a number, though it may stand behind a reference.
    pub(super) fn number(&self, id: Id) -> TokenStream {
        let code = self.code(id);
        let Scope { krate, scalar, .. } = self.writer.scope;
        if self.graph().is_lent(id) { unlent(krate, scalar, &code) } else { code }
    }

    /// Gives a node a name, and the code that is that name.
    pub(super) fn named(&mut self, id: Id) -> Ident {
        let name = self.writer.name(id);
        self.writer.written.insert(id, Code::atom(name.to_token_stream()));
        name
    }

    pub(super) fn place(&self, place: &Place) -> TokenStream {
        let path = self.writer.viewed(place).unwrap_or_else(|| {
            let name = &self.graph().array(place.array).name;
            let steps = self.graph().steps(place, |index| self.code(index));
            quote!(#name #steps)
        });
        match place.range {
            Some((start, length)) => {
                let (start, length) = (self.code(start), self.code(length));
                quote!(#path[#start..][..#length])
            }
            None => path,
        }
    }

    /// A place that is written to, behind the indices that have to be read from the array before.
    pub(super) fn written_place(&self, place: &Place) -> (TokenStream, TokenStream) {
        let name = &self.graph().array(place.array).name;
        let range = place.range.map(|(start, count)| [start, count]);
        let is_read = |ids: &[Id]| ids.iter().any(|&id| mentions(&self.code(id), name));
        let mut before = TokenStream::new();
        if !is_read(&place.path) {
            let Some([start, count]) = range.filter(|range| is_read(range)) else {
                return (before, self.place(place));
            };
            let (from, long) = (self.code(start), self.code(count));
            let (start, count) = (ours("start"), ours("count"));
            before.extend(quote!(let (#start, #count) = (#from, #long);));
            let whole = self.place(&Place { range: None, ..place.clone() });
            return (before, quote!(#whole[#start..][..#count]));
        }
        let mut number = 0;
        let steps = self.graph().steps(place, |index| {
            number += 1;
            let (name, code) = (ours(&format!("index{number}")), self.code(index));
            before.extend(quote!(let #name = #code;));
            name.to_token_stream()
        });
        (before, quote!(#name #steps))
    }

    /// A place whose extent is asked for: a vector of structs as a list, as zeros for such may be of another type.
    pub(super) fn measured(&self, place: &Place) -> TokenStream {
        let graph = self.graph();
        let is_list = matches!(graph.layout(place), Layout::List(element) if !element.is_of_lists());
        let is_array = graph.is_of_fixed_length(place.array) || graph.is_written_out(place.array);
        if is_list && place.path.is_empty() && !is_array {
            let place = self.place(place);
            return quote!(&#place[..]);
        }
        self.borrowed(place)
    }

    /// A place behind a reference.
    pub(super) fn borrowed(&self, place: &Place) -> TokenStream {
        let array = self.graph().array(place.array);
        let tokens = self.place(place);
        if array.reference && place.path.is_empty() && place.range.is_none() {
            quote!(&*#tokens)
        } else {
            quote!(&#tokens)
        }
    }

    pub(super) fn borrowed_mutably(&self, place: &Place) -> TokenStream {
        let array = self.graph().array(place.array);
        let tokens = self.place(place);
        if array.reference && place.path.is_empty() && place.range.is_none() {
            quote!(&mut *#tokens)
        } else {
            quote!(&mut #tokens)
        }
    }

    /// What an array is made from, in which bare numbers are of the float type if the array varies.
    pub(super) fn typed(&self, array: ArrayId, tokens: TokenStream) -> TokenStream {
        let graph = self.graph();
        let is_bare = graph.array(array).active && !graph.generic;
        if is_bare { literals::of_type(tokens, graph.float.suffix()) } else { tokens }
    }

    /// A call of one of the hidden functions of a callee.
    pub(super) fn callee(
        &mut self,
        path: &TokenStream,
        function: &str,
        arguments: &[TokenStream],
        order: Order,
    ) -> TokenStream {
        let callee = Callee::of_arrays(path, function, arguments.len(), order);
        let called = callee.call(arguments);
        self.writer.callees.push(callee);
        called
    }
}
