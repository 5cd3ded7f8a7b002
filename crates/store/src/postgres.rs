//! The store on a PostgreSQL server, shared by any number of instances.
//!
//! A transaction that writes holds an advisory lock on the first characters that its snippet's ids have in common, so that
//! looking and writing are one step. Every wait has an end: of connecting, of a statement (at the server) and of a call (here).
//! A session that does not wait for the disk at a commit is told to: what is acknowledged must never be lost with the server.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error as _;
use std::future::Future;
use std::time::{Duration, Instant};

use tokio::runtime::{Builder, Runtime};
use tokio::time::timeout;
use tokio_postgres::config::SslMode;
use tokio_postgres::error::SqlState;
use tokio_postgres::types::{ToSql, Type};
use tokio_postgres::{Client, Config, NoTls};

use crate::id::{DigestFn, Id, MIN_ID_CHARS, base32, sha256};
use crate::idle::{Idle, MAX_IDLE};
use crate::record::{Claim, Record, to_hex};
use crate::room::Room;
use crate::rows::{self, ClaimRow, Row, Rows, seconds, stamp};
use crate::store::{Creation, Deletion, Lookup, NewSnippet, Store, StoreError, Takedown, TokenHash};

/// Longest wait for a connection.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(3);
/// Longest call of the service.
const CALL_TIMEOUT: Duration = Duration::from_secs(5);
/// Longest call that reads or removes many snippets, or changes the schema.
const LONG_TIMEOUT: Duration = Duration::from_secs(60);
/// Bytes under way that the other side has not confirmed end the connection after this.
const TCP_TIMEOUT: Duration = Duration::from_secs(10);
/// A silent connection is tried after this.
const KEEPALIVE: Duration = Duration::from_secs(30);
/// Expired snippets removed in one transaction.
const PURGE_BATCH: i64 = 1_000;
/// The advisory lock of those who migrate: "TwSn".
const MIGRATION_LOCK: i64 = 0x5477_536e;

/// What a session is told at its beginning. A lock or a statement that takes long is given up; a commit waits for the disk
/// (what waits for standby servers as well is left as it is).
const SESSION: &str = "
    SET statement_timeout = 5000; SET lock_timeout = 3000; SET idle_in_transaction_session_timeout = 10000;
    SELECT set_config('synchronous_commit', 'on', false)
        WHERE current_setting('synchronous_commit') IN ('off', 'local');
";

/// Each brings the schema from the version that is its index to the next one. Texts are bytes, because PostgreSQL's own hold no
/// NUL; ids are ordered by their bytes whatever the language of the database.
const MIGRATIONS: &[&str] = &["
    CREATE TABLE twilight_snippets (
        id TEXT COLLATE \"C\" PRIMARY KEY,
        digest BYTEA NOT NULL UNIQUE,
        content BYTEA NOT NULL,
        compiler TEXT NOT NULL,
        created BIGINT NOT NULL,
        -- The latest end of all claims; null: never.
        expires BIGINT,
        -- 410 or 451; null: it can be loaded.
        takedown BIGINT
    );
    CREATE INDEX twilight_snippets_by_end ON twilight_snippets (expires) WHERE expires IS NOT NULL;
    CREATE TABLE twilight_claims (
        id TEXT COLLATE \"C\" NOT NULL REFERENCES twilight_snippets (id) ON DELETE CASCADE,
        -- SHA-256 of the delete token; empty for all who got none.
        token BYTEA NOT NULL,
        expires BIGINT,
        PRIMARY KEY (id, token)
    );
"];

const COLUMNS: &str = "id, digest, content, compiler, created, expires, takedown";

/// A store on a PostgreSQL server.
pub struct PostgresStore {
    config: Config,
    /// Drives the connections; always there until the store is dropped.
    runtime: Option<Runtime>,
    idle: Idle<Client>,
    room: Room,
    digest: DigestFn,
}

impl Drop for PostgresStore {
    fn drop(&mut self) {
        self.idle.clear();
        if let Some(runtime) = self.runtime.take() {
            // Waits for nothing, so it may happen on any thread.
            runtime.shutdown_background();
        }
    }
}

/// A connection during one call.
struct Session<'a> {
    runtime: &'a Runtime,
    client: Client,
    deadline: Instant,
}

