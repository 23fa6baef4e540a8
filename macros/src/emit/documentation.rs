//! The documentation of what is emitted: what an editor shows on hover.

use syn::ItemFn;
use syn::ext::IdentExt;

use super::Derivatives;
use crate::options::Options;
use crate::signature::{Returns, Signature, rank_of};

/// The docs of the type that stands beside the function.
pub(super) fn of_type(
    function: &ItemFn,
    options: &Options,
    signature: &Signature,
    derivatives: &Derivatives,
) -> String {
    let name = function.sig.ident.unraw();
    let list = match (signature.returns, options.second_order) {
        (Returns::Scalar, false) => "`gradient`, `value_and_gradient`, `jvp`, `vjp`",
        (Returns::Scalar, true) => {
            "`gradient`, `value_and_gradient`, `jvp`, `vjp`, `hessian`, `hvp`, `gradient_and_hvp`"
        }
        _ if signature.returns_structs() => "`jvp`, `vjp`",
        _ => "`jacobian`, `value_and_jacobian`, `jvp`, `vjp`",
    };
    let derived = match derivatives {
        Derivatives::Differentiated { .. } => " `DERIVATION` says how they are derived.",
        Derivatives::Stubs => "",
    };
    format!("The derivatives of `{name}`: {list}.{derived}")
}

/// The docs of one emitted function.
pub(super) fn of_function(
    emitted: &str,
    function: &ItemFn,
    signature: &Signature,
    derivatives: &Derivatives,
) -> String {
    let name = function.sig.ident.unraw();
    let mut by: Vec<String> = Vec::new();
    for parameter in signature.parameters.iter().filter(|parameter| parameter.differentiated) {
        by.push(format!("`{}`", parameter.name.unraw()));
    }
    // The forms that write do so into what is handed in for each parameter.
    let slots = by.iter().map(|name| name.replacen('`', "`d_", 1)).collect::<Vec<_>>().join(", ");
    let by = by.join(", ");
    // Numbers in a row, each with a row of the Jacobian.
    let is_row = match signature.returned.as_slice() {
        [only] => rank_of(&signature.known(only)).is_some_and(|rank| rank < 2),
        _ => signature.returns != Returns::Composite,
    };
    let text = match emitted {
        "gradient" => format!("The gradient of `{name}`, by {by}."),
        "value_and_gradient" => {
            format!("The value of `{name}` and its gradient by {by}, sharing every intermediate.")
        }
        "jacobian" if !is_row => {
            format!("The Jacobian of `{name}`: its value with the gradient by {by} in place of each number.")
        }
        "value_and_jacobian" if !is_row => format!(
            "The value of `{name}` and its Jacobian, the value with the gradient by {by} in place of each number."
        ),
        "jacobian" => format!("The Jacobian of `{name}`: row i is the gradient of output i, by {by}."),
        "value_and_jacobian" => {
            format!(
                "The values of `{name}` and its Jacobian, of which row i is the gradient of output i by {by}."
            )
        }
        "jvp" => format!(
            "The value of `{name}` and its derivative along `direction`, the change of {by}: a Jacobian-vector product, \
             by forward mode."
        ),
        "jvp_many" => format!(
            "The value of `{name}` and its derivative along each of several directions, the changes of {by}, in one sweep."
        ),
        "vjp" => format!(
            "The value of `{name}` and `cotangent` pulled back to {by}: a vector-Jacobian product, by reverse mode."
        ),
        "hessian" if signature.has_arrays() => format!(
            "The Hessian of `{name}`: its gradient by {by}, with the derivative of the gradient in place of each number."
        ),
        "hessian" => format!(
            "The Hessian of `{name}`: entry (i, j) is the second derivative by the i-th and j-th of {by}."
        ),
        "hvp" => format!("The Hessian of `{name}` times `direction`, without the Hessian itself."),
        "gradient_and_hvp" => {
            format!(
                "The gradient of `{name}` by {by}, and its Hessian times `direction`, which share every intermediate."
            )
        }
        "gradient_into" => {
            format!("Writes the gradient of `{name}` by {by} into {slots}, and allocates no memory for it.")
        }
        "value_and_gradient_into" => format!(
            "The value of `{name}`; writes its gradient by {by} into {slots}, and allocates no memory for it."
        ),
        "vjp_into" => format!(
            "The value of `{name}`; writes `cotangent` pulled back to {by} into {slots}, and allocates no memory for it."
        ),
        "hvp_into" => format!(
            "Writes the Hessian of `{name}` times the direction that is handed in, by {by}, into what stands behind it, \
             without the Hessian itself."
        ),
        _ => format!("A derivative of `{name}` by {by}."),
    };
    if matches!(emitted, "gradient" | "jacobian") {
        format!("{text}\n\n{}", derivation(derivatives))
    } else {
        text
    }
}

/// A longer derivation is shown to this many lines.
const MOST_LINES: usize = 60;

fn derivation(derivatives: &Derivatives) -> String {
    let Derivatives::Differentiated { derivation, .. } = derivatives else { return String::new() };
    let text = derivation.text.trim_end();
    let count = text.lines().count();
    if count <= MOST_LINES {
        return fenced(text);
    }
    let shown: Vec<&str> = text.lines().take(MOST_LINES).collect();
    format!("{}\n\n… and {} lines more, in `DERIVATION`.", fenced(&shown.join("\n")), count - MOST_LINES)
}

/// Mathematics as it is to be shown, letter by letter.
pub(super) fn fenced(text: &str) -> String {
    format!("```text\n{}\n```", text.trim_end())
}
