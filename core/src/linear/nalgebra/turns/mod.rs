//! What turns and moves vectors and points. Tangents and cotangents are those of its coordinates: the elements of a matrix, or the four numbers
//! of a quaternion, and no turns themselves. Whichever way a formula goes on beyond turns, what varies stays among them, and so do its slopes.

mod coordinates;
mod formula;
mod made;
mod turning;

use ::nalgebra::allocator::Allocator;
use ::nalgebra::{
    DefaultAllocator, Dim, Isometry, Matrix, OMatrix, Point, Quaternion, Rotation, Rotation2, Rotation3,
    SMatrix, SVector, Storage, Translation, U2, U3, Unit, UnitComplex, UnitQuaternion, Vector, Vector3,
};

use super::Entry;
use crate::linear::operation::{At, Direction, Operation, both};
use crate::linear::rules::{additive, linear_in_first};
use crate::linear::{
    Slot, angle_of, conjugated, difference, dot, inner_of, inner_square, negated, normalized, placed,
    point_at, product, quaternion_about, quaternion_by, quaternion_by_angles, quaternion_of, rotation_about,
    rotation_by, rotation_by_angles, rotation_matrix_of, scaled, shift_by, squared_norm, sum, transposed,
    turn_of, turned_back, turned_back_by, unchecked, unchecked_rotation, unscaled, vector_of, way_of,
};
use crate::support::{Constant, zeros_like};
use formula::formula;
use made::{
    AngleOfComplex, ComplexOfAngle, Conjugate, Difference, Inner, MatrixAbout, MatrixBy, MatrixOfAngle,
    MatrixOfAngles, MatrixOfComplex, MatrixOfQuaternion, Multiple, Negative, Normalized, OfParts,
    OfQuaternions, QuaternionAbout, QuaternionBy, QuaternionOfAngles, Quotient, Same, Squares, Sum,
};
use turning::{
    Back, ByComplex, ByMatrix, ByQuaternion, Moved, MovedBack, MovedBackBy, MovedMotion, MovedTwice, Placed,
    Product, Turn, Turned, TurnedAlone, TurnedBack, TurnedBackAlone, TurnedMotion, TurnedWay, WithTurn,
    WithWay,
};

/// What turns alone.
macro_rules! turns {
    ($($turn:ty, $count:literal, $size:ident, $way:ty;)*) => {$(
        formula! {
            product [S: Storage<T, $size>] ($turn, Vector<T, $size, S>) -> ($turn, SVector<T, $count>, SVector<T, $count>) where {}
            value |a, b| a * b;
            Turned<$way>
        }
        formula! {
            product [] ($turn, $turn) -> ($turn, $turn, $turn) where {}
            value |a, b| a * b;
            Product<$way>
        }
        turns! { @other $turn, $count, $way }
    )*};
    (@other $turn:ty, $count:literal, $way:ty) => {
        formula! {
            product [] ($turn, Point<T, $count>) -> ($turn, Point<T, $count>, Point<T, $count>) where {}
            value |a, b| a * b;
            Turned<$way>
        }
        formula! {
            turned_back [] ($turn, ()) -> ($turn, (), $turn) where {}
            value |a, _b| a.inverse();
            Back<$way>
        }
        formula! {
            turned_back_by [] ($turn, SVector<T, $count>) -> ($turn, SVector<T, $count>, SVector<T, $count>) where {}
            value |a, b| a.inverse_transform_vector(b);
            TurnedBack<$way>
        }
        formula! {
            turned_back_by [] ($turn, Point<T, $count>) -> ($turn, Point<T, $count>, Point<T, $count>) where {}
            value |a, b| a.inverse_transform_point(b);
            TurnedBack<$way>
        }
        formula! {
            product [] ($turn, Translation<T, $count>) -> ($turn, Translation<T, $count>, Isometry<T, $turn, $count>) where {}
            value |a, b| a * b;
            TurnedWay<$way>
        }
        formula! {
            product [] (Translation<T, $count>, $turn) -> (Translation<T, $count>, $turn, Isometry<T, $turn, $count>) where {}
            value |a, b| a * b;
            Placed<$way>
        }
        formula! {
            product [] ($turn, Isometry<T, $turn, $count>) -> ($turn, Isometry<T, $turn, $count>, Isometry<T, $turn, $count>) where {}
            value |a, b| a * b;
            TurnedMotion<$way>
        }
        formula! {
            product [] (Isometry<T, $turn, $count>, $turn) -> (Isometry<T, $turn, $count>, $turn, Isometry<T, $turn, $count>) where {}
            value |a, b| a * b;
            WithTurn<$way>
        }
    };
}

