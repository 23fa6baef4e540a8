//! Loops that carry numbers from one iteration to the next.

use chainrule::differentiate;

use crate::functions::carried_out;

const X: [f64; 4] = [0.3, -1.2, 2.0, 0.7];

#[differentiate]
fn logistic(start: f64, rate: f64, steps: usize) -> f64 {
    let mut x = start;
    for _ in 0..steps {
        x = rate * x * (1.0 - x);
    }
    x
}

#[differentiate]
fn newton(a: f64) -> f64 {
    let mut x = a;
    while (x * x - a).abs() > 1e-9 {
        x = 0.5 * (x + a / x);
    }
    x
}

#[differentiate]
fn two_that_interdepend(a: f64, b: f64, n: usize) -> f64 {
    let (mut x, mut y) = (a, b);
    for _ in 0..n {
        let t = x * y;
        x = y;
        y = t + x;
    }
    x * y
}

#[differentiate]
fn swapped(a: f64, b: f64, n: usize) -> f64 {
    let mut x = a;
    let mut y = b;
    for _ in 0..n {
        (x, y) = (y, x + y * y * 0.1);
    }
    let z = x.exp();
    for _ in 0..n {
        x = x * z * 0.5;
    }
    x + z
}

#[differentiate]
fn with_branches(x: f64, y: f64, n: usize) -> f64 {
    let mut r = x;
    let mut z = y;
    for i in 0..n {
        if r > y {
            r = r / 2.0;
            z += r;
        } else {
            r = r * y + i as f64;
        }
    }
    r + z
}

#[differentiate]
fn left_early(x: f64, n: usize) -> f64 {
    let mut s = 0.0;
    let mut p = 1.0;
    for i in 0..n {
        p *= x;
        if p > 20.0 {
            break;
        }
        if i == 2 {
            continue;
        }
        s += p / (i + 1) as f64;
    }
    s
}

#[differentiate]
fn product_of_calls(x: &[f64], y: f64) -> f64 {
    let mut s = 1.0;
    for v in x {
        s *= crate::functions::helper(*v, y);
    }
    s
}

#[differentiate]
fn horner(c: &[f64], x: f64) -> f64 {
    let mut p = 0.0;
    for v in c.iter().rev() {
        p = p * x + v;
    }
    p
}

#[differentiate]
fn euler(k: f64, damping: f64, n: usize) -> f64 {
    let (mut x, mut v) = (1.0, 0.0);
    let h = 0.05;
    for _ in 0..n {
        let a = -k * x - damping * v;
        v += h * a;
        x += h * v;
    }
    x
}

#[differentiate]
fn moving_average(x: &[f64], alpha: f64) -> f64 {
    let mut mean = x[0];
    let mut energy = 0.0;
    for i in 1..x.len() {
        mean = alpha * mean + (1.0 - alpha) * x[i];
        energy += (x[i] - mean).powi(2);
    }
    energy
}

#[differentiate]
fn loops_in_loops(a: f64, b: f64) -> f64 {
    let mut x = a;
    for i in 0..3 {
        let mut y = x * b;
        for _ in 0..i {
            y = (y + x).sin();
        }
        x = x * 0.5 + y;
    }
    x
}

#[differentiate]
fn old_value_needed(a: f64, n: usize) -> f64 {
    let first = a.exp();
    let mut x = first;
    for _ in 0..n {
        x = (x * first).sqrt() + 0.1;
    }
    x * first
}

#[differentiate]
fn endless(a: f64) -> f64 {
    let mut x = a;
    let mut count = 0;
    loop {
        x = x * 0.5 + 1.0;
        count += 1;
        if count == 4 {
            break;
        }
    }
    x * a
}

#[differentiate]
fn halves(a: f64) -> f64 {
    let mut x = a;
    let mut n = 0;
    while x > 0.1 {
        x = x * 0.5 - 0.01;
        n += 1;
    }
    x * n as f64
}

#[differentiate]
fn collatz(a: f64) -> f64 {
    let mut n = 6;
    let mut x = a;
    while n != 1 {
        if n % 2 == 0 {
            n /= 2;
            x = x.sin() + a;
        } else {
            n = 3 * n + 1;
            x = 0.7 * x * a;
        }
    }
    x
}

#[differentiate]
fn power_series(x: f64, terms: usize) -> f64 {
    let mut term = 1.0;
    let mut sum = 1.0;
    for k in 1..terms {
        term *= x / k as f64;
        sum += term;
    }
    sum
}

#[differentiate]
fn labelled(x: f64) -> f64 {
    let mut s = x;
    'outer: for i in 0..4 {
        for j in 0..4 {
            if i * j == 4 {
                break 'outer;
            }
            s = s * 0.9 + x * (i + j) as f64;
        }
    }
    s
}

#[differentiate]
fn downwards(x: f64) -> f64 {
    let mut s = 1.0;
    for i in (0..4).rev() {
        s = s * x + i as f64;
    }
    s
}

#[differentiate]
fn left_by_what_stood_before(a: f64, n: usize) -> f64 {
    let limit = a.sin() * 4.0;
    let mut x = a;
    for _ in 0..n {
        if x > limit {
            break;
        }
        x = x * x + 0.3;
    }
    x + limit
}

carried_out! {
    left_by_what_stood_before[a n] gradient by [a] at (1.3, 6) at (0.4, 3);
    logistic[start rate steps] gradient by [start rate] at (0.3, 2.1, 5) at (0.3, 2.1, 0);
    newton[a] gradient by [a] at (2.5) at (1.0);
    two_that_interdepend[a b n] gradient by [a b] at (0.4, 0.7, 4) at (0.4, 0.7, 1);
    swapped[a b n] gradient by [a b] at (0.4, 0.7, 3);
    with_branches[x y n] gradient by [x y] at (0.4, 0.7, 6) at (3.0, 0.7, 3);
    left_early[x n] gradient by [x] at (1.9, 9) at (0.9, 6);
    product_of_calls[x y] gradient by [x y] at (&X[..], 0.9);
    horner[c x] gradient by [c x] at (&X[..], 1.3);
    euler[k damping n] gradient by [k damping] at (4.0, 0.3, 20);
    moving_average[x alpha] gradient by [x alpha] at (&X[..], 0.6);
    loops_in_loops[a b] gradient by [a b] at (0.4, 0.7);
    old_value_needed[a n] gradient by [a] at (0.4, 3);
    endless[a] gradient by [a] at (0.4);
    halves[a] gradient by [a] at (3.0) at (0.05);
    collatz[a] gradient by [a] at (0.8);
    power_series[x terms] gradient by [x] at (0.8, 6) at (0.8, 1);
    labelled[x] gradient by [x] at (0.8);
    downwards[x] gradient by [x] at (0.8);
}
