//! How turns act, in coordinates: matrices, complex numbers and quaternions, as nalgebra multiplies them.

use ::nalgebra::{AbstractRotation, Rotation, UnitComplex, UnitQuaternion};

use super::super::Entry;
use super::coordinates::Coordinates;
use super::formula::{Elementary, Formula};
use crate::support::Shape;

/// What turns vectors of so many coordinates.
pub trait Turn<T, const D: usize>: AbstractRotation<T, D> + Coordinates<T> + Shape<Owned = Self>
where
    T: Entry,
{
    /// How.
    #[allow(private_bounds)]
    type Way: Way;
}

/// How coordinates of a turn turn others.
pub(super) trait Way {
    /// How many coordinates the turn and what it turns have.
    const COUNTS: (usize, usize);

    fn turn<N: Elementary>(by: &[N], vector: &[N], to: &mut [N]);

    fn product<N: Elementary>(first: &[N], second: &[N], to: &mut [N]);

    fn back<N: Elementary>(turn: &[N], to: &mut [N]);
}

/// By a matrix, column by column.
pub struct ByMatrix<const D: usize>;

/// By a complex number.
pub struct ByComplex;

/// By a quaternion.
pub struct ByQuaternion;

impl<T: Entry, const D: usize> Turn<T, D> for Rotation<T, D> {
    type Way = ByMatrix<D>;
}

impl<T: Entry> Turn<T, 2> for UnitComplex<T> {
    type Way = ByComplex;
}

impl<T: Entry> Turn<T, 3> for UnitQuaternion<T> {
    type Way = ByQuaternion;
}

impl<const D: usize> Way for ByMatrix<D> {
    const COUNTS: (usize, usize) = (D * D, D);

    #[inline]
    fn turn<N: Elementary>(by: &[N], vector: &[N], to: &mut [N]) {
        for row in 0..D {
            to[row] = (1..D).fold(by[row] * vector[0], |sum, k| sum + by[row + k * D] * vector[k]);
        }
    }

    #[inline]
    fn product<N: Elementary>(first: &[N], second: &[N], to: &mut [N]) {
        for column in (0..D * D).step_by(D) {
            Self::turn(first, &second[column..], &mut to[column..]);
        }
    }

    #[inline]
    fn back<N: Elementary>(turn: &[N], to: &mut [N]) {
        for place in 0..D * D {
            to[place] = turn[place / D + place % D * D];
        }
    }
}

impl Way for ByComplex {
    const COUNTS: (usize, usize) = (2, 2);

    #[inline]
    fn turn<N: Elementary>(by: &[N], vector: &[N], to: &mut [N]) {
        Self::product(by, vector, to);
    }

    #[inline]
    fn product<N: Elementary>(first: &[N], second: &[N], to: &mut [N]) {
        to[0] = first[0] * second[0] - first[1] * second[1];
        to[1] = first[0] * second[1] + first[1] * second[0];
    }

    #[inline]
    fn back<N: Elementary>(turn: &[N], to: &mut [N]) {
        (to[0], to[1]) = (turn[0], -turn[1]);
    }
}

/// The cross product.
#[inline]
fn cross<N: Elementary>(a: &[N], b: &[N]) -> [N; 3] {
    [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]]
}

impl Way for ByQuaternion {
    const COUNTS: (usize, usize) = (4, 3);

    #[inline]
    fn turn<N: Elementary>(by: &[N], vector: &[N], to: &mut [N]) {
        let twice = cross(by, vector).map(|number| number + number);
        let crossed = cross(by, &twice);
        for i in 0..3 {
            to[i] = twice[i] * by[3] + crossed[i] + vector[i];
        }
    }

    // The real part stands last.
    #[inline]
    fn product<N: Elementary>(first: &[N], second: &[N], to: &mut [N]) {
        let crossed = cross(first, second);
        for i in 0..3 {
            to[i] = first[3] * second[i] + first[i] * second[3] + crossed[i];
        }
        to[3] = (0..3).fold(first[3] * second[3], |sum, i| sum - first[i] * second[i]);
    }

