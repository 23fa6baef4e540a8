//! The graph of a function: what depends on what at a point goes in, boxes and arrows with values and slopes come out.

use chainrule::derivation::{Edge, Graph, Node as Step};
use svg::node::element::{Group, Path};

use crate::boxes::{Node, arrow, label};
use crate::layers::Layers;
use crate::text::pixel;
use crate::{Anchor, Picture, Timeline, palette, short, text};

/// A formula of more letters is not written out.
const LONGEST: usize = 30;
/// The height of a box and of what is left free below it, in pixels.
const ROW: [f64; 2] = [64.0, 28.0];
/// About as wide as a letter is.
const LETTER: f64 = 6.9;
const MARGIN: f64 = 24.0;
const TOP: f64 = 84.0;
/// Where along an arrow its words may stand, the best first.
const SHARES: [f64; 7] = [0.5, 0.4, 0.6, 0.3, 0.7, 0.22, 0.78];

/// What depends on what, from left to right: in each box a step with its formula, its value, and the slope of the function in it; on each
/// arrow the slope of one step in another. Values come first, column by column, and slopes after them, from right to left; the arrows turn
/// then.
///
/// ```
/// use chainrule::derivation::{Derivation, Evaluation};
/// use chainrule::differentiate;
/// use chainrule_pictures::function_graph;
///
/// #[differentiate]
/// fn neuron(weights: &[f64; 2], inputs: &[f64; 2]) -> f64 {
///     let sum: f64 = weights.iter().zip(inputs).map(|(weight, input)| weight * input).sum();
///     sum.tanh()
/// }
///
/// let derivation = Derivation::read(neuron::DERIVATION)?;
/// let evaluation = Evaluation::new(&derivation).argument("weights", [0.5, -1.0]).argument("inputs", [2.0, 1.0]);
/// let picture = function_graph("A neuron", &evaluation.graph("neuron")?);
/// assert!(picture.to_string().contains("weights[1] = −1"));
/// # Ok::<(), chainrule::derivation::Error>(())
/// ```
pub fn function_graph(title: &str, graph: &Graph) -> Picture {
    drawn_graph(title, graph, true)
}

/// The same without slopes: the values alone, column by column.
///
/// ```
/// use chainrule::derivation::{Derivation, Evaluation};
/// use chainrule::differentiate;
/// use chainrule_pictures::value_graph;
///
/// #[differentiate]
/// fn error(y: f64, target: f64) -> f64 {
///     (y - target).powi(2)
/// }
///
/// let derivation = Derivation::read(error::DERIVATION)?;
/// let evaluation = Evaluation::new(&derivation).argument("y", 37.0).argument("target", 24.0);
/// let picture = value_graph("An error", &evaluation.graph("error")?);
/// assert!(picture.to_string().contains("error = 169"));
/// # Ok::<(), chainrule::derivation::Error>(())
/// ```
pub fn value_graph(title: &str, graph: &Graph) -> Picture {
    drawn_graph(title, graph, false)
}

fn drawn_graph(title: &str, graph: &Graph, has_slopes: bool) -> Picture {
    let edges: Vec<[usize; 2]> = graph.edges.iter().map(|edge| [edge.from, edge.to]).collect();
    let layers = Layers::of(graph.nodes.len(), &edges);
    let sheet = Sheet::of(graph, &layers, has_slopes);
    let columns = layers.size[0];
    let steps = if has_slopes { 2 * columns } else { columns };
    let timeline = Timeline::new(steps.max(1), 1.2);
    let mut arrows = Group::new();
    let mut labels = Group::new();
    let mut taken: Vec<Node> = sheet.boxes.clone();
    for (edge, way) in graph.edges.iter().zip(&layers.ways) {
        let points = sheet.way(way, &layers.ways);
        if !has_slopes {
            arrows = arrows.add(drawn(&points, palette::GREY));
            continue;
        }
        let words = words_of(edge);
        let place = free_place(&points, &words, &taken);
        taken.push(room(place, &words));
        // Once the slope of the function in a step is known, it goes back along the arrows.
        let known = 2 * columns - 1 - layers.places[edge.to][0];
        let back: Vec<[f64; 2]> = points.iter().rev().copied().collect();
        arrows = arrows
            .add(timeline.until(known, drawn(&points, palette::GREY)))
            .add(timeline.from(known, drawn(&back, palette::ROSE)));
        labels = labels.add(timeline.from(known, label(place, &words, palette::ROSE)));
    }
    let boxes = graph.nodes.iter().zip(&sheet.boxes).enumerate().map(|(index, (step, node))| {
        let column = layers.places[index][0];
        let slope_known = has_slopes.then(|| 2 * columns - 1 - column);
        drawn_box(lines_of(graph, step, has_slopes), node, timeline, column, slope_known)
    });
    Picture::new(title, sheet.size)
        .with(captions(output(graph), columns, steps, timeline))
        .with(arrows)
        .with(labels)
        .with_all(boxes.collect::<Vec<Group>>())
}

