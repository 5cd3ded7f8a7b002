//! Diagnostics as a terminal shows them, in rustc's look.

use crate::source::SourceFile;
use crate::{Diagnostic, Severity, SourceMap, Span};
use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use std::ops::Range;

/// Longest line shown whole, in bytes; of longer ones the part around the place is shown.
const MAX_LINE: usize = 240;
/// Bytes shown before a place in a line that is cut.
const LEAD: usize = 60;
/// Most bytes of source that one message reads; places farther apart get an excerpt each.
const MAX_EXCERPT: usize = 64 * 1024;
/// Most lines of a place that are shown; of longer ones only the first line.
const MAX_SPAN_LINES: u32 = 6;
/// Most secondary places shown.
const MAX_LABELS: usize = 16;

/// Diagnostics as text: for each `error[E0101]: message`, `--> file:line:column`, the source lines with
/// carets, and help. Messages are separated by empty lines.
#[must_use]
pub fn human(map: &SourceMap, diagnostics: &[Diagnostic], color: bool) -> String {
    let renderer = if color {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let mut text = String::new();
    for diagnostic in diagnostics {
        text.push_str(&renderer.render(&[group(map, diagnostic)]));
        text.push_str("\n\n");
    }
    text
}

/// A place to show: what it says, and whether it is the primary one.
struct Place<'a> {
    file: &'a SourceFile,
    span: Span,
    label: &'a str,
    primary: bool,
}

fn group<'a>(map: &'a SourceMap, diagnostic: &'a Diagnostic) -> Group<'a> {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let mut title = level.primary_title(diagnostic.message.as_str());
    if !diagnostic.code.is_empty() {
        title = title.id(diagnostic.code);
    }
    let mut group = Group::with_title(title);
    for (path, excerpt) in excerpts(&places(map, diagnostic)) {
        match path {
            Header::Computed(path) => group = group.element(excerpt.path(path)),
            Header::Given(origin) => group = group.element(origin).element(excerpt),
        }
    }
    for help in &diagnostic.help {
        group = group.element(Level::HELP.message(help.as_str()));
    }
    group
}

fn places<'a>(map: &'a SourceMap, diagnostic: &'a Diagnostic) -> Vec<Place<'a>> {
    let primary = (diagnostic.span, diagnostic.label.as_str(), true);
    let labels = diagnostic.labels.iter().take(MAX_LABELS);
    std::iter::once(primary)
        .chain(labels.map(|label| (label.span, label.message.as_str(), false)))
        .filter_map(|(span, label, primary)| {
            let file = map.file(span.file)?;
            Some(Place {
                file,
                span: shorten(file, span),
                label,
                primary,
            })
        })
        .collect()
}

/// A span within its file, cut to its first line when it has many.
fn shorten(file: &SourceFile, span: Span) -> Span {
    let length = file.text.len();
    let start = file.text.floor_char_boundary((span.start as usize).min(length));
    let mut end = file
        .text
        .ceil_char_boundary((span.end as usize).clamp(start, length));
    let (first, last) = (
        file.line_column(start as u32).line,
        file.line_column(end as u32).line,
    );
    if last - first >= MAX_SPAN_LINES {
        end = start.max(file.line_start(first) as usize + file.line_text(first).len());
    }
    Span {
        file: span.file,
        start: start as u32,
        end: end as u32,
    }
}

/// How the line `--> file:line:column` comes about.
enum Header<'a> {
    /// From the excerpt, which begins at the start of a line.
    Computed(&'a str),
    /// Given, because the excerpt begins within a line.
    Given(Origin<'a>),
}

type Excerpt<'a> = (Header<'a>, Snippet<'a, Annotation<'a>>);

fn excerpts<'a>(places: &[Place<'a>]) -> Vec<Excerpt<'a>> {
    let mut excerpts: Vec<Excerpt<'a>> = Vec::new();
    let mut rest: Vec<&Place<'a>> = places.iter().collect();
    // Places of one file that lie near each other share an excerpt.
    while let Some(first) = rest.first().copied() {
        let (same_file, others): (Vec<_>, Vec<_>) = rest
            .into_iter()
            .partition(|place| place.span.file == first.span.file);
        rest = others;
        match shared(first.file, &same_file) {
            Some(excerpt) => excerpts.push(excerpt),
            None => excerpts.extend(same_file.into_iter().map(single)),
        }
    }
    excerpts
}

