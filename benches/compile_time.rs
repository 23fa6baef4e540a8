//! What the attribute costs while compiling: the time that `#[differentiate]` adds to checking a function, against the
//! same function without it, and the bytes that it emits for a byte that is written.
//!
//! ```text
//! cargo bench --bench compile_time
//! ```
//!
//! As with `cargo check`, `rustc` stops at the metadata, the macro is built for development and so not optimised, and
//! everything that the function depends on is built already. There is no debug information, with which `rustc` itself
//! gives up near 3,000 `let`s. The runs with and without the attribute alternate; what is printed are medians. The time
//! to load the macro is part of what is added: it is most of it for one small function. Where the time for an operation
//! holds still as functions grow, the time grows with their size and no faster.
//!
//! The last column is what `symdiff` adds to the same function: it is asked where it knows the operations and is done within
//! a second (its time grows with the square of a chain of `let`s: 100 of them take nine seconds). Its library is that which
//! `cargo bench --bench gradients` has built; without that the column stays empty.

use std::ffi::{OsStr, OsString};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::Instant;

/// How often a function is checked with the attribute, and how often without.
const ROUNDS: usize = 9;
/// How often, if it takes long.
const ROUNDS_OF_LONG: usize = 3;
/// How many operations are many.
const LONG: u32 = 5_000;
/// The most operations for which `symdiff` is asked.
const MOST_OF_SYMDIFF: u32 = 20;
/// The line above a function that becomes the attribute, or nothing.
const ATTRIBUTE: &str = "#[differentiate";

/// What is compiled: functions with the attribute on a line of its own above each.
struct Source {
    name: &'static str,
    operations: u32,
    text: String,
    /// The same function as `symdiff` takes it.
    for_symdiff: Option<String>,
}

fn main() {
    let compiler = Compiler::new();
    // `cargo test --benches` does not say `--bench`: it only wants to know that everything compiles.
    let measure = std::env::args().any(|argument| argument == "--bench");

    println!(
        "The time to check functions in milliseconds, what the attribute adds, and the bytes emitted over those written.\n"
    );
    println!(
        "{:<22}{:>10}{:>10}{:>10}{:>10}{:>17}{:>8}{:>10}",
        "", "operations", "without", "with", "added", "an operation", "bytes", "symdiff"
    );
    let sizes = |sizes: &'static [u32]| if measure { sizes } else { &sizes[..1] };
    let mut sources = vec![small_functions(if measure { 100 } else { 1 })];
    sources.extend(sizes(&[1_000, 10_000]).iter().map(|&size| mixed_chain(size)));
    sources.push(mixture_of_gaussians());
    sources.extend(sizes(&[10, 20, 100, 1_000, 10_000]).iter().map(|&size| chain(size)));
    sources.extend(sizes(&[10, 100, 1_000, 5_000]).iter().map(|&size| sum(size)));
    sources.extend(sizes(&[10, 100, 500]).iter().map(|&size| parentheses(size)));
    for source in &sources {
        let rounds = if source.operations < LONG { ROUNDS } else { ROUNDS_OF_LONG };
        compiler.compare(source, if measure { rounds } else { 1 });
    }
}

fn function(name: &'static str, operations: u32, body: &str) -> Source {
    let text = format!("{ATTRIBUTE}]\npub fn f(x: f64, y: f64) -> f64 {{\n    {body}\n}}\n");
    Source { name, operations, text, for_symdiff: None }
}

/// Functions of three numbers with ten operations each.
fn small_functions(count: u32) -> Source {
    let text = (0..count).fold(String::new(), |mut text, k| {
        writeln!(
            text,
            "{ATTRIBUTE}]\npub fn g{k}(x: f64, y: f64, z: f64) -> f64 {{ let u = x * y + {k}.5; let v = (u * z).sin() + y.exp(); \
             if v > 1.0 {{ u * v }} else {{ v / (1.0 + x * x) }} }}"
        )
        .expect("a string takes all text");
        text
    });
    Source { name: "small functions", operations: 10 * count, text, for_symdiff: None }
}

