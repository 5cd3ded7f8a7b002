//! Compile-time evaluation of constants (spec 01 §3.1): used as values, array lengths and patterns.

use std::sync::Arc;

use ruint::aliases::U256;
use twilight_diagnostics::{Diagnostic, Span};
use twilight_syntax::ast::{self, BinaryOp};

use crate::body::FnCx;
use crate::checker::{Checker, Generic, Progress, ScopeId};
use crate::codes;
use crate::const_ints::{compare, encode, eval_int, eval_unary, split};
use crate::const_std;
use crate::limits::{MAX_CONST_NESTING, MAX_DEFINITION_CHAIN};
use crate::std_fn::StdFn;
use crate::thir::{Body, ConstId, Expr, ExprKind, PlaceBase, ProjectionKind};
use crate::ty::Ty;

/// The value of a constant.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// As in `ExprKind::Int`.
    Int(U256),
    /// `true`, `false`
    Bool(bool),
    /// Text.
    Str(Arc<str>),
    /// `()`
    Unit,
    /// Fields or elements in order.
    Fields(Arc<[Value]>),
    /// A variant with its fields in order.
    Variant(u32, Arc<[Value]>),
    /// `[e; n]`
    Repeat(Arc<Value>, u64),
    /// An address or a hash.
    Bytes(Arc<[u8]>),
}

/// Why an expression has no value at compile time.
#[derive(Debug)]
pub struct Failure {
    code: &'static str,
    span: Span,
    message: String,
}

/// A value, or why there is none; `None` where that was reported.
pub type Outcome = Result<Value, Option<Failure>>;

/// The expression needs the running program. `what` says why.
pub fn not_constant(span: Span, what: &str) -> Option<Failure> {
    Some(Failure {
        code: codes::NOT_CONSTANT,
        span,
        message: format!("The value of a constant must be known at compile time, but {what}."),
    })
}

/// The expression fails when it is evaluated.
pub fn wrong(span: Span, message: impl Into<String>) -> Option<Failure> {
    Some(Failure {
        code: codes::CONST_EVAL,
        span,
        message: message.into(),
    })
}

/// Characters that a constant's text may grow to through `+`.
pub const MAX_CONST_TEXT: usize = 65_536;
/// Elements and fields that the value of one constant may have.
const MAX_CONST_PARTS: usize = 1_000_000;

impl<'a> Checker<'a> {
    /// Says which type parameters a constant of an `impl` sees.
    pub fn set_const_generics(&mut self, id: ConstId, generics: &[Generic]) {
        if let Some(info) = self.consts.get_mut(id.0 as usize) {
            info.generics = generics.to_vec();
        }
    }

    /// The value of a constant, found once; `None` where it has none and that was reported.
    pub fn const_value(&mut self, id: ConstId) -> Option<Value> {
        let info = self.consts.get(id.0 as usize)?;
        let (decl, scope, name) = (info.decl, info.scope, info.name.clone());
        let generics = info.generics.clone();
        match info.progress {
            Progress::Done => return info.value.clone(),
            Progress::Running => {
                self.report(
                    Diagnostic::error(
                        codes::CONST_CYCLE,
                        decl.name.span,
                        format!(
                            "The value of the constant `{}` depends on itself.",
                            decl.name.name
                        ),
                    )
                    .with_help("Write at least one of the constants as a literal."),
                );
                if let Some(info) = self.consts.get_mut(id.0 as usize) {
                    info.progress = Progress::Done;
                }
                return None;
            }
            Progress::Waiting => {}
        }
        if self.chain_is_long(&decl.name, "constant", codes::CONST_EVAL) {
            if let Some(info) = self.consts.get_mut(id.0 as usize) {
                info.progress = Progress::Done;
            }
            return None;
        }
        self.definitions += 1;
        let value = self.new_const_value(id, decl, scope, name, &generics);
        self.definitions -= 1;
        value
    }

    /// Reports a constant or alias behind too many others that wait for it; true then.
    pub fn chain_is_long(&mut self, name: &ast::Ident, what: &str, code: &'static str) -> bool {
        if self.definitions < MAX_DEFINITION_CHAIN
            && (self.definitions == 0 || self.nesting <= MAX_CONST_NESTING)
        {
            return false;
        }
        // The next definition of the chain would begin another one.
        if std::mem::replace(&mut self.long_chain, true) {
            return true;
        }
        self.report(
            Diagnostic::error(
                code,
                name.span,
                format!(
                    "Too many definitions lead to the {what} `{}` before it is defined: at most \
                     {MAX_DEFINITION_CHAIN} may wait for each other, inside at most {MAX_CONST_NESTING} expressions.",
                    name.name
                ),
            )
            .with_help("Write it above what uses it."),
        );
        true
    }

