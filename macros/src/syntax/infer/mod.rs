//! What type every expression has, as far as it decides how a value is represented.
//!
//! Types come from the signature, from literals, from the types that the user writes, from the rows of the tables, and
//! from uses. They are unified, whatever stands first; what waits for another type is asked again until nothing new
//! comes up.

mod by_method;
mod calls;
mod matrices;
mod patterns;
mod struct_operators;

use std::collections::{HashMap, HashSet};

use syn::{BinOp, UnOp};

use super::build::literal_type;
use super::field::Field;
use super::tree::{Block, Closure, Expr, ExprKind, LoopId, Method, Stmt, Tree};
use super::types::{Ty, Type, Types};
use crate::elementary::Function;
use crate::signature::Signature;
use crate::table::methods::{self, Shape};
use by_method::is_copy;
pub(crate) use by_method::is_of_others;
pub(crate) use calls::{is_of_std, is_struct, made_by_closure};
pub(crate) use matrices::{decomposed, lines, made, slice_rank};
pub(crate) use patterns::is_variant;

/// What has to wait for a type.
enum Pending<'t> {
    Method(&'t Expr, &'t Method),
    /// What is called by a name, with these arguments.
    Applied(Ty, Vec<Ty>, Ty),
    Field(Ty, Field, Ty),
    /// An operator between what may be matrices, and what it gives.
    Operator(&'t BinOp, Ty, Ty, Ty),
    Index(Ty, Ty, Ty),
    /// The type of a list or an iterator, and of its items.
    Items(Ty, Ty),
    /// What a function is given, and its gradient by all of it or by some.
    Gradient(Vec<Ty>, Ty),
    /// A call of what may be a struct: what it is given, and what it makes.
    Made(Vec<Ty>, Ty),
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
    /// What such functions give, by their paths.
    called: Vec<(String, Ty)>,
    /// Whether there may be vectors and matrices of other crates.
    has_matrices: bool,
    /// Whether there may be operators between structs, and those that are known to be.
    has_operators: bool,
    of_structs: Vec<(bool, Ty, Ty, Ty)>,
    /// Whether structs are structs.
    is_settled: bool,
}

/// Finds the types in a function, and in the partial derivatives that are given for it.
pub(crate) fn infer(tree: &Tree, partials: &[Expr], signature: &Signature, types: &mut Types) {
    let before = types.clone();
    infer_with(tree, partials, signature, types, false);
    if struct_operators::are_there(tree, types, &before) {
        *types = before;
        infer_with(tree, partials, signature, types, true);
    }
}

