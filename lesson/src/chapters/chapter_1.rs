//! Chapter 1: downhill in one dimension, and a curve with two valleys.

use std::error::Error;

use chainrule::Descent;
use chainrule::descent::{self, Step, Stop, Summary};
use serde_json::{Value, json};

use super::{graph, nearest, runs_on_a_line};
use crate::content::{Both, Cell, Chapter, Table, both, rounded_list, rounded_points, same};
use crate::examples::chapter_1::{
    LESSON, RATES, agrees, descend, descend_at, drawings::watershed, square, two_valleys, valley,
};
use crate::facts::{Facts, fixed, shortest};

/// What becomes of a descent at each of the example's rates.
const MANNERS: [Both; 6] = [
    both("crawls", "아주 느리게 기어감"),
    both("walks down", "차근차근 내려감"),
    both("is there in one step", "한 걸음에 도착"),
    both("swings from side to side, and settles", "좌우로 흔들리다가 멎음"),
    both("swings between 3 and −3 for ever", "3과 −3 사이를 끝없이 오감"),
    both("swings further out each time", "흔들릴 때마다 더 멀어짐"),
];

pub(crate) fn chapter() -> Result<Chapter, Box<dyn Error>> {
    let steps = descend()?;
    let Some(last) = steps.last() else { return Err("the descent has no steps".into()) };
    let [left, right] = [valley(-0.5)?, valley(0.5)?];
    let facts = Facts::default()
        .with("rate", "0.1")
        .with("start", shortest(steps[0].point))
        .with("factor", shortest(steps[1].point / steps[0].point))
        .with("second_x", shortest(steps[1].point))
        .with("first_slope", shortest(steps[0].gradient))
        .with("first_update", shortest(0.1 * steps[0].gradient))
        .with("last_x", fixed(last.point, 3))
        .with("last_f", fixed(last.value, 3))
        .with("flat_at", descend_at(0.1)?.iterations.to_string())
        .with("rate_half", "0.5")
        .with("rate_one", "1")
        .with("rate_valley", "0.05")
        .with("left_x", fixed(left.point, 4))
        .with("left_f", fixed(left.value, 4))
        .with("right_x", fixed(right.point, 4))
        .with("right_f", fixed(right.value, 4))
        .with("deeper", fixed(right.value - left.value, 1))
        .with("watershed", fixed(watershed(), 4))
        .with("guess_start", "0.2")
        .with("guess_slope", fixed(two_valleys::gradient(0.2), 2))
        .with("guess_end", fixed(valley(0.2)?.point, 3));
    Ok(Chapter::new(1, facts)
        .table("slopes", slopes())
        .table("descent", table(&steps))
        .figure("parabola", "line", both("Downhill on x²", "x² 위의 내리막"), parabola())
        .table("rates", rates()?)
        .figure(
            "sweep",
            "chart",
            both(
                "Four rates, from 3: where x is, on one scale",
                "3에서 출발, 네 가지 학습률: x의 위치 (눈금 공통)",
            ),
            sweep()?,
        )
        .table("valleys", valleys([&left, &right]))
        .figure(
            "two-valleys",
            "line",
            both("Two valleys: the start decides", "두 골짜기: 출발점에 따라 달라지는 도착점"),
            two([&left, &right]),
        )
        .figure(
            "guess",
            "line",
            both("A start at 0.2: where does it end?", "0.2에서 출발하면 어디로 갈까요?"),
            guess([&left, &right]),
        ))
}

/// The slope at three places, and what it says.
fn slopes() -> Table {
    let columns =
        [same("x"), same("f′(x) = 2·x"), both("uphill is", "오르막은"), both("so go", "그래서 갈 곳은")];
    let mut table =
        Table::new(both("The slope of x² points uphill", "x²의 기울기가 가리키는 오르막"), &columns);
    for x in [3.0, -2.0, 0.0] {
        let slope = square::gradient(x);
        let [uphill, go] = match slope.partial_cmp(&0.0) {
            Some(std::cmp::Ordering::Greater) => [both("right", "오른쪽"), both("left", "왼쪽")],
            Some(std::cmp::Ordering::Less) => [both("left", "왼쪽"), both("right", "오른쪽")],
            _ => [both("nowhere", "없음"), both("nowhere: the bottom", "없음: 바닥")],
        };
        table.row([shortest(x).into(), shortest(slope).into(), uphill.into(), go.into()]);
    }
    table
}

fn table(steps: &[Step<f64>]) -> Table {
    let columns = [
        both("iteration", "반복"),
        same("x"),
        same("f(x)"),
        same("f′(x)"),
        both("update −0.1·f′", "변화량 −0.1·f′"),
        both("new x", "새 x"),
    ];
    let caption = both(
        "x² from 3 at the rate 0.1. Under our figure stands the lesson's.",
        "x², 3에서 출발, 학습률 0.1. 작은 글씨는 강의의 수치.",
    );
    let mut table = Table::new(caption, &columns);
    for (iteration, x, f) in LESSON {
        let step = &steps[iteration];
        table.row([
            iteration.to_string().into(),
            Cell::beside(fixed(step.point, 4), x, agrees(step.point, x)),
            Cell::beside(fixed(step.value, 4), f, agrees(step.value, f)),
            fixed(step.gradient, 4).into(),
            fixed(step.next - step.point, 4).into(),
            fixed(step.next, 4).into(),
        ]);
    }
    table
}

