//! The integer methods that are made of other operations (spec 03 §4.3; DECISIONS T5, T6).
//!
//! Each is a composition of TIR's operators, so that every back end has it for every width. This module must
//! never decide what overflows: the checked operators do.

use twilight_abi::{IntType, Type};
use twilight_diagnostics::Span;
use twilight_hir::StdFn;
use twilight_tir::{BinaryOp, Builtin, CastOp, CompareOp, Const, Op, Operand, Terminator, arith};

use crate::expressions::{UNIT, int, text};
use crate::function::FunctionContext;
use crate::std_calls::variants;

const U32: IntType = IntType::U32;

/// One integer method under construction.
struct Ints<'x, 'm, 'p> {
    fx: &'x mut FunctionContext<'m, 'p>,
    ty: IntType,
    span: Span,
}

impl<'p> FunctionContext<'_, 'p> {
    /// A method of integers that is a composition; `None` where it is another function.
    pub fn integer_method(
        &mut self,
        function: StdFn,
        args: &[Operand],
        ret: &Type,
        span: Span,
    ) -> Option<Operand> {
        let value = args.first()?.clone();
        let other = args.get(1).cloned().unwrap_or(UNIT);
        let Type::Int(ty) = self.builder.operand_type(&value) else {
            return None;
        };
        let mut ints = Ints { fx: self, ty, span };
        let zero = ints.constant(0);
        Some(match function {
            StdFn::IntWrappingDiv => ints.division(BinaryOp::Div, BinaryOp::WrappingSub, value, other),
            StdFn::IntSaturatingDiv => ints.division(BinaryOp::Div, BinaryOp::SaturatingSub, value, other),
            StdFn::IntWrappingRem => ints.division(BinaryOp::Rem, BinaryOp::WrappingSub, value, other),
            StdFn::IntWrappingNeg => ints.same(BinaryOp::WrappingSub, zero, value),
            StdFn::IntSaturatingNeg => ints.same(BinaryOp::SaturatingSub, zero, value),
            StdFn::IntCheckedNeg => ints.binary(BinaryOp::CheckedSub, zero, value, ret),
            StdFn::IntWrappingAbs => ints.absolute(BinaryOp::WrappingSub, value, ret),
            StdFn::IntSaturatingAbs => ints.absolute(BinaryOp::SaturatingSub, value, ret),
            StdFn::IntCheckedAbs => ints.absolute(BinaryOp::CheckedSub, value, ret),
            StdFn::IntCheckedShl => ints.checked_shift(BinaryOp::Shl, value, other, ret),
            StdFn::IntCheckedShr => ints.checked_shift(BinaryOp::Shr, value, other, ret),
            StdFn::IntWrappingShl => ints.wrapping_shift(BinaryOp::Shl, value, other),
            StdFn::IntWrappingShr => ints.wrapping_shift(BinaryOp::Shr, value, other),
            StdFn::IntSaturatingShl => ints.saturating_shl(value, other),
            StdFn::IntSaturatingShr => ints.same(BinaryOp::Shr, value, other),
            StdFn::IntSaturatingPow => ints.saturating_pow(value, other, ret),
            StdFn::IntOverflowingAdd => {
                ints.overflowing(BinaryOp::WrappingAdd, BinaryOp::CheckedAdd, value, other, ret)
            }
            StdFn::IntOverflowingSub => {
                ints.overflowing(BinaryOp::WrappingSub, BinaryOp::CheckedSub, value, other, ret)
            }
            StdFn::IntOverflowingMul => {
                ints.overflowing(BinaryOp::WrappingMul, BinaryOp::CheckedMul, value, other, ret)
            }
            StdFn::IntOverflowingPow => {
                ints.overflowing(BinaryOp::WrappingPow, BinaryOp::CheckedPow, value, other, ret)
            }
            StdFn::IntOverflowingNeg => {
                ints.overflowing(BinaryOp::WrappingSub, BinaryOp::CheckedSub, zero, value, ret)
            }
            StdFn::IntOverflowingAbs => {
                let result = ints.absolute(BinaryOp::WrappingSub, value, &Type::Int(ty));
                let wrapped = ints.compare(CompareOp::Lt, result.clone(), zero);
                ints.pair(result, wrapped, ret)
            }
            StdFn::IntOverflowingDiv => ints.overflowing_division(BinaryOp::Div, value, other, ret),
            StdFn::IntOverflowingRem => ints.overflowing_division(BinaryOp::Rem, value, other, ret),
            StdFn::IntOverflowingShl => ints.overflowing_shift(BinaryOp::Shl, value, other, ret),
            StdFn::IntOverflowingShr => ints.overflowing_shift(BinaryOp::Shr, value, other, ret),
            StdFn::IntClamp => {
                let high = args.get(2).cloned().unwrap_or(UNIT);
                ints.clamp(value, other, high)
            }
            StdFn::IntAbsDiff => {
                let less = ints.compare(CompareOp::Lt, value.clone(), other.clone());
                let up = ints.same(BinaryOp::WrappingSub, other.clone(), value.clone());
                let down = ints.same(BinaryOp::WrappingSub, value, other);
                ints.select(less, up, down, Type::Int(ty))
            }
            StdFn::IntSignum => {
                let negative = ints.compare(CompareOp::Lt, value.clone(), zero.clone());
                let positive = ints.compare(CompareOp::Gt, value, zero.clone());
                let (minus, one) = (ints.minus_one(), ints.constant(1));
                let rest = ints.select(positive, one, zero, Type::Int(ty));
                ints.select(negative, minus, rest, Type::Int(ty))
            }
            StdFn::IntIsNegative => ints.compare(CompareOp::Lt, value, zero),
            StdFn::IntIsPositive => ints.compare(CompareOp::Gt, value, zero),
            StdFn::IntCountOnes => ints.bits(Builtin::IntCountOnes, value),
            StdFn::IntLeadingZeros => ints.bits(Builtin::IntLeadingZeros, value),
            StdFn::IntTrailingZeros => ints.bits(Builtin::IntTrailingZeros, value),
            StdFn::IntCountZeros => {
                let value = ints.not(value);
                ints.bits(Builtin::IntCountOnes, value)
            }
            StdFn::IntLeadingOnes => {
                let value = ints.not(value);
                ints.bits(Builtin::IntLeadingZeros, value)
            }
            StdFn::IntTrailingOnes => {
                let value = ints.not(value);
                ints.bits(Builtin::IntTrailingZeros, value)
            }
            StdFn::IntIsPowerOfTwo => {
                let ones = ints.bits(Builtin::IntCountOnes, value);
                ints.compare_of(CompareOp::Eq, U32, ones, int(U32, 1))
            }
            StdFn::IntRotateLeft => ints.rotate(value, other, false),
            StdFn::IntRotateRight => ints.rotate(value, other, true),
            _ => return None,
        })
    }

    /// Conversions to and from integers that are not between integers.
    pub fn integer_conversion(
        &mut self,
        function: StdFn,
        types: &[Type],
        args: &[Operand],
        ret: &Type,
        span: Span,
    ) -> Option<Operand> {
        let value = args.first()?.clone();
        let wide = Type::Int(IntType::U256);
        Some(match function {
            StdFn::IntParse => {
                let args = vec![value, int(U32, 10)];
                self.parse_integer(args, ret, span)
            }
            StdFn::IntFromBytes => {
                let option = self.builtin(Builtin::IntFromBytes, types.to_vec(), vec![value], span);
                self.or_error(option, ret, variants::CONVERSION_INVALID_LENGTH, span)
            }
            StdFn::IntFromBool => {
                let Type::Int(ty) = ret else { return None };
                let select = Op::Select {
                    condition: value,
                    then: int(*ty, 1),
                    otherwise: int(*ty, 0),
                };
                self.builder.emit(select, ret.clone(), span)
            }
            StdFn::IntFromHash => {
                let bytes = self.builtin(Builtin::HashToBytes, Vec::new(), vec![value], span);
                self.certain(Builtin::IntFromBytes, vec![wide.clone()], bytes, &wide, span)
            }
            StdFn::IntFromAddress => {
                // Twelve zero bytes, then the twenty of the address.
                let zero = Operand::Const(Const::Hash256([0; 32]));
                let zeros = self.builtin(Builtin::HashToBytes, Vec::new(), vec![zero], span);
                let byte = vec![Type::Int(IntType::U8)];
                let head = vec![zeros, int(IntType::U64, 12)];
                let head = self.builtin(Builtin::VecTruncate, byte.clone(), head, span);
                let tail = self.builtin(Builtin::AddressToBytes, Vec::new(), vec![value], span);
                let bytes = self.builtin(Builtin::VecExtend, byte, vec![head, tail], span);
                self.certain(Builtin::IntFromBytes, vec![wide.clone()], bytes, &wide, span)
            }
            StdFn::HashFromInt => {
                let bytes = self.builtin(Builtin::IntToBytes, vec![wide], vec![value], span);
                self.certain(Builtin::HashFromBytes, Vec::new(), bytes, ret, span)
            }
            StdFn::AddressFromInt => {
                let shift = Op::Binary {
                    op: BinaryOp::Shr,
                    ty: IntType::U256,
                    lhs: value.clone(),
                    rhs: int(U32, 160),
                };
                let high = self.builder.emit(shift, wide.clone(), span);
                let compare = Op::Compare {
                    op: CompareOp::Eq,
                    ty: wide.clone(),
                    lhs: high,
                    rhs: int(IntType::U256, 0),
                };
                let fits = self.builder.emit(compare, Type::Bool, span);
                let (good, bad) = (ret.clone(), ret.clone());
                self.branches(
                    fits,
                    ret.clone(),
                    span,
                    |fx| {
                        let bytes = fx.builtin(Builtin::IntToBytes, vec![wide], vec![value], span);
                        let range = vec![bytes, int(IntType::U64, 12), int(IntType::U64, 32)];
                        let byte = vec![Type::Int(IntType::U8)];
                        let bytes = fx.builtin(Builtin::VecSlice, byte, range, span);
                        let address =
                            fx.certain(Builtin::AddressFromBytes, Vec::new(), bytes, &Type::Address, span);
                        fx.variant(&good, 0, vec![address], span)
                    },
                    |fx| fx.failure(&bad, variants::CONVERSION_OUT_OF_RANGE, span),
                )
            }
            _ => return None,
        })
    }

    /// The value of a conversion that cannot fail here: `None` is unreachable, and would be the default.
    fn certain(
        &mut self,
        builtin: Builtin,
        types: Vec<Type>,
        bytes: Operand,
        ty: &Type,
        span: Span,
    ) -> Operand {
        let option = self.builtin(builtin, types, vec![bytes], span);
        let present = self.has_tag(&option, 1, span);
        let (inner, default) = (ty.clone(), ty.clone());
        self.branches(
            present,
            ty.clone(),
            span,
            |fx| fx.payload(option, 1, 0, inner, span),
            |fx| fx.builder.emit(Op::Default(default.clone()), default, span),
        )
    }
}

