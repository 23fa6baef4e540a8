//! Handwritten digits, learned by several processes together.
//!
//! ```sh
//! cargo build --release --features mpi --example ranks
//! mpirun -n 2 target/release/examples/ranks
//! mpirun -n 2 target/release/examples/ranks kept.safetensors    # with a checkpoint, from which any number of ranks goes on
//! ```
//!
//! The weights have the same bits for any number of ranks and of threads: the last line says so.

use std::error::Error;
use std::process::ExitCode;
use std::time::Instant;

use chainrule::data::{Dataset, HoldOut, Standardization, Table};
use chainrule::network::{cross_entropy, identity, relu};
use chainrule::training::mpi::{self, MpiRanks};
use chainrule::training::{AdamW, Batches, Model, Ranks, Schedule};
use chainrule::{Network, Training};

/// Where the data are, wherever the program is started.
const DIGITS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/digits.csv");

fn main() -> ExitCode {
    mpi::run(|ranks| learn(ranks, std::env::args().nth(1)))
}

fn learn(ranks: &MpiRanks, checkpoint: Option<String>) -> Result<(), Box<dyn Error>> {
    let table = Table::read(DIGITS)?;
    let (targets, _) = table.one_hot("digit")?;
    let digits = Dataset::<f32>::new(table.numbers(&table.columns_but("digit"))?, targets)?;
    let (examples, held_out) = digits.split_by_class(HoldOut { share: 0.2, seed: 1 })?;
    let scale = Standardization::of(&examples)?;
    let (examples, held_out) = (scale.apply(examples)?, scale.apply(held_out)?);

    // Large enough that the work of a step is more than handing its gradient on.
    let mut network = Network::builder_of::<f32>(64)
        .dense::<relu>(512)
        .dense::<relu>(256)
        .dense::<identity>(10)
        .seed(1)
        .build::<cross_entropy>()?;
    let mut training = Training::new(AdamW { decay: 0.1, ..AdamW::default() })
        .learning_rate(0.003)
        .batches(Batches::Mini(719))
        .shuffled_by_seed(1)
        .schedule(Schedule::Cosine { last: 0.0 })
        .epochs(60)
        .progress(true);
    let start = Instant::now();
    if let Some(path) = checkpoint {
        training = training.checkpoint(path);
        training.resume_across(ranks, &mut network, &examples)?;
    } else {
        training.run_across(ranks, &mut network, &examples)?;
    }
    if ranks.rank() == 0 {
        println!("{} ranks, {:.2} s", ranks.count(), start.elapsed().as_secs_f64());
        println!("{:.2} % of the held-out digits are right", 100.0 * network.accuracy(&held_out)?);
        let mut bits = 0xcbf2_9ce4_8422_2325_u64;
        for weight in network.parameters() {
            bits = (bits ^ u64::from(weight.to_bits())).wrapping_mul(0x0100_0000_01b3);
        }
        println!("the bits of all weights: {bits:016x}");
    }
    Ok(())
}
