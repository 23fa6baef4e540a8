//! Chapter 7 of the lesson: any number of layers and neurons, and handwritten digits learned by them.
//!
//! ```sh
//! cargo run --release --example chapter_7
//! cargo run --release --example chapter_7 -- folder/for/pictures
//! ```

#[path = "drawings/chapter_7.rs"]
pub(crate) mod drawings;

use std::error::Error;
use std::f64::consts::PI;
use std::ops::ControlFlow;

use chacha20::ChaCha8Rng;
use chainrule::data::{Dataset, HoldOut, Standardization, Table};
use chainrule::ndarray::Array2;
use chainrule::network::{
    Initialization, Layer, LayerGradient, cross_entropy, gelu, identity, relu, sigmoid, softmax, softplus,
    square, squared_error, tanh,
};
use chainrule::training::{Adam, AdamW, Batches, Schedule};
use chainrule::{Activation, Float, Network, Training, differentiate, network};
use chainrule_pictures::Folder;
use rand::{RngExt, SeedableRng};

/// An activation that the crate does not have: it only has to be differentiated.
#[differentiate]
pub(crate) fn swish<T: Float>(x: T) -> T {
    x / (T::of(1.0) + (-x).exp())
}

/// Where the data are, wherever the program is started.
pub(crate) const DIGITS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/digits.csv");

/// What one of the largest networks is said to have. It is a rumour: its makers never confirmed it.
pub(crate) const LARGEST: f64 = 1.76e12;

/// How often the digits are gone through.
pub(crate) const EPOCHS: usize = 60;

/// The images and their digits, as rows with a 1 at the digit.
pub(crate) fn digits() -> Result<Dataset<f32>, chainrule::data::Error> {
    digits_in(DIGITS)
}

/// The same from a file.
pub(crate) fn digits_in(path: &str) -> Result<Dataset<f32>, chainrule::data::Error> {
    let table = Table::read(path)?;
    let (targets, _) = table.one_hot("digit")?;
    Dataset::new(table.numbers(&table.columns_but("digit"))?, targets)
}

/// What a network made of the digits that were held out.
pub(crate) struct Held {
    /// The images, as they are in the data.
    pub(crate) images: Dataset<f32>,
    /// The digit that the network takes each for.
    pub(crate) taken_for: Vec<usize>,
    /// How much of that is right.
    pub(crate) accuracy: f64,
    /// Of each digit, how often it is taken for each.
    pub(crate) confusion: Vec<Vec<usize>>,
    /// The weights of the first layer: a row of one for each pixel, for each neuron.
    pub(crate) first_weights: Array2<f32>,
}

/// Learns four fifths of the digits, and tries the other fifth.
pub(crate) fn learn_digits(digits: &Dataset<f32>, seed: u64, epochs: usize) -> Result<Held, Box<dyn Error>> {
    let (examples, held_out) = digits.split(HoldOut { share: 0.2, seed })?;
    let scale = Standardization::of(&examples)?;
    let (examples, scaled) = (scale.apply(examples)?, scale.apply(held_out.clone())?);
    let mut network = Network::builder_of::<f32>(64)
        .dense::<relu>(128)
        .dense::<relu>(64)
        .dense::<identity>(10)
        .seed(seed)
        .build::<cross_entropy>()?;
    Training::new(AdamW { decay: 0.1, ..AdamW::default() })
        .learning_rate(0.003)
        .batches(Batches::Mini(64))
        .shuffled_by_seed(seed)
        .schedule(Schedule::Cosine { last: 0.0 })
        .epochs(epochs)
        .progress(true)
        .run(&mut network, &examples)?;
    let answers = network.predict(scaled.inputs())?;
    let taken_for = answers.rows().into_iter().map(|answer| largest(answer.iter().copied())).collect();
    Ok(Held {
        images: held_out,
        taken_for,
        accuracy: network.accuracy(&scaled)?,
        confusion: network.confusion(&scaled)?.counts().to_vec(),
        first_weights: network.weights(0).to_owned(),
    })
}

/// Where the largest number stands.
pub(crate) fn largest(numbers: impl Iterator<Item = f32>) -> usize {
    numbers.enumerate().max_by(|a, b| a.1.total_cmp(&b.1)).map_or(0, |(place, _)| place)
}

/// Points on two arms that wind around each other, a little beside them, with a 1 at the arm: those to learn from, and a
/// quarter that is held out.
pub(crate) fn spirals(seed: u64) -> Result<(Dataset<f64>, Dataset<f64>), chainrule::data::Error> {
    let mut chance = ChaCha8Rng::seed_from_u64(seed);
    let mut around = |place: f64| place + 0.05 * (chance.random::<f64>() - 0.5);
    let rows: Vec<([f64; 2], [f64; 2])> = (0..400)
        .map(|point| {
            let arm = f64::from(point % 2);
            let way = (f64::from(point) / 400.0).sqrt();
            let (sin, cos) = (PI * (3.0 * way + arm)).sin_cos();
            ([around(way * cos), around(way * sin)], [1.0 - arm, arm])
        })
        .collect();
    Dataset::from_rows(&rows).split(HoldOut { share: 0.25, seed })
}

