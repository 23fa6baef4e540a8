//! What can be trained.

use crate::Float;
use crate::data::Examples;

/// Something with parameters that has a loss at each example, and a gradient of it by the parameters.
///
/// ```
/// use chainrule::network::{identity, squared_error};
/// use chainrule::{Network, training::Model};
///
/// let network = Network::builder(2).dense::<identity>(3).build::<squared_error>()?;
/// assert_eq!(network.parameters().len(), 9);
/// assert_eq!(network.parts()[0].name, "layer0.weight");
/// assert_eq!(network.parts()[0].shape, [3, 2]);
/// # Ok::<(), chainrule::network::Error>(())
/// ```
pub trait Model<T: Float>: Sync {
    /// What an evaluation needs room for; it is used again and again.
    type Workspace: Send;

    /// The most examples that are evaluated at a time.
    const BLOCK: usize = 128;

    /// All that is trained.
    #[must_use]
    fn parameters(&self) -> &[T];

    /// The same, to be changed.
    #[must_use]
    fn parameters_mut(&mut self) -> &mut [T];

    /// Room for an evaluation of [`BLOCK`](Model::BLOCK) examples.
    #[must_use]
    fn workspace(&self) -> Self::Workspace;

    /// Whether examples are such as this model takes: how many numbers they have, and whether their targets mean something to
    /// the loss. It is asked once, before the first step.
    ///
    /// # Errors
    ///
    /// [`Unfit`] says why not.
    fn check(&self, examples: Examples<'_, T>) -> Result<(), Unfit>;

    /// The sum of the losses at at most [`BLOCK`](Model::BLOCK) examples; its gradient is added to a slice.
    fn add_gradient(
        &self,
        examples: Examples<'_, T>,
        gradient: &mut [T],
        workspace: &mut Self::Workspace,
    ) -> f64;

    /// The sum of the losses at at most [`BLOCK`](Model::BLOCK) examples.
    #[must_use]
    fn loss(&self, examples: Examples<'_, T>, workspace: &mut Self::Workspace) -> f64;

    /// Whether the targets of these examples name classes, which the model tells apart.
    #[must_use]
    fn tells_classes(&self, examples: Examples<'_, T>) -> bool {
        let _ = examples;
        false
    }

    /// How many of at most [`BLOCK`](Model::BLOCK) examples the model takes for what they are.
    #[must_use]
    fn right(&self, examples: Examples<'_, T>, workspace: &mut Self::Workspace) -> usize {
        let _ = (examples, workspace);
        0
    }

    /// Where on the way from the inputs to the loss numbers stop being finite, for the message; none if the model does not
    /// know, or they are all finite. The examples are at most [`BLOCK`](Model::BLOCK).
    #[must_use]
    fn first_not_finite(&self, examples: Examples<'_, T>) -> Option<String> {
        let _ = examples;
        None
    }

    /// What the parameters are, in order.
    #[must_use]
    fn parts(&self) -> Vec<Part>;

    /// What kind of model it is, in a line: parameters are handed on only to an equal one.
    #[must_use]
    fn description(&self) -> String;
}

/// Some of a model's parameters, which belong together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// What it is called in messages and files.
    pub name: String,
    /// How many parameters it has in each direction.
    pub shape: Vec<usize>,
}

impl Part {
    /// How many parameters it has.
    #[must_use]
    pub fn len(&self) -> usize {
        self.shape.iter().product()
    }

    /// Whether it has none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// Why a model cannot be trained on examples.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Unfit(pub String);
