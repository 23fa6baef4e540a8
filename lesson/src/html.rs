//! Two texts of a chapter and what stands in them go in, a page comes out in which both languages are.

use pulldown_cmark::{Parser, html::push_html};

use crate::Error;
use crate::content::{Both, Cell, Chapter, Figure, Insert, Table};
use crate::text::{Block, Text};

/// The scripts, in the order in which they are loaded; the first one before anything is shown.
pub(crate) const SCRIPTS: [&str; 8] =
    ["language.js", "plot.js", "player.js", "descent.js", "chart.js", "network.js", "tiles.js", "start.js"];

/// The title of each page, in English and in Korean.
pub(crate) type Titles = Vec<[String; 2]>;

/// The name of a chapter's file; 0 is the list of all.
pub(crate) fn file_name(chapter: usize) -> String {
    if chapter == 0 { "index.html".into() } else { format!("chapter-{chapter}.html") }
}

/// A whole page.
pub(crate) fn page(chapter: &Chapter, [en, ko]: [&Text; 2], titles: &Titles) -> Result<String, Error> {
    let number = chapter.number;
    let fault = |fault: String| Error::Languages { chapter: number, fault };
    if en.blocks.len() != ko.blocks.len() {
        return Err(fault(format!("{} blocks in English, {} in Korean", en.blocks.len(), ko.blocks.len())));
    }
    let mut body = String::new();
    let mut is_in_part = false;
    for blocks in en.blocks.iter().zip(&ko.blocks) {
        match blocks {
            (Block::Part(a), Block::Part(b)) if a == b => {
                body.push_str(if is_in_part { "</section>\n" } else { "" });
                body.push_str(&format!("<section id=\"{a}\">\n"));
                is_in_part = true;
            }
            (Block::Prose(a), Block::Prose(b)) => body.push_str(&both_of("div", &markdown(a), &markdown(b))),
            (Block::Insert(a), Block::Insert(b)) if a == b => match chapter.inserts.get(a.as_str()) {
                Some(insert) => body.push_str(&inserted(a, insert)),
                None => return Err(fault(format!("nothing is called `{a}`, which the text inserts"))),
            },
            (Block::Quiz { .. }, Block::Quiz { .. }) => body.push_str(&quiz(blocks)),
            (a, b) => return Err(fault(format!("{a:?} in English stands beside {b:?} in Korean"))),
        }
    }
    body.push_str(if is_in_part { "</section>\n" } else { "" });
    let [title, korean] = &titles[number];
    let heading = both_of("span", &escaped(title), &escaped(korean));
    let number_of =
        if number == 0 { String::new() } else { format!("<span class=\"number\">{number}</span>") };
    Ok(format!(
        "<!doctype html>\n<html lang=\"en\" data-language=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <title data-en=\"{0}\" data-ko=\"{1}\">{0}</title>\n<link rel=\"icon\" href=\"data:,\">\n\
         <link rel=\"stylesheet\" href=\"style.css\">\n{2}</head>\n<body>\n{3}<main>\n\
         <h1>{number_of}{heading}</h1>\n<noscript><p class=\"en\">Figures and the choice of language need JavaScript.</p></noscript>\n\
         {body}{4}</main>\n</body>\n</html>\n",
        escaped(title),
        escaped(korean),
        scripts(),
        header(number, titles),
        onward(number, titles),
    ))
}

fn scripts() -> String {
    let tag = |(index, script): (usize, &&str)| {
        format!("<script src=\"{script}\"{}></script>\n", if index == 0 { "" } else { " defer" })
    };
    SCRIPTS.iter().enumerate().map(tag).collect()
}

fn header(number: usize, titles: &Titles) -> String {
    let mut links = String::new();
    for (chapter, [title, korean]) in titles.iter().enumerate() {
        let current = if chapter == number { " aria-current=\"page\"" } else { "" };
        let words = if chapter == 0 { both_of("span", "Lesson", "강의") } else { chapter.to_string() };
        links.push_str(&format!(
            "<li><a href=\"{}\"{current} data-title-en=\"{}\" data-title-ko=\"{}\">{words}</a></li>\n",
            file_name(chapter),
            escaped(title),
            escaped(korean)
        ));
    }
    format!(
        "<header>\n<nav data-label-en=\"Chapters\" data-label-ko=\"차례\"><ol>\n{links}</ol></nav>\n\
         <div class=\"languages\" role=\"group\" aria-label=\"Language · 언어\">\n\
         <button type=\"button\" lang=\"en\" data-choose=\"en\">English</button>\n\
         <button type=\"button\" lang=\"ko\" data-choose=\"ko\">한국어</button>\n</div>\n</header>\n"
    )
}

