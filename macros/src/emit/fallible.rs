//! The derivatives of a function that may return no value: an option or a result, as the function gives it.
//!
//! What comes in: derivatives that hold where there is a value. What goes out: the same behind a question to the function itself, which
//! gives its `None` or its error where there is none.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, format_ident, quote};
use syn::{FnArg, Pat, ReturnType, Type};

use super::emission::Emission;
use super::method::{functions_in, renamed};
use crate::hash::HashSet;
use crate::signature::holding;

/// The public functions with a guard before each, and all others as they are.
pub(super) fn guarded(emission: &Emission, fallible: &Type, functions: &TokenStream) -> TokenStream {
    let functions = match functions_in(functions) {
        Ok(functions) => functions,
        Err(error) => return error.to_compile_error(),
    };
    let names = functions.iter().map(|function| function.sig.ident.to_string());
    let public: HashSet<String> = names.filter(|name| !name.starts_with("__")).collect();
    let (turbofish, value) = (emission.turbofish(), emission.call_of_itself());
    let functions = functions.into_iter().map(|mut function| {
        let statements = &function.block.stmts;
        let body = renamed(quote!(#(#statements)*), &public, &unguarded);
        if !public.contains(&function.sig.ident.to_string()) {
            let (sig, vis, attrs) = (&function.sig, &function.vis, &function.attrs);
            return quote!(#(#attrs)* #vis #sig { #body });
        }
        let (attrs, vis) = (&function.attrs, &function.vis);
        let mut inner = function.sig.clone();
        inner.ident = unguarded(&inner.ident);
        let arguments = function.sig.inputs.iter().filter_map(|input| match input {
            FnArg::Typed(typed) => match &*typed.pat {
                Pat::Ident(pattern) => Some(pattern.ident.to_token_stream()),
                _ => None,
            },
            FnArg::Receiver(_) => Some(quote!(self)),
        });
        let name = &inner.ident;
        let call = quote!(Self::#name #turbofish(#(#arguments),*));
        let held = match &function.sig.output {
            ReturnType::Type(_, held) => held.to_token_stream(),
            ReturnType::Default => quote!(()),
        };
        let output = holding(fallible, &held);
        function.sig.output = syn::parse_quote!(-> #output);
        let sig = &function.sig;
        quote! {
            #(#attrs)*
            #vis #sig {
                #value.map(|_| #call)
            }

            #[doc(hidden)]
            #[inline]
            #inner { #body }
        }
    });
    quote!(#(#functions)*)
}

/// The name of a derivative that holds where there is a value.
fn unguarded(name: &Ident) -> Ident {
    format_ident!("__{name}_of_value")
}
