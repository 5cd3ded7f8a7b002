//! Messages on the socket between the service and its spawner.
//!
//! Must never wait for the other side while it holds more than one message of it.

use crate::frame;
use playground_protocol::spawner::{Kind, MAX_MESSAGE_BYTES, Message};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::io::{self, ErrorKind, Read, Write};

/// Reads one message; none at the end of the stream, which is an error within a message.
pub(super) fn read<K: Kind>(reader: &mut impl Read) -> io::Result<Option<Message<K>>> {
    let bytes = match frame::read_or_end(reader, MAX_MESSAGE_BYTES)? {
        Some(bytes) => bytes,
        None => return Ok(None),
    };
    Message::parse(&bytes)
        .map(Some)
        .map_err(|text| io::Error::new(ErrorKind::InvalidData, text))
}

/// A body up to this long is written together with what stands before it. A longer one is not copied for that: the
/// spawner is small.
const TOGETHER_BYTES: usize = 64 * 1024;

/// The frame of a message, but for the message's body.
fn encode_before_body<K: Kind>(message: &Message<K>) -> io::Result<Vec<u8>> {
    let before = message
        .encode_before_body()
        .map_err(|text| io::Error::new(ErrorKind::InvalidInput, text))?;
    let mut bytes = frame::header(before.len() + message.body.len())?.to_vec();
    bytes.extend(before);
    Ok(bytes)
}

/// Writes one message.
pub(super) fn write<K: Kind>(writer: &mut impl Write, message: &Message<K>) -> io::Result<()> {
    let mut bytes = encode_before_body(message)?;
    if message.body.len() > TOGETHER_BYTES {
        writer.write_all(&bytes)?;
        return writer.write_all(&message.body);
    }
    bytes.extend(&message.body);
    writer.write_all(&bytes)
}

/// A message that is all head.
pub(super) fn with_head<K: Kind>(kind: K, id: u64, head: &impl Serialize) -> io::Result<Message<K>> {
    Ok(Message {
        kind,
        id,
        head: serde_json::to_vec(head)?,
        body: Vec::new(),
    })
}

/// The head of a message, which has no body.
pub(super) fn head<K, T: DeserializeOwned>(message: &Message<K>) -> io::Result<T> {
    if !message.body.is_empty() {
        let text = "The message has a body where there should be none.";
        return Err(io::Error::new(ErrorKind::InvalidData, text));
    }
    Ok(serde_json::from_slice(&message.head)?)
}
