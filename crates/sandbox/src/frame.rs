//! Frames on a socket: a little-endian `u32` byte count, then that many bytes.
//!
//! Must never allocate more than the cap, whatever the count says.

use std::io::{self, ErrorKind, Read, Write};

/// Bytes of the count.
pub const HEADER_BYTES: usize = 4;

/// The frame around `payload`.
///
/// # Errors
/// `InvalidInput` when the payload is longer than a frame can say.
pub fn encode(payload: &[u8]) -> io::Result<Vec<u8>> {
    let mut frame = Vec::with_capacity(HEADER_BYTES + payload.len());
    frame.extend(header(payload.len())?);
    frame.extend(payload);
    Ok(frame)
}

/// What stands before a payload of `count` bytes.
pub(crate) fn header(count: usize) -> io::Result<[u8; HEADER_BYTES]> {
    u32::try_from(count)
        .map(u32::to_le_bytes)
        .map_err(|_| io::Error::new(ErrorKind::InvalidInput, "The frame is longer than 4 GiB."))
}

/// Writes one frame; waits as long as it takes.
///
/// # Errors
/// Those of the writer, and see [`encode`].
pub fn write(writer: &mut impl Write, payload: &[u8]) -> io::Result<()> {
    writer.write_all(&encode(payload)?)
}

/// What is set aside for a frame before its bytes are there.
const FIRST_BYTES: usize = 16 * 1024;

/// Reads one frame of at most `cap` bytes; waits as long as it takes.
///
/// # Errors
/// Those of the reader; `InvalidData` when the count is above `cap`; `UnexpectedEof` on a short frame.
pub fn read(reader: &mut impl Read, cap: usize) -> io::Result<Vec<u8>> {
    read_or_end(reader, cap)?.ok_or_else(|| ErrorKind::UnexpectedEof.into())
}

/// As [`read`]; none where the stream ends before a frame begins.
///
/// # Errors
/// See [`read`].
pub fn read_or_end(reader: &mut impl Read, cap: usize) -> io::Result<Option<Vec<u8>>> {
    let mut header = [0; HEADER_BYTES];
    let begun = loop {
        match reader.read(&mut header) {
            Ok(0) => return Ok(None),
            Ok(begun) => break begun,
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    };
    reader.read_exact(header.get_mut(begun..).unwrap_or_default())?;
    let count = u32::from_le_bytes(header) as usize;
    if count > cap {
        let text = format!("The frame has {count} bytes; at most {cap} are allowed.");
        return Err(io::Error::new(ErrorKind::InvalidData, text));
    }
    // Grows as bytes arrive: a count alone costs next to nothing.
    let mut payload = Vec::with_capacity(count.min(FIRST_BYTES));
    reader.by_ref().take(count as u64).read_to_end(&mut payload)?;
    if payload.len() < count {
        return Err(ErrorKind::UnexpectedEof.into());
    }
    Ok(Some(payload))
}

/// Collects one frame from a socket that is read as bytes arrive.
#[derive(Debug)]
pub struct Collector {
    bytes: Vec<u8>,
    cap: usize,
}

/// How far a [`Collector`] is.
#[derive(Debug, PartialEq, Eq)]
pub enum Progress {
    /// Bytes are missing.
    More,
    /// The payload is complete.
    Complete,
    /// The frame announces more than the cap.
    TooLong,
}

impl Collector {
    /// Collects a frame of at most `cap` payload bytes.
    pub fn new(cap: usize) -> Self {
        Self {
            bytes: Vec::new(),
            cap,
        }
    }

    /// Takes what has arrived; bytes after the frame's end are ignored.
    pub fn push(&mut self, bytes: &[u8]) -> Progress {
        let room = match self.announced() {
            Some(count) => (HEADER_BYTES + count).saturating_sub(self.bytes.len()),
            None => HEADER_BYTES + self.cap - self.bytes.len(),
        };
        let taken = bytes.get(..room).unwrap_or(bytes);
        // As much again as is there, but never more than was announced: replies are long, and there are several at a time.
        let more = self.bytes.len().max(taken.len()).min(room);
        if self.bytes.capacity() - self.bytes.len() < taken.len() {
            self.bytes.reserve_exact(more);
        }
        self.bytes.extend_from_slice(taken);
        match self.announced() {
            None => Progress::More,
            Some(count) if count > self.cap => Progress::TooLong,
            Some(count) if self.bytes.len() >= HEADER_BYTES + count => Progress::Complete,
            Some(_) => Progress::More,
        }
    }

    fn announced(&self) -> Option<usize> {
        let header = self.bytes.first_chunk::<HEADER_BYTES>()?;
        Some(u32::from_le_bytes(*header) as usize)
    }

    /// The payload as far as it has arrived.
    pub fn into_payload(mut self) -> Vec<u8> {
        let end = self.announced().map_or(0, |count| HEADER_BYTES + count);
        self.bytes.truncate(end);
        self.bytes.drain(..HEADER_BYTES.min(self.bytes.len()));
        self.bytes
    }

    /// Whether nothing has arrived at all.
    pub fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    #[test]
    fn frames_survive_a_round_trip_in_pieces_of_any_size() {
        for length in [0usize, 1, 3, 4, 5, 1000] {
            let payload: Vec<u8> = (0..length).map(|n| n as u8).collect();
            let mut frame = encode(&payload).unwrap();
            assert_eq!(read(&mut frame.as_slice(), length).unwrap(), payload);
            frame.extend(b"trailing");
            for piece in [1, 2, 3, 7, 4096] {
                let mut collector = Collector::new(length);
                let done = frame
                    .chunks(piece)
                    .any(|bytes| collector.push(bytes) == Progress::Complete);
                assert!(done, "{length} in pieces of {piece}");
                assert_eq!(collector.into_payload(), payload);
            }
        }
    }

    #[test]
    fn the_cap_holds_at_its_edge() {
        let frame = encode(&[7; 10]).unwrap();
        assert_eq!(
            read(&mut frame.as_slice(), 9).unwrap_err().kind(),
            ErrorKind::InvalidData
        );
        assert_eq!(Collector::new(10).push(&frame), Progress::Complete);
        assert_eq!(Collector::new(9).push(&frame), Progress::TooLong);
        let mut collector = Collector::new(9);
        assert_eq!(collector.push(&u32::MAX.to_le_bytes()), Progress::TooLong);
        assert!(collector.bytes.capacity() < 1024);
    }

    #[test]
    fn an_end_between_frames_is_none() {
        assert_eq!(read_or_end(&mut &b""[..], 100).unwrap(), None);
        let error = read(&mut &b""[..], 100).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::UnexpectedEof);
        let error = read_or_end(&mut &[1u8, 0, 0][..], 100).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::UnexpectedEof);
        assert_eq!(
            read_or_end(&mut &[1u8, 0, 0, 0, 7][..], 100).unwrap(),
            Some(vec![7])
        );
    }

    #[test]
    fn short_frames_are_errors() {
        let frame = encode(b"hello").unwrap();
        for end in 0..frame.len() {
            let error = read(&mut &frame[..end], 100).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::UnexpectedEof, "{end}");
        }
        let mut collector = Collector::new(100);
        assert_eq!(collector.push(&frame[..6]), Progress::More);
        assert_eq!(collector.into_payload(), b"he");
    }
}
