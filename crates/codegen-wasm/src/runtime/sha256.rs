//! SHA-256 (FIPS 180-4): the host has no function for it.
//!
//! Gas is that of the instructions, so the input needs no charge of its own; it is bounded as that of other hashes.

use twilight_hfi::limits::MAX_HASH_INPUT_BYTES;

use super::asm::Asm;
use super::host::{Area, push_bytes};
use super::{Failure, RuntimeFn};
use crate::emit::Local;
use crate::helpers::Helper;

/// Bytes of a block of input.
const BLOCK: u32 = 64;
/// Where the schedule stands behind the eight words of the state.
const SCHEDULE: u32 = 32;
/// Where the last, padded blocks stand behind the schedule of 64 words.
const TAIL: u32 = SCHEDULE + 64 * 4;
/// Bytes of all of that: the last block may become two.
const SCRATCH: u32 = TAIL + 2 * BLOCK;

/// The state before the first block: fractions of the square roots of the first 8 primes.
const INITIAL: [u32; 8] = [
    0x6a09_e667,
    0xbb67_ae85,
    0x3c6e_f372,
    0xa54f_f53a,
    0x510e_527f,
    0x9b05_688c,
    0x1f83_d9ab,
    0x5be0_cd19,
];

/// A constant for each round: fractions of the cube roots of the first 64 primes.
#[rustfmt::skip]
const ROUNDS: [u32; 64] = [
    0x428a_2f98, 0x7137_4491, 0xb5c0_fbcf, 0xe9b5_dba5, 0x3956_c25b, 0x59f1_11f1, 0x923f_82a4, 0xab1c_5ed5,
    0xd807_aa98, 0x1283_5b01, 0x2431_85be, 0x550c_7dc3, 0x72be_5d74, 0x80de_b1fe, 0x9bdc_06a7, 0xc19b_f174,
    0xe49b_69c1, 0xefbe_4786, 0x0fc1_9dc6, 0x240c_a1cc, 0x2de9_2c6f, 0x4a74_84aa, 0x5cb0_a9dc, 0x76f9_88da,
    0x983e_5152, 0xa831_c66d, 0xb003_27c8, 0xbf59_7fc7, 0xc6e0_0bf3, 0xd5a7_9147, 0x06ca_6351, 0x1429_2967,
    0x27b7_0a85, 0x2e1b_2138, 0x4d2c_6dfc, 0x5338_0d13, 0x650a_7354, 0x766a_0abb, 0x81c2_c92e, 0x9272_2c85,
    0xa2bf_e8a1, 0xa81a_664b, 0xc24b_8b70, 0xc76c_51a3, 0xd192_e819, 0xd699_0624, 0xf40e_3585, 0x106a_a070,
    0x19a4_c116, 0x1e37_6c08, 0x2748_774c, 0x34b0_bcb5, 0x391c_0cb3, 0x4ed8_aa4a, 0x5b9c_ca4f, 0x682e_6ff3,
    0x748f_82ee, 0x78a5_636f, 0x84c8_7814, 0x8cc7_0208, 0x90be_fffa, 0xa450_6ceb, 0xbef9_a3f7, 0xc671_78f2,
];

/// Pushes a word of memory, most significant byte first.
fn push_big_endian(a: &mut Asm<'_, '_>, at: Local) {
    a.get(at)
        .load32_64(0)
        .call(RuntimeFn::ByteSwap)
        .c64(32)
        .shr_u64()
        .wrap();
}

/// Pushes the exclusive or of rotations to the right of a word, and of a shift where one is given.
fn push_mixed(a: &mut Asm<'_, '_>, word: Local, rotations: &[i32], shift: Option<i32>) {
    for (at, rotation) in rotations.iter().enumerate() {
        a.get(word).c(*rotation).rotr();
        if at > 0 {
            a.xor();
        }
    }
    if let Some(shift) = shift {
        a.get(word).c(shift).shr_u().xor();
    }
}

