//! Whether and where arrays become longer or shorter.

use super::{Action, Array, ArrayId, Initial, RegionId, StatementId};
use crate::ir::{Graph, Node};

impl Graph {
    /// Performs a statement where a parameter has the length with which the function ends: before all others, if that does
    /// not change.
    pub(crate) fn perform_where_settled(&mut self, parameter: ArrayId, action: Action) {
        if self.is_resized(parameter) {
            self.perform_behind_resizing(parameter, action);
        } else {
            let id = self.make_statement(RegionId::BODY, action, &[]);
            self.region_mut(RegionId::BODY).statements.insert(0, id);
        }
    }

    /// Performs a statement right behind the one that makes an array, and all that may make it longer or shorter.
    pub(crate) fn perform_behind_resizing(&mut self, array: ArrayId, action: Action) {
        let home = self.structure.resolve(self.array(array).home);
        let last = self.region(home).statements.iter().rev().copied().find(|&id| {
            let regions = self.statement(id).action.regions();
            let mut inner = regions.into_iter().flat_map(|region| self.statements_within(region));
            self.settles(id, array) || inner.any(|inner| self.settles(inner, array))
        });
        match last.or_else(|| self.declaring(array)) {
            Some(last) => self.perform_behind(last, action),
            None => {
                self.perform(action, &[]);
            }
        }
    }

    /// Whether an array may have another length behind a statement, or its first one.
    fn settles(&self, statement: StatementId, array: ArrayId) -> bool {
        let assigns =
            matches!(&self.statement(statement).action, Action::Assign { place, .. } if place.array == array);
        self.may_resize(statement, array) || self.array(array).late && assigns
    }

    /// Whether a statement may make an array longer or shorter, or a part of it.
    pub(crate) fn may_resize(&self, statement: StatementId, array: ArrayId) -> bool {
        match &self.statement(statement).action {
            Action::Append { place, .. } => place.array == array,
            Action::AppendRow { array: grown } => *grown == array,
            Action::Assign { place, .. } => {
                place.array == array
                    && place.range.is_none()
                    && !place.borrowed
                    && !self.array(array).is_assigned_once()
                    && !self.is_of_fixed_length(array)
            }
            _ => false,
        }
    }

    /// Whether anything may make an array longer or shorter.
    pub(crate) fn is_resized(&self, array: ArrayId) -> bool {
        let home = self.structure.resolve(self.array(array).home);
        self.statements_within(home).into_iter().any(|id| self.may_resize(id, array))
    }

    /// Whether the type of an array says how long it is, as far as can be told from how it is made.
    pub(crate) fn is_of_fixed_length(&self, array: ArrayId) -> bool {
        let Array { vector, parameter, ref layout, .. } = *self.array(array);
        let rank = layout.rank();
        if vector || parameter.is_some() {
            return !vector;
        }
        match self.declaration(array) {
            Some((_, Action::Declare { initial, .. })) => self.gives_fixed_length(&initial, rank),
            _ => false,
        }
    }

    /// Whether it is written out as an array, whatever its elements are.
    pub(crate) fn is_written_out(&self, array: ArrayId) -> bool {
        let Some((_, Action::Declare { initial, .. })) = self.declaration(array) else { return false };
        let is_array = match initial {
            Initial::List(_) => true,
            Initial::Copy(place) | Initial::ZerosLike(place) => {
                place.path.is_empty() && place.range.is_none() && self.is_written_out(place.array)
            }
            _ => false,
        };
        is_array && !self.array(array).vector
    }

    fn gives_fixed_length(&self, initial: &Initial, rank: usize) -> bool {
        match initial {
            _ if rank == 0 => true,
            Initial::List(elements) => {
                elements.iter().all(|element| self.gives_fixed_length(element, rank - 1))
            }
            Initial::Value(id) => match self.node(*id) {
                Node::Constant { tokens, .. } => {
                    let text = self.tokens(*tokens).to_string();
                    text.starts_with('[') && !text.contains("vec") && !text.contains("Vec")
                }
                _ => false,
            },
            Initial::Copy(place) => place.range.is_none() && self.is_of_fixed_length(place.array),
            _ => false,
        }
    }
}
