//! Products as people collect them: the number first, then symbols by the alphabet, then the rest; equal factors
//! as one power.

use super::lines::mentions;
use super::notation::{Writer, decimal, strength, superscript};
use crate::elementary::Function;
use crate::ir::{Id, Node};

/// Sums within products within sums are tidied to this depth.
const DEEPEST: usize = 8;

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Product {
    coefficient: f64,
    factors: Vec<(Factor, i32)>,
}

/// What is multiplied, in the order in which a product shows it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Factor {
    Symbol(String),
    /// `∂f/∂u`, where its formula would be too long.
    Slope(String),
    Expression(String),
    Sum(String),
    Condition(String),
    /// `Σₖ x[k]`, which reaches over all that follows.
    Over(String),
}

impl Factor {
    fn text(&self) -> &str {
        let (Factor::Symbol(text)
        | Factor::Slope(text)
        | Factor::Expression(text)
        | Factor::Sum(text)
        | Factor::Condition(text)
        | Factor::Over(text)) = self;
        text
    }
}

impl Product {
    pub(super) fn one() -> Product {
        Product { coefficient: 1.0, factors: Vec::new() }
    }

    pub(super) fn slope(text: String) -> Product {
        Product { coefficient: 1.0, factors: vec![(Factor::Slope(text), 1)] }
    }

    /// Several terms as one factor.
    pub(super) fn of_sum(terms: &[Product]) -> Product {
        Product { coefficient: 1.0, factors: vec![(Factor::Sum(format!("({})", sum(terms))), 1)] }
    }

    pub(super) fn minus(mut self) -> Product {
        self.coefficient = -self.coefficient;
        self
    }

    /// The sum of these over an index, with what does not depend on it in front.
    pub(super) fn over(low: char, letter: &str, terms: Vec<Product>) -> Product {
        let depends = |text: &str| text.contains(low) || mentions(text, letter);
        let apart = |term: &Product| {
            let (inside, outside): (Vec<_>, Vec<_>) =
                term.factors.iter().cloned().partition(|(factor, _)| depends(factor.text()));
            (
                Product { coefficient: term.coefficient, factors: outside },
                Product { coefficient: 1.0, factors: inside },
            )
        };
        let parts: Vec<(Product, Product)> = terms.iter().map(apart).collect();
        let same = parts.iter().all(|(outside, _)| outside.factors == parts[0].0.factors);
        let (mut outside, inside) = match parts.as_slice() {
            [(outside, inside)] => (outside.clone(), vec![inside.clone()]),
            [(outside, _), ..] if same => {
                let inside = parts.iter().map(|(outside, inside)| Product {
                    coefficient: outside.coefficient,
                    factors: inside.factors.clone(),
                });
                (Product { coefficient: 1.0, factors: outside.factors.clone() }, added(inside.collect()))
            }
            _ => (Product::one(), terms),
        };
        let text = match inside.as_slice() {
            [only] if only.factors.iter().all(|(_, exponent)| *exponent > 0) => only.text(),
            _ => format!("({})", sum(&inside)),
        };
        outside.factors.push((Factor::Over(format!("Σ{low} {text}")), 1));
        outside.factors.sort_by(|left, right| left.0.cmp(&right.0));
        outside
    }

    /// Whether a slope stands in it by its name.
    pub(super) fn has_slope(&self) -> bool {
        self.factors
            .iter()
            .any(|(factor, _)| factor.text().contains('∂') && matches!(factor, Factor::Slope(_)))
    }

    pub(super) fn is_one(&self) -> bool {
        self.coefficient == 1.0 && self.factors.is_empty()
    }

    /// The node as a sum of products, equal ones added up.
    pub(super) fn terms(writer: &mut Writer, id: Id) -> Vec<Product> {
        Product::terms_within(writer, id, 0)
    }

    fn terms_within(writer: &mut Writer, id: Id, depth: usize) -> Vec<Product> {
        let graph = writer.graph;
        let mut terms = Vec::new();
        let mut pending = vec![(id, 1.0)];
        while let Some((id, sign)) = pending.pop() {
            match graph.node(id) {
                Node::Apply(function @ (Function::ADD | Function::SUB), arguments)
                    if writer.symbol(id).is_none() =>
                {
                    let second = if *function == Function::SUB { -sign } else { sign };
                    pending.push((arguments[1], second));
                    pending.push((arguments[0], sign));
                }
                _ => {
                    let mut product = Product::of(writer, id, depth);
                    product.coefficient *= sign;
                    terms.push(product);
                }
            }
        }
        added(terms)
    }