impl Ints<'_, '_, '_> {
    fn own(&self) -> Type {
        Type::Int(self.ty)
    }

    fn constant(&self, value: u64) -> Operand {
        int(self.ty, value)
    }

    fn minus_one(&self) -> Operand {
        Operand::Const(Const::Int(self.ty, arith::mask(self.ty)))
    }

    fn least(&self) -> Operand {
        Operand::Const(Const::Int(self.ty, arith::min_value(self.ty)))
    }

    fn greatest(&self) -> Operand {
        Operand::Const(Const::Int(self.ty, arith::max_value(self.ty)))
    }

    fn width(&self) -> Operand {
        int(U32, u64::from(self.ty.bits))
    }

    fn binary(&mut self, op: BinaryOp, lhs: Operand, rhs: Operand, ret: &Type) -> Operand {
        self.fx.integer_operation(op, self.ty, lhs, rhs, ret, self.span)
    }

    /// An operation whose result is of the operand's type.
    fn same(&mut self, op: BinaryOp, lhs: Operand, rhs: Operand) -> Operand {
        self.binary(op, lhs, rhs, &Type::Int(self.ty))
    }

    fn compare_of(&mut self, op: CompareOp, ty: IntType, lhs: Operand, rhs: Operand) -> Operand {
        let ty = Type::Int(ty);
        self.fx
            .builder
            .emit(Op::Compare { op, ty, lhs, rhs }, Type::Bool, self.span)
    }

    fn compare(&mut self, op: CompareOp, lhs: Operand, rhs: Operand) -> Operand {
        self.compare_of(op, self.ty, lhs, rhs)
    }

    fn select(&mut self, condition: Operand, then: Operand, otherwise: Operand, ty: Type) -> Operand {
        let select = Op::Select {
            condition,
            then,
            otherwise,
        };
        self.fx.builder.emit(select, ty, self.span)
    }

    fn bits(&mut self, builtin: Builtin, value: Operand) -> Operand {
        let types = vec![Type::Int(self.ty)];
        self.fx.builtin(builtin, types, vec![value], self.span)
    }

    fn not(&mut self, value: Operand) -> Operand {
        let ones = self.minus_one();
        self.same(BinaryOp::Xor, value, ones)
    }

    fn pair(&mut self, value: Operand, flag: Operand, ret: &Type) -> Operand {
        let aggregate = Op::Aggregate {
            ty: ret.clone(),
            elements: vec![value, flag],
        };
        self.fx.builder.emit(aggregate, ret.clone(), self.span)
    }

    /// `value / other` or `value % other` without the panic of `MIN / -1`: a quotient by -1 is the negation by
    /// `negate`, the remainder is 0.
    fn division(&mut self, op: BinaryOp, negate: BinaryOp, value: Operand, other: Operand) -> Operand {
        if !self.ty.signed {
            return self.same(op, value, other);
        }
        let (minus, one, zero) = (self.minus_one(), self.constant(1), self.constant(0));
        let is_minus = self.compare(CompareOp::Eq, other.clone(), minus);
        let divisor = self.select(is_minus.clone(), one, other, self.own());
        let plain = self.same(op, value.clone(), divisor);
        let special = if op == BinaryOp::Div {
            self.same(negate, zero, value)
        } else {
            zero
        };
        self.select(is_minus, special, plain, self.own())
    }

    fn overflowing_division(&mut self, op: BinaryOp, value: Operand, other: Operand, ret: &Type) -> Operand {
        let result = self.division(op, BinaryOp::WrappingSub, value.clone(), other.clone());
        if !self.ty.signed {
            return self.pair(result, Operand::Const(Const::Bool(false)), ret);
        }
        let (least, minus) = (self.least(), self.minus_one());
        let is_least = self.compare(CompareOp::Eq, value, least);
        let is_minus = self.compare(CompareOp::Eq, other, minus);
        let no = Operand::Const(Const::Bool(false));
        let wrapped = self.select(is_least, is_minus, no, Type::Bool);
        self.pair(result, wrapped, ret)
    }

    /// `value`, or `0 - value` by `negate` where it is below zero; `ret` is the type or its `Option`.
    fn absolute(&mut self, negate: BinaryOp, value: Operand, ret: &Type) -> Operand {
        let zero = self.constant(0);
        let negative = self.compare(CompareOp::Lt, value.clone(), zero.clone());
        let negated = self.binary(negate, zero, value.clone(), ret);
        let plain = if matches!(ret, Type::Option(_)) {
            self.fx.variant(ret, 1, vec![value], self.span)
        } else {
            value
        };
        self.select(negative, negated, plain, ret.clone())
    }

    fn checked_shift(&mut self, op: BinaryOp, value: Operand, amount: Operand, ret: &Type) -> Operand {
        let width = self.width();
        let inside = self.compare_of(CompareOp::Lt, U32, amount.clone(), width);
        let shifted = self.same(op, value, amount);
        let some = self.fx.variant(ret, 1, vec![shifted], self.span);
        let none = self.fx.variant(ret, 0, Vec::new(), self.span);
        self.select(inside, some, none, ret.clone())
    }

    /// An amount modulo the width, which is a power of two.
    fn reduced(&mut self, amount: Operand) -> Operand {
        let mask = int(U32, u64::from(self.ty.bits) - 1);
        let and = Op::Binary {
            op: BinaryOp::And,
            ty: U32,
            lhs: amount,
            rhs: mask,
        };
        self.fx.builder.emit(and, Type::Int(U32), self.span)
    }

    fn wrapping_shift(&mut self, op: BinaryOp, value: Operand, amount: Operand) -> Operand {
        let amount = self.reduced(amount);
        self.same(op, value, amount)
    }

    fn overflowing_shift(&mut self, op: BinaryOp, value: Operand, amount: Operand, ret: &Type) -> Operand {
        let width = self.width();
        let wrapped = self.compare_of(CompareOp::Ge, U32, amount.clone(), width);
        let shifted = self.wrapping_shift(op, value, amount);
        self.pair(shifted, wrapped, ret)
    }

    /// The greatest or least value of the type, by the sign of a value.
    fn bound(&mut self, value: Operand) -> Operand {
        let greatest = self.greatest();
        if !self.ty.signed {
            return greatest;
        }
        let (zero, least) = (self.constant(0), self.least());
        let negative = self.compare(CompareOp::Lt, value, zero);
        self.select(negative, least, greatest, self.own())
    }

    /// Nothing was lost where shifting back gives the value again.
    fn saturating_shl(&mut self, value: Operand, amount: Operand) -> Operand {
        let shifted = self.same(BinaryOp::Shl, value.clone(), amount.clone());
        let back = self.same(BinaryOp::Shr, shifted.clone(), amount);
        let exact = self.compare(CompareOp::Eq, back, value.clone());
        let bound = self.bound(value);
        self.select(exact, shifted, bound, self.own())
    }

    /// A power that does not fit is below zero where the base is and the exponent is odd.
    fn saturating_pow(&mut self, value: Operand, exponent: Operand, ret: &Type) -> Operand {
        let option = Type::Option(std::sync::Arc::new(ret.clone()));
        let power = self.binary(BinaryOp::CheckedPow, value.clone(), exponent.clone(), &option);
        let fits = self.fx.has_tag(&power, 1, self.span);
        let odd = Op::Binary {
            op: BinaryOp::And,
            ty: U32,
            lhs: exponent,
            rhs: int(U32, 1),
        };
        let odd = self.fx.builder.emit(odd, Type::Int(U32), self.span);
        let odd = self.compare_of(CompareOp::Eq, U32, odd, int(U32, 1));
        let (by_sign, greatest) = (self.bound(value), self.greatest());
        let bound = self.select(odd, by_sign, greatest, ret.clone());
        let (span, inner) = (self.span, ret.clone());
        self.fx.branches(
            fits,
            ret.clone(),
            span,
            |fx| fx.payload(power, 1, 0, inner, span),
            |_| bound,
        )
    }

    /// The wrapped result, and whether the checked form has none.
    fn overflowing(
        &mut self,
        wrapping: BinaryOp,
        checked: BinaryOp,
        value: Operand,
        other: Operand,
        ret: &Type,
    ) -> Operand {
        let option = Type::Option(std::sync::Arc::new(self.own()));
        let result = self.same(wrapping, value.clone(), other.clone());
        let checked = self.binary(checked, value, other, &option);
        let wrapped = self.fx.has_tag(&checked, 0, self.span);
        self.pair(result, wrapped, ret)
    }

    fn clamp(&mut self, value: Operand, low: Operand, high: Operand) -> Operand {
        let span = self.span;
        let ordered = self.compare(CompareOp::Le, low.clone(), high.clone());
        self.fx.guard(ordered, span, |fx| {
            let message = text("Called `clamp` with a lower bound above the upper one.");
            fx.builder.terminate(Terminator::Panic(message), span);
        });
        let below = self.compare(CompareOp::Lt, value.clone(), low.clone());
        let above = self.compare(CompareOp::Gt, value.clone(), high.clone());
        let capped = self.select(above, high, value, self.own());
        self.select(below, low, capped, self.own())
    }

    /// Bits shifted out on one side come back on the other; in the unsigned type of the width, where `>>` fills
    /// with zeros, and a shift by the whole width gives 0.
    fn rotate(&mut self, value: Operand, amount: Operand, right: bool) -> Operand {
        let (own, unsigned) = (self.own(), IntType::unsigned(self.ty.bits));
        let raw = Type::Int(unsigned);
        let value = self.fx.cast(CastOp::Truncate, value, &raw, self.span);
        let amount = self.reduced(amount);
        let width = self.width();
        let rest = Op::Binary {
            op: BinaryOp::WrappingSub,
            ty: U32,
            lhs: width,
            rhs: amount.clone(),
        };
        let rest = self.fx.builder.emit(rest, Type::Int(U32), self.span);
        let (left, right) = if right { (rest, amount) } else { (amount, rest) };
        let mut part = |op: BinaryOp, lhs: Operand, rhs: Operand| {
            let ty = unsigned;
            self.fx
                .builder
                .emit(Op::Binary { op, ty, lhs, rhs }, raw.clone(), self.span)
        };
        let high = part(BinaryOp::Shl, value.clone(), left);
        let low = part(BinaryOp::Shr, value, right);
        let turned = part(BinaryOp::Or, high, low);
        self.fx.cast(CastOp::Truncate, turned, &own, self.span)
    }
}
