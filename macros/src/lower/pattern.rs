//! Patterns and expressions of several values: `let (s, c) = x.sin_cos();`, `(a + b, a - b)`, `[a, b]`.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};
use syn::ext::IdentExt;
use syn::{Expr, Index, Pat, PatIdent, Type};

use super::Lowering;
use super::branch::Context;
use super::derivative::{Derivative, derivative};
use super::expected::Expected;
use super::value::Value;
use crate::elementary::{Function, SEVERAL};
use crate::errors::quoted;
use crate::ir::{Id, Node, Output, Part};
use crate::signature::{Returns, float_of, rank_of};

impl Lowering<'_> {
    /// The names in a pattern with their nodes; nothing is bound before all is evaluated, so that
    /// `let (a, b) = (b, a);` swaps.
    pub(super) fn matched(&mut self, pattern: &Pat, value: &Expr) -> Option<Vec<(Ident, Value)>> {
        match pattern {
            Pat::Paren(inner) => self.matched(&inner.pat, value),
            Pat::Type(typed) => self.matched_typed(&typed.pat, &typed.ty, value),
            Pat::Ident(name) if name.by_ref.is_none() && name.subpat.is_none() => {
                self.note_mutability(name);
                let value = self.declared(name, None, value)?;
                Some(vec![(name.ident.clone(), value)])
            }
            Pat::Wild(_) => {
                self.value(value)?;
                Some(Vec::new())
            }
            _ if self.is_composite(value)
                && !matches!(value, Expr::Tuple(_) | Expr::Array(_))
                && !gives_several(value) =>
            {
                let value = self.value(value)?;
                self.take_apart(pattern, &value)
            }
            Pat::Tuple(tuple) => self.matched_several(tuple.elems.iter().collect(), value, true),
            Pat::Slice(slice) => self.matched_several(slice.elems.iter().collect(), value, false),
            _ => {
                self.errors.report(
                    pattern,
                    format!("the pattern `{}` is not supported", quoted(pattern)),
                    "bind a name, a tuple `(a, b)` or an array `[a, b]`",
                );
                None
            }
        }
    }

    fn matched_typed(&mut self, pattern: &Pat, written: &Type, value: &Expr) -> Option<Vec<(Ident, Value)>> {
        let declared = &self.signature.known(written);
        let is_number =
            float_of(declared) == Some(self.signature.float) || matches!(declared, Type::Infer(_));
        match pattern {
            // A constant of another type keeps its type: `let k: u8 = 200;` overflows where `let k = 200;` would not.
            Pat::Ident(name) if rank_of(declared).is_some_and(|rank| rank > 0) => {
                self.note_mutability(name);
                let value = self.declared(name, Some((declared, written)), value)?;
                Some(vec![(name.ident.clone(), value)])
            }
            Pat::Ident(name) if !is_number && self.is_constant(value) => {
                let (variable, tokens) = (&name.ident, self.nested.restore(value.to_token_stream()));
                let typed = quote!({ let #variable: #written = #tokens; #variable });
                self.note_mutability(name);
                Some(vec![(variable.clone(), Value::Number(self.constant_tokens(value, typed)?))])
            }
            _ => {
                self.note_type(pattern, declared);
                self.matched(pattern, value)
            }
        }
    }

    /// Notes what a type says of the names in a pattern: which are numbers, and by how many indices the others are used.
    fn note_type(&mut self, pattern: &Pat, declared: &Type) {
        match (pattern, declared) {
            (Pat::Tuple(patterns), Type::Tuple(types)) => {
                for (pattern, declared) in patterns.elems.iter().zip(&types.elems) {
                    let declared = self.signature.known(declared);
                    self.note_type(pattern, &declared);
                }
            }
            (Pat::Ident(name), _) => match rank_of(declared) {
                Some(0) => self.handed_on.uses_otherwise(&name.ident),
                Some(rank) => {
                    let known = self.ranks.entry(name.ident.unraw().to_string()).or_default();
                    *known = (*known).max(rank);
                }
                None => {}
            },
            _ => {}
        }
    }

    fn matched_several(
        &mut self,
        patterns: Vec<&Pat>,
        value: &Expr,
        tuple: bool,
    ) -> Option<Vec<(Ident, Value)>> {
        if let Some(rest) = patterns.iter().find(|pattern| matches!(pattern, Pat::Rest(_))) {
            self.errors.report(rest, "`..` leaves values without a name", "name each value, or write `_`");
            return None;
        }
        // Element by element where both sides are written out, which allows for nested patterns.
        if let Some(elements) = elements(value)
            && elements.len() == patterns.len()
        {
            let matched: Vec<_> = patterns
                .iter()
                .zip(elements)
                .map(|(pattern, element)| self.matched(pattern, element))
                .collect();
            return matched.into_iter().collect::<Option<Vec<_>>>().map(|names| names.concat());
        }
        // Slopes that are taken apart like an array are one.
        if let Expr::Call(call) = value
            && !tuple
            && !self.is_constant(value)
            && derivative(call) == Some(Derivative::Gradient)
        {
            let rank = 1 + patterns.iter().map(|pattern| self.rank_in_use(pattern)).max().unwrap_or(0);
            let slopes = self.array_call(call, &Expected::One(rank))?;
            let names: Vec<Option<Vec<(Ident, Value)>>> = (0..)
                .zip(&patterns)
                .map(|(number, pattern)| {
                    let part = self.part(&slopes, number)?;
                    self.take_apart(pattern, &part)
                })
                .collect();
            return names.into_iter().collect::<Option<Vec<_>>>().map(|names| names.concat());
        }
        if let Expr::Call(call) = value
            && !self.is_constant(value)
            && (self.takes_arrays(call) || self.returns_arrays(&patterns))
        {
            let found = self.call_of_several(call, &patterns)?;
            let parts: Option<Vec<Value>> =
                (0..patterns.len()).map(|number| self.part(&found, number)).collect();
            let parts = parts?;
            let names: Vec<Option<Vec<(Ident, Value)>>> =
                patterns.iter().zip(&parts).map(|(pattern, part)| self.take_apart(pattern, part)).collect();
            return names.into_iter().collect::<Option<Vec<_>>>().map(|names| names.concat());
        }
        let nested = patterns.iter().any(|pattern| matches!(pattern, Pat::Tuple(_) | Pat::Slice(_)));
        if nested && self.is_constant(value) {
            let whole = self.constant(value)?;
            let mut names = Vec::new();
            for (position, pattern) in patterns.into_iter().enumerate() {
                self.parts_of_constant(
                    pattern,
                    whole,
                    &part_tokens(&quote!(__whole), position, tuple),
                    &mut names,
                )?;
            }
            return Some(names);
        }
        let ids = self.several(value, patterns.len(), tuple)?;
        self.named(patterns, ids)
    }

    /// The names of a pattern within a pattern, each a copy of its part of a constant.
    fn parts_of_constant(
        &mut self,
        pattern: &Pat,
        whole: Id,
        tokens: &TokenStream,
        names: &mut Vec<(Ident, Value)>,
    ) -> Option<()> {
        let (parts, tuple) = match pattern {
            Pat::Tuple(tuple) => (&tuple.elems, true),
            Pat::Slice(slice) => (&slice.elems, false),
            single => {
                let copy = quote!(::core::clone::Clone::clone(&#tokens));
                let part = self.graph.constant(copy, vec![("__whole".to_owned(), whole)], Vec::new(), false);
                names.extend(self.named(vec![single], vec![part])?);
                return Some(());
            }
        };
        for (position, part) in parts.iter().enumerate() {
            self.parts_of_constant(part, whole, &part_tokens(tokens, position, tuple), names)?;
        }
        Some(())
    }

    /// The names of patterns that are no more than names.
    pub(super) fn named(&mut self, patterns: Vec<&Pat>, ids: Vec<Id>) -> Option<Vec<(Ident, Value)>> {
        let mut names = Vec::new();
        for (pattern, id) in patterns.into_iter().zip(ids) {
            match pattern {
                Pat::Ident(name) => {
                    self.note_mutability(name);
                    names.push((name.ident.clone(), Value::Number(id)));
                }
                Pat::Wild(_) => {}
                _ => {
                    self.errors.report(
                        pattern,
                        "a pattern within a pattern is not supported here",
                        "bind a name, and take it apart in a `let` of its own",
                    );
                    return None;
                }
            }
        }
        Some(names)
    }

    fn note_mutability(&mut self, name: &PatIdent) {
        let text = name.ident.unraw().to_string();
        if name.mutability.is_some() {
            self.mutable.insert(text)
        } else {
            self.mutable.remove(&text)
        };
    }

    /// Makes the names of a pattern known after its value turned out wrong, so that their uses are not errors too.
    pub(super) fn declare(&mut self, pattern: &Pat) {
        match pattern {
            Pat::Ident(name) => {
                let scope = self.scopes.last_mut().expect("there is always a scope");
                scope.insert(name.ident.unraw().to_string(), None);
            }
            Pat::Type(typed) => self.declare(&typed.pat),
            Pat::Paren(inner) => self.declare(&inner.pat),
            Pat::Tuple(tuple) => tuple.elems.iter().for_each(|element| self.declare(element)),
            Pat::Slice(slice) => slice.elems.iter().for_each(|element| self.declare(element)),
            _ => {}
        }
    }

    /// An expression of several values, as a tuple or as an array.
    pub(super) fn several(&mut self, value: &Expr, count: usize, tuple: bool) -> Option<Vec<Id>> {
        let output = |position| {
            if tuple { Output::TupleField(position) } else { Output::Element(position) }
        };
        match value {
            Expr::Paren(inner) => return self.several(&inner.expr, count, tuple),
            Expr::Group(inner) => return self.several(&inner.expr, count, tuple),
            Expr::Block(block) if block.label.is_none() && block.attrs.is_empty() => {
                return self.in_block(&block.block, |lowering, last| lowering.several(last, count, tuple));
            }
            Expr::If(branch) if !self.is_constant(value) => {
                let lower = |lowering: &mut Lowering, value: &Expr| lowering.several(value, count, tuple);
                return self.if_else(branch, &Context { lower: &lower });
            }
            Expr::Match(choice) if !self.is_constant(value) => {
                let lower = |lowering: &mut Lowering, value: &Expr| lowering.several(value, count, tuple);
                return self.match_arms(choice, &Context { lower: &lower });
            }
            Expr::Return(_) | Expr::Break(_) | Expr::Continue(_) => {
                self.effect(value);
                return None;
            }
            Expr::Tuple(_) | Expr::Array(_) if matches!(value, Expr::Tuple(_)) == tuple => {
                let elements = elements(value).unwrap_or_default();
                if elements.len() != count {
                    self.errors.report_wrong_rust(
                        value,
                        format!("{count} values are expected here, and these are {}", elements.len()),
                        "give as many values as the type or the pattern says",
                    );
                    return None;
                }
                let ids: Vec<Option<Id>> = elements
                    .into_iter()
                    .map(|element| self.expression(element).and_then(|id| self.real(element, id)))
                    .collect();
                return ids.into_iter().collect();
            }
            Expr::MethodCall(call) => {
                let method = call.method.to_string();
                if let Some((_, functions)) = SEVERAL.iter().find(|(name, _)| *name == method)
                    && functions.len() == count
                    && tuple
                {
                    let receiver = self.expression(&call.receiver)?;
                    self.real(&call.receiver, receiver)?;
                    let functions = functions.iter().filter_map(|name| Function::find(name, true));
                    return Some(
                        functions
                            .map(|function| self.graph.make(Node::Apply(function, vec![receiver])))
                            .collect(),
                    );
                }
            }
            _ if self.is_composite(value) => {
                let found = self.value(value)?;
                let mut ids = Vec::new();
                for number in 0..count {
                    let Some(part) = self.part(&found, number) else { break };
                    ids.push(self.number_of(value, part)?);
                }
                if ids.len() == count {
                    return Some(ids);
                }
            }
            Expr::Call(call) if !self.is_constant(value) && self.takes_arrays(call) => {
                let expected = if tuple { Expected::ranks(&vec![0; count]) } else { Expected::One(1) };
                let found = self.array_call(call, &expected)?;
                let parts: Option<Vec<Value>> = (0..count).map(|number| self.part(&found, number)).collect();
                return parts?.into_iter().map(|part| self.number_of(value, part)).collect();
            }
            Expr::Call(call) if !self.is_constant(value) => {
                let (callee, arguments) = self.callee(call)?;
                let returns = if tuple { Returns::Tuple(count) } else { Returns::Array(count) };
                let call = {
                    let region = self.graph.current();
                    self.graph.make(Node::Call { callee, arguments, returns, region })
                };
                return Some(
                    (0..count)
                        .map(|position| {
                            self.graph.make(Node::Part { call, part: Part::Value(output(position)) })
                        })
                        .collect(),
                );
            }
            _ => {}
        }
        if self.is_constant(value) {
            let whole = self.nested.restore(value.to_token_stream());
            let element = |position| part_tokens(&quote!((#whole)), position, tuple);
            return (0..count).map(|position| self.constant_tokens(value, element(position))).collect();
        }
        let wanted = if tuple { "a tuple `(a, b)`" } else { "an array `[a, b]`" };
        self.errors.report(
            value,
            format!("`{}` does not show the {count} values that are expected here", quoted(value)),
            format!("write {wanted}, or call a differentiated function that returns one"),
        );
        None
    }
}

/// A part of a tuple or of an array.
fn part_tokens(whole: &TokenStream, position: usize, tuple: bool) -> TokenStream {
    let index = Index::from(position);
    if tuple { quote!(#whole.#index) } else { quote!(#whole[#index]) }
}

/// Whether a method gives several numbers at once.
fn gives_several(value: &Expr) -> bool {
    match value {
        Expr::Paren(inner) => gives_several(&inner.expr),
        Expr::Group(inner) => gives_several(&inner.expr),
        Expr::MethodCall(call) => SEVERAL.iter().any(|(name, _)| call.method == name),
        _ => false,
    }
}

/// The elements of a tuple or an array that is written out.
fn elements(value: &Expr) -> Option<Vec<&Expr>> {
    match value {
        Expr::Paren(inner) => elements(&inner.expr),
        Expr::Group(inner) => elements(&inner.expr),
        Expr::Tuple(tuple) => Some(tuple.elems.iter().collect()),
        Expr::Array(array) => Some(array.elems.iter().collect()),
        _ => None,
    }
}
