//! The gradient of a batch: blocks of examples, added in a fixed tree, so that the sum is the same for any number of threads and
//! of ranks.

use std::sync::{Mutex, PoisonError};

use super::batch::{Batch, Room};
use super::{Error, Model};
use crate::Float;
use crate::data::{self, Source};
use crate::memory::zeros;
use crate::ranks::{Ranks, Team};

/// Rooms for evaluations, as many as there are at a time.
pub(super) struct Rooms<T, W>(Mutex<Vec<Room<T, W>>>);

impl<T: Float, W> Rooms<T, W> {
    pub(super) fn new() -> Self {
        Rooms(Mutex::new(Vec::new()))
    }

    fn with<M: Model<T, Workspace = W>, R>(
        &self,
        model: &M,
        evaluate: impl FnOnce(&mut Room<T, W>) -> R,
    ) -> R {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let mut room = kept.unwrap_or_else(|| Room::new(model));
        let result = evaluate(&mut room);
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(room);
        result
    }
}

/// What is summed over examples besides the gradient.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Sums {
    pub(super) loss: f64,
    /// How many examples were told right.
    pub(super) right: usize,
}

impl Sums {
    fn plus(self, other: Sums) -> Sums {
        Sums { loss: self.loss + other.loss, right: self.right + other.right }
    }
}

/// What is summed in the tree.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Wanted {
    /// The losses, and their gradient.
    Gradient,
    /// The losses.
    Loss,
    /// The losses, and the examples that are told right.
    Right,
}

/// The sums over a batch; if it is wanted, the gradient is added to a slice of zeros.
pub(super) fn sums<T: Float, M: Model<T>, S: Source<T>>(
    model: &M,
    batch: Batch<'_, S>,
    wanted: Wanted,
    gradient: &mut [T],
    rooms: &Rooms<T, M::Workspace>,
) -> Result<Sums, data::Error> {
    let Some((first, second)) = batch.halves(M::BLOCK) else {
        return rooms.with(model, |room| {
            let examples = batch.examples(&mut room.examples, M::BLOCK)?;
            let workspace = &mut room.workspace;
            Ok(match wanted {
                Wanted::Gradient => {
                    Sums { loss: model.add_gradient(examples, gradient, workspace), right: 0 }
                }
                Wanted::Loss => Sums { loss: model.loss(examples, workspace), right: 0 },
                Wanted::Right => {
                    Sums { loss: model.loss(examples, workspace), right: model.right(examples, workspace) }
                }
            })
        });
    };
    let mut other = zeros(gradient.len())?;
    let (sum, other_sum) = both(
        || sums(model, first, wanted, gradient, rooms),
        || sums(model, second, wanted, &mut other, rooms),
    );
    for (sum, term) in gradient.iter_mut().zip(other) {
        *sum += term;
    }
    Ok(sum?.plus(other_sum?))
}

/// The same over ranks: each takes a branch of the tree, and all have the sums in the end.
pub(super) fn sums_of_all<T: Float, M: Model<T>, S: Source<T>>(
    ranks: Option<&dyn Ranks>,
    model: &M,
    batch: Batch<'_, S>,
    wanted: Wanted,
    gradient: &mut [T],
    rooms: &Rooms<T, M::Workspace>,
) -> Result<Sums, Error> {
    let Some(ranks) = ranks else { return Ok(sums(model, batch, wanted, gradient, rooms)?) };
    let mut message = Message { sums: Sums::default(), failed: None, numbers: gradient };
    let mut problem = None;
    branch(ranks, Team::all(ranks), model, batch, wanted, &mut message, rooms, &mut problem)?;
    message.hand_out(ranks, Team::all(ranks))?;
    match (problem, message.failed) {
        (Some(problem), _) => Err(problem.into()),
        (None, Some(rank)) => Err(Error::OtherRank { rank }),
        (None, None) => Ok(message.sums),
    }
}

