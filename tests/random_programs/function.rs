//! Functions: what they take and give, and calls of them.

use crate::code::{Number, Value};
use crate::matrices::{Held, Matrix};
use crate::scope::{Form, Kind, Shape};
use crate::types::Type;

/// What a parameter is declared to be.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Declared {
    Number,
    /// An array, and whether its length is the constant `N`.
    Array {
        shape: Shape,
        generic: bool,
    },
    /// `&Vec<f64>`
    VectorReference(usize),
    /// A vector or a matrix of another crate.
    Matrix(Matrix, Held),
    /// What has parts, and whether it is behind a reference.
    Parts(Type, bool),
    Whole,
    Truth,
    /// `&[usize]`
    Wholes(usize),
}

#[derive(Clone)]
pub(crate) struct Parameter {
    pub(crate) name: String,
    pub(crate) declared: Declared,
    pub(crate) mutable: bool,
    pub(crate) differentiated: bool,
}

impl Declared {
    pub(crate) fn is_real(self) -> bool {
        !matches!(self, Declared::Whole | Declared::Truth | Declared::Wholes(_))
    }

    /// As it stands in the signature.
    pub(crate) fn text(self, float: &str) -> String {
        match self {
            Declared::Number => float.to_owned(),
            Declared::Array { shape: Shape { length, columns, form }, generic } => {
                let element = columns.map_or(float.to_owned(), |columns| format!("[{float}; {columns}]"));
                let length = if generic { "N".to_owned() } else { length.to_string() };
                match form {
                    Form::Fixed => format!("[{element}; {length}]"),
                    Form::FixedReference => format!("&[{element}; {length}]"),
                    Form::Slice => format!("&[{element}]"),
                    Form::Vector => format!("Vec<{element}>"),
                }
            }
            Declared::VectorReference(_) => format!("&Vec<{float}>"),
            Declared::Matrix(of, held) => of.held(held),
            Declared::Parts(Type::List(of, _), _) => format!("&[{}]", of.text()),
            Declared::Parts(of, reference) => format!("{}{}", if reference { "&" } else { "" }, of.text()),
            Declared::Whole => "usize".to_owned(),
            Declared::Truth => "bool".to_owned(),
            Declared::Wholes(_) => "&[usize]".to_owned(),
        }
    }

    /// What the body sees.
    pub(crate) fn kind(self) -> Kind {
        match self {
            Declared::Number => Kind::Number,
            // The length is known to those who call it alone.
            Declared::Array { shape, generic: true } => Kind::Array(Shape { form: Form::Slice, ..shape }),
            Declared::Array { shape, .. } => Kind::Array(shape),
            Declared::VectorReference(length) => {
                Kind::Array(Shape { length, columns: None, form: Form::Slice })
            }
            Declared::Parts(of, reference) => Kind::Parts { of, reference },
            Declared::Matrix(of, held) => Kind::Matrix { of, held },
            Declared::Whole => Kind::Whole,
            Declared::Truth => Kind::Truth,
            Declared::Wholes(_) => Kind::Wholes,
        }
    }

    /// How many numbers it has.
    pub(crate) fn size(self) -> usize {
        match self {
            Declared::Number => 1,
            Declared::Array { shape, .. } => shape.length * shape.columns.unwrap_or(1),
            Declared::VectorReference(length) => length,
            Declared::Parts(of, _) => of.size(),
            Declared::Matrix(of, _) => of.size(),
            _ => 0,
        }
    }

