//! Which rank has which observations: how many each has goes in, and where each block and each observation is comes out.

use std::ops::Range;

use super::blocks::BLOCK;
use crate::ranks::Ranks;

/// The rows that this rank is to give of so many, so that every rank has as many blocks as the others, or one more or fewer.
///
/// A fit across ranks takes observations in blocks of 64. Where every rank but the last gives whole blocks, as it does by this function,
/// the fit has the same bits for any number of ranks.
///
/// ```
/// use chainrule::least_squares::part;
/// # use chainrule::ranks::{RankLost, Ranks};
/// # struct Second;
/// # impl Ranks for Second {
/// #     fn rank(&self) -> usize { 1 }
/// #     fn count(&self) -> usize { 2 }
/// #     fn send(&self, to: usize, _: &[u8]) -> Result<(), RankLost> { Err(RankLost { rank: to }) }
/// #     fn receive(&self, from: usize, _: &mut [u8]) -> Result<(), RankLost> { Err(RankLost { rank: from }) }
/// # }
/// # let ranks = Second;
///
/// // On the second of two ranks:
/// assert_eq!(part(&ranks, 1000), 512..1000);
/// ```
#[must_use]
pub fn part(ranks: &dyn Ranks, rows: usize) -> Range<usize> {
    let blocks = rows.div_ceil(BLOCK) as u128;
    let start = |rank: usize| {
        let block = (blocks * rank as u128).div_ceil(ranks.count().max(1) as u128);
        usize::try_from(block * BLOCK as u128).unwrap_or(usize::MAX).min(rows)
    };
    start(ranks.rank())..start(ranks.rank() + 1)
}

/// Where the part of each rank begins, and where that of the last one ends.
pub(super) struct Parts {
    rows: Vec<usize>,
    blocks: Vec<usize>,
}

impl Parts {
    /// Of so many observations on each rank.
    pub(super) fn new(counts: &[usize]) -> Self {
        let sums = |size: fn(usize) -> usize| {
            let mut sum = 0;
            let ends = counts.iter().map(|&count| {
                sum += size(count);
                sum
            });
            [0].into_iter().chain(ends).collect()
        };
        Self { rows: sums(|count| count), blocks: sums(|count| count.div_ceil(BLOCK)) }
    }

    /// How many observations there are before and on a rank.
    pub(super) fn rows_of(&self, rank: usize) -> Range<usize> {
        self.rows[rank]..self.rows[rank + 1]
    }

    pub(super) fn blocks_of(&self, rank: usize) -> Range<usize> {
        self.blocks[rank]..self.blocks[rank + 1]
    }

    /// All observations.
    pub(super) fn rows(&self) -> usize {
        self.rows[self.rows.len() - 1]
    }

    /// All blocks.
    pub(super) fn blocks(&self) -> usize {
        self.blocks[self.blocks.len() - 1]
    }

    /// The rank that has a block.
    pub(super) fn rank_of_block(&self, block: usize) -> usize {
        self.blocks[1..].partition_point(|&end| end <= block)
    }

    /// The rank that has an observation.
    pub(super) fn rank_of_row(&self, row: usize) -> usize {
        self.rows[1..].partition_point(|&end| end <= row)
    }

    /// How many observations these blocks have.
    pub(super) fn rows_in(&self, blocks: &Range<usize>) -> usize {
        self.start_of(blocks.end) - self.start_of(blocks.start)
    }

    fn start_of(&self, block: usize) -> usize {
        if block >= self.blocks() {
            return self.rows();
        }
        let rank = self.rank_of_block(block);
        self.rows[rank] + (block - self.blocks[rank]) * BLOCK
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ranks::RankLost;

    struct Rank(usize, usize);

    impl Ranks for Rank {
        fn rank(&self) -> usize {
            self.0
        }

        fn count(&self) -> usize {
            self.1
        }

        fn send(&self, to: usize, _: &[u8]) -> Result<(), RankLost> {
            Err(RankLost { rank: to })
        }

        fn receive(&self, from: usize, _: &mut [u8]) -> Result<(), RankLost> {
            Err(RankLost { rank: from })
        }
    }

    #[test]
    fn every_row_is_in_one_part() {
        for rows in [0, 1, 63, 64, 65, 640, 1000, usize::MAX] {
            for count in [1, 2, 3, 4, 7] {
                let parts: Vec<_> = (0..count).map(|rank| part(&Rank(rank, count), rows)).collect();
                assert_eq!((parts[0].start, parts[count - 1].end), (0, rows));
                assert!(parts.windows(2).all(|pair| pair[0].end == pair[1].start));
                assert!(parts.iter().all(|part| part.start % BLOCK == 0 || part.start == rows));
                let blocks = parts.iter().map(|part| part.len().div_ceil(BLOCK));
                assert!(blocks.clone().max().unwrap() - blocks.min().unwrap() <= 1, "{rows} {count}");
            }
        }
    }

    #[test]
    fn blocks_and_rows_are_found() {
        let parts = Parts::new(&[0, 70, 0, 64, 3, 0]);
        assert_eq!((parts.rows(), parts.blocks()), (137, 4));
        let by_block: Vec<_> = (0..4).map(|block| parts.rank_of_block(block)).collect();
        assert_eq!(by_block, [1, 1, 3, 4]);
        let lengths: Vec<_> = (0..4).map(|block| parts.rows_in(&(block..block + 1))).collect();
        assert_eq!(lengths, [64, 6, 64, 3]);
        assert_eq!([0, 69, 70, 133, 134, 136].map(|row| parts.rank_of_row(row)), [1, 1, 3, 3, 4, 4]);
        assert_eq!((parts.rows_of(3), parts.blocks_of(3)), (70..134, 2..3));
    }
}
