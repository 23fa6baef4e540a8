//! What an editor shows when the pointer rests on the user's own names: the derivation, and the derivative by each
//! variable.
//!
//! An editor shows the documentation of every item whose name has the span of what it points at. These items
//! exist for rust-analyzer alone; a build never sees them.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::documentation::fenced;
use crate::explain::Derivation;

/// An item for the function, with its derivation as documentation, and one for each variable, with its derivative.
pub(super) fn of(function: &Ident, derivation: &Derivation) -> TokenStream {
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
