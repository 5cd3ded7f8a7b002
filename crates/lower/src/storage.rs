//! Contract storage: single values, and values spread over several keys (`docs/wasm-abi.md`).

use std::sync::Arc;

use twilight_abi::{IntType, Type};
use twilight_diagnostics::Span;
use twilight_hir::thir::{Body, Dialect};
use twilight_tir::{Builtin, CompareOp, Const, Function, Op, Operand, Terminator, ValueId};

use crate::expressions::{UNIT, int};
use crate::function::{FunctionContext, ReturnTarget};
use crate::instances::{Instance, ModuleContext, synthetic};

impl FunctionContext<'_, '_> {
    /// One value under one key.
    pub fn state_read(&mut self, key: Operand, ty: &Type, variable: &Arc<str>, span: Span) -> Operand {
        let op = Op::StateRead {
            ty: ty.clone(),
            key,
            variable: Arc::clone(variable),
        };
        self.builder.emit(op, ty.clone(), span)
    }

    /// Stores one value under one key.
    pub fn state_write(&mut self, key: Operand, ty: &Type, value: Operand, variable: &Arc<str>, span: Span) {
        let op = Op::StateWrite {
            ty: ty.clone(),
            key,
            value,
            variable: Arc::clone(variable),
        };
        self.builder.emit(op, Type::Unit, span);
    }

    /// Whether a storage place of the type is spread over several keys.
    pub fn is_spread(&self, ty: &Type) -> bool {
        self.cx.is_spread(ty)
    }

    /// Whether the presence of spread structs can be asked for: Solidity cannot, and only then it is written down.
    pub fn records_presence(&self) -> bool {
        self.cx.program.dialect == Dialect::Native
    }

    /// Records that a spread struct is present, for `contains_key` and `get` of the map that holds it.
    pub fn mark_present(&mut self, key: Operand, variable: &Arc<str>, span: Span) {
        self.state_write(
            key,
            &Type::Bool,
            Operand::Const(Const::Bool(true)),
            variable,
            span,
        );
    }

    /// The whole value of a storage place.
    pub fn read_storage(&mut self, key: Operand, ty: &Type, variable: &Arc<str>, span: Span) -> Operand {
        if !self.is_spread(ty) {
            return self.state_read(key, ty, variable, span);
        }
        if self.cx.holds_storage_map(ty) {
            self.cx
                .internal(span, &format!("reading a whole `{ty}` from storage"));
            return UNIT;
        }
        let function = self
            .cx
            .function(Instance::ReadSpread(ty.clone(), variable.to_string()));
        self.builder.emit(
            Op::Call {
                function,
                args: vec![key],
            },
            ty.clone(),
            span,
        )
    }

    /// Replaces the whole value of a storage place.
    pub fn write_storage(
        &mut self,
        key: Operand,
        ty: &Type,
        value: Operand,
        variable: &Arc<str>,
        span: Span,
    ) {
        if !self.is_spread(ty) {
            self.state_write(key, ty, value, variable, span);
            return;
        }
        // A map in Solidity is never assigned: what is written around it leaves its entries alone.
        if !self.records_presence() && matches!(ty, Type::Map(..)) {
            return;
        }
        let function = self
            .cx
            .function(Instance::WriteSpread(ty.clone(), variable.to_string()));
        self.builder.emit(
            Op::Call {
                function,
                args: vec![key, value],
            },
            Type::Unit,
            span,
        );
    }

    /// Whether a storage place has been written.
    pub fn storage_exists(&mut self, key: Operand, variable: &Arc<str>, span: Span) -> Operand {
        self.builder.emit(
            Op::StateExists {
                key,
                variable: Arc::clone(variable),
            },
            Type::Bool,
            span,
        )
    }

    /// Counts from 0 to `count`, calling `body` with the index.
    pub fn counted_loop(&mut self, count: Operand, span: Span, body: impl FnOnce(&mut Self, Operand)) {
        self.loop_between(int(IntType::U64, 0), count, span, body);
    }

    /// Counts from `first` to `count`, not included, calling `body` with the index.
    pub fn loop_between(
        &mut self,
        first: Operand,
        count: Operand,
        span: Span,
        body: impl FnOnce(&mut Self, Operand),
    ) {
        let u64_ty = Type::Int(IntType::U64);
        let counter = self.builder.variable(u64_ty.clone(), None);
        self.builder.write(counter, first);
        let (head, inside, exit) = (
            self.builder.new_block(),
            self.builder.new_block(),
            self.builder.new_block(),
        );
        self.builder.branch(head, span);
        self.builder.switch_to(head);
        let at = self.builder.read(counter);
        let compare = Op::Compare {
            op: CompareOp::Lt,
            ty: u64_ty,
            lhs: at.clone(),
            rhs: count,
        };
        let condition = self.builder.emit(compare, Type::Bool, span);
        self.builder.terminate(
            Terminator::BranchIf {
                condition,
                then: inside,
                otherwise: exit,
            },
            span,
        );
        self.builder.enter(inside);
        body(self, at);
        self.increment(counter, span);
        self.builder.branch(head, span);
        self.builder.seal(head);
        self.builder.enter(exit);
    }
}

/// Runs `lower` on a synthetic function with `params` and result `ret`.
pub fn with_context(
    cx: &mut ModuleContext<'_>,
    name: String,
    params: &[Type],
    ret: Type,
    lower: impl FnOnce(&mut FunctionContext<'_, '_>) -> Operand,
) -> Function {
    let span = Span::default();
    let empty = Body {
        locals: Vec::new(),
        expr: twilight_hir::thir::Expr {
            kind: twilight_hir::thir::ExprKind::Unit,
            ty: twilight_hir::Ty::Unit,
            span,
        },
    };
    let mut builder = synthetic(name, params, ret.clone(), span);
    let returns = ReturnTarget {
        ret,
        references: Vec::new(),
        landing: None,
    };
    let mut fx = FunctionContext::new(cx, &mut builder, &empty, Vec::new(), returns);
    let value = lower(&mut fx);
    builder.terminate(Terminator::Return(value), span);
    builder.finish()
}

