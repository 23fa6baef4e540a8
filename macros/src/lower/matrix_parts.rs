//! Changes of vectors and matrices in their places, and of parts of them: `m.set_column(0, &v)`, `a.row_mut(i).assign(&b)`, number by number.

use quote::quote;
use syn::{Lit, RangeLimits, UnOp};

use super::Lowering;
use super::value::Value;
use crate::elementary::{Function, Kind};
use crate::ir::{Id, Node};
use crate::region::{ArrayId, Place};
use crate::syntax::{Expr, ExprKind, Method, Type, zipped};
use crate::table::matrices::{self, Change, Family, Lent};

/// Where a part lies along one dimension.
#[derive(Clone, Copy)]
enum Dimension {
    At(Id),
    /// From where on, and how many.
    Along(Id, Id),
}

/// A part of a vector or a matrix.
pub(super) struct LentPart {
    pub(super) place: Place,
    family: Family,
    dimensions: Vec<Dimension>,
    /// Both indices are one.
    diagonal: bool,
}

/// One row or column of several.
pub(super) struct Line {
    pub(super) by_rows: bool,
    pub(super) number: Id,
}

type Step<'t, 'e, 's> = &'s mut dyn FnMut(&mut Lowering<'t, 'e>, Place, &[Id]);

impl<'t, 'e> Lowering<'t, 'e> {
    /// A method that changes a vector or a matrix, or a part of one, number by number; whether it is one.
    pub(super) fn changes_part(&mut self, expr: &'t Expr, method: &'t Method) -> bool {
        let Some(change) = matrices::change(&method.name.to_string()) else { return false };
        if !self.is_matrix(&method.receiver) {
            return false;
        }
        if self.change_part(method, change).is_none() && self.errors.is_empty() {
            self.unsupported::<()>(expr);
        }
        true
    }

    /// `Zip::from(&mut a).and(&b).for_each(|a, &b| …)`; whether it is that.
    pub(super) fn zips(&mut self, expr: &'t Expr, method: &'t Method) -> bool {
        let Some(zipped) = zipped(method) else { return false };
        let Some((&first, others)) = zipped.operands.split_first() else { return false };
        if !self.is_matrix(first) {
            return false;
        }
        if self.zipped_in_place(method, first, others, zipped.indexed).is_none() && self.errors.is_empty() {
            self.unsupported::<()>(expr);
        }
        true
    }

