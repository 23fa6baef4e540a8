//! Any differentiated function of weights and of the numbers of an example, as a model.

use core::fmt::{self, Debug, Formatter};
use core::marker::PhantomData;
use std::path::Path;
use std::time::Duration;

use super::{Error, Model, Part, Unfit, name_of};
use crate::data::{Dataset, Examples, inspect};
use crate::storage::{Content, Destination, Opened};
use crate::{ExampleLoss, Float, Length};

/// A differentiated function whose `wrt(…)` names its weights; its other parameters are the inputs and then the targets of an
/// example.
///
/// ```
/// use chainrule::training::FunctionModel;
/// use chainrule::differentiate;
///
/// #[differentiate(wrt(slope, offset))]
/// fn loss(slope: f64, offset: f64, x: f64, y: f64) -> f64 {
///     (slope * x + offset - y).powi(2)
/// }
///
/// assert!(FunctionModel::<loss>::new(vec![1.0, 0.0]).is_ok());
/// let error = FunctionModel::<loss>::new(vec![1.0]).unwrap_err();
/// assert_eq!(error.to_string(), "`loss` has 2 weights, and 1 are given");
/// ```
pub struct FunctionModel<F, T = f64> {
    weights: Vec<T>,
    /// How many of them each parameter has.
    lengths: Vec<usize>,
    function: PhantomData<fn() -> F>,
}

// Not derived: that would ask the same of the function.
impl<F, T: Clone> Clone for FunctionModel<F, T> {
    fn clone(&self) -> Self {
        FunctionModel { weights: self.weights.clone(), lengths: self.lengths.clone(), function: PhantomData }
    }
}

impl<F, T: Debug> Debug for FunctionModel<F, T> {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("FunctionModel").field("weights", &self.weights).finish_non_exhaustive()
    }
}

const KIND: &str = "chainrule function";

// The bound is that of the functions, so that what is said of a function that does not meet it is in the words of the trait.
impl<F, T: Float> FunctionModel<F, T> {
    /// The function with these weights, in the order of its parameters. A slice among them has as many as the others leave.
    ///
    /// # Errors
    ///
    /// [`Error::Weights`] if there are not as many as the function has, [`Error::Slices`] if several of its weights are slices.
    pub fn new(weights: Vec<T>) -> Result<Self, Error>
    where
        F: ExampleLoss<T>,
    {
        if F::WEIGHTS.iter().filter(|&&length| length == Length::Any).count() > 1 {
            return Err(Error::Slices { function: name_of::<F>().to_owned() });
        }
        match one_open(F::WEIGHTS, weights.len()) {
            Some(lengths) => Ok(FunctionModel { weights, lengths, function: PhantomData }),
            None => Err(wrong_count::<F, T>(weights.len())),
        }
    }

    /// The function with these weights, a list for each weight parameter.
    ///
    /// ```
    /// use chainrule::training::{FunctionModel, Model};
    /// use chainrule::differentiate;
    ///
    /// #[differentiate(wrt(a, b))]
    /// fn loss(a: &[f64], b: &[f64], x: f64, y: f64) -> f64 {
    ///     (a[0] * x + b[0] * x * x + b[1] - y).powi(2)
    /// }
    ///
    /// let model = FunctionModel::<loss>::with_parts(&[&[1.0], &[2.0, 3.0]])?;
    /// assert_eq!(model.parameters(), [1.0, 2.0, 3.0]);
    /// # Ok::<(), chainrule::training::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::Weights`] if there are not as many as the function has.
    pub fn with_parts(parts: &[&[T]]) -> Result<Self, Error>
    where
        F: ExampleLoss<T>,
    {
        let fits = parts.len() == F::WEIGHTS.len()
            && parts.iter().zip(F::WEIGHTS).all(|(part, &length)| match length {
                Length::Fixed(count) => part.len() == count,
                Length::Any => true,
            });
        let weights = parts.concat();
        if !fits {
            return Err(wrong_count::<F, T>(weights.len()));
        }
        let lengths = parts.iter().map(|part| part.len()).collect();
        Ok(FunctionModel { weights, lengths, function: PhantomData })
    }

