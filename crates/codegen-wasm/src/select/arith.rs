//! Arithmetic and comparisons of integers: inline up to 64 bits where that is short, else a call.

use std::rc::Rc;
use std::sync::Arc;

use twilight_abi::IntType;
use twilight_tir::{BinaryOp, CompareOp, messages};
use wasm_encoder::ValType;

use super::Selector;
use crate::helpers::Helper;
use crate::integers::IntHelper;
use crate::machine::{Code, Effect, Src, op};

/// The largest value of an unsigned type of up to 32 bits.
fn mask(ty: IntType) -> i32 {
    (u32::MAX >> (32 - u32::from(ty.bits.min(32)))) as i32
}

impl Selector<'_, '_> {
    pub(super) fn binary(&mut self, op: BinaryOp, ty: IntType, lhs: &[Src], rhs: &[Src]) -> Rc<[Src]> {
        use BinaryOp::{
            Add, And, Div, Mul, Or, Rem, Shl, Shr, Sub, WrappingAdd, WrappingMul, WrappingSub, Xor,
        };
        // Widths that are no native ones have the operations whose result in the container is theirs.
        let ty = ty.container();
        let inline = match op {
            And | Or | Xor => return self.bitwise(op, ty, lhs, rhs),
            Shl | Shr if ty.bits > 64 => match rhs[0] {
                Src::I32(amount) => return self.shift_limbs(op == Shr, ty, lhs, amount.cast_unsigned()),
                _ => None,
            },
            _ if ty.bits > 64 => {
                if let Some(result) = self.limbs(op, ty, lhs, rhs) {
                    return result;
                }
                None
            }
            Add | Sub => Some(self.checked_add_sub(op, ty, lhs[0], rhs[0])),
            Mul if ty.bits <= 32 => Some(self.checked_mul(ty, lhs[0], rhs[0])),
            WrappingAdd | WrappingSub | WrappingMul => {
                let (short, long) = match op {
                    WrappingAdd => (op::I32_ADD, op::I64_ADD),
                    WrappingSub => (op::I32_SUB, op::I64_SUB),
                    _ => (op::I32_MUL, op::I64_MUL),
                };
                Some(if ty.bits == 64 {
                    self.long2(long, lhs[0], rhs[0])
                } else {
                    let result = self.op2(short, lhs[0], rhs[0]);
                    self.canonical(ty, result)
                })
            }
            Mul => match self.limbs(op, ty, lhs, rhs) {
                Some(result) => return result,
                None => None,
            },
            Div | Rem => self.native_division(op, ty, lhs[0], rhs[0]),
            Shl | Shr => self.constant_shift(op, ty, lhs[0], rhs[0]),
            _ => None,
        };
        match inline {
            Some(result) => [result].into(),
            None => self.binary_helper(op, ty, lhs, rhs),
        }
    }

    fn binary_helper(&mut self, op: BinaryOp, ty: IntType, lhs: &[Src], rhs: &[Src]) -> Rc<[Src]> {
        use BinaryOp::{Add, Div, Mul, Pow, Rem, Sub};
        let helper = match op {
            // Nothing is to be done about signs and zeros.
            Div if ty.bits > 64 && !ty.signed => IntHelper::Divide(ty.bits),
            _ => IntHelper::Binary(op, ty),
        };
        let results = helper.signature().results;
        let (effect, message) = match op {
            Add | Sub | Mul | Pow => (
                Effect::TRAP,
                messages::overflow(Some(op), ty, self.cx.module.dialect),
            ),
            Div | Rem => (Effect::TRAP, messages::DIVISION_BY_ZERO.to_owned()),
            _ => (Effect::PURE, String::new()),
        };
        let target = self.cx.helper(Helper::Int(helper));
        let args: Vec<Src> = lhs.iter().chain(rhs).copied().collect();
        self.call_raw(target, &args, &results, effect, &message)
    }

