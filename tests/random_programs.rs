//! Random programs with loops, arrays and branches, written by `tests/random/generate.py`, against dual numbers
//! of 40 digits.

#![allow(unused, unused_comparisons, clippy::all, clippy::pedantic, reason = "nobody wrote this")]

use chainrule::differentiate;

fn check((value, gradient): (f64, Vec<f64>), wanted: f64, slopes: [f64; 4]) {
    let close = |a: f64, b: f64| (a - b).abs() <= 1e-9 * b.abs().max(1.0);
    assert!(close(value, wanted), "the value is {value}, not {wanted}");
    let all = gradient.iter().zip(slopes).all(|(&a, b)| close(a, b));
    assert!(all, "the gradient is {gradient:?}, not {slopes:?}");
}

fn check_one(found: f64, wanted: f64) {
    assert!((found - wanted).abs() <= 1e-9 * wanted.abs().max(1.0), "{found}, not {wanted}");
}

#[differentiate(order = 2)]
#[rustfmt::skip]
fn program0(x: &[f64], p: f64) -> f64 {
    let mut r: f64 = p; if (p / (2.0 + x[3] * x[3])) < p + 0.0137 { for i1 in (0..3).rev() { if (1.25 * 2.0) < p + 0.0137 { let mut v2: f64 = p; } if (r * x[2]) < (r + x[0]) + 0.0137 { let v3: f64 = (x[(i1 + 1) % 4] + ((x[i1 % 4] * 1.25) + (r + x[1]))); r = f64::atan((f64::sin(f64::atan(1.25)) + (f64::sin(r) + (0.75 * r)))); } } if (if (x[1] * x[0]) < x[1] + 0.0137 { x[3] } else { r }) < 2.0 + 0.0137 { r *= f64::atan(((0.75 / (2.0 + (x[3] - x[3]) * (x[3] - x[3]))) - ((0.75 * x[1]) + p))); for i4 in 0..0 { if (r - r) < f64::tanh(x[0]) + 0.0137 { break; } if (if r < (p + r) + 0.0137 { x[3] } else { p }) < (p * 2.0) + 0.0137 { break; } let mut v5: f64 = f64::sin((f64::sin(p) * x[3])); } let mut a6 = x.to_vec(); } else { let v7: f64 = ((if (p * r) < x[3] + 0.0137 { (p - r) } else { f64::sin(x[1]) }) - r); } let v8: f64 = (((r - x[1]) * (r / (2.0 + p * p))) * p); } if (x[3] + 2.0) < (p + r) + 0.0137 { let v9: f64 = f64::tanh(x[2]); } r *= f64::atan((if f64::sin(x[2]) < (0.5 * x[1]) + 0.0137 { ((x[0] * p) * x[1]) } else { p })); r + f64::cos(f64::tanh((x[2] - r)))
}

#[test]
fn test0() {
    let x = [0.640625, 0.328125, -0.046875, -0.734375];
    let (value, (slopes, _)) = program0::value_and_gradient(&x, 0.625);
    assert_eq!(value.to_bits(), program0(&x, 0.625).to_bits());
    check(
        (value, slopes),
        0.9272975146452048,
        [-0.11454436385195702, -0.32063794862044853, -0.02547759292193732, 0.0],
    );
    let (value, change) = program0::jvp(&x, 0.625, (vec![1.0; 4], 0.0));
    check_one(change, -0.4606599053943429);
    let (product, _) = program0::hvp(&x, 0.625, (vec![1.0; 4], 0.0));
    check((0.0, product), 0.0, [-0.639512523192388, -1.4345048236149007, -1.4202061280795244, 0.0]);
}

#[differentiate]
#[rustfmt::skip]
fn program1(x: &[f64], p: f64) -> f64 {
    let mut r: f64 = p; r -= f64::atan(((f64::sin(p) * (if (r - r) < (r * r) + 0.0137 { x[1] } else { x[0] })) - (p + x[2]))); let c7 = x.to_vec(); for &e2 in c7.iter() { let mut v3: f64 = (f64::tanh((x[3] - p)) * x[0]); r -= f64::atan((((e2 - x[3]) * (v3 + v3)) * e2)); for i4 in 0..1 { let mut a5 = vec![(if (v3 - x[0]) < p + 0.0137 { (x[(i4 + 1) % 4] + x[2]) } else { (0.75 - 0.75) }), x[(i4 + 1) % 4], ((x[2] - r) - (1.25 * x[3])), 0.75]; if (x[0] * e2) < (v3 + p) + 0.0137 { a5[i4 % 4] *= f64::sin(e2); if (2.0 * 0.75) < x[i4 % 4] + 0.0137 { continue; } } else { a5[(i4 + 1) % 4] += f64::sin((e2 * r)); v3 += f64::atan(f64::atan((if (e2 + r) < 0.75 + 0.0137 { (r - x[0]) } else { (if (a5[0] * e2) < (e2 * 0.5) + 0.0137 { 1.25 } else { x[2] }) }))); a5[0] *= f64::sin((((x[(i4 + 1) % 4] * a5[1]) * x[3]) - a5[1])); } if (r - a5[0]) < f64::sin(a5[3]) + 0.0137 { a5[3] += f64::sin((((if i4 % 3 == 1 { 2.0 } else { x[(i4 + 1) % 4] }) - (x[i4 % 4] * x[2])) - 1.25)); let mut v6: f64 = f64::atan((if i4 % 3 == 2 { f64::atan(1.25) } else { (x[(i4 + 1) % 4] + r) })); } } } let mut a8 = x.to_vec(); if (if (x[0] + a8[3]) < r + 0.0137 { r } else { r }) < (r * r) + 0.0137 { let mut a9 = vec![(2.0 - (p * r)), ((x[1] / (2.0 + p * p)) * p), (0.75 + (a8[1] - p)), x[2]]; if p < a9[2] + 0.0137 { a8[3] *= f64::sin((((if x[2] < p + 0.0137 { 1.25 } else { p }) * r) * r)); a8[2] *= f64::sin(p); } else { r += f64::atan((((a9[3] - 0.5) + r) + 2.0)); } } else { r -= f64::atan(((r + f64::tanh(a8[3])) * p)); } r + 0.5
}

#[test]
fn test1() {
    let x = [0.953125, -0.796875, -0.421875, -0.421875];
    let (value, (slopes, _)) = program1::value_and_gradient(&x, 0.625);
    assert_eq!(value.to_bits(), program1(&x, 0.625).to_bits());
    check(
        (value, slopes),
        4.544252027075953,
        [1.6359203903314437, -1.9799137764556887, 0.13138307598614996, 0.993642935491299],
    );
    let (value, change) = program1::jvp(&x, 0.625, (vec![1.0; 4], 0.0));
    check_one(change, 0.7810326253532041);
}

#[differentiate]
#[rustfmt::skip]
fn program2(x0: f64, x1: f64, x2: f64, x3: f64, p: f64) -> f64 {
    let x = [x0, x1, x2, x3]; let mut r: f64 = p; if (x[3] - x[2]) < x[1] + 0.0137 { for i1 in 0..2 { if i1 % 3 == 0 { break; } } let mut a2 = x.to_vec(); } else { let mut a3 = vec![((p + x[1]) * r), x[3], (if x[2] < x[2] + 0.0137 { (p * r) } else { (0.75 * 1.25) }), r]; } let mut a4 = x.to_vec(); let mut a5 = vec![p, (r / (2.0 + (r - r) * (r - r))), (x[0] * f64::atan(2.0)), x[1]]; r + f64::sin(f64::tanh(r))
}

#[test]
fn test2() {
    let (value, slopes) = program2::value_and_gradient(-1.046875, -1.171875, 0.203125, -1.046875, 0.625);
    assert_eq!(value.to_bits(), program2(-1.046875, -1.171875, 0.203125, -1.046875, 0.625).to_bits());
    check((value, slopes.to_vec()), 1.1516030618468895, [0.0, 0.0, 0.0, 0.0]);
    let (value, change) =
        program2::jvp(-1.046875, -1.171875, 0.203125, -1.046875, 0.625, [1.0, 1.0, 1.0, 1.0, 0.0]);
    check_one(change, 0.0);
}

#[differentiate]
#[rustfmt::skip]
fn program3(x: &[f64], p: f64) -> f64 {
    let mut r: f64 = p; let mut a1 = vec![((2.0 - p) - (x[3] * x[0])), f64::sin((x[0] - p)), f64::tanh(f64::sin(2.0)), 0.5]; a1[1] *= f64::sin(x[0]); let mut a2 = a1.clone(); let mut n4 = 0; while n4 < 3 { let i3 = n4; n4 += 1; r *= f64::atan(p); a2[0] = f64::sin(f64::tanh(r)); } let c8 = a2.to_vec(); for &e6 in c8.iter() { let mut v7: f64 = (if (2.0 * a2[2]) < (a1[2] * x[1]) + 0.0137 { a1[2] } else { p }); } let s9: f64 = a1.iter().fold(0.0, |t, e| e - t * 0.5); let v10: f64 = (if (s9 * x[2]) < a1[2] + 0.0137 { (f64::sin(1.25) + (a2[2] - p)) } else { (a2[1] * (a2[3] - 0.75)) }); r + (f64::tanh((v10 - s9)) * ((r + r) * f64::atan(x[3])))
}

#[test]
fn test3() {
    let x = [-0.984375, -0.859375, 0.140625, 0.078125];
    let (value, (slopes, _)) = program3::value_and_gradient(&x, 0.625);
    assert_eq!(value.to_bits(), program3(&x, 0.625).to_bits());
    check((value, slopes), 0.12092646647624652, [0.0010270501853576258, 0.0, 0.0, 0.15387467378332678]);
    let (value, change) = program3::jvp(&x, 0.625, (vec![1.0; 4], 0.0));
    check_one(change, 0.1549017239686844);
}

#[differentiate(order = 2)]
#[rustfmt::skip]
fn program4(x: &[f64], p: f64) -> f64 {
    let mut r: f64 = p; let v1: f64 = (r + ((if (p + x[3]) < r + 0.0137 { x[0] } else { 0.75 }) * (r * 2.0))); if (v1 + v1) < (x[3] * r) + 0.0137 { let mut a2 = vec![v1, f64::cos((p / (2.0 + v1 * v1))), (x[2] * (x[1] - x[0])), ((r * 0.75) / (2.0 + (x[1] * x[3]) * (x[1] * x[3])))]; if x[2] < a2[1] + 0.0137 { let mut n4 = 0; while n4 < 1 { let i3 = n4; n4 += 1; r = f64::atan(x[2]); } for i5 in 0..3 { let mut a6 = a2.clone(); r -= f64::atan((p * f64::cos((x[2] - r)))); a2[2] += f64::sin(f64::cos(r)); } r = f64::atan(((if (x[1] + 1.25) < f64::atan(1.25) + 0.0137 { a2[1] } else { (v1 + a2[1]) }) * (f64::atan(0.75) + v1))); } a2[1] = f64::sin(v1); } else { let mut v7: f64 = (((x[3] - v1) - (0.5 * x[0])) * ((x[2] * r) + (r - p))); r -= f64::atan(((if x[3] < (p + x[1]) + 0.0137 { x[1] } else { f64::cos(p) }) + x[0])); } let mut v8: f64 = ((x[3] * (x[1] + v1)) * f64::atan((if r < 1.25 + 0.0137 { v1 } else { x[1] }))); let s9: f64 = x.iter().map(|e| e * e).sum(); let mut a10 = vec![((x[3] - x[1]) + (0.75 - x[0])), v1, v1, (x[2] + f64::tanh(p))]; let mut a11 = vec![f64::sin((0.75 - x[0])), ((a10[3] * 1.25) + x[1]), ((x[0] - p) + (v8 + a10[2])), (x[0] * x[0])]; r + ((x[3] * (a11[1] * x[3])) - ((v1 * x[0]) * (0.5 * s9)))
}

#[test]
fn test4() {
    let x = [-1.171875, 0.828125, -0.421875, 1.015625];
    let (value, (slopes, _)) = program4::value_and_gradient(&x, 0.625);
    assert_eq!(value.to_bits(), program4(&x, 0.625).to_bits());
    check(
        (value, slopes),
        4.973884319632031,
        [-5.593648705628241, 1.653513159606134, 0.5168914794921875, 3.878790188582416],
    );
    let (value, change) = program4::jvp(&x, 0.625, (vec![1.0; 4], 0.0));
    check_one(change, 0.4555461220524965);
    let (product, _) = program4::hvp(&x, 0.625, (vec![1.0; 4], 0.0));
    check((0.0, product), 0.0, [2.171740281637936, 1.4686152816379359, 5.029296875, 6.802514930873456]);
}

#[differentiate]
#[rustfmt::skip]
fn program5(x0: f64, x1: f64, x2: f64, x3: f64, p: f64) -> f64 {
    let x = [x0, x1, x2, x3]; let mut r: f64 = p; let mut v1: f64 = ((if x[0] < (r + r) + 0.0137 { (x[0] / (2.0 + x[3] * x[3])) } else { (x[0] / (2.0 + x[0] * x[0])) }) * ((0.5 - x[0]) + x[2])); v1 *= f64::atan(x[2]); let s2: f64 = x.iter().map(|e| e * e).sum(); let mut a3 = vec![(x[3] * x[1]), ((s2 * 1.25) - (if (x[3] * x[2]) < (s2 / (2.0 + x[3] * x[3])) + 0.0137 { r } else { s2 })), x[3], ((v1 * 0.75) / (2.0 + (v1 - 1.25) * (v1 - 1.25)))]; let v4: f64 = a3[2]; r + f64::cos(a3[3])
}

#[test]
fn test5() {
    let (value, slopes) = program5::value_and_gradient(-0.109375, 1.015625, 1.140625, 0.703125, 0.625);
    assert_eq!(value.to_bits(), program5(-0.109375, 1.015625, 1.140625, 0.703125, 0.625).to_bits());
    check(
        (value, slopes.to_vec()),
        1.6249138001762633,
        [0.0015975884058785925, 0.0, -0.00017796130873809021, 9.271566496010808e-05],
    );
    let (value, change) =
        program5::jvp(-0.109375, 1.015625, 1.140625, 0.703125, 0.625, [1.0, 1.0, 1.0, 1.0, 0.0]);
    check_one(change, 0.0015123427621006103);
}

#[differentiate]
#[rustfmt::skip]
fn program6(x: &[f64], p: f64) -> f64 {
    let mut r: f64 = p; let mut a1 = vec![p, ((x[2] + x[0]) * x[0]), f64::cos((p - p)), (x[2] * (x[2] * x[1]))]; let mut v2: f64 = a1[3]; let mut v3: f64 = (f64::cos((r - a1[0])) / (2.0 + (x[2] * (r + 0.75)) * (x[2] * (r + 0.75)))); let s4: f64 = x.iter().map(|e| e * e).sum(); r *= f64::atan((a1[2] + x[0])); r + f64::atan(x[2])
}

#[test]
fn test6() {
    let x = [0.953125, -0.046875, -0.046875, -1.234375];
    let (value, (slopes, _)) = program6::value_and_gradient(&x, 0.625);
    assert_eq!(value.to_bits(), program6(&x, 0.625).to_bits());
    check((value, slopes), 0.6391560798068388, [0.12981086151817858, 0.0, 0.9978075517661389, 0.0]);
    let (value, change) = program6::jvp(&x, 0.625, (vec![1.0; 4], 0.0));
    check_one(change, 1.1276184132843174);
}

#[differentiate]
#[rustfmt::skip]
fn program7(x: &[f64], p: f64) -> f64 {
    let mut r: f64 = p; r = f64::atan(((if p < (if (p / (2.0 + x[0] * x[0])) < (r * x[0]) + 0.0137 { r } else { p }) + 0.0137 { (p * p) } else { (x[0] - x[3]) }) * (x[1] * (x[3] + p)))); let mut v1: f64 = p; v1 += f64::atan(v1); let v2: f64 = ((x[2] + (r - r)) + v1); let s3: f64 = x.iter().fold(0.0, |t, e| e - t * 0.5); r + x[0]
}

#[test]
fn test7() {
    let x = [-0.859375, 1.015625, 1.203125, 1.265625];
    let (value, (slopes, _)) = program7::value_and_gradient(&x, 0.625);
    assert_eq!(value.to_bits(), program7(&x, 0.625).to_bits());
    check((value, slopes), -0.2158323885923799, [1.0, 0.4726268249387641, 0.0, 0.2538904431489229]);
    let (value, change) = program7::jvp(&x, 0.625, (vec![1.0; 4], 0.0));
    check_one(change, 1.726517268087687);
}

#[differentiate(order = 2)]
#[rustfmt::skip]
fn program8(x0: f64, x1: f64, x2: f64, x3: f64, p: f64) -> f64 {
    let x = [x0, x1, x2, x3]; let mut r: f64 = p; let mut a1 = vec![f64::cos(f64::cos(x[0])), ((r * 0.75) - r), ((x[3] * x[3]) * (p - x[0])), (x[3] - (x[0] - 2.0))]; for i2 in (0..3).rev() { for i3 in 0..1 { if f64::atan(r) < (p - r) + 0.0137 { break; } let c8 = x.to_vec(); for &e5 in c8.iter() { let mut a6 = a1.clone(); let v7: f64 = ((e5 + (e5 - e5)) * ((p * a6[i3 % 4]) - (if a1[1] < 1.25 + 0.0137 { e5 } else { r }))); a1[(i2 + 1) % 4] += f64::sin((((x[3] + 0.75) * x[i2 % 4]) * (f64::sin(p) + (p / (2.0 + p * p))))); } } let s9: f64 = x.iter().map(|e| e * e).sum(); for i10 in 0..1 { a1[(i2 + 1) % 4] *= f64::sin((if (s9 - p) < (x[3] * x[3]) + 0.0137 { a1[i10 % 4] } else { ((p / (2.0 + a1[(i10 + 1) % 4] * a1[(i10 + 1) % 4])) * r) })); } } let mut v11: f64 = f64::sin((r + p)); a1[1] *= f64::sin((if r < (v11 * r) + 0.0137 { r } else { v11 })); let v12: f64 = f64::cos(2.0); r + (p * r)
}

#[test]
fn test8() {
    let (value, slopes) = program8::value_and_gradient(-1.234375, -0.921875, 0.390625, -0.421875, 0.625);
    assert_eq!(value.to_bits(), program8(-1.234375, -0.921875, 0.390625, -0.421875, 0.625).to_bits());
    check((value, slopes.to_vec()), 1.015625, [0.0, 0.0, 0.0, 0.0]);
    let (value, change) =
        program8::jvp(-1.234375, -0.921875, 0.390625, -0.421875, 0.625, [1.0, 1.0, 1.0, 1.0, 0.0]);
    check_one(change, 0.0);
    let product = program8::hvp(-1.234375, -0.921875, 0.390625, -0.421875, 0.625, [1.0, 1.0, 1.0, 1.0, 0.0]);
    check((0.0, product.to_vec()), 0.0, [0.0, 0.0, 0.0, 0.0]);
    let hessian = program8::hessian(-1.234375, -0.921875, 0.390625, -0.421875, 0.625);
    let sums = hessian.map(|row| row[..4].iter().sum());
    check((0.0, sums.to_vec()), 0.0, [0.0, 0.0, 0.0, 0.0]);
}

#[differentiate]
#[rustfmt::skip]
fn program9(x: &[f64], p: f64) -> f64 {
    let mut r: f64 = p; let v1: f64 = f64::sin(f64::cos((0.75 * p))); r -= f64::atan((v1 - f64::cos((v1 * v1)))); let mut v2: f64 = v1; let mut a3 = x.to_vec(); if (if (r * x[2]) < (v2 * a3[1]) + 0.0137 { v1 } else { a3[2] }) < f64::cos(p) + 0.0137 { r = f64::atan(a3[0]); } else { let s4: f64 = a3.iter().fold(0.0, |t, e| e - t * 0.5); let s5: f64 = a3.iter().map(|e| e * e).sum(); } r *= f64::atan(0.5); let mut a6 = vec![(v2 * (a3[3] * r)), r, f64::atan(a3[3]), p]; r + f64::tanh(((v1 * p) - (0.75 / (2.0 + v2 * v2))))
}

#[test]
fn test9() {
    let x = [-0.546875, -0.921875, -0.421875, 0.953125];
    let (value, (slopes, _)) = program9::value_and_gradient(&x, 0.625);
    assert_eq!(value.to_bits(), program9(&x, 0.625).to_bits());
    check((value, slopes), -0.035900029467197614, [0.3569067104806055, 0.0, 0.0, 0.0]);
    let (value, change) = program9::jvp(&x, 0.625, (vec![1.0; 4], 0.0));
    check_one(change, 0.3569067104806055);
}

#[differentiate]
#[rustfmt::skip]
fn program10(x: &[f64], p: f64) -> f64 {
    let mut r: f64 = p; r *= f64::atan((f64::cos((p * r)) + f64::atan((0.75 * x[2])))); r *= f64::atan((x[2] / (2.0 + ((0.75 - p) * (r * x[2])) * ((0.75 - p) * (r * x[2]))))); for i1 in 0..1 { let mut v2: f64 = (x[0] * f64::tanh((p + x[i1 % 4]))); let mut v3: f64 = f64::sin(((x[1] * x[(i1 + 1) % 4]) - r)); } let v4: f64 = f64::cos(((r + r) / (2.0 + (p - r) * (p - r)))); r + (((x[2] * r) * (0.5 * x[1])) + ((v4 * r) * f64::tanh(x[0])))
}

#[test]
fn test10() {
    let x = [0.890625, 1.265625, -0.984375, 0.390625];
    let (value, (slopes, _)) = program10::value_and_gradient(&x, 0.625);
    assert_eq!(value.to_bits(), program10(&x, 0.625).to_bits());
    check(
        (value, slopes),
        -0.08734388637954948,
        [-0.039559533364957704, 0.03953771301699464, -0.11302494779111914, 0.0],
    );
    let (value, change) = program10::jvp(&x, 0.625, (vec![1.0; 4], 0.0));
    check_one(change, -0.11304676813908221);
}

#[differentiate]
#[rustfmt::skip]
fn program11(x0: f64, x1: f64, x2: f64, x3: f64, p: f64) -> f64 {
    let x = [x0, x1, x2, x3]; let mut r: f64 = p; let c4 = x.to_vec(); for &e2 in c4.iter() { let mut a3 = x.to_vec(); } let c7 = x.to_vec(); for &e6 in c7.iter() { r = f64::atan(f64::cos(((r + e6) + x[0]))); r = f64::atan((1.25 * 1.25)); } let s8: f64 = x.iter().fold(0.0, |t, e| e - t * 0.5); let mut a9 = x.to_vec(); let mut a10 = a9.clone(); r *= f64::atan((s8 + f64::cos((a10[3] * a10[0])))); if (r * a10[3]) < f64::sin(s8) + 0.0137 { let v11: f64 = (r - f64::sin((0.75 * p))); r = f64::atan(0.75); } r + (f64::tanh((if f64::cos(1.25) < r + 0.0137 { a9[2] } else { r })) * r)
}

#[test]
fn test11() {
    let (value, slopes) = program11::value_and_gradient(0.828125, 0.265625, -0.046875, -0.359375, 0.625);
    assert_eq!(value.to_bits(), program11(0.828125, 0.265625, -0.046875, -0.359375, 0.625).to_bits());
    check(
        (value, slopes.to_vec()),
        0.5038438302769683,
        [-0.16413037508477565, 0.17810766516155993, 0.17122889658284976, 0.8854331281554472],
    );
    let (value, change) =
        program11::jvp(0.828125, 0.265625, -0.046875, -0.359375, 0.625, [1.0, 1.0, 1.0, 1.0, 0.0]);
    check_one(change, 1.0706393148150812);
}

#[differentiate(order = 2)]
#[rustfmt::skip]
fn program12(x: &[f64], p: f64) -> f64 {
    let mut r: f64 = p; let s1: f64 = x.iter().map(|e| e * e).sum(); r *= f64::atan(f64::cos(x[0])); let mut v2: f64 = (f64::tanh(s1) * ((p - r) * (x[0] + x[1]))); let s3: f64 = x.iter().map(|e| e * e).sum(); for i4 in 0..1 { let mut a5 = vec![x[2], ((r + s3) * (s1 - x[i4 % 4])), (0.5 - 0.5), p]; for i6 in 0..4 { a5[0] -= f64::sin((((a5[i4 % 4] - r) - f64::cos(a5[2])) + f64::cos((p - r)))); } } r *= f64::atan(0.5); let v7: f64 = (if f64::sin(1.25) < (x[3] + p) + 0.0137 { ((if p < x[3] + 0.0137 { p } else { p }) * f64::sin(s1)) } else { p }); r = f64::atan(f64::sin(x[2])); r + ((x[2] + (v2 + v7)) - (x[2] + (r * x[0])))
}

#[test]
fn test12() {
    let x = [-0.671875, 0.203125, -1.234375, 0.640625];
    let (value, (slopes, _)) = program12::value_and_gradient(&x, 0.625);
    assert_eq!(value.to_bits(), program12(&x, 0.625).to_bits());
    check(
        (value, slopes),
        -0.9520975273924374,
        [1.7129226963059951, 0.013723843033203563, 1.4645712200448773, -0.6086251459938071],
    );
    let (value, change) = program12::jvp(&x, 0.625, (vec![1.0; 4], 0.0));
    check_one(change, 2.582592613390269);
    let (product, _) = program12::hvp(&x, 0.625, (vec![1.0; 4], 0.0));
    check(
        (0.0, product),
        0.0,
        [-3.2403676405358652, -0.8460905441860688, -2.3523113781535456, 0.17014773232725422],
    );
}

