//! Turns that are made of angles and axes, in coordinates.

use super::formula::{Elementary, Formula};
use super::turning::{ByQuaternion, Way};

/// Σ (−s)ⁿ / (2·n + k)!, of which the first are cos √s, sin √s / √s and (1 − cos √s) / s: smooth where s is zero.
fn stumpff<N: Elementary>(s: N, k: u8) -> N {
    if s.is_below(1.0) {
        let first = N::constant(if k == 2 { 0.5 } else { 1.0 });
        // From the last term to the first.
        let sum = (1..=10).rev().fold(N::constant(1.0), |sum, n| {
            let last = f64::from(2 * n + k);
            N::constant(1.0) - s * sum * N::constant(1.0 / (last * (last - 1.0)))
        });
        return first * sum;
    }
    let root = s.sqrt();
    let (sin, cos) = root.sin_cos();
    match k {
        0 => cos,
        1 => sin * root.recip(),
        _ => (N::constant(1.0) - cos) * s.recip(),
    }
}

/// The matrix that turns about an axis, from what its diagonal has of the cosine, what the axis is multiplied by, and what its products are.
fn about<N: Elementary>(axis: &[N], cos: [N; 3], sin: N, rest: N, to: &mut [N]) {
    let [x, y, z] = [axis[0], axis[1], axis[2]];
    for i in 0..3 {
        to[4 * i] = axis[i] * axis[i] * rest + cos[i];
    }
    (to[3], to[1]) = (x * y * rest - z * sin, x * y * rest + z * sin);
    (to[6], to[2]) = (x * z * rest + y * sin, x * z * rest - y * sin);
    (to[7], to[5]) = (y * z * rest - x * sin, y * z * rest + x * sin);
}

