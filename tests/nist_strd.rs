//! NIST's reference sets for nonlinear regression: the certified figures from both starts.

#[allow(dead_code, reason = "the test calls what `main` calls")]
#[path = "../examples/nist_strd.rs"]
mod nist_strd;

use nist_strd::data::{self, Set};
use nist_strd::judge;

#[test]
fn all_sets_are_fitted_to_the_certified_digits_from_both_starts() {
    let sets = data::all().unwrap();
    assert_eq!(sets.len(), 27);
    for set in &sets {
        for start in 0..2 {
            let judged = judge(set, start).unwrap_or_else(|error| panic!("{}: {error}", set.name));
            let digits = (judged.parameters, judged.standard_deviations, judged.residuals);
            assert!(judged.certified, "{} from start {}: {digits:?}", set.name, start + 1);
            assert_eq!(judged.fit.held, [0; 0]);
        }
    }
}

/// The digits are counted, and not taken for granted: none of the figures may be another.
#[test]
fn other_figures_are_not_certified() {
    let sets = data::all().unwrap();
    let certified = |name: &str, change: fn(&mut Set)| {
        let mut set = sets.iter().find(|set| set.name == name).unwrap().clone();
        change(&mut set);
        judge(&set, 1).unwrap().certified
    };
    assert!(certified("Misra1a", |_| ()));
    assert!(!certified("Misra1a", |set| set.parameters[1] *= 1.0 + 2e-6));
    assert!(!certified("Misra1a", |set| set.standard_deviations[0] *= 1.0 + 2e-6));
    assert!(!certified("Misra1a", |set| set.sum_of_squares *= 1.0 + 2e-6));
    assert!(!certified("Misra1a", |set| set.residual_standard_deviation *= 1.0 + 2e-6));
    assert!(!certified("Misra1a", |set| set.degrees_of_freedom += 1));
    assert!(!certified("Lanczos1", |set| set.standard_deviations[3] *= 1.0 + 2e-6));
    assert!(!certified("Lanczos1", |set| set.residual_standard_deviation *= 1.1));
}
