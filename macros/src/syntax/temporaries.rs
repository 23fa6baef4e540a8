//! `let q = &mut [x, 1.0];`: what is made for a mutable reference has a name of its own, as it lives as long as the reference does.

use proc_macro2::Span;
use quote::{format_ident, quote};
use syn::{Expr as Syntax, Pat};

/// A `let` of what is made, and one of the reference to it.
pub(super) fn made_before(local: &syn::Local) -> Option<Vec<syn::Local>> {
    let init = local.init.as_ref().filter(|init| init.diverge.is_none())?;
    let Syntax::Reference(lent) = &*init.expr else { return None };
    let is_made = matches!(
        &*lent.expr,
        Syntax::Array(_)
            | Syntax::Repeat(_)
            | Syntax::Tuple(_)
            | Syntax::Struct(_)
            | Syntax::Lit(_)
            | Syntax::Macro(_)
    );
    let pattern = match &local.pat {
        Pat::Type(typed) => &*typed.pat,
        pattern => pattern,
    };
    let Pat::Ident(name) = pattern else { return None };
    if lent.mutability.is_none() || !is_made {
        return None;
    }
    let made = format_ident!("__made_for_{}", name.ident, span = Span::mixed_site());
    let mut before = local.clone();
    before.pat = syn::parse::Parser::parse2(Pat::parse_single, quote!(mut #made)).ok()?;
    before.init.as_mut()?.expr.clone_from(&lent.expr);
    let mut reference = local.clone();
    *reference.init.as_mut()?.expr = syn::parse2(quote!(&mut #made)).ok()?;
    Some(vec![before, reference])
}
