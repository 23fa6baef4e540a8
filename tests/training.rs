//! Training: steps by hand, the same bits whatever happens, and errors that leave the weights alone.

use std::fs;
use std::ops::ControlFlow;

use chainrule::data::Dataset;
use chainrule::network::{identity, square, squared_error, tanh};
use chainrule::training::{
    Adam, AdamW, Batches, Error, FunctionModel, Model, Optimizer, Quantity, Reduction, Schedule, Stop,
};
use chainrule::{Network, Training, differentiate};

/// (w − x)², whose gradient is 2·(w − x).
#[differentiate(wrt(w))]
fn distance(w: f64, x: f64) -> f64 {
    (w - x).powi(2)
}

#[differentiate(wrt(slope, offset))]
fn line(slope: f64, x: f64, offset: f64, y: f64) -> f64 {
    (slope * x + offset - y).powi(2)
}

/// Its logarithm has no value at a weight that is not positive.
#[differentiate(wrt(w))]
fn cliff(w: f64, x: f64) -> f64 {
    w.ln() + w * x
}

fn points(xs: &[f64]) -> Dataset<f64> {
    let rows: Vec<([f64; 1], [f64; 0])> = xs.iter().map(|&x| ([x], [])).collect();
    Dataset::from_rows(&rows)
}

/// The weight after each of some epochs.
fn weights(training: &Training, start: f64, examples: &Dataset<f64>) -> Vec<f64> {
    let mut model = FunctionModel::<distance>::new(vec![start]).unwrap();
    let mut weights = Vec::new();
    let observed = training.run_observed(&mut model, examples, |_, model| {
        weights.push(model.parameters()[0]);
        ControlFlow::Continue(())
    });
    observed.unwrap();
    weights
}

#[track_caller]
fn assert_all_close(found: &[f64], wanted: &[f64]) {
    assert_eq!(found.len(), wanted.len());
    for (a, b) in found.iter().zip(wanted) {
        assert!((a - b).abs() < 1e-14 * b.abs().max(1.0), "{found:?}, not {wanted:?}");
    }
}

/// With x = 0 the gradient is 2·w.
#[test]
fn each_rule_by_hand() {
    let at = |optimizer: Optimizer| {
        weights(&Training::new(optimizer).learning_rate(0.1).epochs(3), 1.0, &points(&[0.0]))
    };
    assert_all_close(&at(Optimizer::Sgd), &[0.8, 0.64, 0.512]);
    // v = 2, 0.5·2 + 1.6, 0.5·2.6 + 1.08.
    assert_all_close(&at(Optimizer::Momentum { momentum: 0.5 }), &[0.8, 0.54, 0.302]);
    // g + 0.5·v: 2 + 1, then v = 0.5·2 + 1.4 and 1.4 + 1.2, then v = 0.5·2.4 + 0.88 and 0.88 + 1.04.
    assert_all_close(&at(Optimizer::Nesterov { momentum: 0.5 }), &[0.7, 0.44, 0.248]);
    // The first step of Adam is the rate, whatever the gradient; ε is 0 here, and the second by hand:
    // m = 0.5·1 + 0.5·1.8 = 1.4, m̂ = 1.4/0.75; v = 0.5·2 + 0.5·3.24 = 2.62, v̂ = 2.62/0.75.
    let adam = Optimizer::Adam(Adam { beta1: 0.5, beta2: 0.5, epsilon: 0.0 });
    let second = 0.9 - 0.1 * (1.4 / 0.75) / (2.62_f64 / 0.75).sqrt();
    assert_all_close(&at(adam)[..2], &[0.9, second]);
    // Decay shrinks the weight by rate·decay first.
    let adam_w = Optimizer::AdamW(AdamW { beta1: 0.5, beta2: 0.5, epsilon: 0.0, decay: 0.5 });
    assert_all_close(&at(adam_w)[..1], &[0.95 - 0.1]);
}

#[test]
fn batches_means_and_sums() {
    let examples = points(&[1.0, 2.0, 6.0]);
    let at = |training: Training<'static>| weights(&training.epochs(1), 0.0, &examples)[0];
    let descent = || Training::new(Optimizer::Sgd).learning_rate(0.1);
    // The gradient of the mean at 0 is −2·3; of the sum, −18.
    assert_all_close(&[at(descent()), at(descent().reduction(Reduction::Sum))], &[0.6, 1.8]);
    // 0.2; 0.2 + 0.2·1.8; 0.56 + 0.2·5.44.
    assert_all_close(&[at(descent().batches(Batches::Online))], &[1.648]);
    // The first two: 0.2·1.5 = 0.3; the last: 0.3 + 0.2·5.7.
    assert_all_close(&[at(descent().batches(Batches::Mini(2)))], &[1.44]);
    assert_all_close(&[at(descent().batches(Batches::Mini(100)))], &[0.6]);
    assert_all_close(&[at(descent().clip_norm(1.0))], &[0.1]);
    // (g + decay·w) at w = 1 with x = 0: 2 + 0.5.
    let decayed = descent().weight_decay(0.5).epochs(1);
    assert_all_close(&weights(&decayed, 1.0, &points(&[0.0])), &[0.75]);
}

