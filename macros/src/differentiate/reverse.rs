//! Reverse mode: cotangents flow from the outputs back to what they are computed from.

use std::collections::BTreeMap;

use crate::ir::{Graph, Id};

impl Graph {
    /// The sum of each output's derivatives times its cotangent, by each of the nodes in `wrt`.
    pub(crate) fn pull_back(&mut self, cotangents: &[(Id, Id)], wrt: &[Id]) -> Vec<Id> {
        let found = self.pull_back_until(cotangents, |_, _| false);
        let zero = self.zero();
        wrt.iter().map(|id| found.get(id).copied().unwrap_or(zero)).collect()
    }

    /// The cotangent of every node that the outputs depend on; what `stop` names is not taken further.
    ///
    /// Every node is visited once, after all that use it, so the work does not grow with the number of parameters.
    pub(crate) fn pull_back_until(
        &mut self,
        cotangents: &[(Id, Id)],
        stop: impl Fn(&Graph, Id) -> bool,
    ) -> BTreeMap<Id, Id> {
        let mut contributions: BTreeMap<Id, Vec<Id>> = BTreeMap::new();
        for &(output, cotangent) in cotangents {
            contributions.entry(output).or_default().push(cotangent);
        }
        let mut found: BTreeMap<Id, Id> = BTreeMap::new();
        while let Some((id, terms)) = contributions.pop_last() {
            if !self.is_active(id) {
                continue;
            }
            let cotangent = self.sum_in_source_order(terms);
            if self.is_zero(cotangent) {
                continue;
            }
            self.suggest_name(cotangent, id, |name| format!("d_{name}"));
            found.insert(id, cotangent);
            if stop(self, id) {
                continue;
            }
            let dependences = self.dependences(id);
            let first = dependences.first().map(|(argument, _)| *argument);
            if dependences.iter().any(|(argument, _)| Some(*argument) != first) {
                // Worked out once, used by each.
                let shared = self.without_coefficient(cotangent);
                self.seal(shared);
            }
            for (argument, dependence) in dependences {
                let contribution = self.propagate(id, &dependence, cotangent);
                contributions.entry(argument).or_default().push(contribution);
            }
        }
        found
    }

    /// Contributions arrive from the end of the function, and read better from its start.
    fn sum_in_source_order(&mut self, mut terms: Vec<Id>) -> Id {
        terms.reverse();
        self.sum(terms)
    }
}
