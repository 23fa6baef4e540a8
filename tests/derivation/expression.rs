//! Expressions of the notation: how they are read, and what they are worth.

use std::collections::HashMap;

use super::elementary::{elementary, known};
use super::reader::subscript;
use super::value::Value;

#[derive(Clone, Debug)]
pub(crate) enum Expression {
    Number(f64),
    Name(String),
    /// `xₖ₊₁`: the name, and for each index the letter and what is added to it.
    Indexed(String, Vec<Subscript>),
    Unary(&'static str, Box<Expression>),
    Binary(&'static str, Box<Expression>, Box<Expression>),
    Power(Box<Expression>, Box<Expression>),
    Element(Box<Expression>, Vec<Expression>),
    List(Vec<Expression>),
    Repeat(Box<Expression>, Box<Expression>),
    /// `[x > 0]`, and what begins the same: a list of one.
    Bracket(Box<Expression>),
    Choice(Box<[Expression; 3]>),
    /// The marks of partial derivatives, the name, the arguments, and the number of the output.
    Call(Vec<usize>, String, Vec<Expression>, Option<usize>),
    Method(Box<Expression>, String, Vec<Expression>),
    Range(Box<Expression>, Box<Expression>),
    Is(Box<Expression>, String),
    /// `Σₖ`, `Πₖ`, `maxₖ` or `minₖ` of what follows.
    Over(String, char, Box<Expression>),
}

use Expression as E;

#[derive(Clone, Debug)]
pub(crate) enum Subscript {
    Letter(char, i64),
    Written(Expression),
}

type Values = Box<dyn Fn(&[Value]) -> Vec<Value>>;
type Slopes = Box<dyn Fn(usize, &[Value]) -> Vec<Value>>;

/// A function of the user's: its values, and its slopes in the argument of a number, counted from one.
pub(crate) struct Function {
    pub(crate) values: Values,
    pub(crate) slopes: Slopes,
}

pub(crate) type Functions = HashMap<String, Function>;

/// What names stand for.
pub(crate) struct Environment<'e> {
    pub(crate) lookup: &'e dyn Fn(&str) -> Option<Value>,
    pub(crate) functions: &'e Functions,
    /// What each index of a sum goes through.
    pub(crate) ranges: &'e [(char, Expression)],
    /// The indices of the sums around.
    pub(crate) indices: Vec<(char, i64)>,
}

impl Environment<'_> {
    fn with(&self, letter: char, index: i64) -> Environment<'_> {
        let mut indices = self.indices.clone();
        indices.push((letter, index));
        Environment { lookup: self.lookup, functions: self.functions, ranges: self.ranges, indices }
    }

    fn name(&self, name: &str) -> Option<Value> {
        let index = self.indices.iter().rev().find(|(letter, _)| name == letter.to_string());
        match index {
            Some((_, index)) => Some(Value::Number(*index as f64)),
            None => (self.lookup)(name),
        }
    }

    /// The name under which one of a family is kept.
    pub(crate) fn member(&self, name: &str, subscripts: &[Subscript]) -> String {
        let indices = subscripts.iter().map(|subscript| match subscript {
            Subscript::Letter(letter, plus) => {
                let index = self.name(&letter.to_string()).unwrap_or_else(|| panic!("no index {letter}"));
                index.number() as i64 + plus
            }
            Subscript::Written(inner) => inner.evaluate(self).number() as i64,
        });
        let indices: Vec<String> = indices.map(subscript).collect();
        format!("{name}{}", indices.join(","))
    }
}

