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

impl C {
    #[differentiate(wrt(self, u), order = 2)]
    fn grown(self, u: f64) -> Vec<f64> {
        self.v.iter().map(|e| e * self.p * u).collect()
    }

    #[differentiate(wrt(self, u), order = 2)]
    fn product_if_positive(self, u: f64) -> Option<f64> {
        let product = self.p * self.v[0] * u;
        if product > 0.0 { Some(product) } else { None }
    }
}

#[derive(Clone, Debug, Differentiable)]
struct Pair {
    first: C,
    factor: f64,
}

impl C {
    #[differentiate(wrt(self, u), order = 2)]
    fn swollen(mut self, u: f64) -> C {
        self.p += u;
        self.v[1] *= self.p;
        self
    }
}

#[differentiate(wrt(c, u))]
fn of_a_copy(c: &C, u: f64) -> f64 {
    let own = c.clone();
    let pair = Pair { first: c.clone(), factor: u };
    pair.factor * pair.first.product_if_positive(u).unwrap_or(1.0) + own.grown(2.0)[0]
}

#[differentiate(wrt(u))]
fn of_a_constant(c: &C, u: f64) -> f64 {
    let mut sum = 0.0;
    for k in 0..3 {
        sum += c.clone().product_if_positive(u * k as f64).unwrap_or(1.0);
    }
    sum
}

/// Methods that take `self` by value, of what is no `Copy`: the derivatives need it for the value and again on the way back.
#[test]
fn given_away() {
    #[differentiate(order = 2)]
    fn lists(x: f64, y: f64) -> f64 {
        let c = C { p: x, v: vec![y, x] };
        let mut sum = c.p;
        for k in 1..3 {
            sum += c.clone().grown(y * k as f64).iter().map(|e| e * e).sum::<f64>();
        }
        sum + c.grown(x)[1]
    }

    #[differentiate(order = 2)]
    fn options(x: f64, y: f64) -> f64 {
        let c = C { p: x, v: vec![y, x] };
        let first = match c.clone().product_if_positive(y) {
            Some(product) => product * product,
            None => 0.5 * x,
        };
        first * c.clone().product_if_positive(x).unwrap_or(1.0)
    }

    #[differentiate(order = 2)]
    fn options_without_a_copy(x: f64, y: f64) -> f64 {
        let (c, d) = (C { p: x, v: vec![y, x] }, C { p: y, v: vec![x] });
        let first = c.product_if_positive(y).unwrap_or(0.5);
        let second = if let Some(product) = C::product_if_positive(d, x) { product } else { 0.5 * x };
        first * second
    }

    #[differentiate(order = 2)]
    fn held_by_another(x: f64, y: f64) -> f64 {
        let pair = Pair { first: C { p: x, v: vec![y, x] }, factor: y };
        let of_both = vec![pair.clone(), pair];
        let mut sum = 0.0;
        for pair in of_both {
            sum += pair.factor * pair.first.product_if_positive(x).unwrap_or(1.0);
        }
        sum
    }

    #[differentiate(order = 2)]
    fn given_back(x: f64, y: f64) -> f64 {
        let mut c = C { p: x, v: vec![y, x] };
        for _ in 0..2 {
            c = c.swollen(y);
        }
        c.p * c.v[1]
    }

    #[differentiate(order = 2)]
    fn in_turns(x: f64, y: f64) -> f64 {
        let mut c = C { p: x, v: vec![y, x] };
        let mut sums = vec![0.0; 2];
        for k in 0..2 {
            c.v[0] *= x;
            sums[k] = C::size(c.clone(), y + k as f64);
        }
        sums[0] * sums[1]
    }

    held_twice!(lists, options, options_without_a_copy, held_by_another, given_back, in_turns);
    let c = C { p: 2.0, v: vec![3.0, 1.0] };
    assert_eq!(of_a_constant(&c, 0.5), 10.0);
    assert_eq!(of_a_constant::gradient(&c, 0.5), 18.0);
    assert_eq!(of_a_constant::gradient(&c, -0.5), 0.0);
    // p·v₀·u² + 2·p·v₀
    let (value, (by_c, by_u)) = of_a_copy::value_and_gradient(&c, 0.5);
    assert_eq!((value, by_c.p, by_c.v, by_u), (13.5, 6.75, vec![4.5, 0.0], 6.0));
}

impl C {
    #[differentiate(wrt(u), order = 2)]
    fn ended(mut self, u: f64) -> Option<f64> {
        self.p *= u;
        self.v.push(u);
        if self.p < 0.0 { None } else { Some(self.p * self.v[0] * self.v[2]) }
    }
}

#[differentiate(wrt(u, w), order = 2)]
fn of_what_is_given(c: C, list: Vec<f64>, u: f64, w: f64) -> f64 {
    let mut own = c;
    let mut list = list;
    list[0] *= u;
    own.v[1] *= w * list[0];
    own.v[1] * own.p
}

/// What `wrt` leaves out, and comes by value, is there for each column of a Hessian and for its tangent.
#[test]
fn constants_by_value() {
    let c = C { p: 2.0, v: vec![3.0, 5.0] };
    // p·v₀·u²
    assert_eq!(c.clone().ended_value_and_gradient(0.5), Some((1.5, 6.0)));
    assert_eq!(c.clone().ended_hessian(0.5), Some([[12.0]]));
    assert_eq!(c.clone().ended_jvp(-0.5, 1.0), None);
    // v₁·w·l₀·u·p
    let list = vec![7.0];
    let (value, by) = of_what_is_given::value_and_gradient(c.clone(), list.clone(), 0.5, 2.0);
    assert_eq!((value, by), (70.0, [140.0, 35.0]));
    assert_eq!(of_what_is_given::hessian(c.clone(), list.clone(), 0.5, 2.0), [[0.0, 70.0], [70.0, 0.0]]);
    assert_eq!(of_what_is_given::jvp(c, list, 0.5, 2.0, [1.0, 2.0]), (70.0, 210.0));
}
