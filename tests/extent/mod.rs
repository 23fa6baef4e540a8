//! How much is tried: a sample where nothing is said, all with `CHAINRULE_TESTS=all`.

#![allow(dead_code, reason = "each test uses what it needs of it")]

use std::env;
use std::io::{Write, stderr};

/// Whether all is tried.
///
/// # Panics
///
/// If the variable says anything but `all` or `sample`: what is meant to try all should not try less.
pub(crate) fn all() -> bool {
    match env::var("CHAINRULE_TESTS").as_deref() {
        Ok("all") => true,
        Ok("sample") | Err(env::VarError::NotPresent) => false,
        other => panic!("`CHAINRULE_TESTS` is `all` or `sample`, not {other:?}"),
    }
}

/// A line on the terminal, also while the harness keeps what tests print.
pub(crate) fn say(line: &str) {
    // A terminal that is gone is no reason to fail.
    let _ = writeln!(stderr(), "{line}");
}

/// The same, of a part of something.
pub(crate) fn say_part(part: usize, whole: usize, what: &str) {
    let rest = if part < whole { "; CHAINRULE_TESTS=all tries all" } else { "" };
    say(&format!("{part} of {whole} {what}{rest}"));
}
