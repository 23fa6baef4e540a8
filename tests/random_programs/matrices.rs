//! Vectors and matrices of nalgebra and ndarray: their types, and how they are written in each position.

use crate::code::{Code, Number, Outcome, Run, State, Value};
use crate::scope::{Kind, Scope, Variable};
use crate::writer::Writer;

/// Whose types a program computes with.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Library {
    /// nalgebra, of sizes that the types say.
    Fixed,
    /// nalgebra, of sizes that they do not say.
    Dynamic,
    /// ndarray.
    Grid,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Matrix {
    pub(crate) library: Library,
    pub(crate) rows: usize,
    /// A vector has none.
    pub(crate) columns: Option<usize>,
}

/// How a function or a variable has one.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Held {
    Owned,
    Reference,
}

impl Matrix {
    pub(crate) fn vector(self, rows: usize) -> Matrix {
        Matrix { rows, columns: None, ..self }
    }

    pub(crate) fn matrix(self, rows: usize, columns: usize) -> Matrix {
        Matrix { rows, columns: Some(columns), ..self }
    }

    pub(crate) fn is_grid(self) -> bool {
        self.library == Library::Grid
    }

    pub(crate) fn size(self) -> usize {
        self.rows * self.columns.unwrap_or(1)
    }

    pub(crate) fn text(self) -> String {
        let Matrix { library, rows, columns } = self;
        match (library, columns) {
            (Library::Fixed, None) if rows == 3 => "Vector3<f64>".to_owned(),
            (Library::Fixed, None) => format!("SVector<f64, {rows}>"),
            (Library::Fixed, Some(2)) if rows == 2 => "Matrix2<f64>".to_owned(),
            (Library::Fixed, Some(columns)) => format!("SMatrix<f64, {rows}, {columns}>"),
            (Library::Dynamic, None) => "DVector<f64>".to_owned(),
            (Library::Dynamic, Some(_)) => "DMatrix<f64>".to_owned(),
            (Library::Grid, None) => "Array1<f64>".to_owned(),
            (Library::Grid, Some(_)) => "Array2<f64>".to_owned(),
        }
    }

    /// As the parameter of a function.
    pub(crate) fn held(self, held: Held) -> String {
        match held {
            Held::Owned => self.text(),
            Held::Reference => format!("&{}", self.text()),
        }
    }

    /// The numbers row by row, outside of what is differentiated.
    pub(crate) fn literal(self, numbers: &[f64]) -> String {
        let list: Vec<String> = numbers.iter().map(|number| format!("{number:?}")).collect();
        let list = list.join(", ");
        let Matrix { library, rows, columns } = self;
        match (library, columns) {
            (Library::Fixed, None) => format!("SVector::<f64, {rows}>::from([{list}])"),
            (Library::Fixed, Some(columns)) => {
                format!("SMatrix::<f64, {rows}, {columns}>::from_row_slice(&[{list}])")
            }
            (Library::Dynamic, None) => format!("DVector::from_vec(vec![{list}])"),
            (Library::Dynamic, Some(columns)) => {
                format!("DMatrix::from_row_slice({rows}, {columns}, &[{list}])")
            }
            (Library::Grid, None) => format!("Array1::from(vec![{list}])"),
            (Library::Grid, Some(columns)) => {
                format!("Array2::from_shape_vec(({rows}, {columns}), vec![{list}]).unwrap()")
            }
        }
    }

    /// The index of a number, as it stands in brackets.
    pub(crate) fn index(self, row: &str, column: &str) -> String {
        match (self.columns, self.library) {
            (None, _) => row.to_owned(),
            (_, Library::Grid) => format!("[{row}, {column}]"),
            _ => format!("({row}, {column})"),
        }
    }
}

/// A vector or a matrix, as it is written in each position, and its numbers row by row.
#[derive(Clone)]
pub(crate) struct Made {
    /// Before a dot.
    pub(crate) receiver: String,
    /// On the left of an operator, and on the right of one of nalgebra's.
    pub(crate) operand: String,
    pub(crate) lent: String,
    pub(crate) owned: String,
    pub(crate) run: Run<Vec<Number>>,
}

impl Made {
    /// What an expression makes.
    pub(crate) fn new(text: &str, run: impl Fn(&mut State) -> Outcome<Vec<Number>> + 'static) -> Made {
        let operand = format!("({text})");
        let lent = format!("&({text})");
        let code = Code::new(text, run);
        Made { receiver: operand.clone(), operand, lent, owned: code.text, run: code.run }
    }

    /// A part of another one, where it lies.
    pub(crate) fn view(
        of: Matrix,
        text: &str,
        run: impl Fn(&mut State) -> Outcome<Vec<Number>> + 'static,
    ) -> Made {
        let (owned, operand) = if of.is_grid() {
            (format!("{text}.to_owned()"), format!("&{text}"))
        } else {
            (format!("{text}.into_owned()"), text.to_owned())
        };
        let code = Code::new(text, run);
        Made { receiver: text.to_owned(), operand, lent: format!("&{text}"), owned, run: code.run }
    }

    fn variable(variable: &Variable, of: Matrix, held: Held) -> Made {
        let Variable { name, slot, .. } = variable.clone();
        let is_copied = of.library == Library::Fixed;
        let owned = match held {
            Held::Owned if is_copied => name.clone(),
            Held::Reference if is_copied => format!("*{name}"),
            _ => format!("{name}.clone()"),
        };
        let lent = if held == Held::Reference { name.clone() } else { format!("&{name}") };
        let operand = if is_copied { name.clone() } else { lent.clone() };
        let code = Code::new(name.clone(), move |state| Ok(state.get(slot).numbers()));
        Made { receiver: name, operand, lent, owned, run: code.run }
    }

    pub(crate) fn run(&self, state: &mut State) -> Outcome<Vec<Number>> {
        (self.run)(state)
    }

    /// As a value.
    pub(crate) fn value(&self, text: String) -> Code<Value> {
        let made = self.clone();
        Code::new(text, move |state| Ok(crate::code::array(made.run(state)?)))
    }
}

impl Scope {
    /// The vectors and matrices of this type.
    pub(crate) fn matrices(&self, wanted: impl Fn(Matrix) -> bool) -> Vec<(Variable, Matrix, Held)> {
        let of = |variable: Variable| match variable.kind {
            Kind::Matrix { of, held } if wanted(of) => Some((variable, of, held)),
            _ => None,
        };
        self.all(|_| true).into_iter().filter_map(of).collect()
    }
}

impl Writer<'_> {
    /// A type of the library of the program.
    pub(crate) fn matrix_type(&mut self) -> Option<Matrix> {
        let of = Matrix { library: self.library?, rows: 2 + self.below(2), columns: None };
        let columns = 2 + self.below(2);
        let columns = if self.happens(0.6) { of.rows } else { columns };
        Some(if self.happens(0.5) { of } else { of.matrix(of.rows, columns) })
    }

    /// A variable of this type, if there is one.
    pub(crate) fn matrix_variable(&mut self, scope: &Scope, wanted: Matrix) -> Option<Made> {
        let all = scope.matrices(|of| of == wanted);
        if all.is_empty() {
            return None;
        }
        let (variable, of, held) = self.one_of(&all);
        Some(Made::variable(&variable, of, held))
    }
}
