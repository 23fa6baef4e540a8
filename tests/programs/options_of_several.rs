//! Options of what is more than a number, and what stands where there is none.

use chainrule::{Differentiable, differentiate};

use crate::check::held_twice;

/// Tuples and arrays out of options, where another one stands for none.
#[test]
fn options_of_tuples() {
    #[differentiate(order = 2)]
    fn last_or(x: f64, y: f64) -> f64 {
        let q = [(x, y), (x * y, 2.0)];
        let (a, b) = q.last().copied().unwrap_or((1.0, x));
        a * b * x
    }

    #[differentiate(order = 2)]
    fn of_none(x: f64, y: f64) -> f64 {
        let q: Vec<(f64, f64)> = Vec::new();
        let (a, b) = q.last().copied().unwrap_or((1.0, x));
        a * b * x + y
    }

    #[differentiate(order = 2)]
    fn default_of_a_tuple(x: f64, y: f64) -> f64 {
        let mut q: Vec<(f64, f64)> = Vec::new();
        if x > 0.5 {
            q.push((x, y));
        }
        let (a, b) = q.last().copied().unwrap_or_default();
        a * b * x + y
    }

    #[differentiate(order = 2)]
    fn array_or(x: f64, y: f64) -> f64 {
        let q = if x > 1.0 { Some([x, y]) } else { None };
        let [a, b] = q.unwrap_or([y, 1.0]);
        a * b * x
    }

    #[differentiate(order = 2)]
    fn default_array(x: f64, y: f64) -> f64 {
        let q = if x > 1.0 { Some([x, y]) } else { None };
        let [a, b] = q.unwrap_or_default();
        a * b * x + y
    }

    #[differentiate(order = 2)]
    fn default_within(x: f64, y: f64) -> f64 {
        let q = if x > 1.0 { Some((x, [y, x])) } else { None };
        let (a, [b, c]) = q.unwrap_or_default();
        a * b * x + y * c + y
    }

    #[differentiate(order = 2)]
    fn in_a_loop(x: f64, y: f64) -> f64 {
        let q: Vec<(f64, f64)> = vec![(x, 1.0), (y, 2.0)];
        let mut t = 0.0;
        for i in 0..4 {
            let (a, b) = q.get(i).copied().unwrap_or((x, y));
            t += a * b * a;
        }
        t
    }

    #[differentiate(order = 2)]
    fn with_numbers_that_count(x: f64, y: f64) -> f64 {
        let q: Vec<(usize, f64)> = vec![(1, x), (2, y)];
        let (n, w) = q.iter().copied().find(|(n, _)| *n == 2).unwrap_or((0, x));
        let (m, v) = q.iter().copied().find(|(n, _)| *n == 3).unwrap_or_default();
        w * w * n as f64 + v * x + x * m as f64
    }

    #[differentiate(order = 2)]
    fn or_another(x: f64, y: f64) -> f64 {
        let q = [(x, y), (x * y, 2.0)];
        let k = if x > 1.0 { 1 } else { 5 };
        let (a, b) = q.get(k).copied().or(Some((x, x))).unwrap();
        let (c, d) = q.get(k).copied().or_else(|| q.first().copied()).unwrap_or_default();
        a * b * x + c * d * d
    }

    #[differentiate(order = 2)]
    fn reduced(x: f64, y: f64) -> f64 {
        let q = [(x, y), (x * y, 2.0)];
        let (a, b) = q.iter().copied().reduce(|a, b| (a.0 + b.0, a.1 * b.1)).unwrap_or_default();
        let (lo, hi) = q
            .iter()
            .map(|p| p.0)
            .fold(None, |m: Option<(f64, f64)>, v| Some(m.map_or((v, v), |(l, h)| (l.min(v), h.max(v)))))
            .unwrap_or((0.0, 0.0));
        a * b + lo * hi * hi
    }

    #[differentiate(order = 2)]
    fn popped(x: f64, y: f64) -> f64 {
        let mut q = vec![(x, y)];
        if let Some(p) = q.last_mut() {
            p.0 *= y;
        }
        let o = q.pop().unwrap_or_default();
        let e = q.pop().unwrap_or((y, y));
        o.0 * o.1 * e.0
    }

    #[differentiate(order = 2)]
    fn conditions(x: f64, y: f64) -> f64 {
        let o = (x > 1.0).then_some((x, (y, x)));
        let (a, (b, c)) = o.unwrap_or((1.0, (x, y)));
        let n = o.and_then(|(a, (b, _))| (b > 0.5).then_some((a, b))).unwrap_or((y, y));
        a * b * c + n.0 * n.1
    }

    held_twice!(
        last_or,
        of_none,
        default_of_a_tuple,
        array_or,
        default_array,
        default_within,
        in_a_loop,
        with_numbers_that_count,
        or_another,
        reduced,
        popped,
        conditions
    );
}

