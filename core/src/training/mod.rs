//! Training: from examples to weights, step by step against the gradient.
//!
//! ```
//! use chainrule::data::Dataset;
//! use chainrule::training::{FunctionModel, Model, Optimizer};
//! use chainrule::{Training, differentiate};
//!
//! #[differentiate(wrt(slope, offset))]
//! fn loss(slope: f64, offset: f64, x: f64, y: f64) -> f64 {
//!     (slope * x + offset - y).powi(2)
//! }
//!
//! let examples = Dataset::from_rows(&[([0.0], [1.0]), ([1.0], [3.0]), ([2.0], [5.0])]);
//! let mut line = FunctionModel::<loss>::new(vec![0.0, 0.0])?;
//! let history = Training::new(Optimizer::Sgd).learning_rate(0.1).epochs(500).run(&mut line, &examples)?;
//! assert!(history.epochs[499].loss < 1e-9);
//! assert!((line.parameters()[0] - 2.0).abs() < 1e-6);
//! # Ok::<(), chainrule::training::Error>(())
//! ```
//!
//! Whatever is a [`Model`] can be trained: a [`Network`](crate::Network), or any differentiated function of weights and of
//! the numbers of an example, as a [`FunctionModel`]. Every number of a run follows from its settings and seeds: the same
//! on every run, for any number of threads and of ranks ([`Ranks`]), and whether or not it was interrupted and resumed.

mod batch;
mod checkpoint;
mod error;
mod function_model;
mod gradient;
mod history;
mod model;
mod optimizer;
mod progress;
mod run;
mod schedule;
mod settings;
mod start;
mod steps;

pub use error::{Error, Quantity};
pub use function_model::FunctionModel;
pub use history::{Epoch, History, Stop};
pub use model::{Model, Part, Unfit};
pub use optimizer::{Adam, AdamW, Optimizer};
pub use schedule::Schedule;
pub use settings::{Batches, Reduction, Training};

pub use crate::memory::OutOfMemory;
#[cfg(feature = "mpi")]
pub use crate::ranks::mpi;
pub use crate::ranks::{RankLost, Ranks};
pub use crate::storage::Error as StorageError;

use chacha20::ChaCha8Rng;
use rand::SeedableRng;

/// What chance begins with: each seed has streams of numbers that have nothing to do with each other, so that the state
/// of chance at an epoch is the epoch's number.
pub(crate) fn generator(seed: u64, stream: u64) -> ChaCha8Rng {
    let mut generator = ChaCha8Rng::seed_from_u64(seed);
    generator.set_stream(stream);
    generator
}

/// The name of a function, from the type that carries its derivatives.
pub(crate) fn name_of<F>() -> &'static str {
    let path = std::any::type_name::<F>();
    path.rsplit("::").next().unwrap_or(path)
}
