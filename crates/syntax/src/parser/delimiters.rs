//! Brackets that do not match: what is missing, found before parsing starts.
//!
//! One lost bracket must give one message, and must not change the meaning of everything behind it. Where the
//! brackets of a file do not match, this finds the likely places, by the indentation of lines for braces and by
//! statements for the others: a closer that is missing is put in as a token without text, and so is a missing
//! `{`; a closer that closes nothing is hidden from the parser. Each has a [`Zone`], in which the parser reports
//! one error at most. Where brackets match, nothing is looked at twice; this must never touch such a file.

use crate::codes;
use crate::parser::recovery::starts_statement;
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

/// A significant token and the line it stands in.
#[derive(Clone, Copy, Debug)]
struct Place {
    kind: T,
    start: u32,
    end: u32,
    line: u32,
    /// White space before the first token of the line, in bytes.
    indentation: u32,
    /// It is the first of its line.
    first: bool,
    /// Index of the first token of its line.
    line_from: usize,
}

struct Lines {
    places: Vec<Place>,
    /// Index in all tokens of each place.
    indices: Vec<u32>,
}

impl Lines {
    fn new(text: &str, tokens: &[Token], significant: &[u32]) -> Self {
        let mut places: Vec<Place> = Vec::with_capacity(significant.len());
        let (mut line, mut indentation) = (0_u32, 0_u32);
        let mut next = 0_usize;
        let mut first = true;
        let mut line_from = 0_usize;
        for (index, token) in tokens.iter().enumerate() {
            let end = tokens
                .get(index + 1)
                .map_or(text.len(), |token| token.start as usize);
            let start = token.start as usize;
            let part = text.get(start..end).unwrap_or("");
            if significant.get(next).copied() == Some(index as u32) {
                next += 1;
                if first {
                    let before = text.get(..start).unwrap_or("");
                    let from = before.rfind('\n').map_or(0, |at| at + 1);
                    indentation = (start - from) as u32;
                    line_from = places.len();
                }
                places.push(Place {
                    kind: token.kind,
                    start: token.start,
                    end: end as u32,
                    line,
                    indentation,
                    first,
                    line_from,
                });
                first = false;
            }
            let breaks = part.bytes().filter(|byte| *byte == b'\n').count() as u32;
            line += breaks;
            first |= breaks > 0;
        }
        Self {
            places,
            indices: significant.to_vec(),
        }
    }

    fn get(&self, at: usize) -> Option<&Place> {
        self.places.get(at)
    }

    fn kind(&self, at: usize) -> T {
        self.get(at).map_or(T::Eof, |place| place.kind)
    }

    /// Where the block or literal ends whose `{` has more behind it in its line: before a closer from outside,
    /// before the `;` behind a literal, or at the end of the line.
    fn end_in_line(&self, opener: usize) -> Option<usize> {
        let line = self.get(opener)?.line;
        let more = self.get(opener + 1).is_some_and(|next| next.line == line);
        if !more {
            return None;
        }
        let literal =
            self.kind(opener + 1).is_ident() && matches!(self.kind(opener + 2), T::Colon | T::Comma);
        let mut depth = 0_usize;
        for (at, place) in self.places.iter().enumerate().skip(opener + 1) {
            let outside = match place.kind {
                kind if kind.closer().is_some() => {
                    depth += 1;
                    false
                }
                kind if kind.is_closer() => {
                    let outside = depth == 0;
                    depth = depth.saturating_sub(1);
                    outside
                }
                T::Semicolon => literal && depth == 0,
                _ => false,
            };
            if outside || place.line > line || place.kind == T::Eof {
                return Some(at);
            }
        }
        None
    }

    /// The first token behind `at` that starts a line indented by `indentation` at most; else the last token.
    fn dedent(&self, at: usize, indentation: u32) -> usize {
        let rest = self.places.iter().enumerate().skip(at + 1);
        rest.filter(|(_, place)| place.first && place.indentation <= indentation)
            .map(|(index, _)| index)
            .next()
            .unwrap_or_else(|| self.places.len().saturating_sub(1))
    }
}

