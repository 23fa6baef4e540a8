//! Nothing: the tests of the lesson's pages in a real browser are in `tests/`.
