//! Reads expressions: text goes in, an [`Expression`] comes out, or what is missing and where.

use alloc::boxed::Box;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::str::FromStr;

use super::expression::{Binary as B, Expression, Reduction as R, Term};
use super::letters::{high_digit, raised};
use super::{Error, Expression as E};

/// So deep may expressions stand within each other.
pub(super) const DEEPEST: usize = 60;

/// What should stand somewhere, and what stands there.
#[derive(Debug)]
pub(super) struct Missing {
    pub(super) wanted: &'static str,
    pub(super) rest: String,
}

pub(super) type Read<T> = Result<T, Missing>;

pub(super) struct Reader<'t> {
    pub(super) rest: &'t str,
    depth: usize,
}

impl FromStr for Expression {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        Reader::whole(text).map_err(|missing| missing.within(text, 1))
    }
}

impl Missing {
    pub(super) fn within(self, text: &str, line: usize) -> Error {
        Error::Unreadable { line, text: text.trim().into(), wanted: self.wanted, rest: self.rest }
    }
}

impl<'t> Reader<'t> {
    pub(super) fn new(rest: &'t str) -> Self {
        Reader { rest, depth: 0 }
    }

    /// The whole text as one expression.
    pub(super) fn whole(text: &str) -> Read<Expression> {
        let mut reader = Reader::new(text);
        let expression = reader.expression()?;
        reader.end()?;
        Ok(expression)
    }

    /// Nothing is left.
    pub(super) fn end(&self) -> Read<()> {
        if self.rest.is_empty() { Ok(()) } else { Err(self.missing("an operator")) }
    }

    pub(super) fn missing(&self, wanted: &'static str) -> Missing {
        Missing { wanted, rest: self.rest.to_string() }
    }

