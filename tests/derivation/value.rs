//! Numbers, truth values and lists of them.

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value {
    Number(f64),
    Truth(bool),
    List(Vec<Value>),
}

use Value::{List, Number, Truth};

impl Value {
    pub(crate) fn number(&self) -> f64 {
        match self {
            Number(number) => *number,
            Truth(truth) => f64::from(u8::from(*truth)),
            List(_) => panic!("{self:?} is no number"),
        }
    }

    pub(crate) fn truth(&self) -> bool {
        match self {
            Truth(truth) => *truth,
            _ => panic!("{self:?} is no truth value"),
        }
    }

    pub(crate) fn list(&self) -> &[Value] {
        match self {
            List(elements) => elements,
            _ => panic!("{self:?} is no list"),
        }
    }

    pub(crate) fn elements(&mut self) -> &mut Vec<Value> {
        match self {
            List(elements) => elements,
            _ => panic!("{self:?} is no list"),
        }
    }

    /// Number by number; a single number meets every element.
    pub(crate) fn with(&self, other: &Value, operation: &dyn Fn(f64, f64) -> f64) -> Value {
        match (self, other) {
            (List(a), List(b)) => {
                assert_eq!(a.len(), b.len(), "{self:?} and {other:?}");
                List(a.iter().zip(b).map(|(a, b)| a.with(b, operation)).collect())
            }
            (List(a), b) => List(a.iter().map(|a| a.with(b, operation)).collect()),
            (a, List(b)) => List(b.iter().map(|b| a.with(b, operation)).collect()),
            (a, b) => Number(operation(a.number(), b.number())),
        }
    }

    /// The same everywhere, in this shape.
    pub(crate) fn filled(&self, number: f64) -> Value {
        match self {
            List(elements) => List(elements.iter().map(|element| element.filled(number)).collect()),
            _ => Number(number),
        }
    }

    pub(crate) fn flat(&self) -> Vec<f64> {
        match self {
            List(elements) => elements.iter().flat_map(Value::flat).collect(),
            _ => vec![self.number()],
        }
    }

    /// This shape with other numbers.
    pub(crate) fn refilled(&self, numbers: &mut impl Iterator<Item = f64>) -> Value {
        match self {
            List(elements) => List(elements.iter().map(|element| element.refilled(numbers)).collect()),
            _ => Number(numbers.next().expect("there are as many numbers")),
        }
    }
}

macro_rules! numbers {
    ($($kind:ty),*) => {$(
        impl From<$kind> for Value {
            fn from(number: $kind) -> Value {
                Number(number as f64)
            }
        }
    )*};
}

numbers! { f64, f32, usize, i32, u32, i64 }

impl From<bool> for Value {
    fn from(truth: bool) -> Value {
        Truth(truth)
    }
}

impl<T: Clone + Into<Value>> From<Vec<T>> for Value {
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
            #[allow(non_snake_case)]
            fn from(($($name,)+): ($($name,)+)) -> Value {
                List(vec![$($name.into()),+])
            }
        }
    )+};
}

tuples! { A B; A B C; A B C D; }
