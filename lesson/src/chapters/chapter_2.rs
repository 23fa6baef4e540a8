//! Chapter 2: downhill in two dimensions.

use std::error::Error;

use chainrule::Descent;
use chainrule::descent::Step;
use serde_json::{Value, json};

use super::{levels, nearest, runs_in_the_plane, unit_level};
use crate::content::{Cell, Chapter, Table, both, same};
use crate::examples::chapter_2::{LESSON, agrees, bowl, descend};
use crate::facts::{Facts, fixed, shortest};

pub(crate) fn chapter() -> Result<Chapter, Box<dyn Error>> {
    let steps = descend()?;
    let [first, second] = [&steps[0], &steps[1]];
    let facts = Facts::default()
        .with("rate", "0.1")
        .with("d1", shortest(first.gradient[0]))
        .with("d2", shortest(first.gradient[1]))
        .with("value", shortest(first.value))
        .with("next_x1", shortest(second.point[0]))
        .with("next_x2", shortest(second.point[1]))
        .with("factor_1", shortest(second.point[0] / first.point[0]))
        .with("factor_2", shortest(second.point[1] / first.point[1]))
        .with("lesson_x1", LESSON[4].1)
        .with("lesson_x2", LESSON[4].2)
        .with("lesson_f", LESSON[4].3)
        .with("x1_of_10", fixed(steps[10].point[0], 4))
        .with("x2_of_10", fixed(steps[10].point[1], 4))
        .with("f_of_10", fixed(steps[10].value, 4))
        .with("x1_of_9", fixed(steps[9].point[0], 4))
        .with("x2_of_8", fixed(steps[8].point[1], 4))
        .with("edge_rate", "0.5")
        .with(
            "edge_x2",
            shortest(
                Descent::new(0.5)
                    .steps::<bowl>([3.0, 2.0])
                    .nth(1)
                    .transpose()?
                    .map_or(0.0, |step| step.point[1]),
            ),
        );
    Ok(Chapter::new(2, facts)
        .derivation("bowl-derivation", bowl::DERIVATION)
        .table("descent", table(&steps))
        .figure("bowl", "plane", both("The bowl from above", "위에서 내려다본 그릇"), from_above()))
}

fn table(steps: &[Step<[f64; 2]>]) -> Table {
    let columns = [
        both("iteration", "반복"),
        same("x1"),
        same("x2"),
        same("f"),
        same("∂f/∂x1"),
        same("∂f/∂x2"),
        both("update of x1", "x1의 변화량"),
        both("update of x2", "x2의 변화량"),
    ];
    let caption = both(
        "x1² + 2·x2² from (3, 2) at the rate 0.1. Under our figure stands the lesson's.",
        "x1² + 2·x2², (3, 2)에서 출발, 학습률 0.1. 작은 글씨는 강의의 수치.",
    );
    let mut table = Table::new(caption, &columns);
    for (iteration, x1, x2, f) in LESSON {
        let Step { point, value, gradient, next, .. } = steps[iteration];
        table.row([
            iteration.to_string().into(),
            Cell::beside(fixed(point[0], 4), x1, agrees(point[0], x1)),
            Cell::beside(fixed(point[1], 4), x2, agrees(point[1], x2)),
            Cell::beside(fixed(value, 4), f, agrees(value, f)),
            fixed(gradient[0], 4).into(),
            fixed(gradient[1], 4).into(),
            fixed(next[0] - point[0], 4).into(),
            fixed(next[1] - point[1], 4).into(),
        ]);
    }
    table
}

fn from_above() -> Value {
    let rates = [0.01, 0.02, 0.05, 0.08, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.48, 0.5];
    let starts = [
        [3.0, -2.0],
        [3.0, -1.0],
        [3.0, 0.0],
        [3.0, 1.0],
        [3.0, 2.0],
        [2.0, 2.0],
        [1.0, 2.0],
        [0.0, 2.0],
        [-1.0, 2.0],
        [-2.0, 2.0],
        [-3.0, 2.0],
    ];
    let iterations: Vec<usize> = (0..=12).collect();
    json!({
        "x": {"name": "x1", "from": -3.6, "to": 3.6},
        "y": {"name": "x2", "from": -2.4, "to": 2.4},
        "unit": unit_level(bowl, 2.0),
        "levels": levels(&[0.25, 1.0, 2.0, 4.0, 8.0, 12.0, 17.0], 2.0),
        "arrows": 0.12,
        "rates": rates,
        "starts": starts,
        "rate": nearest(&rates, 0.1),
        "start": 4,
        "iterations": iterations,
        "runs": runs_in_the_plane(&rates, &starts, &iterations, |rate, start| {
            Descent::new(rate).steps::<bowl>(start).take(13).map_while(Result::ok)
        }),
    })
}