    pub(super) fn take(&mut self, token: &str) -> bool {
        match self.rest.strip_prefix(token) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    pub(super) fn want(&mut self, token: &'static str) -> Read<()> {
        if self.take(token) { Ok(()) } else { Err(self.missing(token)) }
    }

    pub(super) fn next(&self) -> Option<char> {
        self.rest.chars().next()
    }

    /// The next letter, if something can be made of it.
    pub(super) fn take_if<T>(&mut self, made: impl Fn(char) -> Option<T>) -> Option<T> {
        let letter = self.next()?;
        let found = made(letter)?;
        self.rest = &self.rest[letter.len_utf8()..];
        Some(found)
    }

    /// Reads something that stands within what is being read.
    pub(super) fn deeper<T>(&mut self, read: impl FnOnce(&mut Self) -> Read<T>) -> Read<T> {
        if self.depth == DEEPEST {
            return Err(self.missing("something that is not nested so deeply"));
        }
        self.depth += 1;
        let found = read(self);
        self.depth -= 1;
        found
    }

    /// What is separated by a word: several, or the only one.
    fn chain(
        &mut self,
        word: &str,
        part: impl Fn(&mut Self) -> Read<Expression>,
        several: impl Fn(Vec<Expression>) -> Expression,
    ) -> Read<Expression> {
        let first = part(self)?;
        if !self.rest.starts_with(word) {
            return Ok(first);
        }
        let mut all = Vec::from([first]);
        while self.take(word) {
            all.push(part(self)?);
        }
        Ok(several(all))
    }

    pub(super) fn expression(&mut self) -> Read<Expression> {
        self.deeper(|reader| reader.chain(" or ", Self::conjunction, E::Any))
    }

    fn conjunction(&mut self) -> Read<Expression> {
        self.chain(" and ", Self::comparison, E::All)
    }

    fn comparison(&mut self) -> Read<Expression> {
        if self.take("not ") {
            return Ok(E::Not(Box::new(self.deeper(Self::comparison)?)));
        }
        let left = self.sum()?;
        for operation in [B::Equal, B::Unequal, B::AtMost, B::AtLeast, B::Less, B::Greater] {
            if self.take(&format!(" {} ", operation.sign())) {
                return Ok(E::Binary(operation, Box::new(left), Box::new(self.sum()?)));
            }
        }
        if self.take(" is ") {
            return Ok(E::Is(Box::new(left), self.pattern()?));
        }
        if self.take("..") {
            let ends = self.rest.is_empty() || self.rest.starts_with([']', ')', ',', ' ']);
            let to = if ends { None } else { Some(Box::new(self.sum()?)) };
            return Ok(E::Range(Box::new(left), to));
        }
        Ok(left)
    }

    /// What something is: `NaN`, or a pattern of Rust.
    fn pattern(&mut self) -> Read<String> {
        let mut depth = 0_usize;
        let ends = |(at, letter): &(usize, char)| {
            let is_end = [", ", " and ", " or ", " if "].iter().any(|end| self.rest[*at..].starts_with(end));
            match letter {
                '(' | '[' | '{' => depth += 1,
                ')' | ']' | '}' if depth == 0 => return true,
                ')' | ']' | '}' => depth -= 1,
                _ => return depth == 0 && is_end,
            }
            false
        };
        let end = self.rest.char_indices().find(ends).map_or(self.rest.len(), |(at, _)| at);
        if end == 0 {
            return Err(self.missing("what something is"));
        }
        let (pattern, rest) = self.rest.split_at(end);
        self.rest = rest;
        Ok(pattern.into())
    }

    fn sum(&mut self) -> Read<Expression> {
        let mut minus = self.take("−");
        let mut terms = Vec::new();
        loop {
            terms.push(Term { minus, term: self.quotient()? });
            if self.take(" + ") {
                minus = false;
            } else if self.take(" − ") {
                minus = true;
            } else {
                break;
            }
        }
        if terms.len() > 1 {
            return Ok(E::Sum(terms));
        }
        let Term { minus, term } = terms.remove(0);
        Ok(if minus { E::Negative(Box::new(term)) } else { term })
    }

    fn quotient(&mut self) -> Read<Expression> {
        let mut left = self.product()?;
        let operations = [
            B::Quotient,
            B::Remainder,
            B::Modulus,
            B::Division,
            B::Cross,
            B::ProductOfElements,
            B::QuotientOfElements,
        ];
        for _ in 0..=DEEPEST {
            let found =
                operations.into_iter().find(|operation| self.take(&format!(" {} ", operation.sign())));
            let Some(operation) = found else { return Ok(left) };
            left = E::Binary(operation, Box::new(left), Box::new(self.product()?));
        }
        Err(self.missing("a shorter quotient"))
    }

    fn product(&mut self) -> Read<Expression> {
        self.chain("·", Self::power, E::Product)
    }

    fn power(&mut self) -> Read<Expression> {
        if let Some((sign, letter)) = self.reduction() {
            let of = self.deeper(Self::product)?;
            return Ok(E::Over(sign, letter, Box::new(of)));
        }
        let base = self.operand()?;
        if self.take("^") {
            return Ok(E::Power(Box::new(base), Box::new(self.operand()?)));
        }
        Ok(match self.exponent() {
            Some(exponent) => E::Raised(Box::new(base), exponent),
            None if self.take("ᵀ") => E::Transposed(Box::new(base)),
            None if self.take("⁻ᵀ") => E::InverseTransposed(Box::new(base)),
            None => base,
        })
    }

    /// `Σₖ ` reaches over the product that follows.
    fn reduction(&mut self) -> Option<(R, char)> {
        let mut signs = [R::Sum, R::Product, R::Maximum, R::Minimum].into_iter();
        let (sign, rest) = signs.find_map(|sign| Some((sign, self.rest.strip_prefix(sign.sign())?)))?;
        let low = rest.chars().next()?;
        let letter = raised(low)?;
        self.rest = rest[low.len_utf8()..].strip_prefix(' ')?;
        Some((sign, letter))
    }

    /// The digits of an exponent.
    pub(super) fn exponent(&mut self) -> Option<i32> {
        let before = self.rest;
        let sign = if self.take("⁻") { -1 } else { 1 };
        let mut found: Option<i32> = None;
        while let Some(digit) = self.take_if(high_digit) {
            let digit = i32::try_from(digit).ok()?;
            found = Some(found.unwrap_or(0).checked_mul(10)?.checked_add(digit)?);
        }
        if found.is_none() {
            self.rest = before;
        }
        found.map(|found| sign * found)
    }
}
