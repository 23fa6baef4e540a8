//! Networks: values and gradients against closed forms and differences, and what is said where shapes do not fit.

mod differences;

use chainrule::data::Dataset;
use chainrule::ndarray::{Array2, array};
use chainrule::network::{
    Error, Initialization, Layer, cross_entropy, gelu, identity, relu, sigmoid, softplus, square,
    squared_error, tanh,
};
use chainrule::training::Model;
use chainrule::{Float, Loss, Network, differentiate};

#[differentiate]
fn swish<T: Float>(x: T) -> T {
    x / (T::of(1.0) + (-x).exp())
}

#[differentiate(wrt(prediction))]
fn fourth_powers<T: Float>(prediction: &[T], target: &[T]) -> T {
    let mut sum = T::of(0.0);
    for i in 0..prediction.len() {
        sum += (prediction[i] - target[i]).powi(4);
    }
    sum
}

/// Of every activation its value and its slope at 0.7, to 20 digits (mpmath).
#[test]
fn activations_at_a_point() {
    let x = 0.7;
    let rows = [
        ("sigmoid", [sigmoid(x), sigmoid::gradient(x)], [0.668_187_772_168_166, 0.221_712_873_293_109_05]),
        ("tanh", [tanh(x), tanh::gradient(x)], [0.604_367_777_117_163_5, 0.634_739_589_982_458_6]),
        ("square", [square(x), square::gradient(x)], [0.49, 1.4]),
        ("softplus", [softplus(x), softplus::gradient(x)], [1.103_186_048_885_458, 0.668_187_772_168_166]),
        ("relu", [relu(x), relu::gradient(x)], [0.7, 1.0]),
        ("identity", [identity(x), identity::gradient(x)], [0.7, 1.0]),
    ];
    for (name, found, wanted) in rows {
        for (found, wanted) in found.into_iter().zip(wanted) {
            assert!((found - wanted).abs() < 4e-16, "{name}: {found} is not {wanted}");
        }
    }
    // x·Φ(x) itself is 0.530 625 4; the form in use is off by less than 10⁻³ everywhere.
    assert!((gelu(x) - 0.530_625_4).abs() < 1e-3);
    for x in [-1e300, -800.0, -40.0, 0.0, 40.0, 800.0, 1e100] {
        let slopes = [sigmoid::gradient(x), tanh::gradient(x), softplus::gradient(x), relu::gradient(x)];
        assert!(slopes.iter().all(|slope| (0.0..=1.0).contains(slope)), "at {x}: {slopes:?}");
    }
}

/// y = 2·max(0, x1 + 2·x2 − 1) − 3·max(0, x1 − x2) + 1 at (1, 2): 9; the error by hand.
#[test]
fn a_gradient_by_hand() {
    let network = Network::builder(2)
        .layer(Layer::with_weights::<relu>(array![[1.0, 2.0], [1.0, -1.0]], array![-1.0, 0.0]))
        .layer(Layer::with_weights::<identity>(array![[2.0, -3.0]], array![1.0]))
        .build::<squared_error>()
        .unwrap();
    assert_eq!(network.predict(array![[1.0, 2.0]].view()).unwrap(), array![[9.0]]);
    let examples = Dataset::from_rows(&[([1.0, 2.0], [8.0])]);
    let mut gradient = vec![0.0; network.parameters().len()];
    let loss = network.add_gradient(examples.examples(), &mut gradient, &mut network.workspace());
    assert_eq!(loss, 1.0);
    // ∂loss/∂y = 2; the first neuron gives 4, the second nothing.
    assert_eq!(gradient, [4.0, 8.0, 0.0, 0.0, 4.0, 0.0, 8.0, 0.0, 2.0]);
}

fn check_against_differences<L: Loss<f64>>(builder: chainrule::network::Builder<f64>) {
    let network = builder.seed(3).build::<L>().unwrap();
    let inputs = Array2::from_shape_fn((5, 3), |(row, column)| ((row * 3 + column) as f64).sin());
    let targets = Array2::from_shape_fn((5, 2), |(row, column)| ((row * 2 + column) as f64).cos().abs());
    let examples = Dataset::new(inputs, targets).unwrap();
    let mut gradient = vec![0.0; network.parameters().len()];
    let value = network.add_gradient(examples.examples(), &mut gradient, &mut network.workspace());
    let loss = |parameters: &[f64]| {
        let mut moved = network.clone();
        moved.parameters_mut().copy_from_slice(parameters);
        let mut workspace = moved.workspace();
        moved.loss(examples.examples(), &mut workspace)
    };
    let parameters: Vec<f64> = network.parameters().iter().map(|weight| weight + 0.05).collect();
    let mut moved = network.clone();
    moved.parameters_mut().copy_from_slice(&parameters);
    gradient.fill(0.0);
    let moved_value = moved.add_gradient(examples.examples(), &mut gradient, &mut moved.workspace());
    assert!(value.is_finite());
    differences::check(loss, &parameters, (moved_value, gradient));
}

#[test]
fn gradients_are_the_differences_quotients() {
    check_against_differences::<squared_error>(
        Network::builder(3).dense::<swish>(4).dense::<tanh>(3).dense::<gelu>(2),
    );
    check_against_differences::<cross_entropy>(Network::builder(3).dense::<softplus>(4).dense::<identity>(2));
    check_against_differences::<fourth_powers>(Network::builder(3).dense::<sigmoid>(2).dense::<square>(2));
}

