//! Building statements into the regions of a graph, and asking what they do.

use super::{
    Action, Argument, Array, ArrayId, Initial, Origin, Place, Region, RegionId, RegionKind, Statement,
    StatementId, Tape, TapeId,
};
use crate::elementary::Kind;
use crate::ir::{Graph, Id, Node};
use proc_macro2::Ident;

impl Graph {
    pub(crate) fn region(&self, id: RegionId) -> &Region {
        self.structure.region(id)
    }

    pub(crate) fn region_mut(&mut self, id: RegionId) -> &mut Region {
        &mut self.structure.regions[id.0 as usize]
    }

    pub(crate) fn statement(&self, id: StatementId) -> &Statement {
        &self.structure.statements[id.0 as usize]
    }

    pub(crate) fn statement_mut(&mut self, id: StatementId) -> &mut Statement {
        &mut self.structure.statements[id.0 as usize]
    }

    pub(crate) fn array(&self, id: ArrayId) -> &Array {
        &self.structure.arrays[id.0 as usize]
    }

    pub(crate) fn array_mut(&mut self, id: ArrayId) -> &mut Array {
        &mut self.structure.arrays[id.0 as usize]
    }

    pub(crate) fn tape(&self, id: TapeId) -> &Tape {
        &self.structure.tapes[id.0 as usize]
    }

    pub(crate) fn tape_mut(&mut self, id: TapeId) -> &mut Tape {
        &mut self.structure.tapes[id.0 as usize]
    }

    pub(crate) fn new_tape(&mut self, tape: Tape) -> TapeId {
        self.structure.tapes.push(tape);
        TapeId(u32::try_from(self.structure.tapes.len() - 1).expect("there are fewer than 2³² tapes"))
    }

    pub(crate) fn new_array(&mut self, array: Array) -> ArrayId {
        self.structure.arrays.push(array);
        ArrayId(u32::try_from(self.structure.arrays.len() - 1).expect("there are fewer than 2³² arrays"))
    }

    /// Whether the function has statements at all; if not, everything floats.
    pub(crate) fn is_structured(&self) -> bool {
        !self.structure.statements.is_empty() || !self.structure.arrays.is_empty()
    }

    pub(crate) fn current(&self) -> RegionId {
        self.structure.current
    }

    /// What is done on a condition alone.
    pub(crate) fn only_if(&mut self, condition: Id, act: impl FnOnce(&mut Self)) {
        let (then, around) = self.open(RegionKind::Branch);
        act(self);
        self.enter(around);
        let (otherwise, around) = self.open(RegionKind::Branch);
        self.enter(around);
        self.perform(Action::Branch { condition, then, otherwise }, &[]);
    }

    /// Begins a region within the current one, which it becomes; what was current is returned.
    pub(crate) fn open(&mut self, kind: RegionKind) -> (RegionId, RegionId) {
        let around = self.structure.current;
        if self.structure.flat {
            return (around, around);
        }
        let depth = self.region(around).depth + 1;
        self.structure.regions.push(Region {
            parent: Some(around),
            kind,
            statements: Vec::new(),
            carried: Vec::new(),
            yields: Vec::new(),
            dissolved: false,
            fragile: false,
            depth,
        });
        let id = RegionId(
            u32::try_from(self.structure.regions.len() - 1).expect("there are fewer than 2³² regions"),
        );
        self.structure.current = id;
        (id, around)
    }

    /// Goes (back) to a region.
    pub(crate) fn enter(&mut self, region: RegionId) {
        self.structure.current = region;
    }

    /// Whether a region does not have to be one: nothing in it has an order, or may fail.
    pub(crate) fn floats(&self, region: RegionId) -> bool {
        let Region { statements, fragile, .. } = self.region(region);
        self.structure.flat || (statements.is_empty() && !fragile)
    }

    /// Makes the nodes of a region without statements those of the region around it.
    pub(crate) fn dissolve(&mut self, region: RegionId) {
        if region != RegionId::BODY {
            self.region_mut(region).dissolved = true;
        }
    }

    /// The region in which a node is computed at the earliest.
    pub(crate) fn home(&self, id: Id) -> RegionId {
        self.structure.resolve(self.unresolved_home(id))
    }

