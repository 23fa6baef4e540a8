//! No token stream makes the macro panic, and nothing that a person writes is too deep for it.

use proc_macro2::{Group, Ident, Literal, Punct, Spacing, Span, TokenStream, TokenTree};
use proptest::prelude::*;

const FUNCTIONS: &[(&str, &str)] = &[
    ("", "fn f(x: f64, y: f64) -> f64 { let u = 2.0 * x + y; (u.powi(2) - y.sin()).sqrt() }"),
    ("wrt(x), order = 2", "pub fn f(x: f64, n: i32) -> f64 { let k = n as f64; x.powi(n - 1) * k.max(x) }"),
    ("", "fn f(a: f32, b: f32) -> (f32, f32) { let (s, c) = (a + b).sin_cos(); (s * a, c / b) }"),
    ("derivative(x = x.cos())", "fn f(x: f64) -> f64 { library::sine(&x) }"),
    (
        "",
        "fn f(x: f64) -> [f64; 2] { const K: f64 = 1e-3; let mut a = x; a += K; { let a = a * a; return [a, g(a, 2.0)]; } }",
    ),
    (
        "",
        "fn r#match(r#type: f64, r#loop: usize) -> f64 { let r#fn = r#loop; let r#fn = r#fn * 2; (r#fn as f64) * r#type }",
    ),
    (
        "crate = a::b",
        "fn f(x: f64) -> f64 { if x > 0.0 { x } else { for i in 0..3 { x += 1.0; } match x { _ => -x } } }",
    ),
    (
        "order = 2",
        "fn f(x: &[f64], n: usize) -> f64 { let mut s = 0.0; for i in 1..n { if x[i] < s { continue; } s += x[i - 1] * s; } s }",
    ),
    (
        "wrt(a)",
        "fn f<const N: usize>(a: &[[f64; N]], b: &[f64; N]) -> f64 { a.iter().map(|r| r.iter().zip(b).map(|(p, q)| p * q).sum::<f64>().tanh()).sum() }",
    ),
    (
        "",
        "fn f(x: &[f64]) -> Vec<f64> { let mut y = vec![0.0; x.len()]; let mut k = 0; while k < x.len() { y[k] = x[k].exp(); k += 1; if y[0] > 2.0 { break; } } y }",
    ),
    (
        "order = 2",
        "fn f(x: [f64; 3], c: f64) -> f64 { let mut m = [[0.0; 3], x, [c, x[0], 1.0]]; let g = |t: f64| t * c; m[1][2] += g(x[1]); m[2].swap(0, 1); let [p, q, r] = m[2]; p * q + h(&m[1], r) }",
    ),
    (
        "",
        "fn f<T: Float>(x: &[T]) -> T { assert!(!x.is_empty()); let (mut a, mut b) = (x[0], T::of(1.0)); 'o: loop { for w in x.windows(2) { (a, b) = (b * w[0], a + w[1]); if a > b { break 'o; } } return a; } b }",
    ),
];

/// One change of the tokens: where, which, and with what.
type Mutation = (u16, u8, u8);

fn foreign(choice: u8) -> TokenTree {
    const WORDS: [&str; 12] =
        ["x", "f64", "let", "as", "return", "self", "loop", "async", "sin", "mut", "unsafe", "impl"];
    const SIGNS: [char; 12] = ['+', '*', '^', '?', '.', ',', ';', ':', '=', '<', '&', '#'];
    const NUMBERS: [&str; 6] = ["2", "1e400", "0.5f32", "1u8", "\"text\"", "'c'"];
    let choice = usize::from(choice);
    match choice % 4 {
        0 => Ident::new(WORDS[choice / 4 % WORDS.len()], Span::call_site()).into(),
        1 => Punct::new(SIGNS[choice / 4 % SIGNS.len()], Spacing::Alone).into(),
        2 => NUMBERS[choice / 4 % NUMBERS.len()].parse::<Literal>().expect("a literal").into(),
        _ => Group::new(proc_macro2::Delimiter::Parenthesis, TokenStream::new()).into(),
    }
}

