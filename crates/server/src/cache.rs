//! Answers that can be given again: what a program does follows from the request and the compiler alone (DECISION C13).
//!
//! Bounded in bytes; what was not asked for longest goes first. Nothing that a machine's limits had a part in may get in:
//! a program that ran out of time on a busy machine may do well on an idle one. Requests that are alike and under way at the
//! same time run once.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::body::Bytes;
use playground_protocol::{ErrorType, Job};
use playground_store::sha256;
use tokio::sync::watch;

use crate::error::Problem;
use crate::request::{Endpoint, Include};

/// Bytes that an entry takes beside its body, about.
const ENTRY_BYTES: usize = 256;

/// What an answer follows from: SHA-256 over the request and the programs that serve it.
pub type Key = [u8; 32];

/// An answer as it was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cached {
    /// The body.
    pub body: Bytes,
    /// For the log.
    pub outcome: &'static str,
}

/// What became of a request that others may be waiting for too.
pub type Landed = Result<Cached, Problem>;

/// How an answer came about: the value of `X-Cache`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// It had been given before.
    Hit,
    /// The same request was under way.
    Joined,
    /// It was made.
    Miss,
    /// It was made, and will not be given again: the client or the request did not allow it.
    Bypass,
}

impl Source {
    /// The header's value.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Hit => "hit",
            Self::Joined => "joined",
            Self::Miss => "miss",
            Self::Bypass => "bypass",
        }
    }
}

/// The key of a request; nothing for what does not follow from the request alone.
pub fn key(
    endpoint: Endpoint,
    job: &Job,
    include: Include,
    balances: Option<&BTreeMap<String, String>>,
    programs: &Key,
) -> Option<Key> {
    if include.stages {
        return None;
    }
    let mut text = serde_json::to_vec(job).ok()?;
    // Nothing of the job's own text can look like this.
    text.push(0);
    text.extend_from_slice(format!("{endpoint:?} {:?} {balances:?}", include.names()).as_bytes());
    text.push(0);
    text.extend_from_slice(programs);
    Some(sha256(&text))
}

/// Whether an answer with this outcome follows from its request alone.
pub const fn is_deterministic(error_type: Option<ErrorType>) -> bool {
    match error_type {
        None
        | Some(
            ErrorType::Compilation | ErrorType::RuntimeRevert | ErrorType::RuntimePanic | ErrorType::OutOfGas,
        ) => true,
        Some(ErrorType::Timeout | ErrorType::SandboxError | ErrorType::InternalError) => false,
    }
}

#[derive(Default)]
struct Inner {
    entries: HashMap<Key, (Cached, u64)>,
    /// Keys by when they were last asked for.
    order: BTreeMap<u64, Key>,
    clock: u64,
    bytes: usize,
    flights: HashMap<Key, Arc<watch::Sender<Option<Landed>>>>,
}

/// The answers.
pub struct AnswerCache {
    inner: Mutex<Inner>,
    max_bytes: usize,
}

/// What is to be done about a request.
pub enum Found {
    /// Nothing: here is its answer.
    Answer(Cached),
    /// Wait: somebody makes it.
    Wait(watch::Receiver<Option<Landed>>),
    /// Make it, and tell the others.
    Make(Flight, watch::Receiver<Option<Landed>>),
}

/// The duty to make an answer. Dropped without one, those who wait are told of a defect.
pub struct Flight {
    cache: Arc<AnswerCache>,
    key: Key,
    sender: Arc<watch::Sender<Option<Landed>>>,
    landed: bool,
}

impl AnswerCache {
    /// Holds up to `max_bytes` of answers.
    pub fn new(max_bytes: usize) -> Arc<Self> {
        Arc::new(Self {
            inner: Mutex::default(),
            max_bytes,
        })
    }

    /// No code panics while it holds the lock, and what it guards is whole between any two statements.
    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The answer to `key`, or how to come by it.
    pub fn find(self: &Arc<Self>, key: Key) -> Found {
        let mut inner = self.lock();
        if let Some(cached) = inner.touch(key) {
            return Found::Answer(cached);
        }
        if let Some(sender) = inner.flights.get(&key) {
            return Found::Wait(sender.subscribe());
        }
        let (sender, receiver) = watch::channel(None);
        let sender = Arc::new(sender);
        inner.flights.insert(key, Arc::clone(&sender));
        let flight = Flight {
            cache: Arc::clone(self),
            key,
            sender,
            landed: false,
        };
        Found::Make(flight, receiver)
    }

