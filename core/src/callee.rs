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

/// The same of a method, of which the type may be another crate's.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "the method that is called here has no derivative",
    label = "called on or with what varies",
    note = "write `#[differentiate]` above it, or `#[differentiate(derivative(…))]` if its body cannot be differentiated",
    note = "a method that changes `self` has them for callers where `wrt` names `self`, as in `wrt(self, x)`",
    note = "of a vector, a matrix or a complex number, the function has to say its type: `Vector3<f64>` where a parameter has another name of it, \
            and `let p: Vector3<f64> = body.position;` for the field of a struct"
)]
pub trait MethodDifferentiated {}

/// Has second derivatives; as with [`Differentiated`], nothing implements it.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "the second derivatives of the function that is called here are needed, and it has none",
    label = "called with an argument that varies",
    note = "write `#[differentiate(order = 2)]` above it"
)]
pub trait TwiceDifferentiated {}

/// Goes forward along several directions at once; as with [`Differentiated`], nothing implements it.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "the function that is called here does not go forward along several directions at once, and is needed to",
    label = "called with an argument that varies",
    note = "write `#[differentiate(lanes)]` above it"
)]
pub trait DifferentiatedInLanes {}

/// Whether a function has derivatives, and second ones: what has other constants of these names says so by them.
#[doc(hidden)]
pub trait MayBeDifferentiated {
    const __IS_DIFFERENTIATED: bool = true;
    const __IS_TWICE_DIFFERENTIATED: bool = false;
}

impl<T> MayBeDifferentiated for T {}

/// Has third derivatives; as with [`Differentiated`], nothing implements it.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`hessian` gives second derivatives, and third ones are not computed",
    label = "called with an argument that varies",
    note = "call `gradient`, `jacobian`, `jvp` or `vjp`, whose derivatives are the second ones of the function"
)]
pub trait ThriceDifferentiated {}

/// Has a Hessian; nothing implements it. A function that has none has their names all the same, which ask for
/// this trait, so that whoever calls them is told what is missing.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "this function has no second derivatives",
    label = "it is differentiated once",
    note = "write `#[differentiate(order = 2)]` above it"
)]
pub trait HasHessian<'a> {}

/// Has a gradient, as it gives one value; as with [`HasHessian`], nothing implements it.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "this function gives several values, which have a Jacobian instead of a gradient and a Hessian",
    label = "it gives several values",
    note = "call `jacobian` or `value_and_jacobian`, or `jvp` and `vjp` along one direction"
)]
pub trait HasGradient<'a> {}

/// Has a Jacobian, as it gives several values; as with [`HasHessian`], nothing implements it.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "this function gives one value, which has a gradient instead of a Jacobian",
    label = "it gives one value",
    note = "call `gradient` or `value_and_gradient`"
)]
pub trait HasJacobian<'a> {}

/// Has an operator that begins with a number; nothing implements it.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "an operator of a number and a `{Self}` has no derivative here",
    label = "a number stands before it",
    note = "write `#[differentiate]` above the block, as `impl Mul<{Self}> for f64`, and `#[differentiate(wrt(self, …))]` above its method; of a \
            vector of nalgebra, say its type: `let v: Vector3<f64> = …`"
)]
pub trait NumberFirst {}

macro_rules! operators_of_numbers {
    ($($operator:ident)*) => {
        /// What stands where a struct has no such operator: the functions of the struct itself go before these.
        #[doc(hidden)]
        pub trait OperatorsOfNumbers: Sized {
            $(
                #[must_use]
                fn $operator<N>(self, _: N) -> Self
                where
                    Self: NumberFirst,
                {
                    self
                }
            )*
        }
    };
}

operators_of_numbers! { __add_of_number __sub_of_number __mul_of_number __div_of_number }

impl<T> OperatorsOfNumbers for T {}