/// One bracket too many or too few. All numbers are indices of significant tokens.
#[derive(Clone, Copy, Debug)]
enum Mend {
    /// The opener has no closer; one is put before the token `before`.
    Close { opener: usize, before: usize },
    /// The `}` has no `{`; one is put before the token `before`.
    Open { closer: usize, before: usize },
    /// The closer is of another kind than its opener.
    Swap { opener: usize, closer: usize },
    /// The closer has no opener, and where one is missing behind `from` is not known.
    Hide { closer: usize, from: usize },
}

/// Braces, by indentation; `None` where it says something else than their number.
fn mend_braces(lines: &Lines) -> Option<Vec<Mend>> {
    let (mut plain, mut open) = (0_usize, 0_usize);
    let mut stack: Vec<(usize, Place)> = Vec::new();
    let mut mends = Vec::new();
    let close = |mends: &mut Vec<Mend>, opener: usize, place: &Place| {
        let before = lines
            .end_in_line(opener)
            .unwrap_or_else(|| lines.dedent(opener, place.indentation));
        mends.push(Mend::Close { opener, before });
    };
    for (at, place) in lines.places.iter().enumerate() {
        match place.kind {
            T::OpenBrace => {
                open += 1;
                stack.push((at, *place));
                continue;
            }
            T::CloseBrace => {}
            _ => continue,
        }
        if open == 0 {
            plain += 1;
        } else {
            open -= 1;
        }
        let Some((top_at, top)) = stack.last().copied() else {
            mends.push(if place.first {
                opener_of(lines, at, place, 0)
            } else {
                Mend::Hide {
                    closer: at,
                    from: place.line_from,
                }
            });
            continue;
        };
        if !place.first {
            if top.line == place.line {
                stack.pop();
            } else {
                let from = place.line_from;
                mends.push(Mend::Hide { closer: at, from });
            }
        } else if top.indentation == place.indentation {
            stack.pop();
        } else if top.indentation < place.indentation {
            mends.push(opener_of(lines, at, place, top_at + 1));
        } else if stack
            .iter()
            .rev()
            .find(|(_, open)| open.indentation <= place.indentation)
            .is_some_and(|(_, open)| open.indentation == place.indentation)
        {
            while let Some((opener, open)) = stack.pop() {
                if open.indentation == place.indentation {
                    break;
                }
                if mends.len() > MAX_MENDED {
                    return None;
                }
                close(&mut mends, opener, &open);
            }
        } else {
            stack.pop();
        }
        if mends.len() > MAX_MENDED {
            return None;
        }
    }
    for (opener, place) in stack.iter().take(MAX_MENDED + 1) {
        close(&mut mends, *opener, place);
    }
    (mends.len() == plain + open).then_some(mends)
}

/// Where the `{` of the `}` at `closer` is missing: behind the last line of the same indentation.
fn opener_of(lines: &Lines, closer: usize, place: &Place, from: usize) -> Mend {
    let head = (from..closer).rev().find(|at| {
        lines
            .get(*at)
            .is_some_and(|head| head.first && head.indentation <= place.indentation)
    });
    let head = head.and_then(|at| lines.get(at).map(|head| (at, head)));
    match head {
        Some((at, head)) if head.indentation == place.indentation => {
            let behind =
                (at + 1..=closer).find(|at| lines.get(*at).is_some_and(|next| next.line > head.line));
            let before = behind.unwrap_or(closer);
            // A line that ends a statement is no head of a block.
            if matches!(
                lines.kind(before.saturating_sub(1)),
                T::Semicolon | T::OpenBrace | T::CloseBrace | T::Comma
            ) {
                return Mend::Hide { closer, from };
            }
            Mend::Open { closer, before }
        }
        _ => Mend::Hide { closer, from },
    }
}

