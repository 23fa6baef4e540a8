//! A chart: named series of points go in, a picture with a line each and a legend comes out.

use svg::node::element::Group;

use crate::{Anchor, Axis, Frame, Legend, Picture, Plane, palette, text};

/// A line chart in the making.
///
/// ```
/// use chainrule_pictures::{Axis, Chart};
///
/// let losses = [0.9, 0.5, 0.2];
/// let picture = Chart::new("Loss", Axis::linear("iteration", 0.0, 100.0), Axis::logarithmic("loss", 1e-6, 1.0))
///     .line("rate 0.1", losses.iter().enumerate().map(|(iteration, &loss)| [iteration as f64, loss]))
///     .draw();
/// ```
#[must_use = "a picture is drawn by `draw`"]
pub struct Chart {
    title: String,
    plane: Plane,
    lines: Group,
    notes: Group,
    legend: Legend,
    series: usize,
}

/// Lines differ by more than their colour from the second round of the palette on.
const DASHES: [&str; 3] = ["none", "7 4", "2 3"];

impl Chart {
    /// A chart with nothing on it yet.
    pub fn new(title: &str, x: Axis, y: Axis) -> Self {
        let plane = Plane::new(x, y, Frame { left: 80.0, top: 60.0, width: 480.0, height: 340.0 });
        let legend = Legend::new([580.0, 60.0]);
        Self { title: title.into(), lines: plane.inside(), plane, notes: Group::new(), legend, series: 0 }
    }

    /// A series as a line. Where a value is not finite, or not positive on a logarithmic axis, it has a gap.
    pub fn line(mut self, name: &str, points: impl IntoIterator<Item = [f64; 2]>) -> Self {
        let (colour, dashes) = self.next_mark();
        let line = self.plane.line(points).set("stroke", colour).set("stroke-dasharray", dashes);
        self.lines = self.lines.add(line);
        self.legend = self.legend.line(name, colour, dashes);
        self
    }

    /// A series as dots.
    ///
    /// ```
    /// use chainrule_pictures::{Axis, Chart};
    ///
    /// let chart = Chart::new("", Axis::linear("x", 0.0, 1.0), Axis::linear("y", 0.0, 1.0)).dots("measured", [[0.5, 0.5]]);
    /// ```
    pub fn dots(mut self, name: &str, points: impl IntoIterator<Item = [f64; 2]>) -> Self {
        let (colour, _) = self.next_mark();
        for point in points {
            if self.plane.at(point).iter().all(|coordinate| coordinate.is_finite()) {
                self.lines = self.lines.add(self.plane.dot(point, 4.0, colour));
            }
        }
        self.legend = self.legend.dot(name, colour);
        self
    }

    /// A few words at a point, in the middle of them.
    ///
    /// ```
    /// use chainrule_pictures::{Axis, Chart};
    ///
    /// let chart = Chart::new("", Axis::linear("x", 0.0, 1.0), Axis::linear("y", 0.0, 1.0)).note("here", [0.5, 0.5]);
    /// ```
    pub fn note(mut self, words: &str, point: [f64; 2]) -> Self {
        let note = text(words, self.plane.at(point), Anchor::Middle).set("fill", palette::GREY);
        self.notes = self.notes.add(note);
        self
    }

    /// The picture, as wide as the names ask for.
    pub fn draw(self) -> Picture {
        let width = f64::max(760.0, self.legend.right() + 24.0).ceil();
        Picture::new(&self.title, [width, 460.0])
            .with(self.plane.axes())
            .with(self.lines)
            .with(self.notes)
            .with(self.legend.draw())
    }

    fn next_mark(&mut self) -> (&'static str, &'static str) {
        let (round, index) = (self.series / palette::SERIES.len(), self.series % palette::SERIES.len());
        self.series += 1;
        (palette::SERIES[index], DASHES[round % DASHES.len()])
    }
}
