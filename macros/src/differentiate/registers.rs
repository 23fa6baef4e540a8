//! What every iteration of a loop adds to the same element is added up in a register.
//!
//! In memory, each addition would wait until the one before is written.

use quote::quote;

use crate::elementary::Kind;
use crate::ir::{Graph, Id};
use crate::region::{Action, Place, RegionId, StatementId};

impl Graph {
    /// Carries what a loop adds to elements that stay the same, and adds it to them behind the loop.
    pub(super) fn add_up_in_registers(&mut self, statement: StatementId) {
        let Action::Loop { body, exit: None, .. } = self.statement(statement).action.clone() else {
            return;
        };
        let mut additions = self.repeated_additions(body);
        for &(addition, ..) in &additions {
            self.region_mut(body).statements.retain(|&id| id != addition);
        }
        let additions: Vec<(Place, Id, bool)> = additions
            .drain(..)
            .map(|(_, place, value)| (place, value, true))
            .chain(self.handed_out(body).into_iter().map(|(place, value)| (place, value, false)))
            .collect();
        if additions.is_empty() {
            return;
        }
        let zero = self.zero();
        let (mut sums, mut handed) = (Vec::new(), Vec::new());
        for (place, value, always) in additions {
            let (before, sum) = self.carry_through(statement, Kind::Real, true, zero);
            self.free_sums.insert(before);
            self.suggested_as(before, "sum");
            let around = self.current();
            self.enter(body);
            let after = self.add(before, value);
            self.enter(around);
            self.region_mut(body).yields.push(after);
            if always { &mut sums } else { &mut handed }.push((place, sum));
        }
        // Without an iteration, the elements need not be there.
        let (never, always) = (self.boolean(false), self.boolean(true));
        let (before, ran) = self.carry_through(statement, Kind::Boolean, false, never);
        self.suggested_as(before, "ran");
        self.region_mut(body).yields.push(always);
        if !sums.is_empty() {
            self.only_if(ran, |graph| {
                for (place, value) in sums {
                    graph.perform(Action::Increase { place, value }, &[]);
                }
            });
        }
        for (place, sum) in handed {
            // The branch may have been what asked whether the element is there.
            let name = self.array(place.array).name.clone();
            let mentions = vec![("__index".to_owned(), place.path[0])];
            let is_there = self.constant(quote!(__index < #name.len()), mentions, vec![place.array], false);
            let condition = self.and(ran, is_there);
            self.only_if(condition, |graph| {
                graph.perform(Action::Increase { place, value: sum }, &[]);
            });
        }
    }

    /// What branches of a loop add to elements that are there whether they run or not: they hand it out instead.
    fn handed_out(&mut self, body: RegionId) -> Vec<(Place, Id)> {
        let zero = self.zero();
        let mut found = Vec::new();
        for branch in self.region(body).statements.clone() {
            let Action::Branch { then, otherwise, .. } = self.statement(branch).action else { continue };
            for (side, other) in [(then, otherwise), (otherwise, then)] {
                for (addition, place, value) in self.fixed_additions(side, body) {
                    let primal = self.arrays().find(|(_, array)| array.cotangent == Some(place.array));
                    let is_there = primal.is_some_and(|(primal, _)| self.is_of_fixed_length(primal))
                        && matches!(place.path.as_slice(), &[step] if self.number(step).is_some());
                    if !is_there {
                        continue;
                    }
                    self.region_mut(side).statements.retain(|&id| id != addition);
                    let result = self.add_result(branch, Kind::Real, true);
                    self.region_mut(side).yields.push(value);
                    self.region_mut(other).yields.push(zero);
                    found.push((place, result));
                }
            }
        }
        found
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
        self.fixed_additions(body, body)
    }

    /// Those of them that stand in a region of the loop.
    fn fixed_additions(&self, region: RegionId, body: RegionId) -> Vec<(StatementId, Place, Id)> {
        let additions =
            self.region(region).statements.iter().filter_map(|&id| match &self.statement(id).action {
                Action::Increase { place, value } => Some((id, place.clone(), *value)),
                _ => None,
            });
        let is_outside = |region| !self.is_within(self.structure.resolve(region), body);
        additions
            .filter(|(_, place, _)| {
                place.range.is_none()
                    && is_outside(self.array(place.array).home)
                    && place.ids().into_iter().all(|id| is_outside(self.unresolved_home(id)))
                    && self.region(body).statements.iter().all(|&other| self.only_adds(other, place.array))
            })
            .collect()
    }
}
