//! What is put into something larger or taken out of it is a copy, which later changes do not reach; a reference is none.

use chainrule::Differentiable;

#[derive(Clone, Copy, Debug, PartialEq, Differentiable)]
struct State {
    x: f64,
    v: f64,
}

#[derive(Clone, Copy, Debug, PartialEq, Differentiable)]
struct Nested {
    s: State,
    a: [State; 2],
    t: (f64, State),
}

#[derive(Clone, Debug, PartialEq, Differentiable)]
struct Weighted {
    w: Vec<f64>,
    k: f64,
}

programs! { of_lists at vec![0.3, 0.7, 1.2], of x: &[f64] =>
    in_a_tuple { let mut a = [x[0], x[1]]; let t = (a, x[2]); a[0] = t.1 * 5.0; t.0[0] * a[0] * t.0[1] }
    cloned_in_a_tuple { let mut a = x.to_vec(); let t = (a.clone(), x[1]); a[0] = x[2]; t.0[0] * t.1 * a[0] }
    best_in_a_tuple {
        let mut v = x.to_vec();
        let mut best = (v.clone(), 0.0);
        for i in 0..3 {
            let s = v[0] * v[1] + i as f64;
            if s > best.1 { best = (v.clone(), s); }
            v[1] -= 0.3;
        }
        best.0[1] * best.1 * v[1]
    }
    in_a_list { let mut a = [x[0], x[1]]; let l = [a; 2]; a[1] = x[2]; l[0][1] * l[1][0] * a[1] }
    in_an_option { let mut a = [x[0], x[1]]; let o = Some(a); a[0] = 3.0; o.unwrap()[0] * a[0] * a[1] }
    in_a_struct {
        let mut w = x.to_vec();
        let b = Weighted { w: w.clone(), k: x[0] };
        w[0] = 2.0 * x[1];
        b.w[0] * b.k * w[0]
    }
    matched { let mut a = [x[0], x[1]]; match (a, x[2]) { (p, q) => { a[0] = q * q; p[0] * a[0] + p[1] } } }
    exchanged { let (mut a, mut b) = ([x[0], 1.0], [x[1], x[2]]); (a, b) = (b, a); a[0] *= 2.0; a[0] * b[0] * a[1] }
    rows_exchanged { let mut a = [[x[0], 1.0], [x[1], x[2]]]; (a[0], a[1]) = (a[1], a[0]); a[0][0] * a[1][0] * a[0][1] }
    taken_by_a_pattern {
        let mut a = [[x[0], x[1]], [x[2], 1.9]];
        let [d, e] = a;
        a[0][1] = x[2];
        a[1] = [3.0, x[0]];
        d[0] * x[1] + a[0][1] * d[1] + e[0] * a[1][1]
    }
    by_value { let mut a = [x[0], x[1], x[2]]; for s in a { a[2] += s * a[0]; } a[0] * a[1] + a[2] }
    over_a_clone { let mut a = x.to_vec(); for (i, s) in a.clone().iter().enumerate() { a[2 - i] += s * 2.0; } a[0] * a[1] + a[2] }
    over_parts_of_a_copy { let mut a = x.to_vec(); for w in a.to_vec().windows(2) { a[1] += w[0] * w[1]; } a[0] * a[1] + a[2] }
    zipped { let mut a = [x[0], x[1], x[2]]; let b = a; for (s, t) in a.into_iter().zip(b) { a[0] += s * t; } a[0] * a[2] }
}

programs! { through_references at vec![0.3, 0.7, 1.2], of x: &[f64] =>
    rows_of_a_pattern { let mut a = [[x[0], x[1]], [x[1], x[2]]]; let [p, q] = &mut a; p[0] *= 2.0; q[1] += x[0]; a[0][0] * a[1][1] }
    elements_of_a_pattern { let mut a = [[x[0], x[1]], [x[1], x[2]]]; for [p, q] in a.iter_mut() { *p *= 2.0; *q += *p; } a[0][0] * a[1][1] }
    last_row { let mut a = [[x[0], x[1]], [x[1], x[2]]]; if let Some(r) = a.last_mut() { r[0] *= x[2]; } a[1][0] * a[0][1] }
    matched_row { let mut a = [[x[0], x[1]], [x[1], x[2]]]; match &mut a { [p, ..] => p[0] *= x[2] } a[0][0] * a[1][1] }
    halves { let mut a = [[x[0], x[1]], [x[1], x[2]]]; let (l, r) = a.split_at_mut(1); l[0][0] *= x[2]; r[0][1] += l[0][0]; a[0][0] * a[1][1] }
    in_a_pair { let mut a = [x[0], x[1]]; let r = &mut a; let t = (r, 2.0); t.0[0] *= 3.0 * t.1; a[0] * a[1] }
    in_some { let mut a = vec![x[0], x[1]]; let o = Some(&mut a); if let Some(v) = o { v[0] *= x[2]; v.push(x[1]); } a[0] * a[2] }
}

programs! { of_structs at State { x: 1.3, v: 0.6 }, of s: &State =>
    structs_exchanged { let (mut a, mut b) = (*s, State { x: s.v, v: 2.0 }); (a, b) = (b, a); a.x *= 3.0; a.x * b.v + b.x }
    in_a_list_of_structs { let mut a = *s; let l = [a; 2]; a.v = 5.0 * s.x; l[0].v * a.v + l[1].x }
    in_an_option_of_a_struct { let mut a = *s; let o = Some(a); a.v = 5.0 * s.x; o.unwrap().v * a.v }
    fields_of_a_pattern { let mut a = *s; let State { x, v } = &mut a; *x *= 2.0; *v += *x; a.x * a.v }
    all_in_a_list { let mut a = [*s, State { x: s.v, v: 2.0 }]; for t in a.iter_mut() { t.x *= 2.0; t.v += t.x; } a[0].x * a[1].v }
}

fn nested() -> Nested {
    let [a, b, c, d] = [(1.3, 0.6), (0.7, -0.4), (0.3, 0.8), (2.2, 0.9)].map(|(x, v)| State { x, v });
    Nested { s: a, a: [b, c], t: (1.1, d) }
}

programs! { of_fields at nested(), of whole: &Nested =>
    field_of_a_pattern { let mut n = *whole; let Nested { s, .. } = n; n.s.x = 3.0; s.x * n.s.x * s.v }
    row_of_a_pattern { let mut n = *whole; let Nested { a: [p, q], .. } = n; n.a[0].v = 3.0; p.v * q.x * n.a[0].v }
    part_of_a_pattern { let mut n = *whole; let Nested { t: (k, r), .. } = n; n.t.1.x = 3.0; k * r.x * n.t.1.x }
    field_exchanged { let mut n = *whole; let mut u = State { x: n.t.0, v: 2.0 }; (n.s, u) = (u, n.s); u.v + 2.0 * u.x + n.s.x * n.s.v }
}
