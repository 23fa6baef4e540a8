//! What the crate knows, as rows.

mod changes;
mod families;
pub(crate) mod matrices;
pub(crate) mod methods;
