//! What the attribute costs while compiling: the time that `#[differentiate]` adds to checking a function, against the
//! same function without it, for functions of 10 to 10,000 operations.
//!
//! ```text
//! cargo bench --bench compile_time
//! ```
//!
//! As with `cargo check`, `rustc` stops at the metadata, the macro is built for development and so not optimised, and
//! everything that the function depends on is built already. There is no debug information, with which `rustc` itself
//! gives up near 3,000 `let`s. The runs with and without the attribute alternate; what is printed are medians. The time
//! to load the macro is part of what is added: it is most of it for a small function. Where the last column holds still
//! as functions grow, the time grows with their size and no faster.

use std::ffi::OsString;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

/// How often a function is checked with the attribute, and how often without.
const ROUNDS: usize = 9;
/// How often, if it takes long.
const ROUNDS_OF_LONG: usize = 3;
/// How many operations are many.
const LONG: u32 = 5_000;

/// The shape of a function, and its sizes.
struct Shape {
    name: &'static str,
    body: fn(u32) -> String,
    sizes: &'static [u32],
}

const SHAPES: [Shape; 3] = [
    Shape { name: "chain of lets", body: chain, sizes: &[10, 100, 1_000, 10_000] },
    Shape { name: "one sum", body: sum, sizes: &[10, 100, 1_000, 5_000] },
    Shape { name: "parentheses", body: parentheses, sizes: &[10, 100, 500] },
];

/// A `let` for each operation: `let v1 = v0.sin(); let v2 = v1 * x; …`.
fn chain(operations: u32) -> String {
    let mut body = "let v0 = x;\n".to_owned();
    for i in 0..operations {
        let operation = match i % 3 {
            0 => ".sin()",
            1 => " * x",
            _ => " + y",
        };
        writeln!(body, "    let v{} = v{i}{operation};", i + 1).expect("a string takes all text");
    }
    body + &format!("    v{operations}")
}

/// A sum with a term for each operation: `(x * 1.0).sin() + (x * 2.0).sin() + …`.
fn sum(terms: u32) -> String {
    (1..=terms).map(|i| format!("(x * {i}.0).sin()")).collect::<Vec<_>>().join(" + ") + " + y"
}

/// Parentheses around each operation: `(((x) * y) + x) * y`.
fn parentheses(levels: u32) -> String {
    let closing: String = (0..levels).map(|i| if i % 2 == 0 { ") * y" } else { ") + x" }).collect();
    let opening: String = (0..levels).map(|_| '(').collect();
    opening + "x" + &closing
}

fn main() {
    let compiler = Compiler::new();
    // `cargo test --benches` does not say `--bench`: it only wants to know that everything compiles.
    let measure = std::env::args().any(|argument| argument == "--bench");

    println!("The time to check a function, in milliseconds, and what the attribute adds per operation.\n");
    println!(
        "{:<16}{:>11}{:>10}{:>10}{:>10}{:>18}",
        "", "operations", "without", "with", "added", "per operation"
    );
    for shape in &SHAPES {
        for &size in if measure { shape.sizes } else { &shape.sizes[..1] } {
            let rounds = if size < LONG { ROUNDS } else { ROUNDS_OF_LONG };
            compiler.compare(shape, size, if measure { rounds } else { 1 });
        }
        println!();
    }
}

/// The compiler with all that it needs to know.
struct Compiler {
    rustc: String,
    /// Where the crate `chainrule` is built.
    built: PathBuf,
    /// Where sources and results go.
    folder: PathBuf,
}

impl Compiler {
    /// Builds the crate `chainrule` for development.
    fn new() -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("compile_time");
        fs::create_dir_all(&folder).expect("the target folder can be written to");
        let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().expect("it is in the target folder");
        let status = Command::new(env!("CARGO"))
            .args(["build", "--quiet", "--package", "chainrule", "--target-dir"])
            .arg(target)
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .status();
        assert!(status.is_ok_and(|status| status.success()), "the crate `chainrule` does not build");
        let rustc = std::env::var("RUSTC").unwrap_or_else(|_| "rustc".to_owned());
        Self { rustc, built: target.join("debug"), folder }
    }

    /// Measures a function with and without the attribute in turns, and prints the line.
    fn compare(&self, shape: &Shape, size: u32, rounds: usize) {
        let function = format!("pub fn f(x: f64, y: f64) -> f64 {{\n    {}\n}}\n", (shape.body)(size));
        let with = self.source("with", &format!("#[chainrule::differentiate]\n{function}"));
        let without = self.source("without", &function);
        let times: Vec<_> = (0..rounds).map(|_| (self.check(&without), self.check(&with))).collect();

        let median = |milliseconds: fn(&(f64, f64)) -> f64| {
            let mut sorted: Vec<_> = times.iter().map(milliseconds).collect();
            sorted.sort_by(f64::total_cmp);
            sorted[sorted.len() / 2]
        };
        let added = median(|(without, with)| with - without);
        println!(
            "{:<16}{size:>11}{:>10.1}{:>10.1}{added:>10.1}{:>15.1} µs",
            shape.name,
            median(|times| times.0),
            median(|times| times.1),
            added * 1e3 / f64::from(size)
        );
    }

    fn source(&self, name: &str, text: &str) -> PathBuf {
        let path = self.folder.join(name).with_extension("rs");
        fs::write(&path, format!("//! Written by the benchmark.\n{text}")).expect("sources can be written");
        path
    }

    /// The milliseconds that it takes to check a source.
    fn check(&self, source: &Path) -> f64 {
        let mut dependencies = OsString::from("dependency=");
        dependencies.push(self.built.join("deps"));
        let mut chainrule = OsString::from("chainrule=");
        chainrule.push(self.built.join("libchainrule.rlib"));
        let mut command = Command::new(&self.rustc);
        command.args(["--edition", "2024", "--crate-type", "lib", "--emit", "metadata", "-C", "debuginfo=0"]);
        command.arg("--extern").arg(chainrule).arg("-L").arg(dependencies).arg("--out-dir").arg(&self.folder);
        let start = Instant::now();
        let output = command.arg(source).output().expect("the compiler starts");
        let milliseconds = start.elapsed().as_secs_f64() * 1e3;
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        milliseconds
    }
}
