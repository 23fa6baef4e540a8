//! The way back through loops that are written with an index.

use super::back::Back;
use super::indexed::{Slot, lowered};
use super::lines::together;
use super::product::{Product, added};
use crate::ir::Id;
use crate::region::{RegionId, StatementId};

/// What arrives at a sum within a sum is written out where it is used if it is no longer than this.
const LONGEST_SEED: usize = 40;

impl Back<'_> {
    /// Goes back through a loop that is written with an index.
    pub(super) fn with_index(&mut self, id: StatementId, body: RegionId, initial: &[Id], region: RegionId) {
        let indexed = &self.plan.indexed[&id];
        let letter = self.plan.letters[&body];
        let Some(low) = lowered(letter) else { return };
        let carried = self.graph.region(body).carried.clone();
        let next = self.graph.region(body).yields.clone();
        let results = self.graph.statement(id).results.clone();
        let is_inner = self.plan.letters.contains_key(&region);
        let mut seeds: Vec<Option<Product>> = Vec::new();
        for (number, slot) in indexed.slots.iter().enumerate() {
            let is_active = self.graph.is_active(carried[number]);
            seeds.push(match slot {
                Slot::Unused => None,
                _ if !is_active => None,
                Slot::Sum { .. } => self.seed(results[number], is_inner),
                Slot::Recurrence(_) => {
                    if !self.flush(results[number]) {
                        let line = format!("{} = 0", self.cotangent(results[number]));
                        self.lines.push(line);
                    }
                    Some(Product::slope(format!("∂{}₊₁", self.plan.names.names[&carried[number]])))
                }
            });
        }
        let before = std::mem::take(&mut self.lines.written);
        let held = std::mem::take(&mut self.pending);
        self.writer.enter(body);
        for (number, (slot, seed)) in indexed.slots.iter().zip(&seeds).enumerate() {
            let Some(seed) = seed else { continue };
            match *slot {
                Slot::Sum { term, minus, .. } => {
                    let seed = if minus { seed.clone().minus() } else { seed.clone() };
                    self.contribute(term, &seed);
                }
                _ if self.plan.nexts.contains(&next[number]) => self.expand(next[number], seed),
                _ => self.contribute(next[number], seed),
            }
        }
        self.region(body);
        self.writer.enter(body);
        let mut updates = Vec::new();
        for (number, slot) in indexed.slots.iter().enumerate() {
            if matches!(slot, Slot::Recurrence(_)) && seeds[number].is_some() {
                let text = self.taken(carried[number]).unwrap_or_else(|| "0".to_owned());
                updates.push((format!("∂{}", self.plan.names.names[&carried[number]]), text));
            }
        }
        let inside = std::mem::replace(&mut self.lines.written, before);
        together(updates, ", backwards", &mut self.lines);
        self.lines.written.extend(inside);
        // What arrives at what stands around the loop is a sum of what arrives in each iteration.
        let arrived = std::mem::replace(&mut self.pending, held);
        for (id, mut terms) in arrived {
            terms.reverse();
            let terms = added(terms);
            if !terms.is_empty() {
                self.pending.entry(id).or_default().push(Product::over(low, letter, terms));
            }
        }
        self.writer.enter(region);
        for (number, (slot, seed)) in indexed.slots.iter().zip(seeds).enumerate() {
            match (slot, seed) {
                (Slot::Sum { continued: true, .. }, _) | (_, None) => {}
                (Slot::Recurrence(_), Some(_)) => {
                    let first = self.plan.names.names[&carried[number]].replace(low, "₀");
                    self.contribute(initial[number], &Product::slope(format!("∂{first}")));
                }
                (_, Some(seed)) => self.contribute(initial[number], &seed),
            }
        }
    }

    /// What arrived at a sum, for each of its terms: as it is, if that is short.
    fn seed(&mut self, result: Id, is_inner: bool) -> Option<Product> {
        let is_named = self.plan.names.names.contains_key(&result);
        let is_started = self.started.contains(&result);
        if let Some(terms) = self.pending.get(&result)
            && !is_started
        {
            let mut terms = terms.clone();
            terms.reverse();
            let terms = added(terms);
            if let [only] = terms.as_slice()
                && (!is_named || is_inner && only.text().chars().count() < LONGEST_SEED)
            {
                self.pending.remove(&result);
                return Some(only.clone());
            }
            if !is_named {
                self.pending.remove(&result);
                return (!terms.is_empty()).then(|| Product::of_sum(&terms));
            }
            if let [only] = terms.as_slice()
                && only.is_one()
            {
                self.flush(result);
                return Some(Product::one());
            }
        }
        self.flush(result).then(|| Product::slope(self.cotangent(result)))
    }
}
