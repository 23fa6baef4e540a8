//! What type every expression has, as far as it decides how a value is represented.
//!
//! Types come from the signature, from literals, from the types that the user writes, from the rows of the tables, and
//! from uses. They are unified, whatever stands first; what waits for another type is asked again until nothing new
//! comes up.

mod assumed;
mod by_method;
mod calls;
mod expressions;
mod makers;
mod matrices;
mod patterns;
mod struct_operators;

use syn::BinOp;

use super::activity::{Activity, mark};
use super::field::Field;
use super::tree::{Expr, ExprKind, LoopId, Method, Stmt, Tree};
use super::types::{Ty, Type, Types};
use crate::hash::HashMap;
use crate::signature::Signature;
use crate::table::matrices as matrices_table;
use crate::table::methods::{self};
pub(crate) use by_method::{is_copy, is_of_others};
pub(crate) use calls::{is_of_std, is_struct, iterator_function, made_by_closure};
pub(crate) use makers::axis;
pub(crate) use matrices::{lines, made, slice_rank};
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
    /// Variables that are given other values later.
    assigned: Vec<Ty>,
    /// What is made a float, or is an index of what: an integer, if a call gives it.
    counts: Vec<(Option<Ty>, Ty)>,
    /// Queues, with the lists of which they are made.
    queues: Vec<(Ty, Option<Ty>)>,
    /// The variants of enums that patterns name.
    variants: HashMap<String, Ty>,
    /// What may be a variant that holds something.
    holding: Vec<Ty>,
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
    if struct_operators::are_there(tree, signature, types, &before) {
        *types = before;
        infer_with(tree, partials, signature, types, true);
    }
}

/// Finds the types, and what varies in the tree; `varying` are the parameters that do.
pub(crate) fn infer_and_mark(
    tree: &Tree,
    partials: &[Expr],
    signature: &Signature,
    types: &mut Types,
    varying: &[bool],
) -> Activity {
    let has = |is: &dyn Fn(&Method) -> bool| {
        let mut all = Vec::new();
        tree.body.children(&mut all);
        let mut asks = |part: &Expr| matches!(&part.kind, ExprKind::Method(method) if by_method::is_of_others(method) && is(method));
        all.into_iter().any(|expr| expr.any(&mut asks))
    };
    let before = has(&|_| true).then(|| types.clone());
    infer(tree, partials, signature, types);
    let activity = mark(tree, partials, types, varying);
    let varies =
        |method: &Method| method.receiver.varies.get() && *types.get(method.receiver.ty) == Type::Other;
    let Some(before) = before.filter(|_| has(&varies)) else { return activity };
    *types = before;
    infer(tree, partials, signature, types);
    mark(tree, partials, types, varying)
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
        loops: HashMap::default(),
        closures: HashMap::default(),
        pending: Vec::new(),
        numbers: Vec::new(),
        given: Vec::new(),
        handed_on: Vec::new(),
        assigned: Vec::new(),
        counts: Vec::new(),
        queues: Vec::new(),
        variants: HashMap::default(),
        holding: Vec::new(),
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
    for ty in std::mem::take(&mut inference.holding) {
        inference.types.becomes_other(ty);
    }
}

impl<'t> Inference<'_, 't> {
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
                (Type::Matrix(family), member) => {
                    let is_part =
                        matches!(member, Field::Named(name) if matrices_table::part_in_field(name).is_some());
                    self.is(*ty, if is_part { Type::Matrix(family) } else { Type::Real });
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
