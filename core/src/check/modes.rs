//! Forward mode against reverse mode.

use super::{Error, Mistake, ROUNDING, largest, shape};
use crate::Point;

/// Checks forward mode against reverse mode at a point, derivative by derivative: both give the same Jacobian, one by its
/// columns and the other by its rows. `like` is any direction; only how many coordinates it has matters.
///
/// # Errors
///
/// [`Error::Wrong`] with all derivatives in which the two differ, the one of forward mode first; [`Error::Value`] if their values
/// do; [`Error::Shape`].
///
/// ```
/// use chainrule::{check::check_jvp_vjp, differentiate};
///
/// #[differentiate]
/// fn polar(radius: f64, angle: f64) -> [f64; 2] {
///     [radius * angle.cos(), radius * angle.sin()]
/// }
///
/// check_jvp_vjp(|v| polar::jvp(2.0, 0.5, v), |w| polar::vjp(2.0, 0.5, w), [0.0; 2])?;
/// # Ok::<(), chainrule::check::Error>(())
/// ```
pub fn check_jvp_vjp<R, G>(
    mut jvp: impl FnMut(G) -> (R, R),
    mut vjp: impl FnMut(R) -> (R, G),
    like: G,
) -> Result<(), Error>
where
    R: Point<Scalar = f64>,
    G: Point<Scalar = f64>,
{
    let inputs = like.coordinates().len();
    let columns: Vec<(R, R)> = (0..inputs).map(|input| jvp(unit(&like, input))).collect();
    let Some((values, _)) = columns.first() else { return Ok(()) };
    let outputs = values.coordinates().len();
    let rows: Vec<(R, G)> = (0..outputs).map(|output| vjp(unit(values, output))).collect();
    for (_, column) in &columns {
        shape("outputs", outputs, column.coordinates().len())?;
    }
    for (others, row) in &rows {
        shape("outputs", outputs, others.coordinates().len())?;
        shape("slopes", inputs, row.coordinates().len())?;
        for (output, (&first, &second)) in values.coordinates().iter().zip(others.coordinates()).enumerate() {
            if first.to_bits() != second.to_bits() && first != second {
                return Err(Error::Value { output, first, second });
            }
        }
    }
    let largest = largest(rows.iter().flat_map(|(_, row)| row.coordinates().iter().copied()));
    let mut mistakes = Vec::new();
    for (output, (_, row)) in rows.iter().enumerate() {
        for (input, (_, column)) in columns.iter().enumerate() {
            let (found, expected) = (column.coordinates()[output], row.coordinates()[input]);
            // Not the other way round, so that what is not a number is no agreement.
            let agree = (found - expected).abs() <= ROUNDING * largest || found == expected;
            if !agree {
                mistakes.push(Mistake { output, input, found, expected });
            }
        }
    }
    if mistakes.is_empty() { Ok(()) } else { Err(Error::Wrong { mistakes }) }
}

fn unit<P: Point<Scalar = f64>>(like: &P, index: usize) -> P {
    let mut unit = like.clone();
    unit.coordinates_mut().fill(0.0);
    unit.coordinates_mut()[index] = 1.0;
    unit
}
