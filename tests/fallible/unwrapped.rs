//! What panics where a call gives nothing: the derivatives do so as well.

use std::panic::{AssertUnwindSafe, catch_unwind};

use chainrule::{Differentiable, differentiate};

#[derive(Clone, Debug, Differentiable)]
struct Spring {
    stiffness: f64,
}

impl Spring {
    #[differentiate(wrt(self, x))]
    fn force(&self, x: f64) -> Option<f64> {
        if self.stiffness < 0.0 { None } else { Some(-self.stiffness * x) }
    }

    #[differentiate(wrt(self, x))]
    fn soften(&mut self, x: f64) -> Option<f64> {
        if self.stiffness < 0.0 {
            return None;
        }
        self.stiffness *= x;
        Some(self.stiffness * x)
    }
}

#[differentiate]
fn product(p: f64, x: f64) -> Option<f64> {
    if p < 0.0 { None } else { Some(p * x) }
}

#[differentiate(wrt(spring, x))]
fn pulled(spring: &Spring, x: f64) -> Result<f64, String> {
    if spring.stiffness < 0.0 { Err("too soft".to_owned()) } else { Ok(spring.stiffness * x) }
}

#[differentiate]
fn scale(p: &mut [f64; 2], x: f64) -> Result<(), String> {
    if p[0] < 0.0 {
        return Err("negative".to_owned());
    }
    p[1] *= x;
    Ok(())
}

#[differentiate]
fn of_numbers(p: f64, x: f64) -> f64 {
    product(p, x).unwrap() * 2.0
}

#[differentiate]
fn in_a_loop(p: f64, x: f64) -> f64 {
    let mut sum = 0.0;
    for _ in 0..2 {
        sum += product(p, x).expect("there is one");
    }
    sum
}

#[differentiate]
fn of_a_struct(p: f64, x: f64) -> f64 {
    let spring = Spring { stiffness: p };
    2.0 * pulled(&spring, x).unwrap()
}

#[differentiate]
fn of_a_method(p: f64, x: f64) -> f64 {
    let spring = Spring { stiffness: -p };
    let before = Spring { stiffness: 3.0 * p };
    before.force(x).unwrap() + spring.force(x).map_or(5.0 * p * x, |force| force)
}

#[differentiate]
fn of_a_method_that_changes(p: f64, x: f64) -> f64 {
    let mut spring = Spring { stiffness: p };
    2.0 * spring.soften(x).unwrap() / x
}

#[differentiate]
fn of_a_change(p: f64, x: f64) -> f64 {
    let mut pair = [p, 2.0 * p];
    scale(&mut pair, x).unwrap();
    pair[1]
}

#[differentiate]
fn in_a_closure(p: f64, x: f64) -> f64 {
    let twice = |z: f64| product(p, z).unwrap();
    twice(x) + twice(x)
}

/// Each is 2·p·x, and panics where p < 0.
#[test]
fn derivatives_panic_where_the_function_does() {
    let panics = |f: &dyn Fn()| catch_unwind(AssertUnwindSafe(f)).is_err();
    macro_rules! check {
        ($($f:ident),*) => {$(
            assert_eq!($f::value_and_gradient(3.0, 0.5), (3.0, [1.0, 6.0]));
            assert_eq!($f::jvp(3.0, 0.5, [1.0, -1.0]), (3.0, -5.0));
            assert!(panics(&|| { let _ = $f(-1.0, 2.0); }));
            assert!(panics(&|| { let _ = $f::gradient(-1.0, 2.0); }));
            assert!(panics(&|| { let _ = $f::jvp(-1.0, 2.0, [1.0, 0.5]); }));
            assert!(panics(&|| { let _ = $f::vjp(-1.0, 2.0, 1.0); }));
        )*};
    }
    check!(
        of_numbers,
        in_a_loop,
        of_a_struct,
        of_a_method,
        of_a_method_that_changes,
        of_a_change,
        in_a_closure
    );
}
