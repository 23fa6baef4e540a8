//! Structs, tuples and rows that are one or another one: out of branches, options, loops and iterators.

use chainrule::Differentiable;

#[derive(Clone, Copy, Debug, PartialEq, Differentiable)]
struct State {
    x: f64,
    v: f64,
}

#[derive(Clone, Copy, Debug, PartialEq, Differentiable)]
struct Body {
    at: [f64; 2],
    mass: f64,
}

fn state() -> State {
    State { x: 1.3, v: 0.6 }
}

fn bodies() -> Vec<Body> {
    vec![
        Body { at: [0.3, 0.1], mass: 1.5 },
        Body { at: [1.3, 0.9], mass: 2.5 },
        Body { at: [-0.9, 2.1], mass: 0.7 },
    ]
}

fn pairs() -> Vec<(f64, f64)> {
    vec![(0.3, 1.2), (1.4, -0.7), (0.9, 0.5)]
}

programs! { out_of_branches at state(), of s: &State =>
    some_in_one {
        let o = if s.x > 0.0 { Some(State { x: s.v, v: s.x * s.v }) } else { None };
        match o { Some(t) => t.x * t.v, None => 0.0 }
    }
    nothing_before {
        let mut o = None;
        if s.x > 0.0 { o = Some(State { x: s.v, v: s.x * s.v }); }
        if let Some(t) = o { t.x * t.v } else { 0.0 }
    }
    mapped {
        let o = if s.x > 0.0 { Some(State { x: s.v, v: s.x * s.v }) } else { None };
        o.map(|t| t.x * t.v).unwrap_or(s.x) + o.map_or(0.0, |t| t.x * t.x)
    }
    arms {
        let n = s.x as usize;
        let t = match n { 0 => State { x: s.v, v: s.x }, 1 => State { x: 1.0, v: s.v }, _ => State { x: 2.0, v: 3.0 } };
        t.x * t.v
    }
    references {
        let other = State { x: s.v, v: s.x * s.x };
        let (big, small) = if s.x > other.x { (s, &other) } else { (&other, s) };
        let mut own = *big;
        own.x *= 2.0;
        own.x * big.v - small.x * small.v
    }
    out_of_a_block {
        let t = 'found: {
            if s.x > 0.0 { break 'found State { x: s.x * s.v, v: s.x }; }
            State { x: 1.0, v: s.v }
        };
        t.x * t.v * t.v
    }
    out_of_a_loop {
        let mut u = *s;
        let t = loop {
            u.x *= 1.3;
            if u.x > 2.0 { break State { x: u.v, v: u.x }; }
        };
        t.x * t.v * t.v
    }
    out_of_a_closure {
        let g = |q: &State| -> State {
            if q.x > 1.0 { return State { x: q.v, v: q.x * s.v }; }
            State { x: 1.0, v: q.v }
        };
        g(s).x * g(&State { x: s.v, v: s.x }).v
    }
    carried {
        let mut state = (*s, [s.x, s.v]);
        for i in 0..3 {
            state = (State { x: state.0.v * s.x, v: state.1[0] }, [state.0.x, state.1[1] + i as f64]);
        }
        state.0.x * state.0.v + state.1[0] * state.1[1]
    }
    changed_in_a_tuple {
        let mut state = (*s, 1.0);
        for i in 0..3 {
            state.0.x *= s.v;
            state.1 += state.0.x * i as f64;
        }
        state.0.x * state.0.v + state.1
    }
    a_constant_in_one {
        let pair = if s.x > 0.0 { (s.x, s.x * s.v) } else { (0.5, 1.5) };
        let number: Option<f64> = if s.x < 2.0 { Some(0.5) } else { None };
        let mut sum = pair.0 * pair.1 * number.unwrap_or(s.x);
        for i in 0..6 {
            let some = if s.x > 0.5 && i % 2 == 1 {
                Some(State { x: 0.5, v: 2.0 })
            } else if i > 3 {
                Some(State { x: s.v, v: 1.0 })
            } else {
                None
            };
            if let Some(t) = some { sum += t.x * t.v * s.x; }
        }
        sum
    }
    rows {
        let rows = vec![vec![s.x, s.v], vec![s.v, s.x, 2.0], vec![1.0]];
        let row = rows.iter().max_by(|a, b| a[0].total_cmp(&b[0])).unwrap();
        row.iter().map(|v| v * v).sum::<f64>() * row[0]
    }
}

