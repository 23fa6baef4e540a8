//! A map of decisions: a function that scores each point of the plane goes in, coloured regions come out, and the
//! points of the classes on top.

use svg::node::element::{Group, Rectangle};

use super::text::pixel;
use super::{Axis, Frame, Legend, Picture, Plane, palette};

/// Cells along each axis.
const CELLS: i32 = 80;
/// Different colours, so that neighbours of one colour are one rectangle and the file stays small.
const SHADES: f64 = 20.0;

/// A map in the making.
///
/// ```ignore
/// let picture = Map::new("Exclusive or", Axis::linear("x1", 0.0, 1.0), Axis::linear("x2", 0.0, 1.0))
///     .regions(|[x1, x2]| network(x1, x2))
///     .points("0", [[0.0, 0.0], [1.0, 1.0]])
///     .points("1", [[0.0, 1.0], [1.0, 0.0]])
///     .draw();
/// ```
pub(crate) struct Map {
    title: String,
    plane: Plane,
    regions: Group,
    points: Group,
    legend: Legend,
    classes: usize,
}

impl Map {
    pub(crate) fn new(title: &str, x: Axis, y: Axis) -> Self {
        let plane = Plane::new(x, y, Frame { left: 80.0, top: 60.0, width: 400.0, height: 400.0 });
        let (regions, points) = (plane.inside(), Group::new());
        Self { title: title.into(), plane, regions, points, legend: Legend::new([500.0, 60.0]), classes: 0 }
    }

    /// Colours the plane by a score, from 0 for the first class to 1 for the second.
    pub(crate) fn regions(mut self, score: impl Fn([f64; 2]) -> f64) -> Self {
        let edge = |cell: i32| f64::from(cell) / f64::from(CELLS);
        let shade = |column: i32, row: i32| {
            let middle = self.plane.point([edge(column) + edge(1) / 2.0, edge(row) + edge(1) / 2.0]);
            (score(middle).clamp(0.0, 1.0) * SHADES).round()
        };
        for row in 0..CELLS {
            let mut from = 0;
            for column in 1..=CELLS {
                if column == CELLS || shade(column, row) != shade(from, row) {
                    let corners = [[edge(from), edge(row + 1)], [edge(column), edge(row)]];
                    let colour = palette::leaning(shade(from, row) / SHADES);
                    let cell = self.cell(corners).set("fill", colour);
                    self.regions = self.regions.add(cell);
                    from = column;
                }
            }
        }
        self
    }

    /// The points of the next class.
    pub(crate) fn points(mut self, name: &str, points: impl IntoIterator<Item = [f64; 2]>) -> Self {
        let colour = palette::SERIES[self.classes % palette::SERIES.len()];
        for point in points {
            self.points = self.points.add(self.plane.dot(point, 5.0, colour));
        }
        self.legend = self.legend.dot(name, colour);
        self.classes += 1;
        self
    }

    pub(crate) fn draw(self) -> Picture {
        Picture::new(&self.title, [680.0, 520.0])
            .with(self.plane.axes())
            .with(self.regions)
            .with(self.points)
            .with(self.legend.draw())
    }

    /// The rectangle between an upper left and a lower right corner, in shares of the axes.
    fn cell(&self, corners: [[f64; 2]; 2]) -> Rectangle {
        let [[left, top], [right, bottom]] = corners.map(|corner| self.plane.at(self.plane.point(corner)));
        Rectangle::new()
            .set("x", pixel(left))
            .set("y", pixel(top))
            .set("width", pixel(right - left))
            .set("height", pixel(bottom - top))
            .set("shape-rendering", "crispEdges")
    }
}
