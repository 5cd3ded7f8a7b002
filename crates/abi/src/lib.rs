//! Value types, their ABI encoding and display, event signatures, the `.meta` schema.
//!
//! This crate is the one meaning of a value outside a running program: the interpreter, the wasm back
//! end, the simulator and the tests all measure themselves against it. It must never do I/O.

mod custom_error;
mod decode;
mod display;
mod encode;
mod event_log;
mod form;
pub mod json;
pub mod meta;
mod order;
mod packed;
mod signature;
pub mod source_map;
mod storage_entry;
mod storage_key;
mod storage_view;
mod types;
mod value;

pub use custom_error::{custom_error, parse_abi_type};
pub use decode::{DecodeError, MAX_EMPTY_ELEMENTS, decode, decode_args, decode_prefix};
pub use display::{MAX_DISPLAY_BYTES, decimal, display, display_part, hex, quoted};
pub use encode::{EncodeError, MAX_DEPTH, encode, encode_args};
pub use event_log::{DecodedEvent, EventArgument, EventTable};
pub use form::{head_words, is_dynamic};
pub use packed::{encode_packed, packed_word};
pub use signature::{
    abi_outputs, abi_parameter, abi_parameters, abi_signature, abi_type, blake3, indexed_topic, keccak256,
    sha256, topic0, twilight_signature,
};
pub use storage_entry::{GivenStorage, Replaced, storage_entries};
pub use storage_key::StorageKey;
pub use storage_view::{StorageContent, StoragePlace, StorageStep};
pub use types::{
    ADDRESS_BYTES, BYTE_ELEMENT, EnumType, IntType, Late, StructType, Type, Unfinished, Variant,
    VariantFields,
};
pub use value::{MAX_VALUES, Value};
