//! Validation of pointers and lengths that come from wasm (spec 11 §3).
//!
//! Every access of the host to linear memory goes through a range made here. Pointers and lengths are
//! signed on this boundary: a negative one is never valid, whatever it would mean as unsigned.

use std::ops::Range;

use twilight_hfi::ErrorCode;

/// The bytes `pointer .. pointer + length` of a memory of `memory` bytes.
///
/// An empty range may stand anywhere in memory, also at null and at the very end.
///
/// # Errors
/// [`ErrorCode::InvalidPointer`] when the pointer is negative, null or outside of memory;
/// [`ErrorCode::InvalidLength`] when the length is negative or reaches past the end.
pub fn buffer(memory: usize, pointer: i32, length: i32) -> Result<Range<usize>, ErrorCode> {
    let start = usize::try_from(pointer).map_err(|_| ErrorCode::InvalidPointer)?;
    let length = usize::try_from(length).map_err(|_| ErrorCode::InvalidLength)?;
    if start > memory || (length > 0 && (start == 0 || start == memory)) {
        return Err(ErrorCode::InvalidPointer);
    }
    let end = start.checked_add(length).ok_or(ErrorCode::InvalidLength)?;
    if end > memory {
        Err(ErrorCode::InvalidLength)
    } else {
        Ok(start..end)
    }
}

/// The `size` bytes at `pointer`, where the function fixes the size: what does not fit is a bad pointer.
///
/// # Errors
/// [`ErrorCode::InvalidPointer`].
pub fn fixed(memory: usize, pointer: i32, size: usize) -> Result<Range<usize>, ErrorCode> {
    let size = i32::try_from(size).map_err(|_| ErrorCode::InvalidPointer)?;
    buffer(memory, pointer, size).map_err(|_| ErrorCode::InvalidPointer)
}

/// The buffer `pointer + offset .. + length`.
///
/// # Errors
/// As [`buffer`]; an offset that is negative or leads out of memory is a bad pointer.
pub fn buffer_at(memory: usize, pointer: i32, offset: i32, length: i32) -> Result<Range<usize>, ErrorCode> {
    if pointer < 0 || offset < 0 || (pointer == 0 && length > 0) {
        return Err(ErrorCode::InvalidPointer);
    }
    let start = pointer.checked_add(offset).ok_or(ErrorCode::InvalidPointer)?;
    buffer(memory, start, length)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use ErrorCode::{InvalidLength, InvalidPointer};

    use super::*;

    const MEMORY: usize = 65_536;

    #[test]
    fn buffers() {
        let cases: [(i32, i32, Result<Range<usize>, ErrorCode>); 14] = [
            (1, 10, Ok(1..11)),
            (65_535, 1, Ok(65_535..65_536)),
            (1, 65_535, Ok(1..65_536)),
            (0, 0, Ok(0..0)),
            (65_536, 0, Ok(65_536..65_536)),
            (0, 1, Err(InvalidPointer)),
            (-1, 0, Err(InvalidPointer)),
            (i32::MIN, i32::MIN, Err(InvalidPointer)),
            (65_536, 1, Err(InvalidPointer)),
            (65_537, 0, Err(InvalidPointer)),
            (1, -1, Err(InvalidLength)),
            (1, 65_536, Err(InvalidLength)),
            (65_535, 2, Err(InvalidLength)),
            (65_535, i32::MAX, Err(InvalidLength)),
        ];
        for (pointer, length, expected) in cases {
            assert_eq!(buffer(MEMORY, pointer, length), expected, "{pointer} {length}");
        }
        assert_eq!(fixed(MEMORY, 65_516, 20), Ok(65_516..65_536));
        assert_eq!(fixed(MEMORY, 65_517, 20), Err(InvalidPointer));
        assert_eq!(buffer_at(MEMORY, 10, 5, 2), Ok(15..17));
        assert_eq!(buffer_at(MEMORY, 10, -1, 2), Err(InvalidPointer));
        assert_eq!(buffer_at(MEMORY, i32::MAX, i32::MAX, 2), Err(InvalidPointer));
        assert_eq!(buffer_at(MEMORY, 0, 5, 2), Err(InvalidPointer));
        assert_eq!(buffer_at(MEMORY, 65_535, 0, 2), Err(InvalidLength));
    }
}
