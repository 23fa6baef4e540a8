//! How far the hand of a robot with three joints is from where it should be, with the small matrices of nalgebra.

use std::hint::black_box;

use chainrule::differentiate;
use nalgebra::{Matrix3, Vector3};

use crate::flat;
use crate::measure::{Table, TypedRow};

#[differentiate(wrt(angles, lengths))]
fn distance(angles: &Vector3<f64>, lengths: &Vector3<f64>, target: &Vector3<f64>) -> f64 {
    let (s0, c0) = (angles.x.sin(), angles.x.cos());
    let (s1, c1) = (angles.y.sin(), angles.y.cos());
    let (s2, c2) = (angles.z.sin(), angles.z.cos());
    let base = Matrix3::new(c0, -s0, 0.0, s0, c0, 0.0, 0.0, 0.0, 1.0);
    let shoulder = Matrix3::new(c1, 0.0, s1, 0.0, 1.0, 0.0, -s1, 0.0, c1);
    let elbow = Matrix3::new(c2, 0.0, s2, 0.0, 1.0, 0.0, -s2, 0.0, c2);
    let forearm = elbow * Vector3::new(0.0, 0.0, lengths.z) + Vector3::new(0.0, 0.0, lengths.y);
    let hand = base * (shoulder * forearm + Vector3::new(0.0, 0.0, lengths.x));
    (hand - target).norm()
}

fn by_hand(
    angles: &Vector3<f64>,
    lengths: &Vector3<f64>,
    target: &Vector3<f64>,
) -> (f64, (Vector3<f64>, Vector3<f64>)) {
    let (s0, c0) = (angles.x.sin(), angles.x.cos());
    let (s1, c1) = (angles.y.sin(), angles.y.cos());
    let (s2, c2) = (angles.z.sin(), angles.z.cos());
    let base = Matrix3::new(c0, -s0, 0.0, s0, c0, 0.0, 0.0, 0.0, 1.0);
    let shoulder = Matrix3::new(c1, 0.0, s1, 0.0, 1.0, 0.0, -s1, 0.0, c1);
    let elbow = Matrix3::new(c2, 0.0, s2, 0.0, 1.0, 0.0, -s2, 0.0, c2);
    let forearm = elbow * Vector3::new(0.0, 0.0, lengths.z) + Vector3::new(0.0, 0.0, lengths.y);
    let arm = shoulder * forearm + Vector3::new(0.0, 0.0, lengths.x);
    let apart = base * arm - target;
    let distance = apart.norm();
    let d_hand = apart / distance;
    let d_arm = base.tr_mul(&d_hand);
    let d_forearm = shoulder.tr_mul(&d_arm);
    let by_base = d_hand.x * (-s0 * arm.x - c0 * arm.y) + d_hand.y * (c0 * arm.x - s0 * arm.y);
    let by_shoulder =
        d_arm.x * (-s1 * forearm.x + c1 * forearm.z) + d_arm.z * (-c1 * forearm.x - s1 * forearm.z);
    let by_elbow = lengths.z * (d_forearm.x * c2 - d_forearm.z * s2);
    let by_lengths = Vector3::new(d_arm.z, d_forearm.z, d_forearm.x * s2 + d_forearm.z * c2);
    (distance, (Vector3::new(by_base, by_shoulder, by_elbow), by_lengths))
}

pub(crate) fn compare(table: &mut Table) {
    let (angles, lengths) = (Vector3::new(0.3, -0.7, 1.1), Vector3::new(1.0, 0.8, 0.6));
    let target = Vector3::new(0.5, 0.2, 1.0);
    table.typed(
        "arm of three joints",
        2.0,
        &mut TypedRow {
            function: &mut || distance(black_box(&angles), black_box(&lengths), black_box(&target)),
            by_hand: &mut || by_hand(black_box(&angles), black_box(&lengths), black_box(&target)),
            chainrule: &mut || {
                distance::value_and_gradient(black_box(&angles), black_box(&lengths), black_box(&target))
            },
            numbers: &|(by_angles, by_lengths)| [flat(by_angles), flat(by_lengths)].concat(),
        },
    );
}
