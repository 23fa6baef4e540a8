//! Operands of other shapes than the result: spread out on the way forth, added up on the way back.

use ::ndarray::{Array, ArrayBase, Axis, Data, Dimension, Ix1};

use super::Entry;
use super::shape::zeros;
use crate::linear::Slot;

const AS_MANY_AXES: &str = "the operand has as many axes";

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
    if of_result.shape() == operand.shape() {
        return of_result.into_dimensionality().expect(AS_MANY_AXES);
    }
    let mut sums = zeros(operand);
    gather(&mut sums, &of_result, |sum, by| *sum += by);
    sums
}

/// Adds what belongs to the result to the cotangent of an operand, or subtracts it.
pub(super) fn add_gathered<T: Entry, D: Dimension, O: Dimension, S: Data<Elem = T>>(
    slot: &mut impl Slot<Array<T, D>>,
    of_result: &Array<T, O>,
    operand: &ArrayBase<S, D>,
    add: impl Fn(&mut T, T),
) {
    slot.add_in_place(|| zeros(operand), |sums, _| gather(sums, of_result, add));
}

/// Adds up what is spread over more places, in their order.
fn gather<T: Entry, D: Dimension, O: Dimension>(
    sums: &mut Array<T, D>,
    of_result: &Array<T, O>,
    add: impl Fn(&mut T, T),
) {
    if sums.shape() == of_result.shape() {
        let of_result = of_result.view().into_dimensionality::<D>().expect(AS_MANY_AXES);
        sums.zip_mut_with(&of_result, |sum, &by| add(sum, by));
        return;
    }
    // Rows of a matrix, to which a vector was added.
    if sums.ndim() == 1 && of_result.shape().last() == Some(&sums.len()) {
        let mut sums = sums.view_mut().into_dimensionality::<Ix1>().expect(AS_MANY_AXES);
        for row in of_result.rows() {
            sums.zip_mut_with(&row, |sum, &by| add(sum, by));
        }
        return;
    }
    let mut all = of_result.view().into_dyn().to_owned();
    while all.ndim() > sums.ndim() {
        all = all.sum_axis(Axis(0));
    }
    for axis in 0..sums.ndim() {
        if sums.len_of(Axis(axis)) == 1 && all.len_of(Axis(axis)) != 1 {
            all = all.sum_axis(Axis(axis)).insert_axis(Axis(axis));
        }
    }
    let all = all.into_dimensionality::<D>().expect(AS_MANY_AXES);
    sums.zip_mut_with(&all, |sum, &by| add(sum, by));
}
