//! Fits by several processes: the same bits for any number of them, and errors that say which one it was. Here each is a thread, with
//! channels between them.

mod threads;

use std::cell::Cell;
use std::ops::Range;
use std::thread;
use std::time::Duration;

use chainrule::differentiate;
use chainrule::least_squares::{Error, Fit, Fitting, fit, part};
use chainrule::ranks::{RankLost, Ranks};
use threads::{Thread, on};

#[differentiate(wrt(b))]
fn decay(b: &[f64; 3], time: f64) -> f64 {
    b[0] * (-b[1] * time).exp() + b[2]
}

const START: [f64; 3] = [1.0, 1.0, 0.0];

/// Places and values, with a scatter that is no accident.
fn data(rows: Range<usize>) -> (Vec<f64>, Vec<f64>) {
    let times: Vec<f64> = rows.map(|row| row as f64 / 100.0).collect();
    let values =
        times.iter().map(|time| decay(&[3.0, 0.7, 0.5], *time) + 0.1 * (97.0 * time).sin()).collect();
    (times, values)
}

/// The fit of all rows, on one process.
fn alone(rows: usize) -> Fit<[f64; 3]> {
    let (times, values) = data(0..rows);
    fit(decay::value_and_gradient, &times, &values, START).unwrap()
}

fn across(rank: &Thread, rows: Range<usize>) -> Result<Fit<[f64; 3]>, Error> {
    let (times, values) = data(rows);
    Fitting::new().model_across(rank, decay::value_and_gradient, &times, &values, START)
}

/// Each has the bits of the fit on one process, and its own residuals.
fn assert_same(wanted: &Fit<[f64; 3]>, found: Vec<Fit<[f64; 3]>>, what: &str) {
    let mut residuals = Vec::new();
    for (rank, mut fit) in found.into_iter().enumerate() {
        residuals.append(&mut fit.residuals);
        assert_eq!(fit, Fit { residuals: Vec::new(), ..wanted.clone() }, "rank {rank}, {what}");
    }
    assert_eq!(residuals, wanted.residuals, "{what}");
}

#[test]
fn the_same_bits_for_any_number_of_ranks() {
    for rows in [50, 64, 65, 700, 1001] {
        let wanted = alone(rows);
        for count in [1, 2, 3, 4, 7] {
            let found = on(count, |rank| across(rank, part(rank, rows)).unwrap());
            assert_same(&wanted, found, &format!("{rows} rows, {count} ranks"));
        }
    }
}

#[test]
fn the_same_bits_for_any_parts_of_whole_blocks() {
    let wanted = alone(1000);
    let splits: [&[usize]; 5] =
        [&[0, 1000], &[1000, 0, 0], &[64, 576, 360], &[320, 64, 64, 512, 40], &[0, 0, 192, 0, 448, 360, 0]];
    for split in splits {
        let found = on(split.len(), |rank| {
            let start = split[..rank.rank].iter().sum();
            across(rank, start..start + split[rank.rank]).unwrap()
        });
        assert_same(&wanted, found, &format!("{split:?}"));
    }
}

/// Parts of other lengths: all ranks have the same, and that of one process up to rounding.
#[test]
fn parts_of_any_length() {
    let wanted = alone(1000);
    let (found, others): (Vec<_>, Vec<_>) = on(3, |rank| {
        let ends = [0, 333, 334, 1000];
        let mut fit = across(rank, ends[rank.rank]..ends[rank.rank + 1]).unwrap();
        fit.residuals.clear();
        (fit.clone(), fit)
    })
    .into_iter()
    .unzip();
    assert!(others.iter().all(|other| *other == found[0]));
    for index in 0..3 {
        assert!((found[0].parameters[index] / wanted.parameters[index] - 1.0).abs() < 1e-9);
        assert!((found[0].standard_errors[index] / wanted.standard_errors[index] - 1.0).abs() < 1e-9);
    }
    assert_eq!(found[0].degrees_of_freedom, 997);
}