#[differentiate]
#[rustfmt::skip]
fn program13(x: &[f64], p: f64) -> f64 {
    let mut r: f64 = p; let s1: f64 = x.iter().map(|e| e * e).sum(); if f64::sin(x[2]) < f64::atan(0.5) + 0.0137 { if (if x[2] < (x[1] / (2.0 + s1 * s1)) + 0.0137 { r } else { r }) < 0.5 + 0.0137 { for i2 in 0..0 { let mut v3: f64 = (if f64::tanh(s1) < x[3] + 0.0137 { ((x[1] - 0.5) * (s1 + s1)) } else { x[2] }); let mut a4 = vec![f64::cos(f64::tanh(x[1])), ((x[0] * s1) - (if i2 % 3 == 2 { p } else { x[(i2 + 1) % 4] })), x[0], ((2.0 * 0.75) - (s1 - p))]; } r += f64::atan(((if x[2] < 1.25 + 0.0137 { (x[3] - p) } else { (x[1] * p) }) * f64::cos((if (s1 * s1) < p + 0.0137 { r } else { s1 })))); } } let mut v5: f64 = (if s1 < (if (r * x[0]) < (x[0] - p) + 0.0137 { s1 } else { x[2] }) + 0.0137 { f64::cos((x[1] * s1)) } else { x[0] }); let mut a6 = vec![((x[3] - 2.0) - (s1 + x[1])), ((0.75 / (2.0 + s1 * s1)) - x[1]), p, (f64::sin(x[2]) * f64::cos(s1))]; a6[0] *= f64::sin(s1); r *= f64::atan((f64::atan(x[0]) + p)); let s7: f64 = x.iter().map(|e| e * e).sum(); r + (f64::tanh(s7) - ((r / (2.0 + p * p)) * (if (x[0] + v5) < (x[3] - p) + 0.0137 { 0.75 } else { a6[0] })))
}

#[test]
fn test13() {
    let x = [0.515625, -0.296875, -0.546875, -0.859375];
    let (value, (slopes, _)) = program13::value_and_gradient(&x, 0.625);
    assert_eq!(value.to_bits(), program13(&x, 0.625).to_bits());
    check(
        (value, slopes),
        2.252238027234377,
        [1.1921059469788928, -0.1343385311472686, -0.6424318861279666, -1.223946028094718],
    );
    let (value, change) = program13::jvp(&x, 0.625, (vec![1.0; 4], 0.0));
    check_one(change, -0.8086104983910605);
}

#[differentiate]
#[rustfmt::skip]
fn program14(x0: f64, x1: f64, x2: f64, x3: f64, p: f64) -> f64 {
    let x = [x0, x1, x2, x3]; let mut r: f64 = p; let mut n4 = 0; while n4 < 0 { let i1 = n4; n4 += 1; for i2 in 0..1 { if i2 % 3 == 2 { if i1 % 3 == 2 { break; } if i2 % 3 == 0 { continue; } } else { let mut a3 = vec![(2.0 - x[1]), r, ((x[i2 % 4] - 2.0) / (2.0 + (x[(i2 + 1) % 4] * x[i1 % 4]) * (x[(i2 + 1) % 4] * x[i1 % 4]))), x[3]]; } } } let s5: f64 = x.iter().map(|e| e * e).sum(); let mut a6 = x.to_vec(); for i7 in 0..2 { a6[2] += f64::sin(f64::atan(((p + a6[i7 % 4]) / (2.0 + p * p)))); for i8 in (0..2).rev() { let mut v9: f64 = p; a6[2] -= f64::sin((a6[i7 % 4] * a6[0])); } } r += f64::atan((0.75 + a6[0])); let mut a10 = a6.clone(); a10[1] = f64::sin(x[2]); r + (f64::tanh(f64::atan(1.25)) + ((a10[1] * s5) * f64::cos(p)))
}

#[test]
fn test14() {
    let (value, slopes) = program14::value_and_gradient(-0.421875, 0.828125, 0.078125, -1.109375, 0.625);
    assert_eq!(value.to_bits(), program14(-0.421875, 0.828125, 0.078125, -1.109375, 0.625).to_bits());
    check(
        (value, slopes.to_vec()),
        1.789377908546406,
        [0.8493965276770961, 0.10482748069974288, 1.7081910907842253, -0.14042926659776878],
    );
    let (value, change) =
        program14::jvp(-0.421875, 0.828125, 0.078125, -1.109375, 0.625, [1.0, 1.0, 1.0, 1.0, 0.0]);
    check_one(change, 2.5219858325632956);
}

#[differentiate]
#[rustfmt::skip]
fn program15(x: &[f64], p: f64) -> f64 {
    let mut r: f64 = p; r -= f64::atan((((x[0] + x[0]) * (x[2] - x[2])) * r)); for i1 in 0..2 { let mut a2 = x.to_vec(); } let mut a3 = x.to_vec(); let c7 = x.to_vec(); for &e5 in c7.iter() { let v6: f64 = f64::cos((f64::tanh(r) + e5)); a3[2] = f64::sin(a3[1]); r *= f64::atan((((v6 / (2.0 + a3[3] * a3[3])) / (2.0 + f64::sin(x[2]) * f64::sin(x[2]))) - v6)); } r = f64::atan((if a3[0] < a3[0] + 0.0137 { ((r + p) - 2.0) } else { x[2] })); let s8: f64 = x.iter().map(|e| e * e).sum(); let mut n12 = 0; while n12 < 0 { let i9 = n12; n12 += 1; a3[(i9 + 1) % 4] = f64::sin(a3[i9 % 4]); let mut v10: f64 = (s8 - ((x[3] * p) + f64::tanh(2.0))); let mut v11: f64 = f64::sin(v10); } let mut v13: f64 = (if (if (x[3] * a3[3]) < (r + a3[2]) + 0.0137 { s8 } else { s8 }) < s8 + 0.0137 { x[3] } else { ((0.75 - x[0]) - r) }); r + (v13 * ((if (if f64::sin(p) < (x[2] + p) + 0.0137 { s8 } else { a3[1] }) < (x[0] * r) + 0.0137 { a3[0] } else { v13 }) - (p - x[3])))
}

#[test]
fn test15() {
    let x = [0.390625, 0.015625, 0.328125, -0.234375];
    let (value, (slopes, _)) = program15::value_and_gradient(&x, 0.625);
    assert_eq!(value.to_bits(), program15(&x, 0.625).to_bits());
    check(
        (value, slopes),
        -0.6630921948404759,
        [-0.024629703536028877, 0.0039003089795718185, -0.003556338980264529, -1.561099959937121],
    );
    let (value, change) = program15::jvp(&x, 0.625, (vec![1.0; 4], 0.0));
    check_one(change, -1.5853856934738424);
}

#[differentiate(order = 2)]
#[rustfmt::skip]
fn program16(x: &[f64], p: f64) -> f64 {
    let mut r: f64 = p; if f64::tanh(x[0]) < (1.25 - x[1]) + 0.0137 { let mut v1: f64 = (((if r < (0.5 + x[0]) + 0.0137 { x[0] } else { r }) * (x[1] + 0.5)) - ((p - 0.5) * f64::atan(x[1]))); if f64::sin(0.5) < (x[3] + r) + 0.0137 { if (v1 * v1) < x[1] + 0.0137 { v1 -= f64::atan((r + ((x[0] * x[1]) + (if (2.0 - r) < x[1] + 0.0137 { r } else { r })))); let v2: f64 = x[3]; } else { let mut a3 = x.to_vec(); let mut a4 = x.to_vec(); } let c8 = x.to_vec(); for &e6 in c8.iter() { r -= f64::atan(((e6 - (1.25 * r)) * p)); if (x[0] * p) < r + 0.0137 { continue; } let mut v7: f64 = ((x[2] - (x[3] + e6)) + p); } if (x[0] * r) < (r - x[3]) + 0.0137 { let v9: f64 = f64::tanh(((x[0] * p) + (v1 / (2.0 + v1 * v1)))); let mut a10 = x.to_vec(); } } else { let mut v11: f64 = 1.25; v1 = f64::atan((((x[3] - p) * (v1 * x[3])) * f64::cos((x[2] * r)))); let mut a12 = vec![0.5, (if (v11 + v11) < x[3] + 0.0137 { (x[2] + v11) } else { f64::sin(x[1]) }), x[0], ((x[0] * x[0]) * x[2])]; } r += f64::atan(x[3]); } else { let mut a13 = x.to_vec(); let v14: f64 = r; r -= f64::atan((v14 * ((x[2] / (2.0 + p * p)) + p))); } let mut a15 = vec![f64::tanh(p), p, ((p * x[1]) - f64::atan(x[0])), x[0]]; a15[0] = f64::sin((r + (x[1] / (2.0 + f64::sin(a15[3]) * f64::sin(a15[3]))))); let mut v16: f64 = ((if (r * x[2]) < (if (p + r) < (r * a15[3]) + 0.0137 { a15[2] } else { p }) + 0.0137 { (x[2] - a15[1]) } else { (x[3] * 0.75) }) * f64::sin(p)); let mut v17: f64 = r; r + f64::cos((p * (p - a15[2])))
}

#[test]
fn test16() {
    let x = [-1.046875, 0.953125, -0.484375, 0.390625];
    let (value, (slopes, _)) = program16::value_and_gradient(&x, 0.625);
    assert_eq!(value.to_bits(), program16(&x, 0.625).to_bits());
    check(
        (value, slopes),
        5.453367302370509,
        [-0.4400131879042342, -0.821212255827211, -0.1604242910310732, 0.7562903636590912],
    );
    let (value, change) = program16::jvp(&x, 0.625, (vec![1.0; 4], 0.0));
    check_one(change, -0.6653593711034272);
    let (product, _) = program16::hvp(&x, 0.625, (vec![1.0; 4], 0.0));
    check(
        (0.0, product),
        0.0,
        [-0.5312184294569211, -0.6869501474945964, -0.20254112923017586, -0.7218581661335912],
    );
}

#[differentiate]
#[rustfmt::skip]
fn program17(x0: f64, x1: f64, x2: f64, x3: f64, p: f64) -> f64 {
    let x = [x0, x1, x2, x3]; let mut r: f64 = p; r += f64::atan((x[1] / (2.0 + f64::cos((if f64::sin(0.5) < (x[0] - p) + 0.0137 { x[1] } else { x[0] })) * f64::cos((if f64::sin(0.5) < (x[0] - p) + 0.0137 { x[1] } else { x[0] }))))); let mut a1 = vec![r, x[1], f64::atan(x[3]), ((x[2] * r) * p)]; a1[0] -= f64::sin((((p + r) * (p * 0.5)) - p)); if (if a1[3] < a1[2] + 0.0137 { 2.0 } else { 0.75 }) < p + 0.0137 { let c8 = a1.to_vec(); for &e3 in c8.iter() { let mut v4: f64 = 0.75; let v5: f64 = (((p * v4) - f64::atan(x[0])) - r); let mut n7 = 0; while n7 < 2 { let i6 = n7; n7 += 1; v4 += f64::atan(((p * (if a1[i6 % 4] < a1[0] + 0.0137 { 0.5 } else { e3 })) - ((a1[1] * r) * (p * e3)))); a1[3] = f64::sin(x[1]); } } let mut n10 = 0; while n10 < 2 { let i9 = n10; n10 += 1; a1[0] += f64::sin((f64::tanh((p / (2.0 + r * r))) * ((x[1] - p) - p))); if (p * r) < (p - a1[0]) + 0.0137 { a1[(i9 + 1) % 4] = f64::sin((r - (r * r))); if f64::tanh(x[3]) < (p / (2.0 + x[3] * x[3])) + 0.0137 { break; } } else { a1[1] = f64::sin(r); } } } else { for i11 in 0..1 { let v12: f64 = (a1[3] - a1[1]); } a1[2] -= f64::sin(f64::cos(((r * x[2]) - p))); let mut v13: f64 = ((r / (2.0 + (1.25 / (2.0 + x[3] * x[3])) * (1.25 / (2.0 + x[3] * x[3])))) * ((0.5 - a1[2]) + 0.5)); } let s14: f64 = a1.iter().map(|e| e * e).sum(); let mut v15: f64 = a1[1]; let mut v16: f64 = 2.0; r + (((r * r) + s14) * v16)
}

#[test]
fn test17() {
    let (value, slopes) = program17::value_and_gradient(1.140625, 0.515625, -0.984375, -0.484375, 0.625);
    assert_eq!(value.to_bits(), program17(1.140625, 0.515625, -0.984375, -0.484375, 0.625).to_bits());
    check(
        (value, slopes.to_vec()),
        5.809269144856454,
        [0.0, 4.458004937129589, 0.8878146230079799, -1.9391849053819785],
    );
    let (value, change) =
        program17::jvp(1.140625, 0.515625, -0.984375, -0.484375, 0.625, [1.0, 1.0, 1.0, 1.0, 0.0]);
    check_one(change, 3.4066346547555906);
}

#[differentiate]
#[rustfmt::skip]
fn program18(x: &[f64], p: f64) -> f64 {
    let mut r: f64 = p; r += f64::atan(x[3]); if f64::tanh(r) < (x[0] - 2.0) + 0.0137 { let mut a1 = x.to_vec(); } else { r -= f64::atan(x[1]); let mut a2 = x.to_vec(); for i3 in 0..4 { if (r / (2.0 + r * r)) < (a2[1] - 0.5) + 0.0137 { break; } r -= f64::atan(r); } } let mut a4 = x.to_vec(); a4[2] -= f64::sin((a4[0] - ((0.75 - r) * (1.25 - x[0])))); let v5: f64 = (x[2] * ((p * r) * (p - r))); r + 0.5
}

#[test]
fn test18() {
    let x = [1.078125, -1.171875, 0.890625, -0.734375];
    let (value, (slopes, _)) = program18::value_and_gradient(&x, 0.625);
    assert_eq!(value.to_bits(), program18(&x, 0.625).to_bits());
    check((value, slopes), 0.5, [0.0, -7.119851157742777e-28, 0.0, 1.0977331182302545e-27]);
    let (value, change) = program18::jvp(&x, 0.625, (vec![1.0; 4], 0.0));
    check_one(change, 3.857480024559767e-28);
}

#[differentiate]
#[rustfmt::skip]
fn program19(x: &[f64], p: f64) -> f64 {
    let mut r: f64 = p; r *= f64::atan((f64::atan((if (p * r) < (x[2] * x[3]) + 0.0137 { r } else { r })) - ((x[2] * x[1]) * f64::tanh(x[0])))); let v1: f64 = (((if (0.5 * 1.25) < x[1] + 0.0137 { x[1] } else { r }) - 1.25) - r); r *= f64::atan((((r / (2.0 + p * p)) + (if p < (p + 0.75) + 0.0137 { p } else { p })) + ((x[0] - v1) / (2.0 + (p / (2.0 + x[3] * x[3])) * (p / (2.0 + x[3] * x[3])))))); let mut a2 = x.to_vec(); r + (p + ((v1 * x[0]) + r))
}

#[test]
fn test19() {
    let x = [-0.796875, -1.046875, 0.015625, -0.796875];
    let (value, (slopes, _)) = program19::value_and_gradient(&x, 0.625);
    assert_eq!(value.to_bits(), program19(&x, 0.625).to_bits());
    check(
        (value, slopes),
        2.105586648027367,
        [-1.086620889360552, 0.008363031715004476, -0.5603231249052998, -0.002338898460353145],
    );
    let (value, change) = program19::jvp(&x, 0.625, (vec![1.0; 4], 0.0));
    check_one(change, -1.6409198810112005);
}

#[differentiate(order = 2)]
#[rustfmt::skip]
fn program20(x0: f64, x1: f64, x2: f64, x3: f64, p: f64) -> f64 {
    let x = [x0, x1, x2, x3]; let mut r: f64 = p; r -= f64::atan(((if p < x[2] + 0.0137 { (x[0] * x[0]) } else { r }) + (2.0 * (if (x[1] - 0.5) < (r + r) + 0.0137 { x[1] } else { x[0] })))); let mut a1 = x.to_vec(); r += f64::atan(a1[0]); r -= f64::atan(f64::cos(p)); if x[0] < r + 0.0137 { if (x[3] * r) < p + 0.0137 { a1[3] = f64::sin(((f64::tanh(a1[0]) / (2.0 + r * r)) + p)); let s2: f64 = x.iter().map(|e| e * e).sum(); } for i3 in (0..0).rev() { if i3 % 3 == 1 { break; } } for i4 in (0..2).rev() { let mut v5: f64 = ((2.0 * p) - f64::sin((p - p))); let mut a6 = a1.clone(); let mut v7: f64 = (a1[1] + p); } } r = f64::atan((((p / (2.0 + a1[3] * a1[3])) + 1.25) + ((p * a1[0]) - (r - x[0])))); r + (r * ((if a1[0] < f64::tanh(x[0]) + 0.0137 { 0.5 } else { x[0] }) + r))
}

#[test]
fn test20() {
    let (value, slopes) = program20::value_and_gradient(-0.796875, -1.234375, -0.609375, -1.109375, 0.625);
    assert_eq!(value.to_bits(), program20(-0.796875, -1.234375, -0.609375, -1.109375, 0.625).to_bits());
    check((value, slopes.to_vec()), -0.12804911533837168, [1.2892529081575048, 0.5993894731134725, 0.0, 0.0]);
    let (value, change) =
        program20::jvp(-0.796875, -1.234375, -0.609375, -1.109375, 0.625, [1.0, 1.0, 1.0, 1.0, 0.0]);
    check_one(change, 1.8886423812709772);
    let product =
        program20::hvp(-0.796875, -1.234375, -0.609375, -1.109375, 0.625, [1.0, 1.0, 1.0, 1.0, 0.0]);
    check((0.0, product.to_vec()), 0.0, [2.2972893557605465, 2.4647670508677675, 0.0, 0.0]);
    let hessian = program20::hessian(-0.796875, -1.234375, -0.609375, -1.109375, 0.625);
    let sums = hessian.map(|row| row[..4].iter().sum());
    check((0.0, sums.to_vec()), 0.0, [2.2972893557605465, 2.4647670508677675, 0.0, 0.0]);
}

#[differentiate]
#[rustfmt::skip]
fn program21(x: &[f64], p: f64) -> f64 {
    let mut r: f64 = p; r -= f64::atan(p); let v1: f64 = x[3]; for i2 in 0..1 { r *= f64::atan((((v1 * p) + p) * (if i2 % 3 == 0 { (v1 + v1) } else { (v1 * v1) }))); let v3: f64 = 0.75; } if (x[1] - 0.5) < (0.75 * 1.25) + 0.0137 { r *= f64::atan(r); } else { for i4 in (0..4).rev() { let c8 = x.to_vec(); for &e6 in c8.iter() { let mut v7: f64 = f64::cos((2.0 * (x[i4 % 4] * x[i4 % 4]))); v7 = f64::atan((((r * x[2]) * (r * x[0])) - (e6 - x[(i4 + 1) % 4]))); } if (if (r + p) < f64::cos(x[i4 % 4]) + 0.0137 { p } else { x[i4 % 4] }) < f64::cos(x[i4 % 4]) + 0.0137 { let mut a9 = vec![0.5, (f64::tanh(r) * (v1 / (2.0 + x[2] * x[2]))), (f64::sin(v1) * f64::cos(v1)), x[(i4 + 1) % 4]]; } else { let mut v10: f64 = 1.25; } let mut a11 = vec![r, (x[0] * (p / (2.0 + x[0] * x[0]))), ((r * p) / (2.0 + f64::sin(0.75) * f64::sin(0.75))), (x[i4 % 4] + (v1 * r))]; } } for i12 in 0..2 { if i12 % 3 == 2 { continue; } let mut a13 = x.to_vec(); r = f64::atan((a13[i12 % 4] * x[(i12 + 1) % 4])); } let mut v14: f64 = f64::sin(f64::tanh(0.5)); let s15: f64 = x.iter().fold(0.0, |t, e| e - t * 0.5); r + x[0]
}

#[test]
fn test21() {
    let x = [0.453125, 0.265625, 0.515625, -0.671875];
    let (value, (slopes, _)) = program21::value_and_gradient(&x, 0.625);
    assert_eq!(value.to_bits(), program21(&x, 0.625).to_bits());
    check((value, slopes), 0.5892409812524646, [1.0, 0.5061305807527842, 0.26073393553931307, 0.0]);
    let (value, change) = program21::jvp(&x, 0.625, (vec![1.0; 4], 0.0));
    check_one(change, 1.7668645162920973);
}

#[differentiate]
#[rustfmt::skip]
fn program22(x: &[f64], p: f64) -> f64 {
    let mut r: f64 = p; r += f64::atan((((x[2] * p) * (r * 1.25)) * (if r < f64::tanh(r) + 0.0137 { f64::sin(r) } else { f64::tanh(x[3]) }))); let mut a1 = x.to_vec(); if (r + r) < (r + a1[0]) + 0.0137 { a1[0] += f64::sin(f64::atan(f64::tanh((p * a1[0])))); let mut a2 = x.to_vec(); } else { r = f64::atan(f64::sin(((r * p) * (r - p)))); let s3: f64 = a1.iter().fold(0.0, |t, e| e - t * 0.5); let mut a4 = a1.clone(); } r -= f64::atan((if (1.25 * p) < f64::atan(x[1]) + 0.0137 { r } else { 0.75 })); let mut v5: f64 = f64::atan(f64::atan((r * x[1]))); r -= f64::atan((f64::sin(r) * x[0])); for i6 in 0..2 { v5 += f64::atan(r); } r + ((f64::cos(r) * f64::cos(p)) + ((if (a1[1] * 1.25) < f64::cos(a1[2]) + 0.0137 { 0.75 } else { a1[2] }) * x[2]))
}

#[test]
fn test22() {
    let x = [-0.984375, 0.890625, 0.078125, -1.109375];
    let (value, (slopes, _)) = program22::value_and_gradient(&x, 0.625);
    assert_eq!(value.to_bits(), program22(&x, 0.625).to_bits());
    check(
        (value, slopes),
        -0.8912243346244155,
        [0.7859939514692094, 0.0, -0.2252309135119822, 0.013118926411739725],
    );
    let (value, change) = program22::jvp(&x, 0.625, (vec![1.0; 4], 0.0));
    check_one(change, 0.5738819643689669);
}

#[differentiate]
#[rustfmt::skip]
fn program23(x0: f64, x1: f64, x2: f64, x3: f64, p: f64) -> f64 {
    let x = [x0, x1, x2, x3]; let mut r: f64 = p; r = f64::atan(f64::atan((x[1] + (x[0] + p)))); if p < (x[1] * x[0]) + 0.0137 { let mut a1 = vec![((2.0 * 2.0) + f64::cos(r)), (if (p * r) < (x[0] * p) + 0.0137 { f64::sin(r) } else { (if (p * r) < (x[3] * 0.75) + 0.0137 { x[2] } else { p }) }), ((p * p) * f64::tanh(p)), x[2]]; let mut a2 = vec![((p + x[1]) * a1[1]), a1[3], (if (a1[2] * r) < a1[3] + 0.0137 { p } else { (2.0 * x[3]) }), a1[0]]; a2[0] *= f64::sin((((r * r) * (p * p)) * ((r * r) + (p + r)))); } let mut v3: f64 = ((if (r + x[3]) < (x[1] * p) + 0.0137 { (r * p) } else { (p * p) }) * f64::atan(p)); r -= f64::atan(((f64::tanh(v3) * (x[0] * p)) - (f64::atan(2.0) * (v3 - p)))); let mut a4 = vec![((r * x[3]) * p), (if (v3 * v3) < (v3 - x[3]) + 0.0137 { p } else { x[3] }), f64::sin((x[3] * x[1])), ((1.25 + r) - (p - x[1]))]; let mut v5: f64 = p; r + (if x[2] < (v3 * r) + 0.0137 { ((x[1] * p) + (if 1.25 < (if (v3 - p) < v3 + 0.0137 { x[0] } else { 0.75 }) + 0.0137 { a4[1] } else { p })) } else { ((x[1] * p) * f64::tanh(0.5)) })
}

#[test]
fn test23() {
    let (value, slopes) = program23::value_and_gradient(-0.859375, 0.765625, 0.890625, 0.453125, 0.625);
    assert_eq!(value.to_bits(), program23(-0.859375, 0.765625, 0.890625, 0.453125, 0.625).to_bits());
    check((value, slopes.to_vec()), 0.3521414970669554, [0.5090175474295754, 0.9185464655790025, 0.0, 0.0]);
    let (value, change) =
        program23::jvp(-0.859375, 0.765625, 0.890625, 0.453125, 0.625, [1.0, 1.0, 1.0, 1.0, 0.0]);
    check_one(change, 1.4275640130085778);
}

#[differentiate(order = 2)]
#[rustfmt::skip]
fn program24(x: &[f64], p: f64) -> f64 {
    let mut r: f64 = p; let mut v1: f64 = (p - r); let mut v2: f64 = (p * ((v1 * r) - (2.0 - x[2]))); let v3: f64 = f64::cos(((x[3] * x[0]) + p)); let mut a4 = x.to_vec(); let s5: f64 = a4.iter().fold(0.0, |t, e| e - t * 0.5); a4[1] = f64::sin(((0.75 * f64::cos(a4[2])) / (2.0 + v3 * v3))); v1 -= f64::atan(p); r + (if v3 < (x[1] - v3) + 0.0137 { p } else { ((r + 2.0) - (a4[1] * 0.75)) })
}

