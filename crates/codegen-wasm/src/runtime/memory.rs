//! Moving and clearing bytes, which gas must know of: one `memory.copy` costs one unit whatever its length
//! (`docs/gas.md`), so the library runs through a loop beside it that costs in proportion.

use super::RuntimeFn;
use super::asm::Asm;

/// log2 of the bytes that one turn of the loop pays for.
const CHUNK_SHIFT: i32 = 6;

/// `(length)`: a turn of a loop for each whole chunk. Each takes 5 units of gas, and less time than moving
/// the chunk.
pub(super) fn pay(a: &mut Asm<'_, '_>) {
    let left = 0;
    a.get(left).c(CHUNK_SHIFT).shr_u().set(left);
    a.loop_();
    a.get(left).c(1).sub().tee(left).br_if(0).end();
}

/// Pays for the length in a local, where it is a chunk at least.
fn pay_for(a: &mut Asm<'_, '_>, length: u32) {
    a.get(length).c(CHUNK_SHIFT).shr_u().if_();
    a.get(length).call(RuntimeFn::PayBytes).end();
}

/// `(destination, source, length)`
pub(super) fn copy(a: &mut Asm<'_, '_>) {
    pay_for(a, 2);
    a.get(0).get(1).get(2).copy_few();
}

/// `(address, length)`
pub(super) fn clear(a: &mut Asm<'_, '_>) {
    pay_for(a, 1);
    a.get(0).c(0).get(1).raw_fill();
}
