//! What does not depend on a differentiated parameter passes through as the user wrote it.
//!
//! The names in it are those of the nodes and the arrays that the variables stand for at that place.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::UnOp;
use syn::ext::IdentExt;

use super::Lowering;
use super::value::Value;
use crate::elementary::Kind;
use crate::hash::HashMap;
use crate::ir::{Id, Node};
use crate::region::{Action, ArrayId, Place};
use crate::syntax::{Expr, ExprKind, LocalId, Method, Names, Printer, Tree, Type, queue_maker};
use crate::table::methods;

/// What tokens mention, found while they are printed.
#[derive(Default)]
struct Found {
    mentions: Vec<(String, Id)>,
    arrays: Vec<ArrayId>,
    /// Whether they look at an array that changes.
    looks_at_change: bool,
    /// How the variables that they declare themselves are called.
    own: HashMap<LocalId, Ident>,
    /// A variable has no name in the emitted code.
    hidden: bool,
    /// Whether a name of the user's may be that of a field, too.
    has_fields: bool,
    /// Whether nobody knows that methods leave what they are called on as it is: rustc sees to it, as it is only lent.
    lends: bool,
    /// How many closures around are among the tokens.
    closures: usize,
}

/// The names of the place that is being lowered.
struct Here<'l, 't, 'e> {
    lowering: &'l mut Lowering<'t, 'e>,
    found: Found,
}

