//! The tables that the chapters print, to more digits than they print.
//!
//! Each figure is held against a closed form, or against the same recurrence in 60 digits; never against ourselves.

#[allow(dead_code, reason = "the tests call what `main` calls")]
#[path = "../examples/chapter_1.rs"]
mod chapter_1;
#[allow(dead_code, reason = "the tests call what `main` calls")]
#[path = "../examples/chapter_2.rs"]
mod chapter_2;
#[allow(dead_code, reason = "the tests call what `main` calls")]
#[path = "../examples/chapter_3.rs"]
mod chapter_3;

use std::fs;

use chainrule::descent::{Error, Quantity, Step, Stop};

#[track_caller]
fn assert_close(found: f64, expected: f64) {
    let error = (found - expected).abs() / expected.abs().max(1e-300);
    assert!(error < 1e-13, "{found} is not {expected}: off by {error:e}");
}

/// Where the chapters draw.
const FOLDER: &str = concat!(env!("CARGO_TARGET_TMPDIR"), "/chapters");

/// Whether a picture is there, complete, and says these words: of a descent, where it ends.
#[track_caller]
fn assert_drawn(name: &str, words: &str) {
    let picture = fs::read_to_string(format!("{FOLDER}/{name}.svg")).unwrap();
    assert!(picture.ends_with("</svg>\n") && picture.contains(words), "{words}");
}

mod first {
    use super::*;

    #[test]
    fn prints() {
        chapter_1::print().unwrap();
    }

    #[test]
    fn draws() {
        chapter_1::drawings::draw(&chainrule_pictures::Folder::new(FOLDER)).unwrap();
        assert_drawn("chapter_1_parabola", "0.322");
        assert_drawn("chapter_1_valleys", "0.1260");
        assert_drawn("chapter_1_rates", "rate 0.9");
    }

    /// Each step multiplies x by 4/5.
    #[test]
    fn table_is_the_closed_form() {
        let steps = chapter_1::descend().unwrap();
        assert_eq!(steps.len(), 11);
        for (step, factor) in steps.iter().zip((0..).map(|power| 0.8_f64.powi(power))) {
            assert_close(step.point, 3.0 * factor);
            assert_close(step.value, 9.0 * factor * factor);
            assert_close(step.gradient, 6.0 * factor);
            assert_close(step.next, 2.4 * factor);
        }
    }

    #[test]
    fn lesson_is_right() {
        let steps = chapter_1::descend().unwrap();
        for (iteration, x, f) in chapter_1::LESSON {
            assert!(chapter_1::agrees(steps[iteration].point, x), "x of row {iteration}");
            assert!(chapter_1::agrees(steps[iteration].value, f), "f of row {iteration}");
        }
    }

    #[test]
    fn agreement_is_to_every_digit_printed() {
        assert!(chapter_1::agrees(1.2288, "1.229"));
        assert!(!chapter_1::agrees(1.2288, "1.228"));
        assert!(!chapter_1::agrees(1.2288, "1.2290"));
        assert!(chapter_1::agrees(3.0, "3"));
    }

    /// x = 3·factorⁿ falls to a slope of 0.001 at n = ln(6000) / -ln(factor), rounded up.
    #[test]
    fn rates_crawl_walk_swing_and_diverge() {
        for (rate, iterations) in [(0.1, 39), (0.5, 1), (0.9, 39)] {
            let summary = chapter_1::descend_at(rate).unwrap();
            assert_eq!((summary.stop, summary.iterations), (Stop::Converged, iterations), "rate {rate}");
        }
        let crawling = chapter_1::descend_at(0.001).unwrap();
        assert_eq!(crawling.stop, Stop::IterationLimit);
        // 3·0.998²⁰⁰⁰
        assert!((crawling.point - 0.054_727_275_671_252_1).abs() < 1e-13);
        let swinging = chapter_1::descend_at(1.0).unwrap();
        assert_eq!((swinging.stop, swinging.point.abs()), (Stop::IterationLimit, 3.0));
        // 9·1.2²ⁿ exceeds the largest f64 from n = ln(1.797e308 / 9) / (2·ln 1.2) = 1940.49 on.
        let error = chapter_1::descend_at(1.1).unwrap_err();
        assert!(
            matches!(error, Error::Diverged { iteration: 1940, quantity: Quantity::Value, .. }),
            "{error}"
        );
    }

    /// The roots of 4·x³ - 8·x + 1: a valley, the hilltop between, and the other valley.
    const VALLEYS: [(f64, f64); 2] = [
        (-1.472_997_601_114_030_2, -4.444_192_066_610_897),
        (1.346_997_408_527_774, -1.618_555_980_765_247_4),
    ];
    const HILLTOP: f64 = 0.126_000_192_586_256_1;

