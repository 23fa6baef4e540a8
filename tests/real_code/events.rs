//! Records that are constant, looked at one after the other; a type that cannot be copied and has no default.

pub struct Event {
    at: f64,
    dose: f64,
    name: String,
}

fn events() -> Vec<Event> {
    [(0.4, 1.0), (0.9, 0.5), (2.2, 0.7)].map(|(at, dose)| Event { at, dose, name: "dose".into() }).into()
}

mod a_misfit_at_the_times_of_samples {
    use chainrule::differentiate;

    use super::super::check;
    use super::{Event, events};

    #[differentiate(wrt(k))]
    pub fn misfit(k: f64, events: &[Event]) -> f64 {
        let mut sse = 0.0;
        let mut t = 0.0;
        let mut conc = 1.0;
        let mut next = events.iter().peekable();
        while let Some(s) = next.peek() {
            if t >= s.at - 1e-9 {
                sse += (conc - s.dose).powi(2);
                next.next();
                continue;
            }
            conc *= k;
            t += 0.1;
        }
        sse
    }

    #[test]
    fn its_derivative() {
        let events = events();
        check(&0.7, |k| misfit(*k, &events), misfit::value_and_gradient(0.7, &events));
    }
}

mod doses_that_arrive {
    use chainrule::differentiate;

    use super::super::check;
    use super::{Event, events};

    #[differentiate(wrt(k))]
    pub fn level(k: f64, events: &[Event]) -> f64 {
        let mut it = events.iter();
        let mut cur = it.next();
        let mut c = 0.0;
        for step in 0..10 {
            let t = step as f64 * 0.5;
            if let Some(e) = cur
                && t >= e.at
            {
                c += e.dose;
                cur = it.next();
            }
            c *= (-k * 0.5).exp();
        }
        c
    }

    #[test]
    fn its_derivative() {
        let events = events();
        check(&0.7, |k| level(*k, &events), level::value_and_gradient(0.7, &events));
    }
}

mod doses_with_the_gap_behind_each {
    use chainrule::differentiate;

    use super::super::check;
    use super::{Event, events};

    #[differentiate(wrt(k))]
    pub fn washed_out(k: f64, events: &[Event]) -> f64 {
        let mut it = events.iter().enumerate().peekable();
        let mut c = k;
        while let Some((i, e)) = it.next() {
            let gap = match it.peek() {
                Some((_, next)) => next.at - e.at,
                None => 1.0,
            };
            c = (c + e.dose * (i + 1) as f64) * (-k * gap).exp();
        }
        c
    }

    #[test]
    fn its_derivative() {
        let events = events();
        check(&0.7, |k| washed_out(*k, &events), washed_out::value_and_gradient(0.7, &events));
    }
}

mod pairs_of_events {
    use chainrule::differentiate;

    use super::super::check;
    use super::{Event, events};

    #[differentiate(wrt(k))]
    pub fn in_pairs(k: f64, events: &[Event]) -> f64 {
        let mut it = events.chunks(2).peekable();
        let mut c = k;
        while let Some(pair) = it.next() {
            if let [a, b] = pair {
                c += a.dose * (-k * (b.at - a.at)).exp();
            } else if let Some(last) = pair.last() {
                c *= last.dose;
            }
            if it.peek().is_some_and(|p| p.len() == 1) {
                c += 1.0;
            }
        }
        c
    }

    #[test]
    fn its_derivative() {
        let events = events();
        check(&0.7, |k| in_pairs(*k, &events), in_pairs::value_and_gradient(0.7, &events));
    }
}

mod what_the_first_event_begins {
    use chainrule::differentiate;

    use super::super::check;
    use super::{Event, events};

    #[differentiate(wrt(k))]
    pub fn path(k: f64, events: &[Event]) -> f64 {
        let mut rest = events.iter();
        let first = rest.next().expect("events");
        let mut prev = first;
        let mut s = first.dose * k;
        for e in rest {
            s += (e.dose - prev.dose) * (k * (e.at - prev.at)).sin();
            prev = e;
        }
        s
    }

    #[test]
    fn its_derivative() {
        let events = events();
        check(&0.7, |k| path(*k, &events), path::value_and_gradient(0.7, &events));
    }
}

mod events_left_out {
    use chainrule::differentiate;

    use super::super::check;
    use super::{Event, events};

    #[differentiate(wrt(k))]
    pub fn path_without_small_ones(k: f64, events: &[Event]) -> f64 {
        let mut prev = &events[0];
        let mut s = 0.0;
        for e in &events[1..] {
            if e.dose < 0.6 {
                continue;
            }
            s += (e.dose - prev.dose) * (k * (e.at - prev.at)).sin();
            prev = e;
        }
        s
    }

    #[test]
    fn its_derivative() {
        let events = events();
        check(
            &0.7,
            |k| path_without_small_ones(*k, &events),
            path_without_small_ones::value_and_gradient(0.7, &events),
        );
    }
}
