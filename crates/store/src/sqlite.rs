//! The embedded store: one SQLite file in WAL mode with `synchronous = FULL`, so that a commit has reached the disk
//! before it is answered.
//!
//! One connection writes, another reads, so that reading never waits for a disk to sync. Several processes may open the
//! same file.

use std::path::Path;
use std::sync::{Mutex, MutexGuard};

use rusqlite::{
    Connection, ErrorCode, OpenFlags, OptionalExtension, Transaction, TransactionBehavior, params,
};

use crate::id::{DigestFn, Id};
use crate::record::{Claim, Record, from_hex, to_hex};
use crate::store::{
    Creation, Deletion, Lookup, MAX_CLAIMS, NewSnippet, Snippet, Store, StoreError, Stored, Takedown,
    TokenHash,
};

/// How long one process waits for another to finish writing.
const BUSY_MS: u64 = 5_000;

/// Bytes of a page, SQLite's default.
const PAGE_BYTES: u64 = 4096;

/// Marks the file as ours: "TwSn".
const APPLICATION_ID: i64 = 0x5477_536e;

/// Each brings a file from the version that is its index to the next one.
const MIGRATIONS: &[&str] = &["
    CREATE TABLE snippets (
        id TEXT PRIMARY KEY NOT NULL,
        digest BLOB NOT NULL UNIQUE,
        content TEXT NOT NULL,
        compiler TEXT NOT NULL,
        created INTEGER NOT NULL,
        -- The latest end of all claims; null: never.
        expires INTEGER,
        -- 410 or 451; null: it can be loaded.
        takedown INTEGER
    ) STRICT;
    CREATE INDEX snippets_by_end ON snippets (expires) WHERE expires IS NOT NULL;
    CREATE TABLE claims (
        id TEXT NOT NULL REFERENCES snippets (id) ON DELETE CASCADE,
        -- SHA-256 of the delete token; empty for all who got none.
        token BLOB NOT NULL,
        expires INTEGER,
        PRIMARY KEY (id, token)
    ) STRICT, WITHOUT ROWID;
"];

/// A store in one file.
pub struct SqliteStore {
    writer: Mutex<Connection>,
    reader: Mutex<Connection>,
    digest: DigestFn,
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Self::Full,
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => {
                Self::Corrupt(format!("The file is damaged or is no store: {error}."))
            }
            _ => Self::Failed(format!("SQLite says: {error}.")),
        }
    }
}

impl SqliteStore {
    /// Opens or makes the store in the file `path`, which may grow to `max_bytes`. `digest` is [`crate::sha256`] but
    /// in tests of clashes.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn open(path: &Path, max_bytes: u64, digest: DigestFn) -> Result<Self, StoreError> {
        let mut writer = connect(path)?;
        let mode: String = writer.query_row("PRAGMA journal_mode = WAL", [], |row| row.get(0))?;
        if mode != "wal" {
            return Err(StoreError::Failed(format!(
                "The file system of {} does not allow SQLite's write-ahead log (journal mode `{mode}`). Put the store on a local disk.",
                path.display()
            )));
        }
        // What is deleted is overwritten; a page limit keeps strangers from filling the disk.
        writer.execute_batch(
            "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON;",
        )?;
        migrate(&mut writer)?;
        let pages = i64::try_from((max_bytes / PAGE_BYTES).max(1)).unwrap_or(i64::MAX);
        writer.query_row(&format!("PRAGMA max_page_count = {pages}"), [], |_| Ok(()))?;
        let reader = connect(path)?;
        reader.execute_batch("PRAGMA query_only = ON;")?;
        Ok(Self {
            writer: Mutex::new(writer),
            reader: Mutex::new(reader),
            digest,
        })
    }

    /// Runs `work` in a transaction that holds the write lock from its beginning.
    fn write<T>(
        &self,
        work: impl FnOnce(&Transaction<'_>) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let mut connection = lock(&self.writer);
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let done = work(&transaction)?;
        transaction.commit()?;
        Ok(done)
    }
}

/// A thread that panicked with the lock had its transaction rolled back, so the connection is good.
fn lock(mutex: &Mutex<Connection>) -> MutexGuard<'_, Connection> {
    mutex.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

fn connect(path: &Path) -> Result<Connection, StoreError> {
    // No URI: a path is a path. No mutex of SQLite's: each connection has ours.
    let flags =
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(std::time::Duration::from_millis(BUSY_MS))?;
    Ok(connection)
}

