//! What the crate knows, as rows.

pub(crate) mod methods;
