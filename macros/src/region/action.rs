//! What each kind of statement uses, reads, changes and makes.

use super::{Action, Argument, ArrayId, Call, Header, Initial, Place, RegionId, TapeId, Target};
use crate::ir::Id;

impl Action {
    /// The nodes that the statement itself uses, those inside of its regions left out.
    pub(crate) fn uses(&self) -> Vec<Id> {
        match self {
            Action::Declare { initial, .. } => initial.ids(),
            Action::Assign { place, initial } => [place.ids(), initial.ids()].concat(),
            Action::Load { place }
            | Action::Take { place }
            | Action::Clear { place }
            | Action::Measure { place } => place.ids(),
            Action::Store { place, value } | Action::Increase { place, value } => {
                [place.ids(), vec![*value]].concat()
            }
            Action::IncreaseAll { place, by } => [place.ids(), by.ids()].concat(),
            Action::Append { place, value } => [place.ids(), vec![*value]].concat(),
            Action::Push { value, .. } => vec![*value],
            Action::RemoveLast { place } => place.ids(),
            Action::AppendRow { .. } | Action::RemoveLastRow { .. } | Action::Pop { .. } => Vec::new(),
            Action::PushArray { place, .. } => place.ids(),
            Action::Opaque { mentions, .. } => mentions.iter().map(|(_, id)| *id).collect(),
            Action::Call(call) => call.arguments.iter().flat_map(Argument::ids).collect(),
            Action::PullBack { .. } | Action::PushForward { .. } => {
                let arguments = self.handed().into_iter().flat_map(Argument::ids);
                arguments.chain(self.slots().into_iter().flat_map(Place::ids)).collect()
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
            Action::Load { place }
            | Action::Take { place }
            | Action::Clear { place }
            | Action::Measure { place } => vec![place.array],
            Action::Store { place, .. } | Action::Increase { place, .. } => vec![place.array],
            Action::IncreaseAll { place, by } => vec![place.array, by.array],
            Action::Append { place, .. } | Action::RemoveLast { place } => vec![place.array],
            Action::AppendRow { array } | Action::RemoveLastRow { array } => vec![*array],
            Action::PushArray { place, .. } => vec![place.array],
            Action::Opaque { arrays, .. } => arrays.clone(),
            Action::Call(call) => call.arguments.iter().filter_map(Argument::array).collect(),
            Action::PullBack { .. } | Action::PushForward { .. } => {
                let arguments = self.handed().into_iter().filter_map(Argument::array);
                arguments.chain(self.slots().into_iter().map(|place| place.array)).collect()
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
            Action::Append { place, .. } | Action::RemoveLast { place } => vec![place.array],
            Action::AppendRow { array } | Action::RemoveLastRow { array } => vec![*array],
            Action::PullBack { .. } => self.slots().into_iter().map(|place| place.array).collect(),
            Action::Opaque { changes, .. } => changes.clone(),
            _ => Vec::new(),
        }
    }

    /// What is handed to the function that is called, to be read.
    fn handed(&self) -> Vec<&Argument> {
        match self {
            Action::PullBack { call, cotangents, change, known, .. } => {
                let changes =
                    change.iter().flat_map(|change| change.arguments.iter().chain(&change.cotangents));
                let known = known.iter().map(|(_, value)| value);
                call.arguments.iter().chain(cotangents).chain(changes).chain(known).collect()
            }
            Action::PushForward { call, changes, .. } => {
                call.arguments.iter().chain(changes.iter().flatten()).collect()
            }
            _ => Vec::new(),
        }
    }

    /// To what the function that is called adds.
    fn slots(&self) -> Vec<&Place> {
        match self {
            Action::PullBack { slots, change, .. } => {
                slots.iter().chain(change.iter().flat_map(|change| &change.slots)).flatten().collect()
            }
            _ => Vec::new(),
        }
    }

    /// The arrays that the statement itself makes.
    pub(crate) fn makes(&self) -> Vec<ArrayId> {
        match self {
            Action::Declare { array, .. } => vec![*array],
            Action::PullBack { makes, .. } => makes.clone(),
            Action::Call(Call { targets, .. }) => targets.iter().filter_map(Target::array).collect(),
            Action::PushForward { given, .. } => {
                given.iter().flatten().flatten().filter_map(Target::array).collect()
            }
            _ => Vec::new(),
        }
    }

    /// The tape that the statement itself puts something onto or takes something off.
    pub(crate) fn tape(&self) -> Option<TapeId> {
        match self {
            Action::Push { tape, .. }
            | Action::PushArray { tape, .. }
            | Action::Pop { tape }
            | Action::Declare { initial: Initial::Popped(tape), .. } => Some(*tape),
            _ => None,
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
            Initial::Value(id) | Initial::ZerosLikeValue(id) | Initial::Zeros { extent: id } => vec![*id],
            Initial::Popped(_) => Vec::new(),
            Initial::List(elements) => elements.iter().flat_map(Initial::ids).collect(),
            Initial::Copy(place) | Initial::ZerosLike(place) => place.ids(),
        }
    }

    pub(crate) fn arrays(&self) -> Vec<ArrayId> {
        match self {
            Initial::Value(_) | Initial::ZerosLikeValue(_) | Initial::Zeros { .. } | Initial::Popped(_) => {
                Vec::new()
            }
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

    pub(crate) fn number(&self) -> Option<Id> {
        match self {
            Argument::Value(id) => Some(*id),
            Argument::Array(..) => None,
        }
    }

    pub(crate) fn array(&self) -> Option<ArrayId> {
        match self {
            Argument::Value(_) => None,
            Argument::Array(place, _) => Some(place.array),
        }
    }
}

impl Target {
    pub(crate) fn array(&self) -> Option<ArrayId> {
        match self {
            Target::Array(array) => Some(*array),
            Target::Number => None,
        }
    }
}
