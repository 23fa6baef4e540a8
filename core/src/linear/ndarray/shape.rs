//! Arrays as arrangements of numbers, in the order in which they are gone through: the last index changes first.

use core::marker::PhantomData;

use ::ndarray::{Array, ArrayBase, ArrayD, ArrayRef, ArrayView, Axis, Data, Dimension, IxDyn, Slice};

use super::Entry;
use crate::Differentiable;
use crate::support::{Extent, Nothing, Shape};

const ONE_SHAPE: &str = "the arrays are of one shape";

/// The lengths along all axes.
#[derive(Clone, Debug)]
pub struct Lengths<T, D> {
    lengths: D,
    of: PhantomData<T>,
}

impl<T, D> Lengths<T, D> {
    pub(super) fn of(lengths: D) -> Self {
        Self { lengths, of: PhantomData }
    }
}

impl<T: Entry, D: Dimension> Extent for Lengths<T, D> {
    type Of = Array<T, D>;

    #[inline]
    fn zeros(&self) -> Array<T, D> {
        Array::from_elem(self.lengths.clone(), T::__ZERO)
    }
}

/// Zeros in the shape of an operand.
pub(super) fn zeros<T: Entry, D: Dimension>(like: &ArrayBase<impl Data<Elem = T>, D>) -> Array<T, D> {
    Array::from_elem(like.raw_dim(), T::__ZERO)
}

/// Adds number by number. Nothing is broadcast here.
pub(super) fn increase<T: Entry, D: Dimension>(to: &mut Array<T, D>, by: &Array<T, D>) {
    assert_eq!(to.shape(), by.shape(), "{ONE_SHAPE}");
    *to += by;
}

/// A copy of which sums are taken in the same order: the library adds up what lies side by side in another order than what does not.
pub(super) fn copied<T: Entry, D: Dimension>(view: ArrayView<'_, T, D>) -> Array<T, D> {
    if view.as_slice_memory_order().is_some() {
        return view.to_owned();
    }
    let mut axes: Vec<usize> = (0..view.ndim()).collect();
    axes.sort_by_key(|&axis| core::cmp::Reverse(view.strides()[axis].unsigned_abs()));
    let mut lengths: Vec<usize> = axes.iter().map(|&axis| view.len_of(Axis(axis))).collect();
    let innermost = axes.len() - 1;
    let length = lengths[innermost];
    // With gaps, between the numbers or behind each row of them.
    let step = if view.strides()[axes[innermost]] == 1 { 1 } else { 2 };
    lengths[innermost] = step * (length + 1);
    let mut copy = ArrayD::from_elem(IxDyn(&lengths), T::__ZERO);
    copy.slice_axis_inplace(
        Axis(innermost),
        Slice::new(0, Some((step * length).cast_signed()), step.cast_signed()),
    );
    let mut places = vec![0; axes.len()];
    for (place, &axis) in axes.iter().enumerate() {
        places[axis] = place;
    }
    let mut copy: Array<T, D> = copy.permuted_axes(IxDyn(&places)).into_dimensionality().expect(ONE_SHAPE);
    ArrayRef::assign(&mut copy, &view);
    copy
}

impl<T: Entry, D: Dimension> Shape for Array<T, D> {
    type Owned = Array<T, D>;
    type Extent = Lengths<T, D>;

    #[inline]
    fn owned(&self) -> Array<T, D> {
        self.clone()
    }

    #[inline]
    fn clear(&mut self) {
        self.fill(T::__ZERO);
    }

    #[inline]
    fn assign(&mut self, other: &Self) {
        self.clone_from(other);
    }

    #[inline]
    fn increase(&mut self, by: &Self) {
        increase(self, by);
    }

    #[inline]
    fn is_nought(&self) -> bool {
        self.iter().all(T::is_nought)
    }

    #[inline]
    fn extent(&self) -> Lengths<T, D> {
        Lengths::of(self.raw_dim())
    }

    #[inline]
    fn reshape(&mut self, extent: &Lengths<T, D>) {
        if self.raw_dim() == extent.lengths {
            self.clear();
        } else {
            *self = extent.zeros();
        }
    }
}

impl<T: Entry, D: Dimension> Nothing for Array<T, D> {
    fn nothing() -> Self {
        Array::from_elem(D::zeros(D::NDIM.unwrap_or(1)), T::__ZERO)
    }
}

impl<T: Entry, D: Dimension> Differentiable for Array<T, D> {
    type Number = T::Number;
    type Tangent = Self;

    fn zeros(&self) -> Self {
        self.extent().zeros()
    }

    fn add_multiple(&mut self, factor: T::Number, tangent: &Self) {
        assert_eq!(self.shape(), tangent.shape(), "the array and its tangent are of one shape");
        self.zip_mut_with(tangent, |one, tangent| one.add_multiple(factor, tangent));
    }

    fn count(&self) -> usize {
        self.len()
    }

    fn write_numbers<'n>(&self, numbers: &'n mut [T::Number]) -> &'n mut [T::Number] {
        self.iter().fold(numbers, |numbers, one| one.write_numbers(numbers))
    }

    fn read_numbers<'n>(&mut self, numbers: &'n [T::Number]) -> &'n [T::Number] {
        self.iter_mut().fold(numbers, |numbers, one| one.read_numbers(numbers))
    }
}
