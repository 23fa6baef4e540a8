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

/// What the programs print, line by line, each below `# program` and its number.
pub(crate) fn run(programs: &[(usize, Program)]) -> String {
    let home = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let target = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    let target = target.parent().expect("it is within the target folder").to_owned();
    let folder = target.join("random_programs");
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
    write(
        "Cargo.toml",
        &format!(
            "[workspace]\n\n[package]\nname = \"random_programs\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
             [dependencies]\nchainrule = {{ path = {core:?} }}\n\n\
             [profile.dev.package.random_programs]\ndebug = false\n"
        ),
    );
    write("src/lib.rs", PRINTING);

    let mut names = Vec::new();
    for (part, programs) in programs.chunks(TOGETHER).enumerate() {
        let name = format!("random_programs_{part}");
        let mut text = String::from(
            "#![allow(warnings, unconditional_panic, arithmetic_overflow)]\nuse random_programs::*;\n\n",
        );
        text.push_str(&declarations());
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
