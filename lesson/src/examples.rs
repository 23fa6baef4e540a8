//! The functions of the lesson and their runs: the examples themselves.
#![allow(
    dead_code,
    unreachable_pub,
    clippy::duplicate_mod,
    reason = "the pages take what they show; each chapter has the pictures for a module of its own"
)]

#[path = "../../examples/chapter_1.rs"]
pub(crate) mod chapter_1;
#[path = "../../examples/chapter_2.rs"]
pub(crate) mod chapter_2;
#[path = "../../examples/chapter_3.rs"]
pub(crate) mod chapter_3;
#[path = "../../examples/chapter_4.rs"]
pub(crate) mod chapter_4;
#[path = "../../examples/chapter_5.rs"]
pub(crate) mod chapter_5;
#[path = "../../examples/chapter_6.rs"]
pub(crate) mod chapter_6;
#[path = "../../examples/chapter_7.rs"]
pub(crate) mod chapter_7;
#[path = "../../examples/chapter_8.rs"]
pub(crate) mod chapter_8;
#[path = "../../examples/five_weights/mod.rs"]
pub(crate) mod five_weights;
