//! Exact gradients of ordinary Rust functions, derived while they compile.
//!
//! ```
//! use chainrule::{Descent, differentiate};
//!
//! #[differentiate]
//! fn f(x1: f64, x2: f64) -> f64 {
//!     ((2.0 * x1 + x2).powi(2) + 3.0 * x2.powi(2)).powi(3)
//! }
//!
//! // The function is an ordinary one, and beside it stand its derivatives.
//! assert_eq!(f(1.0, 0.5), 343.0);
//! assert_eq!(f::gradient(1.0, 0.5), [1470.0, 1176.0]);
//! assert_eq!(f::value_and_gradient(1.0, 0.5), (343.0, [1470.0, 1176.0]));
//!
//! // The derivation that the attribute found, step by step.
//! assert!(f::DERIVATION.contains("∂f/∂x1 = 12·u·v²"));
//!
//! // Downhill along the gradient.
//! let summary = Descent::new(0.0005).iterations(100).minimize::<f>([1.0, 0.5])?;
//! assert!(summary.value < 0.01);
//! # Ok::<(), chainrule::descent::Error<[f64; 2]>>(())
//! ```
//!
//! The [guide] is eleven short chapters, from the first gradient to what is not supported. By module:
//!
//! - [`differentiate`] adds the derivatives to a function, to a method, to the functions of an `impl` block. [`Differentiable`] is derived
//!   by structs that functions are differentiated by; [`Flat`] makes points of them, for optimisers.
//! - [`descent`] walks downhill on a differentiated function, or on any closure that returns a value and a gradient.
//! - [`derivation`] reads what `DERIVATION` says: its steps, their slopes, LaTeX, and the values at a point (feature `derivation`).
//! - [`check`] holds derivatives that were written by hand against the function.
//! - [`least_squares`] fits models to data (feature `levenberg-marquardt`), and [`argmin`] hands functions to the solvers of the crate
//!   of that name (feature `argmin`). [Which optimiser for which problem](which_optimizer) compares them.
//! - [`network`] has layers of neurons, [`training`] improves them, and any other differentiated function of weights, and [`data`]
//!   reads what they learn from (feature `network`). [`ranks`] shares trainings and fits out among processes (feature `mpi`).
//! - [`Differentiated1`] and its like let functions be handed to other functions, as types.
//! - [`Objective`], [`Point`] and [`Float`] are the traits between the two; [`Activation`], [`Loss`] and [`ExampleLoss`] say what
//!   else a differentiated function can serve as.
//!
//! # Features
//!
//! | feature | what it adds |
//! |---|---|
//! | `std` | on by default. Without it the crate needs only `core` |
//! | `alloc` | points of type `Vec`; part of `std` |
//! | `derivation` | derivations as data, as LaTeX, and worked out at a point |
//! | `libm` | without `std`: `powi`, `sin`, `sqrt` and the rest of the functions, by the crate `libm` |
//! | `network` | networks of neurons, training, data |
//! | `progress` | a bar that shows how far a training is |
//! | `rayon` | all cores for large batches; the results are the same for any number of them |
//! | `levenberg-marquardt` | fits, by the crate `levenberg-marquardt` |
//! | `argmin` | problems for the solvers of the crate `argmin` |
//! | `nalgebra` | vectors and matrices of the crate `nalgebra` in differentiated functions, and as points; part of `levenberg-marquardt` |
//! | `ndarray` | arrays of the crate `ndarray` in differentiated functions, and as points |
//! | `num-complex` | complex numbers of the crate `num-complex` in differentiated functions |
//! | `mpi` | training, and with `levenberg-marquardt` fits, by several processes over MPI, which has to be on the system |
//!
//! Without `nalgebra`, `ndarray` or `num-complex`, what is called like one of their types (`Vector3`, `Complex`) is the user's own.
//!
//! Modules of features that are not on here are linked to docs.rs.
//!
// Links that hold with any features: where a module is not there, to its page on docs.rs.
#![cfg_attr(
    not(feature = "argmin"),
    doc = "[`argmin`]: https://docs.rs/chainrule/latest/chainrule/argmin/index.html"
)]
#![cfg_attr(
    not(feature = "derivation"),
    doc = "[`derivation`]: https://docs.rs/chainrule/latest/chainrule/derivation/index.html"
)]
#![cfg_attr(
    not(feature = "levenberg-marquardt"),
    doc = "[`least_squares`]: https://docs.rs/chainrule/latest/chainrule/least_squares/index.html"
)]
#![cfg_attr(
    not(feature = "network"),
    doc = "[`network`]: https://docs.rs/chainrule/latest/chainrule/network/index.html\n[`training`]: https://docs.rs/chainrule/latest/chainrule/training/index.html\n[`data`]: https://docs.rs/chainrule/latest/chainrule/data/index.html"
)]
#![cfg_attr(
    not(any(feature = "network", feature = "levenberg-marquardt")),
    doc = "[`ranks`]: https://docs.rs/chainrule/latest/chainrule/ranks/index.html"
)]
#![cfg_attr(
    not(feature = "alloc"),
    doc = "[`Flat`]: https://docs.rs/chainrule/latest/chainrule/struct.Flat.html"
)]
#![cfg_attr(
    not(feature = "std"),
    doc = "[`check`]: https://docs.rs/chainrule/latest/chainrule/check/index.html"
)]
#![cfg_attr(docsrs, feature(doc_cfg))]
#![cfg_attr(not(feature = "std"), no_std)]

