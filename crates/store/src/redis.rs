//! The store on a Redis server (or one that speaks its language), shared by any number of instances.
//!
//! Each call is one script, which Redis runs whole and alone. What has expired is forgotten by Redis itself an hour later,
//! whoever asks. How much of what was acknowledged survives the death of the server is Redis's own setting, `appendfsync`
//! ([`Store::warning`] says it); a server that throws data away when its memory is full must never be accepted.

use std::time::Duration;

use redis::{
    Client, Commands, Connection, ConnectionLike, ErrorKind, RedisError, Script, ScriptInvocation, Value,
};

use crate::id::{DigestFn, Id};
use crate::idle::{Idle, MAX_IDLE};
use crate::record::{Claim, Record, from_hex, to_hex};
use crate::room::Room;
use crate::rows::{self, Row, known, no_id_left};
use crate::store::{
    Creation, Deletion, Lookup, MAX_CLAIMS, NewSnippet, Store, StoreError, Stored, Takedown, TokenHash,
};

/// Longest wait for a connection.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(3);
/// Longest wait for an answer.
const CALL_TIMEOUT: Duration = Duration::from_secs(5);
/// Snippets removed, or read for an export, by one script: no other client is served meanwhile.
const BATCH: usize = 64;
/// Times are doubles in scripts; one beyond these is never reached.
const MAX_TIME: u64 = (1 << 53) - 1;
/// What the keys are; see `redis/common.lua`.
const SCHEMA: u64 = 1;
const SCHEMA_KEY: &str = "twilight:schema";

macro_rules! script {
    ($name:literal) => {
        Script::new(concat!(
            include_str!("redis/common.lua"),
            include_str!(concat!("redis/", $name, ".lua"))
        ))
    };
}

/// A store on a Redis server.
pub struct RedisStore {
    client: Client,
    idle: Idle<Connection>,
    room: Room,
    digest: DigestFn,
    create: Script,
    delete: Script,
    take_down: Script,
    purge: Script,
    export: Script,
    import: Script,
}

fn explain(error: &RedisError) -> StoreError {
    if error.code() == Some("OOM") {
        return StoreError::Full;
    }
    let said = error.to_string();
    let said = said.trim_end_matches('.');
    StoreError::Failed(if error.is_io_error() {
        format!("The connection to Redis failed: {said}.")
    } else if error.kind() == ErrorKind::AuthenticationFailed {
        format!("Redis does not let this program in: {said}.")
    } else {
        format!("Redis says: {said}.")
    })
}

fn odd() -> StoreError {
    StoreError::Corrupt("Redis returned something else than was stored.".to_owned())
}

fn text(bytes: Vec<u8>) -> Result<String, StoreError> {
    String::from_utf8(bytes)
        .map_err(|_| StoreError::Corrupt("The store holds a text that is no UTF-8.".to_owned()))
}

fn number(text: &str) -> Result<u64, StoreError> {
    text.parse().map_err(|_| odd())
}

/// An end, which is an empty text where there is none.
fn end(text: &str) -> Result<Option<u64>, StoreError> {
    (!text.is_empty()).then(|| number(text)).transpose()
}

fn time(seconds: u64) -> String {
    seconds.min(MAX_TIME).to_string()
}

fn end_text(expires: Option<u64>) -> String {
    expires.map(time).unwrap_or_default()
}

fn takedown(text: &str) -> Result<Option<Takedown>, StoreError> {
    let status = end(text)?.map(|status| i64::try_from(status).unwrap_or(0));
    rows::takedown(status)
}

/// What a script answers: words of which the first says what happened.
fn words(answer: Vec<Vec<u8>>) -> Result<Vec<String>, StoreError> {
    answer.into_iter().map(text).collect()
}

fn word(words: &[String], at: usize) -> Result<&str, StoreError> {
    words.get(at).map(String::as_str).ok_or_else(odd)
}

