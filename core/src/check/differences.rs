//! Slopes from values alone, each with an estimate of its own error: the oracle that a derivative is held against.
//!
//! Central differences over shrinking steps, extrapolated to none (Ridders, 1982). Several first steps are tried, since which one
//! is short enough is not known: each gives a slope of its own.

/// A slope, and how far it may be off.
#[derive(Clone, Copy, Debug)]
pub(super) struct Difference {
    pub(super) slope: f64,
    pub(super) error: f64,
    /// How steep the way is to the points that it was found from, at most: what a slope of zero is small beside.
    pub(super) steepness: f64,
}

impl Difference {
    /// Of which nothing is known.
    pub(super) const UNKNOWN: Self = Self { slope: f64::NAN, error: f64::INFINITY, steepness: 0.0 };
}

/// First steps, as parts of the coordinate, and as lengths where it is small.
const FIRST_STEPS: [f64; 3] = [1e-1, 1e-2, 1e-4];
/// By how much a step is shorter than the one before it.
const RATIO: f64 = 1.4;
const STEPS: usize = 12;

/// The slopes of several outputs along one coordinate, from each of the first steps: `along` gives the outputs where the
/// coordinate is moved to, and `here` are those where it is.
pub(super) fn slopes(mut along: impl FnMut(f64) -> Vec<f64>, at: f64, here: &[f64]) -> Vec<Vec<Difference>> {
    let mut lengths: Vec<f64> = FIRST_STEPS.iter().map(|part| part * at.abs().max(1.0)).collect();
    if at != 0.0 && at.abs() < 1.0 {
        lengths.extend(FIRST_STEPS.iter().map(|part| part * at.abs()));
    }
    lengths.into_iter().map(|length| ridders(&mut along, at, here, length)).collect()
}

/// One slope for each output.
fn ridders(along: &mut impl FnMut(f64) -> Vec<f64>, at: f64, here: &[f64], first: f64) -> Vec<Difference> {
    let mut step = first;
    let mut rows: Vec<Vec<Vec<f64>>> = Vec::new();
    let mut best = vec![Difference::UNKNOWN; here.len()];
    for _ in 0..STEPS {
        let (above, below) = (at + step, at - step);
        let width = above - below;
        step /= RATIO;
        if width == 0.0 {
            break;
        }
        let (above, below) = (along(above), along(below));
        let mut differences = Vec::with_capacity(here.len());
        let mut roundings = Vec::with_capacity(here.len());
        for (output, (above, below)) in above.iter().zip(&below).enumerate() {
            differences.push((above - below) / width);
            // What agrees to the last digit by chance is not known to more than that digit.
            let size = [*above, *below, here[output]].map(f64::abs).into_iter().fold(0.0, f64::max);
            roundings.push(2.0 * f64::EPSILON * size / width);
            let way = f64::max((above - here[output]).abs(), (below - here[output]).abs()) / (0.5 * width);
            if way.is_finite() {
                best[output].steepness = best[output].steepness.max(way);
            }
        }
        // Extrapolation cancels one more power of the step from column to column.
        let mut row = vec![differences];
        let last = rows.last();
        let mut factor = RATIO * RATIO;
        for column in 0..last.map_or(0, Vec::len) {
            let before = &last.expect("it has columns")[column];
            let next: Vec<f64> = row[column]
                .iter()
                .zip(before)
                .map(|(new, old)| (new * factor - old) / (factor - 1.0))
                .collect();
            factor *= RATIO * RATIO;
            for (output, &slope) in next.iter().enumerate() {
                let changes = [slope - row[column][output], slope - before[output]];
                let error = changes.map(f64::abs).into_iter().fold(roundings[output], f64::max);
                if slope.is_finite() && error < best[output].error {
                    best[output] = Difference { slope, error, ..best[output] };
                }
            }
            row.push(next);
        }
        rows.push(row);
    }
    best
}
