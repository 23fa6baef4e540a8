//! `let a: [f64; 3] = x[..3].try_into().unwrap();`: an array of a part of another one is read as what it means, element by element.

use proc_macro2::{Ident, Span};
use quote::quote;
use syn::{Expr as Syntax, ExprLit, Lit, Pat, Type as SynType};

/// Above so many elements, a closure makes them.
const FEW: usize = 8;

/// A `let` without the conversion, if it is of one.
pub(super) fn element_by_element(local: &syn::Local) -> Option<syn::Local> {
    let init = local.init.as_ref().filter(|init| init.diverge.is_none())?;
    let Syntax::MethodCall(unwrap) = &*init.expr else { return None };
    if unwrap.method != "unwrap" && unwrap.method != "expect" {
        return None;
    }
    let (slice, array) = match (&*unwrap.receiver, &local.pat) {
        (Syntax::MethodCall(call), Pat::Type(typed)) if call.method == "try_into" && call.args.is_empty() => {
            (&*call.receiver, array_type(&typed.ty)?)
        }
        (Syntax::Call(call), _) => {
            let Syntax::Path(path) = &*call.func else { return None };
            let array = array_type(&path.qself.as_ref()?.ty)?;
            let is_ours = path.path.segments.last().is_some_and(|last| last.ident == "try_from");
            (call.args.first().filter(|_| is_ours && call.args.len() == 1)?, array)
        }
        _ => return None,
    };
    let ours = |name| Ident::new(name, Span::mixed_site());
    let (part, count) = (ours("__part"), &array.len);
    let elements = match count {
        Syntax::Lit(ExprLit { lit: Lit::Int(count), .. })
            if count.base10_parse().is_ok_and(|count| (1..=FEW).contains(&count)) =>
        {
            let places = 0..count.base10_parse::<usize>().ok()?;
            quote!([#(#part[#places]),*])
        }
        _ => {
            let place = ours("__place");
            quote!(::core::array::from_fn(|#place| #part[#place]))
        }
    };
    let slice = match slice {
        Syntax::Reference(_) => quote!(#slice),
        // What is a slice by itself lies behind a reference already.
        Syntax::Index(_) => quote!(&#slice),
        other => quote!(#other),
    };
    let value = quote!({
        let #part = #slice;
        ::core::assert!(#part.len() == #count, "the slice is as long as the array");
        #elements
    });
    let mut read = local.clone();
    *read.init.as_mut()?.expr = syn::parse2(value).ok()?;
    Some(read)
}

fn array_type(ty: &SynType) -> Option<&syn::TypeArray> {
    match ty {
        SynType::Array(array) => Some(array),
        SynType::Paren(inner) => array_type(&inner.elem),
        SynType::Group(inner) => array_type(&inner.elem),
        _ => None,
    }
}
