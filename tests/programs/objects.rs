//! Constants of other types that change in their places, iterators that go on, and what is printed.

use std::collections::{BTreeMap, HashMap, HashSet, VecDeque};

use chainrule::differentiate;

use crate::check::{check, jacobian};

/// Counters in a map.
#[test]
fn maps_of_counters() {
    #[differentiate(wrt(xs))]
    fn f(xs: &[f64], keys: &[usize]) -> f64 {
        let mut counts: HashMap<usize, usize> = HashMap::new();
        for key in keys {
            *counts.entry(*key).or_insert(0) += 1;
        }
        let mut s = 0.0;
        for (x, key) in xs.iter().zip(keys) {
            s += x * x * counts[key] as f64;
        }
        s
    }

    check!(f(&[2.0, 3.0, 5.0], &[7, 1, 7]), 8.0 + 9.0 + 50.0, vec![8.0, 6.0, 20.0]);
}

/// Numbers of places in a map, and what is not in it.
#[test]
fn maps_of_places() {
    #[differentiate(wrt(xs))]
    fn f(xs: &[f64], names: &[&str], asked: &[&str]) -> f64 {
        let mut places = HashMap::new();
        for (place, name) in names.iter().enumerate() {
            places.insert(*name, place);
        }
        let mut s = 0.0;
        for name in asked {
            if let Some(&place) = places.get(name) {
                s += xs[place] * xs[place];
            } else {
                s += xs[0];
            }
        }
        s
    }

    check!(f(&[2.0, 3.0], &["a", "b"], &["b", "c", "b"]), 9.0 + 2.0 + 9.0, vec![1.0, 12.0]);
}

/// Sets, groups, and a queue through which a graph is gone.
#[test]
fn sets_and_queues() {
    #[differentiate(wrt(xs))]
    fn f(xs: &[f64], neighbours: &[Vec<usize>]) -> f64 {
        let mut seen = HashSet::new();
        let mut by_parity: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        let mut queue = VecDeque::new();
        queue.push_back(0);
        let (mut s, mut weight) = (0.0, 1.0);
        while let Some(at) = queue.pop_front() {
            if !seen.insert(at) {
                continue;
            }
            s += weight * xs[at] * xs[at];
            weight *= 10.0;
            by_parity.entry(at % 2).or_default().push(at);
            for &next in &neighbours[at] {
                queue.push_back(next);
            }
        }
        for (parity, members) in &by_parity {
            for &member in members {
                s += xs[member] * *parity as f64;
            }
        }
        s
    }

    // 0, 2, 1: x₀² + 10·x₂² + 100·x₁² + x₁
    let neighbours = [vec![2, 1], vec![0], vec![1, 0]];
    check!(f(&[2.0, 3.0, 5.0], &neighbours), 4.0 + 250.0 + 900.0 + 3.0, vec![4.0, 601.0, 100.0]);
}

/// Strings, and vectors of them that are gone through before they change again.
#[test]
fn strings() {
    #[differentiate(wrt(x))]
    fn f(x: f64, words: &[&str]) -> f64 {
        let mut text = String::new();
        let mut lines = vec![String::from("a")];
        let mut s = 0.0;
        for word in words {
            text.push_str(word);
            lines.push(text.clone());
            s += x * text.len() as f64;
        }
        for line in &lines {
            s += x.powi(line.len() as i32);
        }
        lines.clear();
        s + lines.len() as f64
    }

    // x + 3·x + x + x + x³
    check!(f(2.0, &["b", "cd"]), 8.0 + 2.0 + 2.0 + 8.0, 4.0 + 1.0 + 1.0 + 12.0);
}

/// Pairs of integers, and numbers of the user's own making.
#[test]
fn pairs_and_generators() {
    struct Counter(u64);
    impl Counter {
        fn next(&mut self) -> f64 {
            self.0 += 1;
            self.0 as f64
        }
    }
    fn two(counter: &mut Counter) -> f64 {
        counter.next() + counter.next()
    }

    #[differentiate(wrt(xs))]
    fn f(xs: &[f64], start: u64) -> f64 {
        let mut edges: Vec<(usize, usize)> = Vec::new();
        for i in 0..xs.len() {
            for j in 0..i {
                edges.push((i, j));
            }
        }
        let mut counter = Counter(start);
        let mut s = 0.0;
        for &(i, j) in &edges {
            let a = counter.next();
            s += a * two(&mut counter) * xs[i] * xs[j];
        }
        s
    }

    // 1·(2 + 3)·x₀·x₁ + 4·(5 + 6)·x₀·x₂ + 7·(8 + 9)·x₁·x₂
    check!(
        f(&[2.0, 3.0, 5.0], 0),
        30.0 + 440.0 + 119.0 * 15.0,
        vec![15.0 + 220.0, 10.0 + 595.0, 88.0 + 357.0]
    );
}

