//! Derivatives are simplified as they are built: each constructor returns the simplest node it knows.
//!
//! Only derivatives come this way; the user's own value is never rewritten. Each rewriting holds for floating
//! point as well, up to one rounding and the sign of a zero: no sum is cancelled, and a term is
//! dropped only if its factor is zero by structure (`0·x` where the `0` is a derivative of a constant), which
//! is exactly what keeps `0·∞` from turning into NaN.

use crate::elementary::{Function, Kind, Notation};
use crate::ir::{Graph, Id, Literal, Node};

/// Constants within this range (and its reciprocals) may change places in a product; others could overflow on
/// the way.
const MODERATE: f64 = 1024.0;

impl Graph {
    pub(crate) fn real(&mut self, value: f64) -> Id {
        let magnitude = self.literal(&format!("{:?}", value.abs()), Kind::Real);
        if value.is_sign_negative() && value != 0.0 {
            self.make(Node::Apply(Function::NEG, vec![magnitude]))
        } else {
            magnitude
        }
    }

    pub(crate) fn boolean(&mut self, value: bool) -> Id {
        self.literal(if value { "true" } else { "false" }, Kind::Boolean)
    }

    pub(crate) fn zero(&mut self) -> Id {
        self.real(0.0)
    }

    /// The number that a node is, if it is one in the source.
    pub(crate) fn number(&self, id: Id) -> Option<f64> {
        match self.node(id) {
            Node::Literal(literal) if matches!(literal.kind, Kind::Real | Kind::Integer) => {
                Some(literal.value())
            }
            Node::Apply(Function::NEG, arguments) => match self.node(arguments[0]) {
                Node::Literal(literal) => Some(-literal.value()),
                _ => None,
            },
            _ => None,
        }
    }

    pub(crate) fn is_zero(&self, id: Id) -> bool {
        self.number(id) == Some(0.0)
    }

    pub(crate) fn truth(&self, id: Id) -> Option<bool> {
        match self.node(id) {
            Node::Literal(Literal { text, kind: Kind::Boolean }) => Some(text == "true"),
            _ => None,
        }
    }

    /// Any function of the table, simplified where it can be.
    pub(crate) fn apply(&mut self, function: Function, arguments: &[Id]) -> Id {
        match (function, arguments) {
            (Function::ADD, &[a, b]) => self.add(a, b),
            (Function::SUB, &[a, b]) => self.sub(a, b),
            (Function::MUL, &[a, b]) => self.mul(a, b),
            (Function::DIV, &[a, b]) => self.div(a, b),
            (Function::NEG, &[a]) => self.neg(a),
            (Function::NOT, &[a]) => self.not(a),
            (Function::AND, &[a, b]) => self.and(a, b),
            (Function::OR, &[a, b]) => self.or(a, b),
            (Function::CAST, &[a]) => self.cast(a),
            (Function::PREDECESSOR, &[a, b]) => self.predecessor(a, b),
            (_, &[a, b]) if function.result == Kind::Boolean => self.compare(function, a, b),
            _ => {
                let last = arguments.last().and_then(|&last| self.number(last));
                let special = function.special.iter().find(|(value, _)| value.parse().ok() == last);
                match special {
                    Some((_, form)) => self.special_form(function, arguments, form),
                    None => self.make(Node::Apply(function, arguments.to_vec())),
                }
            }
        }
    }

    pub(crate) fn add(&mut self, a: Id, b: Id) -> Id {
        if self.is_zero(a) {
            return b;
        }
        if self.is_zero(b) {
            return a;
        }
        if let Some(folded) = self.fold(a, b, |a, b| a + b) {
            return folded;
        }
        if let Some(negated) = self.negated(b) {
            return self.sub(a, negated);
        }
        if let Some(negated) = self.negated(a) {
            return self.sub(b, negated);
        }
        if let Some(value) = self.number(b)
            && value < 0.0
        {
            let positive = self.real(-value);
            return self.sub(a, positive);
        }
        if let Some(collected) = self.collect(a, b, |a, b| a + b) {
            return collected;
        }
        if let (Some((condition, x)), Some((other, y))) = (self.masked(a), self.masked(b))
            && condition == other
        {
            let sum = self.add(x, y);
            return self.mask(condition, sum);
        }
        self.commutative(Function::ADD, a, b)
    }

