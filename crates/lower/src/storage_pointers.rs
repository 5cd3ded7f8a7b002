//! Solidity's references to storage: a reference is the storage key of its place.
//!
//! Whatever a reference can refer to has a key of its own (`types::is_spread`). Keys and indices are evaluated, and
//! bounds are checked, when the reference is made; what happens to an array afterwards does not matter to it. `delete`
//! stands here too, because only Solidity has it. Native programs make none of this.

use std::sync::Arc;

use twilight_abi::{IntType, Type};
use twilight_diagnostics::Span;
use twilight_hir::thir::{ContractId, Expr, ExprKind, Place, Projection};
use twilight_tir::{BinaryOp, Function, Op, Operand, ValueId};

use crate::expressions::{UNIT, int};
use crate::function::FunctionContext;
use crate::instances::{Instance, ModuleContext};
use crate::places::Access;
use crate::storage::with_context;

impl<'p> FunctionContext<'_, 'p> {
    /// The place that a pointer stands for, and what `projections` lead to from there. `variable` is what the front
    /// end knows of where it lies; `ty` is the type of what it refers to.
    pub fn pointer_access(
        &mut self,
        pointer: &'p Expr,
        variable: Option<(ContractId, u32)>,
        ty: Type,
        projections: &'p [Projection],
    ) -> Access {
        // What was only just made of a place is that place, be it one that no reference could be kept of.
        let mut pointer = pointer;
        while let ExprKind::Block {
            statements,
            tail: Some(tail),
        } = &pointer.kind
        {
            for statement in statements {
                self.statement(statement);
            }
            pointer = tail;
        }
        if let ExprKind::PointerTo(place) = &pointer.kind {
            self.descend();
            let access = self.access(place);
            self.ascend();
            let more = self.steps(projections);
            return self.deeper(access, more);
        }
        let key = self.expression(pointer);
        let variable = match variable {
            Some((contract, index)) => self.storage_name(contract, index),
            None => self.builder.variable_of(&key).unwrap_or_else(|| Arc::from("")),
        };
        let steps = self.steps(projections);
        self.storage_access(key, variable, ty, steps)
    }

    /// A place and more steps from there.
    fn deeper(&mut self, access: Access, more: Vec<crate::places::Step>) -> Access {
        match access {
            Access::Storage {
                key,
                ty,
                variable,
                steps,
                ..
            } if steps.is_empty() => self.storage_access(key, variable, ty, more),
            Access::Storage {
                key,
                ty,
                variable,
                mut steps,
                entries,
            } => {
                steps.extend(more);
                Access::Storage {
                    key,
                    ty,
                    variable,
                    steps,
                    entries,
                }
            }
            Access::Local(local, mut steps) => {
                steps.extend(more);
                Access::Local(local, steps)
            }
            Access::Value(value, mut steps) => {
                steps.extend(more);
                Access::Value(value, steps)
            }
            Access::Cell(reference, mut steps) => {
                steps.extend(more);
                Access::Cell(reference, steps)
            }
        }
    }

    /// A reference to a place in storage.
    pub fn pointer_to(&mut self, place: &'p Place, span: Span) -> Operand {
        match self.access(place) {
            Access::Storage { key, steps, .. } if steps.is_empty() => key,
            _ => {
                self.cx
                    .internal(span, "a reference to a part of one stored value");
                UNIT
            }
        }
    }

    /// `delete place`
    pub fn delete(&mut self, place: &'p Place, span: Span) {
        let access = self.access(place);
        match &access {
            Access::Storage {
                key,
                ty,
                variable,
                steps,
                ..
            } if steps.is_empty() => self.clear_place(key.clone(), ty, variable, span),
            _ => {
                let end = place.projections.last().map_or(&place.base_ty, |last| &last.ty);
                let ty = self.ty(end);
                let value = self.default_of(&ty, span);
                self.store(&access, value, span);
            }
        }
    }

    /// Gives what stands under a key, with all that is spread from it, its default; entries of maps stay.
    pub fn clear_place(&mut self, key: Operand, ty: &Type, variable: &Arc<str>, span: Span) {
        if matches!(ty, Type::Map(..)) {
            return;
        }
        if !self.is_spread(ty) {
            self.remove_storage(key, variable, span);
            return;
        }
        let function = self
            .cx
            .function(Instance::ClearSpread(ty.clone(), variable.to_string()));
        let args = vec![key];
        self.builder.emit(Op::Call { function, args }, Type::Unit, span);
    }

    /// Clears the elements of the vector under `key` from `first` on; its length stays.
    pub fn clear_elements(
        &mut self,
        key: Operand,
        element: &Type,
        first: Operand,
        variable: &Arc<str>,
        span: Span,
    ) {
        let length = self.state_read(key.clone(), &Type::Int(IntType::U64), variable, span);
        if matches!(element, Type::Map(..)) {
            return;
        }
        self.loop_between(first, length, span, |fx, index| {
            let place = fx.index_key(key, index, span);
            fx.clear_place(place, element, variable, span);
        });
    }

    /// Takes the last element from the vector under `key`, which has one.
    pub fn pop_storage(&mut self, key: Operand, element: &Type, variable: &Arc<str>, span: Span) {
        let u64_ty = Type::Int(IntType::U64);
        let length = self.state_read(key.clone(), &u64_ty, variable, span);
        let last = self.offset(length, BinaryOp::WrappingSub, span);
        let place = self.index_key(key.clone(), last.clone(), span);
        self.clear_place(place, element, variable, span);
        self.state_write(key, &u64_ty, last, variable, span);
    }
}

/// `$clear<T>`: `(key) -> ()`.
pub fn lower_clear_spread(cx: &mut ModuleContext<'_>, ty: &Type, variable: &str, name: String) -> Function {
    let span = Span::default();
    let variable: Arc<str> = Arc::from(variable);
    with_context(cx, name, &[Type::String], Type::Unit, |fx| {
        let key = Operand::Value(ValueId(0));
        match ty {
            Type::Vector(element) => {
                fx.clear_elements(key.clone(), element, int(IntType::U64, 0), &variable, span);
                fx.remove_storage(key, &variable, span);
            }
            Type::Array(element, count) => {
                fx.counted_loop(int(IntType::U64, *count), span, |fx, index| {
                    let place = fx.index_key(key, index, span);
                    fx.clear_place(place, element, &variable, span);
                });
            }
            _ => {
                for (index, field) in (0_u32..).zip(&ty.fields().unwrap_or_default()) {
                    let place = fx.field_key(key.clone(), ty, index, span);
                    fx.clear_place(place, field, &variable, span);
                }
            }
        }
        UNIT
    })
}
