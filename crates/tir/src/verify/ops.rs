//! Types of each operation's operands and result (V4, V6, V10).

use std::sync::Arc;

use twilight_abi::{IntType, Type};

use super::Rule;
use super::function::{Broken, Checker};
use crate::{BinaryOp, CastOp, CompareOp, ContextVar, Op, Operand, UnaryOp, arith};

fn int(ty: IntType) -> Type {
    Type::Int(ty)
}

fn option(ty: Type) -> Type {
    Type::Option(ty.into())
}

impl Checker<'_, '_> {
    /// Checks an operation's operands and gives the type of its result.
    pub(super) fn op(&mut self, op: &Op) -> Result<Type, Broken> {
        match op {
            Op::Phi(_) => Ok(Type::Unit),
            Op::Binary { op, ty, lhs, rhs } => {
                if !op.works_on(*ty) {
                    return Err((Rule::V4, format!("{op:?} does not take `{}`.", ty.name())));
                }
                let right = match op {
                    BinaryOp::Pow
                    | BinaryOp::WrappingPow
                    | BinaryOp::CheckedPow
                    | BinaryOp::Shl
                    | BinaryOp::Shr => IntType::U32,
                    _ => *ty,
                };
                self.want(lhs, &int(*ty), "the left operand")?;
                self.want(rhs, &int(right), "the right operand")?;
                Ok(match op {
                    BinaryOp::CheckedAdd
                    | BinaryOp::CheckedSub
                    | BinaryOp::CheckedMul
                    | BinaryOp::CheckedDiv
                    | BinaryOp::CheckedRem
                    | BinaryOp::CheckedPow => option(int(*ty)),
                    _ => int(*ty),
                })
            }
            Op::Unary { op, ty, operand } => {
                self.want(operand, ty, "the operand")?;
                let good = match op {
                    UnaryOp::Neg => matches!(ty, Type::Int(ty) if ty.signed && op.works_on(*ty)),
                    UnaryOp::Not => matches!(ty, Type::Int(ty) if op.works_on(*ty)) || *ty == Type::Bool,
                };
                if good {
                    Ok(ty.clone())
                } else {
                    Err((Rule::V4, format!("{op:?} does not take `{ty}`.")))
                }
            }
            Op::Compare { op, ty, lhs, rhs } => {
                self.want(lhs, ty, "the left operand")?;
                self.want(rhs, ty, "the right operand")?;
                let good = match op {
                    CompareOp::Eq | CompareOp::Ne => !self.verifier.types.holds_map(ty),
                    _ => ty.carrier().is_some() || *ty == Type::String,
                };
                if self.verifier.types.holds_reference(ty) {
                    Err((Rule::V14, "References have no equality.".to_owned()))
                } else if good {
                    Ok(Type::Bool)
                } else {
                    Err((Rule::V4, format!("{op:?} does not compare `{ty}`.")))
                }
            }
            Op::Cast {
                op,
                from,
                to,
                operand,
            } => {
                self.want(operand, &int(*from), "the operand")?;
                // Every value fits when both ends do.
                let fits = [arith::min_value(*from), arith::max_value(*from)]
                    .iter()
                    .all(|value| arith::convert(*from, *to, *value).is_some());
                if *op == CastOp::Extend && !fits {
                    let message = format!("`{}` does not hold every `{}`.", to.name(), from.name());
                    return Err((Rule::V4, message));
                }
                let good = match op {
                    CastOp::Extend | CastOp::Truncate => true,
                    CastOp::Saturate | CastOp::Try => to.is_native(),
                    CastOp::Narrow(_) => !to.is_native(),
                };
                if !good {
                    return Err((Rule::V4, format!("{op:?} does not give `{}`.", to.name())));
                }
                Ok(if *op == CastOp::Try {
                    option(int(*to))
                } else {
                    int(*to)
                })
            }
            Op::Select {
                condition,
                then,
                otherwise,
            } => {
                self.want(condition, &Type::Bool, "the condition")?;
                let ty = self.type_of(then);
                self.want(otherwise, &ty, "the second arm")?;
                Ok(ty)
            }
            Op::Default(ty) => {
                self.ty(ty);
                if self.verifier.types.default_holds_reference(ty) {
                    let message = format!("The default of `{ty}` would hold a reference to no cell.");
                    return Err((Rule::V14, message));
                }
                Ok(ty.clone())
            }
            Op::Copy(operand) => Ok(self.type_of(operand)),
            Op::Builtin { builtin, types, args } => {
                types.iter().for_each(|ty| self.ty(ty));
                let Some(signature) = builtin.signature(types) else {
                    return Err((
                        Rule::V4,
                        format!("Wrong type arguments for `{}`.", builtin.name()),
                    ));
                };
                let equality = matches!(
                    builtin,
                    crate::Builtin::VecContains | crate::Builtin::VecIndexOf | crate::Builtin::VecDedup
                );
                if equality && types.iter().any(|ty| self.verifier.types.holds_map(ty)) {
                    return Err((Rule::V4, "Values that hold a map have no equality.".to_owned()));
                }
                let looks = equality || *builtin == crate::Builtin::Display;
                if looks && types.iter().any(|ty| self.verifier.types.holds_reference(ty)) {
                    let message = format!("`{}` does not look at references.", builtin.name());
                    return Err((Rule::V14, message));
                }
                self.want_all(
                    Rule::V4,
                    args,
                    &signature.params,
                    &format!("`{}`", builtin.name()),
                )?;
                Ok(signature.ret)
            }
            Op::Call { function, args } => {
                let Some(callee) = self.verifier.module.functions.get(function.0 as usize) else {
                    return Err((Rule::V6, format!("There is no function {}.", function.0)));
                };
                let params: Vec<Type> = callee
                    .values
                    .iter()
                    .take(callee.params as usize)
                    .map(|value| value.ty.clone())
                    .collect();
                self.want_all(Rule::V6, args, &params, &format!("`{}`", callee.name))?;
                Ok(callee.ret.clone())
            }
            Op::Aggregate { .. }
            | Op::Extract { .. }
            | Op::Insert { .. }
            | Op::Variant { .. }
            | Op::Tag(_)
            | Op::Payload { .. }
            | Op::InsertPayload { .. } => self.aggregate_op(op),
            Op::ReferenceNew(_)
            | Op::ReferenceLoad { .. }
            | Op::ReferenceTake { .. }
            | Op::ReferenceStore { .. } => self.cell_op(op),
            Op::KeyIndex { .. }
            | Op::KeyField { .. }
            | Op::StateRead { .. }
            | Op::StateGet { .. }
            | Op::StateWrite { .. }
            | Op::StateRemove { .. }
            | Op::StateExists { .. }
            | Op::Emit { .. }
            | Op::GetContext(_)
            | Op::SetContext { .. }
            | Op::Events => self.host_op(op),
        }
    }

