//! Expressions of one value.

use quote::ToTokens;
use syn::{BinOp, Expr, ExprBinary, ExprBlock, ExprCast, ExprLit, ExprPath, ExprUnary, Lit, Stmt, UnOp};

use super::branch::Context;
use super::derivative::{Derivative, derivative};
use super::expected::Expected;
use super::statement::is_assignment;
use super::value::Value;
use super::{Lowering, Meaning};
use crate::elementary::{Function, Kind};
use crate::errors::quoted;
use crate::ir::{Id, Node};
use crate::rules::symbol;
use crate::signature::float_of;

impl Lowering<'_> {
    /// The node of an expression; `None` after an error.
    pub(super) fn expression(&mut self, value: &Expr) -> Option<Id> {
        // Each case is a function of its own, so that this one, which calls itself, needs little stack.
        match value {
            Expr::Paren(inner) => self.expression(&inner.expr),
            Expr::Group(inner) => self.expression(&inner.expr),
            Expr::Block(block) => self.block(value, block),
            Expr::If(branch) if !self.is_constant(value) => self.if_else(branch, &Context::VALUE),
            Expr::Loop(repeat) if !self.is_constant(value) => self.loop_value(repeat),
            Expr::Match(choice) if !self.is_constant(value) => self.match_arms(choice, &Context::VALUE),
            Expr::Return(_) | Expr::Break(_) | Expr::Continue(_) => {
                self.effect(value);
                None
            }
            Expr::Lit(literal) => self.literal(literal),
            Expr::Path(path) => self.path(value, path),
            Expr::Unary(unary) if !matches!(unary.op, UnOp::Deref(_)) => self.unary(value, unary),
            Expr::Binary(binary) if is_truth(&binary.op) => {
                if self.is_constant(value) {
                    self.constant(value)
                } else {
                    self.condition(value)
                }
            }
            Expr::Binary(binary) if !is_assignment(&binary.op) => self.binary(binary),
            Expr::Cast(cast) => self.cast(value, cast),
            Expr::MethodCall(call) => self.method(value, call),
            Expr::Call(call) => self.any_call(value, call),
            Expr::Index(_) | Expr::Field(_) | Expr::Reference(_) | Expr::Unary(_)
                if self.is_composite(value) =>
            {
                self.composite(value)
            }
            _ => self.other(value),
        }
    }

    /// Lowers a part of an expression, of which nothing is expected, and which does not have the name of the whole.
    pub(super) fn unexpected<T>(&mut self, lower: impl FnOnce(&mut Self) -> T) -> T {
        let before = (self.expected.take(), self.hint.take());
        let result = lower(self);
        (self.expected, self.hint) = before;
        result
    }

    /// The number that comes out of arrays, tuples, closures.
    fn composite(&mut self, syntax: &Expr) -> Option<Id> {
        // A part of what a derivative gives, as the number that it is; of the other part nothing is known.
        if let Expr::Field(field) = syntax
            && let (Expr::Call(call), syn::Member::Unnamed(part)) = (&*field.base, &field.member)
            && derivative(call) == Some(Derivative::ValueAndGradient)
            && !self.graph.structure.flat
        {
            let slope = if part.index == 0 { Expected::Any } else { Expected::One(0) };
            let expected = Expected::Several(vec![Expected::One(0), slope]);
            return match self.unexpected(|lowering| lowering.array_call(call, &expected))? {
                Value::Tuple(parts) => self.number_of(syntax, parts.get(part.index as usize)?.clone()),
                other => self.number_of(syntax, other),
            };
        }
        let value = self.unexpected(|lowering| lowering.value(syntax));
        self.number_of(syntax, value?)
    }

    fn method(&mut self, value: &Expr, call: &syn::ExprMethodCall) -> Option<Id> {
        if !self.graph.structure.flat && !self.is_constant(value) {
            let result = self.unexpected(|lowering| lowering.array_method(value, call));
            if let Some(result) = result {
                return result.and_then(|result| self.number_of(value, result));
            }
        }
        self.method_call(value, call)
    }

    fn any_call(&mut self, value: &Expr, call: &syn::ExprCall) -> Option<Id> {
        if !self.graph.structure.flat && !self.is_constant(value) {
            // Where a number is wanted, a gradient is one.
            if derivative(call) == Some(Derivative::Gradient) {
                let slope = self.unexpected(|lowering| lowering.array_call(call, &Expected::One(0)));
                return slope.and_then(|slope| self.number_of(value, slope));
            }
            let result = self.unexpected(|lowering| lowering.composite_call(value, call));
            if let Some(result) = result {
                return result.and_then(|result| self.number_of(value, result));
            }
        }
        self.call(value, call)
    }

    fn block(&mut self, value: &Expr, block: &ExprBlock) -> Option<Id> {
        if block.label.is_some() || !block.attrs.is_empty() {
            return self.other(value);
        }
        // A constant block may loop and mutate for itself, as long as nothing outside changes.
        let is_arithmetic = matches!(block.block.stmts.as_slice(), [Stmt::Expr(_, None)]);
        if !is_arithmetic && self.is_constant(value) {
            return self.constant(value);
        }
        self.in_block(&block.block, Self::expression)
    }

    fn literal(&mut self, literal: &ExprLit) -> Option<Id> {
        let (digits, suffix) = match &literal.lit {
            Lit::Float(number) => (number.base10_digits(), number.suffix()),
            // `3f64` is an integer for the lexer.
            Lit::Int(number) if ["f32", "f64"].contains(&number.suffix()) => {
                (number.base10_digits(), number.suffix())
            }
            Lit::Int(number) => return Some(self.graph.literal(number.base10_digits(), Kind::Integer)),
            Lit::Bool(truth) => return Some(self.graph.boolean(truth.value)),
            _ => {
                self.errors.report_wrong_rust(
                    literal,
                    format!("`{}` is not a number, so it has no derivative", quoted(literal)),
                    "write a real number, as in `2.0`",
                );
                return None;
            }
        };
        let float = self.signature.float.suffix();
        if !["", float].contains(&suffix) {
            self.errors.report_wrong_rust(
                literal,
                format!("`{}` is `{suffix}` in a function of `{float}`", quoted(literal)),
                format!("write `{}`", decimal(digits)),
            );
            return None;
        }
        Some(self.graph.literal(&decimal(digits), Kind::Real))
    }

    fn path(&mut self, value: &Expr, path: &ExprPath) -> Option<Id> {
        let Some(name) = path.path.get_ident() else {
            return self.constant(value);
        };
        if let Some(nested) = self.nested.expression(name) {
            return match syn::parse2::<Expr>(nested.clone()) {
                Ok(nested) => self.expression(&nested),
                Err(error) => {
                    self.errors.push(error);
                    None
                }
            };
        }
        match self.lookup(name) {
            Meaning::Known(id) => Some(id),
            Meaning::Composite(found) => self.number_of(value, found),
            Meaning::Hidden => None,
            Meaning::Unknown => self.constant(value),
        }
    }

    fn unary(&mut self, value: &Expr, unary: &ExprUnary) -> Option<Id> {
        match unary.op {
            UnOp::Neg(_) => {
                let operand = self.expression(&unary.expr)?;
                if self.graph.is_active(operand) {
                    self.real(&unary.expr, operand)?;
                }
                Some(self.graph.make(Node::Apply(Function::NEG, vec![operand])))
            }
            _ => self.other(value),
        }
    }

    /// A constant of any form, or an error.
    fn other(&mut self, value: &Expr) -> Option<Id> {
        let is_opaque = matches!(value, Expr::Assign(_) | Expr::Binary(_));
        if !is_opaque && self.is_constant(value) { self.constant(value) } else { self.unsupported(value) }
    }

    /// A chain of binary operators, whose left spine may be thousands deep.
    fn binary(&mut self, outermost: &ExprBinary) -> Option<Id> {
        let mut spine = vec![outermost];
        let mut leftmost = &*outermost.left;
        while let Expr::Binary(inner) = leftmost
            && !is_assignment(&inner.op)
        {
            spine.push(inner);
            leftmost = &inner.left;
        }
        let mut left = self.expression(leftmost);
        while let Some(binary) = spine.pop() {
            // Both operands are lowered before either is given up, so that both report their errors.
            let right = self.expression(&binary.right);
            left = match left.zip(right) {
                Some((left, right)) => self.operator(binary, left, right),
                None => None,
            };
        }
        left
    }

    fn operator(&mut self, binary: &ExprBinary, left: Id, right: Id) -> Option<Id> {
        let varies = self.graph.is_active(left) || self.graph.is_active(right);
        let function = symbol(&binary.op).and_then(|symbol| Function::find(symbol, false));
        match function {
            Some(function) if function.result == Kind::Real => {
                self.arithmetic(function, (&binary.left, left), (&binary.right, right))
            }
            _ if !varies => self.constant(&Expr::Binary(binary.clone())),
            Some(_) => self.condition(&Expr::Binary(binary.clone())),
            None if matches!(binary.op, BinOp::BitXor(_)) => {
                let power = if self.graph.kind(right) == Kind::Integer { "powi" } else { "powf" };
                self.errors.report_wrong_rust(
                    binary,
                    "`^` is XOR in Rust, not a power",
                    format!("write `{}.{power}({})`", last_factor(&binary.left), quoted(bare(&binary.right))),
                );
                None
            }
            None => {
                self.errors.report_wrong_rust(
                    binary,
                    format!(
                        "`{}` works on bits, and a real number has no derivative by its bits",
                        quoted(binary.op)
                    ),
                    "use `+`, `-`, `*`, `/` or `%`",
                );
                None
            }
        }
    }

    /// `+ - * / %` on operands of which either may be an integer by mistake.
    pub(super) fn arithmetic(
        &mut self,
        function: Function,
        (left_syntax, left): (&Expr, Id),
        (right_syntax, right): (&Expr, Id),
    ) -> Option<Id> {
        let kinds = (self.graph.kind(left), self.graph.kind(right));
        if kinds == (Kind::Integer, Kind::Integer)
            && function == Function::DIV
            && let (Some(numerator), Some(denominator)) = (self.graph.number(left), self.graph.number(right))
            && numerator % denominator != 0.0
        {
            self.errors.report_wrong_rust(
                between(left_syntax, right_syntax),
                format!(
                    "`{} / {}` divides integers and gives {}",
                    quoted(left_syntax),
                    quoted(right_syntax),
                    (numerator / denominator).trunc()
                ),
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
        sound.then(|| self.graph.make(Node::Apply(function, vec![left, right])))
    }

    /// The node again if it can be a real number.
    pub(super) fn real(&mut self, syntax: &Expr, id: Id) -> Option<Id> {
        match self.graph.kind(id) {
            Kind::Real | Kind::Unknown => Some(id),
            Kind::Boolean => {
                self.errors.report_wrong_rust(
                    syntax,
                    format!("`{}` is true or false where a real number is expected", quoted(syntax)),
                    format!("write `if {} {{ 1.0 }} else {{ 0.0 }}`", quoted(bare(syntax))),
                );
                None
            }
            Kind::Integer => {
                let what = format!("integer `{}` in a real expression", quoted(syntax));
                let help = match self.graph.number(id) {
                    Some(value) => format!("write `{value:?}`"),
                    None => format!("write `{} as {}`", receiver(syntax), self.signature.float.suffix()),
                };
                self.errors.report_wrong_rust(syntax, what, help);
                None
            }
        }
    }

    fn cast(&mut self, whole: &Expr, cast: &ExprCast) -> Option<Id> {
        let target = float_of(&self.signature.known(&cast.ty));
        if target != Some(self.signature.float) && self.is_constant(whole) {
            return self.constant(whole);
        }
        let operand = self.expression(&cast.expr)?;
        if self.graph.kind(operand) == Kind::Boolean {
            self.errors.report(
                whole,
                format!("`{}` makes a number of a truth value", quoted(whole)),
                format!("write `if {} {{ 1.0 }} else {{ 0.0 }}`", quoted(bare(&cast.expr))),
            );
            return None;
        }
        match target {
            Some(float) if float == self.signature.float => {
                if self.graph.is_active(operand) {
                    // A cast to the type that it has already.
                    return Some(operand);
                }
                Some(self.graph.make(Node::Apply(Function::CAST, vec![operand])))
            }
            Some(float) => {
                self.errors.report_wrong_rust(
                    whole,
                    format!(
                        "`{}` changes the precision within the function: `{}` depends on a parameter",
                        quoted(whole),
                        quoted(&cast.expr)
                    ),
                    format!(
                        "compute in `{}` throughout, or write the function for `{}`",
                        self.signature.float.suffix(),
                        float.suffix()
                    ),
                );
                None
            }
            None => {
                self.errors.report(
                    whole,
                    format!("`{}` cuts off the fraction, and the chain with it", quoted(whole)),
                    format!(
                        "write `{}.trunc()`, whose slope is 0, or keep the real number",
                        receiver(&cast.expr)
                    ),
                );
                None
            }
        }
    }
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
fn receiver(syntax: &Expr) -> String {
    match syntax {
        Expr::Path(_) | Expr::Lit(_) | Expr::Paren(_) | Expr::MethodCall(_) | Expr::Call(_) => quoted(syntax),
        _ => format!("({})", quoted(syntax)),
    }
}

/// What a power was meant to stand on: `3.0 * (x + 1.0)` with the dot behind its last factor.
fn last_factor(syntax: &Expr) -> String {
    match syntax {
        Expr::Binary(binary) => {
            format!("{} {} {}", quoted(&binary.left), quoted(binary.op), receiver(&binary.right))
        }
        _ => receiver(syntax),
    }
}

fn bare(syntax: &Expr) -> &Expr {
    match syntax {
        Expr::Paren(inner) => bare(&inner.expr),
        _ => syntax,
    }
}

/// Tokens that span both operands.
fn between(left: &Expr, right: &Expr) -> proc_macro2::TokenStream {
    let mut tokens = left.to_token_stream();
    right.to_tokens(&mut tokens);
    tokens
}

/// Whether an operator gives true or false.
fn is_truth(operator: &BinOp) -> bool {
    symbol(operator)
        .and_then(|symbol| Function::find(symbol, false))
        .is_some_and(|function| function.result == Kind::Boolean)
}
