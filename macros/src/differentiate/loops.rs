//! Going back through a loop: a loop that runs the other way, or the way back within each iteration.

use super::recall::Frame;
use super::reverse::{Backward, Contributions};
use crate::elementary::{Function, Kind};
use crate::hash::HashMap;
use crate::ir::{Graph, Id, Node};
use crate::region::{Action, Header, Initial, RegionId, RegionKind, StatementId};

impl Backward<'_> {
    #[allow(clippy::too_many_arguments, reason = "they are the parts of a loop")]
    pub(super) fn repeat(
        &mut self,
        statement: StatementId,
        header: &Header,
        forth: RegionId,
        initial: &[Id],
        exit: Option<Id>,
        seeds: &[Option<Id>],
        contributions: &mut Contributions,
    ) {
        let carried = &self.graph.region(forth).carried;
        let varying: Vec<usize> =
            (0..carried.len()).filter(|&number| self.graph.is_active(carried[number])).collect();
        if seeds.iter().all(Option::is_none) && !self.graph.changes_outside(forth) {
            return;
        }
        if let Some(choice) = self.choice(statement, header, forth, exit, &varying) {
            if let Some(seed) = seeds[varying[0]] {
                self.through_winner(statement, forth, &choice, (initial[varying[0]], seed), contributions);
            }
            return;
        }
        // A cotangent that stays the same throughout the loop need not be carried.
        let constant = self.added_to.get(&statement).cloned().unwrap_or_default();
        for &number in &constant {
            if let Some(seed) = seeds[number] {
                contributions.entry(initial[number]).or_default().push(seed);
            }
        }
        let fuses = constant.len() == varying.len()
            && self.is_live(statement)
            && self.can_fuse(statement, forth, seeds);
        let outside = if fuses {
            self.fused(statement, forth, seeds, &varying)
        } else {
            let present = self.presence_of_loop(forth, seeds);
            self.turned(statement, header, forth, exit, seeds, &varying, &constant, initial, present)
        };
        for (id, contribution) in outside {
            contributions.entry(id).or_default().push(contribution);
        }
    }

    /// The loop of the way back, and what it contributes to nodes outside of it.
    #[allow(clippy::too_many_arguments, reason = "they are the parts of a loop")]
    fn turned(
        &mut self,
        statement: StatementId,
        header: &Header,
        forth: RegionId,
        exit: Option<Id>,
        seeds: &[Option<Id>],
        varying: &[usize],
        constant: &[usize],
        initial: &[Id],
        present: Id,
    ) -> Vec<(Id, Id)> {
        let zero = self.graph.zero();
        let carried = self.graph.region(forth).carried.clone();
        let yields = self.graph.region(forth).yields.clone();
        let steps = (exit.is_some() || matches!(header, Header::Forever)).then(|| {
            let count = self.graph.count_iterations(statement);
            self.recall(count)
        });
        let outer = match (steps, header) {
            (Some(steps), _) => steps,
            (None, Header::For { iterable, .. } | Header::ForReversed { iterable, .. }) => {
                self.recall(*iterable)
            }
            (None, Header::Count { count, .. } | Header::CountDown { count, .. }) => self.recall(*count),
            (None, Header::Forever) => zero,
        };
        let (back, around) = self.graph.open(RegionKind::Loop);
        let mut frame = Frame::new(forth, back);
        let any_order = constant.len() == varying.len()
            && steps.is_none()
            && matches!(header, Header::For { .. } | Header::Count { .. })
            && self.graph.has_no_order(statement, forth);
        let mut back_header =
            self.graph.turned_around(header, back, outer, steps.is_some(), &mut frame.known);
        if any_order {
            back_header = back_header.turned();
            frame.same_order = Some(initial.iter().map(|&id| self.recall(id)).collect());
        }
        self.frames.push(frame);
        let mut starts = Vec::new();
        let mut inner = Contributions::new();
        let mut carrying: HashMap<Id, (Id, Id)> = HashMap::default();
        let mut flags: HashMap<Id, Id> = HashMap::default();
        let zero_of = |seed: Option<Id>| seed.unwrap_or(zero);
        for &number in varying {
            let seed = zero_of(seeds[number]);
            if constant.contains(&number) {
                inner.entry(yields[number]).or_default().push(seed);
                continue;
            }
            let start = self.graph.carry(back, Kind::Real, true);
            self.graph.suggest_name(start, carried[number], |name| format!("d_{name}"));
            starts.push((number, start));
            carrying.insert(start, (seed, seed));
            let mut cotangent = self.graph.mask(present, start);
            if seeds[number].is_none() {
                cotangent = self.something(cotangent, yields[number]);
            }
            inner.entry(yields[number]).or_default().push(cotangent);
        }
        let rates = self.begin_rates(statement, forth, back, &starts, seeds);
        self.declare_cotangents(forth);
        let mut outside = self.region(forth, inner);
        for &(number, start) in &starts {
            let terms = outside.remove(&carried[number]).unwrap_or_default();
            let cotangent = self.sum_in_source_order(terms);
            if let Some(&(rate, first)) = rates.get(&number) {
                carrying.insert(rate, (first, self.next_rate(cotangent, carried[number])));
            }
            // The slopes are multiplied first, so that one product leads from each iteration to the next.
            let factor = self.graph.factor_of(cotangent, start);
            let next = factor.map_or(cotangent, |factor| self.graph.mul(start, factor));
            if let Some(known) = carrying.get_mut(&start) {
                known.1 = next;
            }
        }
        for &number in constant {
            outside.remove(&carried[number]);
        }
        let never = self.graph.boolean(false);
        let mut sums = Vec::new();
        for (id, terms) in outside {
            let contribution = self.sum_in_source_order(terms);
            let (factor, term) = self.split(contribution, back);
            // Without an iteration, a factor that is not finite would make something of the empty sum.
            let presence = if factor.is_some() || self.graph.has_slopes(id) {
                self.graph.presence_in_loop(contribution, &back_header, back)
            } else {
                Presence::Always
            };
            let start = self.graph.carry(back, Kind::Real, true);
            self.graph.free_sums.insert(start);
            self.graph.suggest_name(start, id, |name| format!("d_{name}"));
            let next = self.graph.add(start, term);
            carrying.insert(start, (zero, next));
            if let Presence::InSome(truth) = presence
                && !flags.contains_key(&truth)
            {
                let before = self.graph.carry(back, Kind::Boolean, false);
                self.graph.suggested_as(before, "ran");
                carrying.insert(before, (never, self.graph.or(before, truth)));
                flags.insert(truth, before);
            }
            sums.push((id, factor, start, presence));
        }
        let frame = self.frames.pop().expect("it was entered above");
        for &(start, first, next) in &frame.carried_again {
            carrying.insert(start, (first, next));
        }
        // In the order in which they came to be carried.
        let mut all = self.graph.region(back).carried.clone();
        self.graph.region_mut(back).yields = all.iter().map(|start| carrying[start].1).collect();
        self.keep_truths(&frame, statement);
        // What was kept comes back last first, and so needs the other order.
        if any_order && self.graph.takes_from_tapes(back) {
            back_header = back_header.turned();
            for (number, place, first) in self.keep_carried_again(&frame) {
                carrying.insert(place, (first, place));
                all[number] = place;
                self.graph.region_mut(back).yields[number] = place;
            }
        }
        let starting = all.iter().map(|start| carrying[start].0).collect();
        self.graph.enter(around);
        let kinds: Vec<(Kind, bool)> =
            all.iter().map(|&start| (self.graph.kind(start), self.graph.is_active(start))).collect();
        let action = Action::Loop { header: back_header, body: back, initial: starting, exit: None };
        let turned = self.graph.perform(action, &kinds);
        let results: HashMap<Id, Id> =
            all.into_iter().zip(self.graph.statement(turned).results.clone()).collect();
        self.graph.add_up_in_registers(turned);
        self.graph.carry_neighbours(turned);
        let mut contributed: Vec<(Id, Id)> =
            starts.into_iter().map(|(number, start)| (initial[number], results[&start])).collect();
        for (id, factor, start, presence) in sums {
            let flag = |truth| results[&flags[&truth]];
            contributed.push((id, self.graph.total(factor, results[&start], presence.behind(flag))));
        }
        contributed
    }

    /// On what condition there is anything to go back through a loop with, if all that there can be comes from its results.
    fn presence_of_loop(&mut self, body: RegionId, seeds: &[Option<Id>]) -> Id {
        let seeds: Vec<Id> = seeds.iter().flatten().copied().collect();
        if seeds.is_empty() || self.graph.changes_outside(body) {
            return self.graph.boolean(true);
        }
        self.any_present(&seeds)
    }

    /// A factor that does not change within the region, and what is left of the product.
    pub(super) fn split(&mut self, product: Id, region: RegionId) -> (Option<Id>, Id) {
        if let Node::Apply(Function::MUL, factors) = self.graph.node(product).clone() {
            let outer = |graph: &Graph, id: Id| !graph.is_within(graph.home(id), region);
            let [a, b] = [factors[0], factors[1]];
            match (outer(self.graph, a), outer(self.graph, b)) {
                (true, false) => {
                    let (factor, rest) = self.split(b, region);
                    let factor = factor.map_or(a, |factor| self.graph.mul(a, factor));
                    return (Some(factor), rest);
                }
                (false, true) => {
                    let (factor, rest) = self.split(a, region);
                    let factor = factor.map_or(b, |factor| self.graph.mul(factor, b));
                    return (Some(factor), rest);
                }
                _ => {}
            }
        }
        (None, product)
    }

    /// Whether the way back can be gone within the iterations of the way forth: nothing is handed from one to the
    /// next, and all that is known only behind the loop is not needed.
    pub(super) fn can_fuse(&mut self, statement: StatementId, forth: RegionId, seeds: &[Option<Id>]) -> bool {
        let known = seeds.iter().flatten().all(|&seed| self.graph.is_known_before(seed, statement));
        known && self.graph.is_independent(statement, forth)
    }

    /// The way back within the iterations of the way forth.
    fn fused(
        &mut self,
        statement: StatementId,
        forth: RegionId,
        seeds: &[Option<Id>],
        varying: &[usize],
    ) -> Vec<(Id, Id)> {
        let zero = self.graph.zero();
        let around = self.graph.current();
        let yields = self.graph.region(forth).yields.clone();
        let carried = self.graph.region(forth).carried.clone();
        self.graph.enter(forth);
        self.declare_cotangents(forth);
        let mut inner = Contributions::new();
        for &number in varying {
            inner.entry(yields[number]).or_default().push(seeds[number].unwrap_or(zero));
        }
        let mut outside = self.region(forth, inner);
        for &number in varying {
            outside.remove(&carried[number]);
        }
        let header = match &self.graph.statement(statement).action {
            Action::Loop { header, .. } => header.clone(),
            _ => Header::Forever,
        };
        let never = self.graph.boolean(false);
        let mut sums = Vec::new();
        let mut flags: HashMap<Id, Id> = HashMap::default();
        for (id, terms) in outside {
            let contribution = self.sum_in_source_order(terms);
            let (factor, term) = self.split(contribution, forth);
            // Without an iteration, a factor that is not finite would make something of the empty sum.
            let presence = if factor.is_some() || self.graph.has_slopes(id) {
                self.graph.presence_in_loop(contribution, &header, forth)
            } else {
                Presence::Always
            };
            let (start, result) = self.graph.carry_through(statement, Kind::Real, true, zero);
            self.graph.free_sums.insert(start);
            self.graph.suggest_name(start, id, |name| format!("d_{name}"));
            let next = self.graph.add(start, term);
            self.graph.region_mut(forth).yields.push(next);
            if let Presence::InSome(truth) = presence
                && !flags.contains_key(&truth)
            {
                let (before, ran) = self.graph.carry_through(statement, Kind::Boolean, false, never);
                self.graph.suggested_as(before, "ran");
                let next = self.graph.or(before, truth);
                self.graph.region_mut(forth).yields.push(next);
                flags.insert(truth, ran);
            }
            sums.push((id, factor, result, presence));
        }
        self.graph.enter(around);
        self.graph.add_up_in_registers(statement);
        self.graph.carry_neighbours(statement);
        sums.into_iter()
            .map(|(id, factor, sum, presence)| {
                (id, self.graph.total(factor, sum, presence.behind(|truth| flags[&truth])))
            })
            .collect()
    }
}

