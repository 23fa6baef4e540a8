//! Calls that take or return arrays.

use quote::{ToTokens, format_ident, quote};
use syn::ext::IdentExt;
use syn::{Expr, ExprCall, Pat, UnOp};

use super::derivative::{Derivative, derivative, function_of};
use super::value::Value;
use super::{Lowering, Meaning};
use crate::elementary::Kind;
use crate::errors::quoted;
use crate::ir::Node;
use crate::region::{Action, Argument, Array, Call, CallShape, Callee, Form, Initial, Place, Target};

/// What a call is expected to return: an array of that rank, a number if it is none, or several of these.
#[derive(Clone)]
pub(super) enum Expected {
    One(usize),
    /// A number or an array, which is only handed on.
    Any,
    Several(Vec<Expected>),
}

impl Expected {
    /// A tuple of arrays of these ranks.
    pub(super) fn ranks(ranks: &[usize]) -> Expected {
        Expected::Several(ranks.iter().copied().map(Expected::One).collect())
    }

    /// What is known of either of two things of one type.
    fn or(self, other: Expected) -> Expected {
        match (self, other) {
            (Expected::One(a), Expected::One(b)) => Expected::One(a.max(b)),
            (Expected::Several(a), Expected::Several(b)) if a.len() == b.len() => {
                Expected::Several(a.into_iter().zip(b).map(|(a, b)| a.or(b)).collect())
            }
            (Expected::Several(several), _) | (_, Expected::Several(several)) => Expected::Several(several),
            (one, Expected::Any) | (Expected::Any, one) => one,
        }
    }

    fn shape(&self) -> CallShape {
        match self {
            Expected::One(_) | Expected::Any => CallShape::Single,
            Expected::Several(parts) => CallShape::Tuple(parts.iter().map(Expected::shape).collect()),
        }
    }

    fn of_each(&self) -> Vec<usize> {
        match self {
            Expected::One(rank) => vec![*rank],
            // In memory, whatever it is.
            Expected::Any => vec![1],
            Expected::Several(parts) => parts.iter().flat_map(Expected::of_each).collect(),
        }
    }

    /// The values of the targets, arranged like this.
    fn arranged(&self, values: &mut impl Iterator<Item = Value>) -> Option<Value> {
        match self {
            Expected::One(_) | Expected::Any => values.next(),
            Expected::Several(parts) => {
                let parts: Option<Vec<Value>> =
                    parts.iter().map(|part| part.arranged(&mut *values)).collect();
                parts.map(Value::Tuple)
            }
        }
    }
}