    /// The node as a product of whatever it multiplies and divides.
    fn of(writer: &mut Writer, id: Id, depth: usize) -> Product {
        let graph = writer.graph;
        let mut product = Product::one();
        let mut pending = vec![(id, 1)];
        while let Some((id, exponent)) = pending.pop() {
            if let Some(value) = graph.number(id) {
                product.coefficient *= value.powi(exponent);
                continue;
            }
            if let Some(symbol) = writer.symbol(id) {
                product.multiply(Factor::Symbol(symbol), exponent);
                continue;
            }
            if let Some(form) = graph.on_paper(id) {
                pending.push((form, exponent));
                continue;
            }
            match graph.node(id) {
                Node::Apply(Function::MUL, arguments) => {
                    pending.extend(arguments.iter().map(|&argument| (argument, exponent)));
                }
                Node::Apply(Function::DIV, arguments) => {
                    pending.push((arguments[0], exponent));
                    pending.push((arguments[1], -exponent));
                }
                Node::Apply(Function::NEG, arguments) => {
                    if exponent % 2 != 0 {
                        product.coefficient = -product.coefficient;
                    }
                    pending.push((arguments[0], exponent));
                }
                Node::Apply(function, arguments) if function.name == "recip" => {
                    pending.push((arguments[0], -exponent));
                }
                Node::Apply(function, arguments)
                    if function.name == "powi" && graph.number(arguments[1]).is_some() =>
                {
                    let power = graph.number(arguments[1]).unwrap_or(1.0);
                    #[expect(clippy::cast_possible_truncation, reason = "an exponent of `powi` is an `i32`")]
                    pending.push((arguments[0], exponent * power as i32));
                }
                Node::Apply(Function::ADD | Function::SUB, _) => {
                    let text = if depth < DEEPEST {
                        sum(&Product::terms_within(writer, id, depth + 1))
                    } else {
                        writer.text(id)
                    };
                    product.multiply(Factor::Sum(format!("({text})")), exponent);
                }
                Node::Select { condition, then, otherwise } if graph.is_zero(*otherwise) && exponent == 1 => {
                    let text = writer.text(*condition);
                    product.multiply(Factor::Condition(format!("[{text}]")), 1);
                    pending.push((*then, 1));
                }
                _ => {
                    let text = writer.operand(id).at_least(strength::POWER);
                    product.multiply(Factor::Expression(text), exponent);
                }
            }
        }
        product.factors.retain(|(_, exponent)| *exponent != 0);
        product
    }

    fn multiply(&mut self, factor: Factor, exponent: i32) {
        match self.factors.iter_mut().find(|(known, _)| *known == factor) {
            Some((_, known)) => *known += exponent,
            None => self.factors.push((factor, exponent)),
        }
        self.factors.sort_by(|left, right| left.0.cmp(&right.0));
    }

    pub(super) fn times(&self, other: &Product) -> Product {
        let mut product = self.clone();
        product.coefficient *= other.coefficient;
        for (factor, exponent) in &other.factors {
            product.multiply(factor.clone(), *exponent);
        }
        product.factors.retain(|(_, exponent)| *exponent != 0);
        product
    }

    pub(super) fn negated(&self) -> Option<Product> {
        (self.coefficient < 0.0)
            .then(|| Product { coefficient: -self.coefficient, factors: self.factors.clone() })
    }

    pub(super) fn text(&self) -> String {
        if let Some(shorter) = self.with_difference_of_squares() {
            return shorter.text();
        }
        let (coefficient, divisor) = fraction(self.coefficient);
        let above: Vec<String> = self.powers(|exponent| exponent > 0);
        let mut below: Vec<String> = divisor.iter().map(|&divisor| decimal(divisor)).collect();
        below.extend(self.powers(|exponent| exponent < 0));
        let mut text = match (coefficient, above.is_empty()) {
            (_, true) => decimal(coefficient),
            (1.0, false) => above.join("·"),
            (-1.0, false) => format!("−{}", above.join("·")),
            _ => format!("{}·{}", decimal(coefficient), above.join("·")),
        };
        match below.as_slice() {
            [] => {}
            [only] => text.push_str(&format!(" / {only}")),
            _ => text.push_str(&format!(" / ({})", below.join("·"))),
        }
        text
    }

