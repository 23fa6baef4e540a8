//! Rotations, quaternions, motions and points of nalgebra that are made of what varies, against differences.

use chainrule::differentiate;
use nalgebra::{
    Isometry2, Isometry3, Point2, Point3, Quaternion, RealField, Rotation2, Rotation3, Translation2,
    Translation3, Unit, UnitComplex, UnitQuaternion, Vector2, Vector3,
};

use super::differences::check;

fn vector(numbers: &[f64]) -> Vector3<f64> {
    Vector3::new(numbers[0], numbers[1], numbers[2])
}

#[differentiate]
fn about_an_axis(angle: f64, v: &Vector3<f64>) -> f64 {
    let turn = Rotation3::from_axis_angle(&Vector3::z_axis(), angle);
    (turn * v).x
}

#[differentiate]
fn about_any_axis(v: &Vector3<f64>, angle: f64) -> f64 {
    let axis = Unit::new_normalize(*v);
    let turned = Rotation3::from_axis_angle(&axis, angle) * Vector3::new(0.3, 0.4, 0.5);
    turned.norm_squared() + turned.x
}

#[test]
fn an_axis_and_an_angle() {
    let x = [0.3, 1.0, 2.0, 3.0];
    let (value, (by_angle, by_v)) = about_an_axis::value_and_gradient(x[0], &vector(&x[1..]));
    check(|x| about_an_axis(x[0], &vector(&x[1..])), &x, (value, [&[by_angle], by_v.as_slice()].concat()));
    let x = [1.0, 2.0, 3.0, 0.5];
    let (value, (by_v, by_angle)) = about_any_axis::value_and_gradient(&vector(&x), x[3]);
    check(|x| about_any_axis(&vector(x), x[3]), &x, (value, [by_v.as_slice(), &[by_angle]].concat()));
}

#[differentiate]
fn by_angles(roll: f64, pitch: f64, yaw: f64) -> f64 {
    let turn = UnitQuaternion::from_euler_angles(roll, pitch, yaw);
    let elements = Rotation3::from_euler_angles(yaw, roll, pitch).into_inner();
    (turn * Vector3::new(1.0, 2.0, roll)).dot(&Vector3::new(0.5, -1.0, 2.0)) + elements[(0, 1)]
}

#[differentiate]
fn by_a_long_axis(a: f64, b: f64) -> f64 {
    let turn = Rotation3::new(Vector3::new(a, b, a * b));
    let back = turn.inverse_transform_vector(&Vector3::new(1.0, 2.0, 3.0));
    let matrix = UnitQuaternion::from_axis_angle(&Vector3::y_axis(), a).to_rotation_matrix();
    back.x * back.y + (matrix.matrix() * Vector3::new(b, 1.0, 2.0)).z
}

#[test]
fn angles() {
    let x = [0.1, 0.2, 0.3];
    let (value, by) = by_angles::value_and_gradient(x[0], x[1], x[2]);
    check(|x| by_angles(x[0], x[1], x[2]), &x, (value, by.to_vec()));
    let x = [0.3, 0.7];
    let (value, by) = by_a_long_axis::value_and_gradient(x[0], x[1]);
    check(|x| by_a_long_axis(x[0], x[1]), &x, (value, by.to_vec()));
}

#[differentiate]
fn of_quaternions(a: f64, b: f64, c: f64, d: f64) -> f64 {
    let one = Quaternion::new(a, b, c, d);
    let other = one * Quaternion::new(1.0, 0.5, b, 0.0) + one.conjugate() * 2.0;
    let turned = UnitQuaternion::from_quaternion(one).inverse() * Vector3::new(1.0, -2.0, 0.5);
    other.norm_squared() + one.dot(&other) + turned.x + 2.0 * turned.y * turned.z
}

#[test]
fn quaternions() {
    let x = [0.3, 0.4, 0.5, -0.1];
    let (value, by) = of_quaternions::value_and_gradient(x[0], x[1], x[2], x[3]);
    check(|x| of_quaternions(x[0], x[1], x[2], x[3]), &x, (value, by.to_vec()));
}

/// Three joints one after the other, as an arm has them.
#[differentiate(order = 2)]
fn chain_of_joints(angles: &[f64; 3]) -> f64 {
    let mut pose = Isometry3::identity();
    for i in 0..3 {
        let joint = UnitQuaternion::from_axis_angle(&Vector3::x_axis(), angles[i]);
        pose *= Isometry3::from_parts(Translation3::new(0.0, 0.0, 0.5), joint);
    }
    let tip = pose * Point3::new(0.0, 0.1, 0.2);
    tip.x * tip.x + tip.y * 2.0 + tip.z
}

struct Arm {
    lengths: [f64; 2],
}

impl Arm {
    #[differentiate]
    fn tip(&self, angles: &[f64; 2]) -> [f64; 2] {
        let shoulder = Isometry2::new(Vector2::new(0.0, 0.0), angles[0]);
        let elbow = shoulder * Isometry2::new(Vector2::new(self.lengths[0], 0.0), angles[1]);
        let tip = elbow.transform_point(&Point2::new(self.lengths[1], 0.0));
        [tip.x, tip.y]
    }
}

