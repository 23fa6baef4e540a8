//! What a box holds is differentiated like what stands in its place.

use alloc::boxed::Box;

use crate::Differentiable;
use crate::support::{Extent, Nothing, Shape};

impl<D: Differentiable> Differentiable for Box<D> {
    type Number = D::Number;
    type Tangent = Box<D::Tangent>;

    fn zeros(&self) -> Box<D::Tangent> {
        Box::new((**self).zeros())
    }

    fn add_multiple(&mut self, factor: D::Number, tangent: &Box<D::Tangent>) {
        (**self).add_multiple(factor, tangent);
    }

    fn count(&self) -> usize {
        (**self).count()
    }

    fn write_numbers<'n>(&self, numbers: &'n mut [D::Number]) -> &'n mut [D::Number] {
        (**self).write_numbers(numbers)
    }

    fn read_numbers<'n>(&mut self, numbers: &'n [D::Number]) -> &'n [D::Number] {
        (**self).read_numbers(numbers)
    }
}

impl<S: Shape> Shape for Box<S> {
    type Owned = Box<S::Owned>;
    type Extent = Box<S::Extent>;

    fn owned(&self) -> Box<S::Owned> {
        Box::new((**self).owned())
    }

    fn clear(&mut self) {
        (**self).clear();
    }

    fn assign(&mut self, other: &Box<S>) {
        (**self).assign(other);
    }

    fn increase(&mut self, by: &Box<S>) {
        (**self).increase(by);
    }

    fn is_nought(&self) -> bool {
        (**self).is_nought()
    }

    fn extent(&self) -> Box<S::Extent> {
        Box::new((**self).extent())
    }

    fn reshape(&mut self, extent: &Box<S::Extent>) {
        (**self).reshape(extent);
    }
}

impl<E: Extent> Extent for Box<E> {
    type Of = Box<E::Of>;

    fn zeros(&self) -> Box<E::Of> {
        Box::new((**self).zeros())
    }
}

impl<N: Nothing> Nothing for Box<N> {
    fn nothing() -> Box<N> {
        Box::new(N::nothing())
    }
}

impl<D: Differentiable> Differentiable for Box<[D]> {
    type Number = D::Number;
    type Tangent = Box<[D::Tangent]>;

    fn zeros(&self) -> Box<[D::Tangent]> {
        self.iter().map(D::zeros).collect()
    }

    fn add_multiple(&mut self, factor: D::Number, tangent: &Box<[D::Tangent]>) {
        assert_eq!(self.len(), tangent.len(), "the list and its tangent are of one length");
        self.iter_mut().zip(tangent.iter()).for_each(|(one, tangent)| one.add_multiple(factor, tangent));
    }

    fn count(&self) -> usize {
        self.iter().map(D::count).sum()
    }

    fn write_numbers<'n>(&self, numbers: &'n mut [D::Number]) -> &'n mut [D::Number] {
        self.iter().fold(numbers, |numbers, one| one.write_numbers(numbers))
    }

    fn read_numbers<'n>(&mut self, numbers: &'n [D::Number]) -> &'n [D::Number] {
        self.iter_mut().fold(numbers, |numbers, one| one.read_numbers(numbers))
    }
}

impl<S: Shape<Owned = S>> Shape for Box<[S]> {
    type Owned = Box<[S]>;
    type Extent = Box<[S::Extent]>;

    fn owned(&self) -> Box<[S]> {
        self.iter().map(S::owned).collect()
    }

    fn clear(&mut self) {
        (**self).clear();
    }

    fn assign(&mut self, other: &Box<[S]>) {
        if self.len() == other.len() {
            (**self).assign(other);
        } else {
            *self = other.owned();
        }
    }

    fn increase(&mut self, by: &Box<[S]>) {
        (**self).increase(by);
    }

    fn is_nought(&self) -> bool {
        (**self).is_nought()
    }

    fn extent(&self) -> Box<[S::Extent]> {
        self.iter().map(S::extent).collect()
    }

    fn reshape(&mut self, extent: &Box<[S::Extent]>) {
        if self.len() == extent.len() {
            self.iter_mut().zip(extent.iter()).for_each(|(one, extent)| one.reshape(extent));
        } else {
            *self = extent.zeros();
        }
    }
}

impl<E: Extent> Extent for Box<[E]> {
    type Of = Box<[E::Of]>;

    fn zeros(&self) -> Box<[E::Of]> {
        self.iter().map(E::zeros).collect()
    }
}

impl<N> Nothing for Box<[N]> {
    fn nothing() -> Box<[N]> {
        Box::new([])
    }
}
