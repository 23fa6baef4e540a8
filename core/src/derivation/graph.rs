//! What depends on what: the steps of an evaluation as nodes, and the slopes between them as edges.

use alloc::collections::BTreeSet;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use super::carrying::is_close;
use super::trace::Trace;
use super::{Error, Evaluation, Expression, Topic, Value};

/// What depends on what, with the values and slopes of an evaluation; loops are unrolled.
///
/// ```
/// use chainrule::derivation::{Derivation, Evaluation};
/// use chainrule::differentiate;
///
/// #[differentiate]
/// fn f(x: f64, y: f64) -> f64 {
///     let u = x * y;
///     u.sin() + x
/// }
///
/// let derivation = Derivation::read(f::DERIVATION)?;
/// let graph = Evaluation::new(&derivation).argument("x", 0.5).argument("y", 2.0).graph("f")?;
///
/// let names: Vec<&str> = graph.nodes.iter().map(|node| node.name.as_str()).collect();
/// assert_eq!(names, ["x", "y", "u", "f"]);
/// assert_eq!(graph.nodes[0].gradient, f::gradient(0.5, 2.0)[0]);
///
/// let into_u: Vec<f64> = graph.edges.iter().filter(|edge| edge.to == 2).map(|edge| edge.slope).collect();
/// assert_eq!(into_u, [2.0, 0.5]);
/// # Ok::<(), chainrule::derivation::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Graph {
    /// The parameters and the steps; what something depends on comes before it.
    pub nodes: Vec<Node>,
    /// The slopes of steps in what their formulas have in them.
    pub edges: Vec<Edge>,
}

/// A parameter, or a step.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Node {
    /// What it is called; a step of a loop has the number of its iteration below the line.
    pub name: String,
    /// How it is worked out; nothing for a parameter.
    pub formula: Option<Expression>,
    /// What it is worth.
    pub value: f64,
    /// The slope of the function's value in it.
    pub gradient: f64,
}

/// The slope of a step in one thing that its formula has in it.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Edge {
    /// The node that the step depends on.
    pub from: usize,
    /// The node of the step.
    pub to: usize,
    /// The slope.
    pub slope: f64,
    /// Its formula.
    pub formula: Expression,
}

impl Evaluation<'_> {
    /// Works out the function and the slopes of one of its values: what depends on what.
    ///
    /// # Errors
    ///
    /// As those of [`forward`](Evaluation::forward), and [`Error::Unsupported`] where the steps are not all of numbers: of matrices, for
    /// instance, or of calls that are given arrays.
    pub fn graph(mut self, output: &str) -> Result<Graph, Error> {
        self.trace = Some(Trace::of(self.derivation));
        self.forward()?;
        self.settle();
        let mut trace = self.trace.take().unwrap_or_default();
        let end = trace.node_of(output).unwrap_or(trace.nodes.len());
        if end == trace.nodes.len() {
            // It depends on nothing.
            let value = self.number(output)?;
            trace.nodes.push(Node { name: output.into(), formula: None, value, gradient: 0.0 });
        }
        // The last step has the name of what it gives; a parameter that is given back keeps its own.
        if trace.nodes[end].formula.is_some() {
            trace.nodes[end].name = output.into();
        }
        let mut graph = Graph { nodes: trace.nodes, edges: trace.edges };
        graph.gradients(end);
        let graph = graph.leading_to(end);
        self.hold_against(&graph, output)?;
        Ok(graph)
    }

    /// The slopes in the parameters have to be those that the derivation gives; a step that was not understood is found out so.
    fn hold_against(&mut self, graph: &Graph, output: &str) -> Result<(), Error> {
        let outputs: Vec<(String, Value)> =
            self.outputs().into_iter().map(|(name, value)| (name, value.clone())).collect();
        for (name, value) in outputs {
            self.given(&name, value.filled(if name == output { 1.0 } else { 0.0 }));
        }
        self.backward()?;
        let is_list = self.derivation.part(Topic::Collected).is_some();
        for parameter in &self.derivation.parameters {
            let slope =
                if is_list { format!("∂{output}/∂{parameter}") } else { format!("∂{parameter}") };
            let found = graph.nodes.iter().filter(|node| {
                let rest = node.name.strip_prefix(parameter.as_str());
                node.formula.is_none() && rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('['))
            });
            // The order of sums may be another one: what is compared is their total.
            let found: f64 = found.map(|node| node.gradient).sum();
            let wanted: f64 = self.value(&slope).map_or(0.0, |slope| slope.flat().iter().sum());
            if !is_close(found, wanted) && self.value(&slope).is_some() {
                return Err(Error::Unsupported { what: format!("the graph of {output}") });
            }
        }
        Ok(())
    }
}

impl Graph {
    /// The slopes of a node's value in all others, from the last to the first.
    fn gradients(&mut self, end: usize) {
        if let Some(node) = self.nodes.get_mut(end) {
            node.gradient = 1.0;
        }
        let mut edges: Vec<&Edge> = self.edges.iter().collect();
        edges.sort_by_key(|edge| core::cmp::Reverse(edge.to));
        for edge in edges {
            let gradient = self.nodes[edge.to].gradient;
            self.nodes[edge.from].gradient += gradient * edge.slope;
        }
    }

    /// Of the graph, what leads to a node.
    fn leading_to(self, end: usize) -> Graph {
        let mut kept = BTreeSet::from([end]);
        let mut edges: Vec<&Edge> = self.edges.iter().collect();
        edges.sort_by_key(|edge| core::cmp::Reverse(edge.to));
        for edge in edges {
            if kept.contains(&edge.to) {
                kept.insert(edge.from);
            }
        }
        // Parameters first, in the order in which they are met.
        let (parameters, steps): (Vec<usize>, Vec<usize>) =
            kept.into_iter().partition(|&node| self.nodes[node].formula.is_none());
        let order: Vec<usize> = parameters.into_iter().chain(steps).collect();
        let place = |node: usize| order.iter().position(|&kept| kept == node);
        let edges = self
            .edges
            .iter()
            .filter_map(|edge| Some(Edge { from: place(edge.from)?, to: place(edge.to)?, ..edge.clone() }));
        Graph { edges: edges.collect(), nodes: order.iter().map(|&node| self.nodes[node].clone()).collect() }
    }
}
