//! Checkpoints that are damaged, of something else, or whole and yet impossible: each is refused by name, and the model stays as it is.

mod extent;
mod small_training;
mod whole_file;

use std::fs;
use std::path::Path;

use chainrule::data::Dataset;
use chainrule::training::{Adam, Batches, Error, FunctionModel, Model, Optimizer, StorageError};
use chainrule::{Training, differentiate};
use small_training::{distance, points, small_network, waves};
use whole_file::WholeFile;

#[differentiate(wrt(slope, offset))]
fn line(slope: f64, x: f64, offset: f64, y: f64) -> f64 {
    (slope * x + offset - y).powi(2)
}

#[test]
fn damaged_and_foreign_checkpoints_are_told_apart() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("training.safetensors");
    let examples = waves(50);
    let training = Training::new(Adam::default()).learning_rate(0.01).epochs(2).checkpoint(&path);
    training.run(&mut small_network(1), &examples).unwrap();
    let whole = fs::read(&path).unwrap();

    let attempt = |training: &Training, bytes: &[u8]| {
        fs::write(&path, bytes).unwrap();
        let mut network = small_network(8);
        let error = training.resume(&mut network, &examples).unwrap_err();
        assert_eq!(network.parameters(), small_network(8).parameters(), "the network stays as it is");
        error
    };
    for length in [0, 7, 8, 100, whole.len() - 1] {
        let error = attempt(&training, &whole[..length]);
        assert!(matches!(error, Error::Storage(StorageError::Damaged { .. })), "{length}: {error}");
    }
    let mut longer = whole.clone();
    longer.push(0);
    assert!(matches!(attempt(&training, &longer), Error::Storage(StorageError::Damaged { .. })));
    let error = attempt(&training, b"PK\x03\x04 no safetensors at all");
    assert!(matches!(error, Error::Storage(StorageError::Damaged { .. })), "{error}");
    let other = training.clone().batches(Batches::Mini(10));
    let error = attempt(&other, &whole);
    assert!(error.to_string().contains("does not fit: its settings is"), "{error}");

    fs::write(&path, &whole).unwrap();
    let mut foreign = FunctionModel::<line>::new(vec![0.0, 0.0]).unwrap();
    let rows: Vec<([f64; 1], [f64; 1])> = (0..50).map(|i| ([f64::from(i)], [0.0])).collect();
    let error = training.resume(&mut foreign, &Dataset::from_rows(&rows)).unwrap_err();
    assert!(error.to_string().contains("its model is `2→8 tanh, 8→1 identity | squared_error`"), "{error}");

    let nowhere = training.clone().checkpoint(folder.path().join("no/such/folder/file"));
    let error = nowhere.run(&mut small_network(1), &examples).unwrap_err();
    assert!(matches!(error, Error::Storage(StorageError::NoFolder { .. })), "{error}");
}

/// Every third bit of a small checkpoint, and so some of every byte: what is not as it was written is never gone on from.
#[test]
fn every_flipped_bit_is_found() {
    let folder = tempfile::tempdir().unwrap();
    extent::say("a checkpoint with one of its bits flipped at a time");
    let path = folder.path().join("training.safetensors");
    let examples = points(&[1.0, 2.0]);
    let training = Training::new(Adam::default()).learning_rate(0.01).epochs(1).checkpoint(&path);
    training.run(&mut FunctionModel::<distance>::new(vec![0.0]).unwrap(), &examples).unwrap();
    let whole = fs::read(&path).unwrap();
    for position in (0..whole.len() * 8).step_by(3) {
        let mut bytes = whole.clone();
        bytes[position / 8] ^= 1 << (position % 8);
        fs::write(&path, bytes).unwrap();
        let mut model = FunctionModel::<distance>::new(vec![0.25]).unwrap();
        let result = training.clone().epochs(2).resume(&mut model, &examples);
        assert!(matches!(result, Err(Error::Storage(_))), "bit {position}");
        assert_eq!(model.parameters(), [0.25]);
    }
}

/// What is done to a file, and what is said of it then.
type Case<'a> = (&'a str, &'a dyn Fn(&mut WholeFile));

fn rename(file: &mut WholeFile, from: &str, to: &str) {
    let tensor = file.tensors.remove(from).unwrap();
    file.tensors.insert(to.to_owned(), tensor);
}

fn number(file: &mut WholeFile, tensor: &str, place: usize, number: f64) {
    file.tensors.get_mut(tensor).unwrap().2[place * 8..][..8].copy_from_slice(&number.to_le_bytes());
}

