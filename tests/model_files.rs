//! A trained model is one file: another program uses it, the other float type reads it, and so does Python.

mod small_training;
mod whole_file;

use std::fs;
use std::path::Path;
use std::process::Command;

use chainrule::data::Standardization;
use chainrule::ndarray::array;
use chainrule::network::{Error, Trained, cross_entropy, gelu, identity, relu, squared_error};
use chainrule::training::{FunctionModel, Model};
use chainrule::{Float, Network, differentiate};
use small_training::distance;
use whole_file::WholeFile;

fn network<T: Float>(seed: u64) -> Network<T> {
    let builder =
        Network::builder_of::<T>(3).dense::<gelu>(4).without_bias().dense::<identity>(2).dropout(0.25);
    builder.seed(seed).build::<cross_entropy>().unwrap()
}

fn trained() -> Trained {
    // Numbers that no short text says.
    let scale =
        Standardization::new(vec![0.1 + 0.2, 1e300, -1.0 / 3.0], vec![f64::MIN_POSITIVE, 7.0, 0.3]).unwrap();
    let names = ["setosa \"the first\"", "no, not that one\n"].map(str::to_owned).to_vec();
    let named = Trained::new(network(4)).with_inputs(&["a", "b c", "\""]).unwrap();
    named.scaled_by(scale).unwrap().with_classes(names).unwrap()
}

#[test]
fn all_of_it_comes_back_to_the_bit() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("model.safetensors");
    let model = trained();
    model.save(&path).unwrap();
    let again = Trained::<f64>::load(&path).unwrap();
    assert_eq!(again.network().parameters(), model.network().parameters());
    assert_eq!(again.network().to_string(), model.network().to_string());
    assert_eq!((again.scale(), again.classes()), (model.scale(), model.classes()));
    assert_eq!(again.inputs(), ["a", "b c", "\""]);
    let inputs = array![[0.3, 1e300, 0.5], [0.2, -1e300, -0.5]];
    assert_eq!(again.probabilities(inputs.view()).unwrap(), model.probabilities(inputs.view()).unwrap());
    assert_eq!(again.class_of(&[0.3, 1e300, 0.5]).unwrap(), model.class_of(&[0.3, 1e300, 0.5]).unwrap());

    // Weights alone, and nothing but a network.
    network::<f64>(5).save(&path).unwrap();
    let plain = Trained::<f64>::load(&path).unwrap();
    assert!(plain.scale().is_none() && plain.classes().is_empty());
    assert_eq!(
        plain.class_of(&[0.0; 3]).unwrap(),
        plain.network().predict_class(&[0.0; 3]).unwrap().to_string()
    );
}

#[test]
fn the_other_float_type_is_converted() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("model.safetensors");
    trained().save(&path).unwrap();
    let single = Trained::<f32>::load(&path).unwrap();
    for (&single, &double) in single.network().parameters().iter().zip(trained().network().parameters()) {
        assert_eq!(single, f32::of(double));
    }
    single.save(&path).unwrap();
    let double = Trained::<f64>::load(&path).unwrap();
    for (&single, &double) in single.network().parameters().iter().zip(double.network().parameters()) {
        assert_eq!(f64::from(single), double);
    }
    let mut weights = network::<f64>(1);
    weights.load(&path).unwrap();
    assert_eq!(weights.parameters(), double.network().parameters());

    FunctionModel::<distance>::new(vec![0.1]).unwrap().save(&path).unwrap();
    assert_eq!(FunctionModel::<distance>::load(&path).unwrap().parameters(), [0.1]);
    let error = Trained::<f64>::load(&path).unwrap_err();
    assert!(error.to_string().contains("its format is `chainrule function`"), "{error}");
    network::<f64>(1).save(&path).unwrap();
    let error = FunctionModel::<distance>::load(&path).unwrap_err();
    assert!(error.to_string().contains("its format is `chainrule model`"), "{error}");
}