/// Iterators out of which items are taken one by one, and what is left of them.
#[test]
fn iterators_that_go_on() {
    #[differentiate]
    fn f(xs: &[f64]) -> f64 {
        let mut left = xs.iter();
        let first = left.next().unwrap();
        let mut s = first * first;
        if let Some(second) = left.next() {
            s += 10.0 * second;
        }
        for x in left {
            s += first * x;
        }
        let mut places = 0..xs.len();
        while let Some(i) = places.next() {
            s += 100.0 * xs[i];
            places.next();
        }
        s
    }

    // x₀² + 10·x₁ + x₀·x₂ + 100·(x₀ + x₂)
    check!(f(&[2.0, 3.0, 5.0]), 4.0 + 30.0 + 10.0 + 700.0, vec![4.0 + 5.0 + 100.0, 10.0, 2.0 + 100.0]);
    check!(f(&[2.0]), 4.0 + 200.0, vec![104.0]);

    #[differentiate(wrt(x))]
    fn g(x: f64, text: &str) -> f64 {
        let mut parts = text.split(',');
        let factor: f64 = parts.next().unwrap().parse().unwrap();
        let mut s = 0.0;
        while let Some(part) = parts.next() {
            s += factor * x.powi(part.len() as i32);
        }
        s
    }

    check!(g(3.0, "2.5,a,bc"), 2.5 * 12.0, 2.5 * 7.0);
}

/// What is printed is printed, and nothing else of it matters.
#[test]
fn printing() {
    #[differentiate]
    fn f(x: f64, v: &[f64]) -> Vec<f64> {
        let y = x * v[0];
        let pair = (x, y);
        eprint!("");
        if y > 100.0 {
            println!("{y} of {:?} and {}", v, pair.1);
        }
        let mut out = Vec::new();
        for (i, a) in v.iter().enumerate() {
            if i > 100 {
                eprintln!("{i} {a:.3}");
            }
            out.push(a * y);
        }
        debug_assert!(y.is_finite(), "y = {y}");
        out
    }

    jacobian!(f(2.0, &[3.0]), [18.0], [[9.0, 12.0]]);
}

/// Structs and enums that are constants, taken apart.
#[test]
fn constant_patterns() {
    struct Settings {
        k: f64,
        n: usize,
        name: String,
    }
    #[derive(Clone, Copy)]
    struct Term(f64, i32);

    #[differentiate(wrt(x))]
    fn f(x: f64, settings: &Settings, first: &Term, terms: &[Term]) -> f64 {
        let Settings { k, n, .. } = settings;
        let &Term(c, e) = first;
        let mut s = c * x.powi(e);
        for _ in 0..*n {
            s += k * x;
        }
        for Term(c, e) in terms {
            s += c * x.powi(*e);
        }
        let doubled = match settings.name.as_str() {
            "twice" | "double" => 2.0 * s,
            _ => s,
        };
        doubled + terms.iter().map(|Term(c, e)| c * x.powi(*e)).sum::<f64>()
    }

    let settings = |name: &str| Settings { k: 3.0, n: 2, name: name.to_owned() };
    let terms = [Term(5.0, 1), Term(7.0, 2)];
    // x³ + 6·x + 5·x + 7·x², and the last two once more
    check!(
        f(2.0, &settings("once"), &Term(1.0, 3), &terms),
        8.0 + 12.0 + 38.0 + 38.0,
        12.0 + 6.0 + 33.0 + 33.0
    );
    check!(f(2.0, &settings("twice"), &Term(1.0, 3), &terms), 2.0 * 58.0 + 38.0, 2.0 * 51.0 + 33.0);
}

/// Options that give away what they hold, and go on with nothing or something else.
#[test]
fn options_that_give_away() {
    #[differentiate]
    fn f(xs: &[f64]) -> f64 {
        let mut waiting: Option<f64> = Some(1.0);
        let mut s = 0.0;
        for &x in xs {
            if let Some(first) = waiting.take() {
                s += x * first;
            } else {
                waiting = Some(x);
            }
        }
        let mut last = None;
        for &x in xs {
            if let Some(before) = last.replace(x * x) {
                s += 10.0 * before * x;
            }
        }
        s + waiting.unwrap_or(2.0)
    }

    // x₀ + x₁·x₂ + 2, and 10·(x₀²·x₁ + x₁²·x₂)
    check!(
        f(&[2.0, 3.0, 5.0]),
        2.0 + 15.0 + 2.0 + 10.0 * (12.0 + 45.0),
        vec![1.0 + 120.0, 5.0 + 10.0 * (4.0 + 30.0), 3.0 + 90.0]
    );
}

