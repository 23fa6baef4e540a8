//! Branches: `if`, `match` and early `return`.
//!
//! Both sides are lowered into the graph, each from the same state of the variables; a variable that they leave
//! with different values becomes a selection between the two. Where a value is computed is not decided here: the
//! emitted code computes it in the branch that needs it, and nowhere else.

use std::collections::{BTreeMap, HashMap};

use proc_macro2::Span;
use quote::{ToTokens, quote};
use syn::{Arm, Block, Expr, ExprIf, ExprMatch, ExprReturn, Pat, RangeLimits};

use super::Lowering;
use super::value::Value;
use crate::elementary::{Function, Kind};
use crate::errors::quoted;
use crate::ir::{Id, Node};
use crate::region::{Action, RegionKind};
use crate::rules::symbol;

/// An assignment that may have to be taken back: in which scope, to what name, and what was there before.
#[derive(Clone)]
pub(super) struct Change {
    pub(super) scope: usize,
    pub(super) name: String,
    pub(super) before: Option<Value>,
}

/// How an expression is lowered.
pub(super) struct Context<'c, T> {
    pub(super) lower: &'c dyn Fn(&mut Lowering, &Expr) -> Option<T>,
}

/// The last value of each variable that was assigned to, by its scope and its name.
pub(super) type Changes = BTreeMap<(usize, String), Option<Value>>;

impl Context<'static, Id> {
    /// One value.
    pub(super) const VALUE: Self = Context { lower: &|lowering, value| lowering.expression(value) };
}

impl Context<'static, ()> {
    /// A statement.
    const EFFECT: Self = Context {
        lower: &|lowering, value| {
            lowering.effect(value);
            Some(())
        },
    };
}

/// What two branches give, made into one.
pub(super) trait Merge: Sized {
    fn merge(lowering: &mut Lowering, condition: Id, then: Self, otherwise: Self) -> Option<Self>;

    /// What stands for it where it is not computed and nobody reads it.
    fn stand_in(&self, lowering: &mut Lowering) -> Self;
}

impl Merge for () {
    fn merge(_: &mut Lowering, _: Id, (): (), (): ()) -> Option<()> {
        Some(())
    }

    fn stand_in(&self, _: &mut Lowering) {}
}

impl Merge for Id {
    fn merge(lowering: &mut Lowering, condition: Id, then: Id, otherwise: Id) -> Option<Id> {
        Some(lowering.selection(condition, then, otherwise))
    }

    fn stand_in(&self, lowering: &mut Lowering) -> Id {
        let kind = lowering.graph.kind(*self);
        lowering.graph.nothing(kind)
    }
}

impl Merge for Value {
    fn merge(lowering: &mut Lowering, condition: Id, then: Value, otherwise: Value) -> Option<Value> {
        lowering.selected_value(condition, &then, &otherwise)
    }

    fn stand_in(&self, lowering: &mut Lowering) -> Value {
        match self {
            Value::Number(id) | Value::Borrowed(id) => Value::Number(id.stand_in(lowering)),
            Value::Tuple(values) => Value::Tuple(values.stand_in(lowering)),
            Value::Elements(values) => Value::Elements(values.stand_in(lowering)),
            other => other.clone(),
        }
    }
}

impl<T: Merge> Merge for Vec<T> {
    fn merge(lowering: &mut Lowering, condition: Id, then: Self, otherwise: Self) -> Option<Self> {
        then.into_iter()
            .zip(otherwise)
            .map(|(then, otherwise)| T::merge(lowering, condition, then, otherwise))
            .collect()
    }

    fn stand_in(&self, lowering: &mut Lowering) -> Self {
        self.iter().map(|one| one.stand_in(lowering)).collect()
    }
}