/// A `let` for every two operations, of several kinds.
fn mixed_chain(operations: u32) -> Source {
    let mut body = "let v0 = x * y;\n".to_owned();
    for i in 1..operations / 2 {
        let before = i - 1;
        // In an order that does not repeat soon.
        let value = match (i * i + i / 3) % 4 {
            0 => format!("v{before} * x + {i}.25"),
            1 => format!("(v{before} - y).sin()"),
            2 => format!("v{before} / (2.0 + y * y)"),
            _ => format!("(v{before} * 0.5).tanh() + x"),
        };
        writeln!(body, "    let v{i} = {value};").expect("a string takes all text");
    }
    function("chain of many kinds", operations, &(body + &format!("    v{}", operations / 2 - 1)))
}

/// A `let` for each operation: `let v1 = v0.sin(); let v2 = v1 * x; …`.
fn chain(operations: u32) -> Source {
    let body = |x: &str, y: &str| {
        let mut body = format!("let v0 = {x};\n");
        for i in 0..operations {
            let operation = match i % 3 {
                0 => ".sin()".to_owned(),
                1 => format!(" * {x}"),
                _ => format!(" + {y}"),
            };
            writeln!(body, "    let v{} = v{i}{operation};", i + 1).expect("a string takes all text");
        }
        body + &format!("    v{operations}")
    };
    let for_symdiff = (operations <= MOST_OF_SYMDIFF).then(|| {
        let body = body("p[0]", "p[1]");
        format!("#[symdiff::gradient(var = p, dim = 2)]\npub fn f(p: &[f64]) -> f64 {{\n    {body}\n}}\n")
    });
    Source { for_symdiff, ..function("chain of lets", operations, &body("x", "y")) }
}

/// A sum with a term for each operation: `(x * 1.0).sin() + (x * 2.0).sin() + …`.
fn sum(terms: u32) -> Source {
    let body = (1..=terms).map(|i| format!("(x * {i}.0).sin()")).collect::<Vec<_>>().join(" + ") + " + y";
    function("one sum", terms, &body)
}

/// Parentheses around each operation: `(((x) * y) + x) * y`.
fn parentheses(levels: u32) -> Source {
    let closing: String = (0..levels).map(|i| if i % 2 == 0 { ") * y" } else { ") + x" }).collect();
    let opening: String = (0..levels).map(|_| '(').collect();
    function("parentheses", levels, &(opening + "x" + &closing))
}

/// `GradBench`'s `gmm`, loops over vectors: the functions that its benchmark here runs.
fn mixture_of_gaussians() -> Source {
    let function = |file: &str, name: &str| {
        let start = file.find(&format!("fn {name}(")).expect("the function is there");
        let start = file[..start].rfind(ATTRIBUTE).expect("it has the attribute");
        let end = file[start..].find("\n}\n").expect("it ends");
        file[start..start + end + 3].to_owned()
    };
    let log_sum_exp = function(include_str!("gradbench/src/lse.rs"), "log_sum_exp");
    let log_posterior = function(include_str!("gradbench/src/gmm.rs"), "log_posterior");
    let text = format!("use std::f64::consts::PI;\n{log_sum_exp}\n{log_posterior}");
    Source { name: "GradBench's gmm", operations: 74, text, for_symdiff: None }
}

