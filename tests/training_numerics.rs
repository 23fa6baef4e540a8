//! Steps at the edges of the numbers, against closed forms and the same rules in plain `f64`.

use std::ops::ControlFlow;

use chainrule::data::Dataset;
use chainrule::network::{cross_entropy, identity, relu, squared_error};
use chainrule::training::{Adam, AdamW, Batches, FunctionModel, Model, Optimizer, Reduction, Schedule};
use chainrule::{Float, Network, Training, differentiate};

/// Its gradient is x, wherever w is.
#[differentiate(wrt(w))]
fn linear<T: Float>(w: T, x: T) -> T {
    w * x
}

fn points<T: Float>(xs: &[f64]) -> Dataset<T> {
    let rows: Vec<([T; 1], [T; 0])> = xs.iter().map(|&x| ([T::of(x)], [])).collect();
    Dataset::from_rows(&rows)
}

/// The weight after each of some epochs of one example each.
fn weights<T: Float>(training: &Training<'_, T>, start: f64, xs: &[f64]) -> Vec<f64> {
    let mut model = FunctionModel::<linear, T>::new(vec![T::of(start)]).unwrap();
    let mut weights = Vec::new();
    let observed =
        training.clone().batches(Batches::Online).run_observed(&mut model, &points(xs), |_, model| {
            weights.push(model.parameters()[0].to_f64());
            ControlFlow::Continue(())
        });
    observed.unwrap();
    weights
}

/// Its gradient is (3·x, 4·x).
#[differentiate(wrt(a, b))]
fn two(a: f64, b: f64, x: f64) -> f64 {
    3.0 * a * x + 4.0 * b * x
}

#[test]
fn clipping_neither_overflows_nor_vanishes() {
    let clipped =
        |most: f64| Training::<f64>::new(Optimizer::Sgd).learning_rate(0.5).clip_norm(most).epochs(1);
    assert_eq!(weights(&clipped(1.0), 0.0, &[1e200]), [-0.5]);
    assert_eq!(weights(&clipped(1.0), 0.0, &[-f64::MAX]), [0.5]);
    assert_eq!(weights(&clipped(1e-200), 0.0, &[1e-190]), [-5e-201]);
    assert_eq!(weights(&clipped(1e-200), 0.0, &[1e-201]), [-5e-202]);
    assert_eq!(weights(&clipped(1.0), 0.0, &[0.0]), [0.0]);
    let single = Training::<f32>::new(Optimizer::Sgd).learning_rate(0.5).clip_norm(1.0).epochs(1);
    assert_eq!(weights(&single, 0.0, &[1e38]), [-0.5]);

    // Two weights: (3, 4)·10¹⁹⁹ shortened to 1 is (0.6, 0.8).
    let mut model = FunctionModel::<two>::new(vec![0.0, 0.0]).unwrap();
    clipped(1.0).run(&mut model, &points(&[1e199])).unwrap();
    for (found, wanted) in model.parameters().iter().zip([-0.3, -0.4]) {
        assert!((found - wanted).abs() < 1e-15, "{found}");
    }
}

/// Adam as its authors write it, in `f64` with the squares of gradients divided by a unit first.
fn adam(rate: f64, gradients: &[f64], decay: f64, start: f64) -> Vec<f64> {
    let unit = gradients.iter().fold(0.0_f64, |most, g| most.max(g.abs()));
    let (mut m, mut v, mut w) = (0.0, 0.0, start);
    let step = |(number, g): (i32, &f64)| {
        m = 0.9 * m + 0.1 * g / unit;
        v = 0.999 * v + 0.001 * (g / unit).powi(2);
        let (mean, square) = (m / (1.0 - 0.9_f64.powi(number)), v / (1.0 - 0.999_f64.powi(number)));
        w -= rate * decay * w;
        w -= rate * mean / (square.sqrt() + 1e-8 / unit);
        w
    };
    (1..).zip(gradients).map(step).collect()
}

/// In `f32` the square of 10²¹ is infinite, and that of 10⁻²⁵ zero.
#[test]
fn adam_of_large_and_small_gradients() {
    for gradients in [
        vec![1e21, 1.0, -1e20, 3e20, -1e21, 5e20],
        vec![1e-25, 3e-25, -2e-25, 1e-26],
        vec![1e18, 1e30, 1.0, 1e30],
        vec![0.3, -0.2, 0.1, 0.7, 0.0, 0.0],
    ] {
        let wanted = adam(0.1, &gradients, 0.0, 1.0);
        let mut model = FunctionModel::<linear, f32>::new(vec![1.0]).unwrap();
        let training = Training::new(Adam::default()).learning_rate(0.1).batches(Batches::Online).epochs(1);
        training.run(&mut model, &points(&gradients)).unwrap();
        let (found, wanted) = (f64::from(model.parameters()[0]), wanted[gradients.len() - 1]);
        assert!((found - wanted).abs() < 1e-6 * (1.0 + wanted.abs()), "{gradients:?}: {found}, not {wanted}");
        assert!(gradients[0] < 1e-20 || (found - 1.0).abs() > 0.01, "it moves");

        let wanted = adam(0.1, &gradients, 0.5, 1.0);
        let mut model = FunctionModel::<linear, f64>::new(vec![1.0]).unwrap();
        let rule = AdamW { decay: 0.5, ..AdamW::default() };
        let training = Training::new(rule).learning_rate(0.1).batches(Batches::Online).epochs(1);
        training.run(&mut model, &points(&gradients)).unwrap();
        let (found, wanted) = (model.parameters()[0], wanted[gradients.len() - 1]);
        assert!((found - wanted).abs() < 1e-12, "{gradients:?}: {found}, not {wanted}");
    }
    // No slope and no ε: no step, and no NaN.
    let still = Adam { epsilon: 0.0, ..Adam::default() };
    assert_eq!(weights(&Training::<f64>::new(still).epochs(2), 1.0, &[0.0]), [1.0, 1.0]);
}