/// What happens at each step of the animation.
fn captions(output: &str, columns: usize, steps: usize, timeline: Timeline) -> Group {
    let mut captions = Group::new();
    for step in 0..steps {
        let words = match step {
            forward if forward < columns => {
                "Forward: the values, each from those that lead to it.".to_owned()
            }
            last if last == columns => format!("Backward: by itself, {output} has the slope 1."),
            _ => format!(
                "Backward: the slope of {output} in each, times the slope on the arrow, added up over the arrows."
            ),
        };
        let words = text(words, [24.0, 58.0], Anchor::Start).set("fill", palette::GREY);
        captions = captions.add(timeline.at(step, 0.0, words));
    }
    captions
}

/// Where everything stands, in pixels.
struct Sheet {
    size: [f64; 2],
    /// The boxes of the nodes.
    boxes: Vec<Node>,
    /// The middles of all places, those between included.
    middles: Vec<[f64; 2]>,
    /// How wide the column of each place is.
    widths: Vec<f64>,
}

impl Sheet {
    fn of(graph: &Graph, layers: &Layers, has_slopes: bool) -> Sheet {
        let [columns, rows] = layers.size;
        let mut widths = vec![0.0_f64; columns];
        for (step, place) in graph.nodes.iter().zip(&layers.places) {
            let longest = lines_of(graph, step, has_slopes)
                .iter()
                .map(|words| words.chars().count())
                .max()
                .unwrap_or(0);
            widths[place[0]] = widths[place[0]].max(LETTER * longest as f64 + 20.0);
        }
        let mut gaps = vec![60.0_f64; columns];
        for (edge, way) in graph.edges.iter().zip(&layers.ways) {
            let words = if has_slopes { words_of(edge) } else { Vec::new() };
            let longest = words.iter().map(|words| words.chars().count()).max().unwrap_or(0);
            for place in &way[..way.len() - 1] {
                let gap = &mut gaps[layers.places[*place][0]];
                *gap = gap.max(LETTER * longest as f64 + 70.0);
            }
        }
        let mut lefts = Vec::new();
        let mut left = MARGIN;
        for (width, gap) in widths.iter().zip(&gaps) {
            lefts.push(left);
            left += width + gap;
        }
        let width = left - gaps.last().copied().unwrap_or(0.0) + MARGIN;
        let height = ROW[0] + ROW[1];
        let middles: Vec<[f64; 2]> = layers
            .places
            .iter()
            .map(|&[column, row]| {
                // Shorter columns stand in the middle of the longest.
                let above = (rows - layers.lengths[column]) as f64 / 2.0;
                [lefts[column] + widths[column] / 2.0, TOP + height * (above + row as f64 + 0.5)]
            })
            .collect();
        let boxes = graph.nodes.iter().zip(&layers.places).zip(&middles);
        let boxes = boxes.map(|((step, place), &middle)| {
            let lines = lines_of(graph, step, has_slopes).len() as f64;
            Node::new(middle, [widths[place[0]], 17.0 * lines + 12.0])
        });
        let size = [width.max(640.0), TOP + height * rows as f64 + MARGIN];
        let boxes = boxes.collect();
        let widths = layers.places.iter().map(|place| widths[place[0]]).collect();
        Sheet { size, boxes, middles, widths }
    }

    /// The corners of an edge, from the side of one box to that of another, and straight through the columns between.
    fn way(&self, way: &[usize], ways: &[Vec<usize>]) -> Vec<[f64; 2]> {
        let mut points = Vec::new();
        for (number, &place) in way.iter().enumerate() {
            let ([x, y], half) = (self.middles[place], self.widths[place] / 2.0);
            if number > 0 {
                let before = ways.iter().filter_map(|way| beside(way, place, |at| at.checked_sub(1)));
                points.push([x - half, y + self.aside(place, way[number - 1], before)]);
            }
            if number + 1 < way.len() {
                let after = ways.iter().filter_map(|way| beside(way, place, |at| Some(at + 1)));
                points.push([x + half, y + self.aside(place, way[number + 1], after)]);
            }
        }
        points
    }

