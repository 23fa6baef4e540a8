//! One name for several things: locals, parameters, loops, closures, fields.

use chainrule::differentiate;

use crate::check::check;

/// A field makes the local no array.
#[test]
fn field() {
    struct D {
        y: [f64; 1],
    }
    #[differentiate]
    fn m(x: f64) -> f64 {
        x * x
    }
    #[differentiate]
    fn f(x: f64, data: &D) -> f64 {
        let y = m(x);
        (y - data.y[0]).powi(2)
    }

    check!(f(2.0, &D { y: [1.0] }), 9.0, 2.0 * 3.0 * 4.0);
}

/// A closure's parameter makes the local no array.
#[test]
fn parameter_of_a_closure() {
    #[differentiate]
    fn m(x: f64) -> f64 {
        x * x
    }
    #[differentiate]
    fn g(x: f64, a: &[f64]) -> f64 {
        let y = m(x);
        y * a.windows(2).map(|y| y[0] * y[1]).sum::<f64>()
    }

    check!(g(2.0, &[1.0, 2.0, 3.0]), 4.0 * 8.0, (4.0 * 8.0, [8.0, 16.0, 8.0]));
}

/// A closure over constants named like the parameter.
#[test]
fn constant_closure() {
    #[differentiate]
    fn h(x: f64) -> f64 {
        let n: usize = (0..3usize).map(|x| x * 2).sum();
        x * n as f64
    }

    check!(h(2.0), 12.0, 6.0);
}

/// A struct made of a shadowed name.
#[test]
fn struct_of_a_shadowed_name() {
    #[derive(Clone, Copy)]
    struct P {
        k: usize,
    }
    impl P {
        fn weight(&self) -> f64 {
            self.k as f64 * 10.0
        }
    }
    #[differentiate]
    fn f(x: f64, k: usize) -> f64 {
        let k = k + 1;
        let c = P { k }.weight();
        x * c
    }

    check!(f(2.0, 2), 60.0, 30.0);
}

/// A local called like the function it came from.
#[test]
fn local_like_its_function() {
    #[differentiate]
    fn area(x: f64) -> f64 {
        x * x
    }
    #[differentiate]
    fn f(x: f64) -> f64 {
        let area = area(x);
        let f = area * x;
        f
    }

    check!(f(2.0), 8.0, 12.0);
}

/// A closure called like a differentiated function.
#[test]
fn closure_like_a_function() {
    #[differentiate]
    fn g(x: f64) -> f64 {
        x * x * x
    }
    #[differentiate]
    fn f(x: f64) -> f64 {
        let a = g(x);
        let g = |t: f64| 2.0 * t;
        a + g(x)
    }

    check!(f(2.0), 12.0, 14.0);
}

/// Fields of constants called like parameters and locals.
#[test]
fn fields_like_locals() {
    struct Model {
        x: f64,
        s: f64,
        len: usize,
    }
    #[differentiate]
    fn f(x: f64, m: &Model) -> f64 {
        let mut s = 0.0;
        for i in 0..m.len {
            s += x * m.x + m.s * i as f64 * x;
        }
        s
    }

    check!(f(2.0, &Model { x: 3.0, s: 0.5, len: 3 }), 18.0 + 3.0, 9.0 + 1.5);
}

/// Labels and lifetimes called like locals.
#[test]
fn labels() {
    #[differentiate]
    fn f<'x>(x: &'x [f64]) -> f64 {
        let mut s = 0.0;
        's: for i in 0..x.len() {
            'x: for j in 0..x.len() {
                if j > i {
                    continue 's;
                }
                if j == 7 {
                    break 'x;
                }
                s += x[i] * x[j];
            }
        }
        s
    }

    check!(f(&[2.0, 3.0]), 4.0 + 6.0 + 9.0, [4.0 + 3.0, 2.0 + 6.0]);
}

/// One name is a number, an array, a vector, a truth value.
#[test]
fn four_kinds() {
    #[differentiate]
    fn f(x: f64) -> f64 {
        let a = x * x;
        let a = [a, x];
        let a = a[0] * a[1];
        let a = vec![a; 2];
        let a = a[0] + a[1];
        let b = a;
        let a = a > 5.0;
        if a { b } else { x }
    }

    check!(f(2.0), 16.0, 24.0);
    check!(f(1.0), 1.0, 1.0);
}

/// The variable of a loop shadows the parameter, and the parameter is used behind.
#[test]
fn variables_of_loops() {
    #[differentiate]
    fn f(x: f64) -> f64 {
        let mut s = 0.0;
        for x in [1.0, 2.0, 3.0] {
            s += x;
        }
        for i in 0..2 {
            let x = x * i as f64;
            s += x;
        }
        s * x
    }

    check!(f(2.0), (6.0 + 2.0) * 2.0, 6.0 + 4.0);
}

/// An arm's binding shadows the parameter.
#[test]
fn arm_binding() {
    #[differentiate]
    fn f(x: f64, n: i32) -> f64 {
        let y = match n {
            0 => x,
            x => x as f64,
        };
        y * x
    }

    check!(f(3.0, 0), 9.0, 6.0);
    check!(f(3.0, 5), 15.0, 5.0);
}

/// Closure parameters named like arrays and like loop variables.
#[test]
fn closure_shadow_array() {
    #[differentiate]
    fn f(x: &[f64], i: f64) -> f64 {
        let v = x[0] * i;
        let s: f64 = x.iter().map(|v| v * v).sum();
        let t: f64 = (0..2).map(|i| x[i] * i as f64).sum();
        let w = |x: f64| x * i;
        v + s + t + w(v)
    }

    check!(f(&[2.0, 3.0], 5.0), 10.0 + 13.0 + 3.0 + 50.0, ([5.0 + 4.0 + 25.0, 6.0 + 1.0], 2.0 + 20.0));
}

/// Constant structs with fields iter, len, 0 and methods called sin.
#[test]
fn fields_and_methods_of_constants() {
    struct S {
        iter: f64,
        len: f64,
        xs: [f64; 2],
    }
    impl S {
        fn sin(&self) -> f64 {
            self.iter * 2.0
        }
        fn sum(&self) -> f64 {
            self.len
        }
    }
    struct W(f64, [f64; 2]);
    #[differentiate]
    fn f(x: f64, s: &S, w: &W) -> f64 {
        let xs = x * s.iter;
        xs * s.xs[1] + s.sin() * x + s.sum() * x + w.0 * x + w.1[0] * xs
    }

    check!(
        f(2.0, &S { iter: 3.0, len: 4.0, xs: [5.0, 6.0] }, &W(7.0, [8.0, 9.0])),
        36.0 + 12.0 + 8.0 + 14.0 + 48.0,
        18.0 + 6.0 + 4.0 + 7.0 + 24.0
    );
}
