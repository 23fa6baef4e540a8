//! What vectors and matrices of nalgebra alone can do.

use crate::code::{Number, State, apart};
use crate::matrices::{Library, Made, Matrix};
use crate::matrix_arithmetic::{cross, inverse, norm, product, transposed};
use crate::matrix_values::{diagonal, each};
use crate::number::Real;
use crate::scope::Scope;
use crate::writer::Writer;

impl Writer<'_> {
    pub(crate) fn of_algebra(&mut self, scope: &Scope, depth: usize, of: Matrix) -> Option<Made> {
        if of.is_grid() {
            return None;
        }
        match (self.below(5), of.columns) {
            (0, None) => {
                let a = self.matrix(scope, depth, of);
                Some(Made::new(&format!("{}.normalize()", a.receiver), move |state| {
                    let a = a.run(state)?;
                    let norm = norm(&a)?;
                    Ok(a.into_iter().map(|a| a / norm).collect())
                }))
            }
            (1, None) if of.rows == 3 => {
                let (a, b) = (self.matrix(scope, depth, of), self.matrix(scope, depth, of));
                let text = format!("{}.cross({})", a.receiver, b.lent);
                Some(Made::new(&text, move |state| Ok(cross(&a.run(state)?, &b.run(state)?))))
            }
            (1, Some(columns)) => {
                let (a, b) = (of.vector(of.rows), of.vector(columns));
                let (a, b) = (self.matrix(scope, depth, a), self.matrix(scope, depth, b));
                let text = format!("{} * {}.transpose()", a.operand, b.receiver);
                Some(Made::new(&text, move |state| Ok(product(&a.run(state)?, 1, &b.run(state)?))))
            }
            (2, None) => {
                let (a, b) = (self.matrix(scope, depth, of), self.matrix(scope, depth, of));
                let part = self.number(scope, 2);
                let text = format!("{}.lerp({}, {part})", a.receiver, b.lent);
                Some(Made::new(&text, move |state| {
                    let (a, b, part) = (a.run(state)?, b.run(state)?, part.run(state)?);
                    Ok(each(&a, &b, |a, b| a * (Number::of(1.0) - part) + b * part))
                }))
            }
            (3, _) => Some(self.turned_product(scope, depth, of)),
            (4, None) => Some(self.solution(scope, depth, of)),
            (_, Some(columns)) if columns == of.rows => Some(self.inverted(scope, depth, of)),
            _ => None,
        }
    }

    /// `a.tr_mul(&b)`
    fn turned_product(&mut self, scope: &Scope, depth: usize, of: Matrix) -> Made {
        let between = 2 + self.below(2);
        let second = Matrix { rows: between, ..of };
        let (a, b) =
            (self.matrix(scope, depth, of.matrix(between, of.rows)), self.matrix(scope, depth, second));
        let text = format!("{}.tr_mul({})", a.receiver, b.lent);
        Made::new(&text, move |state| {
            let turned = transposed(&a.run(state)?, of.rows);
            Ok(product(&turned, between, &b.run(state)?))
        })
    }

    /// A matrix that has an inverse: numbers that are not large, and larger ones on the diagonal.
    fn regular(&mut self, scope: &Scope, depth: usize, of: Matrix) -> Made {
        let Matrix { library, rows, .. } = of;
        let inner = self.matrix(scope, depth, of);
        let identity = match library {
            Library::Dynamic => format!("DMatrix::<f64>::identity({rows}, {rows})"),
            _ => format!("SMatrix::<f64, {rows}, {rows}>::identity()"),
        };
        let text = format!("{}.map(f64::sin) + {identity} * 4.0", inner.receiver);
        Made::new(&text, move |state: &mut State| {
            let sines: Vec<Number> = inner.run(state)?.into_iter().map(Real::sin).collect();
            Ok(each(&sines, &diagonal(rows, Number::of(4.0)), |a, b| a + b))
        })
    }

    /// `a.lu().solve(&b).unwrap()`
    fn solution(&mut self, scope: &Scope, depth: usize, of: Matrix) -> Made {
        let size = of.rows;
        let (a, b) = (self.regular(scope, depth, of.matrix(size, size)), self.matrix(scope, depth, of));
        let decomposed = self.one_of(&["lu", "qr"]);
        let text = format!("{}.{decomposed}().solve({}).unwrap()", a.receiver, b.lent);
        Made::new(&text, move |state| Ok(product(&inverse(&a.run(state)?, size)?, size, &b.run(state)?)))
    }

    /// `a.try_inverse().unwrap()`, and what stands in its place where there is none.
    fn inverted(&mut self, scope: &Scope, depth: usize, of: Matrix) -> Made {
        let size = of.rows;
        let a = self.regular(scope, depth, of);
        let text = if self.happens(0.6) {
            format!("{}.try_inverse().unwrap()", a.receiver)
        } else {
            let p = self.new_name(scope, "p");
            let other = self.matrix(&scope.block(), 3, of);
            format!("match {}.try_inverse() {{ Some({p}) => {p}, None => {} }}", a.receiver, other.owned)
        };
        Made::new(&text, move |state| inverse(&a.run(state)?, size))
    }

    /// The greatest or the least of the numbers, or of their absolute values; they are apart.
    pub(crate) fn extreme_of(&mut self, a: &Made) -> crate::code::Code<Number> {
        let (name, absolute, sign) = self.one_of(&[
            ("max", false, 1.0),
            ("min", false, -1.0),
            ("amax", true, 1.0),
            ("amin", true, -1.0),
        ]);
        let a = a.clone();
        crate::code::Code::new(format!("{}.{name}()", a.receiver), move |state| {
            let mut numbers = a.run(state)?;
            if absolute {
                numbers.iter().try_for_each(|&a| apart(a, Number::of(0.0)))?;
                numbers = numbers.into_iter().map(Real::abs).collect();
            }
            let mut best = numbers[0];
            for &number in &numbers[1..] {
                apart(best, number)?;
                if sign * number.primal() > sign * best.primal() {
                    best = number;
                }
            }
            Ok(best)
        })
    }
}
