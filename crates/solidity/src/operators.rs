//! Operators: their types as solc finds them, their meaning as Twilight has it (DECISIONS T5, T6, Y2).

use num_traits::Signed;
use solang_parser::pt::{CodeLocation as _, Expression as Tree, UserDefinedOperator};
use twilight_abi::IntType;
use twilight_diagnostics::Span;
use twilight_hir::thir::{Conversion, Expr, ExprKind, Statement};
use twilight_hir::{StdFn, Ty};
use twilight_syntax::ast::{BinaryOp, UnaryOp};

use crate::build::{self, binary, convert, expr, int_type};
use crate::code::{Code, Operand, Value};
use crate::codes;
use crate::convert::{common, widest};
use crate::number::{self, Operator};
use crate::resolve::explain;
use crate::types::Type;

/// Operators of two operands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Op {
    /// Those that constants have too.
    Arithmetic(Operator),
    /// `<`
    Less,
    /// `<=`
    LessEqual,
    /// `>`
    More,
    /// `>=`
    MoreEqual,
    /// `==`
    Equal,
    /// `!=`
    NotEqual,
}

impl Op {
    /// As written.
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Arithmetic(op) => match op {
                Operator::Add => "+",
                Operator::Subtract => "-",
                Operator::Multiply => "*",
                Operator::Divide => "/",
                Operator::Modulo => "%",
                Operator::Power => "**",
                Operator::And => "&",
                Operator::Or => "|",
                Operator::Xor => "^",
                Operator::ShiftLeft => "<<",
                Operator::ShiftRight => ">>",
            },
            Self::Less => "<",
            Self::LessEqual => "<=",
            Self::More => ">",
            Self::MoreEqual => ">=",
            Self::Equal => "==",
            Self::NotEqual => "!=",
        }
    }

    /// The operator as `using` names it; `None` where it cannot be defined.
    pub const fn user_defined(self) -> Option<UserDefinedOperator> {
        Some(match self {
            Self::Arithmetic(op) => match op {
                Operator::Add => UserDefinedOperator::Add,
                Operator::Subtract => UserDefinedOperator::Subtract,
                Operator::Multiply => UserDefinedOperator::Multiply,
                Operator::Divide => UserDefinedOperator::Divide,
                Operator::Modulo => UserDefinedOperator::Modulo,
                Operator::And => UserDefinedOperator::BitwiseAnd,
                Operator::Or => UserDefinedOperator::BitwiseOr,
                Operator::Xor => UserDefinedOperator::BitwiseXor,
                Operator::Power | Operator::ShiftLeft | Operator::ShiftRight => return None,
            },
            Self::Less => UserDefinedOperator::Less,
            Self::LessEqual => UserDefinedOperator::LessEqual,
            Self::More => UserDefinedOperator::More,
            Self::MoreEqual => UserDefinedOperator::MoreEqual,
            Self::Equal => UserDefinedOperator::Equal,
            Self::NotEqual => UserDefinedOperator::NotEqual,
        })
    }

    const fn compares(self) -> Option<BinaryOp> {
        Some(match self {
            Self::Less => BinaryOp::Lt,
            Self::LessEqual => BinaryOp::Le,
            Self::More => BinaryOp::Gt,
            Self::MoreEqual => BinaryOp::Ge,
            Self::Equal => BinaryOp::Eq,
            Self::NotEqual => BinaryOp::Ne,
            Self::Arithmetic(_) => return None,
        })
    }
}

