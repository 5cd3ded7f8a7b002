//! Conversions between Solidity's types: those that need no word, and those that are written `T(x)`.

use num_rational::BigRational;
use num_traits::{Signed, Zero};
use twilight_abi::IntType;
use twilight_diagnostics::Span;
use twilight_hir::thir::{Conversion, Expr, ExprKind, Place, PlaceBase};
use twilight_hir::{StdFn, Ty};
use twilight_syntax::ast::BinaryOp;

use crate::build::{self, binary, convert, expr, int_type, number, small, standard, widen};
use crate::code::{Code, Value};
use crate::codes;
use crate::items::Items;
use crate::types::{self, Location, Type};

/// Whether a value of `from` may stand where `to` is needed. `hex_digits` is the number of digits of a hexadecimal
/// literal.
#[must_use]
pub fn implicit(from: &Type, to: &Type, hex_digits: Option<usize>, items: &Items<'_>) -> bool {
    if from == to || *from == Type::Error || *to == Type::Error {
        return true;
    }
    match (from, to) {
        (Type::Int { signed: a, bits: n }, Type::Int { signed: b, bits: m }) => a == b && n <= m,
        (Type::Rational(value), Type::Int { signed, bits }) => types::fits(value, *signed, *bits),
        (Type::Rational(value), Type::FixedBytes(count)) => {
            value.is_zero() || hex_digits == Some(2 * usize::from(*count))
        }
        (Type::Text(bytes), Type::FixedBytes(count)) => bytes.len() <= usize::from(*count),
        (Type::Text(bytes), Type::String(Location::Memory)) => std::str::from_utf8(bytes).is_ok(),
        (Type::Text(_), Type::Bytes(Location::Memory)) => true,
        (Type::FixedBytes(a), Type::FixedBytes(b)) => a <= b,
        (Type::Address { payable: true }, Type::Address { payable: false }) => true,
        (Type::Contract(a), Type::Contract(b)) => items.is_base(*b, *a),
        (Type::Function(a), Type::Function(b)) => {
            a.params == b.params && a.returns == b.returns && a.mutability <= b.mutability
        }
        (Type::Tuple(a), Type::Tuple(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| implicit(a, b, None, items))
        }
        _ => match (from.location(), to.location()) {
            // A reference to storage follows only storage; everything else can be copied into memory.
            (Some(Location::Storage), Some(Location::Storage)) => from.same_shape(to),
            (Some(_), Some(Location::Memory)) => from.same_shape(to) && !matches!(from, Type::Mapping(..)),
            (Some(Location::Calldata), Some(Location::Calldata)) => from.same_shape(to),
            _ => false,
        },
    }
}

/// The type that two operands of an operator have together, as solc finds it. Digits are those of hexadecimal
/// literals.
#[must_use]
pub fn common(
    a: &Type,
    a_digits: Option<usize>,
    b: &Type,
    b_digits: Option<usize>,
    items: &Items<'_>,
) -> Option<Type> {
    if implicit(a, b, a_digits, items) {
        return Some(b.clone());
    }
    if implicit(b, a, b_digits, items) {
        return Some(a.clone());
    }
    let (wide_a, wide_b) = (widest(a)?, widest(b)?);
    if implicit(b, &wide_a, b_digits, items) {
        return Some(wide_a);
    }
    implicit(a, &wide_b, a_digits, items).then_some(wide_b)
}

/// The type that a constant gets where nothing else decides; other types are what they are.
#[must_use]
pub fn widest(ty: &Type) -> Option<Type> {
    match ty {
        Type::Rational(value) => types::mobile(value),
        Type::Text(bytes) if std::str::from_utf8(bytes).is_err() => Some(Type::Bytes(Location::Memory)),
        Type::Text(_) => Some(Type::String(Location::Memory)),
        other => Some(other.clone()),
    }
}