    #[test]
    fn valleys_are_the_roots_of_the_slope() {
        for (start, (x, f)) in [-0.5, 0.5].into_iter().zip(VALLEYS) {
            let summary = chapter_1::valley(start).unwrap();
            assert_eq!(summary.stop, Stop::Converged);
            assert_close(summary.point, x);
            assert_close(summary.value, f);
        }
    }

    #[test]
    fn hilltop_is_the_watershed() {
        for way in [1e-9, 1e-6, 1e-3, 0.5, 1.0] {
            assert_close(chapter_1::valley(HILLTOP - way).unwrap().point, VALLEYS[0].0);
            assert_close(chapter_1::valley(HILLTOP + way).unwrap().point, VALLEYS[1].0);
        }
    }

    /// The deep valley is the left one, by 2.8; with -x for +x it would be the right one.
    #[test]
    fn lesson_has_the_valleys_the_wrong_way_round() {
        let [left, right] = [-0.5, 0.5].map(|start| chapter_1::valley(start).unwrap());
        assert!(chapter_1::agrees(right.value - left.value, "2.8"));
        for x in [left.point, right.point] {
            let mirrored = |x: f64| x.powi(4) - 4.0 * x.powi(2) - x + 1.0;
            assert_close(chapter_1::two_valleys(x), mirrored(-x));
        }
    }
}

mod second {
    use super::*;

    #[test]
    fn prints() {
        chapter_2::print().unwrap();
    }

    #[test]
    fn draws() {
        chapter_2::drawings::draw(&chainrule_pictures::Folder::new(FOLDER)).unwrap();
        assert_drawn("chapter_2_bowl", "(0.322, 0.012)");
    }

    /// Each step multiplies x1 by 4/5 and x2 by 3/5.
    #[test]
    fn table_is_the_closed_form() {
        let steps = chapter_2::descend().unwrap();
        assert_eq!(steps.len(), 11);
        for (step, power) in steps.iter().zip(0..) {
            let (x1, x2) = (3.0 * 0.8_f64.powi(power), 2.0 * 0.6_f64.powi(power));
            assert_close(step.point[0], x1);
            assert_close(step.point[1], x2);
            assert_close(step.value, x1 * x1 + 2.0 * x2 * x2);
            assert_close(step.gradient[0], 2.0 * x1);
            assert_close(step.gradient[1], 4.0 * x2);
        }
    }

    /// 3·0.8¹⁰ and 2·0.6¹⁰ are finite decimals.
    #[test]
    fn last_row_is_exact() {
        let step = chapter_2::descend().unwrap()[10];
        assert_close(step.point[0], 0.322_122_547_2);
        assert_close(step.point[1], 0.012_093_235_2);
        assert_close(step.value, 0.322_122_547_2 * 0.322_122_547_2 + 2.0 * 0.012_093_235_2 * 0.012_093_235_2);
    }

    #[test]
    fn lesson_is_right_but_for_its_last_row() {
        let steps = chapter_2::descend().unwrap();
        let agrees = |row: usize, iteration: usize, coordinate: usize| {
            let (_, x1, x2, _) = chapter_2::LESSON[row];
            chapter_2::agrees(steps[iteration].point[coordinate], [x1, x2][coordinate])
        };
        for (row, (iteration, _, _, f)) in chapter_2::LESSON.into_iter().enumerate() {
            let right = row < 4;
            assert_eq!(agrees(row, iteration, 0), right, "x1 of row {iteration}");
            assert_eq!(agrees(row, iteration, 1), right, "x2 of row {iteration}");
            assert_eq!(chapter_2::agrees(steps[iteration].value, f), right, "f of row {iteration}");
        }
        assert!(agrees(4, 9, 0), "x1 of iteration 9");
        assert!(agrees(4, 8, 1), "x2 of iteration 8");
        assert!(chapter_2::agrees(chapter_2::bowl(0.40, 0.03), "0.162"), "f of the two");
    }
}

mod third {
    use super::*;
    use chapter_3::f;

    #[test]
    fn prints() {
        chapter_3::print().unwrap();
    }

    #[test]
    fn draws() {
        let folder = concat!(env!("CARGO_TARGET_TMPDIR"), "/chapters");
        chapter_3::drawings::draw(&chainrule_pictures::Folder::new(folder)).unwrap();
        for (picture, words) in
            [("chain", "f = 0.607"), ("values", "rate 0.0001"), ("differences", "derivative")]
        {
            let picture = fs::read_to_string(format!("{folder}/chapter_3_{picture}.svg")).unwrap();
            assert!(picture.ends_with("</svg>\n") && picture.contains(words), "{words}");
        }
    }

    #[test]
    fn derivation_is_the_lessons() {
        for step in ["u = 2·x1 + x2", "v = u² + 3·x2²", "f = v³"].into_iter().chain(chapter_3::LESSON) {
            assert!(f::DERIVATION.contains(step), "{step}");
        }
    }

