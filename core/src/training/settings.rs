//! The settings of a training.

use core::fmt::{self, Debug, Formatter};
use std::path::PathBuf;

use super::{Optimizer, Schedule};
use crate::Float;
use crate::data::Source;

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

/// What of the losses of a batch a step is made from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reduction {
    /// Their mean.
    Mean,
    /// Their sum.
    Sum,
}

/// The settings of a training, which [`run`](Training::run) starts.
///
/// ```
/// use chainrule::data::Dataset;
/// use chainrule::network::{identity, squared_error, tanh};
/// use chainrule::data::HoldOut;
/// use chainrule::training::{Adam, Batches, Schedule, Stop};
/// use chainrule::{Network, Training};
///
/// let rows: Vec<([f64; 1], [f64; 1])> =
///     (0..40).map(|i| f64::from(i) / 10.0 - 2.0).map(|x| ([x], [x.sin()])).collect();
/// let (examples, validation) = Dataset::from_rows(&rows).split(HoldOut { share: 0.25, seed: 1 })?;
/// let mut network = Network::builder(1).dense::<tanh>(16).dense::<identity>(1).build::<squared_error>()?;
/// let history = Training::new(Adam::default())
///     .learning_rate(0.02)
///     .epochs(400)
///     .batches(Batches::Mini(8))
///     .shuffled_by_seed(7)
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
    pub(super) reduction: Reduction,
    pub(super) accuracy: bool,
    pub(super) clip_norm: Option<f64>,
    pub(super) weight_decay: f64,
    pub(super) validation: Option<Validation<'a, T>>,
    pub(super) patience: Option<usize>,
    pub(super) checkpoint: Option<PathBuf>,
    pub(super) overwrite: bool,
    pub(super) progress: bool,
}

impl<'a, T: Float> Training<'a, T> {
    /// A training by this rule: 100 epochs in full batches, until told otherwise.
    pub fn new(optimizer: impl Into<Optimizer>) -> Self {
        let optimizer = optimizer.into();
        Training {
            optimizer,
            rate: optimizer.usual_rate(),
            epochs: 100,
            batches: Batches::Full,
            seed: None,
            schedule: Schedule::Constant,
            reduction: Reduction::Mean,
            accuracy: false,
            clip_norm: None,
            weight_decay: 0.0,
            validation: None,
            patience: None,
            checkpoint: None,
            overwrite: false,
            progress: false,
        }
    }

    /// How far a step goes. Until told otherwise it is 0.01, and 0.001 for [`Adam`](super::Adam) and [`AdamW`](super::AdamW).
    pub fn learning_rate(mut self, rate: f64) -> Self {
        self.rate = rate;
        self
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
    pub fn shuffled_by_seed(mut self, seed: u64) -> Self {
        self.seed = Some(seed);
        self
    }

    /// Changes the rate from epoch to epoch.
    pub fn schedule(mut self, schedule: Schedule) -> Self {
        self.schedule = schedule;
        self
    }

    /// What of the losses of a batch a step is made from: their mean, until told otherwise.
    pub fn reduction(mut self, reduction: Reduction) -> Self {
        self.reduction = reduction;
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

    /// Measures the loss over these examples after every epoch. They need not fit into memory, no more than those of the training.
    pub fn validation(mut self, examples: &'a dyn Source<T>) -> Self {
        self.validation = Some(Validation(examples));
        self
    }

    /// Measures after every epoch what share of the examples, and of the validation examples, the model tells right; that is one
    /// more pass over them.
    pub fn measure_accuracy(mut self) -> Self {
        self.accuracy = true;
        self
    }

    /// Stops where the validation loss has not improved for so many epochs, and goes back to the best weights.
    pub fn early_stopping(mut self, patience: usize) -> Self {
        self.patience = Some(patience);
        self
    }

    /// Keeps the state of the training in this file after every epoch: weights, what the rule remembers, the epoch,
    /// and all that was measured. [`resume`](Training::resume) goes on from there.
    ///
    /// The file is this training's alone as long as it runs; a second one is told so.
    pub fn checkpoint(mut self, path: impl Into<PathBuf>) -> Self {
        self.checkpoint = Some(path.into());
        self
    }

    /// Lets [`run`](Training::run) begin anew over a checkpoint that is there.
    pub fn overwrite_checkpoint(mut self) -> Self {
        self.overwrite = true;
        self
    }

    /// Shows a bar on the terminal, if there is one and the crate's feature `progress` is on.
    pub fn progress(mut self, shown: bool) -> Self {
        self.progress = shown;
        self
    }
}

/// Examples that no step is made from, wherever they are.
pub(super) struct Validation<'a, T>(pub(super) &'a dyn Source<T>);

// Not derived: that would ask the same of the number.
impl<T> Clone for Validation<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Validation<'_, T> {}

impl<T> Debug for Validation<'_, T> {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.write_str("examples")
    }
}