/// One excerpt of whole lines for all places, unless lines are too long or places too far apart.
fn shared<'a>(file: &'a SourceFile, places: &[&Place<'a>]) -> Option<Excerpt<'a>> {
    let start = places.iter().map(|place| place.span.start).min()?;
    let end = places.iter().map(|place| place.span.end).max()?;
    let (first, last) = (file.line_column(start).line, file.line_column(end).line);
    let from = file.line_start(first) as usize;
    let to = file.line_start(last) as usize + file.line_text(last).len();
    if to - from > MAX_EXCERPT || (first..=last).any(|line| file.line_text(line).len() > MAX_LINE) {
        return None;
    }
    let source = file.text.get(from..to)?;
    let snippet = Snippet::source(source).line_start(first as usize);
    let annotations = places.iter().map(|place| annotation(place, from, source.len()));
    Some((Header::Computed(&file.path), snippet.annotations(annotations)))
}

/// An excerpt of one place: its line, cut where it is too long.
fn single<'a>(place: &Place<'a>) -> Excerpt<'a> {
    let file = place.file;
    let at = file.line_column(place.span.start);
    let line_start = file.line_start(at.line) as usize;
    let line_end = line_start + file.line_text(at.line).len();
    let start = place.span.start as usize;
    let from = file
        .text
        .floor_char_boundary(start.saturating_sub(LEAD).max(line_start));
    let to = file
        .text
        .floor_char_boundary((from + MAX_LINE).min(line_end).max(from));
    let source = file.text.get(from..to).unwrap_or("");
    let snippet = Snippet::source(source)
        .line_start(at.line as usize)
        .annotation(annotation(place, from, source.len()));
    let origin = Origin::path(file.path.as_str())
        .line(at.line as usize)
        .char_column(at.column as usize);
    (Header::Given(origin), snippet)
}

fn annotation<'a>(place: &Place<'a>, from: usize, length: usize) -> Annotation<'a> {
    let kind = if place.primary {
        AnnotationKind::Primary
    } else {
        AnnotationKind::Context
    };
    let within = |offset: u32| (offset as usize).saturating_sub(from).min(length);
    let range: Range<usize> = within(place.span.start)..within(place.span.end);
    let annotation = kind.span(range);
    if place.label.is_empty() {
        annotation
    } else {
        annotation.label(place.label)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::FileId;

    fn render(text: &str, make: impl Fn(FileId) -> Diagnostic) -> String {
        let mut map = SourceMap::default();
        let file = map.add("src/main.twl", text);
        human(&map, &[make(file)], false)
    }

    #[test]
    fn carets_labels_and_help() {
        let text = render("fn main() {\n    val x = 1\n    f(x);\n}\n", |file| {
            Diagnostic::error("E0101", Span::new(file, 20, 21), "A message.")
                .with_label("here")
                .with_secondary(Span::new(file, 30, 34), "and there")
                .with_help("Do this.")
        });
        assert_eq!(
            text,
            "error[E0101]: A message.
 --> src/main.twl:2:9
  |
2 |     val x = 1
  |         ^ here
3 |     f(x);
  |     ---- and there
  |
  = help: Do this.

"
        );
    }

    #[test]
    fn an_empty_place_at_the_end_of_the_file() {
        let text = render("val x", |file| {
            Diagnostic::warning("W1", Span::new(file, 5, 5), "More.")
        });
        assert!(
            text.starts_with("warning[W1]: More.\n --> src/main.twl:1:6\n"),
            "{text}"
        );
        assert!(text.contains("1 | val x\n  |      ^"), "{text}");
        let text = render("", |file| {
            Diagnostic::error("E1", Span::new(file, 0, 0), "Nothing here.")
        });
        assert!(text.contains("src/main.twl:1:1"), "{text}");
    }

    #[test]
    fn a_long_line_is_cut_around_the_place() {
        let line = format!("{}wrong{}", "é".repeat(100_000), "b".repeat(100_000));
        let at = 200_000;
        let text = render(&format!("first\n{line}"), |file| {
            Diagnostic::error("E1", Span::new(file, 6 + at, 6 + at + 5), "Too long.")
        });
        assert!(text.contains("src/main.twl:2:100001"), "{text}");
        assert!(text.contains("wrong") && text.contains("^^^^^"), "{text}");
        assert!(text.len() < 2000, "{}", text.len());
    }

    #[test]
    fn far_places_and_wrong_spans_do_no_harm() {
        let source = "a line of source\n".repeat(50_000);
        let text = render(&source, |file| {
            Diagnostic::error("E1", Span::new(file, 2, 6), "Far.")
                .with_secondary(Span::new(file, 800_000, 800_004), "over there")
                .with_secondary(Span::new(file, u32::MAX, 5), "nowhere")
                .with_secondary(Span::new(FileId(7), 0, 1), "no such file")
        });
        assert!(
            text.contains("over there") && text.contains("src/main.twl:1:3"),
            "{text}"
        );
        assert!(text.len() < 4000, "{}", text.len());
        let whole = render(&source, |file| {
            Diagnostic::error("E1", Span::new(file, 0, 850_000), "All of it.")
        });
        assert!(whole.len() < 1000, "{whole}");
        let inside = render("é", |file| {
            Diagnostic::error("E1", Span::new(file, 1, 1), "Within a character.")
        });
        assert!(inside.contains("src/main.twl:1:1"), "{inside}");
    }

    #[test]
    fn control_characters_do_not_reach_the_terminal() {
        let text = render("val x\u{1b}[31m;\u{202e}", |file| {
            Diagnostic::error("E1", Span::new(file, 5, 6), "Escape \u{1b}[2J here.")
        });
        assert!(!text.contains('\u{1b}') && !text.contains('\u{202e}'), "{text:?}");
    }
}
