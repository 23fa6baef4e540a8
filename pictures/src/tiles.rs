//! Small grey images side by side, each over its caption.

use svg::node::element::{Group, Rectangle};

use crate::{Anchor, Picture, palette, text};

/// The side of an image, and what lies between two of them, in pixels.
const SIDE: f64 = 80.0;
const BETWEEN: [f64; 2] = [24.0, 40.0];

/// A grid of images in the making.
///
/// ```
/// use chainrule_pictures::Tiles;
///
/// let checks = [0.0, 1.0, 1.0, 0.0];
/// let picture = Tiles::new("Two by two", 4).image("checks", 2, &checks).weights("weights", 2, &[-1.0, 1.0, 0.0, 0.5]).draw();
/// ```
#[must_use = "a picture is drawn by `draw`"]
pub struct Tiles {
    title: String,
    columns: usize,
    images: Vec<Group>,
}

impl Tiles {
    /// An empty grid of so many columns.
    pub fn new(title: &str, columns: usize) -> Self {
        Self { title: title.into(), columns, images: Vec::new() }
    }

    /// One more image, of so many pixels in a row: row by row, from 0 for white to 1 for black.
    pub fn image(self, caption: &str, width: usize, pixels: &[f64]) -> Self {
        self.tile(caption, width, pixels, palette::grey)
    }

    /// One more image of numbers from −1 for blue to 1 for rose.
    pub fn weights(self, caption: &str, width: usize, weights: &[f64]) -> Self {
        self.tile(caption, width, weights, |weight| palette::leaning(0.5 + 0.5 * weight))
    }

    fn tile(mut self, caption: &str, width: usize, pixels: &[f64], colour: impl Fn(f64) -> String) -> Self {
        let (column, row) = (self.images.len() % self.columns, self.images.len() / self.columns);
        let left = 24.0 + column as f64 * (SIDE + BETWEEN[0]);
        let top = 56.0 + row as f64 * (SIDE + BETWEEN[1]);
        let size = SIDE / width as f64;
        let square = |x: f64, y: f64, side: f64| {
            Rectangle::new().set("x", x).set("y", y).set("width", side).set("height", side)
        };
        let mut image = Group::new().set("shape-rendering", "crispEdges");
        for (index, &pixel) in pixels.iter().enumerate() {
            let [x, y] = [index % width, index / width].map(|position| position as f64 * size);
            image = image.add(square(left + x, top + y, size).set("fill", colour(pixel)));
        }
        let border = square(left, top, SIDE).set("fill", "none").set("stroke", palette::GREY);
        let words =
            text(caption, [left + SIDE / 2.0, top + SIDE + 18.0], Anchor::Middle).set("font-size", 12);
        self.images.push(image.add(border).add(words));
        self
    }

    /// The picture.
    pub fn draw(self) -> Picture {
        let rows = self.images.len().div_ceil(self.columns);
        let width = 48.0 - BETWEEN[0] + self.columns as f64 * (SIDE + BETWEEN[0]);
        let height = 56.0 + rows as f64 * (SIDE + BETWEEN[1]);
        Picture::new(&self.title, [width, height]).with_all(self.images)
    }
}
