//! Items that an iterator lends to be changed, and names of mutable references that have `mut`.

use chainrule::{Differentiable, differentiate};

use crate::check::held_twice;

#[derive(Clone, Debug, Differentiable)]
struct Item {
    #[differentiate(constant)]
    id: usize,
    w: f64,
    v: [f64; 2],
}

#[derive(Clone, Debug, Differentiable)]
struct Part {
    a: f64,
    v: Vec<f64>,
}

/// An item that an iterator lends, where it is.
#[test]
fn lent_items() {
    #[differentiate(order = 2)]
    fn largest(x: f64, y: f64) -> f64 {
        let mut v = [x, y, x * y];
        if let Some(m) = v.iter_mut().max_by(|a, b| a.total_cmp(b)) {
            *m *= x;
        }
        v[0] * v[1] + v[2]
    }

    #[differentiate(order = 2)]
    fn found(x: f64, y: f64) -> f64 {
        let mut v = vec![(x, y), (y, 1.0)];
        if let Some(m) = v.iter_mut().find(|p| p.0 > 0.5) {
            m.1 *= x;
        }
        v[0].0 * v[0].1 + v[1].1 * v[1].0
    }

    #[differentiate(order = 2)]
    fn least(x: f64, y: f64) -> f64 {
        let mut v = [x, y, x * y];
        let m = v.iter_mut().min_by(|a, b| a.partial_cmp(b).unwrap()).unwrap();
        *m += 2.0 * x * y;
        v[0] * v[1] + v[2]
    }

    #[differentiate(order = 2)]
    fn in_one_go(x: f64, y: f64) -> f64 {
        let mut v = [x, y, x * y];
        *v.iter_mut().find(|v| **v > 0.3).unwrap() *= y;
        v[0] * v[1] + v[2]
    }

    #[differentiate(order = 2)]
    fn from_behind(x: f64, y: f64) -> f64 {
        let mut v = [x, y, 1.0];
        if let Some(m) = v.iter_mut().rev().find(|v| **v > 0.5) {
            *m = x * y;
        }
        if let Some((i, m)) = v.iter_mut().enumerate().find(|(_, v)| **v > 0.8) {
            *m *= x + i as f64;
        }
        v[0] * v[1] + v[2] * x
    }

    #[differentiate(order = 2)]
    fn row(x: f64, y: f64) -> f64 {
        let mut v = vec![[x, y], [y, 1.0]];
        let m = v.iter_mut().max_by(|a, b| a[0].total_cmp(&b[0])).unwrap();
        m[1] += x;
        m[0] *= y;
        v[0][0] * v[0][1] + v[1][0] * v[1][1]
    }

    held_twice!(largest, found, least, in_one_go, from_behind, row);
}

/// The same with filters, numbers beside them, and fields that count.
#[test]
fn lent_items_among_others() {
    #[differentiate(order = 2)]
    fn by_a_number(x: f64, y: f64) -> f64 {
        let mut v = vec![Item { id: 1, w: x, v: [y, 1.0] }, Item { id: 2, w: y, v: [x, x] }];
        if let Some(i) = v.iter_mut().find(|i| i.id == 2) {
            i.w *= x;
            i.v[0] += y * y;
        }
        v[0].w * v[1].w + v[1].v[0] * v[1].v[1]
    }

    #[differentiate(order = 2)]
    fn or_else(x: f64, y: f64) -> f64 {
        let mut v = vec![(1, x), (2, y)];
        let Some(p) = v.iter_mut().find(|p| p.0 == 2) else { return 0.0 };
        p.1 *= p.1 * x;
        v[0].1 * v[1].1
    }

    #[differentiate(order = 2)]
    fn ends(x: f64, y: f64) -> f64 {
        let mut v = vec![x, y, x * y, 1.0];
        if let Some(l) = v.iter_mut().last() {
            *l += x;
        }
        *v.iter_mut().nth(1).unwrap() *= y;
        if let Some(l) = v.iter_mut().skip(1).step_by(2).next() {
            *l *= 3.0;
        }
        v[0] * v[1] + v[2] * v[3]
    }

    #[differentiate(order = 2)]
    fn beside_others(x: f64, y: f64) -> f64 {
        let mut v = vec![x, y, x * y];
        let w = [1.0, y, 2.0];
        if let Some((a, b)) = v.iter_mut().zip(&w).max_by(|p, q| p.0.total_cmp(&q.0)) {
            *a *= b * x;
        }
        v.iter().sum::<f64>() * v[0]
    }

    #[differentiate(order = 2)]
    fn with_its_number(x: f64, y: f64) -> f64 {
        let mut v = vec![x, y, x * y];
        let (i, m) = v.iter_mut().enumerate().min_by(|p, q| p.1.total_cmp(&q.1)).unwrap();
        *m = *m * *m + i as f64 * y;
        v.iter().sum::<f64>() * v[0]
    }

    #[differentiate(order = 2)]
    fn again_and_again(x: f64, y: f64) -> f64 {
        let mut v = vec![x, y, x * y];
        for k in 0..4 {
            let m = v.iter_mut().min_by(|p, q| p.total_cmp(q)).unwrap();
            *m += x * 0.5 + k as f64;
        }
        v[0] * v[1] * v[2]
    }

    #[differentiate(order = 2)]
    fn filtered(x: f64, y: f64) -> f64 {
        let mut v = vec![x, y, x * y];
        if let Some(m) = v.iter_mut().filter(|e| **e > 0.0).max_by(|p, q| p.total_cmp(q)) {
            *m *= x;
        }
        v[0] * v[1] * v[2]
    }

    #[differentiate(order = 2)]
    fn none(x: f64, y: f64) -> f64 {
        let mut v = vec![x, y, x * y];
        let o = v.iter_mut().find(|e| **e > 100.0);
        match o {
            Some(e) => *e = 0.0,
            None => v[0] = y,
        };
        v[0] * v[1] * v[2]
    }

    held_twice!(by_a_number, or_else, ends, beside_others, with_its_number, again_and_again, filtered, none);
}

