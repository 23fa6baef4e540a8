//! What is done with vectors and matrices of other crates.

use syn::BinOp;

use super::super::field::Field;
use super::super::tree::{Expr, ExprKind, Method, Tree};
use super::super::types::{Ty, Type, Types};
use super::{Inference, Pending};
use crate::table::matrices::{self, Family, Operand, Outcome};

impl<'t> Inference<'_, 't> {
    /// What an operator gives, as soon as one of its sides is known to be a matrix, or both are known not to be.
    pub(super) fn operation(&mut self, operator: &'t BinOp, left: Ty, right: Ty, result: Ty) -> bool {
        // No struct is calculated with: under another name of its type, it is a vector, a matrix or a complex number.
        for (side, other) in [(left, right), (right, left)] {
            if let (Type::Record(_), Type::Matrix(family)) = (self.types.get(side), self.types.get(other)) {
                self.types.becomes_matrix(side, *family);
            }
        }
        let family = match (self.types.get(left), self.types.get(right)) {
            (Type::Record(_), _) | (_, Type::Record(_)) => return false,
            (Type::Matrix(a), Type::Matrix(b)) => Some(larger(*a, *b)),
            // Both sides of a sum of nalgebra's are matrices.
            (Type::Matrix(Family::Algebra), Type::Unknown)
            | (Type::Unknown, Type::Matrix(Family::Algebra))
                if is_sum(operator) =>
            {
                self.unify(left, right);
                Some(Family::Algebra)
            }
            // Only numbers divide its matrices.
            (Type::Matrix(Family::Algebra), Type::Unknown)
                if matches!(operator, BinOp::Div(_) | BinOp::DivAssign(_)) =>
            {
                self.is(right, Type::Real);
                Some(Family::Algebra)
            }
            // Of how many dimensions it is, the other side has a say in.
            (Type::Matrix(Family::Grid(_)), Type::Unknown)
            | (Type::Unknown, Type::Matrix(Family::Grid(_)))
                if !self.is_settled =>
            {
                return false;
            }
            // A number or a matrix: products take both.
            (Type::Matrix(family @ (Family::Algebra | Family::Complex)), Type::Unknown)
            | (Type::Unknown, Type::Matrix(family @ (Family::Algebra | Family::Complex)))
                if matches!(operator, BinOp::Mul(_)) =>
            {
                self.handed_on.extend([left, right]);
                Some(*family)
            }
            (Type::Matrix(family), _) | (_, Type::Matrix(family)) => Some(*family),
            // What is a matrix, and comes from a number and something else.
            (Type::Unknown, Type::Real) | (Type::Real, Type::Unknown) => {
                let Type::Matrix(family) = *self.types.get(result) else { return false };
                let other = if *self.types.get(left) == Type::Unknown { left } else { right };
                self.is(other, Type::Matrix(family));
                Some(family)
            }
            // What it comes of is not seen either: both sides of a sum are what it is, and those of a product, as far as nobody knows better.
            (Type::Unknown, Type::Unknown) => match *self.types.get(result) {
                Type::Matrix(family @ (Family::Algebra | Family::Complex))
                    if self.is_settled || family == Family::Algebra && is_sum(operator) =>
                {
                    self.is(left, Type::Matrix(family));
                    self.is(right, Type::Matrix(family));
                    Some(family)
                }
                _ => return false,
            },
            (Type::Unknown, _) | (_, Type::Unknown) => return false,
            _ => None,
        };
        match family {
            Some(family) => self.is(result, Type::Matrix(family)),
            None => self.arithmetic(operator, left, right, result),
        }
        true
    }

    /// What a method of a matrix gives; whether it is known.
    pub(super) fn method_of_matrix(&mut self, expr: &'t Expr, method: &'t Method, family: Family) -> bool {
        let name = method.name.to_string();
        let outcome = match (family, name.as_str(), method.arguments.as_slice()) {
            (Family::Grid(first), "dot", [second]) => match self.types.get(second.ty) {
                Type::Matrix(Family::Grid(second)) => matrices::product_of_grids(first, *second).1,
                Type::Unknown => return false,
                _ => Outcome::Matrix,
            },
            (Family::Algebra, name, []) if matrices::is_norm(name) => Outcome::Number,
            (Family::Grid(rank), "mean_axis", [_]) => {
                let held = self.types.of(Type::Matrix(Family::Grid(rank.saturating_sub(1))));
                self.is(expr.ty, Type::Option(held));
                return true;
            }
            (Family::Grid(_), "mean", []) => {
                let held = self.types.of(Type::Real);
                self.is(expr.ty, Type::Option(held));
                return true;
            }
            (Family::Algebra, "normalize", []) => Outcome::Matrix,
            (_, name, []) if matrices::is_same(name) => Outcome::Matrix,
            (_, name, [closure]) if matrices::is_map(name) => {
                let number = self.types.of(Type::Real);
                self.pending.push(Pending::Applied(closure.ty, vec![number], number));
                Outcome::Matrix
            }
            (Family::Grid(_), "fold", [start, closure]) => {
                let number = self.types.of(Type::Real);
                self.unify(expr.ty, start.ty);
                self.pending.push(Pending::Applied(closure.ty, vec![start.ty, number], start.ty));
                return true;
            }
            (Family::Algebra, "zip_map", [_, closure]) => {
                let number = self.types.of(Type::Real);
                self.pending.push(Pending::Applied(closure.ty, vec![number, number], number));
                Outcome::Matrix
            }
            (Family::Algebra, "metric_distance", [_]) => Outcome::Number,
            (Family::Algebra, "lerp", [_, part]) => {
                self.is(part.ty, Type::Real);
                Outcome::Matrix
            }
            (family, name, [_]) if matrices::transposes_first(family, name) => Outcome::Matrix,
            (Family::Complex, "to_polar", []) => {
                let number = self.types.of(Type::Real);
                self.is(expr.ty, Type::Tuple(vec![number, number]));
                return true;
            }
            (family, name, [_, ..]) if matrices::part(family, name).is_some() => Outcome::Matrix,
            (family, name, []) if matrices::extreme(family, name).is_some() => Outcome::Number,
            (family, name, []) if matrices::elementwise(family, name).is_some() => Outcome::Matrix,
            (family, name, [part]) if slice_rank(family, name, part).is_some() => {
                Outcome::Of(Family::Grid(slice_rank(family, name, part).unwrap_or_default()))
            }
            (family, name, given) if lines(family, name, given).is_some() => {
                let line = lines(family, name, given).map_or(family, |(_, of)| of);
                if name == "index_axis" {
                    Outcome::Of(line)
                } else {
                    let line = self.types.of(Type::Matrix(line));
                    self.is(expr.ty, Type::Iterator(line));
                    return true;
                }
            }
            (_, "len" | "nrows" | "ncols", []) | (_, "len_of", [_]) => {
                self.is(expr.ty, Type::Integer);
                return true;
            }
            (_, "is_empty" | "is_square" | "is_invertible", []) => {
                self.is(expr.ty, Type::Truth);
                return true;
            }
            (_, "iter" | "into_iter" | "iter_mut", []) => {
                let number = self.types.of(Type::Real);
                self.is(expr.ty, Type::Iterator(number));
                return true;
            }
            (family, name, given) if matrices::lent(name).is_some() => {
                match super::makers::lent(family, name, given) {
                    Some(outcome) => outcome,
                    None => return true,
                }
            }
            (_, name, given) if matrices::change(name).is_some() => {
                self.changed_by(family, name, given);
                return true;
            }
            (Family::Algebra, name, _) if matrices::in_place(name).is_some() => {
                let operands = matrices::in_place(name).map_or(&[][..], |operation| operation.operands);
                self.operands(operands, method, family);
                return true;
            }
            (family, name, _) => match matrices::operation(family, name) {
                Some(operation) => {
                    self.operands(operation.operands, method, family);
                    operation.outcome
                }
                None => {
                    self.given.push(expr.ty);
                    return true;
                }
            },
        };
        let known = match outcome {
            Outcome::Number => Type::Real,
            Outcome::Matrix => Type::Matrix(family),
            Outcome::Of(other) => Type::Matrix(other),
            Outcome::More(more) => match family {
                Family::Grid(rank) => Type::Matrix(Family::Grid(rank.saturating_add_signed(more))),
                _ => Type::Matrix(family),
            },
            Outcome::Option(held) => {
                let held = self.types.of(Type::Matrix(held));
                Type::Option(held)
            }
        };
        self.is(expr.ty, known);
        true
    }

    fn operands(&mut self, operands: &[Operand], method: &'t Method, family: Family) {
        for (operand, argument) in operands.iter().zip(&method.arguments) {
            match operand {
                Operand::Matrix if !self.types.is_known(argument.ty) => {
                    let is_decomposed = matches!(family, Family::Factor | Family::Lu | Family::Qr);
                    let family = if is_decomposed { Family::Algebra } else { family };
                    self.is(argument.ty, Type::Matrix(family));
                }
                Operand::Number => self.is(argument.ty, Type::Real),
                _ => {}
            }
        }
    }

    /// What is multiplied by a matrix as one, or is asked what matrices alone are asked, is a matrix of the library that the function computes
    /// with: the field of a struct, say. Whether there was such a thing.
    pub(super) fn assume_matrices(&mut self) -> bool {
        let Some(family) = self.types.first_family().or_else(|| self.family_by_uses()) else { return false };
        let family = match family {
            Family::Grid(_) => Family::Grid(2),
            other => other,
        };
        let (mut found, mut renamed) = (Vec::new(), Vec::new());
        for one in &self.pending {
            match one {
                Pending::Operator(_, left, right, _) => renamed.extend([*left, *right]),
                Pending::Index(base, index, _) => {
                    renamed.push(*base);
                    // Two indices in one: no list has that.
                    if family == Family::Algebra && matches!(self.types.get(*index), Type::Tuple(_)) {
                        found.push(*base);
                    }
                }
                _ => {}
            }
            if let Pending::Field(base, Field::Named(part), _) = one
                && family == Family::Complex
                && is_part(&part.to_string())
            {
                found.push(*base);
            }
            let Pending::Method(_, method) = one else { continue };
            let name = method.name.to_string();
            let takes_matrix = |operand| operand == Operand::Matrix;
            let operands = matrices::operation(family, &name).map_or(&[][..], |operation| operation.operands);
            if matrices::is_of_matrices_alone(family, &name) {
                found.push(method.receiver.ty);
            }
            if operands.iter().copied().any(takes_matrix) || name == "dot" {
                found.extend(method.arguments.iter().map(|argument| argument.ty));
            }
            if ["zip_map", "lerp", "metric_distance", "tr_mul"].contains(&name.as_str()) {
                found.extend(method.arguments.first().map(|argument| argument.ty));
            }
        }
        let before = self.types.learnt;
        self.assume_same_calls();
        for ty in renamed {
            self.types.becomes_matrix(ty, family);
        }
        // Of how many dimensions something is that an operator or a method gives, these say.
        let is_grid = matches!(family, Family::Grid(_));
        let (given, found): (Vec<Ty>, Vec<Ty>) =
            found.into_iter().partition(|&ty| is_grid && self.is_waited_for(ty));
        self.all_matrices(found, family);
        if self.types.learnt == before {
            for (known, result) in self.sides_of_grids() {
                self.is(result, known);
            }
        }
        if self.types.learnt == before {
            self.all_matrices(given, family);
        }
        self.types.learnt > before
    }

    fn all_matrices(&mut self, all: Vec<Ty>, family: Family) {
        for ty in all {
            if !self.types.is_known(ty) {
                self.is(ty, Type::Matrix(family));
            }
        }
    }

    /// Whether a type is that of what waits for its parts.
    fn is_waited_for(&self, ty: Ty) -> bool {
        self.pending.iter().any(|one| match one {
            Pending::Operator(_, _, _, result) => self.types.same(*result, ty),
            Pending::Method(expr, _) => self.types.same(expr.ty, ty),
            _ => false,
        })
    }

    /// What operators give of which one side alone is known to be an array.
    fn sides_of_grids(&self) -> Vec<(Type, Ty)> {
        let sides = self.pending.iter().filter_map(|one| match one {
            Pending::Operator(_, left, right, result) => Some(([*left, *right], *result)),
            _ => None,
        });
        let known = |ty: Ty| matches!(self.types.get(ty), Type::Matrix(Family::Grid(_)));
        sides
            .filter_map(|(sides, result)| {
                let side = sides.into_iter().find(|&side| known(side))?;
                (!self.types.is_known(result)).then(|| (self.types.get(side).clone(), result))
            })
            .collect()
    }

    /// A function that gives a matrix once gives one again.
    pub(super) fn assume_same_calls(&mut self) {
        for (path, ty) in self.called.clone() {
            let known = self.called.iter().find_map(|(other, given)| match self.types.get(*given) {
                Type::Matrix(family) if *other == path => Some(*family),
                _ => None,
            });
            if let Some(family) = known
                && !self.types.is_known(ty)
            {
                self.is(ty, Type::Matrix(family));
            }
        }
    }

    /// The library with which a function computes, as far as methods tell: one that only its types have, or one of vectors on what is added,
    /// subtracted or multiplied as a whole, or indexed, as no struct is.
    fn family_by_uses(&self) -> Option<Family> {
        let is_calculated_with = |ty: Ty| {
            self.pending.iter().any(|one| match one {
                Pending::Operator(_, left, right, result) => {
                    [left, right, result].into_iter().any(|&other| self.types.same(ty, other))
                }
                Pending::Index(base, ..) => self.types.same(ty, *base),
                _ => false,
            })
        };
        let mut of_vectors = None;
        for one in &self.pending {
            let Pending::Method(_, method) = one else { continue };
            let name = method.name.to_string();
            let is_struct = matches!(self.types.get(method.receiver.ty), Type::Record(_));
            if self.types.is_known(method.receiver.ty) && !is_struct {
                continue;
            }
            if let Some(family) = matrices::told_by(&name)
                && !is_struct
            {
                return Some(family);
            }
            let may_be =
                matrices::may_be_of_vectors(&name) || matrices::told_by(&name) == Some(Family::Algebra);
            let mut all = std::iter::once(&method.receiver).chain(&method.arguments);
            if may_be && all.any(|one| is_calculated_with(one.ty)) {
                of_vectors = Some(Family::Algebra);
            }
        }
        let has_parts = self.pending.iter().any(|one| match one {
            Pending::Field(base, Field::Named(part), _) => {
                is_part(&part.to_string()) && !self.types.is_known(*base)
            }
            _ => false,
        });
        of_vectors.map(|family| if has_parts { Family::Complex } else { family })
    }

    /// `Complex::ONE`: of which family a constant is.
    pub(super) fn constant_of_matrices(&self, path: &syn::Path) -> Option<Family> {
        let owner = path.segments.iter().rev().nth(1)?.ident.to_string();
        let is_known = ["ONE", "ZERO", "I"]
            .iter()
            .any(|name| path.segments.last().is_some_and(|last| last.ident == name));
        matrices::family_called(&owner)
            .filter(|family| *family == Family::Complex && is_known && !self.signature.has_own_type(&owner))
    }

    /// `Vector3::new(…)`: whether a path is that of a function that makes a vector or a matrix, and of which family.
    pub(super) fn made_matrix(&self, names: &[&str]) -> Option<Family> {
        let [.., owner, maker] = names else { return None };
        made(owner, maker).filter(|_| {
            !self.signature.has_own_type(owner) && (!matrices::may_be_own(owner) || self.says_matrices())
        })
    }

    /// Whether anything in the function has a name that nobody else gives: beside that, a `Point3` is one of nalgebra.
    fn says_matrices(&self) -> bool {
        let is_sure = |name: &str| {
            matrices::family_called(name).is_some()
                && !matrices::may_be_own(name)
                && !self.signature.has_own_type(name)
        };
        let mut all = Vec::new();
        self.tree.body.children(&mut all);
        self.types.has_matrices()
            || self.signature.parameters.iter().any(|parameter| {
                let declared = crate::signature::element_type(&parameter.declared);
                matches!(declared, syn::Type::Path(path) if path.path.segments.last().is_some_and(|last| is_sure(&last.ident.to_string())))
            })
            || all.into_iter().any(|expr| {
                expr.any(&mut |part| matches!(part.path_names().as_slice(), [.., owner, _] if is_sure(owner)))
            })
    }
}

