//! Where the nodes of a graph stand: what depends on what goes in, a column and a row for each come out.
//!
//! The usual way (K. Sugiyama, S. Tagawa, M. Toda, 1981): each node stands a column behind the last that it depends on; an edge across
//! several columns has a place in each between, so that no box swallows it; and rows are sorted by the mean of their neighbours.

/// How often rows are sorted, once from the left and once from the right each time.
const SWEEPS: usize = 8;

/// The places of nodes, and the ways of edges from column to column.
pub(crate) struct Layers {
    /// Of each node, and then of each place between: the column and the row.
    pub(crate) places: Vec<[usize; 2]>,
    /// Of each edge: the places that it goes through, from its first node to its last.
    pub(crate) ways: Vec<Vec<usize>>,
    /// How many columns there are, and rows in the longest.
    pub(crate) size: [usize; 2],
    /// How many rows there are in each column.
    pub(crate) lengths: Vec<usize>,
}

impl Layers {
    /// `edges` go from a node to a later one.
    pub(crate) fn of(nodes: usize, edges: &[[usize; 2]]) -> Self {
        let mut columns: Vec<usize> = vec![0; nodes];
        for to in 0..nodes {
            let before = edges.iter().filter(|edge| edge[1] == to).map(|edge| columns[edge[0]] + 1);
            columns[to] = before.max().unwrap_or(0);
        }
        // What depends on nothing stands next to what needs it first.
        for from in 0..nodes {
            let is_first = edges.iter().all(|edge| edge[1] != from);
            let next = edges.iter().filter(|edge| edge[0] == from).map(|edge| columns[edge[1]]).min();
            if let (true, Some(next)) = (is_first, next) {
                columns[from] = next.saturating_sub(1);
            }
        }
        let ways = edges.iter().map(|&[from, to]| {
            let first = columns.len();
            columns.extend(columns[from] + 1..columns[to]);
            [from].into_iter().chain(first..columns.len()).chain([to]).collect()
        });
        let ways: Vec<Vec<usize>> = ways.collect();
        let count = columns.iter().max().map_or(0, |last| last + 1);
        let mut order: Vec<Vec<usize>> = vec![Vec::new(); count];
        for (place, &column) in columns.iter().enumerate() {
            order[column].push(place);
        }
        let steps: Vec<[usize; 2]> =
            ways.iter().flat_map(|way| way.windows(2).map(|step| [step[0], step[1]])).collect();
        let mut rows = vec![0; columns.len()];
        write_rows(&order, &mut rows);
        for sweep in 0..2 * SWEEPS {
            let forth = sweep % 2 == 0;
            let neighbours = |place: usize| {
                let step = move |step: &&[usize; 2]| step[usize::from(forth)] == place;
                steps.iter().filter(step).map(move |step| step[usize::from(!forth)])
            };
            let mut all: Vec<usize> = (0..count).collect();
            if !forth {
                all.reverse();
            }
            for column in all {
                let length = order[column].len() as f64;
                let mean = |place: usize, rows: &[usize]| {
                    let found: Vec<f64> = neighbours(place)
                        .map(|near| share(rows[near], order_length(&order, columns[near])))
                        .collect();
                    match found.len() {
                        0 => share(rows[place], length),
                        several => found.iter().sum::<f64>() / several as f64,
                    }
                };
                let mut keyed: Vec<(f64, usize)> =
                    order[column].iter().map(|&place| (mean(place, &rows), place)).collect();
                keyed.sort_by(|a, b| a.0.total_cmp(&b.0));
                order[column] = keyed.into_iter().map(|(_, place)| place).collect();
                write_rows(&order, &mut rows);
            }
        }
        let lengths: Vec<usize> = order.iter().map(Vec::len).collect();
        let longest = lengths.iter().copied().max().unwrap_or(0);
        let places = columns.iter().zip(&rows).map(|(&column, &row)| [column, row]).collect();
        Layers { places, ways, size: [count, longest], lengths }
    }
}

fn order_length(order: &[Vec<usize>], column: usize) -> f64 {
    order[column].len() as f64
}

/// How far down its column a row is.
fn share(row: usize, length: f64) -> f64 {
    (row as f64 + 0.5) / length
}

fn write_rows(order: &[Vec<usize>], rows: &mut [usize]) {
    for column in order {
        for (row, &place) in column.iter().enumerate() {
            rows[place] = row;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Layers;

    #[test]
    fn edges_have_a_place_in_each_column() {
        // A diamond, with an edge across it.
        let layers = Layers::of(4, &[[0, 1], [0, 2], [1, 3], [2, 3], [0, 3]]);
        assert_eq!(layers.places[..4].iter().map(|place| place[0]).collect::<Vec<_>>(), [0, 1, 1, 2]);
        assert_eq!(layers.ways[4].len(), 3);
        assert_eq!(layers.size, [3, 3]);
        let mut rows: Vec<usize> =
            layers.places.iter().filter(|place| place[0] == 1).map(|place| place[1]).collect();
        rows.sort_unstable();
        assert_eq!(rows, [0, 1, 2]);
    }

    #[test]
    fn nothing_is_laid_out_as_nothing() {
        assert_eq!(Layers::of(0, &[]).size, [0, 0]);
    }
}
