//! Three functions timed in turns, so that what disturbs one disturbs all; medians of the ratios.

use std::hint::black_box;
use std::time::Instant;

/// How often each is timed.
const ROUNDS: usize = 41;
/// A round lasts at least this long.
const ROUND_SECONDS: f64 = 4e-3;

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

impl Table {
    pub(crate) fn new(timed: bool, filter: Option<String>) -> Self {
        Table { timed, filter, started: false }
    }

    /// Checks that the gradients agree, and times them.
    pub(crate) fn row(&mut self, name: &str, parameters: usize, aim: f64, row: &mut Row) {
        if self.filter.as_ref().is_some_and(|filter| !name.contains(filter.as_str())) {
            return;
        }
        let (mut ours, mut theirs) = (vec![0.0; parameters], vec![0.0; parameters]);
        let value = (row.function)();
        let (first, second) = ((row.chainrule)(&mut ours), (row.by_hand)(&mut theirs));
        assert_eq!(value.to_bits(), first.to_bits(), "{name}: the value differs");
        assert!((value - second).abs() <= 1e-9 * value.abs(), "{name}: the value by hand differs");
        let scale = theirs.iter().fold(f64::MIN_POSITIVE, |largest, slope| largest.max(slope.abs()));
        for (i, (a, b)) in ours.iter().zip(&theirs).enumerate() {
            assert!((a - b).abs() <= 1e-7 * scale, "{name}: component {i} is {a}, by hand {b}");
        }
        if !self.timed {
            return;
        }
        if !self.started {
            println!("{:32}{:>12}{:>12}{:>12}{:>8}", "", "function", "chainrule", "by hand", "aim");
            self.started = true;
        }
        let repeats = {
            let start = Instant::now();
            black_box((row.function)());
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a small count")]
            let repeats = (ROUND_SECONDS / start.elapsed().as_secs_f64()).clamp(1.0, 1e6) as usize;
            repeats
        };
        let (mut alone, mut by_chainrule, mut by_hand) = (Vec::new(), Vec::new(), Vec::new());
        for _ in 0..ROUNDS {
            let function = time(repeats, &mut || (row.function)());
            by_chainrule.push(time(repeats, &mut || (row.chainrule)(&mut ours)) / function);
            by_hand.push(time(repeats, &mut || (row.by_hand)(&mut theirs)) / function);
            alone.push(function);
        }
        println!(
            "{name:32}{:>10.1}µs{:>12.2}{:>12.2}{aim:>8.1}",
            median(alone) * 1e6,
            median(by_chainrule),
            median(by_hand)
        );
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
