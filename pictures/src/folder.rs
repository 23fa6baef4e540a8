//! Where pictures are written.

use std::path::{Path, PathBuf};
use std::{env, fs};

use crate::{Error, Picture};

/// A folder for pictures. It is created when the first one is written.
///
/// ```
/// use chainrule_pictures::{Folder, Picture};
///
/// # let path = std::env::temp_dir().join("chainrule-pictures-folder");
/// let written = Folder::new(path).write("empty", &Picture::new("Nothing yet", [300.0, 100.0]))?;
/// assert!(written.ends_with("empty.svg"));
/// # Ok::<(), chainrule_pictures::Error>(())
/// ```
pub struct Folder {
    path: PathBuf,
    /// Whether the terminal is told what has been written.
    says: bool,
}

impl Folder {
    /// A folder by its path.
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Folder { path: path.into(), says: false }
    }

    /// The folder that the first argument of the program names, or else another one; it says on the terminal what has been written.
    ///
    /// ```
    /// use chainrule_pictures::Folder;
    ///
    /// let folder = Folder::of_the_command_line("target/pictures");
    /// ```
    #[must_use]
    pub fn of_the_command_line(otherwise: impl AsRef<Path>) -> Self {
        let named = env::args_os().nth(1).map(PathBuf::from);
        Folder { path: named.unwrap_or_else(|| otherwise.as_ref().to_path_buf()), says: true }
    }

    /// Writes a picture as `<name>.svg`; where that is, comes back.
    ///
    /// # Errors
    ///
    /// [`Error`] if the folder cannot be created, or the file cannot be written.
    pub fn write(&self, name: &str, picture: &Picture) -> Result<PathBuf, Error> {
        let path = self.path.join(name).with_extension("svg");
        let written = fs::create_dir_all(&self.path).and_then(|()| fs::write(&path, format!("{picture}\n")));
        match written {
            Ok(()) => {
                if self.says {
                    println!("  drawn: {}", path.display());
                }
                Ok(path)
            }
            Err(source) => Err(Error { path, source }),
        }
    }
}
