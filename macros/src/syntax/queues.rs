//! Queues of numbers are vectors where they are followed: what is put in at one end comes out at the other.

use syn::{GenericArgument, PathArguments, Type};

use super::build::Builder;
use super::tree::{Expr, ExprKind, Pat, PatKind};

impl Builder<'_> {
    /// A variable that is declared to be a queue of numbers, and is made here, is a vector of them.
    pub(super) fn queue_as_vector(&mut self, pattern: &mut Pat, value: &Expr) {
        let PatKind::Typed(inner, written) = &mut pattern.kind else { return };
        if !makes_queue(value) {
            return;
        }
        let Some(vector) = vector_of(written, self.number.as_ref()) else { return };
        if let PatKind::Bind(bind) = &inner.kind {
            self.locals[bind.local.index()].declared = Some(vector.clone());
        }
        *written = vector;
    }
}

fn makes_queue(value: &Expr) -> bool {
    match &value.bare().kind {
        ExprKind::Call(callee, _) => queue_maker(callee).is_some(),
        ExprKind::Method(method) => method.name == "collect" || method.name == "into",
        _ => false,
    }
}

/// The maker in `VecDeque::new`.
pub(crate) fn queue_maker(callee: &Expr) -> Option<String> {
    match callee.path_names().as_slice() {
        [.., owner, maker] if owner == "VecDeque" => Some(maker.clone()),
        _ => None,
    }
}

/// `Vec<f64>` for `VecDeque<f64>`.
fn vector_of(written: &Type, number: Option<&syn::Ident>) -> Option<Type> {
    let Type::Path(path) = written else { return None };
    let last = path.path.segments.last().filter(|last| last.ident == "VecDeque")?;
    let PathArguments::AngleBracketed(arguments) = &last.arguments else { return None };
    let Some(GenericArgument::Type(element)) = arguments.args.first() else { return None };
    holds_numbers(element, number).then(|| syn::parse_quote!(::std::vec::Vec<#element>))
}

fn holds_numbers(element: &Type, number: Option<&syn::Ident>) -> bool {
    match element {
        Type::Tuple(tuple) => tuple.elems.iter().any(|part| holds_numbers(part, number)),
        Type::Array(array) => holds_numbers(&array.elem, number),
        Type::Path(path) => {
            crate::signature::float_of(element).is_some()
                || number.is_some_and(|number| path.path.is_ident(number))
        }
        _ => false,
    }
}
