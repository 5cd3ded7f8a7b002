//! The embedded store: the contract, and what only a file can meet.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod contract;
mod scratch;

use std::sync::Arc;

use contract::{create, new};
use playground_store::{Lookup, SqliteStore, Store, StoreError, open, sha256};
use rusqlite::Connection;
use scratch::Scratch;

const ROOM: u64 = 64 << 20;

#[test]
fn the_contract_holds() {
    let scratch = Scratch::new("contract");
    let next = std::cell::Cell::new(0);
    contract::run_all(&move |digest| {
        next.set(next.get() + 1);
        let path = scratch.path(&format!("{}.db", next.get()));
        Arc::new(SqliteStore::open(&path, ROOM, digest).unwrap())
    });
}

#[test]
fn what_was_shared_is_there_after_opening_again() {
    let scratch = Scratch::new("again");
    let path = scratch.path("store.db");
    let id = create(
        &SqliteStore::open(&path, ROOM, sha256).unwrap(),
        &new("text", 1),
        100,
    )
    .id;
    // Through the address, as the service opens it; two at a time.
    let address = format!("sqlite:{}", path.display());
    let (one, other) = (
        open(&address, ROOM).unwrap(),
        open(path.to_str().unwrap(), ROOM).unwrap(),
    );
    assert!(matches!(one.load(&id, 100).unwrap(), Lookup::Found(_)));
    let second = create(&*one, &new("second", 1), 100).id;
    assert!(matches!(other.load(&second, 100).unwrap(), Lookup::Found(_)));
}

#[test]
fn wrong_addresses_are_named() {
    let refused = |address: &str| open(address, ROOM).err().unwrap();
    assert!(refused("mongodb://x").contains("no store of the kind `mongodb:`"));
    assert!(refused("sqlite:").contains("names no file"));
    assert!(refused("").contains("names no file"));
    assert!(refused("/nonexistent/directory/x.db").contains("/nonexistent/directory/x.db cannot be used"));
}

#[test]
fn files_of_others_are_left_alone() {
    let scratch = Scratch::new("others");
    let refused = |path: &std::path::Path| SqliteStore::open(path, ROOM, sha256).err().unwrap();
    let text = scratch.path("text");
    std::fs::write(
        &text,
        "This is no database, and long enough that nobody takes it for one.\n".repeat(20),
    )
    .unwrap();
    assert!(matches!(refused(&text), StoreError::Corrupt(_)));
    let other = scratch.path("other.db");
    Connection::open(&other)
        .unwrap()
        .execute_batch("CREATE TABLE theirs (a)")
        .unwrap();
    assert!(refused(&other).to_string().contains("another program's"));
    let newer = scratch.path("newer.db");
    drop(SqliteStore::open(&newer, ROOM, sha256).unwrap());
    Connection::open(&newer)
        .unwrap()
        .execute_batch("PRAGMA user_version = 99")
        .unwrap();
    assert!(refused(&newer).to_string().contains("newer version (schema 99"));
}

#[test]
fn a_full_store_refuses_and_goes_on() {
    let scratch = Scratch::new("full");
    let store = SqliteStore::open(&scratch.path("store.db"), 1 << 20, sha256).unwrap();
    contract::a_full_store_refuses_and_goes_on(&store);
}

#[test]
fn a_text_that_has_changed_on_disk_is_not_returned() {
    let scratch = Scratch::new("changed");
    let path = scratch.path("store.db");
    let store = SqliteStore::open(&path, ROOM, sha256).unwrap();
    let id = create(&store, &new("text", 1), 100).id;
    Connection::open(&path)
        .unwrap()
        .execute("UPDATE snippets SET content = 'test'", [])
        .unwrap();
    assert!(matches!(store.load(&id, 100), Err(StoreError::Corrupt(_))));
}
