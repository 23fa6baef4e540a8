//! What the way back needs of the values on the way forth.
//!
//! In this order: a value that is still in scope stands for itself; what is cheap to compute again, from the indices
//! of the loop and from arrays that did not change, is computed again; what is dear, or was changed since, is put onto
//! a tape on the way forth and taken off it on the way back.

use super::reverse::Backward;
use crate::elementary::{Function, Kind};
use crate::hash::HashMap;
use crate::ir::{Graph, Id, Node};
use crate::region::{
    Action, Array, ArrayId, Form, Header, Initial, Origin, Place, RegionId, StatementId, Tape, TapeId,
};

/// A region of the way forth, and the region of the way back that corresponds to it.
pub(super) struct Frame {
    pub(super) forth: RegionId,
    pub(super) back: RegionId,
    /// What nodes of the way forth are on the way back.
    pub(super) known: HashMap<Id, Id>,
    /// What the loop of the way forth begins with, if the way back goes through its iterations in the same order: what
    /// does not vary can then be carried along once more instead of being kept.
    pub(super) same_order: Option<Vec<Id>>,
    /// What is carried along once more: where it begins, and what it becomes.
    pub(super) carried_again: Vec<(Id, Id, Id)>,
    /// The arrays of the way forth that were kept as a whole.
    pub(super) kept: HashMap<ArrayId, ArrayId>,
    /// The arrays that were kept as a statement read them.
    pub(super) copies: Vec<(Place, StatementId, ArrayId)>,
    /// The loop of which one iteration is gone back through, and in which iterations another one comes to be that.
    pub(super) winner: Option<(StatementId, Id)>,
}

impl Frame {
    pub(super) fn new(forth: RegionId, back: RegionId) -> Frame {
        Frame {
            forth,
            back,
            known: HashMap::default(),
            same_order: None,
            carried_again: Vec::new(),
            kept: HashMap::default(),
            copies: Vec::new(),
            winner: None,
        }
    }
}