impl Lowering<'_> {
    /// An `if` whose value is lowered in the given way.
    pub(super) fn if_else<T: Merge>(&mut self, branch: &ExprIf, context: &Context<T>) -> Option<T> {
        let Some((_, otherwise)) = &branch.else_branch else {
            self.errors.report_wrong_rust(
                branch.if_token,
                "an `if` without `else` has no value",
                "write what the value is otherwise, in an `else`",
            );
            return None;
        };
        let condition = self.condition(&branch.cond);
        self.keyword = branch.if_token.span;
        self.choose(
            condition,
            |lowering| lowering.in_block(&branch.then_branch, context.lower),
            |lowering| (context.lower)(lowering, otherwise),
        )
    }

    /// An `if` as a statement.
    pub(super) fn if_statement(&mut self, branch: &ExprIf) {
        let condition = self.condition(&branch.cond);
        self.keyword = branch.if_token.span;
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
        );
    }

    pub(super) fn match_statement(&mut self, choice: &ExprMatch) {
        self.match_arms(choice, &Context::EFFECT);
    }

    /// A `match`, as the chain of conditions that its patterns are.
    pub(super) fn match_arms<T: Merge>(&mut self, choice: &ExprMatch, context: &Context<T>) -> Option<T> {
        let parts: Vec<&Expr> = match &*choice.expr {
            Expr::Tuple(tuple) => tuple.elems.iter().collect(),
            single => vec![single],
        };
        let values: Vec<Option<Id>> = parts.iter().map(|part| self.expression(part)).collect();
        let values: Vec<Id> = values.into_iter().collect::<Option<_>>()?;
        let keyword = choice.match_token.span;
        let scrutinee = Scrutinee { keyword, syntax: &choice.expr, parts, values };
        self.arms(&scrutinee, &choice.arms, context)
    }

    fn arms<T: Merge>(&mut self, scrutinee: &Scrutinee, arms: &[Arm], context: &Context<T>) -> Option<T> {
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
        self.keyword = scrutinee.keyword;
        self.choose(condition, lower, |lowering| lowering.arms(scrutinee, rest, context))
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
            Expr::Path(_) | Expr::Call(_) | Expr::MethodCall(_) => {
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
    pub(super) fn choose<T: Merge>(
        &mut self,
        condition: Option<Id>,
        then: impl FnOnce(&mut Self) -> Option<T>,
        otherwise: impl FnOnce(&mut Self) -> Option<T>,
    ) -> Option<T> {
        let Some(condition) = condition else {
            // Both branches are still searched for errors.
            then(self);
            otherwise(self);
            return None;
        };
        let (path, keyword) = (self.path, self.keyword);
        let mark = self.changes.len();
        let as_statement = std::mem::take(&mut self.as_statement);

        let (then_region, around) = self.graph.open(RegionKind::Branch);
        self.path = Some(path.map_or(condition, |path| self.graph.and(path, condition)));
        let first = then(self);
        let first_left = std::mem::take(&mut self.left);
        let first_changes = self.take_back(mark);
        self.graph.enter(around);

        let (otherwise_region, _) = self.graph.open(RegionKind::Branch);
        let negated = self.graph.not(condition);
        self.path = Some(path.map_or(negated, |path| self.graph.and(path, negated)));
        let second = otherwise(self);
        let second_left = std::mem::take(&mut self.left);
        let second_changes = self.take_back(mark);
        self.graph.enter(around);

        (self.path, self.keyword) = (path, keyword);
        let (then, otherwise) = (then_region, otherwise_region);
        let floats = !as_statement && [then, otherwise].into_iter().all(|region| self.graph.floats(region));
        let before = self.joining;
        if floats {
            self.graph.dissolve(then);
            self.graph.dissolve(otherwise);
            self.joining = None;
        } else {
            self.joining = Some(self.graph.perform(Action::Branch { condition, then, otherwise }, &[]));
        }
        let result = self.join_branches(
            condition,
            (first, first_left, first_changes),
            (second, second_left, second_changes),
        );
        self.joining = before;
        result
    }

    pub(super) fn join_branches<T: Merge>(
        &mut self,
        condition: Id,
        (first, first_left, mut first_changes): (Option<T>, bool, Changes),
        (second, second_left, mut second_changes): (Option<T>, bool, Changes),
    ) -> Option<T> {
        if !first_left && !second_left {
            self.join(condition, first_changes, second_changes);
            let (first, second) = first.zip(second)?;
            return T::merge(self, condition, first, second);
        }
        let is_hidden = |(_, name): &(usize, String)| name.starts_with('#');
        if self.loops.is_empty() {
            // What the variables are where the function was left, nobody asks.
            first_changes.retain(|variable, _| !first_left || is_hidden(variable));
            second_changes.retain(|variable, _| !second_left || is_hidden(variable));
        }
        if self.joining.is_some() || !self.loops.is_empty() {
            self.join(condition, first_changes, second_changes);
        } else {
            let changes = if first_left { &second_changes } else { &first_changes };
            let reached: Changes = changes
                .iter()
                .filter(|(variable, _)| !is_hidden(variable))
                .map(|(k, v)| (k.clone(), v.clone()))
                .collect();
            first_changes.retain(|variable, _| is_hidden(variable));
            second_changes.retain(|variable, _| is_hidden(variable));
            self.join(condition, first_changes, second_changes);
            for ((scope, name), value) in reached {
                self.set(scope, name, value);
            }
        }
        if first_left && second_left {
            self.left = true;
            return None;
        }
        let result = if first_left { second } else { first }?;
        if self.joining.is_none() {
            return Some(result);
        }
        // On the side that is left it is not computed.
        let none = result.stand_in(self);
        if first_left {
            T::merge(self, condition, none, result)
        } else {
            T::merge(self, condition, result, none)
        }
    }

    /// Takes back every assignment since the mark; what the variables were last is returned.
    pub(super) fn take_back(&mut self, mark: usize) -> Changes {
        let mut last = BTreeMap::new();
        for Change { scope, name, before } in self.changes.drain(mark..).rev() {
            // Scopes that were closed since have no variables any more.
            let Some(variables) = self.scopes.get_mut(scope) else { continue };
            let now = variables.insert(name.clone(), before).flatten();
            last.entry((scope, name)).or_insert(now);
        }
        last
    }

    fn join(&mut self, condition: Id, mut first: Changes, second: Changes) {
        let mut both: BTreeMap<(usize, String), (Option<Value>, Option<Value>)> = BTreeMap::new();
        for (variable, value) in second {
            let before = self.scopes[variable.0].get(&variable.1).cloned().flatten();
            both.insert(variable.clone(), (first.remove(&variable).unwrap_or(before), value));
        }
        for (variable, value) in first {
            let before = self.scopes[variable.0].get(&variable.1).cloned().flatten();
            both.insert(variable, (value, before));
        }
        for ((scope, name), (then, otherwise)) in both {
            let joined = then
                .zip(otherwise)
                .and_then(|(then, otherwise)| self.selected_value(condition, &then, &otherwise));
            if let Some(Value::Number(id)) = joined
                && !name.starts_with('#')
            {
                self.christen_text(&name, id);
            }
            self.set(scope, name, joined);
        }
    }

    /// Gives a variable a value, in a way that an enclosing branch can take back.
    pub(super) fn set(&mut self, scope: usize, name: String, value: Option<Value>) {
        let before = self.scopes[scope].insert(name.clone(), value).flatten();
        self.changes.push(Change { scope, name, before });
    }

    pub(super) fn selection(&mut self, condition: Id, then: Id, otherwise: Id) -> Id {
        if then == otherwise {
            return then;
        }
        if let Some(branch) = self.joining {
            return self.graph.branch_result(branch, then, otherwise);
        }
        if self.graph.truth(then).is_some() || self.graph.truth(otherwise).is_some() {
            return self.graph.truth_of(condition, then, otherwise);
        }
        // What was left early on this condition needs no second question.
        if let Node::Select { condition: inner, then: value, .. } = *self.graph.node(then)
            && inner == condition
            && self.graph.is_structured()
        {
            return self.selection(condition, value, otherwise);
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
            self.early.push((self.path, values.clone()));
            for (number, value) in values.into_iter().enumerate() {
                self.set(0, format!("#return{number}"), Some(Value::Number(value)));
            }
        }
        self.leave("#return");
    }

    /// Marks the code behind as out of reach, and how it was left.
    pub(super) fn leave(&mut self, flag: &str) {
        let truth = self.graph.boolean(true);
        if let Some(scope) = self.scopes.iter().rposition(|scope| scope.contains_key(flag)) {
            self.set(scope, flag.to_owned(), Some(Value::Number(truth)));
        }
        self.left = true;
    }

    /// The condition on which what follows is not reached, because a loop or the function was left; `None` if it is
    /// reached in any case.
    pub(super) fn leaving(&mut self) -> Option<Id> {
        let flags: Vec<Id> = self
            .scopes
            .iter()
            .flatten()
            .filter(|(name, _)| is_flag(name))
            .filter_map(|(_, value)| match value {
                Some(Value::Number(id)) => Some(*id),
                _ => None,
            })
            .collect::<std::collections::BTreeSet<Id>>()
            .into_iter()
            .collect();
        let never = self.graph.boolean(false);
        let mut any = never;
        for flag in flags {
            any = self.graph.or(any, flag);
        }
        (any != never).then_some(any)
    }

    /// The statements of a block that is worth nothing.
    pub(super) fn unit_block(&mut self, block: &Block) {
        self.scopes.push(HashMap::new());
        self.run(&block.stmts, &mut |lowering, last| {
            lowering.effect(last);
            Some(())
        });
        self.scopes.pop();
    }
}

/// What is matched: one value, or a tuple of them.
struct Scrutinee<'a> {
    keyword: Span,
    syntax: &'a Expr,
    parts: Vec<&'a Expr>,
    values: Vec<Id>,
}

impl<'a> Scrutinee<'a> {
    fn part(&self, position: usize) -> Scrutinee<'a> {
        let part = self.parts[position];
        Scrutinee {
            keyword: self.keyword,
            syntax: part,
            parts: vec![part],
            values: vec![self.values[position]],
        }
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

/// Whether a name stands for whether a loop or the function was left, rather than for a variable of the user's.
pub(super) fn is_flag(name: &str) -> bool {
    name == "#return" || name.starts_with("#break") || name.starts_with("#continue")
}
