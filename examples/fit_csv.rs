//! Fits a model to two columns of a table of comma-separated values.
//!
//! ```sh
//! cargo run --features levenberg-marquardt --example fit_csv
//! cargo run --features levenberg-marquardt --example fit_csv -- table.csv x y saturation 500 0.0001
//! ```
//!
//! After the file come the names of its columns, the model, and a start for each of its parameters. To fit a model of your own,
//! write it beside the others.

use std::env;
use std::error::Error;

use chainrule::data::Table;
use chainrule::differentiate;
use chainrule::least_squares::{Fit, fit};

/// Without arguments: NIST's Misra1a, from its far start.
pub(crate) const DEFAULT: [&str; 6] = [
    concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/misra1a.csv"),
    "pressure",
    "volume",
    "saturation",
    "500",
    "0.0001",
];

#[differentiate(wrt(b))]
fn line(b: &[f64], x: f64) -> f64 {
    b[0] + b[1] * x
}

#[differentiate(wrt(b))]
fn power(b: &[f64], x: f64) -> f64 {
    b[0] * x.powf(b[1])
}

#[differentiate(wrt(b))]
fn decay(b: &[f64], x: f64) -> f64 {
    b[0] * (-b[1] * x).exp() + b[2]
}

#[differentiate(wrt(b))]
fn saturation(b: &[f64], x: f64) -> f64 {
    b[0] * (1.0 - (-b[1] * x).exp())
}

#[differentiate(wrt(b))]
fn logistic(b: &[f64], x: f64) -> f64 {
    b[0] / (1.0 + (b[1] - b[2] * x).exp())
}

#[differentiate(wrt(b))]
fn peak(b: &[f64], x: f64) -> f64 {
    b[0] * (-((x - b[1]) / b[2]).powi(2)).exp() + b[3]
}

/// A model by name: what it is, how many parameters it has, and its value with the gradient by them.
struct Model {
    name: &'static str,
    formula: &'static str,
    parameters: usize,
    value_and_gradient: fn(&[f64], f64) -> (f64, Vec<f64>),
}

#[rustfmt::skip]
const MODELS: [Model; 6] = [
    Model { name: "line", formula: "y = b1 + b2·x", parameters: 2, value_and_gradient: |b, x| line::value_and_gradient(b, x) },
    Model { name: "power", formula: "y = b1·x^b2", parameters: 2, value_and_gradient: |b, x| power::value_and_gradient(b, x) },
    Model { name: "decay", formula: "y = b1·exp(−b2·x) + b3", parameters: 3, value_and_gradient: |b, x| decay::value_and_gradient(b, x) },
    Model { name: "saturation", formula: "y = b1·(1 − exp(−b2·x))", parameters: 2, value_and_gradient: |b, x| saturation::value_and_gradient(b, x) },
    Model { name: "logistic", formula: "y = b1/(1 + exp(b2 − b3·x))", parameters: 3, value_and_gradient: |b, x| logistic::value_and_gradient(b, x) },
    Model { name: "peak", formula: "y = b1·exp(−((x − b2)/b3)²) + b4", parameters: 4, value_and_gradient: |b, x| peak::value_and_gradient(b, x) },
];

/// A fit, and the formula of what was fitted.
pub(crate) type Fitted = (&'static str, Fit<Vec<f64>>);

/// Fits what the arguments ask for.
pub(crate) fn run(arguments: &[String]) -> Result<Fitted, Box<dyn Error>> {
    let [path, x, y, name, start @ ..] = arguments else {
        return Err("pass a file, its columns for x and y, a model, and a start for each parameter".into());
    };
    let known = || MODELS.map(|model| format!("{}: {}", model.name, model.formula)).join("\n  ");
    let model = MODELS
        .into_iter()
        .find(|model| model.name == name)
        .ok_or_else(|| format!("there is no model `{name}`; there are\n  {}", known()))?;
    if start.len() != model.parameters {
        let (wanted, found) = (model.parameters, start.len());
        return Err(format!(
            "`{}` has {wanted} parameters; pass a start for each, not {found}",
            model.formula
        )
        .into());
    }
    let number = |text: &String| text.parse().map_err(|_| format!("the start `{text}` is not a number"));
    let start = start.iter().map(number).collect::<Result<Vec<f64>, _>>()?;
    let table = Table::read(path)?;
    let [xs, ys] = [x, y].map(|column| table.numbers::<f64>(&[column]));
    let (xs, ys) = (xs?.into_iter().collect::<Vec<_>>(), ys?.into_iter().collect::<Vec<_>>());
    let value_and_gradient = model.value_and_gradient;
    Ok((model.formula, fit(|b: &Vec<f64>, x| value_and_gradient(b, x), &xs, &ys, start)?))
}

pub(crate) fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments: Vec<String> = env::args().skip(1).collect();
    if arguments.is_empty() {
        arguments = DEFAULT.map(str::to_owned).to_vec();
    }
    let (formula, fit) = run(&arguments)?;
    println!("{formula}\n");
    println!("  parameter │         value │ standard error │ 95 % from            to");
    println!("  ──────────┼───────────────┼────────────────┼────────────────────────────");
    let t = fit.t(0.95)?;
    for (index, (value, error)) in fit.parameters.iter().zip(&fit.standard_errors).enumerate() {
        let [from, to] = [value - t * error, value + t * error];
        println!("  b{:<8} │ {value:>13.7e} │ {error:>14.6e} │ {from:>13.6e} {to:>13.6e}", index + 1);
    }
    println!("\nresidual standard deviation {:.6e}", fit.residual_standard_deviation);
    println!(
        "{} degrees of freedom, {} evaluations, {:?}",
        fit.degrees_of_freedom, fit.evaluations, fit.stop
    );
    Ok(())
}
