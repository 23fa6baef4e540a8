//! The statements of a body: loops, branches, arrays, tapes, each behind the `let`s that it needs.
//!
//! First it is found out what is alive: whatever a result depends on, and whatever changes an array that is alive.
//! Then each node is given the region in which it is computed: where all its uses are, but outside of loops that it
//! does not depend on. Between two statements, the expressions are written as in a body without statements.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote};

use super::body::{Body, Scope, Writer};
use super::callee::Callee;
use super::expression::{Code, with_names};
use super::placement::{Place as Position, Placement};
use super::schedule::schedule;
use crate::elementary::{Function, Kind};
use crate::ir::{Graph, Id, Node};
use crate::region::{
    Action, Argument, ArrayId, Call, CallShape, Form, Header, Initial, Origin, Place, RegionId, StatementId,
    TapeId, Target,
};

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
        placement: Placement::of(scope.graph, &[], &[]),
        lets: Vec::new(),
        taken: scope.taken.clone(),
        unnamed: 0,
        callees: Vec::new(),
        inline: HashSet::new(),
        hoisted: HashSet::new(),
    };
    for &id in &alive.nodes {
        for argument in scope.graph.arguments(id) {
            *writer.uses.entry(argument).or_default() += 1;
            if homes.get(&argument) != homes.get(&id) {
                writer.hoisted.insert(argument);
            }
        }
        if let Node::Part { call, part } = scope.graph.node(id) {
            writer.parts.entry(*call).or_default().push(*part);
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
            _ => {}
        }
    }
    for (_, id) in direct_uses(scope.graph, &alive, results) {
        *writer.uses.entry(id).or_default() += 1;
    }
    let mut emission = Structure { writer, alive: &alive, homes: &homes, names: HashMap::new() };
    let mut statements = emission.tapes();
    statements.extend(emission.region(RegionId::BODY, results));
    let values = results.iter().map(|id| emission.writer.written[id].tokens.clone()).collect();
    Body { callees: emission.writer.callees, statements, values }
}

/// What is needed for the results and for the arrays that outlive the body.
struct Alive {
    nodes: BTreeSet<Id>,
    statements: BTreeSet<StatementId>,
    arrays: BTreeSet<ArrayId>,
    tapes: BTreeSet<TapeId>,
    /// Which of the values that a loop or a branch hands on.
    results: BTreeSet<(StatementId, usize)>,
}

impl Alive {
    fn of(graph: &Graph, results: &[Id], arrays: &[ArrayId]) -> Alive {
        let mut alive = Alive {
            nodes: BTreeSet::new(),
            statements: BTreeSet::new(),
            arrays: BTreeSet::new(),
            tapes: BTreeSet::new(),
            results: BTreeSet::new(),
        };
        let mut around: HashMap<RegionId, StatementId> = HashMap::new();
        let mut changed_by: HashMap<ArrayId, Vec<StatementId>> = HashMap::new();
        let mut pushed_by: HashMap<TapeId, Vec<StatementId>> = HashMap::new();
        let mut pending_nodes: Vec<Id> = results.to_vec();
        let mut pending_arrays: Vec<ArrayId> = arrays.to_vec();
        let mut pending: Vec<StatementId> = Vec::new();
        for id in graph.statements_within(RegionId::BODY) {
            let action = &graph.statement(id).action;
            for region in action.regions() {
                around.insert(region, id);
            }
            for array in graph.effects(id) {
                changed_by.entry(array).or_default().push(id);
            }
            if let Action::Push { tape, .. } | Action::PushArray { tape, .. } = action {
                pushed_by.entry(*tape).or_default().push(id);
            }
            if matches!(action, Action::Opaque { .. }) && graph.statement(id).results.is_empty() {
                pending.push(id);
            }
        }
        loop {
            if let Some(id) = pending_nodes.pop() {
                if !alive.nodes.insert(id) {
                    continue;
                }
                pending_nodes.extend(graph.arguments(id));
                match graph.node(id) {
                    Node::Fresh(Origin::Result(statement, number)) => {
                        pending.push(*statement);
                        alive.result(graph, *statement, *number, &mut pending_nodes);
                    }
                    Node::Fresh(Origin::Carried(region, number)) => {
                        if let Some(&statement) = around.get(region) {
                            pending.push(statement);
                            alive.result(graph, statement, *number, &mut pending_nodes);
                        }
                    }
                    Node::Fresh(Origin::Binding(region, _)) => pending.extend(around.get(region)),
                    Node::Element { place, .. } => pending_arrays.push(place.array),
                    Node::Constant { arrays, .. } => pending_arrays.extend(arrays),
                    _ => {}
                }
            } else if let Some(array) = pending_arrays.pop() {
                if alive.arrays.insert(array) {
                    pending.extend(changed_by.get(&array).into_iter().flatten());
                }
            } else if let Some(id) = pending.pop() {
                if !alive.statements.insert(id) {
                    continue;
                }
                let statement = graph.statement(id);
                if let Some(&outer) = around.get(&graph.structure.resolve(statement.region)) {
                    pending.push(outer);
                }
                pending_arrays.extend(statement.action.reads());
                pending_arrays.extend(statement.action.makes());
                match &statement.action {
                    Action::Loop { header, exit, .. } => {
                        pending_nodes.extend(exit);
                        pending_nodes.extend(header.uses());
                    }
                    Action::Pop { tape } => alive.tape(*tape, &pushed_by, &mut pending),
                    Action::Declare { initial: Initial::Popped(tape), .. } => {
                        alive.tape(*tape, &pushed_by, &mut pending);
                    }
                    action => pending_nodes.extend(action.uses()),
                }
            } else {
                return alive;
            }
        }
    }

