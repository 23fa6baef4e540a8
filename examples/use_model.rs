//! A model that another program trained, used: it takes the columns that it was trained on out of a table, and says the class of each
//! line.
//!
//! ```sh
//! cargo run --release --example use_model -- wine.safetensors examples/data/wine.csv
//! ```

use std::error::Error;
use std::io::Write;
use std::process::ExitCode;

use chainrule::data::Table;
use chainrule::network::Trained;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [model, table] = arguments.as_slice() else {
        eprintln!("usage: use_model model.safetensors table.csv");
        return ExitCode::FAILURE;
    };
    match tell(model, table) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn tell(model: &str, table: &str) -> Result<(), Box<dyn Error>> {
    let model = Trained::<f32>::load(model)?;
    let columns: Vec<&str> = model.inputs().iter().map(String::as_str).collect();
    let inputs = Table::read(table)?.numbers::<f32>(&columns)?;
    let mut out = std::io::stdout().lock();
    let probabilities = model.probabilities(inputs.view())?;
    for (input, probabilities) in inputs.rows().into_iter().zip(probabilities.rows()) {
        let class = model.class_of(&input.to_vec())?;
        let most = probabilities.iter().copied().fold(0.0, f32::max);
        writeln!(out, "{class} ({:.1} %)", 100.0 * most)?;
    }
    Ok(())
}
