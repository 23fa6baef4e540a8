//! Derivatives of both orders from the value and what is pulled back, for operations that are linear in what they take.

/// `impl Operation` for what is linear in each of its arguments: the value, and the cotangent pulled back to each, or how that is added to a
/// slot.
macro_rules! bilinear {
    (
        $name:ident [$($generics:tt)*] ($A:ty, $B:ty) -> ($First:ty, $Second:ty, $Output:ty) where { $($bounds:tt)* }
        value |$a:ident, $b:ident| $value:expr;
        first |$at1:ident, $c1:ident, $b1:ident| $first:expr;
        second |$at2:ident, $a2:ident, $c2:ident| $second:expr;
    ) => {
        bilinear! {
            $name [$($generics)*] ($A, $B) -> ($First, $Second, $Output) where { $($bounds)* }
            value |$a, $b| $value;
            first to slot |$at1, $c1, $b1| slot.add(|| $first);
            second to slot |$at2, $a2, $c2| slot.add(|| $second);
        }
    };
    (
        $name:ident [$($generics:tt)*] ($A:ty, $B:ty) -> ($First:ty, $Second:ty, $Output:ty) where { $($bounds:tt)* }
        value |$a:ident, $b:ident| $value:expr;
        first to $slot1:ident |$at1:ident, $c1:ident, $b1:ident| $first:expr;
        second to $slot2:ident |$at2:ident, $a2:ident, $c2:ident| $second:expr;
    ) => {
        impl<$($generics)*> Operation<$A, $B> for $name
        where
            $($bounds)*
        {
            type Output = $Output;
            type First = $First;
            type Second = $Second;
            type Kept = ();

            #[inline]
            fn value($a: &$A, $b: &$B) -> ($Output, ()) {
                ($value, ())
            }

            #[inline]
            fn pull_back(
                at: &At<'_, Self, $A, $B>,
                cotangent: &$Output,
                d_a: &mut impl Slot<$First>,
                d_b: &mut impl Slot<$Second>,
            ) {
                {
                    let ($slot1, $at1, $c1, $b1) = (d_a, at, cotangent, at.b);
                    $first;
                }
                let ($slot2, $at2, $a2, $c2) = (d_b, at, at.a, cotangent);
                $second;
            }

            #[inline]
            fn change(at: &At<'_, Self, $A, $B>, along: Direction<'_, Self, $A, $B>) -> Option<$Output> {
                let of_first = |$a: &$First, $b: &$B| -> $Output { $value };
                let of_second = |$a: &$A, $b: &$Second| -> $Output { $value };
                both(along.0.map(|along| of_first(along, at.b)), along.1.map(|along| of_second(at.a, along)))
            }

            #[inline]
            fn pull_back_change(
                at: &At<'_, Self, $A, $B>,
                along: Direction<'_, Self, $A, $B>,
                cotangent: &$Output,
                change_a: &mut impl Slot<$First>,
                change_b: &mut impl Slot<$Second>,
            ) {
                if let Some($b1) = along.1 {
                    let ($slot1, $at1, $c1) = (change_a, at, cotangent);
                    $first;
                }
                if let Some($a2) = along.0 {
                    let ($slot2, $at2, $c2) = (change_b, at, cotangent);
                    $second;
                }
            }

            #[inline]
            fn second(
                _: &At<'_, Self, $A, $B>,
                first: Direction<'_, Self, $A, $B>,
                second: Direction<'_, Self, $A, $B>,
            ) -> Option<$Output> {
                let of = |$a: &$First, $b: &$Second| -> $Output { $value };
                both(
                    first.0.zip(second.1).map(|(a, b)| of(a, b)),
                    second.0.zip(first.1).map(|(a, b)| of(a, b)),
                )
            }
        }
    };
}