/// Names with `mut` are no copies of what they lead to; what is cloned is one.
#[test]
fn names_with_mut() {
    #[differentiate(order = 2)]
    fn element(x: f64, y: f64) -> f64 {
        let mut v = vec![(x, y), (y, 1.0)];
        let mut q = v.last_mut().unwrap();
        q.0 *= x;
        v[0].0 * v[1].0
    }

    #[differentiate(order = 2)]
    fn of_a_struct(x: f64, y: f64) -> f64 {
        let mut v = vec![Part { a: x, v: vec![y] }];
        let mut q = v.last_mut().unwrap();
        q.a *= x;
        v[0].a * y
    }

    #[differentiate(order = 2)]
    fn by_index(x: f64, y: f64) -> f64 {
        let mut v = vec![(x, y), (y, 1.0)];
        let mut q = &mut v[1];
        q.0 *= x;
        let mut r = &mut v[0].1;
        *r *= y;
        v[0].0 * v[1].0 * v[0].1
    }

    #[differentiate(order = 2)]
    fn on_and_on(x: f64, y: f64) -> f64 {
        let mut s = Part { a: x, v: vec![y] };
        let mut r = &mut s;
        r.a *= y;
        let mut t = &mut *r;
        t.v[0] += x;
        t.v.push(y);
        s.a * s.v[0] + s.v[1]
    }

    #[differentiate(order = 2)]
    fn cloned_tuple(x: f64, y: f64) -> f64 {
        let mut v = vec![(x, y), (y, 1.0)];
        let mut p = v.last_mut().unwrap().clone();
        p.0 *= 2.0 * x;
        v[1].0 * p.0
    }

    #[differentiate(order = 2)]
    fn cloned_row(x: f64, y: f64) -> f64 {
        let mut v = vec![vec![x, y], vec![y, 1.0]];
        let mut p = v.last_mut().unwrap().clone();
        p[0] *= 2.0 * x;
        v[1][0] * p[0]
    }

    #[differentiate(order = 2)]
    fn cloned_struct(x: f64, y: f64) -> f64 {
        let mut v = vec![Part { a: x, v: vec![y] }];
        let mut q = v.last_mut().unwrap().clone();
        q.a *= x;
        q.v[0] *= x;
        v[0].a * y * q.a * v[0].v[0] * q.v[0]
    }

    #[differentiate(order = 2)]
    fn chosen_tuple(x: f64, y: f64) -> f64 {
        let mut a = (x, y);
        let mut b = (y, 2.0);
        let mut q = if x > 1.0 { &mut a } else { &mut b };
        q.0 *= y;
        a.0 * a.1 + b.0 * b.1
    }

    #[differentiate(order = 2)]
    fn chosen_part(x: f64, y: f64) -> f64 {
        let mut a = ((x, y), 1.0);
        let mut b = (y, 2.0);
        let mut q = if x > 1.0 { &mut a.0 } else { &mut b };
        q.0 *= y;
        a.0.0 * a.1 + b.0 * b.1
    }

    #[differentiate(order = 2)]
    fn copied(x: f64, y: f64) -> f64 {
        let mut a = (x, y);
        let mut c = *(&mut a);
        c.0 *= 3.0;
        let mut d = a;
        d.1 *= x;
        a.0 * c.0 * d.1 * a.1
    }

    held_twice!(
        element,
        of_a_struct,
        by_index,
        on_and_on,
        cloned_tuple,
        cloned_row,
        cloned_struct,
        chosen_tuple,
        chosen_part,
        copied
    );
}