fn migrate(connection: &mut Connection) -> Result<(), StoreError> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let number =
        |name: &str| transaction.query_row(&format!("PRAGMA {name}"), [], |row| row.get::<_, i64>(0));
    let (application, version) = (number("application_id")?, number("user_version")?);
    let tables: i64 = transaction.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    if application != APPLICATION_ID && (application != 0 || tables > 0) {
        return Err(StoreError::Failed(
            "The file is another program's database. Choose another path.".to_owned(),
        ));
    }
    let Some(due) = usize::try_from(version)
        .ok()
        .and_then(|version| MIGRATIONS.get(version..))
    else {
        return Err(StoreError::Failed(format!(
            "The file was written by a newer version (schema {version}; this one knows {}). Update the service.",
            MIGRATIONS.len()
        )));
    };
    for migration in due {
        transaction.execute_batch(migration)?;
    }
    transaction.execute_batch(&format!(
        "PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {};",
        MIGRATIONS.len()
    ))?;
    transaction.commit()?;
    Ok(())
}

/// SQLite's integers are signed; a time beyond them is never reached.
fn stamp(seconds: u64) -> i64 {
    i64::try_from(seconds).unwrap_or(i64::MAX)
}

fn seconds(stamp: i64) -> u64 {
    u64::try_from(stamp).unwrap_or(0)
}

fn takedown(status: Option<i64>) -> Result<Option<Takedown>, StoreError> {
    status
        .map(|status| Takedown::try_from(u16::try_from(status).unwrap_or(0)).map_err(StoreError::Corrupt))
        .transpose()
}

fn known(id: &str) -> Result<Id, StoreError> {
    Id::parse(id).ok_or_else(|| StoreError::Corrupt("The store holds an id that is none.".to_owned()))
}

/// The row of one snippet.
struct Row {
    id: String,
    digest: Vec<u8>,
    content: String,
    compiler: String,
    created: u64,
    expires: Option<u64>,
    takedown: Option<i64>,
}

impl Row {
    fn expired(&self, now: u64) -> bool {
        self.expires.is_some_and(|end| end <= now)
    }
}

fn row(connection: &Connection, column: &str, key: &dyn rusqlite::ToSql) -> Result<Option<Row>, StoreError> {
    let query = format!(
        "SELECT id, digest, content, compiler, created, expires, takedown FROM snippets WHERE {column} = ?1"
    );
    let found = connection
        .prepare(&query)?
        .query_row([key], |row| {
            Ok(Row {
                id: row.get(0)?,
                digest: row.get(1)?,
                content: row.get(2)?,
                compiler: row.get(3)?,
                created: seconds(row.get(4)?),
                expires: row.get::<_, Option<i64>>(5)?.map(seconds),
                takedown: row.get(6)?,
            })
        })
        .optional()?;
    Ok(found)
}

/// The first id for `digest` that is free.
fn free_id(connection: &Connection, digest: &[u8; 32]) -> Result<Option<Id>, StoreError> {
    let mut exists = connection.prepare("SELECT 1 FROM snippets WHERE id = ?1")?;
    for id in Id::candidates(digest) {
        if !exists.exists([id.as_str()])? {
            return Ok(Some(id));
        }
    }
    Ok(None)
}

/// Adds a claim, or moves the end of the one with the same token to the later of both.
fn claim(connection: &Connection, id: &str, token: &[u8], expires: Option<u64>) -> Result<(), StoreError> {
    connection
        .prepare(
            "INSERT INTO claims (id, token, expires) VALUES (?1, ?2, ?3) ON CONFLICT (id, token) DO UPDATE
             SET expires = CASE WHEN expires IS NULL OR excluded.expires IS NULL THEN NULL
                           ELSE max(expires, excluded.expires) END",
        )?
        .execute(params![id, token, expires.map(stamp)])?;
    Ok(())
}

/// Brings a snippet's end up to date with its claims.
fn settle_end(connection: &Connection, id: &str) -> Result<Option<u64>, StoreError> {
    let end: Option<i64> = connection
        .prepare(
            "UPDATE snippets SET expires =
               (SELECT CASE WHEN count(*) > count(expires) THEN NULL ELSE max(expires) END FROM claims WHERE id = ?1)
             WHERE id = ?1 RETURNING expires",
        )?
        .query_row([id], |row| row.get(0))?;
    Ok(end.map(seconds))
}

