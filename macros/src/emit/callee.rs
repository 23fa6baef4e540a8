//! The functions that a function calls for their derivatives.

use std::collections::BTreeMap;

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::ext::IdentExt;

use super::method::of_method;
use super::{along_kinks, lanes, unsure};
use crate::signature::Returns;
use crate::syntax::tokens::{self, Token, outermost_words};
use crate::syntax::without_arguments;

/// The hidden function of a method that says how it takes `self`.
pub(super) const TAKES: &str = "__takes";

/// Which derivatives are called for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Order {
    First,
    Second,
    /// Those of a function with arrays, in reverse mode.
    PullBack,
    /// The same of its gradient, which needs second derivatives.
    PullBackTwice,
    /// Those along several directions at once.
    Lanes,
    /// Those of one of its derivatives.
    Nested,
    /// Those of its Hessian, which nobody has. A function of that name has its own.
    NestedHessian,
}

impl Order {
    /// The hidden function that gives them.
    pub(super) fn function(self) -> &'static str {
        match self {
            Order::First => "__partials",
            Order::Second => "__second_partials",
            Order::PullBack | Order::PullBackTwice | Order::Lanes | Order::Nested | Order::NestedHessian => {
                "__pull_back"
            }
        }
    }

    /// What the function has to be, as rustc says it.
    fn needed(self, is_method: bool) -> Ident {
        format_ident!(
            "{}",
            match self {
                Order::First | Order::PullBack if is_method => "MethodDifferentiated",
                Order::First | Order::PullBack => "Differentiated",
                Order::Second | Order::PullBackTwice | Order::Nested => "TwiceDifferentiated",
                Order::Lanes => "DifferentiatedInLanes",
                Order::NestedHessian => "ThriceDifferentiated",
            }
        )
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
    /// What it is a function of, and its name there, where it is found by its path alone: that of a type or, as a derivative,
    /// of the type that a function has. Behind the name of a module there may be a function that is called like a derivative.
    owner: Option<(TokenStream, Ident)>,
    /// Where it is a method of an object, its name.
    of_object: Option<Ident>,
    /// Whether it is a function of the core crate, which has all derivatives.
    is_ours: bool,
    /// Whether what it gives is known to be numbers, or lists of them.
    pub(super) gives_numbers: bool,
}

/// Whether what is called is a method: `.name`.
pub(super) fn is_method(path: &TokenStream) -> bool {
    tokens::outermost(path, |level| matches!(level.first(), Some(Token::Sign('.'))))
}

