//! An operator that begins with a number, as in `2.0 * v`: `impl Mul<Vector> for f64` is a method of the vector for those who differentiate it.
//!
//! What comes in: a block that implements such an operator for a float type. What goes out: its method with the struct for `self` and the number
//! behind it. Derivatives are functions of a type, and a float type can be given none.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, format_ident, quote};
use syn::{FnArg, ImplItemFn, ItemImpl, Pat, PathArguments, Type};

use crate::signature::{float_of, held_type};
use crate::syntax::tokens::{self, Token};

/// The operators that are read so.
const OPERATORS: [&str; 4] = ["Add", "Sub", "Mul", "Div"];

/// The method of a struct that an operator of a number and that struct is, by the name of the operator's own method.
pub(crate) fn turned_name(operator: &str) -> String {
    format!("__{operator}_of_number")
}

/// What an operator of a number takes.
pub(crate) struct Turned {
    /// The struct.
    pub(crate) of: Type,
    is_reference: bool,
    number: Type,
}

/// What the block is about, if that is such an operator.
pub(crate) fn turned_operator(block: &ItemImpl) -> Option<Turned> {
    let (path, _) = block.trait_.as_ref()?;
    let last = path.segments.last()?;
    let (PathArguments::AngleBracketed(_), true) =
        (&last.arguments, OPERATORS.iter().any(|operator| last.ident == operator))
    else {
        return None;
    };
    float_of(&block.self_ty)?;
    let operator: Type = syn::parse_quote!(#path);
    let (of, is_reference) = match held_type(&operator)? {
        Type::Reference(reference) => ((*reference.elem).clone(), true),
        other => (other.clone(), false),
    };
    float_of(&of).is_none().then(|| Turned { of, is_reference, number: (*block.self_ty).clone() })
}

impl Turned {
    /// The options and the method with the struct for `self`, and itself beside it.
    pub(crate) fn method(
        &self,
        options: TokenStream,
        method: &ImplItemFn,
    ) -> Option<(TokenStream, TokenStream)> {
        let Some(FnArg::Typed(typed)) = method.sig.inputs.iter().nth(1) else { return None };
        let Pat::Ident(right) = &*typed.pat else { return None };
        let [number, own] = [format_ident!("__number"), format_ident!("self")];
        let float = self.number.to_token_stream();
        let float = tokens::word_of(&float)?;
        let options = renamed(options, &[("self", &number), (&right.ident.to_string(), &own)]);
        let statements = &method.block.stmts;
        let statements = renamed(quote!(#(#statements)*), &[("self", &number), ("Self", &float)]);
        let name =
            format_ident!("{}", turned_name(&method.sig.ident.to_string()), span = method.sig.ident.span());
        let (output, of_number) = (&method.sig.output, &self.number);
        let receiver = if self.is_reference { quote!(&self) } else { quote!(self) };
        let turned = quote! {
            pub fn #name(#receiver, #number: #of_number) #output {
                let #right = self;
                #statements
            }
        };
        Some((options, turned))
    }

    /// The method itself, as others call it.
    pub(crate) fn called(&self, block: &ItemImpl, method: &ImplItemFn) -> TokenStream {
        let Some((path, _)) = &block.trait_ else { return TokenStream::new() };
        let own = &method.sig.ident;
        let name = format_ident!("{}", turned_name(&own.to_string()));
        let (output, number, itself) = (&method.sig.output, &self.number, &block.self_ty);
        let receiver = if self.is_reference { quote!(&self) } else { quote!(self) };
        quote! {
            #[doc(hidden)]
            #[allow(warnings, clippy::all, clippy::pedantic)]
            pub fn #name(#receiver, number: #number) #output {
                <#itself as #path>::#own(number, self)
            }
        }
    }
}

/// Tokens with other names for some, all at once.
fn renamed(text: TokenStream, names: &[(&str, &Ident)]) -> TokenStream {
    tokens::replaced(text, &mut |level, place| match level[place] {
        Token::Word(word) if !tokens::is_member(level, place) => {
            let (_, other) = names.iter().find(|(name, _)| word == name)?;
            let mut other = (*other).clone();
            other.set_span(word.span());
            Some(other.to_token_stream())
        }
        _ => None,
    })
}
