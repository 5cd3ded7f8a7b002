//! The standard library (spec 03): each [`StdFn`] in terms of TIR.

use twilight_abi::{IntType, Type};
use twilight_diagnostics::Span;
use twilight_hir::thir::{Expr, Place};
use twilight_hir::{StdFn, Ty};
use twilight_tir::{BinaryOp, Builtin, CastOp, CompareOp, Const, ContextVar, Op, Operand, UnaryOp};

use crate::expressions::{UNIT, int, text};
use crate::function::FunctionContext;
use crate::places::Access;

/// Indices of variants in `twilight_hir::std_fn::STD_ENUMS`.
pub mod variants {
    pub const OUT_OF_BOUNDS: u32 = 0;
    pub const CONVERSION_OUT_OF_RANGE: u32 = 0;
    pub const CONVERSION_INVALID_FORMAT: u32 = 1;
    pub const CONVERSION_INVALID_LENGTH: u32 = 2;
    pub const CONVERSION_INVALID_UTF8: u32 = 3;
}

impl<'p> FunctionContext<'_, 'p> {
    /// A call of the standard library with result type `ret`.
    pub fn standard(
        &mut self,
        function: StdFn,
        types: &'p [Ty],
        receiver: Option<&'p Place>,
        args: &'p [Expr],
        ret: &'p Ty,
        span: Span,
    ) -> Operand {
        let types: Vec<Type> = types.iter().map(|ty| self.ty(ty)).collect();
        let ret = self.ty(ret);
        if let Some(place) = receiver {
            let inside = self.place_operands(place);
            let operands: Vec<Operand> = args.iter().map(|arg| self.expression(arg)).collect();
            // Found and read after the arguments: they may have changed the place.
            let access = self.find(place, inside);
            return match &access {
                Access::Storage { ty, steps, .. } if steps.is_empty() && self.is_spread(ty) => {
                    self.storage_method(function, &types, &access, operands, ret, span)
                }
                _ => self.updating_method(function, types, &access, operands, ret, span),
            };
        }
        if let Some(value) = self.storage_query(function, args, &ret, span) {
            return value;
        }
        let args: Vec<Operand> = args.iter().map(|arg| self.expression(arg)).collect();
        self.plain(function, types, args, ret, span)
    }

    /// Changes a part of the transaction or block, in tests.
    pub fn set_context(&mut self, part: ContextVar, value: Operand, span: Span) -> Operand {
        self.builder
            .emit(Op::SetContext { part, value }, Type::Unit, span)
    }

    fn plain(
        &mut self,
        function: StdFn,
        types: Vec<Type>,
        args: Vec<Operand>,
        ret: Type,
        span: Span,
    ) -> Operand {
        let u64_ty = Type::Int(IntType::U64);
        let arg = |at: usize| args.get(at).cloned().unwrap_or(UNIT);
        let first = types.first().cloned().unwrap_or(Type::Unit);
        if let Some(value) = self.integer_method(function, &args, &ret, span) {
            return value;
        }
        if let Some(value) = self.integer_conversion(function, &types, &args, &ret, span) {
            return value;
        }
        if let Some(value) = self.composed_method(function, &types, &args, &ret, span) {
            return value;
        }
        match function {
            StdFn::VectorFilled => self.builtin(Builtin::VecRepeat, types, args, span),
            StdFn::OptionIsSome | StdFn::ResultIsErr => self.has_tag(&arg(0), 1, span),
            StdFn::OptionIsNone | StdFn::ResultIsOk => self.has_tag(&arg(0), 0, span),
            StdFn::OptionUnwrap => self.unwrap(arg(0), 1, text("Called `unwrap` on `None`."), ret, span),
            StdFn::OptionExpect => self.unwrap(arg(0), 1, arg(1), ret, span),
            StdFn::ResultExpect => self.unwrap(arg(0), 0, arg(1), ret, span),
            StdFn::ResultExpectErr => self.unwrap(arg(0), 1, arg(1), ret, span),
            StdFn::ResultUnwrap | StdFn::ResultUnwrapErr => {
                let wanted = u32::from(function == StdFn::ResultUnwrapErr);
                let name = if wanted == 0 { "unwrap" } else { "unwrap_err" };
                self.unwrap_shown(arg(0), wanted, name, ret, span)
            }
            StdFn::OptionUnwrapOr => self.payload_or(arg(0), 1, arg(1), ret, span),
            StdFn::ResultUnwrapOr => self.payload_or(arg(0), 0, arg(1), ret, span),
            StdFn::OptionOkOr => {
                let option = arg(0);
                let is_some = self.has_tag(&option, 1, span);
                let (some_ret, none_ret, error) = (ret.clone(), ret.clone(), arg(1));
                self.branches(
                    is_some,
                    ret,
                    span,
                    |fx| {
                        let value = fx.payload(option, 1, 0, first, span);
                        fx.variant(&some_ret, 0, vec![value], span)
                    },
                    |fx| fx.variant(&none_ret, 1, vec![error], span),
                )
            }
            StdFn::ResultOk => self.side(arg(0), 0, ret, span),
            StdFn::ResultErr => self.side(arg(0), 1, ret, span),
            StdFn::IntCheckedAdd => self.integer(BinaryOp::CheckedAdd, args, ret, span),
            StdFn::IntCheckedSub => self.integer(BinaryOp::CheckedSub, args, ret, span),
            StdFn::IntCheckedMul => self.integer(BinaryOp::CheckedMul, args, ret, span),
            StdFn::IntCheckedDiv => self.integer(BinaryOp::CheckedDiv, args, ret, span),
            StdFn::IntCheckedRem => self.integer(BinaryOp::CheckedRem, args, ret, span),
            StdFn::IntCheckedPow => self.integer(BinaryOp::CheckedPow, args, ret, span),
            StdFn::IntWrappingAdd => self.integer(BinaryOp::WrappingAdd, args, ret, span),
            StdFn::IntWrappingSub => self.integer(BinaryOp::WrappingSub, args, ret, span),
            StdFn::IntWrappingMul => self.integer(BinaryOp::WrappingMul, args, ret, span),
            StdFn::IntWrappingPow => self.integer(BinaryOp::WrappingPow, args, ret, span),
            StdFn::IntSaturatingAdd => self.integer(BinaryOp::SaturatingAdd, args, ret, span),
            StdFn::IntSaturatingSub => self.integer(BinaryOp::SaturatingSub, args, ret, span),
            StdFn::IntSaturatingMul => self.integer(BinaryOp::SaturatingMul, args, ret, span),
            StdFn::IntPow => self.integer(BinaryOp::Pow, args, ret, span),
            StdFn::IntMin | StdFn::IntMax => {
                let op = if function == StdFn::IntMin {
                    CompareOp::Le
                } else {
                    CompareOp::Ge
                };
                let compare = Op::Compare {
                    op,
                    ty: ret.clone(),
                    lhs: arg(0),
                    rhs: arg(1),
                };
                let condition = self.builder.emit(compare, Type::Bool, span);
                let select = Op::Select {
                    condition,
                    then: arg(0),
                    otherwise: arg(1),
                };
                self.builder.emit(select, ret, span)
            }
            StdFn::IntAbs => self.absolute(arg(0), ret, span),
            StdFn::IntFrom => self.cast(CastOp::Extend, arg(0), &ret, span),
            StdFn::IntTryFrom => {
                let to = types.get(1).cloned().unwrap_or(Type::Unit);
                let option = self.cast(CastOp::Try, arg(0), &to, span);
                self.or_error(option, &ret, variants::CONVERSION_OUT_OF_RANGE, span)
            }
            StdFn::IntFromStrRadix => self.parse_integer(args, &ret, span),
            StdFn::IntToBytes => self.builtin(Builtin::IntToBytes, vec![first], args, span),
            StdFn::ToString => self.display(arg(0), span),
            StdFn::Clone => self.copy(arg(0), span),
            StdFn::StringLen => self.builtin(Builtin::StrLen, Vec::new(), args, span),
            StdFn::StringIsEmpty => {
                let length = self.builtin(Builtin::StrLen, Vec::new(), args, span);
                self.is_zero(length, span)
            }
            StdFn::StringSlice => self.string_slice(args, &ret, span),
            StdFn::StringFind => self.builtin(Builtin::StrFind, Vec::new(), args, span),
            StdFn::StringContains => {
                let found = self.builtin(Builtin::StrFind, Vec::new(), args, span);
                self.has_tag(&found, 1, span)
            }
            StdFn::StringStartsWith => self.builtin(Builtin::StrStartsWith, Vec::new(), args, span),
            StdFn::StringEndsWith => self.builtin(Builtin::StrEndsWith, Vec::new(), args, span),
            StdFn::StringSplit => self.builtin(Builtin::StrSplit, Vec::new(), args, span),
            StdFn::StringConcat => self.builtin(Builtin::StrConcat, Vec::new(), args, span),
            StdFn::StringToBytes => self.builtin(Builtin::StrToBytes, Vec::new(), args, span),
            StdFn::StringFromBytes => {
                let option = self.builtin(Builtin::StrFromBytes, Vec::new(), args, span);
                self.or_error(option, &ret, variants::CONVERSION_INVALID_UTF8, span)
            }
            StdFn::VectorNew => self.builtin(Builtin::VecNew, types, Vec::new(), span),
            StdFn::VectorLen | StdFn::VectorCapacity | StdFn::ArrayLen => self.length_of(&arg(0), span),
            StdFn::VectorIsEmpty => {
                let length = self.length_of(&arg(0), span);
                self.is_zero(length, span)
            }
            StdFn::VectorGet | StdFn::ArrayGet => {
                let length = self.length_of(&arg(0), span);
                self.element_option(arg(0), arg(1), length, ret, span)
            }
            StdFn::VectorFirst => {
                let length = self.length_of(&arg(0), span);
                self.element_option(arg(0), int(IntType::U64, 0), length, ret, span)
            }
            StdFn::VectorLast => {
                let length = self.length_of(&arg(0), span);
                // One below zero is out of bounds, as it must be.
                let op = Op::Binary {
                    op: BinaryOp::WrappingSub,
                    ty: IntType::U64,
                    lhs: length.clone(),
                    rhs: int(IntType::U64, 1),
                };
                let last = self.builder.emit(op, u64_ty, span);
                self.element_option(arg(0), last, length, ret, span)
            }
            StdFn::VectorContains => self.builtin(Builtin::VecContains, types, args, span),
            StdFn::VectorSlice => self.slice(args, ret, span),
            StdFn::MapNew => self.builtin(Builtin::MapNew, types, Vec::new(), span),
            StdFn::MapLen => self.builtin(Builtin::MapLen, types, args, span),
            StdFn::MapIsEmpty => {
                let length = self.builtin(Builtin::MapLen, types, args, span);
                self.is_zero(length, span)
            }
            StdFn::MapGet => {
                let found = self.builtin(Builtin::MapGet, types, args, span);
                self.copy(found, span)
            }
            StdFn::MapContainsKey => self.builtin(Builtin::MapContains, types, args, span),
            StdFn::ArrayToVector => {
                let ty = self.builder.operand_type(&arg(0));
                self.builtin(Builtin::ArrayToVec, vec![ty], args, span)
            }
            StdFn::AddressZero => Operand::Const(Const::Address([0; 20])),
            StdFn::HashZero => Operand::Const(Const::Hash256([0; 32])),
            StdFn::AddressFromHex => self.converted(Builtin::AddressFromHex, args, &ret, span),
            StdFn::HashFromHex => self.converted(Builtin::HashFromHex, args, &ret, span),
            StdFn::AddressFromBytes => self.converted(Builtin::AddressFromBytes, args, &ret, span),
            StdFn::HashFromBytes => self.converted(Builtin::HashFromBytes, args, &ret, span),
            StdFn::AddressToBytes => self.builtin(Builtin::AddressToBytes, Vec::new(), args, span),
            StdFn::HashToBytes => self.builtin(Builtin::HashToBytes, Vec::new(), args, span),
            StdFn::TestSetSender => {
                self.set_context(ContextVar::Sender, arg(0), span);
                self.set_context(ContextVar::Origin, arg(0), span)
            }
            StdFn::TestSetOrigin => self.set_context(ContextVar::Origin, arg(0), span),
            StdFn::TestSetValue => self.set_context(ContextVar::Value, arg(0), span),
            StdFn::TestSetBlockNumber => self.set_context(ContextVar::BlockNumber, arg(0), span),
            StdFn::TestSetTimestamp => self.set_context(ContextVar::Timestamp, arg(0), span),
            StdFn::TestEvents => {
                let texts = Type::Vector(std::sync::Arc::new(Type::String));
                self.builder.emit(Op::Events, texts, span)
            }
            // Methods that change their receiver have a place.
            _ => {
                self.cx
                    .internal(span, &format!("`{function:?}` without a place to change"));
                UNIT
            }
        }
    }

    fn integer(&mut self, op: BinaryOp, args: Vec<Operand>, ret: Type, span: Span) -> Operand {
        let [lhs, rhs] = args.as_slice() else { return UNIT };
        let Type::Int(ty) = self.builder.operand_type(lhs) else {
            return UNIT;
        };
        self.integer_operation(op, ty, lhs.clone(), rhs.clone(), &ret, span)
    }

    fn absolute(&mut self, value: Operand, ty: Type, span: Span) -> Operand {
        let Type::Int(int_ty) = ty else { return UNIT };
        let compare = Op::Compare {
            op: CompareOp::Lt,
            ty: ty.clone(),
            lhs: value.clone(),
            rhs: int(int_ty, 0),
        };
        let negative = self.builder.emit(compare, Type::Bool, span);
        let (operand, same) = (value.clone(), value);
        self.branches(
            negative,
            ty.clone(),
            span,
            |fx| fx.integer_unary(UnaryOp::Neg, int_ty, operand, span),
            |_| same,
        )
    }

    pub fn parse_integer(&mut self, args: Vec<Operand>, ret: &Type, span: Span) -> Operand {
        let Type::Result(value_ty, error_ty) = ret else {
            return UNIT;
        };
        let pair = self.builtin(Builtin::ParseInt, vec![(**value_ty).clone()], args, span);
        let u8_ty = Type::Int(IntType::U8);
        let code = self.builder.emit(
            Op::Extract {
                aggregate: pair.clone(),
                index: 0,
            },
            u8_ty.clone(),
            span,
        );
        let mut value = self.builder.emit(
            Op::Extract {
                aggregate: pair,
                index: 1,
            },
            (**value_ty).clone(),
            span,
        );
        value = self.variant(ret, 0, vec![value], span);
        // Code n is variant n - 1 of `ParseIntError`.
        for variant in 0..4 {
            let expected = int(IntType::U8, u64::from(variant) + 1);
            let compare = Op::Compare {
                op: CompareOp::Eq,
                ty: u8_ty.clone(),
                lhs: code.clone(),
                rhs: expected,
            };
            let condition = self.builder.emit(compare, Type::Bool, span);
            let error = self.variant(error_ty, variant, Vec::new(), span);
            let failed = self.variant(ret, 1, vec![error], span);
            let select = Op::Select {
                condition,
                then: failed,
                otherwise: value,
            };
            value = self.builder.emit(select, ret.clone(), span);
        }
        value
    }

    fn string_slice(&mut self, args: Vec<Operand>, ret: &Type, span: Span) -> Operand {
        let code = self.builtin(Builtin::StrSliceCheck, Vec::new(), args.clone(), span);
        let good = self.is_code(code.clone(), 0, span);
        let (ok, bad) = (ret.clone(), ret.clone());
        self.branches(
            good,
            ret.clone(),
            span,
            |fx| {
                let value = fx.builtin(Builtin::StrSlice, Vec::new(), args, span);
                fx.variant(&ok, 0, vec![value], span)
            },
            |fx| {
                let outside = fx.is_code(code, 1, span);
                let then = fx.failure(&bad, 0, span);
                let otherwise = fx.failure(&bad, 1, span);
                fx.builder.emit(
                    Op::Select {
                        condition: outside,
                        then,
                        otherwise,
                    },
                    bad.clone(),
                    span,
                )
            },
        )
    }

    fn is_code(&mut self, code: Operand, expected: u64, span: Span) -> Operand {
        let u8_ty = Type::Int(IntType::U8);
        let rhs = int(IntType::U8, expected);
        self.builder.emit(
            Op::Compare {
                op: CompareOp::Eq,
                ty: u8_ty,
                lhs: code,
                rhs,
            },
            Type::Bool,
            span,
        )
    }

    pub fn slice(&mut self, args: Vec<Operand>, ret: Type, span: Span) -> Operand {
        let Type::Vector(element) = ret else { return UNIT };
        let mut args = args;
        if let Some(source) = args.first().cloned()
            && let ty @ Type::Array(..) = self.builder.operand_type(&source)
        {
            let vector = self.builtin(Builtin::ArrayToVec, vec![ty], vec![source], span);
            if let Some(slot) = args.first_mut() {
                *slot = vector;
            }
        }
        self.builtin(Builtin::VecSlice, vec![(*element).clone()], args, span)
    }

    /// `lhs < rhs` of two `u64`.
    pub fn less(&mut self, lhs: Operand, rhs: Operand, span: Span) -> Operand {
        let ty = Type::Int(IntType::U64);
        self.builder.emit(
            Op::Compare {
                op: CompareOp::Lt,
                ty,
                lhs,
                rhs,
            },
            Type::Bool,
            span,
        )
    }

    /// `value == 0` of a `u64`.
    pub fn is_zero(&mut self, lhs: Operand, span: Span) -> Operand {
        let ty = Type::Int(IntType::U64);
        let rhs = int(IntType::U64, 0);
        self.builder.emit(
            Op::Compare {
                op: CompareOp::Eq,
                ty,
                lhs,
                rhs,
            },
            Type::Bool,
            span,
        )
    }

    /// One more or one less than a `u64`.
    pub fn offset(&mut self, lhs: Operand, op: BinaryOp, span: Span) -> Operand {
        let op = Op::Binary {
            op,
            ty: IntType::U64,
            lhs,
            rhs: int(IntType::U64, 1),
        };
        self.builder.emit(op, Type::Int(IntType::U64), span)
    }
}
