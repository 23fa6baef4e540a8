//! Calls of derivatives of other functions: `g::gradient(x)`.

use super::tree::Expr;

/// The derivatives that can be called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Derivative {
    Gradient,
    ValueAndGradient,
    Jacobian,
    ValueAndJacobian,
    /// Only a function that is called so in its module is differentiated.
    Hessian,
    /// The value and the derivative along a direction.
    Jvp,
    /// The value and a cotangent pulled back.
    Vjp,
}

impl Derivative {
    const ALL: [Derivative; 7] = [
        Derivative::Gradient,
        Derivative::ValueAndGradient,
        Derivative::Jacobian,
        Derivative::ValueAndJacobian,
        Derivative::Hessian,
        Derivative::Jvp,
        Derivative::Vjp,
    ];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Derivative::Gradient => "gradient",
            Derivative::ValueAndGradient => "value_and_gradient",
            Derivative::Jacobian => "jacobian",
            Derivative::ValueAndJacobian => "value_and_jacobian",
            Derivative::Hessian => "hessian",
            Derivative::Jvp => "jvp",
            Derivative::Vjp => "vjp",
        }
    }

    pub(crate) fn is_name(name: &str) -> bool {
        Derivative::ALL.iter().any(|derivative| derivative.name() == name)
    }

    /// How many arguments stand behind those of the function: a direction, or a cotangent.
    pub(crate) fn more_arguments(self) -> usize {
        usize::from(matches!(self, Derivative::Jvp | Derivative::Vjp))
    }
}

/// Which derivative is called, if it is one: `path::g::gradient`.
pub(crate) fn derivative(callee: &Expr) -> Option<Derivative> {
    let name = last_of_several(callee)?;
    Derivative::ALL.into_iter().find(|derivative| derivative.name() == name)
}

/// Whether a derivative is called that cannot be differentiated.
pub(crate) fn is_other_derivative(callee: &Expr) -> bool {
    last_of_several(callee).is_some_and(|name| name == "hvp" || name == "gradient_and_hvp")
}

fn last_of_several(callee: &Expr) -> Option<String> {
    let mut names = callee.path_names();
    // A type is no function that has derivatives.
    if names.len() > 1 && names[0] != "Self" { names.pop() } else { None }
}
