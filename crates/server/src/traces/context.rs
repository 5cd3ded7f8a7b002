//! Which trace a span belongs to (W3C Trace Context).

use std::hash::{BuildHasher, RandomState};
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU64, Ordering};

/// The names of a span, its trace and its parent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct SpanContext {
    pub trace: u128,
    pub span: u64,
    pub parent: Option<u64>,
}

impl SpanContext {
    /// A span after that of `traceparent`, or the first of a new trace where there is none that can be read. Nothing where
    /// the caller does not record its trace: a part of one is of no use.
    pub fn after(traceparent: Option<&str>) -> Option<Self> {
        match traceparent.and_then(parse) {
            Some((_, _, false)) => None,
            Some((trace, parent, true)) => Some(Self {
                trace,
                span: id(),
                parent: Some(parent),
            }),
            None => Some(Self {
                trace: u128::from(id()) << 64 | u128::from(id()),
                span: id(),
                parent: None,
            }),
        }
    }

    /// A span within this one.
    pub fn child(self) -> Self {
        Self {
            trace: self.trace,
            span: id(),
            parent: Some(self.span),
        }
    }
}

/// A number that nobody has had and nobody guesses; never zero, which means none.
fn id() -> u64 {
    static KEYS: LazyLock<RandomState> = LazyLock::new(RandomState::new);
    static COUNT: AtomicU64 = AtomicU64::new(0);
    KEYS.hash_one(COUNT.fetch_add(1, Ordering::Relaxed)).max(1)
}

/// The trace, the parent, and whether it is recorded.
fn parse(text: &str) -> Option<(u128, u64, bool)> {
    let mut parts = text.split('-');
    let mut hex = |digits: usize| {
        let part = parts.next()?;
        let lower = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
        (part.len() == digits && part.bytes().all(lower))
            .then(|| u128::from_str_radix(part, 16).ok())
            .flatten()
    };
    let version = hex(2)?;
    let trace = hex(32)?;
    let parent = u64::try_from(hex(16)?).ok()?;
    let flags = hex(2)?;
    // Later versions may have more after the flags.
    if version == 0xff || trace == 0 || parent == 0 || (version == 0 && parts.next().is_some()) {
        return None;
    }
    Some((trace, parent, flags & 1 == 1))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    const PARENT: &str = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    #[test]
    fn a_span_follows_its_parent() {
        let context = SpanContext::after(Some(PARENT)).unwrap();
        assert_eq!(context.trace, 0x4bf9_2f35_77b3_4da6_a3ce_929d_0e0e_4736);
        assert_eq!(context.parent, Some(0x00f0_67aa_0ba9_02b7));
        let child = context.child();
        assert_eq!((child.trace, child.parent), (context.trace, Some(context.span)));
        assert_ne!(child.span, context.span);
        // A later version may say more.
        let later = PARENT.replacen("00", "01", 1) + "-more";
        assert_eq!(SpanContext::after(Some(&later)).unwrap().trace, context.trace);
        assert_eq!(SpanContext::after(Some(&PARENT.replace("-01", "-00"))), None);
    }

    #[test]
    fn what_is_no_parent_begins_a_trace() {
        let zero_trace = PARENT.replace("4bf92f3577b34da6a3ce929d0e0e4736", &"0".repeat(32));
        let zero_span = PARENT.replace("00f067aa0ba902b7", &"0".repeat(16));
        let longer = format!("{PARENT}-00");
        let upper = PARENT.to_uppercase();
        let unknown = PARENT.replacen("00", "ff", 1);
        for text in [
            "",
            "00",
            "00-1-2-01",
            &zero_trace,
            &zero_span,
            &longer,
            &upper,
            &unknown,
        ] {
            let context = SpanContext::after(Some(text)).unwrap();
            assert_eq!(context.parent, None, "{text}");
            assert_ne!(context.trace, 0);
        }
        assert_ne!(
            SpanContext::after(None).unwrap().trace,
            SpanContext::after(None).unwrap().trace
        );
    }
}
