//! What the crate knows, as rows.

mod back;
mod changes;
mod complex_numbers;
mod families;
mod macros;
pub(crate) mod matrices;
pub(crate) mod methods;
