//! The parameters: what each is, and which of them are differentiated.

use proc_macro2::Ident;
use quote::format_ident;
use syn::{FnArg, ItemFn, Pat, Type};

use super::Parameter;
use super::generic::{is_function, refuse_impl, refuse_unknown};
use super::number::{way_out, with_number};
use super::types::{depth_of, is_whole, kind_of, plain, rank_of};
use crate::elementary::Kind;
use crate::errors::{Errors, quoted};
use crate::options::Options;
use crate::spelling::nearest;

/// The types that every scope has.
pub(super) const TYPES: [&str; 17] = [
    "bool", "char", "str", "f32", "f64", "i8", "i16", "i32", "i64", "i128", "isize", "u8", "u16", "u32",
    "u64", "u128", "usize",
];

pub(super) fn refuse_qualifiers(function: &ItemFn, is_method: bool, options: &Options, errors: &mut Errors) {
    let signature = &function.sig;
    if !is_method && TYPES.iter().any(|known| signature.ident == known) {
        let name = &signature.ident;
        errors.report(
            name,
            format!("the derivatives of `{name}` would be functions of a type `{name}`, which hides the one that all know"),
            "give the function another name",
        );
    }
    if let Some(qualifier) = &signature.asyncness {
        errors.report(
            qualifier,
            "an `async` function gives its value later, and the chain rule needs it now",
            "differentiate an ordinary function, and call it from the `async` one",
        );
    }
    if let syn::Safety::Unsafe(qualifier) = &signature.safety {
        errors.report(
            qualifier,
            "an `unsafe` function cannot be differentiated: its derivatives would have to be `unsafe` too",
            "put the arithmetic into a safe function, and differentiate that",
        );
    }
    if let Some(abi) = &signature.abi {
        errors.report(
            abi,
            "an `extern` function follows the rules of another language, and its derivatives would have to as well",
            "differentiate an ordinary function, and call it from the `extern` one",
        );
    }
    if let Some(variadic) = &signature.variadic {
        errors.report(variadic, "there is no derivative by arguments without a name", "name each parameter");
    }
    refuse_unknown(function, options, errors);
}

pub(super) fn parameter(
    position: usize,
    input: &FnArg,
    generics: &syn::Generics,
    number: Option<&Ident>,
    options: &Options,
    errors: &mut Errors,
) -> Option<Parameter> {
    let typed = match input {
        FnArg::Receiver(receiver) => return this(receiver, errors),
        FnArg::Typed(typed) => typed,
    };
    let wild = match &*typed.pat {
        // What is not looked at has a name in what is emitted.
        Pat::Wild(wild) => Some(format_ident!("__unused_{position}", span = wild.underscore_token.span)),
        _ => None,
    };
    let pattern = wild.map(|ident| syn::PatIdent {
        attrs: Vec::new(),
        by_ref: None,
        mutability: None,
        ident,
        subpat: None,
    });
    let pattern = match (&pattern, &*typed.pat) {
        (Some(wild), _) => wild,
        (None, Pat::Ident(pattern)) => pattern,
        (None, _) => {
            errors.report(
                &typed.pat,
                format!("the pattern `{}` has no name to differentiate by", quoted(&typed.pat)),
                "give the parameter a name, and take it apart with `let` in the body",
            );
            return None;
        }
    };
    if pattern.by_ref.is_some() || pattern.subpat.is_some() {
        errors.report(
            pattern,
            "this pattern cannot be differentiated",
            format!("write `{}` alone", pattern.ident),
        );
        return None;
    }
    let declared = plain(&typed.ty).clone();
    if let Type::Reference(reference) = &declared
        && reference.mutability.is_some()
    {
        errors.report(
            &declared,
            format!("what is behind `{}` may change while the function computes", quoted(&declared)),
            "pass the numbers that it needs, and change the rest in the caller",
        );
        return None;
    }
    if refuse_impl(&declared, options, &pattern.ident, errors) {
        return None;
    }
    let known = with_number(&declared, number);
    // A number behind a reference, too.
    let is_number = rank_of(&known) == Some(0);
    let kind = if is_number { Kind::Real } else { kind_of(&known) };
    let rank = rank_of(&known).unwrap_or(0);
    let reference = matches!(declared, Type::Reference(_));
    let mutable = pattern.mutability.is_some();
    Some(Parameter {
        name: pattern.ident.clone(),
        function: is_function(&declared, generics),
        declared,
        kind,
        differentiated: false,
        rank,
        reference,
        mutable,
        has_fields: false,
    })
}

