//! Where values are kept: a name, and the way from there into an array.

use alloc::string::String;
use alloc::vec::Vec;

use super::evaluate::{Scope, position};
use super::expression::Subscript;
use super::{Error, Expression, Expression as E, Value};

/// A step into an array.
pub(super) enum Step {
    One(f64),
    Last,
    Several(Vec<f64>),
}

impl Scope<'_> {
    /// The name under which a place is kept, and the way into it.
    pub(super) fn place(&self, place: &Expression) -> Result<(String, Vec<Step>), Error> {
        let (base, indices) = match place {
            E::Element(base, indices) => (&**base, indices.as_slice()),
            E::Adjoint(inner) => match &**inner {
                E::Element(base, indices) => {
                    let (key, path) = self.place(&E::Adjoint(base.clone()))?;
                    let more = self.path(indices)?;
                    return Ok((key, path.into_iter().chain(more).collect()));
                }
                _ => (place, [].as_slice()),
            },
            _ => (place, [].as_slice()),
        };
        Ok((self.key(base)?, self.path(indices)?))
    }

    fn path(&self, indices: &[Expression]) -> Result<Vec<Step>, Error> {
        let steps = indices.iter().map(|index| match index {
            E::Name(name) if name == "last" => Ok(Step::Last),
            _ => match self.value(index)? {
                Value::List(range) => {
                    Ok(Step::Several(range.iter().map(Value::number).collect::<Result<_, _>>()?))
                }
                index => Ok(Step::One(index.number()?)),
            },
        });
        steps.collect()
    }
}

/// Puts a value into an array, or adds it, times a sign, to what is there.
pub(super) fn put(slot: &mut Value, path: &[Step], value: Value, change: Option<f64>) -> Result<(), Error> {
    let Some((step, rest)) = path.split_first() else {
        *slot = match (&*slot, change) {
            (_, Some(sign)) => slot.with(&value, &|a, b| a + sign * b)?,
            (Value::List(_), None) if !matches!(value, Value::List(_)) => slot.filled(value.number()?),
            _ => value,
        };
        return Ok(());
    };
    let elements = slot.elements()?;
    let length = elements.len();
    let mut at = |index: f64, value: Value| {
        let found = elements.get_mut(position(index, length)?);
        put(found.ok_or(Error::OutOfBounds { index, length })?, rest, value, change)
    };
    match step {
        Step::One(index) => at(*index, value),
        Step::Last => at(length as f64 - 1.0, value),
        Step::Several(range) => {
            let values = match value {
                Value::List(values) => values,
                one => alloc::vec![one; range.len()],
            };
            range.iter().zip(values).try_for_each(|(&index, value)| at(index, value))
        }
    }
}

/// Whether a sum or the like in a formula goes through an index.
pub(super) fn binds(formula: &Expression, letter: char) -> bool {
    let own = matches!(formula, E::Over(_, own, _) if *own == letter);
    own || formula.parts().into_iter().any(|part| binds(part, letter))
}

/// Whether an index stands in a place.
pub(super) fn is_at(place: &Expression, letter: char) -> bool {
    let own = match place {
        E::Indexed(_, subscripts) => {
            subscripts.iter().any(|below| matches!(below, Subscript::Letter(known, _) if *known == letter))
        }
        E::Name(name) => name.chars().eq([letter]),
        _ => false,
    };
    own || place.parts().into_iter().any(|part| is_at(part, letter))
}
