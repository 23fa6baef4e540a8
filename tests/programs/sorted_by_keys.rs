//! Sorting by keys, in unstable orders and around one element, and `copy_within`.

use chainrule::{Differentiable, differentiate};

use crate::check::{check, held_twice};

/// Elements that go to other places: by a key of each, or a range of them.
#[test]
fn moved_within() {
    #[differentiate(order = 2)]
    fn copied_within(x: f64, y: f64) -> f64 {
        let mut v = vec![x, y, x * y, 1.0];
        v.copy_within(0..2, 1);
        v[0] * v[1] + v[2] * v[3]
    }

    #[differentiate(order = 2)]
    fn by_numbers(x: f64, y: f64) -> f64 {
        let mut v = vec![(2, x), (1, y), (0, x * y)];
        v.sort_by_key(|p| p.0);
        v[0].1 * v[0].1 + v[1].1 * x
    }

    #[differentiate(order = 2)]
    fn by_what_varies(x: f64, y: f64) -> f64 {
        let mut v = [x, y, x * y];
        v.sort_by_key(|e| (e * 4.0) as i64);
        v[0] + v[1] * v[1] + v[2] * v[2] * v[2]
    }

    #[differentiate(order = 2)]
    fn ranges(x: f64, y: f64) -> f64 {
        let mut v = [x, y, x * y, 1.0, x + y];
        v.copy_within(1..=2, 3);
        v.copy_within(3.., 0);
        v.copy_within(..2, 1);
        v[0] * v[1] + v[2] * v[3] * v[4]
    }

    #[differentiate(order = 2)]
    fn backwards(x: f64, y: f64) -> f64 {
        let mut v = vec![(2, x), (1, y), (2, x * y), (0, 1.0)];
        v.sort_by_key(|p| std::cmp::Reverse(p.0));
        v[0].1 * v[0].1 + v[1].1 * x - v[2].1 * y
    }

    #[differentiate(order = 2)]
    fn of_places(x: f64, y: f64) -> f64 {
        let w = [3, 1, 2];
        let mut i: Vec<usize> = (0..3).collect();
        i.sort_by_key(|&k| w[k]);
        let v = [x, y, x * y];
        v[i[0]] * v[i[1]] * x + v[i[2]]
    }
    #[derive(Clone, Debug, Differentiable)]
    struct Q {
        #[differentiate(constant)]
        id: usize,
        w: f64,
    }
    #[differentiate(order = 2)]
    fn of_structs(x: f64, y: f64) -> f64 {
        let mut v = vec![Q { id: 2, w: x }, Q { id: 1, w: y }];
        v.sort_by_key(|q| q.id);
        for q in &mut v {
            q.w *= x;
        }
        v.sort_by_cached_key(|q| 5 - q.id);
        v[0].w * v[0].w + v[1].w
    }

    #[differentiate(order = 2)]
    fn delay_line(x: f64, y: f64) -> f64 {
        let mut h = vec![0.0; 5];
        for k in 0..6 {
            h.copy_within(0..4, 1);
            h[0] = x * k as f64 + y * h[3];
        }
        h.iter().sum::<f64>() * x
    }

    held_twice!(
        copied_within,
        by_numbers,
        by_what_varies,
        ranges,
        backwards,
        of_places,
        of_structs,
        delay_line
    );
}

