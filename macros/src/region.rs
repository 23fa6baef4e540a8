//! What has an order: statements, and the regions that they stand in.
//!
//! Expressions float: a node of the graph is computed wherever it is needed. What reads or changes an array, what
//! repeats, and what must happen or not happen as a whole is a statement, and stands in a region between its
//! neighbours. A region is the body of the function, of a loop, or of one side of a branch. The values that leave a
//! loop or a branch are its results, nodes like any other; the values that a loop changes from one iteration to the
//! next are carried, and stand at the start of each iteration as nodes too.

use proc_macro2::Ident;

use crate::elementary::Kind;
use crate::ir::{Graph, Id, Node, TokensId};

/// A region, by its position.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct RegionId(u32);

impl RegionId {
    /// The body of the function.
    pub(crate) const BODY: RegionId = RegionId(0);
}

/// A statement, by its position.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct StatementId(u32);

/// An array in memory, by its position.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct ArrayId(u32);

/// Where values wait for the way back, by its position.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct TapeId(u32);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RegionKind {
    Body,
    Branch,
    Loop,
}

#[derive(Clone, Debug)]
pub(crate) struct Region {
    pub(crate) parent: Option<RegionId>,
    pub(crate) kind: RegionKind,
    pub(crate) statements: Vec<StatementId>,
    /// What a loop carries, as it is at the start of an iteration.
    pub(crate) carried: Vec<Id>,
    /// What leaves the region: for a loop, what is carried on.
    pub(crate) yields: Vec<Id>,
    /// A branch without statements is no region of its own: its nodes belong to the region around it.
    dissolved: bool,
    /// Whether something in it may fail where it is not meant to be evaluated.
    pub(crate) fragile: bool,
    depth: usize,
}

/// An array, or what is called by its name.
#[derive(Clone, Debug)]
pub(crate) struct Array {
    pub(crate) name: Ident,
    /// How many indices lead to a number.
    pub(crate) rank: usize,
    pub(crate) kind: Kind,
    /// Whether its elements depend on a differentiated parameter.
    pub(crate) active: bool,
    /// Whether its elements never change after its declaration.
    pub(crate) constant: bool,
    /// The parameter that it is.
    pub(crate) parameter: Option<usize>,
    /// Where it is declared.
    pub(crate) home: RegionId,
    /// The array of its derivatives, in reverse mode.
    pub(crate) cotangent: Option<ArrayId>,
    /// The array of its changes, in forward mode.
    pub(crate) tangent: Option<ArrayId>,
    /// Whether it holds derivatives of another array.
    pub(crate) derivative: bool,
    /// Whether the name is that of a reference.
    pub(crate) reference: bool,
    /// Whether it is a vector although it is made from a list.
    pub(crate) vector: bool,
}

/// An element of an array, or a part of it that is an array again.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Place {
    pub(crate) array: ArrayId,
    pub(crate) path: Vec<Id>,
    /// The first element and how many there are, if it is a part of a row.
    pub(crate) range: Option<(Id, Id)>,
    /// Whether it is known by a reference to it.
    pub(crate) borrowed: bool,
}

impl Place {
    pub(crate) fn of(array: ArrayId) -> Place {
        Place { array, path: Vec::new(), range: None, borrowed: false }
    }

    pub(crate) fn ids(&self) -> Vec<Id> {
        self.path
            .iter()
            .copied()
            .chain(self.range.into_iter().flat_map(|(start, length)| [start, length]))
            .collect()
    }

    /// The same place with other nodes for its indices.
    pub(crate) fn map(&self, mut replace: impl FnMut(Id) -> Id) -> Place {
        Place {
            array: self.array,
            path: self.path.iter().map(|&id| replace(id)).collect(),
            range: self.range.map(|(start, length)| (replace(start), replace(length))),
            borrowed: self.borrowed,
        }
    }

    /// The same part of another array of this shape.
    pub(crate) fn within(&self, array: ArrayId) -> Place {
        Place { array, ..self.clone() }
    }
}

