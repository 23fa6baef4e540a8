//! What is outside of the language, and the way back into it.

use syn::UnOp;

use super::{Lowering, suggest};
use crate::elementary::SEVERAL;
use crate::syntax::{Expr, ExprKind, ForeignKind, LocalId, Method, Spans, Type};
use crate::table::methods;

impl Lowering<'_, '_> {
    /// Reports an expression that cannot be differentiated.
    pub(super) fn unsupported<T>(&mut self, expr: &Expr) -> Option<T> {
        let text = self.quoted(expr);
        if let Some(name) = expr.effects.hides.clone()
            && !matches!(&expr.kind, ExprKind::Foreign(foreign) if foreign.what == ForeignKind::Macro)
        {
            self.errors.report(
                expr.spans,
                format!("`{name}!` is a macro, and the chain rule cannot look inside of it"),
                "write its arithmetic out, or pass its value as a parameter",
            );
            return None;
        }
        // What is wrong with a variable that has no value has been said.
        let is_lost = |part: &Expr| part.as_local().is_some_and(|local| self.variables.get(local).is_none());
        if !self.errors.is_empty() && expr.any(&mut |part| is_lost(part)) {
            return None;
        }
        if let Some(&changed) = expr.effects.changes.first()
            && !matches!(expr.kind, ExprKind::Assign(..) | ExprKind::Increase(..))
        {
            self.changes(expr, changed);
            return None;
        }
        match &expr.kind {
            ExprKind::Foreign(foreign) if foreign.what == ForeignKind::Macro => {
                let name = expr
                    .effects
                    .hides
                    .clone()
                    .unwrap_or_else(|| text.split('!').next().unwrap_or_default().to_owned());
                self.errors.report(
                    Spans(expr.spans.0, expr.spans.0),
                    format!("`{name}!` is a macro, and the chain rule cannot look inside of it"),
                    "write its arithmetic out",
                );
            }
            ExprKind::Foreign(foreign) if foreign.what == ForeignKind::Await => {
                self.errors.report_wrong_rust(
                    Spans(expr.spans.1, expr.spans.1),
                    "`.await` gives its value later, and the chain rule needs it now",
                    "await the value first, and pass it as a parameter",
                );
            }
            ExprKind::Try(_) => self.errors.report_wrong_rust(
                Spans(expr.spans.1, expr.spans.1),
                "`?` may leave without a value, and then there is nothing to differentiate",
                "resolve the error first, and pass the number as a parameter",
            ),
            ExprKind::For(_) => self.control(expr, "a `for` loop"),
            ExprKind::While(..) => self.control(expr, "a `while` loop"),
            _ => {
                let (what, help) = explanation(expr, &text);
                // Not a number in any case, so that rustc would complain too.
                match expr.kind {
                    ExprKind::Unary(..)
                    | ExprKind::Tuple(_)
                    | ExprKind::List(..)
                    | ExprKind::Repeat(..)
                    | ExprKind::Range(..) => {
                        self.errors.report_wrong_rust(expr.spans, what, help);
                    }
                    _ => self.errors.report(expr.spans, what, help),
                }
            }
        }
        None
    }

    /// Reports what changes a variable where the chain rule does not see it.
    pub(super) fn changes(&mut self, expr: &Expr, changed: LocalId) {
        let name = self.name_of(changed);
        let text = self.quoted(expr);
        if let ExprKind::Method(method) = &expr.kind
            && self.types.rank(method.receiver.ty) > 0
        {
            self.errors.report(
                &method.name,
                format!("`{}` changes `{name}` in a way that the chain rule does not know", method.name),
                "use `push`, `pop`, `insert`, `truncate`, `swap`, `fill`, `reverse`, `sort_by` or assignments to elements",
            );
            return;
        }
        if *self.types.get(self.tree.local(changed).ty) == Type::Other {
            self.errors.report(
                expr.spans,
                format!(
                    "`{text}` changes `{name}`, of a type in which the chain rule does not follow what varies"
                ),
                "keep what varies in variables, arrays and vectors, and their places in the other type",
            );
            return;
        }
        self.errors.report(
            expr.spans,
            format!("`{text}` changes `{name}` behind the chain rule's back"),
            format!("write the change as an assignment of its own, `{name} = …;`"),
        );
    }

    fn control(&mut self, expr: &Expr, what: &str) {
        self.errors.report(
            Spans(expr.spans.0, expr.spans.0),
            format!("{what} that gives a value is not supported"),
            "make it a statement that assigns to a variable, and `break` without a value",
        );
    }

