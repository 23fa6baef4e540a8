//! The one description of what an expression is made of.

use super::tree::{Block, Expr, ExprKind, Stmt};

impl Expr {
    /// The expressions that it is made of, in the order of evaluation, those of its blocks and patterns' guards
    /// included.
    pub(crate) fn children(&self) -> Vec<&Expr> {
        let mut all: Vec<&Expr> = Vec::new();
        match &self.kind {
            ExprKind::Literal(_)
            | ExprKind::Local(_)
            | ExprKind::Path(_)
            | ExprKind::Continue(_)
            | ExprKind::Foreign(_)
            | ExprKind::Break(_, None)
            | ExprKind::Return(None) => {}
            ExprKind::Paren(inner)
            | ExprKind::Unary(_, inner)
            | ExprKind::Cast(inner, _)
            | ExprKind::Reference(_, inner)
            | ExprKind::Field(inner, _)
            | ExprKind::Let(_, inner)
            | ExprKind::Break(_, Some(inner))
            | ExprKind::Return(Some(inner))
            | ExprKind::Try(inner) => all.push(inner),
            ExprKind::Chain(first, links) => {
                all.push(first);
                all.extend(links.iter().map(|link| &link.right));
            }
            // As Rust does it: the value comes first.
            ExprKind::Assign(target, value) | ExprKind::Increase(_, target, value) => {
                all.extend([&**value, &**target]);
            }
            ExprKind::Index(base, index) => all.extend([&**base, &**index]),
            ExprKind::Range(start, _, end) => {
                all.extend([start, end].into_iter().flatten().map(|bound| &**bound));
            }
            ExprKind::Tuple(parts) | ExprKind::List(parts, _) | ExprKind::Macro(_, parts) => {
                all.extend(parts);
            }
            ExprKind::Repeat(element, length, _) => all.extend([&**element, &**length]),
            ExprKind::Call(callee, arguments) => {
                all.push(callee);
                all.extend(arguments);
            }
            ExprKind::Method(method) => {
                all.push(&method.receiver);
                all.extend(&method.arguments);
            }
            ExprKind::Closure(closure) => all.push(&closure.body),
            ExprKind::Block(block, _) | ExprKind::Loop(_, block) => block.children(&mut all),
            ExprKind::If(branch) => {
                all.push(&branch.condition);
                branch.then.children(&mut all);
                all.extend(&branch.otherwise);
            }
            ExprKind::Match(choice) => {
                all.push(&choice.scrutinee);
                for arm in &choice.arms {
                    all.extend(&arm.guard);
                    all.push(&arm.body);
                }
            }
            ExprKind::For(repeat) => {
                all.push(&repeat.iterable);
                repeat.body.children(&mut all);
            }
            ExprKind::While(_, condition, body) => {
                all.push(condition);
                body.children(&mut all);
            }
            ExprKind::Struct(_, fields, rest) => {
                all.extend(fields.iter().map(|(_, value)| value));
                all.extend(rest.as_deref());
            }
        }
        all
    }

    /// Whether it or anything in it is of a kind.
    pub(crate) fn any(&self, is: &mut dyn FnMut(&Expr) -> bool) -> bool {
        let mut pending = vec![self];
        while let Some(one) = pending.pop() {
            if is(one) {
                return true;
            }
            pending.extend(one.children());
        }
        false
    }
}

impl Block {
    pub(crate) fn children<'a>(&'a self, all: &mut Vec<&'a Expr>) {
        for statement in &self.statements {
            match statement {
                Stmt::Let(binding) => {
                    all.extend(&binding.value);
                    all.extend(&binding.otherwise);
                }
                Stmt::Expr(value) => all.push(value),
            }
        }
        all.extend(self.tail.as_deref());
    }
}