/// The ways to the chapter before and the one after.
fn onward(number: usize, titles: &Titles) -> String {
    let mut links = String::new();
    let neighbours = [("prev", number.checked_sub(1)), ("next", Some(number + 1))];
    for (direction, chapter) in neighbours {
        let Some((chapter, [title, korean])) = chapter.and_then(|at| Some((at, titles.get(at)?))) else {
            continue;
        };
        let words = both_of("span", &escaped(title), &escaped(korean));
        let words = match direction {
            "prev" => format!("<span aria-hidden=\"true\">←</span> {words}"),
            _ => format!("{words} <span aria-hidden=\"true\">→</span>"),
        };
        links.push_str(&format!(
            "<a rel=\"{direction}\" class=\"{direction}\" href=\"{}\">{words}</a>\n",
            file_name(chapter)
        ));
    }
    format!(
        "<nav class=\"onward\" data-label-en=\"Next and last chapter\" data-label-ko=\"앞뒤 장\">{links}</nav>\n"
    )
}

fn inserted(name: &str, insert: &Insert) -> String {
    match insert {
        Insert::Table(table) => table_of(name, table),
        Insert::Figure(figure) => figure_of(name, figure),
        Insert::Program(text) => {
            format!("<pre id=\"{name}\" tabindex=\"0\"><code>{}</code></pre>\n", escaped(text))
        }
        Insert::Derivation(text) => {
            let listing = |text: &str| format!("<pre tabindex=\"0\"><code>{}</code></pre>", escaped(text));
            let korean: Vec<String> = text.lines().map(in_korean).collect();
            let both = both_of("div", &listing(text), &listing(&korean.join("\n")));
            format!("<div id=\"{name}\">{both}</div>\n")
        }
    }
}

/// A line of a derivation, of which the headings are English.
fn in_korean(line: &str) -> String {
    let backwards = line.strip_prefix("Backwards from ").and_then(|rest| rest.split_once(','));
    match (line, backwards) {
        (_, Some((from, _))) => format!("{from}에서 거꾸로, 길을 따라 곱하면"),
        ("The function, step by step", _) => "함수를 단계별로 나누면".into(),
        ("The slope of each step", _) => "단계마다의 기울기".into(),
        ("Collected", _) => "정리하면".into(),
        _ => line.into(),
    }
}

fn table_of(name: &str, table: &Table) -> String {
    let mut text = format!(
        "<p class=\"caption\" id=\"{name}-caption\">{}</p>\n\
         <div class=\"table\" role=\"region\" tabindex=\"0\" aria-labelledby=\"{name}-caption\">\n\
         <table id=\"{name}\" aria-labelledby=\"{name}-caption\">\n<thead><tr>",
        words(table.caption)
    );
    for (index, column) in table.columns.iter().enumerate() {
        // A heading stands over its column: words to the left, figures to the right.
        let first = table.rows.first().and_then(|row| row.get(index));
        let class = if matches!(first, Some(Cell::Words(_))) { " class=\"words\"" } else { "" };
        text.push_str(&format!("<th scope=\"col\"{class}>{}</th>", words(*column)));
    }
    text.push_str("</tr></thead>\n<tbody>\n");
    for row in &table.rows {
        text.push_str("<tr>");
        for (index, cell) in row.iter().enumerate() {
            let (from, to) = if index == 0 { ("<th scope=\"row\"", "</th>") } else { ("<td", "</td>") };
            text.push_str(&format!("{from}{}{to}", cell_of(cell)));
        }
        text.push_str("</tr>\n");
    }
    text + "</tbody></table></div>\n"
}

/// A cell from the end of its tag's name on.
fn cell_of(cell: &Cell) -> String {
    match cell {
        Cell::Words(both) => format!(" class=\"words\">{}", words(*both)),
        // Five weights in a row are longer than a phone is wide.
        Cell::Ours(figure) if figure.matches(", ").count() > 2 => {
            format!(" class=\"wraps\">{}", escaped(figure))
        }
        Cell::Ours(figure) => format!(">{}", escaped(figure)),
        Cell::Beside { ours, lesson, right } => format!(
            "><span class=\"ours\">{}</span><small class=\"{}\">{}<span class=\"hidden\">{}</span> {} <span aria-hidden=\"true\">{}</span><span class=\"hidden\">{}</span></small>",
            escaped(ours),
            if *right { "right" } else { "wrong" },
            "",
            both_of("span", "; the lesson has", "; 강의는"),
            escaped(lesson),
            if *right { "✓" } else { "✗" },
            if *right { both_of("span", "right", "맞음") } else { both_of("span", "wrong", "틀림") },
        ),
    }
}

