//! Brackets that do not match: what is missing, found before parsing starts.
//!
//! One lost bracket must give one message, and must not change the meaning of everything behind it. Where the
//! brackets of a file do not match, this finds the likely places, by the indentation of lines for braces and by
//! statements for the others: a closer that is missing is put in as a token without text, and so is a missing
//! `{`; a closer that closes nothing is hidden from the parser. Each has a [`Zone`], in which the parser reports
//! one error at most. Where brackets match, nothing is looked at twice; this must never touch such a file.

mod mend;

use self::mend::{Lines, Mend, mend_braces, mend_brackets, wrong_kind};
use crate::codes;
use crate::token::{Token, TokenKind as T};
use twilight_diagnostics::{Diagnostic, FileId, Span};

/// Most places that are mended in one file; where more do not match, none is.
pub(super) const MAX_MENDED: usize = 32;

/// Significant tokens in which a bracket is missing, the last one included.
#[derive(Debug)]
pub(super) struct Zone {
    from: usize,
    to: usize,
    /// An error has been reported: further ones are consequences.
    pub reported: bool,
    /// The closer that closes nothing, hidden from the parser.
    pub orphan: Option<(T, Span)>,
}

impl Zone {
    /// Whether the significant token at an index lies in the zone.
    pub fn holds(&self, at: usize) -> bool {
        self.from <= at && at <= self.to
    }
}

/// What came of matching brackets.
#[derive(Debug, Default)]
pub(super) struct Matched {
    /// Indices of the tokens the parser reads.
    pub significant: Vec<u32>,
    pub zones: Vec<Zone>,
    pub diagnostics: Vec<Diagnostic>,
    /// Brackets do not match, and where they stop to is not clear: only the first error counts.
    pub unclear: bool,
}

/// Finds and mends what does not match in `tokens`. Where `silent`, the cause has been reported.
pub(super) fn check(file: FileId, text: &str, tokens: &mut Vec<Token>, silent: bool) -> Matched {
    let significant: Vec<u32> = tokens
        .iter()
        .enumerate()
        .filter(|(_, token)| !token.kind.is_trivia())
        .map(|(at, _)| at as u32)
        .collect();
    if is_balanced(tokens, &significant) {
        return Matched {
            significant,
            ..Matched::default()
        };
    }
    let lines = Lines::new(text, tokens, &significant);
    if let Some(swap) = wrong_kind(&lines) {
        return apply(file, &lines, vec![swap], silent).finish(tokens);
    }
    let braces = mend_braces(&lines);
    let brackets = braces.as_ref().and_then(|braces| mend_brackets(&lines, braces));
    let (Some(mut mends), Some(brackets)) = (braces, brackets) else {
        return Matched {
            significant,
            unclear: true,
            ..Matched::default()
        };
    };
    mends.extend(brackets);
    if mends.len() > MAX_MENDED {
        return Matched {
            significant,
            unclear: true,
            ..Matched::default()
        };
    }
    apply(file, &lines, mends, silent).finish(tokens)
}

fn is_balanced(tokens: &[Token], significant: &[u32]) -> bool {
    let mut stack = Vec::new();
    for at in significant {
        let Some(kind) = tokens.get(*at as usize).map(|token| token.kind) else {
            continue;
        };
        if let Some(closer) = kind.closer() {
            stack.push(closer);
        } else if kind.is_closer() && stack.pop() != Some(kind) {
            return false;
        }
    }
    stack.is_empty()
}

/// Tokens to put in and to hide, with their zones and messages.
struct Applied {
    /// Before which token of all, and what kind; sorted.
    put_in: Vec<(usize, u32, T)>,
    hidden: Vec<u32>,
    zones: Vec<Zone>,
    diagnostics: Vec<Diagnostic>,
}