turns! {
    UnitComplex<T>, 2, U2, ByComplex;
    UnitQuaternion<T>, 3, U3, ByQuaternion;
}
turns! { @other Rotation2<T>, 2, ByMatrix<2> }
turns! { @other Rotation3<T>, 3, ByMatrix<3> }

formula! {
    transposed [const D: usize] (Rotation<T, D>, ()) -> (Rotation<T, D>, (), Rotation<T, D>) where {}
    value |a, _b| a.transpose();
    Back<ByMatrix<D>>
}

// What turns and moves.
formula! {
    product [Q: Turn<T, D>, const D: usize]
    (Isometry<T, Q, D>, SVector<T, D>) -> (Isometry<T, Q, D>, SVector<T, D>, SVector<T, D>) where {}
    value |a, b| a * b;
    TurnedAlone<Q::Way>
}
formula! {
    product [Q: Turn<T, D>, const D: usize]
    (Isometry<T, Q, D>, Point<T, D>) -> (Isometry<T, Q, D>, Point<T, D>, Point<T, D>) where {}
    value |a, b| a * b;
    Moved<Q::Way>
}
formula! {
    product [Q: Turn<T, D>, const D: usize]
    (Isometry<T, Q, D>, Isometry<T, Q, D>) -> (Isometry<T, Q, D>, Isometry<T, Q, D>, Isometry<T, Q, D>) where {}
    value |a, b| a * b;
    MovedTwice<Q::Way>
}
formula! {
    product [Q: Turn<T, D>, const D: usize]
    (Isometry<T, Q, D>, Translation<T, D>) -> (Isometry<T, Q, D>, Translation<T, D>, Isometry<T, Q, D>) where {}
    value |a, b| a * b;
    WithWay<Q::Way>
}
formula! {
    product [Q: Turn<T, D>, const D: usize]
    (Translation<T, D>, Isometry<T, Q, D>) -> (Translation<T, D>, Isometry<T, Q, D>, Isometry<T, Q, D>) where {}
    value |a, b| a * b;
    MovedMotion<Q::Way>
}
formula! {
    turned_back [Q: Turn<T, D>, const D: usize] (Isometry<T, Q, D>, ()) -> (Isometry<T, Q, D>, (), Isometry<T, Q, D>) where {}
    value |a, _b| a.inverse();
    MovedBack<Q::Way>
}
formula! {
    turned_back_by [Q: Turn<T, D>, const D: usize]
    (Isometry<T, Q, D>, SVector<T, D>) -> (Isometry<T, Q, D>, SVector<T, D>, SVector<T, D>) where {}
    value |a, b| a.inverse_transform_vector(b);
    TurnedBackAlone<Q::Way>
}
formula! {
    turned_back_by [Q: Turn<T, D>, const D: usize]
    (Isometry<T, Q, D>, Point<T, D>) -> (Isometry<T, Q, D>, Point<T, D>, Point<T, D>) where {}
    value |a, b| a.inverse_transform_point(b);
    MovedBackBy<Q::Way>
}
formula! {
    placed [Q: Turn<T, D>, const D: usize]
    (Translation<T, D>, Q) -> (Translation<T, D>, Q, Isometry<T, Q, D>) where {}
    value |a, b| Isometry::from_parts(*a, b.clone());
    Placed<Q::Way>
}
formula! {
    placed [Q: Turn<T, D>, const D: usize]
    (SVector<T, D>, Q) -> (SVector<T, D>, Q, Isometry<T, Q, D>) where {}
    value |a, b| Isometry::from_parts(Translation::from(*a), b.clone());
    Placed<Q::Way>
}

