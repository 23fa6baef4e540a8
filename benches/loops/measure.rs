//! Three functions timed in turns, so that what disturbs one disturbs all; medians of the ratios.

use std::hint::black_box;
use std::time::Instant;

/// How often each is timed.
const ROUNDS: usize = 201;
/// A round lasts at least this long.
const ROUND_SECONDS: f64 = 8e-4;

pub(crate) struct Table {
    timed: bool,
    filter: Option<String>,
    started: bool,
}

/// What is compared: each writes the gradient, if it has one, and returns the value.
pub(crate) struct Row<'r> {
    pub(crate) function: &'r mut dyn FnMut() -> f64,
    pub(crate) by_hand: &'r mut dyn FnMut(&mut [f64]) -> f64,
    pub(crate) chainrule: &'r mut dyn FnMut(&mut [f64]) -> f64,
}

/// What is compared where gradients are of types of their own.
pub(crate) struct TypedRow<'r, G> {
    pub(crate) function: &'r mut dyn FnMut() -> f64,
    pub(crate) by_hand: &'r mut dyn FnMut() -> (f64, G),
    pub(crate) chainrule: &'r mut dyn FnMut() -> (f64, G),
    /// What is in a gradient.
    pub(crate) numbers: &'r dyn Fn(&G) -> Vec<f64>,
}

impl Table {
    /// What the command line asks for.
    pub(crate) fn from_arguments() -> Self {
        let arguments: Vec<String> = std::env::args().skip(1).collect();
        // Cargo says `--bench` when the times are wanted; `cargo test --benches` does not, and only checks the results.
        let timed = arguments.iter().any(|argument| argument == "--bench");
        let filter = arguments.into_iter().find(|argument| !argument.starts_with("--"));
        Table { timed, filter, started: false }
    }

    /// Checks that the gradients agree, and times them.
    pub(crate) fn row(&mut self, name: &str, parameters: usize, aim: f64, row: &mut Row) {
        if !self.is_wanted(name) {
            return;
        }
        let (mut ours, mut theirs) = (vec![0.0; parameters], vec![0.0; parameters]);
        let values = [(row.function)(), (row.chainrule)(&mut ours), (row.by_hand)(&mut theirs)];
        check(name, values, &ours, &theirs);
        self.measure(name, aim, row.function, &mut || (row.chainrule)(&mut ours), &mut || {
            (row.by_hand)(&mut theirs)
        });
    }

    /// The same for gradients of types of their own.
    pub(crate) fn typed<G>(&mut self, name: &str, aim: f64, row: &mut TypedRow<G>) {
        if !self.is_wanted(name) {
            return;
        }
        let value = (row.function)();
        let ((first, ours), (second, theirs)) = ((row.chainrule)(), (row.by_hand)());
        check(name, [value, first, second], &(row.numbers)(&ours), &(row.numbers)(&theirs));
        self.measure(name, aim, row.function, &mut || black_box((row.chainrule)()).0, &mut || {
            black_box((row.by_hand)()).0
        });
    }

    fn is_wanted(&self, name: &str) -> bool {
        self.filter.as_ref().is_none_or(|filter| name.contains(filter.as_str()))
    }

    fn measure(
        &mut self,
        name: &str,
        aim: f64,
        function: &mut dyn FnMut() -> f64,
        chainrule: &mut dyn FnMut() -> f64,
        by_hand: &mut dyn FnMut() -> f64,
    ) {
        if !self.timed {
            return;
        }
        if !self.started {
            println!(
                "{:32}{:>12}{:>12}{:>12}{:>12}{:>8}",
                "", "function", "chainrule", "by hand", "of it", "aim"
            );
            self.started = true;
        }
        let start = Instant::now();
        black_box(function());
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a small count")]
        let repeats = (ROUND_SECONDS / start.elapsed().as_secs_f64()).clamp(1.0, 1e6) as usize;
        let mut measures: [Vec<f64>; 4] = Default::default();
        for _ in 0..ROUNDS {
            let alone = time(repeats, function);
            let (ours, theirs) = (time(repeats, chainrule), time(repeats, by_hand));
            for (all, one) in measures.iter_mut().zip([alone, ours / alone, theirs / alone, ours / theirs]) {
                all.push(one);
            }
        }
        let [alone, ours, theirs, of_theirs] = measures.map(median);
        println!("{name:32}{:>10.2}µs{ours:>12.2}{theirs:>12.2}{of_theirs:>12.2}{aim:>8.1}", alone * 1e6);
    }
}

/// The values have to agree to the last bit, the gradients nearly.
fn check(name: &str, [value, first, second]: [f64; 3], ours: &[f64], theirs: &[f64]) {
    assert_eq!(value.to_bits(), first.to_bits(), "{name}: the value differs");
    assert!((value - second).abs() <= 1e-9 * value.abs(), "{name}: the value by hand differs");
    assert_eq!(ours.len(), theirs.len(), "{name}: the gradients are of different lengths");
    let scale = theirs.iter().fold(f64::MIN_POSITIVE, |largest, slope| largest.max(slope.abs()));
    for (i, (a, b)) in ours.iter().zip(theirs).enumerate() {
        assert!((a - b).abs() <= 1e-7 * scale, "{name}: component {i} is {a}, by hand {b}");
    }
}

fn time(repeats: usize, run: &mut dyn FnMut() -> f64) -> f64 {
    let start = Instant::now();
    for _ in 0..repeats {
        black_box(run());
    }
    start.elapsed().as_secs_f64() / f64::from(u32::try_from(repeats).unwrap_or(u32::MAX))
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

/// Numbers that are the same in every run, between −1 and 1.
pub(crate) fn numbers(count: usize) -> Vec<f64> {
    let mut state: u64 = 12345;
    let mut next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        #[allow(clippy::cast_precision_loss, reason = "53 bits fit")]
        let unit = (state >> 11) as f64 / (1_u64 << 53) as f64;
        unit * 2.0 - 1.0
    };
    (0..count).map(|_| next()).collect()
}
