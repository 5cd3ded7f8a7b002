//! Memory: a bump allocator that never frees, and the ways to end execution (DECISION C11).
//!
//! Fresh memory is always zero: what is given back ([`release`]) is cleared first. The rest of the library
//! relies on it. Nothing here may hand out address 0.

use twilight_tir::{Builtin, Op};

use super::asm::Asm;
use super::{Failure, GLOBAL_ABI_STATE, GLOBAL_PANIC_LEN, GLOBAL_PANIC_PTR, RuntimeFn};
use crate::helpers::Helper;
use crate::layout::STRING_HEADER;

/// Largest single allocation in bytes; a greater request is out of memory before any arithmetic can wrap.
const MAX_ALLOCATION: i32 = 0x4000_0000;
/// log2 of the page size.
const PAGE_SHIFT: i32 = 16;

/// `(bytes) -> i32`: aligns the heap to 16 bytes and bumps it.
pub(super) fn alloc(a: &mut Asm<'_, '_>) {
    a.heap().c(15).add().c(-16).and().set_heap();
    a.get(0).call(RuntimeFn::Bump);
}

/// `(bytes) -> i32`: the next bytes of the heap, not aligned; grows memory.
pub(super) fn bump(a: &mut Asm<'_, '_>) {
    let (bytes, end) = (0, a.i());
    let memory_end = |a: &mut Asm<'_, '_>| {
        a.f.ins().memory_size(0);
        a.c(PAGE_SHIFT).shl();
    };
    a.get(bytes).c(MAX_ALLOCATION).gt_u().if_();
    a.call(RuntimeFn::Fail(Failure::OutOfMemory)).end();
    a.heap().get(bytes).add().tee(end);
    memory_end(a);
    a.gt_u().if_().get(end);
    memory_end(a);
    a.sub().c((1 << PAGE_SHIFT) - 1).add().c(PAGE_SHIFT).shr_u();
    a.f.ins().memory_grow(0);
    a.c(-1).eq().if_();
    a.call(RuntimeFn::Fail(Failure::OutOfMemory)).end().end();
    a.heap().get(end).set_heap();
}

/// `(mark)`: gives back everything from `mark` on, cleared.
pub(super) fn release(a: &mut Asm<'_, '_>) {
    let mark = 0;
    a.get(mark).c(0).heap().get(mark).sub().fill();
    a.get(mark).set_heap();
}

/// `()`: ends the call with a constant message.
pub(super) fn fail(a: &mut Asm<'_, '_>, failure: Failure) {
    if failure == Failure::MalformedArguments {
        a.global(GLOBAL_ABI_STATE).if_();
        if decodes_values(a) {
            a.global(GLOBAL_ABI_STATE).c(1).gt_u().if_();
            a.global(GLOBAL_ABI_STATE).helper(Helper::Revert).end();
        }
        push_message(a, Failure::MalformedState);
        a.helper(Helper::Panic).end();
        push_message(a, failure);
        a.helper(Helper::Revert);
        return;
    }
    // Every module can run out of memory; few need the function that takes a message.
    let message = failure.message();
    let text = a.cx.data.string(message) + STRING_HEADER;
    a.u(text).set_global(GLOBAL_PANIC_PTR);
    a.u(message.len() as u32)
        .set_global(GLOBAL_PANIC_LEN)
        .unreachable();
}

/// Whether the module has an `abi_decode`, whose failures have a message of their own.
fn decodes_values(a: &Asm<'_, '_>) -> bool {
    let blocks = a.cx.module.functions.iter().flat_map(|function| &function.blocks);
    blocks.flat_map(|block| &block.insts).any(|inst| {
        matches!(
            &inst.op,
            Op::Builtin {
                builtin: Builtin::AbiDecode,
                ..
            }
        )
    })
}

/// Pushes a failure's message, a string.
pub(super) fn push_message(a: &mut Asm<'_, '_>, failure: Failure) {
    let text = a.cx.data.string(failure.message());
    a.u(text);
}

/// `(string)`: sets the panic globals and traps.
pub(super) fn panic(a: &mut Asm<'_, '_>) {
    a.get(0).u(STRING_HEADER).add().set_global(GLOBAL_PANIC_PTR);
    a.get(0).load(0).set_global(GLOBAL_PANIC_LEN);
    a.unreachable();
}
