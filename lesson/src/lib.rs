//! The lesson as a page: the functions of the examples and the texts of both languages go in, a folder that any browser
//! opens comes out, without a server or a network.
//!
//! A chapter is a text for each language (`lesson/text`), in which lines with `@` say where a part begins and where a table,
//! a figure or a question stands, and what stands there (`chapters`). No text has a figure of its own: each is a
//! `{placeholder}`, filled by a differentiated function when the page is written. What moves, moves by the plain JavaScript
//! of `lesson/page`, from runs that are in the page.

mod chapters;
mod content;
mod error;
mod examples;
mod facts;
mod html;
mod text;
mod write;

pub use error::Error;
pub use write::{FILES, write};
