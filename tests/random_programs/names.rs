//! Names: new ones, and those that are used again.

use crate::scope::{Kind, Scope, Variable};
use crate::writer::Writer;

/// Few enough that everything shadows everything: parameters, the function, what emitted code is made of.
const POOL: [&str; 8] = ["a", "b", "k", "n", "x0", "x1", "f", "value"];

impl Writer<'_> {
    /// A name that nothing else has.
    pub(crate) fn name(&mut self, prefix: &str) -> String {
        self.names += 1;
        format!("{prefix}{}", self.names)
    }

    /// A new variable, sometimes of a name that it shadows.
    pub(crate) fn variable(&mut self, scope: &Scope, prefix: &str, kind: Kind, mutable: bool) -> Variable {
        let name = self.new_name(scope, prefix);
        Variable { name, slot: self.slot(), kind, mutable }
    }

    pub(crate) fn new_name(&mut self, scope: &Scope, prefix: &str) -> String {
        if self.few_names {
            let free: Vec<&str> = POOL.into_iter().filter(|name| !scope.is_reserved(name)).collect();
            return if free.is_empty() { self.name(prefix) } else { self.one_of(&free).to_owned() };
        }
        let mut shadowed =
            scope.all(|other| other.name.starts_with(prefix) && !other.name.contains(['.', '[']));
        shadowed.retain(|other| !scope.is_reserved(&other.name));
        if shadowed.is_empty() || !self.happens(0.15) {
            return self.name(prefix);
        }
        self.one_of(&shadowed).name
    }

    /// Variables of one pattern, whose names differ.
    pub(crate) fn variables<const N: usize>(
        &mut self,
        scope: &Scope,
        wanted: [(&str, Kind, bool); N],
    ) -> [Variable; N] {
        let mut names = scope.clone();
        wanted.map(|(prefix, kind, mutable)| {
            let variable = self.variable(&names, prefix, kind, mutable);
            names.reserve(&variable.name);
            variable
        })
    }
}
