//! What is printed on standard error: diagnostics and progress.

use std::io::{IsTerminal as _, Write as _};

use twilight_diagnostics::render;
use twilightc::Compilation;

use super::MessageFormat;

/// Prints all diagnostics of a compilation.
pub fn diagnostics(compilation: &Compilation, format: MessageFormat) {
    let mut stderr = std::io::stderr().lock();
    // Nobody can be told when standard error is closed.
    let _ = match format {
        MessageFormat::Human => {
            let color = std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none();
            write!(
                stderr,
                "{}",
                render::human(&compilation.sources, &compilation.diagnostics, color)
            )
        }
        MessageFormat::Json => compilation
            .diagnostics
            .iter()
            .try_for_each(|one| writeln!(stderr, "{}", render::json(&compilation.sources, one))),
    };
}

/// Prints a line of progress as cargo does, in human format only.
pub fn progress(format: MessageFormat, verb: &str, rest: &str) {
    if format == MessageFormat::Human {
        let _ = writeln!(std::io::stderr().lock(), "{verb:>12} {rest}");
    }
}

/// Prints the closing line of a refused target.
pub fn refused(compilation: &Compilation, format: MessageFormat, what: &str) {
    let errors = compilation
        .diagnostics
        .iter()
        .filter(|one| one.is_error())
        .count();
    let warnings = compilation.diagnostics.len() - errors;
    let plural = |count: usize, word: &str| format!("{count} {word}{}", if count == 1 { "" } else { "s" });
    if format == MessageFormat::Human {
        let also = if warnings == 0 {
            String::new()
        } else {
            format!(" and {}", plural(warnings, "warning"))
        };
        let _ = writeln!(
            std::io::stderr().lock(),
            "error: `{what}` was not compiled because of {}{also}.",
            plural(errors, "error")
        );
    }
}
