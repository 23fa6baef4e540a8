//! What leaves a function whose results tell whether there is a value, as those of `__attempted` in `companion.rs` do: the results with 1 before them
//! where there is one, and with 0 where there is none.

use syn::{Expr, Type};

use crate::outputs::{is_option, is_value, wrapped};

/// The results with a value, or without one: what would be left is an option or a result.
pub(crate) fn left_or_failed(results: &syn::ExprTuple, value: &Expr) -> Expr {
    let written: Vec<&Expr> = results.elems.iter().skip(2).collect();
    let valued = is_value(&results.elems[1]);
    match wrapped(value) {
        (_, true) => syn::parse_quote!((0.0, 0.0, #(#written),*)),
        (Some(held), _) if valued => syn::parse_quote!((1.0, #held, #(#written),*)),
        (Some(Expr::Tuple(unit)), _) if unit.elems.is_empty() => syn::parse_quote!(#results),
        (Some(held), _) => syn::parse_quote!({ let _ = #held; #results }),
        (None, false) if valued => syn::parse_quote!((1.0, (#value)?, #(#written),*)),
        (None, false) => syn::parse_quote!({ (#value)?; #results }),
    }
}

/// What `?` does there, if an expression is that: it gives what is there, if that is wanted, or leaves.
pub(crate) fn there_or_left(attempted: &Type, expr: &Expr, valued: bool) -> Option<Expr> {
    let mut tried = match expr {
        Expr::Try(attempt) => &*attempt.expr,
        Expr::Paren(inner) => return there_or_left(attempted, &inner.expr, valued),
        _ => return None,
    };
    // Which error it is does not matter.
    let mut is_option = is_option(attempted);
    loop {
        tried = match tried {
            Expr::MethodCall(method) if method.method == "map_err" => &method.receiver,
            Expr::MethodCall(method) if method.method == "ok" && method.args.is_empty() => {
                is_option = false;
                &method.receiver
            }
            Expr::MethodCall(method) if method.method == "ok_or" || method.method == "ok_or_else" => {
                is_option = true;
                &method.receiver
            }
            Expr::Paren(inner) => &inner.expr,
            _ => break,
        };
    }
    let left: Expr = syn::parse_quote!(return ::core::option::Option::None);
    Some(match (is_option, valued) {
        (true, true) => syn::parse_quote!(match #tried { Some(__there) => __there, None => #left }),
        (true, false) => syn::parse_quote!(match #tried { Some(_) => {} None => #left }),
        (false, true) => syn::parse_quote!(match #tried { Ok(__there) => __there, Err(_) => #left }),
        (false, false) => syn::parse_quote!(match #tried { Ok(_) => {} Err(_) => #left }),
    })
}
