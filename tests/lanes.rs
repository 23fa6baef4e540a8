//! Several directions at once: `jvp_many`, and Jacobians by it.

use chainrule::differentiate;

#[differentiate(lanes)]
fn product(a: &[[f64; 2]; 2], b: &[[f64; 2]; 2]) -> [[f64; 2]; 2] {
    let mut c = [[0.0; 2]; 2];
    for i in 0..2 {
        for j in 0..2 {
            for k in 0..2 {
                c[i][j] += a[i][k] * b[k][j];
            }
        }
    }
    c
}

#[differentiate(lanes)]
fn turn(angle: f64) -> [[f64; 2]; 2] {
    let (sin, cos) = angle.sin_cos();
    [[cos, -sin], [sin, cos]]
}

/// The end of an arm of links of length 1; what the first turn gives is only handed on.
#[differentiate(lanes, wrt(angles))]
fn end(angles: &[f64], most: usize) -> Vec<f64> {
    let mut all = turn(0.0);
    let mut end = vec![0.0; 2];
    for i in 0..angles.len() {
        let next = turn(angles[i]);
        all = product(&all, &next);
        if i < most {
            end[0] += all[0][0];
            end[1] += all[1][0];
        }
    }
    end
}

#[differentiate(lanes)]
fn roots(x: f64, y: f64) -> (f64, f64) {
    (x.sqrt() + y, if x > 0.0 { 1.0 / x } else { 3.0 * y })
}

#[differentiate(lanes)]
fn rotated<const N: usize>(x: &[f32; N], by: f32) -> [f32; N] {
    let mut y = [0.0; N];
    for i in 0..N {
        y[(i + 1) % N] = by * x[i];
    }
    y
}

#[differentiate(lanes)]
fn of_rotated(x: &[f32; 3]) -> f32 {
    let y = rotated::<3>(x, 2.0);
    y[0] * y[1] * y[2]
}

#[differentiate(lanes, wrt(p))]
fn residuals(p: &[f64; 3], xs: &[f64], ys: &[f64]) -> Vec<f64> {
    xs.iter().zip(ys).map(|(x, y)| p[0] * (-p[1] * x).exp() + p[2] - y).collect()
}

#[test]
fn an_arm_by_closed_forms() {
    let angles = [0.3, -0.7, 1.1];
    let sums = [0.3, 0.3 - 0.7, 0.3 - 0.7 + 1.1_f64];
    let units = [vec![1.0, 0.0, 0.0], vec![0.0, 1.0, 0.0], vec![0.0, 0.0, 1.0]];
    let (value, changes) = end::jvp_many(&angles, 3, units);
    assert_eq!(value, end(&angles, 3));
    for (first, change) in changes.iter().enumerate() {
        let sin: f64 = sums[first..].iter().map(|sum| sum.sin()).sum();
        let cos: f64 = sums[first..].iter().map(|sum| sum.cos()).sum();
        assert!((change[0] + sin).abs() < 1e-14 && (change[1] - cos).abs() < 1e-14);
    }
}

/// Each lane has the bits that `jvp` gives, however many there are.
#[test]
fn lanes_are_what_one_direction_gives() {
    let angles = [0.3, -0.7, 1.1];
    let directions: [Vec<f64>; 5] = std::array::from_fn(|lane| {
        let lane = f64::from(u8::try_from(lane).expect("there are five"));
        vec![lane - 2.0, 0.5 * lane, 1.0 / (1.0 + lane)]
    });
    let (_, changes) = end::jvp_many(&angles, 2, directions.clone());
    for (direction, change) in directions.into_iter().zip(changes) {
        assert_eq!(end::jvp(&angles, 2, direction).1, change);
    }
}

#[test]
fn a_direction_along_which_nothing_changes_meets_no_infinite_slope() {
    let (value, changes) = roots::jvp_many(0.0, 2.0, [[0.0, 1.0], [0.0, 0.0], [1.0, 0.0]]);
    assert_eq!(value, (2.0, 6.0));
    assert_eq!(changes, [(1.0, 3.0), (0.0, 0.0), (f64::INFINITY, 0.0)]);
}

