//! Integers of two and four limbs in place: what is short enough, given the target's instructions.
//!
//! With wide arithmetic a sum is not much longer than the call of a function that makes it. Everything
//! else of these types is a call (`arith`).

use std::rc::Rc;

use twilight_abi::IntType;
use twilight_tir::analysis::Cfg;
use twilight_tir::{BinaryOp, CompareOp, messages};
use wasm_encoder::ValType;

use super::Selector;
use crate::helpers::Helper;
use crate::machine::{Code, Effect, Src, op};
use crate::wide::{I64_ADD128, I64_SUB128, Operation, Wide};

/// For each block whether it may run more than once in a call: it stands, in the order of emission, between
/// the header of a loop and a jump back to it.
pub(super) fn repeated(cfg: &Cfg, blocks: usize) -> Vec<bool> {
    let mut depth = vec![0_i64; cfg.rpo().len() + 1];
    for (at, id) in cfg.rpo().iter().enumerate() {
        for header in cfg.succs(*id) {
            if let Some(start) = cfg.rpo_index(*header).filter(|start| *start <= at) {
                depth[start] += 1;
                depth[at + 1] -= 1;
            }
        }
    }
    let mut repeated = vec![false; blocks];
    let mut open = 0;
    for (id, change) in cfg.rpo().iter().zip(depth) {
        open += change;
        repeated[id.0 as usize] = open > 0;
    }
    repeated
}

impl Selector<'_, '_> {
    /// An operation of 64 bits and more in place; `None` where a function does it.
    pub(super) fn limbs(&mut self, op: BinaryOp, ty: IntType, a: &[Src], b: &[Src]) -> Option<Rc<[Src]>> {
        if !self.cx.options.wide_arithmetic {
            return None;
        }
        let (operation, checked) = match op {
            BinaryOp::Mul if ty.bits == 64 && !ty.signed => (Operation::CheckedMul, true),
            _ if ty.bits == 64 => return None,
            BinaryOp::WrappingAdd => (Operation::Add, false),
            BinaryOp::WrappingSub => (Operation::Sub, false),
            BinaryOp::Add if !ty.signed => (Operation::Add, true),
            BinaryOp::Sub if !ty.signed => (Operation::Sub, true),
            // A product of 256 bits is long: in place only where that saves many calls.
            BinaryOp::WrappingMul if ty.bits == 128 || self.repeated => (Operation::Mul, false),
            _ => return None,
        };
        if !checked && ty.bits == 128 && operation != Operation::Mul {
            let code = if operation == Operation::Add {
                I64_ADD128
            } else {
                I64_SUB128
            };
            let srcs: Vec<Src> = a.iter().chain(b).copied().collect();
            let results = [ValType::I64; 2];
            let def = self.push(Code::Pair(code), &srcs, &results, Effect::PURE, None);
            return Some((def..def + 2).map(Src::Reg).collect());
        }
        let message = checked.then(|| messages::overflow(Some(op), ty, self.cx.module.dialect));
        Some(self.wide(operation, message, a, b))
    }

    fn wide(&mut self, operation: Operation, message: Option<String>, a: &[Src], b: &[Src]) -> Rc<[Src]> {
        let results = vec![ValType::I64; a.len()];
        let address = message.as_deref().map(|message| self.cx.data.string(message));
        let (effect, site) = match message {
            Some(message) => {
                self.cx.helper(Helper::Revert);
                (Effect::TRAP, Some((self.span, message.into())))
            }
            None => (Effect::PURE, None),
        };
        let (wide, srcs) = Wide::new(operation, address, a, b);
        let def = self.push(Code::Wide(wide), &srcs, &results, effect, site);
        (def..def + results.len() as u32).map(Src::Reg).collect()
    }

