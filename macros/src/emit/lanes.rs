//! Forward along several directions at once, where the option `lanes` asks for it: `jvp_many`, and what callers go by.
//!
//! It is the way forth of `arrays_forward.rs` over changes that are several numbers each, `support::Lanes`.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, format_ident, quote};

use syn::Type;

use super::arrays_forward::Way;
use super::callee::{is_method, is_ours};
use super::emission::{Emission, ours};
use crate::errors::quoted;
use crate::lower::Program;
use crate::region::{Action, Callee, RegionId};
use crate::signature::{Signature, float_of, vector_element};
use crate::syntax::tokens::{self, Token};

/// The hidden function that callers go forward by.
pub(super) const HIDDEN: &str = "__push_forward_lanes";

/// How many directions there are, as a parameter of the emitted functions.
pub(super) fn directions() -> Ident {
    format_ident!("__DIRECTIONS")
}

/// What does not change along any direction, in the shape of this.
pub(super) fn still(krate: &TokenStream, like: &TokenStream) -> TokenStream {
    let directions = directions();
    quote!(#krate::support::still::<#directions, _>(#like))
}

/// What a number changes by along all directions.
pub(super) fn lanes(krate: &TokenStream, scalar: &TokenStream) -> TokenStream {
    let directions = directions();
    quote!(#krate::support::Lanes<#scalar, #directions>)
}

impl Emission<'_> {
    /// A type with such changes in the place of its numbers.
    fn in_lanes(&self, declared: TokenStream) -> TokenStream {
        let (scalar, lanes) = (self.scalar.to_string(), lanes(&self.krate, &self.scalar));
        tokens::replaced(declared, &mut |level, place| match level[place] {
            Token::Word(word) if *word == scalar.as_str() => Some(lanes.clone()),
            _ => None,
        })
    }

    /// `jvp_many`, and the hidden function behind it.
    pub(super) fn along_directions(&self) -> TokenStream {
        if self.options.lanes.is_none() {
            return TokenStream::new();
        }
        let mut functions = self.way_forth_in_lanes();
        functions.extend(self.jvp_many());
        functions
    }

    fn way_forth_in_lanes(&self) -> TokenStream {
        let returned = self.value_type();
        let names = self.named("direction_");
        let parameters = self.in_lanes(self.direction_parameters("direction_"));
        let results = self.in_lanes(returned.clone());
        let hidden = self.function_along(HIDDEN, &parameters, &quote!((#returned, #results)), |program| {
            if self.signature.has_arrays() {
                let read = self.read_directions(&names, false);
                let body = self.forth(program, &names, Way::AlongSeveral);
                return quote!(#read #body);
            }
            self.numbers_along()
        });
        quote!(#[doc(hidden)] #[allow(clippy::too_many_arguments)] #hidden)
    }

    fn jvp_many(&self) -> TokenStream {
        let (krate, names, directions) = (&self.krate, &self.names, directions());
        let (given, gradient, returned) = (ours("given"), self.gradient_of_arrays(), self.value_type());
        let (value, tangent) = (ours("value"), ours("tangent"));
        let together: TokenStream = self
            .named("direction_")
            .iter()
            .zip(self.fields())
            .map(|(name, field)| {
                quote! {
                    let #name = #krate::support::Along::<#directions>::together(
                        ::core::array::from_fn(|lane| &#given[lane] #field)
                    );
                }
            })
            .collect();
        let (checked, lent) = (self.checked_directions(false), self.lent_along("direction_"));
        let hidden = format_ident!("{HIDDEN}");
        let turbofish = self.turbofish_along();
        let function = self.function_along(
            "jvp_many",
            &quote!(#given: [#gradient; #directions]),
            &quote!((#returned, [#returned; #directions])),
            |_| {
                quote! {
                    #together
                    #checked
                    let (#value, #tangent) = Self::#hidden #turbofish(#(#names,)* #lent);
                    (#value, ::core::array::from_fn(
                        |lane| #krate::support::Along::<#directions>::lane(&#tangent, lane)
                    ))
                }
            },
        );
        self.documented("jvp_many", &function)
    }

    /// The value of a function of numbers, and its slopes times the directions.
    fn numbers_along(&self) -> TokenStream {
        let (krate, turbofish, names) = (&self.krate, self.turbofish(), &self.names);
        let (value, slopes) = (ours("value"), ours("slopes"));
        let changes = self.slopes_of_outputs().into_iter().map(|row| {
            let terms = self.placed("direction_").into_iter().map(|(direction, place)| {
                quote!(#krate::support::where_along(*#direction, #slopes #row.#place * *#direction))
            });
            quote!(#(#terms)+*)
        });
        let change = self.returned(changes.collect());
        quote!(let (#value, #slopes) = Self::__partials #turbofish(#(#names),*); (#value, #change))
    }

    /// The generic arguments of a call along the same directions.
    fn turbofish_along(&self) -> TokenStream {
        let (own, directions) = (self.generic_arguments_in_call(), directions());
        quote!(::<#(#own,)* #directions>)
    }

    /// A function that goes along any number of directions.
    fn function_along(
        &self,
        name: &str,
        extra: &TokenStream,
        returned: &TokenStream,
        body: impl Fn(&Program) -> TokenStream,
    ) -> TokenStream {
        let (directions, mut generics) = (directions(), self.generics("support::Real"));
        generics.params.push(syn::parse_quote!(const #directions: ::core::primitive::usize));
        self.function_of(&generics, None, name, extra, returned, body)
    }
}

/// What the option asks for and is not there: why, and what to do.
pub(crate) fn refused(signature: &Signature, program: &Program) -> Option<(String, &'static str)> {
    const ALONE: &str = "leave the option out, and call `jvp` once for each direction";
    let is_plain = |declared: &Type| is_of_numbers(declared, &signature.scalar);
    let differentiated = signature.parameters.iter().filter(|parameter| parameter.differentiated);
    let odd = differentiated.map(|parameter| &parameter.declared).find(|declared| !is_plain(declared));
    if let Some(odd) = odd.or_else(|| signature.returned.iter().find(|declared| !is_plain(declared))) {
        let why = format!(
            "several directions at once are there for numbers, arrays, slices and vectors, not for `{}`",
            quoted(odd)
        );
        return Some((why, ALONE));
    }
    if signature.is_method || signature.fallible.is_some() || !signature.written.is_empty() {
        let why = "several directions at once are there for functions that are no methods, and return their results".to_owned();
        return Some((why, ALONE));
    }
    let graph = &program.graph;
    let odd = graph.arrays().find(|(_, array)| array.active && array.layout.has_fields());
    if let Some((_, odd)) = odd {
        let why = format!(
            "several directions at once are there for numbers and arrays, and `{}` is none",
            odd.name
        );
        return Some((why, ALONE));
    }
    let statements = graph.statements_within(RegionId::BODY).into_iter();
    let odd = statements.map(|id| &graph.statement(id).action).any(|action| match action {
        Action::Call(call) => {
            let path = graph.tokens(call.function);
            call.callee != Callee::Itself || is_method(path) || is_ours(path)
        }
        _ => false,
    });
    odd.then(|| {
        let why = "a function that goes along several directions at once calls other functions alone, no methods and no derivatives";
        (why.to_owned(), ALONE)
    })
}

/// Whether a type is that of numbers, or of lists of them.
fn is_of_numbers(declared: &Type, scalar: &Type) -> bool {
    match declared {
        Type::Reference(inner) => is_of_numbers(&inner.elem, scalar),
        Type::Paren(inner) => is_of_numbers(&inner.elem, scalar),
        Type::Group(inner) => is_of_numbers(&inner.elem, scalar),
        Type::Slice(list) => is_of_numbers(&list.elem, scalar),
        Type::Array(list) => is_of_numbers(&list.elem, scalar),
        Type::Path(path) => match vector_element(path) {
            Some(element) => is_of_numbers(element, scalar),
            None => {
                let spelt = |of: &Type| of.to_token_stream().to_string();
                float_of(declared).is_some() && spelt(declared) == spelt(scalar)
            }
        },
        _ => false,
    }
}
