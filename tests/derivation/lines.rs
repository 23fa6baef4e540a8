//! The lines of a derivation, and how they are carried out. Nothing is known here but the notation
//! (`macros/src/explain/README.md`).

use std::collections::HashMap;

use super::expression::{Environment, Expression, Functions, Subscript};
use super::reader::Reader;
use super::slopes::Formulas;
use super::texts::{equals, ranges};
use super::value::Value;

/// A line with those that stand within it.
#[derive(Debug)]
pub(crate) struct Line {
    pub(crate) text: String,
    pub(crate) inner: Vec<Line>,
}

pub(crate) struct Derivation {
    /// Each part with its title.
    pub(crate) parts: Vec<(String, Vec<Line>)>,
}

impl Derivation {
    pub(crate) fn read(text: &str) -> Derivation {
        let mut parts: Vec<(String, Vec<Line>)> = Vec::new();
        for line in text.lines().skip(1).filter(|line| !line.is_empty()) {
            assert!(!line.contains('…'), "something is left out: {line}");
            let depth = line.chars().take_while(|letter| *letter == ' ').count() / 2;
            if depth == 0 {
                parts.push((line.to_owned(), Vec::new()));
                continue;
            }
            let mut lines = &mut parts.last_mut().expect("a title comes first").1;
            for _ in 1..depth {
                lines = &mut lines.last_mut().expect("a line comes before those in it").inner;
            }
            lines.push(Line { text: line.trim().to_owned(), inner: Vec::new() });
        }
        Derivation { parts }
    }

    pub(crate) fn part(&self, title: &str) -> Option<&[Line]> {
        self.parts.iter().find(|(known, _)| known.starts_with(title)).map(|(_, lines)| lines.as_slice())
    }
}

/// The indices that a line is carried out for.
type Indices = [(char, i64)];

/// The names as they were in an iteration.
type Names = HashMap<String, Value>;

pub(crate) struct Machine<'f> {
    pub(crate) functions: &'f Functions,
    /// What the names stand for at the moment.
    pub(crate) names: Names,
    /// The derivatives, on the way back.
    pub(crate) slopes: Names,
    /// What each loop saw in each of its iterations, by the iterations of the loops around.
    seen: HashMap<(String, Vec<usize>), Vec<Names>>,
    /// The numbers of the iterations that are being gone through.
    path: Vec<usize>,
    is_back: bool,
}

/// What comes of a line.
#[derive(PartialEq)]
enum Flow {
    On,
    Leave,
}

impl<'f> Machine<'f> {
    pub(crate) fn new(functions: &'f Functions, names: Names) -> Self {
        Machine {
            functions,
            names,
            slopes: Names::new(),
            seen: HashMap::new(),
            path: Vec::new(),
            is_back: false,
        }
    }

    pub(crate) fn forth(&mut self, lines: &[Line]) {
        self.lines(lines);
    }

    pub(crate) fn back(&mut self, lines: &[Line]) {
        self.is_back = true;
        self.lines(lines);
    }

    pub(crate) fn value(
        &self,
        expression: &Expression,
        ranges: &[(char, Expression)],
        indices: &[(char, i64)],
    ) -> Value {
        let lookup = |name: &str| self.slopes.get(name).or_else(|| self.names.get(name)).cloned();
        let environment =
            Environment { lookup: &lookup, functions: self.functions, ranges, indices: indices.to_vec() };
        expression.evaluate(&environment)
    }

    pub(crate) fn plain(&self, text: &str) -> Value {
        self.value(&Reader::whole(text), &[], &[])
    }

