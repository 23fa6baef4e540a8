//! Methods that take `mut self`.

use chainrule::{Differentiable, differentiate};

use crate::check::held_twice;

#[derive(Clone, Copy, Debug, Differentiable)]
struct P {
    a: f64,
    b: f64,
}

impl P {
    #[differentiate(wrt(self, u), order = 2)]
    fn moved(mut self, u: f64) -> Self {
        self.a += u * self.b;
        self
    }
}

impl P {
    #[differentiate(wrt(self, u), order = 2)]
    fn pushed(mut self, u: f64) -> Self {
        if u > 1.0 {
            self.a *= u;
            return self;
        }
        let f = |k: f64| self.b * k;
        self.a += f(u);
        P { b: 2.0, ..self }
    }
}

#[derive(Clone, Debug, Differentiable)]
struct C {
    p: f64,
    v: Vec<f64>,
}

impl C {
    #[differentiate(wrt(self, u), order = 2)]
    fn size(mut self, u: f64) -> f64 {
        self.p *= u;
        let mut own = std::mem::take(&mut self.v);
        for e in &mut own {
            *e *= self.p;
        }
        self.v = own;
        self.v.push(u);
        self.v.iter().sum()
    }
}

/// Methods that change a `self` of their own.
#[test]
fn own_self() {
    #[differentiate(order = 2)]
    fn again_and_again(x: f64, y: f64) -> f64 {
        let mut p = P { a: x, b: y };
        for _ in 0..3 {
            p = p.moved(x);
        }
        p.a * p.b
    }

    #[differentiate(order = 2)]
    fn one_after_the_other(x: f64, y: f64) -> f64 {
        let mut p = P { a: x, b: y };
        let q = p.moved(x).moved(y);
        p.b *= x;
        for _ in 0..2 {
            p = p.moved(0.5 + y * y);
        }
        p.a * p.b + q.a
    }
    #[differentiate(order = 2)]
    fn left_early(x: f64, y: f64) -> f64 {
        let p = P { a: x, b: y }.pushed(x).pushed(y);
        p.a * p.b
    }

    #[differentiate(order = 2)]
    fn with_a_vector(x: f64, y: f64) -> f64 {
        let c = C { p: x, v: vec![y, x] };
        C::size(c.clone(), y) * c.p + c.clone().size(x)
    }

    held_twice!(again_and_again, one_after_the_other, left_early, with_a_vector);
}
