//! `sort_by_key` and `copy_within`.

use chainrule::{Differentiable, differentiate};

use crate::check::held_twice;

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
