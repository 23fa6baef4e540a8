//! What functions are differentiated by as a whole: numbers, arrays, tuples, and structs of these.

#[cfg(feature = "alloc")]
use alloc::vec::Vec;

use crate::Float;

/// Something made of numbers, by which functions are differentiated: a number, an array, a vector, a tuple, or a struct with
/// `#[derive(Differentiable)]`.
///
/// It has what an optimiser needs: gradients and directions are of the type [`Tangent`](Self::Tangent), a multiple of one can be added, and all
/// numbers can be written to a flat slice and read from one, in the order of the fields.
///
/// # Deriving it
///
/// The fields of a struct are such types themselves, or marked `#[differentiate(constant)]`. Without marked fields, the struct is its own
/// tangent. With some, the derive makes a struct `…Tangent` of the same visibility with the other fields. `#[differentiate(crate = path)]` above
/// the struct says where this crate is, if it has another name.
///
/// ```
/// use chainrule::{Differentiable, differentiate};
///
/// #[derive(Clone, Debug, Differentiable)]
/// struct Spring {
///     stiffness: f64,
///     lengths: [f64; 2],
///     #[differentiate(constant)]
///     name: String,
/// }
///
/// #[differentiate(wrt(spring))]
/// fn energy(spring: &Spring, x: f64) -> f64 {
///     0.5 * spring.stiffness * ((x - spring.lengths[0]).powi(2) + (x - spring.lengths[1]).powi(2))
/// }
///
/// let mut spring = Spring { stiffness: 2.0, lengths: [1.0, 2.0], name: "door".into() };
/// let gradient = energy::gradient(&spring, 4.0);
/// assert_eq!(gradient, SpringTangent { stiffness: 6.5, lengths: [-6.0, -4.0] });
///
/// // A step downhill; the name stays as it is.
/// spring.add_multiple(-0.1, &gradient);
/// assert_eq!((spring.stiffness, spring.lengths, &*spring.name), (1.35, [1.6, 2.4], "door"));
/// ```
#[diagnostic::on_unimplemented(
    message = "nothing can be differentiated by a `{Self}`",
    label = "neither a float nor made of floats",
    note = "write `#[derive(chainrule::Differentiable)]` above a struct, and `#[differentiate(constant)]` above a field that is no number",
    note = "types of `nalgebra`, `ndarray` and `num-complex` are taken with the features of these names"
)]
pub trait Differentiable {
    /// The type of one number: `f64` or `f32`.
    type Number: Float;
    /// What a gradient by it is, and a direction in which it changes.
    type Tangent: Differentiable<Number = Self::Number, Tangent = Self::Tangent>;

    /// The tangent of which every number is zero, with as many elements as this has.
    ///
    /// ```
    /// use chainrule::Differentiable;
    ///
    /// assert_eq!((2.0, vec![1.0, 3.0]).zeros(), (0.0, vec![0.0, 0.0]));
    /// ```
    #[must_use]
    fn zeros(&self) -> Self::Tangent;

    /// Adds a multiple of a tangent, number by number.
    ///
    /// # Panics
    ///
    /// If a vector in it is of another length than that in the tangent.
    ///
    /// ```
    /// use chainrule::Differentiable;
    ///
    /// let mut point = [1.0, 2.0];
    /// point.add_multiple(0.5, &[2.0, -2.0]);
    /// assert_eq!(point, [2.0, 1.0]);
    /// ```
    fn add_multiple(&mut self, factor: Self::Number, tangent: &Self::Tangent);

    /// How many numbers it has; what is constant does not count.
    ///
    /// ```
    /// use chainrule::Differentiable;
    ///
    /// assert_eq!((2.0, [[1.0, 3.0]; 2]).count(), 5);
    /// ```
    #[must_use]
    fn count(&self) -> usize;

