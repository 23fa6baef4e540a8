//! What is taken out of a struct by its field is a copy, also where the struct is behind a reference: changes of the one leave the other as it is.

use chainrule::{Differentiable, differentiate};

use crate::differences::parts::check_at;

#[derive(Clone, Copy, Debug, PartialEq, Differentiable)]
struct Inner {
    a: f64,
    v: [f64; 2],
}

#[derive(Clone, Debug, PartialEq, Differentiable)]
struct Outer {
    inner: Inner,
    pair: (f64, [f64; 2]),
    rows: [[f64; 2]; 2],
    list: Vec<Inner>,
}

fn outer() -> Outer {
    let inner = Inner { a: 0.3, v: [0.2, 0.7] };
    let list = vec![Inner { a: 0.5, v: [0.1, 1.2] }, Inner { a: 1.5, v: [0.3, 0.2] }];
    Outer { inner, pair: (0.4, [0.6, 0.9]), rows: [[1.0, 0.3], [0.4, 0.8]], list }
}

macro_rules! copies {
    ($($name:ident($o:ident, $z:ident) $body:block)*) => {$(
        mod $name {
            use super::*;

            #[differentiate(wrt($o, $z))]
            fn lent($o: &mut Outer, $z: f64) -> f64 {
                $body
            }

            #[differentiate(wrt($o, $z))]
            fn own(mut $o: Outer, $z: f64) -> f64 {
                $body
            }

            #[test]
            fn they_are_copies() {
                let at = (outer(), 0.7);
                check_at(&at, |(o, z)| lent(&mut o.clone(), *z), lent::value_and_gradient(&mut outer(), 0.7));
                check_at(&at, |(o, z)| own(o.clone(), *z), own::value_and_gradient(outer(), 0.7));
            }
        }
    )*};
}

copies! {
    a_struct(o, z) { let i = o.inner; o.inner.a = z; o.inner.v[0] *= 3.0; i.a * o.inner.a + i.v[0] * o.inner.v[0] }
    an_array(o, z) { let v = o.inner.v; o.inner.v[0] = z; v[0] * o.inner.v[0] }
    a_tuple(o, z) { let t = o.pair; o.pair.0 = z; o.pair.1[1] = 2.0; t.0 * o.pair.0 + t.1[1] * z }
    rows(o, z) { let m = o.rows; o.rows[0][1] = z; m[0][1] * o.rows[0][1] }
    one_row(o, z) { let r = o.rows[1]; o.rows[1][0] = z; r[0] * o.rows[1][0] }
    one_of_a_list(o, z) { let e = o.list[0]; o.list[0].a = z; e.a * o.list[0].a * e.v[1] }
    in_a_branch(o, z) { let v = if z > 0.5 { o.inner.v } else { o.list[0].v }; o.inner.v[0] = z; v[0] * o.inner.v[0] }
    in_a_loop(o, z) {
        let mut s = 0.0;
        for i in 0..2 {
            for j in 0..2 {
                let p = o.rows;
                o.rows[i][j] = p[j][i] * z - p[0][j] * p[i][0];
                s += p[i][j];
            }
        }
        s * o.rows[1][1]
    }
}
