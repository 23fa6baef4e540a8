//! Chapter 3: the chain rule, a descent along it, and what a difference quotient costs.

use std::error::Error;

use chainrule::descent::{self, Step};
use chainrule::{Descent, differentiate};
use serde_json::{Value, json};

use super::{levels, nearest, runs_in_the_plane, unit_level};
use crate::content::{Cell, Chapter, Table, both, rounded_points, same};
use crate::examples::chapter_3::{LESSON, START, descend, difference_quotient, f};
use crate::facts::{Facts, fixed, scientific, shortest};

/// The diamond: what goes two ways and meets again.
#[differentiate]
fn diamond(a: f64) -> f64 {
    let b = a + a;
    b + b
}

/// The iterations of the long descent that are shown.
const SHOWN: [usize; 19] = [0, 1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 25, 30, 40, 50, 60, 80, 100];

pub(crate) fn chapter() -> Result<Chapter, Box<dyn Error>> {
    let steps = descend(0.0001).collect::<Result<Vec<_>, _>>()?;
    let [d1, d2] = f::gradient(1.0, 2.0);
    let overshot = descend(0.01).nth(1).transpose()?.map_or([0.0; 2], |step| step.point);
    let distance = |[x1, x2]: [f64; 2]| x1.hypot(x2);
    let facts = Facts::default()
        .with("value", shortest(f(1.0, 2.0)))
        .with("d1", shortest(d1))
        .with("d2", shortest(d2))
        .with("lesson_1", LESSON[0])
        .with("lesson_2", LESSON[1])
        .with("diamond", shortest(diamond::gradient(1.0)))
        .with("rate", "0.0001")
        .with("rate_large", "0.01")
        .with("start_x2", shortest(START[1]))
        .with("start_f", shortest(steps[0].value))
        .with("last_f", fixed(steps[100].value, 3))
        .with("fifth_power", shortest(2.0_f64.powi(5)))
        .with("overshoot", fixed(distance(overshot) / distance(START), 0))
        .with("exact", shortest(f::gradient(START[0], START[1])[0]));
    Ok(Chapter::new(3, facts)
        .derivation("chain-derivation", f::DERIVATION)
        .derivation("diamond-derivation", diamond::DERIVATION)
        .table("gradients", gradients())
        .table("descent", table(&steps))
        .figure("chain", "plane", both("The chain from above", "위에서 내려다본 합성함수"), from_above())
        .figure(
            "values",
            "chart",
            both("The slope fades, and the descent with it", "기울기와 함께 줄어드는 걸음"),
            values(),
        )
        .table("divergence", divergence()?)
        .table("quotients", quotients())
        .figure(
            "differences",
            "chart",
            both("The error of a difference quotient", "차분 몫의 오차"),
            differences(),
        ))
}

fn gradients() -> Table {
    let columns = [
        both("derived while compiling", "컴파일하며 구한 식"),
        both("agrees with the lesson", "강의와 일치"),
    ];
    let mut table = Table::new(both("The gradient, collected", "정리한 기울기"), &columns);
    for lesson in LESSON {
        let (derived, verdict) = match f::DERIVATION.lines().map(str::trim).find(|line| *line == lesson) {
            Some(line) => (line.to_owned(), same("✓")),
            None => (String::new(), same("✗")),
        };
        table.row([derived.into(), verdict.into()]);
    }
    table
}

fn table(steps: &[Step<[f64; 2]>]) -> Table {
    let columns =
        [both("iteration", "반복"), same("x1"), same("x2"), same("f"), same("∂f/∂x1"), same("∂f/∂x2")];
    let caption = both("From (1, 0.5) at the rate 0.0001", "(1, 0.5)에서 출발, 학습률 0.0001");
    let mut table = Table::new(caption, &columns);
    for iteration in [0, 1, 2, 5, 10, 20, 50, 100] {
        let Step { point: [x1, x2], value, gradient: [d1, d2], .. } = steps[iteration];
        table.row([
            iteration.to_string().into(),
            fixed(x1, 4).into(),
            fixed(x2, 4).into(),
            fixed(value, 3).into(),
            fixed(d1, 3).into(),
            fixed(d2, 3).into(),
        ]);
    }
    table
}

