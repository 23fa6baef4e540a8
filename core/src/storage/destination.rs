//! Where a file goes: one writer at a time, and at every moment the old file or the new one, whole.
//!
//! The new file is written under a name of its own in the same folder, and then renamed. Beside it stands, while there is a
//! writer, an empty file that is locked: the lock goes with the process, however that ends.

use std::ffi::{OsStr, OsString};
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::Error;

/// A file that is about to be written, by nobody else.
#[derive(Debug)]
pub(crate) struct Destination {
    /// As the user has it.
    named: PathBuf,
    /// Behind all links.
    path: PathBuf,
    folder: PathBuf,
    name: OsString,
    _lock: Lock,
}

impl Destination {
    /// Locks the file; another writer is waited for as long as this.
    pub(crate) fn open(named: &Path, patience: Duration) -> Result<Self, Error> {
        let failed = |source| Error::Write { path: named.to_owned(), source };
        let path = behind_links(named)?;
        let name = path.file_name().ok_or_else(|| failed(ErrorKind::InvalidFilename.into()))?.to_owned();
        let folder = match path.parent() {
            Some(folder) if folder != Path::new("") => folder.to_owned(),
            _ => PathBuf::from("."),
        };
        if !folder.try_exists().map_err(failed)? {
            return Err(Error::NoFolder { path: named.to_owned(), folder });
        }
        let started = Instant::now();
        let lock = loop {
            match Lock::take(&folder.join(with_ends(".", &name, ".lock"))).map_err(failed)? {
                Some(lock) => break lock,
                None if started.elapsed() < patience => std::thread::sleep(Duration::from_millis(5)),
                None => return Err(Error::Locked { path: named.to_owned() }),
            }
        };
        let destination = Destination { named: named.to_owned(), path, folder, name, _lock: lock };
        destination.clear_up().map_err(failed)?;
        Ok(destination)
    }

    /// Whether there is such a file already; where that cannot be told, it is an error and not a no.
    pub(crate) fn exists(&self) -> Result<bool, Error> {
        self.path.try_exists().map_err(|source| Error::Read { path: self.named.clone(), source })
    }

    pub(crate) fn named(&self) -> &Path {
        &self.named
    }

    /// Puts a new file in the place of what is there. Permissions stay; those of a file that is new are the process's own.
    pub(crate) fn replace(
        &self,
        write: impl FnOnce(&mut BufWriter<&mut File>) -> io::Result<()>,
    ) -> Result<(), Error> {
        self.try_to_replace(write).map_err(|source| Error::Write { path: self.named.clone(), source })
    }

    fn try_to_replace(
        &self,
        write: impl FnOnce(&mut BufWriter<&mut File>) -> io::Result<()>,
    ) -> io::Result<()> {
        let prefix = self.prefix();
        let mut builder = tempfile::Builder::new();
        builder.prefix(&prefix).suffix(SUFFIX);
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        // Removed when it is dropped before it is renamed.
        let mut partial = builder.tempfile_in(&self.folder)?;
        if let Ok(there) = fs::metadata(&self.path) {
            partial.as_file().set_permissions(there.permissions())?;
        }
        let mut writer = BufWriter::new(partial.as_file_mut());
        write(&mut writer)?;
        writer.flush()?;
        drop(writer);
        partial.as_file().sync_all()?;
        partial.persist(&self.path).map_err(|error| error.error)?;
        // The name, too, is to be there after a power cut.
        #[cfg(unix)]
        match File::open(&self.folder)?.sync_all() {
            // Some file systems keep no folders that could be synced.
            Err(error) if !matches!(error.kind(), ErrorKind::InvalidInput | ErrorKind::Unsupported) => {
                return Err(error);
            }
            _ => {}
        }
        Ok(())
    }

    fn prefix(&self) -> OsString {
        with_ends(".", &self.name, ".chainrule-")
    }

    /// Removes what a killed writer left. There is no other writer now.
    fn clear_up(&self) -> io::Result<()> {
        let (prefix, suffix) = (self.prefix(), SUFFIX.as_bytes());
        for entry in fs::read_dir(&self.folder)? {
            let entry = entry?;
            let name = entry.file_name();
            let bytes = name.as_encoded_bytes();
            if bytes.starts_with(prefix.as_encoded_bytes()) && bytes.ends_with(suffix) {
                fs::remove_file(entry.path())?;
            }
        }
        Ok(())
    }
}

const SUFFIX: &str = ".partial";

fn with_ends(start: &str, name: &OsStr, end: &str) -> OsString {
    let mut all = OsString::from(start);
    all.push(name);
    all.push(end);
    all
}

/// The regular file that a path leads to, or could; links are followed.
fn behind_links(named: &Path) -> Result<PathBuf, Error> {
    let failed = |source| Error::Write { path: named.to_owned(), source };
    let path = match fs::symlink_metadata(named) {
        Ok(there) if there.is_symlink() => fs::canonicalize(named).map_err(failed)?,
        Ok(_) => named.to_owned(),
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(named.to_owned()),
        Err(error) => return Err(failed(error)),
    };
    if fs::metadata(&path).map_err(failed)?.is_file() {
        return Ok(path);
    }
    Err(Error::NoFile { path: named.to_owned() })
}

/// The lock of one file, which ends when this is dropped or the process ends.
#[derive(Debug)]
struct Lock {
    path: PathBuf,
    /// Locked as long as it is open.
    _file: File,
}

impl Lock {
    /// None where somebody else has it.
    fn take(path: &Path) -> io::Result<Option<Self>> {
        if fs::symlink_metadata(path).is_ok_and(|there| !there.is_file()) {
            return Err(io::Error::new(
                ErrorKind::AlreadyExists,
                format!("`{}` is no regular file", path.display()),
            ));
        }
        let file = OpenOptions::new().write(true).create(true).truncate(false).open(path)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Ok(None),
            Err(TryLockError::Error(error)) => return Err(error),
        }
        // Who had it before may have removed it between the two calls: then this lock keeps nobody out.
        Ok(is_at(&file, path)?.then(|| Lock { path: path.to_owned(), _file: file }))
    }
}

#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> io::Result<bool> {
    use std::os::unix::fs::MetadataExt;
    let held = file.metadata()?;
    Ok(fs::symlink_metadata(path).is_ok_and(|there| (there.dev(), there.ino()) == (held.dev(), held.ino())))
}

#[cfg(not(unix))]
fn is_at(_: &File, _: &Path) -> io::Result<bool> {
    Ok(true)
}

#[cfg(unix)]
impl Drop for Lock {
    fn drop(&mut self) {
        // While it is still locked. Elsewhere the empty file stays, as nobody could tell whether it is the one that is locked.
        let _ = fs::remove_file(&self.path);
    }
}