/// When a loop contributes anything to a node outside of it.
#[derive(Clone, Copy)]
enum Presence {
    /// It does not matter: nothing is made of a zero.
    Always,
    /// On a condition that is known outside of the loop.
    If(Id),
    /// In the iterations in which this holds.
    InSome(Id),
}

impl Presence {
    /// The condition behind the loop, where it is known by a flag whether something held in any iteration.
    fn behind(self, flag: impl Fn(Id) -> Id) -> Option<Id> {
        match self {
            Presence::Always => None,
            Presence::If(condition) => Some(condition),
            Presence::InSome(truth) => Some(flag(truth)),
        }
    }
}

impl Graph {
    /// When what is contributed in each iteration is contributed at all: the loop may have none.
    fn presence_in_loop(&mut self, contribution: Id, header: &Header, body: RegionId) -> Presence {
        let present = self.presence(contribution);
        let is_outside = !self.is_within(self.home(present), body);
        match header {
            Header::Count { count, .. } | Header::CountDown { count, .. } if is_outside => {
                let none = self.literal("0", Kind::Integer);
                let above = Function::find(">", false).expect("the table has every comparison");
                let runs = self.apply(above, &[*count, none]);
                Presence::If(self.and(runs, present))
            }
            _ => Presence::InSome(present),
        }
    }

