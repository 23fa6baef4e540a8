//! Every elementary function against figures of several hundred digits, which `tests/oracle/generate.py` wrote.
//!
//! Values are held against the function itself, bit for bit; first derivatives by `gradient`, `jvp` and `vjp`, and
//! second ones by `hessian` and `hvp`, against the oracle.

/// What a function's derivatives say at one point.
struct Found {
    /// The values that stand beside the derivatives.
    values: Vec<f64>,
    gradient: Vec<f64>,
    /// The gradient once more, from the directional derivatives, and from a cotangent of 2.
    by_jvp: Vec<f64>,
    by_vjp: Vec<f64>,
    hessian: Vec<Vec<f64>>,
    by_hvp: Vec<Vec<f64>>,
}

/// One row of the table: the function in Rust, and its derivatives.
struct Row {
    name: &'static str,
    value: fn(&[f64]) -> f64,
    found: fn(&[f64]) -> Found,
}

/// Makes a row for a function of one, two or three arguments, or of one and an integer.
macro_rules! row {
    ($name:ident($x:ident) = $body:expr) => {{
        #[chainrule::differentiate(order = 2)]
        fn $name($x: f64) -> f64 {
            $body
        }
        Row {
            name: stringify!($name),
            value: |point| $name(point[0]),
            found: |point| {
                let x = point[0];
                let (value, slope) = $name::value_and_gradient(x);
                let (by_jvp, by_vjp) = ($name::jvp(x, 1.0), $name::vjp(x, 2.0));
                Found {
                    values: vec![value, by_jvp.0, by_vjp.0],
                    gradient: vec![slope],
                    by_jvp: vec![by_jvp.1],
                    by_vjp: vec![by_vjp.1],
                    hessian: vec![$name::hessian(x)[0].to_vec()],
                    by_hvp: vec![vec![$name::hvp(x, 1.0)]],
                }
            },
        }
    }};
    ($name:ident($x:ident, $n:ident: i32) = $body:expr) => {{
        #[chainrule::differentiate(order = 2)]
        fn $name($x: f64, $n: i32) -> f64 {
            $body
        }
        Row {
            name: stringify!($name),
            value: |point| $name(point[0], integer(point[1])),
            found: |point| {
                let (x, n) = (point[0], integer(point[1]));
                let (value, slope) = $name::value_and_gradient(x, n);
                let (by_jvp, by_vjp) = ($name::jvp(x, n, 1.0), $name::vjp(x, n, 2.0));
                Found {
                    values: vec![value, by_jvp.0, by_vjp.0],
                    gradient: vec![slope],
                    by_jvp: vec![by_jvp.1],
                    by_vjp: vec![by_vjp.1],
                    hessian: vec![$name::hessian(x, n)[0].to_vec()],
                    by_hvp: vec![vec![$name::hvp(x, n, 1.0)]],
                }
            },
        }
    }};
    ($name:ident($($x:ident),+) = $body:expr) => {{
        #[chainrule::differentiate(order = 2)]
        fn $name($($x: f64),+) -> f64 {
            $body
        }
        Row {
            name: stringify!($name),
            value: |point| {
                let [$($x),+] = point else { unreachable!("the arguments are counted") };
                $name($(*$x),+)
            },
            found: |point| {
                let [$($x),+] = point.try_into().expect("the arguments are counted");
                let (value, gradient) = $name::value_and_gradient($($x),+);
                let mut found = Found {
                    values: vec![value],
                    gradient: gradient.to_vec(),
                    by_jvp: Vec::new(),
                    by_vjp: $name::vjp($($x),+, 2.0).1.to_vec(),
                    hessian: $name::hessian($($x),+).iter().map(|row| row.to_vec()).collect(),
                    by_hvp: Vec::new(),
                };
                for axis in 0..gradient.len() {
                    let mut direction = gradient.map(|_| 0.0);
                    direction[axis] = 1.0;
                    let (value, slope) = $name::jvp($($x),+, direction);
                    found.values.push(value);
                    found.by_jvp.push(slope);
                    found.by_hvp.push($name::hvp($($x),+, direction).to_vec());
                }
                found
            },
        }
    }};
}

