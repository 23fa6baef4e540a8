//! What type every expression has, as far as it decides how a value is represented.
//!
//! Types come from the signature, from literals, from the types that the user writes, from the rows of the tables, and
//! from uses. They are unified, whatever stands first; what waits for another type is asked again until nothing new
//! comes up.

use std::collections::HashMap;

use syn::{BinOp, Member, UnOp};

use super::build::literal_type;
use super::derivative::{Derivative, derivative};
use super::tree::{Block, Closure, Expr, ExprKind, LoopId, Method, Pat, PatKind, Stmt, Tree};
use super::types::{Ty, Type, Types};
use crate::elementary::{Function, Kind, SEVERAL};
use crate::signature::Signature;
use crate::table::methods::{self, Shape};

/// What has to wait for a type.
enum Pending<'t> {
    Method(&'t Expr, &'t Method),
    /// What is called by a name, with these arguments.
    Applied(Ty, Vec<Ty>, Ty),
    Field(Ty, usize, Ty),
    Index(Ty, Ty, Ty),
    /// The type of a list or an iterator, and of its items.
    Items(Ty, Ty),
    /// What a function is given, and its gradient by all of it or by some.
    Gradient(Vec<Ty>, Ty),
    /// The parts that a pattern names, from the front and from the back.
    Parts(Ty, Vec<Ty>, Vec<Ty>),
}

pub(super) struct Inference<'a, 't> {
    types: &'a mut Types,
    tree: &'t Tree,
    signature: &'a Signature,
    /// What is left to look at, each with the type of what a `return` in it gives.
    todo: Vec<(&'t Expr, Ty)>,
    loops: HashMap<LoopId, Ty>,
    closures: HashMap<super::tree::ClosureId, (Vec<Ty>, Ty)>,
    pending: Vec<Pending<'t>>,
    /// What is calculated with, and is a real number if nothing says otherwise.
    numbers: Vec<Ty>,
    /// What functions give whose signature nobody sees here, and variables that change; what such functions are given.
    given: Vec<Ty>,
    handed_on: Vec<Ty>,
}

/// Finds the types in a function, and in the partial derivatives that are given for it.
pub(crate) fn infer<'t>(tree: &'t Tree, partials: &'t [Expr], signature: &Signature, types: &mut Types) {
    let result = match &signature.output {
        Some(output) => types.written(output, signature.number.as_ref()),
        None => types.fresh(),
    };
    let inside = result;
    let result = if signature.fallible.is_some() { types.of(Type::Option(inside)) } else { result };
    let mut inference = Inference {
        types,
        tree,
        signature,
        todo: Vec::new(),
        loops: HashMap::new(),
        closures: HashMap::new(),
        pending: Vec::new(),
        numbers: Vec::new(),
        given: Vec::new(),
        handed_on: Vec::new(),
    };
    inference.block(&tree.body, result);
    if let Some(tail) = &tree.body.tail {
        inference.types.unify(tail.ty, result);
    }
    inference.todo.extend(partials.iter().map(|partial| (partial, inside)));
    while let Some((expr, returns)) = inference.todo.pop() {
        inference.expr(expr, returns);
    }
    inference.settle();
}

