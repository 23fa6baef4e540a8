//! The problems of Moré, Garbow and Hillstrom are what the article says, and the optimisers do on them what the guide says.

#[allow(dead_code, reason = "the tests call what `main` calls")]
#[path = "../examples/which_optimizer.rs"]
mod which_optimizer;

use chainrule::check::{check_hessian, check_jacobian};
use which_optimizer::problems::{self, Problem};
use which_optimizer::runs::OPTIMIZERS;

/// Values at the starts, by arithmetic where there is a closed form, else as others have published them.
const STARTS: [(u32, f64); 9] = [
    (1, 24.2),
    (2, 400.5),
    (3, 1.135_261_717_348_378_7),
    (5, 14.203_125),
    (7, 2500.0),
    (13, 215.0),
    (14, 19_192.0),
    (20, 30.0),
    (21, 121.0),
];

fn numbered(number: u32) -> Problem {
    problems::all().into_iter().find(|problem| problem.number == number).unwrap()
}

#[test]
fn starts_have_their_known_values() {
    for (number, value) in STARTS {
        let problem = numbered(number);
        let (found, _) = (problem.sum)(&problem.start);
        assert!((found / value - 1.0).abs() < 1e-13, "{number}: {found}");
    }
    // The starts of 4 and 25 by their definitions.
    let brown = (1.0 - 1e6_f64).powi(2) + (1.0 - 2e-6_f64).powi(2) + 1.0;
    assert!(((numbered(4).sum)(&[1.0, 1.0]).0 / brown - 1.0).abs() < 1e-13);
    let (sum, squares) = (38.5_f64, 3.85);
    let dimensioned = squares + sum.powi(2) + sum.powi(4);
    let problem = numbered(25);
    assert!(((problem.sum)(&problem.start).0 / dimensioned - 1.0).abs() < 1e-13);
}

#[test]
fn known_points_have_the_least_value() {
    let points: [(u32, &[f64]); 9] = [
        (1, &[1.0, 1.0]),
        (2, &[5.0, 4.0]),
        (4, &[1e6, 2e-6]),
        (5, &[3.0, 0.5]),
        (7, &[1.0, 0.0, 0.0]),
        (12, &[1.0, 10.0, 1.0]),
        (14, &[1.0; 4]),
        (18, &[1.0, 10.0, 1.0, 5.0, 4.0, 3.0]),
        (25, &[1.0; 10]),
    ];
    for (number, point) in points {
        let (value, gradient) = (numbered(number).sum)(point);
        assert!(value < 1e-20 && gradient.iter().all(|slope| slope.abs() < 1e-6), "{number}: {value}");
    }
}

/// The valley that the article names beside the deepest: x1 = 11.41…, x2 = −0.8968…, where the sum is 48.98…. The second residual
/// less the first has no x1, so that x2 solves a quadratic: it is (2 − √22)/3.
#[test]
fn freudenstein_and_roth_have_a_second_valley() {
    let x2 = (2.0 - 22.0_f64.sqrt()) / 3.0;
    let offsets = [-13.0 + ((5.0 - x2) * x2 - 2.0) * x2, -29.0 + ((x2 + 1.0) * x2 - 14.0) * x2];
    let x1 = -f64::midpoint(offsets[0], offsets[1]);
    let (value, gradient) = (numbered(2).sum)(&[x1, x2]);
    assert!((value - 48.984_253_68).abs() < 1e-6, "{value}");
    assert!(gradient.iter().all(|slope| slope.abs() < 1e-10), "{gradient:?}");
}

#[test]
fn derivatives_are_right_everywhere() {
    for Problem { name, start, sum, hessian, residuals, .. } in problems::all() {
        let moved: Vec<f64> = start.iter().map(|x| x * 1.01 + 0.003).collect();
        check_jacobian(|x: &Vec<f64>| residuals(x), moved.clone()).unwrap_or_else(|e| panic!("{name}: {e}"));
        // The gradient is 2·Jᵀr.
        let ((_, gradient), (rests, rows)) = (sum(&moved), residuals(&moved));
        for (index, slope) in gradient.iter().enumerate() {
            let terms = rests.iter().zip(&rows).map(|(rest, row)| 2.0 * rest * row[index]);
            let size = terms.clone().map(f64::abs).sum::<f64>();
            assert!((slope - terms.sum::<f64>()).abs() <= 1e-13 * size, "{name}");
        }
        check_hessian(|x: &Vec<f64>| sum(x).1, |x| hessian(x), moved)
            .unwrap_or_else(|e| panic!("{name}: {e}"));
    }
}

/// The last lines of the guide's table, to one more or less: whether a run of twenty thousand steps arrives is a matter of its
/// last digits.
#[test]
fn guide_says_how_many_minima_each_finds() {
    let guide = include_str!("../core/src/which_optimizer.md");
    let row = guide.lines().find(|line| line.trim_start().starts_with("minima found")).unwrap();
    let said: Vec<usize> = row.split('│').skip(1).map(|cell| cell.trim().parse().unwrap()).collect();
    assert_eq!(said.len(), OPTIMIZERS.len());
    let problems = problems::all();
    for (optimizer, said) in OPTIMIZERS.iter().zip(said) {
        let found = problems.iter().filter(|problem| optimizer.solve(problem).is_some()).count();
        assert!(found.abs_diff(said) <= 1, "{}: {found}, and the guide says {said}", optimizer.name);
    }
}
