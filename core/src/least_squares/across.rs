//! Fits by several processes: each evaluates its own observations, and all have the same fit in the end.
//!
//! What is always true: all ranks see the same evaluations, and so run the same solver with the same bits.

use std::cell::OnceCell;

use super::blocks::Blocks;
use super::exchange::{bytes_of, joined};
use super::parts::Parts;
use super::problem::{Observe, by_places, by_rows, shape};
use super::run::run;
use super::{Error, Fit, Fitting};
use crate::ranks::{RankError, RankLost, Ranks, Team, agree, from_first};
use crate::{Point, Rows};

impl RankError for Error {
    fn other_rank(rank: usize) -> Self {
        Error::OtherRank { rank }
    }
}

impl Fitting {
    /// Fits a model by several processes, each of which calls this with its own part of the places and values, and with the same model,
    /// settings and start. The observations are those of rank 0, then those of rank 1, and so on; a rank may have none.
    ///
    /// All ranks have the same fit in the end, but for [`Fit::residuals`], which are those of its own observations. Its bits are those
    /// that [`model`](Fitting::model) gives of all observations on one process, as long as every rank but the last gives a multiple of 64 of
    /// them, which [`part`](super::part) sees to; other parts can change the last digits.
    ///
    /// No rank sees the observations of another. An evaluation hands on (n + 1)² numbers for n parameters, or as many as a
    /// block of 64 observations has, whatever the number of observations is.
    ///
    /// ```
    /// use chainrule::differentiate;
    /// use chainrule::least_squares::{self, Fit, Fitting, part};
    /// use chainrule::ranks::Ranks;
    ///
    /// #[differentiate(wrt(b))]
    /// fn decay(b: &[f64; 2], time: f64) -> f64 {
    ///     b[0] * (-b[1] * time).exp()
    /// }
    ///
    /// /// What every rank does.
    /// fn fitted(ranks: &dyn Ranks) -> Result<Fit<[f64; 2]>, least_squares::Error> {
    ///     // Only the rows of this rank are made, or read.
    ///     let times: Vec<f64> = part(ranks, 1000).map(|row| row as f64 / 100.0).collect();
    ///     let values: Vec<f64> = times.iter().map(|time| 3.0 * (-0.5 * time).exp()).collect();
    ///     Fitting::new().model_across(ranks, decay::value_and_gradient, &times, &values, [1.0, 1.0])
    /// }
    /// # use chainrule::ranks::RankLost;
    /// # struct Alone;
    /// # impl Ranks for Alone {
    /// #     fn rank(&self) -> usize { 0 }
    /// #     fn count(&self) -> usize { 1 }
    /// #     fn send(&self, to: usize, _: &[u8]) -> Result<(), RankLost> { Err(RankLost { rank: to }) }
    /// #     fn receive(&self, from: usize, _: &mut [u8]) -> Result<(), RankLost> { Err(RankLost { rank: from }) }
    /// # }
    /// # let fit = fitted(&Alone)?;
    /// # assert!((fit.parameters[0] - 3.0).abs() < 1e-12 && (fit.parameters[1] - 0.5).abs() < 1e-12);
    /// # Ok::<(), least_squares::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`model`](Fitting::model), and [`Error::RankLost`], [`Error::OtherRank`] and [`Error::RanksDiffer`]. What is wrong with the
    /// observations of one rank is said by that rank, which counts its own; the others say which one it is.
    pub fn model_across<P, X, G>(
        &self,
        ranks: &dyn Ranks,
        model: impl FnMut(&P, X) -> (f64, G),
        xs: &[X],
        ys: &[f64],
        start: P,
    ) -> Result<Fit<P>, Error>
    where
        P: Point<Scalar = f64>,
        X: Copy,
        G: Point<Scalar = f64>,
    {
        let observe = agree(Some(ranks), by_places(model, xs, ys))?;
        across(self, ranks, observe, start)
    }

