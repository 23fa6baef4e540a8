//! A bar that shows how far a training is. It shows only on a terminal, and only with the feature `progress`.

use super::Epoch;

#[cfg(feature = "progress")]
pub(super) struct Progress(indicatif::ProgressBar);

#[cfg(feature = "progress")]
impl Progress {
    /// A bar for so many epochs; it is written to standard error, and to nothing but a terminal.
    pub(super) fn new(shown: bool, epochs: usize, done: usize) -> Self {
        if !shown {
            return Progress(indicatif::ProgressBar::hidden());
        }
        let bar = indicatif::ProgressBar::new(epochs as u64).with_position(done as u64);
        let style =
            indicatif::ProgressStyle::with_template("{bar:40} epoch {pos} of {len}, {msg}, {eta} to go");
        Progress(bar.with_style(style.unwrap_or_else(|_| indicatif::ProgressStyle::default_bar())))
    }

    pub(super) fn show(&self, epoch: &Epoch) {
        self.0.set_message(format!("loss {:.3e}", epoch.loss));
        self.0.inc(1);
    }
}

#[cfg(feature = "progress")]
impl Drop for Progress {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}

#[cfg(not(feature = "progress"))]
pub(super) struct Progress;

#[cfg(not(feature = "progress"))]
impl Progress {
    pub(super) fn new(_: bool, _: usize, _: usize) -> Self {
        Progress
    }

    #[allow(clippy::unused_self, reason = "as with the feature")]
    pub(super) fn show(&self, _: &Epoch) {}
}
