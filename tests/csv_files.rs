//! Tables as they come: separators, lines without names, missing values, marks of byte order, and files that stay on disk.

use std::fs;

use chainrule::data::{
    ColumnKind, Dataset, Error, Missing, RowsOnDisk, Source, Standardization, Table, Targets,
};
use chainrule::ndarray::array;
use chainrule::network::{cross_entropy, identity, tanh};
use chainrule::training::{Adam, Batches, Model};
use chainrule::{Network, Training};

fn numbers(text: &str, columns: &[&str]) -> Result<Vec<Vec<f64>>, Error> {
    let numbers = Table::parse(text.as_bytes())?.numbers::<f64>(columns)?;
    Ok(numbers.rows().into_iter().map(|row| row.to_vec()).collect())
}

#[test]
fn the_separator_is_found() {
    for text in [
        "a,b\n1,2\n3,4\n",
        "a;b\n1;2\n3;4\n",
        "a\tb\r\n1\t2\r\n3\t4\r\n",
        "a|b\n1|2\n3|4\n",
        "\u{feff}a;b\n1;2\n3;4\n",
        "\u{feff}\"a\",b\r\n 1 ,\"2\"\r\n\r\n3,4",
        "\"a\";\"b\"\n\"1\";\"2\"\n\"3\";\"4\"\n",
        "a,b,\"x; y\"\n1,2,\"p; q\"\n3,4,r\n",
        "a;b;\"x, y\"\n1;2;\"p, q\"\n3;4;\"r, s, t\"\n",
    ] {
        assert_eq!(numbers(text, &["a", "b"]).unwrap(), [[1.0, 2.0], [3.0, 4.0]], "{text:?}");
    }
    assert_eq!(numbers("a\n1\n3\n", &["a"]).unwrap(), [[1.0], [3.0]]);
    let given = Table::reader().separator(':').parse("a:b\n1:2\n".as_bytes()).unwrap();
    assert_eq!(given.numbers::<f64>(&["b"]).unwrap(), array![[2.0]]);
    assert!(Table::reader().separator('→').parse("a→b\n".as_bytes()).is_err());
}

#[test]
fn lines_without_names() {
    let table = Table::reader().without_names().parse("1,2,cat\n3,4,dog\n".as_bytes()).unwrap();
    assert_eq!(table.columns(), ["column1", "column2", "column3"]);
    assert_eq!(table.numbers::<f64>(&["column2"]).unwrap(), array![[2.0], [4.0]]);
    let error = Table::reader().without_names().parse("1,2\n3\n".as_bytes()).unwrap_err();
    assert!(matches!(error, Error::Fields { line: 2, found: 1, expected: 2 }), "{error}");
}

#[test]
fn what_is_missing() {
    let text = "a,b,c\n1,,x\n3,4,y\nNA,8,?\n";
    let read = |missing| Table::reader().missing(missing).parse(text.as_bytes()).unwrap();
    let error = read(Missing::Error).numbers::<f64>(&["b"]).unwrap_err();
    assert_eq!(error.to_string(), "line 2, column `b`: `` is not a finite number");
    assert_eq!(read(Missing::Skip).numbers::<f64>(&["a", "b"]).unwrap(), array![[3.0, 4.0]]);
    assert_eq!(read(Missing::Skip).one_hot::<f64>("c").unwrap().1, ["y"]);
    assert_eq!(
        read(Missing::Mean).numbers::<f64>(&["a", "b"]).unwrap(),
        array![[1.0, 6.0], [3.0, 4.0], [2.0, 8.0]]
    );
    assert_eq!(
        read(Missing::Value(-1.0)).numbers::<f64>(&["a", "b"]).unwrap(),
        array![[1.0, -1.0], [3.0, 4.0], [-1.0, 8.0]]
    );
    // What is neither a number nor missing stays an error.
    let error = read(Missing::Mean).numbers::<f64>(&["c"]).unwrap_err();
    assert_eq!(error.to_string(), "line 2, column `c`: `x` is not a finite number");
    let error = read(Missing::Mean).one_hot::<f64>("c").unwrap_err();
    assert!(error.to_string().starts_with("line 4, column `c`: the class is missing"), "{error}");
    let empty = Table::reader().missing(Missing::Mean).parse("a,b\n,1\n,2\n".as_bytes()).unwrap();
    assert!(matches!(empty.numbers::<f64>(&["a"]), Err(Error::NoMean { .. })));
}

