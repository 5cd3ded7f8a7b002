//! What is printed on standard error: diagnostics and progress.
//!
//! Must never print without bound: a source full of mistakes gets the first [`MAX_DIAGNOSTICS`] and a count.

use std::collections::HashSet;
use std::io::{IsTerminal as _, Write as _};

use twilight_diagnostics::{Diagnostic, SourceMap, Span, render};
use twilightc::Compilation;

use super::MessageFormat;
use twilight_hir::codes::UNKNOWN_LINT;

/// Most diagnostics printed in one run; errors come before warnings where not all can be.
pub const MAX_DIAGNOSTICS: usize = 100;
/// Most bytes of diagnostics printed in one run, the closing note excepted. Whoever reads standard error through
/// a pipe of bounded size (256 KiB in the playground) gets all of it, with room for progress.
pub const MAX_DIAGNOSTIC_BYTES: usize = 192 << 10;

/// Prints diagnostics, at most [`MAX_DIAGNOSTICS`] and [`MAX_DIAGNOSTIC_BYTES`] in all.
pub struct Reporter {
    format: MessageFormat,
    color: bool,
    diagnostics_left: usize,
    bytes_left: usize,
    errors_left_out: usize,
    warnings_left_out: usize,
    /// What was said of earlier targets: a mistake in a module that several targets share is told once.
    told: HashSet<(String, &'static str, String)>,
}

impl Reporter {
    /// A reporter for one run of the command.
    pub fn new(format: MessageFormat) -> Self {
        let color = std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none();
        Self {
            format,
            color: color && format == MessageFormat::Human,
            diagnostics_left: MAX_DIAGNOSTICS,
            bytes_left: MAX_DIAGNOSTIC_BYTES,
            errors_left_out: 0,
            warnings_left_out: 0,
            told: HashSet::new(),
        }
    }

    /// Prints the diagnostics of a compilation, as far as there is room.
    pub fn diagnostics(&mut self, compilation: &Compilation) {
        let key = |one: &Diagnostic| {
            (
                compilation.sources.locate(one.span),
                one.code,
                one.message.clone(),
            )
        };
        let fresh: Vec<Diagnostic> = compilation
            .diagnostics
            .iter()
            .filter(|one| !self.told.contains(&key(one)))
            .cloned()
            .collect();
        self.told.extend(fresh.iter().map(key));
        let text = self.text(&compilation.sources, &fresh);
        // Nobody can be told when standard error is closed.
        let _ = std::io::stderr().lock().write_all(text.as_bytes());
    }

    /// Warns of what `[lints]` names and no lint is called, once.
    pub fn lint_problems(&mut self, problems: &[String]) {
        for problem in problems {
            if self.told.insert((String::new(), UNKNOWN_LINT, problem.clone())) {
                let warning = Diagnostic::warning(UNKNOWN_LINT, Span::default(), problem.as_str())
                    .with_help("The names stand in `[lints]` of Twilight.toml.");
                let text = self.text(&SourceMap::default(), &[warning]);
                let _ = std::io::stderr().lock().write_all(text.as_bytes());
            }
        }
    }

    /// Prints how much was left out, if anything was.
    pub fn finish(&self) {
        if let Some(note) = self.note() {
            let text = self.render(&SourceMap::default(), &note);
            let _ = std::io::stderr().lock().write_all(text.as_bytes());
        }
    }

    fn text(&mut self, sources: &SourceMap, diagnostics: &[Diagnostic]) -> String {
        let errors = diagnostics.iter().filter(|one| one.is_error()).count();
        let mut errors_room = errors.min(self.diagnostics_left);
        let mut warnings_room = self.diagnostics_left - errors_room;
        let mut text = String::new();
        for one in diagnostics {
            let (room, left_out) = if one.is_error() {
                (&mut errors_room, &mut self.errors_left_out)
            } else {
                (&mut warnings_room, &mut self.warnings_left_out)
            };
            if *room == 0 || self.bytes_left == 0 {
                *left_out += 1;
                continue;
            }
            let shown = self.render(sources, one);
            if shown.len() > self.bytes_left {
                // Later ones stay out too: a gap in the middle would hide where the list ends.
                self.bytes_left = 0;
                if one.is_error() {
                    self.errors_left_out += 1;
                } else {
                    self.warnings_left_out += 1;
                }
                continue;
            }
            *room -= 1;
            self.diagnostics_left -= 1;
            self.bytes_left -= shown.len();
            text.push_str(&shown);
        }
        text
    }

