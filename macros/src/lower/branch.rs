//! Branches: `if`, `match` and early `return`.
//!
//! Both sides are lowered into the graph, each from the same state of the variables; a variable that they leave
//! with different values becomes a selection between the two. Where a value is computed is not decided here: the
//! emitted code computes it in the branch that needs it, and nowhere else.

use std::collections::{BTreeMap, HashMap};

use quote::{ToTokens, quote};
use syn::{Arm, Block, Expr, ExprIf, ExprMatch, ExprReturn, Pat, RangeLimits};

use super::Lowering;
use crate::elementary::{Function, Kind};
use crate::errors::quoted;
use crate::ir::{Id, Node};
use crate::rules::symbol;

/// An assignment that may have to be taken back: in which scope, to what name, and what was there before.
pub(super) struct Change {
    pub(super) scope: usize,
    pub(super) name: String,
    pub(super) before: Option<Id>,
}

/// How an expression is lowered, and how the results of two branches are made one.
pub(super) struct Context<'c, T> {
    pub(super) lower: &'c dyn Fn(&mut Lowering, &Expr) -> Option<T>,
    pub(super) merge: fn(&mut Lowering, Id, T, T) -> T,
}

impl Context<'static, Id> {
    /// One value.
    pub(super) const VALUE: Self = Context {
        lower: &|lowering, value| lowering.expression(value),
        merge: |lowering, condition, then, otherwise| lowering.selection(condition, then, otherwise),
    };
}

impl Context<'static, ()> {
    /// A statement.
    const EFFECT: Self = Context {
        lower: &|lowering, value| {
            lowering.effect(value);
            Some(())
        },
        merge: |_, _, (), ()| (),
    };
}

