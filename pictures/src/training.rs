//! Trainings, epoch by epoch.

use chainrule::training::History;

use crate::{Axis, Chart, Picture};

/// The loss of trainings by epoch, on a logarithmic axis: a line for each, and another for its validation loss if it has one. Epochs are
/// counted from 1, as people do.
///
/// ```
/// use chainrule::training::{Epoch, History, Stop};
/// use chainrule_pictures::training_curves;
///
/// let epoch = |epoch, loss| Epoch { epoch, loss, ..Epoch::default() };
/// let history = History { epochs: vec![epoch(0, 2.5), epoch(1, 0.8), epoch(2, 0.3)], stop: Stop::Epochs };
/// let picture = training_curves("It learns", [("seed 1", &history)]);
/// assert!(picture.to_string().contains("seed 1"));
/// ```
pub fn training_curves<'h>(
    title: &str,
    histories: impl IntoIterator<Item = (&'h str, &'h History)>,
) -> Picture {
    let histories: Vec<(&str, &History)> = histories.into_iter().collect();
    let mut series: Vec<(String, Vec<[f64; 2]>)> = Vec::new();
    for (name, history) in histories {
        let number = |epoch: usize| epoch as f64 + 1.0;
        let loss = history.epochs.iter().map(|epoch| [number(epoch.epoch), epoch.loss]);
        series.push((name.into(), loss.collect()));
        let held_out =
            history.epochs.iter().filter_map(|epoch| Some([number(epoch.epoch), epoch.validation_loss?]));
        let held_out: Vec<[f64; 2]> = held_out.collect();
        if !held_out.is_empty() {
            series.push((format!("{name}, held out"), held_out));
        }
    }
    let points = || series.iter().flat_map(|(_, points)| points.iter());
    let last = points().map(|[epoch, _]| *epoch).fold(2.0, f64::max);
    let positive = || points().map(|[_, loss]| *loss).filter(|loss| *loss > 0.0);
    let [low, high] = [positive().fold(f64::MAX, f64::min), positive().fold(0.0, f64::max)];
    // A loss that hardly falls would be a flat line between two powers of ten.
    let losses = if 0.0 < high && high < 20.0 * low {
        Axis::logarithmic("loss", low / 1.3, high * 1.3)
    } else {
        Axis::powers("loss", positive())
    };
    let chart = Chart::new(title, Axis::linear("epoch", 1.0, last), losses);
    series.into_iter().fold(chart, |chart, (name, points)| chart.line(&name, points)).draw()
}
