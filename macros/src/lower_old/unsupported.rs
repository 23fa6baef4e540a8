//! What is outside of the language, and the way back into it.

use syn::Expr;

use super::Lowering;
use super::constant::Obstacle;
use crate::errors::quoted;
use crate::ir::Id;

impl Lowering<'_> {
    /// Reports an expression that cannot be differentiated.
    pub(super) fn unsupported(&mut self, value: &Expr) -> Option<Id> {
        // The smallest span that tells: a keyword rather than a whole loop.
        match self.obstacle(value) {
            Some(Obstacle::Changes(name)) if !matches!(value, Expr::Assign(_) | Expr::Binary(_)) => {
                self.changes(value, &name);
                return None;
            }
            Some(Obstacle::Macro(name)) if !matches!(value, Expr::Macro(_)) => {
                self.errors.report(
                    value,
                    format!("`{name}!` is a macro, and the chain rule cannot look inside of it"),
                    "write its arithmetic out, or pass its value as a parameter",
                );
                return None;
            }
            _ => {}
        }
        match value {
            Expr::Macro(call) => {
                let name = quoted(&call.mac.path);
                self.errors.report(
                    &call.mac.path,
                    format!("`{name}!` is a macro, and the chain rule cannot look inside of it"),
                    "write its arithmetic out",
                );
            }
            Expr::ForLoop(repeat) => self.control(repeat.for_token, "a `for` loop"),
            Expr::While(repeat) => self.control(repeat.while_token, "a `while` loop"),
            Expr::Await(awaiting) => self.errors.report_wrong_rust(
                awaiting.await_token,
                "`.await` gives its value later, and the chain rule needs it now",
                "await the value first, and pass it as a parameter",
            ),
            Expr::Try(attempt) => self.errors.report_wrong_rust(
                attempt.question_token,
                "`?` may leave without a value, and then there is nothing to differentiate",
                "resolve the error first, and pass the number as a parameter",
            ),
            _ => {
                let (what, help) = explanation(value);
                // Not a number in any case, so that rustc would complain too.
                match value {
                    Expr::Unary(_) | Expr::Tuple(_) | Expr::Array(_) | Expr::Repeat(_) | Expr::Range(_) => {
                        self.errors.report_wrong_rust(value, what, help);
                    }
                    _ => self.errors.report(value, what, help),
                }
            }
        }
        None
    }

    /// Reports what changes a variable where the chain rule does not see it.
    pub(super) fn changes(&mut self, value: &Expr, name: &str) {
        self.errors.report(
            value,
            format!("`{}` changes `{name}` behind the chain rule's back", quoted(value)),
            format!("write the change as an assignment of its own, `{name} = …;`"),
        );
    }

    fn control(&mut self, keyword: impl quote::ToTokens, what: &str) {
        self.errors.report(
            keyword,
            format!("{what} that gives a value is not supported"),
            "make it a statement that assigns to a variable, and `break` without a value",
        );
    }
}

fn explanation(value: &Expr) -> (String, &'static str) {
    let quote = quoted(value);
    match value {
        Expr::Closure(_) => (
            "a closure is not a number".to_owned(),
            "give it a name with `let`, and call it with its arguments",
        ),
        Expr::Reference(reference) if reference.mutability.is_some() => (
            format!("`{quote}` lets the variable change unseen"),
            "write the change as an assignment of its own",
        ),
        Expr::Reference(_) => (
            format!("`{quote}` takes a reference, and derivatives are taken of values"),
            "write the value itself, without `&`",
        ),
        Expr::Unary(unary) if matches!(unary.op, syn::UnOp::Deref(_)) => (
            format!("`{quote}` follows a reference, and derivatives are taken of values"),
            "write the value, without `*`",
        ),
        Expr::Unary(_) => {
            (format!("`{quote}` is not arithmetic on real numbers"), "write it with `+`, `-`, `*` and `/`")
        }
        Expr::Index(_) => (
            format!("`{quote}` indexes what is not known to be an array of numbers"),
            "give the array its type where it is declared, as in `let a: [f64; 3] = …;`",
        ),
        Expr::Field(_) => (
            format!("`{quote}` reads a field, and only numbers are differentiated"),
            "give each field a name, as in `let (a, b) = …;`",
        ),
        Expr::Range(_) => (format!("the range `{quote}` is not a number"), "compute with its bounds"),
        Expr::Tuple(_) => (
            format!("the tuple `{quote}` is not one number"),
            "give each value a name, as in `let (a, b) = …;`",
        ),
        Expr::Array(_) | Expr::Repeat(_) => (
            format!("the array `{quote}` is not one number"),
            "give each element a name, as in `let [a, b] = …;`",
        ),
        Expr::Struct(_) => (
            format!("`{quote}` builds a struct, and only numbers are differentiated"),
            "compute with numbers, and build the struct outside of the differentiated function",
        ),
        Expr::Assign(_) | Expr::Binary(_) => (
            format!("the assignment `{quote}` has no value"),
            "make it a statement of its own, with a semicolon",
        ),
        Expr::Unsafe(_) => (
            "an `unsafe` block cannot be differentiated".to_owned(),
            "compute with safe arithmetic, or give the derivative with `#[differentiate(derivative(…))]`",
        ),
        Expr::Async(_) => (
            "an `async` block gives its value later, and the chain rule needs it now".to_owned(),
            "await the value first, and pass it as a parameter",
        ),
        Expr::Block(_) => {
            ("a block with a label or attributes is not supported".to_owned(), "write a plain block")
        }
        _ => (
            format!("`{quote}` cannot be differentiated"),
            "write it with arithmetic and the methods of `f64`",
        ),
    }
}