#[test]
fn test24() {
    let x = [0.265625, -0.171875, 1.140625, -0.421875];
    let (value, (slopes, _)) = program24::value_and_gradient(&x, 0.625);
    assert_eq!(value.to_bits(), program24(&x, 0.625).to_bits());
    check(
        (value, slopes),
        3.165164686006016,
        [0.011045061653047103, 0.0, 0.1841028878492169, -0.006954298077844472],
    );
    let (value, change) = program24::jvp(&x, 0.625, (vec![1.0; 4], 0.0));
    check_one(change, 0.18819365142441954);
    let (product, _) = program24::hvp(&x, 0.625, (vec![1.0; 4], 0.0));
    check((0.0, product), 0.0, [-0.05309753912349324, 0.0, 0.08084908797152962, -0.009233365099173168]);
}

#[differentiate]
#[rustfmt::skip]
fn program25(x: &[f64], p: f64) -> f64 {
    let mut r: f64 = p; let mut a1 = x.to_vec(); let mut a2 = vec![((p - p) * (1.25 * 0.5)), (r + (x[3] / (2.0 + r * r))), x[3], (if (x[0] + 0.5) < (p * 0.5) + 0.0137 { (x[2] - r) } else { r })]; a1[0] *= f64::sin(f64::tanh(f64::atan(0.5))); let mut a3 = a1.clone(); let mut v4: f64 = r; for i5 in 0..3 { if i5 % 3 == 2 { break; } let c11 = a3.to_vec(); for &e7 in c11.iter() { let mut n10 = 0; while n10 < 4 { let i8 = n10; n10 += 1; let mut v9: f64 = r; } } } for i12 in 0..0 { v4 *= f64::atan(f64::atan(((a1[i12 % 4] * x[1]) - a1[1]))); } r + (((v4 + x[3]) / (2.0 + a3[1] * a3[1])) * ((if v4 < (r + r) + 0.0137 { a2[3] } else { a1[1] }) * (a1[2] * a3[1])))
}

#[test]
fn test25() {
    let x = [0.203125, -0.921875, -1.171875, 0.515625];
    let (value, (slopes, _)) = program25::value_and_gradient(&x, 0.625);
    assert_eq!(value.to_bits(), program25(&x, 0.625).to_bits());
    check(
        (value, slopes),
        0.8952425268247237,
        [0.0, -0.11830749913644191, -0.23060695622376423, 0.23692495502441532],
    );
    let (value, change) = program25::jvp(&x, 0.625, (vec![1.0; 4], 0.0));
    check_one(change, -0.11198950033579083);
}

#[differentiate]
#[rustfmt::skip]
fn program26(x0: f64, x1: f64, x2: f64, x3: f64, p: f64) -> f64 {
    let x = [x0, x1, x2, x3]; let mut r: f64 = p; r = f64::atan(p); let mut a1 = vec![((p * x[1]) - r), f64::atan((p * x[0])), ((if f64::atan(1.25) < (0.75 - 0.75) + 0.0137 { r } else { x[3] }) / (2.0 + (0.75 * p) * (0.75 * p))), x[0]]; for i2 in 0..1 { if i2 % 3 == 1 { break; } a1[(i2 + 1) % 4] += f64::sin(x[i2 % 4]); } r += f64::atan(a1[3]); let s3: f64 = x.iter().map(|e| e * e).sum(); let v4: f64 = ((s3 + 0.5) * (a1[2] * (a1[1] / (2.0 + x[0] * x[0])))); a1[3] = f64::sin(((if (v4 * a1[3]) < (if r < (v4 * p) + 0.0137 { 1.25 } else { p }) + 0.0137 { r } else { (x[1] + a1[1]) }) * ((x[2] * s3) * (if (if p < r + 0.0137 { 0.75 } else { r }) < 2.0 + 0.0137 { v4 } else { x[0] })))); r + r
}

#[test]
fn test26() {
    let (value, slopes) = program26::value_and_gradient(-1.171875, 0.203125, 1.265625, -1.046875, 0.625);
    assert_eq!(value.to_bits(), program26(-1.171875, 0.203125, 1.265625, -1.046875, 0.625).to_bits());
    check((value, slopes.to_vec()), -0.6115419115905562, [0.8427116551795083, 0.0, 0.0, 0.0]);
    let (value, change) =
        program26::jvp(-1.171875, 0.203125, 1.265625, -1.046875, 0.625, [1.0, 1.0, 1.0, 1.0, 0.0]);
    check_one(change, 0.8427116551795083);
}

#[differentiate]
#[rustfmt::skip]
fn program27(x: &[f64], p: f64) -> f64 {
    let mut r: f64 = p; let mut a1 = x.to_vec(); let mut v2: f64 = (f64::cos((a1[0] * 0.75)) * p); if f64::cos(r) < 1.25 + 0.0137 { a1[2] -= f64::sin(((f64::cos(v2) + (a1[0] + a1[2])) * (a1[2] + v2))); v2 -= f64::atan((((v2 * a1[2]) * (v2 + 1.25)) + (if (a1[2] * a1[1]) < a1[3] + 0.0137 { r } else { (x[3] + x[0]) }))); } else { r *= f64::atan((r * 2.0)); let s3: f64 = a1.iter().fold(0.0, |t, e| e - t * 0.5); } a1[3] -= f64::sin((f64::tanh(x[0]) * (a1[1] - x[3]))); a1[3] -= f64::sin(a1[2]); r + (((x[2] - v2) - x[0]) - f64::sin((a1[2] * a1[1])))
}

#[test]
fn test27() {
    let x = [-1.234375, 1.015625, -0.484375, 0.953125];
    let (value, (slopes, _)) = program27::value_and_gradient(&x, 0.625);
    assert_eq!(value.to_bits(), program27(&x, 0.625).to_bits());
    check(
        (value, slopes),
        1.816361824611478,
        [-1.8810466272467394, 0.47708247126364844, 0.4644474426789101, 0.0],
    );
    let (value, change) = program27::jvp(&x, 0.625, (vec![1.0; 4], 0.0));
    check_one(change, -0.939516713304181);
}

#[differentiate(order = 2)]
#[rustfmt::skip]
fn program28(x: &[f64], p: f64) -> f64 {
    let mut r: f64 = p; let mut a1 = x.to_vec(); let c5 = x.to_vec(); for &e3 in c5.iter() { if f64::cos(a1[3]) < (a1[1] / (2.0 + r * r)) + 0.0137 { let mut v4: f64 = f64::sin((1.25 / (2.0 + (p - r) * (p - r)))); } } let mut a6 = a1.clone(); if (0.75 * x[1]) < f64::tanh(r) + 0.0137 { r -= f64::atan(f64::sin(f64::sin(r))); a1[2] *= f64::sin((a6[2] + f64::sin((r - r)))); if f64::tanh(p) < (p - 1.25) + 0.0137 { a6[2] *= f64::sin((((a6[1] * r) * f64::cos(x[0])) + 0.75)); r *= f64::atan(1.25); let c9 = a6.to_vec(); for &e8 in c9.iter() { a6[1] += f64::sin(r); } } } else { r = f64::atan(p); let v10: f64 = (p * (a6[1] - f64::atan(r))); } r + x[1]
}

#[test]
fn test28() {
    let x = [-0.734375, -0.796875, -0.484375, -0.984375];
    let (value, (slopes, _)) = program28::value_and_gradient(&x, 0.625);
    assert_eq!(value.to_bits(), program28(&x, 0.625).to_bits());
    check((value, slopes), -0.6764673710905555, [0.0, 1.0, 0.0, 0.0]);
    let (value, change) = program28::jvp(&x, 0.625, (vec![1.0; 4], 0.0));
    check_one(change, 1.0);
    let (product, _) = program28::hvp(&x, 0.625, (vec![1.0; 4], 0.0));
    check((0.0, product), 0.0, [0.0, 0.0, 0.0, 0.0]);
}

#[differentiate]
#[rustfmt::skip]
fn program29(x0: f64, x1: f64, x2: f64, x3: f64, p: f64) -> f64 {
    let x = [x0, x1, x2, x3]; let mut r: f64 = p; if r < (p * p) + 0.0137 { let mut a1 = vec![(if p < (r * p) + 0.0137 { f64::tanh(r) } else { (p / (2.0 + p * p)) }), r, ((r + x[2]) - f64::atan(x[1])), 2.0]; for i2 in 0..3 { a1[3] *= f64::sin((((x[i2 % 4] + x[2]) + r) + r)); } r *= f64::atan(((p * r) * 0.5)); } else { let mut a3 = vec![0.75, f64::atan(f64::tanh(2.0)), (f64::tanh(1.25) + (p * x[2])), ((if (r + r) < (2.0 - x[1]) + 0.0137 { p } else { 2.0 }) * (r + x[3]))]; for i4 in (0..1).rev() { r = f64::atan(x[i4 % 4]); a3[(i4 + 1) % 4] = f64::sin(p); r -= f64::atan(x[3]); } let v5: f64 = 2.0; } let s6: f64 = x.iter().map(|e| e * e).sum(); if (0.75 / (2.0 + r * r)) < s6 + 0.0137 { let mut a7 = vec![(x[1] + f64::cos(s6)), ((x[3] - r) - r), s6, 0.5]; } else { let mut a8 = x.to_vec(); for i9 in 0..0 { let mut a10 = vec![p, x[0], ((0.75 - s6) * (x[2] / (2.0 + a8[0] * a8[0]))), ((a8[i9 % 4] * x[2]) * p)]; for i11 in 0..0 { r -= f64::atan(r); if f64::cos(p) < (a10[2] * a10[2]) + 0.0137 { break; } r = f64::atan(r); } } let v12: f64 = f64::sin(r); } r + 2.0
}

#[test]
fn test29() {
    let (value, slopes) = program29::value_and_gradient(-0.484375, -0.109375, -0.859375, 0.265625, 0.625);
    assert_eq!(value.to_bits(), program29(-0.484375, -0.109375, -0.859375, 0.265625, 0.625).to_bits());
    check((value, slopes.to_vec()), 1.289300714603219, [0.8099663832311648, 0.0, 0.0, -0.9340935005701254]);
    let (value, change) =
        program29::jvp(-0.484375, -0.109375, -0.859375, 0.265625, 0.625, [1.0, 1.0, 1.0, 1.0, 0.0]);
    check_one(change, -0.1241271173389607);
}

#[differentiate]
#[rustfmt::skip]
fn program30(x: &[f64], p: f64) -> f64 {
    let mut r: f64 = p; let mut a1 = vec![r, ((p * x[1]) * (if (p * 0.5) < f64::sin(x[3]) + 0.0137 { x[1] } else { x[3] })), f64::atan(p), f64::atan(p)]; let v2: f64 = (p + ((a1[2] - a1[0]) / (2.0 + (p + a1[3]) * (p + a1[3])))); if (r + p) < v2 + 0.0137 { for i3 in 0..0 { r *= f64::atan((0.5 * f64::cos(a1[(i3 + 1) % 4]))); let mut n7 = 0; while n7 < 2 { let i4 = n7; n7 += 1; let v5: f64 = (f64::cos((if a1[1] < (p * p) + 0.0137 { r } else { v2 })) - v2); a1[1] += f64::sin(0.75); let mut a6 = a1.clone(); } } } else { a1[3] -= f64::sin((f64::sin((p + p)) + x[3])); r -= f64::atan(p); } a1[2] *= f64::sin(((0.75 * f64::atan(x[3])) - (f64::cos(x[0]) * (a1[3] * 0.5)))); r = f64::atan(r); r = f64::atan(f64::atan(((if (a1[1] + 0.75) < (p * x[1]) + 0.0137 { x[1] } else { a1[1] }) - (p - v2)))); let mut v8: f64 = x[3]; r + (((v2 * x[2]) * 0.5) + r)
}

#[test]
fn test30() {
    let x = [0.953125, 0.078125, 0.703125, -0.171875];
    let (value, (slopes, _)) = program30::value_and_gradient(&x, 0.625);
    assert_eq!(value.to_bits(), program30(&x, 0.625).to_bits());
    check(
        (value, slopes),
        0.1570580253069058,
        [0.0, -0.2145093533496451, 0.3027377986178152, 0.09750425152256595],
    );
    let (value, change) = program30::jvp(&x, 0.625, (vec![1.0; 4], 0.0));
    check_one(change, 0.18573269679073603);
}

#[differentiate]
#[rustfmt::skip]
fn program31(x: &[f64], p: f64) -> f64 {
    let mut r: f64 = p; let s1: f64 = x.iter().map(|e| e * e).sum(); let s2: f64 = x.iter().fold(0.0, |t, e| e - t * 0.5); if (1.25 / (2.0 + x[0] * x[0])) < (x[3] + s1) + 0.0137 { let mut a3 = x.to_vec(); a3[3] += f64::sin(((r - x[3]) * ((s1 * 0.75) - (r / (2.0 + x[2] * x[2]))))); } if s2 < x[1] + 0.0137 { if (if (s2 * x[2]) < (s1 * x[2]) + 0.0137 { s1 } else { x[1] }) < r + 0.0137 { let mut a4 = vec![x[1], (f64::cos(x[0]) * (p - x[0])), f64::cos(s1), ((p * x[1]) * f64::sin(r))]; let mut a5 = x.to_vec(); } else { if f64::cos(s2) < f64::tanh(r) + 0.0137 { let s6: f64 = x.iter().fold(0.0, |t, e| e - t * 0.5); let mut a7 = x.to_vec(); } else { let mut a8 = x.to_vec(); let s9: f64 = a8.iter().map(|e| e * e).sum(); let mut a10 = vec![a8[0], ((if (if (x[2] - a8[2]) < (s2 - s9) + 0.0137 { r } else { a8[2] }) < (x[1] + a8[3]) + 0.0137 { p } else { 0.75 }) * a8[2]), (if (a8[2] * s2) < s9 + 0.0137 { f64::cos(r) } else { s1 }), ((0.5 / (2.0 + a8[2] * a8[2])) * (s9 - s1))]; } let mut a11 = x.to_vec(); } } let mut a12 = x.to_vec(); a12[2] *= f64::sin(a12[0]); let c16 = x.to_vec(); for &e14 in c16.iter() { let mut v15: f64 = ((x[1] * f64::cos(x[3])) * f64::tanh((x[3] + r))); } if s2 < (x[0] * p) + 0.0137 { a12[2] += f64::sin((((if 0.75 < f64::tanh(r) + 0.0137 { s2 } else { a12[2] }) * x[1]) - f64::sin((s2 * x[2])))); let s17: f64 = a12.iter().map(|e| e * e).sum(); } r + (s1 * ((if (x[3] + x[1]) < (0.5 - x[2]) + 0.0137 { p } else { 1.25 }) - (a12[3] - a12[1])))
}

#[test]
fn test31() {
    let x = [0.703125, 0.828125, -0.859375, 0.640625];
    let (value, (slopes, _)) = program31::value_and_gradient(&x, 0.625);
    assert_eq!(value.to_bits(), program31(&x, 0.625).to_bits());
    check((value, slopes), 3.97308349609375, [2.021484375, 4.7099609375, -2.470703125, -0.4873046875]);
    let (value, change) = program31::jvp(&x, 0.625, (vec![1.0; 4], 0.0));
    check_one(change, 3.7734375);
}

#[differentiate(order = 2)]
#[rustfmt::skip]
fn program32(x0: f64, x1: f64, x2: f64, x3: f64, p: f64) -> f64 {
    let x = [x0, x1, x2, x3]; let mut r: f64 = p; let mut n6 = 0; while n6 < 4 { let i1 = n6; n6 += 1; if (0.5 - p) < (x[(i1 + 1) % 4] * x[1]) + 0.0137 { let mut a2 = vec![((if (x[i1 % 4] - p) < r + 0.0137 { x[0] } else { r }) * 0.5), f64::cos((0.5 - p)), f64::atan((r + p)), (f64::sin(p) / (2.0 + (r * p) * (r * p)))]; r *= f64::atan(a2[1]); r -= f64::atan(((if (a2[2] * p) < (r - r) + 0.0137 { f64::tanh(x[1]) } else { (a2[i1 % 4] / (2.0 + a2[1] * a2[1])) }) - p)); } else { if f64::atan(x[i1 % 4]) < (p - p) + 0.0137 { break; } let mut v3: f64 = x[1]; } let mut a4 = vec![(x[3] + (if i1 % 3 == 0 { x[3] } else { 0.75 })), f64::tanh((p + p)), ((x[(i1 + 1) % 4] * x[(i1 + 1) % 4]) * (x[0] * r)), ((r + x[(i1 + 1) % 4]) - (x[2] * p))]; if f64::atan(p) < 0.5 + 0.0137 { r -= f64::atan(((r * (p - 0.75)) * r)); if i1 % 3 == 1 { let mut v5: f64 = 0.75; r *= f64::atan(((p * 2.0) + x[1])); } else { if i1 % 3 == 0 { continue; } } } else { r *= f64::atan(f64::cos(x[2])); } } if r < (x[3] * r) + 0.0137 { r -= f64::atan((((r / (2.0 + 1.25 * 1.25)) - (p - x[2])) - ((x[3] + r) * (r * r)))); } else { let mut a7 = x.to_vec(); } let mut a8 = vec![(2.0 / (2.0 + (r * p) * (r * p))), x[1], r, p]; a8[2] *= f64::sin(((r - (r / (2.0 + r * r))) * ((if x[1] < (x[2] - r) + 0.0137 { x[0] } else { x[2] }) * (0.5 * a8[0])))); if r < (r - p) + 0.0137 { let mut n11 = 0; while n11 < 3 { let i9 = n11; n11 += 1; let mut v10: f64 = 2.0; r += f64::atan((v10 - a8[2])); r *= f64::atan((((r * p) * (a8[i9 % 4] * v10)) + f64::cos((p * p)))); } let mut v12: f64 = (((p * p) + (r + r)) - (p / (2.0 + (p / (2.0 + p * p)) * (p / (2.0 + p * p))))); } r -= f64::atan(p); r + r
}

#[test]
fn test32() {
    let (value, slopes) = program32::value_and_gradient(1.140625, -0.984375, 0.140625, 0.640625, 0.625);
    assert_eq!(value.to_bits(), program32(1.140625, -0.984375, 0.140625, 0.640625, 0.625).to_bits());
    check(
        (value, slopes.to_vec()),
        -0.32604251916956706,
        [-0.08175053975085146, 0.0, -0.26245508825518227, 0.0],
    );
    let (value, change) =
        program32::jvp(1.140625, -0.984375, 0.140625, 0.640625, 0.625, [1.0, 1.0, 1.0, 1.0, 0.0]);
    check_one(change, -0.3442056280060337);
    let product = program32::hvp(1.140625, -0.984375, 0.140625, 0.640625, 0.625, [1.0, 1.0, 1.0, 1.0, 0.0]);
    check((0.0, product.to_vec()), 0.0, [0.019652704930384852, 0.0, -1.7964291678046074, 0.0]);
    let hessian = program32::hessian(1.140625, -0.984375, 0.140625, 0.640625, 0.625);
    let sums = hessian.map(|row| row[..4].iter().sum());
    check((0.0, sums.to_vec()), 0.0, [0.019652704930384852, 0.0, -1.7964291678046074, 0.0]);
}

#[differentiate]
#[rustfmt::skip]
fn program33(x: &[f64], p: f64) -> f64 {
    let mut r: f64 = p; let c5 = x.to_vec(); for &e2 in c5.iter() { for i3 in 0..0 { for i4 in 0..0 { r -= f64::atan(p); r = f64::atan((((x[2] * 0.75) / (2.0 + f64::tanh(1.25) * f64::tanh(1.25))) * ((p - x[i3 % 4]) * f64::tanh(r)))); } } } r *= f64::atan(f64::atan(((p + p) + (x[2] * r)))); if r < (1.25 - r) + 0.0137 { let mut a6 = vec![p, (f64::sin(x[0]) - (r * 0.5)), 2.0, ((1.25 * 0.5) / (2.0 + r * r))]; } let mut a7 = vec![((r * x[2]) * (r - x[1])), (p * (x[2] - r)), ((x[2] * x[2]) + (0.75 - r)), (f64::sin(0.5) + x[3])]; r = f64::atan(x[2]); a7[0] -= f64::sin((((p * p) + (a7[2] + x[2])) * (p - (r * p)))); r + (f64::atan((r * 0.75)) + ((a7[1] * r) + (x[3] + r)))
}

#[test]
fn test33() {
    let x = [0.265625, 1.015625, 0.703125, 1.140625];
    let (value, (slopes, _)) = program33::value_and_gradient(&x, 0.625);
    assert_eq!(value.to_bits(), program33(&x, 0.625).to_bits());
    check((value, slopes), 2.874108846321937, [0.0, 0.0, 2.201093785174743, 1.0]);
    let (value, change) = program33::jvp(&x, 0.625, (vec![1.0; 4], 0.0));
    check_one(change, 3.201093785174743);
}

#[differentiate]
#[rustfmt::skip]
fn program34(x: &[f64], p: f64) -> f64 {
    let mut r: f64 = p; for i1 in 0..4 { r = f64::atan(f64::atan(p)); } let mut v2: f64 = (2.0 - 2.0); let mut a3 = vec![(r + p), ((p - r) + f64::tanh(r)), ((0.5 / (2.0 + r * r)) * x[0]), x[0]]; r -= f64::atan(((a3[2] + (2.0 + r)) * ((a3[3] * r) - (a3[1] - a3[2])))); if a3[3] < a3[1] + 0.0137 { for i4 in 0..2 { let v5: f64 = a3[3]; } a3[0] += f64::sin(((0.5 - (0.5 * a3[2])) - x[0])); } let v6: f64 = f64::sin((v2 * (1.25 * x[2]))); v2 = f64::atan((2.0 * f64::atan(2.0))); r + (((a3[0] * v6) / (2.0 + (0.5 - p) * (0.5 - p))) / (2.0 + a3[0] * a3[0]))
}

#[test]
fn test34() {
    let x = [-1.234375, -1.109375, 0.328125, 0.765625];
    let (value, (slopes, _)) = program34::value_and_gradient(&x, 0.625);
    assert_eq!(value.to_bits(), program34(&x, 0.625).to_bits());
    check((value, slopes), 1.7881065606308826, [-0.10822270646422189, 0.0, 0.0, 0.0]);
    let (value, change) = program34::jvp(&x, 0.625, (vec![1.0; 4], 0.0));
    check_one(change, -0.10822270646422189);
}

#[differentiate]
#[rustfmt::skip]
fn program35(x0: f64, x1: f64, x2: f64, x3: f64, p: f64) -> f64 {
    let x = [x0, x1, x2, x3]; let mut r: f64 = p; for i1 in (0..4).rev() { let v2: f64 = f64::atan((if i1 % 3 == 2 { (p * 1.25) } else { (x[2] - p) })); if i1 % 3 == 0 { continue; } let mut a3 = x.to_vec(); } let mut a4 = x.to_vec(); a4[0] = f64::sin(a4[2]); let s5: f64 = x.iter().fold(0.0, |t, e| e - t * 0.5); let mut v6: f64 = 2.0; v6 += f64::atan(f64::atan(((p / (2.0 + s5 * s5)) / (2.0 + (x[1] / (2.0 + 2.0 * 2.0)) * (x[1] / (2.0 + 2.0 * 2.0)))))); r + (if r < x[0] + 0.0137 { s5 } else { f64::cos((0.75 * r)) })
}

#[test]
fn test35() {
    let (value, slopes) = program35::value_and_gradient(1.140625, -0.921875, -0.921875, 0.265625, 0.625);
    assert_eq!(value.to_bits(), program35(1.140625, -0.921875, -0.921875, 0.265625, 0.625).to_bits());
    check((value, slopes.to_vec()), 0.978515625, [-0.125, 0.25, -0.5, 1.0]);
    let (value, change) =
        program35::jvp(1.140625, -0.921875, -0.921875, 0.265625, 0.625, [1.0, 1.0, 1.0, 1.0, 0.0]);
    check_one(change, 0.625);
}

#[differentiate(order = 2)]
#[rustfmt::skip]
fn program36(x: &[f64], p: f64) -> f64 {
    let mut r: f64 = p; let mut a1 = x.to_vec(); let mut a2 = vec![x[1], ((x[1] - r) * (p + p)), ((p - x[1]) * f64::sin(p)), p]; r -= f64::atan(((p * (p + r)) * ((r * r) + (if (x[0] - a1[1]) < p + 0.0137 { 0.5 } else { 0.5 })))); r += f64::atan(((f64::cos(a1[3]) - p) + x[1])); r *= f64::atan((x[0] + (f64::atan(r) + p))); r + ((x[3] - (r * a2[3])) / (2.0 + x[3] * x[3]))
}

#[test]
fn test36() {
    let x = [-0.296875, -1.109375, -0.234375, 0.078125];
    let (value, (slopes, _)) = program36::value_and_gradient(&x, 0.625);
    assert_eq!(value.to_bits(), program36(&x, 0.625).to_bits());
    check(
        (value, slopes),
        0.13341335784313793,
        [-0.4050500174405979, -0.28877731176756255, 0.0, 0.5213130925382022],
    );
    let (value, change) = program36::jvp(&x, 0.625, (vec![1.0; 4], 0.0));
    check_one(change, -0.17251423666995822);
    let (product, _) = program36::hvp(&x, 0.625, (vec![1.0; 4], 0.0));
    check((0.0, product), 0.0, [0.12785851806356818, 0.3083407733972476, 0.0, 0.16627024341842644]);
}