#[test]
fn generic_arguments_and_the_other_float() {
    let (value, changes) = of_rotated::jvp_many(&[1.0, 2.0, 3.0], [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]]);
    assert_eq!((value, changes), (48.0, [48.0, 24.0]));
    let along = [([1.0, 0.0], 0.0), ([0.0, 0.0], 1.0)];
    assert_eq!(rotated::jvp_many(&[5.0, 7.0], 2.0, along), ([14.0, 10.0], [[0.0, 2.0], [7.0, 5.0]]));
}

/// Three columns, in one sweep of eight lanes.
#[test]
fn jacobians_by_lanes() {
    let p = [1.5, 0.7, 0.2];
    let xs = [0.0, 0.5, 1.0, 1.5, 2.0];
    let (value, rows) = residuals::value_and_jacobian(&p, &xs, &[1.0; 5]);
    assert_eq!(value, residuals(&p, &xs, &[1.0; 5]));
    for (row, x) in rows.iter().zip(xs) {
        let e = (-p[1] * x).exp();
        assert!((row[0] - e).abs() < 1e-15 && (row[1] + p[0] * x * e).abs() < 1e-15 && row[2] == 1.0);
    }
}

/// More columns than lanes in one sweep.
#[test]
fn jacobians_of_several_sweeps() {
    #[differentiate(lanes)]
    fn twice(x: &[f64; 11]) -> Vec<f64> {
        let mut y = Vec::new();
        for i in 0..22 {
            y.push(x[i % 11] * x[(i + 1) % 11]);
        }
        y
    }
    let x: [f64; 11] = std::array::from_fn(|i| f64::from(u8::try_from(i + 1).expect("it is small")));
    for (i, row) in twice::jacobian(&x).iter().enumerate() {
        for (j, slope) in row.iter().enumerate() {
            let by = |k: usize, other: usize| if j == k % 11 { x[other % 11] } else { 0.0 };
            assert_eq!(*slope, by(i, i + 1) + by(i + 1, i));
        }
    }
}

#[test]
#[should_panic(expected = "the direction by `angles` has its length")]
fn directions_have_the_length_of_what_they_are_of() {
    let _ = end::jvp_many(&[0.1, 0.2], 2, [vec![1.0], vec![2.0]]);
}

/// A choice of which only one side is worked out, with a slope that may be infinite.
#[test]
fn a_root_in_a_branch() {
    #[differentiate(lanes)]
    fn f(x: &[f64; 2]) -> f64 {
        let a = x[0];
        (if a > 0.0 { a.sqrt() } else { a }) * x[1]
    }
    assert_eq!(f::jvp_many(&[4.0, 3.0], [[1.0, 0.0], [0.0, 1.0]]), (6.0, [0.75, 2.0]));
    assert_eq!(f::jvp_many(&[-4.0, 3.0], [[1.0, 0.0], [0.0, 1.0]]), (-12.0, [3.0, -4.0]));
}

/// Directions that are only added and chosen between.
#[test]
fn a_choice_between_directions() {
    #[differentiate(lanes)]
    fn f(x: f64, y: f64) -> [f64; 2] {
        let mut least = 3.0;
        for _ in 0..2 {
            least = f64::min(least, x - y);
        }
        [least, x]
    }
    assert_eq!(f::jvp_many(1.0, 2.0, [[1.0, 0.0], [0.0, 1.0]]), ([-1.0, 1.0], [[1.0, 1.0], [-1.0, 0.0]]));
}

/// Two noughts that are added where nothing else says of which type they are.
#[test]
fn noughts_are_of_a_type() {
    #[differentiate(lanes)]
    fn weighed(list: &[f64; 3], by: f64) -> f64 {
        list[0] * list[1] * by + list[2]
    }
    #[differentiate(lanes)]
    fn f(x: &[f64; 2]) -> f64 {
        let s = x[0];
        let root = |s: f64| if s > 0.0 { s.sqrt() } else { s + 1.0 };
        weighed(&[if s > 0.0 { s.ln() } else { root(s) }; 3], x[1])
    }
    let along = |x: [f64; 2]| f::jvp_many(&x, [[1.0, 0.0], [0.0, 1.0]]);
    assert_eq!(along([-0.5, 2.0]), (1.0, [3.0, 0.25]));
    assert_eq!(along([1.0, 2.0]), (0.0, [1.0, 0.0]));
}
