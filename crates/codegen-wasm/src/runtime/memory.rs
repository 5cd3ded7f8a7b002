//! Moving bytes, which gas must know of: one `memory.copy` costs one unit whatever its length (`docs/gas.md`),
//! so the library runs through a loop beside it that costs in proportion.
//!
//! Clearing needs none: what is given back was written, and paid for, since it was taken.

use super::asm::Asm;

/// Bytes that one turn of the loop pays for.
const CHUNK: i32 = 64;

/// `(destination, source, length)`: copies, then takes a turn of a loop for each chunk, a begun one included. A
/// turn takes 6 units of gas, and less time than moving the chunk. Most modules hold this function: it is short.
pub(super) fn copy(a: &mut Asm<'_, '_>) {
    let left = 2;
    a.get(0).get(1).get(left).copy_few().loop_();
    // Only a negative number has no leading zeros, and no length is one.
    a.get(left).c(-CHUNK).add().tee(left).clz().br_if(0).end();
}
