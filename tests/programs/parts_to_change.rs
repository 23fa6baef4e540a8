//! Parts of lists through which these are changed: chunks, halves, first and last elements; and lists that are turned.

use chainrule::differentiate;

use crate::check::{check, jacobian};

/// Each chunk divided by its sum.
#[test]
fn chunks_to_change() {
    #[differentiate]
    fn f(xs: &[f64]) -> f64 {
        let mut a = xs.to_vec();
        for chunk in a.chunks_mut(2) {
            let total: f64 = chunk.iter().sum();
            for v in chunk.iter_mut() {
                *v /= total;
            }
        }
        a[0] + 10.0 * a[2] + a[4]
    }

    // x₀/(x₀ + x₁) + 10·x₂/(x₂ + x₃) + 1
    check!(
        f(&[1.0, 3.0, 2.0, 2.0, 7.0]),
        0.25 + 5.0 + 1.0,
        vec![3.0 / 16.0, -1.0 / 16.0, 20.0 / 16.0, -20.0 / 16.0, 0.0]
    );
}

/// Exact chunks by their numbers, beside those of another list.
#[test]
fn exact_chunks_beside_others() {
    #[differentiate]
    fn f(xs: &[f64], ks: &[f64]) -> Vec<f64> {
        let mut a = vec![0.0; 4];
        for (i, (out, &k)) in a.chunks_exact_mut(2).zip(ks).enumerate() {
            for (o, x) in out.iter_mut().zip(xs) {
                *o = x * k + i as f64;
            }
        }
        a
    }

    let rows = [[5.0, 0.0, 2.0, 0.0], [0.0, 5.0, 3.0, 0.0], [7.0, 0.0, 0.0, 2.0], [0.0, 7.0, 0.0, 3.0]];
    jacobian!(f(&[2.0, 3.0], &[5.0, 7.0]), [10.0, 15.0, 15.0, 22.0], rows);
}

/// A name that varies already by what it is bound beside leads on to what it changes.
#[test]
fn rows_beside_what_varies() {
    #[differentiate]
    fn f(xs: &[f64], ks: &[f64]) -> f64 {
        let mut a = vec![vec![0.0; 2]; 2];
        for (row, &k) in a.iter_mut().zip(ks) {
            for (o, x) in row.iter_mut().zip(xs) {
                *o = x * k;
            }
        }
        a[0][0] * a[1][1]
    }

    check!(f(&[2.0, 3.0], &[5.0, 7.0]), 210.0, (vec![105.0, 70.0], vec![42.0, 30.0]));
}

/// Two halves of a list at once.
#[test]
fn halves_to_change() {
    #[differentiate]
    fn f(xs: &[f64]) -> f64 {
        let mut a = xs.to_vec();
        let (left, right) = a.split_at_mut(2);
        left[0] = right[0] * right[1];
        right[1] = left[0] + left[1];
        a[0] + 10.0 * a[3]
    }

    check!(f(&[2.0, 3.0, 5.0, 7.0]), 35.0 + 380.0, vec![0.0, 10.0, 77.0, 55.0]);
}

/// The first, the last, one of a number, and one that is not there.
#[test]
fn elements_to_change() {
    #[differentiate]
    fn f(xs: &[f64], at: usize) -> f64 {
        let mut a = xs.to_vec();
        if let Some(first) = a.first_mut() {
            *first *= 3.0;
        }
        *a.last_mut().unwrap() += xs[0];
        if let Some(one) = a.get_mut(at) {
            *one = *one * *one;
        }
        a[0] + 10.0 * a[1] + 100.0 * a[2]
    }

    check!(f(&[2.0, 3.0, 5.0], 1), 6.0 + 90.0 + 700.0, vec![103.0, 60.0, 100.0]);
    check!(f(&[2.0, 3.0, 5.0], 9), 6.0 + 30.0 + 700.0, vec![103.0, 10.0, 100.0]);
}