/// `(scratch, block)`: takes a block into the state.
pub(super) fn block(a: &mut Asm<'_, '_>) {
    let (scratch, block) = (0, 1);
    let (at, count, word, sum) = (a.i(), a.i(), a.i(), a.i());
    // The schedule: the block itself, then 48 words made of those before.
    a.get(scratch).set(at).c(16).set(count);
    a.loop_();
    a.get(at);
    push_big_endian(a, block);
    a.store(SCHEDULE).inc(at, 4).inc(block, 4).dec(count);
    a.get(count).br_if(0).end();
    a.c(48).set(count);
    a.loop_();
    // `at` is 16 words behind the place that is made, less the offset of the schedule.
    a.get(at).u(64).sub().load(SCHEDULE + 4).set(word);
    push_mixed(a, word, &[7, 18], Some(3));
    a.set(sum);
    a.get(at).u(64).sub().load(SCHEDULE + 56).set(word);
    push_mixed(a, word, &[17, 19], Some(10));
    a.get(sum).add().set(sum);
    a.get(at);
    a.get(at).u(64).sub().load(SCHEDULE);
    a.get(at).u(64).sub().load(SCHEDULE + 36);
    a.add().get(sum).add().store(SCHEDULE);
    a.inc(at, 4).dec(count).get(count).br_if(0).end();
    rounds(a, scratch);
}

/// The 64 rounds over a schedule that is made.
fn rounds(a: &mut Asm<'_, '_>, scratch: Local) {
    let state: [Local; 8] = std::array::from_fn(|_| a.i());
    let [wa, wb, wc, wd, we, wf, wg, wh] = state;
    let (at, constant, end, sum) = (a.i(), a.i(), a.i(), a.i());
    for (index, word) in (0_u32..).zip(state) {
        a.get(scratch).load(index * 4).set(word);
    }
    let bytes: Vec<u8> = ROUNDS.iter().flat_map(|word| word.to_le_bytes()).collect();
    let constants = a.cx.data.fixed(&bytes);
    a.get(scratch).set(at).u(constants).tee(constant);
    a.u(bytes.len() as u32).add().set(end);
    a.loop_();
    a.get(wh);
    push_mixed(a, we, &[6, 11, 25], None);
    a.add();
    a.get(wf).get(wg).xor().get(we).and().get(wg).xor();
    a.add().get(constant).load(0).add();
    a.get(at).load(SCHEDULE).add().set(sum);
    a.get(wg).set(wh).get(wf).set(wg).get(we).set(wf);
    a.get(wd).get(sum).add().set(we);
    push_mixed(a, wa, &[2, 13, 22], None);
    a.get(wa).get(wb).or().get(wc).and().get(wa).get(wb).and().or();
    a.add().get(sum).add().set(sum);
    a.get(wc).set(wd).get(wb).set(wc).get(wa).set(wb).get(sum).set(wa);
    a.inc(at, 4).inc(constant, 4);
    a.get(constant).get(end).ne().br_if(0).end();
    for (index, word) in (0_u32..).zip(state) {
        a.get(scratch);
        a.get(scratch).load(index * 4).get(word).add().store(index * 4);
    }
}

/// `(vector<u8>) -> hash256`
pub(super) fn hash(a: &mut Asm<'_, '_>) {
    let (input, out, scratch, at, length, left) = (0, a.i(), a.i(), a.i(), a.i(), a.i());
    push_bytes(a, input);
    a.tee(length).set(left).set(at);
    a.get(length).u(MAX_HASH_INPUT_BYTES as u32).gt_u().if_();
    a.call(RuntimeFn::Fail(Failure::Limit(Area::Hash))).end();
    a.c(32).helper(Helper::Alloc).set(out);
    a.u(SCRATCH).helper(Helper::Alloc).set(scratch);
    for (index, word) in (0_u32..).zip(INITIAL) {
        a.get(scratch).u(word).store(index * 4);
    }
    a.loop_().get(left).u(BLOCK).ge_u().if_();
    a.get(scratch).get(at).call(RuntimeFn::Sha256Block);
    a.inc(at, BLOCK)
        .get(left)
        .u(BLOCK)
        .sub()
        .set(left)
        .br(1)
        .end()
        .end();
    // The rest, a bit 1, zeros, and the number of bits at the end of the last block.
    let (tail, last) = (a.i(), a.i());
    a.get(scratch).u(TAIL).add().set(tail);
    a.get(tail).get(at).get(left).copy();
    a.get(tail).get(left).add().c(0x80).store8(0);
    a.get(tail);
    a.get(tail).u(BLOCK).add();
    a.get(left).u(BLOCK - 8).lt_u().select().set(last);
    a.get(last).get(length).extend_u().c64(3).shl64();
    a.call(RuntimeFn::ByteSwap).store64(BLOCK - 8);
    a.get(scratch).get(tail).call(RuntimeFn::Sha256Block);
    a.get(last).get(tail).ne().if_();
    a.get(scratch).get(last).call(RuntimeFn::Sha256Block).end();
    for index in 0..8 {
        a.get(scratch).u(index * 4).add().set(at);
        a.get(out);
        push_big_endian(a, at);
        a.store(index * 4);
    }
    a.get(scratch).call(RuntimeFn::Release).get(out);
}
