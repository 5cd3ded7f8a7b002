//! Methods of options, strings, vectors, maps and arrays that are made of other operations (spec 03 §4).

use twilight_abi::{IntType, Type};
use twilight_diagnostics::Span;
use twilight_hir::StdFn;
use twilight_tir::{BinaryOp, Builtin, CompareOp, Const, Op, Operand};

use crate::expressions::{UNIT, int};
use crate::function::FunctionContext;
use crate::places::Access;
use crate::std_calls::variants;

const U64: IntType = IntType::U64;

fn element_of(ty: &Type) -> Type {
    match ty {
        Type::Vector(element) | Type::Array(element, _) => (**element).clone(),
        _ => Type::Unit,
    }
}

impl<'p> FunctionContext<'_, 'p> {
    /// A reading method that is a composition; `None` where it is another function.
    pub fn composed_method(
        &mut self,
        function: StdFn,
        types: &[Type],
        args: &[Operand],
        ret: &Type,
        span: Span,
    ) -> Option<Operand> {
        let arg = |at: usize| args.get(at).cloned().unwrap_or(UNIT);
        let plain = |fx: &mut Self, builtin| fx.builtin(builtin, Vec::new(), args.to_vec(), span);
        Some(match function {
            StdFn::OptionUnwrapOrDefault | StdFn::ResultUnwrapOrDefault => {
                let wanted = u32::from(function == StdFn::OptionUnwrapOrDefault);
                let (value, inner, default) = (arg(0), ret.clone(), ret.clone());
                let present = self.has_tag(&value, wanted, span);
                self.branches(
                    present,
                    ret.clone(),
                    span,
                    |fx| fx.payload(value, wanted, 0, inner, span),
                    |fx| fx.builder.emit(Op::Default(default.clone()), default, span),
                )
            }
            StdFn::VectorSum | StdFn::VectorProduct => {
                self.total(function == StdFn::VectorSum, &arg(0), ret, span)
            }
            StdFn::OptionOr => {
                let present = self.has_tag(&arg(0), 1, span);
                let (value, other) = (arg(0), arg(1));
                self.branches(present, ret.clone(), span, |_| value, |_| other)
            }
            StdFn::OptionFlatten => {
                let (value, inner, none) = (arg(0), ret.clone(), ret.clone());
                let present = self.has_tag(&value, 1, span);
                self.branches(
                    present,
                    ret.clone(),
                    span,
                    |fx| fx.payload(value, 1, 0, inner, span),
                    |fx| fx.variant(&none, 0, Vec::new(), span),
                )
            }
            StdFn::StringCharCount => plain(self, Builtin::StrCharCount),
            StdFn::StringByteAt => plain(self, Builtin::StrByteAt),
            StdFn::StringRfind => plain(self, Builtin::StrRfind),
            StdFn::StringReplace => plain(self, Builtin::StrReplace),
            StdFn::StringRepeat => plain(self, Builtin::StrRepeat),
            StdFn::VectorJoin => plain(self, Builtin::VecJoin),
            StdFn::StringChars => {
                // Split at the empty text: the characters between two empty strings.
                let separator = Operand::Const(Const::Str("".into()));
                let parts = self.builtin(Builtin::StrSplit, Vec::new(), vec![arg(0), separator], span);
                let length = self.length_of(&parts, span);
                let end = self.offset(length, BinaryOp::WrappingSub, span);
                let range = vec![parts, int(U64, 1), end];
                self.builtin(Builtin::VecSlice, vec![Type::String], range, span)
            }
            StdFn::StringTrim | StdFn::StringTrimStart | StdFn::StringTrimEnd => {
                let ends = match function {
                    StdFn::StringTrimStart => 1,
                    StdFn::StringTrimEnd => 2,
                    _ => 3,
                };
                let args = vec![arg(0), int(IntType::U8, ends)];
                self.builtin(Builtin::StrTrim, Vec::new(), args, span)
            }
            StdFn::StringToUpper | StdFn::StringToLower => {
                let upper = Operand::Const(Const::Bool(function == StdFn::StringToUpper));
                self.builtin(Builtin::StrCase, Vec::new(), vec![arg(0), upper], span)
            }
            StdFn::StringStripPrefix | StdFn::StringStripSuffix => {
                self.strip(function == StdFn::StringStripPrefix, arg(0), arg(1), ret, span)
            }
            StdFn::VectorIndexOf => self.builtin(Builtin::VecIndexOf, types.to_vec(), args.to_vec(), span),
            StdFn::VectorSliceChecked | StdFn::ArraySliceChecked => {
                self.checked_slice(args.to_vec(), ret, span)
            }
            StdFn::VectorConcat => {
                let first = self.copy(arg(0), span);
                self.builtin(Builtin::VecExtend, types.to_vec(), vec![first, arg(1)], span)
            }
            StdFn::MapGetOr => {
                let found = self.builtin(Builtin::MapGet, types.to_vec(), vec![arg(0), arg(1)], span);
                let present = self.has_tag(&found, 1, span);
                let (inner, otherwise) = (ret.clone(), arg(2));
                self.branches(
                    present,
                    ret.clone(),
                    span,
                    |fx| {
                        let value = fx.payload(found, 1, 0, inner, span);
                        fx.copy(value, span)
                    },
                    |_| otherwise,
                )
            }
            StdFn::MapKeys => self.builtin(Builtin::MapKeys, types.to_vec(), args.to_vec(), span),
            StdFn::MapValues => self.builtin(Builtin::MapValues, types.to_vec(), args.to_vec(), span),
            StdFn::MapEntries => self.builtin(Builtin::MapEntries, types.to_vec(), args.to_vec(), span),
            StdFn::ArrayIsEmpty => {
                let length = self.length_of(&arg(0), span);
                self.is_zero(length, span)
            }
            StdFn::ArrayFirst | StdFn::ArrayLast => {
                let length = self.length_of(&arg(0), span);
                let index = if function == StdFn::ArrayFirst {
                    int(U64, 0)
                } else {
                    self.offset(length.clone(), BinaryOp::WrappingSub, span)
                };
                self.element_option(arg(0), index, length, ret.clone(), span)
            }
            StdFn::ArrayContains | StdFn::ArrayIndexOf => {
                let array = self.builder.operand_type(&arg(0));
                let element = element_of(&array);
                let vector = self.builtin(Builtin::ArrayToVec, vec![array], vec![arg(0)], span);
                let builtin = if function == StdFn::ArrayContains {
                    Builtin::VecContains
                } else {
                    Builtin::VecIndexOf
                };
                self.builtin(builtin, vec![element], vec![vector, arg(1)], span)
            }
            StdFn::ArrayFromVector => {
                let vector = arg(0);
                let Some(array @ Type::Array(_, count)) = types.first().cloned() else {
                    return None;
                };
                let length = self.length_of(&vector, span);
                let fits = self.equal_u64(length, int(U64, count), span);
                let (good, bad) = (ret.clone(), ret.clone());
                self.branches(
                    fits,
                    ret.clone(),
                    span,
                    |fx| {
                        let array = fx.builtin(Builtin::VecToArray, vec![array], vec![vector], span);
                        fx.variant(&good, 0, vec![array], span)
                    },
                    |fx| fx.failure(&bad, variants::CONVERSION_INVALID_LENGTH, span),
                )
            }
            StdFn::Keccak256 | StdFn::Blake3 => {
                let builtin = if function == StdFn::Keccak256 {
                    Builtin::Keccak256
                } else {
                    Builtin::Blake3
                };
                let bytes = match self.builder.operand_type(&arg(0)) {
                    Type::String => self.builtin(Builtin::StrToBytes, Vec::new(), args.to_vec(), span),
                    array @ Type::Array(..) => {
                        self.builtin(Builtin::ArrayToVec, vec![array], args.to_vec(), span)
                    }
                    _ => arg(0),
                };
                self.builtin(builtin, Vec::new(), vec![bytes], span)
            }
            StdFn::Sha256 => self.builtin(Builtin::Sha256, Vec::new(), args.to_vec(), span),
            StdFn::AbiEncode => self.builtin(Builtin::AbiEncode, types.to_vec(), args.to_vec(), span),
            StdFn::AbiEncodePacked => {
                self.builtin(Builtin::AbiEncodePacked, types.to_vec(), args.to_vec(), span)
            }
            // Nothing of nothing.
            StdFn::AbiDecode if *ret == Type::Unit => UNIT,
            StdFn::AbiDecode => self.builtin(Builtin::AbiDecode, types.to_vec(), args.to_vec(), span),
            StdFn::VectorFilled => self.builtin(Builtin::VecRepeat, types.to_vec(), args.to_vec(), span),
            _ => return None,
        })
    }

    /// A `mut self` method on a value in memory that is a composition; `None` where it is another function.
    pub fn composed_update(
        &mut self,
        function: StdFn,
        access: &Access,
        whole: &Operand,
        operands: &[Operand],
        ret: &Type,
        span: Span,
    ) -> Option<Operand> {
        let ty = self.builder.operand_type(whole);
        let arg = |at: usize| operands.get(at).cloned().unwrap_or(UNIT);
        Some(match function {
            StdFn::OptionTake => {
                let none = self.variant(&ty, 0, Vec::new(), span);
                self.store(access, none, span);
                whole.clone()
            }
            StdFn::OptionReplace => {
                let some = self.variant(&ty, 1, vec![arg(0)], span);
                self.store(access, some, span);
                whole.clone()
            }
            StdFn::MapClear => {
                let Type::Map(key, value) = &ty else { return None };
                let types = vec![(**key).clone(), (**value).clone()];
                let empty = self.builtin(Builtin::MapNew, types, Vec::new(), span);
                self.store(access, empty, span);
                UNIT
            }
            StdFn::VectorSwapRemove => {
                let types = vec![element_of(&ty)];
                let value = self.builtin(Builtin::VecGet, types.clone(), vec![whole.clone(), arg(0)], span);
                let length = self.length_of(whole, span);
                let last = self.offset(length, BinaryOp::WrappingSub, span);
                let swap = vec![whole.clone(), arg(0), last.clone()];
                let swapped = self.builtin(Builtin::VecSwap, types.clone(), swap, span);
                let shorter = self.builtin(Builtin::VecTruncate, types, vec![swapped, last], span);
                self.store(access, shorter, span);
                value
            }
            StdFn::ArraySet => {
                let inside = {
                    let length = self.length_of(whole, span);
                    self.less(arg(0), length, span)
                };
                let (good, bad, whole) = (ret.clone(), ret.clone(), whole.clone());
                let (index, value) = (arg(0), arg(1));
                self.branches(
                    inside,
                    ret.clone(),
                    span,
                    |fx| {
                        let updated =
                            fx.builtin(Builtin::ArraySet, vec![ty], vec![whole, index, value], span);
                        fx.store(access, updated, span);
                        fx.variant(&good, 0, vec![UNIT], span)
                    },
                    |fx| fx.failure(&bad, variants::OUT_OF_BOUNDS, span),
                )
            }
            StdFn::ArraySwap | StdFn::ArrayReverse | StdFn::ArraySort => {
                let element = vec![element_of(&ty)];
                let vector = self.builtin(Builtin::ArrayToVec, vec![ty.clone()], vec![whole.clone()], span);
                let mut args = vec![vector];
                args.extend_from_slice(operands);
                let builtin = match function {
                    StdFn::ArraySwap => Builtin::VecSwap,
                    StdFn::ArrayReverse => Builtin::VecReverse,
                    _ => Builtin::VecSort,
                };
                let vector = self.builtin(builtin, element, args, span);
                let array = self.builtin(Builtin::VecToArray, vec![ty], vec![vector], span);
                self.store(access, array, span);
                UNIT
            }
            _ => return None,
        })
    }

    /// What is left of a string without a part at one end.
    fn strip(&mut self, prefix: bool, value: Operand, part: Operand, ret: &Type, span: Span) -> Operand {
        let builtin = if prefix {
            Builtin::StrStartsWith
        } else {
            Builtin::StrEndsWith
        };
        let there = self.builtin(builtin, Vec::new(), vec![value.clone(), part.clone()], span);
        let (some, none) = (ret.clone(), ret.clone());
        self.branches(
            there,
            ret.clone(),
            span,
            |fx| {
                let length = fx.builtin(Builtin::StrLen, Vec::new(), vec![value.clone()], span);
                let own = fx.builtin(Builtin::StrLen, Vec::new(), vec![part], span);
                let range = if prefix {
                    vec![value, own, length]
                } else {
                    let end = Op::Binary {
                        op: BinaryOp::WrappingSub,
                        ty: U64,
                        lhs: length,
                        rhs: own,
                    };
                    let end = fx.builder.emit(end, Type::Int(U64), span);
                    vec![value, int(U64, 0), end]
                };
                let rest = fx.builtin(Builtin::StrSlice, Vec::new(), range, span);
                fx.variant(&some, 1, vec![rest], span)
            },
            |fx| fx.variant(&none, 0, Vec::new(), span),
        )
    }

    /// `slice(start, end)` of a vector or array as `Result`.
    fn checked_slice(&mut self, args: Vec<Operand>, ret: &Type, span: Span) -> Operand {
        let ([value, start, end], Type::Result(vector, _)) = (args.as_slice(), ret) else {
            return UNIT;
        };
        let (value, start, end, vector) = (value.clone(), start.clone(), end.clone(), (**vector).clone());
        let length = self.length_of(&value, span);
        let ordered = self.at_most(start.clone(), end.clone(), span);
        let inside = self.at_most(end.clone(), length, span);
        let no = Operand::Const(Const::Bool(false));
        let both = Op::Select {
            condition: ordered,
            then: inside,
            otherwise: no,
        };
        let fits = self.builder.emit(both, Type::Bool, span);
        let (good, bad) = (ret.clone(), ret.clone());
        self.branches(
            fits,
            ret.clone(),
            span,
            |fx| {
                let part = fx.slice(vec![value, start, end], vector, span);
                fx.variant(&good, 0, vec![part], span)
            },
            |fx| fx.failure(&bad, variants::OUT_OF_BOUNDS, span),
        )
    }

    fn at_most(&mut self, lhs: Operand, rhs: Operand, span: Span) -> Operand {
        let ty = Type::Int(U64);
        let op = CompareOp::Le;
        self.builder
            .emit(Op::Compare { op, ty, lhs, rhs }, Type::Bool, span)
    }

    fn equal_u64(&mut self, lhs: Operand, rhs: Operand, span: Span) -> Operand {
        let ty = Type::Int(U64);
        let op = CompareOp::Eq;
        self.builder
            .emit(Op::Compare { op, ty, lhs, rhs }, Type::Bool, span)
    }
}
