//! What does not vary within what does, or in the place of it.

use chainrule::{Differentiable, differentiate};

#[derive(Clone, Copy, Debug, PartialEq, Differentiable)]
struct Point {
    x: f64,
    y: f64,
}

#[derive(Clone, Copy, Debug, PartialEq, Differentiable)]
struct Line {
    from: Point,
    v: [f64; 2],
}

/// Which is never differentiated by.
#[derive(Clone, Copy, Debug)]
struct Setting {
    gain: f64,
}

const SETTING: Option<Setting> = Some(Setting { gain: 1.25 });
const NO_SETTING: Option<Setting> = None;

fn point() -> Point {
    Point { x: 0.8, y: -0.3 }
}

#[differentiate(wrt(p, x))]
fn long_enough(p: &[f64], x: f64) -> Option<f64> {
    if p[0] > 0.0 { Some(p[0] * p[1] * x) } else { None }
}

#[differentiate(wrt(line, x))]
fn shifted(line: &Line, x: f64) -> Option<Point> {
    if x > 0.0 { Some(Point { x: line.from.x * line.v[1], y: line.from.y * x + line.v[0] }) } else { None }
}

#[differentiate(wrt(at))]
fn line(at: (f64, f64)) -> Line {
    Line { from: Point { x: at.1, y: at.0 * at.1 }, v: [at.0, 2.0] }
}

#[differentiate]
fn product(a: f64, b: f64) -> f64 {
    a * b
}

programs! { parts_that_change_later at point(), of p: &Point =>
    a_struct {
        let mut line = Line { from: Point { x: 2.0, y: 3.0 }, v: [p.x, p.y] };
        line.v[0] *= p.y;
        line.from.x *= p.x;
        line.v[0] * line.from.x + line.from.y * p.y
    }
    an_array {
        let mut line = Line { from: *p, v: [0.5, 1.5] };
        line.v[1] *= p.x;
        line.v[0] + line.v[1] * line.from.y
    }
    among_others_in_an_array {
        let mut lines =
            [Line { from: Point { x: 2.0, y: 3.0 }, v: [p.x, p.y] }, Line { from: *p, v: [0.5, 1.5] }];
        lines[0].from.y *= p.y;
        for line in &mut lines {
            line.v[0] += line.from.x * p.x;
        }
        lines[0].from.y * lines[1].v[0] + lines[0].v[0] * lines[1].v[1]
    }
    of_a_tuple {
        let mut pair = (Point { x: 2.0, y: 3.0 }, p.x, [1.0, 2.0]);
        pair.0.x *= p.y;
        pair.2[1] *= p.x;
        pair.0.x * pair.1 + pair.2[1]
    }
    only_read {
        let line = Line { from: Point { x: 2.0, y: 3.0 }, v: [p.x, p.y] };
        line.from.x * line.v[1] + line.from.y * line.v[0]
    }
}

programs! { options_of_what_does_not_vary at point(), of p: &Point =>
    mapped {
        SETTING.map(|s| s.gain * p.x).unwrap_or(p.y) + NO_SETTING.map(|s| s.gain * p.x).unwrap_or(p.y * p.y)
    }
    mapped_or {
        SETTING.map_or(p.y, |s| s.gain * p.x) * NO_SETTING.map_or(p.y, |s| s.gain * p.x)
    }
    mapped_or_else {
        SETTING.map_or_else(|| p.y, |s| s.gain * p.x) * NO_SETTING.map_or_else(|| p.y, |s| s.gain * p.x)
    }
    then {
        NO_SETTING.map(|s| if p.x > 0.0 { s.gain * p.x } else { p.x }).unwrap_or(p.y * p.x)
            * SETTING.map_or(p.y, |s| { let mut t = p.x; if p.y < 0.0 { t *= s.gain; } t * s.gain })
    }
    by_patterns {
        let a = if let Some(s) = NO_SETTING { if p.x > 0.0 { s.gain * p.x } else { 0.0 } } else { p.y };
        let b = match NO_SETTING { Some(s) => { let mut t = p.x; if p.y > 0.0 { t *= s.gain; } t * s.gain } None => p.y * p.x };
        let mut c = 0.0;
        for i in 0..2 {
            c += match if i == 0 { SETTING } else { NO_SETTING } { Some(s) => if p.x > 0.0 { s.gain * p.x } else { p.y }, None => p.y };
        }
        a * b * c
    }
    by_a_pattern_alone {
        if let Some(s) = NO_SETTING { if p.x > 0.0 { s.gain * p.x } else { 0.0 } } else { p.y }
    }
    by_arms_alone {
        match NO_SETTING { Some(s) => if p.x > 0.0 { s.gain * p.x } else { p.x }, None => p.y * p.x }
    }
    or_left {
        let Some(s) = NO_SETTING else { return p.y * p.x };
        if p.x > 0.0 { s.gain * p.x } else { p.x }
    }
    made_on_a_condition {
        let flag = 2 > 1;
        let made: Option<Setting> = flag.then(|| Setting { gain: 0.75 });
        made.map(|s| s.gain * p.x).unwrap_or(p.y)
    }
    of_a_call_that_nobody_reads {
        long_enough(&[2.0, 3.0], 2.0).map_or_else(|| p.y, |_| p.x * p.y) + long_enough(&[-1.0, 3.0], 2.0).map_or(p.y, |_| p.x)
    }
}

