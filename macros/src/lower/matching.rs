//! Patterns: the condition on which a value fits, and what their names stand for then.

use quote::{ToTokens, quote};
use syn::{Index, Path, RangeLimits};

use super::Lowering;
use super::expression::is_none;
use super::value::Value;
use crate::elementary::Kind;
use crate::ir::{Id, Node};
use crate::region::Layout;
use crate::syntax::{Bind, Expr, ExprKind, LocalId, Pat, PatKind, Printer, Type, Written, is_variant};

impl<'t> Lowering<'t, '_> {
    /// What is matched: parts of a tuple one by one.
    pub(super) fn scrutinee(&mut self, expr: &'t Expr) -> Option<Value<'t>> {
        match &expr.bare().kind {
            ExprKind::Tuple(parts) if !parts.is_empty() => {
                let parts: Vec<Option<Value>> = parts.iter().map(|part| self.own_part(part)).collect();
                parts.into_iter().collect::<Option<_>>().map(Value::Tuple)
            }
            _ if matches!(expr.behind_reference().kind, ExprKind::Field(..))
                && matches!(self.type_of(expr), Type::Choice | Type::Other) =>
            {
                match self.part_value(expr)? {
                    // An enum does not vary, whatever it is a field of: rustc sees to that.
                    Value::Array(place) if self.graph.layout(&place) == Layout::Whole => {
                        Some(Value::Number(self.constant_field(&place, true)))
                    }
                    other => Some(other),
                }
            }
            _ => self.part_value(expr),
        }
    }

    /// The condition on which a pattern fits; its names are bound. Where it is `certain` that it does, nothing is asked.
    pub(super) fn matches(
        &mut self,
        pattern: &'t Pat,
        value: &Value<'t>,
        syntax: &'t Expr,
        certain: bool,
    ) -> Option<Id> {
        let always = self.graph.boolean(true);
        match &pattern.kind {
            PatKind::Wild | PatKind::Rest => Some(always),
            // A loop of Rust's has bound the names already.
            PatKind::TupleStruct(..) | PatKind::Struct(..) if matches!(value, Value::Tuple(parts) if parts.is_empty()) => {
                Some(always)
            }
            PatKind::Typed(inner, written) => {
                let value = self.choice_of_type(written, value.clone());
                self.matches(inner, &value, syntax, certain)
            }
            PatKind::Bind(bind) => self.bound(bind, value, syntax, certain),
            // What is behind a reference that Rust holds, Rust sees.
            PatKind::Reference(_, inner)
                if (!certain || matches!(inner.kind, PatKind::TupleStruct(..) | PatKind::Struct(..)))
                    && matches!(value, Value::Number(id) if !self.graph.is_active(*id)) =>
            {
                self.matches_constant(pattern, value, syntax)
            }
            PatKind::Reference(_, inner) => {
                let behind = self.dereferenced(value.clone());
                self.matches(inner, &behind, syntax, certain)
            }
            PatKind::Tuple(parts) => {
                let values = self.parts_of_tuple(pattern, parts, value)?;
                let named = || parts.iter().filter(|part| !matches!(part.kind, PatKind::Rest));
                let values = named().zip(values).map(|(part, value)| self.taken_out(part, value)).collect();
                self.all_match(named(), values, syntax, certain)
            }
            PatKind::Slice(parts) => self.matches_slice(pattern, parts, value, syntax, certain),
            PatKind::TupleStruct(path, parts)
                if is_variant(path, &["Err"]) && matches!(value, Value::Option(..)) =>
            {
                let Value::Option(is_some, _) = value else { return None };
                self.matches_error(pattern, parts, *is_some, syntax)
            }
            PatKind::Struct(..) | PatKind::TupleStruct(..) if self.is_struct(value) => {
                self.matches_fields(pattern, value, syntax)
            }
            PatKind::TupleStruct(path, parts) if is_variant(path, &["Some", "Ok"]) && parts.len() == 1 => {
                let Value::Option(is_some, inner) = self.as_option(pattern.ty, value.clone()) else {
                    return self.matches_constant(pattern, value, syntax);
                };
                let inner = self.taken_out_if(is_some, &parts[0], *inner);
                // What is not there has no fields that could be read.
                let around = self.flow.present;
                if matches!(inner, Value::Array(_)) && self.graph.truth(is_some) != Some(true) {
                    let both = around.map_or(is_some, |around| self.graph.and(around, is_some));
                    self.flow.present = Some(both);
                }
                let matched = self.matches(&parts[0], &inner, syntax, certain);
                self.flow.present = around;
                let matched = matched?;
                Some(self.graph.and(is_some, matched))
            }
            PatKind::Value(constant) => {
                if let Value::Option(is_some, _) = value
                    && is_none(constant)
                {
                    return Some(self.graph.not(*is_some));
                }
                let plain = matches!(self.types.get(constant.ty), Type::Real | Type::Integer | Type::Truth)
                    || matches!(self.types.get(pattern.ty), Type::Real | Type::Integer);
                // A variant of an enum may be none that is compared.
                let is_path = matches!(constant.bare().kind, ExprKind::Path(_));
                match value {
                    Value::Number(id) | Value::Borrowed(id)
                        if plain && !(is_path && self.graph.kind(*id) == Kind::Unknown) =>
                    {
                        let wanted = self.number(constant)?;
                        Some(self.comparison("==", *id, wanted))
                    }
                    _ => self.matches_constant(pattern, value, syntax),
                }
            }
            PatKind::Range(start, limits, end) => {
                let id = self.number_of(syntax, value.clone())?;
                let mut inside = always;
                if let Some(start) = start {
                    let start = self.number(start)?;
                    let above = self.comparison(">=", id, start);
                    inside = self.graph.and(inside, above);
                }
                if let Some(end) = end {
                    let end = self.number(end)?;
                    let below = if matches!(limits, RangeLimits::Closed(_)) { "<=" } else { "<" };
                    let below = self.comparison(below, id, end);
                    inside = self.graph.and(inside, below);
                }
                Some(inside)
            }
            PatKind::Or(cases) => self.matches_any(cases, value, syntax),
            _ => self.matches_constant(pattern, value, syntax),
        }
    }

    /// Whether patterns ask which variant of an enum something is that varies, which nobody follows: several paths, or one that could not
    /// but fit a struct.
    pub(super) fn asks_for_variants(&mut self, patterns: &[&'t Pat], value: &Value<'t>) -> bool {
        let mut paths = patterns.iter().filter_map(|pattern| match &behind(pattern).kind {
            PatKind::TupleStruct(path, parts) => Some((path, parts.iter().all(always_fits))),
            PatKind::Struct(path, fields, _) => {
                Some((path, fields.iter().all(|(_, part)| always_fits(part))))
            }
            _ => None,
        });
        let Some((first, fits)) = paths.next().filter(|_| self.is_struct(value)) else { return false };
        let text = |path: &Path| path.to_token_stream().to_string();
        let several = paths.any(|(path, _)| text(path) != text(first));
        if !(several || fits && patterns.len() == 1) {
            return false;
        }
        self.errors.report(
            first,
            format!("`{}` is one of several variants, and what varies in one is not followed", crate::errors::quoted(first)),
            "hold the numbers in a struct with a plain `enum` or an index beside them, or choose by `if` or `match` what is computed of them",
        );
        true
    }

    fn bound(&mut self, bind: &'t Bind, value: &Value<'t>, syntax: &'t Expr, certain: bool) -> Option<Id> {
        let mut condition = self.graph.boolean(true);
        if let Some(sub) = &bind.sub {
            condition = self.matches(sub, value, syntax, certain)?;
        }
        let name = self.name_of(bind.local);
        if bind.may_be_constant && !certain {
            match value {
                Value::Option(is_some, _) if name == "None" => {
                    condition = self.graph.not(*is_some);
                    return Some(condition);
                }
                // Whether it is a constant to compare with or a name to bind, rustc knows.
                Value::Number(id) | Value::Borrowed(id) => {
                    let mentions = vec![("__matched".to_owned(), *id)];
                    let test = match value {
                        // What is behind a reference need not be one to be copied.
                        Value::Borrowed(_) => quote!(::core::matches!(&__matched, #name)),
                        _ => quote!(::core::matches!(__matched, #name)),
                    };
                    let tokens = self.tree.among_items(syntax.items, test);
                    condition = self.graph.constant(tokens, mentions, Vec::new(), false);
                }
                _ => {}
            }
        }
        // A number out of a constant is a reference where it is looked behind.
        let is_reference = matches!(value, Value::Number(id)
            if matches!(self.graph.node(*id), Node::Constant { .. }) && self.variables.is_dereferenced(bind.local));
        let value = if bind.by_ref || is_reference { value.clone().borrowed() } else { value.clone() };
        self.bind_value(bind.local, bind.mutable, value);
        Some(condition)
    }

    /// A variable that a pattern binds; if it may change, what is in memory is its own.
    pub(super) fn bind_value(&mut self, local: LocalId, mutable: bool, value: Value<'t>) {
        let value = if mutable { self.own_of(local, value) } else { value };
        self.declare(local, value);
    }

    fn own_of(&mut self, local: LocalId, value: Value<'t>) -> Value<'t> {
        let name = self.name_of(local);
        let ever = self.activity.ever(local);
        match value {
            Value::Array(place) if !place.borrowed => Value::Array(self.copied(&name, place, ever)),
            Value::Elements(values) if !self.is_flat() => {
                match self.stored(Some(&name), &values, false, ever) {
                    Some(place) => Value::Array(place),
                    None => Value::Elements(values),
                }
            }
            value @ Value::Struct(..) if !self.is_flat() => {
                self.built(&name, &value).map_or(value, Value::Array)
            }
            Value::Tuple(parts) => {
                Value::Tuple(parts.into_iter().map(|part| self.own_of(local, part)).collect())
            }
            other => other,
        }
    }

    pub(super) fn all_match(
        &mut self,
        patterns: impl Iterator<Item = &'t Pat>,
        values: Vec<Value<'t>>,
        syntax: &'t Expr,
        certain: bool,
    ) -> Option<Id> {
        let mut all = self.graph.boolean(true);
        for (pattern, value) in patterns.zip(values) {
            let matched = self.matches(pattern, &value, syntax, certain)?;
            all = self.graph.and(all, matched);
        }
        Some(all)
    }

    /// The parts of a tuple that patterns name.
    fn parts_of_tuple(
        &mut self,
        pattern: &'t Pat,
        parts: &'t [Pat],
        value: &Value<'t>,
    ) -> Option<Vec<Value<'t>>> {
        let rest = parts.iter().position(|part| matches!(part.kind, PatKind::Rest));
        let named = parts.len() - usize::from(rest.is_some());
        match value {
            Value::Tuple(values) if values.len() == named || (rest.is_some() && values.len() >= named) => {
                let front = rest.unwrap_or(named);
                let back = values.len() - (named - front);
                Some(values[..front].iter().chain(&values[back..]).cloned().collect())
            }
            Value::Array(place) if self.has_fields(place) => {
                let values = self.fields_in_order(place)?;
                self.parts_of_tuple(pattern, parts, &Value::Tuple(values))
            }
            // A tuple that does not vary.
            Value::Number(whole) | Value::Borrowed(whole)
                if !self.graph.is_active(*whole) && rest.is_none() =>
            {
                let mut values = Vec::new();
                for (position, part) in parts.iter().enumerate() {
                    let index = Index::from(position);
                    let mentions = vec![("__whole".to_owned(), *whole)];
                    let plain = matches!(self.types.get(part.ty), Type::Real | Type::Integer | Type::Truth);
                    let tokens = if plain && !matches!(value, Value::Borrowed(_)) {
                        quote!(__whole.#index)
                    } else {
                        quote!(::core::clone::Clone::clone(&__whole.#index))
                    };
                    values.push(Value::Number(self.graph.constant(tokens, mentions, Vec::new(), false)));
                }
                Some(values)
            }
            Value::Tuple(values) => {
                self.errors.report_wrong_rust(
                    pattern.spans,
                    format!("{named} values are expected here, and these are {}", values.len()),
                    "give as many values as the type or the pattern says",
                );
                None
            }
            _ => self.no_such_pattern(pattern),
        }
    }

    /// What is computed only where a condition holds; elsewhere nobody reads it.
    pub(super) fn guarded(
        &mut self,
        condition: Id,
        compute: impl FnOnce(&mut Self) -> Option<Value<'t>>,
    ) -> Option<Value<'t>> {
        if self.graph.truth(condition) == Some(true) {
            return compute(self);
        }
        let stand_in = std::cell::RefCell::new(None);
        self.choose(
            Some(condition),
            |lowering| {
                let value = compute(lowering)?;
                *stand_in.borrow_mut() = Some(super::branch::Merge::stand_in(&value, lowering));
                Some(value)
            },
            |_| stand_in.borrow().clone(),
        )
    }

    fn matches_any(&mut self, cases: &'t [Pat], value: &Value<'t>, syntax: &'t Expr) -> Option<Id> {
        let mut any = self.graph.boolean(false);
        let mut known: Vec<(LocalId, Value<'t>)> = Vec::new();
        for case in cases {
            let matched = self.matches(case, value, syntax, false)?;
            for local in case.binds() {
                let Some(own) = self.variables.get(local).cloned() else { continue };
                match known.iter_mut().find(|(other, _)| *other == local) {
                    Some((_, before)) => {
                        let earlier = before.clone();
                        *before = self.selected_value(any, &earlier, &own)?;
                    }
                    None => known.push((local, own)),
                }
            }
            any = self.graph.or(any, matched);
        }
        for (local, value) in known {
            self.declare(local, value);
        }
        Some(any)
    }

    /// Any other pattern on a constant is left to Rust.
    pub(super) fn matches_constant(
        &mut self,
        pattern: &'t Pat,
        value: &Value<'t>,
        syntax: &'t Expr,
    ) -> Option<Id> {
        match value {
            Value::Number(id) | Value::Borrowed(id) if !self.graph.is_active(*id) => {
                let tokens = Printer { tree: self.tree, names: Written }.pattern(pattern);
                let mentions = || vec![("__matched".to_owned(), *id)];
                // What is taken out of it is not given away where it is only asked.
                let test = if self.is_looked_into(pattern) {
                    quote!(::core::matches!(&__matched, #tokens))
                } else {
                    quote!(::core::matches!(__matched, #tokens))
                };
                let test = self.tree.among_items(syntax.items, test);
                // Before what is taken out, which then has its place behind it.
                let condition = self.graph.constant(test, mentions(), Vec::new(), false);
                for local in pattern.binds() {
                    // Taken out where the pattern fits, and nowhere else.
                    let name = self.name_of(local);
                    let krate = &self.context.krate;
                    let ty = self.tree.local(local).ty;
                    let is_number = matches!(self.types.get(ty), Type::Real | Type::Integer | Type::Truth);
                    // A number is copied out of what need not be one to be copied.
                    let (matched, found) = if is_number && !has_references(pattern) {
                        (quote!(&__matched), quote!(::core::clone::Clone::clone(#name)))
                    } else {
                        (quote!(::core::clone::Clone::clone(&__matched)), quote!(#name))
                    };
                    let taken = if is_number {
                        quote! {
                            #krate::support::matched(match #matched {
                                #tokens => ::core::option::Option::Some(#found),
                                _ => ::core::option::Option::None,
                            })
                        }
                    } else {
                        quote! {
                            #krate::support::only_there(match ::core::clone::Clone::clone(&__matched) {
                                #tokens => ::core::option::Option::Some(#name),
                                _ => ::core::option::Option::None,
                            })
                        }
                    };
                    let taken = self.tree.among_items(syntax.items, taken);
                    let part = self.graph.constant(taken, mentions(), Vec::new(), false);
                    let part = if is_number && self.is_read_here(*id) { self.pinned(part) } else { part };
                    // What is asked for behind it is a reference.
                    let is_reference = is_number && self.variables.is_dereferenced(local);
                    self.declare(
                        local,
                        if is_reference { Value::Borrowed(part) } else { Value::Number(part) },
                    );
                }
                Some(condition)
            }
            _ => {
                self.errors.report(
                    pattern.spans,
                    format!(
                        "the pattern `{}` is not supported around differentiated values",
                        self.tree.quoted_pattern(pattern)
                    ),
                    "match numbers, ranges, truth values and tuples of them, or take the value apart before",
                );
                None
            }
        }
    }

    /// Whether a pattern binds what may not be a copy, and fits what is behind a reference, too.
    fn is_looked_into(&self, pattern: &Pat) -> bool {
        let is_number = |local: LocalId| {
            matches!(self.types.get(self.tree.local(local).ty), Type::Real | Type::Integer | Type::Truth)
        };
        let fits = |part: &Pat| match &part.kind {
            PatKind::Reference(..) | PatKind::Foreign(_) => false,
            PatKind::Bind(bind) => !bind.by_ref,
            PatKind::Value(value) => !matches!(value.kind, ExprKind::Literal(syn::Lit::Str(_))),
            _ => true,
        };
        pattern.binds().into_iter().any(|local| !is_number(local)) && pattern.all(&fits)
    }

    pub(super) fn no_such_pattern<T>(&mut self, pattern: &Pat) -> Option<T> {
        self.errors.report_wrong_rust(
            pattern.spans,
            format!("the pattern `{}` does not fit the value", self.tree.quoted_pattern(pattern)),
            "bind a name, a tuple `(a, b)` or an array `[a, b]`",
        );
        None
    }
}

/// Whether a pattern names references itself.
fn has_references(pattern: &Pat) -> bool {
    match &pattern.kind {
        PatKind::Reference(..) => true,
        PatKind::Bind(bind) if bind.by_ref => true,
        _ => pattern.children().into_iter().any(has_references),
    }
}

/// A pattern without the references around it.
fn behind(pattern: &Pat) -> &Pat {
    match &pattern.kind {
        PatKind::Reference(_, inner) => behind(inner),
        _ => pattern,
    }
}

/// Whether a pattern fits whatever there is, if a lone name in it is none of a constant.
fn always_fits(pattern: &Pat) -> bool {
    pattern.all(&|part| {
        matches!(
            part.kind,
            PatKind::Bind(_)
                | PatKind::Wild
                | PatKind::Rest
                | PatKind::Reference(..)
                | PatKind::Typed(..)
                | PatKind::Tuple(_)
        )
    })
}
