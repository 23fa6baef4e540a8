//! Anything that is made of numbers, as a point: its numbers in one slice.

use alloc::vec::Vec;
use core::fmt::Debug;

use crate::{Differentiable, Float, Point};

/// A struct, a tuple or whatever else is made of numbers, as a [`Point`] for descents, solvers and fits: its numbers in one slice, and what is
/// constant in it beside them.
///
/// `#[differentiate]` makes an [`Objective`](crate::Objective) over `Flat<P>` of a function that is differentiated by one struct `P` and has no other
/// parameter; for any other function, [`Flat::objective`] makes a closure of the value and the gradient.
///
/// ```
/// use chainrule::{Descent, Differentiable, Flat, differentiate};
///
/// #[derive(Clone, Debug, Differentiable)]
/// struct Bowl {
///     center: [f64; 2],
///     height: f64,
///     #[differentiate(constant)]
///     name: &'static str,
/// }
///
/// #[differentiate(wrt(bowl))]
/// fn misfit(bowl: &Bowl) -> f64 {
///     (bowl.center[0] - 1.0).powi(2) + (bowl.center[1] + 2.0).powi(2) + (bowl.height - 0.5).powi(2)
/// }
///
/// let start = Bowl { center: [0.0; 2], height: 3.0, name: "soup" };
/// let summary = Descent::new(0.25).tolerance(1e-9).minimize::<misfit>(Flat::new(start))?;
/// let bowl = summary.point.value();
/// assert!((bowl.center[1] + 2.0).abs() < 1e-8 && bowl.name == "soup");
///
/// // The same by a closure.
/// let objective = Flat::objective(|bowl: &Bowl| misfit::value_and_gradient(bowl));
/// let start = Flat::new(Bowl { center: [0.0; 2], height: 3.0, name: "soup" });
/// let same = Descent::new(0.25).tolerance(1e-9).minimize_with(objective, start)?;
/// assert_eq!(same.point.coordinates(), summary.point.coordinates());
/// # use chainrule::Point;
/// # Ok::<(), chainrule::descent::Error<Flat<Bowl>>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Flat<D: Differentiable> {
    like: D,
    numbers: Vec<D::Number>,
}

impl<D: Differentiable> Flat<D> {
    /// The numbers of something.
    ///
    /// ```
    /// use chainrule::{Flat, Point};
    ///
    /// assert_eq!(Flat::new((1.0, [2.0, 3.0])).coordinates(), [1.0, 2.0, 3.0]);
    /// ```
    pub fn new(of: D) -> Self {
        let mut numbers = alloc::vec![D::Number::ZERO; of.count()];
        of.write_numbers(&mut numbers);
        Flat { like: of, numbers }
    }

    /// What has these numbers.
    ///
    /// ```
    /// use chainrule::{Flat, Point};
    ///
    /// let mut flat = Flat::new((1.0, [2.0, 3.0]));
    /// flat.coordinates_mut()[2] = 5.0;
    /// assert_eq!(flat.value(), (1.0, [2.0, 5.0]));
    /// ```
    #[must_use]
    pub fn value(&self) -> D
    where
        D: Clone,
    {
        let mut value = self.like.clone();
        value.read_numbers(&self.numbers);
        value
    }

    /// A gradient in the place of these numbers.
    ///
    /// # Panics
    ///
    /// If it has more or fewer numbers.
    ///
    /// ```
    /// use chainrule::{Flat, Point};
    ///
    /// assert_eq!(Flat::new((1.0, 2.0)).with(&(3.0, 4.0)).coordinates(), [3.0, 4.0]);
    /// ```
    #[must_use]
    pub fn with(&self, gradient: &D::Tangent) -> Self
    where
        D: Clone,
    {
        assert_eq!(gradient.count(), self.numbers.len(), "a gradient has a number for each of the point");
        let mut flat = self.clone();
        gradient.write_numbers(&mut flat.numbers);
        flat
    }

    /// A function of flat points, from one of what they are made from: its value and gradient there.
    pub fn objective<F>(f: F) -> impl Fn(&Flat<D>) -> (D::Number, Flat<D>)
    where
        F: Fn(&D) -> (D::Number, D::Tangent),
        D: Clone,
    {
        move |point| {
            let (value, gradient) = f(&point.value());
            (value, point.with(&gradient))
        }
    }
}

impl<D: Differentiable + Clone + Debug> Point for Flat<D> {
    type Scalar = D::Number;

    fn coordinates(&self) -> &[D::Number] {
        &self.numbers
    }

    fn coordinates_mut(&mut self) -> &mut [D::Number] {
        &mut self.numbers
    }
}

/// What [`Flat`] makes a point of. That a bound is for any lifetime keeps rustc from asking for it where a function is only
/// differentiated.
#[doc(hidden)]
pub trait Flattened<'a>: Differentiable + Clone + Debug {}

impl<D: Differentiable + Clone + Debug> Flattened<'_> for D {}

/// An objective over a flat point, for a function of one struct.
#[doc(hidden)]
#[macro_export]
macro_rules! __objective_by_fields {
    ($function:ident, $of:ty, $point:ident => $argument:expr) => {
        #[automatically_derived]
        impl $crate::Objective for $function
        where
            for<'flat> $of: $crate::Flattened<'flat>,
        {
            type Point = $crate::Flat<$of>;

            fn evaluate(at: &Self::Point) -> (<$of as $crate::Differentiable>::Number, Self::Point) {
                let $point = at.value();
                let (value, gradient) = Self::value_and_gradient($argument);
                (value, at.with(&gradient))
            }
        }
    };
}
