//! The derivation of a function with loops and arrays.

use super::Derivation;
use crate::lower::Program;

/// What there is to say of a function whose steps are not a list.
pub(super) fn explain(name: &str, parameters: &[String], _program: &Program) -> Derivation {
    Derivation { text: format!("{name}({})\n", parameters.join(", ")), by_variable: Vec::new() }
}
