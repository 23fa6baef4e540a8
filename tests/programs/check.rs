//! What a function and its derivatives give, against closed forms.
//!
//! Values and derivatives of every shape are laid out flat, number by number. A derivative is right if it is as
//! near to its closed form as its type can be, and the value beside it if it has the bits of the value alone.

#![warn(clippy::all, clippy::pedantic)]
#![allow(clippy::float_cmp, reason = "exact comparisons are meant")]

/// What is made of numbers: how near they can be to the closed form, and which they are.
pub(crate) trait Numbers {
    const PRECISION: f64;

    fn put_into(&self, list: &mut Vec<f64>);

    fn flat(&self) -> Vec<f64> {
        let mut list = Vec::new();
        self.put_into(&mut list);
        list
    }
}

impl Numbers for f64 {
    const PRECISION: f64 = 1e-12;

    fn put_into(&self, list: &mut Vec<f64>) {
        list.push(*self);
    }
}

impl Numbers for f32 {
    const PRECISION: f64 = 2e-5;

    fn put_into(&self, list: &mut Vec<f64>) {
        list.push(f64::from(*self));
    }
}

impl<T: Numbers> Numbers for [T] {
    const PRECISION: f64 = T::PRECISION;

    fn put_into(&self, list: &mut Vec<f64>) {
        for element in self {
            element.put_into(list);
        }
    }
}

impl<T: Numbers> Numbers for Vec<T> {
    const PRECISION: f64 = T::PRECISION;

    fn put_into(&self, list: &mut Vec<f64>) {
        self.as_slice().put_into(list);
    }
}

impl<T: Numbers, const N: usize> Numbers for [T; N] {
    const PRECISION: f64 = T::PRECISION;

    fn put_into(&self, list: &mut Vec<f64>) {
        self.as_slice().put_into(list);
    }
}

/// `impl Numbers` for tuples, given the places of their values.
macro_rules! tuples {
    ($(($first:ident $($value:ident)*; $($at:tt)*))*) => {$(
        impl<$first: Numbers, $($value: Numbers),*> Numbers for ($first, $($value),*) {
            const PRECISION: f64 = $first::PRECISION;

            fn put_into(&self, list: &mut Vec<f64>) {
                $(self.$at.put_into(list);)*
            }
        }
    )*};
}

tuples! { (A B; 0 1) (A B C; 0 1 2) (A B C D; 0 1 2 3) }

/// `found` is `right`, as nearly as the numbers of `found` can be.
#[track_caller]
pub(crate) fn near<T: Numbers, U: Numbers>(what: &str, found: &T, right: &U) {
    within(what, found, right, T::PRECISION);
}

/// `found` is `right`, up to `precision` of the largest number of `right`.
#[track_caller]
pub(crate) fn within<T: Numbers, U: Numbers>(what: &str, found: &T, right: &U, precision: f64) {
    let right = right.flat();
    compare(what, &found.flat(), &right, precision * largest(&right));
}

#[track_caller]
fn compare(what: &str, found: &[f64], right: &[f64], tolerance: f64) {
    let agree = |a: f64, b: f64| a == b || (a.is_nan() && b.is_nan()) || (a - b).abs() <= tolerance;
    let all = found.len() == right.len() && found.iter().zip(right).all(|(a, b)| agree(*a, *b));
    assert!(all, "{what} is {right:?}, not {found:?}");
}

fn largest(numbers: &[f64]) -> f64 {
    numbers.iter().filter(|v| v.is_finite()).fold(0.0, |a, b| a.max(b.abs()))
}

/// The closed forms of one call: its values, and a row of derivatives for each.
pub(crate) struct Right {
    call: &'static str,
    values: Vec<f64>,
    rows: Vec<f64>,
}

impl Right {
    pub(crate) fn new(call: &'static str, values: &impl Numbers, rows: &impl Numbers) -> Right {
        Right { call, values: values.flat(), rows: rows.flat() }
    }

    #[track_caller]
    pub(crate) fn value<T: Numbers>(&self, found: &T) {
        let tolerance = T::PRECISION * largest(&self.values);
        compare(&format!("the value of {}", self.call), &found.flat(), &self.values, tolerance);
    }

    /// The value beside a derivative has the bits of the value alone.
    #[track_caller]
    pub(crate) fn beside(&self, algorithm: &str, found: &impl Numbers, alone: &impl Numbers) {
        let (found, alone) = (found.flat(), alone.flat());
        let same = |(a, b): (&f64, &f64)| a.to_bits() == b.to_bits() || (a.is_nan() && b.is_nan());
        let all = found.len() == alone.len() && found.iter().zip(&alone).all(same);
        assert!(all, "the value beside {algorithm} of {} is {found:?}, alone {alone:?}", self.call);
    }

