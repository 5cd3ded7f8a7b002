//! Plain-data structs as bytes, for interfaces that read or write them raw.

/// The bytes of `n` in native order, appended to `buffer`.
pub(crate) fn pair(step: u32, errno: i32) -> [u8; 8] {
    let [a, b, c, d] = step.to_ne_bytes();
    let [e, f, g, h] = errno.to_ne_bytes();
    [a, b, c, d, e, f, g, h]
}

/// The inverse of [`pair`].
pub(crate) fn unpair(bytes: [u8; 8]) -> (u32, i32) {
    let [a, b, c, d, e, f, g, h] = bytes;
    (u32::from_ne_bytes([a, b, c, d]), i32::from_ne_bytes([e, f, g, h]))
}
