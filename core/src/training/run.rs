//! The epochs and steps of a training.

use std::ops::ControlFlow;

use rand::seq::SliceRandom;

use super::checkpoint::State;
use super::gradient::{Rooms, add_gradient, loss};
use super::progress::Progress;
use super::{Batches, Epoch, Error, History, Model, Quantity, Stop, Training, generator};
use crate::Real;
use crate::data::{Dataset, Examples};

impl<T: Real> Training<'_, T> {
    pub(super) fn start<M: Model<T>>(
        &self,
        model: &mut M,
        examples: &Dataset<T>,
        resumed: bool,
        mut observer: impl FnMut(&Epoch, &M) -> ControlFlow<()>,
    ) -> Result<History, Error> {
        self.check_settings()?;
        model.check(examples)?;
        if let Some(validation) = self.validation {
            model.check(validation)?;
        }
        let fingerprint = self.fingerprint(examples);
        let kept = match &self.checkpoint {
            Some(path) if resumed && path.exists() => Some(State::read(path, model, &fingerprint)?),
            _ => None,
        };
        let mut state =
            kept.unwrap_or_else(|| State::new(self.optimizer.memories(), model.parameters().len()));
        let size = match self.batches {
            Batches::Online => 1,
            Batches::Mini(size) => size.min(examples.len()),
            Batches::Full => examples.len(),
        };
        let rows: Vec<usize> = (0..size).collect();
        let mut batch = examples.select(&rows);
        let mut steps = Steps {
            training: self,
            rooms: Rooms::new(),
            gradient: vec![T::ZERO; model.parameters().len()],
            good: model.parameters().to_vec(),
        };
        let progress = Progress::new(self.progress, self.epochs, state.epochs.len());
        let mut stop = state.stop(self.patience);
        while stop.is_none() && state.epochs.len() < self.epochs {
            let epoch = state.epochs.len();
            let rate = self.rate * self.schedule.factor(epoch, self.epochs);
            let loss = steps.epoch(model, examples, &mut batch, &mut state, rate)?;
            let validation_loss = match self.validation {
                Some(validation) => Some(steps.validation_loss(model, validation, epoch)?),
                None => None,
            };
            let measured = Epoch { epoch, rate, loss, validation_loss };
            state.epochs.push(measured);
            state.note_best(model.parameters());
            if let Some(path) = &self.checkpoint {
                state.write(path, model, &fingerprint)?;
            }
            progress.show(&measured);
            stop = state.stop(self.patience);
            if observer(&measured, model).is_break() {
                stop = stop.or(Some(Stop::Observer));
            }
        }
        if let (Some(Stop::Early { .. }), Some(best)) = (stop, &state.best) {
            model.parameters_mut().copy_from_slice(best);
        }
        Ok(History { epochs: state.epochs, stop: stop.unwrap_or(Stop::Epochs) })
    }
}

/// What the steps of a training work with.
struct Steps<'a, 't, T, W> {
    training: &'a Training<'t, T>,
    rooms: Rooms<W>,
    gradient: Vec<T>,
    /// The last parameters at which everything was finite.
    good: Vec<T>,
}

impl<T: Real, W: Send> Steps<'_, '_, T, W> {
    /// One pass over the examples; the loss over them. Where they come in another order, those of a batch are put side by
    /// side.
    fn epoch<M: Model<T, Workspace = W>>(
        &mut self,
        model: &mut M,
        examples: &Dataset<T>,
        side_by_side: &mut Dataset<T>,
        state: &mut State<T>,
        rate: f64,
    ) -> Result<f64, Error> {
        let epoch = state.epochs.len();
        let mut order: Vec<usize> = (0..examples.len()).collect();
        if let Some(seed) = self.training.seed {
            order.shuffle(&mut generator(seed, epoch as u64));
        }
        let size = side_by_side.len();
        let mut sum = 0.0;
        for (number, rows) in order.chunks(size).enumerate() {
            let batch = if self.training.seed.is_none() {
                let (_, rest) = examples.examples().split_at(number * size);
                rest.split_at(rows.len()).0
            } else {
                side_by_side.gather(examples, rows)
            };
            let done = self.step(model, batch, state, rate);
            sum +=
                done.map_err(|(quantity, part)| Error::NotFinite { quantity, epoch, batch: number, part })?;
        }
        Ok(if self.training.by_sums { sum } else { sum / examples.len() as f64 })
    }

