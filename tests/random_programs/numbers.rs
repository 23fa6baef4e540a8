//! Expressions that are numbers.

use std::rc::Rc;

use crate::code::{Code, Number, Outcome, State, Value, apart};
use crate::number::Real;
use crate::scope::{Kind, Scope, Variable};
use crate::statements::{run_all, text_of};
use crate::writer::Writer;

/// A method of one number. Around what it is called on, there stands something that keeps it within its domain.
struct Method {
    name: &'static str,
    domain: (&'static str, fn(Number) -> Number, &'static str),
    meaning: fn(Number) -> Number,
}

const ANY: (&str, fn(Number) -> Number, &str) = ("", |x| x, "");
const SMALL: (&str, fn(Number) -> Number, &str) = ("", Real::sin, ".sin()");
const SQUARE: (&str, fn(Number) -> Number, &str) = ("", |x| x.powi(2), ".powi(2)");

const METHODS: [Method; 13] = [
    Method { name: "sin", domain: ANY, meaning: Real::sin },
    Method { name: "cos", domain: ANY, meaning: Real::cos },
    Method { name: "tanh", domain: ANY, meaning: Real::tanh },
    Method { name: "atan", domain: ANY, meaning: Real::atan },
    Method { name: "asinh", domain: ANY, meaning: Real::asinh },
    Method { name: "exp", domain: SMALL, meaning: Real::exp },
    Method { name: "exp_m1", domain: SMALL, meaning: Real::exp_m1 },
    Method { name: "ln_1p", domain: SQUARE, meaning: Real::ln_1p },
    Method { name: "recip", domain: POSITIVE, meaning: reciprocal },
    Method { name: "sqrt", domain: POSITIVE, meaning: Real::sqrt },
    Method { name: "cbrt", domain: POSITIVE, meaning: Real::cbrt },
    Method { name: "ln", domain: POSITIVE, meaning: Real::ln },
    Method { name: "to_radians", domain: ANY, meaning: radians },
];
const POSITIVE: (&str, fn(Number) -> Number, &str) = ("(2.0 + ", |x| Number::of(2.0) + x.sin(), ".sin())");

fn reciprocal(x: Number) -> Number {
    Number::of(1.0) / x
}

fn radians(x: Number) -> Number {
    x * Number::of(std::f64::consts::PI / 180.0)
}

#[derive(Clone, Copy)]
enum Form {
    Leaf,
    Sum,
    Method,
    OfTwo,
    Quotient,
    Remainder,
    Negative,
    Power,
    Extreme,
    If,
    Match,
    Block,
    Guarded,
    OfArray,
    OfChangedCopy,
    OfInteger,
    OfParts,
    OfOption,
    OfMatrix,
    Labelled,
    Iterator,
    Call,
    Closure,
}

const FORMS: [(usize, Form); 20] = [
    (4, Form::OfArray),
    (2, Form::OfChangedCopy),
    (2, Form::OfInteger),
    (1, Form::Labelled),
    (3, Form::Guarded),
    (30, Form::Leaf),
    (36, Form::Sum),
    (12, Form::Method),
    (4, Form::OfTwo),
    (5, Form::Quotient),
    (1, Form::Remainder),
    (4, Form::Negative),
    (4, Form::Power),
    (3, Form::Extreme),
    (4, Form::If),
    (2, Form::Match),
    (3, Form::Block),
    (3, Form::Iterator),
    (8, Form::Call),
    (6, Form::Closure),
];

/// The operator's meaning.
pub(crate) fn combine(operator: &str, a: Number, b: Number) -> Number {
    match operator {
        "+" => a + b,
        "-" => a - b,
        "*" => a * b,
        "/" => a / b,
        "%" => a % b,
        _ => b,
    }
}

/// `a % b`, where `a` is not near a multiple of `b`.
pub(crate) fn remainder(a: Number, b: Number) -> Outcome<Number> {
    let ratio = a.primal() / b.primal();
    apart(Number::of(ratio), Number::of(ratio.round()))?;
    Ok(a % b)
}

