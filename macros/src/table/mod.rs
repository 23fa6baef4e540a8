//! What the crate knows, as rows.

mod changes;
mod families;
mod macros;
pub(crate) mod matrices;
pub(crate) mod methods;
