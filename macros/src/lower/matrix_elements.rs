//! What is done with each number of a matrix of another crate, and with one matrix after the other.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::Lowering;
use super::iterator::Source;
use super::matrix::{lent, place};
use super::repeat::Carried;
use super::value::Value;
use crate::elementary::{Function, Kind};
use crate::ir::{Id, Node};
use crate::region::{Initial, Layout, Place};
use crate::syntax::{Expr, Type};
use crate::table::matrices::{self, Family, Outcome};

impl<'t> Lowering<'t, '_> {
    /// A closure of each number.
    pub(super) fn mapped_matrix(&mut self, receiver: &'t Expr, closure: &'t Expr) -> Option<Value<'t>> {
        let from = self.matrix_in_memory(receiver)?;
        let function = self.function(closure);
        let carried = self.carried_of(&function);
        self.filled_by(receiver, &from, (closure, carried), |lowering, index| {
            let place = lowering.graph.at(&from, index);
            let value = lowering.part_of_memory(place);
            lowering.applied(&function, vec![value])
        })
    }

    /// `a.zip_map(&b, |x, y| …)`
    pub(super) fn zipped_matrices(
        &mut self,
        first: &'t Expr,
        second: &'t Expr,
        closure: &'t Expr,
    ) -> Option<Value<'t>> {
        let (from, other) = (self.matrix_in_memory(first)?, self.matrix_in_memory(second)?);
        let function = self.function(closure);
        let carried = self.carried_of(&function);
        self.filled_by(first, &from, (closure, carried), |lowering, index| {
            let values = [&from, &other].map(|of| {
                let place = lowering.graph.at(of, index);
                lowering.part_of_memory(place)
            });
            lowering.applied(&function, values.into())
        })
    }

    /// A function of the float types, of each number.
    pub(super) fn elementwise(&mut self, receiver: &'t Expr, function: Function) -> Option<Value<'t>> {
        let from = self.matrix_in_memory(receiver)?;
        self.filled_by(receiver, &from, (receiver, Vec::new()), |lowering, index| {
            let place = lowering.graph.at(&from, index);
            let number = lowering.graph.element(place);
            Some(Value::Number(lowering.graph.make(Node::Apply(function, vec![number]))))
        })
    }

    /// A matrix like another one, of a number for each place.
    fn filled_by(
        &mut self,
        like: &'t Expr,
        from: &Place,
        (closure, carried): (&'t Expr, Carried),
        mut made: impl FnMut(&mut Self, Id) -> Option<Value<'t>>,
    ) -> Option<Value<'t>> {
        let name = self.wanted_name("mapped");
        let to = self.new_memory(&name, Layout::Matrix, Kind::Real, Initial::Copy(from.clone()), true);
        self.graph.array_mut(to.array).filled = true;
        let mut step = |lowering: &mut Self, index| {
            let Some(found) = lowering.without_name(|lowering| made(lowering, index)) else { return };
            if let Some(id) = lowering.number_of(closure, found) {
                let place = lowering.graph.at(&to, index);
                lowering.store_at(place, id);
            }
        };
        // One index does not go through an array of two dimensions.
        if matches!(self.type_of(like), Type::Matrix(Family::Grid(2))) {
            let form = |row, column| quote!([#row, #column]);
            self.for_rows_and_columns(from, &form, &mut |lowering, _, index| step(lowering, index))?;
        } else {
            let count = self.length(from);
            self.counted_loop(None, None, carried, count, &mut step)?;
        }
        Some(Value::Array(to))
    }

    /// All places of a matrix by their rows and columns, and by both as an index.
    pub(super) fn for_rows_and_columns(
        &mut self,
        of: &Place,
        form: &dyn Fn(TokenStream, TokenStream) -> TokenStream,
        step: &mut dyn FnMut(&mut Self, [Id; 2], Id),
    ) -> Option<()> {
        let (rows, columns) = (self.size_of(of, "nrows"), self.size_of(of, "ncols"));
        self.count_up(rows, &mut |lowering, row| {
            lowering.count_up(columns, &mut |lowering, column| {
                let mentions = vec![("__row".to_owned(), row), ("__column".to_owned(), column)];
                let tokens = form(quote!(__row), quote!(__column));
                let index = lowering.graph.constant(tokens, mentions, Vec::new(), false);
                step(lowering, [row, column], index);
            });
        })
    }

    /// How many rows or columns there are.
    pub(super) fn size_of(&mut self, of: &Place, method: &str) -> Id {
        let (name, method) = (self.graph.array(of.array).name.clone(), format_ident!("{method}"));
        let mut mentions = Vec::new();
        let steps = self.graph.steps(of, |index| {
            let name = format_ident!("__index_{}", mentions.len());
            mentions.push((name.to_string(), index));
            quote!(#name)
        });
        let size = self.graph.constant(quote!(#name #steps.#method()), mentions, vec![of.array], false);
        self.pinned(size)
    }

    /// A row and a column as an index of nalgebra's.
    pub(super) fn pair(&mut self, (row, column): (Id, Id)) -> Id {
        let mentions = vec![("__row".to_owned(), row), ("__column".to_owned(), column)];
        self.graph.constant(quote!((__row, __column)), mentions, Vec::new(), false)
    }

    /// The greatest or the least of the numbers, or of their absolute values.
    pub(super) fn extreme(&mut self, receiver: &'t Expr, family: Family, name: &str) -> Option<Value<'t>> {
        let (function, absolute) = matrices::extreme(family, name)?;
        let (function, abs) = (Function::find(function, true)?, Function::find("abs", true)?);
        let from = self.matrix_in_memory(receiver)?;
        let number = |lowering: &mut Self, index| {
            let place = lowering.graph.at(&from, index);
            let id = lowering.graph.element(place);
            if absolute { lowering.graph.make(Node::Apply(abs, vec![id])) } else { id }
        };
        let zero = self.graph.literal("0", Kind::Integer);
        let first = number(self, zero);
        let best = self.variables.fresh(Some(Value::Number(first)));
        let count = self.length(&from);
        self.counted_loop(None, None, vec![(best, true)], count, &mut |lowering, index| {
            let Some(Value::Number(before)) = lowering.current(best) else { return };
            let next = number(lowering, index);
            let next = lowering.graph.make(Node::Apply(function, vec![before, next]));
            lowering.variables.assign(best, Some(Value::Number(next)));
        })?;
        self.current(best)
    }

    /// `iterator.sum()` of vectors, matrices or complex numbers.
    pub(super) fn sum_of_matrices(
        &mut self,
        expr: &'t Expr,
        items: &'t Expr,
        source: &Source<'t>,
    ) -> Option<Value<'t>> {
        let krate = self.context.krate.clone();
        let nothing = self.graph.constant(quote!(#krate::support::nothing()), Vec::new(), Vec::new(), false);
        let name = self.wanted_name("sum");
        let empty = self.new_constant_memory(&name, Layout::Matrix, Kind::Real, Initial::Value(nothing));
        // The tangent of the sum begins with the same, and so it is of the same type.
        let word = self.graph.array(empty.array).name.clone();
        let again = quote!(#krate::support::linear::again(&#word));
        let again = self.graph.constant(again, Vec::new(), vec![empty.array], false);
        let sum =
            self.new_memory(&name, Layout::Matrix, Kind::Real, Initial::Value(again), expr.varies.get());
        let total = self.variables.fresh(Some(Value::Array(sum.clone())));
        self.each(None, vec![(total, expr.varies.get())], source, None, &mut |lowering, value| {
            let item = match value {
                Value::Number(id) | Value::Borrowed(id) if !lowering.graph.is_active(id) => Some(lent(id)),
                value => lowering.memory(items, value).map(place),
            };
            let Some(item) = item else { return };
            let next =
                lowering.applied_to_matrices("joined", vec![place(sum.clone()), item], Outcome::Matrix);
            let Value::Array(next) = next else { return };
            lowering.assign_whole(&sum, items, Value::Array(next));
        })?;
        Some(Value::Array(sum))
    }
}
