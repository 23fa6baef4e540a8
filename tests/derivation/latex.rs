//! Every derivation as LaTeX, set by `KaTeX`: where there is a Node with it, which `.ci/run` sees to.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use chainrule::derivation::{Derivation, Part};

use crate::{arrays, expressions, random, recurrences, sums};

/// Where `npm install --prefix target/katex katex` puts it.
const KATEX: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/target/katex/node_modules/katex");

/// Sets each display and says which one cannot be, and why.
const SCRIPT: &str = r"
const katex = require(process.argv[1]);
const displays = require('fs').readFileSync(0, 'utf8').split('\n%%%%\n').filter(text => text);
let wrong = 0;
for (const display of displays) {
    try {
        katex.renderToString(display, { displayMode: true, throwOnError: true, strict: 'error' });
    } catch (error) {
        if (wrong++ < 5) console.error(error.message + '\n' + display);
    }
}
console.log(displays.length - wrong);
process.exit(wrong ? 1 : 0);
";

#[test]
fn katex_sets_every_part() {
    if !Path::new(KATEX).exists() || Command::new("node").arg("--version").output().is_err() {
        println!("skipped: LaTeX is not set, as there is no KaTeX in {KATEX}");
        return;
    }
    let texts = [
        arrays::DERIVATIONS,
        expressions::DERIVATIONS,
        random::DERIVATIONS,
        recurrences::DERIVATIONS,
        sums::DERIVATIONS,
    ]
    .concat();
    let mut displays = Vec::new();
    for text in texts {
        displays.extend(Derivation::read(text).unwrap().parts.iter().map(Part::to_latex));
    }
    let mut node = Command::new("node")
        .args(["-e", SCRIPT, KATEX])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    node.stdin.take().unwrap().write_all(displays.join("\n%%%%\n").as_bytes()).unwrap();
    let output = node.wait_with_output().unwrap();
    assert!(output.status.success(), "KaTeX says what cannot be set above");
    assert_eq!(String::from_utf8_lossy(&output.stdout).trim(), displays.len().to_string());
}
