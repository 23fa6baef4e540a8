//! The harness: the competitors of one function take turns, round after round, and what is printed are medians of the
//! ratios within a round.
//!
//! Neighbours on the same machine disturb all competitors of a round alike, so that ratios hold still where times do not.
//! A call is timed as one of a thousand, each at another point: its arguments come from memory and its results go there,
//! so that nothing can be hoisted, left out or computed for several points at once.

use std::hint::black_box;
use std::time::{Duration, Instant};

/// How many points a competitor visits in one sweep.
const POINTS: u32 = 1_000;
/// How many times the competitors of a function take turns.
const ROUNDS: usize = 400;
/// A competitor sweeps until so much time has passed, before it is the next one's turn.
const TURN: Duration = Duration::from_micros(40);
/// How far results may lie apart, relative to their size. Values of chainrule and by hand must be the function's to the
/// last bit: a reciprocal that serves both value and gradient, say, may save a division, but is not the function any more.
const TOLERANCE: f64 = 1e-10;

/// What to do with the competitors.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Mode {
    /// Compare their results.
    Check,
    /// Compare their results, then their times.
    Time,
}

/// Who computes the value and the gradient.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum By {
    Hand,
    Chainrule,
    Symdiff,
    NumDual,
    Hyperdual,
}

impl By {
    /// The columns of the table after chainrule's: these are printed as multiples of it.
    const OTHERS: [Self; 4] = [Self::Hand, Self::Symdiff, Self::NumDual, Self::Hyperdual];

    fn heading(self) -> &'static str {
        match self {
            Self::Hand => "by hand",
            Self::Chainrule => "chainrule",
            Self::Symdiff => "symdiff",
            Self::NumDual => "num-dual",
            Self::Hyperdual => "hyperdual",
        }
    }
}

/// The table that is printed, a line for each function.
pub(crate) struct Table {
    mode: Mode,
    filter: Option<String>,
    /// Each function with the time of chainrule over that of the best.
    against_best: Vec<(&'static str, f64)>,
}

impl Table {
    pub(crate) fn new(mode: Mode, filter: Option<String>) -> Self {
        if mode == Mode::Time {
            println!(
                "Value and gradient. In nanoseconds a call: the function alone, and chainrule's value and gradient."
            );
            println!(
                "As multiples of chainrule's time: the others. Above 1 they are slower than chainrule.\n"
            );
            print!("{:<22}{:>9}{:>11}{:>12}", "", "function", "chainrule", "/ function");
            for by in By::OTHERS {
                print!("{:>11}", by.heading());
            }
            println!("{:>10}", "/ best");
        }
        Self { mode, filter, against_best: Vec::new() }
    }

    /// Compares the competitors of the function `name`, which `competitors` adds, at `POINTS` points that `point` draws.
    pub(crate) fn row<const P: usize, const N: usize>(
        &mut self,
        name: &'static str,
        mut point: impl FnMut(&mut Random) -> [f64; P],
        competitors: impl FnOnce(&mut Row<P, N>),
    ) {
        if self.filter.as_ref().is_some_and(|filter| !name.contains(filter.as_str())) {
            return;
        }
        let mut random = Random(12_345);
        let points = (0..POINTS).map(|_| point(&mut random)).collect();
        let mut row = Row { name, points, reference: Vec::new(), competitors: Vec::new() };
        competitors(&mut row);
        match self.mode {
            Mode::Check => println!("{name}: all agree"),
            Mode::Time => self.against_best.push((name, row.print())),
        }
    }

    /// Prints the worst line of the table.
    pub(crate) fn summary(&self) {
        if let Some((name, ratio)) = self.against_best.iter().max_by(|a, b| a.1.total_cmp(&b.1)) {
            println!("\nAt the worst, chainrule takes {ratio:.2} times as long as the best: {name}.");
        }
    }
}

/// A sweep over all points.
type Sweep<const P: usize> = Box<dyn Fn(&[[f64; P]])>;

/// The competitors of one function of `P` arguments, differentiated with respect to `N` of them.
pub(crate) struct Row<const P: usize, const N: usize> {
    name: &'static str,
    points: Vec<[f64; P]>,
    /// The value of the function and the gradient by hand at each point.
    reference: Vec<(f64, [f64; N])>,
    /// `None` is the function alone.
    competitors: Vec<(Option<By>, Sweep<P>)>,
}

impl<const P: usize, const N: usize> Row<P, N> {
    /// Adds the function alone, and the gradient by hand: what the others must find.
    pub(crate) fn reference(
        &mut self,
        function: impl Fn([f64; P]) -> f64 + 'static,
        by_hand: impl Fn([f64; P]) -> (f64, [f64; N]) + 'static,
    ) {
        self.reference = self.points.iter().map(|&point| (function(point), by_hand(point).1)).collect();
        self.add(None, function);
        self.gradient(By::Hand, by_hand);
    }

