//! A trained network with all that its use takes, in one file.

use core::fmt::Debug;
use std::path::Path;

use ndarray::{Array2, ArrayView1, ArrayView2, Axis};

use super::known::{Activated, Judged};
use super::saving::{as_text, network, of_text};
use super::{Error, Network};
use crate::data::Standardization;
use crate::storage::Opened;
use crate::{Activation, Float, Loss};

/// A network, the scale and the names of its inputs, and the names of its classes: what another program needs to use it.
///
/// ```
/// use chainrule::data::{Dataset, Standardization, Table};
/// use chainrule::network::{Trained, cross_entropy, identity, tanh};
/// use chainrule::training::Adam;
/// use chainrule::{Network, Training};
/// # let folder = tempfile::tempdir()?;
/// # let path = folder.path().join("flowers.safetensors");
///
/// let table = Table::parse("length,kind\n5.1,setosa\n4.9,setosa\n6.3,virginica\n5.8,virginica\n".as_bytes())?;
/// let (targets, kinds) = table.one_hot("kind")?;
/// let examples = Dataset::new(table.numbers(&["length"])?, targets)?;
/// let scale = Standardization::of(&examples)?;
/// let mut network = Network::builder(1).dense::<tanh>(4).dense::<identity>(2).build::<cross_entropy>()?;
/// Training::new(Adam::default()).learning_rate(0.1).run(&mut network, &scale.apply(examples)?)?;
/// Trained::new(network).with_inputs(&["length"])?.scaled_by(scale)?.with_classes(kinds)?.save(&path)?;
///
/// // In another program:
/// let flowers = Trained::<f64>::load(&path)?;
/// assert_eq!(flowers.class_of(&[6.5])?, "virginica");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Trained<T = f64> {
    network: Network<T>,
    scale: Option<Standardization>,
    inputs: Vec<String>,
    classes: Vec<String>,
}

impl<T: Float> Trained<T> {
    /// A network whose inputs are taken as they are.
    #[must_use]
    pub fn new(network: Network<T>) -> Self {
        Trained { network, scale: None, inputs: Vec::new(), classes: Vec::new() }
    }

    /// Brings inputs to this scale, on which the network was trained.
    ///
    /// # Errors
    ///
    /// [`Error::Data`] if the scale is of another number of inputs.
    pub fn scaled_by(mut self, scale: Standardization) -> Result<Self, Error> {
        let (expected, found) = (scale.means().len(), self.network.inputs());
        if expected != found {
            return Err(crate::data::Error::Scale { expected, found }.into());
        }
        self.scale = Some(scale);
        Ok(self)
    }

    /// Names the inputs, by which they are found in the columns of a table.
    ///
    /// # Errors
    ///
    /// [`Error::Names`] if there are not as many names as inputs.
    pub fn with_inputs(mut self, names: &[&str]) -> Result<Self, Error> {
        let (expected, found) = (self.network.inputs(), names.len());
        if expected != found {
            return Err(Error::Names { what: "has inputs", expected, found });
        }
        self.inputs = names.iter().map(|&name| name.to_owned()).collect();
        Ok(self)
    }

    /// Names the classes, in the order of the outputs; for a network with one output, what 0 and 1 stand for.
    ///
    /// # Errors
    ///
    /// [`Error::Names`] if there are not as many names as classes.
    pub fn with_classes(mut self, names: Vec<String>) -> Result<Self, Error> {
        let (expected, found) = (self.network.classes(), names.len());
        if expected != found {
            return Err(Error::Names { what: "tells classes apart", expected, found });
        }
        self.classes = names;
        Ok(self)
    }

    /// The network, whose inputs are those on the scale.
    #[must_use]
    pub fn network(&self) -> &Network<T> {
        &self.network
    }

    /// The scale that inputs are brought to, if they are.
    #[must_use]
    pub fn scale(&self) -> Option<&Standardization> {
        self.scale.as_ref()
    }

    /// The names of the inputs, if they have names.
    #[must_use]
    pub fn inputs(&self) -> &[String] {
        &self.inputs
    }

    /// The names of the classes, if they have names.
    #[must_use]
    pub fn classes(&self) -> &[String] {
        &self.classes
    }

    /// What comes out for inputs as they are in the data, one example a row.
    ///
    /// # Errors
    ///
    /// [`Error::Inputs`] if an example has another number of inputs than the network.
    pub fn predict(&self, inputs: ArrayView2<'_, T>) -> Result<Array2<T>, Error> {
        self.network.predict(self.scaled(inputs)?.view())
    }

    /// The probabilities of the classes, one example a row.
    ///
    /// # Errors
    ///
    /// As [`Network::probabilities`].
    pub fn probabilities(&self, inputs: ArrayView2<'_, T>) -> Result<Array2<T>, Error> {
        self.network.probabilities(self.scaled(inputs)?.view())
    }

