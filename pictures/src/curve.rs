//! Descents of a function of one number: the function and their steps go in, the curve with the ways down comes out.

use chainrule::descent::Step;
use svg::node::element::Group;

use crate::{Anchor, Axis, Frame, Legend, Picture, Plane, Timeline, number, palette, text};

/// How much of an old tangent, and of an old point, is still seen.
const OLD: [f64; 2] = [0.12, 0.6];

/// The curve of a function of one number, with descents on it, step by step: a single one with its tangents.
///
/// ```
/// use chainrule::{Descent, differentiate};
/// use chainrule_pictures::Curve;
///
/// #[differentiate]
/// fn square(x: f64) -> f64 {
///     x.powi(2)
/// }
///
/// let steps = Descent::new(0.1).steps::<square>(3.0).take(11).collect::<Result<Vec<_>, _>>()?;
/// let picture = Curve::new("Downhill on x²", square).descent("from 3", &steps).draw();
/// assert!(picture.to_string().contains("iteration 10: x = 0.322"));
/// # Ok::<(), chainrule::descent::Error<f64>>(())
/// ```
#[must_use = "a picture is drawn by `draw`"]
pub struct Curve<'c> {
    title: String,
    function: Box<dyn Fn(f64) -> f64 + 'c>,
    name: String,
    x: Option<Axis>,
    y: Option<Axis>,
    descents: Vec<(String, &'c [Step<f64>])>,
    notes: Vec<(String, [f64; 2])>,
}

impl<'c> Curve<'c> {
    /// A curve with no descents yet.
    pub fn new(title: &str, function: impl Fn(f64) -> f64 + 'c) -> Self {
        Curve {
            title: title.into(),
            function: Box::new(function),
            name: "f(x)".into(),
            x: None,
            y: None,
            descents: Vec::new(),
            notes: Vec::new(),
        }
    }

    /// What the curve is called in the legend.
    ///
    /// ```
    /// use chainrule_pictures::Curve;
    ///
    /// let picture = Curve::new("A parabola", |x| x * x).named("x²").draw();
    /// assert!(picture.to_string().contains("x²"));
    /// ```
    pub fn named(mut self, name: &str) -> Self {
        self.name = name.into();
        self
    }

    /// The axes, which otherwise reach a little further than the descents.
    ///
    /// ```
    /// use chainrule_pictures::{Axis, Curve};
    ///
    /// let picture = Curve::new("A parabola", |x| x * x)
    ///     .axes(Axis::linear("x", -2.0, 2.0), Axis::linear("f(x)", -1.0, 4.0))
    ///     .draw();
    /// ```
    pub fn axes(mut self, x: Axis, y: Axis) -> Self {
        (self.x, self.y) = (Some(x), Some(y));
        self
    }

    /// One more descent.
    pub fn descent(mut self, name: &str, steps: &'c [Step<f64>]) -> Self {
        self.descents.push((name.into(), steps));
        self
    }

    /// A few words below a point.
    ///
    /// ```
    /// use chainrule_pictures::Curve;
    ///
    /// let picture = Curve::new("A parabola", |x| x * x).note("minimum", [0.0, 0.0]).draw();
    /// assert!(picture.to_string().contains("minimum"));
    /// ```
    pub fn note(mut self, words: &str, point: [f64; 2]) -> Self {
        self.notes.push((words.into(), point));
        self
    }

    /// The picture.
    pub fn draw(self) -> Picture {
        let frame = Frame { left: 80.0, top: 84.0, width: 600.0, height: 340.0 };
        let [x, y] = self.ranges();
        let plane = Plane::new(x, y, frame);
        let mut curves = plane.inside().add(plane.graph(&self.function));
        let mut legend = Legend::new([696.0, 84.0]).line(&self.name, palette::INK, "none");
        let mut above = Group::new();
        let alone = self.descents.len() == 1;
        // As in the lesson: the point is red, and tangents are blue.
        let colours = if alone { [palette::ROSE; 6] } else { palette::SERIES };
        if alone {
            legend = legend.line("tangent", palette::BLUE, "none");
        }
        for ((name, steps), colour) in self.descents.iter().zip(colours.into_iter().cycle()) {
            let timeline = Timeline::new(steps.len(), if alone { 0.9 } else { 0.6 });
            for (index, step) in steps.iter().enumerate() {
                let &Step { point, value, gradient, .. } = step;
                if alone {
                    let [from, to] = plane.x.ends();
                    let reach = (to - from) * 0.19;
                    let tangent =
                        plane.line([-reach, reach].map(|way| [point + way, value + way * gradient]));
                    curves = curves.add(timeline.at(index, OLD[0], tangent.set("stroke", palette::BLUE)));
                    above = above.add(timeline.at(index, 0.0, caption(step)));
                }
                let faded = if alone { OLD[1] } else { 1.0 };
                curves = curves.add(timeline.at(index, faded, plane.dot([point, value], 4.5, colour)));
            }
            let places: Vec<_> = steps.iter().map(|step| plane.at([step.point, step.value])).collect();
            above = above.add(timeline.travel(plane.dot([0.0, 0.0], 7.0, colour), &places));
            legend = legend.dot(name, colour);
        }
        for (words, point) in &self.notes {
            let [x, y] = plane.at(*point);
            above = above.add(text(words, [x, y + 22.0], Anchor::Middle));
        }
        let width = f64::max(820.0, legend.right() + 24.0).ceil();
        Picture::new(&self.title, [width, 480.0])
            .with(plane.axes())
            .with(curves)
            .with(above)
            .with(legend.draw())
    }

    fn ranges(&self) -> [Axis; 2] {
        let x = self.x.clone().unwrap_or_else(|| {
            Axis::around("x", self.descents.iter().flat_map(|(_, steps)| steps.iter().map(|step| step.point)))
        });
        let y = self.y.clone().unwrap_or_else(|| {
            let [from, to] = x.ends();
            let across = (0..=100).map(|part| from + (to - from) * f64::from(part) / 100.0);
            Axis::around("f(x)", across.map(&self.function))
        });
        [x, y]
    }
}

fn caption(step: &Step<f64>) -> svg::node::element::Text {
    let [x, f, slope] = [step.point, step.value, step.gradient].map(|figure| number(figure, 3));
    let words = format!("iteration {}: x = {x}, f(x) = {f}, slope = {slope}", step.iteration);
    text(words, [24.0, 58.0], Anchor::Start).set("fill", palette::GREY)
}
