//! Lines of text: what each index in them goes through, and what happens at once.

use super::indexed::lowered;

/// Lines of text, some of them within others.
#[derive(Default)]
pub(super) struct Lines {
    pub(super) written: Vec<String>,
    pub(super) depth: usize,
    /// What each index goes through, the outer ones first.
    pub(super) ranges: Vec<(&'static str, String)>,
}

impl Lines {
    pub(super) fn push(&mut self, text: impl AsRef<str>) {
        self.push_with(text, "");
    }

    /// What is added to something, or taken from it.
    pub(super) fn increase(&mut self, to: &str, text: &str) {
        let mut depth = 0;
        let is_sum = text.chars().skip(1).any(|letter| {
            depth += i32::from("([".contains(letter)) - i32::from(")]".contains(letter));
            depth == 0 && ['+', '−'].contains(&letter)
        });
        match text.strip_prefix('−') {
            Some(positive) if !is_sum => self.push(format!("{to} −= {positive}")),
            _ => self.push(format!("{to} += {text}")),
        }
    }

    /// A line with what its indices go through, and perhaps in which direction.
    pub(super) fn push_with(&mut self, text: impl AsRef<str>, direction: &str) {
        let text = text.as_ref();
        let mut ranges: Vec<String> = Vec::new();
        for (letter, range) in self.ranges.iter().rev() {
            let is_low = lowered(letter).is_some_and(|low| text.contains(low));
            if is_low || mentions(text, letter) || ranges.iter().any(|range| mentions(range, letter)) {
                ranges.insert(0, format!("{letter} in {range}"));
            }
        }
        let ranges = if ranges.is_empty() { String::new() } else { format!(" for {}", ranges.join(", ")) };
        self.written.push(format!("{}{text}{ranges}{direction}", "  ".repeat(self.depth)));
    }
}

/// What several variables become at once.
pub(super) fn at_once(mut updates: Vec<(String, String)>, lines: &mut Lines) {
    let in_order = |updates: &[(String, String)]| {
        updates.iter().enumerate().all(|(position, (name, _))| {
            updates[position + 1..].iter().all(|(_, later)| !mentions(later, name))
        })
    };
    if !in_order(&updates) {
        updates.reverse();
        if !in_order(&updates) {
            updates.reverse();
            let (names, values): (Vec<String>, Vec<String>) = updates.into_iter().unzip();
            lines.push(format!("({}) ← ({})", names.join(", "), values.join(", ")));
            return;
        }
    }
    for (name, value) in updates {
        lines.push(format!("{name} ← {value}"));
    }
}

/// Lines for recurrences: one for several, as each may need all of those before.
pub(super) fn together(updates: Vec<(String, String)>, direction: &str, lines: &mut Lines) {
    if updates.len() < 2 {
        for (name, value) in &updates {
            lines.push_with(format!("{name} = {value}"), direction);
        }
        return;
    }
    let (names, values): (Vec<String>, Vec<String>) = updates.into_iter().unzip();
    lines.push_with(format!("({}) = ({})", names.join(", "), values.join(", ")), direction);
}

/// Whether a name occurs in a text.
pub(super) fn mentions(text: &str, name: &str) -> bool {
    let is_inside = |letter: Option<char>| {
        let is_power = |letter| "⁰¹²³⁴⁵⁶⁷⁸⁹".contains(letter);
        letter.is_some_and(|letter| {
            letter.is_alphanumeric() && !is_power(letter) || ['_', '′', '∂'].contains(&letter)
        })
    };
    text.match_indices(name).any(|(start, _)| {
        !is_inside(text[..start].chars().next_back()) && !is_inside(text[start + name.len()..].chars().next())
    })
}
