//! Small powers as products: `x.powi(3)` is `x·x·x` to the last bit, and the products are shared.
//!
//! rustc turns a power into products too late for them to be found equal to others, or computed side by side.

use super::Arrangement;
use crate::elementary::Function;
use crate::ir::{Graph, Id, Node};

impl Arrangement<'_> {
    /// Multiplies the powers out.
    pub(super) fn multiply_out(&mut self) {
        let order = self.order();
        if order.iter().any(|&id| self.graph.power(id).is_some()) {
            self.rewrite(&order, |graph, id, rewritten| {
                let (base, exponent) = graph.power(id)?;
                Some(graph.product(rewritten[base], exponent))
            });
        }
    }
}

impl Graph {
    /// The base and the exponent of a small power of something that varies.
    fn power(&self, id: Id) -> Option<(Id, u8)> {
        let Node::Apply(function, arguments) = self.node(id) else { return None };
        let (&base, &exponent) = arguments.first().zip(arguments.get(1))?;
        if !function.multiplies || !self.is_active(base) {
            return None;
        }
        let exponent = self.number(exponent)?;
        [2, 3, 4].into_iter().find(|&small| f64::from(small) == exponent).map(|small| (base, small))
    }

    /// Multiplied in the order in which repeated squaring does it.
    fn product(&mut self, base: Id, exponent: u8) -> Id {
        let square = self.make(Node::Apply(Function::MUL, vec![base, base]));
        match exponent {
            2 => square,
            3 => self.make(Node::Apply(Function::MUL, vec![square, base])),
            _ => self.make(Node::Apply(Function::MUL, vec![square, square])),
        }
    }
}
