//! The functions that a function calls for their derivatives.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::ext::IdentExt;

use super::method::of_method;
use crate::signature::Returns;
use crate::syntax::tokens::{self, Token};
use crate::syntax::without_arguments;

/// Which derivatives are called for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Order {
    First,
    Second,
    /// Those of a function with arrays, in reverse mode.
    PullBack,
    /// The same of its gradient, which needs second derivatives.
    PullBackTwice,
}

impl Order {
    /// The hidden function that gives them.
    pub(super) fn function(self) -> &'static str {
        match self {
            Order::First => "__partials",
            Order::Second => "__second_partials",
            Order::PullBack | Order::PullBackTwice => "__pull_back",
        }
    }
}

/// A function that the body calls for its derivatives.
pub(super) struct Callee {
    /// Its path, as the user wrote it, without generic arguments.
    path: TokenStream,
    /// The generic arguments that the user writes for it.
    generic: TokenStream,
    /// What its type is called in the emitted code.
    pub(super) alias: Ident,
    pub(super) function: Ident,
    order: Order,
    arguments: usize,
    returns: Returns,
    /// Where it belongs to a type, that type and its name.
    method: Option<(TokenStream, Ident)>,
    /// Where it is a method of an object, its name.
    of_object: Option<Ident>,
    /// Whether it is a function of the core crate, which has all derivatives.
    is_ours: bool,
}

/// Whether what is called is a method: `.name`.
pub(super) fn is_method(path: &TokenStream) -> bool {
    tokens::outermost(path, |level| matches!(level.first(), Some(Token::Sign('.'))))
}

/// Whether what is called is one of the core crate's operations on vectors and matrices.
pub(crate) fn is_ours(path: &TokenStream) -> bool {
    tokens::outermost(path, |level| {
        let words = level.iter().filter_map(|token| match token {
            Token::Word(name) => Some(*name),
            _ => None,
        });
        let names: Vec<&Ident> = words.collect();
        matches!(names.as_slice(), [.., support, linear, _] if *support == "support" && *linear == "linear")
    })
}

