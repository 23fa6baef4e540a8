//! References to one of several places, and changes that arrive there.

use chainrule::{Differentiable, differentiate};

use crate::check::held_twice;

/// Names of references to one of several places: numbers, tuples, arrays, vectors, structs.
#[test]
fn one_of_several() {
    #[differentiate(order = 2)]
    fn numbers(x: f64, y: f64) -> f64 {
        let (mut a, mut b) = (x, y);
        let q = if x > 1.0 { &mut a } else { &mut b };
        *q += x * y;
        a * b
    }
    #[derive(Clone, Copy, Default, Differentiable)]
    struct P {
        a: f64,
        b: f64,
    }
    #[differentiate(order = 2)]
    fn structs(x: f64, y: f64) -> f64 {
        let mut p = P { a: x, b: y };
        let mut r = P { a: y, b: 2.0 };
        let q = if x > 1.0 { &mut p } else { &mut r };
        q.a = x * x * q.b;
        q.b *= y;
        p.a * p.b * r.a + r.b
    }

    #[differentiate(order = 2)]
    fn arrays(x: f64, y: f64) -> f64 {
        let mut a = [x, y];
        let mut b = [y, 1.0];
        let q = if y > 1.0 { &mut a } else { &mut b };
        q[1] = x * x;
        q[0] += q[1];
        a[0] * a[1] + b[0] * b[1] * x
    }

    #[differentiate(order = 2)]
    fn vectors(x: f64, y: f64) -> f64 {
        let mut a = vec![x, y];
        let mut b = vec![y, 1.0];
        let q = if y > 1.0 { &mut a } else { &mut b };
        q.push(x * x);
        for v in q.iter_mut() {
            *v *= y;
        }
        a.iter().sum::<f64>() * b.iter().product::<f64>()
    }

    #[differentiate(order = 2)]
    fn by_a_match(x: f64, y: f64) -> f64 {
        let mut a = (x, y);
        let mut b = (y, 1.0);
        let q = match (x * 2.0) as i32 {
            2 => &mut a,
            0 => &mut b,
            _ => &mut a,
        };
        q.0 *= x;
        q.1 = q.0 + y;
        a.0 * a.1 + b.0 * b.1
    }

    #[differentiate(order = 2)]
    fn in_a_loop(x: f64, y: f64) -> f64 {
        let (mut a, mut b) = (x, y);
        for i in 0..4 {
            let q = if i % 2 == 0 { &mut a } else { &mut b };
            *q = *q * x + y;
        }
        a * b
    }

    #[differentiate(order = 2)]
    fn changed_in_a_loop(x: f64, y: f64) -> f64 {
        let (mut a, mut b) = (x, y);
        {
            let q = if x > y { &mut a } else { &mut b };
            for i in 0..3 {
                *q *= 0.5 * x;
                *q += i as f64;
            }
        }
        a * b
    }
    #[derive(Clone, Default, Differentiable)]
    struct S {
        a: f64,
        b: Vec<f64>,
    }
    #[differentiate(order = 2)]
    fn fields_and_elements(x: f64, y: f64) -> f64 {
        let mut s = S { a: x, b: vec![y, x] };
        let q = if x > 1.0 { &mut s.a } else { &mut s.b[1] };
        *q *= y * x;
        s.a * s.b[1] + s.b[0]
    }

    #[differentiate(order = 2)]
    fn squared(x: f64, y: f64) -> f64 {
        let mut v = [x, y, 1.0];
        let i = if x > 1.0 { 1 } else { 2 };
        let q = if y > 0.6 { &mut v[0] } else { &mut v[i] };
        *q += y;
        *q *= *q;
        v[0] * v[1] + v[2] * x
    }

    #[differentiate(order = 2)]
    fn two_at_once(x: f64, y: f64) -> f64 {
        let mut a = [x, y];
        let mut b = [y, 1.0];
        let (big, small) = if x > y { (&mut a, &mut b) } else { (&mut b, &mut a) };
        big[0] *= x;
        small[1] += y * big[0];
        a[0] * a[1] + b[0] * b[1] * x
    }

    held_twice!(
        numbers,
        structs,
        arrays,
        vectors,
        by_a_match,
        in_a_loop,
        changed_in_a_loop,
        fields_and_elements,
        squared,
        two_at_once
    );
}

