//! Numbers that methods of arrays and iterators give: ends, extremes, counts, places.

use crate::code::{Code, Number, State, apart, array};
use crate::number::Real;
use crate::scope::{Scope, Shape, Variable};
use crate::writer::Writer;

impl Writer<'_> {
    /// A number out of an array by one of its methods; nothing, where there is no array.
    pub(crate) fn of_array(&mut self, scope: &Scope) -> Option<Code<Number>> {
        let arrays = scope.arrays(|shape| shape.columns.is_none());
        if self.float == "T" || arrays.is_empty() {
            return None;
        }
        let (Variable { name: y, slot, .. }, Shape { length, .. }) = self.one_of(&arrays);
        let numbers = move |state: &State| state.get(slot).numbers();
        let bound = self.one_of(&[-0.5, 0.0, 0.25]);
        let above = move |number: &Number| number.primal() > bound;
        let (p, q) = (self.new_name(scope, "p"), self.name("q"));
        let at = self.below(length + 1);
        Some(match self.below(16) {
            0 => Code::new(format!("{y}.first().copied().unwrap()"), move |state| Ok(numbers(state)[0])),
            1 => Code::new(format!("(*{y}.last().unwrap())"), move |state| Ok(numbers(state)[length - 1])),
            2 => Code::new(format!("{y}.get({at}).copied().unwrap_or(0.5)"), move |state| {
                Ok(numbers(state).get(at).copied().unwrap_or(Number::of(0.5)))
            }),
            3 => Code::new(
                format!("(if let Some({p}) = {y}.get({at}) {{ {p} * {p} }} else {{ 0.75 }})"),
                move |state| Ok(numbers(state).get(at).map_or(Number::of(0.75), |&number| number * number)),
            ),
            4 => Code::new(
                format!("(match {y}.get({at}) {{ Some(&{p}) => {p}, None => 1.5 }})"),
                move |state| Ok(numbers(state).get(at).copied().unwrap_or(Number::of(1.5))),
            ),
            5 => Code::new(
                format!("(if let Some(({p}, {q})) = {y}.split_first() {{ {p} * {q}[0] }} else {{ 0.0 }})"),
                move |state| {
                    let numbers = numbers(state);
                    Ok(numbers[0] * numbers[1])
                },
            ),
            6 => Code::new(
                format!("({{ let ({p}, {q}) = {y}.split_at(1); {p}[0] - {q}[0] }})"),
                move |state| {
                    let numbers = numbers(state);
                    Ok(numbers[0] - numbers[1])
                },
            ),
            7 => Code::new(
                format!("({{ let Some({p}) = {y}.last() else {{ unreachable!() }}; {p}.sin() }})"),
                move |state| Ok(numbers(state)[length - 1].sin()),
            ),
            8 => Code::new(
                format!("({y}.iter().filter(|{p}| *{p} > &{bound:?}).count() as f64)"),
                move |state| {
                    Ok(Number::of(numbers(state).iter().filter(|number| above(number)).count() as f64))
                },
            ),
            9 => Code::new(
                format!(
                    "(match {y}.iter().position(|{p}| {p} > &{bound:?}) {{ Some({q}) => {y}[{q}] * {y}[0], None => 0.25 }})"
                ),
                move |state| {
                    let numbers = numbers(state);
                    let place = numbers.iter().position(above);
                    Ok(place.map_or(Number::of(0.25), |place| numbers[place] * numbers[0]))
                },
            ),
            10 => Code::new(
                format!("(if {y}.iter().any(|&{p}| {p} > {bound:?}) {{ {y}[0] }} else {{ {y}[1] }})"),
                move |state| {
                    let numbers = numbers(state);
                    Ok(numbers[usize::from(!numbers.iter().any(above))])
                },
            ),
            11 => Code::new(
                format!("(if {y}.iter().all(|{p}| {p} > &{bound:?}) {{ {y}[0] }} else {{ {y}[1] }})"),
                move |state| {
                    let numbers = numbers(state);
                    Ok(numbers[usize::from(!numbers.iter().all(above))])
                },
            ),
            choice @ (12 | 13) => {
                let (method, compared) = if choice == 12 {
                    ("max_by", format!("|{p}, {q}| {p}.total_cmp({q})"))
                } else {
                    ("min_by", format!("|{p}, {q}| {p}.partial_cmp({q}).unwrap()"))
                };
                Code::new(format!("{y}.iter().copied().{method}({compared}).unwrap()"), move |state| {
                    let numbers = numbers(state);
                    let mut best = numbers[0];
                    for &number in &numbers[1..] {
                        apart(best, number)?;
                        best = if choice == 12 { best.max(number) } else { best.min(number) };
                    }
                    Ok(best)
                })
            }
            14 => Code::new(
                format!(
                    "({{ let ({p}, {q}) = {y}.iter().fold((0.0, 1.0), |({p}, {q}), c| ({p} + c * {q}, {q} * 0.5 + c)); {p} * {q} }})"
                ),
                move |state| {
                    let (mut p, mut q) = (Number::of(0.0), Number::of(1.0));
                    for c in numbers(state) {
                        (p, q) = (p + c * q, q * Number::of(0.5) + c);
                    }
                    Ok(p * q)
                },
            ),
            _ => Code::new(
                format!(
                    "{y}.iter().take_while(|{p}| *{p} > &{bound:?}).chain({y}[1..].iter()).map(|{p}| {p} * {p}).sum::<f64>()"
                ),
                move |state| {
                    let numbers = numbers(state);
                    let all = numbers.iter().take_while(|number| above(number)).chain(&numbers[1..]);
                    Ok(all.fold(Number::of(-0.0), |sum, &number| sum + number * number))
                },
            ),
        })
    }

    /// `{ let mut y = x.to_vec(); y.sort_by(…); y[0] }`: a copy that is changed, and a number of it.
    pub(crate) fn of_changed_copy(&mut self, scope: &Scope) -> Option<Code<Number>> {
        let arrays = scope.arrays(|shape| shape.columns.is_none());
        if self.float == "T" || arrays.is_empty() {
            return None;
        }
        let (Variable { name: y, slot, .. }, Shape { length, .. }) = self.one_of(&arrays);
        let p = self.new_name(scope, "p");
        let choice = self.below(9);
        let changes = match choice {
            0 => format!("{p}.sort_by(|c, d| d.total_cmp(c)); {p}[0]"),
            1 => format!("{p}.reverse(); {p}[0] * {p}[1]"),
            2 => format!("{p}.insert(1, {p}[0] * {p}[1]); {p}[1] + {p}[2]"),
            3 => format!("{p}.truncate(1); {p}.iter().sum::<f64>() * {p}.len() as f64"),
            4 => format!("{p}.extend([{p}[0] * {p}[1], 2.0]); {p}[{length}] * {p}[{}]", length + 1),
            5 => format!("let c = {p}.remove(0); c * {p}[0]"),
            6 => format!("let mut c = 0.0; while let Some(d) = {p}.pop() {{ c = c * 0.5 + d * d; }} c"),
            7 => format!(
                "let (mut c, mut d) = ({p}[0], {p}[1].sin()); std::mem::swap(&mut c, &mut d); c - d * d"
            ),
            _ => format!("{{ let c = &mut {p}[0]; *c *= 2.0; *c += 0.5; }} {p}[0] * {p}[1]"),
        };
        let two = Number::of(2.0);
        Some(Code::new(format!("({{ let mut {p} = {y}.to_vec(); {changes} }})"), move |state: &mut State| {
            let y = state.get(slot).numbers();
            Ok(match choice {
                0 => {
                    let mut best = y[0];
                    for &number in &y[1..] {
                        apart(best, number)?;
                        best = best.max(number);
                    }
                    best
                }
                1 => y[length - 1] * y[length - 2],
                2 => y[0] * y[1] + y[1],
                3 => y[0],
                4 => y[0] * y[1] * two,
                5 => y[0] * y[1],
                6 => {
                    array(y).numbers().iter().rev().fold(Number::of(0.0), |c, &b| c * Number::of(0.5) + b * b)
                }
                7 => y[1].sin() - y[0] * y[0],
                _ => (y[0] * two + Number::of(0.5)) * y[1],
            })
        }))
    }
}
