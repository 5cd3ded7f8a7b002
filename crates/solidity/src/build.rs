//! Pieces of the typed IR.

use std::sync::Arc;

use num_bigint::{BigInt, Sign};
use num_traits::One;
use ruint::aliases::U256;
use twilight_abi::IntType;
use twilight_diagnostics::Span;
use twilight_hir::thir::{
    Arg, Conversion, Expr, ExprKind, FnId, LocalId, Pattern, PatternKind, Place, PlaceBase, Projection,
    ProjectionKind, Statement, UseMode,
};
use twilight_hir::{StdFn, Ty};
use twilight_syntax::ast::BinaryOp;

/// The IR's integer type of a Solidity width.
pub const fn int_type(signed: bool, bits: u16) -> IntType {
    IntType { signed, bits }
}

/// `u64`: lengths and indices.
pub const U64: Ty = Ty::Int(IntType::U64);
/// `u8`: bytes.
pub const U8: Ty = Ty::Int(IntType::U8);

/// `vector<u8>`
pub fn bytes_ty() -> Ty {
    Ty::Vector(Arc::new(U8))
}

/// An expression.
pub fn expr(kind: ExprKind, ty: Ty, span: Span) -> Expr {
    Expr { kind, ty, span }
}

/// `()`
pub fn unit(span: Span) -> Expr {
    expr(ExprKind::Unit, Ty::Unit, span)
}

/// What an error left; never lowered.
pub fn nothing(span: Span) -> Expr {
    expr(ExprKind::Unit, Ty::Error, span)
}

/// `true`, `false`
pub fn boolean(value: bool, span: Span) -> Expr {
    expr(ExprKind::Bool(value), Ty::Bool, span)
}

/// A string constant.
pub fn text(value: &str, span: Span) -> Expr {
    expr(ExprKind::Str(Arc::from(value)), Ty::String, span)
}

/// A whole number as its type's bits: two's complement in the low bits, zero above.
pub fn bits_of(value: &BigInt, bits: u16) -> U256 {
    let wrapped = if value.sign() == Sign::Minus {
        (BigInt::one() << bits) + value
    } else {
        value.clone()
    };
    let (_, bytes) = wrapped.to_bytes_le();
    U256::try_from_le_slice(&bytes).unwrap_or(U256::MAX)
}

/// An integer constant.
pub fn number(value: &BigInt, ty: IntType, span: Span) -> Expr {
    expr(ExprKind::Int(bits_of(value, ty.bits)), Ty::Int(ty), span)
}

/// A small constant of an integer type.
pub fn small(value: u64, ty: IntType, span: Span) -> Expr {
    expr(ExprKind::Int(U256::from(value)), Ty::Int(ty), span)
}

/// `bytesN` of the low bytes of a number.
pub fn fixed_bytes(value: U256, count: u8, span: Span) -> Expr {
    let ty = int_type(false, u16::from(count) * 8);
    let value = expr(ExprKind::Int(value), Ty::Int(ty), span);
    convert(Conversion::Bits, value, Ty::FixedBytes(count))
}

/// A conversion; none where the types are the same.
pub fn convert(how: Conversion, value: Expr, ty: Ty) -> Expr {
    if value.ty == ty {
        return value;
    }
    let span = value.span;
    expr(ExprKind::Convert(how, Box::new(value)), ty, span)
}

/// An integer in a type that holds all its values.
pub fn widen(value: Expr, ty: IntType) -> Expr {
    if value.ty == Ty::Int(ty) {
        return value;
    }
    let span = value.span;
    expr(ExprKind::Widen(Box::new(value)), Ty::Int(ty), span)
}

/// A variable as a place.
pub fn local(id: LocalId, ty: Ty, span: Span) -> Place {
    Place {
        base: PlaceBase::Local(id),
        base_ty: ty,
        projections: Vec::new(),
        span,
    }
}

/// Reads a variable of a plain type.
pub fn read_local(id: LocalId, ty: Ty, span: Span) -> Expr {
    read(local(id, ty, span))
}

/// Type of what a place holds.
pub fn place_ty(place: &Place) -> Ty {
    place
        .projections
        .last()
        .map_or_else(|| place.base_ty.clone(), |step| step.ty.clone())
}

/// Reads a place. Values of plain types and references are copied; what lies in storage comes as a copy; call data
/// never changes, so it may be shared.
pub fn read(place: Place) -> Expr {
    let (ty, span) = (place_ty(&place), place.span);
    let mode = if is_plain(&ty) {
        UseMode::Copy
    } else {
        UseMode::Borrow
    };
    expr(ExprKind::Use(place, mode), ty, span)
}

/// Types whose values have no storage of their own.
pub fn is_plain(ty: &Ty) -> bool {
    matches!(
        ty,
        Ty::Unit
            | Ty::Bool
            | Ty::Int(_)
            | Ty::String
            | Ty::Address
            | Ty::Hash256
            | Ty::FixedBytes(_)
            | Ty::Reference(_)
            | Ty::StoragePointer(_)
    )
}

/// One step further into a place.
pub fn step(mut place: Place, kind: ProjectionKind, ty: Ty, span: Span) -> Place {
    place.projections.push(Projection { kind, ty, span });
    place.span = span;
    place
}

