//! Places behind `&mut`: what a function that returns nothing writes there is what it would return.
//!
//! What comes in: a function that is handed places to write to, `&mut self` among them. What goes out: the function that has copies of them,
//! and returns what it writes there if it returns nothing else, of which the derivatives are; the places tell it their lengths, and what stood
//! in them before.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote};
use syn::ext::IdentExt;
use syn::{Expr, FnArg, ItemFn, Pat, ReceiverKind, ReturnType, Stmt, Type};

use crate::attempted::left_or_failed;
use crate::errors::Errors;
use crate::options::{Options, crate_path};
use crate::signature::{float_of, held_type, holding};
use crate::syntax::tokens::{self, Token, mentions};

/// A place that the function writes to.
#[derive(Clone)]
pub(crate) struct Written {
    pub(crate) name: Ident,
    /// The function's own copy of it, and how that is made.
    pub(crate) own: Ident,
    pub(crate) copy: TokenStream,
    pub(crate) is_output: bool,
}

/// What is made the result of a function that writes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Results {
    /// What it returns; what it writes, if it returns nothing.
    Own,
    /// What it writes, whatever it returns.
    Written,
    /// What it returns, and behind that what it writes.
    Both,
    /// Whether it returns a value, as a number; that value, or zero; and behind them what it wrote until it left, whichever way.
    Attempted,
}

/// A function with places of its own.
pub(crate) struct Rewritten {
    pub(crate) function: ItemFn,
    pub(crate) places: Vec<Written>,
    /// What is returned where it leaves early: its places, behind the value that it leaves with or without that.
    pub(crate) result: Option<Expr>,
    /// The option or the result of which this tells whether it holds something, if it does.
    pub(crate) attempted: Option<Type>,
    /// Whether there is no number in what the function itself returns.
    pub(crate) returns_nothing: bool,
}

