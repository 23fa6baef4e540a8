//! Every page in both languages and at two widths: no error, no request, nothing that sticks out or hides, and what can be
//! moved moves what it should.

mod browser;

use browser::{Window, pages};
use serde_json::Value;

const LANGUAGES: [&str; 2] = ["en", "ko"];
const WIDTHS: [u32; 2] = [360, 1280];

/// Elements with words that stick out of the window, of their picture, or of the box that they are written in. What scrolls
/// on its own, tables and programs, may be wider.
const STICKS_OUT: &str = "(() => {
    const faults = [];
    const wide = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth > wide) faults.push(`the page is ${document.documentElement.scrollWidth} wide`);
    for (const element of document.querySelectorAll('body *:not(script)')) {
        if (element.closest('svg, .table, pre, .matrix, .hidden') || !element.getClientRects().length || !element.textContent.trim()) continue;
        const { left, right } = element.getBoundingClientRect();
        if (left < -0.5 || right > wide + 0.5) faults.push(`${element.tagName} ${element.textContent.trim().slice(0, 40)}: ${left} to ${right}`);
    }
    for (const text of document.querySelectorAll('figure .stage svg text')) {
        if (!text.textContent) continue;
        const figure = text.closest('figure').getBoundingClientRect();
        const { left, right, top, bottom } = text.getBoundingClientRect();
        if (left < figure.left || right > figure.right || top < figure.top || bottom > figure.bottom) faults.push(`${text.textContent} leaves its figure`);
    }
    return faults;
})()";

/// Words in a picture that lie on each other.
const OVERLAPS: &str = "(() => {
    const faults = [];
    for (const svg of document.querySelectorAll('figure .stage svg')) {
        const texts = [...svg.querySelectorAll('text')].map((text) => [text.textContent, text.getBoundingClientRect()]);
        texts.forEach(([words, a], at) => {
            for (const [others, b] of texts.slice(at + 1)) {
                const [x, y] = [Math.min(a.right, b.right) - Math.max(a.left, b.left), Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top)];
                if (words && others && x > 2 && y > 4) faults.push(`${svg.closest('figure').id}: ${words} on ${others}`);
            }
        });
    }
    // Words in a box end before the box does.
    for (const box of document.querySelectorAll('svg .box')) {
        const [a, figure] = [box.getBoundingClientRect(), box.closest('figure').id];
        for (const text of box.closest('svg').querySelectorAll('text')) {
            const b = text.getBoundingClientRect();
            const [x, y] = [(b.left + b.right) / 2, (b.top + b.bottom) / 2];
            const inside = x > a.left && x < a.right && y > a.top && y < a.bottom;
            if (inside && (b.left < a.left + 1 || b.right > a.right - 1 || b.top < a.top - 1 || b.bottom > a.bottom + 1)) faults.push(`${figure}: ${text.textContent} leaves its box`);
        }
    }
    return faults;
})()";

#[test]
fn every_page_opens_without_a_fault_and_nothing_sticks_out() {
    let window = Window::new();
    for page in pages() {
        for language in LANGUAGES {
            for width in WIDTHS {
                let place = format!("{page} in {language} at {width}");
                window.open(&page, language, width);
                window
                    .photograph(&format!("{}-{language}-{width}.png", page.trim_end_matches(".html")), width);
                assert_eq!(window.faults(), Vec::<String>::new(), "{place}");
                assert_eq!(window.list(STICKS_OUT), Vec::<String>::new(), "{place}");
                assert_eq!(window.list(OVERLAPS), Vec::<String>::new(), "{place}");
            }
        }
    }
}

/// At each step of each drawing, too.
#[test]
fn nothing_sticks_out_at_any_step() {
    let window = Window::new();
    for page in pages() {
        for (language, width) in [("ko", 360), ("en", 360), ("en", 1280)] {
            window.open(&page, language, width);
            let longest = window.ask("Math.max(0, ...[...document.querySelectorAll('[data-role=step]')].map((range) => +range.max))");
            let longest = longest.as_u64().unwrap_or(0).min(12);
            for step in 0..=longest {
                window.ask(&format!(
                    "document.querySelectorAll('[data-role=step]').forEach((range) => {{
                        range.value = {step}; range.dispatchEvent(new Event('input'));
                    }})"
                ));
                let place = format!("{page} in {language} at {width}, step {step}");
                assert_eq!(window.list(STICKS_OUT), Vec::<String>::new(), "{place}");
                assert_eq!(window.list(OVERLAPS), Vec::<String>::new(), "{place}");
            }
            assert_eq!(window.faults(), Vec::<String>::new(), "{page}");
        }
    }
}

