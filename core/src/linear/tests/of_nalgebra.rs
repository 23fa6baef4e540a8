//! The operations of nalgebra.

use ::nalgebra::allocator::Allocator;
use ::nalgebra::{
    DMatrix, DVector, DefaultAllocator, Dim, Isometry3, Matrix1, Matrix2, Matrix2x3, Matrix3, Matrix3x2,
    Matrix4, Rotation2, Rotation3, RowVector3, Similarity2, UnitComplex, UnitQuaternion, Vector2, Vector3,
};

use super::{against_slopes, against_value, moved, numbers, some};
use crate::Differentiable;
use crate::linear::nalgebra::Held;
use crate::linear::{self, lu_of, qr_of};
use crate::support::{Constant, Shape, nothing};

impl<K: Clone, D: Dim> Differentiable for Held<K, f64, D>
where
    DefaultAllocator: Allocator<D, D>,
{
    type Number = f64;
    type Tangent = Self;

    fn zeros(&self) -> Self {
        self.like()
    }

    fn add_multiple(&mut self, factor: f64, tangent: &Self) {
        *self = Held::of(&self.matrix + &tangent.matrix * factor);
    }

    fn count(&self) -> usize {
        self.matrix.count()
    }

    fn write_numbers<'n>(&self, numbers: &'n mut [f64]) -> &'n mut [f64] {
        self.matrix.write_numbers(numbers)
    }

    fn read_numbers<'n>(&mut self, numbers: &'n [f64]) -> &'n [f64] {
        let mut matrix = self.matrix.clone();
        let rest = matrix.read_numbers(numbers);
        *self = Held::of(matrix);
        rest
    }
}

fn square() -> Matrix3<f64> {
    Matrix3::new(2.0, -0.5, 1.5, 0.25, 3.0, -1.0, 0.75, 0.5, -2.5)
}

fn wide() -> Matrix2x3<f64> {
    Matrix2x3::new(1.0, 2.0, -0.5, 0.75, -1.25, 3.0)
}

fn vector() -> Vector3<f64> {
    Vector3::new(0.5, -1.5, 2.0)
}

fn dynamic(rows: usize, columns: usize, seed: u32) -> DMatrix<f64> {
    some(&DMatrix::zeros(rows, columns), seed)
}

#[test]
fn sums() {
    two!(sum(square(), &square().transpose()));
    two!(sum(dynamic(2, 4, 1), &dynamic(2, 4, 2)));
    two!(difference(vector(), &Vector3::new(1.0, 2.0, 3.0)));
    two!(difference(DVector::from(vec![1.0, 2.0]), &DVector::from(vec![-1.0, 0.5])));
    two!(shifted(wide(), 1.5));
    one!(negated(wide()));
    one!(negated(dynamic(3, 2, 3)));
}

#[test]
fn element_by_element() {
    two!(scaled(wide(), 1.5));
    two!(scaled(dynamic(3, 2, 3), -0.5));
    two!(component_product(wide(), &Matrix2x3::new(0.5, 1.5, -2.0, 1.0, 0.25, 3.0)));
    two!(component_product(dynamic(3, 2, 3), &dynamic(3, 2, 4)));
    one!(component_square(wide()));
    one!(inner_square(vector()));
    one!(component_square(dynamic(3, 2, 3)));
}

#[test]
fn quotients() {
    two!(unscaled(wide(), 1.5));
    two!(unscaled(dynamic(3, 2, 3), -0.5));
    two!(component_quotient(wide(), &Matrix2x3::new(0.5, 1.5, -2.0, 1.0, 0.75, 3.0)));
    two!(component_quotient(dynamic(3, 2, 3), &dynamic(3, 2, 3).add_scalar(3.0)));
}

