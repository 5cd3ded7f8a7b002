//! Names of stores: `sqlite:` and a path, a path alone, `postgres://…` or `redis://…`.
//!
//! An address may hold a password: nothing but a store may see it whole, and what is printed is [`redacted`].

use std::path::Path;

use crate::id::sha256;
use crate::postgres::PostgresStore;
use crate::redis::RedisStore;
use crate::sqlite::SqliteStore;
use crate::store::{Store, StoreError};

/// What stands for a secret.
const HIDDEN: &str = "***";

const KINDS: &str = "Write `sqlite:` and the path of a file, `postgres://USER:PASSWORD@HOST/DATABASE`, or `redis://:PASSWORD@HOST/NUMBER`.";

/// Opens the store that `address` names: `sqlite:` and a path, a path alone, or a URL of PostgreSQL or Redis.
///
/// `max_bytes` bounds the store as a whole; a share that would not fit is refused.
///
/// # Errors
/// A sentence for the operator, without the address's password: what failed and what to do.
pub fn open(address: &str, max_bytes: u64) -> Result<Box<dyn Store>, String> {
    let unusable = |error: StoreError| format!("The store {} cannot be used: {error}", redacted(address));
    let scheme = address
        .split_once(':')
        .map(|(scheme, _)| scheme)
        .filter(|scheme| scheme.len() > 1 && !scheme.contains('/'));
    match scheme {
        Some("postgres" | "postgresql") => Ok(Box::new(
            PostgresStore::open(address, max_bytes, sha256).map_err(unusable)?,
        )),
        Some("redis" | "redis+unix") => Ok(Box::new(
            RedisStore::open(address, max_bytes, sha256).map_err(unusable)?,
        )),
        Some("rediss") => Err(format!(
            "The store {} asks for TLS, which this program does not speak. Write `redis:` and use a Unix socket, a private network, or a proxy beside the service that adds TLS.",
            redacted(address)
        )),
        Some("sqlite") => open_file(address.strip_prefix("sqlite:").unwrap_or(address), max_bytes),
        Some(scheme)
            if scheme
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte)) =>
        {
            Err(format!("There is no store of the kind `{scheme}:`. {KINDS}"))
        }
        _ => open_file(address, max_bytes),
    }
}

fn open_file(path: &str, max_bytes: u64) -> Result<Box<dyn Store>, String> {
    if path.is_empty() {
        return Err(format!("The store's address names no file. {KINDS}"));
    }
    let store = SqliteStore::open(Path::new(path), max_bytes, sha256)
        .map_err(|error| format!("The store {path} cannot be used: {error}"))?;
    Ok(Box::new(store))
}

/// The address as it may be printed and logged: without passwords.
///
/// Where it is not clear what belongs to a password, more is hidden rather than less.
pub fn redacted(address: &str) -> String {
    let Some((scheme, rest)) = address.split_once("://") else {
        return address.to_owned();
    };
    let (place, query) = match rest.split_once('?') {
        Some((place, query)) => (place, Some(query)),
        None => (rest, None),
    };
    // A password may hold `@`, `/` and even `?` where it was not encoded as it should be.
    let (before, place, query) = match (rest.rfind('@'), query) {
        (Some(at), Some(_)) if at > place.len() => (rest.get(..at), "", None),
        (Some(_), query) => place
            .rsplit_once('@')
            .map_or((None, place, query), |(before, place)| {
                (Some(before), place, query)
            }),
        (None, query) => (None, place, query),
    };
    let mut out = format!("{scheme}://");
    if let Some(before) = before {
        match before.split_once(':') {
            Some((user, _)) => out += &format!("{user}:{HIDDEN}@"),
            None => out += &format!("{before}@"),
        }
    }
    out += place;
    if let Some(query) = query {
        let pairs: Vec<String> = query
            .split('&')
            .map(|pair| match pair.split_once('=') {
                Some((name, _)) if name.to_ascii_lowercase().contains("pass") => format!("{name}={HIDDEN}"),
                _ => pair.to_owned(),
            })
            .collect();
        out += &format!("?{}", pairs.join("&"));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passwords_are_hidden_and_nothing_else() {
        for (address, expected) in [
            ("/var/lib/a.db", "/var/lib/a.db"),
            ("sqlite:/var/lib/a:b@c.db", "sqlite:/var/lib/a:b@c.db"),
            ("postgres://host/db", "postgres://host/db"),
            ("postgres://me@host/db", "postgres://me@host/db"),
            (
                "postgres://me:secret@host:5432/db",
                "postgres://me:***@host:5432/db",
            ),
            ("redis://:secret@host/3", "redis://:***@host/3"),
            ("redis://host:6379", "redis://host:6379"),
            ("postgres://me:secr@et@host/db", "postgres://me:***@host/db"),
            ("postgres://me:se/cret@host/db", "postgres://me:***@host/db"),
            ("postgres://me:sec?ret@host/db", "postgres://me:***@"),
            (
                "redis+unix:///run/r.sock?db=1&pass=secret",
                "redis+unix:///run/r.sock?db=1&pass=***",
            ),
            (
                "postgres:///db?host=/run&Password=secret&user=me",
                "postgres:///db?host=/run&Password=***&user=me",
            ),
        ] {
            assert_eq!(redacted(address), expected, "{address}");
            assert!(!redacted(address).contains("secret"), "{address}");
        }
    }

    #[test]
    fn what_is_no_address_is_explained_without_the_password() {
        for (address, why) in [
            ("rediss://:secret@127.0.0.1", "asks for TLS"),
            (
                "postgres://me:secret@127.0.0.1/db?sslmode=require",
                "asks for TLS",
            ),
            (
                "postgres://me:secret@127.0.0.1/db?unknown=1",
                "is none of PostgreSQL",
            ),
            ("redis://:secret@", "is none of Redis"),
            ("mysql://me:secret@127.0.0.1", "no store of the kind `mysql:`"),
            // Nobody listens on the discard port.
            (
                "postgres://me:secret@127.0.0.1:9/db",
                "connection to PostgreSQL failed",
            ),
            ("redis://:secret@127.0.0.1:9", "connection to Redis failed"),
        ] {
            let message = open(address, 1).err().unwrap_or_default();
            assert!(
                message.contains(why) && !message.contains("secret"),
                "{address}: {message}"
            );
            assert!(message.ends_with('.') && !message.contains(".."), "{message}");
        }
    }
}