    /// The mean loss over examples.
    ///
    /// # Errors
    ///
    /// [`Error::Unfit`] if the examples have not as many numbers as the function takes.
    pub fn mean_loss(&self, examples: &Dataset<T>) -> Result<f64, Error>
    where
        F: ExampleLoss<T>,
    {
        self.check(examples.examples())?;
        let mut sum = 0.0;
        inspect(examples, |block| sum += self.loss(block, &mut Vec::new()))?;
        Ok(sum / examples.len() as f64)
    }

    /// Writes the weights to a file in the safetensors format, of which one that exists is replaced at once or not at all.
    ///
    /// # Errors
    ///
    /// [`Error::Storage`] if the file cannot be written.
    pub fn save(&self, path: impl AsRef<Path>) -> Result<(), Error>
    where
        F: ExampleLoss<T>,
    {
        let lengths: Vec<String> = self.lengths.iter().map(usize::to_string).collect();
        let mut content = Content::new(KIND);
        content.describe("function", name_of::<F>());
        content.describe("lengths", &lengths.join(" "));
        content.put("weights", &[self.weights.len()], &self.weights);
        Ok(content.write(&Destination::open(path.as_ref(), Duration::from_secs(2))?)?)
    }

    /// Reads the weights of a file that [`save`](FunctionModel::save) wrote, in this program or in another. Numbers of the other
    /// float type are converted.
    ///
    /// ```
    /// use chainrule::training::{FunctionModel, Model};
    /// use chainrule::differentiate;
    /// # let folder = tempfile::tempdir()?;
    /// # let path = folder.path().join("line.safetensors");
    ///
    /// #[differentiate(wrt(slope, offset))]
    /// fn loss(slope: f64, offset: f64, x: f64, y: f64) -> f64 {
    ///     (slope * x + offset - y).powi(2)
    /// }
    ///
    /// FunctionModel::<loss>::new(vec![1.0, 0.5])?.save(&path)?;
    /// assert_eq!(FunctionModel::<loss>::load(&path)?.parameters(), [1.0, 0.5]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::Storage`] if the file cannot be read, is damaged, or is of another function.
    pub fn load(path: impl AsRef<Path>) -> Result<Self, Error>
    where
        F: ExampleLoss<T>,
    {
        let mut file = Opened::open(path.as_ref())?;
        file.expect("format", KIND)?;
        file.expect("function", name_of::<F>())?;
        let lengths = file.described("lengths")?.split_whitespace().map(str::parse).collect::<Result<_, _>>();
        let lengths: Vec<usize> = lengths.unwrap_or_default();
        let count =
            lengths.iter().try_fold(0_usize, |sum, &length| sum.checked_add(length)).unwrap_or(usize::MAX);
        let part = Part { name: "weights".to_owned(), shape: vec![count] };
        let weights = file.parts("", &[part], Opened::converted)?;
        let mut rest = weights.as_slice();
        let mut parts = Vec::new();
        for length in lengths {
            let (part, others) = rest.split_at(length);
            parts.push(part);
            rest = others;
        }
        Self::with_parts(&parts)
    }
}

impl<F: ExampleLoss<T>, T: Float> FunctionModel<F, T> {
    /// How many numbers of an example each parameter has, where it has so many inputs and targets.
    fn example_lengths(inputs: usize, targets: usize) -> Option<Vec<usize>> {
        let open = |length: &Length| *length == Length::Any;
        let (first, last) = (F::NUMBERS.iter().position(open), F::NUMBERS.iter().rposition(open));
        match (first, last) {
            (Some(first), Some(last)) if first != last => {
                // One slice takes inputs, and the next one targets.
                if last != first + 1 {
                    return None;
                }
                let (before, behind) = F::NUMBERS.split_at(last);
                Some([one_open(before, inputs)?, one_open(behind, targets)?].concat())
            }
            _ => one_open(F::NUMBERS, inputs + targets),
        }
    }
}