/// What only a program has, it has to name; and a name alone is not enough.
#[test]
fn functions_of_the_program_are_named_by_it() {
    #[differentiate]
    fn relu<T: Float>(x: T) -> T {
        x * x
    }
    #[differentiate(wrt(prediction))]
    fn absolute<T: Float>(prediction: &[T], target: &[T]) -> T {
        (prediction[0] - target[0]).abs()
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("model.safetensors");
    let own = Network::builder(2).dense::<relu>(3).dense::<identity>(1).build::<absolute>().unwrap();
    own.save(&path).unwrap();
    let error = Trained::<f64>::load(&path).unwrap_err();
    assert!(matches!(&error, Error::Unknown { name, method: "activation" } if name == "own relu"), "{error}");
    let error = Trained::<f64>::loader().activation::<relu>().load(&path).unwrap_err();
    assert!(matches!(&error, Error::Unknown { name, method: "loss" } if name == "own absolute"), "{error}");
    let again = Trained::<f64>::loader().activation::<relu>().loss::<absolute>().load(&path).unwrap();
    assert_eq!(
        again.predict(array![[1.0, -2.0]].view()).unwrap(),
        own.predict(array![[1.0, -2.0]].view()).unwrap()
    );
    // Into a network of the crate's `relu` it does not go.
    let mut other = Network::builder(2)
        .dense::<chainrule::network::relu>(3)
        .dense::<identity>(1)
        .build::<absolute>()
        .unwrap();
    let error = other.load(&path).unwrap_err();
    assert!(
        error.to_string().contains("its model is `2→3 own relu, 3→1 identity | own absolute`"),
        "{error}"
    );
}

#[test]
fn what_does_not_fit_together() {
    let scale = Standardization::new(vec![0.0], vec![1.0]).unwrap();
    assert!(Trained::new(network::<f64>(1)).scaled_by(scale).is_err());
    let error = Trained::new(network::<f64>(1)).with_classes(vec!["one".to_owned()]).unwrap_err();
    assert_eq!(error.to_string(), "the network tells classes apart: 2 of them, and 1 names are given");

    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("model.safetensors");
    for (property, text) in [
        ("layers", "[]"),
        ("layers", "{}"),
        ("layers", "[{\"inputs\":3}]"),
        ("layers", "[{\"inputs\":-3,\"outputs\":4,\"activation\":\"relu\",\"bias\":true,\"dropout\":\"0\"}]"),
        (
            "layers",
            "[{\"inputs\":3,\"outputs\":18446744073709551615,\"activation\":\"relu\",\"bias\":true,\"dropout\":\"0\"}]",
        ),
        ("loss", "no such loss"),
        ("input means", "1 2"),
        ("input means", "1 2 NaN"),
        ("input deviations", "1 2 0"),
        ("input deviations", "one"),
        ("classes", "[1, 2]"),
        ("inputs", "[\"a\"]"),
        ("inputs", "a"),
        ("classes", "[\"a\"]"),
        ("format", "chainrule training"),
    ] {
        trained().save(&path).unwrap();
        let mut file = WholeFile::read(&path);
        file.texts.insert(property.to_owned(), text.to_owned());
        file.write(&path);
        assert!(Trained::<f64>::load(&path).is_err(), "{property}: {text}");
    }
}

/// Python with the packages `safetensors` and `numpy`, if it is at hand.
fn python(program: &str, path: &Path) -> Option<String> {
    let found = Command::new("python3").args(["-c", "import numpy, safetensors.numpy"]).output();
    if !found.is_ok_and(|found| found.status.success()) {
        println!("skipped: there is no Python with `safetensors` and `numpy`");
        return None;
    }
    let done = Command::new("python3").args(["-c", program]).arg(path).output().unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    Some(String::from_utf8(done.stdout).unwrap())
}

/// The same network in `numpy`: x·Wᵀ + b, as `torch.nn.Linear` has it. Where `torch` is, its own reader and layers do it.
const READS: &str = "
import sys
import numpy
from safetensors.numpy import load_file
tensors = load_file(sys.argv[1])
assert sorted(tensors) == ['layer0.bias', 'layer0.weight', 'layer1.bias', 'layer1.weight'], sorted(tensors)
x = numpy.array([[0.5, -1.0, 2.0]])
hidden = numpy.maximum(x @ tensors['layer0.weight'].T + tensors['layer0.bias'], 0)
for number in (hidden @ tensors['layer1.weight'].T + tensors['layer1.bias'])[0]:
    print(repr(float(number)))
try:
    import collections
    import torch
    import safetensors.torch
except ImportError:
    sys.exit()
module = torch.nn.Sequential(collections.OrderedDict([
    ('layer0', torch.nn.Linear(3, 4)), ('relu', torch.nn.ReLU()), ('layer1', torch.nn.Linear(4, 2)),
])).double()
module.load_state_dict(safetensors.torch.load_file(sys.argv[1]))
out = module(torch.tensor([[0.5, -1.0, 2.0]], dtype=torch.float64))
assert numpy.allclose(out.detach().numpy(), hidden @ tensors['layer1.weight'].T + tensors['layer1.bias'])
";

const WRITES: &str = "
import sys
import numpy
from safetensors.numpy import save_file
save_file({
    'layer0.weight': numpy.arange(12, dtype=numpy.float32).reshape(4, 3) / 8,
    'layer0.bias': numpy.array([0, 1, 0, -1], dtype=numpy.float32),
    'layer1.weight': numpy.array([[1, 0, 0, 0], [0, 0, 0, 1]], dtype=numpy.float32),
    'layer1.bias': numpy.array([0.5, 0], dtype=numpy.float32),
}, sys.argv[1], metadata={'format': 'pt'})
";

#[test]
fn python_reads_what_we_write() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("model.safetensors");
    let network =
        Network::builder(3).dense::<relu>(4).dense::<identity>(2).seed(1).build::<squared_error>().unwrap();
    network.save(&path).unwrap();
    let Some(text) = python(READS, &path) else { return };
    let found: Vec<f64> = text.lines().map(|line| line.parse().unwrap()).collect();
    let wanted = network.predict_one(&[0.5, -1.0, 2.0]).unwrap();
    assert_eq!(found.len(), 2);
    for (found, wanted) in found.iter().zip(wanted) {
        assert!((found - wanted).abs() < 1e-14, "{found}, not {wanted}");
    }
}

