//! The functions that a function calls for their derivatives.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{format_ident, quote};
use syn::ext::IdentExt;

use crate::signature::Returns;

/// Which derivatives are called for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Order {
    First,
    Second,
    /// Those of a function with arrays.
    PullBack,
}

impl Order {
    /// The hidden function that gives them.
    pub(super) fn function(self) -> &'static str {
        match self {
            Order::First => "__partials",
            Order::Second => "__second_partials",
            Order::PullBack => "__pull_back",
        }
    }
}

/// A function that the body calls for its derivatives.
pub(super) struct Callee {
    /// Its path, as the user wrote it.
    path: TokenStream,
    /// What its type is called in the emitted code.
    pub(super) alias: Ident,
    pub(super) function: Ident,
    order: Order,
    arguments: usize,
    returns: Returns,
}

impl Callee {
    pub(super) fn new(path: &TokenStream, order: Order, arguments: usize, returns: Returns) -> Callee {
        let names: Vec<Ident> = path
            .clone()
            .into_iter()
            .filter_map(|token| match token {
                TokenTree::Ident(name) => Some(name),
                _ => None,
            })
            .collect();
        // With the span of the call, on which rustc's errors then stand.
        let span = names.last().map_or_else(Span::call_site, Ident::span);
        let joined: Vec<String> =
            names.iter().map(|name| name.unraw().to_string().replace('$', "")).collect();
        let suffix = match order {
            Order::First => "slopes",
            Order::Second => "second_slopes",
            Order::PullBack => "cotangents",
        };
        Callee {
            path: path.clone(),
            alias: Ident::new(&format!("__{}_{suffix}", joined.join("_")), span),
            function: Ident::new(order.function(), span),
            order,
            arguments,
            returns,
        }
    }

    /// Makes the derivatives reachable under the alias; where there are none, the error on the call says so.
    ///
    /// The path is imported under the alias. If it is that of a function without derivatives, then no type comes
    /// with it, and the stand-in of the glob import is found instead, which answers with a trait that nothing
    /// implements. The functions of a type itself go before those of a trait, so nothing else sees this.
    pub(super) fn declaration(&self, krate: &TokenStream, scalar: &TokenStream) -> TokenStream {
        let Callee { path, alias, function, .. } = self;
        if self.order == Order::PullBack {
            return quote!(use #path as #alias;);
        }
        let stand_in = format_ident!("{alias}_or_not");
        let generics: Vec<_> = (0..self.arguments).map(|position| format_ident!("P{position}")).collect();
        let slopes = vec![scalar; self.arguments];
        let slopes = quote!((#(#slopes,)*));
        let result = match (self.order, self.returns) {
            (Order::First, Returns::Scalar) => quote!((#scalar, #slopes)),
            (Order::First, Returns::Tuple(count)) => {
                let values = vec![scalar; count];
                quote!(((#(#values,)*), [#slopes; #count]))
            }
            (Order::First, Returns::Array(count)) => quote!(([#scalar; #count], [#slopes; #count])),
            (Order::Second | Order::PullBack, _) | (_, Returns::Composite) => {
                let rows = vec![&slopes; self.arguments];
                quote!((#scalar, #slopes, (#(#rows,)*)))
            }
        };
        let needed = match self.order {
            Order::First => quote!(#krate::Differentiated),
            Order::Second | Order::PullBack => quote!(#krate::TwiceDifferentiated),
        };
        quote! {
            mod #stand_in {
                pub struct #alias {}
                pub trait Otherwise {
                    fn #function<#(#generics),*>(#(_: #generics),*) -> #result
                    where
                        Self: #needed,
                    {
                        ::core::panic!()
                    }
                }
            }
            use #stand_in::*;
            use #path as #alias;
            impl #stand_in::Otherwise for #alias {}
        }
    }
}