    fn render(&self, sources: &SourceMap, one: &Diagnostic) -> String {
        match self.format {
            MessageFormat::Human => render::human(sources, std::slice::from_ref(one), self.color),
            MessageFormat::Json => format!("{}\n", render::json(sources, one)),
        }
    }

    fn note(&self) -> Option<Diagnostic> {
        let (errors, warnings) = (self.errors_left_out, self.warnings_left_out);
        let what = match (errors, warnings) {
            (0, 0) => return None,
            (_, 0) => plural(errors, "more error"),
            (0, _) => plural(warnings, "more warning"),
            _ => format!(
                "{} and {}",
                plural(errors, "more error"),
                plural(warnings, "warning")
            ),
        };
        let verb = if errors + warnings == 1 { "is" } else { "are" };
        let message = format!("{what} {verb} not shown.");
        Some(
            Diagnostic::warning("", Span::default(), message)
                .with_help("Correct the first ones and compile again: one mistake often causes others."),
        )
    }
}

fn plural(count: usize, word: &str) -> String {
    format!("{count} {word}{}", if count == 1 { "" } else { "s" })
}

/// Prints a line of progress as cargo does, in human format only.
pub fn progress(format: MessageFormat, verb: &str, rest: &str) {
    if format == MessageFormat::Human {
        // One piece: nothing else comes between, and the system is asked once.
        let line = format!("{verb:>12} {rest}\n");
        let _ = std::io::stderr().lock().write_all(line.as_bytes());
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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    fn reporter() -> Reporter {
        Reporter::new(MessageFormat::Json)
    }

    fn many(errors: usize, warnings: usize) -> Vec<Diagnostic> {
        let warning = |_| Diagnostic::warning("W1", Span::default(), "Hm.");
        let error = |_| Diagnostic::error("E1", Span::default(), "No.");
        (0..warnings).map(warning).chain((0..errors).map(error)).collect()
    }

    fn print(reporter: &mut Reporter, diagnostics: &[Diagnostic]) -> (usize, usize) {
        let text = reporter.text(&SourceMap::default(), diagnostics);
        let count = |what: &str| text.lines().filter(|line| line.contains(what)).count();
        (count("\"error\""), count("\"warning\""))
    }

    fn note(reporter: &Reporter) -> Option<String> {
        reporter.note().map(|note| note.message)
    }

    #[test]
    fn as_many_as_allowed_are_printed() {
        let mut reporter = reporter();
        assert_eq!(
            print(&mut reporter, &many(MAX_DIAGNOSTICS, 0)),
            (MAX_DIAGNOSTICS, 0)
        );
        assert_eq!(note(&reporter), None);
        assert_eq!(print(&mut reporter, &many(1, 0)), (0, 0));
        assert_eq!(note(&reporter).as_deref(), Some("1 more error is not shown."));
    }

    #[test]
    fn errors_come_before_warnings() {
        let mut reporter = reporter();
        let printed = print(&mut reporter, &many(MAX_DIAGNOSTICS - 1, 3));
        assert_eq!(printed, (MAX_DIAGNOSTICS - 1, 1));
        assert_eq!(note(&reporter).as_deref(), Some("2 more warnings are not shown."));
        print(&mut reporter, &many(2, 1));
        assert_eq!(
            note(&reporter).as_deref(),
            Some("2 more errors and 3 warnings are not shown.")
        );
    }

    #[test]
    fn bytes_are_bounded() {
        let long = Diagnostic::error("E1", Span::default(), "x".repeat(1900));
        let long = long.with_help("y".repeat(1900)).with_help("z".repeat(1900));
        let list = vec![long; MAX_DIAGNOSTICS];
        let mut reporter = reporter();
        let text = reporter.text(&SourceMap::default(), &list);
        assert!(text.len() <= MAX_DIAGNOSTIC_BYTES && text.len() > MAX_DIAGNOSTIC_BYTES - 6000);
        let left_out = MAX_DIAGNOSTICS - text.lines().count();
        assert!(left_out > 0);
        assert_eq!(
            note(&reporter),
            Some(format!("{left_out} more errors are not shown."))
        );
    }
}
