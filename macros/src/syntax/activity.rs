//! Activity: what depends on a differentiated parameter, at each place of the function.
//!
//! One data-flow pass in the order of evaluation. A variable varies from where it is given what varies to where it is
//! given what does not; what a loop may make vary does so from its beginning. The pass is repeated until no loop learns
//! anything new, so that the time is linear in the size of the function, however deep its loops are.

use super::tree::{Block, Closure, ClosureId, Expr, ExprKind, LocalId, LoopId, Pat, PatKind, Stmt, Tree};
use super::types::{Type, Types};
use crate::elementary::Kind;
use crate::hash::{HashMap, HashSet};
use crate::signature::kind_of;
use crate::table::matrices;
use crate::table::methods::{self};

/// What lowering asks.
#[derive(Default)]
pub(crate) struct Activity {
    /// What varies at the beginning of an iteration, of what a loop changes.
    loops: HashMap<LoopId, HashSet<LocalId>>,
    /// What varies anywhere.
    ever: HashSet<LocalId>,
}

impl Activity {
    /// Whether a variable varies when an iteration begins.
    pub(crate) fn in_loop(&self, id: LoopId, local: LocalId) -> bool {
        self.loops.get(&id).is_some_and(|varying| varying.contains(&local))
    }

    /// Whether a variable varies anywhere.
    pub(crate) fn ever(&self, local: LocalId) -> bool {
        self.ever.contains(&local)
    }
}

pub(super) struct Flow<'t> {
    pub(super) tree: &'t Tree,
    pub(super) types: &'t Types,
    pub(super) closures: HashMap<ClosureId, &'t Closure>,
    /// Whether each variable varies here.
    pub(super) state: Vec<bool>,
    /// What was changed since the branches around, and what it was before.
    pub(super) log: Vec<(LocalId, bool)>,
    /// The loops around, with what they change.
    pub(super) around: Vec<(LoopId, &'t [LocalId])>,
    /// What is changed through a name that is a mutable reference.
    pub(super) aliases: HashMap<LocalId, Vec<LocalId>>,
    pub(super) results: HashMap<ClosureId, bool>,
    /// Of each closure that is being called, whether it was left with what varies.
    pub(super) left: Vec<bool>,
    pub(super) values: HashMap<LoopId, bool>,
    pub(super) found: Activity,
    pub(super) learnt: bool,
    pub(super) depth: usize,
}

/// Marks what varies in the tree; `varying` are the parameters that do.
pub(crate) fn mark(tree: &Tree, partials: &[Expr], types: &Types, varying: &[bool]) -> Activity {
    let mut closures = HashMap::default();
    let mut pending = Vec::new();
    tree.body.children(&mut pending);
    while let Some(expr) = pending.pop() {
        expr.varies.set(false);
        match &expr.kind {
            ExprKind::Closure(closure) => {
                closures.insert(closure.id, &**closure);
            }
            ExprKind::Chain(_, links) => links.iter().for_each(|link| link.varies.set(false)),
            _ => {}
        }
        pending.extend(expr.children());
    }
    let mut flow = Flow {
        tree,
        types,
        closures,
        state: Vec::new(),
        log: Vec::new(),
        around: Vec::new(),
        aliases: HashMap::default(),
        results: HashMap::default(),
        left: Vec::new(),
        values: HashMap::default(),
        found: Activity::default(),
        learnt: true,
        depth: 0,
    };
    while std::mem::take(&mut flow.learnt) {
        flow.state = vec![false; tree.locals.len()];
        flow.log.clear();
        for (&local, &varies) in tree.parameters.iter().zip(varying) {
            flow.set(local, varies);
        }
        flow.block(&tree.body);
        for partial in partials {
            flow.expr(partial);
        }
    }
    flow.found
}

impl<'t> Flow<'t> {
    pub(super) fn set(&mut self, local: LocalId, varies: bool) {
        let varies = varies && self.types.may_vary(self.tree.local(local).ty);
        let before = std::mem::replace(&mut self.state[local.index()], varies);
        if before != varies {
            self.log.push((local, before));
        }
        if !varies {
            return;
        }
        self.found.ever.insert(local);
        for (id, changed) in &self.around {
            if changed.contains(&local) {
                self.learnt |= self.found.loops.entry(*id).or_default().insert(local);
            }
        }
    }