fn divergence() -> Result<Table, Box<dyn Error>> {
    let columns = [both("iteration", "반복"), same("x1"), same("x2"), same("f")];
    let mut table = Table::new(both("The same at the rate 0.01", "학습률 0.01일 때"), &columns);
    let written = |number: f64| if number.abs() < 1e4 { shortest(number) } else { scientific(number, 1) };
    for step in descend(0.01) {
        match step {
            Ok(Step { iteration, point: [x1, x2], value, .. }) => table.row([
                iteration.to_string().into(),
                written(x1).into(),
                written(x2).into(),
                written(value).into(),
            ]),
            Err(descent::Error::Diverged { iteration, .. }) => table.row([
                Cell::from((iteration + 1).to_string()),
                "".into(),
                "".into(),
                both("too large for a float", "부동소수점 범위를 넘음").into(),
            ]),
            Err(error) => return Err(error.into()),
        }
    }
    Ok(table)
}

fn from_above() -> Value {
    let rates = [0.000_01, 0.000_02, 0.000_05, 0.0001, 0.0002, 0.0003, 0.0004, 0.0005, 0.001];
    let starts = [[1.0, -0.5], [1.0, 0.0], [1.0, 0.5], [0.5, 0.5], [0.0, 0.5], [-0.5, 0.5], [-1.0, 0.5]];
    json!({
        "x": {"name": "x1", "from": -1.2, "to": 1.2},
        "y": {"name": "x2", "from": -0.8, "to": 0.8},
        "unit": unit_level(f, 6.0),
        "levels": levels(&[0.001, 0.01, 0.1, 1.0, 10.0, 100.0, 1000.0], 6.0),
        "rates": rates,
        "starts": starts,
        "rate": nearest(&rates, 0.0001),
        "start": 2,
        "iterations": SHOWN,
        "runs": runs_in_the_plane(&rates, &starts, &SHOWN, |rate, start| {
            Descent::new(rate).steps::<f>(start).take(101).map_while(Result::ok)
        }),
    })
}

fn values() -> Value {
    let series: Vec<Value> = [("0.00001", 0.000_01), ("0.0001", 0.0001), ("0.0003", 0.0003)]
        .into_iter()
        .map(|(name, rate)| {
            let steps = descend(rate).map_while(Result::ok);
            json!({"name": {"en": format!("rate {name}"), "ko": format!("학습률 {name}")}, "points": rounded_points(steps.map(|step| [step.iteration as f64, step.value]))})
        })
        .collect();
    json!({
        "x": {"name": both("iteration", "반복").json(), "from": 0, "to": 100},
        "y": {"name": "f(x1, x2)", "from": 0.1, "to": 1000, "logarithmic": true},
        "series": series,
        "player": "iteration",
    })
}

fn quotients() -> Table {
    let columns = [same("h"), both("quotient", "차분 몫"), both("error", "오차")];
    let caption = both(
        "The slope by x1 at (1, 0.5), by a difference",
        "(1, 0.5)에서 x1에 대한 기울기를 차분으로 구하면",
    );
    let mut table = Table::new(caption, &columns);
    let [exact, _] = f::gradient(START[0], START[1]);
    for exponent in (1..=15).step_by(2) {
        let way = 10_f64.powi(-exponent);
        let quotient = difference_quotient(way);
        table.row([
            scientific(way, 0).replace("1·", "").into(),
            fixed(quotient, 6).into(),
            scientific((quotient - exact).abs(), 0).into(),
        ]);
    }
    table.row([both("the derivative", "도함수").into(), shortest(exact).into(), "0".into()]);
    table
}

fn differences() -> Value {
    let [exact, _] = f::gradient(START[0], START[1]);
    let ways = (0..=64).map(|quarter| 10_f64.powf(-f64::from(quarter) / 4.0));
    let errors = ways.map(|way| [way, (difference_quotient(way) - exact).abs()]);
    json!({
        "x": {"name": "h", "from": 1e-16, "to": 1, "logarithmic": true},
        "y": {"name": both("error", "오차").json(), "from": 1e-7, "to": 1e5, "logarithmic": true},
        "series": [{"name": both("difference quotient", "차분 몫").json(), "points": rounded_points(errors)}],
        "notes": [
            {"at": [1e-12, 1e3], "words": both("rounding", "반올림 오차").json()},
            {"at": [1e-4, 1e4], "words": both("curvature", "곡률").json()},
            {"at": [1e-12, 1e-6], "words": both("the derivative: no error, at any h", "도함수: h와 상관없이 오차 없음").json()},
        ],
    })
}
