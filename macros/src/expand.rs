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
    let derivatives = derive(options, item.clone(), &mut errors);
    let compile_errors = errors.to_compile_errors();
    quote!(#item #derivatives #compile_errors)
}

fn derive(options: TokenStream, item: TokenStream, errors: &mut Errors) -> Option<TokenStream> {
    let options = Options::read(options, errors);
    let function = read_function(item, errors)?;
    let signature = Signature::read(&function, &options, errors)?;
    let derivatives = if errors.is_empty() { differentiate(&function, &options, &signature, errors) } else { None };
    Some(emit(&function, &options, &signature, &derivatives.unwrap_or(Derivatives::Stubs)))
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
