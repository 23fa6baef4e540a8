//! Lists of constants that chains of iterators choose from, by what varies.

use chainrule::differentiate;

use crate::check::check;

/// Items of a constant that one closure looks at and another one takes apart: `*rate` is a number in each, whatever Rust binds.
#[test]
fn looked_at_before_they_are_taken_apart() {
    const BANDS: [(f64, f64); 3] = [(0.0, 0.25), (2.0, 0.5), (8.0, 2.0)];
    const LENT: &[(f64, f64)] = &BANDS;

    #[differentiate(wrt(x))]
    fn filtered(x: f64, bands: &[(f64, f64)]) -> f64 {
        bands.iter().filter(|(from, _)| x > *from).map(|(from, rate)| (x - from) * rate).sum()
    }
    check!(filtered(4.0, &BANDS), 2.0, 0.75);

    #[differentiate]
    fn by_a_field(x: f64) -> f64 {
        LENT.iter().filter(|band| x > band.0).map(|(from, rate)| (x - from) * rate).sum()
    }
    check!(by_a_field(4.0), 2.0, 0.75);

    #[differentiate]
    fn as_long_as(x: f64) -> f64 {
        let above = BANDS.iter().skip(1).map(|band| band.0).chain(std::iter::once(f64::INFINITY));
        BANDS
            .iter()
            .zip(above)
            .take_while(|((from, _), _)| x > *from)
            .map(|((from, rate), to)| (x.min(to) - from) * rate)
            .sum()
    }
    check!(as_long_as(4.0), 1.5, 0.5);

    #[differentiate]
    fn counted(x: f64) -> f64 {
        BANDS.iter().filter(|(from, _)| x > *from).count() as f64 * x
    }
    check!(counted(4.0), 8.0, 2.0);

    #[differentiate]
    fn in_a_loop(x: f64) -> f64 {
        let mut sum = 0.0;
        for (from, rate) in LENT.iter().filter(|(from, _)| x > *from) {
            sum += (x - from) * rate;
        }
        sum
    }
    check!(in_a_loop(4.0), 2.0, 0.75);

    #[differentiate]
    fn skipped(x: f64) -> f64 {
        BANDS.iter().skip_while(|(from, _)| *from * x < 1.0).map(|(from, rate)| (x - from) * rate).sum()
    }
    check!(skipped(4.0), -7.0, 2.5);

    #[differentiate]
    fn folded(x: f64) -> f64 {
        BANDS.into_iter().filter(|(from, _)| x > *from).fold(0.0, |sum, (from, rate)| sum + (x - from) * rate)
    }
    check!(folded(4.0), 2.0, 0.75);

    #[differentiate]
    fn found(x: f64) -> f64 {
        LENT.iter().rev().find(|(from, _)| x > *from).map_or(x * x, |(from, rate)| (x - from) * rate)
    }
    check!(found(4.0), 1.0, 0.5);
    check!(found(-4.0), 16.0, -8.0);
}
