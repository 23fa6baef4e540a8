//! Calls of derivatives: `g::gradient(x)` within a function that is differentiated itself.
//!
//! Its own derivatives are the second ones of `g`, which therefore needs `order = 2`.

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::{Expr, ExprCall, Pat, Path};

use super::Lowering;
use super::value::Value;
use crate::elementary::Kind;
use crate::errors::quoted;
use crate::ir::{Id, Node, Output, Part};
use crate::signature::Returns;

/// The derivatives that can be called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Derivative {
    Gradient,
    ValueAndGradient,
    Jacobian,
    ValueAndJacobian,
    /// The value and the derivative along a direction.
    Jvp,
    /// The value and a cotangent pulled back.
    Vjp,
}

/// The second derivatives, which cannot be differentiated once more.
const OTHERS: [&str; 2] = ["hessian", "hvp"];

impl Derivative {
    const ALL: [Derivative; 6] = [
        Derivative::Gradient,
        Derivative::ValueAndGradient,
        Derivative::Jacobian,
        Derivative::ValueAndJacobian,
        Derivative::Jvp,
        Derivative::Vjp,
    ];

    pub(super) fn name(self) -> &'static str {
        match self {
            Derivative::Gradient => "gradient",
            Derivative::ValueAndGradient => "value_and_gradient",
            Derivative::Jacobian => "jacobian",
            Derivative::ValueAndJacobian => "value_and_jacobian",
            Derivative::Jvp => "jvp",
            Derivative::Vjp => "vjp",
        }
    }

    /// Whether a call is a statement, be it of a function of numbers, so that its value is that of the function.
    pub(super) fn is_statement(self) -> bool {
        !matches!(self, Derivative::Gradient | Derivative::ValueAndGradient)
    }

    /// How many arguments stand behind those of the function: a direction, or a cotangent.
    pub(super) fn more_arguments(self) -> usize {
        usize::from(matches!(self, Derivative::Jvp | Derivative::Vjp))
    }
}

/// Whether this is the name of a derivative of which each call is a statement.
pub(super) fn is_name_of_statement(name: &str) -> bool {
    Derivative::ALL.iter().any(|derivative| derivative.is_statement() && derivative.name() == name)
}

/// Which derivative is called, if it is one: `path::g::gradient`.
pub(super) fn derivative(call: &ExprCall) -> Option<Derivative> {
    let name = last_of_several(call)?;
    Derivative::ALL.into_iter().find(|derivative| derivative.name() == name)
}

/// Whether this is the name of anything that the attribute emits.
pub(super) fn is_name_of_derivative(name: &str) -> bool {
    OTHERS.contains(&name) || Derivative::ALL.iter().any(|derivative| derivative.name() == name)
}

/// The arguments of a call that are those of the function itself.
pub(super) fn own_arguments(call: &ExprCall) -> impl Iterator<Item = &Expr> {
    let more = derivative(call).map_or(0, Derivative::more_arguments);
    call.args.iter().take(call.args.len().saturating_sub(more))
}

/// The function of which a derivative is called.
pub(super) fn function_of(derivative: &Path) -> TokenStream {
    let mut function = derivative.clone();
    function.segments.pop();
    function.segments.pop_punct();
    function.to_token_stream()
}

/// Whether a derivative is called that cannot be differentiated.
pub(super) fn is_other_derivative(call: &ExprCall) -> bool {
    last_of_several(call).is_some_and(|name| OTHERS.contains(&name.as_str()))
}

fn last_of_several(call: &ExprCall) -> Option<String> {
    let Expr::Path(path) = &*call.func else { return None };
    let segments = &path.path.segments;
    (segments.len() > 1).then(|| segments.last().map(|last| last.ident.to_string()))?
}

