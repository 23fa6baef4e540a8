//! Options of what does not vary, that are given another value by what does: the record that is nearest, the last one before, none yet.

use chainrule::differentiate;

use crate::check::check;

#[derive(Clone, Copy, Debug)]
struct Record {
    at: f64,
    height: f64,
}

const RECORDS: [Record; 3] =
    [Record { at: 0.0, height: 2.0 }, Record { at: 1.0, height: 3.0 }, Record { at: 2.0, height: 5.0 }];

/// A reference to one of several structs, or to none.
#[test]
fn the_nearest_record() {
    #[differentiate(wrt(x))]
    fn asked_by_a_method(x: f64, records: &[Record]) -> f64 {
        let mut best: Option<&Record> = None;
        for r in records {
            if best.is_none_or(|b| (r.at - x).abs() < (b.at - x).abs()) {
                best = Some(r);
            }
        }
        match best {
            Some(r) => r.height * x,
            None => x * x,
        }
    }
    check!(asked_by_a_method(1.25, &RECORDS), 3.75, 3.0);
    check!(asked_by_a_method(-0.5, &RECORDS), -1.0, 2.0);
    check!(asked_by_a_method(1.5, &[]), 2.25, 3.0);

    #[differentiate(wrt(x))]
    fn with_its_distance(x: f64, records: &[Record]) -> f64 {
        let mut best = None;
        let mut least = f64::INFINITY;
        for r in records.iter() {
            let distance = (r.at - x).powi(2);
            if distance < least {
                least = distance;
                best = Some(r);
            }
        }
        let Some(r) = best else { return 0.0 };
        r.height * x + least
    }
    check!(with_its_distance(1.25, &RECORDS), 3.8125, 3.5);
    check!(with_its_distance(1.25, &[]), 0.0, 0.0);

    #[differentiate(wrt(x))]
    fn a_copy(x: f64, records: &[Record]) -> f64 {
        let mut best = None;
        for r in records {
            if r.at < x {
                best = Some(*r);
            }
        }
        best.map_or(x, |r| r.height * x * x)
    }
    check!(a_copy(1.5, &RECORDS), 6.75, 9.0);
    check!(a_copy(-1.5, &RECORDS), -1.5, 1.0);
}

/// With its number, in an array, within a tuple, asked by patterns.
#[test]
fn of_other_types() {
    #[differentiate(wrt(x))]
    fn numbered(x: f64, records: &[Record]) -> f64 {
        let mut best = None;
        let mut least = f64::INFINITY;
        for (i, r) in records.iter().enumerate() {
            let distance = (r.at - x).powi(2);
            if distance < least {
                least = distance;
                best = Some((i, r));
            }
        }
        let Some((i, r)) = best else { return 0.0 };
        r.height * x + least * (i as f64)
    }
    check!(numbered(1.75, &RECORDS), 8.875, 4.0);

    #[differentiate(wrt(x))]
    fn of_arrays(x: f64, points: &[[f64; 2]]) -> f64 {
        let mut best = None;
        let mut least = f64::INFINITY;
        for p in points {
            let distance = (p[0] - x).powi(2);
            if distance < least {
                least = distance;
                best = Some(p);
            }
        }
        best.map_or(0.0, |p| p[0] * p[1] * x)
    }
    check!(of_arrays(0.75, &[[0.25, 2.0], [1.0, 3.0]]), 2.25, 3.0);

    #[differentiate(wrt(x))]
    fn on_both_sides(x: f64, records: &[Record]) -> f64 {
        let (mut below, mut above): (Option<&Record>, Option<&Record>) = (None, None);
        for r in records {
            if r.at <= x {
                below = Some(r);
            } else if above.is_none() {
                above = Some(r);
            }
        }
        match (below, above) {
            (Some(a), Some(b)) => a.height + (b.height - a.height) * (x - a.at) / (b.at - a.at),
            (Some(a), None) => a.height * x,
            (None, Some(b)) => b.height,
            (None, None) => 0.0,
        }
    }
    check!(on_both_sides(1.25, &RECORDS), 3.5, 2.0);
    check!(on_both_sides(2.5, &RECORDS), 12.5, 5.0);
    check!(on_both_sides(-0.5, &RECORDS), 2.0, 0.0);

    #[differentiate(wrt(x))]
    fn by_guards(x: f64, records: &[Record]) -> Option<f64> {
        let mut best: Option<&Record> = None;
        for r in records.iter().filter(|r| r.height > 2.5) {
            match best {
                None => best = Some(r),
                Some(b) if (r.at - x).abs() < (b.at - x).abs() => best = Some(r),
                _ => {}
            }
        }
        let best = best?;
        Some(best.height * x * x)
    }
    assert_eq!(by_guards::value_and_gradient(0.5, &RECORDS), Some((0.75, 3.0)));
    assert_eq!(by_guards::value_and_gradient(0.5, &RECORDS[..1]), None);
}

