//! Operations on vectors and matrices with their derivatives. Emitted code calls each as it would call a differentiated function.
//!
//! Which types an operation takes, and what its derivatives are, stands with the library that the types are of.

mod operation;
mod rules;
mod slots;

#[cfg(feature = "num-complex")]
mod complex;
#[cfg(feature = "num-complex")]
mod complex_functions;
#[cfg(feature = "nalgebra")]
mod nalgebra;
#[cfg(feature = "ndarray")]
mod ndarray;
#[cfg(test)]
mod tests;

#[cfg(feature = "nalgebra")]
pub use nalgebra::identity_like;
pub use operation::{At, Direction, Operation};
pub use slots::{Along, Awaited, Slot};

use crate::support::Constant;
use operation::operation;

/// What has numbers of one type.
pub trait Numbers {
    /// The type of one number.
    type Number;
}

/// Something without the references that it is behind.
pub trait Plain {
    /// Its type.
    type Of;

    /// Itself.
    fn plain(&self) -> &Self::Of;
}

impl<P: Plain> Plain for &P {
    type Of = P::Of;

    #[inline]
    fn plain(&self) -> &P::Of {
        (**self).plain()
    }
}

impl<P: Plain> Plain for &mut P {
    type Of = P::Of;

    #[inline]
    fn plain(&self) -> &P::Of {
        (**self).plain()
    }
}

macro_rules! numbers {
    ($($float:ident)*) => {$(
        impl Plain for $float {
            type Of = $float;

            #[inline]
            fn plain(&self) -> &$float {
                self
            }
        }
    )*};
}

numbers! { f32 f64 }

/// Takes all references away.
#[inline]
pub fn plain<P: Plain>(of: &P) -> &P::Of {
    of.plain()
}

/// The same again, of the same type.
#[inline]
pub fn again<T: Clone>(of: &T) -> T {
    of.clone()
}

/// Numbers one below the other.
#[cfg(feature = "nalgebra")]
#[inline]
#[must_use]
pub fn column<T, const N: usize>(numbers: [T; N]) -> ::nalgebra::SVector<T, N> {
    ::nalgebra::SVector::from_array_storage(::nalgebra::ArrayStorage([numbers]))
}

operation! { /// `a + b`.
sum(a, b) }
operation! { /// `a - b`.
difference(a, b) }
operation! { /// `a + b`, where `a` may be nothing yet.
joined(a, b) }
operation! { /// `-a`.
negated(a) }
operation! { /// The product of matrices, and of what turns vectors with vectors.
product(a, b) }
/// The product of complex numbers, of which the derivation says something else.
pub use self::product as complex_product;
operation! { /// `a * s`.
scaled(a, s: number) }
operation! { /// `a / s`.
unscaled(a, s: number) }
operation! { /// The number added to each element.
shifted(a, s: number) }
operation! { /// The sum of the products of elements.
dot(a, b) }
operation! { /// The cross product of vectors of three.
cross(a, b) }
operation! { /// The product, element by element.
component_product(a, b) }
operation! { /// The squares of the elements.
component_square(a) }
operation! { /// Their sum, as the product of a vector with itself.
inner_square(a) }
operation! { /// The quotient, element by element.
component_quotient(a, b) }
operation! { /// The sum of the squares.
squared_norm(a) }
operation! { /// The sum of the elements.
total(a) }
operation! { /// The sum of a row, of which there is no copy.
row_total(a, i: usize) }
operation! { /// The sum of a column.
column_total(a, i: usize) }
operation! { /// The mean of the elements.
mean_of(a) }
operation! { /// The sum of the diagonal.
trace(a) }
operation! { /// Rows as columns.
transposed(a) }
operation! { /// A row, as a matrix of its own.
row_of(a, i: usize) }
operation! { /// A column, as a vector of its own.
column_of(a, i: usize) }
/// Where a part begins, and of how many.
pub type Part = (usize, usize);

operation! { /// Some rows, one after the other.
rows_of(a, part: Part) }
/// Where a part begins, by row and column, of which the type says how large it is.
#[derive(Clone, Copy, Debug)]
pub struct Block<const R: usize, const C: usize>(pub usize, pub usize);

/// The same of rows alone.
#[derive(Clone, Copy, Debug)]
pub struct Rows<const R: usize>(pub usize);

/// The same of columns alone.
#[derive(Clone, Copy, Debug)]
pub struct Columns<const C: usize>(pub usize);