/// The lengths of parameters that have so many numbers together, of which one at most is open.
fn one_open(lengths: &[Length], count: usize) -> Option<Vec<usize>> {
    let fixed = |length: &Length| if let Length::Fixed(count) = length { *count } else { 0 };
    let open = count.checked_sub(lengths.iter().map(fixed).sum())?;
    let found: Vec<usize> =
        lengths.iter().map(|length| if *length == Length::Any { open } else { fixed(length) }).collect();
    (found.iter().sum::<usize>() == count).then_some(found)
}

fn wrong_count<F: ExampleLoss<T>, T: Float>(found: usize) -> Error {
    let expected = told(F::WEIGHTS);
    Error::Weights { function: name_of::<F>().to_owned(), expected, found }
}

/// How many numbers there are together.
fn told(lengths: &[Length]) -> String {
    let fixed: usize =
        lengths.iter().map(|length| if let Length::Fixed(count) = length { *count } else { 0 }).sum();
    if lengths.contains(&Length::Any) { format!("at least {fixed}") } else { fixed.to_string() }
}

impl<F: ExampleLoss<T>, T: Float> Model<T> for FunctionModel<F, T> {
    /// The numbers of one example.
    type Workspace = Vec<T>;

    fn parameters(&self) -> &[T] {
        &self.weights
    }

    fn parameters_mut(&mut self) -> &mut [T] {
        &mut self.weights
    }

    fn workspace(&self) -> Vec<T> {
        Vec::new()
    }

    fn check(&self, examples: Examples<'_, T>) -> Result<(), Unfit> {
        let (inputs, targets) = (examples.inputs.ncols(), examples.targets.ncols());
        if Self::example_lengths(inputs, targets).is_some() {
            return Ok(());
        }
        Err(Unfit(format!(
            "`{}` takes {} numbers beside its weights, and the examples have {inputs} inputs and {targets} targets",
            name_of::<F>(),
            told(F::NUMBERS),
        )))
    }

    fn add_gradient(&self, examples: Examples<'_, T>, gradient: &mut [T], numbers: &mut Vec<T>) -> f64 {
        let weights = (self.weights.as_slice(), self.lengths.as_slice());
        Self::sum(examples, numbers, |example| F::add_gradient(weights, example, gradient))
    }

    fn loss(&self, examples: Examples<'_, T>, numbers: &mut Vec<T>) -> f64 {
        let weights = (self.weights.as_slice(), self.lengths.as_slice());
        Self::sum(examples, numbers, |example| F::value(weights, example))
    }

    fn parts(&self) -> Vec<Part> {
        vec![Part { name: "weights".to_owned(), shape: vec![self.weights.len()] }]
    }

    fn description(&self) -> String {
        format!("{} of {} weights", name_of::<F>(), self.weights.len())
    }
}

impl<F: ExampleLoss<T>, T: Float> FunctionModel<F, T> {
    /// The sum of the losses, each of the inputs of an example with its targets behind them.
    fn sum(
        examples: Examples<'_, T>,
        numbers: &mut Vec<T>,
        mut loss: impl FnMut((&[T], &[usize])) -> T,
    ) -> f64 {
        let lengths = Self::example_lengths(examples.inputs.ncols(), examples.targets.ncols());
        let lengths = lengths.expect("the examples were checked");
        let mut sum = 0.0;
        for (input, target) in examples.inputs.rows().into_iter().zip(examples.targets.rows()) {
            numbers.clear();
            numbers.extend(input.iter().chain(target));
            sum += loss((numbers, &lengths)).to_f64();
        }
        sum
    }
}
