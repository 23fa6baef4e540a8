//! Arrays that are kept as a whole for the way back.
//!
//! An element that an inner loop reads would be put onto a tape as often as it is read; the array is copied once.

use super::recall::Frame;
use super::reverse::Backward;
use crate::ir::Graph;
use crate::region::{Action, Array, ArrayId, Initial, Place, RegionId, RegionKind, StatementId, Tape};

impl Backward<'_> {
    /// A place of an array that does not change any more, where it can be read on the way back: in the array itself,
    /// or in a copy, if a loop reads more than one element of it.
    pub(super) fn kept(&mut self, place: &Place, frame: usize) -> Option<Place> {
        if self.is_in_scope(place.array) {
            return Some(self.recall_place(place));
        }
        let home = self.graph.structure.resolve(self.graph.array(place.array).home);
        let reader = self.frames[frame].forth;
        let is_owned = !self.graph.array(place.array).reference && self.graph.is_made_in(place.array, home);
        if place.range.is_some() || !is_owned || !self.graph.is_in_loop_within(reader, home) {
            return None;
        }
        let owner = self.frames.iter().position(|frame| frame.forth == home)?;
        let copy = match self.frames[owner].kept.get(&place.array) {
            Some(&copy) => copy,
            None => self.keep(place.array, owner),
        };
        Some(self.recall_place(place).within(copy))
    }

    /// Puts a copy of an array onto a tape at the end of the region where it is declared.
    fn keep(&mut self, array: ArrayId, frame: usize) -> ArrayId {
        let Frame { forth, back, .. } = self.frames[frame];
        let original = self.graph.array(array).clone();
        let tape = self.graph.new_tape(Tape::of_array(&original, true));
        let push = Action::PushArray { tape, place: Place::of(array) };
        let push = self.graph.make_statement(forth, push, &[]);
        self.graph.region_mut(forth).statements.push(push);
        let copy = self.graph.new_array(Array {
            name: self.graph.unique_array_name(&format!("{}_before", original.name)),
            constant: true,
            cotangent: None,
            tangent: None,
            reference: true,
            home: back,
            ..original
        });
        self.inside(frame, |graph, _| {
            graph.perform(Action::Declare { array: copy, initial: Initial::Popped(tape) }, &[]);
        });
        self.frames[frame].kept.insert(array, copy);
        copy
    }
}

impl Graph {
    /// Whether a statement makes an array; else it is but a name for something.
    pub(super) fn is_made(&self, array: ArrayId) -> bool {
        let known = self.array(array);
        !known.reference && self.is_made_in(array, self.structure.resolve(known.home))
    }

    /// Whether an array is the same when two statements of a region read it.
    pub(super) fn is_unchanged_between(
        &self,
        first: StatementId,
        second: StatementId,
        array: ArrayId,
    ) -> bool {
        let region = self.structure.resolve(self.statement(first).region);
        let (Some(first), Some(second)) = (self.position_in(region, first), self.position_in(region, second))
        else {
            return false;
        };
        let between = &self.region(region).statements[first.min(second)..first.max(second)];
        between.iter().all(|&id| !self.touches(id, array, false))
    }

    /// Whether a statement of a region makes an array; else it is but a name for something.
    fn is_made_in(&self, array: ArrayId, region: RegionId) -> bool {
        self.region(region).statements.iter().any(|&id| self.statement(id).action.makes().contains(&array))
    }

    /// Whether a region stands in a loop that stands in another region.
    fn is_in_loop_within(&self, mut region: RegionId, outer: RegionId) -> bool {
        while region != outer {
            if self.region(region).kind == RegionKind::Loop {
                return true;
            }
            match self.region(region).parent {
                Some(parent) => region = parent,
                None => return false,
            }
        }
        false
    }
}