    fn bitwise(&mut self, op: BinaryOp, ty: IntType, lhs: &[Src], rhs: &[Src]) -> Rc<[Src]> {
        let (short, long) = match op {
            BinaryOp::And => (op::I32_AND, op::I64_AND),
            BinaryOp::Or => (op::I32_OR, op::I64_OR),
            _ => (op::I32_XOR, op::I64_XOR),
        };
        lhs.iter()
            .zip(rhs)
            .map(|(a, b)| {
                if ty.bits <= 32 {
                    self.op2(short, *a, *b)
                } else {
                    self.long2(long, *a, *b)
                }
            })
            .collect()
    }

    /// Makes the low bits of an `i32` the canonical form of a type of up to 32 bits.
    pub(super) fn canonical(&mut self, ty: IntType, value: Src) -> Src {
        match (ty.bits, ty.signed) {
            (8, true) => self.op1(op::I32_EXTEND8_S, value),
            (16, true) => self.op1(op::I32_EXTEND16_S, value),
            (8 | 16, false) => self.op2(op::I32_AND, value, Src::I32(mask(ty))),
            _ => value,
        }
    }

    /// Reverts unless an `i32` is in the range of an 8- or 16-bit type.
    fn guard_narrow(&mut self, ty: IntType, value: Src, message: &str) {
        let overflow = if ty.signed {
            let canonical = self.canonical(ty, value);
            self.op2(op::I32_NE, canonical, value)
        } else {
            self.op2(op::I32_GT_U, value, Src::I32(mask(ty)))
        };
        self.guard(overflow, message);
    }

    /// Reverts unless an `i64` is in the range of `i32`; gives the `i32`.
    fn guard_i32(&mut self, value: Src, message: &str) -> Src {
        let short = self.wrap(value);
        let again = self.long1(op::I64_EXTEND_I32_S, short);
        let overflow = self.op2(op::I64_NE, again, value);
        self.guard(overflow, message);
        short
    }

    fn checked_add_sub(&mut self, op: BinaryOp, ty: IntType, a: Src, b: Src) -> Src {
        let add = op == BinaryOp::Add;
        let message = messages::overflow(Some(op), ty, self.cx.module.dialect);
        let (short, long) = if add {
            (op::I32_ADD, op::I64_ADD)
        } else {
            (op::I32_SUB, op::I64_SUB)
        };
        match (ty.bits, ty.signed) {
            (8 | 16, signed) if add || signed => {
                let result = self.op2(short, a, b);
                self.guard_narrow(ty, result, &message);
                result
            }
            (32, true) => {
                let (a, b) = (
                    self.long1(op::I64_EXTEND_I32_S, a),
                    self.long1(op::I64_EXTEND_I32_S, b),
                );
                let result = self.long2(long, a, b);
                self.guard_i32(result, &message)
            }
            (64, true) => {
                let result = self.long2(long, a, b);
                // Overflow: the operands' signs make it possible, and the result's sign is wrong.
                let x = self.long2(op::I64_XOR, a, result);
                let y = self.long2(op::I64_XOR, b, if add { result } else { a });
                let both = self.long2(op::I64_AND, x, y);
                let overflow = self.op2(op::I64_LT_S, both, Src::I64(0));
                self.guard(overflow, &message);
                result
            }
            (bits, _) => {
                let less = if bits == 64 { op::I64_LT_U } else { op::I32_LT_U };
                if !add {
                    let overflow = self.op2(less, a, b);
                    self.guard(overflow, &message);
                }
                let result = if bits == 64 {
                    self.long2(long, a, b)
                } else {
                    self.op2(short, a, b)
                };
                if add {
                    // Either operand will do; a constant needs no local.
                    let operand = if matches!(b, Src::Reg(_)) { a } else { b };
                    let overflow = self.op2(less, result, operand);
                    self.guard(overflow, &message);
                }
                result
            }
        }
    }

    fn checked_mul(&mut self, ty: IntType, a: Src, b: Src) -> Src {
        let message = messages::overflow(Some(BinaryOp::Mul), ty, self.cx.module.dialect);
        if ty.bits < 32 {
            let result = self.op2(op::I32_MUL, a, b);
            self.guard_narrow(ty, result, &message);
            return result;
        }
        let extend = if ty.signed {
            op::I64_EXTEND_I32_S
        } else {
            op::I64_EXTEND_I32_U
        };
        let (a, b) = (self.long1(extend, a), self.long1(extend, b));
        let product = self.long2(op::I64_MUL, a, b);
        if ty.signed {
            return self.guard_i32(product, &message);
        }
        let high = self.long2(op::I64_SHR_U, product, Src::I64(32));
        let overflow = self.wrap(high);
        self.guard(overflow, &message);
        self.wrap(product)
    }

