//! The colours. Those of a series stay apart for colour-blind readers, too (after Paul Tol's "bright" scheme).

/// What is written and drawn first.
pub const INK: &str = "#2b2d33";
/// What explains.
pub const GREY: &str = "#6b6d75";
/// Lines that lead the eye.
pub const GRID: &str = "#e6e4de";
/// The sheet.
pub const PAPER: &str = "#fdfcf9";

/// Blue: tangents, and the first series.
pub const BLUE: &str = "#4477aa";
/// A red: the point of a descent, slopes, and the second series.
pub const ROSE: &str = "#cc5566";
/// Green.
pub const GREEN: &str = "#228833";
/// A yellow.
pub const SAND: &str = "#bba633";
/// Purple.
pub const PURPLE: &str = "#aa3377";
/// A light blue.
pub const SKY: &str = "#55b5d9";

/// One after another, for things of equal rank.
pub const SERIES: [&str; 6] = [BLUE, ROSE, GREEN, SAND, PURPLE, SKY];

/// A light and a dark blue.
const SHALLOW: Rgb = [176.0, 205.0, 226.0];
const DEEP: Rgb = [20.0, 55.0, 105.0];
/// A light blue, a rose as light, and the paper between them.
const FIRST: Rgb = [158.0, 188.0, 217.0];
const BETWEEN: Rgb = [250.0, 248.0, 243.0];
const SECOND: Rgb = [232.0, 170.0, 176.0];

/// Red, green and blue, each from 0 to 255.
type Rgb = [f64; 3];

/// A blue from light at 0 to dark at 1.
///
/// ```
/// assert_eq!(chainrule_pictures::palette::depth(1.0), "rgb(20,55,105)");
/// ```
#[must_use]
pub fn depth(share: f64) -> String {
    blend(SHALLOW, DEEP, share)
}

/// A background for points of two classes: blue at 0, rose at 1, and the paper between, where there is doubt.
///
/// ```
/// assert_eq!(chainrule_pictures::palette::leaning(0.5), "rgb(250,248,243)");
/// ```
#[must_use]
pub fn leaning(share: f64) -> String {
    if share < 0.5 { blend(FIRST, BETWEEN, 2.0 * share) } else { blend(BETWEEN, SECOND, 2.0 * share - 1.0) }
}

/// White at 0, black at 1.
///
/// ```
/// assert_eq!(chainrule_pictures::palette::grey(1.0), "rgb(0,0,0)");
/// ```
#[must_use]
pub fn grey(share: f64) -> String {
    blend([255.0; 3], [0.0; 3], share)
}

fn blend(from: Rgb, to: Rgb, share: f64) -> String {
    let share = share.clamp(0.0, 1.0);
    let [red, green, blue] = [0, 1, 2].map(|index| from[index] + share * (to[index] - from[index]));
    format!("rgb({red:.0},{green:.0},{blue:.0})")
}
