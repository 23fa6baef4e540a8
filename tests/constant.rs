//! The derivatives of constant functions are constants.

#![allow(clippy::type_complexity, reason = "the types are what is tested")]

use chainrule::differentiate;

#[differentiate(order = 2)]
const fn straight(x: f64, y: f64) -> f64 {
    let z = x * y;
    z / (x + y)
}

#[differentiate(order = 2)]
const fn power(x: f64, y: f64) -> f64 {
    let mut s = x;
    let mut i = 0;
    while i < 3 {
        s *= y;
        i += 1;
    }
    s
}

#[differentiate(order = 2)]
const fn by_one(x: f64) -> f64 {
    let mut s = 1.0;
    let mut i = 0;
    while i < 3 {
        s *= x;
        i += 1;
    }
    s
}

/// √a by Newton's method, left when it is there.
#[differentiate(order = 2)]
const fn root(a: f64) -> f64 {
    let mut x = a;
    loop {
        let next = 0.5 * (x + a / x);
        let change = next - x;
        x = next;
        if change < 1e-12 && change > -1e-12 {
            break;
        }
    }
    x
}

#[differentiate(order = 2)]
const fn fibonacci(x: f64, y: f64, n: usize) -> f64 {
    let (mut a, mut b) = (x, y);
    let mut i = 0;
    while i < n {
        let t = a + b * x;
        a = b;
        b = t;
        i += 1;
    }
    b
}

#[differentiate(order = 2)]
const fn in_array(x: f64, y: f64) -> f64 {
    let mut a = [x; 4];
    let c = [1.0, 2.0, 3.0, 4.0];
    let mut i = 1;
    while i < 4 {
        a[i] = a[i - 1] * y + c[i];
        i += 1;
    }
    let b = a;
    b[3] + a[1]
}

#[differentiate]
const fn in_matrix(x: f64, y: f64) -> f64 {
    let mut m = [[0.0; 2]; 2];
    m[0] = [x, y];
    m[1][0] = x * y;
    let n = m;
    m = [[1.0, 2.0], [3.0, 4.0]];
    let mut s = 0.0;
    let mut i = 0;
    while i < 2 {
        let mut j = 0;
        while j < 2 {
            s += n[i][j] * m[j][i];
            j += 1;
        }
        i += 1;
    }
    s
}

#[differentiate(wrt(x))]
const fn branched(x: f64, y: f64, n: i32) -> f64 {
    let mut s = x;
    let mut i = 0;
    while i < n {
        if i % 2 == 0 {
            s = s * s;
        } else if s > 100.0 {
            return s - y * x;
        } else {
            s += y;
            i += 1;
            continue;
        }
        i += 1;
    }
    s
}

#[differentiate(order = 2)]
const fn several(x: f64, y: f64) -> (f64, f64) {
    let (mut a, mut b) = (x, y);
    let mut i = 0;
    while i < 2 {
        (a, b) = (a * b, b + 1.0);
        i += 1;
    }
    (a, b)
}

#[differentiate]
const fn listed(x: f32, y: f32) -> [f32; 3] {
    let mut a = [x, y, 1.0];
    let mut i = 0;
    while i < 2 {
        a[i] *= a[i + 1];
        i += 1;
    }
    a
}

#[differentiate(order = 2)]
const fn calling(x: f64) -> f64 {
    let mut s = 0.0;
    let mut i = 0;
    while i < 2 {
        s += power(x, 2.0 * x) + straight(x, x);
        i += 1;
    }
    s
}

