//! Systems of equations, and what else is asked of a matrix: norms and roots of squares.

use super::Lowering;
use super::matrix::{Handed, lent, place};
use super::value::Value;
use crate::elementary::Function;
use crate::ir::{Id, Node};
use crate::region::{Argument, Place};
use crate::syntax::{Expr, ExprKind, Method, Type};
use crate::table::matrices::{self, Family, Operand, Operation, Outcome};
use quote::quote;

/// A matrix behind what copies or lends it.
fn unchanged(matrix: &Expr) -> &Expr {
    match &matrix.behind_reference().kind {
        ExprKind::Method(method) if matrices::is_same(&method.name.to_string()) => {
            unchanged(&method.receiver)
        }
        _ => matrix.behind_reference(),
    }
}

impl<'t> Lowering<'t, '_> {
    /// The function that stands for an operation, and what it is of.
    pub(super) fn operands(
        &mut self,
        method: &'t Method,
        operation: &'static Operation,
    ) -> Option<(&'static str, Vec<Handed>)> {
        let receiver = &method.receiver;
        if operation.function == "total"
            && let ExprKind::Method(line) = &receiver.bare().kind
            && let Type::Matrix(family) = *self.type_of(&line.receiver)
            && let [number] = line.arguments.as_slice()
            && let Some(of_line) = matrices::operation(family, &line.name.to_string())
            && let Some(function) = matrices::total_of_line(of_line.function)
        {
            let arguments = vec![self.matrix(&line.receiver)?, self.handed(Operand::Index, number)?];
            return Some((function, arguments));
        }
        let is_shared = operation.function == "determinant" && self.is_decomposed(receiver);
        let mut arguments =
            vec![if is_shared { self.with_triangles(receiver).map(place)? } else { self.matrix(receiver)? }];
        for (operand, argument) in operation.operands.iter().zip(&method.arguments) {
            arguments.push(self.handed(*operand, argument)?);
        }
        // The decomposition of what does not vary is the user's own.
        if operation.function == "solved" && matches!(arguments[0].0, Argument::Value(_)) {
            arguments.reverse();
            return Some(("solved_by", arguments));
        }
        Some((operation.function, arguments))
    }

    /// What a method that may give nothing gives, where it is known to give something: it is not asked whether it does, and a matrix is
    /// decomposed once.
    pub(super) fn surely_found(&mut self, expr: &'t Expr) -> Option<Option<Value<'t>>> {
        let ExprKind::Method(method) = &expr.bare().kind else { return None };
        let name = method.name.to_string();
        if name.starts_with("ok_or") {
            return self.surely_found(&method.receiver);
        }
        let Type::Matrix(family) = *self.type_of(&method.receiver) else { return None };
        let operation = matrices::operation(family, &name)
            .filter(|operation| operation.operands.len() == method.arguments.len())?;
        if !matches!(operation.outcome, Outcome::Option(_)) || self.is_constant(expr) {
            return None;
        }
        let found = self.operands(method, operation);
        Some(
            found.map(|(function, arguments)| self.applied_to_matrices(function, arguments, Outcome::Matrix)),
        )
    }

    /// A matrix beside its decomposition into triangles; of one that never changes there is one alone.
    pub(super) fn with_triangles(&mut self, matrix: &'t Expr) -> Option<Place> {
        let handed = self.matrix(matrix)?;
        let key = match &handed.0 {
            Argument::Array(place, _) if self.graph.array(place.array).constant => {
                Some((place.clone(), self.graph.current()))
            }
            _ => None,
        };
        if let Some(known) = key.as_ref().and_then(|key| self.decomposed.get(key)) {
            return Some(known.clone());
        }
        let Value::Array(held) = self.applied_to_matrices("lu_of", vec![handed], Outcome::Matrix) else {
            return None;
        };
        if let Some(key) = key {
            self.decomposed.insert(key, held.clone());
        }
        Some(held)
    }

    /// Whether the function decomposes a variable anywhere.
    fn is_decomposed(&self, matrix: &Expr) -> bool {
        let Some(local) = unchanged(matrix).as_local() else { return false };
        let mut all = Vec::new();
        self.tree.body.children(&mut all);
        all.into_iter().any(|expr| {
            expr.any(&mut |part| match &part.kind {
                ExprKind::Method(method) => {
                    method.name == "lu" && unchanged(&method.receiver).as_local() == Some(local)
                }
                _ => false,
            })
        })
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
        if matches!(self.type_of(receiver), Type::Matrix(Family::Lu | Family::Qr)) {
            return self.asked_of(receiver, |receiver| quote!((#receiver).is_invertible()));
        }
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
