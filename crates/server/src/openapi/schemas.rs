//! What requests and answers look like.
//!
//! Answers have the fields that are named here and no others.

use playground_protocol::{MAX_CALLS, MAX_FILES};
use serde_json::{Map, Value, json};

use crate::fields::MAX_FIELDS;
use crate::request::{
    DEFAULT_BLOCK_NUMBER, DEFAULT_ENTRY_POINT, DEFAULT_GAS_LIMIT, DEFAULT_SENDER, DEFAULT_TIMESTAMP,
    DEFAULT_VALUE, Include, MAX_ENTRY_POINT_BYTES, MAX_TTL, MIN_TTL,
};

/// All schemas by name.
pub(super) fn all() -> Value {
    let mut all = Map::new();
    for part in [messages(), results(), answers(), requests(), documents()] {
        if let Value::Object(part) = part {
            all.extend(part);
        }
    }
    all.into()
}

fn reference(schema: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{schema}") })
}

fn list(schema: &str) -> Value {
    json!({ "type": "array", "items": reference(schema) })
}

fn text(description: &str) -> Value {
    json!({ "type": "string", "description": description })
}

/// An object with `required` and `optional` fields and no others.
fn object(required: Value, optional: Value) -> Value {
    let mut properties = Map::new();
    let names: Vec<String> = required
        .as_object()
        .map(|fields| fields.keys().cloned().collect())
        .unwrap_or_default();
    for part in [required, optional] {
        if let Value::Object(part) = part {
            properties.extend(part);
        }
    }
    json!({ "type": "object", "properties": properties, "required": names, "additionalProperties": false })
}

fn messages() -> Value {
    json!({
        "Problem": object(
            json!({
                "type": text("`/problems/<slug>`"),
                "title": text("The same for every occurrence"),
                "status": { "type": "integer" },
                "detail": text("What is wrong and what to do")
            }),
            json!({ "errors": list("FieldError") }),
        ),
        "FieldError": object(json!({ "pointer": text("JSON pointer as a URI fragment"), "detail": text("") }), json!({})),
        "Position": object(
            json!({
                "line": { "type": "integer", "minimum": 1 },
                "column": { "type": "integer", "minimum": 1, "description": "In characters" },
                "offset": { "type": "integer", "minimum": 0, "description": "In bytes" }
            }),
            json!({}),
        ),
        "Span": object(
            json!({ "file": text(""), "start": reference("Position"), "end": reference("Position") }),
            json!({}),
        ),
        "Label": object(json!({ "span": reference("Span"), "message": text("") }), json!({})),
        "Diagnostic": object(
            json!({ "severity": { "enum": ["error", "warning"] }, "message": text("") }),
            json!({
                "code": text(""),
                "span": reference("Span"),
                "labels": list("Label"),
                "help": { "type": "array", "items": { "type": "string" } }
            }),
        ),
        "ErrorType": {
            "enum": ["Compilation", "RuntimeRevert", "RuntimePanic", "OutOfGas", "Timeout", "SandboxError", "InternalError"]
        }
    })
}

fn results() -> Value {
    json!({
        "Event": object(
            json!({
                "address": text("0x.."),
                "topics": { "type": "array", "items": { "type": "string" } },
                "data": text("0x..")
            }),
            json!({ "decoded": reference("DecodedEvent") }),
        ),
        "DecodedEvent": object(
            json!({ "name": text(""), "signature": text(""), "args": list("EventArgument") }),
            json!({}),
        ),
        "EventArgument": object(
            json!({ "name": text(""), "type": text(""), "indexed": { "type": "boolean" }, "value": {} }),
            json!({ "hash": text("0x..") }),
        ),
        "StorageEntry": object(
            json!({
                "key": text("0x.."),
                "before": { "description": "Typed JSON; null where there was no entry" },
                "after": {}
            }),
            json!({ "variable": text(""), "place": text(""), "type": text("") }),
        ),
        "Call": object(
            json!({
                "function": text(""),
                "success": { "type": "boolean" },
                "diagnostics": list("Diagnostic"),
                "output": text(""),
                "events": list("Event"),
                "gas_used": decimal(),
                "storage": list("StorageEntry")
            }),
            json!({
                "return_value": text(""),
                "return_json": {},
                "error_type": reference("ErrorType"),
                "revert_message": text("")
            }),
        ),
        "Gas": object(json!({ "lines": list("LineGas"), "other": decimal() }), json!({})),
        "LineGas": object(
            json!({ "file": text(""), "line": { "type": "integer", "minimum": 1 }, "gas": decimal() }),
            json!({}),
        ),
        "Stages": object(
            json!({
                "queue_us": micros(), "sandbox_us": micros(), "compile_us": micros(), "instantiate_us": micros(),
                "run_us": micros()
            }),
            json!({}),
        ),
        "TestResult": object(
            json!({ "name": text(""), "success": { "type": "boolean" }, "output": text("") }),
            json!({ "failure": reference("Diagnostic") }),
        )
    })
}

