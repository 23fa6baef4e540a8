//! Integers and truth values that functions without derivatives find of what varies, and methods of the user's that are called as those of
//! lists are.

use chainrule::{Differentiable, differentiate};

use crate::check::check;

#[derive(Clone, Copy, Debug, PartialEq, Differentiable)]
struct V2 {
    x: f64,
    y: f64,
}

#[derive(Clone, Debug, PartialEq, Differentiable)]
struct Line {
    points: Vec<V2>,
}

impl V2 {
    #[differentiate(wrt(self))]
    fn len(self) -> f64 {
        self.x.hypot(self.y)
    }
    #[differentiate(wrt(self))]
    fn first(self) -> f64 {
        self.x
    }
}

#[differentiate]
impl std::ops::Sub for V2 {
    type Output = V2;
    #[differentiate(wrt(self, other))]
    fn sub(self, other: V2) -> V2 {
        V2 { x: self.x - other.x, y: self.y - other.y }
    }
}

#[differentiate]
impl std::ops::Mul<f64> for V2 {
    type Output = V2;
    #[differentiate(wrt(self, by))]
    fn mul(self, by: f64) -> V2 {
        V2 { x: self.x * by, y: self.y * by }
    }
}

impl Line {
    fn len(&self) -> usize {
        self.points.len()
    }
    fn count(&self) -> usize {
        self.points.len()
    }
    fn is_long(&self) -> bool {
        self.points.len() > 3
    }
}

fn above(x: &[f64], bound: f64) -> usize {
    x.iter().filter(|v| **v > bound).count()
}

fn order(x: &[f64]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..x.len()).collect();
    order.sort_by(|a, b| x[*a].total_cmp(&x[*b]));
    order
}

fn cell(x: f64, y: f64) -> (usize, usize) {
    (x as usize, y as usize)
}

fn bracket(xs: &[f64], x: f64) -> Option<usize> {
    xs.iter().position(|v| *v > x)
}

const A: V2 = V2 { x: 3.0, y: 4.0 };

fn by(points: &[(f64, f64)]) -> Vec<V2> {
    points.iter().map(|&(x, y)| V2 { x, y }).collect()
}

/// A length that is a number varies.
#[test]
fn lengths_that_vary() {
    #[differentiate(wrt(v))]
    fn of_a_parameter(v: V2) -> f64 {
        v.len()
    }
    #[differentiate(wrt(v))]
    fn of_an_element(v: &[V2]) -> f64 {
        let r = v[1].len();
        if r > 1.0 { r * r } else { v[0].len() }
    }
    #[differentiate(wrt(v))]
    fn of_each(v: &[V2]) -> f64 {
        v.iter().map(|p| p.len()).sum()
    }
    #[differentiate(wrt(v))]
    fn of_what_is_calculated(v: &[V2], bound: f64) -> f64 {
        let d = v[0] - v[1];
        let distance = d.len();
        if distance > bound {
            return 0.0;
        }
        (d * (1.0 / (distance * distance))).first()
    }

    assert_eq!(of_a_parameter::value_and_gradient(A), (5.0, V2 { x: 0.6, y: 0.8 }));
    assert_eq!(of_an_element::gradient(&[A, A]), by(&[(0.0, 0.0), (6.0, 8.0)]));
    assert_eq!(of_each::gradient(&[A, A]), by(&[(0.6, 0.8), (0.6, 0.8)]));
    // x / (x² + y²) of the difference (1, 2).
    let (value, gradient) = of_what_is_calculated::value_and_gradient(&by(&[(3.0, 4.0), (2.0, 2.0)]), 3.0);
    let near = |v: V2, x: f64, y: f64| (v.x - x).abs() < 1e-14 && (v.y - y).abs() < 1e-14;
    assert!((value - 0.2).abs() < 1e-15);
    assert!(near(gradient[0], 0.12, -0.16) && near(gradient[1], -0.12, 0.16), "{gradient:?}");
}

