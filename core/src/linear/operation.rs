//! What is known of an operation, and the functions that emitted code calls, made from that.

use core::cell::OnceCell;

use super::slots::Slot;
use crate::support::{Shape, zeros_like};

/// An operation on an `A` and a `B`; what it takes one argument for has `()` for the other.
#[diagnostic::on_unimplemented(
    message = "`{Self}` of a `{A}` and a `{B}` has no derivative",
    label = "not an operation that is differentiated",
    note = "bring both to one type of matrix of `f64` or `f32` first, with sizes of the same kind"
)]
pub trait Operation<A, B> {
    /// What it gives.
    type Output: Shape<Owned = Self::Output>;
    /// The derivative by the first argument.
    type First;
    /// The derivative by the second argument.
    type Second;
    /// What is computed for the value and used again for derivatives.
    type Kept;

    /// The value, as the library has it.
    fn value(a: &A, b: &B) -> (Self::Output, Self::Kept);

    /// Adds the cotangent, pulled back.
    fn pull_back(
        at: &At<'_, Self, A, B>,
        cotangent: &Self::Output,
        d_a: &mut impl Slot<Self::First>,
        d_b: &mut impl Slot<Self::Second>,
    );

    /// The change of the value along a direction; nothing where that is zero.
    fn change(at: &At<'_, Self, A, B>, along: Direction<'_, Self, A, B>) -> Option<Self::Output>;

    /// Adds the change of what is pulled back, where the arguments move along a direction and the cotangent stays.
    fn pull_back_change(
        at: &At<'_, Self, A, B>,
        along: Direction<'_, Self, A, B>,
        cotangent: &Self::Output,
        change_a: &mut impl Slot<Self::First>,
        change_b: &mut impl Slot<Self::Second>,
    );

    /// The second derivative along two directions; nothing where that is zero.
    fn second(
        at: &At<'_, Self, A, B>,
        first: Direction<'_, Self, A, B>,
        second: Direction<'_, Self, A, B>,
    ) -> Option<Self::Output>;
}

/// The arguments, and what is computed of them if anything asks for it.
pub struct At<'a, O: Operation<A, B> + ?Sized, A, B> {
    /// The first argument.
    pub a: &'a A,
    /// The second argument.
    pub b: &'a B,
    known: Option<(&'a O::Output, &'a O::Kept)>,
    computed: OnceCell<(O::Output, O::Kept)>,
}

/// How both arguments move; what stays has none.
pub type Direction<'a, O, A, B> =
    (Option<&'a <O as Operation<A, B>>::First>, Option<&'a <O as Operation<A, B>>::Second>);

/// Something of the value, and its change.
type Moved<O, A, B> = (<O as Operation<A, B>>::Output, <O as Operation<A, B>>::Output);

/// The sum of what may both be missing.
pub(super) fn both<V: Shape>(one: Option<V>, other: Option<V>) -> Option<V> {
    match (one, other) {
        (Some(mut one), Some(other)) => {
            one.increase(&other);
            Some(one)
        }
        (one, other) => one.or(other),
    }
}

impl<'a, O: Operation<A, B>, A, B> At<'a, O, A, B> {
    #[inline]
    pub(super) fn of(a: &'a A, b: &'a B) -> Self {
        At { a, b, known: None, computed: OnceCell::new() }
    }

    /// The same where the value is at hand.
    #[inline]
    pub(super) fn known(a: &'a A, b: &'a B, known: (&'a O::Output, &'a O::Kept)) -> Self {
        At { a, b, known: Some(known), computed: OnceCell::new() }
    }

    fn computed(&self) -> (&O::Output, &O::Kept) {
        self.known.unwrap_or_else(|| {
            let (value, kept) = self.computed.get_or_init(|| O::value(self.a, self.b));
            (value, kept)
        })
    }

    /// The value.
    #[inline]
    pub(super) fn value(&self) -> &O::Output {
        self.computed().0
    }

    /// What is kept beside it.
    #[inline]
    #[allow(dead_code, reason = "only what is decomposed is kept")]
    pub(super) fn kept(&self) -> &O::Kept {
        self.computed().1
    }

    #[inline]
    pub(super) fn into_value(self) -> O::Output {
        self.computed.into_inner().unwrap_or_else(|| O::value(self.a, self.b)).0
    }

