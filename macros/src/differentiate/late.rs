//! The cotangent of a matrix is made by what first contributes to it: there are no zeros to be made and added to.

use crate::emit::is_ours;
use crate::ir::Graph;
use crate::region::{Action, ArrayId, Callee, Initial, Layout, Place, RegionId, StatementId};

impl Graph {
    /// Lets cotangents that are declared as zeros be made where something is first added to all of them.
    pub(crate) fn make_cotangents_late(&mut self) {
        for id in self.statements_within(RegionId::BODY) {
            let Action::Declare { array, initial: Initial::ZerosLike(_) } = self.statement(id).action else {
                continue;
            };
            let known = self.array(array);
            if !known.derivative || known.layout != Layout::Matrix {
                continue;
            }
            let region = self.structure.resolve(self.statement(id).region);
            let statements = &self.region(region).statements;
            let Some(position) = statements.iter().position(|&other| other == id) else { continue };
            let first =
                statements[position + 1..].iter().copied().find(|&other| self.touches(other, array, true));
            if first.is_some_and(|first| self.makes_at_first(first, array)) {
                self.region_mut(region).statements.remove(position);
            }
        }
    }

    /// Lets a statement make the cotangent that it adds to; whether that could be done.
    fn makes_at_first(&mut self, first: StatementId, array: ArrayId) -> bool {
        let whole = |place: &Place| place.array == array && place.path.is_empty() && place.range.is_none();
        match &self.statement(first).action {
            Action::PullBack { call, cotangents, slots, change, .. } => {
                let changed = change.iter().flat_map(|change| &change.slots).flatten();
                let of_array: Vec<&Place> =
                    slots.iter().flatten().chain(changed).filter(|place| place.array == array).collect();
                let handed = cotangents.iter().chain(change.iter().flat_map(|change| &change.cotangents));
                let is_read = handed.into_iter().any(|cotangent| cotangent.array() == Some(array));
                let adds = !of_array.is_empty() && of_array.iter().all(|place| whole(place));
                let is_ours = call.callee == Callee::Itself && is_ours(self.tokens(call.function));
                if is_read || !adds || !is_ours {
                    return false;
                }
            }
            Action::IncreaseAll { place, by } if whole(place) && by.array != array => {
                let initial = Initial::Copy(by.clone());
                self.statement_mut(first).action = Action::Declare { array, initial };
                return true;
            }
            _ => return false,
        }
        if let Action::PullBack { makes, .. } = &mut self.statement_mut(first).action {
            makes.push(array);
        }
        true
    }
}