/// A value and its type: statements are sent in one go, without being prepared.
type Value<'v> = (&'v (dyn ToSql + Sync), Type);

impl Session<'_> {
    fn wait<T>(&self, work: impl Future<Output = Result<T, tokio_postgres::Error>>) -> Result<T, StoreError> {
        let left = self.deadline.saturating_duration_since(Instant::now());
        self.runtime.block_on(async {
            match timeout(left, work).await {
                Ok(done) => done.map_err(|error| explain(&error)),
                Err(_) => Err(StoreError::Failed(
                    "PostgreSQL did not answer in time.".to_owned(),
                )),
            }
        })
    }

    fn batch(&self, statements: &str) -> Result<(), StoreError> {
        self.wait(self.client.batch_execute(statements))
    }

    fn query(&self, statement: &str, values: &[Value<'_>]) -> Result<Vec<tokio_postgres::Row>, StoreError> {
        self.wait(self.client.query_typed(statement, values))
    }

    fn execute(&self, statement: &str, values: &[Value<'_>]) -> Result<u64, StoreError> {
        self.wait(self.client.execute_typed(statement, values))
    }

    /// The one number that a statement returns.
    fn number(&self, statement: &str) -> Result<i64, StoreError> {
        let rows = self.query(statement, &[])?;
        let row = rows
            .first()
            .ok_or_else(|| StoreError::Failed("PostgreSQL returned no row.".to_owned()))?;
        get(row, 0)
    }
}

fn explain(error: &tokio_postgres::Error) -> StoreError {
    if let Some(said) = error.as_db_error() {
        let full = [SqlState::DISK_FULL, SqlState::PROGRAM_LIMIT_EXCEEDED];
        if full.contains(said.code()) {
            return StoreError::Full;
        }
        return StoreError::Failed(format!(
            "PostgreSQL says: {} ({}).",
            said.message(),
            said.code().code()
        ));
    }
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(inner) = cause {
        let more = inner.to_string();
        if !text.contains(&more) {
            text = format!("{text}: {more}");
        }
        cause = inner.source();
    }
    StoreError::Failed(format!("The connection to PostgreSQL failed: {text}."))
}

fn get<'r, T: tokio_postgres::types::FromSql<'r>>(
    row: &'r tokio_postgres::Row,
    column: usize,
) -> Result<T, StoreError> {
    row.try_get(column).map_err(|error| {
        StoreError::Corrupt(format!(
            "PostgreSQL returned another type than was asked for: {error}."
        ))
    })
}

fn snippet(row: &tokio_postgres::Row) -> Result<Row, StoreError> {
    let content: Vec<u8> = get(row, 2)?;
    Ok(Row {
        id: get(row, 0)?,
        digest: get(row, 1)?,
        content: String::from_utf8(content)
            .map_err(|_| StoreError::Corrupt("The store holds a text that is no UTF-8.".to_owned()))?,
        compiler: get(row, 3)?,
        created: seconds(get(row, 4)?),
        expires: get::<Option<i64>>(row, 5)?.map(seconds),
        takedown: rows::takedown(get(row, 6)?)?,
    })
}

/// The lock of all snippets whose ids begin alike, and so of all that may have the same id or digest.
fn lock_of(id: &str) -> i64 {
    let prefix = id.get(..MIN_ID_CHARS).unwrap_or(id);
    let digest = sha256(prefix.as_bytes());
    let mut bytes = [0; 8];
    for (to, from) in bytes.iter_mut().zip(digest) {
        *to = from;
    }
    i64::from_be_bytes(bytes)
}

impl PostgresStore {
    /// Opens the store in the database that the URL `address` names, and makes or updates its tables. It may grow to
    /// `max_bytes`. `digest` is [`crate::sha256`] but in tests of clashes.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn open(address: &str, max_bytes: u64, digest: DigestFn) -> Result<Self, StoreError> {
        let mut config: Config = address
            .parse()
            .map_err(|error: tokio_postgres::Error| {
                let why = error.source().map_or_else(|| error.to_string(), ToString::to_string);
                StoreError::Failed(format!(
                    "The address is none of PostgreSQL: {why}. It is written postgres://USER:PASSWORD@HOST:PORT/DATABASE."
                ))
            })?;
        if !matches!(config.get_ssl_mode(), SslMode::Disable | SslMode::Prefer) {
            return Err(StoreError::Failed(
                "The address asks for TLS, which this program does not speak. Leave `sslmode` out and use a Unix socket, a private network, or a proxy beside the service that adds TLS.".to_owned(),
            ));
        }
        config.ssl_mode(SslMode::Disable);
        if config.get_connect_timeout().is_none() {
            config.connect_timeout(CONNECT_TIMEOUT);
        }
        if config.get_application_name().is_none() {
            config.application_name("twilight-playground");
        }
        config.tcp_user_timeout(TCP_TIMEOUT).keepalives_idle(KEEPALIVE);
        let runtime = Builder::new_multi_thread()
            .worker_threads(1)
            .thread_name("postgres")
            .enable_all()
            .build()
            .map_err(|error| {
                StoreError::Failed(format!(
                    "The thread of the connections could not be started: {error}."
                ))
            })?;
        let store = Self {
            config,
            runtime: Some(runtime),
            idle: Idle::default(),
            room: Room::new(max_bytes),
            digest,
        };
        store.migrate()?;
        Ok(store)
    }

    /// Calls `work` with a connection, which is kept for the next call unless it is lost.
    fn call<T>(
        &self,
        limit: Duration,
        work: impl FnOnce(&Session<'_>) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let runtime = self
            .runtime
            .as_ref()
            .ok_or_else(|| StoreError::Failed("The store is closed.".to_owned()))?;
        let deadline = Instant::now() + limit;
        let client = match self.idle.take(|client| !client.is_closed()) {
            Some(client) if !client.is_closed() => client,
            _ => self.connect(runtime, deadline)?,
        };
        let session = Session {
            runtime,
            client,
            deadline,
        };
        let done = work(&session);
        let good = match &done {
            Ok(_) => true,
            // Out of the transaction that failed; where even that fails, the server drops it with the connection.
            Err(_) => session.batch("ROLLBACK").is_ok(),
        };
        if good {
            self.idle.put(session.client);
        } else {
            self.idle.clear();
        }
        done
    }

    fn connect(&self, runtime: &Runtime, deadline: Instant) -> Result<Client, StoreError> {
        let left = deadline.saturating_duration_since(Instant::now());
        let connected = runtime.block_on(async { timeout(left, self.config.connect(NoTls)).await });
        let (client, connection) = match connected {
            Ok(made) => made.map_err(|error| explain(&error))?,
            Err(_) => {
                return Err(StoreError::Failed(
                    "PostgreSQL cannot be reached in time.".to_owned(),
                ));
            }
        };
        // Its errors come back from the calls.
        runtime.spawn(async { drop(connection.await) });
        let session = Session {
            runtime,
            client,
            deadline,
        };
        session.batch(SESSION)?;
        Ok(session.client)
    }

    /// Runs `work` in a transaction that holds the lock of `id`.
    fn write<T>(
        &self,
        id: &str,
        work: impl FnOnce(&mut dyn Rows) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        self.call(CALL_TIMEOUT, |session| {
            session.batch(&format!("BEGIN; SELECT pg_advisory_xact_lock({})", lock_of(id)))?;
            let done = work(&mut Within(session))?;
            session.batch("COMMIT")?;
            Ok(done)
        })
    }

    fn migrate(&self) -> Result<(), StoreError> {
        self.call(LONG_TIMEOUT, |session| {
            // Instances that start at the same time migrate one after the other.
            session.batch(&format!(
                "BEGIN; SET LOCAL statement_timeout = 60000; SET LOCAL lock_timeout = 60000;
                 SELECT pg_advisory_xact_lock({MIGRATION_LOCK});
                 CREATE TABLE IF NOT EXISTS twilight_schema (version BIGINT NOT NULL)"
            ))?;
            let version = session.number("SELECT coalesce(max(version), 0) FROM twilight_schema")?;
            let Some(due) = usize::try_from(version)
                .ok()
                .and_then(|version| MIGRATIONS.get(version..))
            else {
                return Err(StoreError::Failed(format!(
                    "The tables were written by a newer version (schema {version}; this one knows {}). Update the service.",
                    MIGRATIONS.len()
                )));
            };
            for migration in due {
                session.batch(migration)?;
            }
            session.batch(&format!(
                "DELETE FROM twilight_schema; INSERT INTO twilight_schema VALUES ({}); COMMIT",
                MIGRATIONS.len()
            ))
        })
    }

    /// Bytes that count against the limit. Space that deleted snippets leave is used again, but stays part of the files: where
    /// they come near the limit, what is in them decides.
    fn measure(&self) -> Result<u64, StoreError> {
        self.call(CALL_TIMEOUT, |session| {
            let files = session.number(
                "SELECT pg_total_relation_size('twilight_snippets') + pg_total_relation_size('twilight_claims')",
            )?;
            if seconds(files) < self.room.most() / 8 * 7 {
                return Ok(seconds(files));
            }
            // A scan that takes too long leaves it at that.
            let texts = session
                .number("SELECT coalesce(sum(octet_length(content) + 512), 0)::BIGINT FROM twilight_snippets")
                .unwrap_or(files);
            Ok(seconds(files.min(texts)))
        })
    }
}

/// The rows, inside a transaction.
struct Within<'s>(&'s Session<'s>);

impl Within<'_> {
    fn row(&self, column: &str, value: Value<'_>) -> Result<Option<Row>, StoreError> {
        // Who removes expired snippets has no advisory lock: the row's own keeps the two apart.
        let statement = format!("SELECT {COLUMNS} FROM twilight_snippets WHERE {column} = $1 FOR UPDATE");
        self.0
            .query(&statement, &[value])?
            .first()
            .map(snippet)
            .transpose()
    }
}

