//! Descents of a function of two numbers: the function and their steps go in, its contours with the ways down come out.

use chainrule::descent::Step;
use svg::node::element::Group;

use crate::boxes::arrow;
use crate::{Anchor, Axis, Frame, Legend, Picture, Plane, Timeline, contours, number, palette, text};

/// The contours of a function of two numbers, with a descent across them, step by step.
///
/// ```
/// use chainrule::{Descent, differentiate};
/// use chainrule_pictures::Landscape;
///
/// #[differentiate]
/// fn bowl(x1: f64, x2: f64) -> f64 {
///     x1.powi(2) + 2.0 * x2.powi(2)
/// }
///
/// let steps = Descent::new(0.1).steps::<bowl>([3.0, 2.0]).take(20).collect::<Result<Vec<_>, _>>()?;
/// let picture = Landscape::new("Downhill in a bowl", |[x1, x2]| bowl(x1, x2)).descent(&steps).draw();
/// assert!(picture.to_string().contains("iteration 0: x = (3.000, 2.000)"));
/// # Ok::<(), chainrule::descent::Error<[f64; 2]>>(())
/// ```
#[must_use = "a picture is drawn by `draw`"]
pub struct Landscape<'l> {
    title: String,
    function: Box<dyn Fn([f64; 2]) -> f64 + 'l>,
    axes: Option<[Axis; 2]>,
    levels: Option<Vec<f64>>,
    minimum: Option<[f64; 2]>,
    slopes: Option<f64>,
    seconds: f64,
    steps: &'l [Step<[f64; 2]>],
}

impl<'l> Landscape<'l> {
    /// A landscape that nobody walks in yet.
    pub fn new(title: &str, function: impl Fn([f64; 2]) -> f64 + 'l) -> Self {
        Landscape {
            title: title.into(),
            function: Box::new(function),
            axes: None,
            levels: None,
            minimum: None,
            slopes: None,
            seconds: 0.8,
            steps: &[],
        }
    }

    /// The axes, which otherwise reach a little further than the descent, with a unit as long along both.
    ///
    /// ```
    /// use chainrule_pictures::{Axis, Landscape};
    ///
    /// let picture = Landscape::new("A bowl", |[x, y]| x * x + y * y)
    ///     .axes(Axis::linear("x", -3.0, 3.0), Axis::linear("y", -2.0, 2.0))
    ///     .draw();
    /// assert!(picture.to_string().contains("svg"));
    /// ```
    pub fn axes(mut self, x: Axis, y: Axis) -> Self {
        self.axes = Some([x, y]);
        self
    }

    /// The values at which there is a contour, in ascending order; otherwise they are chosen between the values at the start and at the
    /// end of the descent.
    ///
    /// ```
    /// use chainrule_pictures::Landscape;
    ///
    /// let picture = Landscape::new("A bowl", |[x, y]| x * x + y * y).levels(&[0.25, 0.5]).draw();
    /// assert!(picture.to_string().contains("0.25"));
    /// ```
    pub fn levels(mut self, levels: &[f64]) -> Self {
        self.levels = Some(levels.to_vec());
        self
    }

    /// Marks the minimum.
    ///
    /// ```
    /// use chainrule_pictures::Landscape;
    ///
    /// let picture = Landscape::new("A bowl", |[x, y]| x * x + y * y).minimum([0.0, 0.0]).draw();
    /// assert!(picture.to_string().contains("minimum"));
    /// ```
    pub fn minimum(mut self, point: [f64; 2]) -> Self {
        self.minimum = Some(point);
        self
    }

    /// Shows the slope downhill along each axis as an arrow, so many times as long as it is steep.
    ///
    /// ```
    /// use chainrule_pictures::Landscape;
    ///
    /// let picture = Landscape::new("A bowl", |[x, y]| x * x + y * y).slopes(0.1).draw();
    /// assert!(picture.to_string().contains("−∂f/∂x1"));
    /// ```
    pub fn slopes(mut self, scale: f64) -> Self {
        self.slopes = Some(scale);
        self
    }

    /// How long each step takes: 0.8 seconds otherwise.
    ///
    /// ```
    /// use chainrule_pictures::Landscape;
    ///
    /// let hasty = Landscape::new("A bowl", |[x, y]| x * x + y * y).seconds(0.1);
    /// ```
    pub fn seconds(mut self, seconds: f64) -> Self {
        self.seconds = seconds;
        self
    }

    /// The descent.
    pub fn descent(mut self, steps: &'l [Step<[f64; 2]>]) -> Self {
        self.steps = steps;
        self
    }

