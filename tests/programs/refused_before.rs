//! What random programs found that did not compile although it is in the language.

use chainrule::{Differentiable, differentiate};

use crate::check::{check, near};

#[derive(Clone, Debug, PartialEq, Differentiable)]
struct Point {
    x: f64,
    y: f64,
}

/// A struct that does not vary, and is given other fields.
#[test]
fn fields_of_constant_structs() {
    #[differentiate]
    fn straight(x: f64) -> f64 {
        let mut b = Point { x: 1.5, y: 2.0 };
        b.y = b.x;
        x * b.y
    }
    #[differentiate]
    fn repeated(x: f64, n: usize) -> f64 {
        let mut b = Point { x: 1.5, y: 2.0 };
        for i in 0..n {
            b.y = b.x * i as f64;
            if i > 1 {
                b.x = 0.5;
            }
        }
        x * b.y + b.x * x * x
    }
    #[differentiate(wrt(x))]
    fn of_a_parameter(x: f64, mut p: Point) -> f64 {
        p.x = 2.0;
        p.y = p.x + 1.0;
        x * p.y
    }

    check!(straight(2.0), 3.0, 1.5);
    check!(repeated(2.0, 2), 9.0, 1.5 + 6.0);
    check!(repeated(2.0, 4), 2.0 * 1.5 + 0.5 * 4.0, 1.5 + 2.0);
    assert_eq!(of_a_parameter::value_and_gradient(2.0, Point { x: 0.0, y: 0.0 }), (6.0, 3.0));
}

/// Options of structs and arrays that a closure makes of what another function gives, or that do not vary.
#[test]
fn options_of_structs() {
    #[differentiate]
    fn product(v: &[f64]) -> Option<f64> {
        if v[0] > 100.0 {
            return None;
        }
        Some(v[0] * v[1])
    }
    #[differentiate(wrt(p, a))]
    fn mapped(p: &Point, a: f64) -> Option<Point> {
        product(&[a, p.y]).map(|f| Point { x: f, ..p.clone() })
    }
    #[differentiate(wrt(p, a))]
    fn built(p: &Point, a: f64) -> Option<Point> {
        product(&[a, p.y]).map(|f| Point { x: p.x * f, y: p.y })
    }
    #[differentiate(wrt(x))]
    fn constant(x: f64, a: f64) -> Option<Point> {
        if a + x * 0.0 >= 0.5 && a >= 0.5 { Some(Point { x: 0.3 + a, y: a }) } else { None }
    }
    #[differentiate(wrt(x))]
    fn constant_by_a_branch(x: f64, a: f64) -> Option<Point> {
        let _ = x;
        if a >= 0.5 { Some(Point { x: 0.3 + a, y: a }) } else { None }
    }
    #[differentiate(wrt(x))]
    fn constant_array(x: f64, a: f64) -> Option<[f64; 2]> {
        let _ = x;
        if a >= 0.5 { Some([a, 1.0]) } else { None }
    }
    #[differentiate(wrt(x))]
    fn given(x: f64, k: Option<f64>) -> Option<Point> {
        let _ = x;
        k.map(|a| Point { x: 2.0 * a, y: 1.25 })
    }

    let p = Point { x: 3.0, y: 5.0 };
    let along = || (Point { x: 1.0, y: 10.0 }, 100.0);
    assert_eq!(mapped::jvp(&p, 2.0, along()), Some((Point { x: 10.0, y: 5.0 }, Point { x: 520.0, y: 10.0 })));
    assert_eq!(mapped::jvp(&p, 200.0, along()), None);
    assert_eq!(
        built::vjp(&p, 2.0, Point { x: 1.0, y: 1.0 }),
        Some((Point { x: 30.0, y: 5.0 }, (Point { x: 10.0, y: 7.0 }, 15.0)))
    );
    let none = Point { x: 0.0, y: 0.0 };
    assert_eq!(constant::jvp(1.0, 0.7, 1.0), Some((Point { x: 1.0, y: 0.7 }, none.clone())));
    assert_eq!(constant_by_a_branch::jvp(1.0, 0.7, 1.0), Some((Point { x: 1.0, y: 0.7 }, none.clone())));
    assert_eq!(constant_by_a_branch::jvp(1.0, 0.2, 1.0), None);
    assert_eq!(constant_array::jacobian(1.0, 0.7), Some([0.0, 0.0]));
    assert_eq!(constant_array::jacobian(1.0, 0.2), None);
    assert_eq!(given::jvp(1.0, Some(2.0), 1.0), Some((Point { x: 4.0, y: 1.25 }, none)));
    assert_eq!(given::jvp(1.0, None, 1.0), None);
}

