//! Expressions of the notation: how they are read, and what they are worth.

use std::collections::HashMap;

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

const LETTERS: [(char, char); 17] = [
    ('ₐ', 'a'),
    ('ₑ', 'e'),
    ('ₕ', 'h'),
    ('ᵢ', 'i'),
    ('ⱼ', 'j'),
    ('ₖ', 'k'),
    ('ₗ', 'l'),
    ('ₘ', 'm'),
    ('ₙ', 'n'),
    ('ₒ', 'o'),
    ('ₚ', 'p'),
    ('ᵣ', 'r'),
    ('ₛ', 's'),
    ('ₜ', 't'),
    ('ᵤ', 'u'),
    ('ᵥ', 'v'),
    ('ₓ', 'x'),
];

fn lowered(letter: char) -> Option<char> {
    LETTERS.iter().find(|(low, _)| *low == letter).map(|(_, plain)| *plain)
}

fn low_digit(letter: char) -> Option<usize> {
    "₀₁₂₃₄₅₆₇₈₉".chars().position(|digit| digit == letter)
}

fn high_digit(letter: char) -> Option<usize> {
    "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().position(|digit| digit == letter)
}

/// The number below the line, as it is part of a name.
pub(crate) fn subscript(number: i64) -> String {
    number
        .to_string()
        .chars()
        .filter_map(|digit| "₀₁₂₃₄₅₆₇₈₉".chars().nth(digit.to_digit(10)? as usize))
        .collect()
}

pub(crate) struct Reader<'t> {
    text: &'t str,
    rest: &'t str,
}

impl<'t> Reader<'t> {
    pub(crate) fn new(text: &'t str) -> Self {
        Reader { text, rest: text }
    }

    /// The whole text as one expression.
    pub(crate) fn whole(text: &str) -> Expression {
        let mut reader = Reader::new(text.trim());
        let expression = reader.expression();
        assert!(reader.rest.is_empty(), "`{}` is left of `{text}`", reader.rest);
        expression
    }

    pub(crate) fn is_at_end(&self) -> bool {
        self.rest.is_empty()
    }

    pub(crate) fn take(&mut self, token: &str) -> bool {
        match self.rest.strip_prefix(token) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    /// What is left behind a token.
    pub(crate) fn take_rest(&mut self, token: &str) -> &'t str {
        self.want(token);
        self.rest
    }

    fn want(&mut self, token: &str) {
        assert!(self.take(token), "`{token}` is missing before `{}` in `{}`", self.rest, self.text);
    }

    fn next(&self) -> Option<char> {
        self.rest.chars().next()
    }

    fn skip(&mut self) -> char {
        let letter = self.next().unwrap_or_else(|| panic!("`{}` ends too early", self.text));
        self.rest = &self.rest[letter.len_utf8()..];
        letter
    }

    pub(crate) fn expression(&mut self) -> Expression {
        let mut left = self.conjunction();
        while self.take(" or ") {
            left = E::Binary("or", Box::new(left), Box::new(self.conjunction()));
        }
        left
    }

    fn conjunction(&mut self) -> Expression {
        let mut left = self.comparison();
        while self.take(" and ") {
            left = E::Binary("and", Box::new(left), Box::new(self.comparison()));
        }
        left
    }

    fn comparison(&mut self) -> Expression {
        if self.take("not ") {
            return E::Unary("not", Box::new(self.comparison()));
        }
        let left = self.sum();
        for symbol in ["=", "≠", "≤", "≥", "<", ">"] {
            if self.take(&format!(" {symbol} ")) {
                return E::Binary(symbol, Box::new(left), Box::new(self.sum()));
            }
        }
        for word in ["NaN", "finite", "infinite"] {
            if self.take(&format!(" is {word}")) {
                return E::Is(Box::new(left), word.to_owned());
            }
        }
        if self.take("..") {
            return E::Range(Box::new(left), Box::new(self.sum()));
        }
        left
    }