    /// The name of the class of one example, or its number where the classes have no names.
    ///
    /// # Errors
    ///
    /// As [`Network::predict_class`].
    pub fn class_of(&self, inputs: &[T]) -> Result<String, Error> {
        let inputs = self.scaled(ArrayView1::from(inputs).insert_axis(Axis(0)))?;
        let class = self.network.predict_class(&inputs.into_iter().collect::<Vec<_>>())?;
        Ok(self.classes.get(class).cloned().unwrap_or_else(|| class.to_string()))
    }

    /// Writes all of it to one file; see [`Network::save`].
    ///
    /// # Errors
    ///
    /// [`Error::Storage`] if the file cannot be written.
    pub fn save(&self, path: impl AsRef<Path>) -> Result<(), Error> {
        let mut texts = Vec::new();
        if let Some(scale) = &self.scale {
            texts.push((MEANS, as_text(scale.means())));
            texts.push((DEVIATIONS, as_text(scale.deviations())));
        }
        for (property, names) in [(INPUTS, &self.inputs), (CLASSES, &self.classes)] {
            if !names.is_empty() {
                texts.push((property, serde_json::Value::from(names.clone()).to_string()));
            }
        }
        self.network.save_with(path.as_ref(), &texts)
    }

    /// Reads a file that [`save`](Trained::save) or [`Network::save`] wrote, in this program or in another. Numbers of the other
    /// float type are converted.
    ///
    /// # Errors
    ///
    /// [`Error::Storage`] if the file cannot be read or is damaged, [`Error::Unknown`] if the network has an activation or a loss that
    /// is not of this crate: then name it with a [`loader`](Trained::loader).
    pub fn load(path: impl AsRef<Path>) -> Result<Self, Error> {
        Self::loader().load(path)
    }

    /// Names activations and losses that are not of this crate, and then loads.
    ///
    /// ```
    /// use chainrule::network::{Trained, identity, squared_error};
    /// use chainrule::{Float, Network, differentiate};
    /// # let folder = tempfile::tempdir()?;
    /// # let path = folder.path().join("network.safetensors");
    ///
    /// #[differentiate]
    /// fn swish<T: Float>(x: T) -> T {
    ///     x / (T::of(1.0) + (-x).exp())
    /// }
    ///
    /// let network = Network::builder(2).dense::<swish>(3).dense::<identity>(1).build::<squared_error>()?;
    /// network.save(&path)?;
    /// let error = Trained::<f64>::load(&path).unwrap_err();
    /// assert_eq!(
    ///     error.to_string(),
    ///     "`own swish` is not of this crate; name it with `activation` before the file is loaded"
    /// );
    /// let again = Trained::<f64>::loader().activation::<swish>().load(&path)?;
    /// assert_eq!(again.network().weights(0), network.weights(0));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn loader() -> Loader<T> {
        Loader { activations: Vec::new(), losses: Vec::new() }
    }

    fn scaled(&self, inputs: ArrayView2<'_, T>) -> Result<Array2<T>, Error> {
        let (expected, found) = (self.network.inputs(), inputs.ncols());
        if expected != found {
            return Err(Error::Inputs { expected, found });
        }
        match &self.scale {
            Some(scale) => Ok(scale.apply_to(inputs)?),
            None => Ok(inputs.to_owned()),
        }
    }
}

/// What reads a file of a network; see [`Trained::loader`].
#[derive(Clone, Debug)]
#[must_use = "nothing is loaded until `load` is called"]
pub struct Loader<T> {
    activations: Vec<Activated<T>>,
    losses: Vec<Judged<T>>,
}

impl<T: Float> Loader<T> {
    /// Names an activation.
    pub fn activation<A: Activation<T>>(mut self) -> Self {
        self.activations.push(Activated::by::<A>());
        self
    }

    /// Names a loss.
    pub fn loss<L: Loss<T>>(mut self) -> Self {
        self.losses.push(Judged::by::<L>());
        self
    }

    /// Reads a file; see [`Trained::load`].
    ///
    /// # Errors
    ///
    /// As [`Trained::load`].
    pub fn load(&self, path: impl AsRef<Path>) -> Result<Trained<T>, Error> {
        let mut file = Opened::open(path.as_ref())?;
        let network = network(&mut file, &self.activations, &self.losses)?;
        let mut trained = Trained::new(network);
        if file.has(MEANS) || file.has(DEVIATIONS) {
            let scale = Standardization::new(of_text(&file, MEANS)?, of_text(&file, DEVIATIONS)?);
            trained = trained.scaled_by(scale.ok_or_else(|| file.damaged("its scale is none"))?)?;
        }
        let names = |property: &str| -> Result<Vec<String>, Error> {
            let names = serde_json::from_str(file.described(property)?);
            Ok(names.map_err(|_| file.damaged(format!("its {property} cannot be read")))?)
        };
        if file.has(INPUTS) {
            trained = trained.with_inputs(&names(INPUTS)?.iter().map(String::as_str).collect::<Vec<_>>())?;
        }
        if file.has(CLASSES) {
            trained = trained.with_classes(names(CLASSES)?)?;
        }
        Ok(trained)
    }
}

const MEANS: &str = "input means";
const DEVIATIONS: &str = "input deviations";
const INPUTS: &str = "inputs";
const CLASSES: &str = "classes";