impl Expression {
    pub(crate) fn evaluate(&self, environment: &Environment) -> Value {
        let number = |expression: &Expression| expression.evaluate(environment).number();
        match self {
            E::Number(number) => Value::Number(*number),
            E::Name(name) => environment
                .name(name)
                .or_else(|| known(name))
                .unwrap_or_else(|| panic!("`{name}` is used before it is defined")),
            E::Indexed(name, subscripts) => {
                let member = environment.member(name, subscripts);
                (environment.lookup)(&member)
                    .unwrap_or_else(|| panic!("`{member}` is used before it is defined"))
            }
            E::Unary("not", inner) => Value::Truth(!inner.evaluate(environment).truth()),
            E::Unary(symbol, inner) => {
                let zero = Value::Number(0.0);
                inner.evaluate(environment).with(&zero, &|x, _| match *symbol {
                    "−" => -x,
                    "√" => x.sqrt(),
                    "∛" => x.cbrt(),
                    "|" => x.abs(),
                    "⌊" => x.floor(),
                    _ => x.ceil(),
                })
            }
            E::Binary("·" | "/", ..) if self.is_void(environment) => Value::Number(0.0),
            E::Binary("and", a, b) => {
                Value::Truth(a.evaluate(environment).truth() && b.evaluate(environment).truth())
            }
            E::Binary("or", a, b) => {
                Value::Truth(a.evaluate(environment).truth() || b.evaluate(environment).truth())
            }
            E::Binary(symbol @ ("=" | "≠"), a, b) => {
                Value::Truth((a.evaluate(environment) == b.evaluate(environment)) == (*symbol == "="))
            }
            E::Binary(symbol @ ("<" | ">" | "≤" | "≥"), a, b) => {
                let (a, b) = (number(a), number(b));
                Value::Truth(match *symbol {
                    "<" => a < b,
                    ">" => a > b,
                    "≤" => a <= b,
                    _ => a >= b,
                })
            }
            E::Binary("·", a, b) if matches!(&**b, E::Call(marks, ..) if !marks.is_empty()) => {
                along(&a.evaluate(environment), &b.evaluate(environment))
            }
            E::Binary(symbol, a, b) => {
                let (a, b) = (a.evaluate(environment), b.evaluate(environment));
                a.with(&b, &|a, b| match *symbol {
                    "+" => a + b,
                    "−" => a - b,
                    "·" => a * b,
                    "/" => a / b,
                    "rem" => a % b,
                    "mod" => a.rem_euclid(b),
                    _ => (a / b).trunc(),
                })
            }
            E::Power(base, exponent) => Value::Number(number(base).powf(number(exponent))),
            E::Element(array, indices) => {
                let mut found = array.evaluate(environment);
                for index in indices {
                    found = element(&found, index, environment);
                }
                found
            }
            E::List(elements) => {
                Value::List(elements.iter().map(|element| element.evaluate(environment)).collect())
            }
            E::Repeat(element, count) => {
                let count = number(count) as usize;
                Value::List(vec![element.evaluate(environment); count])
            }
            E::Bracket(inner) => match inner.evaluate(environment) {
                Value::Truth(truth) => Value::from(u32::from(truth)),
                only => Value::List(vec![only]),
            },
            E::Choice(parts) => {
                let [condition, then, otherwise] = &**parts;
                let side = if condition.evaluate(environment).truth() { then } else { otherwise };
                side.evaluate(environment)
            }
            E::Call(marks, name, arguments, output) => {
                let arguments: Vec<Value> = arguments.iter().map(|a| a.evaluate(environment)).collect();
                let Some(function) = environment.functions.get(name) else {
                    assert!(marks.is_empty() && output.is_none(), "nobody knows the slopes of `{name}`");
                    return elementary(name, &arguments);
                };
                let mut found = match marks.as_slice() {
                    [] => (function.values)(&arguments),
                    [mark] => (function.slopes)(*mark, &arguments),
                    _ => panic!("nobody knows second slopes"),
                };
                match output {
                    Some(output) => found.swap_remove(output - 1),
                    None if found.len() == 1 => found.remove(0),
                    None => Value::List(found),
                }
            }
            E::Method(receiver, name, arguments) => {
                let receiver = receiver.evaluate(environment);
                match (name.as_str(), arguments.as_slice()) {
                    ("len", []) => receiver.list().len().into(),
                    ("is_empty", []) => receiver.list().is_empty().into(),
                    ("zip", [other]) => {
                        let other = other.evaluate(environment);
                        let pairs = receiver.list().iter().cloned().zip(other.list().iter().cloned());
                        Value::List(pairs.map(|(a, b)| Value::List(vec![a, b])).collect())
                    }
                    ("enumerate", []) => {
                        let numbered = receiver.list().iter().cloned().enumerate();
                        Value::List(numbered.map(|(number, a)| Value::List(vec![number.into(), a])).collect())
                    }
                    ("rev", []) => Value::List(receiver.list().iter().rev().cloned().collect()),
                    _ => panic!("nobody knows the method `{name}`"),
                }
            }
            E::Range(from, to) => {
                let (from, to) = (number(from) as i64, number(to) as i64);
                Value::List((from..to).map(Value::from).collect())
            }
            E::Is(inner, what) => {
                let inner = number(inner);
                Value::Truth(match what.as_str() {
                    "NaN" => inner.is_nan(),
                    "finite" => inner.is_finite(),
                    _ => inner.is_infinite(),
                })
            }
            E::Over(sign, letter, term) => {
                let range = environment.ranges.iter().find(|(known, _)| known == letter);
                let (_, range) = range.unwrap_or_else(|| panic!("nobody says what {letter} goes through"));
                let range = range.evaluate(environment);
                let terms = range
                    .list()
                    .iter()
                    .map(|index| term.evaluate(&environment.with(*letter, index.number() as i64)));
                let first = match sign.as_str() {
                    "Σ" => 0.0,
                    "Π" => 1.0,
                    "max" => f64::NEG_INFINITY,
                    _ => f64::INFINITY,
                };
                terms.fold(Value::Number(first), |before, term| {
                    before.with(&term, &|before, term| match sign.as_str() {
                        "Σ" => before + term,
                        "Π" => before * term,
                        "max" => before.max(term),
                        _ => before.min(term),
                    })
                })
            }
        }
    }

