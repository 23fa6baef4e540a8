//! Whether the iterations of a loop depend on one another.

use crate::ir::{Graph, Node};
use crate::region::{Action, ArrayId, Header, Origin, Place, RegionId, RegionKind, StatementId};

impl Graph {
    /// Whether the iterations of a loop can be gone back one by one, right behind each: what they contribute is only
    /// added up, and nothing that they change is looked at by anybody else.
    pub(super) fn is_independent(&self, statement: StatementId, forth: RegionId) -> bool {
        self.is_free_within(statement, forth, true)
    }

    /// Whether the iterations of a loop can be gone back in any order, once the loop is over: none reads what another
    /// one changes.
    pub(super) fn has_no_order(&self, statement: StatementId, forth: RegionId) -> bool {
        self.is_free_within(statement, forth, false)
    }

    fn is_free_within(&self, statement: StatementId, forth: RegionId, at_once: bool) -> bool {
        let index = match &self.statement(statement).action {
            Action::Loop { header: Header::Count { index, .. }, .. } => Some(*index),
            Action::Loop { header: Header::For { bindings, .. }, .. } if bindings.len() == 1 => {
                Some(bindings[0])
            }
            _ => None,
        };
        let region = self.structure.resolve(self.statement(statement).region);
        let inside: Vec<StatementId> = self.statements_within(forth);
        let made: Vec<ArrayId> = inside.iter().flat_map(|&id| self.statement(id).action.makes()).collect();
        let later = |array: ArrayId, reads: bool| {
            if !at_once {
                return false;
            }
            let mut around = region;
            loop {
                let Some(position) = self.position_in(around, statement) else { return true };
                let rest = &self.region(around).statements[position + 1..];
                if rest.iter().any(|&id| self.touches(id, array, reads)) {
                    return true;
                }
                if around == self.structure.resolve(self.array(array).home) {
                    return false;
                }
                match self.region(around).parent {
                    Some(parent) => around = parent,
                    None => return false,
                }
            }
        };
        for &id in &inside {
            let action = &self.statement(id).action;
            for array in action.changes() {
                if made.contains(&array) || !self.array(array).active {
                    continue;
                }
                if !at_once && inside.iter().all(|&other| self.only_adds(other, array)) {
                    continue;
                }
                let Action::Store { place, .. } = action else { return false };
                let own =
                    index.is_some_and(|index| place.path.iter().position(|&step| step == index).is_some());
                let same_loop = self.structure.resolve(self.statement(id).region) == forth
                    || self.distinct_within(id, forth, place);
                let read = inside.iter().any(|&other| {
                    let action = &self.statement(other).action;
                    action.reads().contains(&array) && other != id
                });
                if !own || !same_loop || read || later(array, true) || self.array(array).parameter.is_some() {
                    return false;
                }
            }
            for array in action.reads() {
                if made.contains(&array) || self.array(array).constant || !self.array(array).active {
                    continue;
                }
                if !action.changes().contains(&array) && later(array, false) {
                    return false;
                }
            }
        }
        true
    }

    /// Whether each of its executions within the region stores into another element: its loops are in the path too.
    fn distinct_within(&self, store: StatementId, forth: RegionId, place: &Place) -> bool {
        let mut region = self.structure.resolve(self.statement(store).region);
        while region != forth {
            if self.region(region).kind == RegionKind::Loop {
                let named = place.path.iter().any(|&step| {
                    matches!(self.node(step), Node::Fresh(Origin::Binding(bound, _)) if *bound == region)
                });
                if !named {
                    return false;
                }
            }
            match self.region(region).parent {
                Some(parent) => region = parent,
                None => return false,
            }
        }
        true
    }
}
