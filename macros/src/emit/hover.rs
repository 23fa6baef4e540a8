//! What an editor shows when the pointer rests on the user's own names: the derivation, and the derivative by each
//! variable.
//!
//! An editor shows the documentation of every item whose name has the span of what it points at. These items
//! exist for rust-analyzer alone: a build neither sees them nor is handed their text.

use std::ffi::OsStr;
use std::path::PathBuf;

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::documentation::fenced;
use crate::explain::Derivation;

/// An item for the function, with its derivation as documentation, and one for each variable, with its derivative.
pub(super) fn of(function: &Ident, derivation: &Derivation) -> TokenStream {
    if !is_in_an_editor() {
        return TokenStream::new();
    }
    let item = |name: &Ident, text: &str| {
        let docs = fenced(text);
        quote!({
            #[doc = #docs]
            const #name: () = ();
        })
    };
    let function = item(function, &derivation.text);
    let variables = derivation.by_variable.iter().map(|(name, line)| item(name, line));
    quote! {
        const _: () = {
            #[cfg(rust_analyzer)]
            {
                #function
                #(#variables)*
            }
        };
    }
}

/// Whether it is rust-analyzer that expands the macro, in a program of its own beside rustc: its text would be the larger part of what
/// rustc is handed.
fn is_in_an_editor() -> bool {
    let is_its_program = |path: PathBuf| {
        path.file_stem().and_then(OsStr::to_str).is_some_and(|name| name.starts_with("rust-analyzer"))
    };
    cfg!(test) || std::env::current_exe().is_ok_and(is_its_program)
}
