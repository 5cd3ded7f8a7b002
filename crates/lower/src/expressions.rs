//! Expressions and statements.

use std::sync::Arc;

use ruint::aliases::U256;
use twilight_abi::{IntType, Type};
use twilight_diagnostics::Span;
use twilight_hir::thir::{self, Body, Conversion, Expr, ExprKind, FormatPart, Statement};
use twilight_syntax::ast::{BinaryOp as SourceOp, UnaryOp as SourceUnary};
use twilight_tir::{
    BinaryOp, Builtin, CastOp, CompareOp, Const, ContextVar, EventId, Op, Operand, Terminator, UnaryOp,
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
                self.builder.emit(Op::Default(ty.clone()), ty, span)
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
                    Conversion::Saturate => self.cast(CastOp::Saturate, value, &to, span),
                    Conversion::Bits => self.solidity_only(span),
                }
            }
            ExprKind::NewReference(_) | ExprKind::PointerTo(_) | ExprKind::Delete(_) => {
                self.solidity_only(span)
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
                        self.builder.emit(Op::Default(ty.clone()), ty, *span)
                    }
                };
                self.bind(pattern, value);
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

    /// An integer conversion; none where the types are equal and nothing can fail.
    pub fn cast(&mut self, op: CastOp, operand: Operand, to: &Type, span: Span) -> Operand {
        let from = self.builder.operand_type(&operand);
        let (Type::Int(from), Type::Int(to_int)) = (&from, to) else {
            return operand;
        };
        if from == to_int && op != CastOp::Try {
            return operand;
        }
        let ty = if op == CastOp::Try {
            Type::Option(Arc::new(to.clone()))
        } else {
            to.clone()
        };
        self.builder.emit(
            Op::Cast {
                op,
                from: *from,
                to: *to_int,
                operand,
            },
            ty,
            span,
        )
    }

    /// What only programs in Solidity mode have; the driver does not build them yet.
    fn solidity_only(&mut self, span: Span) -> Operand {
        self.cx.internal(span, "an expression of Solidity mode");
        UNIT
    }

    fn binary(&mut self, op: SourceOp, lhs: &'p Expr, rhs: &'p Expr, span: Span) -> Operand {
        match op {
            SourceOp::And | SourceOp::Or => {
                let left = self.expression(lhs);
                let (yes, no): (Option<&'p Expr>, Option<&'p Expr>) = if op == SourceOp::And {
                    (Some(rhs), None)
                } else {
                    (None, Some(rhs))
                };
                let side = |fx: &mut Self, side: Option<&'p Expr>, known: bool| {
                    side.map_or(Operand::Const(Const::Bool(known)), |expr| fx.expression(expr))
                };
                self.branches(
                    left,
                    Type::Bool,
                    span,
                    |fx| side(fx, yes, true),
                    |fx| side(fx, no, false),
                )
            }
            _ => {
                let left = self.expression(lhs);
                let right = self.expression(rhs);
                self.operate(op, left, right, span)
            }
        }
    }

    /// A strict binary operator on evaluated operands.
    pub fn operate(&mut self, op: SourceOp, lhs: Operand, rhs: Operand, span: Span) -> Operand {
        let ty = self.builder.operand_type(&lhs);
        let comparison = match op {
            SourceOp::Eq => Some(CompareOp::Eq),
            SourceOp::Ne => Some(CompareOp::Ne),
            SourceOp::Lt => Some(CompareOp::Lt),
            SourceOp::Le => Some(CompareOp::Le),
            SourceOp::Gt => Some(CompareOp::Gt),
            SourceOp::Ge => Some(CompareOp::Ge),
            _ => None,
        };
        if let Some(op) = comparison {
            if let Some(result) = self.compare_by_impl(op, &lhs, &rhs, span) {
                return result;
            }
            return self
                .builder
                .emit(Op::Compare { op, ty, lhs, rhs }, Type::Bool, span);
        }
        let int_type = match ty {
            Type::String => return self.builtin(Builtin::StrConcat, Vec::new(), vec![lhs, rhs], span),
            Type::Bool => return self.bool_operator(op, lhs, rhs, span),
            Type::Int(int_type) => int_type,
            _ => return UNIT,
        };
        let (op, rhs) = match op {
            SourceOp::Add => (BinaryOp::Add, rhs),
            SourceOp::Sub => (BinaryOp::Sub, rhs),
            SourceOp::Mul => (BinaryOp::Mul, rhs),
            SourceOp::Div => (BinaryOp::Div, rhs),
            SourceOp::Rem => (BinaryOp::Rem, rhs),
            SourceOp::BitAnd => (BinaryOp::And, rhs),
            SourceOp::BitOr => (BinaryOp::Or, rhs),
            SourceOp::BitXor => (BinaryOp::Xor, rhs),
            // An amount that does not fit 32 bits is over every width (DECISION T6, T14).
            SourceOp::Shl => (
                BinaryOp::Shl,
                self.cast(CastOp::Saturate, rhs, &Type::Int(IntType::U32), span),
            ),
            _ => (
                BinaryOp::Shr,
                self.cast(CastOp::Saturate, rhs, &Type::Int(IntType::U32), span),
            ),
        };
        self.builder.emit(
            Op::Binary {
                op,
                ty: int_type,
                lhs,
                rhs,
            },
            Type::Int(int_type),
            span,
        )
    }

    /// `&`, `|`, `^` on `bool`: both sides are evaluated already.
    fn bool_operator(&mut self, op: SourceOp, lhs: Operand, rhs: Operand, span: Span) -> Operand {
        let (then, otherwise) = match op {
            SourceOp::BitAnd => (rhs, Operand::Const(Const::Bool(false))),
            SourceOp::BitOr => (Operand::Const(Const::Bool(true)), rhs),
            _ => {
                let compare = Op::Compare {
                    op: CompareOp::Ne,
                    ty: Type::Bool,
                    lhs,
                    rhs,
                };
                return self.builder.emit(compare, Type::Bool, span);
            }
        };
        self.builder.emit(
            Op::Select {
                condition: lhs,
                then,
                otherwise,
            },
            Type::Bool,
            span,
        )
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

    fn assert_equal(
        &mut self,
        negated: bool,
        lhs: &'p Expr,
        rhs: &'p Expr,
        message: Option<&'p Expr>,
        source: &str,
        span: Span,
    ) {
        let left = self.expression(lhs);
        let right = self.expression(rhs);
        let ty = self.builder.operand_type(&left);
        let op = if negated { CompareOp::Ne } else { CompareOp::Eq };
        let compare = Op::Compare {
            op,
            ty,
            lhs: left.clone(),
            rhs: right.clone(),
        };
        let condition = self.builder.emit(compare, Type::Bool, span);
        self.guard(condition, span, |fx| {
            let given = message.map(|message| fx.expression(message));
            let message = match given {
                // What a contract says is its own; who reads a failed test wants the values too.
                Some(message) if !fx.in_test => message,
                given => {
                    let (mut pieces, end) = match given {
                        Some(message) => (vec![message, text(" (left: ")], ")"),
                        None => {
                            let begin = format!("Assertion failed: {source} (left: ");
                            (vec![text(&begin)], ").")
                        }
                    };
                    let left = fx.display(left, span);
                    let right = fx.display(right, span);
                    pieces.extend([left, text(", right: "), right, text(end)]);
                    fx.concatenate(pieces, span)
                }
            };
            fx.builder.terminate(Terminator::Panic(message), span);
        });
    }

    fn format(&mut self, parts: &'p [FormatPart], span: Span) -> Operand {
        let pieces: Vec<Operand> = parts
            .iter()
            .map(|part| match part {
                FormatPart::Text(piece) => text(piece),
                FormatPart::Value(value) => {
                    let value = self.expression(value);
                    self.display(value, span)
                }
            })
            .collect();
        self.concatenate(pieces, span)
    }

    /// Texts, joined.
    pub fn concatenate(&mut self, pieces: impl IntoIterator<Item = Operand>, span: Span) -> Operand {
        let mut all: Option<Operand> = None;
        for piece in pieces {
            all = Some(match all {
                None => piece,
                Some(left) => self.builtin(Builtin::StrConcat, Vec::new(), vec![left, piece], span),
            });
        }
        all.unwrap_or_else(|| text(""))
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