#[differentiate]
#[rustfmt::skip]
fn program37(x: &[f64], p: f64) -> f64 {
    let mut r: f64 = p; r -= f64::atan(x[3]); let mut v1: f64 = p; v1 -= f64::atan(p); let mut v2: f64 = (((2.0 * r) * f64::sin(x[3])) * f64::cos(f64::tanh(r))); let mut a3 = x.to_vec(); r + (v1 - (v2 + (x[0] + v2)))
}

#[test]
fn test37() {
    let x = [-0.546875, 0.078125, 0.203125, 0.015625];
    let (value, (slopes, _)) = program37::value_and_gradient(&x, 0.625);
    assert_eq!(value.to_bits(), program37(&x, 0.625).to_bits());
    check((value, slopes), 1.1900590109208204, [-1.0, 0.0, 0.0, -3.045935971610269]);
    let (value, change) = program37::jvp(&x, 0.625, (vec![1.0; 4], 0.0));
    check_one(change, -4.04593597161027);
}

#[differentiate]
#[rustfmt::skip]
fn program38(x0: f64, x1: f64, x2: f64, x3: f64, p: f64) -> f64 {
    let x = [x0, x1, x2, x3]; let mut r: f64 = p; let c4 = x.to_vec(); for &e2 in c4.iter() { let mut a3 = vec![e2, 2.0, p, ((0.5 + x[1]) * (r - e2))]; } let mut a5 = x.to_vec(); let s6: f64 = a5.iter().fold(0.0, |t, e| e - t * 0.5); r -= f64::atan((f64::sin(f64::cos(x[2])) * ((0.5 * a5[2]) - s6))); let c11 = a5.to_vec(); for &e8 in c11.iter() { let mut v9: f64 = a5[2]; let mut v10: f64 = 0.5; } r + (2.0 + (a5[1] * a5[2]))
}

#[test]
fn test38() {
    let (value, slopes) = program38::value_and_gradient(1.265625, 0.765625, -1.234375, 1.015625, 0.625);
    assert_eq!(value.to_bits(), program38(1.265625, 0.765625, -1.234375, 1.015625, 0.625).to_bits());
    check(
        (value, slopes.to_vec()),
        2.3170640901828152,
        [-0.02617911441468039, -1.1820167711706393, 1.8734938597012083, 0.20943291531744312],
    );
    let (value, change) =
        program38::jvp(1.265625, 0.765625, -1.234375, 1.015625, 0.625, [1.0, 1.0, 1.0, 1.0, 0.0]);
    check_one(change, 0.8747308894333319);
}

#[differentiate]
#[rustfmt::skip]
fn program39(x: &[f64], p: f64) -> f64 {
    let mut r: f64 = p; let c4 = x.to_vec(); for &e2 in c4.iter() { let mut v3: f64 = x[0]; r *= f64::atan(0.75); } for i5 in (0..4).rev() { let mut a6 = vec![((x[1] - x[0]) - p), (x[0] + (x[2] * p)), ((x[2] * p) * x[3]), ((r * x[0]) * r)]; } let mut v7: f64 = (((2.0 + x[3]) + x[2]) - (f64::cos(x[1]) - r)); let v8: f64 = x[1]; let mut a9 = x.to_vec(); let s10: f64 = x.iter().fold(0.0, |t, e| e - t * 0.5); let s11: f64 = x.iter().fold(0.0, |t, e| e - t * 0.5); r + (s11 + (p + (a9[0] * s11)))
}

#[test]
fn test39() {
    let x = [-0.984375, 1.078125, 0.203125, -0.921875];
    let (value, (slopes, _)) = program39::value_and_gradient(&x, 0.625);
    assert_eq!(value.to_bits(), program39(&x, 0.625).to_bits());
    check((value, slopes), 0.7223138056071513, [-0.6328125, 0.00390625, -0.0078125, 0.015625]);
    let (value, change) = program39::jvp(&x, 0.625, (vec![1.0; 4], 0.0));
    check_one(change, -0.62109375);
}

#[differentiate(order = 2)]
#[rustfmt::skip]
fn program40(x: &[f64], p: f64) -> f64 {
    let mut r: f64 = p; let c5 = x.to_vec(); for &e2 in c5.iter() { let mut a3 = x.to_vec(); let mut a4 = a3.clone(); } let c12 = x.to_vec(); for &e7 in c12.iter() { if (1.25 * x[0]) < r + 0.0137 { if f64::atan(r) < (0.5 * r) + 0.0137 { if f64::tanh(r) < x[0] + 0.0137 { break; } let mut v8: f64 = f64::atan(((x[0] * r) * (x[3] * p))); } else { let v9: f64 = (x[1] / (2.0 + ((e7 + x[1]) * (if r < f64::atan(e7) + 0.0137 { 1.25 } else { x[1] })) * ((e7 + x[1]) * (if r < f64::atan(e7) + 0.0137 { 1.25 } else { x[1] })))); } let mut a10 = vec![x[0], ((x[0] - p) - x[1]), ((e7 / (2.0 + r * r)) / (2.0 + (r - 2.0) * (r - 2.0))), 2.0]; } let mut v11: f64 = (f64::cos((x[1] - x[0])) * 0.5); v11 += f64::atan((((x[0] * v11) - (x[2] - e7)) * x[0])); } let mut a13 = vec![((x[1] - p) * (x[1] / (2.0 + x[3] * x[3]))), (x[0] + (r - x[2])), (x[2] - (x[2] * x[3])), ((0.5 - x[2]) * x[2])]; r + (f64::cos(r) - a13[3])
}

#[test]
fn test40() {
    let x = [-0.359375, 0.640625, -0.359375, -1.171875];
    let (value, (slopes, _)) = program40::value_and_gradient(&x, 0.625);
    assert_eq!(value.to_bits(), program40(&x, 0.625).to_bits());
    check((value, slopes), 1.7448010101302178, [0.0, 0.0, -1.21875, 0.0]);
    let (value, change) = program40::jvp(&x, 0.625, (vec![1.0; 4], 0.0));
    check_one(change, -1.21875);
    let (product, _) = program40::hvp(&x, 0.625, (vec![1.0; 4], 0.0));
    check((0.0, product), 0.0, [0.0, 0.0, 2.0, 0.0]);
}

#[differentiate]
#[rustfmt::skip]
fn program41(x0: f64, x1: f64, x2: f64, x3: f64, p: f64) -> f64 {
    let x = [x0, x1, x2, x3]; let mut r: f64 = p; let mut a1 = vec![p, ((x[3] * p) * f64::atan(r)), (x[2] + (x[3] + r)), p]; let mut v2: f64 = r; let mut v3: f64 = v2; a1[2] -= f64::sin(a1[0]); v2 *= f64::atan((((v3 * p) + x[3]) * v3)); let mut n8 = 0; while n8 < 1 { let i4 = n8; n8 += 1; let mut v5: f64 = ((p + v3) - (x[1] - (x[2] * x[2]))); let mut v6: f64 = x[i4 % 4]; let mut a7 = a1.clone(); } let mut a9 = vec![((p / (2.0 + x[2] * x[2])) + (v2 * a1[3])), (a1[2] + p), (x[2] - a1[3]), x[0]]; r + a1[3]
}

#[test]
fn test41() {
    let (value, slopes) = program41::value_and_gradient(0.953125, -0.796875, -0.859375, 0.265625, 0.625);
    assert_eq!(value.to_bits(), program41(0.953125, -0.796875, -0.859375, 0.265625, 0.625).to_bits());
    check((value, slopes.to_vec()), 1.25, [0.0, 0.0, 0.0, 0.0]);
    let (value, change) =
        program41::jvp(0.953125, -0.796875, -0.859375, 0.265625, 0.625, [1.0, 1.0, 1.0, 1.0, 0.0]);
    check_one(change, 0.0);
}

#[differentiate]
#[rustfmt::skip]
fn program42(x: &[f64], p: f64) -> f64 {
    let mut r: f64 = p; let mut a1 = vec![((x[1] / (2.0 + 1.25 * 1.25)) * (p - x[0])), 1.25, ((r + x[0]) * x[1]), f64::tanh(r)]; a1[2] += f64::sin((if (r + a1[3]) < f64::atan(0.5) + 0.0137 { ((x[1] * p) / (2.0 + (2.0 * a1[2]) * (2.0 * a1[2]))) } else { a1[1] })); r += f64::atan((p + x[3])); a1[0] = f64::sin(0.5); if (a1[0] * r) < 2.0 + 0.0137 { if (x[0] * a1[0]) < r + 0.0137 { a1[0] *= f64::sin((p * (2.0 * (r * p)))); if r < (if a1[3] < p + 0.0137 { x[0] } else { p }) + 0.0137 { r *= f64::atan(f64::cos(((p * a1[1]) * (a1[0] * x[3])))); let mut a2 = a1.clone(); let s3: f64 = a1.iter().fold(0.0, |t, e| e - t * 0.5); } else { let s4: f64 = a1.iter().fold(0.0, |t, e| e - t * 0.5); let mut v5: f64 = (((a1[2] + a1[2]) - (a1[3] - x[0])) * p); let s6: f64 = a1.iter().map(|e| e * e).sum(); } } a1[0] += f64::sin(p); } else { let mut a7 = a1.clone(); r += f64::atan(f64::cos(((x[3] * a1[0]) * r))); } r + (((a1[0] * 1.25) / (2.0 + x[1] * x[1])) + x[3])
}

#[test]
fn test42() {
    let x = [-0.046875, 0.640625, -0.484375, 0.265625];
    let (value, (slopes, _)) = program42::value_and_gradient(&x, 0.625);
    assert_eq!(value.to_bits(), program42(&x, 0.625).to_bits());
    check((value, slopes), 2.138148687710846, [0.0, -0.2763597730661999, 0.0, 1.6109207905467398]);
    let (value, change) = program42::jvp(&x, 0.625, (vec![1.0; 4], 0.0));
    check_one(change, 1.3345610174805398);
}

#[differentiate]
#[rustfmt::skip]
fn program43(x: &[f64], p: f64) -> f64 {
    let mut r: f64 = p; for i1 in 0..0 { r *= f64::atan(2.0); let mut a2 = x.to_vec(); } let mut n8 = 0; while n8 < 4 { let i3 = n8; n8 += 1; if (r + 0.75) < x[(i3 + 1) % 4] + 0.0137 { let v4: f64 = p; let mut a5 = x.to_vec(); } let mut n7 = 0; while n7 < 4 { let i6 = n7; n7 += 1; if i6 % 3 == 2 { continue; } } } r -= f64::atan((r - p)); let mut n11 = 0; while n11 < 3 { let i9 = n11; n11 += 1; let v10: f64 = r; if i9 % 3 == 2 { continue; } } if x[1] < x[2] + 0.0137 { let mut v12: f64 = r; let mut v13: f64 = ((2.0 * (x[0] - x[0])) * 2.0); } else { let s14: f64 = x.iter().fold(0.0, |t, e| e - t * 0.5); r -= f64::atan(0.5); let mut a15 = vec![r, (x[0] * x[0]), p, (if (x[2] - x[1]) < (x[0] / (2.0 + x[0] * x[0])) + 0.0137 { (x[2] * r) } else { s14 })]; } r + (p * ((if f64::atan(r) < f64::atan(r) + 0.0137 { 0.5 } else { p }) / (2.0 + (x[1] + x[0]) * (x[1] + x[0]))))
}

#[test]
fn test43() {
    let x = [1.265625, -0.171875, -0.796875, 1.203125];
    let (value, (slopes, _)) = program43::value_and_gradient(&x, 0.625);
    assert_eq!(value.to_bits(), program43(&x, 0.625).to_bits());
    check((value, slopes), 0.2591220213077793, [-0.06691230427474222, -0.06691230427474222, 0.0, 0.0]);
    let (value, change) = program43::jvp(&x, 0.625, (vec![1.0; 4], 0.0));
    check_one(change, -0.13382460854948444);
}

#[differentiate(order = 2)]
#[rustfmt::skip]
fn program44(x0: f64, x1: f64, x2: f64, x3: f64, p: f64) -> f64 {
    let x = [x0, x1, x2, x3]; let mut r: f64 = p; if f64::atan(r) < (x[3] + 0.5) + 0.0137 { for i1 in (0..3).rev() { r = f64::atan(f64::tanh(((x[0] * 0.5) * (if (p * x[(i1 + 1) % 4]) < p + 0.0137 { r } else { p })))); let mut v2: f64 = x[i1 % 4]; } } else { let c6 = x.to_vec(); for &e4 in c6.iter() { let mut a5 = vec![f64::tanh((e4 - x[2])), (f64::sin(0.5) * x[2]), f64::cos((r * 2.0)), (f64::sin(x[2]) + (r * r))]; } let mut a7 = vec![((x[1] / (2.0 + x[2] * x[2])) * (1.25 * 0.75)), f64::cos((p * p)), r, p]; } let mut v8: f64 = ((r * x[3]) * ((1.25 * x[1]) * f64::atan(x[2]))); let mut a9 = vec![(f64::atan(1.25) + (x[0] * p)), ((x[0] + 0.5) + 2.0), 0.5, x[2]]; let mut a10 = vec![(if p < x[2] + 0.0137 { (if 1.25 < (r + x[2]) + 0.0137 { p } else { p }) } else { (a9[2] * v8) }), ((r - r) + (v8 * x[2])), x[0], ((a9[0] * a9[2]) * v8)]; let mut v11: f64 = ((a10[2] / (2.0 + p * p)) * (f64::cos(v8) - (r + a10[1]))); r + ((f64::cos(a9[1]) * (2.0 * x[1])) * (if 2.0 < (x[2] * p) + 0.0137 { (a10[3] + p) } else { (v11 - 0.5) }))
}

#[test]
fn test44() {
    let (value, slopes) = program44::value_and_gradient(-1.046875, -0.171875, 1.015625, 0.765625, 0.625);
    assert_eq!(value.to_bits(), program44(-1.046875, -0.171875, 1.015625, 0.765625, 0.625).to_bits());
    check(
        (value, slopes.to_vec()),
        -0.04297078177479037,
        [-0.13367857133665584, -0.22640604115039348, -0.00030978325894186345, -0.00025368223936790644],
    );
    let (value, change) =
        program44::jvp(-1.046875, -0.171875, 1.015625, 0.765625, 0.625, [1.0, 1.0, 1.0, 1.0, 0.0]);
    check_one(change, -0.3606480779853591);
    let product = program44::hvp(-1.046875, -0.171875, 1.015625, 0.765625, 0.625, [1.0, 1.0, 1.0, 1.0, 0.0]);
    check(
        (0.0, product.to_vec()),
        0.0,
        [2.0471444603809257, 2.029075260327698, 0.006835272075845103, 0.005628400510384597],
    );
    let hessian = program44::hessian(-1.046875, -0.171875, 1.015625, 0.765625, 0.625);
    let sums = hessian.map(|row| row[..4].iter().sum());
    check(
        (0.0, sums.to_vec()),
        0.0,
        [2.0471444603809257, 2.029075260327698, 0.006835272075845103, 0.005628400510384597],
    );
}

#[differentiate]
#[rustfmt::skip]
fn program45(x: &[f64], p: f64) -> f64 {
    let mut r: f64 = p; if (r - 1.25) < r + 0.0137 { let mut a1 = vec![f64::sin((x[2] / (2.0 + x[3] * x[3]))), f64::cos((x[1] + p)), ((p * r) + (p / (2.0 + 1.25 * 1.25))), 0.5]; r += f64::atan(f64::atan(f64::cos((x[3] * 0.75)))); for i2 in 0..4 { r *= f64::atan((if i2 % 3 == 2 { f64::atan(f64::tanh(p)) } else { p })); a1[0] += f64::sin((f64::cos(2.0) + a1[(i2 + 1) % 4])); } } let mut v3: f64 = r; for i4 in 0..2 { let v5: f64 = 2.0; } r -= f64::atan((x[0] / (2.0 + ((x[3] + p) / (2.0 + (p + 0.5) * (p + 0.5))) * ((x[3] + p) / (2.0 + (p + 0.5) * (p + 0.5)))))); v3 -= f64::atan(x[2]); let mut v6: f64 = p; let mut v7: f64 = (f64::cos(f64::cos(1.25)) * (if (r * x[2]) < (v3 / (2.0 + x[3] * x[3])) + 0.0137 { (x[1] - v3) } else { p })); r + x[3]
}

#[test]
fn test45() {
    let x = [-0.671875, 0.078125, 1.203125, 0.453125];
    let (value, (slopes, _)) = program45::value_and_gradient(&x, 0.625);
    assert_eq!(value.to_bits(), program45(&x, 0.625).to_bits());
    check((value, slopes), 0.8654835496802358, [-0.4304707940238452, 0.0, 0.0, 0.9653906533249677]);
    let (value, change) = program45::jvp(&x, 0.625, (vec![1.0; 4], 0.0));
    check_one(change, 0.5349198593011225);
}

#[differentiate]
#[rustfmt::skip]
fn program46(x: &[f64], p: f64) -> f64 {
    let mut r: f64 = p; let mut a1 = x.to_vec(); if 0.75 < (x[2] + r) + 0.0137 { let mut a2 = vec![p, f64::atan(a1[1]), r, x[0]]; r *= f64::atan((f64::sin((x[1] / (2.0 + r * r))) / (2.0 + a2[0] * a2[0]))); let v3: f64 = (if f64::cos(p) < f64::tanh(r) + 0.0137 { ((r + a1[2]) - (r * x[2])) } else { ((a1[2] - a1[2]) / (2.0 + x[0] * x[0])) }); } for i4 in 0..4 { a1[0] += f64::sin((r - ((0.75 + a1[0]) * (x[2] * r)))); if (0.5 + p) < (r * p) + 0.0137 { let mut n8 = 0; while n8 < 2 { let i5 = n8; n8 += 1; if (p / (2.0 + r * r)) < (r - r) + 0.0137 { break; } let v6: f64 = f64::atan(p); let mut a7 = vec![((v6 / (2.0 + a1[i4 % 4] * a1[i4 % 4])) * f64::cos(1.25)), 0.5, ((r + a1[i4 % 4]) * (r - a1[2])), f64::sin((if v6 < p + 0.0137 { 0.75 } else { 0.5 }))]; } let mut v9: f64 = (f64::atan(a1[2]) / (2.0 + f64::tanh((0.5 + r)) * f64::tanh((0.5 + r)))); for i10 in 0..3 { let s11: f64 = a1.iter().fold(0.0, |t, e| e - t * 0.5); let mut a12 = vec![(v9 * 0.75), ((s11 * a1[i4 % 4]) + (a1[i10 % 4] - 0.5)), f64::cos((if i10 % 3 == 0 { s11 } else { r })), a1[3]]; r += f64::atan(x[0]); } } } r = f64::atan((r + a1[2])); a1[0] -= f64::sin((((if a1[0] < (x[3] * r) + 0.0137 { p } else { a1[0] }) - 2.0) * (p / (2.0 + p * p)))); r + (f64::atan(x[3]) * ((if (x[3] + 0.5) < p + 0.0137 { p } else { r }) * (a1[3] + 1.25)))
}

#[test]
fn test46() {
    let x = [-1.046875, -0.984375, 0.578125, -0.546875];
    let (value, (slopes, _)) = program46::value_and_gradient(&x, 0.625);
    assert_eq!(value.to_bits(), program46(&x, 0.625).to_bits());
    check(
        (value, slopes),
        0.2230807567531693,
        [0.0, 0.07957409159287765, 0.8162568325850428, 0.025506769550278145],
    );
    let (value, change) = program46::jvp(&x, 0.625, (vec![1.0; 4], 0.0));
    check_one(change, 0.9213376937281985);
}

#[differentiate]
#[rustfmt::skip]
fn program47(x0: f64, x1: f64, x2: f64, x3: f64, p: f64) -> f64 {
    let x = [x0, x1, x2, x3]; let mut r: f64 = p; let s1: f64 = x.iter().map(|e| e * e).sum(); let mut v2: f64 = (if (x[0] - s1) < r + 0.0137 { ((s1 * p) + f64::sin(x[0])) } else { ((s1 + x[3]) * (x[0] * s1)) }); if f64::sin(x[0]) < (s1 - s1) + 0.0137 { let mut a3 = vec![r, (f64::sin(x[0]) / (2.0 + (x[1] * 2.0) * (x[1] * 2.0))), f64::sin((x[1] * x[1])), ((v2 * 1.25) / (2.0 + (x[1] - s1) * (x[1] - s1)))]; let mut a4 = vec![p, f64::sin((s1 + s1)), ((r * s1) - (1.25 / (2.0 + a3[2] * a3[2]))), (f64::sin(x[2]) * 1.25)]; v2 += f64::atan(v2); } let s5: f64 = x.iter().map(|e| e * e).sum(); let mut a6 = x.to_vec(); v2 *= f64::atan(x[1]); if a6[0] < (if x[3] < (if (a6[1] + 1.25) < (s5 * 0.5) + 0.0137 { s1 } else { s5 }) + 0.0137 { v2 } else { a6[0] }) + 0.0137 { for i7 in 0..1 { let mut v8: f64 = (f64::atan(p) * (0.5 + x[0])); a6[3] *= f64::sin(((if i7 % 3 == 2 { f64::tanh(s5) } else { (a6[0] * x[1]) }) * (s1 * (if (a6[i7 % 4] + a6[(i7 + 1) % 4]) < (s1 * 0.5) + 0.0137 { v8 } else { s5 })))); } } else { let mut v9: f64 = (((r - s1) - (a6[3] * a6[1])) * (f64::cos(r) + 1.25)); } let mut a10 = x.to_vec(); r + ((r * p) + (r * (x[3] / (2.0 + 2.0 * 2.0))))
}

#[test]
fn test47() {
    let (value, slopes) = program47::value_and_gradient(0.015625, -0.671875, 0.140625, 0.515625, 0.625);
    assert_eq!(value.to_bits(), program47(0.015625, -0.671875, 0.140625, 0.515625, 0.625).to_bits());
    check((value, slopes.to_vec()), 1.0693359375, [0.0, 0.0, 0.0, 0.10416666666666667]);
    let (value, change) =
        program47::jvp(0.015625, -0.671875, 0.140625, 0.515625, 0.625, [1.0, 1.0, 1.0, 1.0, 0.0]);
    check_one(change, 0.10416666666666667);
}

#[differentiate(order = 2)]
#[rustfmt::skip]
fn program48(x: &[f64], p: f64) -> f64 {
    let mut r: f64 = p; r += f64::atan((1.25 + ((p - p) - (p - x[2])))); let v1: f64 = (if (p * r) < 0.75 + 0.0137 { ((p * 0.5) + (p / (2.0 + r * r))) } else { ((0.75 * p) * (if (x[1] + p) < (p * x[1]) + 0.0137 { r } else { 0.75 })) }); let mut a2 = vec![x[0], 0.5, r, f64::cos(f64::atan(x[2]))]; a2[0] = f64::sin((r / (2.0 + 0.75 * 0.75))); let mut a3 = vec![v1, v1, f64::sin((v1 / (2.0 + v1 * v1))), f64::sin((v1 / (2.0 + 2.0 * 2.0)))]; r + (((v1 * x[0]) - r) + (f64::tanh(p) * (x[0] * v1)))
}

#[test]
fn test48() {
    let x = [0.140625, 0.265625, -0.046875, 0.078125];
    let (value, (slopes, _)) = program48::value_and_gradient(&x, 0.625);
    assert_eq!(value.to_bits(), program48(&x, 0.625).to_bits());
    check((value, slopes), 0.10946480559180843, [0.7784163953195267, 0.0, -0.021345783133221063, 0.0]);
    let (value, change) = program48::jvp(&x, 0.625, (vec![1.0; 4], 0.0));
    check_one(change, 0.7570706121863057);
    let (product, _) = program48::hvp(&x, 0.625, (vec![1.0; 4], 0.0));
    check((0.0, product), 0.0, [-0.15179223561401645, 0.0, -0.12506879095359938, 0.0]);
}

#[differentiate]
#[rustfmt::skip]
fn program49(x: &[f64], p: f64) -> f64 {
    let mut r: f64 = p; let mut a1 = x.to_vec(); let s2: f64 = a1.iter().fold(0.0, |t, e| e - t * 0.5); let c8 = x.to_vec(); for &e4 in c8.iter() { let v5: f64 = e4; let v6: f64 = f64::atan(s2); let mut a7 = x.to_vec(); } if p < 1.25 + 0.0137 { a1[2] += f64::sin(f64::cos((s2 * (p - a1[0])))); let s9: f64 = a1.iter().map(|e| e * e).sum(); for i10 in 0..1 { let mut a11 = x.to_vec(); if f64::tanh(a11[3]) < f64::atan(p) + 0.0137 { a11[3] *= f64::sin((f64::atan((a11[1] + s2)) * f64::sin(r))); } else { if p < (s2 * a1[1]) + 0.0137 { break; } r = f64::atan((a11[3] + ((s9 * a11[0]) + (p * p)))); if (p + x[0]) < (a11[1] - r) + 0.0137 { continue; } } r = f64::atan((x[(i10 + 1) % 4] * f64::sin(s9))); } } r -= f64::atan(r); let mut v12: f64 = ((s2 * f64::cos(p)) - (f64::cos(x[0]) * r)); r + (s2 * a1[0])
}

