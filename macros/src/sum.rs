//! Sums of many terms: equal ones are counted, and a factor that several share is pulled out of them.

use crate::elementary::{Function, Kind};
use crate::ir::{Graph, Id, Node};

/// Longer sums are left as they are, so that the work stays linear.
const MOST_TERMS: usize = 24;
/// Lower powers than this stay: a polynomial reads best as it is.
const LEAST_POWER: f64 = 2.0;

impl Graph {
    /// The sum of the terms, in their order.
    pub(crate) fn sum(&mut self, terms: Vec<Id>) -> Id {
        let mut terms = self.counted(terms);
        if terms.len() <= MOST_TERMS {
            while let Some(fewer) = self.with_a_factor_pulled_out(&terms) {
                terms = fewer;
            }
        }
        let (coefficient, terms) = self.common_coefficient(terms);
        let zero = self.zero();
        let sum = terms.into_iter().fold(zero, |sum, term| self.add(sum, term));
        self.mul(coefficient, sum)
    }

    /// `2·a + 6·b` as `2` and `a + 3·b`: the least of the constants, if it divides the others.
    fn common_coefficient(&mut self, terms: Vec<Id>) -> (Id, Vec<Id>) {
        let parts: Vec<(f64, Id)> = terms.iter().map(|&term| self.coefficient_and_rest(term)).collect();
        let least = parts.iter().map(|(coefficient, _)| coefficient.abs()).fold(f64::INFINITY, f64::min);
        let divides = parts.iter().all(|(coefficient, _)| (coefficient / least).fract() == 0.0);
        if terms.len() < 2 || least <= 1.0 || !divides {
            return (self.real(1.0), terms);
        }
        // `−2·a − 6·b` needs no sign but the constant's.
        let negative = parts.iter().all(|(coefficient, _)| *coefficient < 0.0);
        let least = if negative { -least } else { least };
        let rests = parts
            .into_iter()
            .map(|(coefficient, rest)| {
                let ratio = self.real(coefficient / least);
                self.mul(ratio, rest)
            })
            .collect();
        (self.real(least), rests)
    }

    /// Each term once, times how often it occurs.
    fn counted(&mut self, terms: Vec<Id>) -> Vec<Id> {
        let mut counts: Vec<(Id, f64)> = Vec::new();
        for term in terms {
            match counts.iter_mut().find(|(known, _)| *known == term) {
                Some((_, count)) => *count += 1.0,
                None => counts.push((term, 1.0)),
            }
        }
        let times = |graph: &mut Self, (term, count): (Id, f64)| {
            let count = graph.real(count);
            graph.mul(count, term)
        };
        counts.into_iter().map(|counted| times(self, counted)).collect()
    }

    /// `f·a + b + f·c` as `f·(a + c) + b`, for the factor that most terms have.
    fn with_a_factor_pulled_out(&mut self, terms: &[Id]) -> Option<Vec<Id>> {
        let products: Vec<Vec<Id>> = terms.iter().map(|&term| self.factors_of_term(term)).collect();
        if let Some(common) = self.most_common(&products) {
            return self.pulled_out(common, terms, products);
        }
        // A product that is shared costs nothing here, and nor do its factors: the sum need not wait for it.
        let products: Vec<Vec<Id>> = terms.iter().map(|&term| self.factors_of_shared_term(term)).collect();
        let common = self.most_common(&products).filter(|&common| !self.arguments(common).is_empty())?;
        self.pulled_out(common, terms, products)
    }

    fn pulled_out(&mut self, common: Id, terms: &[Id], products: Vec<Vec<Id>>) -> Option<Vec<Id>> {
        let mut rests = Vec::new();
        let mut others = Vec::new();
        let mut place = None;
        for (&term, mut product) in terms.iter().zip(products) {
            let found = product
                .iter()
                .enumerate()
                .find_map(|(position, &factor)| Some((position, self.divided_by_power(factor, common)?)));
            let Some((position, rest)) = found else {
                others.push(term);
                continue;
            };
            place.get_or_insert(others.len());
            product[position] = rest;
            let one = self.real(1.0);
            rests.push(product.into_iter().fold(one, |product, factor| self.mul(product, factor)));
        }
        let rest = self.sum(rests);
        let product = self.mul(common, rest);
        others.insert(place?, product);
        Some(others)
    }

    /// The first factor that no other one has more products than, if two have it at all.
    fn most_common(&self, products: &[Vec<Id>]) -> Option<Id> {
        let mut best = None;
        let mut most = 1;
        for &factor in products.iter().flatten() {
            let has_factor =
                |product: &&Vec<Id>| product.iter().any(|&other| self.is_multiple(other, factor));
            let count = products.iter().filter(has_factor).count();
            if count > most && self.number(factor).is_none() {
                (best, most) = (Some(factor), count);
            }
        }
        best
    }

    /// Whether the one is the other, or a higher power of the same.
    fn is_multiple(&self, id: Id, factor: Id) -> bool {
        id == factor
            || self.literal_power(id).zip(self.literal_power(factor)).is_some_and(
                |((base, exponent), (other, least))| {
                    base == other && exponent > least && least >= LEAST_POWER
                },
            )
    }

    /// `xᵐ⁻ⁿ` for `xᵐ` and `xⁿ`, and 1 for what is the same.
    fn divided_by_power(&mut self, id: Id, factor: Id) -> Option<Id> {
        if id == factor {
            return Some(self.real(1.0));
        }
        if !self.is_multiple(id, factor) {
            return None;
        }
        let ((base, exponent), (_, least)) = self.literal_power(id).zip(self.literal_power(factor))?;
        let Node::Apply(power, _) = self.node(id) else { return None };
        let power = *power;
        let exponent = self.literal(&format!("{}", exponent - least), Kind::Integer);
        Some(self.apply(power, &[base, exponent]))
    }

    /// The base and the exponent of `x.powi(n)` with a number for `n`.
    fn literal_power(&self, id: Id) -> Option<(Id, f64)> {
        match self.node(id) {
            Node::Apply(function, arguments) if function.multiplies => {
                Some((arguments[0], self.number(arguments[1])?))
            }
            _ => None,
        }
    }

    /// The same, where what is shared is taken apart too.
    fn factors_of_shared_term(&mut self, term: Id) -> Vec<Id> {
        let mut factors = Vec::new();
        for factor in self.factors_of_term(term) {
            match self.node(factor) {
                Node::Apply(Function::MUL, arguments) if self.name_of(factor).is_none() => {
                    factors.extend(arguments);
                }
                _ => factors.push(factor),
            }
        }
        factors
    }

    /// The factors of a term, with −1 for its sign.
    fn factors_of_term(&mut self, term: Id) -> Vec<Id> {
        let mut factors = Vec::new();
        let mut pending = vec![term];
        while let Some(id) = pending.pop() {
            match self.node(id).clone() {
                Node::Apply(Function::MUL, arguments) if !self.is_whole(id) => {
                    pending.extend(arguments.iter().rev());
                }
                Node::Apply(Function::NEG, arguments) if !self.is_whole(id) && self.number(id).is_none() => {
                    factors.push(self.real(-1.0));
                    pending.push(arguments[0]);
                }
                _ => factors.push(id),
            }
        }
        factors
    }
}
