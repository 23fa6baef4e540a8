//! Networks at the edges of the numbers: infinite logits, huge arguments, NaN, sums of many, targets that mean nothing.

use chainrule::data::{Dataset, Error as DataError, Standardization};
use chainrule::ndarray::{Array2, array};
use chainrule::network::{
    Error, Layer, binary_cross_entropy, cross_entropy, gelu, identity, relu, sigmoid, softmax, softplus,
    squared_error, tanh,
};
use chainrule::{Float, Loss, Network, Training, differentiate, training};

const LN_2: f64 = std::f64::consts::LN_2;

/// A network that gives its inputs.
fn unchanged<L: Loss<f64>>(width: usize) -> Network {
    Network::builder(width)
        .layer(Layer::with_weights::<identity>(
            Array2::eye(width),
            Array2::<f64>::zeros((1, width)).row(0).to_owned(),
        ))
        .build::<L>()
        .unwrap()
}

#[test]
fn what_is_no_number_stays_none() {
    for x in [f64::NAN, -f64::NAN] {
        for (name, value) in [
            ("relu", relu(x)),
            ("gelu", gelu(x)),
            ("sigmoid", sigmoid(x)),
            ("softplus", softplus(x)),
            ("tanh", tanh(x)),
        ] {
            assert!(value.is_nan(), "{name}");
        }
    }
    assert!(relu(f32::NAN).is_nan());
    assert_eq!([relu(-0.0_f64), relu(f64::INFINITY), relu(f64::NEG_INFINITY)], [0.0, f64::INFINITY, 0.0]);
    assert!(softmax(&[1.0, f64::NAN]).iter().all(|p| p.is_nan()));
    assert!(cross_entropy(&[f64::NAN, 0.0], &[1.0, 0.0]).is_nan());
    assert!(binary_cross_entropy(&[f64::NAN], &[1.0]).is_nan());
}

/// In closed form: two equal logits beside one of −∞.
#[test]
fn logits_of_minus_infinity() {
    let least = f64::NEG_INFINITY;
    assert_eq!(cross_entropy(&[least, 0.0, 0.0], &[0.0, 1.0, 0.0]), LN_2);
    assert_eq!(cross_entropy::gradient(&[least, 0.0, 0.0], &[0.0, 1.0, 0.0]), [0.0, -0.5, 0.5]);
    assert_eq!(cross_entropy(&[0.0, least], &[1.0, 0.0]), 0.0);
    assert_eq!(cross_entropy(&[0.0, least], &[0.0, 1.0]), f64::INFINITY);
    assert_eq!(binary_cross_entropy(&[least, f64::INFINITY], &[0.0, 1.0]), 0.0);
    assert_eq!(binary_cross_entropy::gradient(&[least, f64::INFINITY], &[0.0, 1.0]), [0.0, 0.0]);
    assert_eq!(cross_entropy(&[f32::NEG_INFINITY, 0.0, 0.0], &[0.0, 0.0, 1.0]), std::f32::consts::LN_2);
}

/// mpmath, 20 digits: the value and the slope, which is σ(z) − t.
#[test]
fn binary_cross_entropy_of_logits() {
    for (z, t, value, slope) in [
        (2.0, 0.25, 1.626_928_011_042_972_5, 0.630_797_077_977_882_4),
        (-3.0, 1.0, 3.048_587_351_573_742, -0.952_574_126_822_433_2),
        (0.5, 0.0, 0.974_076_984_180_106_7, 0.622_459_331_201_854_6),
    ] {
        assert!((binary_cross_entropy(&[z], &[t]) - value).abs() < 4e-16 * value, "at {z}");
        assert!((binary_cross_entropy::gradient(&[z], &[t])[0] - slope).abs() < 3e-16, "at {z}");
    }
}

