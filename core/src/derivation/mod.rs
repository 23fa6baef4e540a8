//! Derivations as data: what `DERIVATION` says, read.
//!
//! The attribute writes the derivation of a function as text, which costs a program nothing but the text. Here it becomes the
//! steps, their slopes, the paths and what is collected, for whoever wants to show it in another way or to work it out at a point:
//!
//! ```
//! use chainrule::derivation::{Derivation, Topic};
//! use chainrule::differentiate;
//!
//! #[differentiate]
//! fn f(x1: f64, x2: f64) -> f64 {
//!     ((2.0 * x1 + x2).powi(2) + 3.0 * x2.powi(2)).powi(3)
//! }
//!
//! let derivation = Derivation::read(f::DERIVATION)?;
//! assert_eq!(derivation.to_string(), f::DERIVATION);
//!
//! let collected = derivation.part(Topic::Collected).unwrap();
//! assert_eq!(collected.lines[0].to_string(), "∂f/∂x1 = 12·u·v²\n");
//! assert!(derivation.to_latex().contains(r"\frac{\partial f}{\partial x_{1}} &= 12 \cdot u \cdot v^{2}"));
//! # Ok::<(), chainrule::derivation::Error>(())
//! ```
//!
//! # The notation
//!
//! The text is true: carried out line by line, as it is written, it gives the value and the derivatives, and
//! [`Evaluation`] does so.
#![doc = include_str!("notation.md")]

mod atoms;
#[cfg(any(feature = "std", feature = "libm"))]
mod carrying;
#[cfg(any(feature = "std", feature = "libm"))]
mod elementary;
mod error;
#[cfg(any(feature = "std", feature = "libm"))]
mod evaluate;
#[cfg(any(feature = "std", feature = "libm"))]
mod evaluation;
mod expression;
#[cfg(any(feature = "std", feature = "libm"))]
mod graph;
mod latex;
mod letters;
mod lines;
#[cfg(any(feature = "std", feature = "libm"))]
mod moment;
#[cfg(any(feature = "std", feature = "libm"))]
mod places;
mod reader;
mod statement;
#[cfg(any(feature = "std", feature = "libm"))]
mod trace;
#[cfg(any(feature = "std", feature = "libm"))]
mod tracing;
mod value;
mod written;

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt::{self, Display, Formatter};

pub use error::Error;
#[cfg(any(feature = "std", feature = "libm"))]
pub use evaluation::Evaluation;
pub use expression::{Between, Binary, Call, Choice, Expression, Reduction, Slope, Subscript, Term};
#[cfg(any(feature = "std", feature = "libm"))]
pub use graph::{Edge, Graph, Node};
#[cfg(any(feature = "std", feature = "libm"))]
pub use moment::Moment;
pub use statement::{Head, Over, Statement, Targets};
pub use value::Value;

/// The derivation of a function, read. Written out, it is the text again.
///
/// ```
/// use chainrule::derivation::Derivation;
/// use chainrule::differentiate;
///
/// #[differentiate]
/// fn product(x: f64, y: f64) -> f64 {
///     x * y
/// }
///
/// let derivation = Derivation::read(product::DERIVATION)?;
/// assert_eq!(derivation.function, "product");
/// assert_eq!(derivation.parameters, ["x", "y"]);
/// let titles: Vec<&str> = derivation.parts.iter().map(|part| part.title.as_str()).collect();
/// assert_eq!(titles[..2], ["The function, step by step", "The slope of each step"]);
/// # Ok::<(), chainrule::derivation::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Derivation {
    /// What the function is called.
    pub function: String,
    /// What its parameters are called.
    pub parameters: Vec<String>,
    /// The parts, in their order.
    pub parts: Vec<Part>,
}

/// A part of a derivation: its title and its lines.
///
/// ```
/// use chainrule::derivation::Derivation;
///
/// let derivation = Derivation::read("f(x)\n\nThe function, step by step\n  u = x²\n  f = ln(u)\n")?;
/// let part = &derivation.parts[0];
/// assert_eq!((part.title.as_str(), part.lines.len()), ("The function, step by step", 2));
/// # Ok::<(), chainrule::derivation::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Part {
    /// The title.
    pub title: String,
    /// The lines below it.
    pub lines: Vec<Line>,
}

/// A line, with those that stand within it.
///
/// ```
/// use chainrule::derivation::{Derivation, Statement};
///
/// let derivation = Derivation::read("f(x)\n\nThe function, step by step\n  u = x²\n  f = ln(u)\n")?;
/// let line = &derivation.parts[0].lines[0];
/// assert!(matches!(line.statement, Statement::Equal { .. }) && line.lines.is_empty());
/// assert_eq!(line.to_string(), "u = x²\n");
/// # Ok::<(), chainrule::derivation::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Line {
    /// What it says.
    pub statement: Statement,
    /// Those within it, of a loop or a branch.
    pub lines: Vec<Line>,
}

/// What a part is about.
///
/// ```
/// use chainrule::derivation::{Derivation, Topic};
///
/// let derivation = Derivation::read("f(x)\n\nThe function, step by step\n  u = x²\n  f = ln(u)\n")?;
/// let topics: Vec<Option<Topic>> = derivation.parts.iter().map(|part| part.topic()).collect();
/// assert_eq!(topics, [Some(Topic::Function)]);
/// # Ok::<(), chainrule::derivation::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Topic {
    /// How the value is worked out.
    Function,
    /// The slope of each step in what its formula has in it.
    Slopes,
    /// Where functions are defined and smooth.
    Provisos,
    /// The way back: slopes multiplied along each path, or the lines of the function from the last to the first.
    Backwards,
    /// The slopes in the parameters, written out.
    Collected,
    /// The slopes in the parameters, as the user gave them.
    Given,
}

