//! What memory evaluations and checkpoints take, by the peak that the system counts for a process of their own.
#![cfg(target_os = "linux")]

mod extent;

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;
use std::process::Command;

use chainrule::data::{Dataset, RowsOnDisk, Source, Table, Targets};
use chainrule::ndarray::Array2;
use chainrule::network::{Trained, binary_cross_entropy, identity, squared_error, tanh};
use chainrule::training::{Adam, Batches, Optimizer};
use chainrule::{Network, Training, differentiate, release_memory};

/// What a process does, which prints by how many bytes its peak grew.
const WORK: &str = "WORK_OF_WHICH_THE_MEMORY_IS_MEASURED";

/// The most memory that this process had, in bytes, or has now.
fn memory(which: &str) -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with(which)).unwrap();
    line.split_whitespace().nth(1).unwrap().parse::<usize>().unwrap() * 1024
}

fn grown(which: &str) -> usize {
    extent::say(&format!("memory of `{which}`, in a process of its own"));
    let output = Command::new(std::env::current_exe().unwrap())
        .args(["the_work", "--exact", "--nocapture"])
        .env(WORK, which)
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let line = text.lines().find_map(|line| line.split("grew by ").nth(1));
    line.unwrap_or_else(|| panic!("{text}{}", String::from_utf8_lossy(&output.stderr))).parse().unwrap()
}

const EXAMPLES: usize = 100_000;
const INPUTS: usize = 8;

fn examples() -> Dataset<f64> {
    let inputs = Array2::from_shape_fn((EXAMPLES, INPUTS), |(row, column)| ((row * column) as f64).sin());
    Dataset::new(inputs, Array2::from_shape_fn((EXAMPLES, 1), |(row, _)| (row % 2) as f64)).unwrap()
}

/// 8 MB of weights.
fn large(outputs: usize) -> Network {
    Network::builder(1024).dense::<identity>(outputs).build::<squared_error>().unwrap()
}

const LARGE: usize = 1024 * 1024 * 8;

/// By itself it does nothing.
#[test]
fn the_work() {
    let Ok(which) = std::env::var(WORK) else { return };
    let folder = tempfile::tempdir().unwrap();
    let (before, after) = match which.as_str() {
        "evaluation" => {
            let examples = examples();
            let network = Network::builder(INPUTS)
                .dense::<tanh>(64)
                .dense::<identity>(1)
                .build::<binary_cross_entropy>()
                .unwrap();
            let before = memory("VmHWM");
            assert!(network.mean_loss(&examples).unwrap() > 0.0);
            assert!(network.accuracy(&examples).unwrap() > 0.0);
            assert!(network.confusion(&examples).unwrap().accuracy() > 0.0);
            (before, memory("VmHWM"))
        }
        "checkpoint" => checkpoint(folder.path()),
        "loading" => {
            let path = folder.path().join("model");
            large(1024).save(&path).unwrap();
            let before = memory("VmHWM");
            assert_eq!(Trained::<f64>::load(&path).unwrap().network().outputs(), 1024);
            (before, memory("VmHWM"))
        }
        "rows on disk" => rows_on_disk(folder.path()),
        _ => tapes(),
    };
    println!("grew by {}", after.saturating_sub(before));
}

/// The peak of a training without a checkpoint, and of the same with one.
fn checkpoint(folder: &Path) -> (usize, usize) {
    let examples = Dataset::new(Array2::zeros((1, 1024)), Array2::zeros((1, 1024))).unwrap();
    let training = Training::new(Adam::default()).epochs(1).validation(&examples);
    training.run(&mut large(1024), &examples).unwrap();
    let before = memory("VmHWM");
    training.clone().checkpoint(folder.join("kept")).run(&mut large(1024), &examples).unwrap();
    (before, memory("VmHWM"))
}

/// The peak before and after an epoch over a file of many rows.
fn rows_on_disk(folder: &Path) -> (usize, usize) {
    let path = folder.join("rows.csv");
    let mut file = BufWriter::new(File::create(&path).unwrap());
    writeln!(file, "a,b,c,d,e,f,g,h,y").unwrap();
    for row in 0..EXAMPLES {
        for column in 0..INPUTS {
            write!(file, "{},", ((row * column) as f64).sin()).unwrap();
        }
        writeln!(file, "{}", row % 2).unwrap();
    }
    file.into_inner().unwrap();
    let before = memory("VmHWM");
    let inputs = ["a", "b", "c", "d", "e", "f", "g", "h"];
    let rows = RowsOnDisk::<f64>::open(&Table::reader(), &path, &inputs, Targets::Numbers(&["y"])).unwrap();
    assert_eq!(rows.len(), EXAMPLES);
    let mut network = Network::builder(INPUTS).dense::<identity>(1).build::<squared_error>().unwrap();
    let training = Training::new(Optimizer::Sgd).batches(Batches::Mini(1000)).shuffled_by_seed(1).epochs(1);
    training.run(&mut network, &rows).unwrap();
    (before, memory("VmHWM"))
}

/// What is kept after a gradient of 64 MB of tape and `release_memory`.
fn tapes() -> (usize, usize) {
    #[differentiate]
    fn product(x: &[f64]) -> f64 {
        let mut product = 1.0;
        for v in x {
            product *= *v;
        }
        product
    }
    let x = vec![1.0; 8_000_000];
    let mut gradient = vec![0.0; 8_000_000];
    gradient[0] = 1.0;
    release_memory();
    let before = memory("VmRSS");
    product::gradient_into(&x, &mut gradient);
    let kept = memory("VmRSS") - before;
    assert!(kept > 60_000_000, "the tape is kept for the next call: {kept}");
    release_memory();
    // The other half was the gradient, whose pages were not there yet.
    (before + 64_000_000, memory("VmRSS"))
}

/// They were 80 times the data.
#[test]
fn evaluations_go_by_blocks() {
    let (found, data) = (grown("evaluation"), EXAMPLES * (INPUTS + 1) * 8);
    assert!(found < data / 4, "{found} bytes for {data} bytes of data");
}

/// It was eleven times the network.
#[test]
fn a_checkpoint_takes_less_than_three_times_the_network() {
    let found = grown("checkpoint");
    assert!(found < 3 * LARGE, "{found} bytes for a network of {LARGE}");
}

#[test]
fn loading_takes_less_than_three_times_the_network() {
    let found = grown("loading");
    assert!(found < 3 * LARGE, "{found} bytes for a network of {LARGE}");
}

/// In memory it would be 7.2 MB of numbers; kept are 16 bytes a row, and 8 for their order.
#[test]
fn rows_stay_on_disk() {
    let (found, numbers) = (grown("rows on disk"), EXAMPLES * (INPUTS + 1) * 8);
    assert!(found < numbers * 3 / 4, "{found} bytes, of which the numbers would be {numbers}");
}

#[test]
fn the_memory_of_tapes_is_let_go() {
    let found = grown("tapes");
    assert!(found < 8_000_000, "{found} bytes are kept");
}
