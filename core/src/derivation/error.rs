//! Why a text is no derivation, or cannot be carried out.

use alloc::string::String;

use super::Value;

/// Why a text is no derivation, or why one cannot be carried out.
///
/// ```
/// use chainrule::derivation::{Derivation, Error};
///
/// let error = Derivation::read("f(x)\n\nThe function, step by step\n  f = x +\n").unwrap_err();
/// assert!(matches!(error, Error::Unreadable { line: 4, .. }));
/// assert_eq!(error.to_string(), "line 4, `f = x +`: an operator is expected before ` +`");
/// ```
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The first line does not say which function it is.
    #[error("the first line is to be a function with its parameters, as in `f(x, y)`")]
    NoFunction,
    /// A line stands in nothing: before the first title, or further to the right than what it could stand in.
    #[error("line {line} is further to the right than anything that it could stand in")]
    OutOfPlace {
        /// The line, counted from 1.
        line: usize,
    },
    /// A line is not written as derivations are.
    #[error("line {line}, `{text}`: {wanted} is expected before `{rest}`")]
    Unreadable {
        /// The line, counted from 1.
        line: usize,
        /// The line itself.
        text: String,
        /// What should stand there.
        wanted: &'static str,
        /// What stands there.
        rest: String,
    },
    /// An argument is missing, or what only another function has a name for.
    #[error("nothing says what `{name}` is")]
    Undefined {
        /// The name.
        name: String,
    },
    /// A function that the derivation calls: [`Evaluation::function`](super::Evaluation::function) says what it is.
    #[error("nothing says how to call `{name}`")]
    UnknownFunction {
        /// The function.
        name: String,
    },
    /// A value of another kind is needed.
    #[error("{found:?} is not {wanted}")]
    Kind {
        /// What is needed.
        wanted: &'static str,
        /// What there is.
        found: Value,
    },
    /// There is no element with this number.
    #[error("there is no element {index} of {length}")]
    OutOfBounds {
        /// The number of the element.
        index: f64,
        /// How many there are.
        length: usize,
    },
    /// What is said to be equal is not.
    #[error("`{line}` says that {left:?} is {right:?}")]
    Unequal {
        /// The line.
        line: String,
        /// The one side.
        left: Value,
        /// The other one.
        right: Value,
    },
    /// A loop has gone on for longer than any that an evaluation waits for.
    #[error("the loop `{head}` has not ended after {iterations} iterations")]
    Endless {
        /// The head of the loop.
        head: String,
        /// For how many it was waited.
        iterations: usize,
    },
    /// The derivation is that of a long function, and shown in part.
    #[error("the derivation is shown in part: `{line}`")]
    Shortened {
        /// What it says about that.
        line: String,
    },
    /// A sign that has no value here: of matrices, for instance.
    #[error("`{what}` is not worked out here")]
    Unsupported {
        /// The expression.
        what: String,
    },
    /// The derivation has no such part.
    #[error("the derivation has no part `{title}`")]
    NoPart {
        /// Its title.
        title: &'static str,
    },
}