    /// Requests that wait for answers which are being made.
    pub fn awaited(&self) -> usize {
        let inner = self.lock();
        inner.flights.values().map(|sender| sender.receiver_count()).sum()
    }

    /// Answers held, and their bytes.
    pub fn size(&self) -> (usize, usize) {
        let inner = self.lock();
        (inner.entries.len(), inner.bytes)
    }
}

impl Inner {
    fn touch(&mut self, key: Key) -> Option<Cached> {
        let (cached, used) = self.entries.get_mut(&key)?;
        self.clock += 1;
        self.order.remove(used);
        self.order.insert(self.clock, key);
        *used = self.clock;
        Some(cached.clone())
    }

    fn insert(&mut self, key: Key, cached: Cached, max_bytes: usize) {
        let bytes = cached.body.len() + ENTRY_BYTES;
        if bytes > max_bytes || self.entries.contains_key(&key) {
            return;
        }
        while self.bytes + bytes > max_bytes {
            let Some((_, oldest)) = self.order.pop_first() else {
                break;
            };
            if let Some((old, _)) = self.entries.remove(&oldest) {
                self.bytes -= old.body.len() + ENTRY_BYTES;
            }
        }
        self.clock += 1;
        self.order.insert(self.clock, key);
        self.entries.insert(key, (cached, self.clock));
        self.bytes += bytes;
    }
}

impl Flight {
    /// Completes when nobody waits for the answer any more. The flight is then over, unless somebody came at the last
    /// moment: false.
    pub async fn abandoned(&mut self) -> bool {
        self.sender.closed().await;
        let mut inner = self.cache.lock();
        // Under the lock nobody can join.
        if self.sender.receiver_count() > 0 {
            return false;
        }
        inner.flights.remove(&self.key);
        self.landed = true;
        true
    }

    /// Tells everybody; keeps the answer where `keep` says so.
    pub fn land(mut self, landed: Landed, keep: bool) {
        let mut inner = self.cache.lock();
        inner.flights.remove(&self.key);
        if keep && let Ok(cached) = &landed {
            inner.insert(self.key, cached.clone(), self.cache.max_bytes);
        }
        drop(inner);
        self.sender.send_replace(Some(landed));
        self.landed = true;
    }
}

impl Drop for Flight {
    fn drop(&mut self) {
        if !self.landed {
            self.cache.lock().flights.remove(&self.key);
            let cause = "The job that others were waiting for was lost.".to_owned();
            self.sender.send_replace(Some(Err(Problem::Internal { cause })));
        }
    }
}