/// `impl Operation` for sums of something of each argument: what each part gives, and what is pulled back to it, or how that is added to a slot.
macro_rules! additive {
    (
        $name:ident [$($generics:tt)*] ($A:ty, $B:ty) -> ($First:ty, $Second:ty, $Output:ty) where { $($bounds:tt)* }
        value |$a:ident, $b:ident| $value:expr;
        of_first |$at1:ident, $f:ident| $of_first:expr;
        of_second |$at2:ident, $s:ident| $of_second:expr;
        first |$at3:ident, $c1:ident| $first:expr;
        second |$at4:ident, $c2:ident| $second:expr;
    ) => {
        additive! {
            $name [$($generics)*] ($A, $B) -> ($First, $Second, $Output) where { $($bounds)* }
            value |$a, $b| $value;
            of_first |$at1, $f| $of_first;
            of_second |$at2, $s| $of_second;
            first to slot |$at3, $c1| slot.add(|| $first);
            second to slot |$at4, $c2| slot.add(|| $second);
        }
    };
    (
        $name:ident [$($generics:tt)*] ($A:ty, $B:ty) -> ($First:ty, $Second:ty, $Output:ty) where { $($bounds:tt)* }
        value |$a:ident, $b:ident| $value:expr;
        of_first |$at1:ident, $f:ident| $of_first:expr;
        of_second |$at2:ident, $s:ident| $of_second:expr;
        first to $slot1:ident |$at3:ident, $c1:ident| $first:expr;
        second to $slot2:ident |$at4:ident, $c2:ident| $second:expr;
    ) => {
        impl<$($generics)*> Operation<$A, $B> for $name
        where
            $($bounds)*
        {
            type Output = $Output;
            type First = $First;
            type Second = $Second;
            type Kept = ();

            #[inline]
            fn value($a: &$A, $b: &$B) -> ($Output, ()) {
                ($value, ())
            }

            #[inline]
            fn pull_back(
                at: &At<'_, Self, $A, $B>,
                cotangent: &$Output,
                d_a: &mut impl Slot<$First>,
                d_b: &mut impl Slot<$Second>,
            ) {
                {
                    let ($slot1, $at3, $c1) = (d_a, at, cotangent);
                    $first;
                }
                let ($slot2, $at4, $c2) = (d_b, at, cotangent);
                $second;
            }

            #[inline]
            fn change(at: &At<'_, Self, $A, $B>, along: Direction<'_, Self, $A, $B>) -> Option<$Output> {
                let of_first = |$at1: &At<'_, Self, $A, $B>, $f: &$First| -> $Output { $of_first };
                let of_second = |$at2: &At<'_, Self, $A, $B>, $s: &$Second| -> $Output { $of_second };
                both(along.0.map(|along| of_first(at, along)), along.1.map(|along| of_second(at, along)))
            }

            #[inline]
            fn pull_back_change(
                _: &At<'_, Self, $A, $B>,
                _: Direction<'_, Self, $A, $B>,
                _: &$Output,
                _: &mut impl Slot<$First>,
                _: &mut impl Slot<$Second>,
            ) {
            }

            #[inline]
            fn second(
                _: &At<'_, Self, $A, $B>,
                _: Direction<'_, Self, $A, $B>,
                _: Direction<'_, Self, $A, $B>,
            ) -> Option<$Output> {
                None
            }
        }
    };
}

/// `impl Operation` for what is linear in its first argument and constant in the other: the value, and the cotangent pulled back.
macro_rules! linear_in_first {
    (
        $name:ident [$($generics:tt)*] ($A:ty, $B:ty) -> ($First:ty, $Output:ty) where { $($bounds:tt)* }
        value |$a:ident, $b:ident| $value:expr;
        back |$at:ident, $c:ident| $back:expr;
    ) => {
        linear_in_first! {
            $name [$($generics)*] ($A, $B) -> ($First, $Output) where { $($bounds)* }
            value |$a, $b| $value;
            back to slot |$at, $c| slot.add(|| $back);
        }
    };
    (
        $name:ident [$($generics:tt)*] ($A:ty, $B:ty) -> ($First:ty, $Output:ty) where { $($bounds:tt)* }
        value |$a:ident, $b:ident| $value:expr;
        back to $slot:ident |$at:ident, $c:ident| $back:expr;
    ) => {
        additive! {
            $name [$($generics)*] ($A, $B) -> ($First, Constant, $Output) where { $($bounds)* }
            value |$a, $b| $value;
            of_first |at, $a| { let $b = at.b; $value };
            of_second |at, _along| zeros_like(at.value());
            first to $slot |$at, $c| $back;
            second to slot |_at, _c| slot.add(|| Constant);
        }
    };
}

