//! The way back through calls of other functions.

use super::back::Back;
use super::notation::{readable, subscript};
use crate::region::{Argument, Call, RegionId, StatementId, Target};

impl Back<'_> {
    /// What a call hands on to each argument: `∂₂g(x, y)` is the slope of `g` in its second one.
    pub(super) fn call(&mut self, id: StatementId, call: &Call, region: RegionId) {
        let Some(called) = self.forth.calls.get(&id).cloned() else { return };
        let results = self.graph.statement(id).results.clone();
        let mut numbers = results.iter();
        let mut cotangents: Vec<Option<String>> = Vec::new();
        for target in &call.targets {
            cotangents.push(match target {
                Target::Number => numbers.next().and_then(|&result| {
                    let has = self.graph.is_active(result) && self.flush(result);
                    has.then(|| self.cotangent(result))
                }),
                Target::Array(array) => {
                    let array = self.graph.array(*array);
                    array.active.then(|| format!("∂{}", readable(&array.name.to_string())))
                }
            });
        }
        let several = cotangents.len() > 1;
        for (position, argument) in call.arguments.iter().enumerate() {
            let terms: Vec<String> = cotangents
                .iter()
                .enumerate()
                .filter_map(|(number, cotangent)| {
                    let of = if several { subscript(number + 1) } else { String::new() };
                    Some(called.pulled_back(position, cotangent.as_deref()?, &of))
                })
                .collect();
            if terms.is_empty() {
                continue;
            }
            let terms = terms.join(" + ");
            match argument {
                Argument::Value(value) => self.now(*value, &terms, region),
                Argument::Array(place, _) if self.graph.array(place.array).active => {
                    let place = self.writer.cotangent_place(place);
                    self.lines.increase(&place, &terms);
                }
                Argument::Array(..) => {}
            }
        }
    }
}
