//! The tree as tokens again: for what passes through as the user wrote it, and for messages.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, format_ident, quote};
use syn::RangeLimits;

use super::tree::{
    Arm, Bind, Block, Closure, Expr, ExprKind, ListForm, LocalId, Method, Pat, PatKind, Stmt, Tree,
};

/// How variables are called where the tokens are going to stand.
pub(crate) trait Names {
    /// A variable that is read, behind so many dereferences as are left out then.
    fn read(&mut self, tree: &Tree, expr: &Expr, local: LocalId, stars: usize) -> TokenStream;

    /// A variable that the tokens declare themselves.
    fn bound(&mut self, tree: &Tree, local: LocalId) -> Ident;

    /// Whether the tokens are for a person to read, and need not compile.
    fn are_quoted(&self) -> bool {
        false
    }

    /// A closure begins in the tokens, or ends.
    fn closure(&mut self, _begins: bool) {}

    /// A variable that a closure changes has another name in it, for what it has moved.
    fn moved(&mut self, _tree: &Tree, _local: LocalId) -> Option<Ident> {
        None
    }

    /// It has its own name again.
    fn moved_out(&mut self, _local: LocalId) {}

    /// What `?` makes of an expression.
    fn tried(&mut self, option: TokenStream) -> TokenStream {
        quote!(#option?)
    }

    /// What a method is called on.
    fn receiver(&mut self, _method: &Method, receiver: TokenStream) -> TokenStream {
        receiver
    }

    /// Other tokens for an expression.
    fn instead(&mut self, _tree: &Tree, _expr: &Expr) -> Option<TokenStream> {
        None
    }
}

/// The names that the user gives.
pub(crate) struct Written;

impl Names for Written {
    fn read(&mut self, tree: &Tree, _: &Expr, local: LocalId, stars: usize) -> TokenStream {
        let (name, stars) = (&tree.local(local).name, vec![quote!(*); stars]);
        quote!(#(#stars)* #name)
    }

    fn bound(&mut self, tree: &Tree, local: LocalId) -> Ident {
        tree.local(local).name.clone()
    }

    fn are_quoted(&self) -> bool {
        true
    }
}

pub(crate) struct Printer<'a, N> {
    pub(crate) tree: &'a Tree,
    pub(crate) names: N,
}

impl<'a> Printer<'a, Written> {
    pub(crate) fn written(tree: &'a Tree) -> Self {
        Printer { tree, names: Written }
    }
}

impl<N: Names> Printer<'_, N> {
    fn all<'e>(&mut self, all: impl IntoIterator<Item = &'e Expr>) -> Vec<TokenStream> {
        all.into_iter().map(|one| self.expr(one)).collect()
    }

    pub(crate) fn expr(&mut self, expr: &Expr) -> TokenStream {
        if let Some(other) = self.names.instead(self.tree, expr) {
            return other;
        }
        // Each case that is not short is a function of its own: this one calls itself.
        match &expr.kind {
            ExprKind::Literal(literal) => quote!(#literal),
            ExprKind::Local(local) => self.names.read(self.tree, expr, *local, 0),
            ExprKind::Path(path) if path.qself.is_none() => of_own_type(&path.path),
            ExprKind::Path(path) => quote!(#path),
            ExprKind::Paren(inner) => {
                let inner = self.expr(inner);
                quote!((#inner))
            }
            ExprKind::Unary(operator, inner) => self.unary(*operator, inner),
            ExprKind::Chain(first, links) => {
                let mut tokens = self.expr(first);
                for link in links {
                    let (operator, right) = (&link.operator, self.expr(&link.right));
                    tokens.extend(quote!(#operator #right));
                }
                tokens
            }
            ExprKind::Method(method) => {
                let receiver = self.expr(&method.receiver);
                let receiver = self.names.receiver(method, receiver);
                let (name, turbofish) = (&method.name, &method.turbofish);
                let arguments = self.all(&method.arguments);
                quote!(#receiver.#name #turbofish (#(#arguments),*))
            }
            ExprKind::Call(callee, arguments) => self.call(callee, arguments),
            ExprKind::Block(block, label) => {
                let (label, block) = (label.map(|label| self.label(label)), self.block(block));
                quote!(#label #block)
            }
            _ => self.other(expr),
        }
    }

    pub(crate) fn closure(&mut self, closure: &Closure) -> TokenStream {
        let moves = closure.moves.then(|| quote!(move));
        let parameters: Vec<TokenStream> =
            closure.parameters.iter().map(|parameter| self.pattern(parameter)).collect();
        let changed = closure
            .captures
            .iter()
            .filter(|local| closure.moves && closure.body.effects.changes.contains(local));
        let mut owned: Vec<(LocalId, TokenStream)> = Vec::new();
        for &local in changed {
            let before = self.names.read(self.tree, &closure.body, local, 0);
            let own = self.names.moved(self.tree, local);
            owned.extend(own.map(|own| (local, quote!(let mut #own = #before;))));
        }
        self.names.closure(true);
        let body = self.expr(&closure.body);
        self.names.closure(false);
        for (local, _) in &owned {
            self.names.moved_out(*local);
        }
        let written = match &closure.output {
            Some(output) => quote!(#moves |#(#parameters),*| -> #output #body),
            None => quote!(#moves |#(#parameters),*| #body),
        };
        if owned.is_empty() {
            return written;
        }
        let owned = owned.into_iter().map(|(_, owned)| owned);
        quote!({ #(#owned)* #written })
    }

    fn call(&mut self, callee: &Expr, arguments: &[Expr]) -> TokenStream {
        // What takes `self` may take it by reference or not.
        if let ([owner, method], [this, rest @ ..]) = (callee.path_names().as_slice(), arguments)
            && owner == "Self"
            && matches!(this.kind, ExprKind::Local(local) if self.tree.local(local).name == "self")
        {
            let (method, this, rest) = (format_ident!("{method}"), self.expr(this), self.all(rest));
            return quote!(#this.#method(#(#rest),*));
        }
        let callee = self.expr(callee);
        let arguments = self.all(arguments);
        quote!(#callee(#(#arguments),*))
    }

    fn unary(&mut self, operator: syn::UnOp, inner: &Expr) -> TokenStream {
        if matches!(operator, syn::UnOp::Deref(_)) {
            let (mut stars, mut behind) = (1, inner.bare());
            while let ExprKind::Unary(syn::UnOp::Deref(_), deeper) = &behind.kind {
                (stars, behind) = (stars + 1, deeper.bare());
            }
            if let ExprKind::Local(local) = &behind.kind {
                return self.names.read(self.tree, behind, *local, stars);
            }
        }
        let inner = self.expr(inner);
        quote!(#operator #inner)
    }

    fn other(&mut self, expr: &Expr) -> TokenStream {
        match &expr.kind {
            ExprKind::Assign(target, value) => {
                let (target, value) = (self.expr(target), self.expr(value));
                quote!(#target = #value)
            }
            ExprKind::Increase(operator, target, value) => {
                let (target, value) = (self.expr(target), self.expr(value));
                let operator: TokenStream =
                    format!("{}=", operator.to_token_stream()).parse().unwrap_or_default();
                quote!(#target #operator #value)
            }
            ExprKind::Cast(inner, written) => {
                let inner = self.expr(inner);
                quote!(#inner as #written)
            }
            ExprKind::Reference(mutable, inner) => {
                let inner = self.expr(inner);
                if *mutable { quote!(&mut #inner) } else { quote!(&#inner) }
            }
            ExprKind::Index(base, index) => {
                let (base, index) = (self.expr(base), self.expr(index));
                quote!(#base[#index])
            }
            ExprKind::Field(base, member) => {
                let base = self.expr(base);
                quote!(#base.#member)
            }
            ExprKind::Range(start, limits, end) => self.range(start.as_deref(), limits, end.as_deref()),
            ExprKind::Tuple(parts) => {
                let parts = self.all(parts);
                if parts.len() == 1 { quote!((#(#parts),*,)) } else { quote!((#(#parts),*)) }
            }
            ExprKind::List(parts, form) => {
                let parts = self.all(parts);
                let list = quote!([#(#parts),*]);
                in_form(form, list)
            }
            ExprKind::Repeat(element, length, form) => {
                let (element, length) = (self.expr(element), self.expr(length));
                in_form(form, quote!([#element; #length]))
            }
            ExprKind::Closure(closure) => self.closure(closure),
            ExprKind::If(branch) => {
                let (condition, then) = (self.expr(&branch.condition), self.block(&branch.then));
                match &branch.otherwise {
                    Some(otherwise) => {
                        let otherwise = self.expr(otherwise);
                        quote!(if #condition #then else #otherwise)
                    }
                    None => quote!(if #condition #then),
                }
            }
            ExprKind::Match(choice) => {
                let scrutinee = self.expr(&choice.scrutinee);
                let arms: Vec<TokenStream> = choice.arms.iter().map(|arm| self.arm(arm)).collect();
                quote!(match #scrutinee { #(#arms)* })
            }
            ExprKind::Let(pattern, value) => {
                let (pattern, value) = (self.pattern(pattern), self.expr(value));
                quote!(let #pattern = #value)
            }
            ExprKind::For(repeat) => {
                let label = self.label(repeat.id);
                let iterable = self.expr(&repeat.iterable);
                let (pattern, body) = (self.pattern(&repeat.pattern), self.block(&repeat.body));
                quote!(#label for #pattern in #iterable #body)
            }
            ExprKind::While(id, condition, body) => {
                let label = self.label(*id);
                let (condition, body) = (self.expr(condition), self.block(body));
                quote!(#label while #condition #body)
            }
            ExprKind::Loop(id, body) => {
                let (label, body) = (self.label(*id), self.block(body));
                quote!(#label loop #body)
            }
            ExprKind::Break(id, value) => {
                let label = id.filter(|_| !self.names.are_quoted()).map(|id| label_of(id.0));
                let value = value.as_ref().map(|value| self.expr(value));
                quote!(break #label #value)
            }
            ExprKind::Continue(id) => {
                let label = id.filter(|_| !self.names.are_quoted()).map(|id| label_of(id.0));
                quote!(continue #label)
            }
            ExprKind::Return(value) => {
                let value = value.as_ref().map(|value| self.expr(value));
                quote!(return #value)
            }
            ExprKind::Struct(path, fields, rest) => {
                let fields: Vec<TokenStream> = fields
                    .iter()
                    .map(|(member, value)| {
                        let value = self.expr(value);
                        let is_short = self.names.are_quoted()
                            && member.to_token_stream().to_string() == value.to_string();
                        if is_short { value } else { quote!(#member: #value) }
                    })
                    .collect();
                match rest {
                    Some(rest) => {
                        let rest = self.expr(rest);
                        quote!(#path { #(#fields,)* ..#rest })
                    }
                    None => quote!(#path { #(#fields),* }),
                }
            }
            ExprKind::Macro(path, arguments) => {
                let is_by_semicolons = ["matrix", "dmatrix"]
                    .iter()
                    .any(|name| path.segments.last().is_some_and(|last| last.ident == name));
                if is_by_semicolons {
                    let rows = arguments.iter().map(|row| match &row.kind {
                        ExprKind::List(parts, _) => {
                            let parts = self.all(parts);
                            quote!(#(#parts),*)
                        }
                        _ => self.expr(row),
                    });
                    let rows: Vec<TokenStream> = rows.collect();
                    return quote!(#path!(#(#rows);*));
                }
                let arguments = self.all(arguments);
                quote!(#path!(#(#arguments),*))
            }
            ExprKind::Try(inner) => {
                let inner = self.expr(inner);
                self.names.tried(inner)
            }
            ExprKind::Foreign(foreign) => foreign.tokens.clone(),
            _ => TokenStream::new(),
        }
    }

    /// Loops go by their numbers, whatever the user calls them; in a message they need no name.
    fn label(&self, id: super::tree::LoopId) -> TokenStream {
        let label = label_of(id.0);
        if self.names.are_quoted() { TokenStream::new() } else { quote!(#label:) }
    }

    fn range(&mut self, start: Option<&Expr>, limits: &RangeLimits, end: Option<&Expr>) -> TokenStream {
        let (start, end) = (start.map(|start| self.expr(start)), end.map(|end| self.expr(end)));
        quote!(#start #limits #end)
    }

    fn arm(&mut self, arm: &Arm) -> TokenStream {
        let pattern = self.pattern(&arm.pattern);
        let guard = arm.guard.as_ref().map(|guard| self.expr(guard)).map(|guard| quote!(if #guard));
        let body = self.expr(&arm.body);
        quote!(#pattern #guard => #body,)
    }

    pub(crate) fn block(&mut self, block: &Block) -> TokenStream {
        let items = block.items.map(|items| &self.tree.inner_items[items.0].tokens[..]).unwrap_or_default();
        let mut tokens = quote!(#(#items)*);
        for statement in &block.statements {
            match statement {
                Stmt::Expr(value) => {
                    let value = self.expr(value);
                    tokens.extend(quote!(#value;));
                }
                Stmt::Let(binding) => {
                    let value =
                        binding.value.as_ref().map(|value| self.expr(value)).map(|value| quote!(= #value));
                    let otherwise = binding
                        .otherwise
                        .as_ref()
                        .map(|otherwise| self.expr(otherwise))
                        .map(|value| quote!(else #value));
                    let pattern = self.pattern(&binding.pattern);
                    tokens.extend(quote!(let #pattern #value #otherwise;));
                }
            }
        }
        tokens.extend(block.tail.as_ref().map(|tail| self.expr(tail)));
        quote!({ #tokens })
    }

    pub(crate) fn pattern(&mut self, pattern: &Pat) -> TokenStream {
        let all = |printer: &mut Self, parts: &[Pat]| -> Vec<TokenStream> {
            parts.iter().map(|part| printer.pattern(part)).collect()
        };
        match &pattern.kind {
            PatKind::Wild => quote!(_),
            PatKind::Rest => quote!(..),
            PatKind::Bind(Bind { local, by_ref, mutable, sub, .. }) => {
                let name = self.names.bound(self.tree, *local);
                let by_ref = by_ref.then(|| quote!(ref));
                let mutable = mutable.then(|| quote!(mut));
                let sub = sub.as_ref().map(|sub| self.pattern(sub)).map(|sub| quote!(@ #sub));
                quote!(#by_ref #mutable #name #sub)
            }
            PatKind::Reference(mutable, inner) => {
                let inner = self.pattern(inner);
                if *mutable { quote!(&mut #inner) } else { quote!(&#inner) }
            }
            PatKind::Typed(inner, written) => {
                let inner = self.pattern(inner);
                quote!(#inner: #written)
            }
            PatKind::Tuple(parts) => {
                let is_one = parts.len() == 1 && !matches!(parts[0].kind, PatKind::Rest);
                let parts = all(self, parts);
                if is_one { quote!((#(#parts),*,)) } else { quote!((#(#parts),*)) }
            }
            PatKind::Slice(parts) => {
                let parts = all(self, parts);
                quote!([#(#parts),*])
            }
            PatKind::Value(value) => self.expr(value),
            PatKind::Range(start, limits, end) => self.range(start.as_deref(), limits, end.as_deref()),
            PatKind::Or(cases) => {
                let cases = all(self, cases);
                quote!((#(#cases)|*))
            }
            PatKind::TupleStruct(path, parts) => {
                let parts = all(self, parts);
                quote!(#path(#(#parts),*))
            }
            PatKind::Struct(path, fields, rest) => {
                let fields: Vec<TokenStream> = fields
                    .iter()
                    .map(|(member, part)| {
                        let part = self.pattern(part);
                        quote!(#member: #part)
                    })
                    .collect();
                let rest = rest.then(|| quote!(..));
                quote!(#path { #(#fields,)* #rest })
            }
            PatKind::Foreign(tokens) => tokens.clone(),
        }
    }
}

fn in_form(form: &ListForm, list: TokenStream) -> TokenStream {
    match form {
        ListForm::Array => list,
        ListForm::Vector(path) => quote!(#path! #list),
    }
}

fn label_of(number: u32) -> syn::Lifetime {
    syn::Lifetime::new(&format!("'l{number}"), proc_macro2::Span::mixed_site())
}

impl Tree {
    /// A piece of it as it is quoted in a message.
    pub(crate) fn quoted(&self, expr: &Expr) -> String {
        crate::errors::quoted(Printer::written(self).expr(expr))
    }

    pub(crate) fn quoted_pattern(&self, pattern: &Pat) -> String {
        crate::errors::quoted(Printer::written(self).pattern(pattern))
    }
}

/// A path as it is, and one that begins with `Self` so that it is nobody else's: what is emitted calls functions of `Self`, too.
pub(crate) fn of_own_type(path: &syn::Path) -> TokenStream {
    let mut segments = path.segments.iter();
    match segments.next() {
        Some(first) if first.ident == "Self" && path.segments.len() > 1 => quote!(<#first> #(::#segments)*),
        _ => quote!(#path),
    }
}

/// The path of a function without its generic arguments, and these as they are written: `g` and `::<3>` of `g::<3>`.
pub(crate) fn without_arguments(path: &TokenStream) -> (TokenStream, TokenStream) {
    let Ok(mut written) = syn::parse2::<syn::TypePath>(path.clone()) else {
        return (path.clone(), TokenStream::new());
    };
    let arguments = written.path.segments.last_mut().map(|last| std::mem::take(&mut last.arguments));
    match arguments {
        Some(syn::PathArguments::AngleBracketed(mut arguments)) => {
            arguments.colon2_token.get_or_insert_default();
            (written.to_token_stream(), arguments.to_token_stream())
        }
        _ => (path.clone(), TokenStream::new()),
    }
}
