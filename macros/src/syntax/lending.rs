//! Names that may be mutable references: what is bound to what `iter_mut`, `last_mut`, `&mut` and the like lend. A method that nobody knows may
//! change what is behind them.

use std::borrow::Cow;

use proc_macro2::Span;
use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::{Expr as Syntax, Token, Type};

use super::build::Builder;
use super::tree::{Block, Expr, ExprKind, LocalId, Method, Pat, PatKind};
use crate::elementary::Function;
use crate::hash::HashSet;
use crate::table::methods;

/// A call with what it is lent by name.
pub(super) struct ByName<'s> {
    pub(super) call: Cow<'s, Syntax>,
    /// Whether it is not to be seen which of several it changes.
    pub(super) is_unclear: bool,
}

/// What is known of names that lead to what may be changed.
#[derive(Default)]
pub(super) struct Lent {
    /// Names that may be mutable references.
    pub(super) may_be: HashSet<LocalId>,
    /// Those that are, as is plain to see.
    pub(super) are: HashSet<LocalId>,
    /// Where these go to functions by their names.
    pub(super) by_name: Vec<Span>,
}

impl Builder<'_> {
    /// Notes that the names of a pattern are bound to what an expression gives.
    pub(super) fn note_lent(&mut self, pattern: &Pat, value: &Expr) {
        let is_led_on = value.as_local().is_some_and(|local| self.lent.may_be.contains(&local));
        if is_led_on || lends(value) {
            self.lend(pattern);
        }
        let is_name = value.as_local().is_some_and(|local| self.lent.are.contains(&local));
        let are_bound = match (&pattern.bare().kind, &value.bare().kind) {
            (_, _) if is_declared_reference(pattern) => pattern.as_bind().is_some(),
            (PatKind::Bind(_), ExprKind::Reference(true, _)) => true,
            (PatKind::Bind(_), ExprKind::Method(method)) => {
                let is_there = ["unwrap", "expect"].iter().any(|name| method.name == name);
                method.name == "as_mut_slice" || is_there && gives_place(&method.receiver)
            }
            (PatKind::TupleStruct(_, parts), _) => {
                gives_place(value) && parts.iter().all(|part| part.as_bind().is_some())
            }
            (PatKind::Tuple(parts), ExprKind::Method(method)) => {
                method.name == "split_at_mut" && parts.iter().all(|part| part.as_bind().is_some())
            }
            (kind, _) => is_name && matches!(kind, PatKind::Bind(_)),
        };
        if are_bound {
            self.lent.are.extend(pattern.binds());
        }
    }

    /// Notes that the names of a pattern are bound to what an expression goes through.
    pub(super) fn note_items(&mut self, pattern: &Pat, all: &Expr) {
        if let (PatKind::Tuple(parts), ExprKind::Method(method)) = (&pattern.bare().kind, &all.bare().kind) {
            match (parts.as_slice(), method.arguments.as_slice()) {
                ([_, item], []) if method.name == "enumerate" => {
                    return self.note_items(item, &method.receiver);
                }
                ([first, second], [other]) if method.name == "zip" => {
                    self.note_items(first, &method.receiver);
                    return self.note_items(second, other);
                }
                _ => {}
            }
        }
        if lends(all) {
            self.lend(pattern);
            let are_places = match &all.bare().kind {
                ExprKind::Reference(mutable, _) => *mutable,
                ExprKind::Method(method) => GO_THROUGH_PLACES.iter().any(|name| method.name == name),
                _ => false,
            };
            if are_places && pattern.as_bind().is_some() {
                self.lent.are.extend(pattern.binds());
            }
        }
    }

    /// Whether what a variable holds, or leads to, may change by a method that is called on it.
    pub(super) fn may_change(&self, local: LocalId) -> bool {
        self.locals[local.index()].mutable || self.lent.may_be.contains(&local)
    }

    pub(super) fn lend(&mut self, pattern: &Pat) {
        self.lent.may_be.extend(pattern.binds());
    }

    /// Notes what the parameters of a closure are, which may be given mutable references.
    pub(super) fn lend_to_closure(&mut self, parameters: &[Pat], may_be: bool) {
        for parameter in parameters {
            let is_one = is_declared_reference(parameter);
            if may_be || is_one {
                self.lend(parameter);
            }
            if is_one && parameter.as_bind().is_some() {
                self.lent.are.extend(parameter.binds());
            }
        }
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
                self.lent.by_name.push(argument.span());
            }
        }
    }

    fn is_lent_name(&mut self, argument: &Syntax) -> bool {
        let Syntax::Path(path) = argument else { return false };
        let local = path.path.get_ident().and_then(|name| self.lookup(name));
        local.is_some_and(|local| self.lent.are.contains(&local))
    }
}

/// Methods that go through places of what they are called on, each a mutable reference.
const GO_THROUGH_PLACES: [&str; 5] =
    ["iter_mut", "chunks_mut", "chunks_exact_mut", "rchunks_mut", "values_mut"];

/// Whether an expression gives a mutable reference to a part of something, if there is such a part.
fn gives_place(value: &Expr) -> bool {
    matches!(&value.bare().kind, ExprKind::Method(method)
        if ["first_mut", "last_mut", "get_mut"].iter().any(|name| method.name == name))
}

fn is_declared_reference(pattern: &Pat) -> bool {
    matches!(&pattern.kind, PatKind::Typed(_, Type::Reference(lent)) if lent.mutability.is_some())
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

/// Whether a method is handed mutable references, as in `x.add_to(&mut sum)`.
pub(crate) fn lends_arguments(method: &Method) -> bool {
    method.arguments.iter().any(|argument| matches!(argument.bare().kind, ExprKind::Reference(true, _)))
}

fn lends_at_end(block: &Block) -> bool {
    block.tail.as_ref().is_some_and(|tail| lends(tail))
}