    /// Fits residuals by several processes, each of which gives its own, in the form that [`residuals`](Fitting::residuals) takes.
    ///
    /// What is said of [`model_across`](Fitting::model_across) holds here, too.
    ///
    /// # Errors
    ///
    /// As [`model_across`](Fitting::model_across).
    ///
    /// ```
    /// use chainrule::least_squares::{self, Fit, Fitting, part};
    /// use chainrule::ranks::Ranks;
    ///
    /// /// The weighted mean of 100 numbers, of which this rank has some.
    /// fn mean(ranks: &dyn Ranks) -> Result<Fit<f64>, least_squares::Error> {
    ///     let own: Vec<(f64, f64)> = part(ranks, 100).map(|row| (row as f64, 1.0 + row as f64)).collect();
    ///     let residuals = |mean: &f64| {
    ///         let residuals: Vec<f64> = own.iter().map(|(y, deviation)| (mean - y) / deviation).collect();
    ///         let rows: Vec<f64> = own.iter().map(|(_, deviation)| 1.0 / deviation).collect();
    ///         (residuals, rows.into_iter().map(|slope| [slope]).collect::<Vec<_>>())
    ///     };
    ///     Fitting::new().residuals_across(ranks, residuals, 0.0)
    /// }
    /// # use chainrule::ranks::RankLost;
    /// # struct Alone;
    /// # impl Ranks for Alone {
    /// #     fn rank(&self) -> usize { 0 }
    /// #     fn count(&self) -> usize { 1 }
    /// #     fn send(&self, to: usize, _: &[u8]) -> Result<(), RankLost> { Err(RankLost { rank: to }) }
    /// #     fn receive(&self, from: usize, _: &mut [u8]) -> Result<(), RankLost> { Err(RankLost { rank: from }) }
    /// # }
    /// # let weight = |row: i32| (1.0 + f64::from(row)).powi(-2);
    /// # let wanted = (0..100).map(|row| weight(row) * f64::from(row)).sum::<f64>() / (0..100).map(weight).sum::<f64>();
    /// # assert!((mean(&Alone)?.parameters / wanted - 1.0).abs() < 1e-12);
    /// # Ok::<(), least_squares::Error>(())
    /// ```
    pub fn residuals_across<P, R, J>(
        &self,
        ranks: &dyn Ranks,
        evaluate: impl FnMut(&P) -> (R, J),
        start: P,
    ) -> Result<Fit<P>, Error>
    where
        P: Point<Scalar = f64>,
        R: Point<Scalar = f64>,
        J: Rows<Scalar = f64>,
    {
        across(self, ranks, by_rows(evaluate), start)
    }
}

fn across<P: Point<Scalar = f64>>(
    settings: &Fitting,
    ranks: &dyn Ranks,
    mut observe: Observe<'_, P>,
    start: P,
) -> Result<Fit<P>, Error> {
    let same_settings = same_as_first(
        ranks,
        &[format!("{settings:?}").into_bytes(), bytes_of(start.coordinates())].concat(),
    )?;
    agree(Some(ranks), same_settings)?;
    let parts = OnceCell::new();
    let evaluate = |point: &P| {
        let mut blocks = Blocks::new(point.coordinates().len());
        // The solvers of all ranks go the same way; if a machine reckons otherwise than the first, that is found here.
        let observed = same_as_first(ranks, &bytes_of(point.coordinates()))?
            .and_then(|()| observe(point, &mut blocks))
            .and_then(|()| {
                let count = blocks.residuals.len();
                parts.get().map_or(Ok(()), |parts: &Parts| {
                    shape("residuals", parts.rows_of(ranks.rank()).len(), count)
                })
            });
        agree(Some(ranks), observed)?;
        let parts = match parts.get() {
            Some(parts) => parts,
            None => {
                let counts = counts(ranks, blocks.residuals.len())?;
                parts.get_or_init(|| Parts::new(&counts))
            }
        };
        joined(ranks, parts, blocks)
    };
    let found = run(settings, Box::new(evaluate), start);
    found.map_err(|error| match (error, parts.get()) {
        (Error::Undefined { quantity, observation, parameters }, Some(parts)) => {
            let rank = parts.rank_of_row(observation);
            if rank == ranks.rank() {
                let observation = observation - parts.rows_of(rank).start;
                Error::Undefined { quantity, observation, parameters }
            } else {
                Error::OtherRank { rank }
            }
        }
        (error, _) => error,
    })
}

/// Whether these bytes are those of rank 0.
fn same_as_first(ranks: &dyn Ranks, bytes: &[u8]) -> Result<Result<(), Error>, RankLost> {
    let mut first = bytes.to_vec();
    from_first(ranks, &mut first)?;
    Ok(if first == bytes { Ok(()) } else { Err(Error::RanksDiffer { rank: ranks.rank() }) })
}

/// How many observations each rank has.
fn counts(ranks: &dyn Ranks, own: usize) -> Result<Vec<usize>, RankLost> {
    let mut bytes = (own as u64).to_le_bytes().to_vec();
    if ranks.rank() == 0 {
        for rank in 1..ranks.count() {
            let mut other = [0; 8];
            ranks.receive(rank, &mut other)?;
            bytes.extend(other);
        }
    } else {
        ranks.send(0, &bytes)?;
        bytes.resize(8 * ranks.count(), 0);
    }
    Team::all(ranks).hand_out(ranks, &mut bytes)?;
    let (words, _) = bytes.as_chunks::<8>();
    Ok(words.iter().map(|&word| usize::try_from(u64::from_le_bytes(word)).unwrap_or(usize::MAX)).collect())
}
