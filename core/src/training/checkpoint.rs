//! All that a training is in the middle of, and the file that keeps it.
//!
//! What is read is complete: exactly the memories that the optimizer has, a history that such a training can have had, and the best
//! weights where there are validation losses.

use std::path::Path;

use super::{Epoch, Model, Part, Stop, StorageError};
use crate::Float;
use crate::memory::{OutOfMemory, zeros};
use crate::number::Number;
use crate::storage::{Content, Destination, Opened};

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

/// What a checkpoint has to agree with.
pub(super) struct Expected<'a> {
    pub(super) settings: &'a str,
    pub(super) data: &'a str,
    pub(super) memories: usize,
    pub(super) batches: usize,
    pub(super) validated: bool,
    pub(super) accuracy: bool,
    pub(super) rate: &'a dyn Fn(usize) -> f64,
}

const KIND: &str = "chainrule training";
/// The rate and the loss; of each of the three others, whether there is one, and what it is.
const COLUMNS: usize = 8;

impl<T: Float> State<T> {
    pub(super) fn new(memories: usize, parameters: usize) -> Result<Self, OutOfMemory> {
        let memory = (0..memories).map(|_| zeros(parameters)).collect::<Result<_, _>>()?;
        Ok(State { epochs: Vec::new(), steps: 0, memory, best: None, best_epoch: None })
    }

