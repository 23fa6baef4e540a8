//! What a piece of a program may mention.

use crate::code::Slot;
use crate::matrices::{Held, Matrix};
use crate::types::Type;

#[derive(Clone, PartialEq, Eq)]
pub(crate) enum Kind {
    Number,
    /// A number that is constant, in a struct that is not.
    Constant,
    /// A reference to a number.
    Reference,
    Whole,
    Truth,
    /// An array of so many truth values.
    Truths(usize),
    /// A closure of a number that gives a truth value.
    Test,
    Array(Shape),
    /// `&[usize]`
    Wholes,
    /// A function of a number that does not vary, which is an item.
    Function,
    /// A closure of so many numbers.
    Closure(usize),
    /// A vector or a matrix of another crate.
    Matrix {
        of: Matrix,
        held: Held,
    },
    /// An option of this.
    Option(Type),
    /// What has fields or elements that are variables of their own.
    Parts {
        of: Type,
        reference: bool,
    },
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Shape {
    pub(crate) length: usize,
    /// How long a row is, where the elements are rows.
    pub(crate) columns: Option<usize>,
    pub(crate) form: Form,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// `[f64; N]`, which is copied.
    Fixed,
    /// `&[f64; N]`
    FixedReference,
    Vector,
    /// `&[f64]`
    Slice,
}

/// A variable, or a part of one: `s.x`.
#[derive(Clone)]
pub(crate) struct Variable {
    pub(crate) name: String,
    pub(crate) slot: Slot,
    pub(crate) kind: Kind,
    pub(crate) mutable: bool,
}

/// Whether one is the other or a part of it. All elements of a list are one.
fn overlap(a: &str, b: &str) -> bool {
    let whole = |name: &str| name.split('[').next().unwrap_or_default().to_owned();
    let (a, b) = (whole(a), whole(b));
    let part = |part: &str, whole: &str| {
        part.strip_prefix(whole).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    };
    part(&a, &b) || part(&b, &a)
}

/// A loop that is around a piece of a program.
#[derive(Clone)]
pub(crate) struct Around {
    pub(crate) number: usize,
    pub(crate) label: Option<String>,
}

#[derive(Clone)]
pub(crate) struct Scope {
    variables: Vec<Variable>,
    /// Names of variables that must not be mentioned.
    hidden: Vec<String>,
    /// Names that nothing may bind here: those of constants, which are patterns of their own, and of what is still needed.
    reserved: Vec<String>,
    pub(crate) loops: Vec<Around>,
    /// Whether `return` leaves the function, and with a number.
    pub(crate) returns: bool,
    /// Whether `return None` leaves the function.
    pub(crate) returns_none: bool,
    /// How many blocks are around.
    pub(crate) depth: usize,
}

impl Scope {
    pub(crate) fn new(variables: Vec<Variable>, returns: bool) -> Self {
        let mut scope = Scope {
            variables: Vec::new(),
            hidden: Vec::new(),
            reserved: Vec::new(),
            loops: Vec::new(),
            returns,
            returns_none: false,
            depth: 0,
        };
        for variable in variables {
            scope.add(variable);
        }
        scope
    }

    /// Adds a variable, which shadows another one of its name.
    pub(crate) fn add(&mut self, variable: Variable) {
        self.variables.retain(|other| !overlap(&other.name, &variable.name));
        self.hidden.retain(|other| !overlap(other, &variable.name));
        self.variables.extend(variable.parts());
        self.variables.push(variable);
    }

    /// Keeps a name from being bound again; of a part, that of the whole.
    pub(crate) fn reserve(&mut self, name: &str) {
        let whole = name.split(['.', '[']).next().unwrap_or_default();
        self.reserved.push(whole.to_owned());
    }

    pub(crate) fn is_reserved(&self, name: &str) -> bool {
        self.reserved.iter().any(|reserved| reserved == name)
    }

    /// Whether something other than a function of the program has this name.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.variables.iter().any(|variable| variable.name == name)
            || self.hidden.iter().any(|hidden| hidden == name)
    }

    /// Where this name must not be mentioned.
    pub(crate) fn remove(&mut self, name: &str) {
        self.keep(|other| !overlap(&other.name, name));
        self.hidden.push(name.to_owned());
    }

    fn keep(&mut self, wanted: impl Fn(&Variable) -> bool) {
        let unwanted = self.variables.iter().filter(|variable| !wanted(variable));
        self.hidden.extend(unwanted.map(|variable| variable.name.clone()));
        self.variables.retain(wanted);
    }

    /// Those of some kind.
    pub(crate) fn all(&self, wanted: impl Fn(&Variable) -> bool) -> Vec<Variable> {
        self.variables.iter().filter(|variable| wanted(variable)).cloned().collect()
    }

    pub(crate) fn arrays(&self, wanted: impl Fn(&Shape) -> bool) -> Vec<(Variable, Shape)> {
        let shape = |variable: &Variable| match &variable.kind {
            Kind::Array(shape) if wanted(shape) => Some((variable.clone(), *shape)),
            _ => None,
        };
        self.variables.iter().filter_map(shape).collect()
    }

    /// What has parts and is of this type.
    pub(crate) fn parts(&self, wanted: Type) -> Vec<Variable> {
        self.all(|variable| matches!(variable.kind, Kind::Parts { of, .. } if of == wanted))
    }

    /// The arrays that may be given new elements.
    pub(crate) fn changing_arrays(&self) -> Vec<(Variable, Shape)> {
        let mut arrays = self.arrays(|_| true);
        arrays.retain(|(variable, _)| variable.mutable);
        arrays
    }

    /// Within a block.
    pub(crate) fn block(&self) -> Scope {
        Scope { depth: self.depth + 1, ..self.clone() }
    }

    /// Within a loop.
    pub(crate) fn within(&self, around: Around) -> Scope {
        let mut inner = self.block();
        inner.loops.push(around);
        inner
    }

    /// Within a closure, which leaves no loop around it and changes nothing.
    pub(crate) fn closure(&self) -> Scope {
        let mut inner = self.block();
        inner.loops.clear();
        (inner.returns, inner.returns_none) = (false, false);
        for variable in &mut inner.variables {
            variable.mutable = false;
        }
        inner
    }

    /// Where this vector has another length.
    pub(crate) fn resize(&mut self, name: &str, length: usize) {
        for variable in &mut self.variables {
            if let Kind::Array(shape) = &mut variable.kind
                && variable.name == name
            {
                shape.length = length;
            }
        }
    }

    /// Where this one must not change, as it is borrowed.
    pub(crate) fn freeze(&mut self, name: &str) {
        for variable in &mut self.variables {
            variable.mutable &= !overlap(&variable.name, name);
        }
    }

    /// Without what may change, which a closure cannot hold on to.
    pub(crate) fn without_mutable(&self) -> Scope {
        let mut inner = self.clone();
        inner.keep(|variable| !variable.mutable);
        inner
    }

    /// Without arrays of integers.
    pub(crate) fn without_wholes(&self) -> Scope {
        let mut inner = self.clone();
        inner.keep(|variable| variable.kind != Kind::Wholes);
        inner
    }
}
