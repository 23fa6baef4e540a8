//! What the colours mean.

use svg::node::element::{Circle, Group, Line};

use crate::text::pixel;
use crate::{Anchor, palette, text};

/// A column of names, each beside its mark.
///
/// ```
/// use chainrule_pictures::{Legend, Picture, palette};
///
/// let legend = Legend::new([24.0, 50.0]).line("f", palette::INK, "none").dot("descent", palette::ROSE).ring("held out", palette::BLUE);
/// let picture = Picture::new("Marks", [200.0, 130.0]).with(legend.draw());
/// assert!(picture.to_string().contains("descent"));
/// ```
#[must_use = "a legend is drawn by `draw`"]
pub struct Legend {
    place: [f64; 2],
    rows: f64,
    /// Letters of the longest name.
    longest: usize,
    group: Group,
}

impl Legend {
    /// An empty column, with its upper left corner at a place.
    pub fn new(place: [f64; 2]) -> Self {
        Self { place, rows: 0.0, longest: 0, group: Group::new() }
    }

    /// A row for a line of this colour; `dashes` are those of `stroke-dasharray`.
    pub fn line(mut self, name: &str, colour: &str, dashes: &str) -> Self {
        let [x, y] = self.middle();
        let mark = Line::new()
            .set("x1", pixel(x))
            .set("x2", pixel(x + 22.0))
            .set("y1", pixel(y))
            .set("y2", pixel(y))
            .set("stroke", colour)
            .set("stroke-width", 2.5)
            .set("stroke-dasharray", dashes);
        self.group = self.group.add(mark);
        self.named(name)
    }

    /// A row for dots of this colour.
    pub fn dot(mut self, name: &str, colour: &str) -> Self {
        let [x, y] = self.middle();
        let mark =
            Circle::new().set("cx", pixel(x + 11.0)).set("cy", pixel(y)).set("r", 5).set("fill", colour);
        self.group = self.group.add(mark);
        self.named(name)
    }

    /// Where the names end, in pixels: about, for a viewer has the font that it has.
    pub(crate) fn right(&self) -> f64 {
        self.place[0] + 30.0 + 7.6 * self.longest as f64
    }

    /// A row for rings of this colour.
    pub fn ring(mut self, name: &str, colour: &str) -> Self {
        let [x, y] = self.middle();
        let mark = Circle::new().set("cx", pixel(x + 11.0)).set("cy", pixel(y)).set("r", 4.5);
        let mark = mark.set("fill", "none").set("stroke", colour).set("stroke-width", 2);
        self.group = self.group.add(mark);
        self.named(name)
    }

    /// The legend, for a picture.
    #[must_use]
    pub fn draw(self) -> Group {
        self.group
    }

    fn named(mut self, name: &str) -> Self {
        let [x, y] = self.middle();
        self.group = self.group.add(text(name, [x + 30.0, y + 4.5], Anchor::Start).set("fill", palette::INK));
        self.rows += 1.0;
        self.longest = self.longest.max(name.chars().count());
        self
    }

    fn middle(&self) -> [f64; 2] {
        [self.place[0], self.place[1] + 10.0 + 22.0 * self.rows]
    }
}