/// Against the closed forms of linear regression.
#[test]
fn a_line_has_its_closed_form() {
    const ROWS: usize = 500;
    let point = |row: usize| (row as f64 / 7.0, (row * row % 101) as f64);
    let found = on(3, |rank| {
        let (xs, ys): (Vec<f64>, Vec<f64>) = part(rank, ROWS).map(point).unzip();
        let line = |b: &[f64; 2], x: f64| (b[0] + b[1] * x, [1.0, x]);
        Fitting::new().model_across(rank, line, &xs, &ys, [0.0, 0.0]).unwrap()
    });
    let n = ROWS as f64;
    let mean = |f: fn((f64, f64)) -> f64| (0..ROWS).map(|row| f(point(row))).sum::<f64>() / n;
    let (x, y) = (mean(|(x, _)| x), mean(|(_, y)| y));
    let sums = |f: &dyn Fn((f64, f64)) -> f64| (0..ROWS).map(|row| f(point(row))).sum::<f64>();
    let sxx = sums(&|(a, _)| (a - x).powi(2));
    let slope = sums(&|(a, b)| (a - x) * (b - y)) / sxx;
    let squares = sums(&|(a, b)| (b - y - slope * (a - x)).powi(2));
    for fit in found {
        assert!((fit.parameters[1] / slope - 1.0).abs() < 1e-10);
        assert!((fit.parameters[0] / (y - slope * x) - 1.0).abs() < 1e-10);
        assert!((fit.sum_of_squares / squares - 1.0).abs() < 1e-12);
        assert!((fit.standard_errors[1] / (squares / (n - 2.0) / sxx).sqrt() - 1.0).abs() < 1e-11);
    }
}

#[test]
fn residuals_and_bounds_across_ranks() {
    let settings = Fitting::new().bounds(&[(0.0, 10.0), (0.0, 0.6), (-1.0, 1.0)]);
    let residuals = |rows: Range<usize>| {
        let (times, values) = data(rows);
        move |b: &[f64; 3]| {
            let pairs = times.iter().zip(&values);
            let found = pairs.map(|(&time, value)| {
                let (found, slopes) = decay::value_and_gradient(b, time);
                let deviation = 0.1 + time;
                ((found - value) / deviation, slopes.map(|slope| slope / deviation))
            });
            found.unzip::<f64, [f64; 3], Vec<_>, Vec<_>>()
        }
    };
    let wanted = settings.residuals(residuals(0..800), [1.0, 0.5, 0.0]).unwrap();
    assert_eq!(wanted.held, [1]);
    let found =
        on(4, |rank| settings.residuals_across(rank, residuals(part(rank, 800)), [1.0, 0.5, 0.0]).unwrap());
    assert_same(&wanted, found, "bounds");
}

/// What is wrong on one rank is said there, and the others say which one it is.
fn assert_one_fails(rank: usize, errors: Vec<Error>, wanted: &Error) {
    for (other, error) in errors.into_iter().enumerate() {
        let wanted = if other == rank { wanted.clone() } else { Error::OtherRank { rank } };
        assert_eq!(error, wanted, "rank {other}");
    }
}

#[test]
fn a_rank_with_wrong_data_is_named() {
    let errors = on(3, |rank| {
        let (times, mut values) = data(part(rank, 500));
        if rank.rank == 1 {
            values.pop();
        }
        Fitting::new().model_across(rank, decay::value_and_gradient, &times, &values, START).unwrap_err()
    });
    assert_one_fails(1, errors, &Error::Lengths { xs: 192, ys: 191 });
}

/// At the start, and in the middle of the fit.
#[test]
fn a_rank_whose_model_fails_is_named() {
    for good in [0, 400] {
        let errors = on(3, |rank| {
            let (times, values) = data(part(rank, 500));
            let calls = Cell::new(0);
            let model = |b: &[f64; 3], time| {
                calls.set(calls.get() + 1);
                let (value, gradient) = decay::value_and_gradient(b, time);
                let broken = rank.rank == 2 && calls.get() > good;
                (value, gradient[..if broken { 2 } else { 3 }].to_vec())
            };
            Fitting::new().model_across(rank, model, &times, &values, START).unwrap_err()
        });
        assert_one_fails(2, errors, &Error::Shape { what: "slopes", expected: 3, found: 2 });
    }
    let errors = on(2, |rank| {
        let calls = Cell::new(0);
        let changing = |b: &f64| {
            calls.set(calls.get() + 1);
            let count = if rank.rank == 1 && calls.get() > 2 { 4 } else { 3 };
            (vec![b - 1.0; count], vec![1.0; count])
        };
        Fitting::new().residuals_across(rank, changing, 0.0).unwrap_err()
    });
    assert_one_fails(1, errors, &Error::Shape { what: "residuals", expected: 3, found: 4 });
}

