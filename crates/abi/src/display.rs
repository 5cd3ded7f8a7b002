//! Values as a reader of the language would write them (DECISION C14).

use std::fmt::Write as _;

use crate::form::{field_types, is_byte, payload_types};
use crate::{BYTE_ELEMENT, IntType, Type, Value, VariantFields};

/// Deepest nesting that is shown; what is deeper shows as `..`. More than any value that a program can print.
const MAX_DEPTH: usize = 1_100;

/// Bytes of text after which a value is cut off; long names in large collections could otherwise make
/// much of little.
pub const MAX_DISPLAY_BYTES: usize = 1024 * 1024;
/// Stands where text was cut off.
const CUT: &str = "...";

/// The value as text: `42`, `true`, `hello`, `0x..`, `(1, true)`, `[1, 2]`, `Some("a")`, `Color::Red`,
/// `Shape::Circle(5)`, `Point { x: 1, y: 2 }`, `{k: v}`, `()`. Text at the top stands bare, text inside
/// another value quoted and escaped. A part that does not fit its type shows as `?`; text beyond
/// [`MAX_DISPLAY_BYTES`] is cut off.
#[must_use]
pub fn display(ty: &Type, value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        _ => display_part(ty, value),
    }
}

/// As [`display`] for a value that stands inside another one: text is quoted.
#[must_use]
pub fn display_part(ty: &Type, value: &Value) -> String {
    let mut out = String::new();
    show(&mut out, ty, value, 0);
    if out.len() > MAX_DISPLAY_BYTES {
        let end = (0..=MAX_DISPLAY_BYTES)
            .rev()
            .find(|at| out.is_char_boundary(*at))
            .unwrap_or(0);
        out.truncate(end);
        out.push_str(CUT);
    }
    out
}

/// `0x` and lowercase digits.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut out = Vec::with_capacity(2 + bytes.len() * 2);
    out.extend_from_slice(b"0x");
    for byte in bytes {
        out.extend_from_slice(&[DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]]);
    }
    // Nothing but ASCII.
    String::from_utf8(out).unwrap_or_default()
}

/// The integer in decimal, with a minus sign where it is negative.
#[must_use]
pub fn decimal(ty: IntType, bits: ruint::aliases::U256) -> String {
    if ty.signed && bits.bit(255) {
        format!("-{}", bits.wrapping_neg())
    } else {
        bits.to_string()
    }
}

/// Text in double quotes, escaped as in Twilight source.
#[must_use]
pub fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for char in text.chars() {
        match char {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\0' => out.push_str("\\0"),
            char if char.is_control() => {
                // Writing to a String cannot fail.
                let _ = write!(out, "\\u{{{:x}}}", u32::from(char));
            }
            char => out.push(char),
        }
    }
    out.push('"');
    out
}

fn list<'a>(
    out: &mut String,
    open: char,
    close: char,
    items: impl Iterator<Item = (&'a Type, &'a Value)>,
    depth: usize,
) {
    out.push(open);
    for (at, (ty, value)) in items.enumerate() {
        if at > 0 {
            out.push_str(", ");
        }
        show(out, ty, value, depth);
    }
    out.push(close);
}

/// Fields of a struct or variant after its name.
fn show_fields(out: &mut String, fields: &VariantFields, values: &[Value], depth: usize) {
    match fields {
        VariantFields::Unit => {}
        VariantFields::Tuple(types) => list(out, '(', ')', types.iter().zip(values), depth),
        VariantFields::Named(fields) => {
            out.push_str(" {");
            for (at, ((name, ty), value)) in fields.iter().zip(values).enumerate() {
                out.push_str(if at > 0 { ", " } else { " " });
                out.push_str(name);
                out.push_str(": ");
                show(out, ty, value, depth);
            }
            out.push_str(" }");
        }
    }
}

/// A name without type arguments: `Pair` of `Pair<u64, bool>`.
fn bare(name: &str) -> &str {
    name.split('<').next().unwrap_or(name)
}

fn show(out: &mut String, ty: &Type, value: &Value, depth: usize) {
    if out.len() > MAX_DISPLAY_BYTES {
        return;
    }
    if depth >= MAX_DEPTH {
        out.push_str("..");
        return;
    }
    let depth = depth + 1;
    match (ty, value) {
        (Type::Unit, Value::Unit) => out.push_str("()"),
        (Type::Bool, Value::Bool(value)) => out.push_str(if *value { "true" } else { "false" }),
        (Type::Int(ty), Value::Int { bits, .. }) => out.push_str(&decimal(*ty, *bits)),
        (Type::String, Value::String(text)) => out.push_str(&quoted(text)),
        (Type::Address, Value::Address(bytes)) => out.push_str(&hex(bytes)),
        (Type::Hash256, Value::Hash256(bytes)) => out.push_str(&hex(bytes)),
        (Type::FixedBytes(_), Value::Bytes(bytes)) => out.push_str(&hex(bytes)),
        (Type::Array(element, _) | Type::Vector(element), Value::Bytes(bytes)) if is_byte(element) => {
            out.push_str(&hex(bytes));
        }
        (Type::Array(element, _), Value::Array(values)) | (Type::Vector(element), Value::Vector(values)) => {
            list(
                out,
                '[',
                ']',
                values.iter().map(|value| (&**element, value)),
                depth,
            );
        }
        (Type::Tuple(types), Value::Tuple(values)) => {
            if let ([ty], [value]) = (&**types, &**values) {
                out.push('(');
                show(out, ty, value, depth);
                out.push_str(",)");
            } else {
                list(out, '(', ')', types.iter().zip(values), depth);
            }
        }
        (Type::Map(key, item), Value::Map(entries)) => {
            out.push('{');
            for (at, (name, place)) in entries.iter().enumerate() {
                if at > 0 {
                    out.push_str(", ");
                }
                show(out, key, name, depth);
                out.push_str(": ");
                show(out, item, place, depth);
            }
            out.push('}');
        }
        (Type::Option(_), Value::Option(None)) => out.push_str("None"),
        (Type::Option(inner), Value::Option(Some(value))) => {
            out.push_str("Some");
            list(out, '(', ')', std::iter::once((&**inner, &**value)), depth);
        }
        (Type::Result(ok, err), Value::Result(result)) => {
            let (name, ty, value) = match result {
                Ok(value) => ("Ok", ok, value),
                Err(value) => ("Err", err, value),
            };
            out.push_str(name);
            list(out, '(', ')', std::iter::once((&**ty, &**value)), depth);
        }
        (Type::Struct(ty), Value::Struct(values)) if field_types(&ty.fields).len() == values.len() => {
            if let (BYTE_ELEMENT, [of], [value]) =
                (ty.name.as_str(), &*field_types(&ty.fields), values.as_slice())
            {
                show(out, of, value, depth);
                return;
            }
            out.push_str(bare(&ty.name));
            show_fields(out, &ty.fields, values, depth);
        }
        (Type::Enum(ty), Value::Enum { variant, fields })
            if payload_types(ty, *variant).is_some_and(|types| types.len() == fields.len()) =>
        {
            out.push_str(bare(&ty.name));
            if let Some(variant) = ty.variants.get(*variant as usize) {
                out.push_str("::");
                out.push_str(&variant.name);
                show_fields(out, &variant.fields, fields, depth);
            }
        }
        _ => out.push('?'),
    }
}
