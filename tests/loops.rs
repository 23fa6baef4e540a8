//! Loops of every kind, against differences of the function itself.

mod differences;

use chainrule::differentiate;
use differences::check;

macro_rules! checked {
    ($($name:ident at $($x:expr),+ ;)*) => {$(
        #[test]
        fn $name() {
            $(check(super::$name, &$x, super::$name::value_and_gradient(&$x));)+
        }
    )*};
}

#[differentiate]
fn product_of_neighbours(x: &[f64]) -> f64 {
    let mut sum = 0.0;
    for i in 1..x.len() {
        sum += x[i - 1] * x[i];
    }
    sum
}

#[differentiate]
fn inclusive(x: &[f64]) -> f64 {
    let mut sum = 1.0;
    for i in 0..x.len() {
        sum *= x[i] + i as f64;
    }
    sum
}

#[differentiate]
fn reversed(x: &[f64]) -> f64 {
    let mut horner = 0.0;
    for i in (0..x.len()).rev() {
        horner = horner * 0.7 + x[i] * x[i];
    }
    horner
}

#[differentiate]
fn stepped(x: &[f64]) -> f64 {
    let mut sum = 0.0;
    for i in (0..x.len()).step_by(2) {
        sum += x[i].sin() * sum;
        sum += x[i];
    }
    sum
}

#[differentiate]
fn nested(x: &[f64]) -> f64 {
    let mut sum = 0.0;
    for i in 0..x.len() {
        let mut inner = 1.0;
        for j in 0..i {
            inner *= x[j] * 0.5 + x[i];
        }
        sum += inner.cos();
    }
    sum
}

#[differentiate]
fn by_value(x: &[f64]) -> f64 {
    let mut sum = 0.0;
    for v in x {
        sum += v * v * v;
    }
    for &v in x {
        sum -= v.exp();
    }
    sum
}

#[differentiate]
fn enumerated(x: &[f64]) -> f64 {
    let mut sum = 0.0;
    for (i, v) in x.iter().enumerate() {
        sum += (i as f64 + 1.0) * v.sin();
    }
    sum * sum
}

#[differentiate]
fn zipped(x: &[f64]) -> f64 {
    let mut sum = 0.0;
    for (a, b) in x.iter().zip(x.iter().skip(1)) {
        sum += (b - a).powi(2) * a;
    }
    sum
}

#[differentiate]
fn windows(x: &[f64]) -> f64 {
    let mut sum = 0.0;
    for w in x.windows(2) {
        sum += w[0] * w[1].exp();
    }
    sum
}

#[differentiate]
fn chunks(x: &[f64]) -> f64 {
    let mut sum = 0.0;
    for c in x.chunks_exact(2) {
        sum += c[0].powi(2) * c[1];
    }
    sum
}

#[differentiate]
fn while_counted(x: &[f64]) -> f64 {
    let mut i = 0;
    let mut sum = 0.0;
    while i < x.len() {
        sum = sum * 0.5 + x[i] * x[i];
        i += 1;
    }
    sum
}

#[differentiate]
fn until_large(x: &[f64]) -> f64 {
    let mut y = x[0];
    while y < 100.0 {
        y = y * y + x[1];
    }
    y
}

#[differentiate]
fn left_early(x: &[f64]) -> f64 {
    let mut sum = 0.0;
    for v in x {
        if *v < 0.0 {
            break;
        }
        sum += v * v;
    }
    sum
}

#[differentiate]
fn skipped(x: &[f64]) -> f64 {
    let mut sum = 1.0;
    for i in 0..x.len() {
        if x[i] < 0.0 {
            continue;
        }
        sum *= x[i] + 1.0;
    }
    sum
}

#[differentiate]
fn endless(x: &[f64]) -> f64 {
    let mut n = 0;
    let mut y = x[0];
    loop {
        if n >= 5 {
            break;
        }
        y = (y * x[1]).sin() + y;
        n += 1;
    }
    y
}

#[differentiate]
fn returns_from_within(x: &[f64]) -> f64 {
    let mut sum = 0.0;
    for i in 0..x.len() {
        sum += x[i] * x[i];
        if sum > 10.0 {
            return sum.sqrt() * x[0];
        }
    }
    sum * x[0]
}

#[differentiate]
fn labelled(x: &[f64]) -> f64 {
    let mut sum = 0.0;
    'rows: for i in 0..x.len() {
        for j in 0..x.len() {
            if j > i {
                continue 'rows;
            }
            if sum > 40.0 {
                break 'rows;
            }
            sum += x[i] * x[j] * x[j];
        }
    }
    sum
}

#[differentiate]
fn overwritten(x: &[f64]) -> f64 {
    let mut acc = 0.0;
    for i in 0..x.len() {
        acc += x[i];
    }
    let first = acc * acc;
    acc = 0.0;
    for i in 0..x.len() {
        acc += x[i] * first;
    }
    acc
}

