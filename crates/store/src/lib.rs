//! Shared snippets (spec 17 §6): immutable texts under ids that follow from their content.
//!
//! [`Store`] is what a store must do; the suite in `tests/contract` says it in programs, and every store
//! passes it. A snippet's text is opaque here. This crate must never look into one, decide what may be shared,
//! or ask what time it is: the caller says.

pub mod id;
pub mod record;
pub mod sqlite;
pub mod store;
pub mod transfer;

pub use id::{DigestFn, Id, sha256};
pub use record::{Claim, Record};
pub use sqlite::SqliteStore;
pub use store::{
    Creation, Deletion, Lookup, MAX_CLAIMS, NewSnippet, Snippet, Store, StoreError, Stored, Takedown,
    TokenHash,
};

/// Opens the store that `address` names: `sqlite:` and a path, or a path alone.
///
/// `max_bytes` bounds the store as a whole; a share that would not fit is refused.
///
/// # Errors
/// A sentence for the operator: what failed and what to do.
pub fn open(address: &str, max_bytes: u64) -> Result<Box<dyn Store>, String> {
    let path = match address.split_once(':') {
        Some(("sqlite", path)) => path,
        Some((scheme, _)) if scheme.len() > 1 && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric()) => {
            return Err(format!(
                "There is no store of the kind `{scheme}:`. Write `sqlite:` and the path of a file."
            ));
        }
        _ => address,
    };
    if path.is_empty() {
        return Err("The store's address names no file. Write `sqlite:` and the path of a file.".to_owned());
    }
    let store = SqliteStore::open(path.as_ref(), max_bytes, sha256)
        .map_err(|error| format!("The store {path} cannot be used: {error}"))?;
    Ok(Box::new(store))
}
