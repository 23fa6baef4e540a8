//! Numbers, truth values and lists of them.

use alloc::vec::Vec;

use super::Error;

/// What an expression is worth.
///
/// ```
/// use chainrule::derivation::Value;
///
/// let matrix = Value::from([[1.0, 2.0], [3.0, 4.0]]);
/// assert_eq!(matrix.flat(), [1.0, 2.0, 3.0, 4.0]);
/// assert_eq!(matrix.list()?[1], Value::from([3.0, 4.0]));
/// assert!(matrix.number().is_err());
/// # Ok::<(), chainrule::derivation::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Value {
    /// A number.
    Number(f64),
    /// A truth value.
    Truth(bool),
    /// An array, or several values of which one follows another.
    List(Vec<Value>),
}

use Value::{List, Number, Truth};

impl Value {
    /// The number; a truth value is 1 or 0.
    ///
    /// # Errors
    ///
    /// [`Error::Kind`] if it is a list.
    pub fn number(&self) -> Result<f64, Error> {
        match self {
            Number(number) => Ok(*number),
            Truth(truth) => Ok(f64::from(u8::from(*truth))),
            List(_) => Err(self.is_not("a number")),
        }
    }

    /// The truth value.
    ///
    /// # Errors
    ///
    /// [`Error::Kind`] if it is none.
    pub fn truth(&self) -> Result<bool, Error> {
        match self {
            Truth(truth) => Ok(*truth),
            _ => Err(self.is_not("a truth value")),
        }
    }

    /// The elements.
    ///
    /// # Errors
    ///
    /// [`Error::Kind`] if it is no list.
    pub fn list(&self) -> Result<&[Value], Error> {
        match self {
            List(elements) => Ok(elements),
            _ => Err(self.is_not("a list")),
        }
    }

    /// All numbers in their order, whatever the shape.
    #[must_use]
    pub fn flat(&self) -> Vec<f64> {
        match self {
            Number(number) => Vec::from([*number]),
            Truth(truth) => Vec::from([f64::from(u8::from(*truth))]),
            List(elements) => elements.iter().flat_map(Value::flat).collect(),
        }
    }

    fn is_not(&self, wanted: &'static str) -> Error {
        Error::Kind { wanted, found: self.clone() }
    }
}

#[cfg(any(feature = "std", feature = "libm"))]
impl Value {
    pub(super) fn elements(&mut self) -> Result<&mut Vec<Value>, Error> {
        match self {
            List(elements) => Ok(elements),
            other => Err(other.is_not("a list")),
        }
    }

    /// Number by number; a single number meets every element.
    pub(super) fn with(&self, other: &Value, operation: &dyn Fn(f64, f64) -> f64) -> Result<Value, Error> {
        Ok(match (self, other) {
            (List(a), List(b)) if a.len() == b.len() => {
                List(a.iter().zip(b).map(|(a, b)| a.with(b, operation)).collect::<Result<_, _>>()?)
            }
            (List(_), List(_)) => return Err(other.is_not("a list of the same length")),
            (List(a), b) => List(a.iter().map(|a| a.with(b, operation)).collect::<Result<_, _>>()?),
            (a, List(b)) => List(b.iter().map(|b| a.with(b, operation)).collect::<Result<_, _>>()?),
            (a, b) => Number(operation(a.number()?, b.number()?)),
        })
    }

    /// The same everywhere, in this shape.
    pub(super) fn filled(&self, number: f64) -> Value {
        match self {
            List(elements) => List(elements.iter().map(|element| element.filled(number)).collect()),
            _ => Number(number),
        }
    }
}

macro_rules! numbers {
    ($($kind:ty),*) => {$(
        impl From<$kind> for Value {
            fn from(number: $kind) -> Value {
                Number(number.into())
            }
        }
    )*};
}

numbers! { f64, f32, i32, u32, u8 }

impl From<usize> for Value {
    fn from(number: usize) -> Value {
        Number(number as f64)
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Value {
        Number(number as f64)
    }
}

impl From<bool> for Value {
    fn from(truth: bool) -> Value {
        Truth(truth)
    }
}

impl<T: Into<Value>> From<Vec<T>> for Value {
    fn from(list: Vec<T>) -> Value {
        List(list.into_iter().map(Into::into).collect())
    }
}

impl<T: Into<Value>, const N: usize> From<[T; N]> for Value {
    fn from(list: [T; N]) -> Value {
        List(list.into_iter().map(Into::into).collect())
    }
}

impl<T: Clone + Into<Value>, const N: usize> From<&[T; N]> for Value {
    fn from(list: &[T; N]) -> Value {
        list.clone().into()
    }
}

impl<T: Clone + Into<Value>> From<&[T]> for Value {
    fn from(list: &[T]) -> Value {
        list.to_vec().into()
    }
}

impl<T: Clone + Into<Value>> From<&Vec<T>> for Value {
    fn from(list: &Vec<T>) -> Value {
        list.clone().into()
    }
}

macro_rules! tuples {
    ($($($name:ident)+;)+) => {$(
        impl<$($name: Into<Value>),+> From<($($name,)+)> for Value {
            #[allow(non_snake_case, reason = "each value goes by the name of its type")]
            fn from(($($name,)+): ($($name,)+)) -> Value {
                List(Vec::from([$($name.into()),+]))
            }
        }
    )+};
}

tuples! { A B; A B C; A B C D; }