fn decimal() -> Value {
    json!({ "type": "string", "pattern": "^[0-9]+$" })
}

fn micros() -> Value {
    json!({ "type": "integer", "minimum": 0, "description": "Microseconds" })
}

/// The fields that runs have beyond specification 17.
fn more() -> Map<String, Value> {
    let fields = json!({
        "deployment": reference("Call"),
        "calls": list("Call"),
        "storage": list("StorageEntry"),
        "gas": reference("Gas"),
        "balances": { "type": "object", "additionalProperties": decimal() },
        "stages": reference("Stages")
    });
    fields.as_object().cloned().unwrap_or_default()
}

fn with_more(fields: Value) -> Value {
    let mut all = more();
    all.extend(fields.as_object().cloned().unwrap_or_default());
    all.into()
}

fn failed() -> Value {
    json!({
        "success": { "const": false },
        "diagnostics": list("Diagnostic"),
        "error_type": reference("ErrorType")
    })
}

fn answers() -> Value {
    json!({
        "RunAnswer": { "oneOf": [reference("Ran"), reference("RunFailed")] },
        "Ran": object(
            json!({
                "success": { "const": true },
                "diagnostics": list("Diagnostic"),
                "output": text("Everything printed"),
                "events": list("Event"),
                "return_value": text("As a reader of the language would write it"),
                "gas_used": decimal()
            }),
            with_more(json!({})),
        ),
        "RunFailed": object(
            {
                let mut fields = failed();
                fields["output"] = text("");
                fields["events"] = list("Event");
                fields
            },
            with_more(json!({ "revert_message": text(""), "gas_used": decimal() })),
        ),
        "CompileAnswer": { "oneOf": [reference("Compiled"), reference("Failed")] },
        "Compiled": object(
            json!({
                "success": { "const": true },
                "diagnostics": list("Diagnostic"),
                "wasm_hash": { "type": "string", "pattern": "^0x[0-9a-f]{64}$" },
                "wasm_size": { "type": "integer", "minimum": 0 }
            }),
            json!({
                "tir": text(""), "wat": text(""), "meta": { "type": "object" }, "abi": {}, "wasm": text("Base64"),
                "gas": { "type": "object", "additionalProperties": decimal() }
            }),
        ),
        "Failed": object(failed(), json!({})),
        "TestAnswer": { "oneOf": [reference("Tested"), reference("Failed")] },
        "Tested": object(
            json!({
                "success": { "type": "boolean" },
                "diagnostics": list("Diagnostic"),
                "tests": list("TestResult"),
                "passed": micros_free(), "failed": micros_free(), "filtered_out": micros_free()
            }),
            json!({}),
        ),
        "Shared": object(
            json!({
                "id": text(""), "url": text(""), "created": time(),
                "expires": { "type": ["string", "null"], "format": "date-time" }
            }),
            json!({ "delete_token": text("Shown this once") }),
        ),
        "Loaded": {
            "type": "object",
            "description": "The request with every default filled in, and `share`",
            "required": ["share"],
            "properties": { "share": reference("About") }
        },
        "About": object(
            json!({
                "id": text(""), "url": text(""), "created": time(),
                "expires": { "type": ["string", "null"], "format": "date-time" },
                "compiler": text(""), "current_compiler": text(""), "compiler_changed": { "type": "boolean" }
            }),
            json!({}),
        )
    })
}

fn micros_free() -> Value {
    json!({ "type": "integer", "minimum": 0 })
}

fn time() -> Value {
    json!({ "type": "string", "format": "date-time" })
}

/// A number as requests write it, up to `2^bits - 1`.
fn number(bits: u32, default: Option<u128>) -> Value {
    // JSON readers that keep numbers as floating point see the nearest one.
    let most = if bits == 128 { u128::MAX } else { (1 << bits) - 1 };
    let mut schema = json!({
        "description": format!("A decimal or 0x string, or a JSON integer, up to {most}"),
        "anyOf": [
            { "type": "string", "pattern": "^(0|[1-9][0-9]{0,18}|0x[0-9a-fA-F]{1,16})$" },
            { "type": "integer", "minimum": 0, "maximum": u64::MAX }
        ]
    });
    if let Some(default) = default {
        schema["default"] = default.to_string().into();
    }
    schema
}

fn address() -> Value {
    json!({ "type": "string", "pattern": "^0x[0-9a-fA-F]{40}$" })
}

fn name() -> Value {
    json!({ "type": "string", "minLength": 1, "maxLength": MAX_ENTRY_POINT_BYTES })
}

