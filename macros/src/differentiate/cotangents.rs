//! The arrays of cotangents: where they are declared, and with what shape.

use super::reverse::Backward;
use crate::elementary::Kind;
use crate::ir::{Graph, Id, Node};
use crate::region::{Action, Argument, Array, ArrayId, Initial, Place, RegionId, StatementId, Target};

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
                ..array.clone()
            });
            self.graph.array_mut(id).cotangent = Some(cotangent);
            if live {
                let grows =
                    self.graph.structure.statements.iter().any(
                        |statement| matches!(statement.action, Action::Append { array, .. } if array == id),
                    );
                let action = Action::Declare { array: cotangent, initial: Initial::ZerosLike(Place::of(id)) };
                if grows {
                    // Its length is known in the end.
                    self.graph.perform_behind_growth(id, action);
                } else {
                    self.graph.perform_behind_declaration(id, action);
                }
                continue;
            }
            let initial = self.shape(id);
            self.graph.perform(Action::Declare { array: cotangent, initial }, &[]);
        }
    }

    /// Zeros in the shape of an array that is out of scope on the way back.
    pub(super) fn shape(&mut self, array: ArrayId) -> Initial {
        let declaration = self.graph.declaration(array);
        match declaration {
            Some((_, Action::Declare { initial, .. })) => self.zeros(&initial, array),
            Some((region, Action::Call(call))) => {
                let number = call
                    .targets
                    .iter()
                    .position(|target| matches!(target, Target::Array(made) if *made == array));
                // A gradient has the shape of the arguments.
                if call.callee != crate::region::Callee::Itself {
                    let arrays = call
                        .targets
                        .iter()
                        .take(number.unwrap_or(0))
                        .filter(|target| matches!(target, Target::Array(_)));
                    let skipped = arrays.count();
                    let argument = call.arguments.iter().filter_map(|argument| match argument {
                        Argument::Array(place, _) => Some(place),
                        Argument::Value(_) => None,
                    });
                    // Of a slice it is a vector; of an array, the function that is called decides.
                    if let Some(place) = argument.clone().nth(skipped).cloned()
                        && let Some(cotangent) = self.cotangent(place.array)
                        && self.graph.is_slice(&place)
                    {
                        return Initial::ZerosLike(self.recall_place(&place).within(cotangent));
                    }
                    return self.shape_as_made(array, region);
                }
                if self.graph.generic {
                    return self.shape_as_made(array, region);
                }
                let number = if call.targets.len() > 1 { number } else { None };
                let length = self.recorded_length(array, region);
                Initial::ZerosOf { function: call.function, number, length }
            }
            _ => Initial::ZerosLike(Place::of(array)),
        }
    }

    pub(super) fn zeros(&mut self, initial: &Initial, array: ArrayId) -> Initial {
        let grows = self.graph.structure.statements.iter().any(
            |statement| matches!(statement.action, Action::Append { array: grown, .. } if grown == array),
        );
        if grows {
            let home = self.graph.structure.resolve(self.graph.array(array).home);
            let length = self.recorded_length(array, home);
            return Initial::Zeros { length };
        }
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
                Initial::List(elements.iter().map(|element| self.zeros(element, array)).collect())
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

    /// Zeros in the shape that an array of the way forth has in the end of its region, where nothing but the array
    /// itself tells.
    fn shape_as_made(&mut self, array: ArrayId, region: RegionId) -> Initial {
        let (end, _) = self.length_in_the_end(array, region);
        Initial::ZerosLike(self.recall_array(&Place::of(array), end))
    }

    /// The length that an array of the way forth has in the end of its region.
    pub(super) fn recorded_length(&mut self, array: ArrayId, region: RegionId) -> Id {
        let (_, length) = self.length_in_the_end(array, region);
        self.recall(length)
    }

    fn length_in_the_end(&mut self, array: ArrayId, region: RegionId) -> (StatementId, Id) {
        let name = self.graph.array(array).name.clone();
        let tokens = self.graph.keep(quote::quote!(#name.len()));
        let action = Action::Opaque { tokens, mentions: Vec::new(), arrays: vec![array] };
        let statement = self.graph.make_statement(region, action, &[(Kind::Integer, false)]);
        self.graph.region_mut(region).statements.push(statement);
        (statement, self.graph.statement(statement).results[0])
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