/// What was there before, which may be forgotten again; what is put in may have to become of the option's type first.
#[test]
fn the_one_before() {
    #[differentiate(wrt(x))]
    fn trapezoids(x: f64, records: &[Record]) -> f64 {
        let mut before: Option<&Record> = None;
        let mut sum = 0.0;
        for r in records {
            if let Some(p) = before {
                sum += (r.height + p.height) * (r.at - p.at) * x;
            }
            before = Some(r);
        }
        sum
    }
    check!(trapezoids(0.5, &RECORDS), 6.5, 13.0);

    #[differentiate(wrt(x))]
    fn repeated(x: f64, names: &[&str]) -> f64 {
        let mut before: Option<&str> = None;
        let mut sum = 0.0;
        for name in names {
            if before == Some(*name) {
                sum += x * x;
            } else {
                sum += x;
            }
            before = Some(name);
            if name.is_empty() {
                before = None;
            }
        }
        sum
    }
    check!(repeated(0.5, &["a", "a", "", "", "b", "b"]), 2.5, 6.0);
}

/// What iterators find among structs that derive nothing.
#[test]
fn found_by_iterators() {
    struct Station {
        name: String,
        at: f64,
        height: f64,
    }
    let station = |name: &str, at: f64, height: f64| Station { name: name.to_owned(), at, height };
    let stations = [station("a", 0.0, 2.0), station("b", 1.0, 3.0), station("c", 2.0, 5.0)];

    #[differentiate(wrt(x))]
    fn nearest(x: f64, stations: &[Station]) -> f64 {
        let best =
            stations.iter().min_by(|a, b| (a.at - x).abs().partial_cmp(&(b.at - x).abs()).unwrap()).unwrap();
        best.height * x
    }
    check!(nearest(1.25, &stations), 3.75, 3.0);
    check!(nearest(1.75, &stations), 8.75, 5.0);
    assert!(std::panic::catch_unwind(|| nearest::gradient(1.0, &[])).is_err());

    #[differentiate(wrt(x))]
    fn first_behind(x: f64, stations: &[Station]) -> f64 {
        stations.iter().find(|s| s.at > x).map(|s| s.height * x).unwrap_or(x * x)
    }
    check!(first_behind(1.25, &stations), 6.25, 5.0);
    check!(first_behind(3.0, &stations), 9.0, 6.0);

    #[differentiate(wrt(x))]
    fn last_before(x: f64, stations: &[Station]) -> f64 {
        match stations.iter().rev().find(|s| s.at <= x) {
            Some(s) if s.name == "a" => s.height * x * x,
            Some(s) => s.height * x + s.at,
            None => -x,
        }
    }
    check!(last_before(1.25, &stations), 4.75, 3.0);
    check!(last_before(0.5, &stations), 0.5, 2.0);
    check!(last_before(-0.5, &stations), 0.5, -1.0);

    #[differentiate(wrt(x))]
    fn last_of_some(x: f64, stations: &[Station]) -> f64 {
        let Some(s) = stations.iter().filter(|s| s.at < x).last() else { return x };
        s.height * x
    }
    check!(last_of_some(1.25, &stations), 3.75, 3.0);
    check!(last_of_some(-1.0, &stations), -1.0, 1.0);

    #[differentiate(wrt(x))]
    fn numbered(x: f64, stations: &[Station]) -> f64 {
        let (i, s) = stations
            .iter()
            .enumerate()
            .max_by(|(_, a), (_, b)| (a.height * x).total_cmp(&(b.height * x)))
            .unwrap();
        s.height * x * (i as f64 + 1.0)
    }
    check!(numbered(2.0, &stations), 30.0, 15.0);
    check!(numbered(-2.0, &stations), -4.0, 2.0);
}
