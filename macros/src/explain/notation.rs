//! Nodes as they are written on paper: `3·x2²`, `√(1 − x²)`.

use std::collections::HashMap;

use crate::elementary::{Function, Kind, Notation, level};
use crate::ir::{Graph, Id, Node, Output, Part};

/// Longer formulas are cut.
const LONGEST: usize = 160;

/// Text with the level of precedence of its outermost operation.
#[derive(Clone)]
struct Written {
    text: String,
    level: u8,
}

impl Written {
    fn at_least(&self, level: u8) -> String {
        if self.level < level { format!("({})", self.text) } else { self.text.clone() }
    }
}

/// Writes the nodes of a graph, each once.
pub(super) struct Writer<'a> {
    graph: &'a Graph,
    parameters: &'a [String],
    written: HashMap<Id, Written>,
}

impl<'a> Writer<'a> {
    pub(super) fn new(graph: &'a Graph, parameters: &'a [String]) -> Self {
        Writer { graph, parameters, written: HashMap::new() }
    }

    /// Says what stands for a node that is no expression.
    pub(super) fn give(&mut self, id: Id, text: String) {
        self.written.insert(id, Written { text, level: level::ATOM });
    }

    /// The name of a node, if it has one.
    pub(super) fn symbol(&self, id: Id) -> Option<String> {
        match self.graph.node(id) {
            Node::Parameter(position) => Some(self.parameters[*position].clone()),
            _ => self.graph.name_of(id).map(|name| name.text.clone()),
        }
    }

    /// What a named node stands for.
    pub(super) fn definition(&mut self, id: Id) -> String {
        self.prepare(id);
        self.write(id).text
    }

