//! Parts of tuples that are given something, chosen and exchanged.

use crate::check::near;
use chainrule::differentiate;

/// What is given to a part is a copy: x·y + 2·x
#[differentiate]
fn copies(p: (f64, f64)) -> f64 {
    let mut p = p;
    let mut pair = (1.0, (0.0, 0.0));
    pair.1 = p;
    p.0 = 2.0;
    pair.1.0 * pair.1.1 + p.0 * pair.1.0
}

/// One tuple or another one: y·x where x < y, x² elsewhere.
#[differentiate]
fn chosen(p: (f64, f64), x: f64) -> f64 {
    let pair = if p.0 < p.1 { p } else { (x, x) };
    let mut parts = (x, (x, 1.0));
    if p.0 < p.1 {
        parts.1 = pair;
    }
    parts.1.0 * pair.1
}

/// Parts that change places: x·b + a·b
#[differentiate]
fn exchanged(p: (f64, f64), x: f64) -> f64 {
    let mut parts = (p, (x, 2.0));
    std::mem::swap(&mut parts.0, &mut parts.1);
    parts.0.1 = parts.1.1;
    parts.0.0 * parts.0.1 + parts.1.0 * parts.1.1
}

/// The one that is the larger in its first part, and options of such.
#[differentiate]
fn best_of_pairs(p: (f64, f64), x: f64) -> f64 {
    let mut best: Option<(f64, f64)> = None;
    for pair in [p, (x, 3.0 * x)] {
        match best {
            Some(held) if held.0 >= pair.0 => {}
            _ => best = Some(pair),
        }
    }
    let other = if x > 0.0 { Some(p) } else { None };
    best.map_or(0.0, |pair| pair.0 * pair.1) + other.map_or(0.0, |pair| pair.1)
}

#[test]
fn parts_of_tuples() {
    near("copies", &copies((3.0, 4.0)), &18.0);
    near("copies", &copies::gradient((3.0, 4.0)), &(6.0, 3.0));
    near("chosen", &chosen::gradient((1.0, 4.0), 5.0), &((4.0, 1.0), 0.0));
    near("chosen", &chosen::gradient((4.0, 1.0), 5.0), &((0.0, 0.0), 10.0));
    near("exchanged", &exchanged((3.0, 4.0), 5.0), &32.0);
    near("exchanged", &exchanged::gradient((3.0, 4.0), 5.0), &((4.0, 8.0), 4.0));
    near("best_of_pairs", &best_of_pairs::gradient((1.0, 2.0), 5.0), &((0.0, 1.0), 30.0));
    near("best_of_pairs", &best_of_pairs::gradient((7.0, 2.0), 5.0), &((2.0, 8.0), 0.0));
}