impl Code<'_, '_, '_> {
    /// A value as one of `to`, without a word in the source. Reports where that cannot be.
    pub fn coerce(&mut self, value: Value, to: &Type, span: Span) -> Expr {
        if implicit(&value.ty, to, value.hex_digits, self.em.items) {
            return self.implicitly(value, to, span);
        }
        self.mismatch(&value, to, span);
        build::nothing(span)
    }

    /// The conversion itself, which [`implicit`] allows.
    fn implicitly(&mut self, value: Value, to: &Type, span: Span) -> Expr {
        if value.ty == *to || *to == Type::Error || value.ty == Type::Error {
            return value.expr;
        }
        match (&value.ty, to) {
            (Type::Rational(number), _) => self.constant(number, value.hex_digits, to, span),
            (Type::Text(bytes), _) => self.text_constant(bytes, to, span),
            (Type::Int { .. }, Type::Int { signed, bits }) => widen(value.expr, int_type(*signed, *bits)),
            (Type::FixedBytes(from), Type::FixedBytes(count)) => resize_bytes(value.expr, *from, *count),
            (Type::Tuple(from), Type::Tuple(to)) => self.tuple_as(value.expr, from.clone(), to, span),
            (_, _) => match (value.ty.location(), to.location()) {
                (Some(Location::Storage), Some(Location::Memory)) => {
                    let place = self.pointed(value);
                    let plain = build::read(place);
                    self.em.memory_form(to, plain)
                }
                (Some(Location::Calldata), Some(Location::Memory)) => self.em.memory_form(to, value.expr),
                _ => value.expr,
            },
        }
    }

    /// The storage place that a pointer stands for.
    pub fn pointed(&mut self, value: Value) -> Place {
        let (base_ty, span) = (crate::memory::content(&value.expr.ty), value.expr.span);
        if let ExprKind::PointerTo(place) = value.expr.kind {
            return place;
        }
        Place {
            base: PlaceBase::Pointer {
                pointer: Box::new(value.expr),
                variable: value.root,
            },
            base_ty,
            projections: Vec::new(),
            span,
        }
    }

    /// A constant number as a value of `to`, which it fits.
    fn constant(&mut self, value: &BigRational, hex_digits: Option<usize>, to: &Type, span: Span) -> Expr {
        let whole = value.to_integer();
        match to {
            Type::Int { signed, bits } => number(&whole, int_type(*signed, *bits), span),
            Type::FixedBytes(count) => {
                let _ = hex_digits;
                build::fixed_bytes(build::bits_of(&whole, 256), *count, span)
            }
            Type::Address { .. } | Type::Contract(_) => {
                let value = number(&whole, int_type(false, 160), span);
                convert(Conversion::Bits, value, Ty::Address)
            }
            _ => build::nothing(span),
        }
    }

    /// A literal as bytes in the plain form, which no reference leads to.
    pub fn plain_text(&mut self, bytes: &[u8], span: Span) -> Expr {
        self.text_constant(bytes, &Type::Bytes(Location::Storage), span)
    }

    fn text_constant(&mut self, bytes: &[u8], to: &Type, span: Span) -> Expr {
        match to {
            Type::FixedBytes(count) => {
                let mut padded = [0_u8; 32];
                for (target, byte) in padded.iter_mut().zip(bytes) {
                    *target = *byte;
                }
                let count_bytes = usize::from(*count);
                let value = ruint::aliases::U256::from_be_slice(padded.get(..count_bytes).unwrap_or(&padded));
                build::fixed_bytes(value, *count, span)
            }
            Type::Bytes(location) => {
                let plain = match std::str::from_utf8(bytes) {
                    Ok(text) => standard(
                        StdFn::StringToBytes,
                        Vec::new(),
                        vec![build::text(text, span)],
                        build::bytes_ty(),
                        span,
                    ),
                    Err(_) => expr(
                        ExprKind::Aggregate(
                            bytes
                                .iter()
                                .map(|byte| small(u64::from(*byte), IntType::U8, span))
                                .collect(),
                        ),
                        build::bytes_ty(),
                        span,
                    ),
                };
                if *location == Location::Memory {
                    self.em.memory_form(to, plain)
                } else {
                    plain
                }
            }
            _ => build::text(std::str::from_utf8(bytes).unwrap_or_default(), span),
        }
    }

    /// `T(x)`
    pub fn explicit(&mut self, value: Value, to: &Type, span: Span) -> Value {
        let target = match (to.location(), value.ty.location()) {
            // `bytes(s)`, `string(b)` stay where they are.
            (Some(_), Some(location)) => to.at(location),
            (Some(_), None) => to.at(Location::Memory),
            _ => to.clone(),
        };
        let result = |expr: Expr, ty: Type| Value::new(ty, expr);
        if value.ty == Type::Error || target == Type::Error {
            return result(build::nothing(span), target);
        }
        let made = self.explicitly(&value, &target, span);
        match made {
            Some(made) => Value {
                root: value.root,
                ..result(made, target)
            },
            None if implicit(&value.ty, &target, value.hex_digits, self.em.items) => {
                let made = self.implicitly(value, &target, span);
                result(made, target)
            }
            None => {
                let (from, wanted) = (self.em.show(&value.ty), target.show_plain(self.em.items));
                let help = self.explicit_help(&value.ty, &target);
                let message = match &value.ty {
                    Type::Rational(_) if matches!(target, Type::Int { .. }) => {
                        format!("{} does not fit into `{wanted}`.", capital(&from))
                    }
                    Type::Rational(_) => format!("{} cannot be converted to `{wanted}`.", capital(&from)),
                    _ => format!("A `{from}` cannot be converted to `{wanted}`."),
                };
                self.em.report.error_help(codes::CONVERSION, span, message, help);
                result(build::nothing(span), target)
            }
        }
    }

    /// Conversions that only the word allows; `None` for all others.
    fn explicitly(&mut self, value: &Value, to: &Type, span: Span) -> Option<Expr> {
        let source = value.expr.clone();
        Some(match (&value.ty, to) {
            (Type::Int { signed: a, bits: n }, Type::Int { signed: b, bits: m }) if a == b || n == m => {
                convert(Conversion::Truncate, source, Ty::Int(int_type(*b, *m)))
            }
            (Type::Int { signed: false, bits }, Type::FixedBytes(count))
                if *bits == u16::from(*count) * 8 =>
            {
                convert(Conversion::Bits, source, Ty::FixedBytes(*count))
            }
            (Type::FixedBytes(count), Type::Int { signed: false, bits })
                if *bits == u16::from(*count) * 8 =>
            {
                convert(Conversion::Bits, source, Ty::Int(int_type(false, *bits)))
            }
            (Type::FixedBytes(from), Type::FixedBytes(count)) => resize_bytes(source, *from, *count),
            (
                Type::Int {
                    signed: false,
                    bits: 160,
                },
                Type::Address { payable: false },
            ) => convert(Conversion::Bits, source, Ty::Address),
            (Type::FixedBytes(20), Type::Address { payable: false }) => {
                let value = convert(Conversion::Bits, source, Ty::Int(int_type(false, 160)));
                convert(Conversion::Bits, value, Ty::Address)
            }
            (
                Type::Address { .. },
                Type::Int {
                    signed: false,
                    bits: 160,
                },
            ) => convert(Conversion::Bits, source, Ty::Int(int_type(false, 160))),
            (Type::Address { .. }, Type::FixedBytes(20)) => {
                let value = convert(Conversion::Bits, source, Ty::Int(int_type(false, 160)));
                convert(Conversion::Bits, value, Ty::FixedBytes(20))
            }
            (Type::Address { .. }, Type::Address { .. } | Type::Contract(_))
            | (Type::Contract(_), Type::Address { payable: false }) => source,
            (Type::Contract(a), Type::Contract(b)) if self.em.items.is_base(*a, *b) => source,
            (Type::Rational(number), Type::Address { payable })
                if number.is_zero() || !payable && types::fits(number, false, 160) =>
            {
                let number = number.clone();
                self.constant(&number, None, to, span)
            }
            (Type::Rational(number), Type::FixedBytes(count))
                if value.hex_digits == Some(2 * usize::from(*count)) =>
            {
                let number = number.clone();
                self.constant(&number, value.hex_digits, to, span)
            }
            (Type::Rational(number), Type::Enum(id)) => {
                let count = self.em.items.enumeration(*id).values.len();
                let number = number.clone();
                if number.is_negative() || number >= BigRational::from_integer(count.into()) {
                    return None;
                }
                let tag = build::number(&number.to_integer(), IntType::U8, span);
                self.enum_of(*id, tag, span)
            }
            (Type::Int { .. }, Type::Enum(id)) => self.enum_of(*id, source, span),
            (Type::Enum(_), Type::Int { signed: false, bits }) => {
                let tag = expr(ExprKind::Tag(Box::new(source)), build::U8, span);
                convert(Conversion::Truncate, tag, Ty::Int(int_type(false, *bits)))
            }
            (Type::String(_) | Type::Bytes(_), Type::String(_) | Type::Bytes(_))
                if value.ty.location() == to.location() =>
            {
                return self.between_texts(value, to, span);
            }
            (Type::Bytes(_), Type::FixedBytes(count)) => self.bytes_to_fixed(value, *count, span),
            _ => return None,
        })
    }

    /// An enum's value by its number; panics where there is none.
    fn enum_of(&mut self, id: crate::items::EnumId, number: Expr, span: Span) -> Expr {
        let ty = self.em.plain(&Type::Enum(id));
        let count = self.em.items.enumeration(id).values.len();
        let index = convert(Conversion::Saturate, number, build::U64);
        let shown = self.em.items.enumeration(id).shown.clone();
        let helper = self.em.helper(
            format!("$enum {shown}"),
            vec![build::U64],
            ty.clone(),
            |_, body| {
                use twilight_hir::thir::{Arm, LocalId, Pattern, PatternKind};
                let span = body.expr.span;
                let mut arms: Vec<Arm> = (0..count)
                    .map(|at| Arm {
                        pattern: Pattern {
                            kind: PatternKind::Int(ruint::aliases::U256::from(at)),
                            ty: build::U64,
                            span,
                        },
                        guard: None,
                        body: expr(
                            ExprKind::Variant {
                                variant: u32::try_from(at).unwrap_or(u32::MAX),
                                fields: Vec::new(),
                            },
                            ty.clone(),
                            span,
                        ),
                    })
                    .collect();
                arms.push(Arm {
                    pattern: Pattern {
                        kind: PatternKind::Wildcard,
                        ty: build::U64,
                        span,
                    },
                    guard: None,
                    body: expr(
                        ExprKind::Panic(Box::new(build::text("Enum conversion out of range.", span))),
                        Ty::Never,
                        span,
                    ),
                });
                body.expr = expr(
                    ExprKind::Match {
                        scrutinee: Box::new(build::read_local(LocalId(0), build::U64, span)),
                        arms,
                    },
                    ty.clone(),
                    span,
                );
            },
        );
        build::call(helper, vec![index], ty, span)
    }

    /// `bytes(s)`, `string(b)`: in storage a place cannot be both, so what is read is a copy.
    fn between_texts(&mut self, value: &Value, to: &Type, span: Span) -> Option<Expr> {
        if value.ty == *to {
            return Some(value.expr.clone());
        }
        // What lies in storage is converted where it is read; see `members` and `places`.
        if value.ty.location() == Some(Location::Storage) {
            return None;
        }
        Some(match to {
            Type::Bytes(location) => {
                let plain = standard(
                    StdFn::StringToBytes,
                    Vec::new(),
                    vec![value.expr.clone()],
                    build::bytes_ty(),
                    span,
                );
                if *location == Location::Memory {
                    build::new_reference(plain)
                } else {
                    plain
                }
            }
            _ => {
                let plain = self.plain_bytes(value);
                self.text_of_bytes(plain, span)
            }
        })
    }

    /// The bytes of a `bytes` value, to look at.
    pub fn plain_bytes(&mut self, value: &Value) -> Expr {
        match value.ty.location() {
            Some(Location::Memory) => self.em.plain_form(&value.ty, value.expr.clone()),
            Some(Location::Storage) => {
                let place = self.pointed(value.clone());
                build::read(place)
            }
            _ => value.expr.clone(),
        }
    }

    /// A string of bytes; reverts where they are no UTF-8, for strings are text here.
    pub fn text_of_bytes(&mut self, bytes: Expr, span: Span) -> Expr {
        build::call(self.em.prelude("text_of"), vec![bytes], Ty::String, span)
    }

    /// `bytesN(b)` of dynamic bytes: the first ones, zeros where there are fewer.
    fn bytes_to_fixed(&mut self, value: &Value, count: u8, span: Span) -> Expr {
        let bytes = self.plain_bytes(value);
        let length = small(u64::from(count), IntType::U64, span);
        let word = Ty::Int(IntType::U256);
        let number = build::call(self.em.prelude("first_bytes"), vec![bytes, length], word, span);
        let bits = int_type(false, u16::from(count) * 8);
        let number = convert(Conversion::Truncate, number, Ty::Int(bits));
        convert(Conversion::Bits, number, Ty::FixedBytes(count))
    }
}

/// `bytesA` as `bytesB`: bytes are added or cut off at the end.
pub fn resize_bytes(value: Expr, from: u8, to: u8) -> Expr {
    if from == to {
        return value;
    }
    let span = value.span;
    let (narrow, wide) = (u16::from(from.min(to)) * 8, u16::from(from.max(to)) * 8);
    let amount = small(u64::from(wide - narrow), IntType::U32, span);
    let number = convert(
        Conversion::Bits,
        value,
        Ty::Int(int_type(false, u16::from(from) * 8)),
    );
    let wide_ty = int_type(false, wide);
    let number = if from < to {
        let number = widen(number, wide_ty);
        binary(BinaryOp::Shl, number, amount, Ty::Int(wide_ty), span)
    } else {
        let number = binary(BinaryOp::Shr, number, amount, Ty::Int(wide_ty), span);
        convert(Conversion::Truncate, number, Ty::Int(int_type(false, narrow)))
    };
    convert(Conversion::Bits, number, Ty::FixedBytes(to))
}

/// With a capital letter.
pub fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars
        .next()
        .map(|first| first.to_uppercase().chain(chars).collect())
        .unwrap_or_default()
}
