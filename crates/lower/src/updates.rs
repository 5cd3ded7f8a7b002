//! Methods of the library that change a vector or map in memory (spec 03 §4.5, §4.6).
//!
//! Reads the place, makes the changed value, writes it back; what is in storage over many keys is changed by
//! `storage_methods` instead.

use twilight_abi::{IntType, Type};
use twilight_diagnostics::Span;
use twilight_hir::StdFn;
use twilight_tir::{Builtin, Op, Operand};

use crate::expressions::{UNIT, int};
use crate::function::FunctionContext;
use crate::places::Access;
use crate::std_calls::variants;

impl<'p> FunctionContext<'_, 'p> {
    /// A `mut self` method of a vector or map in memory.
    pub fn updating_method(
        &mut self,
        function: StdFn,
        types: Vec<Type>,
        access: &Access,
        mut operands: Vec<Operand>,
        ret: Type,
        span: Span,
    ) -> Operand {
        let builtin = builtin_of(function);
        let whole = if builtin.is_some() {
            self.load_to_update(access, span)
        } else {
            self.load_to_lend(access, span)
        };
        let ty = self.builder.operand_type(&whole);
        if let Some(value) = self.composed_update(function, access, &whole, &operands, &ret, span) {
            return value;
        }
        let builtin = match (builtin, function) {
            (Some(builtin), _) => builtin,
            (None, StdFn::VectorSet) => return self.vector_set(types, access, whole, operands, ret, span),
            (None, _) => {
                self.cx.internal(span, &format!("`{function:?}` of a place"));
                return UNIT;
            }
        };
        if function == StdFn::VectorClear {
            operands = vec![int(IntType::U64, 0)];
        }
        operands.insert(0, whole);
        let result = self.builtin(builtin, types, operands, span);
        if matches!(self.builder.operand_type(&result), Type::Tuple(_))
            && ty != self.builder.operand_type(&result)
        {
            let extract = Op::Extract {
                aggregate: result.clone(),
                index: 0,
            };
            let updated = self.builder.emit(extract, ty, span);
            self.store(access, updated, span);
            return self.builder.emit(
                Op::Extract {
                    aggregate: result,
                    index: 1,
                },
                ret,
                span,
            );
        }
        self.store(access, result, span);
        UNIT
    }

    fn vector_set(
        &mut self,
        types: Vec<Type>,
        access: &Access,
        whole: Operand,
        operands: Vec<Operand>,
        ret: Type,
        span: Span,
    ) -> Operand {
        let [index, value] = operands.as_slice() else {
            return UNIT;
        };
        let length = self.length_of(&whole, span);
        let inside = self.less(index.clone(), length, span);
        let (index, value, good, bad) = (index.clone(), value.clone(), ret.clone(), ret.clone());
        self.branches(
            inside,
            ret,
            span,
            |fx| {
                let updated = fx.builtin(Builtin::VecSet, types, vec![whole, index, value], span);
                fx.store(access, updated, span);
                fx.variant(&good, 0, vec![UNIT], span)
            },
            |fx| fx.failure(&bad, variants::OUT_OF_BOUNDS, span),
        )
    }
}

/// The builtin that a method is.
fn builtin_of(function: StdFn) -> Option<Builtin> {
    Some(match function {
        StdFn::VectorPush => Builtin::VecPush,
        StdFn::VectorPop => Builtin::VecPop,
        StdFn::VectorInsert => Builtin::VecInsert,
        StdFn::VectorRemove => Builtin::VecRemove,
        StdFn::VectorTruncate | StdFn::VectorClear => Builtin::VecTruncate,
        StdFn::VectorSwap => Builtin::VecSwap,
        StdFn::VectorReverse => Builtin::VecReverse,
        StdFn::VectorExtend => Builtin::VecExtend,
        StdFn::VectorSort => Builtin::VecSort,
        StdFn::VectorDedup => Builtin::VecDedup,
        StdFn::MapInsert => Builtin::MapInsert,
        StdFn::MapRemove => Builtin::MapRemove,
        _ => return None,
    })
}
