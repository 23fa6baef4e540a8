//! The forms of the README's table, a function and a derivative by hand for each.

#![allow(clippy::items_after_statements, reason = "a function stands beside what it is tested with")]
#![allow(non_local_definitions, reason = "so do implementations for the types that the forms share")]
#![allow(clippy::all, clippy::pedantic, reason = "the forms are what they are")]

use chainrule::{Differentiable, Float, differentiate};

/// A row of the table, a form in it, and whether the derivative of a function with that form is right.
pub(crate) type Form = (&'static str, &'static str, fn() -> bool);

macro_rules! forms {
    ($($row:literal: [$($form:literal => { $($function:tt)* })+])+) => {
        pub(crate) const FORMS: &[Form] = &[$($(($row, $form, || { $($function)* })),+),+];
    };
}

forms! {
    "parameters": [
        "f64" => { #[differentiate] fn f(x: f64) -> f64 { x * x } f::gradient(3.0) == 6.0 }
        "f32" => { #[differentiate] fn f(x: f32) -> f32 { x * x } f::gradient(3.0) == 6.0_f32 }
        "[f64; N]" => { #[differentiate] fn f(x: [f64; 2]) -> f64 { x[0] * x[1] } f::gradient([3.0, 4.0]) == [4.0, 3.0] }
        "&[f64; N]" => { #[differentiate] fn f(x: &[f64; 2]) -> f64 { x[0] * x[1] } f::gradient(&[3.0, 4.0]) == [4.0, 3.0] }
        "&[f64]" => { #[differentiate] fn f(x: &[f64]) -> f64 { x[0] * x[1] } f::gradient(&[3.0, 4.0]) == [4.0, 3.0] }
        "&[[f64; M]]" => {
            #[differentiate] fn f(x: &[[f64; 2]]) -> f64 { x[0][0] * x[1][1] }
            f::gradient(&[[3.0, 0.0], [0.0, 4.0]]) == [[4.0, 0.0], [0.0, 3.0]]
        }
        "Vec<f64>" => { #[differentiate] fn f(x: Vec<f64>) -> f64 { x[0] * x[1] } f::gradient(vec![3.0, 4.0]) == [4.0, 3.0] }
        "const N: usize" => {
            #[differentiate] fn f<const N: usize>(x: &[f64; N]) -> f64 { x[N - 1] * x[0] }
            f::gradient(&[3.0, 0.0, 4.0]) == [4.0, 0.0, 3.0]
        }
        "T: Float" => {
            #[differentiate] fn f<T: Float>(x: T) -> T { T::of(0.5) * x * x }
            f::gradient(3.0_f64) == 3.0 && f::gradient(3.0_f32) == 3.0
        }
        "&f64" => { #[differentiate] fn f(x: &f64) -> f64 { x * x } f::gradient(&3.0) == 6.0 }
        "_: usize" => { #[differentiate] fn f(x: f64, _: usize) -> f64 { x * x } f::gradient(3.0, 7) == 6.0 }
        "type Real = f64;" => { type Real = f64; #[differentiate(wrt(x))] fn f(x: Real) -> Real { x * x } f::gradient(3.0) == 6.0 }
        "type State = [f64; 4];" => {
            type State = [f64; 4];
            #[differentiate(wrt(s))] fn f(s: State) -> f64 { let [a, b, ..] = s; a * b + s.iter().sum::<f64>() }
            f::gradient([3.0, 4.0, 5.0, 6.0]) == [5.0, 4.0, 1.0, 1.0]
        }
        "T: num_traits::Float" => {
            #[differentiate] fn f<T: num_traits::Float>(x: T) -> T { x.sin() + x * x }
            f::gradient(0.0_f64) == 1.0 && f::gradient(0.0_f32) == 1.0
        }
        "T: Copy + Mul<Output = T>" => {
            #[differentiate] fn f<T: Copy + std::ops::Mul<Output = T>>(x: T) -> T { x * x }
            f::gradient(3.0_f64) == 6.0 && f::gradient(3.0_f32) == 6.0
        }
        "(f64, f64)" => {
            #[differentiate] fn f(p: (f64, f64), k: f64) -> f64 { p.0 * p.1 * k }
            f::gradient((3.0, 4.0), 2.0) == ((8.0, 6.0), 12.0)
        }
        "(x, y): (f64, f64)" => { #[differentiate] fn f((x, y): (f64, f64)) -> f64 { x * x * y } f::gradient((3.0, 4.0)) == (24.0, 9.0) }
        "&[(f64, f64)]" => {
            #[differentiate(wrt(k))] fn f(k: f64, data: &[(f64, f64)]) -> f64 { data.iter().map(|(x, y)| k * x * y).sum() }
            #[differentiate(wrt(points))] fn g(points: &[(f64, f64)]) -> f64 { points.iter().map(|&(x, y)| x * y).sum() }
            f::gradient(2.0, &[(3.0, 4.0), (1.0, 5.0)]) == 17.0 && g::gradient(&[(3.0, 4.0)]) == [(4.0, 3.0)]
        }
    ]
    "results": [
        "Option" => {
            #[differentiate] fn f(x: f64) -> Option<f64> { if x > 0.0 { Some(x * x) } else { None } }
            f::gradient(3.0) == Some(6.0) && f::gradient(-3.0).is_none()
        }
        "Result" => {
            #[differentiate] fn f(x: f64) -> Result<f64, String> { if x > 0.0 { Ok(x * x) } else { Err(format!("{x}")) } }
            f::gradient(3.0) == Ok(6.0) && f::gradient(-3.0) == Err("-3".to_owned())
        }
        "&mut f64" => { #[differentiate] fn f(x: f64, y: &mut f64) { *y = x * x; } f::value_and_gradient(3.0, &0.0) == (9.0, 6.0) }
        "&mut [f64]" => {
            #[differentiate] fn f(x: &[f64; 2], y: &mut [f64]) { y[0] = x[0] * x[1]; y[1] = x[0]; }
            f::jacobian(&[3.0, 4.0], &[0.0; 2]) == [[4.0, 3.0], [1.0, 0.0]]
        }
        "Vec" => { #[differentiate] fn f(x: &[f64]) -> Vec<f64> { vec![x[0] * x[1]] } f::jacobian(&[3.0, 4.0]) == [[4.0, 3.0]] }
        "Result<(), Error>" => {
            struct Error;
            #[differentiate(wrt(k))] fn f(k: f64, s: &mut State) -> Result<(), Error> { if k < 0.0 { return Err(Error); } s.x *= s.v * k; Ok(()) }
            f::jvp(2.0, &AT, 1.0).is_ok_and(|found| found == (State { x: 24.0, v: 4.0 }, State { x: 12.0, v: 0.0 })) && f::jvp(-2.0, &AT, 1.0).is_err()
        }
        "&mut State" => {
            #[differentiate(wrt(k))] fn f(k: f64, s: &mut State) { s.x *= s.v * k; }
            f::jvp(2.0, &AT, 1.0) == (State { x: 24.0, v: 4.0 }, State { x: 12.0, v: 0.0 })
        }
        "State" => {
            #[differentiate(wrt(s))] fn f(s: State, dt: f64) -> State { State { x: s.x + dt * s.v, v: s.v * s.x } }
            f::jvp(AT, 0.5, State { x: 1.0, v: 2.0 }) == (State { x: 5.0, v: 12.0 }, State { x: 2.0, v: 10.0 })
                && f::vjp(AT, 0.5, State { x: 1.0, v: 0.0 }).1 == State { x: 1.0, v: 0.5 }
        }
    ]
    "structs": [
        "#[derive(Differentiable)]" => { #[differentiate(wrt(s))] fn f(s: &State) -> f64 { s.x * s.v } f::gradient(&AT) == State { x: 4.0, v: 3.0 } }
        "wrt" => { #[differentiate(wrt(s, k))] fn f(s: State, k: f64) -> f64 { s.x * s.v * k } f::gradient(AT, 2.0) == (State { x: 8.0, v: 6.0 }, 12.0) }
        "#[differentiate(constant)]" => {
            #[derive(Clone, Debug, Differentiable)] struct P { k: f64, #[differentiate(constant)] g: f64, #[differentiate(constant)] _name: String }
            #[differentiate(wrt(p))] fn f(p: &P) -> f64 { p.k * p.k * p.g }
            f::gradient(&P { k: 3.0, g: 2.0, _name: "door".to_owned() }) == PTangent { k: 12.0 }
        }
        "Meters(f64)" => {
            #[derive(Clone, Debug, PartialEq, Differentiable)] struct Meters(f64);
            #[differentiate(wrt(a, b))] fn f(a: Meters, b: Meters) -> f64 { let Meters(width) = a; width * b.0 }
            f::gradient(Meters(3.0), Meters(4.0)) == (Meters(4.0), Meters(3.0))
        }
        "&[State]" => {
            #[differentiate(wrt(all))] fn f(all: &[State]) -> f64 { all.iter().map(|s| s.x * s.v).sum() }
            f::gradient(&[AT]) == [State { x: 4.0, v: 3.0 }]
        }
        "let State { x, v } = s;" => {
            #[differentiate(wrt(s))] fn f(s: State) -> f64 { let State { x, v } = s; x * v }
            f::gradient(AT) == State { x: 4.0, v: 3.0 }
        }
        "State { x, ..s }" => {
            #[differentiate(wrt(s))] fn f(s: State) -> f64 { let x = s.x * s.x; let t = State { x, ..s }; t.x * t.v }
            f::gradient(AT) == State { x: 24.0, v: 9.0 }
        }
        "s.x += s.v" => {
            #[differentiate] fn f(k: f64) -> f64 { let mut s = State { x: 1.0, v: k }; for _ in 0..3 { s.x += s.v; s.v *= k; } s.x }
            f::gradient(2.0) == 1.0 + 4.0 + 12.0
        }
        "s.count += 1" => {
            #[derive(Clone, Debug, Differentiable)] struct S { sum: f64, #[differentiate(constant)] count: usize }
            #[differentiate] fn f(x: f64) -> f64 { let mut s = S { sum: x, count: 0 }; for _ in 0..3 { s.count += 1; s.sum += x * s.count as f64; } s.sum }
            f::gradient(2.0) == 7.0
        }
        "2.0 * a" => {
            #[differentiate] impl std::ops::Mul<State> for f64 {
                type Output = State;
                #[differentiate(wrt(self, s))] fn mul(self, s: State) -> State { State { x: self * s.x, v: self * s.v } }
            }
            #[differentiate(wrt(a))] fn f(a: State) -> f64 { let c = 2.0 * a; c.x * c.v }
            f::gradient(AT) == State { x: 4.0 * AT.v, v: 4.0 * AT.x }
        }
        "a + b * 2.0" => {
            #[differentiate] impl std::ops::Add for State {
                type Output = State;
                #[differentiate(wrt(self, other))] fn add(self, other: State) -> State { State { x: self.x + other.x, v: self.v + other.v } }
            }
            #[differentiate] impl std::ops::Mul<f64> for State {
                type Output = State;
                #[differentiate(wrt(self, k))] fn mul(self, k: f64) -> State { State { x: self.x * k, v: self.v * k } }
            }
            #[differentiate(wrt(a, b))] fn f(a: State, b: State) -> f64 { let c = a + b * 2.0; c.x * c.v }
            f::gradient(AT, State { x: 1.0, v: 2.0 }) == (State { x: 8.0, v: 5.0 }, State { x: 16.0, v: 10.0 })
        }
        "best = p" => {
            #[differentiate(wrt(s))] fn f(s: &[State]) -> f64 { let mut best = &s[0]; for p in s { if p.x > best.x { best = p; } } best.v * best.v }
            f::gradient(&[State { x: 1.0, v: 2.0 }, AT]) == [State { x: 0.0, v: 0.0 }, State { x: 0.0, v: 8.0 }]
        }
    ]
    "methods": [
        "&self" => {
            struct S(f64);
            impl S { #[differentiate] fn f(&self, x: f64) -> f64 { self.0 * x * x } }
            S(2.0).f_gradient(3.0) == 12.0 && S::F_DERIVATION.contains("∂f/∂x")
        }
        "self.other(x)" => {
            struct S(f64);
            impl S {
                #[differentiate] fn other(&self, x: f64) -> f64 { self.0 * x }
                #[differentiate] fn f(&self, x: f64) -> f64 { self.other(x) * x }
            }
            S(2.0).f_gradient(3.0) == 12.0
        }
        "self" => {
            #[derive(Clone, Copy)] struct S(f64);
            impl S { #[differentiate] fn f(self, x: f64) -> f64 { self.0 * x * x } }
            S(2.0).f_gradient(3.0) == 12.0
        }
        "&mut self" => {
            #[derive(Clone, Debug, PartialEq, Differentiable)] struct S { sum: f64 }
            impl S { #[differentiate(wrt(self, x))] fn f(&mut self, x: f64) -> f64 { self.sum += x; self.sum * x } }
            S { sum: 2.0 }.f_gradient(3.0) == (S { sum: 3.0 }, 8.0)
        }
        "Self" => {
            #[derive(Clone, Debug, PartialEq, Differentiable)] struct S { k: f64 }
            impl S { #[differentiate] fn f(k: f64) -> Self { Self { k: k * k } } }
            S::f_jvp(3.0, 1.0).1 == S { k: 6.0 }
        }
        "impl Dynamics for Pendulum" => {
            trait Dynamics { fn force(&self, x: f64) -> f64; }
            struct Pendulum(f64);
            #[differentiate] impl Dynamics for Pendulum { #[differentiate] fn force(&self, x: f64) -> f64 { self.0 * x * x } }
            Pendulum(2.0).force_gradient(3.0) == 12.0
        }
        "impl" => {
            struct S<T>(T);
            #[differentiate] impl<T: Float> S<T> {
                #[differentiate] fn f(&self, x: T) -> T { self.0 * x * x }
                #[differentiate] fn g(x: T) -> T { x * x }
            }
            S(2.0).f_gradient(3.0) == 12.0 && S::<f32>::g_gradient(3.0) == 6.0
        }
        "wrt(self, x)" => {
            #[derive(Clone, Debug, PartialEq, Differentiable)] struct S { k: f64 }
            impl S { #[differentiate(wrt(self, x))] fn f(&self, x: f64) -> f64 { self.k * x * x } }
            S { k: 2.0 }.f_gradient(3.0) == (S { k: 9.0 }, 12.0)
        }
        "a.dot(&b)" => {
            #[differentiate(wrt(a))] fn f(a: &State, b: State) -> f64 { a.dot(&b) * a.x }
            f::gradient(&AT, State { x: 1.0, v: 2.0 }) == State { x: 11.0 + 3.0, v: 6.0 }
        }
        "State::dot(&a, &b)" => {
            #[differentiate(wrt(a))] fn f(a: State, b: State) -> f64 { State::dot(&a, &b) }
            f::gradient(AT, State { x: 1.0, v: 2.0 }) == State { x: 1.0, v: 2.0 }
        }
    ]
    "missing values": [
        "?" => {
            #[differentiate] fn f(x: &[f64]) -> Option<f64> { Some(x.first()? * x.get(1)?) }
            f::gradient(&[3.0, 4.0]) == Some(vec![4.0, 3.0]) && f::gradient(&[3.0]).is_none()
        }
        "ok_or" => {
            #[differentiate] fn f(x: f64, k: Option<i32>) -> Result<f64, u8> { let k = k.ok_or(7_u8)?; Ok(x.powi(k)) }
            f::gradient(3.0, Some(2)) == Ok(6.0) && f::gradient(3.0, None) == Err(7)
        }
        "get_or_insert" => {
            #[differentiate] fn f(x: &[f64]) -> f64 { let mut first = None; let mut s = 0.0; for v in x { s += v * *first.get_or_insert(*v); } s }
            f::gradient(&[3.0, 4.0]) == [10.0, 3.0]
        }
        "if let Some(v) = &mut best" => {
            #[differentiate] fn f(x: f64) -> f64 { let mut best = Some(x); if let Some(v) = &mut best { *v *= x; } best.unwrap() }
            f::gradient(3.0) == 6.0
        }
        "then" => {
            #[differentiate] fn f(x: f64) -> Option<f64> { (x > 0.0).then(|| x * x) }
            f::gradient(3.0) == Some(6.0) && f::gradient(-3.0).is_none()
        }
        "match" => {
            #[differentiate] fn f(x: f64) -> f64 { match root(x) { Some(r) => r * 8.0, None => x * x } }
            f::gradient(4.0) == 2.0 && f::gradient(-4.0) == -8.0
        }
        "if let" => {
            #[differentiate] fn f(x: f64) -> f64 { if let Some(r) = root(x) { r * 8.0 } else { x } }
            f::gradient(4.0) == 2.0 && f::gradient(-4.0) == 1.0
        }
        "let … else" => {
            #[differentiate] fn f(x: f64) -> f64 { let Some(r) = root(x) else { return x }; r * 8.0 }
            f::gradient(4.0) == 2.0 && f::gradient(-4.0) == 1.0
        }
        "unwrap" => { #[differentiate] fn f(x: f64) -> f64 { root(x).unwrap() * 8.0 } f::gradient(4.0) == 2.0 }
        "unwrap_or" => { #[differentiate] fn f(x: f64) -> f64 { root(x).unwrap_or(x * x) } f::gradient(4.0) == 0.25 && f::gradient(-4.0) == -8.0 }
        "map" => {
            #[differentiate] fn f(x: f64) -> Option<f64> { root(x).map(|r| r * x) }
            f::gradient(4.0) == Some(3.0) && f::gradient(-4.0).is_none()
        }
        "and_then" => { #[differentiate] fn f(x: f64) -> f64 { root(x).and_then(|r| root(r - 1.0)).unwrap_or(x) } f::gradient(4.0) == 0.125 && f::gradient(-4.0) == 1.0 }
    ]
    "bindings": [
        "let" => { #[differentiate] fn f(x: f64) -> f64 { let y: f64 = x * x; let (a, [b, c]) = (y, [x, y]); a + b + c } f::gradient(3.0) == 13.0 }
        "let x;" => { #[differentiate] fn f(x: f64) -> f64 { let y; if x > 2.0 { y = x * x; } else { y = x; } y } f::gradient(3.0) == 6.0 && f::gradient(1.0) == 1.0 }
        "let … else" => {
            #[differentiate] fn f(x: &[f64]) -> f64 { let [a, b] = x else { return 0.0 }; a * b }
            f::gradient(&[3.0, 4.0]) == [4.0, 3.0] && f::gradient(&[3.0]) == [0.0]
        }
        "[first, .., last]" => {
            #[differentiate] fn f(x: &[f64]) -> f64 { match x { [first, .., last] => first * last, _ => 1.0 } }
            f::gradient(&[3.0, 9.0, 4.0]) == [4.0, 0.0, 3.0] && f::gradient(&[3.0]) == [0.0]
        }
        "let mut" => { #[differentiate] fn f(x: f64) -> f64 { let mut y = x; y += x; y } f::gradient(3.0) == 2.0 }
        "=" => { #[differentiate] fn f(x: f64) -> f64 { let mut y = [x, x]; y[0] = x * x; y[0] * y[1] } f::gradient(3.0) == 27.0 }
        "+=" => { #[differentiate] fn f(x: f64) -> f64 { let mut y = x; y += x * x; y } f::gradient(3.0) == 7.0 }
        "-=" => { #[differentiate] fn f(x: f64) -> f64 { let mut y = x; y -= x * x; y } f::gradient(3.0) == -5.0 }
        "*=" => { #[differentiate] fn f(x: f64) -> f64 { let mut y = x; y *= x; y } f::gradient(3.0) == 6.0 }
        "/=" => { #[differentiate] fn f(x: f64) -> f64 { let mut y = 1.0; y /= x; y } f::gradient(2.0) == -0.25 }
        "%=" => { #[differentiate] fn f(x: f64) -> f64 { let mut y = 7.5; y %= x; y } f::gradient(2.0) == -3.0 }
        "mem::swap" => {
            use std::mem;
            #[differentiate] fn f(x: f64, y: f64) -> f64 { let (mut a, mut b) = (x, y * y); mem::swap(&mut a, &mut b); a * a * b }
            f::gradient(3.0, 2.0) == [16.0, 96.0]
        }
        "mem::replace" => {
            use std::mem;
            #[differentiate] fn f(x: f64) -> f64 { let mut a = x; let before = mem::replace(&mut a, x * x); a * before }
            f::gradient(3.0) == 27.0
        }
        "mem::take" => {
            use std::mem;
            #[differentiate] fn f(x: f64) -> f64 { let mut a = vec![x, x]; let b = mem::take(&mut a); b[0] * b[1] + a.len() as f64 }
            f::gradient(3.0) == 6.0
        }
    ]
    "arithmetic": [
        "+ - * / %" => { #[differentiate] fn f(x: f64) -> f64 { (x + 1.0) * x - 8.0 / x + 7.5 % x } f::gradient(2.0) == 5.0 + 2.0 - 3.0 }
        "x as usize" => { #[differentiate] fn f(x: f64) -> f64 { let i = x as usize; x * i as f64 } f::gradient(3.5) == 3.0 }
    ]
    "functions": [
        "x.sin()" => { #[differentiate] fn f(x: f64) -> f64 { x.sin() } f::gradient(0.0) == 1.0 }
        "f64::sin(x)" => { #[differentiate] fn f(x: f64) -> f64 { f64::sin(x) } f::gradient(0.0) == 1.0 }
        "Float::sin(x)" => { #[differentiate] fn f(x: f64) -> f64 { Float::sin(x) } f::gradient(0.0) == 1.0 }
        "<f64 as Float>::sin(x)" => { #[differentiate] fn f(x: f64) -> f64 { <f64 as Float>::sin(x) } f::gradient(0.0) == 1.0 }
    ]
    "branches": [
        "if" => { #[differentiate] fn f(x: f64) -> f64 { if x > 2.0 { x * x } else { x } } f::gradient(3.0) == 6.0 && f::gradient(1.0) == 1.0 }
        "else if" => {
            #[differentiate] fn f(x: f64) -> f64 { if x > 2.0 { x * x } else if x > 0.0 { 5.0 * x } else { x } }
            f::gradient(1.0) == 5.0 && f::gradient(-1.0) == 1.0
        }
        "match" => {
            #[differentiate] fn f(x: f64, n: usize, flag: bool) -> f64 { match (n, flag) { (0, _) => x, (1..=2, true) => x * x, _ => -x } }
            f::gradient(3.0, 0, true) == 1.0 && f::gradient(3.0, 2, true) == 6.0 && f::gradient(3.0, 2, false) == -1.0
        }
        "Shape::Circle(radius)" => {
            enum Shape { Circle(f64), Square(f64) }
            #[differentiate] fn f(shape: &Shape, x: f64) -> f64 { match shape { Shape::Circle(radius) => radius * x, Shape::Square(side) => side * x * x } }
            f::gradient(&Shape::Circle(2.0), 3.0) == 2.0 && f::gradient(&Shape::Square(2.0), 3.0) == 12.0
        }
        "Mode::Idle" => {
            #[derive(Clone, Copy)] enum Mode { Idle, Heat }
            #[differentiate] fn f(x: f64) -> f64 { let mut mode = Mode::Idle; if x > 2.0 { mode = Mode::Heat; } match mode { Mode::Heat => x * x, Mode::Idle => x } }
            f::gradient(3.0) == 6.0 && f::gradient(1.0) == 1.0
        }
        "(0.0..1.0).contains(&x)" => {
            #[differentiate] fn f(x: f64) -> f64 { if (0.0..1.0).contains(&x) { x * x } else { x } }
            f::gradient(0.5) == 1.0 && f::gradient(1.0) == 1.0 && f::gradient(0.75) == 1.5
        }
        "if let Some(v)" => {
            #[differentiate] fn f(x: &[f64]) -> f64 { if let Some(v) = x.get(1) { v * v } else { x[0] } }
            f::gradient(&[3.0, 4.0]) == [0.0, 8.0] && f::gradient(&[3.0]) == [1.0]
        }
        "matches!" => { #[differentiate] fn f(x: f64, n: usize) -> f64 { if matches!(n, 1..=2) { x * x } else { x } } f::gradient(3.0, 2) == 6.0 && f::gradient(3.0, 5) == 1.0 }
        "break 'label value" => {
            #[differentiate] fn f(x: f64) -> f64 { let y = 'label: { if x > 2.0 { break 'label x * x; } x }; 2.0 * y }
            f::gradient(3.0) == 12.0 && f::gradient(1.0) == 2.0
        }
        "&" => { #[differentiate] fn f(x: f64) -> f64 { if (x > 0.0) & (x < 2.0) { x * x } else { x } } f::gradient(1.0) == 2.0 && f::gradient(3.0) == 1.0 }
        "|" => { #[differentiate] fn f(x: f64) -> f64 { if (x < 0.0) | (x > 2.0) { x * x } else { x } } f::gradient(3.0) == 6.0 && f::gradient(1.0) == 1.0 }
        "^" => { #[differentiate] fn f(x: f64) -> f64 { if (x > 0.0) ^ (x > 2.0) { x * x } else { x } } f::gradient(1.0) == 2.0 && f::gradient(3.0) == 1.0 }
        "return" => { #[differentiate] fn f(x: f64) -> f64 { if x > 2.0 { return x * x; } x } f::gradient(3.0) == 6.0 && f::gradient(1.0) == 1.0 }
    ]
    "loops": [
        "for" => { #[differentiate] fn f(x: f64) -> f64 { let mut y = 1.0; for _ in 0..3 { y *= x; } y } f::gradient(2.0) == 12.0 }
        "while" => { #[differentiate] fn f(x: f64) -> f64 { let mut y = x; while y < 10.0 { y *= x; } y } f::gradient(3.0) == 27.0 }
        "while let" => {
            #[differentiate] fn f(x: &[f64]) -> f64 { let mut y = x.to_vec(); let mut s = 0.0; while let Some(v) = y.pop() { s = s * 10.0 + v; } s }
            f::gradient(&[3.0, 4.0]) == [1.0, 10.0]
        }
        "loop" => { #[differentiate] fn f(x: f64) -> f64 { let mut y = x; loop { y *= x; if y > 10.0 { return y; } } } f::gradient(3.0) == 27.0 }
        "break" => {
            #[differentiate] fn f(x: f64) -> f64 { let mut y = x; 'outer: loop { loop { y *= x; if y > 10.0 { break 'outer; } } } let z = loop { break y; }; z }
            f::gradient(3.0) == 27.0
        }
        "continue" => {
            #[differentiate] fn f(x: &[f64]) -> f64 { let mut y = 0.0; for v in x { if *v < 0.0 { continue; } y += v * v; } y }
            f::gradient(&[-1.0, 3.0]) == [0.0, 6.0]
        }
    ]
    "arrays": [
        "[a, b]" => { #[differentiate] fn f(a: f64, b: f64) -> f64 { let y = [a, b]; y[0] * y[1] } f::gradient(3.0, 4.0) == [4.0, 3.0] }
        "[0.0; N]" => { #[differentiate] fn f(x: f64) -> f64 { let mut y = [0.0; 3]; y[1] = x * x; y[0] + y[1] } f::gradient(3.0) == 6.0 }
        "vec![…]" => { #[differentiate] fn f(x: f64) -> f64 { let mut y = vec![0.0; 2]; y[1] = x; let z = vec![x, x]; y[1] * z[0] } f::gradient(3.0) == 6.0 }
        "array::from_fn" => { #[differentiate] fn f(x: &[f64; 3]) -> f64 { let y: [f64; 3] = std::array::from_fn(|i| x[i] * x[2 - i]); y[0] } f::gradient(&[3.0, 1.0, 4.0]) == [4.0, 0.0, 3.0] }
        "Vec::new" => { #[differentiate] fn f(x: f64) -> f64 { let mut y = Vec::new(); y.push(x); y.push(x); y[0] * y[1] } f::gradient(3.0) == 6.0 }
        "push" => { #[differentiate] fn f(x: f64) -> f64 { let mut y = vec![x]; y.push(2.0 * x); y[0] * y[1] } f::gradient(3.0) == 12.0 }
        "pop" => { #[differentiate] fn f(x: f64) -> f64 { let mut y = vec![x, x * x]; let last = y.pop().unwrap(); last * y[0] } f::gradient(3.0) == 27.0 }
        "insert" => { #[differentiate] fn f(x: f64) -> f64 { let mut y = vec![x]; y.insert(0, x * x); y[0] * y[1] } f::gradient(3.0) == 27.0 }
        "truncate" => { #[differentiate] fn f(x: f64) -> f64 { let mut y = vec![x, x * x]; y.truncate(1); y.iter().sum() } f::gradient(3.0) == 1.0 }
        "retain" => { #[differentiate] fn f(x: &[f64]) -> f64 { let mut y = x.to_vec(); y.retain(|v| *v > 3.5); y[0] * y[0] } f::gradient(&[3.0, 4.0]) == [0.0, 8.0] }
        "resize" => { #[differentiate] fn f(x: f64) -> f64 { let mut y = vec![2.0]; y.resize(2, x * x); y[0] * y[1] } f::gradient(3.0) == 12.0 }
        "append" => { #[differentiate] fn f(x: f64) -> f64 { let (mut y, mut z) = (vec![x], vec![x * x]); y.append(&mut z); y[0] * y[1] } f::gradient(3.0) == 27.0 }
        "extend_from_slice" => { #[differentiate] fn f(x: &[f64]) -> f64 { let mut y = vec![x[0]]; y.extend_from_slice(x); y[0] * y[2] } f::gradient(&[3.0, 4.0]) == [4.0, 3.0] }
        "&x[1..]" => {
            #[differentiate] fn f(x: &[f64]) -> f64 { let y = &x[1..]; y[0] * y[1] }
            f::gradient(&[1.0, 3.0, 4.0]) == [0.0, 4.0, 3.0]
        }
        "to_vec" => {
            #[differentiate] fn f(x: &[f64]) -> f64 { let mut y = x.to_vec(); y[0] *= x[1]; y = y[..1].to_vec(); y[0] * x[0] }
            f::gradient(&[3.0, 4.0]) == [24.0, 9.0]
        }
        "clone" => { #[differentiate] fn f(x: [f64; 2]) -> f64 { let mut y = x.clone(); y[0] *= x[1]; y[0] * x[0] } f::gradient([3.0, 4.0]) == [24.0, 9.0] }
        "first" => { #[differentiate] fn f(x: &[f64]) -> f64 { let v = x.first().unwrap(); v * v } f::gradient(&[3.0, 4.0]) == [6.0, 0.0] }
        "last" => { #[differentiate] fn f(x: &[f64]) -> f64 { let v = x.last().unwrap(); v * v } f::gradient(&[3.0, 4.0]) == [0.0, 8.0] }
        "partition_point" => {
            #[differentiate(wrt(x))] fn f(x: f64, xs: &[f64]) -> f64 { let i = xs.partition_point(|&v| v <= x); (x - xs[i - 1]) * x }
            f::gradient(3.5, &[1.0, 3.0, 4.0]) == 4.0
        }
        "split_at" => { #[differentiate] fn f(x: &[f64]) -> f64 { let (a, b) = x.split_at(1); a[0] * b[0] } f::gradient(&[3.0, 4.0]) == [4.0, 3.0] }
        "swap" => { #[differentiate] fn f(x: [f64; 2]) -> f64 { let mut y = x; y.swap(0, 1); y[0] * y[0] } f::gradient([3.0, 4.0]) == [0.0, 8.0] }
        "reverse" => { #[differentiate] fn f(x: [f64; 2]) -> f64 { let mut y = x; y.reverse(); y[0] * y[0] } f::gradient([3.0, 4.0]) == [0.0, 8.0] }
        "sort_by" => {
            #[differentiate] fn f(x: &[f64; 3]) -> f64 { let mut y = *x; y.sort_by(|a, b| a.total_cmp(b)); y[0] * y[2] }
            f::gradient(&[5.0, 3.0, 4.0]) == [3.0, 5.0, 0.0]
        }
        "sort_by_key" => {
            #[differentiate] fn f(x: f64) -> f64 { let mut y = [(2, x), (1, x * x)]; y.sort_by_key(|pair| pair.0); y[0].1 }
            f::gradient(3.0) == 6.0
        }
        "sort_unstable_by" => {
            #[differentiate] fn f(x: &[f64; 3]) -> f64 { let mut y = *x; y.sort_unstable_by(f64::total_cmp); y[0] * y[2] }
            f::gradient(&[5.0, 3.0, 4.0]) == [3.0, 5.0, 0.0]
        }
        "select_nth_unstable_by" => {
            #[differentiate] fn f(x: &[f64]) -> f64 { let mut y = x.to_vec(); *y.select_nth_unstable_by(1, f64::total_cmp).1 }
            f::gradient(&[5.0, 3.0, 4.0]) == [0.0, 0.0, 1.0]
        }
        "copy_within" => {
            #[differentiate] fn f(x: [f64; 2]) -> f64 { let mut y = x; y.copy_within(0..1, 1); y[0] * y[1] }
            f::gradient([3.0, 4.0]) == [6.0, 0.0]
        }
        "fill" => { #[differentiate] fn f(x: f64) -> f64 { let mut y = [0.0; 3]; y.fill(x); y[0] * y[2] } f::gradient(3.0) == 6.0 }
        "copy_from_slice" => {
            #[differentiate] fn f(x: &[f64]) -> f64 { let mut y = [0.0; 2]; y.copy_from_slice(x); y[0] * y[1] }
            f::gradient(&[3.0, 4.0]) == [4.0, 3.0]
        }
        "first_mut" => {
            #[differentiate] fn f(x: &[f64]) -> f64 { let mut y = x.to_vec(); if let Some(v) = y.first_mut() { *v *= 5.0; } y[0] * y[1] }
            f::gradient(&[3.0, 4.0]) == [20.0, 15.0]
        }
        "last_mut" => { #[differentiate] fn f(x: &[f64]) -> f64 { let mut y = x.to_vec(); *y.last_mut().unwrap() *= x[0]; y[1] } f::gradient(&[3.0, 4.0]) == [4.0, 3.0] }
        "chunks_mut" => {
            #[differentiate] fn f(x: &[f64]) -> f64 { let mut y = x.to_vec(); for c in y.chunks_mut(2) { c[0] *= c[1]; } y[0] + y[2] }
            f::gradient(&[3.0, 4.0, 5.0, 6.0]) == [4.0, 3.0, 6.0, 5.0]
        }
        "split_at_mut" => {
            #[differentiate] fn f(x: &[f64]) -> f64 { let mut y = x.to_vec(); let (a, b) = y.split_at_mut(1); a[0] *= b[0]; y[0] }
            f::gradient(&[3.0, 4.0]) == [4.0, 3.0]
        }
        "rotate_left" => {
            #[differentiate] fn f(x: &[f64]) -> f64 { let mut y = x.to_vec(); y.rotate_left(1); y[0] * y[0] * y[2] }
            f::gradient(&[3.0, 4.0, 5.0]) == [16.0, 24.0, 0.0]
        }
    ]
    "iterators": [
        "iter" => { #[differentiate] fn f(x: &[f64]) -> f64 { x.iter().map(|v| v * v).sum() } f::gradient(&[3.0, 4.0]) == [6.0, 8.0] }
        "iter_mut" => {
            #[differentiate] fn f(x: &[f64]) -> f64 { let mut y = x.to_vec(); for v in y.iter_mut() { *v *= 2.0; } y[0] * y[1] }
            f::gradient(&[3.0, 4.0]) == [16.0, 12.0]
        }
        "zip" => {
            #[differentiate] fn f(x: &[f64], y: &[f64]) -> f64 { x.iter().zip(y).map(|(a, b)| a * b).sum() }
            f::gradient(&[3.0], &[4.0]) == (vec![4.0], vec![3.0])
        }
        "enumerate" => {
            #[differentiate] fn f(x: &[f64]) -> f64 { x.iter().enumerate().map(|(i, v)| v * i as f64).sum() }
            f::gradient(&[3.0, 4.0, 5.0]) == [0.0, 1.0, 2.0]
        }
        "map" => { #[differentiate] fn f(x: f64) -> f64 { (1..3).map(|i| x.powi(i)).sum() } f::gradient(3.0) == 7.0 }
        "filter" => { #[differentiate] fn f(x: &[f64]) -> f64 { x.iter().filter(|v| **v > 0.0).map(|v| v * v).sum() } f::gradient(&[-3.0, 4.0]) == [0.0, 8.0] }
        "rev" => {
            #[differentiate] fn f(x: &[f64]) -> f64 { let mut y = 0.0; for v in x.iter().rev() { y = y * 10.0 + v; } y }
            f::gradient(&[3.0, 4.0]) == [1.0, 10.0]
        }
        "skip" => { #[differentiate] fn f(x: &[f64]) -> f64 { x.iter().skip(1).map(|v| v * v).sum() } f::gradient(&[3.0, 4.0]) == [0.0, 8.0] }
        "take" => { #[differentiate] fn f(x: &[f64]) -> f64 { x.iter().take(1).map(|v| v * v).sum() } f::gradient(&[3.0, 4.0]) == [6.0, 0.0] }
        "step_by" => { #[differentiate] fn f(x: &[f64]) -> f64 { x.iter().step_by(2).map(|v| v * v).sum() } f::gradient(&[3.0, 4.0, 5.0]) == [6.0, 0.0, 10.0] }
        "windows" => { #[differentiate] fn f(x: &[f64]) -> f64 { x.windows(2).map(|w| w[0] * w[1]).sum() } f::gradient(&[3.0, 4.0, 5.0]) == [4.0, 8.0, 4.0] }
        "chunks" => {
            #[differentiate] fn f(x: &[f64]) -> f64 { x.chunks(2).map(|w| w[0] * w[0]).sum() }
            f::gradient(&[3.0, 4.0, 5.0]) == [6.0, 0.0, 10.0]
        }
        "chunks_exact" => {
            #[differentiate] fn f(x: &[f64]) -> f64 { x.chunks_exact(2).map(|w| w[0] * w[1]).sum() }
            f::gradient(&[3.0, 4.0, 5.0]) == [4.0, 3.0, 0.0]
        }
        "copied" => { #[differentiate] fn f(x: &[f64]) -> f64 { x.iter().copied().map(|v| v * v).sum() } f::gradient(&[3.0]) == [6.0] }
        "chain" => { #[differentiate] fn f(x: &[f64], y: &[f64]) -> f64 { x.iter().chain(y).map(|v| v * v).sum() } f::gradient(&[3.0], &[4.0]) == (vec![6.0], vec![8.0]) }
        "flat_map" => { #[differentiate] fn f(x: &[f64]) -> f64 { (0..2).flat_map(|i| (0..2).map(move |j| (i, j))).map(|(i, j)| x[i] * x[j]).sum() } f::gradient(&[3.0, 4.0]) == [14.0, 14.0] }
        "scan" => {
            #[differentiate] fn f(x: &[f64]) -> f64 { x.iter().scan(1.0, |total, v| { *total *= v; Some(*total) }).sum() }
            f::gradient(&[3.0, 4.0]) == [5.0, 3.0]
        }
        "take_while" => { #[differentiate] fn f(x: &[f64]) -> f64 { x.iter().take_while(|v| **v < 5.0).map(|v| v * v).sum() } f::gradient(&[3.0, 9.0, 4.0]) == [6.0, 0.0, 0.0] }
        "map_while" => {
            #[differentiate] fn f(x: &[f64]) -> f64 { x.iter().map_while(|v| (*v < 5.0).then(|| v * v)).sum() }
            f::gradient(&[3.0, 9.0, 4.0]) == [6.0, 0.0, 0.0]
        }
        "inspect" => {
            #[differentiate] fn f(x: &[f64]) -> f64 { let mut s = 1.0; let t: f64 = x.iter().inspect(|v| s *= **v).sum(); s * t }
            f::gradient(&[3.0, 4.0]) == [4.0 * 7.0 + 12.0, 3.0 * 7.0 + 12.0]
        }
        "cycle" => { #[differentiate] fn f(x: &[f64]) -> f64 { x.iter().cycle().take(3).map(|v| v * v).sum() } f::gradient(&[3.0, 4.0]) == [12.0, 8.0] }
        "iter::once" => { #[differentiate] fn f(x: &[f64], y: f64) -> f64 { std::iter::once(y).chain(x.iter().copied()).product() } f::gradient(&[3.0], 4.0) == (vec![4.0], 3.0) }
        "iter::repeat" => { #[differentiate] fn f(x: &[f64], y: f64) -> f64 { x.iter().zip(std::iter::repeat(y)).map(|(a, b)| a * b).sum() } f::gradient(&[3.0, 5.0], 4.0) == (vec![4.0, 4.0], 8.0) }
        "iter::successors" => { #[differentiate] fn f(x: f64) -> f64 { std::iter::successors(Some(x), |v| Some(v * x)).take(3).sum() } f::gradient(2.0) == 17.0 }
        "iter::from_fn" => {
            #[differentiate] fn f(x: f64) -> f64 { let mut p = 1.0; std::iter::from_fn(|| { p *= x; (p < 10.0).then_some(p) }).sum() }
            f::gradient(2.0) == 17.0
        }
        "filter_map" => {
            #[differentiate] fn f(x: &[f64]) -> f64 { x.iter().filter_map(|v| if *v > 0.0 { Some(v * v) } else { None }).sum() }
            f::gradient(&[-3.0, 4.0]) == [0.0, 8.0]
        }
        "sum" => { #[differentiate] fn f(x: &[f64]) -> f64 { x.iter().sum::<f64>() * 2.0 } f::gradient(&[3.0, 4.0]) == [2.0, 2.0] }
        "product" => { #[differentiate] fn f(x: &[f64]) -> f64 { x.iter().product() } f::gradient(&[3.0, 4.0, 0.0]) == [0.0, 0.0, 12.0] }
        "fold" => { #[differentiate] fn f(x: &[f64]) -> f64 { x.iter().copied().fold(f64::MIN, f64::max) } f::gradient(&[3.0, 4.0]) == [0.0, 1.0] }
        "reduce" => { #[differentiate] fn f(x: &[f64]) -> f64 { x.iter().copied().reduce(f64::max).unwrap() } f::gradient(&[3.0, 4.0]) == [0.0, 1.0] }
        "max_by" => {
            #[differentiate] fn f(x: &[f64]) -> f64 { let m = x.iter().copied().max_by(|a, b| a.total_cmp(b)).unwrap(); m * m }
            f::gradient(&[3.0, 4.0]) == [0.0, 8.0]
        }
        "any" => { #[differentiate] fn f(x: &[f64]) -> f64 { if x.iter().any(|v| *v > 3.5) { x[0] * x[1] } else { x[0] } } f::gradient(&[3.0, 4.0]) == [4.0, 3.0] }
        "all" => { #[differentiate] fn f(x: &[f64]) -> f64 { if x.iter().all(|v| *v > 3.5) { x[0] * x[1] } else { x[0] } } f::gradient(&[3.0, 4.0]) == [1.0, 0.0] }
        "position" => { #[differentiate] fn f(x: &[f64]) -> f64 { let i = x.iter().position(|v| *v > 3.5).unwrap(); x[i] * x[i] } f::gradient(&[3.0, 4.0]) == [0.0, 8.0] }
        "find_map" => {
            #[differentiate] fn f(x: &[f64]) -> f64 { x.iter().find_map(|&v| if v > 3.5 { Some(v * v) } else { None }).unwrap_or(0.0) }
            f::gradient(&[3.0, 4.0]) == [0.0, 8.0]
        }
        "partition" => {
            #[differentiate] fn f(x: &[f64]) -> f64 { let (a, b): (Vec<f64>, Vec<f64>) = x.iter().partition(|v| **v > 3.5); a[0] * b[0] }
            f::gradient(&[3.0, 4.0]) == [4.0, 3.0]
        }
        "unzip" => {
            #[differentiate] fn f(x: &[f64]) -> f64 { let (a, b): (Vec<f64>, Vec<f64>) = x.iter().map(|v| (v * v, 2.0 * v)).unzip(); a[0] * b[1] }
            f::gradient(&[3.0, 4.0]) == [48.0, 18.0]
        }
        "collect::<Result<Vec<_>, _>>()" => {
            #[differentiate] fn f(x: &[f64]) -> Option<f64> { let y = x.iter().map(|v| root(*v)).collect::<Option<Vec<_>>>()?; Some(y[0] * y[1]) }
            f::gradient(&[4.0, 1.0]) == Some(vec![0.25, 1.0]) && f::gradient(&[4.0, -1.0]).is_none()
        }
        "for_each" => {
            #[differentiate] fn f(x: &[f64]) -> f64 { let mut y = 0.0; x.iter().for_each(|v| y += v * v); y }
            f::gradient(&[3.0, 4.0]) == [6.0, 8.0]
        }
        "collect" => {
            #[differentiate] fn f(x: &[f64]) -> f64 { let y: Vec<f64> = x.iter().map(|v| v * v).collect(); y[0] * y[1] }
            f::gradient(&[1.0, 2.0]) == [8.0, 4.0]
        }
        "next" => {
            #[differentiate] fn f(x: &[f64]) -> f64 { let mut left = x.iter(); let first = left.next().unwrap(); let mut y = 0.0; for v in left { y += first * v; } y }
            f::gradient(&[3.0, 4.0, 5.0]) == [9.0, 3.0, 3.0]
        }
        "peek" => {
            #[differentiate] fn f(x: &[f64]) -> f64 { let mut left = x.iter().peekable(); let mut y = 0.0; while let Some(v) = left.next() { if let Some(next) = left.peek() { y += v * **next; } } y }
            f::gradient(&[3.0, 4.0, 5.0]) == [4.0, 8.0, 4.0]
        }
        "nth" => { #[differentiate] fn f(x: &[f64]) -> f64 { let w = x.windows(2).nth(1).unwrap(); w[0] * w[1] } f::gradient(&[3.0, 4.0, 5.0]) == [0.0, 5.0, 4.0] }
        "try_fold" => {
            #[differentiate] fn f(x: &[f64]) -> f64 { x.iter().try_fold(1.0, |y, &v| if v > 0.0 { Some(y * v) } else { None }).unwrap_or(x[0]) }
            f::gradient(&[3.0, 4.0]) == [4.0, 3.0] && f::gradient(&[3.0, -4.0]) == [1.0, 0.0]
        }
    ]
    "closures": [
        "let square = |t: f64| t * t;" => { #[differentiate] fn f(x: f64) -> f64 { let square = |t: f64| t * t; square(square(x)) } f::gradient(2.0) == 32.0 }
    ]
    "functions that are handed over": [
        "F::call(y)" => {
            #[differentiate] fn f<F: chainrule::Differentiated1<f64, Output = f64>>(x: f64) -> f64 { F::call(x * x) }
            #[differentiate] fn cube(x: f64) -> f64 { x * x * x }
            f::gradient::<cube>(2.0) == 192.0
        }
        "f.at(y)" => {
            #[differentiate] fn step<F: chainrule::Differentiated2<f64, f64, Output = f64>>(f: F, x: f64) -> f64 { f.at(x, 3.0) }
            #[differentiate] fn product(x: f64, y: f64) -> f64 { x * x * y }
            step::gradient(product {}, 2.0) == 12.0
        }
        "F: Differentiated1<f64, Output = f64>" => {
            #[differentiate(order = 2)] fn f<F: chainrule::TwiceDifferentiated1<f64, Output = f64>>(x: f64) -> f64 { F::call(F::call(x)) }
            #[differentiate(order = 2)] fn square(x: f64) -> f64 { x * x }
            f::hessian::<square>(2.0) == [[48.0]]
        }
        "impl Fn(f64) -> f64" => {
            #[differentiate] fn f(weight: impl Fn(f64) -> f64, x: f64) -> f64 { weight(2.0) * x * x }
            f::gradient(|t| t + 1.0, 2.0) == 12.0
        }
    ]
    "calls": [
        "advance(&mut state, dt)?" => {
            #[differentiate(wrt(state, dt))] fn advance(state: &mut State, dt: f64) -> Option<()> { if dt < 0.0 { return None; } state.x += state.v * dt; Some(()) }
            #[differentiate] fn f(dt: f64) -> Option<f64> { let mut state = AT; for _ in 0..2 { advance(&mut state, dt)?; } Some(state.x * state.x) }
            f::gradient(0.5) == Some(2.0 * 7.0 * 8.0) && f::gradient(-0.5).is_none()
        }
        "advance(&mut state, dt)" => {
            #[differentiate(wrt(state, dt))] fn advance(state: &mut State, dt: f64) { state.x += state.v * dt; }
            #[differentiate] fn f(dt: f64) -> f64 { let mut state = AT; for _ in 0..2 { advance(&mut state, dt); } state.x * state.x }
            f::gradient(0.5) == 2.0 * 7.0 * 8.0
        }
        "advance(state, dt)" => {
            #[differentiate(wrt(state, dt))] fn advance(state: &mut State, dt: f64) { state.x += state.v * dt; }
            #[differentiate] fn f(dt: f64) -> f64 { let mut own = AT; let state = &mut own; for _ in 0..2 { advance(state, dt); } state.x * state.x }
            f::gradient(0.5) == 2.0 * 7.0 * 8.0
        }
        "let y = filter.step(x);" => {
            #[derive(Clone, Debug, Differentiable)] struct Filter { sum: f64 }
            impl Filter { #[differentiate(wrt(self, x))] fn step(&mut self, x: f64) -> f64 { self.sum += x * x; self.sum * 2.0 } }
            #[differentiate] fn f(x: f64) -> f64 { let mut filter = Filter { sum: x }; let y = filter.step(x); y * filter.sum }
            f::gradient(1.0) == 2.0 * 2.0 * 2.0 * 3.0
        }
        "gradient" => { #[differentiate] fn f(x: f64, y: f64) -> f64 { let [a, b] = g::gradient(x, y); a * b } f::gradient(3.0, 4.0) == [216.0, 54.0] }
        "value_and_gradient" => {
            #[differentiate] fn f(x: f64, y: f64) -> f64 { let (v, [a, _]) = g::value_and_gradient(x, y); v * a }
            f::gradient(3.0, 4.0) == [864.0, 432.0]
        }
        "jacobian" => { #[differentiate] fn f(x: &[f64]) -> f64 { let j = h::jacobian(x); j[0][0] * j[1][1] } f::gradient(&[3.0, 4.0]) == [32.0, 48.0] }
        "value_and_jacobian" => {
            #[differentiate] fn f(x: &[f64]) -> f64 { let (v, j) = h::value_and_jacobian(x); v[1] * j[0][0] }
            f::gradient(&[3.0, 4.0]) == [64.0, 144.0]
        }
        "jvp" => { #[differentiate] fn f(x: &[f64]) -> f64 { let (_, change) = h::jvp(x, vec![1.0, 0.0]); change[1] } f::gradient(&[3.0, 4.0]) == [0.0, 8.0] }
        "vjp" => { #[differentiate] fn f(x: &[f64]) -> f64 { let (_, slopes) = h::vjp(x, [0.0, 1.0]); slopes[1] } f::gradient(&[3.0, 4.0]) == [8.0, 6.0] }
        "order = 2" => { #[differentiate(order = 2)] fn f(x: f64) -> f64 { g(x, x) } f::hessian(2.0) == [[12.0]] }
        "&f64" => {
            #[differentiate] fn square(x: &f64) -> f64 { x * x }
            #[differentiate] fn f(x: f64, y: &[f64]) -> f64 { let z = 2.0 * x; square(&z) + square(&y[0]) + y.iter().map(square).sum::<f64>() }
            f::gradient(3.0, &[4.0]) == (24.0, vec![16.0])
        }
    ]
    "assertions": [
        "assert!" => { #[differentiate] fn f(x: f64) -> f64 { assert!(x > 0.0); x * x } f::gradient(3.0) == 6.0 && std::panic::catch_unwind(|| f::gradient(-3.0)).is_err() }
        "debug_assert!" => { #[differentiate] fn f(x: f64) -> f64 { debug_assert!(x > 0.0); x * x } f::gradient(3.0) == 6.0 }
        "println!" => { #[differentiate] fn f(x: f64) -> f64 { if x < 0.0 { println!("{x} of {}", x * x); } x * x } f::gradient(3.0) == 6.0 }
    ]
    "items": [
        "const" => { #[differentiate] fn f(x: f64) -> f64 { const K: f64 = 3.0; K * x } f::gradient(3.0) == 3.0 }
        "#[cfg(…)]" => {
            #[differentiate] fn f(x: f64) -> f64 { let mut y = x; #[cfg(not(test))] { y = 1.0; } #[cfg(test)] { y *= x; } y }
            f::gradient(3.0) == 6.0
        }
        "use" => { #[differentiate] fn f(x: f64) -> f64 { use std::f64::consts::PI; PI * x } f::gradient(3.0) == std::f64::consts::PI }
        "struct" => {
            #[differentiate] fn f(x: f64) -> f64 { struct Pair { a: f64, b: f64 } let p = Pair { a: x, b: 2.0 * x }; p.a * p.b }
            f::gradient(3.0) == 12.0
        }
        "enum" => {
            #[differentiate] fn f(x: f64, n: i32) -> f64 {
                enum Way { Plain, Power(i32) }
                let way = if n == 0 { Way::Plain } else { Way::Power(n) };
                match way { Way::Plain => x, Way::Power(n) => x.powi(n) }
            }
            f::gradient(3.0, 0) == 1.0 && f::gradient(3.0, 2) == 6.0
        }
        "type" => { #[differentiate] fn f(x: f64) -> f64 { type Pair = [f64; 2]; let p: Pair = [x, 2.0 * x]; p[0] * p[1] } f::gradient(3.0) == 12.0 }
        "fn" => { #[differentiate] fn f(x: f64) -> f64 { fn twice(k: f64) -> f64 { 2.0 * k } twice(1.5) * x } f::gradient(3.0) == 3.0 }
    ]
    "constants": [
        "HashMap" => {
            use std::collections::HashMap;
            #[differentiate(wrt(x))] fn f(x: &[f64], names: &[&str]) -> f64 {
                let mut counts = HashMap::new();
                for name in names { *counts.entry(*name).or_insert(0) += 1; }
                x.iter().zip(names).map(|(v, name)| v * v * counts[name] as f64).sum()
            }
            f::gradient(&[3.0, 4.0, 5.0], &["a", "b", "a"]) == [12.0, 8.0, 20.0]
        }
        "String" => {
            #[differentiate(wrt(x))] fn f(x: f64, words: &[&str]) -> f64 { let mut text = String::new(); for word in words { text.push_str(word); } x.powi(text.len() as i32) }
            f::gradient(3.0, &["a", "b"]) == 6.0
        }
    ]
}

/// x²y
#[differentiate(order = 2)]
fn g(x: f64, y: f64) -> f64 {
    x * x * y
}

/// x₀·x₁, x₀·x₁²
#[differentiate(order = 2)]
fn h(x: &[f64]) -> [f64; 2] {
    [x[0] * x[1], x[0] * x[1] * x[1]]
}

/// √x, where there is one.
#[differentiate]
fn root(x: f64) -> Option<f64> {
    if x > 0.0 { Some(x.sqrt()) } else { None }
}

#[derive(Clone, Copy, Debug, PartialEq, Differentiable)]
struct State {
    x: f64,
    v: f64,
}

const AT: State = State { x: 3.0, v: 4.0 };

impl State {
    #[differentiate(wrt(self, other))]
    fn dot(&self, other: &State) -> f64 {
        self.x * other.x + self.v * other.v
    }
}
