//! Tuples of numbers and of integers or truth values, in lists that change.

use chainrule::differentiate;

use crate::check::near;

/// x² + (xy)² + (xy²)²
#[differentiate(order = 2)]
fn stack(x: f64, y: f64) -> f64 {
    let mut stack: Vec<(f64, usize)> = Vec::new();
    stack.push((x, 0));
    let mut sum = 0.0;
    while let Some((value, depth)) = stack.pop() {
        sum += value * value;
        if depth < 2 {
            stack.push((value * y, depth + 1));
        }
    }
    sum
}

/// The product of a sparse matrix's entries (1, x), (0, y), (1, y) and (x, y): (y·x)·((x + y)·y)
#[differentiate(order = 2)]
fn sparse(x: f64, y: f64) -> f64 {
    let entries: Vec<(usize, f64)> = vec![(1, x), (0, y), (1, y)];
    let by = [x, y];
    let mut product = [0.0; 2];
    for &(row, entry) in &entries {
        product[row] += entry * by[row];
    }
    product[0] * product[1]
}

/// 2·x²·y − y
#[differentiate]
fn flagged(x: f64, y: f64) -> f64 {
    let marked: Vec<(f64, bool)> = [x, 2.0 * x, y].iter().map(|v| (v * x, *v > 2.5)).collect();
    let mut sum = 0.0;
    for &(value, is_large) in &marked {
        if is_large {
            sum += value * y;
        }
    }
    sum - y
}

/// 3·x·(2·y)²
#[differentiate]
fn three_parts(x: f64, y: f64) -> f64 {
    let mut rows = [(0usize, 0.0, false); 3];
    for i in 0..3 {
        rows[i] = (i + 1, if i == 1 { y } else { x }, i == 2);
    }
    rows[1].0 += 1;
    rows[1].1 *= 2.0;
    rows[2].1 *= rows[2].0 as f64;
    if rows[2].2 { rows[2].1 * rows[1].1.powi(rows[1].0 as i32 - 1) } else { 0.0 }
}

/// The largest of x, y and x·y, times its place.
#[differentiate]
fn largest(x: f64, y: f64) -> f64 {
    let mut best = (0, f64::NEG_INFINITY);
    for (place, value) in [x, y, x * y].into_iter().enumerate() {
        if value > best.1 {
            best = (place, value);
        }
    }
    best.1 * best.0 as f64
}

#[test]
fn lists_of_numbers_and_integers() {
    let (x, y): (f64, f64) = (1.5, 2.0);
    let by_x = 2.0 * x * (1.0 + y.powi(2) + y.powi(4));
    near("stack", &stack::gradient(x, y), &[by_x, x * x * (2.0 * y + 4.0 * y.powi(3))]);
    near("stack", &stack::hessian(x, y)[0][1], &(2.0 * x * (2.0 * y + 4.0 * y.powi(3))));
    near("sparse", &sparse(x, y), &(y * x * (x + y) * y));
    near(
        "sparse",
        &sparse::gradient(x, y),
        &[2.0 * x * y * y + y.powi(3), 2.0 * x * x * y + 3.0 * x * y * y],
    );
    near("sparse", &sparse::hessian(x, y)[0][1], &(4.0 * x * y + 3.0 * y * y));
    near("flagged", &flagged::gradient(x, y), &[4.0 * x * y, 2.0 * x * x - 1.0]);
    near("three_parts", &three_parts::gradient(x, y), &[12.0 * y * y, 24.0 * x * y]);
    near("largest", &largest::gradient(x, y), &[2.0 * y, 2.0 * x]);
}

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
