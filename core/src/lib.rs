//! Exact gradients of ordinary Rust functions, derived while they compile.
#![cfg_attr(not(feature = "std"), no_std)]