programs! { one_option_or_another at point(), of p: &Point =>
    of_structs {
        let made = if p.x > 1.0 { Some(Point { x: 2.0, y: p.y }) } else { None };
        let other = made.or((p.x > p.y).then(|| Point { x: p.y, y: p.x }));
        other.map_or(p.x, |other| other.x * other.y * p.y)
    }
    or_a_struct {
        let made = if p.x > 1.0 { Some(Point { x: 2.0, y: p.y }) } else { None };
        let q = made.unwrap_or(Point { x: p.x * p.y, y: 3.0 });
        q.x * q.y + Some(*p).unwrap_or(q).x
    }
}

programs! { attempts_with_what_is_known_part_by_part at point(), of p: &Point =>
    structs_in_an_array {
        let points = [Point { x: p.y, y: 1.0 }, *p];
        shifted(&Line { from: Point { y: 2.0, ..points[0] }, v: [p.x, p.y] }, points[1].x)
            .map(|found| found.x * found.y)
            .unwrap_or(0.5)
    }
    an_option {
        let held = if p.x > 0.0 { Some(p.x * p.y) } else { None };
        long_enough(&[p.x, held.map_or(p.x, |held| held * p.y)], p.y).unwrap_or(p.y)
    }
    a_tuple {
        let pair = (p.x * p.x, [p.y, p.x]);
        long_enough(&[pair.0, pair.1[0]], pair.1[1]).unwrap_or(p.y)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Differentiable)]
struct Wheel {
    radius: f64,
    at: Point,
    #[differentiate(constant)]
    gain: f64,
}

fn wheel() -> Wheel {
    Wheel { radius: 1.2, at: point(), gain: 0.75 }
}

programs! { constant_fields_of_their_own at wheel(), of w: &Wheel =>
    given_with_the_rest_of_another {
        let mut other = Wheel { gain: 0.5, ..*w };
        other.radius *= w.at.x;
        other.radius * other.gain.sin()
    }
    assigned {
        let mut other = *w;
        other.radius *= w.radius;
        other.gain = 1.5;
        other.radius * other.gain + other.at.y
    }
}

programs! { what_nobody_reads at point(), of p: &Point =>
    one_or_another_one {
        let _other = if p.x > 0.0 {
            Point { x: line((p.x, p.y)).from.y, y: p.y }
        } else {
            Point { x: p.x, y: line((p.y, p.x)).from.x }
        };
        p.x * p.y
    }
    only_compared {
        let best = line((p.x, p.y)).v.iter().copied().min_by(|a, b| a.partial_cmp(b).unwrap()).unwrap();
        Some(best).map_or(p.x, |best| best * p.y)
    }
}

programs! { fields_of_calls_and_methods_of_fields at line((1.2, -0.4)), of l: &Line =>
    handed_on {
        product(l.v[0], line((l.v[0], l.v[1])).from.y)
    }
    an_element_handed_on {
        product(l.v[0], line((l.v[0], l.v[1])).v[0])
    }
    the_last_of_a_field {
        let Some(last) = l.v.last() else { unreachable!() };
        last.sin() * l.from.x
    }
    the_first_and_the_largest {
        let largest = l.v.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        l.v.first().unwrap() * l.from.y * largest
    }
}

/// In a function of numbers alone.
#[differentiate(wrt(x))]
fn of_a_constant_array(x: f64, mut k: [f64; 2]) -> f64 {
    let y = x * k[0];
    k[1] = k[0] * k[1];
    y * k[1]
}

#[differentiate(wrt(x))]
fn by_the_same_name(x: &[[f64; 2]]) -> f64 {
    let x: f64 = x.iter().enumerate().map(|(x, b)| if x >= b.len() { b[x % 2].powi(2) } else { b[x] }).sum();
    x * x
}

#[test]
fn changes_and_names() {
    assert_eq!(of_a_constant_array::value_and_gradient(2.0, [3.0, 5.0]), (90.0, 45.0));
    let (value, gradient) = by_the_same_name::value_and_gradient(&[[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]]);
    assert_eq!(value, 30.0 * 30.0);
    assert_eq!(gradient, [[60.0, 0.0], [0.0, 60.0], [600.0, 0.0]]);
}
