//! What is an integer for certain, before anything is inferred: no method changes it in its place.

use syn::{Lit, Type, UnOp};

use super::build::Builder;
use super::tree::{Expr, ExprKind, Let, LocalId};

/// The types of integers.
const INTEGERS: [&str; 12] =
    ["i8", "i16", "i32", "i64", "i128", "isize", "u8", "u16", "u32", "u64", "u128", "usize"];

pub(crate) fn is_integer_type(written: &Type) -> bool {
    matches!(written, Type::Path(path)
        if path.qself.is_none() && INTEGERS.iter().any(|known| path.path.is_ident(known)))
}

impl Builder<'_> {
    /// Notes that a `let` binds an integer, if that is plain to see.
    pub(super) fn note_integer(&mut self, binding: &Let) {
        let Some(bind) = binding.pattern.as_bind() else { return };
        let local = &self.locals[bind.local.index()];
        let known = match (&local.declared, &binding.value) {
            (Some(declared), _) => is_integer_type(declared),
            (None, Some(value)) => self.is_integer(value),
            (None, None) => false,
        };
        let is_index = match (&local.declared, &binding.value) {
            (Some(declared), _) => matches!(declared, Type::Path(path) if path.path.is_ident("usize")),
            (None, Some(value)) => self.is_index(value),
            (None, None) => false,
        };
        let local = &mut self.locals[bind.local.index()];
        local.is_integer = known;
        local.is_index = is_index;
    }

    /// Whether an expression is plainly of the type of an index.
    fn is_index(&self, expr: &Expr) -> bool {
        match &expr.bare().kind {
            ExprKind::Method(method) => method.name == "len" && method.arguments.is_empty(),
            ExprKind::Local(local) => self.locals[local.index()].is_index,
            ExprKind::Literal(Lit::Int(number)) => number.suffix() == "usize",
            ExprKind::Chain(first, links) => {
                use syn::BinOp::{Add, Div, Mul, Rem, Sub};
                let keeps_type =
                    |operator: &syn::BinOp| matches!(operator, Add(_) | Sub(_) | Mul(_) | Div(_) | Rem(_));
                links.iter().all(|link| keeps_type(&link.operator))
                    && (self.is_index(first) || links.iter().any(|link| self.is_index(&link.right)))
            }
            _ => false,
        }
    }

    pub(super) fn is_integer_local(&self, local: LocalId) -> bool {
        self.locals[local.index()].is_integer
    }

    fn is_integer(&self, expr: &Expr) -> bool {
        match &expr.kind {
            ExprKind::Literal(Lit::Int(number)) => !["f32", "f64"].contains(&number.suffix()),
            ExprKind::Local(local) => self.is_integer_local(*local),
            ExprKind::Paren(inner) | ExprKind::Unary(UnOp::Neg(_) | UnOp::Not(_), inner) => {
                self.is_integer(inner)
            }
            ExprKind::Cast(_, ty) => is_integer_type(ty),
            ExprKind::Chain(first, links) => {
                let is_arithmetic = |operator: &syn::BinOp| {
                    use syn::BinOp::{Add, BitAnd, BitOr, BitXor, Div, Mul, Rem, Shl, Shr, Sub};
                    matches!(
                        operator,
                        Add(_)
                            | Sub(_)
                            | Mul(_)
                            | Div(_)
                            | Rem(_)
                            | BitAnd(_)
                            | BitOr(_)
                            | BitXor(_)
                            | Shl(_)
                            | Shr(_)
                    )
                };
                self.is_integer(first) && links.iter().all(|link| is_arithmetic(&link.operator))
            }
            _ => false,
        }
    }
}
