//! What the variables stand for at the place that is being lowered, and how that is taken back.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::Lowering;
use super::lent_choice::LentChoice;
use super::matrix_parts::LentPart;
use super::value::Value;
use crate::hash::{HashMap, HashSet};
use crate::region::ArrayId;
use crate::rules::symbol;
use crate::syntax::{Expr, ExprKind, Link, LocalId, Tree};
use crate::table::methods::{self, Change as Row, Meaning};

/// The last value of each variable that was assigned to.
pub(super) type Changes<'t> = BTreeMap<LocalId, Option<Value<'t>>>;

/// An assignment that may have to be taken back.
struct Change<'t> {
    local: LocalId,
    before: Option<Value<'t>>,
}

#[derive(Clone, Copy)]
pub(super) struct Mark {
    assignments: usize,
    time: usize,
}

/// A step to a part: of a tuple, or what an option holds.
#[derive(Clone, Copy)]
pub(super) enum Part {
    Of(usize),
    Held,
}

pub(super) struct Variables<'t> {
    /// Without a value where none was given yet, or where an error hides it.
    values: Vec<Option<Value<'t>>>,
    /// When the variable was declared.
    declared: Vec<usize>,
    /// Goes on with every declaration and every mark.
    clock: usize,
    log: Vec<Change<'t>>,
    /// What is called instead of a variable, within a closure that has its own.
    own: BTreeMap<LocalId, LocalId>,
    /// What leads on to where a change behind it is to arrive: other names of variables, and the states of iterators.
    followed: HashSet<LocalId>,
    /// Of what a name that leads on is a part.
    parts: BTreeMap<LocalId, (LocalId, Vec<Part>)>,
    /// The variables behind which something is looked at: they are references.
    dereferenced: HashSet<LocalId>,
    /// The vectors that may become longer or shorter, by their variables and by their arrays.
    resized: HashSet<LocalId>,
    pub(super) resized_arrays: HashSet<ArrayId>,
    /// The variables that change in their place, and what stands there that is no array of numbers.
    changed_in_place: HashSet<LocalId>,
    /// What something else changes than methods that nobody knows.
    changed_otherwise: Vec<(LocalId, Vec<String>)>,
    /// Names to which another value is given.
    given_otherwise: HashSet<LocalId>,
    pub(super) objects: HashSet<ArrayId>,
    /// The memory that holds a copy of what one of several references leads to: a change of it would arrive nowhere else.
    pub(super) copies_of_lent: HashSet<ArrayId>,
    /// Where those of these lead to that are followed, and which of them were changed.
    pub(super) choices: HashMap<ArrayId, Rc<LentChoice<'t>>>,
    /// The same of copies of parts of matrices.
    pub(super) views: HashMap<ArrayId, Rc<LentPart>>,
    pub(super) to_go_back: Vec<ArrayId>,
    /// The names with `mut` of mutable references, which may be led elsewhere.
    pub(super) references: HashSet<LocalId>,
    /// The names of references that are copies of what they lead to.
    pub(super) led_elsewhere: HashSet<LocalId>,
    /// The names of copies that share the memory of what they are copied from, as neither changes.
    pub(super) sharing: HashSet<LocalId>,
}

