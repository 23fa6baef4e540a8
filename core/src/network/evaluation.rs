//! What a network tells of examples: classes, probabilities, and how often it is right.

use core::fmt::{self, Display, Formatter};

use ndarray::{Array2, ArrayView1, ArrayView2};

use super::known::Meaning;
use super::{Error, Network, blocks, shown, sigmoid, softmax};
use crate::Float;
use crate::data::{Dataset, class_of};
use crate::training::Model;

impl<T: Float> Network<T> {
    /// The class of one example: where the largest output stands; of a network with one output, 1 where that is above one half, or,
    /// where it is a logit for `binary_cross_entropy`, above zero.
    ///
    /// # Errors
    ///
    /// [`Error::Inputs`] if it has another number of inputs than the network, [`Error::NotANumber`] if an output is none.
    pub fn predict_class(&self, inputs: &[T]) -> Result<usize, Error> {
        let outputs = self.predict_one(inputs)?;
        self.class(ArrayView1::from(&outputs)).ok_or(Error::NotANumber)
    }

    /// The probabilities that outputs stand for, one example a row: their [`softmax`](fn@softmax) where the network learns by
    /// `cross_entropy`, and the [`sigmoid`](fn@sigmoid) of each where it learns by `binary_cross_entropy`.
    ///
    /// ```
    /// use chainrule::ndarray::array;
    /// use chainrule::network::{Layer, cross_entropy, identity};
    /// use chainrule::Network;
    ///
    /// let network = Network::builder(1)
    ///     .layer(Layer::with_weights::<identity>(array![[0.0], [1.0]], array![0.0, 0.0]))
    ///     .build::<cross_entropy>()?;
    /// assert_eq!(network.probabilities(array![[0.0]].view())?, array![[0.5, 0.5]]);
    /// # Ok::<(), chainrule::network::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::NoProbabilities`] if the network learns by another loss, and as [`predict`](Network::predict).
    pub fn probabilities(&self, inputs: ArrayView2<'_, T>) -> Result<Array2<T>, Error> {
        let mut outputs = self.predict(inputs)?;
        match self.loss.meaning {
            Meaning::Any => return Err(Error::NoProbabilities { loss: self.loss.name.name }),
            Meaning::Probabilities => outputs.mapv_inplace(sigmoid),
            Meaning::Distribution => {
                for mut row in outputs.rows_mut() {
                    let probabilities = softmax(&row.to_vec());
                    row.assign(&ArrayView1::from(&probabilities));
                }
            }
        }
        Ok(outputs)
    }

    /// What share of the examples the network tells right: the class is that of [`predict_class`](Network::predict_class), and
    /// an output that is no number is wrong. Where several outputs learn by `binary_cross_entropy`, all have to be on the side of
    /// their target.
    ///
    /// # Errors
    ///
    /// [`Error::Inputs`], [`Error::Targets`] or [`Error::Target`] if the examples do not fit the network and its loss,
    /// [`Error::NoClass`] if their targets name no classes.
    pub fn accuracy(&self, examples: &Dataset<T>) -> Result<f64, Error> {
        self.check_classes(examples)?;
        let mut workspace = self.workspace();
        let right: usize = blocks(examples).map(|block| self.right(block, &mut workspace)).sum();
        Ok(right as f64 / examples.len() as f64)
    }

    /// How often each class is taken for each.
    ///
    /// # Errors
    ///
    /// As [`accuracy`](Network::accuracy); where several outputs learn by `binary_cross_entropy`, there are no classes.
    pub fn confusion(&self, examples: &Dataset<T>) -> Result<Confusion, Error> {
        self.check_classes(examples)?;
        let classes = self.classes();
        let mut confusion = Confusion { counts: vec![vec![0; classes]; classes], unknown: vec![0; classes] };
        let mut workspace = self.workspace();
        for block in blocks(examples) {
            let outputs = self.block(block.inputs, &mut workspace);
            for (output, target) in outputs.rows().into_iter().zip(block.targets.rows()) {
                let named = self.named(target);
                let class = named.ok_or_else(|| Error::NoClass { target: shown(&target.to_vec()) })?;
                match self.class(output) {
                    Some(taken_for) => confusion.counts[class][taken_for] += 1,
                    None => confusion.unknown[class] += 1,
                }
            }
        }
        Ok(confusion)
    }

    /// How many classes the network tells apart.
    pub(super) fn classes(&self) -> usize {
        self.outputs().max(2)
    }

    fn check_classes(&self, examples: &Dataset<T>) -> Result<(), Error> {
        self.check_examples(examples.examples())?;
        let targets = examples.targets();
        match targets.rows().into_iter().find(|target| !self.has_answer(*target)) {
            Some(target) => Err(Error::NoClass { target: shown(&target.to_vec()) }),
            None => Ok(()),
        }
    }

    fn is_of_yes_and_no(&self) -> bool {
        self.loss.meaning == Meaning::Probabilities && self.outputs() > 1
    }

    /// Whether a target says what is right.
    pub(super) fn has_answer(&self, target: ArrayView1<'_, T>) -> bool {
        if self.is_of_yes_and_no() {
            target.iter().all(|&number| number == T::ZERO || number == T::ONE)
        } else {
            self.named(target).is_some()
        }
    }