impl Rows for Within<'_> {
    fn by_digest(&mut self, digest: &[u8; 32]) -> Result<Option<Row>, StoreError> {
        self.row("digest", (&digest.as_slice(), Type::BYTEA))
    }

    fn by_id(&mut self, id: &str) -> Result<Option<Row>, StoreError> {
        self.row("id", (&id, Type::TEXT))
    }

    fn taken(&mut self, ids: &[Id]) -> Result<BTreeSet<String>, StoreError> {
        let ids: Vec<&str> = ids.iter().map(Id::as_str).collect();
        self.0
            .query(
                "SELECT id FROM twilight_snippets WHERE id = ANY($1)",
                &[(&ids, Type::TEXT_ARRAY)],
            )?
            .iter()
            .map(|row| get(row, 0))
            .collect()
    }

    fn insert(&mut self, record: &Record, digest: &[u8; 32]) -> Result<(), StoreError> {
        self.0.execute(
            "INSERT INTO twilight_snippets (id, digest, content, compiler, created, takedown) VALUES ($1, $2, $3, $4, $5, $6)",
            &[
                (&record.id, Type::TEXT),
                (&digest.as_slice(), Type::BYTEA),
                (&record.content.as_bytes(), Type::BYTEA),
                (&record.compiler, Type::TEXT),
                (&stamp(record.created), Type::INT8),
                (&record.takedown.map(|takedown| i64::from(u16::from(takedown))), Type::INT8),
            ],
        )?;
        Ok(())
    }

    fn remove(&mut self, id: &str) -> Result<(), StoreError> {
        self.0.execute(
            "DELETE FROM twilight_snippets WHERE id = $1",
            &[(&id, Type::TEXT)],
        )?;
        Ok(())
    }

    fn claims(&mut self, id: &str) -> Result<Vec<ClaimRow>, StoreError> {
        self.0
            .query(
                "SELECT token, expires FROM twilight_claims WHERE id = $1 ORDER BY token",
                &[(&id, Type::TEXT)],
            )?
            .iter()
            .map(|row| {
                Ok(ClaimRow {
                    token: get(row, 0)?,
                    expires: get::<Option<i64>>(row, 1)?.map(seconds),
                })
            })
            .collect()
    }

    fn claim(&mut self, id: &str, token: &[u8], expires: Option<u64>) -> Result<(), StoreError> {
        self.0.execute(
            "INSERT INTO twilight_claims AS old (id, token, expires) VALUES ($1, $2, $3) ON CONFLICT (id, token) DO UPDATE
             SET expires = CASE WHEN old.expires IS NULL OR excluded.expires IS NULL THEN NULL
                           ELSE greatest(old.expires, excluded.expires) END",
            &[
                (&id, Type::TEXT),
                (&token, Type::BYTEA),
                (&expires.map(stamp), Type::INT8),
            ],
        )?;
        Ok(())
    }

    fn unclaim(&mut self, id: &str, token: &[u8]) -> Result<bool, StoreError> {
        let gone = self.0.execute(
            "DELETE FROM twilight_claims WHERE id = $1 AND token = $2",
            &[(&id, Type::TEXT), (&token, Type::BYTEA)],
        )?;
        Ok(gone > 0)
    }

    fn settle_end(&mut self, id: &str) -> Result<Option<u64>, StoreError> {
        let rows = self.0.query(
            "UPDATE twilight_snippets SET expires =
               (SELECT CASE WHEN count(*) > count(expires) THEN NULL ELSE max(expires) END FROM twilight_claims WHERE id = $1)
             WHERE id = $1 RETURNING expires",
            &[(&id, Type::TEXT)],
        )?;
        let end: Option<i64> = rows.first().map(|row| get(row, 0)).transpose()?.flatten();
        Ok(end.map(seconds))
    }

    fn set_takedown(&mut self, id: &str, takedown: Option<Takedown>) -> Result<bool, StoreError> {
        let changed = self.0.execute(
            "UPDATE twilight_snippets SET takedown = $2 WHERE id = $1",
            &[
                (&id, Type::TEXT),
                (
                    &takedown.map(|takedown| i64::from(u16::from(takedown))),
                    Type::INT8,
                ),
            ],
        )?;
        Ok(changed > 0)
    }
}

