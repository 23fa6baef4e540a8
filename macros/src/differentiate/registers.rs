//! What every iteration of a loop adds to the same element is added up in a register.
//!
//! In memory, each addition would wait until the one before is written.

use crate::elementary::Kind;
use crate::ir::{Graph, Id};
use crate::region::{Action, Place, RegionId, RegionKind, StatementId};

impl Graph {
    /// Carries what a loop adds to elements that stay the same, and adds it to them behind the loop.
    pub(super) fn add_up_in_registers(&mut self, statement: StatementId) {
        let Action::Loop { body, exit: None, .. } = self.statement(statement).action.clone() else {
            return;
        };
        let additions = self.repeated_additions(body);
        if additions.is_empty() {
            return;
        }
        let zero = self.zero();
        let mut sums = Vec::new();
        for (addition, place, value) in additions {
            self.region_mut(body).statements.retain(|&id| id != addition);
            let (before, sum) = self.carry_through(statement, Kind::Real, true, zero);
            self.free_sums.insert(before);
            self.suggested_as(before, "sum");
            let around = self.current();
            self.enter(body);
            let after = self.add(before, value);
            self.enter(around);
            self.region_mut(body).yields.push(after);
            sums.push((place, sum));
        }
        // Without an iteration, the elements need not be there.
        let (never, always) = (self.boolean(false), self.boolean(true));
        let (before, ran) = self.carry_through(statement, Kind::Boolean, false, never);
        self.suggested_as(before, "ran");
        self.region_mut(body).yields.push(always);
        let (then, around) = self.open(RegionKind::Branch);
        for (place, sum) in sums {
            self.perform(Action::Increase { place, value: sum }, &[]);
        }
        self.enter(around);
        let (otherwise, around) = self.open(RegionKind::Branch);
        self.enter(around);
        self.perform(Action::Branch { condition: ran, then, otherwise }, &[]);
    }

    /// One more value that a loop carries, as it is at the start of an iteration and as it is in the end.
    pub(super) fn carry_through(
        &mut self,
        statement: StatementId,
        kind: Kind,
        active: bool,
        first: Id,
    ) -> (Id, Id) {
        let Action::Loop { body, .. } = self.statement(statement).action else {
            unreachable!("it is a loop")
        };
        let before = self.carry(body, kind, active);
        let result = self.add_result(statement, kind, active);
        if let Action::Loop { initial, .. } = &mut self.statement_mut(statement).action {
            initial.push(first);
        }
        (before, result)
    }

    /// The additions of a loop to elements that are the same ones in each iteration, and that it does nothing else to.
    fn repeated_additions(&self, body: RegionId) -> Vec<(StatementId, Place, Id)> {
        let statements = &self.region(body).statements;
        let additions = statements.iter().filter_map(|&id| match &self.statement(id).action {
            Action::Increase { place, value } => Some((id, place.clone(), *value)),
            _ => None,
        });
        let is_outside = |region| !self.is_within(self.structure.resolve(region), body);
        additions
            .filter(|(_, place, _)| {
                place.range.is_none()
                    && is_outside(self.array(place.array).home)
                    && place.ids().into_iter().all(|id| is_outside(self.unresolved_home(id)))
                    && statements.iter().all(|&other| self.only_adds(other, place.array))
            })
            .collect()
    }
}