/// The sums of a branch of the tree come to the first rank of those that share it.
#[allow(clippy::too_many_arguments, reason = "those of `sums`, and who shares the work")]
fn branch<T: Float, M: Model<T>, S: Source<T>>(
    ranks: &dyn Ranks,
    team: Team,
    model: &M,
    batch: Batch<'_, S>,
    wanted: Wanted,
    message: &mut Message<'_, T>,
    rooms: &Rooms<T, M::Workspace>,
    problem: &mut Option<data::Error>,
) -> Result<(), Error> {
    let me = ranks.rank();
    let (Some((left, right)), Some((first, second))) = (team.halves(), batch.halves(M::BLOCK)) else {
        if me == team.first {
            match sums(model, batch, wanted, message.numbers, rooms) {
                Ok(sums) => message.sums = sums,
                Err(error) => {
                    message.failed = Some(me);
                    *problem = Some(error);
                }
            }
        }
        return Ok(());
    };
    if right.has(me) {
        branch(ranks, right, model, second, wanted, message, rooms, problem)?;
        if me == right.first {
            ranks.send(left.first, &message.bytes())?;
        }
    } else {
        branch(ranks, left, model, first, wanted, message, rooms, problem)?;
        if me == left.first {
            let mut bytes = vec![0; HEAD + size_of_val(message.numbers)];
            ranks.receive(right.first, &mut bytes)?;
            message.add(&bytes);
        }
    }
    Ok(())
}

/// What ranks send each other.
struct Message<'a, T> {
    sums: Sums,
    /// The first rank that could not do its part.
    failed: Option<usize>,
    numbers: &'a mut [T],
}

impl<T: Float> Message<'_, T> {
    fn bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(HEAD + size_of_val(self.numbers));
        bytes.extend(self.sums.loss.to_le_bytes());
        bytes.extend((self.sums.right as u64).to_le_bytes());
        bytes.extend(self.failed.map_or(0, |rank| rank as u64 + 1).to_le_bytes());
        T::bytes_of(self.numbers, &mut |some| bytes.extend(some));
        bytes
    }

    /// What a message of this length says.
    fn read(bytes: &[u8]) -> (Sums, Option<usize>, Vec<T>) {
        let (head, rest) = bytes.split_at(HEAD);
        let (words, _) = head.as_chunks::<8>();
        let [right, failed] =
            [1, 2].map(|word| usize::try_from(u64::from_le_bytes(words[word])).unwrap_or(0));
        let mut numbers = Vec::with_capacity(rest.len() / size_of::<T>());
        T::of_bytes(rest, &mut numbers);
        (Sums { loss: f64::from_le_bytes(words[0]), right }, failed.checked_sub(1), numbers)
    }

    fn add(&mut self, bytes: &[u8]) {
        let (sums, failed, numbers) = Self::read(bytes);
        self.sums = self.sums.plus(sums);
        self.failed = self.failed.or(failed);
        for (sum, term) in self.numbers.iter_mut().zip(numbers) {
            *sum += term;
        }
    }

    /// From the first rank to all.
    fn hand_out(&mut self, ranks: &dyn Ranks, team: Team) -> Result<(), Error> {
        let mut bytes = self.bytes();
        team.hand_out(ranks, &mut bytes)?;
        let (sums, failed, numbers) = Self::read(&bytes);
        (self.sums, self.failed) = (sums, failed);
        self.numbers.copy_from_slice(&numbers);
        Ok(())
    }
}

/// The sums, and the failed rank.
const HEAD: usize = 24;

#[cfg(feature = "rayon")]
fn both<A: Send, B: Send>(first: impl FnOnce() -> A + Send, second: impl FnOnce() -> B + Send) -> (A, B) {
    rayon::join(first, second)
}

#[cfg(not(feature = "rayon"))]
fn both<A, B>(first: impl FnOnce() -> A, second: impl FnOnce() -> B) -> (A, B) {
    (first(), second())
}
