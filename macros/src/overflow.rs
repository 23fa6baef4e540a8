//! Quotients whose parts overflow together.
//!
//! The slope of `1/(1 + eˣ)` or of `ln(1 + eˣ)` has a factor `t/(1 + t)` with `t = eˣ`. Once `t` is infinite that
//! is ∞/∞, although it tends to 1. Written as `1 − 1/(1 + t)` it is exact where `t` is large, and has no digits
//! left where `t` is small; so each form is used where it is the more exact one.

use crate::elementary::{Function, Notation};
use crate::ir::{Graph, Id, Node};

/// Products are searched this deep for the quotient.
const DEEPEST: usize = 8;
const MOST_FACTORS: usize = 16;

impl Graph {
    /// `a·b` where a factor of the one is `n/(c + t)` and a factor of the other is `t`: the two become `n` times
    /// `t/(c + t)`.
    pub(crate) fn product_with_share(&mut self, a: Id, b: Id) -> Option<Id> {
        let (mut left, mut right) = (Vec::new(), Vec::new());
        self.factors(a, DEEPEST, &mut left);
        self.factors(b, DEEPEST, &mut right);
        if left.len() + right.len() > MOST_FACTORS {
            return None;
        }
        let (quotient, t) = self.find_share(&left, &right).or_else(|| self.find_share(&right, &left))?;
        let constant = self.constant_beside(quotient, t)?;
        let mut factors = [left, right].concat();
        for used in [quotient, t] {
            let position = factors.iter().position(|&factor| factor == used)?;
            factors.remove(position);
        }
        let share = match self.largest() {
            // The quotient is zero where `t` is infinite, and so is the product.
            Some(largest) if factors.contains(&quotient) => {
                let finite = self.capped(t, largest);
                self.make(Node::Apply(Function::MUL, vec![quotient, finite]))
            }
            _ => self.share(quotient, constant, t),
        };
        factors.push(share);
        factors.into_iter().reduce(|product, factor| self.mul(product, factor))
    }

    /// The largest number of the float type, where that is known by name.
    fn largest(&mut self) -> Option<Id> {
        if self.generic {
            return None;
        }
        let float = quote::format_ident!("{}", self.float.suffix());
        Some(self.constant(quote::quote!(#float::MAX), Vec::new(), Vec::new(), false))
    }

    /// `t` where it is finite, and the largest number where it is not.
    fn capped(&mut self, t: Id, largest: Id) -> Id {
        let finite = self.at_most(t, largest);
        let capped = self.select(finite, t, largest);
        self.write_as(capped, t);
        capped
    }

    fn at_most(&mut self, a: Id, b: Id) -> Id {
        let at_most = Function::find("<=", false).expect("the table has every comparison");
        self.apply(at_most, &[a, b])
    }

    /// A quotient among the one factors, and the part of its denominator among the others.
    fn find_share(&self, quotients: &[Id], parts: &[Id]) -> Option<(Id, Id)> {
        parts.iter().filter(|&&t| self.overflows(t)).find_map(|&t| {
            let quotient = quotients.iter().find(|&&quotient| self.constant_beside(quotient, t).is_some())?;
            Some((*quotient, t))
        })
    }

    /// Whether the node may be infinite by itself: only the value of a function is.
    fn overflows(&self, t: Id) -> bool {
        let function =
            matches!(self.node(t), Node::Apply(function, _) if function.notation == Notation::Method);
        function && self.is_active(t)
    }

    /// `(p·f·q)/f` is `p·q`, and stays so where `f` is zero or infinite.
    pub(crate) fn without_factor(&mut self, product: Id, factor: Id) -> Option<Id> {
        let mut factors = Vec::new();
        self.factors(product, DEEPEST, &mut factors);
        if factors.len() < 2 || factors.len() > MOST_FACTORS {
            return None;
        }
        let position = factors.iter().position(|&known| known == factor)?;
        factors.remove(position);
        factors.into_iter().reduce(|product, factor| self.mul(product, factor))
    }

    /// The factors of a product, in their order.
    fn factors(&self, id: Id, depth: usize, found: &mut Vec<Id>) {
        match self.node(id) {
            Node::Apply(Function::MUL, arguments) if depth > 0 && self.name_of(id).is_none() => {
                self.factors(arguments[0], depth - 1, found);
                self.factors(arguments[1], depth - 1, found);
            }
            _ => found.push(id),
        }
    }

    /// Whether the sum is `c + t` with a positive constant, and the product has the factor `t`, which may overflow.
    pub(crate) fn is_sum_with(&self, sum: Id, product: Id) -> bool {
        let mut factors = Vec::new();
        self.factors(product, DEEPEST, &mut factors);
        factors.into_iter().any(|t| self.overflows(t) && self.constant_in(sum, t).is_some())
    }

    /// `c` if the node is `n/(c + t)` with a positive constant.
    fn constant_beside(&self, quotient: Id, t: Id) -> Option<Id> {
        match self.node(quotient) {
            Node::Apply(Function::DIV, parts) => self.constant_in(parts[1], t),
            _ => None,
        }
    }

    fn constant_in(&self, sum: Id, t: Id) -> Option<Id> {
        let Node::Apply(Function::ADD, terms) = self.node(sum) else { return None };
        let constant = match terms.as_slice() {
            [a, b] if *b == t => *a,
            [a, b] if *a == t => *b,
            _ => return None,
        };
        (self.number(constant)? > 0.0).then_some(constant)
    }

    /// `n·t/(c + t)`, from the quotient `n/(c + t)`: the product where `t` is small, and `n − c` times the quotient
    /// where it is large.
    fn share(&mut self, quotient: Id, constant: Id, t: Id) -> Id {
        let Node::Apply(_, parts) = self.node(quotient) else { unreachable!("it is a quotient") };
        let numerator = parts[0];
        let small = self.at_most(t, constant);
        let product = self.make(Node::Apply(Function::MUL, vec![quotient, t]));
        let part = self.mul(constant, quotient);
        let rest = self.sub(numerator, part);
        let selected = self.select(small, product, rest);
        self.write_as(selected, product);
        selected
    }
}
