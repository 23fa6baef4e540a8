//! What the lines of a derivation say.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt::{self, Display, Formatter};

use super::Expression;
use super::written::separated;

/// What a line says.
///
/// ```
/// use chainrule::derivation::{Derivation, Expression, Statement};
/// use chainrule::differentiate;
///
/// #[differentiate]
/// fn f(x: f64) -> f64 {
///     let u = x.sin();
///     u * u
/// }
///
/// let derivation = Derivation::read(f::DERIVATION)?;
/// let Statement::Equal { targets, values, .. } = &derivation.parts[0].lines[0].statement else { panic!() };
/// assert_eq!(targets[0], Expression::Name("u".into()));
/// assert_eq!(values[0].to_string(), "sin(x)");
/// # Ok::<(), chainrule::derivation::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Statement {
    /// `u = …`, or `u = … = …`, which says it twice.
    Equal {
        /// What it is about: one, or several in parentheses or not.
        targets: Targets,
        /// What it is, perhaps in several ways.
        values: Vec<Expression>,
        /// For which indices it holds.
        over: Over,
    },
    /// `x ← …`, `(x, y) ← (…, …)`: all at once.
    Become {
        /// What changes.
        targets: Targets,
        /// Into what.
        value: Expression,
        /// For which indices it holds.
        over: Over,
    },
    /// `a[i] += …`, `a −= …`
    Change {
        /// What changes.
        target: Expression,
        /// Whether it becomes less.
        minus: bool,
        /// By how much.
        by: Expression,
        /// For which indices it holds.
        over: Over,
    },
    /// `append u to a`
    Append {
        /// What is appended.
        value: Expression,
        /// The array.
        to: Expression,
    },
    /// `append a row to a`
    AppendRow(Expression),
    /// `remove a[last]`
    Remove(Expression),
    /// `for k in 0..n`, with what is repeated below.
    For(Head),
    /// `if c`, with what happens then below.
    If(Expression),
    /// `else`, with what happens then below.
    Else,
    /// `leave if c`
    LeaveIf(Expression),
    /// `ln(x): x > 0`: where a function is defined and smooth.
    Proviso {
        /// The function.
        of: Expression,
        /// The words.
        words: String,
    },
    /// `… and 3 steps more: …`
    LeftOut(String),
}

/// What a line is about.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Targets {
    /// One thing.
    One(Expression),
    /// `(x, y)`: several, of as many values in parentheses.
    AtOnce(Vec<Expression>),
    /// `x, y`: all that a function gives.
    Results(Vec<Expression>),
}

impl core::ops::Deref for Targets {
    type Target = [Expression];

    fn deref(&self) -> &[Expression] {
        match self {
            Targets::One(only) => core::slice::from_ref(only),
            Targets::AtOnce(all) | Targets::Results(all) => all,
        }
    }
}

/// The indices that a line is about.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Over {
    /// Each index with what it goes through, one within the other.
    pub indices: Vec<(char, Expression)>,
    /// Whether the last one goes from its last value to its first.
    pub backwards: bool,
}

/// The head of a loop.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Head {
    /// What stands for an element, names in parentheses within parentheses perhaps.
    pub pattern: String,
    /// What it goes through.
    pub range: Expression,
    /// How often this loop has occurred before, as words: `, again`.
    pub again: String,
    /// What has to hold when an iteration begins.
    pub condition: Option<Expression>,
    /// Whether it goes from the last iteration to the first.
    pub backwards: bool,
}

impl Display for Statement {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Statement::Equal { targets, values, over } => {
                write!(formatter, "{targets}")?;
                values.iter().try_for_each(|value| write!(formatter, " = {value}"))?;
                write!(formatter, "{over}")
            }
            Statement::Become { targets, value, over } => write!(formatter, "{targets} ← {value}{over}"),
            Statement::Change { target, minus, by, over } => {
                let sign = if *minus { '−' } else { '+' };
                write!(formatter, "{target} {sign}= {by}{over}")
            }
            Statement::Append { value, to } => write!(formatter, "append {value} to {to}"),
            Statement::AppendRow(to) => write!(formatter, "append a row to {to}"),
            Statement::Remove(element) => write!(formatter, "remove {element}"),
            Statement::For(head) => write!(formatter, "for {head}"),
            Statement::If(condition) => write!(formatter, "if {condition}"),
            Statement::Else => formatter.write_str("else"),
            Statement::LeaveIf(condition) => write!(formatter, "leave if {condition}"),
            Statement::Proviso { of, words } => write!(formatter, "{of}: {words}"),
            Statement::LeftOut(words) => formatter.write_str(words),
        }
    }
}

impl Display for Targets {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Targets::One(only) => write!(formatter, "{only}"),
            Targets::AtOnce(all) => write!(formatter, "({})", separated(all, ", ")),
            Targets::Results(all) => write!(formatter, "{}", separated(all, ", ")),
        }
    }
}

impl Display for Over {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        for (position, (letter, range)) in self.indices.iter().enumerate() {
            let before = if position == 0 { " for " } else { ", " };
            write!(formatter, "{before}{letter} in {range}")?;
        }
        formatter.write_str(if self.backwards { ", backwards" } else { "" })
    }
}

impl Display for Head {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} in {}{}", self.pattern, self.range, self.again)?;
        if let Some(condition) = &self.condition {
            write!(formatter, " while {condition}")?;
        }
        formatter.write_str(if self.backwards { ", backwards" } else { "" })
    }
}
