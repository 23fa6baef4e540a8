//! Operations on few numbers, of which the formula alone is written: their derivatives are those of the formula, by numbers that carry their slopes.

use core::ops::{Add, Mul, Neg, Sub};

use ::nalgebra::{ComplexField, RealField};

use super::super::Entry;
use super::coordinates::{Coordinates, Read};
use crate::linear::operation::Operation;
use crate::linear::{At, Direction};

/// The most coordinates that anything here has.
const MOST: usize = 16;

/// So many slopes are computed at a time.
const LANES: usize = 4;

/// What formulas compute with.
pub(super) trait Elementary:
    Copy + Add<Output = Self> + Sub<Output = Self> + Mul<Output = Self> + Neg<Output = Self>
{
    fn constant(number: f64) -> Self;

    /// Whether it is less than a number.
    fn is_below(self, number: f64) -> bool;

    fn recip(self) -> Self;

    fn sqrt(self) -> Self;

    fn sin_cos(self) -> (Self, Self);

    fn atan2(self, cosine: Self) -> Self;
}

impl<T: Entry> Elementary for T {
    #[inline]
    fn constant(number: f64) -> T {
        ::nalgebra::convert(number)
    }

    #[inline]
    fn is_below(self, number: f64) -> bool {
        self < T::constant(number)
    }

    #[inline]
    fn recip(self) -> T {
        T::__ONE / self
    }

    #[inline]
    fn sqrt(self) -> T {
        ComplexField::sqrt(self)
    }

    #[inline]
    fn sin_cos(self) -> (T, T) {
        ComplexField::sin_cos(self)
    }

    #[inline]
    fn atan2(self, cosine: T) -> T {
        RealField::atan2(self, cosine)
    }
}

/// A number and its slopes by several variables.
#[derive(Clone, Copy)]
pub(super) struct Sloped<N, const K: usize> {
    value: N,
    slopes: [N; K],
}

impl<N: Elementary, const K: usize> Sloped<N, K> {
    #[inline]
    fn new(value: N, slope: impl Fn(usize) -> N) -> Self {
        Sloped { value, slopes: core::array::from_fn(slope) }
    }

    /// Of a number that has these slopes by a function of this value and this slope.
    #[inline]
    fn through(self, value: N, slope: N) -> Self {
        Sloped::new(value, |i| self.slopes[i] * slope)
    }
}

impl<N: Elementary, const K: usize> Add for Sloped<N, K> {
    type Output = Self;

    #[inline]
    fn add(self, other: Self) -> Self {
        Sloped::new(self.value + other.value, |i| self.slopes[i] + other.slopes[i])
    }
}

impl<N: Elementary, const K: usize> Sub for Sloped<N, K> {
    type Output = Self;

    #[inline]
    fn sub(self, other: Self) -> Self {
        Sloped::new(self.value - other.value, |i| self.slopes[i] - other.slopes[i])
    }
}

impl<N: Elementary, const K: usize> Mul for Sloped<N, K> {
    type Output = Self;

    #[inline]
    #[allow(clippy::suspicious_arithmetic_impl, reason = "the slope of a product is a sum")]
    fn mul(self, other: Self) -> Self {
        Sloped::new(self.value * other.value, |i| self.slopes[i] * other.value + self.value * other.slopes[i])
    }
}

impl<N: Elementary, const K: usize> Neg for Sloped<N, K> {
    type Output = Self;

    #[inline]
    fn neg(self) -> Self {
        Sloped::new(-self.value, |i| -self.slopes[i])
    }
}

impl<N: Elementary, const K: usize> Elementary for Sloped<N, K> {
    #[inline]
    fn constant(number: f64) -> Self {
        Sloped::new(N::constant(number), |_| N::constant(0.0))
    }

    #[inline]
    fn is_below(self, number: f64) -> bool {
        self.value.is_below(number)
    }

    #[inline]
    fn recip(self) -> Self {
        let value = self.value.recip();
        self.through(value, -(value * value))
    }

    #[inline]
    fn sqrt(self) -> Self {
        let value = self.value.sqrt();
        self.through(value, value.recip() * N::constant(0.5))
    }

    #[inline]
    fn sin_cos(self) -> (Self, Self) {
        let (sin, cos) = self.value.sin_cos();
        (self.through(sin, cos), self.through(cos, -sin))
    }

