//! Conditions: comparisons of values that vary, and any constant truth value.

use syn::{BinOp, UnOp};

use super::Lowering;
use super::arithmetic::is_truth;
use super::value::Value;
use crate::elementary::{Function, Kind};
use crate::ir::{Id, Node};
use crate::rules::symbol;
use crate::syntax::{Expr, ExprKind, Link, Spans, Type};

impl<'t> Lowering<'t, '_> {
    pub(super) fn condition(&mut self, expr: &'t Expr) -> Option<Id> {
        match &expr.kind {
            ExprKind::Paren(inner) => self.condition(inner),
            ExprKind::Let(pattern, value) => {
                let scrutinee = self.scrutinee(value)?;
                if self.asks_for_variants(&[pattern], &scrutinee) {
                    return None;
                }
                let fits = self.matches(pattern, &scrutinee, value, false);
                self.follow_parts(pattern, value);
                fits
            }
            _ if self.is_constant(expr) && !expr.any(&mut |part| matches!(part.kind, ExprKind::Let(..))) => {
                self.constant_condition(expr)
            }
            ExprKind::Unary(UnOp::Not(_), inner) => {
                let operand = self.condition(inner)?;
                Some(self.graph.make(Node::Apply(Function::NOT, vec![operand])))
            }
            ExprKind::Chain(first, links) => self.chain_condition(expr, first, links),
            _ => {
                let value = self.value(expr)?;
                let id = self.number_of(expr, value)?;
                if matches!(self.graph.kind(id), Kind::Boolean | Kind::Unknown) {
                    return Some(id);
                }
                self.not_a_condition(expr.spans, &self.tree.quoted(expr))
            }
        }
    }

    fn constant_condition(&mut self, expr: &'t Expr) -> Option<Id> {
        match &expr.kind {
            ExprKind::Local(_) | ExprKind::Literal(_) => {
                let value = self.value(expr)?;
                self.number_of(expr, value)
            }
            _ => self.constant(expr),
        }
    }

    /// References are compared by what is behind them.
    fn compared_operand(&mut self, expr: &'t Expr) -> Option<Id> {
        match &expr.bare().kind {
            ExprKind::Reference(false, inner) => self.compared_operand(inner),
            _ => self.operand(expr),
        }
    }

    /// A chain in which there are comparisons: numbers up to the first of them, truth values from there on.
    fn chain_condition(&mut self, whole: &'t Expr, first: &'t Expr, links: &'t [Link]) -> Option<Id> {
        let position = links.iter().position(|link| is_truth(&link.operator) || is_bitwise(&link.operator));
        let Some(position) = position else {
            return self.not_a_condition(whole.spans, &self.tree.quoted(whole));
        };
        let is_logical =
            |link: &Link| matches!(link.operator, BinOp::And(_) | BinOp::Or(_)) || is_bitwise(&link.operator);
        let mut spans = first.spans;
        let mut truth = if is_logical(&links[position]) && position == 0 {
            self.condition(first)
        } else if matches!(self.type_of(first), Type::Option(_)) {
            None
        } else {
            // What is calculated before it is compared.
            let mut left = self.compared_operand(first);
            for link in &links[..position] {
                let right = self.compared_operand(&link.right);
                let function = symbol(&link.operator).and_then(|symbol| Function::find(symbol, false));
                left = match (left.zip(right), function) {
                    (Some((left, right)), Some(function)) => {
                        self.arithmetic(function, (spans, first, left), (&link.right, right))
                    }
                    _ => None,
                };
                spans = spans.to(link.right.spans);
            }
            left
        };
        for (number, link) in links.iter().enumerate().skip(position) {
            truth = if is_logical(link) {
                self.logical(truth, link)
            } else if number == 0 && matches!(self.type_of(first), Type::Option(_)) {
                self.same_option(first, link)
            } else {
                let right = self.compared_operand(&link.right);
                truth.zip(right).and_then(|(left, right)| {
                    let function = symbol(&link.operator).and_then(|symbol| Function::find(symbol, false))?;
                    self.compared(function, (spans, first, left), (&link.right, right))
                })
            };
            spans = spans.to(link.right.spans);
        }
        truth
    }

    /// `left && right` and the like: what is on the right of `&&` and `||` is asked only where the left leaves it open.
    fn logical(&mut self, left: Option<Id>, link: &'t Link) -> Option<Id> {
        match link.operator {
            BinOp::And(_) | BinOp::Or(_) => {
                let and = matches!(link.operator, BinOp::And(_));
                if !self.needs_guard(&link.right) {
                    let right = self.condition(&link.right);
                    let function = if and { Function::AND } else { Function::OR };
                    let (left, right) = left.zip(right)?;
                    return Some(self.graph.make(Node::Apply(function, vec![left, right])));
                }
                let right = |lowering: &mut Self| lowering.condition(&link.right);
                let known = |lowering: &mut Self| Some(lowering.graph.boolean(!and));
                if and { self.choose(left, right, known) } else { self.choose(left, known, right) }
            }
            _ => {
                let right = self.condition(&link.right);
                let (left, right) = left.zip(right)?;
                Some(match link.operator {
                    BinOp::BitAnd(_) => self.graph.and(left, right),
                    BinOp::BitOr(_) => self.graph.or(left, right),
                    _ => self.graph.make(Node::Apply(Function::UNEQUAL, vec![left, right])),
                })
            }
        }
    }

    /// Whether evaluating an expression where it is not meant to be does something, or may fail.
    fn needs_guard(&self, expr: &Expr) -> bool {
        if self.is_flat() {
            return false;
        }
        expr.any(&mut |part| {
            !matches!(
                part.kind,
                ExprKind::Literal(_)
                    | ExprKind::Local(_)
                    | ExprKind::Path(_)
                    | ExprKind::Paren(_)
                    | ExprKind::Unary(..)
                    | ExprKind::Chain(..)
                    | ExprKind::Cast(..)
                    | ExprKind::Reference(..)
            ) && !matches!(&part.kind, ExprKind::Method(method) if method.function().is_some())
                || matches!(&part.kind, ExprKind::Chain(_, links) if links.iter().any(|link| {
                    !matches!(self.types.get(link.ty), Type::Real | Type::Truth)
                }))
        })
    }

    /// Two options are equal if neither holds anything, or both hold what is equal.
    fn same_option(&mut self, first: &'t Expr, link: &'t Link) -> Option<Id> {
        let (a, b) = (self.part_value(first)?, self.part_value(&link.right)?);
        let (a, b) = (self.as_option(first.ty, a), self.as_option(link.right.ty, b));
        let (Value::Option(a, x), Value::Option(b, y)) = (a, b) else {
            let text = self.quoted(first);
            return self.not_a_condition(first.spans, &text);
        };
        let (x, y) = (self.number_of(first, *x)?, self.number_of(&link.right, *y)?);
        let (both, alike) = (self.comparison("==", a, b), self.comparison("==", x, y));
        let neither = self.graph.not(a);
        let held = self.graph.or(neither, alike);
        let same = self.graph.and(both, held);
        Some(if matches!(link.operator, BinOp::Ne(_)) { self.graph.not(same) } else { same })
    }

    /// A comparison, of which neither side may be an integer by mistake.
    fn compared(
        &mut self,
        function: Function,
        (_, left_syntax, left): (Spans, &Expr, Id),
        (right_syntax, right): (&Expr, Id),
    ) -> Option<Id> {
        let mut sound = true;
        for (syntax, id, other) in [(left_syntax, left, right), (right_syntax, right, left)] {
            if self.graph.kind(other) == Kind::Real && self.graph.kind(id) == Kind::Integer {
                sound &= self.real(syntax, id).is_some();
            }
        }
        sound.then(|| self.graph.make(Node::Apply(function, vec![left, right])))
    }

    fn not_a_condition(&mut self, spans: Spans, text: &str) -> Option<Id> {
        self.errors.report_wrong_rust(
            spans,
            format!("`{text}` is not a condition that can be followed"),
            "compare numbers with `<`, `<=`, `>`, `>=`, `==` or `!=`, joined by `&&`, `||` and `!`",
        );
        None
    }

    pub(super) fn comparison(&mut self, operator: &str, left: Id, right: Id) -> Id {
        let function = Function::find(operator, false).expect("the table has every comparison");
        self.graph.make(Node::Apply(function, vec![left, right]))
    }

    /// The truth value that a value is.
    pub(super) fn truth_of_value(&mut self, syntax: &Expr, value: Value<'t>) -> Option<Id> {
        self.number_of(syntax, value)
    }
}

fn is_bitwise(operator: &BinOp) -> bool {
    matches!(operator, BinOp::BitAnd(_) | BinOp::BitOr(_) | BinOp::BitXor(_))
}
