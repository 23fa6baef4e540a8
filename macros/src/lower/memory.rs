//! Arrays in memory: how they come to be, their elements, and their parts.

use std::rc::Rc;

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, format_ident, quote};

use super::Lowering;
use super::value::Value;
use crate::elementary::Kind;
use crate::ir::{Float, Id};
use crate::region::{Action, Array, Initial, Layout, Place, RegionId};
use crate::signature::{length_of, strip};
use crate::syntax::{Expr, ExprKind, ListForm, LocalId, Spans, Type};

/// How many rows `[row; count]` writes out.
const MOST_ROWS: usize = 4096;

impl<'t> Lowering<'t, '_> {
    /// An array that the caller hands in.
    pub(super) fn bind_parameter(&mut self, local: LocalId, position: usize) {
        let layout = self.layout_of(self.tree.local(local).ty);
        let parameter = &self.context.signature.parameters[position];
        let array = self.graph.new_array(Array {
            name: parameter.name.clone(),
            layout,
            kind: Kind::Real,
            active: parameter.differentiated,
            constant: !parameter.mutable,
            parameter: Some(position),
            home: RegionId::BODY,
            cotangent: None,
            tangent: None,
            derivative: false,
            reference: parameter.reference,
            vector: length_of(strip(&parameter.declared)).is_none(),
            late: false,
            again: false,
            filled: false,
        });
        self.names.unique_array(&parameter.name);
        self.declare(local, Value::Array(Place::of(array)));
    }

    /// Memory for a list, or for what is no number, that the function is given and changes as its own. Though its first elements
    /// are constants, what is stored later may vary.
    pub(super) fn changing_parameter(&mut self, local: LocalId, name: &Ident, id: Id) -> Option<Place> {
        let ty = self.tree.local(local).ty;
        let ever = self.activity.ever(local);
        let (rank, kind) = (self.types.rank(ty), super::kind_of(self.types.scalar(ty)));
        if rank > 0 && (ever || kind != Kind::Unknown) {
            let kind = if ever { Kind::Real } else { kind };
            return Some(self.new_memory(name, rank, kind, Initial::Value(id), ever));
        }
        let is_number = rank == 0 && matches!(kind, Kind::Real | Kind::Integer | Kind::Boolean);
        if ever || is_number || !self.variables.is_changed_in_place(local) {
            return None;
        }
        let place = self.new_memory(name, rank.max(1), Kind::Unknown, Initial::Value(id), false);
        self.variables.objects.insert(place.array);
        Some(place)
    }

    /// Declares an array.
    pub(super) fn new_memory(
        &mut self,
        name: &Ident,
        layout: impl Into<Layout>,
        kind: Kind,
        initial: Initial,
        active: bool,
    ) -> Place {
        self.new_array(name, layout.into(), kind, initial, active, false)
    }

    /// The same of one that never changes.
    pub(super) fn new_constant_memory(
        &mut self,
        name: &Ident,
        layout: impl Into<Layout>,
        kind: Kind,
        initial: Initial,
    ) -> Place {
        self.new_array(name, layout.into(), kind, initial, false, true)
    }

    fn new_array(
        &mut self,
        name: &Ident,
        layout: Layout,
        kind: Kind,
        initial: Initial,
        active: bool,
        constant: bool,
    ) -> Place {
        let name = self.names.unique_array(name);
        let active = active && kind != Kind::Integer && kind != Kind::Boolean
            || initial.ids().iter().any(|&id| self.graph.is_active(id))
            || initial.arrays().iter().any(|&array| self.graph.array(array).active);
        let home = self.graph.current();
        let vector = match &initial {
            Initial::Copy(place) => place.path.is_empty() && self.graph.array(place.array).vector,
            _ => false,
        };
        let array = self.graph.new_array(Array {
            name,
            layout,
            kind,
            active,
            constant,
            parameter: None,
            home,
            cotangent: None,
            tangent: None,
            derivative: false,
            reference: false,
            vector,
            late: false,
            again: false,
            filled: false,
        });
        self.graph.perform(Action::Declare { array, initial }, &[]);
        Place::of(array)
    }

    /// An array of which nothing is known yet, but perhaps its type: it is assigned before it is read, and once on each way.
    pub(super) fn empty_memory(
        &mut self,
        name: &str,
        layout: impl Into<Layout>,
        declared: Option<&syn::Type>,
        active: bool,
    ) -> Place {
        let krate = self.context.krate.clone();
        let nothing = match declared {
            Some(declared) => quote!(#krate::support::nothing::<#declared>()),
            None => quote!(#krate::support::nothing()),
        };
        let nothing = self.graph.constant(nothing, Vec::new(), Vec::new(), false);
        let name = self.wanted_name(name);
        let place = self.new_memory(&name, layout, Kind::Real, Initial::Value(nothing), active);
        self.graph.array_mut(place.array).late = true;
        place
    }

    /// A copy of an array, which changes without it.
    pub(super) fn copied(&mut self, name: &Ident, place: Place, active: bool) -> Place {
        let (layout, kind) = (self.graph.layout(&place), self.graph.array(place.array).kind);
        let lent = self.variables.copies_of_lent.contains(&place.array);
        let copy = self.new_memory(name, layout, kind, Initial::Copy(place), active);
        if lent {
            self.variables.copies_of_lent.insert(copy.array);
        }
        copy
    }

    /// Puts elements into memory.
    pub(super) fn stored(
        &mut self,
        name: Option<&Ident>,
        values: &[Value<'t>],
        constant: bool,
        active: bool,
    ) -> Option<Place> {
        let (initial, layout, kind) = self.initial(values)?;
        let name = name.cloned().unwrap_or_else(|| self.wanted_name("elements"));
        Some(self.new_array(&name, layout, kind, initial, active, constant))
    }

    pub(super) fn initial(&mut self, values: &[Value<'t>]) -> Option<(Initial, Layout, Kind)> {
        let mut elements = Vec::new();
        let (mut deepest, mut kind) = (Layout::Number, Kind::Unknown);
        for value in values {
            let (element, layout, found) = match value {
                Value::Number(id) | Value::Borrowed(id) => {
                    (Initial::Value(*id), Layout::Number, self.graph.kind(*id))
                }
                Value::Slot(place) => {
                    let id = self.graph.element(place.clone());
                    (Initial::Value(id), Layout::Number, self.graph.kind(id))
                }
                Value::Elements(values) => self.initial(values)?,
                Value::Tuple(_) | Value::Struct(..) => {
                    let place = self.built(&format_ident!("element"), value)?;
                    let layout = self.graph.layout(&place);
                    (Initial::Copy(place), layout, Kind::Real)
                }
                Value::Array(place) => (
                    Initial::Copy(place.clone()),
                    self.graph.layout(place),
                    self.graph.array(place.array).kind,
                ),
                _ => return None,
            };
            elements.push(element);
            if layout.rank() > deepest.rank() {
                deepest = layout;
            }
            if kind != Kind::Real {
                kind = found;
            }
        }
        Some((Initial::List(elements), Layout::List(Rc::new(deepest)), kind))
    }

    /// An array in memory, put there if it is not.
    pub(super) fn memory(&mut self, syntax: &Expr, value: Value<'t>) -> Option<Place> {
        match value {
            Value::Array(place) => Some(place),
            Value::Elements(values) => {
                let place = self.stored(None, &values, true, false);
                if place.is_none() {
                    self.list_of_others(syntax.spans);
                }
                place
            }
            value @ (Value::Tuple(_) | Value::Struct(..)) => {
                let name = self.wanted_name("whole");
                let place = self.built(&name, &value);
                if place.is_none() {
                    self.list_of_others(syntax.spans);
                }
                place
            }
            // A list that does not vary, among others that do.
            Value::Number(id) | Value::Borrowed(id)
                if !self.graph.is_active(id) && self.types.rank(syntax.ty) > 0 =>
            {
                let name = self.wanted_name("constant");
                let kind = super::kind_of(self.types.scalar(syntax.ty));
                Some(self.new_constant_memory(&name, self.types.rank(syntax.ty), kind, Initial::Value(id)))
            }
            other => {
                if self.number_of(syntax, other).is_some() {
                    self.errors.report_wrong_rust(
                        syntax.spans,
                        format!("`{}` is a number where an array is expected", self.tree.quoted(syntax)),
                        "give an array or a slice",
                    );
                }
                None
            }
        }
    }

    fn list_of_others(&mut self, spans: Spans) {
        self.errors.report(
            spans,
            "what stands in this is not numbers alone, and is not supported here",
            "keep numbers, arrays, tuples and structs of them in it",
        );
    }

    /// Whether a vector may become longer or shorter.
    pub(super) fn is_resized(&self, place: &Place) -> bool {
        self.variables.resized_arrays.contains(&place.array) && !self.graph.is_of_fixed_length(place.array)
    }

    /// `[a, b]`, `vec![…]` with elements that vary.
    pub(super) fn list(&mut self, parts: &'t [Expr], form: &ListForm) -> Option<Value<'t>> {
        let values: Vec<Option<Value>> = parts.iter().map(|part| self.own_part(part)).collect();
        let mut values: Vec<Value> = values.into_iter().collect::<Option<_>>()?;
        // Rows that do not vary stand among those that do.
        for (value, part) in values.iter_mut().zip(parts) {
            if let Value::Number(id) = value
                && self.types.rank(part.ty) > 0
            {
                *value =
                    Value::Array(self.without_name(|lowering| lowering.memory(part, Value::Number(*id)))?);
            }
        }
        if matches!(form, ListForm::Array) {
            return Some(Value::Elements(values));
        }
        let place = self.stored(None, &values, false, false)?;
        Some(self.as_vector(place))
    }

    /// `[element; length]` with an element that varies: zeros, to which it is added.
    pub(super) fn repeated(
        &mut self,
        whole: &'t Expr,
        element: &'t Expr,
        length: &'t Expr,
        form: &ListForm,
    ) -> Option<Value<'t>> {
        let found = self.own_part(element)?;
        let number = match found {
            Value::Number(id) | Value::Borrowed(id) if self.types.rank(element.ty) == 0 => id,
            other => {
                let count = match &length.bare().kind {
                    ExprKind::Literal(syn::Lit::Int(count)) => count.base10_parse().ok(),
                    _ => None,
                };
                let Some(count) = count.filter(|&count: &usize| count <= MOST_ROWS) else {
                    if let ListForm::Vector(_) = form {
                        let to = self.empty_list(whole.ty, whole.varies.get());
                        let count = self.index(length)?;
                        self.count_up(count, &mut |lowering, _| {
                            lowering.append_item(&to, element, other.clone());
                        });
                        return Some(self.as_vector(to));
                    }
                    if let Some(zeros) = self.zeros_of_written(element) {
                        return self.repeated_rows(whole, (element, other), length, &zeros);
                    }
                    self.errors.report(
                        length.spans,
                        format!(
                            "an array of arrays that vary needs a length in digits, of at most {MOST_ROWS}"
                        ),
                        "begin with zeros, and fill the array in a loop",
                    );
                    return None;
                };
                let rows = vec![other; count];
                if matches!(form, ListForm::Array) {
                    return Some(Value::Elements(rows));
                }
                let place = self.stored(None, &rows, false, false)?;
                return Some(self.as_vector(place));
            }
        };
        let zeros = self.zeros(length, form)?;
        let name = self.wanted_name("elements");
        let place =
            self.new_memory(&name, 1, Kind::Real, Initial::Value(zeros), self.graph.is_active(number));
        self.fill(&place, number);
        Some(if matches!(form, ListForm::Vector(_)) { self.as_vector(place) } else { Value::Array(place) })
    }

    /// The same with an array as the element, whose zeros these are.
    fn repeated_rows(
        &mut self,
        whole: &'t Expr,
        (element, row): (&'t Expr, Value<'t>),
        length: &'t Expr,
        zeros: &TokenStream,
    ) -> Option<Value<'t>> {
        let row = self.memory(element, row)?;
        let zeros = self.constant_around(length, |length| quote!([#zeros; #length]))?;
        let (name, rank) = (self.wanted_name("elements"), self.types.rank(whole.ty));
        let active = self.graph.array(row.array).active;
        let place = self.new_memory(&name, rank, Kind::Real, Initial::Value(zeros), active);
        let count = self.length(&place);
        self.fill_by(&place, count, &mut |_, _| row.clone());
        Some(Value::Array(place))
    }

    /// Zeros in the place of the numbers of an array that is written out.
    fn zeros_of_written(&self, element: &Expr) -> Option<TokenStream> {
        match &element.bare().kind {
            ExprKind::List(values, ListForm::Array) => {
                let zeros = values.iter().map(|value| self.zeros_of_written(value));
                let zeros = zeros.collect::<Option<Vec<_>>>()?;
                Some(quote!([#(#zeros),*]))
            }
            _ => (*self.type_of(element) == Type::Real).then(|| self.zero_tokens()),
        }
    }

    /// Zeros, so many.
    fn zeros(&mut self, length: &Expr, form: &ListForm) -> Option<Id> {
        let krate = self.context.krate.clone();
        let (float, zero) = (self.context.signature.scalar.to_token_stream(), self.zero_tokens());
        self.constant_around(length, |length| match form {
            ListForm::Vector(_) => quote!(#krate::support::zeros::<#float>(#length)),
            ListForm::Array => quote!([#zero; #length]),
        })
    }

    /// Zero of the function's float type, as a constant function can write it if it is no type parameter.
    pub(super) fn zero_tokens(&self) -> proc_macro2::TokenStream {
        if self.graph.generic {
            let float = &self.context.signature.scalar;
            return quote!(<#float as ::core::default::Default>::default());
        }
        match self.context.signature.float {
            Float::F32 => quote!(0.0_f32),
            Float::F64 => quote!(0.0_f64),
        }
    }

    /// The same elements in a vector.
    pub(super) fn as_vector(&mut self, place: Place) -> Value<'t> {
        self.graph.array_mut(place.array).vector = true;
        Value::Array(place)
    }

    /// An array of a fixed length as a slice, whose copies are vectors.
    pub(super) fn as_slice(&mut self, place: Place) -> Place {
        if self.graph.is_slice(&place) {
            return place;
        }
        let (zero, length) = (self.graph.literal("0", Kind::Integer), self.length(&place));
        Place { range: Some((zero, length)), ..place }
    }

    /// Stores one number everywhere.
    pub(super) fn fill(&mut self, place: &Place, value: Id) {
        let (place, count) = (place.clone(), self.length(place));
        self.count_up(count, &mut |lowering, index| {
            let element = lowering.graph.at(&place, index);
            if lowering.graph.rank(&element) == 0 {
                lowering.store_at(element, value);
            } else {
                lowering.fill(&element, value);
            }
        });
    }

    /// Gives an element a new value.
    pub(super) fn store_at(&mut self, place: Place, value: Id) {
        self.mark(&place, value);
        self.graph.perform(Action::Store { place, value }, &[]);
    }

    /// Notes what the elements of an array are, now that one is known.
    pub(super) fn mark(&mut self, place: &Place, value: Id) {
        let (active, kind) = (self.graph.is_active(value), self.graph.kind(value));
        let array = self.graph.array_mut(place.array);
        array.active |= active;
        if array.kind == Kind::Unknown && kind == Kind::Real {
            array.kind = Kind::Real;
        }
    }

    /// Whether nothing else knows of an array: it was made for the value that is being looked at.
    pub(super) fn is_own(&self, place: &Place, before: usize) -> bool {
        let array = self.graph.array(place.array);
        place.path.is_empty()
            && place.range.is_none()
            && !place.borrowed
            && array.parameter.is_none()
            && place.array.index() >= before
    }

    /// How many arrays there are.
    pub(super) fn arrays_so_far(&self) -> usize {
        self.graph.structure.arrays.len()
    }

    /// Whether an expression is of a list of numbers.
    pub(super) fn is_list(&self, expr: &Expr) -> bool {
        matches!(self.type_of(expr), Type::List(_))
    }
}
