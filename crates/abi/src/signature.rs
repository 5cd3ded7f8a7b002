//! ABI type names, parameters for `.meta`, signatures and topics (DECISION C8).

use sha3::{Digest as _, Keccak256};

use crate::encode::{Node, lower, write_in_place};
use crate::form::{field_types, has_payloads, is_byte, is_fixed_bytes};
use crate::meta::AbiParameter;
use crate::{BYTE_ELEMENT, EncodeError, IntType, Type, Value, VariantFields};

/// Keccak-256, as Ethereum uses it.
#[must_use]
pub fn keccak256(bytes: &[u8]) -> [u8; 32] {
    Keccak256::digest(bytes).into()
}

/// SHA-256.
#[must_use]
pub fn sha256(bytes: &[u8]) -> [u8; 32] {
    <sha2::Sha256 as sha2::Digest>::digest(bytes).into()
}

/// Blake3, 32 bytes.
#[must_use]
pub fn blake3(bytes: &[u8]) -> [u8; 32] {
    *::blake3::hash(bytes).as_bytes()
}

/// The ABI type as it stands in signatures: `uint256`, `(address,uint8)[]`, `bytes32`.
#[must_use]
pub fn abi_type(ty: &Type) -> String {
    let (base, components, suffix) = describe(ty);
    match components {
        None => base + &suffix,
        Some(fields) => {
            let types: Vec<String> = fields.iter().map(|(_, ty)| abi_type(ty)).collect();
            format!("({}){suffix}", types.join(","))
        }
    }
}

/// A parameter in the Ethereum ABI JSON form; `indexed` is for events only.
#[must_use]
pub fn abi_parameter(name: &str, ty: &Type, indexed: Option<bool>) -> AbiParameter {
    let (base, components, suffix) = describe(ty);
    AbiParameter {
        name: name.to_owned(),
        ty: base + &suffix,
        internal_type: ty.to_string(),
        components: components
            .unwrap_or_default()
            .iter()
            .map(|(name, ty)| abi_parameter(name, ty, None))
            .collect(),
        indexed,
    }
}

/// Parameters of a function for the `abi` section.
#[must_use]
pub fn abi_parameters(params: &[(String, Type)]) -> Vec<AbiParameter> {
    params
        .iter()
        .map(|(name, ty)| abi_parameter(name, ty, None))
        .collect()
}

/// Outputs of a function for the `abi` section: none for `()`, else one without a name.
#[must_use]
pub fn abi_outputs(ret: &Type) -> Vec<AbiParameter> {
    if *ret == Type::Unit {
        Vec::new()
    } else {
        vec![abi_parameter("", ret, None)]
    }
}

/// `Transfer(address,address,uint256)`: a function's or event's signature in ABI types.
#[must_use]
pub fn abi_signature(name: &str, params: &[Type]) -> String {
    let types: Vec<String> = params.iter().map(abi_type).collect();
    format!("{name}({})", types.join(","))
}

/// `transfer(address,u128)`: the same in Twilight types, for people (spec 10 §4.4).
#[must_use]
pub fn twilight_signature(name: &str, params: &[Type]) -> String {
    let types: Vec<String> = params.iter().map(ToString::to_string).collect();
    format!("{name}({})", types.join(","))
}

/// Topic 0 of an event: the Keccak-256 of its [`abi_signature`].
#[must_use]
pub fn topic0(signature: &str) -> [u8; 32] {
    keccak256(signature.as_bytes())
}

/// The topic of an indexed parameter: a value type's word, else the Keccak-256 of Solidity's in-place
/// encoding (of `string` and `bytes` themselves: their bytes without padding).
///
/// # Errors
/// When the value is not one of the type, see [`EncodeError`].
pub fn indexed_topic(ty: &Type, value: &Value) -> Result<[u8; 32], EncodeError> {
    Ok(match lower(ty, value)? {
        Node::Word(word) => word,
        Node::Bytes(bytes) => keccak256(&bytes),
        node => {
            let mut out = Vec::new();
            write_in_place(&mut out, &node);
            keccak256(&out)
        }
    })
}

/// Base name, components where the base is `tuple`, and the array suffix.
fn describe(ty: &Type) -> (String, Option<Vec<(String, Type)>>, String) {
    let leaf = |name: &str| (name.to_owned(), None, String::new());
    let tuple = |fields: Vec<(String, Type)>| ("tuple".to_owned(), Some(fields), String::new());
    let named = |names: &[&str], types: &[&Type]| {
        names
            .iter()
            .zip(types)
            .map(|(name, ty)| ((*name).to_owned(), (*ty).clone()))
            .collect::<Vec<_>>()
    };
    match ty {
        Type::Unit => tuple(Vec::new()),
        Type::Bool => leaf("bool"),
        Type::Int(ty) => leaf(&integer(*ty)),
        Type::String => leaf("string"),
        Type::Address => leaf("address"),
        Type::Hash256 => leaf("bytes32"),
        Type::FixedBytes(count) => leaf(&format!("bytes{count}")),
        Type::Tuple(types) => tuple(types.iter().map(|ty| (String::new(), ty.clone())).collect()),
        Type::Struct(ty) if ty.name == BYTE_ELEMENT => leaf("uint8"),
        Type::Struct(ty) => match &*ty.fields {
            VariantFields::Named(fields) => tuple(fields.clone()),
            fields => tuple(
                field_types(fields)
                    .into_iter()
                    .map(|ty| (String::new(), ty.clone()))
                    .collect(),
            ),
        },
        Type::Array(element, count) if is_fixed_bytes(element, *count) => leaf(&format!("bytes{count}")),
        Type::Array(element, count) => suffixed(element, &format!("[{count}]")),
        Type::Vector(element) if is_byte(element) => leaf("bytes"),
        Type::Vector(element) => suffixed(element, "[]"),
        Type::Map(key, value) => (
            "tuple".to_owned(),
            Some(named(&["key", "value"], &[key, value])),
            "[]".to_owned(),
        ),
        Type::Option(inner) => tuple(named(&["is_some", "value"], &[&Type::Bool, inner])),
        Type::Result(ok, err) => tuple(named(&["is_ok", "ok", "err"], &[&Type::Bool, ok, err])),
        Type::Enum(ty) if has_payloads(ty) => tuple(named(
            &["variant", "payload"],
            &[&Type::Int(IntType::U8), &Type::bytes()],
        )),
        Type::Enum(_) => leaf("uint8"),
        // Part of no interface: as Solidity would name it.
        Type::Reference(inner) => describe(inner),
    }
}

fn suffixed(element: &Type, more: &str) -> (String, Option<Vec<(String, Type)>>, String) {
    let (base, components, suffix) = describe(element);
    (base, components, suffix + more)
}

fn integer(ty: IntType) -> String {
    format!("{}{}", if ty.signed { "int" } else { "uint" }, ty.bits)
}