/// Whether what is called is one of the core crate's operations on vectors and matrices.
pub(crate) fn is_ours(path: &TokenStream) -> bool {
    matches!(outermost_words(path).as_slice(), [.., support, linear, _] if support == "support" && linear == "linear")
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

/// The same with the name of one of its hidden functions.
fn function_of_type(path: &TokenStream, function: &Ident) -> Option<(TokenStream, Ident)> {
    let (owner, method) = of_type(path)?;
    let name = spanned_like(&method, of_method(&method, function));
    Some((owner, name))
}

impl Callee {
    pub(super) fn new(path: &TokenStream, order: Order, arguments: usize, returns: Returns) -> Callee {
        let names = outermost_words(path);
        // With the span of the call, on which rustc's errors then stand.
        let span = names.last().map_or_else(Span::call_site, Ident::span);
        let joined: Vec<String> =
            names.iter().map(|name| name.unraw().to_string().replace('$', "")).collect();
        let suffix = match order {
            Order::First => "slopes",
            Order::Second => "second_slopes",
            Order::PullBack | Order::PullBackTwice | Order::Lanes | Order::Nested | Order::NestedHessian => {
                "derivatives"
            }
        };
        let (path, generic) = without_arguments(path);
        let function = Ident::new(order.function(), span);
        let owner = function_of_type(&path, &function);
        Callee {
            path: path.clone(),
            generic,
            alias: Ident::new(&format!("__{}_{suffix}", joined.join("_")), span),
            function,
            order,
            arguments,
            returns,
            owner,
            of_object: names.last().filter(|_| is_method(&path)).cloned(),
            is_ours: is_ours(&path),
            gives_numbers: matches!(order, Order::First | Order::Second),
        }
    }

    /// A call of the function.
    pub(super) fn call(&self, arguments: &[TokenStream]) -> TokenStream {
        let (alias, function) = (&self.alias, &self.function);
        let generic = self.generic_in_call();
        if let (Some(method), [this, arguments @ ..]) = (&self.of_object, arguments) {
            let mut name = self.name();
            name.set_span(Span::call_site());
            return tokens::located_at(quote!((#this).#name(#(#arguments),*)), method.span());
        }
        let called = if self.is_ours {
            let path = &self.path;
            quote!(#path::#function #generic)
        } else if let Some((owner, name)) = &self.owner {
            quote_spanned!(name.span()=> #owner::#name #generic)
        } else {
            quote!(#alias::#function #generic)
        };
        quote!(#called(#(#arguments),*))
    }

    /// The generic arguments, behind which the number of directions is known from what is handed over.
    fn generic_in_call(&self) -> TokenStream {
        let written = syn::parse2::<syn::AngleBracketedGenericArguments>(self.generic.clone());
        match (self.order, written) {
            (Order::Lanes, Ok(written)) => {
                let arguments = written.args.iter();
                quote!(::<#(#arguments,)* _>)
            }
            _ => self.generic.clone(),
        }
    }

    /// Whether a function that is not there is told of by this one of its derivatives: by the way back, if there is one. Those of
    /// one order are all there, or none.
    pub(super) fn asks(&self, all: &BTreeMap<String, Callee>) -> bool {
        let is_way_back = |callee: &Callee| {
            let name = callee.function.to_string();
            (!name.starts_with("__push_forward") || name == lanes::HIDDEN)
                && !name.starts_with("__zeros_of_arguments")
                && name != TAKES
                && name != along_kinks::BACK
        };
        if self.function == TAKES {
            return false;
        }
        let path = self.path.to_string();
        let of_the_same = |other: &&Callee| {
            other.path.to_string() == path
                && other.order.needed(false) == self.order.needed(false)
                && is_way_back(other)
        };
        is_way_back(self) || !all.values().any(|other| of_the_same(&other))
    }

    /// What answers for all callees that have a function of this name, where they do not have it.
    pub(super) fn answers_for_all(&self) -> Option<Ident> {
        let is_by_alias = self.of_object.is_none() && self.owner.is_none();
        (!is_by_alias).then(|| format_ident!("{}_of_{}_otherwise", self.name(), self.arguments))
    }

    /// Whether it has derivatives as soon as this function has them.
    pub(super) fn is_there(&self, function: &Ident) -> bool {
        self.is_ours || *function == self.path.to_string()
    }

    /// What says whether it has derivatives; nothing, where only an error would: what stands in for it gives nothing but numbers.
    pub(super) fn is_differentiated(&self) -> Option<TokenStream> {
        let name = match self.order {
            _ if !self.gives_numbers || self.written() > 0 => return None,
            Order::First | Order::PullBack => unsure::ONCE,
            Order::Second | Order::PullBackTwice => unsure::TWICE,
            Order::Lanes | Order::Nested | Order::NestedHessian => return None,
        };
        let (alias, name) = (&self.alias, format_ident!("{name}"));
        let is_by_alias = self.of_object.is_none() && self.owner.is_none();
        is_by_alias.then(|| quote!(#alias::#name))
    }

    /// Whether what stands in for it has to give what is wanted there, as its value says.
    fn gives_what_is_wanted(&self, asks: bool) -> bool {
        !asks
            && self.is_differentiated().is_some()
            && self.function.to_string().starts_with("__push_forward")
            && !matches!(self.order, Order::First | Order::Second)
    }

    /// What the function is called there where it is found.
    fn name(&self) -> Ident {
        match (&self.of_object, &self.owner) {
            (Some(method), _) => of_method(method, &self.function),
            (None, Some((_, name))) => name.clone(),
            (None, None) => self.function.clone(),
        }
    }

    /// Makes the derivatives reachable; where there are none, the error on the call says so, if this one `asks`.
    ///
    /// The path is imported under the alias. If it is that of a function without derivatives, then no type comes
    /// with it, and the stand-in of the glob import is found instead, which answers with a trait that nothing
    /// implements. The functions of a type itself go before those of a trait, so nothing else sees this.
    pub(super) fn declaration(&self, krate: &TokenStream, scalar: &TokenStream, asks: bool) -> TokenStream {
        let needed = self.order.needed(self.of_object.is_some());
        let needed = asks.then(|| quote!(where Self: #krate::#needed,));
        if self.is_ours {
            return TokenStream::new();
        }
        let (mut generics, mut result) = self.signature_otherwise(scalar);
        // As many generic arguments as are written, and one for each argument.
        let written: Vec<Ident> = (0..self.written()).map(|place| format_ident!("G{place}")).collect();
        let arguments: Vec<TokenStream> = match written.as_slice() {
            [] => generics.iter().map(ToTokens::to_token_stream).collect(),
            _ => vec![quote!(impl ::core::marker::Sized); generics.len()],
        };
        let mut written = written;
        if self.gives_what_is_wanted(asks) {
            generics.push(format_ident!("R"));
            result = quote!(R);
        }
        if self.function == TAKES {
            result = quote!(#krate::support::LooksAtSelf<'_, Self>);
        }
        if self.order == Order::Lanes {
            // What it would give is whatever is wanted; behind what is written stands how many directions there are.
            if written.is_empty() {
                generics.extend([format_ident!("V"), format_ident!("C")]);
            } else {
                written.push(format_ident!("D"));
            }
        }
        if let Some(otherwise) = self.answers_for_all() {
            let receiver = self.of_object.as_ref().map(|_| quote!(&self,));
            let own = usize::from(receiver.is_some());
            let arguments = &arguments[own..];
            let generics = if written.is_empty() { &generics[own..] } else { &written };
            let name = self.name();
            let otherwise_gives = if self.function == TAKES {
                quote!(#krate::support::LooksAtSelf(self))
            } else {
                quote!(::core::panic!())
            };
            return quote! {
                trait #otherwise {
                    fn #name<#(#generics),*>(#receiver #(_: #arguments),*) -> #result
                    #needed
                    {
                        #otherwise_gives
                    }
                }
                impl<T: ?::core::marker::Sized> #otherwise for T {}
            };
        }
        let Callee { path, alias, function, .. } = self;
        let generics = if written.is_empty() { &generics } else { &written };
        let (stand_in, otherwise) = (format_ident!("{alias}_or_not"), format_ident!("{alias}_otherwise"));
        // A name that every crate has is ambiguous where something is imported, and nowhere else.
        let import =
            if is_name_of_crate(path) { quote!(type #alias = #path;) } else { quote!(use #path as #alias;) };
        let glob = (!is_name_of_crate(path)).then(|| quote!(use #stand_in::*;));
        let is_missing = (!asks && self.is_differentiated().is_some()).then(|| {
            let once = format_ident!("{}", unsure::ONCE);
            quote!(impl #alias { pub const #once: ::core::primitive::bool = false; })
        });
        quote! {
            mod #stand_in {
                pub struct #alias {}
                #is_missing
                pub trait #otherwise {
                    fn #function<#(#generics),*>(#(_: #arguments),*) -> #result
                    #needed
                    {
                        ::core::panic!()
                    }
                }
            }
            #glob
            #import
            impl #stand_in::#otherwise for #alias {}
        }
    }

    /// The type parameters of what answers, and what it would return; of arrays that is of no account, as nothing gets that far.
    fn signature_otherwise(&self, scalar: &TokenStream) -> (Vec<Ident>, TokenStream) {
        let generics: Vec<Ident> = (0..self.arguments).map(|position| format_ident!("P{position}")).collect();
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
                quote!(((#(#values,)*), [#slopes; #count], [(#(#rows,)*); #count], [(#(#rows,)*); #count]))
            }
            (Order::Second, Returns::Array(count)) => {
                let rows = vec![&slopes; self.arguments];
                quote!(([#scalar; #count], [#slopes; #count], [(#(#rows,)*); #count], [(#(#rows,)*); #count]))
            }
            (
                Order::PullBack | Order::PullBackTwice | Order::Lanes | Order::Nested | Order::NestedHessian,
                _,
            ) => self.result_otherwise(scalar),
            (Order::Second, Returns::Scalar) | (_, Returns::Composite) => {
                let rows = vec![&slopes; self.arguments];
                quote!((#scalar, #slopes, (#(#rows,)*), (#(#rows,)*)))
            }
        };
        (generics, result)
    }

    /// How many generic arguments are written.
    fn written(&self) -> usize {
        let arguments = syn::parse2::<syn::AngleBracketedGenericArguments>(self.generic.clone());
        let is_one = |argument: &syn::GenericArgument| !matches!(argument, syn::GenericArgument::Lifetime(_));
        arguments.map_or(0, |arguments| arguments.args.iter().filter(|argument| is_one(argument)).count())
    }

    /// A function of a callee with arrays, by its name and the number of its parameters.
    pub(super) fn of_arrays(path: &TokenStream, function: &str, parameters: usize, order: Order) -> Callee {
        let mut callee = Callee::new(path, order, parameters, Returns::Scalar);
        let span = callee.alias.span();
        callee.alias = Ident::new(&format!("{}{function}", callee.alias), span);
        callee.function = Ident::new(function, span);
        callee.owner = match order {
            Order::Nested | Order::NestedHessian => Some((callee.path.clone(), callee.function.clone())),
            _ => function_of_type(&callee.path, &callee.function),
        };
        callee
    }

    /// What a derivative that is not there would return.
    fn result_otherwise(&self, scalar: &TokenStream) -> TokenStream {
        let function = self.function.to_string();
        if function.starts_with("__zeros_of_arguments") {
            let numbers = vec![scalar; self.arguments];
            quote!((#(#numbers,)*))
        } else if self.order == Order::Lanes && self.written() == 0 {
            quote!((V, C))
        } else if function.starts_with("__push_forward") {
            quote!((#scalar, #scalar))
        } else {
            scalar.clone()
        }
    }
}

/// A name of ours where the user wrote one of theirs: rustc's errors then stand there.
fn spanned_like(written: &Ident, name: Ident) -> Ident {
    Ident::new(&name.to_string(), written.span())
}

/// Whether a path is the name of a crate that is known everywhere.
fn is_name_of_crate(path: &TokenStream) -> bool {
    ["core", "std", "alloc", "test", "proc_macro"].contains(&path.to_string().as_str())
}
