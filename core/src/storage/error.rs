//! What can be wrong with a file.

use std::path::PathBuf;

/// Why a file cannot be read or written.
///
/// ```
/// use chainrule::network::{identity, squared_error};
/// use chainrule::Network;
///
/// let network = Network::builder(2).dense::<identity>(1).build::<squared_error>()?;
/// let error = network.save("no/such/folder/network.safetensors").unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "cannot write `no/such/folder/network.safetensors`: there is no folder `no/such/folder`"
/// );
/// # Ok::<(), chainrule::network::Error>(())
/// ```
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The file cannot be read.
    #[error("cannot read `{}`: {source}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// What the operating system says.
        source: std::io::Error,
    },
    /// The file cannot be written.
    #[error("cannot write `{}`: {source}", path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// What the operating system says.
        source: std::io::Error,
    },
    /// The folder that the file should be in is missing.
    #[error("cannot write `{}`: there is no folder `{}`", path.display(), folder.display())]
    NoFolder {
        /// The file.
        path: PathBuf,
        /// The folder.
        folder: PathBuf,
    },
    /// What stands there is a folder, a device or the like.
    #[error("`{}` is no regular file; nothing is written there, and nothing read", path.display())]
    NoFile {
        /// What stands there.
        path: PathBuf,
    },
    /// Another training, in this process or in another, writes this file.
    #[error("`{}` is being written by another run; wait for its end, or take another file", path.display())]
    Locked {
        /// The file.
        path: PathBuf,
    },
    /// There is not enough memory for what the file has.
    #[error("there is no memory for the {bytes} bytes of `{tensor}` in `{}`", path.display())]
    Memory {
        /// The file.
        path: PathBuf,
        /// The tensor.
        tensor: String,
        /// How many bytes it has.
        bytes: usize,
    },
    /// The file is damaged, or of another kind.
    #[error("`{}` cannot be used: {problem}", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        problem: String,
    },
    /// The file belongs to something else.
    #[error("`{}` does not fit: its {property} is `{found}`, and here it is `{expected}`", path.display())]
    Foreign {
        /// The file.
        path: PathBuf,
        /// What differs.
        property: String,
        /// What is so in the file.
        found: String,
        /// What it should be.
        expected: String,
    },
}
