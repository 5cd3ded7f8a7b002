//! The store on Redis: the contract, and what only a server can meet.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod contract;

use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use contract::{create, new};
use playground_store::{Lookup, NewSnippet, RedisStore, StoreError, Takedown, open, sha256};
use playground_test_servers::{PASSWORD, Redis, Wire};

const ROOM: u64 = 64 << 20;

/// Longer than any call may take.
const TOO_LONG: Duration = Duration::from_secs(60);

/// How long Redis keeps what has expired; `GRACE` of the scripts.
const GRACE: i64 = 3_600;

fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs()
}

#[test]
fn the_contract_holds() {
    let server = Redis::start(&[]);
    let next = std::cell::Cell::new(0);
    contract::run_all(&move |digest| {
        next.set(next.get() + 1);
        Arc::new(RedisStore::open(&server.address(next.get()), ROOM, digest).unwrap())
    });
}

#[test]
fn a_full_store_refuses_and_goes_on() {
    let server = Redis::start(&[]);
    let used: u64 = server
        .ask("INFO memory")
        .unwrap()
        .lines()
        .find_map(|line| line.strip_prefix("used_memory:")?.parse().ok())
        .unwrap();
    let store = RedisStore::open(&server.address(0), used + (1 << 20), sha256).unwrap();
    contract::a_full_store_refuses_and_goes_on(&store);
}

#[test]
fn a_server_without_memory_is_full() {
    let server = Redis::start(&[]);
    let store = open(&server.address(0), ROOM).unwrap();
    create(&*store, &new("text", 1), 100);
    server.ask("CONFIG SET maxmemory 1").unwrap();
    assert_eq!(store.create(&new("other", 1), 100), Err(StoreError::Full));
    server.ask("CONFIG SET maxmemory-policy allkeys-lru").unwrap();
    let message = open(&server.address(0), ROOM).err().unwrap();
    assert!(message.contains("Set `maxmemory-policy noeviction`"), "{message}");
}

#[test]
fn redis_forgets_what_has_expired() {
    let server = Redis::start(&[]);
    let store = open(&server.address(0), ROOM).unwrap();
    let left = |key: &str| -> i64 {
        let answer = server.ask(&format!("TTL {key}")).unwrap();
        answer.trim().trim_start_matches(':').parse().unwrap()
    };
    let (start, token) = (now(), [1; 32]);
    let ending = |content: &str, expires: Option<u64>| NewSnippet {
        expires,
        token,
        ..new(content, 1)
    };
    let id = create(&*store, &ending("text", Some(start + 1_000)), start).id;
    let keys = [format!("twilight:s:{id}"), format!("twilight:c:{id}")];
    for key in &keys {
        // A slow machine has less left.
        assert!(
            (1..=1_000 + GRACE).contains(&left(key)) && left(key) > GRACE,
            "{key}: {}",
            left(key)
        );
    }
    // What an operator has taken down is remembered, and no longer when it is shown again.
    store.take_down(&id, Some(Takedown::Gone)).unwrap();
    assert_eq!(keys.each_ref().map(|key| left(key)), [-1, -1]);
    store.take_down(&id, None).unwrap();
    assert!(keys.iter().all(|key| left(key) > 0));
    // Who wants it for ever keeps it.
    create(&*store, &ending("text", None), start);
    assert_eq!(keys.each_ref().map(|key| left(key)), [-1, -1]);
    // Redis removes one: it is missing everywhere, and its place in the indexes goes with the next purge.
    let other = create(&*store, &ending("other", Some(start + 1_000)), start).id;
    server
        .ask(&format!("DEL twilight:s:{other} twilight:c:{other}"))
        .unwrap();
    assert_eq!(store.load(&other, start), Ok(Lookup::Missing));
    assert_eq!(store.export(None, 10).unwrap().len(), 1);
    assert!(create(&*store, &ending("other", Some(start + 500)), start).fresh);
    server
        .ask(&format!("DEL twilight:s:{other} twilight:c:{other}"))
        .unwrap();
    assert_eq!(store.purge(start + 500), Ok(1));
    assert_eq!(server.ask("ZCARD twilight:ids").unwrap(), ":1\r\n");
}

#[test]
fn what_redis_does_not_keep_is_said() {
    for (settings, expected) in [
        (&[][..], Some("writes no append-only file")),
        (
            &["appendonly yes", "appendfsync everysec"],
            Some("`appendfsync everysec`"),
        ),
        (&["appendonly yes", "appendfsync always"], None),
    ] {
        let server = Redis::start(settings);
        let warning = open(&server.address(0), ROOM).unwrap().warning().unwrap();
        assert_eq!(warning.is_some(), expected.is_some(), "{warning:?}");
        let warning = warning.unwrap_or_default();
        assert!(warning.contains(expected.unwrap_or_default()), "{warning}");
    }
}

#[test]
fn a_server_that_was_killed_is_found_again() {
    let mut server = Redis::start(&["appendonly yes", "appendfsync always"]);
    let store = open(&server.address(0), ROOM).unwrap();
    let id = create(&*store, &new("text", 1), 100).id;
    server.kill();
    let error = store.load(&id, 100).unwrap_err().to_string();
    assert!(error.contains("The connection to Redis failed"), "{error}");
    server.up();
    assert!(matches!(store.load(&id, 100).unwrap(), Lookup::Found(_)));
    create(&*store, &new("other", 1), 100);
}

#[test]
fn a_server_that_falls_silent_is_given_up() {
    let server = Redis::start(&[]);
    let wire = Wire::to(&server.socket());
    let store = open(&format!("redis://:{PASSWORD}@localhost:{}/3", wire.port), ROOM).unwrap();
    let id = create(&*store, &new("text", 1), 100).id;
    wire.hold(true);
    let start = Instant::now();
    let error = store.load(&id, 100).unwrap_err().to_string();
    assert!(error.contains("The connection to Redis failed"), "{error}");
    assert!(start.elapsed() < TOO_LONG, "{:?}", start.elapsed());
    wire.hold(false);
    assert!(matches!(store.load(&id, 100).unwrap(), Lookup::Found(_)));
}

#[test]
fn what_a_server_refuses_is_told_without_the_password() {
    let server = Redis::start(&[]);
    let refused = |address: &str| {
        let message = open(address, ROOM).err().unwrap();
        assert!(
            !message.contains(PASSWORD) && !message.contains("wrong-one"),
            "{message}"
        );
        message
    };
    let message = refused(&server.address(0).replace(PASSWORD, "wrong-one"));
    assert!(message.contains("does not let this program in"), "{message}");
    server.ask("SET twilight:schema 99").unwrap();
    assert!(refused(&server.address(0)).contains("newer version (schema 99"));
    server.ask("SET twilight:schema 1").unwrap();
    let store = open(&server.address(0), ROOM).unwrap();
    assert_eq!(store.check(), Ok(()));
    let id = create(&*store, &new("text", 1), 100).id;
    server.ask(&format!("HSET twilight:s:{id} content test")).unwrap();
    assert!(matches!(store.load(&id, 100), Err(StoreError::Corrupt(_))));
    server.ask("REPLICAOF 127.0.0.1 1").unwrap();
    let message = store.check().unwrap_err().to_string();
    assert!(message.contains("read only replica"), "{message}");
}
