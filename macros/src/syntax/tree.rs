//! The user's function as a tree of our own.
//!
//! Every name is resolved: a local variable is known by its number, whatever it is called and whatever else has its
//! name. Every expression has the number of its type, which `infer` finds, and says what else it does than to have a
//! value. What the chain rule never looks into is kept as the user's tokens.

use std::cell::Cell;

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote};
use syn::{AngleBracketedGenericArguments, BinOp, ExprPath, Lit, Member, Path, RangeLimits, Type, UnOp};

use super::types::Ty;

/// A local variable, by its position in `Tree::locals`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct LocalId(pub(super) u32);

impl LocalId {
    pub(crate) fn index(self) -> usize {
        self.0 as usize
    }

    pub(crate) fn at(position: usize) -> LocalId {
        LocalId(u32::try_from(position).expect("a function has fewer than 2³² variables"))
    }
}

/// A loop, or a block with a label; the inner ones have the higher numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct LoopId(pub(super) u32);

/// A closure, by its position.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct ClosureId(pub(super) u32);

/// The first and the last token of a piece of syntax, to report errors on.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Spans(pub(crate) Span, pub(crate) Span);

impl Spans {
    pub(crate) fn of(tokens: impl ToTokens) -> Spans {
        let mut tokens = tokens.to_token_stream().into_iter();
        let first = tokens.next().map_or_else(Span::call_site, |token| token.span());
        Spans(first, tokens.last().map_or(first, |token| token.span()))
    }

    /// From the beginning of this to the end of the other.
    pub(crate) fn to(self, end: Spans) -> Spans {
        Spans(self.0, end.1)
    }
}

impl ToTokens for Spans {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.extend(
            [Ident::new("_first", self.0), Ident::new("_last", self.1)].map(proc_macro2::TokenTree::from),
        );
    }
}

/// A variable of the function, or a parameter of it or of a closure.
pub(crate) struct Local {
    pub(crate) name: Ident,
    pub(crate) ty: Ty,
    pub(crate) mutable: bool,
    /// Whether it is an integer, as far as that is plain to see.
    pub(crate) is_integer: bool,
    /// Whether it is of the type of an index, as far as that is plain to see.
    pub(crate) is_index: bool,
    /// Whether its name may be that of a constant, which rustc alone knows.
    pub(crate) may_be_constant: bool,
    /// Which parameter of the function it is.
    pub(crate) parameter: Option<usize>,
    /// The type that the user gives it.
    pub(crate) declared: Option<Type>,
    /// What is changed where it is called, if it is a closure.
    pub(crate) changes: Vec<LocalId>,
}

pub(crate) struct Tree {
    pub(crate) locals: Vec<Local>,
    /// Those of the parameters, in their order.
    pub(crate) parameters: Vec<LocalId>,
    pub(crate) body: Block,
    /// `const`, `use` and `fn` items that may stand before all of the code.
    pub(crate) items: Vec<TokenStream>,
    /// Those of the blocks within it.
    pub(crate) inner_items: Vec<Items>,
    /// Where mutable references go to functions by their names: whether these change what they lead to, rustc knows.
    pub(crate) by_name: Vec<Span>,
}

/// The items of a block, by their position in `Tree::inner_items`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ItemsId(pub(super) usize);

/// The items of a block within the function, which are known there alone.
pub(crate) struct Items {
    pub(crate) around: Option<ItemsId>,
    pub(crate) tokens: Vec<TokenStream>,
    /// Whether names of anything may come from a `use …::*` among them.
    pub(crate) globs: bool,
}

impl Tree {
    pub(crate) fn local(&self, id: LocalId) -> &Local {
        &self.locals[id.index()]
    }

    /// Whether a name at some place may come from a `use …::*` of an inner block.
    pub(crate) fn is_under_globs(&self, mut at: Option<ItemsId>) -> bool {
        while let Some(id) = at {
            if self.inner_items[id.0].globs {
                return true;
            }
            at = self.inner_items[id.0].around;
        }
        false
    }

