//! What can go wrong while the pages are written.

use std::io;
use std::path::PathBuf;

/// Why there are no pages.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file cannot be written.
    #[error("cannot write {path}: {source}")]
    File {
        /// Which one.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A text is not as it should be.
    #[error("lesson/text/{file}, line {line}: {fault}")]
    Text {
        /// The file, with its language.
        file: String,
        /// The line, counted from 1.
        line: usize,
        /// What is wrong there, and what to write.
        fault: String,
    },
    /// Two languages differ in more than their words.
    #[error("chapter {chapter}: {fault}")]
    Languages {
        /// The chapter's number.
        chapter: usize,
        /// Where they part.
        fault: String,
    },
    /// A figure of a chapter could not be worked out.
    #[error("chapter {chapter}: {source}")]
    Chapter {
        /// The chapter's number.
        chapter: usize,
        /// Why.
        source: Box<dyn std::error::Error>,
    },
}
