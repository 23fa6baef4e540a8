//! What the crate knows, as rows.

pub(crate) mod matrices;
pub(crate) mod methods;
