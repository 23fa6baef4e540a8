//! The forms that write into memory of the caller.

use chainrule::differentiate;

#[differentiate(order = 2)]
fn energy(x: &[f64], stiffness: f64) -> f64 {
    let mut sum = 0.0;
    for pair in x.windows(2) {
        sum += stiffness * (pair[1] - pair[0]).powi(2);
    }
    sum
}

#[differentiate]
fn squares(x: &[f32]) -> Vec<f32> {
    x.iter().map(|v| v * v).collect()
}

#[differentiate(wrt(x))]
fn weighted(x: &[[f64; 2]], weights: &[f64]) -> f64 {
    let mut sum = 0.0;
    for (row, w) in x.iter().zip(weights) {
        sum += w * row[0] * row[1];
    }
    sum
}

#[test]
fn gradients() {
    let x = [0.0, 1.0, 3.0];
    let (mut by_x, mut by_stiffness) = ([7.0; 3], 7.0);
    energy::gradient_into(&x, 0.5, &mut by_x, &mut by_stiffness);
    assert_eq!((by_x, by_stiffness), ([-1.0, -1.0, 2.0], 5.0));
    assert_eq!(energy::value_and_gradient_into(&x, 0.5, &mut by_x, &mut by_stiffness), 2.5);
    assert_eq!((by_x, by_stiffness), ([-1.0, -1.0, 2.0], 5.0));
    assert_eq!(energy::vjp_into(&x, 0.5, 2.0, &mut by_x, &mut by_stiffness), 2.5);
    assert_eq!((by_x, by_stiffness), ([-2.0, -2.0, 4.0], 10.0));
}

#[test]
fn products() {
    let x = [0.0, 1.0, 3.0];
    let (mut by_x, mut by_stiffness) = ([7.0; 3], 7.0);
    energy::hvp_into(&x, 0.5, &[1.0, 0.0, 0.0], 0.0, &mut by_x, &mut by_stiffness);
    assert_eq!((by_x, by_stiffness), ([1.0, -1.0, 0.0], -2.0));
    let (by_x, by_stiffness) = energy::hvp(&x, 0.5, (vec![0.0; 3], 1.0));
    assert_eq!((by_x, by_stiffness), (vec![-2.0, -2.0, 4.0], 0.0));
}

#[test]
fn vectors_and_rows() {
    let mut gradient = [7.0_f32; 2];
    assert_eq!(squares::vjp_into(&[2.0, 3.0], vec![1.0, 2.0], &mut gradient), [4.0, 9.0]);
    assert_eq!(gradient, [4.0, 12.0]);
    let mut gradient = [[7.0; 2]; 2];
    weighted::gradient_into(&[[1.0, 2.0], [3.0, 4.0]], &[1.0, 10.0], &mut gradient);
    assert_eq!(gradient, [[2.0, 1.0], [40.0, 30.0]]);
}

#[test]
#[should_panic(expected = "the gradient by `x` has its length")]
fn a_gradient_of_another_length() {
    energy::gradient_into(&[0.0, 1.0], 0.5, &mut [0.0; 3], &mut 0.0);
}

#[differentiate]
fn part(x: &[f64], from: usize, to: usize) -> f64 {
    let mut sum = 0.0;
    for i in from..to {
        sum += x[i] * x[i];
    }
    sum
}

#[differentiate]
fn shifted_part_backwards(x: &[f64], to: usize) -> f64 {
    let mut sum = 0.0;
    for i in (0..to).rev() {
        sum += x[i + 1] * x[i + 1] * x[i + 1];
    }
    sum
}

#[differentiate]
fn neighbours(x: &[f64]) -> f64 {
    x.windows(2).map(|w| w[0] * w[1]).sum()
}

#[differentiate]
fn some(x: &[f64], limit: f64) -> f64 {
    let mut sum = 0.0;
    for (i, v) in x.iter().enumerate() {
        if i == 1 {
            continue;
        }
        if *v > limit {
            break;
        }
        sum += v * v;
    }
    sum
}

#[differentiate]
fn every_second_and_all(x: &[f64]) -> f64 {
    let mut sum = 0.0;
    for i in (0..x.len()).step_by(2) {
        sum += x[i] * x[i];
    }
    for v in x {
        sum += v;
    }
    sum
}

#[differentiate]
fn all_by_all(x: &[f64], flag: bool) -> f64 {
    let mut sum = 0.0;
    for i in 0..x.len() {
        for j in 0..x.len() {
            sum += x[i] * x[j];
        }
    }
    if flag {
        for i in 1..x.len() {
            sum += x[i];
        }
    }
    sum
}

/// The gradient, in memory that held something else.
macro_rules! into {
    ($function:ident($x:expr $(, $other:expr)*)) => {{
        let mut gradient = vec![f64::NAN; $x.len()];
        let value = $function::value_and_gradient_into(&$x $(, $other)*, &mut gradient);
        assert_eq!(value, $function(&$x $(, $other)*));
        $function::gradient_into(&$x $(, $other)*, &mut gradient);
        gradient
    }};
}

