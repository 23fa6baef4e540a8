//! Functions that are called with what `wrt` holds constant: a caller may vary that, and nobody but rustc knows whether they have derivatives.
//!
//! Where all of them have, callers find what goes through them, too; where one has none, callers that vary a constant of `wrt` are told
//! so, and the function has its own derivatives nevertheless. Both are emitted, as the functions of two types; the type of the function's
//! own name is one of these, and a constant says which.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote};
use syn::ext::IdentExt;

use super::emission::Emission;

/// The constants that say whether a function has derivatives, and second ones.
pub(super) const ONCE: &str = "__IS_DIFFERENTIATED";
pub(super) const TWICE: &str = "__IS_TWICE_DIFFERENTIATED";

/// By what a function is differentiated for its callers.
pub(super) enum Choice {
    /// By every number: what it calls has to have derivatives anyway.
    Whole,
    /// By what `wrt` names.
    Sure,
    /// By the one or the other.
    OfRustc(Types),
}

/// The type that carries the derivatives.
pub(super) struct Types {
    pub(super) declaration: TokenStream,
    pub(super) beside: TokenStream,
    pub(super) implementations: TokenStream,
}

pub(super) fn choose(mut whole: Emission, mut sure: Emission) -> Choice {
    let name = whole.function.sig.ident.unraw();
    let types = format_ident!("__{name}_for_callers", span = Span::call_site());
    whole.own_type = quote!(#types<true>);
    whole.is_unsure = true;
    sure.own_type = quote!(#types<false>);
    let (of_whole, of_sure) = (whole.guarded_functions(), sure.guarded_functions());
    let known: Vec<String> = sure.callees.borrow().keys().cloned().collect();
    let is_known = |alias: &str| known.iter().any(|other| other == alias);
    let callees = whole.callees.borrow();
    let unsure = callees.iter().filter(|(alias, callee)| !is_known(alias) && !callee.is_there(&name));
    let questions: Option<Vec<TokenStream>> = unsure.map(|(_, callee)| callee.is_differentiated()).collect();
    drop(callees);
    // Beside a method there is no type of its own, and what stands in for a callee knows no type parameter.
    let can_ask = !whole.signature.is_method && !whole.signature.is_generic_over_floats();
    let questions = match questions {
        Some(questions) if questions.is_empty() => return Choice::Whole,
        Some(questions) if can_ask => questions,
        _ => return Choice::Sure,
    };
    let (visibility, krate) = (&whole.function.vis, &whole.krate);
    let function: &Ident = &whole.function.sig.ident;
    let by_all = whole.implementation(&of_whole, is_known);
    let by_wrt = sure.implementation(&of_sure, |_| true);
    Choice::OfRustc(Types {
        declaration: quote!(type #function = #types<{ #types::<true>::__IS_WHOLE }>;),
        beside: quote! {
            #[doc(hidden)]
            #[allow(non_camel_case_types, dead_code)]
            #visibility struct #types<const BY_EVERY_NUMBER: ::core::primitive::bool> {}
        },
        implementations: quote! {
            const _: () = {
                #by_all

                impl #types<true> {
                    #[doc(hidden)]
                    #visibility const __IS_WHOLE: ::core::primitive::bool = {
                        use #krate::support::MayBeDifferentiated as _;
                        #(#questions)&&*
                    };
                }
            };
            const _: () = {
                #by_wrt
            };
        },
    })
}
