//! Several processes over MPI: the same bits for 1, 2 and 4 of them and any number of threads; one that is killed ends the run, by
//! name, and another number of them goes on. With the feature `levenberg-marquardt`, fits by several processes, too.

mod small_training;

use std::error::Error;
use std::fs;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::thread;
use std::time::Duration;

use chainrule::Training;
use chainrule::training::mpi::{self, MpiRanks};
use chainrule::training::{Adam, Batches, Model, Ranks};
use small_training::{small_network, waves};

/// Where ranks write what became of them; without it, the test that is a rank does nothing.
const FOLDER: &str = "FOLDER_OF_THE_RANKS";
const EPOCHS: &str = "EPOCHS_OF_THE_RANKS";

fn training(epochs: usize) -> Training<'static> {
    Training::new(Adam::default())
        .learning_rate(0.01)
        .batches(Batches::Mini(700))
        .shuffled_by_seed(9)
        .epochs(epochs)
}

fn epochs() -> usize {
    std::env::var(EPOCHS).ok().and_then(|epochs| epochs.parse().ok()).unwrap_or(5)
}

/// A rank: goes on from the checkpoint in the folder, and writes its process and the bits of its weights there.
#[test]
fn a_rank() {
    let Some(folder) = std::env::var_os(FOLDER) else { return };
    let folder = Path::new(&folder);
    let work = |ranks: &mut MpiRanks| -> Result<(), Box<dyn Error>> {
        ranks.set_patience(Duration::from_secs(3));
        fs::write(folder.join(format!("process{}", ranks.rank())), std::process::id().to_string())?;
        let training = training(epochs()).checkpoint(folder.join("kept"));
        let mut network = small_network(4);
        training.resume_across(ranks, &mut network, &waves(1500))?;
        let bits: Vec<String> =
            network.parameters().iter().map(|weight| format!("{:016x}", weight.to_bits())).collect();
        fs::write(folder.join(format!("weights{}", ranks.rank())), bits.join("\n"))?;
        Ok(())
    };
    // What `main` would return.
    assert_eq!(format!("{:?}", mpi::run(work)), format!("{:?}", std::process::ExitCode::SUCCESS));
}

/// Whether `mpirun` is that of Open MPI, if there is one.
fn open_mpi() -> Option<bool> {
    let output = Command::new("mpirun").arg("--version").output().ok()?;
    Some(String::from_utf8_lossy(&output.stdout).contains("Open MPI"))
}

/// Whether the death of a process can be tested: what is said of it, and whether others can go on, is Open MPI's own.
fn says_who_dies() -> bool {
    let says = open_mpi() == Some(true);
    if !says {
        println!("skipped: `mpirun` is missing, or not Open MPI's, and says of a dead process what it likes");
    }
    says
}

/// So many ranks, started together; none where there is no `mpirun`.
fn start(count: usize, threads: usize, epochs: usize, folder: &Path, recovery: bool) -> Option<Child> {
    start_test("a_rank", count, threads, epochs, folder, recovery)
}

/// The same, of which each is this test.
fn start_test(
    test: &str,
    count: usize,
    threads: usize,
    epochs: usize,
    folder: &Path,
    recovery: bool,
) -> Option<Child> {
    let Some(open_mpi) = open_mpi() else {
        println!("skipped: there is no `mpirun`");
        return None;
    };
    let mut command = Command::new("mpirun");
    command.args(["-n", &count.to_string()]);
    if open_mpi {
        // Others do both unasked.
        command.args(["--oversubscribe", "--allow-run-as-root"]);
    }
    if recovery {
        command.arg("--enable-recovery");
    }
    command
        .arg(std::env::current_exe().unwrap())
        .args([test, "--exact", "--nocapture"])
        .env(FOLDER, folder)
        .env(EPOCHS, epochs.to_string())
        .env("RAYON_NUM_THREADS", threads.to_string())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    Some(command.spawn().unwrap())
}

fn end(child: Child) -> (Output, String) {
    let output = child.wait_with_output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    (output, said)
}

/// The bits of a training on one process.
fn alone(epochs: usize) -> String {
    let mut network = small_network(4);
    training(epochs).run(&mut network, &waves(1500)).unwrap();
    let bits: Vec<String> =
        network.parameters().iter().map(|weight| format!("{:016x}", weight.to_bits())).collect();
    bits.join("\n")
}

#[test]
fn the_same_bits_for_any_number_of_ranks_and_threads() {
    let wanted = alone(5);
    for (count, threads) in [(1, 1), (2, 1), (4, 1), (2, 3)] {
        let folder = tempfile::tempdir().unwrap();
        let Some(child) = start(count, threads, 5, folder.path(), false) else { return };
        let (output, said) = end(child);
        assert!(output.status.success(), "{said}");
        for rank in 0..count {
            let bits = fs::read_to_string(folder.path().join(format!("weights{rank}"))).unwrap();
            assert!(bits == wanted, "rank {rank} of {count}, {threads} threads");
        }
    }
}

