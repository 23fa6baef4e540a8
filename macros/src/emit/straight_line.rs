//! Whether code is arithmetic alone, which a processor does for several numbers at once.
//!
//! What comes in: the code of a loop's body as it is emitted, with the user's own tokens in it. What goes out: the lists that each iteration
//! looks at by the loop's index. What is always true: nothing in such code calls a function, and nothing in it fails but an index beyond the end of
//! one of these lists.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::Ident;
use syn::{BinOp, Block, Expr, Lit, Pat, Stmt, Type};

use crate::elementary::Function;
use crate::signature::vector_element;

/// What is known of the names in a loop's body.
pub(super) struct Names<'a> {
    /// What counts the iterations, if anything does.
    pub(super) index: Option<Ident>,
    /// Slices that are as long as the loop.
    pub(super) views: BTreeSet<String>,
    /// The types of parameters and of what is taken out of lists.
    pub(super) types: BTreeMap<String, &'a Type>,
    /// The names that stand for parameters alone.
    pub(super) reserved: BTreeSet<String>,
}

/// The lists that are looked at by the index.
#[derive(Default)]
struct Seen {
    always: BTreeSet<String>,
    sometimes: BTreeSet<String>,
}

impl Names<'_> {
    /// The lists that every iteration looks at by the loop's index, if the code is straight.
    pub(super) fn lists(&self, code: &Block) -> Option<BTreeSet<String>> {
        let mut seen = Seen::default();
        let is_straight = self.block(code, true, &mut seen);
        // What is looked at on a condition may not be there where that does not hold.
        (is_straight && seen.sometimes.is_subset(&seen.always)).then_some(seen.always)
    }

    fn block(&self, block: &Block, always: bool, seen: &mut Seen) -> bool {
        block.stmts.iter().all(|statement| match statement {
            Stmt::Local(local) => {
                let init = local.init.as_ref().filter(|init| init.diverge.is_none());
                self.declares(&local.pat)
                    && init.is_some_and(|init| self.expression(&init.expr, always, seen))
            }
            Stmt::Expr(expression, None) => self.expression(expression, always, seen),
            _ => false,
        })
    }

    /// Whether a pattern binds names alone, and none that stands for something else here.
    fn declares(&self, pattern: &Pat) -> bool {
        match pattern {
            Pat::Ident(name) => name.subpat.is_none() && !self.reserved.contains(&name.ident.to_string()),
            Pat::Tuple(tuple) => tuple.elems.iter().all(|pattern| self.declares(pattern)),
            Pat::Type(typed) => self.declares(&typed.pat),
            _ => false,
        }
    }

    fn expression(&self, expression: &Expr, always: bool, seen: &mut Seen) -> bool {
        let mut all = |parts: &[&Expr]| parts.iter().all(|part| self.expression(part, always, seen));
        match expression {
            Expr::Lit(_) | Expr::Path(_) => true,
            Expr::Paren(inner) => all(&[&inner.expr]),
            Expr::Group(inner) => all(&[&inner.expr]),
            Expr::Unary(unary) => all(&[&unary.expr]),
            Expr::Cast(cast) => all(&[&cast.expr]),
            Expr::Field(field) => all(&[&field.base]),
            Expr::Reference(reference) => reference.mutability.is_none() && all(&[&reference.expr]),
            Expr::Tuple(tuple) => tuple.elems.iter().all(|part| self.expression(part, always, seen)),
            Expr::Binary(binary) => match binary.op {
                BinOp::And(_) | BinOp::Or(_) => {
                    self.expression(&binary.left, always, seen) && self.expression(&binary.right, false, seen)
                }
                BinOp::Add(_)
                | BinOp::Sub(_)
                | BinOp::Mul(_)
                | BinOp::Div(_)
                | BinOp::Eq(_)
                | BinOp::Ne(_)
                | BinOp::Lt(_)
                | BinOp::Le(_)
                | BinOp::Gt(_)
                | BinOp::Ge(_) => all(&[&binary.left, &binary.right]),
                _ => false,
            },
            Expr::If(choice) => {
                let Some((_, otherwise)) = &choice.else_branch else { return false };
                self.expression(&choice.cond, always, seen)
                    && self.block(&choice.then_branch, false, seen)
                    && self.expression(otherwise, false, seen)
            }
            Expr::Block(block) if block.label.is_none() => self.block(&block.block, always, seen),
            Expr::MethodCall(call) => {
                let arguments: Vec<&Expr> = call.args.iter().collect();
                call.turbofish.is_none()
                    && is_quick(&call.method, &arguments)
                    && all(&[&call.receiver])
                    && all(&arguments)
            }
            Expr::Call(call) => {
                let arguments: Vec<&Expr> = call.args.iter().collect();
                let is_quick = match of_support(&call.func) {
                    Some(name) if name == "handed" || name == "of" => true,
                    Some(name) => {
                        arguments.len() > 1 && is_quick(&name, &arguments[1..]) || is_quick(&name, &[])
                    }
                    None => false,
                };
                is_quick && all(&arguments)
            }
            Expr::Index(_) => self.element(expression, always, seen).is_some(),
            _ => false,
        }
    }

    /// An element that no check is needed for, and its type if that is known.
    #[allow(clippy::option_option, reason = "it is no such element, or one of an unknown type")]
    fn element(&self, expression: &Expr, always: bool, seen: &mut Seen) -> Option<Option<&Type>> {
        match expression {
            Expr::Paren(inner) => self.element(&inner.expr, always, seen),
            Expr::Group(inner) => self.element(&inner.expr, always, seen),
            Expr::Path(path) => {
                let name = path.path.get_ident()?.to_string();
                Some(self.types.get(&name).copied())
            }
            Expr::Index(index) => {
                if let (Expr::Path(list), Expr::Path(by)) = (&*index.expr, &*index.index)
                    && by.path.get_ident().is_some_and(|by| self.index.as_ref() == Some(by))
                {
                    let name = list.path.get_ident()?.to_string();
                    let element = self.types.get(&name).map(|list| element_of(list));
                    if !self.views.contains(&name) && element.is_none_or(|element| element.is_none()) {
                        return None;
                    }
                    if always { &mut seen.always } else { &mut seen.sometimes }.insert(name);
                    return Some(element.flatten());
                }
                let list = self.element(&index.expr, always, seen)??;
                match (behind(list), &*index.index) {
                    (Type::Array(array), Expr::Lit(number)) if matches!(number.lit, Lit::Int(_)) => {
                        Some(Some(&array.elem))
                    }
                    _ => None,
                }
            }
            _ => None,
        }
    }
}

