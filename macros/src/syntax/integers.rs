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
        self.locals[bind.local.index()].is_integer = known;
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
