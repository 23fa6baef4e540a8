//! Expressions of derivations.

use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;

/// A formula of a derivation. Written out, it is what was read, to the letter.
///
/// ```
/// use chainrule::derivation::Expression;
///
/// let slope: Expression = "3·v²·(2·u + 6·x2)".parse()?;
/// let Expression::Product(factors) = &slope else { panic!("three factors") };
/// assert_eq!(factors[1], "v²".parse()?);
/// assert_eq!(slope.to_string(), "3·v²·(2·u + 6·x2)");
/// # Ok::<(), chainrule::derivation::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Expression {
    /// A number, as it is written.
    Number(String),
    /// A variable or a constant.
    Name(String),
    /// One of many: `xₖ₊₁`.
    Indexed(String, Vec<Subscript>),
    /// `∂x` or `∂x[i]`: the slope of the function's value in it.
    Adjoint(Box<Expression>),
    /// `∂u/∂x`.
    Slope(Box<Slope>),
    /// What stands in parentheses.
    Group(Box<Expression>),
    /// `−a`, where it is no term of a sum.
    Negative(Box<Expression>),
    /// A sum, of two terms at the least.
    Sum(Vec<Term>),
    /// A product, of two factors at the least.
    Product(Vec<Expression>),
    /// An operation on two.
    Binary(Binary, Box<Expression>, Box<Expression>),
    /// `x²`: a power with a number above the line.
    Raised(Box<Expression>, i32),
    /// `x^p`.
    Power(Box<Expression>, Box<Expression>),
    /// `√x`.
    SquareRoot(Box<Expression>),
    /// `∛x`.
    CubeRoot(Box<Expression>),
    /// `aᵀ`.
    Transposed(Box<Expression>),
    /// `a⁻ᵀ`, the inverse of the transposed.
    InverseTransposed(Box<Expression>),
    /// What stands between signs: `|x|`, `⌊x⌋`.
    Between(Between, Box<Expression>),
    /// `⟨a, b⟩`: the inner product.
    Inner(Box<Expression>, Box<Expression>),
    /// `not a`.
    Not(Box<Expression>),
    /// `a and b`, of two at the least.
    All(Vec<Expression>),
    /// `a or b`, of two at the least.
    Any(Vec<Expression>),
    /// `x is NaN`, `shape is Circle(r)`: a number of a kind, or what fits a pattern of Rust.
    Is(Box<Expression>, String),
    /// `a[i, j]`, `a[i..j]`, `a[last]`.
    Element(Box<Expression>, Vec<Expression>),
    /// `[a, b]`; with one element it may also be [a truth value as a number](Expression::Bracket).
    List(Vec<Expression>),
    /// `(a, b)`: several values at once.
    Tuple(Vec<Expression>),
    /// `[x; n]`: `n` times the same.
    Repeat(Box<Expression>, Box<Expression>),
    /// `[x > 0]`: 1 where it holds, else 0; or a list of one.
    Bracket(Box<Expression>),
    /// `(a if c, else b)`.
    Choice(Box<Choice>),
    /// `f(a, b)`, `∂₂f(a, b)₁`, `tanh²(x)`.
    Call(Box<Call>),
    /// `x.len()`: a method, as Rust writes it.
    Method(Box<Expression>, String, Vec<Expression>),
    /// `p.mass`.
    Field(Box<Expression>, String),
    /// `a..b`; without an end, it has none.
    Range(Box<Expression>, Option<Box<Expression>>),
    /// `Σₖ`, `Πₖ`, `maxₖ` or `minₖ` of what follows, over all values of the index, which the end of the line says.
    Over(Reduction, char, Box<Expression>),
    /// What does not vary and has no sign on paper: as it stands in Rust.
    Rust(String),
}

/// An index below the line: a letter and what is added to it, or an expression in small parentheses.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Subscript {
    /// `ₖ₊₁`
    Letter(char, i64),
    /// `₍n₎`
    Written(Expression),
}

/// The slope of one thing in another.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Slope {
    /// What has the slope.
    pub of: Expression,
    /// In what.
    pub by: Expression,
    /// What stays as it is.
    pub fixed: Vec<Expression>,
}

/// A term of a sum.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Term {
    /// Whether it is taken away.
    pub minus: bool,
    /// What is added or taken away.
    pub term: Expression,
}

/// One thing or another.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Choice {
    /// What decides.
    pub condition: Expression,
    /// The value where the condition holds.
    pub then: Expression,
    /// The value where it does not.
    pub otherwise: Expression,
}

