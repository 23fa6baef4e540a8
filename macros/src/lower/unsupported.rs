//! What is outside of the language, and the way back into it.

use syn::Expr;

use super::Lowering;
use crate::errors::quoted;
use crate::ir::Id;

impl Lowering<'_> {
    /// Reports an expression that cannot be differentiated.
    pub(super) fn unsupported(&mut self, value: &Expr) -> Option<Id> {
        // The smallest span that tells: a keyword rather than a whole loop.
        match value {
            Expr::Macro(call) => {
                let name = quoted(&call.mac.path);
                self.errors.report(
                    &call.mac.path,
                    format!("`{name}!` is a macro, and the chain rule cannot look inside of it"),
                    "write its arithmetic out",
                );
            }
            Expr::If(branch) => self.control(branch.if_token, "an `if`", "for a kink use `max`, `min`, `abs` or `clamp`"),
            Expr::Match(branch) => self.control(branch.match_token, "a `match`", "write a function for each case"),
            Expr::ForLoop(repeat) => self.control(repeat.for_token, "a `for` loop", "write the steps out"),
            Expr::While(repeat) => self.control(repeat.while_token, "a `while` loop", "write the steps out"),
            Expr::Loop(repeat) => self.control(repeat.loop_token, "a `loop`", "write the steps out"),
            Expr::Await(awaiting) => self.errors.report(
                awaiting.await_token,
                "`.await` gives its value later, and the chain rule needs it now",
                "await the value first, and pass it as a parameter",
            ),
            Expr::Try(attempt) => self.errors.report(
                attempt.question_token,
                "`?` may leave without a value, and then there is nothing to differentiate",
                "resolve the error first, and pass the number as a parameter",
            ),
            _ => {
                let (what, help) = explanation(value);
                self.errors.report(value, what, help);
            }
        }
        None
    }

    fn control(&mut self, keyword: impl quote::ToTokens, what: &str, help: &str) {
        self.errors.report(
            keyword,
            format!("{what} that depends on a differentiated parameter is not supported yet"),
            help,
        );
    }
}

fn explanation(value: &Expr) -> (String, &'static str) {
    let quote = quoted(value);
    match value {
        Expr::Closure(_) => (
            "a closure cannot be differentiated yet".to_owned(),
            "write a function with `#[differentiate]`, and call it by its name",
        ),
        Expr::Reference(_) => (
            format!("`{quote}` takes a reference, and derivatives are taken of values"),
            "write the value itself, without `&`",
        ),
        Expr::Unary(_) => (format!("`{quote}` is not arithmetic on real numbers"), "write `-x` for the negative"),
        Expr::Index(_) => (
            format!("indexing, as in `{quote}`, is not supported yet"),
            "give each element a name, as in `let [a, b] = …;`",
        ),
        Expr::Field(_) => (
            format!("`{quote}` reads a field, and only numbers are differentiated"),
            "give each field a name, as in `let (a, b) = …;`",
        ),
        Expr::Range(_) => (format!("the range `{quote}` is not a number"), "compute with its bounds"),
        Expr::Tuple(_) => {
            (format!("the tuple `{quote}` is not one number"), "give each value a name, as in `let (a, b) = …;`")
        }
        Expr::Array(_) | Expr::Repeat(_) => {
            (format!("the array `{quote}` is not one number"), "give each element a name, as in `let [a, b] = …;`")
        }
        Expr::Struct(_) => (
            format!("`{quote}` builds a struct, and only numbers are differentiated"),
            "compute with numbers, and build the struct outside of the differentiated function",
        ),
        Expr::Assign(_) | Expr::Binary(_) => {
            (format!("the assignment `{quote}` has no value"), "make it a statement of its own, with a semicolon")
        }
        Expr::Return(_) => (
            "an early `return` is not supported yet".to_owned(),
            "return once, in the last line of the function",
        ),
        Expr::Break(_) | Expr::Continue(_) => {
            (format!("`{quote}` leaves a loop, and loops are not supported yet"), "write the steps out")
        }
        Expr::Unsafe(_) => (
            "an `unsafe` block cannot be differentiated".to_owned(),
            "compute with safe arithmetic, or give the derivative with `#[differentiate(derivative(…))]`",
        ),
        Expr::Async(_) => (
            "an `async` block gives its value later, and the chain rule needs it now".to_owned(),
            "await the value first, and pass it as a parameter",
        ),
        Expr::Block(_) => ("a block with a label or attributes is not supported".to_owned(), "write a plain block"),
        _ => (format!("`{quote}` cannot be differentiated"), "write it with arithmetic and the methods of `f64`"),
    }
}