/// What an array is made from.
#[derive(Clone, Debug)]
pub(crate) enum Initial {
    /// One value; among others, or as what the user's tokens give.
    Value(Id),
    List(Vec<Initial>),
    /// The same elements as these.
    Copy(Place),
    /// Zeros in the shape of these.
    ZerosLike(Place),
    /// Zeros in the shape of what a function returns, or of that number in the tuple that it returns; a vector of
    /// this length.
    ZerosOf {
        function: TokensId,
        number: Option<usize>,
        length: Id,
    },
    /// Zeros in the shape of an expression's value.
    ZerosLikeValue(Id),
    /// A vector of so many zeros.
    Zeros {
        length: Id,
    },
    /// What was put onto the tape last.
    Popped(TapeId),
}

/// How an array is handed to a function.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    Reference,
    Plain,
    Dereference,
}

#[derive(Clone, Debug)]
pub(crate) enum Argument {
    Value(Id),
    Array(Place, Form),
}

/// What a call leaves behind.
#[derive(Clone, Debug)]
pub(crate) enum Target {
    /// A number, which is the next result of the statement.
    Number,
    Array(ArrayId),
}

/// Which function is called under the name of the callee.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Callee {
    /// The function itself.
    Itself,
    /// One of its derivatives.
    Derivative(&'static str),
}

#[derive(Clone, Debug)]
pub(crate) struct Call {
    pub(crate) function: TokensId,
    pub(crate) callee: Callee,
    pub(crate) arguments: Vec<Argument>,
    pub(crate) targets: Vec<Target>,
    /// How the targets stand in what is returned.
    pub(crate) shape: CallShape,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CallShape {
    Single,
    Tuple,
}

/// What repeats a loop.
#[derive(Clone, Debug)]
pub(crate) enum Header {
    /// `for pattern in tokens`, where the names in the pattern are the nodes in `bindings`.
    For { pattern: TokensId, iterable: Id, bindings: Vec<Id> },
    /// `for index in 0..count`
    Count { count: Id, index: Id },
    /// `for index in (0..count).rev()`
    CountDown { count: Id, index: Id },
    /// As `For`, from the end.
    ForReversed { pattern: TokensId, iterable: Id, bindings: Vec<Id> },
    /// Until it is left.
    Forever,
}

#[derive(Clone, Debug)]
pub(crate) enum Action {
    Declare {
        array: ArrayId,
        initial: Initial,
    },
    Assign {
        place: Place,
        initial: Initial,
    },
    Load {
        place: Place,
    },
    Store {
        place: Place,
        value: Id,
    },
    /// `a[i] += value`
    Increase {
        place: Place,
        value: Id,
    },
    /// Every element by that of the other.
    IncreaseAll {
        place: Place,
        by: Place,
    },
    /// Reads a number and leaves zero.
    Take {
        place: Place,
    },
    /// Leaves zeros.
    Clear {
        place: Place,
    },
    Append {
        array: ArrayId,
        value: Id,
    },
    /// Takes the last element off.
    RemoveLast {
        array: ArrayId,
    },
    /// The user's tokens, for what they do or for their value at this point.
    Opaque {
        tokens: TokensId,
        mentions: Vec<(String, Id)>,
        arrays: Vec<ArrayId>,
    },
    Call(Call),
    /// Adds to the cotangents of the arguments what the call contributes to them; gives the values that it returns,
    /// and the contributions to the arguments that are numbers.
    PullBack {
        call: Call,
        cotangents: Vec<Argument>,
        slots: Vec<Option<Place>>,
        gives_value: bool,
    },
    /// The changes of what a call returns, along the changes of its arguments.
    PushForward {
        call: Call,
        changes: Vec<Argument>,
        targets: Vec<Target>,
    },
    /// The changes of what `PullBack` adds and gives.
    PullBackChange {
        call: Call,
        cotangents: Vec<Argument>,
        changes: Vec<Argument>,
        cotangent_changes: Vec<Argument>,
        slots: Vec<Option<Place>>,
    },
    Branch {
        condition: Id,
        then: RegionId,
        otherwise: RegionId,
    },
    Loop {
        header: Header,
        body: RegionId,
        initial: Vec<Id>,
        exit: Option<Id>,
    },
    Push {
        tape: TapeId,
        value: Id,
    },
    PushArray {
        tape: TapeId,
        place: Place,
    },
    Pop {
        tape: TapeId,
    },
}

#[derive(Clone, Debug)]
pub(crate) struct Statement {
    pub(crate) region: RegionId,
    /// Stands for the statement among the nodes: behind all that it is computed from, before its results.
    pub(crate) marker: Id,
    pub(crate) action: Action,
    pub(crate) results: Vec<Id>,
    /// Whether it works out derivatives, so that nobody goes back over it.
    pub(crate) derivative: bool,
}

/// Where a node comes from that is no expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Origin {
    Result(StatementId, usize),
    Marker(usize),
    Carried(RegionId, usize),
    Binding(RegionId, usize),
}

