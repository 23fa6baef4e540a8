//! Vectors of one's own as geometry is written: operators, and methods that have the names of functions of numbers.

use std::ops::{Add, Mul, Neg, Sub};

use chainrule::{Differentiable, differentiate};

use super::differences::parts::check_at;

#[derive(Clone, Copy, Debug, PartialEq, Differentiable)]
struct Vec2 {
    x: f64,
    y: f64,
}

#[derive(Clone, Copy, Debug, PartialEq, Differentiable)]
struct Point {
    x: f64,
    y: f64,
}

#[derive(Clone, Copy, Debug, PartialEq, Differentiable)]
struct Line {
    start: Vec2,
    end: Vec2,
}

#[differentiate]
impl Add for Vec2 {
    type Output = Vec2;

    #[differentiate(wrt(self, other))]
    fn add(self, other: Vec2) -> Vec2 {
        Vec2 { x: self.x + other.x, y: self.y + other.y }
    }
}

#[differentiate]
impl Sub for Vec2 {
    type Output = Vec2;

    #[differentiate(wrt(self, other))]
    fn sub(self, other: Vec2) -> Vec2 {
        Vec2 { x: self.x - other.x, y: self.y - other.y }
    }
}

#[differentiate]
impl Neg for Vec2 {
    type Output = Vec2;

    #[differentiate(wrt(self))]
    fn neg(self) -> Vec2 {
        Vec2 { x: -self.x, y: -self.y }
    }
}

#[differentiate]
impl Mul<f64> for Vec2 {
    type Output = Vec2;

    #[differentiate(wrt(self, by))]
    fn mul(self, by: f64) -> Vec2 {
        Vec2 { x: self.x * by, y: self.y * by }
    }
}

#[differentiate]
impl Mul<Vec2> for f64 {
    type Output = Vec2;

    #[differentiate(wrt(self, v))]
    fn mul(self, v: Vec2) -> Vec2 {
        Vec2 { x: self * v.x, y: self * v.y }
    }
}

/// What leads from one point to another one is no point.
#[differentiate]
impl Sub for Point {
    type Output = Vec2;

    #[differentiate(wrt(self, other))]
    fn sub(self, other: Point) -> Vec2 {
        Vec2 { x: self.x - other.x, y: self.y - other.y }
    }
}

#[differentiate]
impl Add<Vec2> for Point {
    type Output = Point;

    #[differentiate(wrt(self, by))]
    fn add(self, by: Vec2) -> Point {
        Point { x: self.x + by.x, y: self.y + by.y }
    }
}

#[differentiate]
impl Vec2 {
    #[differentiate]
    fn new(x: f64, y: f64) -> Vec2 {
        Vec2 { x, y }
    }

    #[differentiate(wrt(self))]
    fn hypot(self) -> f64 {
        self.x.hypot(self.y)
    }

    #[differentiate(wrt(self))]
    fn hypot2(self) -> f64 {
        self.dot(self)
    }

    #[differentiate(wrt(self))]
    fn atan2(self) -> f64 {
        self.y.atan2(self.x)
    }

    #[differentiate(wrt(self))]
    fn abs(self) -> Vec2 {
        Vec2::new(self.x.abs(), self.y.abs())
    }

    #[differentiate(wrt(self, by))]
    fn powi(self, by: f64) -> Vec2 {
        Vec2::new(self.x * by, self.y)
    }

    #[differentiate(wrt(self, other))]
    fn max(self, other: Vec2) -> Vec2 {
        Vec2::new(self.x.max(other.x), self.y.max(other.y))
    }

    #[differentiate(wrt(self, other))]
    fn midpoint(self, other: Vec2) -> Vec2 {
        Vec2::new(0.5 * (self.x + other.x), 0.5 * (self.y + other.y))
    }

    #[differentiate(wrt(self, other, t))]
    fn lerp(self, other: Vec2, t: f64) -> Vec2 {
        self + t * (other - self)
    }

    #[differentiate(wrt(self, other))]
    fn dot(self, other: Vec2) -> f64 {
        self.x * other.x + self.y * other.y
    }

    #[differentiate(wrt(self, other))]
    fn distance(self, other: Vec2) -> f64 {
        (self - other).hypot()
    }

    #[differentiate(wrt(self))]
    fn normalize(self) -> Vec2 {
        self * (1.0 / self.hypot())
    }

    #[differentiate(wrt(self, x))]
    const fn set_x(&mut self, x: f64) {
        self.x = x;
    }
}

#[differentiate]
impl Line {
    #[differentiate(wrt(self))]
    fn length(&self) -> f64 {
        (self.end - self.start).hypot()
    }

