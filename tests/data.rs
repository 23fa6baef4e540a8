//! Tables, examples and scales, and what is said where they are wrong.

use chainrule::data::{Dataset, Error, HoldOut, Standardization, Table};
use chainrule::ndarray::array;

fn table(text: &str) -> Result<Table, Error> {
    Table::parse(text.as_bytes())
}

#[test]
fn numbers_in_every_form() {
    let table = table("a,b\n1, -2.5\r\n+3e2,.5\n\"4\",5.\n").unwrap();
    assert_eq!(table.numbers::<f64>(&["a", "b"]).unwrap(), array![[1.0, -2.5], [300.0, 0.5], [4.0, 5.0]]);
    assert_eq!(table.numbers::<f32>(&["b"]).unwrap(), array![[-2.5], [0.5], [5.0]]);
    assert_eq!(table.columns_but("a"), ["b"]);
}

#[test]
fn what_is_wrong_with_a_table() {
    let cases: [(&str, &str); 7] = [
        ("a,b\n1,2\n3\n", "line 3 has 1 fields, and the first line names 2 columns"),
        ("a,b\n1,2,3\n", "line 2 has 3 fields, and the first line names 2 columns"),
        ("a,b\n1,2\n\n4,x\n", "line 4, column `b`: `x` is not a finite number"),
        ("a,b\n1,NaN\n", "line 2, column `b`: `NaN` is not a finite number"),
        ("a,b\n1,1e999\n", "line 2, column `b`: `1e999` is not a finite number"),
        ("a,b\n,1\n", "line 2, column `a`: `` is not a finite number"),
        ("a,c\n1,2\n", "there is no column `b`; there are `a`, `c`"),
    ];
    for (text, message) in cases {
        let error = table(text).and_then(|table| table.numbers::<f64>(&["a", "b"])).unwrap_err();
        assert_eq!(error.to_string(), message, "{text:?}");
    }
    assert!(matches!(table("a,b\n"), Err(Error::Empty)));
    assert!(matches!(table(""), Err(Error::Empty)));
    let error = Table::parse(&b"a\n\xff\n"[..]).unwrap_err();
    assert!(matches!(error, Error::Malformed { line: 2, .. }), "{error}");
    let error = Table::read("no/such/file.csv").unwrap_err();
    assert!(error.to_string().starts_with("cannot read `no/such/file.csv`: "), "{error}");
}

#[test]
fn classes_in_the_order_of_their_names() {
    let (rows, classes) = table("c\nred\nblue\nred\n").unwrap().one_hot::<f64>("c").unwrap();
    assert_eq!(
        (classes, rows),
        (vec!["blue".into(), "red".into()], array![[0.0, 1.0], [1.0, 0.0], [0.0, 1.0]])
    );
}

#[test]
fn every_example_is_on_one_side_of_a_split() {
    let rows: Vec<([f64; 1], [f64; 1])> = (0..50).map(|i| ([f64::from(i)], [f64::from(i * i)])).collect();
    let examples = Dataset::from_rows(&rows);
    let (training, held_out) = examples.split(HoldOut { share: 0.2, seed: 3 }).unwrap();
    assert_eq!((training.len(), held_out.len()), (40, 10));
    let mut all: Vec<f64> = training.inputs().iter().chain(held_out.inputs()).copied().collect();
    assert_ne!(all, (0..50).map(f64::from).collect::<Vec<_>>(), "it is shuffled");
    all.sort_by(f64::total_cmp);
    assert_eq!(all, (0..50).map(f64::from).collect::<Vec<_>>());
    for (x, y) in training.inputs().iter().zip(training.targets()) {
        assert_eq!(x * x, *y, "each input keeps its target");
    }
    assert_eq!(examples.split(HoldOut { share: 0.2, seed: 3 }).unwrap(), (training.clone(), held_out));
    assert_ne!(examples.split(HoldOut { share: 0.2, seed: 4 }).unwrap().0, training);
    for fraction in [0.0, 1.0, -1.0, 2.0, f64::NAN, 0.001] {
        assert!(
            matches!(
                examples.split(HoldOut { share: fraction, seed: 3 }),
                Err(Error::Split { examples: 50, .. })
            ),
            "{fraction}"
        );
    }
}

#[test]
fn as_many_targets_as_inputs() {
    let error = Dataset::new(array![[1.0], [2.0]], array![[1.0]]).unwrap_err();
    assert_eq!(error.to_string(), "2 examples have inputs and 1 have targets; give each example both");
}

/// Mean 3, population variance 8/3.
#[test]
fn scales_are_those_of_the_population() {
    let examples = Dataset::from_rows(&[([1.0, 5.0], [0.0]), ([3.0, 5.0], [0.0]), ([5.0, 5.0], [0.0])]);
    let scale = Standardization::of(&examples).unwrap();
    let scaled = scale.apply(examples).unwrap();
    let expected = 2.0 / (8.0_f64 / 3.0).sqrt();
    assert!((scaled.inputs()[[2, 0]] - expected).abs() < 1e-15);
    assert_eq!(scaled.inputs().column(1), array![0.0, 0.0, 0.0]);
    assert!(matches!(scale.apply_to(array![[1.0]].view()), Err(Error::Scale { expected: 2, found: 1 })));
}