    /// Both changes of a pull back.
    pub(super) fn pulled_back_twice(
        self,
        along: Direction<'_, O, A, B>,
        (cotangent, cotangent_change): (O::Output, O::Output),
        (d_a, d_b): (&mut impl Slot<O::First>, &mut impl Slot<O::Second>),
        (change_a, change_b): (&mut impl Slot<O::First>, &mut impl Slot<O::Second>),
    ) -> O::Output {
        O::pull_back(&self, &cotangent, d_a, d_b);
        O::pull_back(&self, &cotangent_change, change_a, change_b);
        O::pull_back_change(&self, along, &cotangent, change_a, change_b);
        self.into_value()
    }

    /// The value and its change.
    pub(super) fn pushed(self, along: Direction<'_, O, A, B>) -> Moved<O, A, B> {
        let change = O::change(&self, along).unwrap_or_else(|| zeros_like(self.value()));
        (self.into_value(), change)
    }

    /// The value, its changes along two directions, and the change of the change.
    pub(super) fn pushed_twice(
        self,
        first: Direction<'_, O, A, B>,
        second: Direction<'_, O, A, B>,
        mixed: Direction<'_, O, A, B>,
    ) -> (Moved<O, A, B>, Moved<O, A, B>) {
        let or_zeros = |change: Option<O::Output>| change.unwrap_or_else(|| zeros_like(self.value()));
        let along_first = or_zeros(O::change(&self, first));
        let along_second = or_zeros(O::change(&self, second));
        let of_change = or_zeros(both(O::second(&self, first, second), O::change(&self, mixed)));
        ((self.into_value(), along_first), (along_second, of_change))
    }
}

