//! The functions of spec 11 §6, in its order.

/// A wasm value type that crosses the boundary.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ValType {
    /// 32 bits: pointers, lengths, counts, status codes.
    I32,
    /// 64 bits: a `u64`.
    I64,
}

/// Gas of one call. Units are those of wasm instructions: one instruction costs about 1.
///
/// The costs are the playground's own estimates, not the NOVA protocol's (DECISION C13).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct GasCost {
    /// For every call.
    pub base: u64,
    /// For every byte that the function's [`ByteCharge`]s count.
    pub per_byte: u64,
}

impl GasCost {
    /// Cost of a call that handles `bytes` bytes; stops at `u64::MAX`.
    #[must_use]
    pub const fn total(self, bytes: u64) -> u64 {
        self.base.saturating_add(self.per_byte.saturating_mul(bytes))
    }
}

/// A parameter whose value is charged for by the byte.
///
/// A negative value, or one beyond the size of linear memory, counts 0 bytes: the call fails on it
/// without touching memory, and the code that says so must be affordable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ByteCharge {
    /// Index of the parameter.
    pub param: usize,
    /// Bytes for each unit: 1 for a length, 32 for a count of topics.
    pub unit: u64,
}

/// One host function.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct HostFunction {
    /// Import module, `nova_state_v1`.
    pub module: &'static str,
    /// Import name, `read`.
    pub name: &'static str,
    /// Parameter types.
    pub params: &'static [ValType],
    /// Parameter names of specification 11, for documents and messages.
    pub param_names: &'static [&'static str],
    /// Result type, if there is one.
    pub result: Option<ValType>,
    /// Gas.
    pub gas: GasCost,
    /// What the per-byte cost is for.
    pub charged: &'static [ByteCharge],
}

use ValType::{I32, I64};

/// Declares the enum and the table from one list.
macro_rules! host_functions {
    ($($(#[$doc:meta])* $variant:ident = $module:literal $name:literal
        ($($param:ident: $ty:ident),*) $(-> $result:ident)?, $base:literal + $per_byte:literal
        * [$($charged:literal x $unit:literal),*];)*) => {
        /// A host function; its discriminant is its index in [`FUNCTIONS`].
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(usize)]
        pub enum HostFn {
            $($(#[$doc])* $variant,)*
        }

        impl HostFn {
            /// Every function, in the order of [`FUNCTIONS`].
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];
        }

        /// Every function of specification 11, in its order; index it with a [`HostFn`]'s [`HostFn::index`].
        pub const FUNCTIONS: &[HostFunction] = &[$(HostFunction {
            module: $module,
            name: $name,
            params: &[$($ty),*],
            param_names: &[$(stringify!($param)),*],
            result: host_functions!(@result $($result)?),
            gas: GasCost { base: $base, per_byte: $per_byte },
            charged: &[$(ByteCharge { param: $charged, unit: $unit }),*],
        }),*];
    };
    (@result) => { None };
    (@result $result:ident) => { Some($result) };
}

host_functions! {
    /// Reads a state value into a buffer (spec 11 §6.1).
    StateRead = "nova_state_v1" "read" (domain_hash_ptr: I32, key_ptr: I32, key_len: I32, value_out_ptr: I32,
        value_out_offset: I32, value_out_len: I32) -> I32, 200 + 1 * [2 x 1, 5 x 1];
    /// Writes a state value; an empty one deletes the key (spec 11 §6.1, DECISION C9).
    StateWrite = "nova_state_v1" "write" (domain_hash_ptr: I32, key_ptr: I32, key_len: I32, value_ptr: I32,
        value_len: I32) -> I32, 1_000 + 5 * [2 x 1, 4 x 1];
    /// Tells whether a key exists (spec 11 §6.1).
    StateExists = "nova_state_v1" "exists" (domain_hash_ptr: I32, key_ptr: I32, key_len: I32) -> I32,
        200 + 1 * [2 x 1];
    /// Writes the caller's address (spec 11 §6.2).
    TxGetSender = "nova_tx_v1" "get_sender" (addr_out_ptr: I32) -> I32, 50 + 0 * [];
    /// Writes the value sent, a little-endian `u128` (spec 11 §6.2).
    TxGetValue = "nova_tx_v1" "get_value" (value_out_ptr: I32) -> I32, 50 + 0 * [];
    /// Writes the signer's address (spec 11 §6.2).
    TxGetOrigin = "nova_tx_v1" "get_origin" (addr_out_ptr: I32) -> I32, 50 + 0 * [];
    /// The block's height (spec 11 §6.3).
    EnvGetBlockNumber = "nova_env_v1" "get_block_number" () -> I64, 50 + 0 * [];
    /// The block's time in Unix seconds (spec 11 §6.3).
    EnvGetTimestamp = "nova_env_v1" "get_timestamp" () -> I64, 50 + 0 * [];
    /// Writes the contract's own address (spec 11 §6.3).
    EnvGetSelfAddress = "nova_env_v1" "get_self_address" (addr_out_ptr: I32) -> I32, 50 + 0 * [];
    /// Gas left before this call's own cost (spec 11 §6.3).
    EnvGetGasLeft = "nova_env_v1" "get_gas_left" () -> I64, 50 + 0 * [];
    /// Appends an event (spec 11 §6.4).
    ContractEmitEvent = "nova_contract_v1" "emit_event" (topics_ptr: I32, topics_count: I32, data_ptr: I32,
        data_len: I32) -> I32, 500 + 4 * [1 x 32, 3 x 1];
    /// Ends the call with a message; does not return (spec 11 §6.4).
    ContractRevert = "nova_contract_v1" "revert" (msg_ptr: I32, msg_len: I32) -> I32, 50 + 1 * [1 x 1];
    /// Keccak-256 (spec 11 §6.5).
    CryptoKeccak256 = "nova_crypto_v1" "keccak256" (input_ptr: I32, input_len: I32, output_ptr: I32) -> I32,
        300 + 6 * [1 x 1];
    /// Blake3 (spec 11 §6.5).
    CryptoBlake3 = "nova_crypto_v1" "blake3" (input_ptr: I32, input_len: I32, output_ptr: I32) -> I32,
        300 + 3 * [1 x 1];
    /// Appends to the run's output (spec 11 §6.6).
    DebugPrint = "nova_debug_v1" "print" (msg_ptr: I32, msg_len: I32), 100 + 2 * [1 x 1];
}

impl HostFn {
    /// Index in [`FUNCTIONS`].
    #[must_use]
    pub const fn index(self) -> usize {
        self as usize
    }

    /// The function's entry.
    #[must_use]
    pub const fn entry(self) -> &'static HostFunction {
        &FUNCTIONS[self as usize]
    }

    /// The function that an import names; `None` for an import that version 1 does not have.
    #[must_use]
    pub fn from_import(module: &str, name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|function| {
            let entry = function.entry();
            entry.module == module && entry.name == name
        })
    }

    /// Gas of a call with these integer arguments (a pointer or length widened from `i32`), where linear
    /// memory has `memory_bytes` bytes. See [`ByteCharge`] for what a length out of range costs.
    #[must_use]
    pub fn gas(self, args: &[i64], memory_bytes: u64) -> u64 {
        let entry = self.entry();
        let bytes = entry.charged.iter().fold(0_u64, |sum, charge| {
            let count = args
                .get(charge.param)
                .copied()
                .and_then(|arg| u64::try_from(arg).ok())
                .unwrap_or(0);
            let bytes = count.saturating_mul(charge.unit);
            sum.saturating_add(if bytes <= memory_bytes { bytes } else { 0 })
        });
        entry.gas.total(bytes)
    }
}
