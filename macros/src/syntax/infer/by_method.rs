//! What methods take and give, by the rows of their table.

use super::super::tree::{ClosureId, Expr, ExprKind, Method};
use super::super::types::{Ty, Type};
use super::{Inference, Pending};
use crate::elementary::{Function, SEVERAL};
use crate::table::matrices::{self, Family};
use crate::table::methods::{self, Shape};

/// What the maps, sets and texts of the standard library are iterated by.
const ITERATED: [&str; 12] = [
    "iter",
    "into_iter",
    "keys",
    "into_keys",
    "values",
    "into_values",
    "chars",
    "char_indices",
    "bytes",
    "lines",
    "split",
    "split_whitespace",
];

impl<'t> Inference<'_, 't> {
    pub(super) fn method(&mut self, expr: &'t Expr, method: &'t Method) -> bool {
        let name = method.name.to_string();
        let receiver = self.types.get(method.receiver.ty).clone();
        let given: Vec<Ty> = std::iter::once(method.receiver.ty)
            .chain(method.arguments.iter().map(|argument| argument.ty))
            .collect();
        if let Some(zipped) = crate::syntax::zipped(method)
            && self.has_matrices
        {
            return self.zipped(&zipped, &method.arguments[0]);
        }
        if name == "and" && receiver == Type::Other {
            self.is(expr.ty, Type::Other);
            return true;
        }
        match &receiver {
            Type::Matrix(family) => return self.method_of_matrix(expr, method, *family),
            // It may turn out to be a vector, by another name of its type.
            Type::Record(_) if self.has_matrices && matrices::is_telling(&name) && !self.is_settled => {
                return false;
            }
            // It may turn out to be a float, by another name, or a struct.
            Type::Record(fields)
                if self.has_operators
                    && fields.is_empty()
                    && method.function().is_some()
                    && !self.types.is_known(expr.ty)
                    && !self.is_settled =>
            {
                return false;
            }
            Type::Record(_)
                if is_of_lists(&name)
                    && !self
                        .sides_of_operators()
                        .iter()
                        .any(|&side| self.types.same(side, method.receiver.ty))
                    && self.types.becomes_list(method.receiver.ty).is_some() =>
            {
                return self.method(expr, method);
            }
            // Whatever it is, its copy is the same.
            Type::Unknown if ["clone", "to_owned"].contains(&name.as_str()) => {
                self.unify(expr.ty, method.receiver.ty);
                return true;
            }
            Type::Unknown => {
                let function = method.function().filter(|_| methods::rows(&name).next().is_none());
                if let Some(function) = function {
                    if self.has_operators && self.types.has_struct(expr, method) {
                        self.is(method.receiver.ty, Type::Record(Vec::new()));
                        return self.method(expr, method);
                    }
                    // Matrices and complex numbers have some of them too, and give other types; and so may structs.
                    if self.has_matrices || self.has_operators {
                        return false;
                    }
                    self.function(function, &given, expr.ty);
                    return true;
                }
                if SEVERAL.iter().any(|(known, _)| *known == name) {
                    self.is(method.receiver.ty, Type::Real);
                }
                // What only an option or a result has says that it is one; and so does what becomes one, out of a call.
                let (some, only) = methods::of_options(&name);
                let becomes_one = some && matches!(self.types.get(expr.ty), Type::Option(_));
                if (only || becomes_one) && is_out_of_call(&method.receiver) {
                    let held = self.types.fresh();
                    self.is(method.receiver.ty, Type::Option(held));
                }
                return false;
            }
            Type::Truth if ["then", "then_some"].contains(&name.as_str()) => {
                let held = self.types.fresh();
                self.is(expr.ty, Type::Option(held));
                match method.arguments.first() {
                    Some(closure) if name == "then" => {
                        self.pending.push(Pending::Applied(closure.ty, Vec::new(), held));
                    }
                    Some(value) => self.unify(held, value.ty),
                    None => {}
                }
                return true;
            }
            Type::Real | Type::Integer | Type::Truth => {
                if let Some(function) = method.function() {
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
        if name == "at"
            && let Some(position) =
                method.receiver.as_local().and_then(|local| self.tree.local(local).parameter)
            && let Some(output) = self.signature.function_parameter(position)
        {
            self.returned_by_function(output, &given[1..], expr.ty);
            return true;
        }
        if receiver == Type::Other && ITERATED.contains(&name.as_str()) {
            let item = self.types.fresh();
            self.is(expr.ty, Type::Iterator(item));
            return true;
        }
        let item = match receiver {
            Type::List(item) | Type::Iterator(item) | Type::Option(item) => item,
            _ if is_copy(&name) => {
                self.unify(expr.ty, method.receiver.ty);
                return true;
            }
            known => {
                // Of what has no field that is known, a length may be that of a list.
                let is_struct = match known {
                    Type::Record(fields) => {
                        !fields.is_empty()
                            || !["len", "is_empty"].contains(&name.as_str())
                                && (method.function().is_none() || self.types.has_struct(expr, method))
                    }
                    _ => false,
                };
                if is_struct || is_of_others(method) {
                    self.given.push(expr.ty);
                    self.handed_on.extend(given);
                }
                return true;
            }
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
        if name == "contains" {
            self.is(expr.ty, Type::Truth);
        }
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
        if name == "collect" && self.collected_if_all(expr, method, item) {
            return true;
        }
        if name == "collect"
            && let Some(turbofish) = &method.turbofish
            && let Some(syn::GenericArgument::Type(syn::Type::Path(array))) = turbofish.args.first()
            && let Some(family @ Family::Grid(1)) = matrices::family_of(array)
            && matrices::may_hold_floats(array)
            && matches!(self.types.get(item), Type::Real | Type::Unknown)
            && array
                .path
                .segments
                .last()
                .is_some_and(|last| !self.signature.has_own_type(&last.ident.to_string()))
        {
            self.is(item, Type::Real);
            self.is(expr.ty, Type::Matrix(family));
            return true;
        }
        let result = self.instance(row.result, names);
        self.unify(expr.ty, result);
        if name == "concat" {
            // Of a list of lists, one of those.
            self.unify(expr.ty, item);
        }
        if name == "unzip"
            && let Type::Tuple(parts) = self.types.get(item).clone()
        {
            let lists = parts.into_iter().map(|part| self.types.of(Type::List(part))).collect();
            self.is(expr.ty, Type::Tuple(lists));
        }
        if ["collect", "sum", "product"].contains(&name.as_str())
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

    /// `collect::<Result<Vec<_>, _>>()`: whether it is that.
    fn collected_if_all(&mut self, expr: &'t Expr, method: &'t Method, item: Ty) -> bool {
        if let Some(turbofish) = &method.turbofish
            && let Some(syn::GenericArgument::Type(written)) = turbofish.args.first()
        {
            let written = self.types.written(written, self.signature.number.as_ref());
            self.unify(expr.ty, written);
        }
        let Type::Option(list) = *self.types.get(expr.ty) else { return false };
        let held = self.types.fresh();
        self.is(list, Type::List(held));
        self.is(item, Type::Option(held));
        true
    }

    /// What a closure of `scan` gives, as long as it gives something.
    pub(super) fn item_of_option(&mut self, closure: ClosureId, iterator: Ty) {
        let Some((_, returned)) = self.closures.get(&closure).cloned() else { return };
        let item = self.types.fresh();
        self.is(returned, Type::Option(item));
        if let Type::Iterator(own) = *self.types.get(iterator) {
            self.unify(own, item);
        }
    }

    pub(super) fn argument(&mut self, shape: Shape, argument: &'t Expr, names: [Ty; 2]) {
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

    pub(super) fn instance(&mut self, shape: Shape, names: [Ty; 2]) -> Ty {
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
            Shape::Triple(first, second, third) => {
                Type::Tuple([first, second, third].map(|part| self.instance(*part, names)).to_vec())
            }
            Shape::Items(_) | Shape::Function(..) | Shape::Other => Type::Unknown,
        };
        self.types.of(known)
    }
}

impl Method {
    /// The function that it is where it is asked of a number. With more or fewer arguments it is somebody's own.
    pub(crate) fn function(&self) -> Option<Function> {
        Function::method(&self.name.to_string())
            .filter(|function| function.parameters.len() == self.arguments.len() + 1)
    }
}

/// Whether an expression is a call or a constant, or an option made from one.
fn is_out_of_call(expr: &Expr) -> bool {
    match &expr.bare().kind {
        ExprKind::Call(..) | ExprKind::Path(_) => true,
        ExprKind::Method(method) => {
            let name = method.name.to_string();
            methods::of_options(&name).0 && is_out_of_call(&method.receiver)
                || is_of_others(method) && !methods::compares(&name)
        }
        _ => false,
    }
}

/// Whether lists alone have a method.
fn is_of_lists(name: &str) -> bool {
    let mut rows = methods::rows(name).peekable();
    rows.peek().is_some()
        && !is_copy(name)
        && rows.all(|row| matches!(row.receiver, Shape::List(_) | Shape::Items(_)))
}

/// Methods that give the same value again, whatever it is.
pub(crate) fn is_copy(name: &str) -> bool {
    ["clone", "to_owned", "borrow", "as_ref"].contains(&name)
}

/// Whether a method is none that is known of numbers, lists or options.
pub(crate) fn is_of_others(method: &Method) -> bool {
    let name = method.name.to_string();
    !is_copy(&name)
        && method.function().is_none()
        && !SEVERAL.iter().any(|(known, _)| *known == name)
        && !methods::keeps_number(&name)
        && methods::rows(&name).next().is_none()
}

/// Methods of integers that give integers of the same type.
pub(super) fn is_arithmetic(name: &str) -> bool {
    let of_operation = ["wrapping_", "saturating_"].iter().any(|prefix| name.starts_with(prefix));
    of_operation || ["pow", "isqrt", "div_ceil", "next_power_of_two", "abs_diff"].contains(&name)
}
