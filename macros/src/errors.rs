//! Errors are collected, so that a function shows all that is wrong with it in one go.
//!
//! Each has one form: what it is and why the chain breaks there, on the exact tokens, then one thing to do.

use std::fmt::Display;

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use crate::outputs::this;
use crate::syntax::tokens::{self, Token};

#[derive(Default)]
pub(crate) struct Errors {
    found: Vec<syn::Error>,
    repeated: bool,
}

impl Errors {
    /// Reports on the tokens `at` what is wrong, and the way out.
    pub(crate) fn report(&mut self, at: impl ToTokens, what: impl Display, help: impl Display) {
        self.found.push(syn::Error::new_spanned(at, format!("{what}\n  = help: {help}")));
    }

    /// The same for what is wrong in Rust too, derivatives or not: rustc would report it a second time, in words
    /// that lead astray.
    pub(crate) fn report_wrong_rust(&mut self, at: impl ToTokens, what: impl Display, help: impl Display) {
        self.repeated = true;
        self.report(at, what, help);
    }

    /// Whether rustc would report some of the errors again if it saw the body of the function.
    pub(crate) fn are_repeated(&self) -> bool {
        self.repeated
    }

    /// Takes an error that `syn` found.
    pub(crate) fn push(&mut self, error: syn::Error) {
        self.found.push(error);
    }

    pub(crate) fn count(&self) -> usize {
        self.found.len()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// The errors as items, in the order of the source.
    pub(crate) fn to_compile_errors(&self) -> TokenStream {
        self.found.iter().map(syn::Error::to_compile_error).collect()
    }
}

/// A piece of the user's syntax as it is quoted in a message: on one line, and not too long.
pub(crate) fn quoted(syntax: impl ToTokens) -> String {
    const LONGEST: usize = 40;
    let written = tokens::replaced(syntax.to_token_stream(), &mut |level, place| match level[place] {
        // What stands for `self` is no name of the user's.
        Token::Word(word) if *word == this() => Some(quote!(self)),
        _ => None,
    });
    let tokens = tidy(&written.to_string());
    if tokens.chars().count() <= LONGEST {
        return tokens;
    }
    let mut shortened: String = tokens.chars().take(LONGEST).collect();
    shortened.push('…');
    shortened
}

/// What token streams print, and what is written.
const CLOSE_TOGETHER: [(&str, &str); 19] = [
    (" . ", "."),
    (" (", "("),
    ("( ", "("),
    (" )", ")"),
    (" ,", ","),
    (" ;", ";"),
    ("[ ", "["),
    (" ]", "]"),
    (" [", "["),
    (" :: ", "::"),
    (" ?", "?"),
    (" !", "!"),
    ("! ", "!"),
    ("& ", "&"),
    (" :", ":"),
    (" .. ", ".."),
    ("< ", "<"),
    (" <", "<"),
    (" >", ">"),
];

/// Token streams print with a space around every token; this takes out the ones that nobody writes.
pub(crate) fn tidy(tokens: &str) -> String {
    let mut text: String = tokens.split_whitespace().collect::<Vec<_>>().join(" ");
    for (printed, written) in CLOSE_TOGETHER {
        text = text.replace(printed, written);
    }
    // Comparisons have their spaces, types do not.
    if !text.contains("::") && !text.contains("->") && text.matches(['<', '>']).count() == 1 {
        text = text.replace('<', " < ").replace('>', " > ").replace("> =", ">= ").replace("< =", "<= ");
        text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    }
    for sign in ["-", "*"] {
        if let Some(operand) = text.strip_prefix(sign) {
            text = format!("{sign}{}", operand.trim_start());
        }
    }
    for operator in ["+", "-", "*", "/", "%", "=", "<", ">", "^", ","] {
        text = text.replace(&format!("{operator}("), &format!("{operator} ("));
    }
    text
}
