//! Calls of derivatives: `g::gradient(x)` within a function that is differentiated itself.
//!
//! Its own derivatives are the second ones of `g`, which therefore needs `order = 2`.

use quote::ToTokens;
use syn::{Expr, ExprCall, Pat};

use super::Lowering;
use super::value::Value;
use crate::errors::quoted;
use crate::ir::{Id, Node, Output, Part};
use crate::signature::Returns;

/// The derivatives that can be called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Derivative {
    Gradient,
    ValueAndGradient,
    /// The value and the derivative along a direction.
    Jvp,
}

/// What the attribute emits and cannot be differentiated once more.
const OTHERS: [&str; 5] = ["jacobian", "value_and_jacobian", "vjp", "hessian", "hvp"];

/// Which derivative is called, if it is one: `path::g::gradient`.
pub(super) fn derivative(call: &ExprCall) -> Option<Derivative> {
    match last_of_several(call)?.as_str() {
        "gradient" => Some(Derivative::Gradient),
        "value_and_gradient" => Some(Derivative::ValueAndGradient),
        "jvp" => Some(Derivative::Jvp),
        _ => None,
    }
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
    /// The value of `g` and its slopes by each argument, from a call of one of its derivatives.
    fn value_and_slopes(&mut self, call: &ExprCall) -> Option<(Id, Vec<Id>)> {
        let Expr::Path(path) = &*call.func else { return None };
        if self.second_order {
            self.errors.report(
                &call.func,
                format!("`{}` would have to be differentiated three times in all", quoted(&call.func)),
                "leave `order = 2` out of this function",
            );
            return None;
        }
        let count = call.args.len() - usize::from(derivative(call) == Some(Derivative::Jvp));
        let ids: Vec<Option<Id>> = call
            .args
            .iter()
            .take(count)
            .map(|argument| self.expression(argument).and_then(|id| self.real(argument, id)))
            .collect();
        let arguments: Vec<Id> = ids.into_iter().collect::<Option<_>>()?;
        let mut function = path.path.clone();
        function.segments.pop();
        function.segments.pop_punct();
        let callee = self.graph.keep(function.to_token_stream());
        let count = arguments.len();
        let call = {
            let region = self.graph.current();
            self.graph.make(Node::Call { callee, arguments, returns: Returns::Scalar, region })
        };
        let value = self.graph.make(Node::Part { call, part: Part::Value(Output::Only) });
        let slopes = (0..count)
            .map(|position| self.graph.make(Node::Part { call, part: Part::Partial(Output::Only, position) }))
            .collect();
        Some((value, slopes))
    }

    /// The value of `g` and its derivative along the direction that is the last argument.
    pub(super) fn value_and_change(&mut self, call: &ExprCall) -> Option<Vec<Id>> {
        let direction = call.args.last()?;
        let count = call.args.len() - 1;
        let changes = match direction {
            Expr::Array(_) => self.several(direction, count, false)?,
            single if count == 1 => vec![self.expression(single)?],
            _ => self.several(direction, count, false)?,
        };
        let (value, slopes) = self.value_and_slopes(call)?;
        let mut change = self.graph.zero();
        for (slope, along) in slopes.into_iter().zip(changes) {
            let term = self.graph.mul(slope, along);
            change = self.graph.add(change, term);
        }
        Some(vec![value, change])
    }

    /// The gradient of a function of one parameter is one number.
    pub(super) fn slope(&mut self, whole: &Expr, call: &ExprCall) -> Option<Id> {
        if derivative(call) == Some(Derivative::Gradient) && call.args.len() == 1 {
            let (_, slopes) = self.value_and_slopes(call)?;
            return slopes.first().copied();
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
        if derivative(call) == Some(Derivative::Jvp) && count == 2 {
            return self.value_and_change(call);
        }
        if derivative(call) != Some(Derivative::Gradient) || call.args.len() != count {
            self.errors.report(
                whole,
                format!("`{}` does not show the {count} slopes that are expected here", quoted(whole)),
                "call the gradient of a function that is differentiated by all its parameters, and take apart as many",
            );
            return None;
        }
        self.value_and_slopes(call).map(|(_, slopes)| slopes)
    }

    /// `(value, gradient)`, the gradient as a name or as an array of names.
    pub(super) fn matched_value_and_slopes(
        &mut self,
        patterns: &[&Pat],
        call: &ExprCall,
    ) -> Option<Vec<(proc_macro2::Ident, Value)>> {
        let (value, slopes) = self.value_and_slopes(call)?;
        let mut ids = vec![value];
        ids.extend(slopes);
        let mut names: Vec<&Pat> = patterns[..1].to_vec();
        match patterns[1] {
            Pat::Slice(slice) => names.extend(slice.elems.iter()),
            single => names.push(single),
        }
        if names.len() != ids.len() {
            self.errors.report_wrong_rust(
                patterns[1],
                format!("the gradient has {} slopes here", ids.len() - 1),
                "give each a name, as in `[a, b]`",
            );
            return None;
        }
        self.named(names, ids)
    }
}
