//! The protocol: JSON messages, a line each, answered in order.

use std::hint::black_box;
use std::io::{self, BufRead, Write};
use std::time::Instant;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// A function of an eval, by its name, on an input.
pub(crate) type Function = fn(&str, &Value) -> Result<Outcome, String>;

/// What came out, and how long each run took.
pub(crate) struct Outcome {
    output: Value,
    nanoseconds: Vec<u128>,
}

impl Outcome {
    /// The same with another output.
    pub(crate) fn with(self, output: Value) -> Outcome {
        Outcome { output, ..self }
    }
}

/// The programs, by the names of their evals.
const PROGRAMS: [(&str, Function); 12] = [
    ("ba", crate::ba::evaluate),
    ("det", crate::det::evaluate),
    ("gmm", crate::gmm::evaluate),
    ("hello", crate::hello::evaluate),
    ("ht", crate::ht::evaluate),
    ("kmeans", crate::kmeans::evaluate),
    ("llsq", crate::llsq::evaluate),
    ("lse", crate::lse::evaluate),
    ("lstm", crate::lstm::evaluate),
    ("ode", crate::ode::evaluate),
    ("particle", crate::particle::evaluate),
    ("saddle", crate::saddle::evaluate),
];

/// Answers every message until there are no more.
pub(crate) fn answer(messages: impl BufRead, mut answers: impl Write) -> io::Result<()> {
    for line in messages.lines() {
        let message: Value = serde_json::from_str(&line?)?;
        if message["kind"] == "end" {
            break;
        }
        let mut response = respond(&message);
        response["id"] = message["id"].clone();
        serde_json::to_writer(&mut answers, &response)?;
        writeln!(answers)?;
        answers.flush()?;
    }
    Ok(())
}

fn respond(message: &Value) -> Value {
    let program = || {
        let module = message["module"].as_str().unwrap_or_default();
        PROGRAMS.iter().find(|(name, _)| *name == module).map(|(_, function)| function)
    };
    match message["kind"].as_str() {
        Some("start") => json!({ "tool": "chainrule" }),
        Some("define") => json!({ "success": program().is_some() }),
        Some("evaluate") => {
            let function = message["function"].as_str().unwrap_or_default();
            let outcome = match program() {
                Some(evaluate) => evaluate(function, &message["input"]),
                None => Err("there is no such program".to_owned()),
            };
            match outcome {
                Ok(Outcome { output, nanoseconds }) => {
                    let timings: Vec<Value> = nanoseconds
                        .into_iter()
                        .map(|nanoseconds| json!({ "name": "evaluate", "nanoseconds": nanoseconds }))
                        .collect();
                    json!({ "success": true, "output": output, "timings": timings })
                }
                Err(error) => json!({ "success": false, "error": error }),
            }
        }
        _ => json!({}),
    }
}

/// The input in the form that the program wants.
pub(crate) fn read<T: DeserializeOwned>(input: &Value) -> Result<T, String> {
    serde_json::from_value(input.clone()).map_err(|error| error.to_string())
}

/// Runs a function as often and as long as the input asks for.
pub(crate) fn run<O: Serialize>(input: &Value, mut function: impl FnMut() -> O) -> Result<Outcome, String> {
    run_with(input, &mut function, |output| output)
}

/// The same, where what is sent is made from what came out, which takes no part of the time.
pub(crate) fn run_with<O, S: Serialize>(
    input: &Value,
    mut function: impl FnMut() -> O,
    send: impl FnOnce(O) -> S,
) -> Result<Outcome, String> {
    let send = |output: Option<O>| output.map(send);
    run_into(input, None, |output| *output = Some(function()), send)
}

/// The same of a function that writes into memory, which is there before it runs.
pub(crate) fn run_into<O, S: Serialize>(
    input: &Value,
    mut output: O,
    mut function: impl FnMut(&mut O),
    send: impl FnOnce(O) -> S,
) -> Result<Outcome, String> {
    let least_runs = input["min_runs"].as_u64().unwrap_or(1).max(1);
    let least_seconds = input["min_seconds"].as_f64().unwrap_or(0.0);
    let mut nanoseconds = Vec::new();
    let mut seconds = 0.0;
    loop {
        let start = Instant::now();
        function(&mut output);
        let elapsed = start.elapsed();
        black_box(&output);
        nanoseconds.push(elapsed.as_nanos());
        seconds += elapsed.as_secs_f64();
        if nanoseconds.len() as u64 >= least_runs && seconds >= least_seconds {
            let output = serde_json::to_value(send(output)).map_err(|error| error.to_string())?;
            return Ok(Outcome { output, nanoseconds });
        }
    }
}

/// What is said of a function that a program does not have.
pub(crate) fn unknown(function: &str) -> Result<Outcome, String> {
    Err(format!("there is no function `{function}`"))
}
