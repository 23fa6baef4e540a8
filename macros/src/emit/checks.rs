//! What the macro cannot see and rustc can: checks that stand beside the derivatives.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{ItemFn, Type};

use crate::elementary::Kind;
use crate::errors::quoted;
use crate::signature::{Signature, float_of};

/// A function of which only the derivatives are called is not unused; and a constant parameter must not be a
/// float under another name, whose derivative would silently be missing.
pub(super) fn of(function: &ItemFn, signature: &Signature) -> TokenStream {
    let name = &function.sig.ident;
    // What generic parameters stand for cannot be told here.
    let is_generic = |path: &syn::TypePath| {
        signature.generics.type_params().any(|parameter| path.path.is_ident(&parameter.ident))
    };
    let aliases = signature.parameters.iter().filter(|parameter| {
        parameter.kind == Kind::Unknown
            && !parameter.differentiated
            && float_of(&parameter.declared).is_none()
            && matches!(&parameter.declared, Type::Path(path) if is_plain(path) && !is_generic(path))
    });
    let probes = aliases.map(|parameter| {
        let declared = &parameter.declared;
        let message = format!(
            "`{}` is another name of a float type, which the attribute cannot see\n  = help: write `f64` or `f32` for \
             the type of `{}`",
            quoted(declared),
            parameter.name
        );
        quote_spanned! {declared.span()=>
            const _: () = {
                struct Probe<T>(::core::marker::PhantomData<T>);
                #[allow(dead_code)]
                trait Otherwise { const IS_FLOAT: ::core::primitive::bool = false; }
                impl<T> Otherwise for Probe<T> {}
                #[allow(dead_code)]
                impl Probe<::core::primitive::f64> { const IS_FLOAT: ::core::primitive::bool = true; }
                #[allow(dead_code)]
                impl Probe<::core::primitive::f32> { const IS_FLOAT: ::core::primitive::bool = true; }
                if Probe::<#declared>::IS_FLOAT { ::core::panic!(#message) }
            };
        }
    });
    let is_known = signature.generics.params.is_empty() && !signature.has_unnamed_types();
    let used = match signature.has_unnamed_types() {
        _ if is_known => quote!(let _ = #name;),
        true => used_somewhere(function, signature),
        false => TokenStream::new(),
    };
    quote! {
        const _: () = {
            #used
            #(#probes)*
        };
    }
}

/// A use of a function that nobody can name, as its generic parameters have no names.
fn used_somewhere(function: &ItemFn, signature: &Signature) -> TokenStream {
    let name = &function.sig.ident;
    let names = signature.parameters.iter().map(|parameter| &parameter.name).collect::<Vec<_>>();
    let types = signature.parameters.iter().map(|parameter| &parameter.declared);
    let (generics, _, clause) = signature.generics.split_for_impl();
    quote!(fn used #generics(#(#names: #types),*) #clause { let _ = #name(#(#names),*); })
}

/// A path without generic arguments or lifetimes, whose type is known where the function stands.
fn is_plain(path: &syn::TypePath) -> bool {
    path.qself.is_none() && path.path.segments.iter().all(|segment| segment.arguments.is_none())
}
