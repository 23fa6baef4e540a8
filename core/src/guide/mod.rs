//! A guide in eleven short chapters. Every snippet in it is compiled and run.
//!
//! 1. [First gradient](first_gradient): what the attribute adds, and how to read the derivation.
//! 2. [Choosing parameters](choosing_parameters): what is differentiated, what is constant, and the shape of a gradient.
//! 3. [Arrays and loops](arrays_and_loops): slices, iterators, loops, Jacobians.
//! 4. [Structs and methods](structs_and_methods): structs and tuples as variables, functions with `&self`, `impl` blocks with type
//!    parameters, optimisers.
//! 5. [Matrices and complex numbers](matrices): types of `nalgebra`, `ndarray` and `num-complex`.
//! 6. [Second derivatives](second_derivatives): Hessians, products with them, and derivatives within functions.
//! 7. [Calling other functions](calling_functions): other differentiated functions, foreign code, functions that are generic over
//!    other crates' numbers, functions that may fail.
//! 8. [Fitting](fitting): models, data, standard errors.
//! 9. [Training](training): functions of weights, networks, files.
//! 10. [Speed and memory](speed_and_memory): what a gradient keeps, memory that you hold, many points.
//! 11. [What is not supported, and why](not_supported), with what to write instead.

#[doc = include_str!("first_gradient.md")]
pub mod first_gradient {}

#[doc = include_str!("choosing_parameters.md")]
pub mod choosing_parameters {}

#[doc = include_str!("arrays_and_loops.md")]
pub mod arrays_and_loops {}

#[doc = include_str!("structs_and_methods.md")]
pub mod structs_and_methods {}

#[cfg_attr(all(feature = "nalgebra", feature = "ndarray", feature = "num-complex"), doc = include_str!("matrices.md"))]
#[cfg_attr(
    not(all(feature = "nalgebra", feature = "ndarray", feature = "num-complex")),
    doc = "The chapter on matrices and complex numbers stands here in a documentation with the features `nalgebra`, `ndarray` and `num-complex`."
)]
pub mod matrices {}

#[doc = include_str!("second_derivatives.md")]
pub mod second_derivatives {}

#[doc = include_str!("calling_functions.md")]
pub mod calling_functions {}

#[cfg_attr(feature = "levenberg-marquardt", doc = include_str!("fitting.md"))]
#[cfg_attr(
    not(feature = "levenberg-marquardt"),
    doc = "The chapter on fitting stands here in a documentation with the feature `levenberg-marquardt`."
)]
pub mod fitting {}

#[cfg_attr(feature = "network", doc = include_str!("training.md"))]
#[cfg_attr(
    not(feature = "network"),
    doc = "The chapter on training stands here in a documentation with the feature `network`."
)]
pub mod training {}

#[doc = include_str!("speed_and_memory.md")]
pub mod speed_and_memory {}

#[doc = include_str!("not_supported.md")]
pub mod not_supported {}