// What moves alone.
formula! {
    product [const D: usize]
    (Translation<T, D>, Translation<T, D>) -> (Translation<T, D>, Translation<T, D>, Translation<T, D>) where {}
    value |a, b| a * b;
    Sum<D>
}
formula! {
    product [const D: usize] (Translation<T, D>, Point<T, D>) -> (Translation<T, D>, Point<T, D>, Point<T, D>) where {}
    value |a, b| a * b;
    Sum<D>
}
formula! {
    turned_back [const D: usize] (Translation<T, D>, ()) -> (Translation<T, D>, (), Translation<T, D>) where {}
    value |a, _b| a.inverse();
    Negative<D>
}
formula! {
    shift_by [const D: usize] (SVector<T, D>, ()) -> (SVector<T, D>, (), Translation<T, D>) where {}
    value |a, _b| Translation::from(*a);
    Same<D>
}
formula! {
    shift_by [const D: usize] (Point<T, D>, ()) -> (Point<T, D>, (), Translation<T, D>) where {}
    value |a, _b| Translation::from(*a);
    Same<D>
}

// What is made of angles and axes.
formula! {
    rotation_by_angles [] (SVector<T, 1>, ()) -> (SVector<T, 1>, (), Rotation2<T>) where {}
    value |a, _b| Rotation2::new(a.x);
    MatrixOfAngle
}
formula! {
    angle_of [] (UnitComplex<T>, ()) -> (UnitComplex<T>, (), T) where {}
    value |a, _b| a.angle();
    AngleOfComplex
}
// The first two elements of the matrix are the cosine and the sine.
formula! {
    angle_of [] (Rotation2<T>, ()) -> (Rotation2<T>, (), T) where {}
    value |a, _b| a.angle();
    AngleOfComplex
}
formula! {
    rotation_by_angles [] (SVector<T, 3>, ()) -> (SVector<T, 3>, (), Rotation3<T>) where {}
    value |a, _b| Rotation3::from_euler_angles(a.x, a.y, a.z);
    MatrixOfAngles
}
formula! {
    quaternion_by_angles [] (SVector<T, 1>, ()) -> (SVector<T, 1>, (), UnitComplex<T>) where {}
    value |a, _b| UnitComplex::new(a.x);
    ComplexOfAngle
}
formula! {
    quaternion_by_angles [] (SVector<T, 3>, ()) -> (SVector<T, 3>, (), UnitQuaternion<T>) where {}
    value |a, _b| UnitQuaternion::from_euler_angles(a.x, a.y, a.z);
    QuaternionOfAngles
}
formula! {
    rotation_about [] (Unit<Vector3<T>>, T) -> (Unit<Vector3<T>>, T, Rotation3<T>) where {}
    value |a, b| Rotation3::from_axis_angle(a, *b);
    MatrixAbout
}
formula! {
    quaternion_about [] (Unit<Vector3<T>>, T) -> (Unit<Vector3<T>>, T, UnitQuaternion<T>) where {}
    value |a, b| UnitQuaternion::from_axis_angle(a, *b);
    QuaternionAbout
}
formula! {
    rotation_by [S: Storage<T, U3>] (Vector<T, U3, S>, ()) -> (Vector3<T>, (), Rotation3<T>) where {}
    value |a, _b| Rotation3::new(a.clone_owned());
    MatrixBy
}
formula! {
    quaternion_by [S: Storage<T, U3>] (Vector<T, U3, S>, ()) -> (Vector3<T>, (), UnitQuaternion<T>) where {}
    value |a, _b| UnitQuaternion::new(a.clone_owned());
    QuaternionBy
}
formula! {
    rotation_matrix_of [] (UnitComplex<T>, ()) -> (UnitComplex<T>, (), Rotation2<T>) where {}
    value |a, _b| a.to_rotation_matrix();
    MatrixOfComplex
}
formula! {
    rotation_matrix_of [] (UnitQuaternion<T>, ()) -> (UnitQuaternion<T>, (), Rotation3<T>) where {}
    value |a, _b| a.to_rotation_matrix();
    MatrixOfQuaternion
}

