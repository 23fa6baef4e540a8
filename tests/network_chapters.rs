//! What chapters 4 to 8 print, against the lesson, closed forms and exact arithmetic.

#![allow(dead_code, reason = "the chapters are programs, of which parts are looked at here")]
#![allow(clippy::duplicate_mod, reason = "chapters share the five weights")]

#[path = "../examples/chapter_4.rs"]
mod chapter_4;
#[path = "../examples/chapter_5.rs"]
mod chapter_5;
#[path = "../examples/chapter_6.rs"]
mod chapter_6;
#[path = "../examples/chapter_7.rs"]
mod chapter_7;
#[path = "../examples/chapter_8.rs"]
mod chapter_8;
mod extent;
#[path = "../examples/five_weights/mod.rs"]
mod five_weights;

use std::fs;

use chainrule::network::{Initialization, relu, sigmoid, square};
use chainrule::training::{Batches, Model};
use five_weights::{INPUTS, START, batch_error_and_gradient, error_and_gradient, predict, step};

#[track_caller]
fn assert_close(found: &[f64], wanted: &[f64], tolerance: f64) {
    assert_eq!(found.len(), wanted.len());
    for (a, b) in found.iter().zip(wanted) {
        assert!((a - b).abs() <= tolerance * b.abs().max(1.0), "{found:?}, not {wanted:?}");
    }
}

/// Where the chapters draw.
const FOLDER: &str = concat!(env!("CARGO_TARGET_TMPDIR"), "/chapters");

/// Whether a picture is there, complete, and says these words.
#[track_caller]
fn assert_drawn(name: &str, words: &str) {
    let picture = fs::read_to_string(format!("{FOLDER}/{name}.svg")).unwrap();
    assert!(picture.ends_with("</svg>\n") && picture.contains(words), "{words}");
}

mod fourth {
    use super::*;

    #[test]
    fn the_table_is_the_lesson_s() {
        let forward = chapter_4::forward();
        assert_eq!(forward, [(24.0, 37.0, 169.0), (14.0, 33.0, 361.0), (11.0, 13.0, 4.0)]);
        assert_eq!(forward.map(|(wanted, predicted, _)| (wanted, predicted)), chapter_4::LESSON);
        assert_eq!(forward.iter().map(|row| row.2).sum::<f64>(), chapter_4::LESSON_ERROR);
        assert_eq!(forward.map(|(wanted, predicted, _)| wanted - predicted), chapter_4::LESSON_DIFFERENCES);
        chapter_4::print();
    }

    #[test]
    fn draws() {
        chapter_4::drawings::draw(&chainrule_pictures::Folder::new(FOLDER)).unwrap();
        assert_drawn("chapter_4_forward", "y = 37");
        assert_drawn("chapter_4_forward", "error = 169");
    }
}

mod fifth {
    use super::*;

    #[test]
    fn the_blame_is_the_lesson_s() {
        let slopes = chapter_5::local_slopes();
        let wanted = chapter_5::LocalSlopes {
            error_by_y: 26.0,
            y_by_w3: 25.0,
            y_by_w4: 12.0,
            y_by_w5: 1.0,
            y_by_h1: 1.0,
            y_by_h2: 1.0,
            h1_by_w1: 20.0,
            h2_by_w2: 6.0,
        };
        assert_eq!(slopes, wanted);
        let (_, gradient) = error_and_gradient(START, chapter_5::INPUT);
        assert_eq!(chapter_5::along_each_path(&slopes), chapter_5::LESSON.0);
        assert_eq!(gradient, chapter_5::LESSON.0);
        chapter_5::print();
    }

    #[test]
    fn draws() {
        chapter_5::drawings::draw(&chainrule_pictures::Folder::new(FOLDER)).unwrap();
        for (weight, slope) in (1..).zip(chapter_5::LESSON.0) {
            assert_drawn("chapter_5_blame", &format!("∂error/∂w{weight} = {slope}"));
        }
    }

    /// The weights in exact decimals; the prediction, too: 0.935·4.896² + 0.9688·11.9064 − 0.0026.
    #[test]
    fn one_step_is_the_lesson_s() {
        let (_, gradient) = error_and_gradient(START, chapter_5::INPUT);
        let next = step(START, gradient, 0.0001);
        assert_close(&next, &[0.948, 1.9844, 0.935, 0.9688, -0.0026], 1e-15);
        assert_close(&[predict(next, chapter_5::INPUT)], &[33.945_033_28], 1e-14);
        // 4.896² and 1.9844·6, of which the lesson has two decimals.
        let hidden = chapter_5::hidden(next);
        assert_close(&hidden, &[23.970_816, 11.906_4], 1e-14);
        assert_eq!(
            hidden.map(|value| format!("{value:.2}")),
            chapter_5::LESSON_AFTER.map(|value| value.to_string())
        );
    }
}

mod sixth {
    use super::*;

