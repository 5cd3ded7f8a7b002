//! Expressions and statements, one step of the tree at a time; must never decide what the checker decided.
//! Operators are in `operators`, text in `texts`.

use std::sync::Arc;

use ruint::aliases::U256;
use twilight_abi::{IntType, Type};
use twilight_diagnostics::Span;
use twilight_hir::thir::{self, Body, Conversion, Expr, ExprKind, Statement};
use twilight_syntax::ast::UnaryOp as SourceUnary;
use twilight_tir::{
    Builtin, CastOp, CompareOp, Const, ContextVar, EventId, Op, Operand, Terminator, UnaryOp,
};

use crate::function::{FunctionContext, ReturnTarget};

/// `()`.
pub const UNIT: Operand = Operand::Const(Const::Unit);

/// A string constant.
pub fn text(value: &str) -> Operand {
    Operand::Const(Const::Str(Arc::from(value)))
}

/// An integer constant.
pub fn int(ty: IntType, value: u64) -> Operand {
    Operand::Const(Const::Int(ty, U256::from(value)))
}

impl<'p> FunctionContext<'_, 'p> {
    /// Lowers an expression; the value of one that does not return is never used.
    pub fn expression(&mut self, expr: &'p Expr) -> Operand {
        self.descend();
        let value = self.expression_kind(expr);
        self.ascend();
        value
    }

    fn expression_kind(&mut self, expr: &'p Expr) -> Operand {
        let span = expr.span;
        match &expr.kind {
            ExprKind::Int(value) => match self.ty(&expr.ty) {
                Type::Int(ty) => Operand::Const(Const::Int(ty, *value)),
                _ => UNIT,
            },
            ExprKind::Bool(value) => Operand::Const(Const::Bool(*value)),
            ExprKind::Str(value) => Operand::Const(Const::Str(Arc::clone(value))),
            ExprKind::Unit => UNIT,
            ExprKind::Default => {
                let ty = self.ty(&expr.ty);
                self.default_of(&ty, span)
            }
            ExprKind::Tag(value) => {
                let value = self.expression(value);
                self.builder.emit(Op::Tag(value), Type::Int(IntType::U8), span)
            }
            ExprKind::Revert(message) => {
                let message = self.expression(message);
                self.builder.terminate(Terminator::Revert(message), span);
                UNIT
            }
            ExprKind::Convert(how, value) => {
                let (value, to) = (self.expression(value), self.ty(&expr.ty));
                match how {
                    Conversion::Truncate => self.cast(CastOp::Truncate, value, &to, span),
                    Conversion::Saturate => match to {
                        Type::Int(to) => self.saturated(value, to, span),
                        _ => self.solidity_only(span),
                    },
                    Conversion::Bits => self.same_bits(value, &to, span),
                }
            }
            ExprKind::PointerTo(place) => self.pointer_to(place, span),
            ExprKind::Delete(place) => {
                self.delete(place, span);
                UNIT
            }
            ExprKind::NewReference(value) => {
                let value = self.expression(value);
                self.new_reference(value, span)
            }
            ExprKind::Const(id) => match self.cx.program.consts.get(id.0 as usize) {
                Some(constant) => self.inline(&constant.value),
                None => UNIT,
            },
            ExprKind::TraitConst {
                of_trait,
                index,
                types,
            } => {
                let types: Vec<Type> = types.iter().map(|ty| self.ty(ty)).collect();
                let program = self.cx.program;
                let constant = self
                    .cx
                    .types
                    .implementation(*of_trait, &types)
                    .and_then(|(chosen, _)| program.impls.get(chosen))
                    .and_then(|block| block.consts.get(*index as usize).copied().flatten())
                    .and_then(|id| program.consts.get(id.0 as usize));
                match constant {
                    Some(constant) => self.inline(&constant.value),
                    None => UNIT,
                }
            }
            ExprKind::Use(place, mode) => self.use_place(place, *mode, span),
            ExprKind::Binary { op, lhs, rhs } => self.binary(*op, lhs, rhs, span),
            ExprKind::Unary { op, operand } => {
                let value = self.expression(operand);
                let ty = self.builder.operand_type(&value);
                let op = match op {
                    SourceUnary::Neg => UnaryOp::Neg,
                    SourceUnary::Not => UnaryOp::Not,
                };
                if let Type::Int(ty) = ty {
                    return self.integer_unary(op, ty, value, span);
                }
                self.builder.emit(
                    Op::Unary {
                        op,
                        ty: ty.clone(),
                        operand: value,
                    },
                    ty,
                    span,
                )
            }
            ExprKind::Widen(operand) => {
                let value = self.expression(operand);
                let to = self.ty(&expr.ty);
                self.cast(CastOp::Extend, value, &to, span)
            }
            ExprKind::Aggregate(elements) => {
                let ty = self.ty(&expr.ty);
                let elements: Vec<Operand> =
                    elements.iter().map(|element| self.expression(element)).collect();
                if elements.is_empty() {
                    return self.builder.emit(Op::Default(ty.clone()), ty, span);
                }
                self.builder.emit(
                    Op::Aggregate {
                        ty: ty.clone(),
                        elements,
                    },
                    ty,
                    span,
                )
            }
            ExprKind::Repeat { value, count } => {
                let value = self.expression(value);
                let ty = self.ty(&expr.ty);
                let (builtin, types, args) = match &ty {
                    Type::Vector(element) => (
                        Builtin::VecRepeat,
                        vec![(**element).clone()],
                        vec![value, int(IntType::U64, *count)],
                    ),
                    _ => (Builtin::ArrayRepeat, vec![ty.clone()], vec![value]),
                };
                self.builder.emit(Op::Builtin { builtin, types, args }, ty, span)
            }
            ExprKind::Struct { fields, base } => self.structure(expr, fields, base.as_deref()),
            ExprKind::Variant { variant, fields } => {
                let ty = self.ty(&expr.ty);
                let fields = self.ordered(fields);
                self.builder.emit(
                    Op::Variant {
                        ty: ty.clone(),
                        variant: *variant,
                        fields,
                    },
                    ty,
                    span,
                )
            }
            ExprKind::Call {
                function,
                types,
                args,
            } => self.call(*function, types, args, span),
            ExprKind::CallParam { param, args } => self.call_received(*param, args, &expr.ty, span),
            ExprKind::Std {
                function,
                types,
                receiver,
                args,
            } => self.standard(*function, types, receiver.as_ref(), args, &expr.ty, span),
            ExprKind::Try(operand) => self.try_operator(operand, span),
            ExprKind::Block { statements, tail } => {
                for statement in statements {
                    self.statement(statement);
                }
                tail.as_ref().map_or(UNIT, |tail| self.expression(tail))
            }
            ExprKind::If {
                condition,
                then,
                otherwise,
            } => {
                let condition = self.expression(condition);
                let ty = self.ty(&expr.ty);
                self.branches(
                    condition,
                    ty,
                    span,
                    |fx| fx.expression(then),
                    |fx| {
                        otherwise
                            .as_ref()
                            .map_or(UNIT, |otherwise| fx.expression(otherwise))
                    },
                )
            }
            ExprKind::Loop { id, body } => self.endless_loop(*id, body, &expr.ty, span),
            ExprKind::While { id, condition, body } => self.while_loop(*id, condition, body, span),
            ExprKind::For {
                id,
                pattern,
                iterable,
                body,
            } => {
                self.for_loop(*id, pattern, iterable, body, span);
                UNIT
            }
            ExprKind::Match { scrutinee, arms } => self.match_expression(scrutinee, arms, &expr.ty, span),
            ExprKind::Return(value) => {
                let value = value.as_ref().map_or(UNIT, |value| self.expression(value));
                self.return_value(value, span);
                UNIT
            }
            ExprKind::Break { id, value } => {
                let value = value.as_ref().map_or(UNIT, |value| self.expression(value));
                self.leave_loop(*id, Some(value), span);
                UNIT
            }
            ExprKind::Continue { id } => {
                self.leave_loop(*id, None, span);
                UNIT
            }
            ExprKind::Assign { place, op, value } => {
                self.assign(place, *op, value, span);
                UNIT
            }
            ExprKind::Emit { event, args } => {
                let args = args.iter().map(|arg| self.expression(arg)).collect();
                self.builder.emit(
                    Op::Emit {
                        event: EventId(event.0),
                        args,
                    },
                    Type::Unit,
                    span,
                )
            }
            ExprKind::Require {
                condition,
                message,
                default_message,
            } => {
                let condition = self.expression(condition);
                self.guard(condition, span, |fx| {
                    let message = message
                        .as_ref()
                        .map_or_else(|| text(default_message), |message| fx.expression(message));
                    fx.builder.terminate(Terminator::Revert(message), span);
                });
                UNIT
            }
            ExprKind::Check {
                condition, message, ..
            } => {
                if self.cx.assertions {
                    let condition = self.expression(condition);
                    self.guard(condition, span, |fx| {
                        fx.builder.terminate(Terminator::Revert(text(message)), span);
                    });
                }
                UNIT
            }
            // Only a whole body is one, and [`Self::body`] takes it apart.
            ExprKind::Specified { body, .. } => self.expression(body),
            ExprKind::Panic(message) => {
                let message = self.expression(message);
                self.builder.terminate(Terminator::Panic(message), span);
                UNIT
            }
            ExprKind::Assert { condition, message } => {
                let condition = self.expression(condition);
                self.guard(condition, span, |fx| {
                    let message = fx.expression(message);
                    fx.builder.terminate(Terminator::Panic(message), span);
                });
                UNIT
            }
            ExprKind::AssertEqual {
                negated,
                lhs,
                rhs,
                message,
                text,
            } => {
                self.assert_equal(*negated, lhs, rhs, message.as_deref(), text, span);
                UNIT
            }
            ExprKind::Format(parts) => self.format(parts, span),
            ExprKind::Print(value) => {
                let value = self.expression(value);
                self.builtin(Builtin::Print, Vec::new(), vec![value], span)
            }
            ExprKind::Context(variable) => self.context(*variable, span),
        }
    }

    /// Lowers a constant's body in place.
    fn inline(&mut self, body: &'p Body) -> Operand {
        let returns = ReturnTarget {
            ret: Type::Unit,
            references: Vec::new(),
            landing: None,
        };
        let mut inner = FunctionContext::new(self.cx, self.builder, body, Vec::new(), returns);
        inner.expression(&body.expr)
    }

    /// A statement.
    pub fn statement(&mut self, statement: &'p Statement) {
        match statement {
            Statement::Let { pattern, init, span } => {
                let value = match init {
                    Some(init) => self.expression(init),
                    None => {
                        let ty = self.ty(&pattern.ty);
                        self.default_of(&ty, *span)
                    }
                };
                self.bind(pattern, value);
            }
            // What leads to the place is all that happens.
            Statement::Expr(Expr {
                kind: ExprKind::PointerTo(place),
                ..
            }) => {
                self.access(place);
            }
            Statement::Expr(expr) => {
                self.expression(expr);
            }
        }
    }

    /// A builtin with its declared result type.
    pub fn builtin(&mut self, builtin: Builtin, types: Vec<Type>, args: Vec<Operand>, span: Span) -> Operand {
        // The library orders integers and strings; `impl Ord` is the program's.
        if builtin == Builtin::VecSort && !matches!(types.first(), Some(Type::Int(_) | Type::String)) {
            let element = types.into_iter().next().unwrap_or(Type::Unit);
            return self.sort_by_order(element, args, span);
        }
        let ret = builtin
            .signature(&types)
            .map_or(Type::Unit, |signature| signature.ret);
        self.builder.emit(Op::Builtin { builtin, types, args }, ret, span)
    }

    /// What only programs in Solidity mode have; the driver does not build them yet.
    fn solidity_only(&mut self, span: Span) -> Operand {
        self.cx.internal(span, "an expression of Solidity mode");
        UNIT
    }

    fn structure(&mut self, expr: &'p Expr, fields: &'p [(u32, Expr)], base: Option<&'p Expr>) -> Operand {
        let ty = self.ty(&expr.ty);
        let Some(base) = base else {
            let elements = self.ordered(fields);
            return self.builder.emit(
                Op::Aggregate {
                    ty: ty.clone(),
                    elements,
                },
                ty,
                expr.span,
            );
        };
        let values: Vec<(u32, Operand)> = fields
            .iter()
            .map(|(index, value)| (*index, self.expression(value)))
            .collect();
        let mut aggregate = self.expression(base);
        for (index, value) in values {
            aggregate = self.builder.emit(
                Op::Insert {
                    aggregate,
                    index,
                    value,
                },
                ty.clone(),
                expr.span,
            );
        }
        aggregate
    }

    /// Evaluates fields in source order and gives them in declaration order.
    fn ordered(&mut self, fields: &'p [(u32, Expr)]) -> Vec<Operand> {
        let mut values: Vec<(u32, Operand)> = fields
            .iter()
            .map(|(index, value)| (*index, self.expression(value)))
            .collect();
        values.sort_by_key(|(index, _)| *index);
        values.into_iter().map(|(_, value)| value).collect()
    }

    /// Whether a value has the tag `variant`.
    pub fn has_tag(&mut self, value: &Operand, variant: u32, span: Span) -> Operand {
        let tag = self
            .builder
            .emit(Op::Tag(value.clone()), Type::Int(IntType::U8), span);
        let compare = Op::Compare {
            op: CompareOp::Eq,
            ty: Type::Int(IntType::U8),
            lhs: tag,
            rhs: int(IntType::U8, u64::from(variant)),
        };
        self.builder.emit(compare, Type::Bool, span)
    }

    /// A payload field of a value that has the tag `variant`.
    pub fn payload(&mut self, value: Operand, variant: u32, index: u32, ty: Type, span: Span) -> Operand {
        self.builder.emit(
            Op::Payload {
                value,
                variant,
                index,
            },
            ty,
            span,
        )
    }

    fn context(&mut self, variable: thir::ContextVar, span: Span) -> Operand {
        let (variable, ty) = match variable {
            thir::ContextVar::Sender => (ContextVar::Sender, Type::Address),
            thir::ContextVar::Origin => (ContextVar::Origin, Type::Address),
            thir::ContextVar::Value => (ContextVar::Value, Type::Int(IntType::U128)),
            thir::ContextVar::BlockNumber => (ContextVar::BlockNumber, Type::Int(IntType::U64)),
            thir::ContextVar::Timestamp => (ContextVar::Timestamp, Type::Int(IntType::U64)),
            thir::ContextVar::SelfAddress => (ContextVar::SelfAddress, Type::Address),
            thir::ContextVar::GasLeft => (ContextVar::GasLeft, Type::Int(IntType::U64)),
        };
        self.builder.emit(Op::GetContext(variable), ty, span)
    }
}