/// Fields of every request about a program, with `more`: one of `code` and `files` has to be there.
fn request(more: Value) -> Value {
    let mut schema = object(json!({}), more);
    let common = json!({
        "code": text("The program's source text, up to 64 KiB"),
        "files": {
            "type": "object",
            "description": "A program in several files, in the place of `code`",
            "required": ["src/main.twl"],
            "properties": { "src/main.twl": { "type": "string" } },
            "patternProperties": { "^src/([A-Za-z0-9_-]+/){0,3}[A-Za-z0-9_-]{1,32}\\.twl$": { "type": "string" } },
            "additionalProperties": false,
            "maxProperties": MAX_FILES
        },
        "syntax_mode": { "enum": ["native", "solidity"] },
        "contract": name()
    });
    if let (Value::Object(properties), Value::Object(common)) = (&mut schema["properties"], common) {
        properties.extend(common);
    }
    schema["oneOf"] = json!([{ "required": ["code"] }, { "required": ["files"] }]);
    schema
}

fn run_fields() -> Value {
    json!({
        "entry_point": { "type": "string", "minLength": 1, "maxLength": MAX_ENTRY_POINT_BYTES, "default": DEFAULT_ENTRY_POINT },
        "context": reference("Context"),
        "gas_limit": number(64, Some(DEFAULT_GAS_LIMIT.into()))
    })
}

fn simulation_fields() -> Map<String, Value> {
    let mut fields = run_fields().as_object().cloned().unwrap_or_default();
    let more = json!({
        "args": reference("Arguments"),
        "init_args": reference("Arguments"),
        "calls": { "type": "array", "minItems": 1, "maxItems": MAX_CALLS, "items": reference("CallRequest") },
        "storage": {
            "type": "object",
            "description": "What the calls find: places such as `held[0x..]`, or keys as 0x.., and typed JSON",
            "maxProperties": MAX_FIELDS,
            "additionalProperties": { "type": ["null", "string", "boolean", "array", "object"] }
        },
        "balances": {
            "type": "object",
            "description": "Shown with the answer; programs cannot ask for them",
            "maxProperties": MAX_FIELDS,
            "patternProperties": { "^0x[0-9a-f]{40}$": number(128, None) },
            "additionalProperties": false
        },
        "include": {
            "type": "array",
            "items": { "enum": Include::ALL.names() },
            "uniqueItems": true
        }
    });
    fields.extend(more.as_object().cloned().unwrap_or_default());
    fields
}

fn requests() -> Value {
    let mut share = simulation_fields();
    share.insert(
        "ttl".to_owned(),
        json!({ "type": "integer", "minimum": MIN_TTL, "maximum": MAX_TTL, "description": "Seconds" }),
    );
    let mut compile = run_fields();
    compile["emit"] = json!({
        "type": "array",
        "items": { "enum": ["tir", "wat", "meta", "abi", "wasm", "gas"] },
        "uniqueItems": true
    });
    json!({
        "RunRequest": request(simulation_fields().into()),
        "CompileRequest": request(compile),
        "TestRequest": request(json!({ "filter": { "type": "string" } })),
        "ShareRequest": request(share.into()),
        "Context": object(json!({}), json!({
            "sender": { "type": "string", "pattern": "^0x[0-9a-fA-F]{40}$", "default": DEFAULT_SENDER },
            "origin": address(),
            "value": number(128, Some(DEFAULT_VALUE)),
            "block_number": number(64, Some(DEFAULT_BLOCK_NUMBER.into())),
            "timestamp": number(64, Some(DEFAULT_TIMESTAMP.into()))
        })),
        "Arguments": {
            "description": "Typed JSON, or the ABI encoding of all",
            "anyOf": [{ "type": "array" }, { "type": "string", "pattern": "^0x([0-9a-fA-F]{2})*$" }]
        },
        "CallRequest": object(json!({ "function": name() }), json!({
            "args": reference("Arguments"),
            "sender": address(), "origin": address(),
            "value": number(128, None),
            "block_number": number(64, None),
            "timestamp": number(64, None),
            "gas_limit": number(64, None)
        }))
    })
}

fn documents() -> Value {
    let status = object(json!({ "status": { "enum": ["alive", "ready"] } }), json!({}));
    json!({
        "Status": status,
        "Version": object(json!({
            "name": text(""), "version": text(""), "compiler": text(""),
            "syntax_modes": { "type": "array", "items": { "type": "string" } },
            "sharing": { "type": "boolean" }
        }), json!({})),
        "Examples": object(json!({ "examples": { "type": "array", "items": object(json!({
            "name": text(""), "title": text(""), "summary": text(""), "syntax_mode": text(""), "entry_point": text(""), "code": text("")
        }), json!({})) } }), json!({})),
        "Library": object(json!({ "items": { "type": "array", "items": object(json!({
            "section": text(""), "path": text(""), "signature": text(""), "text": text(""), "example": text("")
        }), json!({})) } }), json!({})),
        "Description": { "type": "object" }
    })
}
