//! Source maps: which place in the source each wasm instruction stands for, in the form of the source map
//! revision 3 (spec 10 §4.7).
//!
//! As other tools that make wasm do, a module is one generated line whose columns are byte offsets. A
//! segment holds for all offsets up to the next one. This module must never fail on a malformed map but by
//! saying so.

use serde::{Deserialize, Serialize};

/// `debug_info.source_map`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceMapInfo {
    /// Always [`FORMAT`].
    pub format: String,
    /// The map.
    pub data: SourceMapData,
}

/// The format that specification 10 names. What extends the standard: columns are byte offsets of a module.
pub const FORMAT: &str = "standard_source_map_v3_extended";

/// A source map, revision 3.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceMapData {
    /// Always 3.
    pub version: u32,
    /// Paths of the sources, as in `source_info.files`.
    pub sources: Vec<String>,
    /// Always empty.
    pub names: Vec<String>,
    /// Segments of one line, separated by commas.
    pub mappings: String,
}

/// From `offset` on, instructions stand for `place`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Segment {
    /// Byte offset in the module.
    pub offset: u32,
    /// `None` for code that no source stands for: the run-time library.
    pub place: Option<Place>,
}

/// A place in a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Index into [`SourceMapData::sources`].
    pub source: u32,
    /// 1-based.
    pub line: u32,
    /// 1-based.
    pub column: u32,
}

/// Encodes segments, which stand by rising offset.
#[must_use]
pub fn encode(segments: &[Segment]) -> String {
    let mut text = String::with_capacity(segments.len() * 8);
    let mut last_offset = 0;
    let mut last = [0_i64; 3];
    for (at, segment) in segments.iter().enumerate() {
        if at > 0 {
            text.push(',');
        }
        push(&mut text, i64::from(segment.offset) - last_offset);
        last_offset = i64::from(segment.offset);
        let Some(place) = segment.place else { continue };
        // Lines and columns of the format start at 0.
        let fields = [
            place.source,
            place.line.saturating_sub(1),
            place.column.saturating_sub(1),
        ]
        .map(i64::from);
        for (field, last) in fields.iter().zip(&mut last) {
            push(&mut text, field - *last);
            *last = *field;
        }
    }
    text
}

/// Decodes what [`encode`] made; `None` where the text is not that.
#[must_use]
pub fn decode(mappings: &str) -> Option<Vec<Segment>> {
    let mut segments = Vec::new();
    let mut offset = 0_i64;
    let mut last = [0_i64; 3];
    for part in mappings.split(',').filter(|part| !part.is_empty()) {
        let fields = numbers(part)?;
        offset += fields.first()?;
        let place = match fields.as_slice() {
            [_] => None,
            [_, source, line, column] => {
                for (last, delta) in last.iter_mut().zip([source, line, column]) {
                    *last = last.checked_add(*delta)?;
                }
                Some(Place {
                    source: u32::try_from(last[0]).ok()?,
                    line: u32::try_from(last[1]).ok()?.checked_add(1)?,
                    column: u32::try_from(last[2]).ok()?.checked_add(1)?,
                })
            }
            _ => return None,
        };
        let offset = u32::try_from(offset).ok()?;
        segments.push(Segment { offset, place });
    }
    Some(segments)
}

/// The place of an offset.
#[must_use]
pub fn look_up(segments: &[Segment], offset: u32) -> Option<Place> {
    let after = segments.partition_point(|segment| segment.offset <= offset);
    segments.get(after.checked_sub(1)?)?.place
}

const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Appends a number: sign in the lowest bit, groups of five bits, the lowest first.
fn push(text: &mut String, number: i64) {
    let mut rest = number.unsigned_abs() << 1 | u64::from(number < 0);
    loop {
        let more = u64::from(rest > 31) << 5;
        text.push(char::from(DIGITS[(rest & 31 | more) as usize]));
        rest >>= 5;
        if more == 0 {
            break;
        }
    }
}

/// The numbers of one segment, each below 2^33.
fn numbers(part: &str) -> Option<Vec<i64>> {
    let mut numbers = Vec::new();
    let (mut number, mut shift) = (0_u64, 0);
    for byte in part.bytes() {
        let digit = DIGITS.iter().position(|digit| *digit == byte)? as u64;
        if shift > 30 {
            return None;
        }
        number |= (digit & 31) << shift;
        shift += 5;
        if digit & 32 == 0 {
            let magnitude = i64::try_from(number >> 1).ok()?;
            numbers.push(if number & 1 == 0 { magnitude } else { -magnitude });
            (number, shift) = (0, 0);
        }
    }
    (shift == 0).then_some(numbers)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn segment(offset: u32, place: Option<(u32, u32, u32)>) -> Segment {
        Segment {
            offset,
            place: place.map(|(source, line, column)| Place { source, line, column }),
        }
    }

    #[test]
    fn known_encoding() {
        let segments = [
            segment(0, Some((0, 1, 1))),
            segment(16, Some((0, 2, 17))),
            segment(17, None),
            segment(1000, Some((1, 1, 1))),
        ];
        let text = encode(&segments);
        assert_eq!(text, "AAAA,gBACgB,C,u9BCDhB");
        assert_eq!(decode(&text).unwrap(), segments);
    }

    #[test]
    fn extremes_return() {
        let most = u32::MAX;
        let segments = [
            segment(0, Some((most, most, most))),
            segment(most, Some((0, 1, 1))),
        ];
        assert_eq!(decode(&encode(&segments)).unwrap(), segments);
        assert_eq!(decode("").unwrap(), []);
    }

    #[test]
    fn look_up_takes_the_segment_that_holds() {
        let segments = [
            segment(10, Some((0, 1, 1))),
            segment(20, None),
            segment(30, Some((0, 3, 1))),
        ];
        let line = |offset| look_up(&segments, offset).map(|place| place.line);
        assert_eq!(
            [9, 10, 19, 20, 29, 30, most()].map(line),
            [None, Some(1), Some(1), None, None, Some(3), Some(3)]
        );
    }

    fn most() -> u32 {
        u32::MAX
    }

    #[test]
    fn malformed_maps_are_refused() {
        for text in ["*", "g", "AA", "AAAAAA", "D", "AADA", "ggggggggggA"] {
            assert!(decode(text).is_none(), "{text}");
        }
    }
}
