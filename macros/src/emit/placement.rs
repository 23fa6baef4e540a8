//! Where each node is computed: in the innermost branch that all its uses are in, so that nothing is evaluated
//! that the branch taken does not need.
//!
//! A place is a set of conditions, each with whether it holds. It is kept in the order in which the conditions
//! were made, which is that of the source, so that the same branch is the same place for the value and for every
//! derivative, whichever way they came by its conditions.

use crate::elementary::Function;
use crate::hash::HashMap;
use crate::ir::{ByNode, Graph, Id, Node, NodeSet};

/// A place in the emitted code: the body itself, or a branch within another place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Place(usize);

impl Place {
    pub(super) const BODY: Place = Place(0);
}

/// One side of an `if`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Branch {
    pub(super) condition: Id,
    pub(super) holds: bool,
}

/// Deeper branches are not told apart.
const DEEPEST: usize = 64;
/// Alternatives within alternatives are looked into this deep.
const DEEPEST_ALTERNATIVES: usize = 6;

pub(super) struct Placement {
    /// The place around each place, and the branch that leads into it.
    around: Vec<Option<(Place, Branch)>>,
    depths: Vec<usize>,
    inner: HashMap<(Place, Branch), Place>,
    places: ByNode<Place>,
    /// The nodes that can be asked for: those that are placed, and those that are written already.
    known: NodeSet,
}

impl Placement {
    /// Places every node of `order`, which ends with what is used last; some others are written already.
    pub(super) fn of(
        graph: &Graph,
        order: &[Id],
        results: &[Id],
        written: impl Iterator<Item = Id>,
    ) -> Placement {
        let mut placement = Placement {
            around: vec![None],
            depths: vec![0],
            inner: HashMap::default(),
            places: results.iter().map(|&result| (result, Place::BODY)).collect(),
            known: order.iter().copied().chain(written).collect(),
        };
        for &id in order.iter().rev() {
            // What is used where nothing comes is not computed.
            let Some(&place) = placement.places.get(id) else { continue };
            for (argument, branch) in placement.uses(graph, id, place) {
                let used_in = branch.map_or(place, |branch| placement.enter(graph, place, branch));
                placement.used(argument, used_in);
            }
        }
        placement
    }

    pub(super) fn place(&self, id: Id) -> Place {
        self.places[id]
    }

    pub(super) fn is_placed(&self, id: Id) -> bool {
        self.places.contains(id)
    }

    /// Which argument a node stands for, as the branch that it is in has settled its condition.
    pub(super) fn settled(&self, graph: &Graph, id: Id) -> Option<usize> {
        self.settled_at(graph, id, self.place(id))
    }

    fn settled_at(&self, graph: &Graph, id: Id, place: Place) -> Option<usize> {
        match graph.node(id) {
            Node::Select { condition, .. } => self
                .truth(graph, place, *condition, DEEPEST_ALTERNATIVES)
                .map(|holds| if holds { 1 } else { 2 }),
            Node::Apply(function @ (Function::AND | Function::OR), arguments) => {
                let truth = self.truth(graph, place, arguments[0], DEEPEST_ALTERNATIVES)?;
                (truth == (*function == Function::OR)).then_some(0)
            }
            _ => None,
        }
    }

    /// Whether a condition holds in a place, if the branches around it tell.
    fn truth(&self, graph: &Graph, place: Place, condition: Id, deepest: usize) -> Option<bool> {
        match graph.node(condition) {
            Node::Apply(Function::NOT, arguments) => {
                self.truth(graph, place, arguments[0], deepest).map(|holds| !holds)
            }
            Node::Apply(function @ (Function::AND | Function::OR), arguments) if deepest > 0 => {
                let decides = *function == Function::OR;
                let sides = arguments.iter().map(|&side| self.truth(graph, place, side, deepest - 1));
                let sides: Vec<Option<bool>> = sides.collect();
                match () {
                    () if sides.contains(&Some(decides)) => Some(decides),
                    () if sides.iter().all(Option::is_some) => Some(!decides),
                    () => self.known_at(place, condition),
                }
            }
            _ => self.known_at(place, condition),
        }
    }

