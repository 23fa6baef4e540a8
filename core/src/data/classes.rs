//! The names of classes, gathered field by field.

use std::collections::HashMap;

use super::Error;
use super::reader::is_missing;

/// The names in a column so far.
pub(super) struct Names<'a> {
    column: &'a str,
    /// Each with the line where it was first.
    lines: HashMap<String, u64>,
    all_numbers: bool,
    /// The first number that is not whole, and its line.
    real: Option<(String, u64)>,
}

/// The most classes that are told apart.
const MOST: usize = 4096;

impl<'a> Names<'a> {
    pub(super) fn new(column: &'a str) -> Self {
        Names { column, lines: HashMap::new(), all_numbers: true, real: None }
    }

    pub(super) fn add(&mut self, name: &str, line: u64) -> Result<(), Error> {
        if self.lines.contains_key(name) {
            return Ok(());
        }
        if is_missing(name) {
            return Err(Error::NoName { line, column: self.column.to_owned() });
        }
        match name.parse::<f64>() {
            Err(_) => self.all_numbers = false,
            Ok(number) if number.fract() != 0.0 && self.real.is_none() => {
                self.real = Some((name.to_owned(), line));
            }
            Ok(_) => {}
        }
        if self.lines.len() == MOST {
            // Many numbers that are not whole are hardly names.
            self.check_real()?;
            return Err(Error::Classes { column: self.column.to_owned(), most: MOST });
        }
        self.lines.insert(name.to_owned(), line);
        Ok(())
    }

    fn check_real(&self) -> Result<(), Error> {
        match &self.real {
            Some((text, line)) if self.all_numbers => {
                Err(Error::NotAClass { line: *line, column: self.column.to_owned(), text: text.clone() })
            }
            _ => Ok(()),
        }
    }

    /// All of them, sorted as numbers if they all are, and as text if not.
    pub(super) fn sorted(self) -> Result<Vec<String>, Error> {
        self.check_real()?;
        let mut names: Vec<String> = self.lines.into_keys().collect();
        names.sort_unstable();
        if self.all_numbers {
            let number = |name: &str| name.parse::<f64>().unwrap_or_default();
            names.sort_by(|a, b| number(a).total_cmp(&number(b)));
        }
        Ok(names)
    }
}
