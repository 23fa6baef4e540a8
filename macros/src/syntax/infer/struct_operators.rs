//! Operators between structs, which are methods of the traits that the user writes for them: `a + b` is `a.add(b)`.
//!
//! What is calculated with is a number, as long as nothing speaks against it. Where something does, types are found once more, and operators
//! wait for what is known of their sides.

use syn::BinOp;

use super::super::tree::{Expr, ExprKind, LocalId, Method, Stmt, Tree};
use super::super::types::{Ty, Type, Types};
use super::{Inference, Pending, is_copy, is_of_others};
use crate::hash::HashSet;
use crate::signature::Signature;
use crate::table::methods::{self, Shape};

impl<'t> Inference<'_, 't> {
    /// An operator of which one side is a struct, or what it gives: whether it is that, and so much is known.
    pub(super) fn operation_of_structs(
        &mut self,
        operator: &'t BinOp,
        left: Ty,
        right: Ty,
        result: Ty,
    ) -> Option<bool> {
        let [l, r, gives] = [left, right, result].map(|ty| self.types.get(ty).clone());
        let is_struct = |ty: &Type| matches!(ty, Type::Record(_));
        if is_struct(&l) || is_struct(&r) {
            self.of_structs.push((is_sum(operator), left, right, result));
            // As with the method that it is.
            self.given.push(result);
            self.handed_on.extend([left, right]);
            return Some(true);
        }
        // No number comes to be a struct.
        match (l, r) {
            (Type::Unknown, Type::Real | Type::Integer) if is_struct(&gives) => {
                self.is(left, Type::Record(Vec::new()));
            }
            (Type::Real, Type::Unknown) if is_struct(&gives) => self.is(right, Type::Record(Vec::new())),
            (Type::Unknown, _) if is_struct(&gives) && is_sum(operator) => {
                self.is(left, Type::Record(Vec::new()));
            }
            (Type::Unknown, _) | (_, Type::Unknown) => return Some(false),
            _ => return None,
        }
        self.operation_of_structs(operator, left, right, result)
    }

    /// Parameters of one type are alike.
    pub(super) fn alike_by_declaration(&mut self) {
        let mut known: Vec<(String, Ty)> = Vec::new();
        for (parameter, &local) in self.signature.parameters.iter().zip(&self.tree.parameters) {
            let (name, ty) = (crate::errors::quoted(plain(&parameter.declared)), self.tree.local(local).ty);
            match known.iter().find(|(other, _)| *other == name) {
                Some(&(_, other)) => self.unify(ty, other),
                None => known.push((name, ty)),
            }
        }
    }

    /// What stands beside an operator, or comes of one; and what is asked for a method that has the name of a function, and what that gives.
    pub(super) fn sides_of_operators(&self) -> Vec<Ty> {
        let waiting = self.pending.iter().filter_map(|one| match one {
            Pending::Operator(_, left, right, result) => Some([*left, *right, *result]),
            Pending::Method(expr, method) if method.function().is_some() => {
                Some([method.receiver.ty, expr.ty, expr.ty])
            }
            _ => None,
        });
        let known = self.of_structs.iter().map(|&(_, left, right, result)| [left, right, result]);
        waiting.chain(known).flatten().collect()
    }

    /// What is asked for a method that numbers have not is a struct where it is calculated with, and so are both sides of a sum with one, and
    /// what that gives.
    pub(super) fn assume_calculated_structs(&mut self) {
        if !self.has_operators {
            return;
        }
        let mut found: Vec<Ty> = Vec::new();
        for (is_sum, left, right, result) in self.of_structs.clone() {
            if is_sum {
                found.extend([left, right, result]);
            }
        }
        let sides = self.sides_of_operators();
        for one in &self.pending {
            if let Pending::Method(_, method) = one
                && is_of_struct(method)
                && sides.iter().any(|&side| self.types.same(side, method.receiver.ty))
            {
                found.push(method.receiver.ty);
            }
        }
        // Of a product that is a struct, nothing says which side is one: it is the first.
        for one in &self.pending {
            if let Pending::Operator(_, left, _, result) = one
                && matches!(self.types.get(*result), Type::Record(_))
            {
                found.push(*left);
            }
        }
        for ty in found {
            if !self.types.is_known(ty) {
                self.is(ty, Type::Record(Vec::new()));
            }
        }
    }
}

/// Whether a method is one that numbers do not have; lists and iterators may, but nothing calculates with these.
fn is_of_struct(method: &Method) -> bool {
    let name = method.name.to_string();
    let is_of_lists = methods::rows(&name).any(|row| !matches!(row.receiver, Shape::Option(_)));
    (is_of_others(method) || is_of_lists && method.function().is_none() && !is_copy(&name))
        && !methods::compares(&name)
}

/// A type without references.
fn plain(declared: &syn::Type) -> &syn::Type {
    match declared {
        syn::Type::Reference(inner) => plain(&inner.elem),
        other => other,
    }
}

