//! Numbers out of vectors and matrices.

use crate::code::{Code, Number, Value};
use crate::matrices::{Held, Library, Matrix};
use crate::matrix_arithmetic::{determinant, dot, norm, sum};
use crate::matrix_values::each;
use crate::number::Real;
use crate::scope::{Kind, Scope};
use crate::writer::Writer;

impl Writer<'_> {
    /// A number out of a vector or a matrix.
    pub(crate) fn of_matrix(&mut self, scope: &Scope, depth: usize) -> Option<Code<Number>> {
        let of = self.matrix_type()?;
        Some(match self.below(10) {
            0..=2 => self.element_of_matrix(scope)?,
            3 | 4 => self.number_of_vectors(scope, depth + 1, of.vector(of.rows)),
            5 => self.number_of_square(scope, depth + 1, of.matrix(of.rows, of.rows))?,
            6 => self.sum_over_matrix(scope, depth + 1, of)?,
            _ => self.number_of_any(scope, depth + 1, of),
        })
    }

    /// `m[(i, j)]`, `v.x`
    fn element_of_matrix(&mut self, scope: &Scope) -> Option<Code<Number>> {
        let all = scope.matrices(|_| true);
        if all.is_empty() {
            return None;
        }
        let (variable, of, _) = self.one_of(&all);
        let slot = variable.slot;
        if of.library == Library::Fixed && of.columns.is_none() && self.happens(0.4) {
            let place = self.below(of.rows);
            let name = format!("{}.{}", variable.name, ["x", "y", "z"][place]);
            return Some(Code::new(name, move |state| Ok(state.get(slot).many()[place].number())));
        }
        let (row, column) = (self.index(scope, of.rows), self.index(scope, of.columns.unwrap_or(1)));
        let text = format!("{}[{}]", variable.name, of.index(&row.text, &column.text));
        Some(Code::new(text, move |state| {
            let place = row.run(state)? * of.columns.unwrap_or(1)
                + if of.columns.is_some() { column.run(state)? } else { 0 };
            Ok(state.get(slot).many()[place].number())
        }))
    }

    fn number_of_vectors(&mut self, scope: &Scope, depth: usize, of: Matrix) -> Code<Number> {
        let (a, b) = (self.matrix(scope, depth, of), self.matrix(scope, depth, of));
        if !of.is_grid() && self.happens(0.3) {
            return Code::new(format!("{}.metric_distance({})", a.receiver, b.lent), move |state| {
                norm(&each(&a.run(state)?, &b.run(state)?, |a, b| a - b))
            });
        }
        Code::new(format!("{}.dot({})", a.receiver, b.lent), move |state| {
            Ok(dot(&a.run(state)?, &b.run(state)?))
        })
    }

    fn number_of_square(&mut self, scope: &Scope, depth: usize, of: Matrix) -> Option<Code<Number>> {
        if of.is_grid() {
            return None;
        }
        let (a, size) = (self.matrix(scope, depth, of), of.rows);
        Some(if self.happens(0.5) {
            Code::new(format!("{}.trace()", a.receiver), move |state| {
                Ok(sum(a.run(state)?.into_iter().step_by(size + 1)))
            })
        } else {
            Code::new(format!("{}.determinant()", a.receiver), move |state| {
                Ok(determinant(&a.run(state)?, size))
            })
        })
    }

    /// `a.iter().map(|p| …).sum()`
    fn sum_over_matrix(&mut self, scope: &Scope, depth: usize, of: Matrix) -> Option<Code<Number>> {
        // An array of several dimensions is not gone through.
        let all = scope
            .matrices(|other| other.size() == of.size() && !(other.is_grid() && other.columns.is_some()));
        if all.is_empty() {
            return None;
        }
        let (variable, of, _) = self.one_of(&all);
        let mut inner = scope.closure();
        let element = self.variable(&inner, "p", Kind::Reference, false);
        let head = format!("{}.iter().map(|{}|", variable.name, element.name);
        let (from, slot) = (variable.slot, element.slot);
        inner.add(element);
        let term = self.number(&inner, depth.max(1));
        Some(Code::new(format!("{head} {term}).sum::<f64>()"), move |state| {
            let mut total = Number::of(0.0);
            for place in 0..of.size() {
                let number = state.get(from).many()[place].clone();
                state.set(slot, number);
                total = total + term.run(state)?;
            }
            Ok(total)
        }))
    }

    fn number_of_any(&mut self, scope: &Scope, depth: usize, of: Matrix) -> Code<Number> {
        let a = self.matrix(scope, depth, of);
        let size = Number::of(of.size() as f64);
        match self.below(if of.is_grid() { 2 } else { 6 }) {
            0 => Code::new(format!("{}.sum()", a.receiver), move |state| Ok(sum(a.run(state)?))),
            1 => {
                let end = if of.is_grid() { ".unwrap()" } else { "" };
                Code::new(format!("{}.mean(){end}", a.receiver), move |state| Ok(sum(a.run(state)?) / size))
            }
            2 => {
                let name = self.one_of(&["norm", "magnitude"]);
                Code::new(format!("{}.{name}()", a.receiver), move |state| norm(&a.run(state)?))
            }
            3 | 4 => {
                let name = self.one_of(&["norm_squared", "magnitude_squared"]);
                Code::new(format!("{}.{name}()", a.receiver), move |state| {
                    let a = a.run(state)?;
                    Ok(dot(&a, &a))
                })
            }
            _ => self.extreme_of(&a),
        }
    }

    /// An argument that is one.
    pub(crate) fn matrix_argument(
        &mut self,
        scope: &Scope,
        depth: usize,
        of: Matrix,
        held: Held,
    ) -> Code<Value> {
        let made = self.matrix(scope, depth, of);
        let text = match held {
            Held::Owned => made.owned.clone(),
            Held::Reference => made.lent.clone(),
        };
        made.value(text)
    }
}
