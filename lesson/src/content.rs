//! What a chapter consists of besides its text: words in both languages, tables, figures.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::facts::Facts;

/// The same words in both languages.
#[derive(Clone, Copy)]
pub(crate) struct Both {
    pub(crate) en: &'static str,
    pub(crate) ko: &'static str,
}

pub(crate) const fn both(en: &'static str, ko: &'static str) -> Both {
    Both { en, ko }
}

/// What needs no translation.
pub(crate) const fn same(words: &'static str) -> Both {
    both(words, words)
}

impl Both {
    pub(crate) fn json(self) -> Value {
        json!({"en": self.en, "ko": self.ko})
    }
}

/// A cell of a table.
pub(crate) enum Cell {
    Words(Both),
    /// Our figure.
    Ours(String),
    /// Our figure, and the lesson's with whether it is right.
    Beside {
        ours: String,
        lesson: String,
        right: bool,
    },
}

impl Cell {
    pub(crate) fn beside(ours: impl Into<String>, lesson: impl Into<String>, right: bool) -> Self {
        Self::Beside { ours: ours.into(), lesson: lesson.into(), right }
    }
}

impl From<String> for Cell {
    fn from(figure: String) -> Self {
        Self::Ours(figure)
    }
}

impl From<&str> for Cell {
    fn from(figure: &str) -> Self {
        Self::Ours(figure.into())
    }
}

impl From<Both> for Cell {
    fn from(words: Both) -> Self {
        Self::Words(words)
    }
}

/// A table. The first cell of each row names it.
pub(crate) struct Table {
    pub(crate) caption: Both,
    pub(crate) columns: Vec<Both>,
    pub(crate) rows: Vec<Vec<Cell>>,
}

impl Table {
    pub(crate) fn new(caption: Both, columns: &[Both]) -> Self {
        Self { caption, columns: columns.to_vec(), rows: Vec::new() }
    }

    pub(crate) fn row(&mut self, cells: impl IntoIterator<Item = Cell>) {
        self.rows.push(cells.into_iter().collect());
    }
}

/// What JavaScript draws: the kind says which of its functions, the data are what it draws.
pub(crate) struct Figure {
    pub(crate) kind: &'static str,
    pub(crate) title: Both,
    pub(crate) data: Value,
}

/// What stands where a text says so.
pub(crate) enum Insert {
    Table(Table),
    Figure(Figure),
    /// A program, as it is.
    Program(&'static str),
    /// What `DERIVATION` says.
    Derivation(&'static str),
}

/// A chapter but for its texts.
pub(crate) struct Chapter {
    pub(crate) number: usize,
    pub(crate) facts: Facts,
    pub(crate) inserts: BTreeMap<&'static str, Insert>,
}

impl Chapter {
    pub(crate) fn new(number: usize, facts: Facts) -> Self {
        Self { number, facts, inserts: BTreeMap::new() }
    }

    pub(crate) fn table(mut self, name: &'static str, table: Table) -> Self {
        self.inserts.insert(name, Insert::Table(table));
        self
    }

    pub(crate) fn figure(mut self, name: &'static str, kind: &'static str, title: Both, data: Value) -> Self {
        self.inserts.insert(name, Insert::Figure(Figure { kind, title, data }));
        self
    }

    pub(crate) fn program(mut self, name: &'static str, text: &'static str) -> Self {
        self.inserts.insert(name, Insert::Program(text));
        self
    }

    pub(crate) fn derivation(mut self, name: &'static str, text: &'static str) -> Self {
        self.inserts.insert(name, Insert::Derivation(text.trim_ascii_end()));
        self
    }
}

/// A number for a page: six significant digits, which is more than any figure shows. What is not finite is `null`.
pub(crate) fn rounded(number: f64) -> Value {
    let text = format!("{number:.5e}");
    text.parse::<f64>().ok().filter(|number| number.is_finite()).map_or(Value::Null, |number| {
        // Whole numbers without `.0`, for a page that stays small.
        if number.fract() == 0.0 && number.abs() < 1e9 {
            #[expect(clippy::cast_possible_truncation, reason = "whole and below 10⁹")]
            return json!(number as i64);
        }
        json!(number)
    })
}

pub(crate) fn rounded_list(numbers: impl IntoIterator<Item = f64>) -> Value {
    numbers.into_iter().map(rounded).collect()
}

pub(crate) fn rounded_points(points: impl IntoIterator<Item = [f64; 2]>) -> Value {
    points.into_iter().map(rounded_list).collect()
}
