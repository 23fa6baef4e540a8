//! Macros of the standard library, by what they do.

use syn::Path;

/// Macros that look on, and how many of their arguments they judge.
pub(crate) fn judged(path: &Path) -> Option<usize> {
    let name = path.segments.last()?.ident.to_string();
    match name.strip_prefix("debug_").unwrap_or(&name) {
        "assert" => Some(1),
        "assert_eq" | "assert_ne" => Some(2),
        _ => None,
    }
}

pub(crate) fn is_assertion(path: &Path) -> bool {
    judged(path).is_some()
}

/// Macros that print what they are given.
pub(crate) fn is_printing(path: &Path) -> bool {
    let name = path.segments.last().map(|last| last.ident.to_string()).unwrap_or_default();
    ["print", "println", "eprint", "eprintln"].contains(&name.as_str())
}

/// Macros that never come back.
pub(crate) fn is_diverging(path: &Path) -> bool {
    let name = path.segments.last().map(|last| last.ident.to_string()).unwrap_or_default();
    ["panic", "unreachable", "todo", "unimplemented"].contains(&name.as_str())
}
