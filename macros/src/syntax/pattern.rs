//! Patterns and closures: where names are bound.

use quote::ToTokens;
use syn::ext::IdentExt;
use syn::{Expr as Syntax, Pat as SynPat, ReturnType};

use super::build::{Builder, OpenClosure};
use super::integers::is_integer_type;
use super::tree::{
    Arm, Bind, Closure, ClosureId, Effects, Expr, ExprKind, LocalId, Match, Pat, PatKind, Spans,
};
use crate::hash::HashMap;

impl Builder<'_> {
    /// A pattern; its names are in scope from here on.
    pub(super) fn pattern(&mut self, pattern: &SynPat) -> Pat {
        self.pattern_in(pattern, false, &mut HashMap::default())
    }

    /// The same of an arm, whose names may be those of constants.
    pub(super) fn tested_pattern(&mut self, pattern: &SynPat) -> Pat {
        self.pattern_in(pattern, true, &mut HashMap::default())
    }

    /// `known` are the names that the pattern binds so far: the cases of `a | b` bind the same ones.
    fn pattern_in(&mut self, pattern: &SynPat, tested: bool, known: &mut HashMap<String, LocalId>) -> Pat {
        let spans = Spans::of(pattern);
        let ty = self.types.fresh();
        let mut parts = |builder: &mut Self, parts: &mut dyn Iterator<Item = &SynPat>| -> Vec<Pat> {
            parts.map(|part| builder.pattern_in(part, tested, known)).collect()
        };
        let kind = match pattern {
            SynPat::Wild(_) => PatKind::Wild,
            SynPat::Rest(_) => PatKind::Rest,
            SynPat::Paren(inner) => return self.pattern_in(&inner.pat, tested, known),
            SynPat::Ident(name) if tested && self.constant(&name.ident).is_some() => {
                let path = syn::ExprPath { attrs: Vec::new(), qself: None, path: name.ident.clone().into() };
                PatKind::Value(self.boxed(&Syntax::Path(path)))
            }
            SynPat::Ident(name) => {
                let text = name.ident.unraw().to_string();
                let local = match known.get(&text) {
                    Some(&local) => local,
                    None => {
                        let local = self.new_local(&name.ident, name.mutability.is_some());
                        known.insert(text, local);
                        local
                    }
                };
                let sub = name.subpat.as_ref().map(|(_, sub)| Box::new(self.pattern_in(sub, tested, known)));
                self.bind(local);
                let (by_ref, mutable) = (name.by_ref.is_some(), name.mutability.is_some());
                let may_be_constant = tested && !by_ref && !mutable && sub.is_none();
                self.locals[local.index()].may_be_constant |= may_be_constant;
                PatKind::Bind(Bind { local, by_ref, mutable, sub, may_be_constant })
            }
            SynPat::Reference(inner) => {
                let mutable = inner.mutability.is_some();
                PatKind::Reference(mutable, Box::new(self.pattern_in(&inner.pat, tested, known)))
            }
            SynPat::Type(typed) => {
                let inner = self.pattern_in(&typed.pat, tested, known);
                if let PatKind::Bind(bind) = &inner.kind {
                    let local = &mut self.locals[bind.local.index()];
                    local.is_integer = is_integer_type(&typed.ty);
                    local.declared = Some((*typed.ty).clone());
                }
                PatKind::Typed(Box::new(inner), (*typed.ty).clone())
            }
            SynPat::Tuple(tuple) => PatKind::Tuple(parts(self, &mut tuple.elems.iter())),
            SynPat::Slice(slice) => PatKind::Slice(parts(self, &mut slice.elems.iter())),
            SynPat::Or(cases) => PatKind::Or(parts(self, &mut cases.cases.iter())),
            SynPat::TupleStruct(made) if made.qself.is_none() => {
                PatKind::TupleStruct(made.path.clone(), parts(self, &mut made.elems.iter()))
            }
            SynPat::Struct(made) if made.qself.is_none() => {
                let mut fields = Vec::new();
                for field in &made.fields {
                    fields.push((field.member.clone(), self.pattern_in(&field.pat, tested, known)));
                }
                PatKind::Struct(made.path.clone(), fields, made.rest.is_some())
            }
            SynPat::Lit(literal) => PatKind::Value(self.boxed(&Syntax::Lit(literal.clone()))),
            SynPat::Path(path) => PatKind::Value(self.boxed(&Syntax::Path(path.clone()))),
            SynPat::Range(range) => {
                let start = range.start.as_ref().map(|start| self.boxed(start));
                let end = range.end.as_ref().map(|end| self.boxed(end));
                PatKind::Range(start, range.limits, end)
            }
            _ => PatKind::Foreign(self.nested.restore(pattern.to_token_stream())),
        };
        Pat { kind, ty, spans }
    }

    pub(super) fn choice(&mut self, choice: &syn::ExprMatch) -> Expr {
        let scrutinee = self.expr(&choice.expr);
        let first = self.locals.len();
        let mut arms = Vec::new();
        for arm in &choice.arms {
            self.open();
            let (pattern, guard) = match &arm.pat {
                SynPat::Guard(guarded) => (&*guarded.pat, Some(&*guarded.guard)),
                plain => (plain, None),
            };
            let pattern = self.tested_pattern(pattern);
            self.note_lent(&pattern, &scrutinee);
            let guard = guard.map(|guard| self.expr(guard));
            let body = self.expr(&arm.body);
            self.close();
            arms.push(Arm { pattern, guard, body });
        }
        let spans = Spans(choice.match_token.span, choice.brace_token.span.close());
        let mut made = self.make(ExprKind::Match(Box::new(Match { scrutinee, arms })), spans);
        Self::enclose(&mut made.effects, first, None);
        made
    }

    pub(super) fn closure(&mut self, closure: &syn::ExprClosure) -> Expr {
        let id = ClosureId(self.known_closures);
        self.known_closures += 1;
        self.closures.push(OpenClosure { first: self.locals.len(), captures: Vec::new() });
        // A `break` in it would be that of a loop in it.
        let around = std::mem::take(&mut self.around);
        self.open();
        let parameters: Vec<Pat> = closure.inputs.iter().map(|parameter| self.pattern(parameter)).collect();
        let may_be_lent = std::mem::take(&mut self.lending);
        self.lend_to_closure(&parameters, may_be_lent);
        let body = self.expr(&closure.body);
        let first = self.close();
        self.around = around;
        let captures = self.closures.pop().map(|open| open.captures).unwrap_or_default();
        let output = match &closure.output {
            ReturnType::Type(_, output) => Some((**output).clone()),
            ReturnType::Default => None,
        };
        let spans = Spans::of(closure.inputs_begin).to(body.spans);
        let start = closure.capture.map_or(spans, |capture| Spans(capture.span, capture.span).to(spans));
        let moves = closure.capture.is_some();
        let closure = Closure { id, moves, parameters, output, body, captures };
        let mut made = self.make(ExprKind::Closure(Box::new(closure)), start);
        // What it returns, it returns to its caller.
        Self::enclose(&mut made.effects, first, None);
        made.effects = Effects { returns: false, leaves: Vec::new(), ..made.effects };
        if moves {
            // What it changes is its own.
            made.effects.changes.clear();
        }
        made
    }
}