#[test]
fn one_language_is_shown_and_the_switch_changes_it_in_place() {
    let window = Window::new();
    for page in pages() {
        window.open(&page, "en", 1280);
        let shown = |class: &str| {
            window.ask(&format!("[...document.querySelectorAll('main .{class}')].filter((e) => e.getClientRects().length).length"))
        };
        let anchors = "[...document.querySelectorAll('[id]')].map((e) => e.id)";
        let (before, title) = (window.list(anchors), window.ask("document.title"));
        assert!(shown("en").as_u64() > Some(0), "{page}");
        assert_eq!(shown("ko"), 0, "{page}");
        assert_eq!(
            before.len(),
            before.iter().collect::<std::collections::BTreeSet<_>>().len(),
            "{page}: {before:?}"
        );
        window.ask("document.querySelector('[data-choose=ko]').click()");
        assert_eq!(shown("en"), 0, "{page}");
        assert!(shown("ko").as_u64() > Some(0), "{page}");
        assert_ne!(window.ask("document.title"), title);
        assert_eq!(window.ask("document.documentElement.lang"), "ko");
        let without_numbers =
            "[...document.querySelectorAll('[id]')].map((e) => e.id).filter((id) => !/-\\d+$/.test(id))";
        let kept: Vec<String> =
            before.into_iter().filter(|id| !id.ends_with(|c: char| c.is_ascii_digit())).collect();
        assert_eq!(window.list(without_numbers), kept, "{page}: the anchors are the same");
        // Words within the drawings, too: none is English that has a Korean counterpart.
        let english = window.list("[...document.querySelectorAll('.legend li, .controls label')].map((e) => e.textContent).filter((t) => /learning rate|iteration|start|tangent|descent$/.test(t))");
        assert_eq!(english, Vec::<String>::new(), "{page}");
        assert!(window.faults().is_empty());
    }
    // A link carries the language along.
    window.open("index.html", "ko", 1280);
    let links =
        window.list("[...document.querySelectorAll('a[href*=chapter]')].map((a) => a.getAttribute('href'))");
    assert!(links.iter().all(|link| link.contains(".html?ko")), "{links:?}");
}

#[test]
fn every_slider_changes_what_its_figure_shows() {
    let window = Window::new();
    let mut count = 0;
    for page in pages() {
        window.open(&page, "en", 1280);
        let same = window.list(
            "[...document.querySelectorAll('figure input[type=range]')].map((range) => {
                const figure = range.closest('figure');
                // The runs differ from the first step on.
                const steps = figure.querySelector('[data-role=step]');
                if (steps !== range) { steps.value = Math.min(2, steps.max); steps.dispatchEvent(new Event('input')); }
                const shown = () => figure.querySelector('.stage').innerHTML.replace(/clip-\\d+/g, '') + figure.querySelector('.readout').textContent;
                const before = shown();
                range.value = +range.value === +range.min ? range.max : range.min;
                range.dispatchEvent(new Event('input'));
                return shown() === before ? `${figure.id} ${range.dataset.role}` : '';
            })",
        );
        count += same.len();
        assert!(same.iter().all(String::is_empty), "{page}: {same:?}");
    }
    assert!(count > 20, "{count}");
}

#[test]
fn play_plays_to_the_end_and_pauses_and_keys_step() {
    let window = Window::new();
    window.open("chapter-1.html", "en", 1280);
    let at = || window.ask("+document.querySelector('#parabola [data-role=step]').value").as_u64().unwrap();
    let play = "document.querySelector('#parabola .play').click()";
    assert_eq!(at(), 0);
    window.ask(play);
    std::thread::sleep(std::time::Duration::from_millis(1500));
    window.ask(play);
    let paused = at();
    assert!((1..=4).contains(&paused), "{paused}");
    std::thread::sleep(std::time::Duration::from_millis(900));
    assert_eq!(at(), paused);
    window.ask("document.querySelector('#parabola [data-role=step]').focus()");
    window.press("ArrowRight");
    assert_eq!(at(), paused + 1);
    assert!(window.faults().is_empty());
}

/// x = start·(1 − 2·rate)ⁿ, whatever is chosen.
#[test]
fn figures_shown_for_the_parabola_are_the_closed_form() {
    let window = Window::new();
    window.open("chapter-1.html", "en", 1280);
    let shown: Value = window.ask(
        "(() => {
            const figure = document.querySelector('#parabola');
            const slider = (role) => figure.querySelector(`[data-role=${role}]`);
            const put = (role, value) => { slider(role).value = value; slider(role).dispatchEvent(new Event('input')); };
            const rows = [];
            for (let rate = 0; rate <= +slider('rate').max; rate += 3) for (let start = 0; start <= +slider('start').max; start += 2) {
                put('rate', rate); put('start', start);
                for (let step = 0; step <= +slider('step').max; step += 1) {
                    put('step', step);
                    const value = (role) => slider(role).nextElementSibling.textContent.replace('−', '-');
                    rows.push([value('rate'), value('start'), value('step'), figure.querySelector('.readout').textContent]);
                }
            }
            return rows;
        })()",
    );
    let rows = shown.as_array().unwrap();
    assert!(rows.len() > 300, "{}", rows.len());
    for row in rows {
        let number = |at: usize| row[at].as_str().unwrap().parse::<f64>().unwrap();
        let (rate, start, steps) = (number(0), number(1), row[2].as_str().unwrap().parse::<usize>().unwrap());
        let x = (0..steps).fold(start, |x, _| x * (1.0 - 2.0 * rate));
        let text = row[3].as_str().unwrap().replace('−', "-").replace('\u{a0}', " ");
        for (name, expected) in [("x", x), ("f(x)", x * x), ("f′(x)", 2.0 * x)] {
            let figure = text.split(" · ").find_map(|part| part.strip_prefix(&format!("{name} = "))).unwrap();
            // Three decimals, or two digits of what is smaller than a thousandth.
            let tolerance = if expected.abs() < 1e-3 { 0.06 * expected.abs() } else { 6e-4 };
            // Products of decimals that should be zero are a few ulps.
            assert!((parse(figure) - expected).abs() <= tolerance + 1e-15, "{row}: {name} is {expected}");
        }
    }
}