    pub(crate) fn sub(&mut self, a: Id, b: Id) -> Id {
        if self.is_zero(a) {
            return self.neg(b);
        }
        if self.is_zero(b) {
            return a;
        }
        if let Some(folded) = self.fold(a, b, |a, b| a - b) {
            return folded;
        }
        if let Some(negated) = self.negated(b) {
            return self.add(a, negated);
        }
        if a != b
            && let Some(collected) = self.collect(a, b, |a, b| a - b)
        {
            return collected;
        }
        self.make(Node::Apply(Function::SUB, vec![a, b]))
    }

    pub(crate) fn mul(&mut self, a: Id, b: Id) -> Id {
        if self.is_zero(a) || self.is_zero(b) {
            return self.zero();
        }
        if let Some(folded) = self.fold(a, b, |a, b| a * b) {
            return folded;
        }
        if self.number(a) == Some(1.0) {
            return b;
        }
        if self.number(b) == Some(1.0) {
            return a;
        }
        if self.number(a) == Some(-1.0) {
            return self.neg(b);
        }
        if self.number(b) == Some(-1.0) {
            return self.neg(a);
        }
        // Signs, conditions and constants gather in front; the factors keep their order.
        if let Some(negated) = self.negated(a) {
            let product = self.mul(negated, b);
            return self.neg(product);
        }
        if let Some(negated) = self.negated(b) {
            let product = self.mul(a, negated);
            return self.neg(product);
        }
        if let Some((condition, x)) = self.masked(a) {
            let product = self.mul(x, b);
            return self.mask(condition, product);
        }
        if let Some((condition, x)) = self.masked(b) {
            let product = self.mul(a, x);
            return self.mask(condition, product);
        }
        for (kink, factor, is_first) in [(a, b, true), (b, a, false)] {
            if let Some((condition, x, nought)) = self.at_kink(kink) {
                let product = if is_first { self.mul(x, factor) } else { self.mul(factor, x) };
                let nought = self.with_rate(nought, |graph, rate| graph.mul(rate, factor));
                return self.select(condition, product, nought);
            }
        }
        if let Some((coefficient, x)) = self.coefficient(a) {
            let rest = self.mul(x, b);
            return self.scale(coefficient, rest);
        }
        if let Some((coefficient, x)) = self.coefficient(b) {
            let rest = self.mul(a, x);
            return self.scale(coefficient, rest);
        }
        // What was divided by `b` just now: `(n/b)·b` is `n`, and stays so where `b` is zero or infinite.
        for (quotient, factor) in [(a, b), (b, a)] {
            if let Node::Apply(Function::DIV, parts) = self.node(quotient)
                && parts[1] == factor
                && !self.is_whole(quotient)
            {
                return parts[0];
            }
        }
        // The slopes are multiplied first: they do not wait for the cotangent.
        if let Node::Apply(Function::MUL, factors) = self.node(a)
            && !self.is_whole(a)
            && self.is_whole(factors[0])
            && self.is_multiple_of_variable(factors[0])
            && self.number(b).is_none()
        {
            let (cotangent, slope) = (factors[0], factors[1]);
            let slope = self.mul(slope, b);
            return self.mul(cotangent, slope);
        }
        if let Some(quotient) = self.divided_by_numerator(a, b) {
            return quotient;
        }
        if let Some(product) = self.product_with_share(a, b) {
            return product;
        }
        for (sum, factor) in [(a, b), (b, a)] {
            if self.number(factor).is_none()
                && let Some(support) = self.support(sum)
            {
                let product = self.commutative(Function::MUL, a, b);
                return self.mask(support, product);
            }
        }
        match self.number(b) {
            Some(_) => self.commutative(Function::MUL, b, a),
            None => self.commutative(Function::MUL, a, b),
        }
    }