// What is of length one.
formula! {
    normalized [] (Quaternion<T>, ()) -> (Quaternion<T>, (), UnitQuaternion<T>) where {}
    value |a, _b| UnitQuaternion::new_normalize(*a);
    Normalized<4>
}
formula! {
    normalized [const D: usize] (SVector<T, D>, ()) -> (SVector<T, D>, (), Unit<SVector<T, D>>) where {}
    value |a, _b| Unit::new_normalize(*a);
    Normalized<D>
}
formula! {
    unchecked [] (Quaternion<T>, ()) -> (Quaternion<T>, (), UnitQuaternion<T>) where {}
    value |a, _b| Unit::new_unchecked(*a);
    Same<4>
}
formula! {
    unchecked [const D: usize] (SVector<T, D>, ()) -> (SVector<T, D>, (), Unit<SVector<T, D>>) where {}
    value |a, _b| Unit::new_unchecked(*a);
    Same<D>
}
formula! {
    unchecked_rotation [const D: usize] (SMatrix<T, D, D>, ()) -> (SMatrix<T, D, D>, (), Rotation<T, D>) where {}
    value |a, _b| Rotation::from_matrix_unchecked(*a);
    Same<9>
}
formula! {
    inner_of [] (UnitQuaternion<T>, ()) -> (UnitQuaternion<T>, (), Quaternion<T>) where {}
    value |a, _b| a.into_inner();
    Same<4>
}
formula! {
    inner_of [] (Quaternion<T>, ()) -> (Quaternion<T>, (), Quaternion<T>) where {}
    value |a, _b| *a;
    Same<4>
}
formula! {
    inner_of [const D: usize] (Unit<SVector<T, D>>, ()) -> (Unit<SVector<T, D>>, (), SVector<T, D>) where {}
    value |a, _b| a.into_inner();
    Same<D>
}
formula! {
    vector_of [const D: usize] (Translation<T, D>, ()) -> (Translation<T, D>, (), SVector<T, D>) where {}
    value |a, _b| a.vector;
    Same<D>
}
formula! {
    vector_of [const D: usize] (Point<T, D>, ()) -> (Point<T, D>, (), SVector<T, D>) where {}
    value |a, _b| a.coords;
    Same<D>
}
formula! {
    vector_of [] (Quaternion<T>, ()) -> (Quaternion<T>, (), SVector<T, 4>) where {}
    value |a, _b| a.coords;
    Same<4>
}
formula! {
    vector_of [] (UnitQuaternion<T>, ()) -> (UnitQuaternion<T>, (), SVector<T, 4>) where {}
    value |a, _b| a.coords;
    Same<4>
}
formula! {
    vector_of [] (SVector<T, 4>, ()) -> (SVector<T, 4>, (), SVector<T, 4>) where {}
    value |a, _b| *a;
    Same<4>
}
linear_in_first! {
    inner_of [T: Entry, R: Dim, C: Dim, S: Storage<T, R, C>]
    (Matrix<T, R, C, S>, ()) -> (OMatrix<T, R, C>, OMatrix<T, R, C>)
    where { DefaultAllocator: Allocator<R, C> }
    value |a, _b| a.clone_owned();
    back |_at, cotangent| cotangent.clone();
}
linear_in_first! {
    way_of [T: Entry, Q: Turn<T, D>, const D: usize] (Isometry<T, Q, D>, ()) -> (Isometry<T, Q, D>, Translation<T, D>) where {}
    value |a, _b| a.translation;
    back |at, cotangent| Isometry { translation: *cotangent, ..zeros_like(at.a) };
}
linear_in_first! {
    turn_of [T: Entry, Q: Turn<T, D>, const D: usize] (Isometry<T, Q, D>, ()) -> (Isometry<T, Q, D>, Q) where {}
    value |a, _b| a.rotation.clone();
    back |at, cotangent| Isometry { rotation: cotangent.clone(), ..zeros_like(at.a) };
}
linear_in_first! {
    inner_of [T: Entry, const D: usize] (Rotation<T, D>, ()) -> (Rotation<T, D>, SMatrix<T, D, D>) where {}
    value |a, _b| *a.matrix();
    back |_at, cotangent| Rotation::from_matrix_unchecked(*cotangent);
}

