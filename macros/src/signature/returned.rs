//! What is returned: numbers, arrays, several of them, and all of these within an option or a result.

use proc_macro2::Ident;
use quote::ToTokens;
use syn::{ItemFn, ReturnType, Type};

use super::Returns;
use super::number::with_number;
use super::types::{depth_of, element_float, float_of, plain, rank_of};
use crate::errors::{Errors, quoted};
use crate::ir::Float;
use crate::syntax::tokens::{self, Token};
use crate::table::matrices;

/// What is returned, if it may hold no value.
pub(super) fn fallible(function: &ItemFn) -> Option<Type> {
    let ReturnType::Type(_, declared) = &function.sig.output else { return None };
    let held = held_type(declared)?;
    let Type::Path(path) = plain(declared) else { return None };
    let name = &path.path.segments.last()?.ident;
    let is_known = name == "Option" || name == "Result";
    // A name of the user's own may stand for either: the body says so.
    let is_matrix = matrices::family_of(path).is_some();
    let may_be =
        || !is_matrix && rank_of(declared).is_none() && is_numbers(held) && makes_option(&function.block);
    (is_known || may_be()).then(|| plain(declared).clone())
}

/// What an option or a result holds.
pub(crate) fn held_type(declared: &Type) -> Option<&Type> {
    let Type::Path(path) = plain(declared) else { return None };
    match &path.path.segments.last()?.arguments {
        syn::PathArguments::AngleBracketed(held) => held.args.iter().find_map(|argument| match argument {
            syn::GenericArgument::Type(held) => Some(held),
            _ => None,
        }),
        _ => None,
    }
}

fn is_numbers(held: &Type) -> bool {
    match plain(held) {
        Type::Tuple(parts) => !parts.elems.is_empty() && parts.elems.iter().all(is_numbers),
        held => element_float(held).is_some(),
    }
}

/// Whether a body makes an option or a result, or leaves with one.
fn makes_option(body: &syn::Block) -> bool {
    tokens::any(&body.to_token_stream(), &mut |level, place| match level[place] {
        Token::Word(name) => ["Ok", "Err", "Some", "None"].iter().any(|known| name == known),
        Token::Sign(sign) => sign == '?',
        _ => false,
    })
}

/// The same option or result of something else.
pub(crate) fn holding(fallible: &Type, held: &proc_macro2::TokenStream) -> Type {
    let mut fallible = fallible.clone();
    if let Type::Path(path) = &mut fallible
        && let Some(last) = path.path.segments.last_mut()
        && let syn::PathArguments::AngleBracketed(arguments) = &mut last.arguments
    {
        let first =
            arguments.args.iter_mut().find(|argument| matches!(argument, syn::GenericArgument::Type(_)));
        if let Some(first) = first {
            *first = syn::parse_quote!(#held);
        }
    }
    fallible
}

pub(super) fn returns(
    function: &ItemFn,
    float: Option<Float>,
    number: Option<&Ident>,
    errors: &mut Errors,
) -> Option<Returns> {
    let ReturnType::Type(_, declared) = &function.sig.output else {
        errors.report(
            &function.sig.ident,
            format!("`{}` returns nothing, so there is nothing to differentiate", function.sig.ident),
            "give it a return type, as in `-> f64`",
        );
        return None;
    };
    let known = with_number(declared, number);
    let declared = plain(&known);
    let expected = float.map_or("f64", Float::suffix);
    if is_composite(declared) {
        let (types, _) = returned_types(function);
        let mut sound = true;
        for part in &types.iter().map(|part| with_number(part, number)).collect::<Vec<_>>() {
            if returns_fields(part) {
                continue;
            }
            let found = element_float(part);
            if rank_of(part).is_none() || found.is_none() || (float.is_some() && found != float) {
                errors.report(
                    part,
                    format!("a value of type `{}` cannot be differentiated here", quoted(part)),
                    format!(
                        "return `{expected}`, an array `[{expected}; 2]`, a `Vec<{expected}>` or a tuple of them"
                    ),
                );
                sound = false;
            }
        }
        return sound.then_some(Returns::Composite);
    }
    let mut scalar = |element: &Type| {
        let found = float_of(plain(element));
        if found.is_none() || (float.is_some() && found != float) {
            errors.report(
                element,
                format!("a value of type `{}` cannot be differentiated here", quoted(element)),
                format!(
                    "return `{expected}`, an array `[{expected}; 2]` or a tuple `({expected}, {expected})`"
                ),
            );
            return false;
        }
        true
    };
    match declared {
        Type::Tuple(tuple) if !tuple.elems.is_empty() => {
            // Each element is looked at, so that each is reported.
            let sound: Vec<bool> = tuple.elems.iter().map(&mut scalar).collect();
            let all = sound.into_iter().all(|sound| sound);
            all.then_some(Returns::Tuple(tuple.elems.len()))
        }
        Type::Array(array) => {
            if !scalar(&array.elem) {
                return None;
            }
            let length = match &array.len {
                syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Int(number), .. }) => number.base10_parse().ok(),
                _ => None,
            };
            if length.is_none_or(|length: usize| length == 0) {
                errors.report(
                    &array.len,
                    format!("the length `{}` is not a positive number in digits", quoted(&array.len)),
                    format!("write it out, as in `[{expected}; 2]`"),
                );
                return None;
            }
            length.map(Returns::Array)
        }
        _ => scalar(declared).then_some(Returns::Scalar),
    }
}

/// Whether a returned type has arrays in it that are not plainly so many numbers.
pub(super) fn is_composite(declared: &Type) -> bool {
    match declared {
        Type::Tuple(tuple) => {
            let is_whole = |element| rank_of(element).is_some_and(|rank| rank > 0) || returns_fields(element);
            tuple.elems.iter().any(is_whole)
        }
        _ if returns_fields(declared) => true,
        Type::Array(array) => {
            let digits = matches!(&array.len, syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Int(number), .. })
                if number.base10_parse().is_ok_and(|length: usize| length <= MOST_ELEMENTS));
            rank_of(&array.elem).is_some_and(|rank| rank > 0) || (!digits && rank_of(&array.elem).is_some())
        }
        Type::Path(_) => rank_of(declared).is_some_and(|rank| rank > 0),
        _ => false,
    }
}

/// Whether tuples or structs are in a value that is returned, or in one part of it.
pub(crate) fn returns_fields(declared: &Type) -> bool {
    let declared = plain(declared);
    !matches!(declared, Type::Reference(_))
        && rank_of(declared).is_none()
        && depth_of(declared, true).is_some()
}

/// An array of more numbers than this is returned as a whole.
pub(super) const MOST_ELEMENTS: usize = 16;

pub(super) fn returned_types(function: &ItemFn) -> (Vec<Type>, bool) {
    match &function.sig.output {
        ReturnType::Type(_, declared) => match plain(declared) {
            Type::Tuple(tuple) => (tuple.elems.iter().cloned().collect(), true),
            single => (vec![single.clone()], false),
        },
        ReturnType::Default => (Vec::new(), false),
    }
}