/// A list that is turned to the left and to the right, as a whole and in part.
#[test]
fn turned_lists() {
    #[differentiate]
    fn f(xs: &[f64], by: usize) -> Vec<f64> {
        let mut a = xs.to_vec();
        a.rotate_left(by);
        a[1..].rotate_right(1);
        a[0] *= 2.0;
        a
    }

    let rows = [[0.0, 0.0, 2.0], [0.0, 1.0, 0.0], [1.0, 0.0, 0.0]];
    jacobian!(f(&[2.0, 3.0, 5.0], 2), [10.0, 3.0, 2.0], rows);
    let rows = [[2.0, 0.0, 0.0], [0.0, 0.0, 1.0], [0.0, 1.0, 0.0]];
    jacobian!(f(&[2.0, 3.0, 5.0], 3), [4.0, 5.0, 3.0], rows);
}

/// Constant vectors of integers change in the same ways.
#[test]
fn turned_permutations() {
    #[differentiate]
    fn f(xs: &[f64]) -> f64 {
        let mut order: Vec<usize> = (0..xs.len()).collect();
        order.swap(0, 1);
        order.rotate_left(1);
        order.reverse();
        xs[order[0]] + 10.0 * xs[order[1]] + 100.0 * xs[order[2]]
    }

    // 0 1 2 → 1 0 2 → 0 2 1 → 1 2 0
    check!(f(&[2.0, 3.0, 5.0]), 3.0 + 50.0 + 200.0, vec![100.0, 1.0, 10.0]);
}

/// Names declared with `mut` of what is lent lead to the list itself.
#[test]
fn mutable_names_of_parts() {
    #[differentiate]
    fn f(x: f64, y: f64) -> f64 {
        let mut rows = vec![vec![0.0, 1.0], vec![y, 2.0]];
        {
            let mut row = rows.last_mut().unwrap();
            row[0] *= x;
            row[1] = y;
        }
        let mut a = [x, y];
        {
            let mut all = a.as_mut_slice();
            all[0] *= 2.0;
            all.swap(0, 1);
        }
        rows[1][0] * rows[1][1] + 10.0 * a[0] + 100.0 * a[1]
    }

    // x·y² + 10·y + 200·x
    check!(f(2.0, 3.0), 18.0 + 30.0 + 400.0, [9.0 + 200.0, 12.0 + 10.0]);
}

/// What two references lead to changes places, by their names, and through them.
#[test]
fn places_behind_references_are_swapped() {
    #[differentiate]
    fn f(xs: &[f64], n: usize) -> f64 {
        let mut a = xs.to_vec();
        let (left, right) = a.split_at_mut(2);
        for (p, q) in left.iter_mut().zip(right.iter_mut()) {
            if *p > *q {
                std::mem::swap(p, q);
            }
        }
        let mut first = a.clone();
        let mut second = vec![0.0; a.len()];
        let (mut from, mut to) = (&mut first, &mut second);
        for _ in 0..n {
            for i in 0..from.len() {
                to[i] = 2.0 * from[(i + 1) % from.len()];
            }
            std::mem::swap(&mut from, &mut to);
        }
        from[0] + 10.0 * a[0]
    }

    // 7 3 2 5 → 2 3 7 5, of which the one behind the first is first
    check!(f(&[7.0, 3.0, 2.0, 5.0], 1), 6.0 + 20.0, vec![0.0, 2.0, 10.0, 0.0]);
}