    /// One step; the sum of the losses before it.
    fn step<M: Model<T, Workspace = W>>(
        &mut self,
        model: &mut M,
        batch: Examples<'_, T>,
        state: &mut State<T>,
        rate: f64,
    ) -> Result<f64, (Quantity, Option<String>)> {
        let training = self.training;
        self.gradient.fill(T::ZERO);
        let loss = add_gradient(model, batch, &mut self.gradient, &self.rooms);
        if let Some(problem) = self.not_finite(model, batch, loss) {
            model.parameters_mut().copy_from_slice(&self.good);
            return Err(problem);
        }
        if !training.by_sums && batch.len() > 1 {
            let share = T::ONE / T::of(batch.len() as f64);
            self.gradient.iter_mut().for_each(|slope| *slope *= share);
        }
        if training.weight_decay > 0.0 {
            let decay = T::of(training.weight_decay);
            for (slope, &weight) in self.gradient.iter_mut().zip(model.parameters()) {
                *slope += decay * weight;
            }
        }
        if let Some(most) = training.clip_norm {
            let norm = self.gradient.iter().map(|&slope| slope.to_f64().powi(2)).sum::<f64>().sqrt();
            if norm > most {
                let factor = T::of(most / norm);
                self.gradient.iter_mut().for_each(|slope| *slope *= factor);
            }
        }
        self.good.copy_from_slice(model.parameters());
        state.steps += 1;
        training.optimizer.step(rate, state.steps, model.parameters_mut(), &self.gradient, &mut state.memory);
        if let Some(position) = first_not_finite(model.parameters()) {
            model.parameters_mut().copy_from_slice(&self.good);
            return Err((Quantity::Weights, part_of(model, position)));
        }
        Ok(loss.to_f64())
    }

    /// What of the loss and the gradient is not finite, and where in the model that begins.
    fn not_finite<M: Model<T>>(
        &self,
        model: &M,
        batch: Examples<'_, T>,
        loss: T,
    ) -> Option<(Quantity, Option<String>)> {
        if !loss.is_finite() {
            return Some((Quantity::Loss, model.first_not_finite(batch)));
        }
        // The blame goes from the last part to the first.
        first_not_finite(&self.gradient)?;
        let last = self.gradient.iter().rposition(|slope| !slope.is_finite())?;
        Some((Quantity::Gradient, part_of(model, last)))
    }

    fn validation_loss<M: Model<T, Workspace = W>>(
        &self,
        model: &mut M,
        validation: &Dataset<T>,
        epoch: usize,
    ) -> Result<f64, Error> {
        let mean = loss(model, validation.examples(), &self.rooms).to_f64() / validation.len() as f64;
        if mean.is_finite() {
            return Ok(mean);
        }
        model.parameters_mut().copy_from_slice(&self.good);
        Err(Error::NotFinite { quantity: Quantity::ValidationLoss, epoch, batch: 0, part: None })
    }
}

fn first_not_finite<T: Real>(numbers: &[T]) -> Option<usize> {
    // Zero times a number is zero unless it is not finite, and so is a sum of zeros: no branch for each number.
    let zeros: T = numbers.iter().map(|&number| number * T::ZERO).sum();
    if zeros == T::ZERO { None } else { numbers.iter().position(|number| !number.is_finite()) }
}

/// The part of the model to which a parameter belongs.
fn part_of<T: Real, M: Model<T>>(model: &M, position: usize) -> Option<String> {
    let mut end = 0;
    let part = model.parts().into_iter().find(|part| {
        end += part.len();
        position < end
    });
    part.map(|part| part.name)
}
