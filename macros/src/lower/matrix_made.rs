//! Vectors, matrices and complex numbers that are made of numbers.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use syn::Path;

use super::Lowering;
use super::value::Value;
use crate::elementary::{Function, Kind};
use crate::ir::{Id, Node};
use crate::region::{Initial, Layout, Place};
use crate::syntax::{Expr, Field, Type, made};
use crate::table::matrices::{self, Arrangement, Family};

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
        let is_matrix = match *self.type_of(expr) {
            Type::Option(held) => matches!(self.types.get(held), Type::Matrix(_)),
            ref other => matches!(other, Type::Matrix(_)),
        };
        if !is_matrix {
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
            ("from_fn" | "from_shape_fn", [sizes @ .., closure]) if closure.effects.changes.is_empty() => {
                let Type::Matrix(family) = *self.type_of(expr) else { return None };
                self.of_function(path, sizes, closure, family)
            }
            (_, [sizes @ .., given]) => match matrices::arrangement(maker) {
                Some(
                    arrangement @ (Arrangement::Everywhere | Arrangement::OnDiagonal | Arrangement::Scaling),
                ) => self.of_one_number(expr, path, (sizes, given), arrangement),
                Some(arrangement) => self.of_list(expr, (path, maker), (sizes, given), arrangement),
                None => self.unsupported(expr),
            },
            _ => self.unsupported(expr),
        })
    }

    /// What a closure makes of each place.
    fn of_function(
        &mut self,
        path: &Path,
        sizes: &'t [Expr],
        closure: &'t Expr,
        family: Family,
    ) -> Option<Value<'t>> {
        let (words, mentions) = self.sizes(sizes)?;
        let krate = self.context.krate.clone();
        let (unnamed, is_grid) = match family {
            Family::Grid(1 | 2) => (quote!(_), true),
            Family::Grid(_) => return self.unsupported(closure),
            _ => (quote!(_, _), false),
        };
        let zeros = quote!(#path(#words |#unnamed| #krate::support::zero()));
        let zeros = self.graph.constant(zeros, mentions, Vec::new(), false);
        let name = self.wanted_name("made");
        let to = self.new_memory(&name, Layout::Matrix, Kind::Real, Initial::Value(zeros), true);
        let function = self.function(closure);
        let step = |lowering: &mut Self, given: Vec<Value<'t>>, index| {
            let Some(found) = lowering.without_name(|lowering| lowering.applied(&function, given)) else {
                return;
            };
            if let Some(id) = lowering.number_of(closure, found) {
                let place = lowering.graph.at(&to, index);
                lowering.store_at(place, id);
            }
        };
        if family == Family::Grid(1) {
            let count = self.size_of(&to, "len");
            self.count_up(count, &mut |lowering, index| step(lowering, vec![Value::Number(index)], index))?;
            return Some(Value::Array(to));
        }
        let form = |row, column| if is_grid { quote!([#row, #column]) } else { quote!((#row, #column)) };
        self.for_rows_and_columns(&to, &form, &mut |lowering, [row, column], index| {
            let given = vec![Value::Number(row), Value::Number(column)];
            step(lowering, if is_grid { vec![Value::Tuple(given)] } else { given }, index);
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
}

/// How many columns a type has that is called by them: none, where one index leads to a number.
fn columns_of(owner: &str) -> Option<usize> {
    let size = owner.strip_prefix("Matrix")?;
    size.chars().last()?.to_digit(10).map(|columns| columns as usize)
}
