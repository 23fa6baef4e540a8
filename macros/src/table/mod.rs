//! What the crate knows, as rows.

mod back;
mod changes;
mod complex_numbers;
mod families;
pub(crate) mod matrices;
pub(crate) mod methods;
