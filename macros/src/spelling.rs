//! "Did you mean": the nearest of the names that there are.

/// What belongs to the name that is spelled most like the unknown one, if any is near.
pub(crate) fn nearest<'n, T>(unknown: &str, known: impl Iterator<Item = (&'n str, T)>) -> Option<T> {
    // A short name is near to everything.
    let farthest = unknown.len() / 3;
    known
        .map(|(name, meant)| (distance(unknown, name), meant))
        .filter(|(distance, _)| *distance <= farthest)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, meant)| meant)
}

/// The number of letters to insert, delete or replace (Levenshtein).
fn distance(from: &str, to: &str) -> usize {
    let to: Vec<char> = to.chars().collect();
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (i, letter) in from.chars().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], i + 1);
        for (j, other) in to.iter().enumerate() {
            let replaced = diagonal + usize::from(letter != *other);
            let nearest = replaced.min(row[j] + 1).min(row[j + 1] + 1);
            diagonal = std::mem::replace(&mut row[j + 1], nearest);
        }
    }
    row[to.len()]
}
