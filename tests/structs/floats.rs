//! Structs of `f32`, which only rustc sees to be that.

use chainrule::{Differentiable, differentiate};

const LEAST: f32 = 1e-6;

#[derive(Clone, Copy, Debug, PartialEq, Differentiable)]
struct Vec2 {
    x: f32,
    y: f32,
}

impl Vec2 {
    #[differentiate(wrt(self))]
    fn length(self) -> f32 {
        (self.x * self.x + self.y * self.y).sqrt()
    }

    #[differentiate(wrt(self))]
    fn direction(self) -> Vec2 {
        let length = self.length();
        if length > LEAST { Vec2 { x: self.x / length, y: self.y / length } } else { Vec2 { x: 0.0, y: 0.0 } }
    }

    #[differentiate(wrt(self))]
    fn at_most(self, longest: f32) -> Self {
        let length = self.length();
        if length > longest {
            Self { x: self.x * longest / length, y: self.y * longest / length }
        } else {
            self
        }
    }

    #[differentiate(wrt(self, other))]
    fn between(&self, other: &Self) -> Self {
        let mut sum = Vec2 { x: 0.0, ..*self };
        for _ in 0..2 {
            sum.x += 0.25 * (self.x + other.x);
        }
        Vec2 { y: 0.5 * (sum.y + other.y), ..sum }
    }
}

#[differentiate(wrt(points))]
fn centre(points: &[Vec2]) -> Vec2 {
    let mut sum = Vec2 { x: 0.0, y: 0.0 };
    for point in points {
        sum.x += point.x;
        sum.y += point.y;
    }
    Vec2 { x: sum.x / points.len() as f32, y: sum.y / points.len() as f32 }
}

#[differentiate(wrt(place, speed))]
fn steered(place: Vec2, speed: Vec2, target: Vec2) -> Vec2 {
    let way = Vec2 { x: target.x - place.x, y: target.y - place.y }.direction();
    Vec2 { x: 3.0 * way.x - speed.x, y: 3.0 * way.y - speed.y }.at_most(1.0)
}

#[test]
fn they_are_computed_in_their_own_type() {
    let (a, b) = (Vec2 { x: 3.0, y: 4.0 }, Vec2 { x: 1.0, y: 0.0 });
    let by_length: Vec2 = a.length_gradient();
    assert_eq!(by_length, Vec2 { x: 0.6, y: 0.8 });
    // (1 − u·uᵀ) / |a|
    let (_, by_direction) = a.direction_vjp(b);
    assert!((by_direction.x - 0.128).abs() < 1e-6 && (by_direction.y + 0.096).abs() < 1e-6);
    assert_eq!(a.between_vjp(&b, b).1, (Vec2 { x: 0.5, y: 0.0 }, Vec2 { x: 0.5, y: 0.0 }));
    assert_eq!(a.at_most_jvp(10.0, b).1, b);
    assert_eq!(centre::vjp(&[a, b], Vec2 { x: 1.0, y: 3.0 }).1, [Vec2 { x: 0.5, y: 1.5 }; 2]);
}

#[test]
fn calls_of_their_methods() {
    let (place, speed, target) = (Vec2 { x: 0.0, y: 0.0 }, Vec2 { x: 0.0, y: 0.0 }, Vec2 { x: 3.0, y: 4.0 });
    // What is steered to is the direction alone, which changes across and not along the way.
    let (value, (by_place, by_speed)) = steered::vjp(place, speed, target, Vec2 { x: 0.6, y: 0.8 });
    assert!((value.x - 0.6).abs() < 1e-6 && (value.y - 0.8).abs() < 1e-6);
    assert!(by_place.length() < 1e-6 && by_speed.length() < 1e-6);
    let (_, (by_place, by_speed)) = steered::vjp(place, speed, target, Vec2 { x: 0.8, y: -0.6 });
    assert!((by_place.x + 0.16).abs() < 1e-6 && (by_place.y - 0.12).abs() < 1e-6, "{by_place:?}");
    assert!((by_speed.x + 0.8 / 3.0).abs() < 1e-6 && (by_speed.y - 0.2).abs() < 1e-6, "{by_speed:?}");
}