    /// Whether a region is another one or within it.
    pub(crate) fn is_within(&self, mut inner: RegionId, outer: RegionId) -> bool {
        loop {
            if inner == outer {
                return true;
            }
            match self.region(inner).parent {
                Some(parent) => inner = parent,
                None => return false,
            }
        }
    }

    /// Whether a loop is around the region, or is it.
    pub(crate) fn repeats(&self, mut region: RegionId) -> bool {
        loop {
            if self.region(region).kind == RegionKind::Loop {
                return true;
            }
            match self.region(region).parent {
                Some(parent) => region = parent,
                None => return false,
            }
        }
    }

    /// The innermost region around both.
    pub(crate) fn common_region(&self, mut a: RegionId, mut b: RegionId) -> RegionId {
        while a != b {
            if self.region(a).depth >= self.region(b).depth {
                a = self.region(a).parent.unwrap_or(RegionId::BODY);
            } else {
                b = self.region(b).parent.unwrap_or(RegionId::BODY);
            }
        }
        a
    }

    /// A node that is no expression.
    pub(crate) fn fresh(&mut self, origin: Origin, kind: Kind, active: bool, home: RegionId) -> Id {
        self.insert(Node::Fresh(origin), kind, active, home)
    }

    /// Adds a statement at the end of the current region; it has as many results as there are kinds, each active or
    /// not.
    pub(crate) fn perform(&mut self, action: Action, results: &[(Kind, bool)]) -> StatementId {
        let region = self.structure.current;
        let id = self.make_statement(region, action, results);
        self.region_mut(region).statements.push(id);
        id
    }

    /// A statement that still has to be put somewhere.
    pub(crate) fn make_statement(
        &mut self,
        region: RegionId,
        action: Action,
        results: &[(Kind, bool)],
    ) -> StatementId {
        let position = self.structure.statements.len();
        let id = StatementId(u32::try_from(position).expect("there are fewer than 2³² statements"));
        let marker = self.fresh(Origin::Marker(position), Kind::Unknown, true, region);
        let derivative = self.structure.deriving;
        self.structure.statements.push(Statement { region, marker, action, results: Vec::new(), derivative });
        for &(kind, active) in results {
            self.add_result(id, kind, active);
        }
        id
    }

    pub(crate) fn add_result(&mut self, statement: StatementId, kind: Kind, active: bool) -> Id {
        let Statement { region, results, .. } = self.statement(statement);
        let (region, number) = (*region, results.len());
        let result = self.fresh(Origin::Result(statement, number), kind, active, region);
        self.statement_mut(statement).results.push(result);
        result
    }

    /// One more value that a loop carries; returns it as it is at the start of an iteration.
    pub(crate) fn carry(&mut self, body: RegionId, kind: Kind, active: bool) -> Id {
        let number = self.region(body).carried.len();
        let carried = self.fresh(Origin::Carried(body, number), kind, active, body);
        self.region_mut(body).carried.push(carried);
        carried
    }

    /// An element: floating if it never changes, else read at this point of the program.
    pub(crate) fn element(&mut self, place: Place) -> Id {
        let array = self.array(place.array);
        if array.constant {
            let region = self.structure.current;
            return self.make(Node::Element { place, region });
        }
        let result = self.element_at(&place);
        if let Some(known) = self.known_element(&place) {
            return known;
        }
        let statement = self.perform(Action::Load { place }, &[result]);
        self.statement(statement).results[0]
    }

    /// The element as it was read or written last, if nothing happened to its array since.
    fn known_element(&self, place: &Place) -> Option<Id> {
        for &id in self.region(self.current()).statements.iter().rev() {
            let statement = self.statement(id);
            match &statement.action {
                Action::Load { place: other } if other == place => return statement.results.first().copied(),
                Action::Store { place: other, value }
                    if other == place && self.kind(*value) == Kind::Real =>
                {
                    return Some(*value);
                }
                _ if self.touches(id, place.array, false) => return None,
                _ => {}
            }
        }
        None
    }