/// Closures that change what is no number.
#[test]
fn closures_that_note() {
    #[differentiate(wrt(x))]
    fn f(x: f64, n: usize) -> f64 {
        let mut lines: Vec<String> = Vec::new();
        let mut note = |count: usize| lines.push("a".repeat(count));
        for i in 0..n {
            note(i);
        }
        x.powi(lines.len() as i32) + x * lines.iter().map(|line| line.len()).sum::<usize>() as f64
    }

    check!(f(2.0, 3), 8.0 + 6.0, 12.0 + 3.0);
}

/// Parts of arrays by their numbers among the parts.
#[test]
fn parts_by_their_numbers() {
    #[differentiate]
    fn f(xs: &[f64], k: usize) -> f64 {
        let mut parts = xs.chunks(2);
        let first = parts.next().unwrap();
        let second = parts.next().unwrap();
        let chunk = xs.chunks(2).nth(k).unwrap();
        let pair = match xs.windows(2).rev().nth(k) {
            Some(pair) => pair[0] * pair[1],
            None => 0.0,
        };
        let (window, (i, x)) = xs.windows(2).zip(xs.iter().enumerate()).nth(k).unwrap();
        first[0] * second[0] + 10.0 * chunk[0] * chunk[1] + 100.0 * pair + window[0] * x * i as f64
    }

    // x₀·x₂ + 10·x₂·x₃ + 100·x₁·x₂ + x₁²
    check!(
        f(&[2.0, 3.0, 5.0, 7.0], 1),
        10.0 + 350.0 + 1500.0 + 9.0,
        vec![5.0, 500.0 + 6.0, 2.0 + 70.0 + 300.0, 50.0]
    );
}

/// Vectors of integers change in all the ways in which those of numbers do.
#[test]
fn vectors_of_integers() {
    #[differentiate(wrt(xs))]
    fn f(xs: &[f64], n: usize) -> f64 {
        let mut v: Vec<usize> = (0..n).collect();
        let last = v.pop().unwrap();
        v.insert(1, last);
        let first = v.remove(0);
        v.push(first);
        v.truncate(3);
        v.extend([1, 0]);
        v[0..2].copy_from_slice(&[2, 3]);
        v.rotate_right(1);
        let mut s = 0.0;
        for (k, &i) in v.iter().enumerate() {
            s += xs[i] * 10.0f64.powi(k as i32);
        }
        s
    }

    // 0 1 2 3 → 0 3 1 2 → 3 1 2 0 → 3 1 2 1 0 → 2 3 2 1 0 → 0 2 3 2 1
    check!(
        f(&[2.0, 3.0, 5.0, 7.0], 4),
        2.0 + 50.0 + 700.0 + 5000.0 + 30000.0,
        vec![1.0, 10000.0, 1010.0, 100.0]
    );

    #[differentiate(wrt(xs))]
    fn g(xs: &[f64], neighbours: &[Vec<usize>]) -> f64 {
        let mut open = vec![0];
        let mut seen = vec![false; xs.len()];
        let (mut s, mut weight) = (0.0, 1.0);
        while let Some(at) = open.pop() {
            if seen[at] {
                continue;
            }
            seen[at] = true;
            s += weight * xs[at] * xs[at];
            weight *= 10.0;
            for &next in &neighbours[at] {
                open.push(next);
            }
        }
        s
    }

    check!(
        g(&[2.0, 3.0, 5.0], &[vec![1, 2], vec![0], vec![1]]),
        4.0 + 250.0 + 900.0,
        vec![4.0, 600.0, 100.0]
    );
}

#[test]
fn what_maps_sets_and_texts_are_iterated_by() {
    #[differentiate]
    fn f(x: [f64; 2]) -> f64 {
        let weights: BTreeMap<usize, f64> = [(0, 1.5), (1, 2.5)].into();
        let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
        for i in 0..4 {
            *counts.entry(i % 2).or_insert(0) += i;
        }
        let weighed: f64 = weights.iter().map(|(i, w)| x[*i] * x[*i] * w).sum();
        let counted: f64 = counts.iter().map(|(i, count)| x[*i] * *count as f64).sum();
        weighed + counted
    }

    check!(f([2.0, 3.0]), 6.0 + 22.5 + 4.0 + 12.0, [8.0, 19.0]);

    #[differentiate]
    fn g(x: [f64; 2]) -> f64 {
        let text = String::from("ab c");
        let words: f64 = text.split(' ').map(|word| x[word.len() % 2]).sum();
        let letters: f64 =
            "ba".chars().enumerate().map(|(i, letter)| x[i] * (letter as u8 - b'a') as f64).sum();
        let bytes: f64 = "ab".bytes().map(|byte| x[byte as usize % 2] * x[1]).sum();
        words + letters + bytes
    }

    check!(g([2.0, 3.0]), 5.0 + 2.0 + 15.0, [1.0 + 1.0 + 3.0, 1.0 + 2.0 + 6.0]);
}
