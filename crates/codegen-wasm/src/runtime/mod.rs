//! The library of wasm functions that compiled programs call: memory, strings, containers, encoding, state.
//!
//! Every function is generated on demand, specialised by type where that makes it simpler. This module must
//! never know about trap sites: the call in the user's function is the site.

use crate::emit::{FunctionBuilder, Signature};
use crate::helpers::{Context, Helper};

/// Index of the mutable global that holds the first free address of the heap.
pub const GLOBAL_HEAP: u32 = 0;
/// Index of the mutable global `__panic_ptr`.
pub const GLOBAL_PANIC_PTR: u32 = 1;
/// Index of the mutable global `__panic_len`.
pub const GLOBAL_PANIC_LEN: u32 = 2;

/// A function that only other functions of the library call.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum RuntimeFn {}

/// The wasm type of a helper; `Helper::Int` is not asked for.
pub fn signature(helper: &Helper, cx: &mut Context<'_>) -> Signature {
    let _ = (helper, cx);
    Signature::default()
}

/// Builds a helper; `Helper::Int` is not asked for.
pub fn build(helper: &Helper, cx: &mut Context<'_>) -> FunctionBuilder {
    FunctionBuilder::new(signature(helper, cx))
}