/// `impl Operation` for a quotient: the value, the product of a value and a divisor, what a cotangent is to the first argument, minus the
/// product of a value and a cotangent to the second, and quotient and product of something of the second argument by itself.
#[cfg(any(feature = "nalgebra", feature = "ndarray"))]
macro_rules! quotient {
    (
        $name:ident [$($generics:tt)*] ($A:ty, $B:ty) -> ($First:ty, $Second:ty, $Output:ty) where { $($bounds:tt)* }
        value |$a:ident, $b:ident| $value:expr;
        times |$v1:ident, $b1:ident| $times:expr;
        first |$at1:ident, $c1:ident| $first:expr;
        back |$at2:ident, $v2:ident, $c2:ident| $back:expr;
        over |$n1:ident, $b2:ident| $over:expr;
        times_second |$n2:ident, $b3:ident| $times_second:expr;
    ) => {
        impl<$($generics)*> Operation<$A, $B> for $name
        where
            $($bounds)*
        {
            type Output = $Output;
            type First = $First;
            type Second = $Second;
            type Kept = ();

            #[inline]
            fn value($a: &$A, $b: &$B) -> ($Output, ()) {
                ($value, ())
            }

            #[inline]
            fn pull_back(
                at: &At<'_, Self, $A, $B>,
                cotangent: &$Output,
                d_a: &mut impl Slot<$First>,
                d_b: &mut impl Slot<$Second>,
            ) {
                let quotient = |$a: &$Output, $b: &$B| -> $Output { $value };
                let first = |$at1: &At<'_, Self, $A, $B>, $c1: $Output| -> $First { $first };
                let back = |$at2: &At<'_, Self, $A, $B>, $v2: &$Output, $c2: &$Output| -> $Second { $back };
                let over = |$n1: &$Second, $b2: &$B| -> $Second { $over };
                d_a.add(|| first(at, quotient(cotangent, at.b)));
                d_b.add(|| over(&back(at, at.value(), cotangent), at.b));
            }

            #[inline]
            fn change(at: &At<'_, Self, $A, $B>, along: Direction<'_, Self, $A, $B>) -> Option<$Output> {
                let quotient = |$a: &$Output, $b: &$B| -> $Output { $value };
                let times = |$v1: &$Output, $b1: &$Second| -> $Output { $times };
                let of_first = |$a: &$First, $b: &$B| -> $Output { $value };
                both(
                    along.0.map(|along| of_first(along, at.b)),
                    along.1.map(|along| -quotient(&times(at.value(), along), at.b)),
                )
            }

            #[inline]
            fn pull_back_change(
                at: &At<'_, Self, $A, $B>,
                along: Direction<'_, Self, $A, $B>,
                cotangent: &$Output,
                change_a: &mut impl Slot<$First>,
                change_b: &mut impl Slot<$Second>,
            ) {
                let quotient = |$a: &$Output, $b: &$B| -> $Output { $value };
                let times = |$v1: &$Output, $b1: &$Second| -> $Output { $times };
                let first = |$at1: &At<'_, Self, $A, $B>, $c1: $Output| -> $First { $first };
                let back = |$at2: &At<'_, Self, $A, $B>, $v2: &$Output, $c2: &$Output| -> $Second { $back };
                let over = |$n1: &$Second, $b2: &$B| -> $Second { $over };
                let times_second = |$n2: &$Second, $b3: &$Second| -> $Second { $times_second };
                if let Some(along) = along.1 {
                    change_a.add(|| first(at, -quotient(&quotient(&times(cotangent, along), at.b), at.b)));
                    change_b.add(|| -over(&over(&times_second(&back(at, at.value(), cotangent), along), at.b), at.b));
                }
                if let Some(change) = Self::change(at, along) {
                    change_b.add(|| over(&back(at, &change, cotangent), at.b));
                }
            }

            #[inline]
            fn second(
                at: &At<'_, Self, $A, $B>,
                first: Direction<'_, Self, $A, $B>,
                second: Direction<'_, Self, $A, $B>,
            ) -> Option<$Output> {
                let quotient = |$a: &$Output, $b: &$B| -> $Output { $value };
                let times = |$v1: &$Output, $b1: &$Second| -> $Output { $times };
                let crossed = |change: Option<$Output>, along: Option<&$Second>| {
                    Some(-quotient(&times(&change?, along?), at.b))
                };
                both(crossed(Self::change(at, first), second.1), crossed(Self::change(at, second), first.1))
            }
        }
    };
}

/// `impl Operation` for what is linear in each of two arguments that are the same: the value, and twice the cotangent pulled back to one of them.
#[cfg(any(feature = "nalgebra", feature = "ndarray"))]
macro_rules! square {
    (
        $name:ident [$($generics:tt)*] ($A:ty) -> ($First:ty, $Output:ty) where { $($bounds:tt)* }
        value |$a:ident, $b:ident| $value:expr;
        back |$c:ident, $b1:ident| $back:expr;
    ) => {
        impl<$($generics)*> Operation<$A, ()> for $name
        where
            $($bounds)*
        {
            type Output = $Output;
            type First = $First;
            type Second = Constant;
            type Kept = ();

            #[inline]
            fn value(of: &$A, (): &()) -> ($Output, ()) {
                let ($a, $b) = (of, of);
                ($value, ())
            }

            #[inline]
            fn pull_back(
                at: &At<'_, Self, $A, ()>,
                $c: &$Output,
                d_a: &mut impl Slot<$First>,
                _: &mut impl Slot<Constant>,
            ) {
                let $b1 = at.a;
                d_a.add(|| $back);
            }

            #[inline]
            fn change(at: &At<'_, Self, $A, ()>, along: Direction<'_, Self, $A, ()>) -> Option<$Output> {
                let of = |$a: &$A, $b: &$First| -> $Output { $value };
                both(along.0.map(|along| of(at.a, along)), along.0.map(|along| of(at.a, along)))
            }

            #[inline]
            fn pull_back_change(
                _: &At<'_, Self, $A, ()>,
                along: Direction<'_, Self, $A, ()>,
                $c: &$Output,
                change_a: &mut impl Slot<$First>,
                _: &mut impl Slot<Constant>,
            ) {
                if let Some($b1) = along.0 {
                    change_a.add(|| $back);
                }
            }

            #[inline]
            fn second(
                _: &At<'_, Self, $A, ()>,
                first: Direction<'_, Self, $A, ()>,
                second: Direction<'_, Self, $A, ()>,
            ) -> Option<$Output> {
                let ($a, $b) = (first.0?, second.0?);
                both(Some($value), Some($value))
            }
        }
    };
}

pub(super) use {additive, bilinear, linear_in_first};
#[cfg(any(feature = "nalgebra", feature = "ndarray"))]
pub(super) use {quotient, square};
