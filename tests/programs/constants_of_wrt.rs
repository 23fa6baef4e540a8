//! What `wrt` leaves out goes to functions that may have derivatives, or none: each function has its own derivatives either way.

use chainrule::{Differentiable, differentiate};

use crate::check::near;

fn plain(k: f64) -> f64 {
    k * 3.0
}

#[differentiate]
fn once(k: f64) -> f64 {
    k * k
}

#[differentiate(order = 2)]
fn twice(k: f64) -> f64 {
    k * k
}

#[differentiate(wrt(w))]
fn of_plain(w: f64, k: f64) -> f64 {
    w * w * plain(k)
}

#[differentiate(order = 2, wrt(w))]
fn second_of_plain(w: f64, k: f64) -> f64 {
    w * w * plain(k)
}

#[differentiate(order = 2, wrt(w))]
fn second_of_once(w: f64, k: f64) -> f64 {
    w * w * once(k)
}

#[differentiate(order = 2, wrt(w))]
fn second_of_twice(w: f64, k: f64) -> f64 {
    w * w * twice(k)
}

#[differentiate(wrt(w))]
fn of_several(w: f64, k: f64) -> f64 {
    w * w * once(k) * twice(k)
}

#[test]
fn numbers() {
    near("of_plain", &of_plain::gradient(2.0, 5.0), &60.0);
    near("second_of_plain", &second_of_plain::hessian(2.0, 5.0)[0][0], &30.0);
    near("second_of_once", &second_of_once::hessian(2.0, 5.0)[0][0], &50.0);
    near("second_of_twice", &second_of_twice::hessian(2.0, 5.0)[0][0], &50.0);
    near("of_several", &of_several::gradient(2.0, 5.0), &2500.0);
}

#[test]
fn callers_that_vary_what_wrt_names() {
    #[differentiate]
    fn caller(x: f64) -> f64 {
        of_plain(x, 2.0) + second_of_plain::gradient(x, 1.0)
    }
    near("caller", &caller::gradient(3.0), &(36.0 + 6.0));
}

#[test]
fn callers_that_vary_the_rest() {
    #[differentiate(order = 2)]
    fn caller(x: f64) -> f64 {
        second_of_twice(2.0, x)
    }
    #[differentiate]
    fn mixed(x: f64) -> f64 {
        second_of_twice::gradient(3.0, x) + of_several(1.0, x)
    }
    near("caller", &caller::gradient(5.0), &40.0);
    near("caller", &caller::hessian(5.0)[0][0], &8.0);
    near("mixed", &mixed::gradient(2.0), &(24.0 + 32.0));
}

fn table(k: f64) -> Vec<f64> {
    vec![k, k * 3.0]
}

fn pair(k: f64) -> (f64, f64) {
    (k, -k)
}

fn optional(k: f64) -> Option<f64> {
    (k > 0.0).then_some(k)
}

struct Parts {
    a: f64,
}

fn parts(k: f64) -> Parts {
    Parts { a: k }
}

fn norm(x: &[f64]) -> f64 {
    x[0] - x[1]
}

#[differentiate(order = 2, wrt(w))]
fn of_table(w: &[f64], k: f64) -> f64 {
    let mut sum = 0.0;
    for (a, b) in w.iter().zip(&table(k)) {
        sum += a * a * b;
    }
    sum
}

#[differentiate(order = 2, wrt(w))]
fn of_pair(w: f64, k: f64) -> f64 {
    let (a, b) = pair(k);
    w * w * a + w * b
}

#[differentiate(order = 2, wrt(w))]
fn of_option(w: f64, k: f64) -> f64 {
    if let Some(v) = optional(k) { w * w * v } else { w }
}

#[differentiate(order = 2, wrt(w))]
fn of_struct(w: f64, k: f64) -> f64 {
    let p = parts(k);
    w * w * p.a
}

#[differentiate(order = 2, wrt(w))]
fn of_list(w: f64, k: f64) -> f64 {
    let list = [k, k * k];
    w * w * norm(&list)
}

#[differentiate(order = 2, wrt(w))]
fn in_a_loop(w: &[f64], k: f64) -> f64 {
    let mut sum = 0.0;
    for (i, weight) in w.iter().enumerate() {
        sum += weight * weight * plain(k * i as f64);
    }
    sum
}