    fn new_const_value(
        &mut self,
        id: ConstId,
        decl: &'a ast::Const,
        scope: ScopeId,
        name: String,
        generics: &[Generic],
    ) -> Option<Value> {
        if let Some(info) = self.consts.get_mut(id.0 as usize) {
            info.progress = Progress::Running;
        }
        let saved = self.swap_generics(generics);
        let mut ty = self.lower_type(&decl.ty, scope);
        if crate::traits::mentions_param(&ty) {
            let shown = self.show(&ty);
            let name = decl.name.name.to_lowercase();
            self.report(
                Diagnostic::error(
                    codes::NOT_CONSTANT,
                    decl.ty.span,
                    format!("The type `{shown}` of a constant cannot depend on a type parameter."),
                )
                .with_help(format!("Write a function: `fn {name}() -> {shown} {{ .. }}`.")),
            );
            ty = Ty::Error;
        }
        let body = match &decl.value {
            Some(value) => {
                let mut cx = FnCx::new(self, scope, name);
                let checked = cx.check(value, &ty);
                Some(cx.finish(checked))
            }
            None => {
                self.error(
                    codes::NOT_CONSTANT,
                    decl.name.span,
                    "A constant outside a trait needs a value.",
                );
                None
            }
        };
        (self.param_names, self.param_bounds) = saved;
        let value = body.as_ref().and_then(|body| self.evaluate(&body.expr));
        let info = self.consts.get_mut(id.0 as usize)?;
        if info.progress == Progress::Done {
            // A cycle through this constant was reported meanwhile.
            return None;
        }
        info.progress = Progress::Done;
        info.ty = if value.is_some() { ty.clone() } else { Ty::Error };
        info.value.clone_from(&value);
        info.body = value.as_ref().zip(body).map(|(value, body)| {
            let span = body.expr.span;
            match literal(value, &ty, span) {
                Some(expr) => Body {
                    locals: Vec::new(),
                    expr,
                },
                None => body,
            }
        });
        value
    }

    /// The value of a checked expression; reports where it has none.
    fn evaluate(&mut self, expr: &Expr) -> Option<Value> {
        match self.eval(expr) {
            Ok(value) => {
                if parts(&value, MAX_CONST_PARTS).is_none() {
                    self.error(
                        codes::CONST_EVAL,
                        expr.span,
                        format!("The value of this constant has more than {MAX_CONST_PARTS} parts, which is the limit."),
                    );
                    return None;
                }
                Some(value)
            }
            Err(None) => None,
            Err(Some(failure)) => {
                self.error(failure.code, failure.span, failure.message);
                None
            }
        }
    }

    /// A length that stands in a type or in `[e; n]`.
    pub fn const_length(&mut self, expr: &'a ast::Expr, scope: ScopeId) -> Option<u64> {
        let saved = (
            std::mem::take(&mut self.param_names),
            std::mem::take(&mut self.param_bounds),
        );
        let before = self.diagnostics.len();
        let mut cx = FnCx::new(self, scope, String::new());
        cx.is_length = true;
        let value = cx.expr(expr, None);
        cx.infer.prefer_unsigned(&value.ty);
        let body = cx.finish(value);
        (self.param_names, self.param_bounds) = saved;
        if self
            .diagnostics
            .get(before..)
            .is_some_and(|new| new.iter().any(Diagnostic::is_error))
        {
            return None;
        }
        let int = match &body.expr.ty {
            Ty::Int(int) => *int,
            Ty::Error => return None,
            other => {
                let shown = self.show(other);
                self.error(
                    codes::ARRAY_LENGTH,
                    expr.span,
                    format!("A length must be an integer, but this is `{shown}`."),
                );
                return None;
            }
        };
        let value = match self.eval(&body.expr) {
            Ok(Value::Int(value)) => value,
            Ok(_) | Err(None) => return None,
            Err(Some(failure)) => {
                let code = if failure.code == codes::NOT_CONSTANT {
                    codes::ARRAY_LENGTH
                } else {
                    failure.code
                };
                let message = if failure.code == codes::NOT_CONSTANT {
                    "The length of an array must be known at compile time.".to_string()
                } else {
                    failure.message
                };
                self.report(
                    Diagnostic::error(code, failure.span, message)
                        .with_help("Use a literal or a `const`; a `vector` has a length that can change."),
                );
                return None;
            }
        };
        let negative = int.signed && value.bit(usize::from(int.bits - 1));
        match u64::try_from(value) {
            Ok(length) if !negative && length <= crate::limits::MAX_ARRAY_BYTES => Some(length),
            _ => {
                let shown = crate::ints::show_int(value, int);
                self.error(
                    codes::ARRAY_LENGTH,
                    expr.span,
                    format!(
                        "The length {shown} is out of range: it must be 0 to {}.",
                        crate::limits::MAX_ARRAY_BYTES
                    ),
                );
                None
            }
        }
    }