/// What a reference leads to.
pub(super) fn behind(declared: &Type) -> &Type {
    match declared {
        Type::Reference(reference) => behind(&reference.elem),
        Type::Paren(inner) => behind(&inner.elem),
        Type::Group(inner) => behind(&inner.elem),
        other => other,
    }
}

/// The type of the elements of what is declared as an array, a slice or a vector.
pub(super) fn element_of(declared: &Type) -> Option<&Type> {
    match behind(declared) {
        Type::Slice(list) => Some(&list.elem),
        Type::Array(list) => Some(&list.elem),
        Type::Path(path) => vector_element(path),
        _ => None,
    }
}

/// Whether a function of numbers takes no call.
fn is_quick(name: &Ident, arguments: &[&Expr]) -> bool {
    let function = Function::find(&name.to_string(), true).filter(|function| function.in_lanes);
    function
        .is_some_and(|function| !function.multiplies || arguments.iter().all(|argument| is_small(argument)))
}

/// The name of a function of numbers of a type parameter.
fn of_support(called: &Expr) -> Option<Ident> {
    let Expr::Path(path) = called else { return None };
    let mut segments = path.path.segments.iter().rev();
    let name = segments.next()?;
    segments.take(2).any(|segment| segment.ident == "support").then(|| name.ident.clone())
}

/// Whether it is an exponent for which powers are a few products.
fn is_small(argument: &Expr) -> bool {
    match argument {
        Expr::Lit(literal) => {
            matches!(&literal.lit, Lit::Int(number) if number.base10_parse::<u32>().is_ok_and(|number| number <= 8))
        }
        _ => false,
    }
}
