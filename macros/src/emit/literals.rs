//! Literals of the emitted code: long texts, and lists of bare numbers, which are of no type until something shows it: in the
//! user's function that is a use which the emitted code may not have, or has too late.

use proc_macro2::{Literal, TokenStream};
use quote::ToTokens;
use syn::Lit;

use crate::syntax::tokens::{self, Token};

/// A text of several lines, letter by letter: rustc reads it faster than the macro, which is not optimised, would escape it.
pub(super) fn of_text(text: &str) -> Literal {
    if text.contains("\"#") || text.contains('\r') {
        return Literal::string(text);
    }
    format!("r#\"{text}\"#").parse().unwrap_or_else(|_| Literal::string(text))
}

/// A list of which the first number says its type: `[0.0f64; 2]`.
pub(super) fn of_type(list: TokenStream, float: &str) -> TokenStream {
    if begins_with_list(&list) { first_typed(list, float) } else { list }
}

fn begins_with_list(tokens: &TokenStream) -> bool {
    tokens::outermost(tokens, |level| match level.first() {
        Some(Token::List(_)) => true,
        Some(Token::Word(name)) => *name == "vec",
        _ => false,
    })
}

fn first_typed(tokens: TokenStream, float: &str) -> TokenStream {
    let mut is_found = false;
    tokens::replaced(tokens, &mut |level, place| {
        if is_found {
            return None;
        }
        match level[place] {
            // What stands before the first number of a list.
            Token::List(_) | Token::Sign('-' | '!') => None,
            Token::Word(name) if name == "vec" => None,
            Token::Literal(number) => {
                is_found = true;
                Some(with_suffix(number.clone(), float).into_token_stream())
            }
            _ => {
                is_found = true;
                None
            }
        }
    })
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
