//! What expressions are worth.

use alloc::boxed::Box;
use alloc::collections::BTreeMap;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::elementary::{constant, elementary};
use super::expression::{Between, Binary, Call, Reduction, Subscript};
use super::letters::subscript;
use super::{Error, Expression, Expression as E, Value};
#[cfg(not(feature = "std"))]
use crate::Float as _;

type Values<'f> = Box<dyn Fn(&[Value]) -> Vec<Value> + 'f>;
type Slopes<'f> = Box<dyn Fn(usize, &[Value]) -> Vec<Value> + 'f>;

/// A function that a derivation calls.
pub(super) struct Function<'f> {
    pub(super) values: Values<'f>,
    pub(super) slopes: Slopes<'f>,
}

pub(super) type Functions<'f> = BTreeMap<String, Function<'f>>;

/// What names stand for.
pub(super) type Names = BTreeMap<String, Value>;

/// What stands for what while an expression is worked out.
#[derive(Clone)]
pub(super) struct Scope<'s> {
    pub(super) names: &'s Names,
    pub(super) slopes: &'s Names,
    pub(super) functions: &'s Functions<'s>,
    /// What each index of a sum goes through.
    pub(super) over: &'s [(char, Expression)],
    pub(super) indices: Vec<(char, i64)>,
}