    pub(super) fn is_right(&self, output: ArrayView1<'_, T>, target: ArrayView1<'_, T>) -> bool {
        if self.is_of_yes_and_no() {
            let mut pairs = output.iter().zip(target);
            return pairs.all(|(&z, &t)| if t == T::ONE { z > T::ZERO } else { z <= T::ZERO });
        }
        self.class(output).is_some_and(|class| self.named(target) == Some(class))
    }

    /// The class that a target names; where targets are probabilities, the most probable one.
    fn named(&self, target: ArrayView1<'_, T>) -> Option<usize> {
        if self.is_of_yes_and_no() {
            return None;
        }
        if self.loss.meaning == Meaning::Distribution {
            largest(target)
        } else {
            class_of(target.iter().copied())
        }
    }

    fn class(&self, output: ArrayView1<'_, T>) -> Option<usize> {
        if output.len() > 1 {
            return largest(output);
        }
        // The logit of one half is zero.
        let middle = if self.loss.meaning == Meaning::Probabilities { T::ZERO } else { T::of(0.5) };
        let &only = output.first()?;
        only.partial_cmp(&middle).map(|order| usize::from(order.is_gt()))
    }
}

/// Where the largest number stands, the first of equal ones; none if one of them is not a number.
fn largest<T: Float>(numbers: ArrayView1<'_, T>) -> Option<usize> {
    let mut best: Option<(usize, T)> = None;
    for (position, &number) in numbers.iter().enumerate() {
        if number.is_nan() {
            return None;
        }
        if best.is_none_or(|(_, largest)| number > largest) {
            best = Some((position, number));
        }
    }
    best.map(|(position, _)| position)
}

/// How often each class was taken for each.
///
/// ```
/// use chainrule::data::Dataset;
/// use chainrule::ndarray::array;
/// use chainrule::network::{Layer, identity, squared_error};
/// use chainrule::Network;
///
/// // What is above one half is a 1.
/// let network = Network::builder(1)
///     .layer(Layer::with_weights::<identity>(array![[1.0]], array![0.0]))
///     .build::<squared_error>()?;
/// let examples = Dataset::from_rows(&[([0.1], [0.0]), ([0.7], [0.0]), ([0.2], [0.0]), ([0.9], [1.0])]);
/// let confusion = network.confusion(&examples)?;
/// assert_eq!(confusion.counts(), [[2, 1], [0, 1]]);
/// assert_eq!(confusion.accuracy(), 0.75);
/// assert_eq!((confusion.precision(1), confusion.recall(1)), (Some(0.5), Some(1.0)));
/// assert_eq!(confusion.to_string(), "  class  taken for 0  1  precision  recall\n      0            2  1      1.000   0.667\n      1            0  1      0.500   1.000\n");
/// # Ok::<(), chainrule::network::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Confusion {
    counts: Vec<Vec<usize>>,
    /// Of each class those of which the outputs are not numbers.
    unknown: Vec<usize>,
}

impl Confusion {
    /// A row for each class; in it how often it was taken for each.
    #[must_use]
    pub fn counts(&self) -> &[Vec<usize>] {
        &self.counts
    }

    /// The share of the examples that were told right.
    #[must_use]
    pub fn accuracy(&self) -> f64 {
        let right: usize = (0..self.counts.len()).map(|class| self.counts[class][class]).sum();
        let all = self.counts.iter().flatten().chain(&self.unknown).sum::<usize>();
        right as f64 / all as f64
    }

    /// Of what was taken for this class, the share that is of it; none if nothing was.
    ///
    /// # Panics
    ///
    /// If there is no such class.
    #[must_use]
    pub fn precision(&self, class: usize) -> Option<f64> {
        let taken: usize = self.counts.iter().map(|row| row[class]).sum();
        (taken > 0).then(|| self.counts[class][class] as f64 / taken as f64)
    }

    /// Of what is of this class, the share that was taken for it; none if nothing is.
    ///
    /// # Panics
    ///
    /// If there is no such class.
    #[must_use]
    pub fn recall(&self, class: usize) -> Option<f64> {
        let all = self.counts[class].iter().sum::<usize>() + self.unknown[class];
        (all > 0).then(|| self.counts[class][class] as f64 / all as f64)
    }
}

impl Display for Confusion {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        let widest = self.counts.iter().flatten().max().map_or(1, |most| most.to_string().len());
        let width = widest.max((self.counts.len() - 1).to_string().len());
        write!(formatter, "  class  taken for")?;
        for class in 0..self.counts.len() {
            write!(formatter, " {class:>width$}{}", if class + 1 < self.counts.len() { " " } else { "" })?;
        }
        writeln!(formatter, "  precision  recall")?;
        let share = |share: Option<f64>| share.map_or("–".to_owned(), |share| format!("{share:.3}"));
        for (class, row) in self.counts.iter().enumerate() {
            write!(formatter, "  {class:>5}           ")?;
            for (place, count) in row.iter().enumerate() {
                write!(formatter, " {count:>width$}{}", if place + 1 < row.len() { " " } else { "" })?;
            }
            let (precision, recall) = (share(self.precision(class)), share(self.recall(class)));
            writeln!(formatter, "  {precision:>9}  {recall:>6}")?;
        }
        Ok(())
    }
}