fn infer_with<'t>(
    tree: &'t Tree,
    partials: &'t [Expr],
    signature: &Signature,
    types: &mut Types,
    has_operators: bool,
) {
    let result = match &signature.output {
        Some(output) if signature.returns_fields() => {
            types.written_of_parts(output, signature.number.as_ref())
        }
        Some(output) => types.written(output, signature.number.as_ref()),
        None => types.fresh(),
    };
    let inside = result;
    types.output = Some(result);
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
        called: Vec::new(),
        has_matrices: false,
        has_operators,
        of_structs: Vec::new(),
        is_settled: false,
    };
    inference.has_matrices = matrices::are_there(tree, inference.types, has_operators);
    if has_operators {
        inference.alike_by_declaration();
    }
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
        self.propagate();
        self.assume_structs();
        self.propagate();
        let assumptions =
            [Self::assume_lists as fn(&mut Self), Self::assume_calculated_structs, Self::assume_numbers];
        for assume in assumptions {
            loop {
                let before = self.types.learnt;
                assume(self);
                if self.types.learnt == before {
                    break;
                }
                self.propagate();
            }
        }
        self.propagate();
    }

    /// Asks what waits again, until nothing new comes up.
    fn propagate(&mut self) {
        loop {
            let before = self.types.learnt;
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

    /// What has fields is a struct; what has a method that lists alone have is a list; and so is, if nothing else says more, what is indexed or
    /// gone through.
    fn assume_lists(&mut self) {
        if self.has_matrices && self.assume_matrices() {
            return;
        }
        let (mut structs, mut lists, mut options, mut others, mut gone_through) =
            (Vec::new(), Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for one in &self.pending {
            match one {
                Pending::Method(_, method) => {
                    let name = method.name.to_string();
                    let mut rows = methods::rows(&name).peekable();
                    // An iterator is known by what it comes from, and is no part of anything.
                    let of_list = |row: &methods::Method| matches!(row.receiver, Shape::List(_));
                    let is_part =
                        matches!(method.receiver.bare().kind, ExprKind::Field(..) | ExprKind::Index(..))
                            || method.receiver.as_local().is_some() && methods::rows(&name).any(of_list);
                    let is_list = |row: &methods::Method| {
                        matches!(row.receiver, Shape::List(_) | Shape::Items(_))
                            || (name == "len" || is_part) && matches!(row.receiver, Shape::Iterator(_))
                    };
                    if rows.peek().is_some() && rows.all(is_list) && !is_copy(&name) {
                        lists.push(method.receiver.ty);
                    }
                    // What has a method that numbers and lists have not is of another type.
                    let of_iterator = |row: &methods::Method| matches!(row.receiver, Shape::Iterator(_));
                    let is_other = methods::rows(&name).all(of_iterator)
                        && Function::method(&name).is_none()
                        && !methods::keeps_number(&name)
                        && !methods::compares(&name)
                        && !is_copy(&name);
                    if is_other && method.receiver.as_local().is_some() {
                        others.push(method.receiver.ty);
                    }
                    // What a variable holds that was given by a call.
                    if methods::of_options(&name).1 && method.receiver.as_local().is_some() {
                        options.push(method.receiver.ty);
                    }
                }
                Pending::Field(base, ..) => structs.push(*base),
                Pending::Index(base, ..) => gone_through.push(*base),
                Pending::Items(all, _) => gone_through.push(*all),
                _ => {}
            }
        }
        // What a method gives that is waited for, its row says.
        let waited_for: HashSet<Ty> = self
            .pending
            .iter()
            .filter_map(|one| match one {
                Pending::Method(expr, _) => Some(self.types.root(expr.ty)),
                _ => None,
            })
            .collect();
        let (given, gone_through): (Vec<Ty>, Vec<Ty>) =
            gone_through.into_iter().partition(|&ty| waited_for.contains(&self.types.root(ty)));
        let before = self.types.learnt;
        for ty in structs {
            if !self.types.is_known(ty) {
                self.types.set(ty, Type::Record(Vec::new()));
            }
        }
        for ty in options {
            if !self.types.is_known(ty) {
                let held = self.types.fresh();
                self.types.set(ty, Type::Option(held));
            }
        }
        let sides = if self.has_operators { self.sides_of_operators() } else { Vec::new() };
        for ty in others {
            let is_calculated_with = sides.iter().any(|&side| self.types.same(side, ty));
            if !self.types.is_known(ty) && !is_calculated_with {
                self.types.set(ty, Type::Other);
            }
        }
        self.all_lists(lists);
        for more in [gone_through, given] {
            if self.types.learnt == before {
                self.all_lists(more);
            }
        }
    }

    fn all_lists(&mut self, types: Vec<Ty>) {
        for ty in types {
            if !self.types.is_known(ty) {
                let element = self.types.fresh();
                self.types.set(ty, Type::List(element));
            }
        }
    }

    fn assume_numbers(&mut self) {
        if !self.is_settled {
            self.is_settled = true;
            self.propagate();
            self.assume_same_calls();
            self.propagate();
        }
        let (operators, pending): (Vec<_>, Vec<_>) = std::mem::take(&mut self.pending)
            .into_iter()
            .partition(|one| matches!(one, Pending::Operator(..)));
        self.pending = pending;
        for one in operators {
            if let Pending::Operator(operator, left, right, result) = one
                && !self.operation(operator, left, right, result)
            {
                self.arithmetic(operator, left, right, result);
            }
        }
        self.functions_of_numbers();
        // What is compared by a method is a number, as what is compared by an operator is.
        for one in &self.pending {
            if let Pending::Method(_, method) = one
                && methods::compares(&method.name.to_string())
            {
                self.numbers.push(method.receiver.ty);
            }
        }
        // What is only handed on from one such function to another may be anything.
        for one in &self.pending {
            if let Pending::Method(expr, method) = one
                && is_of_others(&method.name.to_string())
            {
                self.given.push(expr.ty);
                self.handed_on.push(method.receiver.ty);
                self.handed_on.extend(method.arguments.iter().map(|argument| argument.ty));
            }
        }
        let is_handed_on = |ty: Ty| self.handed_on.iter().any(|&other| self.types.same(ty, other));
        let numbers: Vec<Ty> = self.given.iter().copied().filter(|&ty| !is_handed_on(ty)).collect();
        self.numbers.extend(numbers);
        for ty in std::mem::take(&mut self.numbers) {
            if !self.types.is_known(ty) {
                self.types.set(ty, Type::Real);
            }
        }
    }

    /// The functions that numbers have as complex ones do: of what is still unknown, they are those of numbers.
    fn functions_of_numbers(&mut self) {
        for one in std::mem::take(&mut self.pending) {
            if let Pending::Method(expr, method) = one
                && !self.types.is_known(method.receiver.ty)
                && let Some(function) = Function::method(&method.name.to_string())
                && methods::rows(&method.name.to_string()).next().is_none()
            {
                let receiver = std::iter::once(method.receiver.ty);
                let given: Vec<Ty> =
                    receiver.chain(method.arguments.iter().map(|argument| argument.ty)).collect();
                self.function(function, &given, expr.ty);
            } else {
                self.pending.push(one);
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
                kind => {
                    // A field that stands as an index, and of which nobody else says what it is.
                    if matches!(kind, ExprKind::Field(..)) && !self.types.is_known(index.ty) {
                        self.is(index.ty, Type::Integer);
                    }
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
                    self.is(ty, Type::Other);
                }
                // `std::f64::consts::PI`
                if path.path.segments.iter().rev().nth(1).is_some_and(|owner| owner.ident == "consts") {
                    self.is(ty, Type::Real);
                }
            }
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

    fn operator(&mut self, operator: &'t BinOp, left: Ty, right: Ty, result: Ty) {
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

    fn arithmetic(&mut self, operator: &BinOp, left: Ty, right: Ty, result: Ty) {
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

    /// Whether what has been waited for is known, and said what it says.
    fn resolve(&mut self, pending: &Pending<'t>) -> bool {
        match pending {
            Pending::Method(expr, method) => self.method(expr, method),
            Pending::Operator(operator, left, right, result) => {
                let of_structs = if self.has_operators {
                    self.operation_of_structs(operator, *left, *right, *result)
                } else {
                    None
                };
                of_structs.unwrap_or_else(|| self.operation(operator, *left, *right, *result))
            }
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
            Pending::Field(base, member, ty) => match (self.types.get(*base).clone(), member) {
                (Type::Tuple(parts), Field::Numbered(number)) => {
                    if let Some(&part) = parts.get(*number) {
                        self.unify(part, *ty);
                    }
                    true
                }
                (Type::Matrix(_), _) => {
                    self.is(*ty, Type::Real);
                    true
                }
                (Type::Record(_), member) => {
                    if let Some(field) = self.types.field(*base, member) {
                        self.unify(field, *ty);
                    }
                    true
                }
                (known, _) => known != Type::Unknown,
            },
            Pending::Index(base, index, ty) => {
                match (self.types.get(*base).clone(), self.types.get(*index)) {
                    (Type::Matrix(_), _) => {
                        self.is(*ty, Type::Real);
                        true
                    }
                    (Type::Record(_), _) if self.has_matrices && !self.is_settled => false,
                    (Type::Record(_), _) => {
                        if let Some(element) = self.types.becomes_list(*base) {
                            self.unify(element, *ty);
                        }
                        true
                    }
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
                Type::Record(_) => {
                    if let Some(element) = self.types.becomes_list(*all) {
                        self.unify(element, *item);
                    }
                    true
                }
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
            Pending::Made(given, ty) => self.made(given, *ty),
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
}

/// Whether a path is that of a variant of an enum, as its letters say: a constant would be written in capitals.
fn is_unit_variant(path: &syn::Path) -> bool {
    let mut names = path.segments.iter().rev().map(|segment| segment.ident.to_string());
    let (Some(name), Some(owner)) = (names.next(), names.next()) else { return false };
    let is_camel = |name: &str| name.starts_with(char::is_uppercase) && name.contains(char::is_lowercase);
    is_camel(&name) && is_camel(&owner) && !is_variant(path, &["None"])
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
