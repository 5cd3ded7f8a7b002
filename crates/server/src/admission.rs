//! How many jobs run, how many wait, who is next, and who is turned away.
//!
//! Jobs are bounded near the core count, so that an honest program is not timed out by its neighbours. A request that
//! finds no free slot waits in a bounded queue, in which clients take turns: who sends a hundred requests waits behind
//! their own, not others behind them. Where the queue is full, a client with little in it takes the place of the last
//! request of the one with the most. Who finds no place, or waits too long, is refused. A client that goes away leaves the
//! queue at once.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use tokio::sync::{Notify, oneshot};

/// Why a job was not admitted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// The queue was full, or has become so with requests of clients that had less in it.
    QueueFull,
    /// No slot came free within the longest wait.
    WaitedTooLong,
}

/// A slot; free again when dropped.
#[derive(Debug)]
pub struct Place {
    gate: Arc<Gate>,
    /// Time spent in the queue.
    pub waited: Duration,
}

impl Drop for Place {
    fn drop(&mut self) {
        self.gate.release();
    }
}

/// The gate in front of the sandboxes.
#[derive(Debug)]
pub struct Admission {
    gate: Arc<Gate>,
    max_wait: Duration,
}

#[derive(Debug)]
struct Gate {
    queue: Mutex<Queue>,
    workers: u32,
    max_waiting: usize,
    /// Nothing runs any more.
    idle: Notify,
}

/// Every step takes time in the logarithm of its length.
#[derive(Debug, Default)]
struct Queue {
    running: u32,
    waiting: usize,
    clients: HashMap<IpAddr, Client>,
    /// Whose turn it is, by [`Client::turn`].
    turns: BTreeMap<u64, IpAddr>,
    /// Clients by how many of their requests wait.
    lengths: BTreeSet<(usize, IpAddr)>,
    /// Numbers requests and turns.
    next: u64,
}

/// A client of whom something waits.
#[derive(Debug, Default)]
struct Client {
    turn: u64,
    /// In the order in which they came.
    requests: BTreeMap<u64, oneshot::Sender<Result<(), Refused>>>,
}

/// A request in the queue; it leaves however it ends.
struct Waiting<'a> {
    gate: &'a Gate,
    client: IpAddr,
    number: u64,
    told: oneshot::Receiver<Result<(), Refused>>,
    /// Whether what was told has been taken.
    taken: bool,
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        if self.taken {
            return;
        }
        let was_waiting = self.gate.lock().remove(self.client, self.number).is_some();
        // A slot may have been given at this very moment.
        if !was_waiting && matches!(self.told.try_recv(), Ok(Ok(()))) {
            self.gate.release();
        }
    }
}

impl Admission {
    /// `workers` jobs at a time, `max_waiting` more in the queue for at most `max_wait`.
    pub fn new(workers: u32, max_waiting: usize, max_wait: Duration) -> Self {
        Self {
            gate: Arc::new(Gate {
                queue: Mutex::default(),
                workers,
                max_waiting,
                idle: Notify::new(),
            }),
            max_wait,
        }
    }

    /// Waits for a slot for `client`. Dropping the future gives the place in the queue back.
    ///
    /// # Errors
    /// [`Refused`] when the queue is full or the wait too long.
    pub async fn enter(&self, client: IpAddr) -> Result<Place, Refused> {
        let place = |waited| Place {
            gate: Arc::clone(&self.gate),
            waited,
        };
        let start = Instant::now();
        let Some(mut waiting) = self.gate.arrive(client)? else {
            return Ok(place(Duration::ZERO));
        };
        let told = tokio::time::timeout(self.max_wait, &mut waiting.told).await;
        waiting.taken = told.is_ok();
        match told {
            Ok(Ok(Ok(()))) => Ok(place(start.elapsed())),
            Ok(Ok(Err(refused))) => Err(refused),
            // The queue lives as long as this.
            Ok(Err(_)) | Err(_) => Err(Refused::WaitedTooLong),
        }
    }

    /// Requests in the queue now.
    pub fn waiting(&self) -> usize {
        self.gate.lock().waiting
    }

