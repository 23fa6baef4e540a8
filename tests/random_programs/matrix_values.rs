//! Expressions that are vectors and matrices.

use crate::code::{Code, Number, State, apart};
use crate::function::Gives;
use crate::matrices::{Library, Made, Matrix};
use crate::matrix_arithmetic::{product, transposed};
use crate::number::Real;
use crate::scope::{Kind, Scope};
use crate::writer::Writer;

type Numbers = Vec<Number>;

/// Number by number.
pub(crate) fn each(a: &[Number], b: &[Number], of: impl Fn(Number, Number) -> Number) -> Numbers {
    a.iter().zip(b).map(|(&a, &b)| of(a, b)).collect()
}

#[derive(Clone, Copy)]
enum Form {
    Leaf,
    Sum,
    Scaled,
    Quotient,
    Negative,
    Product,
    Elementwise,
    Mapped,
    Function,
    Shifted,
    Line,
    Turned,
    Either,
    Call,
    OfAlgebra,
}

const FORMS: [(usize, Form); 15] = [
    (14, Form::Leaf),
    (16, Form::Sum),
    (10, Form::Scaled),
    (4, Form::Quotient),
    (3, Form::Negative),
    (14, Form::Product),
    (6, Form::Elementwise),
    (6, Form::Mapped),
    (4, Form::Function),
    (3, Form::Shifted),
    (6, Form::Line),
    (4, Form::Turned),
    (4, Form::Either),
    (6, Form::Call),
    (12, Form::OfAlgebra),
];