#[test]
fn test49() {
    let x = [0.828125, 0.390625, -0.359375, 0.203125];
    let (value, (slopes, _)) = program49::value_and_gradient(&x, 0.625);
    assert_eq!(value.to_bits(), program49(&x, 0.625).to_bits());
    check(
        (value, slopes),
        0.32408189146260946,
        [0.29927889959736914, 0.3005444690701888, -0.3988765062351757, 0.8343900657080071],
    );
    let (value, change) = program49::jvp(&x, 0.625, (vec![1.0; 4], 0.0));
    check_one(change, 1.0353369281403895);
}

#[differentiate]
#[rustfmt::skip]
fn program50(x0: f64, x1: f64, x2: f64, x3: f64, p: f64) -> f64 {
    let x = [x0, x1, x2, x3]; let mut r: f64 = p; let mut a1 = vec![(if (x[3] * 0.5) < (p * x[2]) + 0.0137 { 2.0 } else { (if x[2] < p + 0.0137 { r } else { x[0] }) }), (if p < (x[1] * p) + 0.0137 { (x[2] / (2.0 + r * r)) } else { (if (if (r + 0.5) < (p / (2.0 + x[3] * x[3])) + 0.0137 { 0.5 } else { x[0] }) < x[2] + 0.0137 { x[0] } else { x[2] }) }), ((r / (2.0 + p * p)) * r), 1.25]; let mut n3 = 0; while n3 < 0 { let i2 = n3; n3 += 1; r -= f64::atan((((a1[i2 % 4] / (2.0 + a1[(i2 + 1) % 4] * a1[(i2 + 1) % 4])) * (x[1] * 2.0)) / (2.0 + p * p))); r = f64::atan(f64::sin(a1[3])); } a1[2] *= f64::sin(f64::sin(p)); for i4 in (0..2).rev() { a1[2] *= f64::sin((p - (f64::atan(1.25) * f64::cos(a1[0])))); let mut v5: f64 = (((x[3] * p) + (r * p)) * (f64::tanh(x[2]) * f64::tanh(x[0]))); } let c9 = a1.to_vec(); for &e7 in c9.iter() { a1[0] -= f64::sin(((p - 0.5) * ((p * 2.0) * (e7 - r)))); for i8 in 0..1 { r *= f64::atan(a1[2]); a1[3] += f64::sin((p - 2.0)); } } r += f64::atan((((2.0 * p) * r) * ((a1[1] - r) * 1.25))); r + f64::cos(((x[0] * p) * f64::tanh(p)))
}

#[test]
fn test50() {
    let (value, slopes) = program50::value_and_gradient(-0.109375, 0.078125, 0.828125, -0.296875, 0.625);
    assert_eq!(value.to_bits(), program50(-0.109375, 0.078125, 0.828125, -0.296875, 0.625).to_bits());
    check((value, slopes.to_vec()), 0.9992899216544074, [0.013154140971367075, 0.0, 0.0, 0.0]);
    let (value, change) =
        program50::jvp(-0.109375, 0.078125, 0.828125, -0.296875, 0.625, [1.0, 1.0, 1.0, 1.0, 0.0]);
    check_one(change, 0.013154140971367075);
}

#[differentiate]
#[rustfmt::skip]
fn program51(x: &[f64], p: f64) -> f64 {
    let mut r: f64 = p; let mut a1 = vec![x[0], r, x[1], p]; r += f64::atan((((2.0 - p) * a1[2]) + (if f64::atan(r) < f64::atan(r) + 0.0137 { r } else { a1[0] }))); a1[0] = f64::sin(f64::tanh(((a1[0] - 1.25) * a1[0]))); a1[0] = f64::sin(0.5); r + f64::sin((if (r / (2.0 + r * r)) < 0.75 + 0.0137 { (a1[0] * p) } else { f64::sin(r) }))
}

#[test]
fn test51() {
    let x = [-0.484375, 0.390625, -0.109375, -0.171875];
    let (value, (slopes, _)) = program51::value_and_gradient(&x, 0.625);
    assert_eq!(value.to_bits(), program51(&x, 0.625).to_bits());
    check((value, slopes), 1.7804127389962283, [0.0, 0.584982366850653, 0.0, 0.0]);
    let (value, change) = program51::jvp(&x, 0.625, (vec![1.0; 4], 0.0));
    check_one(change, 0.584982366850653);
}

#[differentiate(order = 2)]
#[rustfmt::skip]
fn program52(x: &[f64], p: f64) -> f64 {
    let mut r: f64 = p; if (x[2] * 2.0) < f64::cos(p) + 0.0137 { r *= f64::atan(f64::sin((f64::atan(x[2]) - (x[2] - p)))); } let s1: f64 = x.iter().fold(0.0, |t, e| e - t * 0.5); for i2 in 0..2 { r *= f64::atan((f64::cos(f64::sin(0.75)) - f64::atan((s1 * 0.5)))); for i3 in 0..3 { let mut a4 = vec![s1, ((s1 - s1) * (x[i2 % 4] / (2.0 + x[3] * x[3]))), ((x[(i2 + 1) % 4] + s1) * f64::sin(r)), f64::tanh((x[2] + 0.5))]; } let mut v5: f64 = (x[3] * (x[i2 % 4] * (0.75 + p))); } if (s1 * x[0]) < f64::cos(p) + 0.0137 { let mut a6 = vec![((r + p) + s1), (if (x[2] + p) < x[0] + 0.0137 { (x[3] * 0.5) } else { s1 }), f64::tanh((x[1] * s1)), (x[0] * (s1 + x[1]))]; let mut a7 = x.to_vec(); } let mut n14 = 0; while n14 < 1 { let i8 = n14; n14 += 1; if (x[1] * p) < (x[2] * r) + 0.0137 { r = f64::atan(((x[2] + (r - s1)) * (r * (r * x[0])))); for i9 in (0..3).rev() { let mut a10 = vec![(x[i9 % 4] / (2.0 + (x[0] / (2.0 + r * r)) * (x[0] / (2.0 + r * r)))), x[(i9 + 1) % 4], r, ((r * 2.0) * r)]; r *= f64::atan((((a10[3] * p) / (2.0 + (2.0 - a10[0]) * (2.0 - a10[0]))) + (s1 * a10[1]))); if (s1 - r) < (x[(i8 + 1) % 4] / (2.0 + r * r)) + 0.0137 { break; } } if x[2] < s1 + 0.0137 { break; } } else { let mut v11: f64 = ((f64::atan(p) / (2.0 + r * r)) + s1); if p < x[i8 % 4] + 0.0137 { break; } let mut a12 = x.to_vec(); } let mut a13 = vec![((if f64::atan(1.25) < 0.5 + 0.0137 { p } else { 0.5 }) - (x[0] * p)), ((1.25 + s1) + s1), r, ((0.75 - x[1]) - (r * r))]; r += f64::atan(a13[(i8 + 1) % 4]); } if (x[1] + x[3]) < (r * x[1]) + 0.0137 { r -= f64::atan(f64::sin(f64::tanh(x[0]))); } let v15: f64 = (x[1] + f64::tanh((x[2] - 0.75))); r + (p * r)
}

#[test]
fn test52() {
    let x = [0.703125, 0.515625, 0.390625, -0.109375];
    let (value, (slopes, _)) = program52::value_and_gradient(&x, 0.625);
    assert_eq!(value.to_bits(), program52(&x, 0.625).to_bits());
    check(
        (value, slopes),
        0.2858947602875361,
        [0.026132915777526616, -0.05226583155505323, 0.059256076500700285, -0.20906332622021292],
    );
    let (value, change) = program52::jvp(&x, 0.625, (vec![1.0; 4], 0.0));
    check_one(change, -0.17594016549703928);
    let (product, _) = program52::hvp(&x, 0.625, (vec![1.0; 4], 0.0));
    check(
        (0.0, product),
        0.0,
        [-4.425420916503936e-06, 8.850841833007873e-06, -0.1888454001352741, 3.540336733203149e-05],
    );
}

#[differentiate]
#[rustfmt::skip]
fn program53(x0: f64, x1: f64, x2: f64, x3: f64, p: f64) -> f64 {
    let x = [x0, x1, x2, x3]; let mut r: f64 = p; let v1: f64 = f64::cos((f64::sin(0.75) / (2.0 + f64::atan(0.75) * f64::atan(0.75)))); r -= f64::atan(f64::tanh((if (x[3] + 2.0) < x[3] + 0.0137 { x[0] } else { (v1 * p) }))); r = f64::atan(((if f64::sin(p) < p + 0.0137 { x[1] } else { (if (p * x[1]) < (r * v1) + 0.0137 { p } else { x[1] }) }) + f64::atan(f64::atan(v1)))); r + (x[2] + ((if (v1 * x[0]) < f64::cos(x[1]) + 0.0137 { x[3] } else { v1 }) + (x[0] * v1)))
}

#[test]
fn test53() {
    let (value, slopes) = program53::value_and_gradient(1.203125, 0.015625, 0.828125, -1.109375, 0.625);
    assert_eq!(value.to_bits(), program53(1.203125, 0.015625, 0.828125, -1.109375, 0.625).to_bits());
    check((value, slopes.to_vec()), 3.533475926138637, [0.960401109222918, 0.6909549041109422, 1.0, 0.0]);
    let (value, change) =
        program53::jvp(1.203125, 0.015625, 0.828125, -1.109375, 0.625, [1.0, 1.0, 1.0, 1.0, 0.0]);
    check_one(change, 2.65135601333386);
}

#[differentiate]
#[rustfmt::skip]
fn program54(x: &[f64], p: f64) -> f64 {
    let mut r: f64 = p; if (x[0] + x[1]) < f64::tanh(1.25) + 0.0137 { let mut a1 = x.to_vec(); for i2 in 0..2 { let mut a3 = a1.clone(); if i2 % 3 == 0 { a3[i2 % 4] -= f64::sin(f64::tanh(((a1[0] * 2.0) + f64::cos(r)))); a3[2] += f64::sin(a3[0]); } else { if r < p + 0.0137 { continue; } } let v4: f64 = a3[2]; } let mut a5 = vec![(r - (a1[3] - r)), f64::cos(p), ((p * x[1]) / (2.0 + (p * p) * (p * p))), x[2]]; } else { for i6 in 0..2 { let mut a7 = vec![(if f64::atan(2.0) < x[3] + 0.0137 { f64::cos(x[2]) } else { (x[2] * x[2]) }), r, ((r * p) + (x[(i6 + 1) % 4] * x[3])), (p * f64::sin(r))]; for i8 in (0..3).rev() { let v9: f64 = 0.5; } if i6 % 3 == 0 { break; } } let mut a10 = x.to_vec(); } if (p - x[3]) < (p - r) + 0.0137 { r -= f64::atan(r); r = f64::atan(((f64::cos(x[2]) / (2.0 + (p - p) * (p - p))) * ((p / (2.0 + x[2] * x[2])) - (p * x[1])))); let mut a11 = vec![(x[0] * x[1]), (x[2] / (2.0 + f64::sin(0.5) * f64::sin(0.5))), ((x[2] * x[2]) + r), (x[1] / (2.0 + f64::sin(p) * f64::sin(p)))]; } r = f64::atan(f64::cos(p)); let v12: f64 = (p * f64::sin(x[1])); r += f64::atan(x[3]); let mut a13 = x.to_vec(); r -= f64::atan(f64::cos(p)); r + f64::cos(r)
}

#[test]
fn test54() {
    let x = [1.265625, -1.109375, -0.984375, -1.171875];
    let (value, (slopes, _)) = program54::value_and_gradient(&x, 0.625);
    assert_eq!(value.to_bits(), program54(&x, 0.625).to_bits());
    check((value, slopes), -0.21525100044218792, [0.0, 0.0, 0.0, 0.7418755785766827]);
    let (value, change) = program54::jvp(&x, 0.625, (vec![1.0; 4], 0.0));
    check_one(change, 0.7418755785766827);
}

#[differentiate]
#[rustfmt::skip]
fn program55(x: &[f64], p: f64) -> f64 {
    let mut r: f64 = p; r -= f64::atan((x[2] / (2.0 + f64::cos(p) * f64::cos(p)))); r -= f64::atan(p); let mut a1 = vec![r, r, x[3], r]; let v2: f64 = (((p * 0.5) + (1.25 * a1[2])) + (f64::atan(r) * (0.75 / (2.0 + x[3] * x[3])))); a1[3] += f64::sin(a1[3]); r + (x[3] - (if f64::sin(0.75) < (x[0] + 2.0) + 0.0137 { (r * x[2]) } else { (v2 * 2.0) }))
}

#[test]
fn test55() {
    let x = [-0.859375, -0.234375, 0.203125, -0.359375];
    let (value, (slopes, _)) = program55::value_and_gradient(&x, 0.625);
    assert_eq!(value.to_bits(), program55(&x, 0.625).to_bits());
    check((value, slopes), -0.3672489180575654, [0.0, 0.0, -0.2882183490065125, 1.0]);
    let (value, change) = program55::jvp(&x, 0.625, (vec![1.0; 4], 0.0));
    check_one(change, 0.7117816509934874);
}

#[differentiate(order = 2)]
#[rustfmt::skip]
fn program56(x0: f64, x1: f64, x2: f64, x3: f64, p: f64) -> f64 {
    let x = [x0, x1, x2, x3]; let mut r: f64 = p; let s1: f64 = x.iter().map(|e| e * e).sum(); let mut a2 = vec![f64::atan((s1 * x[0])), ((p - s1) * (r * r)), ((s1 * s1) + x[2]), (r - (x[2] + x[1]))]; let mut a3 = x.to_vec(); r + (((p - s1) + s1) + p)
}

#[test]
fn test56() {
    let (value, slopes) = program56::value_and_gradient(0.640625, -0.984375, 0.328125, 1.078125, 0.625);
    assert_eq!(value.to_bits(), program56(0.640625, -0.984375, 0.328125, 1.078125, 0.625).to_bits());
    check((value, slopes.to_vec()), 1.875, [0.0, 0.0, 0.0, 0.0]);
    let (value, change) =
        program56::jvp(0.640625, -0.984375, 0.328125, 1.078125, 0.625, [1.0, 1.0, 1.0, 1.0, 0.0]);
    check_one(change, 0.0);
    let product = program56::hvp(0.640625, -0.984375, 0.328125, 1.078125, 0.625, [1.0, 1.0, 1.0, 1.0, 0.0]);
    check((0.0, product.to_vec()), 0.0, [0.0, 0.0, 0.0, 0.0]);
    let hessian = program56::hessian(0.640625, -0.984375, 0.328125, 1.078125, 0.625);
    let sums = hessian.map(|row| row[..4].iter().sum());
    check((0.0, sums.to_vec()), 0.0, [0.0, 0.0, 0.0, 0.0]);
}

#[differentiate]
#[rustfmt::skip]
fn program57(x: &[f64], p: f64) -> f64 {
    let mut r: f64 = p; let mut a1 = vec![p, ((p + r) + (p * x[3])), x[2], ((r * 1.25) - p)]; let mut a2 = vec![((r + 0.5) + (x[0] * r)), p, (if (r + x[3]) < (p * r) + 0.0137 { (0.75 + 0.5) } else { (a1[3] - x[1]) }), (p - (p + x[0]))]; a2[0] = f64::sin(((2.0 * r) + (f64::atan(x[1]) * (if (a2[2] * r) < x[1] + 0.0137 { r } else { p })))); r + ((f64::sin(a1[0]) + (a2[3] * a1[0])) + (x[1] * f64::tanh(r)))
}

#[test]
fn test57() {
    let x = [-1.046875, 1.140625, -0.609375, -1.171875];
    let (value, (slopes, _)) = program57::value_and_gradient(&x, 0.625);
    assert_eq!(value.to_bits(), program57(&x, 0.625).to_bits());
    check((value, slopes), 2.4969844562452264, [-0.625, 0.5545997223493823, 0.0, 0.0]);
    let (value, change) = program57::jvp(&x, 0.625, (vec![1.0; 4], 0.0));
    check_one(change, -0.07040027765061771);
}

#[differentiate]
#[rustfmt::skip]
fn program58(x: &[f64], p: f64) -> f64 {
    let mut r: f64 = p; r *= f64::atan((if (p * x[3]) < (r + r) + 0.0137 { ((1.25 + 2.0) - (p * x[1])) } else { (f64::tanh(x[3]) + f64::cos(p)) })); r = f64::atan(f64::tanh(((r * p) * (x[1] * p)))); let c5 = x.to_vec(); for &e2 in c5.iter() { for i3 in 0..2 { let mut a4 = vec![x[0], ((r * 2.0) * f64::tanh(p)), x[3], e2]; if (p + a4[2]) < (if e2 < p + 0.0137 { 2.0 } else { p }) + 0.0137 { a4[3] -= f64::sin((if i3 % 3 == 0 { (2.0 * (e2 + a4[2])) } else { f64::tanh(p) })); } } } let mut a6 = vec![(f64::tanh(r) / (2.0 + x[1] * x[1])), (x[2] * f64::atan(x[2])), ((p + p) + (x[2] * x[1])), r]; if (p * x[1]) < (if (r * 2.0) < (1.25 * p) + 0.0137 { a6[2] } else { 1.25 }) + 0.0137 { a6[3] *= f64::sin((x[1] * (r - r))); if (0.5 / (2.0 + a6[1] * a6[1])) < r + 0.0137 { r = f64::atan(a6[1]); let mut a7 = a6.clone(); } else { if (r - 0.5) < (if (x[0] / (2.0 + a6[0] * a6[0])) < x[1] + 0.0137 { a6[3] } else { a6[3] }) + 0.0137 { let s8: f64 = x.iter().map(|e| e * e).sum(); let mut v9: f64 = (r / (2.0 + (0.5 - (x[2] - 0.75)) * (0.5 - (x[2] - 0.75)))); } let v10: f64 = (0.75 * p); let s11: f64 = x.iter().map(|e| e * e).sum(); } } else { r = f64::atan((((r - p) - 2.0) - (x[0] * (p + 1.25)))); } r -= f64::atan((if (p + p) < f64::sin(r) + 0.0137 { (r - r) } else { (a6[0] * (a6[0] - r)) })); r -= f64::atan((p * ((x[3] * p) * (x[0] * r)))); if r < (a6[2] * a6[3]) + 0.0137 { let mut v12: f64 = (r * (f64::sin(1.25) - f64::sin(a6[0]))); } else { r += f64::atan(f64::sin(a6[2])); } r + r
}

#[test]
fn test58() {
    let x = [-1.109375, -0.171875, 0.328125, 0.140625];
    let (value, (slopes, _)) = program58::value_and_gradient(&x, 0.625);
    assert_eq!(value.to_bits(), program58(&x, 0.625).to_bits());
    check(
        (value, slopes),
        -0.1123387813209956,
        [0.0058164380526148, 0.6466419303786664, 0.0, -0.04588523352618342],
    );
    let (value, change) = program58::jvp(&x, 0.625, (vec![1.0; 4], 0.0));
    check_one(change, 0.6065731349050977);
}

#[differentiate]
#[rustfmt::skip]
fn program59(x0: f64, x1: f64, x2: f64, x3: f64, p: f64) -> f64 {
    let x = [x0, x1, x2, x3]; let mut r: f64 = p; if p < (x[0] + r) + 0.0137 { let v1: f64 = ((2.0 * p) - ((p * r) * x[3])); let s2: f64 = x.iter().map(|e| e * e).sum(); let mut v3: f64 = (x[3] * ((v1 * p) + (x[1] - 0.75))); } else { r -= f64::atan((p / (2.0 + ((0.5 / (2.0 + x[2] * x[2])) - r) * ((0.5 / (2.0 + x[2] * x[2])) - r)))); for i4 in (0..2).rev() { if (x[0] - x[i4 % 4]) < (0.5 - 2.0) + 0.0137 { break; } } } let mut v5: f64 = ((x[3] - p) * (if f64::tanh(x[3]) < (x[3] + p) + 0.0137 { (x[3] * 1.25) } else { r })); for i6 in (0..1).rev() { r -= f64::atan(x[i6 % 4]); let mut a7 = vec![((x[3] / (2.0 + p * p)) - (if r < (x[(i6 + 1) % 4] - 0.5) + 0.0137 { v5 } else { x[i6 % 4] })), r, f64::cos(f64::atan(p)), ((if 1.25 < x[1] + 0.0137 { x[i6 % 4] } else { x[1] }) - (r * x[3]))]; } r + (((r * x[0]) - p) - x[2])
}

#[test]
fn test59() {
    let (value, slopes) = program59::value_and_gradient(-0.796875, 0.203125, 1.203125, -0.984375, 0.625);
    assert_eq!(value.to_bits(), program59(-0.796875, 0.203125, 1.203125, -0.984375, 0.625).to_bits());
    check((value, slopes.to_vec()), -1.61999959785477, [0.9003826324377467, 0.0, -0.9977006682710118, 0.0]);
    let (value, change) =
        program59::jvp(-0.796875, 0.203125, 1.203125, -0.984375, 0.625, [1.0, 1.0, 1.0, 1.0, 0.0]);
    check_one(change, -0.09731803583326505);
}

#[differentiate(order = 2)]
#[rustfmt::skip]
fn program60(x: &[f64], p: f64) -> f64 {
    let mut r: f64 = p; if (r - p) < (p + x[1]) + 0.0137 { let mut v1: f64 = ((1.25 * (if x[2] < (r * 0.5) + 0.0137 { p } else { 0.75 })) - (x[1] * (r + x[2]))); let s2: f64 = x.iter().fold(0.0, |t, e| e - t * 0.5); } else { if p < f64::sin(x[1]) + 0.0137 { let c7 = x.to_vec(); for &e4 in c7.iter() { let mut a5 = vec![f64::tanh(f64::cos(x[3])), ((e4 * x[0]) * (x[3] * p)), x[1], p]; let v6: f64 = (((p * 2.0) - (r - e4)) + ((p + p) + (r - r))); } let mut v8: f64 = (x[2] - (x[3] * (x[3] / (2.0 + x[0] * x[0])))); } } let mut v9: f64 = x[3]; let mut a10 = vec![r, x[2], ((r - x[3]) * r), p]; let v11: f64 = ((v9 + (r * r)) * ((a10[3] * p) + a10[1])); let v12: f64 = (if f64::sin(p) < 1.25 + 0.0137 { a10[1] } else { x[1] }); if (1.25 * 1.25) < v12 + 0.0137 { a10[2] = f64::sin((r * (v11 * (0.75 + p)))); } else { let mut v13: f64 = f64::sin(f64::sin(a10[3])); let mut n18 = 0; while n18 < 3 { let i14 = n18; n18 += 1; for i15 in 0..3 { let mut v16: f64 = (if a10[i14 % 4] < (0.75 + x[3]) + 0.0137 { f64::sin((a10[i14 % 4] * v9)) } else { (if i15 % 3 == 0 { f64::cos(a10[i15 % 4]) } else { (x[(i14 + 1) % 4] / (2.0 + x[(i14 + 1) % 4] * x[(i14 + 1) % 4])) }) }); r = f64::atan(x[i14 % 4]); let s17: f64 = x.iter().fold(0.0, |t, e| e - t * 0.5); } a10[3] -= f64::sin(f64::sin(v13)); v13 -= f64::atan((r - x[i14 % 4])); } } r *= f64::atan(p); let v19: f64 = (p + f64::cos(p)); r + r
}

#[test]
fn test60() {
    let x = [0.640625, 0.328125, 0.578125, -0.734375];
    let (value, (slopes, _)) = program60::value_and_gradient(&x, 0.625);
    assert_eq!(value.to_bits(), program60(&x, 0.625).to_bits());
    check((value, slopes), 0.5856127635103561, [0.0, 0.0, 0.8373367962112468, 0.0]);
    let (value, change) = program60::jvp(&x, 0.625, (vec![1.0; 4], 0.0));
    check_one(change, 0.8373367962112468);
    let (product, _) = program60::hvp(&x, 0.625, (vec![1.0; 4], 0.0));
    check((0.0, product), 0.0, [0.0, 0.0, -0.7256408173570841, 0.0]);
}

#[differentiate]
#[rustfmt::skip]
fn program61(x: &[f64], p: f64) -> f64 {
    let mut r: f64 = p; let v1: f64 = x[0]; let s2: f64 = x.iter().fold(0.0, |t, e| e - t * 0.5); for i3 in (0..0).rev() { let mut a4 = vec![s2, (v1 - x[1]), f64::cos(f64::atan(s2)), (f64::tanh(x[2]) / (2.0 + (x[i3 % 4] + 0.75) * (x[i3 % 4] + 0.75)))]; let s5: f64 = a4.iter().fold(0.0, |t, e| e - t * 0.5); } let mut a6 = vec![f64::cos(f64::cos(p)), f64::tanh(s2), x[3], x[0]]; r + (((a6[1] + 1.25) * (a6[1] - 1.25)) * v1)
}

#[test]
fn test61() {
    let x = [-0.234375, -1.234375, -0.484375, 0.203125];
    let (value, (slopes, _)) = program61::value_and_gradient(&x, 0.625);
    assert_eq!(value.to_bits(), program61(&x, 0.625).to_bits());
    check(
        (value, slopes),
        0.9848681471533339,
        [-1.5260592008669787, -0.018756453974492222, 0.037512907948984445, -0.07502581589796889],
    );
    let (value, change) = program61::jvp(&x, 0.625, (vec![1.0; 4], 0.0));
    check_one(change, -1.5823285627904553);
}