    #[test]
    fn the_lesson_s_slips_and_the_truth() {
        let slopes = INPUTS.map(|input| error_and_gradient(START, input).1);
        assert_eq!(slopes[1], [1520.0, 152.0, 950.0, 304.0, 38.0]);
        assert_eq!(slopes[2], [24.0, 8.0, 36.0, 16.0, 4.0]);
        let (error, gradient) = batch_error_and_gradient(START);
        assert_eq!((error, gradient), (534.0, [2064.0, 316.0, 1636.0, 632.0, 68.0]));
        // The lesson's sums with its two slips.
        let [mut first, mut second] = [slopes[1], slopes[2]];
        (first[0], second[1]) = (380.0, 16.0);
        let slipped: [f64; 5] = std::array::from_fn(|i| slopes[0][i] + first[i] + second[i]);
        assert_eq!(slipped, chapter_6::LESSON_GRADIENT);

        let next = step(START, gradient, 0.0001);
        assert_close(&next, &[0.7936, 1.9684, 0.8364, 0.9368, -0.0068], 1e-15);
        let predictions = INPUTS.map(|input| predict(next, input));
        assert_close(&predictions, &[28.657_049_291_776, 21.943_973_167_104, 10.208_627_922_944], 1e-14);
        let lesson_s = INPUTS.map(|input| predict(chapter_6::LESSON_WEIGHTS, input));
        assert_close(&lesson_s, &[30.446, 25.299, 10.751], 5e-5);
    }

    /// The trainer's first batch step is the lesson's, corrected; and online, the first step is that of chapter 5.
    #[test]
    fn the_trainer_makes_the_same_steps() {
        let once = |batches| chapter_6::in_this_way(batches, 0.0001).epochs(1);
        let (model, history) = chapter_6::train(&five_weights::examples(), &once(Batches::Full)).unwrap();
        assert_close(model.parameters(), &[0.7936, 1.9684, 0.8364, 0.9368, -0.0068], 1e-14);
        assert_eq!(history.epochs[0].loss, 534.0);
        let first = five_weights::examples().select(&[0]);
        let (model, _) = chapter_6::train(&first, &once(Batches::Online)).unwrap();
        assert_close(model.parameters(), &chapter_5::LESSON.1, 1e-14);
    }

    /// The error and the five slopes, worked out by hand.
    fn by_hand(w: [f64; 5], [x1, x2]: [f64; 2]) -> (f64, [f64; 5]) {
        let (sum, h2) = (x1 + w[0] * x2, w[1] * x1 * x2);
        let off = w[2] * sum * sum + w[3] * h2 + w[4] - (2.0 * x1 * x1 + 3.0 * x2);
        let slopes = [w[2] * 2.0 * sum * x2, w[3] * x1 * x2, sum * sum, h2, 1.0];
        (off * off, slopes.map(|slope| 2.0 * off * slope))
    }

    #[test]
    fn an_epoch_online_is_three_steps_by_hand() {
        let mut weights = START;
        for (input, (error, after)) in INPUTS.into_iter().zip(chapter_6::online_steps(0.0001)) {
            let (expected, gradient) = by_hand(weights, input);
            assert_close(&[error], &[expected], 1e-13);
            weights = step(weights, gradient, 0.0001);
            assert_close(&after, &weights, 1e-14);
        }
        assert_eq!(chapter_6::online_steps(0.0001)[0].1, step(START, chapter_5::LESSON.0, 0.0001));
    }

    /// The points of a descent over the many: one at the start, and one for each step of two epochs.
    #[test]
    fn noise_is_the_descent_by_hand() {
        let data = chapter_6::drawn(chapter_6::MANY);
        let inputs: Vec<[f64; 2]> = data.inputs().rows().into_iter().map(|row| [row[0], row[1]]).collect();
        let mean =
            |weights: [f64; 5]| inputs.iter().map(|&input| by_hand(weights, input).0).sum::<f64>() / 300.0;
        for (batch, steps) in [(1, 600), (30, 20), (300, 2)] {
            let points = chapter_6::descent_by_examples(batch);
            assert_eq!(points.len(), steps + 1);
            let mut weights = START;
            assert_close(&points[0], &[0.0, mean(weights)], 1e-12);
            for (index, examples) in inputs.chunks(batch).take(20).enumerate() {
                let sums = examples.iter().map(|&input| by_hand(weights, input).1);
                let sums = sums.fold([0.0; 5], |sum, slopes| std::array::from_fn(|i| sum[i] + slopes[i]));
                weights = step(weights, sums.map(|sum| sum / examples.len() as f64), 0.003);
                let seen = (index * batch + examples.len()) as f64;
                assert_close(&points[index + 1], &[seen, mean(weights)], 1e-9);
            }
        }
    }

    #[test]
    fn every_way_learns_the_examples() {
        for (name, batches) in chapter_6::WAYS {
            let training = chapter_6::in_this_way(batches, 0.0001);
            let (_, history) = chapter_6::train(&five_weights::examples(), &training).unwrap();
            let (first, last) = (history.epochs[0].loss, history.epochs[999].loss);
            assert!(last < 4.0 && last < first / 100.0, "{name}: {first} to {last}");
        }
    }