#[test]
fn we_read_what_python_writes() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("model.safetensors");
    if python(WRITES, &path).is_none() {
        return;
    }
    let mut network =
        Network::builder(3).dense::<relu>(4).dense::<identity>(2).build::<squared_error>().unwrap();
    network.load(&path).unwrap();
    // (0 + 1·1/8 + 2·2/8) of (1, 1, 2): 0·1 + 1/8 + 4/8; the last row is (9, 10, 11)/8: 9/8 + 10/8 + 22/8 − 1.
    assert_eq!(network.predict_one(&[1.0, 1.0, 2.0]).unwrap(), [0.625 + 0.5, 4.125]);
    let mut narrow =
        Network::builder(3).dense::<relu>(5).dense::<identity>(2).build::<squared_error>().unwrap();
    let error = narrow.load(&path).unwrap_err();
    assert!(
        error.to_string().contains("the tensor `layer0.weight` has the shape [4, 3] and not [5, 3]"),
        "{error}"
    );
    let mut short = Network::builder(3).dense::<relu>(4).build::<squared_error>().unwrap();
    let error = short.load(&path).unwrap_err();
    assert!(error.to_string().contains("the network has nothing that is called `layer1"), "{error}");
    // Nothing in it says what its activations are.
    assert!(Trained::<f64>::load(&path).unwrap_err().to_string().contains("was not written by chainrule"));
}

/// As `torch.nn.Sequential` calls its layers: the activations between them have numbers, too.
#[test]
fn layers_that_are_called_by_numbers() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("model.safetensors");
    let program = WRITES.replace("layer0", "0").replace("layer1", "10");
    if python(&program, &path).is_none() {
        return;
    }
    let mut network =
        Network::builder(3).dense::<relu>(4).dense::<identity>(2).build::<squared_error>().unwrap();
    network.load(&path).unwrap();
    assert_eq!(network.predict_one(&[1.0, 1.0, 2.0]).unwrap(), [1.125, 4.125]);
    let mut short = Network::builder(3).dense::<relu>(4).build::<squared_error>().unwrap();
    let error = short.load(&path).unwrap_err();
    assert!(error.to_string().contains("the network has nothing that is called `10."), "{error}");
}

#[test]
fn half_precision_says_how() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("model.safetensors");
    let view = safetensors::tensor::TensorView::new(safetensors::Dtype::BF16, vec![1, 1], &[0, 0]).unwrap();
    fs::write(&path, safetensors::serialize([("layer0.weight", view)], None).unwrap()).unwrap();
    let mut network =
        Network::builder(1).dense::<identity>(1).without_bias().build::<squared_error>().unwrap();
    let error = network.load(&path).unwrap_err();
    assert!(error.to_string().contains("write it as F32 or F64, in PyTorch with `.float()`"), "{error}");
}