/// A number as the page writes it: 1.234 or 1.2·10⁻⁵.
fn parse(text: &str) -> f64 {
    let Some((digits, power)) = text.split_once("·10") else { return text.parse().unwrap() };
    let exponent: String = power
        .chars()
        .map(|c| "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().position(|r| r == c).map_or("-".into(), |d| d.to_string()))
        .collect();
    digits.parse::<f64>().unwrap() * 10_f64.powi(exponent.parse().unwrap())
}

/// The steps of the blame, whose products are the lesson's.
#[test]
fn the_blame_comes_back_step_by_step() {
    let window = Window::new();
    for width in WIDTHS {
        window.open("chapter-5.html", "en", width);
        let texts = |step: u32| {
            window.ask(&format!(
                "(() => {{ const range = document.querySelector('#blame [data-role=step]'); range.value = {step}; range.dispatchEvent(new Event('input')); }})()"
            ));
            window.list("[...document.querySelectorAll('#blame svg text')].map((t) => t.textContent.replace(/error\\/∂\\w+ /, ''))")
        };
        assert!(!texts(3).iter().any(|text| text.starts_with('∂')));
        let last = texts(7);
        for blame in ["520", "156", "650", "312", "26"] {
            assert!(
                last.iter().any(|text| *text == format!("∂= {blame}") || *text == format!("∂ = {blame}")),
                "{blame}: {last:?}"
            );
        }
        for slope in ["·20", "·6", "·25", "·12", "·1", "·26"] {
            assert!(last.iter().any(|text| text == slope), "{slope}: {last:?}");
        }
    }
}

#[test]
fn a_question_is_answered_and_its_drawing_goes_on() {
    let window = Window::new();
    for page in pages().iter().skip(1) {
        window.open(page, "ko", 360);
        let wrong = window.list(
            "[...document.querySelectorAll('.quiz')].map((quiz) => {
                const details = quiz.querySelector('details');
                const closed = !details.open;
                quiz.querySelector('button[data-right]').click();
                return closed && details.open && quiz.querySelectorAll('[data-right]').length === 1 ? '' : quiz.textContent;
            })",
        );
        assert!(!wrong.is_empty() && wrong.iter().all(String::is_empty), "{page}: {wrong:?}");
    }
    window.open("chapter-1.html", "en", 1280);
    assert_eq!(window.ask("document.querySelector('#guess input') === null"), true);
    window.ask("[...document.querySelectorAll('.quiz button[data-right]')].at(-1).click()");
    std::thread::sleep(std::time::Duration::from_millis(1500));
    assert!(window.ask("+document.querySelector('#guess [data-role=step]').value").as_u64() > Some(0));
    assert!(window.faults().is_empty());
}

/// Words have at least the contrast that the Web Content Accessibility Guidelines ask for, 4.5, and lines 3.
#[test]
fn colours_can_be_told_apart_in_light_and_dark() {
    let window = Window::new();
    window.open("chapter-1.html", "en", 1280);
    let mut papers = Vec::new();
    for scheme in ["light", "dark"] {
        window.prefer(scheme);
        let light = |name: &str| {
            let colour = window.ask(&format!(
                "getComputedStyle(document.documentElement).getPropertyValue('--{name}').trim()"
            ));
            let colour = colour.as_str().unwrap().trim_start_matches('#').to_owned();
            let part = |at: usize| f64::from(u8::from_str_radix(&colour[at..at + 2], 16).unwrap()) / 255.0;
            let linear =
                |part: f64| if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) };
            0.2126 * linear(part(0)) + 0.7152 * linear(part(2)) + 0.0722 * linear(part(4))
        };
        for (names, least) in [
            (["ink", "grey", "link", "good", "bad"].as_slice(), 4.5),
            (&["blue", "rose", "green", "sand", "purple", "sky"], 3.0),
        ] {
            for name in names {
                for paper in ["paper", "card", "soft"] {
                    let (a, b) = (light(name), light(paper));
                    let contrast = (a.max(b) + 0.05) / (a.min(b) + 0.05);
                    assert!(contrast >= least, "{name} on {paper}, {scheme}: {contrast:.2}");
                }
            }
        }
        papers.push(light("paper"));
    }
    assert!(papers[0] > 0.8 && papers[1] < 0.1, "{papers:?}");
}
