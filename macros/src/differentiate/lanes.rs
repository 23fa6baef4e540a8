//! Forward mode along several directions at once: which nodes are changes, each of which is as many numbers as there are directions.
//!
//! What is always true: such a node is linear in the directions, so that it is only added, negated, multiplied and divided by numbers, and
//! chosen. Its nought has a spelling of its own, as Rust has to make it of another type than that of the numbers.

use super::forward::Forward;
use crate::elementary::{Function, Kind};
use crate::hash::HashSet;
use crate::ir::{Graph, Id, Node};

/// How a nought is spelt that is one along every direction.
pub(crate) const NOUGHT_ALONG: &str = "0.0e0";

impl Graph {
    /// From now on these numbers change along several directions.
    pub(crate) fn go_along_directions(&mut self, changes: &[(Id, Id)]) {
        let changes: HashSet<Id> = changes.iter().map(|&(_, change)| change).collect();
        self.lanes = Some(changes);
    }

    /// Notes that a node is as many numbers as there are directions.
    pub(crate) fn goes_along_directions(&mut self, id: Id) {
        if let Some(lanes) = &mut self.lanes {
            lanes.insert(id);
        }
    }

    /// Whether a node is as many numbers as there are directions.
    pub(crate) fn is_in_lanes(&self, id: Id) -> bool {
        self.lanes.as_ref().is_some_and(|lanes| lanes.contains(&id))
    }

    /// The same of one that is about to be made.
    pub(crate) fn is_along_directions(&self, node: &Node) -> bool {
        if self.lanes.is_none() {
            return false;
        }
        match node {
            Node::Apply(function, arguments) => {
                function.result == Kind::Real && arguments.iter().any(|&argument| self.is_in_lanes(argument))
            }
            Node::Select { then, otherwise, .. } => self.is_in_lanes(*then) || self.is_in_lanes(*otherwise),
            Node::Element { place, .. } => self.array(place.array).derivative,
            Node::Literal(literal) => literal.text == NOUGHT_ALONG,
            _ => false,
        }
    }

    /// The change of what does not change.
    pub(super) fn no_change(&mut self) -> Id {
        match self.lanes {
            Some(_) => self.literal(NOUGHT_ALONG, Kind::Real),
            None => self.zero(),
        }
    }

    /// The other side of a choice, nought for what changes or for a number.
    pub(crate) fn nought_beside(&mut self, side: Id, nought: Id) -> Id {
        if self.is_in_lanes(side) && self.is_zero(nought) { self.no_change() } else { nought }
    }
}

impl Forward<'_> {
    /// What a node changes by with a change of what it is computed from, where its slope may be infinite: along the directions that there are.
    pub(super) fn along_directions(&mut self, term: Id, change: Id, of: Id) -> Id {
        let is_steep = match self.graph.node(of) {
            Node::Apply(function, arguments) => self.graph.is_vertical(*function, arguments),
            _ => false,
        };
        if is_steep && self.graph.is_in_lanes(term) && self.graph.is_in_lanes(change) {
            self.graph.apply(Function::WHERE_ALONG, &[change, term])
        } else {
            term
        }
    }
}