/// Where equal ones may stand in any order, they stand in that of the function itself, however large they are.
#[test]
fn unstable_orders() {
    #[differentiate]
    fn numbers(x: &[f64]) -> f64 {
        let mut v = x.to_vec();
        v.sort_unstable_by(|a, b| (*a as i64).cmp(&(*b as i64)));
        v.iter().enumerate().map(|(i, v)| i as f64 * v).sum()
    }
    #[differentiate]
    fn by_a_key(x: &[f64]) -> f64 {
        let mut v = x.to_vec();
        v.sort_unstable_by_key(|v| *v as i64);
        v.iter().enumerate().map(|(i, v)| i as f64 * v).sum()
    }
    #[differentiate]
    fn pairs(x: &[f64]) -> f64 {
        let mut v: Vec<(f64, f64)> = x.iter().map(|v| (v.floor(), *v)).collect();
        v.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
        v.iter().enumerate().map(|(i, v)| i as f64 * v.1).sum()
    }
    #[differentiate]
    fn rows(x: &[f64]) -> f64 {
        let mut v: Vec<[f64; 14]> = x
            .iter()
            .map(|v| {
                let mut row = [*v; 14];
                row[0] = v.floor();
                row
            })
            .collect();
        v.sort_unstable_by(|a, b| a[0].total_cmp(&b[0]));
        v.iter().enumerate().map(|(i, v)| i as f64 * v[3]).sum()
    }
    #[differentiate(wrt(x))]
    fn places(x: &[f64], count: usize) -> f64 {
        let mut all: Vec<usize> = (0..count).collect();
        all.sort_unstable_by(|a, b| (x[*a] as i64).cmp(&(x[*b] as i64)));
        all.iter().enumerate().map(|(i, place)| i as f64 * x[*place]).sum()
    }
    // A slope is the place to which its number comes: those of a whole part are together, and the value is the sum of both.
    let x: Vec<f64> = (0..60).map(|i| f64::from(i * 37 % 60) * 0.125 + 0.0625).collect();
    let judge = |alone: f64, (beside, slopes): (f64, Vec<f64>)| {
        assert_eq!(alone.to_bits(), beside.to_bits());
        // Sums of such fractions have no error.
        assert_eq!(alone, slopes.iter().zip(&x).map(|(slope, x)| slope * x).sum::<f64>());
        for (slope, x) in slopes.iter().zip(&x) {
            assert_eq!((*slope as usize) / 8, *x as usize, "{slope} of {x}");
        }
        let mut sorted = slopes;
        sorted.sort_by(f64::total_cmp);
        assert!(sorted.iter().enumerate().all(|(i, slope)| i as f64 == *slope));
    };
    judge(numbers(&x), numbers::value_and_gradient(&x));
    judge(by_a_key(&x), by_a_key::value_and_gradient(&x));
    judge(pairs(&x), pairs::value_and_gradient(&x));
    judge(rows(&x), rows::value_and_gradient(&x));
    judge(places(&x, x.len()), places::value_and_gradient(&x, x.len()));
}

/// The element that would be in a place if all were sorted, and those before and behind it.
#[test]
fn selected() {
    #[differentiate]
    fn median(x: &[f64]) -> f64 {
        let mut v = x.to_vec();
        let n = v.len() / 2;
        v.select_nth_unstable_by(n, |a, b| a.partial_cmp(b).unwrap());
        v[n] * v[n]
    }
    check!(median(&[5.0, 1.0, 3.0, 9.0, 2.0]), 9.0, [0.0, 0.0, 6.0, 0.0, 0.0]);

    #[differentiate]
    fn deviation(x: &[f64]) -> f64 {
        let mut v = x.to_vec();
        let n = v.len() / 2;
        let middle = *v.select_nth_unstable_by(n, |a, b| a.total_cmp(b)).1;
        let mut apart: Vec<f64> = x.iter().map(|t| (t - middle).abs()).collect();
        let (_, &mut found, _) = apart.select_nth_unstable_by(n, f64::total_cmp);
        2.0 * found
    }
    // 1 is 2 apart from 3, which is more than 0 and ½ and less than 2½ and 6.
    check!(deviation(&[5.5, 1.0, 3.0, 9.0, 2.5]), 4.0, [0.0, -2.0, 2.0, 0.0, 0.0]);

    #[differentiate]
    fn parts(x: &[f64]) -> f64 {
        let mut v: Vec<f64> = x.iter().map(|x| x * x).collect();
        let (low, middle, high) = v.select_nth_unstable_by(2, |a, b| a.total_cmp(b));
        low.iter().sum::<f64>() * *middle + high.iter().sum::<f64>()
    }
    // (1 + 4)·9 + 16 + 25
    check!(parts(&[5.0, 1.0, 3.0, 4.0, 2.0]), 86.0, [10.0, 18.0, 30.0, 8.0, 36.0]);

    assert!(std::panic::catch_unwind(|| median::gradient(&[])).is_err());
}
