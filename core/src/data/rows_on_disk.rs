//! Examples that stay in their file: where each line begins is kept, and the lines of a block are read when its turn comes.

use std::fs::File;
use std::io::{BufReader, Read, Seek};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use csv::{Position, Reader, StringRecord};

use super::classes::Names;
use super::reader::{in_line, is_missing, names, numbered};
use super::table::{number, position};
use super::{Dataset, Error, Missing, Source, Standardization, TableReader};
use crate::Float;

/// What should come out of a model, by the columns of a table.
#[derive(Clone, Copy, Debug)]
pub enum Targets<'a> {
    /// The numbers of these columns.
    Numbers(&'a [&'a str]),
    /// The class that this column names, as a 1 among zeros.
    Classes(&'a str),
}

/// Examples in a file of comma-separated values that may be larger than memory. For each line 16 bytes are kept.
///
/// Opening it goes through the file once, so that a line that is wrong is known before the training.
///
/// ```
/// use chainrule::data::{RowsOnDisk, Source, Table, Targets};
/// # let folder = tempfile::tempdir()?;
/// # let path = folder.path().join("flowers.csv");
/// # std::fs::write(&path, "length,width,kind\n5.1,3.5,setosa\n4.9,3.0,setosa\n6.3,2.5,virginica\n")?;
///
/// let flowers: RowsOnDisk<f32> =
///     RowsOnDisk::open(&Table::reader(), &path, &["length", "width"], Targets::Classes("kind"))?.standardized()?;
/// assert_eq!((flowers.len(), flowers.classes()), (3, ["setosa".to_owned(), "virginica".to_owned()].as_slice()));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct RowsOnDisk<T> {
    path: PathBuf,
    reader: Mutex<Reader<BufReader<File>>>,
    /// Where each line begins: the byte, and the line, counted from 1.
    starts: Vec<(u64, u64)>,
    columns: Vec<String>,
    inputs: Vec<usize>,
    targets: Columns,
    /// What stands in for what is missing, by input.
    fills: Vec<Option<T>>,
    scale: Option<Standardization>,
}

#[derive(Debug)]
enum Columns {
    Numbers(Vec<usize>),
    Classes(usize, Vec<String>),
}

impl<T: Float> RowsOnDisk<T> {
    /// Opens a file, and looks through it.
    ///
    /// # Errors
    ///
    /// As [`Table::read`](super::Table::read), [`numbers`](super::Table::numbers) and [`one_hot`](super::Table::one_hot).
    pub fn open(
        settings: &TableReader,
        path: impl AsRef<Path>,
        inputs: &[&str],
        targets: Targets<'_>,
    ) -> Result<Self, Error> {
        let path = path.as_ref().to_owned();
        let failed = |source| Error::Open { path: path.clone(), source };
        let mut file = File::open(&path).map_err(failed)?;
        let mut start = Vec::new();
        (&mut file).take(65536).read_to_end(&mut start).map_err(failed)?;
        file.rewind().map_err(failed)?;
        let mut reader = settings.csv(&start)?.from_reader(BufReader::with_capacity(1 << 16, file));
        let mut record = StringRecord::new();
        let mut starts = Vec::new();
        let columns = if settings.has_names() {
            names(reader.headers().map_err(|error| in_line(&error, 1))?)?
        } else {
            let found = reader.position().clone();
            reader.read_record(&mut record).map_err(|error| in_line(&error, 1))?;
            reader.seek(found).map_err(|error| in_line(&error, 1))?;
            numbered(record.len())
        };
        let places =
            |names: &[&str]| names.iter().map(|name| position(&columns, name)).collect::<Result<Vec<_>, _>>();
        let inputs = places(inputs)?;
        let (numbers, class) = match targets {
            Targets::Numbers(names) => (places(names)?, None),
            Targets::Classes(name) => (Vec::new(), Some((name, position(&columns, name)?))),
        };
        let mut found = Names::new(class.map_or("", |(name, _)| name));
        let mut sums = vec![(0.0, 0.0); inputs.len()];
        while {
            let more = reader.read_record(&mut record);
            more.map_err(|error| in_line(&error, error.position().map_or(1, Position::line)))?
        } {
            let (begin, line) = record.position().map_or((0, 0), |place| (place.byte(), place.line()));
            if settings.missing == Missing::Skip && record.iter().any(is_missing) {
                continue;
            }
            starts.push((begin, line));
            for (&place, (sum, count)) in inputs.iter().zip(&mut sums) {
                let field = &record[place];
                let filled =
                    matches!(settings.missing, Missing::Mean | Missing::Value(_)) && is_missing(field);
                if !filled {
                    *sum += number::<T>(field, None, line, &columns[place])?.to_f64();
                    *count += 1.0;
                }
            }
            for &place in &numbers {
                number::<T>(&record[place], None, line, &columns[place])?;
            }
            if let Some((_, place)) = class {
                found.add(&record[place], line)?;
            }
        }
        if starts.is_empty() {
            return Err(Error::Empty);
        }
        let fills = inputs.iter().zip(&sums).map(|(&place, &(sum, count))| match settings.missing {
            Missing::Value(value) => Ok(Some(T::of(value))),
            Missing::Mean if count == 0.0 => Err(Error::NoMean { column: columns[place].clone() }),
            Missing::Mean => Ok(Some(T::of(sum / count))),
            Missing::Error | Missing::Skip => Ok(None),
        });
        let fills = fills.collect::<Result<_, _>>()?;
        let targets = match class {
            Some((_, place)) => Columns::Classes(place, found.sorted()?),
            None => Columns::Numbers(numbers),
        };
        Ok(RowsOnDisk {
            path,
            reader: Mutex::new(reader),
            starts,
            columns,
            inputs,
            targets,
            fills,
            scale: None,
        })
    }

