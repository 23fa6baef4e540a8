//! The same network in candle.

use candle_core::{DType, Device, Tensor};
use candle_nn::{Linear, Module, Optimizer, SGD, VarBuilder, VarMap, linear, loss};

use crate::{BATCH, EXAMPLES, Epoch, Examples, RATE, WIDTHS};

pub(crate) fn network(examples: &Examples) -> Epoch {
    let device = Device::Cpu;
    let variables = VarMap::new();
    let builder = VarBuilder::from_varmap(&variables, DType::F32, &device);
    let layers: Vec<Linear> = WIDTHS
        .windows(2)
        .enumerate()
        .map(|(number, widths)| linear(widths[0], widths[1], builder.pp(number)).expect("a layer"))
        .collect();
    let mut descent = SGD::new(variables.all_vars(), RATE).expect("variables");
    let batches: Vec<(Tensor, Tensor)> = (0..EXAMPLES / BATCH)
        .map(|batch| {
            let rows = batch * BATCH..(batch + 1) * BATCH;
            let inputs = &examples.inputs[rows.start * WIDTHS[0]..rows.end * WIDTHS[0]];
            let classes: Vec<u32> = examples.classes[rows].iter().map(|&class| u32::from(class)).collect();
            let inputs = Tensor::from_slice(inputs, (BATCH, WIDTHS[0]), &device).expect("a batch");
            (inputs, Tensor::from_vec(classes, BATCH, &device).expect("a batch"))
        })
        .collect();
    Box::new(move || {
        let mut sum = 0.0;
        for (inputs, classes) in &batches {
            let first = layers[0].forward(inputs).and_then(|sums| sums.relu()).expect("a layer");
            let second = layers[1].forward(&first).and_then(|sums| sums.relu()).expect("a layer");
            let outputs = layers[2].forward(&second).expect("a layer");
            let loss = loss::cross_entropy(&outputs, classes).expect("a loss");
            descent.backward_step(&loss).expect("a step");
            sum += loss.to_scalar::<f32>().expect("a number");
        }
        sum / batches.len() as f32
    })
}
