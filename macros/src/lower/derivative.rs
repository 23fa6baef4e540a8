//! Calls of derivatives: `g::gradient(x)` within a function that is differentiated itself.
//!
//! Its own derivatives are the second ones of `g`, which therefore needs `order = 2`.

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::{Expr, ExprCall, Path};

use super::Lowering;
use crate::errors::quoted;

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

    /// How many arguments stand behind those of the function: a direction, or a cotangent.
    pub(super) fn more_arguments(self) -> usize {
        usize::from(matches!(self, Derivative::Jvp | Derivative::Vjp))
    }
}

/// Whether this is the name of a derivative, of which each call is a statement.
pub(super) fn is_name_of_statement(name: &str) -> bool {
    Derivative::ALL.iter().any(|derivative| derivative.name() == name)
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
}
