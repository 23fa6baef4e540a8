//! Statements: `let`, assignment, items, `return`, blocks.

use std::collections::HashMap;

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::{BinOp, Block, Expr, Item, Local, Stmt};

use super::branch::{Changes, Merge, is_flag};
use super::constant::Obstacle;
use super::expected::Expected;
use super::value::Value;
use super::{Lowering, Meaning, Output as Returned};
use crate::elementary::{Function, Kind};
use crate::errors::quoted;
use crate::ir::{Id, Node, Output, Part};
use crate::region::{Action, Initial, RegionKind};
use crate::rules::symbol;
use crate::signature::{Returns, rank_of};

impl Lowering<'_> {
    /// The body of the function, as the values that it returns.
    pub(super) fn body(&mut self, block: &Block) -> Option<Vec<Id>> {
        let errors = self.errors.count();
        if self.refuse_semicolon(block, "the function") {
            return None;
        }
        let never = self.graph.boolean(false);
        self.scopes[0].insert("#return".to_owned(), Some(Value::Number(never)));
        for number in 0..self.signature.returns.count() {
            let zero = self.graph.zero();
            self.scopes[0].insert(format!("#return{number}"), Some(Value::Number(zero)));
        }
        let last = self.run(&block.stmts, &mut |lowering, last| lowering.returned(last));
        let result = if self.left { None } else { last };
        if result.is_none() && !self.left {
            if self.errors.count() == errors {
                let at =
                    block.stmts.last().map_or_else(|| block.to_token_stream(), ToTokens::to_token_stream);
                self.errors.report_wrong_rust(
                    at,
                    "the body ends without a value, so there is nothing to differentiate",
                    "end it with an expression, without a semicolon",
                );
            }
            return None;
        }
        self.with_early_returns(result)
    }

    fn with_early_returns(&mut self, mut result: Option<Vec<Id>>) -> Option<Vec<Id>> {
        if self.graph.is_structured() {
            let Some(Some(Value::Number(returned))) = self.scopes[0].get("#return").cloned() else {
                return result;
            };
            let values: Vec<Id> = (0..self.signature.returns.count())
                .filter_map(|number| match self.scopes[0].get(&format!("#return{number}")) {
                    Some(Some(Value::Number(id))) => Some(*id),
                    _ => None,
                })
                .collect();
            let Some(rest) = result else { return Some(values) };
            let never = self.graph.boolean(false);
            if returned == never {
                return Some(rest);
            }
            let selected = values.into_iter().zip(rest);
            return Some(selected.map(|(value, rest)| self.selection(returned, value, rest)).collect());
        }
        // The first of the early returns comes before all the others.
        for (path, values) in std::mem::take(&mut self.early).into_iter().rev() {
            result = Some(match (path, result) {
                (Some(path), Some(rest)) => values
                    .into_iter()
                    .zip(rest)
                    .map(|(value, rest)| self.selection(path, value, rest))
                    .collect(),
                _ => values,
            });
        }
        result
    }

    /// Reports a value that a semicolon throws away, where one is expected.
    fn refuse_semicolon(&mut self, block: &Block, of: &str) -> bool {
        let Some(Stmt::Expr(value, Some(_))) = block.stmts.last() else { return false };
        let has_effect = match value {
            Expr::Return(_)
            | Expr::Break(_)
            | Expr::Continue(_)
            | Expr::If(_)
            | Expr::Match(_)
            | Expr::Block(_)
            | Expr::Macro(_)
            | Expr::Assign(_)
            | Expr::ForLoop(_)
            | Expr::While(_)
            | Expr::Loop(_) => true,
            Expr::Binary(binary) => is_assignment(&binary.op),
            _ => false,
        };
        if !has_effect {
            self.errors.report_wrong_rust(
                value,
                format!("`{}` with a semicolon is not the value of {of}", quoted(value)),
                "take the semicolon away",
            );
        }
        !has_effect
    }

    pub(super) fn returned(&mut self, value: &Expr) -> Option<Vec<Id>> {
        match self.signature.returns {
            Returns::Composite => self.returned_composite(value),
            Returns::Scalar => {
                let id = self.expression(value)?;
                self.real(value, id).map(|id| vec![id])
            }
            Returns::Tuple(count) => self.several(value, count, true),
            Returns::Array(count) => self.several(value, count, false),
        }
    }

    /// The statements of a block; the expression that it ends with is lowered in the given way.
    ///
    /// What follows a statement that may leave the block runs only if it does not.
    pub(super) fn run<T: Merge>(
        &mut self,
        statements: &[Stmt],
        value: &mut dyn FnMut(&mut Self, &Expr) -> Option<T>,
    ) -> Option<T> {
        if !statements.iter().any(leaves_within_assignment) {
            return self.run_apart(statements, value);
        }
        // `v = if c { break } else { x };` assigns nothing where it leaves.
        let mut apart = Vec::new();
        for statement in statements {
            if leaves_within_assignment(statement) {
                apart.extend(self.taken_apart(statement));
            } else {
                apart.push(statement.clone());
            }
        }
        self.run_apart(&apart, value)
    }

    /// The statements of a block of which no assignment leaves it within itself.
    fn run_apart<T: Merge>(
        &mut self,
        statements: &[Stmt],
        value: &mut dyn FnMut(&mut Self, &Expr) -> Option<T>,
    ) -> Option<T> {
        let (last, others) = statements.split_last()?;
        let before = self.leaving();
        for (position, statement) in others.iter().enumerate() {
            self.statement(statement);
            if self.left {
                return None;
            }
            let leaving = self.leaving();
            if leaving != before
                && let Some(leaving) = leaving
            {
                return self.rest(leaving, &statements[position + 1..], value);
            }
        }
        match last {
            Stmt::Expr(last, None) => value(self, last),
            other => {
                self.statement(other);
                None
            }
        }
    }

    /// An assignment as two statements: what is assigned, under a name of its own, and the assignment.
    fn taken_apart(&mut self, statement: &Stmt) -> Vec<Stmt> {
        let mut assignment = statement.clone();
        let right = match &mut assignment {
            Stmt::Expr(Expr::Assign(assign), _) => &mut assign.right,
            Stmt::Expr(Expr::Binary(binary), _) => &mut binary.right,
            _ => return vec![assignment],
        };
        let mut name = String::from("assigned");
        while !self.taken.insert(name.clone()) {
            name.push('_');
        }
        let name = Ident::new(&name, Span::call_site());
        let value = std::mem::replace(right, syn::parse_quote!(#name));
        vec![syn::parse_quote!(let #name = #value;), assignment]
    }

    /// The statements behind one that may have left the block.
    fn rest<T: Merge>(
        &mut self,
        leaving: Id,
        statements: &[Stmt],
        value: &mut dyn FnMut(&mut Self, &Expr) -> Option<T>,
    ) -> Option<T> {
        if self.graph.structure.flat {
            return self.run_apart(statements, value);
        }
        let mark = self.changes.len();
        let (region, around) = self.graph.open(RegionKind::Branch);
        let flags = self.lower_flags();
        // What is declared in the rest is not there where it was left.
        self.scopes.push(HashMap::new());
        let result = self.run_apart(statements, value);
        self.scopes.pop();
        self.graph.enter(around);
        let changes = self.take_back(mark);
        for (scope, name, flag) in flags {
            self.scopes[scope].insert(name, Some(flag));
        }
        if self.graph.floats(region) {
            self.graph.dissolve(region);
            // A flag that is raised in the rest was raised, or is now, if the rest is reached.
            for ((scope, name), value) in changes {
                let value = match (value, self.scopes[scope].get(&name).cloned().flatten()) {
                    (Some(Value::Number(new)), Some(Value::Number(old))) if is_flag(&name) => {
                        let reached = self.graph.not(leaving);
                        let now = if old == leaving { new } else { self.graph.and(reached, new) };
                        Some(Value::Number(self.graph.or(old, now)))
                    }
                    // A loop goes on with what there was when it was left, or hands it on.
                    (Some(new), Some(old)) if name.starts_with("#return") || !self.loops.is_empty() => {
                        self.selected_value(leaving, &old, &new)
                    }
                    (value, _) => value,
                };
                self.set(scope, name, value);
            }
            return result;
        }
        let (nothing, _) = self.graph.open(RegionKind::Branch);
        self.graph.enter(around);
        let left = std::mem::take(&mut self.left);
        let branch = Action::Branch { condition: leaving, then: nothing, otherwise: region };
        let before = self.joining.replace(self.graph.perform(branch, &[]));
        let result = self.join_branches(leaving, (None, true, Changes::new()), (result, left, changes));
        self.joining = before;
        result
    }

    /// Takes down the flags of what was left, for code that is reached only if it was not; they are returned.
    fn lower_flags(&mut self) -> Vec<(usize, String, Value)> {
        let never = self.graph.boolean(false);
        let mut lowered = Vec::new();
        for (number, scope) in self.scopes.iter_mut().enumerate() {
            for (name, value) in scope.iter_mut().filter(|(name, _)| is_flag(name)) {
                if let Some(flag) = value.replace(Value::Number(never)) {
                    lowered.push((number, name.clone(), flag));
                }
            }
        }
        lowered
    }

    /// A block as an expression: what to make of its last expression is up to the caller.
    pub(super) fn in_block<T: Merge>(
        &mut self,
        block: &Block,
        value: impl Fn(&mut Self, &Expr) -> Option<T>,
    ) -> Option<T> {
        let errors = self.errors.count();
        if self.refuse_semicolon(block, "its block") {
            return None;
        }
        self.scopes.push(HashMap::new());
        let result = self.run(&block.stmts, &mut |lowering, last| value(lowering, last));
        let ends = matches!(block.stmts.last(), Some(Stmt::Expr(_, None)));
        if !ends && !self.left && self.errors.count() == errors {
            self.errors.report_wrong_rust(
                block,
                "this block ends without a value",
                "end it with an expression, without a semicolon",
            );
        }
        self.scopes.pop();
        result
    }

    fn statement(&mut self, statement: &Stmt) {
        match statement {
            Stmt::Local(local) => self.local(local),
            Stmt::Item(item) => self.item(item),
            Stmt::Macro(call) => self.statement_macro(&call.mac),
            Stmt::Expr(value, _) => self.effect(value),
        }
    }

    /// An expression as a statement.
    pub(super) fn effect(&mut self, value: &Expr) {
        match value {
            Expr::Paren(inner) => self.effect(&inner.expr),
            Expr::Group(inner) => self.effect(&inner.expr),
            Expr::Assign(assign) => self.assignment(&assign.left, &assign.right),
            Expr::Binary(binary) if is_assignment(&binary.op) => {
                let function = symbol(&binary.op).and_then(|symbol| Function::find(symbol, false));
                if let Some(function) = function
                    && self.increase(function, &binary.left, &binary.right)
                {
                    return;
                }
                // As Rust does it: what is on the right may change the variable first.
                let change = self.expression(&binary.right);
                let current = self.expression(&binary.left);
                let value = match (function, current.zip(change)) {
                    (Some(function), Some((current, change))) => {
                        self.arithmetic(function, (&binary.left, current), (&binary.right, change))
                    }
                    (None, _) => {
                        self.errors.report_wrong_rust(
                            binary.op,
                            format!(
                                "`{}` works on bits, and a real number has no derivative by its bits",
                                quoted(binary.op)
                            ),
                            "write it with `+=`, `-=`, `*=` or `/=`",
                        );
                        None
                    }
                    _ => None,
                };
                self.assign(&binary.left, value);
            }
            Expr::Return(early) => self.early_return(early),
            Expr::If(branch) => self.if_statement(branch),
            Expr::Match(choice) => self.match_statement(choice),
            Expr::Block(block) if block.label.is_none() && block.attrs.is_empty() => {
                self.unit_block(&block.block);
            }
            Expr::ForLoop(repeat) => self.for_loop(repeat),
            Expr::While(repeat) => self.while_loop(repeat),
            Expr::Loop(repeat) => self.endless_loop(repeat),
            Expr::Break(leave) => {
                self.leave_loop(value, leave.label.as_ref(), leave.expr.as_deref(), "#break");
            }
            Expr::Continue(leave) => self.leave_loop(value, leave.label.as_ref(), None, "#continue"),
            Expr::Macro(call) => self.statement_macro(&call.mac),
            Expr::Tuple(unit) if unit.elems.is_empty() => {}
            Expr::MethodCall(call) if self.changes_array(call) => {}
            Expr::MethodCall(call) if call.method == "for_each" => {
                self.array_method(value, call);
            }
            _ => self.unused(value),
        }
    }

    /// An expression as a statement: what it does, if anything, the chain rule does not see.
    fn unused(&mut self, value: &Expr) {
        match (value, self.obstacle(value)) {
            (Expr::Unsafe(_) | Expr::Await(_) | Expr::Try(_), _) => {
                self.unsupported(value);
            }
            (_, Some(Obstacle::Changes(name))) => self.changes(value, &name),
            _ => self.errors.report(
                value,
                format!(
                    "nothing uses the value of `{}`, and what else it does the chain rule cannot see",
                    quoted(value)
                ),
                "take it out, or use its value in a `let`",
            ),
        }
    }

    fn local(&mut self, local: &Local) {
        let Some(init) = &local.init else {
            self.errors.report(
                local,
                "a `let` without a value is not supported",
                "give the value where the variable is declared",
            );
            self.declare(&local.pat);
            return;
        };
        if let Some((_, diverging)) = &init.diverge {
            self.errors.report(
                diverging,
                "`let … else` is not supported: arithmetic always matches",
                "write a plain `let`",
            );
        }
        match self.matched(&local.pat, &init.expr) {
            Some(bindings) => {
                for (name, value) in bindings {
                    self.bind_any(&name, value);
                }
            }
            None => self.declare(&local.pat),
        }
    }

    /// What is returned has arrays in it.
    fn returned_composite(&mut self, value: &Expr) -> Option<Vec<Id>> {
        if self.composite.is_some() || !self.loops.is_empty() || self.path.is_some() {
            self.errors.report(
                value,
                "an array that is returned early is not supported",
                "return once, at the end of the function",
            );
            return None;
        }
        let ranks: Vec<usize> = self
            .signature
            .returned
            .iter()
            .map(|declared| rank_of(&self.signature.known(declared)).unwrap_or(0))
            .collect();
        let found = if self.signature.tuple {
            let found = match value {
                Expr::Call(call) if !self.is_constant(value) => {
                    self.array_call(call, &Expected::ranks(&ranks))?
                }
                Expr::Tuple(tuple) if tuple.elems.len() == ranks.len() => {
                    let before = self.expected.take();
                    let parts: Vec<Option<Value>> = tuple
                        .elems
                        .iter()
                        .zip(&ranks)
                        .map(|(part, &rank)| {
                            self.expected = Some(rank);
                            self.value(part)
                        })
                        .collect();
                    self.expected = before;
                    Value::Tuple(parts.into_iter().collect::<Option<_>>()?)
                }
                _ => self.value(value)?,
            };
            match found {
                Value::Tuple(values) if values.len() == ranks.len() => values,
                _ => {
                    self.errors.report(
                        value,
                        format!(
                            "`{}` does not show the {} values that are returned",
                            quoted(value),
                            ranks.len()
                        ),
                        "write a tuple `(a, b)`",
                    );
                    return None;
                }
            }
        } else {
            let before = self.expected.replace(ranks[0]);
            self.expected_length = crate::signature::length_of(&self.signature.returned[0]);
            let found = if constructs(value) || (self.is_constant(value) && !self.is_composite(value)) {
                self.constant_array(value, ranks[0])
            } else {
                self.value(value)
            };
            self.expected = before;
            let found = match found {
                Some(Value::Number(_)) if self.is_constant(value) => self.constant_array(value, ranks[0]),
                other => other,
            };
            vec![found?]
        };
        let mut outputs = Vec::new();
        for (part, rank) in found.into_iter().zip(ranks) {
            if rank == 0 {
                outputs.push(Returned::Number(self.number_of(value, part)?));
                continue;
            }
            let place = self.memory(value, part)?;
            let array = self.graph.array(place.array);
            let own = place.path.is_empty() && place.range.is_none() && array.parameter.is_none();
            let taken =
                outputs.iter().any(|output| matches!(output, Returned::Array(id) if *id == place.array));
            let place = if own && !taken {
                place
            } else {
                let (rank, kind) = (self.graph.rank(&place), array.kind);
                let name = quote::format_ident!("returned");
                self.new_memory(&name, rank, kind, Initial::Copy(place), false)
            };
            outputs.push(Returned::Array(place.array));
        }
        self.composite = Some(outputs);
        Some(Vec::new())
    }

    /// Gives a variable, an element or a place behind a reference a new value.
    pub(super) fn assign(&mut self, target: &Expr, value: Option<Id>) {
        let Expr::Path(path) = target else {
            if let Expr::Paren(syn::ExprParen { expr: inner, .. })
            | Expr::Group(syn::ExprGroup { expr: inner, .. }) = target
            {
                return self.assign(inner, value);
            }
            if let Expr::Field(field) = target
                && let Some((name, tuple)) = self.replaced(field, value)
            {
                return self.assign_value(&name, Some(tuple));
            }
            return self.store(target, value);
        };
        let name = path.path.get_ident().filter(|name| !matches!(self.lookup(name), Meaning::Unknown));
        let Some(name) = name else {
            self.errors.report_wrong_rust(
                target,
                format!("`{}` is not a variable of this function", quoted(target)),
                format!("declare it first, as in `let mut {} = …;`", quoted(target)),
            );
            return;
        };
        if let Some(id) = value {
            self.christen(name, id);
        }
        self.assign_value(name, value.map(Value::Number));
    }

    /// Gives the innermost variable of this name a new value.
    pub(super) fn assign_value(&mut self, name: &Ident, value: Option<Value>) {
        let text = name.unraw().to_string();
        if let Some(scope) = self.scopes.iter().rposition(|scope| scope.contains_key(&text)) {
            self.set(scope, text, value);
        }
    }

    /// A variable that is a tuple, as it is when a part of it has a new value.
    fn replaced(&mut self, field: &syn::ExprField, part: Option<Id>) -> Option<(Ident, Value)> {
        let syn::Member::Unnamed(index) = &field.member else { return None };
        let Expr::Path(path) = &*field.base else { return None };
        let name = path.path.get_ident()?;
        let Meaning::Composite(Value::Tuple(mut parts)) = self.lookup(name) else { return None };
        *parts.get_mut(index.index as usize)? = Value::Number(part?);
        Some((name.clone(), Value::Tuple(parts)))
    }

    fn item(&mut self, item: &Item) {
        match item {
            Item::Const(_) | Item::Use(_) | Item::Fn(_) => {
                self.items.push(self.nested.restore(item.to_token_stream()));
            }
            _ => self.errors.report(
                item,
                "this kind of item is not supported in the body of a differentiated function",
                "move it out of the function; `const`, `use` and `fn` may stay",
            ),
        }
    }

    /// Assertions look on, and stay; other macros may do anything.
    fn statement_macro(&mut self, call: &syn::Macro) {
        const ASSERTIONS: [&str; 6] =
            ["assert", "assert_eq", "assert_ne", "debug_assert", "debug_assert_eq", "debug_assert_ne"];
        let name = call.path.segments.last().map(|last| last.ident.to_string()).unwrap_or_default();
        if ASSERTIONS.contains(&name.as_str()) {
            return self.onlooker(call, if name.ends_with("assert") { 1 } else { 2 });
        }
        self.errors.report(
            &call.path,
            format!("`{}!` is a macro, and the chain rule cannot look inside of it", quoted(&call.path)),
            "take it out, or call it where this function is called",
        );
    }

    /// The partial derivatives that the option `derivative` gives, in the order of the parameters.
    pub(super) fn given_partials(&mut self, keyword: &Ident, partials: &[(Ident, Expr)]) -> Option<Vec<Id>> {
        if self.signature.returns != Returns::Scalar {
            self.errors.report(
                keyword,
                "`derivative(…)` describes a function of one value, and this one returns several",
                "return one number",
            );
            return None;
        }
        let mut given: Vec<Option<Id>> = vec![None; self.signature.parameters.len()];
        let mut complete = true;
        for (name, partial) in partials {
            let position = self.signature.parameters.iter().position(|parameter| parameter.name == *name);
            let known = position.filter(|&position| self.signature.parameters[position].kind == Kind::Real);
            let Some(position) = known else {
                self.errors.report(
                    name,
                    format!(
                        "`derivative` names `{name}`, which is not a parameter that can be differentiated"
                    ),
                    "name the parameters of type `f64` or `f32`",
                );
                complete = false;
                continue;
            };
            let id = self.expression(partial).and_then(|id| self.real(partial, id));
            complete &= id.is_some();
            let twice = given[position].is_some();
            if twice {
                self.errors.report(
                    name,
                    format!("the derivative by `{name}` is given twice"),
                    "keep one of them",
                );
            }
            given[position] = id;
        }
        let wanted = self.signature.differentiated();
        let missing: Vec<usize> =
            wanted.iter().copied().filter(|&position| given[position].is_none()).collect();
        if complete && let Some(&position) = missing.first() {
            let name = &self.signature.parameters[position].name;
            self.errors.report(
                keyword,
                format!("`derivative` does not say what the derivative by `{name}` is"),
                format!("add `{name} = …`, or leave `{name}` out with `wrt(…)`"),
            );
            return None;
        }
        wanted.iter().map(|&position| given[position]).collect()
    }

    /// An opaque function's value: a call of the function itself.
    pub(super) fn own_value(&mut self, function: &Ident) -> Id {
        let callee = self.graph.keep(function.to_token_stream());
        let arguments = (0..self.signature.parameters.len())
            .map(|position| self.graph.make(Node::Parameter(position)))
            .collect();
        let call = {
            let region = self.graph.current();
            self.graph.make(Node::Call { callee, arguments, returns: Returns::Scalar, region })
        };
        self.graph.make(Node::Part { call, part: Part::Value(Output::Only) })
    }
}

/// Whether a statement assigns something that a `break`, a `continue` or a `return` may leave.
fn leaves_within_assignment(statement: &Stmt) -> bool {
    fn leaves(tokens: TokenStream) -> bool {
        tokens.into_iter().any(|token| match token {
            TokenTree::Ident(word) => ["break", "continue", "return"].contains(&word.to_string().as_str()),
            TokenTree::Group(group) => leaves(group.stream()),
            _ => false,
        })
    }
    let right = match statement {
        Stmt::Expr(Expr::Assign(assign), _) => &assign.right,
        Stmt::Expr(Expr::Binary(binary), _) if is_assignment(&binary.op) => &binary.right,
        _ => return false,
    };
    !matches!(**right, Expr::Path(_) | Expr::Lit(_)) && leaves(right.to_token_stream())
}

/// Whether an expression makes a constant array.
fn constructs(value: &Expr) -> bool {
    matches!(value, Expr::Repeat(repeat) if matches!(*repeat.expr, Expr::Lit(_)))
}

pub(super) fn is_assignment(operator: &BinOp) -> bool {
    matches!(
        operator,
        BinOp::AddAssign(_)
            | BinOp::SubAssign(_)
            | BinOp::MulAssign(_)
            | BinOp::DivAssign(_)
            | BinOp::RemAssign(_)
            | BinOp::BitXorAssign(_)
            | BinOp::BitAndAssign(_)
            | BinOp::BitOrAssign(_)
            | BinOp::ShlAssign(_)
            | BinOp::ShrAssign(_)
    )
}