/// Field `at` of what a place holds.
pub fn field(place: Place, at: u32, ty: Ty, span: Span) -> Place {
    step(place, ProjectionKind::Field(at), ty, span)
}

/// Element `index`, of type `u64`.
pub fn element(place: Place, index: Expr, ty: Ty, span: Span) -> Place {
    step(place, ProjectionKind::Index(Box::new(index)), ty, span)
}

/// Entry of a map.
pub fn entry(place: Place, key: Expr, ty: Ty, span: Span) -> Place {
    step(place, ProjectionKind::Key(Box::new(key)), ty, span)
}

/// What a reference refers to, as a place. What was only just made needs no cell.
pub fn cell(reference: Expr) -> Place {
    let reference = match reference.kind {
        ExprKind::NewReference(inner) => return temporary(*inner),
        _ => reference,
    };
    let (ty, span) = (reference.ty.clone(), reference.span);
    let base_ty = match ty {
        Ty::Reference(inner) => (*inner).clone(),
        other => other,
    };
    Place {
        base: PlaceBase::Cell(Box::new(reference)),
        base_ty,
        projections: Vec::new(),
        span,
    }
}

/// A new cell.
pub fn new_reference(value: Expr) -> Expr {
    let (ty, span) = (Ty::Reference(Arc::new(value.ty.clone())), value.span);
    expr(ExprKind::NewReference(Box::new(value)), ty, span)
}

/// A value as a place that nothing else can reach.
pub fn temporary(value: Expr) -> Place {
    let (base_ty, span) = (value.ty.clone(), value.span);
    Place {
        base: PlaceBase::Temporary(Box::new(value)),
        base_ty,
        projections: Vec::new(),
        span,
    }
}

/// An operator on two operands that have been brought to its types.
pub fn binary(op: BinaryOp, lhs: Expr, rhs: Expr, ty: Ty, span: Span) -> Expr {
    expr(
        ExprKind::Binary {
            op,
            lhs: Box::new(lhs),
            rhs: Box::new(rhs),
        },
        ty,
        span,
    )
}

/// A function of the standard library.
pub fn standard(function: StdFn, types: Vec<Ty>, args: Vec<Expr>, ty: Ty, span: Span) -> Expr {
    expr(
        ExprKind::Std {
            function,
            types,
            receiver: None,
            args,
        },
        ty,
        span,
    )
}

/// A method of the standard library that changes a place.
pub fn change(function: StdFn, types: Vec<Ty>, receiver: Place, args: Vec<Expr>, ty: Ty, span: Span) -> Expr {
    expr(
        ExprKind::Std {
            function,
            types,
            receiver: Some(receiver),
            args,
        },
        ty,
        span,
    )
}

/// A call with values as arguments.
pub fn call(function: FnId, args: Vec<Expr>, ty: Ty, span: Span) -> Expr {
    expr(
        ExprKind::Call {
            function,
            types: Vec::new(),
            args: args.into_iter().map(Arg::Value).collect(),
        },
        ty,
        span,
    )
}

/// `place = value`
pub fn assign(place: Place, value: Expr, span: Span) -> Expr {
    expr(
        ExprKind::Assign {
            place,
            op: None,
            value: Box::new(value),
        },
        Ty::Unit,
        span,
    )
}

/// Declares a variable.
pub fn bind(id: LocalId, init: Expr, span: Span) -> Statement {
    let ty = init.ty.clone();
    Statement::Let {
        pattern: Pattern {
            kind: PatternKind::Binding {
                local: id,
                clone: false,
                subpattern: None,
            },
            ty,
            span,
        },
        init: Some(init),
        span,
    }
}

/// Statements, then a value.
pub fn block(mut statements: Vec<Statement>, tail: Option<Expr>, span: Span) -> Expr {
    if statements.is_empty()
        && let Some(tail) = tail
    {
        return tail;
    }
    if statements.len() == 1
        && tail.is_none()
        // One that gives a value nobody wants stays a statement.
        && matches!(statements.first(), Some(Statement::Expr(only)) if matches!(only.ty, Ty::Unit | Ty::Never))
        && let Some(Statement::Expr(only)) = statements.pop()
    {
        return only;
    }
    let ty = tail.as_ref().map_or(Ty::Unit, |tail| tail.ty.clone());
    expr(
        ExprKind::Block {
            statements,
            tail: tail.map(Box::new),
        },
        ty,
        span,
    )
}

/// `if`; of type `()` without `otherwise`.
pub fn conditional(condition: Expr, then: Expr, otherwise: Option<Expr>, span: Span) -> Expr {
    let ty = otherwise.as_ref().map_or(Ty::Unit, |_| then.ty.clone());
    expr(
        ExprKind::If {
            condition: Box::new(condition),
            then: Box::new(then),
            otherwise: otherwise.map(Box::new),
        },
        ty,
        span,
    )
}

/// `!condition`
pub fn not(condition: Expr) -> Expr {
    let span = condition.span;
    expr(
        ExprKind::Unary {
            op: twilight_syntax::ast::UnaryOp::Not,
            operand: Box::new(condition),
        },
        Ty::Bool,
        span,
    )
}
