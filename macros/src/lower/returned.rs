//! What the function returns, at its end and before, and the partial derivatives that are given for it.

use proc_macro2::Ident;
use quote::{ToTokens, quote};
use syn::Expr as Syntax;

use super::value::Value;
use super::{Lowering, Output as Part_};
use crate::elementary::Kind;
use crate::ir::{Id, Node, Output, Part};
use crate::region::{Form, Layout};
use crate::signature::{Returns, rank_of};
use crate::syntax::{Expr, ExprKind, LocalId, Stmt, Type};

#[derive(Default)]
pub(super) struct Returned {
    /// Whether the function was left early, and with what.
    pub(super) flag: Option<LocalId>,
    pub(super) slots: Vec<LocalId>,
    /// What is returned, where there are arrays in it.
    pub(super) composite: Option<Vec<Part_>>,
}

impl<'t> Lowering<'t, '_> {
    /// The body of the function, as the values that it returns.
    pub(super) fn body(&mut self) -> Option<Vec<Id>> {
        let tree = self.tree;
        let errors = self.errors.count();
        if self.refuse_semicolon(&tree.body, "the function") {
            return None;
        }
        let never = self.graph.boolean(false);
        self.returned.flag = Some(self.variables.fresh(Some(Value::Number(never))));
        let composite = self.context.signature.returns == Returns::Composite;
        if !composite {
            for _ in 0..self.context.signature.returns.count() {
                let zero = self.graph.zero();
                let slot = self.variables.fresh(Some(Value::Number(zero)));
                self.returned.slots.push(slot);
            }
        } else if tree.body.effects.returns || self.context.signature.fallible.is_some() {
            // Also where the one side of a choice has nothing to return.
            self.slots_of_composite();
        }
        let result = if composite {
            self.run(&tree.body, 0, &|lowering, last| lowering.returned_values(last))
                .and_then(|values| self.composite(values))
        } else {
            let last = self.run(&tree.body, 0, &|lowering, last| lowering.returned_numbers(last));
            let last = if self.flow.left { None } else { last };
            if last.is_some() || self.flow.left { self.with_early_returns(last) } else { None }
        };
        if result.is_none() && composite && self.flow.left && self.errors.count() == errors {
            // Of a body that never ends, as `todo!()`, nobody reads what it returns.
            if self.returned.slots.is_empty() {
                self.slots_of_composite();
            }
            let values =
                self.returned.slots.clone().into_iter().map(|slot| self.variables.get(slot).cloned());
            return values.collect::<Option<Vec<_>>>().and_then(|values| self.composite(values));
        }
        if result.is_none() && self.errors.count() == errors {
            let at = match (&tree.body.tail, tree.body.statements.last()) {
                (Some(tail), _) => Some(tail.spans),
                (_, Some(Stmt::Expr(last))) => Some(last.spans),
                (_, Some(Stmt::Let(last))) => Some(last.spans),
                _ => tree.body.spans,
            };
            if tree.body.tail.is_none() {
                self.errors.report_wrong_rust(
                    at,
                    "the body ends without a value, so there is nothing to differentiate",
                    "end it with an expression, without a semicolon",
                );
            }
        }
        result
    }

    /// How each of the values is arranged that are returned.
    fn layouts(&self) -> Vec<Layout> {
        let signature = self.context.signature;
        let types = match self.types.output.map(|output| (output, self.types.get(output))) {
            Some((_, Type::Tuple(parts))) if signature.tuple => parts.clone(),
            Some((output, _)) => vec![output],
            None => Vec::new(),
        };
        let layout = |(position, declared)| match rank_of(&signature.known(declared)) {
            Some(rank) => Layout::from(rank),
            None => types.get(position).map_or(Layout::Number, |&ty| self.layout_of(ty)),
        };
        signature.returned.iter().enumerate().map(layout).collect()
    }

    fn slots_of_composite(&mut self) {
        for layout in self.layouts() {
            let value = if layout == Layout::Number {
                Value::Number(self.graph.zero())
            } else {
                Value::Array(self.empty_memory("returned", layout, None, true))
            };
            let slot = self.variables.fresh(Some(value));
            self.returned.slots.push(slot);
        }
    }

    fn with_early_returns(&mut self, mut result: Option<Vec<Id>>) -> Option<Vec<Id>> {
        if self.graph.is_structured() {
            let flag = self.returned.flag?;
            let Some(Value::Number(returned)) = self.variables.get(flag).cloned() else { return result };
            let slots = self.returned.slots.clone();
            let values: Vec<Id> = slots
                .into_iter()
                .filter_map(|slot| match self.variables.get(slot) {
                    Some(Value::Number(id)) => Some(*id),
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
        for (path, values) in std::mem::take(&mut self.flow.early).into_iter().rev() {
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

    /// What is returned, as so many numbers.
    fn returned_numbers(&mut self, expr: &'t Expr) -> Option<Vec<Id>> {
        if self.context.signature.fallible.is_some() {
            return self.held(expr, &|lowering, held| lowering.numbers_in_form(held));
        }
        self.numbers_in_form(expr)
    }

    fn numbers_in_form(&mut self, expr: &'t Expr) -> Option<Vec<Id>> {
        match self.context.signature.returns {
            Returns::Tuple(count) => self.numbers(expr, count),
            Returns::Array(count) => self.numbers(expr, count),
            _ => {
                let id = if matches!(self.type_of(expr), Type::Option(_)) {
                    let held = self.inside(expr, false)?;
                    self.number_of(expr, held)?
                } else {
                    self.number(expr)?
                };
                self.real(expr, id).map(|id| vec![id])
            }
        }
    }

    /// An expression of several numbers.
    fn numbers(&mut self, expr: &'t Expr, count: usize) -> Option<Vec<Id>> {
        match &expr.bare().kind {
            ExprKind::Tuple(parts) | ExprKind::List(parts, _) => {
                if parts.len() != count {
                    self.errors.report_wrong_rust(
                        expr.spans,
                        format!("{count} values are expected here, and these are {}", parts.len()),
                        "give as many values as the type or the pattern says",
                    );
                    return None;
                }
                let ids: Vec<Option<Id>> =
                    parts.iter().map(|part| self.operand(part).and_then(|id| self.real(part, id))).collect();
                return ids.into_iter().collect();
            }
            ExprKind::Block(block, None) => {
                return self.in_block(block, &move |lowering, last| lowering.numbers(last, count));
            }
            ExprKind::If(_) | ExprKind::Match(_) if !self.is_constant(expr) => {
                return self.branches(expr, &move |lowering, last| lowering.numbers(last, count));
            }
            _ => {}
        }
        let value = match &expr.bare().kind {
            ExprKind::Call(callee, arguments)
                if !matches!(self.context.signature.returns, Returns::Tuple(_)) =>
            {
                self.call_of_several(expr, callee, arguments, count)
            }
            _ => self.value(expr),
        }?;
        let value = self.within(expr, value);
        let parts: Option<Vec<Value>> = match value {
            Value::Tuple(values) | Value::Elements(values) if values.len() == count => Some(values),
            Value::Array(place) if self.has_fields(&place) => {
                self.fields_in_order(&place).filter(|parts| parts.len() == count)
            }
            Value::Array(place) => (0..count)
                .map(|number| {
                    let index = self.graph.literal(&number.to_string(), Kind::Integer);
                    let place = self.graph.at(&place, index);
                    Some(self.part_of_memory(place))
                })
                .collect(),
            Value::Number(whole) if !self.graph.is_active(whole) => Some(
                (0..count)
                    .map(|number| {
                        let index = syn::Index::from(number);
                        let tuple = matches!(self.context.signature.returns, Returns::Tuple(_));
                        let tokens = if tuple {
                            quote::quote!(__whole.#index)
                        } else {
                            quote::quote!(__whole[#index])
                        };
                        let mentions = vec![("__whole".to_owned(), whole)];
                        Value::Number(self.graph.constant(tokens, mentions, Vec::new(), false))
                    })
                    .collect(),
            ),
            _ => None,
        };
        let Some(parts) = parts else {
            let wanted = if matches!(self.context.signature.returns, Returns::Tuple(_)) {
                "a tuple `(a, b)`"
            } else {
                "an array `[a, b]`"
            };
            self.errors.report(
                expr.spans,
                format!(
                    "`{}` does not show the {count} values that are expected here",
                    self.tree.quoted(expr)
                ),
                format!("write {wanted}, or call a differentiated function that returns one"),
            );
            return None;
        };
        parts.into_iter().map(|part| self.number_of(expr, part)).collect()
    }

    /// What is in what a function of an option or a result returns; where there is nothing in it, nobody asks.
    fn within(&mut self, expr: &'t Expr, value: Value<'t>) -> Value<'t> {
        match value {
            _ if self.context.signature.fallible.is_none() => value,
            Value::Option(_, held) => *held,
            Value::Number(id)
                if !self.graph.is_active(id) && matches!(self.type_of(expr), Type::Option(_)) =>
            {
                let krate = self.context.krate.clone();
                let tokens = quote::quote!(#krate::support::present(::core::clone::Clone::clone(&__option)));
                let mentions = vec![("__option".to_owned(), id)];
                Value::Number(self.graph.constant(tokens, mentions, Vec::new(), false))
            }
            other => other,
        }
    }

    /// What is returned, with arrays in it.
    fn returned_values(&mut self, expr: &'t Expr) -> Option<Vec<Value<'t>>> {
        if self.context.signature.fallible.is_some() {
            return self.held(expr, &|lowering, held| lowering.values_in_form(held));
        }
        self.values_in_form(expr)
    }

    fn values_in_form(&mut self, expr: &'t Expr) -> Option<Vec<Value<'t>>> {
        let layouts = self.layouts();
        let values = if self.context.signature.tuple {
            let found = self.scrutinee(expr)?;
            match self.within(expr, found) {
                Value::Tuple(values) if values.len() == layouts.len() => values,
                _ => {
                    self.errors.report(
                        expr.spans,
                        format!(
                            "`{}` does not show the {} values that are returned",
                            self.tree.quoted(expr),
                            layouts.len()
                        ),
                        "write a tuple `(a, b)`",
                    );
                    return None;
                }
            }
        } else {
            let found = self.value(expr)?;
            vec![self.within(expr, found)]
        };
        let parts: Vec<&'t Expr> = match &expr.bare().kind {
            ExprKind::Tuple(parts) if parts.len() == layouts.len() => parts.iter().collect(),
            _ => vec![expr; layouts.len()],
        };
        let values: Vec<Value> = values
            .into_iter()
            .zip(&layouts)
            .zip(parts)
            .map(|((value, layout), part)| match value {
                Value::Number(id) | Value::Borrowed(id) if layout.rank() > 0 && !self.graph.is_active(id) => {
                    let name = self.wanted_name("constant");
                    let initial = crate::region::Initial::Value(id);
                    Some(Value::Array(self.new_memory(&name, layout.clone(), Kind::Real, initial, false)))
                }
                value if layout.rank() > 0 => self.memory(part, value).map(Value::Array),
                value => self.number_of(part, value).map(Value::Number),
            })
            .collect::<Option<_>>()?;
        if self.returned.slots.is_empty() {
            return Some(values);
        }
        for (slot, value) in self.returned.slots.clone().into_iter().zip(values) {
            self.fill_slot(slot, expr, value);
        }
        let kept = self.returned.slots.clone().into_iter().map(|slot| self.variables.get(slot).cloned());
        kept.collect()
    }

    /// The outputs of a function that returns arrays.
    fn composite(&mut self, values: Vec<Value<'t>>) -> Option<Vec<Id>> {
        let values: Vec<Value> = if self.returned.slots.is_empty() {
            values
        } else {
            self.returned
                .slots
                .clone()
                .into_iter()
                .filter_map(|slot| self.variables.get(slot).cloned())
                .collect()
        };
        let mut outputs = Vec::new();
        for value in values {
            let place = match value {
                Value::Number(id) | Value::Borrowed(id) => {
                    outputs.push(Part_::Number(id));
                    continue;
                }
                Value::Array(place) => place,
                _ => return None,
            };
            let array = self.graph.array(place.array);
            let own = place.path.is_empty() && place.range.is_none() && array.parameter.is_none();
            let taken = outputs.iter().any(|output| matches!(output, Part_::Array(id) if *id == place.array));
            let place = if own && !taken {
                place
            } else {
                self.copied(&quote::format_ident!("returned"), place, false)
            };
            outputs.push(Part_::Array(place.array));
        }
        self.returned.composite = Some(outputs);
        Some(Vec::new())
    }

    /// A `return` before the end: of the closure that is being called, or of the function.
    pub(super) fn early_return(&mut self, expr: &'t Expr, value: Option<&'t Expr>) {
        let in_closure = self.flow.calls.last().map(|call| (call.left, call.result));
        let Some(value) = value else {
            if let Some((left, _)) = in_closure {
                return self.raise(left);
            }
            self.errors.report_wrong_rust(
                expr.spans,
                "a `return` without a value leaves nothing to differentiate",
                "return a number",
            );
            self.flow.left = true;
            return;
        };
        if let Some((left, result)) = in_closure {
            if let Some(found) = self.without_name(|lowering| lowering.value(value)) {
                let found = self.as_option(value.ty, found);
                self.fill_slot(result, value, found);
            }
            return self.raise(left);
        }
        if self.context.signature.returns == Returns::Composite {
            if self.returned_values(value).is_none() && self.flow.left {
                return;
            }
        } else if let Some(values) = self.returned_numbers(value)
            && !self.flow.left
        {
            self.flow.early.push((self.flow.path, values.clone()));
            for (slot, value) in self.returned.slots.clone().into_iter().zip(values) {
                self.variables.assign(slot, Some(Value::Number(value)));
            }
        } else if self.flow.left {
            // There is no value, and so no derivative.
            return;
        }
        if let Some(flag) = self.returned.flag {
            self.raise(flag);
        }
    }

    /// The partial derivatives that the option `derivative` gives, in the order of the parameters.
    pub(super) fn given_partials(
        &mut self,
        keyword: &Ident,
        partials: &[(Ident, Syntax)],
        values: &'t [Expr],
    ) -> Option<Vec<Id>> {
        let signature = self.context.signature;
        if signature.returns != Returns::Scalar {
            self.errors.report(
                keyword,
                "`derivative(…)` describes a function of one value, and this one returns several",
                "return one number",
            );
            return None;
        }
        let mut given: Vec<Option<Id>> = vec![None; signature.parameters.len()];
        let mut complete = true;
        for ((name, _), partial) in partials.iter().zip(values) {
            let position = signature.parameters.iter().position(|parameter| parameter.name == *name);
            let known = position.filter(|&position| signature.parameters[position].kind == Kind::Real);
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
            let id = self.number(partial).and_then(|id| self.real(partial, id));
            complete &= id.is_some();
            if given[position].is_some() {
                self.errors.report(
                    name,
                    format!("the derivative by `{name}` is given twice"),
                    "keep one of them",
                );
            }
            given[position] = id;
        }
        let wanted = signature.differentiated();
        let missing = wanted.iter().copied().find(|&position| given[position].is_none());
        if complete && let Some(position) = missing {
            let name = &signature.parameters[position].name;
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
        let is_method = self.context.signature.is_method;
        let callee = if is_method { quote!(<Self>::#function) } else { function.to_token_stream() };
        let callee = self.graph.keep(callee);
        let arguments = (0..self.context.signature.parameters.len())
            .map(|position| self.graph.make(Node::Parameter(position)))
            .collect();
        let region = self.graph.current();
        let forms = self.context.signature.parameters.iter().map(|parameter| {
            let is_lent = parameter.reference && parameter.rank == 0 && parameter.differentiated;
            if is_lent { Form::Either } else { Form::Plain }
        });
        let (forms, returns) = (forms.collect(), Returns::Scalar);
        let call = self.graph.make(Node::Call { callee, arguments, forms, returns, region });
        self.graph.make(Node::Part { call, part: Part::Value(Output::Only) })
    }
}