/// The statements of a function.
#[derive(Clone, Debug)]
pub(crate) struct Structure {
    pub(crate) regions: Vec<Region>,
    pub(crate) statements: Vec<Statement>,
    pub(crate) arrays: Vec<Array>,
    pub(crate) tapes: Vec<Tape>,
    /// The region that is being built.
    pub(crate) current: RegionId,
    /// Whether there are only expressions, so that no branch has to be a region.
    pub(crate) flat: bool,
    /// Whether statements are being added that work out derivatives.
    pub(crate) deriving: bool,
}

#[derive(Clone, Debug)]
pub(crate) struct Tape {
    pub(crate) name: String,
    pub(crate) kind: Kind,
    /// The same for the tangents, in forward mode.
    pub(crate) tangent: Option<TapeId>,
    /// Whether there is at most one value on it.
    pub(crate) single: bool,
    /// Whether arrays are put onto it.
    pub(crate) array: bool,
}

impl Default for Structure {
    fn default() -> Self {
        Structure {
            regions: vec![Region {
                parent: None,
                kind: RegionKind::Body,
                statements: Vec::new(),
                carried: Vec::new(),
                yields: Vec::new(),
                dissolved: false,
                fragile: false,
                depth: 0,
            }],
            statements: Vec::new(),
            arrays: Vec::new(),
            tapes: Vec::new(),
            current: RegionId::BODY,
            flat: false,
            deriving: false,
        }
    }
}

impl ArrayId {
    pub(crate) fn index(self) -> usize {
        self.0 as usize
    }

    pub(crate) fn at(position: usize) -> ArrayId {
        ArrayId(u32::try_from(position).expect("there are fewer than 2³² arrays"))
    }
}

impl Structure {
    fn region(&self, id: RegionId) -> &Region {
        &self.regions[id.0 as usize]
    }

    /// The region, or the one around it that it was dissolved into.
    pub(crate) fn resolve(&self, mut id: RegionId) -> RegionId {
        while self.region(id).dissolved {
            id = self.region(id).parent.unwrap_or(RegionId::BODY);
        }
        id
    }

