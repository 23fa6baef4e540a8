//! Several processes that train one model together.
//!
//! What comes in: a way to hand bytes from one process to another ([`Ranks`]). What goes out: the bytes of one at all of them, and
//! whether all of them could do their part. What is always true: all ranks call the same functions in the same order.

use super::Error;

/// The processes of a training, of which this is one.
///
/// The feature `mpi` has an implementation over MPI; any other means that hands on bytes, in the order in which they were sent, serves
/// as well: threads with channels are what the tests use.
///
/// ```
/// use chainrule::training::{RankLost, Ranks};
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
/// # use chainrule::data::Dataset;
/// # use chainrule::network::{identity, squared_error};
/// # use chainrule::training::Optimizer;
/// # use chainrule::{Network, Training};
/// # let examples = Dataset::from_rows(&[([0.0], [1.0])]);
/// # let mut network = Network::builder(1).dense::<identity>(1).build::<squared_error>()?;
///
/// Training::new(Optimizer::Sgd).run_across(&Alone, &mut network, &examples)?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub trait Ranks {
    /// Which one this is, counted from 0.
    #[must_use]
    fn rank(&self) -> usize;

    /// How many there are.
    #[must_use]
    fn count(&self) -> usize;

    /// Hands bytes to another one.
    ///
    /// # Errors
    ///
    /// [`RankLost`] if it does not take them.
    fn send(&self, to: usize, bytes: &[u8]) -> Result<(), RankLost>;

    /// Waits for as many bytes from another one.
    ///
    /// # Errors
    ///
    /// [`RankLost`] if they do not come.
    fn receive(&self, from: usize, bytes: &mut [u8]) -> Result<(), RankLost>;
}

/// A process that does not answer any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "rank {rank} does not answer any more; go on from the checkpoint with `resume_across`, on as many ranks as there are"
)]
pub struct RankLost {
    /// Which one, counted from 0.
    pub rank: usize,
}

/// Ranks that share a branch of the tree: so many from one on.
#[derive(Clone, Copy)]
pub(super) struct Team {
    pub(super) first: usize,
    count: usize,
}

impl Team {
    pub(super) fn all(ranks: &dyn Ranks) -> Self {
        Team { first: 0, count: ranks.count() }
    }

    pub(super) fn has(self, rank: usize) -> bool {
        (self.first..self.first + self.count).contains(&rank)
    }

    pub(super) fn halves(self) -> Option<(Team, Team)> {
        let left = self.count.div_ceil(2);
        (self.count > 1).then(|| {
            (
                Team { first: self.first, count: left },
                Team { first: self.first + left, count: self.count - left },
            )
        })
    }

    /// From the first of the team to all of it.
    pub(super) fn hand_out(self, ranks: &dyn Ranks, bytes: &mut [u8]) -> Result<(), Error> {
        let Some((left, right)) = self.halves() else { return Ok(()) };
        let me = ranks.rank();
        if me == self.first {
            ranks.send(right.first, bytes)?;
        } else if me == right.first {
            ranks.receive(self.first, bytes)?;
        }
        if right.has(me) { right.hand_out(ranks, bytes) } else { left.hand_out(ranks, bytes) }
    }

    /// The first rank of the team that failed, at the first of the team.
    fn first_failed(self, ranks: &dyn Ranks, failed: &mut [u8; 8]) -> Result<(), Error> {
        let Some((left, right)) = self.halves() else { return Ok(()) };
        let me = ranks.rank();
        if right.has(me) {
            right.first_failed(ranks, failed)?;
            if me == right.first {
                ranks.send(left.first, failed)?;
            }
        } else {
            left.first_failed(ranks, failed)?;
            if me == left.first {
                let mut other = [0; 8];
                ranks.receive(right.first, &mut other)?;
                if *failed == [0; 8] {
                    *failed = other;
                }
            }
        }
        Ok(())
    }
}

/// Goes on only if all ranks can: one that cannot says why, and the others say which one it was.
pub(super) fn agree<R>(ranks: Option<&dyn Ranks>, result: Result<R, Error>) -> Result<R, Error> {
    let Some(ranks) = ranks else { return result };
    let mut failed = match &result {
        Ok(_) => [0; 8],
        Err(_) => (ranks.rank() as u64 + 1).to_le_bytes(),
    };
    Team::all(ranks).first_failed(ranks, &mut failed)?;
    Team::all(ranks).hand_out(ranks, &mut failed)?;
    let result = result?;
    match usize::try_from(u64::from_le_bytes(failed)).unwrap_or(usize::MAX).checked_sub(1) {
        None => Ok(result),
        Some(rank) => Err(Error::OtherRank { rank }),
    }
}

/// Bytes of the first rank, at all; their number may be known to the first alone.
pub(super) fn from_first(ranks: &dyn Ranks, bytes: &mut Vec<u8>) -> Result<(), Error> {
    let mut length = (bytes.len() as u64).to_le_bytes();
    let team = Team::all(ranks);
    team.hand_out(ranks, &mut length)?;
    bytes.resize(usize::try_from(u64::from_le_bytes(length)).unwrap_or(usize::MAX), 0);
    team.hand_out(ranks, bytes)
}