    #[track_caller]
    pub(crate) fn derivative<T: Numbers>(&self, algorithm: &str, found: &T) {
        let tolerance = T::PRECISION * largest(&self.rows);
        compare(&format!("{algorithm} of {}", self.call), &found.flat(), &self.rows, tolerance);
    }

    /// Whether there is a direction to take derivatives along.
    pub(crate) fn has_a_direction(&self) -> bool {
        !self.rows.is_empty() && self.rows.iter().all(|v| v.is_finite())
    }

    /// The slope along the gradient.
    #[track_caller]
    pub(crate) fn slope<T: Numbers>(&self, found: &T) {
        let right = product(&self.rows, &self.rows);
        let tolerance = T::PRECISION * largest(&right);
        compare(&format!("jvp of {}", self.call), &found.flat(), &right, tolerance);
    }

    /// The rows, weighed by the values.
    #[track_caller]
    pub(crate) fn weighed<T: Numbers>(&self, found: &T) {
        let tolerance = T::PRECISION * largest(&self.rows) * largest(&self.values);
        compare(&format!("vjp of {}", self.call), &found.flat(), &self.sum_of_rows(), tolerance);
    }

    /// The slopes of the values along their weighed rows.
    #[track_caller]
    pub(crate) fn slopes<T: Numbers>(&self, found: &T) {
        let tolerance = T::PRECISION * largest(&self.rows).powi(2) * largest(&self.values);
        let right = product(&self.rows, &self.sum_of_rows());
        compare(&format!("jvp of {}", self.call), &found.flat(), &right, tolerance);
    }

    fn sum_of_rows(&self) -> Vec<f64> {
        let width = self.rows.len() / self.values.len();
        let column =
            |at: usize| self.values.iter().zip(self.rows.chunks(width)).map(|(v, row)| v * row[at]).sum();
        (0..width).map(column).collect()
    }
}

/// A Hessian, and its product with the gradient.
#[track_caller]
pub(crate) fn second_order<H: Numbers, G: Numbers, R: Numbers>(
    call: &str,
    (hessian, gradient, hvp): (&H, &G, &G),
    right: &R,
) {
    let (right, gradient) = (right.flat(), gradient.flat());
    compare(&format!("hessian of {call}"), &hessian.flat(), &right, H::PRECISION * largest(&right));
    let tolerance = G::PRECISION * largest(&right) * largest(&gradient);
    compare(&format!("hvp of {call}"), &hvp.flat(), &product(&right, &gradient), tolerance);
}

fn product(rows: &[f64], direction: &[f64]) -> Vec<f64> {
    rows.chunks(direction.len()).map(|row| row.iter().zip(direction).map(|(a, b)| a * b).sum()).collect()
}

/// `check!(f(x…), value, gradient)`: the value, and the gradient by every algorithm.
macro_rules! check {
    ($f:ident($($x:expr),* $(,)?), $value:expr, $gradient:expr $(,)?) => {{
        let call = stringify!($f($($x),*));
        let right = crate::check::Right::new(call, &$value, &$gradient);
        let value = $f($($x),*);
        right.value(&value);
        right.derivative("gradient", &$f::gradient($($x),*));
        let (beside, gradient) = $f::value_and_gradient($($x),*);
        right.beside("gradient", &beside, &value);
        right.derivative("gradient beside the value", &gradient);
        let (beside, gradient) = $f::vjp($($x,)* 1.0);
        right.beside("vjp", &beside, &value);
        right.derivative("vjp", &gradient);
        if right.has_a_direction() {
            let (beside, slope) = $f::jvp($($x,)* gradient);
            right.beside("jvp", &beside, &value);
            right.slope(&slope);
        }
    }};
}

/// `jacobian!(f(x…), values, rows)`: the values, and their derivatives by every algorithm.
macro_rules! jacobian {
    ($f:ident($($x:expr),* $(,)?), $values:expr, $rows:expr $(,)?) => {{
        let call = stringify!($f($($x),*));
        let right = crate::check::Right::new(call, &$values, &$rows);
        let values = $f($($x),*);
        right.value(&values);
        right.derivative("jacobian", &$f::jacobian($($x),*));
        let (beside, rows) = $f::value_and_jacobian($($x),*);
        right.beside("jacobian", &beside, &values);
        right.derivative("jacobian beside the values", &rows);
        let (beside, weighed) = $f::vjp($($x,)* values.clone());
        right.beside("vjp", &beside, &values);
        right.weighed(&weighed);
        let (beside, slopes) = $f::jvp($($x,)* weighed);
        right.beside("jvp", &beside, &values);
        right.slopes(&slopes);
    }};
}