#[test]
fn lists_tuples_options_and_structs() {
    let hessian = of_table::hessian(&[1.0, 2.0], 2.0);
    near("hessian", &hessian[0][0], &4.0);
    near("hessian", &hessian[1][1], &12.0);
    near("of_pair", &of_pair::gradient(3.0, 2.0), &10.0);
    near("of_pair", &of_pair::hessian(3.0, 2.0)[0][0], &4.0);
    near("of_option", &of_option::gradient(3.0, 2.0), &12.0);
    near("of_option", &of_option::gradient(3.0, -2.0), &1.0);
    near("of_struct", &of_struct::hessian(3.0, 2.0)[0][0], &4.0);
    near("of_list", &of_list::gradient(3.0, 2.0), &-12.0);
    near("in_a_loop", &in_a_loop::hessian(&[1.0, 1.0], 2.0)[1][1], &12.0);
}

#[differentiate(order = 2)]
fn product(x: &[f64]) -> f64 {
    x[0] * x[1]
}

#[differentiate(order = 2, wrt(w))]
fn of_product(w: f64, k: f64) -> f64 {
    let list = vec![k, k * k];
    w * w * product(&list)
}

#[test]
fn callers_that_vary_what_goes_to_a_list() {
    #[differentiate(order = 2)]
    fn caller(k: f64) -> f64 {
        of_product(2.0, k)
    }
    #[differentiate]
    fn mixed(k: f64) -> f64 {
        of_product::gradient(2.0, k)
    }
    near("caller", &caller::gradient(2.0), &48.0);
    near("caller", &caller::hessian(2.0)[0][0], &48.0);
    near("mixed", &mixed::gradient(2.0), &48.0);
}

struct Model {
    scale: f64,
}

impl Model {
    fn at(&self, t: f64) -> f64 {
        self.scale * t
    }

    #[differentiate(order = 2, wrt(w))]
    fn loss(&self, w: f64, t: f64) -> f64 {
        w * w * self.at(t)
    }
}

#[differentiate(wrt(y))]
fn written(t: f64, y: &[f64], dy: &mut [f64]) {
    dy[0] = y[0] * plain(t);
    dy[1] = y[0] * y[1];
}

#[test]
fn methods_and_what_is_written() {
    near("Model", &Model { scale: 2.0 }.loss_hessian(1.0, 3.0)[0][0], &12.0);
    let rows = written::jacobian(1.0, &[2.0, 3.0], &mut [0.0; 2]);
    near("rows", &rows[0][0], &3.0);
    near("rows", &rows[1][0], &3.0);
    near("rows", &rows[1][1], &2.0);
}

#[derive(Clone, Debug, Differentiable)]
struct Parabola {
    scale: f64,
    height: f64,
}

impl Parabola {
    #[differentiate]
    fn over(&self, x: f64) -> f64 {
        self.scale * x * x + self.height
    }

    #[differentiate(wrt(self))]
    fn over_product(&self, x: [f64; 2]) -> f64 {
        self.scale * x[0] * x[1] + self.height
    }
}

#[differentiate(wrt(x))]
fn above(parabola: &Parabola, x: f64) -> f64 {
    parabola.over(x) - parabola.scale
}

/// Methods and functions may hold constant what is made of constants; who varies those nevertheless is told so.
#[test]
fn structs_made_of_constants() {
    #[differentiate(wrt(x))]
    fn by_a_method(scale: f64, x: f64) -> f64 {
        let mut sum = 0.0;
        for k in 1..3 {
            let parabola = Parabola { scale: scale * f64::from(k), height: 1.0 };
            sum += parabola.over(x) + Parabola::over(&parabola, 2.0 * x);
        }
        sum
    }
    #[differentiate(wrt(x))]
    fn by_a_function(scale: f64, x: f64) -> f64 {
        let parabola = Parabola { scale, height: 1.0 };
        above(&parabola, x)
    }
    #[differentiate(wrt(parabola))]
    fn of_an_array(parabola: &Parabola, x: f64) -> f64 {
        parabola.over_product([x, 3.0 * x])
    }
    near("by_a_method", &by_a_method::gradient(3.0, 2.0), &180.0);
    near("by_a_function", &by_a_function::gradient(3.0, 2.0), &12.0);
    let by = of_an_array::gradient(&Parabola { scale: 5.0, height: 1.0 }, 2.0);
    near("of_an_array", &[by.scale, by.height], &[12.0, 1.0]);
}