/// mpmath with 40 digits, of x / (1 + e⁻²ᵘ); at −8 the form with 1 + tanh has no right digit.
#[test]
fn gelu_everywhere() {
    for (x, value, slope) in [
        (-8.0, -3.107_782_937_501_102_7e-21, -4.714_784_504_106_829e-20),
        (-5.0, -2.291_796_196_629_504e-7, -1.546_361_987_532_593_2e-6),
        (-2.0, -0.045_402_305_912_224_97, -0.086_099_256_623_618_37),
        (-0.7, -0.169_429_865_294_883_23, 0.023_642_781_343_896_04),
        (0.7, 0.530_570_134_705_116_7, 0.976_357_218_656_104),
        (3.0, 2.996_362_607_918_227, 1.011_584_166_630_969_7),
        (12.0, 12.0, 1.0),
    ] {
        assert!((gelu(x) - value).abs() <= 2e-14 * f64::abs(value), "gelu({x}) = {:e}", gelu(x));
        assert!((gelu::gradient(x) - slope).abs() <= 4e-13 * f64::abs(slope), "{x}: {:e}", gelu::gradient(x));
    }
    for x in [31.0, 1e10, 1e200, f64::MAX] {
        assert_eq!([gelu(x), gelu::gradient(x), gelu(-x), gelu::gradient(-x)], [x, 1.0, 0.0, 0.0], "at {x}");
    }
    for x in [31.0_f32, 1e13, f32::MAX] {
        assert_eq!([gelu(x), gelu::gradient(x), gelu(-x), gelu::gradient(-x)], [x, 1.0, 0.0, 0.0], "at {x}");
    }
}

/// One output: above one half is a 1; what is no number is wrong, whatever was wanted.
#[test]
fn accuracy_of_one_output() {
    let rows = [
        ([0.4], [0.0]),
        ([0.6], [0.0]),
        ([0.7], [1.0]),
        ([0.1], [1.0]),
        ([f64::NAN], [0.0]),
        ([f64::NAN], [1.0]),
    ];
    let examples = Dataset::from_rows(&rows);
    assert_eq!(unchanged::<squared_error>(1).accuracy(&examples).unwrap(), 2.0 / 6.0);
    // Where outputs are logits, one half is at zero: 0.4, 0.6, 0.7 and 0.1 are all a yes.
    assert_eq!(unchanged::<binary_cross_entropy>(1).accuracy(&examples).unwrap(), 2.0 / 6.0);
    let rows = [([-0.4], [0.0]), ([0.2], [1.0]), ([-3.0], [1.0])];
    assert_eq!(unchanged::<binary_cross_entropy>(1).accuracy(&Dataset::from_rows(&rows)).unwrap(), 2.0 / 3.0);

    let several = Dataset::from_rows(&[
        ([f64::NAN, 0.0], [1.0, 0.0]),
        ([0.0, f64::NAN], [1.0, 0.0]),
        ([1.0, 0.0], [1.0, 0.0]),
    ]);
    assert_eq!(unchanged::<cross_entropy>(2).accuracy(&several).unwrap(), 1.0 / 3.0);
    let labels =
        Dataset::from_rows(&[([1.0, -1.0], [1.0, 0.0]), ([1.0, 1.0], [1.0, 0.0]), ([2.0, 3.0], [1.0, 1.0])]);
    assert_eq!(unchanged::<binary_cross_entropy>(2).accuracy(&labels).unwrap(), 2.0 / 3.0);

    let heights = Dataset::from_rows(&[([1.0], [0.5])]);
    let error = unchanged::<squared_error>(1).accuracy(&heights).unwrap_err();
    assert!(error.to_string().contains("[0.5] names no class"), "{error}");
}

#[test]
fn losses_that_mean_nothing_are_refused() {
    let message = |built: Result<Network, Error>| built.unwrap_err().to_string();
    assert!(
        message(Network::builder(2).dense::<identity>(1).build::<cross_entropy>()).contains("is always 0")
    );
    for built in [
        Network::builder(2).dense::<sigmoid>(2).build::<cross_entropy>(),
        Network::builder(2).dense::<tanh>(2).build::<cross_entropy>(),
        Network::builder(2).dense::<sigmoid>(1).build::<binary_cross_entropy>(),
    ] {
        assert!(message(built).contains("takes logits, and the last layer squashes them"));
    }
    // 0.8·ln ½ would be "trained" to −∞ with the last two.
    for (targets, wanted) in [
        ([1.0, 1.0], "an example has targets of which the sum is 2 and not 1"),
        ([0.0, 0.0], "an example has targets of which the sum is 0 and not 1"),
        ([2.0, -1.0], "an example has a target that is no probability"),
        ([f64::NAN, 1.0], "an example has a target that is no probability"),
    ] {
        let examples = Dataset::from_rows(&[([0.0, 0.0], [0.5, 0.5]), ([0.0, 1.0], targets)]);
        let mut network = unchanged::<cross_entropy>(2);
        let error = Training::new(training::Optimizer::Sgd).run(&mut network, &examples).unwrap_err();
        assert!(error.to_string().starts_with(wanted), "{error}");
        assert!(network.mean_loss(&examples).is_err() && network.gradient_by_layer(&examples).is_err());
    }
    let examples = Dataset::from_rows(&[([0.0], [1.5])]);
    assert!(unchanged::<binary_cross_entropy>(1).mean_loss(&examples).is_err());
    // Several yes and no at once are right there.
    let examples = Dataset::from_rows(&[([0.0, 0.0], [1.0, 1.0])]);
    assert_eq!(unchanged::<binary_cross_entropy>(2).mean_loss(&examples).unwrap(), 2.0 * LN_2);
}

