//! Why a picture could not be written.

use std::io;
use std::path::PathBuf;

/// Why a picture could not be written.
///
/// ```
/// use chainrule_pictures::{Folder, Picture};
///
/// let error = Folder::new("Cargo.toml").write("picture", &Picture::new("", [1.0, 1.0])).unwrap_err();
/// assert!(error.to_string().starts_with("cannot write "));
/// ```
#[derive(Debug, thiserror::Error)]
#[error("cannot write {}: {source}", path.display())]
#[non_exhaustive]
pub struct Error {
    /// The file.
    pub path: PathBuf,
    /// What the operating system says.
    pub source: io::Error,
}
