//! What everything stands for at one place of an evaluation.

use alloc::vec::Vec;

use super::evaluate::{Names, Scope, whole};
use super::places::put;
use super::{Error, Evaluation, Expression, Value};

/// What everything stands for at one place of an evaluation: in one iteration of each loop around it.
///
/// ```
/// use chainrule::derivation::{Derivation, Evaluation};
/// use chainrule::differentiate;
///
/// #[differentiate]
/// fn product(x: &[f64]) -> f64 {
///     let mut product = 1.0;
///     for v in x {
///         product = (product * v).sin();
///     }
///     product
/// }
///
/// let derivation = Derivation::read(product::DERIVATION)?;
/// let mut evaluation = Evaluation::new(&derivation).argument("x", [2.0, 0.5]);
/// evaluation.forward()?;
/// let mut found = Vec::new();
/// evaluation.each_slope(|moment, slope, formula| {
///     found.push((slope.by.to_string(), moment.value(formula)?.number()?));
///     Ok(())
/// })?;
/// // The slope of the first step in what was carried into it, and so on.
/// assert_eq!(found[0].1, 2.0 * 2.0_f64.cos());
/// assert_eq!(found.len(), 4);
/// # Ok::<(), chainrule::derivation::Error>(())
/// ```
#[derive(Clone)]
pub struct Moment<'e> {
    pub(super) evaluation: &'e Evaluation<'e>,
    pub(super) names: Names,
    pub(super) over: &'e [(char, Expression)],
    pub(super) indices: Vec<(char, i64)>,
}

impl<'e> Moment<'e> {
    fn scope(&self) -> Scope<'_> {
        Scope {
            names: &self.names,
            slopes: &self.evaluation.slopes,
            functions: &self.evaluation.functions,
            over: self.over,
            indices: self.indices.clone(),
        }
    }

    /// What an expression is worth here.
    ///
    /// # Errors
    ///
    /// As those of [`Evaluation::forward`].
    pub fn value(&self, expression: &Expression) -> Result<Value, Error> {
        self.scope().value(expression)
    }

    /// Puts another value into a variable or an element.
    ///
    /// # Errors
    ///
    /// [`Error::Undefined`] or [`Error::OutOfBounds`] if there is no such place.
    pub fn set(&mut self, place: &Expression, value: impl Into<Value>) -> Result<(), Error> {
        let (key, path) = self.scope().place(place)?;
        let slot = self.names.get_mut(&key).ok_or(Error::Undefined { name: key })?;
        put(slot, &path, value.into(), None)
    }

    /// Goes through all values of indices.
    pub(super) fn for_all(
        &mut self,
        free: &[&'e (char, Expression)],
        each: &mut dyn FnMut(&Moment) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let Some(((letter, range), rest)) = free.split_first().map(|(first, rest)| (*first, rest)) else {
            return each(self);
        };
        for index in self.value(range)?.list()? {
            self.indices.push((*letter, whole(index.number()?)));
            self.for_all(rest, each)?;
            self.indices.pop();
        }
        Ok(())
    }
}