impl Derivation {
    /// Reads what `DERIVATION` says.
    ///
    /// ```
    /// use chainrule::derivation::{Derivation, Error};
    ///
    /// assert!(Derivation::read("f(x)\n\nThe function, step by step\n  f = x²\n").is_ok());
    /// assert_eq!(Derivation::read("no function"), Err(Error::NoFunction));
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::NoFunction`], [`Error::OutOfPlace`] or [`Error::Unreadable`] if the text is no derivation.
    pub fn read(text: &str) -> Result<Derivation, Error> {
        lines::read(text)
    }

    /// The first part on a topic.
    ///
    /// ```
    /// use chainrule::derivation::{Derivation, Topic};
    ///
    /// let derivation = Derivation::read("f(x)\n\nThe function, step by step\n  f = x²\n")?;
    /// assert_eq!(derivation.part(Topic::Function).unwrap().lines.len(), 1);
    /// assert_eq!(derivation.part(Topic::Collected), None);
    /// # Ok::<(), chainrule::derivation::Error>(())
    /// ```
    #[must_use]
    pub fn part(&self, topic: Topic) -> Option<&Part> {
        self.parts.iter().find(|part| part.topic() == Some(topic))
    }

    /// The derivation as LaTeX: a paragraph and an `aligned` for each part, with what stands in loops below their heads.
    ///
    /// It needs the package `amsmath`; `KaTeX` and `MathJax` read each part's display as it is.
    ///
    /// ```
    /// use chainrule::derivation::Derivation;
    ///
    /// let derivation = Derivation::read("f(x)\n\nThe function, step by step\n  f = √x / 2\n")?;
    /// let latex = derivation.to_latex();
    /// assert!(latex.contains(r"f &= \frac{\sqrt{x}}{2}"));
    /// # Ok::<(), chainrule::derivation::Error>(())
    /// ```
    #[must_use]
    pub fn to_latex(&self) -> String {
        latex::whole(self)
    }
}

impl Part {
    /// What the part is about, as its title says.
    ///
    /// ```
    /// use chainrule::derivation::{Derivation, Topic};
    ///
    /// let derivation = Derivation::read("f(x)\n\nThe function, step by step\n  f = x²\n")?;
    /// assert_eq!(derivation.parts[0].topic(), Some(Topic::Function));
    /// # Ok::<(), chainrule::derivation::Error>(())
    /// ```
    #[must_use]
    pub fn topic(&self) -> Option<Topic> {
        let topics = [
            ("The function", Topic::Function),
            ("The slope of each step", Topic::Slopes),
            ("Where it holds", Topic::Provisos),
            ("Backwards", Topic::Backwards),
            ("Collected", Topic::Collected),
            ("The derivatives, as they are given", Topic::Given),
        ];
        topics.into_iter().find(|(title, _)| self.title.starts_with(title)).map(|(_, topic)| topic)
    }
}

impl Part {
    /// The lines as LaTeX, as one display: what `KaTeX` and `MathJax` read.
    ///
    /// ```
    /// use chainrule::derivation::Derivation;
    ///
    /// let derivation = Derivation::read("f(x)\n\nThe function, step by step\n  u = x²\n  f = ln(u)\n")?;
    /// assert_eq!(
    ///     derivation.parts[0].to_latex(),
    ///     "\\begin{aligned}\nu &= x^{2} \\\\\nf &= \\ln\\left(u\\right)\n\\end{aligned}"
    /// );
    /// # Ok::<(), chainrule::derivation::Error>(())
    /// ```
    #[must_use]
    pub fn to_latex(&self) -> String {
        latex::part(self)
    }
}

impl Expression {
    /// The formula as LaTeX, for a place in mathematics.
    ///
    /// ```
    /// use chainrule::derivation::Expression;
    ///
    /// let formula: Expression = "sin(x)² / (1 + √y)".parse()?;
    /// assert_eq!(formula.to_latex(), r"\frac{\sin\left(x\right)^{2}}{1 + \sqrt{y}}");
    /// # Ok::<(), chainrule::derivation::Error>(())
    /// ```
    #[must_use]
    pub fn to_latex(&self) -> String {
        latex::expression(self)
    }
}

impl Display for Derivation {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        writeln!(formatter, "{}({})", self.function, self.parameters.join(", "))?;
        self.parts.iter().try_for_each(|part| write!(formatter, "\n{part}"))
    }
}

impl Display for Part {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        writeln!(formatter, "{}", self.title)?;
        self.lines.iter().try_for_each(|line| line.write(formatter, 1))
    }
}

impl Display for Line {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        self.write(formatter, 0)
    }
}

impl Line {
    fn write(&self, formatter: &mut Formatter<'_>, depth: usize) -> fmt::Result {
        writeln!(formatter, "{:width$}{}", "", self.statement, width = 2 * depth)?;
        self.lines.iter().try_for_each(|line| line.write(formatter, depth + 1))
    }
}
