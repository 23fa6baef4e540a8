//! What an editor shows when the pointer rests on the user's own variables: their derivatives.
//!
//! An editor shows the documentation of every item whose name has the span of what it points at. These items
//! exist for rust-analyzer alone; a build never sees them.

use proc_macro2::TokenStream;
use quote::quote;

use crate::explain::Derivation;

/// An item for each variable, with its derivative as documentation.
pub(super) fn of(derivation: &Derivation) -> TokenStream {
    if derivation.by_variable.is_empty() {
        return TokenStream::new();
    }
    let items = derivation.by_variable.iter().map(|(name, line)| {
        let docs = format!("```text\n{line}\n```");
        quote!({
            #[doc = #docs]
            const #name: () = ();
        })
    });
    quote! {
        const _: () = {
            #[cfg(rust_analyzer)]
            {
                #(#items)*
            }
        };
    }
}