fn apply(file: FileId, lines: &Lines, mends: Vec<Mend>, silent: bool) -> Applied {
    let mut applied = Applied {
        put_in: Vec::new(),
        hidden: Vec::new(),
        zones: Vec::new(),
        diagnostics: Vec::new(),
    };
    let span = |at: usize| {
        lines.get(at).map_or(Span::new(file, 0, 0), |place| {
            Span::new(file, place.start, place.end)
        })
    };
    // Behind the token before, in front of the white space.
    let gap = |before: usize| {
        let behind = before.checked_sub(1);
        let end = behind.and_then(|at| lines.get(at)).map_or(0, |place| place.end);
        let index = behind
            .and_then(|at| lines.indices.get(at))
            .map_or(0, |index| *index as usize + 1);
        (index, end)
    };
    for mend in mends {
        match mend {
            Mend::Close { opener, before } => {
                let opened = lines.kind(opener);
                let closer = opened.closer().unwrap_or(T::CloseBrace);
                let (index, end) = gap(before);
                applied.put_in.push((index, end, closer));
                applied.zones.push(Zone {
                    from: opener,
                    to: before,
                    reported: true,
                    orphan: None,
                });
                let diagnostic = Diagnostic::error(
                    codes::UNCLOSED,
                    span(opener),
                    format!(
                        "This {} is never closed: {} is missing.",
                        opened.describe(),
                        closer.describe()
                    ),
                )
                .with_label("opened here")
                .with_suggestion(Span::new(file, end, end), closer.describe().trim_matches('`'));
                let diagnostic = if lines.kind(before) == T::Eof {
                    diagnostic.with_secondary(span(before), "the file ends here")
                } else {
                    diagnostic.with_secondary(
                        span(before),
                        format!("{} is missing before this", closer.describe()),
                    )
                };
                applied.diagnostics.push(diagnostic);
            }
            Mend::Open { closer, before } => {
                let (index, end) = gap(before);
                applied.put_in.push((index, end, T::OpenBrace));
                applied.diagnostics.push(
                    Diagnostic::error(
                        codes::UNMATCHED,
                        Span::new(file, end, end),
                        "A `{` is missing here.",
                    )
                    .with_label("write `{` here")
                    .with_secondary(span(closer), "this `}` closes nothing otherwise")
                    .with_suggestion(Span::new(file, end, end), " {"),
                );
                applied.zones.push(Zone {
                    from: before.saturating_sub(1),
                    to: before,
                    reported: true,
                    orphan: None,
                });
            }
            Mend::Swap { opener, closer } => {
                applied.hidden.extend(lines.indices.get(closer));
                let wanted = lines.kind(opener).closer().unwrap_or(T::CloseParen);
                let (index, end) = gap(closer);
                applied.put_in.push((index, end, wanted));
                applied.zones.push(Zone {
                    from: opener,
                    to: closer,
                    reported: true,
                    orphan: None,
                });
                let (opened, found) = (lines.kind(opener).describe(), lines.kind(closer).describe());
                applied.diagnostics.push(
                    Diagnostic::error(
                        codes::UNMATCHED,
                        span(closer),
                        format!("This {found} cannot close the {opened}."),
                    )
                    .with_label(format!("expected {}", wanted.describe()))
                    .with_secondary(span(opener), "opened here")
                    .with_help(match (lines.kind(opener), lines.kind(closer)) {
                        // What stands in braces is rarely in one line with them: the opener may be the mistake.
                        (T::OpenBrace, T::CloseParen) => "Write `}` here, or open with `(`.".to_owned(),
                        (T::OpenBrace, T::CloseBracket) => "Write `}` here, or open with `[`.".to_owned(),
                        _ => format!("Write {}.", wanted.describe()),
                    })
                    .with_suggestion(span(closer), wanted.describe().trim_matches('`')),
                );
            }
            Mend::Hide { closer, from } => {
                applied.hidden.extend(lines.indices.get(closer));
                // To the start of the next line, where what the parser still waited for is missed.
                let next = (closer + 1..lines.places.len())
                    .find(|at| lines.get(*at).is_some_and(|place| place.first));
                applied.zones.push(Zone {
                    from,
                    to: next.unwrap_or(closer),
                    reported: silent,
                    orphan: Some((lines.kind(closer), span(closer))),
                });
            }
        }
    }
    if silent {
        applied.diagnostics.clear();
    }
    applied
}

impl Applied {
    /// Puts the tokens in; the zones are in terms of the new tokens then.
    fn finish(mut self, tokens: &mut Vec<Token>) -> Matched {
        self.put_in.sort_by_key(|(index, ..)| *index);
        self.hidden.sort_unstable();
        let old = std::mem::take(tokens);
        let mut significant = Vec::new();
        // Old significant index to new one.
        let mut moved = Vec::new();
        let mut put_in = self.put_in.iter().peekable();
        for (index, token) in old.iter().enumerate() {
            while let Some((_, start, kind)) = put_in.next_if(|(before, ..)| *before <= index) {
                significant.push(tokens.len() as u32);
                tokens.push(Token {
                    kind: *kind,
                    start: *start,
                });
            }
            if !token.kind.is_trivia() {
                moved.push(significant.len());
                if self.hidden.binary_search(&(index as u32)).is_err() {
                    significant.push(tokens.len() as u32);
                }
            }
            tokens.push(*token);
        }
        for zone in &mut self.zones {
            zone.from = moved.get(zone.from).copied().unwrap_or(zone.from);
            zone.to = moved.get(zone.to).copied().unwrap_or(zone.to);
        }
        Matched {
            significant,
            zones: self.zones,
            diagnostics: self.diagnostics,
            unclear: false,
        }
    }
}