/// With the digest put right, as a program that is wrong could have written it.
#[test]
fn whole_files_that_cannot_be() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("training.safetensors");
    let (examples, validation) = (waves(50), waves(10));
    let training = Training::new(Adam::default())
        .learning_rate(0.01)
        .epochs(3)
        .validation(&validation)
        .checkpoint(&path);
    training.run(&mut small_network(1), &examples).unwrap();
    let whole = fs::read(&path).unwrap();
    let after = |change: &dyn Fn(&mut WholeFile)| {
        fs::write(&path, &whole).unwrap();
        let mut file = WholeFile::read(&path);
        change(&mut file);
        file.write(&path);
        let mut network = small_network(8);
        let result = training.clone().epochs(4).resume(&mut network, &examples).map(|_| ());
        if result.is_err() {
            assert_eq!(network.parameters(), small_network(8).parameters());
        }
        result.map_err(|error| error.to_string())
    };
    assert_eq!(after(&|_| {}), Ok(()), "the digest of the test is that of the crate");

    let cases: [Case<'_>; 16] = [
        ("the tensor `memory2.layer1.weight` is missing", &|file| {
            rename(file, "memory2.layer1.weight", "memory2.layer1.weighu");
        }),
        ("the tensor `memory1.layer0.bias` is missing", &|file| {
            file.tensors.retain(|name, _| !name.starts_with("memory"));
        }),
        ("no tensor `memory3.layer0.bias`", &|file| {
            let copy = file.tensors["memory2.layer0.bias"].clone();
            file.tensors.insert("memory3.layer0.bias".to_owned(), copy);
        }),
        ("the tensor `best.layer0.bias` is missing", &|file| {
            file.tensors.retain(|name, _| !name.starts_with("best."));
        }),
        ("the tensor `layer0.weight` is missing", &|file| rename(file, "layer0.weight", "layer9.weight")),
        ("not that of such a training at epoch 1", &|file| number(file, "history", 8, f64::NAN)),
        ("not that of such a training at epoch 1", &|file| number(file, "history", 8, 0.5)),
        ("not that of such a training at epoch 0", &|file| number(file, "history", 1, f64::INFINITY)),
        ("not that of such a training at epoch 2", &|file| number(file, "history", 18, 0.0)),
        ("not that of such a training at epoch 2", &|file| number(file, "history", 18, 2.0)),
        ("is not the number of steps", &|file| {
            let history = file.tensors.get_mut("history").unwrap();
            history.1[0] = 2;
            history.2.truncate(2 * 64);
        }),
        ("the tensor `history` has the shape [0, 8]", &|file| {
            let history = file.tensors.get_mut("history").unwrap();
            history.1[0] = 0;
            history.2.clear();
        }),
        ("is not the number of steps", &|file| {
            file.texts.insert("steps".to_owned(), "-3".to_owned());
        }),
        ("has numbers that are not finite", &|file| number(file, "memory1.layer1.bias", 0, f64::NAN)),
        ("it is of version 2", &|file| {
            file.texts.insert("chainrule".to_owned(), "2".to_owned());
        }),
        ("it does not say its data", &|file| {
            file.texts.remove("data");
        }),
    ];
    for (wanted, change) in cases {
        let message = after(change).expect_err(wanted);
        assert!(message.contains(wanted), "{message}, not {wanted}");
    }
}

fn training<'a>(path: &Path, validation: &'a Dataset<f64>) -> Training<'a> {
    Training::new(Optimizer::Sgd).epochs(2).validation(validation).checkpoint(path)
}

/// Other rows of the same number and size, in the examples and in those to validate by.
#[test]
fn other_data_are_refused_by_name() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("training.safetensors");
    let (examples, validation) = (waves(50), waves(10));
    let other = |examples: &Dataset<f64>| {
        let mut rows = examples.inputs().to_owned();
        rows[[3, 1]] += 1e-15;
        Dataset::new(rows, examples.targets().to_owned()).unwrap()
    };
    let (other_examples, other_validation) = (other(&examples), other(&validation));
    training(&path, &validation).run(&mut small_network(1), &examples).unwrap();
    for (examples, validation) in [(&other_examples, &validation), (&examples, &other_validation)] {
        let error = training(&path, validation).resume(&mut small_network(1), examples).unwrap_err();
        let is_of_data = |property: &str| property == "data";
        assert!(
            matches!(&error, Error::Storage(StorageError::Foreign { property, .. }) if is_of_data(property)),
            "{error}"
        );
    }
    training(&path, &validation).resume(&mut small_network(1), &examples).unwrap();
}