#[test]
fn products() {
    two!(product(square(), &vector()));
    two!(product(square(), &square().transpose()));
    two!(product(wide(), &Matrix3x2::new(1.0, -1.0, 0.5, 2.0, 0.25, -0.75)));
    two!(product(RowVector3::new(1.0, 2.0, 3.0), &vector()));
    two!(product(vector(), &RowVector3::new(1.0, 2.0, 3.0)));
    two!(product(dynamic(2, 4, 1), &dynamic(4, 3, 2)));
    two!(product(dynamic(2, 4, 1), &DVector::from(vec![1.0, 2.0, -1.0, 0.5])));
    two!(product(dynamic(2, 3, 1), &vector()));
    two!(product(square(), &DVector::from(vec![1.0, 2.0, -1.0])));
    two!(product(square(), &dynamic(3, 2, 2)));
    two!(dot(vector(), &Vector3::new(1.0, 2.0, -3.0)));
    two!(dot(dynamic(2, 3, 1), &dynamic(2, 3, 2)));
    two!(cross(vector(), &Vector3::new(1.0, 2.0, -3.0)));
    two!(cross(RowVector3::new(1.0, 2.0, 3.0), &RowVector3::new(-1.0, 0.5, 3.0)));
    one!(squared_norm(vector()));
    one!(squared_norm(dynamic(2, 3, 1)));
}

/// Checks a product with something constant before the vector.
macro_rules! turned {
    ($turn:expr, $a:expr) => {{
        let (turn, a) = ($turn, $a);
        let value = linear::product(&turn, &a);
        assert_eq!(numbers(&value), numbers(&(&turn * &a)));
        let (along, cotangent) = (some(&a, 1), some(&value, 2));
        let mut d_a = a.zeros();
        let _ = linear::product::__pull_back(&turn, &a, cotangent, &mut Constant, &mut d_a);
        against_value("turned", &d_a, &a, &numbers(&cotangent), |a| numbers(&(&turn * a)));
        let (_, change) = linear::product::__push_forward(&turn, &a, &Constant, &along);
        against_slopes("turned", &numbers(&change), |t| numbers(&(&turn * moved(&a, t, &along))));
        let ((_, again), (_, of_change)) = linear::product::__push_forward_twice(
            &turn, &a, &Constant, &along, &Constant, &cotangent, &Constant, &along,
        );
        assert_eq!((again, of_change), (change, change));
        let (mut again, mut change) = (a.zeros(), a.zeros());
        let _ = linear::product::__pull_back_change(
            &turn,
            &a,
            &Constant,
            &along,
            cotangent,
            cotangent,
            &mut Constant,
            &mut again,
            &mut Constant,
            &mut change,
        );
        assert_eq!((again, change), (d_a, d_a));
    }};
}

#[test]
fn what_turns_is_constant() {
    let axis = Vector3::new(0.3, -0.4, 1.1);
    turned!(Rotation3::new(axis), vector());
    turned!(Rotation3::new(axis), square());
    turned!(Rotation2::new(0.7), Vector2::new(0.5, -2.0));
    turned!(UnitQuaternion::new(axis), vector());
    turned!(UnitComplex::new(0.7), Vector2::new(0.5, -2.0));
    turned!(Isometry3::new(vector(), axis), vector());
    turned!(Similarity2::new(Vector2::new(1.0, 2.0), 0.4, 3.0), Vector2::new(0.5, -2.0));
    one!(product(square(), &Rotation3::new(axis)));
}

#[test]
fn parts() {
    one!(total(wide()));
    one!(total(dynamic(2, 4, 1)));
    one!(mean_of(wide()));
    one!(mean_of(dynamic(2, 4, 1)));
    one!(trace(square()));
    one!(trace(dynamic(4, 4, 1)));
    one!(transposed(wide()));
    one!(transposed(dynamic(2, 4, 1)));
    one!(row_of(wide(), 1));
    one!(row_of(dynamic(2, 4, 1), 0));
    one!(column_of(wide(), 2));
    one!(column_of(dynamic(2, 4, 1), 3));
    one!(diagonal_of(square()));
    one!(diagonal_of(dynamic(4, 4, 1)));
}

/// Not symmetric, and far from singular.
fn regular(size: usize) -> DMatrix<f64> {
    dynamic(size, size, 7) + DMatrix::identity(size, size) * 3.0
}

#[test]
fn determinants() {
    one!(determinant(Matrix1::new(3.0_f64)));
    one!(determinant(Matrix2::<f64>::new(1.0, 2.0, -0.5, 0.75)));
    one!(determinant(square()));
    one!(determinant(Matrix4::from_iterator(regular(4).iter().copied())));
    for size in 1..7 {
        one!(determinant(regular(size)));
        one!(determinant(dynamic(size, size, 4)));
    }
}

