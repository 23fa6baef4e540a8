//! Tuples and structs in memory: their fields, and what patterns take out of them.

use std::rc::Rc;

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, format_ident, quote};
use syn::{Member, Path};

use super::Lowering;
use super::value::{Made, Value};
use crate::elementary::Kind;
use crate::ir::{Id, Node};
use crate::region::{ArrayId, Initial, Layout, Place};
use crate::syntax::tokens::{self, Token};
use crate::syntax::{Expr, Field, Pat, PatKind, Ty, Type};

/// What a value with fields is made of.
#[derive(Default)]
struct Parts<'t> {
    mentions: Vec<(String, Id)>,
    arrays: Vec<ArrayId>,
    /// What varies in it, and where it stands.
    varying: Vec<(Vec<Step>, Value<'t>)>,
    /// Where the part is that is looked at.
    steps: Vec<Step>,
}

#[derive(Clone)]
enum Step {
    Field(Field),
    Index(usize),
}

impl<'t> Lowering<'t, '_> {
    /// How something of a type is arranged in memory.
    pub(super) fn layout_of(&self, ty: Ty) -> Layout {
        let part = |ty: Ty| match super::kind_of(self.types.get(ty)) {
            kind @ (Kind::Integer | Kind::Boolean) => Layout::Count(kind),
            _ => self.layout_of(ty),
        };
        match self.types.get(ty) {
            Type::Real | Type::Integer | Type::Truth => Layout::Number,
            Type::List(element) => Layout::List(Rc::new(self.layout_of(*element))),
            Type::Tuple(parts) => {
                let members = (0..).map(Field::Numbered);
                Layout::Fields(Rc::new(members.zip(parts.iter().map(|&ty| part(ty))).collect()))
            }
            Type::Record(fields) => Layout::Fields(Rc::new(
                fields.iter().map(|(member, ty)| (member.clone(), part(*ty))).collect(),
            )),
            Type::Matrix(_) => Layout::Matrix,
            _ => Layout::Whole,
        }
    }

    /// The same of a list: of lists of numbers only how deep they are is said.
    pub(super) fn layout_of_list(&self, ty: Ty) -> Layout {
        match self.types.scalar(ty) {
            Type::Record(_) | Type::Tuple(_) | Type::Matrix(_) => self.layout_of(ty),
            _ => Layout::from(self.types.rank(ty)),
        }
    }

    pub(super) fn has_fields(&self, place: &Place) -> bool {
        place.range.is_none()
            && matches!(self.graph.layout(place), Layout::Fields(_) | Layout::Matrix | Layout::Whole)
    }

    /// `Path { a: …, ..base }`
    pub(super) fn struct_literal(
        &mut self,
        expr: &'t Expr,
        path: &Path,
        fields: &'t [(Member, Expr)],
        base: Option<&'t Expr>,
    ) -> Option<Value<'t>> {
        let mut given = Vec::new();
        for (member, value) in fields {
            given.push((Field::from(member), self.own_part(value)?));
        }
        let Some(base) = base else {
            let (fields, values) = given.into_iter().unzip();
            return Some(Value::Struct(Rc::new(Made { path: path.clone(), fields }), values));
        };
        match self.part_value(base)? {
            Value::Struct(made, mut values) => {
                for (field, value) in given {
                    let position = made.fields.iter().position(|known| *known == field)?;
                    values[position] = value;
                }
                Some(Value::Struct(made, values))
            }
            Value::Array(place) if self.has_fields(&place) => {
                let whole = self.copied(&format_ident!("made"), place, true);
                self.with_fields(whole, given)
            }
            Value::Number(id) | Value::Borrowed(id) if !self.graph.is_active(id) && !self.is_flat() => {
                let (name, layout) = (format_ident!("made"), self.layout_of(expr.ty));
                let whole = self.new_memory(&name, layout, Kind::Real, Initial::Value(id), true);
                self.with_fields(whole, given)
            }
            _ => self.unsupported(expr),
        }
    }

    /// A struct with other fields.
    fn with_fields(&mut self, whole: Place, given: Vec<(Field, Value<'t>)>) -> Option<Value<'t>> {
        for (field, value) in given {
            let place = self.graph.field_of(&whole, &field);
            self.put(place, value)?;
        }
        Some(Value::Array(whole))
    }

    /// `Path(a, b)`
    pub(super) fn tuple_struct(&mut self, path: &Path, arguments: &'t [Expr]) -> Option<Value<'t>> {
        let values: Vec<Option<Value>> = arguments.iter().map(|argument| self.own_part(argument)).collect();
        self.expect_struct(path, &quote!((..)));
        let fields = (0..arguments.len()).map(Field::Numbered).collect();
        let values = values.into_iter().collect::<Option<_>>()?;
        Some(Value::Struct(Rc::new(Made { path: path.clone(), fields }), values))
    }

    /// Lets rustc see to it that a path is that of a struct: patterns of the variants of an enum may not fit, and those of functions, which may
    /// have capitals, are none. `Self` by itself is no variant, and no item within the method may name it.
    fn expect_struct(&mut self, path: &Path, parts: &TokenStream) {
        if path.is_ident("Self") || self.may_be_generic(path) {
            return;
        }
        self.require(quote! {
            const _: () = { fn is_struct() { let _ = |whole| { let #path #parts = whole; }; } };
        });
    }

    /// Whether a struct may have type parameters, of which rustc could not tell in a pattern by itself what they are.
    fn may_be_generic(&self, path: &Path) -> bool {
        let signature = &self.context.signature;
        let Some(last) = path.segments.last() else { return false };
        let types = signature.parameters.iter().map(|parameter| &parameter.declared).chain(&signature.output);
        let has_arguments = |declared: &syn::Type| {
            tokens::any(
                &declared.to_token_stream(),
                &mut |level, place| matches!((level[place], level.get(place + 1)), (Token::Word(word), Some(Token::Sign('<'))) if *word == last.ident),
            )
        };
        signature.number.is_some()
            || signature.generics.type_params().next().is_some()
            || types.into_iter().any(has_arguments)
    }

    /// Gives a place another value.
    fn put(&mut self, place: Place, value: Value<'t>) -> Option<()> {
        match value {
            Value::Number(id) | Value::Borrowed(id)
                if self.graph.rank(&place) == 0
                    || self.graph.is_active(id) && self.graph.layout(&place) == Layout::Whole =>
            {
                self.store_at(place, id);
                Some(())
            }
            Value::Slot(from) if self.graph.rank(&place) == 0 => {
                let id = self.graph.element(from);
                self.store_at(place, id);
                Some(())
            }
            value => self.put_whole(&place, value),
        }
    }

    /// So many parts of a tuple or a list, whether these are known one by one, in memory, or constant.
    pub(super) fn in_parts(&mut self, value: &Value<'t>, count: usize) -> Option<Vec<Value<'t>>> {
        match value {
            Value::Tuple(values) | Value::Elements(values) if values.len() == count => Some(values.clone()),
            Value::Number(whole) if !self.graph.is_active(*whole) => {
                let part = |position| {
                    let index = syn::Index::from(position);
                    let mentions = vec![("__whole".to_owned(), *whole)];
                    let tokens = quote!(::core::clone::Clone::clone(&__whole.#index));
                    Value::Number(self.graph.constant(tokens, mentions, Vec::new(), false))
                };
                Some((0..count).map(part).collect())
            }
            Value::Array(place) => {
                let has_fields = matches!(self.graph.layout(place), Layout::Fields(_));
                let part = |position: usize| {
                    let part = if has_fields {
                        self.graph.field_of(place, &Field::Numbered(position))
                    } else {
                        let index = self.graph.literal(&position.to_string(), Kind::Integer);
                        self.graph.at(place, index)
                    };
                    self.part_of_memory(part)
                };
                Some((0..count).map(part).collect())
            }
            _ => None,
        }
    }

    /// A value in parts where another one is, so that the one may take the place of the other in a branch.
    pub(super) fn in_parts_like(&mut self, like: &Value<'t>, value: Value<'t>) -> Value<'t> {
        match like {
            Value::Tuple(likes) => match self.in_parts(&value, likes.len()) {
                Some(parts) => {
                    let parts = likes.iter().zip(parts);
                    Value::Tuple(parts.map(|(like, part)| self.in_parts_like(like, part)).collect())
                }
                None => value,
            },
            Value::Option(_, like) => match value {
                Value::Option(is_some, held) => {
                    Value::Option(is_some, Box::new(self.in_parts_like(like, *held)))
                }
                value => value,
            },
            // An option that is Rust's own value.
            Value::Number(id) if self.graph.kind(*id) == Kind::Unknown && !self.graph.is_active(*id) => {
                match &value {
                    Value::Option(is_some, _) if self.graph.truth(*is_some) == Some(false) => {
                        let none = quote!(::core::option::Option::None);
                        Value::Number(self.graph.constant(none, Vec::new(), Vec::new(), false))
                    }
                    _ => value,
                }
            }
            _ => value,
        }
    }

    /// A tuple or a struct in memory: what is constant in it first, and then what varies.
    pub(super) fn built(&mut self, name: &Ident, value: &Value<'t>) -> Option<Place> {
        let mut parts = Parts::default();
        let tokens = self.whole(value, &mut parts)?;
        let constant = self.graph.constant(tokens, parts.mentions, parts.arrays, false);
        let layout = self.layout_of_value(value);
        let active = !parts.varying.is_empty();
        let whole = self.new_memory(name, layout, Kind::Real, Initial::Value(constant), active);
        for (steps, value) in parts.varying {
            let place = steps.into_iter().fold(whole.clone(), |place, step| match step {
                Step::Field(field) => self.graph.field_of(&place, &field),
                Step::Index(number) => {
                    let index = self.graph.literal(&number.to_string(), Kind::Integer);
                    self.graph.at(&place, index)
                }
            });
            self.put(place, value)?;
        }
        Some(whole)
    }

    fn layout_of_value(&self, value: &Value<'t>) -> Layout {
        let of_part = |part: &Value<'t>| match part {
            Value::Number(id) | Value::Borrowed(id)
                if matches!(self.graph.kind(*id), Kind::Integer | Kind::Boolean) =>
            {
                Layout::Count(self.graph.kind(*id))
            }
            _ => self.layout_of_value(part),
        };
        match value {
            Value::Array(place) => self.graph.layout(place),
            Value::Elements(values) => {
                let first = values.first().map_or(Layout::Number, |first| self.layout_of_value(first));
                Layout::List(Rc::new(first))
            }
            Value::Tuple(values) => {
                let fields = (0..).map(Field::Numbered).zip(values.iter().map(of_part));
                Layout::Fields(Rc::new(fields.collect()))
            }
            Value::Struct(made, values) => {
                let layouts = values.iter().map(of_part);
                Layout::Fields(Rc::new(made.fields.iter().cloned().zip(layouts).collect()))
            }
            _ => Layout::Number,
        }
    }

    /// The tokens of a value with fields, or of a part of one.
    fn whole(&mut self, value: &Value<'t>, parts: &mut Parts<'t>) -> Option<TokenStream> {
        match value {
            Value::Number(id) | Value::Borrowed(id) => {
                let name = format!("__part_{}", parts.mentions.len());
                let word = super::identifier(&name);
                parts.mentions.push((name, *id));
                if self.graph.is_active(*id) {
                    parts.varying.push((parts.steps.clone(), value.clone()));
                }
                Some(quote!(#word))
            }
            Value::Slot(place) => {
                let id = self.graph.element(place.clone());
                self.whole(&Value::Number(id), parts)
            }
            Value::Array(place) => {
                if self.graph.array(place.array).active {
                    parts.varying.push((parts.steps.clone(), value.clone()));
                }
                let name = self.graph.array(place.array).name.clone();
                let steps = self.graph.steps(place, |index| {
                    let text = format!("__part_{}", parts.mentions.len());
                    let word = super::identifier(&text);
                    parts.mentions.push((text, index));
                    quote!(#word)
                });
                parts.arrays.push(place.array);
                let krate = &self.context.krate;
                if place.range.is_some() {
                    return None;
                }
                let lent = self.lent(place, quote!(#name #steps));
                Some(if self.graph.layout(place).is_of_lists() {
                    quote!(#krate::support::owned(#lent))
                } else {
                    quote!(#krate::support::cloned(#lent))
                })
            }
            Value::Elements(values) => {
                let tokens = self.wholes(values, (0..).map(Step::Index), parts)?;
                Some(quote!([#(#tokens),*]))
            }
            Value::Tuple(values) => {
                let tokens =
                    self.wholes(values, (0..).map(|number| Step::Field(Field::Numbered(number))), parts)?;
                Some(quote!((#(#tokens,)*)))
            }
            Value::Struct(made, values) => {
                let (path, fields) = (&made.path, &made.fields);
                let steps = fields.iter().cloned().map(Step::Field);
                let tokens = self.wholes(values, steps, parts)?;
                Some(quote!(#path { #(#fields: #tokens),* }))
            }
            _ => None,
        }
    }

    /// A reference to a place; a parameter that never changes may be one already.
    pub(super) fn lent(&self, place: &Place, path: TokenStream) -> TokenStream {
        let array = self.graph.array(place.array);
        if array.reference && array.constant && place.path.is_empty() { path } else { quote!(&#path) }
    }

    fn wholes(
        &mut self,
        values: &[Value<'t>],
        steps: impl Iterator<Item = Step>,
        parts: &mut Parts<'t>,
    ) -> Option<Vec<TokenStream>> {
        let mut all = Vec::new();
        for (value, step) in values.iter().zip(steps) {
            parts.steps.push(step);
            let tokens = self.whole(value, parts);
            parts.steps.pop();
            all.push(tokens?);
        }
        Some(all)
    }

    /// A field where it stands; by name it is a copy, whether or not the whole is behind a reference.
    pub(super) fn field_in_memory(&mut self, place: &Place, member: &Field) -> Value<'t> {
        let field = self.graph.field_of(place, member);
        self.part_of_memory(field)
    }

    /// A field that is cast to a number, or is a variant of an enum, which is only lent: rustc sees to it that it is a constant one.
    pub(super) fn constant_field(&mut self, place: &Place, lent: bool) -> Id {
        let krate = self.context.krate.clone();
        let array = self.graph.array(place.array);
        let (name, reference, changes) = (array.name.clone(), array.reference, !array.constant);
        let mut mentions = Vec::new();
        let steps = self.graph.steps(place, |index| {
            let text = format!("__index_{}", mentions.len());
            let word = super::identifier(&text);
            mentions.push((text, index));
            quote!(#word)
        });
        // The struct that the field belongs to, or one that this is a field of.
        let is_field = |step: &Id| matches!(self.graph.node(*step), Node::Field(_));
        let outer = place.path.len() - place.path.iter().rev().take_while(|step| is_field(step)).count();
        let [around, within] = [&place.path[..outer], &place.path[outer..]]
            .map(|path| Place { path: path.to_vec(), ..place.clone() });
        let mut indices = mentions.iter().map(|(text, _)| super::identifier(text));
        let around =
            self.graph.steps(&around, |_| indices.next().map_or_else(|| quote!(0), |index| quote!(#index)));
        let within = self.graph.steps(&within, |_| quote!(0));
        let whole = if reference && around.is_empty() { quote!(#name) } else { quote!(&#name #around) };
        let reference_of = lent.then(|| quote!(&));
        let tokens = quote!({
            #krate::support::is_constant_field(#whole, |__of| &__of #within);
            #reference_of #name #steps
        });
        let field = self.graph.constant(tokens, mentions, vec![place.array], false);
        if changes { self.pinned(field) } else { field }
    }

    /// The same by a name that is bound to it: of what is behind a reference, a reference.
    fn bound_field(&mut self, place: &Place, member: &Field) -> Value<'t> {
        if let Some(present) = self.flow.present
            && !place.borrowed
            && let field = self.graph.field_of(place, member)
            && self.graph.rank(&field) == 0
        {
            let read = self.guarded(present, |lowering| Some(lowering.field_in_memory(place, member)));
            if let Some(read) = read {
                return read;
            }
        }
        let field = self.field_in_memory(place, member);
        if !place.borrowed {
            return field;
        }
        if self.graph.array(place.array).constant {
            return field.borrowed();
        }
        match field {
            Value::Number(_) => Value::Slot(self.graph.field_of(place, member)),
            other => other.borrowed(),
        }
    }

    /// The fields of a tuple in memory, in their order.
    pub(super) fn fields_in_order(&mut self, place: &Place) -> Option<Vec<Value<'t>>> {
        let Layout::Fields(fields) = self.graph.layout(place) else { return None };
        let is_tuple =
            fields.iter().zip(0..).all(|((member, _), position)| *member == Field::Numbered(position));
        is_tuple.then(|| fields.iter().map(|(member, _)| self.bound_field(place, member)).collect())
    }

    pub(super) fn is_struct(&self, value: &Value<'t>) -> bool {
        match value {
            Value::Array(place) => self.has_fields(place),
            Value::Struct(..) => true,
            _ => false,
        }
    }

    /// A pattern that names fields of a struct.
    pub(super) fn matches_fields(
        &mut self,
        whole: &'t Pat,
        value: &Value<'t>,
        syntax: &'t Expr,
    ) -> Option<Id> {
        let mut condition = self.graph.boolean(true);
        let fields: Vec<(Field, &Pat)> = match &whole.kind {
            PatKind::Struct(_, fields, _) => {
                fields.iter().map(|(member, pattern)| (Field::from(member), pattern)).collect()
            }
            PatKind::TupleStruct(_, parts) => {
                let members = (0..).map(Field::Numbered);
                members.zip(parts).collect()
            }
            _ => Vec::new(),
        };
        let is_matrix = matches!(self.types.get(whole.ty), Type::Matrix(_));
        if let PatKind::Struct(path, ..) | PatKind::TupleStruct(path, _) = &whole.kind
            && !is_matrix
        {
            self.expect_struct(path, &quote!({ .. }));
        }
        for (member, pattern) in fields {
            let value = match value {
                Value::Array(place) => self.bound_field(place, &member),
                Value::Struct(made, values) => match made.fields.iter().position(|field| *field == member) {
                    Some(position) => values[position].clone(),
                    None => return self.no_such_pattern(whole),
                },
                _ => return None,
            };
            let value = self.taken_out(pattern, value);
            let matched = self.matches(pattern, &value, syntax, true)?;
            condition = self.graph.and(condition, matched);
        }
        Some(condition)
    }
}