#[test]
fn kind_refusals() {
    let error = numbers("a;b\n1;2,5\n", &["b"]).unwrap_err();
    assert_eq!(
        error.to_string(),
        "line 2, column `b`: `2,5` has a decimal comma; write the file with decimal points, as in `2.5`"
    );
    assert!(matches!(numbers("x,x,y\n1,2,3\n", &["x"]), Err(Error::SameName { column }) if column == "x"));
    let error = Table::parse(&b"\xff\xfea\0,\0b\0"[..]).unwrap_err();
    assert!(error.to_string().contains("it is UTF-16; save it as UTF-8"), "{error}");

    let table = Table::parse("real,whole,name\n0.5,1,a\n1.5,2,b\n2,3,7\n".as_bytes()).unwrap();
    let kinds = ["real", "whole", "name"].map(|column| table.kind(column).unwrap());
    assert_eq!(kinds, [ColumnKind::Numbers, ColumnKind::WholeNumbers, ColumnKind::Names]);
    let error = table.one_hot::<f64>("real").unwrap_err();
    assert_eq!(
        error.to_string(),
        "line 2, column `real`: `0.5` is a number and no class; take the column with `numbers`"
    );
    assert_eq!(table.one_hot::<f64>("whole").unwrap().1, ["1", "2", "3"]);
    assert_eq!(table.one_hot::<f64>("name").unwrap().1, ["7", "a", "b"]);
}

/// 30,000 names would take 30,000² numbers.
#[test]
fn classes_are_bounded() {
    let mut text = "name,number\n".to_owned();
    (0..30_000).for_each(|i| text.push_str(&format!("n{i},{i}.5\n")));
    let table = Table::parse(text.as_bytes()).unwrap();
    let error = table.one_hot::<f64>("name").unwrap_err();
    assert!(matches!(error, Error::Classes { most: 4096, .. }), "{error}");
    assert!(matches!(table.one_hot::<f64>("number"), Err(Error::NotAClass { line: 2, .. })));
}

/// The same rows in a file and in memory: the same numbers, and the same weights to the bit.
#[test]
fn a_file_on_disk_trains_as_in_memory() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("rows.csv");
    let mut text = "\u{feff}x;name;\"y\"\r\n".to_owned();
    for i in 0..500 {
        let (x, y) = ((f64::from(i) * 0.7).sin(), (f64::from(i) * 1.3).cos());
        let blank = if i % 50 == 0 { "\r\n" } else { "" };
        text.push_str(&format!("{blank}{x};{};{y}\r\n", if x * y > 0.0 { "\"same\"" } else { "other" }));
    }
    fs::write(&path, &text).unwrap();
    let table = Table::read(&path).unwrap();
    let (targets, names) = table.one_hot("name").unwrap();
    let in_memory = Dataset::<f64>::new(table.numbers(&["x", "y"]).unwrap(), targets).unwrap();
    let on_disk: RowsOnDisk<f64> =
        RowsOnDisk::open(&Table::reader(), &path, &["x", "y"], Targets::Classes("name")).unwrap();
    assert_eq!((on_disk.len(), on_disk.widths(), on_disk.classes()), (500, (2, 2), names.as_slice()));
    let rows: Vec<usize> = (0..500).rev().collect();
    let mut gathered = in_memory.clone();
    on_disk.gather(&rows, &mut gathered).unwrap();
    assert_eq!(gathered, in_memory.select(&rows));

    let scale = Standardization::of(&in_memory).unwrap();
    let in_memory = scale.apply(in_memory).unwrap();
    let on_disk = on_disk.standardized().unwrap();
    assert_eq!(on_disk.scale(), Some(&scale));
    let trained = |examples: &dyn Fn(&Training<'_>, &mut Network)| {
        let mut network =
            Network::builder(2).dense::<tanh>(8).dense::<identity>(2).build::<cross_entropy>().unwrap();
        let training =
            Training::new(Adam::default()).learning_rate(0.01).batches(Batches::Mini(150)).epochs(3);
        examples(&training, &mut network);
        examples(&training.clone().shuffled_by_seed(4), &mut network);
        examples(&training.batches(Batches::Full), &mut network);
        network.parameters().to_vec()
    };
    assert_eq!(
        trained(&|training, network| drop(training.run(network, &on_disk).unwrap())),
        trained(&|training, network| drop(training.run(network, &in_memory).unwrap())),
    );

    // So are the examples that are only measured.
    let measured = |validation: &dyn Source<f64>| {
        let mut network =
            Network::builder(2).dense::<tanh>(8).dense::<identity>(2).build::<cross_entropy>().unwrap();
        let training = Training::new(Adam::default()).epochs(3).validation(validation).measure_accuracy();
        training.run(&mut network, &in_memory).unwrap()
    };
    let history = measured(&on_disk);
    assert_eq!(history, measured(&in_memory));
    // They are the examples of the training, and so the loss before a step is that measured after the one before.
    for pair in history.epochs.windows(2) {
        assert_eq!(pair[0].validation_loss, Some(pair[1].loss));
    }

    // A checkpoint of the one is gone on from with the other, as the rows are the same.
    let kept = folder.path().join("kept");
    let mut network =
        Network::builder(2).dense::<tanh>(8).dense::<identity>(2).build::<cross_entropy>().unwrap();
    let training = Training::new(Adam::default()).checkpoint(&kept).epochs(2);
    training.run(&mut network, &on_disk).unwrap();
    training.clone().epochs(3).resume(&mut network, &in_memory).unwrap();

    // What is changed under our hands is said.
    fs::write(&path, &text[..200]).unwrap();
    let error = training.epochs(4).resume(&mut network, &on_disk).unwrap_err();
    assert!(error.to_string().contains("was changed since it was opened"), "{error}");
}

