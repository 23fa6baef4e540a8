//! What does not vary, from the user's Rust to the notation: `(n - 1) as f64 / 2.0` as `(n − 1) / 2`.
//!
//! What has no counterpart on paper stays as it was written.

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::{BinOp, Expr, Lit, UnOp};

use super::notation::{Written, number, strength};
use crate::elementary::Kind;
use crate::errors::tidy;

/// Rust that is longer is cut.
const LONGEST: usize = 200;

/// What the names in the user's tokens stand for.
pub(super) trait Mentioned {
    /// What is written instead of a name.
    fn instead(&self, name: &str) -> Option<Written>;
    /// The sort of number that a name is.
    fn kind(&self, name: &str) -> Kind;
}

/// The user's tokens on paper.
pub(super) fn constant(tokens: &TokenStream, names: &dyn Mentioned) -> Written {
    match syn::parse2::<Expr>(tokens.clone()) {
        Ok(expression) => write(&expression, names),
        Err(_) => verbatim(tokens, names),
    }
}

fn verbatim(tokens: impl ToTokens, names: &dyn Mentioned) -> Written {
    let mut text = named(&tidy(&tokens.to_token_stream().to_string()), names);
    if text.chars().count() > LONGEST {
        text = text.chars().take(LONGEST).chain("…".chars()).collect();
    }
    Written { text, strength: strength::LOWEST }
}

/// Rust with the names that its variables have on paper.
fn named(text: &str, names: &dyn Mentioned) -> String {
    let is_inside = |letter: char| letter.is_alphanumeric() || letter == '_';
    let (mut found, mut word) = (String::new(), String::new());
    for letter in text.chars().chain(std::iter::once(' ')) {
        if is_inside(letter) {
            word.push(letter);
            continue;
        }
        let is_field = found.ends_with('.') || found.ends_with("::");
        let instead = names.instead(&word).filter(|_| !word.is_empty() && !is_field);
        found.push_str(&instead.map_or_else(|| word.clone(), |instead| instead.at_least(strength::ATOM)));
        word.clear();
        found.push(letter);
    }
    found.trim_end().trim_start_matches("::core::").trim_start_matches(":: core::").to_owned()
}