    /// What may vary from here on, because a part of it does.
    pub(super) fn add(&mut self, local: LocalId, varies: bool) {
        if !varies {
            return;
        }
        // A name in between may vary already, because of what it was bound beside.
        let mut reached = vec![local];
        let mut next = 0;
        while let Some(&local) = reached.get(next) {
            self.set(local, true);
            for &root in self.aliases.get(&local).into_iter().flatten() {
                if !reached.contains(&root) {
                    reached.push(root);
                }
            }
            next += 1;
        }
    }

    /// Both ways: what varies after either of them does so behind them.
    pub(super) fn either(
        &mut self,
        first: impl FnOnce(&mut Self) -> bool,
        second: impl FnOnce(&mut Self) -> bool,
    ) -> bool {
        let mark = self.log.len();
        let a = first(self);
        // What each variable is behind the first way, and what it was before.
        let mut after = HashMap::default();
        while self.log.len() > mark {
            let (local, before) = self.log.pop().expect("it is longer");
            let varies = std::mem::replace(&mut self.state[local.index()], before);
            after.entry(local).or_insert(varies);
        }
        let b = second(self);
        for position in (mark..self.log.len()).rev() {
            let (local, before) = self.log[position];
            // The last one to be asked is the first change.
            if !self.log[mark..position].iter().any(|(other, _)| *other == local) {
                after.entry(local).or_insert(before);
            }
        }
        for (local, varies) in after {
            if varies {
                self.set(local, true);
            }
        }
        a || b
    }

    fn block(&mut self, block: &'t Block) -> bool {
        for statement in &block.statements {
            match statement {
                Stmt::Expr(value) => drop(self.expr(value)),
                Stmt::Let(binding) => {
                    let varies = binding.value.as_ref().is_some_and(|value| self.expr(value));
                    if let Some(otherwise) = &binding.otherwise {
                        self.either(|flow| flow.expr(otherwise), |_| false);
                    }
                    self.bind(&binding.pattern, varies);
                    if let Some(value) = &binding.value {
                        self.alias(&binding.pattern, value);
                    }
                }
            }
        }
        block.tail.as_ref().is_some_and(|tail| self.expr(tail))
    }

    /// The names of a pattern are bound to what varies, or does not.
    pub(super) fn bind(&mut self, pattern: &'t Pat, varies: bool) {
        for local in pattern.binds() {
            self.set(local, varies);
        }
        let mut pending = vec![pattern];
        while let Some(pattern) = pending.pop() {
            if let PatKind::Value(value) = &pattern.kind {
                self.expr(value);
            }
            pending.extend(pattern.children());
        }
    }

    /// The names of a pattern are bound to what an iterator gives, each to what it comes from.
    pub(super) fn bind_item(&mut self, pattern: &'t Pat, source: &'t Expr, varies: bool) {
        let ExprKind::Method(method) = &source.bare().kind else { return self.bind(pattern, varies) };
        // What may be changed through one name may be read through another.
        if !varies || !source.effects.changes.is_empty() {
            return self.bind(pattern, varies);
        }
        let receiver = &method.receiver;
        let mut parts = &pattern.kind;
        while let PatKind::Reference(_, inner) | PatKind::Typed(inner, _) = parts {
            parts = &inner.kind;
        }
        match (method.name.to_string().as_str(), method.arguments.as_slice(), parts) {
            ("zip", [other], PatKind::Tuple(parts)) if parts.len() == 2 => {
                self.bind_item(&parts[0], receiver, receiver.varies.get());
                self.bind_item(&parts[1], other, other.varies.get());
            }
            ("enumerate", [], PatKind::Tuple(parts)) if parts.len() == 2 => {
                self.bind(&parts[0], false);
                self.bind_item(&parts[1], receiver, receiver.varies.get());
            }
            ("iter" | "into_iter" | "copied" | "cloned" | "rev", [], _)
            | ("skip" | "take" | "step_by" | "filter", [_], _) => {
                self.bind_item(pattern, receiver, receiver.varies.get());
            }
            _ => self.bind(pattern, varies),
        }
    }