    /// Tokens with the items that names in them mean at some place: an inner item hides an outer one.
    pub(crate) fn among_items(&self, mut at: Option<ItemsId>, mut tokens: TokenStream) -> TokenStream {
        while let Some(id) = at {
            let items = &self.inner_items[id.0];
            let own = &items.tokens;
            tokens = quote!({ #(#own)* #tokens });
            at = items.around;
        }
        tokens
    }
}

/// What an expression does beside having a value.
#[derive(Clone, Debug, Default)]
pub(crate) struct Effects {
    /// The variables that it changes and that are declared outside of it.
    pub(crate) changes: Vec<LocalId>,
    /// The loops around it that it leaves, or goes on with.
    pub(crate) leaves: Vec<(LoopId, bool)>,
    /// Whether it leaves the function.
    pub(crate) returns: bool,
    /// A macro that may do anything.
    pub(crate) hides: Option<String>,
    /// Whether something is called: two calls may give two values.
    pub(crate) calls: bool,
    /// Whether something is called for what it does, though nobody sees what that is.
    pub(crate) unseen: bool,
}

impl Effects {
    pub(crate) fn add(&mut self, other: &Effects) {
        for &local in &other.changes {
            self.change(local);
        }
        for &left in &other.leaves {
            if !self.leaves.contains(&left) {
                self.leaves.push(left);
            }
        }
        self.returns |= other.returns;
        self.calls |= other.calls;
        self.unseen |= other.unseen;
        if self.hides.is_none() {
            self.hides.clone_from(&other.hides);
        }
    }

    pub(crate) fn change(&mut self, local: LocalId) {
        if !self.changes.contains(&local) {
            self.changes.push(local);
        }
    }

    pub(crate) fn is_left(&self) -> bool {
        self.returns || !self.leaves.is_empty()
    }

    /// Whether it has a value and does nothing else.
    pub(crate) fn is_pure(&self) -> bool {
        self.changes.is_empty() && !self.is_left() && self.hides.is_none() && !self.unseen
    }
}

pub(crate) struct Expr {
    pub(crate) kind: ExprKind,
    pub(crate) ty: Ty,
    pub(crate) spans: Spans,
    pub(crate) effects: Effects,
    /// The items of inner blocks that names in it may mean.
    pub(crate) items: Option<ItemsId>,
    /// Whether it depends on a differentiated parameter: `activity` finds it.
    pub(crate) varies: Cell<bool>,
}

/// `[…]`, or `vec![…]` by its path.
pub(crate) enum ListForm {
    Array,
    Vector(Path),
}

pub(crate) enum ExprKind {
    Literal(Lit),
    Local(LocalId),
    /// A path that is no local variable.
    Path(ExprPath),
    Paren(Box<Expr>),
    Unary(UnOp, Box<Expr>),
    /// Operators of one level and of tighter ones along the left, of which there may be thousands.
    Chain(Box<Expr>, Vec<Link>),
    Assign(Box<Expr>, Box<Expr>),
    /// `a += b`, by the operator `+`.
    Increase(BinOp, Box<Expr>, Box<Expr>),
    Cast(Box<Expr>, Type),
    Reference(bool, Box<Expr>),
    Index(Box<Expr>, Box<Expr>),
    Field(Box<Expr>, Member),
    Range(Option<Box<Expr>>, RangeLimits, Option<Box<Expr>>),
    Tuple(Vec<Expr>),
    List(Vec<Expr>, ListForm),
    Repeat(Box<Expr>, Box<Expr>, ListForm),
    Call(Box<Expr>, Vec<Expr>),
    Method(Box<Method>),
    Closure(Box<Closure>),
    Block(Block, Option<LoopId>),
    If(Box<If>),
    Match(Box<Match>),
    /// `let pattern = value` in a condition.
    Let(Box<Pat>, Box<Expr>),
    For(Box<For>),
    While(LoopId, Box<Expr>, Block),
    Loop(LoopId, Block),
    Break(Option<LoopId>, Option<Box<Expr>>),
    Continue(Option<LoopId>),
    Return(Option<Box<Expr>>),
    Struct(Path, Vec<(Member, Expr)>, Option<Box<Expr>>),
    /// A macro whose arguments are expressions.
    Macro(Path, Vec<Expr>),
    Try(Box<Expr>),
    Foreign(Foreign),
}

/// One operator of a chain, its right operand, and the type of all up to there.
pub(crate) struct Link {
    pub(crate) operator: BinOp,
    pub(crate) right: Expr,
    pub(crate) ty: Ty,
    pub(crate) varies: Cell<bool>,
}

pub(crate) struct Method {
    pub(crate) receiver: Expr,
    pub(crate) name: Ident,
    pub(crate) turbofish: Option<AngleBracketedGenericArguments>,
    pub(crate) arguments: Vec<Expr>,
}

pub(crate) struct Closure {
    pub(crate) id: ClosureId,
    pub(crate) moves: bool,
    pub(crate) parameters: Vec<Pat>,
    pub(crate) output: Option<Type>,
    pub(crate) body: Expr,
    /// The variables from outside of it that it mentions.
    pub(crate) captures: Vec<LocalId>,
}

pub(crate) struct If {
    pub(crate) condition: Expr,
    pub(crate) then: Block,
    pub(crate) otherwise: Option<Expr>,
}

pub(crate) struct Match {
    pub(crate) scrutinee: Expr,
    pub(crate) arms: Vec<Arm>,
}

pub(crate) struct Arm {
    pub(crate) pattern: Pat,
    pub(crate) guard: Option<Expr>,
    pub(crate) body: Expr,
}

pub(crate) struct For {
    pub(crate) id: LoopId,
    pub(crate) pattern: Pat,
    pub(crate) iterable: Expr,
    pub(crate) body: Block,
}

/// Tokens that the chain rule does not look into.
pub(crate) struct Foreign {
    pub(crate) tokens: TokenStream,
    /// The local variables that have their names in them.
    pub(crate) mentions: Vec<LocalId>,
    pub(crate) what: ForeignKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ForeignKind {
    Macro,
    Unsafe,
    Async,
    Await,
    Other,
}

#[derive(Default)]
pub(crate) struct Block {
    pub(crate) statements: Vec<Stmt>,
    /// The expression that it ends with, without a semicolon.
    pub(crate) tail: Option<Box<Expr>>,
    pub(crate) spans: Option<Spans>,
    /// Its own items, if it is not the body of the function: they end with it.
    pub(crate) items: Option<ItemsId>,
    pub(crate) effects: Effects,
}

pub(crate) enum Stmt {
    Let(Box<Let>),
    Expr(Box<Expr>),
}

pub(crate) struct Let {
    pub(crate) spans: Spans,
    pub(crate) pattern: Pat,
    pub(crate) value: Option<Expr>,
    /// `else { … }`, which leaves.
    pub(crate) otherwise: Option<Expr>,
}

pub(crate) struct Pat {
    pub(crate) kind: PatKind,
    pub(crate) ty: Ty,
    pub(crate) spans: Spans,
}

pub(crate) enum PatKind {
    Wild,
    Rest,
    Bind(Bind),
    Reference(bool, Box<Pat>),
    Typed(Box<Pat>, Type),
    Tuple(Vec<Pat>),
    Slice(Vec<Pat>),
    /// A literal, or a constant by its path.
    Value(Box<Expr>),
    Range(Option<Box<Expr>>, RangeLimits, Option<Box<Expr>>),
    Or(Vec<Pat>),
    TupleStruct(Path, Vec<Pat>),
    Struct(Path, Vec<(Member, Pat)>, bool),
    Foreign(TokenStream),
}

/// A name in a pattern.
pub(crate) struct Bind {
    pub(crate) local: LocalId,
    pub(crate) by_ref: bool,
    pub(crate) mutable: bool,
    pub(crate) sub: Option<Box<Pat>>,
    /// Whether it may be the name of a constant, which rustc alone knows.
    pub(crate) may_be_constant: bool,
}

impl Expr {
    /// The expression without the parentheses around it.
    pub(crate) fn bare(&self) -> &Expr {
        let mut bare = self;
        while let ExprKind::Paren(inner) = &bare.kind {
            bare = inner;
        }
        bare
    }

    /// The same without one `&` before it.
    pub(crate) fn behind_reference(&self) -> &Expr {
        match &self.bare().kind {
            ExprKind::Reference(false, inner) => inner.bare(),
            _ => self.bare(),
        }
    }

    /// The same behind references and dereferences, too.
    pub(crate) fn behind(&self) -> &Expr {
        let mut behind = self;
        loop {
            behind = match &behind.kind {
                ExprKind::Paren(inner)
                | ExprKind::Reference(_, inner)
                | ExprKind::Unary(UnOp::Deref(_), inner) => inner,
                _ => return behind,
            };
        }
    }

    /// The local variable that it is a part of: `a` of `a[i].0`.
    pub(crate) fn root(&self) -> Option<LocalId> {
        let mut root = self;
        loop {
            root = match &root.kind {
                ExprKind::Local(id) => return Some(*id),
                ExprKind::Paren(inner)
                | ExprKind::Reference(_, inner)
                | ExprKind::Unary(UnOp::Deref(_), inner)
                | ExprKind::Index(inner, _)
                | ExprKind::Field(inner, _) => inner,
                _ => return None,
            };
        }
    }

    /// The local variable that it is.
    pub(crate) fn as_local(&self) -> Option<LocalId> {
        match &self.bare().kind {
            ExprKind::Local(id) => Some(*id),
            _ => None,
        }
    }

    pub(crate) fn as_closure(&self) -> Option<&Closure> {
        match &self.behind().kind {
            ExprKind::Closure(closure) => Some(closure),
            _ => None,
        }
    }

    /// The names of the path of a function: those of a trait's also where the type stands before it.
    pub(crate) fn function_names(&self) -> Vec<String> {
        match &self.bare().kind {
            ExprKind::Path(ExprPath { qself: Some(own), path, .. })
                if own.position == path.segments.len() - 1 =>
            {
                path.segments.iter().map(|segment| segment.ident.to_string()).collect()
            }
            _ => self.path_names(),
        }
    }

    /// The names of the path that it is, if it is one.
    pub(crate) fn path_names(&self) -> Vec<String> {
        match &self.bare().kind {
            ExprKind::Path(path) if path.qself.is_none() => {
                path.path.segments.iter().map(|segment| segment.ident.to_string()).collect()
            }
            _ => Vec::new(),
        }
    }
}

impl Pat {
    /// The pattern without the parentheses and the type around it.
    pub(crate) fn bare(&self) -> &Pat {
        match &self.kind {
            PatKind::Typed(inner, _) => inner.bare(),
            _ => self,
        }
    }

    /// The variable that it is no more than the name of.
    pub(crate) fn as_bind(&self) -> Option<&Bind> {
        match &self.bare().kind {
            PatKind::Bind(bind) if bind.sub.is_none() => Some(bind),
            _ => None,
        }
    }

    pub(crate) fn children(&self) -> Vec<&Pat> {
        match &self.kind {
            PatKind::Reference(_, inner) | PatKind::Typed(inner, _) => vec![inner],
            PatKind::Bind(Bind { sub: Some(inner), .. }) => vec![inner],
            PatKind::Tuple(all) | PatKind::Slice(all) | PatKind::Or(all) | PatKind::TupleStruct(_, all) => {
                all.iter().collect()
            }
            PatKind::Struct(_, fields, _) => fields.iter().map(|(_, pattern)| pattern).collect(),
            _ => Vec::new(),
        }
    }

    /// Whether something holds for it and all its parts.
    pub(crate) fn all(&self, holds: &impl Fn(&Pat) -> bool) -> bool {
        holds(self) && self.children().into_iter().all(|part| part.all(holds))
    }

    /// The variables that it binds, in their order.
    pub(crate) fn binds(&self) -> Vec<LocalId> {
        let mut found = Vec::new();
        let mut pending = vec![self];
        while let Some(pattern) = pending.pop() {
            if let PatKind::Bind(bind) = &pattern.kind
                && !found.contains(&bind.local)
            {
                found.push(bind.local);
            }
            pending.extend(pattern.children().into_iter().rev());
        }
        found
    }
}
