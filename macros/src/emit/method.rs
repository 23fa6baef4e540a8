//! The derivatives of a method: functions beside it in its `impl`, as nothing else can stand there.
//!
//! What comes in: the functions that a free function would have as those of a type of its own. What goes out: the same under names
//! that begin with the method's, each with what it needs from around it within itself.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, format_ident, quote};
use syn::ext::IdentExt;
use syn::{FnArg, ImplItem, ImplItemFn, ItemFn, ItemImpl};

use super::callee::TAKES;
use super::derivatives::silent;
use crate::hash::HashSet;
use crate::syntax::Derivative;
use crate::syntax::tokens::{self, Token};

/// Functions of a type of their own, as functions beside a method.
///
/// Those that callers call are not found under the name of a method that changes `self`: they call its companion, which says what becomes of that.
pub(super) fn beside(
    method: &ItemFn,
    derivation: &str,
    functions: &TokenStream,
    items: &TokenStream,
    changes_self: bool,
    krate: &TokenStream,
) -> TokenStream {
    let name = &method.sig.ident;
    let functions = match functions_in(functions) {
        Ok(functions) => functions,
        Err(error) => return error.to_compile_error(),
    };
    let of_method = |name: &Ident, function: &Ident| {
        let is_hidden = function.to_string().starts_with("__");
        if changes_self && is_hidden {
            of_method(&format_ident!("{name}_alone"), function)
        } else {
            of_method(name, function)
        }
    };
    let own: HashSet<String> = functions.iter().map(|function| function.sig.ident.to_string()).collect();
    let silent = silent();
    let functions = functions.into_iter().map(|mut function| {
        function.sig.ident = of_method(name, &function.sig.ident);
        let (statements, sig, vis, attrs) =
            (&function.block.stmts, &function.sig, &function.vis, &function.attrs);
        let body = renamed(quote!(#(#statements)*), &own, &|function| of_method(name, function));
        quote! {
            #(#attrs)*
            #silent
            #vis #sig {
                #items
                #body
            }
        }
    });
    // Nobody reads how a companion is derived.
    if name.to_string().starts_with("__") {
        return quote!(#(#functions)*);
    }
    let visibility = &method.vis;
    let constant = format_ident!("{}_DERIVATION", name.unraw().to_string().to_uppercase());
    // A method of which only the derivatives are called is not unused.
    let used = method.sig.generics.params.is_empty().then(|| quote!(let _ = Self::#name;));
    // A caller may need what it gives away again, and does not see that it does.
    let receiver = method.sig.receiver().filter(|receiver| {
        let is_by_value = matches!(receiver.kind, syn::ReceiverKind::Value);
        is_by_value && !changes_self
    });
    let takes = receiver.map(|_| {
        let takes = self::of_method(name, &format_ident!("{TAKES}"));
        quote! {
            #[doc(hidden)]
            #silent
            #[inline]
            #visibility fn #takes(&self) -> #krate::support::TakesSelf<'_, Self> {
                #krate::support::TakesSelf(self)
            }
        }
    });
    quote! {
        #takes
        /// The derivation, step by step.
        #[allow(dead_code)]
        #visibility const #constant: &'static ::core::primitive::str = {
            #used
            #derivation
        };
        #(#functions)*
    }
}

/// Functions that were made for a type, one by one.
pub(super) fn functions_in(functions: &TokenStream) -> syn::Result<Vec<ImplItemFn>> {
    let block: ItemImpl = syn::parse2(quote!(impl X { #functions }))?;
    let functions = block.items.into_iter().map(|item| match item {
        ImplItem::Fn(function) => Ok(function),
        other => Err(syn::Error::new_spanned(other, "only functions are made for a type")),
    });
    functions.collect()
}

/// `gradient` of a method `force` is `force_gradient`.
pub(super) fn of_method(method: &Ident, function: &Ident) -> Ident {
    let (method, function) = (method.unraw(), function.to_string());
    match function.strip_prefix("__") {
        // A companion has such a name already.
        Some(hidden) if method.to_string().starts_with("__") => format_ident!("{method}_{hidden}"),
        Some(hidden) => format_ident!("__{method}_{hidden}"),
        None => format_ident!("{method}_{function}"),
    }
}

/// The same tokens with new names in `Self::gradient(…)`.
pub(super) fn renamed(
    tokens: TokenStream,
    own: &HashSet<String>,
    new: &dyn Fn(&Ident) -> Ident,
) -> TokenStream {
    tokens::replaced(tokens, &mut |level, place| match (&level[..place], level[place]) {
        ([.., Token::Word(owner), Token::Sign(':'), Token::Sign(':')], Token::Word(name))
            if *owner == "Self" && own.contains(&name.to_string()) =>
        {
            Some(new(name).into_token_stream())
        }
        _ => None,
    })
}

/// What a function that is called like a derivative has beside it, as `module::gradient(…)` may also be the gradient of a function
/// `module`: the hidden functions that one of that would have, by which the function itself is differentiated.
pub(super) fn called_like_a_derivative(function: &ItemFn, functions: &TokenStream) -> TokenStream {
    let (name, visibility) = (&function.sig.ident, &function.vis);
    if !Derivative::is_name(&name.to_string()) {
        return TokenStream::new();
    }
    let functions = match functions_in(functions) {
        Ok(functions) => functions,
        Err(error) => return error.to_compile_error(),
    };
    let functions = functions.into_iter().filter(|hidden| {
        ["__pull_back", "__push_forward", "__zeros_of_arguments"]
            .iter()
            .any(|known| hidden.sig.ident == known)
    });
    let functions = functions.map(|hidden| {
        let (called, mut sig) = (hidden.sig.ident.clone(), hidden.sig);
        sig.ident = format_ident!("{called}_{name}");
        let mut arguments = Vec::new();
        for (position, input) in sig.inputs.iter_mut().enumerate() {
            if let FnArg::Typed(typed) = input {
                let argument = format_ident!("argument{position}");
                *typed.pat = syn::parse_quote!(#argument);
                arguments.push(argument);
            }
        }
        let silent = silent();
        quote! {
            #[doc(hidden)]
            #silent
            #[inline]
            #visibility #sig {
                #name::#called(#(#arguments),*)
            }
        }
    });
    quote!(#(#functions)*)
}
