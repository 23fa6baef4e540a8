//! Where each node is computed: in the innermost branch that all its uses are in, so that nothing is evaluated
//! that the branch taken does not need.

use std::collections::HashMap;

use crate::elementary::Function;
use crate::ir::{Graph, Id, Node};

/// A place in the emitted code: the body itself, or a branch within another place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Place(usize);

impl Place {
    pub(super) const BODY: Place = Place(0);
}

/// One side of an `if`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Branch {
    pub(super) condition: Id,
    pub(super) holds: bool,
}

pub(super) struct Placement {
    /// The place around each place, and the branch that leads into it.
    around: Vec<Option<(Place, Branch)>>,
    depths: Vec<usize>,
    places: HashMap<Id, Place>,
}

impl Placement {
    /// Places every node of `order`, which ends with what is used last.
    pub(super) fn of(graph: &Graph, order: &[Id], results: &[Id]) -> Placement {
        let mut placement = Placement { around: vec![None], depths: vec![0], places: HashMap::new() };
        let mut inner: HashMap<(Place, Branch), Place> = HashMap::new();
        for &result in results {
            placement.places.insert(result, Place::BODY);
        }
        for &id in order.iter().rev() {
            let place = placement.places[&id];
            for (argument, branch) in uses(graph, id) {
                let used_in = match branch {
                    None => place,
                    Some(branch) => *inner.entry((place, branch)).or_insert_with(|| {
                        placement.around.push(Some((place, branch)));
                        placement.depths.push(placement.depths[place.0] + 1);
                        Place(placement.around.len() - 1)
                    }),
                };
                let known = placement.places.get(&argument).copied();
                let common = known.map_or(used_in, |known| placement.common(known, used_in));
                placement.places.insert(argument, common);
            }
        }
        placement
    }

    pub(super) fn place(&self, id: Id) -> Place {
        self.places[&id]
    }

    /// The innermost place that is around both.
    fn common(&self, mut a: Place, mut b: Place) -> Place {
        while a != b {
            if self.depths[a.0] >= self.depths[b.0] {
                a = self.around[a.0].map_or(Place::BODY, |(around, _)| around);
            } else {
                b = self.around[b.0].map_or(Place::BODY, |(around, _)| around);
            }
        }
        a
    }

    /// The first step on the way from one place into another that is inside of it; `None` if they are the same.
    pub(super) fn step(&self, from: Place, mut to: Place) -> Option<(Branch, Place)> {
        let mut step = None;
        while to != from {
            let (around, branch) = self.around[to.0]?;
            step = Some((branch, to));
            to = around;
        }
        step
    }
}

/// What a node uses, each in the branch in which it needs it.
fn uses(graph: &Graph, id: Id) -> Vec<(Id, Option<Branch>)> {
    match graph.node(id) {
        Node::Select { condition, then, otherwise } => vec![
            (*condition, None),
            (*then, Some(Branch { condition: *condition, holds: true })),
            (*otherwise, Some(Branch { condition: *condition, holds: false })),
        ],
        // The second operand is needed only where the first does not settle it.
        Node::Apply(function @ (Function::AND | Function::OR), arguments) => vec![
            (arguments[0], None),
            (arguments[1], Some(Branch { condition: arguments[0], holds: *function == Function::AND })),
        ],
        _ => graph.arguments(id).into_iter().map(|argument| (argument, None)).collect(),
    }
}
