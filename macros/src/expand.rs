//! The pipeline from the annotated function to what is emitted, a line a stage.

use proc_macro2::TokenStream;
use quote::quote;
use syn::ItemFn;

use crate::emit::{Derivatives, emit};
use crate::errors::Errors;
use crate::explain::explain;
use crate::lower::lower;
use crate::names::name_intermediates;
use crate::options::Options;
use crate::signature::Signature;
use crate::target::read_function;

/// Everything that the attribute stands for: the function itself, token for token, and its derivatives or
/// its errors.
pub(crate) fn expand(options: TokenStream, item: TokenStream) -> TokenStream {
    let mut errors = Errors::default();
    let options = Options::read(options, &mut errors);
    let Some(function) = read_function(item.clone(), &mut errors) else {
        let errors = errors.to_compile_errors();
        return quote!(#item #errors);
    };
    let derivatives = derive(&function, &options, &mut errors);
    let item = if errors.are_repeated() { without_body(&function) } else { item };
    let errors = errors.to_compile_errors();
    quote!(#item #derivatives #errors)
}

fn derive(function: &ItemFn, options: &Options, errors: &mut Errors) -> Option<TokenStream> {
    let signature = Signature::read(function, options, errors)?;
    let derivatives = if errors.is_empty() { differentiate(function, options, &signature, errors) } else { None };
    Some(emit(function, options, &signature, &derivatives.unwrap_or(Derivatives::Stubs)))
}

fn differentiate(
    function: &ItemFn,
    options: &Options,
    signature: &Signature,
    errors: &mut Errors,
) -> Option<Derivatives> {
    let mut program = lower(function, options, signature, errors)?;
    name_intermediates(&mut program);
    let derivation = explain(function, signature, &program);
    let every = signature.with_every_float();
    // A caller may vary what `wrt` holds constant; if that cannot be differentiated, the caller is told so.
    let with_every_float = if every.differentiated() == signature.differentiated() {
        None
    } else {
        lower(function, options, &every, &mut Errors::default()).map(|mut program| {
            name_intermediates(&mut program);
            Box::new((every, program))
        })
    };
    Some(Derivatives::Differentiated { program: Box::new(program), with_every_float, derivation })
}

/// The function for rustc to know its signature and not to repeat our errors; the editor sees it whole.
fn without_body(function: &ItemFn) -> TokenStream {
    let ItemFn { attrs, vis, sig, block, .. } = function;
    quote! {
        #(#attrs)*
        #[allow(warnings)]
        #vis #sig {
            #[cfg(rust_analyzer)]
            {
                return #block;
            }
            ::core::panic!("the function has errors")
        }
    }
}
