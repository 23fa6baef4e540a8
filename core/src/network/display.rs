//! A network as a table: its layers, their shapes, and how many parameters there are.

use core::fmt::{self, Display, Formatter};

use super::Network;
use crate::Float;
use crate::training::Model;

/// A line for each layer.
///
/// ```
/// use chainrule::network::{cross_entropy, identity, relu};
/// use chainrule::Network;
///
/// let network =
///     Network::builder(64).dense::<relu>(128).dropout(0.2).dense::<identity>(10).without_bias().build::<cross_entropy>()?;
/// let table = "\
/// layer   shape  activation  parameters
///     0  64→128        relu        8320  dropout 0.2
///     1  128→10    identity        1280  without bias
/// loss: cross_entropy, parameters: 9600
/// ";
/// assert_eq!(network.to_string(), table);
/// # Ok::<(), chainrule::network::Error>(())
/// ```
impl<T: Float> Display for Network<T> {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        let shapes: Vec<String> =
            self.layers.iter().map(|layer| format!("{}→{}", layer.inputs(), layer.outputs())).collect();
        let shape_width = shapes.iter().map(|shape| shape.chars().count()).max().unwrap_or(0).max(5);
        let name_width = self
            .layers
            .iter()
            .map(|layer| layer.activation().len())
            .max()
            .unwrap_or(0)
            .max("activation".len());
        writeln!(formatter, "layer  {:>shape_width$}  {:>name_width$}  parameters", "shape", "activation")?;
        for (number, (layer, shape)) in self.layers.iter().zip(shapes).enumerate() {
            let (activation, count) = (layer.activation(), layer.parameters());
            write!(formatter, "{number:>5}  {shape:>shape_width$}  {activation:>name_width$}  {count:>10}")?;
            if layer.dropout > 0.0 {
                write!(formatter, "  dropout {}", layer.dropout)?;
            }
            writeln!(formatter, "{}", if layer.has_biases() { "" } else { "  without bias" })?;
        }
        writeln!(formatter, "loss: {}, parameters: {}", self.loss.name.name, self.parameters().len())
    }
}