impl<'t> Variables<'t> {
    pub(super) fn new(tree: &Tree) -> Self {
        let count = tree.locals.len();
        let mut all = Vec::new();
        tree.body.children(&mut all);
        let mut resized = HashSet::default();
        let (mut dereferenced, mut compared) = (HashSet::default(), Vec::new());
        let (mut changed_in_place, mut changed_otherwise) = (HashSet::default(), Vec::new());
        let mut given_otherwise = HashSet::default();
        let (mut lent, mut behind_reference) = (HashSet::<LocalId>::default(), false);
        for one in all {
            one.any(&mut |expr| {
                let by = resized_by(expr);
                let may_resize = resizes(expr) || matches!(expr.kind, ExprKind::Call(..)) && !by.is_empty();
                behind_reference |= may_resize && by.iter().all(|local| !tree.local(*local).mutable);
                resized.extend(by);
                if lends(expr) {
                    lent.extend(&expr.effects.changes);
                }
                let in_place = match &expr.kind {
                    ExprKind::Method(_) | ExprKind::Call(..) | ExprKind::Increase(..) => true,
                    ExprKind::Assign(target, _) => matches!(target.bare().kind, ExprKind::Field(..)),
                    _ => false,
                };
                if in_place {
                    changed_in_place.extend(&expr.effects.changes);
                }
                if let ExprKind::Assign(target, _) = &expr.kind {
                    given_otherwise.extend(names_given(target));
                }
                changed_otherwise.extend(match &expr.kind {
                    ExprKind::Assign(target, _) | ExprKind::Increase(_, target, _) => path_of(target),
                    ExprKind::Reference(true, inner) => path_of(inner),
                    ExprKind::Method(method)
                        if methods::changes(&method.name.to_string(), method.arguments.len())
                            == Some(true) =>
                    {
                        path_of(&method.receiver)
                    }
                    _ => None,
                });
                if let ExprKind::Unary(syn::UnOp::Deref(_), inner) = &expr.kind {
                    dereferenced.extend(inner.as_local());
                }
                if let ExprKind::Chain(first, links) = &expr.kind
                    && let [Link { operator, right, .. }] = links.as_slice()
                    && symbol(operator).is_some_and(|symbol| symbol.starts_with(['=', '!', '<', '>']))
                {
                    compared.extend(first.as_local().zip(right.as_local()));
                }
                false
            });
        }
        // Rust compares a reference with another one alone.
        let is_one = |known: &HashSet<_>, (a, b): &(LocalId, LocalId)| known.contains(a) != known.contains(b);
        while let Some(&(a, b)) = compared.iter().find(|pair| is_one(&dereferenced, pair)) {
            dereferenced.extend([a, b]);
        }
        // Which of those that are lent it is, nobody asks.
        if behind_reference {
            resized.extend(lent);
        }
        Variables {
            values: vec![None; count],
            declared: vec![0; count],
            clock: 0,
            log: Vec::new(),
            own: BTreeMap::new(),
            followed: HashSet::default(),
            parts: BTreeMap::new(),
            dereferenced,
            resized,
            resized_arrays: HashSet::default(),
            changed_in_place,
            changed_otherwise,
            given_otherwise,
            objects: HashSet::default(),
            copies_of_lent: HashSet::default(),
            choices: HashMap::default(),
            views: HashMap::default(),
            to_go_back: Vec::new(),
            references: HashSet::default(),
            led_elsewhere: HashSet::default(),
            sharing: HashSet::default(),
        }
    }

    fn note_array(&mut self, local: LocalId) {
        if self.resized.contains(&local)
            && let Some(Value::Array(place)) = &self.values[local.index()]
            && place.path.is_empty()
        {
            self.resized_arrays.insert(place.array);
        }
    }

    /// A variable that the user did not write.
    pub(super) fn fresh(&mut self, value: Option<Value<'t>>) -> LocalId {
        self.values.push(value);
        self.clock += 1;
        self.declared.push(self.clock);
        LocalId::at(self.values.len() - 1)
    }

    /// What a closure has of its own instead of a variable.
    pub(super) fn fresh_instead_of(&mut self, local: LocalId, value: Value<'t>) -> LocalId {
        let own = self.fresh(Some(value));
        if self.resized.contains(&local) {
            self.resized.insert(own);
            self.note_array(own);
        }
        own
    }

    pub(super) fn actual(&self, local: LocalId) -> LocalId {
        self.own.get(&local).copied().unwrap_or(local)
    }