/// Parentheses and square brackets between braces that have been mended.
fn mend_brackets(lines: &Lines, braces: &[Mend]) -> Option<Vec<Mend>> {
    let structural = walk_brackets(lines, braces, false)?;
    match walk_brackets(lines, braces, true) {
        Some(by_statement) if by_statement.len() <= structural.len() => Some(by_statement),
        _ => Some(structural),
    }
}

fn walk_brackets(lines: &Lines, braces: &[Mend], by_statement: bool) -> Option<Vec<Mend>> {
    let mut mends: Vec<Mend> = Vec::new();
    let mut stack: Vec<(usize, T)> = Vec::new();
    // Opens and closes that were put in, in order.
    let mut virtual_braces: Vec<(usize, T)> = Vec::new();
    let mut hidden = Vec::new();
    for mend in braces {
        match mend {
            Mend::Close { before, .. } => virtual_braces.push((*before, T::CloseBrace)),
            Mend::Open { before, .. } => virtual_braces.push((*before, T::OpenBrace)),
            Mend::Hide { closer, .. } | Mend::Swap { closer, .. } => hidden.push(*closer),
        }
    }
    virtual_braces.sort_by_key(|(before, _)| *before);
    hidden.sort_unstable();
    let mut inserted = virtual_braces.into_iter().peekable();
    // Where the statement begins that stands in each open block.
    let mut starts = vec![0];
    for (at, place) in lines.places.iter().enumerate() {
        while let Some((before, kind)) = inserted.next_if(|(before, _)| *before <= at) {
            match kind {
                T::OpenBrace => {
                    stack.push((before, T::CloseBrace));
                    starts.push(before);
                }
                _ => {
                    close_to_brace(&mut stack, &mut mends, before);
                    end_block(&mut starts, at);
                }
            }
        }
        if by_statement {
            end_of_statement(lines, at, place, &mut stack, &mut mends);
        }
        let kind = place.kind;
        if let Some(closer) = kind.closer() {
            stack.push((at, closer));
            if kind == T::OpenBrace {
                starts.push(at + 1);
            }
        } else if kind == T::Semicolon {
            if let Some(start) = starts.last_mut() {
                *start = at + 1;
            }
        } else if kind == T::CloseBrace {
            if hidden.binary_search(&at).is_err() {
                close_to_brace(&mut stack, &mut mends, at);
                let ends = lines.get(at + 1).is_none_or(|next| next.first);
                end_block(&mut starts, if ends { at + 1 } else { 0 });
            }
        } else if kind.is_closer() {
            match stack.last() {
                Some((_, wanted)) if *wanted == kind => {
                    stack.pop();
                }
                _ => {
                    let inner = inner_count(&stack, kind);
                    // `(a[0)`: the inner one is not closed; `(a[f)])`: this one is too many.
                    let hidden = cost(lines, at, &stack, 0);
                    let top = stack.last().copied();
                    let swapped = top.filter(|(_, wanted)| *wanted != T::CloseBrace);
                    if inner.is_none()
                        && let Some((opener, _)) = swapped
                        && cost(lines, at, &stack, 1) < hidden
                    {
                        stack.pop();
                        mends.push(Mend::Swap { opener, closer: at });
                        continue;
                    }
                    let closed = inner.map(|count| (count, cost(lines, at, &stack, count + 1) + count));
                    match closed.filter(|(_, closed)| *closed <= hidden + 1) {
                        Some((count, _)) => {
                            for (opener, _) in stack.drain(stack.len().saturating_sub(count)..).rev() {
                                mends.push(Mend::Close { opener, before: at });
                            }
                            stack.pop();
                        }
                        None => mends.push(Mend::Hide {
                            closer: at,
                            from: start_of(&starts),
                        }),
                    }
                }
            }
        }
        if mends.len() > MAX_MENDED {
            return None;
        }
    }
    let end = lines.places.len().saturating_sub(1);
    for (opener, _) in stack
        .into_iter()
        .rev()
        .filter(|(_, wanted)| *wanted != T::CloseBrace)
    {
        mends.push(Mend::Close { opener, before: end });
    }
    (mends.len() <= MAX_MENDED).then_some(mends)
}

