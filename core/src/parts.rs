//! What emitted code needs of tuples and structs: they are arrangements of numbers, and constant fields have no derivatives.

#[cfg(feature = "alloc")]
use core::ops::DerefMut;
use core::ops::{AddAssign, Deref, Index, IndexMut, SubAssign};

use crate::Differentiable;
use crate::support::{Extent, Nothing, Real, Shape};

macro_rules! tuple {
    ($($name:ident $index:tt)*) => {
        impl<$($name: Shape),*> Shape for ($($name,)*) {
            type Owned = ($($name::Owned,)*);
            type Extent = ($($name::Extent,)*);

            #[inline]
            fn owned(&self) -> Self::Owned {
                ($(self.$index.owned(),)*)
            }

            #[inline]
            fn clear(&mut self) {
                $(self.$index.clear();)*
            }

            #[inline]
            fn assign(&mut self, other: &Self) {
                $(self.$index.assign(&other.$index);)*
            }

            #[inline]
            fn increase(&mut self, by: &Self) {
                $(self.$index.increase(&by.$index);)*
            }

            #[inline]
            fn is_nought(&self) -> bool {
                $(self.$index.is_nought())&&*
            }

            #[inline]
            fn extent(&self) -> Self::Extent {
                ($(self.$index.extent(),)*)
            }

            #[inline]
            fn reshape(&mut self, extent: &Self::Extent) {
                $(self.$index.reshape(&extent.$index);)*
            }
        }

        impl<$($name: Nothing),*> Nothing for ($($name,)*) {
            fn nothing() -> Self {
                ($($name::nothing(),)*)
            }
        }

        impl<$($name: Extent),*> Extent for ($($name,)*) {
            type Of = ($($name::Of,)*);

            #[inline]
            fn zeros(&self) -> Self::Of {
                ($(self.$index.zeros(),)*)
            }
        }
    };
}

tuple! { A 0 }
tuple! { A 0 B 1 }
tuple! { A 0 B 1 C 2 }
tuple! { A 0 B 1 C 2 D 3 }
tuple! { A 0 B 1 C 2 D 3 E 4 }
tuple! { A 0 B 1 C 2 D 3 E 4 F 5 }
tuple! { A 0 B 1 C 2 D 3 E 4 F 5 G 6 }
tuple! { A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 }

/// The derivative by a field that is constant: what is added to it is lost, and what is read from it is zero.
///
/// The attribute does not see which fields are constant, and so the tangents of structs have this in their place.
#[derive(Clone, Copy, Debug, Default)]
pub struct Constant;

impl<T> AddAssign<T> for Constant {
    #[inline]
    fn add_assign(&mut self, _: T) {}
}

impl<T> SubAssign<T> for Constant {
    #[inline]
    fn sub_assign(&mut self, _: T) {}
}

impl Index<usize> for Constant {
    type Output = Constant;

    #[inline]
    fn index(&self, _: usize) -> &Constant {
        self
    }
}

impl IndexMut<usize> for Constant {
    #[inline]
    fn index_mut(&mut self, _: usize) -> &mut Constant {
        self
    }
}

/// The parts of tuples that a constant field holds: constant, too.
#[derive(Debug)]
pub struct ConstantParts(
    pub Constant,
    pub Constant,
    pub Constant,
    pub Constant,
    pub Constant,
    pub Constant,
    pub Constant,
    pub Constant,
);

impl ConstantParts {
    const ALL: ConstantParts =
        ConstantParts(Constant, Constant, Constant, Constant, Constant, Constant, Constant, Constant);
}

impl Deref for Constant {
    type Target = ConstantParts;

    #[inline]
    fn deref(&self) -> &ConstantParts {
        const { &ConstantParts::ALL }
    }
}

#[cfg(feature = "alloc")]
impl DerefMut for Constant {
    #[inline]
    fn deref_mut(&mut self) -> &mut ConstantParts {
        lasting(ConstantParts::ALL)
    }
}

impl Extent for Constant {
    type Of = Constant;

    #[inline]
    fn zeros(&self) -> Constant {
        Constant
    }
}

/// What has no derivative, among parts that have one.
macro_rules! without_slope {
    ($($name:ty: $nothing:expr,)*) => {$(
        impl Shape for $name {
            type Owned = Constant;
            type Extent = Constant;

            #[inline]
            fn owned(&self) -> Constant {
                Constant
            }

            #[inline]
            fn clear(&mut self) {}

            #[inline]
            fn assign(&mut self, _: &Self) {}

            #[inline]
            fn increase(&mut self, _: &Self) {}

            #[inline]
            fn is_nought(&self) -> bool {
                true
            }

            #[inline]
            fn extent(&self) -> Constant {
                Constant
            }

            #[inline]
            fn reshape(&mut self, _: &Constant) {}
        }

        impl Nothing for $name {
            fn nothing() -> $name {
                $nothing
            }
        }
    )*};
}

without_slope! {
    Constant: Constant,
    bool: false,
    i8: 0, i16: 0, i32: 0, i64: 0, i128: 0, isize: 0,
    u8: 0, u16: 0, u32: 0, u64: 0, u128: 0, usize: 0,
}

/// A list of anything, of which zeros may be of another type.
pub trait Listed {
    /// As many zeros.
    type Zeros;

    /// Zeros everywhere.
    fn zeros(&self) -> Self::Zeros;
}

impl<T: Shape, const N: usize> Listed for [T; N] {
    type Zeros = [T::Owned; N];

    #[inline]
    fn zeros(&self) -> [T::Owned; N] {
        core::array::from_fn(|i| self[i].extent().zeros())
    }
}

