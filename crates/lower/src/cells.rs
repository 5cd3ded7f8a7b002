//! Cells: what Solidity's references to memory refer to.
//!
//! A reference is a plain value, and copying it shares its cell. What stands in a cell is read where it is needed and
//! never kept over something that may change the cell; to be changed in place it is taken out first and put back.

use twilight_abi::{IntType, Type};
use twilight_diagnostics::Span;
use twilight_tir::limits::MAX_TYPE_DEPTH;
use twilight_tir::{Builtin, Op, Operand};

use crate::expressions::{UNIT, int};
use crate::function::FunctionContext;

impl FunctionContext<'_, '_> {
    /// A new cell with a value that nothing else owns.
    pub fn new_reference(&mut self, value: Operand, span: Span) -> Operand {
        let ty = Type::Reference(self.builder.operand_type(&value).into());
        self.builder.emit(Op::ReferenceNew(value), ty, span)
    }

    /// What a cell, or a field of it, holds: to be looked at only.
    pub fn read_cell(&mut self, reference: &Operand, field: Option<u32>, span: Span) -> Operand {
        let ty = self.content_type(reference, field);
        let reference = reference.clone();
        self.builder
            .emit(Op::ReferenceLoad { reference, field }, ty, span)
    }

    /// The same, to be changed and stored again.
    pub fn take_from_cell(&mut self, reference: &Operand, field: Option<u32>, span: Span) -> Operand {
        let ty = self.content_type(reference, field);
        let reference = reference.clone();
        self.builder
            .emit(Op::ReferenceTake { reference, field }, ty, span)
    }

    /// Gives a cell, or a field of it, a value that nothing else owns.
    pub fn write_cell(&mut self, reference: &Operand, field: Option<u32>, value: Operand, span: Span) {
        let op = Op::ReferenceStore {
            reference: reference.clone(),
            field,
            value,
        };
        self.builder.emit(op, Type::Unit, span);
    }

    fn content_type(&mut self, reference: &Operand, field: Option<u32>) -> Type {
        let Type::Reference(content) = self.builder.operand_type(reference) else {
            return Type::Unit;
        };
        match field {
            None => (*content).clone(),
            Some(field) => content
                .fields()
                .and_then(|fields| fields.into_iter().nth(field as usize))
                .unwrap_or(Type::Unit),
        }
    }

    /// The default of a type; each reference in it gets a cell of its own.
    pub fn default_of(&mut self, ty: &Type, span: Span) -> Operand {
        self.default_within(ty, MAX_TYPE_DEPTH, span)
    }

    fn default_within(&mut self, ty: &Type, left: u32, span: Span) -> Operand {
        if !needs_cells(ty, left) {
            return self.builder.emit(Op::Default(ty.clone()), ty.clone(), span);
        }
        let Some(left) = left.checked_sub(1) else {
            self.cx.internal(span, "the default of a type without end");
            return UNIT;
        };
        let parts = match ty {
            Type::Reference(content) => {
                let value = self.default_within(content, left, span);
                return self.new_reference(value, span);
            }
            Type::Array(element, count) => return self.default_array(ty, element, *count, left, span),
            _ => ty.fields().unwrap_or_default(),
        };
        let elements = parts
            .iter()
            .map(|part| self.default_within(part, left, span))
            .collect();
        let op = Op::Aggregate {
            ty: ty.clone(),
            elements,
        };
        self.builder.emit(op, ty.clone(), span)
    }

    /// An array whose elements hold references: made one after the other, so that no two share a cell.
    fn default_array(&mut self, ty: &Type, element: &Type, count: u64, left: u32, span: Span) -> Operand {
        let types = vec![element.clone()];
        let made = self.builder.variable(Type::Vector(element.clone().into()), None);
        let empty = self.builtin(Builtin::VecNew, types.clone(), Vec::new(), span);
        self.builder.write(made, empty);
        self.counted_loop(int(IntType::U64, count), span, |fx, _| {
            let value = fx.default_within(element, left, span);
            let args = vec![fx.builder.read(made), value];
            let longer = fx.builtin(Builtin::VecPush, types, args, span);
            fx.builder.write(made, longer);
        });
        let args = vec![self.builder.read(made)];
        self.builtin(Builtin::VecToArray, vec![ty.clone()], args, span)
    }
}

/// Whether a default of the type has references in it. A type nests no deeper than `left`, or has no end.
fn needs_cells(ty: &Type, left: u32) -> bool {
    let Some(left) = left.checked_sub(1) else {
        return true;
    };
    match ty {
        Type::Reference(_) => true,
        Type::Tuple(parts) => parts.iter().any(|part| needs_cells(part, left)),
        Type::Struct(definition) => definition
            .fields
            .types()
            .iter()
            .any(|part| needs_cells(part, left)),
        Type::Array(element, count) => *count > 0 && needs_cells(element, left),
        _ => false,
    }
}
