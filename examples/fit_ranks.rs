//! A spectrum of a hundred thousand channels, fitted by several processes together: two lines of the shape of Voigt on a slope.
//!
//! ```sh
//! cargo build --release --features mpi,levenberg-marquardt --example fit_ranks
//! mpirun -n 2 target/release/examples/fit_ranks
//! mpirun -n 2 target/release/examples/fit_ranks 1000000    # so many channels
//! ```
//!
//! Each process makes only its own channels, as it would read them from its own file. All that is found has the same bits for any number
//! of processes: the last line says so.

use std::error::Error;
use std::f64::consts::{LN_2, PI};
use std::process::ExitCode;
use std::time::Instant;

use chainrule::differentiate;
use chainrule::least_squares::{Fit, Fitting, part};
use chainrule::ranks::Ranks;
use chainrule::ranks::mpi::{self, MpiRanks};

const TRUTH: [f64; 9] = [120.0, 0.3, 900.0, 41.0, 2.5, 400.0, 52.0, 4.0, 0.35];
const START: [f64; 9] = [100.0, 0.0, 500.0, 40.0, 4.0, 500.0, 53.0, 4.0, 0.5];
const NAMES: [&str; 9] = ["offset", "slope", "area", "place", "width", "area", "place", "width", "share"];

/// How many counts are expected in a channel. A line is a share of Lorentz's curve and a rest of Gauss's, of the same full width at half
/// height.
#[differentiate(wrt(b))]
fn counts(b: &[f64; 9], energy: f64) -> f64 {
    let mut sum = b[0] + b[1] * energy;
    for line in 0..2 {
        let (area, width) = (b[2 + 3 * line], b[4 + 3 * line]);
        let u = 2.0 * (energy - b[3 + 3 * line]) / width;
        let lorentz = 2.0 / (PI * width) / (1.0 + u * u);
        let gauss = 2.0 * (LN_2 / PI).sqrt() / width * (-LN_2 * u * u).exp();
        sum += area * (b[8] * lorentz + (1.0 - b[8]) * gauss);
    }
    sum
}

/// A number from -1 to 1 that depends on the channel alone (the mixing function of `SplitMix64`).
fn scatter(channel: usize) -> f64 {
    let mut bits = (channel as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    (bits ^ (bits >> 31)) as f64 / 2.0_f64.powi(63) - 1.0
}

fn fitted(ranks: &dyn Ranks, channels: usize) -> Result<Fit<[f64; 9]>, Box<dyn Error>> {
    let own = part(ranks, channels);
    let energies: Vec<f64> = own.clone().map(|channel| 100.0 * channel as f64 / channels as f64).collect();
    let measured: Vec<f64> = own
        .zip(&energies)
        .map(|(channel, &energy)| counts(&TRUTH, energy) + 20.0 * scatter(channel))
        .collect();
    Ok(Fitting::new().model_across(ranks, counts::value_and_gradient, &energies, &measured, START)?)
}

fn main() -> ExitCode {
    mpi::run(|ranks: &mut MpiRanks| {
        let channels = std::env::args().nth(1).map_or(Ok(100_000), |channels| channels.parse())?;
        let start = Instant::now();
        let fit = fitted(ranks, channels)?;
        if ranks.rank() == 0 {
            println!("{} ranks, {channels} channels, {:.2} s", ranks.count(), start.elapsed().as_secs_f64());
            let mut bits = 0xcbf2_9ce4_8422_2325_u64;
            for (index, name) in NAMES.iter().enumerate() {
                let (value, error) = (fit.parameters[index], fit.standard_errors[index]);
                println!("  {name:>6} {value:>12.6} ± {error:.6}, and is {}", TRUTH[index]);
                for number in [value, error] {
                    bits = (bits ^ number.to_bits()).wrapping_mul(0x0100_0000_01b3);
                }
            }
            println!("  {} evaluations, scatter {:.6}", fit.evaluations, fit.residual_standard_deviation);
            println!("the bits of all parameters and errors: {bits:016x}");
        }
        Ok(())
    })
}