#[differentiate]
#[rustfmt::skip]
fn program62(x0: f64, x1: f64, x2: f64, x3: f64, p: f64) -> f64 {
    let x = [x0, x1, x2, x3]; let mut r: f64 = p; for i1 in (0..0).rev() { if i1 % 3 == 0 { let mut a2 = vec![((r - x[3]) + 2.0), (0.75 - (r - x[2])), r, (r / (2.0 + (x[3] * r) * (x[3] * r)))]; r -= f64::atan(r); } } let mut n5 = 0; while n5 < 2 { let i3 = n5; n5 += 1; let mut a4 = vec![(x[3] * (x[1] - x[3])), (x[1] - (r - 0.75)), (r - (p + r)), (p + x[2])]; a4[0] += f64::sin(2.0); } let mut a6 = vec![((x[2] / (2.0 + x[1] * x[1])) + (x[2] + x[1])), ((if (p + x[0]) < (p * 1.25) + 0.0137 { x[2] } else { x[3] }) - (x[3] + 0.75)), ((p * x[3]) - (if (r / (2.0 + r * r)) < x[2] + 0.0137 { r } else { r })), f64::cos((x[0] + r))]; let mut v7: f64 = f64::tanh((if f64::atan(p) < f64::atan(2.0) + 0.0137 { r } else { a6[0] })); a6[3] *= f64::sin((r - a6[1])); v7 -= f64::atan((((a6[1] * x[2]) * r) - ((a6[2] * a6[0]) - (a6[3] - x[0])))); for i8 in (0..2).rev() { if f64::cos(v7) < f64::cos(p) + 0.0137 { let mut a9 = vec![(r * (2.0 / (2.0 + p * p))), ((a6[0] + v7) + (v7 / (2.0 + a6[2] * a6[2]))), (x[(i8 + 1) % 4] - (v7 * p)), (f64::cos(r) * p)]; } let mut a10 = vec![(r + (1.25 + 1.25)), v7, f64::atan((a6[2] + r)), ((a6[(i8 + 1) % 4] * r) * a6[1])]; } v7 -= f64::atan((f64::sin(2.0) * (if f64::cos(v7) < (v7 * a6[3]) + 0.0137 { f64::sin(p) } else { f64::cos(v7) }))); r + (((a6[2] * v7) * (a6[2] / (2.0 + r * r))) * (0.5 + (p * 1.25)))
}

#[test]
fn test62() {
    let (value, slopes) = program62::value_and_gradient(-0.859375, 0.703125, 1.203125, -0.921875, 0.625);
    assert_eq!(value.to_bits(), program62(-0.859375, 0.703125, 1.203125, -0.921875, 0.625).to_bits());
    check(
        (value, slopes.to_vec()),
        -0.420600107100307,
        [0.02772712532763372, -0.020934660140740333, -0.061816075366613925, 1.1248039667205036],
    );
    let (value, change) =
        program62::jvp(-0.859375, 0.703125, 1.203125, -0.921875, 0.625, [1.0, 1.0, 1.0, 1.0, 0.0]);
    check_one(change, 1.069780356540783);
}

#[differentiate]
#[rustfmt::skip]
fn program63(x: &[f64], p: f64) -> f64 {
    let mut r: f64 = p; let s1: f64 = x.iter().map(|e| e * e).sum(); let mut n6 = 0; while n6 < 4 { let i2 = n6; n6 += 1; r += f64::atan(((f64::sin(x[1]) * (x[3] * x[3])) * ((s1 - x[i2 % 4]) * (x[i2 % 4] * 0.75)))); let mut a3 = x.to_vec(); for i4 in (0..2).rev() { let mut v5: f64 = (p - ((p - r) / (2.0 + (s1 / (2.0 + a3[(i4 + 1) % 4] * a3[(i4 + 1) % 4])) * (s1 / (2.0 + a3[(i4 + 1) % 4] * a3[(i4 + 1) % 4]))))); if (v5 - r) < f64::cos(r) + 0.0137 { break; } v5 *= f64::atan((((if i4 % 3 == 1 { x[3] } else { v5 }) * s1) - v5)); } } let v7: f64 = x[1]; let mut v8: f64 = (((1.25 - x[2]) + (v7 - x[1])) + (r * (v7 - x[3]))); if 0.75 < (p + 0.5) + 0.0137 { if p < v8 + 0.0137 { let s9: f64 = x.iter().fold(0.0, |t, e| e - t * 0.5); } if (0.5 * x[3]) < (v7 + v7) + 0.0137 { let mut a10 = vec![(p * r), f64::sin((v8 * v8)), x[0], ((0.5 / (2.0 + x[0] * x[0])) - (x[2] / (2.0 + p * p)))]; } else { let v11: f64 = 1.25; } } r + 1.25
}

#[test]
fn test63() {
    let x = [-1.046875, -0.921875, 1.015625, 1.078125];
    let (value, (slopes, _)) = program63::value_and_gradient(&x, 0.625);
    assert_eq!(value.to_bits(), program63(&x, 0.625).to_bits());
    check(
        (value, slopes),
        2.15381422821993,
        [0.001845471380402092, 0.05258843867232628, -0.5277699492028838, -0.9106726301123439],
    );
    let (value, change) = program63::jvp(&x, 0.625, (vec![1.0; 4], 0.0));
    check_one(change, -1.3840086692624993);
}

#[differentiate(order = 2)]
#[rustfmt::skip]
fn program64(x: &[f64], p: f64) -> f64 {
    let mut r: f64 = p; r = f64::atan((x[3] * ((x[1] + p) - x[0]))); let mut a1 = x.to_vec(); a1[3] -= f64::sin(x[3]); if 0.75 < f64::cos(a1[3]) + 0.0137 { a1[0] -= f64::sin((((a1[1] * p) + (x[3] * a1[2])) - (x[2] * (x[1] - x[1])))); } else { let mut a2 = vec![f64::tanh(x[1]), x[3], (p * (p + p)), ((r * x[0]) * (a1[3] * p))]; let s3: f64 = a1.iter().fold(0.0, |t, e| e - t * 0.5); for i4 in 0..2 { a2[3] -= f64::sin((f64::atan(f64::atan(r)) * s3)); r *= f64::atan(a1[i4 % 4]); } } let mut v5: f64 = p; r + (a1[0] * (f64::sin(r) - (if (p + p) < 1.25 + 0.0137 { x[2] } else { a1[1] })))
}

#[test]
fn test64() {
    let x = [-0.421875, 0.515625, 1.203125, 0.953125];
    let (value, (slopes, _)) = program64::value_and_gradient(&x, 0.625);
    assert_eq!(value.to_bits(), program64(&x, 0.625).to_bits());
    check(
        (value, slopes),
        1.5077895013452969,
        [-0.4351959368850425, 0.08596077155844244, 1.4528198488428805, 0.14768553943549476],
    );
    let (value, change) = program64::jvp(&x, 0.625, (vec![1.0; 4], 0.0));
    check_one(change, 1.2512702229517751);
    let (product, _) = program64::hvp(&x, 0.625, (vec![1.0; 4], 0.0));
    check(
        (0.0, product),
        0.0,
        [-0.9921912563042834, -0.33568750336703235, -1.5922618041392549, -0.7905011012836862],
    );
}

#[differentiate]
#[rustfmt::skip]
fn program65(x0: f64, x1: f64, x2: f64, x3: f64, p: f64) -> f64 {
    let x = [x0, x1, x2, x3]; let mut r: f64 = p; let s1: f64 = x.iter().map(|e| e * e).sum(); let mut v2: f64 = p; let mut a3 = x.to_vec(); v2 *= f64::atan((f64::atan(x[1]) * r)); a3[3] -= f64::sin((((0.75 - 1.25) + (if (r - r) < (a3[0] - 0.5) + 0.0137 { x[2] } else { x[1] })) * (f64::atan(r) / (2.0 + f64::sin(a3[2]) * f64::sin(a3[2]))))); a3[0] = f64::sin((if (1.25 * x[0]) < (r * x[3]) + 0.0137 { ((if (x[3] - v2) < (x[0] * s1) + 0.0137 { x[2] } else { r }) + (1.25 * s1)) } else { x[2] })); r = f64::atan(((f64::cos(r) + s1) * s1)); a3[1] -= f64::sin(x[0]); r + f64::sin(a3[2])
}

#[test]
fn test65() {
    let (value, slopes) = program65::value_and_gradient(1.265625, -1.171875, 0.890625, 1.015625, 0.625);
    assert_eq!(value.to_bits(), program65(1.265625, -1.171875, 0.890625, 1.015625, 0.625).to_bits());
    check(
        (value, slopes.to_vec()),
        2.3111458617278955,
        [0.03628436498513898, -0.03359663424549905, 0.6544596758576586, 0.02911708301276585],
    );
    let (value, change) =
        program65::jvp(1.265625, -1.171875, 0.890625, 1.015625, 0.625, [1.0, 1.0, 1.0, 1.0, 0.0]);
    check_one(change, 0.6862644896100644);
}

#[differentiate]
#[rustfmt::skip]
fn program66(x: &[f64], p: f64) -> f64 {
    let mut r: f64 = p; let v1: f64 = (((p * x[1]) * (2.0 * x[0])) - 1.25); if (v1 * r) < x[3] + 0.0137 { let mut a2 = vec![1.25, x[1], (x[0] * (x[2] - x[0])), ((v1 + 2.0) / (2.0 + (x[0] * v1) * (x[0] * v1)))]; a2[0] *= f64::sin(((x[1] / (2.0 + a2[2] * a2[2])) - ((r * x[0]) - (x[2] * 2.0)))); } else { let mut n7 = 0; while n7 < 1 { let i3 = n7; n7 += 1; let mut a4 = vec![v1, 0.75, x[(i3 + 1) % 4], (f64::atan(r) - v1)]; if i3 % 3 == 2 { r -= f64::atan(a4[1]); a4[2] += f64::sin(f64::tanh(((r * a4[0]) * f64::cos(x[1])))); let mut v5: f64 = x[2]; } else { let mut v6: f64 = (1.25 - f64::sin((v1 * 2.0))); r *= f64::atan(f64::tanh(f64::sin(f64::sin(r)))); } a4[i3 % 4] = f64::sin(a4[3]); } } let mut a8 = x.to_vec(); r *= f64::atan((((r * r) * f64::tanh(a8[2])) / (2.0 + (if (p - r) < (a8[2] * 1.25) + 0.0137 { (p * a8[1]) } else { (a8[0] / (2.0 + p * p)) }) * (if (p - r) < (a8[2] * 1.25) + 0.0137 { (p * a8[1]) } else { (a8[0] / (2.0 + p * p)) })))); r += f64::atan((v1 + (v1 * (x[0] * x[3])))); r + (a8[1] - (if r < (x[0] * a8[0]) + 0.0137 { r } else { r }))
}

#[test]
fn test66() {
    let x = [-1.109375, -0.109375, -0.484375, -0.984375];
    let (value, (slopes, _)) = program66::value_and_gradient(&x, 0.625);
    assert_eq!(value.to_bits(), program66(&x, 0.625).to_bits());
    check((value, slopes), -0.109375, [0.0, 1.0, 0.0, 0.0]);
    let (value, change) = program66::jvp(&x, 0.625, (vec![1.0; 4], 0.0));
    check_one(change, 1.0);
}

#[differentiate]
#[rustfmt::skip]
fn program67(x: &[f64], p: f64) -> f64 {
    let mut r: f64 = p; let c8 = x.to_vec(); for &e2 in c8.iter() { let mut v3: f64 = x[3]; for i4 in (0..0).rev() { let mut a5 = x.to_vec(); let s6: f64 = a5.iter().map(|e| e * e).sum(); v3 *= f64::atan((x[3] * p)); } let mut a7 = vec![(f64::sin(r) - (p * e2)), (0.75 - v3), (p - f64::cos(0.5)), ((0.75 * 1.25) * (x[3] * x[3]))]; } r -= f64::atan(((f64::sin(p) / (2.0 + (x[2] * x[2]) * (x[2] * x[2]))) * (1.25 + x[0]))); let mut v9: f64 = x[3]; r + x[0]
}

#[test]
fn test67() {
    let x = [0.203125, -0.984375, 0.265625, 0.515625];
    let (value, (slopes, _)) = program67::value_and_gradient(&x, 0.625);
    assert_eq!(value.to_bits(), program67(&x, 0.625).to_bits());
    check((value, slopes), 0.4270557130857157, [0.7526556875403373, 0.0, 0.013438848964636112, 0.0]);
    let (value, change) = program67::jvp(&x, 0.625, (vec![1.0; 4], 0.0));
    check_one(change, 0.7660945365049734);
}

#[differentiate(order = 2)]
#[rustfmt::skip]
fn program68(x0: f64, x1: f64, x2: f64, x3: f64, p: f64) -> f64 {
    let x = [x0, x1, x2, x3]; let mut r: f64 = p; let mut a1 = vec![((x[0] * r) * (r - x[3])), ((r * x[0]) * (0.5 / (2.0 + r * r))), r, (if (if f64::sin(r) < 0.75 + 0.0137 { r } else { r }) < (r * r) + 0.0137 { x[0] } else { p })]; let mut a2 = vec![(if a1[0] < (p * r) + 0.0137 { r } else { a1[3] }), p, x[2], a1[3]]; for i3 in (0..3).rev() { let mut v4: f64 = f64::cos(f64::atan((a2[2] + x[i3 % 4]))); let mut a5 = a2.clone(); } let mut v6: f64 = (((2.0 * p) * a1[2]) + ((p * a2[3]) * (r * x[3]))); let mut v7: f64 = f64::tanh(a2[3]); let mut n9 = 0; while n9 < 4 { let i8 = n9; n9 += 1; if i8 % 3 == 1 { break; } } let mut v10: f64 = ((v7 - (if (2.0 + a1[3]) < f64::sin(r) + 0.0137 { x[0] } else { 0.75 })) - ((a1[0] - x[2]) / (2.0 + f64::atan(a2[3]) * f64::atan(a2[3])))); r + (f64::cos((v7 - 2.0)) - ((r + r) + x[3]))
}

#[test]
fn test68() {
    let (value, slopes) = program68::value_and_gradient(-0.234375, -1.234375, -1.171875, -0.421875, 0.625);
    assert_eq!(value.to_bits(), program68(-0.234375, -1.234375, -1.171875, -0.421875, 0.625).to_bits());
    check((value, slopes.to_vec()), -0.07805731736590636, [0.0, 0.0, 0.0, -1.0]);
    let (value, change) =
        program68::jvp(-0.234375, -1.234375, -1.171875, -0.421875, 0.625, [1.0, 1.0, 1.0, 1.0, 0.0]);
    check_one(change, -1.0);
    let product =
        program68::hvp(-0.234375, -1.234375, -1.171875, -0.421875, 0.625, [1.0, 1.0, 1.0, 1.0, 0.0]);
    check((0.0, product.to_vec()), 0.0, [0.0, 0.0, 0.0, 0.0]);
    let hessian = program68::hessian(-0.234375, -1.234375, -1.171875, -0.421875, 0.625);
    let sums = hessian.map(|row| row[..4].iter().sum());
    check((0.0, sums.to_vec()), 0.0, [0.0, 0.0, 0.0, 0.0]);
}

#[differentiate]
#[rustfmt::skip]
fn program69(x: &[f64], p: f64) -> f64 {
    let mut r: f64 = p; r -= f64::atan((f64::tanh(f64::cos(p)) * 0.75)); let mut v1: f64 = (if x[0] < (x[2] * x[3]) + 0.0137 { ((r - 0.75) * (p * r)) } else { (if (r * x[0]) < (r - r) + 0.0137 { (0.5 / (2.0 + r * r)) } else { (if f64::sin(x[3]) < (r * x[3]) + 0.0137 { x[3] } else { 1.25 }) }) }); let c4 = x.to_vec(); for &e3 in c4.iter() { r -= f64::atan(v1); } let mut v5: f64 = x[1]; let s6: f64 = x.iter().map(|e| e * e).sum(); v1 += f64::atan(x[2]); if (s6 - x[1]) < (v5 * v1) + 0.0137 { v5 *= f64::atan((((v1 + 1.25) * (p * x[1])) - v1)); for i7 in 0..3 { let c11 = x.to_vec(); for &e9 in c11.iter() { if v5 < (e9 + 2.0) + 0.0137 { break; } let mut a10 = vec![v5, ((x[1] + e9) * x[(i7 + 1) % 4]), e9, f64::cos(f64::tanh(p))]; } if (v1 * p) < x[(i7 + 1) % 4] + 0.0137 { if (v5 * x[0]) < (x[2] + x[3]) + 0.0137 { break; } let mut a12 = vec![((v1 / (2.0 + p * p)) - (v5 - v1)), f64::atan(0.75), (if i7 % 3 == 2 { p } else { v5 }), ((s6 - p) * x[i7 % 4])]; let mut a13 = a12.clone(); } r += f64::atan(x[1]); } } let mut a14 = x.to_vec(); r + (((r + x[3]) * x[0]) - f64::sin((s6 * a14[1])))
}

#[test]
fn test69() {
    let x = [0.703125, -0.984375, 0.828125, -0.921875];
    let (value, (slopes, _)) = program69::value_and_gradient(&x, 0.625);
    assert_eq!(value.to_bits(), program69(&x, 0.625).to_bits());
    check(
        (value, slopes),
        4.885128048057158,
        [0.8569720282536734, 4.848698065539054, -1.6012068876307886, -1.197123441367668],
    );
    let (value, change) = program69::jvp(&x, 0.625, (vec![1.0; 4], 0.0));
    check_one(change, 2.9073397647942714);
}

#[differentiate]
#[rustfmt::skip]
fn program70(x: &[f64], p: f64) -> f64 {
    let mut r: f64 = p; let mut a1 = vec![(p * (x[1] - x[2])), (f64::cos(p) * x[1]), f64::cos((0.75 - r)), ((r - p) * p)]; let s2: f64 = x.iter().fold(0.0, |t, e| e - t * 0.5); let s3: f64 = a1.iter().map(|e| e * e).sum(); r + a1[2]
}

#[test]
fn test70() {
    let x = [-1.171875, 0.453125, 1.015625, -0.859375];
    let (value, (slopes, _)) = program70::value_and_gradient(&x, 0.625);
    assert_eq!(value.to_bits(), program70(&x, 0.625).to_bits());
    check((value, slopes), 1.6171976672293291, [0.0, 0.0, 0.0, 0.0]);
    let (value, change) = program70::jvp(&x, 0.625, (vec![1.0; 4], 0.0));
    check_one(change, 0.0);
}

#[differentiate]
#[rustfmt::skip]
fn program71(x0: f64, x1: f64, x2: f64, x3: f64, p: f64) -> f64 {
    let x = [x0, x1, x2, x3]; let mut r: f64 = p; let mut a1 = x.to_vec(); let s2: f64 = x.iter().map(|e| e * e).sum(); let s3: f64 = x.iter().map(|e| e * e).sum(); a1[0] -= f64::sin(0.5); r = f64::atan(f64::sin((a1[0] * (0.5 * a1[2])))); r *= f64::atan((if f64::sin(x[2]) < (a1[1] / (2.0 + x[1] * x[1])) + 0.0137 { (p * (s2 + s3)) } else { ((r + r) + (2.0 - p)) })); r + (((if (a1[1] - 1.25) < x[3] + 0.0137 { s2 } else { a1[3] }) * (0.75 * a1[0])) - f64::atan((0.75 * s2)))
}

#[test]
fn test71() {
    let (value, slopes) = program71::value_and_gradient(0.078125, -0.796875, 0.578125, -0.421875, 0.625);
    assert_eq!(value.to_bits(), program71(0.078125, -0.796875, 0.578125, -0.421875, 0.625).to_bits());
    check(
        (value, slopes.to_vec()),
        -1.15850837701311,
        [0.9642537582159235, 1.163415368569661, -0.992123377995439, 0.6159257833604088],
    );
    let (value, change) =
        program71::jvp(0.078125, -0.796875, 0.578125, -0.421875, 0.625, [1.0, 1.0, 1.0, 1.0, 0.0]);
    check_one(change, 1.7514715321505545);
}

#[differentiate(order = 2)]
#[rustfmt::skip]
fn program72(x: &[f64], p: f64) -> f64 {
    let mut r: f64 = p; r -= f64::atan(((0.75 - r) + x[3])); let mut a1 = vec![((x[1] / (2.0 + x[0] * x[0])) * f64::atan(p)), ((x[2] * 1.25) * (r / (2.0 + p * p))), (p * p), p]; let mut a2 = a1.clone(); r += f64::atan(r); let mut v3: f64 = ((a1[2] + p) * a2[2]); r + x[3]
}

#[test]
fn test72() {
    let x = [0.890625, 0.140625, -1.046875, 0.515625];
    let (value, (slopes, _)) = program72::value_and_gradient(&x, 0.625);
    assert_eq!(value.to_bits(), program72(&x, 0.625).to_bits());
    check((value, slopes), 0.6260559973868718, [0.0, 0.0, 0.0, -0.4158798092295369]);
    let (value, change) = program72::jvp(&x, 0.625, (vec![1.0; 4], 0.0));
    check_one(change, -0.4158798092295369);
    let (product, _) = program72::hvp(&x, 0.625, (vec![1.0; 4], 0.0));
    check((0.0, product), 0.0, [0.0, 0.0, 0.0, 1.231022473926282]);
}

#[differentiate]
#[rustfmt::skip]
fn program73(x: &[f64], p: f64) -> f64 {
    let mut r: f64 = p; let mut a1 = x.to_vec(); let c11 = a1.to_vec(); for &e3 in c11.iter() { if (e3 - e3) < (if (x[1] + a1[3]) < x[1] + 0.0137 { r } else { a1[3] }) + 0.0137 { let s4: f64 = a1.iter().fold(0.0, |t, e| e - t * 0.5); if a1[2] < x[0] + 0.0137 { break; } } else { r -= f64::atan((f64::sin((r + 0.5)) + f64::tanh((if f64::tanh(p) < p + 0.0137 { 1.25 } else { p })))); } let c10 = x.to_vec(); for &e6 in c10.iter() { let mut n8 = 0; while n8 < 3 { let i7 = n8; n8 += 1; if (if (x[3] * r) < (x[3] * e6) + 0.0137 { 0.5 } else { r }) < 2.0 + 0.0137 { break; } a1[(i7 + 1) % 4] -= f64::sin((((2.0 * e3) - (p * a1[0])) + f64::atan((a1[(i7 + 1) % 4] + 2.0)))); } let mut a9 = vec![e6, ((e6 * x[2]) * p), (a1[0] * p), e6]; r = f64::atan((if e6 < a9[3] + 0.0137 { ((e6 * 0.5) * f64::tanh(0.5)) } else { (if (a9[3] * p) < (p + x[0]) + 0.0137 { r } else { 0.75 }) })); } a1[2] += f64::sin(r); } a1[3] += f64::sin(((if a1[3] < (a1[3] - p) + 0.0137 { (r * a1[0]) } else { r }) / (2.0 + ((if a1[3] < (x[3] * r) + 0.0137 { p } else { p }) * r) * ((if a1[3] < (x[3] * r) + 0.0137 { p } else { p }) * r)))); r -= f64::atan((a1[3] * ((p * x[1]) * (a1[0] * 2.0)))); r + (if f64::sin(r) < r + 0.0137 { p } else { ((2.0 - p) + (a1[2] * r)) })
}

#[test]
fn test73() {
    let x = [-0.421875, -1.046875, 0.703125, 0.453125];
    let (value, (slopes, _)) = program73::value_and_gradient(&x, 0.625);
    assert_eq!(value.to_bits(), program73(&x, 0.625).to_bits());
    check(
        (value, slopes),
        0.45735349532823816,
        [0.6133363772137586, 0.24716540574285792, 0.0, -0.3417581751016767],
    );
    let (value, change) = program73::jvp(&x, 0.625, (vec![1.0; 4], 0.0));
    check_one(change, 0.5187436078549398);
}

#[differentiate]
#[rustfmt::skip]
fn program74(x0: f64, x1: f64, x2: f64, x3: f64, p: f64) -> f64 {
    let x = [x0, x1, x2, x3]; let mut r: f64 = p; let v1: f64 = f64::sin(f64::atan((x[1] * x[3]))); let mut v2: f64 = ((f64::sin(v1) * (x[2] - 0.5)) - x[1]); let mut v3: f64 = f64::atan(2.0); let mut a4 = x.to_vec(); let s5: f64 = a4.iter().fold(0.0, |t, e| e - t * 0.5); a4[0] *= f64::sin(((if (x[1] * r) < s5 + 0.0137 { (x[2] * 2.0) } else { v2 }) - a4[2])); r + (((x[3] * a4[0]) / (2.0 + (2.0 * p) * (2.0 * p))) * ((1.25 * a4[0]) * (r - v1)))
}

#[test]
fn test74() {
    let (value, slopes) = program74::value_and_gradient(-0.046875, 0.140625, 0.703125, 0.265625, 0.625);
    assert_eq!(value.to_bits(), program74(-0.046875, 0.140625, 0.703125, 0.265625, 0.625).to_bits());
    check(
        (value, slopes.to_vec()),
        0.6250662742287535,
        [-0.0028277004268139443, 8.339392274995592e-05, 0.0001152608075296064, 0.00023026678785468752],
    );
    let (value, change) =
        program74::jvp(-0.046875, 0.140625, 0.703125, 0.265625, 0.625, [1.0, 1.0, 1.0, 1.0, 0.0]);
    check_one(change, -0.0023987789086796943);
}

