//! What has an order: statements, and the regions that they stand in.
//!
//! Expressions float: a node of the graph is computed wherever it is needed. What reads or changes an array, what
//! repeats, and what must happen or not happen as a whole is a statement, and stands in a region between its
//! neighbours. A region is the body of the function, of a loop, or of one side of a branch. The values that leave a
//! loop or a branch are its results, nodes like any other; the values that a loop changes from one iteration to the
//! next are carried, and stand at the start of each iteration as nodes too.

mod action;
mod choice;
mod graph;
mod layout;
mod resizing;

use proc_macro2::Ident;

use crate::elementary::Kind;
use crate::ir::{Id, TokensId};
pub(crate) use layout::Layout;

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
    pub(crate) depth: usize,
}

/// An array, or what is called by its name.
#[derive(Clone, Debug)]
pub(crate) struct Array {
    pub(crate) name: Ident,
    pub(crate) layout: Layout,
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
    /// Whether it is nothing until it is assigned, once on each way, before it is read.
    pub(crate) late: bool,
    /// Whether it is assigned again and again, if it is late.
    pub(crate) again: bool,
    /// Whether all that it was made from is written over before any of it is read.
    pub(crate) filled: bool,
}

impl Array {
    /// Whether it was nothing before it was assigned.
    pub(crate) fn is_assigned_once(&self) -> bool {
        self.late && !self.again
    }
}

/// An element of an array, or a part of it that is an array again.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Place {
    pub(crate) array: ArrayId,
    /// The indices and fields that lead there, one after the other.
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
    /// Zeros in the shape of an expression's value.
    ZerosLikeValue(Id),
    /// Zeros of an extent that was measured.
    Zeros {
        extent: Id,
    },
    /// What was put onto the tape last.
    Popped(TapeId),
}

/// How something is handed to a function.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Form {
    Reference,
    Plain,
    Dereference,
    /// A number by its value or by a reference, as the function takes it.
    Either,
    /// What does not vary, behind whatever references, to a function of the core crate.
    Lent,
    /// `self`, to a method that takes it by value or by a reference.
    This,
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

/// Whether something is returned within an option or a result, and what is wanted of that.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wrapped {
    No,
    Yes,
    /// Whether there is something.
    Asked,
}

/// Which function is called under the name of the callee.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Callee {
    /// The function itself.
    Itself,
    /// The function itself, which returns its value within an option or a result.
    Within,
    /// The same, asked whether there is a value.
    Asked,
    /// One of its derivatives.
    Derivative(Ident),
    /// One that returns what becomes of what it is lent, within an option or a result or by itself.
    Companion(&'static str, Wrapped),
}

#[derive(Clone, Debug)]
pub(crate) struct Call {
    pub(crate) function: TokensId,
    pub(crate) callee: Callee,
    pub(crate) arguments: Vec<Argument>,
    /// How the numbers among them are handed over.
    pub(crate) forms: Vec<Form>,
    /// How many of the last arguments are handed over as one: the direction along which `jvp` goes.
    pub(crate) direction: usize,
    pub(crate) targets: Vec<Target>,
    /// How the targets stand in what is returned.
    pub(crate) shape: CallShape,
}

/// One target, or several in a tuple.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum CallShape {
    Single,
    Tuple(Vec<CallShape>),
}

/// Along what everything changes on the way back through a call, and where to the changes are added.
#[derive(Clone, Debug)]
pub(crate) struct Change {
    pub(crate) arguments: Vec<Argument>,
    pub(crate) cotangents: Vec<Argument>,
    pub(crate) slots: Vec<Option<Place>>,
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
    /// Puts a number at the end of a vector.
    Append {
        place: Place,
        value: Id,
    },
    /// Takes the last element of a vector off.
    RemoveLast {
        place: Place,
    },
    /// Puts a row of nothing at the end, which is assigned to next.
    AppendRow {
        array: ArrayId,
    },
    /// Takes the last row off.
    RemoveLastRow {
        array: ArrayId,
    },
    /// How long the vectors in a place are.
    Measure {
        place: Place,
    },
    /// The user's tokens, for what they do or for their value at this point.
    Opaque {
        tokens: TokensId,
        mentions: Vec<(String, Id)>,
        arrays: Vec<ArrayId>,
        /// Which of them they change: none that could vary.
        changes: Vec<ArrayId>,
    },
    Call(Call),
    /// Adds to the cotangents of the arguments what the call contributes to them; gives the values that it returns,
    /// and the contributions to the arguments that are numbers. The changes of all this, too, if they are wanted.
    PullBack {
        call: Call,
        cotangents: Vec<Argument>,
        slots: Vec<Option<Place>>,
        gives_value: bool,
        change: Option<Change>,
        /// The call that gave the value, if that is at hand.
        known: Option<(StatementId, Argument)>,
        /// The cotangents among the slots of which this is the first contribution, and which it makes.
        makes: Vec<ArrayId>,
    },
    /// What a call returns and its changes along the changes of its arguments; or also along a second direction, and the changes of the
    /// first ones along that. What of these is wanted has targets, which stand in this order.
    PushForward {
        call: Call,
        changes: Vec<Vec<Argument>>,
        given: Vec<Option<Vec<Target>>>,
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
    /// Whether what comes off it is lent: the memory stays with the tape.
    pub(crate) lends: bool,
}

impl Tape {
    /// One for copies of an array.
    pub(crate) fn of_array(array: &Array, lends: bool) -> Tape {
        let name = format!("{}_tape", array.name);
        Tape { name, kind: Kind::Real, tangent: None, single: false, array: true, lends }
    }
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

impl StatementId {
    pub(crate) fn index(self) -> usize {
        self.0 as usize
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
