//! Random programs against an oracle: they are written, compiled as a user's, and run. A hundred where a sample will do,
//! two thousand with `CHAINRULE_TESTS=all`.
//!
//! Each construct of the language has its text and, beside it, what it does in dual numbers (`number.rs`), so that the
//! oracle shares nothing with the crate. `PROGRAMS=20000 cargo test --test random_programs` tries more of them, `SEED=7`
//! others, `WITHOUT=3,14` leaves some out. Those of nalgebra's and ndarray's vectors and matrices need the features that build these libraries;
//! what they give, the oracle computes in plain loops.

mod arrays;
mod assignments;
mod bodies;
mod branches;
mod calls;
mod code;
mod conditions;
mod derivatives;
#[path = "../extent/mod.rs"]
mod extent;
mod function;
mod guards;
mod inferred;
mod integers;
mod items;
mod iterators;
mod loops;
mod matrices;
mod matrix_algebra;
mod matrix_arithmetic;
mod matrix_numbers;
mod matrix_statements;
mod matrix_values;
mod methods;
mod names;
mod number;
mod numbers;
mod options;
mod parts;
mod points;
mod program;
mod project;
mod rearranged;
mod scope;
mod statements;
mod types;
mod writer;

use program::{Figure, Program};

/// How many programs are all of them, and how many a sample.
const ALL: usize = 2_000;
const SAMPLE: usize = 100;
const USUAL_SEED: u64 = 2026;

/// Those of the usual seed that have a form which does not compile yet: rustc or the attribute says so.
const REFUSED: &[usize] = &[];
const REFUSED_OF_MATRICES: &[usize] = &[];

/// The same of those with vectors and matrices.
#[cfg(all(feature = "levenberg-marquardt", feature = "ndarray"))]
const ALL_OF_MATRICES: usize = 150;
#[cfg(all(feature = "levenberg-marquardt", feature = "ndarray"))]
const SAMPLE_OF_MATRICES: usize = 20;

fn from_environment(name: &str, otherwise: u64) -> u64 {
    match std::env::var(name) {
        Ok(text) => text.parse().unwrap_or_else(|_| panic!("`{name}` is a whole number, not `{text}`")),
        Err(_) => otherwise,
    }
}

/// What is wrong with what a call gave.
fn complaint(figure: &Figure, found: &[f64], value: &[f64]) -> Option<String> {
    let wanted = &figure.numbers;
    let scale = wanted.iter().fold(1.0_f64, |scale, number| scale.max(number.abs()));
    let close = |(found, wanted): (&f64, &f64)| (found - wanted).abs() <= 1e-8 * scale;
    if found.len() != wanted.len() || !found.iter().zip(wanted).all(close) {
        return Some(format!("{} gives {found:?}, not {wanted:?}", figure.call));
    }
    let bits = |numbers: &[f64]| numbers.iter().map(|number| number.to_bits()).collect::<Vec<_>>();
    if figure.values > 0 && bits(&found[..figure.values]) != bits(value) {
        return Some(format!("{} gives the value {found:?}, where `f` gives {value:?}", figure.call));
    }
    None
}

#[test]
fn random_programs() {
    compare(ALL, SAMPLE, false);
}

/// With what builds the libraries anyway.
#[cfg(all(feature = "levenberg-marquardt", feature = "ndarray"))]
#[test]
fn of_matrices() {
    compare(ALL_OF_MATRICES, SAMPLE_OF_MATRICES, true);
}

/// Holds programs against what dual numbers say.
fn compare(all: usize, sample: usize, matrices: bool) {
    let usual = if extent::all() { all } else { sample };
    let (count, seed) = (from_environment("PROGRAMS", usual as u64), from_environment("SEED", USUAL_SEED));
    let count = usize::try_from(count).expect("a count of programs");
    let what = if matrices { "random programs of matrices" } else { "random programs" };
    extent::say_part(count, count.max(all), &format!("{what}, compiled and run"));
    let programs: Vec<(usize, Program)> = (0..)
        .filter_map(|number| Some((number, Program::write(seed, number, matrices)?)))
        .take(count)
        .collect();
    let left_out = std::env::var("WITHOUT").unwrap_or_default();
    let mut left_out: Vec<usize> = left_out.split(',').filter_map(|number| number.parse().ok()).collect();
    if seed == USUAL_SEED {
        left_out.extend(if matrices { REFUSED_OF_MATRICES } else { REFUSED });
    }
    let programs: Vec<(usize, Program)> =
        programs.into_iter().filter(|(number, _)| !left_out.contains(number)).collect();
    let printed = project::run(&programs, matrices);
    let mut sections = printed.split("# program ").skip(1);
    let mut wrong = Vec::new();
    for (number, program) in &programs {
        let mut lines = sections.next().expect("every program ran").lines();
        assert_eq!(lines.next(), Some(number.to_string().as_str()), "they run in their order");
        let mut value: Vec<f64> = Vec::new();
        let mut complaints = Vec::new();
        for figure in &program.figures {
            let (call, numbers) =
                lines.next().and_then(|line| line.split_once('\t')).expect("a figure a line");
            assert_eq!(call, figure.call, "the calls of a program run in their order");
            let found: Vec<f64> =
                numbers.split_whitespace().map(|number| number.parse().expect("a number")).collect();
            if call.ends_with(" f") {
                value.clone_from(&found);
            }
            complaints.extend(complaint(figure, &found, &value));
        }
        if !complaints.is_empty() {
            wrong.push((number, format!("{}\n{}", complaints.join("\n"), program.text)));
        }
    }
    let numbers: Vec<String> = wrong.iter().map(|(number, _)| number.to_string()).collect();
    assert!(
        wrong.is_empty(),
        "of {count} programs with the seed {seed}, these are wrong: {}; the shortest is\n{}",
        numbers.join(", "),
        wrong.iter().map(|(_, text)| text).min_by_key(|text| text.len()).expect("one is"),
    );
}