impl RedisStore {
    /// Opens the store in the database that the URL `address` names. The server's memory may grow to `max_bytes`. `digest` is
    /// [`crate::sha256`] but in tests of clashes.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub fn open(address: &str, max_bytes: u64, digest: DigestFn) -> Result<Self, StoreError> {
        let client = Client::open(address).map_err(|error| {
            StoreError::Failed(format!(
                "The address is none of Redis: {error}. It is written redis://USER:PASSWORD@HOST:PORT/NUMBER."
            ))
        })?;
        let store = Self {
            client,
            idle: Idle::default(),
            room: Room::new(max_bytes),
            digest,
            create: script!("create"),
            delete: script!("delete"),
            take_down: script!("takedown"),
            purge: script!("purge"),
            export: script!("export"),
            import: script!("import"),
        };
        store.accept()?;
        Ok(store)
    }

    /// Refuses a server that would forget, and data of a newer version.
    fn accept(&self) -> Result<(), StoreError> {
        let memory = self.info("memory")?;
        let limited = fact(&memory, "maxmemory").is_some_and(|bytes| bytes != "0");
        if let Some(policy) = fact(&memory, "maxmemory_policy")
            && limited
            && policy != "noeviction"
        {
            return Err(StoreError::Failed(format!(
                "Redis throws data away when its memory is full (`maxmemory-policy {policy}`), so shared programs would vanish. Set `maxmemory-policy noeviction`."
            )));
        }
        let found: u64 = self.call(|connection| {
            let _: bool = connection.set_nx(SCHEMA_KEY, SCHEMA)?;
            connection.get(SCHEMA_KEY)
        })?;
        if found == SCHEMA {
            Ok(())
        } else {
            Err(StoreError::Failed(format!(
                "The keys were written by a newer version (schema {found}; this one knows {SCHEMA}). Update the service."
            )))
        }
    }

    /// Calls `work` with a connection, which is kept for the next call unless it is lost.
    fn call<T>(&self, work: impl FnOnce(&mut Connection) -> Result<T, RedisError>) -> Result<T, StoreError> {
        let kept = self.idle.take(|connection| {
            connection.is_open() && redis::cmd("PING").query::<String>(connection).is_ok()
        });
        let mut connection = match kept {
            Some(connection) => connection,
            None => self.connect().map_err(|error| explain(&error))?,
        };
        let done = work(&mut connection);
        match &done {
            Err(error) if error.is_io_error() || error.is_unrecoverable_error() => self.idle.clear(),
            _ if connection.is_open() => self.idle.put(connection),
            _ => {}
        }
        done.map_err(|error| explain(&error))
    }

    fn connect(&self) -> Result<Connection, RedisError> {
        let connection = self.client.get_connection_with_timeout(CONNECT_TIMEOUT)?;
        connection.set_read_timeout(Some(CALL_TIMEOUT))?;
        connection.set_write_timeout(Some(CALL_TIMEOUT))?;
        Ok(connection)
    }

    fn run<T: redis::FromRedisValue>(&self, script: &ScriptInvocation<'_>) -> Result<T, StoreError> {
        self.call(|connection| script.invoke(connection))
    }

    fn info(&self, section: &str) -> Result<String, StoreError> {
        self.call(|connection| redis::cmd("INFO").arg(section).query(connection))
    }

    /// The server's memory, whoever uses it.
    fn measure(&self) -> Result<u64, StoreError> {
        let memory = self.info("memory")?;
        number(fact(&memory, "used_memory").ok_or_else(odd)?)
    }
}

/// A line `name:value` of `INFO`.
fn fact<'i>(info: &'i str, name: &str) -> Option<&'i str> {
    info.lines()
        .find_map(|line| line.strip_prefix(name)?.strip_prefix(':'))
        .map(str::trim)
}

/// One snippet of an export; nothing for one that Redis has forgotten.
fn record(value: Value) -> Result<Option<Record>, StoreError> {
    let Value::Array(parts) = value else {
        return Err(odd());
    };
    let alone = parts.len() == 1;
    let mut parts = parts.into_iter();
    let mut next = || match parts.next() {
        Some(Value::BulkString(bytes)) => text(bytes),
        _ => Err(odd()),
    };
    let id = next()?;
    if alone {
        return Ok(None);
    }
    let (content, compiler, created, down) = (next()?, next()?, next()?, next()?);
    let Some(Value::Array(pairs)) = parts.next() else {
        return Err(odd());
    };
    let pairs = pairs
        .into_iter()
        .map(|value| match value {
            Value::BulkString(bytes) => text(bytes),
            _ => Err(odd()),
        })
        .collect::<Result<Vec<_>, _>>()?;
    let mut claims = pairs
        .chunks_exact(2)
        .map(|pair| {
            Ok(Claim {
                token: word(pair, 0)?.to_owned(),
                expires: end(word(pair, 1)?)?,
            })
        })
        .collect::<Result<Vec<_>, StoreError>>()?;
    claims.sort();
    Ok(Some(Record {
        id,
        content,
        compiler,
        created: number(&created)?,
        takedown: takedown(&down)?,
        claims,
    }))
}

