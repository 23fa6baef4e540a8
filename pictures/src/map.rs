//! A map of decisions: a function that scores each point of the plane goes in, coloured regions come out, and the
//! points of the classes on top.

use svg::node::element::{Group, Path};

use crate::text::pixel;
use crate::{Axis, Frame, Legend, Picture, Plane, palette};

/// Cells along each axis.
const CELLS: i32 = 80;
/// Steps from the first colour to the last. All cells of a colour are one shape, so that the file stays small.
const STEPS: usize = 20;

/// A map in the making.
///
/// ```
/// use chainrule_pictures::{Axis, Map};
///
/// let picture = Map::new("Exclusive or", Axis::linear("x1", 0.0, 1.0), Axis::linear("x2", 0.0, 1.0))
///     .regions(|[x1, x2]| x1 + x2 - 2.0 * x1 * x2)
///     .points("0", [[0.0, 0.0], [1.0, 1.0]])
///     .points("1", [[0.0, 1.0], [1.0, 0.0]])
///     .draw();
/// ```
#[must_use = "a picture is drawn by `draw`"]
pub struct Map {
    title: String,
    plane: Plane,
    regions: Group,
    points: Group,
    legend: Legend,
    classes: usize,
}

impl Map {
    /// A map with nothing on it yet.
    pub fn new(title: &str, x: Axis, y: Axis) -> Self {
        let plane = Plane::new(x, y, Frame { left: 80.0, top: 60.0, width: 400.0, height: 400.0 });
        let regions = plane.inside().set("shape-rendering", "crispEdges");
        let points = Group::new();
        Self { title: title.into(), plane, regions, points, legend: Legend::new([500.0, 60.0]), classes: 0 }
    }

    /// Colours the plane by a score, from 0 for the first class to 1 for the second.
    pub fn regions(mut self, score: impl Fn([f64; 2]) -> f64) -> Self {
        let edge = |cell: i32| f64::from(cell) / f64::from(CELLS);
        let shade = |column: i32, row: i32| {
            let middle = self.plane.point([edge(column) + edge(1) / 2.0, edge(row) + edge(1) / 2.0]);
            let score = score(middle);
            (0..STEPS).filter(|&step| (step as f64 + 0.5) / STEPS as f64 <= score).count()
        };
        let mut shapes = [const { String::new() }; STEPS + 1];
        for row in 0..CELLS {
            let shades: Vec<usize> = (0..CELLS).map(|column| shade(column, row)).collect();
            let mut column = 0;
            for run in shades.chunk_by(usize::eq) {
                let from = column;
                column += run.iter().map(|_| 1).sum::<i32>();
                let corners = [[edge(from), edge(row + 1)], [edge(column), edge(row)]];
                shapes[run[0]].push_str(&self.cells(corners));
            }
        }
        for (step, shape) in shapes.into_iter().enumerate().filter(|(_, shape)| !shape.is_empty()) {
            let colour = palette::leaning(step as f64 / STEPS as f64);
            self.regions = self.regions.add(Path::new().set("d", shape).set("fill", colour));
        }
        self
    }

    /// The points of the next class.
    pub fn points(mut self, name: &str, points: impl IntoIterator<Item = [f64; 2]>) -> Self {
        let colour = palette::SERIES[self.classes % palette::SERIES.len()];
        for point in points {
            self.points = self.points.add(self.plane.dot(point, 5.0, colour));
        }
        self.legend = self.legend.dot(name, colour);
        self.classes += 1;
        self
    }

    /// More points of the class last named, as rings.
    ///
    /// ```
    /// use chainrule_pictures::{Axis, Map};
    ///
    /// let map = Map::new("", Axis::linear("x1", 0.0, 1.0), Axis::linear("x2", 0.0, 1.0))
    ///     .points("learned from", [[0.2, 0.3]])
    ///     .rings("held out", [[0.4, 0.5]]);
    /// ```
    pub fn rings(mut self, name: &str, points: impl IntoIterator<Item = [f64; 2]>) -> Self {
        let colour = palette::SERIES[self.classes.saturating_sub(1) % palette::SERIES.len()];
        for point in points {
            let ring = self.plane.dot(point, 4.5, palette::PAPER).set("stroke", colour);
            self.points = self.points.add(ring.set("stroke-width", 2));
        }
        self.legend = self.legend.ring(name, colour);
        self
    }

    /// The picture, as wide as the names ask for.
    pub fn draw(self) -> Picture {
        let width = f64::max(680.0, self.legend.right() + 24.0).ceil();
        Picture::new(&self.title, [width, 520.0])
            .with(self.plane.axes())
            .with(self.regions)
            .with(self.points)
            .with(self.legend.draw())
    }

    /// The rectangle between an upper left and a lower right corner, in shares of the axes, as a part of a shape.
    fn cells(&self, corners: [[f64; 2]; 2]) -> String {
        let [[left, top], [right, bottom]] = corners.map(|corner| self.plane.at(self.plane.point(corner)));
        let [width, height] = [right - left, bottom - top].map(pixel);
        format!("M{},{}h{width}v{height}h-{width}z", pixel(left), pixel(top))
    }
}
