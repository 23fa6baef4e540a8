//! From what `syn` parsed to the tree: names are resolved here, and nowhere else.

use std::cell::Cell;

use proc_macro2::{Ident, TokenStream};
use quote::ToTokens;
use syn::spanned::Spanned;
use syn::{BinOp, Expr as Syntax, ItemFn, Lit};

use super::integers::is_integer_type;
use super::lending::{Lent, lends};
use super::scope::{Around, Scope};
use super::tree::{
    Effects, Expr, ExprKind, Foreign, ForeignKind, Items, ItemsId, Let, Link, Local, LocalId, LoopId, Method,
    Spans, Tree,
};
use super::types::{Type, Types};
use crate::elementary::Function;
use crate::errors::Errors;
use crate::nesting::Nested;
use crate::signature::Signature;
use crate::table::methods;

pub(super) struct Builder<'a> {
    /// Whether the function may return no value.
    fallible: bool,
    /// What a function returns that writes its results.
    pub(super) written: Option<Syntax>,
    /// The option or the result that it would leave, where its results tell which.
    pub(super) attempted: Option<syn::Type>,
    pub(super) nested: &'a Nested,
    /// The type parameter that stands for a float type.
    pub(super) number: Option<Ident>,
    pub(super) errors: &'a mut Errors,
    pub(super) types: &'a mut Types,
    pub(super) locals: Vec<Local>,
    pub(super) scopes: Vec<Scope>,
    pub(super) around: Vec<Around>,
    pub(super) closures: Vec<OpenClosure>,
    pub(super) items: Vec<TokenStream>,
    pub(super) inner_items: Vec<Items>,
    pub(super) current_items: Option<ItemsId>,
    pub(super) loops: u32,
    pub(super) known_closures: u32,
    pub(super) lent: Lent,
    /// Whether a closure that comes next is given such references.
    pub(super) lending: bool,
}

/// A closure that is being read.
pub(super) struct OpenClosure {
    /// The first variable of its own.
    pub(super) first: usize,
    pub(super) captures: Vec<LocalId>,
}

impl<'e> Builder<'e> {
    fn new(nested: &'e Nested, errors: &'e mut Errors, types: &'e mut Types) -> Self {
        Builder {
            nested,
            fallible: false,
            written: None,
            attempted: None,
            number: None,
            errors,
            types,
            locals: Vec::new(),
            scopes: vec![Scope::default()],
            around: Vec::new(),
            closures: Vec::new(),
            items: Vec::new(),
            inner_items: Vec::new(),
            current_items: None,
            loops: 0,
            known_closures: 0,
            lent: Lent::default(),
            lending: false,
        }
    }
}

/// The tree of a function.
pub(crate) fn build(
    function: &ItemFn,
    nested: &Nested,
    signature: &Signature,
    types: &mut Types,
    errors: &mut Errors,
) -> Tree {
    let mut builder = Builder {
        fallible: signature.fallible.is_some(),
        written: signature.result.clone(),
        attempted: signature.attempted.clone(),
        number: signature.number.clone(),
        ..Builder::new(nested, errors, types)
    };
    let mut parameters = Vec::new();
    for (position, parameter) in signature.parameters.iter().enumerate() {
        let local = builder.new_local(&parameter.name, parameter.mutable);
        builder.bind(local);
        let number = signature.number.as_ref();
        let ty = if parameter.differentiated {
            builder.types.written_of_parts(&parameter.declared, number)
        } else {
            builder.types.written(&parameter.declared, number)
        };
        builder.types.unify(builder.locals[local.index()].ty, ty);
        builder.locals[local.index()].parameter = Some(position);
        builder.locals[local.index()].is_integer = is_integer_type(&parameter.declared);
        parameters.push(local);
    }
    let body = builder.block_of(&function.block, true);
    let Builder { locals, items, inner_items, lent, .. } = builder;
    Tree { locals, parameters, body, items, inner_items, by_name: lent.by_name }
}