/// What goes through rows or columns, as the arguments say.
pub(crate) fn lines(family: Family, name: &str, arguments: &[Expr]) -> Option<(&'static str, Family)> {
    let axis = arguments.first().and_then(super::axis);
    matrices::lines(family, name, axis).filter(|_| {
        arguments.len()
            == match name {
                "axis_iter" | "axis_iter_mut" => 1,
                "index_axis" => 2,
                _ => 0,
            }
    })
}

/// Of how many dimensions a part is that `s![…]` takes: each range is one, and each index takes one away.
pub(crate) fn slice_rank(family: Family, name: &str, part: &Expr) -> Option<usize> {
    match &part.bare().kind {
        ExprKind::Macro(path, parts)
            if matches!(family, Family::Grid(_)) && name == "slice" && matrices::is_slice(path) =>
        {
            Some(parts.iter().filter(|part| matches!(part.bare().kind, ExprKind::Range(..))).count())
        }
        _ => None,
    }
}

/// The family of what a function of such a type makes.
pub(crate) fn made(owner: &str, maker: &str) -> Option<Family> {
    let makes = ["new", "i", "cis", "zeros", "identity", "ones", "repeat", "x", "y", "z", "default", "eye"]
        .contains(&maker)
        || maker.starts_with("from")
        || maker.starts_with("new_");
    matrices::family_called(owner).filter(|_| makes).or_else(|| matrices::family_by_maker(owner, maker))
}