impl Lowering<'_> {
    /// An `if` whose value is lowered in the given way.
    pub(super) fn if_else<T>(&mut self, branch: &ExprIf, context: &Context<T>) -> Option<T> {
        let Some((_, otherwise)) = &branch.else_branch else {
            self.errors.report_wrong_rust(
                branch.if_token,
                "an `if` without `else` has no value",
                "write what the value is otherwise, in an `else`",
            );
            return None;
        };
        let condition = self.condition(&branch.cond);
        self.choose(
            condition,
            |lowering| lowering.in_block(&branch.then_branch, context.lower),
            |lowering| (context.lower)(lowering, otherwise),
            context.merge,
        )
    }

    /// An `if` as a statement.
    pub(super) fn if_statement(&mut self, branch: &ExprIf) {
        let condition = self.condition(&branch.cond);
        self.choose(
            condition,
            |lowering| {
                lowering.unit_block(&branch.then_branch);
                Some(())
            },
            |lowering| {
                if let Some((_, otherwise)) = &branch.else_branch {
                    lowering.effect(otherwise);
                }
                Some(())
            },
            |_, _, (), ()| (),
        );
    }

    pub(super) fn match_statement(&mut self, choice: &ExprMatch) {
        self.match_arms(choice, &Context::EFFECT);
    }

    /// A `match`, as the chain of conditions that its patterns are.
    pub(super) fn match_arms<T>(&mut self, choice: &ExprMatch, context: &Context<T>) -> Option<T> {
        let parts: Vec<&Expr> = match &*choice.expr {
            Expr::Tuple(tuple) => tuple.elems.iter().collect(),
            single => vec![single],
        };
        let values: Vec<Option<Id>> = parts.iter().map(|part| self.expression(part)).collect();
        let values: Vec<Id> = values.into_iter().collect::<Option<_>>()?;
        let scrutinee = Scrutinee { syntax: &choice.expr, parts, values };
        self.arms(&scrutinee, &choice.arms, context)
    }

    fn arms<T>(&mut self, scrutinee: &Scrutinee, arms: &[Arm], context: &Context<T>) -> Option<T> {
        let (arm, rest) = arms.split_first()?;
        self.scopes.push(HashMap::new());
        let condition = self.matches(scrutinee, &arm.pat);
        // The names of the pattern are for this arm alone.
        let names = self.scopes.pop().unwrap_or_default();
        let lower = |lowering: &mut Self| {
            lowering.scopes.push(names);
            let value = (context.lower)(lowering, &arm.body);
            lowering.scopes.pop();
            value
        };
        // The last arm is what is left: rustc sees to it that nothing is.
        if rest.is_empty() {
            return lower(self);
        }
        self.choose(condition, lower, |lowering| lowering.arms(scrutinee, rest, context), context.merge)
    }

    /// The condition on which a pattern matches; its names are bound in the innermost scope.
    fn matches(&mut self, scrutinee: &Scrutinee, pattern: &Pat) -> Option<Id> {
        if let Pat::Tuple(tuple) = pattern
            && scrutinee.parts.len() > 1
            && tuple.elems.len() == scrutinee.parts.len()
        {
            let mut all = self.graph.boolean(true);
            for (position, element) in tuple.elems.iter().enumerate() {
                let matched = self.matches(&scrutinee.part(position), element)?;
                all = self.conjunction(all, matched);
            }
            return Some(all);
        }
        let value = (scrutinee.values.len() == 1).then(|| scrutinee.values[0]);
        match (pattern, value) {
            (Pat::Wild(_), _) => Some(self.graph.boolean(true)),
            (Pat::Paren(inner), _) => self.matches(scrutinee, &inner.pat),
            (Pat::Guard(guarded), _) => {
                let matched = self.matches(scrutinee, &guarded.pat)?;
                let guard = self.condition(&guarded.guard)?;
                Some(self.conjunction(matched, guard))
            }
            (Pat::Or(cases), _) => {
                let mut any = self.graph.boolean(false);
                for case in &cases.cases {
                    let matched = self.matches(scrutinee, case)?;
                    any = self.graph.or(any, matched);
                }
                Some(any)
            }
            // A name binds, unless it is the name of a constant.
            (Pat::Ident(name), Some(value))
                if name.subpat.is_none()
                    && name.by_ref.is_none()
                    && name
                        .ident
                        .to_string()
                        .starts_with(|letter: char| letter.is_lowercase() || letter == '_') =>
            {
                self.bind(&name.ident, value);
                Some(self.graph.boolean(true))
            }
            (Pat::Lit(literal), Some(value)) => {
                let literal = self.expression(&Expr::Lit(literal.clone()))?;
                Some(self.comparison("==", value, literal))
            }
            (Pat::Range(range), Some(value)) => {
                let mut inside = self.graph.boolean(true);
                if let Some(start) = &range.start {
                    let start = self.expression(start)?;
                    let above = self.comparison(">=", value, start);
                    inside = self.conjunction(inside, above);
                }
                if let Some(end) = &range.end {
                    let end = self.expression(end)?;
                    let below = if matches!(range.limits, RangeLimits::Closed(_)) { "<=" } else { "<" };
                    let below = self.comparison(below, value, end);
                    inside = self.conjunction(inside, below);
                }
                Some(inside)
            }
            // Any other pattern on a constant is left to Rust.
            _ if self.is_constant(scrutinee.syntax) && !binds(pattern) => {
                let syntax = scrutinee.syntax;
                let tokens = quote!(::core::matches!(#syntax, #pattern));
                self.constant_tokens(syntax, tokens)
            }
            _ => {
                self.errors.report(
                    pattern,
                    format!(
                        "the pattern `{}` is not supported around differentiated values",
                        quoted(pattern)
                    ),
                    "match numbers, ranges, truth values and tuples of them, or take the value apart before",
                );
                None
            }
        }
    }

    fn comparison(&mut self, operator: &str, left: Id, right: Id) -> Id {
        let function = Function::find(operator, false).expect("the table has every comparison");
        self.graph.make(Node::Apply(function, vec![left, right]))
    }

    fn conjunction(&mut self, a: Id, b: Id) -> Id {
        self.graph.and(a, b)
    }

    /// A condition: comparisons of values that vary, and any constant truth value.
    pub(super) fn condition(&mut self, syntax: &Expr) -> Option<Id> {
        match syntax {
            Expr::Paren(inner) => self.condition(&inner.expr),
            Expr::Group(inner) => self.condition(&inner.expr),
            _ if self.is_constant(syntax) && !lets(syntax) => self.expression(syntax),
            Expr::Unary(unary) if matches!(unary.op, syn::UnOp::Not(_)) => {
                let operand = self.condition(&unary.expr)?;
                Some(self.graph.make(Node::Apply(Function::NOT, vec![operand])))
            }
            Expr::Binary(binary) => {
                let function = symbol(&binary.op).and_then(|symbol| Function::find(symbol, false));
                let function = function.filter(|function| function.result == Kind::Boolean);
                match function {
                    Some(Function::AND | Function::OR) => {
                        let (left, right) = (self.condition(&binary.left), self.condition(&binary.right));
                        let (left, right) = left.zip(right)?;
                        function.map(|function| self.graph.make(Node::Apply(function, vec![left, right])))
                    }
                    Some(function) => {
                        let (left, right) = (self.expression(&binary.left), self.expression(&binary.right));
                        let (left, right) = left.zip(right)?;
                        self.compared(function, (&binary.left, left), (&binary.right, right))
                    }
                    None => self.not_a_condition(syntax),
                }
            }
            Expr::MethodCall(call) => {
                let function = Function::find(&call.method.to_string(), true);
                match function.filter(|function| function.result == Kind::Boolean && call.args.is_empty()) {
                    Some(function) => {
                        let receiver = self.expression(&call.receiver)?;
                        Some(self.graph.make(Node::Apply(function, vec![receiver])))
                    }
                    None => self.not_a_condition(syntax),
                }
            }
            Expr::Path(_) => {
                let id = self.expression(syntax)?;
                if matches!(self.graph.kind(id), Kind::Boolean | Kind::Unknown) {
                    return Some(id);
                }
                self.not_a_condition(syntax)
            }
            Expr::Let(pattern) => {
                self.errors.report(
                    pattern.let_token,
                    "`if let` around differentiated values is not supported",
                    "compare numbers, as in `if x > 0.0`",
                );
                None
            }
            _ => self.not_a_condition(syntax),
        }
    }

    /// A comparison, of which neither side may be an integer by mistake.
    fn compared(
        &mut self,
        function: Function,
        (left_syntax, left): (&Expr, Id),
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

    fn not_a_condition(&mut self, syntax: &Expr) -> Option<Id> {
        self.errors.report_wrong_rust(
            syntax,
            format!("`{}` is not a condition that can be followed", quoted(syntax)),
            "compare numbers with `<`, `<=`, `>`, `>=`, `==` or `!=`, joined by `&&`, `||` and `!`",
        );
        None
    }

    /// Lowers both branches, and makes their results and the variables that they assign to into one.
    fn choose<T>(
        &mut self,
        condition: Option<Id>,
        then: impl FnOnce(&mut Self) -> Option<T>,
        otherwise: impl FnOnce(&mut Self) -> Option<T>,
        merge: fn(&mut Self, Id, T, T) -> T,
    ) -> Option<T> {
        let Some(condition) = condition else {
            // Both branches are still searched for errors.
            then(self);
            otherwise(self);
            return None;
        };
        let path = self.path;
        let mark = self.changes.len();

        self.path = Some(path.map_or(condition, |path| self.graph.and(path, condition)));
        let first = then(self);
        let first_left = std::mem::take(&mut self.left);
        let first_changes = self.take_back(mark);

        let negated = self.graph.not(condition);
        self.path = Some(path.map_or(negated, |path| self.graph.and(path, negated)));
        let second = otherwise(self);
        let second_left = std::mem::take(&mut self.left);
        let second_changes = self.take_back(mark);

        self.path = path;
        match (first_left, second_left) {
            (true, true) => {
                self.left = true;
                None
            }
            (true, false) => {
                self.apply(second_changes);
                second
            }
            (false, true) => {
                self.apply(first_changes);
                first
            }
            (false, false) => {
                self.join(condition, first_changes, second_changes);
                let (first, second) = first.zip(second)?;
                Some(merge(self, condition, first, second))
            }
        }
    }

    /// Takes back every assignment since the mark; what the variables were last is returned.
    fn take_back(&mut self, mark: usize) -> BTreeMap<(usize, String), Option<Id>> {
        let mut last = BTreeMap::new();
        for Change { scope, name, before } in self.changes.drain(mark..).rev() {
            // Scopes that were closed since have no variables any more.
            let Some(variables) = self.scopes.get_mut(scope) else { continue };
            let now = variables.insert(name.clone(), before).flatten();
            last.entry((scope, name)).or_insert(now);
        }
        last
    }

    fn apply(&mut self, changes: BTreeMap<(usize, String), Option<Id>>) {
        for ((scope, name), value) in changes {
            self.set(scope, name, value);
        }
    }

    fn join(
        &mut self,
        condition: Id,
        mut first: BTreeMap<(usize, String), Option<Id>>,
        second: BTreeMap<(usize, String), Option<Id>>,
    ) {
        let mut both: BTreeMap<(usize, String), (Option<Id>, Option<Id>)> = BTreeMap::new();
        for (variable, value) in second {
            let before = self.scopes[variable.0].get(&variable.1).copied().flatten();
            both.insert(variable.clone(), (first.remove(&variable).unwrap_or(before), value));
        }
        for (variable, value) in first {
            let before = self.scopes[variable.0].get(&variable.1).copied().flatten();
            both.insert(variable, (value, before));
        }
        for ((scope, name), (then, otherwise)) in both {
            let joined =
                then.zip(otherwise).map(|(then, otherwise)| self.selection(condition, then, otherwise));
            if let Some(id) = joined {
                self.christen_text(&name, id);
            }
            self.set(scope, name, joined);
        }
    }

    /// Gives a variable a value, in a way that an enclosing branch can take back.
    pub(super) fn set(&mut self, scope: usize, name: String, value: Option<Id>) {
        let before = self.scopes[scope].insert(name.clone(), value).flatten();
        self.changes.push(Change { scope, name, before });
    }

    pub(super) fn selection(&mut self, condition: Id, then: Id, otherwise: Id) -> Id {
        if then == otherwise {
            return then;
        }
        self.graph.make(Node::Select { condition, then, otherwise })
    }

    /// A `return` before the end: what is returned, and on which condition, is kept for the end.
    pub(super) fn early_return(&mut self, early: &ExprReturn) {
        let Some(value) = &early.expr else {
            self.errors.report_wrong_rust(
                early,
                "a `return` without a value leaves nothing to differentiate",
                "return a number",
            );
            self.left = true;
            return;
        };
        if let Some(values) = self.returned(value)
            && !self.left
        {
            self.early.push((self.path, values));
        }
        self.left = true;
    }

    /// The statements of a block that is worth nothing.
    pub(super) fn unit_block(&mut self, block: &Block) {
        self.scopes.push(HashMap::new());
        if let Some(last) = self.statements(block) {
            self.effect(last);
        }
        self.scopes.pop();
    }
}

/// What is matched: one value, or a tuple of them.
struct Scrutinee<'a> {
    syntax: &'a Expr,
    parts: Vec<&'a Expr>,
    values: Vec<Id>,
}

impl<'a> Scrutinee<'a> {
    fn part(&self, position: usize) -> Scrutinee<'a> {
        let part = self.parts[position];
        Scrutinee { syntax: part, parts: vec![part], values: vec![self.values[position]] }
    }
}

/// Whether a pattern gives names.
fn binds(pattern: &Pat) -> bool {
    let mut names = pattern.to_token_stream().into_iter();
    names.any(|token| match token {
        proc_macro2::TokenTree::Ident(name) => name.to_string().starts_with(char::is_lowercase),
        proc_macro2::TokenTree::Group(group) => {
            group.stream().to_string().split_whitespace().any(|word| word.starts_with(char::is_lowercase))
        }
        _ => false,
    })
}

/// Whether there is a `let` in a condition.
fn lets(condition: &Expr) -> bool {
    match condition {
        Expr::Let(_) => true,
        Expr::Binary(binary) => lets(&binary.left) || lets(&binary.right),
        _ => false,
    }
}
