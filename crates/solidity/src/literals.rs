//! Literals: numbers, addresses, texts and arrays.

use solang_parser::pt::{self, CodeLocation as _, Expression as Tree};
use twilight_diagnostics::Span;
use twilight_hir::Ty;
use twilight_hir::thir::{Conversion, ExprKind};

use crate::build::{self, convert};
use crate::code::{Code, Operand, Value};
use crate::codes;
use crate::number;
use crate::resolve::explain;
use crate::types::{Location, Type};

impl<'t> Code<'_, '_, 't> {
    /// A number, or an address where it has 40 hexadecimal digits.
    pub fn number_literal(
        &mut self,
        tree: &Tree,
        literal: Result<num_rational::BigRational, number::Problem>,
        span: Span,
    ) -> Operand {
        let value = match literal {
            Ok(value) => value,
            Err(problem) => {
                self.error(codes::LITERAL, span, explain(&problem));
                return Operand::Nothing;
            }
        };
        let digits = match tree {
            Tree::HexNumberLiteral(_, text, _) => Some(text.trim_start_matches("0x").replace('_', "")),
            _ => None,
        };
        if let (Some(digits), Tree::HexNumberLiteral(_, _, None)) = (&digits, tree)
            && matches!(digits.len(), 39 | 41)
        {
            self.error_help(
                codes::LITERAL,
                span,
                format!(
                    "This looks like an address, but has {} hexadecimal digits; addresses have 40.",
                    digits.len()
                ),
                "Write all 40 digits; begin it with `0x000` if it is a number.",
            );
            return Operand::Nothing;
        }
        if let (Some(digits), Tree::HexNumberLiteral(_, _, None)) = (&digits, tree)
            && digits.len() == 40
        {
            if !checksum_holds(digits) {
                let right = checksummed(digits);
                self.error_help(
                    codes::LITERAL,
                    span,
                    "This looks like an address, but the case of its letters is not that of its checksum.",
                    format!("If it is right, write `0x{right}`. If it is a number, begin it with `0x000`."),
                );
                return Operand::Nothing;
            }
            let number = build::number(&value.to_integer(), build::int_type(false, 160), span);
            return Operand::Value(Value::new(
                Type::ADDRESS,
                convert(Conversion::Bits, number, Ty::Address),
            ));
        }
        Self::number(value, digits.map(|digits| digits.len()), span)
    }

    /// `".."` and `unicode".."`, written one after the other.
    pub fn string_literal(&mut self, parts: &[pt::StringLiteral], span: Span) -> Operand {
        let mut bytes = Vec::new();
        for part in parts {
            match crate::strings::unescape(&part.string, part.unicode) {
                Ok(text) => bytes.extend(text),
                Err(message) => {
                    let span = self.span(&part.loc);
                    self.error_help(
                        codes::LITERAL,
                        span,
                        message,
                        "Escapes are `\\n`, `\\r`, `\\t`, `\\\\`, `\\\"`, `\\'`, `\\xNN` and `\\uNNNN`; other characters than ASCII need `unicode\"..\"`.",
                    );
                    return Operand::Nothing;
                }
            }
        }
        Operand::Value(Value::new(Type::Text(bytes.into()), build::nothing(span)))
    }

    /// `hex".."`, written one after the other.
    pub fn hex_literal(&mut self, parts: &[pt::HexLiteral], span: Span) -> Operand {
        let mut bytes = Vec::new();
        for part in parts {
            let Some(found) = crate::strings::hex_bytes(&part.hex) else {
                let span = self.span(&part.loc);
                self.error_help(
                    codes::LITERAL,
                    span,
                    "A `hex` string has an even number of hexadecimal digits.",
                    "Write pairs of digits: `hex\"00ff\"`.",
                );
                return Operand::Nothing;
            };
            bytes.extend(found);
        }
        Operand::Value(Value::new(Type::Text(bytes.into()), build::nothing(span)))
    }

    /// `[a, b, c]`: a fixed array in memory.
    pub fn array_literal(&mut self, elements: &'t [Tree], span: Span) -> Operand {
        let mut values = Vec::new();
        for element in elements {
            values.push((self.value(element), self.span(&element.loc())));
        }
        let Some((first, _)) = values.first() else {
            self.error_help(
                codes::TYPE,
                span,
                "An empty array literal has no type.",
                "Write `new T[](0)`.",
            );
            return Operand::Nothing;
        };
        let mut ty = crate::convert::widest(&first.ty);
        for (value, _) in values.iter().skip(1) {
            ty = ty
                .and_then(|ty| crate::convert::common(&ty, None, &value.ty, value.hex_digits, self.em.items));
        }
        let Some(element) = ty else {
            self.error_help(
                codes::CONVERSION,
                span,
                "The elements of this array have no type in common.",
                "Convert the first one to the type that all shall have: `[uint256(1), 2, 3]`.",
            );
            return Operand::Nothing;
        };
        let element = element.at(Location::Memory);
        let mut made = Vec::new();
        for (value, span) in values {
            let value = self.coerce(value, &element, span);
            made.push(self.em.as_element(&element, value));
        }
        let ty = Type::Array {
            length: Some(made.len() as u64),
            element: std::sync::Arc::new(element),
            location: Location::Memory,
        };
        let form = self.em.memory(&ty);
        let array = build::expr(ExprKind::Aggregate(made), crate::memory::content(&form), span);
        Operand::Value(Value::new(ty, build::new_reference(array)))
    }
}

/// Whether the letters of 40 hexadecimal digits have the case of their checksum (EIP-55).
fn checksum_holds(digits: &str) -> bool {
    checksummed(digits) == digits
}

fn checksummed(digits: &str) -> String {
    let lower = digits.to_lowercase();
    let hash = twilight_abi::keccak256(lower.as_bytes());
    lower
        .chars()
        .enumerate()
        .map(|(at, c)| {
            let byte = hash.get(at / 2).copied().unwrap_or(0);
            let nibble = if at % 2 == 0 { byte >> 4 } else { byte & 15 };
            if nibble >= 8 { c.to_ascii_uppercase() } else { c }
        })
        .collect()
}
