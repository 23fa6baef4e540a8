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
    /// A field is a number with a comma where Rust, and most of the world's files, have a point.
    #[error("line {line}, column `{column}`: `{text}` has a decimal comma; write the file with decimal points, as in `{}`", text.replace(',', "."))]
    DecimalComma {
        /// The line, counted from 1.
        line: u64,
        /// The name of the column.
        column: String,
        /// What stands there.
        text: String,
    },
    /// A class is missing.
    #[error(
        "line {line}, column `{column}`: the class is missing; read the table with `Missing::Skip` to leave such lines out"
    )]
    NoName {
        /// The line, counted from 1.
        line: u64,
        /// The name of the column.
        column: String,
    },
    /// There is nothing in a column of which to take the mean.
    #[error("column `{column}` has no number of which the mean could fill what is missing")]
    NoMean {
        /// The name of the column.
        column: String,
    },
    /// Two columns have one name.
    #[error("two columns are called `{column}`; give each a name of its own")]
    SameName {
        /// The name.
        column: String,
    },
    /// A column has numbers that are not whole, which are no names of classes.
    #[error(
        "line {line}, column `{column}`: `{text}` is a number and no class; take the column with `numbers`"
    )]
    NotAClass {
        /// The line, counted from 1.
        line: u64,
        /// The name of the column.
        column: String,
        /// What stands there.
        text: String,
    },
    /// A column has more classes than are told apart.
    #[error(
        "column `{column}` has more than {most} classes; take the column with `numbers`, or gather classes"
    )]
    Classes {
        /// The name of the column.
        column: String,
        /// How many classes there can be.
        most: usize,
    },
    /// A file was changed while it was in use.
    #[error("`{}` was changed since it was opened: line {line} is not what it was", path.display())]
    Changed {
        /// The file.
        path: PathBuf,
        /// The line, counted from 1.
        line: u64,
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
        "holding out {share} of {examples} examples leaves one side empty; take a share between 0 and 1, such as 0.2"
    )]
    Split {
        /// The share that was asked for.
        share: f64,
        /// How many examples there are.
        examples: usize,
    },
    /// Examples cannot be split into so many parts.
    #[error(
        "{examples} examples cannot be held out in {count} parts; take at least 2, and at most as many as there are examples"
    )]
    Folds {
        /// How many parts were asked for.
        count: usize,
        /// How many examples there are.
        examples: usize,
    },
    /// A target names no class.
    #[error("the target of example {row} names no class, which is a 1 among zeros, or a 0 or a 1 alone")]
    NoClass {
        /// The example, counted from 0.
        row: usize,
    },
    /// An input is infinite or no number.
    #[error("input {column} of example {row} is not a finite number")]
    NotFinite {
        /// The example, counted from 0.
        row: usize,
        /// The input, counted from 0.
        column: usize,
    },
    /// There is not enough memory.
    #[error(transparent)]
    Memory(#[from] crate::training::OutOfMemory),
    /// A scale was found for examples with another number of inputs.
    #[error("the scale is of {expected} inputs, and the examples have {found}")]
    Scale {
        /// How many inputs the scale was found for.
        expected: usize,
        /// How many there are.
        found: usize,
    },
}
