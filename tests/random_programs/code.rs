//! A piece of a program: its text, and what it does to the variables.

use std::fmt::{self, Display, Formatter};
use std::rc::Rc;

use crate::number::{Dual, Real};

/// Two directions for second derivatives, and the innermost for derivatives that a program itself asks for.
pub(crate) type Number = Dual<Dual<Dual<f64>>>;

#[derive(Clone)]
pub(crate) enum Value {
    Number(Number),
    Whole(usize),
    Truth(bool),
    /// An array, or several values.
    Many(Vec<Value>),
}

impl Value {
    pub(crate) fn number(&self) -> Number {
        match self {
            Value::Number(number) => *number,
            _ => unreachable!("the writer knows the kinds"),
        }
    }

    pub(crate) fn whole(&self) -> usize {
        match self {
            Value::Whole(whole) => *whole,
            _ => unreachable!("the writer knows the kinds"),
        }
    }

    pub(crate) fn truth(&self) -> bool {
        match self {
            Value::Truth(truth) => *truth,
            _ => unreachable!("the writer knows the kinds"),
        }
    }

    pub(crate) fn many(&self) -> &[Value] {
        match self {
            Value::Many(values) => values,
            _ => unreachable!("the writer knows the kinds"),
        }
    }

    pub(crate) fn many_mut(&mut self) -> &mut Vec<Value> {
        match self {
            Value::Many(values) => values,
            _ => unreachable!("the writer knows the kinds"),
        }
    }

    /// All numbers in it, in order.
    pub(crate) fn numbers(&self) -> Vec<Number> {
        match self {
            Value::Number(number) => vec![*number],
            Value::Whole(_) | Value::Truth(_) => vec![],
            Value::Many(values) => values.iter().flat_map(Value::numbers).collect(),
        }
    }

    /// The same with other numbers.
    pub(crate) fn map(&self, change: &mut impl FnMut(Number) -> Number) -> Value {
        match self {
            Value::Number(number) => Value::Number(change(*number)),
            Value::Many(values) => Value::Many(values.iter().map(|value| value.map(change)).collect()),
            other => other.clone(),
        }
    }
}

/// Why the next statement is not the one that runs next.
pub(crate) enum Leave {
    Break(usize),
    Continue(usize),
    Return(Value),
    /// The point is too near a kink, or its numbers are too large: what the program gives there is not compared.
    Unsuitable,
}

pub(crate) type Outcome<T> = Result<T, Leave>;

/// Where a variable lives, or a part of one.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Slot {
    variable: usize,
    /// The place within the variable, the place within that part, and so on; the first `depth` of them.
    path: [usize; 4],
    depth: usize,
}

impl Slot {
    pub(crate) fn new(variable: usize) -> Self {
        Slot { variable, path: [0; 4], depth: 0 }
    }

    pub(crate) fn part(mut self, place: usize) -> Self {
        self.path[self.depth] = place;
        self.depth += 1;
        self
    }

    /// What is at this place of a variable.
    pub(crate) fn within(self, variable: &Value) -> &Value {
        self.path[..self.depth].iter().fold(variable, |value, &place| &value.many()[place])
    }
}

/// The variables of a call, and the functions that can be called.
pub(crate) struct State<'a> {
    pub(crate) variables: Vec<Value>,
    pub(crate) functions: &'a [Body],
    /// How many iterations and calls there may still be.
    pub(crate) patience: usize,
}

/// What a function does to its parameters, which are the first variables.
pub(crate) type Body = Run<Value>;

impl State<'_> {
    pub(crate) fn set(&mut self, slot: Slot, value: Value) {
        if self.variables.len() <= slot.variable {
            self.variables.resize(slot.variable + 1, Value::Truth(false));
        }
        *self.get_mut(slot) = value;
    }

    pub(crate) fn get(&self, slot: Slot) -> &Value {
        slot.within(&self.variables[slot.variable])
    }

    pub(crate) fn get_mut(&mut self, slot: Slot) -> &mut Value {
        let path = &slot.path[..slot.depth];
        path.iter().fold(&mut self.variables[slot.variable], |value, &place| &mut value.many_mut()[place])
    }

    pub(crate) fn take_time(&mut self) -> Outcome<()> {
        self.patience = self.patience.checked_sub(1).ok_or(Leave::Unsuitable)?;
        Ok(())
    }

    pub(crate) fn call(&mut self, function: usize, arguments: Vec<Value>) -> Outcome<Value> {
        self.take_time()?;
        let body = Rc::clone(&self.functions[function]);
        let mut inner = State { variables: arguments, functions: self.functions, patience: self.patience };
        let result = match body(&mut inner) {
            Err(Leave::Return(value)) => Ok(value),
            other => other,
        };
        self.patience = inner.patience;
        result
    }
}

/// What a piece of a program does.
pub(crate) type Run<T> = Rc<dyn Fn(&mut State) -> Outcome<T>>;

/// A piece of a program that gives a `T`.
#[derive(Clone)]
pub(crate) struct Code<T> {
    pub(crate) text: String,
    pub(crate) run: Run<T>,
}

impl<T> Code<T> {
    pub(crate) fn new(text: impl Into<String>, run: impl Fn(&mut State) -> Outcome<T> + 'static) -> Self {
        Code { text: text.into(), run: Rc::new(run) }
    }

    pub(crate) fn run(&self, state: &mut State) -> Outcome<T> {
        (self.run)(state)
    }
}

impl<T> Display for Code<T> {
    fn fmt(&self, formatter: &mut Formatter) -> fmt::Result {
        formatter.write_str(&self.text)
    }
}

/// The numbers of an array of numbers.
pub(crate) fn array(numbers: impl IntoIterator<Item = Number>) -> Value {
    Value::Many(numbers.into_iter().map(Value::Number).collect())
}

/// Refuses what is so near a kink that rounding decides on which side it is.
pub(crate) fn apart(a: Number, b: Number) -> Outcome<()> {
    if (a.primal() - b.primal()).abs() > 1e-9 { Ok(()) } else { Err(Leave::Unsuitable) }
}