impl Store for PostgresStore {
    fn create(&self, new: &NewSnippet, now: u64) -> Result<Creation, StoreError> {
        let digest = (self.digest)(new.content.as_bytes());
        self.room.take(new.content.len(), || self.measure())?;
        self.write(&base32(&digest), |rows| rows::create(rows, new, &digest, now))
    }

    fn load(&self, id: &Id, now: u64) -> Result<Lookup, StoreError> {
        let found = self.call(CALL_TIMEOUT, |session| {
            let statement = format!("SELECT {COLUMNS} FROM twilight_snippets WHERE id = $1");
            let rows = session.query(&statement, &[(&id.as_str(), Type::TEXT)])?;
            rows.first().map(snippet).transpose()
        })?;
        found.map_or(Ok(Lookup::Missing), |row| row.seen(self.digest, now))
    }

    fn delete(&self, id: &Id, token: &TokenHash, now: u64) -> Result<Deletion, StoreError> {
        let done = self.write(id.as_str(), |rows| rows::delete(rows, id, token, now))?;
        self.room.freed();
        Ok(done)
    }

    fn take_down(&self, id: &Id, takedown: Option<Takedown>) -> Result<bool, StoreError> {
        self.write(id.as_str(), |rows| rows.set_takedown(id.as_str(), takedown))
    }

