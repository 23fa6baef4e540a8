//! How expressions are written: as they were read, to the letter.

use alloc::string::String;
use core::fmt::{self, Display, Formatter};

use super::letters::{lowered, subscript, superscript};
use super::{Call, Expression, Subscript, Term};

struct Separated<'e>(&'e [Expression], &'e str);

impl Display for Separated<'_> {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        for (position, expression) in self.0.iter().enumerate() {
            let before = if position == 0 { "" } else { self.1 };
            write!(formatter, "{before}{expression}")?;
        }
        Ok(())
    }
}

pub(super) fn separated<'e>(all: &'e [Expression], by: &'e str) -> impl Display + 'e {
    Separated(all, by)
}

impl Display for Expression {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        use Expression as E;
        match self {
            E::Number(text) | E::Name(text) | E::Rust(text) => formatter.write_str(text),
            E::Indexed(name, subscripts) => {
                formatter.write_str(name)?;
                subscripts.iter().try_for_each(|subscript| write!(formatter, "{subscript}"))
            }
            E::Adjoint(of) => write!(formatter, "∂{of}"),
            E::Slope(slope) => {
                write!(formatter, "∂{}/∂{}", slope.of, slope.by)?;
                let fixed = separated(&slope.fixed, " and ");
                if slope.fixed.is_empty() { Ok(()) } else { write!(formatter, " at fixed {fixed}") }
            }
            E::Group(inner) => write!(formatter, "({inner})"),
            E::Negative(inner) => write!(formatter, "−{inner}"),
            E::Sum(terms) => {
                for (position, Term { minus, term }) in terms.iter().enumerate() {
                    let sign = match (position, minus) {
                        (0, false) => "",
                        (0, true) => "−",
                        (_, false) => " + ",
                        (_, true) => " − ",
                    };
                    write!(formatter, "{sign}{term}")?;
                }
                Ok(())
            }
            E::Product(factors) => write!(formatter, "{}", separated(factors, "·")),
            E::Binary(operation, a, b) => write!(formatter, "{a} {} {b}", operation.sign()),
            E::Raised(base, exponent) => write!(formatter, "{base}{}", superscript(*exponent)),
            E::Power(base, exponent) => write!(formatter, "{base}^{exponent}"),
            E::SquareRoot(inner) => write!(formatter, "√{inner}"),
            E::CubeRoot(inner) => write!(formatter, "∛{inner}"),
            E::Transposed(inner) => write!(formatter, "{inner}ᵀ"),
            E::InverseTransposed(inner) => write!(formatter, "{inner}⁻ᵀ"),
            E::Between(between, inner) => {
                let (before, behind) = between.signs();
                write!(formatter, "{before}{inner}{behind}")
            }
            E::Inner(a, b) => write!(formatter, "⟨{a}, {b}⟩"),
            E::Not(inner) => write!(formatter, "not {inner}"),
            E::All(all) => write!(formatter, "{}", separated(all, " and ")),
            E::Any(all) => write!(formatter, "{}", separated(all, " or ")),
            E::Is(inner, what) => write!(formatter, "{inner} is {what}"),
            E::Element(array, indices) => write!(formatter, "{array}[{}]", separated(indices, ", ")),
            E::List(elements) => write!(formatter, "[{}]", separated(elements, ", ")),
            E::Tuple(all) if all.len() == 1 => write!(formatter, "({},)", all[0]),
            E::Tuple(all) => write!(formatter, "({})", separated(all, ", ")),
            E::Repeat(element, count) => write!(formatter, "[{element}; {count}]"),
            E::Bracket(inner) => write!(formatter, "[{inner}]"),
            E::Choice(choice) => {
                write!(formatter, "({} if {}, else {})", choice.then, choice.condition, choice.otherwise)
            }
            E::Call(call) => write!(formatter, "{call}"),
            E::Method(receiver, name, arguments) => {
                write!(formatter, "{receiver}.{name}({})", separated(arguments, ", "))
            }
            E::Field(inner, name) => write!(formatter, "{inner}.{name}"),
            E::Range(from, None) => write!(formatter, "{from}.."),
            E::Range(from, Some(to)) => write!(formatter, "{from}..{to}"),
            E::Over(sign, letter, inner) => write!(formatter, "{}{} {inner}", sign.sign(), lowered(*letter)),
        }
    }
}

impl Display for Call {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        for &mark in &self.partial {
            write!(formatter, "∂{}", below(mark))?;
        }
        formatter.write_str(&self.function)?;
        if let Some(power) = self.power {
            formatter.write_str(&superscript(power))?;
        }
        write!(formatter, "({})", separated(&self.arguments, ", "))?;
        self.output.map_or(Ok(()), |output| formatter.write_str(&below(output)))
    }
}

impl Display for Subscript {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Subscript::Letter(letter, plus) => {
                write!(formatter, "{}", lowered(*letter))?;
                if *plus == 0 { Ok(()) } else { write!(formatter, "₊{}", subscript(*plus)) }
            }
            Subscript::Written(inner) => write!(formatter, "₍{inner}₎"),
        }
    }
}

fn below(number: usize) -> String {
    subscript(i64::try_from(number).unwrap_or(i64::MAX))
}
