//! Functions as people write them in their fields, with the attribute added and otherwise unchanged; each against differences.

mod differences;

use differences::parts::check_at as check;

#[allow(warnings, clippy::all, clippy::pedantic, reason = "as it is written")]
#[path = "real_code/chemistry.rs"]
mod chemistry;
#[allow(warnings, clippy::all, clippy::pedantic, reason = "as it is written")]
#[path = "real_code/control.rs"]
mod control;
#[allow(warnings, clippy::all, clippy::pedantic, reason = "as it is written")]
#[path = "real_code/curves.rs"]
mod curves;
#[allow(warnings, clippy::all, clippy::pedantic, reason = "as it is written")]
#[path = "real_code/events.rs"]
mod events;
#[allow(warnings, clippy::all, clippy::pedantic, reason = "as it is written")]
#[path = "real_code/fields.rs"]
mod fields;
#[allow(warnings, clippy::all, clippy::pedantic, reason = "as it is written")]
#[path = "real_code/finance.rs"]
mod finance;
#[allow(warnings, clippy::all, clippy::pedantic, reason = "as it is written")]
#[path = "real_code/games.rs"]
mod games;
#[allow(warnings, clippy::all, clippy::pedantic, reason = "as it is written")]
#[path = "real_code/lists.rs"]
mod lists;
#[allow(warnings, clippy::all, clippy::pedantic, reason = "as it is written")]
#[path = "real_code/markets.rs"]
mod markets;
#[allow(warnings, clippy::all, clippy::pedantic, reason = "as it is written")]
#[path = "real_code/robotics.rs"]
mod robotics;
#[allow(warnings, clippy::all, clippy::pedantic, reason = "as it is written")]
#[path = "real_code/signals.rs"]
mod signals;
#[allow(warnings, clippy::all, clippy::pedantic, reason = "as it is written")]
#[path = "real_code/statistics.rs"]
mod statistics;
#[allow(warnings, clippy::all, clippy::pedantic, reason = "as it is written")]
#[path = "real_code/vectors.rs"]
mod vectors;