impl Lowering<'_> {
    /// The value of `g` and its slopes by each argument that is a real number, from a call of one of its derivatives;
    /// there are so many, if that is known.
    fn value_and_slopes(&mut self, call: &ExprCall, count: Option<usize>) -> Option<(Id, Vec<Id>)> {
        let Expr::Path(path) = &*call.func else { return None };
        if self.is_of_third_order(call) {
            return None;
        }
        let ids: Vec<Option<Id>> = call.args.iter().map(|argument| self.expression(argument)).collect();
        let arguments: Vec<Id> = ids.into_iter().collect::<Option<_>>()?;
        let callee = self.graph.keep(function_of(&path.path));
        let positions = self.positions_of_slopes(&arguments, count);
        let call = {
            let region = self.graph.current();
            self.graph.make(Node::Call { callee, arguments, returns: Returns::Scalar, region })
        };
        let value = self.graph.make(Node::Part { call, part: Part::Value(Output::Only) });
        let slopes = positions
            .into_iter()
            .map(|position| self.graph.make(Node::Part { call, part: Part::Partial(Output::Only, position) }))
            .collect();
        Some((value, slopes))
    }

    /// Whether what is called is a second derivative already, which is an error.
    pub(super) fn is_second_derivative(&mut self, call: &ExprCall) -> bool {
        let is_second = is_other_derivative(call);
        if is_second {
            self.errors.report(
                &call.func,
                format!("`{}` is a second derivative, and third ones are not computed", quoted(&call.func)),
                "call `gradient`, `jacobian`, `jvp` or `vjp`, whose derivatives are the second ones of the function",
            );
        }
        is_second
    }

    /// Whether a call of a derivative would need third derivatives, which is an error.
    pub(super) fn is_of_third_order(&mut self, call: &ExprCall) -> bool {
        if self.second_order {
            self.errors.report(
                &call.func,
                format!("`{}` would have to be differentiated three times in all", quoted(&call.func)),
                "leave `order = 2` out of this function",
            );
        }
        self.second_order
    }

    /// The arguments by which a function is differentiated: not the integers, and of what may be one only what varies.
    fn positions_of_slopes(&self, arguments: &[Id], count: Option<usize>) -> Vec<usize> {
        let of = |wanted: &dyn Fn(Id) -> bool| -> Vec<usize> {
            (0..arguments.len()).filter(|&position| wanted(arguments[position])).collect()
        };
        let real = of(&|id| !matches!(self.graph.kind(id), Kind::Integer | Kind::Boolean));
        let known = of(&|id| self.graph.kind(id) == Kind::Real || self.graph.is_active(id));
        let varying = of(&|id| self.graph.is_active(id));
        let suits = |positions: &Vec<usize>| count.is_none_or(|count| count == positions.len());
        [real.clone(), known, varying].into_iter().find(suits).unwrap_or(real)
    }

    /// A call of a derivative of a function of numbers that gives several, as they are.
    pub(super) fn several_derivatives(&mut self, call: &ExprCall) -> Option<Option<Value>> {
        let gathered = |slopes: Vec<Id>| match slopes.as_slice() {
            &[slope] => Value::Number(slope),
            _ => Value::Elements(slopes.into_iter().map(Value::Number).collect()),
        };
        // Where one slope will do, it is that by what varies.
        let count = if self.expected.unwrap_or(0) > 0 { None } else { Some(1) };
        Some(match derivative(call)? {
            Derivative::Gradient => self.value_and_slopes(call, count).map(|(_, slopes)| gathered(slopes)),
            Derivative::ValueAndGradient => self
                .value_and_slopes(call, count)
                .map(|(value, slopes)| Value::Tuple(vec![Value::Number(value), gathered(slopes)])),
            _ => return None,
        })
    }

    /// The gradient of a function of one parameter is one number.
    pub(super) fn slope(&mut self, whole: &Expr, call: &ExprCall) -> Option<Id> {
        if derivative(call) == Some(Derivative::Gradient) {
            let (_, slopes) = self.value_and_slopes(call, Some(1))?;
            if let [slope] = slopes.as_slice() {
                return Some(*slope);
            }
        }
        self.errors.report(
            whole,
            format!("`{}` gives several values", quoted(&call.func)),
            "take them apart, as in `let [a, b] = g::gradient(x, y);` or `let (v, [a, b]) = g::value_and_gradient(x, y);`",
        );
        None
    }

    /// The gradient of a function of several parameters, as many as are expected.
    pub(super) fn slopes(&mut self, whole: &Expr, call: &ExprCall, count: usize) -> Option<Vec<Id>> {
        let slopes = match derivative(call) {
            Some(Derivative::Gradient) => Some(self.value_and_slopes(call, Some(count))?.1),
            _ => None,
        };
        let Some(slopes) = slopes.filter(|slopes| slopes.len() == count) else {
            self.errors.report(
                whole,
                format!("`{}` does not show the {count} slopes that are expected here", quoted(whole)),
                "call the gradient of a function that is differentiated by all its parameters, and take apart as many",
            );
            return None;
        };
        Some(slopes)
    }

    /// `(value, gradient)`, the gradient as a name or as an array of names.
    pub(super) fn matched_value_and_slopes(
        &mut self,
        patterns: &[&Pat],
        call: &ExprCall,
    ) -> Option<Vec<(proc_macro2::Ident, Value)>> {
        let mut names: Vec<&Pat> = patterns[..1].to_vec();
        match patterns[1] {
            Pat::Slice(slice) => names.extend(slice.elems.iter()),
            whole if self.rank_in_use(whole) > 0 => {
                let (value, slopes) = self.value_and_slopes(call, None)?;
                let slopes = Value::Elements(slopes.into_iter().map(Value::Number).collect());
                let mut named = self.named(names, vec![value])?;
                named.extend(self.take_apart(whole, &slopes)?);
                return Some(named);
            }
            single => names.push(single),
        }
        let (value, slopes) = self.value_and_slopes(call, Some(names.len() - 1))?;
        let mut ids = vec![value];
        ids.extend(slopes);
        if names.len() != ids.len() {
            return self.wrong_count(patterns[1], ids.len() - 1);
        }
        self.named(names, ids)
    }

    fn wrong_count<T>(&mut self, syntax: &impl ToTokens, slopes: usize) -> Option<T> {
        self.errors.report_wrong_rust(
            syntax,
            format!("the gradient has {slopes} slopes here"),
            "give as many, as in `[a, b]`",
        );
        None
    }
}
