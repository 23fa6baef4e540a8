//! Operands of other shapes than the result: spread out on the way forth, added up on the way back.

use ::ndarray::{Array, ArrayBase, Axis, Data, Dimension};

use super::Entry;

/// The numbers, repeated to the shape of the result.
pub(super) fn spread<T: Entry, D: Dimension, O: Dimension>(
    numbers: &Array<T, D>,
    result: &Array<T, O>,
) -> Array<T, O> {
    numbers.broadcast(result.raw_dim()).expect("the direction has the shape of what moves").to_owned()
}

/// What belongs to the result, added up to the shape of an operand.
pub(super) fn gathered<T: Entry, D: Dimension, O: Dimension, S: Data<Elem = T>>(
    of_result: Array<T, O>,
    operand: &ArrayBase<S, D>,
) -> Array<T, D> {
    let mut sums = of_result.into_dyn();
    while sums.ndim() > operand.ndim() {
        sums = sums.sum_axis(Axis(0));
    }
    for axis in 0..operand.ndim() {
        if operand.len_of(Axis(axis)) == 1 && sums.len_of(Axis(axis)) != 1 {
            sums = sums.sum_axis(Axis(axis)).insert_axis(Axis(axis));
        }
    }
    sums.into_dimensionality().expect("the operand has as many axes")
}
