//! Boxes and arrows: where nodes stand goes in; their boxes, what is written in them, and arrows from box to box come out.

use svg::node::element::{Group, Path, Rectangle, Text};

use crate::text::pixel;
use crate::{Anchor, palette, text};

/// From one line of text to the next, about as wide as a letter is, and the length of an arrow's head.
const LINE: f64 = 17.0;
const LETTER: f64 = 6.6;
const HEAD: f64 = 8.0;

/// A node of a graph: a box around its place, in pixels.
///
/// ```
/// use chainrule_pictures::{Picture, boxes::Node, palette};
///
/// let [x, y] = [[80.0, 90.0], [280.0, 90.0]].map(|middle| Node::new(middle, [100.0, 40.0]));
/// let picture = Picture::new("Two boxes", [360.0, 140.0])
///     .with(x.arrow(&y, palette::GREY))
///     .with_all([(x, "x"), (y, "y = x²")].map(|(node, words)| {
///         chainrule_pictures::svg::node::element::Group::new().add(node.outline(palette::BLUE)).add(node.line(0, 1, words))
///     }));
/// assert!(picture.to_string().contains("y = x²"));
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Node {
    /// Its middle.
    pub middle: [f64; 2],
    /// How wide and how high it is.
    pub size: [f64; 2],
}

impl Node {
    /// A box around a place.
    ///
    /// ```
    /// use chainrule_pictures::boxes::Node;
    ///
    /// assert_eq!(Node::new([80.0, 90.0], [100.0, 40.0]).size, [100.0, 40.0]);
    /// ```
    #[must_use]
    pub fn new(middle: [f64; 2], size: [f64; 2]) -> Self {
        Self { middle, size }
    }

    /// The empty box.
    ///
    /// ```
    /// use chainrule_pictures::{boxes::Node, palette};
    ///
    /// let outline = Node::new([80.0, 90.0], [100.0, 40.0]).outline(palette::BLUE);
    /// assert!(outline.to_string().contains(palette::BLUE));
    /// ```
    #[must_use]
    pub fn outline(&self, colour: &str) -> Rectangle {
        let [width, height] = self.size;
        Rectangle::new()
            .set("x", pixel(self.middle[0] - width / 2.0))
            .set("y", pixel(self.middle[1] - height / 2.0))
            .set("width", pixel(width))
            .set("height", pixel(height))
            .set("rx", 10)
            .set("fill", "white")
            .set("stroke", colour)
            .set("stroke-width", 1.5)
    }

    /// One of so many lines of text in the box, counted from 0.
    ///
    /// ```
    /// use chainrule_pictures::boxes::Node;
    ///
    /// let node = Node::new([80.0, 90.0], [100.0, 40.0]);
    /// assert!(node.line(0, 2, "y = x²").to_string().contains("y = x²"));
    /// ```
    #[must_use]
    pub fn line(&self, index: usize, lines: usize, words: impl Into<String>) -> Text {
        text(words, line_place(self.middle, index, lines), Anchor::Middle)
    }

    /// An arrow from the edge of this box to that of another.
    ///
    /// ```
    /// use chainrule_pictures::{boxes::Node, palette};
    ///
    /// let [x, y] = [80.0, 280.0].map(|x| Node::new([x, 90.0], [100.0, 40.0]));
    /// assert!(x.arrow(&y, palette::GREY).to_string().contains(palette::GREY));
    /// ```
    #[must_use]
    pub fn arrow(&self, to: &Node, colour: &str) -> Group {
        arrow(self.edge(to.middle), to.edge(self.middle), colour)
    }

    /// Where a share of the way to another node is done, from edge to edge.
    ///
    /// ```
    /// use chainrule_pictures::boxes::Node;
    ///
    /// let [x, y] = [80.0, 280.0].map(|x| Node::new([x, 90.0], [100.0, 40.0]));
    /// assert_eq!(x.toward(&y, 0.5), [180.0, 90.0]);
    /// ```
    #[must_use]
    pub fn toward(&self, to: &Node, share: f64) -> [f64; 2] {
        let (from, to) = (self.edge(to.middle), to.edge(self.middle));
        [0, 1].map(|axis| from[axis] + share * (to[axis] - from[axis]))
    }

    /// Where the line from the middle to another place leaves the box.
    fn edge(&self, to: [f64; 2]) -> [f64; 2] {
        let way = [0, 1].map(|axis| to[axis] - self.middle[axis]);
        let share = [0, 1].map(|axis| self.size[axis] / 2.0 / way[axis].abs());
        let share = share[0].min(share[1]);
        [0, 1].map(|axis| self.middle[axis] + share * way[axis])
    }
}

/// An arrow from place to place, in pixels.
///
/// ```
/// use chainrule_pictures::{boxes::arrow, palette};
///
/// let arrow = arrow([10.0, 10.0], [90.0, 10.0], palette::INK);
/// assert!(arrow.to_string().contains(palette::INK));
/// ```
#[must_use]
pub fn arrow(from: [f64; 2], to: [f64; 2], colour: &str) -> Group {
    let length = (to[0] - from[0]).hypot(to[1] - from[1]);
    let [x, y] = [0, 1].map(|axis| (to[axis] - from[axis]) / length);
    let behind = |way: f64, aside: f64| {
        format!("{},{}", pixel(to[0] - way * x - aside * y), pixel(to[1] - way * y + aside * x))
    };
    let shaft = Path::new()
        .set("d", format!("M{}L{}", behind(length, 0.0), behind(HEAD, 0.0)))
        .set("fill", "none")
        .set("stroke", colour)
        .set("stroke-width", 1.5);
    let corners = [behind(0.0, 0.0), behind(HEAD, HEAD / 2.0), behind(HEAD, -HEAD / 2.0)];
    let head = Path::new().set("d", format!("M{}Z", corners.join("L"))).set("fill", colour);
    Group::new().add(shaft).add(head)
}

/// Small lines of text around a place on an arrow, which they interrupt; the last one is in a colour.
///
/// ```
/// use chainrule_pictures::{boxes::label, palette};
///
/// let label = label([50.0, 50.0], &["2·x".into(), "= 6".into()], palette::ROSE);
/// assert!(label.to_string().contains("2·x"));
/// ```
#[must_use]
pub fn label(middle: [f64; 2], lines: &[String], colour: &str) -> Group {
    let longest = lines.iter().map(|words| words.chars().count()).max().unwrap_or(0);
    let gap = Node::new(middle, [LETTER * longest as f64 + 6.0, LINE * lines.len() as f64]);
    let gap = gap.outline("none").set("fill", palette::PAPER);
    let mut group = Group::new().set("font-size", 12).add(gap);
    for (index, words) in lines.iter().enumerate() {
        let colour = if index + 1 == lines.len() { colour } else { palette::GREY };
        let line = text(&**words, line_place(middle, index, lines.len()), Anchor::Middle);
        group = group.add(line.set("fill", colour));
    }
    group
}

fn line_place([x, y]: [f64; 2], index: usize, lines: usize) -> [f64; 2] {
    [x, y + LINE * (index as f64 - (lines as f64 - 1.0) / 2.0) + 4.5]
}