fn write(expression: &Expr, names: &dyn Mentioned) -> Written {
    let atom = |text: String| Written { text, strength: strength::ATOM };
    match expression {
        Expr::Paren(inner) => write(&inner.expr, names),
        Expr::Group(inner) => write(&inner.expr, names),
        Expr::Reference(inner) => write(&inner.expr, names),
        Expr::Lit(literal) => match &literal.lit {
            Lit::Float(value) => atom(number(value.base10_digits(), Kind::Real)),
            Lit::Int(value) => atom(value.base10_digits().to_owned()),
            other => atom(other.to_token_stream().to_string()),
        },
        Expr::Path(path) => write_path(path, names),
        Expr::Cast(cast) => {
            let inner = write(&cast.expr, names);
            let to = cast.ty.to_token_stream().to_string();
            let whole = kind_of(&cast.expr, names) == Kind::Integer;
            if to.starts_with(['u', 'i']) && !whole {
                return Written { text: format!("trunc({})", inner.text), strength: strength::ATOM };
            }
            inner
        }
        Expr::Unary(unary) => {
            let inner = write(&unary.expr, names);
            match unary.op {
                UnOp::Neg(_) => Written {
                    text: format!("−{}", inner.at_least(strength::QUOTIENT)),
                    strength: strength::SUM,
                },
                UnOp::Not(_) => Written {
                    text: format!("not {}", inner.at_least(strength::QUOTIENT)),
                    strength: strength::SUM,
                },
                _ => inner,
            }
        }
        Expr::Binary(binary) => write_binary(binary, names),
        Expr::Index(index) if matches!(&*index.index, Expr::Range(all) if all.start.is_none() && all.end.is_none()) => {
            write(&index.expr, names)
        }
        Expr::Index(index) => {
            let (base, at) = (write(&index.expr, names), write(&index.index, names));
            atom(element(&base.at_least(strength::ATOM), &at.text))
        }
        Expr::Field(field) => {
            let base = write(&field.base, names).at_least(strength::ATOM);
            atom(format!("{base}.{}", field.member.to_token_stream()))
        }
        Expr::Array(array) => atom(list(array.elems.iter(), names)),
        Expr::Tuple(tuple) => {
            let elements: Vec<String> =
                tuple.elems.iter().map(|element| write(element, names).text).collect();
            let end = if elements.len() == 1 { "," } else { "" };
            atom(format!("({}{end})", elements.join(", ")))
        }
        Expr::Struct(made) => atom(write_struct(made, names)),
        Expr::Repeat(repeat) => {
            let (element, count) = (write(&repeat.expr, names), write(&repeat.len, names));
            atom(format!("[{}; {}]", element.text, count.text))
        }
        Expr::Range(range) => {
            let side = |side: &Option<Box<Expr>>| {
                side.as_deref().map(|side| write(side, names).at_least(strength::SUM)).unwrap_or_default()
            };
            let inclusive = matches!(range.limits, syn::RangeLimits::Closed(_));
            let end = if inclusive { " + 1" } else { "" };
            Written {
                text: format!("{}..{}{end}", side(&range.start), side(&range.end)),
                strength: strength::LOWEST,
            }
        }
        Expr::MethodCall(call) => write_method(call, names),
        Expr::Call(call) => write_call(call, names),
        Expr::Block(block) => match held(&block.block) {
            Some(value) => write(value, names),
            None => verbatim(expression, names),
        },
        Expr::If(branch) => write_choice(branch, names).unwrap_or_else(|| verbatim(expression, names)),
        Expr::Macro(made) if made.mac.path.is_ident("vec") => {
            let tokens = &made.mac.tokens;
            match syn::parse2::<Expr>(quote::quote!([#tokens])) {
                Ok(list) => write(&list, names),
                Err(_) => verbatim(expression, names),
            }
        }
        Expr::Macro(made) if made.mac.path.segments.last().is_some_and(|last| last.ident == "matches") => {
            write_match(&made.mac.tokens, names).unwrap_or_else(|| verbatim(expression, names))
        }
        _ => verbatim(expression, names),
    }
}

/// `matches!(shape, Circle(r))` as `shape is Circle(r)`.
fn write_match(tokens: &TokenStream, names: &dyn Mentioned) -> Option<Written> {
    let parts = |input: syn::parse::ParseStream| {
        let value: Expr = input.parse()?;
        input.parse::<syn::Token![,]>()?;
        Ok((value, syn::Pat::parse_multi_with_leading_vert(input)?))
    };
    let (value, pattern) = syn::parse::Parser::parse2(parts, tokens.clone()).ok()?;
    let value = write(&value, names).at_least(strength::SUM);
    let pattern = tidy(&pattern.to_token_stream().to_string());
    Some(Written { text: format!("{value} is {pattern}"), strength: strength::COMPARE })
}

/// `Point { x: 1, y: 2, ..other }`
fn write_struct(made: &syn::ExprStruct, names: &dyn Mentioned) -> String {
    let name = made.path.segments.last().map(|last| last.ident.to_string()).unwrap_or_default();
    let fields = made
        .fields
        .iter()
        .map(|field| format!("{}: {}", field.member.to_token_stream(), write(&field.expr, names).text));
    let rest = made.rest.iter().map(|rest| format!("..{}", write(rest, names).at_least(strength::ATOM)));
    format!("{name} {{ {} }}", fields.chain(rest).collect::<Vec<String>>().join(", "))
}

/// The value of `{ x }` and of `{ let y = x; y }`.
fn held(block: &syn::Block) -> Option<&Expr> {
    match block.stmts.as_slice() {
        [syn::Stmt::Expr(value, None)] => Some(value),
        [syn::Stmt::Local(local), syn::Stmt::Expr(Expr::Path(path), None)] => {
            let pattern = match &local.pat {
                syn::Pat::Type(typed) => &*typed.pat,
                other => other,
            };
            let syn::Pat::Ident(bound) = pattern else { return None };
            (path.path.get_ident() == Some(&bound.ident)).then_some(&*local.init.as_ref()?.expr)
        }
        _ => None,
    }
}

/// `a[i][j]` as `a[i, j]`.
pub(super) fn element(base: &str, index: &str) -> String {
    match base.strip_suffix(']') {
        Some(row) if !row.starts_with('[') && !row.ends_with("..") => format!("{row}, {index}]"),
        _ => format!("{base}[{index}]"),
    }
}

fn list<'e>(elements: impl Iterator<Item = &'e Expr>, names: &dyn Mentioned) -> String {
    let elements: Vec<String> = elements.map(|element| write(element, names).text).collect();
    format!("[{}]", elements.join(", "))
}

fn write_path(path: &syn::ExprPath, names: &dyn Mentioned) -> Written {
    let last = path.path.segments.last().map(|last| last.ident.unraw().to_string()).unwrap_or_default();
    if path.path.get_ident().is_some()
        && let Some(instead) = names.instead(&last)
    {
        return instead;
    }
    let text = match last.as_str() {
        "PI" => "π".to_owned(),
        "TAU" => "2·π".to_owned(),
        "E" => "exp(1)".to_owned(),
        "INFINITY" => "∞".to_owned(),
        "NEG_INFINITY" => "−∞".to_owned(),
        "NAN" => "NaN".to_owned(),
        _ => last,
    };
    let strength = match text.chars().next() {
        Some('2') => strength::PRODUCT,
        Some('−') => strength::SUM,
        _ => strength::ATOM,
    };
    Written { text, strength }
}

fn write_binary(binary: &syn::ExprBinary, names: &dyn Mentioned) -> Written {
    use strength::{AND, COMPARE, OR, PRODUCT, QUOTIENT, SUM};
    let whole =
        || [&binary.left, &binary.right].into_iter().all(|side| kind_of(side, names) == Kind::Integer);
    let (symbol, own, left, right) = match binary.op {
        BinOp::Add(_) => (" + ", SUM, SUM, QUOTIENT),
        BinOp::Sub(_) => (" − ", SUM, SUM, QUOTIENT),
        BinOp::Mul(_) => ("·", PRODUCT, PRODUCT, PRODUCT),
        BinOp::Div(_) if whole() => (" div ", QUOTIENT, PRODUCT, PRODUCT + 1),
        BinOp::Div(_) => (" / ", QUOTIENT, PRODUCT, PRODUCT + 1),
        BinOp::Rem(_) => (" rem ", QUOTIENT, PRODUCT, PRODUCT + 1),
        BinOp::And(_) => (" and ", AND, AND, COMPARE),
        BinOp::Or(_) => (" or ", OR, OR, AND),
        BinOp::Eq(_) => (" = ", COMPARE, SUM, SUM),
        BinOp::Ne(_) => (" ≠ ", COMPARE, SUM, SUM),
        BinOp::Lt(_) => (" < ", COMPARE, SUM, SUM),
        BinOp::Le(_) => (" ≤ ", COMPARE, SUM, SUM),
        BinOp::Gt(_) => (" > ", COMPARE, SUM, SUM),
        BinOp::Ge(_) => (" ≥ ", COMPARE, SUM, SUM),
        BinOp::BitAnd(_) | BinOp::BitOr(_) => return write_eager(binary, names),
        _ => return verbatim(binary, names),
    };
    let (a, b) = (write(&binary.left, names), write(&binary.right, names));
    if let (BinOp::Add(_) | BinOp::Sub(_), Ok(number)) = (&binary.op, b.text.parse::<i64>()) {
        return shifted(&a, if matches!(binary.op, BinOp::Add(_)) { number } else { -number });
    }
    if let (BinOp::Add(_), Some(positive)) = (&binary.op, b.text.strip_prefix('−')) {
        return Written { text: format!("{} − {positive}", a.at_least(left)), strength: own };
    }
    Written { text: format!("{}{symbol}{}", a.at_least(left), b.at_least(right)), strength: own }
}

/// `&` and `|` of truth values, as far as it shows that they are some.
fn write_eager(binary: &syn::ExprBinary, names: &dyn Mentioned) -> Written {
    use strength::{AND, COMPARE, OR};
    let (a, b) = (write(&binary.left, names), write(&binary.right, names));
    if !(OR..=COMPARE).contains(&a.strength) || !(OR..=COMPARE).contains(&b.strength) {
        return verbatim(binary, names);
    }
    let (word, own) = if matches!(binary.op, BinOp::BitAnd(_)) { ("and", AND) } else { ("or", OR) };
    let text = format!("{} {word} {}", a.at_least(own + 1), b.at_least(own + 1));
    Written { text, strength: own }
}

/// `n + 1 − 2` as `n − 1`.
fn shifted(base: &Written, by: i64) -> Written {
    let apart = |sign: &str| {
        let (rest, known) = base.text.rsplit_once(sign)?;
        Some((rest.to_owned(), known.parse::<i64>().ok()?))
    };
    let (rest, by) = match (apart(" + "), apart(" − ")) {
        (Some((rest, known)), _) if base.strength == strength::SUM => (rest, known + by),
        (_, Some((rest, known))) if base.strength == strength::SUM => (rest, by - known),
        _ => (base.at_least(strength::SUM), by),
    };
    match by {
        0 if base.strength == strength::SUM => Written { text: rest, strength: strength::SUM },
        0 => base.clone(),
        1.. => Written { text: format!("{rest} + {by}"), strength: strength::SUM },
        _ => Written { text: format!("{rest} − {}", by.unsigned_abs()), strength: strength::SUM },
    }
}

fn write_method(call: &syn::ExprMethodCall, names: &dyn Mentioned) -> Written {
    let receiver = write(&call.receiver, names);
    let arguments: Vec<Written> = call.args.iter().map(|argument| write(argument, names)).collect();
    let name = call.method.unraw().to_string();
    if arguments.is_empty()
        && ["clone", "to_vec", "to_owned", "iter", "copied", "cloned", "into_iter"].contains(&name.as_str())
    {
        return receiver;
    }
    let all: Vec<Written> = std::iter::once(receiver).chain(arguments).collect();
    // Where it ends depends on the type.
    let stays = name == "saturating_sub";
    if let Some(written) = super::notation::method(&name, &all).filter(|_| !stays) {
        return written;
    }
    let rest: Vec<&str> = all[1..].iter().map(|argument| argument.text.as_str()).collect();
    let receiver = all[0].at_least(strength::ATOM);
    Written { text: format!("{receiver}.{name}({})", rest.join(", ")), strength: strength::ATOM }
}

fn write_call(call: &syn::ExprCall, names: &dyn Mentioned) -> Written {
    let arguments: Vec<Written> = call.args.iter().map(|argument| write(argument, names)).collect();
    let Expr::Path(path) = &*call.func else { return verbatim(call, names) };
    let last = path.path.segments.last().map(|last| last.ident.unraw().to_string()).unwrap_or_default();
    let several = path.path.segments.len() > 1;
    match (last.as_str(), arguments.as_slice()) {
        ("clone" | "cloned", [only]) => return only.clone(),
        ("matched", [_]) if several && let Some(bound) = bound_by(&call.args[0]) => {
            return write(bound, names);
        }
        ("of" | "from" | "from_f64", [only]) if is_of_number(path) => return only.clone(),
        ("zeros", [count]) if several => {
            return Written { text: format!("[0; {}]", count.text), strength: strength::ATOM };
        }
        ("div_ceil", [a, b]) if several => {
            let (a, b) = (a.at_least(strength::PRODUCT), b.at_least(strength::POWER));
            return Written { text: format!("⌈{a} / {b}⌉"), strength: strength::ATOM };
        }
        ("nothings", [count]) if several => {
            return Written { text: format!("[[]; {}]", count.text), strength: strength::ATOM };
        }
        ("new" | "with_capacity" | "nothing", _) if several => {
            return Written { text: "[]".to_owned(), strength: strength::ATOM };
        }
        ("saturating_sub", [a, b]) if several => {
            let difference = match b.text.parse::<i64>() {
                Ok(number) => shifted(a, -number).text,
                Err(_) => format!("{} − {}", a.at_least(strength::SUM), b.at_least(strength::QUOTIENT)),
            };
            return Written { text: format!("max({difference}, 0)"), strength: strength::ATOM };
        }
        _ => {}
    }
    if several && let Some(written) = super::notation::method(&last, &arguments) {
        return written;
    }
    let arguments: Vec<String> = arguments.into_iter().map(|argument| argument.text).collect();
    Written { text: format!("{last}({})", arguments.join(", ")), strength: strength::ATOM }
}

/// What a pattern binds, in `match shape { Circle(r) => Some(r), _ => None }`: it goes by its name where the pattern fits.
fn bound_by(taken: &Expr) -> Option<&Expr> {
    let Expr::Match(taken) = taken else { return None };
    let Expr::Call(some) = &*taken.arms.first()?.body else { return None };
    some.args.first()
}

/// Whether a function is one of the float type, be it a type parameter.
fn is_of_number(path: &syn::ExprPath) -> bool {
    let first = path.path.segments.first().map(|first| first.ident.to_string()).unwrap_or_default();
    path.path.segments.len() == 2 && ["f64", "f32", "T", "F"].contains(&first.as_str())
}

/// `if c { a } else { b }`
fn write_choice(branch: &syn::ExprIf, names: &dyn Mentioned) -> Option<Written> {
    let then = held(&branch.then_branch)?;
    let otherwise = match &*branch.else_branch.as_ref()?.1 {
        Expr::Block(block) => held(&block.block)?,
        other => other,
    };
    if matches!(*branch.cond, Expr::Let(_)) {
        return None;
    }
    let [condition, then, otherwise] = [&branch.cond, then, otherwise].map(|part| write(part, names).text);
    let text = format!("({then} if {condition}, else {otherwise})");
    Some(Written { text, strength: strength::ATOM })
}

/// The sort of number that an expression is, as far as it shows.
fn kind_of(expression: &Expr, names: &dyn Mentioned) -> Kind {
    match expression {
        Expr::Paren(inner) => kind_of(&inner.expr, names),
        Expr::Group(inner) => kind_of(&inner.expr, names),
        Expr::Reference(inner) => kind_of(&inner.expr, names),
        Expr::Unary(unary) => kind_of(&unary.expr, names),
        Expr::Lit(literal) => match &literal.lit {
            Lit::Float(_) => Kind::Real,
            Lit::Int(_) => Kind::Integer,
            _ => Kind::Unknown,
        },
        Expr::Path(path) => {
            path.path.get_ident().map_or(Kind::Unknown, |name| names.kind(&name.unraw().to_string()))
        }
        Expr::Cast(cast) => {
            let to = cast.ty.to_token_stream().to_string();
            if to.starts_with(['u', 'i']) { Kind::Integer } else { Kind::Real }
        }
        Expr::Binary(binary) => match kind_of(&binary.left, names) {
            Kind::Unknown => kind_of(&binary.right, names),
            known => known,
        },
        Expr::MethodCall(call) if call.method == "len" => Kind::Integer,
        Expr::MethodCall(call)
            if ["min", "max", "saturating_sub", "pow"].contains(&call.method.to_string().as_str()) =>
        {
            kind_of(&call.receiver, names)
        }
        _ => Kind::Unknown,
    }
}