    fn result(&mut self, graph: &Graph, statement: StatementId, number: usize, pending: &mut Vec<Id>) {
        if !self.results.insert((statement, number)) {
            return;
        }
        match &graph.statement(statement).action {
            Action::Loop { body, initial, .. } => {
                let region = graph.region(*body);
                pending.extend([initial[number], region.carried[number], region.yields[number]]);
            }
            Action::Branch { then, otherwise, .. } => {
                pending.extend([graph.region(*then).yields[number], graph.region(*otherwise).yields[number]]);
            }
            _ => {}
        }
    }

    fn tape(
        &mut self,
        tape: TapeId,
        pushed_by: &HashMap<TapeId, Vec<StatementId>>,
        pending: &mut Vec<StatementId>,
    ) {
        self.tapes.insert(tape);
        pending.extend(pushed_by.get(&tape).into_iter().flatten());
    }
}

impl Graph {
    /// The arrays that a statement makes or changes.
    fn effects(&self, id: StatementId) -> Vec<ArrayId> {
        let action = &self.statement(id).action;
        [action.makes(), action.changes()].concat()
    }
}

impl Header {
    fn uses(&self) -> Vec<Id> {
        match self {
            Header::For { iterable, .. } | Header::ForReversed { iterable, .. } => vec![*iterable],
            Header::Count { count, .. } | Header::CountDown { count, .. } => vec![*count],
            Header::Forever => Vec::new(),
        }
    }
}

/// What the living statements use, each in the region in which it uses it.
fn direct_uses(graph: &Graph, alive: &Alive, results: &[Id]) -> Vec<(RegionId, Id)> {
    let mut found: Vec<(RegionId, Id)> = results.iter().map(|&id| (RegionId::BODY, id)).collect();
    for &id in &alive.statements {
        let statement = graph.statement(id);
        let region = graph.structure.resolve(statement.region);
        match &statement.action {
            Action::Loop { header, body, initial, exit } => {
                found.extend(header.uses().into_iter().map(|id| (region, id)));
                found.extend(exit.iter().map(|&exit| (*body, exit)));
                for (number, &first) in initial.iter().enumerate() {
                    if alive.results.contains(&(id, number)) {
                        found.push((region, first));
                        found.push((*body, graph.region(*body).yields[number]));
                    }
                }
            }
            Action::Branch { condition, then, otherwise } => {
                found.push((region, *condition));
                for number in 0..statement.results.len() {
                    if alive.results.contains(&(id, number)) {
                        found.push((*then, graph.region(*then).yields[number]));
                        found.push((*otherwise, graph.region(*otherwise).yields[number]));
                    }
                }
            }
            action => found.extend(action.uses().into_iter().map(|id| (region, id))),
        }
    }
    found
}

/// The region in which each living node is computed.
fn homes(graph: &Graph, alive: &Alive, results: &[Id]) -> HashMap<Id, RegionId> {
    let mut homes: BTreeMap<Id, RegionId> = BTreeMap::new();
    let used = |homes: &mut BTreeMap<Id, RegionId>, id: Id, region: RegionId| {
        let common = homes.get(&id).map_or(region, |&known| graph.common_region(known, region));
        homes.insert(id, common);
    };
    for (region, id) in direct_uses(graph, alive, results) {
        used(&mut homes, id, region);
    }
    for &id in alive.nodes.iter().rev() {
        let earliest = graph.home(id);
        let mut home = homes.get(&id).copied().unwrap_or(earliest);
        if matches!(graph.node(id), Node::Fresh(_)) {
            home = earliest;
        }
        while home != earliest
            && graph.region(home).kind == crate::region::RegionKind::Loop
            && let Some(parent) = graph.region(home).parent
        {
            home = graph.structure.resolve(parent);
        }
        homes.insert(id, home);
        for argument in graph.arguments(id) {
            used(&mut homes, argument, home);
        }
    }
    homes.into_iter().collect()
}

