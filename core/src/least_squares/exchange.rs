//! Blocks of observations on several processes: what each has goes in, and what all of them are to a solver comes out, on all.
//!
//! What is always true: the blocks are joined in the tree of all of them, whichever rank has them, and so with the same bits.

use std::collections::VecDeque;
use std::ops::Range;

use nalgebra::DMatrix;

use super::Error;
use super::blocks::{Blocks, NotFinite, halves, join, tree};
use super::parts::Parts;
use super::problem::Evaluation;
use crate::ranks::{Ranks, Team};

/// What the blocks of all ranks are to a solver, on all ranks.
pub(super) fn joined(ranks: &dyn Ranks, parts: &Parts, mut blocks: Blocks) -> Result<Evaluation, Error> {
    let me = ranks.rank();
    if parts.rows() == 0 {
        return Ok(blocks.evaluation());
    }
    let all = 0..parts.blocks();
    let not_finite = blocks.not_finite.after(parts.rows_of(me).start);
    let width = blocks.width();
    let mut next = blocks.condensed(all.len() > 1);
    let mut branches = VecDeque::new();
    own_branches(&parts.blocks_of(me), all.clone(), &mut next, &mut branches);
    let mut exchange = Exchange { ranks, parts, width, not_finite, branches };
    let first = parts.rank_of_block(0);
    let matrix = exchange.branch(all.clone())?;
    // The first rank may have no observations.
    let matrix = exchange.hand_on(&all, first, 0, matrix)?;
    let size = HEAD + 8 * exchange.height(&all) * width;
    let mut bytes = matrix.map_or_else(|| vec![0; size], |matrix| exchange.bytes(&matrix));
    Team::all(ranks).hand_out(ranks, &mut bytes)?;
    let (not_finite, matrix) = exchange.read(&bytes);
    Ok(Evaluation::new(matrix, parts.rows(), blocks.residuals, not_finite))
}

/// The largest branches of the tree that a rank has alone, from left to right.
fn own_branches(
    own: &Range<usize>,
    blocks: Range<usize>,
    next: &mut VecDeque<DMatrix<f64>>,
    branches: &mut VecDeque<DMatrix<f64>>,
) {
    if own.start <= blocks.start && blocks.end <= own.end {
        branches.extend(tree(blocks, next));
    } else if own.start < blocks.end
        && blocks.start < own.end
        && let Some((left, right)) = halves(&blocks)
    {
        own_branches(own, left, next, branches);
        own_branches(own, right, next, branches);
    }
}

/// What this rank has of the tree, and of which observations it knows that they are not finite.
struct Exchange<'a> {
    ranks: &'a dyn Ranks,
    parts: &'a Parts,
    width: usize,
    not_finite: NotFinite,
    branches: VecDeque<DMatrix<f64>>,
}

/// The observations that are not finite.
const HEAD: usize = 16;

impl Exchange<'_> {
    /// A branch comes to the rank that has its first block.
    ///
    /// All ranks go through the tree in the same order and each message is part of it, so that none waits for one that waits for it.
    fn branch(&mut self, blocks: Range<usize>) -> Result<Option<DMatrix<f64>>, Error> {
        let own = self.parts.blocks_of(self.ranks.rank());
        if own.start <= blocks.start && blocks.end <= own.end {
            return Ok(self.branches.pop_front());
        }
        let (true, Some((left, right))) = (own.start < blocks.end && blocks.start < own.end, halves(&blocks))
        else {
            return Ok(None);
        };
        let (to, from) = (self.parts.rank_of_block(left.start), self.parts.rank_of_block(right.start));
        let first = self.branch(left)?;
        let second = self.branch(right.clone())?;
        let second = self.hand_on(&right, from, to, second)?;
        Ok(first.zip(second).map(|(first, second)| join(&first, &second)))
    }

    /// A branch that one rank has, at another.
    fn hand_on(
        &mut self,
        blocks: &Range<usize>,
        from: usize,
        to: usize,
        matrix: Option<DMatrix<f64>>,
    ) -> Result<Option<DMatrix<f64>>, Error> {
        let me = self.ranks.rank();
        if from == to {
            return Ok(matrix);
        }
        if me == from {
            if let Some(matrix) = matrix {
                self.ranks.send(to, &self.bytes(&matrix))?;
            }
            return Ok(None);
        }
        if me != to {
            return Ok(None);
        }
        let mut bytes = vec![0; HEAD + 8 * self.height(blocks) * self.width];
        self.ranks.receive(from, &mut bytes)?;
        let (not_finite, matrix) = self.read(&bytes);
        self.not_finite = self.not_finite.or(not_finite);
        Ok(Some(matrix))
    }

    /// How many rows a branch has.
    fn height(&self, blocks: &Range<usize>) -> usize {
        let rows = self.parts.rows_in(blocks);
        if self.parts.blocks() == 1 { rows } else { rows.min(self.width) }
    }

    fn bytes(&self, matrix: &DMatrix<f64>) -> Vec<u8> {
        let NotFinite { residual, slope } = self.not_finite;
        let observation =
            |found: Option<usize>| found.map_or(u64::MAX, |observation| observation as u64).to_le_bytes();
        [observation(residual), observation(slope)]
            .into_iter()
            .flatten()
            .chain(bytes_of(matrix.as_slice()))
            .collect()
    }

    fn read(&self, bytes: &[u8]) -> (NotFinite, DMatrix<f64>) {
        let (words, _) = bytes.as_chunks::<8>();
        let observation = |word: usize| match u64::from_le_bytes(words[word]) {
            u64::MAX => None,
            observation => usize::try_from(observation).ok(),
        };
        let numbers = words[2..].iter().map(|&word| f64::from_le_bytes(word));
        let height = (words.len() - 2) / self.width;
        let matrix = DMatrix::from_iterator(height, self.width, numbers);
        (NotFinite { residual: observation(0), slope: observation(1) }, matrix)
    }
}

pub(super) fn bytes_of(numbers: &[f64]) -> Vec<u8> {
    numbers.iter().flat_map(|number| number.to_le_bytes()).collect()
}