operation! { /// A part of known size.
part_of(a, b) }
operation! { /// Some columns, one after the other.
columns_of(a, part: Part) }
operation! { /// The first two of a vector.
xy(a) }
operation! { /// The first three of a vector.
xyz(a) }
operation! { /// The diagonal, as a vector.
diagonal_of(a) }
operation! { /// A number less each element.
subtracted(a, s: number) }
operation! { /// A number divided by a complex one.
divided(a, s: number) }
operation! { /// The quotient of complex numbers.
quotient(a, b) }
operation! { /// How long a complex number is.
modulus(a) }
operation! { /// The angle of a complex number.
argument(a) }
operation! { /// The complex conjugate.
conjugated(a) }
operation! { /// `1 / z`.
inverted(a) }
operation! { /// The exponential function.
exp(a) }
operation! { /// The natural logarithm.
ln(a) }
operation! { /// The principal square root.
sqrt(a) }
operation! { /// The sine.
sin(a) }
operation! { /// The cosine.
cos(a) }
operation! { /// The hyperbolic sine.
sinh(a) }
operation! { /// The hyperbolic cosine.
cosh(a) }
operation! { /// The hyperbolic tangent.
tanh(a) }
operation! { /// The tangent.
tan(a) }
operation! { /// The inverse of the sine.
asin(a) }
operation! { /// The inverse of the cosine.
acos(a) }
operation! { /// The inverse of the tangent.
atan(a) }
operation! { /// The inverse of the hyperbolic sine.
asinh(a) }
operation! { /// The inverse of the hyperbolic cosine.
acosh(a) }
operation! { /// The inverse of the hyperbolic tangent.
atanh(a) }
operation! { /// The principal cube root.
cbrt(a) }
operation! { /// A power of two.
exp2(a) }
operation! { /// `1 / z`, without overflow on the way.
finv(a) }
operation! { /// The logarithm to a base.
log(a, s: number) }
operation! { /// The sum of the absolute values of both parts.
l1_norm(a) }
operation! { /// A whole power.
powi(a, n: i32) }
operation! { /// A whole power that is not negative.
powu(a, n: u32) }
operation! { /// A real power.
powf(a, s: number) }
operation! { /// A complex power.
powc(a, b) }
operation! {
    /// The determinant.
    determinant(a)
}
operation! {
    /// The inverse, of what has one.
    inverse(a)
}
operation! {
    /// A matrix that is decomposed into two triangles.
    lu_of(a)
}
operation! {
    /// A matrix that is decomposed into a turn and a triangle.
    qr_of(a)
}
operation! {
    /// What `b` is the matrix times of that is decomposed.
    solved(a, b)
}
operation! {
    /// The same of a constant matrix, which comes last.
    solved_by(b, decomposed)
}
operation! {
    /// The determinant of a matrix that is decomposed, by the triangles however small it is.
    triangles_determinant(a)
}
operation! {
    /// L of L·Lᵀ = `a`, for a positive definite matrix, of which the lower triangle is read.
    factor(a)
}
operation! { /// The determinant of L·Lᵀ.
factor_determinant(a) }
operation! { /// Its logarithm.
factor_ln_determinant(a) }
operation! { /// The lower triangle, and zeros.
lower_triangle_of(a) }
operation! { /// The upper triangle, and zeros.
upper_triangle_of(a) }
operation! { /// The sum of the rows.
row_sum(a) }
operation! { /// Their mean.
row_mean(a) }
operation! { /// The sum of the columns.
column_sum(a) }
operation! { /// Their mean.
column_mean(a) }
operation! { /// The matrix that makes cross products with a vector.
cross_matrix(a) }
operation! { /// A vector with a zero behind it.
homogeneous(a) }
operation! { /// A vector with a number behind it.
appended(a, s: number) }
operation! { /// The product of each element of one with the whole of the other.
kronecker(a, b) }
operation! { /// By how much something turns in the plane.
angle_of(a) }
operation! { /// What `b` is a lower triangle times of.
lower_solved(a, b) }
operation! { /// What `b` is a transposed lower triangle times of.
lower_transposed_solved(a, b) }
operation! { /// What `b` is an upper triangle times of.
upper_solved(a, b) }
operation! { /// What `b` is a transposed upper triangle times of.
upper_transposed_solved(a, b) }
operation! { /// The turn or the motion back.
turned_back(a) }
operation! { /// What the turn or the motion back makes of a vector or a point.
turned_back_by(a, b) }
operation! { /// A way to move, and then how to turn.
placed(a, b) }
operation! { /// What moves by a vector.
shift_by(a) }
operation! { /// The point at which a vector from the origin ends.
point_at(a) }
operation! { /// The turn in the plane by an angle, or that by roll, pitch and yaw, as a matrix.
rotation_by_angles(a) }
operation! { /// The same, as a complex number or as a quaternion.
quaternion_by_angles(a) }
operation! { /// The turn about an axis by an angle, as a matrix.
rotation_about(a, angle: number) }
operation! { /// The same, as a quaternion.
quaternion_about(a, angle: number) }
operation! { /// The turn about an axis by the length of that, as a matrix.
rotation_by(a) }
operation! { /// The same, as a quaternion.
quaternion_by(a) }
operation! { /// The same turn, as a matrix.
rotation_matrix_of(a) }
operation! { /// What is divided by its length, known to be of length one.
normalized(a) }
operation! { /// What is taken to be of length one.
unchecked(a) }
operation! { /// The same of a matrix.
unchecked_rotation(a) }
operation! { /// What a turn is made of, as numbers.
inner_of(a) }
operation! { /// The vector by which something moves, at which a point is, or of the four numbers of a quaternion.
vector_of(a) }
operation! { /// How a motion moves, before that turn.
way_of(a) }
operation! { /// How a motion turns.
turn_of(a) }
operation! { /// The quaternion of an imaginary part and a real one.
quaternion_of(a, real: number) }
operation! { /// The sums along an axis.
axis_total(a, axis: usize) }
operation! { /// The means along an axis.
axis_mean(a, axis: usize) }
operation! { /// The same with an axis of length one before that one.
with_axis(a, axis: usize) }
operation! { /// A part, as slices say it.
sliced(a, b) }
operation! { /// All numbers, in the order in which they are gone through.
flattened(a) }