/// What is done with such a name: calls, closures, loops, another name.
#[test]
fn handed_on() {
    #[differentiate(order = 2)]
    fn bump_3(v: &mut f64, by: f64) {
        *v += by * by;
    }
    #[differentiate(order = 2)]
    fn called(x: f64, y: f64) -> f64 {
        let (mut a, mut b) = (x, y);
        let q = if x > 1.0 { &mut a } else { &mut b };
        bump_3(&mut *q, y);
        *q *= x;
        a * b
    }

    #[differentiate(order = 2)]
    fn in_a_closure(x: f64, y: f64) -> f64 {
        let (mut a, mut b) = (x, y);
        let q = if x > 1.0 { &mut a } else { &mut b };
        let mut add = |v: f64| *q += v * v;
        add(x);
        add(y);
        a * b
    }

    #[differentiate(order = 2)]
    fn while_loop(x: f64, y: f64) -> f64 {
        let (mut a, mut b) = (x, y);
        let q = if x > 1.0 { &mut a } else { &mut b };
        let mut n = 0;
        while *q < 20.0 && n < 5 {
            *q = *q * 1.5 + y * y;
            n += 1;
            if n > 3 {
                break;
            }
        }
        a * b
    }

    #[differentiate(order = 2)]
    fn another_name(x: f64, y: f64) -> f64 {
        let (mut a, mut b) = (x, y);
        let q = if x > 1.0 { &mut a } else { &mut b };
        let r = if y > 1.0 { &mut *q } else { &mut *q };
        *r *= 2.0 * x;
        a * b + a
    }

    #[differentiate(order = 2)]
    fn queue(x: f64, y: f64) -> f64 {
        let mut v = vec![x, y];
        let mut w = vec![y, x, 1.0];
        let q = if x > 1.0 { &mut v } else { &mut w };
        q.swap(0, 1);
        q.push(x * y);
        q[0] *= q[2];
        let l = q.pop().unwrap();
        q.insert(0, l * l);
        v.iter().sum::<f64>() * w.iter().sum::<f64>() + v[0]
    }

    #[differentiate(order = 2)]
    fn sorted(x: f64, y: f64) -> f64 {
        let mut v = vec![x, y];
        let mut w = vec![y, x, 1.0];
        let q = if x > 1.0 { &mut v } else { &mut w };
        q.iter_mut().for_each(|e| *e *= x);
        q.sort_by(|a, b| a.total_cmp(b));
        q.reverse();
        v[0] * w[0] + v[1] * w[1]
    }

    #[differentiate(order = 2)]
    fn continued(x: f64, y: f64) -> f64 {
        let (mut a, mut b) = (x, y);
        for i in 0..3 {
            let q = if a > b { &mut b } else { &mut a };
            *q += x * i as f64;
            if *q > 3.0 {
                *q = y;
                continue;
            }
            *q *= 1.1;
        }
        a * b
    }

    #[differentiate(order = 2)]
    fn returned(x: f64, y: f64) -> f64 {
        let (mut a, mut b) = (x, y);
        let q = if x > 1.0 { &mut a } else { &mut b };
        if y > 0.6 {
            *q *= x;
        } else if y < 0.0 {
            *q = 1.0;
            return a + b * x;
        }
        a * b
    }

    #[differentiate(order = 2)]
    fn replaced(x: f64, y: f64) -> f64 {
        let (mut a, mut b) = ((x, 1.0), (y, x));
        let q = if x > 1.0 { &mut a } else { &mut b };
        *q = (q.1 * y, q.0);
        let (c, d) = *q;
        a.0 * b.1 + a.1 * c * d
    }

    #[differentiate(order = 2)]
    fn bisected(x: f64, y: f64) -> f64 {
        let (mut lo, mut hi) = (0.0, 4.0);
        for _ in 0..6 {
            let mid = 0.5 * (lo + hi) * (1.0 + 0.1 * x);
            let end = if mid * mid < 2.0 + y * y { &mut lo } else { &mut hi };
            *end = mid;
        }
        lo * x + hi * y
    }

    #[differentiate(order = 2)]
    fn beside_a_number(x: f64, y: f64) -> f64 {
        let mut n = [0usize, 0];
        let (mut a, mut b) = (x, y);
        for v in [x, y, 0.5] {
            let (s, k) = if v > 0.6 { (&mut a, 0) } else { (&mut b, 1) };
            *s += v * v;
            n[k] += 1;
        }
        a * b + n[0] as f64 * x
    }

    #[differentiate(order = 2)]
    fn rows(x: f64, y: f64) -> f64 {
        let mut a = [0.0; 3];
        let mut b = [0.0; 3];
        for i in 0..3 {
            let t = if i % 2 == 0 { &mut a } else { &mut b };
            t[i] = x * i as f64 + y;
            t[0] += t[i] * y;
        }
        a.iter().zip(&b).map(|(p, q)| p * p * x + q).sum()
    }

    #[differentiate(order = 2)]
    fn filled(x: f64, y: f64) -> f64 {
        let mut a = [x, y];
        let mut b = [y, 1.0];
        let mut c = [1.0, 2.0];
        let q = if y > 1.0 {
            &mut a
        } else if x > 1.0 {
            &mut b
        } else {
            &mut c
        };
        q.copy_from_slice(&[x * y, y]);
        let f = q[0] * x;
        q.fill(f);
        a[0] * a[1] + b[0] * b[1] * x + c[0]
    }

    held_twice!(
        called,
        in_a_closure,
        while_loop,
        another_name,
        queue,
        sorted,
        continued,
        returned,
        replaced,
        bisected,
        beside_a_number,
        rows,
        filled
    );
}