    /// Whether a sum or the like in it goes through an index.
    pub(crate) fn binds(&self, letter: char) -> bool {
        let any = |all: &[Expression]| all.iter().any(|inner| inner.binds(letter));
        match self {
            E::Over(_, own, inner) => *own == letter || inner.binds(letter),
            E::Unary(_, inner) | E::Bracket(inner) | E::Is(inner, _) => inner.binds(letter),
            E::Binary(_, a, b) | E::Power(a, b) | E::Repeat(a, b) | E::Range(a, b) => {
                a.binds(letter) || b.binds(letter)
            }
            E::Element(array, path) => array.binds(letter) || any(path),
            E::Method(receiver, _, arguments) => receiver.binds(letter) || any(arguments),
            E::List(elements) | E::Call(_, _, elements, _) => any(elements),
            E::Choice(parts) => any(&**parts),
            E::Number(_) | E::Name(_) | E::Indexed(..) => false,
        }
    }

    /// How often an array is read.
    pub(crate) fn reads(&self, array: &str) -> usize {
        let all = |all: &[Expression]| all.iter().map(|inner| inner.reads(array)).sum::<usize>();
        match self {
            E::Name(name) => usize::from(name == array),
            E::Unary(_, inner) | E::Bracket(inner) | E::Is(inner, _) | E::Over(_, _, inner) => {
                inner.reads(array)
            }
            E::Binary(_, a, b) | E::Power(a, b) | E::Repeat(a, b) | E::Range(a, b) => {
                a.reads(array) + b.reads(array)
            }
            E::Element(base, path) => base.reads(array) + all(path),
            // How long an array is does not change with its elements.
            E::Method(_, name, arguments) if name == "len" => all(arguments),
            E::Method(receiver, _, arguments) => receiver.reads(array) + all(arguments),
            E::List(elements) | E::Call(_, _, elements, _) => all(elements),
            E::Choice(parts) => all(&**parts),
            E::Number(_) | E::Indexed(..) => 0,
        }
    }

    /// Whether a product has a bracket in it that does not hold: it is zero then, whatever the rest is.
    fn is_void(&self, environment: &Environment) -> bool {
        match self {
            E::Binary("·", a, b) => a.is_void(environment) || b.is_void(environment),
            E::Binary("/", a, _) => a.is_void(environment),
            E::Unary("−", a) => a.is_void(environment),
            E::Bracket(inner) => inner.evaluate(environment) == Value::Truth(false),
            _ => false,
        }
    }
}

/// The slopes of several values, each times what stands in its place, added up.
fn along(factors: &Value, slopes: &Value) -> Value {
    match factors {
        Value::List(factors) => {
            let products = factors.iter().zip(slopes.list()).map(|(factor, slope)| along(factor, slope));
            products.reduce(|a, b| a.with(&b, &|a, b| a + b)).unwrap_or(Value::Number(0.0))
        }
        number => number.with(slopes, &|a, b| a * b),
    }
}

fn element(array: &Value, index: &Expression, environment: &Environment) -> Value {
    match index {
        E::Name(name) if name == "last" => array.list().last().expect("it is not empty").clone(),
        E::Range(..) => {
            let range = index.evaluate(environment);
            Value::List(
                range.list().iter().map(|index| array.list()[index.number() as usize].clone()).collect(),
            )
        }
        _ => {
            let position = index.evaluate(environment).number();
            array
                .list()
                .get(position as usize)
                .unwrap_or_else(|| panic!("{position} is behind the end"))
                .clone()
        }
    }
}
