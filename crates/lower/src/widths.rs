//! Integers of widths that TIR computes nothing in: `u24`, `i160`, all those that are no power of two (Solidity).
//!
//! An operation on them is made in a native type that holds the operands, and where there is one the exact result;
//! that is then brought back into the width: checked, by its low bits, or by the nearest number. Values of native
//! widths pass through unchanged. Which operations TIR has on which widths says `BinaryOp::works_on`.

use std::sync::Arc;

use twilight_abi::{IntType, Type};
use twilight_diagnostics::Span;
use twilight_tir::{
    BinaryOp, Builtin, CastOp, CompareOp, Const, Narrowing, Op, Operand, Terminator, UnaryOp, arith, messages,
};

use crate::expressions::{UNIT, int, text};
use crate::function::FunctionContext;

/// The narrowest native type that holds every product of two numbers of the type; the widest one where none does.
fn product_type(ty: IntType) -> IntType {
    let twice = IntType {
        signed: ty.signed,
        bits: ty.bits.saturating_mul(2).min(256),
    };
    twice.container()
}

/// What brings a result back into its type.
#[derive(Clone, Copy)]
enum Back {
    /// Reverts where it does not fit.
    Checked(Narrowing),
    /// Keeps the low bits.
    Wrapped,
    /// The nearest number.
    Saturated,
}

impl FunctionContext<'_, '_> {
    /// An operation on two integers of type `ty`, of any width; the right one is a `u32` for powers and shifts.
    pub fn integer_operation(
        &mut self,
        op: BinaryOp,
        ty: IntType,
        lhs: Operand,
        rhs: Operand,
        ret: &Type,
        span: Span,
    ) -> Operand {
        if op.works_on(ty) {
            return self
                .builder
                .emit(Op::Binary { op, ty, lhs, rhs }, ret.clone(), span);
        }
        use BinaryOp as B;
        let own = ty.container();
        match op {
            // Sums and differences of two numbers fit one bit more, which every container has.
            B::Add => self.widely(
                B::WrappingAdd,
                (ty, own),
                lhs,
                rhs,
                Back::Checked(Narrowing::Add),
                span,
            ),
            B::Sub => self.difference(ty, lhs, rhs, Back::Checked(Narrowing::Sub), span),
            B::SaturatingAdd => self.widely(B::WrappingAdd, (ty, own), lhs, rhs, Back::Saturated, span),
            B::SaturatingSub => self.difference(ty, lhs, rhs, Back::Saturated, span),
            B::Mul => self.product(ty, lhs, rhs, Back::Checked(Narrowing::Mul), span),
            B::SaturatingMul => self.product(ty, lhs, rhs, Back::Saturated, span),
            B::WrappingAdd | B::WrappingSub | B::WrappingMul | B::WrappingPow | B::Shl => {
                self.widely(op, (ty, own), lhs, rhs, Back::Wrapped, span)
            }
            B::Pow => self.power(ty, lhs, rhs, span),
            // Only of signed types: `MIN / -1` is the one quotient that does not fit, and `MIN % -1` fails with it.
            B::Div | B::Rem => self.signed_division(op, ty, lhs, rhs, span),
            B::CheckedAdd | B::CheckedSub | B::CheckedMul | B::CheckedDiv | B::CheckedRem | B::CheckedPow => {
                self.cx
                    .internal(span, &format!("{op:?} of a width that only Solidity has"));
                UNIT
            }
            // On every width.
            B::And | B::Or | B::Xor | B::Shr => UNIT,
        }
    }

    /// Negation, or the complement of all bits.
    pub fn integer_unary(&mut self, op: UnaryOp, ty: IntType, operand: Operand, span: Span) -> Operand {
        if op.works_on(ty) {
            let unary = Op::Unary {
                op,
                ty: Type::Int(ty),
                operand,
            };
            return self.builder.emit(unary, Type::Int(ty), span);
        }
        match op {
            UnaryOp::Neg => {
                let zero = int(ty, 0);
                self.difference(ty, zero, operand, Back::Checked(Narrowing::Neg), span)
            }
            UnaryOp::Not => {
                let ones = Operand::Const(Const::Int(ty, arith::mask(ty)));
                self.integer_operation(BinaryOp::Xor, ty, operand, ones, &Type::Int(ty), span)
            }
        }
    }