#[test]
fn an_observation_without_a_finite_value_is_named_by_its_rank() {
    for (rows, poles) in [(500, [230, 450]), (40, [7, 8])] {
        let place = |rank: &Thread| poles[0] - part(rank, rows).start;
        let errors = on(3, |rank| {
            let (times, values) = data(part(rank, rows));
            let model = |b: &[f64; 3], time: f64| {
                let (value, gradient) = decay::value_and_gradient(b, time);
                let pole = poles.iter().any(|pole| *pole as f64 / 100.0 == time);
                (if pole { f64::NAN } else { value }, gradient)
            };
            let error = Fitting::new().model_across(rank, model, &times, &values, START).unwrap_err();
            (part(rank, rows).contains(&poles[0]).then(|| (rank.rank, place(rank))), error)
        });
        let (owner, errors): (Vec<_>, Vec<_>) = errors.into_iter().unzip();
        let (rank, observation) = owner.into_iter().flatten().next().unwrap();
        let parameters = START.to_vec();
        assert_one_fails(rank, errors, &Error::Undefined { quantity: "residual", observation, parameters });
    }
}

#[test]
fn ranks_with_other_settings_are_told_so() {
    let errors = on(3, |rank| {
        let (times, values) = data(part(rank, 500));
        let start = if rank.rank == 2 { [1.0, 1.5, 0.0] } else { START };
        Fitting::new().model_across(rank, decay::value_and_gradient, &times, &values, start).unwrap_err()
    });
    assert_one_fails(2, errors, &Error::RanksDiffer { rank: 2 });
    let errors = on(2, |rank| {
        let (times, values) = data(part(rank, 500));
        let upper = if rank.rank == 1 { 10.0 } else { 11.0 };
        let settings = Fitting::new().bounds(&[(0.0, upper); 3]);
        settings.model_across(rank, decay::value_and_gradient, &times, &values, START).unwrap_err()
    });
    assert_one_fails(1, errors, &Error::RanksDiffer { rank: 1 });
}

/// What is wrong with the fit itself is said by all ranks alike.
#[test]
fn what_is_wrong_with_the_fit_is_said_by_all() {
    for rows in [0, 3] {
        let errors = on(3, |rank| across(rank, part(rank, rows)).unwrap_err());
        assert_eq!(errors, vec![Error::TooFew { observations: rows, parameters: 3 }; 3]);
    }
    let errors = on(3, |rank| {
        let (times, values) = data(part(rank, 500));
        let both = |b: &[f64; 2], x: f64| ((b[0] + b[1]) * x, [x, x]);
        Fitting::new().model_across(rank, both, &times, &values, [0.0, 0.5]).unwrap_err()
    });
    assert!(errors.iter().all(|error| matches!(error, Error::Undetermined { .. }) && *error == errors[0]));
}

/// A rank that is gone: the others say which one, and nobody waits for ever.
#[test]
fn a_rank_that_is_gone_is_named() {
    let results = on(2, |rank| {
        across(rank, part(rank, 500)).unwrap();
        // Rank 1 goes, and its channels with it.
        (rank.rank() == 0).then(|| {
            thread::sleep(Duration::from_millis(200));
            across(rank, part(rank, 500)).unwrap_err()
        })
    });
    let error = results.into_iter().next().flatten().unwrap();
    assert_eq!(error, Error::RankLost(RankLost { rank: 1 }));
    assert_eq!(
        error.to_string(),
        "rank 1 does not answer any more; fit again, on as many ranks as there are"
    );
}