const STRAIGHT: [f64; 2] = straight::gradient(1.0, 1.0);
const POWER: (f64, [f64; 2]) = power::value_and_gradient(2.0, 3.0);
const POWER_TWICE: [[f64; 2]; 2] = power::hessian(2.0, 3.0);
const PRODUCT: [f64; 2] = power::hvp(2.0, 3.0, [1.0, 2.0]);
const BOTH: ([f64; 2], [f64; 2]) = power::gradient_and_hvp(2.0, 3.0, [1.0, 2.0]);
const ALONG: (f64, f64) = power::jvp(2.0, 3.0, [1.0, 2.0]);
const BACK: (f64, [f64; 2]) = power::vjp(2.0, 3.0, 2.0);
const BY_ONE: (f64, f64) = by_one::value_and_gradient(2.0);
const BY_ONE_TWICE: [[f64; 1]; 1] = by_one::hessian(2.0);
const ROOT: (f64, f64) = root::value_and_gradient(4.0);
const FIBONACCI: (f64, [f64; 2]) = fibonacci::value_and_gradient(2.0, 3.0, 2);
const NONE: (f64, [f64; 2]) = fibonacci::value_and_gradient(2.0, 3.0, 0);
const IN_ARRAY: (f64, [f64; 2]) = in_array::value_and_gradient(2.0, 3.0);
const IN_ARRAY_TWICE: [[f64; 2]; 2] = in_array::hessian(2.0, 3.0);
const IN_MATRIX: (f64, [f64; 2]) = in_matrix::value_and_gradient(5.0, 7.0);
const BRANCHED: (f64, f64) = branched::value_and_gradient(2.0, 3.0, 3);
const RETURNED: (f64, f64) = branched::value_and_gradient(20.0, 3.0, 3);
const SEVERAL: ([f64; 2], [[f64; 2]; 2]) = several::value_and_jacobian(2.0, 3.0);
const SEVERAL_BACK: ((f64, f64), [f64; 2]) = several::vjp(2.0, 3.0, (1.0, 10.0));
const LISTED: [[f32; 2]; 3] = listed::jacobian(2.0, 3.0);
const CALLING: (f64, f64) = calling::value_and_gradient(2.0);
const CALLING_TWICE: [[f64; 1]; 1] = calling::hessian(2.0);

#[test]
fn straight_code() {
    assert_eq!(STRAIGHT, [0.25, 0.25]);
}

#[test]
fn loops() {
    // x·y³
    assert_eq!(POWER, (54.0, [27.0, 54.0]));
    assert_eq!(POWER_TWICE, [[0.0, 27.0], [27.0, 36.0]]);
    assert_eq!(PRODUCT, [54.0, 99.0]);
    assert_eq!(BOTH, (power::gradient(2.0, 3.0), PRODUCT));
    assert_eq!(ALONG, (54.0, 135.0));
    assert_eq!(BACK, (54.0, [54.0, 108.0]));
    assert_eq!((BY_ONE, BY_ONE_TWICE), ((8.0, 12.0), [[12.0]]));
    assert!((ROOT.0 - 2.0).abs() < 1e-15 && (ROOT.1 - 0.25).abs() < 1e-15);
    // y, x + x·y, y + x·(x + x·y)
    assert_eq!(FIBONACCI, (19.0, [16.0, 5.0]));
    assert_eq!(NONE, (3.0, [0.0, 1.0]));
    // The same when it is called as the program runs.
    assert_eq!(fibonacci::value_and_gradient(2.0, 3.0, 2), FIBONACCI);
}

#[test]
fn arrays() {
    // a₁ = x·y + 2, a₃ = x·y³ + 2·y² + 3·y + 4
    assert_eq!(IN_ARRAY, (54.0 + 18.0 + 9.0 + 4.0 + 8.0, [30.0, 54.0 + 12.0 + 3.0 + 2.0]));
    assert_eq!(IN_ARRAY_TWICE, [[0.0, 28.0], [28.0, 40.0]]);
    // x + 3·y + 2·x·y
    assert_eq!(IN_MATRIX, (96.0, [15.0, 13.0]));
    // x·y, y
    assert_eq!(LISTED, [[3.0, 2.0], [0.0, 1.0], [0.0, 0.0]]);
}

#[test]
fn branches() {
    // (x² + 3)²
    assert_eq!(BRANCHED, (49.0, 56.0));
    // x² − 3·x
    assert_eq!(RETURNED, (340.0, 37.0));
}

#[test]
fn several_values_and_calls() {
    // x·y·(y + 1), y + 2
    assert_eq!(SEVERAL, ([24.0, 5.0], [[12.0, 14.0], [0.0, 1.0]]));
    assert_eq!(SEVERAL_BACK, ((24.0, 5.0), [12.0, 24.0]));
    // 2·(8·x⁴ + x/2)
    assert_eq!(CALLING, (258.0, 513.0));
    assert_eq!(CALLING_TWICE, [[768.0]]);
}

