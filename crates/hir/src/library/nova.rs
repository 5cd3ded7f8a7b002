//! The chain (spec 03 §5; DECISION C2): the checker types these where it resolves paths.

use super::{Kind, Row, Section, Sig, special};
use Sig::{Address, Hash, Named, U64};

const NONE: [&str; 2] = ["", ""];

const ENV_ROWS: &[Row] = &[
    special(
        Kind::Function,
        "block_number",
        &[],
        U64,
        "The number of the block.",
        NONE,
    ),
    special(
        Kind::Function,
        "timestamp",
        &[],
        U64,
        "The block's time in seconds since 1970.",
        NONE,
    ),
    special(
        Kind::Function,
        "self_address",
        &[],
        Address,
        "The address of the running contract; `self.address()` is the same.",
        NONE,
    ),
    special(
        Kind::Function,
        "gas_left",
        &[],
        U64,
        "The gas that is left.",
        NONE,
    ),
];

/// `nova::env`
pub const ENV: Section = Section {
    title: "`nova::env`",
    path: "nova::env",
    text: "`env.block_number()`, `env::block_number()` after `use nova::env;`, and the whole path are the same.",
    rows: ENV_ROWS,
    closures: &[],
};

const TX_ROWS: &[Row] = &[
    special(
        Kind::Function,
        "sender",
        &[],
        Address,
        "Who called the function.",
        NONE,
    ),
    special(
        Kind::Function,
        "origin",
        &[],
        Address,
        "Who signed the transaction.",
        NONE,
    ),
    special(
        Kind::Function,
        "value",
        &[],
        Named("u128"),
        "The value sent with the call; 0 in a function that is not `#[payable]`.",
        NONE,
    ),
];

/// `nova::tx`
pub const TX: Section = Section {
    title: "`nova::tx`",
    path: "nova::tx",
    text: "`ctx.sender()`, `tx.sender()`, `tx::sender()` after `use nova::tx;`, and the whole path are the same.",
    rows: TX_ROWS,
    closures: &[],
};

const CRYPTO_ROWS: &[Row] = &[
    special(
        Kind::Function,
        "keccak256",
        &[("input", Named("vector<u8>, array<u8, N> or string"))],
        Hash,
        "The Keccak-256 of the bytes, a string's in UTF-8.",
        [
            "nova::crypto::keccak256(\"\")",
            "0xc5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470",
        ],
    )
    .fails("Panics where the input is longer than the chain hashes."),
    special(
        Kind::Function,
        "blake3",
        &[("input", Named("vector<u8>, array<u8, N> or string"))],
        Hash,
        "The Blake3 of the bytes, a string's in UTF-8.",
        [
            "nova::crypto::blake3(vector![])",
            "0xaf1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262",
        ],
    )
    .fails("Panics where the input is longer than the chain hashes."),
];

/// `nova::crypto`
pub const CRYPTO: Section = Section {
    title: "`nova::crypto`",
    path: "nova::crypto",
    text: "`crypto::keccak256(..)` after `use nova::crypto;`.",
    rows: CRYPTO_ROWS,
    closures: &[],
};
