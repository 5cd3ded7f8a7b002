//! Paths of the standard library that `use` may name (spec 03 §1.3).

/// Modules with the names they hold.
const MODULES: &[(&str, &[&str])] = &[
    ("nova", &["env", "tx", "crypto", "contract", "test"]),
    (
        "nova::env",
        &["block_number", "timestamp", "self_address", "gas_left"],
    ),
    ("nova::tx", &["sender", "origin", "value"]),
    ("nova::crypto", &["keccak256", "blake3"]),
    ("nova::contract", &[]),
    (
        "nova::test",
        &[
            "set_sender",
            "set_origin",
            "set_value",
            "set_block_number",
            "set_timestamp",
            "events",
        ],
    ),
    (
        "core",
        &[
            "prelude",
            "option",
            "result",
            "num",
            "string",
            "collections",
            "array",
            "fmt",
            "cmp",
        ],
    ),
    ("core::prelude", &[]),
    ("core::option", &["Option", "Some", "None"]),
    ("core::result", &["Result", "Ok", "Err"]),
    ("core::num", &["ParseIntError", "ConversionError"]),
    ("core::string", &["string", "SliceError", "ConversionError"]),
    ("core::collections", &["vector", "map", "BoundsError"]),
    ("core::array", &["array"]),
    ("core::fmt", &["print", "println", "Displayable"]),
    ("core::cmp", &["Eq", "Ord", "Ordering", "Hash"]),
];

/// Enums of `core` with their variants, which `use` may name too.
const ENUMS: &[(&str, &[&str])] = &[
    ("core::option::Option", &["Some", "None"]),
    ("core::result::Result", &["Ok", "Err"]),
];

/// Names of the prelude: importing them changes nothing.
const PRELUDE: &[&str] = &[
    "bool",
    "u8",
    "u16",
    "u32",
    "u64",
    "u128",
    "u256",
    "i8",
    "i16",
    "i32",
    "i64",
    "i128",
    "i256",
    "string",
    "address",
    "hash256",
    "timestamp",
    "blocknumber",
    "vector",
    "map",
    "array",
    "Option",
    "Some",
    "None",
    "Result",
    "Ok",
    "Err",
    "Copy",
    "Clone",
    "Eq",
    "Ord",
    "Hash",
    "print",
    "println",
];

/// Names in a module.
pub fn children(path: &[String]) -> Option<&'static [&'static str]> {
    let path = path.join("::");
    MODULES
        .iter()
        .find(|(name, _)| *name == path)
        .map(|(_, names)| *names)
}

/// How many segments in front of a name are modules of `core` that hold it: 2 of `core::option::Option`.
pub fn core_modules(path: &[String]) -> usize {
    let holds = |count: &usize| {
        let (module, rest) = path.split_at(*count);
        let named = |name: &String| exists(&[module, std::slice::from_ref(name)].concat());
        module.first().is_some_and(|first| first == "core")
            && children(module).is_some()
            && rest.first().is_some_and(named)
    };
    (1..path.len()).rev().find(holds).unwrap_or(0)
}

/// Whether a module or an item of that path exists.
pub fn exists(path: &[String]) -> bool {
    if children(path).is_some() {
        return true;
    }
    let Some((last, module)) = path.split_last() else {
        return false;
    };
    match children(module) {
        Some(names) => {
            names.contains(&last.as_str())
                || (module.first().is_some_and(|first| first == "core") && PRELUDE.contains(&last.as_str()))
        }
        None => variants(module).is_some_and(|names| names.contains(&last.as_str())),
    }
}

/// Variants of an enum of `core`.
pub fn variants(path: &[String]) -> Option<&'static [&'static str]> {
    let path = path.join("::");
    ENUMS
        .iter()
        .find(|(name, _)| *name == path)
        .map(|(_, names)| *names)
}
