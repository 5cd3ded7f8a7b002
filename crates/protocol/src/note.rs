//! What a runner tells of its work before its reply, where the job asks for it.

use serde::{Deserialize, Serialize};

/// Most bytes of text in one [`Note::Output`].
pub const MAX_OUTPUT_NOTE_BYTES: usize = 8 * 1024;

/// One note. It comes from a process that has run hostile code: whoever reads one shows it, and decides nothing by it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Note {
    /// A stage of the work begins.
    Stage(WorkStage),
    /// Text that the program has printed. All of them together are the beginning of the reply's output.
    Output(String),
}

/// A stage of a runner's work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WorkStage {
    /// The compiler works.
    Compile,
    /// The program is made ready, deployed and called.
    Run,
}

impl Note {
    /// Reads a note.
    ///
    /// # Errors
    /// A sentence for the log where it is none, or longer than any.
    pub fn parse(bytes: &[u8]) -> Result<Self, String> {
        let note: Self =
            serde_json::from_slice(bytes).map_err(|error| format!("A note is not valid: {error}."))?;
        match note {
            Self::Output(text) if text.len() > MAX_OUTPUT_NOTE_BYTES => {
                Err(format!("A note has {} bytes of output.", text.len()))
            }
            note => Ok(note),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    #[test]
    fn notes_survive_a_round_trip_and_are_bounded() {
        for note in [
            Note::Stage(WorkStage::Compile),
            Note::Stage(WorkStage::Run),
            Note::Output("x".repeat(MAX_OUTPUT_NOTE_BYTES)),
        ] {
            let bytes = serde_json::to_vec(&note).unwrap();
            assert_eq!(Note::parse(&bytes).unwrap(), note);
        }
        let long = Note::Output("x".repeat(MAX_OUTPUT_NOTE_BYTES + 1));
        for wrong in [
            serde_json::to_vec(&long).unwrap().as_slice(),
            b"",
            b"{}",
            br#"{"stage":"queue"}"#,
        ] {
            assert!(Note::parse(wrong).is_err());
        }
    }
}