impl Store for RedisStore {
    fn create(&self, new: &NewSnippet, now: u64) -> Result<Creation, StoreError> {
        let digest = (self.digest)(new.content.as_bytes());
        self.room.take(new.content.len(), || self.measure())?;
        let mut script = self.create.prepare_invoke();
        script
            .arg(to_hex(&digest))
            .arg(&new.content)
            .arg(&new.compiler)
            .arg(time(now))
            .arg(end_text(new.expires))
            .arg(to_hex(&new.token))
            .arg(MAX_CLAIMS);
        for id in Id::candidates(&digest) {
            script.arg(id.as_str());
        }
        let answer = words(self.run(&script)?)?;
        match word(&answer, 0)? {
            "stored" => Ok(Creation::Stored(Stored {
                id: known(word(&answer, 1)?)?,
                created: number(word(&answer, 2)?)?,
                expires: end(word(&answer, 3)?)?,
                fresh: word(&answer, 4)? == "1",
                deletable: word(&answer, 5)? == "1",
            })),
            "down" => takedown(word(&answer, 1)?)?
                .map(Creation::TakenDown)
                .ok_or_else(odd),
            "clash" => Err(StoreError::Clash(known(word(&answer, 1)?)?)),
            "taken" => Err(no_id_left()),
            _ => Err(odd()),
        }
    }

    fn load(&self, id: &Id, now: u64) -> Result<Lookup, StoreError> {
        const FIELDS: [&str; 6] = ["digest", "content", "compiler", "created", "expires", "takedown"];
        let found: Vec<Option<Vec<u8>>> =
            self.call(|connection| connection.hmget(format!("twilight:s:{id}"), &FIELDS[..]))?;
        let mut found = found.into_iter();
        let mut next = || found.next().flatten().map(text).transpose();
        let Some(digest) = next()? else {
            return Ok(Lookup::Missing);
        };
        let digest = from_hex(&digest).map_err(StoreError::Corrupt)?.ok_or_else(odd)?;
        let row = Row {
            id: id.to_string(),
            digest: digest.to_vec(),
            content: next()?.ok_or_else(odd)?,
            compiler: next()?.ok_or_else(odd)?,
            created: number(&next()?.ok_or_else(odd)?)?,
            expires: end(&next()?.ok_or_else(odd)?)?,
            takedown: takedown(&next()?.unwrap_or_default())?,
        };
        row.seen(self.digest, now)
    }

    fn delete(&self, id: &Id, token: &TokenHash, now: u64) -> Result<Deletion, StoreError> {
        let mut script = self.delete.arg(id.as_str());
        script.arg(to_hex(token)).arg(time(now));
        let answer = words(self.run(&script)?)?;
        self.room.freed();
        match word(&answer, 0)? {
            "deleted" => Ok(Deletion::Deleted),
            "kept" => Ok(Deletion::KeptForOthers),
            "wrong" => Ok(Deletion::WrongToken),
            "missing" => Ok(Deletion::Missing),
            "down" => takedown(word(&answer, 1)?)?
                .map(Deletion::TakenDown)
                .ok_or_else(odd),
            _ => Err(odd()),
        }
    }

    fn take_down(&self, id: &Id, takedown: Option<Takedown>) -> Result<bool, StoreError> {
        let mut script = self.take_down.arg(id.as_str());
        script.arg(takedown.map_or_else(String::new, |takedown| u16::from(takedown).to_string()));
        self.run(&script)
    }

