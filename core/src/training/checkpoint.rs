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
}

const KIND: &str = "chainrule training";
const COLUMNS: usize = 4;

impl<T: Real> State<T> {
    pub(super) fn new(memories: usize, parameters: usize) -> Self {
        State { epochs: Vec::new(), steps: 0, memory: vec![vec![T::ZERO; parameters]; memories], best: None }
    }

    /// The epoch with the least validation loss, the first of equal ones.
    fn best_epoch(&self) -> Option<usize> {
        let losses = self.epochs.iter().filter_map(|epoch| Some((epoch.validation_loss?, epoch.epoch)));
        losses.min_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, epoch)| epoch)
    }

    /// Keeps the parameters if the last epoch is the best.
    pub(super) fn note_best(&mut self, parameters: &[T]) {
        if self.best_epoch() == self.epochs.len().checked_sub(1) {
            self.best = Some(parameters.to_vec());
        }
    }

    /// Whether early stopping ends the training.
    pub(super) fn stop(&self, patience: Option<usize>) -> Option<Stop> {
        let best = self.best_epoch()?;
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
        let epochs = history
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
        Ok(State { epochs, steps, memory, best })
    }
}

fn memory_name(number: usize) -> String {
    format!("memory{}.", number + 1)
}