fn rates() -> Result<Table, Box<dyn Error>> {
    let columns = [
        both("rate", "학습률"),
        both("factor 1 − 2·rate", "배율 1 − 2·학습률"),
        both("what x does", "x의 움직임"),
        both("outcome", "결과"),
    ];
    let mut table = Table::new(both("The rate decides", "학습률에 따른 결과"), &columns);
    for (rate, manner) in RATES.into_iter().map(|(rate, _)| rate).zip(MANNERS) {
        let outcome = match descend_at(rate) {
            Ok(Summary { stop: Stop::Converged, iterations, .. }) => {
                format!("|f′| < 0.001: n = {iterations}")
            }
            Ok(Summary { iterations, point, .. }) => format!("x = {} (n = {iterations})", fixed(point, 3)),
            Err(descent::Error::Diverged { iteration, .. }) => format!("|f| → ∞: n = {iteration}"),
            Err(error) => return Err(error.into()),
        };
        table.row([
            rate.to_string().into(),
            shortest(1.0 - 2.0 * rate).into(),
            manner.into(),
            outcome.into(),
        ]);
    }
    Ok(table)
}

fn parabola() -> Value {
    let rates = [
        0.01, 0.02, 0.05, 0.08, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95,
        1.0, 1.05,
    ];
    let starts: Vec<f64> = (-6..=6).map(|half| f64::from(half) / 2.0).collect();
    json!({
        "x": {"name": "x", "from": -3.5, "to": 3.5},
        "y": {"name": "f(x)", "from": -1, "to": 11},
        "function": "f(x) = x²",
        "curve": graph(square, -3.5, 3.5),
        "rates": rates,
        "starts": starts,
        "rate": nearest(&rates, 0.1),
        "start": nearest(&starts, 3.0),
        "runs": runs_on_a_line(&rates, &starts, |rate, start| {
            Descent::new(rate).steps::<square>(start).take(13).map_while(Result::ok)
        }),
    })
}

fn sweep() -> Result<Value, Box<dyn Error>> {
    let mut series = Vec::new();
    for (rate, name) in [
        (0.01, both("0.01 (crawls)", "0.01 (기어감)")),
        (0.1, both("0.1 (converges)", "0.1 (수렴)")),
        (0.9, both("0.9 (swings, settles)", "0.9 (흔들리다 수렴)")),
        (1.05, both("1.05 (diverges)", "1.05 (발산)")),
    ] {
        let steps = Descent::new(rate).steps::<square>(3.0).take(13).collect::<Result<Vec<_>, _>>()?;
        let points = steps.iter().map(|step| [step.iteration as f64, step.point]);
        series.push(json!({"name": name.json(), "points": rounded_points(points), "dots": true}));
    }
    Ok(json!({
        "x": {"name": both("iteration", "반복").json(), "from": 0, "to": 12},
        "y": {"name": "x", "from": -10, "to": 10},
        "series": series,
        "player": "iteration",
    }))
}

fn valleys([left, right]: [&Summary<f64>; 2]) -> Table {
    let columns = [both("start", "출발점"), both("ends at x", "도착한 x"), both("there f(x)", "그곳의 f(x)")];
    let caption = both(
        "x⁴ − 4·x² + x + 1 at the rate 0.05. Under our figure stands the lesson's.",
        "x⁴ − 4·x² + x + 1, 학습률 0.05. 작은 글씨는 강의의 수치.",
    );
    let mut table = Table::new(caption, &columns);
    for (start, summary, x, f) in [("−0.5", left, "-1", "-1"), ("0.5", right, "1.5", "-2.8")] {
        // A valley is a place and its depth: rounded, the place alone would be right.
        let right = agrees(summary.point, x) && agrees(summary.value, f);
        table.row([
            start.into(),
            Cell::beside(fixed(summary.point, 4), x.replace('-', "−"), right),
            Cell::beside(fixed(summary.value, 4), f.replace('-', "−"), right),
        ]);
    }
    table
}

/// The curve with two valleys, which both are named, and the strip of starts.
fn curve_with_valleys([left, right]: [&Summary<f64>; 2]) -> Value {
    json!({
        "x": {"name": "x", "from": -2.2, "to": 2.2},
        "y": {"name": "f(x)", "from": -6, "to": 4},
        "function": "f(x) = x⁴ − 4·x² + x + 1",
        "curve": graph(two_valleys, -2.2, 2.2),
        "marks": [
            {"at": rounded_list([left.point, left.value]), "name": both("global minimum", "전역 최소점").json()},
            {"at": rounded_list([right.point, right.value]), "name": both("local minimum", "국소 최소점").json()},
        ],
    })
}

fn two(ends: [&Summary<f64>; 2]) -> Value {
    let rates = [0.01, 0.02, 0.03, 0.04, 0.05, 0.06, 0.08, 0.1, 0.12, 0.15];
    let starts: Vec<f64> = (-10..=10).map(|fifth| f64::from(fifth) / 5.0).collect();
    let mut data = curve_with_valleys(ends);
    data["strip"] = json!({
        "edge": watershed(),
        "name": both("start: which valley it leads to", "출발점: 어느 골짜기로 가는가").json(),
    });
    data["rates"] = json!(rates);
    data["starts"] = json!(starts);
    data["rate"] = json!(nearest(&rates, 0.05));
    data["start"] = json!(nearest(&starts, 0.6));
    data["runs"] = runs_on_a_line(&rates, &starts, |rate, start| {
        Descent::new(rate).steps::<two_valleys>(start).take(16).map_while(Result::ok)
    });
    data
}

/// One run, which is shown when the question is answered.
fn guess(ends: [&Summary<f64>; 2]) -> Value {
    let mut data = curve_with_valleys(ends);
    data["rates"] = json!([0.05]);
    data["starts"] = json!([0.2]);
    data["rate"] = json!(0);
    data["start"] = json!(0);
    data["locked"] = json!(true);
    data["runs"] = runs_on_a_line(&[0.05], &[0.2], |rate, start| {
        Descent::new(rate).steps::<two_valleys>(start).take(24).map_while(Result::ok)
    });
    data
}
