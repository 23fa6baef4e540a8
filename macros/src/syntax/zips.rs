//! `Zip::from(&mut a).and(&b).for_each(|a, &b| …)` of ndarray: several arrays gone through side by side.

use super::tree::{Expr, ExprKind, Method};

/// What is gone through side by side, and whether the closure is given the place before all.
pub(crate) struct Zipped<'t> {
    pub(crate) operands: Vec<&'t Expr>,
    pub(crate) indexed: bool,
}

/// What a method ends that goes through several arrays.
pub(crate) fn zipped(method: &Method) -> Option<Zipped<'_>> {
    if method.name != "for_each" || method.arguments.len() != 1 {
        return None;
    }
    let mut operands = Vec::new();
    let mut receiver = method.receiver.bare();
    loop {
        match &receiver.kind {
            ExprKind::Method(inner) if inner.name == "and" && inner.arguments.len() == 1 => {
                operands.push(&inner.arguments[0]);
                receiver = inner.receiver.bare();
            }
            ExprKind::Call(callee, arguments) if arguments.len() == 1 => {
                let indexed = begins(callee)?;
                operands.push(&arguments[0]);
                operands.reverse();
                return Some(Zipped { operands, indexed });
            }
            _ => return None,
        }
    }
}

/// Whether a path is that of what begins with one array, and whether places are counted.
pub(crate) fn begins(callee: &Expr) -> Option<bool> {
    match callee.path_names().as_slice() {
        [.., owner, maker] if owner == "Zip" && (maker == "from" || maker == "indexed") => {
            Some(maker == "indexed")
        }
        _ => None,
    }
}