impl Here<'_, '_, '_> {
    /// What stands for a node in the tokens.
    fn mention(&mut self, name: &str, span: Span, id: Id) -> Ident {
        if let Some((known, _)) = self.found.mentions.iter().find(|(_, known)| *known == id) {
            let mut known = super::identifier(known);
            known.set_span(span);
            return known;
        }
        // What stands for an array is its own name.
        let taken = self.found.mentions.iter().any(|(known, _)| known == name)
            || self.found.own.values().any(|own| own.unraw() == name)
            || self.lowering.names.is_array(name);
        // Items of inner blocks, which stand with the tokens, may have its name.
        let among_items = !self.lowering.tree.inner_items.is_empty();
        let text = if taken || among_items || self.found.has_fields || name.starts_with("__") {
            format!("__{}_{}", name.trim_start_matches('_'), self.found.mentions.len())
        } else {
            name.to_owned()
        };
        let mut name = super::identifier(&text);
        name.set_span(span);
        self.found.mentions.push((name.to_string(), id));
        name
    }

    /// The path to a part of an array.
    fn place(&mut self, place: &Place) -> TokenStream {
        let array = self.lowering.graph.array(place.array);
        let (name, reference, constant) = (array.name.clone(), array.reference, array.constant);
        self.found.looks_at_change |= !constant;
        if !self.found.arrays.contains(&place.array) {
            self.found.arrays.push(place.array);
        }
        let mut found = Vec::new();
        let mut number = self.found.mentions.len();
        let steps = self.lowering.graph.steps(place, |index| {
            let text = format!("__index_{number}");
            number += 1;
            let name = super::identifier(&text);
            found.push((text, index));
            quote!(#name)
        });
        self.found.mentions.extend(found);
        let path = quote!(#name #steps);
        match place.range {
            Some((start, length)) => {
                let (start, length) = (self.ours("from", start), self.ours("count", length));
                quote!((&#path[#start..#start + #length]))
            }
            None if place.borrowed && !(reference && place.path.is_empty()) => quote!((&#path)),
            None => path,
        }
    }

    /// A name of ours, which gives way to what it stands for.
    fn ours(&mut self, name: &str, id: Id) -> Ident {
        let text = format!("__{}_{}", name.trim_start_matches('_'), self.found.mentions.len());
        self.found.mentions.push((text.clone(), id));
        format_ident!("{text}")
    }

    /// What is known part by part, as it is written.
    fn written_out(&mut self, value: &Value) -> TokenStream {
        match value {
            Value::Number(id) | Value::Borrowed(id) => {
                let name = self.ours("part", *id);
                quote!(#name)
            }
            Value::Array(place) => {
                let krate = self.lowering.context.krate.clone();
                let path = self.place(place);
                if place.borrowed || place.range.is_some() {
                    return path;
                }
                let lent = self.lowering.lent(place, path);
                quote!(#krate::support::cloned(#lent))
            }
            Value::Elements(values) => {
                let parts: Vec<TokenStream> = values.iter().map(|value| self.written_out(value)).collect();
                quote!([#(#parts),*])
            }
            Value::Tuple(values) => {
                let parts: Vec<TokenStream> = values.iter().map(|value| self.written_out(value)).collect();
                quote!((#(#parts,)*))
            }
            Value::Struct(made, values) => {
                let (path, fields) = (&made.path, &made.fields);
                let parts: Vec<TokenStream> = values.iter().map(|value| self.written_out(value)).collect();
                quote!((#path { #(#fields: #parts),* }))
            }
            Value::Option(is_some, held) => {
                let (is_some, held) = (self.ours("is_some", *is_some), self.written_out(held));
                quote!((if #is_some { ::core::option::Option::Some(#held) } else { ::core::option::Option::None }))
            }
            _ => {
                self.found.hidden = true;
                quote!(())
            }
        }
    }

    fn length_of(&mut self, local: LocalId, is_empty: bool) -> Option<TokenStream> {
        let length = match self.lowering.variables.get(local)?.clone() {
            Value::Elements(values) => self.lowering.graph.literal(&values.len().to_string(), Kind::Integer),
            Value::Array(place) if place.range.is_some() || self.lowering.is_resized(&place) => {
                self.lowering.length(&place)
            }
            Value::Array(place) => {
                let array = self.lowering.graph.array(place.array);
                let constant = array.constant;
                let path = self.place(&place);
                self.found.looks_at_change &= constant || self.lowering.is_resized(&place);
                return Some(if is_empty { quote!(#path.is_empty()) } else { quote!(#path.len()) });
            }
            _ => return None,
        };
        let length = self.ours("length", length);
        Some(if is_empty { quote!((#length == 0)) } else { quote!(#length) })
    }
}

impl Here<'_, '_, '_> {
    /// A queue that is a vector is made as one.
    fn queue_as_vector(&mut self, expr: &Expr, callee: &Expr, arguments: &[Expr]) -> Option<TokenStream> {
        let maker = queue_maker(callee).filter(|_| matches!(self.lowering.type_of(expr), Type::List(_)))?;
        let maker = format_ident!("{maker}");
        let krate = self.lowering.context.krate.clone();
        let tree = self.lowering.tree;
        let found = std::mem::take(&mut self.found);
        let mut printer = Printer { tree, names: Here { lowering: &mut *self.lowering, found } };
        let given: Vec<TokenStream> = arguments.iter().map(|argument| printer.expr(argument)).collect();
        self.found = printer.names.found;
        Some(quote!(#krate::support::Vec::#maker(#(#given),*)))
    }
}

impl Names for Here<'_, '_, '_> {
    fn read(&mut self, tree: &Tree, _: &Expr, local: LocalId, stars: usize) -> TokenStream {
        let all = vec![quote!(*); stars];
        if let Some(own) = self.found.own.get(&local) {
            return quote!(#(#all)* #own);
        }
        let name = match tree.locals.get(local.index()) {
            // In the emitted code it would be a constant again.
            Some(local) if local.may_be_constant => "__matched".to_owned(),
            Some(local) => local.name.unraw().to_string(),
            None => "known".to_owned(),
        };
        let span = tree.locals.get(local.index()).map_or_else(Span::call_site, |local| local.name.span());
        match self.lowering.variables.get(local).cloned() {
            Some(Value::Number(id)) => {
                let name = self.mention(&name, span, id);
                // What goes by another name is the number itself.
                let is_lent = stars > 0 && self.lowering.variables.is_lent(local);
                if is_lent { quote!(#name) } else { quote!(#(#all)* #name) }
            }
            Some(Value::Borrowed(id)) => {
                let name = self.mention(&name, span, id);
                if stars > 0 { quote!(#name) } else { quote!((&#name)) }
            }
            Some(Value::Slot(place)) => {
                let path = self.place(&place);
                if stars > 0 { quote!(#path) } else { quote!((&#path)) }
            }
            Some(Value::Array(place)) => {
                let path = self.place(&place);
                if stars > 0 && place.borrowed { quote!((*#path)) } else { quote!(#(#all)* #path) }
            }
            Some(value @ (Value::Elements(_) | Value::Tuple(_) | Value::Struct(..) | Value::Option(..))) => {
                self.written_out(&value)
            }
            Some(Value::Closure(captured)) if captured.may_be_written_out() => {
                let found = std::mem::take(&mut self.found);
                let names = Here { lowering: &mut *self.lowering, found };
                let mut printer = Printer { tree, names };
                let closure = printer.closure(captured.syntax);
                self.found = printer.names.found;
                quote!((#closure))
            }
            _ => {
                self.found.hidden = true;
                let name = &tree.local(local).name;
                quote!(#name)
            }
        }
    }

    fn bound(&mut self, tree: &Tree, local: LocalId) -> Ident {
        let name = tree.local(local).name.clone();
        let text = name.unraw().to_string();
        // What is mentioned in the tokens may be written in terms of anything that is known by now.
        let taken = self.found.mentions.iter().any(|(known, _)| *known == text)
            || self.lowering.names.is_given(&text);
        let own = if taken { format_ident!("own_{}_{}", text, local.index()) } else { name };
        self.found.own.entry(local).or_insert(own).clone()
    }

    fn moved(&mut self, tree: &Tree, local: LocalId) -> Option<Ident> {
        if self.found.own.contains_key(&local) {
            return None;
        }
        let own = format_ident!("own_{}_{}", tree.local(local).name.unraw(), local.index());
        self.found.own.insert(local, own.clone());
        Some(own)
    }

    fn moved_out(&mut self, local: LocalId) {
        self.found.own.remove(&local);
    }

    fn closure(&mut self, begins: bool) {
        if begins {
            self.found.closures += 1;
        } else {
            self.found.closures -= 1;
        }
    }

    fn tried(&mut self, option: TokenStream) -> TokenStream {
        // It leaves the closure, and nothing else.
        if self.found.closures > 0 {
            return quote!(#option?);
        }
        let krate = &self.lowering.context.krate;
        quote!(#krate::support::present(#option))
    }

    fn receiver(&mut self, method: &Method, receiver: TokenStream) -> TokenStream {
        let name = method.name.to_string();
        if methods::is_of_queues(&name) && matches!(self.lowering.type_of(&method.receiver), Type::List(_)) {
            let krate = self.lowering.context.krate.clone();
            self.lowering.require(quote!(#[allow(unused_imports)] use #krate::support::Queue as _;));
        }
        if self.found.lends && self.lowering.is_record(method.receiver.ty) && method.receiver.root().is_some()
        {
            quote_spanned!(method.name.span()=> (&#receiver))
        } else {
            receiver
        }
    }

    fn instead(&mut self, _: &Tree, expr: &Expr) -> Option<TokenStream> {
        if let ExprKind::Call(callee, arguments) = &expr.kind {
            return self.queue_as_vector(expr, callee, arguments);
        }
        // A length does not vary, whatever the elements do.
        let ExprKind::Method(method) = &expr.kind else { return None };
        let is_empty = method.name == "is_empty";
        if !(is_empty || method.name == "len") || !method.arguments.is_empty() {
            return None;
        }
        self.length_of(method.receiver.as_local()?, is_empty)
    }
}

impl<'t> Lowering<'t, '_> {
    /// The expression's own tokens as a node.
    pub(super) fn constant(&mut self, expr: &Expr) -> Option<Id> {
        self.constant_around(expr, |tokens| tokens)
    }

    /// Other tokens around those of an expression, as a node.
    pub(super) fn constant_around(
        &mut self,
        expr: &Expr,
        around: impl FnOnce(TokenStream) -> TokenStream,
    ) -> Option<Id> {
        // What is made for a reference is kept without it, where it has to be kept.
        if let ExprKind::Reference(false, inner) = &expr.kind
            && matches!(
                inner.kind,
                ExprKind::List(..)
                    | ExprKind::Repeat(..)
                    | ExprKind::Struct(..)
                    | ExprKind::Call(..)
                    | ExprKind::Macro(..)
            )
        {
            let list = self.constant(inner)?;
            let mentions = vec![("__list".to_owned(), list)];
            return Some(self.graph.constant(quote!(&__list), mentions, Vec::new(), false));
        }
        let (tokens, found) = self.printed(expr)?;
        // A part of a list has no size of its own.
        let is_part = matches!(&expr.bare().kind, ExprKind::Index(_, index)
            if matches!(index.bare().kind, ExprKind::Range(..)));
        let tokens = if is_part { quote!((&#tokens)) } else { tokens };
        let tokens = self.among_items(expr, around(tokens));
        let calls = expr.effects.calls;
        let id = self.graph.constant(tokens, found.mentions, found.arrays, calls);
        Some(if found.looks_at_change { self.pinned(id) } else { id })
    }

    fn printed(&mut self, expr: &Expr) -> Option<(TokenStream, Found)> {
        let tree = self.tree;
        let has_fields = expr.any(&mut |part| matches!(part.kind, ExprKind::Struct(..)));
        let lends = !expr.effects.is_pure() && self.is_counted(expr);
        let found = Found { has_fields, lends, ..Found::default() };
        let mut printer = Printer { tree, names: Here { lowering: self, found } };
        let tokens = printer.expr(expr);
        let found = printer.names.found;
        if found.hidden {
            self.unsupported::<()>(expr);
            return None;
        }
        Some((tokens, found))
    }

    /// Tokens with the items that names in them may mean.
    pub(super) fn among_items(&self, expr: &Expr, tokens: TokenStream) -> TokenStream {
        // What is made within braces ends with them, so that they stand only where a name in them may be that of an item.
        let needs = |part: &Expr| match &part.kind {
            ExprKind::Local(_)
            | ExprKind::Literal(_)
            | ExprKind::Paren(_)
            | ExprKind::Chain(..)
            | ExprKind::Unary(..)
            | ExprKind::Reference(..)
            | ExprKind::Index(..)
            | ExprKind::Field(..)
            | ExprKind::Range(..)
            | ExprKind::Tuple(_) => false,
            ExprKind::Method(method) => {
                method.turbofish.is_some() || methods::rows(&method.name.to_string()).next().is_none()
            }
            _ => true,
        };
        if expr.items.is_none() || !expr.any(&mut |part| needs(part)) {
            return tokens;
        }
        self.tree.among_items(expr.items, tokens)
    }

    /// A constant evaluated between the statements around it.
    pub(super) fn pinned(&mut self, id: Id) -> Id {
        let Node::Constant { tokens, mentions, arrays, .. } = self.graph.node(id).clone() else { return id };
        let kind = self.graph.kind(id);
        let statement = self
            .graph
            .perform(Action::Opaque { tokens, mentions, arrays, changes: Vec::new() }, &[(kind, false)]);
        self.graph.statement(statement).results[0]
    }

    /// An assertion, which only looks on: what is compared in it is worked out, and has a name.
    pub(super) fn assertion(&mut self, expr: &'t Expr, path: &syn::Path, arguments: &'t [Expr]) {
        // What is printed, and has no name of its own, is worked out as well.
        let is_text = |argument: &Expr| matches!(argument.kind, ExprKind::Literal(_) | ExprKind::Assign(..));
        let prints = methods::is_printing(path);
        let judged = methods::judged(path).unwrap_or(0);
        let mut found = Found::default();
        let mut words: Vec<TokenStream> = Vec::new();
        for (position, argument) in arguments.iter().enumerate() {
            let hidden = self.is_composite(argument) || (argument.varies.get() && !is_plain(argument));
            if !hidden || position >= judged && (!prints || is_text(argument)) {
                let tree = self.tree;
                let mut printer = Printer { tree, names: Here { lowering: self, found } };
                words.push(printer.expr(argument));
                found = printer.names.found;
                if found.hidden {
                    self.unsupported::<()>(argument);
                    return;
                }
                continue;
            }
            let id = if judged == 1 { self.condition(argument) } else { self.number(argument) };
            let Some(id) = id else { return };
            let name = format!("__judged_{position}");
            let word = super::identifier(&name);
            words.push(quote!(#word));
            found.mentions.push((name, id));
        }
        let tokens = self.among_items(expr, quote!(#path!(#(#words),*);));
        let tokens = self.graph.keep(quote!({ #tokens }));
        let Found { mentions, arrays, .. } = found;
        self.graph.perform(Action::Opaque { tokens, mentions, arrays, changes: Vec::new() }, &[]);
    }

    /// The user's tokens where they stand, for what they do to objects, and for their value if it is wanted.
    pub(super) fn perform_tokens(
        &mut self,
        expr: &Expr,
        changes: Vec<ArrayId>,
        declared: Option<&syn::Type>,
    ) -> Option<Id> {
        let (tokens, found) = self.printed(expr)?;
        let tokens = match declared {
            Some(declared) => quote!({ let __typed: #declared = #tokens; __typed }),
            None => tokens,
        };
        let tokens = self.among_items(expr, tokens);
        let tokens = self.graph.keep(tokens);
        let Found { mentions, arrays, .. } = found;
        let kind = super::kind_of(self.type_of(expr));
        let kind = if kind == Kind::Real { Kind::Unknown } else { kind };
        let run = self.graph.perform(Action::Opaque { tokens, mentions, arrays, changes }, &[(kind, false)]);
        Some(self.graph.statement(run).results[0])
    }

    /// What never comes back, in the branch that it stands in.
    pub(super) fn diverge(&mut self, expr: &'t Expr, _: &'t [Expr]) {
        if let Some((tokens, found)) = self.printed(expr) {
            let tokens = self.graph.keep(quote!({ #[allow(unreachable_code)] { #tokens } }));
            if !self.is_flat() {
                let Found { mentions, arrays, .. } = found;
                self.graph.perform(Action::Opaque { tokens, mentions, arrays, changes: Vec::new() }, &[]);
            }
        }
        self.flow.left = true;
    }
}

/// Whether tokens can stand as they are, though what they mention varies: no name in them is hidden.
fn is_plain(expr: &Expr) -> bool {
    !expr.any(&mut |part| match &part.kind {
        ExprKind::Closure(_) | ExprKind::Block(..) | ExprKind::Match(_) | ExprKind::If(_) => true,
        ExprKind::Call(callee, _) => !matches!(callee.kind, ExprKind::Path(_)),
        ExprKind::Unary(UnOp::Deref(_), _) => false,
        _ => false,
    })
}