// Quaternions as numbers are.
formula! {
    product [] (Quaternion<T>, Quaternion<T>) -> (Quaternion<T>, Quaternion<T>, Quaternion<T>) where {}
    value |a, b| a * b;
    OfQuaternions
}
formula! {
    sum [] (Quaternion<T>, Quaternion<T>) -> (Quaternion<T>, Quaternion<T>, Quaternion<T>) where {}
    value |a, b| a + b;
    Sum<4>
}
formula! {
    difference [] (Quaternion<T>, Quaternion<T>) -> (Quaternion<T>, Quaternion<T>, Quaternion<T>) where {}
    value |a, b| a - b;
    Difference<4>
}
formula! {
    inner_square [] (Quaternion<T>, ()) -> (Quaternion<T>, (), T) where {}
    value |a, _b| a.dot(a);
    Squares<4>
}
formula! {
    dot [] (Quaternion<T>, Quaternion<T>) -> (Quaternion<T>, Quaternion<T>, T) where {}
    value |a, b| a.dot(b);
    Inner<4>
}
formula! {
    squared_norm [] (Quaternion<T>, ()) -> (Quaternion<T>, (), T) where {}
    value |a, _b| a.norm_squared();
    Squares<4>
}
formula! {
    scaled [] (Quaternion<T>, T) -> (Quaternion<T>, T, Quaternion<T>) where {}
    value |a, b| a * *b;
    Multiple<4>
}
formula! {
    unscaled [] (Quaternion<T>, T) -> (Quaternion<T>, T, Quaternion<T>) where {}
    value |a, b| a / *b;
    Quotient<4>
}
formula! {
    negated [] (Quaternion<T>, ()) -> (Quaternion<T>, (), Quaternion<T>) where {}
    value |a, _b| -a;
    Negative<4>
}
formula! {
    conjugated [] (Quaternion<T>, ()) -> (Quaternion<T>, (), Quaternion<T>) where {}
    value |a, _b| a.conjugate();
    Conjugate
}
formula! {
    conjugated [] (UnitQuaternion<T>, ()) -> (UnitQuaternion<T>, (), UnitQuaternion<T>) where {}
    value |a, _b| a.conjugate();
    Conjugate
}
formula! {
    quaternion_of [] (Vector3<T>, T) -> (Vector3<T>, T, Quaternion<T>) where {}
    value |a, b| Quaternion::from_parts(*b, *a);
    OfParts
}

// Points.
formula! {
    point_at [const D: usize] (SVector<T, D>, ()) -> (SVector<T, D>, (), Point<T, D>) where {}
    value |a, _b| Point::from(*a);
    Same<D>
}
formula! {
    scaled [const D: usize] (Point<T, D>, T) -> (Point<T, D>, T, Point<T, D>) where {}
    value |a, b| a * *b;
    Multiple<D>
}
formula! {
    unscaled [const D: usize] (Point<T, D>, T) -> (Point<T, D>, T, Point<T, D>) where {}
    value |a, b| a / *b;
    Quotient<D>
}
