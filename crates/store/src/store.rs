//! What a store of snippets must do.
//!
//! Each call is one transaction: it happens whole or not at all, and what [`Store::create`] has answered
//! survives the death of the process and of the machine, as far as the disk keeps its word.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::id::Id;
use crate::record::Record;

/// SHA-256 of a delete token; the token itself is nowhere but with who shared.
pub type TokenHash = [u8; 32];

/// Delete tokens that one snippet has at most. Who shares the same text after so many others gets none: the
/// snippet then stays until it expires or an operator takes it down.
pub const MAX_CLAIMS: usize = 64;

/// What is to be shared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewSnippet {
    /// Its text; equal texts are one snippet.
    pub content: String,
    /// The compiler of the moment, for the first who shares the text.
    pub compiler: String,
    /// Unix seconds; never where there are none.
    pub expires: Option<u64>,
    /// Who knows the token may delete.
    pub token: TokenHash,
}

/// What [`Store::create`] did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Creation {
    /// The snippet is there.
    Stored(Stored),
    /// An operator has taken this very text down: it is not stored.
    TakenDown(Takedown),
}

/// A snippet that is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    /// Its id.
    pub id: Id,
    /// Unix seconds, when the text was first shared.
    pub created: u64,
    /// Unix seconds, the latest of all who shared it; never where there are none.
    pub expires: Option<u64>,
    /// Whether this call made it.
    pub fresh: bool,
    /// Whether the token was taken ([`MAX_CLAIMS`]).
    pub deletable: bool,
}

/// What is found under an id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lookup {
    /// A snippet.
    Found(Snippet),
    /// One that an operator has taken down.
    TakenDown(Takedown),
    /// Nothing, or one that has expired.
    Missing,
}

/// A shared text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snippet {
    /// Its id.
    pub id: Id,
    /// Its text, compared with its digest.
    pub content: String,
    /// The compiler that it was first shared with.
    pub compiler: String,
    /// Unix seconds.
    pub created: u64,
    /// Unix seconds; never where there are none.
    pub expires: Option<u64>,
}

/// What [`Store::delete`] did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deletion {
    /// Nobody keeps the snippet any more: it is gone.
    Deleted,
    /// The token is used up; others have shared the same text, so it stays.
    KeptForOthers,
    /// The token is none of this snippet's.
    WrongToken,
    /// An operator has taken it down; there is nothing to delete.
    TakenDown(Takedown),
    /// There is no such snippet.
    Missing,
}

/// Why an operator has taken a snippet down, as the HTTP status that says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "u16", into = "u16")]
pub enum Takedown {
    /// 410: gone.
    Gone,
    /// 451: unavailable for legal reasons.
    Legal,
}

impl From<Takedown> for u16 {
    fn from(takedown: Takedown) -> Self {
        match takedown {
            Takedown::Gone => 410,
            Takedown::Legal => 451,
        }
    }
}

impl TryFrom<u16> for Takedown {
    type Error = String;

    fn try_from(status: u16) -> Result<Self, String> {
        match status {
            410 => Ok(Self::Gone),
            451 => Ok(Self::Legal),
            other => Err(format!("A takedown's status is 410 or 451, not {other}.")),
        }
    }
}

/// Why a store cannot do what was asked. The texts are for the operator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StoreError {
    /// The store or its disk is full.
    Full,
    /// Two different texts have the same SHA-256, or an import's id is another text's.
    Clash(Id),
    /// What was read is not what was written.
    Corrupt(String),
    /// A record of an import is not one.
    BadRecord(String),
    /// Anything else.
    Failed(String),
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Full => f.write_str("The store is full. Delete snippets, or allow it more room."),
            Self::Clash(id) => write!(f, "The id {id} belongs to another text."),
            Self::Corrupt(what) | Self::BadRecord(what) | Self::Failed(what) => f.write_str(what),
        }
    }
}

impl std::error::Error for StoreError {}

/// A store of snippets. Calls block; any number of threads may call at once.
pub trait Store: Send + Sync + 'static {
    /// Shares a text: makes the snippet, or adds a claim to the one with the same text. `now` is in Unix
    /// seconds, here and below.
    ///
    /// # Errors
    /// See [`StoreError`].
    fn create(&self, new: &NewSnippet, now: u64) -> Result<Creation, StoreError>;

    /// The snippet under `id`; expired ones are not found.
    ///
    /// # Errors
    /// See [`StoreError`].
    fn load(&self, id: &Id, now: u64) -> Result<Lookup, StoreError>;

    /// Takes one claim back; the snippet goes with the last one.
    ///
    /// # Errors
    /// See [`StoreError`].
    fn delete(&self, id: &Id, token: &TokenHash, now: u64) -> Result<Deletion, StoreError>;

    /// Takes a snippet down, or, with `None`, shows it again. False where there is none. A text that has been taken
    /// down stays in the store, unseen, so that it is known when it is shared again and a mistake can be undone.
    ///
    /// # Errors
    /// See [`StoreError`].
    fn take_down(&self, id: &Id, takedown: Option<Takedown>) -> Result<bool, StoreError>;

    /// Removes what has expired, taken-down snippets excepted; how many there were.
    ///
    /// # Errors
    /// See [`StoreError`].
    fn purge(&self, now: u64) -> Result<u64, StoreError>;

    /// Up to `most` records with ids after `after`, in order of their ids; expired ones are among them.
    ///
    /// # Errors
    /// See [`StoreError`].
    fn export(&self, after: Option<&Id>, most: usize) -> Result<Vec<Record>, StoreError>;

    /// Adds a record under its own id. A record that is there with the same text gets the union of claims and, where one
    /// of the two is taken down, stays so.
    ///
    /// # Errors
    /// See [`StoreError`]; [`StoreError::Clash`] where the id has another text, or the text another id.
    fn import(&self, record: &Record) -> Result<(), StoreError>;

    /// Whether the store can be read and written now.
    ///
    /// # Errors
    /// See [`StoreError`].
    fn check(&self) -> Result<(), StoreError>;

    /// How many calls at a time are worth making: more would only wait for each other, or for connections.
    fn parallel(&self) -> u32;

    /// What an operator should know of how well the store keeps what it has acknowledged; nothing where it keeps it.
    ///
    /// # Errors
    /// See [`StoreError`].
    fn warning(&self) -> Result<Option<String>, StoreError>;
}