    /// The number of an element within a part of a row.
    pub(crate) fn offset(&mut self, start: Id, index: Id) -> Id {
        use crate::elementary::Function;
        if self.number(start) == Some(0.0) {
            return index;
        }
        self.make(Node::Apply(Function::ADD, vec![start, index]))
    }

    /// The part of a place that an index leads to.
    pub(crate) fn at(&mut self, place: &Place, index: Id) -> Place {
        let index = match place.range {
            Some((start, _)) => self.offset(start, index),
            None => index,
        };
        let mut path = place.path.clone();
        path.push(index);
        Place { array: place.array, path, range: None, borrowed: false }
    }

    /// How many functions are called with what varies.
    pub(crate) fn calls(&self) -> usize {
        let is_call = |id: &StatementId| matches!(self.statement(*id).action, Action::Call(_));
        self.statements_within(RegionId::BODY).iter().filter(|id| is_call(id)).count()
            + self.nodes().filter(|&id| matches!(self.node(id), Node::Call { .. })).count()
    }

    /// Which structs that vary go to which functions, and which arrays to methods of objects, by name and place.
    pub(crate) fn handed_on(&self) -> Vec<(String, usize)> {
        let mut found = Vec::new();
        for id in self.statements_within(RegionId::BODY) {
            let Action::Call(call) = &self.statement(id).action else { continue };
            let name = self.tokens(call.function).to_string();
            for (position, argument) in call.arguments.iter().enumerate() {
                let Argument::Array(place, _) = argument else { continue };
                let may_be_held = name.starts_with('.') || self.layout(place).has_fields();
                if may_be_held && self.array(place.array).active {
                    found.push((name.clone(), position));
                }
            }
        }
        found
    }

    /// Every statement in a region and in the regions within.
    pub(crate) fn statements_within(&self, region: RegionId) -> Vec<StatementId> {
        let mut found = Vec::new();
        let mut pending = vec![region];
        while let Some(region) = pending.pop() {
            for &id in &self.region(region).statements {
                found.push(id);
                pending.extend(self.statement(id).action.regions());
            }
        }
        found
    }

    /// The nodes that a region yields, or that a statement in it or within one of these uses.
    pub(crate) fn used_within(&self, region: RegionId) -> Vec<Id> {
        let mut used = self.region(region).yields.clone();
        for id in self.statements_within(region) {
            let action = &self.statement(id).action;
            used.extend(action.uses());
            if let Action::Loop { exit, .. } = action {
                used.extend(exit);
            }
            for inner in action.regions() {
                used.extend(&self.region(inner).yields);
            }
        }
        used
    }

    /// The statement in a region that is, or contains, another one, by its position.
    pub(crate) fn position_in(&self, region: RegionId, statement: StatementId) -> Option<usize> {
        let statements = &self.region(region).statements;
        let mut inner = self.statement(statement).region;
        if inner == region {
            return statements.iter().position(|&id| id == statement);
        }
        while self.region(inner).parent? != region {
            inner = self.region(inner).parent?;
        }
        statements.iter().position(|&id| self.statement(id).action.regions().contains(&inner))
    }

    /// Whether an array is changed from a statement on until the end of the region in which it lives.
    pub(crate) fn changes_later(&self, array: ArrayId, from: StatementId) -> bool {
        if self.array(array).constant {
            return false;
        }
        let home = self.structure.resolve(self.array(array).home);
        let Some(position) = self.position_in(home, from) else { return true };
        self.region(home).statements[position..].iter().any(|&id| self.touches(id, array, false))
    }

    /// Whether a statement, or one inside of it, changes an array; or also whether it reads it.
    pub(crate) fn touches(&self, statement: StatementId, array: ArrayId, reads: bool) -> bool {
        let action = &self.statement(statement).action;
        let own = action.changes().contains(&array) || (reads && action.reads().contains(&array));
        own || action.regions().into_iter().any(|region| {
            self.statements_within(region).into_iter().any(|inner| {
                let action = &self.statement(inner).action;
                action.changes().contains(&array) || (reads && action.reads().contains(&array))
            })
        })
    }

