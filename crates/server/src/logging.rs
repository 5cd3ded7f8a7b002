//! Where the log goes: one JSON object a line (or plain text) on stderr.

use crate::config::{LogFormat, LogLevel};

/// Installs the process's log. Call once; a second call changes nothing.
pub fn install(format: LogFormat, level: LogLevel) {
    let builder = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::from(level))
        .with_target(false)
        .with_writer(std::io::stderr);
    // An error means that a log is already installed, which then stays in use.
    let _ = match format {
        LogFormat::Json => builder
            .json()
            .flatten_event(true)
            .with_current_span(false)
            .try_init(),
        LogFormat::Text => builder.with_ansi(false).try_init(),
    };
}