    /// The nearest number of another type.
    pub fn saturated(&mut self, value: Operand, to: IntType, span: Span) -> Operand {
        let Type::Int(from) = self.builder.operand_type(&value) else {
            return value;
        };
        if to.is_native() {
            return self.cast(CastOp::Saturate, value, &Type::Int(to), span);
        }
        let mut result = self.cast(CastOp::Truncate, value.clone(), &Type::Int(to), span);
        for (op, end) in [
            (CompareOp::Lt, arith::min_value(to)),
            (CompareOp::Gt, arith::max_value(to)),
        ] {
            // An end that the source has no number for is not gone beyond.
            let Some(bound) = arith::convert(to, from, end) else {
                continue;
            };
            let compare = Op::Compare {
                op,
                ty: Type::Int(from),
                lhs: value.clone(),
                rhs: Operand::Const(Const::Int(from, bound)),
            };
            let condition = self.builder.emit(compare, Type::Bool, span);
            let select = Op::Select {
                condition,
                then: Operand::Const(Const::Int(to, end)),
                otherwise: result,
            };
            result = self.builder.emit(select, Type::Int(to), span);
        }
        result
    }

    /// The same bits as another type: an unsigned integer, `bytesN`, a hash, an address.
    pub fn same_bits(&mut self, value: Operand, to: &Type, span: Span) -> Operand {
        let from = self.builder.operand_type(&value);
        if from == *to {
            return value;
        }
        let fixed = Type::FixedBytes(32);
        let number = match &from {
            Type::FixedBytes(_) => self.builtin(Builtin::FixedToInt, vec![from], vec![value], span),
            Type::Address => self.builtin(Builtin::AddressToInt, Vec::new(), vec![value], span),
            Type::Hash256 => {
                let bytes = self.builtin(Builtin::HashToFixed, Vec::new(), vec![value], span);
                self.builtin(Builtin::FixedToInt, vec![fixed.clone()], vec![bytes], span)
            }
            _ => value,
        };
        match to {
            Type::FixedBytes(_) => self.builtin(Builtin::IntToFixed, vec![to.clone()], vec![number], span),
            Type::Address => self.builtin(Builtin::IntToAddress, Vec::new(), vec![number], span),
            Type::Hash256 => {
                let bytes = self.builtin(Builtin::IntToFixed, vec![fixed], vec![number], span);
                self.builtin(Builtin::FixedToHash, Vec::new(), vec![bytes], span)
            }
            _ => number,
        }
    }

    /// An operation in the type `wide`, and its result in `ty`.
    fn widely(
        &mut self,
        op: BinaryOp,
        (ty, wide): (IntType, IntType),
        lhs: Operand,
        rhs: Operand,
        back: Back,
        span: Span,
    ) -> Operand {
        let carrier = Type::Int(wide);
        let lhs = self.cast(CastOp::Extend, lhs, &carrier, span);
        let amount = matches!(op, BinaryOp::WrappingPow | BinaryOp::Shl);
        let rhs = if amount {
            rhs
        } else {
            self.cast(CastOp::Extend, rhs, &carrier, span)
        };
        let binary = Op::Binary {
            op,
            ty: wide,
            lhs,
            rhs,
        };
        let result = self.builder.emit(binary, carrier, span);
        self.back(result, ty, back, span)
    }

    fn back(&mut self, value: Operand, ty: IntType, back: Back, span: Span) -> Operand {
        match back {
            Back::Checked(narrowing) => self.cast(CastOp::Narrow(narrowing), value, &Type::Int(ty), span),
            Back::Wrapped => self.cast(CastOp::Truncate, value, &Type::Int(ty), span),
            Back::Saturated => self.saturated(value, ty, span),
        }
    }