    pub(crate) fn div(&mut self, a: Id, b: Id) -> Id {
        if self.is_zero(a) {
            return self.zero();
        }
        if self.number(b) == Some(1.0) {
            return a;
        }
        // In a derivative: of `√x·√x` the slope at 0 is 1.
        if a == b && self.number(a).is_none() && self.kind(a) == Kind::Real {
            return self.real(1.0);
        }
        if self.number(b) != Some(0.0)
            && let Some(folded) = self.fold(a, b, |a, b| a / b)
        {
            return folded;
        }
        if let Some(negated) = self.negated(a) {
            let quotient = self.div(negated, b);
            return self.neg(quotient);
        }
        if let Some(negated) = self.negated(b) {
            let quotient = self.div(a, negated);
            return self.neg(quotient);
        }
        if let Some((condition, x)) = self.masked(a) {
            let quotient = self.div(x, b);
            return self.mask(condition, quotient);
        }
        if let Some((condition, x, nought)) = self.at_kink(a) {
            let quotient = self.div(x, b);
            let nought = self.with_rate(nought, |graph, rate| graph.div(rate, b));
            return self.select(condition, quotient, nought);
        }
        if let Some((coefficient, x)) = self.coefficient(a) {
            let quotient = self.div(x, b);
            return self.scale(coefficient, quotient);
        }
        if let Some(support) = self.support(a) {
            let quotient = self.make(Node::Apply(Function::DIV, vec![a, b]));
            return self.mask(support, quotient);
        }
        if let Some(rest) = self.without_factor(a, b) {
            return rest;
        }
        // A division is dear, and the reciprocal may be there already.
        if self.number(a).is_none() {
            let one = self.real(1.0);
            if self.is_sum_with(b, a) {
                let reciprocal = self.make(Node::Apply(Function::DIV, vec![one, b]));
                return self.mul(reciprocal, a);
            }
            if let Some(reciprocal) = self.existing(&Node::Apply(Function::DIV, vec![one, b])) {
                return self.mul(a, reciprocal);
            }
        }
        self.make(Node::Apply(Function::DIV, vec![a, b]))
    }

    pub(crate) fn neg(&mut self, a: Id) -> Id {
        if self.is_zero(a) {
            return a;
        }
        if self.kind(a) == Kind::Real
            && let Some(value) = self.number(a)
        {
            return self.real(-value);
        }
        if let Some(negated) = self.negated(a) {
            return negated;
        }
        if let Some((condition, x)) = self.masked(a) {
            let negated = self.neg(x);
            return self.mask(condition, negated);
        }
        if let Some((condition, x, nought)) = self.at_kink(a) {
            let negated = self.neg(x);
            let nought = self.with_rate(nought, Graph::neg);
            return self.select(condition, negated, nought);
        }
        if !self.is_whole(a)
            && let Node::Apply(function @ (Function::SUB | Function::MUL), arguments) = self.node(a)
        {
            let (function, x, y) = (*function, arguments[0], arguments[1]);
            if function == Function::SUB {
                return self.sub(y, x);
            }
            if self.number(x).is_some() {
                let negated = self.neg(x);
                return self.apply(function, &[negated, y]);
            }
        }
        self.make(Node::Apply(Function::NEG, vec![a]))
    }

    fn cast(&mut self, a: Id) -> Id {
        match (self.kind(a), self.number(a)) {
            (Kind::Integer, Some(value)) => self.real(value),
            _ => self.make(Node::Apply(Function::CAST, vec![a])),
        }
    }

    /// The exponent of a power's derivative; it stops at the least integer rather than overflow.
    fn predecessor(&mut self, a: Id, b: Id) -> Id {
        if let Some((exponent, step)) = self.number(a).zip(self.number(b))
            && exponent - step >= f64::from(i32::MIN)
        {
            let value = exponent - step;
            let magnitude = self.literal(&format!("{}", value.abs()), Kind::Integer);
            return if value < 0.0 {
                self.make(Node::Apply(Function::NEG, vec![magnitude]))
            } else {
                magnitude
            };
        }
        self.make(Node::Apply(Function::PREDECESSOR, vec![a, b]))
    }

    /// `n/(p/q)·(1/q)` as `n/p`.
    fn divided_by_numerator(&mut self, a: Id, b: Id) -> Option<Id> {
        let parts = |id| match self.node(id) {
            Node::Apply(Function::DIV, parts) => Some((parts[0], parts[1])),
            _ => None,
        };
        let ((n, quotient), (one, q)) = (parts(a)?, parts(b)?);
        let (p, denominator) = parts(quotient)?;
        (self.number(one) == Some(1.0) && denominator == q && !self.is_whole(a)).then(|| self.div(n, p))
    }

    fn commutative(&mut self, function: Function, a: Id, b: Id) -> Id {
        debug_assert!(matches!(function.notation, Notation::Infix(_)));
        match self.existing(&Node::Apply(function, vec![b, a])) {
            Some(swapped) => swapped,
            None => self.make(Node::Apply(function, vec![a, b])),
        }
    }

