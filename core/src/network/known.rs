//! Activations and losses without their types, by name: those of this crate can be found in a file, those of a program have to be
//! named by it.

use core::fmt::{self, Display, Formatter};

use ndarray::ArrayView1;

use super::{
    binary_cross_entropy, cross_entropy, gelu, identity, relu, sigmoid, softplus, square, squared_error, tanh,
};
use crate::training::name_of;
use crate::{Activation, Float, Loss};

/// The name of a differentiated function, and whose it is: a program's own `relu` is not this crate's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Name {
    pub(super) name: &'static str,
    pub(super) own: bool,
}

impl Name {
    fn of<F>(known: &[&'static str]) -> Self {
        Name { name: name_of::<F>(), own: !known.contains(&std::any::type_name::<F>()) }
    }
}

impl Display for Name {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}{}", if self.own { "own " } else { "" }, self.name)
    }
}

/// An activation.
#[derive(Clone, Copy, Debug)]
pub(super) struct Activated<T> {
    pub(super) name: Name,
    /// Replaces sums by their activation.
    pub(super) values: fn(&mut [T]),
    /// The same, and writes the slopes there.
    pub(super) values_and_slopes: fn(&mut [T], &mut [T]),
}

/// What targets a loss has a meaning for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// Any numbers.
    Any,
    /// Probabilities that sum to one.
    Distribution,
    /// Probabilities, each for itself.
    Probabilities,
}

/// A loss.
#[derive(Clone, Copy, Debug)]
pub(super) struct Judged<T> {
    pub(super) name: Name,
    pub(super) meaning: Meaning,
    pub(super) value: fn(&[T], &[T]) -> T,
    pub(super) value_and_gradient_into: fn(&[T], &[T], &mut [T]) -> T,
}

macro_rules! known {
    (activations: $($activation:ident)*; losses: $($loss:ident $meaning:ident),*) => {
        impl<T: Float> Activated<T> {
            const KNOWN: [fn() -> Self; [$(stringify!($activation)),*].len()] = [$(Self::by::<$activation>),*];

            pub(super) fn by<A: Activation<T>>() -> Self {
                Activated {
                    name: Name::of::<A>(&[$(std::any::type_name::<$activation>()),*]),
                    values: |sums| {
                        for sum in sums {
                            *sum = A::value(*sum);
                        }
                    },
                    values_and_slopes: |sums, slopes| {
                        for (sum, slope) in sums.iter_mut().zip(slopes) {
                            (*sum, *slope) = A::value_and_slope(*sum);
                        }
                    },
                }
            }
        }

        impl<T: Float> Judged<T> {
            const KNOWN: [fn() -> Self; [$(stringify!($loss)),*].len()] = [$(Self::by::<$loss>),*];

            pub(super) fn by<L: Loss<T>>() -> Self {
                let name = Name::of::<L>(&[$(std::any::type_name::<$loss>()),*]);
                let meaning = match name {
                    $(Name { name: stringify!($loss), own: false } => Meaning::$meaning,)*
                    _ => Meaning::Any,
                };
                Judged { name, meaning, value: L::value, value_and_gradient_into: L::value_and_gradient_into }
            }
        }
    };
}

known! {
    activations: identity relu sigmoid tanh square softplus gelu;
    losses: squared_error Any, cross_entropy Distribution, binary_cross_entropy Probabilities
}

impl<T: Float> Activated<T> {
    /// The one of this name: of this crate, or among the program's own.
    pub(super) fn find(name: &str, own: &[Self]) -> Option<Self> {
        let known = Self::KNOWN.iter().map(|known| known());
        known.chain(own.iter().copied()).find(|one| one.name.to_string() == name)
    }

    /// Whether its values are probabilities or the like already, which have no business in a loss that takes logits.
    pub(super) fn squashes(self) -> bool {
        !self.name.own && ["sigmoid", "tanh"].contains(&self.name.name)
    }
}

impl<T: Float> Judged<T> {
    /// The one of this name: of this crate, or among the program's own.
    pub(super) fn find(name: &str, own: &[Self]) -> Option<Self> {
        let known = Self::KNOWN.iter().map(|known| known());
        known.chain(own.iter().copied()).find(|one| one.name.to_string() == name)
    }

    /// What is wrong with the targets of an example, if something is.
    pub(super) fn problem(self, target: ArrayView1<'_, T>) -> Option<String> {
        if self.meaning == Meaning::Any {
            return None;
        }
        let (mut sum, mut are_probabilities) = (0.0, true);
        for &number in target {
            sum += number.to_f64();
            are_probabilities &= number >= T::ZERO && number <= T::ONE;
        }
        if !are_probabilities {
            return Some("has a target that is no probability, which is between 0 and 1".to_owned());
        }
        let is_off = self.meaning == Meaning::Distribution && (sum - 1.0).abs() > 1e-4;
        is_off.then(|| format!("has targets of which the sum is {sum} and not 1"))
    }
}
