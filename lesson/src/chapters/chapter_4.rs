//! Chapter 4: the forward pass.

use super::five_weights::drawing;
use crate::content::{Cell, Chapter, Table, both, same};
use crate::examples::chapter_4::{LESSON, LESSON_DIFFERENCES, LESSON_ERROR, forward};
use crate::examples::five_weights::{INPUTS, START, first_neuron, row, second_neuron};
use crate::facts::{Facts, shortest};

pub(crate) fn chapter() -> Chapter {
    let forward = forward();
    let differences = forward.map(|(wanted, predicted, _)| wanted - predicted);
    let [first, ..] = forward;
    let facts = Facts::default()
        .with("weights", row(&START))
        .with("first", row(&INPUTS[0]))
        .with("wanted", shortest(first.0))
        .with("predicted", shortest(first.1))
        .with("squared", shortest(first.2))
        .with("difference_1", shortest(differences[0]))
        .with("difference_2", shortest(differences[1]))
        .with("difference_3", shortest(differences[2]))
        .with("sum_of_differences", shortest(differences.iter().sum()))
        .with("error_1", shortest(forward[0].2))
        .with("error_2", shortest(forward[1].2))
        .with("error_3", shortest(forward[2].2))
        .with("total", shortest(forward.iter().map(|row| row.2).sum()));
    Chapter::new(4, facts)
        .figure(
            "forward",
            "network",
            both("Forward, from an example to its error", "순전파: 예시에서 오차까지"),
            drawing(false),
        )
        .table("examples", table(forward))
}

fn table(forward: [(f64, f64, f64); 3]) -> Table {
    let columns = [
        same("(x1, x2)"),
        same("h1"),
        same("h2"),
        both("predicted", "예측"),
        both("wanted", "목푯값"),
        both("wanted − predicted", "목푯값 − 예측"),
        both("squared", "제곱"),
    ];
    let caption = both(
        "The three examples. Under our figure stands the lesson's.",
        "세 가지 예시. 작은 글씨는 강의의 수치.",
    );
    let mut table = Table::new(caption, &columns);
    let beside = |ours: f64, lesson: f64| Cell::beside(shortest(ours), shortest(lesson), ours == lesson);
    for (index, (input, (wanted, predicted, error))) in INPUTS.into_iter().zip(forward).enumerate() {
        let [x1, x2] = input;
        let (lesson_wanted, lesson_predicted) = LESSON[index];
        table.row([
            row(&input).into(),
            shortest(first_neuron(START[0], x1, x2)).into(),
            shortest(second_neuron(START[1], x1, x2)).into(),
            beside(predicted, lesson_predicted),
            beside(wanted, lesson_wanted),
            beside(wanted - predicted, LESSON_DIFFERENCES[index]),
            shortest(error).into(),
        ]);
    }
    let differences = forward.iter().map(|(wanted, predicted, _)| wanted - predicted).sum();
    let total = forward.iter().map(|(.., error)| error).sum();
    table.row([
        both("together", "합계").into(),
        "".into(),
        "".into(),
        "".into(),
        "".into(),
        beside(differences, LESSON_DIFFERENCES.iter().sum()),
        beside(total, LESSON_ERROR),
    ]);
    table
}