    #[differentiate(wrt(self))]
    fn middle(&self) -> Vec2 {
        self.start.midpoint(self.end)
    }

    #[differentiate(wrt(self, t))]
    fn at(&self, t: f64) -> Vec2 {
        self.start + (self.end - self.start) * t
    }
}

fn line() -> Line {
    Line { start: Vec2::new(0.3, -0.7), end: Vec2::new(1.2, 0.4) }
}

programs! { methods_with_the_names_of_functions at line(), of line: &Line =>
    of_a_difference {
        let way = line.end - line.start;
        way.hypot()
    }

    of_what_a_function_gives {
        let middle = line.start.midpoint(line.end);
        middle.hypot() + line.middle().dot(line.end)
    }

    one_after_the_other {
        line.start.max(line.end).hypot2()
    }

    between_operators {
        let larger = line.start.max(line.end);
        (larger - line.start).abs().hypot() + larger.atan2() + larger.powi(2.0).x
    }

    interpolated {
        let q = line.at(0.3);
        let (a, b) = (line.start.lerp(q, 2.0 / 3.0), line.end.lerp(q, 2.0 / 3.0));
        a.dot(b) + line.length() * a.distance(b)
    }
}

programs! { lists_of_vectors at line(), of line: &Line =>
    collected {
        let all: Vec<Vec2> = (0..5).map(|i| line.at(0.1 * i as f64)).collect();
        all.iter().map(|v| v.hypot2()).sum::<f64>() + all[1].hypot()
    }

    pushed {
        let mut all = Vec::new();
        for i in 0..4 {
            all.push(line.at(i as f64 / 3.0));
        }
        all.windows(2).map(|two| (two[1] - two[0]).hypot()).sum()
    }

    mapped {
        let two = [0.2, 0.8].map(|t| {
            let v = line.at(t).normalize();
            let w = v.abs();
            Vec2 { x: v.dot(w), y: w.x }
        });
        two[0].x * two[1].y - two[1].x * two[0].y
    }

    mapped_elements {
        let parts = [line.start.x, line.end.y, line.end.x];
        let all = parts.map(|t| (t * t, line.at(t)));
        let mut sum = 0.0;
        for (square, v) in all {
            sum += square * v.y;
        }
        sum
    }
}

programs! { vectors_out_of_branches at line(), of line: &Line =>
    chosen {
        let v = if line.start.x > 0.0 { line.start } else { line.end };
        v.dot(line.end)
    }

    chosen_from_what_a_method_gives {
        let v = if line.start.x > 1.0 { line.start } else { line.end.normalize() };
        v.dot(line.start)
    }

    stepped {
        let (mut place, mut speed) = (line.start, line.end);
        for _ in 0..5 {
            let pull = -place * (1.0 / place.hypot().powi(3));
            speed = speed + pull * 0.01;
            place = place + speed * 0.01;
        }
        place.x
    }
}

#[differentiate(wrt(a, b, t))]
fn on_the_way(a: Point, b: Point, t: f64) -> Point {
    a + (b - a) * t
}

#[differentiate(wrt(points))]
fn way(points: &[Point]) -> f64 {
    let end = on_the_way(points[0], points[1], 0.4);
    points.windows(2).map(|two| (two[1] - two[0]).hypot()).sum::<f64>() * (end - points[2]).hypot()
}

#[differentiate(wrt(a, b))]
fn moved(a: Vec2, b: Vec2) -> Vec2 {
    a.lerp(b, 0.5) - b * 2.0
}

#[differentiate(wrt(v, x))]
fn with_another_x(mut v: Vec2, x: f64) -> f64 {
    v.set_x(x * x);
    v.hypot2()
}

#[test]
fn points_and_what_leads_from_one_to_another() {
    let points = vec![Point { x: 0.1, y: 0.3 }, Point { x: 1.0, y: -0.4 }, Point { x: 0.2, y: 2.0 }];
    check_at(&points, |points| way(points), way::value_and_gradient(&points));
}

#[test]
fn vectors_by_value() {
    let [a, b] = [Vec2::new(0.1, 0.3), Vec2::new(1.0, -0.4)];
    // ½·a − 1.5·b
    let (value, by_a, by_b) = {
        let cotangent = Vec2::new(2.0, 3.0);
        let (value, (by_a, by_b)) = moved::vjp(a, b, cotangent);
        (value, by_a, by_b)
    };
    assert_eq!(value, moved(a, b));
    assert_eq!((by_a.x, by_a.y), (1.0, 1.5));
    assert!((by_b.x + 3.0).abs() < 1e-15 && (by_b.y + 4.5).abs() < 1e-15);
    check_at(&(a, 0.7), |p| with_another_x(p.0, p.1), with_another_x::value_and_gradient(a, 0.7));
}
