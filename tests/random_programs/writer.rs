//! What writes programs, and its smallest pieces: literals, indices, conditions.

use std::collections::HashMap;
use std::rc::Rc;

use chacha20::ChaCha8Rng;
use rand::RngExt;

use crate::code::{Code, Number, Slot};
use crate::function::Callee;
use crate::matrices::Library;
use crate::number::Real;
use crate::scope::{Kind, Scope, Variable};

pub(crate) struct Writer<'a> {
    pub(crate) chance: &'a mut ChaCha8Rng,
    /// `f64`, or the type parameter.
    pub(crate) float: &'static str,
    /// What can be called.
    pub(crate) callees: Vec<Callee>,
    /// Whether derivatives of functions may be called.
    pub(crate) derivatives: bool,
    pub(crate) closures: HashMap<Slot, Rc<Closure>>,
    /// The parameter and the body of closures that give truth values.
    pub(crate) tests: HashMap<Slot, (Slot, Code<bool>)>,
    /// Whether there are structs.
    pub(crate) structs: bool,
    /// Whose vectors and matrices there are.
    pub(crate) library: Option<Library>,
    /// What varies, wherever it is seen.
    pub(crate) varying: Vec<Slot>,
    /// Whether all names are out of one small pool.
    pub(crate) few_names: bool,
    pub(crate) names: usize,
    slots: usize,
    loops: usize,
}

/// A closure that a program has declared.
pub(crate) struct Closure {
    pub(crate) parameters: Vec<Slot>,
    pub(crate) result: Code<Number>,
}

/// As it stands beside another number, as it stands alone, and what it is.
const LITERALS: [(&str, &str, f64); 6] = [
    ("0.5", "0.5_f64", 0.5),
    ("1.25", "1.25f64", 1.25),
    ("2.", "2f64", 2.0),
    ("7.5e-1", "7.5e-1_f64", 0.75),
    ("1_0e-1", "1_0e-1_f64", 1.0),
    ("0.3", "0.3_f64", 0.3),
];

impl<'a> Writer<'a> {
    pub(crate) fn new(chance: &'a mut ChaCha8Rng, float: &'static str, callees: Vec<Callee>) -> Self {
        Writer {
            chance,
            float,
            callees,
            derivatives: false,
            closures: HashMap::new(),
            tests: HashMap::new(),
            structs: false,
            library: None,
            varying: vec![],
            few_names: false,
            names: 0,
            slots: 0,
            loops: 0,
        }
    }

    pub(crate) fn below(&mut self, bound: usize) -> usize {
        self.chance.random_range(0..bound)
    }

    /// Whether something happens that does so with this probability.
    pub(crate) fn happens(&mut self, probability: f64) -> bool {
        self.chance.random_bool(probability)
    }

    pub(crate) fn one_of<T: Clone>(&mut self, choices: &[T]) -> T {
        choices[self.below(choices.len())].clone()
    }

    /// One of some choices, each with its weight.
    pub(crate) fn weighted<T: Copy>(&mut self, choices: &[(usize, T)]) -> T {
        let total = choices.iter().map(|(weight, _)| weight).sum();
        let mut left = self.below(total);
        for &(weight, choice) in choices {
            if left < weight {
                return choice;
            }
            left -= weight;
        }
        unreachable!("what is left is less than the total")
    }

    pub(crate) fn slot(&mut self) -> Slot {
        self.slots += 1;
        Slot::new(self.slots - 1)
    }

    /// A number for a loop, if there may be one more.
    pub(crate) fn next_loop(&mut self) -> usize {
        self.loops += 1;
        self.loops
    }

    pub(crate) fn may_loop(&self, scope: &Scope) -> bool {
        scope.depth < 3 && self.loops < 5
    }

    pub(crate) fn a_literal(&mut self) -> (&'static str, &'static str, f64) {
        self.one_of(&LITERALS)
    }

    pub(crate) fn literal(&mut self) -> Code<Number> {
        let (plain, alone, value) = self.a_literal();
        let text = if self.float == "f64" { alone.to_owned() } else { format!("T::of({plain})") };
        Code::new(text, move |_| Ok(Number::of(value)))
    }

    /// The text of a number beside another one, which gives a literal its type.
    pub(crate) fn beside<'t>(number: &'t Code<Number>, other: &Code<Number>) -> &'t str {
        let plain =
            |text: &str| LITERALS.iter().find(|(_, alone, _)| *alone == text).map(|(plain, ..)| *plain);
        if plain(&other.text).is_some() { &number.text } else { plain(&number.text).unwrap_or(&number.text) }
    }

    /// Reads a variable that is a number.
    pub(crate) fn read(variable: &Variable) -> Code<Number> {
        let slot = variable.slot;
        let text = match variable.kind {
            Kind::Reference => format!("(*{})", variable.name),
            // What is constant in a struct is calculated with: handed on alone, it may be of any type.
            Kind::Constant => format!("(1.0 * {})", variable.name),
            _ => variable.name.clone(),
        };
        Code::new(text, move |state| Ok(state.get(slot).number()))
    }

    /// Reads an element of an array, or of a row of one.
    pub(crate) fn element(&mut self, scope: &Scope) -> Option<Code<Number>> {
        let arrays = scope.arrays(|_| true);
        if arrays.is_empty() {
            return None;
        }
        let (Variable { name, slot, .. }, shape) = self.one_of(&arrays);
        let row = self.index(scope, shape.length);
        Some(match shape.columns {
            None => Code::new(format!("{name}[{row}]"), move |state| {
                let row = row.run(state)?;
                Ok(state.get(slot).many()[row].number())
            }),
            Some(columns) => {
                let column = self.index(scope, columns);
                Code::new(format!("{name}[{row}][{column}]"), move |state| {
                    let (row, column) = (row.run(state)?, column.run(state)?);
                    Ok(state.get(slot).many()[row].many()[column].number())
                })
            }
        })
    }
}
