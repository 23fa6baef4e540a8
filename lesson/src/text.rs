//! The texts: a file for each chapter and language goes in, blocks come out.
//!
//! Text is Markdown. A line with `@` begins something: `@part name` a part with an anchor, `@insert name` a table, figure or
//! listing, `@quiz` a question, whose choices are a list with `[x]` before the right one and whose answer follows
//! `@answer`, up to `@end`. The first line is the chapter's title.

use crate::Error;
use crate::facts::Facts;

/// A piece of a text, with its placeholders filled.
#[derive(Debug, PartialEq)]
pub(crate) enum Block {
    Part(String),
    Prose(String),
    Insert(String),
    Quiz { question: String, choices: Vec<(bool, String)>, answer: String },
}

/// A text that was read.
#[derive(Debug)]
pub(crate) struct Text {
    pub(crate) title: String,
    pub(crate) blocks: Vec<Block>,
}

/// Reads a text, in which each placeholder has to be among the facts.
pub(crate) fn read(file: &str, text: &str, facts: &Facts) -> Result<Text, Error> {
    let mut reader = Reader { file, facts, blocks: Vec::new(), prose: String::new() };
    let mut lines = text.lines().zip(1..);
    let title = lines.next().and_then(|(line, _)| line.strip_prefix("# "));
    let title = title.ok_or_else(|| reader.fault(1, "the first line is the title; write `# Title`"))?;
    let title = reader.fill(title, 1)?;
    while let Some((line, number)) = lines.next() {
        match line.strip_prefix('@').map(|command| command.split_once(' ').unwrap_or((command, ""))) {
            None => {
                let line = reader.fill(line, number)?;
                reader.prose.push_str(&line);
                reader.prose.push('\n');
            }
            Some(("part", name)) => reader.push(Block::Part(name.trim().into())),
            Some(("insert", name)) => reader.push(Block::Insert(name.trim().into())),
            Some(("quiz", "")) => {
                let quiz = reader.quiz(&mut lines, number)?;
                reader.push(quiz);
            }
            Some(_) => {
                return Err(reader.fault(number, "write `@part name`, `@insert name` or `@quiz`"));
            }
        }
    }
    reader.end_prose();
    Ok(Text { title, blocks: reader.blocks })
}

struct Reader<'a> {
    file: &'a str,
    facts: &'a Facts,
    blocks: Vec<Block>,
    prose: String,
}

impl Reader<'_> {
    fn push(&mut self, block: Block) {
        self.end_prose();
        self.blocks.push(block);
    }

    fn end_prose(&mut self) {
        let prose = std::mem::take(&mut self.prose);
        if !prose.trim().is_empty() {
            self.blocks.push(Block::Prose(prose.trim().into()));
        }
    }

    fn quiz<'t>(
        &self,
        lines: &mut impl Iterator<Item = (&'t str, usize)>,
        start: usize,
    ) -> Result<Block, Error> {
        let (mut question, mut answer, mut choices) = (String::new(), String::new(), Vec::new());
        let mut is_answer = false;
        for (line, number) in lines {
            let line = self.fill(line, number)?;
            if line == "@end" {
                if choices.iter().filter(|(right, _)| *right).count() != 1 || answer.is_empty() {
                    break;
                }
                return Ok(Block::Quiz { question: question.trim().into(), choices, answer });
            } else if line == "@answer" {
                is_answer = true;
            } else if let Some(choice) = line.strip_prefix("- [x] ") {
                choices.push((true, choice.into()));
            } else if let Some(choice) = line.strip_prefix("- [ ] ") {
                choices.push((false, choice.into()));
            } else {
                let to = if is_answer { &mut answer } else { &mut question };
                to.push_str(&line);
                to.push('\n');
            }
        }
        Err(self.fault(start, "a question has choices `- [ ]`, one of them `- [x]`, `@answer` and `@end`"))
    }

    /// The line with a figure for each placeholder.
    fn fill(&self, line: &str, number: usize) -> Result<String, Error> {
        let mut filled = String::new();
        let mut rest = line;
        while let Some((before, after)) = rest.split_once('{') {
            let (name, behind) =
                after.split_once('}').ok_or_else(|| self.fault(number, "`{` without `}`"))?;
            let figure = self.facts.get(name).ok_or_else(|| {
                let names: Vec<_> = self.facts.names().collect();
                self.fault(number, format!("no figure is called `{name}`; there are {}", names.join(", ")))
            })?;
            filled.push_str(before);
            filled.push_str(figure);
            rest = behind;
        }
        filled.push_str(rest);
        Ok(filled)
    }

    fn fault(&self, line: usize, fault: impl Into<String>) -> Error {
        Error::Text { file: self.file.into(), line, fault: fault.into() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "# Title\nHello {x}.\n@part one\n@insert table\nMore.\n@quiz\nWhich?\n- [ ] a\n- [x] {x}\n@answer\nIt is {x}.\n@end\n";

    #[test]
    fn blocks_come_in_their_order() {
        let text = read("en/1.md", TEXT, &Facts::default().with("x", "42")).unwrap();
        assert_eq!(text.title, "Title");
        assert_eq!(
            text.blocks,
            [
                Block::Prose("Hello 42.".into()),
                Block::Part("one".into()),
                Block::Insert("table".into()),
                Block::Prose("More.".into()),
                Block::Quiz {
                    question: "Which?".into(),
                    choices: vec![(false, "a".into()), (true, "42".into())],
                    answer: "It is 42.\n".into(),
                },
            ]
        );
    }

    #[test]
    fn faults_name_the_line_and_the_way_out() {
        let facts = Facts::default().with("x", "42");
        for (text, fault) in [
            ("Hello", "en/1.md, line 1: the first line is the title; write `# Title`"),
            ("# A\n{y}", "en/1.md, line 2: no figure is called `y`; there are x"),
            ("# A\n{y", "en/1.md, line 2: `{` without `}`"),
            ("# A\n@figure", "en/1.md, line 2: write `@part name`, `@insert name` or `@quiz`"),
            ("# A\n@quiz\n- [ ] a\n@end", "en/1.md, line 2: a question has choices"),
        ] {
            let error = read("en/1.md", text, &facts).unwrap_err().to_string();
            assert!(error.contains(fault), "{error}");
        }
    }
}