    fn zipped_in_place(
        &mut self,
        method: &'t Method,
        first: &'t Expr,
        others: &[&'t Expr],
        indexed: bool,
    ) -> Option<()> {
        let lent = |expr: &Expr| matches!(expr.bare().kind, ExprKind::Reference(true, _));
        if !method.arguments[0].effects.changes.is_empty() {
            return None;
        }
        if !lent(first) && !matches!(first.bare().kind, ExprKind::Method(_)) {
            return None;
        }
        let part = self.part_to_change(first)?;
        let mut more = Vec::new();
        for other in others {
            more.push((self.other_matrix(other, &part, lent(other))?, lent(other)));
        }
        let function = self.function(&method.arguments[0]);
        self.for_part(&part, &mut |lowering, to, at| {
            let mut given = Vec::new();
            if indexed {
                let numbers: Vec<Value> = at.iter().map(|&index| Value::Number(index)).collect();
                given.push(match numbers.as_slice() {
                    [only] => only.clone(),
                    _ => Value::Tuple(numbers),
                });
            }
            given.push(Value::Slot(to));
            for (other, lent) in &more {
                let place = other.place(lowering, at);
                given.push(if *lent {
                    Value::Slot(place)
                } else {
                    Value::Number(lowering.graph.element(place))
                });
            }
            lowering.applied_for_effect(&function, given);
        })
    }

    /// Puts numbers into a row or a column.
    pub(super) fn put_line(&mut self, matrix: &'t Expr, line: Line, from: &Place) -> Option<()> {
        let mut part = self.whole_to_change(matrix)?;
        *part.dimensions.get_mut(usize::from(!line.by_rows))? = Dimension::At(line.number);
        let family = if part.family == Family::Algebra { part.family } else { Family::Grid(1) };
        let from = Other { place: from.clone(), family };
        self.for_part(&part, &mut |lowering, to, at| {
            let id = from.number(lowering, at);
            lowering.store_at(to, id);
        })
    }

    /// Puts the numbers of a copy into a part.
    pub(super) fn put_into_part(&mut self, part: &LentPart, copy: ArrayId) {
        let dimensions = part.dimensions.iter().filter(|one| matches!(one, Dimension::Along(..))).count();
        let family = match part.family {
            Family::Grid(_) => Family::Grid(if part.diagonal { 1 } else { dimensions }),
            other => other,
        };
        let from = Other { place: Place::of(copy), family };
        self.for_part(part, &mut |lowering, to, at| {
            let id = from.number(lowering, at);
            lowering.store_at(to, id);
        });
    }

    fn change_part(&mut self, method: &'t Method, change: Change) -> Option<()> {
        let mut part = self.part_to_change(&method.receiver)?;
        let arguments = match (change, method.arguments.as_slice()) {
            (Change::Row | Change::FillRow, [at, rest @ ..]) => {
                *part.dimensions.get_mut(0)? = Dimension::At(self.index(at)?);
                rest
            }
            (Change::Column | Change::FillColumn, [at, rest @ ..]) => {
                *part.dimensions.get_mut(1)? = Dimension::At(self.index(at)?);
                rest
            }
            (Change::Diagonal | Change::FillDiagonal, rest) => {
                part.diagonal = true;
                rest
            }
            (_, all) => all,
        };
        match (change, arguments) {
            (Change::Fill | Change::FillRow | Change::FillColumn | Change::FillDiagonal, [number]) => {
                let id = self.operand(number)?;
                self.for_part(&part, &mut |lowering, to, _| lowering.store_at(to, id))
            }
            (Change::Copy | Change::Row | Change::Column | Change::Diagonal, [other]) => {
                let from = self.other_matrix(other, &part, false)?;
                self.for_part(&part, &mut |lowering, to, at| {
                    let id = from.number(lowering, at);
                    lowering.store_at(to, id);
                })
            }
            (Change::ScaledAdd, [by, other]) => {
                let by = self.operand(by)?;
                let from = self.other_matrix(other, &part, false)?;
                let (times, plus) = (Function::MUL, Function::ADD);
                self.for_part(&part, &mut |lowering, to, at| {
                    let number = from.number(lowering, at);
                    let product = lowering.graph.make(Node::Apply(times, vec![by, number]));
                    let before = lowering.graph.element(to.clone());
                    let sum = lowering.graph.make(Node::Apply(plus, vec![before, product]));
                    lowering.store_at(to, sum);
                })
            }
            // What a closure changes beside it would have to be carried from number to number.
            (Change::Map | Change::Visit | Change::Zip, [.., closure])
                if !closure.effects.changes.is_empty() =>
            {
                None
            }
            (Change::Map, [closure]) => {
                let function = self.function(closure);
                self.for_part(&part, &mut |lowering, to, _| {
                    let number = Value::Number(lowering.graph.element(to.clone()));
                    let Some(found) = lowering.applied(&function, vec![number]) else { return };
                    if let Some(id) = lowering.number_of(closure, found) {
                        lowering.store_at(to, id);
                    }
                })
            }
            (Change::Visit, [closure]) => {
                let function = self.function(closure);
                self.for_part(&part, &mut |lowering, to, _| {
                    lowering.applied_for_effect(&function, vec![Value::Slot(to)]);
                })
            }
            (Change::Zip, [other, closure]) => {
                let function = self.function(closure);
                let from = self.other_matrix(other, &part, false)?;
                self.for_part(&part, &mut |lowering, to, at| {
                    let number = Value::Number(from.number(lowering, at));
                    lowering.applied_for_effect(&function, vec![Value::Slot(to), number]);
                })
            }
            _ => None,
        }
    }

    /// The part that a method lends to be changed, or all of what is changed itself.
    pub(super) fn part_to_change(&mut self, receiver: &'t Expr) -> Option<LentPart> {
        let ExprKind::Method(method) = &receiver.bare().kind else { return self.whole_to_change(receiver) };
        let lent = matrices::lent(&method.name.to_string())?;
        let mut part = self.whole_to_change(&method.receiver)?;
        let arguments = method.arguments.as_slice();
        match (lent, arguments) {
            (Lent::Row, [at]) => *part.dimensions.get_mut(0)? = Dimension::At(self.index(at)?),
            (Lent::Column, [at]) => *part.dimensions.get_mut(1)? = Dimension::At(self.index(at)?),
            (Lent::Rows, [start, count]) => part.dimensions[0] = self.along(start, count)?,
            (Lent::Columns, [start, count]) => *part.dimensions.get_mut(1)? = self.along(start, count)?,
            (Lent::Rows, [start]) => part.dimensions[0] = self.fixed(method, start, 0)?,
            (Lent::Columns, [start]) => *part.dimensions.get_mut(1)? = self.fixed(method, start, 0)?,
            (Lent::Block, [row, column]) => match (&row.bare().kind, &column.bare().kind) {
                (ExprKind::Tuple(start), ExprKind::Tuple(count)) => {
                    let ([row, column], [rows, columns]) = (start.as_slice(), count.as_slice()) else {
                        return None;
                    };
                    part.dimensions = vec![self.along(row, rows)?, self.along(column, columns)?];
                }
                _ => part.dimensions = vec![self.fixed(method, row, 0)?, self.fixed(method, column, 1)?],
            },
            (Lent::Diagonal, []) => part.diagonal = true,
            (Lent::Axis, [axis, at]) => {
                let at = self.index(at)?;
                let axis = crate::syntax::axis(axis)?;
                *part.dimensions.get_mut(axis)? = Dimension::At(at);
            }
            (Lent::Slice, [slice]) => {
                let ExprKind::Macro(_, parts) = &slice.bare().kind else { return None };
                if parts.len() != part.dimensions.len() {
                    return None;
                }
                for (number, one) in parts.iter().enumerate() {
                    part.dimensions[number] = self.sliced(one, part.dimensions[number])?;
                }
            }
            _ => return None,
        }
        Some(part)
    }

    fn whole_to_change(&mut self, matrix: &'t Expr) -> Option<LentPart> {
        let Type::Matrix(family) = *self.type_of(matrix) else { return None };
        let place = self.target(matrix)?;
        let sizes: &[&str] = match family {
            Family::Grid(1) => &["len"],
            Family::Grid(2) | Family::Algebra => &["nrows", "ncols"],
            _ => return None,
        };
        let zero = self.graph.literal("0", Kind::Integer);
        let dimensions =
            sizes.iter().map(|size| Dimension::Along(zero, self.size_of(&place, size))).collect();
        Some(LentPart { place, family, dimensions, diagonal: false })
    }

    fn along(&mut self, start: &'t Expr, count: &'t Expr) -> Option<Dimension> {
        let (start, count) = (self.index(start), self.index(count));
        let (start, count) = start.zip(count)?;
        Some(Dimension::Along(start, count))
    }

    /// `fixed_rows_mut::<3>(start)`: how many is among the parameters of the type.
    fn fixed(&mut self, method: &'t Method, start: &'t Expr, number: usize) -> Option<Dimension> {
        let start = self.index(start)?;
        let size = method.turbofish.as_ref()?.args.iter().nth(number)?;
        let tokens = match size {
            syn::GenericArgument::Const(size) => quote!(#size),
            syn::GenericArgument::Type(size) => quote!(#size),
            _ => return None,
        };
        let count = self.graph.constant(quote!((#tokens)), Vec::new(), Vec::new(), false);
        Some(Dimension::Along(start, count))
    }

    /// A part of `s![…]`: a range, or a place.
    fn sliced(&mut self, part: &'t Expr, whole: Dimension) -> Option<Dimension> {
        let Dimension::Along(zero, length) = whole else { return None };
        let ExprKind::Range(start, limits, end) = &part.bare().kind else {
            return self.counted_from_an_end(part, length).map(Dimension::At);
        };
        let start = match start {
            Some(start) => self.counted_from_an_end(start, length)?,
            None => zero,
        };
        let mut end = match end {
            Some(end) => self.counted_from_an_end(end, length)?,
            None => length,
        };
        if matches!(limits, RangeLimits::Closed(_)) {
            let one = self.graph.literal("1", Kind::Integer);
            end = self.integer_operation(Function::ADD, end, one);
        }
        let count = self.integer_operation(Function::SUB, end, start);
        Some(Dimension::Along(start, count))
    }

    /// A place that is counted from the end where it is negative.
    fn counted_from_an_end(&mut self, place: &'t Expr, length: Id) -> Option<Id> {
        match &place.bare().kind {
            ExprKind::Unary(UnOp::Neg(_), inner) if matches!(inner.kind, ExprKind::Literal(Lit::Int(_))) => {
                let back = self.index(inner)?;
                Some(self.integer_operation(Function::SUB, length, back))
            }
            _ => self.index(place),
        }
    }

    /// Every place of a part, with where it lies in the part.
    fn for_part(&mut self, part: &LentPart, step: Step<'t, 'e, '_>) -> Option<()> {
        if part.diagonal {
            let [Dimension::Along(_, count), _] = part.dimensions[..] else { return None };
            return self.count_up(count, &mut |lowering, index| {
                let at = lowering.index_from(part.family, &[index, index]);
                let place = lowering.graph.at(&part.place, at);
                step(lowering, place, &[index]);
            });
        }
        self.for_rest_of_part(part, &mut Vec::new(), &mut Vec::new(), step)
    }

    fn for_rest_of_part(
        &mut self,
        part: &LentPart,
        whole: &mut Vec<Id>,
        within: &mut Vec<Id>,
        step: Step<'t, 'e, '_>,
    ) -> Option<()> {
        let Some(dimension) = part.dimensions.get(whole.len()) else {
            let at = self.index_from(part.family, whole);
            let place = self.graph.at(&part.place, at);
            step(self, place, within);
            return Some(());
        };
        match *dimension {
            Dimension::At(at) => {
                whole.push(at);
                // A row of nalgebra's is a matrix of one row.
                let is_kept = part.family == Family::Algebra;
                if is_kept {
                    let zero = self.graph.literal("0", Kind::Integer);
                    within.push(zero);
                }
                self.for_rest_of_part(part, whole, within, step)?;
                whole.pop();
                if is_kept {
                    within.pop();
                }
                Some(())
            }
            Dimension::Along(start, count) => self.count_up(count, &mut |lowering, index| {
                let at = lowering.integer_operation(Function::ADD, start, index);
                whole.push(at);
                within.push(index);
                lowering.for_rest_of_part(part, whole, within, step);
                whole.pop();
                within.pop();
            }),
        }
    }

    /// One index of several, as the library has it.
    fn index_from(&mut self, family: Family, parts: &[Id]) -> Id {
        match (family, parts) {
            (Family::Grid(_), &[only]) => only,
            (Family::Grid(_), &[row, column]) => {
                let mentions = vec![("__row".to_owned(), row), ("__column".to_owned(), column)];
                self.graph.constant(quote!([__row, __column]), mentions, Vec::new(), false)
            }
            (_, &[only]) => {
                let zero = self.graph.literal("0", Kind::Integer);
                self.pair((only, zero))
            }
            (_, parts) => {
                let zero = self.graph.literal("0", Kind::Integer);
                self.pair((parts.first().copied().unwrap_or(zero), parts.get(1).copied().unwrap_or(zero)))
            }
        }
    }

    /// What goes into a part: of ndarray it may have fewer dimensions, and a number is the same everywhere.
    fn other_matrix(&mut self, other: &'t Expr, part: &LentPart, lent: bool) -> Option<Other> {
        match *self.type_of(other) {
            Type::Matrix(family @ (Family::Algebra | Family::Grid(1 | 2))) => {
                let place = if lent { self.target(other)? } else { self.matrix_in_memory(other)? };
                Some(Other { place, family })
            }
            Type::Unknown if part.family == Family::Algebra => {
                let place = self.matrix_in_memory(other)?;
                Some(Other { place, family: part.family })
            }
            _ => None,
        }
    }
}

/// What goes into a part.
struct Other {
    place: Place,
    family: Family,
}

impl Other {
    /// The number that goes to some place.
    fn number(&self, lowering: &mut Lowering, at: &[Id]) -> Id {
        let place = self.place(lowering, at);
        lowering.graph.element(place)
    }

    fn place(&self, lowering: &mut Lowering, at: &[Id]) -> Place {
        let at = match self.family {
            Family::Grid(rank) => &at[at.len().saturating_sub(rank)..],
            _ => at,
        };
        let index = lowering.index_from(self.family, at);
        lowering.graph.at(&self.place, index)
    }
}
