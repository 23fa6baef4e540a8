//! The same network in burn, on the backend of a device.

use burn::module::Module;
use burn::nn::loss::CrossEntropyLossConfig;
use burn::nn::{Linear, LinearConfig};
use burn::optim::{GradientsParams, SgdConfig};
use burn::tensor::activation::relu;
use burn::tensor::{Device, Int, Tensor, TensorData};

use crate::{BATCH, EXAMPLES, Epoch, Examples, RATE, WIDTHS};

#[derive(Module, Debug)]
struct Layers {
    first: Linear,
    second: Linear,
    third: Linear,
}

pub(crate) fn network(examples: &Examples, device: Device) -> Epoch {
    let device = device.autodiff();
    let layer = |number: usize| LinearConfig::new(WIDTHS[number], WIDTHS[number + 1]).init(&device);
    let mut layers = Some(Layers { first: layer(0), second: layer(1), third: layer(2) });
    let mut descent = SgdConfig::new().init();
    let loss = CrossEntropyLossConfig::new().init(&device);
    let batches: Vec<(Tensor<2>, Tensor<1, Int>)> = (0..EXAMPLES / BATCH)
        .map(|batch| {
            let rows = batch * BATCH..(batch + 1) * BATCH;
            let inputs = examples.inputs[rows.start * WIDTHS[0]..rows.end * WIDTHS[0]].to_vec();
            let classes: Vec<i64> = examples.classes[rows].iter().map(|&class| i64::from(class)).collect();
            let inputs = Tensor::from_data(TensorData::new(inputs, [BATCH, WIDTHS[0]]), &device);
            (inputs, Tensor::from_data(TensorData::new(classes, [BATCH]), &device))
        })
        .collect();
    Box::new(move || {
        let mut sum = 0.0;
        for (inputs, classes) in &batches {
            let network = layers.take().expect("the network of the batch before");
            let first = relu(network.first.forward(inputs.clone()));
            let second = relu(network.second.forward(first));
            let outputs = network.third.forward(second);
            let loss = loss.forward(outputs, classes.clone());
            sum += loss.clone().into_scalar::<f32>();
            let gradients = GradientsParams::from_grads(loss.backward(), &network);
            layers = Some(descent.step(RATE, network, gradients));
        }
        sum / batches.len() as f32
    })
}