    /// The value of a finished expression.
    pub fn eval(&mut self, expr: &Expr) -> Outcome {
        let span = expr.span;
        if matches!(expr.ty, Ty::Error) {
            return Err(None);
        }
        match &expr.kind {
            ExprKind::Int(value) => Ok(Value::Int(*value)),
            ExprKind::Bool(value) => Ok(Value::Bool(*value)),
            ExprKind::Str(value) => Ok(Value::Str(Arc::clone(value))),
            ExprKind::Unit => Ok(Value::Unit),
            ExprKind::TraitConst { types, .. } if types.iter().any(crate::traits::mentions_param) => Err(
                not_constant(span, "this depends on a type parameter; write a function instead"),
            ),
            ExprKind::TraitConst { .. } => Err(not_constant(
                span,
                "this one depends on the type that implements the trait",
            )),
            ExprKind::Const(id) => self.const_value(*id).ok_or(None),
            ExprKind::Widen(inner) => self.widen(inner, &expr.ty),
            ExprKind::Binary { op, lhs, rhs } => self.eval_binary(*op, lhs, rhs, span),
            ExprKind::Unary { op, operand } => {
                let value = self.eval(operand)?;
                eval_unary(*op, value, &expr.ty, span)
            }
            ExprKind::Aggregate(elements) => Ok(Value::Fields(
                elements
                    .iter()
                    .map(|element| self.eval(element))
                    .collect::<Result<_, _>>()?,
            )),
            ExprKind::Repeat { value, count } => Ok(Value::Repeat(Arc::new(self.eval(value)?), *count)),
            ExprKind::Struct { fields, base: None } => Ok(Value::Fields(self.eval_fields(fields)?)),
            ExprKind::Variant { variant, fields } => Ok(Value::Variant(*variant, self.eval_fields(fields)?)),
            ExprKind::Block {
                statements,
                tail: Some(tail),
            } if statements.is_empty() => self.eval(tail),
            ExprKind::If {
                condition,
                then,
                otherwise: Some(otherwise),
            } => match self.eval(condition)? {
                Value::Bool(true) => self.eval(then),
                _ => self.eval(otherwise),
            },
            ExprKind::Match { scrutinee, arms } => self.eval_match(scrutinee, arms, span),
            ExprKind::Use(place, _) => match &place.base {
                PlaceBase::Temporary(base) => {
                    let mut value = self.eval(base)?;
                    for projection in &place.projections {
                        value = match &projection.kind {
                            ProjectionKind::Field(at) => part(&value, u64::from(*at)).ok_or(None)?,
                            ProjectionKind::Index(index) => match self.eval(index)? {
                                Value::Int(at) => u64::try_from(at)
                                    .ok()
                                    .and_then(|at| part(&value, at))
                                    .ok_or_else(|| wrong(projection.span, "The index is out of bounds."))?,
                                _ => return Err(None),
                            },
                            ProjectionKind::Key(_) => return Err(not_constant(span, "this reads a map")),
                        };
                    }
                    Ok(value)
                }
                PlaceBase::Local(_) => Err(not_constant(span, "this is a variable")),
                PlaceBase::Storage(..) | PlaceBase::Pointer { .. } => {
                    Err(not_constant(span, "this reads storage"))
                }
                PlaceBase::Cell(_) => Err(not_constant(span, "this reads memory")),
            },
            ExprKind::Std { function, args, .. } => self.eval_std(*function, args, &expr.ty, span),
            ExprKind::Call { .. } | ExprKind::CallParam { .. } => {
                Err(not_constant(span, "this calls a function"))
            }
            ExprKind::Context(_) => Err(not_constant(span, "this reads the chain's state")),
            _ => Err(not_constant(span, "this is not a literal, operator or constant")),
        }
    }

    fn eval_fields(&mut self, fields: &[(u32, Expr)]) -> Result<Arc<[Value]>, Option<Failure>> {
        let mut values = Vec::new();
        for (at, field) in fields {
            values.push((*at, self.eval(field)?));
        }
        values.sort_by_key(|(at, _)| *at);
        Ok(values.into_iter().map(|(_, value)| value).collect())
    }