/// A function of arguments.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Call {
    /// In which argument its slope is taken, counted from 1; several for slopes of slopes.
    pub partial: Vec<usize>,
    /// What it is called.
    pub function: String,
    /// The power that stands behind the name: 2 in `tanh²(x)`.
    pub power: Option<i32>,
    /// What it is of.
    pub arguments: Vec<Expression>,
    /// Which of its values it is, counted from 1.
    pub output: Option<usize>,
}

macro_rules! signs {
    ($(#[$docs:meta])* $name:ident: $($(#[$variant_docs:meta])* $variant:ident $sign:literal,)+) => {
        $(#[$docs])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[non_exhaustive]
        pub enum $name {
            $($(#[$variant_docs])* $variant,)+
        }

        impl $name {
            /// How it is written.
            #[must_use]
            pub const fn sign(self) -> &'static str {
                match self {
                    $($name::$variant => $sign,)+
                }
            }
        }
    };
}

signs! {
    /// An operation on two.
    Binary:
    /// `a / b`
    Quotient "/",
    /// What is left over, with the sign of the first.
    Remainder "rem",
    /// What is left over, never negative.
    Modulus "mod",
    /// A quotient of integers.
    Division "div",
    /// `a = b`
    Equal "=",
    /// `a ≠ b`
    Unequal "≠",
    /// `a ≤ b`
    AtMost "≤",
    /// `a ≥ b`
    AtLeast "≥",
    /// `a < b`
    Less "<",
    /// `a > b`
    Greater ">",
    /// The cross product.
    Cross "×",
    /// A product element by element.
    ProductOfElements "∘",
    /// A quotient element by element.
    QuotientOfElements "⊘",
}

signs! {
    /// What is gathered over an index.
    Reduction:
    /// `Σ`
    Sum "Σ",
    /// `Π`
    Product "Π",
    /// `max`
    Maximum "max",
    /// `min`
    Minimum "min",
}

/// Signs that stand on both sides of something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Between {
    /// `|x|`
    Absolute,
    /// `⌊x⌋`
    Floor,
    /// `⌈x⌉`
    Ceiling,
    /// `‖a‖`
    Norm,
}

impl Between {
    pub(super) const ALL: [Between; 4] = [Between::Absolute, Between::Floor, Between::Ceiling, Between::Norm];

    /// The signs before it and behind it.
    #[must_use]
    pub const fn signs(self) -> (char, char) {
        match self {
            Between::Absolute => ('|', '|'),
            Between::Floor => ('⌊', '⌋'),
            Between::Ceiling => ('⌈', '⌉'),
            Between::Norm => ('‖', '‖'),
        }
    }
}

impl Expression {
    /// What is directly in it.
    #[must_use]
    pub fn parts(&self) -> Vec<&Expression> {
        use Expression as E;
        match self {
            E::Number(_) | E::Name(_) | E::Rust(_) => Vec::new(),
            E::Indexed(_, subscripts) => subscripts
                .iter()
                .filter_map(|subscript| match subscript {
                    Subscript::Letter(..) => None,
                    Subscript::Written(inner) => Some(inner),
                })
                .collect(),
            E::Slope(slope) => [&slope.of, &slope.by].into_iter().chain(&slope.fixed).collect(),
            E::Adjoint(inner)
            | E::Group(inner)
            | E::Negative(inner)
            | E::Raised(inner, _)
            | E::SquareRoot(inner)
            | E::CubeRoot(inner)
            | E::Transposed(inner)
            | E::InverseTransposed(inner)
            | E::Between(_, inner)
            | E::Not(inner)
            | E::Is(inner, _)
            | E::Bracket(inner)
            | E::Field(inner, _)
            | E::Over(_, _, inner) => [&**inner].into(),
            E::Sum(terms) => terms.iter().map(|term| &term.term).collect(),
            E::Product(all) | E::All(all) | E::Any(all) | E::List(all) | E::Tuple(all) => {
                all.iter().collect()
            }
            E::Binary(_, a, b) | E::Power(a, b) | E::Inner(a, b) | E::Repeat(a, b) => [&**a, &**b].into(),
            E::Range(from, to) => [&**from].into_iter().chain(to.as_deref()).collect(),
            E::Element(array, indices) => [&**array].into_iter().chain(indices).collect(),
            E::Method(receiver, _, arguments) => [&**receiver].into_iter().chain(arguments).collect(),
            E::Choice(choice) => [&choice.then, &choice.condition, &choice.otherwise].into(),
            E::Call(call) => call.arguments.iter().collect(),
        }
    }

    /// The formula without the parentheses around all of it.
    #[must_use]
    pub fn inner(&self) -> &Expression {
        match self {
            Expression::Group(inner) => inner.inner(),
            other => other,
        }
    }
}