impl Writer<'_> {
    pub(crate) fn number(&mut self, scope: &Scope, depth: usize) -> Code<Number> {
        let form = match depth {
            3.. => Form::Leaf,
            _ if self.library.is_some() && self.happens(0.12) => Form::OfMatrix,
            _ if self.structs && self.happens(0.07) => self.one_of(&[Form::OfParts, Form::OfOption]),
            _ => self.weighted(&FORMS),
        };
        match form {
            Form::Leaf => self.leaf(scope),
            Form::Sum => {
                let operator = self.one_of(&["+", "-", "*", "*"]);
                let (a, b) = (self.number(scope, depth + 1), self.number(scope, depth + 1));
                let text = format!("({} {operator} {})", Self::beside(&a, &b), Self::beside(&b, &a));
                Code::new(text, move |state| Ok(combine(operator, a.run(state)?, b.run(state)?)))
            }
            Form::Method => {
                let method = &METHODS[self.below(METHODS.len())];
                let inner = self.number(scope, depth + 1);
                let (before, guard, after) = method.domain;
                let before =
                    if self.float == "T" { before.replace("2.0", "T::of(2.0)") } else { before.into() };
                let text = if self.happens(0.5) {
                    format!("{before}{}{after}.{}()", inner.text, method.name)
                } else {
                    format!("{}::{}({before}{}{after})", self.float, method.name, inner.text)
                };
                Code::new(text, move |state| Ok((method.meaning)(guard(inner.run(state)?))))
            }
            Form::OfTwo => self.of_two(scope, depth),
            Form::Quotient => {
                let (a, b) = (self.number(scope, depth + 1), self.number(scope, depth + 1));
                let two = if self.float == "T" { "T::of(2.0)" } else { "2.0" };
                Code::new(format!("({a} / ({two} + {b}.powi(2)))"), move |state| {
                    Ok(a.run(state)? / (Number::of(2.0) + b.run(state)?.powi(2)))
                })
            }
            Form::Remainder => {
                let a = self.number(scope, depth + 1);
                let divisor = if self.float == "T" { "T::of(1.7)" } else { "1.7" };
                Code::new(format!("({a} % {divisor})"), move |state| {
                    remainder(a.run(state)?, Number::of(1.7))
                })
            }
            Form::Negative => {
                let a = self.number(scope, depth + 1);
                Code::new(format!("(-{a})"), move |state| Ok(-a.run(state)?))
            }
            Form::Power => {
                let (a, exponent) = (self.number(scope, depth + 1), self.one_of(&[0, 1, 2, 2, 3, 4]));
                Code::new(format!("{a}.powi({exponent})"), move |state| Ok(a.run(state)?.powi(exponent)))
            }
            Form::Extreme => self.extreme(scope, depth),
            Form::If => {
                let condition = self.condition(scope);
                let (a, b) = (self.branch(scope, depth), self.branch(scope, depth));
                let text = format!("(if {condition} {{ {a} }} else {{ {b} }})");
                Code::new(text, move |state| if condition.run(state)? { a.run(state) } else { b.run(state) })
            }
            Form::Match => self.match_number(scope, depth),
            Form::Block => {
                let inner = self.branch(scope, depth);
                Code::new(format!("({{ {inner} }})"), move |state| inner.run(state))
            }
            Form::Guarded => self.guarded_number(scope),
            Form::OfArray => self.of_array(scope).unwrap_or_else(|| self.leaf(scope)),
            Form::OfChangedCopy => self.of_changed_copy(scope).unwrap_or_else(|| self.leaf(scope)),
            Form::OfParts => self.of_parts(scope).unwrap_or_else(|| self.leaf(scope)),
            Form::OfOption => self.of_option(scope, depth).unwrap_or_else(|| self.leaf(scope)),
            Form::OfMatrix => self.of_matrix(scope, depth).unwrap_or_else(|| self.leaf(scope)),
            Form::OfInteger => self.power_of_integer(scope),
            Form::Labelled => self.labelled(scope),
            Form::Iterator => self.iterated(scope),
            Form::Call => match self.call(scope, depth) {
                Some(call) => call,
                None => self.leaf(scope),
            },
            Form::Closure => self.closure_call(scope, depth),
        }
    }

    fn leaf(&mut self, scope: &Scope) -> Code<Number> {
        let numbers =
            scope.all(|variable| matches!(variable.kind, Kind::Number | Kind::Constant | Kind::Reference));
        let functions = scope.all(|variable| variable.kind == Kind::Function);
        if !functions.is_empty() && self.happens(0.1) {
            let function = self.one_of(&functions);
            return self.item_call(&function);
        }
        match self.below(20) {
            0 | 1 => self.literal(),
            2 => {
                let index = self.index(scope, 4);
                let text = format!("(({index}) as f64)");
                let text = if self.float == "T" { format!("T::of({text})") } else { text };
                Code::new(text, move |state| Ok(Number::of(index.run(state)? as f64)))
            }
            3 if self.float == "f64" => {
                Code::new("std::f64::consts::FRAC_PI_3", |_| Ok(Number::of(std::f64::consts::FRAC_PI_3)))
            }
            _ => {
                let element =
                    if numbers.is_empty() || self.happens(0.45) { self.element(scope) } else { None };
                match element {
                    Some(element) => element,
                    None if numbers.is_empty() => self.literal(),
                    None => Self::read(&self.one_of(&numbers)),
                }
            }
        }
    }

    fn of_two(&mut self, scope: &Scope, depth: usize) -> Code<Number> {
        let (a, b) = (self.number(scope, depth + 1), self.number(scope, depth + 1));
        let path = self.float;
        let one = if path == "T" { "T::of(1.0)" } else { "1.0" };
        match self.below(4) {
            0 => Code::new(format!("{path}::hypot({a}, {one} + {b}.powi(2))"), move |state| {
                Ok(a.run(state)?.hypot(Number::of(1.0) + b.run(state)?.powi(2)))
            }),
            1 => Code::new(format!("{path}::atan2({a}, {one} + {b}.powi(2))"), move |state| {
                Ok(a.run(state)?.atan2(Number::of(1.0) + b.run(state)?.powi(2)))
            }),
            2 => Code::new(format!("({one} + {a}.powi(2)).powf({b}.sin())"), move |state| {
                Ok((Number::of(1.0) + a.run(state)?.powi(2)).powf(b.run(state)?.sin()))
            }),
            _ => {
                let c = self.number(scope, depth + 1);
                Code::new(format!("{path}::mul_add({a}, {b}, {c})"), move |state| {
                    Ok(a.run(state)?.mul_add(b.run(state)?, c.run(state)?))
                })
            }
        }
    }

    /// `max`, `min`, `abs`, `clamp`: what has a kink.
    fn extreme(&mut self, scope: &Scope, depth: usize) -> Code<Number> {
        let path = self.float;
        let a = self.number(scope, depth + 1);
        match self.below(4) {
            0 => Code::new(format!("{a}.abs()"), move |state| {
                let a = a.run(state)?;
                apart(a, Number::of(0.0))?;
                Ok(a.abs())
            }),
            1 => {
                let (low, high) = if path == "T" { ("T::of(-0.7)", "T::of(0.9)") } else { ("-0.7", "0.9") };
                Code::new(format!("{path}::clamp({a}, {low}, {high})"), move |state| {
                    let (a, low, high) = (a.run(state)?, Number::of(-0.7), Number::of(0.9));
                    apart(a, low)?;
                    apart(a, high)?;
                    Ok(a.max(low).min(high))
                })
            }
            which => {
                let b = self.number(scope, depth + 1);
                let name = if which == 2 { "max" } else { "min" };
                Code::new(format!("{path}::{name}({a}, {b})"), move |state| {
                    let (a, b) = (a.run(state)?, b.run(state)?);
                    apart(a, b)?;
                    Ok(if which == 2 { a.max(b) } else { a.min(b) })
                })
            }
        }
    }

    /// What stands in the braces of a branch: statements, perhaps, and a number.
    fn branch(&mut self, scope: &Scope, depth: usize) -> Code<Number> {
        let mut inner = scope.block();
        if depth > 1 || scope.depth > 2 || self.happens(0.6) {
            return self.number(&inner, depth + 1);
        }
        let count = 1 + self.below(2);
        let statements = self.with_items(&mut inner, count);
        let result = self.number(&inner, depth + 1);
        let text = format!("{} {result}", text_of(&statements));
        Code::new(text, move |state| {
            run_all(&statements, state)?;
            result.run(state)
        })
    }

    fn match_number(&mut self, scope: &Scope, depth: usize) -> Code<Number> {
        let arms = [(); 3].map(|()| self.branch(scope, depth));
        let [a, b, c] = &arms;
        if self.happens(0.5) {
            let (p, q) = (self.condition(scope), self.condition(scope));
            let text = format!(
                "(match ({p}, {q}) {{ (true, _) => {{ {a} }}, (false, true) => {{ {b} }}, _ => {{ {c} }} }})"
            );
            return Code::new(text, move |state| match (p.run(state)?, q.run(state)?) {
                (true, _) => arms[0].run(state),
                (false, true) => arms[1].run(state),
                _ => arms[2].run(state),
            });
        }
        let on = self.index(scope, 5);
        let ranges = self.happens(0.5);
        let first = if ranges { "0..=1" } else { "0 | 1" };
        let text = format!("(match {on} {{ {first} => {{ {a} }}, 2 => {{ {b} }}, _ => {{ {c} }} }})");
        Code::new(text, move |state| match on.run(state)? {
            0 | 1 => arms[0].run(state),
            2 => arms[1].run(state),
            _ => arms[2].run(state),
        })
    }

    /// Calls a closure that was declared before.
    fn closure_call(&mut self, scope: &Scope, depth: usize) -> Code<Number> {
        let closures = scope.all(|variable| matches!(variable.kind, Kind::Closure(_)));
        if closures.is_empty() {
            return self.leaf(scope);
        }
        let Variable { name, slot, kind, .. } = self.one_of(&closures);
        let Kind::Closure(arguments) = kind else { unreachable!("only closures were asked for") };
        let arguments: Vec<Code<Number>> = (0..arguments).map(|_| self.number(scope, depth + 1)).collect();
        let texts: Vec<&str> = arguments.iter().map(|argument| argument.text.as_str()).collect();
        let text = format!("{name}({})", texts.join(", "));
        let body = Rc::clone(&self.closures[&slot]);
        Code::new(text, move |state: &mut State| {
            let values = arguments.iter().map(|argument| argument.run(state)).collect::<Outcome<Vec<_>>>()?;
            for (value, slot) in values.into_iter().zip(&body.parameters) {
                state.set(*slot, Value::Number(value));
            }
            body.result.run(state)
        })
    }
}