/// What a call gives, which nothing says the type of.
#[test]
fn values_of_calls() {
    #[differentiate(order = 2)]
    fn inner(x: &[f64; 3], b: f64) -> f64 {
        x[0] * x[1] + x[2] * b
    }
    #[differentiate(order = 2)]
    fn recursive(a: f64, depth: usize) -> f64 {
        if depth == 0 {
            return -(a * a);
        }
        let v = recursive(a, depth - 1);
        inner(&[v; 3], v)
    }
    #[differentiate(order = 2, wrt(x))]
    fn linear(x: [f64; 2], a: f64) -> f64 {
        x[0] * a + x[1] * x[1]
    }
    #[differentiate]
    fn last_of_a_gradient(x: [f64; 2], v: f64) -> f64 {
        if v > 0.0 {
            let (_, slopes) = linear::value_and_gradient(x, v);
            *slopes.last().unwrap()
        } else {
            1.0
        }
    }

    // 2·(a²)² = 2a⁴
    check!(recursive(1.5, 1), 2.0 * 1.5f64.powi(4), 8.0 * 1.5f64.powi(3));
    near("hessian", &recursive::hessian(1.5, 1), &[[24.0 * 1.5f64.powi(2)]]);
    assert_eq!(last_of_a_gradient::value_and_gradient([3.0, 5.0], 2.0), (10.0, ([0.0, 2.0], 0.0)));
}

/// A constant option in the place of which something stands that varies.
#[test]
fn options_that_do_not_vary_or_else() {
    #[differentiate]
    fn or(x: f64, c: bool) -> f64 {
        let first = c.then_some(Point { x: 2.0, y: 1.0 });
        first.or((x > 1.0).then(|| Point { x: 2.0 * x, y: x })).map_or(0.0, |p| p.x * p.y)
    }
    #[differentiate]
    fn unwrap_or(x: f64, c: bool) -> f64 {
        let first = c.then_some(Point { x: 1.0, y: 2.0 });
        let again = first.clone();
        let p = first.unwrap_or(Point { x, y: 3.0 });
        let q = again.unwrap_or_else(|| Point { x: 2.0, y: x });
        p.x * p.y * q.x * q.y
    }
    #[differentiate]
    fn or_else(x: f64, c: bool) -> f64 {
        let first = c.then_some(Point { x: 1.0, y: 2.0 });
        first.or_else(|| Some(Point { x, y: x * x })).map_or(1.0, |p| p.y)
    }

    check!(or(2.0, false), 8.0, 8.0);
    check!(or(2.0, true), 2.0, 0.0);
    check!(or(0.5, false), 0.0, 0.0);
    check!(unwrap_or(2.0, false), 24.0, 24.0);
    check!(unwrap_or(2.0, true), 4.0, 0.0);
    check!(or_else(3.0, false), 9.0, 6.0);
    check!(or_else(3.0, true), 2.0, 0.0);
}

/// A struct that does not vary, in the making of which something changes.
#[test]
fn constant_structs_made_by_blocks() {
    #[differentiate(wrt(x))]
    fn f(x: f64, mut b: f64) -> f64 {
        let mut p = Point {
            x: match b < 1.0 {
                true => b,
                false => {
                    b += 1.0;
                    b
                }
            },
            y: b,
        };
        p.x += p.x - 0.5 * p.y;
        p.x * p.y * x
    }

    check!(f(0.5, 1.0), 3.0, 6.0);
    check!(f(0.5, 0.5), 0.1875, 0.375);
}

/// A struct out of a way that the function may leave before its end.
#[test]
fn structs_behind_early_returns() {
    #[differentiate]
    fn f(x: f64, n: usize) -> f64 {
        let p = match n % 3 {
            0 => {
                if x > 1.0 {
                    if n == 3 {
                        return x;
                    }
                }
                if x > 0.0 { Point { x, y: x * x } } else { Point { x: 0.75, y: 0.5 } }
            }
            _ => Point { x: 3.0 * x, y: 1.0 },
        };
        p.x * p.y
    }

    check!(f(2.0, 3), 2.0, 1.0);
    check!(f(2.0, 0), 8.0, 12.0);
    check!(f(2.0, 1), 6.0, 3.0);
    check!(f(-2.0, 3), 0.375, 0.0);
}

/// A vector that begins empty and holds constants before anything varies in it, along several directions.
#[test]
fn empty_vectors_in_lanes() {
    #[differentiate(lanes)]
    fn f(x: &[f64]) -> f64 {
        let mut list = vec![];
        for _ in 0..3 {
            list.push(-2.0);
        }
        list[1] += x[0];
        list[0] * list[1] * x[1]
    }

    // −2(x₀ − 2)x₁
    check!(f(&[3.0, 5.0]), -10.0, vec![-10.0, -2.0]);
    near("jvp_many", &f::jvp_many(&[3.0, 5.0], [vec![1.0, 0.0], vec![0.0, 1.0]]).1, &[-10.0, -2.0]);
}

/// A list that a call returns which is given a struct or a tuple.
#[test]
fn lists_made_of_structs() {
    #[differentiate(wrt(p, a))]
    fn of_struct(p: &Point, a: f64) -> [f64; 2] {
        [p.x * a, p.y]
    }
    #[differentiate]
    fn of_tuple(t: (f64, f64), a: f64) -> [f64; 2] {
        [t.0 * a, t.1]
    }
    #[differentiate]
    fn f(x: f64) -> [f64; 2] {
        of_struct(&Point { x, y: x * x }, 2.0 * x)
    }
    #[differentiate]
    fn g(x: f64) -> [f64; 2] {
        of_tuple((x, x * x), 2.0 * x)
    }

    assert_eq!(f::value_and_jacobian(3.0), ([18.0, 9.0], [12.0, 6.0]));
    assert_eq!(g::value_and_jacobian(3.0), ([18.0, 9.0], [12.0, 6.0]));
}
