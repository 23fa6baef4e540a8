//! A table of your own: learns to tell the classes that one column names from the numbers in the others, says how well it does on a
//! fifth that is held out, and writes all that another program needs to one file.
//!
//! ```sh
//! cargo run --release --example own_csv -- examples/data/wine.csv class wine.safetensors
//! cargo run --release --example use_model -- wine.safetensors examples/data/wine.csv
//! ```

use std::error::Error;
use std::process::ExitCode;

use chainrule::data::{ColumnKind, Dataset, HoldOut, Missing, Standardization, Table};
use chainrule::network::{Trained, cross_entropy, identity, relu};
use chainrule::training::{AdamW, Batches, Schedule};
use chainrule::{Network, Training};

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [table, class, model] = arguments.as_slice() else {
        eprintln!("usage: own_csv table.csv column-of-the-class model.safetensors");
        return ExitCode::FAILURE;
    };
    match learn(table, class, model) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn learn(path: &str, class: &str, model: &str) -> Result<(), Box<dyn Error>> {
    // Whatever separates the fields is found; lines in which something is missing are left out.
    let table = Table::reader().missing(Missing::Skip).read(path)?;
    let mut columns = Vec::new();
    for column in table.columns_but(class) {
        if table.kind(column)? == ColumnKind::Names {
            println!("column `{column}` has names, and is left out");
        } else {
            columns.push(column);
        }
    }
    let (targets, classes) = table.one_hot(class)?;
    let examples = Dataset::<f32>::new(table.numbers(&columns)?, targets)?;
    let (examples, held_out) = examples.split_by_class(HoldOut { share: 0.2, seed: 1 })?;
    let scale = Standardization::of(&examples)?;
    let (examples, held_out) = (scale.apply(examples)?, scale.apply(held_out)?);

    let mut network = Network::builder_of::<f32>(columns.len())
        .dense::<relu>(32)
        .dense::<identity>(classes.len())
        .seed(1)
        .build::<cross_entropy>()?;
    println!("{network}");
    Training::new(AdamW { decay: 0.1, ..AdamW::default() })
        .learning_rate(0.003)
        .batches(Batches::Mini(32))
        .shuffled_by_seed(1)
        .schedule(Schedule::Cosine { last: 0.0 })
        .epochs(100)
        .progress(true)
        .run(&mut network, &examples)?;
    println!("{} examples to learn from, {} held out, of which", examples.len(), held_out.len());
    println!("{:.1} % are told right\n", 100.0 * network.accuracy(&held_out)?);
    print!("{}", network.confusion(&held_out)?);
    for (number, name) in classes.iter().enumerate() {
        println!("  class {number} is `{name}`");
    }
    Trained::new(network).with_inputs(&columns)?.scaled_by(scale)?.with_classes(classes)?.save(model)?;
    println!("\nwritten to {model}");
    Ok(())
}