#[test]
fn schedules_that_are_none() {
    for (schedule, wanted) in [
        (Schedule::Exponential { factor: -2.0 }, "`factor` is -2"),
        (Schedule::Exponential { factor: f64::NAN }, "`factor` is NaN"),
        (Schedule::Exponential { factor: f64::INFINITY }, "`factor` is inf"),
        (Schedule::Steps { every: 3, factor: -0.5 }, "`factor` is -0.5"),
        (Schedule::Steps { every: 0, factor: 0.5 }, "`every` is 0"),
        (Schedule::Cosine { last: -1.0 }, "`last` is -1"),
        (Schedule::Cosine { last: f64::NAN }, "`last` is NaN"),
        (Schedule::Exponential { factor: 1e10 }, "the rate inf is not positive and finite"),
    ] {
        let training = Training::<f64>::new(Optimizer::Sgd).schedule(schedule).epochs(100);
        let mut model = FunctionModel::<linear>::new(vec![0.0]).unwrap();
        let error = training.run(&mut model, &points(&[1.0])).unwrap_err();
        assert!(error.to_string().contains(wanted), "{schedule:?}: {error}");
    }
    // Doubled five times is a rate.
    let growing = Training::<f64>::new(Optimizer::Sgd)
        .learning_rate(1.0)
        .schedule(Schedule::Exponential { factor: 2.0 });
    assert_eq!(weights(&growing.epochs(3), 0.0, &[-1.0]), [1.0, 3.0, 7.0]);
}

#[test]
fn usual_rates() {
    assert_eq!(weights(&Training::<f64>::new(Optimizer::Sgd).epochs(1), 0.0, &[-1.0]), [0.01]);
    let [first] = weights(&Training::<f64>::new(Adam::default()).epochs(1), 0.0, &[-1.0])[..] else {
        panic!()
    };
    assert!((first - 0.001).abs() < 1e-10, "{first}");
}

/// `wrt(w)` of slices and arrays, alone and several; by hand: the gradient of (w·x − y)² is 2·(w·x − y)·x.
#[test]
fn weights_in_arrays() {
    #[differentiate(wrt(w))]
    fn slices(w: &[f64], x: &[f64], y: &[f64]) -> f64 {
        let mut sum = 0.0;
        for i in 0..w.len() {
            sum += w[i] * x[i];
        }
        (sum - y[0]).powi(2)
    }
    #[differentiate(wrt(w))]
    fn arrays(w: [f64; 2], x: &[f64; 2], y: f64) -> f64 {
        (w[0] * x[0] + w[1] * x[1] - y).powi(2)
    }
    #[differentiate(wrt(w, c))]
    fn mixed(w: &[f64], c: f64, x: &[f64], y: f64) -> f64 {
        (w[0] * x[0] + w[1] * x[1] + c - y).powi(2)
    }
    #[differentiate(wrt(a, b))]
    fn two_slices(a: &[f64], b: &[f64], x: f64, z: f64, y: f64) -> f64 {
        (a[0] * x + b[0] * z - y).powi(2)
    }
    // 2·1 + 3·0.5 is 3.5, and should be 3: the slope by it is 1.
    let examples = Dataset::from_rows(&[([1.0, 0.5], [3.0])]);
    let step = Training::new(Optimizer::Sgd).learning_rate(1.0).epochs(1);
    let wanted = [1.0, 2.5];

    let mut model = FunctionModel::<slices>::new(vec![2.0, 3.0]).unwrap();
    assert_eq!(model.mean_loss(&examples).unwrap(), 0.25);
    step.run(&mut model, &examples).unwrap();
    assert_eq!(model.parameters(), wanted);

    let mut model = FunctionModel::<arrays>::new(vec![2.0, 3.0]).unwrap();
    step.run(&mut model, &examples).unwrap();
    assert_eq!(model.parameters(), wanted);
    assert!(FunctionModel::<arrays>::new(vec![2.0]).is_err());

    let mut model = FunctionModel::<mixed>::new(vec![2.0, 3.0, 0.0]).unwrap();
    step.run(&mut model, &examples).unwrap();
    assert_eq!(model.parameters(), [1.0, 2.5, -1.0]);

    let error = FunctionModel::<two_slices>::new(vec![2.0, 3.0]).unwrap_err();
    assert!(error.to_string().contains("give a list for each with `with_parts`"), "{error}");
    let mut model = FunctionModel::<two_slices>::with_parts(&[&[2.0], &[3.0]]).unwrap();
    step.run(&mut model, &examples).unwrap();
    assert_eq!(model.parameters(), wanted);

    let narrow = Dataset::from_rows(&[([1.0], [3.0])]);
    let error = step.run(&mut FunctionModel::<arrays>::new(vec![2.0, 3.0]).unwrap(), &narrow).unwrap_err();
    assert_eq!(
        error.to_string(),
        "`arrays` takes 3 numbers beside its weights, and the examples have 1 inputs and 1 targets"
    );
}

