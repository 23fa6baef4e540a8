//! A derivative and differences of values go in, a verdict comes out.

use super::differences::Difference;

/// The part of a slope that a derivative may be off, where differences tell that much.
const TOLERANCE: f64 = 1e-6;
/// How many times its estimate the error of a difference may be.
const MARGIN: f64 = 10.0;
/// The part of a slope beyond which the error of its difference says nothing any more.
const UNCLEAR: f64 = 1e-3;
/// The part of the slopes around it that the error of a slope of about zero may be.
const SMALL: f64 = 1e-5;
/// How many times the least of the estimates another one may be, to be heard as well.
const AS_SURE: f64 = 1e3;
/// How many times its estimate off a slope nothing else can be said than that a derivative is wrong.
const CERTAIN: f64 = 1e6;
/// The part of the slopes around it that a derivative may always be off.
const ROUNDING: f64 = 1e-9;

pub(super) enum Verdict {
    Right,
    Wrong(f64),
    Unclear(Difference),
}

/// Holds a derivative against slopes by differences. One that agrees is enough, of those that are about as sure as the surest.
pub(super) fn judge(found: f64, candidates: &[Difference]) -> Verdict {
    let surest = candidates.iter().copied().min_by(|a, b| a.error.total_cmp(&b.error));
    let Some(surest) = surest else { return Verdict::Unclear(Difference::UNKNOWN) };
    if found == 0.0 && candidates.iter().all(|slope| slope.steepness == 0.0 && slope.slope == 0.0) {
        return Verdict::Right;
    }
    let sure = candidates.iter().filter(|slope| slope.error <= AS_SURE * surest.error && is_clear(slope));
    let agrees = |slope: &Difference| {
        let scale = found.abs().max(slope.slope.abs());
        let allowed = [TOLERANCE * scale, MARGIN * slope.error, ROUNDING * slope.steepness];
        allowed.into_iter().any(|allowed| (found - slope.slope).abs() <= allowed)
    };
    if sure.into_iter().any(agrees) {
        Verdict::Right
    } else if is_clear(&surest) || (found - surest.slope).abs() > CERTAIN * surest.error {
        Verdict::Wrong(surest.slope)
    } else {
        Verdict::Unclear(surest)
    }
}

/// Whether the error of a slope is small beside it, or beside the slopes around it.
fn is_clear(slope: &Difference) -> bool {
    slope.error <= f64::max(UNCLEAR * slope.slope.abs(), SMALL * slope.steepness)
}
