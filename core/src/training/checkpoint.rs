//! All that a training is in the middle of, and the file that keeps it.

use std::path::Path;

use super::{Epoch, Model, Stop, StorageError};
use crate::Real;
use crate::storage::{self, Content};

/// What a training knows between two epochs. The state of chance is the number of the epoch.
pub(super) struct State<T> {
    pub(super) epochs: Vec<Epoch>,
    pub(super) steps: u64,
    /// What the optimizer remembers of each parameter.
    pub(super) memory: Vec<Vec<T>>,
    /// The parameters with the least validation loss, if there is one.
    pub(super) best: Option<Vec<T>>,
    /// Their epoch, kept so that no epoch looks at all that were before it.
    best_epoch: Option<usize>,
}

const KIND: &str = "chainrule training";
const COLUMNS: usize = 4;

impl<T: Real> State<T> {
    pub(super) fn new(memories: usize, parameters: usize) -> Self {
        let memory = vec![vec![T::ZERO; parameters]; memories];
        State { epochs: Vec::new(), steps: 0, memory, best: None, best_epoch: None }
    }

    /// Keeps the parameters if the last epoch is the best.
    pub(super) fn note_best(&mut self, parameters: &[T]) {
        let loss = |epoch: usize| self.epochs[epoch].validation_loss;
        let Some(last) = self.epochs.len().checked_sub(1) else { return };
        let Some(found) = loss(last) else { return };
        if self.best_epoch.and_then(loss).is_none_or(|least| found.total_cmp(&least).is_lt()) {
            self.best = Some(parameters.to_vec());
            self.best_epoch = Some(last);
        }
    }

    /// Whether early stopping ends the training.
    pub(super) fn stop(&self, patience: Option<usize>) -> Option<Stop> {
        let best = self.best_epoch?;
        (self.epochs.len() - 1 - best >= patience?).then_some(Stop::Early { best })
    }

    pub(super) fn write<M: Model<T>>(
        &self,
        path: &Path,
        model: &M,
        settings: &str,
    ) -> Result<(), StorageError> {
        let mut content = Content::new(KIND);
        content.describe("model", &model.description());
        content.describe("settings", settings);
        content.describe("steps", &self.steps.to_string());
        content.put_parameters("", model, model.parameters());
        for (number, memory) in self.memory.iter().enumerate() {
            content.put_parameters(&memory_name(number), model, memory);
        }
        if let Some(best) = &self.best {
            content.put_parameters("best.", model, best);
        }
        let history: Vec<f64> = self
            .epochs
            .iter()
            .flat_map(|epoch| {
                let validation = epoch.validation_loss;
                let has_validation = f64::from(u8::from(validation.is_some()));
                [epoch.rate, epoch.loss, has_validation, validation.unwrap_or_default()]
            })
            .collect();
        content.put("history", &[self.epochs.len(), COLUMNS], &history);
        content.write(path)
    }

    /// Reads a state, and gives its parameters to the model; on an error the model stays as it is.
    pub(super) fn read<M: Model<T>>(
        path: &Path,
        model: &mut M,
        settings: &str,
    ) -> Result<Self, StorageError> {
        let content = storage::read(path)?;
        content.expect("format", KIND)?;
        content.expect("model", &model.description())?;
        content.expect("settings", settings)?;
        let steps = content.described("steps")?;
        let steps = steps.parse().map_err(|_| content.damaged(format!("`{steps}` is no number of steps")))?;
        let parameters: Vec<T> = content.parameters("", model)?;
        let mut memory = Vec::new();
        while content.has_parameters(&memory_name(memory.len()), model) {
            memory.push(content.parameters(&memory_name(memory.len()), model)?);
        }
        let best = if content.has_parameters("best.", model) {
            Some(content.parameters("best.", model)?)
        } else {
            None
        };
        let (shape, history) = content.numbers::<f64>("history")?;
        if shape.len() != 2 || shape[1] != COLUMNS {
            return Err(content.damaged("the tensor `history` has another shape"));
        }
        let epochs: Vec<Epoch> = history
            .chunks_exact(COLUMNS)
            .enumerate()
            .map(|(epoch, row)| Epoch {
                epoch,
                rate: row[0],
                loss: row[1],
                validation_loss: (row[2] == 1.0).then_some(row[3]),
            })
            .collect();
        model.parameters_mut().copy_from_slice(&parameters);
        let best_epoch = best_of(&epochs);
        Ok(State { epochs, steps, memory, best, best_epoch })
    }
}

/// The epoch with the least validation loss, the first of equal ones.
fn best_of(epochs: &[Epoch]) -> Option<usize> {
    let losses = epochs.iter().filter_map(|epoch| Some((epoch.validation_loss?, epoch.epoch)));
    losses.min_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, epoch)| epoch)
}

fn memory_name(number: usize) -> String {
    format!("memory{}.", number + 1)
}
