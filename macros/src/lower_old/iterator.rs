//! Iterators: what they go through, and what is made of it.
//!
//! An iterator over arrays becomes a loop over their indices; one over integers and constants stays as the user
//! wrote it.

use std::collections::HashMap;

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, format_ident, quote};
use syn::ext::IdentExt;
use syn::{Expr, ExprCall, ExprMethodCall, Pat, RangeLimits};

use super::value::Value;
use super::{Lowering, Meaning};
use crate::elementary::{Function, Kind};
use crate::errors::quoted;
use crate::ir::{Id, Node};
use crate::region::{Action, Header, Initial, Place};

/// What is iterated over.
#[derive(Clone)]
pub(super) enum Source {
    /// Anything constant, iterated as Rust does it.
    Tokens(Expr),
    /// Integers from this one on.
    Range {
        start: Id,
        count: Id,
    },
    /// A constant array, by its elements.
    Constant(Expr),
    /// Parts of a constant array, so wide, which overlap or not.
    ConstantParts {
        array: Expr,
        width: Expr,
        overlap: bool,
    },
    /// The elements of an array, by value, by reference or to be changed.
    Memory(Place, Access),
    Windows(Place, Id),
    Chunks(Place, Id),
    /// Elements known one by one.
    Known(Vec<Value>),
    Copied(Box<Source>),
    Zip(Box<Source>, Box<Source>),
    Enumerate(Box<Source>),
    Reversed(Box<Source>),
    Skip(Box<Source>, Id),
    Take(Box<Source>, Id),
    Step(Box<Source>, Id),
    Map(Box<Source>, Expr),
    Filter(Box<Source>, Expr),
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Access {
    Value,
    Reference,
    Mutable,
}

/// What ends a chain of iterators.
const ENDS: [&str; 6] = ["sum", "product", "fold", "collect", "for_each", "reduce"];

impl Lowering<'_> {
    /// What an expression iterates over.
    pub(super) fn source(&mut self, value: &Expr) -> Option<Source> {
        match value {
            Expr::Paren(inner) => self.source(&inner.expr),
            Expr::Group(inner) => self.source(&inner.expr),
            _ if self.is_constant(value)
                && !self.is_composite(value)
                && !self.looks_at_what_changes(value) =>
            {
                Some(Source::Tokens(value.clone()))
            }
            Expr::Range(_) => self.random_tokens(value),
            Expr::Reference(reference) => {
                let access = if reference.mutability.is_some() { Access::Mutable } else { Access::Reference };
                self.memory_source(&reference.expr, access)
            }
            Expr::MethodCall(call) => self.adapted(value, call),
            _ => self.memory_source(value, Access::Value),
        }
    }

    fn memory_source(&mut self, syntax: &Expr, access: Access) -> Option<Source> {
        // What is called here is known to return something with elements.
        let before = self.expected;
        self.expected = matches!(syntax, Expr::Call(_)).then_some(1);
        let found = self.value(syntax);
        self.expected = before;
        match found? {
            Value::Elements(values) => {
                let numbers =
                    values.iter().all(|value| matches!(value, Value::Number(_) | Value::Borrowed(_)));
                if numbers {
                    let by_reference = access == Access::Reference;
                    return Some(Source::Known(if by_reference { borrowed(values) } else { values }));
                }
                let place = self.stored(None, &values, true)?;
                Some(Source::Memory(place, access))
            }
            Value::Array(place) => {
                // The name of a reference is iterated by reference.
                let by_reference = access == Access::Value
                    && (self.graph.array(place.array).reference || place.range.is_some())
                    && place.path.is_empty();
                Some(Source::Memory(place, if by_reference { Access::Reference } else { access }))
            }
            other => {
                if self.number_of(syntax, other).is_some() {
                    self.errors.report_wrong_rust(
                        syntax,
                        format!("`{}` is a number, and cannot be iterated over", quoted(syntax)),
                        "iterate over an array, a slice or a range",
                    );
                }
                None
            }
        }
    }