/// The function with places of its own; nothing, if it writes nowhere, or has no such results.
pub(crate) fn returned(
    function: &ItemFn,
    options: &Options,
    results: Results,
    errors: &mut Errors,
) -> Option<Rewritten> {
    let fallible = fallible(&function.sig.output);
    let tells = matches!(&function.sig.output, ReturnType::Type(_, declared) if is_truth(declared));
    let returns_nothing = match (&fallible, &function.sig.output) {
        (Some((_, held)), _) => is_unit(held),
        (None, ReturnType::Default) => true,
        (None, ReturnType::Type(_, declared)) => is_unit(declared) || tells,
    };
    if !returns_nothing && !options.out.is_empty() {
        for name in &options.out {
            errors.report(
                name,
                format!("`{}` returns a value, and so `{name}` is no result of it", function.sig.ident),
                "return everything, or write everything",
            );
        }
        return None;
    }
    if returns_nothing && results == Results::Both {
        return None;
    }
    // Whoever asks only whether there is a value does not know of which type that is: if it is none, it is zero.
    let is_attempted = match &fallible {
        Some((_, held)) => is_unit(held) || float_of(held).is_some(),
        None => tells,
    };
    if results == Results::Attempted && !is_attempted {
        return None;
    }
    let writes_results = returns_nothing || results != Results::Own;
    let mut sig = function.sig.clone();
    let body = function.block.to_token_stream();
    let (mut places, mut types, mut copies) = (Vec::new(), Vec::new(), TokenStream::new());
    for input in &mut sig.inputs {
        let Some((name, held)) = place(input) else { continue };
        let (copy, owned) = owned(&name, &held, &crate_path(options));
        let is_output = writes_results
            && (results != Results::Own || options.out.is_empty() || options.out.contains(&name));
        if is_output {
            types.push(owned);
        }
        // Under a name that nothing in the function hides.
        let mut own = format!("{}_written", name.unraw());
        while mentions(&body, own.as_str()) {
            own.push('_');
        }
        let own = Ident::new(&own, name.span());
        let seen = if is_struct(&held) { quote!((*#name).clone()) } else { copy.clone() };
        let lent = if name == "self" { this() } else { name.clone() };
        copies.extend(quote!(let mut #own = #seen; let #lent = &mut #own;));
        places.push(Written { name, own, copy, is_output });
    }
    for name in &options.out {
        if !places.iter().any(|place| place.name == *name) {
            errors.report(
                name,
                format!("`out` names `{name}`, which is no parameter that can be written to"),
                "name parameters of a type like `&mut [f64]`",
            );
        }
    }
    if places.is_empty() || writes_results && types.is_empty() {
        return None;
    }
    let mut block = (*function.block).clone();
    if fallible.is_some() && writes_results {
        // What is returned at the end is there, as it is where it leaves early.
        without_wrapping(&mut block, !returns_nothing && results != Results::Written);
    }
    let statements = &block.stmts;
    let statements = statements_of_this(quote!(#(#statements)*), &places);
    let outputs: Vec<&Ident> =
        places.iter().filter(|place| place.is_output).map(|place| &place.own).collect();
    let (written, declared) = (together(&outputs), together(&types));
    let fallible = fallible.filter(|_| writes_results);
    let body = match (results, &fallible, &function.sig.output) {
        (Results::Both, Some((whole, held)), _) => {
            let (output, wrap) = (holding(whole, &quote!((#held, #(#types),*))), wrap(whole));
            sig.output = syn::parse_quote!(-> #output);
            quote!({ #copies let __value: #held = { #statements }; #wrap((__value, #(#outputs),*)) })
        }
        (Results::Attempted, ..) => {
            let flag = quote!(f64);
            sig.output = syn::parse_quote!(-> (#flag, #flag, #(#types),*));
            match &fallible {
                Some((_, held)) if !returns_nothing => {
                    quote!({ #copies let __value: #held = { #statements }; (1.0, __value, #(#outputs),*) })
                }
                Some(_) => quote!({ #copies { #statements }; (1.0, 0.0, #(#outputs),*) }),
                None => quote! {{
                    #copies
                    let __there: bool = { #statements };
                    (if __there { 1.0 } else { 0.0 }, 0.0, #(#outputs),*)
                }},
            }
        }
        (_, Some((whole, _)), _) => {
            let (output, wrap) = (holding(whole, &declared), wrap(whole));
            sig.output = syn::parse_quote!(-> #output);
            quote!({ #copies { #statements }; #wrap(#written) })
        }
        (Results::Both, None, ReturnType::Type(_, value)) => {
            sig.output = syn::parse_quote!(-> (#value, #(#types),*));
            quote!({ #copies let __value: #value = { #statements }; (__value, #(#outputs),*) })
        }
        _ if returns_nothing && !tells => {
            sig.output = syn::parse_quote!(-> #declared);
            quote!({ #copies #statements ; #written })
        }
        _ if writes_results => {
            sig.output = syn::parse_quote!(-> #declared);
            quote!({ #copies let _ = { #statements }; #written })
        }
        _ => quote!({ #copies #statements }),
    };
    let Ok(block) = syn::parse2::<syn::Block>(body) else {
        errors.report(
            &function.sig.ident,
            format!("`{}` cannot be read as one that has its own copy of what it writes", function.sig.ident),
            "return it",
        );
        return None;
    };
    let result = match block.stmts.last() {
        Some(Stmt::Expr(result, None)) if writes_results => Some(result.clone()),
        _ => None,
    };
    // Copies are not made while compiling.
    sig.constness = None;
    let vis = &function.vis;
    let mut rewritten: ItemFn = syn::parse_quote!(#vis #sig {});
    *rewritten.block = block;
    rewritten.attrs.clone_from(&function.attrs);
    let attempted = fallible.filter(|_| results == Results::Attempted).map(|(whole, _)| whole);
    Some(Rewritten { function: rewritten, places, result, attempted, returns_nothing })
}

/// What an option or a result holds, of which a function returns one.
fn fallible(output: &ReturnType) -> Option<(Type, Type)> {
    let ReturnType::Type(_, declared) = output else { return None };
    let Type::Path(path) = &**declared else { return None };
    let is_one =
        path.path.segments.last().is_some_and(|last| last.ident == "Result" || last.ident == "Option");
    let held = held_type(declared).filter(|_| is_one)?;
    Some(((**declared).clone(), held.clone()))
}

fn is_truth(declared: &Type) -> bool {
    matches!(declared, Type::Path(path) if path.path.is_ident("bool"))
}

fn is_unit(declared: &Type) -> bool {
    matches!(declared, Type::Tuple(unit) if unit.elems.is_empty())
}

pub(crate) fn is_option(whole: &Type) -> bool {
    matches!(whole, Type::Path(path) if path.path.segments.last().is_some_and(|last| last.ident == "Option"))
}

/// What makes an option or a result of a value.
fn wrap(whole: &Type) -> TokenStream {
    if is_option(whole) { quote!(::core::option::Option::Some) } else { quote!(::core::result::Result::Ok) }
}

/// Whether an expression is `Ok(…)` or `Some(…)`, and what it holds; whether it is the other one.
pub(crate) fn wrapped(value: &Expr) -> (Option<&Expr>, bool) {
    let last = |path: &syn::ExprPath| path.path.segments.last().map(|last| last.ident.to_string());
    match value {
        Expr::Call(call) => match (&*call.func, call.args.first()) {
            (Expr::Path(path), Some(held)) => match last(path).as_deref() {
                Some("Ok" | "Some") => (Some(held), false),
                Some("Err") => (None, true),
                _ => (None, false),
            },
            _ => (None, false),
        },
        Expr::Path(path) => (None, last(path).as_deref() == Some("None")),
        Expr::Paren(inner) => wrapped(&inner.expr),
        _ => (None, false),
    }
}

/// The block with what its last expression holds instead of that; where there is nothing, it leaves.
fn without_wrapping(block: &mut syn::Block, valued: bool) {
    let Some(Stmt::Expr(tail, None)) = block.stmts.last_mut() else { return };
    let inner = std::mem::replace(tail, syn::parse_quote!(()));
    *tail = held_by(inner, valued);
    if let (false, Some(Stmt::Expr(_, semicolon))) = (valued, block.stmts.last_mut()) {
        *semicolon = Some(syn::token::Semi::default());
    }
}

/// What an expression that is an option or a result holds; where there is nothing, it leaves.
fn held_by(mut value: Expr, valued: bool) -> Expr {
    match &mut value {
        Expr::If(branch) if branch.else_branch.is_some() => {
            without_wrapping(&mut branch.then_branch, valued);
            if let Some((_, otherwise)) = &mut branch.else_branch {
                let inner = std::mem::replace(&mut **otherwise, syn::parse_quote!(()));
                **otherwise = held_by(inner, valued);
            }
            return value;
        }
        Expr::Match(choice) => {
            for arm in &mut choice.arms {
                let inner = std::mem::replace(&mut *arm.body, syn::parse_quote!(()));
                let held = held_by(inner, valued);
                *arm.body = if valued { held } else { syn::parse_quote!({ #held; }) };
            }
            return value;
        }
        Expr::Block(inner) if inner.label.is_none() => {
            without_wrapping(&mut inner.block, valued);
            return value;
        }
        Expr::Return(_) => return value,
        _ => {}
    }
    match wrapped(&value) {
        (Some(held), _) if valued => held.clone(),
        (Some(held), _) => syn::parse_quote!({ let _ = #held; }),
        (None, true) => syn::parse_quote!(return #value),
        (None, false) => syn::parse_quote!((#value)?),
    }
}

/// What a function returns whose results are these, where it leaves early with a value.
pub(crate) fn left_with(result: &Expr, value: Option<&Expr>) -> Expr {
    if let (Expr::Tuple(parts), Some(value)) = (result, value) {
        match &parts.elems[0] {
            Expr::Lit(_) => return left_or_failed(parts, value),
            Expr::If(_) => return syn::parse_quote!({ let __there: bool = #value; #result }),
            _ => {}
        }
    }
    if let (Some(results), Some(value)) = (wrapped(result).0, value) {
        return match (wrapped(value), result) {
            ((_, true), _) => value.clone(),
            ((Some(held), _), Expr::Call(call)) => {
                let (wrap, all) = (&call.func, left_with(results, Some(held)));
                syn::parse_quote!(#wrap(#all))
            }
            _ => {
                let all = left_with(results, Some(&syn::parse_quote!((#value)?)));
                match result {
                    Expr::Call(call) => {
                        let wrap = &call.func;
                        syn::parse_quote!(#wrap(#all))
                    }
                    _ => all,
                }
            }
        };
    }
    match (result, value) {
        (result, Some(Expr::Tuple(unit))) if unit.elems.is_empty() => result.clone(),
        (_, None) => result.clone(),
        (Expr::Tuple(parts), Some(value)) if is_value(&parts.elems[0]) => {
            let written = parts.elems.iter().skip(1);
            syn::parse_quote!((#value, #(#written),*))
        }
        (_, Some(value)) => syn::parse_quote!({ let _ = #value; #result }),
    }
}

pub(crate) fn is_value(part: &Expr) -> bool {
    matches!(part, Expr::Path(path) if path.path.is_ident("__value"))
}

/// What stands behind a parameter like `&mut f64`, which it is made a reference to that only reads.
fn place(input: &mut FnArg) -> Option<(Ident, Type)> {
    match input {
        FnArg::Typed(typed) => {
            let (Pat::Ident(pattern), Type::Reference(reference)) = (&*typed.pat, &mut *typed.ty) else {
                return None;
            };
            reference.mutability.take()?;
            Some((pattern.ident.clone(), (*reference.elem).clone()))
        }
        FnArg::Receiver(receiver) => {
            let ReceiverKind::Reference(_, _, mutability) = &mut receiver.kind else { return None };
            mutability.take()?;
            Some((Ident::new("self", receiver.self_token.span), syn::parse_quote!(Self)))
        }
    }
}

/// How a copy of what is behind a reference is made, and its type.
fn owned(name: &Ident, held: &Type, krate: &TokenStream) -> (TokenStream, TokenStream) {
    match held {
        Type::Slice(slice) => {
            let element = &slice.elem;
            (quote!(#name.to_vec()), quote!(#krate::support::Vec<#element>))
        }
        _ if is_vector(held) => (quote!(#name.clone()), held.to_token_stream()),
        _ if is_struct(held) => (quote!(::core::clone::Clone::clone(#name)), held.to_token_stream()),
        other => (quote!(*#name), other.to_token_stream()),
    }
}

fn is_vector(held: &Type) -> bool {
    matches!(held, Type::Path(path) if path.path.segments.last().is_some_and(|last| last.ident == "Vec"))
}

fn is_struct(held: &Type) -> bool {
    matches!(held, Type::Path(_)) && float_of(held).is_none() && !is_vector(held)
}

/// What `self` is called where it is a copy.
pub(crate) fn this() -> Ident {
    Ident::new("__self", Span::call_site())
}

/// The statements with the copy of `self` for it, if there is one.
fn statements_of_this(statements: TokenStream, places: &[Written]) -> TokenStream {
    if !places.iter().any(|place| place.name == "self") {
        return statements;
    }
    called_otherwise(statements)
}

/// The same with the copy of `self` for it.
pub(crate) fn called_otherwise(statements: TokenStream) -> TokenStream {
    tokens::replaced(statements, &mut |level, place| match level[place] {
        Token::Word(word) if word == "self" => {
            let mut this = this();
            this.set_span(word.span());
            Some(this.to_token_stream())
        }
        _ => None,
    })
}

/// What is returned instead of so many places: the one, or a tuple.
pub(crate) fn together<T: ToTokens>(parts: &[T]) -> TokenStream {
    match parts {
        [only] => only.to_token_stream(),
        several => quote!((#(#several),*)),
    }
}