#[cfg(feature = "alloc")]
extern crate alloc;
// The attribute emits paths that begin with the name of this crate, also where it is used in this crate.
extern crate self as chainrule;

mod activation;
#[cfg(feature = "argmin")]
pub mod argmin;
#[cfg(feature = "alloc")]
mod boxed;
mod callee;
#[cfg(feature = "std")]
pub mod check;
#[cfg(feature = "network")]
pub mod data;
#[cfg(feature = "derivation")]
pub mod derivation;
pub mod descent;
mod differentiable;
mod differentiated;
mod example_loss;
#[cfg(feature = "alloc")]
mod flat;
mod float;
pub mod guide;
mod kept;
mod kinked;
mod lanes;
#[cfg(feature = "levenberg-marquardt")]
pub mod least_squares;
#[cfg(any(feature = "nalgebra", feature = "ndarray", feature = "num-complex"))]
#[doc(hidden)]
pub mod linear;
mod loss;
mod made;
#[cfg(feature = "network")]
mod memory;
#[cfg(feature = "nalgebra")]
mod nalgebra_points;
#[cfg(feature = "network")]
pub mod network;
mod not_differentiated;
mod number;
mod objective;
mod parts;
mod point;
#[cfg(any(feature = "network", feature = "levenberg-marquardt"))]
pub mod ranks;
#[cfg(feature = "alloc")]
mod rows;
#[cfg(feature = "alloc")]
mod sparsity;
#[cfg(feature = "network")]
mod storage;
mod sums_in_lanes;
#[doc(hidden)]
pub mod support;
#[cfg(feature = "alloc")]
mod tapes;
#[cfg(feature = "network")]
pub mod training;
pub mod which_optimizer;

