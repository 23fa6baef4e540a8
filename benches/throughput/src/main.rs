//! Examples per second in training a network 64-128-64-10 with ReLU and cross-entropy, in batches of 64, in `f32`, by plain
//! gradient descent, on one thread: chainrule, candle and burn in turn, in one run.
//!
//! ```sh
//! cargo run --release --manifest-path benches/throughput/Cargo.toml
//! ```

mod with_burn;
mod with_candle;
mod with_chainrule;

use std::process::{Command, ExitCode};
use std::time::Instant;

use burn::tensor::Device;

/// How many numbers each layer gives, from the inputs on.
const WIDTHS: [usize; 4] = [64, 128, 64, 10];
const BATCH: usize = 64;
/// Examples that a measurement goes through.
const EXAMPLES: usize = 64 * 100;
const ROUNDS: usize = 31;
const RATE: f64 = 0.01;

/// The examples: inputs row by row, and a class for each.
struct Examples {
    inputs: Vec<f32>,
    classes: Vec<u8>,
}

impl Examples {
    /// Clouds around a point for each class, by a fixed sequence.
    fn new() -> Self {
        let mut state = 12345_u64;
        let mut next = move || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 11) as f32 / (1_u64 << 53) as f32 * 2.0 - 1.0
        };
        let classes: Vec<u8> = (0..EXAMPLES).map(|number| (number * 7 % WIDTHS[3]) as u8).collect();
        let inputs = classes
            .iter()
            .flat_map(|&class| (0..WIDTHS[0]).map(move |place| (class, place)))
            .map(|(class, place)| next() + if place % WIDTHS[3] == class as usize { 1.0 } else { 0.0 })
            .collect();
        Examples { inputs, classes }
    }
}

/// A network in training: goes through all examples once, and gives the mean loss of the last batch or epoch.
type Epoch = Box<dyn FnMut() -> f32>;

#[allow(deprecated, reason = "burn's ndarray backend still stands for many that are in use")]
fn main() -> ExitCode {
    // candle takes as many threads as this says.
    if std::env::var_os("RAYON_NUM_THREADS").is_none_or(|count| count != "1") {
        let Ok(program) = std::env::current_exe() else { return ExitCode::FAILURE };
        let status = Command::new(program).env("RAYON_NUM_THREADS", "1").status();
        return if status.is_ok_and(|status| status.success()) { ExitCode::SUCCESS } else { ExitCode::FAILURE };
    }
    let examples = Examples::new();
    let mut networks: [(&str, Epoch); 4] = [
        ("chainrule", with_chainrule::network(&examples)),
        ("candle", with_candle::network(&examples)),
        ("burn (ndarray)", with_burn::network(&examples, Device::ndarray())),
        ("burn (flex)", with_burn::network(&examples, Device::flex())),
    ];
    let mut seconds = vec![Vec::new(); networks.len()];
    let mut losses = vec![0.0; networks.len()];
    for round in 0..=ROUNDS {
        for (number, (_, epoch)) in networks.iter_mut().enumerate() {
            let start = Instant::now();
            losses[number] = epoch();
            if round > 0 {
                seconds[number].push(start.elapsed().as_secs_f64());
            }
        }
    }
    println!("{:<16} {:>12} {:>22} {:>12}", "", "examples/s", "chainrule is faster by", "last loss");
    let ours = seconds[0].clone();
    for ((name, _), (times, loss)) in networks.iter().zip(seconds.into_iter().zip(losses)) {
        let ratios = times.iter().zip(&ours).map(|(theirs, ours)| theirs / ours).collect();
        println!(
            "{name:<16} {:>12.0} {:>22.2} {loss:>12.4}",
            EXAMPLES as f64 / median(times),
            median(ratios),
        );
    }
    ExitCode::SUCCESS
}

fn median(mut numbers: Vec<f64>) -> f64 {
    numbers.sort_by(f64::total_cmp);
    numbers[numbers.len() / 2]
}