/// The operator of a node with two operands.
fn parts(tree: &Tree) -> Option<(Op, &Tree, &Tree)> {
    let arithmetic = Op::Arithmetic;
    Some(match tree {
        Tree::Add(_, a, b) => (arithmetic(Operator::Add), a, b),
        Tree::Subtract(_, a, b) => (arithmetic(Operator::Subtract), a, b),
        Tree::Multiply(_, a, b) => (arithmetic(Operator::Multiply), a, b),
        Tree::Divide(_, a, b) => (arithmetic(Operator::Divide), a, b),
        Tree::Modulo(_, a, b) => (arithmetic(Operator::Modulo), a, b),
        Tree::Power(_, a, b) => (arithmetic(Operator::Power), a, b),
        Tree::ShiftLeft(_, a, b) => (arithmetic(Operator::ShiftLeft), a, b),
        Tree::ShiftRight(_, a, b) => (arithmetic(Operator::ShiftRight), a, b),
        Tree::BitwiseAnd(_, a, b) => (arithmetic(Operator::And), a, b),
        Tree::BitwiseOr(_, a, b) => (arithmetic(Operator::Or), a, b),
        Tree::BitwiseXor(_, a, b) => (arithmetic(Operator::Xor), a, b),
        Tree::Less(_, a, b) => (Op::Less, a, b),
        Tree::LessEqual(_, a, b) => (Op::LessEqual, a, b),
        Tree::More(_, a, b) => (Op::More, a, b),
        Tree::MoreEqual(_, a, b) => (Op::MoreEqual, a, b),
        Tree::Equal(_, a, b) => (Op::Equal, a, b),
        Tree::NotEqual(_, a, b) => (Op::NotEqual, a, b),
        _ => return None,
    })
}

impl<'t> Code<'_, '_, 't> {
    /// An operator and its operands.
    pub fn operator(&mut self, tree: &'t Tree, span: Span) -> Operand {
        match tree {
            Tree::And(_, a, b) | Tree::Or(_, a, b) => {
                let op = if matches!(tree, Tree::And(..)) {
                    BinaryOp::And
                } else {
                    BinaryOp::Or
                };
                let (a, b) = (self.value_as(a, &Type::Bool), self.value_as(b, &Type::Bool));
                Operand::Value(Value::new(Type::Bool, binary(op, a, b, Ty::Bool, span)))
            }
            Tree::Not(_, inner) => {
                let inner = self.value_as(inner, &Type::Bool);
                Operand::Value(Value::new(
                    Type::Bool,
                    Expr {
                        span,
                        ..build::not(inner)
                    },
                ))
            }
            Tree::Negate(_, inner) => {
                let value = self.value(inner);
                self.negate(value, span)
            }
            Tree::BitwiseNot(_, inner) => {
                let value = self.value(inner);
                self.complement(value, span)
            }
            Tree::UnaryPlus(_, _) => {
                self.error_help(
                    codes::OPERATOR,
                    span,
                    "There is no operator `+` before a value.",
                    "Remove the `+`.",
                );
                Operand::Nothing
            }
            _ => match parts(tree) {
                Some((op, a, b)) => {
                    let (a, b) = (self.value(a), self.value(b));
                    Operand::Value(self.combine(op, a, b, span))
                }
                None => {
                    let span = self.span(&tree.loc());
                    self.error(codes::SYNTAX, span, "This expression means nothing here.");
                    Operand::Nothing
                }
            },
        }
    }

    fn negate(&mut self, value: Value, span: Span) -> Operand {
        match &value.ty {
            Type::Rational(number) => Self::number(-number.clone(), None, span),
            Type::Int { signed: true, bits } => {
                let ty = int_type(true, *bits);
                let made = if self.frame.unchecked {
                    build::standard(
                        StdFn::IntWrappingNeg,
                        vec![Ty::Int(ty)],
                        vec![value.expr],
                        Ty::Int(ty),
                        span,
                    )
                } else {
                    expr(
                        ExprKind::Unary {
                            op: UnaryOp::Neg,
                            operand: Box::new(value.expr),
                        },
                        Ty::Int(ty),
                        span,
                    )
                };
                Operand::Value(Value::new(value.ty, made))
            }
            Type::Alias(_) => self.user_defined_unary(UserDefinedOperator::Negate, value, "-", span),
            Type::Error => Operand::Nothing,
            other => {
                let shown = self.em.show(other);
                self.error_help(
                    codes::OPERATOR,
                    span,
                    format!("A `{shown}` cannot be negated."),
                    "Only signed integers can: convert it first, or write `0 - x` if you mean a subtraction that reverts.",
                );
                Operand::Nothing
            }
        }
    }

