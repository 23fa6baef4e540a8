//! Every file under `tests/ui/` is a program that must not compile, and the `.stderr` beside it says with what words.
//!
//! See `tests/ui/README.md` for how the cases are organised.

#[test]
fn errors_read_as_they_should() {
    trybuild::TestCases::new().compile_fail("tests/ui/**/*.rs");
}
