//! What calls give: of functions that are known, of derivatives, and of what is not seen here.

use super::super::derivative::{Derivative, derivative};
use super::super::field::Field;
use super::super::tree::{Expr, ExprKind};
use super::super::types::{Ty, Type};
use super::{Inference, Pending};
use crate::elementary::{Function, Kind, SEVERAL};

impl<'t> Inference<'_, 't> {
    pub(super) fn call(&mut self, expr: &'t Expr, callee: &'t Expr, arguments: &'t [Expr]) {
        let ty = expr.ty;
        let given: Vec<Ty> = arguments.iter().map(|argument| argument.ty).collect();
        if !matches!(callee.bare().kind, ExprKind::Path(_)) {
            return self.pending.push(Pending::Applied(callee.ty, given, ty));
        }
        let names = callee.function_names();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let number = self.signature.number.as_ref().map(ToString::to_string);
        match names.as_slice() {
            [.., "f64" | "f32", method] => self.call_of_float(method, &given, ty),
            [owner, method] if number.as_deref() == Some(*owner) => self.call_of_float(method, &given, ty),
            [.., owner, method] if crate::signature::is_float_trait(owner) => {
                self.call_of_float(method, &given, ty);
            }
            [.., owner, _] if is_of_std(owner) => self.is(ty, Type::Other),
            [.., "Vec", "new" | "with_capacity"] => {
                let element = self.list_of(ty);
                self.numbers.push(element);
            }
            [.., "Vec", "from"] if given.len() == 1 => {
                let element = self.list_of(ty);
                self.pending.push(Pending::Items(given[0], element));
            }
            [.., "Zip", "from" | "indexed"] if self.has_matrices && given.len() == 1 => {
                self.is(ty, Type::Other);
            }
            [.., "VecDeque", _] => self.queues.push((ty, given.first().copied())),
            [.., "mem", "replace"] | ["replace"] if given.len() == 2 && is_lent(&arguments[0]) => {
                self.unify(given[0], given[1]);
                self.unify(ty, given[0]);
            }
            [.., "mem", "take"] | ["take"] if given.len() == 1 && is_lent(&arguments[0]) => {
                self.unify(ty, given[0]);
            }
            [.., "mem", "swap"] | ["swap"] if given.len() == 2 && is_lent(&arguments[0]) => {
                self.unify(given[0], given[1]);
            }
            _ if iterator_function(callee, arguments).is_some() => self.generated(&names, &given, ty),
            [.., "array", "from_fn"] | ["from_fn"] if made_by_closure(arguments) => {
                let element = self.list_of(ty);
                let index = self.types.of(Type::Integer);
                self.pending.push(Pending::Applied(given[0], vec![index], element));
            }
            ["Some" | "Ok"] | ["Option", "Some"] | ["Result", "Ok"] if given.len() == 1 => {
                self.is(ty, Type::Option(given[0]));
            }
            ["Err"] | ["Result", "Err"] if given.len() == 1 => {
                let held = self.types.fresh();
                self.is(ty, Type::Option(held));
            }
            names if self.made_matrix(names).is_some() => {
                if let Some(family) = self.made_matrix(names) {
                    self.made_of(names, family, (arguments, &given), ty);
                }
            }
            [owner, "call"] if self.signature.function_type(owner).is_some() => {
                let output = self.signature.function_type(owner).flatten();
                self.returned_by_function(output, &given, ty);
            }
            [.., name] if is_struct(name) => self.pending.push(Pending::Made(given, ty)),
            _ => {
                self.handed_on.extend(&given);
                match derivative(callee) {
                    Some(kind) => self.derivative(kind, &given, ty),
                    // It calls itself.
                    None if matches!(names.as_slice(), [own] if self.is_itself(own)) => {
                        if let Some(output) = self.types.output {
                            let is_fallible = self.signature.fallible.is_some();
                            let output =
                                if is_fallible { self.types.of(Type::Option(output)) } else { output };
                            self.unify(ty, output);
                        }
                    }
                    None => {
                        self.given.push(ty);
                        self.called.push((names.join("::"), ty));
                    }
                }
            }
        }
    }

    /// Whether a name is that of the function itself; methods are called by other paths.
    fn is_itself(&self, name: &str) -> bool {
        self.signature.function == name
            && self.signature.parameters.iter().all(|parameter| parameter.name != "self")
    }

    /// What `std::iter::once` and its like give.
    fn generated(&mut self, names: &[&str], given: &[Ty], ty: Ty) {
        let item = self.types.fresh();
        let option = self.types.of(Type::Option(item));
        self.is(ty, Type::Iterator(item));
        match (names.last(), given) {
            (Some(&"once" | &"repeat" | &"repeat_n"), [first, ..]) => self.unify(item, *first),
            (Some(&"zip"), [first, second]) => {
                let parts = [*first, *second].map(|whole| {
                    let part = self.types.fresh();
                    self.pending.push(Pending::Items(whole, part));
                    part
                });
                self.is(item, Type::Tuple(parts.to_vec()));
            }
            (Some(&"repeat_with"), [closure]) => {
                self.pending.push(Pending::Applied(*closure, Vec::new(), item));
            }
            (Some(&"from_fn"), [closure]) => {
                self.pending.push(Pending::Applied(*closure, Vec::new(), option));
            }
            (Some(&"successors"), [first, closure]) => {
                self.unify(*first, option);
                self.pending.push(Pending::Applied(*closure, vec![item], option));
            }
            _ => {}
        }
    }

    /// What a differentiated function gives of which only the bound of a type parameter speaks.
    pub(super) fn returned_by_function(&mut self, output: Option<&syn::Type>, given: &[Ty], ty: Ty) {
        self.handed_on.extend(given);
        match output {
            Some(output) => {
                let written = self.types.written_of_parts(output, self.signature.number.as_ref());
                self.unify(ty, written);
            }
            None => self.given.push(ty),
        }
    }

    pub(super) fn call_of_float(&mut self, method: &str, given: &[Ty], ty: Ty) {
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
    pub(super) fn function(&mut self, function: Function, given: &[Ty], ty: Ty) {
        let Some(&receiver) = given.first() else { return };
        for (&argument, slope) in given.iter().zip(function.slopes) {
            if !slope.is_empty() {
                self.unify(receiver, argument);
            } else if Function::method("powi") == Some(function) && !self.types.is_known(argument) {
                // Of a field nobody else says what it is.
                self.is(argument, Type::Integer);
            }
        }
        if function.result == Kind::Real {
            self.unify(ty, receiver);
        } else {
            self.is(ty, Type::Truth);
        }
        self.numbers.push(receiver);
    }

    /// A struct that is made, unless its name is that of a function: what it gives says so.
    pub(super) fn made(&mut self, given: &[Ty], ty: Ty) -> bool {
        match self.types.get(ty) {
            Type::Unknown => return false,
            Type::Real | Type::List(_) | Type::Tuple(_) | Type::Option(_) => self.handed_on.extend(given),
            _ => self.is(ty, Type::Record((0..).map(Field::Numbered).zip(given.iter().copied()).collect())),
        }
        true
    }

    /// What is made, and nothing calculates with, is a struct.
    pub(super) fn assume_structs(&mut self) {
        let (mut operands, mut lists) = (Vec::new(), Vec::new());
        for one in &self.pending {
            match one {
                Pending::Index(list, ..) | Pending::Items(list, _) => lists.push(*list),
                Pending::Operator(_, left, right, _) => operands.extend([*left, *right]),
                Pending::Method(_, method) if method.function().is_some() => {
                    operands.push(method.receiver.ty);
                }
                _ => {}
            }
        }
        let made = self.pending.iter().filter_map(|one| match one {
            Pending::Made(_, ty) => Some(*ty),
            _ => None,
        });
        for ty in made.collect::<Vec<_>>() {
            if !self.types.is_known(ty) {
                let is_among = |all: &[Ty]| all.iter().any(|&one| self.types.same(one, ty));
                let (is_operand, is_list) = (is_among(&operands), is_among(&lists));
                let known = match () {
                    () if is_operand => Type::Real,
                    () if is_list => Type::List(self.types.fresh()),
                    () => Type::Record(Vec::new()),
                };
                self.is(ty, known);
            }
        }
    }

    /// What a derivative of another function gives: only the callee knows the shape of its gradient.
    pub(super) fn derivative(&mut self, kind: Derivative, given: &[Ty], ty: Ty) {
        match kind {
            Derivative::Jacobian | Derivative::Hessian => {}
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
    pub(super) fn gradient(&mut self, given: &[Ty], gradient: Ty) {
        self.pending.push(Pending::Gradient(given.to_vec(), gradient));
    }
}

/// Whether what is called makes a struct, or a variant of an enum.
pub(crate) fn is_struct(name: &str) -> bool {
    name.starts_with(char::is_uppercase) && !["Some", "Ok", "Err"].contains(&name)
}

/// Whether an argument is lent to be changed.
fn is_lent(argument: &Expr) -> bool {
    matches!(argument.bare().kind, ExprKind::Reference(true, _))
}

/// Whether what is called is given a closure of one parameter, and nothing else.
pub(crate) fn made_by_closure(arguments: &[Expr]) -> bool {
    matches!(arguments, [only] if only.as_closure().is_none_or(|closure| closure.parameters.len() == 1))
}

/// The function of `std::iter` that is called by this path, with so many arguments.
pub(crate) fn iterator_function(callee: &Expr, arguments: &[Expr]) -> Option<&'static str> {
    let known = [
        ("empty", 0),
        ("once", 1),
        ("repeat", 1),
        ("repeat_n", 2),
        ("repeat_with", 1),
        ("successors", 2),
        ("from_fn", 1),
        ("zip", 2),
    ];
    let names = callee.path_names();
    let is_there = match names.as_slice() {
        [.., module, _] => module == "iter",
        // Others are called so in their own right, too.
        [name] => name == "zip",
        [] => false,
    };
    let fits = |(known, count): &&(&str, usize)| {
        names.last().is_some_and(|name| name == known) && arguments.len() == *count
    };
    known.iter().find(fits).filter(|_| is_there).map(|(known, _)| *known)
}

/// Whether a name is that of a type of the standard library that holds no numbers which could vary.
pub(crate) fn is_of_std(name: &str) -> bool {
    ["HashMap", "BTreeMap", "HashSet", "BTreeSet", "BinaryHeap", "String", "Instant"].contains(&name)
}
