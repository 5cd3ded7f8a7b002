//! What sharing, deleting and importing do, in terms of rows: the same steps for every store that has tables and
//! transactions.
//!
//! The functions here run inside one transaction that the caller begins and commits. They must never be called outside of
//! one, and they hold nothing that another transaction could change between two steps: that is the caller's lock.

use std::collections::BTreeSet;

use crate::id::{DigestFn, Id};
use crate::record::{Record, from_hex};
use crate::store::{
    Creation, Deletion, Lookup, MAX_CLAIMS, NewSnippet, Snippet, StoreError, Stored, Takedown, TokenHash,
};

/// The row of one snippet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its id.
    pub id: String,
    /// What its text hashed to when it was shared.
    pub digest: Vec<u8>,
    /// Its text.
    pub content: String,
    /// The compiler that it was first shared with.
    pub compiler: String,
    /// Unix seconds.
    pub created: u64,
    /// Unix seconds, the latest end of its claims; never where there are none.
    pub expires: Option<u64>,
    /// Whether an operator has taken it down.
    pub takedown: Option<Takedown>,
}

/// The row of one claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimRow {
    /// SHA-256 of the delete token; empty for all who got none.
    pub token: Vec<u8>,
    /// Unix seconds; never where there are none.
    pub expires: Option<u64>,
}

impl Row {
    fn expired(&self, now: u64) -> bool {
        self.expires.is_some_and(|end| end <= now)
    }

    /// What a reader sees of the row at `now`.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`] where the text is not the one that was shared.
    pub fn seen(self, digest: DigestFn, now: u64) -> Result<Lookup, StoreError> {
        if let Some(takedown) = self.takedown {
            return Ok(Lookup::TakenDown(takedown));
        }
        if self.expired(now) {
            return Ok(Lookup::Missing);
        }
        let id = known(&self.id)?;
        if digest(self.content.as_bytes()).as_slice() != self.digest {
            return Err(StoreError::Corrupt(format!(
                "The text under {id} is not the one that was shared: its digest differs. Restore it from a backup."
            )));
        }
        Ok(Lookup::Found(Snippet {
            id,
            content: self.content,
            compiler: self.compiler,
            created: self.created,
            expires: self.expires,
        }))
    }
}

/// One transaction on the rows of a store. Every method fails as [`StoreError`] says.
pub trait Rows {
    /// The snippet whose text hashed to `digest`.
    fn by_digest(&mut self, digest: &[u8; 32]) -> Result<Option<Row>, StoreError>;
    /// The snippet under `id`.
    fn by_id(&mut self, id: &str) -> Result<Option<Row>, StoreError>;
    /// Those of `ids` that belong to a snippet.
    fn taken(&mut self, ids: &[Id]) -> Result<BTreeSet<String>, StoreError>;
    /// Adds a snippet, without the record's claims.
    fn insert(&mut self, record: &Record, digest: &[u8; 32]) -> Result<(), StoreError>;
    /// Removes a snippet and its claims.
    fn remove(&mut self, id: &str) -> Result<(), StoreError>;
    /// All claims on a snippet.
    fn claims(&mut self, id: &str) -> Result<Vec<ClaimRow>, StoreError>;
    /// Adds a claim, or moves the end of the one with the same token to the later of both.
    fn claim(&mut self, id: &str, token: &[u8], expires: Option<u64>) -> Result<(), StoreError>;
    /// Removes a claim; false where there is none.
    fn unclaim(&mut self, id: &str, token: &[u8]) -> Result<bool, StoreError>;
    /// Brings a snippet's end up to date with its claims, and returns it.
    fn settle_end(&mut self, id: &str) -> Result<Option<u64>, StoreError>;
    /// Marks a snippet; false where there is none.
    fn set_takedown(&mut self, id: &str, takedown: Option<Takedown>) -> Result<bool, StoreError>;
}

/// An id that a store holds.
///
/// # Errors
/// [`StoreError::Corrupt`] where it is none.
pub fn known(id: &str) -> Result<Id, StoreError> {
    Id::parse(id).ok_or_else(|| StoreError::Corrupt("The store holds an id that is none.".to_owned()))
}

/// A takedown as a store holds it.
///
/// # Errors
/// [`StoreError::Corrupt`] where it is none.
pub fn takedown(status: Option<i64>) -> Result<Option<Takedown>, StoreError> {
    status
        .map(|status| Takedown::try_from(u16::try_from(status).unwrap_or(0)).map_err(StoreError::Corrupt))
        .transpose()
}

/// Integers of databases are signed; a time beyond them is never reached.
pub fn stamp(seconds: u64) -> i64 {
    i64::try_from(seconds).unwrap_or(i64::MAX)
}

/// A time as a database holds it.
pub fn seconds(stamp: i64) -> u64 {
    u64::try_from(stamp).unwrap_or(0)
}

