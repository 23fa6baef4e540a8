//! Differentiated functions as types: how a solver or an integrator is given the function that it works on.

#[cfg(feature = "alloc")]
use alloc::vec::Vec;

use crate::kinked::Kinked;
use crate::{Differentiable, NotDifferentiated};

/// What a differentiated function can be given where it is [handed over as a type](Differentiated1): numbers, arrays, vectors and slices of them,
/// and references to structs, by which it is differentiated; and integers, truth values, texts and slices of these, which are constants.
///
/// ```
/// fn is_argument<A: chainrule::Argument>() {}
///
/// is_argument::<f64>();
/// is_argument::<&[[f64; 3]]>();
/// is_argument::<usize>();
/// ```
#[diagnostic::on_unimplemented(
    message = "a differentiated function that takes a `{Self}` cannot be handed over",
    label = "neither numbers nor a plain constant",
    note = "what has numbers is handed over by value or reference; constants are integers, truth values, texts, and lists of these"
)]
pub trait Argument {
    /// What its derivatives are added to.
    #[doc(hidden)]
    type __Place: ?Sized;
    /// The same, owned.
    #[doc(hidden)]
    type __Zeros;

    #[doc(hidden)]
    fn __zeros(&self) -> Self::__Zeros;
}

macro_rules! numbers {
    ($([$($generics:tt)*] $argument:ty => $place:ty, $zeros:ty: $self:ident $value:expr;)*) => {$(
        impl<$($generics)*> Argument for $argument {
            type __Place = $place;
            type __Zeros = $zeros;

            #[inline]
            fn __zeros(&$self) -> $zeros {
                $value
            }
        }
    )*};
}

numbers! {
    [] f32 => f32, f32: self 0.0;
    [] f64 => f64, f64: self 0.0;
    [D: Differentiable, const N: usize] [D; N] => [D::Tangent; N], [D::Tangent; N]: self Differentiable::zeros(self);
    [D: Differentiable] &D => D::Tangent, D::Tangent: self D::zeros(self);
}

#[cfg(feature = "alloc")]
numbers! {
    [D: Differentiable] Vec<D> => Vec<D::Tangent>, Vec<D::Tangent>: self Differentiable::zeros(self);
    [D: Differentiable] &[D] => [D::Tangent], Vec<D::Tangent>: self self.iter().map(D::zeros).collect();
}

macro_rules! constants {
    (one [$($generics:tt)*] $constant:ty) => {
        impl<$($generics)*> Argument for $constant {
            type __Place = NotDifferentiated;
            type __Zeros = NotDifferentiated;

            #[inline]
            fn __zeros(&self) -> NotDifferentiated {
                NotDifferentiated
            }
        }
    };
    ($($constant:ty)*) => {$(
        constants! { one [] $constant }
        constants! { one [] &$constant }
        constants! { one [] &[$constant] }
        constants! { one [const N: usize] [$constant; N] }
        constants! { one [const N: usize] &[$constant; N] }
    )*};
}

constants! { bool char i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize &str }

