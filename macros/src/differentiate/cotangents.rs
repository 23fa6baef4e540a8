//! The arrays of cotangents: where they are declared, and with what shape.

use super::reverse::Backward;
use crate::elementary::Kind;
use crate::ir::{Graph, Id, Node};
use crate::region::{Action, Array, ArrayId, Initial, Place, RegionId, StatementId};

impl Backward<'_> {
    /// Declares the cotangents of the arrays of a region: next to them on the way forth if the way back is in the same
    /// scope, else where the way back begins.
    pub(super) fn declare_cotangents(&mut self, forth: RegionId) {
        let arrays: Vec<ArrayId> = self
            .graph
            .arrays()
            .filter(|(_, array)| {
                array.active
                    && !array.derivative
                    && array.parameter.is_none()
                    && array.cotangent.is_none()
                    && self.graph.structure.resolve(array.home) == forth
            })
            .map(|(id, _)| id)
            .collect();
        let live = self.graph.current() == forth;
        for id in arrays {
            let array = self.graph.array(id).clone();
            let home = self.graph.current();
            let name = self.graph.unique_array_name(&format!("d_{}", array.name));
            let cotangent = self.graph.new_array(Array {
                name,
                home,
                active: true,
                constant: false,
                parameter: None,
                cotangent: None,
                tangent: None,
                derivative: true,
                reference: false,
                filled: false,
                ..array.clone()
            });
            self.graph.array_mut(id).cotangent = Some(cotangent);
            if live {
                let action = Action::Declare { array: cotangent, initial: Initial::ZerosLike(Place::of(id)) };
                // The length is known behind all that changes it.
                self.graph.perform_behind_resizing(id, action);
                continue;
            }
            let initial = self.shape(id);
            self.graph.perform(Action::Declare { array: cotangent, initial }, &[]);
        }
    }

    /// Zeros in the shape of an array that is out of scope on the way back.
    fn shape(&mut self, array: ArrayId) -> Initial {
        if self.graph.array(array).late {
            return self.extent_in_the_end(array);
        }
        match self.graph.declaration(array) {
            Some((_, Action::Declare { initial, .. }))
                if !initial.arrays().iter().chain([&array]).any(|&other| self.graph.is_resized(other)) =>
            {
                self.zeros(&initial)
            }
            Some(_) => self.extent_in_the_end(array),
            None => Initial::ZerosLike(Place::of(array)),
        }
    }

    fn zeros(&mut self, initial: &Initial) -> Initial {
        match initial {
            Initial::Value(id) if self.graph.kind(*id) == Kind::Real => Initial::Value(self.graph.zero()),
            Initial::Value(id) => {
                let again = self.recall(*id);
                if self.graph.is_array_of_zeros(*id) {
                    Initial::Value(again)
                } else {
                    Initial::ZerosLikeValue(again)
                }
            }
            Initial::List(elements) => {
                Initial::List(elements.iter().map(|element| self.zeros(element)).collect())
            }
            Initial::Copy(place) | Initial::ZerosLike(place) => {
                if self.is_in_scope(place.array) {
                    Initial::ZerosLike(self.recall_place(place))
                } else if place.path.is_empty() && place.range.is_none() {
                    self.shape(place.array)
                } else {
                    match self.cotangent(place.array) {
                        Some(cotangent) => Initial::ZerosLike(self.recall_place(place).within(cotangent)),
                        None => Initial::ZerosLike(self.recall_place(place)),
                    }
                }
            }
            other => other.clone(),
        }
    }

    /// Zeros in the shape that an array of the way forth has in the end of its region.
    fn extent_in_the_end(&mut self, array: ArrayId) -> Initial {
        let region = self.graph.structure.resolve(self.graph.array(array).home);
        let action = Action::Measure { place: Place::of(array) };
        let statement = self.graph.make_statement(region, action, &[(Kind::Unknown, false)]);
        self.graph.region_mut(region).statements.push(statement);
        self.recalled_extent(statement)
    }

    /// Zeros in the shape that a place has before a statement of the way forth.
    pub(super) fn extent_before(&mut self, place: &Place, statement: StatementId) -> Initial {
        let action = Action::Measure { place: place.clone() };
        let statement = self.graph.perform_before(statement, action, &[(Kind::Unknown, false)]);
        self.recalled_extent(statement)
    }

    fn recalled_extent(&mut self, measuring: StatementId) -> Initial {
        let extent = self.graph.statement(measuring).results[0];
        if let Action::Measure { place } = &self.graph.statement(measuring).action {
            let name = format!("{}_extent", self.graph.array(place.array).name);
            self.graph.suggested_as(extent, &name);
        }
        Initial::Zeros { extent: self.recall(extent) }
    }
}

impl Graph {
    /// Whether tokens of the user's make an array of zeros.
    fn is_array_of_zeros(&self, id: Id) -> bool {
        let Node::Constant { tokens, .. } = self.node(id) else { return false };
        let text = self.tokens(*tokens).to_string().replace(' ', "");
        let text = text.trim_start_matches(['[', '(']);
        let text = text.trim_start_matches("vec![");
        ["0.0;", "0.;", "0.0_f64;", "0.0f64;", "0.0_f32;", "0_f64;"].iter().any(|zero| text.starts_with(zero))
    }
}