impl Backward<'_> {
    /// A node of the way forth, on the way back.
    pub(super) fn recall(&mut self, id: Id) -> Id {
        if self.frames.is_empty() {
            return id;
        }
        let home = self.graph.home(id);
        let Some(frame) = self.frames.iter().position(|frame| frame.forth == home) else { return id };
        if let Some(&known) = self.frames[frame].known.get(&id) {
            return known;
        }
        let recalled = match self.graph.node(id).clone() {
            Node::Element { place, .. } => match self.kept(&place, frame) {
                Some(place) => {
                    self.inside(frame, |graph, region| graph.make(Node::Element { place, region }))
                }
                None => self.tape(id, frame),
            },
            Node::Fresh(Origin::Carried(_, number)) if self.can_carry_again(id, number, frame) => {
                return self.carry_again(id, number, frame);
            }
            Node::Fresh(Origin::Result(statement, _)) => match self.graph.statement(statement).action.clone()
            {
                Action::Load { place } if !self.graph.changes_later(place.array, statement) => {
                    self.load_again(id, &place, frame)
                }
                Action::Opaque { .. } if self.is_size(statement) => self.measure_again(id, statement, frame),
                _ => self.stored_or_tape(id, frame),
            },
            Node::Constant { arrays, .. } if arrays.iter().all(|&array| self.is_in_scope(array)) => {
                self.again(id, frame)
            }
            Node::Apply(function, _) if is_cheap(function) => self.again(id, frame),
            Node::Select { .. } => self.again(id, frame),
            _ => self.stored_or_tape(id, frame),
        };
        self.frames[frame].known.insert(id, recalled);
        recalled
    }

    /// What a statement of the way forth read from an array that has not changed since.
    pub(super) fn load_again(&mut self, id: Id, place: &Place, frame: usize) -> Id {
        let Some(place) = self.kept(place, frame) else { return self.tape(id, frame) };
        let (kind, active) = (self.graph.kind(id), self.graph.is_active(id));
        self.inside(frame, |graph, _| {
            let load = graph.perform(Action::Load { place }, &[(kind, active)]);
            graph.statement(load).results[0]
        })
    }

    /// Whether what the loop carries can be had by carrying it again: it is worked out from nothing but what is
    /// carried so, the indices, and what is outside.
    fn can_carry_again(&self, id: Id, number: usize, frame: usize) -> bool {
        let Frame { forth, ref same_order, .. } = self.frames[frame];
        let Some(initial) = same_order else { return false };
        if self.graph.is_active(id) || number >= initial.len() {
            return false;
        }
        // Numbers wait for one another. Within another loop, what is kept of them is short, and is at hand sooner.
        let around = self.graph.region(forth).parent;
        if self.graph.kind(id) == Kind::Real && around.is_some_and(|around| self.graph.repeats(around)) {
            return false;
        }
        let mut pending = vec![self.graph.region(forth).yields[number]];
        let mut seen = crate::hash::HashSet::default();
        while let Some(id) = pending.pop() {
            if !seen.insert(id) || self.graph.home(id) != forth {
                continue;
            }
            let simple = match self.graph.node(id) {
                Node::Fresh(Origin::Binding(..)) => true,
                Node::Fresh(Origin::Carried(_, other)) => {
                    pending.extend(self.graph.region(forth).yields.get(*other));
                    !self.graph.is_active(id) && *other < initial.len()
                }
                Node::Apply(function, _) => is_cheap(*function),
                Node::Select { .. } | Node::Literal(_) | Node::Field(_) => true,
                Node::Constant { arrays, .. } => arrays.iter().all(|&array| self.is_in_scope(array)),
                _ => false,
            };
            if !simple {
                return false;
            }
            pending.extend(self.graph.arguments(id));
        }
        true
    }

    fn carry_again(&mut self, id: Id, number: usize, frame: usize) -> Id {
        let Frame { forth, back, .. } = self.frames[frame];
        let first = self.frames[frame].same_order.as_ref().map_or(id, |initial| initial[number]);
        let start = self.graph.carry(back, self.graph.kind(id), false);
        if let Some(name) = self.graph.name_of(id).map(|name| name.text.clone()) {
            self.graph.suggested_as(start, &name);
        }
        self.frames[frame].known.insert(id, start);
        let next = self.graph.region(forth).yields[number];
        let next = self.recall(next);
        self.frames[frame].carried_again.push((start, first, next));
        start
    }

    /// Puts what a loop carries once more onto tapes instead: it has to go through its iterations the other way after all.
    /// What is carried in their places is returned, each with its position and what it begins with.
    pub(super) fn keep_carried_again(&mut self, frame: &Frame) -> Vec<(usize, Id, Id)> {
        let mut places = Vec::new();
        for &(start, first, _) in &frame.carried_again {
            let forth = frame.known.iter().find(|&(_, &back)| back == start).map(|(&forth, _)| forth);
            let carried = &self.graph.region(frame.back).carried;
            let number = carried.iter().position(|&other| other == start);
            let (Some(forth), Some(number)) = (forth, number) else { continue };
            let tape = self.push(forth, frame.forth);
            let pop = self.graph.make_statement(frame.back, Action::Pop { tape }, &[]);
            self.graph.region_mut(frame.back).statements.insert(0, pop);
            self.graph.make_result(start, pop);
            let origin = Origin::Carried(frame.back, number);
            let place = self.graph.fresh(origin, self.graph.kind(start), false, frame.back);
            self.graph.region_mut(frame.back).carried[number] = place;
            places.push((number, place, first));
        }
        places
    }

    /// The node over its recalled arguments.
    fn again(&mut self, id: Id, frame: usize) -> Id {
        let arguments: HashMap<Id, Id> =
            self.graph.arguments(id).into_iter().map(|argument| (argument, self.recall(argument))).collect();
        self.inside(frame, |graph, _| {
            let node = graph.with_arguments(id, |argument| arguments[&argument]);
            graph.make(node)
        })
    }

    pub(super) fn inside<T>(&mut self, frame: usize, make: impl FnOnce(&mut Graph, RegionId) -> T) -> T {
        let (current, back) = (self.graph.current(), self.frames[frame].back);
        self.graph.enter(back);
        let made = make(self.graph, back);
        self.graph.enter(current);
        made
    }

    /// Puts a value onto a tape where it is known, and takes it off where it is needed.
    pub(super) fn tape(&mut self, id: Id, frame: usize) -> Id {
        if let Some((statement, replaced)) = self.frames[frame].winner {
            return self.recall_of_winner(id, statement, replaced);
        }
        let tape = self.push(id, self.frames[frame].forth);
        let (kind, active) = (self.graph.tape(tape).kind, self.graph.is_active(id));
        self.inside(frame, |graph, _| {
            let pop = graph.perform(Action::Pop { tape }, &[(kind, active)]);
            graph.statement(pop).results[0]
        })
    }

    /// Puts a value onto a tape of its own at the end of a region.
    fn push(&mut self, id: Id, forth: RegionId) -> TapeId {
        let kind = if self.graph.is_active(id) { Kind::Real } else { self.graph.kind(id) };
        let name = match self.graph.name_of(id) {
            Some(name) => format!("{}_tape", name.text),
            None => "tape".to_owned(),
        };
        let single = !self.graph.repeats(forth) && kind != Kind::Unknown;
        let tape =
            self.graph.new_tape(Tape { name, kind, tangent: None, single, array: false, lends: false });
        let push = self.graph.make_statement(forth, Action::Push { tape, value: id }, &[]);
        self.graph.region_mut(forth).statements.push(push);
        tape
    }

    /// Whether an array can still be reached on the way back.
    pub(super) fn is_in_scope(&self, array: ArrayId) -> bool {
        let home = self.graph.structure.resolve(self.graph.array(array).home);
        !self.frames.iter().any(|frame| frame.forth == home)
    }

    /// A place of the way forth, by its indices on the way back.
    pub(super) fn recall_place(&mut self, place: &Place) -> Place {
        let ids: HashMap<Id, Id> = place.ids().into_iter().map(|id| (id, self.recall(id))).collect();
        place.map(|id| ids[&id])
    }

    /// An array as it was when a statement of the way forth read it.
    pub(super) fn recall_array(&mut self, place: &Place, form: Form, reader: StatementId) -> Place {
        let array = place.array;
        if self.is_in_scope(array) && !self.graph.changes_later(array, reader) {
            return self.recall_place(place);
        }
        // What was a reference is handed over as one.
        let borrowed = place.borrowed || place.range.is_some();
        let layout = self.graph.layout(place);
        let original = self.graph.array(array).clone();
        let forth = self.graph.structure.resolve(self.graph.statement(reader).region);
        let frame = self.frames.iter().position(|frame| frame.forth == forth);
        let saved = Array {
            name: self.graph.unique_array_name(&format!("{}_before", original.name)),
            layout,
            constant: true,
            parameter: None,
            cotangent: None,
            tangent: None,
            reference: false,
            home: forth,
            ..original.clone()
        };
        let copies = frame.map(|frame| self.frames[frame].copies.as_slice()).unwrap_or_default();
        let known = copies.iter().find(|(of, other, copy)| {
            of == place
                && (form == Form::Reference || !self.graph.array(*copy).reference)
                && self.graph.is_unchanged_between(reader, *other, array)
        });
        if let Some(&(_, _, copy)) = known {
            return Place { borrowed, ..Place::of(copy) };
        }
        let Some(frame) = frame else {
            // Still in scope: a copy.
            let saved = self.graph.new_array(saved);
            self.graph.perform_before(
                reader,
                Action::Declare { array: saved, initial: Initial::Copy(place.clone()) },
                &[],
            );
            return Place { borrowed, ..Place::of(saved) };
        };
        // A whole array is lent by the tape, which keeps its memory.
        let lends = form == Form::Reference
            && place.path.is_empty()
            && place.range.is_none()
            && self.graph.is_made(array);
        let tape = self.graph.new_tape(Tape::of_array(&original, lends));
        self.graph.perform_before(reader, Action::PushArray { tape, place: place.clone() }, &[]);
        let home = self.frames[frame].back;
        let saved = self.graph.new_array(Array { home, reference: lends, ..saved });
        self.frames[frame].copies.push((place.clone(), reader, saved));
        self.inside(frame, |graph, _| {
            graph.perform(Action::Declare { array: saved, initial: Initial::Popped(tape) }, &[]);
        });
        Place { borrowed, ..Place::of(saved) }
    }
}

