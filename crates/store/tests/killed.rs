//! Servers of stores that are killed while many share: what was acknowledged is there, and none of it differs.
//!
//! `STORE_CRASH_SHARES=10000` is the long form.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::channel;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use playground_store::{Creation, Id, Lookup, NewSnippet, Store, open};
use playground_test_servers::{Postgres, Redis};

/// Sharers at a time.
const THREADS: usize = 6;
/// How often the server is killed.
const DEATHS: usize = 3;
/// How long one share may be tried again and again.
const PATIENCE: Duration = Duration::from_secs(180);

fn shares() -> usize {
    std::env::var("STORE_CRASH_SHARES").map_or(300, |text| text.parse().expect("a number"))
}

/// The text of a number; every tenth is one of a few that are shared again and again.
fn content(number: usize) -> String {
    if number.is_multiple_of(10) {
        format!("shared by many {}", number % 50)
    } else {
        format!("snippet {number} {}", "text ".repeat(number % 500))
    }
}

/// Shares all texts in some threads, trying again what fails. After some of the acknowledgements the server goes `down`, and
/// comes `up` once somebody has met it dead. Then every text has to be there.
///
/// Texts are let out in parts, so that some are left for each life of the server, however late this thread is woken.
fn run(address: &str, down: impl Fn(), up: impl Fn()) {
    let shares = shares();
    let store: Arc<dyn Store> = open(address, u64::MAX).unwrap().into();
    let part = shares / (DEATHS + 1);
    let next = Arc::new(AtomicUsize::new(0));
    let allowed = Arc::new(AtomicUsize::new(part + THREADS));
    let acknowledged: Arc<Mutex<BTreeMap<Id, String>>> = Arc::default();
    let failures: Arc<AtomicUsize> = Arc::default();
    let (sender, receiver) = channel();
    let threads: Vec<_> = (0..THREADS)
        .map(|thread| {
            let (store, sender) = (Arc::clone(&store), sender.clone());
            let (next, allowed) = (Arc::clone(&next), Arc::clone(&allowed));
            let (acknowledged, failures) = (Arc::clone(&acknowledged), Arc::clone(&failures));
            thread::spawn(move || {
                loop {
                    let number = next.fetch_add(1, Ordering::SeqCst);
                    if number >= shares {
                        return;
                    }
                    while number >= allowed.load(Ordering::SeqCst) {
                        thread::sleep(Duration::from_millis(1));
                    }
                    let new = NewSnippet {
                        content: content(number),
                        compiler: "twilightc 0.1.0".to_owned(),
                        expires: None,
                        token: [thread as u8; 32],
                    };
                    let start = Instant::now();
                    let stored = loop {
                        match store.create(&new, 100) {
                            Ok(Creation::Stored(stored)) => break stored,
                            Ok(other) => panic!("{other:?}"),
                            Err(error) => {
                                failures.fetch_add(1, Ordering::SeqCst);
                                assert!(start.elapsed() < PATIENCE, "{error}");
                                thread::sleep(Duration::from_millis(5));
                            }
                        }
                    };
                    acknowledged.lock().unwrap().insert(stored.id, new.content);
                    sender.send(()).unwrap();
                }
            })
        })
        .collect();
    drop(sender);
    for death in 1..=DEATHS {
        // These are not all that are on their way: the server dies at work.
        assert_eq!(receiver.iter().take(part).count(), part);
        let before = failures.load(Ordering::SeqCst);
        down();
        allowed.store(part * (death + 1) + THREADS, Ordering::SeqCst);
        let start = Instant::now();
        while failures.load(Ordering::SeqCst) == before {
            assert!(start.elapsed() < PATIENCE, "nobody met the dead server");
            thread::sleep(Duration::from_millis(5));
        }
        up();
    }
    allowed.store(shares, Ordering::SeqCst);
    assert_eq!(receiver.iter().count(), shares - part * DEATHS);
    for thread in threads {
        thread.join().unwrap();
    }
    let acknowledged = acknowledged.lock().unwrap();
    for (id, content) in acknowledged.iter() {
        match store.load(id, 200).unwrap() {
            Lookup::Found(snippet) => assert_eq!(snippet.content, *content),
            other => panic!("{id} was acknowledged and is {other:?}"),
        }
    }
    // A share whose answer was lost may be there as well, under the same id: there are no others.
    let all = store.export(None, usize::MAX).unwrap();
    assert_eq!(all.len(), acknowledged.len());
    eprintln!(
        "{shares} shares, {} tried again, {} snippets",
        failures.load(Ordering::SeqCst),
        all.len()
    );
}

#[test]
fn postgresql_killed_again_and_again_keeps_what_it_acknowledged() {
    let server = RefCell::new(Postgres::start(&[]));
    let address = server.borrow().address();
    run(
        &address,
        || server.borrow_mut().kill(),
        || server.borrow_mut().up(),
    );
}

#[test]
fn redis_killed_again_and_again_keeps_what_it_acknowledged() {
    let server = RefCell::new(Redis::start(&["appendonly yes", "appendfsync always"]));
    let address = server.borrow().address(0);
    run(
        &address,
        || server.borrow_mut().kill(),
        || server.borrow_mut().up(),
    );
}