    fn complement(&mut self, value: Value, span: Span) -> Operand {
        match &value.ty {
            Type::Rational(number) if number.is_integer() => Self::number(
                -number.clone() - num_rational::BigRational::from_integer(1.into()),
                None,
                span,
            ),
            Type::Int { signed, bits } => {
                let ty = Ty::Int(int_type(*signed, *bits));
                let made = not_bits(value.expr, ty, span);
                Operand::Value(Value::new(value.ty, made))
            }
            Type::FixedBytes(count) => {
                let ty = Ty::Int(int_type(false, u16::from(*count) * 8));
                let inner = convert(Conversion::Bits, value.expr, ty.clone());
                let made = convert(
                    Conversion::Bits,
                    not_bits(inner, ty, span),
                    Ty::FixedBytes(*count),
                );
                Operand::Value(Value::new(value.ty, made))
            }
            Type::Alias(_) => self.user_defined_unary(UserDefinedOperator::BitwiseNot, value, "~", span),
            Type::Error => Operand::Nothing,
            other => {
                let shown = self.em.show(other);
                self.error_help(
                    codes::OPERATOR,
                    span,
                    format!("There is no operator `~` for a `{shown}`."),
                    "It exists for integers and `bytesN`; for `bool` write `!`.",
                );
                Operand::Nothing
            }
        }
    }

    /// An operator on two values.
    pub fn combine(&mut self, op: Op, lhs: Value, rhs: Value, span: Span) -> Value {
        if lhs.ty == Type::Error || rhs.ty == Type::Error {
            let ty = if op.compares().is_some() {
                Type::Bool
            } else {
                Type::Error
            };
            return Value::new(ty, build::nothing(span));
        }
        if let (Type::Rational(a), Type::Rational(b)) = (&lhs.ty, &rhs.ty) {
            return self.constants(op, a, b, span);
        }
        if matches!(lhs.ty, Type::Alias(_))
            && let Some(found) = self.user_defined_binary(op, &lhs, &rhs, span)
        {
            return found;
        }
        match op {
            Op::Arithmetic(op @ (Operator::ShiftLeft | Operator::ShiftRight)) => {
                self.shift(op, lhs, rhs, span)
            }
            Op::Arithmetic(Operator::Power) => self.power(lhs, rhs, span),
            _ => self.balanced(op, lhs, rhs, span),
        }
    }

    fn constants(
        &mut self,
        op: Op,
        a: &num_rational::BigRational,
        b: &num_rational::BigRational,
        span: Span,
    ) -> Value {
        let truth = |value: bool| Value::new(Type::Bool, build::boolean(value, span));
        match op {
            Op::Less => truth(a < b),
            Op::LessEqual => truth(a <= b),
            Op::More => truth(a > b),
            Op::MoreEqual => truth(a >= b),
            Op::Equal => truth(a == b),
            Op::NotEqual => truth(a != b),
            Op::Arithmetic(op) => match number::compute(op, a, b) {
                Ok(value) => Value::new(Type::Rational(value), build::nothing(span)),
                Err(problem) => {
                    self.error(codes::LITERAL, span, explain(&problem));
                    Value::new(Type::Error, build::nothing(span))
                }
            },
        }
    }

