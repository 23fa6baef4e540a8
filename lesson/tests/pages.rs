//! The pages as they are written: complete, on their own, and with figures that closed forms confirm. How they behave in a
//! browser, `lesson/browser` tries.

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use serde_json::Value;
use tempfile::TempDir;

/// The pages, written once.
static PAGES: LazyLock<TempDir> = LazyLock::new(|| {
    let folder = TempDir::new().unwrap();
    lesson::write(folder.path()).unwrap();
    folder
});

fn page(chapter: usize) -> String {
    fs::read_to_string(PAGES.path().join(lesson::FILES[chapter])).unwrap()
}

/// The rows of a table, without the lesson's figures.
fn table(page: &str, id: &str) -> Vec<Vec<String>> {
    let (_, table) = page.split_once(&format!("<table id=\"{id}\"")).unwrap();
    let (table, _) = table.split_once("</table>").unwrap();
    let (_, body) = table.split_once("<tbody>").unwrap();
    body.split("<tr>").skip(1).map(|row| row.split_inclusive("</t").filter_map(cell).collect()).collect()
}

fn cell(text: &str) -> Option<String> {
    let text = text.strip_suffix("</t")?;
    let (_, text) = text.rsplit_once("<th").or_else(|| text.rsplit_once("<td"))?;
    let (_, text) = text.split_once('>')?;
    let (ours, _) = text.split_once("<small").unwrap_or((text, ""));
    let mut plain = String::new();
    for piece in ours.split('<') {
        plain.push_str(piece.split_once('>').map_or(piece, |(_, words)| words));
    }
    Some(plain.replace('−', "-"))
}

/// What a figure is drawn from.
fn figure(page: &str, id: &str) -> Value {
    let (_, figure) = page.split_once(&format!("<figure id=\"{id}\"")).unwrap();
    let (_, data) = figure.split_once("<script type=\"application/json\">").unwrap();
    serde_json::from_str(data.split_once("</script>").unwrap().0).unwrap()
}

fn numbers(value: &Value) -> Vec<f64> {
    value.as_array().unwrap().iter().map(|number| number.as_f64().unwrap()).collect()
}

/// Six digits are in the page.
#[track_caller]
fn assert_near(found: f64, expected: f64) {
    assert!((found - expected).abs() <= 1e-5 * expected.abs() + 1e-300, "{found} is not {expected}");
}

#[test]
fn pages_need_nothing_but_themselves() {
    for file in lesson::FILES {
        let text = fs::read_to_string(PAGES.path().join(file)).unwrap();
        assert!(!text.contains("http:") && !text.contains("https:"), "{file}");
        for address in text.split("src=\"").skip(1).chain(text.split("href=\"").skip(1)) {
            let (name, _) = address.split_once('"').unwrap();
            let name = name.split('#').next().unwrap();
            assert!(name == "data:," || PAGES.path().join(name).is_file(), "{file} refers to {name}");
        }
    }
}

#[test]
fn a_folder_that_cannot_be_is_named() {
    let file = PAGES.path().join("index.html");
    let error = lesson::write(&file.join("below")).unwrap_err().to_string();
    assert!(error.starts_with("cannot write ") && error.contains("index.html"), "{error}");
}

/// Decimals stand in no text: each is a placeholder, which a function fills.
#[test]
fn texts_have_no_figures_of_their_own() {
    for language in ["en", "ko"] {
        for chapter in 0..=8 {
            let file = format!("{}/text/{language}/{chapter}.md", env!("CARGO_MANIFEST_DIR"));
            let text = fs::read_to_string(Path::new(&file)).unwrap();
            let letters: Vec<char> = text.chars().collect();
            for window in letters.windows(3) {
                let is_decimal = window[0].is_ascii_digit() && window[1] == '.' && window[2].is_ascii_digit();
                assert!(!is_decimal, "{file}: {}", window.iter().collect::<String>());
            }
        }
    }
}

