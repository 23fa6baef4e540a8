//! The folder: every page, the style and the scripts.

use std::fs;
use std::path::Path;

use crate::chapters::CHAPTERS;
use crate::html::{self, Titles, file_name};
use crate::{Error, text};

/// What does not depend on any figure, with its contents.
const ASSETS: [(&str, &str); 9] = [
    ("style.css", include_str!("../page/style.css")),
    ("language.js", include_str!("../page/language.js")),
    ("plot.js", include_str!("../page/plot.js")),
    ("player.js", include_str!("../page/player.js")),
    ("descent.js", include_str!("../page/descent.js")),
    ("chart.js", include_str!("../page/chart.js")),
    ("network.js", include_str!("../page/network.js")),
    ("tiles.js", include_str!("../page/tiles.js")),
    ("start.js", include_str!("../page/start.js")),
];

/// The pages: the list of chapters, and the chapters.
pub const FILES: [&str; 9] = [
    "index.html",
    "chapter-1.html",
    "chapter-2.html",
    "chapter-3.html",
    "chapter-4.html",
    "chapter-5.html",
    "chapter-6.html",
    "chapter-7.html",
    "chapter-8.html",
];

/// Writes all pages into a folder, which is created if need be. Open its `index.html`.
///
/// ```no_run
/// lesson::write("target/lesson".as_ref())?;
/// # Ok::<(), lesson::Error>(())
/// ```
///
/// # Errors
///
/// [`Error::File`] if a file cannot be written, and the others if a text and the chapter that it belongs to do not fit.
pub fn write(folder: &Path) -> Result<(), Error> {
    let mut chapters = Vec::new();
    let mut titles = Titles::new();
    for (number, (make, sources)) in CHAPTERS.into_iter().enumerate() {
        let chapter = make().map_err(|source| Error::Chapter { chapter: number, source })?;
        let [en, ko] = sources;
        let en = text::read(&format!("en/{number}.md"), en, &chapter.facts)?;
        let ko = text::read(&format!("ko/{number}.md"), ko, &chapter.facts)?;
        titles.push([en.title.clone(), ko.title.clone()]);
        chapters.push((chapter, en, ko));
    }
    fs::create_dir_all(folder).map_err(|source| Error::File { path: folder.into(), source })?;
    for (chapter, en, ko) in &chapters {
        put(folder, &file_name(chapter.number), &html::page(chapter, [en, ko], &titles)?)?;
    }
    ASSETS.iter().try_for_each(|(name, contents)| put(folder, name, contents))
}

fn put(folder: &Path, name: &str, contents: &str) -> Result<(), Error> {
    let path = folder.join(name);
    fs::write(&path, contents).map_err(|source| Error::File { path, source })
}