    /// Keeps the parameters if the last epoch is the best.
    pub(super) fn note_best(&mut self, parameters: &[T]) {
        let loss = |epoch: usize| self.epochs[epoch].validation_loss;
        let Some(last) = self.epochs.len().checked_sub(1) else { return };
        let Some(found) = loss(last) else { return };
        if self.best_epoch.and_then(loss).is_none_or(|least| found.total_cmp(&least).is_lt()) {
            match &mut self.best {
                Some(best) => best.copy_from_slice(parameters),
                None => self.best = Some(parameters.to_vec()),
            }
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
        destination: &Destination,
        model: &M,
        expected: &Expected<'_>,
    ) -> Result<(), StorageError> {
        let history: Vec<f64> = self.epochs.iter().flat_map(row).collect();
        let parts = model.parts();
        let mut content = Content::new(KIND);
        content.describe("model", &model.description());
        content.describe("settings", expected.settings);
        content.describe("data", expected.data);
        content.describe("steps", &self.steps.to_string());
        content.put_parts("", &parts, model.parameters());
        for (number, memory) in self.memory.iter().enumerate() {
            content.put_parts(&memory_name(number), &parts, memory);
        }
        if let Some(best) = &self.best {
            content.put_parts(BEST, &parts, best);
        }
        content.put("history", &[self.epochs.len(), COLUMNS], &history);
        content.write(destination)
    }

    /// Reads a state, and gives its parameters to the model; on an error the model stays as it is.
    pub(super) fn read<M: Model<T>>(
        path: &Path,
        model: &mut M,
        expected: &Expected<'_>,
    ) -> Result<Self, StorageError> {
        let mut content = Opened::open(path)?;
        content.expect("format", KIND)?;
        content.expect("model", &model.description())?;
        content.expect("settings", expected.settings)?;
        content.expect("data", expected.data)?;
        let epochs = read_history(&mut content, expected)?;
        let steps = content.described("steps")?;
        let steps: u64 = match steps.parse() {
            Ok(steps) if steps == (epochs.len() * expected.batches) as u64 => steps,
            _ => return Err(content.damaged(format!("`{steps}` is not the number of steps of its epochs"))),
        };
        let parts = model.parts();
        check_names(&content, &parts, expected)?;
        let mut group = |prefix: &str| content.parts(prefix, &parts, Opened::numbers);
        let parameters: Vec<T> = group("")?;
        let memory =
            (0..expected.memories).map(|number| group(&memory_name(number))).collect::<Result<_, _>>()?;
        let best = if expected.validated { Some(group(BEST)?) } else { None };
        model.parameters_mut().copy_from_slice(&parameters);
        let best_epoch = best_of(&epochs);
        Ok(State { epochs, steps, memory, best, best_epoch })
    }

    /// For other ranks: all of it, and the parameters.
    pub(super) fn to_bytes(&self, parameters: &[T]) -> Vec<u8> {
        let mut bytes = Vec::new();
        for number in
            [self.steps, self.epochs.len() as u64, self.memory.len() as u64, u64::from(self.best.is_some())]
        {
            bytes.extend(number.to_le_bytes());
        }
        let history: Vec<f64> = self.epochs.iter().flat_map(row).collect();
        f64::bytes_of(&history, &mut |some| bytes.extend(some));
        for numbers in self.memory.iter().chain(&self.best).map(Vec::as_slice).chain([parameters]) {
            T::bytes_of(numbers, &mut |some| bytes.extend(some));
        }
        bytes
    }

    /// From bytes of [`to_bytes`](State::to_bytes).
    pub(super) fn from_bytes(bytes: &[u8], parameters: &mut [T]) -> Self {
        let (words, _) = bytes.as_chunks::<8>();
        let word = |place: usize| u64::from_le_bytes(words[place]);
        let size = |place: usize| usize::try_from(word(place)).unwrap_or(0);
        let (history, mut rest) = bytes[32..].split_at(size(1) * COLUMNS * 8);
        let mut columns = Vec::new();
        f64::of_bytes(history, &mut columns);
        let mut next = || {
            let (bytes, others) = rest.split_at(size_of_val(parameters));
            rest = others;
            let mut numbers = Vec::new();
            T::of_bytes(bytes, &mut numbers);
            numbers
        };
        let memory = (0..size(2)).map(|_| next()).collect();
        let best = (word(3) == 1).then(&mut next);
        let given = next();
        parameters.copy_from_slice(&given);
        let epochs: Vec<Epoch> = columns.chunks_exact(COLUMNS).enumerate().map(epoch_of).collect();
        let best_epoch = best_of(&epochs);
        State { epochs, steps: word(0), memory, best, best_epoch }
    }
}

fn row(epoch: &Epoch) -> [f64; COLUMNS] {
    let Epoch { epoch: _, rate, loss, validation_loss, accuracy, validation_accuracy } = *epoch;
    let flag = |number: Option<f64>| f64::from(u8::from(number.is_some()));
    let [a, b, c] = [validation_loss, accuracy, validation_accuracy];
    [rate, loss, flag(a), a.unwrap_or(0.0), flag(b), b.unwrap_or(0.0), flag(c), c.unwrap_or(0.0)]
}

fn epoch_of((epoch, row): (usize, &[f64])) -> Epoch {
    let optional = |place: usize| (row[place] == 1.0).then_some(row[place + 1]);
    Epoch {
        epoch,
        rate: row[0],
        loss: row[1],
        validation_loss: optional(2),
        accuracy: optional(4),
        validation_accuracy: optional(6),
    }
}

/// A history that this training can have had.
fn read_history(content: &mut Opened, expected: &Expected<'_>) -> Result<Vec<Epoch>, StorageError> {
    let shape = content.shape("history")?.to_vec();
    let columns = content.numbers::<f64>("history")?;
    if shape.len() != 2 || shape[1] != COLUMNS || shape[0] == 0 {
        return Err(content.damaged(format!("the tensor `history` has the shape {shape:?}")));
    }
    let epochs: Vec<Epoch> = columns.chunks_exact(COLUMNS).enumerate().map(epoch_of).collect();
    let has = |number: Option<f64>, wanted: bool| number.is_some() == wanted;
    for (epoch, found) in epochs.iter().zip(columns.chunks_exact(COLUMNS)) {
        let is_so = found.iter().all(|number| number.is_finite())
            && found == row(epoch)
            && epoch.rate == (expected.rate)(epoch.epoch)
            && has(epoch.validation_loss, expected.validated)
            && has(epoch.accuracy, expected.accuracy)
            && has(epoch.validation_accuracy, expected.accuracy && expected.validated);
        if !is_so {
            return Err(content
                .damaged(format!("its history is not that of such a training at epoch {}", epoch.epoch)));
        }
    }
    Ok(epochs)
}

/// That there are the tensors of such a training, and no others.
fn check_names(content: &Opened, parts: &[Part], expected: &Expected<'_>) -> Result<(), StorageError> {
    let mut groups: Vec<String> = vec![String::new()];
    groups.extend((0..expected.memories).map(memory_name));
    groups.extend(expected.validated.then(|| BEST.to_owned()));
    let mut wanted: Vec<String> = groups
        .iter()
        .flat_map(|prefix| parts.iter().map(move |part| format!("{prefix}{}", part.name)))
        .collect();
    wanted.push("history".to_owned());
    wanted.sort();
    let found = content.names();
    if let Some(missing) = wanted.iter().find(|name| !found.contains(name)) {
        return Err(content.damaged(format!("the tensor `{missing}` is missing")));
    }
    if let Some(other) = found.iter().find(|name| !wanted.contains(name)) {
        return Err(content.damaged(format!("such a training has no tensor `{other}`")));
    }
    Ok(())
}

/// The epoch with the least validation loss, the first of equal ones.
fn best_of(epochs: &[Epoch]) -> Option<usize> {
    let losses = epochs.iter().filter_map(|epoch| Some((epoch.validation_loss?, epoch.epoch)));
    losses.min_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, epoch)| epoch)
}

fn memory_name(number: usize) -> String {
    format!("memory{}.", number + 1)
}

const BEST: &str = "best.";
