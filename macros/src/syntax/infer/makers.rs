//! What makers of vectors and matrices take and give.

use super::{Inference, Pending, slice_rank};
use crate::syntax::tree::{Expr, ExprKind};
use crate::syntax::types::{Ty, Type};
use crate::syntax::zips::Zipped;
use crate::table::matrices::{self, Arrangement, Change, Family, Lent, Outcome};

impl<'t> Inference<'_, 't> {
    /// `array![[a, b], [c, d]]`: of numbers, as integers in it are places.
    pub(super) fn made_by_macro(&mut self, path: &syn::Path, parts: &'t [Expr], ty: Ty) {
        let name = path.segments.last().map(|last| last.ident.to_string()).unwrap_or_default();
        let Some((_, family)) = matrices::family_of_macro(&name) else { return };
        let (mut depth, mut level) = (1, parts.iter().collect::<Vec<_>>());
        while let [Expr { kind: ExprKind::List(..), .. }, ..] = level.as_slice() {
            let inner = level.into_iter().flat_map(|part| match &part.kind {
                ExprKind::List(parts, _) => parts.iter().collect(),
                _ => Vec::new(),
            });
            level = inner.collect();
            depth += 1;
        }
        let is_integer = |part: &&Expr| matches!(&part.kind, ExprKind::Literal(syn::Lit::Int(_)));
        if level.iter().any(is_integer) {
            return self.is(ty, Type::Other);
        }
        self.numbers.extend(level.iter().map(|part| part.ty));
        self.is(ty, Type::Matrix(if let Family::Grid(_) = family { Family::Grid(depth) } else { family }));
    }

    /// What comes of a call of a maker, and what its arguments are.
    pub(super) fn made_of(
        &mut self,
        names: &[&str],
        family: Family,
        (arguments, given): (&'t [Expr], &[Ty]),
        ty: Ty,
    ) {
        let (Some(&maker), Some(owner)) = (names.last(), names.iter().rev().nth(1)) else { return };
        if maker == "from_shape_vec" {
            let held = self.types.of(Type::Matrix(family));
            self.is(ty, Type::Option(held));
        } else {
            self.is(ty, Type::Matrix(family));
        }
        if maker == "new" {
            self.numbers.extend(given);
        }
        let (Some(last), Some(&of)) = (arguments.last(), given.last()) else { return };
        if ["from_fn", "from_shape_fn"].contains(&maker) {
            let (index, number) = (self.types.of(Type::Integer), self.types.of(Type::Real));
            let parameters = match family {
                Family::Grid(1) => vec![index],
                Family::Grid(rank) => vec![self.types.of(Type::Tuple(vec![index; rank]))],
                _ => vec![index, index],
            };
            self.pending.push(Pending::Applied(last.ty, parameters, number));
        }
        if family == Family::Complex || matrices::is_turn(owner) {
            return;
        }
        let vector = if family == Family::Algebra { family } else { Family::Grid(1) };
        match matrices::arrangement(maker) {
            Some(Arrangement::InOrder | Arrangement::ByRows) => {
                let number = self.types.of(Type::Real);
                self.pending.push(Pending::Items(of, number));
            }
            Some(Arrangement::Diagonal | Arrangement::ScalingBy | Arrangement::Translation) => {
                self.is(of, Type::Matrix(vector));
            }
            Some(Arrangement::Rows | Arrangement::Columns) => {
                let line = self.types.of(Type::Matrix(vector));
                self.pending.push(Pending::Items(of, line));
            }
            Some(Arrangement::Everywhere | Arrangement::OnDiagonal | Arrangement::Scaling) => {
                self.numbers.push(of);
            }
            None => {}
        }
    }

    /// Arrays that are gone through side by side: the closure is given a number of each.
    pub(super) fn zipped(&mut self, zipped: &Zipped<'t>, closure: &'t Expr) -> bool {
        let Some(first) = zipped.operands.first() else { return true };
        let rank = match *self.types.get(first.ty) {
            Type::Matrix(Family::Grid(rank)) => rank,
            Type::Unknown => return false,
            _ => return true,
        };
        let mut given = Vec::new();
        if zipped.indexed {
            let index = self.types.of(Type::Integer);
            given.push(match rank {
                1 => index,
                _ => self.types.of(Type::Tuple(vec![index; rank])),
            });
        }
        given.extend(zipped.operands.iter().map(|_| self.types.of(Type::Real)));
        let nothing = self.types.fresh();
        self.pending.push(Pending::Applied(closure.ty, given, nothing));
        true
    }

    /// What a change is given.
    pub(super) fn changed_by(&mut self, family: Family, name: &str, given: &'t [Expr]) {
        let number = self.types.of(Type::Real);
        let Some(last) = given.last() else { return };
        match matrices::change(name) {
            Some(Change::Fill | Change::FillRow | Change::FillColumn | Change::FillDiagonal) => {
                self.unify(last.ty, number);
            }
            Some(Change::Copy | Change::Row | Change::Column | Change::Diagonal | Change::ScaledAdd) => {
                if !self.types.is_known(last.ty) && family == Family::Algebra {
                    self.is(last.ty, Type::Matrix(family));
                }
                if given.len() == 2 && name == "scaled_add" {
                    self.unify(given[0].ty, number);
                }
            }
            Some(Change::Map) => self.pending.push(Pending::Applied(last.ty, vec![number], number)),
            Some(Change::Visit) => {
                let nothing = self.types.fresh();
                self.pending.push(Pending::Applied(last.ty, vec![number], nothing));
            }
            Some(Change::Zip) => {
                let nothing = self.types.fresh();
                self.pending.push(Pending::Applied(last.ty, vec![number, number], nothing));
            }
            None => {}
        }
    }
}

/// The number in `Axis(0)`.
pub(crate) fn axis(axis: &Expr) -> Option<usize> {
    match &axis.bare().kind {
        ExprKind::Call(callee, parts) if callee.path_names().last().is_some_and(|name| name == "Axis") => {
            match &parts.first()?.bare().kind {
                ExprKind::Literal(syn::Lit::Int(number)) => number.base10_parse().ok(),
                _ => None,
            }
        }
        _ => None,
    }
}

/// What a part that is lent to be changed is.
pub(super) fn lent(family: Family, name: &str, given: &[Expr]) -> Option<Outcome> {
    Some(match (family, matrices::lent(name)?, given) {
        (Family::Algebra, ..) => Outcome::Matrix,
        (_, Lent::Row | Lent::Column | Lent::Diagonal, _) => Outcome::Of(Family::Grid(1)),
        (_, Lent::Axis, _) => Outcome::More(-1),
        (_, Lent::Slice, [part]) => Outcome::Of(Family::Grid(slice_rank(family, "slice", part)?)),
        _ => return None,
    })
}
