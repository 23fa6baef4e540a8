//! Lines of equal value: a function of the plane goes in, one path for each level comes out.
//!
//! The plane is cut into triangles. A level crosses a triangle in a straight line or not at all, and no case is ambiguous, as
//! it is in a square.

use svg::node::element::{Group, Path};

use crate::text::pixel;
use crate::{Anchor, Frame, Plane, palette, text};

/// Cells along each axis.
const CELLS: i32 = 120;

/// How far from the frame a number stands at least, in pixels.
const MARGIN: f64 = 14.0;

/// A point of the plane, and the value there.
type Corner = ([f64; 2], f64);

/// The lines at which a function has these values, in ascending order: the higher, the darker. Each has its level
/// written at its highest place inside the frame.
///
/// ```
/// use chainrule_pictures::{Axis, Frame, Picture, Plane, contours};
///
/// let frame = Frame { left: 80.0, top: 60.0, width: 400.0, height: 400.0 };
/// let plane = Plane::new(Axis::linear("x", -1.0, 1.0), Axis::linear("y", -1.0, 1.0), frame);
/// let picture =
///     Picture::new("Circles", [520.0, 520.0]).with(plane.axes()).with(contours(&plane, |[x, y]| x * x + y * y, &[0.25, 1.0]));
/// assert!(picture.to_string().contains("0.25"));
/// ```
#[must_use]
pub fn contours(plane: &Plane, function: impl Fn([f64; 2]) -> f64, levels: &[f64]) -> Group {
    let corner = |column: i32, row: i32| {
        let share = |cell: i32| f64::from(cell) / f64::from(CELLS);
        let point = plane.point([share(column), share(row)]);
        (point, function(point))
    };
    let corners: Vec<Vec<Corner>> =
        (0..=CELLS).map(|row| (0..=CELLS).map(|column| corner(column, row)).collect()).collect();
    let mut lines = plane.inside();
    for (index, &level) in levels.iter().enumerate() {
        let colour = palette::depth(index as f64 / levels.len() as f64);
        let segments: Vec<_> = segments(&corners, &function, level)
            .into_iter()
            .map(|ends| ends.map(|point| plane.at(point)))
            .collect();
        lines = lines.add(path(&segments).set("stroke", colour));
        let inside = |[x, y]: [f64; 2]| {
            let Frame { left, top, width, .. } = plane.frame;
            y > top + MARGIN && (left + MARGIN..left + width - MARGIN).contains(&x)
        };
        let places = segments.iter().map(|[from, _]| *from).filter(|&place| inside(place));
        if let Some([x, y]) = places.min_by(|a, b| a[1].total_cmp(&b[1])) {
            lines = lines.add(label(level, [x, y + 4.0]));
        }
    }
    lines
}

fn segments(corners: &[Vec<Corner>], function: &impl Fn([f64; 2]) -> f64, level: f64) -> Vec<[[f64; 2]; 2]> {
    let mut segments = Vec::new();
    for (lower, upper) in corners.iter().zip(&corners[1..]) {
        for column in 1..lower.len() {
            let [a, b, c, d] = [lower[column - 1], lower[column], upper[column], upper[column - 1]];
            let triangles = [[a, b, c], [a, c, d]].into_iter();
            segments.extend(triangles.filter_map(|triangle| crossing(triangle, function, level)));
        }
    }
    segments
}

/// The line in which a level crosses a triangle. Where it crosses an edge is found by halving: the function itself says so,
/// also where it is far from flat, as around a minimum.
fn crossing(
    [a, b, c]: [Corner; 3],
    function: &impl Fn([f64; 2]) -> f64,
    level: f64,
) -> Option<[[f64; 2]; 2]> {
    let between = |(mut below, low): Corner, (mut above, high): Corner| {
        if (low < level) == (high < level) {
            return None;
        }
        if low > high {
            std::mem::swap(&mut below, &mut above);
        }
        for _ in 0..20 {
            let middle = [0, 1].map(|axis| f64::midpoint(below[axis], above[axis]));
            *(if function(middle) < level { &mut below } else { &mut above }) = middle;
        }
        Some(below)
    };
    let mut crossings = [between(a, b), between(b, c), between(c, a)].into_iter().flatten();
    Some([crossings.next()?, crossings.next()?])
}

fn path(segments: &[[[f64; 2]; 2]]) -> Path {
    let place = |[x, y]: [f64; 2]| format!("{},{}", pixel(x), pixel(y));
    let mut data = String::new();
    for &[from, to] in segments {
        data.push_str(&format!("M{}L{}", place(from), place(to)));
    }
    Path::new().set("d", data).set("fill", "none").set("stroke-width", 1.3).set("stroke-linecap", "round")
}

/// A number on a line, and under it a gap in the line. Not every viewer knows `paint-order`, which would do both.
fn label(level: f64, place: [f64; 2]) -> Group {
    let number =
        text(level.to_string(), place, Anchor::Middle).set("font-size", 11).set("fill", palette::GREY);
    let gap = number.clone().set("stroke", "white").set("stroke-width", 4).set("stroke-linejoin", "round");
    Group::new().add(gap).add(number)
}
