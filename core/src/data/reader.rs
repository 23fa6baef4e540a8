//! How text becomes rows of fields: the separator, whether the first line names the columns, and what counts as missing.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use csv::ErrorKind;

use super::table::Row;
use super::{Error, Table};

/// What becomes of fields in which nothing stands, or `NA`, `N/A`, `NaN`, `null`, `none` or `?`.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub enum Missing {
    /// They are an error where a number is wanted.
    #[default]
    Error,
    /// A line with such a field anywhere is left out.
    Skip,
    /// Where a number is wanted, it is the mean of the column's others.
    Mean,
    /// Where a number is wanted, it is this one.
    Value(f64),
}

/// How a table is read, where a file is not such as [`Table::read`] takes it.
///
/// ```
/// use chainrule::data::{Missing, Table};
///
/// let text = "1.5;2\n;4\n2.5;6\n";
/// let table = Table::reader().separator(';').without_names().missing(Missing::Mean).parse(text.as_bytes())?;
/// assert_eq!(table.columns(), ["column1", "column2"]);
/// assert_eq!(table.numbers::<f64>(&["column1"])?.column(0).to_vec(), [1.5, 2.0, 2.5]);
/// # Ok::<(), chainrule::data::Error>(())
/// ```
#[derive(Clone, Debug, Default)]
#[must_use = "settings do nothing until `read` or `parse` is called"]
pub struct TableReader {
    separator: Option<char>,
    without_names: bool,
    pub(super) missing: Missing,
}

impl TableReader {
    /// What stands between fields. Until told otherwise it is found: of tab, `;`, `,` and `|` the first that all of the first
    /// lines have equally often.
    pub fn separator(mut self, separator: char) -> Self {
        self.separator = Some(separator);
        self
    }

    /// The first line is data like the others. The columns are called `column1`, `column2` and so on.
    pub fn without_names(mut self) -> Self {
        self.without_names = true;
        self
    }

    /// What becomes of missing values; they are an error, until told otherwise.
    pub fn missing(mut self, missing: Missing) -> Self {
        self.missing = missing;
        self
    }

    /// Reads a file.
    ///
    /// # Errors
    ///
    /// As [`Table::read`].
    pub fn read(&self, path: impl AsRef<Path>) -> Result<Table, Error> {
        let path = path.as_ref();
        let file = File::open(path).map_err(|source| Error::Open { path: path.to_owned(), source })?;
        self.parse(file)
    }

    /// Reads text.
    ///
    /// # Errors
    ///
    /// As [`Table::parse`].
    pub fn parse(&self, mut text: impl Read) -> Result<Table, Error> {
        let mut bytes = Vec::new();
        text.read_to_end(&mut bytes)
            .map_err(|error| Error::Malformed { line: 1, message: error.to_string() })?;
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
        if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
            let message = "it is UTF-16; save it as UTF-8".to_owned();
            return Err(Error::Malformed { line: 1, message });
        }
        let mut reader = self.csv(bytes)?.from_reader(bytes);
        let mut lines = Lines { bytes, position: 0, line: 1 };
        let mut columns = Vec::new();
        if !self.without_names {
            columns = names(reader.headers().map_err(|error| lines.in_line(&error))?)?;
        }
        let mut rows = Vec::new();
        for fields in reader.records() {
            let fields = fields.map_err(|error| lines.in_line(&error))?;
            let row = Row { line: lines.of(fields.position()), fields };
            if self.missing != Missing::Skip || !row.fields.iter().any(is_missing) {
                rows.push(row);
            }
        }
        let Some(first) = rows.first() else { return Err(Error::Empty) };
        if self.without_names {
            columns = numbered(first.fields.len());
        }
        Ok(Table { columns, rows, missing: self.missing })
    }

    /// A reader for a text that begins so.
    pub(super) fn csv(&self, start: &[u8]) -> Result<csv::ReaderBuilder, Error> {
        let separator = match self.separator {
            None => separator_of(start),
            Some(separator) => u8::try_from(separator).ok().filter(u8::is_ascii).ok_or_else(|| {
                Error::Malformed { line: 1, message: format!("`{separator}` cannot be a separator") }
            })?,
        };
        let mut builder = csv::ReaderBuilder::new();
        builder.trim(csv::Trim::All).delimiter(separator).has_headers(!self.without_names);
        Ok(builder)
    }

    pub(super) fn has_names(&self) -> bool {
        !self.without_names
    }
}

/// The names in a first line, which all differ.
pub(super) fn names(line: &csv::StringRecord) -> Result<Vec<String>, Error> {
    let names: Vec<String> = line.iter().map(str::to_owned).collect();
    let twice = names.iter().enumerate().find(|(place, name)| names[..*place].contains(name));
    match twice {
        Some((_, name)) => Err(Error::SameName { column: name.clone() }),
        None => Ok(names),
    }
}

/// Names for columns that have none.
pub(super) fn numbered(columns: usize) -> Vec<String> {
    (1..=columns).map(|number| format!("column{number}")).collect()
}

/// Whether nothing stands in a field, or a word for it.
pub(super) fn is_missing(field: &str) -> bool {
    ["", "?", "na", "n/a", "nan", "null", "none"].iter().any(|word| field.eq_ignore_ascii_case(word))
}

/// Of tab, `;`, `,` and `|` the first that all of the first lines have equally often, outside of quotes; otherwise a comma.
fn separator_of(text: &[u8]) -> u8 {
    let lines: Vec<&[u8]> =
        text.split(|&byte| byte == b'\n').filter(|line| !line.trim_ascii().is_empty()).take(10).collect();
    let count = |line: &[u8], separator: u8| {
        let mut quoted = false;
        let counted = line.iter().filter(|&&byte| {
            quoted ^= byte == b'"';
            byte == separator && !quoted
        });
        counted.count()
    };
    let is_one = |&separator: &u8| {
        let first = lines.first().map_or(0, |line| count(line, separator));
        first > 0 && lines.iter().all(|line| count(line, separator) == first)
    };
    [b'\t', b';', b',', b'|'].into_iter().find(is_one).unwrap_or(b',')
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
        in_line(error, line)
    }
}

/// What is wrong with a line.
pub(super) fn in_line(error: &csv::Error, line: u64) -> Error {
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