/// What is dropped is drawn by seed, step and example: the same for any batch size that makes the same steps, and for any number
/// of threads; and nothing is dropped outside of training.
#[test]
fn dropout_keeps_the_mean_and_the_bits() {
    let build = |share: f64| {
        let builder = Network::builder(3).dense::<relu>(200).dropout(share).dense::<identity>(2);
        builder.seed(2).build::<cross_entropy>().unwrap()
    };
    let rows: Vec<([f64; 3], [f64; 2])> = (0..700)
        .map(f64::from)
        .map(|i| {
            (
                [(i * 0.7).sin(), (i * 1.3).cos(), (i * 0.1).sin()],
                if (i * 0.7).sin() > 0.0 { [1.0, 0.0] } else { [0.0, 1.0] },
            )
        })
        .collect();
    let examples = Dataset::from_rows(&rows);
    let trained = |threads: usize, share: f64| {
        let mut network = build(share);
        let training = Training::new(Optimizer::Sgd).learning_rate(0.1).batches(Batches::Mini(300)).epochs(3);
        on_threads(threads, || training.run(&mut network, &examples)).unwrap();
        network.parameters().to_vec()
    };
    let one = trained(1, 0.5);
    assert_eq!(one, trained(3, 0.5));
    assert_ne!(one, trained(1, 0.0));
    assert_eq!(
        build(0.5).predict(examples.inputs()).unwrap(),
        build(0.0).predict(examples.inputs()).unwrap()
    );
    // On the way through one step half is dropped, and the other half doubled: the loss is about the same.
    let loss = |share: f64| {
        let training = Training::new(Optimizer::Sgd).learning_rate(1e-9).epochs(1);
        training.run(&mut build(share), &examples).unwrap().epochs[0].loss
    };
    assert!((loss(0.3) - loss(0.0)).abs() < 0.1 * loss(0.0), "{} {}", loss(0.3), loss(0.0));
    assert!(loss(0.3) != loss(0.0));
    for share in [1.0, -0.1, f64::NAN] {
        assert!(Network::builder(1).dense::<identity>(1).dropout(share).build::<squared_error>().is_err());
    }
}

/// Without the feature `rayon` there is one thread, whatever is asked for.
fn on_threads<R: Send>(count: usize, run: impl FnOnce() -> R + Send) -> R {
    #[cfg(feature = "rayon")]
    return rayon::ThreadPoolBuilder::new().num_threads(count).build().unwrap().install(run);
    #[cfg(not(feature = "rayon"))]
    {
        let _ = count;
        run()
    }
}

#[test]
fn accuracy_by_epoch() {
    let rows: Vec<([f64; 1], [f64; 2])> = (0..40)
        .map(|i| ([f64::from(i) / 20.0 - 1.0], if i < 20 { [1.0, 0.0] } else { [0.0, 1.0] }))
        .collect();
    let examples = Dataset::from_rows(&rows);
    let mut network = Network::builder(1).dense::<identity>(2).seed(3).build::<cross_entropy>().unwrap();
    let training =
        Training::new(Optimizer::Sgd).learning_rate(1.0).epochs(50).validation(&examples).measure_accuracy();
    let history = training.run(&mut network, &examples).unwrap();
    let last = history.epochs[49];
    assert_eq!(last.accuracy, Some(network.accuracy(&examples).unwrap()));
    assert_eq!(last.validation_accuracy, last.accuracy);
    assert!(last.accuracy > Some(0.9));

    let heights = Dataset::from_rows(&[([1.0], [0.3])]);
    let mut network = Network::builder(1).dense::<identity>(1).build::<squared_error>().unwrap();
    let error = Training::new(Optimizer::Sgd).measure_accuracy().run(&mut network, &heights).unwrap_err();
    assert!(error.to_string().contains("accuracy is measured of classes"), "{error}");
}

#[test]
fn sums_and_means() {
    let by =
        |reduction| Training::<f64>::new(Optimizer::Sgd).learning_rate(0.1).reduction(reduction).epochs(1);
    let mut model = FunctionModel::<linear>::new(vec![0.0]).unwrap();
    by(Reduction::Sum).run(&mut model, &points(&[1.0, 3.0])).unwrap();
    assert_eq!(model.parameters(), [-0.4]);
    let mut model = FunctionModel::<linear>::new(vec![0.0]).unwrap();
    by(Reduction::Mean).run(&mut model, &points(&[1.0, 3.0])).unwrap();
    assert_eq!(model.parameters(), [-0.2]);
}