    /// The inner one of two regions, of which one is around the other.
    pub(crate) fn inner(&self, a: RegionId, b: RegionId) -> RegionId {
        if self.region(a).depth >= self.region(b).depth { a } else { b }
    }
}

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
        let result = (array.kind, array.active);
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
            Action::PullBack { cotangents, .. } => {
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

    fn declaring(&self, array: ArrayId) -> Option<StatementId> {
        let home = self.structure.resolve(self.array(array).home);
        self.region(home)
            .statements
            .iter()
            .copied()
            .find(|&id| self.statement(id).action.makes().contains(&array))
    }

    /// Performs a statement right behind the one that makes an array.
    pub(crate) fn perform_behind_declaration(&mut self, array: ArrayId, action: Action) {
        let Some(declaring) = self.declaring(array) else {
            self.perform(action, &[]);
            return;
        };
        let region = self.structure.resolve(self.statement(declaring).region);
        let id = self.make_statement(region, action, &[]);
        let statements = &mut self.region_mut(region).statements;
        let position =
            statements.iter().position(|&other| other == declaring).map_or(statements.len(), |at| at + 1);
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

    /// A name for an array of derivatives that no other one has.
    pub(crate) fn name_of_derivatives(&self, name: &str) -> Ident {
        let mut unique = name.to_owned();
        let mut number = 1;
        while self.structure.arrays.iter().any(|array| array.name == unique) {
            number += 1;
            unique = format!("{name}_{number}");
        }
        Ident::new(&unique, proc_macro2::Span::mixed_site())
    }

    /// Performs a statement before all others.
    pub(crate) fn perform_first(&mut self, action: Action) {
        let id = self.make_statement(RegionId::BODY, action, &[]);
        self.region_mut(RegionId::BODY).statements.insert(0, id);
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

    /// How many indices lead from a place to a number.
    pub(crate) fn rank(&self, place: &Place) -> usize {
        self.array(place.array).rank - place.path.len()
    }
}

impl Action {
    /// The nodes that the statement itself uses, those inside of its regions left out.
    pub(crate) fn uses(&self) -> Vec<Id> {
        match self {
            Action::Declare { initial, .. } => initial.ids(),
            Action::Assign { place, initial } => [place.ids(), initial.ids()].concat(),
            Action::Load { place } | Action::Take { place } | Action::Clear { place } => place.ids(),
            Action::Store { place, value } | Action::Increase { place, value } => {
                [place.ids(), vec![*value]].concat()
            }
            Action::IncreaseAll { place, by } => [place.ids(), by.ids()].concat(),
            Action::Append { value, .. } | Action::Push { value, .. } => vec![*value],
            Action::RemoveLast { .. } | Action::Pop { .. } => Vec::new(),
            Action::PushArray { place, .. } => place.ids(),
            Action::Opaque { mentions, .. } => mentions.iter().map(|(_, id)| *id).collect(),
            Action::Call(call) => call.arguments.iter().flat_map(Argument::ids).collect(),
            Action::PullBack { call, cotangents, slots, .. } => {
                let ids = call.arguments.iter().chain(cotangents).flat_map(Argument::ids);
                ids.chain(slots.iter().flatten().flat_map(Place::ids)).collect()
            }
            Action::PushForward { call, changes, .. } => {
                call.arguments.iter().chain(changes).flat_map(Argument::ids).collect()
            }
            Action::PullBackChange { call, cotangents, changes, cotangent_changes, slots } => {
                let all = call.arguments.iter().chain(cotangents).chain(changes).chain(cotangent_changes);
                all.flat_map(Argument::ids).chain(slots.iter().flatten().flat_map(Place::ids)).collect()
            }
            Action::Branch { condition, .. } => vec![*condition],
            Action::Loop { header, initial, .. } => {
                let mut ids = initial.clone();
                match header {
                    Header::For { iterable, .. } | Header::ForReversed { iterable, .. } => {
                        ids.push(*iterable);
                    }
                    Header::Count { count, .. } | Header::CountDown { count, .. } => ids.push(*count),
                    Header::Forever => {}
                }
                ids
            }
        }
    }

    /// The arrays that the statement itself reads.
    pub(crate) fn reads(&self) -> Vec<ArrayId> {
        match self {
            Action::Declare { initial, .. } => initial.arrays(),
            Action::Assign { place, initial } => [vec![place.array], initial.arrays()].concat(),
            Action::Load { place } | Action::Take { place } | Action::Clear { place } => vec![place.array],
            Action::Store { place, .. } | Action::Increase { place, .. } => vec![place.array],
            Action::IncreaseAll { place, by } => vec![place.array, by.array],
            Action::Append { array, .. } | Action::RemoveLast { array } => vec![*array],
            Action::PushArray { place, .. } => vec![place.array],
            Action::Opaque { arrays, .. } => arrays.clone(),
            Action::Call(call) => call.arguments.iter().filter_map(Argument::array).collect(),
            Action::PullBack { call, cotangents, slots, .. } => {
                let arrays = call.arguments.iter().chain(cotangents).filter_map(Argument::array);
                arrays.chain(slots.iter().flatten().map(|place| place.array)).collect()
            }
            Action::PushForward { call, changes, .. } => {
                call.arguments.iter().chain(changes).filter_map(Argument::array).collect()
            }
            Action::PullBackChange { call, cotangents, changes, cotangent_changes, slots } => {
                let all = call.arguments.iter().chain(cotangents).chain(changes).chain(cotangent_changes);
                all.filter_map(Argument::array)
                    .chain(slots.iter().flatten().map(|place| place.array))
                    .collect()
            }
            Action::Branch { .. } | Action::Loop { .. } | Action::Push { .. } | Action::Pop { .. } => {
                Vec::new()
            }
        }
    }

    /// The arrays that the statement itself changes.
    pub(crate) fn changes(&self) -> Vec<ArrayId> {
        match self {
            Action::Assign { place, .. }
            | Action::Store { place, .. }
            | Action::Increase { place, .. }
            | Action::IncreaseAll { place, .. }
            | Action::Take { place }
            | Action::Clear { place } => vec![place.array],
            Action::Append { array, .. } | Action::RemoveLast { array } => vec![*array],
            Action::PullBack { slots, .. } | Action::PullBackChange { slots, .. } => {
                slots.iter().flatten().map(|place| place.array).collect()
            }
            _ => Vec::new(),
        }
    }

    /// The arrays that the statement itself makes.
    pub(crate) fn makes(&self) -> Vec<ArrayId> {
        match self {
            Action::Declare { array, .. } => vec![*array],
            Action::Call(Call { targets, .. }) | Action::PushForward { targets, .. } => targets
                .iter()
                .filter_map(|target| match target {
                    Target::Array(array) => Some(*array),
                    Target::Number => None,
                })
                .collect(),
            _ => Vec::new(),
        }
    }

    /// The regions inside of the statement.
    pub(crate) fn regions(&self) -> Vec<RegionId> {
        match self {
            Action::Branch { then, otherwise, .. } => vec![*then, *otherwise],
            Action::Loop { body, .. } => vec![*body],
            _ => Vec::new(),
        }
    }
}

impl Header {
    /// The same, from the other end.
    pub(crate) fn turned(self) -> Header {
        match self {
            Header::For { pattern, iterable, bindings } => {
                Header::ForReversed { pattern, iterable, bindings }
            }
            Header::ForReversed { pattern, iterable, bindings } => {
                Header::For { pattern, iterable, bindings }
            }
            Header::Count { count, index } => Header::CountDown { count, index },
            Header::CountDown { count, index } => Header::Count { count, index },
            Header::Forever => Header::Forever,
        }
    }
}

impl Initial {
    pub(crate) fn ids(&self) -> Vec<Id> {
        match self {
            Initial::Value(id)
            | Initial::ZerosOf { length: id, .. }
            | Initial::ZerosLikeValue(id)
            | Initial::Zeros { length: id } => vec![*id],
            Initial::Popped(_) => Vec::new(),
            Initial::List(elements) => elements.iter().flat_map(Initial::ids).collect(),
            Initial::Copy(place) | Initial::ZerosLike(place) => place.ids(),
        }
    }

    pub(crate) fn arrays(&self) -> Vec<ArrayId> {
        match self {
            Initial::Value(_)
            | Initial::ZerosOf { .. }
            | Initial::ZerosLikeValue(_)
            | Initial::Zeros { .. }
            | Initial::Popped(_) => Vec::new(),
            Initial::List(elements) => elements.iter().flat_map(Initial::arrays).collect(),
            Initial::Copy(place) | Initial::ZerosLike(place) => vec![place.array],
        }
    }
}

impl Argument {
    pub(crate) fn ids(&self) -> Vec<Id> {
        match self {
            Argument::Value(id) => vec![*id],
            Argument::Array(place, _) => place.ids(),
        }
    }

    pub(crate) fn array(&self) -> Option<ArrayId> {
        match self {
            Argument::Value(_) => None,
            Argument::Array(place, _) => Some(place.array),
        }
    }
}
