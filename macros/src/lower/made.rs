//! Arrays that a closure makes: `std::array::from_fn`, `array.map(…)`, and how long they are.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use super::Lowering;
use super::closure::Applied;
use super::repeat::Carried;
use super::value::Value;
use crate::elementary::Kind;
use crate::ir::Id;
use crate::region::{Initial, Place};
use crate::syntax::{Expr, ExprKind, Ty, Type};

impl<'t> Lowering<'t, '_> {
    /// `std::array::from_fn(|i| …)`, of a length that rustc knows.
    pub(super) fn made_by_function(
        &mut self,
        expr: &'t Expr,
        callee: &'t Expr,
        closure: &'t Expr,
    ) -> Option<Value<'t>> {
        let (u8, usize) = (quote!(::core::primitive::u8), quote!(::core::primitive::usize));
        self.assure(callee, &quote!(::core::array::from_fn), &quote!(#u8, 1, fn(#usize) -> #u8));
        let rank = self.types.rank(expr.ty).max(1);
        let krate = self.context.krate.clone();
        let name = self.wanted_name("made");
        // What the user says of its type, the zeros have too.
        let zeros = match (length_given(callee), self.written_type(expr)) {
            (Some(length), _) => {
                let element = if rank == 1 { self.zero_tokens() } else { quote!(#krate::support::nothing()) };
                quote!([#element; #length])
            }
            (None, Some(written)) => self.zeros_of(Some(expr.ty), written),
            (None, None) => quote!(#krate::support::nothing()),
        };
        let zeros = self.graph.constant(zeros, Vec::new(), Vec::new(), false);
        let to = self.new_memory(&name, rank, Kind::Real, Initial::Value(zeros), expr.varies.get());
        let count = self.length(&to);
        let function = self.function(closure);
        let carried = self.carried_of(&function);
        self.filled(to, count, carried, &function, |_, index| Value::Number(index))
    }

    /// `[a, b].map(…)`
    pub(super) fn mapped(
        &mut self,
        expr: &'t Expr,
        receiver: &'t Expr,
        value: Value<'t>,
        closure: &'t Expr,
    ) -> Option<Value<'t>> {
        let function = self.function(closure);
        let has_parts = match self.type_of(expr) {
            Type::List(item) => matches!(self.types.get(*item), Type::Record(_) | Type::Tuple(_)),
            _ => false,
        };
        // Constants in a row are one constant, and what has parts is made one by one.
        let value = match (value, &receiver.bare().kind) {
            (Value::Number(_), ExprKind::List(items, _)) if has_parts => {
                let items = items.iter().map(|item| self.own_part(item)).collect::<Option<_>>()?;
                Value::Elements(items)
            }
            (value, _) => value,
        };
        if let Value::Elements(values) = value {
            let values: Vec<Option<Value>> =
                values.into_iter().map(|value| self.applied(&function, vec![value])).collect();
            return values.into_iter().collect::<Option<_>>().map(Value::Elements);
        }
        let from = self.memory(receiver, value)?;
        if has_parts {
            let to = self.empty_list(expr.ty, expr.varies.get());
            let (count, target, carried) = (self.length(&from), to.clone(), self.carried_of(&function));
            self.counted_loop(None, None, carried, count, &mut |lowering, index| {
                let place = lowering.graph.at(&from, index);
                let item = lowering.part_of_memory(place);
                if let Some(made) = lowering.without_name(|lowering| lowering.applied(&function, vec![item]))
                {
                    lowering.append_item(&target, function.syntax, made);
                }
            })?;
            return Some(Value::Array(to));
        }
        let name = self.wanted_name("mapped");
        let rank = self.types.rank(expr.ty).max(1);
        let initial = if rank == self.graph.rank(&from) {
            Initial::ZerosLike(from.clone())
        } else {
            let krate = self.context.krate.clone();
            Initial::Value(self.graph.constant(
                quote!(#krate::support::nothing()),
                Vec::new(),
                Vec::new(),
                false,
            ))
        };
        let to = self.new_memory(&name, rank, Kind::Real, initial, expr.varies.get());
        let count = self.length(&from);
        let carried = self.carried_of(&function);
        self.filled(to, count, carried, &function, |lowering, index| {
            let place = lowering.graph.at(&from, index);
            lowering.part_of_memory(place)
        })
    }

    /// An array of which a closure gives each element, of what stands for its number.
    pub(super) fn filled(
        &mut self,
        to: Place,
        count: Id,
        carried: Carried,
        function: &Applied<'t>,
        given: impl Fn(&mut Self, Id) -> Value<'t>,
    ) -> Option<Value<'t>> {
        let has_rows = self.graph.rank(&to) > 1;
        let target = to.clone();
        self.counted_loop(None, None, carried, count, &mut |lowering, index| {
            let value = given(lowering, index);
            let Some(value) = lowering.without_name(|lowering| lowering.applied(function, vec![value]))
            else {
                return;
            };
            let place = lowering.graph.at(&target, index);
            if has_rows {
                lowering.assign_whole(&place, function.syntax, value);
            } else if let Some(id) = lowering.number_of(function.syntax, value) {
                lowering.store_at(place, id);
            }
        })?;
        Some(Value::Array(to))
    }

    /// The type of the array that an expression makes, where the user writes it: at a `let`, or in the signature.
    fn written_type(&self, expr: &Expr) -> Option<&syn::Type> {
        let declared = self.tree.locals.iter().find_map(|local| {
            self.written_within(expr.ty, local.ty, crate::signature::strip(local.declared.as_ref()?))
        });
        declared.or_else(|| self.given_by_closure(expr)).or_else(|| {
            let tail = self.tree.body.tail.as_ref()?;
            let output = self.context.signature.output.as_ref()?;
            let returned = match *self.types.get(tail.ty) {
                Type::Option(held) if self.context.signature.fallible.is_some() => held,
                _ => tail.ty,
            };
            self.written_within(expr.ty, returned, crate::signature::strip(output))
        })
    }

    /// The same where a closure says what it gives.
    fn given_by_closure(&self, expr: &Expr) -> Option<&syn::Type> {
        let mut pending = Vec::new();
        self.tree.body.children(&mut pending);
        while let Some(part) = pending.pop() {
            if let ExprKind::Closure(closure) = &part.kind
                && let Some(output) = &closure.output
                && let Some(written) =
                    self.written_within(expr.ty, closure.body.ty, crate::signature::strip(output))
            {
                return Some(written);
            }
            pending.extend(part.children());
        }
        None
    }

    /// What the user writes for a type that is another one, or within it, if it is an array.
    fn written_within<'w>(&self, wanted: Ty, ty: Ty, written: &'w syn::Type) -> Option<&'w syn::Type> {
        if self.types.same(wanted, ty) {
            return crate::signature::length_of(written).map(|_| written);
        }
        match (self.types.get(ty), written) {
            (Type::List(element), syn::Type::Array(array)) => {
                self.written_within(wanted, *element, crate::signature::strip(&array.elem))
            }
            (Type::Tuple(parts), syn::Type::Tuple(written)) => {
                let mut both = parts.iter().zip(&written.elems);
                both.find_map(|(&part, written)| {
                    self.written_within(wanted, part, crate::signature::strip(written))
                })
            }
            _ => None,
        }
    }

    fn zeros_of(&self, ty: Option<Ty>, written: &syn::Type) -> TokenStream {
        let known = ty.map(|ty| self.types.get(ty));
        let is_number = match written {
            syn::Type::Array(array) => {
                let of = known.and_then(|list| if let Type::List(of) = list { Some(*of) } else { None });
                let element = self.zeros_of(of, crate::signature::strip(&array.elem));
                let length = &array.len;
                return quote!([#element; #length]);
            }
            syn::Type::Path(_) => {
                crate::signature::rank_of(&self.context.signature.known(written)) == Some(0)
            }
            // Of `[_; 3]` it is known what Rust will find.
            syn::Type::Infer(_) => matches!(known, Some(Type::Real)),
            _ => false,
        };
        if is_number {
            return self.zero_tokens();
        }
        let krate = &self.context.krate;
        quote!(#krate::support::nothing())
    }
}

/// The length that a call of `from_fn` names itself.
fn length_given(callee: &Expr) -> Option<TokenStream> {
    let ExprKind::Path(path) = &callee.bare().kind else { return None };
    let syn::PathArguments::AngleBracketed(generics) = &path.path.segments.last()?.arguments else {
        return None;
    };
    match generics.args.iter().nth(1)? {
        syn::GenericArgument::Type(syn::Type::Infer(_)) => None,
        length => Some(length.to_token_stream()),
    }
}