/// The names of parameters that are references.
#[test]
fn behind_parameters() {
    #[differentiate(order = 2)]
    fn of_names(x: f64, y: f64) -> f64 {
        let mut v = [x, y];
        let mut w = [y, x];
        let a = &mut v;
        let b = &mut w;
        let q = if x > 1.0 { a } else { b };
        q[0] *= y;
        q[1] += q[0];
        v[0] * v[1] + w[0] * w[1]
    }
    #[differentiate(order = 2)]
    fn inner_3(a: &mut f64, b: &mut f64, c: bool, u: f64) {
        let q = if c { a } else { b };
        *q *= u;
    }
    #[differentiate(order = 2)]
    fn of_numbers(x: f64, y: f64) -> f64 {
        let mut v = [x, y];
        let mut w = [y, x];
        inner_3(&mut v[0], &mut w[1], x > 1.0, y);
        v[0] * v[1] + w[0] * w[1]
    }
    #[differentiate(order = 2)]
    fn inner_4(a: &mut Vec<f64>, b: &mut Vec<f64>, c: bool, u: f64) {
        let q = if c { a } else { b };
        q.push(u);
        q[0] *= u;
    }
    #[differentiate(order = 2)]
    fn of_vectors(x: f64, y: f64) -> f64 {
        let mut v = vec![x, y];
        let mut w = vec![y, x];
        inner_4(&mut v, &mut w, x > 1.0, y);
        inner_4(&mut w, &mut v, x > 0.0, x);
        v[0] * v[1] + w[0] * w[1] * v.last().unwrap() * w[2]
    }
    #[differentiate(order = 2)]
    fn inner_5(a: &mut [f64], b: &mut [f64], c: bool, u: f64) {
        let (p, q) = if c { (a, b) } else { (b, a) };
        q[1] += u * p[0];
        p[0] *= u;
        for v in q.iter_mut() {
            *v *= p[1];
        }
    }
    #[differentiate(order = 2)]
    fn of_slices(x: f64, y: f64) -> f64 {
        let mut v = vec![x, y];
        let mut w = [y, x, 1.0];
        inner_5(&mut v, &mut w, x > 1.0, y);
        inner_5(&mut w[1..], &mut v, x > 0.0, x);
        v[0] * v[1] + w[0] * w[1] * v[1] * w[2]
    }
    #[derive(Clone, Debug, Differentiable)]
    struct Part {
        a: f64,
        v: Vec<f64>,
    }
    #[differentiate(order = 2)]
    fn inner_6(a: &mut Part, b: &mut Part, u: f64) {
        let q = if u > 1.0 { &mut a.v } else { &mut b.v };
        q.push(u);
        q[0] *= u;
        let s = if u > 1.0 { a } else { b };
        s.a *= s.v[0];
        s.v.push(s.a);
    }
    #[differentiate(order = 2)]
    fn of_structs(x: f64, y: f64) -> f64 {
        let mut a = Part { a: x, v: vec![y] };
        let mut b = Part { a: y, v: vec![x, 1.0] };
        inner_6(&mut a, &mut b, x);
        a.a * b.a + a.v.iter().sum::<f64>() * b.v.iter().product::<f64>()
    }

    held_twice!(of_names, of_numbers, of_vectors, of_slices, of_structs);
}
