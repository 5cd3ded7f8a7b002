//! Notes: what a runner tells of its work before its reply, where it is asked to.
//!
//! A note is a frame whose count has its highest bit set. Notes come out of the sandbox and are hostile: they are bounded
//! in number and bytes, passed on and never looked into, and no verdict depends on one.

use crate::frame::HEADER_BYTES;
use std::borrow::Cow;
use std::io::{self, ErrorKind, Write};

/// Set in the count of a note.
const NOTE: u32 = 1 << 31;

/// Most bytes of a note.
pub const MAX_NOTE_BYTES: usize = 64 * 1024;

/// Most notes of one job.
pub const MAX_NOTES: usize = 2048;

/// Most bytes of all notes of one job.
pub const MAX_NOTES_BYTES: usize = 4 * 1024 * 1024;

/// Writes one note; waits as long as it takes.
///
/// # Errors
/// Those of the writer; `InvalidInput` where the note is too long.
pub fn write(writer: &mut impl Write, payload: &[u8]) -> io::Result<()> {
    if payload.len() > MAX_NOTE_BYTES {
        return Err(ErrorKind::InvalidInput.into());
    }
    let count = u32::try_from(payload.len()).map_err(|_| ErrorKind::InvalidInput)?;
    let mut frame = Vec::with_capacity(HEADER_BYTES + payload.len());
    frame.extend((count | NOTE).to_le_bytes());
    frame.extend(payload);
    writer.write_all(&frame)
}

/// What is done with a note.
pub(crate) type Hear<'h> = dyn FnMut(&[u8]) + 'h;

/// More notes, or longer ones, than a job may have.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct TooMuch;

/// Takes the notes off what comes out of a sandbox.
pub(crate) struct Splitter<'h> {
    hear: &'h mut Hear<'h>,
    /// What has arrived and is not yet a whole note.
    pending: Vec<u8>,
    notes: usize,
    bytes: usize,
    /// The reply has begun, after which there are no notes.
    replying: bool,
}

impl<'h> Splitter<'h> {
    /// Gives each note to `hear`.
    pub(crate) fn new(hear: &'h mut Hear<'h>) -> Self {
        Self {
            hear,
            pending: Vec::new(),
            notes: 0,
            bytes: 0,
            replying: false,
        }
    }

    /// What of `arrived`, and of what was left before, belongs to the reply.
    pub(crate) fn rest<'b>(&mut self, arrived: &'b [u8]) -> Result<Cow<'b, [u8]>, TooMuch> {
        if self.replying {
            return Ok(Cow::Borrowed(arrived));
        }
        self.pending.extend_from_slice(arrived);
        let mut left = self.pending.as_slice();
        while let Some((header, after)) = left.split_first_chunk::<HEADER_BYTES>() {
            let count = u32::from_le_bytes(*header);
            if count & NOTE == 0 {
                self.replying = true;
                break;
            }
            let count = usize::try_from(count & !NOTE).unwrap_or(usize::MAX);
            if count > MAX_NOTE_BYTES || self.notes == MAX_NOTES || self.bytes + count > MAX_NOTES_BYTES {
                return Err(TooMuch);
            }
            let Some((note, after)) = after.split_at_checked(count) else {
                break;
            };
            self.notes += 1;
            self.bytes += count;
            (self.hear)(note);
            left = after;
        }
        // No byte is moved where nothing was taken off: they may come one by one.
        let heard = self.pending.len() - left.len();
        self.pending.drain(..heard);
        Ok(if self.replying {
            Cow::Owned(std::mem::take(&mut self.pending))
        } else {
            Cow::Borrowed(&[])
        })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use crate::frame;

    #[test]
    fn notes_are_taken_off_in_pieces_of_any_size() {
        let mut stream = Vec::new();
        for note in [&b""[..], b"one", &[7; MAX_NOTE_BYTES]] {
            write(&mut stream, note).unwrap();
        }
        let reply = frame::encode(b"the reply").unwrap();
        stream.extend(&reply);
        // After the reply has begun nothing is a note any more.
        let mut end = Vec::new();
        write(&mut end, b"late").unwrap();
        stream.extend(&end);
        for piece in [1, 2, 3, 5, 1000, usize::MAX] {
            let mut heard = Vec::new();
            let mut rest = Vec::new();
            let mut hear = |note: &[u8]| heard.push(note.to_vec());
            let mut splitter = Splitter::new(&mut hear);
            for bytes in stream.chunks(piece.min(stream.len())) {
                rest.extend_from_slice(&splitter.rest(bytes).unwrap());
            }
            assert_eq!(heard, [b"".to_vec(), b"one".to_vec(), vec![7; MAX_NOTE_BYTES]]);
            assert_eq!(rest, [reply.clone(), end.clone()].concat(), "pieces of {piece}");
        }
    }

    #[test]
    fn notes_are_bounded() {
        assert!(write(&mut Vec::new(), &[0; MAX_NOTE_BYTES + 1]).is_err());
        let heard_of = |count: usize, bytes: usize| {
            let mut heard = 0;
            let mut hear = |_: &[u8]| heard += 1;
            let mut splitter = Splitter::new(&mut hear);
            let header = (u32::try_from(bytes).unwrap() | NOTE).to_le_bytes();
            let frame = [&header[..], &vec![0; bytes]].concat();
            let last = (0..count)
                .map(|_| splitter.rest(&frame).map(drop))
                .find(Result::is_err);
            (last, heard)
        };
        assert_eq!(heard_of(MAX_NOTES, 1), (None, MAX_NOTES));
        assert_eq!(heard_of(MAX_NOTES + 1, 1), (Some(Err(TooMuch)), MAX_NOTES));
        assert_eq!(heard_of(1, MAX_NOTE_BYTES + 1), (Some(Err(TooMuch)), 0));
        let most = MAX_NOTES_BYTES / MAX_NOTE_BYTES;
        assert_eq!(heard_of(most, MAX_NOTE_BYTES), (None, most));
        assert_eq!(heard_of(most + 1, MAX_NOTE_BYTES), (Some(Err(TooMuch)), most));
    }
}
