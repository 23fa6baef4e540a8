//! What turns and moves, at turns and beside them.

use ::nalgebra::{
    Isometry2, Isometry3, IsometryMatrix3, Matrix3, Point2, Point3, Quaternion, Rotation2, Rotation3,
    Translation2, Translation3, Unit, UnitComplex, UnitQuaternion, Vector1, Vector2, Vector3,
};

use super::{against_slopes, against_value, moved, numbers, some};
use crate::Differentiable;
use crate::linear;
use crate::support::Constant;

const AXIS: Vector3<f64> = Vector3::new(0.3, -0.4, 0.8);
const VECTOR: Vector3<f64> = Vector3::new(0.5, -1.5, 2.0);
const POINT: Vector2<f64> = Vector2::new(0.5, -2.0);

/// Checks what one of each kind does, in the plane or in space.
macro_rules! turn {
    ($turn:expr, $other:expr, $vector:expr, $point:expr, $translation:expr, $motion:expr) => {{
        two!(product($turn, &$vector));
        two!(product($turn, &$point));
        two!(product($turn, &$other));
        two!(product($turn, &$translation));
        two!(product($translation, &$turn));
        two!(product($turn, &$motion));
        two!(product($motion, &$turn));
        two!(turned_back_by($turn, &$vector));
        two!(turned_back_by($turn, &$point));
        one!(turned_back($turn));
        two!(product($motion, &$vector));
        two!(product($motion, &$point));
        two!(product($motion, &$motion));
        two!(product($motion, &$translation));
        two!(product($translation, &$motion));
        one!(turned_back($motion));
        two!(turned_back_by($motion, &$vector));
        two!(turned_back_by($motion, &$point));
        two!(placed($translation, &$turn));
        two!(placed($vector, &$turn));
    }};
}

#[test]
fn quaternions_that_turn() {
    let (turn, other) = (UnitQuaternion::new(AXIS), UnitQuaternion::new(VECTOR));
    let motion = Isometry3::new(VECTOR, AXIS);
    turn!(turn, other, VECTOR, Point3::from(AXIS), Translation3::from(AXIS), motion);
    one!(rotation_matrix_of(turn));
    one!(inner_of(turn));
    one!(conjugated(turn));
}

#[test]
fn complex_numbers_that_turn() {
    let (turn, other) = (UnitComplex::new(0.7), UnitComplex::new(-2.0));
    turn!(turn, other, POINT, Point2::from(POINT), Translation2::from(POINT), Isometry2::new(POINT, 0.4));
    one!(rotation_matrix_of(turn));
}

#[test]
fn matrices_that_turn() {
    let (turn, other) = (Rotation3::new(AXIS), Rotation3::new(VECTOR));
    let motion = IsometryMatrix3::new(VECTOR, AXIS);
    turn!(turn, other, VECTOR, Point3::from(AXIS), Translation3::from(AXIS), motion);
    one!(transposed(turn));
    one!(inner_of(turn));
    one!(unchecked_rotation(*turn.matrix()));
    let square = Matrix3::new(2.0, -0.5, 1.5, 0.25, 3.0, -1.0, 0.75, 0.5, -2.5);
    two!(product(turn, &square));
    two!(product(square, &turn));
    two!(product(Rotation2::new(0.7), &POINT));
    two!(product(Rotation2::new(0.7), &Rotation2::new(0.2)));
}

#[test]
fn translations_and_points() {
    two!(product(Translation3::from(AXIS), &Translation3::from(VECTOR)));
    two!(product(Translation3::from(AXIS), &Point3::from(VECTOR)));
    one!(turned_back(Translation3::from(AXIS)));
    one!(shift_by(AXIS));
    one!(shift_by(Point3::from(AXIS)));
    one!(point_at(AXIS));
    two!(sum(Point3::from(AXIS), &VECTOR));
    two!(difference(Point3::from(AXIS), &VECTOR));
    two!(difference(Point3::from(AXIS), &Point3::from(VECTOR)));
    two!(scaled(Point3::from(AXIS), 1.5));
    two!(unscaled(Point3::from(AXIS), 1.5));
}

#[test]
fn turns_by_angles() {
    one!(rotation_by_angles(Vector1::new(0.7)));
    one!(quaternion_by_angles(Vector1::new(0.7)));
    one!(angle_of(Rotation2::new(2.5_f64)));
    one!(angle_of(UnitComplex::new(-0.7_f64)));
    one!(rotation_by_angles(AXIS));
    one!(quaternion_by_angles(AXIS));
    two!(rotation_about(Unit::new_normalize(AXIS), 0.7));
    two!(quaternion_about(Unit::new_normalize(AXIS), 0.7));
}

/// Also where they begin, and where another formula does.
#[test]
fn turns_by_long_axes() {
    for axis in [AXIS, VECTOR, Vector3::new(1e-3, -2e-3, 1e-3), Vector3::new(0.6, 0.0, -0.8), VECTOR * 3.0] {
        one!(rotation_by(axis));
        one!(quaternion_by(axis));
    }
    let mut d_a = Vector3::zeros();
    let _ = linear::rotation_by::__pull_back(&Vector3::zeros(), Rotation3::new(AXIS), &mut d_a);
    let turn = *Rotation3::new(AXIS).matrix();
    let wanted = [turn[(2, 1)] - turn[(1, 2)], turn[(0, 2)] - turn[(2, 0)], turn[(1, 0)] - turn[(0, 1)]];
    assert_eq!(d_a, Vector3::from(wanted));
    let mut d_a = Vector3::zeros();
    let turn = UnitQuaternion::new(AXIS);
    let _ = linear::quaternion_by::__pull_back(&Vector3::zeros(), turn, &mut d_a);
    assert_eq!(d_a, turn.vector() * 0.5);
}

#[test]
fn quaternions() {
    let (a, b) = (Quaternion::<f64>::new(0.5, -1.5, 2.0, 0.75), Quaternion::<f64>::new(1.5, 0.25, -0.5, 1.0));
    two!(product(a, &b));
    two!(sum(a, &b));
    two!(difference(a, &b));
    two!(dot(a, &b));
    one!(inner_square(a));
    two!(scaled(a, 1.5));
    two!(unscaled(a, 1.5));
    two!(quaternion_of(AXIS, 1.5));
    one!(squared_norm(a));
    one!(negated(a));
    one!(conjugated(a));
    one!(inner_of(a));
    one!(normalized(a));
    one!(unchecked(a));
    one!(normalized(AXIS));
    one!(unchecked(AXIS));
    one!(inner_of(Unit::new_normalize(AXIS)));
}
