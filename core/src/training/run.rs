//! The epochs of a training: from a start or a checkpoint to the end.

use std::ops::ControlFlow;
use std::time::Duration;

use super::checkpoint::{Expected, State};
use super::progress::Progress;
use super::steps::Steps;
use super::{Epoch, Error, History, Model, Stop, Training};
use crate::Float;
use crate::data::Source;
use crate::ranks::{Ranks, agree, from_first};
use crate::storage::{Destination, Digest};

/// Where a training begins.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Start {
    Anew,
    /// At the checkpoint, if there is one.
    Resumed,
}

pub(super) fn run<T: Float, M: Model<T>, S: Source<T>>(
    training: &Training<'_, T>,
    ranks: Option<&dyn Ranks>,
    start: Start,
    model: &mut M,
    examples: &S,
    mut observer: impl FnMut(&Epoch, &M) -> ControlFlow<()>,
) -> Result<History, Error> {
    let checked =
        training.check_settings().and_then(|()| training.check_examples(model, examples, ranks.is_some()));
    let data = agree(ranks, checked)?;
    let settings = training.fingerprint();
    same_everywhere(ranks, &[&settings, &data, &model.description()])?;
    let rate = |epoch: usize| training.rate * training.schedule.factor(epoch, training.epochs);
    let expected = Expected {
        settings: &settings,
        data: &data,
        memories: training.optimizer.memories(),
        batches: examples.len().div_ceil(training.batch_size(examples.len())),
        validated: training.validation.is_some(),
        accuracy: training.accuracy,
        rate: &rate,
    };
    // Held to the end: nobody else writes there.
    let begun = if is_first(ranks) { begin(training, start, model, &expected) } else { Ok((None, None)) };
    let (destination, kept) = agree(ranks, begun)?;
    let fresh = || State::new(expected.memories, model.parameters().len()).map_err(Error::from);
    let mut state = agree(ranks, kept.map_or_else(fresh, Ok))?;
    share(ranks, &mut state, model)?;
    let mut steps = agree(ranks, Steps::new(training, ranks, model))?;
    let progress = Progress::new(training.progress && is_first(ranks), training.epochs, state.epochs.len());
    let mut stop = state.stop(training.patience);
    while stop.is_none() && state.epochs.len() < training.epochs {
        let epoch = state.epochs.len();
        let loss = steps.epoch(model, examples, &mut state, rate(epoch))?;
        let measured =
            steps.measure(model, examples, Epoch { epoch, rate: rate(epoch), loss, ..Epoch::default() })?;
        state.epochs.push(measured);
        state.note_best(model.parameters());
        let written = match &destination {
            Some(destination) => state.write(destination, model, &expected).map_err(Error::from),
            None => Ok(()),
        };
        agree(ranks, written)?;
        progress.show(&measured);
        stop = state.stop(training.patience);
        if observer(&measured, model).is_break() {
            stop = stop.or(Some(Stop::Observer));
        }
    }
    if let (Some(Stop::Early { .. }), Some(best)) = (stop, &state.best) {
        model.parameters_mut().copy_from_slice(best);
    }
    Ok(History { epochs: state.epochs, stop: stop.unwrap_or(Stop::Epochs) })
}

fn is_first(ranks: Option<&dyn Ranks>) -> bool {
    ranks.is_none_or(|ranks| ranks.rank() == 0)
}

/// The place of the checkpoint, and what is kept there, if it is to be gone on from.
#[allow(clippy::type_complexity, reason = "two things that may be missing")]
fn begin<T: Float, M: Model<T>>(
    training: &Training<'_, T>,
    start: Start,
    model: &mut M,
    expected: &Expected<'_>,
) -> Result<(Option<Destination>, Option<State<T>>), Error> {
    let Some(path) = &training.checkpoint else { return Ok((None, None)) };
    let destination = Destination::open(path, Duration::ZERO)?;
    let kept = match (destination.exists()?, start) {
        (true, Start::Resumed) => Some(State::read(path, model, expected)?),
        (true, Start::Anew) if !training.overwrite => {
            return Err(Error::CheckpointThere { path: path.clone() });
        }
        _ => None,
    };
    Ok((Some(destination), kept))
}

/// All ranks have the same settings, examples and kind of model as the first.
fn same_everywhere(ranks: Option<&dyn Ranks>, texts: &[&str]) -> Result<(), Error> {
    let Some(ranks) = ranks else { return Ok(()) };
    let mut digest = Digest::new();
    for text in texts {
        digest.text(text);
    }
    let mine = digest.finish().into_bytes();
    let mut first = mine.clone();
    from_first(ranks, &mut first)?;
    let same = if first == mine { Ok(()) } else { Err(Error::RanksDiffer { rank: ranks.rank() }) };
    agree(Some(ranks), same)
}

/// All ranks begin where the first one does, with its weights.
fn share<T: Float, M: Model<T>>(
    ranks: Option<&dyn Ranks>,
    state: &mut State<T>,
    model: &mut M,
) -> Result<(), Error> {
    let Some(ranks) = ranks else { return Ok(()) };
    let mut bytes = if ranks.rank() == 0 { state.to_bytes(model.parameters()) } else { Vec::new() };
    from_first(ranks, &mut bytes)?;
    if ranks.rank() != 0 {
        *state = State::from_bytes(&bytes, model.parameters_mut());
    }
    Ok(())
}
