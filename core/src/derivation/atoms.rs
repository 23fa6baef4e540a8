//! Reads what operators stand between: names, numbers, calls, and what stands in parentheses.

use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;

use super::expression::{Between, Call, Choice, Slope, Subscript};
use super::letters::{high_digit, low_digit, raised};
use super::reader::{DEEPEST, Read, Reader};
use super::{Expression, Expression as E};

impl Reader<'_> {
    pub(super) fn operand(&mut self) -> Read<Expression> {
        if self.take("√") {
            return Ok(E::SquareRoot(Box::new(self.deeper(Self::operand)?)));
        }
        if self.take("∛") {
            return Ok(E::CubeRoot(Box::new(self.deeper(Self::operand)?)));
        }
        let found = self.atom()?;
        self.behind(found)
    }

    /// The indices, fields and methods behind something.
    fn behind(&mut self, mut found: Expression) -> Read<Expression> {
        for _ in 0..=DEEPEST {
            if self.take("[") {
                found = E::Element(Box::new(found), self.list("]")?);
            } else if self.rest.starts_with('.') && !self.rest.starts_with("..") {
                self.want(".")?;
                let name = self.word()?;
                found = if self.take("(") {
                    E::Method(Box::new(found), name, self.list(")")?)
                } else {
                    E::Field(Box::new(found), name)
                };
            } else {
                return Ok(found);
            }
        }
        Err(self.missing("fewer indices and methods"))
    }

    /// What is separated by commas, up to a sign.
    fn list(&mut self, end: &'static str) -> Read<Vec<Expression>> {
        let mut all = Vec::new();
        while !self.take(end) {
            all.push(self.expression()?);
            if !self.take(", ") {
                self.want(end)?;
                break;
            }
        }
        Ok(all)
    }

    fn atom(&mut self) -> Read<Expression> {
        for between in Between::ALL {
            let (before, behind) = between.signs();
            if self.take_if(|letter| (letter == before).then_some(())).is_some() {
                let inner = self.expression()?;
                return match self.take_if(|letter| (letter == behind).then_some(())) {
                    Some(()) => Ok(E::Between(between, Box::new(inner))),
                    None => Err(self.missing("the sign that closes another")),
                };
            }
        }
        match self.next() {
            Some('(') => self.group(),
            Some('[') => self.brackets(),
            Some('⟨') => {
                self.want("⟨")?;
                let a = self.expression()?;
                self.want(", ")?;
                let b = self.expression()?;
                self.want("⟩")?;
                Ok(E::Inner(Box::new(a), Box::new(b)))
            }
            Some('∂') if self.rest.chars().nth(1).and_then(low_digit).is_none() => self.slope(),
            Some('∞') => {
                self.want("∞")?;
                Ok(E::Number("∞".into()))
            }
            Some(digit) if digit.is_ascii_digit() => Ok(self.number()),
            _ => self.named(),
        }
    }

    fn group(&mut self) -> Read<Expression> {
        self.want("(")?;
        let inner = self.expression()?;
        if self.take(",)") {
            return Ok(E::Tuple(Vec::from([inner])));
        }
        if self.take(", ") {
            let mut all = Vec::from([inner]);
            all.extend(self.list(")")?);
            return Ok(E::Tuple(all));
        }
        if !self.take(" if ") {
            self.want(")")?;
            return Ok(E::Group(Box::new(inner)));
        }
        let condition = self.expression()?;
        self.want(", else ")?;
        let otherwise = self.expression()?;
        self.want(")")?;
        Ok(E::Choice(Box::new(Choice { condition, then: inner, otherwise })))
    }

    fn brackets(&mut self) -> Read<Expression> {
        self.want("[")?;
        if self.take("]") {
            return Ok(E::List(Vec::new()));
        }
        let first = self.expression()?;
        if self.take("; ") {
            let count = self.expression()?;
            self.want("]")?;
            return Ok(E::Repeat(Box::new(first), Box::new(count)));
        }
        if self.take("]") {
            return Ok(E::Bracket(Box::new(first)));
        }
        self.want(", ")?;
        let mut all = Vec::from([first]);
        all.extend(self.list("]")?);
        Ok(E::List(all))
    }

    fn number(&mut self) -> Expression {
        let bytes = self.rest.as_bytes();
        let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
        let mut end = 0;
        while let Some(&byte) = bytes.get(end) {
            let goes_on = match byte {
                b'0'..=b'9' | b'_' => true,
                b'.' => is_digit(end + 1),
                b'e' => is_digit(end + 1) || bytes.get(end + 1) == Some(&b'-') && is_digit(end + 2),
                b'-' => bytes[..end].last() == Some(&b'e'),
                _ => false,
            };
            if !goes_on {
                break;
            }
            end += 1;
        }
        let (digits, rest) = self.rest.split_at(end);
        self.rest = rest;
        E::Number(digits.into())
    }

    /// A word without what stands below or above the line.
    fn word(&mut self) -> Read<String> {
        let is_part = |letter: char| {
            let aside = raised(letter).is_some()
                || low_digit(letter).is_some()
                || high_digit(letter).is_some()
                || letter == 'ᵀ';
            !aside && (letter.is_alphanumeric() || ['_', '′'].contains(&letter))
        };
        let end = self.rest.find(|letter| !is_part(letter)).unwrap_or(self.rest.len());
        if end == 0 {
            return Err(self.missing("a name or a number"));
        }
        let (word, rest) = self.rest.split_at(end);
        self.rest = rest;
        Ok(word.into())
    }

    /// A word with its digits below the line, or with its indices.
    fn variable(&mut self) -> Read<Expression> {
        let mut name = self.word()?;
        let mut found = Vec::new();
        loop {
            if let Some(letter) = self.take_if(raised) {
                let plus = if self.take("₊") { self.low_number() } else { 0 };
                found.push(Subscript::Letter(letter, plus));
            } else if self.take("₍") {
                let inner = self.expression()?;
                self.want("₎")?;
                found.push(Subscript::Written(inner));
            } else if found.is_empty() && self.next().and_then(low_digit).is_some() {
                name.extend(self.take_if(|letter| low_digit(letter).map(|_| letter)));
            } else {
                return Ok(if found.is_empty() { E::Name(name) } else { E::Indexed(name, found) });
            }
        }
    }

    fn low_number(&mut self) -> i64 {
        let mut number: i64 = 0;
        while let Some(digit) = self.take_if(low_digit) {
            number = number.saturating_mul(10).saturating_add(i64::from(digit));
        }
        number
    }

    /// A variable with the indices behind it.
    fn place(&mut self) -> Read<Expression> {
        let variable = self.variable()?;
        self.behind(variable)
    }

    /// `∂x`, `∂f/∂x[i]`, `∂f/∂x at fixed u and v`
    fn slope(&mut self) -> Read<Expression> {
        self.want("∂")?;
        let of = self.place()?;
        if !self.take("/∂") {
            return Ok(E::Adjoint(Box::new(of)));
        }
        let by = self.place()?;
        let mut fixed = Vec::new();
        if self.take(" at fixed ") {
            fixed.push(self.place()?);
            while self.take(" and ") {
                fixed.push(self.place()?);
            }
        }
        Ok(E::Slope(Box::new(Slope { of, by, fixed })))
    }

    /// `x`, `xₖ`, `f(x)`, `∂₂f(x, y)₁`, `tanh²(x)`
    fn named(&mut self) -> Read<Expression> {
        let mut partial = Vec::new();
        while self.take("∂") {
            partial.push(usize::try_from(self.low_number()).unwrap_or(usize::MAX));
        }
        let variable = self.variable()?;
        let E::Name(mut function) = variable else { return Ok(variable) };
        while self.take("::") {
            function.push_str("::");
            function.push_str(&self.word()?);
        }
        let before = self.rest;
        let power = self.exponent();
        if self.take("(") {
            let arguments = self.list(")")?;
            let is_below = self.next().and_then(low_digit).is_some();
            let output = is_below.then(|| usize::try_from(self.low_number()).unwrap_or(usize::MAX));
            return Ok(E::Call(Box::new(Call { partial, function, power, arguments, output })));
        }
        self.rest = before;
        if partial.is_empty() {
            Ok(E::Name(function))
        } else {
            Err(self.missing("the arguments of a function"))
        }
    }
}
