//! What is said where a value cannot be converted: what it is, what is needed, and how to get from one to the other.

use num_traits::Signed;
use twilight_diagnostics::Span;

use crate::code::{Code, Value};
use crate::codes;
use crate::convert::capital;
use crate::types::Type;

impl Code<'_, '_, '_> {
    /// Says that a value is of the wrong type.
    pub fn mismatch(&mut self, value: &Value, to: &Type, span: Span) {
        let (from, wanted) = (self.em.show(&value.ty), self.em.show(to));
        let message = match &value.ty {
            Type::Rational(number) if matches!(to, Type::Int { .. }) && !number.is_integer() => {
                format!(
                    "This is {}, which is no whole number; a `{wanted}` is needed.",
                    from.trim_start_matches("the number ")
                )
            }
            Type::Rational(_) if matches!(to, Type::Int { .. }) => {
                format!("{} does not fit into `{wanted}`.", capital(&from))
            }
            Type::Rational(_) => format!("This is {from}; a `{wanted}` is needed."),
            Type::Text(bytes) if matches!(to, Type::FixedBytes(_)) => {
                format!("This text has {} bytes, more than `{wanted}` holds.", bytes.len())
            }
            Type::Text(_) => format!("This is a string literal; a `{wanted}` is needed."),
            Type::Tuple(parts) if parts.is_empty() => {
                format!("This gives no value; a `{wanted}` is needed.")
            }
            _ => format!("This is a `{from}`; a `{wanted}` is needed."),
        };
        let help = match (&value.ty, to) {
            (Type::Int { signed: a, bits: n }, Type::Int { signed: b, bits: m }) if a == b && n > m => Some(format!(
                "A `{from}` may not fit. Write `{wanted}({})` to cut it off, after a check that it fits.",
                self.source(span, "x")
            )),
            (Type::Int { bits: n, .. }, Type::Int { bits: m, .. }) if n == m => Some(format!(
                "Write `{wanted}({})` if the value is known to fit: the sign changes its meaning.",
                self.source(span, "x")
            )),
            (Type::Int { .. }, Type::Int { bits, .. }) => Some(format!(
                "Convert in two steps, sign and width: `{wanted}({}{bits}({}))`.",
                if matches!(value.ty, Type::Int { signed: true, .. }) { "int" } else { "uint" },
                self.source(span, "x")
            )),
            (Type::Rational(number), Type::Int { .. }) if !number.is_integer() => {
                Some("Count in a smaller unit: `0.5 ether` is a whole number of wei.".to_owned())
            }
            (Type::Rational(number), Type::Int { signed: false, .. }) if number.is_negative() => {
                Some("Take a signed type: numbers of this one begin at 0.".to_owned())
            }
            (Type::Rational(_), Type::Int { bits: 256, .. }) => {
                Some(format!("There is no wider type; `type({wanted}).max` is its greatest number."))
            }
            (Type::Rational(_), Type::Int { .. }) => Some(format!(
                "Take a wider type; `type({wanted}).min` and `type({wanted}).max` are its ends."
            )),
            (Type::Text(_), Type::FixedBytes(_)) => {
                Some("Take a shorter text, a longer `bytesN`, or `bytes` for any length.".to_owned())
            }
            (Type::Int { .. } | Type::Rational(_), Type::Address { .. }) => {
                Some("Write `address(0)` for the zero address, or `address(uint160(x))`.".to_owned())
            }
            (Type::Address { payable: false }, Type::Address { payable: true }) => {
                Some(format!("Write `payable({})`.", self.source(span, "x")))
            }
            (Type::Contract(_), Type::Address { .. }) => Some(format!("Write `address({})`.", self.source(span, "x"))),
            (Type::Address { .. }, Type::Contract(_)) => Some(format!("Write `{wanted}({})`.", self.source(span, "x"))),
            (Type::Int { .. }, Type::Enum(_)) | (Type::Enum(_), Type::Int { .. }) => {
                Some(format!("Write `{wanted}({})`.", self.source(span, "x")))
            }
            (Type::Rational(_), Type::Enum(id)) => {
                let value = self.em.items.enumeration(*id).values.first();
                let value = value.map_or("..", String::as_str);
                Some(format!("Name the value, as in `{wanted}.{value}`, or write `{wanted}({})`.", self.source(span, "x")))
            }
            (Type::Int { .. } | Type::Rational(_), Type::Bool) => {
                let text = self.source(span, "");
                if text.contains(" = ") {
                    Some("`=` assigns; write `==` to compare.".to_owned())
                } else {
                    Some("Compare it: `x != 0`.".to_owned())
                }
            }
            (Type::Alias(_), _) => Some("Use `T.unwrap(x)` to get the value out of its type.".to_owned()),
            (_, Type::Alias(id)) => {
                let name = self.em.items.alias(*id).shown.clone();
                Some(format!("Write `{name}.wrap({})`.", self.source(span, "x")))
            }
            (Type::Array { length: Some(_), .. }, Type::Array { length: Some(_), .. }) => Some(
                "The elements of an array literal have the type of the first one: write it as in `[uint256(1), 2, 3]`."
                    .to_owned(),
            ),
            (Type::Array { length: Some(_), .. }, Type::Array { length: None, .. }) => Some(
                "An array of fixed length is no dynamic array: make one with `new T[](n)` and fill it.".to_owned(),
            ),
            (Type::Bytes(_), Type::String(_)) => Some("Write `string(x)`.".to_owned()),
            (Type::String(_), Type::Bytes(_)) => Some("Write `bytes(x)`.".to_owned()),
            _ => None,
        };
        let mut diagnostic = twilight_diagnostics::Diagnostic::error(codes::CONVERSION, span, message);
        if let Some(help) = help {
            diagnostic = diagnostic.with_help(help);
        }
        self.em.report.push(diagnostic);
    }

    /// How a conversion that is written out and does not exist can be made.
    pub fn explicit_help(&self, from: &Type, to: &Type) -> String {
        match (from, to) {
            (Type::Int { .. }, Type::Int { signed, bits }) => {
                let first = Type::Int {
                    signed: !signed,
                    bits: *bits,
                };
                format!(
                    "Change width and sign one after the other: `{}({}(x))`.",
                    to.show_plain(self.em.items),
                    first.show_plain(self.em.items)
                )
            }
            (Type::Int { .. }, Type::FixedBytes(count)) => format!(
                "Only an integer of the same size becomes `bytes{count}`: `bytes{count}(uint{}(x))`.",
                u16::from(*count) * 8
            ),
            (Type::FixedBytes(count), Type::Int { .. }) => format!(
                "`bytes{count}` becomes an integer of the same size: `uint{}(x)`.",
                u16::from(*count) * 8
            ),
            (
                Type::Rational(_)
                | Type::FixedBytes(20)
                | Type::Contract(_)
                | Type::Int {
                    signed: false,
                    bits: 160,
                },
                Type::Address { payable: true },
            ) => "Make an address first: `payable(address(x))`.".to_owned(),
            (Type::Int { .. }, Type::Address { .. }) => "Write `address(uint160(x))`.".to_owned(),
            (Type::Enum(_), Type::Int { .. }) => format!(
                "The values of an enum are counted from 0, by an unsigned type: `{}(uint8(x))`.",
                to.show_plain(self.em.items)
            ),
            (Type::Rational(_), Type::FixedBytes(count)) => format!(
                "Write a hexadecimal number of {} digits, or `bytes{count}(uint{}(x))`.",
                2 * u16::from(*count),
                8 * u16::from(*count)
            ),
            (Type::Address { .. }, Type::Int { .. }) => "Write `uint256(uint160(x))`.".to_owned(),
            (Type::FixedBytes(32), Type::Address { .. }) => {
                "Write `address(uint160(uint256(x)))`.".to_owned()
            }
            (Type::FixedBytes(_), Type::String(_)) => "Write `string(abi.encodePacked(x))`.".to_owned(),
            (Type::Int { .. }, Type::String(_)) => {
                "Nothing writes numbers as text: build the digits in a function.".to_owned()
            }
            (Type::String(_), Type::FixedBytes(_)) => "Write `bytesN(bytes(x))`.".to_owned(),
            (Type::Rational(_) | Type::Int { .. }, Type::Bool) => "Compare it: `x != 0`.".to_owned(),
            (Type::Bool, Type::Int { .. }) => "Choose: `x ? 1 : 0`.".to_owned(),
            (Type::Rational(_), _) => "Use a wider type, or another number.".to_owned(),
            _ => "Look at what the value is, and at what is needed.".to_owned(),
        }
    }
}
