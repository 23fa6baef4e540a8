//! The tables of NIST go in, a set with its data and what is certified of it comes out.

use std::error::Error;
use std::fs;

/// A data set.
#[derive(Clone, Debug, Default)]
pub(crate) struct Set {
    pub(crate) name: String,
    /// How hard it is, in NIST's word: lower, average or higher.
    pub(crate) level: String,
    pub(crate) degrees_of_freedom: usize,
    pub(crate) sum_of_squares: f64,
    pub(crate) residual_standard_deviation: f64,
    pub(crate) starts: [Vec<f64>; 2],
    pub(crate) parameters: Vec<f64>,
    pub(crate) standard_deviations: Vec<f64>,
    pub(crate) xs: Vec<[f64; 2]>,
    /// What the model is to give: of Nelson, the logarithm of what was measured.
    pub(crate) ys: Vec<f64>,
}

/// All of them, in NIST's order.
pub(crate) fn all() -> Result<Vec<Set>, Box<dyn Error>> {
    let mut sets = Vec::new();
    for [name, level, freedom, squares, deviation, _] in rows("sets")? {
        sets.push(Set {
            name,
            level,
            degrees_of_freedom: freedom.parse()?,
            sum_of_squares: squares.parse()?,
            residual_standard_deviation: deviation.parse()?,
            ..Set::default()
        });
    }
    for [name, _, first, second, certified, deviation] in rows("parameters")? {
        let set = named(&mut sets, &name)?;
        set.starts[0].push(first.parse()?);
        set.starts[1].push(second.parse()?);
        set.parameters.push(certified.parse()?);
        set.standard_deviations.push(deviation.parse()?);
    }
    for [name, y, x1, x2] in rows("observations")? {
        let set = named(&mut sets, &name)?;
        let y: f64 = y.parse()?;
        set.ys.push(if name == "Nelson" { y.ln() } else { y });
        set.xs.push([x1.parse()?, if x2.is_empty() { 0.0 } else { x2.parse()? }]);
    }
    Ok(sets)
}

fn named<'a>(sets: &'a mut [Set], name: &str) -> Result<&'a mut Set, Box<dyn Error>> {
    let set = sets.iter_mut().find(|set| set.name == name);
    set.ok_or_else(|| format!("no set is called {name}").into())
}

/// The rows of a table without the first, which names the columns. No cell has a comma or a quotation mark.
fn rows<const COLUMNS: usize>(table: &str) -> Result<Vec<[String; COLUMNS]>, Box<dyn Error>> {
    let path = format!("{}/examples/data/nist/{table}.csv", env!("CARGO_MANIFEST_DIR"));
    let text = fs::read_to_string(&path).map_err(|error| format!("cannot read {path}: {error}"))?;
    let cells = |line: &str| {
        let cells: Vec<String> = line.split(',').map(str::to_owned).collect();
        cells.try_into().map_err(|_| format!("a line of {path} has not {COLUMNS} cells").into())
    };
    text.lines().skip(1).map(cells).collect()
}
