//! A network as what training improves: forward through the layers, and the blame back.

use super::{Buffers, Examples, Layer, Network};
use crate::Float;
use crate::training::{Model, Part, Unfit};

impl<T: Float> Model<T> for Network<T> {
    type Workspace = Vec<Buffers<T>>;

    fn parameters(&self) -> &[T] {
        &self.parameters
    }

    fn parameters_mut(&mut self) -> &mut [T] {
        &mut self.parameters
    }

    fn workspace(&self) -> Self::Workspace {
        self.layers.iter().map(|layer| Buffers::new(layer, Self::BLOCK)).collect()
    }

    fn check(&self, examples: Examples<'_, T>) -> Result<(), Unfit> {
        self.check_examples(examples).map_err(|error| Unfit(error.to_string()))
    }

    fn add_gradient(
        &self,
        examples: Examples<'_, T>,
        gradient: &mut [T],
        workspace: &mut Self::Workspace,
    ) -> f64 {
        let count = examples.len();
        for (number, (layer, range)) in self.with_ranges().enumerate() {
            let (done, ahead) = workspace.split_at_mut(number);
            let inputs = done.last().map_or(examples.inputs, |previous| previous.outputs(count));
            layer.forward(&self.parameters[range], inputs, &mut ahead[0]);
            if let Some(place) = examples.place {
                layer.drop_some(self.seed, number, place, &mut ahead[0], count);
            }
        }
        let mut loss = 0.0;
        if let Some(last) = workspace.last_mut() {
            let (outputs, mut cotangents) = last.outputs_and_cotangents(count);
            for ((output, target), mut cotangent) in
                outputs.rows().into_iter().zip(examples.targets.rows()).zip(cotangents.rows_mut())
            {
                let slices = (output.to_slice(), target.to_slice(), cotangent.as_slice_mut());
                if let (Some(output), Some(target), Some(cotangent)) = slices {
                    loss += (self.loss.value_and_gradient_into)(output, target, cotangent).to_f64();
                }
            }
        }
        for (number, (layer, range)) in self.with_ranges().enumerate().rev() {
            let (done, ahead) = workspace.split_at_mut(number);
            let (inputs, back) = match done.last_mut() {
                Some(previous) => {
                    let (outputs, cotangents) = previous.outputs_and_cotangents(count);
                    (outputs, Some(cotangents))
                }
                None => (examples.inputs, None),
            };
            layer.backward(
                &self.parameters[range.clone()],
                inputs,
                &mut ahead[0],
                &mut gradient[range],
                back,
            );
        }
        loss
    }

    fn loss(&self, examples: Examples<'_, T>, workspace: &mut Self::Workspace) -> f64 {
        let outputs = self.block(examples.inputs, workspace);
        let pairs = outputs.rows().into_iter().zip(examples.targets.rows());
        let losses = pairs
            .filter_map(|(output, target)| Some((self.loss.value)(output.to_slice()?, target.to_slice()?)));
        losses.map(T::to_f64).sum()
    }

    fn tells_classes(&self, examples: Examples<'_, T>) -> bool {
        examples.targets.rows().into_iter().all(|target| self.has_answer(target))
    }

    fn right(&self, examples: Examples<'_, T>, workspace: &mut Self::Workspace) -> usize {
        let outputs = self.block(examples.inputs, workspace);
        let pairs = outputs.rows().into_iter().zip(examples.targets.rows());
        pairs.filter(|(output, target)| self.is_right(*output, *target)).count()
    }

    fn first_not_finite(&self, examples: Examples<'_, T>) -> Option<String> {
        let mut outputs = examples.inputs.to_owned();
        if outputs.iter().any(|number| !number.is_finite()) {
            return Some("inputs".to_owned());
        }
        for (number, (layer, range)) in (1..).zip(self.with_ranges()) {
            outputs = layer.apply(&self.parameters[range], outputs.view());
            if outputs.iter().any(|number| !number.is_finite()) {
                return Some(format!("layer{number}"));
            }
        }
        let loss = self.loss(examples, &mut self.workspace());
        (!loss.is_finite()).then(|| self.loss.name.name.to_owned())
    }

    fn parts(&self) -> Vec<Part> {
        parts(&self.layers)
    }

    fn description(&self) -> String {
        let layers: Vec<String> = self.layers.iter().map(Layer::description).collect();
        format!("{} | {}", layers.join(", "), self.loss.name)
    }
}

/// What the parameters of layers are, as `PyTorch` has them: the weights of a layer with a row for each output, and its biases.
pub(super) fn parts<T: Float>(layers: &[Layer<T>]) -> Vec<Part> {
    let parts = layers.iter().enumerate().flat_map(|(number, layer)| {
        let (inputs, outputs) = (layer.inputs(), layer.outputs());
        let weights = Part { name: format!("layer{number}.weight"), shape: vec![outputs, inputs] };
        let biases = Part { name: format!("layer{number}.bias"), shape: vec![outputs] };
        [Some(weights), layer.has_biases().then_some(biases)]
    });
    parts.flatten().collect()
}