    /// A node where it is used: by its name, or else as an expression.
    pub(super) fn operand(&mut self, id: Id) -> (String, u8) {
        if self.symbol(id).is_none() {
            self.prepare(id);
        }
        let written = self.lookup(id);
        (written.text, written.level)
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
            pending.extend(self.graph.arguments(id).into_iter().map(|argument| (argument, false)));
        }
    }

    fn lookup(&self, id: Id) -> Written {
        match self.symbol(id) {
            Some(text) => Written { text, level: level::ATOM },
            None => self.written[&id].clone(),
        }
    }

    fn write(&self, id: Id) -> Written {
        let mut written = match self.graph.node(id) {
            Node::Parameter(_) => Written { text: self.symbol(id).unwrap_or_default(), level: level::ATOM },
            Node::Literal(literal) => {
                Written { text: number(&literal.text, literal.kind), level: level::ATOM }
            }
            Node::Constant { tokens, mentions, .. } => {
                let mut text = self.graph.tokens(*tokens).to_string().replace("0usize", "0");
                for path in [
                    ":: core :: primitive :: usize :: ",
                    ":: core :: cmp :: Ord :: ",
                    ":: core :: iter :: Iterator :: ",
                ] {
                    text = text.replace(path, "");
                }
                for (name, id) in mentions.iter().filter(|(name, _)| name.starts_with("__")) {
                    text = text.replace(name.as_str(), &self.lookup(*id).at_least(level::ATOM));
                }
                constant(&text)
            }
            Node::Apply(function, arguments) => {
                let arguments: Vec<Written> =
                    arguments.iter().map(|&argument| self.lookup(argument)).collect();
                apply(*function, &arguments)
            }
            Node::Select { then, .. } if self.graph.has_equal_branches(id) => self.lookup(*then),
            Node::Select { condition, then, otherwise } => {
                let [condition, then, otherwise] = [condition, then, otherwise].map(|&id| self.lookup(id));
                // Iverson's bracket: 1 where the condition holds, else 0.
                let text = if otherwise.text == "0" && then.text == "1" {
                    format!("[{}]", condition.text)
                } else if otherwise.text == "0" {
                    format!("{}·[{}]", then.at_least(level::PRODUCT), condition.text)
                } else {
                    format!("({} if {}, else {})", then.text, condition.text, otherwise.text)
                };
                let level =
                    if otherwise.text == "0" && then.text != "1" { level::PRODUCT } else { level::ATOM };
                Written { text, level }
            }
            Node::Call { .. } => Written { text: self.call(id, ""), level: level::ATOM },
            Node::Part { call, part } => self.part(*call, *part),
            Node::Element { place, .. } => {
                let name = self.graph.array(place.array).name.to_string();
                let path: Vec<String> = place
                    .path
                    .iter()
                    .map(|&id| match self.graph.node(id) {
                        Node::Field(_) => format!(".{}", self.lookup(id).text),
                        _ => format!("[{}]", self.lookup(id).text),
                    })
                    .collect();
                Written { text: format!("{name}{}", path.concat()), level: level::ATOM }
            }
            Node::Field(field) => Written { text: quote::quote!(#field).to_string(), level: level::ATOM },
            Node::Nought { .. } => Written { text: "0".to_owned(), level: level::ATOM },
            Node::Fresh(_) => Written { text: "…".to_owned(), level: level::ATOM },
        };
        if written.text.chars().count() > LONGEST {
            written.text = written.text.chars().take(LONGEST - 20).chain("…".chars()).collect();
            written.level = level::ATOM;
        }
        written
    }

    fn call(&self, call: Id, mark: &str) -> String {
        let Node::Call { callee, arguments, .. } = self.graph.node(call) else {
            return String::new();
        };
        let path = self.graph.tokens(*callee).to_string();
        let name = path.rsplit("::").next().unwrap_or_default().trim();
        let arguments: Vec<String> = arguments.iter().map(|&argument| self.lookup(argument).text).collect();
        format!("{mark}{name}({})", arguments.join(", "))
    }

    fn part(&self, call: Id, part: Part) -> Written {
        let of = |output| match output {
            Output::Only | Output::Inside => String::new(),
            Output::TupleField(position) | Output::Element(position) => subscript(position + 1),
        };
        let text = match part {
            Part::Value(Output::Only | Output::Inside) => self.call(call, ""),
            Part::Value(output) => format!("{}{}", self.call(call, ""), of(output)),
            Part::Partial(output, argument) => {
                format!("{}{}", self.call(call, &format!("∂{}", subscript(argument + 1))), of(output))
            }
            Part::SecondPartial(output, first, second) => {
                let mark = format!("∂{}∂{}", subscript(first + 1), subscript(second + 1));
                format!("{}{}", self.call(call, &mark), of(output))
            }
        };
        Written { text, level: level::ATOM }
    }
}

/// A function with its arguments put into the form that the table gives.
fn apply(function: Function, arguments: &[Written]) -> Written {
    let own = match function.notation {
        Notation::Infix(level) => level,
        Notation::Prefix => level::SUM,
        Notation::Cast => return arguments[0].clone(),
        Notation::Method => level::ATOM,
    };
    let mut text = String::new();
    let mut rest = function.written;
    let mut level = own;
    while let Some(start) = rest.find(['{', '[']) {
        let end = start + rest[start..].find(['}', ']']).expect("a place is closed");
        let before = &rest[..start];
        let place = &rest[start + 1..end];
        let position =
            function.parameters.iter().position(|name| *name == place).expect("a place names a parameter");
        let argument = &arguments[position];
        text.push_str(before);
        if rest.as_bytes()[start] == b'[' {
            text.push_str(&argument.at_least(level::ATOM));
            // A power or a root binds tighter than a product, a fraction as tightly.
            level = level.min(if before.contains('/') { level::PRODUCT } else { level::METHOD });
        } else if before.ends_with('^') {
            text.pop();
            match superscript(&argument.text) {
                Some(exponent) => text.push_str(&exponent),
                None => {
                    text.push('^');
                    text.push_str(&argument.at_least(level::ATOM));
                }
            }
        } else {
            let inner = match function.notation {
                Notation::Infix(own) => {
                    own + u8::from(position > 0 && function != Function::ADD && function != Function::MUL)
                }
                Notation::Prefix => level::PRODUCT,
                _ => level::LOWEST,
            };
            text.push_str(&argument.at_least(inner));
        }
        rest = &rest[end + 1..];
    }
    text.push_str(rest);
    Written { text, level }
}

/// A function of its own parameters: `√x`.
pub(crate) fn in_general(function: Function) -> String {
    let parameters: Vec<Written> = function
        .parameters
        .iter()
        .map(|name| Written { text: (*name).to_owned(), level: level::ATOM })
        .collect();
    apply(function, &parameters).text
}

/// A literal without what only the compiler wants.
fn number(text: &str, kind: Kind) -> String {
    let plain = text.strip_suffix(".0").unwrap_or(text);
    if kind == Kind::Real { plain.to_owned() } else { text.to_owned() }
}

/// A number that was computed.
pub(super) fn decimal(value: f64) -> String {
    let digits = format!("{:?}", value.abs());
    format!("{}{}", if value < 0.0 { "−" } else { "" }, number(&digits, Kind::Real))
}

fn constant(tokens: &str) -> Written {
    let last = tokens.rsplit("::").next().unwrap_or(tokens).trim();
    let is_path = last.chars().all(|letter| letter.is_alphanumeric() || letter == '_');
    let text = match last {
        "PI" => "π".to_owned(),
        "TAU" => "τ".to_owned(),
        "E" => "e".to_owned(),
        _ if is_path => last.to_owned(),
        _ => crate::errors::quoted(tokens.parse::<proc_macro2::TokenStream>().unwrap_or_default()),
    };
    Written { text, level: if is_path { level::ATOM } else { level::LOWEST } }
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