/// The compiler with all that it needs to know.
struct Compiler {
    rustc: String,
    /// Where the crate `chainrule` is built.
    built: PathBuf,
    /// Where sources and results go.
    folder: PathBuf,
    /// The library of `symdiff`, if one is built.
    symdiff: Option<PathBuf>,
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
        let libraries = ["debug", "release"].map(|profile| target.join(profile).join("deps"));
        let symdiff = libraries.iter().filter_map(|folder| fs::read_dir(folder).ok()).flatten().flatten();
        let symdiff = symdiff.map(|entry| entry.path()).find(|path| {
            let name = path.file_stem().and_then(OsStr::to_str).unwrap_or_default();
            let is_library = path.extension().is_some_and(|kind| kind == std::env::consts::DLL_EXTENSION);
            name.starts_with(&format!("{}symdiff-", std::env::consts::DLL_PREFIX)) && is_library
        });
        Self { rustc, built: target.join("debug"), folder, symdiff }
    }

    /// Measures a source with and without the attribute in turns, and prints the line.
    fn compare(&self, source: &Source, rounds: usize) {
        let mut written = String::new();
        for line in source.text.lines().filter(|line| !line.starts_with(ATTRIBUTE)) {
            written += line;
            written.push('\n');
        }
        let with = self.source("with", &source.text.replace(ATTRIBUTE, "#[chainrule::differentiate"));
        let without = self.source("without", &written);
        let symdiff = source.for_symdiff.as_ref().filter(|_| self.symdiff.is_some());
        let symdiff = symdiff.map(|text| self.source("for_symdiff", text));
        let times: Vec<[f64; 3]> = (0..rounds)
            .map(|_| {
                let symdiff = symdiff.as_ref().map_or(0.0, |source| self.check(source));
                [self.check(&without), self.check(&with), symdiff]
            })
            .collect();
        let median = |milliseconds: fn(&[f64; 3]) -> f64| {
            let mut sorted: Vec<_> = times.iter().map(milliseconds).collect();
            sorted.sort_by(f64::total_cmp);
            sorted[sorted.len() / 2]
        };
        let added = median(|[without, with, _]| with - without);
        let emitted = self.expanded(&with) - self.expanded(&without);
        #[expect(clippy::cast_precision_loss, reason = "sources are no exabytes")]
        let bytes = emitted as f64 / written.len() as f64;
        let symdiff = match symdiff {
            Some(_) => format!("{:.1}", median(|[without, _, symdiff]| symdiff - without)),
            None => "–".to_owned(),
        };
        println!(
            "{:<22}{:>10}{:>10.1}{:>10.1}{added:>10.1}{:>14.1} µs{bytes:>8.1}{symdiff:>10}",
            source.name,
            source.operations,
            median(|times| times[0]),
            median(|times| times[1]),
            added * 1e3 / f64::from(source.operations)
        );
    }

    fn source(&self, name: &str, text: &str) -> PathBuf {
        let path = self.folder.join(name).with_extension("rs");
        fs::write(&path, format!("//! Written by the benchmark.\n{text}")).expect("sources can be written");
        path
    }

    /// The milliseconds that it takes to check a source.
    fn check(&self, source: &Path) -> f64 {
        let start = Instant::now();
        self.compile(source, &["--emit", "metadata"]);
        start.elapsed().as_secs_f64() * 1e3
    }

    /// The bytes of a source behind its macros, which stable compilers print when they are asked as those of nightly are.
    fn expanded(&self, source: &Path) -> usize {
        self.compile(source, &["-Zunpretty=expanded"]).stdout.len()
    }

    fn compile(&self, source: &Path, how: &[&str]) -> Output {
        let mut dependencies = OsString::from("dependency=");
        dependencies.push(self.built.join("deps"));
        let mut command = Command::new(&self.rustc);
        command.args(["--edition", "2024", "--crate-type", "lib", "-C", "debuginfo=0"]).args(how);
        // The printer wants more stack for a long sum than the rest of the compiler does.
        let is_printed = how.iter().any(|option| option.contains("unpretty"));
        command.args(["--cap-lints", "allow"]).env("RUSTC_BOOTSTRAP", "1");
        command.envs(is_printed.then_some(("RUST_MIN_STACK", "268435456")));
        for (name, library) in
            [("chainrule", Some(self.built.join("libchainrule.rlib"))), ("symdiff", self.symdiff.clone())]
        {
            let Some(library) = library else { continue };
            let mut place = OsString::from(format!("{name}="));
            place.push(library);
            command.arg("--extern").arg(place);
        }
        command.arg("-L").arg(dependencies).arg("--out-dir").arg(&self.folder);
        let output = command.arg(source).output().expect("the compiler starts");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        output
    }
}
