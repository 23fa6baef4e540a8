//! Names that may be mutable references: what is bound to what `iter_mut`, `last_mut`, `&mut` and the like lend. A method that nobody knows may
//! change what is behind them.

use std::borrow::Cow;

use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::{Expr as Syntax, Token};

use super::build::Builder;
use super::tree::{Block, Expr, ExprKind, Pat, PatKind};
use crate::elementary::Function;
use crate::table::methods;

/// A call with what it is lent by name.
pub(super) struct ByName<'s> {
    pub(super) call: Cow<'s, Syntax>,
    /// Whether it is not to be seen which of several it changes.
    pub(super) is_unclear: bool,
}

impl Builder<'_> {
    /// Notes that the names of a pattern are bound to what an expression gives.
    pub(super) fn note_lent(&mut self, pattern: &Pat, value: &Expr) {
        if let (PatKind::Tuple(parts), ExprKind::Method(method)) = (&pattern.bare().kind, &value.bare().kind)
        {
            match (parts.as_slice(), method.arguments.as_slice()) {
                ([_, item], []) if method.name == "enumerate" => {
                    return self.note_lent(item, &method.receiver);
                }
                ([first, second], [other]) if method.name == "zip" => {
                    self.note_lent(first, &method.receiver);
                    return self.note_lent(second, other);
                }
                _ => {}
            }
        }
        let goes_on = value.as_local().is_some_and(|local| self.lent.contains(&local));
        if goes_on || lends(value) {
            self.lend(pattern);
        }
    }

    pub(super) fn lend(&mut self, pattern: &Pat) {
        self.lent.extend(pattern.binds());
    }

    /// A call that stands for itself, as in `step(state, dt);`: it is called for what it changes. If one name among its arguments is that of a
    /// mutable reference, that is lent as `&mut *state` would be; which of several are, is not to be seen.
    pub(super) fn lent_by_name<'s>(&mut self, call: &'s Syntax) -> ByName<'s> {
        let as_it_is = ByName { call: Cow::Borrowed(call), is_unclear: false };
        if !matches!(call, Syntax::Call(_) | Syntax::MethodCall(_) | Syntax::Try(_) | Syntax::Paren(_)) {
            return as_it_is;
        }
        let mut lending = call.clone();
        let Some(arguments) = arguments_of(&mut lending) else { return as_it_is };
        let is_shown =
            |argument: &Syntax| matches!(argument, Syntax::Reference(lent) if lent.mutability.is_some());
        if arguments.iter().any(is_shown) {
            return as_it_is;
        }
        let mut by_name = arguments.iter_mut().filter(|argument| self.is_lent_name(argument));
        let Some(argument) = by_name.next() else { return as_it_is };
        if by_name.next().is_some() {
            return ByName { is_unclear: true, ..as_it_is };
        }
        *argument = syn::parse_quote_spanned!(argument.span()=> &mut *#argument);
        ByName { call: Cow::Owned(lending), is_unclear: false }
    }

    /// The arguments of a call; what goes to `mem::swap` and its kin by its name is lent to be changed.
    pub(super) fn arguments(&mut self, call: &syn::ExprCall) -> Vec<Expr> {
        let is_exchange = |path: &syn::ExprPath| {
            let names: Vec<String> =
                path.path.segments.iter().map(|segment| segment.ident.to_string()).collect();
            matches!(names.as_slice(), [.., module, name]
                if module == "mem" && ["swap", "replace", "take"].contains(&name.as_str()))
        };
        if !matches!(&*call.func, Syntax::Path(path) if is_exchange(path)) {
            return self.all(&call.args);
        }
        let mut arguments = call.args.clone();
        for argument in arguments.iter_mut().filter(|argument| self.is_lent_name(argument)) {
            *argument = syn::parse_quote_spanned!(argument.span()=> &mut *#argument);
        }
        self.all(&arguments)
    }

    /// The arguments of a method. One that no table knows may change what it is given by its name.
    pub(super) fn arguments_of_method(&mut self, call: &syn::ExprMethodCall) -> Vec<Expr> {
        let name = call.method.to_string();
        if methods::rows(&name).next().is_none() && Function::method(&name).is_none() {
            self.note_names(&call.args);
        }
        self.all(&call.args)
    }

    /// Notes which mutable references a call is given by their names; closures are seen through.
    pub(super) fn note_by_name(&mut self, call: &Expr, arguments: &Punctuated<Syntax, Token![,]>) {
        let ExprKind::Call(callee, _) = &call.kind else { return };
        let path = callee.path_names();
        let is_wrapping = path.last().is_some_and(|last| ["Some", "Ok", "Err"].contains(&last.as_str()));
        let is_of_memory = path.iter().any(|name| name == "mem");
        if !(matches!(callee.bare().kind, ExprKind::Local(_)) || is_wrapping || is_of_memory) {
            self.note_names(arguments);
        }
    }

    fn note_names(&mut self, arguments: &Punctuated<Syntax, Token![,]>) {
        for argument in arguments {
            if self.is_lent_name(argument) {
                self.by_name.push(argument.span());
            }
        }
    }

    fn is_lent_name(&mut self, argument: &Syntax) -> bool {
        let Syntax::Path(path) = argument else { return false };
        let local = path.path.get_ident().and_then(|name| self.lookup(name));
        local.is_some_and(|local| self.lent.contains(&local))
    }
}

/// The arguments of a call, behind `?` and the like.
fn arguments_of(call: &mut Syntax) -> Option<&mut Punctuated<Syntax, Token![,]>> {
    match call {
        Syntax::Call(call) => Some(&mut call.args),
        Syntax::MethodCall(call) => {
            let looks_inside = [
                "unwrap",
                "expect",
                "ok",
                "ok_or",
                "ok_or_else",
                "map_err",
                "unwrap_or",
                "unwrap_or_else",
                "unwrap_or_default",
            ];
            if looks_inside.iter().any(|name| call.method == name) {
                arguments_of(&mut call.receiver)
            } else {
                Some(&mut call.args)
            }
        }
        Syntax::Try(inner) => arguments_of(&mut inner.expr),
        Syntax::Paren(inner) => arguments_of(&mut inner.expr),
        _ => None,
    }
}

/// Whether what an expression gives may be changed, and something else with it.
pub(crate) fn lends(value: &Expr) -> bool {
    if value.effects.changes.is_empty() {
        return false;
    }
    match &value.kind {
        ExprKind::Reference(mutable, inner) => *mutable || lends(inner),
        ExprKind::Paren(inner) | ExprKind::Try(inner) => lends(inner),
        ExprKind::Block(block, _) => lends_at_end(block),
        ExprKind::If(branch) => lends_at_end(&branch.then) || branch.otherwise.as_ref().is_some_and(lends),
        ExprKind::Match(choice) => choice.arms.iter().any(|arm| lends(&arm.body)),
        ExprKind::Method(method) => {
            let name = method.name.to_string();
            methods::lends(&name)
                || name == "as_mut"
                || lends(&method.receiver)
                || method.arguments.iter().any(lends)
        }
        _ => false,
    }
}

fn lends_at_end(block: &Block) -> bool {
    block.tail.as_ref().is_some_and(|tail| lends(tail))
}
