//! Every file in the folders here is a program that must not compile, and the `.stderr` beside it says with what words.
//!
//! Of these, one in six is tried, and all with `CHAINRULE_TESTS=all`; those of `role` have a package of their own. `README.md` says
//! how they are organised.

#[path = "../extent/mod.rs"]
mod extent;

use std::fs;
use std::path::{Path, PathBuf};

const FOLDERS: [&str; 7] =
    ["argument", "array", "expression", "function", "signature", "statement", "struct"];

/// What has a driver of its own, and where words that are not known yet are written to.
const OTHERS: [&str; 2] = ["role", "wip"];

/// One in how many is tried where a sample will do.
const SAMPLE: usize = 6;

/// The programs in a folder, in their order.
fn programs(folder: &str) -> Vec<PathBuf> {
    let entries =
        fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)).expect("the folder is there");
    let names = entries.map(|entry| entry.expect("its entries can be read").file_name());
    let mut programs: Vec<PathBuf> = names.map(|name| Path::new(folder).join(name)).collect();
    programs.retain(|path| path.extension().is_some_and(|extension| extension == "rs"));
    programs.sort();
    programs
}

#[test]
fn errors_read_as_they_should() {
    let programs: Vec<PathBuf> = FOLDERS.into_iter().flat_map(programs).collect();
    // New and rewritten words are written for all.
    let every = if extent::all() || std::env::var_os("TRYBUILD").is_some() { 1 } else { SAMPLE };
    let tried: Vec<&PathBuf> = programs.iter().step_by(every).collect();
    extent::say_part(tried.len(), programs.len(), "programs that must not compile");
    let cases = trybuild::TestCases::new();
    for program in tried {
        cases.compile_fail(program);
    }
}

#[test]
fn every_folder_is_tried() {
    let entries = fs::read_dir(env!("CARGO_MANIFEST_DIR")).expect("the folder is there").flatten();
    let mut folders: Vec<String> = entries
        .filter(|entry| entry.path().is_dir())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    folders.retain(|name| !OTHERS.contains(&name.as_str()));
    folders.sort();
    assert_eq!(folders, FOLDERS);
}
