//! Where pictures are written: a folder that the command line names.

use std::error::Error;
use std::path::PathBuf;
use std::{env, fs, io};

use super::Picture;

/// A folder for pictures. It is created when the first one is written.
pub(crate) struct Folder(PathBuf);

impl Folder {
    pub(crate) fn new(path: impl Into<PathBuf>) -> Self {
        Self(path.into())
    }

    /// The folder that the first argument of the program names, or else `target/chapters`.
    pub(crate) fn of_the_command_line() -> Self {
        Self::new(env::args_os().nth(1).unwrap_or_else(|| "target/chapters".into()))
    }

    /// Writes a picture as `<name>.svg`, and says where.
    pub(crate) fn write(&self, name: &str, picture: &Picture) -> Result<(), Box<dyn Error>> {
        let path = self.0.join(name).with_extension("svg");
        let explain = |error: io::Error| format!("cannot write {}: {error}", path.display());
        fs::create_dir_all(&self.0).map_err(explain)?;
        fs::write(&path, format!("{picture}\n")).map_err(explain)?;
        println!("  drawn: {}", path.display());
        Ok(())
    }
}