    fn aggregate_op(&mut self, op: &Op) -> Result<Type, Broken> {
        match op {
            Op::Aggregate { ty, elements } => {
                self.ty(ty);
                match ty {
                    Type::Array(element, count) if *count == elements.len() as u64 => {
                        elements
                            .iter()
                            .try_for_each(|operand| self.want(operand, element, "an element"))?;
                    }
                    Type::Vector(element) => {
                        elements
                            .iter()
                            .try_for_each(|operand| self.want(operand, element, "an element"))?;
                    }
                    _ => {
                        let message = || format!("`{ty}` cannot be made of {} elements.", elements.len());
                        let fields = ty.fields().ok_or_else(|| (Rule::V4, message()))?;
                        self.want_all(Rule::V4, elements, &fields, &format!("`{ty}`"))?;
                    }
                }
                Ok(ty.clone())
            }
            Op::Extract { aggregate, index } => self.field(aggregate, *index),
            Op::Insert {
                aggregate,
                index,
                value,
            } => {
                let field = self.field(aggregate, *index)?;
                self.want(value, &field, "the field")?;
                Ok(self.type_of(aggregate))
            }
            Op::Variant { ty, variant, fields } => {
                self.ty(ty);
                let payload = ty
                    .variants()
                    .and_then(|all| all.into_iter().nth(*variant as usize));
                let payload =
                    payload.ok_or_else(|| (Rule::V4, format!("`{ty}` has no variant {variant}.")))?;
                self.want_all(Rule::V4, fields, &payload, &format!("a variant of `{ty}`"))?;
                Ok(ty.clone())
            }
            Op::Tag(operand) => {
                let ty = self.type_of(operand);
                if matches!(ty, Type::Option(_) | Type::Result(..) | Type::Enum(_)) {
                    Ok(int(IntType::U8))
                } else {
                    Err((Rule::V4, format!("`{ty}` has no tag.")))
                }
            }
            Op::Payload {
                value,
                variant,
                index,
            } => self.payload(value, *variant, *index),
            Op::InsertPayload {
                value,
                variant,
                index,
                field,
            } => {
                let ty = self.payload(value, *variant, *index)?;
                self.want(field, &ty, "the field")?;
                Ok(self.type_of(value))
            }
            _ => Ok(Type::Unit),
        }
    }

    fn cell_op(&mut self, op: &Op) -> Result<Type, Broken> {
        match op {
            Op::ReferenceNew(value) => Ok(Type::Reference(self.type_of(value).into())),
            Op::ReferenceLoad { reference, field } | Op::ReferenceTake { reference, field } => {
                self.content(reference, *field)
            }
            Op::ReferenceStore {
                reference,
                field,
                value,
            } => {
                let content = self.content(reference, *field)?;
                self.want(value, &content, "the stored value")?;
                Ok(Type::Unit)
            }
            _ => Ok(Type::Unit),
        }
    }

