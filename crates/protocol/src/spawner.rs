//! Messages between the service and the process that makes its sandboxes.
//!
//! Both directions share one form, a [`Message`]: what it is, the number of the question that it asks or answers,
//! a head that the two programs understand, and a body that passes through: a job on its way into a sandbox, or what
//! a sandbox sent. Heads are JSON; whoever reads one refuses unknown fields. Bodies from a sandbox are hostile, and the
//! process that makes sandboxes never looks into one.
//!
//! On the socket a message is a frame as those of the runner: a little-endian `u32` byte count, then the bytes of
//! [`Message::encode_before_body`] and the body.

/// Most bytes of a head: reports of the self-test are the longest.
pub const MAX_HEAD_BYTES: usize = 256 * 1024;

/// Most bytes of a body: as long as a reply may be made to be.
pub const MAX_BODY_BYTES: usize = 64 * 1024 * 1024;

/// Kind, number and length of the head.
const FIXED_BYTES: usize = 1 + 8 + 4;

/// Most bytes of a message.
pub const MAX_MESSAGE_BYTES: usize = FIXED_BYTES + MAX_HEAD_BYTES + MAX_BODY_BYTES;

/// A list of kinds with the numbers that stand for them on the wire.
pub trait Kind: Copy + Eq + 'static {
    /// Every kind.
    const ALL: &'static [Self];

    /// The number of this kind.
    fn number(self) -> u8;
}

