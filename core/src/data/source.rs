//! Where examples come from, be it memory or a file that is larger than memory.

use super::{Dataset, Error, Examples};
use crate::Float;

/// Examples that can be fetched by their row: a [`Dataset`], or [`RowsOnDisk`](super::RowsOnDisk), or your own.
///
/// ```
/// use chainrule::data::{Dataset, Error, Source};
/// use chainrule::training::{FunctionModel, Model, Optimizer};
/// use chainrule::{Training, differentiate};
///
/// /// The points of y = 2·x + 1, which are made when they are asked for.
/// struct Line;
///
/// impl Source<f64> for Line {
///     fn len(&self) -> usize {
///         1_000_000
///     }
///
///     fn widths(&self) -> (usize, usize) {
///         (1, 1)
///     }
///
///     fn gather(&self, rows: &[usize], into: &mut Dataset<f64>) -> Result<(), Error> {
///         for (place, &row) in rows.iter().enumerate() {
///             let x = row as f64 / 1e6;
///             into.set(place, &[x], &[2.0 * x + 1.0]);
///         }
///         Ok(())
///     }
/// }
///
/// #[differentiate(wrt(slope, offset))]
/// fn loss(slope: f64, offset: f64, x: f64, y: f64) -> f64 {
///     (slope * x + offset - y).powi(2)
/// }
///
/// let mut line = FunctionModel::<loss>::new(vec![2.0, 0.0])?;
/// let training = Training::new(Optimizer::Sgd).learning_rate(0.5).epochs(1);
/// assert_eq!(training.run(&mut line, &Line)?.epochs[0].loss, 1.0);
/// # Ok::<(), chainrule::training::Error>(())
/// ```
pub trait Source<T: Float>: Sync {
    /// How many examples there are.
    #[must_use]
    fn len(&self) -> usize;

    /// Whether there is none.
    #[must_use]
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many inputs and how many targets an example has.
    #[must_use]
    fn widths(&self) -> (usize, usize);

    /// Overwrites the first rows of a data set of the same widths by these rows, which are at most as many.
    ///
    /// # Errors
    ///
    /// If they cannot be read.
    fn gather(&self, rows: &[usize], into: &mut Dataset<T>) -> Result<(), Error>;

    /// All of it, if it is in memory.
    #[must_use]
    fn in_memory(&self) -> Option<&Dataset<T>> {
        None
    }
}

impl<T: Float, S: Source<T> + ?Sized> Source<T> for &S {
    fn len(&self) -> usize {
        (**self).len()
    }

    fn widths(&self) -> (usize, usize) {
        (**self).widths()
    }

    fn gather(&self, rows: &[usize], into: &mut Dataset<T>) -> Result<(), Error> {
        (**self).gather(rows, into)
    }

    fn in_memory(&self) -> Option<&Dataset<T>> {
        (**self).in_memory()
    }
}

/// Shows all examples in their order, a block at a time.
pub(crate) fn inspect<T: Float>(
    source: &impl Source<T>,
    mut look: impl FnMut(Examples<'_, T>),
) -> Result<(), Error> {
    if let Some(all) = source.in_memory() {
        let mut rest = all.examples();
        while !rest.is_empty() {
            let (block, others) = rest.split_at(rest.len().min(BLOCK));
            look(block);
            rest = others;
        }
        return Ok(());
    }
    let (inputs, targets) = source.widths();
    let mut block = Dataset::zeros(BLOCK, inputs, targets);
    for start in (0..source.len()).step_by(BLOCK) {
        let rows: Vec<usize> = (start..source.len().min(start + BLOCK)).collect();
        source.gather(&rows, &mut block)?;
        look(block.examples().part(0, rows.len()));
    }
    Ok(())
}

/// How many examples are looked at at a time.
const BLOCK: usize = 128;
