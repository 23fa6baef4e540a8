//! The programs of `role/`, which must not compile either, and the words with which.

#[test]
fn errors_read_as_they_should() {
    trybuild::TestCases::new().compile_fail("*.rs");
}