/// Names of numbers in options and tuples that are lent.
#[test]
fn numbers_in_what_is_lent() {
    #[differentiate]
    fn in_option(x: &[f64]) -> f64 {
        let mut product: Option<f64> = None;
        for v in x {
            match &mut product {
                Some(p) => {
                    *p *= v;
                    if *p > 4.0 {
                        *p -= 1.0;
                    }
                }
                None => product = Some(*v),
            }
        }
        product.unwrap_or(0.0)
    }
    #[differentiate]
    fn by_as_mut(x: f64) -> f64 {
        let mut o = Some((x, 2.0));
        if let Some((a, b)) = o.as_mut() {
            for _ in 0..2 {
                *a *= *b;
            }
            *b += *a;
        }
        let (a, b) = o.unwrap();
        a * b
    }
    #[differentiate]
    fn or_else(x: f64, c: bool) -> f64 {
        let mut o = c.then_some(x);
        let Some(v) = &mut o else { return 3.0 * x };
        *v *= x;
        *v += 1.0;
        let w = *v;
        o.unwrap() * w
    }
    #[differentiate]
    fn in_tuple(x: &[f64]) -> f64 {
        let mut t = (0.0, 1.0);
        let (sum, product) = &mut t;
        for v in x {
            if *v > 1.5 {
                *sum += v;
                continue;
            }
            *product *= v;
        }
        t.0 * t.1
    }

    check!(in_option(&[1.5, 2.0, 1.2]), 1.5 * 2.0 * 1.2, vec![2.4, 1.8, 3.0]);
    check!(in_option(&[1.5, 4.0, 2.0]), 9.0, vec![8.0, 3.0, 5.0]);
    // 4x(2 + 4x)
    check!(by_as_mut(2.0), 80.0, 72.0);
    // (x² + 1)²
    check!(or_else(2.0, true), 25.0, 40.0);
    check!(or_else(2.0, false), 6.0, 3.0);
    check!(in_tuple(&[1.5, 2.0, 1.2, 3.0]), 9.0, vec![6.0, 1.8, 7.5, 1.8]);
}

#[differentiate(order = 2)]
fn by_a_closure(x: f64) -> f64 {
    let mut p = (x, x);
    let (a, _) = &mut p;
    let mut scale = || *a *= x;
    scale();
    scale();
    let (c, d) = &mut p;
    *d += *c;
    p.0 + p.1 * 10.0
}

#[differentiate(order = 2)]
fn one_after_the_other(x: f64) -> f64 {
    let mut pairs = [(x, 1.0), (2.0, x)];
    for i in 0..2 {
        let (a, b) = &mut pairs[i];
        let mut go = |s: f64| {
            *a += s;
            *b *= s;
        };
        go(x);
        go(2.0);
    }
    pairs[0].0 * pairs[0].1 + pairs[1].0 * pairs[1].1
}

#[test]
fn closures_change_parts() {
    // x³ + 10·(x + x³)
    assert_eq!(by_a_closure::gradient(2.0), 142.0);
    assert_eq!(by_a_closure::hessian(2.0), [[132.0]]);
    // (2x + 2)·2x + (x + 4)·2x²
    assert_eq!(one_after_the_other::gradient(2.0), 76.0);
    assert_eq!(one_after_the_other::hessian(2.0), [[48.0]]);
}

/// What `?` gives of what is lent.
#[test]
fn lent_or_missing() {
    #[differentiate]
    fn by_names(x: &[f64]) -> Result<f64, String> {
        let mut v = x.to_vec();
        let a = v.first_mut().ok_or("none")?;
        *a *= 2.0;
        let b = v.get_mut(2).ok_or_else(|| "none".to_string())?;
        *b += x[1];
        Ok(v[0] * v[2])
    }
    #[differentiate]
    fn at_once(x: &[f64]) -> Option<f64> {
        let mut v = x.to_vec();
        *v.last_mut()? *= x[0];
        *v.get_mut(1)? += x[2];
        Some(v[2] * v[1])
    }

    // 2·x·(z + y), and z·x·(y + z).
    assert_eq!(by_names::value_and_gradient(&[3.0, 2.0, 5.0]), Ok((42.0, vec![14.0, 6.0, 6.0])));
    assert_eq!(by_names::gradient(&[3.0]), Err("none".to_owned()));
    assert_eq!(at_once::value_and_gradient(&[3.0, 2.0, 5.0]), Some((105.0, vec![35.0, 15.0, 36.0])));
}
