//! The examples of a step, which may be anywhere: in memory in order, in memory in another order, or in a file.

use super::Model;
use crate::Float;
use crate::data::{Dataset, Error, Examples, Source};

/// Some of the examples of a source, in an order.
pub(super) struct Batch<'a, S> {
    source: &'a S,
    rows: Rows<'a>,
    /// Which step of the training it is, counted from 1, if it is one.
    step: Option<u64>,
    /// How many examples of the step come before.
    before: usize,
}

#[derive(Clone, Copy)]
enum Rows<'a> {
    /// So many from one on.
    Range(usize, usize),
    Listed(&'a [usize]),
}

// Not derived: that would ask the same of the source.
impl<S> Clone for Batch<'_, S> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<S> Copy for Batch<'_, S> {}

impl<'a, S> Batch<'a, S> {
    pub(super) fn range(source: &'a S, start: usize, count: usize) -> Self {
        Batch { source, rows: Rows::Range(start, count), step: None, before: 0 }
    }

    pub(super) fn listed(source: &'a S, rows: &'a [usize]) -> Self {
        Batch { source, rows: Rows::Listed(rows), step: None, before: 0 }
    }

    pub(super) fn of_step(self, step: u64) -> Self {
        Batch { step: Some(step), ..self }
    }

    pub(super) fn len(&self) -> usize {
        match self.rows {
            Rows::Range(_, count) => count,
            Rows::Listed(rows) => rows.len(),
        }
    }

    /// The examples of the left and of the right branch of the tree; none where one block is left.
    pub(super) fn halves(self, block: usize) -> Option<(Self, Self)> {
        let blocks = self.len().div_ceil(block);
        if blocks <= 1 {
            return None;
        }
        let left = blocks.div_ceil(2) * block;
        let (first, second) = match self.rows {
            Rows::Range(start, count) => (Rows::Range(start, left), Rows::Range(start + left, count - left)),
            Rows::Listed(rows) => (Rows::Listed(&rows[..left]), Rows::Listed(&rows[left..])),
        };
        let before = self.before + left;
        Some((Batch { rows: first, ..self }, Batch { rows: second, before, ..self }))
    }

    /// The examples of at most one block, side by side: where they are, if they are so there, or in the room.
    pub(super) fn examples<'e, T: Float>(
        self,
        room: &'e mut Option<Dataset<T>>,
        block: usize,
    ) -> Result<Examples<'e, T>, Error>
    where
        S: Source<T>,
        'a: 'e,
    {
        let examples = match (self.rows, self.source.in_memory()) {
            (Rows::Range(start, count), Some(all)) => all.examples().part(start, count),
            (rows, _) => {
                let (inputs, targets) = self.source.widths();
                let side_by_side = room.get_or_insert_with(|| Dataset::zeros(block, inputs, targets));
                match rows {
                    Rows::Listed(rows) => self.source.gather(rows, side_by_side)?,
                    Rows::Range(start, count) => {
                        self.source.gather(&(start..start + count).collect::<Vec<_>>(), side_by_side)?;
                    }
                }
                side_by_side.examples().part(0, self.len())
            }
        };
        Ok(examples.of_step(self.step, self.before))
    }
}

/// Room for evaluations that has been used before: what the model needs, and the examples of a block.
pub(super) struct Room<T, W> {
    pub(super) workspace: W,
    pub(super) examples: Option<Dataset<T>>,
}

impl<T: Float, W> Room<T, W> {
    pub(super) fn new<M: Model<T, Workspace = W>>(model: &M) -> Self {
        Room { workspace: model.workspace(), examples: None }
    }
}