    /// Whether a statement does nothing to an array but add to it.
    pub(crate) fn only_adds(&self, statement: StatementId, array: ArrayId) -> bool {
        let action = &self.statement(statement).action;
        let own = match action {
            Action::Increase { .. } => true,
            Action::IncreaseAll { by, .. } => by.array != array,
            Action::PullBack { cotangents, change: None, .. } => {
                cotangents.iter().all(|argument| argument.array() != Some(array))
            }
            _ => !action.changes().contains(&array) && !action.reads().contains(&array),
        };
        own && action
            .regions()
            .into_iter()
            .all(|region| self.region(region).statements.iter().all(|&inner| self.only_adds(inner, array)))
    }

    /// Whether an array is there when a statement is reached.
    pub(crate) fn is_declared_before(&self, array: ArrayId, statement: StatementId) -> bool {
        let home = self.structure.resolve(self.array(array).home);
        let declared = self.declaring(array).and_then(|id| self.position_in(home, id));
        match (declared, self.position_in(home, statement)) {
            (Some(declared), Some(own)) => declared < own,
            _ => false,
        }
    }

    /// Where and how an array is made.
    pub(crate) fn declaration(&self, array: ArrayId) -> Option<(RegionId, Action)> {
        let statement = self.declaring(array)?;
        let statement = self.statement(statement);
        Some((self.structure.resolve(statement.region), statement.action.clone()))
    }

    pub(super) fn declaring(&self, array: ArrayId) -> Option<StatementId> {
        let home = self.structure.resolve(self.array(array).home);
        self.region(home)
            .statements
            .iter()
            .copied()
            .find(|&id| self.statement(id).action.makes().contains(&array))
    }

    /// Whether an array is declared as a copy of another, be it one that was kept.
    pub(crate) fn is_copied(&self, array: ArrayId) -> bool {
        match self.declaration(array) {
            Some((_, Action::Declare { initial: Initial::Copy(_), .. })) => true,
            Some((_, Action::Declare { initial: Initial::Popped(tape), .. })) => !self.tape(tape).lends,
            _ => false,
        }
    }

    pub(super) fn perform_behind(&mut self, statement: StatementId, action: Action) {
        let region = self.structure.resolve(self.statement(statement).region);
        let id = self.make_statement(region, action, &[]);
        let statements = &mut self.region_mut(region).statements;
        let position =
            statements.iter().position(|&other| other == statement).map_or(statements.len(), |at| at + 1);
        statements.insert(position, id);
    }

    /// Forgets the arrays of derivatives that were made on the way, so that others are made.
    pub(crate) fn forget_derivatives(&mut self) {
        let own: Vec<bool> =
            self.structure.arrays.iter().map(|array| array.derivative && array.parameter.is_none()).collect();
        let kept = |derivative: Option<ArrayId>| derivative.filter(|id| !own[id.index()]);
        for array in &mut self.structure.arrays {
            array.cotangent = kept(array.cotangent);
        }
    }

    /// Forgets the arrays and tapes of tangents, so that others are made.
    pub(crate) fn forget_tangents(&mut self) {
        self.structure.arrays.iter_mut().for_each(|array| array.tangent = None);
        self.structure.tapes.iter_mut().for_each(|tape| tape.tangent = None);
    }

    /// A name for an array of ours that no other one has.
    pub(crate) fn unique_array_name(&self, name: &str) -> Ident {
        let mut unique = name.to_owned();
        let mut number = 1;
        while self.structure.arrays.iter().any(|array| array.name == unique) {
            number += 1;
            unique = format!("{name}_{number}");
        }
        Ident::new(&unique, proc_macro2::Span::mixed_site())
    }

    /// Performs a statement right before another one.
    pub(crate) fn perform_before(
        &mut self,
        other: StatementId,
        action: Action,
        results: &[(Kind, bool)],
    ) -> StatementId {
        let region = self.structure.resolve(self.statement(other).region);
        let id = self.make_statement(region, action, results);
        let statements = &mut self.region_mut(region).statements;
        let position = statements.iter().position(|&known| known == other).unwrap_or(statements.len());
        statements.insert(position, id);
        id
    }

    /// Whether a place is known to be a slice or a vector, whose copies are vectors.
    pub(crate) fn is_slice(&self, place: &Place) -> bool {
        place.range.is_some() || place.path.is_empty() && self.array(place.array).vector
    }
}
