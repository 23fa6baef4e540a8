//! Tables of text, from which numbers and classes are read.

use std::collections::HashMap;
use std::io::Read;
use std::path::Path;

use csv::StringRecord;
use ndarray::Array2;

use super::classes::Names;
use super::reader::is_missing;
use super::{Error, Missing, TableReader};
use crate::Float;
use crate::memory::{product, room, zeros};

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
    pub(super) columns: Vec<String>,
    pub(super) rows: Vec<Row>,
    pub(super) missing: Missing,
}

#[derive(Clone, Debug)]
pub(super) struct Row {
    /// Counted from 1.
    pub(super) line: u64,
    pub(super) fields: StringRecord,
}

/// What stands in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnKind {
    /// Numbers, of which some are not whole.
    Numbers,
    /// Whole numbers: counts, or classes that are numbered.
    WholeNumbers,
    /// Text: names of classes.
    Names,
}

impl Table {
    /// Reads a file in which the first line names the columns; what separates them is found. Spaces around fields do not count,
    /// nor does a byte order mark.
    ///
    /// # Errors
    ///
    /// [`Error::Open`] if the file cannot be opened, and what [`parse`](Table::parse) finds.
    pub fn read(path: impl AsRef<Path>) -> Result<Self, Error> {
        Self::reader().read(path)
    }

    /// Reads text in which the first line names the columns.
    ///
    /// # Errors
    ///
    /// [`Error::Fields`] if a line is too long or too short, [`Error::Malformed`] if it is no text, [`Error::Empty`]
    /// if there are no lines of data, [`Error::SameName`] if two columns have one name.
    pub fn parse(text: impl Read) -> Result<Self, Error> {
        Self::reader().parse(text)
    }

    /// Settings for files of another kind: a separator that is given, no names in the first line, missing values.
    pub fn reader() -> TableReader {
        TableReader::default()
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

    /// What stands in a column, by which classes are told from numbers.
    ///
    /// ```
    /// use chainrule::data::{ColumnKind, Table};
    ///
    /// let table = Table::parse("length,legs,kind\n5.1,4,cat\n0.2,6,ant\n".as_bytes())?;
    /// assert_eq!(table.kind("length")?, ColumnKind::Numbers);
    /// assert_eq!(table.kind("legs")?, ColumnKind::WholeNumbers);
    /// assert_eq!(table.kind("kind")?, ColumnKind::Names);
    /// # Ok::<(), chainrule::data::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::Column`] if there is no such column.
    pub fn kind(&self, column: &str) -> Result<ColumnKind, Error> {
        let position = position(&self.columns, column)?;
        let mut kind = ColumnKind::WholeNumbers;
        for row in self.rows.iter().filter(|row| !is_missing(&row.fields[position])) {
            match row.fields[position].parse::<f64>() {
                Err(_) => return Ok(ColumnKind::Names),
                Ok(number) if number.fract() != 0.0 => kind = ColumnKind::Numbers,
                Ok(_) => {}
            }
        }
        Ok(kind)
    }

    /// The numbers of some columns, a row for each line.
    ///
    /// # Errors
    ///
    /// [`Error::Column`] if there is no such column, [`Error::Number`] if a field is not a finite number.
    pub fn numbers<T: Float>(&self, columns: &[&str]) -> Result<Array2<T>, Error> {
        let positions: Vec<usize> =
            columns.iter().map(|column| position(&self.columns, column)).collect::<Result<_, _>>()?;
        let fills: Vec<Option<T>> =
            positions.iter().map(|&position| self.fill(position)).collect::<Result<_, _>>()?;
        let mut numbers: Vec<T> = room(product::<T>(&[self.rows.len(), positions.len()])?)?;
        for row in &self.rows {
            for (&position, &fill) in positions.iter().zip(&fills) {
                let column = &self.columns[position];
                numbers.push(number(&row.fields[position], fill, row.line, column)?);
            }
        }
        let shape = (self.rows.len(), positions.len());
        Array2::from_shape_vec(shape, numbers).map_err(|_| Error::Empty)
    }

    /// What stands in for what is missing in a column.
    fn fill<T: Float>(&self, position: usize) -> Result<Option<T>, Error> {
        match self.missing {
            Missing::Error | Missing::Skip => Ok(None),
            Missing::Value(value) => Ok(Some(T::of(value))),
            Missing::Mean => {
                let (mut sum, mut count, mut missing) = (0.0, 0.0, false);
                for row in &self.rows {
                    let field = &row.fields[position];
                    if is_missing(field) {
                        missing = true;
                    } else {
                        sum += number::<f64>(field, None, row.line, &self.columns[position])?;
                        count += 1.0;
                    }
                }
                if missing && count == 0.0 {
                    return Err(Error::NoMean { column: self.columns[position].clone() });
                }
                Ok(missing.then(|| T::of(sum / count)))
            }
        }
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
    /// [`Error::Column`] if there is no such column, [`Error::NotAClass`] if its numbers are not whole, [`Error::Classes`] if
    /// there are more than 4096, [`Error::NoName`] if one is missing.
    pub fn one_hot<T: Float>(&self, column: &str) -> Result<(Array2<T>, Vec<String>), Error> {
        let position = position(&self.columns, column)?;
        let mut names = Names::new(column);
        for row in &self.rows {
            names.add(&row.fields[position], row.line)?;
        }
        let classes = names.sorted()?;
        let places: HashMap<&str, usize> =
            classes.iter().enumerate().map(|(place, class)| (class.as_str(), place)).collect();
        let shape = (self.rows.len(), classes.len());
        let mut numbers: Vec<T> = zeros(product::<T>(&[shape.0, shape.1])?)?;
        for (number, row) in self.rows.iter().enumerate() {
            numbers[number * classes.len() + places[&row.fields[position]]] = T::ONE;
        }
        let rows = Array2::from_shape_vec(shape, numbers).map_err(|_| Error::Empty)?;
        Ok((rows, classes))
    }
}

/// Where a column is.
pub(super) fn position(columns: &[String], column: &str) -> Result<usize, Error> {
    columns.iter().position(|known| known == column).ok_or_else(|| Error::Column {
        column: column.to_owned(),
        known: columns.iter().map(|known| format!("`{known}`")).collect(),
    })
}

/// The number in a field, or what stands in for a missing one.
pub(super) fn number<T: Float>(text: &str, fill: Option<T>, line: u64, column: &str) -> Result<T, Error> {
    match (text.parse::<T>(), fill) {
        (Ok(number), _) if number.is_finite() => Ok(number),
        (_, Some(fill)) if is_missing(text) => Ok(fill),
        _ => {
            let (column, text) = (column.to_owned(), text.to_owned());
            let with_point = text.replacen(',', ".", 1);
            if with_point != text && with_point.parse::<f64>().is_ok() {
                return Err(Error::DecimalComma { line, column, text });
            }
            Err(Error::Number { line, column, text })
        }
    }
}