    #[inline]
    fn back<N: Elementary>(turn: &[N], to: &mut [N]) {
        for i in 0..3 {
            to[i] = -turn[i];
        }
        to[3] = turn[3];
    }
}

/// A formula by name: what it makes of the coordinates, where so many are those of a vector.
macro_rules! formulas {
    ($($(#[$doc:meta])* $name:ident: |$a:ident, $b:ident, $to:ident, $count:ident| $body:block)*) => {$(
        $(#[$doc])*
        pub(super) struct $name<W>(W);

        impl<W: Way> Formula for $name<W> {
            #[inline]
            fn of<N: Elementary>($a: &[N], $b: &[N], $to: &mut [N]) {
                let $count = W::COUNTS.1;
                $body
            }
        }
    )*};
}

// Of a motion, the first coordinates say by how much it moves, and the others how it turns.
formulas! {
    /// `turn * vector`
    Turned: |a, b, to, _count| { W::turn(a, b, to) }
    /// `turn * turn`
    Product: |a, b, to, _count| { W::product(a, b, to) }
    /// `turn.inverse()`
    Back: |a, _b, to, _count| { W::back(a, to) }
    /// `motion * point`
    Moved: |a, b, to, count| {
        W::turn(&a[count..], b, to);
        add(a, &mut to[..count]);
    }
    /// `motion * vector`
    TurnedAlone: |a, b, to, count| { W::turn(&a[count..], b, to) }
    /// `motion * motion`
    MovedTwice: |a, b, to, count| {
        Moved::<W>::of(a, b, to);
        W::product(&a[count..], &b[count..], &mut to[count..]);
    }
    /// `turn.inverse_transform_vector(vector)`
    TurnedBack: |a, b, to, _count| {
        let mut back = [N::constant(0.0); 9];
        W::back(a, &mut back);
        W::turn(&back, b, to);
    }
    /// `motion.inverse_transform_vector(vector)`
    TurnedBackAlone: |a, b, to, count| { TurnedBack::<W>::of(&a[count..], b, to) }
    /// `motion.inverse_transform_point(point)`
    MovedBackBy: |a, b, to, count| {
        let mut apart = [N::constant(0.0); 3];
        (0..count).for_each(|i| apart[i] = b[i] - a[i]);
        TurnedBack::<W>::of(&a[count..], &apart, to);
    }
    /// `motion.inverse()`
    MovedBack: |a, _b, to, count| {
        let (way, turn) = to.split_at_mut(count);
        W::back(&a[count..], turn);
        W::turn(turn, a, way);
        for number in way {
            *number = -*number;
        }
    }
    /// `translation * turn`
    Placed: |a, b, to, count| {
        copy(a, &mut to[..count]);
        copy(b, &mut to[count..][..W::COUNTS.0]);
    }
    /// `turn * translation`
    TurnedWay: |a, b, to, count| {
        W::turn(a, b, to);
        copy(a, &mut to[count..][..W::COUNTS.0]);
    }
    /// `motion * turn`
    WithTurn: |a, b, to, count| {
        copy(a, &mut to[..count]);
        W::product(&a[count..], b, &mut to[count..]);
    }
    /// `motion * translation`
    WithWay: |a, b, to, count| {
        Moved::<W>::of(a, b, to);
        copy(&a[count..], &mut to[count..][..W::COUNTS.0]);
    }
    /// `turn * motion`
    TurnedMotion: |a, b, to, count| {
        W::turn(a, b, to);
        W::product(a, &b[count..], &mut to[count..]);
    }
    /// `translation * motion`
    MovedMotion: |a, b, to, count| {
        copy(b, &mut to[..count + W::COUNTS.0]);
        add(a, &mut to[..count]);
    }
}

fn copy<N: Copy>(from: &[N], to: &mut [N]) {
    to.copy_from_slice(&from[..to.len()]);
}

fn add<N: Elementary>(by: &[N], to: &mut [N]) {
    to.iter_mut().zip(by).for_each(|(to, &by)| *to = *to + by);
}