    #[test]
    fn it_fits_the_examples_and_not_the_target() {
        let (weights, steps) = chapter_6::fit();
        assert_eq!(steps, 71_289);
        for input in INPUTS {
            assert!((predict(weights, input) - five_weights::target(input)).abs() < 1e-3);
        }
        assert!((predict(weights, [0.0, 4.0]) - 8.7).abs() < 0.05);
        assert_eq!(five_weights::target([0.0, 4.0]), 12.0);
    }

    /// Steps until the three errors together are below 10⁻⁶, as other programs have counted them.
    #[test]
    fn rules_race_as_they_do_elsewhere() {
        let steps = chapter_6::RULES.map(|(_, rule, rate)| chapter_6::race(rule, rate).unwrap().len() - 1);
        assert_eq!(steps, [71_289, 3_818, 3_703, 1_015]);
    }

    #[test]
    fn prints() {
        chapter_6::print().unwrap();
    }

    #[test]
    fn draws() {
        chapter_6::drawings::draw(&chainrule_pictures::Folder::new(FOLDER)).unwrap();
        assert_drawn("chapter_6_noise", "mini-batch");
        assert_drawn("chapter_6_many", "mini-batch");
        assert_drawn("chapter_6_race", "71,289");
        assert_drawn("chapter_6_unlearnable", "8.7");
    }
}

mod seventh {
    use super::*;

    #[test]
    fn sigmoids_vanish_rectifiers_do_not_and_squares_explode() {
        let sigmoid = chapter_7::gradients_by_layer::<sigmoid>(Initialization::Glorot, 10).unwrap();
        assert!(sigmoid[0].sums < 1e-5 * sigmoid[9].sums);
        let relu = chapter_7::gradients_by_layer::<relu>(Initialization::He, 10).unwrap();
        assert!((0.2..5.0).contains(&(relu[0].sums / relu[9].sums)));
        let squares = chapter_7::gradients_by_layer::<square>(Initialization::He, 6).unwrap();
        assert!(squares[0].sums > 1e10);
        // 1.5^1024 and 0.5^1024.
        assert_close(&[chapter_7::squared_again_and_again(1.5, 10).ln()], &[1024.0 * 1.5_f64.ln()], 1e-12);
        assert_eq!(chapter_7::squared_again_and_again(0.5, 10), 0.5_f64.powi(1024));
    }

    /// One seed of the five, for the time that it takes.
    #[test]
    fn spirals_are_learned() {
        extent::say("a network learns 300 points of two spirals");
        let (examples, held_out) = chapter_7::spirals(1).unwrap();
        let network = chapter_7::learn_spirals(&examples, 1).unwrap();
        assert_eq!((examples.len(), held_out.len()), (300, 100));
        let accuracy = network.accuracy(&held_out).unwrap();
        assert!(accuracy >= 0.95, "{accuracy}");
    }

    /// A short training, for the time that it takes; the chapter itself trains for longer, from five seeds.
    #[test]
    fn digits_are_learned() {
        extent::say("a network learns 1,438 handwritten digits in 4 epochs");
        let digits = chapter_7::digits().unwrap();
        assert_eq!((digits.len(), digits.inputs().ncols(), digits.targets().ncols()), (1797, 64, 10));
        let held = chapter_7::learn_digits(&digits, 1, 4).unwrap();
        assert_eq!((held.images.len(), held.taken_for.len()), (359, 359));
        assert!(held.accuracy > 0.93, "{}", held.accuracy);
    }

    #[test]
    fn draws() {
        extent::say("the pictures of chapter 7, with a training of its digits");
        chapter_7::drawings::draw(&chainrule_pictures::Folder::new(FOLDER)).unwrap();
        assert_drawn("chapter_7_gradients", "ReLU");
        assert_drawn("chapter_7_explosion", "x²");
        assert_drawn("chapter_7_spirals", "held out");
        assert_drawn("chapter_7_digits", "taken for");
        assert_drawn("chapter_7_confusion", "taken for");
        assert_drawn("chapter_7_weights", "neuron 16");
    }
}

mod eighth {
    use super::*;

    #[test]
    fn wines_are_learned_from_five_seeds() {
        let mut sum = 0.0;
        for seed in 1..=5 {
            extent::say(&format!("wines are learned from seed {seed} of 5"));
            let (examples, held_out) = chapter_8::wines(seed).unwrap();
            let weights = chapter_8::learn(&examples, seed, |_, _, _| ());
            sum += chapter_8::accuracy(&weights, &held_out);
        }
        assert!(sum / 5.0 >= 0.95, "{}", sum / 5.0);
        chapter_8::print().unwrap();
    }

    #[test]
    fn draws() {
        chapter_8::drawings::draw(&chainrule_pictures::Folder::new(FOLDER)).unwrap();
        assert_drawn("chapter_8_loss", "seed 5");
        assert_drawn("chapter_8_accuracy", "held out");
    }
}