    fn refuse(&mut self, op: Op, lhs: &Type, rhs: &Type, span: Span) -> Value {
        let (a, b) = (self.em.show(lhs), self.em.show(rhs));
        let sign = op.sign();
        // Numbers and texts without a type are described, types are quoted.
        let quoted = |ty: &Type, shown: &str| match ty {
            Type::Rational(_) => shown.to_owned(),
            Type::Text(_) => format!("a {shown}"),
            _ => format!("`{shown}`"),
        };
        let message = if a == b {
            format!("There is no operator `{sign}` for two values of type `{a}`.")
        } else {
            format!(
                "There is no operator `{sign}` for {} and {}.",
                quoted(lhs, &a),
                quoted(rhs, &b)
            )
        };
        let help = match (lhs, rhs) {
            (Type::String(_) | Type::Text(_), _) | (_, Type::String(_)) if op.compares().is_some() => {
                "Compare their hashes: `keccak256(bytes(a)) == keccak256(bytes(b))`."
            }
            (Type::String(_) | Type::Text(_), _) => "Join strings with `string.concat(a, b)`.",
            (Type::Bytes(_), _) if op.compares().is_some() => {
                "Compare their hashes: `keccak256(a) == keccak256(b)`."
            }
            (Type::Bytes(_), _) => "Join bytes with `bytes.concat(a, b)`.",
            (Type::Int { signed: a, .. }, Type::Int { signed: b, .. }) if a != b => {
                "One is signed and the other is not: convert one of them, for example `int256(x)`."
            }
            (Type::Struct(..), _) => "Compare their fields one by one.",
            (Type::Array { .. }, _) => "Compare the elements one by one, or `keccak256(abi.encode(a))`.",
            (Type::Address { .. } | Type::Contract(_), Type::Rational(_))
            | (Type::Rational(_), Type::Address { .. } | Type::Contract(_)) => "Write `address(0)`.",
            (Type::Alias(_), _) => {
                "Take the values out with `T.unwrap(x)`, or define the operator with `using {f as +} for T global;`."
            }
            (Type::Bool, _) => "For truth values there are `&&`, `||`, `!`, `==` and `!=`.",
            (Type::Enum(_), _) => "Convert enums to numbers first: `uint8(x)`.",
            (Type::FixedBytes(_), _) => "Convert to an integer first: `uint256(x)` of a `bytes32`.",
            _ => "Convert one of them.",
        };
        self.error_help(codes::OPERATOR, span, message, help);
        let ty = if op.compares().is_some() {
            Type::Bool
        } else {
            Type::Error
        };
        Value::new(ty, build::nothing(span))
    }

    /// Operators whose operands have one type.
    fn balanced(&mut self, op: Op, lhs: Value, rhs: Value, span: Span) -> Value {
        let Some(ty) = common(&lhs.ty, lhs.hex_digits, &rhs.ty, rhs.hex_digits, self.em.items)
            .filter(|ty| exists(op, ty))
        else {
            let (a, b) = (lhs.ty, rhs.ty);
            return self.refuse(op, &a, &b, span);
        };
        let (lhs_span, rhs_span) = (lhs.expr.span, rhs.expr.span);
        let mut lhs = self.coerce(lhs, &ty, lhs_span);
        let mut rhs = self.coerce(rhs, &ty, rhs_span);
        let mut statements = Vec::new();
        // The right side comes first where that can be seen, as in solc's legacy code.
        if self.order_matters(&lhs, &rhs) {
            rhs = self.keep(rhs, &mut statements);
        }
        let made = match op.compares() {
            Some(compare) => {
                lhs = comparable(lhs, &ty, compare);
                rhs = comparable(rhs, &ty, compare);
                binary(compare, lhs, rhs, Ty::Bool, span)
            }
            None => {
                let Op::Arithmetic(op) = op else {
                    return Value::new(Type::Error, build::nothing(span));
                };
                self.arithmetic(op, lhs, rhs, &ty, span)
            }
        };
        let ty = if op.compares().is_some() { Type::Bool } else { ty };
        Value::new(ty, build::block(statements, Some(made), span))
    }

    fn arithmetic(&mut self, op: Operator, lhs: Expr, rhs: Expr, ty: &Type, span: Span) -> Expr {
        if let Type::FixedBytes(count) = ty {
            let int = Ty::Int(int_type(false, u16::from(*count) * 8));
            let (lhs, rhs) = (
                convert(Conversion::Bits, lhs, int.clone()),
                convert(Conversion::Bits, rhs, int.clone()),
            );
            let made = binary(bit_op(op), lhs, rhs, int, span);
            return convert(Conversion::Bits, made, Ty::FixedBytes(*count));
        }
        let int = lhs.ty.clone();
        let wrapping = self.frame.unchecked;
        let function = match op {
            Operator::Add if wrapping => StdFn::IntWrappingAdd,
            Operator::Subtract if wrapping => StdFn::IntWrappingSub,
            Operator::Multiply if wrapping => StdFn::IntWrappingMul,
            Operator::Divide if wrapping => StdFn::IntWrappingDiv,
            // Checked, `MIN % -1` panics as `MIN / -1` does (DECISIONS T5, Y2); solc gives 0.
            Operator::Modulo if wrapping && matches!(ty, Type::Int { signed: true, .. }) => {
                StdFn::IntWrappingRem
            }
            other => return binary(bit_op(other), lhs, rhs, int, span),
        };
        build::standard(function, vec![int.clone()], vec![lhs, rhs], int, span)
    }

