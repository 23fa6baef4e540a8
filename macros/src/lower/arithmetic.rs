//! Numbers: literals, operators, casts, and the functions of the table.

use proc_macro2::Ident;
use quote::{ToTokens, quote};
use syn::{BinOp, Lit, Type as Written};

use super::Lowering;
use super::value::Value;
use crate::elementary::{Function, Kind};
use crate::errors::quoted;
use crate::ir::{Id, Node};
use crate::region::Layout;
use crate::rules::symbol;
use crate::signature::float_of;
use crate::syntax::{Expr, ExprKind, Link, Method, Spans, Type};
use crate::table::methods::keeps_number;

impl<'t> Lowering<'t, '_> {
    pub(super) fn literal(&mut self, expr: &Expr, literal: &Lit) -> Option<Id> {
        let (digits, suffix) = match literal {
            Lit::Float(number) => (number.base10_digits(), number.suffix()),
            // `3f64` is an integer for the lexer.
            Lit::Int(number) if ["f32", "f64"].contains(&number.suffix()) => {
                (number.base10_digits(), number.suffix())
            }
            // What the user says of its type stays.
            Lit::Int(number) if !number.suffix().is_empty() => {
                let text = format!("{}{}", number.base10_digits(), number.suffix());
                return Some(self.graph.literal(&text, Kind::Integer));
            }
            Lit::Int(number) => return Some(self.graph.literal(number.base10_digits(), Kind::Integer)),
            Lit::Bool(truth) => return Some(self.graph.boolean(truth.value)),
            _ => return self.constant(expr),
        };
        let float = self.context.signature.float.suffix();
        if !["", float].contains(&suffix) {
            self.errors.report_wrong_rust(
                expr.spans,
                format!("`{}` is `{suffix}` in a function of `{float}`", quoted(literal)),
                format!("write `{}`", decimal(digits)),
            );
            return None;
        }
        Some(self.graph.literal(&decimal(digits), Kind::Real))
    }

    pub(super) fn negated(&mut self, expr: &'t Expr, inner: &'t Expr) -> Option<Id> {
        if *self.type_of(inner) != Type::Real
            && self.is_constant(expr)
            && !matches!(inner.bare().kind, ExprKind::Literal(_))
        {
            return self.constant(expr);
        }
        let operand = self.operand(inner)?;
        if self.graph.is_active(operand) {
            self.real(inner, operand)?;
        }
        Some(self.graph.make(Node::Apply(Function::NEG, vec![operand])))
    }

    /// A chain of operators from the left to the right.
    pub(super) fn chain(&mut self, whole: &'t Expr, first: &'t Expr, links: &'t [Link]) -> Option<Id> {
        if self.is_constant(whole) && !self.is_real_arithmetic(links) {
            return match self.distance(first, links) {
                Some(id) => Some(id),
                None => self.constant(whole),
            };
        }
        if links.iter().any(|link| is_truth(&link.operator)) {
            return self.condition(whole);
        }
        let mut left = self.operand(first);
        let mut spans = first.spans;
        for (number, link) in links.iter().enumerate() {
            if matches!(link.operator, BinOp::BitXor(_))
                && whole.varies.get()
                && (left.is_some_and(|left| self.graph.is_active(left))
                    || !matches!(self.types.get(link.ty), Type::Truth | Type::Integer))
            {
                let right = self.operand(&link.right);
                self.no_power(spans.to(link.right.spans), first, &links[..number], &link.right, right);
                return None;
            }
            // Both operands are lowered before either is given up, so that both report their errors.
            let right = self.operand(&link.right);
            left = match left.zip(right) {
                Some((left, right)) => {
                    self.operator(&link.operator, (spans, first, left), (&link.right, right))
                }
                None => None,
            };
            spans = spans.to(link.right.spans);
        }
        left
    }

    /// Whether all operators calculate with real numbers.
    fn is_real_arithmetic(&self, links: &[Link]) -> bool {
        links.iter().all(|link| {
            matches!(
                link.operator,
                BinOp::Add(_) | BinOp::Sub(_) | BinOp::Mul(_) | BinOp::Div(_) | BinOp::Rem(_)
            ) && matches!(self.types.get(link.ty), Type::Real | Type::Unknown)
        })
    }

    /// An integer that is another one, or a literal more or less: `i + 1`.
    fn distance(&mut self, first: &'t Expr, links: &'t [Link]) -> Option<Id> {
        let [link] = links else { return None };
        let function = match link.operator {
            BinOp::Add(_) => Function::ADD,
            BinOp::Sub(_) => Function::SUB,
            _ => return None,
        };
        let is_plain = |expr: &Expr| {
            matches!(&expr.bare().kind, ExprKind::Local(_))
                || matches!(&expr.bare().kind, ExprKind::Literal(Lit::Int(number)) if number.suffix().is_empty())
        };
        if !is_plain(first) || !is_plain(&link.right) || *self.type_of(first) != Type::Integer {
            return None;
        }
        let (a, b) = (self.number(first)?, self.number(&link.right)?);
        Some(self.graph.integer(function, a, b))
    }

    pub(super) fn operator(
        &mut self,
        operator: &BinOp,
        (spans, first, left): (Spans, &Expr, Id),
        (right_syntax, right): (&Expr, Id),
    ) -> Option<Id> {
        let function = symbol(operator).and_then(|symbol| Function::find(symbol, false));
        let varies = self.graph.is_active(left) || self.graph.is_active(right);
        match function {
            Some(function) if function.result == Kind::Real => {
                self.arithmetic(function, (spans, first, left), (right_syntax, right))
            }
            _ if !varies => Some(self.integer_by(operator, left, right)),
            _ => {
                self.errors.report_wrong_rust(
                    spans.to(right_syntax.spans),
                    format!(
                        "`{}` works on bits, and a real number has no derivative by its bits",
                        quoted(operator)
                    ),
                    "use `+`, `-`, `*`, `/` or `%`",
                );
                None
            }
        }
    }

    /// `x ^ 2` is no power; what was meant stands on the last factor.
    fn no_power(&mut self, spans: Spans, first: &Expr, before: &[Link], exponent: &Expr, id: Option<Id>) {
        let power = if id.is_some_and(|id| self.graph.kind(id) == Kind::Integer) { "powi" } else { "powf" };
        let mut left = String::new();
        let mut last = self.quoted(first);
        for link in before {
            left = format!("{left}{last} {} ", quoted(link.operator));
            last = self.quoted(&link.right);
        }
        let exponent = self.quoted(exponent);
        self.errors.report_wrong_rust(
            spans,
            "`^` is XOR in Rust, not a power",
            format!("write `{left}{}.{power}({})`", in_parentheses(&last), bare(&exponent)),
        );
    }

    /// An operator on what does not vary.
    pub(super) fn integer_by(&mut self, operator: &BinOp, left: Id, right: Id) -> Id {
        let mentions = vec![("__a".to_owned(), left), ("__b".to_owned(), right)];
        self.graph.constant(quote::quote!(__a #operator __b), mentions, Vec::new(), false)
    }

    /// `+ - * / %` on operands of which either may be an integer by mistake.
    pub(super) fn arithmetic(
        &mut self,
        function: Function,
        (spans, left_syntax, left): (Spans, &Expr, Id),
        (right_syntax, right): (&Expr, Id),
    ) -> Option<Id> {
        for syntax in [left_syntax, right_syntax] {
            if let ExprKind::Literal(Lit::Str(_) | Lit::Char(_) | Lit::CStr(_) | Lit::ByteStr(_)) =
                &syntax.bare().kind
            {
                let text = self.quoted(syntax);
                self.errors.report_wrong_rust(
                    syntax.spans,
                    format!("`{text}` is not a number, so it has no derivative"),
                    "write a real number, as in `2.0`",
                );
                return None;
            }
        }
        let kinds = (self.graph.kind(left), self.graph.kind(right));
        let varies = self.graph.is_active(left) || self.graph.is_active(right);
        if kinds == (Kind::Integer, Kind::Integer)
            && function == Function::DIV
            && let (Some(numerator), Some(denominator)) = (self.graph.number(left), self.graph.number(right))
            && numerator % denominator != 0.0
        {
            let (a, b) = (self.quoted(left_syntax), self.quoted(right_syntax));
            self.errors.report_wrong_rust(
                spans.to(right_syntax.spans),
                format!("`{a} / {b}` divides integers and gives {}", (numerator / denominator).trunc()),
                format!("write `{numerator:?} / {denominator:?}`"),
            );
            return None;
        }
        let mut sound = true;
        for (syntax, id, other) in [(left_syntax, left, right), (right_syntax, right, left)] {
            let real = self.graph.kind(other) == Kind::Real;
            if real && matches!(self.graph.kind(id), Kind::Integer | Kind::Boolean) {
                sound &= self.real(syntax, id).is_some();
            }
        }
        if !sound {
            return None;
        }
        if !varies && [kinds.0, kinds.1].contains(&Kind::Integer) {
            return Some(self.graph.integer(function, left, right));
        }
        Some(self.graph.make(Node::Apply(function, vec![left, right])))
    }

    /// The node again if it can be a real number.
    pub(super) fn real(&mut self, syntax: &Expr, id: Id) -> Option<Id> {
        match self.graph.kind(id) {
            Kind::Real | Kind::Unknown => Some(id),
            Kind::Boolean => {
                let text = self.quoted(syntax);
                self.errors.report_wrong_rust(
                    syntax.spans,
                    format!("`{text}` is true or false where a real number is expected"),
                    format!("write `if {} {{ 1.0 }} else {{ 0.0 }}`", bare(&text)),
                );
                None
            }
            Kind::Integer => {
                let text = self.quoted(syntax);
                let what = format!("integer `{text}` in a real expression");
                let help = match self.graph.number(id) {
                    Some(value) => format!("write `{value:?}`"),
                    None => format!(
                        "write `{} as {}`",
                        in_parentheses(&text),
                        self.context.signature.float.suffix()
                    ),
                };
                self.errors.report_wrong_rust(syntax.spans, what, help);
                None
            }
        }
    }

    pub(super) fn cast(&mut self, whole: &'t Expr, inner: &'t Expr, written: &Written) -> Option<Id> {
        let own = self.context.signature.float;
        let target = float_of(&self.context.signature.known(written));
        if target != Some(own) && self.is_constant(whole) {
            // Where there is an error in it, that has been said.
            if inner.varies.get() {
                self.operand(inner)?;
            }
            return self.constant(whole);
        }
        let operand = match self.part_value(inner)? {
            Value::Number(_) if target == Some(own) && self.is_counted_by_call(inner) => {
                self.assured_integer(inner)?
            }
            // A field of which nobody says what it is.
            Value::Array(place) if target == Some(own) && self.graph.layout(&place) == Layout::Whole => {
                self.constant_field(&place, false)
            }
            value => self.number_of(inner, value)?,
        };
        let text = self.quoted(whole);
        if self.graph.kind(operand) == Kind::Boolean {
            let inner = self.quoted(inner);
            self.errors.report(
                whole.spans,
                format!("`{text}` makes a number of a truth value"),
                format!("write `if {} {{ 1.0 }} else {{ 0.0 }}`", bare(&inner)),
            );
            return None;
        }
        match target {
            // What does not vary, though it is a part of something that has no name in the tokens.
            None if !self.graph.is_active(operand) => {
                let mentions = vec![("__number".to_owned(), operand)];
                Some(self.graph.constant(quote!((__number as #written)), mentions, Vec::new(), false))
            }
            // A cast to the type that it has already.
            Some(float) if float == own && self.graph.is_active(operand) => Some(operand),
            Some(float) if float == own => Some(self.graph.make(Node::Apply(Function::CAST, vec![operand]))),
            Some(float) => {
                self.errors.report_wrong_rust(
                    whole.spans,
                    format!(
                        "`{text}` changes the precision within the function: `{}` depends on a parameter",
                        self.tree.quoted(inner)
                    ),
                    format!(
                        "compute in `{}` throughout, or write the function for `{}`",
                        own.suffix(),
                        float.suffix()
                    ),
                );
                None
            }
            None => {
                let inner = self.quoted(inner);
                self.errors.report(
                    whole.spans,
                    format!("`{text}` cuts off the fraction, and the chain with it"),
                    format!(
                        "write `{}.trunc()`, whose slope is 0, or keep the real number",
                        in_parentheses(&inner)
                    ),
                );
                None
            }
        }
    }

    /// A method of a number.
    pub(super) fn method_of_number(&mut self, whole: &'t Expr, method: &'t Method) -> Option<Id> {
        let name = method.name.to_string();
        let function = Function::method(&name);
        if self.is_constant(whole) && (function.is_none() || *self.type_of(&method.receiver) == Type::Integer)
        {
            return self.constant(whole);
        }
        let receiver = self.operand(&method.receiver);
        if keeps_number(&name) {
            return receiver;
        }
        // A closure is none of the arguments of a number's functions, and nothing is wrong with it.
        let arguments: Vec<Option<Id>> = method
            .arguments
            .iter()
            .filter(|argument| function.is_some() || argument.as_closure().is_none())
            .map(|argument| self.operand(argument))
            .collect();
        let Some(function) = function else {
            // What is wrong with the receiver has been said.
            if receiver.is_some() {
                self.unknown_method::<()>(whole, method);
            }
            return None;
        };
        let expressions: Vec<&Expr> = std::iter::once(&method.receiver).chain(&method.arguments).collect();
        if expressions.len() != function.parameters.len() && name == "log" && method.arguments.is_empty() {
            self.errors.report_wrong_rust(
                &method.name,
                "`log` takes the base as its argument",
                "did you mean `ln`, the natural logarithm? there are `log2` and `log10`, too",
            );
            return None;
        }
        let ids: Vec<Id> = std::iter::once(receiver).chain(arguments).collect::<Option<_>>()?;
        self.elementary(whole, &method.name, function, &expressions, &ids)
    }

    /// A row of the table on arguments that may be of the wrong number or kind.
    pub(super) fn elementary(
        &mut self,
        whole: &'t Expr,
        name: &impl ToTokens,
        function: Function,
        expressions: &[&Expr],
        ids: &[Id],
    ) -> Option<Id> {
        if ids.len() != function.parameters.len() {
            let (wanted, found) = (function.parameters.len() - 1, ids.len().saturating_sub(1));
            self.errors.report_wrong_rust(
                name,
                format!("`{}` takes {} here, not {found}", function.name, arguments(wanted)),
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
                sound &= self.exponent(function, expression, id);
            } else {
                sound &= self.real(expression, id).is_some();
            }
        }
        sound.then(|| self.graph.make(Node::Apply(function, ids.to_vec())))
    }

    /// Whether an argument that must be an integer constant is one.
    fn exponent(&mut self, function: Function, expression: &Expr, id: Id) -> bool {
        let text = self.quoted(expression);
        let name = function.name;
        if self.graph.is_active(id) {
            self.errors.report_wrong_rust(
                expression.spans,
                format!("`{name}` takes an integer exponent, and `{text}` is differentiated"),
                format!("write `powf({text})`"),
            );
            return false;
        }
        if let Node::Parameter(position) = self.graph.node(id) {
            let declared = quoted(&self.context.signature.parameters[*position].declared);
            if self.graph.kind(id) == Kind::Integer && declared != "i32" {
                self.errors.report_wrong_rust(
                    expression.spans,
                    format!("`{name}` takes an `i32`, and `{text}` is `{declared}`"),
                    format!("write `{text} as i32`"),
                );
                return false;
            }
        }
        if let (Some(value), Kind::Real) = (self.graph.number(id), self.graph.kind(id)) {
            self.errors.report_wrong_rust(
                expression.spans,
                format!("`{name}` takes an integer exponent, and `{text}` is a real number"),
                if value.fract() == 0.0 {
                    format!("write `{name}({value})`")
                } else {
                    format!("write `powf({value:?})`")
                },
            );
            return false;
        }
        true
    }
}

/// Whether an operator gives true or false, or may.
pub(super) fn is_truth(operator: &BinOp) -> bool {
    symbol(operator)
        .and_then(|symbol| Function::find(symbol, false))
        .is_some_and(|function| function.result == Kind::Boolean)
}

/// A literal with a point, whatever its form in the source: `2.`, `3f64`, `2_000.0`.
fn decimal(digits: &str) -> String {
    let mut text = digits.to_owned();
    if text.ends_with('.') {
        text.push('0');
    } else if !text.contains(['.', 'e', 'E']) {
        text.push_str(".0");
    }
    text
}

/// An expression as it stands before a dot, with parentheses where it needs them.
fn in_parentheses(text: &str) -> String {
    if text.contains(' ') && !text.ends_with(')') || text.starts_with(['-', '!', '*', '&']) {
        format!("({text})")
    } else {
        text.to_owned()
    }
}

fn bare(text: &str) -> &str {
    text.strip_prefix('(').and_then(|text| text.strip_suffix(')')).unwrap_or(text)
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

/// The method in `f64::sin`, `std::primitive::f32::max`, `Float::sin` and the like; a type parameter may stand for the
/// float type.
pub(super) fn float_method(names: &[String], number: Option<&Ident>) -> Option<String> {
    match names.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["f64" | "f32", method] | ["std" | "core", "primitive", "f64" | "f32", method] => {
            Some((*method).to_owned())
        }
        [owner, method] if number.is_some_and(|number| number == owner) => Some((*method).to_owned()),
        [.., owner, method] if crate::signature::is_float_trait(owner) => Some((*method).to_owned()),
        [.., "Into", "into"] | [.., "From", "from"] => Some("from".to_owned()),
        _ => None,
    }
}