#[differentiate]
fn shadowed(x: &[f64]) -> f64 {
    let i = 3.0;
    let mut sum = i * x[0];
    for i in 0..x.len() {
        let sum_before = sum;
        for i in 0..2 {
            sum += x[i] * sum_before * 0.1;
        }
        sum += x[i];
    }
    sum * i
}

#[differentiate]
fn two_at_once(x: &[f64]) -> f64 {
    let (mut a, mut b) = (x[0], x[1]);
    for _ in 0..4 {
        (a, b) = (b, a * b + x[2]);
    }
    a - b
}

#[differentiate]
fn conditions(x: &[f64]) -> f64 {
    let mut sum = 0.0;
    for i in 0..x.len() {
        let v = if i > 0 { x[i - 1] } else { 0.5 };
        if x[i] > v && i % 2 == 0 {
            sum += x[i] * v;
        } else if x[i] < -1.0 {
            sum -= x[i].powi(3);
        } else {
            sum *= 1.1;
        }
    }
    sum
}

#[differentiate]
fn matched(x: &[f64]) -> f64 {
    let mut sum = 0.0;
    for i in 0..x.len() {
        sum += match i {
            0 => x[i] * x[i],
            1 | 2 => x[i - 1] * x[i],
            _ => x[i].sin(),
        };
    }
    sum
}

/// Of the largest so far, only the comparisons are kept; of `product`, the numbers.
#[differentiate]
fn extremes_of_beginnings(x: &[f64]) -> f64 {
    let mut sum = 0.0;
    for end in 0..=x.len() {
        let (mut largest, mut smallest, mut product) = (0.3, 0.0, 1.0);
        for k in 0..end {
            let v = x[k] * x[0];
            largest = v.max(largest);
            smallest = if v < smallest { v } else { smallest };
            product *= v + 0.5;
        }
        sum = sum * 0.5 + largest * smallest + product;
    }
    sum
}

/// The largest is compared, and multiplied, too.
#[differentiate]
fn largest_as_factor(x: &[f64]) -> f64 {
    let mut largest = x[0];
    let mut sum = 0.0;
    for k in 1..x.len() {
        sum += largest * x[k];
        largest = largest.max(x[k]);
    }
    sum * largest
}

mod test {
    use super::check;

    checked! {
        product_of_neighbours at [1.0, 2.0, 3.0], [0.5, -1.5, 2.5, 4.0];
        inclusive at [1.0, 2.0, 3.0], [0.5];
        reversed at [1.0, 2.0, 3.0], [0.5, 0.1];
        stepped at [1.0, 2.0, 3.0, 0.4, 0.5];
        nested at [1.0, 0.2, 0.3, 0.4];
        by_value at [1.0, 0.2, 0.3, 0.4];
        enumerated at [1.0, 0.2, 0.3, 0.4];
        zipped at [1.0, 0.2, 0.3, 0.4], [1.0];
        windows at [1.0, 0.2, 0.3, 0.4], [1.0];
        chunks at [1.0, 0.2, 0.3, 0.4], [1.0, 3.0, 2.0], [1.0];
        while_counted at [1.0, 0.2, 0.3, 0.4];
        until_large at [1.5, 0.5], [200.0, 0.5];
        left_early at [1.0, 2.0, -1.0, 3.0], [-1.0, 2.0], [1.0, 2.0];
        skipped at [1.0, -2.0, 3.0], [-1.0, -2.0];
        endless at [0.4, 1.3];
        returns_from_within at [1.0, 2.0, 3.0, 4.0], [1.0, 0.5];
        labelled at [1.0, 2.0, 3.0, 4.0], [0.1, 0.2, 0.3];
        overwritten at [1.0, 2.0, 3.0, 4.0];
        shadowed at [1.0, 2.0, 3.0, 4.0];
        two_at_once at [1.0, 2.0, 3.0];
        conditions at [1.0, 2.0, 3.0, 2.5, -4.0, -3.0], [0.25];
        matched at [1.0, 2.0, 3.0, 2.5, -4.0, -3.0], [0.25];
        extremes_of_beginnings at [1.5, 2.0, -3.0, 2.5, -4.0, 4.0], [0.25], [-2.0, 1.0, 0.75];
        largest_as_factor at [1.0, 2.0, 0.5, 3.0, -4.0, 2.0], [0.25];
    }
}

#[test]
fn nothing_to_loop_over() {
    assert_eq!(by_value::value_and_gradient(&[]), (by_value(&[]), vec![]));
    assert_eq!(windows::value_and_gradient(&[]), (0.0, vec![]));
}

#[test]
fn nothing_is_left_of_the_call_before() {
    let (long, short) = ([1.5, 2.0, -3.0, 2.5, -4.0, 4.0], [0.5, -0.25]);
    let first = extremes_of_beginnings::value_and_gradient(&short);
    assert!(!extremes_of_beginnings::gradient(&long).is_empty());
    assert_eq!(extremes_of_beginnings::value_and_gradient(&short), first);
}