    /// Writes all numbers to the front of a slice, in the order of the fields, and returns what is left of it.
    ///
    /// # Panics
    ///
    /// If the slice is shorter than [`count`](Self::count).
    ///
    /// ```
    /// use chainrule::Differentiable;
    ///
    /// let mut numbers = [0.0; 3];
    /// (2.0, [1.0, 3.0]).write_numbers(&mut numbers);
    /// assert_eq!(numbers, [2.0, 1.0, 3.0]);
    /// ```
    fn write_numbers<'n>(&self, numbers: &'n mut [Self::Number]) -> &'n mut [Self::Number];

    /// Takes its numbers from the front of a slice, in the order of the fields, and returns what is left of it.
    ///
    /// # Panics
    ///
    /// If the slice is shorter than [`count`](Self::count).
    ///
    /// ```
    /// use chainrule::Differentiable;
    ///
    /// let mut point = (0.0, [0.0, 0.0]);
    /// point.read_numbers(&[2.0, 1.0, 3.0]);
    /// assert_eq!(point, (2.0, [1.0, 3.0]));
    /// ```
    fn read_numbers<'n>(&mut self, numbers: &'n [Self::Number]) -> &'n [Self::Number];
}

macro_rules! number {
    ($($float:ident)*) => {$(
        impl Differentiable for $float {
            type Number = $float;
            type Tangent = $float;

            #[inline]
            fn zeros(&self) -> $float {
                0.0
            }

            #[inline]
            fn add_multiple(&mut self, factor: $float, tangent: &$float) {
                *self += factor * *tangent;
            }

            #[inline]
            fn count(&self) -> usize {
                1
            }

            #[inline]
            fn write_numbers<'n>(&self, numbers: &'n mut [$float]) -> &'n mut [$float] {
                let (first, rest) = numbers.split_first_mut().expect(SHORT);
                *first = *self;
                rest
            }

            #[inline]
            fn read_numbers<'n>(&mut self, numbers: &'n [$float]) -> &'n [$float] {
                let (first, rest) = numbers.split_first().expect(SHORT);
                *self = *first;
                rest
            }
        }
    )*};
}

const SHORT: &str = "the slice has a number for each that is written or read";

number! { f32 f64 }

impl<D: Differentiable, const N: usize> Differentiable for [D; N] {
    type Number = D::Number;
    type Tangent = [D::Tangent; N];

    fn zeros(&self) -> [D::Tangent; N] {
        core::array::from_fn(|i| self[i].zeros())
    }

    fn add_multiple(&mut self, factor: D::Number, tangent: &[D::Tangent; N]) {
        self.iter_mut().zip(tangent).for_each(|(one, tangent)| one.add_multiple(factor, tangent));
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

#[cfg(feature = "alloc")]
impl<D: Differentiable> Differentiable for Vec<D> {
    type Number = D::Number;
    type Tangent = Vec<D::Tangent>;

    fn zeros(&self) -> Vec<D::Tangent> {
        self.iter().map(D::zeros).collect()
    }

    fn add_multiple(&mut self, factor: D::Number, tangent: &Vec<D::Tangent>) {
        assert_eq!(self.len(), tangent.len(), "the vector and its tangent are of one length");
        self.iter_mut().zip(tangent).for_each(|(one, tangent)| one.add_multiple(factor, tangent));
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

macro_rules! tuple {
    ($first:ident $($other:ident)* : $($name:ident $index:tt)*) => {
        impl<$first: Differentiable $(, $other: Differentiable<Number = $first::Number>)*> Differentiable
            for ($($name,)*)
        {
            type Number = $first::Number;
            type Tangent = ($($name::Tangent,)*);

            fn zeros(&self) -> Self::Tangent {
                ($(self.$index.zeros(),)*)
            }

            fn add_multiple(&mut self, factor: Self::Number, tangent: &Self::Tangent) {
                $(self.$index.add_multiple(factor, &tangent.$index);)*
            }

            fn count(&self) -> usize {
                0 $(+ self.$index.count())*
            }

            fn write_numbers<'n>(&self, numbers: &'n mut [Self::Number]) -> &'n mut [Self::Number] {
                $(let numbers = self.$index.write_numbers(numbers);)*
                numbers
            }

            fn read_numbers<'n>(&mut self, numbers: &'n [Self::Number]) -> &'n [Self::Number] {
                $(let numbers = self.$index.read_numbers(numbers);)*
                numbers
            }
        }
    };
}

tuple! { A: A 0 }
tuple! { A B: A 0 B 1 }
tuple! { A B C: A 0 B 1 C 2 }
tuple! { A B C D: A 0 B 1 C 2 D 3 }
tuple! { A B C D E: A 0 B 1 C 2 D 3 E 4 }
tuple! { A B C D E F: A 0 B 1 C 2 D 3 E 4 F 5 }
tuple! { A B C D E F G: A 0 B 1 C 2 D 3 E 4 F 5 G 6 }
tuple! { A B C D E F G H: A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 }
