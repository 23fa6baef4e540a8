//! What the examples of fitting, robotics, chemistry and learning compute, held against known figures.

#[path = "../examples/attention_block.rs"]
#[allow(dead_code, reason = "the test does not print")]
mod attention_block;
#[path = "../examples/fit_struct.rs"]
#[allow(dead_code, reason = "the test does not print")]
mod fit_struct;
#[path = "../examples/robot_arm.rs"]
#[allow(dead_code, reason = "the test does not print")]
mod robot_arm;
#[path = "../examples/stiff_reaction.rs"]
#[allow(dead_code, reason = "the test does not print")]
mod stiff_reaction;

#[test]
fn a_struct_is_fitted() {
    let (peak, errors) = fit_struct::fit().unwrap();
    let found = [peak.height, peak.center, peak.width, peak.ground.x, peak.ground.y];
    for ((found, wanted), error) in found.into_iter().zip([5.0, 4.2, 0.8, 1.0, -0.05]).zip(errors) {
        assert!((found - wanted).abs() < 4.0 * error && error < 0.01, "{found} ± {error}");
    }
}

#[test]
fn the_arm_reaches_its_targets() {
    let arm = robot_arm::Arm { links: [1.0, 0.7] };
    for target in [[0.9, 0.8], [-0.5, 1.2], [1.3, -0.6]] {
        let (joints, steps) = arm.reach(target, [0.3, 0.9]);
        let hand = arm.hand(&joints);
        assert!((hand[0] - target[0]).hypot(hand[1] - target[1]) < 1e-12 && steps < 20);
    }
}

/// Figures of E. Hairer and G. Wanner, Solving Ordinary Differential Equations II, 1996, and of the test set that goes with it.
#[test]
fn the_stiff_reaction_is_as_it_is_known() {
    let [a, b, c] = stiff_reaction::concentrations(&stiff_reaction::ROBERTSON, 40.0, 4000);
    assert!((a - 0.715_827_06).abs() < 1e-6, "{a}");
    assert!((b - 9.185_534_77e-6).abs() < 1e-10, "{b}");
    assert!((c - 0.284_163_74).abs() < 1e-6, "{c}");
}

#[test]
fn a_block_of_a_transformer_has_its_gradient() {
    let (value, off) = attention_block::compare();
    assert!(value > 0.0 && off < 1e-9, "{off}");
}
