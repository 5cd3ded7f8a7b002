//! One JSON object for each diagnostic: the form of `--message-format json` (DECISIONS C16, C18).

use crate::{Diagnostic, Severity, SourceMap, Span};
use serde_json::{Map, Value, json};

/// A diagnostic as JSON: `severity`, `code`, `message`, `span`, `labels`, `help`, `suggestions`; empty parts are left
/// out. A suggestion has a `span` and the `replacement` of its text; all of a diagnostic's are made together.
///
/// Lines and columns are 1-based, columns count Unicode scalar values, `offset` counts bytes; `end` is
/// exclusive. The words at the primary carets come as a label at the primary span. Lists hold at most
/// `MAX_LIST` entries and texts at most `MAX_TEXT` characters.
#[must_use]
pub fn json(map: &SourceMap, diagnostic: &Diagnostic) -> Value {
    let mut object = Map::new();
    let severity = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    object.insert("severity".to_owned(), severity.into());
    if !diagnostic.code.is_empty() {
        object.insert("code".to_owned(), diagnostic.code.into());
    }
    object.insert("message".to_owned(), text(&diagnostic.message));
    if let Some(span) = span(map, diagnostic.span) {
        object.insert("span".to_owned(), span);
    }
    let primary = (!diagnostic.label.is_empty()).then_some((diagnostic.span, &diagnostic.label));
    let secondary = diagnostic.labels.iter().map(|label| (label.span, &label.message));
    let labels: Vec<Value> = primary
        .into_iter()
        .chain(secondary)
        .take(MAX_LIST)
        .filter_map(|(at, message)| {
            span(map, at).map(|span| json!({ "span": span, "message": text(message) }))
        })
        .collect();
    if !labels.is_empty() {
        object.insert("labels".to_owned(), labels.into());
    }
    if !diagnostic.help.is_empty() {
        let help: Vec<Value> = diagnostic
            .help
            .iter()
            .take(MAX_LIST)
            .map(|help| text(help))
            .collect();
        object.insert("help".to_owned(), help.into());
    }
    let suggestions: Vec<Value> = diagnostic
        .suggestions
        .iter()
        .take(MAX_LIST)
        .filter_map(|one| {
            span(map, one.span).map(|span| json!({ "span": span, "replacement": text(&one.replacement) }))
        })
        .collect();
    if !suggestions.is_empty() {
        object.insert("suggestions".to_owned(), suggestions.into());
    }
    Value::Object(object)
}

/// Most labels and most help sentences of one diagnostic.
const MAX_LIST: usize = 16;
/// Longest text, in characters.
const MAX_TEXT: usize = 2000;

fn text(text: &str) -> Value {
    match text.char_indices().nth(MAX_TEXT) {
        Some((cut, _)) => format!("{}..", text.get(..cut).unwrap_or("")).into(),
        None => text.into(),
    }
}

fn span(map: &SourceMap, span: Span) -> Option<Value> {
    let file = map.file(span.file)?;
    let position = |offset: u32| {
        let at = file.line_column(offset);
        json!({ "line": at.line, "column": at.column, "offset": offset })
    };
    Some(json!({ "file": file.path, "start": position(span.start), "end": position(span.end) }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_diagnostic() {
        let mut map = SourceMap::default();
        let file = map.add("src/main.twl", "é = 1;\nval x;\n");
        let diagnostic = Diagnostic::error("E0001", Span::new(file, 0, 2), "A message.")
            .with_label("here")
            .with_secondary(Span::new(file, 8, 11), "and there")
            .with_help("Do this.")
            .with_suggestion(Span::new(file, 8, 11), "var");
        assert_eq!(
            json(&map, &diagnostic),
            json!({
                "severity": "error",
                "code": "E0001",
                "message": "A message.",
                "span": {
                    "file": "src/main.twl",
                    "start": { "line": 1, "column": 1, "offset": 0 },
                    "end": { "line": 1, "column": 2, "offset": 2 },
                },
                "labels": [
                    {
                        "span": {
                            "file": "src/main.twl",
                            "start": { "line": 1, "column": 1, "offset": 0 },
                            "end": { "line": 1, "column": 2, "offset": 2 },
                        },
                        "message": "here",
                    },
                    {
                        "span": {
                            "file": "src/main.twl",
                            "start": { "line": 2, "column": 1, "offset": 8 },
                            "end": { "line": 2, "column": 4, "offset": 11 },
                        },
                        "message": "and there",
                    },
                ],
                "help": ["Do this."],
                "suggestions": [
                    {
                        "span": {
                            "file": "src/main.twl",
                            "start": { "line": 2, "column": 1, "offset": 8 },
                            "end": { "line": 2, "column": 4, "offset": 11 },
                        },
                        "replacement": "var",
                    },
                ],
            })
        );
    }

    #[test]
    fn empty_parts_are_left_out() {
        let mut map = SourceMap::default();
        let file = map.add("a.twl", "x");
        let diagnostic = Diagnostic::warning("W0001", Span::new(file, 1, 1), "Hm.");
        assert_eq!(
            json(&map, &diagnostic),
            json!({
                "severity": "warning",
                "code": "W0001",
                "message": "Hm.",
                "span": {
                    "file": "a.twl",
                    "start": { "line": 1, "column": 2, "offset": 1 },
                    "end": { "line": 1, "column": 2, "offset": 1 },
                },
            })
        );
    }

    #[test]
    fn a_diagnostic_without_a_file_has_no_span() {
        let diagnostic = Diagnostic::error("", Span::default(), "No source.");
        assert_eq!(
            json(&SourceMap::default(), &diagnostic),
            json!({ "severity": "error", "message": "No source." })
        );
    }

    #[test]
    fn long_texts_are_cut() {
        let diagnostic = Diagnostic::error("E1", Span::default(), "é".repeat(MAX_TEXT + 1));
        let value = json(&SourceMap::default(), &diagnostic);
        assert_eq!(value["message"], format!("{}..", "é".repeat(MAX_TEXT)));
        let diagnostic = Diagnostic::error("E1", Span::default(), "é".repeat(MAX_TEXT));
        assert_eq!(
            json(&SourceMap::default(), &diagnostic)["message"],
            "é".repeat(MAX_TEXT)
        );
    }
}
