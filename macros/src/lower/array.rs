//! Arrays: how they come to be, their elements, and what changes them.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, format_ident, quote};
use syn::ext::IdentExt;
use syn::{Expr, ExprIndex, ExprMethodCall, PatIdent, RangeLimits, Type};

use super::derivative::{Derivative, derivative};
use super::expected::Expected;
use super::value::Value;
use super::{Lowering, Meaning};
use crate::elementary::{Function, Kind};
use crate::errors::quoted;
use crate::ir::{Float, Id, Node};
use crate::region::{Action, Array, Initial, Place};
use crate::signature::{Parameter, float_of, length_of, rank_of, strip, vector_element};

/// The rank that is expected of an element, where one is expected of an array.
pub(super) fn element_of(expected: Option<usize>) -> Option<usize> {
    expected.filter(|&rank| rank > 1).map(|rank| rank - 1)
}

/// How many rows `[row; count]` writes out.
const MOST_ROWS: usize = 4096;

impl Lowering<'_> {
    /// An array that the caller hands in.
    pub(super) fn bind_parameter(&mut self, position: usize, parameter: &Parameter) {
        let array = self.graph.new_array(Array {
            name: parameter.name.clone(),
            rank: parameter.rank,
            kind: Kind::Real,
            active: parameter.differentiated,
            constant: !parameter.mutable,
            parameter: Some(position),
            home: crate::region::RegionId::BODY,
            cotangent: None,
            tangent: None,
            derivative: false,
            reference: parameter.reference,
            vector: length_of(strip(&parameter.declared)).is_none(),
        });
        self.unique(&parameter.name.unraw().to_string());
        self.bind_value(&parameter.name, Value::Array(Place::of(array)));
    }

    /// The value that a `let` gives a name.
    pub(super) fn declared(
        &mut self,
        name: &PatIdent,
        typed: Option<(&Type, &Type)>,
        value: &Expr,
    ) -> Option<Value> {
        let (declared, written) = typed.unzip();
        let mutable = name.mutability.is_some();
        let text = name.ident.unraw().to_string();
        let annotated = declared.and_then(rank_of).filter(|&rank| rank > 0);
        let used = self.ranks.get(&text).copied().filter(|&rank| rank > 0);
        if mutable && let Some((rank, kind)) = constructed(value, declared) {
            return self.in_memory(&name.ident, rank, kind, written, value).map(Value::Array);
        }
        // Whatever makes it, what is stored later may vary.
        if mutable
            && self.is_constant(value)
            && !self.is_composite(value)
            && let Some(rank) = match self.rank_of_constant_copy(value) {
                rank if rank > 0 && self.resized.contains(&text) && !self.graph.structure.flat => Some(rank),
                _ if self.changed.contains(&text) => annotated.or(used),
                _ => None,
            }
        {
            return self.in_memory(&name.ident, rank, Kind::Unknown, written, value).map(Value::Array);
        }
        if matches!(value, Expr::Closure(_)) && !self.graph.structure.flat {
            return self.value(value);
        }
        if self.is_constant(value) && !self.is_composite(value) {
            let id = match written {
                Some(declared) => {
                    let (variable, tokens) = (&name.ident, self.nested.restore(value.to_token_stream()));
                    self.constant_tokens(value, quote!({ let #variable: #declared = #tokens; #variable }))?
                }
                None => self.expression(value)?,
            };
            return Some(Value::Number(id));
        }
        let before = self.expected.take();
        self.expected = annotated.or(used);
        let hint = self.hint.replace(name.ident.clone());
        self.temporary = None;
        let length = std::mem::replace(&mut self.expected_length, declared.and_then(length_of));
        let result = match value {
            // A copy of an array that does not vary, and that may.
            Expr::MethodCall(call) if mutable && self.changed.contains(&text) && self.is_composite(value) => {
                self.array_method(value, call).unwrap_or_else(|| self.value(value))
            }
            Expr::Call(call)
                if !mutable
                    && !self.graph.structure.flat
                    && self.expected.is_none()
                    && self.is_handed_on(&name.ident)
                    && self.gives_anything(value) =>
            {
                self.array_call(call, &Expected::Any)
            }
            _ => self.value(value),
        };
        self.expected_length = length;
        self.hint = hint;
        self.expected = before;
        let result = result?;
        if !mutable {
            // What may change under its own name is copied; what is behind a reference cannot change.
            return Some(match result {
                Value::Array(place)
                    if !matches!(value, Expr::Reference(_))
                        && !place.borrowed
                        && !self.is_fresh(&place)
                        && (!self.graph.array(place.array).constant || is_dereferenced(value)) =>
                {
                    let (rank, kind) = (self.graph.rank(&place), self.graph.array(place.array).kind);
                    Value::Array(self.new_memory(&name.ident, rank, kind, Initial::Copy(place), true))
                }
                other => other,
            });
        }
        match result {
            Value::Array(place) if !matches!(value, Expr::Reference(_)) => {
                // A variable of its own, which changes without the other.
                let fresh = self.is_fresh(&place) && self.graph.array(place.array).name == name.ident;
                if fresh {
                    return Some(Value::Array(place));
                }
                let (rank, kind) = (self.graph.rank(&place), self.graph.array(place.array).kind);
                Some(Value::Array(self.new_memory(&name.ident, rank, kind, Initial::Copy(place), false)))
            }
            Value::Elements(values) => {
                let place = self.stored(Some(&name.ident), &values, false)?;
                Some(Value::Array(place))
            }
            other => Some(other),
        }
    }

    /// An array that does not vary, in memory all the same.
    pub(super) fn constant_array(&mut self, value: &Expr, rank: usize) -> Option<Value> {
        let id = self.constant(value)?;
        let name = self.hint.clone().unwrap_or_else(|| format_ident!("constant"));
        Some(Value::Array(self.new_memory(&name, rank, Kind::Real, Initial::Value(id), false)))
    }

    /// Whether the array was made by the last statement, so that nothing else knows of it.
    pub(super) fn is_fresh(&self, place: &Place) -> bool {
        let array = self.graph.array(place.array);
        place.path.is_empty()
            && place.range.is_none()
            && array.parameter.is_none()
            && self.temporary == Some(place.array)
    }

    /// A mutable variable that the user's own tokens make an array.
    fn in_memory(
        &mut self,
        name: &Ident,
        rank: usize,
        kind: Kind,
        declared: Option<&Type>,
        value: &Expr,
    ) -> Option<Place> {
        if self.is_constant(value) {
            let tokens = self.nested.restore(value.to_token_stream());
            let tokens = match declared {
                Some(declared) => quote!({ let #name: #declared = #tokens; #name }),
                None => tokens,
            };
            let id = self.constant_tokens(value, tokens)?;
            return Some(self.new_memory(name, rank, kind, Initial::Value(id), false));
        }
        let hint = self.hint.replace(name.clone());
        self.temporary = None;
        let found = self.value(value);
        self.hint = hint;
        match found? {
            Value::Elements(values) => self.stored(Some(name), &values, false),
            Value::Array(place) if self.is_fresh(&place) => Some(place),
            Value::Array(place) => {
                let (rank, kind) = (self.graph.rank(&place), self.graph.array(place.array).kind);
                Some(self.new_memory(name, rank, kind, Initial::Copy(place), false))
            }
            other => {
                self.number_of(value, other)?;
                None
            }
        }
    }

    /// Declares an array.
    pub(super) fn new_memory(
        &mut self,
        name: &Ident,
        rank: usize,
        kind: Kind,
        initial: Initial,
        constant: bool,
    ) -> Place {
        let name = self.unique_array(name);
        let active = initial.ids().iter().any(|&id| self.graph.is_active(id))
            || initial.arrays().iter().any(|&array| self.graph.array(array).active);
        let home = self.graph.current();
        let vector = match &initial {
            Initial::Copy(place) => place.path.is_empty() && self.graph.array(place.array).vector,
            _ => false,
        };
        let array = self.graph.new_array(Array {
            name,
            rank,
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
        });
        self.graph.perform(Action::Declare { array, initial }, &[]);
        self.temporary = Some(array);
        Place::of(array)
    }

    /// Puts elements into memory.
    pub(super) fn stored(&mut self, name: Option<&Ident>, values: &[Value], constant: bool) -> Option<Place> {
        let (initial, rank, kind) = self.initial(values)?;
        let name = name.cloned().or_else(|| self.hint.clone()).unwrap_or_else(|| format_ident!("elements"));
        Some(self.new_memory(&name, rank, kind, initial, constant))
    }

    fn initial(&mut self, values: &[Value]) -> Option<(Initial, usize, Kind)> {
        let mut elements = Vec::new();
        let (mut deepest, mut kind) = (0, Kind::Unknown);
        for value in values {
            let (element, rank, found) = match value {
                Value::Number(id) | Value::Borrowed(id) => (Initial::Value(*id), 0, self.graph.kind(*id)),
                Value::Slot(place) => {
                    let id = self.graph.element(place.clone());
                    (Initial::Value(id), 0, self.graph.kind(id))
                }
                Value::Elements(values) => self.initial(values)?,
                Value::Array(place) => {
                    (Initial::Copy(place.clone()), self.graph.rank(place), self.graph.array(place.array).kind)
                }
                Value::Tuple(_) | Value::Closure(_) => return None,
            };
            elements.push(element);
            deepest = deepest.max(rank);
            if kind != Kind::Real {
                kind = found;
            }
        }
        Some((Initial::List(elements), deepest + 1, kind))
    }

    /// An array in memory, put there if it is not.
    pub(super) fn memory(&mut self, syntax: &Expr, value: Value) -> Option<Place> {
        match value {
            Value::Array(place) => Some(place),
            Value::Elements(values) => self.stored(None, &values, true),
            other => {
                if self.number_of(syntax, other).is_some() {
                    self.errors.report_wrong_rust(
                        syntax,
                        format!("`{}` is a number where an array is expected", quoted(syntax)),
                        "give an array or a slice",
                    );
                }
                None
            }
        }
    }

    /// What stands at a place: a number, or a part of the array.
    pub(super) fn part_of_memory(&mut self, place: Place) -> Value {
        if self.graph.rank(&place) == 0 {
            Value::Number(self.graph.element(place))
        } else {
            Value::Array(place)
        }
    }

    /// `a[i]`, `a[i..j]`
    pub(super) fn indexed(&mut self, whole: &Expr, index: &ExprIndex) -> Option<Value> {
        let before = self.expected;
        // How many indices a Jacobian has, one of them does not tell.
        self.expected = match &*index.expr {
            Expr::Call(call) if derivative(call).is_some_and(|called| called != Derivative::Gradient) => None,
            Expr::Call(_) | Expr::Field(_) => Some(1),
            _ => before,
        };
        let hint = self.hint.take();
        let base = self.value(&index.expr);
        (self.expected, self.hint) = (before, hint);
        if let Expr::Range(range) = &*index.index {
            let base = base?;
            let place = self.memory(&index.expr, base)?;
            let zero = self.graph.literal("0", Kind::Integer);
            let start = match &range.start {
                Some(start) => self.index(start)?,
                None => zero,
            };
            let length = self.length(&place);
            let mut end = match &range.end {
                Some(end) => self.index(end)?,
                None => length,
            };
            if matches!(range.limits, RangeLimits::Closed(_)) && range.end.is_some() {
                let one = self.graph.literal("1", Kind::Integer);
                end = self.integer_operation(Function::ADD, end, one);
            }
            let count = self.integer_operation(Function::SUB, end, start);
            let (outer, _) = place.range.unwrap_or((zero, length));
            let start = self.graph.offset(outer, start);
            return Some(Value::Array(Place { range: Some((start, count)), borrowed: false, ..place }));
        }
        let position = self.index(&index.index);
        match (base?, position?) {
            (Value::Elements(values), position) if self.graph.number(position).is_some() => {
                let number = self.graph.number(position).unwrap_or_default();
                #[allow(
                    clippy::cast_possible_truncation,
                    clippy::cast_sign_loss,
                    reason = "it is an integer literal"
                )]
                let found = values.get(number as usize).cloned();
                if found.is_none() {
                    self.errors.report_wrong_rust(
                        &index.index,
                        format!("there is no element {number}: the array has {}", values.len()),
                        format!("the last one is `[{}]`", values.len().saturating_sub(1)),
                    );
                }
                found
            }
            (base @ (Value::Elements(_) | Value::Array(_)), position) => {
                let place = self.memory(&index.expr, base)?;
                let place = self.graph.at(&place, position);
                Some(self.part_of_memory(place))
            }
            // A row that does not vary, among others that do.
            (Value::Number(row), position) if !self.graph.is_active(row) => {
                let mentions = vec![("__row".to_owned(), row), ("__position".to_owned(), position)];
                let tokens = quote!(__row[__position]);
                Some(Value::Number(self.graph.constant(tokens, mentions, Vec::new(), false)))
            }
            (base, _) => {
                self.number_of(whole, base);
                None
            }
        }
    }

    /// An index: any integer that does not depend on a differentiated parameter.
    pub(super) fn index(&mut self, syntax: &Expr) -> Option<Id> {
        if self.is_constant(syntax) {
            if let Expr::Lit(_) | Expr::Path(_) = syntax {
                return self.expression(syntax);
            }
            return self.constant(syntax);
        }
        let id = self.expression(syntax)?;
        if self.graph.is_active(id) || self.graph.kind(id) == Kind::Real {
            self.errors.report_wrong_rust(
                syntax,
                format!(
                    "`{}` depends on a differentiated parameter, and an index has no slope",
                    quoted(syntax)
                ),
                "compute the index from integers",
            );
            return None;
        }
        Some(id)
    }

    pub(super) fn integer_operation(&mut self, function: Function, a: Id, b: Id) -> Id {
        if let (Some(a), Some(b)) = (self.graph.number(a), self.graph.number(b)) {
            let folded = match function {
                Function::ADD => Some(a + b),
                Function::SUB if a >= b => Some(a - b),
                Function::MUL => Some(a * b),
                _ => None,
            };
            if let Some(folded) = folded {
                return self.graph.literal(&format!("{folded}"), Kind::Integer);
            }
        }
        if self.graph.number(b) == Some(0.0) && matches!(function, Function::ADD | Function::SUB) {
            return a;
        }
        if self.graph.number(a) == Some(0.0) && function == Function::ADD {
            return b;
        }
        self.graph.integer(function, a, b)
    }

    /// How many elements there are.
    pub(super) fn length(&mut self, place: &Place) -> Id {
        if let Some((_, length)) = place.range {
            return length;
        }
        let name = self.graph.array(place.array).name.clone();
        let indices: Vec<Ident> =
            (0..place.path.len()).map(|number| format_ident!("__index_{number}")).collect();
        let mentions = indices.iter().map(ToString::to_string).zip(place.path.iter().copied()).collect();
        let tokens = quote!(#name #([#indices])*.len());
        let id = self.graph.constant(tokens, mentions, vec![place.array], false);
        if self.graph.array(place.array).constant || !self.is_resized(place) {
            return id;
        }
        // The length at this point.
        self.pinned(id)
    }

    /// Whether a vector may become longer or shorter.
    pub(super) fn is_resized(&self, place: &Place) -> bool {
        let name = self.graph.array(place.array).name.unraw().to_string();
        self.resized.contains(&name) && !self.graph.is_of_fixed_length(place.array)
    }

    /// A constant evaluated between the statements around it.
    pub(super) fn pinned(&mut self, id: Id) -> Id {
        let Node::Constant { tokens, mentions, arrays, .. } = self.graph.node(id).clone() else { return id };
        let kind = self.graph.kind(id);
        let statement = self.graph.perform(Action::Opaque { tokens, mentions, arrays }, &[(kind, false)]);
        self.graph.statement(statement).results[0]
    }

    /// A number, or a row, be it one that does not vary.
    fn element_of_list(&mut self, element: &Expr) -> Option<Value> {
        if !matches!(element, Expr::Array(_) | Expr::Repeat(_)) {
            return self.value(element);
        }
        let before = self.expected;
        self.expected = element_of(before);
        let row = self.array_literal(element);
        self.expected = before;
        row
    }

    /// `[a, b]`, `[a; n]`, `vec![…]` with elements that vary.
    pub(super) fn array_literal(&mut self, value: &Expr) -> Option<Value> {
        match value {
            Expr::Array(array) => {
                let values: Vec<Option<Value>> =
                    array.elems.iter().map(|element| self.element_of_list(element)).collect();
                values.into_iter().collect::<Option<_>>().map(Value::Elements)
            }
            Expr::Repeat(repeat) => self.repeated(&repeat.expr, &repeat.len, false),
            Expr::Macro(call) => {
                let tokens = self.nested.restore(call.mac.tokens.clone());
                if let Ok(repeat) = syn::parse2::<syn::ExprRepeat>(quote!([#tokens])) {
                    return self.repeated(&repeat.expr, &repeat.len, true);
                }
                let array: syn::ExprArray = match syn::parse2(quote!([#tokens])) {
                    Ok(array) => array,
                    Err(error) => {
                        self.errors.push(error);
                        return None;
                    }
                };
                let values: Vec<Option<Value>> =
                    array.elems.iter().map(|element| self.element_of_list(element)).collect();
                let values: Vec<Value> = values.into_iter().collect::<Option<_>>()?;
                let place = self.stored(None, &values, false)?;
                Some(self.as_vector(place))
            }
            _ => None,
        }
    }

    /// `[element; length]` with an element that varies: zeros, to which it is added.
    fn repeated(&mut self, element: &Expr, length: &Expr, vector: bool) -> Option<Value> {
        let found = self.value(element)?;
        let element_number = match found {
            Value::Number(id) | Value::Borrowed(id) => id,
            other => {
                let count = match length {
                    Expr::Lit(syn::ExprLit { lit: syn::Lit::Int(count), .. }) => count.base10_parse().ok(),
                    _ => None,
                };
                let Some(count) = count.filter(|&count: &usize| count <= MOST_ROWS) else {
                    self.errors.report(
                        length,
                        format!(
                            "an array of arrays that vary needs a length in digits, of at most {MOST_ROWS}"
                        ),
                        "begin with zeros, and fill the array in a loop",
                    );
                    return None;
                };
                let rows = vec![other; count];
                if !vector {
                    return Some(Value::Elements(rows));
                }
                let place = self.stored(None, &rows, false)?;
                return Some(self.as_vector(place));
            }
        };
        let krate = self.krate.clone();
        let float = self.signature.scalar.to_token_stream();
        let tokens = self.nested.restore(length.to_token_stream());
        let zeros = if vector {
            quote!(#krate::support::zeros::<#float>(#tokens))
        } else {
            let zero = self.zero_tokens();
            quote!([#zero; #tokens])
        };
        let zeros = self.constant_tokens(length, zeros)?;
        let name = self.hint.clone().unwrap_or_else(|| format_ident!("elements"));
        let place = self.new_memory(&name, 1, Kind::Real, Initial::Value(zeros), false);
        self.fill(&place, element_number);
        Some(Value::Array(place))
    }

    /// Zero of the function's float type, as a constant function can write it if it is no type parameter.
    pub(super) fn zero_tokens(&self) -> TokenStream {
        if self.graph.generic {
            let float = &self.signature.scalar;
            return quote!(<#float as ::core::default::Default>::default());
        }
        match self.signature.float {
            Float::F32 => quote!(0.0_f32),
            Float::F64 => quote!(0.0_f64),
        }
    }

    /// The same elements in a vector.
    pub(super) fn as_vector(&mut self, place: Place) -> Value {
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
    fn fill(&mut self, place: &Place, value: Id) {
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

    fn mark(&mut self, place: &Place, value: Id) {
        let (active, kind) = (self.graph.is_active(value), self.graph.kind(value));
        let array = self.graph.array_mut(place.array);
        array.active |= active;
        if array.kind == Kind::Unknown && kind == Kind::Real {
            array.kind = Kind::Real;
        }
    }

    /// The place that an expression on the left of `=` names.
    fn target(&mut self, target: &Expr) -> Option<Place> {
        match target {
            Expr::Paren(inner) => self.target(&inner.expr),
            Expr::Group(inner) => self.target(&inner.expr),
            Expr::Unary(unary) if matches!(unary.op, syn::UnOp::Deref(_)) => self.target(&unary.expr),
            Expr::Path(path) => match self.lookup(path.path.get_ident()?) {
                Meaning::Composite(Value::Array(place) | Value::Slot(place)) => Some(place),
                _ => None,
            },
            Expr::Index(index) => {
                if let Expr::Range(_) = &*index.index {
                    return match self.indexed(target, index)? {
                        Value::Array(place) => Some(place),
                        _ => None,
                    };
                }
                let base = self.target(&index.expr)?;
                let position = self.index(&index.index)?;
                (self.graph.rank(&base) > 0).then(|| self.graph.at(&base, position))
            }
            _ => None,
        }
    }

    /// A number into an element or behind a reference.
    pub(super) fn store(&mut self, target: &Expr, value: Option<Id>) {
        let errors = self.errors.count();
        let place = self.target(target).filter(|place| !self.graph.array(place.array).constant);
        match place {
            Some(place) if self.graph.rank(&place) == 0 => {
                if let Some(value) = value {
                    self.store_at(place, value);
                }
            }
            _ if self.errors.count() == errors && value.is_some() => {
                self.errors.report_wrong_rust(
                    target,
                    format!("an assignment to `{}` is not supported", quoted(target)),
                    "assign to a variable that `let mut` declares, or to an element of such an array",
                );
            }
            _ => {}
        }
    }

    /// The parts of a tuple, all of them evaluated before any is assigned.
    fn values_of_tuple(&mut self, value: &Expr, count: usize) -> Option<Vec<Value>> {
        match value {
            Expr::Paren(inner) => return self.values_of_tuple(&inner.expr, count),
            Expr::Group(inner) => return self.values_of_tuple(&inner.expr, count),
            Expr::Tuple(tuple) if tuple.elems.len() == count => {
                let parts: Vec<Option<Value>> = tuple.elems.iter().map(|part| self.value(part)).collect();
                return parts.into_iter().collect();
            }
            _ if self.is_constant(value) => {
                let ids = self.several(value, count, true)?;
                return Some(ids.into_iter().map(Value::Number).collect());
            }
            _ => {}
        }
        match self.value(value)? {
            Value::Tuple(values) if values.len() == count => Some(values),
            _ => {
                self.errors.report(
                    value,
                    format!("`{}` does not show the values that are assigned", quoted(value)),
                    "take it apart with `let (a, b) = …;` first",
                );
                None
            }
        }
    }

    /// `target = value;`
    pub(super) fn assignment(&mut self, target: &Expr, value: &Expr) {
        if let Expr::Tuple(targets) = target {
            let Some(values) = self.values_of_tuple(value, targets.elems.len()) else { return };
            for (target, found) in targets.elems.iter().zip(values) {
                if matches!(target, Expr::Infer(_)) {
                    continue;
                }
                let id = self.number_of(value, found);
                self.assign(target, id);
            }
            return;
        }
        let is_array = |lowering: &mut Self| match target {
            Expr::Path(_) | Expr::Index(_) | Expr::Unary(_) if lowering.is_composite(target) => {
                lowering.target(target).filter(|place| lowering.graph.rank(place) > 0)
            }
            _ => None,
        };
        if let Some(place) = is_array(self) {
            if self.graph.array(place.array).constant {
                self.store(target, None);
                return;
            }
            let before = self.expected.replace(self.graph.rank(&place));
            let found = if self.is_constant(value) && !self.is_composite(value) {
                self.constant(value).map(Value::Number)
            } else {
                self.value(value)
            };
            self.expected = before;
            let initial = match found {
                Some(Value::Number(id)) if !self.graph.is_active(id) => Initial::Value(id),
                Some(Value::Elements(values)) => match self.initial(&values) {
                    Some((initial, _, _)) => initial,
                    None => return,
                },
                Some(Value::Array(from)) => Initial::Copy(from),
                Some(other) => {
                    self.number_of(value, other);
                    return;
                }
                None => return,
            };
            let rank = self.graph.rank(&place);
            let initial = self.apart_from(&place, rank, initial);
            let active = initial.ids().iter().any(|&id| self.graph.is_active(id))
                || initial.arrays().iter().any(|&array| self.graph.array(array).active);
            self.graph.array_mut(place.array).active |= active;
            self.graph.perform(Action::Assign { place, initial }, &[]);
            return;
        }
        let id = if let Expr::Path(path) = target
            && let Some(name) = path.path.get_ident()
            && matches!(self.lookup(name), Meaning::Composite(_))
        {
            let name = name.clone();
            if let Some(found) = self.value(value) {
                self.assign_value(&name, Some(found));
            }
            return;
        } else {
            self.expression(value)
        };
        self.assign(target, id);
    }

    /// What is copied within an array goes through memory of its own.
    fn apart_from(&mut self, place: &Place, rank: usize, initial: Initial) -> Initial {
        if !initial.arrays().contains(&place.array) {
            return initial;
        }
        let kind = self.graph.array(place.array).kind;
        Initial::Copy(self.new_memory(&format_ident!("copied"), rank, kind, initial, true))
    }

    /// `target += value;` and the like on an element; whether it was one.
    pub(super) fn increase(&mut self, function: Function, target: &Expr, value: &Expr) -> bool {
        if !matches!(function, Function::ADD | Function::SUB) || !self.is_composite(target) {
            return false;
        }
        let Some(place) = self.target(target) else { return false };
        if self.graph.rank(&place) > 0 || self.graph.array(place.array).constant {
            return false;
        }
        let Some(change) = self.expression(value) else { return true };
        let kind = self.graph.array(place.array).kind;
        if kind == Kind::Real && self.real(value, change).is_none() {
            return true;
        }
        if kind != Kind::Real && self.graph.kind(change) != Kind::Real {
            // Integers may not be negated.
            let current = self.graph.element(place.clone());
            let sum = self.graph.make(Node::Apply(function, vec![current, change]));
            self.store_at(place, sum);
            return true;
        }
        let change = if function == Function::SUB {
            self.graph.make(Node::Apply(Function::NEG, vec![change]))
        } else {
            change
        };
        self.mark(&place, change);
        self.graph.perform(Action::Increase { place, value: change }, &[]);
        true
    }

    /// A method that changes an array: `push`, `swap`, `fill`, `copy_from_slice`; whether it was one.
    pub(super) fn changes_array(&mut self, call: &ExprMethodCall) -> bool {
        if !self.is_composite(&call.receiver) {
            return false;
        }
        let method = call.method.to_string();
        let arguments: Vec<&Expr> = call.args.iter().collect();
        if !["push", "swap", "fill", "copy_from_slice", "clone_from_slice"].contains(&method.as_str()) {
            return false;
        }
        let Some(place) = self.target(&call.receiver) else { return false };
        match (method.as_str(), arguments.as_slice()) {
            ("push", [value]) if place.path.is_empty() && self.graph.array(place.array).rank == 1 => {
                if let Some(id) = self.expression(value) {
                    self.mark(&place, id);
                    self.graph.perform(Action::Append { array: place.array, value: id }, &[]);
                }
                true
            }
            ("swap", [i, j]) => {
                let (Some(i), Some(j)) = (self.index(i), self.index(j)) else { return true };
                let (first, second) = (self.graph.at(&place, i), self.graph.at(&place, j));
                let rank = self.graph.rank(&first);
                if rank > 0 {
                    let rows = [&second, &first]
                        .map(|row| self.apart_from(&place, rank, Initial::Copy(row.clone())));
                    for (place, initial) in [first, second].into_iter().zip(rows) {
                        self.graph.perform(Action::Assign { place, initial }, &[]);
                    }
                    return true;
                }
                let (a, b) = (self.graph.element(first.clone()), self.graph.element(second.clone()));
                self.store_at(first, b);
                self.store_at(second, a);
                true
            }
            ("fill", [value]) => {
                if let Some(id) = self.expression(value) {
                    self.fill(&place, id);
                }
                true
            }
            ("copy_from_slice" | "clone_from_slice", [source]) => {
                let Some(value) = self.value(source) else { return true };
                let initial = match value {
                    Value::Number(id) => Initial::Value(id),
                    other => match self.memory(source, other) {
                        Some(from) => Initial::Copy(from),
                        None => return true,
                    },
                };
                let active = initial.arrays().iter().any(|&array| self.graph.array(array).active);
                self.graph.array_mut(place.array).active |= active;
                // Number by number, whatever holds them.
                let place = Place { borrowed: true, ..place };
                self.graph.perform(Action::Assign { place, initial }, &[]);
                true
            }
            _ => false,
        }
    }
}

/// `vec![…]`, by any path.
pub(super) fn is_vector(call: &syn::Macro) -> bool {
    call.path.segments.last().is_some_and(|last| last.ident == "vec")
}

/// The rank and the kind of the elements of an expression that is plainly an array: `[0.0; n]`, `vec![…]`.
fn constructed(value: &Expr, declared: Option<&Type>) -> Option<(usize, Kind)> {
    if let Some(declared) = declared
        && let Some(rank) = rank_of(declared).filter(|&rank| rank > 0)
    {
        return Some((rank, Kind::Real));
    }
    match value {
        Expr::Paren(inner) => constructed(&inner.expr, None),
        Expr::Group(inner) => constructed(&inner.expr, None),
        Expr::Array(array) => element(array.elems.first()?),
        Expr::Repeat(repeat) => element(&repeat.expr),
        Expr::Macro(call) if is_vector(&call.mac) => {
            let tokens: TokenStream = call.mac.tokens.clone();
            let array: Expr = syn::parse2(quote!([#tokens])).ok()?;
            match &array {
                Expr::Array(list) if list.elems.is_empty() => Some((1, Kind::Real)),
                _ => constructed(&array, None),
            }
        }
        Expr::Call(call) => {
            let path = quoted(&call.func).replace("::<f64>", "").replace("::<f32>", "");
            matches!(path.as_str(), "Vec::new" | "Vec::with_capacity" | "std::vec::Vec::new")
                .then_some((1, Kind::Real))
        }
        Expr::MethodCall(call) if call.method == "collect" => {
            let collection = match call.turbofish.as_ref()?.args.first()? {
                syn::GenericArgument::Type(Type::Path(path)) => vector_element(path)?,
                _ => return None,
            };
            let real = float_of(collection).is_some();
            Some((1, if real { Kind::Real } else { Kind::Unknown }))
        }
        _ => None,
    }
}

fn element(value: &Expr) -> Option<(usize, Kind)> {
    if let Some((rank, kind)) = constructed(value, None) {
        return Some((rank + 1, kind));
    }
    let kind = match value {
        Expr::Lit(syn::ExprLit { lit: syn::Lit::Float(_), .. }) => Kind::Real,
        Expr::Lit(syn::ExprLit { lit: syn::Lit::Int(number), .. }) => {
            if ["f64", "f32"].contains(&number.suffix()) { Kind::Real } else { Kind::Integer }
        }
        Expr::Lit(syn::ExprLit { lit: syn::Lit::Bool(_), .. }) => Kind::Boolean,
        Expr::Unary(unary) => return element(&unary.expr),
        Expr::Cast(cast) if float_of(&cast.ty).is_some() => Kind::Real,
        _ => Kind::Unknown,
    };
    Some((1, kind))
}

/// Whether a value is what is behind a reference.
fn is_dereferenced(value: &Expr) -> bool {
    match value {
        Expr::Paren(inner) => is_dereferenced(&inner.expr),
        Expr::Unary(unary) => matches!(unary.op, syn::UnOp::Deref(_)),
        _ => false,
    }
}