programs! { out_of_lists at bodies(), of b: &[Body] =>
    greatest { let m = b.iter().max_by(|a, b| a.mass.total_cmp(&b.mass)).unwrap(); m.mass * m.at[1] }
    least {
        let mut m = b.iter().min_by(|a, b| a.mass.total_cmp(&b.mass)).copied().unwrap();
        m.mass *= 3.0;
        m.mass * m.at[1]
    }
    last { let m = b.iter().filter(|p| p.mass > 1.0).last().unwrap(); m.mass * m.at[1] }
    found { match b.iter().find(|p| p.mass < 1.0) { Some(p) => p.mass * p.at[0], None => 0.0 } }
    best_so_far {
        let mut best: Option<Body> = None;
        for p in b {
            match best { Some(m) if m.mass >= p.mass => {} _ => best = Some(*p) }
        }
        best.map_or(0.0, |m| m.mass * m.at[0])
    }
    collected {
        let q: Vec<State> = b.iter().map(|p| State { x: p.mass * p.at[0], v: p.at[1] }).collect();
        q.iter().map(|t| t.x * t.v).sum()
    }
    collected_pairs {
        let q: Vec<(f64, f64)> = b.iter().map(|p| (p.mass * p.at[0], p.at[1])).collect();
        q.iter().map(|(a, b)| a * b).sum()
    }
    collected_of_some {
        let q: Vec<Body> = b.iter().filter(|p| p.mass > 1.0).cloned().collect();
        q.iter().map(|p| p.mass * p.at[1]).sum()
    }
    pushed {
        let mut q = Vec::new();
        for p in b { q.push(State { x: p.mass * p.at[0], v: p.at[1] }); }
        let mut sum = 0.0;
        for t in &q { sum += t.x * t.v; }
        sum * q[0].x
    }
    pushed_pairs {
        let mut q = vec![];
        for p in b { if p.mass > 1.0 { q.push((p.mass * p.at[0], p.at[1])); } }
        let mut sum = 0.0;
        for &(a, b) in &q { sum += a * b; }
        sum * q[0].0
    }
}

programs! { out_of_pairs at pairs(), of p: &[(f64, f64)] =>
    found_pair { let (a, b) = p.iter().find(|p| p.0 > 1.0).unwrap(); a * b * b }
    greatest_pair { let m = p.iter().max_by(|a, b| a.1.total_cmp(&b.1)).unwrap(); m.0 * m.1 }
}

programs! { assigned_later at state(), of s: &State =>
    twice { let mut a: [f64; 2]; a = [s.x, s.v]; let t = a[0] * a[1]; a = [t, s.x]; a[0] * a[1] * t }
    in_a_loop {
        let mut a;
        let mut t = 0.0;
        for i in 0..3 {
            if i > 0 { a = [s.x + t, s.v]; t += a[0] * a[1]; } else { a = [s.v, t + s.x]; t += a[1]; }
            t *= a[0];
        }
        t
    }
    of_other_lengths {
        let mut a: Vec<f64>;
        let mut t = 1.0;
        for i in 0..3 {
            a = vec![s.x; i + 1];
            t *= a[i] + s.v;
            a = vec![t, s.v];
            t += a[0] * a[1];
        }
        t
    }
    a_copy_of_each_name { let mut a = [s.x, s.v]; let t = (a, a); a[0] = t.1[1] * 3.0; let a = (a, t.0); a.0[0] * a.1[0] * a.1[1] }
}