#[differentiate(order = 2)]
const fn of_array(x: &[f64; 3], y: f64) -> f64 {
    let mut s = 0.0;
    let mut i = 0;
    while i < 3 {
        s = s * y + x[i] * x[i];
        i += 1;
    }
    s
}

#[differentiate(order = 2)]
const fn of_matrix(m: [[f64; 2]; 2]) -> f64 {
    m[0][0] * m[1][1] - m[0][1] * m[1][0]
}

#[differentiate(order = 2)]
const fn of_changed<const N: usize>(mut x: [f64; N]) -> f64 {
    let mut i = 1;
    while i < N {
        x[i] *= x[i - 1];
        i += 1;
    }
    x[N - 1]
}

#[differentiate]
const fn composite(x: f64, y: f64) -> (f64, [f64; 2]) {
    let mut a = [x, 1.0];
    let mut i = 0;
    while i < 2 {
        a[i] *= y;
        i += 1;
    }
    (x * y * y, a)
}

#[differentiate]
const fn array_to_matrix(x: &[f64; 2], y: f64) -> [[f64; 2]; 2] {
    let z = *x;
    [z, [z[0] * y, y]]
}

#[differentiate(wrt(x))]
const fn pair_of_array(x: &[f64; 2], y: &[f64; 2]) -> (f64, f64) {
    (x[0] * y[1], x[1] * x[0] + y[0])
}

#[differentiate(wrt(y))]
const fn through_array(y: f64) -> f64 {
    let mut s = 0.0;
    let mut i = 0;
    while i < 2 {
        s += of_array(&[1.0, 2.0, 3.0], y);
        i += 1;
    }
    s
}

const OF_ARRAY: (f64, ([f64; 3], f64)) = of_array::value_and_gradient(&[1.0, 2.0, 3.0], 5.0);
const OF_ARRAY_TWICE: ([([f64; 3], f64); 3], ([f64; 3], f64)) = of_array::hessian(&[1.0, 2.0, 3.0], 5.0);
const OF_ARRAY_PRODUCT: ([f64; 3], f64) = of_array::hvp(&[1.0, 2.0, 3.0], 5.0, ([1.0, 0.0, 0.0], 1.0));
const OF_ARRAY_BOTH: (([f64; 3], f64), ([f64; 3], f64)) =
    of_array::gradient_and_hvp(&[1.0, 2.0, 3.0], 5.0, ([1.0, 0.0, 0.0], 1.0));
const OF_MATRIX: [[f64; 2]; 2] = of_matrix::gradient([[1.0, 2.0], [3.0, 4.0]]);
const OF_MATRIX_ALONG: (f64, f64) = of_matrix::jvp([[1.0, 2.0], [3.0, 4.0]], [[1.0, 1.0], [0.0, 0.0]]);
const OF_CHANGED: (f64, [f64; 3]) = of_changed::value_and_gradient([2.0, 3.0, 5.0]);
const OF_CHANGED_TWICE: [[f64; 3]; 3] = of_changed::hessian([2.0, 3.0, 5.0]);
const COMPOSITE: ((f64, [f64; 2]), ([f64; 2], [[f64; 2]; 2])) = composite::value_and_jacobian(2.0, 3.0);
const COMPOSITE_BACK: ((f64, [f64; 2]), [f64; 2]) = composite::vjp(2.0, 3.0, (1.0, [10.0, 100.0]));
const TO_MATRIX: [[([f64; 2], f64); 2]; 2] = array_to_matrix::jacobian(&[2.0, 3.0], 5.0);
const PAIR: ([f64; 2], [[f64; 2]; 2]) = pair_of_array::value_and_jacobian(&[2.0, 3.0], &[5.0, 7.0]);

