//! Tells the service of the work as it goes on.
//!
//! Must never hold up the work for a note that cannot be sent: the reply, which follows on the same socket, decides.

use playground_protocol::{MAX_OUTPUT_NOTE_BYTES, Note, WorkStage};
use playground_sandbox::notes;
use std::fs::File;
use std::io;
use std::mem::ManuallyDrop;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// Printed text is told when there is as much of it,
const ENOUGH_BYTES: usize = 4 * 1024;
/// or when the last was told this long ago; so a job has fewer notes than it may.
const ENOUGH_TIME: Duration = Duration::from_millis(50);

/// Where notes go. Clones are the same.
#[derive(Clone)]
pub struct Notes {
    pending: Arc<Mutex<Pending>>,
}

struct Pending {
    /// Closed with the process: builds with debug assertions ask for a descriptor's flags before they close it, which the
    /// filter for running does not allow.
    socket: ManuallyDrop<File>,
    output: String,
    last: Instant,
}

impl Notes {
    /// Writes notes to a duplicate of `socket`.
    ///
    /// # Errors
    /// That of the system.
    pub fn new(socket: &File) -> io::Result<Self> {
        let pending = Pending {
            socket: ManuallyDrop::new(socket.try_clone()?),
            output: String::new(),
            last: Instant::now(),
        };
        Ok(Self {
            pending: Arc::new(Mutex::new(pending)),
        })
    }

    /// A stage begins.
    pub fn stage(&self, stage: WorkStage) {
        self.lock().send(&Note::Stage(stage));
    }

    /// The program prints `text`.
    pub fn output(&self, text: &str) {
        let mut pending = self.lock();
        pending.output.push_str(text);
        if pending.output.len() >= ENOUGH_BYTES || pending.last.elapsed() >= ENOUGH_TIME {
            pending.flush();
        }
    }

    /// Nothing more will be printed.
    pub fn end(&self) {
        self.lock().flush();
    }

    fn lock(&self) -> MutexGuard<'_, Pending> {
        self.pending.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Pending {
    fn flush(&mut self) {
        let text = std::mem::take(&mut self.output);
        let mut rest = text.as_str();
        while !rest.is_empty() {
            let end = rest.floor_char_boundary(MAX_OUTPUT_NOTE_BYTES);
            let (piece, after) = rest.split_at(end);
            self.send(&Note::Output(piece.to_owned()));
            rest = after;
        }
        self.last = Instant::now();
    }

    fn send(&mut self, note: &Note) {
        if let Ok(bytes) = serde_json::to_vec(note) {
            // Where this fails the reply will too.
            let _ = notes::write(&mut *self.socket, &bytes);
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use std::io::Read;
    use std::os::fd::OwnedFd;
    use std::os::unix::net::UnixStream;

    #[test]
    fn what_is_told_is_what_was_printed_in_pieces_of_a_bounded_size() {
        let (mut ours, theirs) = UnixStream::pair().unwrap();
        let socket = File::from(OwnedFd::from(theirs));
        // The last character does not fit into the first piece.
        let text = format!("{}ä{}", "x".repeat(MAX_OUTPUT_NOTE_BYTES - 1), "y".repeat(10));
        let telling = text.clone();
        let thread = std::thread::spawn(move || {
            let notes = Notes::new(&socket).unwrap();
            notes.stage(WorkStage::Run);
            notes.output(&telling);
            notes.output("end");
            notes.end();
            notes.end();
        });
        let mut told = Vec::new();
        let mut length = 0;
        let mut header = [0; 4];
        while length < text.len() + "end".len() {
            ours.read_exact(&mut header).unwrap();
            let mut bytes = vec![0; (u32::from_le_bytes(header) & 0x7fff_ffff) as usize];
            ours.read_exact(&mut bytes).unwrap();
            let note = Note::parse(&bytes).unwrap();
            if let Note::Output(text) = &note {
                length += text.len();
            }
            told.push(note);
        }
        thread.join().unwrap();
        assert_eq!(told.remove(0), Note::Stage(WorkStage::Run));
        let pieces: Vec<String> = told
            .into_iter()
            .map(|note| match note {
                Note::Output(text) => text,
                Note::Stage(_) => panic!("{note:?}"),
            })
            .collect();
        assert_eq!(pieces.concat(), text + "end");
        assert!(pieces.len() >= 3);
    }
}