    /// The sum over a loop times what is the same in each iteration.
    fn total(&mut self, factor: Option<Id>, sum: Id, present: Option<Id>) -> Id {
        let sum = match present {
            Some(present) => self.mask(present, sum),
            None => sum,
        };
        factor.map_or(sum, |factor| self.mul(factor, sum))
    }

    /// What a number is multiplied by in an expression that is a multiple of it.
    fn factor_of(&mut self, expression: Id, number: Id) -> Option<Id> {
        if expression == number {
            return Some(self.real(1.0));
        }
        let Node::Apply(function, arguments) = self.node(expression).clone() else { return None };
        match (function, arguments.as_slice()) {
            (Function::ADD | Function::SUB, &[a, b]) => {
                let (a, b) = (self.factor_of(a, number)?, self.factor_of(b, number)?);
                Some(if function == Function::ADD { self.add(a, b) } else { self.sub(a, b) })
            }
            (Function::MUL, &[a, b]) => {
                let (first, second) = (self.factor_of(a, number), self.factor_of(b, number));
                match (first, second) {
                    (Some(factor), None) => Some(self.mul(factor, b)),
                    (None, Some(factor)) => Some(self.mul(a, factor)),
                    _ => None,
                }
            }
            (Function::DIV, &[a, b]) => {
                let factor = self.factor_of(a, number)?;
                Some(self.div(factor, b))
            }
            (Function::NEG, &[a]) => {
                let factor = self.factor_of(a, number)?;
                Some(self.neg(factor))
            }
            _ => None,
        }
    }

    /// Whether what is done in a region needs what was put onto a tape.
    fn takes_from_tapes(&self, region: RegionId) -> bool {
        let mut taken = Vec::new();
        for id in self.statements_within(region) {
            let statement = self.statement(id);
            match statement.action {
                Action::Pop { .. } => taken.extend(&statement.results),
                Action::Declare { initial: Initial::Popped(_), .. } => return true,
                _ => {}
            }
        }
        !taken.is_empty() && self.reachable(&self.used_within(region)).iter().any(|id| taken.contains(id))
    }
}