/// `self`, which is a constant unless `wrt` names it.
pub(super) fn this(receiver: &syn::Receiver, errors: &mut Errors) -> Option<Parameter> {
    let declared: Type = match &receiver.kind {
        syn::ReceiverKind::Value => syn::parse_quote!(Self),
        syn::ReceiverKind::Reference(and, lifetime, mutability) => {
            syn::parse_quote!(#and #lifetime #mutability Self)
        }
        syn::ReceiverKind::Typed(_, declared) => (**declared).clone(),
        _ => return None,
    };
    let reference = matches!(&declared, Type::Reference(_));
    if matches!(&declared, Type::Reference(reference) if reference.mutability.is_some()) {
        errors.report(
            receiver,
            "what is behind `&mut self` may change while the method computes",
            "take `&self`, give back what is to change, and change it in the caller",
        );
        return None;
    }
    Some(Parameter {
        name: Ident::new("self", receiver.self_token.span),
        declared,
        kind: Kind::Unknown,
        differentiated: false,
        rank: 0,
        reference,
        mutable: receiver.mutability.is_some(),
        has_fields: false,
        function: false,
    })
}

/// Lets what is no number or list of numbers be differentiated by its fields, if it has such.
fn take_apart(parameter: &mut Parameter, structs: bool, number: Option<&Ident>) {
    if parameter.can_be_differentiated() {
        return;
    }
    if let Some(depth) =
        depth_of(&with_number(&parameter.declared, number), structs).filter(|&depth| depth > 0)
    {
        (parameter.rank, parameter.has_fields) = (depth, true);
    }
}

/// What is differentiated where nothing is said.
pub(super) fn differentiate_if_numbers(parameter: &mut Parameter, number: Option<&Ident>) {
    // A list of tuples is data, unless it is named.
    if is_whole(&with_number(&parameter.declared, number)) {
        take_apart(parameter, false, number);
    }
    parameter.differentiated = parameter.can_be_differentiated();
}

/// Decides which parameters are differentiated, and refuses what cannot be yet.
pub(super) fn choose(
    parameters: &mut [Parameter],
    options: &Options,
    number: Option<&Ident>,
    errors: &mut Errors,
) {
    let Some(wrt) = &options.wrt else {
        for parameter in parameters {
            differentiate_if_numbers(parameter, number);
        }
        return;
    };
    let mut seen: Vec<&Ident> = Vec::new();
    for name in wrt {
        if seen.contains(&name) {
            errors.report(name, format!("`{name}` is named twice in `wrt`"), "name each parameter once");
            continue;
        }
        seen.push(name);
        let known: Vec<String> = parameters.iter().map(|parameter| format!("`{}`", parameter.name)).collect();
        let mut found = parameters.iter_mut().find(|parameter| parameter.name == *name);
        if let Some(parameter) = &mut found {
            take_apart(parameter, true, number);
        }
        match found {
            Some(parameter) if parameter.can_be_differentiated() => parameter.differentiated = true,
            Some(parameter) => {
                let way = way_out(parameter, &name.to_string(), number).filter(|(_, is_certain)| *is_certain);
                errors.report(
                    name,
                    format!(
                        "`{name}` is of type `{}`, which cannot be differentiated",
                        quoted(&parameter.declared)
                    ),
                    way.map_or_else(
                        || "make it an `f64` or `f32`, spelled out, or leave it out of `wrt`: it is a constant".to_owned(),
                        |(way, _)| way,
                    ),
                );
            }
            None if known.is_empty() => {
                errors.report(name, format!("no parameter `{name}`"), "the function has no parameters");
            }
            None => {
                let all = format!("the parameters are {}", known.join(", "));
                let names: Vec<String> =
                    parameters.iter().map(|parameter| parameter.name.to_string()).collect();
                let meant = nearest(&name.to_string(), names.iter().map(|known| (known.as_str(), known)));
                let help =
                    meant.map_or_else(|| all.clone(), |meant| format!("did you mean `{meant}`? {all}"));
                errors.report(name, format!("no parameter is called `{name}`"), help);
            }
        }
    }
}
