//! The statements of a body: loops, branches, arrays, tapes, each behind the `let`s that it needs.
//!
//! First it is found out what is alive: whatever a result depends on, and whatever changes an array that is alive.
//! Then each node is given the region in which it is computed: where all its uses are, but outside of loops that it
//! does not depend on. Between two statements, the expressions are written as in a body without statements.

use std::collections::{BTreeSet, HashMap, HashSet};

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};

use super::alive::{Alive, direct_uses, homes};
use super::body::{Body, Scope, Writer};
use super::callee::{Callee, Order};
use super::constant::cleared;
use super::emission::ours;
use super::expression::{Code, unlent, with_names};
use super::literals;
use super::placement::{Place as Position, Placement};
use super::schedule::schedule;
use crate::elementary::{Function, Kind};
use crate::ir::{Graph, Id, Node};
use crate::region::{
    Action, Argument, ArrayId, Header, Initial, Layout, Origin, Place, RegionId, StatementId, TapeId,
};
use crate::syntax::tokens::mentions;

/// Writes a body with statements.
pub(super) fn write(scope: &Scope, results: &[Id]) -> Body {
    let alive = Alive::of(scope.graph, results, scope.arrays);
    let homes = homes(scope.graph, &alive, results);
    let mut writer = Writer {
        scope,
        uses: HashMap::new(),
        mentioned: HashSet::new(),
        parts: HashMap::new(),
        written: HashMap::new(),
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
        inline: HashSet::new(),
        hoisted: HashSet::new(),
        views: HashMap::new(),
    };
    for &id in &alive.nodes {
        for argument in scope.graph.arguments(id) {
            *writer.uses.entry(argument).or_default() += 1;
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
                writer.mentioned.extend(constants.map(|(_, id)| *id));
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
                    *writer.uses.entry(id).or_default() += 1;
                }
            }
            _ => {}
        }
    }
    for (_, id) in direct_uses(scope.graph, &alive, results) {
        *writer.uses.entry(id).or_default() += 1;
    }
    let mut emission = Structure {
        writer,
        alive: &alive,
        homes: &homes,
        names: HashMap::new(),
        places: HashMap::new(),
        memories: HashMap::new(),
        kept: Structure::asked_for_kept(scope.graph),
    };
    let mut statements = emission.tapes();
    statements.extend(emission.region(RegionId::BODY, results));
    let values = results.iter().map(|id| emission.writer.written[id].tokens.clone()).collect();
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
    kept: HashSet<StatementId>,
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
        let mut seen: HashSet<Id> = HashSet::new();
        let mut pending: Vec<(Id, bool)> = needed.iter().map(|&id| (id, true)).collect();
        while let Some((id, root)) = pending.pop() {
            let own = self.homes.get(&id) == Some(&region)
                && !self.writer.written.contains_key(&id)
                && !matches!(graph.node(id), Node::Fresh(_));
            if own && root {
                roots.insert(id);
            }
            if !seen.insert(id) {
                continue;
            }
            if self.writer.written.contains_key(&id) {
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
        self.writer.placement = Placement::of(graph, &order, &roots, self.writer.written.keys().copied());
        self.writer.lets = Vec::new();
        for &id in &order {
            self.writer.write(id);
        }
        let used: Vec<Id> = roots.iter().flat_map(|id| self.writer.written[id].mentions.clone()).collect();
        let tokens = schedule(graph, &self.writer.placement, &self.writer.written, &self.writer.lets, &used);
        for id in order {
            if self.writer.placement.is_placed(id) && self.writer.placement.place(id) == Position::BODY {
                if let Some(code) = self.writer.written.get_mut(&id) {
                    code.mentions.clear();
                }
            } else {
                // It is known in its branch alone; whoever needs it behind that writes it again.
                self.writer.written.remove(&id);
            }
        }
        tokens
    }

    pub(super) fn code(&self, id: Id) -> TokenStream {
        self.writer.written[&id].tokens.clone()
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
    fn written_place(&self, place: &Place) -> (TokenStream, TokenStream) {
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
    fn measured(&self, place: &Place) -> TokenStream {
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

    /// Whether what is in an array is no number that could vary.
    fn is_of_others(&self, place: &Place) -> bool {
        matches!(self.graph().array(place.array).kind, Kind::Integer | Kind::Boolean)
    }

    /// Whether something is a value of any type that was read between statements.
    fn is_read_in_between(&self, id: Id) -> bool {
        let Node::Fresh(Origin::Result(statement, _)) = self.graph().node(id) else { return false };
        matches!(self.graph().statement(*statement).action, Action::Opaque { .. })
            && self.graph().kind(id) == Kind::Unknown
    }

    /// What an array is made from, in which bare numbers are of the float type if the array varies.
    pub(super) fn typed(&self, array: ArrayId, tokens: TokenStream) -> TokenStream {
        let graph = self.graph();
        let is_bare = graph.array(array).active && !graph.generic;
        if is_bare { literals::of_type(tokens, graph.float.suffix()) } else { tokens }
    }

    /// What is written to a place: to a field of a derivative, of which only rustc knows the type, nothing but a number.
    fn for_place(&self, place: &Place, value: TokenStream) -> TokenStream {
        if !self.graph().is_field_of_derivative(place) {
            return value;
        }
        let (krate, scalar) = (self.writer.scope.krate, self.writer.scope.scalar);
        quote!(#krate::support::number::<#scalar, _>(#value))
    }

    /// What an array is made from.
    fn initial(&mut self, initial: &Initial, array: ArrayId, vector: bool) -> TokenStream {
        let krate = self.writer.scope.krate;
        match initial {
            // What was read in between may be asked for once more.
            Initial::Value(id) if self.is_read_in_between(*id) && self.writer.uses.get(id) > Some(&1) => {
                let code = self.code(*id);
                quote!(::core::clone::Clone::clone(&#code))
            }
            Initial::Value(id) => self.typed(array, self.code(*id)),
            Initial::List(elements) => {
                let elements: Vec<TokenStream> =
                    elements.iter().map(|element| self.initial(element, array, false)).collect();
                let list = self.typed(array, quote!([#(#elements),*]));
                if vector { quote!(#krate::support::vector(#list)) } else { list }
            }
            Initial::Copy(place) if self.is_of_others(place) => {
                let slice = self.is_slice(place);
                let place = self.place(place);
                if slice { quote!(#place.to_vec()) } else { quote!(::core::clone::Clone::clone(&#place)) }
            }
            // With what is constant in it; of a view, what it shows.
            Initial::Copy(place)
                if !self.graph().layout(place).is_of_lists()
                    && self.graph().layout(place) != Layout::Matrix =>
            {
                let place = self.borrowed(place);
                quote!(#krate::support::cloned(#place))
            }
            Initial::Copy(place) => {
                let place = self.borrowed(place);
                quote!(#krate::support::owned(#place))
            }
            Initial::ZerosLike(place) => {
                let place = self.measured(place);
                quote!(#krate::support::zeros_like(#place))
            }
            Initial::ZerosLikeValue(id) => {
                let value = self.typed(array, self.code(*id));
                quote!(#krate::support::zeros_like(&(#value)))
            }
            Initial::Zeros { extent } => {
                let extent = self.code(*extent);
                quote!(#krate::support::zeros_of(&#extent))
            }
            Initial::Popped(tape) => {
                let tape = &self.names[tape];
                quote!(#tape.pop())
            }
        }
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

    pub(super) fn statement(&mut self, id: StatementId) -> TokenStream {
        let krate = self.writer.scope.krate;
        let statement = self.graph().statement(id).clone();
        match &statement.action {
            Action::Declare { array, initial } => {
                let (name, vector, rank) = {
                    let array = self.graph().array(*array);
                    (array.name.clone(), array.vector, array.layout.rank())
                };
                let initial = if let Some(renewed) = self.renewed(*array, initial) {
                    renewed
                } else if self.writer.scope.constant {
                    self.constant_initial(initial, *array, rank)
                } else {
                    self.initial(initial, *array, vector)
                };
                quote!(let mut #name = #initial;)
            }
            Action::Assign { place, initial } => {
                let (before, target) = self.written_place(place);
                let assigned = match initial {
                    _ if self.writer.scope.constant => {
                        let initial = self.constant_initial(initial, place.array, self.graph().rank(place));
                        quote!(#target = #initial;)
                    }
                    Initial::Zeros { extent } => {
                        let (target, extent) = (self.borrowed_mutably(place), self.code(*extent));
                        quote!(#krate::support::reshape(#target, &#extent);)
                    }
                    Initial::Copy(from) if self.is_of_others(from) => {
                        let slice = self.is_slice(place) && place.range.is_some() || place.borrowed;
                        let is_part = from.range.is_some();
                        let from = self.place(from);
                        if slice {
                            quote!(#target.clone_from_slice(&#from[..]);)
                        } else if is_part {
                            quote!(#target = #from.to_vec();)
                        } else {
                            quote!(#target = ::core::clone::Clone::clone(&#from);)
                        }
                    }
                    // With what is constant in it.
                    Initial::Copy(from) if !self.graph().layout(from).is_of_lists() => {
                        let is_part = place.borrowed || place.range.is_some() || self.is_slice(place);
                        if is_part && matches!(self.graph().layout(place), Layout::List(_)) {
                            let from = self.place(from);
                            quote!(#target[..].clone_from_slice(&#from[..]);)
                        } else {
                            let (target, from) = (self.borrowed_mutably(place), self.borrowed(from));
                            quote!(*#target = #krate::support::cloned(#from);)
                        }
                    }
                    Initial::Value(from) if !self.graph().layout(place).is_of_lists() => {
                        let (target, from) = (self.borrowed_mutably(place), self.code(*from));
                        quote!(*#target = #from;)
                    }
                    Initial::Copy(from) if place.borrowed => {
                        let from = self.place(from);
                        quote!(#krate::support::assign(&mut #target[..], &#from[..]);)
                    }
                    Initial::Value(from)
                        if (place.borrowed || place.range.is_some()) && self.is_of_others(place) =>
                    {
                        let from = self.code(*from);
                        quote!(#target[..].clone_from_slice(&(#from)[..]);)
                    }
                    Initial::Value(from) if place.borrowed => {
                        let from = self.code(*from);
                        quote!(#krate::support::assign(&mut #target[..], &(#from)[..]);)
                    }
                    // A slice is not of the type of its copy, which is a vector.
                    Initial::Copy(from) if !self.is_slice(from) => {
                        let (target, from) = (self.borrowed_mutably(place), self.borrowed(from));
                        quote!(#krate::support::assign(#target, #from);)
                    }
                    Initial::Value(_)
                        if place.range.is_some() || self.graph().array(place.array).reference =>
                    {
                        let initial = self.initial(initial, place.array, false);
                        let target = self.borrowed_mutably(place);
                        quote!(#krate::support::assign(#target, &*#initial);)
                    }
                    _ => {
                        let vector = self.graph().array(place.array).vector && place.path.is_empty();
                        let initial = self.initial(initial, place.array, vector);
                        quote!(#target = #initial;)
                    }
                };
                quote!(#before #assigned)
            }
            Action::Load { place } => {
                let is_of_tangent = self.graph().is_field_of_derivative(place);
                let place = self.place(place);
                let name = self.named(statement.results[0]);
                if is_of_tangent {
                    {
                        let scalar = self.writer.scope.scalar;
                        quote!(let #name = #krate::support::slope::<#scalar, _>(&#place);)
                    }
                } else {
                    quote!(let #name = #place;)
                }
            }
            Action::Store { place, value } => {
                // Of a field that is constant, nothing is the derivative as well.
                let value = if self.graph().is_field_of_derivative(place) && self.graph().is_zero(*value) {
                    quote!(::core::default::Default::default())
                } else {
                    self.for_place(place, self.number(*value))
                };
                let (before, place) = self.written_place(place);
                in_block(&before, quote!(#place = #value;))
            }
            Action::Increase { place: to, value } => {
                let (before, place) = self.written_place(to);
                if let Node::Apply(Function::NEG, arguments) = self.graph().node(*value)
                    && let Some(code) = self.writer.written.get(&arguments[0])
                    && self.writer.uses.get(value) == Some(&1)
                {
                    let value = self.for_place(to, code.tokens.clone());
                    return in_block(&before, quote!(#place -= #value;));
                }
                // Nothing is written where nothing is added.
                if let Node::Select { condition, then, otherwise } = *self.graph().node(*value)
                    && self.graph().is_zero(otherwise)
                    && self.writer.uses.get(value) == Some(&1)
                    && let (Some(condition), Some(then)) =
                        (self.writer.written.get(&condition), self.writer.written.get(&then))
                {
                    let (condition, then) = (&condition.tokens, self.for_place(to, then.tokens.clone()));
                    return in_block(&before, quote!(if #condition { #place += #then; }));
                }
                let value = self.for_place(to, self.number(*value));
                in_block(&before, quote!(#place += #value;))
            }
            Action::IncreaseAll { place, by } if !self.graph().layout(place).is_of_lists() => {
                let (place, by) = (self.borrowed_mutably(place), self.borrowed(by));
                quote!(#krate::support::Shape::increase(#place, #by);)
            }
            Action::IncreaseAll { place, by } => {
                let (place, by) = (self.place(place), self.place(by));
                quote!(#krate::support::increase_all(&mut #place[..], &#by[..]);)
            }
            Action::Take { place } => {
                let take = if self.graph().is_field_of_derivative(place) {
                    {
                        let scalar = self.writer.scope.scalar;
                        quote!(#krate::support::taken::<#scalar, _>)
                    }
                } else {
                    quote!(::core::mem::take)
                };
                let (before, place) = self.written_place(place);
                let name = self.named(statement.results[0]);
                if before.is_empty() {
                    quote!(let #name = #take(&mut #place);)
                } else {
                    quote!(let #name = { #before #take(&mut #place) };)
                }
            }
            Action::Clear { place } if self.writer.scope.constant => {
                let cleared = cleared(&self.place(place), self.graph().rank(place));
                quote!({ #cleared })
            }
            Action::Clear { place } => {
                let place = self.borrowed_mutably(place);
                quote!(#krate::support::clear(#place);)
            }
            Action::Append { place, value } => {
                let (place, value) = (self.place(place), self.number(*value));
                quote!(#place.push(#value);)
            }
            Action::AppendRow { array } => {
                let array = self.graph().array(*array);
                let name = array.name.clone();
                match array.kind {
                    Kind::Integer | Kind::Boolean => quote!(#name.push(::core::default::Default::default());),
                    Kind::Real | Kind::Unknown => quote!(#name.push(#krate::support::nothing());),
                }
            }
            Action::RemoveLastRow { array } => {
                let array = self.graph().array(*array).name.clone();
                quote!(#array.pop();)
            }
            Action::RemoveLast { place } => {
                let place = self.place(place);
                let name = self.named(statement.results[0]);
                quote!(let #name = #place.pop().unwrap_or_default();)
            }
            Action::Measure { place } => {
                let place = self.measured(place);
                let name = self.named(statement.results[0]);
                quote!(let #name = #krate::support::extent(#place);)
            }
            Action::Opaque { tokens, mentions, .. } => {
                let codes: Vec<Code> =
                    mentions.iter().map(|(_, id)| self.writer.written[id].clone()).collect();
                let tokens = with_names(self.graph().tokens(*tokens).clone(), mentions, &codes);
                match statement.results.first() {
                    Some(&result) => {
                        let name = self.named(result);
                        quote!(let #name = #tokens;)
                    }
                    None => quote!(#tokens),
                }
            }
            Action::Call(call) if self.kept.contains(&id) => self.call_kept(id, call, &statement.results),
            Action::Call(call) => self.call(call, &statement.results),
            Action::PullBack { call, cotangents, slots, gives_value, change, known, makes } => {
                let returned = if *gives_value { call.targets.len() } else { 0 };
                let (values, gradients) = statement.results.split_at(returned);
                let slots = (slots.as_slice(), makes.as_slice());
                let known = known.as_ref().map(|(call, value)| (*call, value));
                self.pull_back(call, cotangents, slots, (change.as_ref(), known), values, gradients)
            }
            Action::PushForward { call, changes, given } => {
                self.push_forward(call, changes, given, &statement.results)
            }
            Action::Branch { condition, then, otherwise } => {
                self.branch(id, *condition, *then, *otherwise, &statement.results)
            }
            Action::Loop { header, body, initial, exit } => self.repeat(id, header, *body, initial, *exit),
            Action::Push { tape, value } => self.push(id, *tape, *value),
            Action::PushArray { tape, place: statement_place } => {
                let place = self.borrowed(statement_place);
                let name = &self.names[tape];
                if self.graph().tape(*tape).lends {
                    quote!(#name.push(#place);)
                } else if !self.graph().layout(statement_place).is_of_lists() {
                    quote!(#name.push(#krate::support::cloned(#place));)
                } else {
                    quote!(#name.push(#krate::support::owned(#place));)
                }
            }
            Action::Pop { tape } => self.pop(id, *tape, statement.results[0]),
        }
    }

    fn is_slice(&self, place: &Place) -> bool {
        let parameter = self.graph().array(place.array).parameter.is_some();
        (parameter || place.range.is_some()) && self.graph().is_slice(place)
    }
}

/// A statement with what has to come before it, if there is any.
fn in_block(before: &TokenStream, statement: TokenStream) -> TokenStream {
    if before.is_empty() { statement } else { quote!({ #before #statement }) }
}
