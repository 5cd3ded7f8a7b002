//! Value types, their ABI encoding and display, event signatures, the `.meta` schema.
//!
//! This crate is the one meaning of a value outside a running program: the interpreter, the wasm back
//! end, the simulator and the tests all measure themselves against it. It must never do I/O.

pub mod meta;
mod types;

pub use types::{ADDRESS_BYTES, EnumType, IntType, StructType, Type, Variant, VariantFields};