#[expect(clippy::cast_possible_truncation, reason = "the exponents of the table are small integers")]
fn integer(number: f64) -> i32 {
    number as i32
}

#[rustfmt::skip]
fn rows() -> Vec<Row> {
    vec![
        row!(add(x, y) = x + y), row!(sub(x, y) = x - y), row!(mul(x, y) = x * y), row!(div(x, y) = x / y),
        row!(neg(x) = -x), row!(rem(x, y) = x % y), row!(rem_euclid(x, y) = x.rem_euclid(y)),
        row!(div_euclid(x, y) = x.div_euclid(y)), row!(powi(x, n: i32) = x.powi(n)), row!(powf(x, y) = x.powf(y)),
        row!(sqrt(x) = x.sqrt()), row!(cbrt(x) = x.cbrt()), row!(recip(x) = x.recip()), row!(hypot(x, y) = x.hypot(y)),
        row!(exp(x) = x.exp()), row!(exp2(x) = x.exp2()), row!(exp_m1(x) = x.exp_m1()), row!(ln(x) = x.ln()),
        row!(ln_1p(x) = x.ln_1p()), row!(log(x, y) = x.log(y)), row!(log2(x) = x.log2()), row!(log10(x) = x.log10()),
        row!(sin(x) = x.sin()), row!(cos(x) = x.cos()), row!(tan(x) = x.tan()), row!(asin(x) = x.asin()),
        row!(acos(x) = x.acos()), row!(atan(x) = x.atan()), row!(atan2(x, y) = x.atan2(y)), row!(sinh(x) = x.sinh()),
        row!(cosh(x) = x.cosh()), row!(tanh(x) = x.tanh()), row!(asinh(x) = x.asinh()), row!(acosh(x) = x.acosh()),
        row!(atanh(x) = x.atanh()), row!(abs(x) = x.abs()), row!(signum(x) = x.signum()),
        row!(copysign(x, y) = x.copysign(y)), row!(max(x, y) = x.max(y)), row!(min(x, y) = x.min(y)),
        row!(clamp(x, y, z) = x.clamp(y, z)), row!(floor(x) = x.floor()), row!(ceil(x) = x.ceil()),
        row!(round(x) = x.round()), row!(round_ties_even(x) = x.round_ties_even()), row!(trunc(x) = x.trunc()),
        row!(fract(x) = x.fract()), row!(mul_add(x, y, z) = x.mul_add(y, z)), row!(midpoint(x, y) = x.midpoint(y)),
        row!(to_degrees(x) = x.to_degrees()), row!(to_radians(x) = x.to_radians()),
    ]
}

/// What the standard library itself gives.
fn standard(name: &str, p: &[f64]) -> Option<f64> {
    Some(match name {
        "powi" => p[0].powi(integer(p[1])),
        "powf" => p[0].powf(p[1]),
        "sqrt" => p[0].sqrt(),
        "cbrt" => p[0].cbrt(),
        "hypot" => p[0].hypot(p[1]),
        "exp" => p[0].exp(),
        "exp_m1" => p[0].exp_m1(),
        "ln" => p[0].ln(),
        "ln_1p" => p[0].ln_1p(),
        "sin" => p[0].sin(),
        "tan" => p[0].tan(),
        "atan2" => p[0].atan2(p[1]),
        "tanh" => p[0].tanh(),
        "max" => p[0].max(p[1]),
        "clamp" => p[0].clamp(p[1], p[2]),
        "mul_add" => p[0].mul_add(p[1], p[2]),
        _ => return None,
    })
}

/// A line of the oracle.
struct Expected {
    name: String,
    point: Vec<f64>,
    gradient: Vec<f64>,
    hessian: Vec<Vec<f64>>,
}