    /// Adds a competitor, and compares its results with the reference.
    pub(crate) fn gradient(&mut self, by: By, gradient: impl Fn([f64; P]) -> (f64, [f64; N]) + 'static) {
        for (&point, reference) in self.points.iter().zip(&self.reference) {
            let result = gradient(point);
            let value_agrees = match by {
                By::Hand | By::Chainrule => result.0.to_bits() == reference.0.to_bits(),
                _ => agree(result.0, reference.0),
            };
            let gradient_agrees = result.1.iter().zip(&reference.1).all(|(&a, &b)| agree(a, b));
            let (name, heading) = (self.name, by.heading());
            assert!(
                value_agrees && gradient_agrees,
                "{name}, {heading}, at {point:?}: {result:?} instead of {reference:?}"
            );
        }
        self.add(Some(by), gradient);
    }

    fn add<R>(&mut self, by: Option<By>, call: impl Fn([f64; P]) -> R + 'static) {
        let sweep = move |points: &[[f64; P]]| {
            for &point in black_box(points) {
                black_box(call(point));
            }
        };
        self.competitors.push((by, Box::new(sweep)));
    }

    /// Times the competitors, prints the line, and returns chainrule's time over that of the best.
    fn print(&self) -> f64 {
        let times = self.time();
        let column = |wanted: Option<By>| {
            let at = self.competitors.iter().position(|(by, _)| *by == wanted)?;
            Some(times.iter().map(|round| round[at]).collect::<Vec<_>>())
        };
        let (Some(function), Some(chainrule)) = (column(None), column(Some(By::Chainrule))) else {
            panic!("{}: the function and chainrule's gradient are in every line", self.name);
        };

        print!("{:<22}{:>7.1}ns{:>9.1}ns", self.name, median(&function), median(&chainrule));
        print!("{:>12.2}", median_ratio(&chainrule, &function));
        let mut best: f64 = 1.0;
        for by in By::OTHERS {
            match column(Some(by)) {
                None => print!("{:>11}", "-"),
                Some(other) => {
                    let ratio = median_ratio(&other, &chainrule);
                    best = best.min(ratio);
                    print!("{ratio:>11.2}");
                }
            }
        }
        println!("{:>10.2}", 1.0 / best);
        1.0 / best
    }

    /// The nanoseconds that a call of each competitor took in each round.
    fn time(&self) -> Vec<Vec<f64>> {
        let sweeps: Vec<u32> =
            self.competitors.iter().map(|(_, sweep)| self.sweeps_per_turn(sweep)).collect();
        (0..ROUNDS)
            .map(|round| {
                let mut times = vec![0.0; sweeps.len()];
                // Another one begins each round, so that none always follows the same neighbour's heat.
                for turn in 0..sweeps.len() {
                    let at = (round + turn) % sweeps.len();
                    let start = Instant::now();
                    for _ in 0..sweeps[at] {
                        (self.competitors[at].1)(&self.points);
                    }
                    let calls = f64::from(sweeps[at] * POINTS);
                    times[at] = start.elapsed().as_secs_f64() * 1e9 / calls;
                }
                times
            })
            .collect()
    }

    fn sweeps_per_turn(&self, sweep: &Sweep<P>) -> u32 {
        let start = Instant::now();
        let mut sweeps = 0;
        while start.elapsed() < 10 * TURN {
            sweep(&self.points);
            sweeps += 1;
        }
        (sweeps / 10).max(1)
    }
}

/// Numbers for the points: the same ones in every run.
pub(crate) struct Random(u64);

impl Random {
    /// The next number, evenly distributed between `low` and `high`.
    pub(crate) fn between(&mut self, low: f64, high: f64) -> f64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let upper_half = (self.0 >> 32) as u32;
        low + (high - low) * (f64::from(upper_half) / 2_f64.powi(32))
    }
}

fn agree(a: f64, b: f64) -> bool {
    (a - b).abs() <= TOLERANCE * (1.0 + b.abs())
}

fn median_ratio(numerators: &[f64], denominators: &[f64]) -> f64 {
    median(&numerators.iter().zip(denominators).map(|(a, b)| a / b).collect::<Vec<_>>())
}

fn median(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted[sorted.len() / 2]
}