    #[inline]
    fn atan2(self, cosine: Self) -> Self {
        let by = (self.value * self.value + cosine.value * cosine.value).recip();
        Sloped::new(self.value.atan2(cosine.value), |i| {
            (cosine.value * self.slopes[i] - self.value * cosine.slopes[i]) * by
        })
    }
}

/// An operation in coordinates.
pub(super) trait Formula {
    fn of<N: Elementary>(a: &[N], b: &[N], to: &mut [N]);
}

/// The coordinates of something, and how they change.
fn read<T: Entry, N: Elementary>(of: &impl Read<T>, with: impl Fn(usize, T) -> N) -> [N; MOST] {
    let mut numbers = [T::constant(0.0); MOST];
    of.read(&mut numbers);
    core::array::from_fn(|i| with(i, numbers[i]))
}

/// The same, along a direction or at rest.
fn along<T: Entry, N: Elementary>(
    of: &impl Read<T>,
    direction: Option<&impl Read<T>>,
    with: impl Fn(usize, Sloped<T, 1>) -> N,
) -> [N; MOST] {
    let slopes = match direction {
        Some(direction) => read(direction, |_, slope| slope),
        None => [T::constant(0.0); MOST],
    };
    read(of, |i, value| with(i, Sloped { value, slopes: [slopes[i]] }))
}

/// What a formula makes of coordinates.
fn of<F: Formula, N: Elementary>(a: &[N], b: &[N]) -> [N; MOST] {
    let mut to = [N::constant(0.0); MOST];
    F::of(a, b, &mut to);
    to
}

/// The sum of what the coordinates of the value change by, times the cotangent, for each coordinate of one argument: `of` gives the value where
/// these move by the slopes that it is told.
fn pulled<N: Elementary, V: Coordinates<T>, T: Entry>(
    cotangent: &[N; MOST],
    part: impl Fn(N) -> T,
    value: impl Fn(&dyn Fn(usize, N) -> Sloped<N, LANES>) -> [Sloped<N, LANES>; MOST],
) -> V {
    let mut numbers = [T::constant(0.0); MOST];
    let zero = N::constant(0.0);
    for start in (0..V::COUNT).step_by(LANES) {
        let value = value(&|i, number| {
            Sloped::new(number, |lane| if start + lane == i { N::constant(1.0) } else { zero })
        });
        for lane in 0..LANES.min(V::COUNT - start) {
            let sum =
                value.iter().zip(cotangent).fold(zero, |sum, (value, &by)| sum + value.slopes[lane] * by);
            numbers[start + lane] = part(sum);
        }
    }
    V::of(&numbers)
}

/// What is pulled back to the first argument.
pub(super) fn first<F: Formula, T: Entry, V: Coordinates<T>>(
    (a, b): (&impl Read<T>, &impl Read<T>),
    cotangent: &impl Read<T>,
) -> V {
    let cotangent = read(cotangent, |_, number| number);
    let still = |_: usize, number: T| Sloped::new(number, |_| T::constant(0.0));
    pulled(&cotangent, |sum| sum, |moving| of::<F, _>(&read(a, moving), &read(b, still)))
}

/// What is pulled back to the second argument.
pub(super) fn second<F: Formula, T: Entry, V: Coordinates<T>>(
    (a, b): (&impl Read<T>, &impl Read<T>),
    cotangent: &impl Read<T>,
) -> V {
    let cotangent = read(cotangent, |_, number| number);
    let still = |_: usize, number: T| Sloped::new(number, |_| T::constant(0.0));
    pulled(&cotangent, |sum| sum, |moving| of::<F, _>(&read(a, still), &read(b, moving)))
}

/// How that changes along a direction.
pub(super) fn first_change<F: Formula, T: Entry, V: Coordinates<T>, W: Read<T>>(
    (a, b): (&impl Read<T>, &impl Read<T>),
    (along_a, along_b): (Option<&V>, Option<&W>),
    cotangent: &impl Read<T>,
) -> V {
    let cotangent = read(cotangent, |_, value| Sloped { value, slopes: [T::constant(0.0)] });
    let still = |_: usize, number: Sloped<T, 1>| Sloped::new(number, |_| Sloped::constant(0.0));
    pulled(
        &cotangent,
        |sum: Sloped<T, 1>| sum.slopes[0],
        |moving| of::<F, _>(&along(a, along_a, moving), &along(b, along_b, still)),
    )
}

