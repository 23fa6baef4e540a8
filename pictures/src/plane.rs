//! A plane: points in numbers go in, shapes in pixels come out.

use svg::node::element::{Circle, ClipPath, Group, Line, Path, Rectangle};

use crate::text::pixel;
use crate::{Anchor, Axis, palette, text};

/// A rectangle of a picture, in pixels.
///
/// ```
/// let frame = chainrule_pictures::Frame { left: 80.0, top: 60.0, width: 600.0, height: 340.0 };
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Frame {
    /// Where it begins.
    pub left: f64,
    /// Where it begins, from above.
    pub top: f64,
    /// How wide it is.
    pub width: f64,
    /// How high it is.
    pub height: f64,
}

/// Two axes in a frame. The numbers are written outside, to the left and below.
///
/// ```
/// use chainrule_pictures::{Axis, Frame, Picture, Plane, palette};
///
/// let frame = Frame { left: 80.0, top: 60.0, width: 600.0, height: 340.0 };
/// let plane = Plane::new(Axis::linear("x", -2.0, 2.0), Axis::linear("x²", 0.0, 4.0), frame);
/// assert_eq!(plane.at([0.0, 0.0]), [380.0, 400.0]);
/// assert_eq!(plane.point([0.5, 0.0]), [0.0, 0.0]);
///
/// let curves = plane.inside().add(plane.graph(|x| x * x)).add(plane.dot([1.0, 1.0], 5.0, palette::ROSE));
/// let picture = Picture::new("A parabola", [720.0, 460.0]).with(plane.axes()).with(curves);
/// assert!(picture.to_string().contains("clip-path"));
/// ```
#[derive(Clone)]
pub struct Plane {
    /// From left to right.
    pub x: Axis,
    /// From below to above.
    pub y: Axis,
    /// Where it stands.
    pub frame: Frame,
}

impl Plane {
    /// A plane in a frame.
    #[must_use]
    pub fn new(x: Axis, y: Axis, frame: Frame) -> Self {
        Self { x, y, frame }
    }

    /// Where a point stands on the picture.
    #[must_use]
    pub fn at(&self, [x, y]: [f64; 2]) -> [f64; 2] {
        let Frame { left, top, width, height } = self.frame;
        [left + width * self.x.share(x), top + height * (1.0 - self.y.share(y))]
    }

    /// The point at a share of each axis.
    #[must_use]
    pub fn point(&self, [x, y]: [f64; 2]) -> [f64; 2] {
        [self.x.number(x), self.y.number(y)]
    }

    /// A group of which only what is inside the frame can be seen.
    #[must_use]
    pub fn inside(&self) -> Group {
        let name = format!("frame-{:.0}-{:.0}", self.frame.left, self.frame.top);
        let window = ClipPath::new().set("id", name.clone()).add(self.rectangle());
        Group::new().set("clip-path", format!("url(#{name})")).add(window)
    }

    /// The grid, the numbers and the names of the axes.
    #[must_use]
    pub fn axes(&self) -> Group {
        let Frame { left, top, width, height } = self.frame;
        let (right, bottom) = (left + width, top + height);
        let mut group = Group::new().add(self.rectangle().set("fill", "white").set("stroke", palette::GRID));
        for (tick, written) in self.x.ticks(count(width, 75.0)) {
            let [x, _] = self.at([tick, 1.0]);
            group = group.add(rule([x, top], [x, bottom]));
            group = group.add(small(text(written, [x, bottom + 17.0], Anchor::Middle)));
        }
        for (tick, written) in self.y.ticks(count(height, 50.0)) {
            let [_, y] = self.at([1.0, tick]);
            group = group.add(rule([left, y], [right, y]));
            group = group.add(small(text(written, [left - 8.0, y + 4.0], Anchor::End)));
        }
        let middle = [left - 44.0, top + height / 2.0];
        let turn = format!("rotate(-90 {} {})", pixel(middle[0]), pixel(middle[1]));
        group
            .add(text(&*self.x.name, [left + width / 2.0, bottom + 36.0], Anchor::Middle))
            .add(text(&*self.y.name, middle, Anchor::Middle).set("transform", turn))
    }

    /// A line from point to point, broken where one is not finite.
    pub fn line(&self, points: impl IntoIterator<Item = [f64; 2]>) -> Path {
        let mut data = String::new();
        let mut command = 'M';
        for point in points {
            let [x, y] = self.at(point);
            if x.is_finite() && y.is_finite() {
                data.push_str(&format!("{command}{},{}", pixel(x), pixel(y)));
                command = 'L';
            } else {
                command = 'M';
            }
        }
        Path::new()
            .set("d", data)
            .set("fill", "none")
            .set("stroke", palette::INK)
            .set("stroke-width", 2)
            .set("stroke-linejoin", "round")
    }

    /// The graph of a function across the whole plane.
    pub fn graph(&self, function: impl Fn(f64) -> f64) -> Path {
        const PIECES: i32 = 200;
        let shares = (0..=PIECES).map(|piece| f64::from(piece) / f64::from(PIECES));
        self.line(shares.map(|share| self.x.number(share)).map(|x| [x, function(x)]))
    }

    /// A dot at a point.
    #[must_use]
    pub fn dot(&self, point: [f64; 2], radius: f64, colour: &str) -> Circle {
        let [x, y] = self.at(point);
        Circle::new()
            .set("cx", pixel(x))
            .set("cy", pixel(y))
            .set("r", radius)
            .set("fill", colour)
            .set("stroke", palette::PAPER)
            .set("stroke-width", 1)
    }

    fn rectangle(&self) -> Rectangle {
        let Frame { left, top, width, height } = self.frame;
        Rectangle::new()
            .set("x", pixel(left))
            .set("y", pixel(top))
            .set("width", pixel(width))
            .set("height", pixel(height))
    }
}

/// How many ticks fit on a length.
fn count(length: f64, apart: f64) -> usize {
    (1..20).take_while(|&ticks| f64::from(ticks) * apart <= length).count().max(1)
}

fn rule([x1, y1]: [f64; 2], [x2, y2]: [f64; 2]) -> Line {
    Line::new()
        .set("x1", pixel(x1))
        .set("y1", pixel(y1))
        .set("x2", pixel(x2))
        .set("y2", pixel(y2))
        .set("stroke", palette::GRID)
}

fn small(text: svg::node::element::Text) -> svg::node::element::Text {
    text.set("font-size", 12).set("fill", palette::GREY)
}