    fn shift(&mut self, op: Operator, lhs: Value, rhs: Value, span: Span) -> Value {
        let ty = match &lhs.ty {
            // A literal is shifted as the widest integer.
            Type::Rational(number) if number.is_integer() => Type::Int {
                signed: number.is_negative(),
                bits: 256,
            },
            other => other.clone(),
        };
        let amount = match &rhs.ty {
            Type::Rational(_) => match widest(&rhs.ty) {
                Some(amount) => amount,
                None => Type::Error,
            },
            other => other.clone(),
        };
        let good = matches!(ty, Type::Int { .. } | Type::FixedBytes(_)) && matches!(amount, Type::Int { .. });
        if !good {
            let (a, b) = (lhs.ty, rhs.ty);
            return self.refuse(Op::Arithmetic(op), &a, &b, span);
        }
        let what = "The amount of a shift";
        let Some((lhs, rhs, statements)) = self.with_unsigned(what, (lhs, &ty), (rhs, &amount)) else {
            return Value::new(ty, build::nothing(span));
        };
        let rhs = convert(Conversion::Saturate, rhs, Ty::Int(IntType::U32));
        let made = match &ty {
            Type::FixedBytes(count) => {
                let int = Ty::Int(int_type(false, u16::from(*count) * 8));
                let lhs = convert(Conversion::Bits, lhs, int.clone());
                let made = binary(bit_op(op), lhs, rhs, int, span);
                convert(Conversion::Bits, made, Ty::FixedBytes(*count))
            }
            _ => {
                let int = lhs.ty.clone();
                binary(bit_op(op), lhs, rhs, int, span)
            }
        };
        Value::new(ty, build::block(statements, Some(made), span))
    }

    /// A power. The library's exponents have 32 bits; what a longer one does depends on its parity at least.
    fn raised(&self, lhs: Expr, exponent: Expr, span: Span) -> Expr {
        let int = lhs.ty.clone();
        let (word, short) = (Ty::Int(IntType::U256), Ty::Int(IntType::U32));
        let fits = match &exponent.kind {
            ExprKind::Int(number) => *number <= ruint::aliases::U256::from(u32::MAX),
            _ => matches!(&exponent.ty, Ty::Int(ty) if ty.bits <= 32),
        };
        if self.frame.unchecked {
            if fits {
                let args = vec![lhs, convert(Conversion::Saturate, exponent, short)];
                return build::standard(StdFn::IntWrappingPow, vec![int.clone()], args, int, span);
            }
            let base = convert(Conversion::Truncate, lhs, word.clone());
            let args = vec![base, build::widen(exponent, IntType::U256)];
            let whole = build::call(self.em.prelude("wrapping_power"), args, word, span);
            return convert(Conversion::Truncate, whole, int);
        }
        let signed = matches!(&int, Ty::Int(ty) if ty.signed);
        let exponent = if signed && !fits {
            let args = vec![build::widen(exponent, IntType::U256)];
            build::call(self.em.prelude("short_exponent"), args, short, span)
        } else {
            // Of 0 and 1 all these powers are the same, and those of other numbers are too large.
            convert(Conversion::Saturate, exponent, short)
        };
        build::standard(StdFn::IntPow, vec![int.clone()], vec![lhs, exponent], int, span)
    }

