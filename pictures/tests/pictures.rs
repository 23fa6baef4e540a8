//! What pictures are made of: written numbers, marks, and the documents of the kinds that no chapter here draws.

use chainrule_pictures::svg::{self, parser::Event};
use chainrule_pictures::{Axis, Chart, Folder, Map, Picture, Tiles, number};

/// Counts the tags of a name, and insists that the document is one, and each tag of it closed.
#[track_caller]
fn count(picture: &Picture, name: &str) -> usize {
    let text = picture.to_string();
    let mut open = 0;
    let mut count = 0;
    for event in svg::read(&text).unwrap() {
        match event {
            Event::Tag(found, kind, _) => {
                count += usize::from(found == name && !matches!(kind, svg::node::element::tag::Type::End));
                match kind {
                    svg::node::element::tag::Type::Start => open += 1,
                    svg::node::element::tag::Type::End => open -= 1,
                    svg::node::element::tag::Type::Empty => {}
                }
            }
            Event::Error(error) => panic!("{error}"),
            _ => {}
        }
    }
    assert_eq!(open, 0, "each tag is closed");
    count
}

#[test]
fn numbers_are_written_as_mathematics_does() {
    for (figure, decimals, written) in
        [(1.5, 1, "1.5"), (-1.5, 1, "−1.5"), (-0.001, 2, "0.00"), (-0.0, 0, "0"), (-10.0, 0, "−10")]
    {
        assert_eq!(number(figure, decimals), written);
    }
}

#[test]
fn charts_have_a_line_for_each_series_and_gaps_where_there_is_no_value() {
    let chart = Chart::new(
        "Some <series> & \"more\"",
        Axis::linear("x", 0.0, 8.0),
        Axis::logarithmic("y", 1e-3, 1e3),
    );
    let series = (1..=8).map(|power| (power, format!("x to the {power}")));
    let picture = series
        .fold(chart, |chart, (power, name)| {
            chart.line(&name, (0..=8).map(f64::from).map(|x| [x, x.powi(power)]))
        })
        .dots("dots", [[1.0, f64::NAN], [2.0, 0.5], [3.0, 0.0]])
        .draw();
    keep("chart", &picture);
    assert_eq!(count(&picture, "path"), 8);
    assert_eq!(count(&picture, "circle"), 2, "one point with a value, and one mark of the legend");
    assert!(!picture.to_string().contains("inf") && !picture.to_string().contains("NaN"));
}

#[test]
fn maps_have_regions_and_points() {
    let picture = Map::new("A ring", Axis::linear("x1", -1.5, 1.5), Axis::linear("x2", -1.5, 1.5))
        .regions(|[x1, x2]| 1.0 / (1.0 + (8.0 * (x1.hypot(x2) - 0.8)).exp()))
        .points("outside", [[1.0, 1.0], [-1.0, 0.5]])
        .points("inside", [[0.0, 0.0], [0.3, -0.2]])
        .rings("inside, held out", [[-0.4, 0.1]])
        .draw();
    keep("map", &picture);
    assert_eq!(count(&picture, "circle"), 8, "five points, and the marks of the legend");
    assert_eq!(count(&picture, "path"), 21, "a shape for each colour");
    assert!(picture.to_string().matches("h-").count() > 80, "a run of cells for each row at the least");
}

#[test]
fn short_logarithmic_axes_have_numbers_too() {
    let picture =
        Chart::new("", Axis::linear("x", 0.0, 1.0), Axis::logarithmic("y", 3000.0, 15_000.0)).draw();
    for number in ["5000", "10000"] {
        assert!(picture.to_string().contains(&format!(">\n{number}\n</text>")), "{number}");
    }
}

#[test]
fn pictures_are_as_wide_as_their_longest_name() {
    let wide = |name: &str| {
        let picture = Chart::new("", Axis::bare(), Axis::bare()).line(name, []).draw().to_string();
        let (_, width) = picture.split_once(" width=\"").unwrap();
        width.split('"').next().unwrap().parse::<f64>().unwrap()
    };
    assert!(wide("short") < wide("a name that is longer than a legend has had room for"));
}

#[test]
fn tiles_have_a_square_for_each_pixel() {
    let ramp: Vec<f64> = (0..64).map(|index| f64::from(index) / 63.0).collect();
    let picture = (0..10)
        .fold(Tiles::new("Ramps of grey", 4), |tiles, index| tiles.image(&format!("ramp {index}"), 8, &ramp));
    let picture = picture.draw();
    keep("tiles", &picture);
    assert_eq!(count(&picture, "rect"), 1 + 10 * 65, "the paper, the pixels, and a border each");
}

#[test]
fn a_folder_that_cannot_be_is_an_error() {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml");
    let error = Folder::new(file).write("picture", &Picture::new("", [1.0, 1.0])).unwrap_err();
    assert!(error.to_string().starts_with("cannot write "), "{error}");
}

/// Leaves a picture to be looked at.
fn keep(name: &str, picture: &Picture) {
    Folder::new(env!("CARGO_TARGET_TMPDIR")).write(name, picture).unwrap();
}
