//! The operations of nalgebra.

use ::nalgebra::{
    DMatrix, DVector, Isometry3, Matrix2x3, Matrix3, Matrix3x2, Rotation2, Rotation3, RowVector3,
    Similarity2, UnitComplex, UnitQuaternion, Vector2, Vector3,
};

use super::{against_slopes, against_value, moved, numbers, some};
use crate::Differentiable;
use crate::linear;
use crate::support::Constant;

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