impl Lowering<'_> {
    /// Whether an array is among the arguments, or may be.
    pub(super) fn takes_arrays(&self, call: &ExprCall) -> bool {
        !self.graph.structure.flat
            && (derivative(call).is_some_and(Derivative::is_statement)
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

    fn rank_of_syntax(&self, value: &Expr) -> usize {
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
        // The gradient by one argument is of its shape.
        let by_one = expected > 0
            && derivative(call) == Some(Derivative::Gradient)
            && matches!(call.args.first(), Some(only) if call.args.len() == 1 && self.gives_anything(only));
        if !self.takes_arrays(call) && !by_one && (expected == 0 || derivative(call).is_some()) {
            return None;
        }
        let returned = match derivative(call) {
            None => Expected::One(expected),
            Some(kind) => match self.returned_by(kind, call) {
                Some(returned) => returned,
                None => return Some(None),
            },
        };
        Some(self.array_call(call, &returned))
    }

    /// A call of which each result is taken by itself, by these patterns.
    pub(super) fn call_of_several(&mut self, call: &ExprCall, patterns: &[&Pat]) -> Option<Value> {
        let expected = match (derivative(call), patterns) {
            (Some(kind @ (Derivative::ValueAndGradient | Derivative::Vjp)), [value, Pat::Tuple(slopes)]) => {
                let slopes: Vec<&Pat> = slopes.elems.iter().collect();
                let slopes = Expected::Several(self.expected_slopes(call, &slopes));
                let value = match kind {
                    Derivative::Vjp => self.expected_by(value).or(self.expected_of_cotangent(call)),
                    _ => Expected::One(0),
                };
                Expected::Several(vec![value, slopes])
            }
            (Some(Derivative::Vjp), [value, slopes]) => {
                let of_value = self.expected_by(value).or(self.expected_of_cotangent(call));
                let gradient = match (self.rank_in_use(slopes), self.expected_gradient(call), slopes) {
                    (0, Expected::One(_), Pat::Ident(name)) if !self.is_handed_on(&name.ident) => {
                        Expected::One(0)
                    }
                    (0, gradient, _) => gradient,
                    (rank, ..) => Expected::One(rank),
                };
                Expected::Several(vec![of_value, gradient])
            }
            (Some(Derivative::ValueAndGradient), _) => Expected::ranks(&[0, 1]),
            (Some(Derivative::Gradient), _) => Expected::Several(self.expected_slopes(call, patterns)),
            // The value and its change are of one type.
            (Some(Derivative::Jvp), [value, change]) => {
                let each = self.expected_by(value).or(self.expected_by(change));
                Expected::Several(vec![each.clone(), each])
            }
            (Some(kind @ (Derivative::Jacobian | Derivative::ValueAndJacobian)), _) => {
                self.returned_by(kind, call)?
            }
            _ => Expected::Several(patterns.iter().map(|pattern| self.expected_by(pattern)).collect()),
        };
        self.array_call(call, &expected)
    }

    /// What a derivative gives, as far as can be told from the arguments of its call.
    fn returned_by(&mut self, kind: Derivative, call: &ExprCall) -> Option<Expected> {
        let expected = self.expected.unwrap_or(0);
        Some(match kind {
            Derivative::Jvp => Expected::ranks(&[expected, expected]),
            Derivative::Gradient => self.expected_gradient(call),
            Derivative::ValueAndGradient => {
                Expected::Several(vec![Expected::One(0), self.expected_gradient(call)])
            }
            Derivative::Vjp => {
                let value = self.expected_of_cotangent(call);
                Expected::Several(vec![value, self.expected_gradient(call)])
            }
            Derivative::Jacobian => Expected::One(1 + self.rank_of_row(call)?),
            Derivative::ValueAndJacobian => Expected::ranks(&[1, 1 + self.rank_of_row(call)?]),
        })
    }

    fn expected_gradient(&mut self, call: &ExprCall) -> Expected {
        let ranks = self.ranks_of_gradient(call);
        match ranks.as_slice() {
            [only] => Expected::One(*only),
            // The slopes of several numbers are an array.
            _ if ranks.iter().all(|&rank| rank == 0) => Expected::One(1),
            _ => Expected::ranks(&ranks),
        }
    }

    /// The cotangent that is pulled back has the shape of the value.
    fn expected_of_cotangent(&self, call: &ExprCall) -> Expected {
        call.args.last().map_or(Expected::One(0), |cotangent| self.expected_of(cotangent))
    }

    fn expected_of(&self, value: &Expr) -> Expected {
        match value {
            Expr::Paren(inner) => self.expected_of(&inner.expr),
            Expr::Tuple(tuple) => {
                Expected::Several(tuple.elems.iter().map(|part| self.expected_of(part)).collect())
            }
            Expr::Macro(_) => Expected::One(1),
            array if self.is_array(array) => Expected::One(self.rank_of_syntax(array).max(1)),
            other => Expected::One(self.rank_of_constant_copy(other).max(self.rank_of_constant(other))),
        }
    }

    /// The rank of a row of the Jacobian, which is a gradient.
    fn rank_of_row(&mut self, call: &ExprCall) -> Option<usize> {
        match self.expected_gradient(call) {
            Expected::One(rank) => Some(rank),
            _ => {
                self.errors.report(
                    &call.func,
                    format!(
                        "each row of `{}` is a tuple, and an array of tuples is not supported",
                        quoted(&call.func)
                    ),
                    "pull back the rows one by one, as in `let (y, (a, b)) = g::vjp(x, z, [1.0, 0.0]);`",
                );
                None
            }
        }
    }

    /// What a pattern takes apart, as far as can be told from how its names are used.
    fn expected_by(&self, pattern: &Pat) -> Expected {
        match pattern {
            Pat::Tuple(tuple) => {
                Expected::Several(tuple.elems.iter().map(|element| self.expected_by(element)).collect())
            }
            Pat::Paren(inner) => self.expected_by(&inner.pat),
            Pat::Ident(name) if self.rank_in_use(pattern) == 0 && self.is_handed_on(&name.ident) => {
                Expected::Any
            }
            other => Expected::One(self.rank_in_use(other)),
        }
    }

    /// A slope has the shape of the argument that it belongs to; where some arguments have none, the use tells.
    fn expected_slopes(&self, call: &ExprCall, slopes: &[&Pat]) -> Vec<Expected> {
        let rank = |argument: &Expr| {
            if self.is_array(argument) {
                return Some(self.rank_of_syntax(argument).max(1));
            }
            match self.rank_of_constant(argument) {
                0 => (!self.is_constant(argument)).then_some(0),
                rank => Some(rank),
            }
        };
        let own = || call.args.iter().take(own_arguments(call));
        let all: Vec<usize> = own().map(|argument| rank(argument).unwrap_or(0)).collect();
        let varying: Vec<usize> = own().filter_map(rank).collect();
        let known = !own().any(|argument| self.gives_anything(argument));
        let ranks = match slopes.len() {
            count if known && count == all.len() => all,
            count if known && count == varying.len() => varying,
            _ => return slopes.iter().map(|pattern| self.expected_by(pattern)).collect(),
        };
        ranks.into_iter().map(Expected::One).collect()
    }

    /// The same where no pattern tells how many there are: of what does not vary, the real numbers count.
    fn ranks_of_gradient(&mut self, call: &ExprCall) -> Vec<usize> {
        let mut ranks = Vec::new();
        for argument in call.args.iter().take(own_arguments(call)) {
            let rank = match self.rank_of_constant(argument) {
                0 if self.is_array(argument) => self.rank_of_syntax(argument).max(1),
                0 if self.gives_anything(argument) => self.expected.unwrap_or(0),
                rank => rank,
            };
            if rank > 0 || !self.is_constant(argument) {
                ranks.push(rank);
            } else if self.constant(argument).is_some_and(|id| self.graph.kind(id) == Kind::Real) {
                ranks.push(0);
            }
        }
        ranks
    }

    /// The rank of a parameter that does not vary.
    pub(super) fn rank_of_constant(&self, argument: &Expr) -> usize {
        let name = match argument {
            Expr::Reference(inner) => return self.rank_of_constant(&inner.expr),
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
        match name.map(|name| self.lookup(name)) {
            Some(Meaning::Known(id)) => match self.graph.node(id) {
                Node::Parameter(position) => self.signature.parameters[*position].rank,
                _ => 0,
            },
            _ => 0,
        }
    }

    /// The same of what is no reference, but an array of its own.
    pub(super) fn rank_of_constant_copy(&self, value: &Expr) -> usize {
        match value {
            Expr::MethodCall(call)
                if ["to_vec", "to_owned", "clone"].iter().any(|name| call.method == name) =>
            {
                self.rank_of_constant(&call.receiver)
            }
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
        let own = own_arguments(call);
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
        let scalar = self.signature.scalar.to_token_stream();
        let tokens = quote!([<#scalar as ::core::default::Default>::default(); #length]);
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

/// How many arguments of a call are those of the function itself.
fn own_arguments(call: &ExprCall) -> usize {
    call.args.len().saturating_sub(derivative(call).map_or(0, Derivative::more_arguments))
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