    /// Another one with the same names.
    pub(crate) fn copy(&self) -> Machine<'f> {
        Machine::new(self.functions, self.names.clone())
    }

    /// Goes through all indices.
    pub(crate) fn for_all(
        &self,
        free: &[(char, Expression)],
        indices: &mut Vec<(char, i64)>,
        each: &mut dyn FnMut(&Indices),
    ) {
        let Some(((letter, range), rest)) = free.split_first() else {
            each(indices);
            return;
        };
        for index in self.value(range, free, indices).list() {
            indices.push((*letter, index.number() as i64));
            self.for_all(rest, indices, each);
            indices.pop();
        }
    }

    /// Compares the slopes of single steps, in all the iterations that there were.
    pub(crate) fn compare(&mut self, formulas: &Formulas, lines: &[Line]) -> usize {
        let mut count = 0;
        for line in lines {
            if let Some(condition) = line.text.strip_prefix("if ") {
                if self.plain(condition).truth() {
                    count += self.compare(formulas, &line.inner);
                }
            } else if let Some(known) = line.text.strip_prefix("for ") {
                let key = (known.to_owned(), self.path.clone());
                let seen =
                    self.seen.get(&key).unwrap_or_else(|| panic!("`{known}` was not there before")).clone();
                let around = self.names.clone();
                for (number, names) in seen.into_iter().enumerate() {
                    self.names.extend(names);
                    self.path.push(number);
                    count += self.compare(formulas, &line.inner);
                    self.path.pop();
                    self.names.clone_from(&around);
                }
            } else {
                count += formulas.check(self, &line.text);
            }
        }
        count
    }

    fn lines(&mut self, lines: &[Line]) -> Flow {
        let mut position = 0;
        while position < lines.len() {
            let line = &lines[position];
            position += 1;
            if line.text == "else" {
                continue;
            }
            if let Some(condition) = line.text.strip_prefix("if ") {
                let otherwise = lines.get(position).filter(|next| next.text == "else");
                if self.plain(condition).truth() {
                    self.lines(&line.inner);
                } else if let Some(otherwise) = otherwise {
                    self.lines(&otherwise.inner);
                }
            } else if let Some(head) = line.text.strip_prefix("for ") {
                self.repeat(head, &line.inner);
            } else if let Some(condition) = line.text.strip_prefix("leave if ") {
                if self.plain(condition).truth() {
                    return Flow::Leave;
                }
            } else {
                self.line(&line.text);
            }
        }
        Flow::On
    }

    /// `k in 0..n`, `(a, b) in pairs`, `step in 0.. while x > 0`, each perhaps backwards.
    fn repeat(&mut self, head: &str, lines: &[Line]) {
        let (head, backwards) = match head.strip_suffix(", backwards") {
            Some(head) => (head, true),
            None => (head, false),
        };
        let (known, condition) = match head.split_once(" while ") {
            Some((known, condition)) => (known, Some(condition)),
            None => (head, None),
        };
        let key = (known.to_owned(), self.path.clone());
        if self.is_back {
            self.again(&key, lines, backwards);
            return;
        }
        let (pattern, range) = known.split_once(" in ").expect("a loop says what it goes through");
        let range = range.split(", again").next().expect("there is a first part");
        let mut elements: Vec<Value> =
            if range == "0.." { Vec::new() } else { self.plain(range).list().to_vec() };
        if backwards {
            elements.reverse();
        }
        let endless = range == "0..";
        let mut seen = Vec::new();
        let updates = lines.iter().position(|line| line.text.contains(" ← ")).unwrap_or(lines.len());
        let (steps, ends) = lines.split_at(updates);
        for number in 0.. {
            if endless {
                assert!(number < 10_000, "this does not end: {known}");
                self.bind(pattern, &Value::from(number));
            } else {
                let Some(element) = elements.get(number) else { break };
                self.bind(pattern, element);
            }
            if condition.is_some_and(|condition| !self.plain(condition).truth()) {
                break;
            }
            self.path.push(number);
            let mut flow = self.lines(steps);
            seen.push(self.names.clone());
            if flow == Flow::On {
                flow = self.lines(ends);
            }
            self.path.pop();
            if flow == Flow::Leave {
                break;
            }
        }
        if backwards {
            seen.reverse();
        }
        self.seen.insert(key, seen);
    }

    /// Goes through the iterations of the way there once more.
    fn again(&mut self, key: &(String, Vec<usize>), lines: &[Line], backwards: bool) {
        let seen = self.seen.get(key).unwrap_or_else(|| panic!("`{}` was not there before", key.0)).clone();
        let around = self.names.clone();
        let count = seen.len();
        let all: Vec<usize> = if backwards { (0..count).rev().collect() } else { (0..count).collect() };
        for number in all {
            // What is defined behind the loop has one value.
            self.names.clone_from(&around);
            self.names.extend(seen[number].clone());
            self.path.push(number);
            self.lines(lines);
            self.path.pop();
        }
        self.names = around;
    }

    fn bind(&mut self, pattern: &str, value: &Value) {
        match pattern.strip_prefix('(').and_then(|inner| inner.strip_suffix(')')) {
            Some(inner) => {
                // Parentheses within parentheses stay together.
                let (mut depth, mut start, mut parts) = (0, 0, Vec::new());
                for (at, letter) in inner.char_indices() {
                    match letter {
                        '(' => depth += 1,
                        ')' => depth -= 1,
                        ',' if depth == 0 => {
                            parts.push(inner[start..at].trim());
                            start = at + 1;
                        }
                        _ => {}
                    }
                }
                parts.push(inner[start..].trim());
                for (part, value) in parts.into_iter().zip(value.list()) {
                    self.bind(part, value);
                }
            }
            None => {
                self.names.insert(pattern.to_owned(), value.clone());
            }
        }
    }

    fn line(&mut self, text: &str) {
        if let Some(rest) = text.strip_prefix("append ") {
            let (value, array) = rest.rsplit_once(" to ").expect("something is appended to something");
            let value = self.plain(value);
            self.slot(array).elements().push(value);
            return;
        }
        if let Some(array) = text.strip_prefix("remove ").and_then(|rest| rest.strip_suffix("[last]")) {
            self.slot(array).elements().pop().expect("it is not empty");
            return;
        }
        let (text, ranges) = ranges(text);
        if let Some((targets, values)) = text.split_once(" ← ") {
            self.at_once(targets, values, &ranges);
        } else if let Some((target, value)) = text.split_once(" −= ") {
            self.store_all(target, &format!("−({value})"), &ranges, true);
        } else if let Some((target, value)) = text.split_once(" += ") {
            self.store_all(target, value, &ranges, true);
        } else {
            let mut parts = equals(text).into_iter();
            let target = parts.next().expect("there is a first part");
            let values: Vec<&str> = parts.collect();
            if values.len() == 1 {
                self.store_all(target, values[0], &ranges, false);
                return;
            }
            if !target.starts_with('∂') {
                let values: Vec<Value> =
                    values.iter().map(|value| self.value(&Reader::whole(value), &ranges, &[])).collect();
                assert!(
                    values.windows(2).all(|two| close(two[0].number(), two[1].number())),
                    "{text}: {values:?}"
                );
                self.names.insert(target.to_owned(), values[0].clone());
                return;
            }
            // The same number, written in several ways.
            for value in values {
                let value = self.plain(value);
                if let Some(known) = self.slopes.get(target) {
                    assert!(close(known.number(), value.number()), "{text}: {known:?}, {value:?}");
                }
                self.slopes.insert(target.to_owned(), value);
            }
        }
    }

    /// `(x, y) ← (y, x + y)`
    fn at_once(&mut self, targets: &str, values: &str, ranges: &[(char, Expression)]) {
        let strip =
            |text: &str| text.strip_prefix('(').and_then(|text| text.strip_suffix(')')).map(str::to_owned);
        let (targets, values) = match strip(targets) {
            Some(inner) => {
                let targets: Vec<String> = inner.split(", ").map(str::to_owned).collect();
                let mut reader = Reader::new(values);
                assert!(reader.take("("), "{values}");
                let mut all = Vec::new();
                while all.len() < targets.len() {
                    all.push(reader.expression());
                    assert!(reader.take(if all.len() < targets.len() { ", " } else { ")" }), "{values}");
                }
                (targets, all)
            }
            None => (vec![targets.to_owned()], vec![Reader::whole(values)]),
        };
        let values: Vec<Value> = values.iter().map(|value| self.value(value, ranges, &[])).collect();
        for (target, value) in targets.into_iter().zip(values) {
            *self.slot(&target) = value;
        }
    }

    fn slot(&mut self, name: &str) -> &mut Value {
        let names = if name.starts_with('∂') { &mut self.slopes } else { &mut self.names };
        names.get_mut(name).unwrap_or_else(|| panic!("`{name}` is changed before it is defined"))
    }

    /// A line for each of the indices that no sum in it goes through.
    fn store_all(&mut self, target: &str, value: &str, ranges: &[(char, Expression)], adds: bool) {
        if let Some(inner) = target.strip_prefix('(').and_then(|inner| inner.strip_suffix(')')) {
            self.store_together(inner, value, ranges);
            return;
        }
        let value = Reader::whole(value);
        if target.contains(", ") && !target.contains('[') {
            let values = self.value(&value, &[], &[]);
            for (name, value) in target.split(", ").zip(values.list()) {
                self.names.insert(name.to_owned(), value.clone());
            }
            return;
        }
        if target.contains(" at fixed ") {
            let value = self.value(&value, &[], &[]);
            self.slopes.insert(target.to_owned(), value);
            return;
        }
        let target = Reader::whole(target);
        let free: Vec<(char, Expression)> =
            ranges.iter().filter(|(letter, _)| !value.binds(*letter)).cloned().collect();
        self.store_for(&target, &value, ranges, &free, &mut Vec::new(), adds);
    }

    /// `(xₖ₊₁, yₖ₊₁) = (yₖ, xₖ) for k in 0..n`
    fn store_together(&mut self, targets: &str, values: &str, ranges: &[(char, Expression)]) {
        let targets: Vec<Expression> = targets.split(", ").map(Reader::whole).collect();
        let mut reader = Reader::new(values);
        assert!(reader.take("("), "{values}");
        let mut all = Vec::new();
        while all.len() < targets.len() {
            all.push(reader.expression());
            assert!(reader.take(if all.len() < targets.len() { ", " } else { ")" }), "{values}");
        }
        let (letter, range) =
            ranges.iter().find(|(letter, _)| has_index(&targets[0], *letter)).expect("an index");
        for index in self.value(range, ranges, &[]).list() {
            let indices = [(*letter, index.number() as i64)];
            let values: Vec<Value> = all.iter().map(|value| self.value(value, ranges, &indices)).collect();
            for (target, value) in targets.iter().zip(values) {
                self.store(target, value, false, &indices);
            }
        }
    }

    fn store_for(
        &mut self,
        target: &Expression,
        value: &Expression,
        ranges: &[(char, Expression)],
        free: &[(char, Expression)],
        indices: &mut Vec<(char, i64)>,
        adds: bool,
    ) {
        if let Some(((letter, range), rest)) = free.split_first() {
            let range = self.value(range, ranges, indices);
            for index in range.list() {
                indices.push((*letter, index.number() as i64));
                self.store_for(target, value, ranges, rest, indices, adds);
                indices.pop();
            }
            return;
        }
        let value = self.value(value, ranges, indices);
        self.store(target, value, adds, indices);
    }

    pub(crate) fn store(&mut self, target: &Expression, value: Value, adds: bool, indices: &[(char, i64)]) {
        let name = match target {
            Expression::Name(name) => name.clone(),
            Expression::Indexed(name, subscripts) => self.member(name, subscripts, indices),
            Expression::Element(array, path) => {
                let mut place = Vec::new();
                for index in path {
                    place.push(match index {
                        Expression::Name(last) if last == "last" => None,
                        _ => Some(self.value(index, &[], indices)),
                    });
                }
                let Expression::Name(name) = &**array else { panic!("{array:?} is no array") };
                let mut slot = self.slot(name);
                for (depth, index) in place.iter().enumerate() {
                    if let Some(Value::List(range)) = index {
                        assert_eq!(depth + 1, place.len(), "a part of a row is the last");
                        let part = slot.elements();
                        for (at, value) in range.iter().zip(spread(&value, range.len())) {
                            put(&mut part[at.number() as usize], value, adds);
                        }
                        return;
                    }
                    let elements = slot.elements();
                    let position = index.as_ref().map_or(elements.len() - 1, |index| index.number() as usize);
                    slot = &mut elements[position];
                }
                put(slot, value, adds);
                return;
            }
            _ => panic!("nothing can be put into {target:?}"),
        };
        if adds {
            put(self.slot(&name), value, true);
            return;
        }
        if let Some(original) = name.strip_prefix('∂')
            && let Some(shape @ Value::List(_)) = self.names.get(original)
            && !matches!(value, Value::List(_))
        {
            // An array of the same number.
            let filled = shape.filled(value.number());
            self.slopes.insert(name, filled);
        } else if name.starts_with('∂') {
            self.slopes.insert(name, value);
        } else {
            self.names.insert(name, value);
        }
    }

    fn member(&self, name: &str, subscripts: &[Subscript], indices: &[(char, i64)]) -> String {
        let lookup = |name: &str| self.names.get(name).cloned();
        let environment = Environment {
            lookup: &lookup,
            functions: self.functions,
            ranges: &[],
            indices: indices.to_vec(),
        };
        environment.member(name, subscripts)
    }
}

/// The elements of a list, or the same number again and again.
fn spread(value: &Value, count: usize) -> Vec<Value> {
    match value {
        Value::List(elements) => elements.clone(),
        other => vec![other.clone(); count],
    }
}

fn put(slot: &mut Value, value: Value, adds: bool) {
    *slot = match (&*slot, adds) {
        (_, true) => slot.with(&value, &|a, b| a + b),
        (Value::List(_), false) if !matches!(value, Value::List(_)) => slot.filled(value.number()),
        _ => value,
    };
}

/// Whether an index stands on the left of a line.
fn has_index(target: &Expression, letter: char) -> bool {
    match target {
        Expression::Indexed(_, subscripts) => subscripts.iter().any(|subscript| match subscript {
            Subscript::Letter(known, _) => *known == letter,
            Subscript::Written(inner) => has_index(inner, letter),
        }),
        Expression::Element(_, path) => path.iter().any(|index| has_index(index, letter)),
        Expression::Name(name) => *name == letter.to_string(),
        Expression::Binary(_, a, b) => has_index(a, letter) || has_index(b, letter),
        _ => false,
    }
}

pub(crate) fn close(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-8 * (1.0 + a.abs().max(b.abs())) || a.is_nan() && b.is_nan() || a == b
}