    fn sum(&mut self) -> Expression {
        let mut left =
            if self.take("−") { E::Unary("−", Box::new(self.quotient())) } else { self.quotient() };
        loop {
            if self.take(" + ") {
                left = E::Binary("+", Box::new(left), Box::new(self.quotient()));
            } else if self.take(" − ") {
                left = E::Binary("−", Box::new(left), Box::new(self.quotient()));
            } else {
                return left;
            }
        }
    }

    fn quotient(&mut self) -> Expression {
        let mut left = self.product();
        'all: loop {
            for symbol in ["/", "rem", "mod", "div"] {
                if self.take(&format!(" {symbol} ")) {
                    left = E::Binary(symbol, Box::new(left), Box::new(self.product()));
                    continue 'all;
                }
            }
            return left;
        }
    }

    fn product(&mut self) -> Expression {
        let mut left = self.power();
        while self.take("·") {
            left = E::Binary("·", Box::new(left), Box::new(self.power()));
        }
        left
    }

    fn power(&mut self) -> Expression {
        if let Some(of) = self.over() {
            return of;
        }
        let base = self.operand();
        self.powers(base)
    }

    /// `Σₖ` reaches over the product that follows.
    fn over(&mut self) -> Option<Expression> {
        for sign in ["Σ", "Π", "max", "min"] {
            if let Some(rest) = self.rest.strip_prefix(sign)
                && let Some(letter) = rest.chars().next().and_then(lowered)
            {
                self.rest = &rest[rest.chars().next()?.len_utf8()..];
                self.want(" ");
                return Some(E::Over(sign.to_owned(), letter, Box::new(self.product())));
            }
        }
        None
    }

    fn powers(&mut self, base: Expression) -> Expression {
        if self.take("^") {
            let exponent = self.operand();
            return E::Power(Box::new(base), Box::new(exponent));
        }
        match self.exponent() {
            Some(exponent) => E::Power(Box::new(base), Box::new(E::Number(exponent))),
            None => base,
        }
    }

    /// The digits of an exponent.
    fn exponent(&mut self) -> Option<f64> {
        let sign = if self.take("⁻") { -1.0 } else { 1.0 };
        let mut found = None;
        while let Some(digit) = self.next().and_then(high_digit) {
            self.skip();
            found = Some(10.0 * found.unwrap_or(0.0) + digit as f64);
        }
        found.map(|found| sign * found)
    }

    fn operand(&mut self) -> Expression {
        for (root, power) in [("√", 1.0 / 2.0), ("∛", 1.0 / 3.0)] {
            if self.take(root) {
                let inner = self.operand();
                return E::Unary(if power == 0.5 { "√" } else { "∛" }, Box::new(inner));
            }
        }
        let mut found = self.atom();
        loop {
            if self.take("[") {
                let mut indices = Vec::new();
                loop {
                    indices.push(if self.take("last") {
                        E::Name("last".to_owned())
                    } else {
                        self.expression()
                    });
                    if !self.take(", ") {
                        break;
                    }
                }
                self.want("]");
                found = E::Element(Box::new(found), indices);
            } else if self.rest.starts_with('.') && !self.rest.starts_with("..") {
                self.skip();
                let name = self.word();
                if self.take("(") {
                    let arguments = self.arguments(")");
                    found = E::Method(Box::new(found), name, arguments);
                } else {
                    found = E::Method(Box::new(found), name, Vec::new());
                }
            } else {
                return found;
            }
        }
    }

    fn arguments(&mut self, end: &str) -> Vec<Expression> {
        let mut arguments = Vec::new();
        while !self.take(end) {
            arguments.push(self.expression());
            if !self.take(", ") {
                self.want(end);
                break;
            }
        }
        arguments
    }

    fn atom(&mut self) -> Expression {
        match self.next() {
            Some('(') => {
                self.skip();
                let inner = self.expression();
                if self.take(" if ") {
                    let condition = self.expression();
                    self.want(", else ");
                    let otherwise = self.expression();
                    self.want(")");
                    return E::Choice(Box::new([condition, inner, otherwise]));
                }
                self.want(")");
                inner
            }
            Some('|') => {
                self.skip();
                let inner = self.expression();
                self.want("|");
                E::Unary("|", Box::new(inner))
            }
            Some('⌊') => {
                self.skip();
                let inner = self.expression();
                self.want("⌋");
                E::Unary("⌊", Box::new(inner))
            }
            Some('⌈') => {
                self.skip();
                let inner = self.expression();
                self.want("⌉");
                E::Unary("⌈", Box::new(inner))
            }
            Some('[') => {
                self.skip();
                if self.take("]") {
                    return E::List(Vec::new());
                }
                let first = self.expression();
                if self.take("; ") {
                    let count = self.expression();
                    self.want("]");
                    return E::Repeat(Box::new(first), Box::new(count));
                }
                if self.take("]") {
                    return E::Bracket(Box::new(first));
                }
                self.want(", ");
                let mut all = vec![first];
                all.extend(self.arguments("]"));
                E::List(all)
            }
            Some('∞') => {
                self.skip();
                E::Number(f64::INFINITY)
            }
            Some(digit) if digit.is_ascii_digit() => self.number(),
            _ => self.named(),
        }
    }

    fn number(&mut self) -> Expression {
        let bytes = self.rest.as_bytes();
        let mut end = 0;
        while end < bytes.len() {
            let digit = bytes[end].is_ascii_digit() || bytes[end] == b'_';
            let point = bytes[end] == b'.' && bytes.get(end + 1).is_some_and(u8::is_ascii_digit);
            let exponent = bytes[end] == b'e'
                && bytes.get(end + 1).is_some_and(|next| next.is_ascii_digit() || *next == b'-');
            let sign = bytes[end] == b'-' && bytes[end - 1] == b'e';
            if !(digit || point || exponent || sign) {
                break;
            }
            end += 1;
        }
        let (digits, rest) = self.rest.split_at(end);
        self.rest = rest;
        E::Number(digits.replace('_', "").parse().unwrap_or_else(|_| panic!("`{digits}` is no number")))
    }

    /// A word without what stands below the line.
    fn word(&mut self) -> String {
        let mut name = String::new();
        while let Some(letter) = self.next() {
            let is_low =
                lowered(letter).is_some() || low_digit(letter).is_some() || high_digit(letter).is_some();
            if is_low || !(letter.is_alphanumeric() || ['_', '′', '∂'].contains(&letter)) {
                break;
            }
            if letter == '∂' && !name.is_empty() {
                break;
            }
            name.push(self.skip());
        }
        name
    }

    fn subscripts(&mut self) -> (String, Vec<Subscript>) {
        let (mut digits, mut found) = (String::new(), Vec::new());
        loop {
            if let Some(letter) = self.next().and_then(lowered) {
                self.skip();
                let mut plus = 0;
                if self.take("₊") {
                    while let Some(digit) = self.next().and_then(low_digit) {
                        self.skip();
                        plus = 10 * plus + i64::try_from(digit).expect("a digit");
                    }
                }
                found.push(Subscript::Letter(letter, plus));
            } else if self.take("₍") {
                let inner = self.expression();
                self.want("₎");
                found.push(Subscript::Written(inner));
            } else if found.is_empty() && self.next().and_then(low_digit).is_some() {
                digits.push(self.skip());
            } else {
                return (digits, found);
            }
        }
    }

    /// `x`, `∂f/∂x`, `xₖ`, `f(x)`, `∂₂f(x, y)₁`, `tanh²(x)`.
    fn named(&mut self) -> Expression {
        let mut marks = Vec::new();
        while self.rest.starts_with('∂') && self.rest.chars().nth(1).and_then(low_digit).is_some() {
            self.skip();
            let mut mark = 0;
            while let Some(digit) = self.next().and_then(low_digit) {
                self.skip();
                mark = 10 * mark + digit;
            }
            marks.push(mark);
        }
        let mut name = self.word();
        assert!(!name.is_empty(), "nothing can be made of `{}` in `{}`", self.rest, self.text);
        let (digits, subscripts) = self.subscripts();
        name.push_str(&digits);
        if name.starts_with('∂') && self.rest.starts_with("/∂") {
            self.skip();
            name.push('/');
            name.push_str(&self.word());
            name.push_str(&self.subscripts().0);
            for joint in [" at fixed ", " and "] {
                while name.contains(" at fixed ") == (joint == " and ") && self.take(joint) {
                    name.push_str(joint);
                    name.push_str(&self.word());
                    name.push_str(&self.subscripts().0);
                }
            }
        }
        while self.rest.starts_with("::") {
            self.skip();
            self.skip();
            name.push_str("::");
            name.push_str(&self.word());
        }
        if !subscripts.is_empty() {
            return E::Indexed(name, subscripts);
        }
        let before = self.rest;
        let exponent = self.exponent();
        if self.take("(") {
            let arguments = self.arguments(")");
            let output = self.next().and_then(low_digit);
            if output.is_some() {
                self.skip();
            }
            let call = E::Call(marks, name, arguments, output);
            return match exponent {
                Some(exponent) => E::Power(Box::new(call), Box::new(E::Number(exponent))),
                None => call,
            };
        }
        self.rest = before;
        E::Name(name)
    }
}