#[test]
fn arms() {
    let x = [0.3, -0.2, 0.7];
    let at = |x: &[f64]| [x[0], x[1], x[2]];
    let (value, by) = chain_of_joints::value_and_gradient(&x);
    check(|x| chain_of_joints(&at(x)), &x, (value, by.to_vec()));
    for (i, row) in chain_of_joints::hessian(&x).into_iter().enumerate() {
        check(|x| chain_of_joints::gradient(&at(x))[i], &x, (by[i], row.to_vec()));
    }
    // The tip is at l₁·(cos a, sin a) + l₂·(cos(a + b), sin(a + b)).
    let arm = Arm { lengths: [1.0, 0.5] };
    let (a, b) = (0.3_f64, 0.4_f64);
    let wanted = [
        [-a.sin() - 0.5 * (a + b).sin(), -0.5 * (a + b).sin()],
        [a.cos() + 0.5 * (a + b).cos(), 0.5 * (a + b).cos()],
    ];
    for (found, wanted) in arm.tip_jacobian(&[a, b]).as_flattened().iter().zip(wanted.as_flattened()) {
        assert!((found - wanted).abs() < 1e-15, "{found} is not {wanted}");
    }
}

#[differentiate(wrt(v))]
fn seen_from(v: &Vector3<f64>, pose: &Isometry3<f64>, turn: &Rotation3<f64>) -> f64 {
    let place = pose * Point3::from(*v);
    let turned = turn * v;
    place.x + turned.y * place.z
}

#[differentiate]
fn generic<T: RealField + Copy>(angle: T) -> T {
    (Rotation2::new(angle) * Vector2::new(angle, T::one())).y
}

#[differentiate]
fn shifted(x: f64, y: f64) -> f64 {
    let place = Translation2::new(x, y) * Point2::new(1.0, y);
    (place - Point2::new(0.0, 1.0)).dot(&Vector2::new(3.0, y))
}

#[test]
fn what_is_constant_and_what_is_moved() {
    let pose = Isometry3::new(Vector3::new(0.1, 0.2, 0.3), Vector3::new(0.4, -0.5, 0.6));
    let turn = Rotation3::new(Vector3::new(0.3, 0.2, 0.1));
    let x = [1.0, 2.0, 3.0];
    let (value, by) = seen_from::value_and_gradient(&vector(&x), &pose, &turn);
    check(|x| seen_from(&vector(x), &pose, &turn), &x, (value, by.as_slice().to_vec()));
    let (value, by) = generic::value_and_gradient(0.3);
    check(|x| generic(x[0]), &[0.3], (value, vec![by]));
    let (value, by) = shifted::value_and_gradient(0.3, 0.7);
    check(|x| shifted(x[0], x[1]), &[0.3, 0.7], (value, by.to_vec()));
}

/// Where a motion leads, how it turns, and the numbers of both.
#[differentiate(order = 2)]
fn parts_of_motions(a: f64, b: f64) -> f64 {
    let motion = Isometry3::new(Vector3::new(a, b, a * b), Vector3::new(b, a, 0.3));
    let back = motion.inverse();
    let way: Vector3<f64> = back.translation.vector;
    let turn = back.rotation;
    let end = (turn * Point3::new(a, 1.0, 0.0)).coords;
    way.norm() * turn.i + end.dot(&Vector3::new(1.0, 2.0, 3.0)) + motion.translation.x * turn.coords.sum()
}

#[differentiate]
fn elements_of_turns(a: f64, b: f64) -> f64 {
    let q = UnitQuaternion::from_axis_angle(&Vector3::z_axis(), a)
        * UnitQuaternion::from_axis_angle(&Vector3::x_axis(), b);
    let r = Rotation3::from_euler_angles(a, b, 0.1);
    q.w * q.w - q.i * q.j + q.k + r[(0, 1)] + r.matrix()[(2, 2)] * r.matrix().trace()
}

#[differentiate]
fn angles_in_the_plane(a: f64, b: f64) -> f64 {
    let turn = UnitComplex::new(a) * UnitComplex::new(b * b);
    turn.angle() * Rotation2::new(a * b + 2.0).angle()
}

#[test]
fn parts() {
    let x = [0.3, 0.2];
    check(|x| parts_of_motions(x[0], x[1]), &x, {
        let (value, gradient) = parts_of_motions::value_and_gradient(x[0], x[1]);
        (value, gradient.to_vec())
    });
    for i in 0..2 {
        check(
            |x| parts_of_motions::gradient(x[0], x[1])[i],
            &x,
            (parts_of_motions::gradient(x[0], x[1])[i], parts_of_motions::hessian(x[0], x[1])[i].to_vec()),
        );
    }
    check(|x| angles_in_the_plane(x[0], x[1]), &x, {
        let (value, gradient) = angles_in_the_plane::value_and_gradient(x[0], x[1]);
        (value, gradient.to_vec())
    });
    check(|x| elements_of_turns(x[0], x[1]), &x, {
        let (value, gradient) = elements_of_turns::value_and_gradient(x[0], x[1]);
        (value, gradient.to_vec())
    });
}