/// The function of an operation, and a type of the same name with its derivatives, as `#[differentiate]` would emit them.
macro_rules! operation {
    ($(#[$doc:meta])* $name:ident($a:ident)) => {
        $(#[$doc])*
        #[inline]
        pub fn $name<A>($a: &A) -> <$name as Operation<A, ()>>::Output
        where
            $name: Operation<A, ()>,
        {
            <$name as Operation<A, ()>>::value($a, &()).0
        }

        $(#[$doc])*
        #[allow(non_camel_case_types)]
        #[derive(Debug)]
        pub struct $name {}

        #[allow(missing_docs)]
        impl $name {
            #[inline]
            pub fn __pull_back<A>(
                a: &A,
                cotangent: <$name as Operation<A, ()>>::Output,
                d_a: &mut impl Slot<<$name as Operation<A, ()>>::First>,
            ) -> <$name as Operation<A, ()>>::Output
            where
                $name: Operation<A, ()>,
            {
                let at = At::of(a, &());
                $name::pull_back(&at, &cotangent, d_a, &mut Constant);
                at.into_value()
            }

            /// The same where nobody asks for the value.
            #[inline]
            pub fn __pull_back_alone<A>(
                a: &A,
                cotangent: <$name as Operation<A, ()>>::Output,
                d_a: &mut impl Slot<<$name as Operation<A, ()>>::First>,
            ) where
                $name: Operation<A, ()>,
            {
                $name::pull_back(&At::of(a, &()), &cotangent, d_a, &mut Constant);
            }

            /// The value, and what is kept beside it for the way back.
            #[inline]
            pub fn __kept<A>(a: &A) -> (<$name as Operation<A, ()>>::Output, <$name as Operation<A, ()>>::Kept)
            where
                $name: Operation<A, ()>,
            {
                <$name as Operation<A, ()>>::value(a, &())
            }

            /// The way back where both are at hand.
            #[inline]
            pub fn __pull_back_kept<A>(
                a: &A,
                known: (&<$name as Operation<A, ()>>::Output, &<$name as Operation<A, ()>>::Kept),
                cotangent: <$name as Operation<A, ()>>::Output,
                d_a: &mut impl Slot<<$name as Operation<A, ()>>::First>,
            ) where
                $name: Operation<A, ()>,
            {
                $name::pull_back(&At::known(a, &(), known), &cotangent, d_a, &mut Constant);
            }

            #[inline]
            pub fn __push_forward<A>(
                a: &A,
                along_a: &impl Along<<$name as Operation<A, ()>>::First>,
            ) -> (<$name as Operation<A, ()>>::Output, <$name as Operation<A, ()>>::Output)
            where
                $name: Operation<A, ()>,
            {
                At::<$name, _, _>::of(a, &()).pushed((along_a.along(), None))
            }

            #[inline]
            pub fn __zeros_of_arguments<A>(_: &A) -> (Constant,) {
                (Constant,)
            }

            #[inline]
            pub fn __pull_back_change<A>(
                a: &A,
                along_a: &impl Along<<$name as Operation<A, ()>>::First>,
                cotangent: <$name as Operation<A, ()>>::Output,
                cotangent_change: <$name as Operation<A, ()>>::Output,
                d_a: &mut impl Slot<<$name as Operation<A, ()>>::First>,
                change_a: &mut impl Slot<<$name as Operation<A, ()>>::First>,
            ) -> <$name as Operation<A, ()>>::Output
            where
                $name: Operation<A, ()>,
            {
                At::<$name, _, _>::of(a, &()).pulled_back_twice(
                    (along_a.along(), None),
                    (cotangent, cotangent_change),
                    (d_a, &mut Constant),
                    (change_a, &mut Constant),
                )
            }

            #[inline]
            #[allow(clippy::type_complexity)]
            pub fn __push_forward_twice<A>(
                a: &A,
                first_a: &impl Along<<$name as Operation<A, ()>>::First>,
                second_a: &impl Along<<$name as Operation<A, ()>>::First>,
                mixed_a: &impl Along<<$name as Operation<A, ()>>::First>,
            ) -> (
                (<$name as Operation<A, ()>>::Output, <$name as Operation<A, ()>>::Output),
                (<$name as Operation<A, ()>>::Output, <$name as Operation<A, ()>>::Output),
            )
            where
                $name: Operation<A, ()>,
            {
                At::<$name, _, _>::of(a, &()).pushed_twice(
                    (first_a.along(), None),
                    (second_a.along(), None),
                    (mixed_a.along(), None),
                )
            }
        }
    };
    ($(#[$doc:meta])* $name:ident($a:ident, $b:ident)) => {
        operation! { @two $(#[$doc])* $name [A, B] $a, $b: (&B), B, $b }
    };
    ($(#[$doc:meta])* $name:ident($a:ident, $b:ident: number)) => {
        operation! { @two $(#[$doc])* $name [A: Numbers] $a, $b: (A::Number), A::Number, &$b }
    };
    ($(#[$doc:meta])* $name:ident($a:ident, $b:ident: $constant:ident)) => {
        operation! { @two $(#[$doc])* $name [A] $a, $b: ($constant), $constant, &$b }
    };
    (@two $(#[$doc:meta])* $name:ident [$($generics:tt)*] $a:ident, $b:ident: ($handed:ty), $second:ty, $by_reference:expr) => {
        $(#[$doc])*
        #[inline]
        pub fn $name<$($generics)*>($a: &A, $b: $handed) -> <$name as Operation<A, $second>>::Output
        where
            $name: Operation<A, $second>,
        {
            <$name as Operation<A, $second>>::value($a, $by_reference).0
        }

        $(#[$doc])*
        #[allow(non_camel_case_types)]
        #[derive(Debug)]
        pub struct $name {}

        #[allow(missing_docs)]
        impl $name {
            #[inline]
            pub fn __pull_back<$($generics)*>(
                $a: &A,
                $b: $handed,
                cotangent: <$name as Operation<A, $second>>::Output,
                d_a: &mut impl Slot<<$name as Operation<A, $second>>::First>,
                d_b: &mut impl Slot<<$name as Operation<A, $second>>::Second>,
            ) -> <$name as Operation<A, $second>>::Output
            where
                $name: Operation<A, $second>,
            {
                let at = At::of($a, $by_reference);
                $name::pull_back(&at, &cotangent, d_a, d_b);
                at.into_value()
            }

            /// The same where nobody asks for the value.
            #[inline]
            pub fn __pull_back_alone<$($generics)*>(
                $a: &A,
                $b: $handed,
                cotangent: <$name as Operation<A, $second>>::Output,
                d_a: &mut impl Slot<<$name as Operation<A, $second>>::First>,
                d_b: &mut impl Slot<<$name as Operation<A, $second>>::Second>,
            ) where
                $name: Operation<A, $second>,
            {
                $name::pull_back(&At::of($a, $by_reference), &cotangent, d_a, d_b);
            }

            /// The value, and what is kept beside it for the way back.
            #[inline]
            #[allow(clippy::type_complexity)]
            pub fn __kept<$($generics)*>(
                $a: &A,
                $b: $handed,
            ) -> (<$name as Operation<A, $second>>::Output, <$name as Operation<A, $second>>::Kept)
            where
                $name: Operation<A, $second>,
            {
                <$name as Operation<A, $second>>::value($a, $by_reference)
            }

            /// The way back where both are at hand.
            #[inline]
            #[allow(clippy::type_complexity)]
            pub fn __pull_back_kept<$($generics)*>(
                $a: &A,
                $b: $handed,
                known: (&<$name as Operation<A, $second>>::Output, &<$name as Operation<A, $second>>::Kept),
                cotangent: <$name as Operation<A, $second>>::Output,
                d_a: &mut impl Slot<<$name as Operation<A, $second>>::First>,
                d_b: &mut impl Slot<<$name as Operation<A, $second>>::Second>,
            ) where
                $name: Operation<A, $second>,
            {
                $name::pull_back(&At::known($a, $by_reference, known), &cotangent, d_a, d_b);
            }

            #[inline]
            pub fn __push_forward<$($generics)*>(
                $a: &A,
                $b: $handed,
                along_a: &impl Along<<$name as Operation<A, $second>>::First>,
                along_b: &impl Along<<$name as Operation<A, $second>>::Second>,
            ) -> (<$name as Operation<A, $second>>::Output, <$name as Operation<A, $second>>::Output)
            where
                $name: Operation<A, $second>,
            {
                At::<$name, _, _>::of($a, $by_reference).pushed((along_a.along(), along_b.along()))
            }

            #[inline]
            pub fn __zeros_of_arguments<$($generics)*>(_: &A, _: $handed) -> (Constant, Constant) {
                (Constant, Constant)
            }

            #[inline]
            #[allow(clippy::too_many_arguments)]
            pub fn __pull_back_change<$($generics)*>(
                $a: &A,
                $b: $handed,
                along_a: &impl Along<<$name as Operation<A, $second>>::First>,
                along_b: &impl Along<<$name as Operation<A, $second>>::Second>,
                cotangent: <$name as Operation<A, $second>>::Output,
                cotangent_change: <$name as Operation<A, $second>>::Output,
                d_a: &mut impl Slot<<$name as Operation<A, $second>>::First>,
                d_b: &mut impl Slot<<$name as Operation<A, $second>>::Second>,
                change_a: &mut impl Slot<<$name as Operation<A, $second>>::First>,
                change_b: &mut impl Slot<<$name as Operation<A, $second>>::Second>,
            ) -> <$name as Operation<A, $second>>::Output
            where
                $name: Operation<A, $second>,
            {
                At::<$name, _, _>::of($a, $by_reference).pulled_back_twice(
                    (along_a.along(), along_b.along()),
                    (cotangent, cotangent_change),
                    (d_a, d_b),
                    (change_a, change_b),
                )
            }

            #[inline]
            #[allow(clippy::too_many_arguments, clippy::type_complexity)]
            pub fn __push_forward_twice<$($generics)*>(
                $a: &A,
                $b: $handed,
                first_a: &impl Along<<$name as Operation<A, $second>>::First>,
                first_b: &impl Along<<$name as Operation<A, $second>>::Second>,
                second_a: &impl Along<<$name as Operation<A, $second>>::First>,
                second_b: &impl Along<<$name as Operation<A, $second>>::Second>,
                mixed_a: &impl Along<<$name as Operation<A, $second>>::First>,
                mixed_b: &impl Along<<$name as Operation<A, $second>>::Second>,
            ) -> (
                (<$name as Operation<A, $second>>::Output, <$name as Operation<A, $second>>::Output),
                (<$name as Operation<A, $second>>::Output, <$name as Operation<A, $second>>::Output),
            )
            where
                $name: Operation<A, $second>,
            {
                At::<$name, _, _>::of($a, $by_reference).pushed_twice(
                    (first_a.along(), first_b.along()),
                    (second_a.along(), second_b.along()),
                    (mixed_a.along(), mixed_b.along()),
                )
            }
        }
    };
}

pub(super) use operation;
