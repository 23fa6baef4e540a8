//! The Jacobian of a robot arm, by a method of the arm: Newton's steps to a point that its hand is to reach.
//!
//! ```sh
//! cargo run --example robot_arm
//! ```

use chainrule::differentiate;

/// Two links in a plane, and the angles that their joints have.
pub(crate) struct Arm {
    pub(crate) links: [f64; 2],
}

impl Arm {
    /// Where the hand is.
    #[differentiate]
    pub(crate) fn hand(&self, joints: &[f64; 2]) -> [f64; 2] {
        let (mut x, mut y, mut angle) = (0.0, 0.0, 0.0);
        for i in 0..2 {
            angle += joints[i];
            x += self.links[i] * angle.cos();
            y += self.links[i] * angle.sin();
        }
        [x, y]
    }

    /// The angles with which the hand is at a point, from some others.
    pub(crate) fn reach(&self, target: [f64; 2], mut joints: [f64; 2]) -> ([f64; 2], usize) {
        for step in 0..50 {
            let ([x, y], [[a, b], [c, d]]) = self.hand_value_and_jacobian(&joints);
            let (ex, ey) = (target[0] - x, target[1] - y);
            if ex.hypot(ey) < 1e-12 {
                return (joints, step);
            }
            // The Jacobian is solved for the angles that make up for the error.
            let determinant = a * d - b * c;
            joints[0] += (d * ex - b * ey) / determinant;
            joints[1] += (a * ey - c * ex) / determinant;
        }
        (joints, 50)
    }
}

pub(crate) fn main() {
    let arm = Arm { links: [1.0, 0.7] };
    for target in [[0.9, 0.8], [-0.5, 1.2], [1.3, -0.6]] {
        let (joints, steps) = arm.reach(target, [0.3, 0.9]);
        println!("{target:?} with the joints at {joints:.6?}, in {steps} steps");
    }
}
