//! Values between Twilight and the lines that `tests/peer` writes: arguments, results, failures.

use twilight_abi::{BYTE_ELEMENT, IntType, Type, Value};

use super::program::{address, bytes, split};

/// An argument as a value of `ty`: what stands after its type.
pub fn argument(ty: &Type, text: &str) -> Result<Value, String> {
    // The type ends where its brackets are closed and a space follows.
    let mut depth = 0_i32;
    let end = text
        .char_indices()
        .find(|(_, c)| {
            match c {
                '(' | '[' => depth += 1,
                ')' | ']' => depth -= 1,
                _ => {}
            }
            *c == ' ' && depth == 0
        })
        .map_or(0, |(at, _)| at);
    value(ty, text.get(end..).unwrap_or_default().trim())
}

fn value(ty: &Type, text: &str) -> Result<Value, String> {
    let wrong = || format!("`{text}` is no value of `{ty}`.");
    let inner = |open: char, close: char| {
        text.strip_prefix(open)
            .and_then(|text| text.strip_suffix(close))
            .map(split)
            .ok_or_else(wrong)
    };
    Ok(match ty {
        Type::Bool => Value::Bool(text == "true"),
        Type::Int(int) => {
            let (negative, digits) = match text.strip_prefix('-') {
                Some(digits) => (true, digits),
                None => (false, text),
            };
            let bits: ruint::aliases::U256 = digits.parse().map_err(|_| wrong())?;
            Value::int(*int, if negative { bits.wrapping_neg() } else { bits })
        }
        Type::String => Value::String(serde_json::from_str(text).map_err(|_| wrong())?),
        Type::Address => Value::Address(address(text).ok_or_else(wrong)?),
        Type::Hash256 => Value::Hash256(
            bytes(text)
                .and_then(|bytes| bytes.try_into().ok())
                .ok_or_else(wrong)?,
        ),
        Type::FixedBytes(_) => Value::Bytes(bytes(text).ok_or_else(wrong)?),
        Type::Enum(_) => Value::Enum {
            variant: text.parse().map_err(|_| wrong())?,
            fields: Vec::new(),
        },
        Type::Vector(element) if **element == Type::Int(IntType::U8) && text.starts_with("0x") => {
            Value::Bytes(bytes(text).ok_or_else(wrong)?)
        }
        Type::Vector(element) => Value::Vector(elements(element, inner('[', ']')?)?),
        Type::Array(element, _) => Value::Array(elements(element, inner('[', ']')?)?),
        Type::Tuple(types) => Value::Tuple(fields(types, inner('(', ')')?)?),
        Type::Struct(held) if held.name == BYTE_ELEMENT => {
            Value::Struct(vec![value(&Type::Int(IntType::U8), text)?])
        }
        Type::Struct(_) => Value::Struct(fields(&ty.fields().unwrap_or_default(), inner('(', ')')?)?),
        _ => return Err(wrong()),
    })
}

fn elements(ty: &Type, parts: Vec<String>) -> Result<Vec<Value>, String> {
    parts.iter().map(|part| value(ty, part)).collect()
}

fn fields(types: &[Type], parts: Vec<String>) -> Result<Vec<Value>, String> {
    types
        .iter()
        .zip(&parts)
        .map(|(ty, part)| value(ty, part))
        .collect()
}

/// A value as expectation lines write it.
fn show(ty: &Type, value: &Value) -> String {
    let list = |open: char, close: char, parts: Vec<String>| format!("{open}{}{close}", parts.join(", "));
    match (ty, value) {
        (Type::Int(int), Value::Int { bits, .. }) => twilight_abi::decimal(*int, *bits),
        (Type::String, Value::String(text)) => serde_json::to_string(text).unwrap_or_default(),
        (Type::Enum(_), Value::Enum { variant, .. }) => variant.to_string(),
        (_, Value::Bool(value)) => value.to_string(),
        (_, Value::Address(bytes)) => twilight_abi::hex(bytes),
        (_, Value::Hash256(bytes)) => twilight_abi::hex(bytes),
        (Type::Array(_, count), Value::Bytes(bytes)) if *count > 32 => {
            list('[', ']', bytes.iter().map(ToString::to_string).collect())
        }
        (_, Value::Bytes(bytes)) => twilight_abi::hex(bytes),
        (Type::Vector(element) | Type::Array(element, _), Value::Vector(values) | Value::Array(values)) => {
            list(
                '[',
                ']',
                values.iter().map(|value| show(element, value)).collect(),
            )
        }
        (Type::Struct(held), Value::Struct(values)) if held.name == BYTE_ELEMENT => values
            .iter()
            .map(|value| show(&Type::Int(IntType::U8), value))
            .collect(),
        (_, Value::Tuple(values) | Value::Struct(values)) => {
            let types = ty.fields().unwrap_or_default();
            list(
                '(',
                ')',
                types
                    .iter()
                    .zip(values)
                    .map(|(ty, value)| show(ty, value))
                    .collect(),
            )
        }
        _ => "?".to_owned(),
    }
}

/// What a call returns, as `ok ..`.
pub fn returned(ty: &Type, value: &Value) -> String {
    match (ty, value) {
        (Type::Unit, _) => "ok".to_owned(),
        (Type::Tuple(types), Value::Tuple(values)) => {
            let parts: Vec<String> = types
                .iter()
                .zip(values)
                .map(|(ty, value)| show(ty, value))
                .collect();
            format!("ok {}", parts.join(", "))
        }
        _ => format!("ok {}", show(ty, value)),
    }
}

/// What failed, in the peers' words.
pub fn failed(reverts: bool, message: &str) -> String {
    if !reverts {
        let code = match message {
            "Division by zero." => "0x12",
            "Division overflow." => "0x11",
            "Index out of bounds." => "0x32",
            "Enum conversion out of range." => "0x21",
            "`pop` of an empty array." => "0x31",
            "Out of memory." => "0x41",
            "This function variable has no value." => "0x51",
            _ if message.starts_with("Assertion failed") => "0x01",
            other => return format!("panic: {other}"),
        };
        return format!("panic {code}");
    }
    if message.starts_with("Arithmetic overflow in ") {
        return "panic 0x11".to_owned();
    }
    let silent = message == "Reverted without a reason."
        || message.starts_with("requirement failed: ")
        || message.starts_with("These bytes are no encoding")
        || (message.starts_with("Function ") && message.ends_with("is not payable."))
        || message == "This function is not payable."
        || message == "There is no element at this index."
        || message == "This slice does not lie in the call data."
        || message == "Malformed arguments.";
    if silent {
        return "revert".to_owned();
    }
    custom(message)
        .unwrap_or_else(|| format!("revert {}", serde_json::to_string(message).unwrap_or_default()))
}

/// `E(types):0x..` as `revert E(types) (values)`.
fn custom(message: &str) -> Option<String> {
    let (signature, data) = message.rsplit_once(":0x")?;
    let (_, types) = signature.split_once('(')?;
    let types: Vec<Type> = split(types.strip_suffix(')')?)
        .iter()
        .map(|ty| twilight_abi::parse_abi_type(ty))
        .collect::<Option<_>>()?;
    let data = bytes(&format!("0x{data}"))?;
    let values = twilight_abi::decode_args(&types, &data).ok()?;
    if types.is_empty() {
        return Some(format!("revert {signature}"));
    }
    let parts: Vec<String> = types
        .iter()
        .zip(&values)
        .map(|(ty, value)| show(ty, value))
        .collect();
    Some(format!("revert {signature} ({})", parts.join(", ")))
}
