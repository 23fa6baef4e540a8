//! Calls that take or return arrays.

use quote::{format_ident, quote};
use syn::ext::IdentExt;
use syn::{Expr, ExprCall, Pat, UnOp};

use super::derivative::{derivative, function_of, own_arguments};
use super::expected::Expected;
use super::value::Value;
use super::{Lowering, Meaning};
use crate::elementary::Kind;
use crate::ir::Node;
use crate::region::{Action, Argument, Array, Call, Callee, Form, Initial, Place, Target};

impl Lowering<'_> {
    /// Whether an array is among the arguments, or may be.
    pub(super) fn takes_arrays(&self, call: &ExprCall) -> bool {
        !self.graph.structure.flat
            && (derivative(call).is_some()
                || call.args.iter().any(|argument| {
                    // What is handed over by reference is no number.
                    let may_be = self.is_of_a_function(call) || matches!(argument, Expr::Reference(_));
                    self.is_array(argument) || (may_be && self.gives_anything(argument))
                }))
    }

    pub(super) fn is_array(&self, argument: &Expr) -> bool {
        match argument {
            Expr::Reference(inner) => {
                matches!(&*inner.expr, Expr::Array(_) | Expr::Macro(_)) || self.is_array(&inner.expr)
            }
            Expr::Paren(inner) => self.is_array(&inner.expr),
            Expr::Unary(inner) if matches!(inner.op, UnOp::Deref(_)) => self.is_array(&inner.expr),
            Expr::Array(_) | Expr::Repeat(_) => true,
            Expr::Path(path) => path.path.get_ident().is_some_and(|name| {
                let text = name.unraw().to_string();
                let found = self.scopes.iter().rev().find_map(|scope| scope.get(&text));
                matches!(found, Some(Some(Value::Array(_) | Value::Elements(_))))
            }),
            Expr::Index(index) => match &*index.index {
                Expr::Range(_) => self.is_array(&index.expr),
                _ => self.rank_of_syntax(argument) > 0,
            },
            Expr::MethodCall(call) => {
                self.is_composite(&call.receiver)
                    && ["to_vec", "clone", "collect", "to_owned", "as_slice", "map"]
                        .contains(&call.method.to_string().as_str())
            }
            _ => false,
        }
    }

    pub(super) fn rank_of_syntax(&self, value: &Expr) -> usize {
        match value {
            Expr::Paren(inner) => self.rank_of_syntax(&inner.expr),
            Expr::Reference(inner) => self.rank_of_syntax(&inner.expr),
            Expr::Unary(inner) => self.rank_of_syntax(&inner.expr),
            Expr::Index(index) => self.rank_of_syntax(&index.expr).saturating_sub(1),
            Expr::Path(path) => path.path.get_ident().map_or(0, |name| {
                let text = name.unraw().to_string();
                match self.scopes.iter().rev().find_map(|scope| scope.get(&text)) {
                    Some(Some(Value::Array(place))) => self.graph.rank(place),
                    Some(Some(Value::Elements(_))) => 1,
                    _ => 0,
                }
            }),
            _ => 0,
        }
    }

    /// How a name in a pattern is used: by how many indices.
    pub(super) fn rank_in_use(&self, pattern: &Pat) -> usize {
        match pattern {
            Pat::Ident(name) => self.ranks.get(&name.ident.unraw().to_string()).copied().unwrap_or(0),
            Pat::Paren(inner) => self.rank_in_use(&inner.pat),
            Pat::Type(typed) => crate::signature::rank_of(&self.signature.known(&typed.ty)).unwrap_or(0),
            Pat::Slice(_) => 1,
            _ => 0,
        }
    }

    pub(super) fn returns_arrays(&self, patterns: &[&Pat]) -> bool {
        !self.graph.structure.flat
            && patterns
                .iter()
                .any(|pattern| !matches!(pattern, Pat::Slice(_)) && self.rank_in_use(pattern) > 0)
    }

    /// A call with arrays among its arguments or for its result; `None` if it is a call of numbers.
    pub(super) fn composite_call(&mut self, whole: &Expr, call: &ExprCall) -> Option<Option<Value>> {
        if let Some(result) = self.closure_call(call) {
            return Some(result);
        }
        if is_from_fn(call) {
            return Some(self.made_by_function(whole, call));
        }
        let expected = self.expected.unwrap_or(0);
        if !self.takes_arrays(call) && expected == 0 {
            return None;
        }
        let returned = match derivative(call) {
            None => Expected::One(expected),
            Some(kind) => match self.returned_by(kind, call, self.expected) {
                Some(returned) => returned,
                None => return Some(None),
            },
        };
        Some(self.array_call(call, &returned))
    }

    /// The rank of what does not vary.
    pub(super) fn rank_of_constant(&self, argument: &Expr) -> usize {
        let name = match argument {
            Expr::Reference(inner) => return self.rank_of_constant(&inner.expr),
            Expr::Paren(inner) => return self.rank_of_constant(&inner.expr),
            Expr::Unary(inner) if matches!(inner.op, UnOp::Deref(_)) => {
                return self.rank_of_constant(&inner.expr);
            }
            Expr::MethodCall(call) if is_copied(argument) => return self.rank_of_constant(&call.receiver),
            Expr::Index(index) => {
                let rank = self.rank_of_constant(&index.expr);
                return match &*index.index {
                    Expr::Range(_) => rank,
                    _ => rank.saturating_sub(1),
                };
            }
            Expr::Array(_) | Expr::Repeat(_) => return 1,
            Expr::Path(path) => path.path.get_ident(),
            _ => None,
        };
        let Some(name) = name else { return 0 };
        match self.lookup(name) {
            Meaning::Known(id) if self.graph.is_active(id) => 0,
            Meaning::Known(id) => match self.graph.node(id) {
                Node::Parameter(position) => self.signature.parameters[*position].rank,
                // What is made here is told by its use.
                _ => self.ranks.get(&name.unraw().to_string()).copied().unwrap_or(0),
            },
            _ => 0,
        }
    }

    /// The same of what is no reference, but an array of its own.
    pub(super) fn rank_of_constant_copy(&self, value: &Expr) -> usize {
        match value {
            Expr::MethodCall(call) if is_copied(value) => self.rank_of_constant(&call.receiver),
            Expr::Unary(inner) if matches!(inner.op, UnOp::Deref(_)) => self.rank_of_constant(&inner.expr),
            Expr::Path(path) => match path.path.get_ident().map(|name| self.lookup(name)) {
                Some(Meaning::Known(id)) => match self.graph.node(id) {
                    Node::Parameter(position) if !self.signature.parameters[*position].reference => {
                        self.signature.parameters[*position].rank
                    }
                    _ => 0,
                },
                _ => 0,
            },
            _ => 0,
        }
    }

    /// A call with arrays among its arguments or in what it returns.
    pub(super) fn array_call(&mut self, call: &ExprCall, returned: &Expected) -> Option<Value> {
        if self.is_second_derivative(call) {
            return None;
        }
        let called = derivative(call);
        let path = match (called, &*call.func) {
            (Some(_), Expr::Path(path)) => function_of(&path.path),
            _ => self.callable(&call.func)?,
        };
        let (expected, hint) = (self.expected.take(), self.hint.take());
        let own = own_arguments(call).count();
        let mut arguments: Vec<Option<Argument>> =
            call.args.iter().take(own).map(|argument| self.argument(argument)).collect();
        for along in call.args.iter().skip(own) {
            match along {
                Expr::Tuple(tuple) => arguments.extend(tuple.elems.iter().map(|part| self.argument(part))),
                whole => arguments.push(self.argument(whole)),
            }
        }
        (self.expected, self.hint) = (expected, hint);
        let arguments: Vec<Argument> = arguments.into_iter().collect::<Option<_>>()?;
        let active = arguments.iter().any(|argument| match argument {
            Argument::Value(id) => self.graph.is_active(*id),
            Argument::Array(place, _) => self.graph.array(place.array).active,
        });
        if called.is_some() && self.is_of_third_order(call) {
            return None;
        }
        let function = self.graph.keep(path);
        let mut targets = Vec::new();
        let mut results = Vec::new();
        let mut arrays = Vec::new();
        for rank in returned.of_each() {
            if rank == 0 {
                targets.push(Target::Number);
                results.push((Kind::Real, active));
                arrays.push(None);
                continue;
            }
            let name = self.hint.clone().unwrap_or_else(|| format_ident!("called"));
            let name = self.unique_array(&name);
            let home = self.graph.current();
            let array = self.graph.new_array(Array {
                name,
                rank,
                kind: Kind::Real,
                active,
                constant: false,
                parameter: None,
                home,
                cotangent: None,
                tangent: None,
                derivative: false,
                reference: false,
                vector: false,
            });
            targets.push(Target::Array(array));
            arrays.push(Some(array));
        }
        let direction = arguments.len() - own;
        let callee = called.map_or(Callee::Itself, |derivative| Callee::Derivative(derivative.name()));
        let call = Call { function, callee, arguments, direction, targets, shape: returned.shape() };
        let statement = self.graph.perform(Action::Call(call), &results);
        let mut numbers = self.graph.statement(statement).results.clone().into_iter();
        let mut values = Vec::new();
        for array in arrays {
            values.push(match array {
                Some(array) => {
                    self.temporary = Some(array);
                    Value::Array(Place::of(array))
                }
                None => Value::Number(numbers.next()?),
            });
        }
        returned.arranged(&mut values.into_iter())
    }

    /// One argument of a call, as the function takes it.
    fn argument(&mut self, syntax: &Expr) -> Option<Argument> {
        let form = match syntax {
            Expr::Reference(_) => Form::Reference,
            Expr::Unary(unary) if matches!(unary.op, UnOp::Deref(_)) => Form::Dereference,
            _ => Form::Plain,
        };
        if self.is_constant(syntax) && !self.is_composite(syntax) {
            let known = match syntax {
                Expr::Path(path) => path.path.get_ident().map(|name| self.lookup(name)),
                _ => None,
            };
            return match known {
                Some(Meaning::Known(id)) => Some(Argument::Value(id)),
                _ => self.constant(syntax).map(Argument::Value),
            };
        }
        let inner = match syntax {
            Expr::Reference(reference) => &*reference.expr,
            other => other,
        };
        if let Expr::Call(call) = inner
            && self.gives_anything(syntax)
        {
            return match self.array_call(call, &Expected::Any)? {
                Value::Array(place) => Some(Argument::Array(place, form)),
                _ => None,
            };
        }
        match self.value(inner)? {
            Value::Array(place) if form == Form::Plain && is_copied(inner) && !self.is_fresh(&place) => {
                let (rank, kind) = (self.graph.rank(&place), self.graph.array(place.array).kind);
                let name = format_ident!("copied");
                let copy = self.new_memory(&name, rank, kind, Initial::Copy(place), true);
                Some(Argument::Array(copy, form))
            }
            Value::Array(place) => Some(Argument::Array(place, form)),
            Value::Elements(values) => {
                let place = self.stored(None, &values, true)?;
                Some(Argument::Array(place, form))
            }
            Value::Closure(_) => {
                self.errors.report(
                    syntax,
                    "a closure cannot be handed to another function here: its derivative would not come along",
                    "write a function with `#[differentiate]`, and call it by its name",
                );
                None
            }
            other => {
                let id = self.number_of(syntax, other)?;
                Some(Argument::Value(id))
            }
        }
    }

    /// `std::array::from_fn(|i| …)`, of a length that the context knows.
    fn made_by_function(&mut self, whole: &Expr, call: &ExprCall) -> Option<Value> {
        let closure = call.args.first()?;
        let Some(length) = self.expected_length.clone() else {
            self.errors.report(
                whole,
                "how long this array is cannot be seen here",
                "give its type, as in `let a: [f64; 3] = std::array::from_fn(…);`",
            );
            return None;
        };
        let zero = self.zero_tokens();
        let tokens = quote!([#zero; #length]);
        let zeros = self.graph.constant(tokens, Vec::new(), Vec::new(), false);
        let name = self.hint.clone().unwrap_or_else(|| format_ident!("made"));
        let to = self.new_memory(&name, 1, Kind::Real, Initial::Value(zeros), false);
        let target = to.clone();
        let count = self.length(&to);
        self.count_up(count, &mut |lowering, index| {
            let Some(value) = lowering.applied(closure, vec![Value::Number(index)]) else { return };
            if let Some(id) = lowering.number_of(closure, value) {
                let place = lowering.graph.at(&target, index);
                lowering.store_at(place, id);
            }
        })?;
        self.temporary = Some(to.array);
        Some(Value::Array(to))
    }
}

/// Whether a value is a copy of an array.
fn is_copied(value: &Expr) -> bool {
    matches!(value, Expr::MethodCall(call)
        if ["to_vec", "clone", "to_owned"].iter().any(|name| call.method == name))
}

fn is_from_fn(call: &ExprCall) -> bool {
    matches!(&*call.func, Expr::Path(path) if path.path.segments.len() > 1) && last_segment(call) == "from_fn"
}

fn last_segment(call: &ExprCall) -> String {
    match &*call.func {
        Expr::Path(path) => path.path.segments.last().map(|last| last.ident.to_string()).unwrap_or_default(),
        _ => String::new(),
    }
}