#[test]
fn what_the_memory_held_before() {
    let x = [1.0, 2.0, 3.0, 4.0];
    assert_eq!(into!(part(x, 0, 4)), [2.0, 4.0, 6.0, 8.0]);
    assert_eq!(into!(part(x, 1, 3)), [0.0, 4.0, 6.0, 0.0]);
    assert_eq!(into!(part(x, 2, 2)), [0.0; 4]);
    assert_eq!(into!(part(x, 3, 1)), [0.0; 4]);
    assert_eq!(into!(part(x, 9, 7)), [0.0; 4]);
    assert_eq!(into!(shifted_part_backwards(x, 2)), [0.0, 12.0, 27.0, 0.0]);
    assert_eq!(into!(shifted_part_backwards(x, 0)), [0.0; 4]);
    assert_eq!(into!(neighbours(x)), [2.0, 4.0, 6.0, 3.0]);
    assert_eq!(into!(neighbours([5.0])), [0.0]);
    let none: [f64; 0] = [];
    assert_eq!(into!(neighbours(none)), none);
    assert_eq!(into!(every_second_and_all(x)), [3.0, 1.0, 7.0, 1.0]);
    assert_eq!(into!(all_by_all(x, false)), [20.0; 4]);
    assert_eq!(into!(all_by_all(x, true)), [20.0, 21.0, 21.0, 21.0]);
    let (mut by_x, mut by_limit) = (vec![f64::NAN; 4], f64::NAN);
    some::gradient_into(&x, 3.5, &mut by_x, &mut by_limit);
    assert_eq!((by_x, by_limit), (vec![2.0, 0.0, 6.0, 0.0], 0.0));
}

/// A direction that is too long or too short is refused, as a gradient of the wrong length is.
#[test]
fn directions_of_the_wrong_length() {
    let x = [0.0, 1.0, 3.0];
    assert_eq!(energy::jvp(&x, 0.5, (vec![1.0, 0.0, 0.0], 0.0)), (2.5, -1.0));
    for direction in [vec![1.0, 0.0], vec![1.0, 0.0, 0.0, 5.0], vec![]] {
        let [in_jvp, in_hvp, in_hvp_into] = [0, 1, 2].map(|which| {
            let direction = direction.clone();
            std::panic::catch_unwind(move || match which {
                0 => drop(energy::jvp(&x, 0.5, (direction, 0.0))),
                1 => drop(energy::hvp(&x, 0.5, (direction, 0.0))),
                _ => energy::hvp_into(&x, 0.5, &direction, 0.0, &mut [0.0; 3], &mut 0.0),
            })
        });
        for refused in [in_jvp, in_hvp, in_hvp_into] {
            let message = refused.unwrap_err().downcast::<String>().map_or_else(
                |other| other.downcast::<&str>().map(|text| text.to_string()).unwrap_or_default(),
                |text| *text,
            );
            assert_eq!(message, "the direction by `x` has its length", "{direction:?}");
        }
    }
}

/// Loops within each other over rows: the whole of each, a part, by a constant of the body or of outside, and some rows alone.
mod rows {
    use chainrule::differentiate;

    const WIDTH: usize = 3;

    #[differentiate]
    pub(crate) fn whole(x: &[[f64; WIDTH]], from: usize, to: usize) -> f64 {
        let mut sum = 0.0;
        for i in from..to {
            for j in 0..WIDTH {
                sum += x[i][j] * x[i][j];
            }
        }
        sum
    }

    #[differentiate]
    pub(crate) fn in_digits(x: &[[f64; 3]], from: usize, to: usize) -> f64 {
        let mut sum = 0.0;
        for i in from..to {
            for j in 0..3 {
                sum += x[i][j] * x[i][j];
            }
        }
        sum
    }

    #[differentiate]
    pub(crate) fn part(x: &[[f64; WIDTH]], from: usize, to: usize) -> f64 {
        let mut sum = 0.0;
        for i in from..to {
            for j in 1..WIDTH {
                sum += x[i][j] * x[i][j];
            }
        }
        sum
    }

    #[differentiate]
    pub(crate) fn of_another_width(x: &[[f64; WIDTH]], from: usize, to: usize) -> f64 {
        const NARROW: usize = 2;
        let mut sum = 0.0;
        for i in from..to {
            for j in 0..NARROW {
                sum += x[i][j] * x[i][j];
            }
        }
        sum
    }

    #[differentiate]
    pub(crate) fn as_far_as(x: &[[f64; WIDTH]], from: usize, width: usize) -> f64 {
        let mut sum = 0.0;
        for i in from..x.len() {
            for j in 0..width {
                sum += x[i][j] * x[i][j];
            }
        }
        sum
    }