#[test]
fn losses_are_those_before_the_steps() {
    let mut model = FunctionModel::<line>::new(vec![0.0, 0.0]).unwrap();
    let examples = Dataset::from_rows(&[([1.0], [3.0]), ([2.0], [5.0])]);
    let history =
        Training::new(Optimizer::Sgd).learning_rate(0.1).epochs(3000).run(&mut model, &examples).unwrap();
    assert_eq!(history.epochs[0].loss, 17.0);
    assert!((model.parameters()[0] - 2.0).abs() < 1e-6 && (model.parameters()[1] - 1.0).abs() < 1e-6);
    assert_eq!((history.epochs.len(), history.stop), (3000, Stop::Epochs));
}

#[test]
fn schedules_by_hand() {
    let factors = |schedule: Schedule| [0, 1, 2, 3].map(|epoch| schedule.factor(epoch, 4));
    assert_all_close(&factors(Schedule::Exponential { factor: 0.5 }), &[1.0, 0.5, 0.25, 0.125]);
    assert_all_close(&factors(Schedule::Steps { every: 2, factor: 0.1 }), &[1.0, 1.0, 0.1, 0.1]);
    assert_all_close(&factors(Schedule::Cosine { last: 0.0 }), &[1.0, 0.75, 0.25, 0.0]);
    assert_all_close(&factors(Schedule::WarmUp { epochs: 2 }), &[0.5, 1.0, 1.0, 0.5]);
}

#[test]
fn early_stopping_goes_back_to_the_best_weights() {
    // Training pulls the weight to 2, on which way it passes 1, where the validation example is.
    let (examples, validation) = (points(&[2.0]), points(&[1.0]));
    let mut model = FunctionModel::<distance>::new(vec![0.0]).unwrap();
    let training = Training::new(Optimizer::Sgd)
        .learning_rate(0.125)
        .epochs(100)
        .validation(&validation)
        .early_stopping(4);
    let history = training.run(&mut model, &examples).unwrap();
    // 2·(1 − 0.75ⁿ) is closest to 1 after 2 steps (0.875), or 3 (1.156).
    assert_eq!((history.stop, history.epochs.len()), (Stop::Early { best: 1 }, 6));
    assert_eq!(model.parameters(), [0.875]);
    assert_eq!(history.epochs[1].validation_loss, Some(0.125 * 0.125));
}