fn figure_of(name: &str, figure: &Figure) -> String {
    // Within a script, `<` could end it.
    let data = figure.data.to_string().replace('<', "\\u003c");
    format!(
        "<figure id=\"{name}\" data-kind=\"{}\">\n<figcaption id=\"{name}-title\">{}</figcaption>\n\
         <script type=\"application/json\">{data}</script>\n</figure>\n",
        figure.kind,
        words(figure.title)
    )
}

fn quiz((en, ko): (&Block, &Block)) -> String {
    let (
        Block::Quiz { question, choices, answer },
        Block::Quiz { question: korean, choices: korean_choices, answer: korean_answer },
    ) = (en, ko)
    else {
        return String::new();
    };
    let mut buttons = String::new();
    for ((right, choice), (_, korean)) in choices.iter().zip(korean_choices) {
        let choice = both_of("span", &inline(choice), &inline(korean));
        buttons.push_str(&format!(
            "<button type=\"button\" aria-pressed=\"false\"{}>{choice}</button>\n",
            if *right { " data-right" } else { "" }
        ));
    }
    format!(
        "<div class=\"quiz\">\n{}<div class=\"choices\">\n{buttons}</div>\n\
         <details><summary>{}</summary>\n{}</details>\n</div>\n",
        both_of("div", &markdown(question), &markdown(korean)),
        both_of("span", "The answer", "정답"),
        both_of("div", &markdown(answer), &markdown(korean_answer)),
    )
}

fn words(both: Both) -> String {
    if both.en == both.ko { escaped(both.en) } else { both_of("span", &escaped(both.en), &escaped(both.ko)) }
}

/// An element for each language, of which one is shown.
fn both_of(element: &str, en: &str, ko: &str) -> String {
    if element == "span" {
        return format!(
            "<span class=\"en\" lang=\"en\">{en}</span><span class=\"ko\" lang=\"ko\">{ko}</span>"
        );
    }
    format!(
        "<{element} class=\"en\" lang=\"en\">{en}</{element}>\n<{element} class=\"ko\" lang=\"ko\">{ko}</{element}>\n"
    )
}

fn markdown(text: &str) -> String {
    let mut html = String::new();
    push_html(&mut html, Parser::new(&held_together(text)));
    html
}

/// No line ends before an equals sign or a per cent, within a slope or the sizes of layers, or between a bracket and the
/// particle of Korean that belongs to it.
fn held_together(text: &str) -> String {
    let text = text.replace(" = ", "\u{a0}=\u{a0}").replace(" %", "\u{a0}%").replace("/∂", "/\u{2060}∂");
    let mut held = String::with_capacity(text.len());
    let mut before = [' '; 2];
    for sign in text.chars() {
        let is_layers = before[0].is_ascii_digit() && before[1] == '-' && sign.is_ascii_digit();
        let is_particle = before[1] == ')' && ('가'..='힣').contains(&sign);
        if is_layers || is_particle {
            held.push('\u{2060}');
        }
        held.push(sign);
        before = [before[1], sign];
    }
    held
}

/// Markdown of one line, without the paragraph around it.
fn inline(text: &str) -> String {
    let html = markdown(text);
    html.trim().trim_start_matches("<p>").trim_end_matches("</p>").into()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::Facts;
    use crate::text;

    fn made(en: &str, ko: &str) -> Result<String, Error> {
        let chapter = Chapter::new(0, Facts::default());
        let [en, ko] = [en, ko].map(|words| text::read("1.md", words, &chapter.facts).unwrap());
        page(&chapter, [&en, &ko], &vec![["A <b>".into(), "가".into()]])
    }

    #[test]
    fn both_languages_are_in_the_page() {
        let page = made("# A\n@part one\nHello *you*.", "# 가\n@part one\n안녕하세요.").unwrap();
        for words in [
            "<section id=\"one\">",
            "<div class=\"en\" lang=\"en\"><p>Hello <em>you</em>.</p>",
            "<div class=\"ko\" lang=\"ko\"><p>안녕하세요.</p>",
            "<title data-en=\"A &lt;b&gt;\" data-ko=\"가\">A &lt;b&gt;</title>",
        ] {
            assert!(page.contains(words), "{words}: {page}");
        }
    }

    #[test]
    fn languages_have_the_same_parts_and_figures() {
        for (en, ko, fault) in [
            ("# A\nHello.", "# 가", "1 blocks in English, 0 in Korean"),
            ("# A\n@part one", "# 가\n@part two", "stands beside"),
            ("# A\n@insert table", "# 가\n@insert table", "nothing is called `table`"),
        ] {
            let error = made(en, ko).unwrap_err().to_string();
            assert!(error.starts_with("chapter 0: ") && error.contains(fault), "{error}");
        }
    }
}