    /// An iterator made from another one.
    fn adapted(&mut self, whole: &Expr, call: &ExprMethodCall) -> Option<Source> {
        let method = call.method.to_string();
        let argument = call.args.first();
        let inner = |lowering: &mut Self| lowering.source(&call.receiver).map(Box::new);
        Some(match (method.as_str(), argument) {
            ("iter", None) => match self.source(&call.receiver)? {
                Source::Memory(place, _) => Source::Memory(place, Access::Reference),
                Source::Known(values) => Source::Known(borrowed(values)),
                other => other,
            },
            ("iter_mut", None) => match self.source(&call.receiver)? {
                Source::Memory(place, _) => Source::Memory(place, Access::Mutable),
                other => other,
            },
            ("into_iter" | "by_ref" | "as_slice" | "as_ref", None) => return self.source(&call.receiver),
            ("copied" | "cloned", None) => Source::Copied(inner(self)?),
            ("rev", None) => match self.source(&call.receiver)? {
                Source::Map(inner, closure) => Source::Map(Box::new(Source::Reversed(inner)), closure),
                Source::Filter(inner, closure) => Source::Filter(Box::new(Source::Reversed(inner)), closure),
                inner => Source::Reversed(Box::new(self.random(inner)?)),
            },
            ("enumerate", None) => Source::Enumerate(Box::new(self.random_source(&call.receiver)?)),
            ("zip", Some(other)) => {
                let first = self.random_source(&call.receiver)?;
                Source::Zip(Box::new(first), Box::new(self.random_source(other)?))
            }
            ("skip", Some(count)) => {
                let count = self.index(count)?;
                Source::Skip(Box::new(self.random_source(&call.receiver)?), count)
            }
            ("take", Some(count)) => {
                let count = self.index(count)?;
                Source::Take(Box::new(self.random_source(&call.receiver)?), count)
            }
            ("step_by", Some(count)) => {
                let count = self.index(count)?;
                Source::Step(Box::new(self.random_source(&call.receiver)?), count)
            }
            ("map", Some(closure)) => Source::Map(inner(self)?, closure.clone()),
            ("filter", Some(closure)) => Source::Filter(inner(self)?, closure.clone()),
            ("windows" | "chunks_exact", Some(width)) => {
                let width = self.index(width)?;
                let place = match self.source(&call.receiver)? {
                    Source::Memory(place, _) => place,
                    Source::Known(values) => self.stored(None, &values, true)?,
                    _ => return self.no_source(whole, &call.method),
                };
                if method == "windows" { Source::Windows(place, width) } else { Source::Chunks(place, width) }
            }
            _ => {
                let copies = ["to_vec", "to_owned", "clone", "collect", "map"].contains(&method.as_str());
                if copies && let Some(result) = self.array_method(whole, call) {
                    let place = self.memory(whole, result?)?;
                    return Some(Source::Memory(place, Access::Value));
                }
                return self.no_source(whole, &call.method);
            }
        })
    }

    fn no_source<T>(&mut self, _whole: &Expr, method: &syn::Ident) -> Option<T> {
        self.errors.report(
            method,
            format!("`{method}` is no iterator that can be differentiated"),
            "use `iter`, `zip`, `enumerate`, `map`, `filter`, `rev`, `skip`, `take`, `step_by`, `windows`, \
             `chunks_exact`, `copied`, or write a `for` loop",
        );
        None
    }

    fn random_source(&mut self, value: &Expr) -> Option<Source> {
        let source = self.source(value)?;
        self.random(source)
    }

    /// The same in a form in which the elements can be had by their numbers.
    fn random(&mut self, source: Source) -> Option<Source> {
        match source {
            Source::Tokens(tokens) => self.random_tokens(&tokens),
            Source::Filter(_, closure) => {
                self.errors.report(
                    closure,
                    "what a filter lets through has no number, which is needed here",
                    "filter last, or write a `for` loop with an `if`",
                );
                None
            }
            Source::Map(inner, closure) => Some(Source::Map(Box::new(self.random(*inner)?), closure)),
            Source::Copied(inner) => Some(Source::Copied(Box::new(self.random(*inner)?))),
            // A reference serves where a value is asked for, too.
            Source::Known(values) => {
                let place = self.stored(None, &values, true)?;
                Some(Source::Memory(place, Access::Reference))
            }
            other => Some(other),
        }
    }

