//! The list of the chapters.

use crate::content::Chapter;
use crate::examples::chapter_3::f;
use crate::facts::{Facts, shortest};

pub(crate) fn chapter() -> Chapter {
    let [d1, d2] = f::gradient(1.0, 2.0);
    let facts = Facts::default()
        .with("value", shortest(f(1.0, 2.0)))
        .with("d1", shortest(d1))
        .with("d2", shortest(d2));
    Chapter::new(0, facts)
}