#[test]
fn a_rank_that_is_killed_ends_the_run_and_others_go_on() {
    const EPOCHS: usize = 300;
    if !says_who_dies() {
        return;
    }
    let wanted = alone(EPOCHS);
    let folder = tempfile::tempdir().unwrap();
    let place = |name: &str| folder.path().join(name);
    for (count, killed, recovery) in [(2, 1, false), (3, 2, true), (2, 0, false)] {
        for rank in 0..count {
            let _ = fs::remove_file(place(&format!("process{rank}")));
        }
        let before = fs::metadata(place("kept")).ok().map(|kept| kept.len());
        let Some(mut child) = start(count, 1, EPOCHS, folder.path(), recovery) else { return };
        // In the middle of its epochs.
        while fs::metadata(place("kept")).ok().map(|kept| kept.len()) == before {
            thread::sleep(Duration::from_millis(1));
            assert!(child.try_wait().unwrap().is_none(), "it is still running");
        }
        let process = fs::read_to_string(place(&format!("process{killed}"))).unwrap();
        assert!(Command::new("kill").args(["-9", &process]).status().unwrap().success());
        let (output, said) = end(child);
        // With recovery, Open MPI 4 itself says 0, whatever the ranks say.
        assert!(recovery || !output.status.success(), "{said}");
        let named = if recovery {
            format!("rank {killed} does not answer any more")
        } else {
            format!("process rank {killed}")
        };
        assert!(said.contains(&named), "{named}: {said}");
        assert!(!place("weights0").exists());
    }
    let Some(child) = start(4, 1, EPOCHS, folder.path(), false) else { return };
    let (output, said) = end(child);
    assert!(output.status.success(), "{said}");
    assert!(fs::read_to_string(place("weights3")).unwrap() == wanted, "the bits are those of one process");
}

#[cfg(feature = "levenberg-marquardt")]
mod fits {
    use std::cell::Cell;

    use chainrule::differentiate;
    use chainrule::least_squares::{Fit, Fitting, part};

    use super::*;

    /// The file that says what goes wrong on a rank, whose number stands behind it.
    const FAULT: &str = "fault";
    const ROWS: usize = 1500;

    #[differentiate(wrt(b))]
    fn peak(b: &[f64; 4], x: f64) -> f64 {
        b[0] * (-((x - b[1]) / b[2]).powi(2)).exp() + b[3]
    }

    fn data(rows: impl Iterator<Item = usize>) -> (Vec<f64>, Vec<f64>) {
        let place = |row| row as f64 / 150.0;
        let value = |x: f64| peak(&[5.0, 4.0, 1.5, 1.0], x) + 0.2 * (41.0 * x).sin();
        rows.map(place).map(|x| (x, value(x))).unzip()
    }

    /// All of a fit but the residuals, which are of one rank only.
    fn bits(fit: &Fit<[f64; 4]>) -> String {
        let mut numbers = [&fit.parameters[..], &fit.standard_errors, fit.covariance.as_slice()].concat();
        numbers.extend([fit.sum_of_squares, fit.residual_standard_deviation, fit.relative_offset]);
        let bits: Vec<String> = numbers.iter().map(|number| format!("{:016x}", number.to_bits())).collect();
        format!("{} {} {:?} {}", fit.evaluations, fit.degrees_of_freedom, fit.stop, bits.join(" "))
    }

    const START: [f64; 4] = [3.0, 3.0, 1.0, 0.0];

    /// A rank of a fit.
    #[test]
    fn a_rank() {
        let Some(folder) = std::env::var_os(FOLDER) else { return };
        let folder = Path::new(&folder);
        let work = |ranks: &mut MpiRanks| -> Result<(), Box<dyn Error>> {
            ranks.set_patience(Duration::from_secs(3));
            let fault = fs::read_to_string(folder.join(format!("{FAULT}{}", ranks.rank()))).ok();
            let (xs, ys) = data(part(ranks, ROWS));
            let calls = Cell::new(0);
            let model = |b: &[f64; 4], x: f64| {
                calls.set(calls.get() + 1);
                let (value, gradient) = peak::value_and_gradient(b, x);
                let fault = fault.as_deref().filter(|_| calls.get() > 2 * ROWS);
                if fault == Some("dies") {
                    std::process::abort();
                }
                (value, gradient[..if fault.is_some() { 3 } else { 4 }].to_vec())
            };
            let fit = Fitting::new().model_across(ranks, model, &xs, &ys, START)?;
            fs::write(folder.join(format!("fit{}", ranks.rank())), bits(&fit))?;
            Ok(())
        };
        assert_eq!(format!("{:?}", mpi::run(work)), format!("{:?}", std::process::ExitCode::SUCCESS));
    }

    #[test]
    fn the_same_bits_for_any_number_of_ranks() {
        let (xs, ys) = data(0..ROWS);
        let wanted = bits(&Fitting::new().model(peak::value_and_gradient, &xs, &ys, START).unwrap());
        for count in [1, 2, 4] {
            let folder = tempfile::tempdir().unwrap();
            let Some(child) = start_test("fits::a_rank", count, 1, 0, folder.path(), false) else { return };
            let (output, said) = end(child);
            assert!(output.status.success(), "{said}");
            for rank in 0..count {
                let found = fs::read_to_string(folder.path().join(format!("fit{rank}"))).unwrap();
                assert_eq!(found, wanted, "rank {rank} of {count}");
            }
        }
    }

    /// In the middle of the fit, by name.
    #[test]
    fn a_rank_that_dies_or_fails_ends_the_fit() {
        for (fault, recovery, named) in [
            ("dies", false, "process rank 1"),
            ("dies", true, "rank 1 does not answer any more; fit again"),
            ("fails", false, "rank 1: there are 3 slopes where 4 are wanted"),
        ] {
            if fault == "dies" && !says_who_dies() {
                continue;
            }
            let folder = tempfile::tempdir().unwrap();
            fs::write(folder.path().join(format!("{FAULT}1")), fault).unwrap();
            let Some(child) = start_test("fits::a_rank", 2, 1, 0, folder.path(), recovery) else { return };
            let (output, said) = end(child);
            assert!(recovery || !output.status.success(), "{said}");
            assert!(said.contains(named), "{named}: {said}");
            assert!(!folder.path().join("fit0").exists());
        }
    }
}
