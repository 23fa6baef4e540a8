//! Tables of comma-separated values.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use csv::{ErrorKind, StringRecord};
use ndarray::Array2;

use super::Error;
use crate::Real;

/// A table of text, with a name for each column, from which numbers and classes are read.
///
/// ```
/// use chainrule::data::Table;
///
/// let table = Table::parse("x,y\n1,2.5\n3,-4e2\n".as_bytes())?;
/// assert_eq!(table.columns(), ["x", "y"]);
/// let numbers = table.numbers::<f64>(&["y", "x"])?;
/// assert_eq!(numbers.row(1).to_vec(), [-400.0, 3.0]);
/// # Ok::<(), chainrule::data::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Table {
    columns: Vec<String>,
    rows: Vec<Row>,
}

#[derive(Clone, Debug)]
struct Row {
    /// Counted from 1.
    line: u64,
    fields: StringRecord,
}

impl Table {
    /// Reads a file in which the first line names the columns. Spaces around fields do not count.
    ///
    /// # Errors
    ///
    /// [`Error::Open`] if the file cannot be opened, and what [`parse`](Table::parse) finds.
    pub fn read(path: impl AsRef<Path>) -> Result<Self, Error> {
        let path = path.as_ref();
        let file = File::open(path).map_err(|source| Error::Open { path: path.to_owned(), source })?;
        Self::parse(file)
    }

    /// Reads text in which the first line names the columns.
    ///
    /// # Errors
    ///
    /// [`Error::Fields`] if a line is too long or too short, [`Error::Malformed`] if it is no text, [`Error::Empty`]
    /// if there are no lines of data.
    pub fn parse(mut text: impl Read) -> Result<Self, Error> {
        let mut bytes = Vec::new();
        text.read_to_end(&mut bytes)
            .map_err(|error| Error::Malformed { line: 1, message: error.to_string() })?;
        let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(bytes.as_slice());
        let mut lines = Lines { bytes: &bytes, position: 0, line: 1 };
        let columns =
            reader.headers().map_err(|error| lines.in_line(&error))?.iter().map(str::to_owned).collect();
        let mut rows = Vec::new();
        for fields in reader.records() {
            let fields = fields.map_err(|error| lines.in_line(&error))?;
            rows.push(Row { line: lines.of(fields.position()), fields });
        }
        if rows.is_empty() {
            return Err(Error::Empty);
        }
        Ok(Table { columns, rows })
    }

    /// The names of the columns, in order.
    #[must_use]
    pub fn columns(&self) -> &[String] {
        &self.columns
    }

    /// The names of all columns but one.
    #[must_use]
    pub fn columns_but(&self, name: &str) -> Vec<&str> {
        self.columns.iter().map(String::as_str).filter(|&column| column != name).collect()
    }

    /// The numbers of some columns, a row for each line.
    ///
    /// # Errors
    ///
    /// [`Error::Column`] if there is no such column, [`Error::Number`] if a field is not a finite number.
    pub fn numbers<T: Real>(&self, columns: &[&str]) -> Result<Array2<T>, Error> {
        let positions: Vec<usize> =
            columns.iter().map(|column| self.position(column)).collect::<Result<_, _>>()?;
        let mut numbers = Vec::with_capacity(self.rows.len() * positions.len());
        for row in &self.rows {
            for &position in &positions {
                let text = &row.fields[position];
                match text.parse::<T>() {
                    Ok(number) if number.is_finite() => numbers.push(number),
                    _ => {
                        return Err(Error::Number {
                            line: row.line,
                            column: self.columns[position].clone(),
                            text: text.to_owned(),
                        });
                    }
                }
            }
        }
        Ok(Array2::from_shape_fn((self.rows.len(), positions.len()), |(row, column)| {
            numbers[row * positions.len() + column]
        }))
    }

    /// The classes that a column names: for each line a row with 1 at its class and 0 elsewhere, and the names of the
    /// classes, sorted as numbers if they all are, and as text if not.
    ///
    /// ```
    /// use chainrule::data::Table;
    ///
    /// let table = Table::parse("digit\n10\n9\n10\n".as_bytes())?;
    /// let (rows, digits) = table.one_hot::<f64>("digit")?;
    /// assert_eq!(digits, ["9", "10"]);
    /// assert_eq!(rows.row(0).to_vec(), [0.0, 1.0]);
    /// # Ok::<(), chainrule::data::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::Column`] if there is no such column.
    pub fn one_hot<T: Real>(&self, column: &str) -> Result<(Array2<T>, Vec<String>), Error> {
        let position = self.position(column)?;
        let mut classes: Vec<&str> = self.rows.iter().map(|row| &row.fields[position]).collect();
        classes.sort_unstable();
        classes.dedup();
        if classes.iter().all(|class| class.parse::<f64>().is_ok()) {
            let number = |class: &str| class.parse::<f64>().unwrap_or_default();
            classes.sort_by(|a, b| number(a).total_cmp(&number(b)));
        }
        let rows = Array2::from_shape_fn((self.rows.len(), classes.len()), |(row, class)| {
            if &self.rows[row].fields[position] == classes[class] { T::ONE } else { T::ZERO }
        });
        Ok((rows, classes.into_iter().map(str::to_owned).collect()))
    }

    fn position(&self, column: &str) -> Result<usize, Error> {
        self.columns.iter().position(|known| known == column).ok_or_else(|| Error::Column {
            column: column.to_owned(),
            known: self.columns.iter().map(|known| format!("`{known}`")).collect(),
        })
    }
}

/// The lines of a text, counted on the way. A record begins behind the empty lines before it.
struct Lines<'a> {
    bytes: &'a [u8],
    position: usize,
    line: u64,
}

impl Lines<'_> {
    fn of(&mut self, position: Option<&csv::Position>) -> u64 {
        let start = position.map_or(self.position as u64, csv::Position::byte);
        while let Some(&byte) = self.bytes.get(self.position) {
            let is_end = byte == b'\n' || byte == b'\r';
            if self.position as u64 >= start && !is_end {
                break;
            }
            self.line += u64::from(byte == b'\n');
            self.position += 1;
        }
        self.line
    }

    fn in_line(&mut self, error: &csv::Error) -> Error {
        let line = self.of(error.position());
        match error.kind() {
            &ErrorKind::UnequalLengths { expected_len, len, .. } => {
                Error::Fields { line, found: len, expected: expected_len }
            }
            ErrorKind::Utf8 { err, .. } => {
                Error::Malformed { line, message: format!("field {} is not UTF-8 text", err.field() + 1) }
            }
            _ => Error::Malformed { line, message: error.to_string() },
        }
    }
}
