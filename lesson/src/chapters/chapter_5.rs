//! Chapter 5: backpropagation.

use super::five_weights::drawing;
use crate::content::{Cell, Chapter, Table, both, same};
use crate::examples::chapter_5::{
    INPUT, LESSON, LESSON_AFTER, LocalSlopes, along_each_path, hidden, local_slopes,
};
use crate::examples::five_weights::{START, error, error_and_gradient, predict, step, target};
use crate::facts::{Facts, fixed, shortest, thousands};

/// The lesson's step.
const RATE: f64 = 0.0001;

pub(crate) fn chapter() -> Chapter {
    let slopes = local_slopes();
    let (_, gradient) = error_and_gradient(START, INPUT);
    let next = step(START, gradient, RATE);
    let wanted = target(INPUT);
    let [before, after] = [START, next].map(|weights| predict(weights, INPUT));
    let facts = Facts::default()
        .with("predicted", shortest(before))
        .with("wanted", shortest(wanted))
        .with("error", shortest((before - wanted).powi(2)))
        .with("by_y", shortest(slopes.error_by_y))
        .with("by_w1", shortest(gradient[0]))
        .with("by_w3", shortest(gradient[2]))
        .with("h1", shortest(slopes.y_by_w3))
        .with("h1_by_w1", shortest(slopes.h1_by_w1))
        .with("rate", shortest(RATE))
        .with("after", fixed(after, 3))
        .with("off_before", shortest(before - wanted))
        .with("off_after", fixed(after - wanted, 3))
        .with("off_about", fixed(after - wanted, 0))
        .with("hundred_alone", thousands(multiplications(100)[0]))
        .with("hundred_shared", thousands(multiplications(100)[1]));
    Chapter::new(5, facts)
        .figure("blame", "network", both("The blame comes back", "책임이 거꾸로 전해지는 길"), drawing(true))
        .table("slopes", local(&slopes))
        .table("paths", paths(&slopes, gradient))
        .table("step", after_one_step(next))
        .table("cost", cost())
        .derivation("error-derivation", error::DERIVATION)
}

fn local(slopes: &LocalSlopes) -> Table {
    let columns = [both("slope of", "기울기"), both("formula", "식"), both("at (3, 2)", "(3, 2)에서의 값")];
    let mut table = Table::new(both("The slope of each link", "고리마다의 기울기"), &columns);
    for (name, formula, slope) in slopes.table() {
        table.row([name.into(), formula.into(), shortest(slope).into()]);
    }
    table
}

fn paths(s: &LocalSlopes, gradient: [f64; 5]) -> Table {
    let columns = [
        both("weight", "가중치"),
        both("the path from the error", "오차에서 오는 길"),
        both("product", "곱"),
    ];
    let caption = both(
        "Multiplied along each path. Under our figure stands the lesson's.",
        "길을 따라 곱한 결과. 작은 글씨는 강의의 수치.",
    );
    let mut table = Table::new(caption, &columns);
    let factors = [
        vec![s.error_by_y, s.y_by_h1, s.h1_by_w1],
        vec![s.error_by_y, s.y_by_h2, s.h2_by_w2],
        vec![s.error_by_y, s.y_by_w3],
        vec![s.error_by_y, s.y_by_w4],
        vec![s.error_by_y, s.y_by_w5],
    ];
    for (index, slope) in along_each_path(s).into_iter().enumerate() {
        let product: Vec<String> = factors[index].iter().map(|factor| shortest(*factor)).collect();
        let right = slope == LESSON.0[index] && slope == gradient[index];
        table.row([
            format!("w{}", index + 1).into(),
            product.join("·").into(),
            Cell::beside(shortest(slope), shortest(LESSON.0[index]), right),
        ]);
    }
    table
}

fn after_one_step(next: [f64; 5]) -> Table {
    let columns = [same(""), both("before", "걷기 전"), both("after", "걸은 뒤")];
    let caption = both(
        "One step at the rate 0.0001. Under our figure stands the lesson's.",
        "학습률 0.0001로 한 걸음. 작은 글씨는 강의의 수치.",
    );
    let mut table = Table::new(caption, &columns);
    for (index, weight) in next.into_iter().enumerate() {
        let lesson = shortest(LESSON.1[index]);
        table.row([
            format!("w{}", index + 1).into(),
            shortest(START[index]).into(),
            Cell::beside(shortest(weight), lesson.clone(), shortest(weight) == lesson),
        ]);
    }
    let [before, after] = [START, next].map(|weights| {
        let [h1, h2] = hidden(weights);
        [h1, h2, predict(weights, INPUT)]
    });
    for ((name, decimals, lesson), (before, after)) in
        [("h1", 2, LESSON_AFTER[0]), ("h2", 2, LESSON_AFTER[1]), ("y", 3, LESSON.2)]
            .into_iter()
            .zip(before.into_iter().zip(after))
    {
        let (ours, lesson) = (fixed(after, decimals), shortest(lesson));
        let right = ours == lesson;
        table.row([name.into(), shortest(before).into(), Cell::beside(ours, lesson, right)]);
    }
    let off = |y: f64| fixed(y - target(INPUT), 3);
    table.row([
        both("y − target", "y − target").into(),
        shortest(before[2] - target(INPUT)).into(),
        off(after[2]).into(),
    ]);
    table
}

/// Multiplications for the blame of every weight in a chain of so many layers of one weight: each on its own, and shared.
///
/// On its own, the weight of the last layer but k takes k + 1 of them; shared, each layer takes one for its weight and, but
/// for the first, one to hand the blame on.
fn multiplications(layers: usize) -> [usize; 2] {
    [(1..=layers).sum(), 2 * layers - 1]
}

fn cost() -> Table {
    let columns = [both("layers", "층"), both("each on its own", "따로따로"), both("shared", "함께 쓰면")];
    let caption = both(
        "Multiplications for the blame of every weight, one weight a layer",
        "층마다 가중치가 하나일 때, 모든 책임을 구하는 곱셈의 수",
    );
    let mut table = Table::new(caption, &columns);
    for layers in [1, 2, 5, 10, 100] {
        let [alone, shared] = multiplications(layers);
        table.row([layers.to_string().into(), thousands(alone).into(), thousands(shared).into()]);
    }
    table
}