    fn random_tokens(&mut self, tokens: &Expr) -> Option<Source> {
        match tokens {
            Expr::Paren(inner) => self.random_tokens(&inner.expr),
            Expr::Group(inner) => self.random_tokens(&inner.expr),
            Expr::Range(range) => {
                let zero = self.graph.literal("0", Kind::Integer);
                let start = match &range.start {
                    Some(start) => self.index(start)?,
                    None => zero,
                };
                let tokens = match (&range.start, &range.end) {
                    (Some(start), Some(end))
                        if matches!(range.limits, RangeLimits::HalfOpen(_))
                            && start.to_token_stream().to_string() == "0" =>
                    {
                        quote!(#end)
                    }
                    (Some(_), Some(_)) => quote!(::core::iter::Iterator::count(#range)),
                    // Endless; whatever it is zipped with ends.
                    _ => quote!(::core::primitive::usize::MAX),
                };
                let count = match &range.end {
                    Some(_) => {
                        let whole: Expr = syn::parse2(quote!((#tokens))).ok()?;
                        self.index(&whole)?
                    }
                    None => self.graph.constant(tokens, Vec::new(), Vec::new(), false),
                };
                Some(Source::Range { start, count })
            }
            Expr::MethodCall(call) => match call.method.to_string().as_str() {
                "iter" | "into_iter" if call.args.is_empty() => {
                    let inner = &call.receiver;
                    if matches!(**inner, Expr::Range(_) | Expr::Paren(_)) {
                        return self.random_tokens(inner);
                    }
                    Some(Source::Constant((**inner).clone()))
                }
                _ => self.adapted_tokens(tokens, call),
            },
            Expr::Reference(inner) => Some(Source::Constant((*inner.expr).clone())),
            other => Some(Source::Constant(other.clone())),
        }
    }

    fn adapted_tokens(&mut self, whole: &Expr, call: &ExprMethodCall) -> Option<Source> {
        let inner = self.random_tokens(&call.receiver);
        let argument = call.args.first();
        Some(match (call.method.to_string().as_str(), argument) {
            ("copied" | "cloned", None) => Source::Copied(Box::new(inner?)),
            ("rev", None) => Source::Reversed(Box::new(inner?)),
            ("enumerate", None) => Source::Enumerate(Box::new(inner?)),
            ("skip", Some(count)) => Source::Skip(Box::new(inner?), self.index(count)?),
            ("take", Some(count)) => Source::Take(Box::new(inner?), self.index(count)?),
            ("step_by", Some(count)) => Source::Step(Box::new(inner?), self.index(count)?),
            ("zip", Some(other)) => {
                let other = self.random_source(other)?;
                Source::Zip(Box::new(inner?), Box::new(other))
            }
            ("map", Some(closure)) => Source::Map(Box::new(inner?), closure.clone()),
            ("windows" | "chunks_exact", Some(width)) => match inner? {
                Source::Constant(array) => {
                    Source::ConstantParts { array, width: width.clone(), overlap: call.method == "windows" }
                }
                _ => return self.no_source(whole, &call.method),
            },
            _ => return self.no_source(whole, &call.method),
        })
    }

    /// An integer made from others by tokens in which these have names.
    fn counted(&mut self, tokens: TokenStream, names: &[(&str, Id)]) -> Id {
        let mentions = names.iter().map(|(name, id)| ((*name).to_owned(), *id)).collect();
        self.graph.constant(tokens, mentions, Vec::new(), false)
    }

    /// How many elements there are.
    fn count(&mut self, source: &Source) -> Option<Id> {
        Some(match source {
            Source::Tokens(_) | Source::Filter(..) => return None,
            Source::Range { count, .. } => *count,
            Source::Constant(tokens) => {
                let tokens = self.nested.restore(tokens.to_token_stream());
                let whole: Expr = syn::parse2(quote!((#tokens).len())).ok()?;
                self.constant(&whole)?
            }
            Source::ConstantParts { array, width, overlap } => {
                let parts = if *overlap { quote!(windows) } else { quote!(chunks_exact) };
                let array = self.nested.restore(array.to_token_stream());
                let whole: Expr = syn::parse2(quote!((#array).#parts(#width).len())).ok()?;
                self.constant(&whole)?
            }
            Source::Memory(place, _) => self.length(place),
            Source::Windows(place, width) => {
                let length = self.length(place);
                self.counted(
                    quote!(::core::primitive::usize::saturating_sub(__n + 1, __w)),
                    &[("__n", length), ("__w", *width)],
                )
            }
            Source::Chunks(place, width) => {
                let length = self.length(place);
                self.counted(quote!((__n / __w)), &[("__n", length), ("__w", *width)])
            }
            Source::Known(values) => self.graph.literal(&values.len().to_string(), Kind::Integer),
            Source::Copied(inner)
            | Source::Enumerate(inner)
            | Source::Reversed(inner)
            | Source::Map(inner, _) => {
                return self.count(inner);
            }
            Source::Zip(a, b) => {
                let (a, b) = (self.count(a)?, self.count(b)?);
                if a == b {
                    return Some(a);
                }
                self.counted(quote!(::core::cmp::Ord::min(__a, __b)), &[("__a", a), ("__b", b)])
            }
            Source::Skip(inner, skipped) => {
                let count = self.count(inner)?;
                self.counted(
                    quote!(::core::primitive::usize::saturating_sub(__n, __s)),
                    &[("__n", count), ("__s", *skipped)],
                )
            }
            Source::Take(inner, taken) => {
                let count = self.count(inner)?;
                self.counted(quote!(::core::cmp::Ord::min(__a, __b)), &[("__a", count), ("__b", *taken)])
            }
            Source::Step(inner, step) => {
                let count = self.count(inner)?;
                self.counted(
                    quote!(::core::primitive::usize::div_ceil(__n, __s)),
                    &[("__n", count), ("__s", *step)],
                )
            }
        })
    }

    /// The element of that number.
    fn at_number(&mut self, source: &Source, number: Id) -> Option<Value> {
        Some(match source {
            Source::Tokens(_) | Source::Filter(..) => return None,
            Source::Range { start, .. } => {
                Value::Number(self.integer_operation(Function::ADD, *start, number))
            }
            Source::Constant(array) => {
                let element = |name: &Ident| quote!((#array)[#name]);
                Value::Borrowed(self.constant_element(number, element)?)
            }
            Source::ConstantParts { array, width, overlap } => {
                let step = if *overlap { quote!(1) } else { quote!((#width)) };
                let part = |name: &Ident| quote!(&(#array)[#name * #step..#name * #step + (#width)]);
                Value::Number(self.constant_element(number, part)?)
            }
            Source::Memory(place, access) => {
                let place = self.graph.at(place, number);
                if self.graph.rank(&place) > 0 {
                    let borrowed = *access != Access::Value;
                    return Some(Value::Array(Place { borrowed, ..place }));
                }
                match access {
                    Access::Value => Value::Number(self.graph.element(place)),
                    Access::Reference => Value::Borrowed(self.graph.element(place)),
                    Access::Mutable => Value::Slot(place),
                }
            }
            Source::Windows(place, width) => {
                let outer = place.range.map(|(start, _)| start);
                let start = match outer {
                    Some(outer) => self.integer_operation(Function::ADD, outer, number),
                    None => number,
                };
                Value::Array(Place { range: Some((start, *width)), borrowed: true, ..place.clone() })
            }
            Source::Chunks(place, width) => {
                let mut start = self.integer_operation(Function::MUL, number, *width);
                if let Some((outer, _)) = place.range {
                    start = self.integer_operation(Function::ADD, outer, start);
                }
                Value::Array(Place { range: Some((start, *width)), borrowed: true, ..place.clone() })
            }
            Source::Known(values) => {
                let place = self.stored(None, values, true)?;
                let place = self.graph.at(&place, number);
                match self.part_of_memory(place) {
                    Value::Number(id) => Value::Borrowed(id),
                    other => other,
                }
            }
            Source::Copied(inner) => match self.at_number(inner, number)? {
                Value::Borrowed(id) => Value::Number(id),
                Value::Slot(place) => Value::Number(self.graph.element(place)),
                other => other,
            },
            Source::Zip(a, b) => Value::Tuple(vec![self.at_number(a, number)?, self.at_number(b, number)?]),
            Source::Enumerate(inner) => {
                Value::Tuple(vec![Value::Number(number), self.at_number(inner, number)?])
            }
            Source::Reversed(inner) => {
                let count = self.count(inner)?;
                let number = self.counted(quote!((__n - 1 - __k)), &[("__n", count), ("__k", number)]);
                self.at_number(inner, number)?
            }
            Source::Skip(inner, skipped) => {
                let number = self.integer_operation(Function::ADD, *skipped, number);
                self.at_number(inner, number)?
            }
            Source::Take(inner, _) => self.at_number(inner, number)?,
            Source::Step(inner, step) => {
                let number = self.integer_operation(Function::MUL, number, *step);
                self.at_number(inner, number)?
            }
            Source::Map(inner, closure) => {
                let value = self.at_number(inner, number)?;
                self.applied(closure, vec![value])?
            }
        })
    }

    /// What constant tokens give for a number, which has a name in them.
    fn constant_element(&mut self, number: Id, tokens: impl Fn(&Ident) -> TokenStream) -> Option<Id> {
        let name = format_ident!("__number_{}", self.depth);
        self.scopes.push(HashMap::new());
        self.bind_value(&name, Value::Number(number));
        let whole: Expr = syn::parse2(tokens(&name)).ok()?;
        let id = self.constant(&whole);
        self.scopes.pop();
        id
    }

    /// Goes through all elements, which are taken apart by a pattern, if there is one.
    pub(super) fn each(
        &mut self,
        label: Option<&str>,
        source: &Source,
        pattern: Option<&Pat>,
        body: &mut dyn FnMut(&mut Self, Value),
    ) -> Option<()> {
        match source {
            Source::Map(inner, closure) => {
                self.each(label, inner, parameter_of(closure, 0), &mut |lowering, value| {
                    if let Some(value) = lowering.applied(closure, vec![value]) {
                        body(lowering, value);
                    }
                })
            }
            Source::Filter(inner, closure) => self.each(label, inner, pattern, &mut |lowering, value| {
                let borrowed = match &value {
                    Value::Number(id) => Value::Borrowed(*id),
                    other => other.clone(),
                };
                let Some(Value::Number(condition)) = lowering.filtered(closure, borrowed) else { return };
                lowering.choose(
                    Some(condition),
                    |lowering| {
                        body(lowering, value);
                        Some(())
                    },
                    |_| Some(()),
                );
            }),
            Source::Tokens(tokens) => {
                // Rust itself takes apart what it iterates over: of a constant, nothing is known here.
                let pattern = pattern.cloned().unwrap_or_else(|| syn::parse_quote!(item));
                self.repeat_tokens(label, &pattern, tokens, &mut |lowering| {
                    if let Some(value) = lowering.bound(&pattern) {
                        body(lowering, value);
                    }
                })
            }
            // A few known elements need no loop.
            Source::Known(values) if label.is_none() && values.len() <= 16 && !self.leaves_loops => {
                for value in values.clone() {
                    body(self, value);
                }
                Some(())
            }
            _ => {
                let source = self.random(source.clone())?;
                let index = std::cell::Cell::new(None);
                self.repeat(
                    label,
                    &mut |lowering| lowering.count(&source),
                    &mut |lowering, count| {
                        let found = lowering.binding(0, "k");
                        index.set(Some(found));
                        Some(Header::Count { count, index: found })
                    },
                    &mut |lowering| {
                        if let Some(value) = index.get().and_then(|index| lowering.at_number(&source, index))
                        {
                            body(lowering, value);
                        }
                    },
                )
            }
        }
    }

    /// The value of which a pattern has bound the parts.
    fn bound(&mut self, pattern: &Pat) -> Option<Value> {
        match pattern {
            Pat::Ident(name) => match self.lookup(&name.ident) {
                Meaning::Known(id) => Some(Value::Number(id)),
                _ => None,
            },
            Pat::Paren(inner) => self.bound(&inner.pat),
            Pat::Type(typed) => self.bound(&typed.pat),
            Pat::Reference(inner) => self.bound(&inner.pat),
            Pat::Tuple(tuple) => {
                let parts: Option<Vec<Value>> = tuple.elems.iter().map(|part| self.bound(part)).collect();
                parts.map(Value::Tuple)
            }
            // Nothing asks for what has no name.
            _ => Some(Value::Tuple(Vec::new())),
        }
    }

    /// The condition of a filter.
    fn filtered(&mut self, closure: &Expr, value: Value) -> Option<Value> {
        let Expr::Closure(closure) = closure else { return self.applied(closure, vec![value]) };
        self.scopes.push(HashMap::new());
        let names = closure.inputs.first().and_then(|pattern| self.take_apart(pattern, &value));
        for (name, value) in names.into_iter().flatten() {
            self.bind_any(&name, value);
        }
        let condition = self.condition(&closure.body);
        self.scopes.pop();
        condition.map(Value::Number)
    }

    /// A method of an array or an iterator whose result varies; `None` if it is another method.
    pub(super) fn array_method(&mut self, whole: &Expr, call: &ExprMethodCall) -> Option<Option<Value>> {
        let method = call.method.to_string();
        let arguments: Vec<&Expr> = call.args.iter().collect();
        if ENDS.contains(&method.as_str()) && !matches!(&*call.receiver, Expr::Path(_)) {
            return Some(self.reduced(whole, call, &method, &arguments));
        }
        if !self.is_composite(&call.receiver) {
            return None;
        }
        match (method.as_str(), arguments.as_slice()) {
            ("len", []) => Some(self.value(&call.receiver).and_then(|value| match value {
                Value::Elements(values) => {
                    Some(Value::Number(self.graph.literal(&values.len().to_string(), Kind::Integer)))
                }
                other => self.memory(&call.receiver, other).map(|place| Value::Number(self.length(&place))),
            })),
            ("to_vec" | "to_owned" | "clone" | "as_slice" | "as_ref" | "borrow", []) => {
                let value = self.value(&call.receiver)?;
                Some(Some(match value {
                    Value::Borrowed(id) => Value::Number(id),
                    Value::Array(place) if method == "to_vec" => Value::Array(self.as_slice(place)),
                    Value::Elements(values) if method == "to_vec" => {
                        let place = self.stored(None, &values, false)?;
                        self.as_vector(place)
                    }
                    other => other,
                }))
            }
            ("map", [closure]) => Some(self.mapped(&call.receiver, closure)),
            _ => {
                let is_array = self.is_array(&call.receiver);
                if is_array {
                    self.errors.report(
                        &call.method,
                        format!("`{method}` is no method of an array that can be differentiated"),
                        "index its elements, iterate over it, or write a `for` loop",
                    );
                    return Some(None);
                }
                None
            }
        }
    }

    /// `[a, b].map(…)`
    fn mapped(&mut self, receiver: &Expr, closure: &Expr) -> Option<Value> {
        match self.value(receiver)? {
            Value::Elements(values) => {
                let values: Vec<Option<Value>> =
                    values.into_iter().map(|value| self.applied(closure, vec![value])).collect();
                values.into_iter().collect::<Option<_>>().map(Value::Elements)
            }
            other => {
                let from = self.memory(receiver, other)?;
                let name = self.hint.clone().unwrap_or_else(|| format_ident!("mapped"));
                let rank = self.graph.rank(&from);
                let to = self.new_memory(&name, rank, Kind::Real, Initial::ZerosLike(from.clone()), false);
                let count = self.length(&from);
                let target = to.clone();
                self.count_up(count, &mut |lowering, index| {
                    let place = lowering.graph.at(&from, index);
                    let value = lowering.part_of_memory(place);
                    let Some(value) = lowering.applied(closure, vec![value]) else { return };
                    if let Some(id) = lowering.number_of(closure, value) {
                        let place = lowering.graph.at(&target, index);
                        lowering.store_at(place, id);
                    }
                })?;
                self.temporary = Some(to.array);
                Some(Value::Array(to))
            }
        }
    }

    /// What an iterator comes to in the end.
    fn reduced(
        &mut self,
        whole: &Expr,
        call: &ExprMethodCall,
        method: &str,
        arguments: &[&Expr],
    ) -> Option<Value> {
        let errors = self.errors.count();
        let Some(source) = self.source(&call.receiver) else {
            if self.errors.count() == errors {
                self.unsupported(whole);
            }
            return None;
        };
        match (method, arguments) {
            ("sum", []) => {
                // As the standard library does it: the sum of nothing is −0.
                let zero = self.graph.zero();
                let start = self.graph.make(Node::Apply(Function::NEG, vec![zero]));
                self.accumulated(&call.receiver, &source, start, Function::ADD)
            }
            ("product", []) => {
                let start = self.graph.real(1.0);
                self.accumulated(&call.receiver, &source, start, Function::MUL)
            }
            ("fold", [start, closure]) => {
                let start = match start {
                    Expr::Tuple(tuple) => {
                        let parts: Vec<Option<Value>> =
                            tuple.elems.iter().map(|part| self.value(part)).collect();
                        Value::Tuple(parts.into_iter().collect::<Option<_>>()?)
                    }
                    other => self.value(other)?,
                };
                self.folded(&source, &start, closure)
            }
            ("for_each", [closure]) => {
                let pattern = parameter_of(closure, 0);
                self.each(None, &source, pattern, &mut |lowering, value| {
                    if let Expr::Closure(closure) = closure {
                        lowering.scopes.push(HashMap::new());
                        let names = pattern.and_then(|pattern| lowering.take_apart(pattern, &value));
                        for (name, value) in names.into_iter().flatten() {
                            lowering.bind_any(&name, value);
                        }
                        lowering.effect(&closure.body);
                        lowering.scopes.pop();
                    }
                })?;
                Some(Value::Tuple(Vec::new()))
            }
            ("collect", []) => self.collected(&source),
            _ => self.no_source(whole, &call.method),
        }
    }

    fn accumulated(
        &mut self,
        syntax: &Expr,
        source: &Source,
        start: Id,
        function: Function,
    ) -> Option<Value> {
        self.scopes.push(HashMap::from([("#total".to_owned(), Some(Value::Number(start)))]));
        let scope = self.scopes.len() - 1;
        self.each(None, source, None, &mut |lowering, value| {
            let Some(id) = lowering.number_of(syntax, value) else { return };
            let Some(id) = lowering.real(syntax, id) else { return };
            let Some(Some(Value::Number(total))) = lowering.scopes[scope].get("#total").cloned() else {
                return;
            };
            let total = lowering.graph.make(Node::Apply(function, vec![total, id]));
            lowering.set(scope, "#total".to_owned(), Some(Value::Number(total)));
        })?;
        self.scopes.pop()?.remove("#total")?
    }

    fn folded(&mut self, source: &Source, start: &Value, closure: &Expr) -> Option<Value> {
        let parts = match start {
            Value::Tuple(parts) => parts.clone(),
            single => vec![single.clone()],
        };
        let names: Vec<String> = (0..parts.len()).map(|number| format!("#fold{number}")).collect();
        self.scopes.push(names.iter().cloned().zip(parts.iter().cloned().map(Some)).collect());
        let scope = self.scopes.len() - 1;
        let tuple = matches!(start, Value::Tuple(_));
        let gather = move |lowering: &Self| -> Option<Value> {
            let mut parts: Vec<Value> = names
                .iter()
                .map(|name| lowering.scopes[scope].get(name).cloned().flatten())
                .collect::<Option<_>>()?;
            if tuple { Some(Value::Tuple(parts)) } else { parts.pop() }
        };
        self.each(None, source, parameter_of(closure, 1), &mut |lowering, value| {
            let Some(current) = gather(lowering) else { return };
            let Some(next) = lowering.applied(closure, vec![current, value]) else { return };
            let next = match next {
                Value::Tuple(parts) if tuple => parts,
                single => vec![single],
            };
            for (number, part) in next.into_iter().enumerate() {
                if let Some(id) = lowering.number_of(closure, part) {
                    lowering.set(scope, format!("#fold{number}"), Some(Value::Number(id)));
                }
            }
        })?;
        let result = gather(self);
        self.scopes.pop();
        result
    }

    /// A vector of what comes out of an iterator.
    fn collected(&mut self, source: &Source) -> Option<Value> {
        let name = self.hint.clone().unwrap_or_else(|| format_ident!("collected"));
        let krate = self.krate.clone();
        let float = self.signature.scalar.to_token_stream();
        if matches!(source, Source::Filter(..) | Source::Tokens(_))
            || matches!(source, Source::Map(inner, _) if matches!(**inner, Source::Filter(..)))
        {
            let tokens = quote!(#krate::support::empty::<#float>());
            let empty = self.graph.constant(tokens, Vec::new(), Vec::new(), false);
            self.resized.insert(name.unraw().to_string());
            let to = self.new_memory(&name, 1, Kind::Real, Initial::Value(empty), false);
            self.each(None, source, None, &mut |lowering, value| {
                let syntax: Expr = syn::parse_quote!(#name);
                if let Some(id) = lowering.number_of(&syntax, value) {
                    let array = lowering.graph.array_mut(to.array);
                    array.active = true;
                    lowering.graph.perform(Action::Append { array: to.array, value: id }, &[]);
                }
            })?;
            self.temporary = Some(to.array);
            return Some(Value::Array(to));
        }
        let source = match source {
            Source::Map(inner, closure) => {
                Source::Map(Box::new(self.random((**inner).clone())?), closure.clone())
            }
            other => self.random(other.clone())?,
        };
        let count = self.count(&source)?;
        let tokens = quote!(#krate::support::zeros::<#float>(__n));
        let zeros = self.graph.constant(tokens, vec![("__n".to_owned(), count)], Vec::new(), false);
        let to = self.new_memory(&name, 1, Kind::Real, Initial::Value(zeros), false);
        let target = to.clone();
        self.count_up(count, &mut |lowering, index| {
            let Some(value) = lowering.at_number(&source, index) else { return };
            let syntax: Expr = syn::parse_quote!(#name);
            if let Some(id) = lowering.number_of(&syntax, value) {
                let place = lowering.graph.at(&target, index);
                lowering.store_at(place, id);
            }
        })?;
        self.temporary = Some(to.array);
        Some(Value::Array(to))
    }

    /// A closure that is called by its name.
    pub(super) fn closure_call(&mut self, call: &ExprCall) -> Option<Option<Value>> {
        let Expr::Path(path) = &*call.func else { return None };
        let name = path.path.get_ident()?;
        let Meaning::Composite(Value::Closure(_)) = self.lookup(name) else { return None };
        let arguments: Vec<Option<Value>> = call.args.iter().map(|argument| self.value(argument)).collect();
        let arguments: Option<Vec<Value>> = arguments.into_iter().collect();
        Some(arguments.and_then(|arguments| self.applied(&call.func, arguments)))
    }
}

/// References to numbers.
fn borrowed(values: Vec<Value>) -> Vec<Value> {
    let reference = |value| match value {
        Value::Number(id) => Value::Borrowed(id),
        other => other,
    };
    values.into_iter().map(reference).collect()
}

/// The pattern of a closure's parameter.
fn parameter_of(closure: &Expr, position: usize) -> Option<&Pat> {
    match closure {
        Expr::Paren(inner) => parameter_of(&inner.expr, position),
        Expr::Closure(closure) => closure.inputs.get(position),
        _ => None,
    }
}
