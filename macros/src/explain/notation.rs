//! Nodes as they are written on paper: `3·x2²`, `√(1 − x²)`.

use super::calculus::name_of_function;
use super::constant::{Mentioned, constant, element};
use crate::elementary::{Function, Kind, Notation, level};
use crate::hash::HashMap;
use crate::ir::{Graph, Id, Node, Output, Part};
use crate::region::{Action, Origin, Place, RegionId};
use crate::syntax::without_arguments;

/// How tightly text holds together. A quotient is looser than a product: `a / b·c` is `a / (b·c)`.
pub(super) mod strength {
    pub(in crate::explain) const LOWEST: u8 = 0;
    pub(in crate::explain) const OR: u8 = 1;
    pub(in crate::explain) const AND: u8 = 2;
    pub(in crate::explain) const COMPARE: u8 = 3;
    pub(in crate::explain) const SUM: u8 = 4;
    pub(in crate::explain) const QUOTIENT: u8 = 5;
    pub(in crate::explain) const PRODUCT: u8 = 6;
    /// A power or a root.
    pub(in crate::explain) const POWER: u8 = 7;
    pub(in crate::explain) const ATOM: u8 = 8;
}

/// Text with the strength of its outermost operation.
#[derive(Clone)]
pub(super) struct Written {
    pub(super) text: String,
    pub(super) strength: u8,
}

impl Written {
    pub(super) fn atom(text: impl Into<String>) -> Written {
        Written { text: text.into(), strength: strength::ATOM }
    }

    pub(super) fn at_least(&self, strength: u8) -> String {
        if self.strength < strength { format!("({})", self.text) } else { self.text.clone() }
    }
}

/// What nodes are called, each where it is defined.
#[derive(Default)]
pub(super) struct Names {
    pub(super) names: HashMap<Id, String>,
    /// Where the definition of a name stands, unless it is the body of the function.
    pub(super) places: HashMap<Id, RegionId>,
}

impl Names {
    /// The names that an earlier stage gave.
    pub(super) fn of(graph: &Graph) -> Names {
        Names { names: graph.names().map(|(id, name)| (id, name.text.clone())).collect(), ..Names::default() }
    }
}

/// Writes the nodes of a graph, each once.
pub(super) struct Writer<'a> {
    pub(super) graph: &'a Graph,
    parameters: &'a [String],
    names: &'a Names,
    /// Where the text stands: what is not defined there or around it is written out.
    here: RegionId,
    written: HashMap<Id, Written>,
    /// Sums that stand within others.
    given: HashMap<Id, Written>,
}

impl<'a> Writer<'a> {
    pub(super) fn new(graph: &'a Graph, parameters: &'a [String], names: &'a Names) -> Self {
        Writer {
            graph,
            parameters,
            names,
            here: RegionId::BODY,
            written: HashMap::default(),
            given: HashMap::default(),
        }
    }

