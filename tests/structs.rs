//! Structs and tuples that functions are differentiated by, make, change, hand on and return.

mod differences;
#[path = "structs/made.rs"]
mod made;
#[path = "structs/methods.rs"]
mod methods;
#[path = "structs/parameters.rs"]
mod parameters;
#[path = "structs/programs.rs"]
mod programs;