/// `$read<T>`: `(key) -> T`.
pub fn lower_read_spread(cx: &mut ModuleContext<'_>, ty: &Type, variable: &str, name: String) -> Function {
    let span = Span::default();
    let variable: Arc<str> = Arc::from(variable);
    with_context(cx, name, &[Type::String], ty.clone(), |fx| {
        let key = Operand::Value(ValueId(0));
        match ty {
            Type::Vector(element) => {
                let length = fx.state_read(key.clone(), &Type::Int(IntType::U64), &variable, span);
                let result = fx.builder.variable(ty.clone(), None);
                let empty = fx.builder.emit(Op::Default(ty.clone()), ty.clone(), span);
                fx.builder.write(result, empty);
                fx.counted_loop(length, span, |fx, index| {
                    let place = fx.index_key(key.clone(), index, span);
                    let value = fx.read_storage(place, element, &variable, span);
                    let vector = fx.builder.read(result);
                    let types = vec![(**element).clone()];
                    let longer = fx.builtin(Builtin::VecPush, types, vec![vector, value], span);
                    fx.builder.write(result, longer);
                });
                fx.builder.read(result)
            }
            Type::Array(element, count) => {
                let result = fx.builder.variable(ty.clone(), None);
                let empty = fx.builder.emit(Op::Default(ty.clone()), ty.clone(), span);
                fx.builder.write(result, empty);
                fx.counted_loop(int(IntType::U64, *count), span, |fx, index| {
                    let place = fx.index_key(key.clone(), index.clone(), span);
                    let value = fx.read_storage(place, element, &variable, span);
                    let args = vec![fx.builder.read(result), index, value];
                    let filled = fx.builtin(Builtin::ArraySet, vec![ty.clone()], args, span);
                    fx.builder.write(result, filled);
                });
                fx.builder.read(result)
            }
            _ => {
                let fields = ty.fields().unwrap_or_default();
                let mut elements = Vec::with_capacity(fields.len());
                for (index, field) in (0_u32..).zip(&fields) {
                    let place = fx.field_key(key.clone(), ty, index, span);
                    elements.push(fx.read_storage(place, field, &variable, span));
                }
                fx.builder.emit(
                    Op::Aggregate {
                        ty: ty.clone(),
                        elements,
                    },
                    ty.clone(),
                    span,
                )
            }
        }
    })
}

/// `$write<T>`: `(key, T) -> ()`.
pub fn lower_write_spread(cx: &mut ModuleContext<'_>, ty: &Type, variable: &str, name: String) -> Function {
    let span = Span::default();
    let variable: Arc<str> = Arc::from(variable);
    with_context(cx, name, &[Type::String, ty.clone()], Type::Unit, |fx| {
        let (key, value) = (Operand::Value(ValueId(0)), Operand::Value(ValueId(1)));
        match ty {
            Type::Vector(element) => {
                let types = vec![(**element).clone()];
                let length = fx.length_of(&value, span);
                if !fx.records_presence() {
                    fx.clear_elements(key.clone(), element, length.clone(), &variable, span);
                }
                fx.state_write(
                    key.clone(),
                    &Type::Int(IntType::U64),
                    length.clone(),
                    &variable,
                    span,
                );
                fx.counted_loop(length, span, |fx, index| {
                    let args = vec![value.clone(), index.clone()];
                    let item = fx.builtin(Builtin::VecGet, types.clone(), args, span);
                    let place = fx.index_key(key.clone(), index, span);
                    fx.write_storage(place, element, item, &variable, span);
                });
            }
            Type::Array(element, count) => {
                fx.counted_loop(int(IntType::U64, *count), span, |fx, index| {
                    let args = vec![value.clone(), index.clone()];
                    let item = fx.builtin(Builtin::ArrayGet, vec![ty.clone()], args, span);
                    let place = fx.index_key(key.clone(), index, span);
                    fx.write_storage(place, element, item, &variable, span);
                });
            }
            Type::Map(key_ty, value_ty) => {
                // Entries are added; those that stand there stay, for they cannot be listed.
                let types = vec![(**key_ty).clone(), (**value_ty).clone()];
                let length = fx.builtin(Builtin::MapLen, types.clone(), vec![value.clone()], span);
                fx.counted_loop(length, span, |fx, index| {
                    let args = vec![value.clone(), index];
                    let entry_key = fx.builtin(Builtin::MapKeyAt, types.clone(), args.clone(), span);
                    let item = fx.builtin(Builtin::MapValueAt, types.clone(), args, span);
                    let op = Op::KeyIndex {
                        base: key.clone(),
                        ty: (**key_ty).clone(),
                        index: entry_key,
                    };
                    let place = fx.builder.emit(op, Type::String, span);
                    fx.write_storage(place, value_ty, item, &variable, span);
                });
            }
            _ => {
                if fx.records_presence() {
                    fx.mark_present(key.clone(), &variable, span);
                }
                for (index, field) in (0_u32..).zip(&ty.fields().unwrap_or_default()) {
                    let extract = Op::Extract {
                        aggregate: value.clone(),
                        index,
                    };
                    let item = fx.builder.emit(extract, field.clone(), span);
                    let place = fx.field_key(key.clone(), ty, index, span);
                    fx.write_storage(place, field, item, &variable, span);
                }
            }
        }
        UNIT
    })
}
