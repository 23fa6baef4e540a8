//! The options of the attribute: `wrt(…)`, `out(…)`, `order = 2`, `lanes`, `derivative(…)`, `crate = …`.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream, Parser};
use syn::punctuated::Punctuated;
use syn::{Expr, LitInt, Path, Token, parenthesized};

use crate::errors::{Errors, quoted};
use crate::spelling::nearest;

#[derive(Default, Clone)]
pub(crate) struct Options {
    /// The parameters to differentiate; without it, all of float type.
    pub(crate) wrt: Option<Vec<Ident>>,
    /// The parameters that the function writes its results to; without it, all of a type like `&mut [f64]`, if nothing is returned.
    pub(crate) out: Vec<Ident>,
    /// Where second derivatives are asked for.
    pub(crate) second_order: bool,
    /// Where it is asked for several directions at once.
    pub(crate) lanes: Option<Ident>,
    /// The partial derivatives of an opaque function, as the user gives them.
    pub(crate) derivative: Option<(Ident, Vec<(Ident, Expr)>)>,
    /// Where the crate is, if it is not `::chainrule`.
    pub(crate) crate_path: Option<Path>,
}

enum Choice {
    Wrt(Ident, Vec<Ident>),
    Out(Ident, Vec<Ident>),
    Order(Ident, Expr),
    Lanes(Ident),
    Derivative(Ident, Vec<(Ident, Expr)>),
    Crate(Ident, Path),
    /// A known option in a form that it does not have, and the form that it has.
    Malformed(Ident, &'static str),
    Unknown(Ident),
}

impl Parse for Choice {
    fn parse(input: ParseStream) -> syn::Result<Self> {
        let name = input.call(Ident::parse_any)?;
        let form = match name.to_string().as_str() {
            "wrt" if !input.peek(syn::token::Paren) => {
                Some("write `wrt(x)`, with the parameters in parentheses")
            }
            "out" if !input.peek(syn::token::Paren) => {
                Some("write `out(y)`, with the parameters in parentheses")
            }
            "order" if !input.peek(Token![=]) => Some("write `order = 2`"),
            "lanes" if !input.is_empty() && !input.peek(Token![,]) => Some("write `lanes` and nothing else"),
            "derivative" if !input.peek(syn::token::Paren) => {
                Some("write `derivative(x = …)`, with a formula for each parameter")
            }
            "crate" if !input.peek(Token![=]) || input.peek2(syn::LitStr) => {
                Some("write `crate = path::to::chainrule`, without quotes")
            }
            _ => None,
        };
        if let Some(form) = form {
            skip(input)?;
            return Ok(Choice::Malformed(name, form));
        }
        match name.to_string().as_str() {
            "wrt" | "out" => {
                let content;
                parenthesized!(content in input);
                let names =
                    Punctuated::<Ident, Token![,]>::parse_terminated_with(&content, Ident::parse_any)?;
                let names = names.into_iter().collect();
                Ok(if name == "wrt" { Choice::Wrt(name, names) } else { Choice::Out(name, names) })
            }
            "order" => {
                input.parse::<Token![=]>()?;
                Ok(Choice::Order(name, input.parse()?))
            }
            "lanes" => Ok(Choice::Lanes(name)),
            "derivative" => {
                let content;
                parenthesized!(content in input);
                let partials =
                    Punctuated::<(Ident, Expr), Token![,]>::parse_terminated_with(&content, |input| {
                        let parameter = input.call(Ident::parse_any)?;
                        input.parse::<Token![=]>()?;
                        Ok((parameter, input.parse()?))
                    })?;
                Ok(Choice::Derivative(name, partials.into_iter().collect()))
            }
            "crate" => {
                input.parse::<Token![=]>()?;
                Ok(Choice::Crate(name, input.call(Path::parse_mod_style)?))
            }
            _ => {
                // Whatever belongs to it is skipped, so that the other options are read all the same.
                skip(input)?;
                Ok(Choice::Unknown(name))
            }
        }
    }
}

/// Leaves out what stands before the next comma.
fn skip(input: ParseStream) -> syn::Result<()> {
    while !input.is_empty() && !input.peek(Token![,]) {
        input.step(|cursor| Ok(cursor.token_tree().map_or(((), *cursor), |(_, rest)| ((), rest))))?;
    }
    Ok(())
}

const NAMES: [&str; 6] = ["wrt", "out", "order", "lanes", "derivative", "crate"];

const KNOWN: &str =
    "the options are `wrt(a, b)`, `out(y)`, `order = 2`, `lanes`, `derivative(x = …)` and `crate = path`";

impl Options {
    pub(crate) fn read(tokens: TokenStream, errors: &mut Errors) -> Options {
        let mut options = Options::default();
        let choices = match Punctuated::<Choice, Token![,]>::parse_terminated.parse2(tokens) {
            Ok(choices) => choices,
            Err(error) => {
                errors.push(syn::Error::new(error.span(), format!("{error}\n  = help: {KNOWN}")));
                return options;
            }
        };
        let mut seen: Vec<String> = Vec::new();
        for choice in choices {
            let (Choice::Wrt(name, _)
            | Choice::Out(name, _)
            | Choice::Order(name, _)
            | Choice::Lanes(name)
            | Choice::Derivative(name, _)
            | Choice::Crate(name, _)
            | Choice::Malformed(name, _)
            | Choice::Unknown(name)) = &choice;
            if seen.contains(&name.to_string()) {
                errors.report(name, format!("the option `{name}` is given twice"), "keep one of them");
                continue;
            }
            seen.push(name.to_string());
            match choice {
                Choice::Wrt(name, names) => {
                    if names.is_empty() {
                        errors.report(
                            name,
                            "`wrt()` names no parameter",
                            "name at least one, as in `wrt(x)`",
                        );
                    }
                    options.wrt = Some(names);
                }
                Choice::Out(_, names) => options.out = names,
                Choice::Order(_, order) => match order_of(&order) {
                    Some(1) => {}
                    Some(2) => options.second_order = true,
                    _ => errors.report(
                        &order,
                        format!("derivatives of order `{}` are not supported", quoted(&order)),
                        "write `order = 2` for second derivatives, or leave the option out for first ones",
                    ),
                },
                Choice::Lanes(name) => options.lanes = Some(name),
                Choice::Derivative(name, partials) => options.derivative = Some((name, partials)),
                Choice::Crate(_, path) => options.crate_path = Some(path),
                Choice::Malformed(name, form) => {
                    errors.report(&name, format!("the option `{name}` does not stand like this"), form);
                }
                Choice::Unknown(name) => {
                    let meant = nearest(&name.to_string(), NAMES.iter().map(|known| (*known, *known)));
                    let help = meant
                        .map_or_else(|| KNOWN.to_owned(), |meant| format!("did you mean `{meant}`? {KNOWN}"));
                    errors.report(&name, format!("unknown option `{name}`"), help);
                }
            }
        }
        options
    }
}

fn order_of(order: &Expr) -> Option<u8> {
    match order {
        Expr::Lit(literal) => match &literal.lit {
            syn::Lit::Int(number) => LitInt::base10_parse(number).ok(),
            _ => None,
        },
        _ => None,
    }
}

/// Where the crate is, for the emitted code.
pub(crate) fn crate_path(options: &Options) -> TokenStream {
    match &options.crate_path {
        Some(path) => path.to_token_stream(),
        None => quote!(::chainrule),
    }
}
