//! What each expression says of its own type and of those of its parts.

use super::{Inference, Pending, is_never, is_variant};
use crate::syntax::build::literal_type;
use crate::syntax::tree::{Block, Closure, Expr, ExprKind, Stmt};
use crate::syntax::types::{Ty, Type};
use syn::{BinOp, UnOp};

impl<'t> Inference<'_, 't> {
    pub(super) fn block(&mut self, block: &'t Block, returns: Ty) {
        let mut all = Vec::new();
        block.children(&mut all);
        self.todo.extend(all.into_iter().map(|child| (child, returns)));
        for statement in &block.statements {
            if let Stmt::Let(binding) = statement {
                self.pattern(&binding.pattern);
                if let Some(value) = &binding.value {
                    self.unify(binding.pattern.ty, value.ty);
                }
            }
        }
    }

    pub(super) fn value_of(&mut self, block: &'t Block, ty: Ty) {
        if let Some(tail) = &block.tail
            && !is_never(tail)
        {
            self.unify(tail.ty, ty);
        }
    }

    /// What one expression says of its own type and of those of its parts.
    pub(super) fn expr(&mut self, expr: &'t Expr, returns: Ty) {
        if let ExprKind::Closure(closure) = &expr.kind {
            return self.closure(expr, closure);
        }
        match &expr.kind {
            ExprKind::Block(block, _) | ExprKind::Loop(_, block) | ExprKind::While(_, _, block) => {
                self.block(block, returns);
                if let ExprKind::While(_, condition, _) = &expr.kind {
                    self.todo.push((condition, returns));
                }
            }
            ExprKind::If(branch) => {
                self.block(&branch.then, returns);
                self.todo.push((&branch.condition, returns));
                self.todo.extend(branch.otherwise.iter().map(|otherwise| (otherwise, returns)));
            }
            ExprKind::For(repeat) => {
                self.block(&repeat.body, returns);
                self.todo.push((&repeat.iterable, returns));
            }
            _ => self.todo.extend(expr.children().into_iter().map(|child| (child, returns))),
        }
        let ty = expr.ty;
        match &expr.kind {
            ExprKind::Literal(literal) => self.is(ty, literal_type(literal)),
            ExprKind::Local(local) => self.unify(ty, self.tree.local(*local).ty),
            ExprKind::Paren(inner)
            | ExprKind::Reference(_, inner)
            | ExprKind::Unary(UnOp::Deref(_), inner) => {
                self.unify(ty, inner.ty);
            }
            ExprKind::Unary(operator, inner) => {
                self.unify(ty, inner.ty);
                if matches!(operator, UnOp::Neg(_)) {
                    self.numbers.push(ty);
                }
            }
            ExprKind::Chain(first, links) => {
                let mut so_far = first.ty;
                for link in links {
                    self.operator(&link.operator, so_far, link.right.ty, link.ty);
                    so_far = link.ty;
                }
                self.unify(ty, so_far);
            }
            ExprKind::Assign(target, value) => {
                self.unify(target.ty, value.ty);
                if target.as_local().is_some() {
                    self.assigned.push(target.ty);
                }
            }
            ExprKind::Increase(operator, target, value) => {
                self.operator(operator, target.ty, value.ty, target.ty);
            }
            ExprKind::Cast(inner, written) => {
                let written = self.types.written(written, self.signature.number.as_ref());
                if *self.types.get(written) == Type::Real {
                    self.counts.push((None, inner.ty));
                }
                self.unify(ty, written);
            }
            ExprKind::Index(base, index) => match &index.bare().kind {
                ExprKind::Range(..) => {
                    self.list_of(base.ty);
                    self.unify(ty, base.ty);
                }
                kind => {
                    // A field that stands as an index, and of which nobody else says what it is.
                    if matches!(kind, ExprKind::Field(..)) && !self.types.is_known(index.ty) {
                        self.is(index.ty, Type::Integer);
                    }
                    self.counts.push((Some(base.ty), index.ty));
                    self.pending.push(Pending::Index(base.ty, index.ty, ty));
                }
            },
            ExprKind::Field(base, member) => self.pending.push(Pending::Field(base.ty, member.into(), ty)),
            ExprKind::Range(start, _, end) => {
                let item = self.types.fresh();
                for bound in [start, end].into_iter().flatten() {
                    self.unify(item, bound.ty);
                }
                self.is(ty, Type::Iterator(item));
                self.is(item, Type::Integer);
            }
            ExprKind::Tuple(parts) => self.is(ty, Type::Tuple(parts.iter().map(|part| part.ty).collect())),
            ExprKind::List(parts, _) => {
                let element = self.list_of(ty);
                for part in parts {
                    self.unify(part.ty, element);
                }
                // What a call gives among others is a number, and what is pushed, unless something says otherwise.
                let is_call = |part: &Expr| matches!(part.behind().kind, ExprKind::Call(..));
                if parts.is_empty() || parts.iter().any(is_call) {
                    self.numbers.push(element);
                }
            }
            ExprKind::Repeat(element, length, _) => {
                let own = self.list_of(ty);
                self.unify(own, element.ty);
                if matches!(element.behind().kind, ExprKind::Call(..)) {
                    self.numbers.push(own);
                }
                self.is(length.ty, Type::Integer);
            }
            ExprKind::Call(callee, arguments) => self.call(expr, callee, arguments),
            ExprKind::Path(path) => {
                if let Some(family) = self.constant_of_matrices(&path.path) {
                    self.is(ty, Type::Matrix(family));
                }
                if is_unit_variant(&path.path) {
                    self.is(ty, Type::Choice);
                }
                // `std::f64::consts::PI`
                if path.path.segments.iter().rev().nth(1).is_some_and(|owner| owner.ident == "consts") {
                    self.is(ty, Type::Real);
                }
            }
            ExprKind::Macro(path, parts) => self.made_by_macro(path, parts, ty),
            ExprKind::Method(method) => self.pending.push(Pending::Method(expr, method)),
            ExprKind::Block(block, label) => {
                self.value_of(block, ty);
                if let &Some(label) = label {
                    self.loops.insert(label, ty);
                }
            }
            ExprKind::If(branch) => {
                self.is(branch.condition.ty, Type::Truth);
                if let Some(otherwise) = &branch.otherwise {
                    self.value_of(&branch.then, ty);
                    if !is_never(otherwise) {
                        self.unify(ty, otherwise.ty);
                    }
                    self.numbers.push(ty);
                }
            }
            ExprKind::Match(choice) => {
                self.variants_of(&choice.arms);
                for arm in &choice.arms {
                    self.pattern(&arm.pattern);
                    self.unify(arm.pattern.ty, choice.scrutinee.ty);
                    if !is_never(&arm.body) {
                        self.unify(arm.body.ty, ty);
                    }
                }
                self.numbers.push(ty);
            }
            ExprKind::Let(pattern, value) => {
                self.pattern(pattern);
                self.unify(pattern.ty, value.ty);
                self.is(ty, Type::Truth);
            }
            ExprKind::For(repeat) => {
                self.pattern(&repeat.pattern);
                self.pending.push(Pending::Items(repeat.iterable.ty, repeat.pattern.ty));
            }
            ExprKind::While(_, condition, _) => self.is(condition.ty, Type::Truth),
            ExprKind::Loop(id, _) => drop(self.loops.insert(*id, ty)),
            ExprKind::Break(Some(id), Some(value)) => {
                if let Some(&whole) = self.loops.get(id) {
                    self.unify(whole, value.ty);
                }
            }
            ExprKind::Return(Some(value)) => self.unify(returns, value.ty),
            ExprKind::Try(inner) => self.is(inner.ty, Type::Option(ty)),
            ExprKind::Struct(_, fields, base) => {
                let fields = fields.iter().map(|(member, value)| (member.into(), value.ty)).collect();
                self.is(ty, Type::Record(fields));
                if let Some(base) = base {
                    self.unify(ty, base.ty);
                }
            }
            _ => {}
        }
    }

    pub(super) fn closure(&mut self, expr: &Expr, closure: &'t Closure) {
        for parameter in &closure.parameters {
            self.pattern(parameter);
        }
        let result = self.types.fresh();
        if let Some(output) = &closure.output {
            let written = self.types.written(output, self.signature.number.as_ref());
            self.unify(result, written);
        }
        if !is_never(&closure.body) {
            self.unify(result, closure.body.ty);
        }
        let parameters = closure.parameters.iter().map(|parameter| parameter.ty).collect();
        self.closures.insert(closure.id, (parameters, result));
        self.is(expr.ty, Type::Closure(closure.id));
        self.todo.push((&closure.body, result));
    }

    pub(super) fn operator(&mut self, operator: &'t BinOp, left: Ty, right: Ty, result: Ty) {
        let is_arithmetic = matches!(
            operator,
            BinOp::Add(_)
                | BinOp::Sub(_)
                | BinOp::Mul(_)
                | BinOp::Div(_)
                | BinOp::AddAssign(_)
                | BinOp::SubAssign(_)
                | BinOp::MulAssign(_)
                | BinOp::DivAssign(_)
        );
        if (self.has_matrices || self.has_operators) && is_arithmetic {
            self.pending.push(Pending::Operator(operator, left, right, result));
        } else {
            self.arithmetic(operator, left, right, result);
        }
    }

    pub(super) fn arithmetic(&mut self, operator: &BinOp, left: Ty, right: Ty, result: Ty) {
        match operator {
            BinOp::Add(_) | BinOp::Sub(_) | BinOp::Mul(_) | BinOp::Div(_) | BinOp::Rem(_) => {
                self.unify(left, right);
                self.unify(left, result);
                self.numbers.push(left);
            }
            BinOp::BitAnd(_) | BinOp::BitOr(_) | BinOp::BitXor(_) => {
                self.unify(left, right);
                self.unify(left, result);
            }
            BinOp::Shl(_) | BinOp::Shr(_) => self.unify(left, result),
            BinOp::And(_) | BinOp::Or(_) => {
                for ty in [left, right, result] {
                    self.is(ty, Type::Truth);
                }
            }
            _ => {
                self.unify(left, right);
                self.is(result, Type::Truth);
                self.numbers.push(left);
            }
        }
    }
}

/// Whether a path is that of a variant of an enum, as its letters say: a constant would be written in capitals.
fn is_unit_variant(path: &syn::Path) -> bool {
    let mut names = path.segments.iter().rev().map(|segment| segment.ident.to_string());
    let (Some(name), Some(owner)) = (names.next(), names.next()) else { return false };
    let is_camel = |name: &str| name.starts_with(char::is_uppercase) && name.contains(char::is_lowercase);
    is_camel(&name) && is_camel(&owner) && !is_variant(path, &["None"])
}
