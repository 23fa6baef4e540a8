//! The methods of complex numbers.

use super::matrices::{Operand, Operation, Outcome, row};

#[rustfmt::skip]
pub(super) const COMPLEX: &[Operation] = &[
    row("norm_sqr", &[],                Outcome::Number, "squared_norm"),
    row("norm",     &[],                Outcome::Number, "modulus"),
    row("arg",      &[],                Outcome::Number, "argument"),
    row("conj",     &[],                Outcome::Matrix, "conjugated"),
    row("inv",      &[],                Outcome::Matrix, "inverted"),
    row("exp",      &[],                Outcome::Matrix, "exp"),
    row("ln",       &[],                Outcome::Matrix, "ln"),
    row("sqrt",     &[],                Outcome::Matrix, "sqrt"),
    row("sin",      &[],                Outcome::Matrix, "sin"),
    row("cos",      &[],                Outcome::Matrix, "cos"),
    row("sinh",     &[],                Outcome::Matrix, "sinh"),
    row("cosh",     &[],                Outcome::Matrix, "cosh"),
    row("tanh",     &[],                Outcome::Matrix, "tanh"),
    row("tan",      &[],                Outcome::Matrix, "tan"),
    row("asin",     &[],                Outcome::Matrix, "asin"),
    row("acos",     &[],                Outcome::Matrix, "acos"),
    row("atan",     &[],                Outcome::Matrix, "atan"),
    row("asinh",    &[],                Outcome::Matrix, "asinh"),
    row("acosh",    &[],                Outcome::Matrix, "acosh"),
    row("atanh",    &[],                Outcome::Matrix, "atanh"),
    row("cbrt",     &[],                Outcome::Matrix, "cbrt"),
    row("exp2",     &[],                Outcome::Matrix, "exp2"),
    row("finv",     &[],                Outcome::Matrix, "finv"),
    row("log",      &[Operand::Number], Outcome::Matrix, "log"),
    row("l1_norm",  &[],                Outcome::Number, "l1_norm"),
    row("powi",     &[Operand::Index],  Outcome::Matrix, "powi"),
    row("powu",     &[Operand::Index],  Outcome::Matrix, "powu"),
    row("powf",     &[Operand::Number], Outcome::Matrix, "powf"),
    row("powc",     &[Operand::Matrix], Outcome::Matrix, "powc"),
    row("scale",    &[Operand::Number], Outcome::Matrix, "scaled"),
    row("unscale",  &[Operand::Number], Outcome::Matrix, "unscaled"),
];
