//! Several processes that train one model: the same bits for any number of them. Here each is a thread, with channels between them.

mod small_training;
mod threads;

use std::fs;
use std::sync::Mutex;
use std::thread;
use std::time::Duration;

use chainrule::data::{Dataset, RowsOnDisk, Table, Targets};
use chainrule::training::{Adam, Batches, Error, History, Model, RankLost};
use chainrule::{Network, Training};
use small_training::{small_network, waves};
use threads::on;

fn training(validation: &Dataset<f64>) -> Training<'_> {
    Training::new(Adam::default())
        .learning_rate(0.01)
        .batches(Batches::Mini(700))
        .shuffled_by_seed(9)
        .epochs(4)
        .validation(validation)
        .early_stopping(3)
}

#[test]
fn the_same_bits_for_any_number_of_ranks() {
    let (examples, validation) = (waves(1500), waves(300));
    let mut alone = small_network(4);
    let history = training(&validation).run(&mut alone, &examples).unwrap();
    for count in [1, 2, 3, 4, 7] {
        let all = on(count, |rank| {
            // The weights of the first are everybody's.
            let mut network = small_network(4 + rank.rank as u64);
            let history = training(&validation).run_across(rank, &mut network, &examples).unwrap();
            (history, network.parameters().to_vec())
        });
        for (rank, (found, parameters)) in all.into_iter().enumerate() {
            assert_eq!(found, history, "rank {rank} of {count}");
            assert_eq!(parameters, alone.parameters(), "rank {rank} of {count}");
        }
    }
}

/// Begun on two, gone on with on three, ended by one: as if nothing had happened. Rank 0 alone writes.
#[test]
fn on_another_number_of_ranks() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("training.safetensors");
    let (examples, validation) = (waves(1500), waves(300));
    for (count, epochs) in [(2, 1), (3, 3)] {
        let all = on(count, |rank| {
            let training = training(&validation).epochs(epochs).checkpoint(&path);
            training.resume_across(rank, &mut small_network(77), &examples).unwrap().epochs.len()
        });
        assert_eq!(all, vec![epochs; count]);
    }
    let mut last = small_network(1);
    let history: History = training(&validation).checkpoint(&path).resume(&mut last, &examples).unwrap();
    let mut alone = small_network(77);
    let alone_history = training(&validation).run(&mut alone, &examples).unwrap();
    assert_eq!((history, last.parameters()), (alone_history, alone.parameters()));
    // And the checkpoint is refused to a run that begins anew, on all ranks by name.
    let errors = on(2, |rank| {
        training(&validation)
            .checkpoint(&path)
            .run_across(rank, &mut small_network(1), &examples)
            .unwrap_err()
    });
    assert!(matches!(errors[0], Error::CheckpointThere { .. }), "{}", errors[0]);
    assert!(matches!(errors[1], Error::OtherRank { rank: 0 }), "{}", errors[1]);
}

#[test]
fn ranks_with_other_examples_are_told_so() {
    let (examples, others, validation) = (waves(200), waves(201), waves(10));
    let errors = on(3, |rank| {
        let examples = if rank.rank == 1 { &others } else { &examples };
        training(&validation).run_across(rank, &mut small_network(1), examples).unwrap_err()
    });
    assert!(matches!(errors[1], Error::RanksDiffer { rank: 1 }), "{}", errors[1]);
    for other in [0, 2] {
        assert!(matches!(errors[other], Error::OtherRank { rank: 1 }), "{}", errors[other]);
    }
}

/// Each rank reads its rows from its own copy; one copy is cut short during the training.
#[test]
fn a_rank_that_cannot_read_ends_the_run_of_all() {
    let folder = tempfile::tempdir().unwrap();
    let mut text = "a,b,y\n".to_owned();
    waves(600)
        .inputs()
        .rows()
        .into_iter()
        .for_each(|row| text.push_str(&format!("{},{},{}\n", row[0], row[1], row[0] * row[1])));
    let (validation, gate) = (waves(10), std::sync::Barrier::new(2));
    let errors = on(2, |rank| {
        let path = folder.path().join(format!("rows{}.csv", rank.rank));
        fs::write(&path, &text).unwrap();
        let rows = RowsOnDisk::open(&Table::reader(), &path, &["a", "b"], Targets::Numbers(&["y"])).unwrap();
        let training = training(&validation).batches(Batches::Full).epochs(2);
        training.run_across(rank, &mut small_network(1), &rows).unwrap();
        gate.wait();
        // Behind the check of the rows, which goes through all of them, it is whole again: so only what a step reads is wrong.
        let cut = Cut { rows, broken: rank.rank == 1, reads: Mutex::new(0) };
        training.run_across(rank, &mut small_network(1), &cut).unwrap_err()
    });
    assert!(matches!(errors[0], Error::OtherRank { rank: 1 }), "{}", errors[0]);
    assert!(matches!(errors[1], Error::Data(_)), "{}", errors[1]);
}

/// Rows that can be read once, and not in the training.
struct Cut {
    rows: RowsOnDisk<f64>,
    broken: bool,
    reads: Mutex<usize>,
}

impl chainrule::data::Source<f64> for Cut {
    fn len(&self) -> usize {
        self.rows.len()
    }

    fn widths(&self) -> (usize, usize) {
        self.rows.widths()
    }

    fn gather(&self, rows: &[usize], into: &mut Dataset<f64>) -> Result<(), chainrule::data::Error> {
        let mut reads = self.reads.lock().unwrap();
        *reads += rows.len();
        if self.broken && *reads > self.rows.len() {
            return Err(chainrule::data::Error::Empty);
        }
        self.rows.gather(rows, into)
    }
}

/// A rank that is gone: the others say which one, and nobody waits for ever.
#[test]
fn a_rank_that_is_gone_is_named() {
    let (examples, validation) = (waves(600), waves(10));
    let results = on(2, |rank| {
        let mut network: Network = small_network(1);
        let training = training(&validation);
        training.run_across(rank, &mut network, &examples).unwrap();
        // Rank 1 goes, and its channels with it.
        (rank.rank == 0).then(|| {
            thread::sleep(Duration::from_millis(200));
            training.run_across(rank, &mut network, &examples)
        })
    });
    let error = results.into_iter().next().flatten().unwrap().unwrap_err();
    assert!(matches!(error, Error::RankLost(RankLost { rank: 1 })), "{error}");
    assert!(
        error.to_string().starts_with("rank 1 does not answer any more; go on from the checkpoint"),
        "{error}"
    );
}
