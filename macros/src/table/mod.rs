//! What the crate knows, as rows.

mod families;
pub(crate) mod matrices;
pub(crate) mod methods;
