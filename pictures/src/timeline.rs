//! Time: which step of a run is shown when.
//!
//! One step takes as long as another, the last one stays for a while, and then all begins anew. What is never animated,
//! by a viewer that cannot, stands as after the last step.

use svg::Node;
use svg::node::element::{Animate, Circle, Group};

use crate::text::pixel;

/// How long the last step stays.
const PAUSE: f64 = 3.0;

/// The steps of an animation.
///
/// ```
/// use chainrule_pictures::{Anchor, Picture, Timeline, text};
///
/// let timeline = Timeline::new(3, 0.8);
/// let word = |words: &str| text(words, [24.0, 70.0], Anchor::Start);
/// let picture = Picture::new("One after another", [300.0, 100.0])
///     .with(timeline.until(1, word("at first")))
///     .with(timeline.at(1, 0.0, word("then")))
///     .with(timeline.from(2, word("in the end")));
/// assert!(picture.to_string().contains("animate"));
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Timeline {
    steps: usize,
    seconds: f64,
}

impl Timeline {
    /// So many steps, of so many seconds each.
    #[must_use]
    pub fn new(steps: usize, seconds: f64) -> Self {
        Self { steps, seconds }
    }

    /// A node that appears at a step, and stays.
    #[must_use]
    pub fn from(&self, step: usize, node: impl Into<Box<dyn Node>>) -> Group {
        self.at(step, 1.0, node)
    }

    /// A node that appears at a step, and fades to an opacity at the next; that of the last step does not fade.
    #[must_use]
    pub fn at(&self, step: usize, faded: f64, node: impl Into<Box<dyn Node>>) -> Group {
        let is_last = step + 1 >= self.steps;
        let after = if is_last { 1.0 } else { faded };
        let times = [0.0, self.share(step as f64), self.share(step as f64 + 1.0)];
        let opacity = self.animate("opacity", &[0.0, 1.0, after], &times).set("calcMode", "discrete");
        Group::new().set("opacity", after).add(node).add(opacity)
    }

    /// A node that is there from the beginning, and vanishes at a step.
    #[must_use]
    pub fn until(&self, step: usize, node: impl Into<Box<dyn Node>>) -> Group {
        let times = [0.0, self.share(step as f64)];
        let opacity = self.animate("opacity", &[1.0, 0.0], &times).set("calcMode", "discrete");
        Group::new().set("opacity", 0).add(node).add(opacity)
    }

    /// A circle that goes from place to place, in pixels, one at each step. It rests for half of each.
    #[must_use]
    pub fn travel(&self, circle: Circle, places: &[[f64; 2]]) -> Circle {
        let Some(&[x, y]) = places.last() else { return circle };
        let times: Vec<f64> = (0..places.len())
            .flat_map(|step| [step as f64, step as f64 + 0.5])
            .map(|time| self.share(time))
            .chain([1.0])
            .collect();
        let along = |coordinate: usize| -> Vec<f64> {
            places.iter().flat_map(|place| [place[coordinate]; 2]).chain([[x, y][coordinate]]).collect()
        };
        circle
            .set("cx", pixel(x))
            .set("cy", pixel(y))
            .add(self.animate("cx", &along(0), &times))
            .add(self.animate("cy", &along(1), &times))
    }

    /// The share of the whole time at which a step begins.
    fn share(&self, step: f64) -> f64 {
        (step * self.seconds / self.duration()).min(1.0)
    }

    fn duration(&self) -> f64 {
        self.steps as f64 * self.seconds + PAUSE
    }

    fn animate(&self, attribute: &str, values: &[f64], times: &[f64]) -> Animate {
        let list = |numbers: Vec<String>| numbers.join(";");
        Animate::new()
            .set("attributeName", attribute)
            .set("values", list(values.iter().map(|&value| pixel(value)).collect()))
            .set("keyTimes", list(times.iter().map(|time| format!("{time:.5}")).collect()))
            .set("dur", format!("{:.2}s", self.duration()))
            .set("repeatCount", "indefinite")
    }
}
