//! Operators and integer conversions on evaluated operands, and the lazy ones; must never evaluate an operand twice.

use std::sync::Arc;

use twilight_abi::{IntType, Type};
use twilight_diagnostics::Span;
use twilight_hir::thir::Expr;
use twilight_syntax::ast::BinaryOp as SourceOp;
use twilight_tir::{BinaryOp, Builtin, CastOp, CompareOp, Const, Op, Operand};

use crate::expressions::UNIT;
use crate::function::FunctionContext;

impl<'p> FunctionContext<'_, 'p> {
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

    /// A binary operator on expressions: `&&` and `||` are lazy.
    pub fn binary(&mut self, op: SourceOp, lhs: &'p Expr, rhs: &'p Expr, span: Span) -> Operand {
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
        self.integer_operation(op, int_type, lhs, rhs, &Type::Int(int_type), span)
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
}