    pub(super) fn parameters(&self) -> &'a [String] {
        self.parameters
    }

    /// Says what stands for a node that is no expression.
    pub(super) fn give(&mut self, id: Id, written: Written) {
        self.given.insert(id, written);
    }

    /// Goes on in another region.
    pub(super) fn enter(&mut self, region: RegionId) {
        if std::mem::replace(&mut self.here, region) != region {
            self.written.clear();
        }
    }

    /// The name of a node, if it has one here.
    pub(super) fn symbol(&self, id: Id) -> Option<String> {
        if let Node::Parameter(position) = self.graph.node(id) {
            return Some(self.parameters[*position].clone());
        }
        let name = self.names.names.get(&id)?;
        let place = self.names.places.get(&id).copied().unwrap_or(RegionId::BODY);
        self.graph.is_within(self.here, place).then(|| name.clone())
    }

    /// What a named node stands for.
    pub(super) fn definition(&mut self, id: Id) -> Written {
        self.prepare(id);
        self.write(id)
    }

    /// A node where it is used: by its name, or else as an expression.
    pub(super) fn operand(&mut self, id: Id) -> Written {
        if self.symbol(id).is_none() {
            self.prepare(id);
        }
        self.lookup(id)
    }

    pub(super) fn text(&mut self, id: Id) -> String {
        self.operand(id).text
    }

    /// An element of an array, or a part of it.
    pub(super) fn place(&mut self, place: &Place) -> String {
        place.ids().into_iter().for_each(|id| {
            self.operand(id);
        });
        self.place_of(place, &readable(&self.graph.array(place.array).name.to_string()))
    }

    /// The same of the derivatives by an array.
    pub(super) fn cotangent_place(&mut self, place: &Place) -> String {
        format!("∂{}", self.place(place))
    }

    fn place_of(&self, place: &Place, name: &str) -> String {
        let mut text = name.to_owned();
        for &step in &place.path {
            let written = self.lookup(step).text;
            text = match self.graph.node(step) {
                Node::Field(_) => format!("{text}.{written}"),
                _ => element(&text, &written),
            };
        }
        if let Some((start, length)) = place.range {
            let (first, length) = (self.lookup(start), self.lookup(length));
            let end = match self.graph.number(start) {
                Some(0.0) => length.text,
                _ => format!("{} + {}", first.text, length.at_least(strength::QUOTIENT)),
            };
            text = element(&text, &format!("{}..{end}", first.text));
        }
        text
    }

    /// Writes all that the node is computed from, without recursion, so that no formula is too deep.
    fn prepare(&mut self, root: Id) {
        let mut pending = vec![(root, false)];
        while let Some((id, arguments_done)) = pending.pop() {
            if self.written.contains_key(&id) || (id != root && self.symbol(id).is_some()) {
                continue;
            }
            if arguments_done {
                if id != root || self.symbol(id).is_none() {
                    let written = self.write(id);
                    self.written.insert(id, written);
                }
                continue;
            }
            pending.push((id, true));
            let parts = match (self.graph.on_paper(id), self.loaded(id)) {
                (Some(form), _) => vec![form],
                (None, Some(place)) => place.ids(),
                (None, None) => self.graph.arguments(id),
            };
            pending.extend(parts.into_iter().map(|part| (part, false)));
        }
    }

    /// The element that a node is read from by a statement.
    fn loaded(&self, id: Id) -> Option<&'a Place> {
        let Node::Fresh(Origin::Result(statement, _)) = self.graph.node(id) else { return None };
        match &self.graph.statement(*statement).action {
            Action::Load { place } => Some(place),
            _ => None,
        }
    }

    fn lookup(&self, id: Id) -> Written {
        match self.symbol(id) {
            Some(text) => Written::atom(text),
            None => self.written.get(&id).cloned().unwrap_or_else(|| Written::atom("…")),
        }
    }

    fn write(&self, id: Id) -> Written {
        if let Some(given) = self.given.get(&id) {
            return given.clone();
        }
        if let Some(form) = self.graph.on_paper(id) {
            return self.lookup(form);
        }
        match self.graph.node(id) {
            Node::Parameter(_) => Written::atom(self.symbol(id).unwrap_or_default()),
            Node::Literal(literal) => Written::atom(number(&literal.text, literal.kind)),
            Node::Constant { tokens, mentions, .. } => {
                constant(self.graph.tokens(*tokens), &Mentions { writer: self, mentions })
            }
            Node::Apply(Function::NEG, arguments) if self.graph.is_zero(arguments[0]) => Written::atom("0"),
            // An index from the start of a row on.
            Node::Apply(Function::ADD, arguments) if self.is_whole_nought(arguments[1]) => {
                self.lookup(arguments[0])
            }
            Node::Apply(function, arguments) => {
                let arguments: Vec<Written> =
                    arguments.iter().map(|&argument| self.lookup(argument)).collect();
                apply(*function, &arguments)
            }
            Node::Select { condition, then, otherwise } => {
                choice(&self.lookup(*condition), &self.lookup(*then), &self.lookup(*otherwise))
            }
            Node::Call { .. } => Written::atom(self.call(id, "")),
            Node::Part { call, part } => self.part(*call, *part),
            Node::Element { place, .. } => {
                Written::atom(self.place_of(place, &self.graph.array(place.array).name.to_string()))
            }
            Node::Field(field) => Written::atom(quote::quote!(#field).to_string()),
            Node::Nought { .. } => Written::atom("0"),
            Node::Fresh(_) => match self.loaded(id) {
                Some(place) => Written::atom(
                    self.place_of(place, &readable(&self.graph.array(place.array).name.to_string())),
                ),
                None => Written::atom("…"),
            },
        }
    }

    fn is_whole_nought(&self, id: Id) -> bool {
        matches!(self.graph.node(id), Node::Literal(literal) if literal.kind == Kind::Integer && literal.value() == 0.0)
    }

    fn call(&self, call: Id, mark: &str) -> String {
        let Node::Call { callee, arguments, .. } = self.graph.node(call) else {
            return String::new();
        };
        let path = without_arguments(self.graph.tokens(*callee)).0.to_string();
        let parts: Vec<&str> = path.split("::").map(str::trim).collect();
        let name = name_of_function(&parts);
        let arguments: Vec<String> = arguments.iter().map(|&argument| self.lookup(argument).text).collect();
        format!("{mark}{name}({})", arguments.join(", "))
    }

    fn part(&self, call: Id, part: Part) -> Written {
        let of = |output| match output {
            Output::Only | Output::Inside => String::new(),
            Output::TupleField(position) | Output::Element(position) => subscript(position + 1),
        };
        Written::atom(match part {
            Part::Value(Output::Only | Output::Inside) => self.call(call, ""),
            Part::Value(output) => format!("{}{}", self.call(call, ""), of(output)),
            Part::Partial(output, argument) => {
                format!("{}{}", self.call(call, &format!("∂{}", subscript(argument + 1))), of(output))
            }
            Part::Kink(..) | Part::Bend(..) => unreachable!("the derivation is of the first order"),
            Part::SecondPartial(output, first, second) => {
                let mark = format!("∂{}∂{}", subscript(first + 1), subscript(second + 1));
                format!("{}{}", self.call(call, &mark), of(output))
            }
        })
    }
}

/// What the names in the user's own tokens stand for.
struct Mentions<'w, 'a> {
    writer: &'w Writer<'a>,
    mentions: &'w [(String, Id)],
}

impl Mentions<'_, '_> {
    fn find(&self, name: &str) -> Option<Id> {
        let raw = |known: &str| known.strip_prefix("r#").unwrap_or(known) == name;
        self.mentions.iter().find(|(known, _)| raw(known)).map(|(_, id)| *id)
    }
}

impl Mentioned for Mentions<'_, '_> {
    fn instead(&self, name: &str) -> Option<Written> {
        self.find(name).map(|id| self.writer.lookup(id))
    }

    fn kind(&self, name: &str) -> Kind {
        let Some(id) = self.find(name) else { return Kind::Unknown };
        match self.writer.graph.node(id) {
            // Arithmetic of integers.
            Node::Constant { mentions, .. } if mentions.iter().any(|(name, _)| name == "__a") => {
                Kind::Integer
            }
            Node::Fresh(Origin::Binding(..)) => Kind::Integer,
            _ => self.writer.graph.kind(id),
        }
    }
}

/// The one or the other. Iverson's bracket is 1 where the condition holds, else 0.
fn choice(condition: &Written, then: &Written, otherwise: &Written) -> Written {
    if otherwise.text == "0" && then.text == "1" {
        return Written::atom(format!("[{}]", condition.text));
    }
    if otherwise.text == "0" {
        let text = format!("{}·[{}]", then.at_least(strength::PRODUCT), condition.text);
        return Written { text, strength: strength::PRODUCT };
    }
    Written::atom(format!("({} if {}, else {})", then.text, condition.text, otherwise.text))
}

/// A name without the mark of a raw identifier.
pub(super) fn readable(name: &str) -> String {
    name.strip_prefix("r#").unwrap_or(name).to_owned()
}

/// A method of numbers by its name, if the table has one.
pub(super) fn method(name: &str, arguments: &[Written]) -> Option<Written> {
    let function = Function::find(name, true)?;
    (function.parameters.len() == arguments.len()).then(|| apply(function, arguments))
}

/// A function with its arguments put into the form that the table gives.
fn apply(function: Function, arguments: &[Written]) -> Written {
    let own = match function.notation {
        Notation::Infix(level::PRODUCT) if function != Function::MUL => strength::QUOTIENT,
        Notation::Infix(level::PRODUCT) => strength::PRODUCT,
        Notation::Infix(level) => level,
        Notation::Prefix => strength::SUM,
        Notation::Cast => return arguments[0].clone(),
        Notation::Method if function.result == Kind::Boolean => strength::COMPARE,
        Notation::Method | Notation::Support => strength::ATOM,
    };
    let is_called = function.written.ends_with([')', '|', '⌋', '⌉']);
    let mut text = String::new();
    let mut rest = function.written;
    let mut strength = own;
    while let Some(start) = rest.find(['{', '[']) {
        let end = start + rest[start..].find(['}', ']']).expect("a place is closed");
        let before = &rest[..start];
        let place = &rest[start + 1..end];
        let position =
            function.parameters.iter().position(|name| *name == place).expect("a place names a parameter");
        let argument = &arguments[position];
        text.push_str(before);
        if rest.as_bytes()[start] == b'[' {
            text.push_str(&argument.at_least(strength::ATOM));
            if !is_called {
                let fraction = before.contains('/');
                strength = strength.min(if fraction { strength::QUOTIENT } else { strength::POWER });
            }
        } else if before.ends_with('^') {
            text.pop();
            match superscript(&argument.text) {
                Some(exponent) => text.push_str(&exponent),
                None => {
                    text.push('^');
                    text.push_str(&argument.at_least(strength::ATOM));
                }
            }
        } else {
            let inner = match function.notation {
                Notation::Infix(_) if own == strength::QUOTIENT => {
                    if position == 0 {
                        strength::PRODUCT
                    } else {
                        strength::POWER
                    }
                }
                Notation::Infix(level::COMPARE) => strength::SUM,
                Notation::Infix(_) => {
                    own + u8::from(position > 0 && function != Function::ADD && function != Function::MUL)
                }
                Notation::Prefix => strength::QUOTIENT,
                _ if is_called => strength::LOWEST,
                _ => strength::SUM,
            };
            // `a + (−b)` is `a − b`.
            match argument.text.strip_prefix('−') {
                Some(positive) if is_called && text.ends_with("+ ") => {
                    text.truncate(text.len() - "+ ".len());
                    text.push_str(&format!("− {positive}"));
                }
                Some(positive) if function == Function::ADD && position > 0 && argument.strength == inner => {
                    text.truncate(text.len() - "+ ".len());
                    text.push_str("− ");
                    text.push_str(positive);
                }
                _ => text.push_str(&argument.at_least(inner)),
            }
        }
        rest = &rest[end + 1..];
    }
    text.push_str(rest);
    Written { text, strength }
}

/// A function of its own parameters: `√x`.
pub(crate) fn in_general(function: Function) -> String {
    let parameters: Vec<Written> = function.parameters.iter().map(|name| Written::atom(*name)).collect();
    apply(function, &parameters).text
}

/// A literal without what only the compiler wants.
pub(super) fn number(text: &str, kind: Kind) -> String {
    let plain = text.strip_suffix(".0").or_else(|| text.strip_suffix('.')).unwrap_or(text);
    if kind == Kind::Real {
        plain.to_owned()
    } else {
        text.split(['u', 'i']).next().filter(|_| kind == Kind::Integer).unwrap_or(text).to_owned()
    }
}

/// A number that was computed, without the last digits if these are but rounding.
pub(super) fn decimal(value: f64) -> String {
    let (exact, short) = (format!("{:?}", value.abs()), format!("{:.14e}", value.abs()));
    let short = short.parse().map(|short: f64| format!("{short:?}")).unwrap_or_default();
    let digits = if short.len() + 4 < exact.len() { short } else { exact };
    format!("{}{}", if value < 0.0 { "−" } else { "" }, number(&digits, Kind::Real))
}

/// The digits of an integer exponent, raised.
pub(super) fn superscript(digits: &str) -> Option<String> {
    digits
        .chars()
        .map(|digit| match digit {
            '−' | '-' => Some('⁻'),
            '0'..='9' => "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().nth(digit as usize - '0' as usize),
            _ => None,
        })
        .collect()
}

pub(super) fn subscript(number: usize) -> String {
    let digit = |digit: char| char::from_u32('₀' as u32 + digit as u32 - '0' as u32).unwrap_or(digit);
    number.to_string().chars().map(digit).collect()
}