#[test]
fn determinants_without_an_inverse() {
    for size in 1..7 {
        for rank in 0..size {
            let singular = dynamic(size, rank, 3) * dynamic(rank, size, 5);
            one!(determinant(singular));
        }
        one!(determinant(DMatrix::<f64>::zeros(size, size)));
    }
    one!(determinant(Matrix3::<f64>::new(1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0)));
}

#[test]
fn determinants_of_what_is_not_finite() {
    for size in 1..7 {
        for number in [f64::NAN, f64::INFINITY] {
            let mut a = regular(size);
            a[(0, size - 1)] = number;
            let (mut d_a, along) = (a.zeros(), regular(size));
            let value = linear::determinant::__pull_back(&a, 1.0, &mut d_a);
            assert_eq!(value.to_bits(), a.determinant().to_bits());
            assert_eq!(size > 1, d_a.iter().any(|slope| !slope.is_finite()), "{d_a}");
            let _ = linear::determinant::__push_forward_twice(&a, &along, &along, &along);
        }
    }
}

/// Tiny and huge numbers, of which the determinant is zero or infinite but the cofactors are not.
#[test]
fn cofactors_beyond_the_determinant() {
    let cofactors = |a: DMatrix<f64>| {
        let mut d_a = a.zeros();
        let _ = linear::determinant::__pull_back(&a, 1.0, &mut d_a);
        d_a
    };
    for (scale, wanted) in [(1e-70, 1e-280), (1e70, 1e280)] {
        let found = cofactors(DMatrix::identity(5, 5) * scale);
        assert!((found / wanted - DMatrix::identity(5, 5)).amax() < 1e-13);
    }
}

#[test]
fn lines() {
    one!(row_total(wide(), 1));
    one!(column_total(dynamic(3, 2, 3), 1));
    one!(row_sum(wide()));
    one!(row_mean(dynamic(3, 2, 3)));
    one!(column_sum(wide()));
    one!(column_mean(dynamic(3, 2, 3)));
    one!(upper_triangle_of(square()));
    one!(cross_matrix(vector()));
    one!(homogeneous(vector()));
    two!(appended(vector(), 1.5));
    two!(kronecker(wide(), &Matrix3x2::new(1.0, -1.0, 0.5, 2.0, 0.25, -0.75)));
    two!(kronecker(dynamic(2, 3, 4), &dynamic(3, 1, 5)));
}

#[test]
fn inverses() {
    one!(inverse(Matrix1::new(3.0_f64)));
    one!(inverse(Matrix2::new(1.0, 2.0, -0.5, 0.75)));
    one!(inverse(square()));
    one!(inverse(regular(4)));
    one!(inverse(regular(5)));
}

#[test]
fn systems() {
    one!(lu_of(square()));
    one!(qr_of(regular(5)));
    two!(solved(lu_of(&square()), &vector()));
    two!(solved(lu_of(&square()), &Matrix3x2::new(1.0, -1.0, 0.5, 2.0, 0.25, -0.75)));
    two!(solved(lu_of(&Matrix2::new(0.1, 2.0, -1.5, 0.75)), &Vector2::new(1.0, 2.0)));
    two!(solved(lu_of(&regular(5)), &dynamic(5, 2, 3)));
    two!(solved(qr_of(&square()), &vector()));
    two!(solved(qr_of(&-square()), &vector()));
    two!(solved(qr_of(&regular(5)), &dynamic(5, 2, 3)));
    one!(solved_by(vector(), &square().lu()));
    one!(solved_by(dynamic(5, 2, 3), &regular(5).qr()));
    for size in [1, 2, 3, 4, 5] {
        one!(inverse(lu_of(&regular(size))));
        one!(inverse(qr_of(&regular(size))));
        one!(determinant(lu_of(&regular(size))));
        one!(triangles_determinant(lu_of(&regular(size))));
    }
}

