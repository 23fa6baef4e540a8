//! The steps of an epoch: from batches to gradients, from gradients to weights; and what is measured after it.

use rand::seq::SliceRandom;

use super::batch::{Batch, Room};
use super::checkpoint::State;
use super::gradient::{Rooms, Sums, Wanted, sums_of_all};
use super::settings::Validation;
use super::{Batches, Epoch, Error, Model, Quantity, Training, generator};
use crate::Float;
use crate::data::Source;
use crate::memory::{room, zeros};
use crate::ranks::Ranks;

/// What the steps of a training work with.
pub(super) struct Steps<'a, 't, T, W> {
    training: &'a Training<'t, T>,
    ranks: Option<&'a dyn Ranks>,
    rooms: Rooms<T, W>,
    gradient: Vec<T>,
    /// The last parameters at which everything was finite.
    good: Vec<T>,
}

impl<T: Float> Training<'_, T> {
    /// How many of so many examples a batch has.
    pub(super) fn batch_size(&self, examples: usize) -> usize {
        match self.batches {
            Batches::Online => 1,
            Batches::Mini(size) => size.min(examples),
            Batches::Full => examples,
        }
    }
}

impl<'a, 't, T: Float, W: Send> Steps<'a, 't, T, W> {
    pub(super) fn new<M: Model<T, Workspace = W>>(
        training: &'a Training<'t, T>,
        ranks: Option<&'a dyn Ranks>,
        model: &M,
    ) -> Result<Self, Error> {
        let count = model.parameters().len();
        let mut good = room(count)?;
        good.extend_from_slice(model.parameters());
        Ok(Steps { training, ranks, rooms: Rooms::new(), gradient: zeros(count)?, good })
    }

    /// One pass over the examples; the loss over them.
    pub(super) fn epoch<M: Model<T, Workspace = W>, S: Source<T>>(
        &mut self,
        model: &mut M,
        examples: &S,
        state: &mut State<T>,
        rate: f64,
    ) -> Result<f64, Error> {
        let epoch = state.epochs.len();
        let (count, size) = (examples.len(), self.training.batch_size(examples.len()));
        let order = match self.training.seed {
            Some(seed) => {
                let mut order = room(count)?;
                order.extend(0..count);
                order.shuffle(&mut generator(seed, epoch as u64));
                Some(order)
            }
            None => None,
        };
        let mut sum = 0.0;
        for (number, start) in (0..count).step_by(size).enumerate() {
            let length = size.min(count - start);
            let batch = match &order {
                Some(order) => Batch::listed(examples, &order[start..start + length]),
                None => Batch::range(examples, start, length),
            };
            let done = self.step(model, batch, state, rate)?;
            sum +=
                done.map_err(|(quantity, part)| Error::NotFinite { quantity, epoch, batch: number, part })?;
        }
        Ok(if self.training.by_means() { sum / count as f64 } else { sum })
    }

    /// One step; the sum of the losses before it, or what of it is not finite, and where.
    #[allow(clippy::type_complexity, reason = "two kinds of failure, of which one is to be placed")]
    fn step<M: Model<T, Workspace = W>, S: Source<T>>(
        &mut self,
        model: &mut M,
        batch: Batch<'_, S>,
        state: &mut State<T>,
        rate: f64,
    ) -> Result<Result<f64, (Quantity, Option<String>)>, Error> {
        let training = self.training;
        self.gradient.fill(T::ZERO);
        let batch = batch.of_step(state.steps + 1);
        let Sums { loss, .. } =
            sums_of_all(self.ranks, model, batch, Wanted::Gradient, &mut self.gradient, &self.rooms)?;
        if let Some(problem) = self.not_finite(model, batch, loss)? {
            model.parameters_mut().copy_from_slice(&self.good);
            return Ok(Err(problem));
        }
        if training.by_means() && batch.len() > 1 {
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
            clip(&mut self.gradient, most);
        }
        self.good.copy_from_slice(model.parameters());
        state.steps += 1;
        training.optimizer.step(rate, state.steps, model.parameters_mut(), &self.gradient, &mut state.memory);
        if let Some(position) = first_not_finite(model.parameters()) {
            model.parameters_mut().copy_from_slice(&self.good);
            return Ok(Err((Quantity::Weights, part_of(model, position))));
        }
        Ok(Ok(loss))
    }

