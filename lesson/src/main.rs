//! Writes the lesson as pages into the folder that the command line names, or else `target/lesson`.
//!
//! ```sh
//! cargo run -p lesson
//! cargo run -p lesson -- folder
//! ```

use std::path::PathBuf;
use std::process::ExitCode;
use std::{env, fs};

fn main() -> ExitCode {
    let folder = env::args_os().nth(1).map_or_else(|| PathBuf::from("target/lesson"), PathBuf::from);
    match lesson::write(&folder) {
        Ok(()) => {
            let index = folder.join("index.html");
            println!("open {} in a browser", fs::canonicalize(&index).unwrap_or(index).display());
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}