    /// The polynomials that the lesson collects, on whole numbers, where they are exact.
    #[test]
    #[expect(clippy::float_cmp, reason = "whole numbers below 2⁵³ have no rounding error")]
    fn gradient_is_the_lessons() {
        for x1 in -9..=9 {
            for x2 in -9..=9 {
                let u: i32 = 2 * x1 + x2;
                let v = u * u + 3 * x2 * x2;
                let lesson = [12 * u * v * v, 3 * v * v * (2 * u + 6 * x2)];
                assert_eq!(f::gradient(x1.into(), x2.into()), lesson.map(f64::from), "at ({x1}, {x2})");
            }
        }
    }

    /// Iteration, x1, x2, f and the two slopes, from the recurrence in 60 digits.
    const DESCENT: &str = "
          0  1                    0.5                  343                  1470                 1176
          1  0.853                0.3824               110.59917757607266   577.42581447955543   447.30869692828231
          2  0.79525741855204446  0.33766913030717177  66.921177726916963   381.39245485135053   290.88204530819515
          5  0.70597825974986622  0.27018458604271502  28.333511943242489   187.60479834890729   139.00186961232246
         10  0.63423866167032127  0.21761428676425058  12.986760637223141   98.528238625628984   70.90594027680683
         20  0.5637493137756623   0.16766093788340566  5.4682302832508048   48.239454405818351   33.486764729997817
         50  0.47759870264134945  0.10943445251919617  1.5990218013410254   17.469626792926139   11.428391035233522
        100  0.41961082119612327  0.072453832505076327  0.60743204404938685  7.8466928040700865   4.8587499230229991
    ";

    #[test]
    fn descent_is_the_recurrence() {
        let steps = chapter_3::descend(0.0001).collect::<Result<Vec<_>, _>>().unwrap();
        assert_eq!(steps.len(), 101);
        for row in DESCENT.trim().lines() {
            let (iteration, figures) = row.trim().split_once(' ').unwrap();
            let Step { point, value, gradient, .. } = steps[iteration.parse::<usize>().unwrap()];
            let found = [point[0], point[1], value, gradient[0], gradient[1]];
            for (found, expected) in found.into_iter().zip(figures.split_whitespace()) {
                assert_close(found, expected.parse().unwrap());
            }
        }
        assert!(steps.is_sorted_by(|earlier, later| earlier.value > later.value), "downhill all the way");
    }

    #[test]
    fn large_rate_diverges() {
        let mut steps = chapter_3::descend(0.01);
        for (x1, x2, f) in [
            (1.0, 0.5, 343.0),
            (-13.7, -11.26, 6_591_358_134.734_328),
            (16_308_950.092_828_413, 15_279_623.209_121_706, 2.685_374_676_870_691_3e46),
            (-5.154_235_174_394_952e37, -5.043_469_680_608_904e37, 3.036_893_980_268_660_5e229),
        ] {
            let step = steps.next().unwrap().unwrap();
            assert_close(step.point[0], x1);
            assert_close(step.point[1], x2);
            // The sixth power multiplies the rounding of the point.
            assert!((step.value / f - 1.0).abs() < 1e-12, "{} is not {f}", step.value);
        }
        let Some(Err(Error::Diverged { iteration: 3, point, value, quantity: Quantity::Value })) =
            steps.next()
        else {
            panic!("the value at iteration 4 is 5.6e1144")
        };
        assert_close(point[0], -5.154_235_174_394_952e37);
        assert!((value / 3.036_893_980_268_660_5e229 - 1.0).abs() < 1e-12);
        assert!(steps.next().is_none());
    }

    /// What is said of the first step at the rate 0.01.
    #[test]
    fn first_step_overshoots_sixteenfold() {
        let [start, after] = [chapter_3::START, [-13.7, -11.26]];
        let distance = |[x1, x2]: [f64; 2]| x1.hypot(x2);
        let slope = |[x1, x2]: [f64; 2]| distance(f::gradient(x1, x2));
        assert!(chapter_1::agrees(distance(after) / distance(start), "16"));
        assert!((1e6..1.5e6).contains(&(slope(after) / slope(start))));
    }

    /// The quotient is the gradient plus a polynomial in the way, until rounding drowns it.
    #[test]
    fn difference_quotient_is_never_exact() {
        for (way, quotient) in
            [(0.1, 1_767.184_64), (0.001, 1_472.690_681_536_48), (1e-5, 1_470.026_880_268_002)]
        {
            // The rounding of the value 343, a few ulps, is divided by the way.
            assert!((chapter_3::difference_quotient(way) - quotient).abs() < 1e-12 / way, "at {way}");
        }
        let error = |way: f64| (chapter_3::difference_quotient(way) - 1470.0).abs();
        let best = (1..=15).map(|exponent| error(10_f64.powi(-exponent))).fold(f64::INFINITY, f64::min);
        assert!(best > 1e-6);
        assert!(error(1e-1) > error(1e-4) && error(1e-4) > best);
        assert!(error(1e-15) > error(1e-12) && error(1e-12) > best);
    }
}