    /// The names of a pattern may be mutable references to what an expression lends.
    pub(super) fn alias(&mut self, pattern: &Pat, lent: &Expr) {
        if lent.effects.changes.is_empty() {
            return;
        }
        for local in pattern.binds() {
            self.aliases.insert(local, lent.effects.changes.clone());
        }
    }

    pub(super) fn expr(&mut self, expr: &'t Expr) -> bool {
        let varies = self.value(expr);
        if varies {
            expr.varies.set(true);
        }
        varies
    }

    fn all(&mut self, parts: impl IntoIterator<Item = &'t Expr>) -> bool {
        parts.into_iter().fold(false, |varies, part| self.expr(part) | varies)
    }

    fn value(&mut self, expr: &'t Expr) -> bool {
        match &expr.kind {
            ExprKind::Local(local) => self.state[local.index()],
            ExprKind::Chain(first, links) => {
                let mut varies = self.expr(first);
                for link in links {
                    let right = if matches!(link.operator, syn::BinOp::And(_) | syn::BinOp::Or(_)) {
                        self.either(|flow| flow.expr(&link.right), |_| false)
                    } else {
                        self.expr(&link.right)
                    };
                    varies |= right;
                    if varies {
                        link.varies.set(true);
                    }
                }
                varies
            }
            ExprKind::Assign(target, value) => {
                let varies = self.expr(value);
                self.assign(target, varies);
                false
            }
            ExprKind::Increase(_, target, value) => {
                let varies = self.expr(value) | self.expr(target);
                self.assign(target, varies);
                false
            }
            ExprKind::Block(block, label) => {
                let varies = self.block(block);
                varies || label.is_some_and(|label| self.values.get(&label) == Some(&true))
            }
            ExprKind::If(branch) => {
                let condition = self.expr(&branch.condition);
                self.either(
                    |flow| flow.block(&branch.then),
                    |flow| branch.otherwise.as_ref().is_some_and(|otherwise| flow.expr(otherwise)),
                ) | condition
            }
            ExprKind::Match(choice) => {
                let varies = self.expr(&choice.scrutinee);
                self.arms(&choice.arms, &choice.scrutinee, varies) | varies
            }
            ExprKind::Let(pattern, value) => {
                let varies = self.expr(value);
                self.bind(pattern, varies);
                self.alias(pattern, value);
                varies
            }
            ExprKind::For(repeat) => {
                let varies = self.expr(&repeat.iterable);
                self.alias(&repeat.pattern, &repeat.iterable);
                self.repeat(repeat.id, &expr.effects.changes, |flow| {
                    flow.bind_item(&repeat.pattern, &repeat.iterable, varies);
                    flow.block(&repeat.body)
                });
                false
            }
            ExprKind::While(id, condition, body) => {
                self.repeat(*id, &expr.effects.changes, |flow| {
                    flow.expr(condition);
                    flow.block(body)
                });
                false
            }
            ExprKind::Loop(id, body) => {
                self.repeat(*id, &expr.effects.changes, |flow| flow.block(body));
                self.values.get(id) == Some(&true)
            }
            ExprKind::Break(id, value) => {
                let varies = value.as_ref().is_some_and(|value| self.expr(value));
                if let Some(id) = id.filter(|_| varies) {
                    self.learnt |= self.values.insert(id, true) != Some(true);
                }
                false
            }
            ExprKind::Return(value) => {
                let varies = value.as_ref().is_some_and(|value| self.expr(value));
                if let Some(left) = self.left.last_mut() {
                    *left |= varies;
                }
                varies
            }
            ExprKind::Closure(closure) => closure.captures.iter().any(|local| self.state[local.index()]),
            ExprKind::Call(callee, arguments) => {
                self.call(callee, arguments)
                    && (self.types.may_vary(expr.ty) || self.closure_of(callee).is_some())
            }
            ExprKind::Method(method) => {
                let receiver = self.expr(&method.receiver);
                // A length does not vary, whatever the elements do.
                let is_length =
                    method.arguments.is_empty() && (method.name == "len" || method.name == "is_empty");
                // Somebody may have written one for a type of their own that is a number.
                let is_number = *self.types.get(expr.ty) == Type::Real;
                if is_length && !is_number && method.receiver.as_local().is_some() {
                    return false;
                }
                if matches!(self.types.get(method.receiver.ty), Type::Matrix(_))
                    && matrices::is_size(&method.name.to_string())
                {
                    return false;
                }
                // A place in a list is an integer, which changes in jumps.
                self.method(method, &expr.effects, receiver)
                    && !methods::finds_place(&method.name.to_string())
                    && !self.is_counted_of_struct(expr, method)
            }
            ExprKind::Cast(inner, written) if kind_of(written) == Kind::Integer => {
                self.expr(inner);
                false
            }
            ExprKind::Foreign(foreign) => foreign.mentions.iter().any(|local| self.state[local.index()]),
            ExprKind::Index(base, index) => {
                let varies = self.expr(base);
                self.expr(index) | varies
            }
            // An integer among what varies does not.
            ExprKind::Field(base, _) => self.expr(base) && self.types.may_vary(expr.ty),
            _ => self.all(expr.children()),
        }
    }

