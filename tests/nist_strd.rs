//! NIST's reference sets for nonlinear regression: the certified figures from both starts.

#[allow(dead_code, reason = "the test calls what `main` calls")]
#[path = "../examples/nist_strd.rs"]
mod nist_strd;

use nist_strd::{data, judge};

#[test]
fn all_sets_are_fitted_to_the_certified_digits_from_both_starts() {
    let sets = data::all().unwrap();
    assert_eq!(sets.len(), 27);
    for set in &sets {
        for start in 0..2 {
            let (fit, digits) = judge(set, start).unwrap_or_else(|error| panic!("{}: {error}", set.name));
            assert!(digits.certify(set), "{} from start {}: {digits:?}", set.name, start + 1);
            assert_eq!(fit.degrees_of_freedom, set.degrees_of_freedom, "{}", set.name);
            let squares = fit.sum_of_squares / set.sum_of_squares - 1.0;
            let wanted = if set.name == "Lanczos1" { 1e-2 } else { 1e-9 };
            assert!(squares.abs() < wanted, "{}: {squares:e}", set.name);
            assert_eq!(fit.held, [0; 0]);
        }
    }
}

/// The digits are counted, and not taken for granted: a figure of another set has next to none.
#[test]
fn wrong_figures_are_not_certified() {
    let sets = data::all().unwrap();
    let by_name = |name: &str| sets.iter().find(|set| set.name == name).unwrap();
    let mut set = by_name("Misra1a").clone();
    set.parameters[1] *= 1.0 + 2e-6;
    assert!(!judge(&set, 0).unwrap().1.certify(&set));
    let mut set = by_name("Rat42").clone();
    set.standard_deviations[0] *= 1.0 + 2e-4;
    assert!(!judge(&set, 0).unwrap().1.certify(&set));
    let mut set = by_name("Lanczos1").clone();
    set.residual_standard_deviation *= 1.1;
    assert!(!judge(&set, 1).unwrap().1.certify(&set));
}
