//! Checkpoints: a killed run goes on with the same bits, and one run at a time writes there.

mod extent;
mod small_training;

use std::fs;
use std::ops::ControlFlow;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use chainrule::Training;
use chainrule::training::{Adam, AdamW, Batches, Error, Model, Optimizer, Schedule, StorageError};
use small_training::{small_network, waves};

/// The training that is killed, by hand or with the whole process.
fn long_training(checkpoint: &Path) -> Training<'static> {
    Training::new(Adam::default())
        .learning_rate(0.01)
        .batches(Batches::Mini(32))
        .shuffled_by_seed(3)
        .schedule(Schedule::Cosine { last: 0.01 })
        .epochs(60)
        .checkpoint(checkpoint)
}

#[test]
fn a_resumed_training_ends_as_one_that_was_never_interrupted() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("training.safetensors");
    let (examples, validation) = (waves(300), waves(40));
    for optimizer in [
        Optimizer::Sgd,
        Optimizer::Momentum { momentum: 0.9 },
        Optimizer::Nesterov { momentum: 0.9 },
        Adam::default().into(),
        AdamW { decay: 0.01, ..AdamW::default() }.into(),
    ] {
        let training = Training::new(optimizer)
            .learning_rate(0.01)
            .batches(Batches::Mini(32))
            .shuffled_by_seed(3)
            .epochs(12)
            .validation(&validation)
            .early_stopping(4)
            .checkpoint(&path);
        let mut whole = small_network(2);
        let whole_history = training.run(&mut whole, &examples).unwrap();
        fs::remove_file(&path).unwrap();

        let mut interrupted = small_network(2);
        for stop in [3, 3, 7] {
            let observed = training.clone().epochs(stop).resume(&mut interrupted, &examples);
            observed.unwrap();
            interrupted = small_network(77);
        }
        let history = training.resume(&mut interrupted, &examples).unwrap();
        assert_eq!(history, whole_history, "{optimizer:?}");
        assert_eq!(interrupted.parameters(), whole.parameters(), "{optimizer:?}");
        fs::remove_file(&path).unwrap();
    }
}

/// What the next test kills; by itself it does nothing.
#[test]
fn a_training_to_be_killed() {
    if let Some(path) = std::env::var_os("CHECKPOINT_OF_A_TRAINING_TO_BE_KILLED") {
        let path = Path::new(&path);
        long_training(path).resume(&mut small_network(5), &waves(200)).unwrap();
    }
}

#[test]
fn a_killed_process_loses_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("training.safetensors");
    extent::say("a training is killed again and again, and goes on");
    let mut whole = small_network(5);
    let unbroken = folder.path().join("unbroken.safetensors");
    let whole_history = long_training(&unbroken).run(&mut whole, &waves(200)).unwrap();

    let program = std::env::current_exe().unwrap();
    for milliseconds in [5, 20, 35, 50, 80] {
        let mut process = Command::new(&program)
            .args(["a_training_to_be_killed", "--exact", "--quiet"])
            .env("CHECKPOINT_OF_A_TRAINING_TO_BE_KILLED", &path)
            .stdout(std::process::Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_millis(milliseconds));
        let _ = process.kill();
        process.wait().unwrap();
    }
    let mut network = small_network(5);
    let history = long_training(&path).resume(&mut network, &waves(200)).unwrap();
    assert_eq!(history, whole_history);
    assert_eq!(network.parameters(), whole.parameters());
}

/// What is killed, in a process of its own.
fn start(path: &Path) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["a_training_to_be_killed", "--exact", "--quiet"])
        .env("CHECKPOINT_OF_A_TRAINING_TO_BE_KILLED", path)
        .stdout(Stdio::null())
        .spawn()
        .unwrap()
}

/// A second writer is told so, be it in this process or in another; when the first one is killed, the way is free.
#[test]
fn one_writer_at_a_time() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("training.safetensors");
    let is_locked =
        |result: Result<_, Error>| matches!(result, Err(Error::Storage(StorageError::Locked { .. })));
    // The lock is held from before the first epoch to the end.
    let training = long_training(&path).epochs(3);
    let mut refused = 0;
    let observed = training.run_observed(&mut small_network(5), &waves(200), |_, _| {
        refused += usize::from(is_locked(training.resume(&mut small_network(5), &waves(200))));
        refused += usize::from(small_network(1).save(&path).is_err());
        ControlFlow::Continue(())
    });
    observed.unwrap();
    assert_eq!(refused, 6);
    fs::remove_file(&path).unwrap();

    let mut process = start(&path);
    while !path.exists() {
        std::thread::sleep(Duration::from_millis(1));
    }
    // It may be over already, on a machine that is fast enough.
    let result = long_training(&path).resume(&mut small_network(5), &waves(200));
    assert!(is_locked(result) || process.try_wait().unwrap().is_some());
    process.kill().unwrap();
    process.wait().unwrap();
    let mut network = small_network(5);
    long_training(&path).resume(&mut network, &waves(200)).unwrap();
    let mut whole = small_network(5);
    long_training(&folder.path().join("other")).run(&mut whole, &waves(200)).unwrap();
    assert_eq!(network.parameters(), whole.parameters());
    let mut left: Vec<_> =
        fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    left.sort();
    assert_eq!(left, ["other", "training.safetensors"], "nothing is left of the killed one");
}

#[test]
fn a_checkpoint_is_not_overwritten() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("training.safetensors");
    let training = long_training(&path).epochs(2);
    training.run(&mut small_network(1), &waves(50)).unwrap();
    let before = fs::read(&path).unwrap();
    let error = training.run(&mut small_network(1), &waves(50)).unwrap_err();
    assert!(matches!(error, Error::CheckpointThere { .. }), "{error}");
    assert!(
        error.to_string().ends_with("go on from it with `resume`, or give it up with `overwrite_checkpoint`")
    );
    assert_eq!(fs::read(&path).unwrap(), before);
    training.clone().overwrite_checkpoint().run(&mut small_network(2), &waves(50)).unwrap();
    assert_ne!(fs::read(&path).unwrap(), before);
}

#[test]
fn observers_see_the_epochs_after_a_checkpoint() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("training.safetensors");
    let training = long_training(&path).schedule(Schedule::Constant);
    training.clone().epochs(3).run(&mut small_network(1), &waves(50)).unwrap();
    let mut seen = Vec::new();
    let observed = training.epochs(9).resume_observed(&mut small_network(1), &waves(50), |epoch, _| {
        seen.push(epoch.epoch);
        if epoch.epoch == 5 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    assert_eq!(observed.unwrap().epochs.len(), 6);
    assert_eq!(seen, [3, 4, 5]);
}

/// Before the first epoch, and not after it.
#[test]
fn a_folder_that_is_missing_is_said_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    fs::write(&file, "").unwrap();
    for path in [folder.path().join("no/such/folder/c"), file.join("c"), folder.path().to_owned()] {
        let training = long_training(&path);
        let mut epochs = 0;
        let observed = training.run_observed(&mut small_network(1), &waves(50), |_, _| {
            epochs += 1;
            ControlFlow::Continue(())
        });
        assert!(matches!(observed, Err(Error::Storage(_))), "{}", path.display());
        assert_eq!(epochs, 0);
        // That it cannot be told whether there is a checkpoint does not mean that there is none.
        assert!(training.resume(&mut small_network(1), &waves(50)).is_err());
    }
}
