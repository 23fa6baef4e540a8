//! What can be wrong with data.

use std::path::PathBuf;

/// Why data could not be read or used.
///
/// ```
/// use chainrule::data::Table;
///
/// let table = Table::parse("height,weight\n1.8,75\n1.7,heavy\n".as_bytes())?;
/// let error = table.numbers::<f64>(&["height", "weight"]).unwrap_err();
/// assert_eq!(error.to_string(), "line 3, column `weight`: `heavy` is not a finite number");
/// # Ok::<(), chainrule::data::Error>(())
/// ```
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The file cannot be opened.
    #[error("cannot read `{}`: {source}", path.display())]
    Open {
        /// The file.
        path: PathBuf,
        /// What the operating system says.
        source: std::io::Error,
    },
    /// A line has more or fewer fields than the first line.
    #[error("line {line} has {found} fields, and the first line names {expected} columns")]
    Fields {
        /// The line, counted from 1.
        line: u64,
        /// How many fields it has.
        found: u64,
        /// How many there should be.
        expected: u64,
    },
    /// The text is not CSV in UTF-8.
    #[error("line {line} cannot be read: {message}")]
    Malformed {
        /// The line, counted from 1.
        line: u64,
        /// What is wrong with it.
        message: String,
    },
    /// There is no line of data.
    #[error(
        "there are no examples; a table has the names of its columns in the first line, and a line for each example"
    )]
    Empty,
    /// A field is not a number.
    #[error("line {line}, column `{column}`: `{text}` is not a finite number")]
    Number {
        /// The line, counted from 1.
        line: u64,
        /// The name of the column.
        column: String,
        /// What stands there.
        text: String,
    },
    /// No column has this name.
    #[error("there is no column `{column}`; there are {}", known.join(", "))]
    Column {
        /// The name that was asked for.
        column: String,
        /// The names that there are.
        known: Vec<String>,
    },
    /// There are not as many targets as inputs.
    #[error("{inputs} examples have inputs and {targets} have targets; give each example both")]
    Lengths {
        /// How many rows of inputs there are.
        inputs: usize,
        /// How many rows of targets there are.
        targets: usize,
    },
    /// The part to be held out is none or all of the examples.
    #[error(
        "holding out {fraction} of {examples} examples leaves one side empty; pass a number between 0 and 1, such as 0.2"
    )]
    Split {
        /// The fraction that was passed.
        fraction: f64,
        /// How many examples there are.
        examples: usize,
    },
    /// A scale was found for examples with another number of inputs.
    #[error("the scale is of {expected} inputs, and the examples have {found}")]
    Scale {
        /// How many inputs the scale was found for.
        expected: usize,
        /// How many there are.
        found: usize,
    },
}
