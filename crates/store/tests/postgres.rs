//! The store on PostgreSQL: the contract, and what only a server can meet.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod contract;

use std::sync::{Arc, Barrier};
use std::thread;
use std::time::{Duration, Instant};

use contract::{create, new};
use playground_store::{Id, Lookup, PostgresStore, StoreError, open, sha256};
use playground_test_servers::{PASSWORD, Postgres, Wire};

const ROOM: u64 = 64 << 20;

/// Longer than any call may take, shorter than the connection itself would live.
const TOO_LONG: Duration = Duration::from_secs(60);

#[test]
fn the_contract_holds() {
    let server = Postgres::start(&["fsync=off"]);
    let next = std::cell::Cell::new(0);
    contract::run_all(&move |digest| {
        next.set(next.get() + 1);
        let address = server.schema(&format!("s{}", next.get()));
        Arc::new(PostgresStore::open(&address, ROOM, digest).unwrap())
    });
}

#[test]
fn a_full_store_refuses_and_goes_on() {
    let server = Postgres::start(&["fsync=off"]);
    let store = PostgresStore::open(&server.address(), 1 << 20, sha256).unwrap();
    contract::a_full_store_refuses_and_goes_on(&store);
}

#[test]
fn instances_that_start_at_once_make_one_schema_and_share_one_store() {
    let server = Postgres::start(&["fsync=off"]);
    let address = server.address();
    let start = Arc::new(Barrier::new(4));
    let threads: Vec<_> = (0..4_u8)
        .map(|thread| {
            let (address, start) = (address.clone(), Arc::clone(&start));
            thread::spawn(move || {
                start.wait();
                let store = open(&address, ROOM).unwrap();
                (0..20)
                    .map(|number| create(&*store, &new(&format!("text {number}"), thread + 1), 100))
                    .collect::<Vec<_>>()
            })
        })
        .collect();
    let mut fresh = 0;
    let mut ids: Vec<Vec<Id>> = Vec::new();
    for thread in threads {
        let stored = thread.join().unwrap();
        fresh += stored.iter().filter(|stored| stored.fresh).count();
        ids.push(stored.into_iter().map(|stored| stored.id).collect());
    }
    assert_eq!(fresh, 20);
    assert!(ids.iter().all(|other| *other == ids[0]));
    assert_eq!(server.sql("SELECT count(*) FROM twilight_claims").unwrap(), "80");
    assert_eq!(server.sql("SELECT version FROM twilight_schema").unwrap(), "1");
}

#[test]
fn a_server_that_was_killed_is_found_again() {
    let mut server = Postgres::start(&[]);
    let store = open(&server.address(), ROOM).unwrap();
    assert_eq!(store.warning(), Ok(None));
    let id = create(&*store, &new("text", 1), 100).id;
    server.kill();
    let error = store.load(&id, 100).unwrap_err().to_string();
    assert!(error.contains("The connection to PostgreSQL failed"), "{error}");
    assert!(store.create(&new("other", 1), 100).is_err());
    server.up();
    assert!(matches!(store.load(&id, 100).unwrap(), Lookup::Found(_)));
    create(&*store, &new("other", 1), 100);
}

#[test]
fn a_server_that_falls_silent_is_given_up() {
    let server = Postgres::start(&["fsync=off"]);
    let wire = Wire::to(&server.socket());
    let address = format!(
        "postgres://playground:{PASSWORD}@localhost:{}/postgres",
        wire.port
    );
    let store = open(&address, ROOM).unwrap();
    let id = create(&*store, &new("text", 1), 100).id;
    wire.hold(true);
    for _ in 0..2 {
        // First over the connection that is there, then over none.
        let start = Instant::now();
        let error = store.load(&id, 100).unwrap_err().to_string();
        assert!(error.contains("PostgreSQL"), "{error}");
        assert!(start.elapsed() < TOO_LONG, "{:?}", start.elapsed());
    }
    wire.hold(false);
    assert!(matches!(store.load(&id, 100).unwrap(), Lookup::Found(_)));
}

#[test]
fn what_a_server_refuses_is_told_without_the_password() {
    let server = Postgres::start(&["fsync=off"]);
    let refused = |address: &str| {
        let message = open(address, ROOM).err().unwrap();
        assert!(
            !message.contains(PASSWORD) && !message.contains("wrong-one"),
            "{message}"
        );
        message
    };
    let wrong = server.address().replace(PASSWORD, "wrong-one");
    let message = refused(&wrong);
    assert!(message.contains("password authentication failed"), "{message}");
    assert!(message.contains("playground:***@"), "{message}");
    let nowhere = format!("{}-none", server.address());
    assert!(refused(&nowhere).contains("does not exist"));
    let address = server.address();
    drop(open(&address, ROOM).unwrap());
    server.sql("UPDATE twilight_schema SET version = 99").unwrap();
    assert!(refused(&address).contains("newer version (schema 99"));
}

#[test]
fn what_may_not_be_written_is_no_store() {
    let server = Postgres::start(&["fsync=off"]);
    let store = open(&server.address(), ROOM).unwrap();
    let id = create(&*store, &new("text", 1), 100).id;
    let read_only = format!(
        "{}?options=-cdefault_transaction_read_only%3Don",
        server.address()
    );
    assert!(open(&read_only, ROOM).err().unwrap().contains("read-only"));
    assert_eq!(store.check(), Ok(()));
    server
        .sql("UPDATE twilight_snippets SET content = 'test'")
        .unwrap();
    assert!(matches!(store.load(&id, 100), Err(StoreError::Corrupt(_))));
}

#[test]
fn sessions_wait_for_the_disk_whatever_the_server_says() {
    let server = Postgres::start(&["fsync=off", "synchronous_commit=off"]);
    let store = open(&server.address(), ROOM).unwrap();
    let warning = store.warning().unwrap().unwrap();
    assert!(warning.contains("fsync = off"), "{warning}");
    // A trigger sees what the session sees.
    server
        .sql(
            "CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
               NEW.compiler = current_setting('synchronous_commit') || ' ' || current_setting('statement_timeout');
               RETURN NEW; END $$;
             CREATE TRIGGER note BEFORE INSERT ON twilight_snippets FOR EACH ROW EXECUTE FUNCTION note();",
        )
        .unwrap();
    let id = create(&*store, &new("text", 1), 100).id;
    match store.load(&id, 100).unwrap() {
        Lookup::Found(snippet) => assert_eq!(snippet.compiler, "on 5s"),
        other => panic!("{other:?}"),
    }
}