    fn purge(&self, now: u64) -> Result<u64, StoreError> {
        let mut count = 0;
        loop {
            // Rows that somebody works on are left for the next time, so that two who purge never wait for each other.
            let gone = self.call(LONG_TIMEOUT, |session| {
                session.execute(
                    "DELETE FROM twilight_snippets WHERE id IN
                       (SELECT id FROM twilight_snippets WHERE expires <= $1 AND takedown IS NULL
                        LIMIT $2 FOR UPDATE SKIP LOCKED)",
                    &[(&stamp(now), Type::INT8), (&PURGE_BATCH, Type::INT8)],
                )
            })?;
            count += gone;
            if gone == 0 {
                self.room.freed();
                return Ok(count);
            }
        }
    }

    fn export(&self, after: Option<&Id>, most: usize) -> Result<Vec<Record>, StoreError> {
        let most = i64::try_from(most).unwrap_or(i64::MAX);
        let after = after.map_or("", Id::as_str);
        self.call(LONG_TIMEOUT, |session| {
            // One view of both tables.
            session.batch(
                "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL statement_timeout = 60000",
            )?;
            let statement =
                format!("SELECT {COLUMNS} FROM twilight_snippets WHERE id > $1 ORDER BY id LIMIT $2");
            let found = session
                .query(&statement, &[(&after, Type::TEXT), (&most, Type::INT8)])?
                .iter()
                .map(snippet)
                .collect::<Result<Vec<_>, _>>()?;
            let ids: Vec<&str> = found.iter().map(|row| row.id.as_str()).collect();
            let mut claims: BTreeMap<String, Vec<Claim>> = BTreeMap::new();
            for row in session.query(
                "SELECT id, token, expires FROM twilight_claims WHERE id = ANY($1) ORDER BY id, token",
                &[(&ids, Type::TEXT_ARRAY)],
            )? {
                claims.entry(get(&row, 0)?).or_default().push(Claim {
                    token: to_hex(&get::<Vec<u8>>(&row, 1)?),
                    expires: get::<Option<i64>>(&row, 2)?.map(seconds),
                });
            }
            session.batch("COMMIT")?;
            Ok(found
                .into_iter()
                .map(|row| Record {
                    claims: claims.remove(&row.id).unwrap_or_default(),
                    id: row.id,
                    content: row.content,
                    compiler: row.compiler,
                    created: row.created,
                    takedown: row.takedown,
                })
                .collect())
        })
    }

