//! Several processes that do one thing together: train a model, or fit it to data.
//!
//! What comes in: a way to hand bytes from one process to another ([`Ranks`]). What goes out: the bytes of one at all of them, and
//! whether all of them could do their part. What is always true: all ranks call the same functions in the same order.

#[cfg(feature = "mpi")]
pub mod mpi;
mod team;

pub(crate) use team::{RankError, Team, agree, from_first};

/// Processes that work together, of which this is one.
///
/// The feature `mpi` has an implementation over MPI; any other means that hands on bytes, in the order in which they were sent, serves
/// as well: threads with channels are what the tests use.
///
/// ```
/// use chainrule::ranks::{RankLost, Ranks};
///
/// /// A process that is alone: nothing is handed on.
/// struct Alone;
///
/// impl Ranks for Alone {
///     fn rank(&self) -> usize {
///         0
///     }
///
///     fn count(&self) -> usize {
///         1
///     }
///
///     fn send(&self, to: usize, _: &[u8]) -> Result<(), RankLost> {
///         Err(RankLost { rank: to })
///     }
///
///     fn receive(&self, from: usize, _: &mut [u8]) -> Result<(), RankLost> {
///         Err(RankLost { rank: from })
///     }
/// }
/// # #[cfg(feature = "levenberg-marquardt")]
/// # {
/// use chainrule::least_squares::Fitting;
///
/// let line = |b: &[f64; 2], x: f64| (b[0] + b[1] * x, [1.0, x]);
/// let (xs, ys) = ([0.0, 1.0, 2.0], [1.0, 3.0, 6.0]);
/// let found = Fitting::new().model_across(&Alone, line, &xs, &ys, [0.0, 0.0]).unwrap();
/// assert_eq!(found, Fitting::new().model(line, &xs, &ys, [0.0, 0.0]).unwrap());
/// # }
/// ```
pub trait Ranks {
    /// Which one this is, counted from 0.
    ///
    /// ```
    /// use chainrule::ranks::{RankLost, Ranks};
    ///
    /// fn is_first(ranks: &impl Ranks) -> bool {
    ///     ranks.rank() == 0
    /// }
    /// ```
    #[must_use]
    fn rank(&self) -> usize;

    /// How many there are.
    ///
    /// ```
    /// use chainrule::ranks::{RankLost, Ranks};
    ///
    /// fn part_of(ranks: &impl Ranks, rows: usize) -> usize {
    ///     rows.div_ceil(ranks.count())
    /// }
    /// ```
    #[must_use]
    fn count(&self) -> usize;

    /// Hands bytes to another one.
    ///
    /// ```
    /// use chainrule::ranks::{RankLost, Ranks};
    ///
    /// fn tell_next(ranks: &impl Ranks, news: &[u8]) -> Result<(), RankLost> {
    ///     ranks.send((ranks.rank() + 1) % ranks.count(), news)
    /// }
    /// ```
    ///
    /// # Errors
    ///
    /// [`RankLost`] if it does not take them.
    fn send(&self, to: usize, bytes: &[u8]) -> Result<(), RankLost>;

    /// Waits for as many bytes from another one.
    ///
    /// ```
    /// use chainrule::ranks::{RankLost, Ranks};
    ///
    /// fn hear_from_first(ranks: &impl Ranks, news: &mut [u8]) -> Result<(), RankLost> {
    ///     ranks.receive(0, news)
    /// }
    /// ```
    ///
    /// # Errors
    ///
    /// [`RankLost`] if they do not come.
    fn receive(&self, from: usize, bytes: &mut [u8]) -> Result<(), RankLost>;
}

/// A process that does not answer any more.
///
/// ```
/// use chainrule::ranks::RankLost;
///
/// assert_eq!(RankLost { rank: 2 }.to_string(), "rank 2 does not answer any more");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("rank {rank} does not answer any more")]
pub struct RankLost {
    /// Which one, counted from 0.
    pub rank: usize,
}