    /// `1 − t²` for `(1 − t)·(1 + t)`, which only computers prefer.
    fn with_difference_of_squares(&self) -> Option<Product> {
        for (position, (factor, exponent)) in self.factors.iter().enumerate() {
            let root = factor.text().strip_prefix("(1 − ").and_then(|rest| rest.strip_suffix(')'));
            let Some(root) = root.filter(|_| matches!(factor, Factor::Sum(_))) else { continue };
            let partner = Factor::Sum(format!("(1 + {root})"));
            let Some(other) = self.factors.iter().position(|known| *known == (partner.clone(), *exponent))
            else {
                continue;
            };
            let is_name = |text: &str| text.chars().all(|letter| letter.is_alphanumeric() || letter == '_');
            let square = match called(root) {
                Some((name, argument)) if is_name(name) => format!("{name}²({argument})"),
                None if is_name(root) => format!("{root}²"),
                _ => continue,
            };
            let mut shorter = self.clone();
            shorter.factors[position].0 = Factor::Sum(format!("(1 − {square})"));
            shorter.factors.remove(other);
            return Some(shorter);
        }
        None
    }

    /// Whether it is one sum and nothing else, which needs no parentheses where it stands alone.
    fn alone(&self) -> Option<&str> {
        match self.factors.as_slice() {
            [(Factor::Sum(text), 1)] if self.coefficient == 1.0 => {
                text.strip_prefix('(').and_then(|text| text.strip_suffix(')'))
            }
            _ => None,
        }
    }

    fn powers(&self, side: impl Fn(i32) -> bool) -> Vec<String> {
        let chosen = self.factors.iter().filter(|(_, exponent)| side(*exponent));
        chosen
            .map(|(factor, exponent)| match exponent.unsigned_abs() {
                1 => factor.text().to_owned(),
                power => {
                    let base = match factor {
                        Factor::Over(text) => format!("({text})"),
                        Factor::Expression(text) if text.contains(['^', '√', '∛']) => format!("({text})"),
                        _ => factor.text().to_owned(),
                    };
                    format!("{base}{}", superscript(&power.to_string()).unwrap_or_default())
                }
            })
            .collect()
    }
}

/// A third as `1 / 3`: a number of many digits that are those of a fraction.
fn fraction(number: f64) -> (f64, Option<f64>) {
    const LONG: usize = 10;
    if decimal(number).len() > LONG {
        for divisor in (3..100).map(f64::from) {
            let whole = (number * divisor).round();
            if whole != 0.0 && whole.abs() < 1000.0 && (number * divisor - whole).abs() < 1e-14 * whole.abs()
            {
                return (whole, Some(divisor));
            }
        }
    }
    (number, None)
}

/// The name and the argument of a text that is one call.
fn called(text: &str) -> Option<(&str, &str)> {
    let (name, argument) = text.strip_suffix(')')?.split_once('(')?;
    let mut depth = 0_i32;
    let is_one = argument.chars().all(|letter| {
        depth += i32::from(letter == '(') - i32::from(letter == ')');
        depth >= 0
    });
    is_one.then_some((name, argument))
}

/// Adds up the products that differ in nothing but their number.
pub(super) fn added(products: Vec<Product>) -> Vec<Product> {
    let mut terms: Vec<Product> = Vec::new();
    for product in products {
        match terms.iter_mut().find(|term| term.factors == product.factors) {
            Some(term) => term.coefficient += product.coefficient,
            None => terms.push(product),
        }
    }
    terms.retain(|term| term.coefficient != 0.0);
    terms
}

/// Products in a row: `2·u + 6·x2`.
pub(super) fn sum(terms: &[Product]) -> String {
    if let [only] = terms {
        let shorter = only.with_difference_of_squares();
        let only = shorter.as_ref().unwrap_or(only);
        return only.alone().map_or_else(|| only.text(), str::to_owned);
    }
    if terms.is_empty() {
        return "0".to_owned();
    }
    // A positive term first.
    let first = terms.iter().position(|term| term.negated().is_none()).unwrap_or(0);
    let rest = terms.iter().enumerate().filter(|(position, _)| *position != first).map(|(_, term)| term);
    let mut text = String::new();
    for (position, term) in std::iter::once(&terms[first]).chain(rest).enumerate() {
        match (position, term.negated()) {
            (0, _) => text.push_str(&term.text()),
            (_, Some(positive)) => text.push_str(&format!(" − {}", positive.text())),
            (_, None) => text.push_str(&format!(" + {}", term.text())),
        }
    }
    text
}
