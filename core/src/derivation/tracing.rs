//! What each statement does to the nodes that names stand for.

use alloc::boxed::Box;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::statement::{Head, Over, Targets};
use super::trace::{Content, is_place};
use super::{Edge, Error, Evaluation, Expression, Expression as E, Node};

impl Evaluation<'_> {
    /// Puts into a place what was traced.
    pub(super) fn keep_trace(&mut self, traced: Option<(String, Content)>) {
        let (Some(trace), Some((place, content))) = (&mut self.trace, traced) else { return };
        match content {
            Content::Node(node) => trace.put(place, Some(node)),
            Content::Constant => trace.forget(&place),
            Content::Copy(all) => {
                trace.forget(&place);
                for (rest, node) in all {
                    trace.put(format!("{place}{rest}"), Some(node));
                }
            }
        }
    }

    /// `a[i] += w`: a node that depends on what was there and on what is added.
    pub(super) fn traced_change(
        &mut self,
        target: &Expression,
        by: &Expression,
        sign: f64,
        over: &Over,
        indices: &[(char, i64)],
    ) -> Result<Option<(String, Content)>, Error> {
        let Some((place, added)) = self.traced(target, by, by, over, indices)? else { return Ok(None) };
        let Content::Node(added) = added else {
            return match added {
                Content::Constant => Ok(None),
                _ => Err(Error::Unsupported { what: target.to_string() }),
            };
        };
        let before = self.here(over, indices).number(target)?;
        let by_value = self.here(over, indices).number(by)?;
        let name = self.name_of(&place, target);
        let Some(trace) = &mut self.trace else { return Ok(None) };
        let old = trace.node_of(&place);
        let to = trace.nodes.len();
        let terms = [(old, 1.0), (Some(added), sign)];
        for (from, slope) in terms.into_iter().filter_map(|(from, slope)| Some((from?, slope))) {
            let formula = E::Number(if slope < 0.0 { "−1" } else { "1" }.into());
            trace.edges.push(Edge { from, to, slope, formula });
        }
        let value = before + sign * by_value;
        trace.nodes.push(Node { name, formula: Some(by.clone()), value, gradient: 0.0 });
        Ok(Some((place, Content::Node(to))))
    }

    /// What is so at once depends on what was there before.
    pub(super) fn trace_together(
        &mut self,
        targets: &[Expression],
        value: &Expression,
        over: &Over,
        indices: &[(char, i64)],
    ) -> Result<(), Error> {
        // The way back depends on what was worked out, and nothing on it.
        if self.trace.is_none() || self.is_back {
            return Ok(());
        }
        let mut all = Vec::new();
        for (number, target) in targets.iter().enumerate() {
            let part = match (targets.len(), value.inner()) {
                (1, only) => only.clone(),
                (_, E::Tuple(values)) => values.get(number).unwrap_or(value).clone(),
                (_, several) => {
                    E::Element(Box::new(several.clone()), Vec::from([E::Number(number.to_string())]))
                }
            };
            all.push(self.traced(target, target, &part, over, indices)?);
        }
        for traced in all {
            self.keep_trace(traced);
        }
        Ok(())
    }

    /// What variables become, each from what they were.
    pub(super) fn trace_next(
        &mut self,
        targets: &Targets,
        value: &Expression,
        over: &Over,
    ) -> Result<(), Error> {
        if self.trace.is_none() || self.is_back {
            return Ok(());
        }
        let mut all = Vec::new();
        for (number, target) in targets.iter().enumerate() {
            let part = match value {
                E::Tuple(values) => values.get(number).unwrap_or(value),
                only => only,
            };
            let step = E::Name(format!("{target}′"));
            all.push(self.traced(target, &step, part, over, &[])?);
        }
        for traced in all {
            self.keep_trace(traced);
        }
        Ok(())
    }

    /// The name of an element that a loop goes through stands for its node.
    pub(super) fn trace_element(&mut self, head: &Head, number: usize, count: usize) -> Result<(), Error> {
        if self.trace.is_none() || !is_place(&head.range) || head.pattern.starts_with('(') {
            return Ok(());
        }
        let index = if head.backwards { count - 1 - number } else { number };
        let element = E::Element(Box::new(head.range.clone()), Vec::from([E::Number(index.to_string())]));
        let name = E::Name(head.pattern.clone());
        let traced = self.traced(&name, &name, &element, &Over::default(), &[])?;
        self.keep_trace(traced);
        Ok(())
    }
}