impl Scope<'_> {
    fn with(&self, letter: char, index: i64) -> Self {
        let mut inner = self.clone();
        inner.indices.push((letter, index));
        inner
    }

    fn name(&self, name: &str) -> Option<Value> {
        let is_index = |(letter, _): &&(char, i64)| name.chars().eq([*letter]);
        match self.indices.iter().rev().find(is_index) {
            Some((_, index)) => Some(Value::from(*index)),
            None => self.slopes.get(name).or_else(|| self.names.get(name)).cloned(),
        }
    }

    fn known(&self, name: &str) -> Result<Value, Error> {
        self.name(name).ok_or_else(|| Error::Undefined { name: name.into() })
    }

    /// The name under which something is kept: of a family, that of the one that is meant.
    pub(super) fn key(&self, place: &Expression) -> Result<String, Error> {
        Ok(match place {
            E::Name(name) => name.clone(),
            E::Adjoint(inner) => String::from("∂") + &self.key(inner)?,
            E::Indexed(name, subscripts) => {
                let indices = subscripts.iter().map(|below| {
                    Ok(subscript(match below {
                        Subscript::Letter(letter, plus) => {
                            whole(self.known(&letter.to_string())?.number()?).saturating_add(*plus)
                        }
                        Subscript::Written(inner) => whole(self.value(inner)?.number()?),
                    }))
                });
                name.clone() + &indices.collect::<Result<Vec<String>, Error>>()?.join(",")
            }
            E::Slope(_) | E::Field(..) => place.to_string(),
            _ => return Err(Error::Unsupported { what: place.to_string() }),
        })
    }

    pub(super) fn number(&self, expression: &Expression) -> Result<f64, Error> {
        self.value(expression)?.number()
    }

    pub(super) fn value(&self, expression: &Expression) -> Result<Value, Error> {
        let all = |all: &[Expression]| all.iter().map(|part| self.value(part)).collect::<Result<Vec<_>, _>>();
        Ok(match expression {
            E::Number(digits) => Value::Number(number(digits)?),
            E::Name(name) => match (self.name(name), name.as_str()) {
                (Some(value), _) => value,
                (None, "true") => Value::Truth(true),
                (None, "false") => Value::Truth(false),
                (None, _) => match constant(name) {
                    Some(number) => Value::Number(number),
                    None => return Err(Error::Undefined { name: name.clone() }),
                },
            },
            E::Adjoint(inner) => match &**inner {
                E::Element(array, indices) => {
                    self.element(self.known(&self.key(&E::Adjoint(array.clone()))?)?, indices)?
                }
                _ => self.known(&self.key(expression)?)?,
            },
            E::Indexed(..) | E::Slope(_) | E::Field(..) => self.known(&self.key(expression)?)?,
            E::Group(inner) => self.value(inner)?,
            E::Negative(_) | E::Product(_) | E::Binary(Binary::Quotient, ..)
                if self.is_void(expression)? =>
            {
                Value::Number(0.0)
            }
            E::Negative(inner) => self.each(inner, &|x| -x)?,
            E::Sum(terms) => {
                let mut sum: Option<Value> = None;
                for term in terms {
                    let value = self.value(&term.term)?;
                    sum = Some(match (sum, term.minus) {
                        (None, false) => value,
                        (None, true) => value.with(&Value::Number(0.0), &|x, _| -x)?,
                        (Some(sum), false) => sum.with(&value, &|a, b| a + b)?,
                        (Some(sum), true) => sum.with(&value, &|a, b| a - b)?,
                    });
                }
                sum.unwrap_or(Value::Number(0.0))
            }
            E::Product(factors) => self.product(factors)?,
            E::Binary(operation, a, b) => self.binary(*operation, a, b)?,
            E::Raised(base, exponent) => Value::Number(self.number(base)?.powi(*exponent)),
            E::Power(base, exponent) => Value::Number(self.number(base)?.powf(self.number(exponent)?)),
            E::SquareRoot(inner) => self.each(inner, &f64::sqrt)?,
            E::CubeRoot(inner) => self.each(inner, &f64::cbrt)?,
            E::Between(Between::Absolute, inner) => self.each(inner, &f64::abs)?,
            E::Between(Between::Floor, inner) => self.each(inner, &f64::floor)?,
            E::Between(Between::Ceiling, inner) => self.each(inner, &f64::ceil)?,
            E::Not(inner) => Value::Truth(!self.value(inner)?.truth()?),
            E::All(conditions) => Value::Truth(self.holds(conditions, true)?),
            E::Any(conditions) => Value::Truth(!self.holds(conditions, false)?),
            E::Is(inner, what) => {
                let inner = self.number(inner)?;
                Value::Truth(match what.as_str() {
                    "NaN" => inner.is_nan(),
                    "finite" => inner.is_finite(),
                    "infinite" => inner.is_infinite(),
                    _ => return Err(Error::Unsupported { what: expression.to_string() }),
                })
            }
            E::Element(array, indices) => self.element(self.value(array)?, indices)?,
            E::List(elements) | E::Tuple(elements) => Value::List(all(elements)?),
            E::Repeat(element, count) => {
                let count = position(self.number(count)?, MOST_ELEMENTS)?;
                Value::List((0..count).map(|_| self.value(element)).collect::<Result<_, _>>()?)
            }
            E::Bracket(inner) => match self.value(inner)? {
                Value::Truth(truth) => Value::from(u8::from(truth)),
                only => Value::List(Vec::from([only])),
            },
            E::Choice(choice) => {
                let holds = self.value(&choice.condition)?.truth()?;
                self.value(if holds { &choice.then } else { &choice.otherwise })?
            }
            E::Call(call) => self.call(call, &all(&call.arguments)?)?,
            E::Method(receiver, name, arguments) => {
                method(&self.value(receiver)?, name, &all(arguments)?)
                    .ok_or_else(|| Error::Unsupported { what: expression.to_string() })??
            }
            E::Range(from, Some(to)) => {
                let (from, to) = (whole(self.number(from)?), whole(self.number(to)?));
                position((to.saturating_sub(from)) as f64, MOST_ELEMENTS)?;
                Value::List((from..to).map(Value::from).collect())
            }
            E::Over(sign, letter, term) => self.over(*sign, *letter, term)?,
            E::Range(_, None)
            | E::Between(Between::Norm, _)
            | E::Inner(..)
            | E::Transposed(_)
            | E::InverseTransposed(_)
            | E::Rust(_) => return Err(Error::Unsupported { what: expression.to_string() }),
        })
    }

    fn each(&self, inner: &Expression, operation: &dyn Fn(f64) -> f64) -> Result<Value, Error> {
        self.value(inner)?.with(&Value::Number(0.0), &|x, _| operation(x))
    }

    /// Whether all conditions are so; those behind the first that is not are not asked.
    fn holds(&self, conditions: &[Expression], so: bool) -> Result<bool, Error> {
        for condition in conditions {
            if self.value(condition)?.truth()? != so {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn product(&self, factors: &[Expression]) -> Result<Value, Error> {
        let mut product = Value::Number(1.0);
        for (number, factor) in factors.iter().enumerate() {
            let value = self.value(factor)?;
            product = match factor.inner() {
                _ if number == 0 => value,
                E::Call(call) if !call.partial.is_empty() => along(&product, &value)?,
                _ => product.with(&value, &|a, b| a * b)?,
            };
        }
        Ok(product)
    }

    fn binary(&self, operation: Binary, a: &Expression, b: &Expression) -> Result<Value, Error> {
        let (a, b) = (self.value(a)?, self.value(b)?);
        let compared = |operation: fn(&f64, &f64) -> bool| {
            Ok::<_, Error>(Value::Truth(operation(&a.number()?, &b.number()?)))
        };
        match operation {
            Binary::Equal => Ok(Value::Truth(a == b)),
            Binary::Unequal => Ok(Value::Truth(a != b)),
            Binary::AtMost => compared(f64::le),
            Binary::AtLeast => compared(f64::ge),
            Binary::Less => compared(f64::lt),
            Binary::Greater => compared(f64::gt),
            Binary::Quotient | Binary::QuotientOfElements => a.with(&b, &|a, b| a / b),
            Binary::Remainder => a.with(&b, &|a, b| a % b),
            Binary::Modulus => a.with(&b, &|a, b| a.rem_euclid(b)),
            Binary::Division => a.with(&b, &|a, b| (a / b).trunc()),
            Binary::ProductOfElements => a.with(&b, &|a, b| a * b),
            Binary::Cross => Err(Error::Unsupported { what: "×".into() }),
        }
    }

    fn element(&self, mut array: Value, indices: &[Expression]) -> Result<Value, Error> {
        for index in indices {
            array = match index {
                E::Name(name) if name == "last" => {
                    array.list()?.last().cloned().ok_or(Error::OutOfBounds { index: 0.0, length: 0 })?
                }
                _ => match self.value(index)? {
                    Value::List(range) => {
                        let parts = range.iter().map(|index| at(&array, index.number()?));
                        Value::List(parts.collect::<Result<_, _>>()?)
                    }
                    index => at(&array, index.number()?)?,
                },
            };
        }
        Ok(array)
    }

    fn call(&self, call: &Call, arguments: &[Value]) -> Result<Value, Error> {
        let unknown = || Error::UnknownFunction { name: call.function.clone() };
        let mut found = match (self.functions.get(&call.function), call.partial.as_slice()) {
            (Some(function), []) => (function.values)(arguments),
            (Some(function), [mark]) => (function.slopes)(*mark, arguments),
            (None, []) => {
                let numbers = arguments.iter().map(Value::number).collect::<Result<Vec<_>, _>>()?;
                let number = elementary(&call.function, &numbers).ok_or_else(unknown)?;
                Vec::from([Value::Number(number)])
            }
            _ => return Err(unknown()),
        };
        let value = match call.output {
            Some(output) if (1..=found.len()).contains(&output) => found.swap_remove(output - 1),
            Some(output) => {
                return Err(Error::OutOfBounds { index: output as f64, length: found.len() });
            }
            None if found.len() == 1 => found.remove(0),
            None => Value::List(found),
        };
        match call.power {
            Some(power) => Ok(Value::Number(value.number()?.powi(power))),
            None => Ok(value),
        }
    }

    fn over(&self, sign: Reduction, letter: char, term: &Expression) -> Result<Value, Error> {
        let range = self.over.iter().find(|(known, _)| *known == letter);
        let (_, range) = range.ok_or_else(|| Error::Undefined { name: letter.to_string() })?;
        let mut all = Value::Number(match sign {
            Reduction::Sum => 0.0,
            Reduction::Product => 1.0,
            Reduction::Maximum => f64::NEG_INFINITY,
            Reduction::Minimum => f64::INFINITY,
        });
        for index in self.value(range)?.list()? {
            let term = self.with(letter, whole(index.number()?)).value(term)?;
            all = all.with(&term, &|before, term| match sign {
                Reduction::Sum => before + term,
                Reduction::Product => before * term,
                Reduction::Maximum => before.max(term),
                Reduction::Minimum => before.min(term),
            })?;
        }
        Ok(all)
    }

    /// Whether a product has a bracket in it that does not hold: it is zero then, whatever the rest is.
    fn is_void(&self, expression: &Expression) -> Result<bool, Error> {
        match expression.inner() {
            E::Product(factors) => {
                for factor in factors {
                    if self.is_void(factor)? {
                        return Ok(true);
                    }
                }
                Ok(false)
            }
            E::Binary(Binary::Quotient, a, _) | E::Negative(a) => self.is_void(a),
            E::Bracket(inner) => Ok(self.value(inner)? == Value::Truth(false)),
            _ => Ok(false),
        }
    }
}

/// More elements than any array that is worked out element by element.
const MOST_ELEMENTS: usize = 10_000_000;

fn number(digits: &str) -> Result<f64, Error> {
    let plain = digits.replace('_', "");
    match digits {
        "∞" => Ok(f64::INFINITY),
        _ => plain.parse().map_err(|_| Error::Unsupported { what: digits.into() }),
    }
}

#[expect(clippy::cast_possible_truncation, reason = "what is too large becomes the largest")]
pub(super) fn whole(number: f64) -> i64 {
    number as i64
}

/// A number as that of an element, if there are so many.
pub(super) fn position(index: f64, length: usize) -> Result<usize, Error> {
    let found = usize::try_from(whole(index)).unwrap_or(usize::MAX);
    if found <= length { Ok(found) } else { Err(Error::OutOfBounds { index, length }) }
}

fn at(array: &Value, index: f64) -> Result<Value, Error> {
    let elements = array.list()?;
    let found = elements.get(position(index, elements.len())?).cloned();
    found.ok_or(Error::OutOfBounds { index, length: elements.len() })
}

/// The slopes of several values, each times what stands in its place, added up.
fn along(factors: &Value, slopes: &Value) -> Result<Value, Error> {
    let Value::List(factors) = factors else { return factors.with(slopes, &|a, b| a * b) };
    let mut sum = Value::Number(0.0);
    for (number, (factor, slope)) in factors.iter().zip(slopes.list()?).enumerate() {
        let product = along(factor, slope)?;
        sum = if number == 0 { product } else { sum.with(&product, &|a, b| a + b)? };
    }
    Ok(sum)
}

/// The methods that say something about a list; nothing if there is no such method.
fn method(receiver: &Value, name: &str, arguments: &[Value]) -> Option<Result<Value, Error>> {
    let pairs = |first: &[Value], second: Vec<Value>| {
        let pairs = first.iter().cloned().zip(second);
        Value::List(pairs.map(|(a, b)| Value::List(Vec::from([a, b]))).collect())
    };
    let list = match receiver.list() {
        Ok(list) => list,
        Err(error) => return Some(Err(error)),
    };
    Some(Ok(match (name, arguments) {
        ("len", []) => list.len().into(),
        ("is_empty", []) => list.is_empty().into(),
        ("rev", []) => Value::List(list.iter().rev().cloned().collect()),
        ("zip", [Value::List(other)]) => pairs(list, other.clone()),
        ("enumerate", []) => {
            let numbers: Vec<Value> = (0..list.len()).map(Value::from).collect();
            pairs(&numbers, list.to_vec())
        }
        _ => return None,
    }))
}