    fn widen(&mut self, inner: &Expr, to: &Ty) -> Outcome {
        match (self.eval(inner)?, &inner.ty, to) {
            (Value::Int(value), Ty::Int(from), Ty::Int(to)) => {
                let (negative, magnitude) = split(value, *from);
                Ok(Value::Int(encode(negative, magnitude, *to)))
            }
            _ => Err(None),
        }
    }

    fn eval_binary(&mut self, op: BinaryOp, lhs: &Expr, rhs: &Expr, span: Span) -> Outcome {
        let left = self.eval(lhs)?;
        match (op, &left) {
            (BinaryOp::And, Value::Bool(false)) | (BinaryOp::Or, Value::Bool(true)) => return Ok(left),
            _ => {}
        }
        let right = self.eval(rhs)?;
        match (&left, &right, &lhs.ty) {
            (Value::Int(a), Value::Int(b), Ty::Int(int)) => eval_int(op, *a, *b, *int, span),
            (Value::Bool(a), Value::Bool(b), _) => Ok(Value::Bool(match op {
                BinaryOp::And | BinaryOp::BitAnd => *a && *b,
                BinaryOp::Or | BinaryOp::BitOr => *a || *b,
                BinaryOp::Eq => a == b,
                BinaryOp::BitXor | BinaryOp::Ne => a != b,
                _ => return Err(None),
            })),
            (Value::Str(a), Value::Str(b), _) => match op {
                BinaryOp::Add if a.len() + b.len() > MAX_CONST_TEXT => Err(wrong(
                    span,
                    format!("The text of a constant may have {MAX_CONST_TEXT} bytes at most."),
                )),
                BinaryOp::Add => Ok(Value::Str(Arc::from(format!("{a}{b}")))),
                _ => compare(op, a.cmp(b)).map(Value::Bool).ok_or(None),
            },
            _ => match op {
                BinaryOp::Eq => Ok(Value::Bool(left == right)),
                BinaryOp::Ne => Ok(Value::Bool(left != right)),
                _ => Err(None),
            },
        }
    }

    fn eval_std(&mut self, function: StdFn, args: &[Expr], ty: &Ty, span: Span) -> Outcome {
        match (function, args) {
            (StdFn::ArrayLen, [array]) => match &array.ty {
                Ty::Array(_, count) => Ok(Value::Int(U256::from(*count))),
                _ => Err(None),
            },
            (StdFn::IntFrom, [inner]) => self.widen(inner, ty),
            _ if !const_std::is_constant(function) => Err(not_constant(
                span,
                "this calls a function that only a running program has",
            )),
            _ => {
                let values = args
                    .iter()
                    .map(|arg| self.eval(arg))
                    .collect::<Result<Vec<_>, _>>()?;
                let int = args.first().and_then(|first| match first.ty {
                    Ty::Int(int) => Some(int),
                    _ => None,
                });
                const_std::evaluate(function, &values, int, ty, span)
            }
        }
    }
}

/// The number of parts of a value, if within the limit.
fn parts(value: &Value, limit: usize) -> Option<usize> {
    match value {
        Value::Fields(values) | Value::Variant(_, values) => {
            let mut left = limit;
            for value in values.iter() {
                left = left.checked_sub(parts(value, left)?)?;
            }
            Some(limit - left)
        }
        Value::Repeat(value, count) => {
            let each = parts(value, limit)?.max(1);
            usize::try_from(*count)
                .ok()?
                .checked_mul(each)
                .filter(|all| *all <= limit)
        }
        _ => Some(1),
    }
}

fn part(value: &Value, at: u64) -> Option<Value> {
    match value {
        Value::Fields(values) | Value::Variant(_, values) => values.get(usize::try_from(at).ok()?).cloned(),
        Value::Repeat(value, count) => (at < *count).then(|| (**value).clone()),
        _ => None,
    }
}

/// The expression of a scalar value; others keep the expression they were written as.
fn literal(value: &Value, ty: &Ty, span: Span) -> Option<Expr> {
    let kind = match value {
        Value::Int(value) => ExprKind::Int(*value),
        Value::Bool(value) => ExprKind::Bool(*value),
        Value::Str(text) => ExprKind::Str(Arc::clone(text)),
        Value::Unit => ExprKind::Unit,
        // A hash is the number of its bytes, so that nothing is computed where the constant is used.
        Value::Bytes(bytes) if *ty == Ty::Hash256 => ExprKind::Std {
            function: StdFn::HashFromInt,
            types: Vec::new(),
            receiver: None,
            args: vec![Expr {
                kind: ExprKind::Int(U256::try_from_be_slice(bytes)?),
                ty: Ty::Int(twilight_abi::IntType::U256),
                span,
            }],
        },
        _ => return None,
    };
    Some(Expr {
        kind,
        ty: ty.clone(),
        span,
    })
}
