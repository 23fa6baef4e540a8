//! The table of the README that says what a function may contain: each form in it has a function in `readme/forms.rs`, and a derivative by
//! hand; and each form there stands in the table.

#[path = "readme/forms.rs"]
mod forms;

use std::collections::BTreeSet;

use forms::FORMS;

/// What stands in backticks in each row of the table.
fn forms_of_the_readme() -> BTreeSet<(String, String)> {
    let readme = include_str!("../README.md");
    let (_, behind) =
        readme.split_once("## What a function may contain").expect("the README has the chapter");
    let (table, _) = behind.split_once("Everything else is a compile error").expect("the table has an end");
    let rows = table.lines().filter_map(|line| line.strip_prefix("| ")?.strip_suffix(" |"));
    rows.filter_map(|row| row.split_once(" | "))
        .flat_map(|(row, cell)| {
            let code = cell.split('`').skip(1).step_by(2);
            code.map(move |form| (row.to_owned(), form.replace("\\|", "|"))).collect::<Vec<_>>()
        })
        .collect()
}

mod first_example {
    #[chainrule::differentiate]
    pub(crate) fn f(x1: f64, x2: f64) -> f64 {
        ((2.0 * x1 + x2).powi(2) + 3.0 * x2.powi(2)).powi(3)
    }
}

#[test]
fn the_derivation_is_the_one_that_is_printed() {
    for readme in [include_str!("../README.md"), include_str!("../README.ko.md")] {
        let (_, behind) = readme.split_once("```text\n").expect("the derivation is there");
        let (shown, _) = behind.split_once("```").expect("it ends");
        assert_eq!(shown.trim_end(), first_example::f::DERIVATION.trim_end());
    }
}

#[test]
fn every_file_that_is_linked_is_there_and_in_the_package() {
    for (name, readme) in
        [("README.md", include_str!("../README.md")), ("README.ko.md", include_str!("../README.ko.md"))]
    {
        for link in readme.split("](").skip(1).filter_map(|rest| rest.split_once(')')).map(|(link, _)| link) {
            if link.starts_with("https://") || link.starts_with('#') {
                continue;
            }
            for root in ["", "core/"] {
                let path = format!("{}/{root}{link}", env!("CARGO_MANIFEST_DIR"));
                assert!(std::path::Path::new(&path).is_file(), "{name} links {root}{link}");
            }
        }
    }
}

#[test]
fn no_hidden_lines_are_shown() {
    for readme in [include_str!("../README.md"), include_str!("../README.ko.md")] {
        let hidden = readme.lines().find(|line| line.starts_with("# Ok") || line.starts_with("# use"));
        assert_eq!(hidden, None);
    }
}

#[test]
fn the_table_has_the_forms_that_are_tested() {
    let tested = FORMS.iter().map(|(row, form, _)| ((*row).to_owned(), (*form).to_owned())).collect();
    assert_eq!(forms_of_the_readme(), tested);
}

#[test]
fn every_form_has_its_derivative() {
    for (row, form, is_right) in FORMS {
        assert!(is_right(), "the row `{row}`: `{form}`");
    }
}