    #[differentiate]
    pub(crate) fn triangle(x: &[[f64; WIDTH]], from: usize, to: usize) -> f64 {
        let mut sum = 0.0;
        for i in from..to {
            for j in 0..i {
                sum += x[i][j] * x[i][j];
            }
        }
        sum
    }

    #[differentiate]
    pub(crate) fn turned(x: &[[f64; WIDTH]; WIDTH], y: &[f64], _to: usize) -> f64 {
        let mut sum = 0.0;
        for j in 0..WIDTH {
            for i in 0..WIDTH {
                sum += x[i][j] * x[i][j] * y[j];
            }
        }
        sum
    }
}

#[test]
fn rows_of_arrays() {
    let x = [[1.0, 2.0, 3.0], [4.0, 5.0, 6.0], [7.0, 8.0, 9.0]];
    macro_rules! into {
        ($function:ident($from:expr, $to:expr)) => {{
            let mut gradient = [[f64::NAN; 3]; 3];
            let value = rows::$function::value_and_gradient_into(&x, $from, $to, &mut gradient);
            assert_eq!(value, rows::$function(&x, $from, $to));
            assert_eq!(gradient.to_vec(), rows::$function::gradient(&x, $from, $to));
            gradient
        }};
    }
    let double = |rows: std::ops::Range<usize>, columns: std::ops::Range<usize>| {
        let is_in = |i, j| rows.contains(&i) && columns.contains(&j);
        std::array::from_fn::<_, 3, _>(|i| {
            std::array::from_fn::<_, 3, _>(|j| if is_in(i, j) { 2.0 * x[i][j] } else { 0.0 })
        })
    };
    for (from, to) in [(0, 3), (1, 2), (0, 0), (2, 1), (9, 7), (1, 3)] {
        let rows = if from < to { from..to } else { 0..0 };
        assert_eq!(into!(whole(from, to)), double(rows.clone(), 0..3));
        assert_eq!(into!(in_digits(from, to)), double(rows.clone(), 0..3));
        assert_eq!(into!(part(from, to)), double(rows.clone(), 1..3));
        assert_eq!(into!(of_another_width(from, to)), double(rows, 0..2));
    }
    for (from, width) in [(0, 3), (1, 2), (2, 0), (3, 100)] {
        assert_eq!(into!(as_far_as(from, width)), double(from..3, 0..width));
    }
    assert_eq!(into!(triangle(0, 3)), [[0.0; 3], [8.0, 0.0, 0.0], [14.0, 16.0, 0.0]]);
    assert_eq!(into!(triangle(2, 3)), [[0.0; 3], [0.0; 3], [14.0, 16.0, 0.0]]);
    let mut by_y = [f64::NAN; 3];
    let mut by_x = [[f64::NAN; 3]; 3];
    rows::turned::gradient_into(&x, &[1.0, 0.5, 0.0], 0, &mut by_x, &mut by_y);
    assert_eq!(by_x, [[2.0, 2.0, 0.0], [8.0, 5.0, 0.0], [14.0, 8.0, 0.0]]);
    assert_eq!(by_y, [66.0, 93.0, 126.0]);
}

#[derive(Clone, Debug, PartialEq, chainrule::Differentiable)]
struct Line {
    slope: f64,
    at: [f64; 2],
}

/// A plain enum: what is not differentiated has to be cloned only where a derivative asks more than once.
#[derive(Clone)]
enum Shape {
    Straight,
    Bent,
}

#[differentiate(wrt(line, x), order = 2)]
fn beside_a_struct(line: &Line, x: &[f64], shape: Shape) -> f64 {
    let of = |v: f64| match shape {
        Shape::Straight => line.slope * v,
        Shape::Bent => line.slope * v.abs() + line.at[0] * line.at[1],
    };
    x.iter().map(|v| of(*v)).sum()
}

#[test]
fn a_struct_beside_a_slice() {
    let line = Line { slope: 2.0, at: [3.0, 5.0] };
    let along = Line { slope: 1.0, at: [0.5, 0.25] };
    let x = [1.0, -2.0];
    let (mut change, mut changes) = (line.clone(), [7.0; 2]);
    beside_a_struct::hvp_into(&line, &x, Shape::Bent, &along, &[2.0, 1.0], &mut change, &mut changes);
    // s·(|x₀| + |x₁|) + 2·a·b
    assert_eq!(change, Line { slope: 2.0 - 1.0, at: [2.0 * 0.25, 2.0 * 0.5] });
    assert_eq!(changes, [1.0, -1.0]);
    beside_a_struct::hvp_into(&line, &x, Shape::Straight, &along, &[2.0, 1.0], &mut change, &mut changes);
    assert_eq!((change, changes), (Line { slope: 3.0, at: [0.0, 0.0] }, [1.0, 1.0]));
}