fn count_claims(connection: &Connection, id: &str) -> Result<usize, StoreError> {
    let count: i64 = connection
        .prepare("SELECT count(*) FROM claims WHERE id = ?1 AND length(token) > 0")?
        .query_row([id], |row| row.get(0))?;
    Ok(usize::try_from(count).unwrap_or(usize::MAX))
}

fn remove(connection: &Connection, id: &str) -> Result<(), StoreError> {
    connection
        .prepare("DELETE FROM snippets WHERE id = ?1")?
        .execute([id])?;
    Ok(())
}

fn insert(connection: &Connection, record: &Record, digest: &[u8; 32]) -> Result<(), StoreError> {
    connection
        .prepare(
            "INSERT INTO snippets (id, digest, content, compiler, created, takedown) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute(params![
            record.id,
            digest.as_slice(),
            record.content,
            record.compiler,
            stamp(record.created),
            record.takedown.map(u16::from),
        ])?;
    Ok(())
}

impl Store for SqliteStore {
    fn create(&self, new: &NewSnippet, now: u64) -> Result<Creation, StoreError> {
        let digest = (self.digest)(new.content.as_bytes());
        self.write(|transaction| {
            let mut fresh = true;
            let mut created = now;
            let mut place = None;
            if let Some(old) = row(transaction, "digest", &digest.as_slice())? {
                let id = known(&old.id)?;
                // A digest is no proof: what is returned under an id is what was shared under it.
                if old.content != new.content {
                    return Err(StoreError::Clash(id));
                }
                if let Some(takedown) = takedown(old.takedown)? {
                    return Ok(Creation::TakenDown(takedown));
                }
                if old.expired(now) {
                    remove(transaction, &old.id)?;
                } else {
                    (fresh, created, place) = (false, old.created, Some(id));
                }
            }
            let id = match place {
                Some(id) => id,
                None => {
                    let id = free_id(transaction, &digest)?.ok_or_else(|| {
                        StoreError::Failed("Every id that a text could have is taken.".to_owned())
                    })?;
                    let record = Record {
                        id: id.to_string(),
                        content: new.content.clone(),
                        compiler: new.compiler.clone(),
                        created: now,
                        takedown: None,
                        claims: Vec::new(),
                    };
                    insert(transaction, &record, &digest)?;
                    id
                }
            };
            let deletable = count_claims(transaction, id.as_str())? < MAX_CLAIMS;
            let token: &[u8] = if deletable { &new.token } else { &[] };
            claim(transaction, id.as_str(), token, new.expires)?;
            let expires = settle_end(transaction, id.as_str())?;
            Ok(Creation::Stored(Stored {
                id,
                created,
                expires,
                fresh,
                deletable,
            }))
        })
    }

    fn load(&self, id: &Id, now: u64) -> Result<Lookup, StoreError> {
        let found = row(&lock(&self.reader), "id", &id.as_str())?;
        let Some(found) = found else {
            return Ok(Lookup::Missing);
        };
        if let Some(takedown) = takedown(found.takedown)? {
            return Ok(Lookup::TakenDown(takedown));
        }
        if found.expired(now) {
            return Ok(Lookup::Missing);
        }
        if (self.digest)(found.content.as_bytes()).as_slice() != found.digest {
            return Err(StoreError::Corrupt(format!(
                "The text under {id} is not the one that was shared: its digest differs. Restore it from a backup."
            )));
        }
        Ok(Lookup::Found(Snippet {
            id: id.clone(),
            content: found.content,
            compiler: found.compiler,
            created: found.created,
            expires: found.expires,
        }))
    }

    fn delete(&self, id: &Id, token: &TokenHash, now: u64) -> Result<Deletion, StoreError> {
        self.write(|transaction| {
            let Some(found) = row(transaction, "id", &id.as_str())? else {
                return Ok(Deletion::Missing);
            };
            if let Some(takedown) = takedown(found.takedown)? {
                return Ok(Deletion::TakenDown(takedown));
            }
            if found.expired(now) {
                return Ok(Deletion::Missing);
            }
            let gone = transaction
                .prepare("DELETE FROM claims WHERE id = ?1 AND token = ?2")?
                .execute(params![id.as_str(), token.as_slice()])?;
            if gone == 0 {
                return Ok(Deletion::WrongToken);
            }
            let others = transaction
                .prepare("SELECT 1 FROM claims WHERE id = ?1 AND (expires IS NULL OR expires > ?2)")?
                .exists(params![id.as_str(), stamp(now)])?;
            if others {
                settle_end(transaction, id.as_str())?;
                return Ok(Deletion::KeptForOthers);
            }
            remove(transaction, id.as_str())?;
            Ok(Deletion::Deleted)
        })
    }