#[differentiate]
#[rustfmt::skip]
fn program75(x: &[f64], p: f64) -> f64 {
    let mut r: f64 = p; if x[1] < (x[3] - x[2]) + 0.0137 { let mut a1 = vec![(f64::cos(2.0) + (x[2] / (2.0 + r * r))), (x[1] * f64::sin(p)), (p * (r + x[3])), ((p - 2.0) - x[2])]; r -= f64::atan(r); r += f64::atan(((f64::cos(r) * a1[2]) * (r + f64::cos(p)))); } else { let mut a2 = x.to_vec(); let mut v3: f64 = a2[2]; } if f64::tanh(x[2]) < x[1] + 0.0137 { let mut n7 = 0; while n7 < 1 { let i4 = n7; n7 += 1; let v5: f64 = f64::atan(p); let mut a6 = x.to_vec(); } let mut a8 = x.to_vec(); } else { let mut a9 = x.to_vec(); if (0.5 - a9[3]) < 0.75 + 0.0137 { if 2.0 < f64::sin(0.75) + 0.0137 { let mut v10: f64 = (a9[3] + (f64::atan(0.5) / (2.0 + (2.0 / (2.0 + x[3] * x[3])) * (2.0 / (2.0 + x[3] * x[3]))))); let mut a11 = vec![(a9[0] / (2.0 + f64::sin(v10) * f64::sin(v10))), ((x[1] - x[0]) * (v10 - v10)), r, p]; } else { let s12: f64 = a9.iter().map(|e| e * e).sum(); let s13: f64 = a9.iter().map(|e| e * e).sum(); } for i14 in 0..2 { r += f64::atan((a9[1] + (if i14 % 3 == 1 { x[2] } else { p }))); r -= f64::atan(((f64::tanh(p) * (if i14 % 3 == 0 { a9[3] } else { x[2] })) - ((r - p) * p))); } } else { let mut v15: f64 = (((p + a9[2]) * (x[1] * x[1])) * p); } } let mut a16 = x.to_vec(); a16[0] += f64::sin(x[1]); for i17 in 0..2 { a16[i17 % 4] *= f64::sin(((x[1] * x[0]) - (2.0 - (a16[i17 % 4] / (2.0 + 0.5 * 0.5))))); for i18 in 0..1 { if i18 % 3 == 0 { break; } let s19: f64 = x.iter().map(|e| e * e).sum(); } let mut v20: f64 = f64::cos(0.5); } a16[3] += f64::sin((f64::tanh(x[2]) * 0.5)); let s21: f64 = x.iter().map(|e| e * e).sum(); r + (((0.75 * s21) * f64::tanh(x[2])) * 2.0)
}

#[test]
fn test75() {
    let x = [1.140625, 0.890625, -0.609375, -0.234375];
    let (value, (slopes, _)) = program75::value_and_gradient(&x, 0.625);
    assert_eq!(value.to_bits(), program75(&x, 0.625).to_bits());
    check(
        (value, slopes),
        -1.4305509802421437,
        [-1.8604289383361672, -1.4526636915775553, 3.6571131708129907, 0.3822799188361987],
    );
    let (value, change) = program75::jvp(&x, 0.625, (vec![1.0; 4], 0.0));
    check_one(change, 0.7263004597354672);
}

#[differentiate(order = 2)]
#[rustfmt::skip]
fn program76(x: &[f64], p: f64) -> f64 {
    let mut r: f64 = p; let mut v1: f64 = ((x[2] + x[0]) * f64::cos(x[0])); for i2 in 0..4 { let mut a3 = vec![((0.75 / (2.0 + x[0] * x[0])) * (if i2 % 3 == 0 { x[2] } else { v1 })), ((x[0] + x[0]) - (x[(i2 + 1) % 4] * v1)), (x[(i2 + 1) % 4] * v1), f64::cos((x[1] + x[2]))]; let mut a4 = vec![a3[2], (p * (v1 + x[3])), x[2], f64::sin(x[0])]; } let mut a5 = x.to_vec(); let s6: f64 = a5.iter().map(|e| e * e).sum(); r *= f64::atan(f64::tanh(((r * p) * (v1 - x[0])))); a5[2] -= f64::sin(((1.25 * x[1]) + s6)); r + (f64::atan((x[1] / (2.0 + v1 * v1))) + ((0.5 / (2.0 + x[2] * x[2])) / (2.0 + v1 * v1)))
}

#[test]
fn test76() {
    let x = [-0.984375, 1.265625, -1.046875, -0.984375];
    let (value, (slopes, _)) = program76::value_and_gradient(&x, 0.625);
    assert_eq!(value.to_bits(), program76(&x, 0.625).to_bits());
    check(
        (value, slopes),
        0.3854058501320146,
        [-0.8221981090407008, 0.2663587108774909, 0.31514398192532495, 0.0],
    );
    let (value, change) = program76::jvp(&x, 0.625, (vec![1.0; 4], 0.0));
    check_one(change, -0.24069541623788487);
    let (product, _) = program76::hvp(&x, 0.625, (vec![1.0; 4], 0.0));
    check((0.0, product), 0.0, [1.79211819419911, -0.13431647345857747, 0.4648974425241887, 0.0]);
}

#[differentiate]
#[rustfmt::skip]
fn program77(x0: f64, x1: f64, x2: f64, x3: f64, p: f64) -> f64 {
    let x = [x0, x1, x2, x3]; let mut r: f64 = p; for i1 in (0..4).rev() { for i2 in 0..2 { let mut a3 = vec![f64::atan((x[1] * p)), ((x[i2 % 4] + x[0]) * (x[1] * r)), r, f64::atan((if i2 % 3 == 0 { x[1] } else { p }))]; } let mut a4 = vec![(p * p), x[(i1 + 1) % 4], r, x[1]]; let v5: f64 = f64::cos((p * (x[0] + 0.5))); } r -= f64::atan((f64::tanh((2.0 + r)) * ((2.0 * 0.5) + r))); if f64::tanh(p) < f64::atan(p) + 0.0137 { let mut v6: f64 = 1.25; let mut a7 = vec![((x[1] + v6) + (p * p)), p, r, ((x[2] * p) * f64::atan(v6))]; let mut a8 = x.to_vec(); } let mut a9 = vec![(x[0] * (r + p)), (p * f64::sin(r)), f64::cos((0.75 / (2.0 + p * p))), ((x[1] * x[1]) * r)]; a9[3] += f64::sin(((a9[0] - (1.25 * r)) * (if (x[0] * r) < (r * r) + 0.0137 { x[1] } else { (if f64::atan(a9[0]) < p + 0.0137 { r } else { r }) }))); r -= f64::atan((p + ((a9[1] + 0.75) - (p * p)))); let mut v10: f64 = ((p * a9[0]) * f64::sin(r)); a9[3] = f64::sin(2.0); r + r
}

#[test]
fn test77() {
    let (value, slopes) = program77::value_and_gradient(-0.609375, 0.578125, 0.578125, -0.609375, 0.625);
    assert_eq!(value.to_bits(), program77(-0.609375, 0.578125, 0.578125, -0.609375, 0.625).to_bits());
    check((value, slopes.to_vec()), -2.062147943362179, [0.0, 0.0, 0.0, 0.0]);
    let (value, change) =
        program77::jvp(-0.609375, 0.578125, 0.578125, -0.609375, 0.625, [1.0, 1.0, 1.0, 1.0, 0.0]);
    check_one(change, 0.0);
}

#[differentiate]
#[rustfmt::skip]
fn program78(x: &[f64], p: f64) -> f64 {
    let mut r: f64 = p; r = f64::atan(((if (r + r) < 1.25 + 0.0137 { p } else { (if x[2] < (x[0] + 2.0) + 0.0137 { x[2] } else { 2.0 }) }) * ((x[2] / (2.0 + x[2] * x[2])) * (p - r)))); let mut v1: f64 = f64::sin(x[0]); r -= f64::atan(f64::cos((f64::atan(r) / (2.0 + (0.75 / (2.0 + v1 * v1)) * (0.75 / (2.0 + v1 * v1)))))); let mut n6 = 0; while n6 < 3 { let i2 = n6; n6 += 1; let v3: f64 = r; let s4: f64 = x.iter().fold(0.0, |t, e| e - t * 0.5); let mut a5 = vec![s4, (if i2 % 3 == 2 { (s4 - 0.75) } else { (0.5 - x[3]) }), f64::tanh((x[i2 % 4] * s4)), s4]; } let mut n9 = 0; while n9 < 3 { let i7 = n9; n9 += 1; let mut a8 = vec![(f64::atan(x[i7 % 4]) + f64::cos(x[3])), (r * (if x[0] < (0.75 / (2.0 + 0.5 * 0.5)) + 0.0137 { r } else { v1 })), (0.5 + x[(i7 + 1) % 4]), r]; r *= f64::atan((((a8[3] - a8[3]) - (a8[(i7 + 1) % 4] * p)) * ((if f64::atan(1.25) < 0.75 + 0.0137 { v1 } else { x[i7 % 4] }) + (if i7 % 3 == 2 { a8[i7 % 4] } else { x[3] })))); } let mut a10 = x.to_vec(); r + f64::cos(a10[1])
}

#[test]
fn test78() {
    let x = [-1.171875, -0.734375, -0.984375, 0.890625];
    let (value, (slopes, _)) = program78::value_and_gradient(&x, 0.625);
    assert_eq!(value.to_bits(), program78(&x, 0.625).to_bits());
    check(
        (value, slopes),
        0.7422456433258604,
        [2.8803252855526205e-05, 0.6700712069841597, 6.781838185652994e-06, -3.341855570495815e-05],
    );
    let (value, change) = program78::jvp(&x, 0.625, (vec![1.0; 4], 0.0));
    check_one(change, 0.6700733735194959);
}

#[differentiate]
#[rustfmt::skip]
fn program79(x: &[f64], p: f64) -> f64 {
    let mut r: f64 = p; let mut a1 = x.to_vec(); a1[3] -= f64::sin((x[2] + (if r < (p * a1[1]) + 0.0137 { f64::tanh(r) } else { 1.25 }))); r *= f64::atan((if (a1[1] * p) < r + 0.0137 { ((x[3] - p) - p) } else { (if r < (p * p) + 0.0137 { (r * r) } else { f64::cos(2.0) }) })); if f64::atan(a1[3]) < p + 0.0137 { for i2 in 0..2 { let mut n6 = 0; while n6 < 2 { let i3 = n6; n6 += 1; let v4: f64 = 2.0; let s5: f64 = x.iter().fold(0.0, |t, e| e - t * 0.5); } } } a1[0] -= f64::sin((((if (p - a1[1]) < a1[0] + 0.0137 { x[1] } else { r }) * (r - p)) + ((x[1] * x[1]) - 1.25))); r = f64::atan(((x[2] * (p * 2.0)) * ((0.75 - x[3]) + (if (a1[0] * x[2]) < p + 0.0137 { x[2] } else { a1[0] })))); r + (if f64::tanh(0.75) < (if f64::atan(p) < (r * x[2]) + 0.0137 { 2.0 } else { a1[2] }) + 0.0137 { f64::atan(r) } else { f64::cos((p - r)) })
}

#[test]
fn test79() {
    let x = [0.703125, -1.046875, -0.796875, 0.703125];
    let (value, (slopes, _)) = program79::value_and_gradient(&x, 0.625);
    assert_eq!(value.to_bits(), program79(&x, 0.625).to_bits());
    check((value, slopes), 1.6414853038629118, [0.0, 0.0, -1.2203549472943616, 0.6286677001213378]);
    let (value, change) = program79::jvp(&x, 0.625, (vec![1.0; 4], 0.0));
    check_one(change, -0.5916872471730238);
}

#[differentiate(order = 2)]
#[rustfmt::skip]
fn program80(x0: f64, x1: f64, x2: f64, x3: f64, p: f64) -> f64 {
    let x = [x0, x1, x2, x3]; let mut r: f64 = p; for i1 in (0..0).rev() { let mut v2: f64 = (((p * x[i1 % 4]) / (2.0 + f64::cos(p) * f64::cos(p))) / (2.0 + f64::atan(x[(i1 + 1) % 4]) * f64::atan(x[(i1 + 1) % 4]))); } let v3: f64 = f64::sin(((r + 0.75) * (x[0] - x[0]))); for i4 in 0..0 { let mut v5: f64 = 0.5; } r *= f64::atan((((x[1] * p) - (r / (2.0 + v3 * v3))) - x[1])); if (r * x[2]) < f64::cos(x[1]) + 0.0137 { r -= f64::atan(0.75); for i6 in (0..3).rev() { let mut a7 = vec![0.5, ((x[0] * v3) * (r + v3)), ((x[3] / (2.0 + p * p)) + f64::atan(x[(i6 + 1) % 4])), x[3]]; } } r *= f64::atan((((0.75 * v3) - (x[3] + x[0])) * (r - p))); r + (v3 * 2.0)
}

#[test]
fn test80() {
    let (value, slopes) = program80::value_and_gradient(-0.796875, -1.171875, -0.609375, 0.203125, 0.625);
    assert_eq!(value.to_bits(), program80(-0.796875, -1.171875, -0.609375, 0.203125, 0.625).to_bits());
    check(
        (value, slopes.to_vec()),
        0.34718669164736876,
        [-0.448074940880231, 0.19342835106661266, 0.0, -0.448074940880231],
    );
    let (value, change) =
        program80::jvp(-0.796875, -1.171875, -0.609375, 0.203125, 0.625, [1.0, 1.0, 1.0, 1.0, 0.0]);
    check_one(change, -0.7027215306938493);
    let product = program80::hvp(-0.796875, -1.171875, -0.609375, 0.203125, 0.625, [1.0, 1.0, 1.0, 1.0, 0.0]);
    check((0.0, product.to_vec()), 0.0, [-1.2168022582721614, -0.3705979767602003, 0.0, -1.2168022582721614]);
    let hessian = program80::hessian(-0.796875, -1.171875, -0.609375, 0.203125, 0.625);
    let sums = hessian.map(|row| row[..4].iter().sum());
    check((0.0, sums.to_vec()), 0.0, [-1.2168022582721614, -0.3705979767602003, 0.0, -1.2168022582721614]);
}

#[differentiate]
#[rustfmt::skip]
fn program81(x: &[f64], p: f64) -> f64 {
    let mut r: f64 = p; let mut n4 = 0; while n4 < 0 { let i1 = n4; n4 += 1; if i1 % 3 == 2 { continue; } let mut a2 = vec![(x[(i1 + 1) % 4] + x[(i1 + 1) % 4]), (r - (x[0] - x[0])), ((r * p) * (x[1] * x[i1 % 4])), p]; if i1 % 3 == 1 { r = f64::atan((p / (2.0 + p * p))); } else { r = f64::atan(f64::cos((0.75 * a2[2]))); let mut a3 = vec![x[2], ((0.75 * 1.25) * (a2[i1 % 4] - r)), ((p / (2.0 + 2.0 * 2.0)) * a2[i1 % 4]), f64::tanh(p)]; } } let mut a5 = vec![r, (x[0] * (x[0] - r)), ((2.0 + x[3]) / (2.0 + (p * x[1]) * (p * x[1]))), f64::cos((r * p))]; a5[0] = f64::sin(a5[2]); let v6: f64 = ((a5[2] * x[1]) * f64::sin(r)); let s7: f64 = x.iter().map(|e| e * e).sum(); let mut v8: f64 = 1.25; r + ((s7 - x[3]) - ((a5[1] + a5[3]) - a5[3]))
}

#[test]
fn test81() {
    let x = [0.703125, 0.453125, -0.609375, 0.578125];
    let (value, (slopes, _)) = program81::value_and_gradient(&x, 0.625);
    assert_eq!(value.to_bits(), program81(&x, 0.625).to_bits());
    check((value, slopes), 1.397216796875, [0.625, 0.90625, -1.21875, 0.15625]);
    let (value, change) = program81::jvp(&x, 0.625, (vec![1.0; 4], 0.0));
    check_one(change, 0.46875);
}

#[differentiate]
#[rustfmt::skip]
fn program82(x: &[f64], p: f64) -> f64 {
    let mut r: f64 = p; let mut a1 = x.to_vec(); a1[3] += f64::sin((f64::cos(f64::tanh(0.5)) - f64::atan((r * x[2])))); let s2: f64 = a1.iter().fold(0.0, |t, e| e - t * 0.5); r + f64::tanh(f64::sin(s2))
}

#[test]
fn test82() {
    let x = [0.015625, 1.078125, 0.515625, 1.265625];
    let (value, (slopes, _)) = program82::value_and_gradient(&x, 0.625);
    assert_eq!(value.to_bits(), program82(&x, 0.625).to_bits());
    check(
        (value, slopes),
        1.3726288286862829,
        [0.013929071762309647, -0.027858143524619294, 0.10837483441670961, -0.11143257409847718],
    );
    let (value, change) = program82::jvp(&x, 0.625, (vec![1.0; 4], 0.0));
    check_one(change, -0.016986811444077213);
}

#[differentiate]
#[rustfmt::skip]
fn program83(x0: f64, x1: f64, x2: f64, x3: f64, p: f64) -> f64 {
    let x = [x0, x1, x2, x3]; let mut r: f64 = p; let mut n7 = 0; while n7 < 1 { let i1 = n7; n7 += 1; let mut a2 = vec![f64::tanh(f64::tanh(x[2])), ((x[1] - p) * r), ((x[0] + r) / (2.0 + 1.25 * 1.25)), ((1.25 / (2.0 + 0.75 * 0.75)) + (x[1] - p))]; let mut n5 = 0; while n5 < 3 { let i3 = n5; n5 += 1; r *= f64::atan(x[(i1 + 1) % 4]); r *= f64::atan((p * p)); let mut a4 = vec![r, 0.5, p, 1.25]; } let mut a6 = x.to_vec(); } r += f64::atan((x[0] * (1.25 + (r * p)))); if (r + x[3]) < (p * x[1]) + 0.0137 { let c11 = x.to_vec(); for &e9 in c11.iter() { let mut a10 = vec![(1.25 - e9), f64::cos((x[0] - x[1])), p, (f64::cos(e9) - p)]; } let mut a12 = x.to_vec(); let s13: f64 = a12.iter().fold(0.0, |t, e| e - t * 0.5); } r + f64::tanh(f64::atan((x[3] + p)))
}

#[test]
fn test83() {
    let (value, slopes) = program83::value_and_gradient(1.265625, 0.765625, 1.203125, 0.640625, 0.625);
    assert_eq!(value.to_bits(), program83(1.265625, 0.765625, 1.203125, 0.640625, 0.625).to_bits());
    check(
        (value, slopes.to_vec()),
        1.7354629498492609,
        [0.35616496337842035, 0.03191389379718246, 0.0, 0.18658148797444304],
    );
    let (value, change) =
        program83::jvp(1.265625, 0.765625, 1.203125, 0.640625, 0.625, [1.0, 1.0, 1.0, 1.0, 0.0]);
    check_one(change, 0.5746603451500458);
}

#[differentiate(order = 2)]
#[rustfmt::skip]
fn program84(x: &[f64], p: f64) -> f64 {
    let mut r: f64 = p; let mut a1 = x.to_vec(); r += f64::atan((((a1[0] * x[3]) - (x[3] / (2.0 + 1.25 * 1.25))) + f64::atan((if a1[1] < (r * p) + 0.0137 { p } else { a1[1] })))); let mut a2 = x.to_vec(); let mut a3 = vec![a1[0], a1[2], ((r + 0.5) * a1[2]), (f64::cos(a2[1]) - (r - r))]; a3[0] = f64::sin((((a1[2] * 1.25) * (r + a1[0])) + (if (a3[3] * a2[0]) < (r + a3[2]) + 0.0137 { f64::tanh(r) } else { f64::tanh(r) }))); r + p
}

#[test]
fn test84() {
    let x = [-0.796875, -0.921875, -0.609375, -1.171875];
    let (value, (slopes, _)) = program84::value_and_gradient(&x, 0.625);
    assert_eq!(value.to_bits(), program84(&x, 0.625).to_bits());
    check((value, slopes), 2.3186959374276213, [-0.271428096316979, 0.0, 0.0, -0.249586864706911]);
    let (value, change) = program84::jvp(&x, 0.625, (vec![1.0; 4], 0.0));
    check_one(change, -0.52101496102389);
    let (product, _) = program84::hvp(&x, 0.625, (vec![1.0; 4], 0.0));
    check((0.0, product), 0.0, [-0.2835348460108842, 0.0, 0.0, -0.24208155947491405]);
}

#[differentiate]
#[rustfmt::skip]
fn program85(x: &[f64], p: f64) -> f64 {
    let mut r: f64 = p; let mut v1: f64 = (p * ((if (x[1] + 1.25) < (p / (2.0 + r * r)) + 0.0137 { x[0] } else { p }) * p)); let mut a2 = vec![((r * p) - (x[1] + x[3])), x[1], x[1], x[3]]; v1 = f64::atan(f64::cos((a2[3] + v1))); if (a2[2] / (2.0 + x[0] * x[0])) < a2[0] + 0.0137 { a2[1] *= f64::sin(((v1 * x[3]) - f64::sin((x[0] / (2.0 + r * r))))); } a2[1] = f64::sin((if (x[1] - x[3]) < (0.5 / (2.0 + 2.0 * 2.0)) + 0.0137 { (f64::tanh(r) / (2.0 + (v1 - 2.0) * (v1 - 2.0))) } else { (a2[1] + (1.25 * a2[2])) })); a2[3] = f64::sin(f64::atan(a2[0])); a2[3] *= f64::sin(f64::tanh(x[3])); let mut a3 = a2.clone(); r + a2[2]
}

#[test]
fn test85() {
    let x = [0.765625, 0.703125, -1.109375, -1.234375];
    let (value, (slopes, _)) = program85::value_and_gradient(&x, 0.625);
    assert_eq!(value.to_bits(), program85(&x, 0.625).to_bits());
    check((value, slopes), 1.328125, [0.0, 1.0, 0.0, 0.0]);
    let (value, change) = program85::jvp(&x, 0.625, (vec![1.0; 4], 0.0));
    check_one(change, 1.0);
}

#[differentiate]
#[rustfmt::skip]
fn program86(x0: f64, x1: f64, x2: f64, x3: f64, p: f64) -> f64 {
    let x = [x0, x1, x2, x3]; let mut r: f64 = p; if (x[2] + r) < (x[3] - x[3]) + 0.0137 { let mut v1: f64 = r; let mut v2: f64 = (r / (2.0 + (r * f64::sin(x[1])) * (r * f64::sin(x[1])))); for i3 in 0..0 { let mut a4 = x.to_vec(); } } let mut a5 = x.to_vec(); for i6 in (0..4).rev() { a5[i6 % 4] -= f64::sin((if f64::sin(2.0) < x[0] + 0.0137 { (f64::sin(r) + a5[(i6 + 1) % 4]) } else { x[i6 % 4] })); r *= f64::atan(a5[3]); } a5[1] *= f64::sin(((p * (a5[2] * p)) / (2.0 + f64::tanh(x[2]) * f64::tanh(x[2])))); let c11 = a5.to_vec(); for &e8 in c11.iter() { if (0.5 * p) < r + 0.0137 { a5[3] += f64::sin((r * (f64::tanh(p) * (x[0] - e8)))); let s9: f64 = a5.iter().fold(0.0, |t, e| e - t * 0.5); } else { let v10: f64 = ((if (e8 * p) < (a5[0] * p) + 0.0137 { (0.5 * 1.25) } else { x[2] }) * ((x[0] * a5[0]) * e8)); a5[2] += f64::sin((a5[1] - ((a5[2] - 1.25) - f64::tanh(x[1])))); } a5[1] += f64::sin(e8); } r + (p / (2.0 + r * r))
}

#[test]
fn test86() {
    let (value, slopes) = program86::value_and_gradient(0.203125, 0.140625, 0.765625, 0.890625, 0.625);
    assert_eq!(value.to_bits(), program86(0.203125, 0.140625, 0.765625, 0.890625, 0.625).to_bits());
    check((value, slopes.to_vec()), 0.312600756049087, [0.0, 0.0, 0.0, 0.0013104158263878875]);
    let (value, change) =
        program86::jvp(0.203125, 0.140625, 0.765625, 0.890625, 0.625, [1.0, 1.0, 1.0, 1.0, 0.0]);
    check_one(change, 0.0013104158263878875);
}

#[differentiate]
#[rustfmt::skip]
fn program87(x: &[f64], p: f64) -> f64 {
    let mut r: f64 = p; let mut a1 = vec![(f64::tanh(r) * (x[3] * 1.25)), ((if (x[1] * p) < x[1] + 0.0137 { x[3] } else { p }) * (1.25 - x[1])), (x[3] + (x[1] + r)), f64::tanh(r)]; r += f64::atan((f64::sin((0.75 * p)) + (if (a1[3] * p) < (1.25 / (2.0 + 0.5 * 0.5)) + 0.0137 { f64::cos(x[3]) } else { f64::sin(r) }))); let mut a2 = vec![f64::sin((if (if (a1[3] - a1[2]) < (x[0] + a1[2]) + 0.0137 { r } else { x[0] }) < r + 0.0137 { r } else { p })), ((r + p) * (r - r)), 1.25, ((r - r) + f64::tanh(x[0]))]; let s3: f64 = x.iter().map(|e| e * e).sum(); r -= f64::atan(((p - (if (r + x[1]) < (x[0] / (2.0 + r * r)) + 0.0137 { r } else { s3 })) * ((r - s3) * (x[0] / (2.0 + p * p))))); let mut a4 = a1.clone(); a2[0] += f64::sin(((if f64::atan(s3) < a4[1] + 0.0137 { r } else { 1.25 }) * r)); r + ((f64::cos(a4[0]) * (s3 * r)) - x[0])
}

