//! The examples of fits: what they print of their data, and the picture of a band.

#[allow(dead_code, reason = "the tests call what `main` calls")]
#[path = "../examples/fit_band.rs"]
mod fit_band;
#[allow(dead_code, reason = "the tests call what `main` calls")]
#[path = "../examples/fit_csv.rs"]
mod fit_csv;

use std::fs;

fn arguments(words: &[&str]) -> Vec<String> {
    words.iter().map(|&word| word.to_owned()).collect()
}

#[test]
fn a_table_is_fitted() {
    let (formula, fit) = fit_csv::run(&arguments(&fit_csv::DEFAULT)).unwrap();
    assert_eq!(formula, "y = b1·(1 − exp(−b2·x))");
    // Certified by NIST.
    assert!((fit.parameters[0] / 238.942_129_18 - 1.0).abs() < 1e-9);
    assert!((fit.standard_errors[1] / 7.266_868_843_6e-6 - 1.0).abs() < 1e-8);
}

/// A model, the parameters that data are made of, a start, and the curve.
type Case = (&'static str, &'static [f64], &'static [&'static str], fn(f64) -> f64);

/// Data that each model gives, back to the parameters that they came from.
#[test]
fn models_find_their_own_parameters() {
    let cases: [Case; 6] = [
        ("line", &[2.0, -0.5], &["0", "0"], |x| 2.0 - 0.5 * x),
        ("power", &[2.0, 1.5], &["1", "1"], |x| 2.0 * x.powf(1.5)),
        ("decay", &[3.0, 0.5, 1.0], &["1", "1", "0"], |x| 3.0 * (-0.5 * x).exp() + 1.0),
        ("saturation", &[5.0, 0.4], &["1", "1"], |x| 5.0 * (1.0 - (-0.4 * x).exp())),
        ("logistic", &[4.0, 2.0, 1.0], &["1", "1", "1"], |x| 4.0 / (1.0 + (2.0 - x).exp())),
        ("peak", &[3.0, 4.0, 1.5, 0.5], &["1", "3", "1", "0"], |x| {
            3.0 * (-((x - 4.0) / 1.5).powi(2)).exp() + 0.5
        }),
    ];
    for (name, wanted, start, model) in cases {
        let path = format!("{}/{name}.csv", env!("CARGO_TARGET_TMPDIR"));
        let rows = (1..=16).map(|i| 0.5 * f64::from(i)).map(|x| format!("{x},{}\n", model(x)));
        fs::write(&path, format!("place,reading\n{}", rows.collect::<String>())).unwrap();
        let words = [&[path.as_str(), "place", "reading", name], start].concat();
        let (_, fit) = fit_csv::run(&arguments(&words)).unwrap();
        for (found, wanted) in fit.parameters.iter().zip(wanted) {
            assert!((found / wanted - 1.0).abs() < 1e-7, "{name}: {:?}", fit.parameters);
        }
    }
}

#[test]
fn mistakes_are_said() {
    let message = |change: &dyn Fn(&mut Vec<&'static str>)| {
        let mut words = fit_csv::DEFAULT.to_vec();
        change(&mut words);
        fit_csv::run(&arguments(&words)).unwrap_err().to_string()
    };
    assert!(message(&|words| words.truncate(2)).starts_with("pass a file, its columns"));
    assert!(
        message(&|words| words[3] = "spline")
            .starts_with("there is no model `spline`; there are\n  line: y = b1")
    );
    assert!(message(&|words| words.truncate(5)).ends_with("has 2 parameters; pass a start for each, not 1"));
    assert_eq!(message(&|words| words[5] = "small"), "the start `small` is not a number");
    assert!(message(&|words| words[2] = "weight").contains("weight"));
    assert!(message(&|words| words[0] = "absent.csv").contains("absent.csv"));
}

/// The band of a curve of two parameters, from their certified values, errors and correlation.
#[test]
fn bands_are_as_wide_as_the_covariance_makes_them() {
    let fit = fit_band::fitted().unwrap();
    assert!((fit.parameters[0] / 213.809_408_89 - 1.0).abs() < 1e-8);
    assert!((fit.standard_errors[1] / 0.104_559_932_37 - 1.0).abs() < 1e-6);
    for days in [0.5_f64, 3.0, 11.0] {
        let (value, reach) = fit_band::curve(&fit, days, 0.95).unwrap();
        let [b1, b2] = fit.parameters;
        let share = (-b2 * days).exp();
        assert!((value - b1 * (1.0 - share)).abs() < 1e-10);
        let [g1, g2] = [1.0 - share, b1 * days * share];
        let c = &fit.covariance;
        let variance = g1 * g1 * c[(0, 0)] + 2.0 * g1 * g2 * c[(0, 1)] + g2 * g2 * c[(1, 1)];
        // Student's t of four degrees of freedom, from the table.
        assert!((reach / (2.776_445 * variance.sqrt()) - 1.0).abs() < 1e-6, "{days}");
    }
    let picture = fit_band::draw(&fit).unwrap().to_string();
    assert_eq!(picture.matches("<circle").count(), 7, "six measurements, and a mark of the legend");
    assert!(picture.contains("fill-opacity=\"0.2\"") && !picture.contains("NaN"));
}

/// The picture in the README is the one that the example draws, but for the last digits of its numbers.
#[test]
fn picture_is_up_to_date() {
    let drawn = fit_band::draw(&fit_band::fitted().unwrap()).unwrap();
    let without_numbers =
        |text: &str| text.replace(|letter: char| letter.is_ascii_digit() || ".-".contains(letter), "");
    let kept = include_str!("../pictures/fit_band.svg");
    assert_eq!(without_numbers(&format!("{drawn}\n")), without_numbers(kept));
}
