//! Vectors of nalgebra are points.

use nalgebra::{DVector, SVector};

use crate::{Float, Point};

impl<T: Float + nalgebra::Scalar> Point for DVector<T> {
    type Scalar = T;

    fn coordinates(&self) -> &[T] {
        self.as_slice()
    }

    fn coordinates_mut(&mut self) -> &mut [T] {
        self.as_mut_slice()
    }
}

impl<T: Float + nalgebra::Scalar, const N: usize> Point for SVector<T, N> {
    type Scalar = T;

    fn coordinates(&self) -> &[T] {
        self.as_slice()
    }

    fn coordinates_mut(&mut self) -> &mut [T] {
        self.as_mut_slice()
    }
}