    fn power(&mut self, lhs: Value, rhs: Value, span: Span) -> Value {
        let ty = match &lhs.ty {
            Type::Rational(number) if number.is_integer() => Type::Int {
                signed: number.is_negative(),
                bits: 256,
            },
            other => other.clone(),
        };
        let exponent = widest(&rhs.ty).unwrap_or(Type::Error);
        if !matches!((&ty, &exponent), (Type::Int { .. }, Type::Int { .. })) {
            let (a, b) = (lhs.ty, rhs.ty);
            return self.refuse(Op::Arithmetic(Operator::Power), &a, &b, span);
        }
        let Some((lhs, rhs, statements)) = self.with_unsigned("An exponent", (lhs, &ty), (rhs, &exponent))
        else {
            return Value::new(ty, build::nothing(span));
        };
        let made = self.raised(lhs, rhs, span);
        Value::new(ty, build::block(statements, Some(made), span))
    }

    /// Both operands in their types, the right one evaluated first where solc's order can be seen, with what is to be
    /// done before; none, with an error, where the right one, called `what`, is signed.
    fn with_unsigned(
        &mut self,
        what: &str,
        (lhs, ty): (Value, &Type),
        (rhs, unsigned): (Value, &Type),
    ) -> Option<(Expr, Expr, Vec<Statement>)> {
        if matches!(unsigned, Type::Int { signed: true, .. }) {
            self.error_help(
                codes::OPERATOR,
                rhs.expr.span,
                format!("{what} must be unsigned."),
                "Convert it: `uint256(x)`.",
            );
            return None;
        }
        let (lhs_span, rhs_span) = (lhs.expr.span, rhs.expr.span);
        let lhs = self.coerce(lhs, ty, lhs_span);
        let mut rhs = self.coerce(rhs, unsigned, rhs_span);
        let mut statements = Vec::new();
        if self.order_matters(&lhs, &rhs) {
            rhs = self.keep(rhs, &mut statements);
        }
        Some((lhs, rhs, statements))
    }
}

/// Whether an operator exists for two values of a type.
fn exists(op: Op, ty: &Type) -> bool {
    match op {
        Op::Equal | Op::NotEqual => ty.is_value() && !matches!(ty, Type::Alias(_)),
        Op::Less | Op::LessEqual | Op::More | Op::MoreEqual => matches!(
            ty,
            Type::Int { .. } | Type::FixedBytes(_) | Type::Address { .. } | Type::Contract(_) | Type::Enum(_)
        ),
        Op::Arithmetic(Operator::And | Operator::Or | Operator::Xor) => {
            matches!(ty, Type::Int { .. } | Type::FixedBytes(_))
        }
        Op::Arithmetic(_) => matches!(ty, Type::Int { .. }),
    }
}

/// A value in a form that can be compared.
fn comparable(value: Expr, ty: &Type, op: BinaryOp) -> Expr {
    let span = value.span;
    match ty {
        // Equality is that of the type itself; only integers have an order.
        Type::Address { .. } | Type::Contract(_) if matches!(op, BinaryOp::Eq | BinaryOp::Ne) => value,
        Type::FixedBytes(count) => convert(
            Conversion::Bits,
            value,
            Ty::Int(int_type(false, u16::from(*count) * 8)),
        ),
        Type::Address { .. } | Type::Contract(_) => {
            convert(Conversion::Bits, value, Ty::Int(int_type(false, 160)))
        }
        Type::Enum(_) => expr(ExprKind::Tag(Box::new(value)), build::U8, span),
        _ => value,
    }
}

fn not_bits(value: Expr, ty: Ty, span: Span) -> Expr {
    expr(
        ExprKind::Unary {
            op: UnaryOp::Not,
            operand: Box::new(value),
        },
        ty,
        span,
    )
}

const fn bit_op(op: Operator) -> BinaryOp {
    match op {
        Operator::Add => BinaryOp::Add,
        Operator::Subtract => BinaryOp::Sub,
        Operator::Multiply | Operator::Power => BinaryOp::Mul,
        Operator::Divide => BinaryOp::Div,
        Operator::Modulo => BinaryOp::Rem,
        Operator::And => BinaryOp::BitAnd,
        Operator::Or => BinaryOp::BitOr,
        Operator::Xor => BinaryOp::BitXor,
        Operator::ShiftLeft => BinaryOp::Shl,
        Operator::ShiftRight => BinaryOp::Shr,
    }
}