/// Whether computing it again costs no more than keeping it.
pub(super) fn is_cheap(function: Function) -> bool {
    use crate::elementary::Notation;
    const CHEAP: [&str; 13] = [
        "abs",
        "max",
        "min",
        "clamp",
        "signum",
        "copysign",
        "recip",
        "sqrt",
        "mul_add",
        "floor",
        "ceil",
        "powi",
        "where_along",
    ];
    !matches!(function.notation, Notation::Method | Notation::Support) || CHEAP.contains(&function.name)
}

impl Graph {
    /// The header of the loop that goes back, and what the names of the one that goes forth are in it.
    pub(super) fn turned_around(
        &mut self,
        header: &Header,
        back: RegionId,
        outer: Id,
        counted: bool,
        known: &mut HashMap<Id, Id>,
    ) -> Header {
        let mut binding = |graph: &mut Graph, number: usize, of: Option<Id>| {
            let id = graph.fresh(Origin::Binding(back, number), Kind::Unknown, false, back);
            if let Some(of) = of {
                if let Some(name) = graph.name_of(of).cloned() {
                    graph.name(id, name);
                }
                known.insert(of, id);
            }
            id
        };
        match header {
            Header::Count { .. } | Header::Forever | Header::For { .. } if counted => {
                let index = binding(self, 0, None);
                let name = proc_macro2::Ident::new("step", proc_macro2::Span::mixed_site());
                self.name(
                    index,
                    crate::ir::Name { text: "step".to_owned(), user: Some(name), written: None },
                );
                if let Header::Count { index: forth, .. } = header {
                    let tokens = quote::quote!((__n - 1 - __k));
                    let mentions = vec![("__n".to_owned(), outer), ("__k".to_owned(), index)];
                    let at = self.constant(tokens, mentions, Vec::new(), false);
                    known.insert(*forth, at);
                }
                Header::Count { count: outer, index }
            }
            Header::For { pattern, bindings, .. } => {
                let bindings =
                    (0..).zip(bindings).map(|(number, &of)| binding(self, number, Some(of))).collect();
                Header::ForReversed { pattern: *pattern, iterable: outer, bindings }
            }
            Header::ForReversed { pattern, bindings, .. } => {
                let bindings =
                    (0..).zip(bindings).map(|(number, &of)| binding(self, number, Some(of))).collect();
                Header::For { pattern: *pattern, iterable: outer, bindings }
            }
            Header::Count { index, .. } => {
                let index = binding(self, 0, Some(*index));
                Header::CountDown { count: outer, index }
            }
            Header::CountDown { index, .. } => {
                let index = binding(self, 0, Some(*index));
                Header::Count { count: outer, index }
            }
            Header::Forever => Header::Forever,
        }
    }

