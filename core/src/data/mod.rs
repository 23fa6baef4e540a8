//! Data to learn from: tables of comma-separated values, in memory ([`Table`]) or on disk ([`RowsOnDisk`]), examples with their targets, splits
//! and scales.
//!
//! ```
//! use chainrule::data::{Dataset, HoldOut, Standardization, Table};
//!
//! let text = "length,width,kind\n5.1,3.5,setosa\n4.9,3.0,setosa\n6.3,2.5,virginica\n5.8,2.7,virginica\n";
//! let table = Table::parse(text.as_bytes())?;
//! let (targets, kinds) = table.one_hot::<f64>("kind")?;
//! assert_eq!(kinds, ["setosa", "virginica"]);
//!
//! let examples = Dataset::new(table.numbers(&["length", "width"])?, targets)?;
//! let (training, held_out) = examples.split(HoldOut { share: 0.25, seed: 7 })?;
//! assert_eq!((training.len(), held_out.len()), (3, 1));
//!
//! // The scale comes from the training examples alone, and is applied to both.
//! let scale = Standardization::of(&training)?;
//! let (training, held_out) = (scale.apply(training)?, scale.apply(held_out)?);
//! # let _ = (training, held_out);
//! # Ok::<(), chainrule::data::Error>(())
//! ```

mod classes;
mod dataset;
mod error;
mod reader;
mod rows_on_disk;
mod source;
mod split;
mod standardization;
mod table;

pub use dataset::{Dataset, Examples};
pub use error::Error;
pub use reader::{Missing, TableReader};
pub use rows_on_disk::{RowsOnDisk, Targets};
pub use source::Source;
pub use split::{Folds, HoldOut};
pub use standardization::Standardization;
pub use table::{ColumnKind, Table};

pub(crate) use dataset::Place;
pub(crate) use source::inspect;
pub(crate) use split::class_of;
