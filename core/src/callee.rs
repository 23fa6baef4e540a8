//! What rustc says where derivatives are missing.

/// Has derivatives. Nothing implements it: a call finds the derivatives themselves first, so that only the calls
/// that find none ask for this trait, and are told what is missing.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "the function that is called here has no derivative",
    label = "called with an argument that varies",
    note = "write `#[differentiate]` above it, or `#[differentiate(derivative(…))]` if its body cannot be differentiated"
)]
pub trait Differentiated {}

/// Has second derivatives; as with [`Differentiated`], nothing implements it.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "the second derivatives of the function that is called here are needed, and it has none",
    label = "called with an argument that varies",
    note = "write `#[differentiate(order = 2)]` above it"
)]
pub trait TwiceDifferentiated {}
