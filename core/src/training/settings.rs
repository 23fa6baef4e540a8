//! The settings of a training.

use std::ops::ControlFlow;
use std::path::PathBuf;

use super::{Epoch, Error, History, Model, Optimizer, Schedule};
use crate::Real;
use crate::data::Dataset;

/// How many examples a step is made from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Batches {
    /// A step after every example.
    Online,
    /// A step after so many examples; the last batch of an epoch has what is left.
    Mini(usize),
    /// One step an epoch, from all examples.
    Full,
}

/// The settings of a training, which [`run`](Training::run) starts.
///
/// ```
/// use chainrule::data::Dataset;
/// use chainrule::network::{identity, squared_error, tanh};
/// use chainrule::training::{Batches, Optimizer, Schedule, Stop};
/// use chainrule::{Network, Training};
///
/// let rows: Vec<([f64; 1], [f64; 1])> =
///     (0..40).map(|i| f64::from(i) / 10.0 - 2.0).map(|x| ([x], [x.sin()])).collect();
/// let (examples, validation) = Dataset::from_rows(&rows).split(0.25, 1)?;
/// let mut network = Network::builder(1).dense::<tanh>(16).dense::<identity>(1).build::<squared_error>()?;
/// let history = Training::new(Optimizer::ADAM, 0.02)
///     .epochs(400)
///     .batches(Batches::Mini(8))
///     .shuffled(7)
///     .schedule(Schedule::Cosine { last: 0.01 })
///     .clip_norm(1.0)
///     .validation(&validation)
///     .early_stopping(100)
///     .run(&mut network, &examples)?;
/// assert!(network.mean_loss(&validation)? < 1e-3);
/// assert!(matches!(history.stop, Stop::Epochs | Stop::Early { .. }));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
#[must_use = "settings do nothing until `run` is called"]
pub struct Training<'a, T = f64> {
    pub(super) optimizer: Optimizer,
    pub(super) rate: f64,
    pub(super) epochs: usize,
    pub(super) batches: Batches,
    pub(super) seed: Option<u64>,
    pub(super) schedule: Schedule,
    pub(super) by_sums: bool,
    pub(super) clip_norm: Option<f64>,
    pub(super) weight_decay: f64,
    pub(super) validation: Option<&'a Dataset<T>>,
    pub(super) patience: Option<usize>,
    pub(super) checkpoint: Option<PathBuf>,
    pub(super) progress: bool,
}

impl<'a, T: Real> Training<'a, T> {
    /// A training by this rule at this learning rate: 100 epochs in full batches, until told otherwise.
    pub const fn new(optimizer: Optimizer, rate: f64) -> Self {
        Training {
            optimizer,
            rate,
            epochs: 100,
            batches: Batches::Full,
            seed: None,
            schedule: Schedule::Constant,
            by_sums: false,
            clip_norm: None,
            weight_decay: 0.0,
            validation: None,
            patience: None,
            checkpoint: None,
            progress: false,
        }
    }

    /// Passes over the examples this many times.
    pub fn epochs(mut self, epochs: usize) -> Self {
        self.epochs = epochs;
        self
    }

    /// How many examples a step is made from.
    pub fn batches(mut self, batches: Batches) -> Self {
        self.batches = batches;
        self
    }

    /// Takes the examples in another order in every epoch. Equal seeds give equal orders.
    pub fn shuffled(mut self, seed: u64) -> Self {
        self.seed = Some(seed);
        self
    }

    /// Changes the rate from epoch to epoch.
    pub fn schedule(mut self, schedule: Schedule) -> Self {
        self.schedule = schedule;
        self
    }

    /// Makes steps from the sum of the losses of a batch, instead of from their mean.
    pub fn by_sums(mut self) -> Self {
        self.by_sums = true;
        self
    }

    /// Shortens gradients whose Euclidean norm is greater than this, to this.
    pub fn clip_norm(mut self, norm: f64) -> Self {
        self.clip_norm = Some(norm);
        self
    }

    /// Adds decay·w to the gradient by each weight w: the gradient of ½·decay·w².
    pub fn weight_decay(mut self, decay: f64) -> Self {
        self.weight_decay = decay;
        self
    }

    /// Measures the loss over these examples after every epoch.
    pub fn validation(mut self, examples: &'a Dataset<T>) -> Self {
        self.validation = Some(examples);
        self
    }

    /// Stops where the validation loss has not improved for so many epochs, and goes back to the best weights.
    pub fn early_stopping(mut self, patience: usize) -> Self {
        self.patience = Some(patience);
        self
    }

    /// Keeps the state of the training in this file after every epoch: weights, what the rule remembers, the epoch,
    /// and all that was measured. [`resume`](Training::resume) goes on from there.
    pub fn checkpoint(mut self, path: impl Into<PathBuf>) -> Self {
        self.checkpoint = Some(path.into());
        self
    }

    /// Shows a bar on the terminal, if there is one and the crate's feature `progress` is on.
    pub fn progress(mut self, shown: bool) -> Self {
        self.progress = shown;
        self
    }

    /// Trains a model on examples, from the weights that it has.
    ///
    /// # Errors
    ///
    /// See [`Error`]: a setting that makes no sense, examples that do not fit the model, a checkpoint that cannot be
    /// written, or numbers that are no longer finite; then the model has the last weights that were good.
    pub fn run<M: Model<T>>(&self, model: &mut M, examples: &Dataset<T>) -> Result<History, Error> {
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
        examples: &Dataset<T>,
        observer: impl FnMut(&Epoch, &M) -> ControlFlow<()>,
    ) -> Result<History, Error> {
        self.start(model, examples, false, observer)
    }

    /// Goes on from the [`checkpoint`](Training::checkpoint), or begins where there is none yet. A run that was killed at any
    /// moment and resumed ends with the same bits as one that was not.
    ///
    /// # Errors
    ///
    /// As [`run`](Training::run), and if the checkpoint is damaged, or that of another model or of other settings.
    pub fn resume<M: Model<T>>(&self, model: &mut M, examples: &Dataset<T>) -> Result<History, Error> {
        self.start(model, examples, true, |_, _| ControlFlow::Continue(()))
    }

    /// What of the settings and examples a checkpoint must agree with; the number of epochs may grow.
    pub(super) fn fingerprint(&self, examples: &Dataset<T>) -> String {
        let epochs = match self.schedule {
            Schedule::Cosine { .. } | Schedule::WarmUp { .. } => format!(" over {} epochs", self.epochs),
            _ => String::new(),
        };
        format!(
            "{:?} at {}{epochs}, {:?}, {:?}, seed {:?}, by sums {}, clip {:?}, decay {}, patience {:?}, {} examples, {} validation",
            self.optimizer,
            self.rate,
            self.schedule,
            self.batches,
            self.seed,
            self.by_sums,
            self.clip_norm,
            self.weight_decay,
            self.patience,
            examples.len(),
            self.validation.map_or(0, Dataset::len),
        )
    }

    pub(super) fn check_settings(&self) -> Result<(), Error> {
        if !self.rate.is_finite() || self.rate <= 0.0 {
            return Err(Error::Rate { rate: self.rate });
        }
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
}