#[test]
fn test87() {
    let x = [0.515625, 0.765625, 0.515625, 0.953125];
    let (value, (slopes, _)) = program87::value_and_gradient(&x, 0.625);
    assert_eq!(value.to_bits(), program87(&x, 0.625).to_bits());
    check(
        (value, slopes),
        2.723805638581137,
        [-1.9926788347878028, -0.15790036443046684, -0.10634106175929399, -2.5989289840447114],
    );
    let (value, change) = program87::jvp(&x, 0.625, (vec![1.0; 4], 0.0));
    check_one(change, -4.8558492450222746);
}

#[differentiate(order = 2)]
#[rustfmt::skip]
fn program88(x: &[f64], p: f64) -> f64 {
    let mut r: f64 = p; let mut a1 = x.to_vec(); a1[3] -= f64::sin(a1[2]); for i2 in (0..1).rev() { let v3: f64 = (a1[0] + p); if a1[1] < (p * r) + 0.0137 { a1[0] -= f64::sin(f64::cos(((x[3] + v3) - (a1[1] + 0.5)))); a1[1] *= f64::sin((((x[i2 % 4] - p) * f64::cos(v3)) + (p + 2.0))); let v4: f64 = (if (x[1] + p) < (p * x[1]) + 0.0137 { p } else { p }); } else { if i2 % 3 == 1 { a1[1] = f64::sin(((f64::atan(r) + p) * 1.25)); } a1[2] -= f64::sin(a1[0]); let mut v5: f64 = ((f64::atan(p) - (r - v3)) - f64::atan(v3)); } } r + (x[1] * f64::sin((x[3] * a1[0])))
}

#[test]
fn test88() {
    let x = [-0.359375, -0.484375, -0.921875, 0.640625];
    let (value, (slopes, _)) = program88::value_and_gradient(&x, 0.625);
    assert_eq!(value.to_bits(), program88(&x, 0.625).to_bits());
    check(
        (value, slopes),
        0.9013259546279265,
        [-0.4150840426242815, -0.4102506812615426, 0.0, 0.21676892947283485],
    );
    let (value, change) = program88::jvp(&x, 0.625, (vec![1.0; 4], 0.0));
    check_one(change, -0.6085657944129893);
    let (product, _) = program88::hvp(&x, 0.625, (vec![1.0; 4], 0.0));
    check((0.0, product), 0.0, [-0.03882973939809819, 0.22884222041687002, 0.0, -1.5513962122461145]);
}

#[differentiate]
#[rustfmt::skip]
fn program89(x0: f64, x1: f64, x2: f64, x3: f64, p: f64) -> f64 {
    let x = [x0, x1, x2, x3]; let mut r: f64 = p; r += f64::atan((f64::atan(r) * f64::atan(r))); r *= f64::atan((f64::atan((p / (2.0 + r * r))) * x[1])); for i1 in 0..4 { r += f64::atan((if (1.25 + r) < x[0] + 0.0137 { (r + (p * x[1])) } else { (p * (1.25 - r)) })); let mut a2 = x.to_vec(); for i3 in 0..0 { let mut a4 = vec![((r + a2[2]) - a2[2]), ((if i3 % 3 == 0 { p } else { p }) + (a2[i3 % 4] * p)), (f64::tanh(x[2]) / (2.0 + 0.5 * 0.5)), a2[(i1 + 1) % 4]]; let s5: f64 = a2.iter().fold(0.0, |t, e| e - t * 0.5); let mut v6: f64 = f64::atan((f64::sin(p) * x[i1 % 4])); } } let mut v7: f64 = f64::sin((f64::tanh(p) - (p + x[2]))); v7 *= f64::atan(((if (v7 - p) < (x[0] * x[3]) + 0.0137 { (x[2] + 2.0) } else { 2.0 }) * ((x[1] + r) + x[3]))); let mut a8 = vec![(f64::tanh(x[1]) + 0.5), ((x[0] * v7) + v7), ((1.25 * x[2]) - (x[0] * v7)), ((r - x[2]) * v7)]; r -= f64::atan(a8[3]); let mut a9 = x.to_vec(); r + v7
}

#[test]
fn test89() {
    let (value, slopes) = program89::value_and_gradient(-0.296875, -0.109375, 1.015625, 0.203125, 0.625);
    assert_eq!(value.to_bits(), program89(-0.296875, -0.109375, 1.015625, 0.203125, 0.625).to_bits());
    check(
        (value, slopes.to_vec()),
        0.27511321908838865,
        [0.0, -0.1141953166124428, -1.6657247305248806, -0.1303394736062061],
    );
    let (value, change) =
        program89::jvp(-0.296875, -0.109375, 1.015625, 0.203125, 0.625, [1.0, 1.0, 1.0, 1.0, 0.0]);
    check_one(change, -1.9102595207435293);
}

#[differentiate]
#[rustfmt::skip]
fn program90(x: &[f64], p: f64) -> f64 {
    let mut r: f64 = p; let v1: f64 = 0.5; r += f64::atan((x[2] * (if (p * x[1]) < (p - v1) + 0.0137 { p } else { (p * x[3]) }))); let s2: f64 = x.iter().map(|e| e * e).sum(); let mut a3 = x.to_vec(); let mut v4: f64 = (((a3[3] / (2.0 + a3[2] * a3[2])) * (if a3[2] < (r * 1.25) + 0.0137 { p } else { a3[1] })) * (if (a3[1] * x[2]) < (a3[1] - 0.5) + 0.0137 { v1 } else { (if (a3[0] + p) < (a3[3] / (2.0 + x[1] * x[1])) + 0.0137 { x[1] } else { a3[0] }) })); let mut a5 = vec![((p * p) * a3[3]), ((a3[2] + 2.0) - (a3[3] + r)), (a3[0] / (2.0 + (2.0 / (2.0 + v4 * v4)) * (2.0 / (2.0 + v4 * v4)))), r]; let s6: f64 = x.iter().fold(0.0, |t, e| e - t * 0.5); let mut n9 = 0; while n9 < 1 { let i7 = n9; n9 += 1; let mut v8: f64 = f64::sin(r); } r + (if (if (v4 * s6) < (a3[3] + v4) + 0.0137 { 0.5 } else { a5[3] }) < (x[2] + s2) + 0.0137 { (a3[3] - s6) } else { a5[0] })
}

#[test]
fn test90() {
    let x = [-1.109375, -1.234375, -0.109375, 0.078125];
    let (value, (slopes, _)) = program90::value_and_gradient(&x, 0.625);
    assert_eq!(value.to_bits(), program90(&x, 0.625).to_bits());
    check((value, slopes), 0.671981183654988, [0.125, -0.25, 1.1220929570298706, 0.0]);
    let (value, change) = program90::jvp(&x, 0.625, (vec![1.0; 4], 0.0));
    check_one(change, 0.9970929570298707);
}

#[differentiate]
#[rustfmt::skip]
fn program91(x: &[f64], p: f64) -> f64 {
    let mut r: f64 = p; let s1: f64 = x.iter().fold(0.0, |t, e| e - t * 0.5); let v2: f64 = s1; let mut v3: f64 = 2.0; let mut a4 = x.to_vec(); let s5: f64 = a4.iter().fold(0.0, |t, e| e - t * 0.5); v3 = f64::atan((((r + r) + (x[1] + p)) * f64::atan(v3))); for i6 in (0..4).rev() { let mut v7: f64 = (s5 / (2.0 + ((if (v2 * a4[2]) < s5 + 0.0137 { 0.75 } else { v3 }) * (x[(i6 + 1) % 4] - a4[0])) * ((if (v2 * a4[2]) < s5 + 0.0137 { 0.75 } else { v3 }) * (x[(i6 + 1) % 4] - a4[0])))); } r + (s1 + f64::sin((v2 * v3)))
}

#[test]
fn test91() {
    let x = [-0.421875, -0.796875, -0.109375, -0.859375];
    let (value, (slopes, _)) = program91::value_and_gradient(&x, 0.625);
    assert_eq!(value.to_bits(), program91(&x, 0.625).to_bits());
    check(
        (value, slopes),
        -1.064640597128941,
        [-0.19861917830430945, 0.10439424187756478, -0.7944767132172378, 1.5889534264344756],
    );
    let (value, change) = program91::jvp(&x, 0.625, (vec![1.0; 4], 0.0));
    check_one(change, 0.7002517767904931);
}

#[differentiate(order = 2)]
#[rustfmt::skip]
fn program92(x0: f64, x1: f64, x2: f64, x3: f64, p: f64) -> f64 {
    let x = [x0, x1, x2, x3]; let mut r: f64 = p; let v1: f64 = (if 0.75 < r + 0.0137 { f64::sin((r / (2.0 + x[3] * x[3]))) } else { ((p * x[2]) + r) }); r *= f64::atan(f64::cos(p)); let v2: f64 = v1; r + (x[0] * ((r - v1) * f64::cos(r)))
}

#[test]
fn test92() {
    let (value, slopes) = program92::value_and_gradient(-0.859375, 0.765625, 0.828125, -0.484375, 0.625);
    assert_eq!(value.to_bits(), program92(-0.859375, 0.765625, 0.828125, -0.484375, 0.625).to_bits());
    check((value, slopes.to_vec()), 0.9867768170931419, [-0.6526929407523298, 0.0, 0.4891348494898191, 0.0]);
    let (value, change) =
        program92::jvp(-0.859375, 0.765625, 0.828125, -0.484375, 0.625, [1.0, 1.0, 1.0, 1.0, 0.0]);
    check_one(change, -0.16355809126251056);
    let product = program92::hvp(-0.859375, 0.765625, 0.828125, -0.484375, 0.625, [1.0, 1.0, 1.0, 1.0, 0.0]);
    check((0.0, product.to_vec()), 0.0, [-0.5691750975881532, 0.0, -0.5691750975881532, 0.0]);
    let hessian = program92::hessian(-0.859375, 0.765625, 0.828125, -0.484375, 0.625);
    let sums = hessian.map(|row| row[..4].iter().sum());
    check((0.0, sums.to_vec()), 0.0, [-0.5691750975881532, 0.0, -0.5691750975881532, 0.0]);
}

#[differentiate]
#[rustfmt::skip]
fn program93(x: &[f64], p: f64) -> f64 {
    let mut r: f64 = p; let mut a1 = x.to_vec(); a1[3] += f64::sin((p * r)); let c5 = a1.to_vec(); for &e3 in c5.iter() { a1[3] = f64::sin((r + f64::sin((x[3] + x[1])))); let mut a4 = vec![((x[1] + r) * x[1]), f64::atan((if r < r + 0.0137 { p } else { p })), (x[2] + a1[0]), r]; a1[0] += f64::sin(((e3 * f64::cos(a4[3])) * p)); } if (r * r) < f64::atan(2.0) + 0.0137 { if (a1[1] - a1[1]) < (if (x[3] + p) < (r - x[0]) + 0.0137 { x[2] } else { r }) + 0.0137 { r = f64::atan((((x[0] * r) * f64::atan(r)) + ((p * 0.5) * f64::tanh(a1[1])))); } else { let v6: f64 = ((p / (2.0 + (r / (2.0 + a1[2] * a1[2])) * (r / (2.0 + a1[2] * a1[2])))) * x[0]); } let mut a7 = a1.clone(); let c12 = x.to_vec(); for &e9 in c12.iter() { r = f64::atan((((a7[0] / (2.0 + r * r)) - (x[2] * a7[3])) * f64::cos(r))); let mut a10 = vec![((if (x[2] - e9) < (r * x[3]) + 0.0137 { a7[2] } else { e9 }) * f64::atan(r)), ((if (e9 * a1[1]) < x[1] + 0.0137 { a7[1] } else { 0.5 }) - f64::tanh(a1[3])), f64::cos((a1[3] * 0.75)), f64::tanh((x[1] - p))]; let mut v11: f64 = f64::sin(r); } } else { let s13: f64 = a1.iter().map(|e| e * e).sum(); } a1[3] -= f64::sin((((r * r) * x[2]) / (2.0 + p * p))); r = f64::atan(((if (p - x[1]) < (p * a1[1]) + 0.0137 { (a1[3] * r) } else { (if a1[3] < f64::atan(p) + 0.0137 { p } else { a1[2] }) }) * x[0])); r -= f64::atan((((r - r) + a1[0]) * ((a1[1] * a1[2]) + (x[0] - a1[2])))); r + (((p - x[3]) - a1[0]) * (f64::sin(a1[3]) * (p - 0.75)))
}

#[test]
fn test93() {
    let x = [-0.609375, 0.390625, -0.546875, -0.734375];
    let (value, (slopes, _)) = program93::value_and_gradient(&x, 0.625);
    assert_eq!(value.to_bits(), program93(&x, 0.625).to_bits());
    check(
        (value, slopes),
        -0.3416280876908276,
        [1.2939031134177201, -0.5962766595366753, -0.4937135308646176, 0.021429171998600782],
    );
    let (value, change) = program93::jvp(&x, 0.625, (vec![1.0; 4], 0.0));
    check_one(change, 0.22534209501502805);
}

#[differentiate]
#[rustfmt::skip]
fn program94(x: &[f64], p: f64) -> f64 {
    let mut r: f64 = p; let s1: f64 = x.iter().map(|e| e * e).sum(); r = f64::atan((r * f64::atan(s1))); let mut a2 = vec![r, ((p * x[3]) / (2.0 + (x[0] * s1) * (x[0] * s1))), s1, ((s1 * 0.75) * (if f64::tanh(x[0]) < (if f64::atan(x[2]) < p + 0.0137 { s1 } else { x[2] }) + 0.0137 { 2.0 } else { s1 }))]; let c6 = a2.to_vec(); for &e4 in c6.iter() { r = f64::atan(a2[1]); a2[1] *= f64::sin(s1); let mut a5 = vec![(f64::sin(e4) * 0.5), a2[1], (f64::tanh(a2[0]) + 0.75), (x[0] + 1.25)]; } a2[1] -= f64::sin((if (s1 * p) < (r + s1) + 0.0137 { ((r * s1) * p) } else { 0.5 })); a2[1] *= f64::sin(((f64::sin(x[1]) - (x[3] * p)) * ((x[2] / (2.0 + 2.0 * 2.0)) / (2.0 + (p * p) * (p * p))))); a2[1] += f64::sin(((if p < r + 0.0137 { r } else { f64::atan(r) }) - f64::cos((r - r)))); let s7: f64 = a2.iter().fold(0.0, |t, e| e - t * 0.5); r + (((r - s7) * s1) - (f64::sin(s1) * x[1]))
}

#[test]
fn test94() {
    let x = [1.015625, -0.671875, -0.859375, -1.046875];
    let (value, (slopes, _)) = program94::value_and_gradient(&x, 0.625);
    assert_eq!(value.to_bits(), program94(&x, 0.625).to_bits());
    check(
        (value, slopes),
        -10.144163712806524,
        [-14.162906172390413, 9.543045735413049, 11.98256343238948, 14.595991980844184],
    );
    let (value, change) = program94::jvp(&x, 0.625, (vec![1.0; 4], 0.0));
    check_one(change, 21.9586949762563);
}

#[differentiate]
#[rustfmt::skip]
fn program95(x0: f64, x1: f64, x2: f64, x3: f64, p: f64) -> f64 {
    let x = [x0, x1, x2, x3]; let mut r: f64 = p; if (if (r * r) < (x[1] - r) + 0.0137 { 1.25 } else { r }) < (x[3] * x[0]) + 0.0137 { if (2.0 / (2.0 + p * p)) < r + 0.0137 { for i1 in (0..1).rev() { let mut a2 = vec![x[0], ((r * x[i1 % 4]) / (2.0 + f64::sin(p) * f64::sin(p))), ((r / (2.0 + r * r)) + r), f64::atan(0.75)]; } let c6 = x.to_vec(); for &e4 in c6.iter() { let mut a5 = vec![(x[0] * (0.75 * x[3])), (if f64::cos(x[1]) < (p * 1.25) + 0.0137 { (x[1] - r) } else { 1.25 }), e4, ((x[0] / (2.0 + p * p)) + x[0])]; } if p < f64::cos(r) + 0.0137 { let mut a7 = vec![((0.75 * r) + (r - r)), x[0], x[3], x[0]]; let s8: f64 = a7.iter().fold(0.0, |t, e| e - t * 0.5); } else { let mut a9 = x.to_vec(); let v10: f64 = ((f64::tanh(r) - (0.75 - x[3])) * (0.75 + r)); a9[0] *= f64::sin((if (a9[0] + v10) < f64::cos(a9[2]) + 0.0137 { p } else { v10 })); } } let mut v11: f64 = (x[2] - 0.5); let v12: f64 = v11; } r = f64::atan((((1.25 + x[3]) * (1.25 - p)) / (2.0 + ((x[3] / (2.0 + p * p)) - (x[2] * x[2])) * ((x[3] / (2.0 + p * p)) - (x[2] * x[2]))))); let mut a13 = x.to_vec(); let v14: f64 = (if p < f64::tanh(0.5) + 0.0137 { r } else { r }); r -= f64::atan(r); if (p + a13[1]) < (a13[1] + 0.5) + 0.0137 { let mut a15 = vec![(if (1.25 * p) < (a13[0] * a13[2]) + 0.0137 { (x[3] * x[3]) } else { 1.25 }), r, f64::atan((1.25 + a13[1])), (f64::tanh(r) + 0.5)]; let v16: f64 = (((a15[0] * 0.5) - (a13[2] - p)) + ((2.0 + a15[0]) - f64::sin(r))); } else { a13[3] *= f64::sin(x[3]); } r + ((if (0.75 * p) < v14 + 0.0137 { (p * x[0]) } else { (p * x[2]) }) + (v14 * r))
}

#[test]
fn test95() {
    let (value, slopes) = program95::value_and_gradient(-0.296875, 0.453125, 1.265625, 0.390625, 0.625);
    assert_eq!(value.to_bits(), program95(-0.296875, 0.453125, 1.265625, 0.390625, 0.625).to_bits());
    check((value, slopes.to_vec()), 0.7970489190440596, [0.0, 0.0, 0.592578043487435, 0.01640050201127218]);
    let (value, change) =
        program95::jvp(-0.296875, 0.453125, 1.265625, 0.390625, 0.625, [1.0, 1.0, 1.0, 1.0, 0.0]);
    check_one(change, 0.6089785454987072);
}

#[differentiate(order = 2)]
#[rustfmt::skip]
fn program96(x: &[f64], p: f64) -> f64 {
    let mut r: f64 = p; r *= f64::atan((((r * r) * (p + r)) - (f64::cos(x[3]) * x[0]))); let mut v1: f64 = (p * ((r * p) / (2.0 + r * r))); for i2 in (0..2).rev() { let mut v3: f64 = x[2]; let mut a4 = x.to_vec(); } r += f64::atan((((r - x[0]) + (if (if 0.5 < (x[1] * r) + 0.0137 { v1 } else { p }) < (x[0] * x[2]) + 0.0137 { x[3] } else { x[1] })) * ((p + 1.25) * (v1 * p)))); let mut a5 = vec![(f64::atan(p) - (2.0 * v1)), (if (v1 + v1) < (p / (2.0 + p * p)) + 0.0137 { (p + x[0]) } else { p }), (f64::atan(v1) * f64::cos(x[2])), f64::cos((p / (2.0 + x[1] * x[1])))]; r + p
}

#[test]
fn test96() {
    let x = [0.203125, -0.671875, -0.609375, -0.796875];
    let (value, (slopes, _)) = program96::value_and_gradient(&x, 0.625);
    assert_eq!(value.to_bits(), program96(&x, 0.625).to_bits());
    check(
        (value, slopes),
        0.8022569222078485,
        [-0.399160494324862, 0.04663226335225095, 0.0, -0.07327010418387497],
    );
    let (value, change) = program96::jvp(&x, 0.625, (vec![1.0; 4], 0.0));
    check_one(change, -0.425798335156486);
    let (product, _) = program96::hvp(&x, 0.625, (vec![1.0; 4], 0.0));
    check((0.0, product), 0.0, [-0.34877559241705036, -0.10082831282477131, 0.0, -0.30758202595402684]);
}

#[differentiate]
#[rustfmt::skip]
fn program97(x: &[f64], p: f64) -> f64 {
    let mut r: f64 = p; let v1: f64 = (if x[1] < r + 0.0137 { (f64::sin(x[3]) / (2.0 + (x[0] * x[1]) * (x[0] * x[1]))) } else { (if (p * x[2]) < (x[2] / (2.0 + x[3] * x[3])) + 0.0137 { f64::atan(x[3]) } else { (r * p) }) }); let s2: f64 = x.iter().map(|e| e * e).sum(); let mut a3 = vec![p, ((p * s2) + f64::tanh(x[3])), x[1], ((v1 - p) * x[0])]; let s4: f64 = a3.iter().map(|e| e * e).sum(); let mut a5 = x.to_vec(); r + p
}

#[test]
fn test97() {
    let x = [-0.984375, -0.671875, -0.046875, -0.046875];
    let (value, (slopes, _)) = program97::value_and_gradient(&x, 0.625);
    assert_eq!(value.to_bits(), program97(&x, 0.625).to_bits());
    check((value, slopes), 1.25, [0.0, 0.0, 0.0, 0.0]);
    let (value, change) = program97::jvp(&x, 0.625, (vec![1.0; 4], 0.0));
    check_one(change, 0.0);
}

#[differentiate]
#[rustfmt::skip]
fn program98(x0: f64, x1: f64, x2: f64, x3: f64, p: f64) -> f64 {
    let x = [x0, x1, x2, x3]; let mut r: f64 = p; let c4 = x.to_vec(); for &e2 in c4.iter() { let mut v3: f64 = r; } let s5: f64 = x.iter().map(|e| e * e).sum(); let mut a6 = vec![x[0], x[0], f64::tanh((x[2] + x[2])), (x[0] - 0.75)]; a6[3] = f64::sin((f64::atan((x[2] - x[3])) + (if (s5 * x[0]) < (p * x[1]) + 0.0137 { x[2] } else { a6[1] }))); a6[1] -= f64::sin(((r + r) / (2.0 + a6[1] * a6[1]))); for i7 in 0..1 { a6[1] -= f64::sin((f64::cos((if i7 % 3 == 1 { a6[0] } else { x[0] })) - (f64::cos(p) + f64::sin(a6[3])))); if x[(i7 + 1) % 4] < (0.5 * p) + 0.0137 { if i7 % 3 == 2 { let mut v8: f64 = (2.0 * ((x[3] - p) * f64::cos(p))); let mut v9: f64 = (((x[3] - p) * (if x[0] < (1.25 - v8) + 0.0137 { 0.75 } else { x[(i7 + 1) % 4] })) - (f64::atan(p) - (x[i7 % 4] - x[1]))); } else { r += f64::atan((x[1] - x[3])); } for i10 in 0..2 { a6[3] *= f64::sin(x[0]); if (p - r) < (x[(i7 + 1) % 4] - s5) + 0.0137 { continue; } if f64::tanh(r) < (r - s5) + 0.0137 { continue; } } } } if x[3] < (if p < (x[0] * p) + 0.0137 { s5 } else { 1.25 }) + 0.0137 { let mut v11: f64 = x[1]; } else { let v12: f64 = ((x[2] + a6[3]) * a6[1]); let c15 = a6.to_vec(); for &e14 in c15.iter() { a6[3] *= f64::sin(e14); if (0.5 * r) < (1.25 - p) + 0.0137 { a6[0] = f64::sin(e14); r -= f64::atan(2.0); } else { a6[3] -= f64::sin(x[0]); a6[0] -= f64::sin(v12); } } a6[3] *= f64::sin((((r * s5) * (a6[0] - a6[0])) / (2.0 + (if (s5 - v12) < (a6[3] * r) + 0.0137 { (1.25 - a6[1]) } else { x[1] }) * (if (s5 - v12) < (a6[3] * r) + 0.0137 { (1.25 - a6[1]) } else { x[1] })))); } r + x[2]
}

#[test]
fn test98() {
    let (value, slopes) = program98::value_and_gradient(0.703125, 0.578125, 1.203125, -0.046875, 0.625);
    assert_eq!(value.to_bits(), program98(0.703125, 0.578125, 1.203125, -0.046875, 0.625).to_bits());
    check((value, slopes.to_vec()), 1.828125, [0.0, 0.0, 1.0, 0.0]);
    let (value, change) =
        program98::jvp(0.703125, 0.578125, 1.203125, -0.046875, 0.625, [1.0, 1.0, 1.0, 1.0, 0.0]);
    check_one(change, 1.0);
}

#[differentiate]
#[rustfmt::skip]
fn program99(x: &[f64], p: f64) -> f64 {
    let mut r: f64 = p; let v1: f64 = p; r *= f64::atan(f64::cos(f64::cos((0.75 - p)))); for i2 in (0..3).rev() { r -= f64::atan(((if i2 % 3 == 0 { (if i2 % 3 == 2 { 0.75 } else { p }) } else { p }) - f64::tanh(f64::cos(r)))); let mut a3 = vec![(f64::atan(r) + p), r, 2.0, ((p * v1) - (p * x[(i2 + 1) % 4]))]; } r + v1
}

#[test]
fn test99() {
    let x = [0.140625, 0.015625, 0.953125, -0.671875];
    let (value, (slopes, _)) = program99::value_and_gradient(&x, 0.625);
    assert_eq!(value.to_bits(), program99(&x, 0.625).to_bits());
    check((value, slopes), 1.2227444935904643, [0.0, 0.0, 0.0, 0.0]);
    let (value, change) = program99::jvp(&x, 0.625, (vec![1.0; 4], 0.0));
    check_one(change, 0.0);
}
