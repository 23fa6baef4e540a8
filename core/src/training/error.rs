//! What can go wrong in a training.

use core::fmt::{self, Display, Formatter};

use std::path::PathBuf;

use super::{RankLost, StorageError, Unfit};
use crate::memory::OutOfMemory;
use crate::ranks::RankError;

/// Why a training could not start or go on.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The learning rate, or what a schedule makes of it, is not positive and finite.
    #[error("the rate {rate} is not positive and finite; pass a small positive number, such as 0.01")]
    Rate {
        /// The rate.
        rate: f64,
    },
    /// A setting is out of its range.
    #[error("the setting `{name}` is {value}, which is out of its range: {range}")]
    Setting {
        /// The name of the setting.
        name: &'static str,
        /// Its value.
        value: f64,
        /// What it can be.
        range: &'static str,
    },
    /// A batch would be empty.
    #[error("batches of 0 examples; take at least 1")]
    BatchSize,
    /// Early stopping needs examples to judge by.
    #[error("early stopping judges by validation examples, and there are none; pass them with `validation`")]
    NoValidation,
    /// The examples are not such as the model takes.
    #[error(transparent)]
    Unfit(#[from] Unfit),
    /// There are not as many weights as the function has.
    #[error("`{function}` has {expected} weights, and {found} are given")]
    Weights {
        /// The function.
        function: String,
        /// How many it has.
        expected: String,
        /// How many there are.
        found: usize,
    },
    /// Several weights are slices, of which nobody can tell where one ends.
    #[error("several weights of `{function}` are slices; give a list for each with `with_parts`")]
    Slices {
        /// The function.
        function: String,
    },
    /// The numbers became infinite or undefined; the model has the last weights at which they were not.
    #[error(
        "the {quantity} is not finite in epoch {epoch}, batch {batch}{}; \
         train with a smaller rate, or look at the data of that batch",
        part.as_ref().map(|part| format!(", at `{part}`")).unwrap_or_default()
    )]
    NotFinite {
        /// What is not finite.
        quantity: Quantity,
        /// The epoch, counted from 0.
        epoch: usize,
        /// The batch in the epoch, counted from 0.
        batch: usize,
        /// Where in the model it begins, if that is known: for a network, the layer or the loss.
        part: Option<String>,
    },
    /// A checkpoint cannot be written or read.
    #[error(transparent)]
    Storage(#[from] StorageError),
    /// There is a checkpoint already, and [`run`](super::Training::run) begins anew.
    #[error(
        "there is a checkpoint at `{}`; go on from it with `resume`, or give it up with `overwrite_checkpoint`",
        path.display()
    )]
    CheckpointThere {
        /// The checkpoint.
        path: PathBuf,
    },
    /// Examples cannot be read.
    #[error(transparent)]
    Data(#[from] crate::data::Error),
    /// There is not enough memory.
    #[error(transparent)]
    Memory(#[from] OutOfMemory),
    /// Another rank does not answer.
    #[error("{0}; go on from the checkpoint with `resume_across`, on as many ranks as there are")]
    RankLost(#[from] RankLost),
    /// Another rank could not do its part, and says why itself.
    #[error("rank {rank} could not go on, and says why itself")]
    OtherRank {
        /// Which one, counted from 0.
        rank: usize,
    },
    /// This rank has other examples or settings than rank 0.
    #[error("rank {rank} has other examples or settings than rank 0; give all ranks the same")]
    RanksDiffer {
        /// This rank, counted from 0.
        rank: usize,
    },
}

impl RankError for Error {
    fn other_rank(rank: usize) -> Self {
        Error::OtherRank { rank }
    }
}

/// What of a training is not finite.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quantity {
    /// The loss of a batch.
    Loss,
    /// The gradient of a batch.
    Gradient,
    /// The weights after a step.
    Weights,
    /// The loss over the validation examples.
    ValidationLoss,
}

impl Display for Quantity {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Quantity::Loss => "loss",
            Quantity::Gradient => "gradient",
            Quantity::Weights => "next weight",
            Quantity::ValidationLoss => "validation loss",
        })
    }
}