    /// A comparison of more than 64 bits in place; `None` where a function does it.
    pub(super) fn compare_limbs(&mut self, op: CompareOp, ty: IntType, a: &[Src], b: &[Src]) -> Option<Src> {
        use CompareOp::{Eq, Ge, Gt, Le, Lt, Ne};
        // One limb, and zeros above it.
        let is_short = |slots: &[Src]| slots[1..].iter().all(|slot| *slot == Src::I64(0));
        if is_short(a) && is_short(b) {
            return Some(self.compare_int(op, IntType::U64, &a[..1], &b[..1]));
        }
        if is_short(a) && !is_short(b) {
            let mirrored = match op {
                Eq | Ne => op,
                Lt => Gt,
                Gt => Lt,
                Le => Ge,
                Ge => Le,
            };
            return self.compare_limbs(mirrored, ty, b, a);
        }
        let short = is_short(b);
        if !(short || a.len() == 2 || self.cx.options.wide_arithmetic) {
            return None;
        }
        match op {
            Eq | Ne => Some(self.equal_limbs(op == Eq, a, b)),
            _ if short && !ty.signed => {
                // A higher limb makes it larger than any number of one limb.
                let high = self.any(&a[1..]);
                let (low, above) = match op {
                    Lt => (op::I64_LT_U, false),
                    Le => (op::I64_LT_U + 4, false),
                    Gt => (op::I64_LT_U + 2, true),
                    _ => (op::I64_LT_U + 6, true),
                };
                let low = self.op2(low, a[0], b[0]);
                Some(if above {
                    let high = self.op2(op::I64_NE, high, Src::I64(0));
                    self.op2(op::I32_OR, high, low)
                } else {
                    let none = self.op1(op::I64_EQZ, high);
                    self.op2(op::I32_AND, none, low)
                })
            }
            _ => {
                // Two orders for four comparisons: the lowest limb decides what equality means.
                let (first, second) = if matches!(op, Lt | Ge) { (a, b) } else { (b, a) };
                let less = self.less_limbs(ty, first, second);
                Some(if matches!(op, Ge | Le) {
                    self.op1(op::I32_EQZ, less)
                } else {
                    less
                })
            }
        }
    }

    /// A shift of more than 64 bits by a constant.
    pub(super) fn shift_limbs(&mut self, right: bool, ty: IntType, a: &[Src], amount: u32) -> Rc<[Src]> {
        let bits = u32::from(ty.bits);
        let last = a.len() - 1;
        let fill = if right && ty.signed {
            self.shift_limb(op::I64_SHR_S, a[last], 63)
        } else {
            Src::I64(0)
        };
        if amount >= bits {
            return vec![fill; a.len()].into();
        }
        let (limbs, amount) = ((amount / 64) as usize, amount % 64);
        let mut result = Vec::with_capacity(a.len());
        for at in 0..a.len() {
            // The limb that comes here, and the one that some of its bits come from too.
            let (from, other) = if right {
                (at.checked_add(limbs), at + limbs + 1)
            } else {
                (at.checked_sub(limbs), at.wrapping_sub(limbs + 1))
            };
            let Some(limb) = from.and_then(|from| a.get(from)) else {
                result.push(fill);
                continue;
            };
            let (opcode, back) = match right {
                true if ty.signed && at + limbs == last => (op::I64_SHR_S, op::I64_SHL),
                true => (op::I64_SHR_U, op::I64_SHL),
                false => (op::I64_SHL, op::I64_SHR_U),
            };
            let limb = self.shift_limb(opcode, *limb, amount);
            result.push(match a.get(other).filter(|_| amount > 0) {
                None | Some(Src::I64(0)) => limb,
                Some(other) => {
                    let carried = self.shift_limb(back, *other, 64 - amount);
                    if limb == Src::I64(0) {
                        carried
                    } else {
                        self.long2(op::I64_OR, limb, carried)
                    }
                }
            });
        }
        result.into()
    }

    fn shift_limb(&mut self, opcode: u8, limb: Src, amount: u32) -> Src {
        if amount == 0 || limb == Src::I64(0) {
            limb
        } else {
            self.long2(opcode, limb, Src::I64(i64::from(amount)))
        }
    }

    /// The bits that any of some limbs has.
    fn any(&mut self, limbs: &[Src]) -> Src {
        let mut any = limbs[0];
        for limb in &limbs[1..] {
            any = self.long2(op::I64_OR, any, *limb);
        }
        any
    }

    fn equal_limbs(&mut self, equal: bool, a: &[Src], b: &[Src]) -> Src {
        let mut any: Option<Src> = None;
        for (a, b) in a.iter().zip(b) {
            let different = if *b == Src::I64(0) {
                *a
            } else {
                self.long2(op::I64_XOR, *a, *b)
            };
            any = Some(match any {
                Some(any) => self.long2(op::I64_OR, any, different),
                None => different,
            });
        }
        let any = any.unwrap_or(Src::I64(0));
        if equal {
            self.op1(op::I64_EQZ, any)
        } else {
            self.op2(op::I64_NE, any, Src::I64(0))
        }
    }

    /// From the low limb up: a higher limb decides where it differs.
    fn less_limbs(&mut self, ty: IntType, a: &[Src], b: &[Src]) -> Src {
        let mut less = self.op2(op::I64_LT_U, a[0], b[0]);
        for (at, (x, y)) in a.iter().zip(b).enumerate().skip(1) {
            let signed = ty.signed && at + 1 == a.len();
            let opcode = if signed { op::I64_LT_S } else { op::I64_LT_U };
            let here = self.op2(opcode, *x, *y);
            let same = self.op2(op::I64_EQ, *x, *y);
            less = self.choose(less, here, same);
        }
        less
    }
}