/// One expression in the scope of the parameters alone: a partial derivative that the user gives.
pub(crate) fn build_partial(
    tree: &mut Tree,
    value: &Syntax,
    nested: &Nested,
    types: &mut Types,
    errors: &mut Errors,
) -> Expr {
    let mut builder = Builder {
        locals: std::mem::take(&mut tree.locals),
        inner_items: std::mem::take(&mut tree.inner_items),
        ..Builder::new(nested, errors, types)
    };
    for &local in &tree.parameters {
        builder.bind(local);
    }
    let built = builder.expr(value);
    (tree.locals, tree.inner_items) = (builder.locals, builder.inner_items);
    built
}

impl Builder<'_> {
    /// A node over its parts; what these do, it does.
    pub(super) fn make(&mut self, kind: ExprKind, spans: Spans) -> Expr {
        let ty = self.types.fresh();
        let (items, varies) = (self.current_items, Cell::new(false));
        let mut expr = Expr { kind, ty, spans, effects: Effects::default(), items, varies };
        let mut effects = Effects::default();
        match &expr.kind {
            ExprKind::Block(block, _) => effects.add(&block.effects),
            ExprKind::Loop(_, body) => effects.add(&body.effects),
            ExprKind::If(branch) => {
                effects.add(&branch.condition.effects);
                effects.add(&branch.then.effects);
                if let Some(otherwise) = &branch.otherwise {
                    effects.add(&otherwise.effects);
                }
            }
            ExprKind::For(repeat) => {
                effects.add(&repeat.iterable.effects);
                effects.add(&repeat.body.effects);
            }
            ExprKind::While(_, condition, body) => {
                effects.add(&condition.effects);
                effects.add(&body.effects);
            }
            _ => expr.children().into_iter().for_each(|child| effects.add(&child.effects)),
        }
        expr.effects = effects;
        expr
    }

    /// Takes out what concerns variables from this one on, and a loop: they are within.
    pub(super) fn enclose(effects: &mut Effects, first: usize, own: Option<LoopId>) {
        effects.changes.retain(|local| local.index() < first);
        effects.leaves.retain(|(left, _)| Some(*left) != own);
    }

    pub(super) fn boxed(&mut self, value: &Syntax) -> Box<Expr> {
        Box::new(self.expr(value))
    }

    pub(super) fn all<'s>(&mut self, values: impl IntoIterator<Item = &'s Syntax>) -> Vec<Expr> {
        values.into_iter().map(|value| self.expr(value)).collect()
    }

    pub(super) fn expr(&mut self, value: &Syntax) -> Expr {
        // Each case is a function of its own, so that this one, which calls itself, needs little stack.
        match value {
            Syntax::Paren(inner) => self.parentheses(inner),
            Syntax::Group(inner) => self.expr(&inner.expr),
            Syntax::Lit(literal) => self.literal(literal),
            Syntax::Path(path) => self.path(path),
            Syntax::Binary(binary) => self.binary(binary),
            Syntax::Unary(unary) => self.unary(unary),
            Syntax::MethodCall(call) => self.method(call),
            Syntax::Call(call) => self.call(call),
            Syntax::Block(block) => self.block(block),
            Syntax::If(branch) => self.if_else(branch),
            Syntax::Match(choice) => self.choice(choice),
            Syntax::Closure(closure) => self.closure(closure),
            Syntax::Macro(call) => self.macro_call(&call.mac),
            Syntax::ForLoop(_) | Syntax::While(_) | Syntax::Loop(_) => self.repeat(value),
            Syntax::Break(_) | Syntax::Continue(_) | Syntax::Return(_) => self.leave(value),
            _ => self.other(value),
        }
    }

    fn parentheses(&mut self, parentheses: &syn::ExprParen) -> Expr {
        let kind = ExprKind::Paren(self.boxed(&parentheses.expr));
        self.make(kind, Spans(parentheses.paren_token.span.open(), parentheses.paren_token.span.close()))
    }

    fn literal(&mut self, literal: &syn::ExprLit) -> Expr {
        self.make(ExprKind::Literal(literal.lit.clone()), Spans::of(literal))
    }

    fn path(&mut self, path: &syn::ExprPath) -> Expr {
        let spans = Spans::of(path);
        let Some(name) = path.path.get_ident().filter(|_| path.qself.is_none()) else {
            let path = self.resolved_path(path);
            return self.make(ExprKind::Path(path), spans);
        };
        if let Some(nested) = self.nested.expression(name) {
            return match syn::parse2::<Box<Syntax>>(nested.clone()) {
                Ok(nested) => self.expr(&nested),
                Err(error) => {
                    self.errors.push(error);
                    self.make(ExprKind::Path(path.clone()), spans)
                }
            };
        }
        self.name(path, name, spans)
    }

    fn resolved_path(&self, path: &syn::ExprPath) -> syn::ExprPath {
        let resolved = if path.qself.is_none() { self.resolved(&path.path) } else { path.path.clone() };
        syn::ExprPath { path: resolved, ..path.clone() }
    }

    fn name(&mut self, path: &syn::ExprPath, name: &Ident, spans: Spans) -> Expr {
        match self.lookup(name) {
            Some(local) => {
                let mut read = self.make(ExprKind::Local(local), spans);
                // Whoever has a closure may call it.
                for &changed in &self.locals[local.index()].changes {
                    read.effects.change(changed);
                }
                read
            }
            None => {
                let path = self.resolved_path(path);
                self.make(ExprKind::Path(path), spans)
            }
        }
    }

    fn unary(&mut self, unary: &syn::ExprUnary) -> Expr {
        let operand = self.expr(&unary.expr);
        let spans = Spans::of(unary.op).to(operand.spans);
        self.make(ExprKind::Unary(unary.op, Box::new(operand)), spans)
    }

    /// A chain of operators, whose left spine may be thousands deep.
    fn binary(&mut self, outermost: &syn::ExprBinary) -> Expr {
        if let Some(operator) = increased(&outermost.op) {
            return self.increase(operator, outermost);
        }
        let mut spine = vec![outermost];
        let mut leftmost = &*outermost.left;
        while let Syntax::Binary(inner) = leftmost
            && increased(&inner.op).is_none()
        {
            spine.push(inner);
            leftmost = &inner.left;
        }
        let first = self.boxed(leftmost);
        let mut spans = first.spans;
        let mut links = Vec::new();
        while let Some(binary) = spine.pop() {
            self.link(binary, &mut links, &mut spans);
        }
        self.make(ExprKind::Chain(first, links), spans)
    }

    fn link(&mut self, binary: &syn::ExprBinary, links: &mut Vec<Link>, spans: &mut Spans) {
        let right = self.expr(&binary.right);
        *spans = spans.to(right.spans);
        links.push(Link { operator: binary.op, right, ty: self.types.fresh(), varies: Cell::new(false) });
    }

    /// `a += b`
    fn increase(&mut self, operator: BinOp, binary: &syn::ExprBinary) -> Expr {
        let (target, value) = (self.boxed(&binary.left), self.boxed(&binary.right));
        let (spans, changed) = (target.spans.to(value.spans), target.root());
        let mut made = self.make(ExprKind::Increase(operator, target, value), spans);
        if let Some(local) = changed {
            made.effects.change(local);
        }
        made
    }

    fn method(&mut self, call: &syn::ExprMethodCall) -> Expr {
        let receiver = self.expr(&call.receiver);
        let around = std::mem::replace(&mut self.lending, lends(&receiver));
        let arguments = self.arguments_of_method(call);
        self.lending = around;
        let end = call.paren_token.span.close();
        let spans = receiver.spans.to(Spans(end, end));
        let (root, name) = (receiver.root(), call.method.clone());
        let known = methods::changes(&name.to_string(), arguments.len());
        // A method of the type itself is a function beside this one: no number has fields.
        let is_of_numbers = Function::method(&name.to_string()).is_some();
        if (known.is_none() || is_of_numbers && methods::rows(&name.to_string()).next().is_none())
            && self.is_this(&receiver)
            && call.turbofish.is_none()
        {
            let path = ExprKind::Path(syn::parse_quote_spanned!(name.span()=> Self::#name));
            let callee = self.make(path, Spans(name.span(), name.span()));
            let arguments = std::iter::once(receiver).chain(arguments).collect();
            let mut made = self.make(ExprKind::Call(Box::new(callee), arguments), spans);
            made.effects.calls = true;
            return made;
        }
        let root = root.filter(|&local| receiver.as_local().is_none() || !self.is_integer_local(local));
        let changes = match known {
            Some(changes) => changes || methods::takes(&name.to_string(), arguments.len()),
            // What is declared with `mut` may change by a method that nobody knows.
            None => root.is_some_and(|local| self.may_change(local)),
        };
        let turbofish = call.turbofish.clone();
        let mut made =
            self.make(ExprKind::Method(Box::new(Method { receiver, name, turbofish, arguments })), spans);
        made.effects.calls = true;
        if let Some(local) = root.filter(|_| changes) {
            made.effects.change(local);
        }
        made
    }

    /// Whether an expression is `self`.
    fn is_this(&self, expr: &Expr) -> bool {
        matches!(expr.kind, ExprKind::Local(local) if self.locals[local.index()].name == "self")
    }

    fn call(&mut self, call: &syn::ExprCall) -> Expr {
        let callee = self.expr(&call.func);
        let arguments = self.arguments(call);
        let end = call.paren_token.span.close();
        let spans = callee.spans.to(Spans(end, end));
        let mut made = self.make(ExprKind::Call(Box::new(callee), arguments), spans);
        made.effects.calls = true;
        self.note_by_name(&made, &call.args);
        made
    }

    fn other(&mut self, value: &Syntax) -> Expr {
        let spans = || Spans::of(value);
        let kind = match value {
            Syntax::Assign(assign) => {
                let (target, right) = (self.expr(&assign.left), self.expr(&assign.right));
                let spans = target.spans.to(right.spans);
                let changed = super::control::changed_by(&target);
                let mut made = self.make(ExprKind::Assign(Box::new(target), Box::new(right)), spans);
                for local in changed {
                    made.effects.change(local);
                }
                return made;
            }
            Syntax::Cast(cast) => ExprKind::Cast(self.boxed(&cast.expr), (*cast.ty).clone()),
            Syntax::Reference(reference) => {
                let (mutable, inner) = (reference.mutability.is_some(), self.boxed(&reference.expr));
                let (changed, and) = (inner.root().filter(|_| mutable), reference.and_token.span);
                let spans = Spans(and, and).to(inner.spans);
                let mut made = self.make(ExprKind::Reference(mutable, inner), spans);
                if let Some(local) = changed {
                    made.effects.change(local);
                }
                return made;
            }
            Syntax::Index(index) => ExprKind::Index(self.boxed(&index.expr), self.boxed(&index.index)),
            Syntax::Field(field) => ExprKind::Field(self.boxed(&field.base), field.member.clone()),
            Syntax::Range(range) => {
                let start = range.start.as_ref().map(|start| self.boxed(start));
                let end = range.end.as_ref().map(|end| self.boxed(end));
                ExprKind::Range(start, range.limits, end)
            }
            Syntax::Tuple(tuple) => ExprKind::Tuple(self.all(&tuple.elems)),
            Syntax::Array(array) => ExprKind::List(self.all(&array.elems), super::tree::ListForm::Array),
            Syntax::Repeat(repeat) => {
                let (element, length) = (self.boxed(&repeat.expr), self.boxed(&repeat.len));
                ExprKind::Repeat(element, length, super::tree::ListForm::Array)
            }
            Syntax::Let(binding) => {
                let value = self.boxed(&binding.expr);
                let pattern = self.tested_pattern(&binding.pat);
                self.note_lent(&pattern, &value);
                ExprKind::Let(Box::new(pattern), value)
            }
            Syntax::Struct(made) if made.qself.is_none() => {
                let fields =
                    made.fields.iter().map(|field| (field.member.clone(), self.expr(&field.expr))).collect();
                let rest = made.rest.as_ref().map(|rest| self.boxed(rest));
                ExprKind::Struct(made.path.clone(), fields, rest)
            }
            Syntax::Try(attempt) => {
                if let Some(found) = self.there_or_left(value, true) {
                    return self.expr(&found);
                }
                let inner = self.boxed(&attempt.expr);
                let mut made = self.make(ExprKind::Try(inner), spans());
                // Where a function may return no value, its derivatives are asked for only where it does.
                made.effects.returns = !self.fallible || !self.closures.is_empty();
                return made;
            }
            _ => return self.foreign(value),
        };
        self.make(kind, spans())
    }

    fn foreign(&mut self, value: &Syntax) -> Expr {
        let what = match value {
            Syntax::Unsafe(_) => ForeignKind::Unsafe,
            Syntax::Async(_) => ForeignKind::Async,
            Syntax::Await(_) => ForeignKind::Await,
            _ => ForeignKind::Other,
        };
        let mut made =
            self.foreign_tokens(self.nested.restore(value.to_token_stream()), what, Spans::of(value));
        made.effects.returns = what == ForeignKind::Await;
        made
    }

    pub(super) fn foreign_tokens(&mut self, tokens: TokenStream, what: ForeignKind, spans: Spans) -> Expr {
        let mut mentions = Vec::new();
        self.mentioned(tokens.clone(), &mut mentions);
        let mut made = self.make(ExprKind::Foreign(Foreign { tokens, mentions, what }), spans);
        made.effects.calls = true;
        made
    }

    pub(super) fn binding(&mut self, local: &syn::Local) -> Let {
        let value = local.init.as_ref().map(|init| self.expr(&init.expr));
        let otherwise = local.init.as_ref().and_then(|init| init.diverge.as_ref());
        let otherwise = otherwise.map(|(_, otherwise)| self.expr(otherwise));
        let mut pattern =
            if otherwise.is_some() { self.tested_pattern(&local.pat) } else { self.pattern(&local.pat) };
        if let Some(value) = &value {
            self.note_lent(&pattern, value);
            self.queue_as_vector(&mut pattern, value);
        }
        if let (Some(bind), Some(value)) = (pattern.as_bind(), &value)
            && let Some(closure) = value.as_closure()
        {
            // What it has moved, it changes in itself.
            let changes_itself = closure.moves
                && closure.captures.iter().any(|moved| closure.body.effects.changes.contains(moved));
            let changes = if changes_itself { vec![bind.local] } else { value.effects.changes.clone() };
            self.locals[bind.local.index()].changes = changes;
        }
        let binding = Let { spans: Spans::of(local), pattern, value, otherwise };
        self.note_integer(&binding);
        binding
    }
}

/// The operator of `+=` and the like.
fn increased(operator: &BinOp) -> Option<BinOp> {
    use syn::Token;
    let span = operator.span();
    Some(match operator {
        BinOp::AddAssign(_) => BinOp::Add(Token![+](span)),
        BinOp::SubAssign(_) => BinOp::Sub(Token![-](span)),
        BinOp::MulAssign(_) => BinOp::Mul(Token![*](span)),
        BinOp::DivAssign(_) => BinOp::Div(Token![/](span)),
        BinOp::RemAssign(_) => BinOp::Rem(Token![%](span)),
        BinOp::BitXorAssign(_) => BinOp::BitXor(Token![^](span)),
        BinOp::BitAndAssign(_) => BinOp::BitAnd(Token![&](span)),
        BinOp::BitOrAssign(_) => BinOp::BitOr(Token![|](span)),
        BinOp::ShlAssign(_) => BinOp::Shl(Token![<<](span)),
        BinOp::ShrAssign(_) => BinOp::Shr(Token![>>](span)),
        _ => return None,
    })
}

/// Whether a literal is a real number: `3f64` is an integer for the lexer.
pub(crate) fn literal_type(literal: &Lit) -> Type {
    match literal {
        Lit::Float(_) => Type::Real,
        Lit::Int(number) if ["f32", "f64"].contains(&number.suffix()) => Type::Real,
        Lit::Int(_) => Type::Integer,
        Lit::Bool(_) => Type::Truth,
        _ => Type::Other,
    }
}
