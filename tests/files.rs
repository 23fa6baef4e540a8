//! Files: whole or refused, one writer at a time, links and permissions as they were, nothing left behind.

mod extent;

use std::fs;
use std::path::Path;
use std::thread;

use chainrule::Network;
use chainrule::network::{Error, Trained, identity, squared_error, tanh};
use chainrule::training::{Model, StorageError};

fn network(seed: u64) -> Network {
    Network::builder(3).dense::<tanh>(20).dense::<identity>(2).seed(seed).build::<squared_error>().unwrap()
}

/// The names in a folder, hidden ones too.
fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn every_flipped_bit_is_found() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("network.safetensors");
    network(1).save(&path).unwrap();
    let whole = fs::read(&path).unwrap();
    let before = network(2);
    extent::say(&format!("a file of {} bytes, with one of its bits flipped at a time", whole.len()));
    // Some of every byte.
    for position in (0..whole.len() * 8).step_by(5) {
        let mut bytes = whole.clone();
        bytes[position / 8] ^= 1 << (position % 8);
        fs::write(&path, bytes).unwrap();
        let mut damaged = network(2);
        let result = damaged.load(&path);
        assert!(matches!(result, Err(Error::Storage(_))), "bit {position}");
        assert_eq!(damaged.parameters(), before.parameters(), "the network stays as it is");
        assert!(Trained::<f64>::load(&path).is_err(), "bit {position}");
    }
    for length in (0..whole.len()).step_by(3) {
        fs::write(&path, &whole[..length]).unwrap();
        assert!(network(2).load(&path).is_err(), "{length} bytes");
    }
}

#[test]
fn many_writers_leave_one_whole_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("network.safetensors");
    let networks: Vec<Network> = (0..4).map(network).collect();
    thread::scope(|scope| {
        for network in &networks {
            scope.spawn(|| {
                for _ in 0..10 {
                    network.save(&path).unwrap();
                    let read = Trained::<f64>::load(&path).unwrap();
                    assert!(networks.iter().any(|one| one.parameters() == read.network().parameters()));
                }
            });
        }
    });
    assert_eq!(names(folder.path()), ["network.safetensors"]);
}

#[cfg(unix)]
#[test]
fn permissions_stay() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("network.safetensors");
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    network(1).save(&path).unwrap();
    // As those of any file that this process makes.
    let other = folder.path().join("other");
    fs::write(&other, "").unwrap();
    assert_eq!(mode(&path), mode(&other));
    for wanted in [0o600, 0o640] {
        fs::set_permissions(&path, fs::Permissions::from_mode(wanted)).unwrap();
        network(2).save(&path).unwrap();
        assert_eq!(mode(&path), wanted);
    }
}

#[cfg(unix)]
#[test]
fn links_are_followed_and_stay() {
    use std::os::unix::fs::symlink;
    let folder = tempfile::tempdir().unwrap();
    let (target, link) = (folder.path().join("target"), folder.path().join("link"));
    network(1).save(&target).unwrap();
    symlink(&target, &link).unwrap();
    network(2).save(&link).unwrap();
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    let mut read = network(3);
    read.load(&target).unwrap();
    assert_eq!(read.parameters(), network(2).parameters());

    let (nowhere, round) = (folder.path().join("nowhere"), folder.path().join("round"));
    symlink(folder.path().join("missing"), &nowhere).unwrap();
    symlink(&round, &round).unwrap();
    for path in [&nowhere, &round] {
        let error = network(1).save(path).unwrap_err();
        assert!(matches!(error, Error::Storage(StorageError::Write { .. })), "{error}");
        assert!(fs::symlink_metadata(path).unwrap().is_symlink());
    }
    assert_eq!(names(folder.path()), ["link", "nowhere", "round", "target"]);
}

/// A user's own file that is called like a temporary one, and a link that somebody planted there, are left alone.
#[cfg(unix)]
#[test]
fn other_files_are_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("q");
    let (mine, victim) = (folder.path().join("q.partial"), folder.path().join("victim"));
    fs::write(&mine, "my own").unwrap();
    fs::write(&victim, "not to be written").unwrap();
    std::os::unix::fs::symlink(&victim, folder.path().join(".q.lock")).unwrap();
    let error = network(1).save(&path).unwrap_err();
    assert!(error.to_string().contains("is no regular file"), "{error}");
    fs::remove_file(folder.path().join(".q.lock")).unwrap();
    network(1).save(&path).unwrap();
    assert_eq!(fs::read_to_string(&mine).unwrap(), "my own");
    assert_eq!(fs::read_to_string(&victim).unwrap(), "not to be written");
    assert_eq!(names(folder.path()), ["q", "q.partial", "victim"]);
}

#[cfg(unix)]
#[test]
fn what_is_no_file_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let pipe = folder.path().join("pipe");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    for path in [Path::new("/dev/null"), folder.path(), &pipe] {
        let error = network(1).save(path).unwrap_err();
        assert!(matches!(error, Error::Storage(StorageError::NoFile { .. })), "{error}");
        let error = network(1).load(path);
        // A pipe is not even opened for reading, which would wait for a writer.
        assert!(matches!(error, Err(Error::Storage(StorageError::NoFile { .. }))), "{}", path.display());
    }
    let missing = folder.path().join("no/such/folder/network");
    let error = network(1).save(missing).unwrap_err();
    assert!(matches!(error, Error::Storage(StorageError::NoFolder { .. })), "{error}");
    assert_eq!(names(folder.path()), ["pipe"]);
}

/// Where the file cannot be put in its place, nothing is left of it.
#[test]
fn a_failed_writer_clears_up() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    fs::write(&file, "").unwrap();
    assert!(network(1).save(file.join("below a file")).is_err());
    assert_eq!(names(folder.path()), ["file"]);
    // What a killed writer left is cleared up by the next one.
    fs::write(folder.path().join(".n.chainrule-a1B2c3.partial"), "half").unwrap();
    network(1).save(folder.path().join("n")).unwrap();
    assert_eq!(names(folder.path()), ["file", "n"]);
}

/// Where a writer without room puts its file; by itself, the test below does nothing.
const FULL: &str = "FOLDER_WITHOUT_ROOM";

#[test]
fn a_writer_without_room() {
    let Some(folder) = std::env::var_os(FULL) else { return };
    let path = Path::new(&folder).join("network.safetensors");
    let wide = Network::builder(100).dense::<tanh>(100).build::<squared_error>().unwrap();
    let error = wide.save(path).unwrap_err();
    assert!(matches!(error, Error::Storage(StorageError::Write { .. })), "{error}");
}

/// A disk that is full in the middle of a file, by a limit on the size of files: the old file stays, and nothing else.
#[cfg(unix)]
#[test]
fn a_full_disk_leaves_the_old_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("network.safetensors");
    network(1).save(&path).unwrap();
    let before = fs::read(&path).unwrap();
    let limited = "trap '' XFSZ; ulimit -f 8; exec \"$0\" a_writer_without_room --exact";
    let status = std::process::Command::new("bash")
        .args(["-c", limited])
        .arg(std::env::current_exe().unwrap())
        .env(FULL, folder.path())
        .stdout(std::process::Stdio::null())
        .status()
        .unwrap();
    assert!(status.success());
    assert_eq!(names(folder.path()), ["network.safetensors"]);
    assert_eq!(fs::read(&path).unwrap(), before);
}