/// `hessian!(f(x…), rows)`: the Hessian, and its product with the gradient.
macro_rules! hessian {
    ($f:ident($($x:expr),* $(,)?), $rows:expr $(,)?) => {{
        let hessian = $f::hessian($($x),*);
        let gradient = $f::gradient($($x),*);
        let hvp = $f::hvp($($x,)* gradient.clone());
        crate::check::second_order(stringify!($f($($x),*)), (&hessian, &gradient, &hvp), &$rows);
    }};
}

/// `held_twice!(f, g, …)`: functions of two numbers with `order = 2`, against differences at several points.
macro_rules! held_twice {
    ($($f:ident),* $(,)?) => {$(
        crate::check::twice(stringify!($f), $f, $f::value_and_gradient, $f::hessian, $f::jvp);
    )*};
}

pub(crate) use {check, held_twice, hessian, jacobian};

/// Value and gradient at one point, against the function itself and differences of it, extrapolated.
pub(crate) fn held(f: impl Fn(&[f64]) -> f64, (value, gradient): (f64, Vec<f64>)) {
    let at = [0.3, 0.7, -0.4, 1.1];
    assert_eq!(f(&at).to_bits(), value.to_bits());
    for i in 0..at.len() {
        let along = |h: f64| {
            let mut x = at;
            x[i] += h;
            f(&x)
        };
        let central = |h: f64| (along(h) - along(-h)) / (2.0 * h);
        let [wide, middle, narrow] = [4e-3, 2e-3, 1e-3].map(central);
        let (wider, narrower) = ((4.0 * middle - wide) / 3.0, (4.0 * narrow - middle) / 3.0);
        let wanted = (16.0 * narrower - wider) / 15.0;
        assert!(
            (gradient[i] - wanted).abs() < 1e-9 * wanted.abs().max(1.0),
            "{i}: {} for {wanted}",
            gradient[i]
        );
    }
}

/// Value, gradient and Hessian of a function of two numbers: the gradient against differences of the function, extrapolated, and the Hessian
/// against those of the gradient.
#[track_caller]
pub(crate) fn twice(
    name: &str,
    f: impl Fn(f64, f64) -> f64,
    gradient: impl Fn(f64, f64) -> (f64, [f64; 2]),
    hessian: impl Fn(f64, f64) -> [[f64; 2]; 2],
    along: impl Fn(f64, f64, [f64; 2]) -> (f64, f64),
) {
    let differences = |f: &dyn Fn(f64, f64) -> f64, x: f64, y: f64| {
        let extrapolated = |f: &dyn Fn(f64) -> f64| {
            let central = |h: f64| (f(h) - f(-h)) / (2.0 * h);
            let [wide, middle, narrow] = [4e-3, 2e-3, 1e-3].map(central);
            let (wider, narrower) = ((4.0 * middle - wide) / 3.0, (4.0 * narrow - middle) / 3.0);
            (16.0 * narrower - wider) / 15.0
        };
        [extrapolated(&|h| f(x + h, y)), extrapolated(&|h| f(x, y + h))]
    };
    for (x, y) in [(1.3, 0.7), (0.4, 1.9), (-0.8, 0.55), (2.2, -1.1), (0.31, 0.29)] {
        let (value, slopes) = gradient(x, y);
        assert_eq!(value.to_bits(), f(x, y).to_bits(), "the value of {name} at {x}, {y}");
        let (beside, slope) = along(x, y, [0.75, -1.25]);
        assert_eq!(value.to_bits(), beside.to_bits(), "the value beside jvp of {name} at {x}, {y}");
        let near = |what: &str, found: f64, right: f64| {
            let is_near = (found - right).abs() <= 2e-8 * right.abs().max(1.0);
            assert!(is_near, "{what} of {name} at {x}, {y}: {found}, by differences {right}");
        };
        let by_differences = differences(&f, x, y);
        near("jvp", slope, 0.75 * by_differences[0] - 1.25 * by_differences[1]);
        let rows = hessian(x, y);
        for i in 0..2 {
            near("gradient", slopes[i], by_differences[i]);
            let row = differences(&|x, y| gradient(x, y).1[i], x, y);
            for j in 0..2 {
                near("hessian", rows[i][j], row[j]);
            }
        }
    }
}
