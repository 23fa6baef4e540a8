//! Reads expressions of the notation.

use super::expression::{Expression, Expression as E, Subscript};

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