#[cfg(feature = "alloc")]
impl<T: Shape> Listed for alloc::vec::Vec<T> {
    type Zeros = alloc::vec::Vec<T::Owned>;

    #[inline]
    fn zeros(&self) -> alloc::vec::Vec<T::Owned> {
        self.iter().map(|one| one.extent().zeros()).collect()
    }
}

#[cfg(feature = "alloc")]
impl<T: Shape> Listed for [T] {
    type Zeros = alloc::vec::Vec<T::Owned>;

    #[inline]
    fn zeros(&self) -> alloc::vec::Vec<T::Owned> {
        self.iter().map(|one| one.extent().zeros()).collect()
    }
}

impl<T: Listed + ?Sized> Listed for &T {
    type Zeros = T::Zeros;

    #[inline]
    fn zeros(&self) -> T::Zeros {
        (**self).zeros()
    }
}

/// Zeros in the places of a list.
#[inline]
pub fn zeros_like_list<L: Listed + ?Sized>(like: &L) -> L::Zeros {
    like.zeros()
}

/// A copy of a struct with all that is in it, or of a list of such.
#[cfg(feature = "alloc")]
#[inline]
#[must_use]
pub fn cloned<T: alloc::borrow::ToOwned + ?Sized>(of: &T) -> T::Owned {
    of.to_owned()
}

/// A copy of a struct with all that is in it.
#[cfg(not(feature = "alloc"))]
#[inline]
#[must_use]
pub fn cloned<T: Clone>(of: &T) -> T {
    of.clone()
}

/// What something may be added to: what is like it, and the derivative by a constant field.
pub trait Increased<By> {
    /// Adds it.
    fn increase_by(&mut self, by: &By);
}

impl<S: Shape> Increased<S> for S {
    #[inline]
    fn increase_by(&mut self, by: &S) {
        self.increase(by);
    }
}

impl Increased<f64> for Constant {
    #[inline]
    fn increase_by(&mut self, _: &f64) {}
}

impl Increased<f32> for Constant {
    #[inline]
    fn increase_by(&mut self, _: &f32) {}
}

/// Adds something, unless it is the derivative by a constant field.
#[inline]
pub fn increase<S: Increased<By>, By>(to: &mut S, by: &By) {
    to.increase_by(by);
}

/// A number of a tangent; zero by a constant field.
#[inline]
#[must_use]
pub fn slope<T, S: Slope<T>>(of: &S) -> T {
    of.slope()
}

/// Lets rustc see to it that a field is constant: its derivative is none.
#[inline]
pub fn is_constant_field<D: Differentiable + ?Sized, C: IsConstant>(
    _: &D,
    _: impl FnOnce(&D::Tangent) -> &C,
) {
}

/// The derivative by a constant field.
#[diagnostic::on_unimplemented(
    message = "a field that varies is cast, and the attribute does not see its type",
    label = "one of its fields of the type `{Self}` is cast",
    note = "leave out the cast, or write `#[differentiate(constant)]` above the field"
)]
pub trait IsConstant {}

impl IsConstant for Constant {}

/// A number of a tangent, of which zero is left; zero by a constant field.
#[inline]
pub fn taken<T, S: Slope<T> + Default>(of: &mut S) -> T {
    core::mem::take(of).slope()
}

/// A number, or the derivative by a constant field.
#[diagnostic::on_unimplemented(
    message = "a field of the type `{Self}` is taken for a number",
    label = "one of its fields is no number of the type `{T}`",
    note = "say what it is where it is taken out, as in `let z: Complex<f64> = w.0;` or `let m: Matrix3<f64> = w.m;`"
)]
pub trait Slope<T> {
    /// The number.
    fn slope(&self) -> T;
}

impl<T: Real> Slope<T> for T {
    #[inline]
    fn slope(&self) -> T {
        *self
    }
}

impl<T: Real> Slope<T> for Constant {
    #[inline]
    fn slope(&self) -> T {
        T::__ZERO
    }
}

/// What is added to a field that is taken for a number.
#[inline]
#[must_use]
pub fn number<T, N: IsNumber<T>>(of: N) -> T {
    of.number()
}

/// That something is the number that it is taken for: the derivatives of complex numbers and matrices are others.
#[diagnostic::on_unimplemented(
    message = "a field of the type `{Self}` is taken for a number",
    label = "one of its fields is no number of the type `{T}`",
    note = "say what it is where it is taken out, as in `let z: Complex<f64> = w.0;` or `let m: Matrix3<f64> = w.m;`"
)]
pub trait IsNumber<T> {
    /// The number.
    fn number(self) -> T;
}

impl<T> IsNumber<T> for T {
    #[inline]
    fn number(self) -> T {
        self
    }
}

/// Something without a size that lasts as long as the program.
#[cfg(feature = "alloc")]
#[must_use]
pub fn lasting<T>(of: T) -> &'static mut T {
    const { assert!(size_of::<T>() == 0, "nothing is allocated for it") };
    alloc::boxed::Box::leak(alloc::boxed::Box::new(of))
}

/// Asks that a field is made of numbers.
pub fn is_differentiable<D: Differentiable>() {}

/// Asks the same of a field of which gradients are of its own type.
pub fn is_own_tangent<D: Differentiable>()
where
    D::Tangent: Is<D>,
{
}

/// What is the same type.
#[diagnostic::on_unimplemented(
    message = "something in `{T}` is constant, and so gradients by it are of another type",
    label = "its gradients are of the type `{Self}`",
    note = "write `#[differentiate(tangent)]` above a struct that it is a field of: that then has a tangent of a type of its own"
)]
pub trait Is<T> {}

impl<T> Is<T> for T {}