    /// How many iterations a loop went through, counted on the way.
    pub(super) fn count_iterations(&mut self, statement: StatementId) -> Id {
        let Action::Loop { body, .. } = self.statement(statement).action else { return self.zero() };
        let none = self.constant(quote::quote!(0usize), Vec::new(), Vec::new(), false);
        let (before, steps) = self.carry_through(statement, Kind::Integer, false, none);
        self.suggested_as(before, "steps");
        let current = self.current();
        self.enter(body);
        let one = self.literal("1", Kind::Integer);
        let after = self.integer(Function::ADD, before, one);
        self.enter(current);
        self.region_mut(body).yields.push(after);
        steps
    }

    /// Whether a node can be computed before a statement.
    pub(super) fn is_known_before(&self, id: Id, statement: StatementId) -> bool {
        let region = self.structure.resolve(self.statement(statement).region);
        let mut pending = vec![id];
        let mut seen = crate::hash::HashSet::default();
        while let Some(id) = pending.pop() {
            if !seen.insert(id) {
                continue;
            }
            match self.node(id) {
                Node::Fresh(Origin::Result(other, _)) => {
                    let around = self.structure.resolve(self.statement(*other).region);
                    if !self.is_within(region, around) {
                        return false;
                    }
                    let before = self.position_in(around, *other);
                    let own = self.position_in(around, statement);
                    match (before, own) {
                        (Some(before), Some(own)) if before < own => {}
                        _ => return false,
                    }
                }
                Node::Fresh(Origin::Carried(around, _) | Origin::Binding(around, _))
                    if !self.is_within(region, *around) =>
                {
                    return false;
                }
                Node::Element { place, .. } if self.array(place.array).parameter.is_none() => {
                    let home = self.structure.resolve(self.array(place.array).home);
                    let declared = self
                        .region(home)
                        .statements
                        .iter()
                        .position(|&other| self.statement(other).action.makes().contains(&place.array));
                    match (declared, self.position_in(home, statement)) {
                        (Some(before), Some(own)) if before < own => {}
                        _ => return false,
                    }
                }
                _ => {}
            }
            pending.extend(self.arguments(id));
        }
        true
    }
}
