//! Iterators: what they go through.
//!
//! An iterator over arrays becomes a loop over their indices; one over integers and constants stays as the user
//! wrote it.

use std::rc::Rc;

use quote::quote;
use syn::RangeLimits;

use super::Lowering;
use super::closure::Applied;
use super::matrix::Handed;
use super::value::Value;
use crate::elementary::Kind;
use crate::ir::Id;
use crate::region::Place;
use crate::syntax::{Expr, ExprKind, Method, Type};
use crate::table::matrices::{Family, Outcome};
use crate::table::methods::{self, Adapter, Meaning, Shape};

/// What is iterated over.
#[derive(Clone)]
pub(super) enum Source<'t> {
    /// Anything constant, iterated as Rust does it.
    Tokens(&'t Expr, Id),
    /// Integers from this one on, up to another one, of whose type they are; whether that is the type of an index.
    Range {
        start: Id,
        end: Option<Id>,
        count: Id,
        index: bool,
    },
    /// A constant list, by its elements.
    Constant(Id),
    /// Parts of a constant list: how wide they are, how far they are from each other, and whether a shorter one at the end is one, too.
    ConstantParts {
        list: Id,
        width: Id,
        step: Id,
        is_cut: bool,
    },
    /// The elements of an array, by value, by reference or to be changed.
    Memory(Place, Access),
    Windows(Place, Id),
    /// Rows or columns of a matrix: the function that gives each, and how many there are.
    Lines(Handed, &'static str, Id),
    /// Parts one behind the other; whether a shorter one at the end is left out.
    Chunks {
        place: Place,
        width: Id,
        exact: bool,
        from_end: bool,
    },
    /// Elements known one by one.
    Known(Vec<Value<'t>>),
    Copied(Rc<Source<'t>>),
    Zip(Rc<Source<'t>>, Rc<Source<'t>>),
    Chain(Rc<Source<'t>>, Rc<Source<'t>>),
    Enumerate(Rc<Source<'t>>),
    Reversed(Rc<Source<'t>>),
    Skip(Rc<Source<'t>>, Id),
    Take(Rc<Source<'t>>, Id),
    Step(Rc<Source<'t>>, Id),
    Map(Rc<Source<'t>>, Applied<'t>),
    Filter(Rc<Source<'t>>, Applied<'t>),
    FilterMap(Rc<Source<'t>>, Applied<'t>),
    MapWhile(Rc<Source<'t>>, Applied<'t>),
    FlatMap(Rc<Source<'t>>, Applied<'t>),
    Flatten(Rc<Source<'t>>),
    Scan(Rc<Source<'t>>, Value<'t>, Applied<'t>),
    TakeWhile(Rc<Source<'t>>, Applied<'t>),
    SkipWhile(Rc<Source<'t>>, Applied<'t>),
    Inspect(Rc<Source<'t>>, Applied<'t>),
    /// The same again and again.
    Cycle(Rc<Source<'t>>),
    /// What follows from each item, as long as something does.
    Successors(Value<'t>, Applied<'t>),
    /// What a closure gives each time; whether nothing is the end.
    Called(Applied<'t>, bool),
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Access {
    Value,
    Reference,
    Mutable,
}

impl<'t> Lowering<'t, '_> {
    /// What an expression iterates over.
    pub(super) fn source(&mut self, expr: &'t Expr) -> Option<Source<'t>> {
        if let Some(generated) = self.generated(expr) {
            return generated;
        }
        if self.is_constant(expr) && !self.looks_at_change(expr) {
            let node = self.iterable(expr)?;
            return Some(Source::Tokens(expr, node));
        }
        if let Some(source) = self.source_of_object(expr) {
            return Some(source);
        }
        match &expr.kind {
            ExprKind::Paren(inner) => self.source(inner),
            ExprKind::Range(start, limits, end) => self.range(start.as_deref(), limits, end.as_deref()),
            ExprKind::Reference(true, inner) if self.keeps_state(inner) => {
                self.errors.report(
                    expr.spans,
                    "what goes on behind a loop with an iterator in a variable is not followed",
                    "index the elements, or go through all of them in one `for` loop",
                );
                None
            }
            ExprKind::Reference(mutable, inner) => {
                let access = if *mutable { Access::Mutable } else { Access::Reference };
                let value = self.part_value(inner)?;
                self.source_of(inner, value, access)
            }
            ExprKind::Method(method) => match self.row_of(method) {
                Some(Meaning::Adapter(adapter)) => self.adapted(expr, method, adapter),
                _ => {
                    let value = self.part_value(expr)?;
                    self.source_of(expr, value, Access::Value)
                }
            },
            _ => {
                let value = self.part_value(expr)?;
                self.source_of(expr, value, Access::Value)
            }
        }
    }

    /// What a value iterates over.
    pub(super) fn source_of(
        &mut self,
        syntax: &'t Expr,
        value: Value<'t>,
        access: Access,
    ) -> Option<Source<'t>> {
        match value {
            // One index leads to no number of it.
            Value::Array(_) if matches!(self.type_of(syntax), Type::Matrix(Family::Grid(2 | 3))) => {
                if access == Access::Mutable {
                    return self.no_elements(syntax);
                }
                let matrix = self.matrix(syntax)?;
                match self.applied_to_matrices("flattened", vec![matrix], Outcome::Matrix) {
                    Value::Array(numbers) => Some(Source::Memory(numbers, Access::Reference)),
                    _ => None,
                }
            }
            Value::Iterator(source) => Some((*source).clone()),
            // What is left of it.
            Value::Cursor(behind, source) => Some(Source::Skip(source, behind)),
            Value::Elements(values) => {
                let numbers =
                    values.iter().all(|value| !matches!(value, Value::Array(_) | Value::Elements(_)));
                if numbers {
                    let by_reference = access == Access::Reference;
                    return Some(Source::Known(if by_reference {
                        values.into_iter().map(Value::borrowed).collect()
                    } else {
                        values
                    }));
                }
                let place = self.stored(None, &values, true, false)?;
                Some(Source::Memory(place, access))
            }
            // What is behind a reference that may change is changed by the names of its elements.
            Value::Array(place)
                if access == Access::Value && place.borrowed && !self.graph.array(place.array).constant =>
            {
                Some(Source::Memory(place, Access::Mutable))
            }
            Value::Array(place) => {
                // The name of a reference is iterated by reference.
                let by_reference = access == Access::Value
                    && (place.borrowed
                        || (self.graph.array(place.array).reference || place.range.is_some())
                            && place.path.is_empty());
                Some(Source::Memory(place, if by_reference { Access::Reference } else { access }))
            }
            Value::Option(is_some, inner) => {
                let one = self.graph.literal("1", Kind::Integer);
                let zero = self.graph.literal("0", Kind::Integer);
                let count = self.selection(is_some, one, zero);
                Some(Source::Take(Rc::new(Source::Known(vec![*inner])), count))
            }
            Value::Number(id) | Value::Borrowed(id) if !self.graph.is_active(id) && self.is_list(syntax) => {
                Some(Source::Constant(id))
            }
            other => {
                if self.number_of(syntax, other).is_some() {
                    self.errors.report_wrong_rust(
                        syntax.spans,
                        format!("`{}` is a number, and cannot be iterated over", self.tree.quoted(syntax)),
                        "iterate over an array, a slice or a range",
                    );
                }
                None
            }
        }
    }

    fn no_elements<T>(&mut self, syntax: &Expr) -> Option<T> {
        self.errors.report(
            syntax.spans,
            format!(
                "`{}` has several dimensions, and is not changed element by element here",
                self.quoted(syntax)
            ),
            "go through its rows and columns by their numbers, and write `m[[i, j]] = …`",
        );
        None
    }

    /// What the table says of a method on this receiver.
    pub(super) fn row_of(&self, method: &Method) -> Option<Meaning> {
        let receiver = self.type_of(&method.receiver);
        let fits = |row: &&methods::Method| {
            row.arguments.len() == method.arguments.len()
                && matches!(
                    (row.receiver, receiver),
                    (Shape::List(_) | Shape::Items(_), Type::List(_))
                        | (Shape::Items(_), Type::Matrix(_))
                        | (Shape::Iterator(_) | Shape::Items(_), Type::Iterator(_))
                        | (Shape::Option(_), Type::Option(_))
                )
        };
        methods::rows(&method.name.to_string()).find(fits).map(|row| row.meaning)
    }

    /// An iterator made from another one.
    pub(super) fn adapted(
        &mut self,
        whole: &'t Expr,
        method: &'t Method,
        adapter: Adapter,
    ) -> Option<Source<'t>> {
        let receiver = &method.receiver;
        let argument = method.arguments.first();
        let inner = self.source(receiver)?;
        Some(match (adapter, argument) {
            (Adapter::Elements, _) => match inner {
                Source::Memory(place, _) => Source::Memory(place, Access::Reference),
                Source::Known(values) => Source::Known(values.into_iter().map(Value::borrowed).collect()),
                other => other,
            },
            (Adapter::MutableElements, _)
                if matches!(self.type_of(receiver), Type::Matrix(Family::Grid(2 | 3))) =>
            {
                return self.no_elements(receiver);
            }
            (Adapter::MutableElements, _) => match inner {
                Source::Memory(place, _) => Source::Memory(place, Access::Mutable),
                other => other,
            },
            (Adapter::Same, _) if method.name == "by_ref" && self.keeps_state(receiver) => {
                return self.no_state(method);
            }
            (Adapter::Same, _) => inner,
            (Adapter::Copied, _) => Source::Copied(Rc::new(inner)),
            (Adapter::Reversed, _) => self.reversed(whole, inner)?,
            (Adapter::Enumerate, _) => Source::Enumerate(Rc::new(self.random_if_known(inner)?)),
            (Adapter::Zip, Some(other)) => self.zipped((receiver, inner), other)?,
            (Adapter::Chain, Some(other)) => {
                let other = self.source(other)?;
                Source::Chain(Rc::new(inner), Rc::new(other))
            }
            (Adapter::Skip, Some(count)) => {
                let count = self.index(count)?;
                Source::Skip(Rc::new(self.random_if_known(inner)?), count)
            }
            (Adapter::Take, Some(count)) => {
                let count = self.index(count)?;
                Source::Take(Rc::new(self.random_if_known(inner)?), count)
            }
            (Adapter::Step, Some(step)) => {
                let step = self.index(step)?;
                Source::Step(Rc::new(self.random_if_known(inner)?), step)
            }
            (Adapter::Map, Some(closure)) => Source::Map(Rc::new(inner), self.function(closure)),
            (Adapter::Filter, Some(closure)) => Source::Filter(Rc::new(inner), self.function(closure)),
            (Adapter::FilterMap, Some(closure)) => Source::FilterMap(Rc::new(inner), self.function(closure)),
            (Adapter::MapWhile, Some(closure)) => Source::MapWhile(Rc::new(inner), self.function(closure)),
            (Adapter::FlatMap, Some(closure)) => Source::FlatMap(Rc::new(inner), self.function(closure)),
            (Adapter::Flatten, _) => Source::Flatten(Rc::new(inner)),
            (Adapter::Scan, Some(start)) => {
                let first = self.start_of(start)?;
                let first = self.in_own_memory(start, first, whole.varies.get());
                Source::Scan(Rc::new(inner), first, self.function(&method.arguments[1]))
            }
            (Adapter::TakeWhile, Some(closure)) => Source::TakeWhile(Rc::new(inner), self.function(closure)),
            (Adapter::SkipWhile, Some(closure)) => Source::SkipWhile(Rc::new(inner), self.function(closure)),
            (Adapter::Inspect, Some(closure)) => Source::Inspect(Rc::new(inner), self.function(closure)),
            (Adapter::Cycle, _) => {
                let inner = self.numbered_items(receiver, inner)?;
                Source::Cycle(Rc::new(inner))
            }
            (
                Adapter::Windows
                | Adapter::Chunks
                | Adapter::ExactChunks
                | Adapter::ChunksFromEnd
                | Adapter::ExactChunksFromEnd,
                Some(width),
            ) => {
                let width = self.index(width)?;
                let inner = self.random(whole, inner)?;
                self.parts(method, adapter, inner, width)?
            }
            _ => return self.no_iterator(method),
        })
    }

    fn parts(
        &mut self,
        method: &'t Method,
        adapter: Adapter,
        inner: Source<'t>,
        width: Id,
    ) -> Option<Source<'t>> {
        let from_end = matches!(adapter, Adapter::ChunksFromEnd | Adapter::ExactChunksFromEnd);
        let place = match inner {
            Source::Memory(place, _) => place,
            Source::Known(values) => self.stored(None, &values, true, false)?,
            Source::Constant(list) if !from_end => {
                let one = self.graph.literal("1", Kind::Integer);
                let step = if adapter == Adapter::Windows { one } else { width };
                let is_cut = adapter == Adapter::Chunks;
                return Some(Source::ConstantParts { list, width, step, is_cut });
            }
            _ => return self.no_iterator(method),
        };
        Some(match adapter {
            Adapter::Windows => Source::Windows(place, width),
            other => {
                let exact = matches!(other, Adapter::ExactChunks | Adapter::ExactChunksFromEnd);
                Source::Chunks { place, width, exact, from_end }
            }
        })
    }

    fn reversed(&mut self, whole: &'t Expr, inner: Source<'t>) -> Option<Source<'t>> {
        Some(match inner {
            Source::Map(inner, closure) => {
                Source::Map(Rc::new(self.reversed(whole, (*inner).clone())?), closure)
            }
            Source::Filter(inner, closure) => {
                Source::Filter(Rc::new(self.reversed(whole, (*inner).clone())?), closure)
            }
            Source::Chain(a, b) => {
                let (a, b) = (self.reversed(whole, (*a).clone())?, self.reversed(whole, (*b).clone())?);
                Source::Chain(Rc::new(b), Rc::new(a))
            }
            other => Source::Reversed(Rc::new(self.random(whole, other)?)),
        })
    }

    /// Whether an iterator is that of a variable, which goes on where it was.
    pub(super) fn keeps_state(&self, receiver: &Expr) -> bool {
        receiver.behind().as_local().is_some() && matches!(self.type_of(receiver), Type::Iterator(_))
    }

    pub(super) fn no_state<T>(&mut self, method: &Method) -> Option<T> {
        self.errors.report(
            &method.name,
            format!(
                "`{}` takes items out of an iterator that goes on behind them, which is not followed",
                method.name
            ),
            "index the elements, or go through all of them in one `for` loop",
        );
        None
    }

    fn no_iterator<T>(&mut self, method: &Method) -> Option<T> {
        self.errors.report(
            &method.name,
            format!("`{}` is no iterator that can be differentiated", method.name),
            "use `iter`, `zip`, `enumerate`, `map`, `filter`, `rev`, `skip`, `take`, `step_by`, `windows`, \
             `chunks_exact`, `copied`, or write a `for` loop",
        );
        None
    }

    pub(super) fn range(
        &mut self,
        start: Option<&'t Expr>,
        limits: &RangeLimits,
        end: Option<&'t Expr>,
    ) -> Option<Source<'t>> {
        let from = match start {
            Some(start) => self.index(start)?,
            None => self.graph.literal("0", Kind::Integer),
        };
        let Some(end) = end else {
            // Endless; whatever it is zipped with ends.
            let count =
                self.graph.constant(quote!(::core::primitive::usize::MAX), Vec::new(), Vec::new(), false);
            return Some(Source::Range { start: from, end: None, count, index: false });
        };
        let to = self.index(end)?;
        let index = self.is_index(end);
        if index && self.graph.number(from) == Some(0.0) && matches!(limits, RangeLimits::HalfOpen(_)) {
            return Some(Source::Range { start: from, end: Some(to), count: to, index });
        }
        let range = if matches!(limits, RangeLimits::Closed(_)) {
            quote!(__start..=__end)
        } else {
            quote!(__start..__end)
        };
        let mentions = vec![("__start".to_owned(), from), ("__end".to_owned(), to)];
        let count =
            self.graph.constant(quote!(::core::iter::Iterator::count(#range)), mentions, Vec::new(), false);
        Some(Source::Range { start: from, end: Some(to), count, index })
    }

    /// Whether an integer is known to be of the type of an index.
    fn is_index(&self, expr: &Expr) -> bool {
        match &expr.bare().kind {
            ExprKind::Method(method) => method.name == "len",
            ExprKind::Local(local) => {
                let local = self.tree.local(*local);
                let declared =
                    local.parameter.map(|position| &self.context.signature.parameters[position].declared);
                local.is_index || declared.is_some_and(|declared| crate::errors::quoted(declared) == "usize")
            }
            ExprKind::Path(path) => self
                .context
                .signature
                .generics
                .const_params()
                .any(|constant| path.path.is_ident(&constant.ident)),
            ExprKind::Literal(syn::Lit::Int(number)) => number.suffix() == "usize",
            ExprKind::Chain(first, links) => {
                self.is_index(first) || links.iter().any(|link| self.is_index(&link.right))
            }
            _ => false,
        }
    }
}

/// Whether there are several items for one of those that it goes through.
pub(super) fn is_nested(source: &Source) -> bool {
    match source {
        Source::FlatMap(..) | Source::Flatten(_) => true,
        Source::Map(inner, _)
        | Source::Copied(inner)
        | Source::Filter(inner, _)
        | Source::FilterMap(inner, _)
        | Source::Inspect(inner, _)
        | Source::Enumerate(inner)
        | Source::Reversed(inner)
        | Source::Cycle(inner)
        | Source::Scan(inner, ..)
        | Source::Skip(inner, _)
        | Source::Take(inner, _)
        | Source::Step(inner, _)
        | Source::TakeWhile(inner, _)
        | Source::MapWhile(inner, _)
        | Source::SkipWhile(inner, _) => is_nested(inner),
        Source::Chain(a, b) => is_nested(a) || is_nested(b),
        _ => false,
    }
}

/// Whether something is gone through that has no end of its own.
pub(super) fn has_no_end(source: &Source) -> bool {
    match source {
        Source::Range { .. } | Source::Cycle(_) | Source::Successors(..) | Source::Called(..) => true,
        Source::Tokens(expr, _) => expr.any(&mut |part| match &part.kind {
            ExprKind::Range(_, _, end) => end.is_none(),
            ExprKind::Method(method) => method.name == "cycle",
            ExprKind::Call(..) => true,
            _ => false,
        }),
        Source::Map(inner, _)
        | Source::Copied(inner)
        | Source::Filter(inner, _)
        | Source::FilterMap(inner, _)
        | Source::Enumerate(inner)
        | Source::Scan(inner, ..)
        | Source::Skip(inner, _)
        | Source::Step(inner, _)
        | Source::FlatMap(inner, _)
        | Source::TakeWhile(inner, _)
        | Source::MapWhile(inner, _)
        | Source::SkipWhile(inner, _)
        | Source::Inspect(inner, _)
        | Source::Flatten(inner) => has_no_end(inner),
        Source::Chain(a, b) => has_no_end(a) || has_no_end(b),
        _ => false,
    }
}
