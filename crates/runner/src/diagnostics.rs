//! Reads the compiler's stderr: one JSON diagnostic a line, among progress messages (spec 17 §4.4).
//!
//! Must never fail: what is no diagnostic is skipped.

use playground_protocol::{Diagnostic, Severity};

/// Most diagnostics passed on; a page of them helps nobody, and the compiler stops before.
pub const MAX_DIAGNOSTICS: usize = 256;

/// The diagnostics in `stderr`, in order.
pub fn parse(stderr: &[u8]) -> Vec<Diagnostic> {
    stderr
        .split(|byte| *byte == b'\n')
        .filter(|line| line.first() == Some(&b'{'))
        .filter_map(|line| serde_json::from_slice(line).ok())
        .take(MAX_DIAGNOSTICS)
        .collect()
}

/// Whether any of them is an error.
pub fn has_error(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(|one| one.severity == Severity::Error)
}

/// A diagnostic without a place.
pub fn error(code: String, message: String) -> Diagnostic {
    Diagnostic {
        severity: Severity::Error,
        code,
        message,
        span: None,
        labels: Vec::new(),
        help: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    #[test]
    fn diagnostics_are_found_among_other_lines() {
        let stderr = "   Compiling playground v0.1.0\n\
            {\"severity\":\"warning\",\"code\":\"W0001\",\"message\":\"Unused.\"}\n\
            {\"severity\":\"unknown\",\"message\":\"no\"}\n\
            {not json}\n\n\
            {\"severity\":\"error\",\"message\":\"Bad.\",\"span\":{\"file\":\"src/main.twl\",\
              \"start\":{\"line\":1,\"column\":2,\"offset\":1},\"end\":{\"line\":1,\"column\":3,\"offset\":2}}}\n\
            {\"severity\":\"error\",\"message\":\"cut o";
        let found = parse(stderr.as_bytes());
        assert_eq!(
            found.iter().map(|one| one.message.as_str()).collect::<Vec<_>>(),
            ["Unused.", "Bad."]
        );
        assert_eq!(found[1].span.as_ref().unwrap().start.column, 2);
        assert!(has_error(&found) && !has_error(&found[..1]));
        assert_eq!(parse(b"\xff\xfe{"), Vec::new());
    }

    #[test]
    fn there_is_a_most() {
        let line = "{\"severity\":\"error\",\"message\":\"x\"}\n";
        assert_eq!(
            parse(line.repeat(MAX_DIAGNOSTICS).as_bytes()).len(),
            MAX_DIAGNOSTICS
        );
        assert_eq!(
            parse(line.repeat(MAX_DIAGNOSTICS + 1).as_bytes()).len(),
            MAX_DIAGNOSTICS
        );
    }
}