/// One that is an integer does not, nor does what else a method counts.
#[test]
fn what_methods_count() {
    #[differentiate(wrt(line))]
    fn mean(line: &Line) -> f64 {
        let mut sum = 0.0;
        for i in 0..line.len() {
            sum += line.points[i].x;
        }
        sum / line.count() as f64
    }
    #[differentiate(wrt(line))]
    fn of_what_changes(line: &Line) -> f64 {
        let mut other = line.clone();
        other.points[0].x *= 2.0;
        let n = other.count();
        if other.is_long() {
            return 0.0;
        }
        other.points[n - 1].x * other.points[0].x / other.count() as f64
    }

    let line = Line { points: vec![A, A] };
    assert_eq!(mean::gradient(&line).points, by(&[(0.5, 0.0), (0.5, 0.0)]));
    assert_eq!(
        of_what_changes::value_and_gradient(&line),
        (9.0, Line { points: by(&[(3.0, 0.0), (3.0, 0.0)]) })
    );
}

#[test]
fn what_functions_count() {
    #[differentiate]
    fn mean(x: &[f64]) -> f64 {
        let n = above(x, 0.5);
        x.iter().sum::<f64>() / n as f64 + 0.0 / above(x, 0.5) as f64
    }
    #[differentiate]
    fn of_what_changes(x: &[f64]) -> f64 {
        let mut y = x.to_vec();
        y[0] = 2.0;
        y[0] += x[1] * x[0];
        let k = above(&y, 0.5);
        x[k] * y[0] / k as f64
    }
    #[differentiate]
    fn ranked(x: &[f64]) -> f64 {
        let order = order(x);
        let mut s = 0.0;
        for (k, &i) in order.iter().enumerate() {
            s += x[i] * k as f64;
        }
        s
    }
    #[differentiate]
    fn ranked_by_iterators(x: &[f64]) -> f64 {
        order(x).iter().enumerate().map(|(k, &i)| x[i] * x[i] * k as f64).sum()
    }
    #[differentiate]
    fn in_a_grid(x: f64, y: f64, grid: &[[f64; 3]; 3]) -> f64 {
        let (i, j) = cell(x, y);
        grid[i][j] * (x - i as f64) + (y - j as f64)
    }

    check!(mean(&[1.0, 0.25, 3.0]), 2.125, vec![0.5, 0.5, 0.5]);
    check!(of_what_changes(&[1.0, 0.25, 3.0, 6.0]), 4.5, vec![0.5, 2.0, 0.0, 0.75]);
    check!(ranked(&[3.0, 1.0, 2.0]), 8.0, vec![2.0, 0.0, 1.0]);
    check!(ranked_by_iterators(&[3.0, 1.0, 2.0]), 22.0, vec![12.0, 0.0, 4.0]);
    let mut by_grid = [[0.0; 3]; 3];
    by_grid[1][0] = 0.5;
    check!(
        in_a_grid(1.5, 0.25, &[[1.0, 2.0, 3.0], [4.0, 5.0, 6.0], [7.0, 8.0, 9.0]]),
        2.25,
        (4.0, 1.0, by_grid)
    );
}

/// Places that may not be there.
#[test]
fn places_or_none() {
    #[differentiate]
    fn matched(x: f64, t: &[f64]) -> f64 {
        match bracket(t, x) {
            Some(0) => x,
            Some(i) => t[i] * x + t[i - 1],
            None => x * x,
        }
    }
    #[differentiate]
    fn unwrapped(x: f64, t: &[f64]) -> f64 {
        let i = bracket(t, x).unwrap_or(0);
        t[i] * x
    }
    #[differentiate]
    fn or_else(x: f64, t: &[f64]) -> f64 {
        let Some(i) = bracket(t, x) else { return x };
        t[i] * x
    }
    #[differentiate]
    fn tried(x: f64, t: &[f64]) -> Option<f64> {
        let i = bracket(t, x)?;
        Some(t[i] * x)
    }
    #[differentiate]
    fn asked(x: f64, t: &[f64]) -> f64 {
        if let Some(i) = bracket(t, x) { t[i] * x } else { x }
    }

    let t = [1.0, 2.0, 3.0];
    check!(matched(1.5, &t), 4.0, (2.0, vec![1.0, 1.5, 0.0]));
    check!(matched(4.0, &t), 16.0, (8.0, vec![0.0; 3]));
    check!(unwrapped(4.0, &t), 4.0, (1.0, vec![4.0, 0.0, 0.0]));
    check!(or_else(1.5, &t), 3.0, (2.0, vec![0.0, 1.5, 0.0]));
    check!(asked(1.5, &t), 3.0, (2.0, vec![0.0, 1.5, 0.0]));
    assert_eq!(tried::value_and_gradient(1.5, &t), Some((3.0, (2.0, vec![0.0, 1.5, 0.0]))));
    assert_eq!(tried::gradient(4.0, &t), None);
}
