//! Calls: methods of numbers, their path forms, and other differentiated functions.

use proc_macro2::{Ident, TokenStream};
use quote::ToTokens;
use syn::{Expr, ExprCall, ExprMethodCall, ExprPath, Path};

use super::{Lowering, Meaning, suggest};
use crate::elementary::{Function, Kind, SEVERAL};
use crate::errors::quoted;
use crate::ir::{Id, Node, Output, Part, TokensId};
use crate::signature::Returns;

impl Lowering<'_> {
    pub(super) fn method_call(&mut self, whole: &Expr, call: &ExprMethodCall) -> Option<Id> {
        let method = call.method.to_string();
        let function = Function::method(&method);
        if function.is_none() && self.is_constant(whole) {
            return self.constant(whole);
        }
        if function.is_none() && self.is_hidden(whole) {
            return self.unsupported(whole);
        }
        let receiver = self.expression(&call.receiver);
        let arguments: Vec<Option<Id>> = call.args.iter().map(|argument| self.expression(argument)).collect();
        let Some(function) = function else {
            // What is wrong with the receiver has been said.
            if receiver.is_some() {
                self.unknown_method(call, &method);
            }
            return None;
        };
        let expressions: Vec<&Expr> = std::iter::once(&*call.receiver).chain(&call.args).collect();
        if expressions.len() != function.parameters.len() && method == "log" && call.args.is_empty() {
            self.errors.report_wrong_rust(
                &call.method,
                "`log` takes the base as its argument",
                "did you mean `ln`, the natural logarithm? there are `log2` and `log10`, too",
            );
            return None;
        }
        let ids: Vec<Id> = std::iter::once(receiver).chain(arguments).collect::<Option<_>>()?;
        self.elementary(whole, &call.method, function, &expressions, &ids)
    }

    /// A row of the table on arguments that may be of the wrong number or kind.
    fn elementary(
        &mut self,
        whole: &Expr,
        name: &impl ToTokens,
        function: Function,
        expressions: &[&Expr],
        ids: &[Id],
    ) -> Option<Id> {
        if ids.len() != function.parameters.len() {
            let wanted = function.parameters.len() - 1;
            self.errors.report_wrong_rust(
                name,
                format!(
                    "`{}` takes {} here, not {}",
                    function.name,
                    arguments(wanted),
                    ids.len().saturating_sub(1)
                ),
                format!("write `{}`", usage(function)),
            );
            return None;
        }
        if ids.iter().all(|&id| !self.graph.is_active(id)) {
            // An integer has methods of the same names.
            let integer = ids.iter().all(|&id| self.graph.kind(id) != Kind::Real);
            return if integer && self.is_constant(whole) {
                self.constant(whole)
            } else {
                Some(self.graph.make(Node::Apply(function, ids.to_vec())))
            };
        }
        let mut sound = true;
        for ((&id, &expression), slope) in ids.iter().zip(expressions).zip(function.slopes) {
            if slope.is_empty() && function.is_public() {
                sound &= self.integer(function, expression, id);
            } else {
                sound &= self.real(expression, id).is_some();
            }
        }
        sound.then(|| self.graph.make(Node::Apply(function, ids.to_vec())))
    }

    /// Whether an argument that must be an integer constant is one.
    fn integer(&mut self, function: Function, expression: &Expr, id: Id) -> bool {
        if self.graph.is_active(id) {
            self.errors.report_wrong_rust(
                expression,
                format!(
                    "`{}` takes an integer exponent, and `{}` is differentiated",
                    function.name,
                    quoted(expression)
                ),
                format!("write `powf({})`", quoted(expression)),
            );
            return false;
        }
        if let Node::Parameter(position) = self.graph.node(id) {
            let declared = &self.signature.parameters[*position].declared;
            if self.graph.kind(id) == Kind::Integer && quoted(declared) != "i32" {
                self.errors.report_wrong_rust(
                    expression,
                    format!(
                        "`{}` takes an `i32`, and `{}` is `{}`",
                        function.name,
                        quoted(expression),
                        quoted(declared)
                    ),
                    format!("write `{} as i32`", quoted(expression)),
                );
                return false;
            }
        }
        if let (Some(value), Kind::Real) = (self.graph.number(id), self.graph.kind(id)) {
            self.errors.report_wrong_rust(
                expression,
                format!(
                    "`{}` takes an integer exponent, and `{}` is a real number",
                    function.name,
                    quoted(expression)
                ),
                if value.fract() == 0.0 {
                    format!("write `{}({value})`", function.name)
                } else {
                    format!("write `powf({value:?})`")
                },
            );
            return false;
        }
        true
    }

    fn unknown_method(&mut self, call: &ExprMethodCall, method: &str) {
        if SEVERAL.iter().any(|(name, _)| *name == method) {
            self.errors.report_wrong_rust(
                call,
                format!("`{method}` gives two values at once"),
                "take them apart with `let (s, c) = x.sin_cos();`",
            );
            return;
        }
        let what = format!("`{method}` is no method whose derivative is known");
        match suggest::suggestion(method) {
            Some(meant) => self.errors.report_wrong_rust(&call.method, what, format!("did you mean {meant}?")),
            None => self.errors.report_wrong_rust(
                &call.method,
                what,
                "write it with arithmetic and the methods of `f64` that the documentation of `differentiate` lists, \
                 or as a function with `#[differentiate(derivative(…))]`",
            ),
        }
    }

    pub(super) fn call(&mut self, whole: &Expr, call: &ExprCall) -> Option<Id> {
        if let Expr::Path(path) = &*call.func
            && let Some(name) = float_method(&path.path, self.signature.number.as_ref())
        {
            if let Some(function) = Function::method(&name) {
                let ids: Vec<Option<Id>> =
                    call.args.iter().map(|argument| self.expression(argument)).collect();
                let ids: Vec<Id> = ids.into_iter().collect::<Option<_>>()?;
                let expressions: Vec<&Expr> = call.args.iter().collect();
                return self.elementary(whole, &path.path, function, &expressions, &ids);
            }
            if !self.is_constant(whole) {
                let what = format!("there is no derivative of `{}`", quoted(path));
                let help = suggest::suggestion(&name).map_or_else(
                    || "write it with arithmetic and the functions that can be differentiated".to_owned(),
                    |meant| format!("did you mean {meant}?"),
                );
                self.errors.report_wrong_rust(path, what, help);
                return None;
            }
        }
        if self.is_constant(whole) {
            return self.constant(whole);
        }
        let (callee, arguments) = self.callee(call)?;
        let call = {
            let region = self.graph.current();
            self.graph.make(Node::Call { callee, arguments, returns: Returns::Scalar, region })
        };
        Some(self.graph.make(Node::Part { call, part: Part::Value(Output::Only) }))
    }

    /// The function that a call with differentiated arguments names, and its arguments.
    pub(super) fn callee(&mut self, call: &ExprCall) -> Option<(TokensId, Vec<Id>)> {
        if self.is_second_derivative(call) {
            return None;
        }
        let Some(path) = self.callable(&call.func) else {
            for argument in &call.args {
                self.expression(argument);
            }
            return None;
        };
        let ids: Vec<Option<Id>> = call.args.iter().map(|argument| self.expression(argument)).collect();
        let ids: Vec<Id> = ids.into_iter().collect::<Option<_>>()?;
        for (argument, &id) in call.args.iter().zip(&ids) {
            if self.graph.is_active(id) {
                self.real(argument, id)?;
            }
        }
        Some((self.graph.keep(path), ids))
    }

    /// The path of the function, if it can have the attribute.
    pub(super) fn callable(&mut self, function: &Expr) -> Option<TokenStream> {
        let path = match function {
            Expr::Path(ExprPath { qself: None, path, .. }) => path,
            Expr::Paren(inner) => return self.callable(&inner.expr),
            Expr::Group(inner) => return self.callable(&inner.expr),
            _ => {
                self.errors.report(
                    function,
                    "what is called here has no name to find a derivative by",
                    "call a function with `#[differentiate]` by its path",
                );
                return None;
            }
        };
        if let Some(name) = path.get_ident()
            && !matches!(self.lookup(name), Meaning::Unknown)
        {
            self.errors.report(
                path,
                format!("`{name}` is a variable: a closure or function pointer has no derivative"),
                "write a function with `#[differentiate]`, and call it by its name",
            );
            return None;
        }
        let last = path.segments.last()?.ident.to_string();
        if last.starts_with(char::is_uppercase) {
            self.errors.report(
                path,
                format!("`{}` builds a value that is not a number", quoted(path)),
                "compute with numbers, and build the value outside of the differentiated function",
            );
            return None;
        }
        if let Some(owner) = path.segments.iter().rev().nth(1)
            && owner.ident.to_string().starts_with(char::is_uppercase)
        {
            self.errors.report(
                path,
                format!("`{}` belongs to a type, and only free functions carry derivatives", quoted(path)),
                "write a free function with `#[differentiate]`, and call that",
            );
            return None;
        }
        let mut bare = path.clone();
        for segment in &mut bare.segments {
            segment.arguments = syn::PathArguments::None;
        }
        Some(bare.to_token_stream())
    }
}

/// The method in `f64::sin`, `std::primitive::f32::max` and the like; a type parameter may stand for the float type.
fn float_method(path: &Path, number: Option<&Ident>) -> Option<String> {
    let names: Vec<String> = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
    match names.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["f64" | "f32", method] | ["std" | "core", "primitive", "f64" | "f32", method] => {
            Some((*method).to_owned())
        }
        [owner, method] if number.is_some_and(|number| number == owner) => Some((*method).to_owned()),
        _ => None,
    }
}

fn arguments(count: usize) -> String {
    match count {
        0 => "no argument".to_owned(),
        1 => "one argument".to_owned(),
        2 => "two arguments".to_owned(),
        _ => format!("{count} arguments"),
    }
}

/// How a function is called: `x.powi(n)`.
fn usage(function: Function) -> String {
    let (receiver, others) = function.parameters.split_first().expect("a method has a receiver");
    format!("{receiver}.{}({})", function.name, others.join(", "))
}
