//! Small powers as products: `x.powi(3)` is `x·x·x` to the last bit, and the products are shared.
//!
//! rustc turns a power into products too late for them to be found equal to others, or computed side by side.

use std::collections::HashMap;

use crate::elementary::Function;
use crate::ir::{Graph, Id, Node};

impl Graph {
    /// Multiplies out the powers among all that the roots are computed from; the roots in their new form.
    pub(crate) fn multiply_out(&mut self, roots: &[Id]) -> Vec<Id> {
        let order = self.reachable(roots);
        let has_powers = order.iter().any(|&id| self.power(id).is_some());
        if !has_powers {
            return roots.to_vec();
        }
        let mut rewritten: HashMap<Id, Id> = HashMap::new();
        for id in order {
            let new = match self.power(id) {
                Some((base, exponent)) => self.product(rewritten[&base], exponent),
                None => {
                    let node = self.with_arguments(id, |argument| rewritten[&argument]);
                    self.make(node)
                }
            };
            self.rename(id, new);
            rewritten.insert(id, new);
        }
        roots.iter().map(|root| rewritten[root]).collect()
    }

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