macro_rules! formulas {
    ($($(#[$doc:meta])* $name:ident: |$a:ident, $b:ident, $to:ident| $body:block)*) => {$(
        $(#[$doc])*
        pub(super) struct $name;

        impl Formula for $name {
            #[inline]
            fn of<N: Elementary>($a: &[N], $b: &[N], $to: &mut [N]) {
                $body
            }
        }
    )*};
}

formulas! {
    /// The turn in the plane, as a matrix.
    MatrixOfAngle: |a, _b, to| {
        let (sin, cos) = a[0].sin_cos();
        (to[0], to[1], to[2], to[3]) = (cos, sin, -sin, cos);
    }
    /// The same as a complex number.
    ComplexOfAngle: |a, _b, to| {
        (to[1], to[0]) = a[0].sin_cos();
    }
    /// The angle of a complex number.
    AngleOfComplex: |a, _b, to| {
        to[0] = a[1].atan2(a[0]);
    }
    /// Roll, pitch and yaw, as a matrix: the turn about z after that about y after that about x.
    MatrixOfAngles: |a, _b, to| {
        let [(sr, cr), (sp, cp), (sy, cy)] = [a[0].sin_cos(), a[1].sin_cos(), a[2].sin_cos()];
        (to[0], to[3], to[6]) = (cy * cp, cy * sp * sr - sy * cr, cy * sp * cr + sy * sr);
        (to[1], to[4], to[7]) = (sy * cp, sy * sp * sr + cy * cr, sy * sp * cr - cy * sr);
        (to[2], to[5], to[8]) = (-sp, cp * sr, cp * cr);
    }
    /// The same as a quaternion.
    QuaternionOfAngles: |a, _b, to| {
        let half = |angle: N| (angle * N::constant(0.5)).sin_cos();
        let [(sr, cr), (sp, cp), (sy, cy)] = [half(a[0]), half(a[1]), half(a[2])];
        to[0] = sr * cp * cy - cr * sp * sy;
        to[1] = cr * sp * cy + sr * cp * sy;
        to[2] = cr * cp * sy - sr * sp * cy;
        to[3] = cr * cp * cy + sr * sp * sy;
    }
    /// An axis and an angle, as a matrix.
    MatrixAbout: |a, b, to| {
        let (sin, cos) = b[0].sin_cos();
        about(a, [cos; 3], sin, N::constant(1.0) - cos, to);
    }
    /// The same as a quaternion.
    QuaternionAbout: |a, b, to| {
        let (sin, cos) = (b[0] * N::constant(0.5)).sin_cos();
        (to[0], to[1], to[2], to[3]) = (a[0] * sin, a[1] * sin, a[2] * sin, cos);
    }
    /// An axis as long as the angle, as a matrix.
    MatrixBy: |a, _b, to| {
        let s = a[0] * a[0] + a[1] * a[1] + a[2] * a[2];
        about(a, [stumpff(s, 0); 3], stumpff(s, 1), stumpff(s, 2), to);
    }
    /// The same as a quaternion.
    QuaternionBy: |a, _b, to| {
        let s = (a[0] * a[0] + a[1] * a[1] + a[2] * a[2]) * N::constant(0.25);
        let half = stumpff(s, 1) * N::constant(0.5);
        (to[0], to[1], to[2], to[3]) = (a[0] * half, a[1] * half, a[2] * half, stumpff(s, 0));
    }
    /// The matrix of a complex number.
    MatrixOfComplex: |a, _b, to| {
        (to[0], to[1], to[2], to[3]) = (a[0], a[1], -a[1], a[0]);
    }
    /// The matrix of a quaternion.
    MatrixOfQuaternion: |a, _b, to| {
        let [i, j, k, w] = [a[0], a[1], a[2], a[3]];
        let twice = |number: N| number + number;
        let [ii, jj, kk, ww] = [i * i, j * j, k * k, w * w];
        (to[0], to[4], to[8]) = (ww + ii - jj - kk, ww - ii + jj - kk, ww - ii - jj + kk);
        (to[3], to[1]) = (twice(i * j - w * k), twice(i * j + w * k));
        (to[6], to[2]) = (twice(i * k + w * j), twice(i * k - w * j));
        (to[7], to[5]) = (twice(j * k - w * i), twice(j * k + w * i));
    }
    /// The product of quaternions.
    OfQuaternions: |a, b, to| { ByQuaternion::product(a, b, to) }
    /// The conjugate of a quaternion.
    Conjugate: |a, _b, to| { ByQuaternion::back(a, to) }
    /// A real and an imaginary part, as a quaternion.
    OfParts: |a, b, to| {
        (to[0], to[1], to[2], to[3]) = (a[0], a[1], a[2], b[0]);
    }
}

/// So many coordinates, divided by how long they are.
pub(super) struct Normalized<const D: usize>;

impl<const D: usize> Formula for Normalized<D> {
    #[inline]
    fn of<N: Elementary>(a: &[N], _: &[N], to: &mut [N]) {
        let squares = (1..D).fold(a[0] * a[0], |sum, i| sum + a[i] * a[i]);
        let by = squares.sqrt().recip();
        for i in 0..D {
            to[i] = a[i] * by;
        }
    }
}

/// So many coordinates, as they are.
pub(super) struct Same<const D: usize>;

impl<const D: usize> Formula for Same<D> {
    #[inline]
    fn of<N: Elementary>(a: &[N], _: &[N], to: &mut [N]) {
        to[..D].copy_from_slice(&a[..D]);
    }
}

/// So many coordinates, one of both after the other.
macro_rules! by_coordinates {
    ($($(#[$doc:meta])* $name:ident: |$a:ident, $b:ident| $of:expr;)*) => {$(
        $(#[$doc])*
        pub(super) struct $name<const D: usize>;

        impl<const D: usize> Formula for $name<D> {
            #[inline]
            fn of<N: Elementary>(a: &[N], b: &[N], to: &mut [N]) {
                for i in 0..D {
                    let ($a, $b) = ((a, i), (b, i));
                    to[i] = $of;
                }
            }
        }
    )*};
}

by_coordinates! {
    /// Sums.
    Sum: |a, b| a.0[a.1] + b.0[b.1];
    /// Differences.
    Difference: |a, b| a.0[a.1] - b.0[b.1];
    /// Multiples.
    Multiple: |a, b| a.0[a.1] * b.0[0];
    /// Quotients by a number.
    Quotient: |a, b| a.0[a.1] * b.0[0].recip();
    /// What has the other sign.
    Negative: |a, _b| -a.0[a.1];
}

/// The sum of the products of coordinates.
pub(super) struct Inner<const D: usize>;

impl<const D: usize> Formula for Inner<D> {
    #[inline]
    fn of<N: Elementary>(a: &[N], b: &[N], to: &mut [N]) {
        to[0] = (1..D).fold(a[0] * b[0], |sum, i| sum + a[i] * b[i]);
    }
}

/// The sum of the squares of coordinates.
pub(super) struct Squares<const D: usize>;

impl<const D: usize> Formula for Squares<D> {
    #[inline]
    fn of<N: Elementary>(a: &[N], _: &[N], to: &mut [N]) {
        Inner::<D>::of(a, a, to);
    }
}