/// A network that tells the arms apart.
pub(crate) fn learn_spirals(examples: &Dataset<f64>, seed: u64) -> Result<Network, Box<dyn Error>> {
    learn_spirals_observed(examples, seed, |_, _| ())
}

/// The same; the network is told on the way, after each epoch, counted from 1.
pub(crate) fn learn_spirals_observed(
    examples: &Dataset<f64>,
    seed: u64,
    mut tell: impl FnMut(usize, &Network),
) -> Result<Network, Box<dyn Error>> {
    let mut network = Network::builder(2)
        .dense::<tanh>(16)
        .dense::<tanh>(16)
        .dense::<identity>(2)
        .seed(seed)
        .build::<cross_entropy>()?;
    Training::new(Adam::default())
        .learning_rate(0.02)
        .batches(Batches::Mini(30))
        .shuffled_by_seed(seed)
        .schedule(Schedule::Cosine { last: 0.0 })
        .epochs(200)
        .run_observed(&mut network, examples, |epoch, network| {
            tell(epoch.epoch + 1, network);
            ControlFlow::Continue(())
        })?;
    Ok(network)
}

/// How large the gradient is at each of some layers of 32 neurons, all of one activation, before any training.
pub(crate) fn gradients_by_layer<A: Activation<f64>>(
    rule: Initialization,
    layers: usize,
) -> Result<Vec<LayerGradient>, network::Error> {
    let mut builder = Network::builder(8).initialization(rule).seed(7);
    for _ in 0..layers {
        builder = builder.dense::<A>(32);
    }
    let network = builder.layer(Layer::dense::<identity>(32, 1)).build::<squared_error>()?;
    let wave = |row: usize, column: usize| (row as f64 * 1.7 + column as f64 * 0.9).sin();
    let inputs = Array2::from_shape_fn((64, 8), |(row, column)| wave(row, column));
    let targets = Array2::from_shape_fn((64, 1), |(row, _)| wave(row, 8));
    match Dataset::new(inputs, targets) {
        Ok(examples) => network.gradient_by_layer(&examples),
        Err(_) => Ok(Vec::new()),
    }
}

