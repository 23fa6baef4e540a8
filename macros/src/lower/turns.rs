//! Rotations, motions, points and what is of length one, made of numbers, axes and vectors: each maker is a call of the function of the core
//! crate that has its rule.

use quote::quote;

use super::Lowering;
use super::matrix::{Handed, number, place};
use super::value::Value;
use crate::elementary::Kind;
use crate::ir::Id;
use crate::syntax::{Expr, ExprKind};
use crate::table::matrices::{self, Outcome};

/// What a maker takes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Takes {
    /// Numbers, one below the other.
    Numbers,
    /// A vector, a quaternion, or whatever else is one thing.
    One,
    /// An axis and an angle.
    AxisAndAngle,
    /// A translation or a vector, and a turn.
    Parts,
    /// A vector, and that along which it turns, as long as the angle.
    VectorAndAxis,
    /// A vector and an angle.
    VectorAndAngle,
    /// The real part, and three others.
    Quaternion,
}

/// Makers: of the types whose names begin so, what they are called, what they take, and the functions of the core crate that stand for
/// them.
#[rustfmt::skip]
const MAKERS: [(&str, &[&str], Takes, &str); 20] = [
    ("Rotation2",      &["new"],                               Takes::Numbers,        "rotation_by_angles"),
    ("Rotation3",      &["from_euler_angles"],                 Takes::Numbers,        "rotation_by_angles"),
    ("Rotation3",      &["from_axis_angle"],                   Takes::AxisAndAngle,   "rotation_about"),
    ("Rotation3",      &["new", "from_scaled_axis"],           Takes::One,            "rotation_by"),
    ("Rotation",       &["from_matrix_unchecked"],             Takes::One,            "unchecked_rotation"),
    ("UnitComplex",    &["new", "from_angle"],                 Takes::Numbers,        "quaternion_by_angles"),
    ("UnitQuaternion", &["from_euler_angles"],                 Takes::Numbers,        "quaternion_by_angles"),
    ("UnitQuaternion", &["from_axis_angle"],                   Takes::AxisAndAngle,   "quaternion_about"),
    ("UnitQuaternion", &["new", "from_scaled_axis"],           Takes::One,            "quaternion_by"),
    ("UnitQuaternion", &["from_quaternion", "new_normalize"],  Takes::One,            "normalized"),
    ("Unit",           &["new_normalize"],                     Takes::One,            "normalized"),
    ("Unit",           &["new_unchecked"],                     Takes::One,            "unchecked"),
    ("Quaternion",     &["new"],                               Takes::Quaternion,     "quaternion_of"),
    ("Isometry",       &["from_parts"],                        Takes::Parts,          "placed"),
    ("Isometry3",      &["new"],                               Takes::VectorAndAxis,  "quaternion_by"),
    ("IsometryMatrix3", &["new"],                              Takes::VectorAndAxis,  "rotation_by"),
    ("Isometry2",      &["new"],                               Takes::VectorAndAngle, "quaternion_by_angles"),
    ("IsometryMatrix2", &["new"],                              Takes::VectorAndAngle, "rotation_by_angles"),
    ("Translation",    &["new", "from"],                       Takes::Numbers,        "shift_by"),
    ("Point",          &["new", "from"],                       Takes::Numbers,        "point_at"),
];

impl<'t> Lowering<'t, '_> {
    /// `Rotation3::from_axis_angle(&axis, angle)` and its like.
    pub(super) fn made_turn(
        &mut self,
        expr: &'t Expr,
        owner: &str,
        maker: &str,
        arguments: &'t [Expr],
    ) -> Option<Value<'t>> {
        let found = MAKERS.iter().find(|(of, makers, ..)| owner.starts_with(of) && makers.contains(&maker));
        let Some(&(.., takes, function)) = found else { return self.unsupported(expr) };
        let given = match (takes, arguments) {
            (Takes::Numbers, [one]) if maker == "from" => vec![self.matrix(one)?],
            (Takes::Numbers, _) => vec![self.column(arguments)?],
            (Takes::One, [one]) => vec![self.matrix(one)?],
            (Takes::AxisAndAngle, [axis, angle]) => {
                vec![self.matrix(axis)?, number(self.operand(angle)?)]
            }
            (Takes::Parts, [way, turn]) => vec![self.matrix(way)?, self.matrix(turn)?],
            (Takes::VectorAndAxis | Takes::VectorAndAngle, [way, turn]) => {
                let way = self.matrix(way)?;
                let turn = match takes {
                    Takes::VectorAndAxis => self.matrix(turn)?,
                    _ => self.column(std::slice::from_ref(turn))?,
                };
                let turn = self.applied_to_matrices(function, vec![turn], Outcome::Matrix);
                let Value::Array(turn) = turn else { return None };
                return Some(self.applied_to_matrices("placed", vec![way, place(turn)], Outcome::Matrix));
            }
            (Takes::Quaternion, [real, others @ ..]) => {
                let real = self.operand(real);
                vec![self.column(others)?, number(real?)]
            }
            _ => return self.unsupported(expr),
        };
        Some(self.applied_to_matrices(function, given, Outcome::Matrix))
    }

    /// Whether anything in the function turns or moves vectors: its elements are looked at through what it is made of.
    pub(super) fn has_turns(&self) -> bool {
        let mut all = Vec::new();
        self.tree.body.children(&mut all);
        all.into_iter().any(|expr| {
            expr.any(&mut |part| match &part.kind {
                ExprKind::Call(callee, _) => {
                    matches!(callee.path_names().as_slice(), [.., owner, _] if matrices::is_turn(owner))
                }
                ExprKind::Method(method) => method.name == "to_rotation_matrix",
                _ => false,
            })
        })
    }

    /// An element of what is made of numbers one below the other.
    pub(super) fn coordinate(&mut self, whole: Value<'t>, number: usize) -> Option<Value<'t>> {
        let Value::Array(place) = whole else { return None };
        let index = self.graph.literal(&number.to_string(), Kind::Integer);
        let element = self.graph.at(&place, index);
        Some(Value::Number(self.graph.element(element)))
    }

    /// Numbers one below the other.
    fn column(&mut self, numbers: &'t [Expr]) -> Option<Handed> {
        let ids: Vec<Option<Id>> = numbers.iter().map(|number| self.operand(number)).collect();
        let ids: Vec<Id> = ids.into_iter().collect::<Option<_>>()?;
        let krate = self.context.krate.clone();
        let column =
            self.with_numbers(&ids, None, |words| quote!(#krate::support::linear::column([#(#words),*])));
        Some(place(column))
    }
}
