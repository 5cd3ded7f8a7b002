//! Methods of vectors and maps in contract storage, whose parts stand under keys of their own.

use std::sync::Arc;

use twilight_abi::{IntType, Type};
use twilight_diagnostics::Span;
use twilight_hir::StdFn;
use twilight_hir::thir::{Expr, ExprKind, Place, PlaceBase};
use twilight_tir::{BinaryOp, Builtin, Op, Operand};

use crate::expressions::{UNIT, int};
use crate::function::FunctionContext;
use crate::places::Access;
use crate::std_calls::variants;

impl<'p> FunctionContext<'_, 'p> {
    /// A `mut self` method of a vector or map whose parts stand under keys of their own.
    pub fn storage_method(
        &mut self,
        function: StdFn,
        types: &[Type],
        access: &Access,
        operands: Vec<Operand>,
        ret: Type,
        span: Span,
    ) -> Operand {
        let Access::Storage {
            key,
            ty,
            variable,
            entries,
            ..
        } = access
        else {
            return UNIT;
        };
        let (key, variable) = (key.clone(), Arc::clone(variable));
        let u64_ty = Type::Int(IntType::U64);
        let operand = |at: usize| operands.get(at).cloned().unwrap_or(UNIT);
        for entry in entries {
            self.mark_present(entry.clone(), &variable, span);
        }
        match (function, ty) {
            (StdFn::VectorPush, Type::Vector(element)) => {
                let length = self.state_read(key.clone(), &u64_ty, &variable, span);
                let place = self.index_key(key.clone(), length.clone(), span);
                self.write_storage(place, element, operand(0), &variable, span);
                let longer = self.offset(length, BinaryOp::WrappingAdd, span);
                self.state_write(key, &u64_ty, longer, &variable, span);
                UNIT
            }
            (StdFn::VectorPop, Type::Vector(element)) if !self.records_presence() => {
                self.pop_storage(key, element, &variable, span);
                self.variant(&ret, 0, Vec::new(), span)
            }
            (StdFn::VectorPop, Type::Vector(element)) => {
                let length = self.state_read(key.clone(), &u64_ty, &variable, span);
                let is_empty = self.is_zero(length.clone(), span);
                let (none, some, element) = (ret.clone(), ret.clone(), Arc::clone(element));
                self.branches(
                    is_empty,
                    ret,
                    span,
                    |fx| fx.variant(&none, 0, Vec::new(), span),
                    |fx| {
                        let last = fx.offset(length, BinaryOp::WrappingSub, span);
                        let place = fx.index_key(key.clone(), last.clone(), span);
                        let value = fx.read_storage(place.clone(), &element, &variable, span);
                        fx.remove_storage(place, &variable, span);
                        fx.state_write(key, &u64_ty, last, &variable, span);
                        fx.variant(&some, 1, vec![value], span)
                    },
                )
            }
            (StdFn::VectorSet, Type::Vector(element)) => {
                let length = self.state_read(key.clone(), &u64_ty, &variable, span);
                let inside = self.less(operand(0), length, span);
                let (good, bad, element) = (ret.clone(), ret.clone(), Arc::clone(element));
                self.branches(
                    inside,
                    ret,
                    span,
                    |fx| {
                        let place = fx.index_key(key, operand(0), span);
                        fx.write_storage(place, &element, operand(1), &variable, span);
                        fx.variant(&good, 0, vec![UNIT], span)
                    },
                    |fx| fx.failure(&bad, variants::OUT_OF_BOUNDS, span),
                )
            }
            (StdFn::VectorClear, _) => {
                self.state_write(key, &u64_ty, int(IntType::U64, 0), &variable, span);
                UNIT
            }
            (StdFn::MapInsert, Type::Map(key_ty, value_ty)) => {
                let op = Op::KeyIndex {
                    base: key,
                    ty: (**key_ty).clone(),
                    index: operand(0),
                };
                let place = self.builder.emit(op, Type::String, span);
                let previous = self.storage_entry(place.clone(), value_ty, &variable, &ret, span);
                self.write_storage(place, value_ty, operand(1), &variable, span);
                previous
            }
            (StdFn::MapRemove, Type::Map(key_ty, value_ty)) => {
                let op = Op::KeyIndex {
                    base: key,
                    ty: (**key_ty).clone(),
                    index: operand(0),
                };
                let place = self.builder.emit(op, Type::String, span);
                let previous = self.storage_entry(place.clone(), value_ty, &variable, &ret, span);
                self.clear_storage(place, value_ty, &variable, span);
                previous
            }
            // The rare ones: the whole vector comes into memory and goes back.
            (_, Type::Vector(_)) => {
                let whole = self.read_storage(key.clone(), ty, &variable, span);
                let temporary = self.builder.variable(ty.clone(), None);
                self.builder.write(temporary, whole);
                self.whole_vector(
                    function,
                    types,
                    temporary,
                    operands,
                    (key, ty, &variable),
                    ret,
                    span,
                )
            }
            _ => {
                self.cx
                    .internal(span, &format!("`{function:?}` of a storage variable"));
                UNIT
            }
        }
    }

    #[expect(
        clippy::too_many_arguments,
        reason = "the storage place is one argument in three parts"
    )]
    fn whole_vector(
        &mut self,
        function: StdFn,
        types: &[Type],
        temporary: crate::builder::Variable,
        mut operands: Vec<Operand>,
        (key, ty, variable): (Operand, &Type, &Arc<str>),
        ret: Type,
        span: Span,
    ) -> Operand {
        let builtin = match function {
            StdFn::VectorInsert => Builtin::VecInsert,
            StdFn::VectorRemove => Builtin::VecRemove,
            StdFn::VectorTruncate => Builtin::VecTruncate,
            StdFn::VectorSwap => Builtin::VecSwap,
            StdFn::VectorReverse => Builtin::VecReverse,
            StdFn::VectorSort => Builtin::VecSort,
            StdFn::VectorDedup => Builtin::VecDedup,
            StdFn::VectorSwapRemove => Builtin::VecRemove,
            _ => Builtin::VecExtend,
        };
        let mut whole = self.builder.read(temporary);
        if function == StdFn::VectorSwapRemove {
            // The last element goes before the one that leaves, which then is removed from the end.
            let index = operands.first().cloned().unwrap_or(UNIT);
            let length = self.length_of(&whole, span);
            let last = self.offset(length, BinaryOp::WrappingSub, span);
            let swap = vec![whole, index, last.clone()];
            whole = self.builtin(Builtin::VecSwap, types.to_vec(), swap, span);
            operands = vec![last];
        }
        operands.insert(0, whole);
        let result = self.builtin(builtin, types.to_vec(), operands, span);
        let (updated, value) = if builtin == Builtin::VecRemove {
            let extract = Op::Extract {
                aggregate: result.clone(),
                index: 0,
            };
            let updated = self.builder.emit(extract, ty.clone(), span);
            (
                updated,
                self.builder.emit(
                    Op::Extract {
                        aggregate: result,
                        index: 1,
                    },
                    ret,
                    span,
                ),
            )
        } else {
            (result, UNIT)
        };
        self.write_storage(key, ty, updated, variable, span);
        value
    }

    /// Reading methods that need not bring a whole storage variable into memory.
    pub fn storage_query(
        &mut self,
        function: StdFn,
        args: &'p [Expr],
        ret: &Type,
        span: Span,
    ) -> Option<Operand> {
        let (receiver, rest) = args.split_first()?;
        let ExprKind::Use(place, _) = &receiver.kind else {
            return None;
        };
        if !matches!(place.base, PlaceBase::Storage(..) | PlaceBase::Pointer { .. }) {
            return None;
        }
        let wanted = matches!(
            function,
            StdFn::VectorLen
                | StdFn::VectorIsEmpty
                | StdFn::VectorGet
                | StdFn::VectorFirst
                | StdFn::VectorLast
                | StdFn::MapGet
                | StdFn::MapGetOr
                | StdFn::MapContainsKey
                | StdFn::ArrayLen
        );
        if !wanted || !self.has_own_key(place) {
            return None;
        }
        let access = self.access(place);
        let Access::Storage {
            key,
            ty,
            variable,
            steps,
            ..
        } = access
        else {
            return None;
        };
        if !steps.is_empty() {
            return None;
        }
        let rest: Vec<Operand> = rest.iter().map(|arg| self.expression(arg)).collect();
        let operand = rest.first().cloned().unwrap_or(UNIT);
        let u64_ty = Type::Int(IntType::U64);
        let value = match (&ty, function) {
            (Type::Array(_, count), StdFn::ArrayLen) => int(IntType::U64, *count),
            (Type::Vector(element), _) => {
                let length = self.state_read(key.clone(), &u64_ty, &variable, span);
                let index = match function {
                    StdFn::VectorLen => return Some(length),
                    StdFn::VectorIsEmpty => return Some(self.is_zero(length, span)),
                    StdFn::VectorGet => operand,
                    StdFn::VectorFirst => int(IntType::U64, 0),
                    _ => self.offset(length.clone(), BinaryOp::WrappingSub, span),
                };
                let inside = self.less(index.clone(), length, span);
                let (some, none, element) = (ret.clone(), ret.clone(), Arc::clone(element));
                self.branches(
                    inside,
                    ret.clone(),
                    span,
                    |fx| {
                        let place = fx.index_key(key, index, span);
                        let value = fx.read_storage(place, &element, &variable, span);
                        fx.variant(&some, 1, vec![value], span)
                    },
                    |fx| fx.variant(&none, 0, Vec::new(), span),
                )
            }
            (Type::Map(key_ty, value_ty), _) => {
                let op = Op::KeyIndex {
                    base: key,
                    ty: (**key_ty).clone(),
                    index: operand,
                };
                let place = self.builder.emit(op, Type::String, span);
                if function == StdFn::MapContainsKey {
                    self.storage_exists(place, &variable, span)
                } else if function == StdFn::MapGetOr {
                    let option = Type::Option(Arc::clone(value_ty));
                    let found = self.storage_entry(place, value_ty, &variable, &option, span);
                    let otherwise = rest.get(1).cloned().unwrap_or(UNIT);
                    self.payload_or(found, 1, otherwise, ret.clone(), span)
                } else {
                    self.storage_entry(place, value_ty, &variable, ret, span)
                }
            }
            _ => return None,
        };
        Some(value)
    }

    /// Whether a collection's parts stand under keys of their own, because everything around it is held so too. Asked
    /// before anything of the place is evaluated.
    fn has_own_key(&mut self, place: &Place) -> bool {
        let mut ty = self.ty(&place.base_ty);
        for projection in &place.projections {
            if !self.is_spread(&ty) {
                return false;
            }
            ty = self.ty(&projection.ty);
        }
        self.is_spread(&ty)
    }

    /// The value of a map entry in storage as `Option`.
    fn storage_entry(
        &mut self,
        key: Operand,
        ty: &Type,
        variable: &Arc<str>,
        option: &Type,
        span: Span,
    ) -> Operand {
        if !self.is_spread(ty) {
            let op = Op::StateGet {
                ty: ty.clone(),
                key,
                variable: Arc::clone(variable),
            };
            return self.builder.emit(op, option.clone(), span);
        }
        let exists = self.storage_exists(key.clone(), variable, span);
        let (some, none) = (option.clone(), option.clone());
        self.branches(
            exists,
            option.clone(),
            span,
            |fx| {
                let value = fx.read_storage(key, ty, variable, span);
                fx.variant(&some, 1, vec![value], span)
            },
            |fx| fx.variant(&none, 0, Vec::new(), span),
        )
    }

    /// Removes a value with all keys it is spread over, so that reading it gives the default. A vector is its
    /// length; entries of maps stay, for they cannot be listed. The type's limits bound the depth.
    fn clear_storage(&mut self, key: Operand, ty: &Type, variable: &Arc<str>, span: Span) {
        if matches!(ty, Type::Map(..)) {
            return;
        }
        self.remove_storage(key.clone(), variable, span);
        if self.is_spread(ty) && matches!(ty, Type::Struct(_)) {
            for (index, field) in (0_u32..).zip(&ty.fields().unwrap_or_default()) {
                let place = self.field_key(key.clone(), ty, index, span);
                self.clear_storage(place, field, variable, span);
            }
        }
    }

    /// Makes a key absent.
    pub fn remove_storage(&mut self, key: Operand, variable: &Arc<str>, span: Span) {
        self.builder.emit(
            Op::StateRemove {
                key,
                variable: Arc::clone(variable),
            },
            Type::Unit,
            span,
        );
    }
}
