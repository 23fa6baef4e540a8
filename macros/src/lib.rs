//! The compile-time half of the crate `chainrule`.
