//! Vectors, matrices and complex numbers that are made of numbers.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use syn::Path;

use super::Lowering;
use super::value::Value;
use crate::elementary::{Function, Kind};
use crate::ir::{Id, Node};
use crate::region::{Initial, Layout, Place};
use crate::syntax::{Expr, ExprKind, Field, made};
use crate::table::matrices::{self, Family};

impl<'t> Lowering<'t, '_> {
    /// `Vector3::new(a, b, c)`, `DVector::from_vec(v)`: nothing, if a path is that of something else.
    pub(super) fn made_matrix(
        &mut self,
        expr: &'t Expr,
        path: &Path,
        arguments: &'t [Expr],
    ) -> Option<Option<Value<'t>>> {
        let names: Vec<String> = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        let [.., owner, maker] = names.as_slice() else { return None };
        made(owner, maker)?;
        if !self.is_matrix(expr) {
            return None;
        }
        if made(owner, maker)? == Family::Complex {
            return Some(self.complex(expr, path, maker, arguments));
        }
        if matrices::is_turn(owner) {
            return Some(self.made_turn(expr, owner, maker, arguments));
        }
        Some(match (maker.as_str(), arguments) {
            ("new", _) => self.of_numbers(owner, path, arguments),
            ("from_element" | "repeat", [number]) => self.of_one_number(path, None, number),
            ("from_element", [length, number]) => self.of_one_number(path, Some(length), number),
            ("from" | "from_vec" | "from_column_slice" | "from_iterator", [list]) => self.of_list(path, list),
            ("from_fn", [sizes @ .., closure]) if closure.effects.changes.is_empty() => {
                self.of_function(path, sizes, closure)
            }
            _ => self.unsupported(expr),
        })
    }

    /// What a closure makes of each row and column.
    fn of_function(&mut self, path: &Path, sizes: &'t [Expr], closure: &'t Expr) -> Option<Value<'t>> {
        let ids: Vec<Option<Id>> = sizes.iter().map(|size| self.index(size)).collect();
        let ids: Vec<Id> = ids.into_iter().collect::<Option<_>>()?;
        let words: Vec<_> = (0..ids.len()).map(|number| format_ident!("__size_{number}")).collect();
        let mentions = words.iter().map(ToString::to_string).zip(ids).collect();
        let krate = self.context.krate.clone();
        let zeros = quote!(#path(#(#words,)* |_, _| #krate::support::zero()));
        let zeros = self.graph.constant(zeros, mentions, Vec::new(), false);
        let name = self.wanted_name("made");
        let to = self.new_memory(&name, Layout::Matrix, Kind::Real, Initial::Value(zeros), true);
        let function = self.function(closure);
        let form = |row, column| quote!((#row, #column));
        self.for_rows_and_columns(&to, &form, &mut |lowering, [row, column], index| {
            let given = vec![Value::Number(row), Value::Number(column)];
            let Some(found) = lowering.without_name(|lowering| lowering.applied(&function, given)) else {
                return;
            };
            if let Some(id) = lowering.number_of(closure, found) {
                let place = lowering.graph.at(&to, index);
                lowering.store_at(place, id);
            }
        })?;
        Some(Value::Array(to))
    }

    /// A complex number from its parts, or from a modulus and an argument.
    fn complex(
        &mut self,
        expr: &'t Expr,
        path: &Path,
        maker: &str,
        arguments: &'t [Expr],
    ) -> Option<Value<'t>> {
        let ids: Vec<Option<Id>> = arguments.iter().map(|argument| self.operand(argument)).collect();
        let ids: Vec<Id> = ids.into_iter().collect::<Option<_>>()?;
        let zero = self.graph.zero();
        let turned = |lowering: &mut Self, name: &str, angle: Id| {
            Some(lowering.graph.make(Node::Apply(Function::find(name, true)?, vec![angle])))
        };
        let (re, im) = match (maker, ids.as_slice()) {
            ("new", &[re, im]) => (re, im),
            ("from", &[re]) => (re, zero),
            ("cis", &[angle]) => (turned(self, "cos", angle)?, turned(self, "sin", angle)?),
            ("from_polar", &[modulus, angle]) => {
                let (cos, sin) = (turned(self, "cos", angle)?, turned(self, "sin", angle)?);
                let mut times = |part| self.graph.make(Node::Apply(Function::MUL, vec![modulus, part]));
                (times(cos), times(sin))
            }
            _ => return self.unsupported(expr),
        };
        let mut path = path.clone();
        if let Some(last) = path.segments.last_mut() {
            last.ident = format_ident!("new");
        }
        let mentions = vec![("__re".to_owned(), re), ("__im".to_owned(), im)];
        let whole = self.graph.constant(quote!(#path(__re, __im)), mentions, Vec::new(), false);
        let name = self.wanted_name("made");
        let active = self.graph.is_active(re) || self.graph.is_active(im);
        let place = self.new_memory(&name, Layout::Matrix, Kind::Real, Initial::Value(whole), active);
        for (part, id) in [("re", re), ("im", im)] {
            if self.graph.is_active(id) {
                let field = self.graph.field_of(&place, &Field::Named(format_ident!("{part}")));
                self.store_at(field, id);
            }
        }
        Some(Value::Array(place))
    }

    /// Numbers in their places, row by row.
    fn of_numbers(&mut self, owner: &str, path: &Path, arguments: &'t [Expr]) -> Option<Value<'t>> {
        let ids: Vec<Option<Id>> = arguments.iter().map(|argument| self.operand(argument)).collect();
        let ids: Vec<Id> = ids.into_iter().collect::<Option<_>>()?;
        let krate = self.context.krate.clone();
        let zeros = vec![quote!(0.0); ids.len()];
        self.require(quote! {
            const _: () = { fn is_of_a_library() { let _ = || { #krate::support::linear::plain(&#path(#(#zeros),*)); }; } };
        });
        let place = self.with_numbers(&ids, columns_of(owner), |words| quote!(#path(#(#words),*)));
        Some(Value::Array(place))
    }

    /// What is made of numbers, each in its place: row by row, or one after the other where there are no columns.
    pub(super) fn with_numbers(
        &mut self,
        ids: &[Id],
        columns: Option<usize>,
        made: impl FnOnce(&[Ident]) -> TokenStream,
    ) -> Place {
        let words: Vec<_> = (0..ids.len()).map(|number| format_ident!("__part_{number}")).collect();
        let mentions = words.iter().map(ToString::to_string).zip(ids.iter().copied()).collect();
        let whole = self.graph.constant(made(&words), mentions, Vec::new(), false);
        let name = self.wanted_name("made");
        let active = ids.iter().any(|&id| self.graph.is_active(id));
        let place = self.new_memory(&name, Layout::Matrix, Kind::Real, Initial::Value(whole), active);
        for (number, &id) in ids.iter().enumerate() {
            if !self.graph.is_active(id) {
                continue;
            }
            let index = match columns {
                None => self.graph.literal(&number.to_string(), Kind::Integer),
                Some(columns) => {
                    let (row, column) = (number / columns, number % columns);
                    let (row, column) = (syn::Index::from(row), syn::Index::from(column));
                    self.graph.constant(quote!((#row, #column)), Vec::new(), Vec::new(), false)
                }
            };
            let element = self.graph.at(&place, index);
            self.store_at(element, id);
        }
        place
    }

    /// The same number everywhere.
    fn of_one_number(
        &mut self,
        path: &Path,
        length: Option<&'t Expr>,
        number: &'t Expr,
    ) -> Option<Value<'t>> {
        let id = self.operand(number)?;
        let mut mentions = vec![("__number".to_owned(), id)];
        let length = match length {
            Some(length) => {
                mentions.push(("__length".to_owned(), self.index(length)?));
                quote!(__length,)
            }
            None => TokenStream::new(),
        };
        let whole = self.graph.constant(quote!(#path(#length __number)), mentions, Vec::new(), false);
        let name = self.wanted_name("made");
        let active = self.graph.is_active(id);
        let place = self.new_memory(&name, Layout::Matrix, Kind::Real, Initial::Value(whole), active);
        if active {
            self.fill(&place, id);
        }
        Some(Value::Array(place))
    }

    /// The numbers of a list, one after the other.
    fn of_list(&mut self, path: &Path, list: &'t Expr) -> Option<Value<'t>> {
        let value = self.part_value(list)?;
        let from = self.memory(list, value)?;
        let krate = self.context.krate.clone();
        let mut mentions = Vec::new();
        let steps = self.graph.steps(&from, |index| {
            let name = format_ident!("__index_{}", mentions.len());
            mentions.push((name.to_string(), index));
            quote!(#name)
        });
        let name = self.graph.array(from.array).name.clone();
        let reference = matches!(list.bare().kind, ExprKind::Reference(..)) || from.borrowed;
        let lent = if self.graph.array(from.array).reference && from.path.is_empty() {
            quote!(&*#name)
        } else {
            quote!(&#name #steps)
        };
        let given = quote!(#krate::support::owned(#lent));
        let given = if reference { quote!(&#given) } else { given };
        let whole = self.graph.constant(quote!(#path(#given)), mentions, vec![from.array], false);
        let whole = if self.graph.array(from.array).constant { whole } else { self.pinned(whole) };
        let name = self.wanted_name("made");
        let place = self.new_memory(&name, Layout::Matrix, Kind::Real, Initial::Value(whole), true);
        let count = self.length(&from);
        self.count_up(count, &mut |lowering, index| {
            let element = lowering.graph.at(&from, index);
            let number = lowering.graph.element(element);
            let element = lowering.graph.at(&place, index);
            lowering.store_at(element, number);
        });
        Some(Value::Array(place))
    }
}

/// How many columns a type has that is called by them: none, where one index leads to a number.
fn columns_of(owner: &str) -> Option<usize> {
    let size = owner.strip_prefix("Matrix")?;
    size.chars().last()?.to_digit(10).map(|columns| columns as usize)
}
