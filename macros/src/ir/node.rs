//! What the graph is made of: its nodes, by their positions, and what they hold.

use crate::elementary::{Function, Kind};
use crate::region::{ArrayId, Form, Origin, Place, RegionId};
use crate::signature::Returns;
use crate::syntax::Field;

/// A node of the graph, by its position.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Id(pub(super) u32);

impl Id {
    pub(crate) fn index(self) -> usize {
        self.0 as usize
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Node {
    /// A parameter of the user's function, by its position.
    Parameter(usize),
    Literal(Literal),
    /// Tokens that do not depend on a differentiated parameter, passed through as the user wrote them.
    ///
    /// Those that call something are told apart by a number: two calls may give two values.
    ///
    /// They may fail where the user's function does not evaluate them, so they keep to their region.
    Constant {
        tokens: TokensId,
        mentions: Vec<(String, Id)>,
        arrays: Vec<ArrayId>,
        occurrence: usize,
        region: RegionId,
    },
    Apply(Function, Vec<Id>),
    /// The one branch or the other, and only that one is evaluated where the emitted code allows it.
    Select {
        condition: Id,
        then: Id,
        otherwise: Id,
    },
    /// A call of another differentiated function; its values and slopes are read by `Part`.
    Call {
        callee: TokensId,
        arguments: Vec<Id>,
        forms: Vec<Form>,
        returns: Returns,
        region: RegionId,
    },
    Part {
        call: Id,
        part: Part,
    },
    /// An element of an array that does not change, read in a region.
    Element {
        place: Place,
        region: RegionId,
    },
    /// A field, as a step of a place.
    Field(Field),
    /// Zero, but for second derivatives: where the cotangent is zero, it changes with the argument at this rate, or, if there
    /// is a value, at the rate at which the cotangent changes with that, times this one. What these are is no part of the value.
    Nought {
        cotangent: Id,
        rate: Id,
        argument: Id,
        value: Option<Id>,
    },
    /// What is no expression: see `region`.
    Fresh(Origin),
}

/// What is read from a call: from the output of that number, where the callee has several.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Part {
    Value(Output),
    /// The slope in the argument of that number.
    Partial(Output, usize),
    /// The second derivative in two arguments, the first number never above the second.
    SecondPartial(Output, usize, usize),
    /// Zero, of which at a kink of the callee the slopes in the arguments are those below: see `differentiate/noughts.rs`.
    Kink(Output, usize),
    /// By how much half the square of what a kink adds to the value bends in two arguments.
    Bend(Output, usize, usize),
}

/// Which of the values that a call returns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Output {
    Only,
    /// The number within an option or a result.
    Inside,
    TupleField(usize),
    Element(usize),
}

/// A number or truth value, with the digits that stand in the source.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Literal {
    pub(crate) text: String,
    pub(crate) kind: Kind,
}

impl Literal {
    pub(crate) fn value(&self) -> f64 {
        // An integer may have the suffix that the user gives it.
        let digits = match self.kind {
            Kind::Integer => self.text.split(['u', 'i']).next().unwrap_or_default(),
            _ => &self.text,
        };
        digits.parse().unwrap_or(f64::NAN)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct TokensId(pub(super) u32);

/// The float type in which a function computes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Float {
    F32,
    F64,
}

impl Float {
    pub(crate) fn suffix(self) -> &'static str {
        match self {
            Float::F32 => "f32",
            Float::F64 => "f64",
        }
    }

    /// Whether a constant that we computed can stand in the emitted code without loss.
    pub(crate) fn holds(self, value: f64) -> bool {
        let (least, largest) = match self {
            Float::F32 => (f64::from(f32::MIN_POSITIVE), f64::from(f32::MAX)),
            Float::F64 => (f64::MIN_POSITIVE, f64::MAX),
        };
        value == 0.0 || (least..=largest).contains(&value.abs())
    }
}
