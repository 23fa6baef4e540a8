//! Iterators: what they go through, and the numbers and arrays that come of them.

use std::rc::Rc;

use crate::code::{Code, Number, State, Value, apart, array};
use crate::number::Real;
use crate::scope::{Form, Kind, Scope, Shape, Variable};
use crate::writer::Writer;

/// What an iterator hands out.
#[derive(Clone)]
pub(crate) enum Item {
    /// A number, by reference or by value.
    Number {
        reference: bool,
    },
    Whole,
    /// A row, a window, a chunk, of so many numbers.
    Row {
        length: usize,
        form: Form,
    },
    Pair(Box<Item>, Box<Item>),
}

#[derive(Clone)]
pub(crate) struct Iterator {
    /// The text, and all that is handed out.
    pub(crate) code: Code<Vec<Value>>,
    pub(crate) item: Item,
    /// What is borrowed while it lasts.
    pub(crate) borrowed: Vec<String>,
    /// How many there are, where that is known.
    pub(crate) length: Option<usize>,
    /// Whether it can be gone through from its end.
    reversible: bool,
}

type Bind = Rc<dyn Fn(&mut State, Value)>;

/// A pattern: its text, and what it binds.
pub(crate) struct Pattern {
    pub(crate) text: String,
    pub(crate) bind: Bind,
}

