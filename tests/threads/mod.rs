//! Several ranks that are threads, with channels between them.

use std::sync::Mutex;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::Duration;

use chainrule::ranks::{RankLost, Ranks};

/// One of several threads.
pub(crate) struct Thread {
    pub(crate) rank: usize,
    to: Vec<Sender<Vec<u8>>>,
    from: Vec<Mutex<Receiver<Vec<u8>>>>,
}

impl Ranks for Thread {
    fn rank(&self) -> usize {
        self.rank
    }

    fn count(&self) -> usize {
        self.to.len()
    }

    fn send(&self, to: usize, bytes: &[u8]) -> Result<(), RankLost> {
        self.to[to].send(bytes.to_vec()).map_err(|_| RankLost { rank: to })
    }

    fn receive(&self, from: usize, bytes: &mut [u8]) -> Result<(), RankLost> {
        let received = self.from[from].lock().unwrap().recv_timeout(Duration::from_secs(20));
        bytes.copy_from_slice(&received.map_err(|_| RankLost { rank: from })?);
        Ok(())
    }
}

fn ranks(count: usize) -> Vec<Thread> {
    let mut ranks: Vec<Thread> =
        (0..count).map(|rank| Thread { rank, to: Vec::new(), from: Vec::new() }).collect();
    for to in 0..count {
        for from in 0..count {
            let (sender, receiver) = channel();
            ranks[from].to.push(sender);
            ranks[to].from.push(Mutex::new(receiver));
        }
    }
    ranks
}

/// What each of so many ranks does.
pub(crate) fn on<R: Send>(count: usize, work: impl Fn(&Thread) -> R + Sync) -> Vec<R> {
    thread::scope(|scope| {
        let work = &work;
        let running: Vec<_> = ranks(count).into_iter().map(|rank| scope.spawn(move || work(&rank))).collect();
        running.into_iter().map(|thread| thread.join().unwrap()).collect()
    })
}