#[test]
fn triangles() {
    let mut other_above = regular(4) * regular(4).transpose();
    other_above[(0, 2)] = 17.0;
    one!(factor(square() * square().transpose() + Matrix3::identity()));
    one!(factor(other_above));
    one!(factor(Matrix1::new(2.5)));
    one!(factor_determinant(square()));
    one!(factor_ln_determinant(regular(4)));
    one!(lower_triangle_of(square()));
    two!(lower_solved(square(), &vector()));
    two!(lower_transposed_solved(regular(4), &dynamic(4, 2, 3)));
    two!(upper_solved(regular(4), &dynamic(4, 2, 3)));
    two!(upper_transposed_solved(square(), &vector()));
}

#[test]
fn in_single_precision() {
    let (a, b) = (square().cast::<f32>(), vector().cast::<f32>());
    let (d_a, mut d_b) = (Matrix3::<f32>::zeros(), Vector3::<f32>::zeros());
    let (a, mut d_a) = (lu_of(&a), lu_of(&d_a));
    let solution = linear::solved::__pull_back(&a, &b, b, &mut d_a, &mut d_b);
    let (mut wanted_a, mut wanted_b) = (lu_of(&Matrix3::zeros()), Vector3::zeros());
    let wanted =
        linear::solved::__pull_back(&lu_of(&square()), &vector(), vector(), &mut wanted_a, &mut wanted_b);
    assert!((solution.cast() - wanted).amax() < 1e-5);
    assert!((d_a.matrix.cast() - wanted_a.matrix).amax() < 1e-5);
    assert!((d_b.cast() - wanted_b).amax() < 1e-5);
    let mut d_s = 0.0_f32;
    let _ = linear::scaled::__pull_back(&b, 2.0, b, &mut Constant, &mut d_s);
    assert_eq!(d_s, 6.5);
}

#[test]
fn views_and_references() {
    let wide = wide();
    let view = wide.fixed_columns::<2>(1);
    let mut d_view = nalgebra::Matrix2::zeros();
    let value = linear::product::__pull_back(
        &view,
        linear::plain(&&&Vector2::new(1.0, -1.0)),
        Vector2::new(2.0, 3.0),
        &mut d_view,
        &mut Constant,
    );
    assert_eq!(value, view * Vector2::new(1.0, -1.0));
    assert_eq!(d_view, Matrix2::new(2.0, -2.0, 3.0, -3.0));
}

#[test]
fn a_slot_that_nothing_is_in_takes_the_size_of_what_comes() {
    let mut d_a: DVector<f64> = nothing();
    let (a, b) = (DVector::from(vec![1.0, 2.0]), DVector::from(vec![3.0, 4.0]));
    let _ = linear::dot::__pull_back(&a, &b, 1.0, &mut d_a, &mut Constant);
    let _ = linear::dot::__pull_back(&a, &b, 1.0, &mut d_a, &mut Constant);
    assert_eq!(d_a, b * 2.0);
}

#[test]
fn matrices_as_arrangements() {
    let mut a = wide();
    assert_eq!(numbers(&a), [1.0, 0.75, 2.0, -1.25, -0.5, 3.0]);
    assert_eq!(
        (a.count(), nothing::<Matrix2x3<f64>>().shape(), nothing::<DMatrix<f64>>().shape()),
        (6, (2, 3), (0, 0))
    );
    a.add_multiple(2.0, &wide());
    assert_eq!(a, wide() * 3.0);
    let mut dynamic_one = dynamic(2, 3, 1);
    let extent = dynamic_one.extent();
    dynamic_one.assign(&dynamic(3, 1, 2));
    assert_eq!(dynamic_one, dynamic(3, 1, 2));
    dynamic_one.reshape(&extent);
    assert_eq!(dynamic_one, DMatrix::zeros(2, 3));
}

#[derive(Clone, Debug, PartialEq, Differentiable)]
struct Body {
    place: Vector3<f64>,
    turn: DMatrix<f64>,
    mass: f64,
}

#[test]
fn matrices_are_fields_of_what_is_differentiable() {
    let mut body = Body { place: vector(), turn: dynamic(2, 2, 1), mass: 2.0 };
    let zeros = body.zeros();
    assert_eq!((body.count(), zeros.turn.shape()), (8, (2, 2)));
    body.add_multiple(-1.0, &body.clone());
    assert_eq!(body, zeros);
}
