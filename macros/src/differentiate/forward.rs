//! Forward mode: tangents flow from the parameters to what is computed from them.

use std::collections::BTreeMap;

use crate::ir::{Graph, Id};

impl Graph {
    /// The derivative of each output along a direction, given as pairs of a node and its change.
    pub(crate) fn push_forward(&mut self, outputs: &[Id], direction: &[(Id, Id)]) -> Vec<Id> {
        let mut tangents: BTreeMap<Id, Id> = direction.iter().copied().collect();
        for id in self.reachable(outputs) {
            if tangents.contains_key(&id) || !self.is_active(id) {
                continue;
            }
            let mut tangent = self.zero();
            for (argument, dependence) in self.dependences(id) {
                if let Some(&change) = tangents.get(&argument) {
                    let term = self.propagate(id, &dependence, change);
                    tangent = self.add(tangent, term);
                }
            }
            if !self.is_zero(tangent) {
                self.suggest_name(tangent, id, |name| format!("{name}_tangent"));
                tangents.insert(id, tangent);
            }
        }
        let zero = self.zero();
        outputs.iter().map(|id| tangents.get(id).copied().unwrap_or(zero)).collect()
    }
}
