//! Methods that change a vector or a matrix in its place.

use super::Lowering;
use super::matrix::number;
use crate::region::Place;
use crate::syntax::{Expr, Method, Type};
use crate::table::matrices::{self, Family, Outcome};

impl<'t> Lowering<'t, '_> {
    /// `v.normalize_mut();`, `m.swap_rows(i, j);`: whether it is one of these.
    pub(super) fn changes_matrix(&mut self, expr: &'t Expr, method: &'t Method) -> bool {
        let name = method.name.to_string();
        let receiver = &method.receiver;
        if *self.type_of(receiver) != Type::Matrix(Family::Algebra) {
            return false;
        }
        match (name.as_str(), method.arguments.as_slice()) {
            ("swap_rows" | "swap_columns", [first, second]) => {
                let Some(place) = self.target(receiver) else { return false };
                self.swapped(&place, [first, second], name == "swap_rows");
                return true;
            }
            ("normalize_mut", []) => {
                let (argument, norm) = (self.matrix(receiver), self.norm(receiver));
                let Some((argument, norm)) = argument.zip(norm) else { return true };
                let arguments = vec![argument, number(norm)];
                let result = self.applied_to_matrices("unscaled", arguments, Outcome::Matrix);
                self.give(receiver, expr, result);
                return true;
            }
            _ => {}
        }
        let Some(operation) =
            matrices::in_place(&name).filter(|operation| operation.operands.len() == method.arguments.len())
        else {
            return false;
        };
        let Some(mut arguments) = self.matrix(receiver).map(|receiver| vec![receiver]) else { return true };
        for (operand, argument) in operation.operands.iter().zip(&method.arguments) {
            let Some(handed) = self.handed(*operand, argument) else { return true };
            arguments.push(handed);
        }
        let result = self.applied_to_matrices(operation.function, arguments, operation.outcome);
        self.give(receiver, expr, result);
        true
    }

    /// Two rows or columns, element by element.
    fn swapped(&mut self, place: &Place, lines: [&'t Expr; 2], rows: bool) -> Option<()> {
        let [first, second] = lines.map(|line| self.index(line));
        let (first, second) = (first?, second?);
        let count = self.size_of(place, if rows { "ncols" } else { "nrows" });
        self.count_up(count, &mut |lowering, across| {
            let mut at = |line| {
                let index = lowering.pair(if rows { (line, across) } else { (across, line) });
                lowering.graph.at(place, index)
            };
            let (one, other) = (at(first), at(second));
            let numbers = [&one, &other].map(|place| lowering.graph.element(place.clone()));
            for (place, number) in [other, one].into_iter().zip(numbers) {
                lowering.store_at(place, number);
            }
        })
    }
}