macro_rules! kinds {
    ($(#[$about:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $number:literal,)* }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u8)]
        pub enum $name {
            $($(#[$doc])* $variant = $number,)*
        }

        impl Kind for $name {
            const ALL: &'static [Self] = &[$(Self::$variant),*];

            fn number(self) -> u8 {
                self as u8
            }
        }
    };
}

kinds! {
    /// What the service asks for.
    Order {
        /// The first message: what all sandboxes have in common, in the head.
        Configure = 1,
        /// Run the job in the body.
        Run = 2,
        /// Prove every layer.
        SelfTest = 3,
        /// Say how the warm sandboxes are doing.
        PoolState = 4,
        /// Nobody waits for the answer to the question of the same number any more: end it, if it has not ended. Has no
        /// answer of its own.
        Abandon = 5,
        /// As [`Order::Run`], and pass on the notes of the runner.
        Follow = 6,
    }
}

kinds! {
    /// What it hears.
    Notice {
        /// Sandboxes can be made, or the head says why not.
        Ready = 1,
        /// What was seen of a sandbox in the head, what it sent in the body.
        Observed = 2,
        /// The answer to [`Order::SelfTest`], in the head.
        SelfTest = 3,
        /// The answer to [`Order::PoolState`], in the head.
        PoolState = 4,
        /// A note of the runner that works for [`Order::Follow`], in the body: hostile. The answer comes later.
        Note = 5,
    }
}

/// One message; see the module's description.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message<K> {
    /// What it is.
    pub kind: K,
    /// Number of the question: answers carry that of theirs.
    pub id: u64,
    /// JSON, or nothing.
    pub head: Vec<u8>,
    /// Bytes that pass through.
    pub body: Vec<u8>,
}

impl<K: Kind> Message<K> {
    /// The bytes of the message before its body, which is their end and may be long.
    ///
    /// # Errors
    /// A sentence for the log where head or body is too long.
    pub fn encode_before_body(&self) -> Result<Vec<u8>, String> {
        check(self.head.len(), self.body.len())?;
        let head_bytes = u32::try_from(self.head.len()).unwrap_or(u32::MAX);
        let mut bytes = Vec::with_capacity(FIXED_BYTES + self.head.len());
        bytes.push(self.kind.number());
        bytes.extend(self.id.to_le_bytes());
        bytes.extend(head_bytes.to_le_bytes());
        bytes.extend(&self.head);
        Ok(bytes)
    }

    /// Reads the bytes of a message.
    ///
    /// # Errors
    /// A sentence for the log where they are none: too short, of an unknown kind, too long in one part.
    pub fn parse(bytes: &[u8]) -> Result<Self, String> {
        let short = || format!("A message of {} bytes is too short.", bytes.len());
        let (kind, rest) = bytes.split_first().ok_or_else(short)?;
        let (id, rest) = rest.split_first_chunk::<8>().ok_or_else(short)?;
        let (head_bytes, rest) = rest.split_first_chunk::<4>().ok_or_else(short)?;
        let kind = K::ALL
            .iter()
            .copied()
            .find(|one| one.number() == *kind)
            .ok_or_else(|| format!("There is no message of kind {kind}."))?;
        let head_bytes = usize::try_from(u32::from_le_bytes(*head_bytes)).unwrap_or(usize::MAX);
        let (head, body) = rest.split_at_checked(head_bytes).ok_or_else(short)?;
        check(head.len(), body.len())?;
        Ok(Self {
            kind,
            id: u64::from_le_bytes(*id),
            head: head.to_vec(),
            body: body.to_vec(),
        })
    }
}

fn check(head: usize, body: usize) -> Result<(), String> {
    for (have, most, part) in [(head, MAX_HEAD_BYTES, "head"), (body, MAX_BODY_BYTES, "body")] {
        if have > most {
            return Err(format!(
                "The {part} of a message has {have} bytes; at most {most} are allowed."
            ));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    fn encode(message: &Message<Order>) -> Result<Vec<u8>, String> {
        let mut bytes = message.encode_before_body()?;
        bytes.extend(&message.body);
        Ok(bytes)
    }

    fn message(head: usize, body: usize) -> Message<Order> {
        Message {
            kind: Order::Run,
            id: u64::MAX - 7,
            head: vec![b'h'; head],
            body: vec![b'b'; body],
        }
    }

    #[test]
    fn messages_survive_a_round_trip() {
        for (head, body) in [
            (0, 0),
            (1, 0),
            (0, 1),
            (1000, 70_000),
            (MAX_HEAD_BYTES, MAX_BODY_BYTES),
        ] {
            let sent = message(head, body);
            let bytes = encode(&sent).unwrap();
            assert!(bytes.len() <= MAX_MESSAGE_BYTES);
            assert_eq!(Message::<Order>::parse(&bytes).unwrap(), sent);
        }
    }

    #[test]
    fn parts_have_bounds() {
        assert!(
            encode(&message(MAX_HEAD_BYTES + 1, 0))
                .unwrap_err()
                .contains("head")
        );
        assert!(
            encode(&message(0, MAX_BODY_BYTES + 1))
                .unwrap_err()
                .contains("body")
        );
        // What another program wrote without asking.
        let mut bytes = vec![Order::Run.number()];
        bytes.extend(0u64.to_le_bytes());
        bytes.extend((MAX_HEAD_BYTES as u32 + 1).to_le_bytes());
        bytes.resize(FIXED_BYTES + MAX_HEAD_BYTES + 1, 0);
        assert!(Message::<Order>::parse(&bytes).unwrap_err().contains("head"));
    }

    #[test]
    fn what_is_no_message_is_refused() {
        let whole = encode(&message(3, 2)).unwrap();
        for end in 0..whole.len() - 2 {
            assert!(Message::<Order>::parse(&whole[..end]).is_err(), "{end}");
        }
        let mut wrong = whole;
        for kind in [0, 7, 255] {
            wrong[0] = kind;
            assert!(Message::<Order>::parse(&wrong).unwrap_err().contains("kind"));
        }
    }

    #[test]
    fn numbers_of_kinds_are_distinct() {
        fn distinct<K: Kind>() {
            for (index, one) in K::ALL.iter().enumerate() {
                assert!(
                    K::ALL
                        .iter()
                        .skip(index + 1)
                        .all(|other| other.number() != one.number())
                );
            }
        }
        distinct::<Order>();
        distinct::<Notice>();
    }
}