/// Waits for an answer that somebody makes.
///
/// # Errors
/// The problem that came instead.
pub async fn landed(mut receiver: watch::Receiver<Option<Landed>>) -> Landed {
    let lost = || {
        Err(Problem::Internal {
            cause: "The job that was waited for is gone.".to_owned(),
        })
    };
    match receiver.wait_for(Option::is_some).await {
        Ok(value) => value.clone().unwrap_or_else(lost),
        Err(_) => lost(),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use crate::request::read;

    fn answer(bytes: usize) -> Cached {
        Cached {
            body: Bytes::from(vec![b'x'; bytes]),
            outcome: "success",
        }
    }

    fn put(cache: &Arc<AnswerCache>, key: u8, bytes: usize) {
        match cache.find([key; 32]) {
            Found::Make(flight, _) => flight.land(Ok(answer(bytes)), true),
            _ => panic!("{key} is there"),
        }
    }

    fn has(cache: &Arc<AnswerCache>, key: u8) -> bool {
        matches!(cache.find([key; 32]), Found::Answer(_))
    }

    #[test]
    fn what_was_not_asked_for_longest_goes_first() {
        let cache = AnswerCache::new(3 * (100 + ENTRY_BYTES));
        for key in 1..=3 {
            put(&cache, key, 100);
        }
        assert!(has(&cache, 1));
        put(&cache, 4, 100);
        assert_eq!(cache.size(), (3, 3 * (100 + ENTRY_BYTES)));
        assert_eq!(
            [1, 2, 3, 4].map(|key| has(&cache, key)),
            [true, false, true, true]
        );
        // One large answer takes the place of several; one that is larger than everything takes none.
        put(&cache, 5, 3 * 100 + 2 * ENTRY_BYTES);
        assert_eq!(cache.size().0, 1);
        put(&cache, 6, 3 * (100 + ENTRY_BYTES));
        assert!(has(&cache, 5) && !has(&cache, 6));
    }

    #[test]
    fn what_is_not_to_be_kept_is_not() {
        let cache = AnswerCache::new(10_000);
        for (landed, keep) in [(Ok(answer(1)), false), (Err(Problem::Draining), true)] {
            match cache.find([1; 32]) {
                Found::Make(flight, _) => flight.land(landed, keep),
                _ => panic!("it is there"),
            }
        }
        assert_eq!(cache.size(), (0, 0));
    }

    #[tokio::test]
    async fn requests_under_way_are_joined() {
        let cache = AnswerCache::new(10_000);
        let Found::Make(flight, own) = cache.find([1; 32]) else {
            panic!("it is there");
        };
        let Found::Wait(other) = cache.find([1; 32]) else {
            panic!("nobody makes it");
        };
        assert!(matches!(cache.find([2; 32]), Found::Make(..)));
        flight.land(Ok(answer(5)), true);
        assert_eq!(landed(own).await, Ok(answer(5)));
        assert_eq!(landed(other).await, Ok(answer(5)));
        assert!(has(&cache, 1));
    }

    #[tokio::test]
    async fn a_lost_job_is_told_and_can_be_tried_again() {
        let cache = AnswerCache::new(10_000);
        let Found::Make(flight, own) = cache.find([1; 32]) else {
            panic!("it is there");
        };
        drop(flight);
        assert!(matches!(landed(own).await, Err(Problem::Internal { .. })));
        assert!(matches!(cache.find([1; 32]), Found::Make(..)));
    }

    #[tokio::test]
    async fn a_request_that_nobody_waits_for_ends() {
        let cache = AnswerCache::new(10_000);
        let Found::Make(mut flight, own) = cache.find([1; 32]) else {
            panic!("it is there");
        };
        drop(own);
        // Who comes before the end of it is noticed keeps it alive.
        let Found::Wait(late) = cache.find([1; 32]) else {
            panic!("nobody makes it");
        };
        let waiting = tokio::time::timeout(std::time::Duration::from_millis(20), flight.abandoned()).await;
        assert!(waiting.is_err());
        drop(late);
        assert!(flight.abandoned().await);
        assert!(matches!(cache.find([1; 32]), Found::Make(..)));
    }

    #[test]
    fn keys_differ_where_answers_may() {
        let key_of = |endpoint, body: &str, programs: u8| {
            let parsed = read(endpoint, body.as_bytes(), 100).unwrap();
            let balances = parsed.balances.as_ref();
            key(endpoint, &parsed.job, parsed.include, balances, &[programs; 32])
        };
        let first = key_of(Endpoint::Run, r#"{"code":"x"}"#, 1);
        assert!(first.is_some());
        // Requests that mean the same are the same.
        let same = r#"{"gas_limit":"0x989680","entry_point":"main","code":"\u0078","context":{}}"#;
        assert_eq!(key_of(Endpoint::Run, same, 1), first);
        for (endpoint, body, programs) in [
            (Endpoint::Run, r#"{"code":"y"}"#, 1),
            (Endpoint::Run, r#"{"code":"x","gas_limit":1}"#, 1),
            (Endpoint::Run, r#"{"code":"x","include":["storage"]}"#, 1),
            (Endpoint::Run, r#"{"code":"x","storage":{}}"#, 1),
            (Endpoint::Run, r#"{"code":"x","balances":{}}"#, 1),
            (Endpoint::Compile, r#"{"code":"x"}"#, 1),
            (Endpoint::Run, r#"{"code":"x"}"#, 2),
        ] {
            assert_ne!(key_of(endpoint, body, programs), first, "{body}");
        }
        assert_eq!(
            key_of(Endpoint::Run, r#"{"code":"x","include":["stages"]}"#, 1),
            None
        );
    }

    #[test]
    fn machine_limits_are_not_kept() {
        for (error_type, kept) in [
            (None, true),
            (Some(ErrorType::Compilation), true),
            (Some(ErrorType::RuntimeRevert), true),
            (Some(ErrorType::RuntimePanic), true),
            (Some(ErrorType::OutOfGas), true),
            (Some(ErrorType::Timeout), false),
            (Some(ErrorType::SandboxError), false),
            (Some(ErrorType::InternalError), false),
        ] {
            assert_eq!(is_deterministic(error_type), kept, "{error_type:?}");
        }
    }
}
