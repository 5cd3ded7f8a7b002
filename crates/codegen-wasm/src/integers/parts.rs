//! Pieces that all integer functions are put together from. They must never allocate memory.

use twilight_abi::IntType;
use wasm_encoder::ValType;

use crate::emit::{FunctionBuilder, Local};

/// An integer in locals.
#[derive(Clone, Debug)]
pub(super) struct Operand {
    pub ty: IntType,
    pub slots: Vec<Local>,
}

/// The wasm types of an integer's slots.
pub(super) fn slot_types(ty: IntType) -> Vec<ValType> {
    match ty.bits {
        ..=32 => vec![ValType::I32],
        bits => vec![ValType::I64; usize::from(bits / 64)],
    }
}

/// The smallest value, as four sign-extended limbs.
pub(super) fn min_value(ty: IntType) -> [u64; 4] {
    if !ty.signed {
        return [0; 4];
    }
    let top = usize::from(ty.bits - 1);
    std::array::from_fn(|limb| match (top / 64).cmp(&limb) {
        std::cmp::Ordering::Greater => 0,
        std::cmp::Ordering::Equal => u64::MAX << (top % 64),
        std::cmp::Ordering::Less => u64::MAX,
    })
}

/// The largest value, as four limbs.
pub(super) fn max_value(ty: IntType) -> [u64; 4] {
    if ty.signed {
        return min_value(ty).map(|limb| !limb);
    }
    let wider = IntType {
        signed: true,
        bits: ty.bits,
    };
    let mut limbs = min_value(wider).map(|limb| !limb);
    let top = usize::from(ty.bits - 1);
    if let Some(limb) = limbs.get_mut(top / 64) {
        *limb |= 1 << (top % 64);
    }
    limbs
}

/// Pushes the slots of a constant given as limbs.
pub(super) fn push_constant(f: &mut FunctionBuilder, ty: IntType, limbs: [u64; 4]) {
    if ty.bits <= 32 {
        f.ins().i32_const(limbs[0] as i32);
        return;
    }
    for limb in limbs.iter().take(usize::from(ty.bits / 64)) {
        f.ins().i64_const(*limb as i64);
    }
}

/// Makes the `i32` on top of the stack the canonical form of a type of up to 32 bits.
pub(super) fn canonical(f: &mut FunctionBuilder, ty: IntType) {
    let mut ins = f.ins();
    match (ty.bits, ty.signed) {
        (8, true) => ins.i32_extend8_s(),
        (16, true) => ins.i32_extend16_s(),
        (8, false) => ins.i32_const(0xFF).i32_and(),
        (16, false) => ins.i32_const(0xFFFF).i32_and(),
        _ => &mut ins,
    };
}

/// Widens the `i32` on top of the stack to `i64` by a type's sign.
pub(super) fn extend(f: &mut FunctionBuilder, ty: IntType) {
    if ty.signed {
        f.ins().i64_extend_i32_s();
    } else {
        f.ins().i64_extend_i32_u();
    }
}

/// A local with the `i32` that `push` leaves on the stack.
pub(super) fn flag(f: &mut FunctionBuilder, push: impl FnOnce(&mut FunctionBuilder)) -> Local {
    let local = f.local_i32();
    push(f);
    f.ins().local_set(local);
    local
}

impl Operand {
    /// The integer in the locals from `first` on.
    pub fn param(ty: IntType, first: Local) -> Self {
        let count = slot_types(ty).len() as Local;
        Self {
            ty,
            slots: (first..first + count).collect(),
        }
    }

    /// The highest slot, which holds the sign.
    pub fn top(&self) -> Local {
        self.slots.last().copied().unwrap_or(0)
    }

    fn is_long(&self) -> bool {
        self.ty.bits > 32
    }

    /// Pushes whether the value is negative; the type is signed.
    pub fn push_is_negative(&self, f: &mut FunctionBuilder) {
        f.ins().local_get(self.top());
        if self.is_long() {
            f.ins().i64_const(0).i64_lt_s();
        } else {
            f.ins().i32_const(0).i32_lt_s();
        }
    }

    /// Pushes whether the value is zero.
    pub fn push_is_zero(&self, f: &mut FunctionBuilder) {
        for (at, slot) in self.slots.iter().enumerate() {
            f.ins().local_get(*slot);
            if at > 0 {
                f.ins().i64_or();
            }
        }
        if self.is_long() {
            f.ins().i64_eqz();
        } else {
            f.ins().i32_eqz();
        }
    }

    /// Pushes whether the value is the least one of a signed type.
    pub fn push_is_min(&self, f: &mut FunctionBuilder) {
        let limbs = min_value(self.ty);
        if !self.is_long() {
            f.ins().local_get(self.top()).i32_const(limbs[0] as i32).i32_eq();
            return;
        }
        // All lower limbs are zero in it.
        f.ins().local_get(self.top()).i64_const(i64::MIN).i64_xor();
        for slot in self.slots.iter().rev().skip(1) {
            f.ins().local_get(*slot).i64_or();
        }
        f.ins().i64_eqz();
    }

    /// Pushes whether the value is -1.
    pub fn push_is_minus_one(&self, f: &mut FunctionBuilder) {
        if !self.is_long() {
            f.ins().local_get(self.top()).i32_const(-1).i32_eq();
            return;
        }
        for (at, slot) in self.slots.iter().enumerate() {
            f.ins().local_get(*slot);
            if at > 0 {
                f.ins().i64_and();
            }
        }
        f.ins().i64_const(-1).i64_eq();
    }
}