    /// `lhs - rhs`. Below zero, an unsigned one wraps to a number of the container that is above the type's, or
    /// stops at 0.
    fn difference(&mut self, ty: IntType, lhs: Operand, rhs: Operand, back: Back, span: Span) -> Operand {
        let op = match back {
            Back::Saturated => BinaryOp::SaturatingSub,
            _ => BinaryOp::WrappingSub,
        };
        self.widely(op, (ty, ty.container()), lhs, rhs, back, span)
    }

    /// `lhs * rhs`. Where no type holds every product, it stops at the ends of the widest one, which the type is
    /// narrower than.
    fn product(&mut self, ty: IntType, lhs: Operand, rhs: Operand, back: Back, span: Span) -> Operand {
        let wide = product_type(ty);
        let op = if wide.bits >= 2 * ty.bits {
            BinaryOp::WrappingMul
        } else {
            BinaryOp::SaturatingMul
        };
        self.widely(op, (ty, wide), lhs, rhs, back, span)
    }

    /// A power: where the container does not hold it, the type does not either.
    fn power(&mut self, ty: IntType, base: Operand, exponent: Operand, span: Span) -> Operand {
        let wide = ty.container();
        let carrier = Type::Int(wide);
        let lhs = self.cast(CastOp::Extend, base, &carrier, span);
        let checked = Op::Binary {
            op: BinaryOp::CheckedPow,
            ty: wide,
            lhs,
            rhs: exponent,
        };
        let option = Type::Option(Arc::new(carrier.clone()));
        let power = self.builder.emit(checked, option, span);
        let fits = self.has_tag(&power, 1, span);
        self.guard(fits, span, |fx| {
            let message = text(&messages::overflow(Some(BinaryOp::Pow), ty, fx.cx.dialect()));
            fx.builder.terminate(Terminator::Revert(message), span);
        });
        let power = self.payload(power, 1, 0, carrier, span);
        self.back(power, ty, Back::Checked(Narrowing::Pow), span)
    }

    fn signed_division(
        &mut self,
        op: BinaryOp,
        ty: IntType,
        lhs: Operand,
        rhs: Operand,
        span: Span,
    ) -> Operand {
        let wide = ty.container();
        let carrier = Type::Int(wide);
        let lhs = self.cast(CastOp::Extend, lhs, &carrier, span);
        let rhs = self.cast(CastOp::Extend, rhs, &carrier, span);
        let number = |bits| Operand::Const(Const::Int(wide, bits));
        if op == BinaryOp::Rem {
            let least = arith::convert(ty, wide, arith::min_value(ty)).map_or(UNIT, number);
            let minus = number(arith::mask(wide));
            let mut compare = |op, lhs: &Operand, rhs| {
                let compare = Op::Compare {
                    op,
                    ty: carrier.clone(),
                    lhs: lhs.clone(),
                    rhs,
                };
                self.builder.emit(compare, Type::Bool, span)
            };
            let condition = compare(CompareOp::Eq, &lhs, least);
            let then = compare(CompareOp::Ne, &rhs, minus);
            let fits = Op::Select {
                condition,
                then,
                otherwise: Operand::Const(Const::Bool(true)),
            };
            let fits = self.builder.emit(fits, Type::Bool, span);
            self.division_fits(fits, span);
        }
        let division = Op::Binary {
            op,
            ty: wide,
            lhs,
            rhs,
        };
        let result = self.builder.emit(division, carrier.clone(), span);
        if op == BinaryOp::Div {
            let compare = Op::Compare {
                op: CompareOp::Le,
                ty: carrier,
                lhs: result.clone(),
                rhs: number(arith::max_value(ty)),
            };
            let fits = self.builder.emit(compare, Type::Bool, span);
            self.division_fits(fits, span);
        }
        self.back(result, ty, Back::Wrapped, span)
    }

    /// Panics where a quotient does not fit.
    fn division_fits(&mut self, fits: Operand, span: Span) {
        self.guard(fits, span, |fx| {
            let message = text(messages::DIVISION_OVERFLOW);
            fx.builder.terminate(Terminator::Panic(message), span);
        });
    }
}