#[test]
fn chapter_1_is_the_closed_form() {
    let page = page(1);
    assert_eq!(table(&page, "slopes").iter().map(|row| &*row[1]).collect::<Vec<_>>(), ["6", "-4", "0"]);
    for row in table(&page, "descent") {
        let numbers: Vec<f64> = row.iter().map(|cell| cell.parse().unwrap()).collect();
        let x = 3.0 * 0.8_f64.powf(numbers[0]);
        let expected = [x, x * x, 2.0 * x, -0.2 * x, 0.8 * x].map(|number| format!("{number:.4}"));
        assert_eq!(row[1..], expected);
    }
    let valleys = table(&page, "valleys");
    // The roots of 4·x³ − 8·x + 1, and the values there.
    assert_eq!(valleys[0], ["-0.5", "-1.4730", "-4.4442"]);
    assert_eq!(valleys[1], ["0.5", "1.3470", "-1.6186"]);
    assert!(page.contains("0.1260"));

    let parabola = figure(&page, "parabola");
    let (rates, starts) = (numbers(&parabola["rates"]), numbers(&parabola["starts"]));
    let mut runs = parabola["runs"].as_array().unwrap().iter();
    for rate in rates {
        for &start in &starts {
            let run = numbers(runs.next().unwrap());
            for (step, found) in run.chunks_exact(3).enumerate() {
                let factor = (0..step).fold(1.0, |product, _| product * (1.0 - 2.0 * rate));
                let x = start * factor;
                if x.abs() > 1e-8 {
                    assert_near(found[0], x);
                    assert_near(found[1], x * x);
                    assert_near(found[2], 2.0 * x);
                }
            }
        }
    }
    assert!(runs.next().is_none());
}

#[test]
fn chapter_2_is_the_closed_form() {
    let page = page(2);
    for row in table(&page, "descent") {
        let iteration: f64 = row[0].parse().unwrap();
        let (x1, x2) = (3.0 * 0.8_f64.powf(iteration), 2.0 * 0.6_f64.powf(iteration));
        let expected = [x1, x2, x1 * x1 + 2.0 * x2 * x2, 2.0 * x1, 4.0 * x2, -0.2 * x1, -0.4 * x2];
        assert_eq!(row[1..], expected.map(|number| format!("{number:.4}")));
    }
    let bowl = figure(&page, "bowl");
    for point in bowl["unit"].as_array().unwrap() {
        let point = numbers(point);
        assert_near(point[0] * point[0] + 2.0 * point[1] * point[1], 1.0);
    }
    for level in bowl["levels"].as_array().unwrap() {
        let level = numbers(level);
        assert_near(level[1] * level[1], level[0]);
    }
    let (rates, starts) = (numbers(&bowl["rates"]), bowl["starts"].as_array().unwrap());
    let pairs = rates.iter().flat_map(|&rate| starts.iter().map(move |start| (rate, numbers(start))));
    for ((rate, start), run) in pairs.zip(bowl["runs"].as_array().unwrap()) {
        for (step, found) in numbers(run).chunks_exact(5).enumerate() {
            let power = |factor: f64| (0..step).fold(1.0, |product, _| product * factor);
            let (x1, x2) = (start[0] * power(1.0 - 2.0 * rate), start[1] * power(1.0 - 4.0 * rate));
            if x1.abs() > 1e-8 && x2.abs() > 1e-8 {
                for (found, expected) in
                    found.iter().zip([x1, x2, x1 * x1 + 2.0 * x2 * x2, 2.0 * x1, 4.0 * x2])
                {
                    assert_near(*found, expected);
                }
            }
        }
    }
}

#[test]
fn chapter_3_is_the_polynomial() {
    let page = page(3);
    assert!(page.contains("∂f/∂x1 = 12·u·v²") && page.contains("37632") && page.contains("47040"));
    let chain = figure(&page, "chain");
    let f = |x1: f64, x2: f64| ((2.0 * x1 + x2).powi(2) + 3.0 * x2 * x2).powi(3);
    for run in chain["runs"].as_array().unwrap() {
        for found in numbers(run).chunks_exact(5).filter(|found| found[2] < 1e9) {
            let (u, x2) = (2.0 * found[0] + found[1], found[1]);
            let v = u * u + 3.0 * x2 * x2;
            // The point has six digits, and the sixth power multiplies their rounding.
            assert!((found[2] / f(found[0], x2) - 1.0).abs() < 1e-3, "{found:?}");
            assert!((found[3] - 12.0 * u * v * v).abs() < 1e-3 * found[2].max(1.0), "{found:?}");
        }
    }
}

