//! Ranks that are the processes of an MPI program: `mpirun -n 2 program`.
//!
//! ```no_run
//! use std::process::ExitCode;
//!
//! use chainrule::data::Dataset;
//! use chainrule::network::{identity, squared_error};
//! use chainrule::ranks::mpi;
//! use chainrule::training::Adam;
//! use chainrule::{Network, Training};
//!
//! fn main() -> ExitCode {
//!     mpi::run(|ranks| {
//!         let examples = Dataset::from_rows(&[([0.0], [1.0]), ([1.0], [3.0])]);
//!         let mut network = Network::builder(1).dense::<identity>(1).build::<squared_error>()?;
//!         Training::new(Adam::default()).run_across(ranks, &mut network, &examples)?;
//!         Ok(())
//!     })
//! }
//! ```

use std::error::Error;
use std::io::Write;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use mpi::Threading;
use mpi::environment::Universe;
use mpi::topology::SimpleCommunicator;
use mpi::traits::{Communicator, Destination, Source};

use super::{RankLost, Ranks};

/// The processes that MPI started together, as [`run`] hands them over.
///
/// ```no_run
/// use chainrule::ranks::{Ranks, mpi};
///
/// mpi::run(|ranks: &mut mpi::MpiRanks| {
///     println!("{} of {}", ranks.rank(), ranks.count());
///     Ok(())
/// });
/// ```
pub struct MpiRanks {
    world: SimpleCommunicator,
    patience: Duration,
    /// Ends MPI when it is dropped.
    _universe: Universe,
}

impl MpiRanks {
    /// How long another rank is waited for before it counts as lost; ten minutes, until told otherwise. It has to be longer than the
    /// slowest rank takes for its part of a batch, for the validation examples, or for its rows of a fit.
    ///
    /// ```no_run
    /// use std::time::Duration;
    ///
    /// chainrule::ranks::mpi::run(|ranks| {
    ///     ranks.set_patience(Duration::from_secs(60));
    ///     Ok(())
    /// });
    /// ```
    pub fn set_patience(&mut self, patience: Duration) {
        self.patience = patience;
    }

    /// Waits for a message of this kind.
    fn wait_for(&self, rank: usize, tag: i32) -> Result<(), RankLost> {
        let process = self.world.process_at_rank(number(rank));
        let start = Instant::now();
        while process.immediate_probe_with_tag(tag).is_none() {
            let waited = start.elapsed();
            if waited > self.patience {
                return Err(RankLost { rank });
            }
            if waited < Duration::from_millis(1) {
                std::thread::yield_now();
            } else {
                std::thread::sleep(Duration::from_micros(50));
            }
        }
        Ok(())
    }
}

/// That a message can come, and the message.
const READY: i32 = 1;
const BYTES: i32 = 2;

/// The most bytes of a message: MPI counts in 31 bits.
const MOST: usize = 1 << 30;

impl Ranks for MpiRanks {
    fn rank(&self) -> usize {
        usize::try_from(self.world.rank()).unwrap_or(0)
    }

    fn count(&self) -> usize {
        usize::try_from(self.world.size()).unwrap_or(1)
    }

    fn send(&self, to: usize, bytes: &[u8]) -> Result<(), RankLost> {
        // A long message waits until it is taken, and so it is not sent before the other one says that it takes it.
        self.wait_for(to, READY)?;
        let process = self.world.process_at_rank(number(to));
        let mut ready = [0_u8];
        process.receive_into_with_tag(&mut ready[..], READY);
        for part in bytes.chunks(MOST) {
            process.send_with_tag(part, BYTES);
        }
        Ok(())
    }

    fn receive(&self, from: usize, bytes: &mut [u8]) -> Result<(), RankLost> {
        let process = self.world.process_at_rank(number(from));
        process.send_with_tag(&[1_u8][..], READY);
        for part in bytes.chunks_mut(MOST) {
            self.wait_for(from, BYTES)?;
            process.receive_into_with_tag(part, BYTES);
        }
        Ok(())
    }
}

fn number(rank: usize) -> i32 {
    i32::try_from(rank).expect("MPI counts ranks in 32 bits")
}

/// Starts MPI, does the work of this rank, and ends MPI.
///
/// ```no_run
/// use std::process::ExitCode;
///
/// use chainrule::ranks::{Ranks, mpi};
///
/// fn main() -> ExitCode {
///     mpi::run(|ranks| {
///         let news = [7_u8];
///         if ranks.rank() == 0 {
///             for other in 1..ranks.count() {
///                 ranks.send(other, &news)?;
///             }
///         } else {
///             ranks.receive(0, &mut [0])?;
///         }
///         Ok(())
///     })
/// }
/// ```
///
/// An error, or a panic, is written to standard error with the rank that it is from, and ends the program on all ranks: the others
/// would wait for this one. Where a rank is killed, `mpirun` itself ends the others and says which one it was; with
/// `mpirun --enable-recovery` the others go on until they miss it, and say so by [`RankLost`].
pub fn run(work: impl FnOnce(&mut MpiRanks) -> Result<(), Box<dyn Error>>) -> ExitCode {
    let Some((universe, _)) = mpi::initialize_with_threading(Threading::Serialized) else {
        eprintln!("MPI was started already");
        return ExitCode::FAILURE;
    };
    let world = universe.world();
    let patience = Duration::from_secs(600);
    let mut ranks = Ending(MpiRanks { world, patience, _universe: universe });
    if let Err(error) = work(&mut ranks.0) {
        say(&format!("rank {}: {error}\n", ranks.0.rank()));
        // The end of MPI would wait for the others.
        ranks.0.world.abort(1);
    }
    ExitCode::SUCCESS
}

/// Writes the whole line at once: `mpirun` passes on what it reads, and would mix the pieces of several ranks.
fn say(line: &str) {
    // Where nothing can be written, nothing can be said.
    let _ = std::io::stderr().write_all(line.as_bytes());
}

/// Ends all ranks where this one panics.
struct Ending(MpiRanks);

impl Drop for Ending {
    fn drop(&mut self) {
        if std::thread::panicking() {
            say(&format!("rank {} panicked\n", self.0.rank()));
            self.0.world.abort(1);
        }
    }
}
