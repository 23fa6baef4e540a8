//! Networks in files, and weights from files: our own, and those of `PyTorch`.

use std::path::Path;
use std::time::Duration;

use serde_json::{Value, json};

use super::builder::Builder;
use super::known::{Activated, Judged};
use super::model::parts;
use super::{Error, Layer, Network};
use crate::Float;
use crate::storage::{Content, Destination, Error as StorageError, Opened};
use crate::training::{Model, Part};

pub(super) const KIND: &str = "chainrule model";

impl<T: Float> Network<T> {
    /// Writes the network to a file: its layers, its loss, weights and biases. A file that is there is replaced at once or not at
    /// all. [`Trained::load`](super::Trained::load) makes the network of it again.
    ///
    /// The file is in the safetensors format. The tensors are called `layer0.weight`, of shape [outputs, inputs], and
    /// `layer0.bias`, and so on: in `PyTorch`, `load_state_dict(safetensors.torch.load_file(path))` reads it into a module whose
    /// linear layers are called so.
    ///
    /// # Errors
    ///
    /// [`Error::Storage`] if the file cannot be written.
    pub fn save(&self, path: impl AsRef<Path>) -> Result<(), Error> {
        self.save_with(path.as_ref(), &[])
    }

    pub(super) fn save_with(&self, path: &Path, texts: &[(&str, String)]) -> Result<(), Error> {
        let mut content = Content::new(KIND);
        content.describe("model", &self.description());
        content.describe("layers", &self.layers_as_json());
        content.describe("loss", &self.loss.name.to_string());
        for (property, text) in texts {
            content.describe(property, text);
        }
        content.put_parts("", &self.parts(), &self.parameters);
        Ok(content.write(&Destination::open(path, Duration::from_secs(2))?)?)
    }

    /// Reads weights and biases into a network of the same layers: those that [`save`](Network::save) wrote or a training kept,
    /// or any safetensors file with tensors of the same names and shapes; names may be those of `torch.nn.Sequential` as well, in
    /// which layers have numbers (`0.weight`, `2.weight`, …). Numbers of the other float type are converted.
    ///
    /// # Errors
    ///
    /// [`Error::Storage`] if the file cannot be read, is damaged, or is of other layers; the network stays as it is.
    pub fn load(&mut self, path: impl AsRef<Path>) -> Result<(), Error> {
        let mut file = Opened::open_any(path.as_ref())?;
        let mut parts = self.parts();
        if file.is_ours() {
            file.expect("model", &self.description())?;
        } else {
            name_by_numbers(&mut parts, &file.names());
        }
        if let Some(other) = file
            .names()
            .into_iter()
            .find(|name| !file.is_ours() && !parts.iter().any(|part| part.name == *name))
        {
            return Err(file.damaged(format!("the network has nothing that is called `{other}`")).into());
        }
        self.parameters = file.parts("", &parts, Opened::converted)?;
        Ok(())
    }

    fn layers_as_json(&self) -> String {
        let layer = |layer: &Layer<T>| {
            json!({
                "inputs": layer.inputs(),
                "outputs": layer.outputs(),
                "activation": layer.activation.name.to_string(),
                "bias": layer.has_biases(),
                "dropout": layer.dropout.to_string(),
            })
        };
        Value::Array(self.layers.iter().map(layer).collect()).to_string()
    }
}

/// Gives parts the names that they have in a file in which all layers are called by numbers: the n-th layer by the n-th of those.
fn name_by_numbers(parts: &mut [Part], names: &[String]) {
    let numbers = names.iter().map(|name| name.split_once('.')?.0.parse::<usize>().ok());
    let Some(mut numbers) = numbers.collect::<Option<Vec<usize>>>() else { return };
    numbers.sort_unstable();
    numbers.dedup();
    for part in parts {
        let place = part.name.strip_prefix("layer").and_then(|rest| rest.split_once('.'));
        let number = place.and_then(|(layer, _)| numbers.get(layer.parse::<usize>().ok()?));
        if let (Some((_, kind)), Some(number)) = (place, number) {
            part.name = format!("{number}.{kind}");
        }
    }
}

/// The network in a file of ours; activations and losses that are not of this crate are given.
pub(super) fn network<T: Float>(
    file: &mut Opened,
    activations: &[Activated<T>],
    losses: &[Judged<T>],
) -> Result<Network<T>, Error> {
    if file.kind() != KIND {
        return Err(file.foreign("format", file.kind(), KIND).into());
    }
    let strange = |file: &Opened| Error::from(file.damaged("its layers cannot be read"));
    let layers: Value = serde_json::from_str(file.described("layers")?).map_err(|_| strange(file))?;
    let mut builder: Option<Builder<T>> = None;
    for layer in layers.as_array().ok_or_else(|| strange(file))? {
        let size = |key: &str| layer[key].as_u64().and_then(|size| usize::try_from(size).ok());
        let dropout = layer["dropout"].as_str().and_then(|share| share.parse::<f64>().ok());
        let (Some(inputs), Some(outputs), Some(name), Some(bias), Some(dropout)) =
            (size("inputs"), size("outputs"), layer["activation"].as_str(), layer["bias"].as_bool(), dropout)
        else {
            return Err(strange(file));
        };
        let activation = Activated::find(name, activations)
            .ok_or_else(|| Error::Unknown { name: name.to_owned(), method: "activation" })?;
        let layer = Layer::of(inputs, outputs, activation).dropout(dropout);
        let layer = if bias { layer } else { layer.without_bias() };
        builder = Some(builder.unwrap_or_else(|| Builder::new(inputs)).layer(layer));
    }
    let name = file.described("loss")?;
    let loss =
        Judged::find(name, losses).ok_or_else(|| Error::Unknown { name: name.to_owned(), method: "loss" })?;
    let plan = builder.ok_or_else(|| strange(file))?.without_weights(loss)?;
    plan.count()?;
    let parameters = file.parts("", &parts(plan.layers()), Opened::converted)?;
    Ok(plan.with(parameters))
}

/// Numbers as a text that says them exactly.
pub(super) fn as_text(numbers: &[f64]) -> String {
    numbers.iter().map(f64::to_string).collect::<Vec<_>>().join(" ")
}

/// The numbers of such a text.
pub(super) fn of_text(file: &Opened, property: &str) -> Result<Vec<f64>, StorageError> {
    let numbers = file.described(property)?.split_whitespace().map(str::parse).collect::<Result<_, _>>();
    numbers.map_err(|_| file.damaged(format!("its {property} cannot be read")))
}