    /// The numbers as what a gradient gives for this parameter: `1.0`, `[1.0, 2.0]`, `vec![1.0]`.
    pub(crate) fn owned(self, numbers: &[f64]) -> String {
        let list = |numbers: &[f64]| {
            let texts: Vec<String> = numbers.iter().map(|number| format!("{number:?}")).collect();
            texts.join(", ")
        };
        match self {
            Declared::Number => list(numbers),
            Declared::Array { shape, .. } => {
                let content = match shape.columns {
                    None => list(numbers),
                    Some(columns) => {
                        let rows = numbers.chunks(columns).map(|row| format!("[{}]", list(row)));
                        rows.collect::<Vec<_>>().join(", ")
                    }
                };
                let vector = matches!(shape.form, Form::Slice | Form::Vector);
                format!("{}{content}]", if vector { "vec![" } else { "[" })
            }
            Declared::Parts(of, _) => of.literal(&mut numbers.iter().copied(), true),
            Declared::Matrix(of, _) => of.literal(numbers),
            _ => format!("vec![{}]", list(numbers)),
        }
    }

    /// The numbers as an argument of this parameter.
    pub(crate) fn argument(self, numbers: &[f64]) -> String {
        let owned = match self {
            Declared::Parts(of, _) => of.literal(&mut numbers.iter().copied(), false),
            _ => self.owned(numbers),
        };
        let reference = match self {
            Declared::Matrix(_, held) => held == Held::Reference,
            Declared::Array { shape, .. } => matches!(shape.form, Form::FixedReference | Form::Slice),
            Declared::VectorReference(_) => true,
            Declared::Parts(_, reference) => reference,
            _ => false,
        };
        if reference { format!("&{owned}") } else { owned }
    }

    /// The value that the body sees.
    pub(crate) fn value(self, numbers: &[Number]) -> Value {
        let array = |numbers: &[Number]| Value::Many(numbers.iter().copied().map(Value::Number).collect());
        match self {
            Declared::Number => Value::Number(numbers[0]),
            Declared::Parts(of, _) => of.value(&mut numbers.iter().copied()),
            Declared::Array { shape: Shape { columns: Some(columns), .. }, .. } => {
                Value::Many(numbers.chunks(columns).map(array).collect())
            }
            _ => array(numbers),
        }
    }
}

/// What a call gives.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Gives {
    Number,
    Array(Shape),
    Parts(Type),
    Option(Type),
    Matrix(Matrix),
}

impl Gives {
    /// The type.
    pub(crate) fn text(self, float: &str) -> String {
        match self {
            Gives::Number => float.to_owned(),
            Gives::Array(Shape { form: Form::Fixed, length, .. }) => format!("[{float}; {length}]"),
            Gives::Array(_) => format!("Vec<{float}>"),
            Gives::Parts(of) => of.text(),
            Gives::Option(of) => format!("Option<{}>", of.text()),
            Gives::Matrix(of) => of.text(),
        }
    }

    /// How many numbers there are.
    pub(crate) fn count(self) -> usize {
        match self {
            Gives::Number => 1,
            Gives::Array(shape) => shape.length,
            Gives::Parts(of) | Gives::Option(of) => of.size(),
            Gives::Matrix(of) => of.size(),
        }
    }

    /// What a variable is that holds it.
    pub(crate) fn kind(self) -> Kind {
        match self {
            Gives::Number => Kind::Number,
            Gives::Array(shape) => Kind::Array(shape),
            Gives::Parts(of) => of.kind(),
            Gives::Option(of) => Kind::Option(of),
            Gives::Matrix(of) => Kind::Matrix { of, held: Held::Owned },
        }
    }
}

/// A function that the others of its program can call.
#[derive(Clone)]
pub(crate) struct Callee {
    pub(crate) name: String,
    /// Its place among the functions of the program.
    pub(crate) number: usize,
    pub(crate) parameters: Vec<Parameter>,
    pub(crate) gives: Gives,
    /// The struct that it is a method of.
    pub(crate) method_of: Option<&'static str>,
}

impl Callee {
    /// Whether it is differentiated by whatever of its arguments may vary, as it must be where its value is asked for.
    pub(crate) fn is_by_all(&self) -> bool {
        self.parameters.iter().all(|parameter| parameter.differentiated)
    }
}
