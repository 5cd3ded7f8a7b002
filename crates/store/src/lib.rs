//! Shared snippets (spec 17 §6): immutable texts under ids that follow from their content.
//!
//! [`Store`] is what a store must do; the suite in `tests/contract` says it in programs, and every store
//! passes it. A snippet's text is opaque here. This crate must never look into one, decide what may be shared,
//! or ask what time it is: the caller says.

pub mod address;
pub mod id;
mod idle;
pub mod postgres;
pub mod record;
pub mod redis;
mod room;
mod rows;
pub mod sqlite;
pub mod store;
pub mod transfer;

pub use self::redis::RedisStore;
pub use address::{open, redacted};
pub use id::{DigestFn, Id, sha256};
pub use postgres::PostgresStore;
pub use record::{Claim, Record};
pub use sqlite::SqliteStore;
pub use store::{
    Creation, Deletion, Lookup, MAX_CLAIMS, NewSnippet, Snippet, Store, StoreError, Stored, Takedown,
    TokenHash,
};