/// Structs, lists, and what closures make of them.
#[test]
fn options_of_structs() {
    #[derive(Clone, Copy, Default, Differentiable)]
    struct P {
        a: f64,
        b: f64,
    }
    #[differentiate(order = 2)]
    fn found_or(x: f64, y: f64) -> f64 {
        let q = vec![P { a: x, b: y }, P { a: x * y, b: 2.0 }];
        let p = q.iter().copied().find(|p| p.a > 1.0).unwrap_or(P { a: y, b: x });
        p.a * p.b + p.a.sin()
    }

    #[differentiate(order = 2)]
    fn default_struct(x: f64, y: f64) -> f64 {
        let q = vec![P { a: x, b: y }, P { a: x * y, b: 2.0 }];
        let p = q.iter().copied().find(|p| p.a > 1.0).unwrap_or_default();
        p.a * p.b + p.a.sin()
    }
    #[derive(Clone, Copy, Differentiable)]
    struct Q {
        a: f64,
        b: f64,
    }
    impl Default for Q {
        fn default() -> Q {
            Q { a: 3.0, b: -1.0 }
        }
    }
    #[differentiate(order = 2)]
    fn default_by_the_user(x: f64, y: f64) -> f64 {
        let o = if x > 1.0 { Some(Q { a: x, b: y * x }) } else { None };
        let p = o.unwrap_or_default();
        let o: Option<(Q, f64)> = if y > 1.0 { Some((p, x)) } else { None };
        let (r, z) = o.unwrap_or_default();
        p.a * p.b * x + r.a * r.b + z * z
    }

    #[differentiate(order = 2)]
    fn default_vector(x: f64, y: f64) -> f64 {
        let v: Option<Vec<f64>> = if x > 1.0 { Some(vec![x, y]) } else { None };
        v.unwrap_or_default().iter().sum::<f64>() * x
    }

    #[differentiate(order = 2)]
    fn mapped_or(x: f64, y: f64) -> f64 {
        let q = [(x, y), (x * y, 2.0)];
        let k = if x > 1.0 { 1 } else { 5 };
        let (a, b) = q.get(k).map_or((0.0, x), |p| *p);
        let (c, d) = *q.get(k).unwrap_or(&(x, 1.0));
        a * b * x + c * d
    }

    #[differentiate(order = 2)]
    fn arrays_mapped_or(x: f64, y: f64) -> f64 {
        let q = [[x, y], [x * y, 2.0]];
        let k = if x > 1.0 { 1 } else { 5 };
        let [a, b] = q.get(k).map_or([0.0, x], |p| *p);
        let c = q.get(k).copied().unwrap_or([x, 1.0]);
        let d = q.get(k + 1).copied().unwrap_or_else(|| [x, 1.0]);
        a * b * x + c[0] * c[1] + d[0]
    }

    #[differentiate(order = 2)]
    fn lent_tuple_or(x: f64, y: f64) -> f64 {
        let q: Vec<(f64, f64)> = vec![(x, 1.0), (y, 2.0)];
        let p = q.first().unwrap_or(&(0.0, 1.0));
        p.0 * p.0 * p.1 * y
    }

    held_twice!(
        found_or,
        default_struct,
        default_by_the_user,
        default_vector,
        mapped_or,
        arrays_mapped_or,
        lent_tuple_or
    );
}
