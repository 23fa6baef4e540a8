//! Lists of bare numbers, which are of no type until something shows it: in the user's function that is a use which the
//! emitted code may not have, or has too late.

use proc_macro2::{Literal, TokenStream, TokenTree};
use syn::Lit;

/// A list of which the first number says its type: `[0.0f64; 2]`.
pub(super) fn of_type(list: TokenStream, float: &str) -> TokenStream {
    if begins_with_list(&list) { first_typed(list, float) } else { list }
}

fn begins_with_list(tokens: &TokenStream) -> bool {
    match tokens.clone().into_iter().next() {
        Some(TokenTree::Group(_)) => true,
        Some(TokenTree::Ident(name)) => name == "vec",
        _ => false,
    }
}

fn first_typed(tokens: TokenStream, float: &str) -> TokenStream {
    let mut typed = TokenStream::new();
    let mut rest = tokens.into_iter();
    for token in rest.by_ref() {
        let (token, goes_on) = match token {
            // What stands before the first number of a list.
            TokenTree::Punct(sign) if ['-', '!'].contains(&sign.as_char()) => (TokenTree::Punct(sign), true),
            TokenTree::Ident(name) if name == "vec" => (TokenTree::Ident(name), true),
            TokenTree::Group(group) => {
                let mut inner =
                    proc_macro2::Group::new(group.delimiter(), first_typed(group.stream(), float));
                inner.set_span(group.span());
                (TokenTree::Group(inner), false)
            }
            TokenTree::Literal(number) => (TokenTree::Literal(with_suffix(number, float)), false),
            other => (other, false),
        };
        typed.extend([token]);
        if !goes_on {
            break;
        }
    }
    typed.extend(rest);
    typed
}

fn with_suffix(number: Literal, float: &str) -> Literal {
    let Lit::Float(known) = Lit::new(number.clone()) else { return number };
    if !known.suffix().is_empty() {
        return number;
    }
    let digits = known.base10_digits();
    let zero = if digits.ends_with('.') { "0" } else { "" };
    match format!("{digits}{zero}{float}").parse::<Literal>() {
        Ok(mut typed) => {
            typed.set_span(number.span());
            typed
        }
        Err(_) => number,
    }
}
