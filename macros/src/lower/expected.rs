//! What a call is expected to return, as far as can be told without its type: from its arguments, from the pattern that
//! takes the result apart, and from how the names in that are used.

use syn::{Expr, ExprCall, Pat};

use super::Lowering;
use super::derivative::{Derivative, derivative, own_arguments};
use super::value::Value;
use crate::elementary::Kind;
use crate::errors::quoted;
use crate::region::CallShape;

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

    pub(super) fn shape(&self) -> CallShape {
        match self {
            Expected::One(_) | Expected::Any => CallShape::Single,
            Expected::Several(parts) => CallShape::Tuple(parts.iter().map(Expected::shape).collect()),
        }
    }

    pub(super) fn of_each(&self) -> Vec<usize> {
        match self {
            Expected::One(rank) => vec![*rank],
            // In memory, whatever it is.
            Expected::Any => vec![1],
            Expected::Several(parts) => parts.iter().flat_map(Expected::of_each).collect(),
        }
    }

    /// The values of the targets, arranged like this.
    pub(super) fn arranged(&self, values: &mut impl Iterator<Item = Value>) -> Option<Value> {
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
    /// A call of which each result is taken by itself, by these patterns.
    pub(super) fn call_of_several(&mut self, call: &ExprCall, patterns: &[&Pat]) -> Option<Value> {
        let expected = match (derivative(call), patterns) {
            (Some(Derivative::Gradient), _) => Expected::Several(self.expected_slopes(call, patterns)),
            (Some(Derivative::ValueAndGradient), [_, slopes]) => {
                let gradient = self.expected_gradient_by(call, slopes);
                Expected::Several(vec![Expected::One(0), gradient])
            }
            // The value and its change are of one type.
            (Some(Derivative::Jvp), [value, change]) => {
                let each = self.expected_by(value).or(self.expected_by(change));
                Expected::Several(vec![each.clone(), each])
            }
            (Some(Derivative::Vjp), [value, slopes]) => {
                let value = self.expected_by(value).or(self.expected_of_cotangent(call));
                Expected::Several(vec![value, self.expected_gradient_by(call, slopes)])
            }
            (Some(Derivative::ValueAndJacobian), [value, rows]) => {
                let used = self.rank_as_used(rows);
                let rows = self.returned_by(Derivative::Jacobian, call, used)?;
                let value = self.rank_as_used(value).unwrap_or(1);
                Expected::Several(vec![Expected::One(value), rows])
            }
            (Some(kind @ Derivative::Jacobian), rows) => {
                let used = rows.iter().filter_map(|row| self.rank_as_used(row)).max();
                let of_numbers = !own_arguments(call).any(|argument| self.is_array(argument));
                let used = used.or(of_numbers.then_some(0));
                self.returned_by(kind, call, used.map(|rank| rank + 1))?
            }
            _ => Expected::Several(patterns.iter().map(|pattern| self.expected_by(pattern)).collect()),
        };
        self.array_call(call, &expected)
    }

    /// What a derivative gives, which is used by so many indices, if that is known: of its last part.
    pub(super) fn returned_by(
        &mut self,
        kind: Derivative,
        call: &ExprCall,
        used: Option<usize>,
    ) -> Option<Expected> {
        let row = used.map(|rank| rank.saturating_sub(1));
        let of_numbers =
            !own_arguments(call).any(|argument| self.is_array(argument) || self.gives_anything(argument));
        Some(match kind {
            Derivative::Gradient => match (used, &self.hint) {
                (None, Some(name)) if of_numbers && self.is_handed_on(name) => Expected::Any,
                (None, _) if of_numbers => Expected::One(0),
                _ => self.expected_gradient(call, used),
            },
            Derivative::ValueAndGradient => {
                Expected::Several(vec![Expected::One(0), self.expected_gradient(call, None)])
            }
            Derivative::Jvp => Expected::ranks(&[used.unwrap_or(0); 2]),
            Derivative::Vjp => {
                let value = self.expected_of_cotangent(call);
                Expected::Several(vec![value, self.expected_gradient(call, None)])
            }
            Derivative::Jacobian => Expected::One(1 + self.rank_of_row(call, row)?),
            Derivative::ValueAndJacobian => Expected::ranks(&[1, 1 + self.rank_of_row(call, row)?]),
        })
    }

    /// The gradient, which is taken apart by this pattern.
    fn expected_gradient_by(&mut self, call: &ExprCall, slopes: &Pat) -> Expected {
        if let Pat::Tuple(slopes) = slopes {
            let slopes: Vec<&Pat> = slopes.elems.iter().collect();
            return Expected::Several(self.expected_slopes(call, &slopes));
        }
        let used = self.rank_as_used(slopes);
        if let (Pat::Ident(name), None) = (slopes, used) {
            if !self.is_handed_on(&name.ident) {
                return Expected::One(0);
            }
            if !own_arguments(call).any(|argument| self.is_array(argument)) {
                return Expected::Any;
            }
        }
        self.expected_gradient(call, used)
    }

    /// The gradient has the shapes of the arguments; where these do not tell by which of them it is, its use does.
    fn expected_gradient(&mut self, call: &ExprCall, used: Option<usize>) -> Expected {
        let ranks = self.ranks_of_gradient(call);
        match (used, ranks.as_slice()) {
            (Some(rank), _) => Expected::One(rank),
            (_, []) => Expected::One(0),
            (_, [only]) => Expected::One(*only),
            // The slopes of several numbers are an array.
            (_, all) if all.iter().all(|&rank| rank == 0) => Expected::One(1),
            (_, all) => Expected::ranks(all),
        }
    }

    /// By how many indices what a pattern names is used; nothing, if none shows it.
    fn rank_as_used(&self, pattern: &Pat) -> Option<usize> {
        match pattern {
            Pat::Slice(slice) => {
                let inner = slice.elems.iter().filter_map(|element| self.rank_as_used(element)).max();
                Some(1 + inner.unwrap_or(0))
            }
            other => Some(self.rank_in_use(other)).filter(|&rank| rank > 0),
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
    fn rank_of_row(&mut self, call: &ExprCall, used: Option<usize>) -> Option<usize> {
        if let Expected::One(rank) = self.expected_gradient(call, used) {
            return Some(rank);
        }
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
        let all: Vec<&Expr> = own_arguments(call).collect();
        let varying: Vec<&Expr> = own_arguments(call).filter(|argument| rank(argument).is_some()).collect();
        let arguments = match slopes.len() {
            count if count == all.len() => all,
            count if count == varying.len() => varying,
            _ => return slopes.iter().map(|pattern| self.expected_by(pattern)).collect(),
        };
        let expected = |(argument, pattern): (&Expr, &&Pat)| {
            if self.gives_anything(argument) {
                self.expected_by(pattern)
            } else {
                Expected::One(rank(argument).unwrap_or(0))
            }
        };
        arguments.into_iter().zip(slopes).map(expected).collect()
    }

    /// The same where no pattern tells how many there are: of what does not vary, the real numbers count.
    fn ranks_of_gradient(&mut self, call: &ExprCall) -> Vec<usize> {
        let mut ranks = Vec::new();
        for argument in own_arguments(call) {
            let rank = match self.rank_of_constant(argument) {
                0 if self.is_array(argument) => self.rank_of_syntax(argument).max(1),
                0 if self.gives_anything(argument) => {
                    let least = usize::from(matches!(argument, Expr::Reference(_)));
                    self.expected.unwrap_or(0).max(least)
                }
                rank => rank,
            };
            if rank > 0 || !self.is_constant(argument) || is_real(argument) {
                ranks.push(rank);
            } else if self.constant(argument).is_some_and(|id| self.graph.kind(id) == Kind::Real) {
                ranks.push(0);
            }
        }
        ranks
    }
}

/// Whether an expression is a literal of a float type.
fn is_real(value: &Expr) -> bool {
    match value {
        Expr::Paren(inner) => is_real(&inner.expr),
        Expr::Unary(negated) => is_real(&negated.expr),
        Expr::Lit(literal) => matches!(literal.lit, syn::Lit::Float(_)),
        _ => false,
    }
}