    /// How far above or below the middle of a box an edge ends, so that all those of a side stay apart, in the order of where they lead.
    fn aside(&self, place: usize, other: usize, all: impl Iterator<Item = usize>) -> f64 {
        let Some(node) = self.boxes.get(place) else { return 0.0 };
        let height = |place: usize| self.middles[place][1];
        let mut all: Vec<usize> = all.collect();
        all.sort_by(|a, b| height(*a).total_cmp(&height(*b)));
        let rank = all.iter().position(|place| *place == other).unwrap_or(0);
        let gap = f64::min(9.0, (node.size[1] - 8.0) / all.len() as f64);
        gap * (rank as f64 - (all.len() as f64 - 1.0) / 2.0)
    }
}

/// The place that comes before or after another one on a way, if that is on it.
fn beside(way: &[usize], place: usize, index: impl Fn(usize) -> Option<usize>) -> Option<usize> {
    way.iter().position(|other| *other == place).and_then(index).and_then(|index| way.get(index)).copied()
}

/// What is written in the box of a step.
fn lines_of(graph: &Graph, step: &Step, has_slopes: bool) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(formula) = &step.formula {
        let formula = formula.to_string();
        lines.extend((formula.chars().count() <= LONGEST).then(|| format!("{} = {formula}", step.name)));
    }
    lines.push(format!("{} = {}", step.name, short(step.value)));
    lines.extend(has_slopes.then(|| format!("∂{}/∂{} = {}", output(graph), step.name, short(step.gradient))));
    lines
}

fn output(graph: &Graph) -> &str {
    graph.nodes.last().map_or("f", |node| node.name.as_str())
}

/// What is written on the arrow of an edge: the formula of the slope, unless it is a number, and the slope.
fn words_of(edge: &Edge) -> Vec<String> {
    let (formula, slope) = (edge.formula.to_string(), short(edge.slope));
    let is_formula = formula != slope && formula.chars().count() <= LONGEST;
    let mut words = Vec::new();
    words.extend(is_formula.then_some(formula));
    words.push(if is_formula { format!("= {slope}") } else { slope });
    words
}

/// An arrow through all corners.
fn drawn(points: &[[f64; 2]], colour: &str) -> Group {
    let mut group = Group::new();
    for (number, two) in points.windows(2).enumerate() {
        let is_last = number + 2 == points.len();
        group = group.add(if is_last {
            arrow(two[0], two[1], colour)
        } else {
            let place = |[x, y]: [f64; 2]| format!("{},{}", pixel(x), pixel(y));
            let shaft = Path::new().set("d", format!("M{}L{}", place(two[0]), place(two[1])));
            Group::new().add(shaft.set("fill", "none").set("stroke", colour).set("stroke-width", 1.5))
        });
    }
    group
}

/// The room that words take around their middle.
fn room(middle: [f64; 2], words: &[String]) -> Node {
    let longest = words.iter().map(|words| words.chars().count()).max().unwrap_or(0);
    Node::new(middle, [LETTER * longest as f64 + 8.0, 17.0 * words.len() as f64 + 2.0])
}

/// A place on an arrow that is not taken, or the one that is taken least.
fn free_place(points: &[[f64; 2]], words: &[String], taken: &[Node]) -> [f64; 2] {
    let [from, to] = [points[0], points[1]];
    let place = |share: f64| [0, 1].map(|axis| from[axis] + share * (to[axis] - from[axis]));
    let overlap = |middle: [f64; 2]| {
        let own = room(middle, words);
        let common = |other: &Node| {
            let [x, y] = [0, 1].map(|axis| {
                let reach = f64::midpoint(own.size[axis], other.size[axis]);
                (reach - (own.middle[axis] - other.middle[axis]).abs()).max(0.0)
            });
            x * y
        };
        taken.iter().map(common).sum::<f64>()
    };
    let best = SHARES.into_iter().map(place).min_by(|a, b| overlap(*a).total_cmp(&overlap(*b)));
    best.unwrap_or(from)
}

/// The box of a step, in which the value appears once it is known, and then the slope, if there are any.
fn drawn_box(
    lines: Vec<String>,
    node: &Node,
    timeline: Timeline,
    value_known: usize,
    slope_known: Option<usize>,
) -> Group {
    let count = lines.len();
    let formulas = count - 1 - usize::from(slope_known.is_some());
    let mut group = Group::new().set("font-size", 12).add(node.outline(palette::BLUE));
    for (index, words) in lines.into_iter().enumerate() {
        let line = node.line(index, count, words);
        group = match slope_known {
            _ if index < formulas => group.add(line.set("fill", palette::GREY)),
            Some(known) if index > formulas => {
                group.add(timeline.from(known, line.set("fill", palette::ROSE).set("font-weight", "bold")))
            }
            _ => group.add(timeline.from(value_known, line.set("font-weight", "bold"))),
        };
    }
    group
}