#[test]
fn observers_end_a_training() {
    let mut model = FunctionModel::<distance>::new(vec![0.0]).unwrap();
    let training = Training::new(Optimizer::Sgd).learning_rate(0.1);
    let history = training.run_observed(&mut model, &points(&[1.0]), |epoch, _| {
        if epoch.epoch == 6 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    let history = history.unwrap();
    assert_eq!((history.stop, history.epochs.len()), (Stop::Observer, 7));
}

#[test]
fn settings_that_make_no_sense() {
    let message = |training: Training<'static>| {
        let mut model = FunctionModel::<distance>::new(vec![0.0]).unwrap();
        training.run(&mut model, &points(&[1.0])).unwrap_err().to_string()
    };
    let descent = || Training::new(Optimizer::Sgd).learning_rate(0.1);
    for rate in [0.0, -1.0, f64::NAN, f64::INFINITY] {
        let text = message(Training::new(Optimizer::Sgd).learning_rate(rate));
        assert!(text.starts_with(&format!("the rate {rate} is not positive and finite")), "{text}");
    }
    assert_eq!(message(descent().batches(Batches::Mini(0))), "batches of 0 examples; take at least 1");
    assert!(message(descent().early_stopping(3)).contains("pass them with `validation`"));
    assert!(message(descent().clip_norm(0.0)).contains("`clip_norm` is 0"));
    assert!(message(descent().weight_decay(-1.0)).contains("`weight_decay` is -1"));
    assert!(
        message(Training::new(Optimizer::Momentum { momentum: 1.0 }).learning_rate(0.1))
            .contains("`momentum` is 1")
    );
    let adam = Adam { beta1: 0.9, beta2: 0.9, epsilon: -1.0 };
    assert!(message(Training::new(adam).learning_rate(0.1)).contains("`epsilon` is -1"));
}

#[test]
fn examples_that_do_not_fit() {
    let mut model = FunctionModel::<line>::new(vec![0.0, 0.0]).unwrap();
    let error =
        Training::new(Optimizer::Sgd).learning_rate(0.1).run(&mut model, &points(&[1.0])).unwrap_err();
    assert_eq!(
        error.to_string(),
        "`line` takes 2 numbers beside its weights, and the examples have 1 inputs and 0 targets"
    );
    let mut network = small_network(1);
    let error =
        Training::new(Optimizer::Sgd).learning_rate(0.1).run(&mut network, &points(&[1.0])).unwrap_err();
    assert_eq!(error.to_string(), "layer 1 takes 2 numbers, and the examples have 1 inputs");
}

#[test]
fn the_last_good_weights_are_kept() {
    // From 1 the step at the rate 10 leads to a negative weight, where there is no logarithm.
    let mut model = FunctionModel::<cliff>::new(vec![1.0]).unwrap();
    let error =
        Training::new(Optimizer::Sgd).learning_rate(10.0).run(&mut model, &points(&[1.0])).unwrap_err();
    assert!(
        matches!(error, Error::NotFinite { quantity: Quantity::Loss, epoch: 1, batch: 0, .. }),
        "{error}"
    );
    assert_eq!(model.parameters(), [1.0]);

    // The second example is at fault, in one way or another; the step after the first is taken back.
    for (input, target, place) in [
        ([0.5, 1.0], 1e200, "`squared_error`"),
        ([f64::NAN, 1.0], 0.0, "`inputs`"),
        ([1e200, 1.0], 0.0, "`layer2`"),
    ] {
        let build = || {
            let builder = Network::builder(2).dense::<identity>(8).dense::<square>(1).seed(1);
            builder.build::<squared_error>().unwrap()
        };
        let mut network = build();
        let rows = [([0.5, 0.5], [0.0]), (input, [target])];
        let training = Training::new(Optimizer::Sgd).learning_rate(1e-3).batches(Batches::Online);
        let error = training.run(&mut network, &Dataset::from_rows(&rows)).unwrap_err();
        let wanted = format!("the loss is not finite in epoch 0, batch 1, at {place}; ");
        assert!(error.to_string().starts_with(&wanted), "{error}");
        assert_eq!(network.parameters(), build().parameters());
    }
}

fn small_network(seed: u64) -> Network<f64> {
    Network::builder(2).dense::<tanh>(8).dense::<identity>(1).seed(seed).build::<squared_error>().unwrap()
}

#[cfg(feature = "rayon")]
fn waves(count: usize) -> Dataset<f64> {
    let rows: Vec<([f64; 2], [f64; 1])> = (0..count)
        .map(|i| i as f64)
        .map(|i| [(i * 0.7).sin(), (i * 1.3).cos()])
        .map(|[a, b]| ([a, b], [a * b]))
        .collect();
    Dataset::from_rows(&rows)
}

#[cfg(feature = "rayon")]
#[test]
fn the_same_bits_for_any_number_of_threads() {
    let trained = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let mut network = small_network(4);
        let training = Training::new(Adam::default())
            .learning_rate(0.01)
            .batches(Batches::Mini(700))
            .shuffled_by_seed(9)
            .epochs(5);
        let history = pool.install(|| training.run(&mut network, &waves(1500))).unwrap();
        (network.parameters().to_vec(), history)
    };
    let one = trained(1);
    for threads in [2, 3, 4] {
        assert_eq!(trained(threads), one, "{threads} threads");
    }
}

#[test]
fn metrics_as_a_table() {
    let folder = tempfile::tempdir().unwrap();
    let validation = points(&[1.0]);
    let training = Training::new(Optimizer::Sgd).learning_rate(0.25).epochs(2).validation(&validation);
    let mut model = FunctionModel::<distance>::new(vec![0.0]).unwrap();
    let history = training.run(&mut model, &points(&[2.0])).unwrap();
    let path = folder.path().join("history.csv");
    history.write_csv(&path).unwrap();
    assert_eq!(
        fs::read_to_string(path).unwrap(),
        "epoch,rate,loss,validation_loss,accuracy,validation_accuracy\n0,0.25,4,0,,\n1,0.25,1,0.25,,\n"
    );
}
