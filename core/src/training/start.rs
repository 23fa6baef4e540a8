//! The ways to start a training, and what is checked before the first step.

use std::ops::ControlFlow;

use super::run::{Start, run};
use super::settings::Validation;
use super::{Batches, Epoch, Error, History, Model, Reduction, Schedule, Training, Unfit};
use crate::Float;
use crate::data::{Source, inspect};
use crate::ranks::Ranks;
use crate::storage::Digest;

impl<T: Float> Training<'_, T> {
    /// Trains a model on examples, from the weights that it has.
    ///
    /// # Errors
    ///
    /// See [`Error`]: a setting that makes no sense, examples that do not fit the model, a checkpoint that is there already or cannot
    /// be written, or numbers that are no longer finite; then the model has the last weights that were good.
    pub fn run<M: Model<T>>(&self, model: &mut M, examples: &impl Source<T>) -> Result<History, Error> {
        self.run_observed(model, examples, |_, _| ControlFlow::Continue(()))
    }

    /// The same; after every epoch the observer sees what was measured and the model, and can end the training.
    ///
    /// # Errors
    ///
    /// As [`run`](Training::run).
    pub fn run_observed<M: Model<T>>(
        &self,
        model: &mut M,
        examples: &impl Source<T>,
        observer: impl FnMut(&Epoch, &M) -> ControlFlow<()>,
    ) -> Result<History, Error> {
        run(self, None, Start::Anew, model, examples, observer)
    }

    /// Goes on from the [`checkpoint`](Training::checkpoint), or begins where there is none yet. A run that was killed at any
    /// moment and resumed ends with the same bits as one that was not.
    ///
    /// # Errors
    ///
    /// As [`run`](Training::run), and if the checkpoint is damaged, or that of another model, of other settings or of other
    /// examples.
    pub fn resume<M: Model<T>>(&self, model: &mut M, examples: &impl Source<T>) -> Result<History, Error> {
        self.resume_observed(model, examples, |_, _| ControlFlow::Continue(()))
    }

    /// The same; after every epoch from there on the observer sees what was measured and the model, and can end the training.
    ///
    /// # Errors
    ///
    /// As [`resume`](Training::resume).
    pub fn resume_observed<M: Model<T>>(
        &self,
        model: &mut M,
        examples: &impl Source<T>,
        observer: impl FnMut(&Epoch, &M) -> ControlFlow<()>,
    ) -> Result<History, Error> {
        run(self, None, Start::Resumed, model, examples, observer)
    }

    /// Trains one model by several processes, each of which calls this with the same settings, weights and examples: every
    /// batch is shared out among them, and all have the model in the end, with the same bits as [`run`](Training::run) gives on
    /// one process. Rank 0 alone writes the checkpoint.
    ///
    /// # Errors
    ///
    /// As [`run`](Training::run), and [`Error::RankLost`], [`Error::OtherRank`] and [`Error::RanksDiffer`].
    pub fn run_across<M: Model<T>>(
        &self,
        ranks: &dyn Ranks,
        model: &mut M,
        examples: &impl Source<T>,
    ) -> Result<History, Error> {
        run(self, Some(ranks), Start::Anew, model, examples, |_, _| ControlFlow::Continue(()))
    }

    /// Goes on from the checkpoint of rank 0, which may be of another number of ranks, or begins where there is none yet.
    ///
    /// # Errors
    ///
    /// As [`resume`](Training::resume) and [`run_across`](Training::run_across).
    pub fn resume_across<M: Model<T>>(
        &self,
        ranks: &dyn Ranks,
        model: &mut M,
        examples: &impl Source<T>,
    ) -> Result<History, Error> {
        run(self, Some(ranks), Start::Resumed, model, examples, |_, _| ControlFlow::Continue(()))
    }

    /// What of the settings a checkpoint must agree with; the number of epochs may grow.
    pub(super) fn fingerprint(&self) -> String {
        let epochs = match self.schedule {
            Schedule::Cosine { .. } | Schedule::WarmUp { .. } => format!(" over {} epochs", self.epochs),
            _ => String::new(),
        };
        format!(
            "{:?} at {}{epochs}, {:?}, {:?}, seed {:?}, {:?}, accuracy {}, clip {:?}, decay {}, patience {:?}",
            self.optimizer,
            self.rate,
            self.schedule,
            self.batches,
            self.seed,
            self.reduction,
            self.accuracy,
            self.clip_norm,
            self.weight_decay,
            self.patience,
        )
    }

    /// Checks that the examples are such as the model takes, and says what they are known by: how many they are, and, where a
    /// checkpoint or another rank is to have the same, their digest.
    pub(super) fn check_examples<M: Model<T>>(
        &self,
        model: &M,
        examples: &impl Source<T>,
        shared: bool,
    ) -> Result<String, Error> {
        let digested = shared || self.checkpoint.is_some();
        let mut data = check(model, examples, self.accuracy, digested)?;
        if let Some(Validation(validation)) = self.validation {
            data.push_str(", validation ");
            data.push_str(&check(model, &validation, self.accuracy, digested)?);
        }
        Ok(data)
    }

    pub(super) fn check_settings(&self) -> Result<(), Error> {
        if !self.rate.is_finite() || self.rate <= 0.0 {
            return Err(Error::Rate { rate: self.rate });
        }
        self.schedule.check(self.rate, self.epochs)?;
        if self.batches == Batches::Mini(0) {
            return Err(Error::BatchSize);
        }
        if self.patience.is_some() && self.validation.is_none() {
            return Err(Error::NoValidation);
        }
        if let Some((name, value)) = self.optimizer.wrong_constant() {
            let range = "from 0 to below 1, and finite where it is no share";
            return Err(Error::Setting { name, value, range });
        }
        if let Some(value) = self.clip_norm.filter(|norm| !norm.is_finite() || *norm <= 0.0) {
            return Err(Error::Setting { name: "clip_norm", value, range: "positive and finite" });
        }
        if !self.weight_decay.is_finite() || self.weight_decay < 0.0 {
            let range = "zero or positive, and finite";
            return Err(Error::Setting { name: "weight_decay", value: self.weight_decay, range });
        }
        Ok(())
    }

    pub(super) fn by_means(&self) -> bool {
        self.reduction == Reduction::Mean
    }
}

fn check<T: Float, M: Model<T>>(
    model: &M,
    examples: &impl Source<T>,
    accuracy: bool,
    digested: bool,
) -> Result<String, Error> {
    let mut digest = Digest::new();
    let mut fit = Ok(());
    inspect(examples, |block| {
        if fit.is_ok() {
            fit = model.check(block);
        }
        if fit.is_ok() && accuracy && !model.tells_classes(block) {
            fit = Err(Unfit(
                "accuracy is measured of classes, and these targets, or this model, have none".to_owned(),
            ));
        }
        if digested {
            for numbers in [block.inputs, block.targets] {
                let rows = numbers.rows().into_iter().filter_map(|row| row.to_slice());
                rows.for_each(|row| digest.numbers(row));
            }
        }
    })?;
    fit?;
    let known = if digested { format!(" {}", digest.finish()) } else { String::new() };
    Ok(format!("{} examples{known}", examples.len()))
}
