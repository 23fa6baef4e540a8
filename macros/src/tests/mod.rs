//! Tests of the pipeline as a whole; what the derivatives are worth is tested from outside, in the workspace's
//! `tests/`.

mod documentation;
mod random;
mod robustness;
mod snapshots;
mod table;

use proc_macro2::TokenStream;

/// What the attribute emits for a function in source form.
fn expand(options: &str, function: &str) -> TokenStream {
    let options = options.parse().expect("the options are tokens");
    let function = function.parse().expect("the function is tokens");
    crate::expand::expand(options, function)
}
mod print;
