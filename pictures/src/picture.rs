//! A sheet of paper: a title and whatever stands under it go in, an SVG document comes out.

use std::fmt::{self, Display, Formatter};

use svg::node::element::{Rectangle, SVG, Title};
use svg::{Document, Node};

use crate::{Anchor, palette, text};

/// A document in the making. Its unit is the pixel, and its origin the upper left corner. Written out, it is the text of an SVG file.
///
/// ```
/// use chainrule_pictures::{Anchor, Picture, text};
///
/// let picture = Picture::new("A word", [300.0, 100.0]).with(text("here", [150.0, 70.0], Anchor::Middle));
/// assert!(picture.to_string().starts_with("<svg"));
/// ```
#[must_use = "a picture is text, to be written to a file"]
pub struct Picture(Document);

impl Picture {
    /// An empty sheet. Its uppermost 44 pixels are the title's.
    pub fn new(title: &str, [width, height]: [f64; 2]) -> Self {
        let paper = Rectangle::new()
            .set("width", width)
            .set("height", height)
            .set("fill", palette::PAPER)
            .set("rx", 6);
        let heading =
            text(title, [24.0, 32.0], Anchor::Start).set("font-size", 18).set("font-weight", "bold");
        let document = SVG::new()
            .set("viewBox", (0, 0, width, height))
            .set("width", width)
            .set("height", height)
            .set("font-family", "system-ui, 'Segoe UI', 'DejaVu Sans', sans-serif")
            .set("font-size", 13)
            .add(Title::new(title))
            .add(paper)
            .add(heading);
        Self(document)
    }

    /// The picture with one more node, on top of the others.
    pub fn with(self, node: impl Into<Box<dyn Node>>) -> Self {
        Self(self.0.add(node))
    }

    /// The picture with more nodes, one on top of another.
    pub fn with_all<N: Into<Box<dyn Node>>>(self, nodes: impl IntoIterator<Item = N>) -> Self {
        nodes.into_iter().fold(self, Self::with)
    }
}

impl Display for Picture {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}