    /// Division by a wasm instruction, where that traps exactly when it should.
    fn native_division(&mut self, op: BinaryOp, ty: IntType, a: Src, b: Src) -> Option<Src> {
        let constant = match b {
            Src::I32(value) => Some(i64::from(value)),
            Src::I64(value) => Some(value),
            Src::Reg(_) => None,
        };
        let safe = constant.is_some_and(|value| value != 0 && !(ty.signed && value == -1));
        if ty.signed && !safe {
            return None;
        }
        let opcode = match (op, ty.bits, ty.signed) {
            (BinaryOp::Div, 64, false) => op::I64_DIV_U,
            (BinaryOp::Div, 64, true) => op::I64_DIV_S,
            (BinaryOp::Div, _, false) => op::I32_DIV_U,
            (BinaryOp::Div, _, true) => op::I32_DIV_S,
            (_, 64, false) => op::I64_REM_U,
            (_, 64, true) => op::I64_REM_S,
            (_, _, false) => op::I32_REM_U,
            (_, _, true) => op::I32_REM_S,
        };
        let result = if ty.bits == 64 { ValType::I64 } else { ValType::I32 };
        let (effect, site) = if safe {
            (Effect::PURE, None)
        } else {
            (
                Effect::TRAP,
                Some((self.span, Arc::from(messages::DIVISION_BY_ZERO))),
            )
        };
        Some(Src::Reg(self.push(
            Code::Op(opcode),
            &[a, b],
            &[result],
            effect,
            site,
        )))
    }

    fn constant_shift(&mut self, op: BinaryOp, ty: IntType, a: Src, amount: Src) -> Option<Src> {
        let Src::I32(amount) = amount else { return None };
        let bits = u32::from(ty.bits);
        let right = op == BinaryOp::Shr;
        let mut amount = amount as u32;
        if amount >= bits {
            if !(right && ty.signed) {
                return Some(if bits == 64 { Src::I64(0) } else { Src::I32(0) });
            }
            amount = bits - 1;
        }
        let (short, long) = match (right, ty.signed) {
            (false, _) => (op::I32_SHL, op::I64_SHL),
            (true, true) => (op::I32_SHR_S, op::I64_SHR_S),
            (true, false) => (op::I32_SHR_U, op::I64_SHR_U),
        };
        if bits == 64 {
            return Some(self.long2(long, a, Src::I64(i64::from(amount))));
        }
        let result = self.op2(short, a, Src::I32(amount as i32));
        Some(if right { result } else { self.canonical(ty, result) })
    }

    pub(super) fn bit_not(&mut self, ty: IntType, slots: &[Src]) -> Rc<[Src]> {
        let ty = ty.container();
        slots
            .iter()
            .map(|slot| {
                if ty.bits > 32 {
                    self.long2(op::I64_XOR, *slot, Src::I64(-1))
                } else {
                    let ones = if ty.signed { -1 } else { mask(ty) };
                    self.op2(op::I32_XOR, *slot, Src::I32(ones))
                }
            })
            .collect()
    }

    pub(super) fn negate(&mut self, ty: IntType, slots: &[Src]) -> Rc<[Src]> {
        let message = messages::overflow(None, ty, self.cx.module.dialect);
        match (ty.bits, slots) {
            (64, [value]) => {
                let overflow = self.op2(op::I64_EQ, *value, Src::I64(i64::MIN));
                self.guard(overflow, &message);
                [self.long2(op::I64_SUB, Src::I64(0), *value)].into()
            }
            (bits, [value]) => {
                let least = i32::MIN >> (32 - u32::from(bits.min(32)));
                let overflow = self.op2(op::I32_EQ, *value, Src::I32(least));
                self.guard(overflow, &message);
                [self.op2(op::I32_SUB, Src::I32(0), *value)].into()
            }
            _ => {
                let helper = IntHelper::Neg(ty);
                let results = helper.signature().results;
                let target = self.cx.helper(Helper::Int(helper));
                self.call_raw(target, slots, &results, Effect::TRAP, &message)
            }
        }
    }