impl Writer<'_> {
    /// A vector or a matrix of this type.
    pub(crate) fn matrix(&mut self, scope: &Scope, depth: usize, of: Matrix) -> Made {
        let form = if depth >= 2 { Form::Leaf } else { self.weighted(&FORMS) };
        let depth = depth + 1;
        match form {
            Form::Leaf => None,
            Form::Sum => {
                let (a, b) = (self.matrix(scope, depth, of), self.matrix(scope, depth, of));
                let sign = self.one_of(&["+", "-"]);
                let text = format!("{} {sign} {}", a.operand, Self::right(of, &b));
                Some(Made::new(&text, move |state| {
                    let sum = |a, b| if sign == "+" { a + b } else { a - b };
                    Ok(each(&a.run(state)?, &b.run(state)?, sum))
                }))
            }
            Form::Scaled => {
                let (a, s) = (self.matrix(scope, depth, of), self.number(scope, depth));
                let text = match self.below(3) {
                    0 => format!("{s} * {}", a.operand),
                    1 if !of.is_grid() => format!("{}.scale({s})", a.receiver),
                    _ => format!("{} * {s}", a.operand),
                };
                Some(Made::new(&text, move |state| {
                    let (a, s) = (a.run(state)?, s.run(state)?);
                    Ok(a.into_iter().map(|a| a * s).collect())
                }))
            }
            Form::Quotient => {
                let (a, s) = (self.matrix(scope, depth, of), self.number(scope, depth));
                let text = if of.is_grid() || self.happens(0.7) {
                    format!("{} / (2.0 + {s}.powi(2))", a.operand)
                } else {
                    format!("{}.unscale(2.0 + {s}.powi(2))", a.receiver)
                };
                Some(Made::new(&text, move |state| {
                    let (a, s) = (a.run(state)?, Number::of(2.0) + s.run(state)?.powi(2));
                    Ok(a.into_iter().map(|a| a / s).collect())
                }))
            }
            Form::Negative => {
                let a = self.matrix(scope, depth, of);
                Some(Made::new(&format!("-{}", a.operand), move |state| {
                    Ok(a.run(state)?.into_iter().map(|a| -a).collect())
                }))
            }
            Form::Product => Some(self.product(scope, depth, of)),
            Form::Elementwise => Some(self.elementwise(scope, depth, of)),
            Form::Mapped => Some(self.mapped_matrix(scope, depth, of)),
            Form::Function => Some(self.function_of_each(scope, depth, of)),
            Form::Shifted => Some(self.shifted(scope, depth, of)),
            Form::Line => self.line(scope, depth, of),
            Form::Turned => self.turned(scope, depth, of),
            Form::Either => {
                let condition = self.condition(scope);
                let (a, b) = (self.matrix(scope, depth, of), self.matrix(scope, depth, of));
                let text = format!("if {condition} {{ {} }} else {{ {} }}", a.owned, b.owned);
                Some(Made::new(
                    &text,
                    move |state| {
                        if condition.run(state)? { a.run(state) } else { b.run(state) }
                    },
                ))
            }
            Form::Call if scope.loops.len() < 2 => self
                .call_that(scope, Gives::Matrix(of))
                .map(|call| Made::new(&call.text.clone(), move |state| Ok(call.run(state)?.numbers()))),
            Form::Call => None,
            Form::OfAlgebra => self.of_algebra(scope, depth, of),
        }
        .unwrap_or_else(|| self.matrix_leaf(scope, of))
    }

    /// On the right of an operator: ndarray adds a reference to what is on its left.
    fn right(of: Matrix, made: &Made) -> &str {
        if of.is_grid() { &made.lent } else { &made.operand }
    }

    fn matrix_leaf(&mut self, scope: &Scope, of: Matrix) -> Made {
        let known = self.matrix_variable(scope, of);
        match known {
            Some(known) if self.happens(0.85) => known,
            _ => self.of_numbers(scope, of),
        }
    }

    /// A number that is not long to write.
    fn small_number(&mut self, scope: &Scope) -> Code<Number> {
        let depth = if self.happens(0.3) { 2 } else { 3 };
        self.number(scope, depth)
    }

    /// A vector or a matrix from numbers.
    fn of_numbers(&mut self, scope: &Scope, of: Matrix) -> Made {
        let Matrix { library, rows, columns } = of;
        let (text, alike) = match (library, columns) {
            (Library::Fixed, None) if self.happens(0.3) => (format!("SVector::<f64, {rows}>::from"), None),
            (Library::Fixed, None) if rows == 3 && self.happens(0.2) => {
                ("Vector3::repeat".to_owned(), Some(""))
            }
            (Library::Fixed, None) => (format!("Vector{rows}::new"), None),
            (Library::Fixed, Some(columns)) if rows == columns => (format!("Matrix{rows}::new"), None),
            (Library::Fixed, Some(columns)) => (format!("Matrix{rows}x{columns}::new"), None),
            (Library::Dynamic, None) if self.happens(0.3) => {
                (format!("DVector::from_element({rows}, "), Some(""))
            }
            (Library::Dynamic, None) => ("DVector::from_vec".to_owned(), None),
            (Library::Dynamic, Some(_)) => return self.of_function(scope, of),
            (Library::Grid, None) => ("Array1::from".to_owned(), None),
            (Library::Grid, Some(columns)) => return self.outer_of_grids(scope, of, columns),
        };
        if alike.is_some() {
            let number = self.small_number(scope);
            let text =
                if text.ends_with(", ") { format!("{text}{number})") } else { format!("{text}({number})") };
            return Made::new(&text, move |state| Ok(vec![number.run(state)?; of.size()]));
        }
        let numbers: Vec<Code<Number>> = (0..of.size()).map(|_| self.small_number(scope)).collect();
        let list: Vec<&str> = numbers.iter().map(|number| number.text.as_str()).collect();
        let list = list.join(", ");
        let text = match text.rsplit("::").next() {
            Some("from") if library == Library::Fixed => format!("{text}([{list}])"),
            Some("from" | "from_vec") => format!("{text}(vec![{list}])"),
            _ => format!("{text}({list})"),
        };
        Made::new(&text, move |state| numbers.iter().map(|number| number.run(state)).collect())
    }

    /// What a closure makes of a row and a column.
    fn of_function(&mut self, scope: &Scope, of: Matrix) -> Made {
        // What is declared with `mut` may be changed by a method, as far as a closure shows it.
        let mut inner = scope.without_mutable().closure();
        let [row, column] = self.variables(&inner, [("i", Kind::Whole, false), ("j", Kind::Whole, false)]);
        let (head, slots) = (format!("|{}, {}|", row.name, column.name), [row.slot, column.slot]);
        inner.add(row);
        inner.add(column);
        let number = self.number(&inner, 2);
        let columns = of.columns.unwrap_or(1);
        let text = format!("DMatrix::<f64>::from_fn({}, {columns}, {head} {number})", of.rows);
        Made::new(&text, move |state| {
            let places = (0..of.rows).flat_map(|row| (0..columns).map(move |column| [row, column]));
            places
                .map(|place| {
                    for (slot, index) in slots.into_iter().zip(place) {
                        state.set(slot, crate::code::Value::Whole(index));
                    }
                    number.run(state)
                })
                .collect()
        })
    }

    /// A matrix of ndarray out of numbers: scaled, of ones on its diagonal.
    fn outer_of_grids(&mut self, scope: &Scope, of: Matrix, columns: usize) -> Made {
        let number = self.small_number(scope);
        if of.rows != columns {
            let text = format!("Array2::<f64>::ones(({}, {columns})) * {number}", of.rows);
            return Made::new(&text, move |state| Ok(vec![number.run(state)?; of.size()]));
        }
        Made::new(&format!("Array2::<f64>::eye({columns}) * {number}"), move |state| {
            let number = number.run(state)?;
            Ok(diagonal(columns, number))
        })
    }

    fn product(&mut self, scope: &Scope, depth: usize, of: Matrix) -> Made {
        let between = 2 + self.below(2);
        let first = self.matrix(scope, depth, of.matrix(of.rows, between));
        let second = match of.columns {
            None => of.vector(between),
            Some(columns) => of.matrix(between, columns),
        };
        let second = self.matrix(scope, depth, second);
        let text = if of.is_grid() {
            format!("{}.dot({})", first.receiver, second.lent)
        } else {
            format!("{} * {}", first.operand, second.operand)
        };
        Made::new(&text, move |state| Ok(product(&first.run(state)?, between, &second.run(state)?)))
    }

    /// Products and quotients of numbers in the same places.
    fn elementwise(&mut self, scope: &Scope, depth: usize, of: Matrix) -> Made {
        let (a, b) = (self.matrix(scope, depth, of), self.matrix(scope, depth, of));
        let divides = self.happens(0.4);
        let positive = if of.is_grid() {
            format!("{}.mapv(|p| 2.0 + p * p)", b.receiver)
        } else {
            format!("{}.map(|p| 2.0 + p * p)", b.receiver)
        };
        let text = match (of.is_grid(), divides) {
            (true, true) => format!("{} / &{positive}", a.operand),
            (true, false) => format!("{} * {}", a.operand, b.lent),
            (false, true) => format!("{}.component_div(&{positive})", a.receiver),
            (false, false) => format!("{}.component_mul({})", a.receiver, b.lent),
        };
        Made::new(&text, move |state| {
            let of_two = |a, b: Number| if divides { a / (Number::of(2.0) + b * b) } else { a * b };
            Ok(each(&a.run(state)?, &b.run(state)?, of_two))
        })
    }

    /// What a closure makes of each number, or of two.
    fn mapped_matrix(&mut self, scope: &Scope, depth: usize, of: Matrix) -> Made {
        let a = self.matrix(scope, depth, of);
        let mut inner = scope.closure();
        // `map` of ndarray lends its numbers.
        let lends = of.is_grid() && self.happens(0.4);
        let kind = if lends { Kind::Reference } else { Kind::Number };
        let [p, q] = self.variables(&inner, [("p", kind, false), ("q", Kind::Number, false)]);
        let (names, slots) = ([p.name.clone(), q.name.clone()], [p.slot, q.slot]);
        let of_two = !of.is_grid() && self.happens(0.4);
        let b = if of_two { Some(self.matrix(scope, depth, of)) } else { None };
        inner.add(p);
        if of_two {
            inner.add(q);
        }
        let number = self.number(&inner, 2);
        let text = match &b {
            Some(b) => {
                format!("{}.zip_map({}, |{}, {}| {number})", a.receiver, b.lent, names[0], names[1])
            }
            None if of.is_grid() && !lends => format!("{}.mapv(|{}| {number})", a.receiver, names[0]),
            None => format!("{}.map(|{}| {number})", a.receiver, names[0]),
        };
        Made::new(&text, move |state| {
            let a = a.run(state)?;
            let b = b.as_ref().map(|b| b.run(state)).transpose()?;
            (0..a.len())
                .map(|place| {
                    state.set(slots[0], crate::code::Value::Number(a[place]));
                    if let Some(b) = &b {
                        state.set(slots[1], crate::code::Value::Number(b[place]));
                    }
                    number.run(state)
                })
                .collect()
        })
    }

    /// A function of the float types, of each number.
    fn function_of_each(&mut self, scope: &Scope, depth: usize, of: Matrix) -> Made {
        let a = self.matrix(scope, depth, of);
        let (name, meaning) = self.one_of(&[
            ("sin", Real::sin as fn(Number) -> Number),
            ("tanh", Real::tanh),
            ("cos", Real::cos),
            ("abs", Real::abs),
        ]);
        let map = if of.is_grid() { "mapv" } else { "map" };
        let text = match (name, of.is_grid()) {
            ("sin" | "cos" | "abs", true) | ("abs", false) if self.happens(0.6) => {
                format!("{}.{name}()", a.receiver)
            }
            _ => format!("{}.{map}(f64::{name})", a.receiver),
        };
        Made::new(&text, move |state| {
            let a = a.run(state)?;
            if name == "abs" {
                a.iter().try_for_each(|&a| apart(a, Number::of(0.0)))?;
            }
            Ok(a.into_iter().map(meaning).collect())
        })
    }

    /// A number that is added to each.
    fn shifted(&mut self, scope: &Scope, depth: usize, of: Matrix) -> Made {
        let (a, s) = (self.matrix(scope, depth, of), self.number(scope, depth));
        let which = self.below(4);
        let text = match (of.is_grid(), which) {
            (false, _) => format!("{}.add_scalar({s})", a.receiver),
            (true, 0) => format!("{} - {s}", a.operand),
            (true, 1) => format!("{s} - {}", a.operand),
            (true, 2) => format!("{s} + {}", a.operand),
            (true, _) => format!("{} + {s}", a.operand),
        };
        let which = if of.is_grid() { which } else { 3 };
        Made::new(&text, move |state| {
            let (a, s) = (a.run(state)?, s.run(state)?);
            let change = |a: Number| match which {
                0 => a - s,
                1 => s - a,
                _ => a + s,
            };
            Ok(a.into_iter().map(change).collect())
        })
    }

    /// A row, a column or a part of something.
    fn line(&mut self, scope: &Scope, depth: usize, of: Matrix) -> Option<Made> {
        if of.columns.is_some() {
            if of.library == Library::Fixed && of.size() == 4 {
                let inner = self.matrix(scope, depth, of.matrix(3, 3));
                let (row, column) = (self.below(2), self.below(2));
                let text = format!("{}.fixed_view::<2, 2>({row}, {column})", inner.receiver);
                return Some(Made::view(of, &text, move |state| {
                    let inner = inner.run(state)?;
                    let place = |row: usize, column: usize| inner[row * 3 + column];
                    Ok([(0, 0), (0, 1), (1, 0), (1, 1)].map(|(i, j)| place(row + i, column + j)).into())
                }));
            }
            return None;
        }
        let across = 2 + self.below(2);
        let index = self.below(across);
        if self.happens(0.2) && of.rows == 2 && !of.is_grid() {
            let (inner, start) = (self.matrix(scope, depth, of.vector(3)), self.below(2));
            let text = match of.library {
                Library::Fixed => format!("{}.fixed_rows::<2>({start})", inner.receiver),
                _ => format!("{}.rows({start}, 2)", inner.receiver),
            };
            return Some(Made::view(
                of,
                &text,
                move |state| Ok(inner.run(state)?[start..start + 2].to_vec()),
            ));
        }
        if self.happens(0.5) {
            let inner = self.matrix(scope, depth, of.matrix(of.rows, across));
            let text = format!("{}.column({index})", inner.receiver);
            return Some(Made::view(of, &text, move |state| {
                Ok(inner.run(state)?[index..].iter().step_by(across).copied().collect())
            }));
        }
        let rows = of.rows;
        let inner = self.matrix(scope, depth, of.matrix(across, rows));
        let text = format!("{}.row({index})", inner.receiver);
        let run = move |state: &mut State| Ok(inner.run(state)?[index * rows..(index + 1) * rows].to_vec());
        Some(if of.is_grid() {
            Made::view(of, &text, run)
        } else {
            Made::new(&format!("{text}.transpose()"), run)
        })
    }

    fn turned(&mut self, scope: &Scope, depth: usize, of: Matrix) -> Option<Made> {
        let Some(columns) = of.columns else {
            if of.is_grid() {
                return None;
            }
            let rows = of.rows;
            let inner = self.matrix(scope, depth, of.matrix(rows, rows));
            let text = format!("{}.diagonal()", inner.receiver);
            return Some(Made::new(&text, move |state| {
                Ok(inner.run(state)?.iter().step_by(rows + 1).copied().collect())
            }));
        };
        let inner = self.matrix(scope, depth, of.matrix(columns, of.rows));
        let text = format!("{}.{}()", inner.receiver, if of.is_grid() { "t" } else { "transpose" });
        let run = move |state: &mut State| Ok(transposed(&inner.run(state)?, of.rows));
        Some(if of.is_grid() { Made::view(of, &text, run) } else { Made::new(&text, run) })
    }
}

/// The same number on a diagonal.
pub(crate) fn diagonal(size: usize, number: Number) -> Numbers {
    (0..size * size).map(|place| if place % (size + 1) == 0 { number } else { Number::of(0.0) }).collect()
}
