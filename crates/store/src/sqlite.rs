//! The embedded store: one SQLite file in WAL mode with `synchronous = FULL`, so that a commit has reached the disk
//! before it is answered.
//!
//! One connection writes, another reads, so that reading never waits for a disk to sync. Several processes may open the
//! same file.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::{Mutex, MutexGuard};

use rusqlite::{
    Connection, ErrorCode, OpenFlags, OptionalExtension, Transaction, TransactionBehavior, params,
};

use crate::id::{DigestFn, Id};
use crate::record::{Claim, Record, to_hex};
use crate::rows::{self, ClaimRow, Row, Rows, seconds, stamp};
use crate::store::{Creation, Deletion, Lookup, NewSnippet, Store, StoreError, Takedown, TokenHash};

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
        work: impl FnOnce(&mut Transaction<'_>) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let mut connection = lock(&self.writer);
        let mut transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let done = work(&mut transaction)?;
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

fn row(connection: &Connection, column: &str, key: &dyn rusqlite::ToSql) -> Result<Option<Row>, StoreError> {
    let query = format!(
        "SELECT id, digest, content, compiler, created, expires, takedown FROM snippets WHERE {column} = ?1"
    );
    let found = connection
        .prepare(&query)?
        .query_row([key], |row| {
            let takedown: Option<i64> = row.get(6)?;
            let row = Row {
                id: row.get(0)?,
                digest: row.get(1)?,
                content: row.get(2)?,
                compiler: row.get(3)?,
                created: seconds(row.get(4)?),
                expires: row.get::<_, Option<i64>>(5)?.map(seconds),
                takedown: None,
            };
            Ok((row, takedown))
        })
        .optional()?;
    found
        .map(|(row, takedown)| {
            Ok(Row {
                takedown: rows::takedown(takedown)?,
                ..row
            })
        })
        .transpose()
}

fn claims(connection: &Connection, id: &str) -> Result<Vec<ClaimRow>, StoreError> {
    let claims = connection
        .prepare("SELECT token, expires FROM claims WHERE id = ?1 ORDER BY token")?
        .query_map([id], |row| {
            Ok(ClaimRow {
                token: row.get(0)?,
                expires: row.get::<_, Option<i64>>(1)?.map(seconds),
            })
        })?
        .collect::<Result<_, _>>()?;
    Ok(claims)
}

impl Rows for Transaction<'_> {
    fn by_digest(&mut self, digest: &[u8; 32]) -> Result<Option<Row>, StoreError> {
        row(self, "digest", &digest.as_slice())
    }

    fn by_id(&mut self, id: &str) -> Result<Option<Row>, StoreError> {
        row(self, "id", &id)
    }

    fn taken(&mut self, ids: &[Id]) -> Result<BTreeSet<String>, StoreError> {
        let mut exists = self.prepare("SELECT 1 FROM snippets WHERE id = ?1")?;
        let mut taken = BTreeSet::new();
        for id in ids {
            if exists.exists([id.as_str()])? {
                taken.insert(id.to_string());
            }
        }
        Ok(taken)
    }

    fn insert(&mut self, record: &Record, digest: &[u8; 32]) -> Result<(), StoreError> {
        self.prepare(
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

    fn remove(&mut self, id: &str) -> Result<(), StoreError> {
        self.prepare("DELETE FROM snippets WHERE id = ?1")?
            .execute([id])?;
        Ok(())
    }

    fn claims(&mut self, id: &str) -> Result<Vec<ClaimRow>, StoreError> {
        claims(self, id)
    }

    fn claim(&mut self, id: &str, token: &[u8], expires: Option<u64>) -> Result<(), StoreError> {
        self.prepare(
            "INSERT INTO claims (id, token, expires) VALUES (?1, ?2, ?3) ON CONFLICT (id, token) DO UPDATE
             SET expires = CASE WHEN expires IS NULL OR excluded.expires IS NULL THEN NULL
                           ELSE max(expires, excluded.expires) END",
        )?
        .execute(params![id, token, expires.map(stamp)])?;
        Ok(())
    }

    fn unclaim(&mut self, id: &str, token: &[u8]) -> Result<bool, StoreError> {
        let gone = self
            .prepare("DELETE FROM claims WHERE id = ?1 AND token = ?2")?
            .execute(params![id, token])?;
        Ok(gone > 0)
    }

    fn settle_end(&mut self, id: &str) -> Result<Option<u64>, StoreError> {
        let end: Option<i64> = self
            .prepare(
                "UPDATE snippets SET expires =
                   (SELECT CASE WHEN count(*) > count(expires) THEN NULL ELSE max(expires) END FROM claims WHERE id = ?1)
                 WHERE id = ?1 RETURNING expires",
            )?
            .query_row([id], |row| row.get(0))?;
        Ok(end.map(seconds))
    }

    fn set_takedown(&mut self, id: &str, takedown: Option<Takedown>) -> Result<bool, StoreError> {
        let changed = self
            .prepare("UPDATE snippets SET takedown = ?2 WHERE id = ?1")?
            .execute(params![id, takedown.map(u16::from)])?;
        Ok(changed > 0)
    }
}

impl Store for SqliteStore {
    fn create(&self, new: &NewSnippet, now: u64) -> Result<Creation, StoreError> {
        let digest = (self.digest)(new.content.as_bytes());
        self.write(|rows| rows::create(rows, new, &digest, now))
    }

    fn load(&self, id: &Id, now: u64) -> Result<Lookup, StoreError> {
        let found = row(&lock(&self.reader), "id", &id.as_str())?;
        found.map_or(Ok(Lookup::Missing), |row| row.seen(self.digest, now))
    }

    fn delete(&self, id: &Id, token: &TokenHash, now: u64) -> Result<Deletion, StoreError> {
        self.write(|rows| rows::delete(rows, id, token, now))
    }

    fn take_down(&self, id: &Id, takedown: Option<Takedown>) -> Result<bool, StoreError> {
        self.write(|rows| rows.set_takedown(id.as_str(), takedown))
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
            let claims = claims(&transaction, &id)?
                .into_iter()
                .map(|claim| Claim {
                    token: to_hex(&claim.token),
                    expires: claim.expires,
                })
                .collect();
            records.push(Record {
                id,
                content: found.content,
                compiler: found.compiler,
                created: found.created,
                takedown: found.takedown,
                claims,
            });
        }
        Ok(records)
    }

    fn import(&self, record: &Record) -> Result<(), StoreError> {
        let (id, digest) = rows::checked(record, self.digest)?;
        self.write(|rows| rows::import(rows, record, &id, &digest))
    }

    fn check(&self) -> Result<(), StoreError> {
        row(&lock(&self.reader), "id", &"")?;
        self.write(|_| Ok(()))
    }
    fn parallel(&self) -> u32 {
        // One writes, one reads; more would only wait for each other.
        2
    }

    fn warning(&self) -> Result<Option<String>, StoreError> {
        Ok(None)
    }
}