    pub(super) fn compare_int(&mut self, op: CompareOp, ty: IntType, lhs: &[Src], rhs: &[Src]) -> Src {
        let ty = ty.container();
        let (&[a], &[b]) = (lhs, rhs) else {
            return self.compare_wide(op, ty, lhs, rhs);
        };
        if let Some(zero) = self.compare_zero(op, ty, a, b) {
            return zero;
        }
        // eq, ne, lt_s, lt_u, gt_s, gt_u, le_s, le_u, ge_s, ge_u
        let first = if ty.bits == 64 { op::I64_EQ } else { op::I32_EQ };
        let signed = u8::from(!ty.signed);
        let offset = match op {
            CompareOp::Eq => 0,
            CompareOp::Ne => 1,
            CompareOp::Lt => 2 + signed,
            CompareOp::Gt => 4 + signed,
            CompareOp::Le => 6 + signed,
            CompareOp::Ge => 8 + signed,
        };
        self.op2(first + offset, a, b)
    }

    fn compare_zero(&mut self, op: CompareOp, ty: IntType, a: Src, b: Src) -> Option<Src> {
        let other = match (a, b) {
            (Src::I32(0) | Src::I64(0), other) | (other, Src::I32(0) | Src::I64(0)) => other,
            _ => return None,
        };
        let eqz = if ty.bits == 64 { op::I64_EQZ } else { op::I32_EQZ };
        (op == CompareOp::Eq).then(|| self.op1(eqz, other))
    }

    fn compare_wide(&mut self, op: CompareOp, ty: IntType, lhs: &[Src], rhs: &[Src]) -> Src {
        let is_zero = |slots: &[Src]| slots.iter().all(|slot| *slot == Src::I64(0));
        let against_zero = match op {
            CompareOp::Eq | CompareOp::Ne if is_zero(lhs) => Some((rhs, op == CompareOp::Eq)),
            CompareOp::Eq | CompareOp::Ne if is_zero(rhs) => Some((lhs, op == CompareOp::Eq)),
            CompareOp::Gt if !ty.signed && is_zero(rhs) => Some((lhs, false)),
            CompareOp::Lt if !ty.signed && is_zero(lhs) => Some((rhs, false)),
            _ => None,
        };
        if let Some((slots, equal)) = against_zero {
            let mut any = slots[0];
            for slot in slots.iter().skip(1) {
                any = self.long2(op::I64_OR, any, *slot);
            }
            return if equal {
                self.op1(op::I64_EQZ, any)
            } else {
                self.op2(op::I64_NE, any, Src::I64(0))
            };
        }
        if let Some(result) = self.compare_limbs(op, ty, lhs, rhs) {
            return result;
        }
        // Two functions for six comparisons.
        let (base, first, second, negated) = match op {
            CompareOp::Eq => (CompareOp::Eq, lhs, rhs, false),
            CompareOp::Ne => (CompareOp::Eq, lhs, rhs, true),
            CompareOp::Lt => (CompareOp::Lt, lhs, rhs, false),
            CompareOp::Ge => (CompareOp::Lt, lhs, rhs, true),
            CompareOp::Gt => (CompareOp::Lt, rhs, lhs, false),
            CompareOp::Le => (CompareOp::Lt, rhs, lhs, true),
        };
        // Equality does not look at the sign.
        let ty = if base == CompareOp::Eq {
            IntType::unsigned(ty.bits)
        } else {
            ty
        };
        let target = self.cx.helper(Helper::Int(IntHelper::Compare(base, ty)));
        let args: Vec<Src> = first.iter().chain(second).copied().collect();
        let result = self.call_raw(target, &args, &[ValType::I32], Effect::PURE, "")[0];
        if negated {
            self.op1(op::I32_EQZ, result)
        } else {
            result
        }
    }
}