struct Structure<'w, 'a> {
    writer: Writer<'a>,
    alive: &'w Alive,
    homes: &'w HashMap<Id, RegionId>,
    /// What the tapes are called.
    names: HashMap<TapeId, Ident>,
}

impl Structure<'_, '_> {
    fn graph(&self) -> &Graph {
        self.writer.scope.graph
    }

    fn tapes(&mut self) -> TokenStream {
        let krate = self.writer.scope.krate;
        let scalar = self.writer.scope.scalar;
        let mut declarations = TokenStream::new();
        for &tape in &self.alive.tapes {
            let mut number = 1;
            let base = self.graph().tape(tape).name.clone();
            let mut text = base.clone();
            while !self.writer.taken.insert(text.clone()) {
                number += 1;
                text = format!("{base}_{number}");
            }
            let name = Ident::new(&text, Span::mixed_site());
            let known = self.graph().tape(tape);
            declarations.extend(match (known.single, known.kind) {
                (true, Kind::Real) => quote!(let mut #name: #scalar = #krate::support::zero();),
                (true, Kind::Integer) => quote!(let mut #name = 0;),
                (true, _) => quote!(let mut #name = false;),
                (false, Kind::Real) if !known.array => {
                    quote!(let mut #name = #krate::support::Numbers::<#scalar>::new();)
                }
                (false, _) => quote!(let mut #name = #krate::support::Tape::new();),
            });
            self.names.insert(tape, name);
        }
        declarations
    }

    /// The statements of a region, and what the ends need.
    fn region(&mut self, region: RegionId, ends: &[Id]) -> TokenStream {
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
    fn needed(&self, id: StatementId) -> Vec<Id> {
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
    fn expressions(&mut self, region: RegionId, needed: &[Id]) -> TokenStream {
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
            if own {
                order.insert(id);
            }
            if self.writer.written.contains_key(&id) {
                continue;
            }
            pending.extend(graph.arguments(id).into_iter().map(|argument| (argument, !own)));
        }
        if order.is_empty() {
            return TokenStream::new();
        }
        let order: Vec<Id> = order.into_iter().collect();
        let roots: Vec<Id> = roots.into_iter().collect();
        self.writer.placement = Placement::of(graph, &order, &roots);
        self.writer.lets = Vec::new();
        for &id in &order {
            self.writer.write(id);
        }
        let used: Vec<Id> = roots.iter().flat_map(|id| self.writer.written[id].mentions.clone()).collect();
        let tokens = schedule(graph, &self.writer.placement, &self.writer.written, &self.writer.lets, &used);
        for id in order {
            if self.writer.placement.place(id) == Position::BODY {
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

    fn code(&self, id: Id) -> TokenStream {
        self.writer.written[&id].tokens.clone()
    }

    /// Gives a node a name, and the code that is that name.
    fn named(&mut self, id: Id) -> Ident {
        let name = self.writer.name(id);
        self.writer.written.insert(id, Code::atom(name.to_token_stream()));
        name
    }

    fn place(&self, place: &Place) -> TokenStream {
        let name = &self.graph().array(place.array).name;
        let path = place.path.iter().map(|&id| self.code(id));
        let path = quote!(#name #([#path])*);
        match place.range {
            Some((start, length)) => {
                let (start, length) = (self.code(start), self.code(length));
                quote!(#path[#start..][..#length])
            }
            None => path,
        }
    }

    /// A place behind a reference.
    fn borrowed(&self, place: &Place) -> TokenStream {
        let array = self.graph().array(place.array);
        let tokens = self.place(place);
        if array.reference && place.path.is_empty() && place.range.is_none() {
            quote!(&*#tokens)
        } else {
            quote!(&#tokens)
        }
    }

    fn borrowed_mutably(&self, place: &Place) -> TokenStream {
        let array = self.graph().array(place.array);
        let tokens = self.place(place);
        if array.reference && place.path.is_empty() && place.range.is_none() {
            quote!(&mut *#tokens)
        } else {
            quote!(&mut #tokens)
        }
    }

    fn initial(&mut self, initial: &Initial, vector: bool) -> TokenStream {
        let krate = self.writer.scope.krate;
        match initial {
            Initial::Value(id) => self.code(*id),
            Initial::List(elements) => {
                let elements: Vec<TokenStream> =
                    elements.iter().map(|element| self.initial(element, false)).collect();
                if vector {
                    quote!(#krate::support::vector([#(#elements),*]))
                } else {
                    quote!([#(#elements),*])
                }
            }
            Initial::Copy(place) => {
                let place = self.borrowed(place);
                quote!(#krate::support::owned(#place))
            }
            Initial::ZerosLike(place) => {
                let place = self.borrowed(place);
                quote!(#krate::support::zeros_like(#place))
            }
            Initial::ZerosLikeValue(id) => {
                let value = self.code(*id);
                quote!(#krate::support::zeros_like(&#value))
            }
            Initial::Zeros { length } => {
                let length = self.code(*length);
                quote!(#krate::support::zeros(#length))
            }
            Initial::ZerosOf { function, number, length } => {
                let length = self.code(*length);
                let path = self.graph().tokens(*function).clone();
                let zeros = self.callee(&path, "__zeros_of_value", 1, false);
                let zeros = quote!(#zeros(#length));
                match number {
                    Some(number) => {
                        let number = syn::Index::from(*number);
                        quote!(#zeros.#number)
                    }
                    None => zeros,
                }
            }
            Initial::Popped(tape) => {
                let tape = &self.names[tape];
                quote!(#tape.pop())
            }
        }
    }

    /// One of the hidden functions of a callee, ready to be called.
    fn callee(&mut self, path: &TokenStream, function: &str, parameters: usize, twice: bool) -> TokenStream {
        let callee = Callee::of_arrays(path, function, parameters, twice);
        let (alias, function) = (callee.alias.clone(), callee.function.clone());
        self.writer.callees.push(callee);
        quote!(#alias::#function)
    }

    fn statement(&mut self, id: StatementId) -> TokenStream {
        let krate = self.writer.scope.krate;
        let statement = self.graph().statement(id).clone();
        match &statement.action {
            Action::Declare { array, initial } => {
                let (name, vector) = {
                    let array = self.graph().array(*array);
                    (array.name.clone(), array.vector)
                };
                let initial = self.initial(initial, vector);
                quote!(let mut #name = #initial;)
            }
            Action::Assign { place, initial } => {
                let target = self.place(place);
                match initial {
                    Initial::Copy(from) if place.borrowed => {
                        let from = self.place(from);
                        quote!(#krate::support::assign(&mut #target[..], &#from[..]);)
                    }
                    Initial::Value(from) if place.borrowed => {
                        let from = self.code(*from);
                        quote!(#krate::support::assign(&mut #target[..], &(#from)[..]);)
                    }
                    Initial::Copy(from) => {
                        let (target, from) = (self.borrowed_mutably(place), self.borrowed(from));
                        quote!(#krate::support::assign(#target, #from);)
                    }
                    Initial::Value(_)
                        if place.range.is_some() || self.graph().array(place.array).reference =>
                    {
                        let initial = self.initial(initial, false);
                        let target = self.borrowed_mutably(place);
                        quote!(#krate::support::assign(#target, &*#initial);)
                    }
                    _ => {
                        let vector = self.graph().array(place.array).vector && place.path.is_empty();
                        let initial = self.initial(initial, vector);
                        quote!(#target = #initial;)
                    }
                }
            }
            Action::Load { place } => {
                let place = self.place(place);
                let name = self.named(statement.results[0]);
                quote!(let #name = #place;)
            }
            Action::Store { place, value } => {
                let (place, value) = (self.place(place), self.code(*value));
                quote!(#place = #value;)
            }
            Action::Increase { place, value } => {
                let place = self.place(place);
                if let Node::Apply(Function::NEG, arguments) = self.graph().node(*value)
                    && let Some(code) = self.writer.written.get(&arguments[0])
                    && self.writer.uses.get(value) == Some(&1)
                {
                    let value = &code.tokens;
                    return quote!(#place -= #value;);
                }
                // Nothing is written where nothing is added.
                if let Node::Select { condition, then, otherwise } = *self.graph().node(*value)
                    && self.graph().is_zero(otherwise)
                    && self.writer.uses.get(value) == Some(&1)
                    && let (Some(condition), Some(then)) =
                        (self.writer.written.get(&condition), self.writer.written.get(&then))
                {
                    let (condition, then) = (&condition.tokens, &then.tokens);
                    return quote!(if #condition { #place += #then; });
                }
                let value = self.code(*value);
                quote!(#place += #value;)
            }
            Action::IncreaseAll { place, by } => {
                let (place, by) = (self.borrowed_mutably(place), self.borrowed(by));
                quote!(#krate::support::increase(#place, #by);)
            }
            Action::Take { place } => {
                let place = self.place(place);
                let name = self.named(statement.results[0]);
                quote!(let #name = ::core::mem::take(&mut #place);)
            }
            Action::Clear { place } => {
                let place = self.borrowed_mutably(place);
                quote!(#krate::support::clear(#place);)
            }
            Action::Append { array, value } => {
                let (name, value) = (self.graph().array(*array).name.clone(), self.code(*value));
                quote!(#name.push(#value);)
            }
            Action::RemoveLast { array } => {
                let array = self.graph().array(*array).name.clone();
                let name = self.named(statement.results[0]);
                quote!(let #name = #array.pop().unwrap_or_default();)
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
            Action::Call(call) => self.call(call, &statement.results),
            Action::PullBack { call, cotangents, slots, gives_value } => {
                let (values, gradients) =
                    statement.results.split_at(if *gives_value { call.targets.len() } else { 0 });
                let pattern: Vec<TokenStream> =
                    values.iter().map(|&value| self.named(value).to_token_stream()).collect();
                let called = self.pull_back(call, cotangents, slots, gradients);
                if pattern.is_empty() {
                    return called;
                }
                let pattern = Self::shaped(call, &pattern);
                // The slots are declared before the call itself.
                let (before, called) = split_last_statement(called);
                quote!(#before let #pattern = #called)
            }
            Action::PushForward { call, changes, targets } => {
                self.push_forward(call, changes, targets, &statement.results)
            }
            Action::PullBackChange { call, cotangents, changes, cotangent_changes, slots } => self
                .pull_back_change(call, cotangents, [changes, cotangent_changes], slots, &statement.results),
            Action::Branch { condition, then, otherwise } => {
                self.branch(id, *condition, *then, *otherwise, &statement.results)
            }
            Action::Loop { header, body, initial, exit } => self.repeat(id, header, *body, initial, *exit),
            Action::Push { tape, value } => {
                let (single, value) = (self.graph().tape(*tape).single, self.code(*value));
                let tape = &self.names[tape];
                if single { quote!(#tape = #value;) } else { quote!(#tape.push(#value);) }
            }
            Action::PushArray { tape, place } => {
                let place = self.borrowed(place);
                let tape = &self.names[tape];
                quote!(#tape.push(#krate::support::owned(#place));)
            }
            Action::Pop { tape } => {
                let single = self.graph().tape(*tape).single;
                let name = self.named(statement.results[0]);
                let tape = &self.names[tape];
                if single { quote!(let #name = #tape;) } else { quote!(let #name = #tape.pop();) }
            }
        }
    }

    fn argument(&self, argument: &Argument) -> TokenStream {
        match argument {
            Argument::Value(id) => self.code(*id),
            Argument::Array(place, form) => {
                let array = self.graph().array(place.array);
                let whole = place.path.is_empty() && place.range.is_none();
                let tokens = self.place(place);
                match form {
                    Form::Reference => self.borrowed(place),
                    // The name of a reference is one; what stands for it by now may be the array itself.
                    Form::Plain
                        if whole && array.parameter.is_none() && array.constant && !array.reference =>
                    {
                        tokens
                    }
                    Form::Plain if place.range.is_some() => quote!(&#tokens),
                    Form::Plain if place.borrowed && !(whole && array.reference) => quote!(&#tokens),
                    Form::Dereference if whole && array.reference => quote!(*#tokens),
                    Form::Plain | Form::Dereference => tokens,
                }
            }
        }
    }

    fn call(&mut self, call: &Call, results: &[Id]) -> TokenStream {
        let function = self.graph().tokens(call.function).clone();
        let arguments: Vec<TokenStream> =
            call.arguments.iter().map(|argument| self.argument(argument)).collect();
        let mut numbers = results.iter();
        let mut pattern = Vec::new();
        for target in &call.targets {
            pattern.push(match target {
                Target::Number => {
                    let name = match numbers.next() {
                        Some(&result) => self.named(result),
                        None => continue,
                    };
                    quote!(#name)
                }
                Target::Array(array) => {
                    let name = &self.graph().array(*array).name;
                    quote!(mut #name)
                }
            });
        }
        let pattern = Self::shaped(call, &pattern);
        let called = match &call.callee {
            crate::region::Callee::Itself => quote!(#function),
            crate::region::Callee::Derivative(name) => {
                let name = Ident::new(name, Span::call_site());
                quote!(#function::#name)
            }
        };
        quote!(let #pattern = #called(#(#arguments),*);)
    }

    /// The hidden function that does this with what is called, and whether it needs second derivatives.
    fn hidden(does: &str, call: &Call) -> (String, bool) {
        match &call.callee {
            crate::region::Callee::Itself => (does.to_owned(), false),
            crate::region::Callee::Derivative(name) => (format!("{does}_{name}"), true),
        }
    }

    /// The values of arguments (or of what is like them) in the form in which the function returns them.
    fn shaped(call: &Call, parts: &[TokenStream]) -> TokenStream {
        match call.shape {
            CallShape::Single => quote!(#(#parts)*),
            CallShape::Tuple => quote!((#(#parts),*)),
        }
    }

    /// Numbers by value, arrays as they are.
    fn values(&self, arguments: &[Argument]) -> Vec<TokenStream> {
        arguments
            .iter()
            .map(|argument| match argument {
                Argument::Value(id) => self.code(*id),
                Argument::Array(place, _) => self.place(place),
            })
            .collect()
    }

    fn varies(&self, argument: &Argument) -> bool {
        match argument {
            Argument::Value(id) => self.graph().is_active(*id),
            Argument::Array(place, _) => self.graph().array(place.array).active,
        }
    }

    /// A place for the derivative by each argument: those of numbers are declared, those of arrays are there, and what
    /// does not vary gets one that nobody reads.
    fn slots(
        &mut self,
        call: &Call,
        results: &[Id],
        places: &[Option<Place>],
        spare: &Ident,
    ) -> (TokenStream, Vec<TokenStream>, bool) {
        let mut before = TokenStream::new();
        let mut slots = Vec::new();
        let mut numbers = results.iter();
        let mut needs_spare = false;
        for (position, argument) in call.arguments.iter().enumerate() {
            let slot = match argument {
                Argument::Value(id) if self.graph().is_active(*id) => numbers.next().map(|&result| {
                    let name = self.named(result);
                    let krate = self.writer.scope.krate;
                    let scalar = self.writer.scope.scalar;
                    before.extend(quote!(let mut #name: #scalar = #krate::support::zero();));
                    quote!(&mut #name)
                }),
                Argument::Value(_) => None,
                Argument::Array(..) => places[position].as_ref().map(|place| self.borrowed_mutably(place)),
            };
            slots.push(slot.unwrap_or_else(|| {
                needs_spare = true;
                let position = syn::Index::from(position);
                quote!(&mut #spare.#position)
            }));
        }
        (before, slots, needs_spare)
    }

    /// A call of what goes back through a function: it adds to the cotangents of the arrays among the arguments.
    fn pull_back(
        &mut self,
        call: &Call,
        cotangents: &[Argument],
        slots: &[Option<Place>],
        results: &[Id],
    ) -> TokenStream {
        let path = self.graph().tokens(call.function).clone();
        let arguments: Vec<TokenStream> =
            call.arguments.iter().map(|argument| self.argument(argument)).collect();
        let seed = Self::shaped(call, &self.values(cotangents));
        let spare = super::emission::ours("spare");
        let (mut before, slots, needs_spare) = self.slots(call, results, slots, &spare);
        if needs_spare {
            let zeros = self.callee(&path, "__zeros_of_arguments", arguments.len(), false);
            before.extend(quote!(let mut #spare = #zeros(#(#arguments),*);));
        }
        let function = Self::hidden("__pull_back", call);
        let function = self.callee(&path, &function.0, 2 * arguments.len() + 1, function.1);
        quote!(#before #function(#(#arguments,)* #seed, #(#slots),*);)
    }

    /// References to changes, by argument.
    fn changes(&self, call: &Call, changes: &[Argument], spare: &Ident) -> (Vec<TokenStream>, bool) {
        let mut needs_spare = false;
        let references =
            call.arguments.iter().zip(changes).enumerate().map(|(position, (argument, change))| {
                if !self.varies(argument) {
                    needs_spare = true;
                    let position = syn::Index::from(position);
                    return quote!(&#spare.#position);
                }
                match change {
                    Argument::Value(id) => {
                        let code = self.code(*id);
                        quote!(&(#code))
                    }
                    Argument::Array(place, _) => self.borrowed(place),
                }
            });
        let references: Vec<TokenStream> = references.collect();
        (references, needs_spare)
    }

    /// A call of what goes forward through a function, for the changes alone.
    fn push_forward(
        &mut self,
        call: &Call,
        changes: &[Argument],
        targets: &[Target],
        results: &[Id],
    ) -> TokenStream {
        let path = self.graph().tokens(call.function).clone();
        let arguments: Vec<TokenStream> =
            call.arguments.iter().map(|argument| self.argument(argument)).collect();
        let spare = super::emission::ours("spare");
        let (references, needs_spare) = self.changes(call, changes, &spare);
        let before = if needs_spare {
            let zeros = self.callee(&path, "__zeros_of_arguments", arguments.len(), false);
            quote!(let #spare = #zeros(#(#arguments),*);)
        } else {
            TokenStream::new()
        };
        let mut numbers = results.iter();
        let mut parts = Vec::new();
        for target in targets {
            parts.push(match target {
                Target::Number => match numbers.next() {
                    Some(&result) => self.named(result).to_token_stream(),
                    None => continue,
                },
                Target::Array(array) => {
                    let name = &self.graph().array(*array).name;
                    quote!(mut #name)
                }
            });
        }
        let pattern = Self::shaped(call, &parts);
        let function = Self::hidden("__push_forward", call);
        let function = self.callee(&path, &function.0, 2 * arguments.len(), function.1);
        quote!(#before let (_, #pattern) = #function(#(#arguments,)* #(#references),*);)
    }

    /// A call of what goes forward through the way back of a function.
    fn pull_back_change(
        &mut self,
        call: &Call,
        cotangents: &[Argument],
        [changes, cotangent_changes]: [&[Argument]; 2],
        slots: &[Option<Place>],
        results: &[Id],
    ) -> TokenStream {
        let path = self.graph().tokens(call.function).clone();
        let arguments: Vec<TokenStream> =
            call.arguments.iter().map(|argument| self.argument(argument)).collect();
        let zeros = self.callee(&path, "__zeros_of_arguments", arguments.len(), false);
        let function = self.callee(&path, "__pull_back_change", 4 * arguments.len() + 2, true);
        let (seed, seed_change) = (
            Self::shaped(call, &self.values(cotangents)),
            Self::shaped(call, &self.values(cotangent_changes)),
        );
        let (spare, ignored, blank) = (
            super::emission::ours("spare"),
            super::emission::ours("ignored"),
            super::emission::ours("blank"),
        );
        let (references, _) = self.changes(call, changes, &blank);
        // What the way back itself adds has been added; here it is worked out again, and not kept.
        let mut before = quote! {
            let #blank = #zeros(#(#arguments),*);
            let mut #spare = #zeros(#(#arguments),*);
            let mut #ignored = #zeros(#(#arguments),*);
        };
        let positions: Vec<syn::Index> = (0..call.arguments.len()).map(syn::Index::from).collect();
        let (more, slots, _) = self.slots(call, results, slots, &spare);
        before.extend(more);
        quote! {
            #before
            #function(
                #(#arguments,)* #(#references,)* #seed, #seed_change, #(&mut #ignored.#positions,)* #(#slots),*
            );
        }
    }

    fn branch(
        &mut self,
        id: StatementId,
        condition: Id,
        then: RegionId,
        otherwise: RegionId,
        results: &[Id],
    ) -> TokenStream {
        let alive: Vec<usize> =
            (0..results.len()).filter(|&number| self.alive.results.contains(&(id, number))).collect();
        let condition = self.code(condition);
        let mut sides = Vec::new();
        for region in [then, otherwise] {
            let yields: Vec<Id> =
                alive.iter().map(|&number| self.graph().region(region).yields[number]).collect();
            let known: HashMap<Id, Code> = self.writer.written.clone();
            let statements = self.region(region, &yields);
            let values: Vec<TokenStream> = yields.iter().map(|&id| self.code(id)).collect();
            self.writer.written = known;
            sides.push((statements, values));
        }
        let names: Vec<Ident> = alive.iter().map(|&number| self.named(results[number])).collect();
        let (second, second_values) = sides.pop().unwrap_or_default();
        let (first, first_values) = sides.pop().unwrap_or_default();
        match names.as_slice() {
            [] if first.is_empty() => quote!(if !(#condition) { #second }),
            [] if second.is_empty() => quote!(if #condition { #first }),
            [] => quote!(if #condition { #first } else { #second }),
            [name] => quote! {
                let #name = if #condition { #first #(#first_values)* } else { #second #(#second_values)* };
            },
            _ => quote! {
                let (#(#names),*) =
                    if #condition { #first (#(#first_values),*) } else { #second (#(#second_values),*) };
            },
        }
    }

    /// Room on the tapes of a loop.
    fn reserved(&self, header: &Header, body: RegionId) -> TokenStream {
        let mut reserved = TokenStream::new();
        for &id in &self.graph().region(body).statements {
            let (Action::Push { tape, .. } | Action::PushArray { tape, .. }) =
                &self.graph().statement(id).action
            else {
                continue;
            };
            let Some(name) = self.names.get(tape).filter(|_| self.alive.statements.contains(&id)) else {
                continue;
            };
            match header {
                Header::Count { count, .. } | Header::CountDown { count, .. } => {
                    let count = self.code(*count);
                    reserved.extend(quote!(#name.reserve(#count);));
                }
                Header::For { iterable, .. } | Header::ForReversed { iterable, .. } => {
                    let iterable = self.code(*iterable);
                    let iterator = iterator(&iterable);
                    reserved.extend(quote!(#name.reserve_for(&(#iterator));));
                }
                Header::Forever => {}
            }
        }
        reserved
    }

    fn repeat(
        &mut self,
        id: StatementId,
        header: &Header,
        body: RegionId,
        initial: &[Id],
        exit: Option<Id>,
    ) -> TokenStream {
        let results = self.graph().statement(id).results.clone();
        let alive: Vec<usize> =
            (0..initial.len()).filter(|&number| self.alive.results.contains(&(id, number))).collect();
        let mut before = TokenStream::new();
        let mut names = Vec::new();
        for &number in &alive {
            let first = self.code(initial[number]);
            let carried = self.graph().region(body).carried[number];
            let name = self.named(carried);
            self.writer.written.insert(results[number], Code::atom(name.to_token_stream()));
            let scalar = self.writer.scope.scalar;
            let kind = self.graph().kind(carried);
            before.extend(if kind == Kind::Real {
                quote!(let mut #name: #scalar = #first;)
            } else {
                quote!(let mut #name = #first;)
            });
            names.push(name);
        }
        let head = match header {
            Header::For { pattern, iterable, bindings }
            | Header::ForReversed { pattern, iterable, bindings } => {
                for &binding in bindings {
                    if let Some(name) = self.graph().name_of(binding).and_then(|name| name.user.clone()) {
                        self.writer.written.insert(binding, Code::atom(name.to_token_stream()));
                    }
                }
                let (pattern, iterable) = (self.graph().tokens(*pattern).clone(), self.code(*iterable));
                if matches!(header, Header::For { .. }) {
                    quote!(for #pattern in #iterable)
                } else {
                    let iterator = iterator(&iterable);
                    quote!(for #pattern in ::core::iter::Iterator::rev(#iterator))
                }
            }
            Header::Count { count, index } | Header::CountDown { count, index } => {
                let count = self.code(*count);
                let index = self.named(*index);
                if matches!(header, Header::Count { .. }) {
                    quote!(for #index in 0..#count)
                } else {
                    quote!(for #index in (0..#count).rev())
                }
            }
            Header::Forever => quote!(loop),
        };
        let yields: Vec<Id> = alive.iter().map(|&number| self.graph().region(body).yields[number]).collect();
        let ends: Vec<Id> = yields.iter().copied().chain(exit).collect();
        let known: HashMap<Id, Code> = self.writer.written.clone();
        let statements = self.region(body, &ends);
        let mut changed = Vec::new();
        let mut values = Vec::new();
        for (name, &next) in names.iter().zip(&yields) {
            let value = self.code(next);
            if *name != value.to_string() {
                changed.push(name);
                values.push(value);
            }
        }
        let exit = exit.map(|exit| self.code(exit));
        self.writer.written = known;
        let leaves = super::emission::ours("leaves");
        let (test, leave) = match exit {
            Some(exit) => (quote!(let #leaves = #exit;), quote!(if #leaves { break; })),
            None => (TokenStream::new(), TokenStream::new()),
        };
        let next = match changed.as_slice() {
            [] => TokenStream::new(),
            [name] => quote!(#name = #(#values)*;),
            _ => quote!((#(#changed),*) = (#(#values),*);),
        };
        let reserved = self.reserved(header, body);
        quote!(#before #reserved #head { #statements #test #next #leave })
    }
}

/// What is iterated over, as an iterator; a range is one itself.
fn iterator(tokens: &TokenStream) -> TokenStream {
    let is_range = |expression: &syn::Expr| match expression {
        syn::Expr::Range(_) => true,
        syn::Expr::Paren(inner) => matches!(*inner.expr, syn::Expr::Range(_)),
        _ => false,
    };
    match syn::parse2::<syn::Expr>(tokens.clone()) {
        Ok(expression) if is_range(&expression) => tokens.clone(),
        _ => quote!(::core::iter::IntoIterator::into_iter(#tokens)),
    }
}

/// The statements before the last one, and the last one.
fn split_last_statement(tokens: TokenStream) -> (TokenStream, TokenStream) {
    let tokens: Vec<proc_macro2::TokenTree> = tokens.into_iter().collect();
    let ends: Vec<usize> = tokens
        .iter()
        .enumerate()
        .filter(|(_, token)| matches!(token, proc_macro2::TokenTree::Punct(sign) if sign.as_char() == ';'))
        .map(|(position, _)| position)
        .collect();
    let split = if ends.len() > 1 { ends[ends.len() - 2] + 1 } else { 0 };
    (tokens[..split].iter().cloned().collect(), tokens[split..].iter().cloned().collect())
}