/// Whether anything in a function is a vector or a matrix of another crate; where there are operators between structs, methods alone do not tell.
pub(super) fn are_there(tree: &Tree, types: &Types, has_operators: bool) -> bool {
    let mut all = Vec::new();
    tree.body.children(&mut all);
    types.has_matrices()
        || all.into_iter().any(|expr| {
            expr.any(&mut |part| match &part.kind {
                ExprKind::Call(callee, _) => match callee.path_names().as_slice() {
                    [.., owner, maker] => made(owner, maker).is_some(),
                    _ => false,
                },
                ExprKind::Macro(path, _) => path
                    .segments
                    .last()
                    .is_some_and(|last| matrices::family_of_macro(&last.ident.to_string()).is_some()),
                ExprKind::Method(method) => !has_operators && matrices::is_telling(&method.name.to_string()),
                _ => false,
            })
        })
}

/// Whether a field is one of a complex number.
fn is_part(field: &str) -> bool {
    ["re", "im"].contains(&field)
}

fn is_sum(operator: &BinOp) -> bool {
    matches!(operator, BinOp::Add(_) | BinOp::Sub(_) | BinOp::AddAssign(_) | BinOp::SubAssign(_))
}

fn larger(a: Family, b: Family) -> Family {
    match (a, b) {
        (Family::Grid(a), Family::Grid(b)) => Family::Grid(a.max(b)),
        _ => a,
    }
}
