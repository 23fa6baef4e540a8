//! Calls with arrays, recursion, results that are arrays, against differences of the function itself.

mod differences;

use chainrule::differentiate;
use differences::check;

#[differentiate]
fn sum_of_squares(x: &[f64]) -> f64 {
    x.iter().map(|v| v * v).sum()
}

#[differentiate]
fn calls(x: &[f64]) -> f64 {
    sum_of_squares(x) * sum_of_squares(&x[1..])
}

#[differentiate]
fn calls_with_a_list(x: &[f64]) -> f64 {
    sum_of_squares(&[x[0] * x[1], x[1].sin()]) + x[0]
}

#[differentiate]
fn scaled(x: &[f64], by: f64) -> Vec<f64> {
    let mut y = vec![0.0; x.len()];
    for i in 0..x.len() {
        y[i] = x[i] * by;
    }
    y
}

#[differentiate]
fn uses_a_vector(x: &[f64]) -> f64 {
    let y = scaled(x, x[0]);
    let z = scaled(&y, 3.0);
    y[0] * z[1] + y.iter().sum::<f64>()
}

#[differentiate]
fn rotated(p: [f64; 2], angle: f64) -> [f64; 2] {
    let (s, c) = angle.sin_cos();
    [c * p[0] - s * p[1], s * p[0] + c * p[1]]
}

#[differentiate]
fn turns(x: &[f64]) -> f64 {
    let mut p = [x[0], x[1]];
    for i in 2..x.len() {
        p = rotated(p, x[i]);
        p[0] += 0.1 * p[1] * p[1];
    }
    p[0] + 2.0 * p[1]
}

#[differentiate]
fn square(x: f64) -> f64 {
    x * x
}

#[differentiate]
fn numbers_in_a_loop(x: &[f64]) -> f64 {
    let mut sum = 0.0;
    for v in x {
        sum += square(*v + sum);
    }
    sum
}

#[differentiate]
fn determinant(a: &[f64], size: usize) -> f64 {
    if size == 1 {
        return a[0];
    }
    let mut sum = 0.0;
    let mut sign = 1.0;
    for column in 0..size {
        let mut minor = vec![0.0; (size - 1) * (size - 1)];
        for i in 1..size {
            for j in 0..size - 1 {
                let from = if j < column { j } else { j + 1 };
                minor[(i - 1) * (size - 1) + j] = a[i * size + from];
            }
        }
        sum += sign * a[column] * determinant(&minor, size - 1);
        sign = -sign;
    }
    sum
}

#[differentiate]
fn determinant_of_nine(x: &[f64]) -> f64 {
    determinant(x, 3)
}

#[differentiate]
fn even(x: &[f64], n: usize) -> f64 {
    if n == 0 { x[0] } else { odd(x, n - 1) * x[1] }
}

#[differentiate]
fn odd(x: &[f64], n: usize) -> f64 {
    if n == 0 { x[1] } else { even(x, n - 1) + x[0] }
}

#[differentiate]
fn mutual(x: &[f64]) -> f64 {
    even(x, 5)
}

#[differentiate]
fn of_fixed<const N: usize>(x: &[f64; N]) -> f64 {
    let mut sum = 0.0;
    for i in 0..N {
        sum += x[i] * x[(i + 1) % N];
    }
    sum
}

#[differentiate]
fn copies(x: &[f64]) -> f64 {
    let a = [x[0], x[1], x[0] * x[1]];
    let mut b = a;
    b[0] *= 2.0;
    let c = of_fixed(&b);
    of_fixed(&a) * c
}

#[differentiate]
fn both(x: &[f64]) -> (Vec<f64>, f64) {
    let y: Vec<f64> = x.iter().map(|v| v.exp()).collect();
    let total = y.iter().sum::<f64>();
    (y, total)
}

#[differentiate]
fn takes_both(x: &[f64]) -> f64 {
    let (y, total) = both(x);
    y[0] / total
}

#[differentiate]
fn euler(x: &[f64]) -> f64 {
    let mut state = x.to_vec();
    for _ in 0..3 {
        let slopes = scaled(&state, -0.5);
        for i in 0..state.len() {
            state[i] += 0.1 * slopes[i] * state[i];
        }
    }
    sum_of_squares(&state)
}

#[differentiate]
fn by_rows(x: &[f64]) -> f64 {
    let m = [[x[0], x[1]], [x[2], 1.0]];
    let mut total = 0.0;
    for row in &m {
        total += sum_of_squares(row);
    }
    for i in 0..2 {
        total *= m[i][0] + m[0][i];
    }
    total
}

#[differentiate]
fn transposed(m: &[[f64; 2]; 3]) -> [[f64; 3]; 2] {
    let mut t = [[0.0; 3]; 2];
    for i in 0..3 {
        for j in 0..2 {
            t[j][i] = m[i][j];
        }
    }
    t
}

macro_rules! checked {
    ($($name:ident at $($x:expr),+ ;)*) => {$(
        #[test]
        fn $name() {
            $(check(super::$name, &$x, super::$name::value_and_gradient(&$x));)+
        }
    )*};
}

mod test {
    use super::check;

    checked! {
        calls at [1.0, 2.0, 3.0];
        calls_with_a_list at [1.0, 2.0];
        uses_a_vector at [1.0, 2.0];
        turns at [1.0, 2.0, 0.3], [1.0, 2.0, 0.3, 0.4, 0.5];
        numbers_in_a_loop at [0.1, 0.2, 0.3];
        determinant_of_nine at [1.0, 2.0, 3.0, 4.0, 5.5, 6.0, 7.0, 8.0, 10.0];
        mutual at [1.5, 0.7];
        copies at [1.5, 0.7];
        takes_both at [1.5, 0.7, 0.1];
        euler at [1.5, 0.7, 0.1];
        by_rows at [1.5, 0.7, 0.1];
    }
}

#[test]
fn results_of_several() {
    let (value, rows) = rotated::value_and_jacobian([1.0, 0.0], 0.0);
    assert_eq!(value, [1.0, 0.0]);
    assert_eq!(rows, [([1.0, 0.0], 0.0), ([0.0, 1.0], 1.0)]);
    let m = [[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]];
    let (value, back) = transposed::vjp(&m, [[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]);
    assert_eq!(value, [[1.0, 3.0, 5.0], [2.0, 4.0, 6.0]]);
    assert_eq!(back, [[1.0, 4.0], [2.0, 5.0], [3.0, 6.0]]);
    let (value, rows) = scaled::value_and_jacobian(&[1.0, 2.0], 3.0);
    assert_eq!(value, [3.0, 6.0]);
    assert_eq!(rows, [(vec![3.0, 0.0], 1.0), (vec![0.0, 3.0], 2.0)]);
}

#[differentiate]
fn element_of_a_result(x: &[f64]) -> f64 {
    scaled(x, x[1])[0] + scaled(x, 2.0).iter().map(|v| v * v).sum::<f64>()
}

#[test]
fn elements_of_results() {
    // x₀·x₁ + 4·(x₀² + x₁²)
    assert_eq!(element_of_a_result::gradient(&[2.0, 3.0]), [3.0 + 16.0, 2.0 + 24.0]);
}
