//! Limits of the simulated chain. Going past one gives [`crate::ErrorCode::LimitExceeded`] where the
//! function has a result; the two that have none to give (`print`, `revert`) shorten the text instead.
//!
//! They bound what a run can make the host hold: together well below the sandbox's memory limit.

/// Topics of one event, topic 0 (the signature's hash) included: as many as on Ethereum.
pub const MAX_TOPICS: usize = 4;
/// Bytes of one event's data.
pub const MAX_EVENT_DATA_BYTES: usize = 64 * 1024;
/// Events of one run, deployment included.
pub const MAX_EVENTS: usize = 1_024;
/// Bytes of all topics and data of one run's events.
pub const MAX_EVENTS_TOTAL_BYTES: usize = 1024 * 1024;
/// Bytes of one topic.
pub const TOPIC_BYTES: usize = 32;

/// Bytes of one state key.
pub const MAX_STATE_KEY_BYTES: usize = 4 * 1024;
/// Bytes of one state value.
pub const MAX_STATE_VALUE_BYTES: usize = 256 * 1024;
/// Keys that exist at the same time.
pub const MAX_STATE_ENTRIES: usize = 65_536;
/// Bytes of all keys and values that exist at the same time.
pub const MAX_STATE_TOTAL_BYTES: usize = 16 * 1024 * 1024;

/// Bytes printed by one call of `print`; the rest of a longer text is dropped.
pub const MAX_PRINT_BYTES: usize = 64 * 1024;
/// Bytes printed by one run. What comes after is dropped and [`PRINT_TRUNCATED_MARKER`] closes the output.
pub const MAX_PRINT_TOTAL_BYTES: usize = 256 * 1024;
/// Stands once where output was dropped.
pub const PRINT_TRUNCATED_MARKER: &str = "\n[output truncated]\n";

/// Bytes of a revert message; a longer one is cut at a character's edge.
pub const MAX_REVERT_MESSAGE_BYTES: usize = 16 * 1024;
/// Bytes of a panic message; a longer one is cut at a character's edge.
pub const MAX_PANIC_MESSAGE_BYTES: usize = 16 * 1024;

/// Bytes that `keccak256` and `blake3` hash in one call.
pub const MAX_HASH_INPUT_BYTES: usize = 4 * 1024 * 1024;
/// Bytes of a hash, and of a domain hash.
pub const HASH_BYTES: usize = 32;
/// Bytes of an address (DECISION C3).
pub const ADDRESS_BYTES: usize = 20;
/// Bytes of `get_value`'s result, a little-endian `u128`.
pub const VALUE_BYTES: usize = 16;

/// 64 KiB pages of linear memory; `memory.grow` past it gives -1, and so does a module's own, lower
/// maximum (DECISION C11). A module that starts with more is refused.
pub const MAX_MEMORY_PAGES: u32 = 512;
/// Bytes of a page of linear memory.
pub const MEMORY_PAGE_BYTES: usize = 64 * 1024;
/// Elements of a module's table.
pub const MAX_TABLE_ELEMENTS: usize = 10_000;
/// Bytes of machine stack that wasm may use; a call beyond it is the panic `Stack overflow`.
pub const MAX_WASM_STACK_BYTES: usize = 512 * 1024;
/// Bytes of the ABI-encoded arguments of one call.
pub const MAX_ARGUMENT_BYTES: usize = 256 * 1024;
/// Bytes of one call's ABI-encoded result.
pub const MAX_RESULT_BYTES: usize = 256 * 1024;