/// The size of the gradient at each layer, from the inputs on, for networks of four activations.
pub(crate) fn gradients() -> Result<[(&'static str, Vec<f64>); 4], network::Error> {
    let networks = [
        ("sigmoid", gradients_by_layer::<sigmoid>(Initialization::Glorot, 10)?),
        ("tanh", gradients_by_layer::<tanh>(Initialization::Glorot, 10)?),
        ("ReLU", gradients_by_layer::<relu>(Initialization::He, 10)?),
        ("x²", gradients_by_layer::<square>(Initialization::He, 6)?),
    ];
    // The last layer is the output neuron.
    let sizes =
        |layers: Vec<LayerGradient>| layers[..layers.len() - 1].iter().map(|layer| layer.sums).collect();
    Ok(networks.map(|(name, layers)| (name, sizes(layers))))
}

/// What comes of repeated squaring, which is what layers of x² do.
pub(crate) fn squared_again_and_again(start: f64, layers: usize) -> f64 {
    (0..layers).fold(start, |x, _| square(x))
}

pub(crate) fn main() -> Result<(), Box<dyn Error>> {
    print()?;
    println!("\nPictures:\n");
    drawings::draw(&Folder::of_the_command_line("target/chapters"))
}

pub(crate) fn print() -> Result<(), Box<dyn Error>> {
    println!("Chapter 7 · Scaling up\n");
    sizes();
    losses();
    activations();
    slopes_by_layer()?;
    two_spirals()?;
    real_digits()
}

fn sizes() {
    println!("From five weights to a great many. The last is a rumour, which nobody confirmed:\n");
    println!("  network             │ layers       │   weights");
    println!("  ────────────────────┼──────────────┼──────────");
    println!("  the lesson's        │ 2-2-1        │         5");
    for (name, layers) in
        [("two spirals", [2, 16, 16, 2].as_slice()), ("digits, 8×8 pixels", &[64, 128, 64, 10])]
    {
        // Each neuron has a bias, too.
        let weights: usize = layers.windows(2).map(|pair| (pair[0] + 1) * pair[1]).sum();
        let layers: Vec<String> = layers.iter().map(usize::to_string).collect();
        println!("  {name:<19} │ {:<12} │ {weights:>9}", layers.join("-"));
    }
    println!("  GPT-4, it is said   │ unknown      │ {LARGEST:>9.2e}\n");
}

fn losses() {
    println!(
        "What is wanted chooses the loss. Regression, a number: the squared error, and its slope by the output:"
    );
    let (loss, slopes) = squared_error::value_and_gradient(&[37.0], &[24.0]);
    println!("  (37 − 24)² = {loss}, with the slope 2·(37 − 24) = {}", slopes[0]);
    println!("Classes: cross-entropy. The right answer has the probability 0.8, so the loss is −ln 0.8.");
    let logits = [0.8_f64.ln(), 0.2_f64.ln()];
    let loss = cross_entropy(&logits, &[1.0, 0.0]);
    println!("  the lesson has 0.223, and it is {loss:.3}, from the probabilities {:.1?}", softmax(&logits));
    let sure = cross_entropy(&[1000.0, 0.0, 0.0], &[0.0, 1.0, 0.0]);
    println!("  it takes logits, and so stays finite where a probability is as good as zero: {sure}\n");
}

fn activations() {
    println!("Activations, with their slopes:  each is a function with `#[differentiate]` above it");
    println!(
        "  relu max(0, x), slope 1 or 0 · sigmoid σ = 1/(1 + e⁻ˣ), slope σ·(1 − σ) · tanh, slope 1 − tanh² ·"
    );
    println!(
        "  x², slope 2·x · softplus ln(1 + eˣ), slope σ · gelu x·Φ(x), slope Φ + x·φ · swish x·σ, slope σ + x·σ·(1 − σ)\n"
    );
    println!(
        "      x │        relu      sigmoid         tanh           x²     softplus         gelu        swish"
    );
    for x in [-2.0, -0.5, 0.0, 0.5, 2.0] {
        print!("  {x:>5} │");
        for (value, slope) in [
            <relu as Activation<f64>>::value_and_slope(x),
            <sigmoid as Activation<f64>>::value_and_slope(x),
            <tanh as Activation<f64>>::value_and_slope(x),
            <square as Activation<f64>>::value_and_slope(x),
            <softplus as Activation<f64>>::value_and_slope(x),
            <gelu as Activation<f64>>::value_and_slope(x),
            <swish as Activation<f64>>::value_and_slope(x),
        ] {
            print!(" {value:>5.2} {slope:>6.3}");
        }
        println!();
    }
    let (_, steep) = <square as Activation<f64>>::value_and_slope(1000.0);
    println!("\nAt 1000, x² has the slope 2·1000 = {steep}; the sigmoid nowhere has more than 1/4.\n");
}

fn slopes_by_layer() -> Result<(), Box<dyn Error>> {
    println!(
        "A slope of 0.3 in each of 100 layers leaves 0.3^100 = {:.0e} of the gradient.",
        0.3_f64.powi(100)
    );
    println!(
        "How large it is at each of ten layers, from the output back to the input (x² with six layers):\n"
    );
    println!("  layer │     sigmoid        tanh        relu          x²");
    let networks = gradients()?;
    for layer in (0..10).rev() {
        print!("  {:>5} │", layer + 1);
        for (_, sizes) in &networks {
            match sizes.get(layer) {
                Some(size) => print!(" {size:>11.1e}"),
                None => print!(" {:>11}", ""),
            }
        }
        println!();
    }
    println!(
        "\nThe sigmoid's slope is at most 1/4, and the blame dies out on its way; ReLU hands it on as it is."
    );
    println!(
        "x² explodes: 1.5 squared ten times over is {:.1e}, and 0.5 so is {:.1e}.\n",
        squared_again_and_again(1.5, 10),
        squared_again_and_again(0.5, 10)
    );
    Ok(())
}

fn two_spirals() -> Result<(), Box<dyn Error>> {
    println!(
        "Two spirals, which no line tells apart: 2-16-16-2 with tanh, a quarter of 400 points held out."
    );
    for seed in 1..=5 {
        let (examples, held_out) = spirals(seed)?;
        let network = learn_spirals(&examples, seed)?;
        let accuracy = 100.0 * network.accuracy(&held_out)?;
        println!("  seed {seed}: {accuracy:.0} % of the held-out points are right");
    }
    println!();
    Ok(())
}

fn real_digits() -> Result<(), Box<dyn Error>> {
    println!("Handwritten digits, 8×8 pixels, 1,797 of them: 64-128-64-10 with ReLU, a fifth held out.");
    let digits = digits()?;
    let mut sum = 0.0;
    for seed in 1..=5 {
        let accuracy = learn_digits(&digits, seed, EPOCHS)?.accuracy;
        println!("  seed {seed}: {:.2} % of the held-out digits are right", 100.0 * accuracy);
        sum += accuracy;
    }
    println!("  mean:   {:.2} %", 20.0 * sum);
    Ok(())
}