    pub(super) fn unknown_method<T>(&mut self, whole: &Expr, method: &Method) -> Option<T> {
        let name = method.name.to_string();
        if let Some(&changed) = whole.effects.changes.first() {
            self.changes(whole, changed);
            return None;
        }
        if SEVERAL.iter().any(|(known, _)| *known == name) {
            self.errors.report_wrong_rust(
                whole.spans,
                format!("`{name}` gives two values at once"),
                "take them apart with `let (s, c) = x.sin_cos();`",
            );
            return None;
        }
        let what = format!("`{name}` is no method whose derivative is known");
        match suggest::suggestion(&name) {
            Some(meant) => self.errors.report_wrong_rust(&method.name, what, format!("did you mean {meant}?")),
            None => self.errors.report_wrong_rust(
                &method.name,
                what,
                "write it with arithmetic and the methods of `f64` that the documentation of `differentiate` lists, \
                 or as a function with `#[differentiate(derivative(…))]`",
            ),
        }
        None
    }

    /// A method of a list, an iterator or an option that is no row of the table.
    pub(super) fn unknown_of_several<T>(&mut self, method: &Method) -> Option<T> {
        let name = method.name.to_string();
        let (of, instead) = match self.type_of(&method.receiver) {
            Type::List(_) => ("an array", "index its elements, iterate over it, or write a `for` loop"),
            Type::Option(_) => (
                "an option",
                "look into it with `if let Some(v) = …`, and assign `Some(…)` to it to change what is in it",
            ),
            _ => ("an iterator", "index its elements, iterate over it, or write a `for` loop"),
        };
        // The names of the table are those of lists.
        let is_option = matches!(self.type_of(&method.receiver), Type::Option(_));
        let meant = crate::spelling::nearest(&name, methods::names().map(|known| (known, known)));
        let help = match meant {
            Some(meant) if meant != name && !is_option => format!("did you mean `{meant}`?"),
            _ => instead.to_owned(),
        };
        self.errors.report(
            &method.name,
            format!("`{name}` is no method of {of} that can be differentiated"),
            help,
        );
        None
    }
}

fn explanation(expr: &Expr, quote: &str) -> (String, &'static str) {
    match &expr.kind {
        ExprKind::Closure(_) => (
            "a closure is not a number".to_owned(),
            "give it a name with `let`, and call it with its arguments",
        ),
        ExprKind::Reference(true, _) => (
            format!("`{quote}` lets the variable change unseen"),
            "write the change as an assignment of its own",
        ),
        ExprKind::Reference(..) => (
            format!("`{quote}` takes a reference, and derivatives are taken of values"),
            "write the value itself, without `&`",
        ),
        ExprKind::Unary(UnOp::Deref(_), _) => (
            format!("`{quote}` follows a reference, and derivatives are taken of values"),
            "write the value, without `*`",
        ),
        ExprKind::Unary(..) => {
            (format!("`{quote}` is not arithmetic on real numbers"), "write it with `+`, `-`, `*` and `/`")
        }
        ExprKind::Index(..) => (
            format!("`{quote}` indexes what is not known to be an array of numbers"),
            "give the array its type where it is declared, as in `let a: [f64; 3] = …;`",
        ),
        ExprKind::Field(..) => (
            format!("`{quote}` reads a field, and only numbers are differentiated"),
            "give each field a name, as in `let (a, b) = …;`",
        ),
        ExprKind::Range(..) => (format!("the range `{quote}` is not a number"), "compute with its bounds"),
        ExprKind::Tuple(_) => (
            format!("the tuple `{quote}` is not one number"),
            "give each value a name, as in `let (a, b) = …;`",
        ),
        ExprKind::List(..) | ExprKind::Repeat(..) => (
            format!("the array `{quote}` is not one number"),
            "give each element a name, as in `let [a, b] = …;`",
        ),
        ExprKind::Struct(..) => (
            format!("`{quote}` builds a struct, and only numbers are differentiated"),
            "compute with numbers, and build the struct outside of the differentiated function",
        ),
        ExprKind::Assign(..) | ExprKind::Increase(..) => (
            format!("the assignment `{quote}` has no value"),
            "make it a statement of its own, with a semicolon",
        ),
        ExprKind::Foreign(foreign) if foreign.what == ForeignKind::Unsafe => (
            "an `unsafe` block cannot be differentiated".to_owned(),
            "compute with safe arithmetic, or give the derivative with `#[differentiate(derivative(…))]`",
        ),
        ExprKind::Foreign(foreign) if foreign.what == ForeignKind::Async => (
            "an `async` block gives its value later, and the chain rule needs it now".to_owned(),
            "await the value first, and pass it as a parameter",
        ),
        _ => (
            format!("`{quote}` cannot be differentiated"),
            "write it with arithmetic and the methods of `f64`",
        ),
    }
}
