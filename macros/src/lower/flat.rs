//! Whether a function is made of expressions and branches alone, so that nothing of it has to be in memory.

use crate::signature::Signature;
use crate::syntax::{
    Block, Expr, ExprKind, ListForm, Stmt, Tree, Type, Types, derivative, is_of_others, is_variant,
};
use crate::table::methods;

pub(super) fn is_flat(tree: &Tree, types: &Types, signature: &Signature) -> bool {
    // What a function is handed is called in its order.
    let calls_type = |part: &Expr| {
        let ExprKind::Call(callee, _) = &part.kind else { return false };
        matches!(callee.path_names().as_slice(), [owner, _] if signature.function_type(owner).is_some())
    };
    let mut parts = Vec::new();
    tree.body.children(&mut parts);
    block_is_flat(&tree.body, types) && !parts.iter().any(|part| part.any(&mut |part| calls_type(part)))
}

fn block_is_flat(block: &Block, types: &Types) -> bool {
    let statements = block.statements.iter().all(|statement| match statement {
        Stmt::Let(binding) => {
            // What is not a number changes in memory.
            let lists = binding.pattern.as_bind().is_some_and(|bind| {
                let other = matches!(
                    types.get(binding.pattern.ty),
                    Type::Unknown | Type::Other | Type::Choice | Type::Iterator(_)
                );
                bind.mutable && (types.rank(binding.pattern.ty) > 0 || other)
            });
            !lists
                && binding.otherwise.is_none()
                && binding.value.as_ref().is_none_or(|value| is_flat_expr(value, types))
        }
        // What a method changes is in memory.
        Stmt::Expr(value)
            if matches!(value.kind, ExprKind::Method(_)) && !value.effects.changes.is_empty() =>
        {
            false
        }
        Stmt::Expr(value) => !value.any(&mut is_loop) && is_flat_expr(value, types),
    });
    statements && block.tail.as_ref().is_none_or(|tail| is_flat_expr(tail, types))
}

fn is_loop(expr: &Expr) -> bool {
    matches!(
        expr.kind,
        ExprKind::For(_) | ExprKind::While(..) | ExprKind::Loop(..) | ExprKind::Block(_, Some(_))
    )
}

fn is_flat_expr(expr: &Expr, types: &Types) -> bool {
    // What does not vary passes through, whatever it is; a closure does not.
    // What stands in a block is looked at one by one: something in it may vary that it does not give.
    let is_block = matches!(expr.kind, ExprKind::If(_) | ExprKind::Match(_) | ExprKind::Block(..));
    if !is_block
        && !expr.varies.get()
        && expr.effects.is_pure()
        && !expr.any(&mut |part| match &part.kind {
            ExprKind::Closure(_) | ExprKind::Macro(..) => true,
            // The names that it binds vary.
            ExprKind::Let(_, value) => value.varies.get(),
            // An element that changes is in memory.
            ExprKind::Assign(target, _) | ExprKind::Increase(_, target, _) => {
                matches!(target.bare().kind, ExprKind::Index(..))
            }
            _ => false,
        })
    {
        return !matches!(types.get(expr.ty), Type::Iterator(_));
    }
    if let ExprKind::Assign(target, _) | ExprKind::Increase(_, target, _) = &expr.kind
        && match &target.bare().kind {
            ExprKind::Index(..) => true,
            ExprKind::Field(base, _) => !matches!(types.get(base.ty), Type::Tuple(_)),
            _ => false,
        }
    {
        return false;
    }
    let all = |parts: Vec<&Expr>| parts.into_iter().all(|part| is_flat_expr(part, types));
    match &expr.kind {
        ExprKind::Literal(_)
        | ExprKind::Path(_)
        | ExprKind::Paren(_)
        | ExprKind::Chain(..)
        | ExprKind::Assign(..)
        | ExprKind::Increase(..)
        | ExprKind::Cast(..)
        | ExprKind::Tuple(_)
        | ExprKind::Return(_)
        | ExprKind::Field(..)
        | ExprKind::Unary(..) => all(expr.children()),
        ExprKind::Local(_) => types.rank(expr.ty) == 0,
        // Taken apart where it stands, or returned.
        ExprKind::List(parts, ListForm::Array) => {
            parts.iter().all(|part| types.rank(part.ty) == 0) && all(expr.children())
        }
        ExprKind::Block(block, None) => block_is_flat(block, types),
        ExprKind::If(branch) => {
            is_flat_expr(&branch.condition, types)
                && block_is_flat(&branch.then, types)
                && branch.otherwise.as_ref().is_none_or(|otherwise| is_flat_expr(otherwise, types))
        }
        ExprKind::Match(_) => all(expr.children()),
        ExprKind::Method(method) => {
            let of_number =
                !matches!(types.get(method.receiver.ty), Type::List(_) | Type::Iterator(_) | Type::Option(_));
            of_number
                && !is_of_others(method)
                && methods::rows(&method.name.to_string()).next().is_none_or(|_| of_number)
                && all(expr.children())
        }
        ExprKind::Call(callee, arguments) => {
            let numbers = arguments.iter().all(|argument| {
                !argument.varies.get()
                    || matches!(types.get(argument.ty), Type::Real | Type::Integer | Type::Truth)
            });
            // A list that a call gives is taken apart where it stands.
            let shown = types.is_known(expr.ty)
                && !matches!(types.get(expr.ty), Type::Record(_) | Type::Matrix(_))
                && (!matches!(types.get(expr.ty), Type::Option(_)) || is_made(callee));
            matches!(callee.bare().kind, ExprKind::Path(_))
                && derivative(callee).is_none()
                && numbers
                && shown
                && arguments.iter().all(|argument| is_flat_expr(argument, types))
        }
        _ => false,
    }
}

/// Whether what is called makes an option or a result.
fn is_made(callee: &Expr) -> bool {
    matches!(&callee.bare().kind, ExprKind::Path(path) if is_variant(&path.path, &["Some", "Ok", "Err"]))
}
