//! Ranks as the branches of a tree: who hands what to whom, and how all of them go on together or not at all.

use super::{RankLost, Ranks};

/// Errors of what ranks do together.
pub(crate) trait RankError: From<RankLost> {
    /// Another rank could not do its part.
    fn other_rank(rank: usize) -> Self;
}

/// Ranks that share a branch of the tree: so many from one on.
#[derive(Clone, Copy)]
pub(crate) struct Team {
    pub(crate) first: usize,
    count: usize,
}

impl Team {
    pub(crate) fn all(ranks: &dyn Ranks) -> Self {
        Team { first: 0, count: ranks.count() }
    }

    pub(crate) fn has(self, rank: usize) -> bool {
        (self.first..self.first + self.count).contains(&rank)
    }

    pub(crate) fn halves(self) -> Option<(Team, Team)> {
        let left = self.count.div_ceil(2);
        (self.count > 1).then(|| {
            (
                Team { first: self.first, count: left },
                Team { first: self.first + left, count: self.count - left },
            )
        })
    }

    /// From the first of the team to all of it.
    pub(crate) fn hand_out(self, ranks: &dyn Ranks, bytes: &mut [u8]) -> Result<(), RankLost> {
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
    fn first_failed(self, ranks: &dyn Ranks, failed: &mut [u8; 8]) -> Result<(), RankLost> {
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
pub(crate) fn agree<R, E: RankError>(ranks: Option<&dyn Ranks>, result: Result<R, E>) -> Result<R, E> {
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
        Some(rank) => Err(E::other_rank(rank)),
    }
}

/// Bytes of the first rank, at all; their number may be known to the first alone.
pub(crate) fn from_first(ranks: &dyn Ranks, bytes: &mut Vec<u8>) -> Result<(), RankLost> {
    let mut length = (bytes.len() as u64).to_le_bytes();
    let team = Team::all(ranks);
    team.hand_out(ranks, &mut length)?;
    bytes.resize(usize::try_from(u64::from_le_bytes(length)).unwrap_or(usize::MAX), 0);
    team.hand_out(ranks, bytes)
}
