//! Names of parts of what is lent to be changed, as in `if let Some(v) = &mut best { *v *= x; }`: what is assigned behind them arrives there.

use super::Lowering;
use super::variables::Part;
use crate::syntax::{Expr, ExprKind, LocalId, Pat, PatKind, is_variant};

impl<'t> Lowering<'t, '_> {
    /// Lets the names of a pattern that fits what is lent be names of its parts.
    pub(super) fn follow_parts(&mut self, pattern: &'t Pat, syntax: &'t Expr) {
        if let Some(of) = lent_local(syntax) {
            self.follow_parts_of(of, pattern, &mut Vec::new());
        }
    }

    fn follow_parts_of(&mut self, of: LocalId, pattern: &'t Pat, path: &mut Vec<Part>) {
        let mut within = |lowering: &mut Self, step: Part, part: &'t Pat| {
            path.push(step);
            lowering.follow_parts_of(of, part, path);
            path.pop();
        };
        match &pattern.kind {
            PatKind::Tuple(parts) if parts.iter().all(|part| !matches!(part.kind, PatKind::Rest)) => {
                for (number, part) in parts.iter().enumerate() {
                    within(self, Part::Of(number), part);
                }
            }
            PatKind::TupleStruct(path, parts) if is_variant(path, &["Some"]) && parts.len() == 1 => {
                within(self, Part::Held, &parts[0]);
            }
            PatKind::Bind(bind) if bind.sub.is_none() && !path.is_empty() => {
                self.variables.lend_part(bind.local, of, path.clone());
            }
            _ => {}
        }
    }
}

/// The variable of which `&mut v` or `v.as_mut()` lends what it holds.
fn lent_local(syntax: &Expr) -> Option<LocalId> {
    match &syntax.bare().kind {
        ExprKind::Reference(true, inner) => inner.as_local(),
        ExprKind::Method(method) if method.name == "as_mut" => method.receiver.as_local(),
        _ => None,
    }
}