/// Gradients add up over the examples, and over the calls.
#[test]
fn gradients_are_sums_over_examples() {
    let network =
        Network::builder(1).dense::<tanh>(3).dense::<identity>(1).seed(5).build::<squared_error>().unwrap();
    let rows = [([0.1], [0.3]), ([-0.7], [1.0]), ([2.0], [-1.0])];
    let mut workspace = network.workspace();
    let mut together = vec![0.0; network.parameters().len()];
    network.add_gradient(Dataset::from_rows(&rows).examples(), &mut together, &mut workspace);
    let mut one_by_one = vec![0.0; network.parameters().len()];
    for row in rows {
        network.add_gradient(Dataset::from_rows(&[row]).examples(), &mut one_by_one, &mut workspace);
    }
    for (a, b) in together.iter().zip(one_by_one) {
        assert!((a - b).abs() < 1e-14, "{a} {b}");
    }
}

#[test]
fn weights_are_reproducible_and_of_the_rule_s_size() {
    let build = |seed| {
        let builder = Network::builder(100).dense::<relu>(60);
        let layer = Layer::dense::<tanh>(60, 40).initialization(Initialization::Glorot);
        builder.layer(layer).seed(seed).build::<squared_error>().unwrap()
    };
    assert_eq!(build(1).parameters(), build(1).parameters());
    assert_ne!(build(1).parameters(), build(2).parameters());
    let network = build(1);
    // Evenly up to ±√(6/100): the variance is 2/100; and 2/(60 + 40).
    for (layer, limit) in [(0, 0.06_f64.sqrt()), (1, 0.06_f64.sqrt())] {
        let weights = network.weights(layer);
        assert!(weights.iter().all(|weight| weight.abs() <= limit));
        let variance = weights.iter().map(|weight| weight * weight).sum::<f64>() / weights.len() as f64;
        assert!((variance / 0.02 - 1.0).abs() < 0.05, "{variance}");
        assert!(network.biases(layer).iter().all(|&bias| bias == 0.0));
    }
}

#[test]
fn what_does_not_fit_is_named() {
    let message = |built: Result<Network<f64>, Error>| built.unwrap_err().to_string();
    let builder = || Network::builder(64).dense::<relu>(128);
    assert_eq!(
        message(builder().layer(Layer::dense::<relu>(100, 10)).build::<squared_error>()),
        "layer 2 takes 100 numbers, and layer 1 gives 128"
    );
    assert_eq!(
        message(Network::builder(3).layer(Layer::dense::<relu>(4, 2)).build::<squared_error>()),
        "layer 1 takes 4 numbers, and the network gives 3"
    );
    assert_eq!(
        message(builder().dense::<relu>(0).build::<squared_error>()),
        "layer 2 has no inputs or no outputs; give it at least one of each"
    );
    assert_eq!(
        message(Network::builder(3).build::<squared_error>()),
        "the network has no layers; add one with `dense`"
    );
    let network = builder().build::<squared_error>().unwrap();
    assert!(matches!(network.predict(array![[1.0]].view()), Err(Error::Inputs { expected: 64, found: 1 })));
    let examples = Dataset::new(Array2::zeros((2, 64)), Array2::zeros((2, 3))).unwrap();
    assert!(matches!(network.accuracy(&examples), Err(Error::Targets { expected: 128, found: 3 })));
}

#[test]
fn accuracy_counts_the_largest_output() {
    let network = Network::builder(2)
        .layer(Layer::with_weights::<identity>(array![[1.0, 0.0], [0.0, 1.0]], array![0.0, 0.0]))
        .build::<cross_entropy>()
        .unwrap();
    let rows = [
        ([2.0, 1.0], [1.0, 0.0]),
        ([1.0, 2.0], [1.0, 0.0]),
        ([0.0, 3.0], [0.0, 1.0]),
        ([5.0, 3.0], [0.0, 1.0]),
    ];
    assert_eq!(network.accuracy(&Dataset::from_rows(&rows)).unwrap(), 0.5);
}

#[test]
fn saved_weights_come_back_to_the_bit() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("network.safetensors");
    let build = |seed| {
        Network::builder_of::<f32>(4)
            .dense::<gelu>(5)
            .dense::<identity>(2)
            .seed(seed)
            .build::<cross_entropy>()
    };
    let network = build(1).unwrap();
    network.save(&path).unwrap();
    let mut other = build(2).unwrap();
    other.load(&path).unwrap();
    assert_eq!(other.parameters(), network.parameters());

    let mut foreign =
        Network::builder_of::<f32>(4).dense::<relu>(5).dense::<identity>(2).build::<cross_entropy>().unwrap();
    let before = foreign.parameters().to_vec();
    let message = foreign.load(&path).unwrap_err().to_string();
    assert!(
        message.ends_with(
            "does not fit: its model is `4→5 gelu, 5→2 identity | cross_entropy`, and here it is \
         `4→5 relu, 5→2 identity | cross_entropy`"
        ),
        "{message}"
    );
    assert_eq!(foreign.parameters(), before);
}

/// One layer for both float types.
#[test]
fn f32_is_f64_rounded() {
    let single = Network::builder_of::<f32>(2).dense::<swish>(3).seed(1).build::<squared_error>().unwrap();
    let double = Network::builder(2).dense::<swish>(3).seed(1).build::<squared_error>().unwrap();
    let a = single.predict(array![[0.5, -1.5]].view()).unwrap();
    let b = double.predict(array![[0.5, -1.5]].view()).unwrap();
    for (a, b) in a.iter().zip(&b) {
        assert!((f64::from(*a) - b).abs() < 1e-6);
    }
}