/// A function of the user's: its values, and its slopes in the argument of a number, counted from one.
pub(crate) struct Function {
    pub(crate) values: Box<dyn Fn(&[Value]) -> Vec<Value>>,
    pub(crate) slopes: Box<dyn Fn(usize, &[Value]) -> Vec<Value>>,
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

fn known(name: &str) -> Option<Value> {
    use std::f64::consts;
    Some(match name {
        "π" => consts::PI.into(),
        "LN_2" => consts::LN_2.into(),
        "FRAC_PI_2" => consts::FRAC_PI_2.into(),
        "FRAC_PI_3" => consts::FRAC_PI_3.into(),
        "FRAC_PI_4" => consts::FRAC_PI_4.into(),
        "SQRT_2" => consts::SQRT_2.into(),
        "NaN" => f64::NAN.into(),
        "true" => true.into(),
        "false" => false.into(),
        _ => return None,
    })
}

/// The elementary functions.
fn elementary(name: &str, arguments: &[Value]) -> Value {
    let numbers: Vec<f64> = arguments.iter().map(Value::number).collect();
    Value::Number(match (name, numbers.as_slice()) {
        ("exp", &[x]) => x.exp(),
        ("ln", &[x]) => x.ln(),
        ("log₂", &[x]) => x.log2(),
        ("log₁₀", &[x]) => x.log10(),
        ("log", &[x, b]) => x.log(b),
        ("sin", &[x]) => x.sin(),
        ("cos", &[x]) => x.cos(),
        ("tan", &[x]) => x.tan(),
        ("arcsin", &[x]) => x.asin(),
        ("arccos", &[x]) => x.acos(),
        ("arctan", &[x]) => x.atan(),
        ("atan2", &[a, b]) => a.atan2(b),
        ("sinh", &[x]) => x.sinh(),
        ("cosh", &[x]) => x.cosh(),
        ("tanh", &[x]) => x.tanh(),
        ("arsinh", &[x]) => x.asinh(),
        ("arcosh", &[x]) => x.acosh(),
        ("artanh", &[x]) => x.atanh(),
        ("sign", &[x]) => x.signum(),
        ("copysign", &[x, s]) => x.copysign(s),
        ("max", &[a, b]) => a.max(b),
        ("min", &[a, b]) => a.min(b),
        ("clamp", &[x, low, high]) => x.clamp(low, high),
        ("round", &[x]) => x.round(),
        ("trunc", &[x]) => x.trunc(),
        ("fract", &[x]) => x.fract(),
        ("hypot", &[a, b]) => a.hypot(b),
        ("midpoint", &[a, b]) => 0.5 * (a + b),
        ("degrees", &[x]) => x.to_degrees(),
        ("radians", &[x]) => x.to_radians(),
        _ => panic!("nobody knows the function `{name}` of {numbers:?}"),
    })
}
