//! Examples to learn from and examples held out: by chance, by class, and in turn.

use rand::seq::SliceRandom;

use super::{Dataset, Error};
use crate::Float;
use crate::training::generator;

/// What is held out of examples.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct HoldOut {
    /// What share of them, between 0 and 1; it is rounded to whole examples.
    pub share: f64,
    /// What chance begins with: equal seeds give equal splits.
    pub seed: u64,
}

/// Into how many parts examples are split, each of which is held out in turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Folds {
    /// How many parts.
    pub count: usize,
    /// What chance begins with: equal seeds give equal parts.
    pub seed: u64,
}

impl<T: Float> Dataset<T> {
    /// Splits the examples by chance in two: those to learn from, and those held out.
    ///
    /// ```
    /// use chainrule::data::{Dataset, HoldOut};
    ///
    /// let examples = Dataset::from_rows(&[([0.0], [0.0]), ([1.0], [1.0]), ([2.0], [4.0]), ([3.0], [9.0])]);
    /// let (training, held_out) = examples.split(HoldOut { share: 0.25, seed: 1 })?;
    /// assert_eq!((training.len(), held_out.len()), (3, 1));
    /// assert!(examples.split(HoldOut { share: 0.01, seed: 1 }).is_err());
    /// # Ok::<(), chainrule::data::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::Split`] if one of the two would be empty.
    pub fn split(&self, what: HoldOut) -> Result<(Self, Self), Error> {
        let held_out = held_out(what.share, self.len())?;
        let mut rows: Vec<usize> = (0..self.len()).collect();
        rows.shuffle(&mut generator(what.seed, 0));
        let (held_out, training) = rows.split_at(held_out);
        Ok((self.select(training), self.select(held_out)))
    }

    /// Splits the examples by chance in two, so that each class has its share of both, up to one example.
    ///
    /// ```
    /// use chainrule::data::{Dataset, HoldOut};
    ///
    /// let rows: Vec<([f64; 1], [f64; 2])> =
    ///     (0..30).map(|i| ([f64::from(i)], if i < 10 { [1.0, 0.0] } else { [0.0, 1.0] })).collect();
    /// let (_, held_out) = Dataset::from_rows(&rows).split_by_class(HoldOut { share: 0.2, seed: 1 })?;
    /// assert_eq!(held_out.targets().column(0).sum(), 2.0);
    /// assert_eq!(held_out.targets().column(1).sum(), 4.0);
    /// # Ok::<(), chainrule::data::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::Split`] if one of the two would be empty, [`Error::NoClass`] if the targets are not a 1 for the class and zeros
    /// for the others, or a 0 or a 1.
    pub fn split_by_class(&self, what: HoldOut) -> Result<(Self, Self), Error> {
        let wanted = held_out(what.share, self.len())?;
        let mut classes: Vec<Vec<usize>> = Vec::new();
        for row in 0..self.len() {
            let class = self.class(row)?;
            if classes.len() <= class {
                classes.resize(class + 1, Vec::new());
            }
            classes[class].push(row);
        }
        for (class, rows) in classes.iter_mut().enumerate() {
            rows.shuffle(&mut generator(what.seed, class as u64));
        }
        // Of each class the whole part of its share, and one more of those that have most left over.
        let share = wanted as f64 / self.len() as f64;
        let shares: Vec<f64> = classes.iter().map(|rows| share * rows.len() as f64).collect();
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "at most their number")]
        let mut counts: Vec<usize> = shares.iter().map(|share| (share + 1e-9).floor() as usize).collect();
        let mut order: Vec<usize> = (0..classes.len()).collect();
        let over = |class: usize| shares[class] - shares[class].floor();
        order.sort_by(|&a, &b| over(b).total_cmp(&over(a)));
        let missing = wanted.saturating_sub(counts.iter().sum());
        for &class in order.iter().filter(|&&class| shares[class] > 0.0).take(missing) {
            counts[class] += 1;
        }
        let (mut held_out, mut training) = (Vec::new(), Vec::new());
        for (rows, count) in classes.iter().zip(counts) {
            held_out.extend(&rows[..count]);
            training.extend(&rows[count..]);
        }
        // Not class by class.
        held_out.sort_unstable();
        training.sort_unstable();
        Ok((self.select(&training), self.select(&held_out)))
    }

    /// Splits the examples by chance into parts of equal size, up to one, each of which is held out in turn: pairs of those to
    /// learn from, and those held out.
    ///
    /// ```
    /// use chainrule::data::{Dataset, Folds};
    ///
    /// let examples = Dataset::from_rows(&[([0.0], [0.0]), ([1.0], [1.0]), ([2.0], [4.0]), ([3.0], [9.0])]);
    /// for (training, held_out) in examples.folds(Folds { count: 4, seed: 1 })? {
    ///     assert_eq!((training.len(), held_out.len()), (3, 1));
    /// }
    /// # Ok::<(), chainrule::data::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::Folds`] if there are not at least two parts of at least one example each.
    pub fn folds(&self, what: Folds) -> Result<impl Iterator<Item = (Self, Self)> + '_, Error> {
        let (count, examples) = (what.count, self.len());
        if count < 2 || count > examples {
            return Err(Error::Folds { count, examples });
        }
        let mut rows: Vec<usize> = (0..examples).collect();
        rows.shuffle(&mut generator(what.seed, 0));
        Ok((0..count).map(move |fold| {
            let (start, end) = (fold * examples / count, (fold + 1) * examples / count);
            let training: Vec<usize> = rows[..start].iter().chain(&rows[end..]).copied().collect();
            (self.select(&training), self.select(&rows[start..end]))
        }))
    }

    /// The class of an example.
    fn class(&self, row: usize) -> Result<usize, Error> {
        let target = self.targets();
        class_of(target.row(row).iter().copied()).ok_or(Error::NoClass { row })
    }
}

/// The class that a target names: where its one 1 stands, or, of a single number, 0 or 1.
pub(crate) fn class_of<T: Float>(target: impl ExactSizeIterator<Item = T>) -> Option<usize> {
    let single = target.len() == 1;
    let mut class = None;
    for (place, number) in target.enumerate() {
        if number == T::ONE && class.is_none() {
            class = Some(if single { 1 } else { place });
        } else if number != T::ZERO {
            return None;
        }
    }
    if single { class.or(Some(0)) } else { class }
}

fn held_out(share: f64, examples: usize) -> Result<usize, Error> {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "at most their number")]
    let held_out = if (0.0..=1.0).contains(&share) { (share * examples as f64).round() as usize } else { 0 };
    if held_out == 0 || held_out >= examples {
        return Err(Error::Split { share, examples });
    }
    Ok(held_out)
}