    /// With inputs on the scale of all of them, which is found in three more passes.
    ///
    /// # Errors
    ///
    /// If the file can no longer be read.
    pub fn standardized(self) -> Result<Self, Error> {
        let scale = Standardization::of(&self)?;
        Ok(RowsOnDisk { scale: Some(scale), ..self })
    }

    /// The scale that the inputs are brought to, if they are.
    #[must_use]
    pub fn scale(&self) -> Option<&Standardization> {
        self.scale.as_ref()
    }

    /// The names of the classes, if the targets are classes.
    #[must_use]
    pub fn classes(&self) -> &[String] {
        match &self.targets {
            Columns::Classes(_, names) => names,
            Columns::Numbers(_) => &[],
        }
    }

    /// Reads a line into a row of a data set.
    fn read(
        &self,
        reader: &mut Reader<BufReader<File>>,
        row: usize,
        record: &mut StringRecord,
        into: &mut Dataset<T>,
        number_in_block: usize,
    ) -> Result<(), Error> {
        let (start, line) = self.starts[row];
        let changed = || Error::Changed { path: self.path.clone(), line };
        let mut place = Position::new();
        place.set_byte(start);
        if reader.position().byte() != start {
            reader.seek(place).map_err(|_| changed())?;
        }
        if !reader.read_record(record).map_err(|_| changed())? {
            return Err(changed());
        }
        let (mut inputs, mut targets) = into.rows_mut(number_in_block);
        for (column, &place) in self.inputs.iter().enumerate() {
            let field = record.get(place).ok_or_else(changed)?;
            let found = number(field, self.fills[column], line, &self.columns[place])?;
            inputs[column] = self.scale.as_ref().map_or(found, |scale| scale.scaled(column, found));
        }
        match &self.targets {
            Columns::Numbers(places) => {
                for (column, &place) in places.iter().enumerate() {
                    let field = record.get(place).ok_or_else(changed)?;
                    targets[column] = number(field, None, line, &self.columns[place])?;
                }
            }
            Columns::Classes(place, names) => {
                let field = record.get(*place).ok_or_else(changed)?;
                let class = names.iter().position(|name| name == field).ok_or_else(changed)?;
                targets.fill(T::ZERO);
                targets[class] = T::ONE;
            }
        }
        Ok(())
    }
}

impl<T: Float> Source<T> for RowsOnDisk<T> {
    fn len(&self) -> usize {
        self.starts.len()
    }

    fn widths(&self) -> (usize, usize) {
        let targets = match &self.targets {
            Columns::Numbers(places) => places.len(),
            Columns::Classes(_, names) => names.len(),
        };
        (self.inputs.len(), targets)
    }

    fn gather(&self, rows: &[usize], into: &mut Dataset<T>) -> Result<(), Error> {
        let mut reader = self.reader.lock().unwrap_or_else(PoisonError::into_inner);
        let mut record = StringRecord::new();
        for (number, &row) in rows.iter().enumerate() {
            self.read(&mut reader, row, &mut record, into, number)?;
        }
        Ok(())
    }
}