    /// The picture.
    pub fn draw(self) -> Picture {
        let frame = Frame { left: 80.0, top: 84.0, width: 600.0, height: 400.0 };
        let [x, y] = self.axes.clone().unwrap_or_else(|| self.ranges(frame));
        let plane = Plane::new(x, y, frame);
        let timeline = Timeline::new(self.steps.len(), self.seconds);
        let mut legend = Legend::new([696.0, 84.0])
            .line("equal value", palette::BLUE, "none")
            .dot("descent", palette::ROSE);
        if self.slopes.is_some() {
            legend = legend.line("−∂f/∂x1", palette::GREEN, "none").line("−∂f/∂x2", palette::PURPLE, "none");
        }
        let levels = self.levels.clone().unwrap_or_else(|| self.between());
        let mut picture = Picture::new(&self.title, [840.0, 540.0]).with(plane.axes()).with(contours(
            &plane,
            &self.function,
            &levels,
        ));
        if let Some(point) = self.minimum {
            let [x, y] = plane.at(point);
            picture = picture.with(plane.dot(point, 4.0, palette::INK)).with(text(
                "minimum",
                [x - 8.0, y + 18.0],
                Anchor::End,
            ));
        }
        let mut path = plane.inside();
        let mut captions = Group::new();
        for (index, step) in self.steps.iter().enumerate() {
            if let Some(next) = self.steps.get(index + 1) {
                let way = plane.line([step.point, next.point]).set("stroke", palette::ROSE);
                path = path.add(timeline.from(index + 1, way));
            }
            // Many dots come close to each other.
            let [radius, edge] = if self.steps.len() > 50 { [3.0, 0.4] } else { [4.5, 1.0] };
            let dot = plane.dot(step.point, radius, palette::ROSE).set("stroke-width", edge);
            path = path.add(timeline.from(index, dot));
            for arrow in self.slopes.into_iter().flat_map(|scale| slopes(&plane, step, scale)) {
                path = path.add(timeline.at(index, 0.0, arrow));
            }
            captions = captions.add(timeline.at(index, 0.0, caption(step)));
        }
        let places: Vec<_> = self.steps.iter().map(|step| plane.at(step.point)).collect();
        if !places.is_empty() {
            path = path.add(timeline.travel(plane.dot([0.0, 0.0], 7.0, palette::ROSE), &places));
        }
        picture.with(path).with(captions).with(legend.draw())
    }

    /// The axes around the descent: a unit is as long along both, otherwise no angle would look right.
    fn ranges(&self, frame: Frame) -> [Axis; 2] {
        let along = |axis: usize| {
            let numbers = self.steps.iter().map(move |step| step.point[axis]);
            Axis::around("", numbers.chain(self.minimum.map(|point| point[axis]))).ends()
        };
        let [x, y] = [along(0), along(1)];
        let unit = f64::max((x[1] - x[0]) / frame.width, (y[1] - y[0]) / frame.height);
        let axis = |name: &str, [from, to]: [f64; 2], length: f64| {
            let (middle, half) = (f64::midpoint(from, to), 0.5 * unit * length);
            Axis::linear(name, middle - half, middle + half)
        };
        [axis("x1", x, frame.width), axis("x2", y, frame.height)]
    }

    /// Levels between the values at the start and at the end: in equal ratios if all are positive.
    fn between(&self) -> Vec<f64> {
        const COUNT: i32 = 7;
        let (Some(first), Some(last)) = (self.steps.first(), self.steps.last()) else { return Vec::new() };
        let (high, low) = (first.value, last.value.max(first.value * 1e-4));
        let shares = (0..COUNT).map(|level| f64::from(level) / f64::from(COUNT - 1));
        if low > 0.0 && high > 2.0 * low {
            shares.map(|share| rounded(low * (high / low).powf(share))).collect()
        } else {
            shares.map(|share| rounded(last.value + (high - last.value) * share * share)).collect()
        }
    }
}

/// To two digits, as it is to be written.
fn rounded(level: f64) -> f64 {
    format!("{level:.1e}").parse().unwrap_or(level)
}

/// Downhill along each axis; too short an arrow is none.
fn slopes(plane: &Plane, step: &Step<[f64; 2]>, scale: f64) -> Vec<Group> {
    let [from, along_x1, along_x2] = [[0.0, 0.0], [1.0, 0.0], [0.0, 1.0]].map(|along| {
        plane.at([0, 1].map(|axis| step.point[axis] - along[axis] * step.gradient[axis] * scale))
    });
    let both = [(along_x1, palette::GREEN), (along_x2, palette::PURPLE)].into_iter();
    both.filter(|(to, _)| (to[0] - from[0]).hypot(to[1] - from[1]) > 10.0)
        .map(|(to, colour)| arrow(from, to, colour))
        .collect()
}

fn caption(step: &Step<[f64; 2]>) -> svg::node::element::Text {
    let [x1, x2] = step.point.map(|coordinate| number(coordinate, 3));
    let [d1, d2] = step.gradient.map(|slope| number(slope, 3));
    let value = number(step.value, 3);
    let words =
        format!("iteration {}: x = ({x1}, {x2}), f = {value}, gradient = ({d1}, {d2})", step.iteration);
    text(words, [24.0, 58.0], Anchor::Start).set("fill", palette::GREY)
}
