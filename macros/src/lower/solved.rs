//! Systems of equations, and what else is asked of a matrix: norms and roots of squares.

use super::Lowering;
use super::matrix::{Handed, lent, place};
use super::value::Value;
use crate::elementary::Function;
use crate::ir::{Id, Node};
use crate::syntax::{Expr, Method, Type, decomposed};
use crate::table::matrices::Outcome;
use quote::quote;

impl<'t> Lowering<'t, '_> {
    /// `a.lu().solve(&b)`
    pub(super) fn solution(&mut self, expr: &'t Expr, method: &'t Method) -> Option<Value<'t>> {
        let (matrix, function) = decomposed(method)?;
        let arguments = vec![self.matrix(matrix)?, self.matrix(&method.arguments[0])?];
        let is_some = self.asked_of(matrix, |matrix| quote!((#matrix).clone_owned().lu().is_invertible()))?;
        self.found_if(is_some, expr, function, arguments)
    }

    /// What is computed only where it is known that there is something.
    pub(super) fn found_if(
        &mut self,
        is_some: Id,
        expr: &'t Expr,
        function: &str,
        arguments: Vec<Handed>,
    ) -> Option<Value<'t>> {
        let Type::Option(held) = *self.type_of(expr) else { return self.unsupported(expr) };
        let value = self.held_if(is_some, held, expr, |lowering| {
            Some(lowering.applied_to_matrices(function, arguments, Outcome::Matrix))
        })?;
        Some(Value::Option(is_some, Box::new(value)))
    }

    /// Whether a method that may give nothing gives something. A triangle is solved by where nothing on its diagonal is zero.
    pub(super) fn asked(&mut self, receiver: &'t Expr, method: &Method) -> Option<Id> {
        let name = &method.name;
        if method.arguments.is_empty() {
            return self.asked_of(receiver, |receiver| quote!((#receiver).clone_owned().#name().is_some()));
        }
        let krate = self.context.krate.clone();
        self.asked_of(
            receiver,
            |receiver| quote!((#receiver).diagonal().iter().all(|entry| !#krate::support::is_nought(entry))),
        )
    }

    /// `factor.solve(&b)` and `factor.inverse()`: by one triangle, and then by the other.
    pub(super) fn solved_by_factor(&mut self, factor: &'t Expr, given: &'t [Expr]) -> Option<Value<'t>> {
        let l = self.matrix(factor)?;
        let b = match given {
            [b] => self.matrix(b)?,
            _ => {
                let krate = self.context.krate.clone();
                lent(self.asked_of(factor, |l| quote!(#krate::support::linear::identity_like(&#l)))?)
            }
        };
        let half = self.applied_to_matrices("lower_solved", vec![l.clone(), b], Outcome::Matrix);
        let Value::Array(half) = half else { return None };
        Some(self.applied_to_matrices("lower_transposed_solved", vec![l, place(half)], Outcome::Matrix))
    }

    /// The root of the squared norm, as the library has it.
    pub(super) fn norm(&mut self, of: &'t Expr) -> Option<Id> {
        let argument = self.matrix(of)?;
        self.root_of_squares(of, argument)
    }

    pub(super) fn norm_of(&mut self, syntax: &'t Expr, of: Value<'t>) -> Option<Id> {
        let argument = self.memory(syntax, of).map(place)?;
        self.root_of_squares(syntax, argument)
    }

    pub(super) fn root_of_squares(&mut self, of: &'t Expr, argument: Handed) -> Option<Id> {
        let square = self.applied_to_matrices("squared_norm", vec![argument], Outcome::Number);
        let square = self.number_of(of, square)?;
        Some(self.graph.make(Node::Apply(Function::find("sqrt", true)?, vec![square])))
    }
}
