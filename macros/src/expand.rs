//! The pipeline from the annotated function to what is emitted, a line a stage.

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::{Generics, ItemFn};

use crate::block::expand_block;
use crate::by_name::read_alone;
use crate::companion::companions;
use crate::configured::{carried, carrier, is_conditional};
use crate::emit::{Derivatives, emit, refused};
use crate::errors::Errors;
use crate::explain::explain;
use crate::lower::{Front, Program, lower};
use crate::names::name_intermediates;
use crate::nesting::Nested;
use crate::options::{Options, crate_path};
use crate::outputs::{Results, Rewritten, returned};
use crate::signature::{Parameter, Signature, element_type, may_be_aliases};
use crate::syntax::tokens::mentions;
use crate::syntax::{Type, Types, build, build_partial, infer, infer_and_mark};
use crate::target::{read_block, read_function};

/// Everything that the attribute stands for: the function itself, token for token, and its derivatives or
/// its errors.
pub(crate) fn expand(options: TokenStream, item: TokenStream) -> TokenStream {
    if let Some(block) = read_block(&item) {
        return expand_block(options, block);
    }
    let mut errors = Errors::default();
    let written = options.clone();
    let options = Options::read(options, &mut errors);
    let mut nested = Nested::default();
    let Some(function) = read_function(nested.flatten(item.clone()), &mut errors) else {
        let errors = errors.to_compile_errors();
        return quote!(#item #errors);
    };
    // What the text does not say need not be looked for among the tokens, which takes far longer.
    let text = item.to_string();
    let conditional = text.contains("cfg") && has_conditions(&function, &nested);
    if conditional && (function.sig.receiver().is_some() || names_its_type(&function)) {
        refuse_conditions(&function, &mut errors);
    } else if conditional && errors.is_empty() {
        let whole: syn::Result<ItemFn> = syn::parse2(item.clone());
        return match whole {
            Ok(function) => {
                let carrier = carrier(&written, &function, &crate_path(&options));
                quote!(#item #carrier)
            }
            Err(error) => {
                let error = error.to_compile_error();
                quote!(#item #error)
            }
        };
    }
    let around = (text.contains("Self") && names_its_type(&function)).then(Generics::default);
    let derivatives = derive(&function, &nested, &options, around.as_ref(), &mut errors);
    let item = if errors.are_repeated() { without_body(item) } else { item };
    let errors = errors.to_compile_errors();
    quote!(#item #derivatives #errors)
}

/// The derivatives of a method of an `impl` block that has these generic parameters, or its errors.
pub(crate) fn expand_within(options: TokenStream, item: TokenStream, around: &Generics) -> TokenStream {
    derivatives_alone(options, item, Some(around))
}

/// Whether a function belongs to a type although it has no `self`: it says `Self`, and no item in it has one of its own.
fn names_its_type(function: &ItemFn) -> bool {
    let body = function.block.to_token_stream();
    let has_items = || ["impl", "trait", "struct", "enum"].iter().any(|item| mentions(&body, *item));
    mentions(&function.sig.to_token_stream(), "Self") || mentions(&body, "Self") && !has_items()
}

fn has_conditions(function: &ItemFn, nested: &Nested) -> bool {
    let body = function.block.to_token_stream();
    is_conditional(nested.restore(body)) || is_conditional(function.sig.inputs.to_token_stream())
}

/// What is there on a condition is known to a derive alone, which cannot stand in an `impl`.
fn refuse_conditions(function: &ItemFn, errors: &mut Errors) {
    errors.report(
        &function.sig.ident,
        format!("there are parts of the method `{}` that are compiled on a condition", function.sig.ident),
        "write them into a free function, and call that",
    );
}

/// The derivatives of a function whose conditions are decided by now.
pub(crate) fn expand_configured(item: TokenStream) -> TokenStream {
    let (options, function) = match carried(item) {
        Ok(carried) => carried,
        Err(error) => return error.to_compile_error(),
    };
    derivatives_alone(options, function, None)
}

/// The derivatives of a function that stands there already, or its errors.
fn derivatives_alone(options: TokenStream, function: TokenStream, around: Option<&Generics>) -> TokenStream {
    let mut errors = Errors::default();
    let options = Options::read(options, &mut errors);
    let mut nested = Nested::default();
    let function = read_function(nested.flatten(function), &mut errors);
    if let Some(method) = function.as_ref().filter(|_| around.is_some())
        && has_conditions(method, &nested)
    {
        refuse_conditions(method, &mut errors);
    }
    let derivatives = function.and_then(|function| derive(&function, &nested, &options, around, &mut errors));
    let errors = errors.to_compile_errors();
    quote!(#derivatives #errors)
}

fn derive(
    function: &ItemFn,
    nested: &Nested,
    options: &Options,
    around: Option<&Generics>,
    errors: &mut Errors,
) -> Option<TokenStream> {
    let rewritten = returned(function, options, Results::Own, errors);
    let read = rewritten.as_ref().map_or(function, |rewritten| &rewritten.function);
    let mut signature = read_signature(read, nested, options, around, errors)?;
    if let Some(Rewritten { places, result, .. }) = &rewritten {
        signature.write_to(places, options);
        signature.result.clone_from(result);
    }
    let derivatives =
        if errors.is_empty() { differentiate(read, nested, options, &signature, errors) } else { None };
    let by_name = derivatives.as_ref().map_or_else(Vec::new, Derivatives::by_name);
    let mut emitted = emit(read, options, &signature, derivatives.unwrap_or(Derivatives::Stubs));
    emitted.extend(read_alone(function, &by_name, signature.is_method));
    if rewritten.is_some() && errors.is_empty() {
        emitted.extend(companions(function, nested, options, &signature, around));
    }
    Some(emitted)
}

/// What `wrt` names, of a type of another name, is a number where the function computes with it, and a struct elsewhere.
pub(crate) fn read_signature(
    function: &ItemFn,
    nested: &Nested,
    options: &Options,
    around: Option<&Generics>,
    errors: &mut Errors,
) -> Option<Signature> {
    let mut structs = may_be_aliases(function, options);
    let silent = &mut Errors::default();
    if !structs.is_empty()
        && let Some(mut signature) = Signature::read(function, options, around, &structs, silent)
    {
        signature.returned.clear();
        for parameter in &mut signature.parameters {
            // Nothing is said of its type beforehand.
            parameter.differentiated &= !structs.contains(&parameter.name);
        }
        let mut types = Types::default();
        let tree = build(function, nested, &signature, &mut types, silent);
        infer(&tree, &[], &signature, &mut types);
        let parameters = || signature.parameters.iter().zip(&tree.parameters);
        let element = |parameter: &Parameter| element_type(&parameter.declared).to_token_stream().to_string();
        let numbers: Vec<String> = parameters()
            .filter(|(parameter, local)| {
                let ty = tree.local(**local).ty;
                // Another name of an array is no number.
                let is_list = types.rank(ty) > 0 && is_one(&parameter.declared);
                *types.scalar(ty) == Type::Real && !is_list
            })
            .map(|(parameter, _)| element(parameter))
            // What gives an `f64` is computed in that, and not in another name of it.
            .filter(|element| {
                element != "Self" && !returns_float(function) && !varies_float(function, options)
            })
            .collect();
        let others = parameters().map(|(parameter, _)| parameter);
        let others: Vec<Ident> = others
            .filter(|parameter| numbers.contains(&element(parameter)))
            .map(|parameter| parameter.name.clone())
            .collect();
        structs.retain(|name| !others.contains(name));
    }
    Signature::read(function, options, around, &structs, errors)
}

/// Whether a function says of which float type its results are.
fn returns_float(function: &ItemFn) -> bool {
    match &function.sig.output {
        syn::ReturnType::Type(_, output) => crate::signature::float_of(element_type(output)).is_some(),
        syn::ReturnType::Default => false,
    }
}

/// Whether a function is differentiated by a parameter that says its float type.
fn varies_float(function: &ItemFn, options: &Options) -> bool {
    function.sig.inputs.iter().any(|input| match input {
        syn::FnArg::Typed(typed) => match &*typed.pat {
            syn::Pat::Ident(pattern) => {
                options.wrt.iter().flatten().any(|name| *name == pattern.ident)
                    && crate::signature::float_of(element_type(&typed.ty)).is_some()
            }
            _ => false,
        },
        syn::FnArg::Receiver(_) => false,
    })
}

/// Whether a type is written as that of one thing, or of a reference to one.
fn is_one(declared: &syn::Type) -> bool {
    match declared {
        syn::Type::Reference(inner) => is_one(&inner.elem),
        other => element_type(other).to_token_stream().to_string() == other.to_token_stream().to_string(),
    }
}

pub(crate) fn differentiate(
    function: &ItemFn,
    nested: &Nested,
    options: &Options,
    signature: &Signature,
    errors: &mut Errors,
) -> Option<Derivatives> {
    let mut program = read_and_lower(function, nested, options, signature, errors)?;
    if let Some(option) = &options.lanes
        && let Some((why, way_out)) = refused(signature, &program)
    {
        errors.report(option, why, way_out);
        return None;
    }
    name_intermediates(&mut program);
    let derivation = explain(function, signature, &program);
    program.bring_scratch_in();
    // A caller may vary what `wrt` holds constant; if that cannot be differentiated, the caller is told so.
    let lowered_with = |every: Signature| {
        read_and_lower(function, nested, options, &every, &mut Errors::default()).map(|mut program| {
            name_intermediates(&mut program);
            program.bring_scratch_in();
            Box::new((every, program))
        })
    };
    let (every, everything) = (signature.with_every_float(), signature.with_everything());
    let is_more = |more: &Signature, than: &Signature| more.differentiated() != than.differentiated();
    let is_asked_for = options.second_order && is_more(&everything, &every);
    // What else is called may hold its arrays constant, or have no derivative at all: nobody but rustc knows.
    let with_everything = is_asked_for.then(|| lowered_with(everything)).flatten();
    let with_everything = with_everything.filter(|everything| everything.1.graph.calls() == 0);
    let with_every_float = is_more(&every, signature).then(|| lowered_with(every)).flatten();
    let program = Box::new(program);
    Some(Derivatives::Differentiated { program, with_every_float, with_everything, derivation })
}

/// The front of the compiler: names, types, activity, and the graph that comes of them.
pub(crate) fn read_and_lower(
    function: &ItemFn,
    nested: &Nested,
    options: &Options,
    signature: &Signature,
    errors: &mut Errors,
) -> Option<Program> {
    let before = errors.count();
    let mut types = Types::default();
    let mut tree = build(function, nested, signature, &mut types, errors);
    let given = options.derivative.iter().flat_map(|(_, partials)| partials);
    let partials: Vec<_> =
        given.map(|(_, value)| build_partial(&mut tree, value, nested, &mut types, errors)).collect();
    if errors.count() > before {
        return None;
    }
    let varying: Vec<bool> = signature.parameters.iter().map(|parameter| parameter.differentiated).collect();
    let activity = infer_and_mark(&tree, &partials, signature, &mut types, &varying);
    lower(function, &Front { tree, partials, types, activity }, nested, options, signature, errors)
}

/// The function for rustc to know its signature and not to repeat our errors; the editor sees it whole.
fn without_body(item: TokenStream) -> TokenStream {
    let mut signature: Vec<TokenTree> = item.into_iter().collect();
    let body = signature.pop();
    let signature: TokenStream = signature.into_iter().collect();
    quote! {
        #[allow(warnings, unused)]
        #signature {
            #[cfg(rust_analyzer)]
            {
                return #body;
            }
            ::core::panic!("the function has errors")
        }
    }
}
