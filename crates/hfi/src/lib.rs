//! The host function interface of specification 11 as one table.
//!
//! The wasm back end writes its imports from this table and the simulator answers them from it, so the two
//! cannot drift apart: modules, names, wasm signatures, gas ([`FUNCTIONS`]), return codes ([`ErrorCode`])
//! and limits ([`limits`]) stand here and nowhere else. This crate has no dependencies and must never
//! contain behaviour: what a function does is the simulator's part.

mod error;
mod functions;
pub mod limits;

pub use error::{ErrorCode, SUCCESS};
pub use functions::{ByteCharge, FUNCTIONS, GasCost, HostFn, HostFunction, ValType};

/// Gas for each 64 KiB page of linear memory, the initial pages included (DECISION C11, `docs/gas.md`).
///
/// The wasm instruction `memory.grow` itself costs one unit as every instruction does; the pages are
/// charged at the next host call or at the end of the call, whichever comes first.
pub const GAS_PER_MEMORY_PAGE: u64 = 1_000;
