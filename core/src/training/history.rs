//! What became of a training, epoch by epoch.

use std::path::Path;
use std::time::Duration;

use super::StorageError;
use crate::storage::Destination;

/// One pass over the examples.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Epoch {
    /// Which one, counted from 0.
    pub epoch: usize,
    /// The learning rate.
    pub rate: f64,
    /// The loss over the examples, each taken as its batch came, before the step that it led to: the mean, or the sum
    /// where the training goes by sums.
    pub loss: f64,
    /// The mean loss over the validation examples after the epoch, if there are any.
    pub validation_loss: Option<f64>,
    /// The share of the examples that the model tells right after the epoch, if that is
    /// [measured](super::Training::measure_accuracy).
    pub accuracy: Option<f64>,
    /// The same of the validation examples.
    pub validation_accuracy: Option<f64>,
}

/// Why a training ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stop {
    /// All epochs were done.
    Epochs,
    /// The validation loss did not improve for as many epochs as early stopping allows; the model has the weights
    /// of the best epoch.
    Early {
        /// The best epoch, counted from 0.
        best: usize,
    },
    /// The observer asked for it.
    Observer,
}

/// All epochs of a training, and why it ended.
///
/// ```
/// use chainrule::training::{Epoch, History, Stop};
///
/// let epoch = Epoch { epoch: 0, rate: 0.1, loss: 2.5, accuracy: Some(0.75), ..Epoch::default() };
/// let history = History { epochs: vec![epoch], stop: Stop::Epochs };
/// assert_eq!(
///     history.to_csv(),
///     "epoch,rate,loss,validation_loss,accuracy,validation_accuracy\n0,0.1,2.5,,0.75,\n"
/// );
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct History {
    /// The epochs, those before an interruption too.
    pub epochs: Vec<Epoch>,
    /// Why it ended.
    pub stop: Stop,
}

impl History {
    /// A table of comma-separated values, a line for each epoch.
    #[must_use]
    pub fn to_csv(&self) -> String {
        let mut text = "epoch,rate,loss,validation_loss,accuracy,validation_accuracy\n".to_owned();
        for Epoch { epoch, rate, loss, validation_loss, accuracy, validation_accuracy } in &self.epochs {
            let [validation, accuracy, validation_accuracy] =
                [validation_loss, accuracy, validation_accuracy]
                    .map(|number| number.map(|number| number.to_string()).unwrap_or_default());
            text.push_str(&format!("{epoch},{rate},{loss},{validation},{accuracy},{validation_accuracy}\n"));
        }
        text
    }

    /// Writes the table to a file.
    ///
    /// # Errors
    ///
    /// [`StorageError`] if that is not possible.
    pub fn write_csv(&self, path: impl AsRef<Path>) -> Result<(), StorageError> {
        let text = self.to_csv();
        Destination::open(path.as_ref(), Duration::from_secs(1))?
            .replace(|file| std::io::Write::write_all(file, text.as_bytes()))
    }
}
