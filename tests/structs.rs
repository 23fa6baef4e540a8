//! Structs and tuples that functions are differentiated by, make, change, hand on and return.

mod differences;

/// Functions of one parameter, each held against differences at a point.
macro_rules! programs {
    ($test:ident at $at:expr, of $parameter:ident: $type:ty => $($name:ident $body:block)+) => {
        $(
            #[chainrule::differentiate(wrt($parameter))]
            fn $name($parameter: $type) -> f64 $body
        )+

        #[test]
        fn $test() {
            let at = $at;
            $(super::differences::parts::check(|at| $name(at), &at, $name::value_and_gradient(&at));)+
        }
    };
}

#[allow(clippy::all, clippy::pedantic, reason = "as programs are written")]
#[path = "structs/choices.rs"]
mod choices;
#[allow(clippy::all, clippy::pedantic, reason = "as programs are written")]
#[path = "structs/constants.rs"]
mod constants;
#[allow(clippy::all, clippy::pedantic, reason = "as programs are written")]
#[path = "structs/copies.rs"]
mod copies;
#[allow(clippy::all, clippy::pedantic, reason = "as programs are written")]
#[path = "structs/fields_by_name.rs"]
mod fields_by_name;
#[allow(clippy::all, clippy::pedantic, reason = "as programs are written")]
#[path = "structs/floats.rs"]
mod floats;
#[allow(clippy::all, clippy::pedantic, reason = "as programs are written")]
#[path = "structs/held.rs"]
mod held;
#[allow(clippy::all, clippy::pedantic, reason = "as programs are written")]
#[path = "structs/lent.rs"]
mod lent;
#[path = "structs/made.rs"]
mod made;
#[path = "structs/methods.rs"]
mod methods;
#[allow(clippy::all, clippy::pedantic, reason = "as programs are written")]
#[path = "structs/names.rs"]
mod names;
#[cfg(not(any(
    feature = "argmin",
    feature = "levenberg-marquardt",
    feature = "nalgebra",
    feature = "num-complex"
)))]
#[path = "structs/names_of_libraries.rs"]
mod names_of_libraries;
#[allow(clippy::all, clippy::pedantic, reason = "as programs are written")]
#[path = "structs/operators.rs"]
mod operators;
#[path = "structs/parameters.rs"]
mod parameters;
#[path = "structs/programs.rs"]
mod programs;
#[allow(clippy::all, clippy::pedantic, reason = "as programs are written")]
#[path = "structs/vectors.rs"]
mod vectors;