macro_rules! of_so_many {
    (
        $(#[$docs:meta])*
        $once:ident $Once:ident, $twice:ident $Twice:ident:
        $($argument:ident $A:ident $direction:ident $second:ident $mixed:ident $slot:ident $change:ident),*
    ) => {
        /// The function, what goes back through it, and what goes forward.
        #[doc(hidden)]
        pub type $Once<Output, $($A),*> = (
            fn($($A),*) -> Output,
            fn($($A,)* Output, $(&mut <$A as Argument>::__Place),*) -> Output,
            fn($($A,)* $(&<$A as Argument>::__Place),*) -> (Output, Output),
        );

        /// The same of its derivatives.
        #[doc(hidden)]
        pub type $Twice<Output, $($A),*> = (
            fn(
                $($A,)*
                $(&<$A as Argument>::__Place,)*
                Output,
                Output,
                $(&mut <$A as Argument>::__Place,)*
                $(&mut <$A as Argument>::__Place),*
            ) -> Output,
            fn(
                $($A,)*
                $(&<$A as Argument>::__Place,)*
                $(&<$A as Argument>::__Place,)*
                $(&<$A as Argument>::__Place),*
            ) -> ((Output, Output), (Output, Output)),
            fn(
                $($A,)*
                $(&<$A as Argument>::__Place,)*
                Output,
                Output,
                $(&mut <$A as Argument>::__Place,)*
                $(&mut <$A as Argument>::__Place,)*
                &Kinked,
            ) -> Output,
            fn($($A,)* $(&<$A as Argument>::__Place,)* &Kinked) -> (Output, Output),
        );

        $(#[$docs])*
        #[diagnostic::on_unimplemented(
            message = "`{Self}` is not a differentiated function of these arguments",
            label = "asked for here",
            note = "it is one if `#[differentiate]` stands above it, if it takes just these arguments and returns just this, and if it is \
                    differentiated by all that have numbers"
        )]
        pub trait $once<$($A: Argument),*> {
            /// What it returns.
            type Output;

            // One item for all, as every differentiated function implements it.
            #[doc(hidden)]
            fn __functions() -> $Once<Self::Output, $($A),*>;

            /// The function itself.
            #[must_use]
            #[inline]
            fn call($($argument: $A),*) -> Self::Output {
                Self::__functions().0($($argument),*)
            }

            /// The function itself, asked through a value of its type: `name {}`.
            #[must_use]
            #[inline]
            fn at(&self, $($argument: $A),*) -> Self::Output {
                Self::call($($argument),*)
            }

            #[doc(hidden)]
            #[allow(clippy::too_many_arguments)]
            #[inline]
            fn __call_pull_back(
                $($argument: $A,)*
                cotangent: Self::Output,
                $($slot: &mut $A::__Place),*
            ) -> Self::Output {
                Self::__functions().1($($argument,)* cotangent, $($slot),*)
            }

            #[doc(hidden)]
            #[allow(clippy::too_many_arguments)]
            #[inline]
            fn __call_push_forward(
                $($argument: $A,)*
                $($direction: &$A::__Place),*
            ) -> (Self::Output, Self::Output) {
                Self::__functions().2($($argument,)* $($direction),*)
            }

            #[doc(hidden)]
            #[inline]
            fn __call_zeros_of_arguments($($argument: $A),*) -> ($($A::__Zeros,)*) {
                ($($argument.__zeros(),)*)
            }

            #[doc(hidden)]
            #[allow(clippy::too_many_arguments)]
            #[inline]
            fn __at_pull_back(
                &self,
                $($argument: $A,)*
                cotangent: Self::Output,
                _: &mut NotDifferentiated,
                $($slot: &mut $A::__Place),*
            ) -> Self::Output {
                Self::__call_pull_back($($argument,)* cotangent, $($slot),*)
            }

            #[doc(hidden)]
            #[allow(clippy::too_many_arguments)]
            #[inline]
            fn __at_push_forward(
                &self,
                $($argument: $A,)*
                _: &NotDifferentiated,
                $($direction: &$A::__Place),*
            ) -> (Self::Output, Self::Output) {
                Self::__call_push_forward($($argument,)* $($direction),*)
            }

            #[doc(hidden)]
            #[allow(clippy::too_many_arguments)]
            #[inline]
            fn __at_zeros_of_arguments(&self, $($argument: $A),*) -> (NotDifferentiated, $($A::__Zeros,)*) {
                (NotDifferentiated, $($argument.__zeros(),)*)
            }
        }

        #[doc = concat!("A [`", stringify!($once), "`] with `order = 2`: what functions ask for that have `order = 2` themselves.")]
        #[diagnostic::on_unimplemented(
            message = "`{Self}` is not a function of these arguments with second derivatives",
            label = "asked for here",
            note = "it is one if `#[differentiate(order = 2)]` stands above it, if it takes just these arguments and returns just this, and \
                    if it is differentiated by all that have numbers"
        )]
        pub trait $twice<$($A: Argument),*>: $once<$($A),*> {
            #[doc(hidden)]
            fn __functions_of_derivatives() -> $Twice<Self::Output, $($A),*>;

            #[doc(hidden)]
            #[allow(clippy::too_many_arguments)]
            #[inline]
            fn __call_pull_back_change(
                $($argument: $A,)*
                $($direction: &$A::__Place,)*
                cotangent: Self::Output,
                cotangent_change: Self::Output,
                $($slot: &mut $A::__Place,)*
                $($change: &mut $A::__Place),*
            ) -> Self::Output {
                Self::__functions_of_derivatives().0(
                    $($argument,)* $($direction,)* cotangent, cotangent_change, $($slot,)* $($change),*
                )
            }

            #[doc(hidden)]
            #[allow(clippy::too_many_arguments)]
            #[inline]
            fn __call_change_along(
                $($argument: $A,)*
                $($direction: &$A::__Place,)*
                cotangent: Self::Output,
                cotangent_change: Self::Output,
                $($slot: &mut $A::__Place,)*
                $($change: &mut $A::__Place,)*
                kinked: &Kinked,
            ) -> Self::Output {
                Self::__functions_of_derivatives().2(
                    $($argument,)* $($direction,)* cotangent, cotangent_change, $($slot,)* $($change,)* kinked
                )
            }

            #[doc(hidden)]
            #[allow(clippy::too_many_arguments)]
            #[inline]
            fn __call_push_forward_along(
                $($argument: $A,)*
                $($direction: &$A::__Place,)*
                kinked: &Kinked,
            ) -> (Self::Output, Self::Output) {
                Self::__functions_of_derivatives().3($($argument,)* $($direction,)* kinked)
            }

            #[doc(hidden)]
            #[allow(clippy::too_many_arguments, clippy::type_complexity)]
            #[inline]
            fn __call_push_forward_twice(
                $($argument: $A,)*
                $($direction: &$A::__Place,)*
                $($second: &$A::__Place,)*
                $($mixed: &$A::__Place),*
            ) -> ((Self::Output, Self::Output), (Self::Output, Self::Output)) {
                Self::__functions_of_derivatives().1($($argument,)* $($direction,)* $($second,)* $($mixed),*)
            }

            #[doc(hidden)]
            #[allow(clippy::too_many_arguments)]
            #[inline]
            fn __at_pull_back_change(
                &self,
                $($argument: $A,)*
                _: &NotDifferentiated,
                $($direction: &$A::__Place,)*
                cotangent: Self::Output,
                cotangent_change: Self::Output,
                _: &mut NotDifferentiated,
                $($slot: &mut $A::__Place,)*
                _: &mut NotDifferentiated,
                $($change: &mut $A::__Place),*
            ) -> Self::Output {
                Self::__call_pull_back_change(
                    $($argument,)* $($direction,)* cotangent, cotangent_change, $($slot,)* $($change),*
                )
            }

            #[doc(hidden)]
            #[allow(clippy::too_many_arguments)]
            #[inline]
            fn __at_change_along(
                &self,
                $($argument: $A,)*
                _: &NotDifferentiated,
                $($direction: &$A::__Place,)*
                cotangent: Self::Output,
                cotangent_change: Self::Output,
                _: &mut NotDifferentiated,
                $($slot: &mut $A::__Place,)*
                _: &mut NotDifferentiated,
                $($change: &mut $A::__Place,)*
                kinked: &Kinked,
            ) -> Self::Output {
                Self::__call_change_along(
                    $($argument,)* $($direction,)* cotangent, cotangent_change, $($slot,)* $($change,)* kinked
                )
            }

            #[doc(hidden)]
            #[allow(clippy::too_many_arguments)]
            #[inline]
            fn __at_push_forward_along(
                &self,
                $($argument: $A,)*
                _: &NotDifferentiated,
                $($direction: &$A::__Place,)*
                kinked: &Kinked,
            ) -> (Self::Output, Self::Output) {
                Self::__call_push_forward_along($($argument,)* $($direction,)* kinked)
            }

            #[doc(hidden)]
            #[allow(clippy::too_many_arguments, clippy::type_complexity)]
            #[inline]
            fn __at_push_forward_twice(
                &self,
                $($argument: $A,)*
                _: &NotDifferentiated,
                $($direction: &$A::__Place,)*
                _: &NotDifferentiated,
                $($second: &$A::__Place,)*
                _: &NotDifferentiated,
                $($mixed: &$A::__Place),*
            ) -> ((Self::Output, Self::Output), (Self::Output, Self::Output)) {
                Self::__call_push_forward_twice($($argument,)* $($direction,)* $($second,)* $($mixed),*)
            }
        }

        // A value of its type may be handed on behind a reference.
        #[diagnostic::do_not_recommend]
        impl<$($A: Argument,)* Function: $once<$($A),*>> $once<$($A),*> for &Function {
            type Output = Function::Output;

            #[inline]
            fn __functions() -> $Once<Self::Output, $($A),*> {
                Function::__functions()
            }
        }

        #[diagnostic::do_not_recommend]
        impl<$($A: Argument,)* Function: $twice<$($A),*>> $twice<$($A),*> for &Function {
            #[inline]
            fn __functions_of_derivatives() -> $Twice<Self::Output, $($A),*> {
                Function::__functions_of_derivatives()
            }
        }
    };
}