    fn fold(&mut self, a: Id, b: Id, operation: fn(f64, f64) -> f64) -> Option<Id> {
        let value = operation(self.number(a)?, self.number(b)?);
        let real = self.kind(a) == Kind::Real && self.kind(b) == Kind::Real;
        (real && self.float.holds(value)).then(|| self.real(value))
    }

    /// `x` of `−x`, but for numbers.
    fn negated(&self, id: Id) -> Option<Id> {
        match self.node(id) {
            Node::Apply(Function::NEG, arguments)
                if self.name_of(id).is_none() && self.number(id).is_none() =>
            {
                Some(arguments[0])
            }
            _ => None,
        }
    }

    /// The number that a node is, if it may change places in a product.
    pub(crate) fn moderate(&self, id: Id) -> Option<f64> {
        let value = self.number(id)?;
        let moderate = (1.0 / MODERATE..=MODERATE).contains(&value.abs());
        (moderate && self.kind(id) == Kind::Real).then_some(value)
    }

    /// The moderate constant and the rest of `c·x`, or of `c/x` as `c·(1/x)` where that is exact.
    fn coefficient(&self, id: Id) -> Option<(f64, Id)> {
        match self.node(id) {
            Node::Apply(Function::MUL, arguments) if !self.is_whole(id) => {
                Some((self.moderate(arguments[0])?, arguments[1]))
            }
            _ => None,
        }
    }

    /// The node without the constant or the sign in front of it.
    pub(crate) fn without_coefficient(&self, id: Id) -> Id {
        // A multiple of a variable is one operation, which is better done once than by each of its users.
        if self.is_multiple_of_variable(id) {
            return id;
        }
        match (self.coefficient(id), self.negated(id)) {
            (Some((_, rest)), _) | (None, Some(rest)) => self.without_coefficient(rest),
            (None, None) => id,
        }
    }

    /// The constant in front of a term, with its sign, and what it stands in front of.
    pub(crate) fn coefficient_and_rest(&mut self, id: Id) -> (f64, Id) {
        if self.kind(id) == Kind::Real
            && let Some(value) = self.number(id)
        {
            return (value, self.real(1.0));
        }
        match (self.coefficient(id), self.negated(id)) {
            (Some((coefficient, rest)), _) => (coefficient, rest),
            (None, Some(rest)) => {
                let (coefficient, rest) = self.coefficient_and_rest(rest);
                (-coefficient, rest)
            }
            (None, None) => (1.0, id),
        }
    }

    /// `2·v`
    fn is_multiple_of_variable(&self, id: Id) -> bool {
        match self.node(id) {
            Node::Apply(Function::MUL, arguments) => {
                self.number(arguments[0]).is_some() && self.name_of(arguments[1]).is_some()
            }
            _ => false,
        }
    }

    fn scale(&mut self, coefficient: f64, x: Id) -> Id {
        if let Some((inner, rest)) = self.coefficient(x)
            && self.float.holds(coefficient * inner)
        {
            return self.scale(coefficient * inner, rest);
        }
        if coefficient == 1.0 {
            return x;
        }
        if coefficient == -1.0 {
            return self.neg(x);
        }
        if let Some(value) = self.number(x) {
            return self.real(coefficient * value);
        }
        let coefficient = self.real(coefficient);
        // A number over something takes the constant into the number.
        if let Node::Apply(Function::DIV, arguments) = self.node(x)
            && !self.is_whole(x)
        {
            let (numerator, denominator) = (arguments[0], arguments[1]);
            if self.number(numerator).is_some()
                && let Some(folded) = self.fold(coefficient, numerator, |a, b| a * b)
            {
                return self.div(folded, denominator);
            }
        }
        self.make(Node::Apply(Function::MUL, vec![coefficient, x]))
    }

    /// `p·x ± q·x` as `(p ± q)·x`.
    fn collect(&mut self, a: Id, b: Id, operation: fn(f64, f64) -> f64) -> Option<Id> {
        let (p, x) = self.coefficient(a).unwrap_or((1.0, a));
        let (q, y) = self.coefficient(b).unwrap_or((1.0, b));
        let sum = operation(p, q);
        if x != y || sum == 0.0 || !self.float.holds(sum) {
            return None;
        }
        Some(self.scale(sum, x))
    }
}
