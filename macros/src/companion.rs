//! What callers call of a function that writes behind `&mut`: functions beside it that return what it writes.
//!
//! What comes in: such a function. What goes out: `__written`, which returns what stands in its places when it is done, and `__returned`, which returns
//! its value before that, with their derivatives by what stood there, too. A caller gives the places the new values. Of a function that may return no
//! value, `__attempted` returns as a number whether it does, the value or zero, and what it writes until it leaves, whichever way.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use syn::ext::IdentExt;
use syn::{FnArg, Generics, ItemFn, Pat};

use crate::emit::{emit, silent};
use crate::errors::Errors;
use crate::expand::{differentiate, read_signature};
use crate::nesting::Nested;
use crate::options::{Options, crate_path};
use crate::outputs::{Results, Rewritten, returned, together};
use crate::signature::{Parameter, Signature, float_of, rank_of};

const COMPANIONS: [Results; 3] = [Results::Written, Results::Both, Results::Attempted];

/// The companion of a function, among the functions of its type.
pub(crate) fn companion_of_function(results: Results) -> &'static str {
    match results {
        Results::Own | Results::Both => "__returned",
        Results::Written => "__written",
        Results::Attempted => "__attempted",
    }
}

/// The companion of a method.
pub(crate) fn companion_of(method: &Ident, results: Results) -> Ident {
    format_ident!("__{}{}", method.unraw(), &companion_of_function(results)[1..], span = method.span())
}

/// The method by its own name, whose companion this may be.
pub(crate) fn method_of(companion: &str) -> &str {
    let own = companion.strip_prefix("__").and_then(|name| {
        COMPANIONS.into_iter().find_map(|results| name.strip_suffix(&companion_of_function(results)[1..]))
    });
    own.filter(|own| !own.is_empty()).unwrap_or(companion)
}

/// The companions of a function that writes.
pub(crate) fn companions(
    function: &ItemFn,
    nested: &Nested,
    options: &Options,
    signature: &Signature,
    around: Option<&Generics>,
) -> TokenStream {
    let names = |name: &Ident| options.wrt.iter().flatten().any(|named| named == name);
    // Of a struct that `wrt` does not name, nobody knows whether it may vary.
    let is_known = signature.written.iter().all(|place| {
        let parameter = signature.parameters.iter().find(|parameter| parameter.name == place.name);
        place.is_output
            || names(&place.name)
            || parameter.is_some_and(|parameter| rank_of(&signature.known(&parameter.declared)).is_some())
    });
    if !is_known || options.derivative.is_some() {
        return TokenStream::new();
    }
    let mut functions = TokenStream::new();
    for results in COMPANIONS {
        functions.extend(companion(function, nested, options, signature, around, results));
    }
    if signature.is_method {
        return functions;
    }
    let name = &function.sig.ident;
    let conditions = function.attrs.iter().filter(|attribute| attribute.path().is_ident("cfg"));
    let silent = silent();
    quote! {
        #(#conditions)*
        #silent
        const _: () = {
            impl #name { #functions }
        };
    }
}

fn companion(
    function: &ItemFn,
    nested: &Nested,
    options: &Options,
    signature: &Signature,
    around: Option<&Generics>,
    results: Results,
) -> Option<TokenStream> {
    let silent_errors = &mut Errors::default();
    let mut named = function.clone();
    for (position, input) in named.sig.inputs.iter_mut().enumerate() {
        if let FnArg::Typed(typed) = input
            && let Pat::Wild(_) = &*typed.pat
        {
            let name = format_ident!("__unused_{position}");
            *typed.pat = syn::parse_quote!(#name);
        }
    }
    let mut options = options.clone();
    options.out = Vec::new();
    let Rewritten { function: mut made, places, result, attempted, returns_nothing } =
        returned(&named, &options, results, silent_errors)?;
    if results == Results::Attempted
        && let syn::ReturnType::Type(_, output) = &mut made.sig.output
        && let syn::Type::Tuple(parts) = &mut **output
    {
        float_of(&signature.scalar)?;
        for number in parts.elems.iter_mut().take(2) {
            *number = signature.scalar.clone();
        }
    }
    let itself = &function.sig.ident;
    made.sig.ident = if signature.is_method {
        companion_of(itself, results)
    } else {
        format_ident!("{}", companion_of_function(results))
    };
    let own = Generics::default();
    let around = around.unwrap_or(&own);
    let is_place = |parameter: &Parameter| places.iter().any(|place| place.name == parameter.name);
    let is_number =
        |parameter: &Parameter| float_of(&signature.known(&parameter.declared)) == Some(signature.float);
    let by = |every: bool| {
        let parameters = signature.parameters.iter();
        let by = parameters.filter(|parameter| {
            parameter.differentiated || is_place(parameter) || every && is_number(parameter)
        });
        let (mut options, silent) = (options.clone(), &mut Errors::default());
        options.wrt = Some(by.map(|parameter| parameter.name.clone()).collect());
        let mut read = read_signature(&made, nested, &options, Some(around), silent)?;
        read.result.clone_from(&result);
        read.attempted.clone_from(&attempted);
        let derivatives = differentiate(&made, nested, &options, &read, silent)?;
        Some((options, read, derivatives))
    };
    // A caller may vary every number, as it may of the function itself; if that cannot be, those that the function names. What is called
    // for callers alone may have no derivative.
    let (options, read, derivatives) = match by(true) {
        Some(every) if every.2.calls() == 0 => every,
        every => {
            let named_alone = by(false)?;
            every.filter(|every| every.2.calls() == named_alone.2.calls()).unwrap_or(named_alone)
        }
    };
    let derivatives = emit(&made, &options, &read, derivatives);
    let arguments = named.sig.inputs.iter().filter_map(|input| {
        let name = match input {
            FnArg::Receiver(receiver) => Ident::new("self", receiver.self_token.span),
            FnArg::Typed(typed) => match &*typed.pat {
                Pat::Ident(pattern) => pattern.ident.clone(),
                _ => return None,
            },
        };
        Some(match places.iter().find(|place| place.name == name) {
            Some(place) => {
                let own = &place.own;
                quote!(&mut #own)
            }
            None => quote!(#name),
        })
    });
    let itself = if signature.is_method { quote!(<Self>::#itself) } else { quote!(#itself) };
    let copies = places.iter().map(|place| {
        let (own, copy) = (&place.own, &place.copy);
        quote!(let mut #own = #copy;)
    });
    let outputs: Vec<&Ident> = places.iter().map(|place| &place.own).collect();
    let result = match results {
        Results::Both => quote!((value, #(#outputs),*)),
        _ => together(&outputs),
    };
    let krate = crate_path(&options);
    let result = match (results, &signature.fallible) {
        (Results::Attempted, Some(_)) if returns_nothing => {
            quote!((#krate::support::is_present(&value).into(), 0.0, #(#outputs),*))
        }
        (Results::Attempted, Some(_)) => {
            quote!((#krate::support::is_present(&value).into(), value.unwrap_or_default(), #(#outputs),*))
        }
        (Results::Attempted, None) => quote!((value.into(), 0.0, #(#outputs),*)),
        (_, Some(_)) => quote!(value.map(|value| #result)),
        (_, None) => result,
    };
    let (sig, vis, silent) = (&made.sig, &function.vis, silent());
    Some(quote! {
        #[doc(hidden)]
        #silent
        #vis #sig {
            #(#copies)*
            let value = #itself(#(#arguments),*);
            #result
        }
        #derivatives
    })
}