    /// What a cell, or a field of it, holds.
    fn content(&self, reference: &Operand, field: Option<u32>) -> Result<Type, Broken> {
        match (self.type_of(reference), field) {
            (Type::Reference(inner), None) => Ok((*inner).clone()),
            (Type::Reference(inner), Some(index)) => Self::field_of(&inner, index),
            (ty, _) => Err((Rule::V4, format!("`{ty}` is no reference."))),
        }
    }

    fn field(&self, aggregate: &Operand, index: u32) -> Result<Type, Broken> {
        Self::field_of(&self.type_of(aggregate), index)
    }

    fn field_of(ty: &Type, index: u32) -> Result<Type, Broken> {
        let field = match ty {
            Type::Tuple(types) => types.get(index as usize).cloned(),
            _ => ty
                .fields()
                .and_then(|fields| fields.into_iter().nth(index as usize)),
        };
        field.ok_or_else(|| (Rule::V4, format!("`{ty}` has no field {index}.")))
    }

    fn payload(&self, value: &Operand, variant: u32, index: u32) -> Result<Type, Broken> {
        let ty = self.type_of(value);
        let field = ty
            .variants()
            .and_then(|variants| variants.into_iter().nth(variant as usize))
            .and_then(|fields| fields.into_iter().nth(index as usize));
        field.ok_or_else(|| {
            (
                Rule::V4,
                format!("`{ty}` has no field {index} in variant {variant}."),
            )
        })
    }

    /// Refuses references in what is stored.
    fn stays_inside(&mut self, ty: &Type) -> Result<(), Broken> {
        if self.verifier.types.holds_reference(ty) {
            return Err((Rule::V14, super::types::OUTSIDE.to_owned()));
        }
        Ok(())
    }

    fn host_op(&mut self, op: &Op) -> Result<Type, Broken> {
        let key_of =
            |checker: &Self, key: &Operand| checker.want_as(Rule::V10, key, &Type::String, "the state key");
        match op {
            Op::KeyIndex { base, ty, index } => {
                self.want_as(Rule::V10, base, &Type::String, "the key's base")?;
                self.want(index, ty, "the index")?;
                if self.verifier.types.holds_map(ty) {
                    return Err((Rule::V10, format!("`{ty}` holds a map and cannot index storage.")));
                }
                self.stays_inside(ty)?;
                Ok(Type::String)
            }
            Op::KeyField { base, .. } => {
                self.want_as(Rule::V10, base, &Type::String, "the key's base")?;
                Ok(Type::String)
            }
            Op::StateRead { ty, key, .. } => {
                self.ty(ty);
                self.stays_inside(ty)?;
                key_of(self, key)?;
                Ok(ty.clone())
            }
            Op::StateGet { ty, key, .. } => {
                self.ty(ty);
                self.stays_inside(ty)?;
                key_of(self, key)?;
                Ok(option(ty.clone()))
            }
            Op::StateWrite { ty, key, value, .. } => {
                key_of(self, key)?;
                self.want(value, ty, "the stored value")?;
                self.stays_inside(ty)?;
                Ok(Type::Unit)
            }
            Op::StateRemove { key, .. } => {
                key_of(self, key)?;
                Ok(Type::Unit)
            }
            Op::StateExists { key, .. } => {
                key_of(self, key)?;
                Ok(Type::Bool)
            }
            Op::Emit { event, args } => {
                let Some(definition) = self.verifier.module.events.get(event.0 as usize) else {
                    return Err((Rule::V6, format!("There is no event {}.", event.0)));
                };
                let params: Vec<Type> = definition.params.iter().map(|param| param.ty.clone()).collect();
                self.want_all(Rule::V6, args, &params, &format!("event `{}`", definition.name))?;
                Ok(Type::Unit)
            }
            Op::GetContext(part) => Ok(context_type(*part)),
            Op::SetContext { part, value } => {
                self.want(value, &context_type(*part), "the part of the context")?;
                Ok(Type::Unit)
            }
            Op::Events => Ok(Type::Vector(Arc::new(Type::String))),
            _ => Ok(Type::Unit),
        }
    }
}

fn context_type(part: ContextVar) -> Type {
    match part {
        ContextVar::Sender | ContextVar::Origin | ContextVar::SelfAddress => Type::Address,
        ContextVar::Value => int(IntType::U128),
        ContextVar::BlockNumber | ContextVar::Timestamp | ContextVar::GasLeft => int(IntType::U64),
    }
}