/// Whole numbers, worked out by hand.
#[test]
fn chapters_4_to_6_are_worked_out_by_hand() {
    let examples = table(&page(4), "examples");
    assert_eq!(examples[0], ["(3, 2)", "25", "12", "37", "24", "-13", "169"]);
    assert_eq!(examples[1], ["(1, 4)", "25", "8", "33", "14", "-19", "361"]);
    assert_eq!(examples[2], ["(2, 1)", "9", "4", "13", "11", "-2", "4"]);
    assert_eq!(examples[3][5..], ["-34", "534"]);

    let five = page(5);
    let products: Vec<_> = table(&five, "paths").into_iter().map(|row| row[2].clone()).collect();
    assert_eq!(products, ["520", "156", "650", "312", "26"]);
    let step: Vec<_> = table(&five, "step").into_iter().map(|row| row[2].clone()).collect();
    assert_eq!(step, ["0.948", "1.9844", "0.935", "0.9688", "-0.0026", "23.97", "11.91", "33.945", "9.945"]);
    assert_eq!(table(&five, "cost")[4], ["100", "5,050", "199"]);

    let six = page(6);
    let gradients = table(&six, "gradients");
    assert_eq!(gradients[0][1..], ["520", "156", "650", "312", "26"]);
    assert_eq!(gradients[1][1..], ["1520", "152", "950", "304", "38"]);
    assert_eq!(gradients[2][1..], ["24", "8", "36", "16", "4"]);
    assert_eq!(gradients[3][1..], ["2064", "316", "1636", "632", "68"]);
    let after: Vec<_> = table(&six, "updates").into_iter().map(|row| row[4].clone()).collect();
    assert_eq!(after, ["0.7936", "1.9684", "0.8364", "0.9368", "-0.0068"]);
    let predictions: Vec<_> = table(&six, "predictions").into_iter().map(|row| row[3].clone()).collect();
    assert_eq!(predictions, ["28.657", "21.944", "10.209"]);
    // The first online step is that of chapter 5.
    assert_eq!(table(&six, "both-ways")[0][3], "(0.948, 1.9844, 0.935, 0.9688, -0.0026)");
    assert!(six.contains("71,289"));
    for slip in ["✗", "> 380 <", "> 16 <"] {
        assert!(six.contains(slip), "{slip}");
    }
}

#[test]
fn chapters_7_and_8_say_what_was_learned() {
    let seven = page(7);
    let sizes: Vec<_> = table(&seven, "sizes").into_iter().map(|row| row[2].clone()).collect();
    // 3·16 + 17·16 + 17·2, and 65·128 + 129·64 + 65·10.
    assert_eq!(sizes, ["5", "139", "354", "17,226", "1.76·10¹²"]);
    let activations = table(&seven, "activations");
    assert_eq!(activations[3][6], "2000");
    assert_eq!(activations[1][4], "0.250");
    assert_eq!(table(&seven, "losses").iter().map(|row| &*row[3]).collect::<Vec<_>>(), ["169", "0.223"]);
    let matrix = figure(&seven, "confusion");
    let counts: Vec<Vec<f64>> = matrix["counts"].as_array().unwrap().iter().map(numbers).collect();
    let (all, right) =
        (counts.iter().flatten().sum::<f64>(), (0..10).map(|digit| counts[digit][digit]).sum::<f64>());
    assert_eq!(all, 359.0);
    assert!(right / all > 0.95, "{right}");
    let mistaken = figure(&seven, "mistaken")["tiles"].as_array().unwrap().len();
    assert_eq!(mistaken as f64, all - right);

    let eight = page(8);
    assert!(eight.contains("value_and_gradient_into") && eight.contains("*weight -= 0.02 * slope;"));
    let losses: Vec<f64> = table(&eight, "epochs").iter().map(|row| row[1].parse().unwrap()).collect();
    assert!(losses.is_sorted_by(|earlier, later| earlier > later) && losses[6] < 0.05, "{losses:?}");
}