/// The type that a function belongs to, and its name, as in `Type::name`.
fn of_type(path: &TokenStream) -> Option<(TokenStream, Ident)> {
    let path: syn::TypePath = syn::parse2(path.clone()).ok()?;
    let name = path.path.segments.last()?.ident.clone();
    if let Some(owner) = path.qself {
        let owner = owner.ty;
        return Some((quote!(<#owner>), name));
    }
    let mut owner = path.path;
    owner.segments.pop();
    owner.segments.pop_punct();
    let is_type = owner.segments.last()?.ident.to_string().starts_with(char::is_uppercase);
    is_type.then(|| (quote!(#owner), name))
}

impl Callee {
    pub(super) fn new(path: &TokenStream, order: Order, arguments: usize, returns: Returns) -> Callee {
        let mut names: Vec<Ident> = Vec::new();
        tokens::outermost(path, |level| {
            for token in level {
                if let Token::Word(name) = token {
                    names.push((*name).clone());
                }
            }
        });
        // With the span of the call, on which rustc's errors then stand.
        let span = names.last().map_or_else(Span::call_site, Ident::span);
        let joined: Vec<String> =
            names.iter().map(|name| name.unraw().to_string().replace('$', "")).collect();
        let suffix = match order {
            Order::First => "slopes",
            Order::Second => "second_slopes",
            Order::PullBack | Order::PullBackTwice => "derivatives",
        };
        let (path, generic) = without_arguments(path);
        Callee {
            method: of_type(&path),
            path: path.clone(),
            generic,
            alias: Ident::new(&format!("__{}_{suffix}", joined.join("_")), span),
            function: Ident::new(order.function(), span),
            order,
            arguments,
            returns,
            of_object: names.last().filter(|_| is_method(&path)).cloned(),
            is_ours: is_ours(&path),
        }
    }

    /// The function as it is called.
    pub(super) fn called(&self) -> TokenStream {
        let (alias, function, generic) = (&self.alias, &self.function, &self.generic);
        if self.of_object.is_some() {
            return quote!(#alias!);
        }
        if self.is_ours {
            let path = &self.path;
            return quote!(#path::#function #generic);
        }
        match &self.method {
            Some((owner, method)) => {
                let mut name = of_method(method, function);
                name.set_span(method.span());
                quote_spanned!(method.span()=> #owner::#name #generic)
            }
            None => quote!(#alias::#function #generic),
        }
    }

    /// Makes the derivatives reachable under the alias; where there are none, the error on the call says so.
    ///
    /// The path is imported under the alias. If it is that of a function without derivatives, then no type comes
    /// with it, and the stand-in of the glob import is found instead, which answers with a trait that nothing
    /// implements. The functions of a type itself go before those of a trait, so nothing else sees this.
    pub(super) fn declaration(&self, krate: &TokenStream, scalar: &TokenStream) -> TokenStream {
        if let Some(method) = &self.of_object {
            return self.declaration_of_method(method, krate, scalar);
        }
        if self.is_ours {
            return TokenStream::new();
        }
        if matches!(self.order, Order::PullBack | Order::PullBackTwice) {
            return self.declaration_with_arrays(krate, scalar);
        }
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
            (Order::Second, Returns::Tuple(count)) => {
                let (values, rows) = (vec![scalar; count], vec![&slopes; self.arguments]);
                quote!(((#(#values,)*), [#slopes; #count], [(#(#rows,)*); #count]))
            }
            (Order::Second, Returns::Array(count)) => {
                let rows = vec![&slopes; self.arguments];
                quote!(([#scalar; #count], [#slopes; #count], [(#(#rows,)*); #count]))
            }
            (Order::Second | Order::PullBack | Order::PullBackTwice, _) | (_, Returns::Composite) => {
                let rows = vec![&slopes; self.arguments];
                quote!((#scalar, #slopes, (#(#rows,)*)))
            }
        };
        let needed = match self.order {
            Order::First => quote!(#krate::Differentiated),
            Order::Second | Order::PullBack | Order::PullBackTwice => quote!(#krate::TwiceDifferentiated),
        };
        self.stand_in(&format_ident!("Otherwise"), &generics, &result, &needed)
    }

    /// How many generic arguments are written.
    fn written(&self) -> usize {
        let arguments = syn::parse2::<syn::AngleBracketedGenericArguments>(self.generic.clone());
        let is_one = |argument: &syn::GenericArgument| !matches!(argument, syn::GenericArgument::Lifetime(_));
        arguments.map_or(0, |arguments| arguments.args.iter().filter(|argument| is_one(argument)).count())
    }

    /// What answers where there are no derivatives.
    fn stand_in(
        &self,
        otherwise: &Ident,
        generics: &[Ident],
        result: &TokenStream,
        needed: &TokenStream,
    ) -> TokenStream {
        let Callee { path, alias, function, .. } = self;
        let stand_in = format_ident!("{alias}_or_not");
        // As many generic arguments as are written, and one for each argument.
        let written: Vec<_> = (0..self.written()).map(|place| format_ident!("G{place}")).collect();
        let arguments = match written.as_slice() {
            [] => generics.iter().map(ToTokens::to_token_stream).collect(),
            _ => vec![quote!(impl ::core::marker::Sized); generics.len()],
        };
        let generics = if written.is_empty() { generics } else { &written };
        let function = match &self.method {
            Some((_, method)) => of_method(method, function),
            None => function.clone(),
        };
        let stands_in = quote! {
            pub trait #otherwise {
                fn #function<#(#generics),*>(#(_: #arguments),*) -> #result
                where
                    Self: #needed,
                {
                    ::core::panic!()
                }
            }
        };
        // The functions of the type itself go before those of a trait that every type has.
        if self.method.is_some() {
            return quote! {
                mod #stand_in {
                    #stands_in
                    impl<T: ?::core::marker::Sized> #otherwise for T {}
                }
                use #stand_in::#otherwise as _;
            };
        }
        // A name that every crate has is ambiguous where something is imported, and nowhere else.
        let import =
            if is_name_of_crate(path) { quote!(type #alias = #path;) } else { quote!(use #path as #alias;) };
        let glob = (!is_name_of_crate(path)).then(|| quote!(use #stand_in::*;));
        quote! {
            mod #stand_in {
                pub struct #alias {}
                #stands_in
            }
            #glob
            #import
            impl #stand_in::#otherwise for #alias {}
        }
    }

    /// The functions of a callee with arrays, by their name and the number of their parameters.
    pub(super) fn of_arrays(path: &TokenStream, function: &str, parameters: usize, twice: bool) -> Callee {
        let order = if twice { Order::PullBackTwice } else { Order::PullBack };
        let mut callee = Callee::new(path, order, parameters, Returns::Scalar);
        let span = callee.alias.span();
        callee.alias = Ident::new(&format!("{}{function}", callee.alias), span);
        callee.function = Ident::new(function, span);
        callee
    }

    /// Lets a derivative of a method be called like a function. The functions of a type itself go before those of the trait, which answers where
    /// there are none.
    fn declaration_of_method(
        &self,
        method: &Ident,
        krate: &TokenStream,
        scalar: &TokenStream,
    ) -> TokenStream {
        let Callee { alias, function, .. } = self;
        let mut name = of_method(method, function);
        name.set_span(method.span());
        let otherwise = format_ident!("{alias}_otherwise");
        let generics: Vec<_> = (1..self.arguments).map(|position| format_ident!("P{position}")).collect();
        let result = self.result_otherwise(scalar);
        let needed = match self.order {
            Order::PullBackTwice => quote!(#krate::TwiceDifferentiated),
            _ => quote!(#krate::MethodDifferentiated),
        };
        quote! {
            macro_rules! #alias {
                ($this:expr $(, $argument:expr)* $(,)?) => { ($this).#name($($argument),*) };
            }
            trait #otherwise {
                fn #name<#(#generics),*>(&self, #(_: #generics),*) -> #result
                where
                    Self: #needed,
                {
                    ::core::panic!()
                }
            }
            impl<T: ?::core::marker::Sized> #otherwise for T {}
        }
    }

    fn needed(&self, krate: &TokenStream) -> TokenStream {
        match self.order {
            Order::PullBackTwice => quote!(#krate::TwiceDifferentiated),
            _ => quote!(#krate::Differentiated),
        }
    }

    /// What a derivative that is not there would return.
    fn result_otherwise(&self, scalar: &TokenStream) -> TokenStream {
        let function = self.function.to_string();
        if function.starts_with("__zeros_of_arguments") {
            let numbers = vec![scalar; self.arguments];
            quote!((#(#numbers,)*))
        } else if function.starts_with("__push_forward") {
            quote!((#scalar, #scalar))
        } else {
            scalar.clone()
        }
    }

    /// As for functions of numbers; what would be returned is of no account, as nothing gets that far.
    fn declaration_with_arrays(&self, krate: &TokenStream, scalar: &TokenStream) -> TokenStream {
        let Callee { alias, .. } = self;
        let otherwise = format_ident!("{alias}_otherwise");
        let generics: Vec<_> = (0..self.arguments).map(|position| format_ident!("P{position}")).collect();
        let (needed, result) = (self.needed(krate), self.result_otherwise(scalar));
        self.stand_in(&otherwise, &generics, &result, &needed)
    }
}

/// Whether a path is the name of a crate that is known everywhere.
fn is_name_of_crate(path: &TokenStream) -> bool {
    ["core", "std", "alloc", "test", "proc_macro"].contains(&path.to_string().as_str())
}