fn oracle() -> Vec<Expected> {
    let text = include_str!("oracle/elementary.csv");
    text.lines()
        .skip(1)
        .map(|line| {
            let cells: Vec<&str> = line.split(',').collect();
            let number = |cell: &str| cell.parse::<f64>().ok();
            let point: Vec<f64> = cells[1..4].iter().filter_map(|cell| number(cell)).collect();
            let gradient: Vec<f64> = cells[4..7].iter().filter_map(|cell| number(cell)).collect();
            let at = [[0, 1, 2], [1, 3, 4], [2, 4, 5]];
            let entry =
                |i: usize, j: usize| number(cells[7 + at[i][j]]).expect("second derivatives are complete");
            let count = gradient.len();
            let hessian = (0..count).map(|i| (0..count).map(|j| entry(i, j)).collect()).collect();
            Expected { name: cells[0].to_owned(), point, gradient, hessian }
        })
        .collect()
}

/// A few units in the last place, times how much the derivative itself moves with a rounding of its arguments.
fn tolerance(expected: &Expected, i: usize) -> f64 {
    let slope = expected.gradient[i].abs();
    let moved: f64 =
        expected.hessian[i].iter().zip(&expected.point).map(|(second, x)| (second * x).abs()).sum();
    let moved = if moved.is_finite() { moved } else { slope };
    4.0 * f64::EPSILON * (slope + moved) + f64::MIN_POSITIVE
}

#[test]
fn every_derivative_agrees_with_the_oracle() {
    let rows = rows();
    let mut failures = Vec::new();
    let mut checked = 0;
    for expected in oracle() {
        let row = rows
            .iter()
            .find(|row| row.name == expected.name)
            .expect("every function of the oracle has a row");
        let found = (row.found)(&expected.point);
        let value = (row.value)(&expected.point);
        let place = format!("{}{:?}", expected.name, expected.point);
        for other in &found.values {
            if other.to_bits() != value.to_bits() && !(other.is_nan() && value.is_nan()) {
                failures.push(format!("{place}: the value is {value:e}, not {other:e}"));
            }
        }
        if standard(row.name, &expected.point).is_some_and(|standard| standard.to_bits() != value.to_bits()) {
            failures.push(format!("{place}: the function itself gives {value:e}"));
        }
        for (i, &slope) in expected.gradient.iter().enumerate() {
            let tolerance = tolerance(&expected, i);
            let mut check = |what: &str, got: f64, wanted: f64, tolerance: f64| {
                checked += 1;
                let same = got == wanted || (got - wanted).abs() <= tolerance;
                if !same {
                    failures.push(format!("{place}: {what} by argument {i} is {wanted:e}, not {got:e}"));
                }
            };
            check("the slope", found.gradient[i], slope, tolerance);
            check("the slope by `jvp`", found.by_jvp[i], slope, tolerance);
            check("twice the slope by `vjp`", found.by_vjp[i], 2.0 * slope, 2.0 * tolerance);
            for (j, &second) in expected.hessian[i].iter().enumerate() {
                // Where one second derivative is out of range, the others are made of such.
                let in_range = |second: &f64| second.is_finite() && (*second == 0.0 || second.abs() > 1e-290);
                if !expected.hessian.iter().flatten().all(in_range) {
                    continue;
                }
                let scale = (slope / expected.point[j]).abs();
                let scale = if scale.is_finite() { scale } else { 0.0 };
                let tolerance = 64.0 * f64::EPSILON * (second.abs() + scale) + f64::MIN_POSITIVE;
                check(&format!("the slope of argument {j}'s slope"), found.hessian[i][j], second, tolerance);
                check(&format!("the same by `hvp` along {j}"), found.by_hvp[j][i], second, tolerance);
            }
        }
    }
    assert!(failures.is_empty(), "{} of {checked} are wrong:\n{}", failures.len(), failures.join("\n"));
    assert!(checked > 2_000, "the oracle has figures: {checked}");
}