    /// Whether a method of a struct gives integers, which do not vary.
    fn is_counted_of_struct(&self, expr: &Expr, method: &super::tree::Method) -> bool {
        matches!(self.types.get(method.receiver.ty), Type::Record(_)) && !self.types.may_vary(expr.ty)
    }

    fn arms(&mut self, arms: &'t [super::tree::Arm], scrutinee: &'t Expr, varies: bool) -> bool {
        let Some((arm, rest)) = arms.split_first() else { return false };
        let one = |flow: &mut Self| {
            flow.bind(&arm.pattern, varies);
            flow.alias(&arm.pattern, scrutinee);
            if let Some(guard) = &arm.guard {
                flow.expr(guard);
            }
            flow.expr(&arm.body)
        };
        self.either(one, |flow| flow.arms(rest, scrutinee, varies))
    }

    fn repeat(&mut self, id: LoopId, changes: &'t [LocalId], body: impl FnOnce(&mut Self) -> bool) {
        let at_start: Vec<LocalId> = match self.found.loops.get(&id) {
            Some(varying) => varying.iter().copied().collect(),
            None => Vec::new(),
        };
        for local in at_start {
            self.set(local, true);
        }
        for &local in changes {
            if self.state[local.index()] {
                self.learnt |= self.found.loops.entry(id).or_default().insert(local);
            }
        }
        self.around.push((id, changes));
        // It may run not at all, and be left anywhere.
        self.either(body, |_| false);
        self.around.pop();
        let after: Vec<LocalId> = self.found.loops.get(&id).into_iter().flatten().copied().collect();
        for local in after {
            self.set(local, true);
        }
    }

    fn assign(&mut self, target: &'t Expr, varies: bool) {
        match &target.bare().kind {
            ExprKind::Tuple(parts) | ExprKind::List(parts, _) => {
                for part in parts {
                    self.assign(part, varies);
                }
            }
            ExprKind::Local(local) if self.is_replaced(*local) => self.set(*local, varies),
            _ => {
                if let ExprKind::Index(_, index) = &target.bare().kind {
                    self.expr(index);
                }
                match target.root() {
                    Some(local) => self.add(local, varies),
                    None => self.add_lenders(target, varies),
                }
            }
        }
    }

    /// What an expression lends to be changed, as `v.last_mut().unwrap()` does, may vary with what is put there.
    pub(super) fn add_lenders(&mut self, lent: &Expr, varies: bool) {
        for &local in &lent.effects.changes {
            self.add(local, varies);
        }
    }

    /// Whether an assignment to a variable leaves nothing of what it was; a list stays in its memory.
    fn is_replaced(&self, local: LocalId) -> bool {
        matches!(self.types.get(self.tree.local(local).ty), Type::Real | Type::Integer | Type::Truth)
    }
}