fn mutate(tokens: TokenStream, (place, kind, choice): Mutation) -> TokenStream {
    let mut trees: Vec<TokenTree> = tokens.into_iter().collect();
    if trees.is_empty() {
        return foreign(choice).into();
    }
    let position = usize::from(place) % trees.len();
    // Half of the time a change goes into a group, if there is one at this place.
    if let TokenTree::Group(group) = &trees[position]
        && kind % 8 != 0
    {
        let inner = mutate(group.stream(), (place / 7, kind / 2, choice));
        trees[position] = Group::new(group.delimiter(), inner).into();
        return trees.into_iter().collect();
    }
    match kind % 5 {
        0 => {
            trees.remove(position);
        }
        1 => trees.insert(position, trees[position].clone()),
        2 => trees.insert(position, foreign(choice)),
        3 => trees[position] = foreign(choice),
        _ => {
            let other = usize::from(choice) % trees.len();
            trees.swap(position, other);
        }
    }
    trees.into_iter().collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4000))]

    #[test]
    fn mutated_functions_never_panic(
        choice in 0..FUNCTIONS.len(),
        in_body in prop::collection::vec(any::<Mutation>(), 0..6),
        in_options in prop::collection::vec(any::<Mutation>(), 0..2),
    ) {
        let (options, function) = FUNCTIONS[choice];
        let options = in_options.into_iter().fold(options.parse().expect("tokens"), mutate);
        let function = in_body.into_iter().fold(function.parse().expect("tokens"), mutate);
        crate::expand::expand(options, function);
    }

    #[test]
    fn random_tokens_never_panic(choices in prop::collection::vec(any::<u8>(), 0..40)) {
        let tokens: TokenStream = choices.iter().map(|&choice| foreign(choice)).collect();
        crate::expand::expand(tokens.clone(), tokens.clone());
        let body = Group::new(proc_macro2::Delimiter::Brace, tokens);
        crate::expand::expand(TokenStream::new(), quote::quote!(fn f(x: f64, y: f64) -> f64 #body));
    }
}

/// The stack that rustc gives the macro; unoptimised code needs more of it than a release build.
const STACK: usize = 8 << 20;

fn expands_without_errors(function: String) {
    let expanded = std::thread::Builder::new()
        .stack_size(STACK)
        .spawn(move || super::expand("", &function).to_string().contains("compile_error"))
        .expect("a thread")
        .join()
        .expect("no overflow");
    assert!(!expanded);
}

#[test]
fn ten_thousand_lets() {
    let lets: Vec<String> = (0..10_000).map(|i| format!("let x{} = x{i}.sin() + x0;", i + 1)).collect();
    let lets = lets.concat();
    expands_without_errors(format!("fn f(x0: f64) -> f64 {{ {lets} x10000 }}"));
}

#[test]
fn a_sum_of_five_thousand_terms() {
    let terms: Vec<String> = (0..5000).map(|i| format!("x * {i}.0")).collect();
    expands_without_errors(format!("fn f(x: f64) -> f64 {{ {} }}", terms.join(" + ")));
}

#[test]
fn five_hundred_levels_of_parentheses() {
    for (open, close) in
        [("(", ")"), ("(", " + 1.0)"), ("(1.0 + 2.0 * ", ")"), ("(x.sin() * ", ").exp()"), ("-(", ")")]
    {
        expands_without_errors(format!(
            "fn f(x: f64) -> f64 {{ {}x{} }}",
            open.repeat(500),
            close.repeat(500)
        ));
    }
}

/// The commas of a closure and of generic arguments stand between no expressions.
#[test]
fn closures_and_generic_arguments_deep_within() {
    let deep = |inner: &str| format!("{}{inner}{}", "(".repeat(30), ")".repeat(30));
    let folded = format!("x.iter().fold(0.0, |a, b| a + {})", deep("b"));
    let generic = format!("(g::<f64, 2>({}, x[0]) + 1.0)", deep("x[1]"));
    let both =
        format!("(h::<2, 2>(1.0, {}) * 2.0)", deep(&format!("x.iter().fold(0.0, |a, b| {})", deep("a * b"))));
    expands_without_errors(format!("fn f(x: &[f64]) -> f64 {{ {folded} + {generic} + {both} }}"));
}