    /// Slots that are free now.
    pub fn free(&self) -> usize {
        self.gate.workers.saturating_sub(self.gate.lock().running) as usize
    }

    /// Returns when no job is running any more.
    pub async fn idle(&self) {
        let mut idle = std::pin::pin!(self.gate.idle.notified());
        loop {
            idle.as_mut().enable();
            if self.gate.lock().running == 0 {
                return;
            }
            idle.as_mut().await;
            idle.set(self.gate.idle.notified());
        }
    }
}

impl Gate {
    /// No code panics while it holds the lock, and what it guards is whole between any two statements.
    fn lock(&self) -> MutexGuard<'_, Queue> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes a slot (nothing) or a place in the queue.
    fn arrive(&self, client: IpAddr) -> Result<Option<Waiting<'_>>, Refused> {
        let mut queue = self.lock();
        // Slots are given on to those who wait, so this cannot overtake them.
        if queue.running < self.workers {
            queue.running += 1;
            return Ok(None);
        }
        if queue.waiting >= self.max_waiting {
            queue.make_room_for(client)?;
        }
        let (number, told) = queue.add(client);
        Ok(Some(Waiting {
            gate: self,
            client,
            number,
            told,
            taken: false,
        }))
    }

    /// Gives a slot to who is next, or frees it.
    fn release(&self) {
        let mut queue = self.lock();
        while let Some(next) = queue.take_next() {
            if next.send(Ok(())).is_ok() {
                return;
            }
        }
        queue.running -= 1;
        if queue.running == 0 {
            self.idle.notify_waiters();
        }
    }
}

impl Queue {
    fn number(&mut self) -> u64 {
        self.next += 1;
        self.next
    }

    fn add(&mut self, client: IpAddr) -> (u64, oneshot::Receiver<Result<(), Refused>>) {
        let number = self.number();
        let (sender, told) = oneshot::channel();
        let entry = self.clients.entry(client).or_default();
        if entry.requests.is_empty() {
            entry.turn = number;
            self.turns.insert(number, client);
        }
        let before = entry.requests.len();
        entry.requests.insert(number, sender);
        self.lengths.remove(&(before, client));
        self.lengths.insert((before + 1, client));
        self.waiting += 1;
        (number, told)
    }

    fn remove(&mut self, client: IpAddr, number: u64) -> Option<oneshot::Sender<Result<(), Refused>>> {
        let entry = self.clients.get_mut(&client)?;
        let sender = entry.requests.remove(&number)?;
        let left = entry.requests.len();
        self.waiting -= 1;
        self.lengths.remove(&(left + 1, client));
        if left > 0 {
            self.lengths.insert((left, client));
        } else {
            self.turns.remove(&entry.turn);
            self.clients.remove(&client);
        }
        Some(sender)
    }

    /// Takes the first request of the client whose turn it is, and sends that client to the end.
    fn take_next(&mut self) -> Option<oneshot::Sender<Result<(), Refused>>> {
        let (turn, client) = self.turns.pop_first()?;
        let number = *self.clients.get(&client)?.requests.keys().next()?;
        let sender = self.remove(client, number)?;
        let later = self.number();
        if let Some(entry) = self.clients.get_mut(&client) {
            debug_assert_eq!(entry.turn, turn);
            entry.turn = later;
            self.turns.insert(later, client);
        }
        Some(sender)
    }

    /// Refuses the last request of the client with the most in the queue, where `client` has so much less that it will
    /// not have more afterwards.
    fn make_room_for(&mut self, client: IpAddr) -> Result<(), Refused> {
        let own = self.clients.get(&client).map_or(0, |entry| entry.requests.len());
        let &(most, longest) = self.lengths.last().ok_or(Refused::QueueFull)?;
        if own + 1 >= most {
            return Err(Refused::QueueFull);
        }
        let last = self
            .clients
            .get(&longest)
            .and_then(|entry| entry.requests.keys().next_back());
        let sender = last
            .copied()
            .and_then(|last| self.remove(longest, last))
            .ok_or(Refused::QueueFull)?;
        // Who has gone has left its place.
        let _ = sender.send(Err(Refused::QueueFull));
        Ok(())
    }
}

#[cfg(test)]
mod tests;