impl Writer<'_> {
    pub(crate) fn iterator(&mut self, scope: &Scope) -> Iterator {
        let mut iterator = self.start(scope);
        for _ in 0..self.weighted(&[(5, 0), (4, 1), (2, 2)]) {
            iterator = self.adapted(scope, iterator);
        }
        iterator
    }

    fn start(&mut self, scope: &Scope) -> Iterator {
        let arrays = scope.arrays(|_| true);
        if arrays.is_empty() || self.happens(0.25) {
            let length = 1 + self.below(4);
            let from = self.below(2);
            let (text, wholes) = if self.happens(0.3) {
                (format!("({from}..={length})"), (from..=length).collect::<Vec<_>>())
            } else {
                (format!("({from}..{length})"), (from..length).collect())
            };
            let count = wholes.len();
            let exact = text.contains("..=");
            return Iterator {
                code: Code::new(text, move |_| Ok(wholes.iter().map(|&whole| Value::Whole(whole)).collect())),
                item: Item::Whole,
                borrowed: vec![],
                length: Some(count),
                // `RangeInclusive<usize>` does not know its length.
                reversible: !exact,
            };
        }
        let (Variable { name, slot, .. }, shape) = self.one_of(&arrays);
        let borrowed = vec![name.clone()];
        let reversible = true;
        if let Some(columns) = shape.columns {
            let item = Item::Row { length: columns, form: Form::FixedReference };
            let code = Code::new(format!("{name}.iter()"), move |state| Ok(state.get(slot).many().to_vec()));
            return Iterator { code, item, borrowed, length: Some(shape.length), reversible };
        }
        let (begin, part) =
            if shape.length > 2 && self.happens(0.2) { (1, format!("{name}[1..]")) } else { (0, name) };
        let length = shape.length - begin;
        let elements = move |state: &mut State| Ok(state.get(slot).many()[begin..].to_vec());
        match self.below(6) {
            0 => {
                let item = Item::Row { length: 2, form: Form::Slice };
                let code = Code::new(format!("{part}.windows(2)"), move |state| {
                    Ok(elements(state)?.windows(2).map(|row| Value::Many(row.to_vec())).collect())
                });
                Iterator { code, item, borrowed, length: Some(length - 1), reversible }
            }
            1 => {
                let item = Item::Row { length: 2, form: Form::Slice };
                let code = Code::new(format!("{part}.chunks_exact(2)"), move |state| {
                    Ok(elements(state)?.chunks_exact(2).map(|row| Value::Many(row.to_vec())).collect())
                });
                Iterator { code, item, borrowed, length: Some(length / 2), reversible }
            }
            2 => {
                let copied = self.one_of(&["copied", "cloned"]);
                let code = Code::new(format!("{part}.iter().{copied}()"), elements);
                let item = Item::Number { reference: false };
                Iterator { code, item, borrowed, length: Some(length), reversible }
            }
            _ => {
                let code = Code::new(format!("{part}.iter()"), elements);
                let item = Item::Number { reference: true };
                Iterator { code, item, borrowed, length: Some(length), reversible }
            }
        }
    }

    fn adapted(&mut self, scope: &Scope, inner: Iterator) -> Iterator {
        let Iterator { code, item, mut borrowed, length, reversible } = inner;
        let text = code.text.clone();
        let count = self.below(3);
        match self.below(6) {
            0 if reversible => {
                let code = Code::new(format!("{text}.rev()"), move |state| {
                    Ok(code.run(state)?.into_iter().rev().collect())
                });
                Iterator { code, item, borrowed, length, reversible }
            }
            1 => {
                let code = Code::new(format!("{text}.enumerate()"), move |state| {
                    let numbered = code.run(state)?.into_iter().enumerate();
                    Ok(numbered.map(|(i, value)| Value::Many(vec![Value::Whole(i), value])).collect())
                });
                let item = Item::Pair(Box::new(Item::Whole), Box::new(item));
                Iterator { code, item, borrowed, length, reversible }
            }
            2 => {
                let other = self.start(scope);
                let code = Code::new(format!("{text}.zip({})", other.code), move |state| {
                    let pairs = code.run(state)?.into_iter().zip(other.code.run(state)?);
                    Ok(pairs.map(|(a, b)| Value::Many(vec![a, b])).collect())
                });
                borrowed.extend(other.borrowed);
                Iterator {
                    code,
                    item: Item::Pair(Box::new(item), Box::new(other.item)),
                    borrowed,
                    length: length.zip(other.length).map(|(a, b)| a.min(b)),
                    reversible: reversible && other.reversible,
                }
            }
            3 => {
                let code = Code::new(format!("{text}.skip({count})"), move |state| {
                    Ok(code.run(state)?.into_iter().skip(count).collect())
                });
                let length = length.map(|length| length.saturating_sub(count));
                Iterator { code, item, borrowed, length, reversible }
            }
            4 => {
                let code = Code::new(format!("{text}.take({count})"), move |state| {
                    Ok(code.run(state)?.into_iter().take(count).collect())
                });
                Iterator { code, item, borrowed, length: length.map(|length| length.min(count)), reversible }
            }
            _ => {
                let code = Code::new(format!("{text}.step_by(2)"), move |state| {
                    Ok(code.run(state)?.into_iter().step_by(2).collect())
                });
                Iterator { code, item, borrowed, length: length.map(|length| length.div_ceil(2)), reversible }
            }
        }
    }

    /// A pattern for an item, with names that are added to the scope.
    pub(crate) fn pattern(&mut self, item: &Item, scope: &mut Scope) -> Pattern {
        self.pattern_beside(item, scope.clone(), scope)
    }

    /// A pattern that binds none of the names that are reserved beside it.
    pub(crate) fn pattern_beside(&mut self, item: &Item, mut names: Scope, scope: &mut Scope) -> Pattern {
        self.pattern_among(item, &mut names, scope)
    }

    /// A pattern whose names differ from those that it has already.
    fn pattern_among(&mut self, item: &Item, names: &mut Scope, scope: &mut Scope) -> Pattern {
        let (prefix, kind, reference) = match item {
            Item::Number { reference: true } if self.happens(0.4) => ("e", Kind::Number, true),
            Item::Number { reference: true } => ("r", Kind::Reference, false),
            Item::Number { reference: false } => ("e", Kind::Number, false),
            Item::Whole => ("i", Kind::Whole, false),
            Item::Row { length, form } => {
                let shape = Shape { length: *length, columns: None, form: *form };
                ("w", Kind::Array(shape), false)
            }
            Item::Pair(first, second) => {
                let (a, b) =
                    (self.pattern_among(first, names, scope), self.pattern_among(second, names, scope));
                return Pattern {
                    text: format!("({}, {})", a.text, b.text),
                    bind: Rc::new(move |state, value| {
                        let [first, second] = value.many() else { unreachable!("a pair has two") };
                        (a.bind)(state, first.clone());
                        (b.bind)(state, second.clone());
                    }),
                };
            }
        };
        let variable = self.variable(names, prefix, kind, false);
        names.reserve(&variable.name);
        let text = if reference { format!("&{}", variable.name) } else { variable.name.clone() };
        let slot = variable.slot;
        scope.add(variable);
        Pattern { text, bind: Rc::new(move |state, value| state.set(slot, value)) }
    }

    /// A closure for the items of an iterator, which gives a number for each.
    fn each(&mut self, scope: &Scope, iterator: &Iterator) -> (Pattern, Code<Number>) {
        let mut inner = scope.closure();
        let pattern = self.pattern(&iterator.item, &mut inner);
        let number = self.number(&inner, 1);
        (pattern, number)
    }

    /// `.map(…)`, as a text, and the numbers that it gives.
    fn mapped(&mut self, scope: &Scope) -> (Code<Vec<Number>>, Option<usize>) {
        let iterator = self.iterator(scope);
        let mut inner = scope.closure();
        let filtered = matches!(iterator.item, Item::Number { reference: true }) && self.happens(0.15);
        let (mut text, mut run) = (iterator.code.text.clone(), Rc::clone(&iterator.code.run));
        if filtered {
            let zero = if self.float == "T" { "T::of(0.0)" } else { "0.0" };
            text.push_str(&format!(".filter(|t| **t > {zero})"));
            let all = run;
            run = Rc::new(move |state: &mut State| {
                let mut all = all(state)?;
                all.retain(|value| value.number().primal() > 0.0);
                Ok(all)
            });
        }
        let pattern = self.pattern(&iterator.item, &mut inner);
        let number = self.number(&inner, 1);
        text.push_str(&format!(".map(|{}| {number})", pattern.text));
        let code = Code::new(text, move |state: &mut State| {
            let mut numbers = Vec::new();
            for value in run(state)? {
                (pattern.bind)(state, value);
                numbers.push(number.run(state)?);
            }
            Ok(numbers)
        });
        (code, iterator.length.filter(|_| !filtered))
    }

    /// A number that is made of all items.
    pub(crate) fn iterated(&mut self, scope: &Scope) -> Code<Number> {
        let float = self.float;
        match self.below(5) {
            0 | 1 => {
                let (mapped, _) = self.mapped(scope);
                Code::new(format!("{mapped}.sum::<{float}>()"), move |state| {
                    Ok(mapped.run(state)?.into_iter().fold(Number::of(-0.0), |sum, number| sum + number))
                })
            }
            2 => {
                let (mapped, _) = self.mapped(scope);
                Code::new(format!("{mapped}.product::<{float}>()"), move |state| {
                    let numbers = mapped.run(state)?.into_iter();
                    Ok(numbers.fold(Number::of(1.0), |product, number| product * number))
                })
            }
            3 => {
                let iterator = self.iterator(scope);
                let start = self.number(scope, 2);
                let mut inner = scope.closure();
                let total = self.variable(&inner, "t", Kind::Number, false);
                let (name, slot) = (total.name.clone(), total.slot);
                let mut names = inner.clone();
                names.reserve(&name);
                inner.add(total);
                let pattern = self.pattern_beside(&iterator.item, names, &mut inner);
                let next = self.number(&inner, 1);
                let text = format!("{}.fold({start}, |{name}, {}| {next})", iterator.code, pattern.text);
                Code::new(text, move |state| {
                    let items = iterator.code.run(state)?;
                    let mut total = start.run(state)?;
                    for item in items {
                        state.set(slot, Value::Number(total));
                        (pattern.bind)(state, item);
                        total = next.run(state)?;
                    }
                    Ok(total)
                })
            }
            _ => {
                let (mapped, _) = self.mapped(scope);
                let largest = self.happens(0.5);
                let (start, value) = if largest { ("-3.0", -3.0) } else { ("3.0", 3.0) };
                let start = if float == "T" { format!("T::of({start})") } else { start.to_owned() };
                let function = if largest { "max" } else { "min" };
                Code::new(format!("{mapped}.fold({start}, {float}::{function})"), move |state| {
                    let mut best = Number::of(value);
                    for number in mapped.run(state)? {
                        apart(best, number)?;
                        best = if largest { best.max(number) } else { best.min(number) };
                    }
                    Ok(best)
                })
            }
        }
    }

    /// A vector of all items.
    pub(crate) fn collected(&mut self, scope: &Scope) -> Option<(Code<Value>, usize)> {
        let (mapped, length) = self.mapped(scope);
        let length = length.filter(|length| (2..6).contains(length))?;
        let text = format!("{mapped}.collect::<Vec<{}>>()", self.float);
        Some((Code::new(text, move |state| Ok(array(mapped.run(state)?))), length))
    }

    /// A number that grows with each item.
    pub(crate) fn for_each(&mut self, scope: &Scope, changed: &Variable) -> Code<()> {
        let mut inner = scope.clone();
        inner.remove(&changed.name);
        inner.reserve(&changed.name);
        let iterator = self.iterator(&inner);
        let (pattern, number) = self.each(&inner, &iterator);
        let slot = changed.slot;
        let text = format!("{}.for_each(|{}| {} += {number});", iterator.code, pattern.text, changed.name);
        Code::new(text, move |state| {
            for item in iterator.code.run(state)? {
                (pattern.bind)(state, item);
                let sum = number.run(state)?;
                let sum = state.get(slot).number() + sum;
                state.set(slot, Value::Number(sum));
            }
            Ok(())
        })
    }
}