/// A sum in `f32` would stand still at 2²⁶: one loss of 2²⁶, and 100,000 of one.
#[test]
fn the_mean_of_many_losses() {
    let count = 100_001;
    let inputs = Array2::from_shape_fn((count, 1), |(row, _)| if row == 0 { 8192.0_f32 } else { 1.0 });
    let examples = Dataset::new(inputs, Array2::zeros((count, 1))).unwrap();
    let network = Network::builder_of::<f32>(1)
        .layer(Layer::with_weights::<identity>(array![[1.0_f32]], array![0.0_f32]))
        .build::<squared_error>()
        .unwrap();
    let wanted = (67_108_864.0 + 100_000.0) / 100_001.0;
    assert_eq!(network.mean_loss(&examples).unwrap(), wanted);
}

/// Constant is what does not vary; a million numbers in `f32`; numbers of which squares overflow.
#[test]
fn scales_in_f64() {
    let constant = Dataset::from_rows(&[([0.1], [0.0]); 10]);
    let scale = Standardization::of(&constant).unwrap();
    assert_eq!((scale.means(), scale.deviations()), ([0.1].as_slice(), [1.0].as_slice()));
    assert!(scale.apply(constant).unwrap().inputs().iter().all(|&x| x == 0.0));

    let inputs = Array2::from_shape_fn((1_000_000, 1), |(row, _)| 100.0 + (row % 2) as f32);
    let examples = Dataset::new(inputs, Array2::zeros((1_000_000, 1))).unwrap();
    let scaled = Standardization::of(&examples).unwrap().apply(examples).unwrap();
    assert!(scaled.inputs().iter().enumerate().all(|(row, &x)| x == if row % 2 == 0 { -1.0 } else { 1.0 }));

    for unit in [1e300, 1e-300, f64::MAX, 5e-324] {
        let examples = Dataset::from_rows(&[([-unit, unit], [0.0]), ([unit, unit], [0.0])]);
        let scaled = Standardization::of(&examples).unwrap().apply(examples).unwrap();
        assert_eq!(scaled.inputs(), array![[-1.0, 0.0], [1.0, 0.0]], "at {unit}");
    }
    for wrong in [f64::NAN, f64::INFINITY] {
        let examples = Dataset::from_rows(&[([0.0, 1.0], [0.0]), ([0.0, wrong], [0.0])]);
        assert!(matches!(Standardization::of(&examples), Err(DataError::NotFinite { row: 1, column: 1 })));
    }
}

#[test]
fn sizes_beyond_memory_are_errors() {
    for (inputs, outputs) in [(1 << 62, 4), (4, 1 << 62), (usize::MAX, usize::MAX), (1 << 24, 1 << 24)] {
        let built = Network::builder(inputs).dense::<identity>(outputs).build::<squared_error>();
        assert!(matches!(built, Err(Error::Memory(_))), "{inputs}→{outputs}");
    }
}

/// A program's own function that is called like one of ours is not taken for it.
#[test]
fn names_alone_say_nothing() {
    mod mine {
        use super::*;

        #[differentiate]
        pub(crate) fn sigmoid<T: Float>(x: T) -> T {
            x + x
        }

        #[differentiate(wrt(prediction))]
        pub(crate) fn cross_entropy<T: Float>(prediction: &[T], target: &[T]) -> T {
            (prediction[0] - target[0]).powi(2)
        }
    }
    assert!(Network::builder(1).dense::<mine::sigmoid>(2).build::<cross_entropy>().is_ok());
    assert!(Network::builder(1).dense::<sigmoid>(1).build::<mine::cross_entropy>().is_ok());
}
