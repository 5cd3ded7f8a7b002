//! Moving snippets from store to store: one JSON object a line, the first one naming the form.
//!
//! Order and bytes follow from the content alone, so two exports of the same snippets are equal.

use std::io::{self, BufRead, Write};

use serde::{Deserialize, Serialize};

use crate::id::Id;
use crate::record::Record;
use crate::store::Store;

/// Records read from a store at a time.
const BATCH: usize = 256;

/// Longest line of an import: far more than any record of this service.
const MAX_LINE_BYTES: u64 = 64 * 1024 * 1024;

const FORMAT: &str = "twilight-snippets";
const VERSION: u32 = 1;

/// The first line.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Head {
    format: String,
    version: u32,
}

/// Writes every record of `store`; how many there were.
///
/// # Errors
/// A sentence when the store cannot be read or the output not be written.
pub fn export(store: &dyn Store, out: &mut dyn Write) -> Result<u64, String> {
    let unwritten = |error: io::Error| format!("The export could not be written: {error}.");
    let head = Head {
        format: FORMAT.to_owned(),
        version: VERSION,
    };
    let mut line = |value: Result<String, serde_json::Error>| {
        let text = value.map_err(|error| format!("A record could not be written down: {error}."))?;
        writeln!(out, "{text}").map_err(unwritten)
    };
    line(serde_json::to_string(&head))?;
    let mut count = 0;
    let mut last: Option<Id> = None;
    loop {
        let records = store
            .export(last.as_ref(), BATCH)
            .map_err(|error| error.to_string())?;
        let Some(end) = records.last() else {
            break;
        };
        last = Id::parse(&end.id);
        for record in &records {
            line(serde_json::to_string(record))?;
            count += 1;
        }
        if last.is_none() {
            return Err("The store holds an id that is none.".to_owned());
        }
    }
    out.flush().map_err(unwritten)?;
    Ok(count)
}

/// Reads every snippet of `store`, taken-down ones excepted, and compares it with its hash; how many there were.
///
/// # Errors
/// A sentence when the store cannot be read and written, or a text is not the one that was shared.
pub fn check(store: &dyn Store) -> Result<u64, String> {
    store.check().map_err(|error| error.to_string())?;
    let mut count = 0;
    let mut last: Option<Id> = None;
    loop {
        let records = store
            .export(last.as_ref(), BATCH)
            .map_err(|error| error.to_string())?;
        if records.is_empty() {
            return Ok(count);
        }
        for record in records {
            let id = Id::parse(&record.id).ok_or("The store holds an id that is none.")?;
            // At the beginning of time nothing has expired.
            store.load(&id, 0).map_err(|error| error.to_string())?;
            count += 1;
            last = Some(id);
        }
    }
}

/// Adds every record of an export to `store` and calls `done` with its id once it is on disk.
///
/// # Errors
/// A sentence with the line; the records before it have been added.
pub fn import(store: &dyn Store, input: &mut dyn BufRead, mut done: impl FnMut(&str)) -> Result<u64, String> {
    let mut count = 0;
    let mut number: u64 = 0;
    let mut line = Vec::new();
    loop {
        line.clear();
        number += 1;
        let wrong = |why: String| format!("Line {number} of the import: {why}");
        let read = io::Read::take(&mut *input, MAX_LINE_BYTES)
            .read_until(b'\n', &mut line)
            .map_err(|error| wrong(format!("It could not be read: {error}.")))?;
        if read == 0 {
            break;
        }
        if number == 1 {
            let head: Head = serde_json::from_slice(&line)
                .map_err(|_| wrong(format!("It is not the first line of a `{FORMAT}` export.")))?;
            if head.format != FORMAT || head.version != VERSION {
                return Err(wrong(format!(
                    "It names `{}` version {}; this program reads `{FORMAT}` version {VERSION}.",
                    head.format, head.version
                )));
            }
            continue;
        }
        let record: Record =
            serde_json::from_slice(&line).map_err(|error| wrong(format!("It is not a record: {error}.")))?;
        store.import(&record).map_err(|error| wrong(error.to_string()))?;
        done(&record.id);
        count += 1;
    }
    if number == 1 {
        return Err("The import is empty; it should begin with the first line of an export.".to_owned());
    }
    Ok(count)
}
