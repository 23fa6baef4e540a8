//! What a loop takes out of lists that it goes through side by side: where it is found in them, by a number.

use std::collections::BTreeMap;

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::{Expr, Pat, Type};

use super::straight_line::element_of;

/// What an iterator over lists of the user's gives.
pub(super) enum Item {
    /// A reference to an element of a list whose name, and what its elements are.
    Element(Ident, Type),
    /// The element itself.
    Copied(Ident, Type),
    Pair(Box<Item>, Box<Item>),
    /// With its number.
    Numbered(Box<Item>),
}

impl Item {
    /// What is iterated over, if it is made of parameters alone.
    pub(super) fn of<'t>(iterable: &Expr, parameter: &dyn Fn(&Ident) -> Option<&'t Type>) -> Option<Item> {
        let list = |expression: &Expr, borrowed: bool| {
            let Expr::Path(path) = expression else { return None };
            let name = path.path.get_ident()?;
            let declared = parameter(name)?;
            let is_reference =
                matches!(declared, Type::Reference(reference) if reference.mutability.is_none());
            let element = element_of(declared)?;
            (is_reference || borrowed).then(|| Item::Element(name.clone(), element.clone()))
        };
        match iterable {
            Expr::Paren(inner) => Item::of(&inner.expr, parameter),
            Expr::Group(inner) => Item::of(&inner.expr, parameter),
            Expr::Path(_) => list(iterable, false),
            Expr::Reference(reference) if reference.mutability.is_none() => {
                let Expr::Path(path) = &*reference.expr else { return None };
                let declared = parameter(path.path.get_ident()?)?;
                // A reference to a reference is no iterator.
                (!matches!(declared, Type::Reference(_))).then(|| list(&reference.expr, true)).flatten()
            }
            // What is iterated over again may have been cloned.
            Expr::Call(call) if of_std(&call.func, "clone") => match call.args.first()? {
                Expr::Reference(inner) => Item::of(&inner.expr, parameter),
                _ => None,
            },
            Expr::MethodCall(call) if call.turbofish.is_none() => {
                let method = call.method.to_string();
                match (method.as_str(), call.args.first()) {
                    ("iter", None) => list(&call.receiver, true),
                    ("into_iter", None) => Item::of(&call.receiver, parameter),
                    ("copied" | "cloned", None) => match Item::of(&call.receiver, parameter)? {
                        Item::Element(list, element) => Some(Item::Copied(list, element)),
                        _ => None,
                    },
                    ("enumerate", None) => {
                        Some(Item::Numbered(Box::new(Item::of(&call.receiver, parameter)?)))
                    }
                    ("zip", Some(other)) => {
                        let (first, second) =
                            (Item::of(&call.receiver, parameter)?, Item::of(other, parameter)?);
                        Some(Item::Pair(Box::new(first), Box::new(second)))
                    }
                    _ => None,
                }
            }
            _ => None,
        }
    }

    /// The lists that are gone through, in the order in which they stand.
    pub(super) fn lists(&self) -> Vec<&Ident> {
        match self {
            Item::Element(list, _) | Item::Copied(list, _) => vec![list],
            Item::Pair(first, second) => [first.lists(), second.lists()].concat(),
            Item::Numbered(inner) => inner.lists(),
        }
    }

    /// It in blocks of the lists that begin at a number, in a lane of them.
    pub(super) fn at<'b>(
        &self,
        blocks: &mut impl Iterator<Item = &'b Ident>,
        start: &Ident,
        lane: &Ident,
    ) -> TokenStream {
        match self {
            Item::Element(..) => {
                let block = blocks.next();
                quote!(&#block[#lane])
            }
            Item::Copied(..) => {
                let block = blocks.next();
                quote!(#block[#lane])
            }
            Item::Pair(first, second) => {
                let (first, second) = (first.at(blocks, start, lane), second.at(blocks, start, lane));
                quote!((#first, #second))
            }
            Item::Numbered(inner) => {
                let inner = inner.at(blocks, start, lane);
                quote!((#start + #lane, #inner))
            }
        }
    }

    /// What a pattern calls the number of what is taken out of the lists.
    pub(super) fn number_in(&self, pattern: &Pat) -> Option<Ident> {
        match (self, pattern) {
            (Item::Numbered(_), Pat::Tuple(tuple)) => match tuple.elems.first()? {
                Pat::Ident(name) => Some(name.ident.clone()),
                _ => None,
            },
            _ => None,
        }
    }

    /// The types of the names in a pattern, as far as they are elements; nothing if the pattern is of another form.
    pub(super) fn bind<'t>(&'t self, pattern: &Pat, types: &mut BTreeMap<String, &'t Type>) -> Option<()> {
        match (pattern, self) {
            (Pat::Wild(_), _) => Some(()),
            (Pat::Paren(inner), _) => self.bind(&inner.pat, types),
            (Pat::Reference(inner), Item::Element(..)) => self.bind(&inner.pat, types),
            // What an element is made of is of types that nobody needs to know.
            (Pat::Tuple(_) | Pat::Slice(_), Item::Element(..) | Item::Copied(..)) => {
                is_plain(pattern).then_some(())
            }
            (Pat::Ident(name), Item::Element(_, element) | Item::Copied(_, element)) => {
                (name.subpat.is_none() && name.by_ref.is_none()).then_some(())?;
                types.insert(name.ident.to_string(), element);
                Some(())
            }
            (Pat::Tuple(tuple), Item::Pair(first, second)) if tuple.elems.len() == 2 => {
                first.bind(&tuple.elems[0], types)?;
                second.bind(&tuple.elems[1], types)
            }
            (Pat::Tuple(tuple), Item::Numbered(inner)) if tuple.elems.len() == 2 => {
                let is_plain = matches!(&tuple.elems[0], Pat::Ident(name) if name.subpat.is_none());
                (is_plain || matches!(&tuple.elems[0], Pat::Wild(_))).then_some(())?;
                inner.bind(&tuple.elems[1], types)
            }
            _ => None,
        }
    }
}

/// Whether a pattern does nothing but give names to parts.
fn is_plain(pattern: &Pat) -> bool {
    match pattern {
        Pat::Wild(_) => true,
        Pat::Ident(name) => name.subpat.is_none(),
        Pat::Paren(inner) => is_plain(&inner.pat),
        Pat::Reference(inner) => is_plain(&inner.pat),
        Pat::Tuple(tuple) => tuple.elems.iter().all(is_plain),
        Pat::Slice(slice) => slice.elems.iter().all(is_plain),
        _ => false,
    }
}

/// Whether a function of the standard library is called, by its path in our own code.
fn of_std(called: &Expr, name: &str) -> bool {
    match called {
        Expr::Path(path) => {
            path.path.leading_colon.is_some()
                && path.path.segments.last().is_some_and(|segment| segment.ident == name)
        }
        _ => false,
    }
}
