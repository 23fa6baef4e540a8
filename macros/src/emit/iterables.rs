//! What is iterated over, as the user wrote it: whether it can be gone through from behind.

use proc_macro2::TokenStream;
use quote::quote;

use crate::ir::{Graph, Id, Node};

/// Whether an iterator is known to go backwards, too, and whether it then knows how many there are.
pub(super) fn reversible_node(graph: &Graph, iterable: Id) -> Option<bool> {
    let Node::Constant { tokens, mentions, .. } = graph.node(iterable) else { return Some(true) };
    let expression = syn::parse2(graph.tokens(*tokens).clone()).ok()?;
    reversible(&expression, &|name| {
        let mentioned = mentions.iter().find(|(known, _)| name == known);
        mentioned.map_or(Some(true), |&(_, id)| reversible_node(graph, id))
    })
}

fn reversible(iterable: &syn::Expr, named: &dyn Fn(&syn::Ident) -> Option<bool>) -> Option<bool> {
    let reversible = |inner: &syn::Expr| reversible(inner, named);
    match iterable {
        syn::Expr::Paren(inner) => reversible(&inner.expr),
        syn::Expr::Group(inner) => reversible(&inner.expr),
        syn::Expr::Path(path) => path.path.get_ident().map_or(Some(true), named),
        syn::Expr::Range(range) => Some(matches!(range.limits, syn::RangeLimits::HalfOpen(_))),
        // Arrays, slices and vectors are what people iterate over.
        syn::Expr::Field(_) | syn::Expr::Index(_) | syn::Expr::Array(_) => Some(true),
        syn::Expr::Reference(inner) => reversible(&inner.expr),
        syn::Expr::MethodCall(call) => {
            let inner = reversible(&call.receiver)?;
            match call.method.to_string().as_str() {
                "iter" | "into_iter" | "windows" | "chunks" | "chunks_exact" | "rev" | "map" | "copied"
                | "cloned" => Some(inner),
                "filter" => Some(false),
                "enumerate" | "skip" | "take" | "step_by" => inner.then_some(true),
                "zip" => (inner && reversible(call.args.first()?)?).then_some(true),
                _ => None,
            }
        }
        _ => None,
    }
}

/// What is iterated over, as an iterator; a range is one itself.
pub(super) fn iterator(tokens: &TokenStream) -> TokenStream {
    let is_range = |expression: &syn::Expr| match expression {
        syn::Expr::Range(_) => true,
        syn::Expr::Paren(inner) => matches!(*inner.expr, syn::Expr::Range(_)),
        _ => false,
    };
    match syn::parse2::<syn::Expr>(tokens.clone()) {
        Ok(expression) if is_range(&expression) => tokens.clone(),
        _ => quote!(::core::iter::IntoIterator::into_iter(#tokens)),
    }
}