#[test]
fn arrays_in_and_out() {
    // x₀²·y² + x₁²·y + x₂²
    assert_eq!(OF_ARRAY, (54.0, ([50.0, 20.0, 6.0], 14.0)));
    let (by_x, by_y) = OF_ARRAY_TWICE;
    assert_eq!(by_x, [([50.0, 0.0, 0.0], 20.0), ([0.0, 10.0, 0.0], 4.0), ([0.0, 0.0, 2.0], 0.0)]);
    assert_eq!(by_y, ([20.0, 4.0, 0.0], 2.0));
    assert_eq!(OF_ARRAY_PRODUCT, ([70.0, 4.0, 0.0], 22.0));
    assert_eq!(OF_ARRAY_BOTH, (OF_ARRAY.1, OF_ARRAY_PRODUCT));
    assert_eq!((OF_MATRIX, OF_MATRIX_ALONG), ([[4.0, -3.0], [-2.0, 1.0]], (-2.0, 1.0)));
    assert_eq!(OF_CHANGED, (30.0, [15.0, 10.0, 6.0]));
    assert_eq!(OF_CHANGED_TWICE, [[0.0, 5.0, 3.0], [5.0, 0.0, 2.0], [3.0, 2.0, 0.0]]);
    // x·y², x·y, y
    assert_eq!(COMPOSITE, ((18.0, [6.0, 3.0]), ([9.0, 12.0], [[3.0, 2.0], [0.0, 1.0]])));
    assert_eq!(COMPOSITE_BACK, ((18.0, [6.0, 3.0]), [39.0, 132.0]));
    assert_eq!(TO_MATRIX[0], [([1.0, 0.0], 0.0), ([0.0, 1.0], 0.0)]);
    assert_eq!(TO_MATRIX[1], [([5.0, 0.0], 2.0), ([0.0, 0.0], 1.0)]);
    assert_eq!(PAIR, ([14.0, 11.0], [[7.0, 0.0], [3.0, 2.0]]));
    // 2·(y² + 4·y + 9)
    assert_eq!(through_array::value_and_gradient(5.0), (108.0, 28.0));
}

/// q·Σp³, by the one of its parameters.
#[differentiate(wrt(p), order = 2)]
const fn cubes(p: &[f64; 3], q: f64) -> f64 {
    let mut sum = 0.0;
    let mut i = 0;
    while i < 3 {
        sum += q * p[i] * p[i] * p[i];
        i += 1;
    }
    sum
}

const CUBES: [f64; 3] = cubes::gradient(&[1.0, 2.0, 3.0], 2.0);
const CUBES_TWICE: [[f64; 3]; 3] = cubes::hessian(&[1.0, 2.0, 3.0], 2.0);
const CUBES_ALONG: (f64, f64) = cubes::jvp(&[1.0, 2.0, 3.0], 2.0, [1.0, 0.0, 0.0]);

#[differentiate]
fn of_slopes(p: &[f64; 3], q: f64) -> f64 {
    let slopes = cubes::gradient(p, q);
    slopes[0] + slopes[1] * slopes[2]
}

#[test]
fn a_number_that_is_left_out() {
    assert_eq!(CUBES, [6.0, 24.0, 54.0]);
    assert_eq!(CUBES_TWICE, [[12.0, 0.0, 0.0], [0.0, 24.0, 0.0], [0.0, 0.0, 36.0]]);
    assert_eq!(CUBES_ALONG, (72.0, 6.0));
    // 3qa² + 9q²b²c²
    assert_eq!(
        of_slopes::value_and_gradient(&[1.0, 2.0, 3.0], 2.0),
        (1302.0, ([12.0, 1296.0, 864.0], 1299.0))
    );
}

#[differentiate(order = 2)]
const fn lists_of_bare_numbers(x: f32) -> f32 {
    let mut a = [0.0; 4];
    let mut b = [1.0, 2.0, 0.0, 0.0];
    let mut i = 0;
    while i < 4 {
        a[i] = x * x;
        b[i] += a[i];
        i += 1;
    }
    a = [0.0; 4];
    a[0] + b[0] * b[1]
}

const BARE: (f32, f32) = lists_of_bare_numbers::value_and_gradient(2.0);

#[test]
fn bare_numbers_are_of_the_float_type() {
    // (1 + x²)(2 + x²)
    assert_eq!(BARE, (30.0, 44.0));
}