/// How many brackets, none of them braces, stand open within the one that `closer` would close.
fn inner_count(stack: &[(usize, T)], closer: T) -> Option<usize> {
    stack
        .iter()
        .rev()
        .take_while(|(_, wanted)| *wanted != T::CloseBrace)
        .position(|(_, wanted)| *wanted == closer)
}

/// How many brackets of the rest of the statement would not match without the innermost `closed` open ones.
fn cost(lines: &Lines, at: usize, stack: &[(usize, T)], closed: usize) -> usize {
    // A longer rest of the statement says no more.
    const FARTHEST: usize = 64;
    let mut open: Vec<T> = stack
        .iter()
        .rev()
        .map(|(_, wanted)| *wanted)
        .take_while(|wanted| *wanted != T::CloseBrace)
        .take(FARTHEST)
        .skip(closed)
        .collect();
    open.reverse();
    let mut cost = 0;
    for place in lines.places.iter().skip(at + 1).take(FARTHEST) {
        match place.kind {
            T::Semicolon | T::OpenBrace | T::CloseBrace => break,
            kind if kind.closer().is_some() => open.extend(kind.closer()),
            kind if kind.is_closer() && open.last() == Some(&kind) => {
                open.pop();
            }
            kind if kind.is_closer() => cost += 1,
            _ => {}
        }
    }
    cost + open.len()
}

fn start_of(starts: &[usize]) -> usize {
    starts.last().copied().unwrap_or(0)
}

/// Goes back to the block outside, where the next statement begins at `next` at the earliest.
fn end_block(starts: &mut Vec<usize>, next: usize) {
    starts.pop();
    if starts.is_empty() {
        starts.push(0);
    }
    if let Some(start) = starts.last_mut() {
        *start = next.max(*start);
    }
}

/// A `}` ends what stands open since its `{`.
fn close_to_brace(stack: &mut Vec<(usize, T)>, mends: &mut Vec<Mend>, before: usize) {
    while let Some((opener, wanted)) = stack.pop() {
        if wanted == T::CloseBrace {
            break;
        }
        mends.push(Mend::Close { opener, before });
    }
}

/// Ends brackets where the token at `at` can stand in none: `;`, a statement's keyword at the start of a line,
/// the `{` of a body.
fn end_of_statement(
    lines: &Lines,
    at: usize,
    place: &Place,
    stack: &mut Vec<(usize, T)>,
    mends: &mut Vec<Mend>,
) {
    while let Some((opener, wanted)) = stack.last().copied() {
        if wanted == T::CloseBrace {
            return;
        }
        let next_starts_line = lines.get(at + 1).is_none_or(|next| next.first);
        let before = at.checked_sub(1).map_or(T::Eof, |before| lines.kind(before));
        let complete = before.is_ident()
            || before.is_closer()
            || matches!(before, T::Int | T::Str | T::True | T::False | T::SelfValue);
        let attribute = wanted == T::CloseBracket
            && opener.checked_sub(1).map_or(T::Eof, |before| lines.kind(before)) == T::Hash;
        let head = || {
            let first = lines.get(opener).map_or(opener, |open| open.line_from);
            matches!(
                lines.kind(first),
                T::If | T::While | T::For | T::Match | T::Fn | T::Pub | T::CloseBrace
            )
        };
        let ends = match place.kind {
            T::Semicolon => wanted == T::CloseParen || next_starts_line,
            T::OpenBrace => next_starts_line && complete && head(),
            kind => place.first && (attribute || starts_statement(kind) && complete),
        };
        if !ends {
            return;
        }
        stack.pop();
        mends.push(Mend::Close { opener, before: at });
    }
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
                .with_label("opened here");
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
                    .with_secondary(span(closer), "this `}` closes nothing otherwise"),
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
                    .with_help(format!("Write {}.", wanted.describe())),
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
