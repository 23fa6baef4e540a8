//! What a check finds: which derivatives are wrong, and by how much.

use core::fmt::{self, Display, Formatter};

/// Why a check did not pass.
///
/// ```
/// use chainrule::check::{Error, check_gradient};
///
/// // The derivative of sin has the wrong sign.
/// let wrong = |&[x, y]: &[f64; 2]| (x.cos() + y, [x.sin(), 1.0]);
/// let error = check_gradient(wrong, [1.0, 2.0]).unwrap_err();
/// assert!(matches!(&error, Error::Wrong { mistakes } if mistakes.len() == 1 && mistakes[0].input == 0));
/// assert!(error.to_string().starts_with("1 derivative is wrong: by input 0 it is 0.84147098"));
/// ```
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// These derivatives are not those of the function.
    #[error("{}", list(mistakes))]
    Wrong {
        /// Each of them.
        mistakes: Vec<Mistake>,
    },
    /// The values around the point do not determine a slope: the function has a kink, a jump, or noise there.
    #[error(
        "the slope of output {output} by input {input} cannot be told from values: {found} was given, and differences \
         are {slope} give or take {uncertainty:.1e}; check at another point"
    )]
    Unclear {
        /// Of which output, counted from 0.
        output: usize,
        /// By which input, counted from 0.
        input: usize,
        /// What was given.
        found: f64,
        /// The slope by differences.
        slope: f64,
        /// How far it may be off.
        uncertainty: f64,
    },
    /// There is not a derivative for each input and each output.
    #[error("there are {found} {what} where {expected} are wanted")]
    Shape {
        /// Outputs, rows, or slopes.
        what: &'static str,
        /// How many are wanted.
        expected: usize,
        /// How many there are.
        found: usize,
    },
    /// The function is not a finite number at the point.
    #[error("output {output} is {found} at the point; check where it is finite")]
    Undefined {
        /// Which output, counted from 0.
        output: usize,
        /// What it is.
        found: f64,
    },
    /// Forward mode, reverse mode or the function itself disagree on the value.
    #[error("output {output} is {first} by one way and {second} by the other")]
    Value {
        /// Which output, counted from 0.
        output: usize,
        /// By the first way.
        first: f64,
        /// By the second.
        second: f64,
    },
}

/// A derivative that is wrong.
///
/// ```
/// use chainrule::check::{Error, check_gradient};
///
/// let Err(Error::Wrong { mistakes }) = check_gradient(|x: &f64| (x * x, 3.0 * x), 2.0) else { panic!("it is 2x") };
/// assert_eq!((mistakes[0].output, mistakes[0].input, mistakes[0].found), (0, 0, 6.0));
/// assert!((mistakes[0].expected - 4.0).abs() < 1e-9);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mistake {
    /// Of which output, counted from 0. Of a gradient, always the first; of a Hessian, the slope that is differentiated.
    pub output: usize,
    /// By which input, counted from 0.
    pub input: usize,
    /// What was given; of two derivatives that disagree, the first.
    pub found: f64,
    /// What it should be: the slope by differences, or the second derivative of the two.
    pub expected: f64,
}

impl Display for Mistake {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        let Self { output, input, found, expected } = self;
        if *output > 0 {
            write!(formatter, "of output {output} ")?;
        }
        write!(
            formatter,
            "by input {input} it is {found} and should be {expected}, off by {:.1e}",
            found - expected
        )
    }
}

/// How many mistakes a message spells out.
const SHOWN: usize = 8;

fn list(mistakes: &[Mistake]) -> String {
    let count = mistakes.len();
    let mut text = format!("{count} derivative{} wrong", if count == 1 { " is" } else { "s are" });
    for (index, mistake) in mistakes.iter().take(SHOWN).enumerate() {
        text += if index == 0 { ": " } else { "; " };
        text += &mistake.to_string();
    }
    if count > SHOWN {
        text += &format!("; and {} more", count - SHOWN);
    }
    text
}
