//! Which bracket is missing, or is one too many, and where.
//!
//! Braces are matched by the indentation of their lines, parentheses and square brackets by the statements they
//! stand in. Only the places are found here; messages and tokens are made in [`super`]. The work must stay linear in
//! the text for each bracket that is mended, and there are at most [`MAX_MENDED`] of those.

use super::MAX_MENDED;
use crate::parser::recovery::starts_statement;
use crate::token::{Token, TokenKind as T};

/// A significant token and the line it stands in.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    pub kind: T,
    pub start: u32,
    pub end: u32,
    line: u32,
    /// White space before the first token of the line, in bytes.
    indentation: u32,
    /// It is the first of its line.
    pub first: bool,
    /// Index of the first token of its line.
    line_from: usize,
}

/// The significant tokens of a file.
pub(super) struct Lines {
    pub places: Vec<Place>,
    /// Index in all tokens of each place.
    pub indices: Vec<u32>,
}

impl Lines {
    pub fn new(text: &str, tokens: &[Token], significant: &[u32]) -> Self {
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

    pub fn get(&self, at: usize) -> Option<&Place> {
        self.places.get(at)
    }

    pub fn kind(&self, at: usize) -> T {
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
pub(super) enum Mend {
    /// The opener has no closer; one is put before the token `before`.
    Close { opener: usize, before: usize },
    /// The `}` has no `{`; one is put before the token `before`.
    Open { closer: usize, before: usize },
    /// The closer is of another kind than its opener.
    Swap { opener: usize, closer: usize },
    /// The closer has no opener, and where one is missing behind `from` is not known.
    Hide { closer: usize, from: usize },
}

/// The one bracket of the wrong kind, where every bracket has a partner by number and order and the two stand in one
/// line.
pub(super) fn wrong_kind(lines: &Lines) -> Option<Mend> {
    let mut stack: Vec<(usize, &Place)> = Vec::new();
    let mut found = None;
    for (at, place) in lines.places.iter().enumerate() {
        if place.kind.closer().is_some() {
            stack.push((at, place));
        } else if place.kind.is_closer() {
            let (opener, open) = stack.pop()?;
            if open.kind.closer() == Some(place.kind) {
                continue;
            }
            if found.is_some() || open.line != place.line {
                return None;
            }
            found = Some(Mend::Swap { opener, closer: at });
        }
    }
    found.filter(|_| stack.is_empty())
}

/// Braces, by indentation; `None` where it says something else than their number.
pub(super) fn mend_braces(lines: &Lines) -> Option<Vec<Mend>> {
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
pub(super) fn mend_brackets(lines: &Lines, braces: &[Mend]) -> Option<Vec<Mend>> {
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
            kind => {
                place.first
                    && (attribute
                        || (starts_statement(kind) || (kind.is_ident() && kind != T::As)) && complete)
            }
        };
        if !ends {
            return;
        }
        stack.pop();
        mends.push(Mend::Close { opener, before: at });
    }
}