of_so_many! {
    /// A differentiated function of one argument, as a type.
    ///
    /// A function with `#[differentiate]` has a type of its name, and that implements this trait, or the one of as many arguments as it takes. A
    /// solver or an integrator that is written for any function takes such a type, calls the function, and is differentiated
    /// through it:
    ///
    /// ```
    /// use chainrule::{Differentiated1, differentiate};
    ///
    /// #[differentiate]
    /// fn decay(y: f64) -> f64 {
    ///     -0.5 * y
    /// }
    ///
    /// /// One step of Heun's method.
    /// #[differentiate]
    /// fn heun<F: Differentiated1<f64, Output = f64>>(y: f64, h: f64) -> f64 {
    ///     let slope = F::call(y);
    ///     y + 0.5 * h * (slope + F::call(y + h * slope))
    /// }
    ///
    /// assert_eq!(heun::<decay>(2.0, 1.0), 1.25);
    /// assert_eq!(heun::gradient::<decay>(2.0, 1.0), [0.625, -0.5]);
    /// ```
    ///
    /// What it takes is named by its type, and what is borrowed has a lifetime: `F: for<'a> Differentiated2<f64, &'a [f64], Output = Vec<f64>>` is `fn(f64, &[f64]) ->
    /// Vec<f64>`. A function with `order = 2` asks for a [`TwiceDifferentiated1`]. Instead of the type, a value of it can be
    /// handed over, which has no size, and is asked by [`at`](Self::at):
    ///
    /// ```
    /// # use chainrule::{Differentiated1, differentiate};
    /// # #[differentiate]
    /// # fn decay(y: f64) -> f64 {
    /// #     -0.5 * y
    /// # }
    /// #[differentiate]
    /// fn euler(f: &impl Differentiated1<f64, Output = f64>, y: f64, h: f64) -> f64 {
    ///     y + h * f.at(y)
    /// }
    ///
    /// assert_eq!(euler::gradient(&decay {}, 2.0, 1.0), [0.5, -1.0]);
    /// ```
    ///
    /// Methods are no types, and functions that may return no value, that write to their arguments, or that are constant in an array or a struct of
    /// numbers, as `wrt` leaves it out, implement none of the traits. A function that calls them may.
    Differentiated1 Functions1, TwiceDifferentiated1 Derivatives1: a A direction_a second_a mixed_a d_a change_a
}
of_so_many! {
    /// A differentiated function of two arguments, as a type. [`Differentiated1`] says what it is for.
    ///
    /// ```
    /// use chainrule::{Differentiated2, differentiate};
    ///
    /// #[differentiate]
    /// fn growth(t: f64, y: &[f64]) -> Vec<f64> {
    ///     y.iter().map(|y| t * y).collect()
    /// }
    ///
    /// #[differentiate]
    /// fn euler<F: for<'a> Differentiated2<f64, &'a [f64], Output = Vec<f64>>>(t: f64, y: &[f64], h: f64) -> Vec<f64> {
    ///     let slopes = F::call(t, y);
    ///     y.iter().zip(&slopes).map(|(y, slope)| y + h * slope).collect()
    /// }
    ///
    /// let (next, by_all) = euler::vjp::<growth>(2.0, &[1.0, 3.0], 0.5, vec![1.0, 0.0]);
    /// assert_eq!((next, by_all), (vec![2.0, 6.0], (0.5, vec![2.0, 0.0], 2.0)));
    /// ```
    Differentiated2 Functions2, TwiceDifferentiated2 Derivatives2: a A direction_a second_a mixed_a d_a change_a, b B direction_b second_b mixed_b d_b change_b
}
of_so_many! {
    /// A differentiated function of three arguments, as a type. [`Differentiated1`] says what it is for.
    ///
    /// ```
    /// use chainrule::{Differentiated3, differentiate};
    ///
    /// #[differentiate]
    /// fn spring(x: f64, v: f64, k: f64) -> f64 {
    ///     -k * x - 0.1 * v
    /// }
    ///
    /// #[differentiate]
    /// fn kick<F: Differentiated3<f64, f64, f64, Output = f64>>(x: f64, v: f64, k: f64, h: f64) -> f64 {
    ///     v + h * F::call(x, v, k)
    /// }
    ///
    /// assert_eq!(kick::gradient::<spring>(1.0, 0.0, 4.0, 0.5), [-2.0, 0.95, -0.5, -4.0]);
    /// ```
    Differentiated3 Functions3, TwiceDifferentiated3 Derivatives3:
        a A direction_a second_a mixed_a d_a change_a,
        b B direction_b second_b mixed_b d_b change_b,
        c C direction_c second_c mixed_c d_c change_c
}
of_so_many! {
    /// A differentiated function of four arguments, as a type. [`Differentiated1`] says what it is for.
    ///
    /// ```
    /// use chainrule::{Differentiated4, differentiate};
    ///
    /// #[differentiate]
    /// fn line(t: f64, y: f64, slope: f64, steps: usize) -> f64 {
    ///     slope * t * steps as f64 - y
    /// }
    ///
    /// #[differentiate]
    /// fn twice<F: Differentiated4<f64, f64, f64, usize, Output = f64>>(t: f64, slope: f64) -> f64 {
    ///     F::call(t, F::call(t, 0.0, slope, 1), slope, 2)
    /// }
    ///
    /// assert_eq!(twice::value_and_gradient::<line>(3.0, 2.0), (6.0, [2.0, 3.0]));
    /// ```
    Differentiated4 Functions4, TwiceDifferentiated4 Derivatives4:
        a A direction_a second_a mixed_a d_a change_a,
        b B direction_b second_b mixed_b d_b change_b,
        c C direction_c second_c mixed_c d_c change_c,
        d D direction_d second_d mixed_d d_d change_d
}