    fn purge(&self, now: u64) -> Result<u64, StoreError> {
        let mut count = 0;
        loop {
            let mut script = self.purge.arg(time(now));
            let gone: u64 = self.run(script.arg(BATCH))?;
            count += gone;
            if gone == 0 {
                self.room.freed();
                return Ok(count);
            }
        }
    }

    fn export(&self, after: Option<&Id>, most: usize) -> Result<Vec<Record>, StoreError> {
        let mut records = Vec::new();
        let mut after = after.map_or_else(String::new, Id::to_string);
        while records.len() < most {
            let mut script = self.export.arg(&after);
            let values: Vec<Value> = self.run(script.arg(BATCH.min(most - records.len())))?;
            let Some(Value::Array(last)) = values.last() else {
                break;
            };
            let Some(Value::BulkString(id)) = last.first() else {
                return Err(odd());
            };
            after = text(id.clone())?;
            for value in values {
                records.extend(record(value)?);
            }
        }
        Ok(records)
    }

    fn import(&self, record: &Record) -> Result<(), StoreError> {
        let (id, digest) = rows::checked(record, self.digest)?;
        self.room.take(record.content.len(), || self.measure())?;
        let ids: Vec<String> = Id::candidates(&digest).map(|id| id.to_string()).collect();
        let down = record
            .takedown
            .map_or_else(String::new, |takedown| u16::from(takedown).to_string());
        let mut script = self.import.arg(id.as_str());
        script
            .arg(to_hex(&digest))
            .arg(&record.content)
            .arg(&record.compiler)
            .arg(time(record.created))
            .arg(down)
            .arg(ids.len())
            .arg(ids);
        for claim in &record.claims {
            let token = from_hex(&claim.token).map_err(StoreError::BadRecord)?;
            script
                .arg(token.map_or_else(String::new, |token| to_hex(&token)))
                .arg(end_text(claim.expires));
        }
        let answer = words(self.run(&script)?)?;
        match word(&answer, 0)? {
            "imported" => Ok(()),
            "clash" => Err(StoreError::Clash(known(word(&answer, 1)?)?)),
            _ => Err(odd()),
        }
    }

    fn check(&self) -> Result<(), StoreError> {
        // A replica refuses it, and so does a server that cannot write its file.
        self.call(|connection| connection.set_ex("twilight:check", "", 1))
    }

    fn parallel(&self) -> u32 {
        u32::try_from(MAX_IDLE).unwrap_or(1)
    }

    fn warning(&self) -> Result<Option<String>, StoreError> {
        let persistence = self.info("persistence")?;
        if fact(&persistence, "aof_enabled") != Some("1") {
            return Ok(Some(
                "Redis writes no append-only file: what was shared since its last snapshot goes with it. Set `appendonly yes` and `appendfsync always`.".to_owned(),
            ));
        }
        // Hosted servers may keep their settings to themselves.
        let settings: Vec<String> = self
            .call(|connection| {
                redis::cmd("CONFIG")
                    .arg("GET")
                    .arg("appendfsync")
                    .query(connection)
            })
            .unwrap_or_default();
        Ok(settings.get(1).filter(|value| *value != "always").map(|value| {
            format!(
                "Redis does not wait for the disk (`appendfsync {value}`): its death may take the last seconds of what was shared. Set `appendfsync always`."
            )
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facts_are_found_by_their_whole_names() {
        let info = "# Memory\r\nused_memory_human:1M\r\nused_memory:1048576\r\nmaxmemory:0\r\n";
        assert_eq!(fact(info, "used_memory"), Some("1048576"));
        assert_eq!(fact(info, "maxmemory"), Some("0"));
        assert_eq!(fact(info, "memory"), None);
    }

    #[test]
    fn times_are_exact_in_scripts() {
        assert_eq!(time(u64::MAX), "9007199254740991");
        assert_eq!(end(&end_text(Some(7))), Ok(Some(7)));
        assert_eq!(end(&end_text(None)), Ok(None));
    }

    #[test]
    fn what_redis_has_forgotten_is_no_record() {
        let forgotten = Value::Array(vec![Value::BulkString(b"aaaaaaaaaaaaaaaa".to_vec())]);
        assert_eq!(record(forgotten), Ok(None));
        assert!(record(Value::Nil).is_err());
    }
}