    /// What of the loss and the gradient is not finite, and where in the model that begins.
    #[allow(clippy::type_complexity, reason = "what and where, if anything")]
    fn not_finite<M: Model<T>, S: Source<T>>(
        &self,
        model: &M,
        batch: Batch<'_, S>,
        loss: f64,
    ) -> Result<Option<(Quantity, Option<String>)>, Error> {
        if !loss.is_finite() {
            return Ok(Some((Quantity::Loss, first_part_not_finite(model, batch)?)));
        }
        if first_not_finite(&self.gradient).is_none() {
            return Ok(None);
        }
        // The blame goes from the last part to the first.
        let last = self.gradient.iter().rposition(|slope| !slope.is_finite());
        Ok(last.map(|last| (Quantity::Gradient, part_of(model, last))))
    }

    /// What there is to be measured after an epoch.
    pub(super) fn measure<M: Model<T, Workspace = W>, S: Source<T>>(
        &self,
        model: &mut M,
        examples: &S,
        mut epoch: Epoch,
    ) -> Result<Epoch, Error> {
        let wanted = if self.training.accuracy { Wanted::Right } else { Wanted::Loss };
        if self.training.accuracy {
            let batch = Batch::range(examples, 0, examples.len());
            let sums = sums_of_all(self.ranks, model, batch, Wanted::Right, &mut [], &self.rooms)?;
            epoch.accuracy = Some(sums.right as f64 / examples.len() as f64);
        }
        if let Some(Validation(validation)) = &self.training.validation {
            let (batch, count) = (Batch::range(validation, 0, validation.len()), validation.len() as f64);
            let sums = sums_of_all(self.ranks, model, batch, wanted, &mut [], &self.rooms)?;
            epoch.validation_loss = Some(sums.loss / count);
            epoch.validation_accuracy = self.training.accuracy.then_some(sums.right as f64 / count);
            if !sums.loss.is_finite() {
                model.parameters_mut().copy_from_slice(&self.good);
                let quantity = Quantity::ValidationLoss;
                return Err(Error::NotFinite { quantity, epoch: epoch.epoch, batch: 0, part: None });
            }
        }
        Ok(epoch)
    }
}

/// Shortens a gradient to this norm if it is longer. The largest slope is taken out, so that no square overflows or vanishes.
fn clip<T: Float>(gradient: &mut [T], most: f64) {
    let largest = gradient.iter().fold(T::ZERO, |largest, slope| largest.max(slope.abs()));
    if largest == T::ZERO {
        return;
    }
    let scale = largest.to_f64();
    let root = gradient.iter().map(|slope| (slope.to_f64() / scale).powi(2)).sum::<f64>().sqrt();
    if root > most / scale {
        let factor = T::of(most / root);
        for slope in gradient {
            *slope = *slope / largest * factor;
        }
    }
}

fn first_not_finite<T: Float>(numbers: &[T]) -> Option<usize> {
    // Zero times a number is zero unless it is not finite, and so is a sum of zeros: no branch for each number, and many at a time.
    let mut zeros = [T::ZERO; 16];
    let (blocks, rest) = numbers.as_chunks::<16>();
    for block in blocks {
        for (zero, &number) in zeros.iter_mut().zip(block) {
            *zero += number * T::ZERO;
        }
    }
    let are_finite = zeros.iter().chain(rest).all(|number| number.is_finite());
    if are_finite { None } else { numbers.iter().position(|number| !number.is_finite()) }
}

/// Where numbers stop being finite in the first block of a batch that has such.
fn first_part_not_finite<T: Float, M: Model<T>, S: Source<T>>(
    model: &M,
    batch: Batch<'_, S>,
) -> Result<Option<String>, Error> {
    match batch.halves(M::BLOCK) {
        Some((first, second)) => match first_part_not_finite(model, first)? {
            None => first_part_not_finite(model, second),
            found => Ok(found),
        },
        None => {
            let mut room = Room::new(model);
            Ok(model.first_not_finite(batch.examples(&mut room.examples, M::BLOCK)?))
        }
    }
}

/// The part of the model to which a parameter belongs.
fn part_of<T: Float, M: Model<T>>(model: &M, position: usize) -> Option<String> {
    let mut end = 0;
    let part = model.parts().into_iter().find(|part| {
        end += part.len();
        position < end
    });
    part.map(|part| part.name)
}
