//! What the standard library does to places: `mem::swap`, `mem::replace`, `mem::take`.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote, quote_spanned};

use super::Lowering;
use super::value::Value;
use crate::elementary::Kind;
use crate::region::{Action, Initial, Place};
use crate::syntax::{Expr, ExprKind, LocalId, Type};

impl<'t> Lowering<'t, '_> {
    /// `std::mem::swap(&mut a, &mut b)`; whether it was one.
    pub(super) fn swaps(&mut self, callee: &'t Expr, arguments: &'t [Expr]) -> bool {
        let [first, second] = arguments else { return false };
        if let (true, Some(a), Some(b)) =
            (is_of_memory(callee, "swap"), self.place_behind(first), self.place_behind(second))
        {
            self.assure(callee, &quote!(::core::mem::swap), &quote!(::core::primitive::u8));
            if self.graph.rank(&a) > 0 {
                self.swap_places(a, b);
            } else {
                let (x, y) = (self.graph.element(a.clone()), self.graph.element(b.clone()));
                self.store_at(a, y);
                self.store_at(b, x);
            }
            return true;
        }
        let Some((first, second)) = lent(first).zip(lent(second)).filter(|_| is_of_memory(callee, "swap"))
        else {
            return false;
        };
        self.assure(callee, &quote!(::core::mem::swap), &quote!(::core::primitive::u8));
        let (Some(a), Some(b)) = (self.part_value(first), self.part_value(second)) else { return true };
        if let (Value::Array(x), Value::Array(y)) = (&a, &b)
            && (self.graph.rank(x) > 0 || self.graph.rank(y) > 0)
        {
            // References change places, and what is behind them does not: that is the same, unless somebody looks there.
            let are_names = first.as_local().is_some() && second.as_local().is_some();
            let is_seen = |place: &Place| are_names && place.borrowed && self.is_asked_by_its_own_name(place);
            if is_seen(x) || is_seen(y) {
                self.errors.report(
                    callee.spans,
                    "what is behind two references that change places is asked for by its own name, too",
                    "change the places of the arrays themselves, or go on with the references alone",
                );
                return true;
            }
            self.swap_places(x.clone(), y.clone());
            return true;
        }
        if self.leads_to_number(first) || self.leads_to_number(second) {
            self.refuse_reference(callee);
            return true;
        }
        // What is given to the one may overwrite what the other is to become.
        let (a, b) = (self.as_it_was(a), self.as_it_was(b));
        self.give(first, second, b);
        self.give(second, first, a);
        true
    }

    /// A value that stays what it is when its place gets another one.
    fn as_it_was(&mut self, value: Value<'t>) -> Value<'t> {
        let mut each = |parts: Vec<Value<'t>>| parts.into_iter().map(|part| self.as_it_was(part)).collect();
        match value {
            Value::Tuple(parts) => Value::Tuple(each(parts)),
            Value::Elements(parts) => Value::Elements(each(parts)),
            Value::Struct(made, parts) => Value::Struct(made, each(parts)),
            Value::Option(is_some, held) => Value::Option(is_some, Box::new(self.as_it_was(*held))),
            Value::Array(array) => {
                let name = self.wanted_name("before");
                Value::Array(self.copied(&name, array, false))
            }
            other => self.dereferenced(other),
        }
    }

    /// Two arrays, or parts of arrays, each become the other one.
    pub(super) fn swap_places(&mut self, x: Place, y: Place) {
        let name = format_ident!("swapped");
        let saved = |lowering: &mut Self, name: &Ident, place: &Place| {
            let (layout, kind) = (lowering.graph.layout(place), lowering.graph.array(place.array).kind);
            lowering.new_constant_memory(name, layout, kind, Initial::Copy(place.clone()))
        };
        let (a, b) = (saved(self, &name, &x), saved(self, &name, &y));
        for (place, from) in [(x, b), (y, a)] {
            self.graph.array_mut(place.array).active |= self.graph.array(from.array).active;
            self.graph.perform(Action::Assign { place, initial: Initial::Copy(from) }, &[]);
        }
    }

    /// Whether an expression is the name of a reference to a number that goes by a name of its own.
    fn leads_to_number(&self, place: &Expr) -> bool {
        place.as_local().is_some_and(|local| {
            self.variables.is_lent(local) || matches!(self.variables.get(local), Some(Value::Slot(_)))
        })
    }

    fn refuse_reference(&mut self, callee: &Expr) {
        let text = self.quoted(callee);
        self.errors.report(
            callee.spans,
            format!("`{text}` exchanges a reference, and what is behind it is not followed then"),
            "exchange the numbers or arrays themselves",
        );
    }

    /// Whether an array is mentioned by its own name elsewhere than where it is lent.
    fn is_asked_by_its_own_name(&self, place: &Place) -> bool {
        let owns = |local: LocalId| matches!(self.variables.get(local), Some(Value::Array(own)) if own.array == place.array && !own.borrowed);
        let mut mentions = 0;
        let mut pending = Vec::new();
        self.tree.body.children(&mut pending);
        while let Some(part) = pending.pop() {
            if let ExprKind::Local(local) = part.kind
                && owns(local)
            {
                mentions += 1;
            }
            pending.extend(part.children());
        }
        mentions > 1
    }

    /// The place in an array to which the name of a mutable reference leads.
    fn place_behind(&self, argument: &Expr) -> Option<Place> {
        match self.variables.get(argument.as_local()?)? {
            Value::Slot(place) => Some(place.clone()),
            Value::Array(place) if place.borrowed && place.range.is_none() => Some(place.clone()),
            _ => None,
        }
        .filter(|place| !self.graph.array(place.array).constant)
    }

    /// `std::mem::replace(&mut a, b)` and `std::mem::take(&mut a)`: what was there before; nothing, if it is neither.
    pub(super) fn exchanged(&mut self, callee: &'t Expr, arguments: &'t [Expr]) -> Option<Option<Value<'t>>> {
        let place = lent(arguments.first()?)?;
        let (name, given) = match arguments {
            [_, given] if is_of_memory(callee, "replace") => (quote!(::core::mem::replace), Some(given)),
            [_] if is_of_memory(callee, "take") => (quote!(::core::mem::take), None),
            _ => return None,
        };
        self.assure(callee, &name, &quote!(::core::primitive::u8));
        Some(self.exchange(callee, place, given))
    }

    fn exchange(&mut self, callee: &'t Expr, place: &'t Expr, given: Option<&'t Expr>) -> Option<Value<'t>> {
        let is_reference = place.as_local().is_some_and(|local| {
            matches!(self.variables.get(local), Some(Value::Array(array))
                if array.borrowed && !self.graph.array(array.array).constant)
        });
        if is_reference || self.leads_to_number(place) {
            self.refuse_reference(callee);
            return None;
        }
        let next = match given {
            Some(given) => {
                let value = self.part_value(given)?;
                self.dereferenced(value)
            }
            None => self.left_behind(callee, place)?,
        };
        let before = self.part_value(place)?;
        let before = self.as_it_was(before);
        self.give(place, given.unwrap_or(place), next);
        Some(before)
    }

    /// What stands in a place from which everything was taken.
    fn left_behind(&mut self, callee: &'t Expr, place: &'t Expr) -> Option<Value<'t>> {
        Some(match self.type_of(place) {
            Type::Real => Value::Number(self.graph.zero()),
            Type::Integer => Value::Number(self.graph.literal("0", Kind::Integer)),
            Type::Truth => Value::Number(self.graph.boolean(false)),
            Type::List(_) => {
                let krate = &self.context.krate;
                let nothing = match self.types.scalar(place.ty) {
                    Type::Real | Type::Unknown => quote!(#krate::support::nothing()),
                    _ => quote!(::core::default::Default::default()),
                };
                Value::Number(self.graph.constant(nothing, Vec::new(), Vec::new(), false))
            }
            Type::Option(_) => {
                let never = self.graph.boolean(false);
                Value::Option(never, Box::new(self.nothing_of(place.ty)?))
            }
            _ => {
                let text = self.quoted(place);
                self.errors.report(
                    callee.spans,
                    format!("what `take` leaves in `{text}` is not known here"),
                    format!("write `replace(&mut {text}, …)`"),
                );
                return None;
            }
        })
    }

    /// Has rustc see to it that a path of the user's is the function of the standard library that its name is taken for.
    pub(super) fn assure(&mut self, callee: &Expr, known: &TokenStream, generics: &TokenStream) {
        let ExprKind::Path(path) = &callee.bare().kind else { return };
        let names = callee.path_names();
        let is_plain = names.len() > 2 && ["std", "core"].contains(&names[0].as_str());
        if is_plain || callee.items.is_some() {
            return;
        }
        let mut bare = path.path.clone();
        for segment in &mut bare.segments {
            segment.arguments = syn::PathArguments::None;
        }
        let span = callee.spans.0;
        let check = quote_spanned! {span=>
            const _: () = {
                fn same<F>(_: F, _: F) {}
                #[allow(dead_code)]
                fn is_known() {
                    same(#known::<#generics>, #bare::<#generics>)
                }
            };
        };
        self.require(check);
    }
}

/// What is lent to be changed.
fn lent(argument: &Expr) -> Option<&Expr> {
    match &argument.bare().kind {
        ExprKind::Reference(true, inner) => Some(inner),
        _ => None,
    }
}

fn is_of_memory(callee: &Expr, function: &str) -> bool {
    let names = callee.path_names();
    match names.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        [.., "mem", name] | [name] => *name == function,
        _ => false,
    }
}