    fn take_down(&self, id: &Id, takedown: Option<Takedown>) -> Result<bool, StoreError> {
        self.write(|transaction| {
            let changed = transaction
                .prepare("UPDATE snippets SET takedown = ?2 WHERE id = ?1")?
                .execute(params![id.as_str(), takedown.map(u16::from)])?;
            Ok(changed > 0)
        })
    }

    fn purge(&self, now: u64) -> Result<u64, StoreError> {
        self.write(|transaction| {
            let gone = transaction
                .prepare("DELETE FROM snippets WHERE expires <= ?1 AND takedown IS NULL")?
                .execute([stamp(now)])?;
            Ok(gone as u64)
        })
    }

    fn export(&self, after: Option<&Id>, most: usize) -> Result<Vec<Record>, StoreError> {
        let mut connection = lock(&self.reader);
        // One view of both tables.
        let transaction = connection.transaction()?;
        let mut ids = transaction.prepare("SELECT id FROM snippets WHERE id > ?1 ORDER BY id LIMIT ?2")?;
        let most = i64::try_from(most).unwrap_or(i64::MAX);
        let ids: Vec<String> = ids
            .query_map(params![after.map_or("", Id::as_str), most], |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        let mut records = Vec::with_capacity(ids.len());
        for id in ids {
            let Some(found) = row(&transaction, "id", &id)? else {
                continue;
            };
            let mut claims =
                transaction.prepare("SELECT token, expires FROM claims WHERE id = ?1 ORDER BY token")?;
            let claims = claims
                .query_map([&id], |row| {
                    Ok(Claim {
                        token: to_hex(&row.get::<_, Vec<u8>>(0)?),
                        expires: row.get::<_, Option<i64>>(1)?.map(seconds),
                    })
                })?
                .collect::<Result<_, _>>()?;
            records.push(Record {
                id,
                content: found.content,
                compiler: found.compiler,
                created: found.created,
                takedown: takedown(found.takedown)?,
                claims,
            });
        }
        Ok(records)
    }

    fn import(&self, record: &Record) -> Result<(), StoreError> {
        let digest = (self.digest)(record.content.as_bytes());
        let id = Id::parse(&record.id)
            .filter(|id| Id::candidates(&digest).any(|candidate| candidate == *id))
            .ok_or_else(|| {
                StoreError::BadRecord("The id of the record does not follow from its content.".to_owned())
            })?;
        if record.claims.is_empty() {
            return Err(StoreError::BadRecord("The record has no claims.".to_owned()));
        }
        self.write(|transaction| {
            let by_id = row(transaction, "id", &record.id)?;
            if by_id.as_ref().is_some_and(|old| old.content != record.content) {
                return Err(StoreError::Clash(id.clone()));
            }
            if let Some(old) = row(transaction, "digest", &digest.as_slice())?
                && old.id != record.id
            {
                return Err(StoreError::Clash(known(&old.id)?));
            }
            match by_id {
                None => insert(transaction, record, &digest)?,
                Some(old) if old.takedown.is_none() && record.takedown.is_some() => {
                    transaction
                        .prepare("UPDATE snippets SET takedown = ?2 WHERE id = ?1")?
                        .execute(params![record.id, record.takedown.map(u16::from)])?;
                }
                Some(_) => {}
            }
            for one in &record.claims {
                let token = from_hex(&one.token).map_err(StoreError::BadRecord)?;
                let token: &[u8] = token.as_ref().map_or(&[], |token| token.as_slice());
                claim(transaction, &record.id, token, one.expires)?;
            }
            settle_end(transaction, &record.id)?;
            Ok(())
        })
    }

    fn check(&self) -> Result<(), StoreError> {
        row(&lock(&self.reader), "id", &"")?;
        self.write(|_| Ok(()))
    }
}