/// The same of the second argument.
pub(super) fn second_change<F: Formula, T: Entry, V: Read<T>, W: Coordinates<T>>(
    (a, b): (&impl Read<T>, &impl Read<T>),
    (along_a, along_b): (Option<&V>, Option<&W>),
    cotangent: &impl Read<T>,
) -> W {
    let cotangent = read(cotangent, |_, value| Sloped { value, slopes: [T::constant(0.0)] });
    let still = |_: usize, number: Sloped<T, 1>| Sloped::new(number, |_| Sloped::constant(0.0));
    pulled(
        &cotangent,
        |sum: Sloped<T, 1>| sum.slopes[0],
        |moving| of::<F, _>(&along(a, along_a, still), &along(b, along_b, moving)),
    )
}

/// How the value changes along a direction.
pub(super) fn change<F: Formula, T: Entry, O, A, B>(
    at: &At<'_, O, A, B>,
    (along_a, along_b): Direction<'_, O, A, B>,
) -> O::Output
where
    O: Operation<A, B>,
    A: Read<T>,
    B: Read<T>,
    O::First: Read<T>,
    O::Second: Read<T>,
    O::Output: Coordinates<T>,
{
    let keep = |_: usize, number: Sloped<T, 1>| number;
    let value = of::<F, _>(&along(at.a, along_a, keep), &along(at.b, along_b, keep));
    Coordinates::of(&value.map(|number| number.slopes[0]))
}

/// How that changes along another direction, which itself stays.
pub(super) fn change_of_change<F: Formula, T: Entry, O, A, B>(
    at: &At<'_, O, A, B>,
    (first_a, first_b): Direction<'_, O, A, B>,
    (second_a, second_b): Direction<'_, O, A, B>,
) -> O::Output
where
    O: Operation<A, B>,
    A: Read<T>,
    B: Read<T>,
    O::First: Read<T>,
    O::Second: Read<T>,
    O::Output: Coordinates<T>,
{
    fn twice<T: Entry>(
        of: &impl Read<T>,
        first: Option<&impl Read<T>>,
        second: Option<&impl Read<T>>,
    ) -> [Sloped<Sloped<T, 1>, 1>; MOST] {
        let keep = |_: usize, number: Sloped<T, 1>| number;
        let along_second = along(of, second, keep);
        let along_first = along(of, first, keep);
        core::array::from_fn(|i| {
            let slope = Sloped { value: along_second[i].slopes[0], slopes: [T::constant(0.0)] };
            Sloped { value: along_first[i], slopes: [slope] }
        })
    }
    let value = of::<F, _>(&twice(at.a, first_a, second_a), &twice(at.b, first_b, second_b));
    Coordinates::of(&value.map(|number| number.slopes[0].slopes[0]))
}

/// `impl Operation` for what has a formula.
macro_rules! formula {
    (
        $name:ident [$($generics:tt)*] ($A:ty, $B:ty) -> ($First:ty, $Second:ty, $Output:ty) where { $($bounds:tt)* }
        value |$a:ident, $b:ident| $value:expr;
        $formula:ty
    ) => {
        impl<T: Entry, $($generics)*> Operation<$A, $B> for $name
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
                d_a.add(|| formula::first::<$formula, T, _>((at.a, at.b), cotangent));
                d_b.add(|| formula::second::<$formula, T, _>((at.a, at.b), cotangent));
            }

            #[inline]
            fn change(at: &At<'_, Self, $A, $B>, along: Direction<'_, Self, $A, $B>) -> Option<$Output> {
                Some(formula::change::<$formula, T, _, _, _>(at, along))
            }

            #[inline]
            fn pull_back_change(
                at: &At<'_, Self, $A, $B>,
                along: Direction<'_, Self, $A, $B>,
                cotangent: &$Output,
                change_a: &mut impl Slot<$First>,
                change_b: &mut impl Slot<$Second>,
            ) {
                change_a.add(|| formula::first_change::<$formula, T, _, _>((at.a, at.b), along, cotangent));
                change_b.add(|| formula::second_change::<$formula, T, _, _>((at.a, at.b), along, cotangent));
            }

            #[inline]
            fn second(
                at: &At<'_, Self, $A, $B>,
                first: Direction<'_, Self, $A, $B>,
                second: Direction<'_, Self, $A, $B>,
            ) -> Option<$Output> {
                Some(formula::change_of_change::<$formula, T, _, _, _>(at, first, second))
            }
        }
    };
}

pub(super) use formula;