    fn known_at(&self, place: Place, condition: Id) -> Option<bool> {
        self.path(place).find(|branch| branch.condition == condition).map(|branch| branch.holds)
    }

    /// What a node uses, each in the branch in which it needs it.
    fn uses(&self, graph: &Graph, id: Id, place: Place) -> Vec<(Id, Option<Branch>)> {
        let arguments = graph.arguments(id);
        if let Some(settled) = self.settled_at(graph, id, place) {
            return vec![(arguments[settled], None)];
        }
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
            _ => arguments.into_iter().map(|argument| (argument, None)).collect(),
        }
    }

    fn used(&mut self, id: Id, mut place: Place) {
        // A node comes before a condition that was made later, and so cannot stand behind it.
        while let Some((around, branch)) = self.around[place.0]
            && branch.condition >= id
        {
            place = around;
        }
        let common = self.places.get(id).map_or(place, |&known| self.common(known, place));
        self.places.insert(id, common);
    }

    /// The place behind a branch; its conditions are needed where they are asked for.
    fn enter(&mut self, graph: &Graph, place: Place, branch: Branch) -> Place {
        let mut branches = self.conjuncts(graph, branch);
        if self.depths[place.0] + branches.len() > DEEPEST {
            return place;
        }
        branches.extend(self.path(place));
        branches.sort_unstable();
        branches.dedup();
        let mut entered = Place::BODY;
        for branch in branches {
            self.used(branch.condition, entered);
            entered = self.step_into(entered, branch);
        }
        entered
    }

    fn step_into(&mut self, place: Place, branch: Branch) -> Place {
        if let Some(&known) = self.inner.get(&(place, branch)) {
            return known;
        }
        self.around.push(Some((place, branch)));
        self.depths.push(self.depths[place.0] + 1);
        let entered = Place(self.around.len() - 1);
        self.inner.insert((place, branch), entered);
        entered
    }

    /// The branches around a place, from the innermost on.
    fn path(&self, place: Place) -> impl Iterator<Item = Branch> {
        let steps = std::iter::successors(self.around[place.0], |&(around, _)| self.around[around.0]);
        steps.map(|(_, branch)| branch)
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

    /// The conditions on the way from one place into another that is inside of it.
    pub(super) fn conditions_between(&self, from: Place, mut to: Place) -> Vec<Id> {
        let mut conditions = Vec::new();
        while to != from
            && let Some((around, branch)) = self.around[to.0]
        {
            conditions.push(branch.condition);
            to = around;
        }
        conditions
    }

    /// The conditions that together say the same as a branch on `and`, `or` and `not`, if each is known.
    pub(super) fn conjuncts(&self, graph: &Graph, branch: Branch) -> Vec<Branch> {
        let found = implied(graph, branch, DEEPEST_ALTERNATIVES);
        let known = |branch: &Branch| self.known.contains(branch.condition);
        if found.iter().all(known) { found } else { vec![branch] }
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

/// The conditions that hold in a branch on `and`, `or` and `not`, and that together say as much as it does.
///
/// Of alternatives, what all of them need is known as well: that may be what keeps an index in its bounds.
fn implied(graph: &Graph, branch: Branch, alternatives: usize) -> Vec<Branch> {
    let mut found = Vec::new();
    let mut pending = vec![branch];
    while let Some(Branch { condition, holds }) = pending.pop() {
        match graph.node(condition) {
            Node::Apply(Function::NOT, arguments) => {
                pending.push(Branch { condition: arguments[0], holds: !holds });
            }
            Node::Apply(function @ (Function::AND | Function::OR), arguments)
                if found.len() + pending.len() < DEEPEST =>
            {
                let sides = arguments.iter().map(|&condition| Branch { condition, holds });
                if holds == (*function == Function::AND) {
                    pending.extend(sides);
                    continue;
                }
                found.push(Branch { condition, holds });
                if alternatives > 0 {
                    let mut sides = sides.map(|side| implied(graph, side, alternatives - 1));
                    let first = sides.next().unwrap_or_default();
                    let common = sides.fold(first, |common, side| {
                        common.into_iter().filter(|branch| side.contains(branch)).collect()
                    });
                    found.extend(common);
                }
            }
            _ => found.push(Branch { condition, holds }),
        }
    }
    found
}
