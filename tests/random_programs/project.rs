//! Compiles programs as a user would, and runs them.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::program::Program;
use crate::types::declarations;

/// How many programs a binary has.
const TOGETHER: usize = 250;

/// What the programs print with: whatever has numbers, flattened.
const PRINTING: &str = r#"
pub use chainrule::{Differentiable, Float, differentiate};

pub trait Numbers {
    fn numbers(&self, to: &mut Vec<f64>);
}

impl Numbers for f64 {
    fn numbers(&self, to: &mut Vec<f64>) {
        to.push(*self);
    }
}

impl<T: Numbers, const N: usize> Numbers for [T; N] {
    fn numbers(&self, to: &mut Vec<f64>) {
        self.iter().for_each(|inner| inner.numbers(to));
    }
}

impl<T: Numbers> Numbers for Vec<T> {
    fn numbers(&self, to: &mut Vec<f64>) {
        self.iter().for_each(|inner| inner.numbers(to));
    }
}

impl<T: Numbers> Numbers for Option<T> {
    fn numbers(&self, to: &mut Vec<f64>) {
        self.iter().for_each(|inner| inner.numbers(to));
    }
}

macro_rules! tuples {
    ($($($name:ident)+;)+) => {$(
        impl<$($name: Numbers),+> Numbers for ($($name,)+) {
            #[allow(non_snake_case)]
            fn numbers(&self, to: &mut Vec<f64>) {
                let ($($name,)+) = self;
                $($name.numbers(to);)+
            }
        }
    )+};
}

tuples! { A B; A B C; A B C D; }

pub fn figures(call: &str, found: &[&dyn Numbers]) {
    let mut numbers = Vec::new();
    found.iter().for_each(|found| found.numbers(&mut numbers));
    let numbers: Vec<String> = numbers.iter().map(|number| format!("{number:?}")).collect();
    println!("{call}\t{}", numbers.join(" "));
}

pub fn figure(call: &str, found: &dyn Numbers) {
    figures(call, &[found]);
}
"#;

/// The libraries, as the root has them.
const LIBRARIES: &str = r#"nalgebra = { version = "0.34.1", default-features = false, features = ["std"] }
ndarray = { version = "0.17.2", default-features = false, features = ["std"] }
"#;

/// What prints their vectors and matrices, row by row.
const OF_MATRICES: &str = r"
pub use nalgebra::{DMatrix, DVector, Matrix2, Matrix2x3, Matrix3, Matrix3x2, SMatrix, SVector, Vector2, Vector3};
pub use ndarray::{Array1, Array2};

impl<R: nalgebra::Dim, C: nalgebra::Dim, S: nalgebra::Storage<f64, R, C>> Numbers for nalgebra::Matrix<f64, R, C, S> {
    fn numbers(&self, to: &mut Vec<f64>) {
        for row in 0..self.nrows() {
            (0..self.ncols()).for_each(|column| to.push(self[(row, column)]));
        }
    }
}

impl<D: ndarray::Dimension> Numbers for ndarray::Array<f64, D> {
    fn numbers(&self, to: &mut Vec<f64>) {
        self.iter().for_each(|number| to.push(*number));
    }
}
";

/// What the programs print, line by line, each below `# program` and its number.
pub(crate) fn run(programs: &[(usize, Program)], matrices: bool) -> String {
    let home = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let target = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    let target = target.parent().expect("it is within the target folder").to_owned();
    let project = if matrices { "random_programs_of_matrices" } else { "random_programs" };
    let folder = target.join(project);
    let write = |name: &str, text: &str| {
        let path = folder.join(name);
        // What has not changed is not compiled again.
        if fs::read_to_string(&path).is_ok_and(|before| before == text) {
            return;
        }
        fs::write(&path, text).unwrap_or_else(|error| panic!("cannot write {}: {error}", path.display()));
    };
    let binaries = folder.join("src/bin");
    fs::create_dir_all(&binaries).expect("a folder can be made in the target folder");
    fs::copy(home.join("Cargo.lock"), folder.join("Cargo.lock")).expect("the lock file is there");
    let core = home.join("core").display().to_string();
    let libraries = if matrices { LIBRARIES } else { "" };
    let features = if matrices { ", features = [\"nalgebra\", \"ndarray\"]" } else { "" };
    write(
        "Cargo.toml",
        &format!(
            "[workspace]\n\n[package]\nname = \"{project}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
             [dependencies]\nchainrule = {{ path = {core:?}{features} }}\n{libraries}\n\
             [profile.dev]\nincremental = false\ndebug = false\n"
        ),
    );
    write("src/lib.rs", &[PRINTING, if matrices { OF_MATRICES } else { "" }].concat());

    let mut names = Vec::new();
    // By their numbers, so that those that are left out move no other one.
    for programs in programs.chunk_by(|(one, _), (other, _)| one / TOGETHER == other / TOGETHER) {
        let part = programs[0].0 / TOGETHER;
        let name = format!("{project}_{part}");
        let mut text = String::from("#![allow(warnings, unconditional_panic, arithmetic_overflow)]\n");
        text.push_str(&format!("use {project}::*;\n\n{}", declarations()));
        for (_, program) in programs {
            text.push_str(&program.text);
        }
        text.push_str("\nfn main() {\n");
        for (number, _) in programs {
            text.push_str(&format!("    println!(\"# program {number}\");\n    program_{number}::run();\n"));
        }
        text.push_str("}\n");
        write(&format!("src/bin/{name}.rs"), &text);
        names.push(name);
    }
    for entry in fs::read_dir(&binaries).expect("it was just made").flatten() {
        if entry.path().file_stem().is_none_or(|stem| !names.iter().any(|name| stem == name.as_str())) {
            fs::remove_file(entry.path()).expect("what an earlier run left can be removed");
        }
    }

    let status = Command::new(env!("CARGO"))
        .args(["build", "--quiet", "--offline", "--keep-going", "--manifest-path"])
        .arg(folder.join("Cargo.toml"))
        .arg("--target-dir")
        .arg(&target)
        .env_remove("RUSTFLAGS")
        .status()
        .expect("cargo runs");
    assert!(status.success(), "the programs in {} do not compile", binaries.display());
    names.iter().map(|name| output(&target.join("debug").join(name))).collect()
}

/// What a program prints; it has a minute.
fn output(program: &PathBuf) -> String {
    let printed = program.with_extension("txt");
    let file = fs::File::create(&printed).expect("a file can be made in the target folder");
    let mut child = Command::new(program)
        .stdout(Stdio::from(file))
        .spawn()
        .unwrap_or_else(|error| panic!("{} does not run: {error}", program.display()));
    let started = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait().expect("it was started here") {
            break Some(status);
        }
        if started.elapsed() > Duration::new(60, 0) {
            child.kill().expect("it was started here");
            break None;
        }
        std::thread::sleep(Duration::from_millis(10));
    };
    let text = fs::read_to_string(&printed).expect("it was just written");
    let last = text.lines().rev().find(|line| line.starts_with('#')).unwrap_or("none");
    match status {
        Some(status) => assert!(status.success(), "{} failed in {last}", program.display()),
        None => panic!("{} does not end in {last}", program.display()),
    }
    text
}