    fn import(&self, record: &Record) -> Result<(), StoreError> {
        let (id, digest) = rows::checked(record, self.digest)?;
        self.room.take(record.content.len(), || self.measure())?;
        self.write(&record.id, |rows| rows::import(rows, record, &id, &digest))
    }

    fn check(&self) -> Result<(), StoreError> {
        self.call(CALL_TIMEOUT, |session| {
            // A standby server, or a user who may only read, refuses the lock.
            session
                .batch("BEGIN; LOCK TABLE twilight_snippets, twilight_claims IN ROW EXCLUSIVE MODE; ROLLBACK")
        })
    }

    fn parallel(&self) -> u32 {
        u32::try_from(MAX_IDLE).unwrap_or(1)
    }

    fn warning(&self) -> Result<Option<String>, StoreError> {
        self.call(CALL_TIMEOUT, |session| {
            let off = session.number("SELECT count(*) FROM pg_settings WHERE name = 'fsync' AND setting = 'off'")?;
            Ok((off > 0).then(|| {
                "PostgreSQL runs with `fsync = off`: a power failure may destroy the whole store. Set it to `on`.".to_owned()
            }))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_that_begin_alike_have_one_lock() {
        let digest = [7; 32];
        let locks: BTreeSet<i64> = Id::candidates(&digest).map(|id| lock_of(id.as_str())).collect();
        assert_eq!(locks.len(), 1);
        assert!(!locks.contains(&lock_of(&base32(&[8; 32]))));
    }
}