    /// What the variables stand for now.
    pub(super) fn all(&self) -> impl Iterator<Item = &Value<'t>> {
        self.values.iter().flatten()
    }

    pub(super) fn get(&self, local: LocalId) -> Option<&Value<'t>> {
        self.values[self.actual(local).index()].as_ref()
    }

    /// A new variable, which nothing outside of its scope knows.
    pub(super) fn declare(&mut self, local: LocalId, value: Option<Value<'t>>) {
        self.values[local.index()] = value;
        self.clock += 1;
        self.declared[local.index()] = self.clock;
        self.note_array(local);
    }

    /// Gives a variable a value, in a way that an enclosing branch can take back.
    pub(super) fn assign(&mut self, local: LocalId, value: Option<Value<'t>>) {
        let local = self.actual(local);
        let before = std::mem::replace(&mut self.values[local.index()], value);
        self.log.push(Change { local, before });
        self.note_array(local);
    }

    /// Lets what was assigned behind a name arrive in what that is a part of.
    pub(super) fn arrive(&mut self, local: LocalId) {
        let local = self.actual(local);
        if let Some((whole, path)) = self.parts.get(&local).cloned()
            && let (Some(value), Some(mut changed)) = (self.get(local).cloned(), self.get(whole).cloned())
            && let Some(part) = part_at(&mut changed, &path)
        {
            *part = value;
            self.assign(whole, Some(changed));
        }
    }

    /// Lets a variable be the name of a part of one, which it lends.
    pub(super) fn lend_part(&mut self, to: LocalId, of: LocalId, path: Vec<Part>) {
        let mut whole = self.get(of).cloned();
        if whole.as_mut().and_then(|whole| part_at(whole, &path)).is_some_and(|part| part.places().is_empty())
        {
            self.parts.insert(to, (of, path));
            self.followed.insert(to);
        }
    }

    /// What a variable is a part of.
    pub(super) fn whole_of(&self, local: LocalId) -> Option<LocalId> {
        self.parts.get(&local).map(|(whole, _)| *whole)
    }

    /// Lets a variable be another name of one, which it lends.
    pub(super) fn lend(&mut self, to: LocalId, of: LocalId) {
        let of = self.actual(of);
        self.own.insert(to, of);
        self.followed.insert(to);
    }

    /// Ends that.
    pub(super) fn take_from(&mut self, borrowers: &[LocalId]) {
        for borrower in borrowers {
            self.own.remove(borrower);
            self.followed.remove(borrower);
        }
    }

    /// Whether what is assigned behind a variable is assigned to what it stands for.
    pub(super) fn is_lent(&self, local: LocalId) -> bool {
        self.followed.contains(&local)
    }

    /// Whether something changes a variable where it is, instead of giving it another value.
    pub(super) fn is_changed_in_place(&self, local: LocalId) -> bool {
        self.changed_in_place.contains(&local)
    }

    pub(super) fn is_resized(&self, local: LocalId) -> bool {
        self.resized.contains(&local)
    }

    /// Whether another value is given to the name itself.
    pub(super) fn is_led_elsewhere(&self, local: LocalId) -> bool {
        self.given_otherwise.contains(&local)
    }

    /// Whether something changes it, or what it leads to.
    pub(super) fn is_changed(&self, local: LocalId) -> bool {
        self.is_changed_in_place(local) || self.changed_otherwise.iter().any(|(other, _)| *other == local)
    }

    /// Whether it is clear why something may change, whatever the methods do that nobody knows: a part of it changes, or what it is a part of.
    pub(super) fn is_changed_otherwise(&self, place: &Expr) -> bool {
        path_of(place).is_none_or(|(root, fields)| {
            self.changed_otherwise.iter().any(|(other, path)| {
                *other == root && path.iter().zip(&fields).all(|(one, other)| one == other)
            })
        })
    }

    /// Whether `*name` stands anywhere.
    pub(super) fn is_dereferenced(&self, local: LocalId) -> bool {
        self.dereferenced.contains(&local)
    }

    /// Lets a variable stand for a state that its iterator keeps.
    pub(super) fn keep_state(&mut self, local: LocalId) {
        self.followed.insert(local);
    }

    /// Gives a variable a value that nobody takes back.
    pub(super) fn replace(&mut self, local: LocalId, value: Option<Value<'t>>) {
        self.values[local.index()] = value;
    }

    /// This moment, to take back what is assigned after it.
    pub(super) fn mark(&mut self) -> Mark {
        self.clock += 1;
        Mark { assignments: self.log.len(), time: self.clock }
    }

    /// Takes back every assignment since the mark; what the variables were last is returned.
    pub(super) fn take_back(&mut self, mark: Mark) -> Changes<'t> {
        let mut last = Changes::new();
        for Change { local, before } in self.log.drain(mark.assignments..).rev() {
            let now = std::mem::replace(&mut self.values[local.index()], before);
            // What was declared since is out of scope.
            if self.declared[local.index()] < mark.time {
                last.entry(local).or_insert(now);
            }
        }
        last
    }

    /// Lets a closure use variables of its own in the place of others, until they are handed back.
    pub(super) fn with_own(&mut self, own: &BTreeMap<LocalId, LocalId>) -> BTreeMap<LocalId, LocalId> {
        let mut all = self.own.clone();
        all.extend(own.iter().map(|(&local, &own)| (local, own)));
        std::mem::replace(&mut self.own, all)
    }

    pub(super) fn hand_back(&mut self, before: BTreeMap<LocalId, LocalId>) {
        self.own = before;
    }
}