impl<'t> Inference<'_, 't> {
    fn settle(&mut self) {
        for assume in [None, Some(Self::assume_lists as fn(&mut Self)), Some(Self::assume_numbers)] {
            loop {
                let before = self.types.learnt;
                if let Some(assume) = assume {
                    assume(self);
                }
                let pending = std::mem::take(&mut self.pending);
                for one in pending {
                    if !self.resolve(&one) {
                        self.pending.push(one);
                    }
                }
                if self.types.learnt == before {
                    break;
                }
            }
        }
    }

    /// What has a method that lists alone have is one; and so is what is indexed, or gone through.
    fn assume_lists(&mut self) {
        let mut lists = Vec::new();
        for one in &self.pending {
            match one {
                Pending::Method(_, method) => {
                    let name = method.name.to_string();
                    let mut rows = methods::rows(&name).peekable();
                    let is_list =
                        |row: &methods::Method| matches!(row.receiver, Shape::List(_) | Shape::Items(_));
                    if rows.peek().is_some() && rows.all(is_list) && !is_copy(&method.name.to_string()) {
                        lists.push(method.receiver.ty);
                    }
                }
                Pending::Index(base, ..) => lists.push(*base),
                Pending::Items(all, _) => lists.push(*all),
                _ => {}
            }
        }
        for ty in lists {
            if !self.types.is_known(ty) {
                let element = self.types.fresh();
                self.types.set(ty, Type::List(element));
            }
        }
    }

    fn assume_numbers(&mut self) {
        // What is only handed on from one such function to another may be anything.
        let is_handed_on = |ty: Ty| self.handed_on.iter().any(|&other| self.types.same(ty, other));
        let numbers: Vec<Ty> = self.given.iter().copied().filter(|&ty| !is_handed_on(ty)).collect();
        self.numbers.extend(numbers);
        for ty in std::mem::take(&mut self.numbers) {
            if !self.types.is_known(ty) {
                self.types.set(ty, Type::Real);
            }
        }
    }

    fn unify(&mut self, a: Ty, b: Ty) {
        self.types.unify(a, b);
    }

    fn is(&mut self, ty: Ty, known: Type) {
        self.types.set(ty, known);
    }

    fn list_of(&mut self, ty: Ty) -> Ty {
        let element = self.types.fresh();
        self.types.set(ty, Type::List(element));
        match *self.types.get(ty) {
            Type::List(element) => element,
            _ => element,
        }
    }

    fn block(&mut self, block: &'t Block, returns: Ty) {
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

    fn value_of(&mut self, block: &'t Block, ty: Ty) {
        if let Some(tail) = &block.tail
            && !is_never(tail)
        {
            self.unify(tail.ty, ty);
        }
    }

    /// What one expression says of its own type and of those of its parts.
    fn expr(&mut self, expr: &'t Expr, returns: Ty) {
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
            ExprKind::Assign(target, value) => self.unify(target.ty, value.ty),
            ExprKind::Increase(operator, target, value) => {
                self.operator(operator, target.ty, value.ty, target.ty);
            }
            ExprKind::Cast(_, written) => {
                let written = self.types.written(written, self.signature.number.as_ref());
                self.unify(ty, written);
            }
            ExprKind::Index(base, index) => match &index.bare().kind {
                ExprKind::Range(..) => {
                    self.list_of(base.ty);
                    self.unify(ty, base.ty);
                }
                _ => self.pending.push(Pending::Index(base.ty, index.ty, ty)),
            },
            ExprKind::Field(base, Member::Unnamed(index)) => {
                self.pending.push(Pending::Field(base.ty, index.index as usize, ty));
            }
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
            ExprKind::Struct(..) => self.is(ty, Type::Other),
            _ => {}
        }
    }

    fn closure(&mut self, expr: &Expr, closure: &'t Closure) {
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

    fn operator(&mut self, operator: &BinOp, left: Ty, right: Ty, result: Ty) {
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

    fn call(&mut self, expr: &'t Expr, callee: &'t Expr, arguments: &'t [Expr]) {
        let ty = expr.ty;
        let given: Vec<Ty> = arguments.iter().map(|argument| argument.ty).collect();
        if !matches!(callee.bare().kind, ExprKind::Path(_)) {
            return self.pending.push(Pending::Applied(callee.ty, given, ty));
        }
        let names = callee.path_names();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let number = self.signature.number.as_ref().map(ToString::to_string);
        match names.as_slice() {
            [.., "f64" | "f32", method] => self.call_of_float(method, &given, ty),
            [owner, method] if number.as_deref() == Some(*owner) => self.call_of_float(method, &given, ty),
            [.., "Vec", "new" | "with_capacity"] => {
                let element = self.list_of(ty);
                self.numbers.push(element);
            }
            [.., "array", "from_fn"] if given.len() == 1 => {
                let element = self.list_of(ty);
                let index = self.types.of(Type::Integer);
                self.pending.push(Pending::Applied(given[0], vec![index], element));
            }
            ["Some" | "Ok"] | ["Option", "Some"] | ["Result", "Ok"] if given.len() == 1 => {
                self.is(ty, Type::Option(given[0]));
            }
            _ => {
                self.handed_on.extend(&given);
                match derivative(callee) {
                    Some(kind) => self.derivative(kind, &given, ty),
                    None => self.given.push(ty),
                }
            }
        }
    }

    fn call_of_float(&mut self, method: &str, given: &[Ty], ty: Ty) {
        if let Some(function) = Function::method(method) {
            self.function(function, given, ty);
            if let Some(&first) = given.first() {
                self.is(first, Type::Real);
            }
        } else if let Some((_, parts)) = SEVERAL.iter().find(|(name, _)| *name == method) {
            let parts = parts.iter().map(|_| self.types.of(Type::Real)).collect();
            self.is(ty, Type::Tuple(parts));
        } else if method.starts_with("from") || ["of", "zero", "one"].contains(&method) {
            self.is(ty, Type::Real);
        }
    }

    /// What is computed from numbers is a number of the same type.
    fn function(&mut self, function: Function, given: &[Ty], ty: Ty) {
        let Some(&receiver) = given.first() else { return };
        for (&argument, slope) in given.iter().zip(function.slopes) {
            if !slope.is_empty() {
                self.unify(receiver, argument);
            }
        }
        if function.result == Kind::Real {
            self.unify(ty, receiver);
        } else {
            self.is(ty, Type::Truth);
        }
        self.numbers.push(receiver);
    }

    /// What a derivative of another function gives: only the callee knows the shape of its gradient.
    fn derivative(&mut self, kind: Derivative, given: &[Ty], ty: Ty) {
        match kind {
            Derivative::Jacobian => {}
            Derivative::Gradient => self.gradient(given, ty),
            Derivative::ValueAndGradient => {
                let (value, gradient) = (self.types.of(Type::Real), self.types.fresh());
                self.gradient(given, gradient);
                self.is(ty, Type::Tuple(vec![value, gradient]));
            }
            Derivative::Jvp => {
                let value = self.types.fresh();
                self.given.push(value);
                self.is(ty, Type::Tuple(vec![value, value]));
            }
            Derivative::Vjp => {
                let gradient = self.types.fresh();
                if let Some((&cotangent, arguments)) = given.split_last() {
                    self.gradient(arguments, gradient);
                    self.is(ty, Type::Tuple(vec![cotangent, gradient]));
                }
            }
            Derivative::ValueAndJacobian => {
                let (value, jacobian) = (self.types.fresh(), self.types.fresh());
                self.is(ty, Type::Tuple(vec![value, jacobian]));
            }
        }
    }

    /// A gradient with respect to one thing is like it, and one with respect to all is like each of them.
    fn gradient(&mut self, given: &[Ty], gradient: Ty) {
        self.pending.push(Pending::Gradient(given.to_vec(), gradient));
    }

    fn pattern(&mut self, pattern: &'t Pat) {
        let ty = pattern.ty;
        for child in pattern.children() {
            self.pattern(child);
        }
        match &pattern.kind {
            PatKind::Bind(bind) => {
                self.unify(ty, self.tree.local(bind.local).ty);
                if bind.mutable {
                    self.given.push(ty);
                }
                if let Some(sub) = &bind.sub {
                    self.unify(ty, sub.ty);
                }
            }
            PatKind::Reference(_, inner) => self.unify(ty, inner.ty),
            PatKind::Typed(inner, written) => {
                let written = self.types.written(written, self.signature.number.as_ref());
                self.unify(ty, written);
                self.unify(ty, inner.ty);
            }
            PatKind::Tuple(parts) => match parts.iter().position(|part| matches!(part.kind, PatKind::Rest)) {
                None => self.is(ty, Type::Tuple(parts.iter().map(|part| part.ty).collect())),
                Some(rest) => {
                    let front = parts[..rest].iter().map(|part| part.ty).collect();
                    let back = parts[rest + 1..].iter().map(|part| part.ty).collect();
                    self.pending.push(Pending::Parts(ty, front, back));
                }
            },
            PatKind::Slice(parts) => {
                let element = self.list_of(ty);
                for part in parts {
                    match &part.kind {
                        PatKind::Rest => {}
                        PatKind::Bind(bind) if is_rest(bind.sub.as_deref()) => self.unify(ty, part.ty),
                        _ => self.unify(element, part.ty),
                    }
                }
            }
            PatKind::Value(value) => {
                self.todo.push((value, ty));
                self.unify(ty, value.ty);
            }
            PatKind::Range(start, _, end) => {
                for bound in [start, end].into_iter().flatten() {
                    self.todo.push((bound, ty));
                    self.unify(ty, bound.ty);
                }
            }
            PatKind::Or(cases) => cases.iter().for_each(|case| self.unify(ty, case.ty)),
            PatKind::TupleStruct(path, parts)
                if (path.is_ident("Some") || path.is_ident("Ok")) && parts.len() == 1 =>
            {
                self.is(ty, Type::Option(parts[0].ty));
            }
            PatKind::TupleStruct(..)
            | PatKind::Struct(..)
            | PatKind::Wild
            | PatKind::Rest
            | PatKind::Foreign(_) => {}
        }
    }

    /// Whether what has been waited for is known, and said what it says.
    fn resolve(&mut self, pending: &Pending<'t>) -> bool {
        match pending {
            Pending::Method(expr, method) => self.method(expr, method),
            Pending::Applied(function, given, result) => match *self.types.get(*function) {
                Type::Closure(id) => {
                    let Some((parameters, returned)) = self.closures.get(&id).cloned() else { return false };
                    parameters
                        .iter()
                        .zip(given)
                        .for_each(|(&parameter, &given)| self.types.unify(parameter, given));
                    self.unify(returned, *result);
                    true
                }
                Type::Unknown => false,
                _ => true,
            },
            Pending::Field(base, index, ty) => match self.types.get(*base).clone() {
                Type::Tuple(parts) => {
                    if let Some(&part) = parts.get(*index) {
                        self.unify(part, *ty);
                    }
                    true
                }
                known => known != Type::Unknown,
            },
            Pending::Index(base, index, ty) => {
                match (self.types.get(*base).clone(), self.types.get(*index)) {
                    (Type::List(_), Type::Iterator(_)) => {
                        self.unify(*base, *ty);
                        true
                    }
                    (Type::List(element), _) => {
                        self.unify(element, *ty);
                        true
                    }
                    (known, _) => known != Type::Unknown,
                }
            }
            Pending::Items(all, item) => match *self.types.get(*all) {
                Type::List(element) | Type::Iterator(element) | Type::Option(element) => {
                    self.unify(element, *item);
                    true
                }
                Type::Unknown => false,
                _ => true,
            },
            Pending::Gradient(given, gradient) => {
                // It is by none of the integers; with fewer parts, nobody sees here by what.
                let is_integer = |ty: &Ty| matches!(self.types.get(*ty), Type::Integer | Type::Truth);
                let by: Vec<Ty> = given.iter().copied().filter(|ty| !is_integer(ty)).collect();
                let parts = match self.types.get(*gradient) {
                    Type::Tuple(parts) => parts.clone(),
                    Type::Unknown if by.len() == 1 => vec![*gradient],
                    Type::Unknown => return false,
                    _ => return true,
                };
                if parts.len() == by.len() {
                    parts.iter().zip(by).for_each(|(&part, given)| self.types.unify(part, given));
                } else if by.iter().all(|&ty| self.types.is_known(ty)) {
                    self.given.extend(parts);
                } else {
                    return false;
                }
                true
            }
            Pending::Parts(whole, front, back) => match self.types.get(*whole).clone() {
                Type::Tuple(parts) if parts.len() >= front.len() + back.len() => {
                    parts.iter().zip(front).for_each(|(&part, &named)| self.types.unify(part, named));
                    parts
                        .iter()
                        .rev()
                        .zip(back.iter().rev())
                        .for_each(|(&part, &named)| self.types.unify(part, named));
                    true
                }
                known => known != Type::Unknown,
            },
        }
    }

    fn method(&mut self, expr: &'t Expr, method: &'t Method) -> bool {
        let name = method.name.to_string();
        let receiver = self.types.get(method.receiver.ty).clone();
        let given: Vec<Ty> = std::iter::once(method.receiver.ty)
            .chain(method.arguments.iter().map(|argument| argument.ty))
            .collect();
        match &receiver {
            Type::Unknown => {
                let function = Function::method(&name).filter(|_| methods::rows(&name).next().is_none());
                if let Some(function) = function {
                    self.function(function, &given, expr.ty);
                    return true;
                }
                if SEVERAL.iter().any(|(known, _)| *known == name) {
                    self.is(method.receiver.ty, Type::Real);
                }
                // What only an option or a result has says that it is one.
                let mut rows = methods::rows(&name).peekable();
                if rows.peek().is_some()
                    && rows.all(|row| matches!(row.receiver, Shape::Option(_)))
                    && matches!(method.receiver.bare().kind, ExprKind::Call(..))
                {
                    let held = self.types.fresh();
                    self.is(method.receiver.ty, Type::Option(held));
                }
                return false;
            }
            Type::Real | Type::Integer | Type::Truth => {
                if let Some(function) = Function::method(&name) {
                    self.function(function, &given, expr.ty);
                } else if let Some((_, parts)) = SEVERAL.iter().find(|(known, _)| *known == name) {
                    self.is(expr.ty, Type::Tuple(vec![method.receiver.ty; parts.len()]));
                } else if is_copy(&name) || (receiver == Type::Real && methods::keeps_number(&name)) {
                    self.unify(expr.ty, method.receiver.ty);
                } else if receiver == Type::Integer && is_arithmetic(&name) {
                    self.is(expr.ty, Type::Integer);
                }
                return true;
            }
            _ => {}
        }
        let item = match receiver {
            Type::List(item) | Type::Iterator(item) | Type::Option(item) => item,
            _ if is_copy(&name) => {
                self.unify(expr.ty, method.receiver.ty);
                return true;
            }
            _ => return true,
        };
        let fits = |row: &&methods::Method| {
            row.arguments.len() == method.arguments.len()
                && matches!(
                    (row.receiver, &receiver),
                    (Shape::List(_) | Shape::Items(_), Type::List(_))
                        | (Shape::Iterator(_) | Shape::Items(_), Type::Iterator(_))
                        | (Shape::Option(_), Type::Option(_))
                )
        };
        let Some(row) = methods::rows(&name).find(fits) else {
            if is_copy(&name) {
                self.unify(expr.ty, method.receiver.ty);
            }
            return true;
        };
        let names = [item, self.types.fresh()];
        for (shape, argument) in row.arguments.iter().zip(&method.arguments) {
            self.argument(*shape, argument, names);
        }
        let result = self.instance(row.result, names);
        self.unify(expr.ty, result);
        if name == "collect"
            && let Some(turbofish) = &method.turbofish
            && let Some(syn::GenericArgument::Type(written)) = turbofish.args.first()
        {
            let written = self.types.written(written, self.signature.number.as_ref());
            self.unify(expr.ty, written);
        }
        if name == "scan"
            && let Some(Type::Closure(id)) =
                method.arguments.get(1).map(|closure| self.types.get(closure.ty).clone())
        {
            self.item_of_option(id, expr.ty);
        }
        true
    }

    /// What a closure of `scan` gives, as long as it gives something.
    fn item_of_option(&mut self, closure: super::tree::ClosureId, iterator: Ty) {
        let Some((_, returned)) = self.closures.get(&closure).cloned() else { return };
        let item = self.types.fresh();
        self.is(returned, Type::Option(item));
        if let Type::Iterator(own) = *self.types.get(iterator) {
            self.unify(own, item);
        }
    }

    fn argument(&mut self, shape: Shape, argument: &'t Expr, names: [Ty; 2]) {
        match shape {
            Shape::Function(parameters, result) => {
                let given: Vec<Ty> =
                    parameters.iter().map(|parameter| self.instance(*parameter, names)).collect();
                let result = match *result {
                    // Of what a closure gives, only the items count.
                    Shape::Items(item) => {
                        let (all, item) = (self.types.fresh(), self.instance(*item, names));
                        self.pending.push(Pending::Items(all, item));
                        all
                    }
                    other => self.instance(other, names),
                };
                let path = argument.behind().path_names();
                match path.as_slice() {
                    [.., owner, method] if ["f64", "f32"].contains(&owner.as_str()) => {
                        self.call_of_float(method, &given, result);
                    }
                    _ => self.pending.push(Pending::Applied(argument.ty, given, result)),
                }
            }
            Shape::Items(item) => {
                let item = self.instance(*item, names);
                self.pending.push(Pending::Items(argument.ty, item));
            }
            Shape::Other => {}
            other => {
                let wanted = self.instance(other, names);
                self.unify(wanted, argument.ty);
            }
        }
    }

    fn instance(&mut self, shape: Shape, names: [Ty; 2]) -> Ty {
        let known = match shape {
            Shape::A => return names[0],
            Shape::B => return names[1],
            Shape::Integer => Type::Integer,
            Shape::Truth => Type::Truth,
            Shape::List(inner) => Type::List(self.instance(*inner, names)),
            Shape::Iterator(inner) => Type::Iterator(self.instance(*inner, names)),
            Shape::Option(inner) => Type::Option(self.instance(*inner, names)),
            Shape::Pair(first, second) => {
                Type::Tuple(vec![self.instance(*first, names), self.instance(*second, names)])
            }
            Shape::Items(_) | Shape::Function(..) | Shape::Other => Type::Unknown,
        };
        self.types.of(known)
    }
}

fn is_rest(pattern: Option<&Pat>) -> bool {
    pattern.is_some_and(|pattern| matches!(pattern.kind, PatKind::Rest))
}

/// Whether an expression has no value because it never ends there.
pub(crate) fn is_never(expr: &Expr) -> bool {
    match &expr.bare().kind {
        ExprKind::Return(_) | ExprKind::Break(..) | ExprKind::Continue(_) => true,
        ExprKind::Macro(path, _) => methods::is_diverging(path),
        ExprKind::Block(block, None) => match (&block.tail, block.statements.last()) {
            (Some(tail), _) => is_never(tail),
            (None, Some(Stmt::Expr(last))) => is_never(last),
            _ => false,
        },
        _ => false,
    }
}

/// Methods that give the same value again, whatever it is.
fn is_copy(name: &str) -> bool {
    ["clone", "to_owned", "borrow", "as_ref"].contains(&name)
}

/// Methods of integers that give integers of the same type.
fn is_arithmetic(name: &str) -> bool {
    let of_operation = ["wrapping_", "saturating_"].iter().any(|prefix| name.starts_with(prefix));
    of_operation || ["pow", "isqrt", "div_ceil", "next_power_of_two", "abs_diff"].contains(&name)
}