fn is_sum(operator: &BinOp) -> bool {
    matches!(operator, BinOp::Add(_) | BinOp::Sub(_) | BinOp::AddAssign(_) | BinOp::SubAssign(_))
}

/// Whether something that is taken for a number, or for a vector of a library, is a struct; what is declared to be a number, `before`, is one.
pub(super) fn are_there(tree: &Tree, signature: &Signature, types: &Types, before: &Types) -> bool {
    let is_struct = |ty: Ty| matches!(types.get(ty), Type::Record(_));
    let is_self = |expr: &Expr| expr.as_local().is_some_and(|local| tree.local(local).name == "self");
    let may_be_vectors = super::matrices::are_there(tree, types, false);
    let operands = calculated_locals(tree, types);
    // A name alone may have been taken for a number because of a method that has the name of a function.
    let is_calculated = |expr: &Expr| {
        expr.as_local()
            .is_none_or(|local| operands.contains(&local) && *before.get(tree.local(local).ty) != Type::Real)
    };
    let mut all = Vec::new();
    tree.body.children(&mut all);
    let differs = differs_by_declaration(tree, signature, types);
    differs
        || all.into_iter().any(|expr| {
            expr.any(&mut |part| match &part.kind {
                ExprKind::Field(base, _) => *types.get(base.ty) == Type::Real && is_calculated(base.behind()),
                ExprKind::Method(method) => {
                    let receiver = &method.receiver;
                    matches!(types.get(receiver.ty), Type::Real | Type::Other)
                        && is_of_struct(method)
                        && (is_of_others(method) || !may_be_vectors)
                        && is_calculated(receiver.behind())
                }
                ExprKind::Struct(..) => !is_struct(part.ty) && types.is_known(part.ty),
                ExprKind::Chain(first, links) => {
                    let mut sides = links.iter().flat_map(|link| [link.right.ty, link.ty]);
                    !may_be_vectors && (is_struct(first.ty) || sides.any(is_struct))
                }
                // What a type of no library makes of itself is none of its vectors.
                ExprKind::Call(callee, _) if matches!(types.get(part.ty), Type::Matrix(_)) => {
                    matches!(callee.path_names().as_slice(), [.., owner, maker]
                    if owner.starts_with(char::is_uppercase)
                        && crate::table::matrices::family_called(owner).is_none()
                        && ["new", "default", "zero", "splat"].contains(&maker.as_str()))
                }
                ExprKind::Local(_) if is_self(part) => matches!(types.get(part.ty), Type::Matrix(_)),
                _ => false,
            })
        })
}

/// Whether one of two parameters of a type is taken for a number, and the other one for something else.
fn differs_by_declaration(tree: &Tree, signature: &Signature, types: &Types) -> bool {
    let declared = |is: fn(&Type) -> bool| {
        let parameters = signature.parameters.iter().zip(&tree.parameters);
        let fitting = parameters.filter(move |(_, local)| is(types.get(tree.local(**local).ty)));
        fitting.map(|(parameter, _)| crate::errors::quoted(plain(&parameter.declared)))
    };
    let others: Vec<String> = declared(|ty| matches!(ty, Type::Other | Type::Record(_))).collect();
    !others.is_empty() && declared(|ty| *ty == Type::Real).any(|name| others.contains(&name))
}

/// The variables that operators take, or that hold what one gives.
fn calculated_locals(tree: &Tree, types: &Types) -> HashSet<LocalId> {
    let mut found = HashSet::default();
    let mut pending = Vec::new();
    tree.body.children(&mut pending);
    let mut blocks = vec![&tree.body];
    while let Some(part) = pending.pop() {
        match &part.kind {
            ExprKind::Chain(first, links) => {
                found.extend(first.behind().as_local());
                found.extend(links.iter().filter_map(|link| link.right.behind().as_local()));
            }
            ExprKind::Unary(_, inner) => found.extend(inner.behind().as_local()),
            ExprKind::Increase(_, target, value) => {
                found.extend([target, value].into_iter().filter_map(|side| side.behind().as_local()));
            }
            ExprKind::Block(block, _) | ExprKind::Loop(_, block) | ExprKind::While(_, _, block) => {
                blocks.push(block);
            }
            ExprKind::If(branch) => blocks.push(&branch.then),
            ExprKind::For(repeat) => blocks.push(&repeat.body),
            _ => {}
        }
        pending.extend(part.children());
    }
    for statement in blocks.into_iter().flat_map(|block| &block.statements) {
        if let Stmt::Let(binding) = statement
            && binding.value.as_ref().is_some_and(|value| match &value.behind().kind {
                ExprKind::Chain(..) => true,
                ExprKind::Method(method) => {
                    method.function().is_some()
                        && matches!(types.get(method.receiver.ty), Type::Real | Type::Other)
                }
                _ => false,
            })
        {
            found.extend(binding.pattern.binds());
        }
    }
    found
}
