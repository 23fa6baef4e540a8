//! How the function that is called is named, and what is called by a type that stands for a function.

use super::Lowering;
use super::call::Shape;
use super::value::Value;
use crate::region::Callee;
use crate::syntax::{Expr, ExprKind, derivative, is_variant, of_own_type};
use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::ExprPath;

impl<'t> Lowering<'t, '_> {
    /// Whether what is called belongs to a type parameter that stands for a differentiated function: `F::call`.
    pub(super) fn is_of_function_type(&self, callee: &Expr) -> bool {
        let names = callee.path_names();
        matches!(names.as_slice(), [owner, _] if self.context.signature.function_type(owner).is_some())
    }

    /// What a type parameter stands for is always called as if there were arrays, as its trait says it so.
    pub(super) fn call_of_function_type(
        &mut self,
        callee: &'t Expr,
        arguments: &'t [Expr],
        shape: &Shape,
    ) -> Option<Value<'t>> {
        if derivative(callee).is_some() {
            let names = callee.path_names();
            self.errors.report(
                callee.spans,
                format!("`{}` is a derivative of a function that is not known here", self.tree.quoted(callee)),
                format!("call `{}::call`, or write a function that calls the derivative by the function's own name", names[0]),
            );
            return None;
        }
        let path = self.callable(callee)?;
        let given = self.arguments(arguments)?;
        Some(self.perform_call(path, Callee::Itself, given, 0, shape))
    }

    /// The path of the function, if it can have the attribute.
    pub(super) fn callable(&mut self, function: &'t Expr) -> Option<TokenStream> {
        let path = match &function.bare().kind {
            ExprKind::Path(ExprPath { qself: None, path, .. }) => path,
            ExprKind::Local(local) => {
                let name = self.name_of(*local);
                let help = match self.tree.local(*local).parameter {
                    Some(_) => {
                        "take a differentiated function by its type: `F: Differentiated1<f64, Output = f64>`, called as `F::call(…)`"
                    }
                    None => "write a function with `#[differentiate]`, and call it by its name",
                };
                self.errors.report(
                    function.spans,
                    format!("`{name}` is a variable: a closure or function pointer has no derivative"),
                    help,
                );
                return None;
            }
            _ => {
                self.errors.report(
                    function.spans,
                    "what is called here has no name to find a derivative by",
                    "call a function with `#[differentiate]` by its path",
                );
                return None;
            }
        };
        if path.segments.len() == 1 && self.tree.is_under_globs(function.items) {
            let name = self.quoted(function);
            self.errors.report(
                function.spans,
                format!("where `{name}` comes from cannot be seen: a `use …::*` stands in this block"),
                format!("name it in the `use`, as in `use path::{name};`"),
            );
            return None;
        }
        if is_variant(path, &["Some", "Ok", "Err"]) {
            self.errors.report(
                function.spans,
                format!("`{}` builds a value that is not a number", self.tree.quoted(function)),
                "compute with numbers, and build the value outside of the differentiated function",
            );
            return None;
        }
        let names = function.path_names();
        if let [library, .., owner, _] = names.as_slice()
            && ["std", "core", "alloc"].contains(&library.as_str())
            && owner.starts_with(char::is_uppercase)
        {
            self.errors.report(
                function.spans,
                format!("`{}` of the standard library has no rule", self.tree.quoted(function)),
                "write it with operators and the methods of `f64`",
            );
            return None;
        }
        // Those of the function itself may be all that says what it works on.
        let mut bare = path.clone();
        let owners = bare.segments.len().saturating_sub(1);
        for segment in bare.segments.iter_mut().take(owners) {
            segment.arguments = syn::PathArguments::None;
        }
        Some(of_own_type(&bare))
    }
}

/// The function of which a derivative is called.
pub(super) fn function_of(callee: &Expr) -> Option<TokenStream> {
    let ExprKind::Path(path) = &callee.bare().kind else { return None };
    let mut function = path.path.clone();
    let arguments = function.segments.pop().map(|derivative| derivative.arguments);
    function.segments.pop_punct();
    if let (Some(last), Some(arguments)) = (function.segments.last_mut(), arguments) {
        last.arguments = arguments;
    }
    Some(function.to_token_stream())
}