#[test]
fn what_is_wrong_with_a_file_on_disk() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("rows.csv");
    let open = |text: &str, missing: Missing, targets: Targets<'_>| {
        fs::write(&path, text).unwrap();
        RowsOnDisk::<f64>::open(&Table::reader().missing(missing), &path, &["a"], targets)
    };
    let message = |text: &str| open(text, Missing::Error, Targets::Numbers(&["b"])).unwrap_err().to_string();
    assert_eq!(message("a,b\n1,2\nx,3\n"), "line 3, column `a`: `x` is not a finite number");
    assert_eq!(message("a,b\n1,2\n3\n"), "line 3 has 1 fields, and the first line names 2 columns");
    assert_eq!(message("a,c\n1,2\n"), "there is no column `b`; there are `a`, `c`");
    assert!(message("a,b\n").starts_with("there are no examples"));
    let skipped = open("a,b\n1,2\n,3\n5,6\n", Missing::Skip, Targets::Numbers(&["b"])).unwrap();
    assert_eq!(skipped.len(), 2);
    let filled = open("a,b\n1,2\n,3\n5,6\n", Missing::Mean, Targets::Numbers(&["b"])).unwrap();
    let mut all = Dataset::from_rows(&[([0.0], [0.0]); 3]);
    filled.gather(&[0, 1, 2], &mut all).unwrap();
    assert_eq!(all, Dataset::from_rows(&[([1.0], [2.0]), ([3.0], [3.0]), ([5.0], [6.0])]));
}

/// Tables with random damage: an error or numbers, never a panic, in memory and on disk alike.
#[test]
fn damaged_tables_never_panic() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("rows.csv");
    let whole = "a;b;c\n1;2.5;x\n\"3\";-4e2;\"y;z\"\n;7;x\n0.5;NA;y\n".as_bytes();
    let mut state = 1_u64;
    let mut next = |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap() % below
    };
    let (mut read, mut refused) = (0, 0);
    for round in 0..3000 {
        let mut bytes = whole.to_vec();
        for _ in 0..=next(4) {
            if bytes.is_empty() {
                break;
            }
            let place = next(bytes.len());
            match next(4) {
                0 => drop(bytes.remove(place)),
                1 => bytes.insert(place, b"\";,\n\r\t\x00\xff9.e-"[next(12)]),
                2 => bytes[place] ^= 1 << next(8),
                _ => bytes.truncate(place + 1),
            }
        }
        let missing = [Missing::Error, Missing::Skip, Missing::Mean, Missing::Value(1.0)][next(4)];
        let mut reader = Table::reader().missing(missing);
        if next(3) == 0 {
            reader = reader.without_names();
        }
        let numbers = reader.parse(bytes.as_slice()).and_then(|table| {
            let columns: Vec<&str> = table.columns().iter().map(String::as_str).collect();
            table.one_hot::<f64>(columns[columns.len() - 1])?;
            table.kind(columns[0])?;
            table.numbers::<f64>(&columns[..1])
        });
        match &numbers {
            Ok(numbers) => {
                read += 1;
                assert!(numbers.iter().all(|number| number.is_finite()));
            }
            Err(_) => refused += 1,
        }
        if round % 10 == 0 {
            fs::write(&path, &bytes).unwrap();
            let _ = RowsOnDisk::<f64>::open(&reader, &path, &["a"], Targets::Classes("c"));
        }
    }
    assert!(read > 100 && refused > 100, "{read} read, {refused} refused");
}