pub use activation::Activation;
#[doc(hidden)]
pub use callee::{
    Differentiated, DifferentiatedInLanes, HasGradient, HasHessian, HasJacobian, MethodDifferentiated,
    ThriceDifferentiated, TwiceDifferentiated,
};
#[doc(no_inline)]
pub use chainrule_macros::Differentiable;
/// Differentiates a function while it compiles.
///
/// | the attribute | gives |
/// |---|---|
/// | on a function of one value | `gradient`, `value_and_gradient`, `jvp`, `vjp`, `DERIVATION` |
/// | on one of several values | `jacobian`, `value_and_jacobian`, `jvp`, `vjp`, `DERIVATION` |
/// | on one of slices | also `gradient_into`, `value_and_gradient_into`, `vjp_into`, which write into memory that you hold |
/// | on one that returns nothing | derivatives of what it writes through `&mut` |
/// | on one that returns an `Option` or a `Result` | derivatives that are options and results |
/// | on a `const fn` | derivatives that are `const fn`s |
/// | on a method, on an `impl` block | the same as methods: `m_gradient`, `M_DERIVATION` |
/// | on a function of a struct, a vector or a matrix that `wrt` names | gradients of that type; `hvp`, but no `hessian` |
/// | on one that returns these | `jvp`, `vjp`, `DERIVATION` |
/// | `wrt(x, y)` | by these parameters only; `wrt(self, x)` by the fields, too |
/// | `out(y)` | of what is written to these parameters |
/// | `order = 2` | also `hessian`, `hvp`, `hvp_into`, `gradient_and_hvp` |
/// | `lanes` | also `jvp_many`, which goes along several directions at once |
/// | `derivative(x = …)` | derivatives of a body that is opaque |
/// | `crate = path` | where this crate is, if it is renamed |
///
/// Beside the function `f`, which stays as it is, stands a type of the same name, whose functions are the derivatives:
///
/// ```
/// use chainrule::differentiate;
///
/// #[differentiate]
/// fn f(x: f64, y: f64) -> f64 {
///     x.powi(2) * y.sin()
/// }
///
/// assert_eq!(f::gradient(3.0, 0.0), [0.0, 9.0]);
/// assert_eq!(f::value_and_gradient(3.0, 0.0), (0.0, [0.0, 9.0]));
/// assert_eq!(f::jvp(3.0, 0.0, [0.0, 2.0]), (0.0, 18.0)); // along a direction, in forward mode
/// assert_eq!(f::vjp(3.0, 0.0, 2.0), (0.0, [0.0, 18.0])); // a cotangent pulled back, in reverse mode
/// println!("{}", f::DERIVATION);
/// ```
///
/// A function of one parameter has a plain number for its gradient, one of several an array. A function that returns
/// an array or a tuple has a Jacobian, of which row i is the gradient of output i:
///
/// ```
/// # use chainrule::differentiate;
/// #[differentiate]
/// fn polar(radius: f64, angle: f64) -> (f64, f64) {
///     let (sin, cos) = angle.sin_cos();
///     (radius * cos, radius * sin)
/// }
///
/// assert_eq!(polar::jacobian(2.0, 0.0), [[1.0, 0.0], [0.0, 2.0]]);
/// ```
///
/// # Options
///
/// `wrt(…)` names the parameters to differentiate by; the others are constants. Without it, numbers, arrays and tuples of them, and the vectors,
/// matrices and complex numbers of other crates are differentiated, and all other types are constants:
///
/// ```
/// # use chainrule::differentiate;
/// #[differentiate(wrt(weight))]
/// fn error(weight: f64, input: f64, target: f64) -> f64 {
///     (weight * input - target).powi(2)
/// }
///
/// assert_eq!(error::gradient(1.0, 2.0, 5.0), -12.0);
/// ```
///
/// `order = 2` adds second derivatives:
///
/// ```
/// # use chainrule::differentiate;
/// #[differentiate(order = 2)]
/// fn bowl(x: f64, y: f64) -> f64 {
///     x * x + x * y + 3.0 * y * y
/// }
///
/// assert_eq!(bowl::hessian(1.0, 2.0), [[2.0, 1.0], [1.0, 6.0]]);
/// assert_eq!(bowl::hvp(1.0, 2.0, [1.0, 1.0]), [3.0, 7.0]);
/// ```
///
/// A function of several values has none to be asked for; what it has `order = 2` for is its callers, which need the second
/// derivatives of all that they call, as do functions that call a derivative:
///
/// ```
/// # use chainrule::differentiate;
/// #[differentiate(order = 2)]
/// fn polar(radius: f64, angle: f64) -> [f64; 2] {
///     [radius * angle.cos(), radius * angle.sin()]
/// }
///
/// #[differentiate]
/// fn area_factor(radius: f64, angle: f64) -> f64 {
///     let j = polar::jacobian(radius, angle);
///     j[0][0] * j[1][1] - j[0][1] * j[1][0]
/// }
///
/// // The radius.
/// assert_eq!(area_factor::value_and_gradient(2.0, 0.0), (2.0, [1.0, 0.0]));
/// ```
///
/// `derivative(…)` gives the derivatives of a body that cannot be differentiated, because it calls other code:
///
/// ```
/// # use chainrule::differentiate;
/// #[differentiate(derivative(x = x.cos()))]
/// fn sine(x: f64) -> f64 {
///     [x].iter().map(|x| x.sin()).sum() // any code
/// }
///
/// assert_eq!(sine::gradient(0.0), 1.0);
/// ```
///
/// `crate = path` says where this crate is, if it is not called `chainrule`.
///
/// `out(…)` names the parameters that a function which returns nothing writes its results to; without it, these are all of a type like
/// `&mut [f64]`, `&mut [f64; N]`, `&mut f64` or `&mut Vec<f64>`. What stood there before counts, and is constant. For the derivatives
/// it is handed over by reference and stays as it is:
///
/// ```
/// # use chainrule::differentiate;
/// #[differentiate(out(change))]
/// fn oscillator(time: f64, y: &[f64; 2], change: &mut [f64; 2]) {
///     change[0] = y[1] * time;
///     change[1] = -y[0];
/// }
///
/// let jacobian = oscillator::jacobian(3.0, &[1.0, 2.0], &[0.0; 2]);
/// assert_eq!(jacobian, [(2.0, [0.0, 3.0]), (0.0, [-1.0, 0.0])]);
/// ```
///
/// # On methods and `impl` blocks
///
/// On a method with `&self`, what `self` holds is constant, and the derivatives are methods beside it: `energy_gradient`,
/// `energy_hvp`, `ENERGY_DERIVATION`. Methods may call each other. The attribute on an `impl` block, too, is for methods that use its type parameters, and for
/// functions without `self`:
///
/// ```
/// use chainrule::{Float, differentiate};
///
/// struct Spring<T> {
///     stiffness: T,
/// }
///
/// #[differentiate]
/// impl<T: Float> Spring<T> {
///     #[differentiate(order = 2)]
///     fn energy(&self, x: T) -> T {
///         self.stiffness * x * x
///     }
///
///     #[differentiate]
///     fn cubed(x: T) -> T {
///         x * x * x
///     }
/// }
///
/// let spring = Spring { stiffness: 3.0 };
/// assert_eq!(spring.energy_gradient(2.0), 12.0);
/// assert_eq!(spring.energy_hessian(2.0), [[6.0]]);
/// assert_eq!(Spring::<f32>::cubed_gradient(2.0), 12.0);
/// assert!(Spring::<f32>::CUBED_DERIVATION.contains("∂cubed/∂x"));
/// ```
///
/// # By structs and tuples
///
/// A struct that derives [`Differentiable`] is differentiated by if `wrt(…)` names it, and its gradient is a struct of the same type. Fields that are
/// marked `#[differentiate(constant)]` are left out; the gradient is then a struct `…Tangent` with the others. A tuple is differentiated like its parts. Both
/// are results and variables, too:
///
/// ```
/// use chainrule::{Differentiable, differentiate};
///
/// #[derive(Clone, Debug, Differentiable)]
/// struct Spring {
///     stiffness: f64,
///     #[differentiate(constant)]
///     name: String,
/// }
///
/// impl Spring {
///     #[differentiate(wrt(self, x))]
///     fn energy(&self, x: f64) -> f64 {
///         self.stiffness * x * x
///     }
/// }
///
/// #[differentiate(wrt(springs, ends))]
/// fn total(springs: &[Spring], ends: (f64, f64)) -> f64 {
///     springs.iter().map(|spring| spring.energy(ends.1 - ends.0)).sum()
/// }
///
/// let spring = Spring { stiffness: 3.0, name: "door".to_owned() };
/// assert_eq!(spring.energy_gradient(2.0), (SpringTangent { stiffness: 4.0 }, 12.0));
/// assert_eq!(total::gradient(&[spring], (1.0, 3.0)), (vec![SpringTangent { stiffness: 4.0 }], (-12.0, 12.0)));
/// ```
///
/// [The guide](crate::guide::structs_and_methods) has more, and a chapter on [vectors, matrices and complex numbers](crate::guide::matrices) of other crates.
///
/// # Results that may be missing
///
/// A function that returns an `Option` or a `Result` of what could be returned without has derivatives that are options and results,
/// too; `?` works within it, and what it calls may be looked at by patterns and methods:
///
/// ```
/// # use chainrule::differentiate;
/// #[differentiate]
/// fn product_of_ends(x: &[f64]) -> Option<f64> {
///     Some(x.first()? * x.last()?)
/// }
///
/// assert_eq!(product_of_ends::gradient(&[2.0, 7.0, 3.0]), Some(vec![3.0, 0.0, 2.0]));
/// assert_eq!(product_of_ends::gradient(&[]), None);
/// ```
///
/// # Types of numbers
///
/// `f64`, `f32`, references to them, other names of theirs if `wrt` names the parameter, and type parameters that stand for either:
/// bound by [`Float`], by `num_traits::Float` and its like, by `nalgebra`'s `RealField`, or by plain arithmetic:
///
/// ```
/// use std::ops::{Add, Mul};
///
/// # use chainrule::differentiate;
/// #[differentiate]
/// fn cubic<T: Copy + Add<Output = T> + Mul<Output = T>>(x: T, _: &str) -> T {
///     x * x * x + x
/// }
///
/// assert_eq!(cubic::gradient(2.0_f32, "a constant"), 13.0);
/// ```
///
/// # What a function may contain
///
/// `let` with patterns and shadowing, `let mut` and assignment, blocks, `if`, `match` on numbers and truth values, early
/// `return`, loops, arrays and vectors, structs and tuples, options and results, iterators, closures, assertions, `const`, `use` and `fn` items, `+ - * / %`, the methods
/// below, as methods or by their path (`f64::max(a, b)`), `?`, calls of other differentiated functions by any path, recursive ones
/// too, and calls of their first derivatives. What does not depend on a differentiated parameter may be any Rust that changes
/// nothing else. Everything else is a compile error that says what to write instead; [what is not
/// supported](crate::guide::not_supported) has the limits in one place.
///
/// ```
/// # use chainrule::differentiate;
/// #[differentiate]
/// fn energy(positions: &[f64], stiffness: f64) -> f64 {
///     let mut sum = 0.0;
///     for pair in positions.windows(2) {
///         sum += stiffness * (pair[1] - pair[0]).powi(2);
///     }
///     sum
/// }
///
/// let (by_positions, by_stiffness) = energy::gradient(&[0.0, 1.0, 3.0], 0.5);
/// assert_eq!(by_positions, [-1.0, -1.0, 2.0]);
/// assert_eq!(by_stiffness, 5.0);
/// ```
///
/// The gradient has the shape of what is differentiated: `Vec<f64>` for `&[f64]`, `[f64; N]` for `&[f64; N]`, and so on; that of
/// a mixture is a tuple. A constant that is called for within a loop is called for again on the way back, and so should give the
/// same value twice.
///
/// Only the branch that runs is differentiated. At a kink there is one fixed slope, which the table shows. A function that is
/// smooth there although a part of it is not, such as `x.abs().powi(2)`, has its own second derivatives, unless that part is
/// first put into an array, or handed to a loop, or the function is a `const fn` with loops or arrays.
///
/// The value is that of the function to the last bit. Derivatives are exact up to rounding.
///
/// # Panics
///
/// The derivatives panic where the function itself does; those that write into a slice, if it is not of the length of what
/// it is the gradient by.
///
/// # Errors
///
/// All that cannot be differentiated is reported at compile time, all at once, on the exact expressions.
///
/// # Functions
pub use chainrule_macros::differentiate;
#[cfg(feature = "std")]
pub use check::check_gradient;
pub use descent::Descent;
pub use differentiable::Differentiable;
pub use differentiated::{
    Argument, Differentiated1, Differentiated2, Differentiated3, Differentiated4, TwiceDifferentiated1,
    TwiceDifferentiated2, TwiceDifferentiated3, TwiceDifferentiated4,
};
pub use example_loss::{ExampleLoss, Length};
#[cfg(feature = "alloc")]
pub use flat::{Flat, Flattened};
pub use float::Float;
#[cfg(feature = "std")]
pub use kept::release_memory;
#[cfg(feature = "levenberg-marquardt")]
pub use least_squares::fit;
pub use loss::Loss;
#[cfg(feature = "network")]
pub use ndarray;
#[cfg(feature = "network")]
pub use network::Network;
#[doc(hidden)]
pub use not_differentiated::HeldConstant;
pub use not_differentiated::NotDifferentiated;
pub use objective::Objective;
pub use point::Point;
#[cfg(feature = "alloc")]
pub use rows::Rows;
#[cfg(feature = "alloc")]
pub use sparsity::{Sparsity, SparsityError};
#[cfg(feature = "network")]
pub use training::Training;

/// A function of one struct is an objective by its numbers in a vector, which is not there.
#[cfg(not(feature = "alloc"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __objective_by_fields {
    ($($tokens:tt)*) => {};
}

/// The examples of the README are tests.
#[cfg(all(doctest, feature = "network"))]
#[doc = include_str!("../README.md")]
struct Readme;

#[cfg(all(doctest, feature = "network"))]
#[doc = include_str!("../README.ko.md")]
struct KoreanReadme;
