//! Files of named tensors in the safetensors format: whole, or refused by name.
//!
//! What goes in: tensors of numbers and lines of text ([`Content`]). What comes out: the same ([`Opened`]). A file of ours has a
//! digest over all that is in it, is replaced at once or not at all, and has one writer at a time ([`Destination`]). Neither way
//! takes memory for more than one tensor at a time.

mod destination;
mod digest;
mod error;
mod reading;
mod writing;

pub(crate) use destination::Destination;
pub(crate) use digest::Digest;
pub use error::Error;
pub(crate) use reading::Opened;
pub(crate) use writing::Content;

/// The version of what is in a file; another one is refused.
const VERSION: &str = "1";

/// The texts that every file of ours has.
const VERSION_KEY: &str = "chainrule";
const KIND_KEY: &str = "format";
const DIGEST_KEY: &str = "digest";