/// Checks what a record says of itself; its id and the digest of its text.
///
/// # Errors
/// [`StoreError::BadRecord`].
pub fn checked(record: &Record, digest: DigestFn) -> Result<(Id, [u8; 32]), StoreError> {
    let digest = digest(record.content.as_bytes());
    let id = Id::parse(&record.id)
        .filter(|id| Id::candidates(&digest).any(|candidate| candidate == *id))
        .ok_or_else(|| {
            StoreError::BadRecord("The id of the record does not follow from its content.".to_owned())
        })?;
    if record.claims.is_empty() {
        return Err(StoreError::BadRecord("The record has no claims.".to_owned()));
    }
    Ok((id, digest))
}

/// What a store answers where every id of a text belongs to another.
pub fn no_id_left() -> StoreError {
    StoreError::Failed("Every id that a text could have is taken.".to_owned())
}

/// See [`crate::Store::create`].
///
/// # Errors
/// See [`StoreError`].
pub fn create(
    rows: &mut dyn Rows,
    new: &NewSnippet,
    digest: &[u8; 32],
    now: u64,
) -> Result<Creation, StoreError> {
    let mut fresh = true;
    let mut created = now;
    let mut place = None;
    if let Some(old) = rows.by_digest(digest)? {
        let id = known(&old.id)?;
        // A digest is no proof: what is returned under an id is what was shared under it.
        if old.content != new.content {
            return Err(StoreError::Clash(id));
        }
        if let Some(takedown) = old.takedown {
            return Ok(Creation::TakenDown(takedown));
        }
        if old.expired(now) {
            rows.remove(&old.id)?;
        } else {
            (fresh, created, place) = (false, old.created, Some(id));
        }
    }
    let id = match place {
        Some(id) => id,
        None => {
            let ids: Vec<Id> = Id::candidates(digest).collect();
            let taken = rows.taken(&ids)?;
            let id = ids
                .into_iter()
                .find(|id| !taken.contains(id.as_str()))
                .ok_or_else(no_id_left)?;
            let record = Record {
                id: id.to_string(),
                content: new.content.clone(),
                compiler: new.compiler.clone(),
                created: now,
                takedown: None,
                claims: Vec::new(),
            };
            rows.insert(&record, digest)?;
            id
        }
    };
    let claims = rows.claims(id.as_str())?;
    let deletable = claims.iter().filter(|claim| !claim.token.is_empty()).count() < MAX_CLAIMS;
    let token: &[u8] = if deletable { &new.token } else { &[] };
    rows.claim(id.as_str(), token, new.expires)?;
    let expires = rows.settle_end(id.as_str())?;
    Ok(Creation::Stored(Stored {
        id,
        created,
        expires,
        fresh,
        deletable,
    }))
}

/// See [`crate::Store::delete`].
///
/// # Errors
/// See [`StoreError`].
pub fn delete(rows: &mut dyn Rows, id: &Id, token: &TokenHash, now: u64) -> Result<Deletion, StoreError> {
    let id = id.as_str();
    let Some(found) = rows.by_id(id)? else {
        return Ok(Deletion::Missing);
    };
    if let Some(takedown) = found.takedown {
        return Ok(Deletion::TakenDown(takedown));
    }
    if found.expired(now) {
        return Ok(Deletion::Missing);
    }
    if !rows.unclaim(id, token)? {
        return Ok(Deletion::WrongToken);
    }
    let lasts = |claim: &ClaimRow| claim.expires.is_none_or(|end| end > now);
    if rows.claims(id)?.iter().any(lasts) {
        rows.settle_end(id)?;
        return Ok(Deletion::KeptForOthers);
    }
    rows.remove(id)?;
    Ok(Deletion::Deleted)
}

/// See [`crate::Store::import`].
///
/// # Errors
/// See [`StoreError`].
pub fn import(rows: &mut dyn Rows, record: &Record, id: &Id, digest: &[u8; 32]) -> Result<(), StoreError> {
    let by_id = rows.by_id(&record.id)?;
    if by_id.as_ref().is_some_and(|old| old.content != record.content) {
        return Err(StoreError::Clash(id.clone()));
    }
    if let Some(old) = rows.by_digest(digest)?
        && old.id != record.id
    {
        return Err(StoreError::Clash(known(&old.id)?));
    }
    match by_id {
        None => rows.insert(record, digest)?,
        Some(old) if old.takedown.is_none() && record.takedown.is_some() => {
            rows.set_takedown(&record.id, record.takedown)?;
        }
        Some(_) => {}
    }
    for one in &record.claims {
        let token = from_hex(&one.token).map_err(StoreError::BadRecord)?;
        let token: &[u8] = token.as_ref().map_or(&[], |token| token.as_slice());
        rows.claim(&record.id, token, one.expires)?;
    }
    rows.settle_end(&record.id)?;
    Ok(())
}