impl<'t> Lowering<'t, '_> {
    /// Gives a new variable its first value; numbers are called by its name.
    pub(super) fn declare(&mut self, local: LocalId, value: Value<'t>) {
        if let Value::Number(id) | Value::Borrowed(id) = value
            && !self.tree.local(local).may_be_constant
        {
            let name = self.name_of(local);
            self.christen(&name, id);
        }
        self.variables.declare(local, Some(value));
    }

    /// Gives a variable another value.
    pub(super) fn assign_local(&mut self, local: LocalId, value: Option<Value<'t>>) {
        if let Some(Value::Number(id)) = value
            && let Some(known) = self.tree.locals.get(local.index())
        {
            let name = known.name.clone();
            self.christen(&name, id);
        }
        self.variables.assign(local, value);
    }
}

fn part_at<'v, 't>(whole: &'v mut Value<'t>, path: &[Part]) -> Option<&'v mut Value<'t>> {
    let Some((first, rest)) = path.split_first() else { return Some(whole) };
    match (whole, first) {
        (Value::Tuple(parts), Part::Of(number)) => part_at(parts.get_mut(*number)?, rest),
        (Value::Option(_, held), Part::Held) => part_at(held, rest),
        _ => None,
    }
}

/// The names on the left of `=`.
fn names_given(target: &Expr) -> Vec<LocalId> {
    match &target.bare().kind {
        ExprKind::Tuple(parts) | ExprKind::List(parts, _) => parts.iter().flat_map(names_given).collect(),
        _ => target.as_local().into_iter().collect(),
    }
}

/// The variables that an expression may make longer or shorter.
fn resized_by(expr: &Expr) -> Vec<LocalId> {
    match &expr.kind {
        ExprKind::Assign(target, _) => match &target.bare().kind {
            ExprKind::Tuple(parts) => parts.iter().filter_map(Expr::as_local).collect(),
            _ => target.behind().as_local().into_iter().collect(),
        },
        ExprKind::Method(method) if resizes(expr) => {
            let lent = method.arguments.iter().filter(|argument| lends(argument.bare()));
            lent.chain([&method.receiver]).filter_map(|part| part.behind().root()).collect()
        }
        // Who is lent a vector may do anything with it.
        ExprKind::Call(_, arguments) => {
            let lent = |argument: &Expr| match &argument.bare().kind {
                ExprKind::Reference(true, inner) => inner.behind().as_local(),
                _ => None,
            };
            arguments.iter().filter_map(lent).collect()
        }
        _ => Vec::new(),
    }
}

/// Whether an expression is a method that makes a list longer or shorter.
fn resizes(expr: &Expr) -> bool {
    let ExprKind::Method(method) = &expr.kind else { return false };
    let keeps = |change: Row| {
        matches!(
            change,
            Row::Swap
                | Row::Fill
                | Row::Reverse
                | Row::RotateLeft
                | Row::RotateRight
                | Row::Sort
                | Row::SortByKey
                | Row::SortUnstable
                | Row::SortUnstableByKey
                | Row::Select
                | Row::CopyWithin
                | Row::Copy
                | Row::SwapWith
        )
    };
    methods::rows(&method.name.to_string())
        .any(|row| matches!(row.meaning, Meaning::Change(change) if !keeps(change)))
}

/// Whether an expression lends something to be changed.
fn lends(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Reference(mutable, _) => *mutable,
        ExprKind::Method(method) => methods::lends(&method.name.to_string()),
        _ => false,
    }
}

/// The variable that a place is in, and the fields that lead there.
fn path_of(place: &Expr) -> Option<(LocalId, Vec<String>)> {
    match &place.kind {
        ExprKind::Local(local) => Some((*local, Vec::new())),
        ExprKind::Field(base, member) => {
            let (root, mut fields) = path_of(base)?;
            fields.push(quote::ToTokens::to_token_stream(member).to_string());
            Some((root, fields))
        }
        ExprKind::Index(base, _)
        | ExprKind::Paren(base)
        | ExprKind::Reference(_, base)
        | ExprKind::Unary(syn::UnOp::Deref(_), base) => path_of(base),
        _ => place.root().map(|root| (root, Vec::new())),
    }
}
